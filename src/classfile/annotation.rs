//! Annotations in all their places (JVMS §4.7.16 to §4.7.22).
//!
//! Values nest without limit in the format. Reading checks the whole structure
//! once, to at most [`MAX_DEPTH`] levels; the views that come out are then
//! iterated level by level and cannot fail.

use base::CpIndex;

use crate::attribute::{counted, records};
use crate::cursor::{Cursor, Truncated};
use crate::table::{LocalVariableRange, Table};

/// Deeper nesting of annotation values is treated as malformed.
pub const MAX_DEPTH: usize = 64;

/// A list of annotations.
#[derive(Clone, Copy, Debug)]
pub struct Annotations<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

impl<'a> Annotations<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let count = cursor.u16()?;
        let annotations = Self { count, cursor: *cursor };
        for _ in 0..count {
            Annotation::read(cursor, MAX_DEPTH)?;
        }
        Ok(annotations)
    }

    /// Number of annotations.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no annotations.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The annotations in order.
    pub fn iter(&self) -> impl Iterator<Item = Annotation<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| Annotation::read(&mut cursor, MAX_DEPTH).ok())
    }
}

/// One annotation.
#[derive(Clone, Copy, Debug)]
pub struct Annotation<'a> {
    /// Descriptor of the annotation interface.
    pub type_index: CpIndex,
    count: u16,
    cursor: Cursor<'a>,
}

impl<'a> Annotation<'a> {
    fn read(cursor: &mut Cursor<'a>, depth: usize) -> Result<Self, Truncated> {
        let (type_index, count) = (cursor.index()?, cursor.u16()?);
        let annotation = Self { type_index, count, cursor: *cursor };
        for _ in 0..count {
            cursor.u16()?;
            ElementValue::read_nested(cursor, depth)?;
        }
        Ok(annotation)
    }

    /// Number of elements given.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether no elements are given.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Names and values of the elements.
    pub fn elements(&self) -> impl Iterator<Item = (CpIndex, ElementValue<'a>)> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| {
            let name = cursor.index().ok()?;
            Some((name, ElementValue::read(&mut cursor).ok()?))
        })
    }
}

/// The value of an annotation element (JVMS §4.7.16.1).
#[derive(Clone, Copy, Debug)]
pub enum ElementValue<'a> {
    /// A primitive or string constant.
    Constant {
        /// One of `B C D F I J S Z s`.
        tag: u8,
        /// The constant; a `Utf8` entry for strings.
        index: CpIndex,
    },
    /// An enum constant.
    Enum {
        /// Descriptor of the enum.
        type_name: CpIndex,
        /// Name of the constant.
        constant_name: CpIndex,
    },
    /// A class, by its return descriptor.
    Class(CpIndex),
    /// Another annotation.
    Annotation(Annotation<'a>),
    /// An array of values.
    Array(ElementValues<'a>),
}

impl<'a> ElementValue<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        Self::read_nested(cursor, MAX_DEPTH)
    }

    /// Recursion is bounded by `depth`.
    fn read_nested(cursor: &mut Cursor<'a>, depth: usize) -> Result<Self, Truncated> {
        let depth = depth.checked_sub(1).ok_or(Truncated)?;
        Ok(match cursor.u8()? {
            tag @ (b'B' | b'C' | b'D' | b'F' | b'I' | b'J' | b'S' | b'Z' | b's') => {
                Self::Constant { tag, index: cursor.index()? }
            }
            b'e' => Self::Enum { type_name: cursor.index()?, constant_name: cursor.index()? },
            b'c' => Self::Class(cursor.index()?),
            b'@' => Self::Annotation(Annotation::read(cursor, depth)?),
            b'[' => {
                let count = cursor.u16()?;
                let values = ElementValues { count, cursor: *cursor };
                for _ in 0..count {
                    Self::read_nested(cursor, depth)?;
                }
                Self::Array(values)
            }
            _ => return Err(Truncated),
        })
    }
}

/// The values of an array.
#[derive(Clone, Copy, Debug)]
pub struct ElementValues<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

impl<'a> ElementValues<'a> {
    /// Number of values.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no values.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = ElementValue<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| ElementValue::read(&mut cursor).ok())
    }
}

/// The annotations of each parameter of a method.
#[derive(Clone, Copy, Debug)]
pub struct ParameterAnnotations<'a> {
    count: u8,
    cursor: Cursor<'a>,
}

impl<'a> ParameterAnnotations<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let count = cursor.u8()?;
        let parameters = Self { count, cursor: *cursor };
        for _ in 0..count {
            Annotations::read(cursor)?;
        }
        Ok(parameters)
    }

    /// Number of parameters.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether no parameters are listed.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The parameters' annotations in order.
    pub fn iter(&self) -> impl Iterator<Item = Annotations<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| Annotations::read(&mut cursor).ok())
    }
}

/// A list of annotations on types.
#[derive(Clone, Copy, Debug)]
pub struct TypeAnnotations<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

impl<'a> TypeAnnotations<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let count = cursor.u16()?;
        let annotations = Self { count, cursor: *cursor };
        for _ in 0..count {
            TypeAnnotation::read(cursor)?;
        }
        Ok(annotations)
    }

    /// Number of annotations.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no annotations.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The annotations in order.
    pub fn iter(&self) -> impl Iterator<Item = TypeAnnotation<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| TypeAnnotation::read(&mut cursor).ok())
    }
}

/// An annotation on a type (JVMS §4.7.20).
#[derive(Clone, Copy, Debug)]
pub struct TypeAnnotation<'a> {
    /// The byte that tells the kind of target (JVMS tables 4.7.20-A and -B).
    pub target_type: u8,
    /// What is annotated.
    pub target: TypeTarget<'a>,
    /// Which part of the type: pairs of kind and argument index.
    pub path: &'a [[u8; 2]],
    /// The annotation.
    pub annotation: Annotation<'a>,
}

/// What a type annotation is attached to (JVMS §4.7.20.1).
#[derive(Clone, Copy, Debug)]
pub enum TypeTarget<'a> {
    /// A type parameter.
    TypeParameter(u8),
    /// The superclass (65535) or an interface.
    Supertype(u16),
    /// A bound of a type parameter.
    TypeParameterBound {
        /// The type parameter.
        parameter: u8,
        /// The bound.
        bound: u8,
    },
    /// A field, return or receiver type.
    Empty,
    /// A formal parameter.
    FormalParameter(u8),
    /// A `throws` clause.
    Throws(u16),
    /// A local variable.
    LocalVariable(Table<'a, LocalVariableRange>),
    /// An exception parameter: index into the exception table.
    Catch(u16),
    /// `new`, `instanceof` or a method reference: the instruction.
    Offset(u16),
    /// A type argument of a cast, call or method reference.
    TypeArgument {
        /// The instruction.
        offset: u16,
        /// The argument.
        index: u8,
    },
}

impl<'a> TypeAnnotation<'a> {
    fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let target_type = cursor.u8()?;
        let target = match target_type {
            0x00 | 0x01 => TypeTarget::TypeParameter(cursor.u8()?),
            0x10 => TypeTarget::Supertype(cursor.u16()?),
            0x11 | 0x12 => {
                TypeTarget::TypeParameterBound { parameter: cursor.u8()?, bound: cursor.u8()? }
            }
            0x13..=0x15 => TypeTarget::Empty,
            0x16 => TypeTarget::FormalParameter(cursor.u8()?),
            0x17 => TypeTarget::Throws(cursor.u16()?),
            0x40 | 0x41 => TypeTarget::LocalVariable(counted(cursor)?),
            0x42 => TypeTarget::Catch(cursor.u16()?),
            0x43..=0x46 => TypeTarget::Offset(cursor.u16()?),
            0x47..=0x4b => TypeTarget::TypeArgument { offset: cursor.u16()?, index: cursor.u8()? },
            _ => return Err(Truncated),
        };
        let steps = cursor.u8()?;
        let path = records::<CpIndex>(cursor, steps.into())?.as_bytes().as_chunks::<2>().0;
        let annotation = Annotation::read(cursor, MAX_DEPTH)?;
        Ok(Self { target_type, target, path, annotation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_values_are_read_level_by_level() {
        let bytes = [0, 1, 0, 5, 0, 1, 0, 6, b'[', 0, 2, b'I', 0, 7, b'@', 0, 8, 0, 0];
        let mut cursor = Cursor::new(&bytes);
        let annotations = Annotations::read(&mut cursor).expect("well-formed");
        assert!(cursor.is_at_end());
        let annotation = annotations.iter().next().expect("one");
        let (name, value) = annotation.elements().next().expect("one");
        assert_eq!((annotation.type_index, name), (CpIndex(5), CpIndex(6)));
        let ElementValue::Array(values) = value else { panic!("an array") };
        let kinds: Vec<_> =
            values.iter().map(|v| matches!(v, ElementValue::Annotation(_))).collect();
        assert_eq!(kinds, [false, true]);
    }

    #[test]
    fn depth_is_limited() {
        let nested = |levels: usize| {
            let mut bytes = b"[\0\x01".repeat(levels);
            bytes.extend(b"I\0\x01");
            bytes
        };
        assert!(ElementValue::read(&mut Cursor::new(&nested(MAX_DEPTH - 1))).is_ok());
        assert!(ElementValue::read(&mut Cursor::new(&nested(MAX_DEPTH))).is_err());
        assert!(ElementValue::read(&mut Cursor::new(&nested(1_000_000))).is_err());
    }
}
