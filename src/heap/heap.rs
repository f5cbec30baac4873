//! One heap: allocation and the facts that other layers ask for.
//!
//! Invariant 1: memory is given out only between collections, a collection runs
//! only while all threads that use the heap stand at a safepoint.
//!
//! Invariant 2: used bytes plus the room set aside for the young generation
//! stay within the configured maximum whenever a collection has ended.

use crate::classes::Classes;
use crate::collector::Collector;
use crate::config::{HeapConfig, HeapError};
use crate::layout::{
    ARRAY_LENGTH_OFFSET, HEADER_SIZE, MAX_HEAP_BYTES, Ref, RootSlot, TypeInfo, header,
};
use crate::mature::{Mature, state};
use crate::memory::{BLOCK_BYTES, BLOCK_SHIFT, Memory};
use crate::object;
use crate::references::ReferenceLayout;
use crate::report::{Cause, HeapUsage, SpaceUsage};
use crate::tlab::Tlab;
use crate::young::{YOUNG_START, Young};
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering, Ordering::Relaxed};

/// Size of a thread's first allocation buffer.
const FIRST_TLAB: usize = 4 << 10;
/// Size that a buffer doubles up to.
const MAX_TLAB: usize = 64 << 10;
/// Objects of at least this size are born outside eden.
pub(crate) const LARGE_BYTES: usize = 128 << 10;

/// Bytes of large objects after which a collection is due, even if eden is not
/// full.
const MUCH_LARGE: usize = 16 << 20;

/// Why an allocation did not succeed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AllocationFailure {
    /// Bring all threads to a safepoint, [`Heap::collect`] for this cause, and
    /// try again with `attempt` increased by one.
    NeedsCollection(Cause),
    /// There is no room even after collecting: `OutOfMemoryError: Java heap
    /// space`.
    OutOfMemory,
}

/// The heap of one VM.
#[derive(Debug)]
pub struct Heap {
    pub(crate) memory: Memory,
    pub(crate) config: HeapConfig,
    pub(crate) classes: Classes,
    pub(crate) young: Young,
    pub(crate) mature: Mutex<Mature>,
    pub(crate) collector: Mutex<Collector>,
    pub(crate) references: OnceLock<ReferenceLayout>,
    /// Head of the list of references to be enqueued, linked by `discovered`.
    pub(crate) pending: RootSlot,
    /// Mature bytes from which on a full collection is due.
    pub(crate) mature_limit: AtomicUsize,
    hash_state: AtomicU64,
    stress_count: AtomicU32,
}

/// Address space beyond multiples of the maximum, for small heaps, in which a few
/// large objects are much.
const SPARE_ADDRESSES: usize = 256 << 20;

impl Heap {
    /// Reserves a heap.
    pub fn new(config: HeapConfig) -> Result<Heap, HeapError> {
        config.check()?;
        let young_bytes = young_bytes(&config);
        let young = Young::new(young_bytes, config.poison);
        let mature_first = young.end() >> BLOCK_SHIFT;
        // A full collection may have to copy all old blocks while large runs are
        // scattered: they must not crowd each other, as far as references reach.
        let mature = config.max.saturating_mul(3).saturating_add(SPARE_ADDRESSES);
        let end = young.end().saturating_add(mature);
        let end = end.next_multiple_of(BLOCK_BYTES).min(MAX_HEAP_BYTES);
        let memory = Memory::reserve(end, config.huge_pages)?;
        let heap = Heap {
            mature: Mutex::new(Mature::new(mature_first, end >> BLOCK_SHIFT)),
            collector: Mutex::new(Collector::new(&config)),
            memory,
            classes: Classes::new(),
            young,
            references: OnceLock::new(),
            pending: RootSlot::null(),
            mature_limit: AtomicUsize::new(initial_mature_limit(&config)),
            hash_state: AtomicU64::new(os::clock::monotonic_nanos() as u64),
            stress_count: AtomicU32::new(0),
            config,
        };
        heap.set_sizes(&mut heap.collector.lock())?;
        Ok(heap)
    }

    /// Where references count from; constant for the life of the heap.
    #[inline(always)]
    pub fn base(&self) -> *mut u8 {
        self.memory.base()
    }

    /// The options that the heap was made with.
    pub fn config(&self) -> &HeapConfig {
        &self.config
    }

    /// A class index that no class uses; `None` if there are too many classes
    /// or no memory for the table.
    pub fn new_class_index(&self) -> Option<u32> {
        self.classes.new_index(&self.memory).ok().flatten()
    }

    /// Gives a class index back. No object of the class may be left, as after
    /// the full collection that found the class dead.
    pub fn free_class_index(&self, index: u32) {
        self.classes.free_index(&self.memory, index);
    }

    /// Enters a type into the class table. `info` must stay where it is until
    /// the index is freed.
    pub fn set_type(&self, index: u32, info: *const TypeInfo) {
        self.classes.set_type(&self.memory, index, info);
    }

    /// The type of a class index; null if the index is not in use.
    pub fn type_at(&self, index: u32) -> *const TypeInfo {
        self.classes.type_at(&self.memory, index)
    }

    /// The type of an object.
    ///
    /// # Safety
    ///
    /// The reference is non-null, of this heap, and loaded since the last
    /// safepoint.
    #[inline(always)]
    pub unsafe fn type_of(&self, object: Ref) -> *const TypeInfo {
        // SAFETY: the caller's promise.
        unsafe { object::type_of(self.base(), object) }
    }

    /// Sets aside static fields: their offset from `base - STATICS_DISTANCE`, a
    /// multiple of 8; the bytes are zero. `None` if there is no room.
    pub fn alloc_statics(&self, bytes: usize) -> Option<u32> {
        self.classes.alloc_statics(&self.memory, bytes).ok().flatten()
    }

    /// Tells where references lie in static fields that were set aside and are
    /// still zero.
    pub fn note_static_refs(&self, offsets: &[u32]) {
        self.classes.note_static_refs(offsets);
    }

    /// Whether an object belongs to the young generation, or does so once the
    /// running collection has ended; null does not.
    pub fn is_young(&self, object: Ref) -> bool {
        let at = object.byte_offset();
        let flags = || self.memory.block_state(at >> BLOCK_SHIFT).load(Relaxed);
        at != 0 && (at < self.young.end() || flags() & (state::YOUNG | state::AGING) != 0)
    }

    /// Gives static fields back when their class is unloaded.
    pub fn free_statics(&self, offset: u32, bytes: usize) {
        self.classes.free_statics(&self.memory, offset, bytes);
    }

    /// Tells the heap where the fields of `java.lang.ref.Reference` lie. Until
    /// then references count as strong. Only the first call has an effect.
    pub fn set_reference_layout(&self, layout: ReferenceLayout) {
        // A second call names the same class of the same library.
        let _ = self.references.set(layout);
    }

    /// Allocates an object and writes its header and, for an array, its length;
    /// the rest is zero.
    ///
    /// `size` comes from [`TypeInfo::instance_size`] or
    /// [`TypeInfo::array_size`]. `attempt` is 0 at first and one more after
    /// each collection that this allocation has asked for.
    ///
    /// # Safety
    ///
    /// `info` is entered in this heap's class table, `size` and `length` fit
    /// it, and the buffer is used with this heap alone.
    #[inline]
    pub unsafe fn allocate(
        &self,
        tlab: &mut Tlab,
        info: &TypeInfo,
        size: usize,
        length: Option<u32>,
        attempt: u32,
    ) -> Result<Ref, AllocationFailure> {
        debug_assert!(size >= HEADER_SIZE as usize && size.is_multiple_of(8));
        let mut memory = tlab.alloc_fast(size);
        if memory.is_null() {
            memory = self.allocate_slow(tlab, size, attempt)?;
        }
        let offset = memory as usize - self.base() as usize;
        let object = Ref::from_byte_offset(offset);
        // SAFETY: fresh memory of the object's size; nobody else knows it.
        unsafe {
            if let Some(length) = length {
                memory.add(ARRAY_LENGTH_OFFSET as usize).cast::<u32>().write(length);
            }
            memory.cast::<u64>().write(header::new(info.class_index));
        }
        Ok(object)
    }

    /// Allocates `size` zero bytes when the thread's buffer has no room. The
    /// caller writes the header before the next safepoint.
    #[cold]
    pub fn allocate_slow(
        &self,
        tlab: &mut Tlab,
        size: usize,
        attempt: u32,
    ) -> Result<*mut u8, AllocationFailure> {
        if let Some(n) = self.config.stress
            && attempt == 0
            && self.stress_count.fetch_add(1, Relaxed) % n.max(1) == n.max(1) - 1
        {
            return Err(AllocationFailure::NeedsCollection(Cause::Stress));
        }
        if size >= LARGE_BYTES {
            return self.allocate_large(tlab, size, attempt);
        }
        if self.config.stress.is_some() || size > tlab.next_size / 4 && size > FIRST_TLAB / 4 {
            return match self.young.alloc_eden(&self.memory, size, size) {
                Some(piece) => {
                    tlab.allocated += size as u64;
                    Ok(self.base().wrapping_add(piece.start))
                }
                None => Err(self.failure(attempt)),
            };
        }
        let wanted = tlab.next_size.max(FIRST_TLAB);
        match self.young.alloc_eden(&self.memory, size, wanted) {
            Some(piece) => {
                tlab.close();
                tlab.next_size = (wanted * 2).min(MAX_TLAB);
                tlab.start = self.base().wrapping_add(piece.start);
                tlab.end = self.base().wrapping_add(piece.end);
                tlab.top = tlab.start.wrapping_add(size);
                Ok(tlab.start)
            }
            None => Err(self.failure(attempt)),
        }
    }

    fn allocate_large(
        &self,
        tlab: &mut Tlab,
        size: usize,
        attempt: u32,
    ) -> Result<*mut u8, AllocationFailure> {
        let eden = self.young.inner().eden_capacity;
        let mut mature = self.mature.lock();
        let used = mature.used_bytes().saturating_add(size);
        let limit = if attempt == 0 {
            // Large objects must not delay collections that eden would force.
            let most = eden.max(MUCH_LARGE.min(self.config.max / 16));
            if mature.new_large().saturating_add(size) > most && mature.new_large() > 0 {
                return Err(self.failure(attempt));
            }
            self.mature_limit.load(Relaxed)
        } else {
            self.config.max.saturating_sub(self.young_floor())
        };
        if used > limit {
            return Err(self.failure(attempt));
        }
        if used + mature.touched_run_bytes() > self.config.max {
            mature.trim_runs(&self.memory);
        }
        match mature.alloc_large(&self.memory, size, true, true) {
            Ok(Some(head)) => {
                tlab.allocated += size as u64;
                Ok(self.base().wrapping_add(head << BLOCK_SHIFT))
            }
            Ok(None) | Err(_) => Err(self.failure(attempt)),
        }
    }

    fn failure(&self, attempt: u32) -> AllocationFailure {
        match attempt {
            0 => AllocationFailure::NeedsCollection(Cause::AllocationFailure),
            1 => AllocationFailure::NeedsCollection(Cause::AllocationRetry),
            2 => AllocationFailure::NeedsCollection(Cause::LastDitch),
            _ => AllocationFailure::OutOfMemory,
        }
    }

    /// Bytes that the young generation keeps in the fullest heap.
    pub(crate) fn young_floor(&self) -> usize {
        (young_bytes(&self.config) / 8).clamp(8 * BLOCK_BYTES, 16 << 20)
    }

    /// The object's identity hash: computed at the first call, never 0, the
    /// same for the object's life.
    ///
    /// # Safety
    ///
    /// The reference is non-null, of this heap, and loaded since the last
    /// safepoint.
    pub unsafe fn identity_hash(&self, object: Ref) -> u32 {
        // SAFETY: the caller's promise.
        let cell = unsafe { object::header_cell(self.base(), object) };
        let mut old = cell.load(Relaxed);
        loop {
            let hash = header::identity_hash(old);
            if hash != 0 {
                return hash;
            }
            let new = old | u64::from(self.new_hash()) << header::HASH_SHIFT;
            match cell.compare_exchange_weak(old, new, Ordering::AcqRel, Relaxed) {
                Ok(_) => return header::identity_hash(new),
                Err(now) => old = now,
            }
        }
    }

    /// A pseudo-random number of 31 bits, not 0 (splitmix64).
    fn new_hash(&self) -> u32 {
        loop {
            let mut x = self.hash_state.fetch_add(0x9e37_79b9_7f4a_7c15, Relaxed);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let hash = (x >> 33) as u32;
            if hash != 0 {
                return hash;
            }
        }
    }

    /// Takes the list of references that wait for being enqueued, linked by
    /// `discovered` (`Reference.getAndClearReferencePendingList`).
    pub fn take_pending_references(&self) -> Ref {
        Ref(self.pending.as_atomic().swap(0, Ordering::AcqRel))
    }

    /// Whether references wait for being enqueued.
    pub fn has_pending_references(&self) -> bool {
        !self.pending.get().is_null()
    }

    /// Sizes of all spaces now.
    pub fn usage(&self) -> HeapUsage {
        let eden_used = self.young.eden_used().len();
        let (eden, from, survivor) = {
            let inner = self.young.inner();
            (inner.eden_capacity, inner.from.top - inner.from.start, inner.survivor_capacity)
        };
        let mature = self.mature.lock();
        let limit = self.mature_limit.load(Relaxed);
        let large = mature.large_used();
        let old_used = mature.old_used();
        HeapUsage {
            eden: SpaceUsage { used: eden_used, capacity: eden },
            survivor: SpaceUsage { used: from, capacity: survivor.max(from) },
            old: SpaceUsage { used: old_used, capacity: limit.saturating_sub(large).max(old_used) },
            large: SpaceUsage { used: large, capacity: large },
        }
    }

    /// `Runtime.totalMemory`.
    pub fn total_bytes(&self) -> usize {
        self.usage().total().capacity.max(self.config.initial).min(self.config.max)
    }

    /// `Runtime.freeMemory`.
    pub fn free_bytes(&self) -> usize {
        self.total_bytes().saturating_sub(self.used_bytes())
    }

    /// `Runtime.maxMemory`.
    pub fn max_bytes(&self) -> usize {
        self.config.max
    }

    /// Bytes in use, dead objects included.
    pub fn used_bytes(&self) -> usize {
        self.usage().total().used
    }

    /// Whether this may be the reference of an object: in a used part of the
    /// heap. For checks of foreign input, such as handles given by native code.
    pub fn contains(&self, reference: Ref) -> bool {
        let at = reference.byte_offset();
        if at < YOUNG_START {
            return false;
        }
        if at < self.young.end() {
            let eden = self.young.eden_used();
            let from = self.young.inner().from;
            return eden.contains(&at) || (from.start..from.top).contains(&at);
        }
        at < self.memory.heap_bytes()
            && self.memory.block_state(at >> BLOCK_SHIFT).load(Relaxed) != state::FREE
    }
}

/// Bytes of the young generation at most.
pub(crate) fn young_bytes(config: &HeapConfig) -> usize {
    // The old generation needs addresses for all of the maximum, and more.
    let addresses = (MAX_HEAP_BYTES - config.max) / 2;
    let most = (config.max - config.max / 8).min(addresses);
    config.young.unwrap_or(config.max / 3).clamp(8 * BLOCK_BYTES, most)
}

/// Mature bytes at which the first full collection is due.
pub(crate) fn initial_mature_limit(config: &HeapConfig) -> usize {
    let share = config.max - young_bytes(config);
    (config.initial - config.initial / 3).clamp(config.max / 16, share)
}
