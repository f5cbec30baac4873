//! What the threads of the VM do at one moment: for `ThreadMXBean`, thread dumps
//! and the search for deadlocks.

mod deadlock;
mod text;

pub(super) use deadlock::{Locks, cycles};
pub(crate) use text::{dump, print};

use super::java_lang::backtrace::TraceFrame;
use crate::model::{KnownClass, KnownField};
use crate::thread::{FrameLocks, FrameView, Handle, JavaThread, Vm, status};
use heap::layout::Ref;
use std::collections::HashMap;
use std::sync::Arc;

/// A thread at a moment. Objects are held by the thread that asked.
pub(super) struct ThreadSnapshot {
    /// Its number in the VM.
    pub(super) id: u64,
    /// The thread itself.
    pub(super) native: Arc<JavaThread>,
    /// Its `java.lang.Thread`.
    pub(super) thread: Handle,
    /// Its status, in the bits of JVMTI.
    pub(super) status: i32,
    /// The frames from the top.
    pub(super) frames: Vec<FrameSnapshot>,
    /// The object whose monitor it waits to enter, or null.
    pub(super) blocked_on: Handle,
    /// The object in whose `wait` it is, or null.
    pub(super) waiting_on: Handle,
    /// What it is parked for, or null.
    pub(super) park_blocker: Handle,
    /// The number of the thread that has the monitor or synchronizer that this
    /// one waits for.
    pub(super) owner: Option<u64>,
    /// Bytes that it has allocated.
    pub(super) allocated: u64,
    /// The synchronizers that it owns, if they were asked for.
    pub(super) synchronizers: Vec<Handle>,
}

/// A frame at a moment.
pub(super) struct FrameSnapshot {
    /// Where it is.
    pub(super) at: TraceFrame,
    /// The monitors that it has entered, the last first, with one for each time.
    pub(super) locked: Vec<Handle>,
}

impl ThreadSnapshot {
    /// Whether it waits for a notification, a permit or an interrupt.
    pub(super) fn is_parked(&self) -> bool {
        matches!(self.status, status::PARKED | status::PARKED_TIMED)
    }

    /// The object that `ThreadInfo` names as what the thread waits for, or null.
    pub(super) fn blocker(&self) -> Handle {
        match self.status {
            status::BLOCKED if !self.blocked_on.is_null() => self.blocked_on,
            status::BLOCKED | status::WAITING | status::WAITING_TIMED => self.waiting_on,
            _ => self.park_blocker,
        }
    }

    /// The monitors of the frame at `depth` that the thread really has: not the
    /// one that it has given up in `wait`.
    pub(super) fn owned_in(&self, depth: usize) -> impl Iterator<Item = Handle> {
        let given_up = self.waiting_on.get();
        let locked = self.frames[depth].locked.iter().copied();
        locked.skip_while(move |object| object.get() == given_up)
    }
}

/// What to look for beyond frames and monitors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Synchronizers {
    /// Not at all.
    Ignored,
    /// Those that threads own, which takes a walk over the heap.
    Listed,
}

/// The threads that `wanted` admits, in the order in which they started; those
/// that have no `java.lang.Thread` yet are left out.
pub(super) fn snapshots(
    t: &JavaThread,
    synchronizers: Synchronizers,
    wanted: &dyn Fn(Ref) -> bool,
) -> Vec<ThreadSnapshot> {
    t.at_safepoint("ThreadDump", |vm, threads| take(t, vm, threads, synchronizers, wanted))
}

/// As [`snapshots`], at a safepoint.
fn take(
    t: &JavaThread,
    vm: &Vm,
    threads: &[Arc<JavaThread>],
    synchronizers: Synchronizers,
    wanted: &dyn Fn(Ref) -> bool,
) -> Vec<ThreadSnapshot> {
    let mut owned = match synchronizers {
        Synchronizers::Ignored => HashMap::new(),
        Synchronizers::Listed => owned_synchronizers(t, vm, threads),
    };
    let chosen = threads.iter().filter(|thread| {
        let object = thread.object.get();
        !object.is_null() && wanted(object)
    });
    chosen
        .map(|thread| {
            let owned = owned.remove(&thread.object.get()).unwrap_or_default();
            snapshot(t, vm, threads, thread, owned)
        })
        .collect()
}

fn snapshot(
    t: &JavaThread,
    vm: &Vm,
    threads: &[Arc<JavaThread>],
    thread: &Arc<JavaThread>,
    synchronizers: Vec<Handle>,
) -> ThreadSnapshot {
    let object = t.handle(thread.object.get());
    let status = t.status_of(object.get());
    let blocked_on = thread.blocked_on.get();
    let waiting_on = thread.waiting_on.get();
    let mut result = ThreadSnapshot {
        id: thread.id,
        native: Arc::clone(thread),
        thread: object,
        status,
        frames: frames(t, vm, thread),
        blocked_on: t.handle(blocked_on),
        waiting_on: t.handle(waiting_on),
        park_blocker: t.handle(t.known_ref(object, KnownField::ThreadParkBlocker)),
        owner: None,
        allocated: thread.allocated_bytes(),
        synchronizers,
    };
    let monitor = if blocked_on.is_null() { waiting_on } else { blocked_on };
    result.owner = if !monitor.is_null() {
        vm.monitor_owner(monitor, threads).map(|owner| owner.id)
    } else if result.is_parked() {
        synchronizer_owner(t, result.park_blocker.get(), threads)
    } else {
        None
    };
    result
}

/// The number of the thread that owns a synchronizer, if it is one.
fn synchronizer_owner(t: &JavaThread, object: Ref, threads: &[Arc<JavaThread>]) -> Option<u64> {
    let class = t.vm().known.try_class(KnownClass::AbstractOwnableSynchronizer)?;
    if object.is_null() || !t.class_of(object).is_assignable_to(class) {
        return None;
    }
    let owner = t.get_ref(object, t.offset(KnownField::SynchronizerOwner));
    threads.iter().find(|thread| thread.object.get() == owner).map(|thread| thread.id)
}

/// The synchronizers of the heap that live threads own, by owner.
fn owned_synchronizers(
    t: &JavaThread,
    vm: &Vm,
    threads: &[Arc<JavaThread>],
) -> HashMap<Ref, Vec<Handle>> {
    let mut owned: HashMap<Ref, Vec<Handle>> = HashMap::new();
    let Some(class) = vm.known.try_class(KnownClass::AbstractOwnableSynchronizer) else {
        return owned;
    };
    let owner_offset = t.offset(KnownField::SynchronizerOwner);
    for object in vm.instances_of(class, threads) {
        let owner = t.get_ref(object, owner_offset);
        if !owner.is_null() {
            owned.entry(owner).or_default().push(t.handle(object));
        }
    }
    owned
}

/// The frames of a stopped thread with the monitors that they have entered.
fn frames(t: &JavaThread, vm: &Vm, thread: &JavaThread) -> Vec<FrameSnapshot> {
    let entered: Vec<Ref> = thread.entered_monitors().collect();
    let mut top = entered.len();
    let mut frames = Vec::new();
    for view in thread.frames() {
        let from = first_of_frame(vm, &view, &entered[..top]);
        let locked = entered[from..top].iter().rev().map(|object| t.handle(*object)).collect();
        top = from;
        frames.push(FrameSnapshot { at: TraceFrame::of_stopped(vm, &view), locked });
    }
    frames
}

/// Where the frame's entries begin in the rest of the lock stack.
fn first_of_frame(vm: &Vm, view: &FrameView, rest: &[Ref]) -> usize {
    match (vm.hooks().frame_locks)(view) {
        FrameLocks::None => rest.len(),
        FrameLocks::From(floor) => floor.min(rest.len()),
        FrameLocks::Own(object) => {
            rest.iter().rposition(|entry| *entry == object).unwrap_or(rest.len())
        }
    }
}
