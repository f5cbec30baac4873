//! Documents of annotations (JVMS §4.7.16 to §4.7.22).

use classfile::ConstantPool;
use classfile::annotation as raw;
use classfile::annotation::TypeTarget;

use super::attributes::reference;
use super::model::{Ref, choices, records};
use super::sequences::Each;

records! {
    /// An annotation.
    pub(super) struct Annotation<'c, 'a> {
        /// Descriptor of the annotation interface.
        pub(super) r#type: Ref<'c, 'a>,
        pub(super) elements: Each<'c, Element<'c, 'a>>,
    }

    /// An element of an annotation.
    pub(super) struct Element<'c, 'a> {
        pub(super) name: Ref<'c, 'a>,
        pub(super) value: ElementValue<'c, 'a>,
    }

    /// An annotation on a type.
    pub(super) struct TypeAnnotation<'c, 'a> {
        pub(super) target_type: u8,
        pub(super) target: Target,
        /// Which part of the type.
        pub(super) path: Vec<Step>,
        pub(super) annotation: Annotation<'c, 'a>,
    }

    /// A step into a type.
    pub(super) struct Step {
        /// 0: into an array, 1: into a nested type, 2: to a bound, 3: to a type argument.
        pub(super) kind: u8,
        pub(super) argument: u8,
    }

    /// A range of code in which a local variable lives.
    pub(super) struct LiveRange {
        pub(super) start_pc: u16,
        pub(super) length: u16,
        /// Slot.
        pub(super) index: u16,
    }
}

choices! {
    /// The value of an element.
    #[serde(tag = "form")]
    pub(super) enum ElementValue<'c, 'a> {
        Constant {
            /// `B C D F I J S Z`, or `s` for a string.
            tag: char,
            constant: Ref<'c, 'a>,
        },
        Enum { r#type: Ref<'c, 'a>, constant: Ref<'c, 'a> },
        Class { descriptor: Ref<'c, 'a> },
        Annotation { annotation: Annotation<'c, 'a> },
        Array { values: Each<'c, ElementValue<'c, 'a>> },
    }

    /// What is annotated.
    #[serde(tag = "target")]
    pub(super) enum Target {
        TypeParameter { parameter: u8 },
        /// 65535 for the superclass, otherwise an interface.
        Supertype { index: u16 },
        TypeParameterBound { parameter: u8, bound: u8 },
        Empty,
        FormalParameter { index: u8 },
        Throws { index: u16 },
        LocalVariable { ranges: Vec<LiveRange> },
        /// An entry of the exception table.
        Catch { index: u16 },
        /// An instruction.
        Offset { pc: u16 },
        TypeArgument { pc: u16, index: u8 },
    }
}

pub(super) fn annotations<'c, 'a>(
    list: raw::Annotations<'a>,
    pool: &'c ConstantPool<'a>,
) -> Each<'c, Annotation<'c, 'a>> {
    Each::of(move || list.iter().map(move |one| annotation(one, pool)))
}

pub(super) fn parameters<'c, 'a>(
    list: raw::ParameterAnnotations<'a>,
    pool: &'c ConstantPool<'a>,
) -> Each<'c, Each<'c, Annotation<'c, 'a>>> {
    Each::of(move || list.iter().map(move |parameter| annotations(parameter, pool)))
}

pub(super) fn type_annotations<'c, 'a>(
    list: raw::TypeAnnotations<'a>,
    pool: &'c ConstantPool<'a>,
) -> Each<'c, TypeAnnotation<'c, 'a>> {
    let model = move |one: raw::TypeAnnotation<'a>| TypeAnnotation {
        target_type: one.target_type,
        target: target(one.target),
        path: one.path.iter().map(|&[kind, argument]| Step { kind, argument }).collect(),
        annotation: annotation(one.annotation, pool),
    };
    Each::of(move || list.iter().map(model))
}

fn annotation<'c, 'a>(one: raw::Annotation<'a>, pool: &'c ConstantPool<'a>) -> Annotation<'c, 'a> {
    let element = move |(name, value)| Element {
        name: reference(pool, name),
        value: element_value(value, pool),
    };
    Annotation {
        r#type: reference(pool, one.type_index),
        elements: Each::of(move || one.elements().map(element)),
    }
}

/// The reader has bounded the depth of the recursion.
pub(super) fn element_value<'c, 'a>(
    value: raw::ElementValue<'a>,
    pool: &'c ConstantPool<'a>,
) -> ElementValue<'c, 'a> {
    match value {
        raw::ElementValue::Constant { tag, index } => {
            ElementValue::Constant { tag: char::from(tag), constant: reference(pool, index) }
        }
        raw::ElementValue::Enum { type_name, constant_name } => ElementValue::Enum {
            r#type: reference(pool, type_name),
            constant: reference(pool, constant_name),
        },
        raw::ElementValue::Class(index) => {
            ElementValue::Class { descriptor: reference(pool, index) }
        }
        raw::ElementValue::Annotation(nested) => {
            ElementValue::Annotation { annotation: annotation(nested, pool) }
        }
        raw::ElementValue::Array(values) => ElementValue::Array {
            values: Each::of(move || values.iter().map(move |value| element_value(value, pool))),
        },
    }
}

fn target(target: TypeTarget<'_>) -> Target {
    match target {
        TypeTarget::TypeParameter(parameter) => Target::TypeParameter { parameter },
        TypeTarget::Supertype(index) => Target::Supertype { index },
        TypeTarget::TypeParameterBound { parameter, bound } => {
            Target::TypeParameterBound { parameter, bound }
        }
        TypeTarget::Empty => Target::Empty,
        TypeTarget::FormalParameter(index) => Target::FormalParameter { index },
        TypeTarget::Throws(index) => Target::Throws { index },
        TypeTarget::LocalVariable(ranges) => Target::LocalVariable {
            ranges: ranges
                .iter()
                .map(|range| LiveRange {
                    start_pc: range.start_pc,
                    length: range.length,
                    index: range.index,
                })
                .collect(),
        },
        TypeTarget::Catch(index) => Target::Catch { index },
        TypeTarget::Offset(pc) => Target::Offset { pc },
        TypeTarget::TypeArgument { offset, index } => Target::TypeArgument { pc: offset, index },
    }
}
