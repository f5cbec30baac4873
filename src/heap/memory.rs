//! The address space of one heap: the reservation that `layout` draws, and the
//! side tables that only the collector reads.
//!
//! Invariant 1: `base` is constant for the life of the heap and aligned to
//! 2 MiB, so that huge pages can serve it.
//!
//! Invariant 2: the first [`BLOCK_BYTES`] of the heap stay inaccessible, so a
//! field access through null faults.
//!
//! Invariant 3: a byte of the heap is committed together with its card, its
//! bitmap bit and its line byte.

use crate::config::HeapError;
use crate::layout::{
    CARD_CLEAN, CARD_SHIFT, CARDS_DISTANCE, CLASS_TABLE_DISTANCE, CLASS_TABLE_LEN, STATICS_DISTANCE,
};
use os::map::{Protection, Reservation, page_size};
use std::ops::Range;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed};

/// log2 of the bytes of a block, the unit in which the mature space is managed.
pub(crate) const BLOCK_SHIFT: u32 = 15;
/// Bytes of a block.
pub(crate) const BLOCK_BYTES: usize = 1 << BLOCK_SHIFT;
/// log2 of the bytes of a line, the unit in which a block is reused.
pub(crate) const LINE_SHIFT: u32 = 8;
/// Bytes of a line.
pub(crate) const LINE_BYTES: usize = 1 << LINE_SHIFT;
/// Lines of a block.
pub(crate) const LINES_PER_BLOCK: usize = BLOCK_BYTES / LINE_BYTES;

const HUGE_PAGE: usize = 2 << 20;
/// The beginning of a space that is served by small pages, as most programs
/// never need more.
const SMALL_SPACE: usize = 8 << 20;

/// The memory of one heap.
#[derive(Debug)]
pub(crate) struct Memory {
    range: Reservation,
    /// Bytes from the start of `range` to `base`.
    prefix: usize,
    /// Bytes of heap that are reserved.
    heap_bytes: usize,
    bitmap: Reservation,
    lines: Reservation,
    blocks: Reservation,
    live: Reservation,
    page: usize,
    huge_pages: bool,
}

impl Memory {
    /// Reserves `heap_bytes`, a multiple of [`BLOCK_BYTES`], with everything
    /// that goes with them.
    pub(crate) fn reserve(heap_bytes: usize, huge_pages: bool) -> Result<Memory, HeapError> {
        debug_assert!(heap_bytes.is_multiple_of(BLOCK_BYTES));
        let range = Reservation::new(CLASS_TABLE_DISTANCE + heap_bytes + HUGE_PAGE)?;
        let unaligned = range.start() as usize + CLASS_TABLE_DISTANCE;
        let prefix = unaligned.next_multiple_of(HUGE_PAGE) - range.start() as usize;
        let blocks = Reservation::new(heap_bytes >> BLOCK_SHIFT)?;
        blocks.commit(0, blocks.len())?;
        let live = Reservation::new((heap_bytes >> BLOCK_SHIFT) * 2)?;
        live.commit(0, live.len())?;
        Ok(Memory {
            range,
            prefix,
            heap_bytes,
            bitmap: Reservation::new(heap_bytes / 64)?,
            lines: Reservation::new(heap_bytes >> LINE_SHIFT)?,
            blocks,
            live,
            page: page_size(),
            huge_pages,
        })
    }

    /// Where references count from.
    #[inline(always)]
    pub(crate) fn base(&self) -> *mut u8 {
        self.range.start().wrapping_add(self.prefix)
    }

    /// Bytes of heap that are reserved.
    pub(crate) fn heap_bytes(&self) -> usize {
        self.heap_bytes
    }

    /// Makes a byte range of the heap usable, with its side tables. `space` is
    /// where the range's space begins: far from there huge pages pay.
    pub(crate) fn commit(&self, bytes: Range<usize>, space: usize) -> Result<(), HeapError> {
        let part = self.pages(bytes.clone());
        self.range.commit(self.prefix + part.start, part.len())?;
        let huge = part.start.max(space + SMALL_SPACE).next_multiple_of(HUGE_PAGE);
        if self.huge_pages && huge < part.end {
            self.range.advise_huge_pages(self.prefix + huge, part.end - huge);
        }
        let cards = self.pages(bytes.start >> CARD_SHIFT..(bytes.end >> CARD_SHIFT) + 1);
        let cards_at = self.prefix - CARDS_DISTANCE;
        let cards_end = (cards_at + cards.end).min(self.prefix);
        self.range.commit(cards_at + cards.start, cards_end - cards_at - cards.start)?;
        let bits = self.pages(bytes.start / 64..bytes.end / 64 + 1);
        self.bitmap.commit(bits.start, bits.end.min(self.bitmap.len()) - bits.start)?;
        let lines = self.pages(bytes.start >> LINE_SHIFT..(bytes.end >> LINE_SHIFT) + 1);
        self.lines.commit(lines.start, lines.end.min(self.lines.len()) - lines.start)?;
        Ok(())
    }

    /// Makes static fields up to `end` bytes usable.
    pub(crate) fn commit_statics(&self, bytes: Range<usize>) -> Result<(), HeapError> {
        let part = self.pages(bytes);
        self.range.commit(self.prefix - STATICS_DISTANCE + part.start, part.len())?;
        let first = self.prefix - CARDS_DISTANCE - (STATICS_DISTANCE >> CARD_SHIFT);
        let cards = first + (part.start >> CARD_SHIFT)..first + (part.end >> CARD_SHIFT) + 1;
        let cards = self.pages(cards);
        Ok(self.range.commit(cards.start, cards.len())?)
    }

    /// The card of the static fields at this offset.
    ///
    /// # Safety
    ///
    /// The static fields there are committed.
    pub(crate) unsafe fn static_card(&self, offset: usize) -> &AtomicU8 {
        let distance = offset as isize - STATICS_DISTANCE as isize;
        // SAFETY: committed with the fields, below the heap's cards.
        unsafe {
            let cards = self.base().sub(CARDS_DISTANCE);
            &*cards.offset(distance >> CARD_SHIFT).cast::<AtomicU8>()
        }
    }

    /// The static reference at this offset.
    ///
    /// # Safety
    ///
    /// The static fields there are committed, and the offset is a multiple of 4.
    pub(crate) unsafe fn static_ref(&self, offset: usize) -> &AtomicU32 {
        // SAFETY: passed on.
        unsafe { &*self.base().sub(STATICS_DISTANCE).add(offset).cast::<AtomicU32>() }
    }

    /// Makes class-table entries usable.
    pub(crate) fn commit_class_table(&self, entries: Range<usize>) -> Result<(), HeapError> {
        let part = self.pages(entries.start * 8..entries.end.min(CLASS_TABLE_LEN) * 8);
        Ok(self.range.commit(self.prefix - CLASS_TABLE_DISTANCE + part.start, part.len())?)
    }

    /// Gives the whole pages inside a byte range of the heap back to the
    /// system; they read as zero afterwards. Whether that worked.
    pub(crate) fn decommit(&self, bytes: Range<usize>) -> bool {
        let start = bytes.start.next_multiple_of(self.page);
        let end = bytes.end & !(self.page - 1);
        start < end && self.range.decommit(self.prefix + start, end - start).is_ok()
    }

    /// Makes a byte range of the heap inaccessible, its content lost.
    pub(crate) fn poison(&self, bytes: Range<usize>) -> Result<(), HeapError> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.decommit(bytes.clone());
        let part = self.pages(bytes);
        Ok(self.range.protect(self.prefix + part.start, part.len(), Protection::None)?)
    }

    fn pages(&self, bytes: Range<usize>) -> Range<usize> {
        (bytes.start & !(self.page - 1))..bytes.end.next_multiple_of(self.page)
    }

    /// State byte of a block, by its number counted from `base`.
    #[inline(always)]
    pub(crate) fn block_state(&self, block: usize) -> &AtomicU8 {
        debug_assert!(block < self.heap_bytes >> BLOCK_SHIFT);
        // SAFETY: one byte per block of the reserved heap, committed at start.
        unsafe { &*self.blocks.start().add(block).cast::<AtomicU8>() }
    }

    /// What a full collection has found live in an old block, in units of 8
    /// bytes, by the block's number counted from `base`.
    #[inline(always)]
    pub(crate) fn live_units(&self, block: usize) -> &AtomicU16 {
        debug_assert!(block < self.heap_bytes >> BLOCK_SHIFT);
        // SAFETY: two bytes per block of the reserved heap, committed at start.
        unsafe { &*self.live.start().cast::<AtomicU16>().add(block) }
    }

    /// The 64 object-start bits of the 512 bytes of a card.
    ///
    /// # Safety
    ///
    /// The card's heap bytes are committed (invariant 3).
    #[inline(always)]
    pub(crate) unsafe fn bits(&self, card: usize) -> &AtomicU64 {
        debug_assert!(card < self.heap_bytes >> CARD_SHIFT);
        // SAFETY: eight bytes per card of the reserved heap.
        unsafe { &*self.bitmap.start().cast::<AtomicU64>().add(card) }
    }

    /// The mark of a line, by its number counted from `base`.
    ///
    /// # Safety
    ///
    /// The line's heap bytes are committed (invariant 3).
    #[inline(always)]
    pub(crate) unsafe fn line(&self, line: usize) -> &AtomicU8 {
        debug_assert!(line < self.heap_bytes >> LINE_SHIFT);
        // SAFETY: one byte per line of the reserved heap.
        unsafe { &*self.lines.start().add(line).cast::<AtomicU8>() }
    }

    /// A card, by its number counted from `base`.
    ///
    /// # Safety
    ///
    /// The card's heap bytes are committed (invariant 3).
    #[inline(always)]
    pub(crate) unsafe fn card(&self, card: usize) -> &AtomicU8 {
        debug_assert!(card < self.heap_bytes >> CARD_SHIFT);
        // SAFETY: one byte per card of the reserved heap.
        unsafe { &*self.base().sub(CARDS_DISTANCE).add(card).cast::<AtomicU8>() }
    }

    /// Eight cards at once, for skipping clean ones.
    ///
    /// # Safety
    ///
    /// As for [`Memory::card`]; `card` is a multiple of 8.
    #[inline(always)]
    pub(crate) unsafe fn eight_cards(&self, card: usize) -> u64 {
        debug_assert!(card.is_multiple_of(8));
        // SAFETY: eight committed bytes, aligned; the mutators are stopped.
        unsafe { self.base().sub(CARDS_DISTANCE).add(card).cast::<u64>().read_volatile() }
    }

    /// Cleans the cards, bits and lines of whole blocks.
    ///
    /// # Safety
    ///
    /// The blocks are committed and nobody else uses their tables.
    pub(crate) unsafe fn reset_block_tables(&self, blocks: Range<usize>) {
        let (first, count) = (blocks.start, blocks.len());
        // SAFETY: the tables of committed blocks are committed (invariant 3).
        unsafe {
            let cards = BLOCK_BYTES >> CARD_SHIFT;
            let at = self.base().sub(CARDS_DISTANCE).add(first * cards);
            at.write_bytes(CARD_CLEAN, count * cards);
            self.reset_marks(blocks);
        }
    }

    /// Clears the bits, lines and live counts of whole blocks.
    ///
    /// # Safety
    ///
    /// As for [`Memory::reset_block_tables`].
    pub(crate) unsafe fn reset_marks(&self, blocks: Range<usize>) {
        let (first, count) = (blocks.start, blocks.len());
        blocks.for_each(|block| self.live_units(block).store(0, Relaxed));
        // SAFETY: the tables of committed blocks are committed (invariant 3).
        unsafe {
            let bits = BLOCK_BYTES / 64;
            self.bitmap.start().add(first * bits).write_bytes(0, count * bits);
            self.lines.start().add(first * LINES_PER_BLOCK).write_bytes(0, count * LINES_PER_BLOCK);
        }
    }
}
