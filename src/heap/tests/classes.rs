//! Full collections tell which classes are alive, so that a class owner can
//! unload the others.

mod mock;

use mock::{NODE_REFS, Type, Vm, small};
use parking_lot::Mutex;
use peaberry_heap::layout::{RootSlot, STATICS_DISTANCE, Shape, Strength, TypeInfo};
use peaberry_heap::{Cause, CollectionKind, Ref, RootSource, Tlab, object};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Classes whose loader object is alive as long as one of their objects is.
struct Loaders {
    stack: RootSlot,
    /// Weak: the loader object of the class.
    loader: RootSlot,
    class_index: u32,
    met: Mutex<Vec<u32>>,
}

impl RootSource for Loaders {
    fn strong_roots(&self, kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(self.stack.as_atomic());
        if kind == CollectionKind::Young {
            visit(self.loader.as_atomic());
        }
    }

    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        update(self.loader.as_atomic());
    }

    fn follows_classes(&self) -> bool {
        true
    }

    fn class_roots(&self, class_index: u32, visit: &mut dyn FnMut(&AtomicU32)) {
        self.met.lock().push(class_index);
        if class_index == self.class_index {
            visit(self.loader.as_atomic());
        }
    }
}

#[test]
fn loader_lives_as_long_as_objects_of_its_classes() {
    let mut vm = Vm::new(small(16 << 20), 4);
    let loader = vm.alloc(Type::Node, 0).unwrap();
    vm.set_root(0, loader);
    let child = vm.alloc(Type::Longs, 10).unwrap();
    vm.put(vm.root(0), NODE_REFS, child);
    let boxed = vm.alloc(Type::Boxed, 0).unwrap();
    let roots = Loaders {
        stack: RootSlot::null(),
        loader: RootSlot::null(),
        class_index: vm.info(Type::Boxed).class_index,
        met: Mutex::new(Vec::new()),
    };
    roots.stack.set(boxed);
    roots.loader.set(vm.root(0));
    let collect = |vm: &mut Vm, cause| {
        let tlab: *mut Tlab = &mut vm.tlab;
        roots.met.lock().clear();
        // SAFETY: the only thread is here, all roots are in `roots`.
        unsafe { vm.heap.collect(cause, &roots, &mut std::iter::once(tlab)) };
    };
    for cause in [Cause::AllocationFailure, Cause::SystemGc, Cause::SystemGc] {
        collect(&mut vm, cause);
        assert!(!roots.loader.get().is_null());
        assert_eq!(vm.type_of(vm.get(roots.loader.get(), NODE_REFS)), Type::Longs);
    }
    let mut met = roots.met.lock().clone();
    met.sort_unstable();
    let mut expected = [Type::Boxed, Type::Node, Type::Longs].map(|t| vm.info(t).class_index);
    expected.sort_unstable();
    assert_eq!(met, expected, "each class once");
    // The last object of the class goes, with it the loader.
    roots.stack.set(Ref::NULL);
    collect(&mut vm, Cause::SystemGc);
    assert!(roots.loader.get().is_null());
    assert!(roots.met.lock().is_empty());
}

/// A chain of loaders: each is kept alive by an object of the one before, which
/// the class of the one before keeps.
struct Chain {
    /// Weak: objects that the class with this number keeps alive.
    kept: Vec<RootSlot>,
    first: RootSlot,
    classes: Vec<u32>,
}

impl RootSource for Chain {
    fn strong_roots(&self, kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(self.first.as_atomic());
        if kind == CollectionKind::Young {
            self.kept.iter().for_each(|slot| visit(slot.as_atomic()));
        }
    }

    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        self.kept.iter().for_each(|slot| update(slot.as_atomic()));
    }

    fn follows_classes(&self) -> bool {
        true
    }

    fn class_roots(&self, class_index: u32, visit: &mut dyn FnMut(&AtomicU32)) {
        if let Ok(at) = self.classes.binary_search(&class_index) {
            visit(self.kept[at].as_atomic());
        }
    }
}

/// A type of 16 bytes without references.
fn boxed_type(class_index: u32) -> TypeInfo {
    TypeInfo {
        shape: Shape::Instance,
        strength: Strength::Strong,
        element_shift: 0,
        instance_size: 16,
        ref_runs: std::ptr::null(),
        ref_run_count: 0,
        class_index,
    }
}

#[test]
fn chain_of_loaders_does_not_recurse() {
    const LENGTH: usize = 20_000;
    let mut vm = Vm::new(small(16 << 20), 0);
    let types: Vec<TypeInfo> =
        (0..LENGTH).map(|_| boxed_type(vm.heap.new_class_index().unwrap())).collect();
    types.iter().for_each(|info| vm.heap.set_type(info.class_index, info));
    let roots = Chain {
        kept: (0..LENGTH).map(|_| RootSlot::null()).collect(),
        first: RootSlot::null(),
        classes: types.iter().map(|info| info.class_index).collect(),
    };
    for (at, info) in types.iter().enumerate() {
        // SAFETY: the type is in the table and lives as long as the heap; the
        // heap is large enough for all of the objects without a collection.
        let object = unsafe { vm.heap.allocate(&mut vm.tlab, info, 16, None, 0) }.unwrap();
        match at {
            0 => roots.first.set(object),
            at => roots.kept[at - 1].set(object),
        }
    }
    for _ in 0..2 {
        let tlab: *mut Tlab = &mut vm.tlab;
        // SAFETY: the only thread is here, all roots are in `roots`.
        unsafe { vm.heap.collect(Cause::SystemGc, &roots, &mut std::iter::once(tlab)) };
        assert_eq!(roots.kept.iter().filter(|slot| slot.get().is_null()).count(), 1);
    }
}

/// An object of shape `Holder` keeps another one alive.
#[derive(Default)]
struct Held {
    holder: RootSlot,
    held: RootSlot,
    followed: Mutex<u32>,
}

impl RootSource for Held {
    fn strong_roots(&self, kind: CollectionKind, visit: &mut dyn FnMut(&AtomicU32)) {
        visit(self.holder.as_atomic());
        if kind == CollectionKind::Young {
            visit(self.held.as_atomic());
        }
    }

    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        update(self.held.as_atomic());
    }

    fn follows_classes(&self) -> bool {
        true
    }

    fn holder_roots(&self, object: Ref, visit: &mut dyn FnMut(&AtomicU32)) {
        assert_eq!(object, self.holder.get(), "the object is where its root says");
        visit(self.held.as_atomic());
    }

    fn classes_followed(&self) {
        *self.followed.lock() += 1;
    }
}

#[test]
fn holders_keep_what_they_hold() {
    let mut vm = Vm::new(small(16 << 20), 0);
    let roots = Held::default();
    roots.holder.set(vm.alloc(Type::Holder, 0).unwrap());
    roots.held.set(vm.alloc(Type::Boxed, 0).unwrap());
    vm.set_id(roots.held.get(), 99);
    let collect = |vm: &mut Vm, cause| {
        let tlab: *mut Tlab = &mut vm.tlab;
        // SAFETY: the only thread is here, all roots are in `roots`.
        unsafe { vm.heap.collect(cause, &roots, &mut std::iter::once(tlab)) };
    };
    for cause in [Cause::SystemGc, Cause::AllocationFailure, Cause::SystemGc] {
        collect(&mut vm, cause);
        assert_eq!(vm.id(roots.held.get()), 99);
    }
    roots.holder.set(Ref::NULL);
    collect(&mut vm, Cause::SystemGc);
    assert!(roots.held.get().is_null());
    assert_eq!(*roots.followed.lock(), 3, "once per full collection");
}

#[test]
fn static_fields_need_not_be_named_as_roots() {
    let mut vm = Vm::new(small(16 << 20), 0);
    let fields = vm.heap.alloc_statics(16).unwrap();
    let at = fields + 4;
    vm.heap.note_static_refs(&[at]);
    let distance = at as isize - STATICS_DISTANCE as isize;
    // SAFETY: the place of static fields that were given out.
    let slot = unsafe { &*vm.heap.base().offset(distance).cast::<AtomicU32>() };
    let collect = |vm: &mut Vm| {
        let tlab: *mut Tlab = &mut vm.tlab;
        let roots = mock::Roots::default();
        // SAFETY: the only thread is here; the static field is the only root.
        unsafe { vm.heap.collect(Cause::AllocationFailure, &roots, &mut std::iter::once(tlab)) };
    };
    for id in 1..4 {
        let object = vm.alloc(Type::Boxed, 0).unwrap();
        vm.set_id(object, id);
        slot.store(object.0, Relaxed);
        // SAFETY: the static field just stored to.
        unsafe { object::note_store(vm.heap.base(), distance, object) };
        for _ in 0..20 {
            collect(&mut vm);
            assert_eq!(vm.id(Ref(slot.load(Relaxed))), id);
        }
        assert!(!vm.heap.is_young(Ref(slot.load(Relaxed))), "old after 20 collections");
    }
    slot.store(0, Relaxed);
    vm.heap.free_statics(fields, 16);
    assert_eq!(vm.heap.alloc_statics(16), Some(fields));
    // A number now: not followed, though it looks like a reference to eden.
    let object = vm.alloc(Type::Boxed, 0).unwrap();
    slot.store(object.0, Relaxed);
    // SAFETY: as above.
    unsafe { object::note_store(vm.heap.base(), distance, object) };
    collect(&mut vm);
    assert_eq!(slot.load(Relaxed), object.0);
}
