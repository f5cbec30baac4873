//! Walking the heap: for histograms and dumps, and to prove it sound.
//!
//! Everything here runs while all threads stand at a safepoint with their
//! buffers closed.

use crate::heap::Heap;
use crate::layout::{
    ARRAY_DATA_OFFSET, CARD_DIRTY, CARD_SHIFT, OBJECT_ALIGNMENT, Ref, RefRun, Shape, TypeInfo,
    header,
};
use crate::mature::state;
use crate::memory::BLOCK_SHIFT;
use crate::object;
use crate::report::CollectionKind;
use crate::roots::RootSource;
use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// What is wrong with a heap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeapCorruption {
    /// The object, or null for a root.
    pub object: Ref,
    /// The byte offset of the reference that is wrong, or 0.
    pub offset: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// Kinds of damage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The header has collector bits that only a running collection sets.
    Header(u64),
    /// The class index has no type, or one that disagrees.
    ClassIndex(u32),
    /// The object reaches beyond its space.
    Size(usize),
    /// A reference that is not the start of an object.
    Dangling(Ref),
    /// A mature object refers to a young one, and no card remembers it.
    CleanCard(Ref),
    /// A root refers to a young object, and a young collection would not know.
    Forgotten(Ref),
    /// The lists of the mature space disagree with its blocks.
    Mature(&'static str),
}

impl fmt::Display for HeapCorruption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.object {
            Ref::NULL => f.write_str("outside the heap")?,
            object => write!(f, "object {:#x}, offset {}", object.0, self.offset)?,
        }
        match self.fault {
            Fault::Header(header) => write!(f, ": header {header:#x}"),
            Fault::ClassIndex(index) => write!(f, ": class index {index} has no type"),
            Fault::Size(size) => write!(f, ": size {size} exceeds its space"),
            Fault::Dangling(to) => write!(f, ": refers to {:#x}, which is no object", to.0),
            Fault::Forgotten(to) => {
                write!(f, ": refers to the young object {:#x} and is not remembered", to.0)
            }
            Fault::Mature(what) => write!(f, ": mature space: {what}"),
            Fault::CleanCard(to) => {
                write!(f, ": refers to the young object {:#x} from a clean card", to.0)
            }
        }
    }
}

impl std::error::Error for HeapCorruption {}

/// What a verification has seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Census {
    /// Objects, dead ones that have not been collected yet included.
    pub objects: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl Heap {
    /// Calls `visit` for every object, dead ones that have not been collected
    /// yet included, in the order of addresses.
    ///
    /// # Safety
    ///
    /// All threads stand at a safepoint with closed buffers; `visit` does not
    /// allocate.
    pub unsafe fn for_each_object(&self, visit: &mut dyn FnMut(Ref)) {
        // SAFETY: passed on; a sound heap has no faults.
        let result = unsafe {
            self.walk(&mut |object, _| {
                visit(object);
                Ok(())
            })
        };
        if let Err(fault) = result {
            panic!("the heap is damaged: {fault}");
        }
    }

    /// Calls `visit` with the byte offset from the header of every reference
    /// field or element of an object, `referent` included.
    ///
    /// # Safety
    ///
    /// As for [`Heap::for_each_object`]; `object` is one of this heap.
    pub unsafe fn for_each_reference(&self, object: Ref, visit: &mut dyn FnMut(usize)) {
        let base = self.base();
        // SAFETY: passed on.
        unsafe {
            let info = &*object::type_of(base, object);
            if info.shape == Shape::RefArray {
                for index in 0..object::array_length(base, object) as usize {
                    visit(ARRAY_DATA_OFFSET as usize + index * 4);
                }
                return;
            }
            for &RefRun { offset, count } in info.ref_runs() {
                (0..count).for_each(|slot| visit((offset + slot * 4) as usize));
            }
            if info.shape == Shape::Reference
                && let Some(layout) = self.references.get()
            {
                visit(layout.referent as usize);
                visit(layout.discovered as usize);
            }
        }
    }

    /// Checks the whole heap and the roots.
    ///
    /// # Safety
    ///
    /// As for [`Heap::for_each_object`].
    pub unsafe fn verify(&self, roots: &dyn RootSource) -> Result<Census, HeapCorruption> {
        self.mature.lock().check(&self.memory).map_err(|what| HeapCorruption {
            object: Ref::NULL,
            offset: 0,
            fault: Fault::Mature(what),
        })?;
        let mut census = Census::default();
        let mut young = vec![0u64; self.young.end() / OBJECT_ALIGNMENT / 64 + 1];
        // SAFETY: passed on; objects are checked before anything is read by
        // their types.
        unsafe {
            self.walk(&mut |object, size| {
                census.objects += 1;
                census.bytes += size;
                if object.byte_offset() < self.young.end() {
                    young[object.0 as usize / 64] |= 1 << (object.0 % 64);
                }
                Ok(())
            })?;
            self.walk(&mut |object, _| self.verify_references(object, &young))?;
        }
        self.verify_roots(roots, &young)?;
        Ok(census)
    }

    /// Checks what the roots refer to, and that a young collection would be told
    /// of all that refer to young objects.
    fn verify_roots(&self, roots: &dyn RootSource, young: &[u64]) -> Result<(), HeapCorruption> {
        let mut given = HashSet::new();
        roots.strong_roots(CollectionKind::Young, &mut |slot| {
            given.insert(std::ptr::from_ref(slot));
        });
        let mut result = Ok(());
        let mut check = |slot: &AtomicU32, remembered: bool| {
            let to = Ref(slot.load(Relaxed));
            if result.is_err() || to.is_null() {
                return;
            }
            let fault = if !self.is_object(to, young) {
                Fault::Dangling(to)
            } else if !remembered && self.is_young(to) {
                Fault::Forgotten(to)
            } else {
                return;
            };
            result = Err(HeapCorruption { object: Ref::NULL, offset: 0, fault });
        };
        roots.all_roots(&mut |slot| check(slot, given.contains(&std::ptr::from_ref(slot))));
        // A slot of a weak root that died would be cleared, not followed.
        roots.weak_roots(&mut |slot| check(slot, true));
        check(self.pending.as_atomic(), true);
        self.classes.for_each_static_ref(
            |_| true,
            |offset| {
                // SAFETY: static fields that were given out are committed.
                let (slot, card) =
                    unsafe { (self.memory.static_ref(offset), self.memory.static_card(offset)) };
                check(slot, card.load(Relaxed) == CARD_DIRTY);
            },
        );
        result
    }

    pub(crate) fn verify_or_panic(&self, roots: &dyn RootSource, when: &str) {
        // SAFETY: only called by a collection, at its safepoint.
        if let Err(fault) = unsafe { self.verify(roots) } {
            panic!("heap verification {when} a collection: {fault}");
        }
    }

    /// Calls `visit` with every object and its size, after checking its header.
    unsafe fn walk(
        &self,
        visit: &mut dyn FnMut(Ref, usize) -> Result<(), HeapCorruption>,
    ) -> Result<(), HeapCorruption> {
        let from = self.young.inner().from;
        // SAFETY: passed on; used parts of the spaces.
        unsafe {
            self.walk_bump_space(self.young.eden_used(), visit)?;
            self.walk_bump_space(from.start..from.top, visit)?;
        }
        let (old, large) = {
            let mature = self.mature.lock();
            let large: Vec<_> = mature.large_objects().collect();
            (mature.old_range(), large)
        };
        for block in old {
            if self.memory.block_state(block).load(Relaxed) & state::KIND != state::OLD {
                continue;
            }
            let first = block << (BLOCK_SHIFT - CARD_SHIFT);
            for card in first..first + (1 << (BLOCK_SHIFT - CARD_SHIFT)) {
                // SAFETY: the block is in use, its tables are committed.
                let mut bits = unsafe { self.memory.bits(card) }.load(Relaxed);
                while bits != 0 {
                    let object = Ref(((card << 6) | bits.trailing_zeros() as usize) as u32);
                    bits &= bits - 1;
                    // SAFETY: passed on.
                    let size = unsafe { self.checked_size(object, (block + 1) << BLOCK_SHIFT) }?;
                    visit(object, size)?;
                }
            }
        }
        for (head, large) in large {
            let object = Ref::from_byte_offset(head << BLOCK_SHIFT);
            // SAFETY: passed on.
            let size = unsafe { self.checked_size(object, (head + large.blocks) << BLOCK_SHIFT) }?;
            visit(object, size)?;
        }
        Ok(())
    }

    /// Walks objects that lie one after the other, with zeroed gaps.
    unsafe fn walk_bump_space(
        &self,
        space: Range<usize>,
        visit: &mut dyn FnMut(Ref, usize) -> Result<(), HeapCorruption>,
    ) -> Result<(), HeapCorruption> {
        let mut at = space.start;
        while at < space.end {
            let object = Ref::from_byte_offset(at);
            // SAFETY: inside the used part of a space.
            let header = unsafe { object::header_cell(self.base(), object) }.load(Relaxed);
            if header == 0 {
                at += OBJECT_ALIGNMENT;
                continue;
            }
            // SAFETY: passed on.
            let size = unsafe { self.checked_size(object, space.end) }?;
            visit(object, size)?;
            at += size;
        }
        Ok(())
    }

    /// The size of an object, if its header is sound.
    unsafe fn checked_size(&self, object: Ref, end: usize) -> Result<usize, HeapCorruption> {
        let fault = |fault| HeapCorruption { object, offset: 0, fault };
        let base = self.base();
        // SAFETY: the header lies in a used space; the type is checked before
        // it is used.
        unsafe {
            let header = object::header_cell(base, object).load(Relaxed);
            if header & (header::FORWARDED | header::MARK) != 0 {
                return Err(fault(Fault::Header(header)));
            }
            let index = header::class_index(header);
            let info: *const TypeInfo = self.type_at(index);
            if info.is_null() || (*info).class_index != index {
                return Err(fault(Fault::ClassIndex(index)));
            }
            let size = object::size_with_type(base, object, &*info);
            if object.byte_offset() + size > end || size == 0 {
                return Err(fault(Fault::Size(size)));
            }
            Ok(size)
        }
    }

    fn verify_references(&self, object: Ref, young: &[u64]) -> Result<(), HeapCorruption> {
        let mut result = Ok(());
        let at = object.byte_offset();
        let remembered = !self.is_young(object);
        // SAFETY: the object was checked; cards of mature objects are committed.
        unsafe {
            let instance = (*object::type_of(self.base(), object)).shape != Shape::RefArray;
            let dirty = |at: usize| self.memory.card(at >> CARD_SHIFT).load(Relaxed) == CARD_DIRTY;
            self.for_each_reference(object, &mut |offset| {
                let to = Ref(*self.base().add(at + offset).cast::<u32>());
                if to.is_null() || result.is_err() {
                    return;
                }
                let fault = if !self.is_object(to, young) {
                    Fault::Dangling(to)
                } else if remembered
                    && self.is_young(to)
                    && !dirty(at + offset)
                    && !(instance && dirty(at))
                {
                    Fault::CleanCard(to)
                } else {
                    return;
                };
                result = Err(HeapCorruption { object, offset, fault });
            });
        }
        result
    }

    /// Whether an object starts there; `young` has a bit for each young one.
    fn is_object(&self, reference: Ref, young: &[u64]) -> bool {
        if reference.byte_offset() < self.young.end() {
            return young[reference.0 as usize / 64] & (1 << (reference.0 % 64)) != 0;
        }
        if !self.contains(reference) {
            return false;
        }
        // SAFETY: `contains` says that the block is in use.
        let bits = unsafe { self.memory.bits(reference.byte_offset() >> CARD_SHIFT) };
        bits.load(Relaxed) & (1 << (reference.0 & 63)) != 0
    }
}
