//! Sizes and spaces: aging, promotion, cards, large objects, running out of
//! memory, growing and shrinking, several heaps, several threads.

mod mock;

use mock::{Type, Vm, small};
use peaberry_heap::layout::{ARRAY_DATA_OFFSET, TypeInfo};
use peaberry_heap::{Cause, CollectionKind, Heap, HeapConfig, HeapError, Ref, Tlab};

const YOUNG: Cause = Cause::AllocationFailure;

#[test]
fn objects_age_and_are_promoted() {
    let config = HeapConfig { max_tenuring_threshold: 3, poison: false, ..small(32 << 20) };
    let mut vm = Vm::new(config, 4);
    let node = vm.alloc(Type::Node, 0).unwrap();
    vm.set_root(0, node);
    let mut places = vec![node];
    for _ in 0..6 {
        vm.collect(YOUNG);
        places.push(vm.root(0));
    }
    assert!(places[..4].windows(2).all(|w| w[0] != w[1]), "moves while young: {places:?}");
    assert!(places[4..].windows(2).all(|w| w[0] == w[1]), "stays when old: {places:?}");
    assert_eq!(vm.reports.iter().map(|r| r.promoted_bytes).sum::<usize>(), 32);
}

#[test]
fn cards_remember_every_element_of_a_large_array() {
    for workers in [1, 3] {
        let config = HeapConfig { workers, ..small(64 << 20) };
        let mut vm = Vm::new(config, 4);
        let array = vm.alloc(Type::RefArray, 200_000).unwrap();
        vm.set_root(0, array);
        vm.collect(YOUNG); // the array is old now
        for round in 0..4 {
            for index in (round..200_000).step_by(7_919) {
                let boxed = vm.alloc(Type::Boxed, 0).unwrap();
                vm.set_id(boxed, index as i64);
                vm.put(vm.root(0), ARRAY_DATA_OFFSET + index as u32 * 4, boxed);
            }
            vm.collect(YOUNG);
            for index in (round..200_000).step_by(7_919) {
                let boxed = vm.get(vm.root(0), ARRAY_DATA_OFFSET + index as u32 * 4);
                assert_eq!(vm.id(boxed), index as i64);
            }
        }
        assert_eq!(vm.root(0), array, "a large object does not move");
    }
}

#[test]
fn large_objects_die_young() {
    let mut vm = Vm::new(small(32 << 20), 4);
    for _ in 0..500 {
        let array = vm.alloc(Type::Bytes, 1 << 20).unwrap();
        vm.set_root(0, array);
    }
    assert!(vm.reports.iter().all(|r| r.kind == CollectionKind::Young));
    assert!(vm.heap.usage().large.used <= 16 << 20);
}

#[test]
fn running_out_of_memory_is_survivable() {
    let mut vm = Vm::new(small(16 << 20), 4);
    for _ in 0..3 {
        let mut count = 0usize;
        while let Some(node) = vm.alloc(Type::Node, 0) {
            vm.put(node, mock::NODE_REFS, vm.root(0));
            vm.set_root(0, node);
            count += 1;
            assert!(count < 1 << 20, "the heap never fills");
        }
        // Most of the heap can be used.
        assert!(count * 32 > 11 << 20, "only {count} nodes fit");
        assert!(vm.heap.used_bytes() <= 16 << 20);
        vm.set_root(0, Ref::NULL);
        assert!(vm.alloc(Type::Node, 0).is_some());
    }
}

#[test]
fn impossible_array_is_refused() {
    let mut vm = Vm::new(small(16 << 20), 4);
    assert!(vm.alloc(Type::Bytes, 100 << 20).is_none());
    assert!(vm.alloc(Type::Longs, i32::MAX as u32).is_none());
    assert!(vm.alloc(Type::Bytes, 9 << 20).is_some());
}

#[test]
fn large_arrays_fill_the_heap_and_empty_it() {
    let mut vm = Vm::new(HeapConfig { poison: false, ..small(32 << 20) }, 100);
    for round in 0..5 {
        let mut count = 0;
        while let Some(array) = vm.alloc(Type::Longs, 200_000 + round * 10_000) {
            vm.set_root(count, array);
            count += 1;
        }
        assert!(count >= 15, "only {count} arrays fit");
        (0..count).for_each(|root| vm.set_root(root, Ref::NULL));
    }
}

#[test]
fn fragmented_heap_is_compacted() {
    let mut vm = Vm::new(HeapConfig { poison: false, ..small(32 << 20) }, 4);
    // A chain through an array whose elements are dropped but for every 16th.
    let count = 500_000;
    let array = vm.alloc(Type::RefArray, count).unwrap();
    vm.set_root(0, array);
    for index in 0..count {
        let node = vm.alloc(Type::Node, 0).unwrap();
        vm.set_id(node, i64::from(index));
        vm.put(vm.root(0), ARRAY_DATA_OFFSET + index * 4, node);
    }
    for index in (0..count).filter(|i| i % 16 != 0) {
        vm.put(vm.root(0), ARRAY_DATA_OFFSET + index * 4, Ref::NULL);
    }
    vm.collect(Cause::SystemGc);
    vm.collect(Cause::SystemGc);
    let live = count as usize / 16 * 32;
    let old = vm.heap.usage().old.used;
    assert!(old < live * 5 / 4, "{old} bytes for {live}");
    assert!(vm.reports.last().unwrap().compacted_bytes > 0);
    for index in (0..count).step_by(16) {
        let node = vm.get(vm.root(0), ARRAY_DATA_OFFSET + index * 4);
        assert_eq!(vm.id(node), i64::from(index));
    }
}

#[test]
fn memory_returns_to_the_system() {
    let config = HeapConfig { poison: false, verify: false, initial: 8 << 20, ..small(256 << 20) };
    let mut vm = Vm::new(config, 4);
    let total = vm.heap.total_bytes();
    for _ in 0..3_000_000 {
        let node = vm.alloc(Type::Node, 0).unwrap();
        vm.put(node, mock::NODE_REFS, vm.root(0));
        vm.set_root(0, node);
    }
    assert!(vm.heap.total_bytes() > total);
    vm.set_root(0, Ref::NULL);
    vm.collect(Cause::SystemGc);
    assert!(vm.heap.used_bytes() < 1 << 20);
    assert!(vm.heap.total_bytes() < 96 << 20, "{} bytes", vm.heap.total_bytes());
}

#[test]
fn several_heaps_do_not_know_each_other() {
    let mut vms: Vec<Vm> = (0..3).map(|_| Vm::new(small(16 << 20), 2)).collect();
    for round in 0..1_000 {
        for (number, vm) in vms.iter_mut().enumerate() {
            let node = vm.alloc(Type::Node, 0).unwrap();
            vm.set_id(node, (round * 10 + number) as i64);
            vm.put(node, mock::NODE_REFS, vm.root(0));
            vm.set_root(0, node);
        }
    }
    for (number, vm) in vms.iter_mut().enumerate() {
        vm.collect(Cause::SystemGc);
        let mut node = vm.root(0);
        for round in (0..1_000).rev() {
            assert_eq!(vm.id(node), round * 10 + number as i64);
            node = vm.get(node, mock::NODE_REFS);
        }
    }
}

#[test]
fn sizes_are_checked() {
    let error = |config| Heap::new(config).unwrap_err();
    let with = HeapConfig::with_max;
    assert_eq!(error(with(1 << 20)), HeapError::TooSmall(1 << 20));
    assert_eq!(error(with(64 << 30)), HeapError::TooLarge(64 << 30));
    assert_eq!(error(HeapConfig { initial: 9 << 20, ..with(8 << 20) }), HeapError::InitialAboveMax);
    assert!(Heap::new(with(2 << 20)).is_ok());
    assert!(Heap::new(with(31 << 30)).is_ok());
}

#[test]
fn threads_allocate_side_by_side() {
    let vm = Vm::new(HeapConfig { poison: false, ..HeapConfig::with_max(256 << 20) }, 2);
    let info: &TypeInfo = vm.info(Type::Node);
    let info = info as *const TypeInfo as usize;
    let heap = &vm.heap;
    let all: Vec<u32> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(move || {
                    let mut tlab = Tlab::new();
                    // SAFETY: the type lives as long as the VM.
                    let info = unsafe { &*(info as *const TypeInfo) };
                    let mut mine = Vec::new();
                    // SAFETY: the type is this heap's; eden has room for all.
                    while let Ok(object) = unsafe { heap.allocate(&mut tlab, info, 32, None, 0) } {
                        mine.push(object.0);
                    }
                    assert_eq!(tlab.allocated_bytes() as usize, mine.len() * 32);
                    mine
                })
            })
            .collect();
        threads.into_iter().flat_map(|t| t.join().unwrap()).collect()
    });
    let mut sorted = all;
    sorted.sort_unstable();
    assert!(sorted.windows(2).all(|pair| pair[1] - pair[0] >= 4), "objects overlap");
    assert!(sorted.len() * 32 > 3 << 20);
}

#[test]
fn statics_and_class_indices_are_reused() {
    let heap = Heap::new(HeapConfig::with_max(8 << 20)).unwrap();
    let index = heap.new_class_index().unwrap();
    assert_ne!(index, 0);
    heap.free_class_index(index);
    assert!(heap.type_at(index).is_null());
    assert_eq!(heap.new_class_index().unwrap(), index);
    let statics = heap.alloc_statics(20).unwrap();
    heap.free_statics(statics, 20);
    assert_eq!(heap.alloc_statics(24).unwrap(), statics);
    assert_eq!(heap.alloc_statics(2 << 30), None);
}

#[test]
fn old_objects_keep_young_large_ones_alive() {
    for kind in [Type::RefArray, Type::Longs] {
        let mut vm = Vm::new(small(32 << 20), 4);
        let node = vm.alloc(Type::Node, 0).unwrap();
        vm.set_root(0, node);
        (0..16).for_each(|_| vm.collect(YOUNG));
        let array = vm.alloc(kind, 100_000).unwrap();
        vm.put(vm.root(0), mock::NODE_REFS, array);
        for _ in 0..6 {
            // Verification sees a reference that leads nowhere.
            vm.collect(YOUNG);
            assert_eq!(vm.get(vm.root(0), mock::NODE_REFS), array);
            assert_eq!(vm.length(array), 100_000);
        }
    }
}

#[test]
fn workers_agree_on_shared_objects() {
    const NODES: u32 = 150_000;
    const ARRAYS: usize = 6;
    let config = HeapConfig { workers: 4, stress: Some(u32::MAX), ..small(128 << 20) };
    let mut vm = Vm::new(config, ARRAYS);
    for root in 0..ARRAYS {
        let array = vm.alloc(Type::RefArray, NODES).unwrap();
        vm.set_root(root, array);
    }
    // Every array has all nodes, in two orders, so that workers meet.
    let place = |root: usize, node: u32| {
        ARRAY_DATA_OFFSET + 4 * (node.wrapping_mul(2 * (root as u32 / 3) + 1) % NODES)
    };
    for node in 0..NODES {
        let object = vm.alloc(Type::Node, 0).unwrap();
        vm.set_id(object, i64::from(node));
        (0..ARRAYS).for_each(|root| vm.put(vm.root(root), place(root, node), object));
    }
    for cause in [YOUNG, YOUNG, Cause::SystemGc, YOUNG, Cause::SystemGc] {
        vm.collect(cause);
        let mut seen = std::collections::HashMap::new();
        for root in 0..ARRAYS {
            for index in 0..NODES {
                let object = vm.get(vm.root(root), ARRAY_DATA_OFFSET + 4 * index);
                if !object.is_null() {
                    let first = *seen.entry(vm.id(object)).or_insert(object);
                    assert_eq!(first, object, "two copies of one object");
                }
            }
        }
        assert!(seen.len() > 1_000);
    }
}
