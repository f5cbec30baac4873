//! What the heap asks of the rest of the VM: where the roots are.

use crate::report::CollectionKind;
use std::sync::atomic::AtomicU32;

/// The roots of a VM. Every slot holds a compressed reference or null; the
/// collector rewrites it when it moves the object.
///
/// Called while all threads stand at a safepoint.
pub trait RootSource: Sync {
    /// Calls `visit` for every slot outside the heap that keeps its object
    /// alive: frames, handles, JNI references, static fields, mirrors.
    ///
    /// For [`CollectionKind::Young`] these are all of them, those of every class
    /// included. For [`CollectionKind::Full`], if
    /// [`follows_classes`](RootSource::follows_classes), the slots of classes
    /// that may be unloaded are left out: they come through
    /// [`class_roots`](RootSource::class_roots) when the class proves alive.
    ///
    /// A slot may be visited twice.
    fn strong_roots(&self, kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32));

    /// Calls `update` for every slot outside the heap that does not keep its
    /// object alive: string table, monitor table, JNI weak globals, weak class
    /// loader handles. When `update` returns, the slot holds the object's new
    /// reference, or null if the object has died. Comes last, after
    /// `java.lang.ref` processing.
    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32));

    /// Whether full collections find out which classes are alive.
    fn follows_classes(&self) -> bool {
        false
    }

    /// In a full collection, once per class index of an object found alive:
    /// calls `visit` for the slots that a class keeps alive (its loader and
    /// mirror; through those, the loader's other classes by what `visit` is
    /// called for here). May be called from a worker thread of the heap.
    fn class_roots(&self, class_index: u32, visit: &mut dyn FnMut(&AtomicU32)) {
        let _ = (class_index, visit);
    }
}
