//! `UnixNativeDispatcher`: making, reading and removing directories.

use super::files::path;
use super::{DISPATCHER, unix};
use crate::model::Throw;
use crate::native::platform::new_bytes;
use crate::thread::{JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::DirectoryStream;

pub(super) const ROWS: &[NativeRow] = &[
    native(DISPATCHER, "mkdir0", "(JI)V", make),
    native(DISPATCHER, "rmdir0", "(J)V", remove),
    native(DISPATCHER, "opendir0", "(J)J", open),
    native(DISPATCHER, "fdopendir", "(I)J", open_descriptor),
    native(DISPATCHER, "readdir", "(J)[B", next),
    native(DISPATCHER, "readdir0", "(J)[B", next),
    native(DISPATCHER, "closedir", "(J)V", close),
];

fn make(t: &JavaThread, at: i64, mode: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.make_directory(path, mode as u32))
}

fn remove(t: &JavaThread, at: i64) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.remove(libc::AT_FDCWD, path, libc::AT_REMOVEDIR))
}

fn open(t: &JavaThread, at: i64) -> Result<i64, Throw> {
    let path = path(at)?;
    unix(t, |host| host.open_directory(path)).map(DirectoryStream::address)
}

fn open_descriptor(t: &JavaThread, fd: i32) -> Result<i64, Throw> {
    unix(t, |host| host.directory_of(fd)).map(DirectoryStream::address)
}

/// The next name, null at the end.
fn next(t: &JavaThread, stream: i64) -> Result<Ref, Throw> {
    // SAFETY: the class library passes what `open` gave it, and closes once.
    let stream = unsafe { DirectoryStream::at(stream) };
    match unix(t, |host| host.next_entry(stream))? {
        Some(name) => new_bytes(t, &name),
        None => Ok(Ref::NULL),
    }
}

fn close(t: &JavaThread, stream: i64) -> Result<(), Throw> {
    // SAFETY: as in `next`.
    let stream = unsafe { DirectoryStream::at(stream) };
    // SAFETY: as in `next`.
    unix(t, |host| unsafe { host.close_directory(stream) })
}
