//! Tables of fixed-size records, read in place.

use std::fmt;
use std::marker::PhantomData;

use base::{AccessFlags, CpIndex};

use crate::cursor::u16_at;

/// A record of fixed size.
pub trait Record: Sized {
    /// Its size in the file.
    const SIZE: usize;

    /// Decodes a record from exactly [`Self::SIZE`] bytes.
    fn decode(bytes: &[u8]) -> Self;
}

/// A table of records of type `T`, decoded one by one when asked for.
pub struct Table<'a, T> {
    bytes: &'a [u8],
    record: PhantomData<fn() -> T>,
}

impl<'a, T: Record> Table<'a, T> {
    /// A view of `bytes`; a rest that is no whole record is left out.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let whole = bytes.len() - bytes.len() % T::SIZE;
        Self { bytes: &bytes[..whole], record: PhantomData }
    }

    /// Number of records.
    pub const fn len(&self) -> usize {
        self.bytes.len() / T::SIZE
    }

    /// Whether there are no records.
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The record at `index`.
    pub fn get(&self, index: usize) -> Option<T> {
        let start = index.checked_mul(T::SIZE)?;
        self.bytes.get(start..start.checked_add(T::SIZE)?).map(T::decode)
    }

    /// The records in order.
    pub fn iter(
        &self,
    ) -> impl ExactSizeIterator<Item = T> + DoubleEndedIterator + Clone + use<'a, T> {
        self.bytes.chunks_exact(T::SIZE).map(T::decode)
    }

    /// The bytes of the records.
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

impl<T> Clone for Table<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Table<'_, T> {}

impl<T: Record> Default for Table<'_, T> {
    fn default() -> Self {
        Self::new(&[])
    }
}

impl<T: Record + fmt::Debug> fmt::Debug for Table<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident[$size:literal] {
        $($(#[$field_doc:meta])* $field:ident: $kind:ty = $at:literal,)*
    })*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)*
        }

        impl Record for $name {
            const SIZE: usize = $size;

            #[inline]
            fn decode(bytes: &[u8]) -> Self {
                Self { $($field: <$kind>::from(u16_at(bytes, $at)),)* }
            }
        }
    )* };
}

records! {
    /// An entry of the exception table of a `Code` attribute (JVMS §4.7.3).
    ExceptionHandler[8] {
        /// First covered instruction.
        start_pc: u16 = 0,
        /// End of the covered range, exclusive.
        end_pc: u16 = 2,
        /// Start of the handler.
        handler_pc: u16 = 4,
        /// The class caught; 0 catches everything.
        catch_type: CpIndex = 6,
    }
    /// An entry of `LineNumberTable` (JVMS §4.7.12).
    LineNumber[4] {
        /// First instruction of the line.
        start_pc: u16 = 0,
        /// The line.
        line: u16 = 2,
    }
    /// An entry of `LocalVariableTable` or `LocalVariableTypeTable` (JVMS §4.7.13, §4.7.14).
    LocalVariable[10] {
        /// Start of the range in which the variable has a value.
        start_pc: u16 = 0,
        /// Length of the range.
        length: u16 = 2,
        /// Its name.
        name: CpIndex = 4,
        /// Its descriptor, or its signature in `LocalVariableTypeTable`.
        descriptor: CpIndex = 6,
        /// Its slot.
        index: u16 = 8,
    }
    /// An entry of `InnerClasses` (JVMS §4.7.6).
    InnerClass[8] {
        /// The class.
        inner_class: CpIndex = 0,
        /// The class it is a member of, or 0.
        outer_class: CpIndex = 2,
        /// Its simple name, or 0 if it is anonymous.
        inner_name: CpIndex = 4,
        /// Its flags as declared.
        access_flags: AccessFlags = 6,
    }
    /// An entry of `MethodParameters` (JVMS §4.7.24).
    MethodParameter[4] {
        /// The name, or 0.
        name: CpIndex = 0,
        /// Final, synthetic or mandated.
        access_flags: AccessFlags = 2,
    }
    /// A range of an `ElementValue` target: one live range of a local variable (JVMS §4.7.20.1).
    LocalVariableRange[6] {
        /// Start of the range.
        start_pc: u16 = 0,
        /// Length of the range.
        length: u16 = 2,
        /// The slot.
        index: u16 = 4,
    }
}

impl Record for CpIndex {
    const SIZE: usize = 2;

    #[inline]
    fn decode(bytes: &[u8]) -> Self {
        CpIndex(u16_at(bytes, 0))
    }
}

/// An entry of `CharacterRangeTable`, which javac writes with `-Xjcov`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CharacterRange {
    /// First instruction.
    pub start_pc: u16,
    /// Last instruction.
    pub end_pc: u16,
    /// Line (upper 22 bits) and column of the start.
    pub range_start: u32,
    /// Line (upper 22 bits) and column of the end.
    pub range_end: u32,
    /// What kind of source construct this is.
    pub flags: u16,
}

impl Record for CharacterRange {
    const SIZE: usize = 14;

    fn decode(bytes: &[u8]) -> Self {
        Self {
            start_pc: u16_at(bytes, 0),
            end_pc: u16_at(bytes, 2),
            range_start: crate::cursor::u32_at(bytes, 4),
            range_end: crate::cursor::u32_at(bytes, 8),
            flags: u16_at(bytes, 12),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_in_place() {
        let table = Table::<LineNumber>::new(&[0, 1, 0, 2, 0, 3, 0, 4, 9]);
        assert_eq!(table.len(), 2);
        assert_eq!(table.get(1), Some(LineNumber { start_pc: 3, line: 4 }));
        assert_eq!(table.get(2), None);
        assert_eq!(table.get(usize::MAX), None);
        assert_eq!(table.iter().map(|l| l.line).collect::<Vec<_>>(), [2, 4]);
    }
}
