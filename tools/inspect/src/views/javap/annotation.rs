//! Annotations (JVMS §4.7.16 to §4.7.22): each once with indices, once resolved.

use classfile::Constant;
use classfile::annotation::{
    Annotation, Annotations, ElementValue, ParameterAnnotations, TypeAnnotation, TypeAnnotations,
    TypeTarget,
};

use super::Printer;
use crate::text::decoded;

impl Printer<'_, '_, '_> {
    pub(super) fn annotations(&mut self, title: &str, annotations: &Annotations<'_>) {
        self.w.println(title);
        self.annotation_list(annotations);
    }

    fn annotation_list(&mut self, annotations: &Annotations<'_>) {
        self.w.indent(1);
        for (at, annotation) in annotations.iter().enumerate() {
            self.w.number(at as u32);
            self.w.print(": ");
            self.annotation(&annotation, false);
            self.w.newline();
            self.resolved(&annotation);
        }
        self.w.indent(-1);
    }

    fn resolved(&mut self, annotation: &Annotation<'_>) {
        self.w.indent(1);
        self.annotation(annotation, true);
        self.w.indent(-1);
        self.w.newline();
    }

    pub(super) fn parameter_annotations(&mut self, title: &str, all: &ParameterAnnotations<'_>) {
        self.w.println(title);
        self.w.indent(1);
        for (at, annotations) in all.iter().enumerate() {
            self.w.println(&format!("parameter {at}:"));
            self.annotation_list(&annotations);
        }
        self.w.indent(-1);
    }

    pub(super) fn type_annotations(&mut self, title: &str, annotations: &TypeAnnotations<'_>) {
        self.w.println(title);
        self.w.indent(1);
        for (at, annotation) in annotations.iter().enumerate() {
            self.w.number(at as u32);
            self.w.print(": ");
            self.annotation(&annotation.annotation, false);
            self.w.print(": ");
            self.target(&annotation);
            self.w.newline();
            self.resolved(&annotation.annotation);
        }
        self.w.indent(-1);
    }

    fn target(&mut self, annotation: &TypeAnnotation<'_>) {
        self.w.print(target_name(annotation.target_type));
        let text = match annotation.target {
            TypeTarget::Empty => String::new(),
            TypeTarget::TypeParameter(index) | TypeTarget::FormalParameter(index) => {
                format!(", param_index={index}")
            }
            TypeTarget::TypeParameterBound { parameter, bound } => {
                format!(", param_index={parameter}, bound_index={bound}")
            }
            TypeTarget::Supertype(index) | TypeTarget::Throws(index) => {
                format!(", type_index={index}")
            }
            TypeTarget::Catch(index) => format!(", exception_index={index}"),
            TypeTarget::Offset(offset) => format!(", offset={offset}"),
            TypeTarget::TypeArgument { offset, index } => {
                format!(", offset={offset}, type_index={index}")
            }
            TypeTarget::LocalVariable(ranges) => {
                let ranges: Vec<_> = ranges
                    .iter()
                    .map(|r| {
                        format!("start_pc={}, length={}, index={}", r.start_pc, r.length, r.index)
                    })
                    .collect();
                match ranges.is_empty() {
                    true => ", lvarOffset is Null!".to_owned(),
                    false => format!(", {{{}}}", ranges.join("; ")),
                }
            }
        };
        self.w.print(&text);
        if !annotation.path.is_empty() {
            let steps: Vec<_> = annotation.path.iter().map(|&step| step_name(step)).collect();
            self.w.print(&format!(", location=[{}]", steps.join(", ")));
        }
    }

    fn annotation(&mut self, annotation: &Annotation<'_>, resolve: bool) {
        if !resolve {
            self.print_index(annotation.type_index);
            self.w.print("(");
            for (at, (name, value)) in annotation.elements().enumerate() {
                self.w.print(if at == 0 { "" } else { "," });
                self.print_index(name);
                self.w.print("=");
                self.element_value(&value, false);
            }
            return self.w.print(")");
        }
        match self.pool.utf8(annotation.type_index) {
            Ok(text) => self.field_type(&decoded(text)),
            Err(_) if self.jdk25() => drop(self.text(annotation.type_index)),
            Err(_) => {
                self.problems.in_text = true;
                self.print_index(annotation.type_index);
            }
        }
        if annotation.is_empty() {
            return;
        }
        self.w.println("(");
        self.w.indent(1);
        for (name, value) in annotation.elements() {
            self.value(name);
            self.w.print("=");
            self.element_value(&value, true);
            self.w.newline();
        }
        self.w.indent(-1);
        self.w.print(")");
    }

    pub(super) fn default_value(&mut self, value: &ElementValue<'_>) {
        self.w.println("AnnotationDefault:");
        self.w.indent(1);
        self.w.print("default_value: ");
        self.element_value(value, false);
        self.w.newline();
        self.w.indent(1);
        self.element_value(value, true);
        self.w.indent(-2);
        self.w.newline();
    }

    fn element_value(&mut self, value: &ElementValue<'_>, resolve: bool) {
        match *value {
            ElementValue::Constant { tag, index } if resolve => self.constant(tag, index),
            ElementValue::Constant { tag, index } => {
                self.w.print(char::from(tag).encode_utf8(&mut [0; 4]));
                self.print_index(index);
            }
            ElementValue::Enum { type_name, constant_name } if resolve => {
                self.value(type_name);
                self.w.print(".");
                self.value(constant_name);
            }
            ElementValue::Enum { type_name, constant_name } => {
                self.w.print("e");
                self.print_index(type_name);
                self.w.print(".");
                self.print_index(constant_name);
            }
            ElementValue::Class(index) if resolve => {
                self.w.print("class ");
                self.value(index);
            }
            ElementValue::Class(index) => {
                self.w.print("c");
                self.print_index(index);
            }
            ElementValue::Annotation(annotation) => {
                self.w.print("@");
                self.annotation(&annotation, resolve);
            }
            ElementValue::Array(values) => {
                self.w.print("[");
                for (at, value) in values.iter().enumerate() {
                    self.w.print(if at == 0 { "" } else { "," });
                    self.element_value(&value, resolve);
                }
                self.w.print("]");
            }
        }
    }

    fn constant(&mut self, tag: u8, index: base::CpIndex) {
        let integer = match self.pool.get(index) {
            Ok(Constant::Integer(value)) => Some(value),
            _ => None,
        };
        match (tag, integer) {
            (b'B', _) => {
                self.w.print("(byte) ");
                self.value(index);
            }
            (b'S', _) => {
                self.w.print("(short) ");
                self.value(index);
            }
            (b'C', Some(value)) => {
                let c = char::from_u32(u32::from(value as u16)).unwrap_or('?');
                self.w.print("'");
                self.w.print(c.encode_utf8(&mut [0; 4]));
                self.w.print("'");
            }
            (b'C', None) => {
                self.w.print("'");
                self.print_index(index);
                self.w.print("'");
            }
            (b'Z', Some(0)) => self.w.print("false"),
            (b'Z', Some(1)) => self.w.print("true"),
            (b'Z', _) => self.print_index(index),
            (b's', _) => {
                self.w.print("\"");
                self.value(index);
                self.w.print("\"");
            }
            _ => self.value(index),
        }
    }
}

fn step_name([kind, argument]: [u8; 2]) -> String {
    match kind {
        0 => "ARRAY".to_owned(),
        1 => "INNER_TYPE".to_owned(),
        2 => "WILDCARD".to_owned(),
        3 => format!("TYPE_ARGUMENT({argument})"),
        _ => super::constants::UNREADABLE.to_owned(),
    }
}

/// The names of JVMS tables 4.7.20-A and -B as the JDK's tools have them.
fn target_name(target_type: u8) -> &'static str {
    match target_type {
        0x00 => "CLASS_TYPE_PARAMETER",
        0x01 => "METHOD_TYPE_PARAMETER",
        0x10 => "CLASS_EXTENDS",
        0x11 => "CLASS_TYPE_PARAMETER_BOUND",
        0x12 => "METHOD_TYPE_PARAMETER_BOUND",
        0x13 => "FIELD",
        0x14 => "METHOD_RETURN",
        0x15 => "METHOD_RECEIVER",
        0x16 => "METHOD_FORMAL_PARAMETER",
        0x17 => "THROWS",
        0x40 => "LOCAL_VARIABLE",
        0x41 => "RESOURCE_VARIABLE",
        0x42 => "EXCEPTION_PARAMETER",
        0x43 => "INSTANCEOF",
        0x44 => "NEW",
        0x45 => "CONSTRUCTOR_REFERENCE",
        0x46 => "METHOD_REFERENCE",
        0x47 => "CAST",
        0x48 => "CONSTRUCTOR_INVOCATION_TYPE_ARGUMENT",
        0x49 => "METHOD_INVOCATION_TYPE_ARGUMENT",
        0x4a => "CONSTRUCTOR_REFERENCE_TYPE_ARGUMENT",
        0x4b => "METHOD_REFERENCE_TYPE_ARGUMENT",
        _ => super::constants::UNREADABLE,
    }
}
