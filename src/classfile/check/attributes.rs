//! Checks of the attributes of a class.

use std::collections::HashMap;

use base::{AccessFlags, CpIndex};

use super::members::is_annotation_list;
use super::{Names, Seen, marker};
use crate::attribute::AttributeKind as Kind;
use crate::cursor::Cursor;
use crate::error::Problem;
use crate::parser::check_inner_class_flags;
use crate::pool::{ConstantPool, Summary, Tag};
use crate::table::{InnerClass, Table};

/// What class attributes are checked against.
pub(crate) struct ClassAttributes<'p, 'a> {
    pub(crate) pool: &'p ConstantPool<'a>,
    pub(crate) summary: Summary,
    pub(crate) names: Names,
    pub(crate) flags: AccessFlags,
    pub(crate) bytes: &'a [u8],
}

/// Attributes whose contents are checked after all others have been read.
#[derive(Default)]
struct Deferred {
    inner_classes: Option<(usize, u32)>,
    nest_members: Option<(usize, u32)>,
    record: Option<(usize, u32)>,
    permitted_subclasses: Option<(usize, u32)>,
}

impl<'a> ClassAttributes<'_, 'a> {
    /// Reads and checks the class attributes.
    pub(crate) fn check(&self, cursor: &mut Cursor<'a>) -> Result<(), Problem<'a>> {
        let mut seen = Seen::default();
        let mut deferred = Deferred::default();
        for _ in 0..cursor.u16()? {
            self.check_attribute(cursor, &mut seen, &mut deferred)?;
        }
        if let Some((start, length)) = deferred.inner_classes {
            self.check_inner_classes(start, length)?;
        }
        if let Some((start, length)) = deferred.nest_members {
            let bad = |index| Problem::BadNestMember { index };
            self.check_classes(start, length, Kind::NestMembers, bad)?;
        }
        if let Some((start, length)) = deferred.record {
            self.check_record(start, length)?;
        }
        if let Some((start, length)) = deferred.permitted_subclasses {
            let bad = |index| Problem::BadPermittedSubclass { index };
            self.check_classes(start, length, Kind::PermittedSubclasses, bad)?;
        }
        if self.summary.last_bootstrap.is_some() && !seen.contains(Kind::BootstrapMethods) {
            return Err(Problem::BootstrapMissing);
        }
        Ok(())
    }

    fn is_class(&self, index: CpIndex) -> bool {
        self.pool.tag(index) == Some(Tag::Class)
    }

    /// Reads one attribute. Versions follow the reference VM: an attribute
    /// that is newer than the class file is not looked at.
    fn check_attribute(
        &self,
        cursor: &mut Cursor<'a>,
        seen: &mut Seen,
        deferred: &mut Deferred,
    ) -> Result<(), Problem<'a>> {
        cursor.require(6)?;
        let index = cursor.index()?;
        let length = cursor.u32()?;
        let name = self.pool.utf8(index).map_err(|_| Problem::BadClassAttributeName { index })?;
        let span = Some((cursor.position(), length));
        let major = self.names.major;
        match Kind::from_name(name) {
            Some(Kind::SourceFile) => {
                if length != 2 {
                    return Err(Problem::ClassAttributeLength { attribute: "SourceFile" });
                }
                seen.once(Kind::SourceFile, "")?;
                let index = cursor.index()?;
                self.pool.utf8(index).map_err(|_| Problem::BadSourceFile { index })?;
                return Ok(());
            }
            Some(Kind::SourceDebugExtension) => seen.once(Kind::SourceDebugExtension, "")?,
            Some(Kind::InnerClasses) => {
                seen.once(Kind::InnerClasses, "")?;
                deferred.inner_classes = span;
            }
            Some(kind @ (Kind::Synthetic | Kind::Deprecated)) => marker(kind, "classfile", length)?,
            Some(Kind::Signature) if major >= 49 => {
                seen.once(Kind::Signature, "")?;
                if length != 2 {
                    return Err(Problem::ClassSignatureLength { length });
                }
                let index = cursor.index()?;
                self.pool.utf8(index).map_err(|_| Problem::BadClassSignature { index })?;
                return Ok(());
            }
            Some(kind) if major >= 49 && is_annotation_list(kind) => seen.once(kind, "")?,
            Some(Kind::EnclosingMethod) if major >= 49 => {
                seen.once(Kind::EnclosingMethod, "")?;
                return self.check_enclosing_method(cursor, length);
            }
            Some(Kind::BootstrapMethods) if major >= 51 => {
                seen.once(Kind::BootstrapMethods, "")?;
                return self.check_bootstrap_methods(cursor, length);
            }
            Some(Kind::NestMembers) if major >= 55 => {
                seen.once(Kind::NestMembers, "")?;
                if seen.contains(Kind::NestHost) {
                    return Err(Problem::NestConflict { first: "NestHost", second: "NestMembers" });
                }
                deferred.nest_members = span;
            }
            Some(Kind::NestHost) if major >= 55 => {
                seen.once(Kind::NestHost, "")?;
                if seen.contains(Kind::NestMembers) {
                    return Err(Problem::NestConflict { first: "NestMembers", second: "NestHost" });
                }
                if length != 2 {
                    return Err(Problem::ClassAttributeLength { attribute: "NestHost" });
                }
                let index = cursor.index()?;
                return match self.is_class(index) {
                    true => Ok(()),
                    false => Err(Problem::BadNestHost { index }),
                };
            }
            Some(Kind::Record) if major >= 60 => {
                seen.once(Kind::Record, "")?;
                deferred.record = span;
            }
            Some(Kind::PermittedSubclasses) if major >= 61 => {
                seen.once(Kind::PermittedSubclasses, "")?;
                if self.flags.is_final() {
                    return Err(Problem::PermittedSubclassesOfFinal);
                }
                deferred.permitted_subclasses = span;
            }
            _ => {}
        }
        cursor.take(length as usize)?;
        Ok(())
    }

    fn check_enclosing_method(
        &self,
        cursor: &mut Cursor<'a>,
        length: u32,
    ) -> Result<(), Problem<'a>> {
        if length != 4 {
            return Err(Problem::EnclosingMethodLength { length });
        }
        let (class, method): (CpIndex, CpIndex) = (cursor.index()?, cursor.index()?);
        if class.is_zero() {
            return Err(Problem::NoEnclosingClass);
        }
        if !self.is_class(class) {
            return Err(Problem::BadEnclosingClass);
        }
        if !method.is_zero() && self.pool.tag(method) != Some(Tag::NameAndType) {
            return Err(Problem::BadEnclosingMethod);
        }
        Ok(())
    }

    fn check_bootstrap_methods(
        &self,
        cursor: &mut Cursor<'a>,
        length: u32,
    ) -> Result<(), Problem<'a>> {
        if length < 2 {
            return Err(Problem::BootstrapLength { length });
        }
        cursor.require(length as usize)?;
        let start = cursor.position();
        let count = cursor.u16()?;
        if self.summary.last_bootstrap.is_some_and(|last| last >= count) {
            return Err(Problem::BootstrapShort);
        }
        // In items of two bytes, without the count of methods.
        let capacity = (length as usize - 2) / 2;
        let mut used = 0;
        for _ in 0..count {
            cursor.require(4)?;
            let (index, arguments) = (cursor.index()?, usize::from(cursor.u16()?));
            if self.pool.tag(index) != Some(Tag::MethodHandle) {
                return Err(Problem::BadBootstrapMethod { index });
            }
            if used + 1 + arguments >= capacity {
                return Err(Problem::BootstrapCounts);
            }
            used += 2 + arguments;
            cursor.require(arguments * 2)?;
            for _ in 0..arguments {
                let index = cursor.index()?;
                if !self.pool.tag(index).is_some_and(Tag::is_loadable) {
                    return Err(Problem::BadBootstrapArgument { index });
                }
            }
        }
        if cursor.position() - start != length as usize {
            return Err(Problem::BootstrapTotal);
        }
        Ok(())
    }

    /// A list of classes: `NestMembers` or `PermittedSubclasses`.
    fn check_classes(
        &self,
        start: usize,
        length: u32,
        kind: Kind,
        bad: fn(CpIndex) -> Problem<'a>,
    ) -> Result<(), Problem<'a>> {
        let mut cursor = Cursor::at(self.bytes, start);
        let count = cursor.u16()?;
        cursor.require(usize::from(count) * 2)?;
        for _ in 0..count {
            let index = cursor.index()?;
            if !self.is_class(index) {
                return Err(bad(index));
            }
        }
        if length != 2 + 2 * u32::from(count) {
            return Err(Problem::ClassAttributeLength { attribute: kind.name() });
        }
        Ok(())
    }

    fn check_record(&self, start: usize, length: u32) -> Result<(), Problem<'a>> {
        let mut cursor = Cursor::at(self.bytes, start);
        for _ in 0..cursor.u16()? {
            cursor.require(6)?;
            let index = cursor.index()?;
            let name = self.pool.utf8(index).map_err(|_| Problem::BadRecordName { index })?;
            self.names.field(name)?;
            let index = cursor.index()?;
            let descriptor =
                self.pool.utf8(index).map_err(|_| Problem::BadRecordDescriptor { index })?;
            self.names.field_descriptor(name, descriptor)?;
            let mut seen = Seen::default();
            for _ in 0..cursor.u16()? {
                self.check_component_attribute(&mut cursor, &mut seen)?;
            }
        }
        if cursor.position() - start != length as usize {
            return Err(Problem::RecordLength);
        }
        Ok(())
    }

    fn check_component_attribute(
        &self,
        cursor: &mut Cursor<'a>,
        seen: &mut Seen,
    ) -> Result<(), Problem<'a>> {
        cursor.require(6)?;
        let index = cursor.index()?;
        let length = cursor.u32()?;
        let name = self.pool.utf8(index).map_err(|_| Problem::BadRecordAttributeName { index })?;
        match Kind::from_name(name) {
            Some(Kind::Signature) => {
                seen.once(Kind::Signature, " for Record component")?;
                if length != 2 {
                    return Err(Problem::RecordSignatureLength { length });
                }
                let index = cursor.index()?;
                return self
                    .pool
                    .utf8(index)
                    .map(drop)
                    .map_err(|_| Problem::BadSignature { index });
            }
            Some(kind) if is_annotation_list(kind) => seen.once(kind, " for Record component")?,
            _ => {}
        }
        cursor.take(length as usize)?;
        Ok(())
    }

    fn check_inner_classes(&self, start: usize, length: u32) -> Result<(), Problem<'a>> {
        let mut cursor = Cursor::at(self.bytes, start);
        let count = cursor.u16()?;
        let entries = Table::<InnerClass>::new(cursor.take(usize::from(count) * 8)?);
        for InnerClass { inner_class, outer_class, inner_name, access_flags } in entries.iter() {
            if !self.is_class(inner_class) {
                return Err(Problem::BadInnerClass { index: inner_class });
            }
            if !outer_class.is_zero() {
                if !self.is_class(outer_class) {
                    return Err(Problem::BadOuterClass { index: outer_class });
                }
                if self.pool.class_name(outer_class)?.starts_with(b"[") {
                    return Err(Problem::ArrayAsOuterClass);
                }
            }
            if !inner_name.is_zero() && self.pool.tag(inner_name) != Some(Tag::Utf8) {
                return Err(Problem::BadInnerName { index: inner_name });
            }
            if inner_class == outer_class {
                return Err(Problem::InnerIsOuter);
            }
            check_inner_class_flags(access_flags, self.names.major)?;
        }
        is_circular(self.pool, self.names.major, &entries)?;
        if self.names.major >= 49 && length != 2 + 8 * u32::from(count) {
            return Err(Problem::ClassAttributeLength { attribute: "InnerClasses" });
        }
        Ok(())
    }
}

/// Whether following outer classes leads into a circle, or a class occurs
/// twice. Of that and equal entries, which are an error, the first found
/// in the order of the entries decides.
pub(crate) fn is_circular<'a>(
    pool: &ConstantPool<'a>,
    major: u16,
    entries: &Table<'a, InnerClass>,
) -> Result<bool, Problem<'a>> {
    let entries: Vec<InnerClass> = entries.iter().collect();
    let first_circle = first_circle(pool, &entries)?.unwrap_or(entries.len());
    let mut later = HashMap::with_capacity(entries.len());
    let mut first_repeat = None;
    for (position, entry) in entries.iter().enumerate().rev() {
        if let Some(next) = later.insert(entry.inner_class, position) {
            first_repeat = Some((position, next));
        }
    }
    match first_repeat {
        Some((position, next)) if position < first_circle => {
            if major >= 49 && entries[position] == entries[next] {
                return Err(Problem::DuplicateInnerClass);
            }
            Ok(true)
        }
        _ => Ok(first_circle < entries.len()),
    }
}

/// The first entry from which following outer classes never ends. Entries
/// are linked by the names of the classes; each is visited once.
fn first_circle<'a>(
    pool: &ConstantPool<'a>,
    entries: &[InnerClass],
) -> Result<Option<usize>, Problem<'a>> {
    let mut by_name: HashMap<&[u8], usize> = HashMap::with_capacity(entries.len());
    for (position, entry) in entries.iter().enumerate() {
        by_name.entry(pool.class_name(entry.inner_class)?).or_insert(position);
    }
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Active,
        Ends,
        Circles,
    }
    let outer = |position: usize| -> Result<Option<usize>, Problem<'a>> {
        let name = pool.optional_class_name(entries[position].outer_class)?;
        Ok(name.and_then(|name| by_name.get(name).copied()))
    };
    let mut states = vec![State::New; entries.len()];
    let mut path = Vec::new();
    for (start, entry) in entries.iter().enumerate() {
        // Of a class with several entries the first counts; that a later one leads to
        // it within two steps is taken for a circle.
        let first = by_name.get(pool.class_name(entry.inner_class)?).copied();
        let one = outer(start)?;
        let two = one.map_or(Ok(None), outer)?;
        if first != Some(start) && [one, two].contains(&first) {
            return Ok(Some(start));
        }
        let mut current = Some(start);
        let outcome = loop {
            let Some(position) = current else { break State::Ends };
            match states[position] {
                State::New => {}
                State::Active => break State::Circles,
                known => break known,
            }
            states[position] = State::Active;
            path.push(position);
            current = outer(position)?;
        };
        path.drain(..).for_each(|position| states[position] = outcome);
        if outcome == State::Circles {
            return Ok(Some(start));
        }
    }
    Ok(None)
}
