//! Checks of the constant pool: first what entries refer to, then names.

use base::CpIndex;

use super::{Names, illegal_descriptor};
use crate::error::Problem;
use crate::pool::{Constant, ConstantPool, NameAndType, Tag};

/// Checks all entries.
pub(crate) fn check<'a>(pool: &ConstantPool<'a>, names: Names) -> Result<(), Problem<'a>> {
    // Texts, about half of the entries, have been checked when they were read.
    let others = || pool.indices().filter(|&index| pool.tag(index) != Some(Tag::Utf8));
    others().try_for_each(|index| check_references(pool, index, names.major))?;
    others().try_for_each(|index| check_names(pool, index, names))
}

/// Checks that the entries that an entry refers to are of the right kinds.
fn check_references<'a>(
    pool: &ConstantPool<'a>,
    index: CpIndex,
    major: u16,
) -> Result<(), Problem<'a>> {
    let expect = |index: CpIndex, tag: Tag| match pool.tag(index) {
        Some(found) if found == tag => Ok(()),
        _ => Err(Problem::BadIndex { index }),
    };
    match pool.get(index)? {
        Constant::Class(name) | Constant::String(name) | Constant::MethodType(name) => {
            expect(name, Tag::Utf8)
        }
        Constant::Module(name) | Constant::Package(name) => expect(name, Tag::Utf8),
        Constant::Member { class, name_and_type, .. } => {
            expect(class, Tag::Class)?;
            expect(name_and_type, Tag::NameAndType)
        }
        Constant::NameAndType { name, descriptor } => {
            expect(name, Tag::Utf8)?;
            expect(descriptor, Tag::Utf8)
        }
        Constant::Dynamic { name_and_type, .. } => expect(name_and_type, Tag::NameAndType),
        Constant::MethodHandle { kind, reference } => {
            check_handle(pool, index, kind, reference, major)
        }
        Constant::Utf8(_)
        | Constant::Integer(_)
        | Constant::Float(_)
        | Constant::Long(_)
        | Constant::Double(_) => Ok(()),
    }
}

/// JVMS table 5.4.3.5-A.
fn check_handle<'a>(
    pool: &ConstantPool<'a>,
    entry: CpIndex,
    kind: u8,
    index: CpIndex,
    major: u16,
) -> Result<(), Problem<'a>> {
    if index.is_zero() || index.0 >= pool.count() {
        return Err(Problem::BadIndex { index });
    }
    let tag = pool.tag(index);
    let is_method = tag == Some(Tag::Methodref);
    let is_interface_method = tag == Some(Tag::InterfaceMethodref);
    let (legal, problem) = match kind {
        1..=4 => (tag == Some(Tag::Fieldref), Problem::NotAField { index }),
        5 | 8 => (is_method, Problem::NotAMethod { index }),
        6 | 7 => (is_method || major >= 52 && is_interface_method, Problem::NotAMethod { index }),
        9 => (is_interface_method, Problem::NotAnInterfaceMethod { index }),
        _ => (false, Problem::BadHandleKind { index: entry }),
    };
    if legal { Ok(()) } else { Err(problem) }
}

/// Checks names and descriptors. All references are known to be of the right kind.
fn check_names<'a>(
    pool: &ConstantPool<'a>,
    index: CpIndex,
    names: Names,
) -> Result<(), Problem<'a>> {
    match pool.get(index)? {
        Constant::Class(name) => names.class(pool.utf8(name)?),
        Constant::NameAndType { name, descriptor } => {
            check_name_and_type(pool, name, descriptor, names)
        }
        Constant::Dynamic { tag, name_and_type, .. } => {
            let NameAndType { name, descriptor } = pool.name_and_type(name_and_type)?;
            match (tag, descriptor.starts_with(b"(")) {
                (Tag::Dynamic, true) => {
                    Err(illegal_descriptor("CONSTANT_Dynamic", name, descriptor))
                }
                (Tag::InvokeDynamic, false) => Err(illegal_descriptor("Method", name, descriptor)),
                _ => Ok(()),
            }
        }
        Constant::Member { tag, name_and_type, .. } => {
            let NameAndType { name, descriptor } = pool.name_and_type(name_and_type)?;
            let is_method = descriptor.starts_with(b"(");
            if tag == Tag::Fieldref {
                return match is_method {
                    true => Err(illegal_descriptor("Field", name, descriptor)),
                    false => Ok(()),
                };
            }
            if !is_method {
                return Err(illegal_descriptor("Method", name, descriptor));
            }
            if tag == Tag::Methodref && name.starts_with(b"<") && name != b"<init>" {
                let index = name_index(pool, name_and_type)?;
                return Err(Problem::BadMethodRefName { index });
            }
            Ok(())
        }
        Constant::MethodHandle { kind: kind @ 5..=8, reference } => {
            let Constant::Member { name_and_type, .. } = pool.get(reference)? else {
                return Err(Problem::BadIndex { index: reference });
            };
            let index = name_index(pool, name_and_type)?;
            match (kind == 8, pool.utf8(index)? == b"<init>") {
                (true, false) => Err(Problem::BadConstructorRefName { index }),
                (false, true) => Err(Problem::BadMethodRefName { index }),
                _ => Ok(()),
            }
        }
        // Only the descriptor matters; the name in the message is the reference VM's.
        Constant::MethodType(descriptor) => {
            names.method_descriptor(b"type", pool.utf8(descriptor)?).map(drop)
        }
        _ => Ok(()),
    }
}

fn name_index<'a>(pool: &ConstantPool<'a>, index: CpIndex) -> Result<CpIndex, Problem<'a>> {
    match pool.get(index)? {
        Constant::NameAndType { name, .. } => Ok(name),
        _ => Err(Problem::BadIndex { index }),
    }
}

fn check_name_and_type<'a>(
    pool: &ConstantPool<'a>,
    name: CpIndex,
    descriptor: CpIndex,
    names: Names,
) -> Result<(), Problem<'a>> {
    let (name_text, descriptor_text) = (pool.utf8(name)?, pool.utf8(descriptor)?);
    for (text, index) in [(descriptor_text, descriptor), (name_text, name)] {
        if text.is_empty() {
            return Err(Problem::EmptyName { index });
        }
    }
    if descriptor_text.starts_with(b"(") {
        names.method(name_text)?;
        names.method_descriptor(name_text, descriptor_text).map(drop)
    } else {
        names.field(name_text)?;
        names.field_descriptor(name_text, descriptor_text).map(drop)
    }
}
