//! The roots of a VM, as its heap asks for them at a safepoint.

use super::{JavaThread, Vm};
use crate::model::{Class, ClassRef, LoaderRef};
use heap::layout::Ref;
use heap::{CollectionKind, RootSource};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

/// All roots of a stopped VM.
pub(super) struct VmRoots<'a> {
    pub(super) vm: &'a Vm,
    pub(super) threads: &'a [Arc<JavaThread>],
}

impl VmRoots<'_> {
    fn thread_roots(&self, thread: &JavaThread, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(thread.object.as_atomic());
        thread.local_roots(visit);
        for frame in thread.frames() {
            (self.vm.hooks().frame_roots)(thread, &frame, visit);
        }
    }

    fn class_slots(&self, class: &Class, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(class.mirror.as_atomic());
        visit(class.init_error.as_atomic());
        visit(class.protection_domain.as_atomic());
        visit(class.signers.as_atomic());
        for slot in class.pool.slots {
            if let Some(root) = slot.root() {
                visit(root);
            }
        }
        for &offset in class.static_refs {
            // SAFETY: offsets of static reference fields name aligned 4-byte
            // cells of the static area.
            visit(unsafe { &*self.vm.statics().add(offset as usize).cast::<AtomicU32>() });
        }
    }

    fn loader_roots(&self, loader: LoaderRef, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(loader.object.as_atomic());
        // SAFETY of the lock: all other threads are stopped outside of it.
        for class in loader.classes.lock().iter() {
            self.class_slots(class, visit);
        }
    }
}

impl JavaThread {
    /// Visits the slots of the thread that belong to no frame, but for that of
    /// its object; at a safepoint.
    pub fn local_roots(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(self.exception.as_atomic());
        visit(self.scoped_value_cache.as_atomic());
        self.handles.for_each(visit);
        for slot in [&self.blocked_on, &self.waiting_on, &self.stop_with] {
            visit(slot.as_atomic());
        }
        for entry in self.locked.entries() {
            visit(entry.object.as_atomic());
        }
    }
}

impl RootSource for VmRoots<'_> {
    fn strong_roots(&self, _kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32)) {
        for thread in self.threads {
            self.thread_roots(thread, visit);
        }
        for loader in self.vm.all_loaders() {
            self.loader_roots(loader, visit);
        }
        for class in self.vm.primitive_classes() {
            self.class_slots(&class, visit);
        }
        for module in self.vm.all_modules() {
            visit(module.object.as_atomic());
        }
        self.vm.extra_roots(visit);
    }

    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        self.vm.strings.update(update);
        self.vm.monitors.update(update);
        self.vm.extra_weak_roots(update);
    }
}

impl Vm {
    /// The instances of a class and its subclasses, dead ones that have not been
    /// collected yet included; at a safepoint.
    pub fn instances_of(&self, class: ClassRef, threads: &[Arc<JavaThread>]) -> Vec<Ref> {
        for thread in threads {
            // SAFETY: the owner stands still.
            unsafe { &mut *thread.tlab.get() }.close();
        }
        let mut found = Vec::new();
        let base = self.heap.base();
        // SAFETY: all threads stand still, with the buffers just closed.
        unsafe {
            self.heap.for_each_object(&mut |object| {
                // SAFETY: the class of a live object lives, and its type
                // information is its beginning.
                let of = ClassRef::from_ptr(heap::object::type_of(base, object).cast());
                if of.is_assignable_to(class) {
                    found.push(object);
                }
            });
        }
        found
    }
}
