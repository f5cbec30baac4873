//! `Thread.suspend`, `resume` and `stop`: one thread asks, the other answers at
//! its next poll or when it comes back from a wait.

use super::{Handle, JavaThread, ThreadState};
use crate::model::{KnownField, Throw};
use heap::layout::Ref;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often it is looked whether a thread stands still.
const LOOK_AGAIN: Duration = Duration::from_micros(50);

impl JavaThread {
    /// Whether somebody wants this thread to do something at its next poll.
    pub(super) fn is_wanted(&self) -> bool {
        self.suspended.load(Ordering::SeqCst) || !self.stop_with.get().is_null()
    }

    /// `Thread.stop0` of a thread that runs or waits: it will throw `throwable`.
    pub fn stop(&self, throwable: Handle) {
        self.stop_with.set(throwable.get());
        self.request_poll();
        // HotSpot does it this way, and the program can see it.
        self.put::<u8>(self.object.get(), self.offset(KnownField::ThreadInterrupted), 1);
        self.interrupt();
    }

    /// `Thread.suspend0`, called by `caller`; the thread stands still afterwards.
    pub fn suspend(&self, caller: &JavaThread) {
        self.suspended.store(true, Ordering::SeqCst);
        if self.id == caller.id {
            caller.blocking(|| ());
            return;
        }
        self.request_poll();
        let runs = || self.state() == ThreadState::Running;
        while self.suspended.load(Ordering::SeqCst) && runs() {
            caller.blocking(|| std::thread::sleep(LOOK_AGAIN));
        }
    }

    /// `Thread.resume0`.
    pub fn resume(&self) {
        if self.suspended.swap(false, Ordering::SeqCst) {
            self.vm().safepoint.reopen_gate();
        }
    }

    /// Throws what `Thread.stop` asked for, if it did.
    ///
    /// # Errors
    ///
    /// The object given to `stop`.
    pub fn answer_stop(&self) -> Result<(), Throw> {
        let stop = self.stop_with.get();
        if stop.is_null() {
            return Ok(());
        }
        self.stop_with.set(Ref::NULL);
        self.exception.set(stop);
        Err(Throw::Pending)
    }
}
