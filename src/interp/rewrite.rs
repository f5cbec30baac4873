//! Rewriting an unresolved instruction into its resolved form.
//!
//! Protocol: resolution runs without a lock, as it may run Java code. Then, under
//! the translation's lock, if the instruction is still unresolved, operands and
//! literal are stored, and at last `op` with release order. Dispatch loads `op`
//! with acquire order. Threads that execute the unresolved form meanwhile read
//! `a`, and `b` where it is an operand, which are never written. The loser of a
//! race finds the instruction resolved and runs it again.

use super::insn::{Op, op_at};
use super::site::Site;
use crate::model::Insn;
use std::sync::atomic::{AtomicU16, Ordering};

/// What of the operands a resolved form changes.
pub(super) enum Operands {
    /// Nothing.
    Same,
    /// `c`.
    C(u16),
    /// `b` and `c`.
    Wide(u32),
    /// The literal word.
    Literal(u64),
    /// `c` and the literal word.
    CLiteral(u16, u64),
}

/// Turns the instruction of `site` into `resolved`, if it is still `unresolved`.
pub(super) fn rewrite(site: &Site<'_>, unresolved: Op, resolved: Op, operands: &Operands) {
    debug_assert_eq!(unresolved.words(), resolved.words());
    let _guard = site.translation().rewriting.lock();
    let pc = site.pc.cast_mut();
    // SAFETY: invariant 1 of `state`.
    if unsafe { op_at(pc) } != unresolved as u16 {
        return;
    }
    // SAFETY: the code lives in cells that may be written. The words written
    // belong to this instruction, and nobody reads them before `op` says so.
    unsafe {
        match *operands {
            Operands::Same => {}
            Operands::C(c) => (&raw mut (*pc).c).write(c),
            Operands::Wide(number) => {
                (&raw mut (*pc).b).write(number as u16);
                (&raw mut (*pc).c).write((number >> 16) as u16);
            }
            Operands::Literal(value) => write_literal(pc, value),
            Operands::CLiteral(c, value) => {
                (&raw mut (*pc).c).write(c);
                write_literal(pc, value);
            }
        }
        (*pc.cast::<AtomicU16>()).store(resolved as u16, Ordering::Release);
    }
}

/// # Safety
///
/// The instruction has a literal word.
unsafe fn write_literal(pc: *mut Insn, value: u64) {
    // SAFETY: the caller's promise.
    unsafe { pc.add(1).cast::<u64>().write(value) }
}
