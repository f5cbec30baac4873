//! `UnixNativeDispatcher`: attributes of files and file systems.

use super::files::path;
use super::{DISPATCHER, unix};
use crate::model::Throw;
use crate::native::platform::{ask, field, put, quiet};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::HostResult;
use std::sync::OnceLock;

pub(super) const ROWS: &[NativeRow] = &[
    native(DISPATCHER, "stat0", "(JLsun/nio/fs/UnixFileAttributes;)V", status),
    native(DISPATCHER, "stat0", "(JLsun/nio/fs/UnixFileAttributes;)I", status_errno),
    native(DISPATCHER, "stat1", "(J)I", status_mode),
    native(DISPATCHER, "lstat0", "(JLsun/nio/fs/UnixFileAttributes;)V", link_status),
    native(DISPATCHER, "fstat", "(ILsun/nio/fs/UnixFileAttributes;)V", status_of),
    native(DISPATCHER, "fstat0", "(ILsun/nio/fs/UnixFileAttributes;)V", status_of),
    native(DISPATCHER, "fstatat0", "(IJILsun/nio/fs/UnixFileAttributes;)V", status_at),
    native(DISPATCHER, "chmod0", "(JI)V", change_mode),
    native(DISPATCHER, "fchmod", "(II)V", change_mode_of),
    native(DISPATCHER, "fchmod0", "(II)V", change_mode_of),
    native(DISPATCHER, "fchmodat0", "(IJII)V", change_mode_at),
    native(DISPATCHER, "fchmodatNoFollowSupported0", "()Z", can_change_mode_of_links),
    native(DISPATCHER, "chown0", "(JII)V", change_owner),
    native(DISPATCHER, "lchown0", "(JII)V", change_owner_of_link),
    native(DISPATCHER, "fchown", "(III)V", change_owner_of),
    native(DISPATCHER, "fchown0", "(III)V", change_owner_of),
    native(DISPATCHER, "utimes0", "(JJJ)V", set_times_micros),
    native(DISPATCHER, "lutimes0", "(JJJ)V", set_link_times_micros),
    native(DISPATCHER, "futimes", "(IJJ)V", set_times_of_micros),
    native(DISPATCHER, "futimens", "(IJJ)V", set_times_of),
    native(DISPATCHER, "futimens0", "(IJJ)V", set_times_of),
    native(DISPATCHER, "utimensat0", "(IJJJI)V", set_times_at),
    native(DISPATCHER, "statvfs0", "(JLsun/nio/fs/UnixFileStoreAttributes;)V", file_system),
];

/// Offsets in `UnixFileAttributes`, found once.
#[derive(Default)]
struct AttributeFields(OnceLock<Offsets>);

struct Offsets {
    mode: u32,
    inode: u32,
    device: u32,
    special_device: u32,
    links: u32,
    user: u32,
    group: u32,
    size: u32,
    /// Seconds and nanoseconds of access, modification, change.
    times: [(u32, u32); 3],
    /// Seconds and nanoseconds of creation.
    birth: (u32, u32),
    /// Whether the time of creation is known: version 25.
    birth_known: Option<u32>,
}

fn offsets(t: &JavaThread, attributes: Handle) -> &'static Offsets {
    t.vm().extension::<AttributeFields>().0.get_or_init(|| {
        let class = t.class_of(attributes.get());
        let int = |name| field(t, class, name, "I");
        let long = |name| field(t, class, name, "J");
        let symbols = &t.vm().symbols;
        let available =
            class.declared_field(symbols.intern(b"birthtime_available"), symbols.intern(b"Z"));
        Offsets {
            mode: int("st_mode"),
            inode: long("st_ino"),
            device: long("st_dev"),
            special_device: long("st_rdev"),
            links: int("st_nlink"),
            user: int("st_uid"),
            group: int("st_gid"),
            size: long("st_size"),
            times: [
                (long("st_atime_sec"), long("st_atime_nsec")),
                (long("st_mtime_sec"), long("st_mtime_nsec")),
                (long("st_ctime_sec"), long("st_ctime_nsec")),
            ],
            birth: (long("st_birthtime_sec"), long("st_birthtime_nsec")),
            birth_known: available.map(|field| field.offset),
        }
    })
}

fn store(t: &JavaThread, attributes: Handle, status: &libc::stat, birth: Option<(i64, u32)>) {
    let at = offsets(t, attributes);
    let object = attributes.get();
    t.put(object, at.mode, status.st_mode);
    t.put(object, at.inode, status.st_ino);
    t.put(object, at.device, status.st_dev);
    t.put(object, at.special_device, status.st_rdev);
    t.put(object, at.links, status.st_nlink as u32);
    t.put(object, at.user, status.st_uid);
    t.put(object, at.group, status.st_gid);
    t.put(object, at.size, status.st_size);
    let times = [
        (status.st_atime, status.st_atime_nsec),
        (status.st_mtime, status.st_mtime_nsec),
        (status.st_ctime, status.st_ctime_nsec),
    ];
    for ((seconds_at, nanos_at), (seconds, nanos)) in at.times.into_iter().zip(times) {
        t.put(object, seconds_at, seconds);
        t.put(object, nanos_at, nanos);
    }
    if let Some((seconds, nanos)) = birth {
        t.put(object, at.birth.0, seconds);
        t.put(object, at.birth.1, i64::from(nanos));
    }
    if let Some(known_at) = at.birth_known {
        t.put(object, known_at, u8::from(birth.is_some()));
    }
}

fn status(t: &JavaThread, at: i64, attributes: Handle) -> Result<(), Throw> {
    status_at(t, libc::AT_FDCWD, at, 0, attributes)
}

fn link_status(t: &JavaThread, at: i64, attributes: Handle) -> Result<(), Throw> {
    status_at(t, libc::AT_FDCWD, at, libc::AT_SYMLINK_NOFOLLOW, attributes)
}

fn status_at(
    t: &JavaThread,
    dir: i32,
    at: i64,
    flags: i32,
    attributes: Handle,
) -> Result<(), Throw> {
    let (path, attributes) = (path(at)?, t.non_null(attributes)?);
    let (found, birth) =
        unix(t, |host| Ok((host.status_at(dir, path, flags)?, host.birth_time(dir, path, flags))))?;
    store(t, attributes, &found, birth);
    Ok(())
}

/// 0, or the `errno`.
fn status_errno(t: &JavaThread, at: i64, attributes: Handle) -> Result<i32, Throw> {
    let (path, attributes) = (path(at)?, t.non_null(attributes)?);
    let result = ask(t, |host| {
        let status = host.status(path, true)?;
        HostResult::Ok((status, host.birth_time(libc::AT_FDCWD, path, 0)))
    });
    Ok(match result {
        Ok((status, birth)) => {
            store(t, attributes, &status, birth);
            0
        }
        Err(error) => error.errno(),
    })
}

/// Mode of the file, 0 if there is none.
fn status_mode(t: &JavaThread, at: i64) -> Result<i32, Throw> {
    let path = path(at)?;
    let status = quiet(ask(t, |host| host.status(path, true)))?;
    Ok(status.map_or(0, |status| status.st_mode as i32))
}

fn status_of(t: &JavaThread, fd: i32, attributes: Handle) -> Result<(), Throw> {
    let attributes = t.non_null(attributes)?;
    let (found, birth) =
        unix(t, |host| Ok((host.status_of(fd)?, host.birth_time(fd, c"", libc::AT_EMPTY_PATH))))?;
    store(t, attributes, &found, birth);
    Ok(())
}

fn change_mode(t: &JavaThread, at: i64, mode: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.change_mode(path, mode as u32))
}

fn change_mode_of(t: &JavaThread, fd: i32, mode: i32) -> Result<(), Throw> {
    unix(t, |host| host.change_mode_of(fd, mode as u32))
}

fn change_mode_at(t: &JavaThread, dir: i32, at: i64, mode: i32, flags: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.change_mode_at(dir, path, mode as u32, flags))
}

/// Links have no mode of their own here.
fn can_change_mode_of_links(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}

fn change_owner(t: &JavaThread, at: i64, user: i32, group: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.change_owner(path, user as u32, group as u32, true))
}

fn change_owner_of_link(t: &JavaThread, at: i64, user: i32, group: i32) -> Result<(), Throw> {
    let path = path(at)?;
    unix(t, |host| host.change_owner(path, user as u32, group as u32, false))
}

fn change_owner_of(t: &JavaThread, fd: i32, user: i32, group: i32) -> Result<(), Throw> {
    unix(t, |host| host.change_owner_of(fd, user as u32, group as u32))
}

/// A time as the class library's own code takes it apart: towards zero. What is
/// left of a second before 1970 is negative then, which the system refuses, and
/// Java code sets the time 0 instead.
fn from_units(time: i64, per_second: i64) -> libc::timespec {
    libc::timespec {
        tv_sec: time / per_second,
        tv_nsec: time % per_second * (1_000_000_000 / per_second),
    }
}

const MICROS: i64 = 1_000_000;
const NANOS: i64 = 1_000_000_000;

fn set_times_micros(t: &JavaThread, at: i64, access: i64, change: i64) -> Result<(), Throw> {
    let path = path(at)?;
    let times = [from_units(access, MICROS), from_units(change, MICROS)];
    unix(t, |host| host.set_times(libc::AT_FDCWD, path, times, true))
}

fn set_link_times_micros(t: &JavaThread, at: i64, access: i64, change: i64) -> Result<(), Throw> {
    let path = path(at)?;
    let times = [from_units(access, MICROS), from_units(change, MICROS)];
    unix(t, |host| host.set_times(libc::AT_FDCWD, path, times, false))
}

fn set_times_of_micros(t: &JavaThread, fd: i32, access: i64, change: i64) -> Result<(), Throw> {
    let times = [from_units(access, MICROS), from_units(change, MICROS)];
    unix(t, |host| host.set_times_of(fd, times))
}

fn set_times_of(t: &JavaThread, fd: i32, access: i64, change: i64) -> Result<(), Throw> {
    let times = [from_units(access, NANOS), from_units(change, NANOS)];
    unix(t, |host| host.set_times_of(fd, times))
}

fn set_times_at(
    t: &JavaThread,
    dir: i32,
    at: i64,
    access: i64,
    change: i64,
    flags: i32,
) -> Result<(), Throw> {
    let path = path(at)?;
    let times = [from_units(access, NANOS), from_units(change, NANOS)];
    let follow = flags & libc::AT_SYMLINK_NOFOLLOW == 0;
    unix(t, |host| host.set_times(dir, path, times, follow))
}

fn file_system(t: &JavaThread, at: i64, attributes: Handle) -> Result<(), Throw> {
    let path = path(at)?;
    let status = unix(t, |host| host.file_system(path))?;
    let values = [
        ("f_frsize", status.f_frsize),
        ("f_blocks", status.f_blocks),
        ("f_bfree", status.f_bfree),
        ("f_bavail", status.f_bavail),
    ];
    let attributes = t.non_null(attributes)?;
    for (name, value) in values {
        put(t, attributes, name, "J", i64::try_from(value).unwrap_or(i64::MAX));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_before_1970_have_negative_fractions() {
        let time = from_units(-1, MICROS);
        assert_eq!((time.tv_sec, time.tv_nsec), (0, -1_000));
        let time = from_units(1_500_000_000, NANOS);
        assert_eq!((time.tv_sec, time.tv_nsec), (1, 500_000_000));
    }
}
