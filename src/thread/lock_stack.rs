//! The monitors that a thread has entered, in order.
//!
//! Invariant 1: there is an entry for each time that the thread has entered a
//! monitor and not left it, whether the monitor is in the header or inflated.
//! During `Object.wait` the entries stay, though the monitor is given up.
//!
//! Invariant 2: of several entries of one object the first alone is not marked
//! `again`; leaving takes the last away.

use super::JavaThread;
use heap::layout::{Ref, RootSlot};
use std::cell::UnsafeCell;

/// One entering of a monitor.
pub(super) struct LockEntry {
    pub(super) object: RootSlot,
    /// Whether the thread had the monitor already.
    again: bool,
}

/// The entries of a thread. Only the thread uses them, and others while it is
/// stopped.
pub(super) struct LockStack(UnsafeCell<Vec<LockEntry>>);

/// Entries that a new thread has room for.
const FIRST_CAPACITY: usize = 8;

impl Default for LockStack {
    fn default() -> LockStack {
        LockStack(UnsafeCell::new(Vec::with_capacity(FIRST_CAPACITY)))
    }
}

impl LockStack {
    #[inline(always)]
    pub(super) fn entries(&self) -> &[LockEntry] {
        // SAFETY: only the owner changes the vector, and keeps no slice of it
        // when it does.
        unsafe { &*self.0.get() }
    }

    #[expect(clippy::mut_from_ref, reason = "a cell that one thread uses")]
    #[inline(always)]
    fn entries_mut(&self) -> &mut Vec<LockEntry> {
        // SAFETY: as in `entries`.
        unsafe { &mut *self.0.get() }
    }

    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether an entry can be added without growing.
    #[inline(always)]
    pub(super) fn has_room(&self) -> bool {
        let entries = self.entries_mut();
        entries.len() < entries.capacity()
    }

    /// Adds the first entry of an object; there must be room.
    #[inline(always)]
    pub(super) fn push_within_capacity(&self, object: Ref) {
        let entries = self.entries_mut();
        let len = entries.len();
        debug_assert!(len < entries.capacity());
        let entry = LockEntry { object: RootSlot::null(), again: false };
        entry.object.set(object);
        // SAFETY: the capacity covers the entry behind the last.
        unsafe {
            entries.as_mut_ptr().add(len).write(entry);
            entries.set_len(len + 1);
        }
    }

    /// Adds an entry.
    pub(super) fn push(&self, object: Ref, again: bool) {
        let entry = LockEntry { object: RootSlot::null(), again };
        entry.object.set(object);
        self.entries_mut().push(entry);
    }

    /// The last entry, if it is this object's, lies at `floor` or above, and is
    /// the only one of the object.
    #[inline(always)]
    pub(super) fn is_last_and_only(&self, object: Ref, floor: usize) -> bool {
        let entries = self.entries();
        entries.len() > floor
            && entries.last().is_some_and(|last| last.object.get() == object && !last.again)
    }

    /// Takes the last entry away.
    #[inline(always)]
    pub(super) fn drop_last(&self) {
        let entries = self.entries_mut();
        let len = entries.len();
        debug_assert!(len > 0);
        // SAFETY: fewer than now; entries have nothing to drop.
        unsafe { entries.set_len(len.saturating_sub(1)) };
    }

    pub(super) fn contains(&self, object: Ref) -> bool {
        self.entries().iter().rev().any(|entry| entry.object.get() == object)
    }

    /// Takes the last entry of this object at `floor` or above away; whether the
    /// thread had entered the monitor before, or `None` if there is no entry.
    pub(super) fn remove(&self, object: Ref, floor: usize) -> Option<bool> {
        let entries = self.entries_mut();
        let above = entries.get(floor..)?;
        let at = above.iter().rposition(|entry| entry.object.get() == object)?;
        Some(entries.remove(floor + at).again)
    }
}

impl JavaThread {
    /// Number of monitors that this thread has entered and not left.
    #[inline(always)]
    pub fn lock_depth(&self) -> usize {
        self.locked.len()
    }

    /// The objects whose monitors the thread has entered, in order, with an
    /// entry for each time; only for the thread itself or while it is stopped.
    pub fn entered_monitors(&self) -> impl DoubleEndedIterator<Item = Ref> + ExactSizeIterator {
        self.locked.entries().iter().map(|entry| entry.object.get())
    }
}
