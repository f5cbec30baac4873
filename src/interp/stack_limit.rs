//! What happens when a frame does not end below the stack limit: a safepoint
//! poll, or `StackOverflowError`.
//!
//! The error is made while the limit stands higher, inside the reserve that
//! every stack has. A second overflow meanwhile gets an error without a trace.

use crate::model::{Throw, VmException};
use crate::thread::JavaThread;
use std::sync::atomic::Ordering;

/// Polls if another thread has asked for it, else throws.
pub(super) fn check(t: &JavaThread) -> Result<(), Throw> {
    if !t.stack_limit.load(Ordering::SeqCst).is_null() {
        return Err(overflow(t));
    }
    // The limit is null only while a safepoint is wanted, and whoever wanted it
    // puts the limit back.
    t.safepoint_poll()
}

/// Checks a frame that Rust code is about to push.
pub(super) fn check_end(t: &JavaThread, end: *mut u64) -> Result<(), Throw> {
    loop {
        let limit = t.stack_limit.load(Ordering::SeqCst);
        if end <= limit {
            return Ok(());
        }
        check(t)?;
    }
}

/// Whether the thread uses its reserve to make a `StackOverflowError`.
pub(super) fn in_reserve(t: &JavaThread) -> bool {
    t.stack_limit.load(Ordering::SeqCst) == t.reserve_limit()
}

/// A pending `StackOverflowError`.
#[cold]
pub(super) fn overflow(t: &JavaThread) -> Throw {
    let (real, reserve) = (t.real_stack_limit(), t.reserve_limit());
    if t.stack_limit.swap(reserve, Ordering::SeqCst) == reserve {
        return bare_error(t);
    }
    let throw = t.pend(Throw::bare(VmException::StackOverflow));
    t.stack_limit.store(real, Ordering::SeqCst);
    if t.poll.load(Ordering::SeqCst) != 0 {
        t.stack_limit.store(std::ptr::null_mut(), Ordering::SeqCst);
    }
    throw
}

/// The error as an object on which no constructor has run.
fn bare_error(t: &JavaThread) -> Throw {
    let class = (t.vm().hooks().boot_class)(t, VmException::StackOverflow.class_name());
    match class.and_then(|class| t.new_instance(class)) {
        Ok(error) => {
            t.exception.set(error);
            Throw::Pending
        }
        Err(throw) => throw,
    }
}
