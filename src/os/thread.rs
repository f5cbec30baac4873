//! Native threads: creation with a stack size, names, scheduling.
//!
//! `std::thread` cannot say where a thread's stack lies, which the checks for
//! stack overflow need; the rest is here so that creation reports `EAGAIN`
//! instead of panicking.

use crate::error::{OsError, OsResult, check_code};
use crate::map::page_size;
use std::ffi::CString;
use std::mem::MaybeUninit;
use std::ptr;

type Body = Box<dyn FnOnce() + Send>;

/// Least stack that a thread gets, whatever was asked for.
pub const MIN_STACK_BYTES: usize = 64 * 1024;

/// Starts a detached native thread that runs `body` on a stack of at least
/// `stack_bytes` (0: the system's default). A panic that leaves `body` aborts
/// the process, as there is nobody to take it.
pub fn spawn(stack_bytes: usize, body: impl FnOnce() + Send + 'static) -> OsResult<()> {
    let attributes = Attributes::new(stack_bytes)?;
    let body: Box<Body> = Box::new(Box::new(body));
    let argument = Box::into_raw(body);
    let mut thread = MaybeUninit::<libc::pthread_t>::uninit();
    // SAFETY: the attributes are initialised; `start` takes over `argument`,
    // which is taken back below if no thread was made.
    let code =
        unsafe { libc::pthread_create(thread.as_mut_ptr(), &attributes.0, start, argument.cast()) };
    if code != 0 {
        // SAFETY: no thread was created, so the box is still ours.
        drop(unsafe { Box::from_raw(argument) });
        return Err(OsError { call: "pthread_create", errno: code });
    }
    Ok(())
}

extern "C" fn start(argument: *mut libc::c_void) -> *mut libc::c_void {
    // SAFETY: `spawn` hands over exactly one box made by `Box::into_raw`.
    let body = unsafe { Box::from_raw(argument.cast::<Body>()) };
    body();
    ptr::null_mut()
}

/// Attributes of a thread about to be made, destroyed when dropped.
struct Attributes(libc::pthread_attr_t);

impl Attributes {
    fn new(stack_bytes: usize) -> OsResult<Attributes> {
        let mut raw = MaybeUninit::<libc::pthread_attr_t>::uninit();
        // SAFETY: initialises `raw`, or fails.
        check_code("pthread_attr_init", unsafe { libc::pthread_attr_init(raw.as_mut_ptr()) })?;
        // SAFETY: just initialised.
        let mut attributes = Attributes(unsafe { raw.assume_init() });
        let detached = libc::PTHREAD_CREATE_DETACHED;
        // SAFETY: initialised attributes.
        let code = unsafe { libc::pthread_attr_setdetachstate(&mut attributes.0, detached) };
        check_code("pthread_attr_setdetachstate", code)?;
        if stack_bytes != 0 {
            let size = stack_bytes.max(MIN_STACK_BYTES);
            let size = size.checked_next_multiple_of(page_size()).unwrap_or(size);
            // SAFETY: initialised attributes.
            let code = unsafe { libc::pthread_attr_setstacksize(&mut attributes.0, size) };
            check_code("pthread_attr_setstacksize", code)?;
        }
        Ok(attributes)
    }
}

impl Drop for Attributes {
    fn drop(&mut self) {
        // SAFETY: initialised in `new`, destroyed once.
        unsafe { libc::pthread_attr_destroy(&mut self.0) };
    }
}

/// The stack of the calling thread: lowest address and length. The guard page
/// below is not part of it.
pub fn current_stack() -> OsResult<(usize, usize)> {
    let mut raw = MaybeUninit::<libc::pthread_attr_t>::uninit();
    // SAFETY: fills `raw` for the calling thread, or fails.
    let code = unsafe { libc::pthread_getattr_np(libc::pthread_self(), raw.as_mut_ptr()) };
    check_code("pthread_getattr_np", code)?;
    // SAFETY: just initialised.
    let attributes = Attributes(unsafe { raw.assume_init() });
    let (mut low, mut len) = (ptr::null_mut(), 0);
    // SAFETY: initialised attributes, writable results.
    let code = unsafe { libc::pthread_attr_getstack(&attributes.0, &mut low, &mut len) };
    check_code("pthread_attr_getstack", code)?;
    Ok((low as usize, len))
}

/// Names the calling thread for debuggers and `/proc`. The system keeps 15
/// bytes; a longer name keeps its beginning, as with `java`.
pub fn set_current_name(name: &str) {
    const KEPT: usize = 15;
    let name: String = name.chars().filter(|&c| c != '\0').collect();
    let kept = &name[..name.floor_char_boundary(KEPT)];
    if let Ok(name) = CString::new(kept) {
        // SAFETY: a terminated string and the calling thread.
        unsafe { libc::pthread_setname_np(libc::pthread_self(), name.as_ptr()) };
    }
}

/// The system's number of the calling thread (`gettid`).
pub fn current_id() -> i32 {
    // SAFETY: no preconditions.
    unsafe { libc::gettid() }
}

/// The name of a thread of this process by its system number, as the system
/// keeps it.
pub fn name_of(thread: i32) -> Option<String> {
    let name = std::fs::read_to_string(format!("/proc/self/task/{thread}/comm")).ok()?;
    Some(name.trim_end_matches('\n').to_owned())
}

/// Lets another thread run.
pub fn yield_now() {
    // SAFETY: no preconditions.
    unsafe { libc::sched_yield() };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn thread_runs_on_the_stack_it_asked_for() {
        let (sender, receiver) = mpsc::channel();
        spawn(512 * 1024, move || {
            set_current_name("a rather long thread name-17");
            let local = 0u8;
            let (low, len) = current_stack().unwrap();
            let inside = (low..low + len).contains(&(&raw const local as usize));
            sender.send((inside, len, current_id())).unwrap();
        })
        .unwrap();
        let (inside, len, id) = receiver.recv().unwrap();
        assert!(inside && len >= 256 * 1024 && id > 0);
    }

    #[test]
    fn impossible_stack_is_an_error() {
        assert!(spawn(1 << 60, || ()).is_err());
    }
}
