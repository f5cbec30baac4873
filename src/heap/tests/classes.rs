//! Full collections tell which classes are alive, so that a class owner can
//! unload the others.

mod mock;

use mock::{NODE_REFS, Type, Vm, small};
use parking_lot::Mutex;
use peaberry_heap::layout::RootSlot;
use peaberry_heap::{Cause, CollectionKind, Ref, RootSource, Tlab};
use std::sync::atomic::AtomicU32;

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
