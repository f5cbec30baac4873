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
use crate::model::Throw;
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The list of threads and the gate.
#[derive(Default)]
pub(super) struct Safepoint {
    /// Held while an operation runs: one at a time.
    operation: Mutex<()>,
    threads: Mutex<Vec<Arc<JavaThread>>>,
    /// Most threads at a time since it was asked to begin anew.
    peak: AtomicUsize,
    started: AtomicU64,
    active: AtomicBool,
    gate: Mutex<()>,
    /// When the last operation ended.
    last_end: Mutex<Option<Instant>>,
    /// A thread has stopped.
    stopped: Condvar,
    /// The operation is over.
    released: Condvar,
}

/// Numbers of threads.
#[derive(Clone, Copy, Debug)]
pub struct ThreadCounts {
    /// Alive now.
    pub live: usize,
    /// Alive at most.
    pub peak: usize,
    /// Started since the VM began.
    pub started: u64,
}

impl Safepoint {
    fn is_active(&self) -> bool {
        self.active.load(Ordering::SeqCst)
    }

    pub(super) fn threads_if_unlocked(&self) -> Option<Vec<Arc<JavaThread>>> {
        self.threads.try_lock().map(|list| list.clone())
    }

    /// Notes that a thread was put on the list.
    pub(super) fn note_threads(&self, live: usize) {
        self.peak.fetch_max(live, Ordering::Relaxed);
        self.started.fetch_add(1, Ordering::Relaxed);
    }

    fn stop_others(&self, own: &JavaThread, threads: &[Arc<JavaThread>]) {
        self.active.store(true, Ordering::SeqCst);
        let others = || threads.iter().filter(|thread| thread.id != own.id);
        for thread in others() {
            thread.request_poll();
        }
        let mut gate = self.gate.lock();
        while others().any(|thread| thread.state() == ThreadState::Running) {
            // A thread that ends without having seen `active` does not signal;
            // the time-out covers it.
            self.stopped.wait_for(&mut gate, Duration::from_micros(200));
        }
    }

    fn release(&self, threads: &[Arc<JavaThread>]) {
        for thread in threads.iter().filter(|thread| !thread.is_wanted()) {
            thread.clear_poll();
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

    fn wait_at_gate(&self, thread: &JavaThread) {
        let mut gate = self.gate.lock();
        self.stopped.notify_one();
        while self.is_active() || thread.suspended.load(Ordering::SeqCst) {
            self.released.wait(&mut gate);
        }
    }

    /// Lets threads at the gate look again whether they may go on.
    pub(super) fn reopen_gate(&self) {
        let _gate = self.gate.lock();
        self.released.notify_all();
    }

    /// Tells who waits for threads to stop that one has.
    #[cold]
    fn announce_stop(&self) {
        let _gate = self.gate.lock();
        self.stopped.notify_one();
    }
}

impl JavaThread {
    /// The slow path of a poll: stops if a safepoint is on or the thread is
    /// suspended.
    ///
    /// # Errors
    ///
    /// What `Thread.stop` wants the thread to throw.
    #[cold]
    pub fn safepoint_poll(&self) -> Result<(), Throw> {
        debug_assert_eq!(self.state(), ThreadState::Running);
        if self.must_stop() {
            self.set_state(ThreadState::Blocked);
            self.run_again();
        }
        let answer = self.answer_stop();
        self.settle_poll();
        answer
    }

    /// Takes the request for a poll back if nobody wants anything any more.
    fn settle_poll(&self) {
        let wanted = || self.vm().safepoint.is_active() || self.is_wanted();
        if !wanted() {
            self.clear_poll();
            // Whoever came in between may have set what was just cleared.
            if wanted() {
                self.request_poll();
            }
        }
    }

    fn must_stop(&self) -> bool {
        self.vm().safepoint.is_active() || self.suspended.load(Ordering::SeqCst)
    }

    /// Makes the thread enter the slow path of its next poll.
    pub(super) fn request_poll(&self) {
        self.poll.store(1, Ordering::SeqCst);
        self.stack_limit.store(std::ptr::null_mut(), Ordering::SeqCst);
    }

    /// Takes the request back.
    pub(super) fn clear_poll(&self) {
        self.poll.store(0, Ordering::SeqCst);
        self.stack_limit.store(self.real_stack_limit(), Ordering::SeqCst);
    }

    /// From `Blocked` or `Outside` back to `Running`, past any safepoint.
    pub(super) fn run_again(&self) {
        loop {
            self.set_state(ThreadState::Running);
            if !self.must_stop() {
                return;
            }
            self.set_state(ThreadState::Blocked);
            self.vm().safepoint.wait_at_gate(self);
        }
    }

    /// Runs something that may take long and touches no object. Collections go
    /// on meanwhile: `Ref`s are stale afterwards.
    pub fn blocking<R>(&self, body: impl FnOnce() -> R) -> R {
        debug_assert_eq!(self.state(), ThreadState::Running);
        self.set_state(ThreadState::Blocked);
        if self.vm().safepoint.is_active() {
            self.vm().safepoint.announce_stop();
        }
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

    /// How many threads there are, were at most, and were started.
    pub fn thread_counts(&self) -> ThreadCounts {
        let live = self.live_threads();
        let safepoint = &self.vm().safepoint;
        ThreadCounts {
            live,
            peak: safepoint.peak.load(Ordering::Relaxed).max(live),
            started: safepoint.started.load(Ordering::Relaxed),
        }
    }

    /// Number of threads that are neither about to start nor to end.
    fn live_threads(&self) -> usize {
        self.threads().iter().filter(|thread| !thread.object.get().is_null()).count()
    }

    /// Lets the peak of the thread counts begin anew.
    pub fn reset_thread_peak(&self) {
        let live = self.live_threads();
        self.vm().safepoint.peak.store(live, Ordering::Relaxed);
    }

    /// Puts this thread on the list and starts running Java.
    pub(super) fn enter(self: &Arc<JavaThread>) {
        {
            let mut list = self.vm().safepoint.threads.lock();
            list.push(Arc::clone(self));
            self.vm().safepoint.note_threads(list.len());
        }
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
