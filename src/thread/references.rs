//! The list of `java.lang.ref.Reference`s that the collector has cleared and
//! the Reference Handler thread enqueues.

use super::JavaThread;
use heap::layout::Ref;
use parking_lot::{Condvar, Mutex};

/// Wakes the Reference Handler.
#[derive(Default)]
pub(super) struct PendingReferences {
    lock: Mutex<()>,
    changed: Condvar,
}

impl PendingReferences {
    /// Tells waiters that the heap may have pending references.
    pub(super) fn announce(&self) {
        let _guard = self.lock.lock();
        self.changed.notify_all();
    }
}

impl JavaThread {
    /// Takes the pending list: its head, linked through `discovered`.
    pub fn take_pending_references(&self) -> Ref {
        self.vm().heap.take_pending_references()
    }

    /// Whether references are pending.
    pub fn has_pending_references(&self) -> bool {
        self.vm().heap.has_pending_references()
    }

    /// Waits until references are pending.
    pub fn wait_for_pending_references(&self) {
        let vm = self.vm();
        self.waiting_in_vm(|| {
            let mut guard = vm.pending.lock.lock();
            while !vm.heap.has_pending_references() {
                vm.pending.changed.wait(&mut guard);
            }
        });
    }
}
