//! `java.lang.ref` by strength, across young and full collections.

mod mock;

use mock::{DISCOVERED, NEXT, REFERENT, TIMESTAMP, Type, Vm, small};
use peaberry_heap::{Cause, HeapConfig, Ref, object};

/// Roots 0..: the reference object; its referent hangs on root 10 at first.
const REFERENCE: usize = 0;
const REFERENT_ROOT: usize = 10;

fn vm() -> Vm {
    Vm::new(small(32 << 20), 20)
}

fn reference_to_new_node(vm: &mut Vm, kind: Type) {
    let node = vm.alloc(Type::Node, 0).unwrap();
    vm.set_id(node, 99);
    vm.set_root(REFERENT_ROOT, node);
    let reference = vm.alloc(kind, 0).unwrap();
    vm.put(reference, REFERENT, vm.root(REFERENT_ROOT));
    vm.set_root(REFERENCE, reference);
}

fn referent(vm: &Vm) -> Ref {
    vm.get(vm.root(REFERENCE), REFERENT)
}

/// The pending list, taken from the heap.
fn pending(vm: &Vm) -> Vec<Ref> {
    let mut list = Vec::new();
    let mut next = vm.heap.take_pending_references();
    while !next.is_null() {
        list.push(next);
        next = vm.get(next, DISCOVERED);
    }
    list
}

/// A young collection, by the stress cause's turn.
const YOUNG: Cause = Cause::AllocationFailure;
const FULL: Cause = Cause::SystemGc;

#[test]
fn referent_held_elsewhere_stays() {
    for kind in [Type::Soft, Type::Weak, Type::Final, Type::Phantom] {
        let mut vm = vm();
        reference_to_new_node(&mut vm, kind);
        for cause in [YOUNG, YOUNG, FULL, YOUNG, Cause::LastDitch] {
            vm.collect(cause);
            assert_eq!(referent(&vm), vm.root(REFERENT_ROOT), "{kind:?} after {cause:?}");
            assert_eq!(vm.id(referent(&vm)), 99);
            assert!(!vm.heap.has_pending_references());
        }
    }
}

#[test]
fn weak_and_phantom_references_are_cleared_and_pending() {
    for kind in [Type::Weak, Type::Phantom] {
        for cause in [YOUNG, FULL] {
            for promoted in [false, true] {
                let mut vm = vm();
                reference_to_new_node(&mut vm, kind);
                if promoted {
                    (0..16).for_each(|_| vm.collect(YOUNG));
                }
                vm.set_root(REFERENT_ROOT, Ref::NULL);
                vm.collect(cause);
                if promoted && cause == YOUNG {
                    // An old referent is not looked at by a young collection.
                    assert!(!referent(&vm).is_null());
                    continue;
                }
                assert!(referent(&vm).is_null(), "{kind:?} after {cause:?}");
                assert_eq!(pending(&vm), [vm.root(REFERENCE)]);
                assert!(!vm.heap.has_pending_references());
                assert_eq!(vm.reports.last().unwrap().enqueued, 1);
            }
        }
    }
}

#[test]
fn pending_list_survives_until_taken() {
    let mut vm = vm();
    for _ in 0..5 {
        reference_to_new_node(&mut vm, Type::Weak);
        vm.set_root(REFERENT_ROOT, Ref::NULL);
        // The first reference is put in a list, as a queue's owner would do.
        vm.set_root(REFERENCE + 1, vm.root(REFERENCE));
        vm.collect(YOUNG);
        vm.set_root(REFERENCE + 1, Ref::NULL);
        vm.set_root(REFERENCE, Ref::NULL);
        vm.collect(FULL);
    }
    let list = pending(&vm);
    assert_eq!(list.len(), 5);
    assert!(list.iter().all(|&reference| vm.type_of(reference) == Type::Weak));
}

#[test]
fn final_referent_lives_for_its_finalizer_once() {
    for cause in [YOUNG, FULL] {
        let mut vm = vm();
        reference_to_new_node(&mut vm, Type::Final);
        let child = vm.alloc(Type::Boxed, 0).unwrap();
        vm.set_id(child, 7);
        vm.put(vm.root(REFERENT_ROOT), mock::NODE_REFS, child);
        vm.set_root(REFERENT_ROOT, Ref::NULL);
        vm.collect(cause);
        assert_eq!(vm.id(referent(&vm)), 99);
        assert_eq!(vm.id(vm.get(referent(&vm), mock::NODE_REFS)), 7);
        assert_eq!(vm.get(vm.root(REFERENCE), NEXT), vm.root(REFERENCE));
        assert_eq!(pending(&vm), [vm.root(REFERENCE)]);
        vm.collect(cause);
        assert_eq!(vm.id(referent(&vm)), 99, "an inactive reference is an ordinary object");
        assert!(!vm.heap.has_pending_references());
    }
}

#[test]
fn weak_goes_before_final_and_phantom_after() {
    let mut vm = vm();
    reference_to_new_node(&mut vm, Type::Final);
    for (root, kind) in [(1, Type::Weak), (2, Type::Phantom)] {
        let reference = vm.alloc(kind, 0).unwrap();
        vm.put(reference, REFERENT, vm.root(REFERENT_ROOT));
        vm.set_root(root, reference);
    }
    vm.set_root(REFERENT_ROOT, Ref::NULL);
    vm.collect(FULL);
    assert!(vm.get(vm.root(1), REFERENT).is_null());
    assert!(!vm.get(vm.root(2), REFERENT).is_null(), "the finalizer has not run");
    assert_eq!(pending(&vm).len(), 2);
    // The finalizer has run and let go.
    vm.set_root(REFERENCE, Ref::NULL);
    vm.collect(FULL);
    assert!(vm.get(vm.root(2), REFERENT).is_null());
    assert_eq!(pending(&vm), [vm.root(2)]);
}

#[test]
fn soft_reference_stays_while_fresh_and_goes_at_the_last_ditch() {
    let mut vm = vm();
    reference_to_new_node(&mut vm, Type::Soft);
    vm.collect(YOUNG); // sets the clock
    // Used a moment ago.
    let now = os_millis();
    // SAFETY: a live soft reference.
    unsafe { object::store(vm.heap.base(), vm.root(REFERENCE), TIMESTAMP, now) };
    vm.set_root(REFERENT_ROOT, Ref::NULL);
    vm.collect(FULL);
    assert!(!referent(&vm).is_null());
    vm.collect(Cause::LastDitch);
    assert!(referent(&vm).is_null());
    assert_eq!(pending(&vm), [vm.root(REFERENCE)]);
}

#[test]
fn soft_reference_goes_when_it_has_not_been_used_for_long() {
    let mut vm = Vm::new(HeapConfig { soft_ms_per_mb: 0, ..small(32 << 20) }, 20);
    reference_to_new_node(&mut vm, Type::Soft);
    vm.collect(YOUNG);
    // SAFETY: a live soft reference.
    unsafe { object::store(vm.heap.base(), vm.root(REFERENCE), TIMESTAMP, os_millis() - 5_000) };
    vm.set_root(REFERENT_ROOT, Ref::NULL);
    vm.collect(FULL);
    assert!(referent(&vm).is_null());
}

fn os_millis() -> i64 {
    os::clock::monotonic_nanos() / 1_000_000
}

#[test]
fn weak_roots_follow_or_forget() {
    let mut vm = vm();
    for cause in [YOUNG, YOUNG, FULL, YOUNG] {
        let kept = vm.alloc(Type::Boxed, 0).unwrap();
        vm.set_root(3, kept);
        vm.roots.weak[0].set(kept);
        let lost = vm.alloc(Type::Boxed, 0).unwrap();
        vm.roots.weak[1].set(lost);
        vm.collect(cause);
        assert_eq!(vm.roots.weak[0].get(), vm.root(3));
        assert!(vm.roots.weak[1].get().is_null());
    }
}

#[test]
fn references_on_dirty_cards_are_processed_once() {
    let mut vm = vm();
    reference_to_new_node(&mut vm, Type::Weak);
    (0..20).for_each(|_| vm.collect(YOUNG));
    for _ in 0..3 {
        // An old reference to a young object.
        let node = vm.alloc(Type::Node, 0).unwrap();
        vm.put(vm.root(REFERENCE), REFERENT, node);
        vm.set_root(REFERENT_ROOT, node);
        vm.collect(YOUNG);
        assert_eq!(referent(&vm), vm.root(REFERENT_ROOT));
        vm.set_root(REFERENT_ROOT, Ref::NULL);
        vm.collect(YOUNG);
        assert!(referent(&vm).is_null());
        assert_eq!(pending(&vm).len(), 1);
    }
}
