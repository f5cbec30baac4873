//! A class with the code of one method at a time.
//!
//! Which of several bad methods is reported is not specified, and the reference VM
//! goes through them by the addresses of their names. If two machines agree about
//! each method alone, they differ in that order only.

use classfile::{AttributeKind, ClassFile, Level};

/// Code that any verifier accepts: `aconst_null; athrow`.
const HARMLESS: [u8; 2] = [0x01, 0xbf];

/// For each method with code, the class file with harmless code in all others.
pub fn one_method_each(bytes: &[u8]) -> Vec<Vec<u8>> {
    let Ok(class) = ClassFile::parse(bytes, Level::Scan) else { return Vec::new() };
    let codes = codes(&class);
    (0..codes.len()).map(|kept| without(bytes, &codes, kept)).collect()
}

/// A `Code` attribute: where its length is, where it ends, and the greatest number
/// of local variables.
struct CodeAt {
    length: usize,
    end: usize,
    max_locals: [u8; 2],
}

fn codes(class: &ClassFile<'_>) -> Vec<CodeAt> {
    let attributes = class.methods().flat_map(|method| method.attributes());
    let codes = attributes.filter(|attribute| attribute.kind() == Some(AttributeKind::Code));
    let codes = codes.filter(|attribute| attribute.data.len() >= 4);
    codes
        .map(|attribute| CodeAt {
            length: attribute.offset + 2,
            end: attribute.data_offset() + attribute.data.len(),
            max_locals: [attribute.data[2], attribute.data[3]],
        })
        .collect()
}

fn without(bytes: &[u8], codes: &[CodeAt], kept: usize) -> Vec<u8> {
    let mut result = bytes.to_vec();
    for (number, code) in codes.iter().enumerate().rev() {
        if number != kept {
            let mut harmless = vec![0, 1];
            harmless.extend(code.max_locals);
            harmless.extend((HARMLESS.len() as u32).to_be_bytes());
            harmless.extend(HARMLESS);
            // No handlers, no attributes.
            harmless.extend([0; 4]);
            let length = (harmless.len() as u32).to_be_bytes();
            result.splice(code.length..code.end, length.into_iter().chain(harmless));
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds;

    #[test]
    fn the_class_keeps_its_form() {
        let classes = seeds::jdk_classes(4_000, 500, |_| true);
        let mut variants = 0;
        for bytes in classes {
            for variant in one_method_each(&bytes) {
                let class = ClassFile::parse(&variant, Level::Check).expect("well-formed");
                let harmless = |code: &CodeAt| code.end - code.length == 4 + 2 + 2 + 4 + 2 + 4;
                let codes = codes(&class);
                let kept = codes.iter().filter(|code| !harmless(code)).count();
                assert!(kept <= 1, "all others are replaced");
                variants += 1;
            }
        }
        assert!(variants > 50, "{variants}");
    }
}
