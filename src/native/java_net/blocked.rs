//! Threads that are blocked on a socket of the old implementations, so that the
//! one who closes it can wake them.
//!
//! Whoever closes first puts something else in the descriptor's place (see
//! `close`), then signals: a thread that had not blocked yet finds the
//! substitute, which never blocks.

use crate::native::nio_ch::ended_socket;
use crate::native::platform::{ask, host};
use crate::thread::JavaThread;
use os::host::{Fd, Host, HostError, HostResult};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A thread inside a blocking call.
struct Waiter {
    thread: i64,
    /// Set when its descriptor was closed.
    closed: AtomicBool,
}

/// Who is blocked where, in one VM.
#[derive(Default)]
struct Waiters(Mutex<HashMap<Fd, Vec<Arc<Waiter>>>>);

/// Calls the host, again after a signal; `EBADF` once the descriptor is closed by
/// another thread.
pub(super) fn interruptible<R>(
    t: &JavaThread,
    fd: Fd,
    mut call: impl FnMut(&'static dyn Host) -> HostResult<R>,
) -> HostResult<R> {
    let waiters = &t.vm().extension::<Waiters>().0;
    let own =
        Arc::new(Waiter { thread: os::host::current_thread(), closed: AtomicBool::new(false) });
    waiters.lock().entry(fd).or_default().push(own.clone());
    let result = ask(t, |host| {
        loop {
            match call(host) {
                _ if own.closed.load(Ordering::Acquire) => {
                    return Err(HostError::new("close", libc::EBADF));
                }
                Err(error) if error.errno() == libc::EINTR => {}
                result => return result,
            }
        }
    });
    let mut all = waiters.lock();
    if let Some(of_fd) = all.get_mut(&fd) {
        of_fd.retain(|waiter| !Arc::ptr_eq(waiter, &own));
        if of_fd.is_empty() {
            all.remove(&fd);
        }
    }
    result
}

/// Waits until one of `events` is there; `false` after `timeout` milliseconds,
/// if that is positive.
pub(super) fn wait(t: &JavaThread, fd: Fd, events: i16, timeout: i32) -> HostResult<bool> {
    let now = || host(t).monotonic_nanos();
    let deadline = (timeout > 0).then(|| now() + i64::from(timeout) * 1_000_000);
    let events = interruptible(t, fd, |host| {
        let left = match deadline {
            // Rounded up: a wait is never shorter than was asked for.
            Some(deadline) => ((deadline - now()).max(0) + 999_999) / 1_000_000,
            None => -1,
        };
        host.poll_one(fd, events, left as i32)
    })?;
    Ok(events != 0)
}

/// What closing does with the descriptor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    /// It becomes a socket at its end, so that its number is not used again while
    /// threads may still hold it.
    Later,
    Now,
}

/// Closes a descriptor and wakes the threads that are blocked on it.
pub(super) fn close(t: &JavaThread, fd: Fd, how: Close) -> HostResult<()> {
    let waiters = t.vm().extension::<Waiters>().0.lock();
    let blocked = waiters.get(&fd).map(Vec::as_slice).unwrap_or_default();
    for waiter in blocked {
        waiter.closed.store(true, Ordering::Release);
    }
    let host = host(t);
    if how == Close::Later || !blocked.is_empty() {
        host.duplicate_onto(ended_socket(t, host)?, fd)?;
    }
    for waiter in blocked {
        // SAFETY: a thread leaves the list before it ends, and the list is locked.
        unsafe { os::host::wake_thread(waiter.thread) }?;
    }
    drop(waiters);
    // Closing may linger: not under the lock.
    if how == Close::Now { ask(t, |host| host.close(fd)) } else { Ok(()) }
}
