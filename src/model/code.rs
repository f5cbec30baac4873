//! A method's `Code` attribute as the engines use it (JVMS §4.7.3), and the
//! unit of translated code.

/// One unit of translated code: an instruction of the register IR, or the
/// literal that follows one. What the fields mean is the interpreter's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(8))]
pub struct Insn {
    /// Operation number.
    pub op: u16,
    /// First operand.
    pub a: u16,
    /// Second operand.
    pub b: u16,
    /// Third operand.
    pub c: u16,
}

const _: () = assert!(size_of::<Insn>() == 8);

/// A row of the exception table (JVMS §4.7.3).
#[derive(Clone, Copy, Debug)]
pub struct ExceptionEntry {
    /// First protected bytecode index.
    pub start: u16,
    /// First bytecode index behind the protected range.
    pub end: u16,
    /// Bytecode index of the handler.
    pub handler: u16,
    /// Constant-pool index of the caught class; 0 catches everything.
    pub catch_type: u16,
}

/// The `Code` attribute of a method.
#[derive(Debug)]
pub struct Code {
    /// Greatest depth of the operand stack, in slots.
    pub max_stack: u16,
    /// Local variables, in slots, parameters included.
    pub max_locals: u16,
    /// The bytecode, inside the class file's bytes.
    pub bytes: &'static [u8],
    /// The exception table, in order of precedence.
    pub exceptions: &'static [ExceptionEntry],
    /// The attributes of `Code` (JVMS §4.7.3), count included, inside the class
    /// file's bytes; decoded when asked for.
    pub attributes: &'static [u8],
    /// Bodies of the `LineNumberTable` attributes, in order.
    pub line_numbers: &'static [&'static [u8]],
}

impl Code {
    /// The source line of the instruction at `bci`, if the class file says.
    pub fn line_number(&self, bci: u16) -> Option<u16> {
        let mut best: Option<(u16, u16)> = None;
        for table in self.line_numbers {
            let Some((_, rows)) = table.split_at_checked(2) else { continue };
            for row in rows.chunks_exact(4) {
                let start = u16::from_be_bytes([row[0], row[1]]);
                let line = u16::from_be_bytes([row[2], row[3]]);
                if start == bci {
                    return Some(line);
                }
                if start < bci && best.is_none_or(|(seen, _)| start >= seen) {
                    best = Some((start, line));
                }
            }
        }
        best.map(|(_, line)| line)
    }
}
