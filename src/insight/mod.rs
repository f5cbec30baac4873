//! What the VM tells of itself to those who run it: the log of collections,
//! heap dumps, class histograms, and what happens when memory runs out.

pub mod gc_history;
pub mod gc_log;
pub mod histogram;
pub mod hprof;
pub mod out_of_memory;

use crate::thread::{JavaThread, Vm};
use heap::CollectionReport;
use std::sync::Arc;

/// A collection is over, and the threads are still stopped.
pub fn collected(vm: &Vm, report: &CollectionReport) {
    gc_log::collection(vm, report);
    gc_history::note(vm, report);
}

/// Closes the allocation buffers of stopped threads, so that the heap can be
/// walked.
fn close_buffers(threads: &[Arc<JavaThread>]) {
    for thread in threads {
        // SAFETY: at a safepoint nobody else uses the buffer.
        unsafe { &mut *thread.tlab.get() }.close();
    }
}
