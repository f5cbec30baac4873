//! Signals that Java programs handle: the system's handler only queues the
//! number, a thread takes it from there.
//!
//! Process-wide by nature (architecture invariant 1): the first VM that waits
//! for signals gets them.

use crate::error::{OsError, OsResult, check};
use std::mem::MaybeUninit;
use std::ptr;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

/// Highest signal number that can be queued.
pub const MAX_SIGNAL: i32 = 63;

/// Signals that came and were not taken yet, as a bit set.
static PENDING: AtomicU64 = AtomicU64::new(0);

/// The event descriptor that `wait` reads and the handler writes; -1 before the
/// first use.
static EVENT: AtomicI32 = AtomicI32::new(-1);

/// What the process does with a signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Disposition {
    /// The system's default.
    Default,
    /// Nothing.
    Ignore,
    /// Queue it for [`wait`].
    Queue,
    /// Run a handler that somebody else has installed.
    Other,
}

extern "C" fn enqueue(signal: libc::c_int) {
    PENDING.fetch_or(1 << signal, Ordering::SeqCst);
    let one = 1u64;
    // SAFETY: `write` is async-signal-safe and gets 8 valid bytes; a full
    // counter already wakes the reader. `errno` is restored for the code that
    // was interrupted.
    unsafe {
        let errno = *libc::__errno_location();
        libc::write(EVENT.load(Ordering::SeqCst), ptr::from_ref(&one).cast(), 8);
        *libc::__errno_location() = errno;
    }
}

fn event() -> OsResult<i32> {
    let known = EVENT.load(Ordering::SeqCst);
    if known >= 0 {
        return Ok(known);
    }
    // SAFETY: no preconditions.
    let made = unsafe { libc::eventfd(0, libc::EFD_CLOEXEC) };
    if made < 0 {
        return Err(OsError::last("eventfd"));
    }
    match EVENT.compare_exchange(-1, made, Ordering::SeqCst, Ordering::SeqCst) {
        Ok(_) => Ok(made),
        Err(first) => {
            // SAFETY: ours, and nobody else knows it.
            unsafe { libc::close(made) };
            Ok(first)
        }
    }
}

/// Sets what happens on a signal; what happened before.
///
/// # Errors
///
/// For numbers that are no signal or cannot be caught.
pub fn set(signal: i32, disposition: Disposition) -> OsResult<Disposition> {
    if !(1..=MAX_SIGNAL).contains(&signal) {
        return Err(OsError { call: "sigaction", errno: libc::EINVAL });
    }
    event()?;
    // SAFETY: all-zero is a valid `sigaction`.
    let mut action: libc::sigaction = unsafe { MaybeUninit::zeroed().assume_init() };
    action.sa_sigaction = match disposition {
        Disposition::Default => libc::SIG_DFL,
        Disposition::Ignore => libc::SIG_IGN,
        Disposition::Queue => enqueue as *const () as usize,
        Disposition::Other => return Err(OsError { call: "sigaction", errno: libc::EINVAL }),
    };
    action.sa_flags = libc::SA_RESTART;
    let mut old = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: both structures are valid; the handler is async-signal-safe.
    check("sigaction", unsafe { libc::sigaction(signal, &action, old.as_mut_ptr()) })?;
    // SAFETY: filled by the successful call.
    Ok(classify(unsafe { old.assume_init() }.sa_sigaction))
}

/// What happens on a signal now.
///
/// # Errors
///
/// For numbers that are no signal.
pub fn current(signal: i32) -> OsResult<Disposition> {
    let mut old = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: only reads the disposition into a valid structure.
    check("sigaction", unsafe { libc::sigaction(signal, ptr::null(), old.as_mut_ptr()) })?;
    // SAFETY: filled by the successful call.
    Ok(classify(unsafe { old.assume_init() }.sa_sigaction))
}

fn classify(handler: usize) -> Disposition {
    match handler {
        libc::SIG_DFL => Disposition::Default,
        libc::SIG_IGN => Disposition::Ignore,
        other if other == enqueue as *const () as usize => Disposition::Queue,
        _ => Disposition::Other,
    }
}

/// Queues a signal as if it had come (`Signal.raise0` sends a real one).
pub fn post(signal: i32) {
    enqueue(signal);
}

/// Waits for the next queued signal.
///
/// # Errors
///
/// When the event descriptor cannot be made or read.
pub fn wait() -> OsResult<i32> {
    let event = event()?;
    loop {
        let pending = PENDING.load(Ordering::SeqCst);
        if pending != 0 {
            let signal = pending.trailing_zeros() as i32;
            PENDING.fetch_and(!(1 << signal), Ordering::SeqCst);
            return Ok(signal);
        }
        let mut count = 0u64;
        // SAFETY: reads at most 8 bytes into a valid place.
        let read = unsafe { libc::read(event, ptr::from_mut(&mut count).cast(), 8) };
        if read < 0 && crate::errno() != libc::EINTR {
            return Err(OsError::last("read"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raised_signal_arrives() {
        let before = set(libc::SIGUSR2, Disposition::Queue).expect("SIGUSR2 can be caught");
        assert_eq!(before, Disposition::Default);
        assert_eq!(current(libc::SIGUSR2).expect("a signal"), Disposition::Queue);
        // SAFETY: the handler was just installed.
        unsafe { libc::raise(libc::SIGUSR2) };
        assert_eq!(wait().expect("an event"), libc::SIGUSR2);
        assert_eq!(set(libc::SIGUSR2, Disposition::Default).expect("reset"), Disposition::Queue);
        assert!(set(0, Disposition::Ignore).is_err());
        assert!(set(libc::SIGKILL, Disposition::Queue).is_err());
    }
}
