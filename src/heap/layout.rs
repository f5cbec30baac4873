//! Object layout: references, headers, and what the collector knows of a type.
//!
//! One place for every fact about how an object lies in memory; the
//! interpreter, the natives and a later compiler take their offsets from here.
//!
//! The reservation of one heap, lowest address first; `base` is where the heap
//! proper starts, and everything is found at a fixed distance from it:
//!
//! ```text
//! base - CLASS_TABLE_DISTANCE  class table   8 bytes per class index
//! base - STATICS_DISTANCE      static fields of all classes
//! ...                          card table of the static fields, at the same
//!                              distance per byte as that of the heap
//! base - CARDS_DISTANCE        card table    1 byte per 512 bytes of heap; the
//!                              first block has no objects, in place of its
//!                              cards are the bounds of the old objects
//! base                         heap          up to 32 GiB
//! ```
//!
//! Invariant 1: a non-null `Ref` of this heap is the offset from `base`, in
//! units of 8 bytes, of an object header. The first unit is never allocated.
//!
//! Invariant 2: the class index in a header names an entry of the class table
//! that points to a live `TypeInfo`.

use std::sync::atomic::{AtomicU32, Ordering};

/// Objects lie at multiples of this many bytes.
pub const OBJECT_ALIGNMENT: usize = 8;
/// Bytes before the first field of an instance.
pub use ::layout::HEADER_SIZE;
/// Offset of an array's length, an `i32`.
pub const ARRAY_LENGTH_OFFSET: u32 = 8;
/// Offset of an array's first element, for every element type.
pub const ARRAY_DATA_OFFSET: u32 = 16;
/// Greatest heap that 32-bit references reach.
pub const MAX_HEAP_BYTES: usize = 32 << 30;
/// Number of class indices.
pub const CLASS_TABLE_LEN: usize = 1 << 24;
/// Bytes set aside for static fields.
pub const STATICS_BYTES: usize = 1 << 30;
/// log2 of the bytes that one card covers.
pub const CARD_SHIFT: u32 = 9;
/// Bytes of the card table (covers the whole reservable heap).
pub const CARDS_BYTES: usize = MAX_HEAP_BYTES >> CARD_SHIFT;
/// From the start of the card table to `base`.
pub const CARDS_DISTANCE: usize = CARDS_BYTES;
/// Bytes before the card table in which the cards of static fields lie.
const STATIC_CARDS_BYTES: usize = 4 << 20;
/// From the start of the static fields to `base`.
pub const STATICS_DISTANCE: usize = CARDS_DISTANCE + STATIC_CARDS_BYTES + STATICS_BYTES;
const _: () = assert!(STATICS_DISTANCE >> CARD_SHIFT <= STATIC_CARDS_BYTES);
/// From the start of the class table to `base`.
pub const CLASS_TABLE_DISTANCE: usize = STATICS_DISTANCE + CLASS_TABLE_LEN * 8;
/// The value the write barrier stores into a card.
pub const CARD_DIRTY: u8 = 0;
/// The value of a card without interesting references.
pub const CARD_CLEAN: u8 = 0xff;

/// A reference to an object: its offset from the heap base in 8-byte units.
///
/// Not a handle: a collection moves objects, so a `Ref` held in a Rust local is
/// stale after any allocation, call into Java or safepoint.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[repr(transparent)]
pub struct Ref(pub u32);

impl Ref {
    /// The null reference.
    pub const NULL: Ref = Ref(0);

    /// Whether this is null.
    #[inline(always)]
    pub const fn is_null(self) -> bool {
        self.0 == 0
    }

    /// Byte distance of the object from the heap base.
    #[inline(always)]
    pub const fn byte_offset(self) -> usize {
        self.0 as usize * OBJECT_ALIGNMENT
    }

    /// The reference to the object at this byte distance from the heap base.
    #[inline(always)]
    pub const fn from_byte_offset(offset: usize) -> Ref {
        debug_assert!(offset.is_multiple_of(OBJECT_ALIGNMENT) && offset < MAX_HEAP_BYTES);
        Ref((offset / OBJECT_ALIGNMENT) as u32)
    }
}

/// A root outside the heap: a slot that holds a reference and that the
/// collector reads and rewrites.
#[derive(Debug, Default)]
#[repr(transparent)]
pub struct RootSlot(AtomicU32);

impl RootSlot {
    /// An empty slot.
    pub const fn null() -> RootSlot {
        RootSlot(AtomicU32::new(0))
    }

    /// The reference now in the slot (acquire).
    #[inline(always)]
    pub fn get(&self) -> Ref {
        Ref(self.0.load(Ordering::Acquire))
    }

    /// Puts a reference into the slot (release).
    #[inline(always)]
    pub fn set(&self, value: Ref) {
        self.0.store(value.0, Ordering::Release);
    }

    /// Puts `value` into the slot if it is null; the slot's content afterwards.
    pub fn set_if_null(&self, value: Ref) -> Ref {
        match self.0.compare_exchange(0, value.0, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => value,
            Err(current) => Ref(current),
        }
    }

    /// The slot as the collector's visitors take it.
    pub fn as_atomic(&self) -> &AtomicU32 {
        &self.0
    }
}

/// Fields of the 64-bit object header.
///
/// ```text
/// bit 63        spare
/// bits 32..=62  identity hash, 0 = not yet computed
/// bits 8..=31   class index
/// bit 7         mark (collector)
/// bits 3..=6    age (collector)
/// bit 2         forwarded: bits 32..=63 are then the new reference
/// bits 0..=1    lock state
/// ```
pub mod header {
    /// Mask of the lock bits.
    pub const LOCK_MASK: u64 = 0b11;
    /// Nobody holds the monitor.
    pub const LOCK_FREE: u64 = 0b00;
    /// Held; the owner's lock stack lists the object.
    pub const LOCK_HELD: u64 = 0b01;
    /// The monitor lives in the monitor table.
    pub const LOCK_INFLATED: u64 = 0b10;
    /// The header of a copied object: the new reference is in the upper half.
    pub const FORWARDED: u64 = 1 << 2;
    /// Lowest bit of the age.
    pub const AGE_SHIFT: u32 = 3;
    /// Mask of the age, in place.
    pub const AGE_MASK: u64 = 0xf << AGE_SHIFT;
    /// Mark bit of the collector.
    pub const MARK: u64 = 1 << 7;
    /// Lowest bit of the class index.
    pub const CLASS_SHIFT: u32 = 8;
    /// Mask of the class index, in place.
    pub const CLASS_MASK: u64 = 0xff_ffff << CLASS_SHIFT;
    /// Lowest bit of the identity hash.
    pub const HASH_SHIFT: u32 = 32;
    /// Mask of the identity hash, in place.
    pub const HASH_MASK: u64 = 0x7fff_ffff << HASH_SHIFT;

    /// The header of a new object.
    #[inline(always)]
    pub const fn new(class_index: u32) -> u64 {
        (class_index as u64) << CLASS_SHIFT
    }

    /// The class index in a header that is not forwarded.
    #[inline(always)]
    pub const fn class_index(header: u64) -> u32 {
        (header as u32) >> CLASS_SHIFT
    }

    /// The identity hash, 0 if none was computed yet.
    #[inline(always)]
    pub const fn identity_hash(header: u64) -> u32 {
        (header >> HASH_SHIFT) as u32 & 0x7fff_ffff
    }
}

/// What shape the objects of a type have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shape {
    /// Fields only.
    Instance,
    /// Fields, among them a `referent` that the collector treats by strength.
    Reference,
    /// Fields only, of an object that keeps classes alive besides its own:
    /// `java.lang.Class` and class loaders.
    Holder,
    /// An array of references.
    RefArray,
    /// An array of primitive elements.
    PrimitiveArray,
}

/// Strength of a `java.lang.ref.Reference` type, in the order of processing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
#[repr(u8)]
pub enum Strength {
    /// Not a reference type.
    Strong,
    /// `SoftReference`.
    Soft,
    /// `WeakReference`.
    Weak,
    /// `FinalReference`.
    Final,
    /// `PhantomReference`.
    Phantom,
}

/// A run of adjacent reference fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct RefRun {
    /// Byte offset of the first reference from the header.
    pub offset: u32,
    /// Number of 4-byte references.
    pub count: u32,
}

/// What the collector knows of a class. It is the first member of the class's
/// run-time structure, so that a class-table entry serves both.
#[derive(Debug)]
#[repr(C)]
pub struct TypeInfo {
    /// Shape of the objects.
    pub shape: Shape,
    /// For `Shape::Reference`, how strong.
    pub strength: Strength,
    /// For arrays, log2 of the element size in bytes (references: 2).
    pub element_shift: u8,
    /// Size in bytes of an instance with header, a multiple of 8; 0 for arrays.
    pub instance_size: u32,
    /// The runs of reference fields of an instance, inherited ones included;
    /// for `Shape::Reference` without `referent` and `discovered`.
    pub ref_runs: *const RefRun,
    /// Number of runs at `ref_runs`.
    pub ref_run_count: u32,
    /// This type's class index.
    pub class_index: u32,
}

impl TypeInfo {
    /// The runs of reference fields.
    ///
    /// # Safety
    ///
    /// `ref_runs` and `ref_run_count` must describe live memory, as the owner of
    /// the class keeps it until the class is unloaded.
    pub unsafe fn ref_runs(&self) -> &[RefRun] {
        if self.ref_run_count == 0 {
            return &[];
        }
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(self.ref_runs, self.ref_run_count as usize) }
    }

    /// Size in bytes of an array of this type, rounded up to the alignment.
    #[inline(always)]
    pub const fn array_size(element_shift: u8, length: u32) -> usize {
        let data = (length as usize) << element_shift;
        (ARRAY_DATA_OFFSET as usize + data + (OBJECT_ALIGNMENT - 1)) & !(OBJECT_ALIGNMENT - 1)
    }
}
