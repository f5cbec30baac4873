//! Exceptions: finding the handler (JVMS §2.10) and unwinding to it.
//!
//! The exception is pending in the thread. Frames are popped until one has a
//! handler that covers its bytecode index; the monitor of a synchronised method
//! is left on the way. A boundary ends the search: the call from Rust returns
//! with the exception still pending.

use super::dispatch;
use super::gc_map;
use super::insn::{Op, op_at};
use super::ops::stubs;
use super::reference;
use super::state::{State, handlers};
use super::translation::Translation;
use crate::link;
use crate::model::{ExceptionEntry, Insn, MethodRef, Throw};
use crate::thread::{Frame, JavaThread, TopFrame};
use heap::layout::Ref;

handlers! {
    #[cold]
    #[inline(never)]
    unwind(s) {
        if find_handler(s.th, s.pc, s.r, s.cf) {
            let top = s.thread().top.get();
            State { r: top.regs, cf: top.frame, ..s }.jump(top.pc)
        } else {
            dispatch::leave()
        }
    }
}

/// Pops frames down to one with a handler, puts the exception on its operand
/// stack, and leaves where to go on in the thread's top frame. No, if a boundary
/// is reached.
#[inline(never)]
fn find_handler(th: *const JavaThread, pc: *const Insn, r: *mut u64, cf: *mut Frame) -> bool {
    // SAFETY: invariant 1 of `state`.
    let t = unsafe { &*th };
    let _scope = t.scope();
    let exception = t.handle(t.take_exception());
    let mut at = TopFrame { pc, regs: r, frame: cf };
    let mut is_top = true;
    loop {
        // While handlers are looked for, classes are loaded and locks left, the
        // frame counts as the top one.
        // SAFETY: entries down to the boundary are initialised.
        let entry = unsafe { &*at.frame };
        if entry.method.is_null() {
            t.exception.set(exception.get());
            return false;
        }
        // SAFETY: frames keep their methods alive.
        let method = unsafe { MethodRef::from_ptr(entry.method) };
        // At a caller `at.pc` is behind the call: the call is the instruction.
        let pc = if is_top || method.flags.is_native() { at.pc } else { at.pc.wrapping_sub(1) };
        is_top = false;
        t.top.set(TopFrame { pc, regs: at.regs, frame: at.frame });
        if let Some(target) = enter_handler(t, method, pc, at, &mut |replacement| match replacement
        {
            Some(thrown) => {
                exception.set(thrown);
                thrown
            }
            None => exception.get(),
        }) {
            t.top.set(TopFrame { pc: target, regs: at.regs, frame: at.frame });
            return true;
        }
        if Translation::of(method).is_some_and(Translation::notes_locks)
            && let Err(throw) = stubs::balance_locks(t, at.frame)
        {
            exception.set(t.caught(throw));
        }
        if method.flags.is_synchronized()
            && let Err(throw) = stubs::unlock(t, at.frame)
        {
            exception.set(t.caught(throw));
        }
        at = TopFrame {
            pc: entry.return_pc,
            regs: entry.caller_regs,
            // SAFETY: a boundary lies below every method's entry.
            frame: unsafe { at.frame.sub(1) },
        };
    }
}

/// If the method catches the exception at `pc`: stores it on the operand stack;
/// where the handler starts. `exception` reads or replaces the exception.
fn enter_handler(
    t: &JavaThread,
    method: MethodRef,
    pc: *const Insn,
    at: TopFrame,
    exception: &mut dyn FnMut(Option<Ref>) -> Ref,
) -> Option<*const Insn> {
    let code = method.code.as_ref()?;
    let translation = Translation::of(method)?;
    let word = translation.word_at(pc)?;
    let interpreted = translation.is_interpreted();
    // No handler covers what comes before the first instruction, like locking.
    // In a caller, `pc` is the last word of the call, which may be an operand.
    let begun = if interpreted {
        word >= translation.step_word()
    } else {
        // SAFETY: `at.pc` is an instruction of the top frame's method here.
        pc != at.pc || unsafe { op_at(pc) } != Op::EnterSync as u16
    };
    if code.exceptions.is_empty() || !begun || t.is_beyond_steps() {
        return None;
    }
    let bci = gc_map::bci_at(method, at.regs, pc);
    let entry = search(t, method, code.exceptions, bci, exception)?;
    let thrown = u64::from(exception(None).0);
    if interpreted {
        return Some(reference::enter_handler(translation, method, at.regs, entry.handler, thrown));
    }
    // SAFETY: the operand stack of a method with a handler has a slot.
    unsafe { at.regs.add(translation.stack_base()).write(thrown) };
    Some(translation.handler_pc(entry.handler))
}

/// The entry of the exception table that catches the exception. Resolving a
/// catch type may throw, which replaces the exception (as HotSpot has it); the
/// search goes on behind that entry.
fn search(
    t: &JavaThread,
    method: MethodRef,
    entries: &'static [ExceptionEntry],
    bci: u16,
    exception: &mut dyn FnMut(Option<Ref>) -> Ref,
) -> Option<ExceptionEntry> {
    for entry in entries {
        if !(entry.start..entry.end).contains(&bci) {
            continue;
        }
        if entry.catch_type == 0 {
            return Some(*entry);
        }
        match link::resolve_class(t, method.class, entry.catch_type) {
            Ok(class) if t.class_of(exception(None)).is_subclass_of(class) => return Some(*entry),
            Ok(_) => {}
            Err(throw) => replace(t, throw, exception),
        }
    }
    None
}

fn replace(t: &JavaThread, throw: Throw, exception: &mut dyn FnMut(Option<Ref>) -> Ref) {
    exception(Some(t.caught(throw)));
}
