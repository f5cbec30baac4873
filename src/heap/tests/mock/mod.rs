//! A VM in miniature: types of every shape, root slots, threads' buffers, and
//! the allocation loop that a real VM has around the heap.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(unreachable_pub, reason = "shared by test files, each a crate of its own")]
#![allow(missing_docs, reason = "the names say it")]

use peaberry_heap::layout::{ARRAY_DATA_OFFSET, RefRun, RootSlot, Shape, Strength, TypeInfo};
use peaberry_heap::{
    AllocationFailure, Cause, CollectionKind, CollectionReport, Heap, HeapConfig, Ref,
    ReferenceLayout, RootSource, Tlab, object,
};
use std::sync::atomic::AtomicU32;

/// The types of the mock VM.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Type {
    /// 3 references, a `long`.
    Node,
    /// One `long`, no references.
    Boxed,
    /// 200 references in two runs with a `long` between them.
    Wide,
    /// `Object[]`.
    RefArray,
    /// `byte[]`.
    Bytes,
    /// `long[]`.
    Longs,
    Soft,
    Weak,
    Final,
    Phantom,
    /// One `long`, no references, of shape `Holder`.
    Holder,
}

pub const TYPES: [Type; 11] = [
    Type::Node,
    Type::Boxed,
    Type::Wide,
    Type::RefArray,
    Type::Bytes,
    Type::Longs,
    Type::Soft,
    Type::Weak,
    Type::Final,
    Type::Phantom,
    Type::Holder,
];

/// Offset of the `long` in `Node`, `Boxed` and the reference types.
pub const ID: u32 = 8;
pub const NODE_REFS: u32 = 16;
pub const WIDE_RUNS: [RefRun; 2] =
    [RefRun { offset: 16, count: 100 }, RefRun { offset: 424, count: 100 }];
pub const REFERENT: u32 = 16;
pub const QUEUE: u32 = 20;
pub const NEXT: u32 = 24;
pub const DISCOVERED: u32 = 28;
pub const TIMESTAMP: u32 = 32;

static NODE_RUNS: [RefRun; 1] = [RefRun { offset: NODE_REFS, count: 3 }];
static WIDE: [RefRun; 2] = WIDE_RUNS;
static REFERENCE_RUNS: [RefRun; 1] = [RefRun { offset: QUEUE, count: 2 }];

fn type_info(kind: Type, class_index: u32) -> TypeInfo {
    let (shape, strength, element_shift, instance_size, runs): (_, _, _, _, &'static [RefRun]) =
        match kind {
            Type::Node => (Shape::Instance, Strength::Strong, 0, 32, &NODE_RUNS),
            Type::Boxed => (Shape::Instance, Strength::Strong, 0, 16, &[]),
            Type::Wide => (Shape::Instance, Strength::Strong, 0, 824, &WIDE),
            Type::RefArray => (Shape::RefArray, Strength::Strong, 2, 0, &[]),
            Type::Bytes => (Shape::PrimitiveArray, Strength::Strong, 0, 0, &[]),
            Type::Longs => (Shape::PrimitiveArray, Strength::Strong, 3, 0, &[]),
            Type::Soft => (Shape::Reference, Strength::Soft, 0, 40, &REFERENCE_RUNS),
            Type::Weak => (Shape::Reference, Strength::Weak, 0, 40, &REFERENCE_RUNS),
            Type::Final => (Shape::Reference, Strength::Final, 0, 40, &REFERENCE_RUNS),
            Type::Phantom => (Shape::Reference, Strength::Phantom, 0, 40, &REFERENCE_RUNS),
            Type::Holder => (Shape::Holder, Strength::Strong, 0, 16, &[]),
        };
    TypeInfo {
        shape,
        strength,
        element_shift,
        instance_size,
        ref_runs: runs.as_ptr(),
        ref_run_count: runs.len() as u32,
        class_index,
    }
}

/// The roots of the mock VM.
#[derive(Default)]
pub struct Roots {
    pub strong: Vec<RootSlot>,
    pub weak: Vec<RootSlot>,
}

impl RootSource for Roots {
    fn strong_roots(&self, _: CollectionKind, visit: &mut dyn FnMut(&AtomicU32)) {
        self.strong.iter().for_each(|slot| visit(slot.as_atomic()));
    }

    fn weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        self.weak.iter().for_each(|slot| update(slot.as_atomic()));
    }
}

/// The mock VM. One thread.
pub struct Vm {
    pub heap: Heap,
    pub roots: Roots,
    pub tlab: Tlab,
    pub reports: Vec<CollectionReport>,
    types: Vec<TypeInfo>,
}

impl Vm {
    pub fn new(config: HeapConfig, root_count: usize) -> Vm {
        let heap = Heap::new(config).expect("a heap");
        let index = || heap.new_class_index().expect("a class index");
        let types: Vec<TypeInfo> = TYPES.iter().map(|&kind| type_info(kind, index())).collect();
        types.iter().for_each(|info| heap.set_type(info.class_index, info));
        let clock = heap.alloc_statics(8).expect("static fields");
        heap.set_reference_layout(ReferenceLayout {
            referent: REFERENT,
            next: NEXT,
            discovered: DISCOVERED,
            timestamp: TIMESTAMP,
            clock,
        });
        let mut roots = Roots::default();
        roots.strong.resize_with(root_count, RootSlot::null);
        roots.weak.resize_with(root_count, RootSlot::null);
        Vm { heap, roots, tlab: Tlab::new(), reports: Vec::new(), types }
    }

    pub fn info(&self, kind: Type) -> &TypeInfo {
        &self.types[kind as usize]
    }

    pub fn type_of(&self, object: Ref) -> Type {
        // SAFETY: a live object, single-threaded.
        let info = unsafe { self.heap.type_of(object) };
        let at = self.types.iter().position(|t| std::ptr::eq::<TypeInfo>(t, info));
        TYPES[at.expect("a type of the mock VM")]
    }

    /// Allocates, collecting as often as the heap asks for it; `None` is
    /// `OutOfMemoryError`.
    pub fn alloc(&mut self, kind: Type, length: u32) -> Option<Ref> {
        let info: *const TypeInfo = self.info(kind);
        // SAFETY: types live as long as the VM.
        let info = unsafe { &*info };
        let (size, length) = match info.instance_size {
            0 => (TypeInfo::array_size(info.element_shift, length), Some(length)),
            size => (size as usize, None),
        };
        for attempt in 0.. {
            // SAFETY: the type is this heap's and the size fits it.
            match unsafe { self.heap.allocate(&mut self.tlab, info, size, length, attempt) } {
                Ok(object) => return Some(object),
                Err(AllocationFailure::NeedsCollection(cause)) => self.collect(cause),
                Err(AllocationFailure::OutOfMemory) => return None,
            }
        }
        unreachable!("the attempts end");
    }

    pub fn collect(&mut self, cause: Cause) {
        let tlab: *mut Tlab = &mut self.tlab;
        // SAFETY: the only thread is here, all roots are in `roots`.
        let reports = unsafe { self.heap.collect(cause, &self.roots, &mut std::iter::once(tlab)) };
        self.reports.extend(reports);
    }

    pub fn root(&self, index: usize) -> Ref {
        self.roots.strong[index].get()
    }

    pub fn set_root(&self, index: usize, object: Ref) {
        self.roots.strong[index].set(object);
    }

    pub fn id(&self, object: Ref) -> i64 {
        // SAFETY: a live object with an id.
        unsafe { object::load(self.heap.base(), object, ID) }
    }

    pub fn set_id(&self, object: Ref, id: i64) {
        // SAFETY: a live object with an id.
        unsafe { object::store(self.heap.base(), object, ID, id) }
    }

    pub fn get(&self, object: Ref, offset: u32) -> Ref {
        // SAFETY: a live object with a reference there.
        unsafe { object::load_ref(self.heap.base(), object, offset) }
    }

    pub fn put(&self, object: Ref, offset: u32, value: Ref) {
        // SAFETY: a live object with a reference there.
        unsafe { object::store_ref(self.heap.base(), object, offset, value) }
    }

    /// Byte offsets of the strong reference slots of an object.
    pub fn slots(&self, object: Ref) -> Vec<u32> {
        match self.type_of(object) {
            Type::Node => (0..3).map(|i| NODE_REFS + 4 * i).collect(),
            Type::Wide => WIDE_RUNS
                .iter()
                .flat_map(|run| (0..run.count).map(move |i| run.offset + 4 * i))
                .collect(),
            Type::RefArray => (0..self.length(object)).map(|i| ARRAY_DATA_OFFSET + 4 * i).collect(),
            _ => Vec::new(),
        }
    }

    pub fn length(&self, array: Ref) -> u32 {
        // SAFETY: a live array.
        unsafe { object::array_length(self.heap.base(), array) }
    }

    pub fn verify(&self) {
        // SAFETY: nothing else runs; eden may be walked with an open buffer,
        // as its rest is zero.
        unsafe { self.heap.verify(&self.roots) }.expect("a sound heap");
    }
}

/// A small pseudo-random generator (xorshift), so that runs repeat.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() >> 11) as usize % n
    }
}

/// Options for tests: small, verified, poisoned, one worker.
pub fn small(max: usize) -> HeapConfig {
    HeapConfig {
        initial: max / 2,
        max,
        verify: true,
        poison: true,
        workers: 1,
        ..HeapConfig::with_max(max)
    }
}
