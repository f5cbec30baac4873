//! The roots of a VM, as its heap asks for them at a safepoint.
//!
//! A young collection takes the slots for roots that may refer to young objects
//! (`remembered`); the heap has cards for static fields. A full one visits those
//! of a holder of metadata when the holder proves alive: by an object of one of
//! its classes, by a mirror or loader object, by a frame, or by another holder
//! that needs it.

use super::{JavaThread, Vm};
use crate::model::{Class, ClassRef, HolderRef, KnownClass, KnownField};
use heap::layout::Ref;
use heap::{CollectionKind, RootSource, object};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What is called for each slot.
type Visit<'a> = dyn FnMut(&AtomicU32) + 'a;

/// All roots of a stopped VM.
pub(super) struct VmRoots<'a> {
    pub(super) vm: &'a Vm,
    pub(super) threads: &'a [Arc<JavaThread>],
    /// Number of the full collection, if it comes to one.
    pub(super) collection: u32,
}

impl VmRoots<'_> {
    fn thread_roots(
        &self,
        thread: &JavaThread,
        kind: CollectionKind,
        visit: &mut dyn FnMut(&AtomicU32),
    ) {
        visit(thread.object.as_atomic());
        thread.local_roots(visit);
        for frame in thread.frames() {
            (self.vm.hooks().frame_roots)(thread, &frame, visit);
            if kind == CollectionKind::Full {
                self.reach(frame.method.class.holder, visit);
            }
        }
    }

    /// The slots of a class but for its static fields.
    fn own_slots(class: &Class, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(class.mirror.as_atomic());
        visit(class.init_error.as_atomic());
        visit(class.protection_domain.as_atomic());
        visit(class.signers.as_atomic());
        for slot in class.pool.slots {
            if let Some(root) = slot.root() {
                visit(root);
            }
        }
    }

    fn class_slots(&self, class: &Class, visit: &mut dyn FnMut(&AtomicU32)) {
        Self::own_slots(class, visit);
        for &offset in class.static_refs {
            // SAFETY: offsets of static reference fields name aligned 4-byte
            // cells of the static area.
            visit(unsafe { &*self.vm.statics().add(offset as usize).cast::<AtomicU32>() });
        }
    }

    /// The slots of a holder but for those of its classes. All other threads are
    /// stopped outside of its locks.
    fn loose_slots(holder: HolderRef, visit: &mut dyn FnMut(&AtomicU32)) {
        if holder.is_loaders_own() {
            visit(holder.loader().object.as_atomic());
            for module in holder.loader().modules.lock().iter() {
                visit(module.object.as_atomic());
            }
        }
        holder.for_each_slot(|slot| visit(slot.as_atomic()));
    }

    /// The slots of all metadata of a holder.
    fn holder_slots(&self, holder: HolderRef, visit: &mut dyn FnMut(&AtomicU32)) {
        Self::loose_slots(holder, visit);
        holder.for_each_class(|class| self.class_slots(class, visit));
    }

    /// The slots of metadata that may refer to young objects.
    fn remembered_slots(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        let remembered = &self.vm.metadata.remembered;
        // Runs `slots` with a visitor; whether a slot still refers to something
        // young afterwards.
        let mut stays = |slots: &dyn Fn(&mut Visit<'_>)| {
            let mut any_young = false;
            slots(&mut |slot| {
                visit(slot);
                any_young |= self.vm.heap.is_young(Ref(slot.load(Ordering::Relaxed)));
            });
            any_young
        };
        remembered.retain_classes(|class| stays(&|visit| Self::own_slots(&class, visit)));
        remembered.retain_holders(|holder| stays(&|visit| Self::loose_slots(holder, visit)));
    }

    fn for_each_holder(&self, mut visit: impl FnMut(HolderRef)) {
        for loader in self.vm.all_loaders() {
            visit(loader.holder);
            loader.hidden.lock().iter().for_each(|holder| visit(*holder));
        }
    }

    /// A holder has proved alive: visits its slots and those of the holders that
    /// it needs, unless that was done in this collection.
    fn reach(&self, holder: HolderRef, visit: &mut dyn FnMut(&AtomicU32)) {
        if !holder.reach(self.collection) {
            return;
        }
        let mut found = vec![holder];
        while let Some(holder) = found.pop() {
            self.holder_slots(holder, visit);
            holder.for_each_need(|need| {
                if need.reach(self.collection) {
                    found.push(need);
                }
            });
        }
    }

    /// The metadata that a class index stands for.
    fn holder_at(&self, class_index: u32) -> HolderRef {
        let info = self.vm.heap.type_at(class_index);
        // SAFETY: the index is that of a live object's class or comes from a
        // field that only the VM writes; the entry is the start of a `Class`.
        unsafe { (*info.cast::<Class>()).holder }
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
    fn strong_roots(&self, kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32)) {
        match kind {
            CollectionKind::Young => self.remembered_slots(visit),
            CollectionKind::Full => self.for_each_holder(|holder| {
                if holder.is_kept() {
                    self.reach(holder, visit);
                }
            }),
        }
        for thread in self.threads {
            self.thread_roots(thread, kind, visit);
        }
        for class in self.vm.primitive_classes() {
            self.class_slots(&class, visit);
        }
        self.vm.extra_roots(visit);
    }

    fn all_roots(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        self.strong_roots(CollectionKind::Young, visit);
        self.for_each_holder(|holder| {
            Self::loose_slots(holder, visit);
            holder.for_each_class(|class| Self::own_slots(class, visit));
        });
    }

    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        self.vm.strings.update(update);
        self.vm.monitors.update(update);
        self.vm.extra_weak_roots(update);
    }

    fn follows_classes(&self) -> bool {
        true
    }

    fn class_roots(&self, class_index: u32, visit: &mut dyn FnMut(&AtomicU32)) {
        self.reach(self.holder_at(class_index), visit);
    }

    fn holder_roots(&self, object: Ref, visit: &mut dyn FnMut(&AtomicU32)) {
        let known = &self.vm.known;
        let base = self.vm.heap.base();
        // SAFETY: the heap vouches for the object; the offsets are those of
        // fields that the VM injects into the classes tested for.
        unsafe {
            let class = object::type_of(base, object).cast::<Class>();
            let is_mirror =
                known.try_class(KnownClass::Class).is_some_and(|known| known.as_ptr() == class);
            if is_mirror {
                let index: u32 = object::load(base, object, known.offset(KnownField::ClassIndex));
                // 0 while a mirror is being made or after its class was given up.
                if index != 0 && !self.vm.heap.type_at(index).is_null() {
                    self.reach(self.holder_at(index), visit);
                }
            } else {
                let id: u32 = object::load(base, object, known.offset(KnownField::LoaderId));
                // 0 for a loader that the VM has no record of.
                if let Some(loader) = id.checked_sub(1).and_then(|id| self.vm.loader(id)) {
                    self.reach(loader.holder, visit);
                }
            }
        }
    }

    fn classes_followed(&self) {
        self.vm.unload(self.collection);
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
