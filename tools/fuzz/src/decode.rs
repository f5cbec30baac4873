//! Decodes everything in a class file, as a disassembler would.

use std::hint::black_box;

use bytecode::Instructions;
use classfile::annotation::{Annotation, Annotations, ElementValue, TypeAnnotations};
use classfile::{AttributeData, Attributes, ClassFile, Code, MalformedAttribute};

/// Decodes all constants, attributes and instructions; returns the number of
/// attributes.
pub(crate) fn decode_all(class: &ClassFile<'_>) -> Result<usize, MalformedAttribute> {
    let pool = class.constant_pool();
    for index in pool.indices() {
        let _ = black_box(pool.get(index));
        let _ = black_box((pool.member_ref(index), pool.dynamic(index), pool.class_name(index)));
    }
    black_box((class.name(), class.super_name(), class.interface_names().count()));
    black_box((class.effective_flags(), class.has_circular_inner_classes()));
    let mut count = decode_list(class, class.attributes())?;
    for member in class.fields().chain(class.methods()) {
        black_box((member.name(), member.descriptor(), member.effective_method_flags()));
        count += decode_list(class, member.attributes())?;
    }
    Ok(count)
}

fn decode_list(
    class: &ClassFile<'_>,
    attributes: Attributes<'_, '_>,
) -> Result<usize, MalformedAttribute> {
    use AttributeData as Data;
    let mut count = 0;
    for attribute in attributes {
        count += 1;
        match attribute.decode(class.constant_pool())? {
            Data::Code(code) => count += decode_code(class, &code)?,
            Data::Record(components) => {
                for component in components.iter() {
                    count += decode_list(class, component.attributes())?;
                }
            }
            Data::StackMapTable(table) => {
                table.iter().for_each(|frame| drop(black_box(format!("{frame:?}"))));
            }
            Data::AnnotationDefault(value) => walk_value(&value),
            Data::RuntimeVisibleAnnotations(list) | Data::RuntimeInvisibleAnnotations(list) => {
                walk_list(&list);
            }
            Data::RuntimeVisibleParameterAnnotations(lists)
            | Data::RuntimeInvisibleParameterAnnotations(lists) => {
                lists.iter().for_each(|list| walk_list(&list));
            }
            Data::RuntimeVisibleTypeAnnotations(list)
            | Data::RuntimeInvisibleTypeAnnotations(list) => walk_types(&list),
            Data::BootstrapMethods(methods) => {
                for method in methods.iter() {
                    black_box(method.arguments.iter().count());
                }
            }
            Data::Module(module) => {
                black_box(module.requires.iter().count());
                module.exports.iter().chain(module.opens.iter()).for_each(|e| {
                    black_box(e.to.iter().count());
                });
                module.provides.iter().for_each(|provides| {
                    black_box(provides.with.iter().count());
                });
            }
            Data::ModuleHashes(hashes) => {
                black_box(hashes.modules.iter().count());
            }
            other => drop(black_box(other)),
        }
    }
    Ok(count)
}

fn decode_code(class: &ClassFile<'_>, code: &Code<'_, '_>) -> Result<usize, MalformedAttribute> {
    for instruction in Instructions::new(code.bytes) {
        match instruction {
            Ok(instruction) => {
                black_box(instruction.targets().fold(0, i32::wrapping_add));
                black_box(instruction.to_string());
            }
            Err(error) => drop(black_box(error.to_string())),
        }
    }
    for bci in [0, 1, u16::MAX] {
        black_box(code.line_number(bci));
    }
    black_box(code.exception_table.iter().count());
    decode_list(class, code.attributes())
}

fn walk_list(annotations: &Annotations<'_>) {
    annotations.iter().for_each(|annotation| walk(&annotation));
}

fn walk_types(annotations: &TypeAnnotations<'_>) {
    annotations.iter().for_each(|annotation| walk(&annotation.annotation));
}

fn walk(annotation: &Annotation<'_>) {
    annotation.elements().for_each(|(_, value)| walk_value(&value));
}

fn walk_value(value: &ElementValue<'_>) {
    match value {
        ElementValue::Annotation(annotation) => walk(annotation),
        ElementValue::Array(values) => values.iter().for_each(|value| walk_value(&value)),
        other => drop(black_box(format!("{other:?}"))),
    }
}
