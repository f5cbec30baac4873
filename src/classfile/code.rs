//! The `Code` attribute (JVMS §4.7.3).

use crate::attribute::{AttributeData, AttributeKind, Attributes, MalformedAttribute, counted};
use crate::cursor::{Cursor, Truncated};
use crate::pool::ConstantPool;
use crate::stack_map::StackMapTable;
use crate::table::{ExceptionHandler, Table};

/// The code of a method and what belongs to it.
#[derive(Clone, Debug)]
pub struct Code<'c, 'a> {
    /// Most operand-stack slots in use at any time.
    pub max_stack: u16,
    /// Slots of local variables, parameters included.
    pub max_locals: u16,
    /// The instructions.
    pub bytes: &'a [u8],
    /// Position of the first instruction in the file.
    pub offset: usize,
    /// The exception handlers, in order of precedence.
    pub exception_table: Table<'a, ExceptionHandler>,
    pool: &'c ConstantPool<'a>,
    /// At the count of attributes.
    attributes: Cursor<'a>,
}

impl<'c, 'a> Code<'c, 'a> {
    pub(crate) fn read(
        cursor: &mut Cursor<'a>,
        pool: &'c ConstantPool<'a>,
    ) -> Result<Self, Truncated> {
        let (max_stack, max_locals) = (cursor.u16()?, cursor.u16()?);
        let length = cursor.u32()?;
        let offset = cursor.position();
        let bytes = cursor.take(length as usize)?;
        let exception_table = counted(cursor)?;
        let attributes = *cursor;
        Attributes::skip(cursor)?;
        Ok(Self { max_stack, max_locals, bytes, offset, exception_table, pool, attributes })
    }

    /// The attributes of the code.
    pub fn attributes(&self) -> Attributes<'c, 'a> {
        Attributes::new(self.pool, self.attributes)
    }

    /// The stack map, if there is one.
    pub fn stack_map_table(&self) -> Result<Option<StackMapTable<'a>>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::StackMapTable)? {
            Some(AttributeData::StackMapTable(table)) => Ok(Some(table)),
            _ => Ok(None),
        }
    }

    /// The source line of the instruction at `bci`: of all entries of all
    /// `LineNumberTable`s, the one that starts closest before it.
    pub fn line_number(&self, bci: u16) -> Option<u16> {
        let mut best = None;
        for attribute in self.attributes() {
            if attribute.kind() != Some(AttributeKind::LineNumberTable) {
                continue;
            }
            let Ok(AttributeData::LineNumberTable(lines)) = attribute.decode(self.pool) else {
                continue;
            };
            for entry in lines.iter().filter(|entry| entry.start_pc <= bci) {
                if best.is_none_or(|(start, _)| entry.start_pc >= start) {
                    best = Some((entry.start_pc, entry.line));
                }
            }
        }
        best.map(|(_, line)| line)
    }
}
