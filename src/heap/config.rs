//! Options of a heap, and what can be wrong with them.

use crate::layout::MAX_HEAP_BYTES;
use std::fmt;

/// Options of a heap, as the command line gives them.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// Bytes to start with (`-Xms`).
    pub initial: usize,
    /// Bytes that are never exceeded (`-Xmx`).
    pub max: usize,
    /// Bytes of the young generation (`-Xmn`), otherwise a third of the heap.
    pub young: Option<usize>,
    /// Collect at every Nth allocation.
    pub stress: Option<u32>,
    /// Verify the heap before and after every collection.
    pub verify: bool,
    /// Make memory that a collection has vacated inaccessible, so that a stale
    /// reference faults instead of reading something.
    pub poison: bool,
    /// Ask for huge pages where a space has grown large. They cost a fifth of
    /// small ones on bare metal, but several times as much on virtual machines
    /// that give free memory back to their host.
    pub huge_pages: bool,
    /// Threads that collect in parallel; 0 means one per processor.
    pub workers: usize,
    /// Age at which an object is promoted at the latest (0 to 15).
    pub max_tenuring_threshold: u32,
    /// Milliseconds that a soft reference survives per free megabyte.
    pub soft_ms_per_mb: i64,
    /// Percentage of free heap below which the old generation grows after a
    /// full collection.
    pub min_free_percent: usize,
    /// Percentage of free heap above which it shrinks.
    pub max_free_percent: usize,
}

impl Default for HeapConfig {
    /// The sizes that `java` picks on this machine: a sixty-fourth of the
    /// memory to start with, a quarter at most.
    fn default() -> HeapConfig {
        let memory = usize::try_from(os::limits::available_memory()).unwrap_or(usize::MAX);
        let max = (memory / 4).clamp(8 << 20, MAX_HEAP_BYTES - (1 << 30));
        HeapConfig {
            initial: (memory / 64).clamp(8 << 20, max),
            max,
            young: None,
            stress: None,
            verify: false,
            poison: false,
            huge_pages: false,
            workers: 0,
            max_tenuring_threshold: 15,
            soft_ms_per_mb: 1000,
            min_free_percent: 40,
            max_free_percent: 70,
        }
    }
}

impl HeapConfig {
    /// A heap of this size with the other options as by default.
    pub fn with_max(max: usize) -> HeapConfig {
        let default = HeapConfig::default();
        HeapConfig { initial: default.initial.min(max), max, ..default }
    }
}

/// Least heap that can be asked for.
pub const MIN_HEAP_BYTES: usize = 2 << 20;

/// Why there is no heap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HeapError {
    /// The maximum is below [`MIN_HEAP_BYTES`].
    TooSmall(usize),
    /// The maximum is beyond what references reach.
    TooLarge(usize),
    /// The initial size exceeds the maximum.
    InitialAboveMax,
    /// The system gave no memory.
    Os(os::OsError),
}

impl fmt::Display for HeapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HeapError::TooSmall(max) => write!(f, "Too small maximum heap: {max} bytes"),
            HeapError::TooLarge(max) => write!(
                f,
                "Invalid maximum heap size: {max} bytes exceed the {} that 32-bit references reach",
                MAX_HEAP_BYTES
            ),
            HeapError::InitialAboveMax => {
                f.write_str("Initial heap size set to a larger value than the maximum heap size")
            }
            HeapError::Os(error) => {
                write!(f, "Could not reserve enough space for object heap: {error}")
            }
        }
    }
}

impl std::error::Error for HeapError {}

impl From<os::OsError> for HeapError {
    fn from(error: os::OsError) -> HeapError {
        HeapError::Os(error)
    }
}

impl HeapConfig {
    /// Checks the sizes against each other and the limits.
    pub fn check(&self) -> Result<(), HeapError> {
        if self.max < MIN_HEAP_BYTES {
            Err(HeapError::TooSmall(self.max))
        } else if self.max > MAX_HEAP_BYTES - (256 << 20) {
            Err(HeapError::TooLarge(self.max))
        } else if self.initial > self.max {
            Err(HeapError::InitialAboveMax)
        } else {
            Ok(())
        }
    }
}
