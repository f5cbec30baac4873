//! Which metadata may refer to young objects, so that a young collection need
//! not look through that of all classes.
//!
//! Invariant: between collections, a slot of a class or holder that refers to a
//! young object belongs to one that is listed here. Whoever fills a slot lists
//! its owner before the next safepoint. Static fields are not meant: the heap
//! has cards for them. A class that is not published (yet) is never listed, as
//! a full collection would not update its slots.

use super::{ClassRef, HolderRef};
use parking_lot::Mutex;

/// The lists of one VM.
#[derive(Debug, Default)]
pub struct Remembered {
    classes: Mutex<Vec<ClassRef>>,
    holders: Mutex<Vec<HolderRef>>,
}

impl Remembered {
    /// Calls `visit` for every listed class; those stay listed for which it says
    /// so.
    pub fn retain_classes(&self, mut visit: impl FnMut(ClassRef) -> bool) {
        self.classes.lock().retain(|&class| {
            let stays = visit(class);
            class.is_remembered.set(stays);
            stays
        });
    }

    /// Likewise for every listed holder.
    pub fn retain_holders(&self, mut visit: impl FnMut(HolderRef) -> bool) {
        self.holders.lock().retain(|&holder| {
            let stays = visit(holder);
            holder.is_remembered.set(stays);
            stays
        });
    }
}

impl ClassRef {
    /// The class is published, its slots may have been filled before: lists it.
    pub(super) fn list_from_now_on(self) {
        self.is_remembered.set(false);
        self.remember();
    }

    /// Lists the class: a slot of it has been filled.
    pub fn remember(self) {
        if self.is_remembered.raise() {
            self.holder.metadata().remembered.classes.lock().push(self);
        }
    }
}

impl HolderRef {
    /// Lists the holder: a slot of it, of its loader or of one of the loader's
    /// modules has been filled.
    pub fn remember(self) {
        if self.is_remembered.raise() {
            self.metadata().remembered.holders.lock().push(self);
        }
    }
}

/// Whether something is listed.
#[derive(Debug, Default)]
pub(super) struct Mark(std::sync::atomic::AtomicBool);

impl Mark {
    /// As if listed, so that [`ClassRef::remember`] does nothing.
    pub(super) fn raised() -> Mark {
        Mark(true.into())
    }

    /// Sets the mark; whether it was not set before.
    fn raise(&self) -> bool {
        use std::sync::atomic::Ordering::Relaxed;
        // The list's lock orders what depends on the mark.
        !self.0.load(Relaxed) && !self.0.swap(true, Relaxed)
    }

    fn set(&self, listed: bool) {
        self.0.store(listed, std::sync::atomic::Ordering::Relaxed);
    }
}
