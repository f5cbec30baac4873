//! The remembered set: mature objects on dirty cards are roots of a young
//! collection.
//!
//! A card is dirty if since the last collection a reference was stored into a
//! slot on it, or into a field of an instance that starts on it, and stays
//! dirty while such a slot refers to a young object. The word of the bitmap
//! that belongs to a card tells the objects that start on it.
//!
//! Static fields have cards too: all cards of references in them that a young
//! collection must know of.

use crate::layout::{ARRAY_DATA_OFFSET, CARD_CLEAN, CARD_DIRTY, CARD_SHIFT, Ref, Shape};
use crate::mature::state;
use crate::memory::{BLOCK_BYTES, BLOCK_SHIFT, Memory};
use crate::object;
use crate::trace::Worker;
use std::ops::Range;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::{Acquire, Relaxed};

/// Cards of a block.
const CARDS_PER_BLOCK: usize = BLOCK_BYTES >> CARD_SHIFT;
/// Bytes of a card.
const CARD_BYTES: usize = 1 << CARD_SHIFT;
/// Blocks that a worker claims at a time.
const CLAIM: usize = 32;

/// Dirty cards that are asked for from memory before they are scanned.
const CARDS_AHEAD: usize = 6;
/// Cards of a large object that a worker claims at a time.
const PIECE_CARDS: usize = 1024;

/// The blocks whose cards are to be scanned, claimed piecemeal by the workers.
pub(crate) struct CardWork {
    next: AtomicUsize,
    old_end: usize,
    /// Claims beyond `old_end` count through pieces of large objects.
    large: Vec<Piece>,
}

/// Some cards of a large object.
struct Piece {
    object: Ref,
    cards: Range<usize>,
}

impl CardWork {
    /// The cards of old blocks and old large objects.
    ///
    /// # Safety
    ///
    /// At a safepoint, before a young collection moves anything.
    pub(crate) unsafe fn new(heap: &crate::heap::Heap) -> CardWork {
        let mut mature = heap.mature.lock();
        let old = mature.old_range();
        let mut large = Vec::new();
        // SAFETY: passed on.
        for (head, extent) in unsafe { mature.old_large_holders(&heap.memory) } {
            let object = Ref::from_byte_offset(head << BLOCK_SHIFT);
            let first = head * CARDS_PER_BLOCK;
            let end = first + extent.bytes.div_ceil(CARD_BYTES);
            let pieces = (first..end).step_by(PIECE_CARDS);
            large.extend(pieces.map(|at| Piece { object, cards: at..(at + PIECE_CARDS).min(end) }));
        }
        CardWork { next: AtomicUsize::new(old.start), old_end: old.end, large }
    }
}

impl<const FULL: bool, const PAR: bool> Worker<'_, FULL, PAR> {
    /// Traces what the dirty cards remember, sharing the work with the others.
    ///
    /// # Safety
    ///
    /// During a young collection of the heap that `work` was made for.
    pub(crate) unsafe fn scan_dirty_cards(&mut self, work: &CardWork) {
        let memory = &self.trace.heap.memory;
        let mut dirty = Vec::new();
        loop {
            // SAFETY: what the last claim has brought is live.
            unsafe { self.drain() };
            let start = work.next.fetch_add(CLAIM, Relaxed);
            if start >= work.old_end {
                // From here on a claim stands for one piece.
                let Some(piece) = work.large.get((start - work.old_end) / CLAIM) else {
                    return;
                };
                // SAFETY: passed on; the cards of a large object.
                unsafe {
                    take_dirty(memory, piece.cards.clone(), &mut dirty);
                    for card in dirty.drain(..) {
                        self.scan_on_card(piece.object, card << CARD_SHIFT);
                    }
                }
                continue;
            }
            for block in start..(start + CLAIM).min(work.old_end) {
                if memory.block_state(block).load(Relaxed) & state::KIND == state::OLD {
                    let first = block * CARDS_PER_BLOCK;
                    // SAFETY: passed on; the cards of an old block.
                    unsafe { take_dirty(memory, first..first + CARDS_PER_BLOCK, &mut dirty) };
                }
            }
            // SAFETY: passed on; cards of old blocks.
            unsafe { self.scan_cards_of_blocks(&dirty) };
            dirty.clear();
        }
    }

    /// Scans the objects on some cards of old blocks. Few cards may be dirty in
    /// a large heap: each is asked for from memory in time.
    unsafe fn scan_cards_of_blocks(&mut self, cards: &[usize]) {
        for (index, &card) in cards.iter().enumerate() {
            if let Some(&ahead) = cards.get(index + CARDS_AHEAD) {
                // SAFETY: a card of a used block.
                unsafe { self.prefetch_card(ahead) };
            }
            // SAFETY: as above.
            unsafe { self.scan_card_of_block(card) };
        }
    }

    unsafe fn prefetch_card(&self, card: usize) {
        // SAFETY: a card of a used block, whose tables are committed.
        unsafe {
            object::prefetch_at(std::ptr::from_ref(self.trace.heap.memory.bits(card)).cast());
            let start = self.trace.base.add(card << CARD_SHIFT);
            (0..CARD_BYTES).step_by(64).for_each(|line| object::prefetch_at(start.add(line)));
        }
    }

    /// Traces the static references on dirty cards; one worker does it.
    ///
    /// # Safety
    ///
    /// During a young collection.
    pub(crate) unsafe fn trace_static_cards(&mut self) {
        let memory = &self.trace.heap.memory;
        // SAFETY: static fields that were given out are committed, and the
        // references in them are of this heap.
        unsafe {
            let clean = |offset| {
                let card = memory.static_card(offset);
                let dirty = card.load(Relaxed) == CARD_DIRTY;
                if dirty {
                    card.store(CARD_CLEAN, Relaxed);
                }
                dirty
            };
            self.trace.heap.classes.for_each_static_ref(clean, |offset| {
                let new = self.trace_slot(memory.static_ref(offset));
                if self.trace.is_to_remember(new) {
                    memory.static_card(offset).store(CARD_DIRTY, Relaxed);
                }
            });
        }
    }

    /// Scans the objects on a card of an old block.
    unsafe fn scan_card_of_block(&mut self, card: usize) {
        let memory = &self.trace.heap.memory;
        // SAFETY: a card of a used block; objects are found by their bits.
        unsafe {
            let start = card << CARD_SHIFT;
            if let Some(object) = covering_object(memory, card) {
                self.scan_on_card(object, start);
            }
            let mut bits = memory.bits(card).load(Acquire);
            while bits != 0 {
                let unit = (card << 6) | bits.trailing_zeros() as usize;
                bits &= bits - 1;
                self.scan_on_card(Ref(unit as u32), start);
            }
        }
    }

    /// Scans an object if it lies at least partly on the card at `start`: of an
    /// array the elements on the card, otherwise all.
    unsafe fn scan_on_card(&mut self, object: Ref, start: usize) {
        // SAFETY: a live mature object.
        unsafe {
            let base = self.trace.base;
            let info = &*object::type_of(base, object);
            match info.shape {
                Shape::PrimitiveArray => {}
                Shape::Instance | Shape::Reference | Shape::Holder => {
                    if object.byte_offset() + info.instance_size as usize > start {
                        self.scan(u64::from(object.0));
                    }
                }
                Shape::RefArray => {
                    let data = object.byte_offset() + ARRAY_DATA_OFFSET as usize;
                    let length = object::array_length(base, object);
                    let index =
                        |at: usize| (at.saturating_sub(data) / 4).min(length as usize) as u32;
                    self.scan_elements(object, index(start), index(start + CARD_BYTES));
                }
            }
        }
    }
}

/// Cleans the dirty ones of some cards and lists them.
///
/// # Safety
///
/// During a young collection; cards of used blocks.
unsafe fn take_dirty(memory: &Memory, cards: Range<usize>, dirty: &mut Vec<usize>) {
    let mut card = cards.start;
    while card < cards.end {
        // SAFETY: cards of used blocks are committed; the table goes on in
        // whole blocks.
        unsafe {
            if card.is_multiple_of(8) && memory.eight_cards(card) == u64::MAX {
                card += 8;
                continue;
            }
            let cell = memory.card(card);
            if cell.load(Relaxed) == CARD_DIRTY {
                cell.store(CARD_CLEAN, Relaxed);
                dirty.push(card);
            }
        }
        card += 1;
    }
}

/// The last object of the block of `card` that starts before it.
///
/// # Safety
///
/// The block is in use.
unsafe fn covering_object(memory: &Memory, card: usize) -> Option<Ref> {
    let first = card & !(CARDS_PER_BLOCK - 1);
    for before in (first..card).rev() {
        // SAFETY: passed on.
        let bits = unsafe { memory.bits(before) }.load(Acquire);
        if bits != 0 {
            let unit = (before << 6) | (63 - bits.leading_zeros() as usize);
            return Some(Ref(unit as u32));
        }
    }
    None
}
