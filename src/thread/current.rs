//! Which Java thread the calling native thread is: for signal handlers and panic
//! hooks, which are handed nothing. All other code is given its thread.

use super::{JavaThread, Vm};
use std::cell::Cell;
use std::ptr;
use std::sync::Arc;

thread_local! {
    static CURRENT: Cell<*const JavaThread> = const { Cell::new(ptr::null()) };
}

impl JavaThread {
    /// Makes this the thread that [`JavaThread::with_current`] finds.
    pub(super) fn note_current(self: &Arc<JavaThread>) {
        CURRENT.set(Arc::as_ptr(self));
    }

    /// Ends what `note_current` began.
    pub(super) fn forget_current() {
        CURRENT.set(ptr::null());
    }

    /// Runs `body` with the Java thread that the calling native thread is.
    pub fn with_current<R>(body: impl FnOnce(Option<&JavaThread>) -> R) -> R {
        let current = CURRENT.get();
        // SAFETY: noted by this native thread, which keeps the thread alive until
        // it forgets it.
        body(unsafe { current.as_ref() })
    }
}

impl Vm {
    /// The threads of the VM, unless somebody is at the list now.
    pub fn threads_if_unlocked(&self) -> Option<Vec<Arc<JavaThread>>> {
        self.safepoint.threads_if_unlocked()
    }
}
