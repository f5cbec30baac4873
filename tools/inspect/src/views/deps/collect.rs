//! The classes that a class refers to, as `jdeps` counts them.
//!
//! That is whatever the constant pool, descriptors, generic signatures and annotations
//! that are visible at run time name; what lies inside of annotations, bounds of a class's
//! type parameters, method types and the types of local variables do not count.

use std::collections::BTreeSet;

use base::descriptor::{FieldType, MethodDescriptor};
use classfile::annotation::Annotations;
use classfile::{AttributeData, Attributes, ClassFile, Constant, ConstantPool, Member};

use crate::facts::class_text;

/// Names with dots of all classes that a class refers to, itself left out.
pub(super) fn dependencies(class: &ClassFile<'_>) -> BTreeSet<String> {
    let pool = class.constant_pool();
    let mut names = Names { pool, found: BTreeSet::new() };
    for index in pool.indices() {
        match pool.get(index) {
            Ok(Constant::Class(name)) => {
                pool.utf8(name).into_iter().for_each(|name| names.class(name));
            }
            Ok(Constant::NameAndType { descriptor, .. }) => {
                pool.utf8(descriptor).into_iter().for_each(|text| names.descriptor(text));
            }
            _ => {}
        }
    }
    names.attributes(class.attributes(), Bounds::Ignored);
    class.fields().chain(class.methods()).for_each(|member| names.member(member));
    let Names { mut found, .. } = names;
    found.remove(class.name());
    found.iter().map(|name| class_text(name)).collect()
}

/// Whether the bounds of type parameters count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bounds {
    Counted,
    Ignored,
}

/// Internal names.
struct Names<'c, 'a> {
    pool: &'c ConstantPool<'a>,
    found: BTreeSet<Vec<u8>>,
}

impl<'c, 'a> Names<'c, 'a> {
    fn add(&mut self, name: &[u8]) {
        if !self.found.contains(name) {
            self.found.insert(name.to_vec());
        }
    }

    /// A class or array type as `CONSTANT_Class` has it.
    fn class(&mut self, name: &[u8]) {
        match FieldType::parse(name) {
            Ok(array) if name[0] == b'[' => self.field_type(array),
            _ => self.add(name),
        }
    }

    fn field_type(&mut self, field_type: FieldType<'_>) {
        field_type.element().class_name().into_iter().for_each(|name| self.add(name));
    }

    fn descriptor(&mut self, text: &[u8]) {
        if let Ok(method) = MethodDescriptor::parse(text) {
            method.parameters().chain([method.return_type()]).for_each(|t| self.field_type(t));
        } else if let Ok(field) = FieldType::parse(text) {
            self.field_type(field);
        }
    }

    fn member(&mut self, member: Member<'c, 'a>) {
        self.descriptor(member.descriptor());
        self.attributes(member.attributes(), Bounds::Counted);
    }

    fn attributes(&mut self, attributes: Attributes<'c, 'a>, bounds: Bounds) {
        for attribute in attributes {
            match attribute.decode(self.pool) {
                Ok(AttributeData::Signature(index)) => {
                    let text = self.pool.utf8(index);
                    text.into_iter().for_each(|text| self.signature(text, bounds));
                }
                Ok(AttributeData::RuntimeVisibleAnnotations(list)) => self.annotations(list),
                Ok(AttributeData::RuntimeVisibleParameterAnnotations(list)) => {
                    list.iter().for_each(|parameter| self.annotations(parameter))
                }
                _ => {}
            }
        }
    }

    fn annotations(&mut self, list: Annotations<'a>) {
        for annotation in list.iter() {
            let text = self.pool.utf8(annotation.type_index);
            text.into_iter().for_each(|text| self.descriptor(text));
        }
    }

    fn signature(&mut self, text: &[u8], bounds: Bounds) {
        let mut rest = text;
        if let Some(parameters) = text.strip_prefix(b"<") {
            rest = self.type_parameters(parameters, bounds == Bounds::Counted);
        }
        self.types(rest, true);
    }

    /// The formal type parameters of a signature; returns what follows them.
    fn type_parameters<'t>(&mut self, text: &'t [u8], counts: bool) -> &'t [u8] {
        let mut rest = text;
        while let Some(colon) = rest.iter().position(|&byte| byte == b':') {
            if rest[0] == b'>' {
                break;
            }
            rest = &rest[colon + 1..];
            if rest.first().is_some_and(|byte| matches!(byte, b'L' | b'T' | b'[')) {
                rest = self.one_type(rest, counts);
            }
            while let Some(interface) = rest.strip_prefix(b":") {
                rest = self.one_type(interface, counts);
            }
        }
        rest.strip_prefix(b">").unwrap_or(rest)
    }

    /// Types one after another, with what stands between them in a method's signature.
    fn types(&mut self, text: &[u8], counts: bool) {
        let mut rest = text;
        while !rest.is_empty() {
            let after = self.one_type(rest, counts);
            rest = if after.len() < rest.len() { after } else { &rest[1..] };
        }
    }

    /// A type with its arguments; returns what follows it. Types inside of it are kept on
    /// a list of our own, since a hostile file may nest them by the thousand.
    fn one_type<'t>(&mut self, text: &'t [u8], counts: bool) -> &'t [u8] {
        let mut open: Vec<Vec<u8>> = Vec::new();
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            at += 1;
            let end_of_name = |at: usize| {
                let ends = |byte: &u8| matches!(byte, b'<' | b';' | b'.');
                text[at..].iter().position(ends).map_or(text.len(), |length| at + length)
            };
            match byte {
                b'L' => {
                    let end = end_of_name(at);
                    open.push(text[at..end].to_vec());
                    at = end;
                }
                b'T' => {
                    at = (end_of_name(at) + 1).min(text.len());
                }
                b'.' => {
                    let end = end_of_name(at);
                    if let Some(class) = open.last_mut() {
                        let outer = class.clone();
                        class.push(b'$');
                        class.extend_from_slice(&text[at..end]);
                        if counts {
                            self.add(&outer);
                        }
                    }
                    at = end;
                }
                b';' => {
                    if let Some(class) = open.pop().filter(|_| counts) {
                        self.add(&class);
                    }
                }
                // Arguments, wildcards, dimensions of arrays, primitive types.
                _ => {}
            }
            if open.is_empty() && byte != b'[' {
                break;
            }
        }
        &text[at..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(signature: &[u8], bounds: Bounds) -> Vec<String> {
        let class = include_bytes!("../../../tests/data/A.class");
        let class = ClassFile::parse(class, classfile::Level::Scan).expect("a class");
        let mut names = Names { pool: class.constant_pool(), found: BTreeSet::new() };
        names.signature(signature, bounds);
        names.found.into_iter().map(|name| String::from_utf8(name).expect("text")).collect()
    }

    #[test]
    fn classes_of_signatures() {
        assert_eq!(names(b"Ljava/util/List<-[Lp/A;>;", Bounds::Ignored), ["java/util/List", "p/A"]);
        assert_eq!(
            names(b"Lp/A<TT;>.B<Lq/C;>.D;", Bounds::Ignored),
            ["p/A", "p/A$B", "p/A$B$D", "q/C"]
        );
        let method = b"<T:Lp/Class;:Lp/I<Lp/J;>;U::Lp/K;>(TT;I[[Lp/L;)Lp/M;^Lp/N;";
        assert_eq!(names(method, Bounds::Ignored), ["p/L", "p/M", "p/N"]);
        let all = ["p/Class", "p/I", "p/J", "p/K", "p/L", "p/M", "p/N"];
        assert_eq!(names(method, Bounds::Counted), all);
        for hostile in [&b"<"[..], b"<T", b"<T:", b"<>", b"L", b"L<<<", b";;..", b"<T::;", b"[["] {
            names(hostile, Bounds::Counted);
        }
        names(&b"Lp/A<".repeat(100_000), Bounds::Counted);
    }
}
