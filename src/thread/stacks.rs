//! The memory of a thread's stacks: values, call entries, signal handlers, in one
//! mapping, so that many threads need few.
//!
//! The stack for signals lies behind the call entries and grows towards their
//! unused end: a handler that needs too much spoils nothing that is in use.

use super::frame::Frame;
use os::map::Reservation;
use parking_lot::Mutex;
use std::sync::Arc;

/// For a handler that writes the report of a crash.
const SIGNAL_STACK_BYTES: usize = 64 << 10;

/// Stacks of ended threads that are kept for the next ones: mapping, touching and
/// unmapping them is most of what starting a thread costs.
const KEPT: usize = 4;

/// Memory of ended threads. What they touched of it stays in use.
#[derive(Default)]
pub(super) struct StackPool(Mutex<Vec<Memory>>);

/// One mapping and how it is divided.
struct Memory {
    range: Reservation,
    /// Byte offset of the call entries.
    frames_at: usize,
}

/// The stacks of one thread.
pub(super) struct Stacks {
    /// Always there until the drop.
    memory: Option<Memory>,
    pool: Arc<StackPool>,
}

impl Drop for Stacks {
    fn drop(&mut self) {
        let mut free = self.pool.0.lock();
        if free.len() < KEPT {
            free.extend(self.memory.take());
        }
    }
}

impl Stacks {
    /// Stacks of so many value slots and call entries. What they hold is
    /// arbitrary.
    ///
    /// # Errors
    ///
    /// When the system has no memory for them.
    pub(super) fn new(
        pool: &Arc<StackPool>,
        slots: usize,
        entries: usize,
    ) -> Result<Stacks, os::OsError> {
        let frames_at = slots * 8;
        let bytes = frames_at + entries * size_of::<Frame>() + SIGNAL_STACK_BYTES;
        let mut free = pool.0.lock();
        let fits = |memory: &Memory| memory.frames_at == frames_at && memory.range.len() >= bytes;
        let found = free.iter().position(fits).map(|at| free.swap_remove(at));
        drop(free);
        let memory = match found {
            Some(memory) => memory,
            None => Memory { range: Reservation::sparse(bytes)?, frames_at },
        };
        Ok(Stacks { memory: Some(memory), pool: Arc::clone(pool) })
    }

    fn memory(&self) -> &Memory {
        self.memory.as_ref().expect("there until the drop")
    }

    /// First slot of the value stack.
    pub(super) fn values(&self) -> *mut u64 {
        self.memory().range.start().cast()
    }

    /// First call entry.
    pub(super) fn frames(&self) -> *mut Frame {
        // SAFETY: inside the mapping.
        unsafe { self.memory().range.start().add(self.memory().frames_at).cast() }
    }

    /// First byte and length of the stack for signals.
    pub(super) fn signal_stack(&self) -> (*mut u8, usize) {
        let range = &self.memory().range;
        let start = range.len() - SIGNAL_STACK_BYTES;
        // SAFETY: inside the mapping.
        (unsafe { range.start().add(start) }, SIGNAL_STACK_BYTES)
    }
}
