//! The `Record` attribute (JVMS §4.7.30).

use base::CpIndex;

use crate::attribute::Attributes;
use crate::cursor::{Cursor, Truncated};
use crate::pool::ConstantPool;

/// One component of a record class.
#[derive(Clone, Debug)]
pub struct RecordComponent<'c, 'a> {
    /// Its name.
    pub name: CpIndex,
    /// Its descriptor.
    pub descriptor: CpIndex,
    /// Position of the component in the file.
    pub offset: usize,
    pool: &'c ConstantPool<'a>,
    /// At the count of attributes.
    attributes: Cursor<'a>,
}

impl<'c, 'a> RecordComponent<'c, 'a> {
    fn read(cursor: &mut Cursor<'a>, pool: &'c ConstantPool<'a>) -> Result<Self, Truncated> {
        let offset = cursor.position();
        let (name, descriptor) = (cursor.index()?, cursor.index()?);
        let attributes = *cursor;
        Attributes::skip(cursor)?;
        Ok(Self { name, descriptor, offset, pool, attributes })
    }

    /// The attributes of the component.
    pub fn attributes(&self) -> Attributes<'c, 'a> {
        Attributes::new(self.pool, self.attributes)
    }
}

/// The components of a record class.
#[derive(Clone, Debug)]
pub struct RecordComponents<'c, 'a> {
    count: u16,
    pool: &'c ConstantPool<'a>,
    cursor: Cursor<'a>,
}

impl<'c, 'a> RecordComponents<'c, 'a> {
    pub(crate) fn read(
        cursor: &mut Cursor<'a>,
        pool: &'c ConstantPool<'a>,
    ) -> Result<Self, Truncated> {
        let count = cursor.u16()?;
        let components = Self { count, pool, cursor: *cursor };
        for _ in 0..count {
            RecordComponent::read(cursor, pool)?;
        }
        Ok(components)
    }

    /// Number of components.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether the record has no components.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The components in order.
    pub fn iter(&self) -> impl Iterator<Item = RecordComponent<'c, 'a>> + use<'c, 'a> {
        let (mut cursor, pool) = (self.cursor, self.pool);
        (0..self.count).map_while(move |_| RecordComponent::read(&mut cursor, pool).ok())
    }
}
