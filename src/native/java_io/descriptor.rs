//! `FileDescriptor` and `FileCleanable`.

use crate::model::{KnownField, Throw};
use crate::native::platform::{ask, fd_of, host, io_error};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Fd, Host, HostResult};

const CLASS: &str = "java/io/FileDescriptor";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initIDs", "()V", init_ids),
    native(CLASS, "getHandle", "(I)J", handle_of),
    native(CLASS, "getAppend", "(I)Z", is_append),
    native(CLASS, "close0", "()V", close),
    native(CLASS, "sync", "()V", sync),
    native(CLASS, "sync0", "()V", sync),
    native("java/io/FileCleanable", "cleanupClose0", "(IJ)V", clean_up),
];

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// Handles are something of another system.
fn handle_of(_: &JavaThread, _fd: i32) -> Result<i64, Throw> {
    Ok(-1)
}

fn is_append(t: &JavaThread, fd: i32) -> Result<bool, Throw> {
    Ok(host(t).status_flags(fd).is_ok_and(|flags| flags & libc::O_APPEND != 0))
}

/// Closes a descriptor. A standard stream stays open, to nowhere: the next file
/// that is opened must not take its number.
fn close_fd(host: &dyn Host, fd: Fd) -> HostResult<()> {
    if (0..=2).contains(&fd) {
        let nowhere = host.open(c"/dev/null", libc::O_WRONLY, 0)?;
        host.duplicate_onto(nowhere, fd)?;
        return host.close(nowhere);
    }
    host.close(fd)
}

fn close(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let fd = fd_of(t, this)?;
    if fd == -1 {
        return Ok(());
    }
    // First of all: nobody may use the number of a descriptor that is gone.
    t.put_known(this, KnownField::FdFd, -1i32);
    ask(t, |host| close_fd(host, fd)).map_err(|error| io_error(&error))
}

fn clean_up(t: &JavaThread, fd: i32, _handle: i64) -> Result<(), Throw> {
    if fd < 0 {
        return Ok(());
    }
    ask(t, |host| host.close(fd)).map_err(|error| io_error(&error))
}

fn sync(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let fd = fd_of(t, this)?;
    ask(t, |host| host.sync(fd, true))
        .map_err(|_| Throw::named("java/io/SyncFailedException", "sync failed"))
}
