//! `sun.management.ThreadImpl`.

use super::array_of;
use crate::model::{KnownClass, KnownField, Throw, VmException};
use crate::native::platform::construct;
use crate::thread::{Handle, JavaThread, NativeRow, Value, native, status};
use heap::layout::Ref;
use parking_lot::Mutex;

const CLASS: &str = "sun/management/ThreadImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getThreads", "()[Ljava/lang/Thread;", threads),
    native(CLASS, "getThreadInfo1", "([JI[Ljava/lang/management/ThreadInfo;)V", infos),
    native(CLASS, "dumpThreads0", "([JZZI)[Ljava/lang/management/ThreadInfo;", dump),
    native(CLASS, "getThreadTotalCpuTime0", "(J)J", cpu_time),
    native(CLASS, "getThreadUserCpuTime0", "(J)J", cpu_time),
    native(CLASS, "resetPeakThreadCount0", "()V", reset_peak),
];

/// The `java.lang.Thread`s of the VM.
pub(super) fn live_threads(t: &JavaThread) -> Vec<Handle> {
    let threads = t.threads();
    let objects = threads.iter().map(|thread| thread.object.get());
    objects.filter(|object| !object.is_null()).map(|object| t.handle(object)).collect()
}

/// How many threads there are, were at most, and were started, as far as anybody
/// has asked.
#[derive(Clone, Copy, Default)]
pub(super) struct ThreadCounts {
    pub(super) live: i32,
    pub(super) peak: i32,
    pub(super) started: i64,
}

#[derive(Default)]
struct CountsSlot(Mutex<ThreadCounts>);

impl ThreadCounts {
    /// The counts as they are now.
    pub(super) fn update(t: &JavaThread) -> ThreadCounts {
        let (live, newest) = {
            let threads = t.threads();
            (threads.len() as i32, threads.iter().map(|thread| thread.id).max().unwrap_or(0))
        };
        let mut counts = t.vm().extension::<CountsSlot>().0.lock();
        counts.live = live;
        counts.peak = counts.peak.max(live);
        // Threads are numbered from 1 in the order of their start.
        counts.started = counts.started.max(newest as i64);
        *counts
    }
}

fn reset_peak(t: &JavaThread) -> Result<(), Throw> {
    let live = ThreadCounts::update(t).live;
    t.vm().extension::<CountsSlot>().0.lock().peak = live;
    Ok(())
}

fn threads(t: &JavaThread) -> Result<Ref, Throw> {
    let all = live_threads(t);
    array_of(t, "java/lang/Thread", &all)
}

/// The status of a thread, as the bits that Java code keeps.
fn status_of(t: &JavaThread, thread: Handle) -> i32 {
    let known = &t.vm().known;
    match known.try_offset(KnownField::ThreadStatus) {
        Some(offset) => t.get(thread.get(), offset),
        None => {
            let holder = t.known_ref(thread, KnownField::ThreadHolder);
            t.get(holder, known.offset(KnownField::HolderStatus))
        }
    }
}

/// The thread with this number, if it is alive.
fn by_id(t: &JavaThread, id: i64) -> Option<Handle> {
    live_threads(t).into_iter().find(|thread| t.known::<i64>(*thread, KnownField::ThreadTid) == id)
}

/// The stack trace, at most `depth` frames; -1 for all.
fn trace(t: &JavaThread, thread: Handle, depth: i32) -> Result<Handle, Throw> {
    let component = t.vm().known.class(KnownClass::StackTraceElement);
    if depth == 0 {
        return Ok(t.handle(t.new_ref_array(component, 0)?));
    }
    let symbols = &t.vm().symbols;
    let get = t
        .vm()
        .known
        .class(KnownClass::Thread)
        .declared_method(
            symbols.intern(b"getStackTrace"),
            symbols.intern(b"()[Ljava/lang/StackTraceElement;"),
        )
        .expect("java.lang.Thread has it since 1.5");
    let all = t.handle(t.call_object(get, &[Value::Object(thread)])?);
    // The caller's own trace begins with the question itself.
    let skip = u32::from(thread.get() == t.object.get());
    let length = t.array_length(all.get());
    let skip = skip.min(length);
    let count = match u32::try_from(depth) {
        Ok(most) => (length - skip).min(most),
        Err(_) => length - skip,
    };
    let part = t.handle(t.new_ref_array(component, count as usize)?);
    for at in 0..count {
        t.set_element(part.get(), at, t.element(all.get(), at + skip));
    }
    Ok(part)
}

/// A `ThreadInfo`. What a thread waits for is known while it is parked.
fn info(t: &JavaThread, thread: Handle, depth: i32) -> Result<Handle, Throw> {
    let stack = trace(t, thread, depth)?;
    let state = status_of(t, thread);
    let parked = state == status::PARKED || state == status::PARKED_TIMED;
    let blocker = t.handle(if parked {
        t.known_ref(thread, KnownField::ThreadParkBlocker)
    } else {
        Ref::NULL
    });
    let owned = !blocker.is_null()
        && t.vm()
            .known
            .try_class(KnownClass::AbstractOwnableSynchronizer)
            .is_some_and(|class| t.class_of(blocker.get()).is_assignable_to(class));
    let owner = t.handle(if owned {
        t.known_ref(blocker, KnownField::SynchronizerOwner)
    } else {
        Ref::NULL
    });
    let unknown = Value::Long(-1);
    let arguments = [
        Value::Object(thread),
        Value::Int(state),
        Value::Object(blocker),
        Value::Object(owner),
        Value::Long(0),
        unknown,
        Value::Long(0),
        unknown,
        Value::Object(stack),
    ];
    let descriptor = "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/Thread;JJJJ\
                      [Ljava/lang/StackTraceElement;)V";
    construct(t, "java/lang/management/ThreadInfo", descriptor, &arguments)
}

fn infos(t: &JavaThread, ids: Handle, depth: i32, into: Handle) -> Result<(), Throw> {
    let (ids, into) = (t.non_null(ids)?, t.non_null(into)?);
    for at in 0..t.array_length(ids.get()) {
        let _scope = t.scope();
        if let Some(thread) = by_id(t, t.scalar(ids.get(), at)) {
            let info = info(t, thread, depth)?;
            t.set_element(into.get(), at, info.get());
        }
    }
    Ok(())
}

/// All threads for null. Locks are not listed: the bean says that it cannot.
fn dump(
    t: &JavaThread,
    ids: Handle,
    monitors: bool,
    synchronizers: bool,
    depth: i32,
) -> Result<Ref, Throw> {
    if monitors || synchronizers {
        let text = "Monitoring of locks is not supported.";
        return Err(Throw::new(VmException::UnsupportedOperation, text));
    }
    let wanted: Vec<Option<Handle>> = if ids.is_null() {
        live_threads(t).into_iter().map(Some).collect()
    } else {
        let length = t.array_length(ids.get());
        (0..length).map(|at| by_id(t, t.scalar(ids.get(), at))).collect()
    };
    let mut found = Vec::with_capacity(wanted.len());
    for thread in wanted {
        found.push(match thread {
            Some(thread) => info(t, thread, depth)?,
            None => t.handle(Ref::NULL),
        });
    }
    array_of(t, "java/lang/management/ThreadInfo", &found)
}

/// Nanoseconds of processor time of the calling thread, for 0; the others' are
/// not measured.
fn cpu_time(_: &JavaThread, id: i64) -> Result<i64, Throw> {
    Ok(if id == 0 { os::clock::thread_cpu_nanos() } else { -1 })
}
