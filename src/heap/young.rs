//! The young generation's memory: eden and two survivor spaces.
//!
//! ```text
//! YOUNG_START   eden (as much as the young generation may ever need)
//!               survivor 0
//!               survivor 1
//! end           mature space
//! ```
//!
//! Only the first `eden_capacity` bytes of eden are in use, few at first, so
//! that the same pages serve again and again while they are in the cache.
//!
//! Invariant 1: outside a collection one survivor space, `to`, is empty.
//!
//! Invariant 2: eden from `eden_top` on and above `eden_clean` is zero; below
//! `eden_clean` it must be zeroed before it is given out.

use crate::config::HeapError;
use crate::memory::{BLOCK_BYTES, Memory};
use parking_lot::Mutex;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Where the young generation starts: what lies below is the guard of null.
pub(crate) const YOUNG_START: usize = BLOCK_BYTES;

/// Eden is to survivor space as this is to one.
const SURVIVOR_RATIO: usize = 8;

/// A survivor space: its reserved place and how much of it is filled.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Survivor {
    pub(crate) start: usize,
    pub(crate) top: usize,
    committed: usize,
}

/// The young generation. All positions are byte offsets from `base`.
#[derive(Debug)]
pub(crate) struct Young {
    eden_top: AtomicUsize,
    eden_end: AtomicUsize,
    eden_clean: AtomicUsize,
    /// Fixed: the end of what eden may grow to.
    eden_reserved_end: usize,
    inner: Mutex<Inner>,
    /// Fixed: the end of the generation.
    end: usize,
}

/// What only a collection changes.
#[derive(Debug)]
pub(crate) struct Inner {
    /// Where the eden in use starts: at `YOUNG_START`, except that the
    /// poisoning mode moves on with every collection.
    pub(crate) eden_start: usize,
    pub(crate) eden_capacity: usize,
    eden_committed: usize,
    pub(crate) from: Survivor,
    pub(crate) to: Survivor,
    pub(crate) survivor_capacity: usize,
}

impl Young {
    /// Lays out a generation whose eden and survivors sum up to `bytes` at
    /// most. With `rotate` there is room for eden to move.
    pub(crate) fn new(bytes: usize, rotate: bool) -> Young {
        let survivor = (bytes / (SURVIVOR_RATIO + 2)).next_multiple_of(BLOCK_BYTES);
        let eden = bytes.saturating_sub(2 * survivor).next_multiple_of(BLOCK_BYTES);
        let eden = if rotate { eden * 2 } else { eden };
        let eden_reserved_end = YOUNG_START + eden;
        let at = |start| Survivor { start, top: start, committed: start };
        let from = at(eden_reserved_end);
        let to = at(eden_reserved_end + survivor);
        Young {
            eden_top: AtomicUsize::new(YOUNG_START),
            eden_end: AtomicUsize::new(YOUNG_START),
            eden_clean: AtomicUsize::new(YOUNG_START),
            eden_reserved_end,
            end: eden_reserved_end + 2 * survivor,
            inner: Mutex::new(Inner {
                eden_start: YOUNG_START,
                eden_capacity: 0,
                eden_committed: YOUNG_START,
                from,
                to,
                survivor_capacity: 0,
            }),
        }
    }

    /// End of the generation; references below are young.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// Reserved bytes of one survivor space.
    fn survivor_reserved(&self) -> usize {
        (self.end - self.eden_reserved_end) / 2
    }

    pub(crate) fn inner(&self) -> parking_lot::MutexGuard<'_, Inner> {
        self.inner.lock()
    }

    /// Filled part of eden.
    pub(crate) fn eden_used(&self) -> Range<usize> {
        self.inner().eden_start..self.eden_top.load(Relaxed)
    }

    /// Takes `min..=wanted` bytes of eden; the memory is zero.
    pub(crate) fn alloc_eden(
        &self,
        memory: &Memory,
        min: usize,
        wanted: usize,
    ) -> Option<Range<usize>> {
        let mut top = self.eden_top.load(Relaxed);
        let taken = loop {
            let room = self.eden_end.load(Relaxed).saturating_sub(top);
            if room < min {
                return None;
            }
            let end = top + wanted.min(room);
            match self.eden_top.compare_exchange_weak(top, end, Relaxed, Relaxed) {
                Ok(_) => break top..end,
                Err(now) => top = now,
            }
        };
        let clean = self.eden_clean.load(Relaxed);
        let dirty = taken.end.min(clean).saturating_sub(taken.start);
        // SAFETY: the piece lies in committed eden and was just made ours.
        unsafe { memory.base().add(taken.start).write_bytes(0, dirty) };
        Some(taken)
    }

    /// Sets how much of eden and the survivor spaces may be used; eden must be
    /// empty.
    pub(crate) fn resize(&self, memory: &Memory, eden: usize) -> Result<(), HeapError> {
        let mut inner = self.inner();
        let start = inner.eden_start;
        let eden = eden.min(self.eden_reserved_end - start) & !(BLOCK_BYTES - 1);
        debug_assert_eq!(self.eden_top.load(Relaxed), start);
        if start + eden > inner.eden_committed {
            memory.commit(inner.eden_committed..start + eden, YOUNG_START)?;
            inner.eden_committed = start + eden;
        }
        inner.eden_capacity = eden;
        let survivor = (eden / SURVIVOR_RATIO).next_multiple_of(BLOCK_BYTES);
        inner.survivor_capacity = survivor.min(self.survivor_reserved());
        let capacity = inner.survivor_capacity;
        let to = &mut inner.to;
        if to.start + capacity > to.committed {
            memory.commit(to.committed..to.start + capacity, to.start)?;
            to.committed = to.start + capacity;
        }
        self.eden_end.store(start + eden, Relaxed);
        Ok(())
    }

    /// After a collection has moved all survivors to `to`, filled up to
    /// `to_top`: empties eden and exchanges the survivor spaces.
    pub(crate) fn flip(
        &self,
        memory: &Memory,
        to_top: usize,
        poison: bool,
    ) -> Result<(), HeapError> {
        let mut inner = self.inner();
        let eden_top = self.eden_top.load(Relaxed);
        self.eden_clean.fetch_max(eden_top, Relaxed);
        let old_from = inner.from;
        inner.from = Survivor { top: to_top, ..inner.to };
        inner.to = Survivor { top: old_from.start, ..old_from };
        if poison {
            memory.poison(old_from.start..old_from.committed)?;
            inner.to.committed = old_from.start;
            let start = inner.eden_start;
            memory.poison(start..eden_top.next_multiple_of(BLOCK_BYTES))?;
            self.rotate_eden(&mut inner, eden_top);
        }
        self.eden_top.store(inner.eden_start, Relaxed);
        self.eden_end.store(inner.eden_start, Relaxed);
        Ok(())
    }

    /// Moves the start of eden behind what the last collection vacated, so that
    /// stale references keep pointing at inaccessible memory for a while.
    fn rotate_eden(&self, inner: &mut Inner, eden_top: usize) {
        let next = eden_top.next_multiple_of(BLOCK_BYTES);
        let half = (self.eden_reserved_end - YOUNG_START) / 2;
        inner.eden_start = if next > YOUNG_START + half { YOUNG_START } else { next };
        inner.eden_committed = inner.eden_start;
        // Poisoned pages were given back: all of eden is zero.
        self.eden_clean.store(inner.eden_start, Relaxed);
    }

    /// Gives the memory of eden beyond `keep` bytes back to the system; eden
    /// must be empty.
    pub(crate) fn trim(&self, memory: &Memory, keep: usize) {
        let inner = self.inner();
        // Whole blocks, so that what is decommitted is all zero afterwards.
        let from = inner.eden_start + keep.next_multiple_of(BLOCK_BYTES);
        let clean = self.eden_clean.load(Relaxed).next_multiple_of(BLOCK_BYTES);
        if from < clean && memory.decommit(from..clean.min(inner.eden_committed)) {
            self.eden_clean.store(from, Relaxed);
        }
    }

    /// Gives the memory of the survivor space that a collection has vacated,
    /// before the flip, back to the system.
    pub(crate) fn trim_survivor(&self, memory: &Memory) {
        let from = self.inner().from;
        memory.decommit(from.start..from.committed);
    }
}
