//! What the heap asks of the rest of the VM: where the roots are.

use crate::layout::Ref;
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
    /// For [`CollectionKind::Young`] slots that do not refer to young objects
    /// ([`Heap::is_young`](crate::Heap::is_young)) may be left out, and the heap
    /// itself remembers the static fields. For [`CollectionKind::Full`], if
    /// [`follows_classes`](RootSource::follows_classes), the slots of classes
    /// that may be unloaded are left out: they come through
    /// [`class_roots`](RootSource::class_roots) when the class proves alive.
    ///
    /// A slot may be visited twice.
    fn strong_roots(&self, kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32));

    /// Calls `visit` for every slot that any kind of collection would be given,
    /// static fields excepted; to verify the heap.
    fn all_roots(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        self.strong_roots(CollectionKind::Young, visit);
    }

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

    /// In a full collection that follows classes, once per class index of an
    /// object found alive: calls `visit` for the slots of everything that the
    /// class keeps alive, its loader's other classes included. May be called
    /// from several worker threads of the heap; a slot must be visited by one of
    /// them only.
    fn class_roots(&self, class_index: u32, visit: &mut dyn FnMut(&AtomicU32)) {
        let _ = (class_index, visit);
    }

    /// Likewise for every object of [`Shape::Holder`] found alive: for the slots
    /// of the classes that this object keeps alive besides its own. All
    /// primitive fields of the object may be read.
    ///
    /// [`Shape::Holder`]: crate::layout::Shape::Holder
    fn holder_roots(&self, object: Ref, visit: &mut dyn FnMut(&AtomicU32)) {
        let _ = (object, visit);
    }

    /// A full collection that follows classes has found everything alive, and
    /// all roots have been updated: classes that were neither visited nor kept
    /// by a strong root are dead, and so are all their objects.
    fn classes_followed(&self) {}
}
