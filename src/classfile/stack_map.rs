//! The `StackMapTable` attribute (JVMS §4.7.4), and `StackMap`, which it replaced.

use base::CpIndex;

use crate::cursor::{Cursor, Truncated};

/// The frames of a method, in order of their positions.
#[derive(Clone, Copy, Debug)]
pub struct StackMapTable<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

/// The type of a local variable or stack entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationType {
    /// Unusable.
    Top,
    /// `int` and smaller.
    Integer,
    /// `float`.
    Float,
    /// `double`, standing for two slots.
    Double,
    /// `long`, standing for two slots.
    Long,
    /// The type of `null`.
    Null,
    /// `this` before the superclass constructor has run.
    UninitializedThis,
    /// A class or array type.
    Object(CpIndex),
    /// A new object before its constructor has run.
    Uninitialized {
        /// The `new` instruction.
        offset: u16,
    },
}

impl VerificationType {
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Truncated> {
        Ok(match cursor.u8()? {
            0 => Self::Top,
            1 => Self::Integer,
            2 => Self::Float,
            3 => Self::Double,
            4 => Self::Long,
            5 => Self::Null,
            6 => Self::UninitializedThis,
            7 => Self::Object(cursor.index()?),
            8 => Self::Uninitialized { offset: cursor.u16()? },
            _ => return Err(Truncated),
        })
    }
}

/// A list of verification types inside a frame.
#[derive(Clone, Copy, Debug)]
pub struct VerificationTypes<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

impl<'a> VerificationTypes<'a> {
    fn read(cursor: &mut Cursor<'a>, count: u16) -> Result<Self, Truncated> {
        let types = Self { count, cursor: *cursor };
        for _ in 0..count {
            VerificationType::read(cursor)?;
        }
        Ok(types)
    }

    /// Number of types.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no types.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The types in order.
    pub fn iter(&self) -> impl Iterator<Item = VerificationType> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| VerificationType::read(&mut cursor).ok())
    }
}

/// One frame, as a difference to the one before.
#[derive(Clone, Copy, Debug)]
pub struct StackMapFrame<'a> {
    /// Where the frame starts in the file.
    pub offset: usize,
    /// The type byte.
    pub tag: u8,
    /// Distance to the frame before, less one (except for the first).
    pub offset_delta: u16,
    /// What differs.
    pub kind: FrameKind<'a>,
}

/// The forms of frames.
#[derive(Clone, Copy, Debug)]
pub enum FrameKind<'a> {
    /// Same locals, empty stack.
    Same,
    /// Same locals, one stack entry.
    SameLocals1(VerificationType),
    /// The last one to three locals are gone, empty stack.
    Chop(u8),
    /// One to three locals are added, empty stack.
    Append(VerificationTypes<'a>),
    /// Everything anew.
    Full {
        /// The locals.
        locals: VerificationTypes<'a>,
        /// The stack, top last.
        stack: VerificationTypes<'a>,
    },
}

impl<'a> StackMapFrame<'a> {
    fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let offset = cursor.position();
        let tag = cursor.u8()?;
        let offset_delta = match tag {
            0..=63 => u16::from(tag),
            64..=127 => u16::from(tag - 64),
            128..=246 => return Err(Truncated),
            247..=255 => cursor.u16()?,
        };
        let kind = match tag {
            0..=63 | 251 => FrameKind::Same,
            64..=127 | 247 => FrameKind::SameLocals1(VerificationType::read(cursor)?),
            248..=250 => FrameKind::Chop(251 - tag),
            252..=254 => FrameKind::Append(VerificationTypes::read(cursor, u16::from(tag - 251))?),
            _ => {
                let count = cursor.u16()?;
                let locals = VerificationTypes::read(cursor, count)?;
                let count = cursor.u16()?;
                FrameKind::Full { locals, stack: VerificationTypes::read(cursor, count)? }
            }
        };
        Ok(Self { offset, tag, offset_delta, kind })
    }
}

impl<'a> StackMapTable<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let count = cursor.u16()?;
        let table = Self { count, cursor: *cursor };
        for _ in 0..count {
            StackMapFrame::read(cursor)?;
        }
        Ok(table)
    }

    /// Number of frames.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no frames.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The frames in order.
    pub fn iter(&self) -> impl Iterator<Item = StackMapFrame<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| StackMapFrame::read(&mut cursor).ok())
    }
}

/// The frames of a `StackMap` attribute (CLDC 1.1, appendix 1): each stands alone, and
/// its offset is the position itself. The virtual machine takes no notice of it.
#[derive(Clone, Copy, Debug)]
pub struct StackMap<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

/// A frame of a [`StackMap`].
#[derive(Clone, Copy, Debug)]
pub struct WholeFrame<'a> {
    /// Where it applies.
    pub position: u16,
    /// The locals.
    pub locals: VerificationTypes<'a>,
    /// The stack, top last.
    pub stack: VerificationTypes<'a>,
}

impl<'a> WholeFrame<'a> {
    fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let position = cursor.u16()?;
        let count = cursor.u16()?;
        let locals = VerificationTypes::read(cursor, count)?;
        let count = cursor.u16()?;
        Ok(Self { position, locals, stack: VerificationTypes::read(cursor, count)? })
    }
}

impl<'a> StackMap<'a> {
    /// Reads the contents of the attribute; nothing if they are not of this form.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let mut cursor = Cursor::new(data);
        let count = cursor.u16().ok()?;
        let table = Self { count, cursor };
        for _ in 0..count {
            WholeFrame::read(&mut cursor).ok()?;
        }
        Some(table)
    }

    /// Number of frames.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no frames.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The frames in order.
    pub fn iter(&self) -> impl Iterator<Item = WholeFrame<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| WholeFrame::read(&mut cursor).ok())
    }
}
