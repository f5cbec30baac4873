//! `LinuxNativeDispatcher` and `UnixNativeDispatcher`: the table of mounted
//! file systems.

use super::files::path;
use super::{DISPATCHER, unix};
use crate::model::Throw;
use crate::native::platform::{ask, new_bytes, put_ref};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::MountTable;

const LINUX: &str = "sun/nio/fs/LinuxNativeDispatcher";

pub(super) const ROWS: &[NativeRow] = &[
    native(LINUX, "setmntent0", "(JJ)J", open),
    native(LINUX, "getmntent0", "(JLsun/nio/fs/UnixMountEntry;JI)I", next),
    native(LINUX, "endmntent", "(J)V", close),
    native(DISPATCHER, "getlinelen", "(J)I", line_length),
    native(DISPATCHER, "rewind", "(J)V", rewind),
];

/// The table behind a number that Java code holds.
fn table(address: i64) -> MountTable {
    // SAFETY: the class library passes what `open` gave it, and closes it last.
    unsafe { MountTable::at(address) }
}

fn open(t: &JavaThread, at: i64, mode: i64) -> Result<i64, Throw> {
    let (path, mode) = (path(at)?, path(mode)?);
    unix(t, |host| host.open_mounts(path, mode)).map(MountTable::address)
}

/// Fills the entry; -1 at the end. The class library's buffer is not needed.
fn next(t: &JavaThread, at: i64, entry: Handle, _buffer: i64, _length: i32) -> Result<i32, Throw> {
    let entry = t.non_null(entry)?;
    let Some(found) = ask(t, |host| host.next_mount(table(at))) else { return Ok(-1) };
    let texts = [
        ("name", found.name),
        ("dir", found.directory),
        ("fstype", found.kind),
        ("opts", found.options),
    ];
    for (field, text) in texts {
        let bytes = t.handle(new_bytes(t, &text)?);
        put_ref(t, entry, field, "[B", bytes);
    }
    Ok(0)
}

fn line_length(t: &JavaThread, at: i64) -> Result<i32, Throw> {
    let length = ask(t, |host| host.mount_line_length(table(at)));
    Ok(length.map_or(-1, |length| i32::try_from(length).unwrap_or(i32::MAX)))
}

fn rewind(t: &JavaThread, at: i64) -> Result<(), Throw> {
    ask(t, |host| host.rewind_mounts(table(at)));
    Ok(())
}

fn close(t: &JavaThread, at: i64) -> Result<(), Throw> {
    // SAFETY: as in `table`.
    ask(t, |host| unsafe { host.close_mounts(table(at)) });
    Ok(())
}
