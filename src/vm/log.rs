//! Lines of `-Xlog:gc` in the shape that `java`'s collectors give them.

use crate::thread::Vm;
use heap::{CollectionKind, CollectionReport};

/// Writes one collection's line to standard output, where `java` writes it.
pub(super) fn collection(vm: &Vm, report: &CollectionReport) {
    let kind = match report.kind {
        CollectionKind::Young => "Pause Young",
        CollectionKind::Full => "Pause Full",
    };
    let (before, after) = (report.before.total(), report.after.total());
    let line = format_args!(
        "GC({}) {kind} ({}) {}M->{}M({}M) {:.3}ms",
        report.id,
        report.cause.text(),
        before.used >> 20,
        after.used >> 20,
        after.capacity >> 20,
        report.duration.as_secs_f64() * 1e3,
    );
    vm.log("gc", line);
}
