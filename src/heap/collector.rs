//! Collections: their phases, and how the sizes of the spaces follow from what
//! a collection found.
//!
//! Phases: close the threads' buffers; trace from the roots, the pending list
//! and, in a young collection, the dirty cards; process references; update weak
//! roots; sweep; exchange the survivor spaces; set the sizes.
//!
//! Surviving objects always find room: a collection may exceed the maximum by
//! what it copies. If it has, a full collection follows in the same pause, and
//! what then still exceeds the maximum shows as an eden without room, that is
//! as `OutOfMemoryError`.

use crate::cards::CardWork;
use crate::config::{HeapConfig, HeapError};
use crate::eden_size::{EdenSize, Experience};
use crate::evacuate::Labs;
use crate::heap::{Heap, initial_mature_limit, young_bytes};
use crate::memory::{BLOCK_BYTES, BLOCK_SHIFT};
use crate::object;
use crate::references::{Processed, SoftPolicy, advance_soft_clock, process};
use crate::report::{Cause, CollectionKind, CollectionReport};
use crate::roots::RootSource;
use crate::tlab::Tlab;
use crate::trace::{Counters, Discovered, Trace, Worker};
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

/// Denominator of shares of eden.
const SHARE_UNIT: usize = 64;
/// Bytes that had to survive last time for one more worker to pay: workers that
/// race for objects take half as much time again for each of them.
const WORKER_BYTES: usize = 32 << 20;

/// State of the collector between collections.
#[derive(Debug)]
pub(crate) struct Collector {
    next_id: u64,
    stress_turns: u32,
    threshold: u32,
    eden_size: EdenSize,
    used_after_last: usize,
    /// The share of eden that collections have promoted lately, in
    /// [`SHARE_UNIT`]s: the greatest, forgotten slowly.
    promoted_share: usize,
    /// Whether the next full collection has been put off.
    put_off: bool,
    /// Bytes that the last collection of each kind had to move or mark.
    last_young_work: usize,
    labs: Vec<Labs>,
    workers: usize,
}

impl Collector {
    pub(crate) fn new(config: &HeapConfig) -> Collector {
        let workers = match config.workers {
            0 => default_workers(os::limits::available_processors()),
            n => n,
        };
        Collector {
            next_id: 0,
            stress_turns: 0,
            threshold: config.max_tenuring_threshold.min(15),
            eden_size: EdenSize::new(),
            used_after_last: 0,
            promoted_share: 0,
            put_off: false,
            last_young_work: 0,
            labs: Vec::new(),
            workers,
        }
    }
}

/// Workers for a machine, as HotSpot counts them: with many processors not one
/// for each.
fn default_workers(processors: usize) -> usize {
    if processors <= 8 { processors } else { 8 + (processors - 8) * 5 / 8 }
}

/// Tells how the leading thread's CPU time divides over the phases.
struct Phases {
    last: i64,
    done: Vec<(&'static str, Duration)>,
}

impl Phases {
    fn start() -> Phases {
        Phases { last: os::clock::thread_cpu_nanos(), done: Vec::new() }
    }

    /// The phase of this name ends.
    fn end(&mut self, name: &'static str) {
        let now = os::clock::thread_cpu_nanos();
        self.done.push((name, Duration::from_nanos((now - self.last) as u64)));
        self.last = now;
    }

    fn total(&self) -> Duration {
        self.done.iter().map(|(_, time)| time).sum()
    }
}

/// What tracing has brought.
struct Outcome {
    counters: Counters,
    processed: Processed,
    to_top: usize,
    workers: usize,
    helpers_cpu: Duration,
}

impl Heap {
    /// Collects garbage. For the causes that do not ask for a full collection
    /// it is a young one, followed by a full one if that is due. One report for
    /// each collection done.
    ///
    /// All buffers in `tlabs` are closed.
    ///
    /// # Safety
    ///
    /// All threads that use the heap stand at a safepoint; `tlabs` yields the
    /// buffer of each of them, the caller's included, all valid; `roots` gives
    /// every root.
    pub unsafe fn collect(
        &self,
        cause: Cause,
        roots: &dyn RootSource,
        tlabs: &mut dyn Iterator<Item = *mut Tlab>,
    ) -> Vec<CollectionReport> {
        let mut collector = self.collector.lock();
        for tlab in tlabs {
            // SAFETY: the caller's promise; the owner stands still.
            unsafe { (*tlab).reset_for_cycle() };
        }
        if self.config.verify {
            self.verify_or_panic(roots, "before");
        }
        let mut full = cause.wants_full();
        if cause == Cause::Stress {
            collector.stress_turns += 1;
            full = collector.stress_turns.is_multiple_of(8);
        }
        let mut reports = Vec::new();
        if !full {
            // SAFETY: passed on.
            reports.push(unsafe { self.run::<false>(&mut collector, cause, roots) });
            full = self.full_is_due(&mut collector);
        }
        if full {
            // SAFETY: passed on.
            reports.push(unsafe { self.run::<true>(&mut collector, cause, roots) });
        }
        advance_soft_clock(self);
        collector.used_after_last = self.used_bytes();
        if self.config.verify {
            self.verify_or_panic(roots, "after");
        }
        reports
    }

    /// Whether the mature space has grown to where a full collection is due. As
    /// long as nothing dies one would find little: it is put off once.
    fn full_is_due(&self, collector: &mut Collector) -> bool {
        let used = self.mature.lock().used_bytes();
        let limit = self.mature_limit.load(Relaxed);
        if used <= limit {
            return used + self.young_floor() > self.config.max;
        }
        let later = (limit * 2).min(self.config.max - young_bytes(&self.config));
        let put_off = used <= later && collector.eden_size.nothing_dies() && !collector.put_off;
        if put_off {
            collector.put_off = true;
            self.mature_limit.store(later, Relaxed);
        }
        !put_off
    }

    /// One collection of one kind.
    unsafe fn run<const FULL: bool>(
        &self,
        collector: &mut Collector,
        cause: Cause,
        roots: &dyn RootSource,
    ) -> CollectionReport {
        let wall = os::clock::monotonic_nanos();
        let mut phases = Phases::start();
        let before = self.usage();
        let new_large = self.mature.lock().new_large();
        let kind = if FULL { CollectionKind::Full } else { CollectionKind::Young };
        if FULL {
            self.prepare_full(collector, cause);
        }
        let policy = SoftPolicy::now(self, cause, collector.used_after_last);
        let workers = self.worker_count::<FULL>(collector);
        phases.end("Prepare");
        let outcome = {
            let trace = Trace::new(self, kind, roots, collector.threshold, policy, workers);
            // SAFETY: passed on; the const argument fits the trace.
            unsafe {
                if workers > 1 {
                    self.trace_all::<FULL, true>(&trace, collector, workers, &mut phases)
                } else {
                    self.trace_all::<FULL, false>(&trace, collector, 1, &mut phases)
                }
            }
        };
        self.sweep::<FULL>(collector, cause);
        self.young
            .flip(&self.memory, outcome.to_top, self.config.poison)
            .expect("memory protection of the young generation");
        let counters = outcome.counters;
        collector.last_young_work = counters.survived + counters.promoted;
        phases.end("Sweep");
        let cpu = phases.total() + outcome.helpers_cpu;
        collector.threshold = self.next_threshold(&counters, before.eden.used);
        if !FULL {
            let eden = before.eden.used;
            let found = Experience {
                cpu,
                pause: phases.total(),
                collected: eden + before.survivor.used + new_large,
                kept: counters.survived + counters.promoted,
            };
            collector.eden_size.learn(found, self.eden_most());
            let share = (counters.promoted * SHARE_UNIT).div_ceil(eden.max(1)).min(SHARE_UNIT);
            collector.promoted_share = share.max(collector.promoted_share * 7 / 8);
        } else {
            let after = self.mature.lock().used_bytes();
            collector.eden_size.learn_full(before.old.used + before.large.used, after);
        }
        self.set_sizes(collector).expect("memory of the young generation");
        let id = collector.next_id;
        collector.next_id += 1;
        let duration = Duration::from_nanos((os::clock::monotonic_nanos() - wall) as u64);
        CollectionReport {
            id,
            cause,
            kind,
            before,
            after: self.usage(),
            duration,
            cpu,
            phases: phases.done,
            workers: outcome.workers,
            survived_bytes: counters.survived,
            promoted_bytes: counters.promoted,
            compacted_bytes: counters.compacted,
            tenuring_threshold: collector.threshold,
            references: outcome.processed.found,
            enqueued: outcome.processed.enqueued,
        }
    }

    /// As many workers as find enough to do.
    fn worker_count<const FULL: bool>(&self, collector: &Collector) -> usize {
        let work = if FULL { self.mature.lock().used_bytes() } else { collector.last_young_work };
        match self.config.stress {
            Some(_) => collector.workers,
            None => collector.workers.min(1 + work / WORKER_BYTES),
        }
    }

    fn prepare_full(&self, collector: &mut Collector, cause: Cause) {
        collector.labs.clear();
        collector.put_off = false;
        // The more is at stake, the more is moved to win whole blocks.
        let mut mature = self.mature.lock();
        let room = self.config.max.saturating_sub(mature.used_bytes());
        let addresses = mature.address_room() / 4;
        let (budget, most_live) = match cause {
            Cause::Stress => (self.config.max / 2, BLOCK_BYTES),
            Cause::LastDitch | Cause::SystemGc => (self.config.max / 4, BLOCK_BYTES / 8 * 7),
            _ => ((self.config.max / 16).max(mature.waste()).min(room / 2), BLOCK_BYTES / 8 * 5),
        };
        mature.prepare_marking(&self.memory, budget.min(addresses), most_live);
    }

    /// Traces everything reachable, with `workers` threads, then processes
    /// references and weak roots on this one.
    unsafe fn trace_all<const FULL: bool, const PAR: bool>(
        &self,
        trace: &Trace<'_>,
        collector: &mut Collector,
        workers: usize,
        phases: &mut Phases,
    ) -> Outcome {
        // SAFETY: the caller of `collect` vouches for the safepoint; nothing has been
        // traced yet.
        let cards = (!FULL).then(|| unsafe { CardWork::new(self) });
        let cards = cards.as_ref();
        if collector.labs.len() < workers {
            collector.labs.resize_with(workers, Labs::default);
        }
        let mut labs = std::mem::take(&mut collector.labs);
        let own_labs = labs.pop().expect("a worker's buffers");
        let helpers: Vec<Labs> = if PAR { labs.drain(..workers - 1).collect() } else { Vec::new() };
        let mut worker = Worker::<FULL, PAR>::new(trace, own_labs);
        let results: Vec<_> = std::thread::scope(|scope| {
            let handles: Vec<_> = helpers
                .into_iter()
                .filter_map(|labs| {
                    let body = move || {
                        let mut helper = Worker::<FULL, PAR>::new(trace, labs);
                        // SAFETY: passed on by the caller of `collect`.
                        unsafe { helper.trace_shared(cards) };
                        (helper.finish(), os::clock::thread_cpu_nanos())
                    };
                    let thread = std::thread::Builder::new().name("GC worker".to_owned());
                    let started = thread.spawn_scoped(scope, body);
                    // The system may refuse a thread; the others do its part.
                    started.inspect_err(|_| trace.pool.leave()).ok()
                })
                .collect();
            // SAFETY: passed on by the caller of `collect`.
            unsafe {
                worker.trace_roots();
                phases.end("Roots");
                worker.trace_shared(cards);
            }
            handles.into_iter().map(|h| h.join().expect("a collecting thread")).collect()
        });
        phases.end("Trace");
        let mut discovered: Discovered = std::mem::take(&mut worker.discovered);
        let mut counters = Counters::default();
        let mut helpers_cpu = Duration::ZERO;
        for ((helper_labs, aside, figures), cpu) in results {
            labs.push(helper_labs);
            for (all, mut part) in discovered.iter_mut().zip(aside) {
                all.append(&mut part);
            }
            counters.add(&figures);
            helpers_cpu += Duration::from_nanos(cpu.max(0) as u64);
        }
        // SAFETY: tracing has ended, so what is not reached is dead.
        let processed = unsafe { process(&mut worker, discovered) };
        phases.end("References");
        trace.roots.weak_roots(&mut |slot| {
            let reference = slot.load(Relaxed);
            // SAFETY: a root source gives slots with references of its heap.
            unsafe {
                if reference == 0 {
                    // Empty already.
                } else if trace.is_alive(reference) {
                    worker.trace_slot(slot);
                } else {
                    slot.store(0, Relaxed);
                }
            }
        });
        phases.end("Weak roots");
        if FULL && trace.roots.follows_classes() {
            trace.roots.classes_followed();
            phases.end("Class unloading");
        }
        let (own_labs, _, own) = worker.finish();
        counters.add(&own);
        labs.push(own_labs);
        collector.labs = labs;
        Outcome { counters, processed, to_top: trace.to_top(), workers, helpers_cpu }
    }

    fn sweep<const FULL: bool>(&self, collector: &mut Collector, cause: Cause) {
        let mut mature = self.mature.lock();
        if !FULL {
            mature.sweep_young_large(&self.memory);
            return;
        }
        collector.labs.clear();
        mature.sweep_large(&self.memory);
        mature.sweep_old(&self.memory, self.config.poison);
        let used = mature.used_bytes();
        let limit = self.next_mature_limit(used);
        self.mature_limit.store(limit, Relaxed);
        // What will be needed before the next full collection is kept, unless
        // somebody has asked for a small heap.
        if cause == Cause::SystemGc {
            mature.trim(&self.memory, used / 4);
            self.young.trim_survivor(&self.memory);
        } else {
            mature.trim(&self.memory, limit.saturating_sub(used) + self.eden_most());
        }
    }

    /// How far the mature space may grow before the next full collection.
    fn next_mature_limit(&self, used: usize) -> usize {
        let free = (self.config.min_free_percent + self.config.max_free_percent).min(180) / 2;
        let wanted = used / (100 - free) * 100;
        let most = self.config.max.saturating_sub(young_bytes(&self.config));
        let limit = wanted.max(initial_mature_limit(&self.config)).min(most);
        if limit >= used + used / 4 {
            return limit;
        }
        // In a nearly full heap halfway to the end.
        let last = self.config.max.saturating_sub(self.young_floor());
        limit.max((used + last.saturating_sub(used) / 2).min(last))
    }

    /// The age from which objects are promoted: such that the survivors of the
    /// next collection fill half of their space, as HotSpot does it. If they would
    /// by far exceed it, those that found room would only be copied twice: all
    /// are promoted at once.
    fn next_threshold(&self, counters: &Counters, eden: usize) -> u32 {
        if counters.promoted > eden / 4 {
            return 0;
        }
        let wanted = self.young.inner().survivor_capacity / 2;
        let most = self.config.max_tenuring_threshold.min(15);
        let mut sum = 0;
        for age in 1..most {
            sum += counters.ages[age as usize];
            if sum > wanted {
                return age;
            }
        }
        most
    }

    /// Sets the sizes of eden and the survivor spaces for the next cycle.
    pub(crate) fn set_sizes(&self, collector: &mut Collector) -> Result<(), HeapError> {
        let (used, addresses) = {
            let mature = self.mature.lock();
            (mature.used_bytes(), mature.address_room())
        };
        let survivors = self.young.inner().from;
        // Objects of up to half a block may waste the other half.
        let room = self.config.max.saturating_sub(used).min(addresses / 2);
        let room = if room < self.young_floor() { 0 } else { room };
        // Besides eden there must be room for what it will promote and, twice,
        // for the survivors.
        let room = room.saturating_sub(survivors.top - survivors.start);
        let per_eden = SHARE_UNIT + collector.promoted_share + SHARE_UNIT / 4;
        let fits = room / per_eden * SHARE_UNIT;
        let most = self.eden_most();
        let eden = collector.eden_size.bytes(most).min(fits) & !(BLOCK_BYTES - 1);
        if fits < most {
            self.young.trim(&self.memory, eden);
        }
        self.young.resize(&self.memory, eden)?;
        self.publish_old_bounds();
        Ok(())
    }

    /// Tells the write barrier where the old objects lie until the next
    /// collection.
    fn publish_old_bounds(&self) {
        let old = self.mature.lock().old_range();
        let units = |blocks: usize| (blocks << BLOCK_SHIFT >> 3) as u32;
        // SAFETY: the base of this heap.
        let (first, count) = unsafe { object::old_bounds(self.base()) };
        first.store(units(old.start), Relaxed);
        count.store(units(old.len()), Relaxed);
    }

    /// Most bytes of eden that fit a heap of the present size.
    fn eden_most(&self) -> usize {
        let most = self.mature_limit.load(Relaxed) / 2;
        let most = most.max(self.config.initial / 3).min(young_bytes(&self.config));
        self.config.young.unwrap_or(most) / 10 * 8
    }
}

impl Counters {
    fn add(&mut self, other: &Counters) {
        self.survived += other.survived;
        self.promoted += other.promoted;
        self.compacted += other.compacted;
        for (sum, part) in self.ages.iter_mut().zip(other.ages) {
            *sum += part;
        }
    }
}

impl<const FULL: bool, const PAR: bool> Worker<'_, FULL, PAR> {
    /// Traces from the roots outside the heap.
    unsafe fn trace_roots(&mut self) {
        let trace = self.trace;
        trace.roots.strong_roots(trace.kind, &mut |slot| {
            // SAFETY: a root source gives slots with references of its heap.
            unsafe { self.trace_slot(slot) };
        });
        // SAFETY: the pending list is a list of live references; in a full
        // collection the roots give the static fields of classes that are alive.
        unsafe {
            self.trace_slot(trace.heap.pending.as_atomic());
            if !FULL {
                self.trace_static_cards();
            }
        }
    }

    /// The part of tracing that all workers share: cards and the stacks.
    unsafe fn trace_shared(&mut self, cards: Option<&CardWork>) {
        // SAFETY: passed on.
        unsafe {
            if let Some(cards) = cards {
                self.scan_dirty_cards(cards);
            }
            self.drain_together();
        }
    }
}
