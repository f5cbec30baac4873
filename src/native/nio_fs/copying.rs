//! Copying from descriptor to descriptor: `UnixCopyFile` (17), `UnixFileSystem`
//! and `LinuxNativeDispatcher` (25).
//!
//! A copy is given up, with `ECANCELED`, when Java code stores something but 0
//! at an address that it gave.

use super::{unix, unix_error};
use crate::model::Throw;
use crate::native::nio_ch::io_status;
use crate::native::platform::ask;
use crate::thread::{JavaThread, NativeRow, native};
use os::host::{Fd, Host, HostError, HostResult, Source, Target};
use std::sync::atomic::{AtomicI32, Ordering};

const LINUX: &str = "sun/nio/fs/LinuxNativeDispatcher";

pub(super) const ROWS: &[NativeRow] = &[
    native("sun/nio/fs/UnixCopyFile", "transfer", "(IIJ)V", transfer),
    native("sun/nio/fs/UnixFileSystem", "bufferedCopy0", "(IIJIJ)V", buffered_copy),
    native(LINUX, "directCopy0", "(IIJ)I", direct_copy),
    native(LINUX, "posix_fadvise", "(IJJI)I", advise),
    native(LINUX, "init", "()V", init),
];

fn init(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// Repeats what a signal interrupted.
pub(super) fn restart<T>(mut call: impl FnMut() -> HostResult<T>) -> HostResult<T> {
    loop {
        match call() {
            Err(error) if error.errno() == libc::EINTR => {}
            result => return result,
        }
    }
}

/// The word that Java code stores into to give up a copy; address 0 for none.
#[derive(Clone, Copy)]
struct Cancel(*const AtomicI32);

impl Cancel {
    /// # Safety
    ///
    /// The address must be 0 or that of an aligned `int` that stays readable
    /// while the value is used.
    unsafe fn at(address: i64) -> Cancel {
        Cancel(address as usize as *const AtomicI32)
    }

    fn check(self) -> HostResult<()> {
        // SAFETY: `at`'s promise.
        let asked = !self.0.is_null() && unsafe { &*self.0 }.load(Ordering::Relaxed) != 0;
        if asked { Err(HostError::new("copy", libc::ECANCELED)) } else { Ok(()) }
    }
}

fn copy(host: &dyn Host, to: Fd, from: Fd, buffer: &mut [u8], cancel: Cancel) -> HostResult<()> {
    loop {
        let count = restart(|| host.read(from, Target::of(buffer)))?;
        if count == 0 {
            return Ok(());
        }
        cancel.check()?;
        let mut rest = &buffer[..count];
        while !rest.is_empty() {
            let written = restart(|| host.write(to, Source::of(rest)))?;
            rest = &rest[written..];
        }
    }
}

fn transfer(t: &JavaThread, to: i32, from: i32, cancel: i64) -> Result<(), Throw> {
    // SAFETY: the class library keeps the word for the time of the copy.
    let cancel = unsafe { Cancel::at(cancel) };
    unix(t, |host| copy(host, to, from, &mut vec![0; 64 * 1024], cancel))
}

fn buffered_copy(
    t: &JavaThread,
    to: i32,
    from: i32,
    _buffer: i64,
    size: i32,
    cancel: i64,
) -> Result<(), Throw> {
    // The class library's buffer is not used: one of our own is as good and
    // cannot be wrong.
    // SAFETY: as in `transfer`.
    let cancel = unsafe { Cancel::at(cancel) };
    unix(t, |host| copy(host, to, from, &mut vec![0; size.max(8192) as usize], cancel))
}

/// Copies inside the kernel; `UNSUPPORTED_CASE` when these files do not allow it.
fn direct_copy(t: &JavaThread, to: i32, from: i32, cancel: i64) -> Result<i32, Throw> {
    // SAFETY: as in `transfer`.
    let word = unsafe { Cancel::at(cancel) };
    // As much as one call takes, or little enough to see a cancellation soon.
    let chunk = if cancel == 0 { 0x7fff_f000 } else { 1 << 20 };
    let result = ask(t, |host| {
        loop {
            match restart(|| host.copy_range(from, None, to, None, chunk)) {
                Ok(0) => return Ok(0),
                Ok(_) => word.check()?,
                Err(error) => match error.errno() {
                    libc::EINVAL | libc::ENOSYS | libc::EXDEV | libc::EOPNOTSUPP | libc::EPERM => {
                        return Ok(io_status::UNSUPPORTED_CASE);
                    }
                    libc::EAGAIN => return Ok(io_status::UNAVAILABLE),
                    _ => return Err(error),
                },
            }
        }
    });
    result.map_err(|error| unix_error(t, &error))
}

fn advise(t: &JavaThread, fd: i32, offset: i64, length: i64, advice: i32) -> Result<i32, Throw> {
    Ok(ask(t, |host| host.advise_file(fd, offset, length, advice)))
}
