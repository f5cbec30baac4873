//! What others see of a class: the part of it that JLS 13 is about.

use std::collections::BTreeMap;

use base::{AccessFlags, mutf8};
use classfile::{AttributeData, AttributeKind, Attributes, ClassFile, Member};

use crate::facts::{class_text, member_text};
use crate::symbolic::Resolved;

/// A class without its code.
#[derive(Debug)]
pub(super) struct Api {
    /// Name with dots.
    pub(super) name: String,
    /// Flags as declared, for a nested class those of its `InnerClasses` entry.
    pub(super) flags: AccessFlags,
    pub(super) super_class: Option<String>,
    pub(super) interfaces: Vec<String>,
    /// Generic signature.
    pub(super) signature: Option<String>,
    /// Permitted subclasses of a sealed class.
    pub(super) permitted: Option<Vec<String>>,
    /// Components of a record class.
    pub(super) components: Option<Vec<String>>,
    pub(super) annotations: Vec<String>,
    pub(super) major: u16,
    /// The classes that it is nested in, from the nearest, as far as `InnerClasses` tells.
    pub(super) enclosing: Vec<String>,
    /// Fields and methods by name and descriptor.
    pub(super) fields: BTreeMap<MemberKey, MemberApi>,
    pub(super) methods: BTreeMap<MemberKey, MemberApi>,
}

/// Name and descriptor.
pub(super) type MemberKey = (Vec<u8>, Vec<u8>);

/// A field or method without its code.
#[derive(Debug)]
pub(super) struct MemberApi {
    /// Position in the class file.
    pub(super) index: usize,
    pub(super) flags: AccessFlags,
    /// As in `p.C.m(int):void`.
    pub(super) text: String,
    pub(super) signature: Option<String>,
    /// The value of a constant field.
    pub(super) constant: Option<String>,
    /// The `throws` clause, sorted.
    pub(super) exceptions: Vec<String>,
    /// Whether an annotation element has a default.
    pub(super) has_default: bool,
    pub(super) annotations: Vec<String>,
}

impl MemberApi {
    pub(super) fn is_visible(&self) -> bool {
        is_visible(self.flags)
    }

    pub(super) fn is_constructor(&self) -> bool {
        self.text.contains(".<init>(")
    }
}

/// Whether other packages may use it.
pub(super) fn is_visible(flags: AccessFlags) -> bool {
    (flags.is_public() || flags.is_protected()) && !flags.is_synthetic()
}

impl Api {
    pub(super) fn of(class: &ClassFile<'_>) -> Api {
        let components = class.record_components().ok().flatten();
        let pool = class.constant_pool();
        let utf8 = |index| mutf8::to_string_lossy(pool.utf8(index).unwrap_or(b"???"));
        Api {
            name: class_text(class.name()),
            flags: declared_flags(class),
            super_class: class.super_name().map(class_text),
            interfaces: class.interface_names().map(class_text).collect(),
            signature: class.signature().ok().flatten().map(text),
            permitted: class.permitted_subclasses().ok().flatten().map(|classes| {
                classes.iter().filter_map(|c| pool.class_name(c).ok()).map(class_text).collect()
            }),
            components: components.map(|components| {
                let one = |c: classfile::RecordComponent<'_, '_>| {
                    format!("{} {}", utf8(c.name), utf8(c.descriptor))
                };
                components.iter().map(one).collect()
            }),
            annotations: annotations(class.attributes()),
            major: class.major_version(),
            enclosing: enclosing(class),
            fields: members(class, class.fields()),
            methods: members(class, class.methods()),
        }
    }

    pub(super) fn is_visible(&self) -> bool {
        is_visible(self.flags)
    }

    /// Superclass and superinterfaces.
    pub(super) fn supertypes(&self) -> impl Iterator<Item = &str> {
        self.super_class.iter().chain(&self.interfaces).map(String::as_str)
    }
}

fn text(bytes: &[u8]) -> String {
    mutf8::to_string_lossy(bytes).into_owned()
}

/// A nested class is protected, private or static by its entry in `InnerClasses` only.
fn declared_flags(class: &ClassFile<'_>) -> AccessFlags {
    let pool = class.constant_pool();
    let entries = class.inner_classes().unwrap_or_default();
    let own = entries.iter().find(|entry| pool.class_name(entry.inner_class) == Ok(class.name()));
    own.map_or(AccessFlags(class.access_flags().0 & !AccessFlags::SUPER), |e| e.access_flags)
}

fn enclosing(class: &ClassFile<'_>) -> Vec<String> {
    let pool = class.constant_pool();
    let entries = class.inner_classes().unwrap_or_default();
    let mut found: Vec<&[u8]> = Vec::new();
    let mut inner = class.name();
    loop {
        let entry = entries.iter().find(|entry| pool.class_name(entry.inner_class) == Ok(inner));
        match entry.and_then(|entry| pool.class_name(entry.outer_class).ok()) {
            // Damaged files may go round in a circle.
            Some(outer) if outer != class.name() && !found.contains(&outer) => found.push(outer),
            _ => return found.into_iter().map(class_text).collect(),
        }
        inner = found.last().copied().unwrap_or(inner);
    }
}

fn members<'c, 'a: 'c>(
    class: &ClassFile<'_>,
    members: impl Iterator<Item = Member<'c, 'a>>,
) -> BTreeMap<MemberKey, MemberApi> {
    let api = |(index, member): (usize, Member<'c, 'a>)| {
        let pool = member.class().constant_pool();
        let constant = member.constant_value().ok().flatten();
        let classes = member.exceptions().unwrap_or_default();
        let mut exceptions: Vec<String> =
            classes.iter().filter_map(|c| pool.class_name(c).ok()).map(class_text).collect();
        exceptions.sort();
        let api = MemberApi {
            index,
            flags: member.access_flags(),
            text: member_text(class.name(), member.name(), member.descriptor()),
            signature: member.signature().ok().flatten().map(text),
            constant: constant
                .and_then(|index| Resolved::new(pool, index))
                .map(|constant| constant.quoted().to_string()),
            exceptions,
            has_default: member.attribute(AttributeKind::AnnotationDefault).is_some(),
            annotations: annotations(member.attributes()),
        };
        ((member.name().to_vec(), member.descriptor().to_vec()), api)
    };
    members.enumerate().map(api).collect()
}

/// The annotations that are kept at run time, with `java.lang.Deprecated` if
/// there is the attribute of old class files.
fn annotations(attributes: Attributes<'_, '_>) -> Vec<String> {
    let pool = attributes.pool();
    let mut found = Vec::new();
    for attribute in attributes {
        match attribute.decode(pool) {
            Ok(
                AttributeData::RuntimeVisibleAnnotations(list)
                | AttributeData::RuntimeInvisibleAnnotations(list),
            ) => found.extend(list.iter().filter_map(|annotation| {
                let descriptor = pool.utf8(annotation.type_index).ok()?;
                Some(class_text(descriptor.strip_prefix(b"L")?.strip_suffix(b";")?))
            })),
            Ok(AttributeData::Deprecated) => found.push("java.lang.Deprecated".to_owned()),
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}
