//! The memory of a thread's stacks: values, call entries, signal handlers, in one
//! mapping, so that many threads need few.
//!
//! The stack for signals lies behind the call entries and grows towards their
//! unused end: a handler that needs too much spoils nothing that is in use.

use super::frame::Frame;
use os::map::Reservation;

/// For a handler that writes the report of a crash.
const SIGNAL_STACK_BYTES: usize = 64 << 10;

/// The stacks of one thread.
pub(super) struct Stacks {
    memory: Reservation,
    /// Byte offset of the call entries.
    frames_at: usize,
}

impl Stacks {
    /// Stacks of so many value slots and call entries.
    ///
    /// # Errors
    ///
    /// When the system has no memory for them.
    pub(super) fn new(slots: usize, entries: usize) -> Result<Stacks, os::OsError> {
        let frames_at = slots * 8;
        let bytes = frames_at + entries * size_of::<Frame>() + SIGNAL_STACK_BYTES;
        Ok(Stacks { memory: Reservation::committed(bytes)?, frames_at })
    }

    /// First slot of the value stack.
    pub(super) fn values(&self) -> *mut u64 {
        self.memory.start().cast()
    }

    /// First call entry.
    pub(super) fn frames(&self) -> *mut Frame {
        // SAFETY: inside the mapping.
        unsafe { self.memory.start().add(self.frames_at).cast() }
    }

    /// First byte and length of the stack for signals.
    pub(super) fn signal_stack(&self) -> (*mut u8, usize) {
        let start = self.memory.len() - SIGNAL_STACK_BYTES;
        // SAFETY: inside the mapping.
        (unsafe { self.memory.start().add(start) }, SIGNAL_STACK_BYTES)
    }
}
