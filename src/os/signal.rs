//! Signals: raw handlers with an alternate stack per thread, for faults.
//!
//! The process-wide table of handlers is the one global that the system itself
//! imposes; which VM a fault belongs to is the installer's business.

use crate::error::{OsResult, check};
use std::mem::MaybeUninit;
use std::ptr;

/// A handler as `sigaction` takes it: signal, its origin, the machine context,
/// which the handler may change.
pub type Handler = extern "C" fn(libc::c_int, *mut libc::siginfo_t, *mut libc::c_void);

/// Installs a handler that runs on the thread's alternate stack and may itself
/// be interrupted by the same signal.
///
/// # Safety
///
/// The handler may only do what is safe in a signal handler at any point of
/// the program.
pub unsafe fn install(signal: i32, handler: Handler) -> OsResult<()> {
    // SAFETY: all-zero is a valid `sigaction`.
    let mut action: libc::sigaction = unsafe { MaybeUninit::zeroed().assume_init() };
    action.sa_sigaction = handler as *const () as usize;
    action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER | libc::SA_RESTART;
    // SAFETY: the mask is writable.
    unsafe { libc::sigemptyset(&mut action.sa_mask) };
    // SAFETY: a valid structure; the handler is sound by the caller's promise.
    check("sigaction", unsafe { libc::sigaction(signal, &action, ptr::null_mut()) })?;
    Ok(())
}

/// The calling thread's alternate signal stack. Must be dropped on the thread
/// that made it.
#[derive(Debug)]
pub struct AlternateStack {
    // Not `Send`, because the system ties it to a thread.
    _not_send: std::marker::PhantomData<*mut ()>,
}

impl AlternateStack {
    /// Lets the handlers of the calling thread run on this memory.
    ///
    /// # Safety
    ///
    /// The memory must be writable, used for nothing else, and outlive the value.
    pub unsafe fn install(start: *mut u8, bytes: usize) -> OsResult<AlternateStack> {
        let stack = libc::stack_t { ss_sp: start.cast(), ss_flags: 0, ss_size: bytes };
        // SAFETY: the caller's promise; the value's drop unhooks the memory.
        check("sigaltstack", unsafe { libc::sigaltstack(&stack, ptr::null_mut()) })?;
        Ok(AlternateStack { _not_send: std::marker::PhantomData })
    }
}

impl Drop for AlternateStack {
    fn drop(&mut self) {
        let none = libc::stack_t { ss_sp: ptr::null_mut(), ss_flags: libc::SS_DISABLE, ss_size: 0 };
        // SAFETY: disabling is always possible off the alternate stack, and a
        // drop does not run in a signal handler.
        unsafe { libc::sigaltstack(&none, ptr::null_mut()) };
    }
}

/// Blocks (or unblocks) signals for the calling thread.
pub fn set_blocked(signals: &[i32], blocked: bool) -> OsResult<()> {
    let mut set = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: `sigemptyset` initialises the set.
    let mut set = unsafe {
        libc::sigemptyset(set.as_mut_ptr());
        set.assume_init()
    };
    for &signal in signals {
        // SAFETY: an initialised set; a bad number is refused by the call.
        check("sigaddset", unsafe { libc::sigaddset(&mut set, signal) })?;
    }
    let how = if blocked { libc::SIG_BLOCK } else { libc::SIG_UNBLOCK };
    // SAFETY: an initialised set.
    let code = unsafe { libc::pthread_sigmask(how, &set, ptr::null_mut()) };
    crate::error::check_code("pthread_sigmask", code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static SEEN_AT: AtomicUsize = AtomicUsize::new(0);

    extern "C" fn note(_: libc::c_int, _: *mut libc::siginfo_t, _: *mut libc::c_void) {
        let local = 0u8;
        SEEN_AT.store(&raw const local as usize, Ordering::Relaxed);
    }

    #[test]
    fn handler_runs_on_the_alternate_stack() {
        let memory = crate::map::Reservation::sparse(64 * 1024).unwrap();
        // SAFETY: memory of its own that is dropped later.
        let stack = unsafe { AlternateStack::install(memory.start(), memory.len()) }.unwrap();
        let range = memory.start() as usize..memory.start() as usize + memory.len();
        // SAFETY: the handler only stores to an atomic.
        unsafe { install(libc::SIGURG, note) }.unwrap();
        // SAFETY: a signal that has a handler.
        unsafe { libc::raise(libc::SIGURG) };
        assert!(range.contains(&SEEN_AT.load(Ordering::Relaxed)));
        drop(stack);
    }
}
