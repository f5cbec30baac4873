//! Monitors (JLS §17.1, §17.2).
//!
//! An uncontended monitor is two bits of the header plus an entry in the
//! owner's lock stack (recursion: several entries). Contention, `wait` and
//! monitors held by JNI inflate it: the bits say `INFLATED` and the state lives
//! in a table outside the heap, found by identity hash and reference. Idle
//! inflated monitors are deflated at safepoints.
//!
//! Invariant 1: a header says `HELD` only while exactly one thread's lock stack
//! lists the object.
//!
//! Invariant 2: an inflated monitor whose owner is `ANONYMOUS` belongs to the
//! thread whose lock stack lists the object; that thread alone changes it.
//!
//! Invariant 3: the lock of a monitor's state is never held across a safepoint.

use super::{Handle, JavaThread, Vm};
use crate::model::{KnownField, Throw, VmException};
use heap::layout::{Ref, RootSlot, header};
use heap::object;
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::cell::Cell;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Owner of a monitor that was inflated by a contender.
const ANONYMOUS: u64 = u64::MAX;
const SHARDS: usize = 16;

/// An inflated monitor.
struct Monitor {
    object: RootSlot,
    state: Mutex<MonitorState>,
    /// Signalled when the monitor becomes free.
    freed: Condvar,
}

#[derive(Default)]
struct MonitorState {
    /// Thread id, 0 for nobody.
    owner: u64,
    /// Entries beyond the first.
    recursions: u32,
    /// Threads that wait to enter, or are anywhere inside `wait`: a notified one
    /// is in no queue until it has run. They keep the monitor from deflation.
    contenders: u32,
    /// Threads in `wait`, first come first notified.
    waiters: VecDeque<Arc<Waiter>>,
}

/// Entries of a lock stack. A thread that holds more monitors inflates the next.
const LOCK_STACK_LEN: usize = 32;

/// The objects that a thread has locked by header bits, in order of locking,
/// with an entry for each recursion. Only its thread uses it, and the collector
/// while that is stopped.
pub(super) struct LockStack {
    slots: [RootSlot; LOCK_STACK_LEN],
    len: Cell<usize>,
}

impl Default for LockStack {
    fn default() -> LockStack {
        LockStack { slots: [const { RootSlot::null() }; LOCK_STACK_LEN], len: Cell::new(0) }
    }
}

impl LockStack {
    #[inline(always)]
    fn entries(&self) -> &[RootSlot] {
        &self.slots[..self.len.get().min(LOCK_STACK_LEN)]
    }

    #[inline(always)]
    fn is_full(&self) -> bool {
        self.len.get() >= LOCK_STACK_LEN
    }

    /// Adds an entry; there must be room.
    #[inline(always)]
    fn push(&self, object: Ref) {
        let at = self.len.get();
        self.slots[at].set(object);
        self.len.set(at + 1);
    }

    #[inline(always)]
    fn count(&self, object: Ref) -> usize {
        self.entries().iter().filter(|slot| slot.get() == object).count()
    }

    /// Takes the last entry of this object away; whether there was one.
    fn remove_last(&self, object: Ref) -> bool {
        let Some(at) = self.entries().iter().rposition(|slot| slot.get() == object) else {
            return false;
        };
        for next in at + 1..self.len.get() {
            self.slots[next - 1].set(self.slots[next].get());
        }
        self.len.set(self.len.get() - 1);
        true
    }

    fn remove_all(&self, object: Ref) {
        while self.remove_last(object) {}
    }
}

/// What a waiting or sleeping thread listens to; one per thread.
#[derive(Default)]
pub struct Waiter {
    notified: Mutex<bool>,
    changed: Condvar,
}

impl Waiter {
    /// Wakes the thread so that it looks at its interrupt status.
    pub(super) fn wake(&self) {
        let _guard = self.notified.lock();
        self.changed.notify_all();
    }
}

/// The inflated monitors of a VM.
#[derive(Default)]
pub(super) struct Monitors {
    shards: [Mutex<HashMap<u32, Vec<Arc<Monitor>>>>; SHARDS],
    /// Number of inflated monitors ever made.
    inflations: AtomicU64,
}

impl Monitors {
    fn shard(&self, hash: u32) -> MutexGuard<'_, HashMap<u32, Vec<Arc<Monitor>>>> {
        self.shards[hash as usize % SHARDS].lock()
    }

    /// Gives idle monitors back to their headers; at a safepoint.
    pub(super) fn deflate(&self, vm: &Vm) {
        for shard in &self.shards {
            shard.lock().retain(|_, monitors| {
                monitors.retain(|monitor| !monitor.deflate(vm));
                !monitors.is_empty()
            });
        }
    }

    /// The collector's pass over the objects of inflated monitors.
    pub(super) fn update(&self, update: &mut dyn FnMut(&AtomicU32)) {
        for shard in &self.shards {
            shard.lock().retain(|_, monitors| {
                monitors.retain(|monitor| {
                    update(monitor.object.as_atomic());
                    !monitor.object.get().is_null()
                });
                !monitors.is_empty()
            });
        }
    }
}

impl Monitor {
    /// Whether the monitor was idle and the header has its state again.
    fn deflate(&self, vm: &Vm) -> bool {
        let state = self.state.lock();
        if state.owner != 0 || state.contenders != 0 {
            return false;
        }
        // SAFETY: at a safepoint; the table's slot holds a current reference.
        let cell = unsafe { object::header_cell(vm.heap.base(), self.object.get()) };
        cell.fetch_and(!header::LOCK_MASK, Ordering::AcqRel);
        true
    }
}

fn not_owner() -> Throw {
    Throw::new(VmException::IllegalMonitorState, "current thread is not owner")
}

impl JavaThread {
    #[inline(always)]
    fn header(&self, object: Ref) -> &AtomicU64 {
        // SAFETY: callers pass a reference read from a handle since the last
        // safepoint.
        unsafe { object::header_cell(self.heap_base, object) }
    }

    /// The slots of the lock stack, for the collector.
    pub(super) fn locked_roots(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        for slot in self.locked.entries() {
            visit(slot.as_atomic());
        }
    }

    fn lock_count(&self, object: Ref) -> usize {
        self.locked.count(object)
    }

    /// Enters the monitor of a non-null object if nobody holds it: the fast path
    /// of [`JavaThread::monitor_enter`], for the engines.
    #[inline(always)]
    pub fn try_monitor_enter(&self, object: Ref) -> bool {
        let cell = self.header(object);
        let old = cell.load(Ordering::Relaxed);
        if old & header::LOCK_MASK != header::LOCK_FREE || self.locked.is_full() {
            return false;
        }
        let new = old | header::LOCK_HELD;
        if cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Relaxed).is_err() {
            return false;
        }
        self.locked.push(object);
        true
    }

    /// Leaves the monitor of a non-null object if it is the one entered last,
    /// once, and nobody waits for it: the fast path of
    /// [`JavaThread::monitor_exit`], for the engines.
    #[inline(always)]
    pub fn try_monitor_exit(&self, object: Ref) -> bool {
        let Some((last, others)) = self.locked.entries().split_last() else { return false };
        if last.get() != object || others.iter().any(|slot| slot.get() == object) {
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
        self.locked.len.set(others.len());
        true
    }

    /// Number of locks that this thread holds by header bits. It grows only with
    /// `monitor_enter`; inflation may lower it.
    #[inline]
    pub fn lock_depth(&self) -> usize {
        self.locked.entries().len()
    }

    /// Leaves the monitors entered since the lock stack was `depth` high; whether
    /// there were any.
    pub fn release_locks_above(&self, depth: usize) -> bool {
        let _scope = self.scope();
        let mut any = false;
        while let Some(slot) = self.locked.entries().get(depth..).and_then(<[RootSlot]>::last) {
            let object = self.handle(slot.get());
            any = self.monitor_exit(object).is_ok() || any;
        }
        any
    }

    /// Enters the monitor of a non-null object.
    pub fn monitor_enter(&self, object: Handle) {
        loop {
            let target = object.get();
            match self.header(target).load(Ordering::Acquire) & header::LOCK_MASK {
                header::LOCK_INFLATED => {
                    if self.enter_inflated(object) {
                        return;
                    }
                }
                _ if self.locked.is_full() => drop(self.inflate(object)),
                header::LOCK_FREE => {
                    if self.try_monitor_enter(target) {
                        return;
                    }
                }
                _ if self.lock_count(target) > 0 => {
                    self.locked.push(target);
                    return;
                }
                _ => drop(self.inflate(object)),
            }
        }
    }

    /// Leaves the monitor of a non-null object.
    ///
    /// # Errors
    ///
    /// `IllegalMonitorStateException` if the thread does not own it.
    pub fn monitor_exit(&self, object: Handle) -> Result<(), Throw> {
        let target = object.get();
        if !self.locked.remove_last(target) {
            return self.exit_inflated(object);
        }
        if self.lock_count(target) > 0 {
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
        // Inflated meanwhile by a contender, for which this thread is anonymous.
        let monitor = self.find_monitor(object).expect("the header says inflated");
        let mut state = monitor.state.lock();
        debug_assert_eq!(state.owner, ANONYMOUS);
        state.owner = 0;
        drop(state);
        monitor.freed.notify_one();
        Ok(())
    }

    fn find_monitor(&self, object: Handle) -> Option<Arc<Monitor>> {
        let target = object.get();
        // SAFETY: read from a handle just now.
        let hash = unsafe { self.vm().heap.identity_hash(target) };
        let shard = self.vm().monitors.shard(hash);
        shard.get(&hash)?.iter().find(|monitor| monitor.object.get() == target).cloned()
    }

    /// The inflated monitor of an object, made if need be.
    fn inflate(&self, object: Handle) -> Arc<Monitor> {
        let target = object.get();
        // SAFETY: read from a handle just now.
        let hash = unsafe { self.vm().heap.identity_hash(target) };
        let mut shard = self.vm().monitors.shard(hash);
        let monitors = shard.entry(hash).or_default();
        if let Some(found) = monitors.iter().find(|monitor| monitor.object.get() == target) {
            return Arc::clone(found);
        }
        // All inflation of this object goes through this shard's lock.
        let cell = self.header(target);
        let mut old = cell.load(Ordering::Acquire);
        loop {
            let new = old & !header::LOCK_MASK | header::LOCK_INFLATED;
            match cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => break,
                Err(seen) => old = seen,
            }
        }
        let mut state = MonitorState::default();
        if old & header::LOCK_MASK == header::LOCK_HELD {
            state.owner = ANONYMOUS;
        }
        let slot = RootSlot::null();
        slot.set(target);
        let monitor =
            Arc::new(Monitor { object: slot, state: Mutex::new(state), freed: Condvar::new() });
        self.vm().monitors.inflations.fetch_add(1, Ordering::Relaxed);
        monitors.push(Arc::clone(&monitor));
        monitor
    }

    /// Makes this thread the named owner if it is the anonymous one.
    fn adopt(&self, state: &mut MonitorState, object: Ref) {
        if state.owner == ANONYMOUS {
            let count = self.lock_count(object);
            if count > 0 {
                state.owner = self.id;
                state.recursions = count as u32 - 1;
                self.locked.remove_all(object);
            }
        }
    }

    /// Whether the thread now owns the monitor; no if it was deflated meanwhile.
    fn enter_inflated(&self, object: Handle) -> bool {
        let Some(monitor) = self.find_monitor(object) else { return false };
        let mut state = monitor.state.lock();
        self.adopt(&mut state, object.get());
        if state.owner == self.id {
            state.recursions += 1;
            return true;
        }
        if state.owner == 0 {
            state.owner = self.id;
            return true;
        }
        state.contenders += 1;
        drop(state);
        let status = self.set_java_status(status::BLOCKED);
        self.blocking(|| {
            let mut state = monitor.state.lock();
            while state.owner != 0 {
                monitor.freed.wait(&mut state);
            }
            state.owner = self.id;
            state.recursions = 0;
            state.contenders -= 1;
        });
        self.restore_java_status(status);
        true
    }

    fn exit_inflated(&self, object: Handle) -> Result<(), Throw> {
        let monitor = self.find_monitor(object).ok_or_else(not_owner)?;
        let mut state = monitor.state.lock();
        if state.owner != self.id {
            return Err(not_owner());
        }
        if state.recursions > 0 {
            state.recursions -= 1;
            return Ok(());
        }
        state.owner = 0;
        drop(state);
        monitor.freed.notify_one();
        Ok(())
    }

    /// Whether this thread owns the monitor of a non-null object.
    pub fn holds_monitor(&self, object: Handle) -> bool {
        self.lock_count(object.get()) > 0
            || self.find_monitor(object).is_some_and(|m| m.state.lock().owner == self.id)
    }

    /// `Object.wait`: `millis` 0 waits without limit.
    ///
    /// # Errors
    ///
    /// `IllegalMonitorStateException`, `InterruptedException`.
    pub fn monitor_wait(&self, object: Handle, millis: i64) -> Result<(), Throw> {
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
        let waiter = Arc::clone(&self.waiter);
        *waiter.notified.lock() = false;
        let mut state = monitor.state.lock();
        self.adopt(&mut state, object.get());
        let recursions = std::mem::take(&mut state.recursions);
        state.waiters.push_back(Arc::clone(&waiter));
        state.contenders += 1;
        state.owner = 0;
        drop(state);
        monitor.freed.notify_one();
        let new_status = if millis > 0 { status::WAITING_TIMED } else { status::WAITING };
        let old_status = self.set_java_status(new_status);
        self.blocking(|| {
            let mut notified = waiter.notified.lock();
            while !*notified && !self.interrupted.load(Ordering::Acquire) {
                match deadline {
                    Some(deadline) => {
                        if waiter.changed.wait_until(&mut notified, deadline).timed_out() {
                            break;
                        }
                    }
                    None => waiter.changed.wait(&mut notified),
                }
            }
            drop(notified);
            let mut state = monitor.state.lock();
            state.waiters.retain(|other| !Arc::ptr_eq(other, &waiter));
            while state.owner != 0 {
                monitor.freed.wait(&mut state);
            }
            state.owner = self.id;
            state.recursions = recursions;
            state.contenders -= 1;
        });
        self.restore_java_status(old_status);
        // A notification that came goes first; the interrupt stays for later.
        if !*waiter.notified.lock() && self.take_interrupt() {
            return Err(Throw::bare(VmException::Interrupted));
        }
        Ok(())
    }

    /// `Object.notify` or, with `all`, `Object.notifyAll`.
    ///
    /// # Errors
    ///
    /// `IllegalMonitorStateException`.
    pub fn monitor_notify(&self, object: Handle, all: bool) -> Result<(), Throw> {
        if self.lock_count(object.get()) > 0
            && self.header(object.get()).load(Ordering::Acquire) & header::LOCK_MASK
                == header::LOCK_HELD
        {
            // Waiting inflates, so nobody waits.
            return Ok(());
        }
        let monitor = self.find_monitor(object).ok_or_else(not_owner)?;
        let mut state = monitor.state.lock();
        self.adopt(&mut state, object.get());
        if state.owner != self.id {
            return Err(not_owner());
        }
        while let Some(waiter) = state.waiters.pop_front() {
            *waiter.notified.lock() = true;
            waiter.changed.notify_all();
            if !all {
                break;
            }
        }
        Ok(())
    }

    /// `Thread.sleep`.
    ///
    /// # Errors
    ///
    /// `InterruptedException` with `java`'s text.
    pub fn sleep(&self, duration: Duration) -> Result<(), Throw> {
        let interrupted = || Throw::new(VmException::Interrupted, "sleep interrupted");
        if self.take_interrupt() {
            return Err(interrupted());
        }
        let deadline = Instant::now().checked_add(duration);
        let old_status = self.set_java_status(status::SLEEPING);
        let waiter = &self.waiter;
        self.blocking(|| {
            let mut guard = waiter.notified.lock();
            while !self.interrupted.load(Ordering::Acquire) {
                let Some(deadline) = deadline else {
                    waiter.changed.wait(&mut guard);
                    continue;
                };
                if waiter.changed.wait_until(&mut guard, deadline).timed_out() {
                    break;
                }
            }
        });
        self.restore_java_status(old_status);
        if self.take_interrupt() { Err(interrupted()) } else { Ok(()) }
    }

    /// `Unsafe.park`: until the permit comes, the thread is interrupted, or
    /// `deadline` passes.
    pub fn park(&self, deadline: Option<Instant>) {
        let parker = &self.parker;
        if std::mem::take(&mut *parker.permit.lock()) || self.is_interrupted() {
            return;
        }
        let timed = if deadline.is_some() { status::PARKED_TIMED } else { status::PARKED };
        let old_status = self.set_java_status(timed);
        self.blocking(|| {
            let mut permit = parker.permit.lock();
            while !*permit && !self.interrupted.load(Ordering::Acquire) {
                match deadline {
                    Some(deadline) => {
                        if parker.changed.wait_until(&mut permit, deadline).timed_out() {
                            break;
                        }
                    }
                    None => parker.changed.wait(&mut permit),
                }
            }
            *permit = false;
        });
        self.restore_java_status(old_status);
    }

    /// `Unsafe.unpark` for this thread; any thread may call it.
    pub fn unpark(&self) {
        *self.parker.permit.lock() = true;
        self.parker.changed.notify_one();
    }

    /// `Thread.interrupt` for this thread, after the Java field was set.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Release);
        self.waiter.wake();
        self.unpark();
    }

    /// Whether the Java field says interrupted; for the running thread.
    pub fn is_interrupted(&self) -> bool {
        let object = self.object.get();
        !object.is_null() && self.get::<u8>(object, self.offset(KnownField::ThreadInterrupted)) != 0
    }

    /// Clears the interrupt status; whether it was set.
    fn take_interrupt(&self) -> bool {
        let seen = self.is_interrupted();
        if seen {
            self.put::<u8>(self.object.get(), self.offset(KnownField::ThreadInterrupted), 0);
            self.interrupted.store(false, Ordering::Release);
        }
        seen
    }
}

/// Values of `Thread.threadStatus` (JVMTI thread states).
pub mod status {
    /// Not started.
    pub const NEW: i32 = 0;
    /// Running or ready.
    pub const RUNNABLE: i32 = 0x5;
    /// Waiting to enter a monitor.
    pub const BLOCKED: i32 = 0x401;
    /// In `Object.wait`.
    pub const WAITING: i32 = 0x191;
    /// In `Object.wait` with a time-out.
    pub const WAITING_TIMED: i32 = 0x1A1;
    /// Parked.
    pub const PARKED: i32 = 0x291;
    /// Parked with a time-out.
    pub const PARKED_TIMED: i32 = 0x2A1;
    /// In `Thread.sleep`.
    pub const SLEEPING: i32 = 0xE1;
    /// Ended.
    pub const TERMINATED: i32 = 0x2;
}

impl JavaThread {
    /// Sets the Java-visible status of the running thread; the one before.
    pub fn set_java_status(&self, status: i32) -> i32 {
        let object = self.object.get();
        if object.is_null() {
            return status::RUNNABLE;
        }
        let known = &self.vm().known;
        let (object, offset) = match known.try_offset(KnownField::ThreadStatus) {
            Some(offset) => (object, offset),
            None => {
                let holder = self.get_ref(object, known.offset(KnownField::ThreadHolder));
                (holder, known.offset(KnownField::HolderStatus))
            }
        };
        if object.is_null() {
            return status::RUNNABLE;
        }
        let old = self.get::<i32>(object, offset);
        self.put(object, offset, status);
        old
    }

    fn restore_java_status(&self, status: i32) {
        self.set_java_status(status);
    }
}
