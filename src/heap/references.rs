//! `java.lang.ref`: soft, weak, final and phantom references.
//!
//! While tracing, references whose referent has not been reached are put aside
//! by strength. Afterwards, in the order of the package's specification: soft
//! and weak references to objects that are still not reached are cleared; then
//! the referents of final references are traced, so that their finalizers can
//! run; then phantom references are cleared. All that were cleared, and the
//! final ones, are linked onto the heap's pending list.
//!
//! Not here: the Java side (`ReferenceHandler`, queues), which takes the pending
//! list from the heap.

use crate::heap::Heap;
use crate::layout::{Ref, STATICS_DISTANCE};
use crate::object;
use crate::report::{Cause, ReferenceCounts};
use crate::trace::{Discovered, Worker};
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};

/// Byte offsets of fields that the collector reads and writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ReferenceLayout {
    /// `Reference.referent`.
    pub referent: u32,
    /// `Reference.next`.
    pub next: u32,
    /// `Reference.discovered`.
    pub discovered: u32,
    /// `SoftReference.timestamp`, a `long`.
    pub timestamp: u32,
    /// `SoftReference.clock`, a static `long`: its offset from the start of the
    /// static fields.
    pub clock: u32,
}

/// Which soft references outlive a collection: those used less than so many
/// milliseconds before the last one, for each free megabyte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoftPolicy {
    clock: i64,
    most_ms: i64,
}

impl SoftPolicy {
    /// The policy for a collection now.
    pub(crate) fn now(heap: &Heap, cause: Cause, used_after_last: usize) -> SoftPolicy {
        let clock = heap.references.get().map_or(0, |l| soft_clock(heap, l).load(Relaxed));
        let free_mb = heap.config.max.saturating_sub(used_after_last) >> 20;
        let most_ms = if cause == Cause::LastDitch {
            -1
        } else {
            heap.config.soft_ms_per_mb.saturating_mul(free_mb as i64)
        };
        SoftPolicy { clock, most_ms }
    }

    /// Whether a reference with this timestamp keeps its referent.
    pub(crate) fn keeps(&self, stamp: i64) -> bool {
        self.most_ms >= 0 && self.clock.saturating_sub(stamp) <= self.most_ms
    }
}

fn soft_clock<'a>(heap: &'a Heap, layout: &ReferenceLayout) -> &'a AtomicI64 {
    // SAFETY: the layout's owner got the offset from `alloc_statics`.
    unsafe {
        let statics = heap.base().sub(STATICS_DISTANCE);
        &*statics.add(layout.clock as usize).cast::<AtomicI64>()
    }
}

/// Sets `SoftReference.clock` to now, after a collection.
pub(crate) fn advance_soft_clock(heap: &Heap) {
    if let Some(layout) = heap.references.get() {
        soft_clock(heap, layout).store(os::clock::monotonic_nanos() / 1_000_000, Relaxed);
    }
}

/// What processing has done.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Processed {
    pub(crate) found: ReferenceCounts,
    pub(crate) enqueued: usize,
}

/// Processes the references put aside.
///
/// # Safety
///
/// Tracing has ended; `discovered` are live reference objects of the heap.
pub(crate) unsafe fn process<const FULL: bool, const PAR: bool>(
    worker: &mut Worker<'_, FULL, PAR>,
    discovered: Discovered,
) -> Processed {
    let Some(layout) = worker.trace.heap.references.get().copied() else {
        return Processed::default();
    };
    worker.trace.discovering.store(false, Relaxed);
    let [soft, weak, finals, phantom] = discovered;
    let found = ReferenceCounts {
        soft: soft.len(),
        weak: weak.len(),
        finals: finals.len(),
        phantom: phantom.len(),
    };
    let mut list = PendingList { head: worker.trace.heap.pending.get(), count: 0, layout };
    // SAFETY: passed on to the single steps; nothing moves a reached object.
    unsafe {
        for &reference in soft.iter().chain(&weak) {
            list.clear_if_dead(worker, Ref(reference));
        }
        for &reference in &finals {
            list.revive(worker, Ref(reference));
        }
        worker.drain();
        for &reference in &phantom {
            list.clear_if_dead(worker, Ref(reference));
        }
    }
    worker.trace.heap.pending.set(list.head);
    Processed { found, enqueued: list.count }
}

/// The references found ready, linked by `discovered`.
struct PendingList {
    head: Ref,
    count: usize,
    layout: ReferenceLayout,
}

impl PendingList {
    /// # Safety
    ///
    /// A live reference object, at its final place, with a referent.
    unsafe fn clear_if_dead<const FULL: bool, const PAR: bool>(
        &mut self,
        worker: &mut Worker<'_, FULL, PAR>,
        reference: Ref,
    ) {
        // SAFETY: passed on.
        unsafe {
            let base = worker.trace.base;
            let referent = object::load_ref(base, reference, self.layout.referent);
            if referent.is_null() {
                // Found twice, as happens to one on two dirty cards.
            } else if worker.trace.is_alive(referent.0) {
                worker.trace_field(reference, self.layout.referent);
            } else {
                object::store_ref(base, reference, self.layout.referent, Ref::NULL);
                self.push(base, reference);
            }
        }
    }

    /// Keeps the referent of a final reference for its finalizer, and makes the
    /// reference inactive by linking it to itself.
    ///
    /// # Safety
    ///
    /// As for `clear_if_dead`.
    unsafe fn revive<const FULL: bool, const PAR: bool>(
        &mut self,
        worker: &mut Worker<'_, FULL, PAR>,
        reference: Ref,
    ) {
        // SAFETY: passed on.
        unsafe {
            let base = worker.trace.base;
            let referent = object::load_ref(base, reference, self.layout.referent);
            let dead = !worker.trace.is_alive(referent.0);
            worker.trace_field(reference, self.layout.referent);
            if dead {
                object::store_ref(base, reference, self.layout.next, reference);
                self.push(base, reference);
            }
        }
    }

    unsafe fn push(&mut self, base: *mut u8, reference: Ref) {
        // SAFETY: a live reference object; the head is null or one as well.
        unsafe { object::store_ref(base, reference, self.layout.discovered, self.head) };
        self.head = reference;
        self.count += 1;
    }
}
