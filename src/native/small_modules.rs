//! Natives of modules that have only a few: java.prefs, java.rmi,
//! jdk.management.agent, jdk.security.auth.

use super::platform::{ask, host, platform_string, platform_text, put, put_ref};
use crate::model::{Throw, VmException};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::{Host, HostResult, LockKind, LockOutcome};
use parking_lot::Mutex;
use std::ffi::CStr;

const PREFERENCES: &str = "java/util/prefs/FileSystemPreferences";

/// The tables of these modules.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const ROWS: &[NativeRow] = &[
    native(PREFERENCES, "chmod", "(Ljava/lang/String;I)I", change_mode),
    native(PREFERENCES, "lockFile0", "(Ljava/lang/String;IZ)[I", lock_file),
    native(PREFERENCES, "unlockFile0", "(I)I", unlock_file),
    native("sun/rmi/transport/GC", "maxObjectInspectionAge", "()J", inspection_age),
    native(
        "jdk/internal/agent/FileSystemImpl",
        "isAccessUserOnly0",
        "(Ljava/lang/String;)Z",
        is_private,
    ),
    native("com/sun/security/auth/module/UnixSystem", "getUnixInfo", "()V", account),
];

/// 0, or the `errno`.
fn errno_of<R>(result: &HostResult<R>) -> i32 {
    result.as_ref().map_or_else(|error| error.errno(), |_| 0)
}

fn change_mode(t: &JavaThread, path: Handle, mode: i32) -> Result<i32, Throw> {
    let path = platform_text(t, path)?;
    Ok(errno_of(&ask(t, |host| host.change_mode(&path, mode as u32))))
}

/// Opens and locks a file without waiting.
fn open_locked(host: &dyn Host, path: &CStr, mode: u32, shared: bool) -> HostResult<i32> {
    let flags = if shared { libc::O_RDONLY } else { libc::O_WRONLY | libc::O_CREAT };
    let fd = host.open(path, flags, mode)?;
    let kind = if shared { LockKind::Shared } else { LockKind::Exclusive };
    match host.lock(fd, kind, 0, 0, false) {
        Ok(LockOutcome::Locked) => Ok(fd),
        result => {
            host.close(fd)?;
            result.and(Err(os::host::HostError::new("fcntl", libc::EAGAIN)))
        }
    }
}

/// The descriptor, 0 if there is none, and the `errno`.
fn lock_file(t: &JavaThread, path: Handle, mode: i32, shared: bool) -> Result<Ref, Throw> {
    let path = platform_text(t, path)?;
    let result = ask(t, |host| open_locked(host, &path, mode as u32, shared));
    let errno = errno_of(&result);
    let array = t.new_primitive_array(b'I', 2)?;
    t.set_scalar(array, 0, result.unwrap_or(0));
    t.set_scalar(array, 1, errno);
    Ok(array)
}

fn unlock_file(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    let result = ask(t, |host| {
        host.lock(fd, LockKind::Unlock, 0, 0, false)?;
        host.close(fd)
    });
    Ok(errno_of(&result))
}

/// Number of collections when [`inspection_age`] was last asked, and since when
/// it is the same.
#[derive(Default)]
struct InspectionClock(Mutex<Option<(u64, i64)>>);

/// Milliseconds since a collection has looked at all objects, as far as the
/// answers to this question tell.
fn inspection_age(t: &JavaThread) -> Result<i64, Throw> {
    let (now, collections) = (host(t).monotonic_nanos(), t.vm().collections());
    let mut clock = t.vm().extension::<InspectionClock>().0.lock();
    let since = match *clock {
        Some((seen, since)) if seen == collections => since,
        _ => now,
    };
    *clock = Some((collections, since));
    Ok((now - since) / 1_000_000)
}

/// Whether nobody but the owner may read or write a file.
fn is_private(t: &JavaThread, path: Handle) -> Result<bool, Throw> {
    let path = platform_text(t, path)?;
    match ask(t, |host| host.status(&path, true)) {
        Ok(status) => Ok(status.st_mode & 0o066 == 0),
        Err(error) => Err(Throw::new(VmException::Io, error.text())),
    }
}

/// The user of this process, by number and name, and the groups.
fn account(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let host = host(t);
    let ids = host.user_ids();
    let groups =
        host.further_groups().map_err(|error| Throw::new(VmException::Runtime, error.text()))?;
    put(t, this, "uid", "J", i64::from(ids.user));
    put(t, this, "gid", "J", i64::from(ids.group));
    if let Ok(Some(name)) = ask(t, |host| host.user_name(ids.user)) {
        let name = t.handle(platform_string(t, name.to_bytes())?);
        put_ref(t, this, "username", "Ljava/lang/String;", name);
    }
    let array = t.handle(t.new_primitive_array(b'J', groups.len())?);
    for (at, group) in groups.into_iter().enumerate() {
        t.set_scalar(array.get(), at as u32, i64::from(group));
    }
    put_ref(t, this, "groups", "[J", array);
    Ok(())
}
