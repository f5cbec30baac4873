//! What the engine reads of unresolved constant-pool entries (JVMS §4.4):
//! descriptors and numbers. Total on any bytes: `None` where the entry is not
//! of the kind asked for.

use crate::model::ClassRef;
use base::descriptor::{BasicType, MethodDescriptor};

/// Tags of JVMS table 4.4-A.
pub(super) mod tag {
    pub(in crate::interp) const UTF8: u8 = 1;
    pub(in crate::interp) const INTEGER: u8 = 3;
    pub(in crate::interp) const FLOAT: u8 = 4;
    pub(in crate::interp) const LONG: u8 = 5;
    pub(in crate::interp) const DOUBLE: u8 = 6;
    pub(in crate::interp) const CLASS: u8 = 7;
    pub(in crate::interp) const STRING: u8 = 8;
    pub(in crate::interp) const FIELD_REF: u8 = 9;
    pub(in crate::interp) const METHOD_REF: u8 = 10;
    pub(in crate::interp) const INTERFACE_METHOD_REF: u8 = 11;
    pub(in crate::interp) const NAME_AND_TYPE: u8 = 12;
    pub(in crate::interp) const METHOD_HANDLE: u8 = 15;
    pub(in crate::interp) const METHOD_TYPE: u8 = 16;
    pub(in crate::interp) const DYNAMIC: u8 = 17;
    pub(in crate::interp) const INVOKE_DYNAMIC: u8 = 18;
}

/// An entry: its tag and the bytes from behind the tag on.
pub(super) fn entry(class: ClassRef, index: u16) -> Option<(u8, &'static [u8])> {
    let offset = *class.pool.offsets.get(index as usize)? as usize;
    if offset == 0 {
        return None;
    }
    let bytes = class.bytes.get(offset..)?;
    let (tag, rest) = bytes.split_first()?;
    Some((*tag, rest))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

/// The bytes of a `Utf8` entry.
pub(super) fn utf8(class: ClassRef, index: u16) -> Option<&'static [u8]> {
    let (tag::UTF8, rest) = entry(class, index)? else { return None };
    rest.get(2..2 + u16_at(rest, 0)? as usize)
}

/// The name of a `Class` entry.
pub(super) fn class_name(class: ClassRef, index: u16) -> Option<&'static [u8]> {
    let (tag::CLASS, rest) = entry(class, index)? else { return None };
    utf8(class, u16_at(rest, 0)?)
}

/// A member reference: class entry, name, descriptor. For dynamic constants and
/// call sites the class entry is the bootstrap method's index.
pub(super) fn member(class: ClassRef, index: u16) -> Option<(u16, &'static [u8], &'static [u8])> {
    let (kind, rest) = entry(class, index)?;
    let (tag::FIELD_REF
    | tag::METHOD_REF
    | tag::INTERFACE_METHOD_REF
    | tag::DYNAMIC
    | tag::INVOKE_DYNAMIC) = kind
    else {
        return None;
    };
    let (owner, name_and_type) = (u16_at(rest, 0)?, u16_at(rest, 2)?);
    let (tag::NAME_AND_TYPE, pair) = entry(class, name_and_type)? else { return None };
    Some((owner, utf8(class, u16_at(pair, 0)?)?, utf8(class, u16_at(pair, 2)?)?))
}

/// Kind of the field, dynamic constant or similar that an entry describes.
pub(super) fn field_kind(class: ClassRef, index: u16) -> Option<BasicType> {
    let (_, _, descriptor) = member(class, index)?;
    BasicType::from_descriptor_char(*descriptor.first()?)
}

/// Slots of the parameters, without a receiver, and kind of the result of the
/// method or call site that an entry describes.
pub(super) fn signature(class: ClassRef, index: u16) -> Option<(u16, BasicType)> {
    let (_, _, descriptor) = member(class, index)?;
    let descriptor = MethodDescriptor::parse(descriptor).ok()?;
    Some((descriptor.parameter_slots(), descriptor.return_type().basic_type()))
}

/// What `ldc` and its relatives push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loadable {
    /// An `int` or the bits of a `float`.
    Int(i32),
    /// A `long` or the bits of a `double`.
    Long(i64),
    /// Something that is resolved first, of this kind.
    Resolved(BasicType),
}

/// The loadable constant at an index.
pub(super) fn loadable(class: ClassRef, index: u16) -> Option<Loadable> {
    let (kind, rest) = entry(class, index)?;
    Some(match kind {
        tag::INTEGER | tag::FLOAT => {
            Loadable::Int(i32::from_be_bytes(rest.get(..4)?.try_into().ok()?))
        }
        tag::LONG | tag::DOUBLE => {
            Loadable::Long(i64::from_be_bytes(rest.get(..8)?.try_into().ok()?))
        }
        tag::STRING | tag::CLASS | tag::METHOD_HANDLE | tag::METHOD_TYPE => {
            Loadable::Resolved(BasicType::Object)
        }
        tag::DYNAMIC => Loadable::Resolved(field_kind(class, index)?),
        _ => return None,
    })
}
