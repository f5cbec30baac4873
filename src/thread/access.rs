//! Objects for Rust code: allocation, fields, elements and strings by handle.
//!
//! Every function that may collect takes `&self` of the running thread and
//! handles; what it returns as a bare `Ref` must go into a handle or a slot
//! before the next one is called.

use super::{Handle, JavaThread};
use crate::model::{ClassRef, KnownField, Throw, VmException};
use heap::layout::{ARRAY_DATA_OFFSET, Ref};
use heap::object::{self, Scalar};

/// Longest array that `java` allocates.
pub const MAX_ARRAY_LENGTH: i32 = i32::MAX - 2;

impl JavaThread {
    /// The class of an object.
    #[inline(always)]
    pub fn class_of(&self, object: Ref) -> ClassRef {
        debug_assert!(!object.is_null());
        // SAFETY: heap invariants 1 and 2: a non-null reference names an object
        // whose class-table entry is the start of a `Class`.
        unsafe { ClassRef::from_ptr(object::type_of(self.heap_base, object).cast()) }
    }

    /// Reads a primitive field. `offset` must be that of a field of this type.
    #[inline(always)]
    pub fn get<T: Scalar>(&self, object: Ref, offset: u32) -> T {
        debug_assert!(!object.is_null());
        // SAFETY: offsets come from the layout of the object's class.
        unsafe { object::load(self.heap_base, object, offset) }
    }

    /// Writes a primitive field.
    #[inline(always)]
    pub fn put<T: Scalar>(&self, object: Ref, offset: u32, value: T) {
        debug_assert!(!object.is_null());
        // SAFETY: as in `get`.
        unsafe { object::store(self.heap_base, object, offset, value) }
    }

    /// Reads a reference field.
    #[inline(always)]
    pub fn get_ref(&self, object: Ref, offset: u32) -> Ref {
        debug_assert!(!object.is_null());
        // SAFETY: as in `get`.
        unsafe { object::load_ref(self.heap_base, object, offset) }
    }

    /// Writes a reference field, with the barrier.
    #[inline(always)]
    pub fn put_ref(&self, object: Ref, offset: u32, value: Ref) {
        debug_assert!(!object.is_null());
        // SAFETY: as in `get`; `value` is current, by the module's rule.
        unsafe { object::store_ref(self.heap_base, object, offset, value) }
    }

    /// Offset of a well-known field.
    #[inline]
    pub fn offset(&self, field: KnownField) -> u32 {
        self.vm().known.offset(field)
    }

    /// Reads a well-known primitive field.
    pub fn known<T: Scalar>(&self, object: Handle, field: KnownField) -> T {
        self.get(object.get(), self.offset(field))
    }

    /// Writes a well-known primitive field.
    pub fn put_known<T: Scalar>(&self, object: Handle, field: KnownField, value: T) {
        self.put(object.get(), self.offset(field), value);
    }

    /// Reads a well-known reference field.
    pub fn known_ref(&self, object: Handle, field: KnownField) -> Ref {
        self.get_ref(object.get(), self.offset(field))
    }

    /// Writes a well-known reference field.
    pub fn put_known_ref(&self, object: Handle, field: KnownField, value: Ref) {
        self.put_ref(object.get(), self.offset(field), value);
    }

    /// Reads a static primitive field; `offset` as in `Field::offset`.
    pub fn get_static<T: Copy>(&self, offset: u32) -> T {
        // SAFETY: offsets of static fields lie in the static area, are aligned
        // for their type, and hold any bit pattern of a Java primitive.
        unsafe { self.vm().statics().add(offset as usize).cast::<T>().read_volatile() }
    }

    /// Writes a static primitive field.
    pub fn put_static<T: Copy>(&self, offset: u32, value: T) {
        // SAFETY: as in `get_static`.
        unsafe { self.vm().statics().add(offset as usize).cast::<T>().write_volatile(value) }
    }

    /// Writes a static reference field, with the write barrier.
    pub fn put_static_ref(&self, offset: u32, value: Ref) {
        self.put_static(offset, value.0);
        let distance = offset as isize - heap::layout::STATICS_DISTANCE as isize;
        // SAFETY: the place of a static field, as in `get_static`.
        unsafe { object::note_store(self.heap_base, distance, value) };
    }

    /// Length of an array.
    #[inline(always)]
    pub fn array_length(&self, array: Ref) -> u32 {
        debug_assert!(!array.is_null());
        // SAFETY: the caller has an array.
        unsafe { object::array_length(self.heap_base, array) }
    }

    /// Element of a reference array.
    ///
    /// # Panics
    ///
    /// If the index is out of bounds: the caller checks what Java supplied.
    #[inline]
    pub fn element(&self, array: Ref, index: u32) -> Ref {
        assert!(index < self.array_length(array));
        self.get_ref(array, ARRAY_DATA_OFFSET + index * 4)
    }

    /// Stores an element of a reference array, without a type check.
    ///
    /// # Panics
    ///
    /// As [`JavaThread::element`].
    #[inline]
    pub fn set_element(&self, array: Ref, index: u32, value: Ref) {
        assert!(index < self.array_length(array));
        self.put_ref(array, ARRAY_DATA_OFFSET + index * 4, value);
    }

    /// Element of a primitive array of `T`.
    ///
    /// # Panics
    ///
    /// As [`JavaThread::element`].
    #[inline]
    pub fn scalar<T: Scalar>(&self, array: Ref, index: u32) -> T {
        assert!(index < self.array_length(array));
        self.get(array, ARRAY_DATA_OFFSET + index * size_of::<T>() as u32)
    }

    /// Stores an element of a primitive array of `T`.
    ///
    /// # Panics
    ///
    /// As [`JavaThread::element`].
    #[inline]
    pub fn set_scalar<T: Scalar>(&self, array: Ref, index: u32, value: T) {
        assert!(index < self.array_length(array));
        self.put(array, ARRAY_DATA_OFFSET + index * size_of::<T>() as u32, value);
    }

    /// Address of the first element; stale after the next safepoint.
    pub fn array_data(&self, array: Ref) -> *mut u8 {
        debug_assert!(!array.is_null());
        // SAFETY: the data of an array starts inside the object.
        unsafe { object::addr(self.heap_base, array).add(ARRAY_DATA_OFFSET as usize) }
    }

    /// Copies bytes out of a `byte[]` (or any primitive array, by byte offset).
    ///
    /// # Panics
    ///
    /// If the range is out of bounds.
    pub fn read_bytes(&self, array: Handle, offset: usize, into: &mut [u8]) {
        let array = array.get();
        let bytes =
            (self.array_length(array) as usize) << self.class_of(array).type_info.element_shift;
        assert!(offset.checked_add(into.len()).is_some_and(|end| end <= bytes));
        // SAFETY: the range was just checked; Java code that writes the array
        // meanwhile makes the copied bytes arbitrary, not the copy unsafe.
        unsafe {
            self.array_data(array).add(offset).copy_to_nonoverlapping(into.as_mut_ptr(), into.len())
        }
    }

    /// Copies bytes into a primitive array, by byte offset.
    ///
    /// # Panics
    ///
    /// If the range is out of bounds.
    pub fn write_bytes(&self, array: Handle, offset: usize, from: &[u8]) {
        let array = array.get();
        let bytes =
            (self.array_length(array) as usize) << self.class_of(array).type_info.element_shift;
        assert!(offset.checked_add(from.len()).is_some_and(|end| end <= bytes));
        // SAFETY: as in `read_bytes`.
        unsafe {
            self.array_data(array).add(offset).copy_from_nonoverlapping(from.as_ptr(), from.len())
        }
    }

    /// The identity hash of a non-null object, never 0.
    pub fn identity_hash(&self, object: Ref) -> u32 {
        debug_assert!(!object.is_null());
        // SAFETY: the caller's reference is current, by the module's rule.
        unsafe { self.vm().heap.identity_hash(object) }
    }

    /// Null check for natives.
    ///
    /// # Errors
    ///
    /// `NullPointerException` without a message.
    pub fn non_null(&self, object: Handle) -> Result<Handle, Throw> {
        if object.is_null() { Err(Throw::bare(VmException::NullPointer)) } else { Ok(object) }
    }

    /// The class that a `java.lang.Class` object stands for.
    pub fn class_of_mirror(&self, mirror: Ref) -> ClassRef {
        self.class_at(self.get::<u32>(mirror, self.offset(KnownField::ClassIndex)))
    }

    /// The class with this index, read from a field that the VM injects.
    pub fn class_at(&self, index: u32) -> ClassRef {
        // SAFETY: injected fields hold indices of live classes, whose table
        // entry is the start of a `Class`.
        unsafe { ClassRef::from_ptr(object::type_at(self.heap_base, index).cast()) }
    }
}
