//! The ways into methods that are not translated code, and what synchronised
//! methods do on entry and exit.
//!
//! A `Frame::aux` of a synchronised method holds the locked object's reference
//! in its lower half and [`LOCKED`]; the collector visits it. It is zero until
//! the method has got as far as locking. For methods that enter or leave
//! monitors it has the height of the lock stack before, the *floor*: the entries
//! from there on are the frame's (JVMS §2.11.10: a method must leave all
//! monitors that it enters, and no others). The monitor of a synchronised method
//! is the first of them.

use crate::interp::NativeLinker;
use crate::interp::dispatch;
use crate::interp::insn::{Op, word};
use crate::interp::ops::calls::leave_frame;
use crate::interp::reference;
use crate::interp::site::Site;
use crate::interp::state::{handlers, slow_handlers};
use crate::interp::translation::Translation;
use crate::interp::unwind;
use crate::link;
use crate::model::{Insn, KnownMethod, MethodRef, Throw, VmException};
use crate::thread::{
    EntryStubs, Frame, FrameLocks, FrameView, Handle, JavaThread, Library, NativeMethod, TopFrame,
    Value,
};
use heap::layout::{Ref, RootSlot};
use std::sync::atomic::Ordering;

/// Set in `Frame::aux` while the method holds its monitor.
pub(in crate::interp) const LOCKED: u64 = 1 << 32;

/// Set in `Frame::aux` when the bits from [`LOCKS_SHIFT`] on hold the floor.
const HAS_LOCKS: u64 = 1 << 33;
const LOCKS_SHIFT: u32 = 34;

static TRANSLATE: Insn = word(Op::Translate, 0, 0, 0);
static NATIVE_UNLINKED: Insn = word(Op::NativeUnlinked, 0, 0, 0);
static ABSTRACT: Insn = word(Op::AbstractMethod, 0, 0, 0);
static NATIVE: Insn = word(Op::Native, 0, 0, 0);
static INTRINSIC: Insn = word(Op::Intrinsic, 0, 0, 0);
static NATIVE_SYNCHRONIZED: [Insn; 2] = [word(Op::EnterSync, 0, 0, 0), word(Op::Native, 0, 0, 0)];
static HALT: Insn = word(Op::Halt, 0, 0, 0);

/// Where methods start that have not run yet.
pub const ENTRY_STUBS: EntryStubs = EntryStubs {
    translate: &raw const TRANSLATE,
    native: &raw const NATIVE_UNLINKED,
    abstract_method: &raw const ABSTRACT,
};

/// Where a call from Rust returns to.
pub(in crate::interp) fn halt_address() -> *const Insn {
    &raw const HALT
}

handlers! {
    halt(_s) { dispatch::leave() }

    native(s) {
        if call_native(s.th, s.pc, s.r, s.cf) { leave_frame(s) } else { s.tail(unwind::unwind) }
    }

    // Rust in place of a method's code; the code goes on where it declines.
    intrinsic(s) {
        match call_intrinsic(s.th, s.pc, s.r, s.cf) {
            Intrinsic::Done => leave_frame(s),
            Intrinsic::Declined => s.tail(decline),
            Intrinsic::Thrown => s.tail(unwind::unwind),
        }
    }

    enter_locks(s) {
        note_locks(s.thread(), s.cf);
        s.next(1)
    }

    exit_locks(s) {
        // SAFETY: invariant 1 of `state`.
        let aux = unsafe { (*s.cf).aux };
        if s.thread().lock_depth() as u64 != (aux >> LOCKS_SHIFT) + u64::from(aux & LOCKED != 0) {
            return s.tail(unbalanced);
        }
        s.next(1)
    }

    enter_sync(s) {
        // SAFETY: invariant 1 of `state`.
        let (thread, frame) = unsafe { (&*s.th, &mut *s.cf) };
        // SAFETY: the frame of a live method.
        let method = unsafe { &*frame.method };
        let object =
            if method.flags.is_static() { method.class.mirror.get() } else { Ref(s.reference(0)) };
        if thread.try_monitor_enter(object) {
            frame.aux = u64::from(object.0) | LOCKED;
            return s.next(1);
        }
        s.tail(enter_sync_slow)
    }

    exit_sync(s) {
        // SAFETY: invariant 1 of `state`.
        let (thread, frame) = unsafe { (&*s.th, &mut *s.cf) };
        if frame.aux & LOCKED != 0 && thread.try_monitor_exit(Ref(frame.aux as u32), 0) {
            frame.aux &= !LOCKED;
            return s.next(1);
        }
        s.tail(exit_sync_slow)
    }

    // `Object.<init>`: an object whose class has a finalizer is made known.
    register_finalizer(s) {
        let object = s.reference(0);
        // SAFETY: the class of a live object lives.
        if object != 0 && unsafe { (*s.class_of(object)).has_finalizer } {
            return s.tail(register);
        }
        s.next(1)
    }
}

slow_handlers! {
    translate => |site| {
        clear_aux(site);
        let method = site.method();
        match intrinsic_of(site.t, method) {
            Some(function) => {
                method.native.store(function as usize, Ordering::Release);
                method.set_entry(&raw const INTRINSIC);
                Ok(&raw const INTRINSIC)
            }
            None => Translation::install(site.t, method),
        }
    };
    decline => |site| {
        let code = Translation::install(site.t, site.method())?;
        // The next call may be another matter.
        site.method().set_entry(&raw const INTRINSIC);
        Ok(code)
    };
    native_unlinked => link_native;
    abstract_method => throw_abstract;
    count_step => |site| {
        site.t.take_step()?;
        site.after(1)
    };
    interpret => reference::execute;
    enter_sync_slow => lock;
    exit_sync_slow => |site| {
        unlock(site.t, site.cf)?;
        site.after(1)
    };
    unbalanced => |site| {
        balance_locks(site.t, site.cf)?;
        site.after(1)
    };
    register => |site| {
        let register = site.t.known_method(KnownMethod::FinalizerRegister)?;
        site.t.call(register, &[Value::Object(site.handle(0))])?;
        site.after(1)
    };
}

/// Calls the function of a native method with the frame's slots as arguments;
/// whether it returned normally.
#[inline(never)]
fn call_native(th: *const JavaThread, pc: *const Insn, r: *mut u64, cf: *mut Frame) -> bool {
    // SAFETY: invariant 1 of `state`.
    let t = unsafe { &*th };
    t.top.set(TopFrame { pc, regs: r, frame: cf });
    // SAFETY: the frame of a native method.
    let method = unsafe { &*(*cf).method };
    let address = method.native.load(Ordering::Acquire);
    // SAFETY: linking stored the address of a function of this type before the
    // method's entry led here.
    let function = unsafe { std::mem::transmute::<usize, NativeMethod>(address) };
    let mark = t.handle_mark();
    let mut result = function(t, r);
    t.release_handles(mark);
    if let Err(throw) = t.answer_stop() {
        // It goes before whatever the native throws.
        result = Err(throw);
    }
    if method.flags.is_synchronized() && result.is_ok() {
        // The result needs no protection: leaving a monitor moves nothing.
        if let Err(throw) = unlock(t, cf) {
            result = Err(throw);
        }
    }
    match result {
        Ok(value) => {
            // SAFETY: a callee's first slot is its result.
            unsafe { r.write(value) };
            true
        }
        Err(throw) => {
            // What is pending says it all.
            let _ = t.pend(throw);
            false
        }
    }
}

/// How a call of an intrinsic ended.
enum Intrinsic {
    Done,
    Declined,
    Thrown,
}

/// Calls the function that stands for a method's code. It declines by throwing an
/// exception that is not an object yet.
#[inline(never)]
fn call_intrinsic(
    th: *const JavaThread,
    pc: *const Insn,
    r: *mut u64,
    cf: *mut Frame,
) -> Intrinsic {
    // SAFETY: invariant 1 of `state`.
    let t = unsafe { &*th };
    t.top.set(TopFrame { pc, regs: r, frame: cf });
    // SAFETY: the frame of a method.
    let method = unsafe { &*(*cf).method };
    let address = method.native.load(Ordering::Acquire);
    // SAFETY: `translate` stored the address of a function of this type before
    // the method's entry led here.
    let function = unsafe { std::mem::transmute::<usize, NativeMethod>(address) };
    let mark = t.handle_mark();
    let result = function(t, r);
    t.release_handles(mark);
    match result {
        Ok(value) => {
            // SAFETY: a callee's first slot is its result.
            unsafe { r.write(value) };
            Intrinsic::Done
        }
        Err(Throw::Pending) => Intrinsic::Thrown,
        Err(_) => Intrinsic::Declined,
    }
}

/// The function in place of a method's code, if there is one. The reference
/// interpreter runs the code itself.
fn intrinsic_of(t: &JavaThread, method: MethodRef) -> Option<NativeMethod> {
    if method.flags.is_synchronized() || t.vm().config.reference_interpreter {
        return None;
    }
    let row = t.vm().find_native(method)?;
    assert!(row.matches_descriptor(method.flags.is_static()), "{}: wrong types", &*method);
    Some(row.code)
}

/// The collector looks at the `aux` of synchronised methods.
fn clear_aux(site: &Site<'_>) {
    // SAFETY: invariant 1 of `state`.
    unsafe { (*site.cf).aux = 0 };
}

fn link_native(site: &Site<'_>) -> Result<*const Insn, Throw> {
    clear_aux(site);
    let method = site.method();
    let function = match site.t.vm().find_native(method) {
        Some(row) => {
            assert!(row.matches_descriptor(method.flags.is_static()), "{}: wrong types", &*method);
            row.code
        }
        None => foreign(site.t, method)?,
    };
    method.native.store(function as usize, Ordering::Release);
    let entry = if method.flags.is_synchronized() {
        NATIVE_SYNCHRONIZED.as_ptr()
    } else {
        &raw const NATIVE
    };
    method.set_entry(entry);
    Ok(entry)
}

/// The function of a native method that is not one of ours.
fn foreign(t: &JavaThread, method: MethodRef) -> Result<NativeMethod, Throw> {
    // Those of `MethodHandle` are rows; 17 has nothing to say about the others.
    if method.traits.polymorphic && t.vm().library() >= Library::Java25 {
        let text = "VarHandle access mode methods cannot be invoked reflectively";
        return Err(Throw::new(VmException::UnsupportedOperation, text));
    }
    let linker = t.vm().extension::<NativeLinker>();
    if let Some(find) = linker.get()
        && let Some(function) = find(t, method)?
    {
        return Ok(function);
    }
    let text = link::external_method(method.class, method.name, method.descriptor);
    Err(Throw::new(VmException::UnsatisfiedLink, format!("'{text}'")))
}

fn throw_abstract(site: &Site<'_>) -> Result<*const Insn, Throw> {
    clear_aux(site);
    let method = site.method();
    Err(link::selection_error(None, method))
}

fn lock(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let method = site.method();
    let object =
        if method.flags.is_static() { method.class.mirror.get() } else { site.reference(0) };
    // SAFETY: invariant 1 of `state`.
    unsafe { (*site.cf).aux = u64::from(object.0) };
    site.t.monitor_enter(monitor(site.cf));
    // SAFETY: as above.
    unsafe { (*site.cf).aux |= LOCKED };
    site.after(1)
}

/// The object that the frame's method is synchronised on.
fn monitor(cf: *mut Frame) -> Handle {
    // SAFETY: the lower half of `aux` is a root while the frame lives.
    unsafe { Handle::from_slot((&raw const (*cf).aux).cast::<RootSlot>()) }
}

/// Leaves the monitor of a synchronised method, if it holds one. What the method
/// has entered besides is settled before.
pub(in crate::interp) fn unlock(t: &JavaThread, cf: *mut Frame) -> Result<(), Throw> {
    // SAFETY: callers pass the entry of a synchronised method that has begun.
    let held = unsafe { (*cf).aux & LOCKED != 0 };
    if !held {
        return Ok(());
    }
    // SAFETY: as above. Cleared first: an error must not lead here again.
    unsafe { (*cf).aux &= !LOCKED };
    // Usually the method's own; one that has exchanged it leaves the other, as
    // HotSpot has it.
    let last = t.entered_monitors().next_back();
    let _scope = t.scope();
    let last = last.map(|object| t.handle(object)).ok_or_else(illegal_state)?;
    t.monitor_exit(last, 0).map_err(|_| illegal_state())
}

/// Unlike those of `Object.wait`, the exceptions of instructions and method ends
/// have no text.
fn illegal_state() -> Throw {
    Throw::bare(VmException::IllegalMonitorState)
}

/// `monitorexit`: leaves a monitor that this frame has entered.
///
/// # Errors
///
/// `IllegalMonitorStateException` if it has not.
pub(in crate::interp) fn exit_entered(
    t: &JavaThread,
    cf: *mut Frame,
    object: Handle,
) -> Result<(), Throw> {
    // SAFETY: callers pass the thread's top entry, whose method has such an
    // instruction.
    let floor = unsafe { lock_floor(cf) };
    t.monitor_exit(object, floor).map_err(|_| illegal_state())
}

/// Notes the floor at the start of a method, when it has its own monitor.
pub(in crate::interp) fn note_locks(t: &JavaThread, cf: *mut Frame) {
    // SAFETY: callers pass the thread's top entry. In a synchronised method the
    // lower bits are its lock's.
    unsafe {
        let method = &*(*cf).method;
        let lock = if method.flags.is_synchronized() { (*cf).aux & (HAS_LOCKS - 1) } else { 0 };
        let floor = t.lock_depth() as u64 - u64::from(lock & LOCKED != 0);
        (*cf).aux = lock | floor << LOCKS_SHIFT | HAS_LOCKS;
    }
}

/// The floor that a method has noted.
///
/// # Safety
///
/// The entry of a method that enters or leaves monitors, and has noted it.
#[inline(always)]
pub(in crate::interp) unsafe fn lock_floor(cf: *const Frame) -> usize {
    // SAFETY: the caller's promise.
    unsafe { ((*cf).aux >> LOCKS_SHIFT) as usize }
}

/// At the end of a method that enters or leaves monitors: if it holds others
/// than its own, or not its own any more, leaves all that it holds.
///
/// # Errors
///
/// `IllegalMonitorStateException` in that case.
pub(in crate::interp) fn balance_locks(t: &JavaThread, cf: *mut Frame) -> Result<(), Throw> {
    // SAFETY: callers pass the entry of a method that notes its floor.
    let aux = unsafe { (*cf).aux };
    if aux & HAS_LOCKS == 0 {
        return Ok(());
    }
    let floor = (aux >> LOCKS_SHIFT) as usize;
    if t.lock_depth() == floor + usize::from(aux & LOCKED != 0) {
        return Ok(());
    }
    // SAFETY: as above.
    unsafe { (*cf).aux &= !LOCKED };
    t.release_locks_above(floor);
    Err(illegal_state())
}

/// Which monitors are a frame's.
pub(in crate::interp) fn frame_locks(frame: &FrameView) -> FrameLocks {
    // SAFETY: the entry of a live frame.
    let aux = unsafe { (*frame.frame).aux };
    let notes = Translation::of(frame.method).is_some_and(Translation::notes_locks);
    let synchronized = frame.method.flags.is_synchronized();
    if notes && aux & HAS_LOCKS != 0 {
        FrameLocks::From((aux >> LOCKS_SHIFT) as usize)
    } else if synchronized && aux & LOCKED != 0 {
        FrameLocks::Own(Ref(aux as u32))
    } else {
        FrameLocks::None
    }
}
