//! From bytecode to the register IR, in one forward pass.
//!
//! The pass keeps an abstract operand stack whose entries say where each value
//! is: in its own slot, still in a local variable, or a constant. Only loads are
//! deferred; a store writes its local variable at once, or makes the instruction
//! before write there. At the borders of blocks every entry is in its own slot.
//!
//! Invariant 1: a local variable's value is always in its slot, so exception
//! handlers and the collector see plain local variables.
//!
//! Invariant 2: translation depends on nothing but the class file and the
//! [`Form`], so that it can be repeated to learn the abstract stack at an instruction ([`snapshot`]).
//! It loads and resolves no class.
//!
//! Invariant 3: when an instruction is emitted, the values it takes are still on
//! the abstract stack: a collection while it runs finds them.

mod analysis;
mod branches;
mod emit;
mod instructions;

use super::insn::{self, Op};
use crate::model::{Insn, MethodRef};
pub(super) use analysis::{Analysis, NONE, effect};
pub(super) use emit::Snapshot;
use emit::Translator;

/// Slots of a frame that the encoding reaches, with room for what calls append.
const MAX_FRAME_SLOTS: u32 = 65_000;

/// Why a method has no translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// It is for the reference interpreter: subroutines, or too large a frame.
    Interpret,
    /// No verifier would accept it.
    Malformed {
        /// Where.
        bci: u16,
        /// What is wrong.
        reason: &'static str,
    },
}

impl Failure {
    fn malformed(bci: u16, reason: &'static str) -> Failure {
        Failure::Malformed { bci, reason }
    }
}

/// Choices in translating a method beyond what its class file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Form {
    /// Whether branches take the long form.
    pub(super) far: bool,
    /// Whether each block counts as a step of the thread.
    pub(super) counts_steps: bool,
}

/// A translated method.
pub(super) struct Output {
    /// The code.
    pub(super) words: Vec<Insn>,
    /// Bytecode index of each word.
    pub(super) bcis: Vec<u16>,
    /// Words at which exception handlers start, by their bytecode index, sorted.
    pub(super) handlers: Vec<(u16, u32)>,
    /// Slot of the operand stack's bottom.
    pub(super) stack_base: u16,
    /// The choices made.
    pub(super) form: Form,
    /// Whether the method enters monitors and must leave them.
    pub(super) notes_locks: bool,
}

/// Translates a method that has code.
pub(super) fn translate(method: MethodRef, counts_steps: bool) -> Result<Output, Failure> {
    let mut translator = Translator::new(method, Form { far: false, counts_steps }, None)?;
    if translator.run()? {
        return Ok(translator.finish());
    }
    // A conditional branch is too far away for 16 bits.
    let mut translator = Translator::new(method, Form { far: true, counts_steps }, None)?;
    let fits = translator.run()?;
    debug_assert!(fits, "long branches reach everything");
    Ok(translator.finish())
}

/// The abstract stack at a word of a translation that [`translate`] made.
pub(super) fn snapshot(method: MethodRef, form: Form, word: u32) -> Option<Snapshot> {
    let mut translator = Translator::new(method, form, Some(word)).ok()?;
    // Stops at the word; what comes behind is of no interest.
    let _ = translator.run();
    translator.take_snapshot()
}

/// Code as text: a line per instruction with its bytecode index.
pub(super) fn dump(words: &[Insn], bcis: &[u16]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let Some(op) = Op::from_number(word.op) else { break };
        let _ = write!(text, "{at:4} @{:<4} {op:?}", bcis[at]);
        for (letter, value) in op.operands().chars().zip([word.a, word.b, word.c, 0]) {
            let _ = match letter {
                '-' => Ok(()),
                'i' | 'o' => write!(text, " {}", value as i16),
                'I' | 'O' => write!(text, " {}", insn::wide_operand(word) as i32),
                'L' => write!(text, " *"),
                's' | 'd' | 'x' => write!(text, " r{value}"),
                _ => write!(text, " {value}"),
            };
        }
        text.push('\n');
        at += match op {
            Op::Tableswitch => 2 + (insn::wide_operand(word) as usize).div_ceil(2),
            Op::Lookupswitch => 2 + insn::wide_operand(word) as usize,
            _ => op.words(),
        };
    }
    text
}
