//! The primitives on raw objects that everything above the heap is built from.
//!
//! All of them take the heap's `base` and a [`Ref`], compile to one or a few
//! instructions and check nothing. Common to all of them:
//!
//! Contract 1: `base` is the base of a live [`Heap`](crate::Heap).
//!
//! Contract 2: the reference is a non-null reference of that heap, loaded since
//! the last safepoint (nothing has moved the object since).
//!
//! Contract 3: an offset names a field or element of the object of the type
//! accessed, aligned to its size.
//!
//! Fields are accessed with relaxed atomics, which is what the Java memory
//! model asks of plain fields; the `cell_*` functions serve everything stronger.

use crate::layout::{
    ARRAY_DATA_OFFSET, ARRAY_LENGTH_OFFSET, CARD_DIRTY, CARD_SHIFT, CARDS_DISTANCE,
    CLASS_TABLE_DISTANCE, Ref, Shape, TypeInfo, header,
};
use std::sync::atomic::{
    AtomicPtr, AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::Release,
};

/// Address of the object's header.
///
/// # Safety
///
/// Contract 1.
#[inline(always)]
pub unsafe fn addr(base: *mut u8, object: Ref) -> *mut u8 {
    // SAFETY: a reference lies inside the reservation that starts below `base`.
    unsafe { base.add(object.byte_offset()) }
}

macro_rules! cells {
    ($($name:ident $cell:ty, $what:literal;)*) => {$(
        #[doc = concat!("The ", $what, " at a byte offset of an object, as an atomic.")]
        ///
        /// # Safety
        ///
        /// Contracts 1 to 3; the result must not be used after a safepoint.
        #[inline(always)]
        pub unsafe fn $name<'a>(base: *mut u8, object: Ref, offset: u32) -> &'a $cell {
            // SAFETY: by the contracts an aligned, live location; all accesses
            // to it are atomic or by the collector with the mutators stopped.
            unsafe { &*addr(base, object).add(offset as usize).cast::<$cell>() }
        }
    )*};
}

cells! {
    cell_u8 AtomicU8, "byte";
    cell_u16 AtomicU16, "16-bit word";
    cell_u32 AtomicU32, "32-bit word (also: reference)";
    cell_u64 AtomicU64, "64-bit word";
}

/// A Rust type that a Java field or element of primitive type is read as.
pub trait Scalar: Copy {
    /// Reads the value at a byte offset of an object.
    ///
    /// # Safety
    ///
    /// Contracts 1 to 3.
    unsafe fn load(base: *mut u8, object: Ref, offset: u32) -> Self;

    /// Writes the value at a byte offset of an object.
    ///
    /// # Safety
    ///
    /// Contracts 1 to 3.
    unsafe fn store(base: *mut u8, object: Ref, offset: u32, value: Self);
}

macro_rules! scalars {
    ($($type:ty, $cell:ident, |$bits:ident| $from:expr, |$value:ident| $to:expr;)*) => {$(
        impl Scalar for $type {
            #[inline(always)]
            unsafe fn load(base: *mut u8, object: Ref, offset: u32) -> $type {
                // SAFETY: passed on.
                let $bits = unsafe { $cell(base, object, offset) }.load(Relaxed);
                $from
            }

            #[inline(always)]
            unsafe fn store(base: *mut u8, object: Ref, offset: u32, $value: $type) {
                // SAFETY: passed on.
                unsafe { $cell(base, object, offset) }.store($to, Relaxed);
            }
        }
    )*};
}

scalars! {
    i8, cell_u8, |b| b as i8, |v| v as u8;
    u8, cell_u8, |b| b, |v| v;
    i16, cell_u16, |b| b as i16, |v| v as u16;
    u16, cell_u16, |b| b, |v| v;
    i32, cell_u32, |b| b as i32, |v| v as u32;
    u32, cell_u32, |b| b, |v| v;
    i64, cell_u64, |b| b as i64, |v| v as u64;
    u64, cell_u64, |b| b, |v| v;
    f32, cell_u32, |b| f32::from_bits(b), |v| v.to_bits();
    f64, cell_u64, |b| f64::from_bits(b), |v| v.to_bits();
}

/// Reads a primitive field or element.
///
/// # Safety
///
/// Contracts 1 to 3.
#[inline(always)]
pub unsafe fn load<T: Scalar>(base: *mut u8, object: Ref, offset: u32) -> T {
    // SAFETY: passed on.
    unsafe { T::load(base, object, offset) }
}

/// Writes a primitive field or element.
///
/// # Safety
///
/// Contracts 1 to 3.
#[inline(always)]
pub unsafe fn store<T: Scalar>(base: *mut u8, object: Ref, offset: u32, value: T) {
    // SAFETY: passed on.
    unsafe { T::store(base, object, offset, value) }
}

/// Reads a reference field or element.
///
/// # Safety
///
/// Contracts 1 to 3.
#[inline(always)]
pub unsafe fn load_ref(base: *mut u8, object: Ref, offset: u32) -> Ref {
    // SAFETY: passed on.
    Ref(unsafe { cell_u32(base, object, offset) }.load(Relaxed))
}

/// Writes a reference field or element, with the write barrier.
///
/// # Safety
///
/// Contracts 1 to 3; `value` is null or obeys contract 2.
#[inline(always)]
pub unsafe fn store_ref(base: *mut u8, object: Ref, offset: u32, value: Ref) {
    // SAFETY: passed on.
    unsafe {
        // Release: an object reached through the reference by another thread
        // shows at least its header and zeroed fields.
        cell_u32(base, object, offset).store(value.0, Release);
        note_store(base, object.byte_offset() as isize + offset as isize, value);
    }
}

/// The write barrier after `value` was stored at this byte distance from `base`,
/// in an instance, an array or, below `base`, a static field. A young collection
/// need not hear of stores of null and of old objects.
///
/// # Safety
///
/// Contract 1; the place lies in the heap or in static fields that were given
/// out.
#[inline(always)]
pub unsafe fn note_store(base: *mut u8, distance: isize, value: Ref) {
    // SAFETY: passed on.
    unsafe {
        let (first, units) = old_bounds(base);
        if value.0.wrapping_sub(first.load(Relaxed)) >= units.load(Relaxed) && !value.is_null() {
            card_mark(base, distance);
        }
    }
}

/// Where the references to old objects begin, and how many units they extend
/// over. Large objects lie behind; what is born between two collections lies
/// outside, so the bounds change only at safepoints.
///
/// # Safety
///
/// Contract 1.
#[inline(always)]
pub(crate) unsafe fn old_bounds<'a>(base: *mut u8) -> (&'a AtomicU32, &'a AtomicU32) {
    // SAFETY: the place that the layout gives them, committed at start.
    unsafe {
        let bounds = base.sub(CARDS_DISTANCE).cast::<AtomicU32>();
        (&*bounds, &*bounds.add(1))
    }
}

/// Makes the card dirty of the place at this byte distance from `base`.
///
/// # Safety
///
/// As for [`note_store`].
#[inline(always)]
unsafe fn card_mark(base: *mut u8, distance: isize) {
    // SAFETY: the card tables cover the heap and the static fields and lie below
    // `base`.
    unsafe {
        let card = base.sub(CARDS_DISTANCE).offset(distance >> CARD_SHIFT);
        (*card.cast::<AtomicU8>()).store(CARD_DIRTY, Relaxed);
    }
}

/// The write barrier for `bytes` bytes from `byte_offset` on, after references
/// were written there in bulk.
///
/// # Safety
///
/// Contract 1; the range lies in the heap.
pub unsafe fn card_mark_range(base: *mut u8, byte_offset: usize, bytes: usize) {
    if bytes == 0 {
        return;
    }
    let (first, last) = (byte_offset >> CARD_SHIFT, (byte_offset + bytes - 1) >> CARD_SHIFT);
    for card in first..=last {
        // SAFETY: passed on.
        unsafe { card_mark(base, (card << CARD_SHIFT) as isize) };
    }
}

/// Moves `count` references between elements of reference arrays, which may be
/// the same and overlap, with the write barrier. Types are not checked.
///
/// # Safety
///
/// Contracts 1 and 2; both ranges lie inside their arrays.
pub unsafe fn move_elements_ref(
    base: *mut u8,
    from: Ref,
    from_index: u32,
    to: Ref,
    to_index: u32,
    count: u32,
) {
    let element = |array: Ref, index: u32| {
        array.byte_offset() + ARRAY_DATA_OFFSET as usize + index as usize * 4
    };
    let (source, target) = (element(from, from_index), element(to, to_index));
    // SAFETY: both ranges are live by the contract; whole aligned words are
    // moved, so a racing reader sees old or new references only.
    unsafe {
        let (s, t) = (base.add(source).cast::<u32>(), base.add(target).cast::<u32>());
        std::ptr::copy(s, t, count as usize);
        card_mark_range(base, target, count as usize * 4);
    }
}

/// The object's header word: class index, hash, lock and collector bits
/// ([`header`]).
///
/// # Safety
///
/// Contracts 1 and 2; the result must not be used after a safepoint.
#[inline(always)]
pub unsafe fn header_cell<'a>(base: *mut u8, object: Ref) -> &'a AtomicU64 {
    // SAFETY: passed on; the header is at offset 0.
    unsafe { cell_u64(base, object, 0) }
}

/// The object's class index.
///
/// # Safety
///
/// Contracts 1 and 2.
#[inline(always)]
pub unsafe fn class_index(base: *mut u8, object: Ref) -> u32 {
    // SAFETY: passed on. The low half has the class index; it never changes.
    unsafe { cell_u32(base, object, 0) }.load(Relaxed) >> header::CLASS_SHIFT
}

/// The class-table entry for a class index.
///
/// # Safety
///
/// Contract 1; the index is in use.
#[inline(always)]
pub unsafe fn type_at(base: *mut u8, class_index: u32) -> *const TypeInfo {
    // SAFETY: the class table has an aligned entry for every index.
    unsafe {
        let table = base.sub(CLASS_TABLE_DISTANCE).cast::<AtomicPtr<TypeInfo>>();
        (*table.add(class_index as usize)).load(Relaxed)
    }
}

/// The object's type.
///
/// # Safety
///
/// Contracts 1 and 2.
#[inline(always)]
pub unsafe fn type_of(base: *mut u8, object: Ref) -> *const TypeInfo {
    // SAFETY: passed on.
    unsafe { type_at(base, class_index(base, object)) }
}

/// The array's length.
///
/// # Safety
///
/// Contracts 1 and 2; the object is an array.
#[inline(always)]
pub unsafe fn array_length(base: *mut u8, array: Ref) -> u32 {
    // SAFETY: passed on.
    unsafe { cell_u32(base, array, ARRAY_LENGTH_OFFSET) }.load(Relaxed)
}

/// The object's size in bytes, header and padding included.
///
/// # Safety
///
/// Contracts 1 and 2.
#[inline(always)]
pub unsafe fn size_of(base: *mut u8, object: Ref) -> usize {
    // SAFETY: passed on; the type of a live object is live (layout invariant 2).
    unsafe { size_with_type(base, object, &*type_of(base, object)) }
}

/// The size in bytes of an object whose type is at hand.
///
/// # Safety
///
/// Contracts 1 and 2, and `info` is the object's type.
#[inline(always)]
pub unsafe fn size_with_type(base: *mut u8, object: Ref, info: &TypeInfo) -> usize {
    match info.shape {
        Shape::Instance | Shape::Reference | Shape::Holder => info.instance_size as usize,
        Shape::RefArray | Shape::PrimitiveArray => {
            // SAFETY: passed on; the shape says that it is an array.
            TypeInfo::array_size(info.element_shift, unsafe { array_length(base, object) })
        }
    }
}

/// Brings an object's header towards the cache; the reference may be null.
///
/// # Safety
///
/// Contract 1.
#[inline(always)]
pub(crate) unsafe fn prefetch(base: *mut u8, object: Ref) {
    // SAFETY: passed on.
    prefetch_at(unsafe { addr(base, object) });
}

/// Brings what lies at an address, of any kind, towards the cache.
#[inline(always)]
pub(crate) fn prefetch_at(address: *const u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch reads nothing and never faults.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(address.cast::<i8>());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = address;
}
