//! Checks of the `Code` attribute, as far as class loading goes.
//!
//! The instructions themselves are the verifier's business.

use base::CpIndex;
use bytecode::MAX_CODE_LENGTH;

use super::Seen;
use super::locals::LocalTables;
use crate::attribute::AttributeKind as Kind;
use crate::error::Problem;
use crate::parser::Members;
use crate::pool::Tag;

/// Reads and checks one `Code` attribute.
pub(super) struct CodeChecker<'m, 'p, 'a> {
    members: &'m mut Members<'p, 'a>,
    code_length: u32,
    max_locals: u16,
    seen: Seen,
    locals: LocalTables,
}

impl<'a> CodeChecker<'_, '_, 'a> {
    /// The cursor is behind the header of the attribute of length `length`.
    /// Nested lengths decide where the next item is; they must add up to it.
    pub(super) fn check(
        members: &mut Members<'_, 'a>,
        arguments: u16,
        length: u32,
    ) -> Result<(), Problem<'a>> {
        let start = members.cursor.position();
        members.cursor.require(8)?;
        let _max_stack = members.cursor.u16()?;
        let max_locals = members.cursor.u16()?;
        let code_length = members.cursor.u32()?;
        if arguments > max_locals {
            return Err(Problem::ArgumentsExceedLocals);
        }
        if code_length == 0 || code_length as usize > MAX_CODE_LENGTH {
            return Err(Problem::CodeLength { length: code_length });
        }
        members.cursor.take(code_length as usize)?;
        let (seen, locals) = (Seen::default(), LocalTables::default());
        let mut checker = CodeChecker { members, code_length, max_locals, seen, locals };
        checker.check_handlers()?;
        for _ in 0..checker.members.cursor.u16()? {
            checker.check_attribute()?;
        }
        if checker.members.cursor.position() - start != length as usize {
            return Err(Problem::CodeAttributeLength);
        }
        checker.locals.check(checker.members.pool, checker.members.names.major)
    }

    fn check_handlers(&mut self) -> Result<(), Problem<'a>> {
        let cursor = &mut self.members.cursor;
        let count = cursor.u16()?;
        cursor.require(usize::from(count) * 8)?;
        for _ in 0..count {
            let (start, end, handler) = (cursor.u16()?, cursor.u16()?, cursor.u16()?);
            let catch_type: CpIndex = cursor.index()?;
            if start >= end || u32::from(end) > self.code_length {
                return Err(Problem::HandlerRange);
            }
            if u32::from(handler) >= self.code_length {
                return Err(Problem::HandlerTarget);
            }
            if !catch_type.is_zero() && self.members.pool.tag(catch_type) != Some(Tag::Class) {
                return Err(Problem::HandlerType);
            }
        }
        Ok(())
    }

    fn check_attribute(&mut self) -> Result<(), Problem<'a>> {
        let (kind, length) =
            self.members.attribute_header(|index| Problem::BadCodeAttributeName { index })?;
        let major = self.members.names.major;
        match kind {
            Some(Kind::LineNumberTable) => return self.check_line_numbers(length),
            Some(Kind::LocalVariableTable) => {
                return self.check_locals(Kind::LocalVariableTable, length);
            }
            Some(Kind::LocalVariableTypeTable) if major >= 49 => {
                return self.check_locals(Kind::LocalVariableTypeTable, length);
            }
            Some(Kind::StackMapTable) if major >= 50 => self.seen.once(Kind::StackMapTable, "")?,
            _ => {}
        }
        self.members.cursor.take(length as usize)?;
        Ok(())
    }

    fn check_line_numbers(&mut self, length: u32) -> Result<(), Problem<'a>> {
        let cursor = &mut self.members.cursor;
        let count = cursor.u16()?;
        if length != 2 + 4 * u32::from(count) {
            return Err(Problem::LineNumbersLength);
        }
        cursor.require(usize::from(count) * 4)?;
        for _ in 0..count {
            let (start, _line) = (cursor.u16()?, cursor.u16()?);
            if u32::from(start) >= self.code_length {
                return Err(Problem::LineNumberPc);
            }
        }
        Ok(())
    }

    /// `LocalVariableTable` or `LocalVariableTypeTable`.
    fn check_locals(&mut self, kind: Kind, length: u32) -> Result<(), Problem<'a>> {
        let table = kind.name();
        let with_types = kind == Kind::LocalVariableTypeTable;
        let count = self.members.cursor.u16()?;
        if length != 2 + 10 * u32::from(count) {
            return Err(Problem::LocalsLength { table });
        }
        let entries = self.members.cursor.take(usize::from(count) * 10)?;
        let (pool, names) = (self.members.pool, self.members.names);
        for entry in crate::Table::<crate::LocalVariable>::new(entries).iter() {
            let start = u32::from(entry.start_pc);
            if start >= self.code_length {
                return Err(Problem::LocalStart { start: entry.start_pc, table });
            }
            if start + u32::from(entry.length) > self.code_length {
                return Err(Problem::LocalLength { length: entry.length, table });
            }
            let name = pool
                .utf8(entry.name)
                .map_err(|_| Problem::LocalName { index: entry.name, table })?;
            let descriptor = pool
                .utf8(entry.descriptor)
                .map_err(|_| Problem::LocalDescriptor { index: entry.descriptor, table })?;
            names.field(name)?;
            let mut slots = 1;
            if !with_types {
                slots = names.field_descriptor(name, descriptor)?.basic_type().slots();
            }
            if u32::from(entry.index) + u32::from(slots) > u32::from(self.max_locals) {
                return Err(Problem::LocalIndex { index: entry.index, table });
            }
            self.locals.add(entry, with_types);
        }
        Ok(())
    }
}
