//! Why a collection happened and what it did, for `-Xlog:gc` and the memory
//! beans.

use std::fmt;
use std::time::Duration;

/// Why a collection is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// There is no room for an allocation.
    AllocationFailure,
    /// There was no room after a collection either: a full one is needed.
    AllocationRetry,
    /// The last attempt before `OutOfMemoryError`: clears all soft references.
    LastDitch,
    /// `System.gc`.
    SystemGc,
    /// A heap dump or class histogram wants only live objects.
    HeapInspection,
    /// Class metadata has reached its threshold.
    Metadata,
    /// The stress mode's turn.
    Stress,
}

impl Cause {
    /// The cause as HotSpot's log words it.
    pub const fn text(self) -> &'static str {
        match self {
            Cause::AllocationFailure | Cause::AllocationRetry => "Allocation Failure",
            Cause::LastDitch => "Last ditch collection",
            Cause::SystemGc => "System.gc()",
            Cause::HeapInspection => "Heap Inspection Initiated GC",
            Cause::Metadata => "Metadata GC Threshold",
            Cause::Stress => "GC stress",
        }
    }

    /// Whether only a full collection will do.
    pub const fn wants_full(self) -> bool {
        !matches!(self, Cause::AllocationFailure | Cause::Stress)
    }
}

/// What a collection covers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CollectionKind {
    /// The young generation.
    Young,
    /// The whole heap.
    Full,
}

/// Size of one space.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SpaceUsage {
    /// Bytes in use.
    pub used: usize,
    /// Bytes that may be used before the space must grow.
    pub capacity: usize,
}

/// Sizes of all spaces at one moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct HeapUsage {
    /// Where objects are born.
    pub eden: SpaceUsage,
    /// The survivor space in use.
    pub survivor: SpaceUsage,
    /// The old generation without large objects.
    pub old: SpaceUsage,
    /// Large objects, young and old.
    pub large: SpaceUsage,
}

impl HeapUsage {
    /// The sum of all spaces.
    pub fn total(&self) -> SpaceUsage {
        let spaces = [self.eden, self.survivor, self.old, self.large];
        SpaceUsage {
            used: spaces.iter().map(|s| s.used).sum(),
            capacity: spaces.iter().map(|s| s.capacity).sum(),
        }
    }

    /// Eden and survivor space, HotSpot's "new generation".
    pub fn young(&self) -> SpaceUsage {
        SpaceUsage {
            used: self.eden.used + self.survivor.used,
            capacity: self.eden.capacity + self.survivor.capacity,
        }
    }
}

/// References of `java.lang.ref` that a collection found to process.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ReferenceCounts {
    /// `SoftReference`s whose referent was not strongly reachable.
    pub soft: usize,
    /// `WeakReference`s likewise.
    pub weak: usize,
    /// `FinalReference`s likewise.
    pub finals: usize,
    /// `PhantomReference`s likewise.
    pub phantom: usize,
}

/// What one collection of one kind did. A collection that turns out too small
/// is followed by a full one in the same pause, which has its own report.
#[derive(Clone, Debug)]
pub struct CollectionReport {
    /// Number of the collection, from 0, counted over both kinds.
    pub id: u64,
    /// Why.
    pub cause: Cause,
    /// What it covered.
    pub kind: CollectionKind,
    /// Sizes before.
    pub before: HeapUsage,
    /// Sizes after.
    pub after: HeapUsage,
    /// Wall-clock time of the collection.
    pub duration: Duration,
    /// CPU time of the collection, all workers.
    pub cpu: Duration,
    /// The parts that the leading thread has gone through, with its CPU time.
    pub phases: Vec<(&'static str, Duration)>,
    /// Worker threads that took part.
    pub workers: usize,
    /// Bytes moved within the young generation.
    pub survived_bytes: usize,
    /// Bytes moved into the old generation.
    pub promoted_bytes: usize,
    /// Bytes moved within the old generation.
    pub compacted_bytes: usize,
    /// Age from which the next young collection promotes.
    pub tenuring_threshold: u32,
    /// References processed.
    pub references: ReferenceCounts,
    /// References added to the pending list. If there are any, the reference
    /// handler wants waking.
    pub enqueued: usize,
}

/// A size as HotSpot's log prints it, in whole megabytes.
struct Size(usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}M", self.0 >> 20)
    }
}

/// The line of `-Xlog:gc` behind the decorations, such as
/// `GC(3) Pause Young (Allocation Failure) 100M->70M(365M) 3.354ms`.
impl fmt::Display for CollectionReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            CollectionKind::Young => "Young",
            CollectionKind::Full => "Full",
        };
        let (before, after) = (self.before.total(), self.after.total());
        write!(
            f,
            "GC({}) Pause {kind} ({}) {}->{}({}) {:.3}ms",
            self.id,
            self.cause.text(),
            Size(before.used),
            Size(after.used),
            Size(after.capacity),
            self.duration.as_secs_f64() * 1e3,
        )
    }
}

impl CollectionReport {
    /// The lines that `-Xlog:gc*` adds, with the tag set each belongs to: the
    /// spaces before and after, and the time on processors.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        let space = |name: &str, before: SpaceUsage, after: SpaceUsage| {
            let kilobytes = |bytes: usize| bytes >> 10;
            let text = format!(
                "GC({}) {name}: {}K({}K)->{}K({}K)",
                self.id,
                kilobytes(before.used),
                kilobytes(before.capacity),
                kilobytes(after.used),
                kilobytes(after.capacity),
            );
            ("gc,heap", text)
        };
        let (before, after) = (&self.before, &self.after);
        vec![
            space("DefNew", before.young(), after.young()),
            space("Tenured", before.old, after.old),
            space("Large", before.large, after.large),
            (
                "gc,cpu",
                format!(
                    "GC({}) User={:.2}s Sys=0.00s Real={:.2}s",
                    self.id,
                    self.cpu.as_secs_f64(),
                    self.duration.as_secs_f64(),
                ),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_reads_like_hotspots_log() {
        let usage = |used: usize, capacity: usize| HeapUsage {
            old: SpaceUsage { used: used << 20, capacity: capacity << 20 },
            ..HeapUsage::default()
        };
        let report = CollectionReport {
            id: 3,
            cause: Cause::SystemGc,
            kind: CollectionKind::Full,
            before: usage(100, 365),
            after: usage(70, 365),
            duration: Duration::from_micros(3_354),
            cpu: Duration::from_micros(3_400),
            phases: Vec::new(),
            workers: 1,
            survived_bytes: 0,
            promoted_bytes: 0,
            compacted_bytes: 0,
            tenuring_threshold: 15,
            references: ReferenceCounts::default(),
            enqueued: 0,
        };
        assert_eq!(report.to_string(), "GC(3) Pause Full (System.gc()) 100M->70M(365M) 3.354ms");
        let (tags, text) = &report.details()[1];
        assert_eq!(*tags, "gc,heap");
        assert_eq!(text, "GC(3) Tenured: 102400K(373760K)->71680K(373760K)");
    }
}
