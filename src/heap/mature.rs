//! The mature space: old objects in blocks of lines, large objects in runs of
//! blocks.
//!
//! Old blocks are taken from the low end upwards, runs for large objects from
//! the high end downwards; the address space between is several times the
//! greatest heap, so that neither gets into the other's way. Memory is bounded
//! by counting (`used_bytes`), not by address space.
//!
//! Invariant 1: the state byte of a block tells what it is; it changes only
//! under the lock around [`Mature`] or by the collector.
//!
//! Invariant 2: in old blocks and at the head of a large object, a set bit in
//! the bitmap is an object's start, and the other way round. After a full
//! collection only live objects have bits.
//!
//! Invariant 3: a block that is free or was never used has clean tables.

use crate::config::HeapError;
use crate::heap::Heap;
use crate::layout::{Ref, Shape};
use crate::memory::{BLOCK_BYTES, BLOCK_SHIFT, LINE_BYTES, LINES_PER_BLOCK, Memory};
use crate::object;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::Ordering::Relaxed;

/// Values and flags of a block's state byte.
pub(crate) mod state {
    /// Not in use.
    pub(crate) const FREE: u8 = 0;
    /// Holds old objects.
    pub(crate) const OLD: u8 = 1;
    /// First block of a large object.
    pub(crate) const LARGE: u8 = 2;
    /// Further block of a large object.
    pub(crate) const LARGE_REST: u8 = 3;
    /// Mask of the values above.
    pub(crate) const KIND: u8 = 3;
    /// The running full collection moves this old block's objects away.
    pub(crate) const EVACUATE: u8 = 0x10;
    /// The large object is young; in a young collection: and not reached yet.
    pub(crate) const YOUNG: u8 = 0x20;
    /// In a young collection: reached, and to stay young.
    pub(crate) const AGING: u8 = 0x40;
}

/// Not a number of live units of a block.
const UNKNOWN: u16 = u16::MAX;
/// Blocks that are committed at a time.
const COMMIT_BLOCKS: usize = 64;
/// What poisoned blocks are filled with: a header of an impossible class.
const POISON: u8 = 0xdf;
/// Bytes of page granularity in which large objects are counted.
const LARGE_UNIT: usize = 4096;

/// A large object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Large {
    /// Blocks of its run.
    pub(crate) blocks: usize,
    /// Its size.
    pub(crate) bytes: usize,
}

/// A free run for large objects.
#[derive(Clone, Copy, Debug)]
struct Run {
    blocks: usize,
    /// Whether some page of it has been written to since it was last zero.
    touched: bool,
}

/// Book-keeping of the mature space; shared parts are in [`Memory`].
#[derive(Debug)]
pub(crate) struct Mature {
    /// First block of the space.
    first: usize,
    /// Blocks from `first` to here have been old blocks at some time.
    frontier: usize,
    /// Blocks below this are committed.
    committed_low: usize,
    /// Lowest block that a large object was put in.
    large_low: usize,
    /// Blocks from here on are committed.
    committed_high: usize,
    /// Free blocks below the frontier, highest first.
    free: Vec<u32>,
    /// Old blocks with free lines, as the last sweep found them.
    recyclable: Vec<u32>,
    /// Old blocks in use.
    old_blocks: usize,
    /// Of the lines of old blocks in use, those that are free for reuse.
    free_lines: usize,
    /// Live units of old blocks at the last sweep, by block from `first`;
    /// [`UNKNOWN`] once the block is allocated into.
    live_of: Vec<u16>,
    /// Bytes of dead objects on lines in use, at the last sweep.
    waste: usize,
    runs: BTreeMap<usize, Run>,
    large: BTreeMap<usize, Large>,
    /// Heads of old large objects that have references.
    large_holders: BTreeSet<usize>,
    /// Heads of large objects of which that is not known yet.
    new_heads: Vec<usize>,
    /// Heads of young large objects.
    young_large: Vec<usize>,
    large_bytes: usize,
    /// Bytes of large objects born since the last collection.
    new_large_bytes: usize,
}

impl Mature {
    pub(crate) fn new(first: usize, end: usize) -> Mature {
        Mature {
            first,
            frontier: first,
            committed_low: first,
            large_low: end,
            committed_high: end,
            free: Vec::new(),
            recyclable: Vec::new(),
            old_blocks: 0,
            free_lines: 0,
            live_of: Vec::new(),
            waste: 0,
            runs: BTreeMap::new(),
            large: BTreeMap::new(),
            large_holders: BTreeSet::new(),
            new_heads: Vec::new(),
            young_large: Vec::new(),
            large_bytes: 0,
            new_large_bytes: 0,
        }
    }

    /// Bytes of old blocks that hold objects or are lost to fragmentation
    /// within lines.
    pub(crate) fn old_used(&self) -> usize {
        self.old_blocks * BLOCK_BYTES - self.free_lines * LINE_BYTES
    }

    /// Bytes of large objects.
    pub(crate) fn large_used(&self) -> usize {
        self.large_bytes
    }

    /// Bytes of large objects born since the last collection.
    pub(crate) fn new_large(&self) -> usize {
        self.new_large_bytes
    }

    /// Bytes that count against the heap's maximum.
    pub(crate) fn used_bytes(&self) -> usize {
        self.old_used() + self.large_bytes
    }

    /// Bytes of dead objects that the last sweep could not make reusable, as
    /// they share lines with live ones.
    pub(crate) fn waste(&self) -> usize {
        self.waste
    }

    /// Blocks that may hold old objects.
    pub(crate) fn old_range(&self) -> Range<usize> {
        self.first..self.frontier
    }

    /// Lowest block that may hold a large object.
    pub(crate) fn large_low(&self) -> usize {
        self.large_low
    }

    /// Bytes of blocks that old objects may still take, in this address space.
    pub(crate) fn address_room(&self) -> usize {
        (self.free.len() + self.large_low - self.frontier) * BLOCK_BYTES
    }

    /// All large objects: head block and extent.
    pub(crate) fn large_objects(&self) -> impl Iterator<Item = (usize, Large)> + '_ {
        self.large.iter().map(|(&head, &large)| (head, large))
    }

    /// The old ones of the large objects that have references, which are few
    /// where a program keeps many large arrays of numbers.
    ///
    /// # Safety
    ///
    /// All threads stand at a safepoint.
    pub(crate) unsafe fn old_large_holders(
        &mut self,
        memory: &Memory,
    ) -> impl Iterator<Item = (usize, Large)> + '_ {
        for head in std::mem::take(&mut self.new_heads) {
            if !self.large.contains_key(&head) {
                continue; // dead by now
            }
            if memory.block_state(head).load(Relaxed) & state::YOUNG != 0 {
                self.new_heads.push(head);
                continue;
            }
            // SAFETY: a large object that is whole, as no thread is about to
            // write its header.
            let info = unsafe {
                &*object::type_of(memory.base(), Ref::from_byte_offset(head << BLOCK_SHIFT))
            };
            if info.shape != Shape::PrimitiveArray {
                self.large_holders.insert(head);
            }
        }
        self.large_holders.iter().map(|head| (*head, self.large[head]))
    }

    /// Takes a free block for old objects; `None` if the address space is used
    /// up.
    pub(crate) fn take_free_block(&mut self, memory: &Memory) -> Result<Option<usize>, HeapError> {
        let block = match self.free.pop() {
            Some(block) => block as usize,
            None if self.frontier == self.large_low => return Ok(None),
            None => {
                if self.frontier == self.committed_low {
                    let start = self.committed_low;
                    let step = ((start - self.first) / 8).max(COMMIT_BLOCKS);
                    let end = (start + step).next_multiple_of(COMMIT_BLOCKS).min(self.large_low);
                    let bytes = start << BLOCK_SHIFT..end << BLOCK_SHIFT;
                    memory.commit(bytes, self.first << BLOCK_SHIFT)?;
                    // SAFETY: just committed, never used before.
                    unsafe { memory.reset_block_tables(start..end) };
                    self.committed_low = end;
                }
                self.frontier += 1;
                self.live_of.push(UNKNOWN);
                self.frontier - 1
            }
        };
        debug_assert_eq!(memory.block_state(block).load(Relaxed), state::FREE);
        self.live_of[block - self.first] = UNKNOWN;
        memory.block_state(block).store(state::OLD, Relaxed);
        self.old_blocks += 1;
        Ok(Some(block))
    }

    /// Takes an old block with free lines.
    pub(crate) fn take_recyclable(&mut self, memory: &Memory) -> Option<usize> {
        let block = self.recyclable.pop()? as usize;
        self.free_lines -= free_lines(memory, block);
        self.live_of[block - self.first] = UNKNOWN;
        Some(block)
    }

    /// Allocates a large object of `bytes` bytes; the memory is zero if
    /// `zeroed`. `None` if the address space is used up.
    pub(crate) fn alloc_large(
        &mut self,
        memory: &Memory,
        bytes: usize,
        young: bool,
        zeroed: bool,
    ) -> Result<Option<usize>, HeapError> {
        let blocks = bytes.div_ceil(BLOCK_BYTES);
        let Some((head, touched)) = self.take_run(memory, blocks)? else { return Ok(None) };
        if zeroed && touched {
            // SAFETY: the run is committed and belongs to nobody else.
            unsafe { memory.base().add(head << BLOCK_SHIFT).write_bytes(0, bytes) };
        }
        // SAFETY: committed, and the run belongs to the new object alone.
        unsafe {
            memory.reset_block_tables(head..head + blocks);
            memory.bits(head << BLOCK_SHIFT >> crate::layout::CARD_SHIFT).store(1, Relaxed);
        }
        for rest in head + 1..head + blocks {
            memory.block_state(rest).store(state::LARGE_REST, Relaxed);
        }
        let flag = if young { state::YOUNG } else { 0 };
        memory.block_state(head).store(state::LARGE | flag, Relaxed);
        self.large.insert(head, Large { blocks, bytes });
        self.new_heads.push(head);
        let counted = bytes.next_multiple_of(LARGE_UNIT);
        self.large_bytes += counted;
        if young {
            self.young_large.push(head);
            self.new_large_bytes += counted;
        }
        Ok(Some(head))
    }

    /// A free run of `blocks` blocks and whether it may hold old content.
    fn take_run(
        &mut self,
        memory: &Memory,
        blocks: usize,
    ) -> Result<Option<(usize, bool)>, HeapError> {
        let fit = self.runs.iter().rev().find(|(_, run)| run.blocks >= blocks);
        if let Some((&start, &run)) = fit {
            // From the run's high end, so that the low end of the zone empties.
            self.runs.remove(&start);
            let left = run.blocks - blocks;
            if left > 0 {
                self.runs.insert(start, Run { blocks: left, ..run });
            }
            return Ok(Some((start + left, run.touched)));
        }
        if blocks > self.large_low - self.committed_low.max(self.frontier) {
            return Ok(None);
        }
        let start = self.large_low - blocks;
        if start < self.committed_high {
            let low = self.committed_low;
            let commit = start.saturating_sub(COMMIT_BLOCKS).max(low);
            let bytes = commit << BLOCK_SHIFT..self.committed_high << BLOCK_SHIFT;
            memory.commit(bytes, low << BLOCK_SHIFT)?;
            self.committed_high = commit;
        }
        self.large_low = start;
        Ok(Some((start, false)))
    }

    /// Frees a large object by its head block.
    pub(crate) fn free_large(&mut self, memory: &Memory, head: usize) {
        let Large { mut blocks, bytes } =
            self.large.remove(&head).expect("a large object starts at its head");
        self.large_holders.remove(&head);
        self.large_bytes -= bytes.next_multiple_of(LARGE_UNIT);
        for block in head..head + blocks {
            memory.block_state(block).store(state::FREE, Relaxed);
        }
        let mut start = head;
        if let Some((&before, run)) = self.runs.range(..head).next_back()
            && before + run.blocks == head
        {
            (start, blocks) = (before, blocks + run.blocks);
            self.runs.remove(&before);
        }
        if let Some(run) = self.runs.remove(&(start + blocks)) {
            blocks += run.blocks;
        }
        self.runs.insert(start, Run { blocks, touched: true });
    }

    /// After a young collection: young large objects that were not reached die,
    /// those that have aged enough are old from now on.
    pub(crate) fn sweep_young_large(&mut self, memory: &Memory) {
        for head in std::mem::take(&mut self.young_large) {
            let state = memory.block_state(head);
            let flags = state.load(Relaxed);
            if flags & state::YOUNG != 0 {
                self.free_large(memory, head);
            } else if flags & state::AGING != 0 {
                state.store(state::LARGE | state::YOUNG, Relaxed);
                self.young_large.push(head);
            }
        }
        self.new_large_bytes = 0;
    }

    /// After the marking of a full collection: unmarked large objects die.
    pub(crate) fn sweep_large(&mut self, memory: &Memory) {
        self.young_large.clear();
        self.new_large_bytes = 0;
        let heads: Vec<usize> = self.large.keys().copied().collect();
        for head in heads {
            // SAFETY: the run of a large object is committed.
            let bits = unsafe { memory.bits(head << BLOCK_SHIFT >> crate::layout::CARD_SHIFT) };
            if bits.load(Relaxed) == 0 {
                self.free_large(memory, head);
            } else {
                memory.block_state(head).store(state::LARGE, Relaxed);
            }
        }
    }

    /// Before the marking of a full collection: forgets all bits and line
    /// marks, chooses up to `budget` bytes of sparse blocks to be evacuated.
    /// Blocks qualify that had no more than `most_live` bytes alive.
    pub(crate) fn prepare_marking(&mut self, memory: &Memory, budget: usize, most_live: usize) {
        let mut sparse: Vec<(u16, usize)> = Vec::new();
        for block in self.old_range() {
            if memory.block_state(block).load(Relaxed) != state::OLD {
                continue;
            }
            // SAFETY: an old block is committed; the mutators are stopped.
            unsafe { memory.reset_marks(block..block + 1) };
            let live = self.live_of[block - self.first];
            if live != UNKNOWN && usize::from(live) * 8 <= most_live {
                sparse.push((live, block));
            }
        }
        sparse.sort_unstable();
        let mut left = budget;
        for (live, block) in sparse {
            let live = usize::from(live) * 8;
            if live > left {
                break;
            }
            left -= live;
            memory.block_state(block).store(state::OLD | state::EVACUATE, Relaxed);
        }
        for &head in self.large.keys() {
            // SAFETY: the run of a large object is committed.
            let bits = unsafe { memory.bits(head << BLOCK_SHIFT >> crate::layout::CARD_SHIFT) };
            bits.store(0, Relaxed);
        }
        self.recyclable.clear();
    }

    /// After the marking of a full collection: finds free blocks and lines.
    /// With `poison` what they held is overwritten.
    pub(crate) fn sweep_old(&mut self, memory: &Memory, poison: bool) {
        self.free_lines = 0;
        self.recyclable.clear();
        self.free.clear();
        self.old_blocks = 0;
        let mut live_bytes = 0;
        let mut last_used = self.first;
        for block in self.old_range() {
            let kind = memory.block_state(block).load(Relaxed);
            let free = if kind == state::OLD { free_lines(memory, block) } else { LINES_PER_BLOCK };
            self.live_of[block - self.first] = memory.live_units(block).load(Relaxed);
            if free == LINES_PER_BLOCK {
                if kind != state::FREE {
                    // SAFETY: committed, and no live object is left in it.
                    unsafe {
                        memory.reset_block_tables(block..block + 1);
                        if poison {
                            let start = memory.base().add(block << BLOCK_SHIFT);
                            start.write_bytes(POISON, BLOCK_BYTES);
                        }
                    }
                    memory.block_state(block).store(state::FREE, Relaxed);
                }
                self.free.push(block as u32);
                continue;
            }
            last_used = block + 1;
            self.old_blocks += 1;
            self.free_lines += free;
            live_bytes += usize::from(self.live_of[block - self.first]) * 8;
            if free > 0 {
                self.recyclable.push(block as u32);
            }
        }
        self.waste = self.old_used() - live_bytes;
        self.frontier = last_used;
        self.live_of.truncate(self.frontier - self.first);
        self.free.retain(|&block| (block as usize) < last_used);
        self.free.reverse();
        self.recyclable.reverse();
    }

    /// Gives the memory of free blocks beyond `keep_bytes`, and of all free
    /// runs of large objects, back to the system.
    pub(crate) fn trim(&mut self, memory: &Memory, keep_bytes: usize) {
        let keep = keep_bytes / BLOCK_BYTES;
        if self.free.len() > keep {
            for &block in &self.free[..self.free.len() - keep] {
                let start = (block as usize) << BLOCK_SHIFT;
                memory.decommit(start..start + BLOCK_BYTES);
            }
        }
        let left = keep.saturating_sub(self.free.len());
        let start = (self.frontier + left).min(self.committed_low);
        memory.decommit(start << BLOCK_SHIFT..self.committed_low << BLOCK_SHIFT);
        self.trim_runs(memory);
    }

    /// Gives the memory of free runs of large objects back to the system.
    pub(crate) fn trim_runs(&mut self, memory: &Memory) {
        for (&start, run) in &mut self.runs {
            let bytes = start << BLOCK_SHIFT..(start + run.blocks) << BLOCK_SHIFT;
            if run.touched && memory.decommit(bytes) {
                run.touched = false;
            }
        }
        if let Some((&start, &run)) = self.runs.first_key_value()
            && start == self.large_low
            && !run.touched
        {
            self.runs.remove(&start);
            self.large_low = start + run.blocks;
        }
    }

    /// Checks the lists against the states of the blocks; what is wrong.
    pub(crate) fn check(&self, memory: &Memory) -> Result<(), &'static str> {
        let state = |block: usize| memory.block_state(block).load(Relaxed);
        let sound = |condition: bool, what| if condition { Ok(()) } else { Err(what) };
        let old = self.old_range().filter(|&block| state(block) == state::OLD).count();
        sound(old == self.old_blocks, "the number of old blocks")?;
        let free: BTreeSet<u32> = self.free.iter().copied().collect();
        sound(free.len() == self.free.len(), "a block is in the free list twice")?;
        let others = self.old_range().len() - old;
        sound(free.len() == others, "a free block is missing from the free list")?;
        sound(free.iter().all(|&b| state(b as usize) == state::FREE), "a free block in use")?;
        let mut free_lines_found = 0;
        for &block in &self.recyclable {
            sound(state(block as usize) == state::OLD, "a recyclable block is not old")?;
            free_lines_found += free_lines(memory, block as usize);
        }
        sound(free_lines_found == self.free_lines, "the number of free lines")?;
        let mut end = self.large_low;
        let mut large_bytes = 0;
        let mut parts: BTreeMap<usize, (usize, bool)> =
            self.large.iter().map(|(&head, large)| (head, (large.blocks, true))).collect();
        parts.extend(self.runs.iter().map(|(&start, run)| (start, (run.blocks, false))));
        for (start, (blocks, used)) in parts {
            sound(start == end, "large objects and free runs leave a gap or overlap")?;
            end = start + blocks;
            if used {
                sound(state(start) & state::KIND == state::LARGE, "a large object's head")?;
                let rest = (start + 1..end).all(|b| state(b) == state::LARGE_REST);
                sound(rest, "a large object's rest")?;
                large_bytes += self.large[&start].bytes.next_multiple_of(LARGE_UNIT);
            } else {
                sound((start..end).all(|b| state(b) == state::FREE), "a free run in use")?;
            }
        }
        sound(large_bytes == self.large_bytes, "the bytes of large objects")
    }

    /// Bytes of free runs that still hold memory.
    pub(crate) fn touched_run_bytes(&self) -> usize {
        let touched = self.runs.values().filter(|run| run.touched);
        touched.map(|run| run.blocks * BLOCK_BYTES).sum()
    }
}

fn free_lines(memory: &Memory, block: usize) -> usize {
    let first = block * LINES_PER_BLOCK;
    // SAFETY: the block is committed.
    let free = |line: &usize| unsafe { memory.line(*line) }.load(Relaxed) == 0;
    (first..first + LINES_PER_BLOCK).filter(free).count()
}

/// Where one collecting thread puts old objects: a hole between live lines, or
/// a free block.
#[derive(Debug, Default)]
pub(crate) struct OldLab {
    /// Byte offsets from `base` of the free memory.
    pub(crate) top: usize,
    pub(crate) end: usize,
    /// Line in which to look for the next hole, up to the end of the block.
    next_line: usize,
    last_line: usize,
}

impl OldLab {
    /// Takes `bytes`, if they fit in the present hole.
    #[inline(always)]
    pub(crate) fn bump(&mut self, bytes: usize) -> Option<usize> {
        let start = self.top;
        if bytes > self.end - start {
            return None;
        }
        self.top = start + bytes;
        Some(start)
    }

    /// Moves on to the block's next hole.
    pub(crate) fn next_hole(&mut self, memory: &Memory) -> bool {
        // SAFETY: lines of a block that was handed out are committed.
        let marked = |line: usize| unsafe { memory.line(line) }.load(Relaxed) != 0;
        let mut line = self.next_line;
        while line < self.last_line && marked(line) {
            line += 1;
        }
        let start = line;
        while line < self.last_line && !marked(line) {
            line += 1;
        }
        self.next_line = line;
        (self.top, self.end) = (start * LINE_BYTES, line * LINE_BYTES);
        start < line
    }

    /// Goes on in a free block, taken from the mature space.
    pub(crate) fn take_free_block(&mut self, heap: &Heap) {
        let block = heap.mature.lock().take_free_block(&heap.memory);
        let block = block.ok().flatten().expect("address space for surviving objects");
        self.set_block(block);
        self.next_line = self.last_line;
        (self.top, self.end) = (block << BLOCK_SHIFT, (block + 1) << BLOCK_SHIFT);
    }

    /// Goes on in this block, whose unmarked lines are free.
    pub(crate) fn set_block(&mut self, block: usize) {
        self.next_line = block * LINES_PER_BLOCK;
        self.last_line = self.next_line + LINES_PER_BLOCK;
        (self.top, self.end) = (0, 0);
    }
}
