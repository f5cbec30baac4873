//! Safepoints: how one thread makes all others stop where the collector knows
//! their references, and the list of threads.
//!
//! A thread in state `Running` stops at a poll; a thread in state `Blocked`
//! counts as stopped, and waits at the gate before it runs again.
//!
//! The handshake is Dekker's: the requester stores `active`, then reads each
//! thread's state; a thread stores `Running`, then reads `active`; all with
//! sequential consistency, so at least one sees the other.

use super::log::{Level, Topic};
use super::{JavaThread, ThreadState, Vm};
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The list of threads and the gate.
#[derive(Default)]
pub(super) struct Safepoint {
    /// Held while an operation runs: one at a time.
    operation: Mutex<()>,
    threads: Mutex<Vec<Arc<JavaThread>>>,
    active: AtomicBool,
    gate: Mutex<()>,
    /// When the last operation ended.
    last_end: Mutex<Option<Instant>>,
    /// A thread has stopped.
    stopped: Condvar,
    /// The operation is over.
    released: Condvar,
}

impl Safepoint {
    fn is_active(&self) -> bool {
        self.active.load(Ordering::SeqCst)
    }

    fn stop_others(&self, own: &JavaThread, threads: &[Arc<JavaThread>]) {
        self.active.store(true, Ordering::SeqCst);
        let others = || threads.iter().filter(|thread| thread.id != own.id);
        for thread in others() {
            thread.poll.store(1, Ordering::SeqCst);
            thread.stack_limit.store(std::ptr::null_mut(), Ordering::SeqCst);
        }
        let mut gate = self.gate.lock();
        while others().any(|thread| thread.state() == ThreadState::Running) {
            // A thread that blocks without having seen `active` does not
            // signal; the time-out covers it.
            self.stopped.wait_for(&mut gate, Duration::from_micros(200));
        }
    }

    fn release(&self, threads: &[Arc<JavaThread>]) {
        for thread in threads {
            thread.poll.store(0, Ordering::SeqCst);
            thread.stack_limit.store(thread.real_stack_limit(), Ordering::SeqCst);
        }
        let _gate = self.gate.lock();
        self.active.store(false, Ordering::SeqCst);
        self.released.notify_all();
    }

    /// The line of `-Xlog:safepoint`.
    fn log(&self, vm: &Vm, name: &str, asked: Instant, reached: Instant) {
        let ended = Instant::now();
        let last = self.last_end.lock().replace(ended).unwrap_or(vm.started);
        if vm.logs(Topic::Safepoint, Level::Info) {
            let line = format_args!(
                "Safepoint \"{name}\", Time since last: {} ns, Reaching safepoint: {} ns, \
                 Cleanup: 0 ns, At safepoint: {} ns, Total: {} ns",
                asked.saturating_duration_since(last).as_nanos(),
                (reached - asked).as_nanos(),
                (ended - reached).as_nanos(),
                (ended - asked).as_nanos(),
            );
            vm.log(Topic::Safepoint, line);
        }
    }

    fn wait_at_gate(&self) {
        let mut gate = self.gate.lock();
        self.stopped.notify_one();
        while self.is_active() {
            self.released.wait(&mut gate);
        }
    }
}

impl JavaThread {
    /// The slow path of a poll: stops if a safepoint is on.
    #[cold]
    pub fn safepoint_poll(&self) {
        debug_assert_eq!(self.state(), ThreadState::Running);
        if self.vm().safepoint.is_active() {
            self.set_state(ThreadState::Blocked);
            self.run_again();
        }
    }

    /// From `Blocked` or `Outside` back to `Running`, past any safepoint.
    pub(super) fn run_again(&self) {
        loop {
            self.set_state(ThreadState::Running);
            if !self.vm().safepoint.is_active() {
                return;
            }
            self.set_state(ThreadState::Blocked);
            self.vm().safepoint.wait_at_gate();
        }
    }

    /// Runs something that may take long and touches no object. Collections go
    /// on meanwhile: `Ref`s are stale afterwards.
    pub fn blocking<R>(&self, body: impl FnOnce() -> R) -> R {
        debug_assert_eq!(self.state(), ThreadState::Running);
        self.set_state(ThreadState::Blocked);
        let result = body();
        self.run_again();
        result
    }

    /// Runs `operation` while every other thread of the VM is stopped; `name` is
    /// what the log calls it.
    pub fn at_safepoint<R>(
        &self,
        name: &str,
        operation: impl FnOnce(&Vm, &[Arc<JavaThread>]) -> R,
    ) -> R {
        let safepoint = &self.vm().safepoint;
        let asked = Instant::now();
        self.set_state(ThreadState::Blocked);
        let turn = safepoint.operation.lock();
        let threads = safepoint.threads.lock();
        // No other operation can be on: this thread holds the turn.
        self.set_state(ThreadState::Running);
        safepoint.stop_others(self, &threads);
        let reached = Instant::now();
        let result = operation(self.vm(), &threads);
        safepoint.release(&threads);
        safepoint.log(self.vm(), name, asked, reached);
        drop((threads, turn));
        result
    }

    /// The list of threads, locked. The thread counts as blocked only while it
    /// waits for the lock; it must not reach a safepoint before it drops it.
    pub fn threads(&self) -> MutexGuard<'_, Vec<Arc<JavaThread>>> {
        loop {
            if let Some(list) = self.vm().safepoint.threads.try_lock() {
                return list;
            }
            self.blocking(|| drop(self.vm().safepoint.threads.lock()));
        }
    }

    /// Puts this thread on the list and starts running Java.
    pub(super) fn enter(self: &Arc<JavaThread>) {
        self.vm().safepoint.threads.lock().push(Arc::clone(self));
        self.run_again();
    }

    /// Takes this thread off the list; it holds no object any more.
    pub(super) fn leave(&self) {
        // SAFETY: the thread's own buffer, while it runs.
        unsafe { &mut *self.tlab.get() }.close();
        self.set_state(ThreadState::Outside);
        self.vm().safepoint.threads.lock().retain(|thread| thread.id != self.id);
    }
}
