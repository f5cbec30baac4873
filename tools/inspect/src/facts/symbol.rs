//! The texts of symbols.

use base::descriptor::{FieldType, MethodDescriptor};
use base::mutf8;

/// A class as in `java.util.Map$Entry`; an array type as in `int[][]`.
pub fn class_text(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len());
    push_class(&mut text, name);
    text
}

fn push_class(text: &mut String, name: &[u8]) {
    match FieldType::parse(name) {
        Ok(array) if name[0] == b'[' => push_type(text, array),
        _ => push_dotted(text, name),
    }
}

fn push_dotted(text: &mut String, name: &[u8]) {
    let start = text.len();
    text.push_str(&mutf8::to_string_lossy(name));
    if text[start..].contains('/') {
        let dotted = text[start..].replace('/', ".");
        text.truncate(start);
        text.push_str(&dotted);
    }
}

fn push_type(text: &mut String, field_type: FieldType<'_>) {
    let element = field_type.element();
    match element.class_name() {
        Some(name) => push_dotted(text, name),
        None => text.push_str(element.basic_type().name()),
    }
    (0..field_type.dimensions()).for_each(|_| text.push_str("[]"));
}

/// A field as in `java.lang.System.out:java.io.PrintStream`.
pub fn field_text(class: &[u8], name: &[u8], descriptor: &[u8]) -> String {
    let mut text = String::with_capacity(class.len() + name.len() + descriptor.len() + 2);
    push_class(&mut text, class);
    text.push('.');
    text.push_str(&mutf8::to_string_lossy(name));
    text.push(':');
    match FieldType::parse(descriptor) {
        Ok(field_type) => push_type(&mut text, field_type),
        Err(_) => text.push_str(&mutf8::to_string_lossy(descriptor)),
    }
    text
}

/// A method as in `java.lang.String.valueOf(int):java.lang.String`.
pub fn method_text(class: &[u8], name: &[u8], descriptor: &[u8]) -> String {
    let mut text = String::with_capacity(class.len() + name.len() + descriptor.len() + 16);
    push_class(&mut text, class);
    text.push('.');
    text.push_str(&mutf8::to_string_lossy(name));
    match MethodDescriptor::parse(descriptor) {
        Ok(method) => {
            text.push('(');
            for (position, parameter) in method.parameters().enumerate() {
                if position > 0 {
                    text.push(',');
                }
                push_type(&mut text, parameter);
            }
            text.push_str("):");
            push_type(&mut text, method.return_type());
        }
        Err(_) => text.push_str(&mutf8::to_string_lossy(descriptor)),
    }
    text
}

/// A field or method, as its descriptor tells.
pub fn member_text(class: &[u8], name: &[u8], descriptor: &[u8]) -> String {
    if descriptor.starts_with(b"(") {
        method_text(class, name, descriptor)
    } else {
        field_text(class, name, descriptor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_read_like_java() {
        assert_eq!(class_text(b"java/util/Map$Entry"), "java.util.Map$Entry");
        assert_eq!(class_text(b"[[Lp/C;"), "p.C[][]");
        assert_eq!(class_text(b"["), "[");
        assert_eq!(field_text(b"p/C", b"f", b"[I"), "p.C.f:int[]");
        assert_eq!(
            method_text(b"[I", b"clone", b"()Ljava/lang/Object;"),
            "int[].clone():java.lang.Object"
        );
        assert_eq!(method_text(b"C", b"m", b"(JLp/D;)V"), "C.m(long,p.D):void");
        assert_eq!(member_text(b"C", b"m", b"(Q"), "C.m(Q");
        assert_eq!(member_text(b"C", b"f", b"Q"), "C.f:Q");
    }
}
