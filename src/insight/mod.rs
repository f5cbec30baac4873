//! What the VM tells of itself to those who run it: the log of collections,
//! heap dumps, class histograms, tables of methods, and what happens when memory runs out.

pub mod gc_log;
pub mod histogram;
pub mod hprof;
pub mod method_tables;
pub mod out_of_memory;

use crate::thread::JavaThread;
use std::sync::Arc;

/// Closes the allocation buffers of stopped threads, so that the heap can be
/// walked.
fn close_buffers(threads: &[Arc<JavaThread>]) {
    for thread in threads {
        // SAFETY: at a safepoint nobody else uses the buffer.
        unsafe { &mut *thread.tlab.get() }.close();
    }
}
