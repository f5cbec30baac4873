//! Lines of `-Xlog:gc*` in the shape that `java`'s Serial collector gives them,
//! so that programs which read such logs read ours.

use crate::thread::Vm;
use crate::thread::log::{Level, Topic};
use heap::{CollectionKind, CollectionReport, HeapUsage, SpaceUsage};
use std::fmt;
use std::time::Duration;

/// Writes what is asked for about one collection.
pub fn collection(vm: &Vm, report: &CollectionReport) {
    let log = &vm.config.log;
    let kind = match report.kind {
        CollectionKind::Young => "Young",
        CollectionKind::Full => "Full",
    };
    let (id, cause) = (report.id, report.cause.text());
    if log.is_on(Topic::GcStart, Level::Info) {
        let line = format_args!("GC({id}) Pause {kind} ({cause})");
        let start = log.uptime().saturating_sub(report.duration);
        log.write_at(start, Topic::GcStart, Level::Info, line);
    }
    let workers = report.workers;
    vm.log(Topic::GcTask, format_args!("GC({id}) Using {workers} workers of {workers} for {kind}"));
    let found = &report.references;
    log.write(
        Topic::GcRef,
        Level::Debug,
        format_args!(
            "GC({id}) Soft: {}, Weak: {}, Final: {}, Phantom: {}, enqueued: {}",
            found.soft, found.weak, found.finals, found.phantom, report.enqueued
        ),
    );
    let threshold = report.tenuring_threshold;
    log.write(Topic::GcAge, Level::Debug, format_args!("GC({id}) New threshold {threshold}"));
    if log.is_on(Topic::GcPhases, Level::Debug) {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let write = |line: fmt::Arguments<'_>| log.write(Topic::GcPhases, Level::Debug, line);
        for &(name, time) in &report.phases {
            write(format_args!("GC({id}) {name}: {:.3}ms on processor", ms(time)));
        }
        write(format_args!("GC({id}) {kind}: {:.3}ms on processors", ms(report.cpu)));
    }
    if log.is_on(Topic::GcHeap, Level::Info) {
        spaces(vm, report);
    }
    vm.log(Topic::Gc, format_args!("{report}"));
    let cpu = format_args!(
        "GC({id}) User={:.2}s Sys=0.00s Real={:.2}s",
        report.cpu.as_secs_f64(),
        report.duration.as_secs_f64()
    );
    vm.log(Topic::GcCpu, cpu);
}

/// A space before and after, `name: used(capacity)->used(capacity)`.
struct Change<'a>(&'a str, SpaceUsage, SpaceUsage);

impl fmt::Display for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Change(name, before, after) = self;
        let [from, of, to, new] =
            [before.used, before.capacity, after.used, after.capacity].map(|bytes| bytes >> 10);
        write!(f, "{name}: {from}K({of}K)->{to}K({new}K)")
    }
}

fn spaces(vm: &Vm, report: &CollectionReport) {
    let (id, before, after) = (report.id, &report.before, &report.after);
    let line = |line: fmt::Arguments<'_>| vm.log(Topic::GcHeap, line);
    let young = Change("DefNew", before.young(), after.young());
    let eden = Change("Eden", before.eden, after.eden);
    let survivor = Change("From", before.survivor, after.survivor);
    line(format_args!("GC({id}) {young} {eden} {survivor}"));
    line(format_args!("GC({id}) {}", Change("Tenured", old(before), old(after))));
}

/// The old generation as the log shows it, large objects included.
fn old(usage: &HeapUsage) -> SpaceUsage {
    SpaceUsage {
        used: usage.old.used + usage.large.used,
        capacity: usage.old.capacity + usage.large.capacity,
    }
}

/// Writes the sizes that the heap starts with.
pub fn start(vm: &Vm) {
    let log = &vm.config.log;
    if !log.is_on(Topic::Gc, Level::Info) && !log.is_on(Topic::GcInit, Level::Info) {
        return;
    }
    // Readers choose their patterns by this line; the shape is Serial's.
    vm.log(Topic::Gc, format_args!("Using Serial"));
    let config = &vm.config.heap;
    let line = |line: fmt::Arguments<'_>| vm.log(Topic::GcInit, line);
    line(format_args!("Version: Peaberry {} (release)", env!("CARGO_PKG_VERSION")));
    let processors = os::limits::available_processors();
    line(format_args!("CPUs: {processors} total, {processors} available"));
    line(format_args!("Memory: {}M", os::limits::physical_memory() >> 20));
    line(format_args!("Heap Min Capacity: {}M", config.initial.min(8 << 20) >> 20));
    line(format_args!("Heap Initial Capacity: {}M", config.initial >> 20));
    line(format_args!("Heap Max Capacity: {}M", config.max >> 20));
}

/// Writes the spaces at the end.
pub fn exit(vm: &Vm) {
    if vm.logs(Topic::GcHeapExit, Level::Info) {
        vm.log(Topic::GcHeapExit, format_args!("{}", summary(vm).trim_end()));
    }
}

/// The spaces as a thread dump or the log's end shows them. There are no
/// addresses: the spaces are not contiguous.
pub fn summary(vm: &Vm) -> String {
    let usage = vm.heap.usage();
    let (young, old) = (usage.young(), old(&usage));
    let space = |name: &str, space: SpaceUsage| {
        let percent = space.used * 100 / space.capacity.max(1);
        format!("  {name} space {}K, {percent:3}% used\n", space.capacity >> 10)
    };
    format!(
        "Heap\n def new generation   total {}K, used {}K\n{}{} tenured generation   total {}K, \
         used {}K\n{}",
        young.capacity >> 10,
        young.used >> 10,
        space("eden", usage.eden),
        space("from", usage.survivor),
        old.capacity >> 10,
        old.used >> 10,
        space("the", old),
    )
}
