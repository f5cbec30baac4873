//! The tracing engine that both kinds of collection share.
//!
//! One pass over the reachable objects: young ones are copied to the survivor
//! space or into the mature space, old ones are marked in place or, from sparse
//! blocks, moved. A young collection takes mature objects as alive.
//!
//! Invariant 1: a reference in a slot that has been traced names the object's
//! final place.
//!
//! Invariant 2: an object that was moved has [`header::FORWARDED`] in its old
//! header with the new reference above it; the class index in the low half
//! stays. The new copy is complete, and in the mature space has its bit set,
//! before the old header says so.
//!
//! Invariant 3: a block from which a worker allocates belongs to it alone for
//! the collection; in a full collection such blocks were free before.
//!
//! Parallel workers (`PAR`) race only in claiming objects: by exchanging the
//! header of an object that moves, by setting the bit of one that stays.

use crate::evacuate::Labs;
use crate::heap::Heap;
use crate::layout::{
    ARRAY_DATA_OFFSET, CARD_DIRTY, CARD_SHIFT, Ref, RefRun, Shape, Strength, TypeInfo, header,
};
use crate::mature::state;
use crate::memory::{BLOCK_BYTES, BLOCK_SHIFT, LINE_SHIFT};
use crate::object;
use crate::pool::{CHUNK, Pool};
use crate::references::{ReferenceLayout, SoftPolicy};
use crate::report::CollectionKind;
use crate::roots::RootSource;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize};

/// Objects above this size live in the mature space as large objects.
pub(crate) const MEDIUM_BYTES: usize = BLOCK_BYTES / 2;
/// Young collections that a large object survives before it is old.
const LARGE_AGES: u64 = 2;
/// Reference arrays of this length are old once they have survived a collection:
/// as long as they are young each collection scans all of their elements.
const LONG_ARRAY: u32 = 256 << 10;
/// A larger part of the survivor space than this is left to no single object.
const SURVIVOR_SHARE: usize = 16;
/// How many objects ahead memory is asked for.
const PREFETCH: usize = 8;
/// Elements of a reference array that are scanned at a time.
const ARRAY_CHUNK: u32 = 2048;
/// Elements of a reference array that are looked at together.
const ELEMENTS_AT_ONCE: usize = 8;

/// log2 of the reference units of a block.
const BLOCK_UNITS_SHIFT: u32 = BLOCK_SHIFT - 3;

/// What all workers of one collection share.
pub(crate) struct Trace<'a> {
    pub(crate) heap: &'a Heap,
    pub(crate) base: *mut u8,
    pub(crate) kind: CollectionKind,
    /// References below are young.
    pub(crate) young_end: u32,
    /// The survivor space that is being filled, in reference units.
    to_start: u32,
    to_units: u32,
    /// Byte offset of the next free byte there, and the limit.
    pub(crate) to_top: AtomicUsize,
    pub(crate) to_limit: usize,
    /// References from here on may be to young large objects.
    large_low: u32,
    pub(crate) threshold: u64,
    /// Greatest object that may stay young.
    pub(crate) survivor_most: usize,
    pub(crate) roots: &'a dyn RootSource,
    /// One bit per class index that was met, if the roots follow classes.
    classes_met: Vec<AtomicU64>,
    references: Option<ReferenceLayout>,
    soft: SoftPolicy,
    /// Whether references with dying referents are put aside.
    pub(crate) discovering: AtomicBool,
    pub(crate) pool: Pool,
}

// SAFETY: `base` points into the heap, which all workers may use under the
// rules of this file; everything else is `Sync`.
unsafe impl Sync for Trace<'_> {}

impl<'a> Trace<'a> {
    pub(crate) fn new(
        heap: &'a Heap,
        kind: CollectionKind,
        roots: &'a dyn RootSource,
        threshold: u32,
        soft: SoftPolicy,
        workers: usize,
    ) -> Trace<'a> {
        let (to, capacity) = {
            let inner = heap.young.inner();
            (inner.to, inner.survivor_capacity)
        };
        let follows = kind == CollectionKind::Full && roots.follows_classes();
        let words = if follows { heap.classes.index_end().div_ceil(64) } else { 0 };
        let large_low = heap.mature.lock().large_low() << BLOCK_UNITS_SHIFT;
        Trace {
            heap,
            base: heap.base(),
            kind,
            young_end: (heap.young.end() >> 3) as u32,
            to_start: (to.start >> 3) as u32,
            to_units: (capacity >> 3) as u32,
            to_top: AtomicUsize::new(to.start),
            to_limit: to.start + capacity,
            large_low: u32::try_from(large_low).unwrap_or(u32::MAX),
            threshold: u64::from(threshold),
            survivor_most: (capacity / SURVIVOR_SHARE).max(MEDIUM_BYTES),
            roots,
            classes_met: (0..words).map(|_| AtomicU64::new(0)).collect(),
            references: heap.references.get().copied(),
            soft,
            discovering: AtomicBool::new(true),
            pool: Pool::new(workers),
        }
    }

    /// Where the survivors end.
    pub(crate) fn to_top(&self) -> usize {
        self.to_top.load(Relaxed)
    }

    /// Whether a mature object's slot with this traced reference must stay on a
    /// dirty card: the object referred to is young and stays so.
    #[inline(always)]
    pub(crate) fn is_to_remember(&self, reference: u32) -> bool {
        reference.wrapping_sub(1) < self.young_end - 1
            || reference >= self.large_low && self.is_aging_large(reference)
    }

    #[inline]
    fn is_aging_large(&self, reference: u32) -> bool {
        let state = self.heap.memory.block_state((reference >> BLOCK_UNITS_SHIFT) as usize);
        state.load(Relaxed) & state::AGING != 0
    }

    /// Whether a reference, not null, names an object that has been reached.
    ///
    /// # Safety
    ///
    /// It is a reference of the heap under collection.
    pub(crate) unsafe fn is_alive(&self, reference: u32) -> bool {
        // SAFETY: passed on; headers and tables of used memory are readable.
        unsafe {
            if reference < self.young_end {
                let header = object::header_cell(self.base, Ref(reference)).load(Acquire);
                return header & header::FORWARDED != 0 || self.in_to_space(reference);
            }
            let block = (reference >> BLOCK_UNITS_SHIFT) as usize;
            let state = self.heap.memory.block_state(block).load(Relaxed);
            if self.kind == CollectionKind::Young {
                return state & state::YOUNG == 0;
            }
            if state & state::EVACUATE != 0 {
                let header = object::header_cell(self.base, Ref(reference)).load(Acquire);
                return header & header::FORWARDED != 0;
            }
            self.heap.memory.bits((reference >> 6) as usize).load(Acquire) & bit(reference) != 0
        }
    }

    #[inline(always)]
    fn in_to_space(&self, reference: u32) -> bool {
        reference.wrapping_sub(self.to_start) < self.to_units
    }

    /// Remembers that a slot of a mature object refers to a young object.
    #[inline(always)]
    unsafe fn dirty(&self, byte_offset: usize) {
        // SAFETY: the slot lies in committed heap, so its card is committed.
        unsafe { self.heap.memory.card(byte_offset >> CARD_SHIFT) }.store(CARD_DIRTY, Relaxed);
    }
}

/// The bit of an object's start in the bitmap word of its card.
#[inline(always)]
pub(crate) fn bit(reference: u32) -> u64 {
    1 << (reference & 63)
}

/// What has been asked for from memory and is dealt with a few steps later, in
/// its order: objects to scan in a full collection, slots of references to young
/// objects in a young one.
#[derive(Default)]
pub(crate) struct Coming {
    /// 0 is nothing: neither an object nor a slot lies there.
    ring: [u64; PREFETCH],
    at: usize,
}

impl Coming {
    /// Puts something in, or nothing, and takes the oldest out.
    #[inline(always)]
    fn exchange(&mut self, item: u64) -> u64 {
        let place = &mut self.ring[self.at];
        self.at = (self.at + 1) % PREFETCH;
        std::mem::replace(place, item)
    }

    /// Takes the oldest out; 0 if nothing is left.
    fn take(&mut self) -> u64 {
        let mut taken = 0;
        for _ in 0..PREFETCH {
            taken = self.exchange(0);
            if taken != 0 {
                break;
            }
        }
        taken
    }
}

/// Figures of one worker.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counters {
    pub(crate) survived: usize,
    pub(crate) promoted: usize,
    pub(crate) compacted: usize,
    /// Survivors by the age they have reached.
    pub(crate) ages: [usize; 16],
}

/// References put aside, by strength: soft, weak, final, phantom.
pub(crate) type Discovered = [Vec<u32>; 4];

/// One collecting thread.
pub(crate) struct Worker<'a, const FULL: bool, const PAR: bool> {
    pub(crate) trace: &'a Trace<'a>,
    /// Objects to scan: reference in the low half, first element of an array in
    /// the high half.
    pub(crate) stack: Vec<u64>,
    coming: Coming,
    pub(crate) survivor_top: usize,
    pub(crate) survivor_end: usize,
    pub(crate) labs: Labs,
    pub(crate) discovered: Discovered,
    pub(crate) counters: Counters,
    /// Classes of objects that this worker was the first to reach, and whose
    /// slots are still to be visited. Doing that at once could recurse deeply.
    met: Vec<u32>,
}

impl<const FULL: bool, const PAR: bool> Drop for Worker<'_, FULL, PAR> {
    /// A panic of one worker must end the collection, not make the others wait.
    fn drop(&mut self) {
        if PAR && std::thread::panicking() {
            self.trace.pool.abandon();
        }
    }
}

impl<'a, const FULL: bool, const PAR: bool> Worker<'a, FULL, PAR> {
    pub(crate) fn new(trace: &'a Trace<'a>, labs: Labs) -> Self {
        debug_assert_eq!(FULL, trace.kind == CollectionKind::Full);
        Worker {
            trace,
            stack: Vec::new(),
            coming: Coming::default(),
            survivor_top: 0,
            survivor_end: 0,
            labs,
            discovered: Discovered::default(),
            counters: Counters::default(),
            met: Vec::new(),
        }
    }

    /// Ends the worker's part: its buffers, references put aside and figures.
    pub(crate) fn finish(mut self) -> (Labs, Discovered, Counters) {
        debug_assert!(self.stack.is_empty() && self.met.is_empty());
        self.close_survivor_lab();
        (std::mem::take(&mut self.labs), std::mem::take(&mut self.discovered), self.counters)
    }

    /// Traces the reference in a slot and rewrites the slot; the new reference.
    ///
    /// # Safety
    ///
    /// The slot holds null or a reference of the heap under collection.
    #[inline(always)]
    pub(crate) unsafe fn trace_slot(&mut self, slot: &AtomicU32) -> u32 {
        let old = slot.load(Relaxed);
        // SAFETY: passed on.
        let new = unsafe { self.trace_reference(old) };
        if new != old {
            slot.store(new, Relaxed);
        }
        new
    }

    #[inline(always)]
    unsafe fn trace_reference(&mut self, reference: u32) -> u32 {
        // SAFETY: passed on.
        unsafe {
            if reference < self.trace.young_end {
                if reference == 0 { 0 } else { self.trace_young(reference) }
            } else if FULL {
                self.trace_mature(reference)
            } else {
                if reference >= self.trace.large_low {
                    self.trace_young_large(reference);
                }
                reference
            }
        }
    }

    #[inline(always)]
    unsafe fn trace_young(&mut self, reference: u32) -> u32 {
        // SAFETY: a young reference, so its header is readable.
        let header = unsafe { object::header_cell(self.trace.base, Ref(reference)) }.load(if PAR {
            Acquire
        } else {
            Relaxed
        });
        if header & header::FORWARDED != 0 {
            return (header >> 32) as u32;
        }
        if self.trace.in_to_space(reference) {
            return reference;
        }
        // SAFETY: not moved yet, header just read.
        unsafe { self.move_object(reference, header) }
    }

    /// Marks a large object if it is young, which makes it a step older.
    #[inline]
    unsafe fn trace_young_large(&mut self, reference: u32) {
        let state = self.trace.heap.memory.block_state((reference >> BLOCK_UNITS_SHIFT) as usize);
        if state.load(Relaxed) & state::YOUNG == 0 {
            return;
        }
        // SAFETY: a young large object; only who claims it changes its header.
        unsafe {
            let cell = object::header_cell(self.trace.base, Ref(reference));
            let header = cell.load(Relaxed);
            let age = (header & header::AGE_MASK) >> header::AGE_SHIFT;
            let info = &*object::type_at(self.trace.base, header::class_index(header));
            let length = if info.shape == Shape::RefArray {
                object::array_length(self.trace.base, Ref(reference))
            } else {
                0
            };
            let young = age < self.trace.threshold.min(LARGE_AGES) && length < LONG_ARRAY;
            let to = if young { state::LARGE | state::AGING } else { state::LARGE };
            let claim = state.compare_exchange(state::LARGE | state::YOUNG, to, AcqRel, Relaxed);
            if claim.is_ok() {
                cell.store(header + (u64::from(young) << header::AGE_SHIFT), Relaxed);
                self.stack.push(u64::from(reference));
            }
        }
    }

    #[inline]
    unsafe fn trace_mature(&mut self, reference: u32) -> u32 {
        let memory = &self.trace.heap.memory;
        let state = memory.block_state((reference >> BLOCK_UNITS_SHIFT) as usize).load(Relaxed);
        // SAFETY: a mature reference: header and bitmap word are committed.
        unsafe {
            if state & state::EVACUATE != 0 {
                let header = object::header_cell(self.trace.base, Ref(reference)).load(Acquire);
                if header & header::FORWARDED != 0 {
                    return (header >> 32) as u32;
                }
                return self.move_object(reference, header);
            }
            let bits = memory.bits((reference >> 6) as usize);
            let (old, bit) = (bits.load(Relaxed), bit(reference));
            if old & bit != 0 {
                return reference;
            }
            if PAR {
                if bits.fetch_or(bit, AcqRel) & bit != 0 {
                    return reference;
                }
            } else {
                bits.store(old | bit, Relaxed);
            }
        }
        self.stack.push(u64::from(reference));
        reference
    }

    /// In a full collection, for every object reached: marks its lines and its
    /// class.
    ///
    /// # Safety
    ///
    /// An object of this size and type is there.
    #[inline(always)]
    pub(crate) unsafe fn account(&mut self, reference: u32, size: usize, info: &TypeInfo) {
        if reference >= self.trace.young_end && size <= MEDIUM_BYTES {
            let start = reference as usize >> (LINE_SHIFT - 3);
            let end = ((reference as usize) * 8 + size - 1) >> LINE_SHIFT;
            for line in start..=end {
                // SAFETY: lines of a live mature object are committed.
                unsafe { self.trace.heap.memory.line(line) }.store(1, Relaxed);
            }
            let block = (reference >> BLOCK_UNITS_SHIFT) as usize;
            let live = self.trace.heap.memory.live_units(block);
            let units = (size / 8) as u16;
            if PAR {
                live.fetch_add(units, Relaxed);
            } else {
                live.store(live.load(Relaxed) + units, Relaxed);
            }
        }
        if !self.trace.classes_met.is_empty() {
            self.meet_class(info.class_index);
        }
    }

    fn meet_class(&mut self, index: u32) {
        let word = &self.trace.classes_met[index as usize / 64];
        let bit = 1 << (index % 64);
        if word.load(Relaxed) & bit == 0 && word.fetch_or(bit, Relaxed) & bit == 0 {
            self.met.push(index);
        }
    }

    /// Scans everything on the stack and what comes onto it.
    ///
    /// # Safety
    ///
    /// As for [`Worker::scan`], for all that is on the stack.
    pub(crate) unsafe fn drain(&mut self) {
        loop {
            // SAFETY: passed on.
            unsafe { self.drain_stack() };
            if !FULL {
                return;
            }
            let Some(class_index) = self.met.pop() else { return };
            let roots = self.trace.roots;
            roots.class_roots(class_index, &mut |slot| {
                // SAFETY: a root source gives slots with references of its heap.
                unsafe { self.trace_slot(slot) };
            });
        }
    }

    unsafe fn drain_stack(&mut self) {
        loop {
            // SAFETY: only live objects are pushed, and only their slots come.
            let more = unsafe { if FULL { self.scan_next() } else { self.scan_or_trace_next() } };
            if !more {
                return;
            }
            if PAR && self.stack.len() > 2 * CHUNK && self.trace.pool.is_hungry() {
                self.trace.pool.share(&mut self.stack);
            }
        }
    }

    /// In a full collection objects mostly stay in place and are not in the
    /// cache: each waits for its memory before it is scanned.
    #[inline(always)]
    unsafe fn scan_next(&mut self) -> bool {
        // SAFETY: an item names a live object of the heap.
        unsafe {
            let item = match self.stack.pop() {
                Some(item) => {
                    object::prefetch(self.trace.base, Ref(item as u32));
                    self.coming.exchange(item)
                }
                None => match self.coming.take() {
                    0 => return false,
                    item => item,
                },
            };
            if item != 0 {
                self.scan(item);
            }
        }
        true
    }

    /// In a young collection an object to be scanned has just been copied, but
    /// those that it refers to have not been looked at.
    #[inline(always)]
    unsafe fn scan_or_trace_next(&mut self) -> bool {
        // SAFETY: an item names a live object of the heap.
        unsafe {
            match self.stack.pop() {
                Some(item) => self.scan(item),
                None => match self.coming.take() {
                    0 => return false,
                    slot => self.trace_at(slot as usize),
                },
            }
        }
        true
    }

    /// Drains together with the other workers, until none has anything left.
    ///
    /// # Safety
    ///
    /// As for [`Worker::drain`].
    pub(crate) unsafe fn drain_together(&mut self) {
        loop {
            // SAFETY: passed on; other workers share only live objects.
            unsafe { self.drain() };
            if !PAR || !self.trace.pool.take(&mut self.stack) {
                return;
            }
        }
    }

    /// Scans one object, or a piece of an array.
    ///
    /// # Safety
    ///
    /// The item names a live object at its final place.
    #[inline(always)]
    pub(crate) unsafe fn scan(&mut self, item: u64) {
        let (reference, from) = (item as u32, (item >> 32) as u32);
        let base = self.trace.base;
        let object = Ref(reference);
        // SAFETY: a live object has a valid type and size.
        unsafe {
            let info = &*object::type_of(base, object);
            if FULL && from == 0 {
                let size = object::size_with_type(base, object, info);
                self.account(reference, size, info);
            }
            match info.shape {
                Shape::Instance => self.scan_fields(object, info),
                Shape::Holder => self.scan_holder(object, info),
                Shape::Reference => self.scan_reference(object, info),
                Shape::RefArray => self.scan_array_piece(object, from),
                Shape::PrimitiveArray => {}
            }
        }
    }

    #[inline(always)]
    unsafe fn scan_fields(&mut self, object: Ref, info: &TypeInfo) {
        // SAFETY: the runs lie inside the object; a live class has live runs.
        unsafe {
            for &RefRun { offset, count } in info.ref_runs() {
                let first = object.byte_offset() + offset as usize;
                for slot in 0..count as usize {
                    self.meet_slot(first + slot * 4);
                }
            }
        }
    }

    /// Traces the reference at this distance from the base, a field or element
    /// of a live object; in a young collection not at once, if what it refers to
    /// must come from memory first.
    #[inline(always)]
    unsafe fn meet_slot(&mut self, at: usize) {
        // SAFETY: passed on.
        unsafe {
            if FULL {
                return self.trace_at(at);
            }
            let reference = *self.trace.base.add(at).cast::<u32>();
            if reference.wrapping_sub(1) < self.trace.young_end - 1 {
                object::prefetch(self.trace.base, Ref(reference));
                let due = self.coming.exchange(at as u64);
                if due != 0 {
                    self.trace_at(due as usize);
                }
            } else if reference >= self.trace.large_low {
                self.trace_at(at);
            }
        }
    }

    /// Traces the reference at this distance from the base, and remembers it if
    /// a mature object refers to a young one by it.
    #[inline(always)]
    unsafe fn trace_at(&mut self, at: usize) {
        // SAFETY: passed on.
        unsafe {
            let new = self.trace_slot(&*self.trace.base.add(at).cast::<AtomicU32>());
            if at >= self.trace.heap.young.end() && self.trace.is_to_remember(new) {
                self.trace.dirty(at);
            }
        }
    }

    /// Scans an object that keeps classes alive.
    unsafe fn scan_holder(&mut self, object: Ref, info: &TypeInfo) {
        // SAFETY: passed on.
        unsafe { self.scan_fields(object, info) };
        if FULL && !self.trace.classes_met.is_empty() {
            let roots = self.trace.roots;
            roots.holder_roots(object, &mut |slot| {
                // SAFETY: a root source gives slots with references of its heap.
                unsafe { self.trace_slot(slot) };
            });
        }
    }

    unsafe fn scan_array_piece(&mut self, array: Ref, from: u32) {
        // SAFETY: a live array.
        unsafe {
            let length = object::array_length(self.trace.base, array);
            let to = length.min(from.saturating_add(ARRAY_CHUNK));
            if to < length {
                self.stack.push(u64::from(to) << 32 | u64::from(array.0));
            }
            self.scan_elements(array, from, to);
        }
    }

    /// Traces some elements of a reference array.
    ///
    /// # Safety
    ///
    /// A live reference array with at least `to` elements.
    pub(crate) unsafe fn scan_elements(&mut self, array: Ref, from: u32, to: u32) {
        let place =
            |index: u32| array.byte_offset() + ARRAY_DATA_OFFSET as usize + index as usize * 4;
        let (mut at, end) = (place(from), place(to));
        // SAFETY: elements of the array.
        unsafe {
            while end - at >= ELEMENTS_AT_ONCE * 4 {
                // Large arrays are often empty over long stretches.
                let elements = self.trace.base.add(at).cast::<[u32; ELEMENTS_AT_ONCE]>().read();
                if elements.iter().fold(0, |all, element| all | element) != 0 {
                    if FULL && end - at > 2 * ELEMENTS_AT_ONCE * 4 {
                        self.prefetch_elements(at + ELEMENTS_AT_ONCE * 4);
                    }
                    for index in 0..ELEMENTS_AT_ONCE {
                        self.meet_slot(at + index * 4);
                    }
                }
                at += ELEMENTS_AT_ONCE * 4;
            }
            while at < end {
                self.meet_slot(at);
                at += 4;
            }
        }
    }

    /// Asks for what some elements refer to.
    #[inline(always)]
    unsafe fn prefetch_elements(&self, at: usize) {
        // SAFETY: passed on.
        unsafe {
            let elements = self.trace.base.add(at).cast::<[u32; ELEMENTS_AT_ONCE]>().read();
            elements.iter().for_each(|&e| object::prefetch(self.trace.base, Ref(e)));
        }
    }

    /// Traces one reference slot of an object that may be mature.
    ///
    /// # Safety
    ///
    /// The offset is that of a reference field of the live object.
    pub(crate) unsafe fn trace_field(&mut self, object: Ref, offset: u32) {
        // SAFETY: passed on.
        unsafe { self.trace_at(object.byte_offset() + offset as usize) }
    }

    /// Scans an object of `java.lang.ref`: its referent is left alone if it has
    /// not been reached otherwise, and the reference is put aside.
    unsafe fn scan_reference(&mut self, object: Ref, info: &TypeInfo) {
        let base = self.trace.base;
        // SAFETY: the layout describes all objects of this shape.
        unsafe {
            self.scan_fields(object, info);
            let Some(layout) = self.trace.references else {
                // Only in the first moments of the boot, before the class of
                // references is known, hence before there are any.
                debug_assert!(false, "a reference object without a reference layout");
                return;
            };
            self.trace_field(object, layout.discovered);
            let referent = object::load_ref(base, object, layout.referent);
            if referent.is_null() {
                return;
            }
            let aside = self.trace.discovering.load(Relaxed)
                && !self.trace.is_alive(referent.0)
                && match info.strength {
                    Strength::Strong => false,
                    Strength::Soft => {
                        let stamp = object::load::<i64>(base, object, layout.timestamp);
                        !self.trace.soft.keeps(stamp)
                    }
                    Strength::Weak | Strength::Phantom => true,
                    // Not again once it has been handed to the finalizer.
                    Strength::Final => object::load_ref(base, object, layout.next).is_null(),
                };
            if aside {
                self.discovered[info.strength as usize - 1].push(object.0);
            } else {
                self.trace_field(object, layout.referent);
            }
        }
    }
}
