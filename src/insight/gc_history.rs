//! What the last collections did, for those who ask later or want to be told.

use crate::thread::Vm;
use heap::{Cause, CollectionKind, CollectionReport, HeapUsage};
use parking_lot::{Condvar, Mutex};
use std::collections::VecDeque;
use std::time::Duration;

/// One collection.
#[derive(Clone, Copy, Debug)]
pub struct Collected {
    /// Number of the collection, from 0.
    pub id: u64,
    /// Why.
    pub cause: Cause,
    /// What it covered.
    pub kind: CollectionKind,
    /// Time since the VM started when it began.
    pub start: Duration,
    /// Time since the VM started when it ended.
    pub end: Duration,
    /// Sizes before.
    pub before: HeapUsage,
    /// Sizes after.
    pub after: HeapUsage,
    /// Threads that worked.
    pub workers: usize,
}

/// Collections that nobody has been told of yet; older ones are dropped.
const MOST_WAITING: usize = 1000;

#[derive(Default)]
struct State {
    last: Option<Collected>,
    peak: HeapUsage,
    told: bool,
    waiting: VecDeque<Collected>,
}

/// The history of a VM.
#[derive(Default)]
pub struct History {
    state: Mutex<State>,
    news: Condvar,
}

/// The larger of two sizes of each space.
fn larger(one: &HeapUsage, other: &HeapUsage) -> HeapUsage {
    let larger = |a: heap::SpaceUsage, b: heap::SpaceUsage| if a.used >= b.used { a } else { b };
    HeapUsage {
        eden: larger(one.eden, other.eden),
        survivor: larger(one.survivor, other.survivor),
        old: larger(one.old, other.old),
        large: larger(one.large, other.large),
    }
}

impl History {
    /// The history of this VM.
    pub fn of(vm: &Vm) -> &'static History {
        vm.extension()
    }

    /// The last collection, if there was one.
    pub fn last(&self) -> Option<Collected> {
        self.state.lock().last
    }

    /// The largest sizes since the start or [`History::reset_peak`], as far as
    /// they were seen: at collections, and now.
    pub fn peak(&self, now: &HeapUsage) -> HeapUsage {
        let mut state = self.state.lock();
        state.peak = larger(&state.peak, now);
        state.peak
    }

    /// Forgets the largest size of one space.
    pub fn reset_peak(&self, now: &HeapUsage, space: impl Fn(&mut HeapUsage, &HeapUsage)) {
        space(&mut self.state.lock().peak, now);
    }

    /// Whether [`History::wait`] is to be told of collections.
    pub fn tell(&self, told: bool) {
        let mut state = self.state.lock();
        state.told = told;
        state.waiting.clear();
    }

    /// The next collection that nobody was told of; blocks until there is one.
    pub fn wait(&self) -> Collected {
        let mut state = self.state.lock();
        loop {
            match state.waiting.pop_front() {
                Some(collected) => return collected,
                None => self.news.wait(&mut state),
            }
        }
    }
}

/// Notes a collection.
pub fn note(vm: &Vm, report: &CollectionReport) {
    let end = vm.config.log.uptime();
    let collected = Collected {
        id: report.id,
        cause: report.cause,
        kind: report.kind,
        start: end.saturating_sub(report.duration),
        end,
        before: report.before,
        after: report.after,
        workers: report.workers,
    };
    let history = History::of(vm);
    let mut state = history.state.lock();
    state.peak = larger(&state.peak, &larger(&report.before, &report.after));
    state.last = Some(collected);
    if state.told {
        if state.waiting.len() == MOST_WAITING {
            state.waiting.pop_front();
        }
        state.waiting.push_back(collected);
        history.news.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use heap::SpaceUsage;

    #[test]
    fn peaks_are_those_of_each_space() {
        let space = |used| SpaceUsage { used, capacity: used };
        let usage =
            |eden, old| HeapUsage { eden: space(eden), old: space(old), ..HeapUsage::default() };
        let history = History::default();
        history.peak(&usage(5, 1));
        let peak = history.peak(&usage(2, 7));
        assert_eq!((peak.eden.used, peak.old.used), (5, 7));
        history.reset_peak(&usage(3, 3), |peak, now| peak.eden = now.eden);
        let peak = history.peak(&usage(1, 1));
        assert_eq!((peak.eden.used, peak.old.used), (3, 7));
    }
}
