//! `java.lang.Thread`, and `VirtualThread` as far as JDK 25 asks without
//! continuations.

use super::backtrace::{self, TraceFrame};
use crate::model::{KnownClass, KnownField, Throw, VmException};
use crate::native::support::{array_of, elements, nothing, text_argument};
use crate::thread::{Frames, Handle, JavaThread, NativeRow, Vm, native};
use heap::layout::{Ref, RootSlot};
use std::sync::atomic::AtomicI64;
use std::time::Duration;

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/Thread", "registerNatives", "()V", nothing),
    native("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", current_thread),
    native("java/lang/Thread", "currentCarrierThread", "()Ljava/lang/Thread;", current_thread),
    native("java/lang/Thread", "start0", "()V", start),
    native("java/lang/Thread", "yield", "()V", yield_now),
    native("java/lang/Thread", "yield0", "()V", yield_now),
    native("java/lang/Thread", "sleep", "(J)V", sleep_millis),
    native("java/lang/Thread", "sleepNanos0", "(J)V", sleep_nanos),
    native("java/lang/Thread", "setPriority0", "(I)V", set_priority),
    native("java/lang/Thread", "setNativeName", "(Ljava/lang/String;)V", set_native_name),
    native("java/lang/Thread", "interrupt0", "()V", interrupt),
    native("java/lang/Thread", "stop0", "(Ljava/lang/Object;)V", stop),
    native("java/lang/Thread", "suspend0", "()V", suspend),
    native("java/lang/Thread", "resume0", "()V", resume),
    native("java/lang/Thread", "clearInterruptEvent", "()V", clear_interrupt_event),
    native("java/lang/Thread", "holdsLock", "(Ljava/lang/Object;)Z", holds_lock),
    native("java/lang/Thread", "getThreads", "()[Ljava/lang/Thread;", get_threads),
    native(
        "java/lang/Thread",
        "dumpThreads",
        "([Ljava/lang/Thread;)[[Ljava/lang/StackTraceElement;",
        dump_threads,
    ),
    native("java/lang/Thread", "getStackTrace0", "()Ljava/lang/Object;", get_stack_trace),
    native("java/lang/Thread", "getNextThreadIdOffset", "()J", next_thread_id_address),
    native(
        "java/lang/Thread",
        "ensureMaterializedForStackWalk",
        "(Ljava/lang/Object;)V",
        ensure_materialized,
    ),
    native("java/lang/Thread", "scopedValueCache", "()[Ljava/lang/Object;", scoped_value_cache),
    native(
        "java/lang/Thread",
        "setScopedValueCache",
        "([Ljava/lang/Object;)V",
        set_scoped_value_cache,
    ),
    native(
        "java/lang/Thread",
        "findScopedValueBindings",
        "()Ljava/lang/Object;",
        find_scoped_value_bindings,
    ),
];

fn current_thread(t: &JavaThread) -> Result<Ref, Throw> {
    Ok(t.object.get())
}

fn start(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    t.start_thread(this)
}

fn yield_now(t: &JavaThread) -> Result<(), Throw> {
    t.blocking(os::thread::yield_now);
    Ok(())
}

fn sleep_millis(t: &JavaThread, millis: i64) -> Result<(), Throw> {
    match u64::try_from(millis) {
        Ok(millis) => t.sleep(Duration::from_millis(millis)),
        Err(_) => Err(Throw::new(VmException::IllegalArgument, "timeout value is negative")),
    }
}

fn sleep_nanos(t: &JavaThread, nanos: i64) -> Result<(), Throw> {
    match u64::try_from(nanos) {
        Ok(nanos) => t.sleep(Duration::from_nanos(nanos)),
        Err(_) => {
            Err(Throw::new(VmException::IllegalArgument, "nanosecond timeout value is negative"))
        }
    }
}

/// Java keeps the priority; the system's scheduler is not told, as with the
/// default policy of the reference implementation.
fn set_priority(_: &JavaThread, _this: Handle, _priority: i32) -> Result<(), Throw> {
    Ok(())
}

fn set_native_name(t: &JavaThread, this: Handle, name: Handle) -> Result<(), Throw> {
    let name = text_argument(t, name)?;
    if this.get() == t.object.get() {
        os::thread::set_current_name(&name);
    }
    Ok(())
}

fn interrupt(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    if let Some(thread) = t.native_thread(this) {
        thread.interrupt();
    }
    Ok(())
}

/// A thread that was not started yet will not run (`Thread.stillborn`).
fn stop(t: &JavaThread, this: Handle, throwable: Handle) -> Result<(), Throw> {
    let throwable = t.non_null(throwable)?;
    if this.get() == t.object.get() {
        return Err(t.throw(throwable));
    }
    match t.native_thread(this) {
        Some(thread) => thread.stop(throwable),
        None => t.put_known(this, KnownField::ThreadStillborn, 1u8),
    }
    Ok(())
}

fn suspend(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    if let Some(thread) = t.native_thread(this) {
        thread.suspend(t);
    }
    Ok(())
}

fn resume(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    if let Some(thread) = t.native_thread(this) {
        thread.resume();
    }
    Ok(())
}

fn clear_interrupt_event(t: &JavaThread) -> Result<(), Throw> {
    t.interrupted.store(false, std::sync::atomic::Ordering::Release);
    Ok(())
}

fn holds_lock(t: &JavaThread, object: Handle) -> Result<bool, Throw> {
    Ok(t.holds_monitor(t.non_null(object)?))
}

fn get_threads(t: &JavaThread) -> Result<Ref, Throw> {
    let threads = live_threads(t);
    array_of(t, KnownClass::Thread, &threads)
}

/// The `Thread` objects of all live threads, held.
fn live_threads(t: &JavaThread) -> Vec<Handle> {
    let list = t.threads();
    let objects: Vec<Ref> = list.iter().map(|thread| thread.object.get()).collect();
    drop(list);
    objects.into_iter().filter(|object| !object.is_null()).map(|object| t.handle(object)).collect()
}

/// The frames of these threads at one moment; `None` for one that is not alive.
fn stacks_of(
    t: &JavaThread,
    wanted: &[Handle],
    frames: fn(&Vm, Frames) -> Vec<TraceFrame>,
) -> Vec<Option<Vec<TraceFrame>>> {
    t.at_safepoint("ThreadDump", |vm, threads| {
        let stack = |object: &Handle| {
            let thread = threads.iter().find(|thread| thread.object.get() == object.get())?;
            Some(frames(vm, thread.frames()))
        };
        wanted.iter().map(stack).collect()
    })
}

fn dump_threads(t: &JavaThread, threads: Handle) -> Result<Ref, Throw> {
    let wanted = elements(t, t.non_null(threads)?);
    if wanted.is_empty() {
        return Err(Throw::bare(VmException::IllegalArgument));
    }
    let all = |vm: &Vm, frames: Frames| frames.map(|at| TraceFrame::of_stopped(vm, &at)).collect();
    let stacks = stacks_of(t, &wanted, all);
    let element_array = t.array_class(t.vm().known.class(KnownClass::StackTraceElement))?;
    let result = t.handle(t.new_ref_array(element_array, stacks.len())?);
    for (at, stack) in stacks.iter().enumerate() {
        if let Some(stack) = stack {
            let elements = backtrace::elements_of(t, stack)?;
            t.set_element(result.get(), at as u32, elements);
        }
    }
    Ok(result.get())
}

fn get_stack_trace(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let visible = |vm: &Vm, frames: Frames| backtrace::visible_frames(vm, frames).collect();
    match stacks_of(t, &[this], visible).remove(0) {
        Some(stack) => backtrace::elements_of(t, &stack),
        None => Ok(Ref::NULL),
    }
}

/// The counter that `Thread.ThreadIdentifiers` draws from, by address.
struct NextThreadId(AtomicI64);

/// First identifier that a program's thread can get: those below belong to
/// the primordial thread and to threads of the VM.
const FIRST_THREAD_ID: i64 = 12;

impl Default for NextThreadId {
    fn default() -> NextThreadId {
        NextThreadId(AtomicI64::new(FIRST_THREAD_ID))
    }
}

fn next_thread_id_address(t: &JavaThread) -> Result<i64, Throw> {
    Ok((&raw const t.vm().extension::<NextThreadId>().0) as i64)
}

/// Frames always hold their objects: nothing was optimised away.
fn ensure_materialized(_: &JavaThread, _object: Handle) -> Result<(), Throw> {
    Ok(())
}

fn scoped_value_cache(t: &JavaThread) -> Result<Ref, Throw> {
    Ok(t.scoped_value_cache.get())
}

fn set_scoped_value_cache(t: &JavaThread, cache: Handle) -> Result<(), Throw> {
    t.scoped_value_cache.set(cache.get());
    Ok(())
}

/// Classes whose `runWith` method establishes scoped-value bindings, which are
/// its first parameter.
const BINDING_CLASSES: [&[u8]; 3] =
    [b"java/lang/Thread", b"java/lang/VirtualThread", b"java/lang/ScopedValue$Carrier"];

fn find_scoped_value_bindings(t: &JavaThread) -> Result<Ref, Throw> {
    for frame in t.frames() {
        let method = frame.method;
        if method.name.as_bytes() == b"runWith"
            && BINDING_CLASSES.contains(&method.class.name.as_bytes())
        {
            let first = usize::from(!method.flags.is_static());
            // SAFETY: the slot of a parameter of a live frame; its lower half is
            // the reference.
            return Ok(unsafe { &*frame.regs.add(first).cast::<RootSlot>() }.get());
        }
    }
    Ok(Ref::NULL)
}
