//! Random mutation of an object graph, compared with a model of it, under
//! collections at every Nth allocation.

mod mock;

use mock::{REFERENT, Random, Type, Vm, small};
use peaberry_heap::layout::ARRAY_DATA_OFFSET;
use peaberry_heap::{HeapConfig, Ref};
use std::collections::HashMap;

const ROOTS: usize = 24;

/// An object of the model.
#[derive(Clone, Debug)]
struct Modelled {
    kind: Type,
    slots: Vec<Option<usize>>,
    length: u32,
    hash: Option<u32>,
    /// Of a weak reference: its referent, unless it was seen cleared.
    referent: Option<usize>,
}

struct Pair {
    vm: Vm,
    random: Random,
    objects: Vec<Modelled>,
    roots: Vec<Option<usize>>,
}

impl Pair {
    fn new(config: HeapConfig, seed: u64) -> Pair {
        Pair {
            vm: Vm::new(config, ROOTS),
            random: Random(seed),
            objects: Vec::new(),
            roots: vec![None; ROOTS],
        }
    }

    fn allocate(&mut self) {
        let kind = match self.random.below(40) {
            0..24 => Type::Node,
            24..30 => Type::Boxed,
            30 => Type::Wide,
            31..34 => Type::RefArray,
            34..36 => Type::Weak,
            36..38 => Type::Bytes,
            _ => Type::Longs,
        };
        let length = match self.random.below(60) {
            0 => 50_000,
            1..4 => 5_000,
            4..20 => 200,
            n => n as u32 % 8,
        };
        let object = self.vm.alloc(kind, length).expect("room in the heap");
        let id = self.objects.len();
        let slots = vec![None; self.vm.slots(object).len()];
        let length = if slots.is_empty() || kind == Type::RefArray { length } else { 0 };
        match kind {
            Type::Node | Type::Boxed | Type::Wide | Type::Weak => {
                self.vm.set_id(object, id as i64);
            }
            Type::Bytes | Type::Longs => self.fill(object, kind, length, id),
            _ => {}
        }
        self.objects.push(Modelled { kind, slots, length, hash: None, referent: None });
        let root = self.random.below(ROOTS);
        self.vm.set_root(root, object);
        self.roots[root] = Some(id);
    }

    fn fill(&self, array: Ref, kind: Type, length: u32, id: usize) {
        let bytes = if kind == Type::Bytes { length } else { length * 8 };
        // SAFETY: the data of a live array.
        unsafe {
            let data = peaberry_heap::object::addr(self.vm.heap.base(), array);
            let data = data.add(ARRAY_DATA_OFFSET as usize);
            for i in 0..bytes as usize {
                assert_eq!(data.add(i).read(), 0, "memory is handed out zeroed");
            }
            data.write_bytes(id as u8, bytes as usize);
        }
    }

    /// Root `a`, slot of it, if it has slots.
    fn slot_of(&mut self, root: usize) -> Option<(usize, usize, u32)> {
        let id = self.roots[root]?;
        let count = self.objects[id].slots.len();
        if count == 0 {
            return None;
        }
        let slot = self.random.below(count);
        Some((id, slot, self.vm.slots(self.vm.root(root))[slot]))
    }

    fn step(&mut self) {
        let (a, b) = (self.random.below(ROOTS), self.random.below(ROOTS));
        match self.random.below(16) {
            0..5 => self.allocate(),
            5..9 => {
                if let Some((id, slot, offset)) = self.slot_of(a) {
                    self.vm.put(self.vm.root(a), offset, self.vm.root(b));
                    self.objects[id].slots[slot] = self.roots[b];
                }
            }
            9..13 => {
                if let Some((id, slot, offset)) = self.slot_of(a) {
                    let value = self.vm.get(self.vm.root(a), offset);
                    self.vm.set_root(b, value);
                    self.roots[b] = self.objects[id].slots[slot];
                }
            }
            13 => {
                if let Some(id) = self.roots[a] {
                    // SAFETY: a live object.
                    let hash = unsafe { self.vm.heap.identity_hash(self.vm.root(a)) };
                    assert_ne!(hash, 0);
                    assert_eq!(*self.objects[id].hash.get_or_insert(hash), hash);
                }
            }
            14 => self.weak_step(a, b),
            _ if self.random.below(3) == 0 => {
                self.vm.set_root(a, Ref::NULL);
                self.roots[a] = None;
            }
            _ => {}
        }
    }

    /// Sets the referent of a weak reference in root `a`, or puts it in `b`.
    fn weak_step(&mut self, a: usize, b: usize) {
        let Some(id) = self.roots[a].filter(|&id| self.objects[id].kind == Type::Weak) else {
            return;
        };
        if self.random.below(2) == 0 {
            self.vm.put(self.vm.root(a), REFERENT, self.vm.root(b));
            self.objects[id].referent = self.roots[b];
        } else {
            let referent = self.vm.get(self.vm.root(a), REFERENT);
            if referent.is_null() {
                self.objects[id].referent = None;
            }
            self.vm.set_root(b, referent);
            self.roots[b] = self.objects[id].referent;
        }
    }

    /// Walks both graphs side by side.
    fn compare(&self) {
        let mut seen: HashMap<usize, Ref> = HashMap::new();
        let mut todo: Vec<(usize, Ref)> = Vec::new();
        let mut weak: Vec<(usize, Ref)> = Vec::new();
        let mut meet = |id: Option<usize>, object: Ref, todo: &mut Vec<(usize, Ref)>| match id {
            None => assert!(object.is_null()),
            Some(id) => match seen.insert(id, object) {
                None => todo.push((id, object)),
                Some(before) => assert_eq!(before, object, "one object in two places"),
            },
        };
        for (root, &id) in self.roots.iter().enumerate() {
            meet(id, self.vm.root(root), &mut todo);
        }
        while let Some((id, object)) = todo.pop() {
            let model = &self.objects[id];
            assert_eq!(self.vm.type_of(object), model.kind);
            if let Some(hash) = model.hash {
                // SAFETY: a live object.
                assert_eq!(unsafe { self.vm.heap.identity_hash(object) }, hash);
            }
            match model.kind {
                Type::Node | Type::Boxed | Type::Wide | Type::Weak => {
                    assert_eq!(self.vm.id(object), id as i64);
                }
                Type::Bytes | Type::Longs => self.check_fill(object, model, id),
                _ => assert_eq!(self.vm.length(object), model.length),
            }
            if let Some(target) = model.referent {
                weak.push((target, self.vm.get(object, REFERENT)));
            }
            for (&slot, offset) in model.slots.iter().zip(self.vm.slots(object)) {
                meet(slot, self.vm.get(object, offset), &mut todo);
            }
        }
        for (target, referent) in weak {
            // Cleared only if nothing else led to it.
            match seen.get(&target) {
                Some(&object) => assert_eq!(object, referent),
                None if referent.is_null() => {}
                None => assert_eq!(self.vm.type_of(referent), self.objects[target].kind),
            }
        }
    }

    fn check_fill(&self, array: Ref, model: &Modelled, id: usize) {
        assert_eq!(self.vm.length(array), model.length);
        let bytes = if model.kind == Type::Bytes { model.length } else { model.length * 8 };
        for at in 0..bytes {
            // SAFETY: the data of a live array.
            let byte: u8 = unsafe {
                peaberry_heap::object::load(self.vm.heap.base(), array, ARRAY_DATA_OFFSET + at)
            };
            assert_eq!(byte, id as u8);
        }
    }
}

fn run(config: HeapConfig, seed: u64, steps: usize) -> Pair {
    let mut pair = Pair::new(config, seed);
    for step in 0..steps {
        pair.step();
        if step % 500 == 499 {
            pair.compare();
        }
    }
    pair.vm.collect(peaberry_heap::Cause::SystemGc);
    pair.compare();
    pair
}

#[test]
fn graph_survives_a_collection_at_every_allocation() {
    let config = HeapConfig { stress: Some(1), ..small(24 << 20) };
    let pair = run(config, 0x1234_5678_9abc_def1, 3_000);
    assert!(pair.vm.reports.len() > 500);
}

#[test]
fn graph_survives_a_collection_at_every_fifth_allocation() {
    for seed in 1..4 {
        let config = HeapConfig { stress: Some(5), ..small(32 << 20) };
        run(config, seed * 0x9e37_79b9, 6_000);
    }
}

#[test]
fn graph_survives_parallel_collections() {
    for seed in 1..4 {
        let config = HeapConfig { stress: Some(7), workers: 3, ..small(32 << 20) };
        run(config, seed * 0x51ed_270b, 6_000);
    }
}

#[test]
fn graph_survives_collections_when_memory_runs_out() {
    for seed in 1..4 {
        let config = HeapConfig { poison: false, ..small(8 << 20) };
        let pair = run(config, seed * 0x2545_f491, 60_000);
        assert!(pair.vm.reports.len() > 3);
    }
}

#[test]
fn graph_survives_without_aging() {
    let config = HeapConfig { stress: Some(3), max_tenuring_threshold: 0, ..small(32 << 20) };
    run(config, 77, 6_000);
}

/// Many seeds and shapes of heap; minutes long. `cargo test --release -p
/// peaberry-heap -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn graph_survives_a_long_soak() {
    let seconds = std::env::var("SOAK").ok().and_then(|s| s.parse().ok()).unwrap_or(60);
    let end = std::time::Instant::now() + std::time::Duration::from_secs(seconds);
    for seed in 1u64.. {
        if std::time::Instant::now() > end {
            break;
        }
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let config = HeapConfig {
            stress: [None, Some(1), Some(4), Some(30), Some(200)][random.below(5)],
            workers: 1 + random.below(4),
            poison: random.below(2) == 0,
            max_tenuring_threshold: [0, 1, 2, 6, 15][random.below(5)],
            ..small(16 << 20 << random.below(3))
        };
        println!("seed {seed}: {config:?}");
        run(config, random.next(), 5_000 + random.below(40_000));
    }
}
