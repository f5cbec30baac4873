//! What allocation and collection cost, in CPU time. Run with
//! `cargo bench -p peaberry-heap`; arguments choose benchmarks by name.

#[path = "../tests/mock/mod.rs"]
mod mock;

use mock::{NODE_REFS, REFERENT, Random, Type, Vm};
use peaberry_heap::layout::ARRAY_DATA_OFFSET;
use peaberry_heap::{Cause, CollectionKind, CollectionReport, HeapConfig, Ref};
use std::time::Duration;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let all: [(&str, fn()); 7] = [
        ("churn", churn),
        ("trees", trees),
        ("map", map),
        ("cache", cache),
        ("arrays", arrays),
        ("weak", weak),
        ("big", big),
    ];
    println!(
        "{:9} {:>8} {:>8} {:>8} {:>6} {:>5} {:>8} {:>8} {:>9} {:>9}",
        "",
        "total s",
        "gc s",
        "gc wall",
        "young",
        "full",
        "longest",
        "full ms",
        "peak MB",
        "moved MB"
    );
    for (name, run) in all {
        if wanted.is_empty() && name != "big" || wanted.iter().any(|w| w == name) {
            run();
        }
    }
}

struct Measured {
    vm: Vm,
    start: i64,
}

fn start(max_mb: usize, roots: usize) -> Measured {
    let workers = std::env::var("WORKERS").ok().and_then(|w| w.parse().ok()).unwrap_or(1);
    let config = HeapConfig { workers, ..HeapConfig::with_max(max_mb << 20) };
    Measured { vm: Vm::new(config, roots), start: os::clock::process_cpu_nanos() }
}

impl Measured {
    fn report(self, name: &str) {
        if std::env::var_os("LOG").is_some() {
            self.vm.reports.iter().for_each(log);
        }
        let total = Duration::from_nanos((os::clock::process_cpu_nanos() - self.start) as u64);
        let reports = &self.vm.reports;
        let of = |kind| reports.iter().filter(move |r| r.kind == kind);
        let longest = |kind| of(kind).map(|r| r.cpu).max().unwrap_or_default().as_secs_f64();
        let gc: Duration = reports.iter().map(|r| r.cpu).sum();
        let wall: Duration = reports.iter().map(|r| r.duration).sum();
        let moved: usize = reports.iter().map(|r| r.survived_bytes + r.promoted_bytes).sum();
        println!(
            "{name:9} {:8.2} {:8.3} {:8.3} {:6} {:5} {:8.2} {:8.1} {:9} {:9}",
            total.as_secs_f64(),
            gc.as_secs_f64(),
            wall.as_secs_f64(),
            of(CollectionKind::Young).count(),
            of(CollectionKind::Full).count(),
            longest(CollectionKind::Young) * 1e3,
            longest(CollectionKind::Full) * 1e3,
            os::limits::peak_resident_set() >> 20,
            moved >> 20,
        );
    }
}

/// One line for a collection, sizes in megabytes.
fn log(report: &CollectionReport) {
    let megabytes = |bytes: usize| bytes >> 20;
    println!(
        "{} {:?} {}: eden {} young {}->{} old {}->{} large {}->{} promoted {} {:.1} ms",
        report.id,
        report.kind,
        report.cause.text(),
        megabytes(report.before.eden.capacity),
        megabytes(report.before.young().used),
        megabytes(report.after.young().used),
        megabytes(report.before.old.used),
        megabytes(report.after.old.used),
        megabytes(report.before.large.used),
        megabytes(report.after.large.used),
        megabytes(report.promoted_bytes),
        report.cpu.as_secs_f64() * 1e3,
    );
}

/// Small objects that die at once.
fn churn() {
    let mut m = start(256, 64);
    for i in 0..100_000_000usize {
        let node = m.vm.alloc(Type::Boxed, 0).unwrap();
        m.vm.set_root(i & 63, node);
    }
    m.report("churn");
}

/// Binary trees of depth 16 beside a long-lived one of depth 20.
fn trees() {
    const STACK: usize = 40;
    fn build(vm: &mut Vm, depth: usize, at: usize) -> Ref {
        if depth > 0 {
            let left = build(vm, depth - 1, at);
            vm.set_root(at, left);
            let right = build(vm, depth - 1, at + 1);
            vm.set_root(at + 1, right);
        }
        let node = vm.alloc(Type::Node, 0).unwrap();
        if depth > 0 {
            vm.put(node, NODE_REFS, vm.root(at));
            vm.put(node, NODE_REFS + 4, vm.root(at + 1));
        }
        node
    }
    let mut m = start(1024, STACK);
    let long = build(&mut m.vm, 20, 1);
    m.vm.set_root(0, long);
    for _ in 0..400 {
        build(&mut m.vm, 16, 1);
    }
    m.report("trees");
}

/// A hash table of 2 million entries (about 100 MB) under mutation.
fn map() {
    const BUCKETS: u32 = 1 << 21;
    let mut m = start(512, 4);
    let table = m.vm.alloc(Type::RefArray, BUCKETS).unwrap();
    m.vm.set_root(0, table);
    let mut random = Random(42);
    for step in 0..20_000_000u32 {
        let bucket = ARRAY_DATA_OFFSET + 4 * (random.next() as u32 % BUCKETS);
        let node = m.vm.alloc(Type::Node, 0).unwrap();
        m.vm.set_root(1, node);
        let value = m.vm.alloc(Type::Boxed, 0).unwrap();
        m.vm.set_id(value, i64::from(step));
        m.vm.put(m.vm.root(1), NODE_REFS, value);
        m.vm.put(m.vm.root(0), bucket, m.vm.root(1));
    }
    m.vm.collect(Cause::SystemGc);
    m.report("map");
}

/// A ring of 200,000 entries, each replaced in turn: objects die old.
fn cache() {
    const ENTRIES: u32 = 200_000;
    let mut m = start(256, 4);
    let ring = m.vm.alloc(Type::RefArray, ENTRIES).unwrap();
    m.vm.set_root(0, ring);
    for step in 0..20_000_000u32 {
        let node = m.vm.alloc(Type::Node, 0).unwrap();
        m.vm.set_root(1, node);
        let data = m.vm.alloc(Type::Bytes, 20 + step % 50).unwrap();
        m.vm.put(m.vm.root(1), NODE_REFS, data);
        m.vm.put(m.vm.root(0), ARRAY_DATA_OFFSET + 4 * (step % ENTRIES), m.vm.root(1));
    }
    m.report("cache");
}

/// Arrays of a kilobyte to a few megabytes.
fn arrays() {
    let mut m = start(512, 64);
    let mut random = Random(7);
    for step in 0..40_000usize {
        let length = 1 << (10 + random.below(12));
        let array = m.vm.alloc(Type::Bytes, length).unwrap();
        m.vm.set_root(step & 63, array);
    }
    m.report("arrays");
}

/// A million weak references, each replaced in turn; half the referents live.
fn weak() {
    const ENTRIES: u32 = 1 << 20;
    let mut m = start(512, 4);
    for root in 0..2 {
        let array = m.vm.alloc(Type::RefArray, ENTRIES).unwrap();
        m.vm.set_root(root, array);
    }
    for step in 0..10_000_000u32 {
        let place = ARRAY_DATA_OFFSET + 4 * (step % ENTRIES);
        let node = m.vm.alloc(Type::Node, 0).unwrap();
        m.vm.set_root(2, node);
        let kept = if step % 2 == 0 { node } else { Ref::NULL };
        m.vm.put(m.vm.root(1), place, kept);
        let reference = m.vm.alloc(Type::Weak, 0).unwrap();
        m.vm.put(reference, REFERENT, m.vm.root(2));
        m.vm.put(m.vm.root(0), place, reference);
        m.vm.heap.take_pending_references();
    }
    m.report("weak");
}

/// 4 GB alive in a heap of 8 GB; only when named.
fn big() {
    const BUCKETS: u32 = 1 << 20;
    let mut m = start(8 << 10, 4);
    let table = m.vm.alloc(Type::RefArray, BUCKETS).unwrap();
    m.vm.set_root(0, table);
    for step in 0..90_000_000u32 {
        let bucket = ARRAY_DATA_OFFSET + 4 * (step % BUCKETS);
        let node = m.vm.alloc(Type::Node, 0).unwrap();
        m.vm.set_root(1, node);
        let value = m.vm.alloc(Type::Boxed, 0).unwrap();
        m.vm.put(m.vm.root(1), NODE_REFS, value);
        m.vm.put(m.vm.root(1), NODE_REFS + 4, m.vm.get(m.vm.root(0), bucket));
        m.vm.put(m.vm.root(0), bucket, m.vm.root(1));
    }
    m.report("big");
}
