//! The frames of a `StackMapTable` as the type checker uses them.
//!
//! Frames repeat most of what the frame before says; a hostile table can make
//! that arbitrarily much. Local variables are therefore kept as a tree: each
//! entry points to the local before it, and frames that share a beginning share
//! the entries. The memory used is proportional to the attribute's size.

use std::fmt::Write;

use super::class::ClassContext;
use super::error::MAX_MESSAGE;
use super::frame::{Frame, MapFrame};
use super::types::Type;
use crate::hierarchy::Hierarchy;

/// An index into the tree of locals.
type Link = u32;

/// What precedes the first local.
const ROOT: Link = u32::MAX;

struct Local {
    kind: Type,
    before: Link,
    /// Whether this or a local before it is `UninitializedThis`.
    this_uninitialized: bool,
}

/// One frame; its types are in the table.
#[derive(Clone, Copy)]
struct Entry {
    bci: u32,
    this_uninitialized: bool,
    last_local: Link,
    locals: u32,
    /// Range in the table of stack entries.
    stack: (u32, u32),
}

/// The frames of a method, by ascending position.
#[derive(Default)]
pub(crate) struct StackMap {
    locals: Vec<Local>,
    stacks: Vec<Type>,
    entries: Vec<Entry>,
}

/// Why an attribute cannot be read.
pub(crate) enum MapProblem {
    /// A `ClassFormatError` that names no method and is final.
    Format(&'static str),
    /// A `ClassFormatError` that names the method.
    Inconsistent(&'static str),
    /// A frame that is not at an instruction.
    BadOffset(MapFrame),
}

/// What the frames have to agree with.
pub(crate) struct MapLimits<'m> {
    pub(crate) max_locals: u16,
    pub(crate) max_stack: u16,
    /// For each byte of the code, whether an instruction starts there, and which.
    pub(crate) starts: &'m [Start],
}

/// What starts at a byte of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    Nothing,
    Instruction,
    /// A `new` instruction.
    New,
}

struct Reader<'m, 'c, 'v, 'a, H> {
    data: &'m [u8],
    limits: &'m MapLimits<'m>,
    context: &'c mut ClassContext<'v, 'a, H>,
    map: StackMap,
    /// The frame before.
    previous: Entry,
}

impl StackMap {
    /// Reads the attribute, in the place of what was there; `None` stands for one
    /// without frames.
    pub(crate) fn read<H: Hierarchy>(
        mut self,
        data: Option<&[u8]>,
        initial: &Frame,
        limits: &MapLimits<'_>,
        context: &mut ClassContext<'_, '_, H>,
    ) -> Result<Self, MapProblem> {
        self.locals.clear();
        self.stacks.clear();
        self.entries.clear();
        let Some(data) = data.filter(|data| !data.is_empty()) else { return Ok(self) };
        let mut map = self;
        let mut last_local = ROOT;
        for &kind in &initial.locals[..initial.locals_size] {
            last_local = map.append(last_local, kind);
        }
        let previous = Entry {
            bci: 0,
            this_uninitialized: initial.this_uninitialized,
            last_local,
            locals: initial.locals_size as u32,
            stack: (0, 0),
        };
        let mut reader = Reader { data, limits, context, map, previous };
        let count = reader.u16()?;
        for index in 0..count {
            let entry = reader.frame(index == 0)?;
            reader.map.entries.push(entry);
            if limits.starts.get(entry.bci as usize).is_none_or(|&s| s == Start::Nothing) {
                return Err(MapProblem::BadOffset(reader.map.frame(usize::from(index))));
            }
            reader.previous = entry;
        }
        if !reader.data.is_empty() {
            return Err(MapProblem::Format("wrong attribute size"));
        }
        Ok(reader.map)
    }

    fn append(&mut self, before: Link, kind: Type) -> Link {
        let this_uninitialized = kind == Type::UninitializedThis || self.has_this(before);
        self.locals.push(Local { kind, before, this_uninitialized });
        (self.locals.len() - 1) as Link
    }

    /// Whether a local up to `link` is `UninitializedThis`.
    fn has_this(&self, link: Link) -> bool {
        self.locals.get(link as usize).is_some_and(|local| local.this_uninitialized)
    }

    /// Number of frames.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Position of a frame.
    pub(crate) fn bci(&self, index: usize) -> u32 {
        self.entries[index].bci
    }

    /// The frame at a position.
    pub(crate) fn index_at(&self, bci: i32) -> Option<usize> {
        let bci = u32::try_from(bci).ok()?;
        self.entries.binary_search_by_key(&bci, |entry| entry.bci).ok()
    }

    /// Slots of a frame.
    pub(crate) fn size(&self, index: usize) -> usize {
        let Entry { locals, stack, .. } = self.entries[index];
        (locals + stack.1 - stack.0) as usize
    }

    /// Whether these types agree with a frame, whatever the classes are. What does
    /// not agree that way may still do so.
    pub(crate) fn agrees(
        &self,
        index: usize,
        locals: &[Type],
        stack: &[Type],
        this_uninitialized: bool,
    ) -> bool {
        let entry = &self.entries[index];
        let expected = &self.stacks[entry.stack.0 as usize..entry.stack.1 as usize];
        if expected.len() != stack.len()
            || this_uninitialized && !entry.this_uninitialized
            || !stack.iter().zip(expected).all(|(from, to)| from.fits(*to))
        {
            return false;
        }
        let mut link = entry.last_local;
        // From the last to the first.
        for from in locals[..entry.locals as usize].iter().rev() {
            let Some(local) = self.locals.get(link as usize) else { return false };
            if !from.fits(local.kind) {
                return false;
            }
            link = local.before;
        }
        true
    }

    /// The frame becomes the current one.
    pub(crate) fn assume(&self, index: usize, frame: &mut Frame) {
        let entry = &self.entries[index];
        let (known, others) = frame.locals.split_at_mut(entry.locals as usize);
        others.fill(Type::Top);
        let mut link = entry.last_local;
        for slot in known.iter_mut().rev() {
            let local = &self.locals[link as usize];
            *slot = local.kind;
            link = local.before;
        }
        frame.locals_size = known.len();
        let stack = &self.stacks[entry.stack.0 as usize..entry.stack.1 as usize];
        frame.stack[..stack.len()].copy_from_slice(stack);
        frame.stack_size = stack.len();
        frame.stack_mark = stack.len();
        frame.this_uninitialized = entry.this_uninitialized;
        frame.changes += 1;
    }

    /// Writes a frame out.
    pub(crate) fn frame(&self, index: usize) -> MapFrame {
        let mut frame = MapFrame::default();
        self.write_frame(index, &mut frame);
        frame
    }

    /// Writes a frame into `frame`, reusing its memory.
    pub(crate) fn write_frame(&self, index: usize, frame: &mut MapFrame) {
        let entry = self.entries[index];
        frame.bci = entry.bci;
        frame.this_uninitialized = entry.this_uninitialized;
        frame.locals.clear();
        let mut link = entry.last_local;
        while let Some(local) = self.locals.get(link as usize) {
            frame.locals.push(local.kind);
            link = local.before;
        }
        frame.locals.reverse();
        debug_assert_eq!(frame.locals.len(), entry.locals as usize);
        frame.stack.clear();
        frame.stack.extend(&self.stacks[entry.stack.0 as usize..entry.stack.1 as usize]);
    }
}

impl<H: Hierarchy> Reader<'_, '_, '_, '_, H> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], MapProblem> {
        let (taken, rest) = self
            .data
            .split_first_chunk::<N>()
            .ok_or(MapProblem::Format("access beyond the end of attribute"))?;
        self.data = rest;
        Ok(*taken)
    }

    fn u8(&mut self) -> Result<u8, MapProblem> {
        self.take().map(u8::from_be_bytes)
    }

    fn u16(&mut self) -> Result<u16, MapProblem> {
        self.take().map(u16::from_be_bytes)
    }

    /// Reads a type.
    fn kind(&mut self) -> Result<Type, MapProblem> {
        Ok(match self.u8()? {
            0 => Type::Top,
            1 => Type::Integer,
            2 => Type::Float,
            3 => Type::Double,
            4 => Type::Long,
            5 => Type::Null,
            6 => Type::UninitializedThis,
            7 => {
                let index = self.u16()?;
                let class = self.context.class_type(index.into());
                class.map_err(|_| MapProblem::Format("bad class index"))?
            }
            8 => {
                let bci = self.u16()?;
                if self.limits.starts.get(usize::from(bci)) != Some(&Start::New) {
                    return Err(MapProblem::Inconsistent(
                        "StackMapTable format error: bad offset for Uninitialized",
                    ));
                }
                Type::Uninitialized(bci)
            }
            _ => return Err(MapProblem::Format("bad verification type")),
        })
    }

    /// Reads a type of a list. What is merely inconsistent waits for the end of
    /// the list, since a format error further on comes first.
    fn kind_or_top(&mut self, inconsistent: &mut Option<MapProblem>) -> Result<Type, MapProblem> {
        match self.kind() {
            Err(problem @ MapProblem::Inconsistent(_)) => {
                *inconsistent = Some(problem);
                Ok(Type::Top)
            }
            other => other,
        }
    }

    /// Reads one frame. Offsets count from the instruction after the frame before.
    fn frame(&mut self, first: bool) -> Result<Entry, MapProblem> {
        let tag = self.u8()?;
        let delta = match tag {
            0..=63 => u16::from(tag),
            64..=127 => u16::from(tag - 64),
            128..=246 => {
                self.u16()?;
                return Err(MapProblem::Format("reserved frame type"));
            }
            247.. => self.u16()?,
        };
        let bci = if first { 0 } else { self.previous.bci + 1 } + u32::from(delta);
        let no_stack = (self.map.stacks.len() as u32, self.map.stacks.len() as u32);
        let mut entry = Entry { bci, stack: no_stack, ..self.previous };
        match tag {
            0..=63 | 251 => {}
            64..=127 | 247 => entry.stack = self.stack(1)?,
            248..=250 => self.chop(251 - tag, &mut entry)?,
            252..=254 => self.locals(u16::from(tag - 251), &mut entry)?,
            _ => {
                entry.last_local = ROOT;
                entry.locals = 0;
                entry.this_uninitialized = false;
                let count = self.u16()?;
                self.locals(count, &mut entry)?;
                let count = self.u16()?;
                entry.stack = self.stack(count)?;
            }
        }
        Ok(entry)
    }

    /// Appends local variables to those of `entry`.
    fn locals(&mut self, count: u16, entry: &mut Entry) -> Result<(), MapProblem> {
        let mut inconsistent = None;
        for _ in 0..count {
            let kind = self.kind_or_top(&mut inconsistent)?;
            entry.this_uninitialized |= kind == Type::UninitializedThis;
            for slot in [Some(kind), kind.second()].into_iter().flatten() {
                entry.last_local = self.map.append(entry.last_local, slot);
                entry.locals += 1;
            }
        }
        self.check_size(entry.locals, self.limits.max_locals)?;
        inconsistent.map_or(Ok(()), Err)
    }

    fn check_size(&self, size: u32, limit: u16) -> Result<(), MapProblem> {
        if size > u32::from(limit) {
            return Err(MapProblem::Inconsistent(
                "StackMapTable format error: bad type array size",
            ));
        }
        Ok(())
    }

    /// Takes values off the end of the local variables.
    fn chop(&mut self, count: u8, entry: &mut Entry) -> Result<(), MapProblem> {
        let too_many = MapProblem::Inconsistent("StackMapTable format error: bad type array size");
        for _ in 0..count {
            let Some(last) = self.map.locals.get(entry.last_local as usize) else {
                return Err(too_many);
            };
            let slots = if last.kind.is_category2_second() { 2 } else { 1 };
            for _ in 0..slots {
                let local = self.map.locals.get(entry.last_local as usize);
                entry.last_local = local.map_or(ROOT, |local| local.before);
                entry.locals = entry.locals.saturating_sub(1);
            }
        }
        entry.this_uninitialized = self.map.has_this(entry.last_local);
        Ok(())
    }

    /// Reads stack entries; returns their range.
    fn stack(&mut self, count: u16) -> Result<(u32, u32), MapProblem> {
        let start = self.map.stacks.len();
        let mut inconsistent = None;
        for _ in 0..count {
            let kind = self.kind_or_top(&mut inconsistent)?;
            self.map.stacks.push(kind);
            self.map.stacks.extend(kind.second());
        }
        let size = (self.map.stacks.len() - start) as u32;
        self.check_size(size, self.limits.max_stack)?;
        if let Some(problem) = inconsistent {
            return Err(problem);
        }
        Ok((start as u32, start as u32 + size))
    }
}

/// Appends the frames of an attribute as messages list them; stops where it is damaged.
pub(crate) fn describe(data: &[u8], out: &mut String) {
    let Some((count, mut rest)) = data.split_first_chunk::<2>() else { return };
    let mut previous = -1;
    for _ in 0..u16::from_be_bytes(*count) {
        out.push_str("    ");
        // The reference VM reads on beyond the end, mostly zeros.
        let at_end = rest.is_empty();
        let whole = describe_frame(&mut rest, &mut previous, out).is_some();
        if at_end || !whole || out.len() > MAX_MESSAGE {
            return;
        }
        out.push('\n');
    }
}

fn next_u8(data: &mut &[u8]) -> Option<u8> {
    let (&first, rest) = data.split_first()?;
    *data = rest;
    Some(first)
}

fn next_u16(data: &mut &[u8]) -> Option<u16> {
    let (first, rest) = data.split_first_chunk::<2>()?;
    *data = rest;
    Some(u16::from_be_bytes(*first))
}

/// `None` if the frame is not whole; what is there has been written then.
fn describe_frame(data: &mut &[u8], previous: &mut i32, out: &mut String) -> Option<()> {
    let tag = next_u8(data).unwrap_or(0);
    let name = match tag {
        0..=63 => "same_frame",
        64..=127 => "same_locals_1_stack_item_frame",
        // Reserved: not even a name.
        128..=246 => return None,
        247 => "same_locals_1_stack_item_extended",
        248..=250 => "chop_frame",
        251 => "same_frame_extended",
        252..=254 => "append_frame",
        255 => "full_frame",
    };
    let delta = match tag {
        0..=63 => Some(u16::from(tag)),
        64..=127 => Some(u16::from(tag - 64)),
        _ => next_u16(data),
    };
    *previous += i32::from(delta.unwrap_or(0)) + 1;
    let _ = write!(out, "{name}(@{previous}");
    match tag {
        0..=63 | 251 => {}
        248..=250 => {
            let _ = write!(out, ",{}", 251 - tag);
        }
        _ => {
            let mut types = String::new();
            if delta.and_then(|_| describe_frame_types(tag, data, &mut types)).is_none() {
                out.push_str("), output truncated, Stackmap exceeds table size.");
                return None;
            }
            out.push_str(&types);
        }
    }
    out.push(')');
    delta.map(drop)
}

/// The types in a frame that has some.
fn describe_frame_types(tag: u8, data: &mut &[u8], out: &mut String) -> Option<()> {
    match tag {
        64..=127 | 247 => {
            out.push(',');
            describe_types(1, data, out)
        }
        252..=254 => {
            out.push(',');
            describe_types(u16::from(tag - 251), data, out)
        }
        _ => {
            out.push_str(",{");
            let count = next_u16(data)?;
            describe_types(count, data, out)?;
            out.push_str("},{");
            let count = next_u16(data)?;
            describe_types(count, data, out)?;
            out.push('}');
            Some(())
        }
    }
}

fn describe_types(count: u16, data: &mut &[u8], out: &mut String) -> Option<()> {
    for i in 0..count {
        if i > 0 {
            out.push(',');
        }
        let _ = match next_u8(data)? {
            0 => write!(out, "Top"),
            1 => write!(out, "Integer"),
            2 => write!(out, "Float"),
            3 => write!(out, "Double"),
            4 => write!(out, "Long"),
            5 => write!(out, "Null"),
            6 => write!(out, "UninitializedThis"),
            7 => write!(out, "Object[#{}]", next_u16(data)?),
            8 => write!(out, "Uninitialized[#{}]", next_u16(data)?),
            tag => write!(out, "BAD:{tag}"),
        };
    }
    Some(())
}
