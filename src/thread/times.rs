//! What a thread is measured by: its number in the system, when it started, how
//! often and how long it was blocked or waited (`java.lang.management`).

use super::Vm;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::time::Instant;

/// Measurements of one thread. Written by the thread, read by any.
#[derive(Debug)]
pub struct ThreadTimes {
    /// When the thread was made.
    pub started: Instant,
    system_id: AtomicI32,
    /// How often it had to wait for a monitor to become free.
    pub blocked: Tally,
    /// How often it waited for a notification, a permit, or time to pass.
    pub waited: Tally,
}

/// How often, and how long while that was measured.
#[derive(Debug, Default)]
pub struct Tally {
    count: AtomicU64,
    nanos: AtomicU64,
}

impl Tally {
    /// How often.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// How many milliseconds while the VM measured it.
    pub fn millis(&self) -> u64 {
        self.nanos.load(Ordering::Relaxed) / 1_000_000
    }

    /// Forgets the time, not the count.
    pub fn reset_time(&self) {
        self.nanos.store(0, Ordering::Relaxed);
    }

    pub(super) fn begin(&self, vm: &Vm) -> Option<Instant> {
        self.count.fetch_add(1, Ordering::Relaxed);
        vm.times_contention.load(Ordering::Relaxed).then(Instant::now)
    }

    pub(super) fn end(&self, watch: Option<Instant>) {
        if let Some(begun) = watch {
            let nanos = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
            self.nanos.fetch_add(nanos, Ordering::Relaxed);
        }
    }
}

impl Default for ThreadTimes {
    fn default() -> ThreadTimes {
        ThreadTimes {
            started: Instant::now(),
            system_id: AtomicI32::new(0),
            blocked: Tally::default(),
            waited: Tally::default(),
        }
    }
}

impl ThreadTimes {
    /// Notes the calling thread's number in the system.
    pub(super) fn note_system_id(&self) {
        self.system_id.store(os::thread::current_id(), Ordering::Release);
    }

    /// Number of the thread in the system; 0 before it runs.
    pub fn system_id(&self) -> i32 {
        self.system_id.load(Ordering::Acquire)
    }
}
