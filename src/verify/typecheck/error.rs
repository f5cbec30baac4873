//! The messages of the type checker, in the reference VM's words and layout.

use std::fmt::Write;

use base::mutf8::Lossy;
use classfile::{AttributeKind, Code, Member};

use super::frame::MapFrame;
use super::stack_map::describe;
use super::types::Type;
use crate::names::Names;

/// What is wrong at an instruction.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    BadBytecode,
    /// A type, and what was expected instead if there is a single answer.
    WrongType(Origin, Option<Origin>),
    /// The current frame claims less initialisation than the stack map.
    FlagsMismatch(MapFrame, MapFrame),
    BadConstantIndex(u16),
    BadLocalIndex(u16),
    StackMismatch(MapFrame, MapFrame),
    StackOverflow(MapFrame),
    StackUnderflow(MapFrame),
    MissingStackMap,
    BadStackMap(MapFrame),
}

/// A type and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) kind: Type,
    pub(crate) place: Place,
}

#[derive(Clone, Debug)]
pub(crate) enum Place {
    Local(usize, MapFrame),
    Stack(usize, MapFrame),
    MapLocal(usize, MapFrame),
    MapStack(usize, MapFrame),
    Constant(u16),
    Signature,
    Implicit,
}

impl Origin {
    pub(crate) const fn implicit(kind: Type) -> Self {
        Self { kind, place: Place::Implicit }
    }

    pub(crate) const fn constant(index: u16, kind: Type) -> Self {
        Self { kind, place: Place::Constant(index) }
    }

    pub(crate) const fn signature(kind: Type) -> Self {
        Self { kind, place: Place::Signature }
    }

    fn show(&self, names: &Names, out: &mut String) {
        self.kind.show(names, out);
        let _ = match &self.place {
            Place::Local(index, _) => write!(out, " (current frame, locals[{index}])"),
            Place::Stack(index, _) => write!(out, " (current frame, stack[{index}])"),
            Place::MapLocal(index, _) => write!(out, " (stack map, locals[{index}])"),
            Place::MapStack(index, _) => write!(out, " (stack map, stack[{index}])"),
            Place::Constant(index) => write!(out, " (constant pool {index})"),
            Place::Signature => write!(out, " (from method signature)"),
            Place::Implicit => Ok(()),
        };
    }

    const fn frame(&self) -> Option<&MapFrame> {
        match &self.place {
            Place::Local(_, frame)
            | Place::Stack(_, frame)
            | Place::MapLocal(_, frame)
            | Place::MapStack(_, frame) => Some(frame),
            Place::Constant(_) | Place::Signature | Place::Implicit => None,
        }
    }
}

impl Fault {
    fn show_reason(&self, names: &Names, out: &mut String) {
        let _ = match self {
            Self::BadBytecode => write!(out, "Error exists in the bytecode"),
            Self::WrongType(found, None) => {
                out.push_str("Invalid type: ");
                found.show(names, out);
                Ok(())
            }
            Self::WrongType(found, Some(expected)) => {
                out.push_str("Type ");
                found.show(names, out);
                out.push_str(" is not assignable to ");
                expected.show(names, out);
                Ok(())
            }
            Self::FlagsMismatch(..) => {
                write!(out, "Current frame's flags are not assignable to stack map frame's.")
            }
            Self::BadConstantIndex(index) => write!(out, "Constant pool index {index} is invalid"),
            Self::BadLocalIndex(index) => write!(out, "Local index {index} is invalid"),
            Self::StackMismatch(..) => {
                write!(out, "Current frame's stack size doesn't match stackmap.")
            }
            Self::StackOverflow(_) => write!(out, "Exceeded max stack size."),
            Self::StackUnderflow(_) => write!(out, "Attempt to pop empty stack."),
            Self::MissingStackMap => write!(out, "Expected stackmap frame at this location."),
            Self::BadStackMap(_) => write!(out, "Invalid stackmap specification."),
        };
    }

    /// The frames to show as the current one and that of the stack map.
    fn frames(&self) -> (Option<&MapFrame>, Option<&MapFrame>) {
        match self {
            Self::WrongType(found, expected) => {
                (found.frame(), expected.as_ref().and_then(Origin::frame))
            }
            Self::FlagsMismatch(current, map) | Self::StackMismatch(current, map) => {
                (Some(current), Some(map))
            }
            Self::StackOverflow(current)
            | Self::StackUnderflow(current)
            | Self::BadStackMap(current) => (Some(current), None),
            Self::BadBytecode
            | Self::BadConstantIndex(_)
            | Self::BadLocalIndex(_)
            | Self::MissingStackMap => (None, None),
        }
    }
}

/// Names in a frame, or frames, can add up to gigabytes; after this many bytes
/// a message gets no longer.
pub(crate) const MAX_MESSAGE: usize = 1 << 20;

/// The whole message for a fault in a method.
pub(crate) fn message(
    headline: &str,
    bci: u32,
    fault: &Fault,
    method: Member<'_, '_>,
    code: &Code<'_, '_>,
    names: &Names,
) -> String {
    let mut out = format!("{headline}\nException Details:\n  Location:\n");
    let opcode = match code.bytes.get(bci as usize) {
        None => "<invalid>",
        Some(&byte) => bytecode::Opcode::from_u8(byte).map_or("<illegal>", |o| o.mnemonic()),
    };
    let _ = writeln!(
        out,
        "    {}.{}{} @{bci}: {opcode}\n  Reason:",
        Lossy(method.class().name()),
        Lossy(method.name()),
        Lossy(method.descriptor()),
    );
    out.push_str("    ");
    fault.show_reason(names, &mut out);
    out.push('\n');
    let (current, map) = fault.frames();
    if let Some(frame) = current {
        out.push_str("  Current Frame:\n");
        show_frame(frame, names, &mut out);
    }
    if let Some(frame) = map {
        out.push_str("  Stackmap Frame:\n");
        show_frame(frame, names, &mut out);
    }
    out.push_str("  Bytecode:\n");
    show_bytes(code.bytes, &mut out);
    if !code.exception_table.is_empty() {
        out.push_str("  Exception Handler Table:\n");
        for handler in code.exception_table.iter() {
            let (start, end) = (handler.start_pc, handler.end_pc);
            let _ = writeln!(out, "    bci [{start}, {end}] => handler: {}", handler.handler_pc);
        }
    }
    if let Some(attribute) = code.attributes().find_kind(AttributeKind::StackMapTable) {
        out.push_str("  Stackmap Table:\n");
        describe(attribute.data, &mut out);
    }
    out
}

fn show_frame(frame: &MapFrame, names: &Names, out: &mut String) {
    let flags = if frame.this_uninitialized { " flagThisUninit" } else { "" };
    let _ = writeln!(out, "    bci: @{}\n    flags: {{{flags} }}", frame.bci);
    for (label, types) in [("locals", &frame.locals), ("stack", &frame.stack)] {
        let _ = write!(out, "    {label}: {{");
        for (i, kind) in types.iter().enumerate() {
            if out.len() > MAX_MESSAGE {
                return;
            }
            out.push_str(if i == 0 { " " } else { ", " });
            kind.show(names, out);
        }
        out.push_str(" }\n");
    }
}

/// Sixteen bytes a line in groups of two. The last line is padded, and follows
/// even when the one before is full.
fn show_bytes(bytes: &[u8], out: &mut String) {
    for start in (0..=bytes.len()).step_by(16) {
        let _ = write!(out, "    {start:07x}:");
        for at in start..start + 16 {
            if at % 2 == 0 {
                out.push(' ');
            }
            let _ = match bytes.get(at) {
                Some(byte) => write!(out, "{byte:02x}"),
                None => write!(out, "  "),
            };
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn byte_dump() {
        let mut out = String::new();
        super::show_bytes(&[0x2a; 16], &mut out);
        let (full, empty) = ("2a2a ".repeat(8), " ".repeat(40));
        assert_eq!(out, format!("    0000000: {}\n    0000010:{}\n", full.trim_end(), empty));
    }
}
