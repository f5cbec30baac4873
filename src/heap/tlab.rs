//! The thread-local allocation buffer: a piece of eden that one thread
//! allocates from by bumping a pointer.
//!
//! Invariant 1: `start <= top <= end`, all null in a closed buffer.
//!
//! Invariant 2: the bytes of `top..end` are zero.

use std::ptr;

/// Allocation buffer of one Java thread, embedded in the thread's structure.
/// The interpreter reads and writes `top` and `end` itself.
#[derive(Debug)]
#[repr(C)]
pub struct Tlab {
    /// Next free byte.
    pub top: *mut u8,
    /// End of the buffer.
    pub end: *mut u8,
    /// First byte.
    pub(crate) start: *mut u8,
    /// Size of the next buffer.
    pub(crate) next_size: usize,
    /// Bytes allocated by the thread outside the present buffer.
    pub(crate) allocated: u64,
}

// SAFETY: the pointers are into the heap, which any thread may access; whoever
// has the `&mut Tlab` owns the buffer.
unsafe impl Send for Tlab {}

impl Default for Tlab {
    fn default() -> Tlab {
        Tlab::new()
    }
}

impl Tlab {
    /// A closed buffer: the first allocation goes to the heap for memory.
    pub const fn new() -> Tlab {
        let null = ptr::null_mut();
        Tlab { top: null, end: null, start: null, next_size: 0, allocated: 0 }
    }

    /// Takes `size` bytes, a multiple of 8; null if they are not there. The
    /// bytes are zero.
    #[inline(always)]
    pub fn alloc_fast(&mut self, size: usize) -> *mut u8 {
        if size <= self.end as usize - self.top as usize {
            let object = self.top;
            // Invariant 1; `wrapping_add` because a closed buffer is null and
            // may be asked for 0 bytes.
            self.top = object.wrapping_add(size);
            object
        } else {
            ptr::null_mut()
        }
    }

    /// Bytes that the thread has allocated so far
    /// (`com.sun.management.ThreadMXBean.getThreadAllocatedBytes`).
    pub fn allocated_bytes(&self) -> u64 {
        self.allocated + (self.top as u64 - self.start as u64)
    }

    /// Closes the buffer for a collection. A thread that allocates little gets a
    /// smaller buffer next time.
    pub(crate) fn reset_for_cycle(&mut self) {
        self.close();
        self.next_size /= 2;
    }

    /// Closes the buffer, as a thread must before it ends. The unused rest is
    /// lost until the next collection, and stays zero.
    pub fn close(&mut self) {
        self.allocated = self.allocated_bytes();
        (self.top, self.end, self.start) = (ptr::null_mut(), ptr::null_mut(), ptr::null_mut());
    }
}
