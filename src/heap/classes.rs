//! Class indices, the class table and the memory of static fields.
//!
//! Invariant 1: index 0 is never given out, so a zero header is no object.
//!
//! Invariant 2: an index is given out again only after `free` was told that no
//! object of the class is left.

use crate::config::HeapError;
use crate::layout::{CARD_SHIFT, CLASS_TABLE_DISTANCE, CLASS_TABLE_LEN, STATICS_BYTES, TypeInfo};
use crate::memory::Memory;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::atomic::{AtomicPtr, Ordering};

/// Entries of the class table that are committed at a time.
const TABLE_STEP: usize = 8192;
/// Bytes of static fields that are committed at a time.
const STATICS_STEP: usize = 64 * 1024;
/// Bytes of static fields that a word of the bitmap of references stands for.
const STATICS_PER_WORD: usize = 64 * 4;
/// Words of that bitmap for a card.
const CARD_WORDS: usize = (1 << CARD_SHIFT) / STATICS_PER_WORD;

/// Hands out class indices and static fields.
#[derive(Debug)]
pub(crate) struct Classes {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    next: usize,
    committed: usize,
    free: Vec<u32>,
    statics: usize,
    statics_committed: usize,
    /// Offsets of freed pieces of static fields by their bytes.
    free_statics: HashMap<usize, Vec<usize>>,
    /// One bit for each 4 bytes of static fields: a reference.
    static_refs: Vec<u64>,
}

impl Classes {
    pub(crate) fn new() -> Classes {
        Classes { state: Mutex::new(State { next: 1, ..State::default() }) }
    }

    pub(crate) fn new_index(&self, memory: &Memory) -> Result<Option<u32>, HeapError> {
        let mut state = self.state.lock();
        if let Some(index) = state.free.pop() {
            return Ok(Some(index));
        }
        if state.next == CLASS_TABLE_LEN {
            return Ok(None);
        }
        if state.next >= state.committed {
            let end = state.committed + TABLE_STEP;
            memory.commit_class_table(state.committed..end)?;
            state.committed = end;
        }
        let index = state.next;
        state.next += 1;
        Ok(Some(index as u32))
    }

    pub(crate) fn free_index(&self, memory: &Memory, index: u32) {
        let mut state = self.state.lock();
        assert!(
            index != 0 && (index as usize) < state.next,
            "class index {index} was not given out"
        );
        debug_assert!(!state.free.contains(&index), "class index {index} freed twice");
        // SAFETY: the index was given out, so the entry is committed.
        unsafe { entry(memory, index) }.store(std::ptr::null_mut(), Ordering::Release);
        state.free.push(index);
    }

    pub(crate) fn set_type(&self, memory: &Memory, index: u32, info: *const TypeInfo) {
        assert!(
            index != 0 && (index as usize) < self.state.lock().next,
            "class index {index} was not given out"
        );
        // SAFETY: the index was given out, so the entry is committed.
        unsafe { entry(memory, index) }.store(info.cast_mut(), Ordering::Release);
    }

    /// The type of an index, null if the index is not in use.
    pub(crate) fn type_at(&self, memory: &Memory, index: u32) -> *const TypeInfo {
        if index == 0 || index as usize >= self.state.lock().next {
            return std::ptr::null();
        }
        // SAFETY: the index was given out, so the entry is committed.
        unsafe { entry(memory, index) }.load(Ordering::Acquire)
    }

    /// One more than the greatest index given out so far.
    pub(crate) fn index_end(&self) -> usize {
        self.state.lock().next
    }

    pub(crate) fn alloc_statics(
        &self,
        memory: &Memory,
        bytes: usize,
    ) -> Result<Option<u32>, HeapError> {
        let Some(bytes) = bytes.checked_next_multiple_of(8) else { return Ok(None) };
        let mut state = self.state.lock();
        if let Some(offset) = state.free_statics.get_mut(&bytes).and_then(Vec::pop) {
            return Ok(Some(offset as u32));
        }
        let start = state.statics;
        if bytes > STATICS_BYTES - start {
            return Ok(None);
        }
        let end = start + bytes;
        if end > state.statics_committed {
            let commit_end = end.next_multiple_of(STATICS_STEP);
            memory.commit_statics(state.statics_committed..commit_end)?;
            state.statics_committed = commit_end;
        }
        state.statics = end;
        state.static_refs.resize(end.div_ceil(STATICS_PER_WORD), 0);
        Ok(Some(start as u32))
    }

    /// Notes that references lie at these offsets in static fields.
    pub(crate) fn note_static_refs(&self, offsets: &[u32]) {
        let mut state = self.state.lock();
        for offset in offsets.iter().map(|&offset| offset as usize) {
            state.static_refs[offset / STATICS_PER_WORD] |= 1 << (offset / 4 % 64);
        }
    }

    /// Calls `visit` with the offset of every reference in static fields on the
    /// cards that `wanted` says yes to; a card is named by its first offset.
    pub(crate) fn for_each_static_ref(
        &self,
        mut wanted: impl FnMut(usize) -> bool,
        mut visit: impl FnMut(usize),
    ) {
        let state = self.state.lock();
        for (card, words) in state.static_refs.chunks(CARD_WORDS).enumerate() {
            if !wanted(card << CARD_SHIFT) {
                continue;
            }
            for (word, &refs) in words.iter().enumerate() {
                let mut refs = refs;
                while refs != 0 {
                    let at = (card * CARD_WORDS + word) * 64 + refs.trailing_zeros() as usize;
                    refs &= refs - 1;
                    visit(at * 4);
                }
            }
        }
    }

    pub(crate) fn free_statics(&self, memory: &Memory, offset: u32, bytes: usize) {
        let bytes = bytes.next_multiple_of(8);
        let mut state = self.state.lock();
        assert!(offset as usize + bytes <= state.statics, "static fields were not given out");
        // SAFETY: the piece was given out, hence is committed, and its class is
        // gone; whoever gets it next expects zeros.
        unsafe {
            let start = memory.base().sub(crate::layout::STATICS_DISTANCE).add(offset as usize);
            start.write_bytes(0, bytes);
        }
        for offset in (offset as usize..offset as usize + bytes).step_by(4) {
            state.static_refs[offset / STATICS_PER_WORD] &= !(1 << (offset / 4 % 64));
        }
        state.free_statics.entry(bytes).or_default().push(offset as usize);
    }
}

/// # Safety
///
/// The entry is committed.
unsafe fn entry(memory: &Memory, index: u32) -> &AtomicPtr<TypeInfo> {
    // SAFETY: an aligned entry of the table below `base`.
    unsafe {
        let table = memory.base().sub(CLASS_TABLE_DISTANCE).cast::<AtomicPtr<TypeInfo>>();
        &*table.add(index as usize)
    }
}
