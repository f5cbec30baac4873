//! The run-time constant pool (JVMS §5.1): one slot per class-file index that
//! holds the outcome of resolution.
//!
//! Invariant: a slot goes from unresolved to one outcome and stays there; the
//! first outcome stored wins, so that all threads see the same one.

use super::{ClassRef, FieldRef, MethodRef};
use heap::layout::Ref;
use std::fmt;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

const TAG_MASK: u64 = 0b111;
const TAG_CLASS: u64 = 1;
const TAG_FIELD: u64 = 2;
const TAG_METHOD: u64 = 3;
const TAG_OBJECT: u64 = 4;
const TAG_ERROR: u64 = 5;
const TAG_NULL: u64 = 6;

/// The outcome of resolving one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotValue {
    /// Not resolved yet.
    Unresolved,
    /// A class.
    Class(ClassRef),
    /// A field.
    Field(FieldRef),
    /// A method as resolved, before selection.
    Method(MethodRef),
    /// A string, method handle, method type, dynamic constant or the state of a
    /// call site; primitive dynamic constants are boxed.
    Object(Ref),
    /// A dynamic constant whose value is null.
    Null,
    /// Resolution failed with this `Throwable`, and always will.
    Error(Ref),
}

/// One entry of the run-time constant pool.
///
/// The reference of an object outcome is in the upper half, as a root slot that
/// the collector updates.
#[derive(Default)]
#[repr(C, align(8))]
pub struct PoolSlot(AtomicU64);

impl PoolSlot {
    /// The outcome so far (acquire).
    pub fn get(&self) -> SlotValue {
        let word = self.0.load(Ordering::Acquire);
        let object = Ref((word >> 32) as u32);
        let address = word & !TAG_MASK;
        match word & TAG_MASK {
            // SAFETY: `set` stored the address of a `ClassRef` under this tag.
            TAG_CLASS => SlotValue::Class(unsafe { ClassRef::from_ptr(address as *const _) }),
            // SAFETY: likewise a `FieldRef`.
            TAG_FIELD => SlotValue::Field(unsafe { FieldRef::from_ptr(address as *const _) }),
            // SAFETY: likewise a `MethodRef`.
            TAG_METHOD => SlotValue::Method(unsafe { MethodRef::from_ptr(address as *const _) }),
            TAG_OBJECT => SlotValue::Object(object),
            TAG_ERROR => SlotValue::Error(object),
            TAG_NULL => SlotValue::Null,
            _ => SlotValue::Unresolved,
        }
    }

    /// Records an outcome unless there is one; the outcome that holds.
    pub fn set(&self, value: SlotValue) -> SlotValue {
        let word = match value {
            SlotValue::Unresolved => return self.get(),
            SlotValue::Class(class) => class.as_ptr() as u64 | TAG_CLASS,
            SlotValue::Field(field) => field.as_ptr() as u64 | TAG_FIELD,
            SlotValue::Method(method) => method.as_ptr() as u64 | TAG_METHOD,
            SlotValue::Object(object) => u64::from(object.0) << 32 | TAG_OBJECT,
            SlotValue::Error(object) => u64::from(object.0) << 32 | TAG_ERROR,
            SlotValue::Null => TAG_NULL,
        };
        match self.0.compare_exchange(0, word, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => value,
            Err(_) => self.get(),
        }
    }

    /// The part of the slot that holds a reference, if it does now; for the
    /// collector, at a safepoint.
    pub fn root(&self) -> Option<&AtomicU32> {
        match self.0.load(Ordering::Relaxed) & TAG_MASK {
            TAG_OBJECT | TAG_ERROR => {
                // SAFETY: little-endian: the upper half lies 4 bytes in, inside
                // this aligned 8-byte slot. Mixed-size access happens only at
                // safepoints, when no other thread touches the slot.
                Some(unsafe { &*(&raw const self.0).cast::<AtomicU32>().add(1) })
            }
            _ => None,
        }
    }
}

impl fmt::Debug for PoolSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.get())
    }
}

/// The run-time constant pool of a class.
#[derive(Debug, Default, Clone, Copy)]
pub struct RuntimePool {
    /// Outcomes by class-file index; index 0 is unused.
    pub slots: &'static [PoolSlot],
    /// Byte offset in the class file of each entry's tag, by index; 0 for the
    /// second half of 8-byte entries.
    pub offsets: &'static [u32],
}

impl RuntimePool {
    /// The slot of an entry. Indices come from checked class files.
    #[inline(always)]
    pub fn slot(&self, index: u16) -> &'static PoolSlot {
        &self.slots[index as usize]
    }
}
