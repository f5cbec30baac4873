//! What one thread sleeps on: a signal that stays until it is taken.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

const EMPTY: u32 = 0;
const SIGNALLED: u32 = 1;
const ASLEEP: u32 = 2;

/// A signal for one thread. Any thread may give it, only its own takes it.
/// Signals do not add up.
#[derive(Debug, Default)]
pub(super) struct Event(AtomicU32);

impl Event {
    /// Gives the signal and wakes the thread if it sleeps.
    pub(super) fn signal(&self) {
        if self.0.swap(SIGNALLED, Ordering::AcqRel) == ASLEEP {
            os::futex::wake_one(&self.0);
        }
    }

    /// Takes the signal; whether there was one.
    pub(super) fn take(&self) -> bool {
        self.0.swap(EMPTY, Ordering::AcqRel) == SIGNALLED
    }

    /// Sleeps until the signal comes, and takes it. No, if the deadline passed
    /// first.
    pub(super) fn wait(&self, deadline: Option<Instant>) -> bool {
        loop {
            let slept = self.0.compare_exchange(EMPTY, ASLEEP, Ordering::AcqRel, Ordering::Acquire);
            if slept == Err(SIGNALLED) {
                return self.take();
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return self.take();
            }
            os::futex::wait(&self.0, ASLEEP, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn signals_are_kept_and_taken_once() {
        let event = Event::default();
        event.signal();
        event.signal();
        assert!(event.wait(None));
        assert!(!event.take());
        assert!(!event.wait(Some(Instant::now() + Duration::from_millis(5))));
        event.signal();
        assert!(event.wait(Some(Instant::now())));
    }

    #[test]
    fn two_threads_take_turns() {
        const TURNS: usize = 2_000;
        let (here, there) = (Event::default(), Event::default());
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for _ in 0..TURNS {
                    assert!(there.wait(None));
                    here.signal();
                }
            });
            for _ in 0..TURNS {
                there.signal();
                assert!(here.wait(None));
            }
        });
    }
}
