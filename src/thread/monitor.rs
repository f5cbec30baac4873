//! Monitors (JLS §17.1, §17.2).
//!
//! An uncontended monitor is two bits of the header plus an entry in the
//! owner's lock stack. Contention and `wait` inflate it: the bits say `INFLATED`
//! and the state lives in a table outside the heap, found by identity hash and
//! reference. Idle inflated monitors are deflated at safepoints.
//!
//! Invariant 1: a header says `HELD` only while exactly one thread's lock stack
//! lists the object.
//!
//! Invariant 2: an inflated monitor whose owner is `ANONYMOUS` belongs to the
//! thread whose lock stack lists the object; only that thread leaves it.
//!
//! Invariant 3: the lock of a monitor's state is never held across a safepoint.
//!
//! Invariant 4: a free inflated monitor that has entrants has an heir, who was
//! woken and will look at it, or somebody is about to wake one. `wanted` says
//! that there are entrants and no heir. Whoever leaves the monitor frees it and
//! then looks at `wanted`; whoever sets `wanted` then looks whether the monitor
//! is free; all in one order, so that one of them sees the other.

use super::event::Event;
use super::{Handle, JavaThread, Vm, status};
use crate::model::{Throw, VmException};
use heap::layout::{Ref, RootSlot, header};
use heap::object;
use parking_lot::{Mutex, MutexGuard};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Owner of a monitor that was inflated by a contender.
pub(super) const ANONYMOUS: u64 = u64::MAX;

/// An inflated monitor.
pub(super) struct Monitor {
    pub(super) object: RootSlot,
    /// Thread id, 0 for nobody.
    owner: AtomicU64,
    /// Whether an entrant has to be woken when the monitor becomes free.
    wanted: AtomicBool,
    state: Mutex<MonitorState>,
}

#[derive(Default)]
struct MonitorState {
    /// Threads that wait to enter, or are anywhere inside `wait`. They keep the
    /// monitor from deflation.
    contenders: u32,
    /// Threads that wait to enter, first come first woken; notified ones too.
    entrants: VecDeque<Arc<Waiter>>,
    /// The entrant that was woken last and has not looked yet.
    heir: Option<Arc<Waiter>>,
    /// Threads in `wait`, first come first notified.
    waiters: VecDeque<Arc<Waiter>>,
}

/// A thread in the queues of monitors; one per thread.
#[derive(Default)]
pub struct Waiter {
    /// What the thread sleeps on, in a monitor and in `Thread.sleep`.
    pub(super) event: Event,
    /// The thread, set before it waits for the first time.
    pub(super) thread: AtomicPtr<JavaThread>,
}

impl Waiter {
    /// Lets others see that the thread's wait is over and that it waits for the
    /// monitor. `notifier` runs, and holds the state of the monitor in whose
    /// queues the thread is.
    fn become_entrant(&self, notifier: &JavaThread) {
        // SAFETY: a thread in a queue lives, and does not touch its status.
        let thread = unsafe { self.thread.load(Ordering::Acquire).as_ref() };
        let object = thread.map_or(Ref::NULL, |thread| thread.object.get());
        if !object.is_null() {
            notifier.set_status_of(object, status::BLOCKED);
        }
    }
}

fn remove(queue: &mut VecDeque<Arc<Waiter>>, waiter: &Arc<Waiter>) -> bool {
    let before = queue.len();
    queue.retain(|other| !Arc::ptr_eq(other, waiter));
    queue.len() < before
}

impl Monitor {
    pub(super) fn new(object: Ref, owner: u64) -> Monitor {
        let slot = RootSlot::null();
        slot.set(object);
        Monitor {
            object: slot,
            owner: AtomicU64::new(owner),
            wanted: AtomicBool::new(false),
            state: Mutex::default(),
        }
    }

    /// Thread id of the owner, 0 for nobody.
    pub(super) fn owner(&self) -> u64 {
        self.owner.load(Ordering::SeqCst)
    }

    /// Makes the thread the owner if nobody is.
    #[inline]
    fn try_own(&self, thread: &JavaThread) -> bool {
        let exchange =
            self.owner.compare_exchange(0, thread.id, Ordering::SeqCst, Ordering::Relaxed);
        exchange.is_ok()
    }

    /// Keeps `wanted` true to the queues after a change of them.
    fn settle(&self, state: &MonitorState) {
        let wanted = state.heir.is_none() && !state.entrants.is_empty();
        self.wanted.store(wanted, Ordering::SeqCst);
    }

    /// Whether the monitor was idle and the header has its state again.
    pub(super) fn deflate(&self, vm: &Vm) -> bool {
        // Locked first: a thread that waits becomes the owner under the lock, even
        // during a safepoint.
        let state = self.state.lock();
        if self.owner() != 0 || state.contenders != 0 {
            return false;
        }
        // SAFETY: at a safepoint; the table's slot holds a current reference.
        let cell = unsafe { object::header_cell(vm.heap.base(), self.object.get()) };
        cell.fetch_and(!header::LOCK_MASK, Ordering::AcqRel);
        true
    }

    /// Makes the monitor free, and wakes an entrant unless one is awake already.
    #[inline]
    fn release(&self) {
        self.owner.store(0, Ordering::SeqCst);
        if self.wanted.load(Ordering::SeqCst) {
            self.wake_heir();
        }
    }

    #[cold]
    fn wake_heir(&self) {
        let mut state = self.state.lock();
        if state.heir.is_some() || self.owner() != 0 {
            // The heir will look, or the new owner will wake one.
            return;
        }
        if let Some(next) = state.entrants.pop_front() {
            state.heir = Some(Arc::clone(&next));
            self.settle(&state);
            drop(state);
            next.event.signal();
        }
    }

    /// Sleeps until the monitor is this thread's, which counts among the
    /// contenders.
    fn acquire<'a>(&'a self, mut state: MutexGuard<'a, MonitorState>, thread: &JavaThread) {
        let waiter = &thread.waiter;
        loop {
            let is_heir = state.heir.take_if(|heir| Arc::ptr_eq(heir, waiter)).is_some();
            if is_heir {
                // If somebody is faster, the turn is not lost.
                state.entrants.push_front(Arc::clone(waiter));
            } else if !state.entrants.iter().any(|other| Arc::ptr_eq(other, waiter)) {
                state.entrants.push_back(Arc::clone(waiter));
            }
            self.settle(&state);
            if self.try_own(thread) {
                remove(&mut state.entrants, waiter);
                state.contenders -= 1;
                self.settle(&state);
                return;
            }
            drop(state);
            waiter.event.wait(None);
            state = self.state.lock();
        }
    }

    /// Sleeps until the thread is notified, called away or the deadline passes;
    /// whether it was notified. The state is locked again.
    fn await_notification<'a>(
        &'a self,
        thread: &JavaThread,
        deadline: Option<Instant>,
    ) -> (bool, MutexGuard<'a, MonitorState>) {
        let waiter = &thread.waiter;
        loop {
            let in_time = thread.is_called_away() || waiter.event.wait(deadline);
            let mut state = self.state.lock();
            if !state.waiters.iter().any(|other| Arc::ptr_eq(other, waiter)) {
                return (true, state);
            }
            if !in_time || thread.is_called_away() {
                remove(&mut state.waiters, waiter);
                return (false, state);
            }
        }
    }
}

fn not_owner() -> Throw {
    Throw::new(VmException::IllegalMonitorState, "current thread is not owner")
}

impl JavaThread {
    #[inline(always)]
    pub(super) fn header(&self, object: Ref) -> &AtomicU64 {
        // SAFETY: callers pass a reference read from a handle since the last
        // safepoint.
        unsafe { object::header_cell(self.heap_base, object) }
    }

    /// Enters the monitor of a non-null object if nobody holds it: the fast path
    /// of [`JavaThread::monitor_enter`], for the engines.
    #[inline(always)]
    pub fn try_monitor_enter(&self, object: Ref) -> bool {
        let cell = self.header(object);
        let old = cell.load(Ordering::Relaxed);
        if old & header::LOCK_MASK != header::LOCK_FREE || !self.locked.has_room() {
            return false;
        }
        let new = old | header::LOCK_HELD;
        if cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Relaxed).is_err() {
            return false;
        }
        self.locked.push_within_capacity(object);
        true
    }

    /// Leaves the monitor of a non-null object if it is the one entered last,
    /// once, above `floor` entries, and not inflated: the fast path of
    /// [`JavaThread::monitor_exit`], for the engines.
    #[inline(always)]
    pub fn try_monitor_exit(&self, object: Ref, floor: usize) -> bool {
        if !self.locked.is_last_and_only(object, floor) {
            return false;
        }
        let cell = self.header(object);
        let old = cell.load(Ordering::Relaxed);
        let new = old & !header::LOCK_MASK;
        if old & header::LOCK_MASK != header::LOCK_HELD
            || cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Relaxed).is_err()
        {
            return false;
        }
        self.locked.drop_last();
        true
    }

    /// Leaves the monitors entered since the lock stack was `depth` high.
    pub fn release_locks_above(&self, depth: usize) {
        let _scope = self.scope();
        while let Some(entry) = self.locked.entries().get(depth..).and_then(<[_]>::last) {
            let object = self.handle(entry.object.get());
            self.monitor_exit(object, depth).expect("the entry was just seen");
        }
    }

    /// Enters the monitor of a non-null object.
    pub fn monitor_enter(&self, object: Handle) {
        loop {
            let target = object.get();
            let cell = self.header(target);
            let old = cell.load(Ordering::Acquire);
            match old & header::LOCK_MASK {
                header::LOCK_INFLATED => {
                    if let Some(again) = self.enter_inflated(object) {
                        self.locked.push(object.get(), again);
                        return;
                    }
                }
                header::LOCK_FREE => {
                    let new = old | header::LOCK_HELD;
                    let set = cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Relaxed);
                    if set.is_ok() {
                        self.locked.push(target, false);
                        return;
                    }
                }
                _ if self.locked.contains(target) => {
                    self.locked.push(target, true);
                    return;
                }
                _ => drop(self.inflate(object)),
            }
        }
    }

    /// Leaves the monitor of a non-null object, if it was entered since the lock
    /// stack was `floor` high.
    ///
    /// # Errors
    ///
    /// `IllegalMonitorStateException` if it was not.
    pub fn monitor_exit(&self, object: Handle, floor: usize) -> Result<(), Throw> {
        let target = object.get();
        if self.locked.remove(target, floor).ok_or_else(not_owner)? {
            return Ok(());
        }
        let cell = self.header(target);
        let mut old = cell.load(Ordering::Acquire);
        while old & header::LOCK_MASK == header::LOCK_HELD {
            let new = old & !header::LOCK_MASK;
            match cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return Ok(()),
                Err(seen) => old = seen,
            }
        }
        self.with_monitor(target, Monitor::release).ok_or_else(not_owner)
    }

    /// The monitor of an object that the thread has entered and whose header
    /// says inflated.
    fn inflated(&self, object: Ref) -> Arc<Monitor> {
        self.find_monitor(object).expect("an inflated monitor that is held is in the table")
    }

    /// Enters an inflated monitor; whether the thread had entered it before.
    /// `None` if it was deflated meanwhile.
    fn enter_inflated(&self, object: Handle) -> Option<bool> {
        let target = object.get();
        let quick = self.with_monitor(target, |monitor| {
            if monitor.try_own(self) {
                return Some(false);
            }
            let owner = monitor.owner();
            let mine = owner == self.id || owner == ANONYMOUS && self.locked.contains(target);
            mine.then_some(true)
        })?;
        if quick.is_some() {
            return quick;
        }
        let monitor = self.find_monitor(target)?;
        monitor.state.lock().contenders += 1;
        self.blocked_on.set(object.get());
        let status = self.set_java_status(status::BLOCKED);
        let watch = self.times.blocked.begin(self.vm());
        self.blocking(|| monitor.acquire(monitor.state.lock(), self));
        self.times.blocked.end(watch);
        self.set_java_status(status);
        self.blocked_on.set(Ref::NULL);
        Some(false)
    }

    /// Whether this thread owns the monitor of a non-null object.
    pub fn holds_monitor(&self, object: Handle) -> bool {
        self.locked.contains(object.get())
    }

    /// `Object.wait`: `millis` 0 waits without limit.
    ///
    /// # Errors
    ///
    /// `IllegalMonitorStateException`, `InterruptedException`.
    pub fn monitor_wait(&self, object: Handle, millis: i64) -> Result<(), Throw> {
        // A deadline beyond what the clock can express is none.
        let deadline = (millis > 0)
            .then(|| Instant::now().checked_add(Duration::from_millis(millis as u64)))
            .flatten();
        if !self.holds_monitor(object) {
            return Err(not_owner());
        }
        if self.take_interrupt() {
            return Err(Throw::bare(VmException::Interrupted));
        }
        let monitor = self.inflate(object);
        self.waiting_on.set(object.get());
        let new_status = if millis > 0 { status::WAITING_TIMED } else { status::WAITING };
        let old_status = self.set_java_status(new_status);
        let notified = self.wait_in(&monitor, deadline);
        self.set_java_status(old_status);
        self.waiting_on.set(Ref::NULL);
        // A notification that came goes first; the interrupt stays for later.
        if !notified && self.take_interrupt() {
            return Err(Throw::bare(VmException::Interrupted));
        }
        Ok(())
    }

    /// Gives the monitor up, waits, and enters it again; whether the thread was
    /// notified.
    fn wait_in(&self, monitor: &Monitor, deadline: Option<Instant>) -> bool {
        let mut state = monitor.state.lock();
        state.waiters.push_back(Arc::clone(&self.waiter));
        state.contenders += 1;
        drop(state);
        monitor.release();
        let watch = self.times.waited.begin(self.vm());
        let notified = self.blocking(|| {
            let (notified, state) = monitor.await_notification(self, deadline);
            if monitor.owner() == 0 {
                monitor.acquire(state, self);
                return Ok(notified);
            }
            // Whoever owns it now may not be heard of for long: others shall see
            // that the wait is over.
            Err(notified)
        });
        self.times.waited.end(watch);
        notified.unwrap_or_else(|notified| {
            self.set_java_status(status::BLOCKED);
            let watch = self.times.blocked.begin(self.vm());
            self.blocking(|| monitor.acquire(monitor.state.lock(), self));
            self.times.blocked.end(watch);
            notified
        })
    }

    /// `Object.notify` or, with `all`, `Object.notifyAll`. The notified threads
    /// wake when the monitor is left.
    ///
    /// # Errors
    ///
    /// `IllegalMonitorStateException`.
    pub fn monitor_notify(&self, object: Handle, all: bool) -> Result<(), Throw> {
        if !self.holds_monitor(object) {
            return Err(not_owner());
        }
        let target = object.get();
        let lock_bits = self.header(target).load(Ordering::Acquire) & header::LOCK_MASK;
        if lock_bits == header::LOCK_HELD {
            // Waiting inflates, so nobody waits.
            return Ok(());
        }
        let monitor = self.inflated(target);
        let mut state = monitor.state.lock();
        while let Some(waiter) = state.waiters.pop_front() {
            waiter.become_entrant(self);
            state.entrants.push_back(waiter);
            if !all {
                break;
            }
        }
        monitor.settle(&state);
        Ok(())
    }
}
