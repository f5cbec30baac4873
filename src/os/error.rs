//! Failure of a system call: which call, and the `errno` that it left.

use std::ffi::CStr;
use std::fmt;

/// A failed system call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OsError {
    /// Name of the call, as in its manual page.
    pub call: &'static str,
    /// The `errno` value.
    pub errno: i32,
}

/// Result of a wrapper of this crate.
pub type OsResult<T> = Result<T, OsError>;

impl OsError {
    /// The failure that `call` has just left in `errno`.
    pub fn last(call: &'static str) -> OsError {
        OsError { call, errno: errno() }
    }
}

impl fmt::Display for OsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.call, errno_text(self.errno))
    }
}

impl std::error::Error for OsError {}

/// The calling thread's `errno`.
pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// The text of an `errno` value as the C library words it ("No such file or
/// directory"), which is what the messages of `java.io` quote.
pub fn errno_text(errno: i32) -> String {
    let mut buffer = [0 as libc::c_char; 256];
    // SAFETY: the buffer is writable for the length given; the XSI form of
    // `strerror_r` terminates what it writes.
    let failed = unsafe { libc::strerror_r(errno, buffer.as_mut_ptr(), buffer.len()) } != 0;
    if failed {
        return format!("Unknown error {errno}");
    }
    // SAFETY: the call above succeeded, so the buffer holds a terminated string.
    unsafe { CStr::from_ptr(buffer.as_ptr()) }.to_string_lossy().into_owned()
}

/// Turns the usual "-1 and errno" convention into a result.
pub(crate) fn check(call: &'static str, result: libc::c_int) -> OsResult<()> {
    if result == -1 { Err(OsError::last(call)) } else { Ok(()) }
}

/// Turns the "error number returned" convention of `pthread_*` into a result.
pub(crate) fn check_code(call: &'static str, code: libc::c_int) -> OsResult<()> {
    if code == 0 { Ok(()) } else { Err(OsError { call, errno: code }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errno_text_is_the_c_librarys() {
        assert_eq!(errno_text(libc::ENOENT), "No such file or directory");
        let shown = OsError { call: "mmap", errno: libc::ENOMEM }.to_string();
        assert_eq!(shown, "mmap: Cannot allocate memory");
    }
}
