//! The two dispatchers, both generated from the table of `insn`.
//!
//! The tail dispatcher (`cfg(tail_dispatch)`, chosen by the build script) jumps
//! from the end of each handler through a table of handlers. The switch
//! dispatcher is a loop over one `match`; it works in every build and on every
//! target.

use super::insn::for_each_insn;
use super::ops::{arith, arrays, branch, calls, fields, moves, objects, stubs};
use super::state::State;
use crate::model::Insn;
use crate::thread::{Frame, JavaThread};

/// A handler of an instruction, or a slow path.
pub(super) type Handler =
    unsafe extern "C" fn(*const Insn, *mut u64, *const JavaThread, *mut Frame, *mut u8) -> Exit;

#[cfg(tail_dispatch)]
mod by_tail_call {
    use super::*;
    use crate::interp::insn;

    /// What a handler returns: nothing, and only when the interpreter is left.
    pub(in crate::interp) type Exit = ();

    macro_rules! handler_table {
        ($($variant:ident $module:ident::$handler:ident $words:literal $operands:literal;)*) => {
            static TABLE: [Handler; insn::ALL.len()] = [$($module::$handler,)*];
        };
    }
    for_each_insn!(handler_table);

    /// Goes on with the instruction at `s.pc`.
    ///
    /// # Safety
    ///
    /// Invariant 1 of `state`.
    #[inline(always)]
    pub(in crate::interp) unsafe fn go(s: State) -> Exit {
        // SAFETY: `op` of an instruction comes from the table's enum.
        unsafe {
            let handler = *TABLE.as_ptr().add(s.op() as usize);
            handler(s.pc, s.r, s.th, s.cf, s.hb)
        }
    }

    /// Ends the execution that [`run`] began.
    #[inline(always)]
    pub(in crate::interp) fn leave() -> Exit {}

    /// Executes from `s` until a handler leaves.
    ///
    /// # Safety
    ///
    /// Invariant 1 of `state`.
    pub(in crate::interp) unsafe fn run(s: State) {
        // SAFETY: the caller's promise.
        unsafe { go(s) }
    }
}

#[cfg(not(tail_dispatch))]
mod by_switch {
    use super::*;
    use crate::interp::insn::Op;

    /// What a handler returns: where to go on; a null `pc` ends the execution.
    #[repr(C)]
    pub(in crate::interp) struct Exit {
        pc: *const Insn,
        r: *mut u64,
        cf: *mut Frame,
    }

    /// Goes on with the instruction at `s.pc`.
    ///
    /// # Safety
    ///
    /// Invariant 1 of `state`.
    #[inline(always)]
    pub(in crate::interp) unsafe fn go(s: State) -> Exit {
        Exit { pc: s.pc, r: s.r, cf: s.cf }
    }

    /// Ends the execution that [`run`] began.
    #[inline(always)]
    pub(in crate::interp) fn leave() -> Exit {
        Exit { pc: std::ptr::null(), r: std::ptr::null_mut(), cf: std::ptr::null_mut() }
    }

    macro_rules! execute_one {
        ($($variant:ident $module:ident::$handler:ident $words:literal $operands:literal;)*) => {
            #[inline(always)]
            unsafe fn execute(s: State) -> Exit {
                match Op::from_number(s.op()) {
                    // SAFETY: the caller's promise.
                    $(Some(Op::$variant) => unsafe { $module::$handler(s.pc, s.r, s.th, s.cf, s.hb) },)*
                    None => unreachable!("translated code holds operations of the table only"),
                }
            }
        };
    }
    for_each_insn!(execute_one);

    /// Executes from `s` until a handler leaves.
    ///
    /// # Safety
    ///
    /// Invariant 1 of `state`.
    pub(in crate::interp) unsafe fn run(mut s: State) {
        loop {
            // SAFETY: the caller's promise, kept up by every handler.
            let exit = unsafe { execute(s) };
            if exit.pc.is_null() {
                return;
            }
            s = State { pc: exit.pc, r: exit.r, cf: exit.cf, ..s };
        }
    }
}

#[cfg(not(tail_dispatch))]
pub(super) use by_switch::{Exit, go, leave, run};
#[cfg(tail_dispatch)]
pub(super) use by_tail_call::{Exit, go, leave, run};
