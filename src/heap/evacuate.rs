//! Moving objects: where the copy goes, and how workers agree on one.
//!
//! Young objects go to the survivor space until they are old enough or it is
//! full, everything else to the mature space. The rules that make this sound
//! are the invariants of `trace.rs`.

use crate::layout::{CARD_SHIFT, Ref, Shape, TypeInfo, header};
use crate::mature::OldLab;
use crate::memory::{BLOCK_SHIFT, LINE_SHIFT};
use crate::object;
use crate::trace::{MEDIUM_BYTES, Worker, bit};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release};

/// Survivor space that a worker takes at a time when there are several.
const SURVIVOR_LAB: usize = 16 << 10;

/// The old-space buffers of one worker, kept from collection to collection.
#[derive(Debug, Default)]
pub(crate) struct Labs {
    small: OldLab,
    medium: OldLab,
}

impl<const FULL: bool, const PAR: bool> Worker<'_, FULL, PAR> {
    /// Copies an object to its new place and forwards it; the new reference,
    /// which is another worker's if that was faster.
    ///
    /// # Safety
    ///
    /// The object has this header, is not forwarded, and is to be moved.
    pub(crate) unsafe fn move_object(&mut self, reference: u32, old_header: u64) -> u32 {
        let base = self.trace.base;
        let object = Ref(reference);
        // SAFETY: the object is whole until it is forwarded, and a racing
        // worker changes nothing but its header; the target is ours alone.
        unsafe {
            let info = &*object::type_at(base, header::class_index(old_header));
            let size = object::size_with_type(base, object, info);
            let age = (old_header & header::AGE_MASK) >> header::AGE_SHIFT;
            let was_young = reference < self.trace.young_end;
            let stays_young =
                was_young && age < self.trace.threshold && size <= self.trace.survivor_most;
            let survivor = if stays_young { self.alloc_survivor(size) } else { None };
            let (at, new_header) = match survivor {
                Some(at) => (at, old_header + (u64::from(age < 15) << header::AGE_SHIFT)),
                None => (self.alloc_old(size), old_header & !header::AGE_MASK),
            };
            let (from, to) = (object::addr(base, object), base.add(at));
            copy_words(from.add(8), to.add(8), size - 8);
            to.cast::<u64>().write(new_header);
            let new = (at >> 3) as u32;
            if survivor.is_none() {
                self.set_start_bit(new);
            }
            let forwarding = u64::from(new) << 32 | old_header & 0xffff_ffff | header::FORWARDED;
            let cell = object::header_cell(base, object);
            if PAR {
                if let Err(now) = cell.compare_exchange(old_header, forwarding, AcqRel, Acquire) {
                    self.abandon_copy(at, size, survivor.is_some());
                    return (now >> 32) as u32;
                }
            } else {
                cell.store(forwarding, Relaxed);
            }
            match survivor {
                Some(_) => {
                    self.counters.survived += size;
                    self.counters.ages[(age + 1).min(15) as usize] += size;
                }
                None if was_young => self.counters.promoted += size,
                None => self.counters.compacted += size,
            }
            self.after_move(new, size, info);
            new
        }
    }

    /// Puts a copied object on the stack if it has anything to scan.
    #[inline(always)]
    unsafe fn after_move(&mut self, new: u32, size: usize, info: &TypeInfo) {
        let scan = match info.shape {
            Shape::Instance => info.ref_run_count != 0,
            Shape::PrimitiveArray => false,
            Shape::Reference | Shape::Holder | Shape::RefArray => true,
        };
        if scan {
            self.stack.push(u64::from(new));
        } else if FULL {
            // SAFETY: the object was just copied there.
            unsafe { self.account(new, size, info) };
        }
    }

    #[inline(always)]
    unsafe fn set_start_bit(&self, reference: u32) {
        // SAFETY: committed with the block that the object was put in.
        let bits = unsafe { self.trace.heap.memory.bits((reference >> 6) as usize) };
        // Invariant 3: no other worker changes bits of this block.
        bits.store(bits.load(Relaxed) | bit(reference), Release);
    }

    /// Another worker has moved the object: gives the copy up. In the mature
    /// space the copy stays as a gap, since a worker that scans cards may be
    /// reading it.
    #[cold]
    unsafe fn abandon_copy(&mut self, at: usize, size: usize, survivor: bool) {
        if survivor {
            debug_assert_eq!(self.survivor_top, at + size);
            self.survivor_top = at;
        } else if size > MEDIUM_BYTES {
            self.trace.heap.mature.lock().free_large(&self.trace.heap.memory, at >> BLOCK_SHIFT);
        } else {
            // SAFETY: as in `set_start_bit`.
            let bits = unsafe { self.trace.heap.memory.bits(at >> CARD_SHIFT) };
            bits.store(bits.load(Relaxed) & !bit((at >> 3) as u32), Relaxed);
        }
    }

    #[inline(always)]
    fn alloc_survivor(&mut self, size: usize) -> Option<usize> {
        let at = self.survivor_top;
        if size <= self.survivor_end - at {
            self.survivor_top = at + size;
            return Some(at);
        }
        self.alloc_survivor_slow(size)
    }

    #[cold]
    fn alloc_survivor_slow(&mut self, size: usize) -> Option<usize> {
        let limit = self.trace.to_limit;
        let wanted = if PAR { SURVIVOR_LAB.max(size) } else { usize::MAX };
        let claim = self.trace.to_top.fetch_update(Relaxed, Relaxed, |top| {
            let room = limit - top;
            (size <= room).then(|| top + wanted.min(room))
        });
        let start = claim.ok()?;
        self.close_survivor_lab();
        self.survivor_end = start + wanted.min(limit - start);
        self.survivor_top = start + size;
        Some(start)
    }

    /// Gives up the rest of the survivor buffer: zeroed, so that a walk over
    /// the space passes it by, or given back if it is the last.
    pub(crate) fn close_survivor_lab(&mut self) {
        let (top, end) = (self.survivor_top, self.survivor_end);
        (self.survivor_top, self.survivor_end) = (0, 0);
        if self.trace.to_top.compare_exchange(end, top, Relaxed, Relaxed).is_err() && top < end {
            // SAFETY: the rest of the buffer is committed and ours.
            unsafe { self.trace.base.add(top).write_bytes(0, end - top) };
        }
    }

    /// Place for an object in the mature space.
    #[inline(always)]
    fn alloc_old(&mut self, size: usize) -> usize {
        let hole = if size <= MEDIUM_BYTES { self.labs.small.bump(size) } else { None };
        match hole {
            Some(at) => at,
            None => self.alloc_old_slow(size),
        }
    }

    #[cold]
    fn alloc_old_slow(&mut self, size: usize) -> usize {
        let heap = self.trace.heap;
        if size > MEDIUM_BYTES {
            let head = heap.mature.lock().alloc_large(&heap.memory, size, false, false);
            return head.ok().flatten().expect("address space for a surviving large object")
                << BLOCK_SHIFT;
        }
        if size > 1 << LINE_SHIFT {
            // Does not fit in this hole; many further holes would be skipped.
            return loop {
                if let Some(at) = self.labs.medium.bump(size) {
                    break at;
                }
                self.labs.medium.take_free_block(heap);
            };
        }
        loop {
            if let Some(at) = self.labs.small.bump(size) {
                return at;
            }
            if self.labs.small.next_hole(&heap.memory) {
                continue;
            }
            let recycled =
                if FULL { None } else { heap.mature.lock().take_recyclable(&heap.memory) };
            match recycled {
                Some(block) => self.labs.small.set_block(block),
                None => self.labs.small.take_free_block(heap),
            }
        }
    }
}

/// Copies `bytes` bytes, a multiple of 8, between aligned places that do not
/// overlap. Most objects are a few words, for which a call would cost more.
///
/// # Safety
///
/// Both ranges are valid, 8-aligned and disjoint.
#[inline(always)]
unsafe fn copy_words(from: *const u8, to: *mut u8, bytes: usize) {
    // SAFETY: passed on.
    unsafe {
        if bytes > 64 {
            std::ptr::copy_nonoverlapping(from, to, bytes);
            return;
        }
        let (from, to) = (from.cast::<u64>(), to.cast::<u64>());
        for word in 0..bytes / 8 {
            to.add(word).write(from.add(word).read());
        }
    }
}
