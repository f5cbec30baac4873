//! Calls from Rust into Java: `JavaThread::call`.
//!
//! The call pushes a boundary, an entry without a method, and the frame of the
//! method above it; the method returns to `Halt`. This is the only recursion on
//! the native stack, and it is bounded by that stack's size. Each level takes more
//! slots than entries, so the call stack cannot run out before the value stack.

use super::dispatch;
use super::ops::stubs;
use super::reference;
use super::stack_limit;
use super::state::State;
use super::translation::Translation;
use crate::model::{Insn, MethodRef, Throw};
use crate::thread::{Frame, JavaThread, TopFrame, Value};
use std::ptr;

/// Slots that calls may use behind a frame: an appendix, and the slot by which
/// even an empty frame moves on.
const FRAME_SLACK: usize = 4;

/// Runs a method with these arguments; see `JavaThread::call`.
pub(super) fn invoke(t: &JavaThread, method: MethodRef, arguments: &[Value]) -> Result<u64, Throw> {
    // What makes the error may use the rest of the native stack.
    if !t.has_native_stack() && !stack_limit::in_reserve(t) {
        return Err(stack_limit::overflow(t));
    }
    let top = t.top.get();
    let base = free_slots(top);
    // SAFETY: the slots are on the value stack or in its reserve, or the check
    // fails; pointers are only compared.
    let end = base.wrapping_add(method.frame_slots as usize + method.arg_slots as usize);
    stack_limit::check_end(t, end)?;
    let mut slot = base;
    for argument in arguments {
        // SAFETY: arguments lie below `end`.
        unsafe { slot.write(argument.to_slot()) };
        slot = slot.wrapping_add(if argument.is_wide() { 2 } else { 1 });
    }
    let boundary = top.frame.wrapping_add(1);
    let frame = top.frame.wrapping_add(2);
    // A caller's `return_pc` is behind its instruction (see `gc_map`).
    let return_pc = top.pc.wrapping_add(1);
    // SAFETY: the call stack has room for as many entries as the value stack has
    // slots, and two entries come with `FRAME_SLACK` slots.
    unsafe {
        boundary.write(Frame { method: ptr::null(), caller_regs: top.regs, return_pc, aux: 0 });
        let return_pc = stubs::halt_address();
        frame.write(Frame { method: method.as_ptr(), caller_regs: base, return_pc, aux: 0 });
    }
    run(t, method.entry(), base, frame);
    t.top.set(top);
    if t.exception.get().is_null() {
        // SAFETY: the result of a call is in its first slot.
        Ok(unsafe { base.read() })
    } else {
        Err(Throw::Pending)
    }
}

fn run(t: &JavaThread, pc: *const Insn, r: *mut u64, cf: *mut Frame) {
    let state = State { pc, r, th: t, cf, hb: t.heap_base };
    // SAFETY: the state of a thread about to execute the first instruction of
    // the method whose frame is the top one.
    unsafe { dispatch::run(state) }
}

/// The first slot that the top frame does not use.
fn free_slots(top: TopFrame) -> *mut u64 {
    // SAFETY: the top entry is initialised; the bottom one has no method.
    let method = unsafe { (*top.frame).method };
    if method.is_null() {
        return top.regs;
    }
    // SAFETY: frames keep their methods alive.
    let method = unsafe { MethodRef::from_ptr(method) };
    let interpreted = Translation::of(method).is_some_and(Translation::is_interpreted);
    let extra = if interpreted { reference::extra_slots(method) } else { 0 };
    top.regs.wrapping_add(method.frame_slots as usize + extra + FRAME_SLACK)
}
