//! What collections have done and found, for the beans of memory: kept here
//! since the start, and told by the "Notification Thread" to those who want to
//! know.
//!
//! The state is changed at safepoints; nobody waits for one while holding its
//! lock.

use super::collectors::tell_collection;
use super::pools::{self, POOLS, tell_threshold};
use crate::insight;
use crate::model::Throw;
use crate::native::system_threads;
use crate::thread::{Handle, JavaThread, Vm};
use heap::layout::RootSlot;
use heap::{Cause, CollectionKind, CollectionReport, HeapUsage, SpaceUsage};
use parking_lot::{Condvar, Mutex};
use std::collections::VecDeque;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

/// Kinds of collections, that is collectors.
pub(super) const KINDS: usize = 2;

/// What the state keeps of one collection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past {
    /// Its number among those of its kind, from 1.
    pub(super) number: u64,
    pub(super) cause: Cause,
    /// Since the start of the VM.
    pub(super) start: Duration,
    pub(super) end: Duration,
    pub(super) before: HeapUsage,
    pub(super) after: HeapUsage,
    pub(super) workers: usize,
}

/// What is told of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// A collection of this kind.
    Collected(CollectionKind, Past),
    /// A pool has reached a threshold, or fallen below it again.
    Threshold { pool: usize, limit: Limit, reached: Option<SpaceUsage> },
}

/// The thresholds that a pool may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Limit {
    /// Of its use at any time.
    Usage,
    /// Of what a collection has left.
    Collection,
}

/// A threshold; 0: none.
#[derive(Clone, Copy, Debug, Default)]
struct Threshold {
    bytes: usize,
    reached: bool,
}

#[derive(Debug, Default)]
struct State {
    counts: [u64; KINDS],
    times: [Duration; KINDS],
    last: [Option<Past>; KINDS],
    /// What the last collection has left that concerned the pool.
    left: [Option<SpaceUsage>; POOLS.len()],
    peaks: [SpaceUsage; POOLS.len()],
    thresholds: [[Threshold; 2]; POOLS.len()],
    told: [bool; KINDS],
    events: VecDeque<Event>,
    has_thread: bool,
}

/// The state of one VM.
#[derive(Debug, Default)]
pub(super) struct Watch {
    state: Mutex<State>,
    changed: Condvar,
    /// The collectors' beans that have listeners.
    beans: [RootSlot; KINDS],
    sensors: [[RootSlot; 2]; POOLS.len()],
}

/// The state of the running VM.
pub(super) fn watch(t: &JavaThread) -> &'static Watch {
    t.vm().extension::<Watch>()
}

/// Notes a collection, at its safepoint, and writes its lines of the log.
pub(crate) fn note_collection(vm: &Vm, report: &CollectionReport) {
    insight::gc_log::collection(vm, report);
    let watch = vm.extension::<Watch>();
    let mut state = watch.state.lock();
    let kind = report.kind as usize;
    state.counts[kind] += 1;
    state.times[kind] += report.duration;
    let end = vm.started.elapsed();
    let past = Past {
        number: state.counts[kind],
        cause: report.cause,
        start: end.saturating_sub(report.duration),
        end,
        before: report.before,
        after: report.after,
        workers: report.workers,
    };
    state.last[kind] = Some(past);
    if state.told[kind] {
        state.events.push_back(Event::Collected(report.kind, past));
    }
    for (pool, (_, part)) in POOLS.into_iter().enumerate() {
        let (before, after) = (part.usage(vm, &report.before), part.usage(vm, &report.after));
        state.reach(pool, before);
        state.check(pool, Limit::Usage, after);
        if part.is_collected_by(report.kind) {
            state.left[pool] = Some(after);
            state.check(pool, Limit::Collection, after);
        }
    }
    if !state.events.is_empty() {
        watch.changed.notify_one();
    }
}

impl State {
    fn reach(&mut self, pool: usize, usage: SpaceUsage) {
        if usage.used > self.peaks[pool].used {
            self.peaks[pool] = usage;
        }
    }

    fn check(&mut self, pool: usize, limit: Limit, usage: SpaceUsage) {
        let threshold = &mut self.thresholds[pool][limit as usize];
        let reached = threshold.bytes > 0 && usage.used >= threshold.bytes;
        // Each collection counts that leaves too much.
        let counts = reached && (limit == Limit::Collection || !threshold.reached);
        if counts || threshold.reached && !reached {
            let reached = reached.then_some(usage);
            self.events.push_back(Event::Threshold { pool, limit, reached });
        }
        threshold.reached = reached;
    }
}

impl Watch {
    /// How many collections of a kind there were, and how long they took.
    pub(super) fn collections(&self, kind: CollectionKind) -> (u64, Duration) {
        let state = self.state.lock();
        (state.counts[kind as usize], state.times[kind as usize])
    }

    /// The last collection of a kind.
    pub(super) fn last(&self, kind: CollectionKind) -> Option<Past> {
        self.state.lock().last[kind as usize]
    }

    /// What the last collection has left in a pool.
    pub(super) fn left(&self, pool: usize) -> Option<SpaceUsage> {
        self.state.lock().left[pool]
    }

    /// The most that a pool has held, given what it holds now.
    pub(super) fn peak(&self, pool: usize, now: SpaceUsage) -> SpaceUsage {
        let mut state = self.state.lock();
        state.reach(pool, now);
        state.peaks[pool]
    }

    /// Forgets the peak of a pool that now holds this.
    pub(super) fn reset_peak(&self, pool: usize, now: SpaceUsage) {
        self.state.lock().peaks[pool] = now;
    }

    /// Sets a threshold; 0: none.
    pub(super) fn set_threshold(&self, pool: usize, limit: Limit, bytes: usize, now: SpaceUsage) {
        let mut state = self.state.lock();
        state.thresholds[pool][limit as usize].bytes = bytes;
        if limit == Limit::Usage {
            state.check(pool, limit, now);
            self.changed.notify_one();
        }
    }

    /// The sensor for a threshold of a pool.
    pub(super) fn sensor(&self, pool: usize, limit: Limit) -> &RootSlot {
        &self.sensors[pool][limit as usize]
    }

    /// The bean to which collections of a kind are told.
    pub(super) fn bean(&self, kind: CollectionKind) -> &RootSlot {
        &self.beans[kind as usize]
    }

    /// Collections of a kind are told of to a bean, or no longer.
    ///
    /// # Errors
    ///
    /// If the thread that tells cannot be started.
    pub(super) fn tell(
        &self,
        t: &JavaThread,
        kind: CollectionKind,
        bean: Handle,
        on: bool,
    ) -> Result<(), Throw> {
        self.need_thread(t)?;
        self.bean(kind).set(bean.get());
        self.state.lock().told[kind as usize] = on;
        Ok(())
    }

    /// Starts the thread that tells, unless it runs.
    ///
    /// # Errors
    ///
    /// What starting it throws.
    pub(super) fn need_thread(&self, t: &JavaThread) -> Result<(), Throw> {
        if std::mem::replace(&mut self.state.lock().has_thread, true) {
            return Ok(());
        }
        t.vm().add_roots(visit_roots);
        system_threads::start(t, "Notification Thread", tell_all)
    }

    fn next(&self) -> Event {
        let mut state = self.state.lock();
        loop {
            if let Some(event) = state.events.pop_front() {
                return event;
            }
            self.changed.wait(&mut state);
        }
    }
}

fn visit_roots(vm: &Vm, visit: &mut dyn FnMut(&AtomicU32)) {
    let watch = vm.extension::<Watch>();
    let slots = watch.beans.iter().chain(watch.sensors.as_flattened());
    slots.for_each(|slot| visit(slot.as_atomic()));
}

/// What the thread does.
fn tell_all(t: &JavaThread) {
    let watch = watch(t);
    loop {
        let event = t.blocking(|| watch.next());
        let _scope = t.scope();
        let told = match event {
            Event::Collected(kind, past) => tell_collection(t, kind, past),
            Event::Threshold { pool, limit, reached } => tell_threshold(t, pool, limit, reached),
        };
        if let Err(throw) = told {
            t.dispatch_uncaught(throw);
        }
    }
}

/// What a pool holds now.
pub(super) fn usage_now(t: &JavaThread, pool: usize) -> SpaceUsage {
    pools::POOLS[pool].1.usage(t.vm(), &t.vm().heap.usage())
}
