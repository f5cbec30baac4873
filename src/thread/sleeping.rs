//! Sleeping, parking, interrupts.

use super::{JavaThread, status};
use crate::model::{KnownField, Throw, VmException};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

impl JavaThread {
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
        // A deadline beyond what the clock can express is none.
        let deadline = Instant::now().checked_add(duration);
        let old_status = self.set_java_status(status::SLEEPING);
        self.counted_wait(|| while !self.is_called_away() && self.waiter.event.wait(deadline) {});
        self.set_java_status(old_status);
        if self.take_interrupt() { Err(interrupted()) } else { Ok(()) }
    }

    /// `Unsafe.park`: until the permit comes, the thread is interrupted, or
    /// `deadline` passes.
    pub fn park(&self, deadline: Option<Instant>) {
        if self.permit.take() || self.is_interrupted() {
            return;
        }
        let timed = if deadline.is_some() { status::PARKED_TIMED } else { status::PARKED };
        let old_status = self.set_java_status(timed);
        self.counted_wait(|| {
            if !self.is_called_away() {
                self.permit.wait(deadline);
            }
        });
        self.set_java_status(old_status);
    }

    /// `Unsafe.unpark` for this thread; any thread may call it.
    pub fn unpark(&self) {
        self.permit.signal();
    }

    /// `Thread.interrupt` for this thread, after the Java field was set.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::SeqCst);
        self.waiter.event.signal();
        self.permit.signal();
    }

    /// Whether an interrupt ends a wait; `Thread.stop` interrupts too.
    pub(super) fn is_called_away(&self) -> bool {
        self.interrupted.load(Ordering::SeqCst)
    }

    /// Whether the Java field says interrupted; for the running thread.
    pub fn is_interrupted(&self) -> bool {
        let object = self.object.get();
        !object.is_null() && self.get::<u8>(object, self.offset(KnownField::ThreadInterrupted)) != 0
    }

    /// Clears the interrupt status; whether it was set.
    pub(super) fn take_interrupt(&self) -> bool {
        let seen = self.is_interrupted();
        if seen {
            self.put::<u8>(self.object.get(), self.offset(KnownField::ThreadInterrupted), 0);
            self.interrupted.store(false, Ordering::SeqCst);
        }
        seen
    }

    /// Runs a wait of this thread and counts it.
    fn counted_wait(&self, body: impl FnOnce()) {
        let watch = self.times.waited.begin(self.vm());
        self.blocking(body);
        self.times.waited.end(watch);
    }
}
