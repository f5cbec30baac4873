//! `UnixNativeDispatcher`: opening, transfer, links, names, accounts, extended
//! attributes. Several natives got a final `0` between versions 17 and 25.

use super::{DISPATCHER, unix, unix_error};
use crate::model::Throw;
use crate::native::platform::{ask, new_bytes, quiet, text_at};
use crate::thread::{JavaThread, Library, NativeRow, native};
use heap::layout::Ref;
use os::host::{HostError, Source, Target};
use std::ffi::CStr;

pub(super) const ROWS: &[NativeRow] = &[
    native(DISPATCHER, "init", "()I", init),
    native(DISPATCHER, "getcwd", "()[B", working_directory),
    native(DISPATCHER, "dup", "(I)I", duplicate),
    native(DISPATCHER, "open0", "(JII)I", open),
    native(DISPATCHER, "openat0", "(IJII)I", open_at),
    native(DISPATCHER, "close0", "(I)V", close),
    native(DISPATCHER, "read", "(IJI)I", read),
    native(DISPATCHER, "read0", "(IJI)I", read),
    native(DISPATCHER, "write", "(IJI)I", write),
    native(DISPATCHER, "write0", "(IJI)I", write),
    native(DISPATCHER, "access0", "(JI)V", check_access),
    native(DISPATCHER, "access0", "(JI)I", access_errno),
    native(DISPATCHER, "exists0", "(J)Z", exists),
    native(DISPATCHER, "link0", "(JJ)V", link),
    native(DISPATCHER, "symlink0", "(JJ)V", symlink),
    native(DISPATCHER, "readlink0", "(J)[B", read_link),
    native(DISPATCHER, "realpath0", "(J)[B", real_path),
    native(DISPATCHER, "unlink0", "(J)V", unlink),
    native(DISPATCHER, "unlinkat0", "(IJI)V", unlink_at),
    native(DISPATCHER, "rename0", "(JJ)V", rename),
    native(DISPATCHER, "renameat0", "(IJIJ)V", rename_at),
    native(DISPATCHER, "mknod0", "(JIJ)V", make_node),
    native(DISPATCHER, "strerror", "(I)[B", error_text),
    native(DISPATCHER, "getpwuid", "(I)[B", user_name),
    native(DISPATCHER, "getgrgid", "(I)[B", group_name),
    native(DISPATCHER, "getpwnam0", "(J)I", user_number),
    native(DISPATCHER, "getgrnam0", "(J)I", group_number),
    native(DISPATCHER, "fgetxattr0", "(IJJI)I", attribute),
    native(DISPATCHER, "fsetxattr0", "(IJJI)V", set_attribute),
    native(DISPATCHER, "fremovexattr0", "(IJ)V", remove_attribute),
    native(DISPATCHER, "flistxattr", "(IJI)I", attribute_names),
];

/// A path argument.
pub(super) fn path<'a>(address: i64) -> Result<&'a CStr, Throw> {
    // SAFETY: the class library's native buffers hold terminated strings, and
    // are kept until the native returns.
    unsafe { text_at(address) }
}

/// What the system can do, as a set of bits that differ by version.
fn init(t: &JavaThread) -> Result<i32, Throw> {
    const OPENAT: i32 = 1 << 1;
    const BIRTH_TIME: i32 = 1 << 16;
    Ok(match t.vm().library() {
        Library::Java17 => {
            const FUTIMES: i32 = 1 << 2;
            const FUTIMENS: i32 = 1 << 3;
            const LUTIMES: i32 = 1 << 4;
            const XATTR: i32 = 1 << 5;
            OPENAT | FUTIMES | FUTIMENS | LUTIMES | XATTR | BIRTH_TIME
        }
        Library::Java25 => {
            const XATTR: i32 = 1 << 3;
            OPENAT | XATTR | BIRTH_TIME
        }
    })
}

fn working_directory(t: &JavaThread) -> Result<Ref, Throw> {
    let path = unix(t, |host| host.working_directory())?;
    new_bytes(t, &path)
}

fn duplicate(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    unix(t, |host| host.duplicate(fd))
}

fn open(t: &JavaThread, at: i64, flags: i32, mode: i32) -> Result<i32, Throw> {
    let path = path(at)?;
    unix(t, |host| host.open(path, flags, mode as u32))
}

fn open_at(t: &JavaThread, dir: i32, at: i64, flags: i32, mode: i32) -> Result<i32, Throw> {
    let path = path(at)?;
    unix(t, |host| host.open_at(dir, path, flags, mode as u32))
}

fn close(t: &JavaThread, fd: i32) -> Result<(), Throw> {
    match ask(t, |host| host.close(fd)) {
        // On Linux the descriptor is closed all the same.
        Err(error) if error.errno() != libc::EINTR => Err(unix_error(t, &error)),
        _ => Ok(()),
    }
}

fn read(t: &JavaThread, fd: i32, address: i64, length: i32) -> Result<i32, Throw> {
    // SAFETY: the class library passes its own buffer, and keeps it.
    let into = unsafe { Target::at(address, length.max(0) as usize) };
    unix(t, |host| super::copying::restart(|| host.read(fd, into))).map(|count| count as i32)
}

fn write(t: &JavaThread, fd: i32, address: i64, length: i32) -> Result<i32, Throw> {
    // SAFETY: as in `read`.
    let from = unsafe { Source::at(address, length.max(0) as usize) };
    unix(t, |host| super::copying::restart(|| host.write(fd, from))).map(|count| count as i32)
}

fn check_access(t: &JavaThread, at: i64, mode: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.check_access(path, mode))
}

fn access_errno(t: &JavaThread, at: i64, mode: i32) -> Result<i32, Throw> {
    let path = path(at)?;
    Ok(ask(t, |host| host.check_access(path, mode)).map_or_else(|error| error.errno(), |()| 0))
}

fn exists(t: &JavaThread, at: i64) -> Result<bool, Throw> {
    let path = path(at)?;
    Ok(quiet(ask(t, |host| host.check_access(path, libc::F_OK)))?.is_some())
}

fn link(t: &JavaThread, existing: i64, new: i64) -> Result<(), Throw> {
    let (existing, new) = (path(existing)?, path(new)?);
    unix(t, |host| host.link(existing, new))
}

fn symlink(t: &JavaThread, target: i64, new: i64) -> Result<(), Throw> {
    let (target, new) = (path(target)?, path(new)?);
    unix(t, |host| host.symlink(target, new))
}

fn read_link(t: &JavaThread, at: i64) -> Result<Ref, Throw> {
    let path = path(at)?;
    let target = unix(t, |host| host.read_link(path))?;
    new_bytes(t, &target)
}

fn real_path(t: &JavaThread, at: i64) -> Result<Ref, Throw> {
    let path = path(at)?;
    let resolved = unix(t, |host| host.real_path(path))?;
    new_bytes(t, &resolved)
}

fn unlink(t: &JavaThread, at: i64) -> Result<(), Throw> {
    unlink_at(t, libc::AT_FDCWD, at, 0)
}

fn unlink_at(t: &JavaThread, dir: i32, at: i64, flags: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.remove(dir, path, flags))
}

fn rename(t: &JavaThread, from: i64, to: i64) -> Result<(), Throw> {
    rename_at(t, libc::AT_FDCWD, from, libc::AT_FDCWD, to)
}

fn rename_at(t: &JavaThread, from_dir: i32, from: i64, to_dir: i32, to: i64) -> Result<(), Throw> {
    let (from, to) = (path(from)?, path(to)?);
    unix(t, |host| host.rename(from_dir, from, to_dir, to))
}

fn make_node(t: &JavaThread, at: i64, mode: i32, device: i64) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.make_node(path, mode as u32, device as u64))
}

fn error_text(t: &JavaThread, errno: i32) -> Result<Ref, Throw> {
    new_bytes(t, os::errno_text(errno).as_bytes())
}

fn user_name(t: &JavaThread, user: i32) -> Result<Ref, Throw> {
    let name = unix(t, |host| {
        host.user_name(user as u32)?.ok_or(HostError::new("getpwuid", libc::ENOENT))
    })?;
    new_bytes(t, name.to_bytes())
}

fn group_name(t: &JavaThread, group: i32) -> Result<Ref, Throw> {
    let name = unix(t, |host| {
        host.group_name(group as u32)?.ok_or(HostError::new("getgrgid", libc::ENOENT))
    })?;
    new_bytes(t, name.to_bytes())
}

/// -1 when there is no such user.
fn user_number(t: &JavaThread, at: i64) -> Result<i32, Throw> {
    let name = path(at)?;
    Ok(unix(t, |host| host.user_number(name))?.map_or(-1, |number| number as i32))
}

fn group_number(t: &JavaThread, at: i64) -> Result<i32, Throw> {
    let name = path(at)?;
    Ok(unix(t, |host| host.group_number(name))?.map_or(-1, |number| number as i32))
}

fn attribute(t: &JavaThread, fd: i32, name: i64, value: i64, length: i32) -> Result<i32, Throw> {
    let name = path(name)?;
    // SAFETY: the class library passes its own buffer, and keeps it.
    let into = unsafe { Target::at(value, length.max(0) as usize) };
    unix(t, |host| host.attribute(fd, name, into)).map(|count| count as i32)
}

fn set_attribute(t: &JavaThread, fd: i32, name: i64, value: i64, length: i32) -> Result<(), Throw> {
    let name = path(name)?;
    // SAFETY: as in `attribute`.
    let from = unsafe { Source::at(value, length.max(0) as usize) };
    unix(t, |host| host.set_attribute(fd, name, from))
}

fn remove_attribute(t: &JavaThread, fd: i32, name: i64) -> Result<(), Throw> {
    let name = path(name)?;
    unix(t, |host| host.remove_attribute(fd, name))
}

fn attribute_names(t: &JavaThread, fd: i32, list: i64, length: i32) -> Result<i32, Throw> {
    // SAFETY: as in `attribute`.
    let into = unsafe { Target::at(list, length.max(0) as usize) };
    unix(t, |host| host.attribute_names(fd, into)).map(|count| count as i32)
}
