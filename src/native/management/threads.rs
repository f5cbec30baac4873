//! `sun.management.ThreadImpl`.

use super::array_of;
use crate::model::{KnownField, Throw, VmException};
use crate::native::java_lang::backtrace::{self, TraceFrame};
use crate::native::platform::construct;
use crate::native::thread_dump::{
    Locks, Synchronizers, ThreadSnapshot, cycles, snapshots as take_snapshots,
};
use crate::thread::{Handle, JavaThread, NativeRow, Tally, Value, native};
use heap::layout::Ref;
use std::collections::HashSet;
use std::sync::atomic::Ordering;

const CLASS: &str = "sun/management/ThreadImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getThreads", "()[Ljava/lang/Thread;", threads),
    native(CLASS, "getThreadInfo1", "([JI[Ljava/lang/management/ThreadInfo;)V", infos),
    native(CLASS, "dumpThreads0", "([JZZI)[Ljava/lang/management/ThreadInfo;", dump),
    native(CLASS, "findMonitorDeadlockedThreads0", "()[Ljava/lang/Thread;", monitor_deadlocks),
    native(CLASS, "findDeadlockedThreads0", "()[Ljava/lang/Thread;", deadlocks),
    native(CLASS, "getThreadTotalCpuTime0", "(J)J", cpu_time),
    native(CLASS, "getThreadTotalCpuTime1", "([J[J)V", cpu_times),
    native(CLASS, "getThreadUserCpuTime0", "(J)J", user_time),
    native(CLASS, "getThreadUserCpuTime1", "([J[J)V", user_times),
    native(CLASS, "getThreadAllocatedMemory0", "(J)J", allocated),
    native(CLASS, "getThreadAllocatedMemory1", "([J[J)V", allocated_of),
    native(CLASS, "setThreadCpuTimeEnabled0", "(Z)V", switch_measured),
    native(CLASS, "setThreadAllocatedMemoryEnabled0", "(Z)V", switch_measured),
    native(CLASS, "setThreadContentionMonitoringEnabled0", "(Z)V", time_contention),
    native(CLASS, "resetContentionTimes0", "(J)V", reset_contention),
    native(CLASS, "resetPeakThreadCount0", "()V", reset_peak),
];

/// The `java.lang.Thread`s of the VM.
pub(super) fn live_threads(t: &JavaThread) -> Vec<Handle> {
    let threads = t.threads();
    let objects = threads.iter().map(|thread| thread.object.get());
    objects.filter(|object| !object.is_null()).map(|object| t.handle(object)).collect()
}

fn reset_peak(t: &JavaThread) -> Result<(), Throw> {
    t.reset_thread_peak();
    Ok(())
}

fn threads(t: &JavaThread) -> Result<Ref, Throw> {
    let all = live_threads(t);
    array_of(t, "java/lang/Thread", &all)
}

fn id_of(t: &JavaThread, thread: Ref) -> i64 {
    t.get(thread, t.offset(KnownField::ThreadTid))
}

/// The threads with these numbers; those that are not alive are missing.
fn snapshots_of(t: &JavaThread, ids: &[i64], locks: Synchronizers) -> Vec<ThreadSnapshot> {
    let wanted: HashSet<i64> = ids.iter().copied().collect();
    take_snapshots(t, locks, &|thread| wanted.contains(&id_of(t, thread)))
}

fn numbers(t: &JavaThread, array: Handle) -> Vec<i64> {
    (0..t.array_length(array.get())).map(|at| t.scalar(array.get(), at)).collect()
}

/// The stack trace, at most `depth` frames; all for a negative number.
fn trace(t: &JavaThread, thread: &ThreadSnapshot, depth: i32) -> Result<Handle, Throw> {
    let most = usize::try_from(depth).unwrap_or(usize::MAX);
    let frames: Vec<TraceFrame> = thread.frames.iter().take(most).map(|frame| frame.at).collect();
    Ok(t.handle(backtrace::elements_of(t, &frames)?))
}

/// What to put into a `ThreadInfo`.
#[derive(Clone, Copy)]
struct Wanted {
    depth: i32,
    monitors: bool,
    synchronizers: bool,
}

/// A `ThreadInfo`.
fn info(t: &JavaThread, thread: &ThreadSnapshot, wanted: Wanted) -> Result<Handle, Throw> {
    let trace = trace(t, thread, wanted.depth)?;
    let null = t.handle(Ref::NULL);
    let (mut monitors, mut depths) = (null, null);
    if wanted.monitors {
        (monitors, depths) = owned_monitors(t, thread, t.array_length(trace.get()))?;
    }
    let synchronizers = match wanted.synchronizers {
        true => t.handle(array_of(t, "java/lang/Object", &thread.synchronizers)?),
        false => null,
    };
    let owner = t.handle(owner_of(t, thread));
    let times = &thread.native.times;
    let timed = t.vm().times_contention.load(Ordering::Relaxed);
    let millis = |tally: &Tally| if timed { tally.millis() as i64 } else { -1 };
    let arguments = [
        Value::Object(thread.thread),
        Value::Int(thread.status),
        Value::Object(thread.blocker()),
        Value::Object(owner),
        Value::Long(times.blocked.count() as i64),
        Value::Long(millis(&times.blocked)),
        Value::Long(times.waited.count() as i64),
        Value::Long(millis(&times.waited)),
        Value::Object(trace),
        Value::Object(monitors),
        Value::Object(depths),
        Value::Object(synchronizers),
    ];
    let descriptor = "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/Thread;JJJJ\
                      [Ljava/lang/StackTraceElement;[Ljava/lang/Object;[I[Ljava/lang/Object;)V";
    construct(t, "java/lang/management/ThreadInfo", descriptor, &arguments)
}

/// The `Thread` that has what the thread waits for, or null.
fn owner_of(t: &JavaThread, thread: &ThreadSnapshot) -> Ref {
    let Some(owner) = thread.owner else { return Ref::NULL };
    let list = t.threads();
    list.iter().find(|other| other.id == owner).map_or(Ref::NULL, |other| other.object.get())
}

/// The monitors that the first `frames` frames have, and the depth of each.
fn owned_monitors(
    t: &JavaThread,
    thread: &ThreadSnapshot,
    frames: u32,
) -> Result<(Handle, Handle), Throw> {
    let of_frame = |depth| thread.owned_in(depth).map(move |object| (object, depth as i32));
    let owned: Vec<(Handle, i32)> = (0..frames as usize).flat_map(of_frame).collect();
    let objects: Vec<Handle> = owned.iter().map(|(object, _)| *object).collect();
    let monitors = t.handle(array_of(t, "java/lang/Object", &objects)?);
    let depths = t.handle(t.new_primitive_array(b'I', owned.len())?);
    for (at, (_, depth)) in owned.iter().enumerate() {
        t.set_scalar(depths.get(), at as u32, *depth);
    }
    Ok((monitors, depths))
}

/// The infos of these threads; null for one that is not alive.
fn infos_of(
    t: &JavaThread,
    ids: &[i64],
    threads: &[ThreadSnapshot],
    wanted: Wanted,
) -> Result<Vec<Handle>, Throw> {
    let with_id = |id: &i64| threads.iter().find(|found| id_of(t, found.thread.get()) == *id);
    let info_or_null = |id| match with_id(id) {
        Some(thread) => info(t, thread, wanted),
        None => Ok(t.handle(Ref::NULL)),
    };
    ids.iter().map(info_or_null).collect()
}

fn infos(t: &JavaThread, ids: Handle, depth: i32, into: Handle) -> Result<(), Throw> {
    let (ids, into) = (t.non_null(ids)?, t.non_null(into)?);
    let ids = numbers(t, ids);
    let threads = snapshots_of(t, &ids, Synchronizers::Ignored);
    let wanted = Wanted { depth, monitors: false, synchronizers: false };
    for (at, info) in infos_of(t, &ids, &threads, wanted)?.into_iter().enumerate() {
        t.set_element(into.get(), at as u32, info.get());
    }
    Ok(())
}

/// All threads for null.
fn dump(
    t: &JavaThread,
    ids: Handle,
    monitors: bool,
    synchronizers: bool,
    depth: i32,
) -> Result<Ref, Throw> {
    let locks = if synchronizers { Synchronizers::Listed } else { Synchronizers::Ignored };
    let wanted = Wanted { depth, monitors, synchronizers };
    let infos = if ids.is_null() {
        let threads = take_snapshots(t, locks, &|_| true);
        threads.iter().map(|thread| info(t, thread, wanted)).collect::<Result<Vec<_>, _>>()?
    } else {
        let ids = numbers(t, ids);
        infos_of(t, &ids, &snapshots_of(t, &ids, locks), wanted)?
    };
    array_of(t, "java/lang/management/ThreadInfo", &infos)
}

fn monitor_deadlocks(t: &JavaThread) -> Result<Ref, Throw> {
    deadlocked(t, Locks::Monitors)
}

fn deadlocks(t: &JavaThread) -> Result<Ref, Throw> {
    deadlocked(t, Locks::All)
}

/// The threads of all circles; null if there are none.
fn deadlocked(t: &JavaThread, locks: Locks) -> Result<Ref, Throw> {
    let threads = take_snapshots(t, Synchronizers::Ignored, &|_| true);
    let found: Vec<Handle> =
        cycles(&threads, locks).into_iter().flatten().map(|at| threads[at].thread).collect();
    if found.is_empty() { Ok(Ref::NULL) } else { array_of(t, "java/lang/Thread", &found) }
}

/// Writes what `measure` says of each thread; -1 for one that is not alive.
fn measure_all(
    t: &JavaThread,
    ids: Handle,
    into: Handle,
    measure: impl Fn(&JavaThread) -> i64,
) -> Result<(), Throw> {
    let (ids, into) = (t.non_null(ids)?, t.non_null(into)?);
    for (at, id) in numbers(t, ids).into_iter().enumerate() {
        t.set_scalar(into.get(), at as u32, measure_one(t, id, &measure));
    }
    Ok(())
}

/// What `measure` says of the thread with this number, 0 for the calling one.
fn measure_one(t: &JavaThread, id: i64, measure: impl Fn(&JavaThread) -> i64) -> i64 {
    if id == 0 {
        return measure(t);
    }
    let list = t.threads();
    let found = list.iter().find(|thread| {
        let object = thread.object.get();
        !object.is_null() && id_of(t, object) == id
    });
    found.map_or(-1, |thread| measure(thread))
}

/// Nanoseconds of processor time.
fn total_nanos(thread: &JavaThread) -> i64 {
    os::clock::cpu_nanos_of(thread.times.system_id()).unwrap_or(-1)
}

/// Nanoseconds of processor time outside the system.
fn user_nanos(thread: &JavaThread) -> i64 {
    os::clock::user_cpu_nanos_of(thread.times.system_id()).unwrap_or(-1)
}

fn cpu_time(t: &JavaThread, id: i64) -> Result<i64, Throw> {
    Ok(measure_one(t, id, total_nanos))
}

fn cpu_times(t: &JavaThread, ids: Handle, into: Handle) -> Result<(), Throw> {
    measure_all(t, ids, into, total_nanos)
}

fn user_time(t: &JavaThread, id: i64) -> Result<i64, Throw> {
    Ok(measure_one(t, id, user_nanos))
}

fn user_times(t: &JavaThread, ids: Handle, into: Handle) -> Result<(), Throw> {
    measure_all(t, ids, into, user_nanos)
}

/// Bytes that a thread has allocated.
fn allocated(t: &JavaThread, id: i64) -> Result<i64, Throw> {
    if id == 0 {
        return Ok(t.allocated_bytes() as i64);
    }
    Ok(allocations(t, &[id])[0])
}

fn allocated_of(t: &JavaThread, ids: Handle, into: Handle) -> Result<(), Throw> {
    let (ids, into) = (t.non_null(ids)?, t.non_null(into)?);
    let bytes = allocations(t, &numbers(t, ids));
    for (at, bytes) in bytes.into_iter().enumerate() {
        t.set_scalar(into.get(), at as u32, bytes);
    }
    Ok(())
}

/// Bytes that each of these threads has allocated; -1 for one that is not alive.
/// The threads stand still, as only they know.
fn allocations(t: &JavaThread, ids: &[i64]) -> Vec<i64> {
    let threads = snapshots_of(t, ids, Synchronizers::Ignored);
    let of = |id: &i64| {
        let found = threads.iter().find(|found| id_of(t, found.thread.get()) == *id);
        found.map_or(-1, |thread| thread.allocated as i64)
    };
    ids.iter().map(of).collect()
}

/// These measurements cost nothing and are never off; the bean keeps the switch.
fn switch_measured(_: &JavaThread, _on: bool) -> Result<(), Throw> {
    Ok(())
}

fn time_contention(t: &JavaThread, on: bool) -> Result<(), Throw> {
    t.vm().times_contention.store(on, Ordering::Relaxed);
    if on {
        reset_contention(t, 0)?;
    }
    Ok(())
}

/// Forgets the times of one thread, or of all for 0.
fn reset_contention(t: &JavaThread, id: i64) -> Result<(), Throw> {
    if id < 0 {
        return Err(Throw::new(VmException::IllegalArgument, "Invalid thread ID parameter"));
    }
    for thread in t.threads().iter() {
        let object = thread.object.get();
        if id == 0 || (!object.is_null() && id_of(t, object) == id) {
            thread.times.blocked.reset_time();
            thread.times.waited.reset_time();
        }
    }
    Ok(())
}
