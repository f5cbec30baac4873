//! `UnixFileSystem`: the file system as `java.io.File` sees it. Most questions
//! are answered by a value, not by an exception, when the system refuses.
//! Version 25 of the class library names most natives with a final `0`.

use super::{open_file, restart};
use crate::model::{KnownClass, Throw, VmException};
use crate::native::platform::{ask, get_ref, io_error, platform_string, platform_text, quiet};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::{Host, HostError, HostResult};
use std::ffi::{CStr, CString};

const CLASS: &str = "java/io/UnixFileSystem";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initIDs", "()V", init_ids),
    native(CLASS, "canonicalize0", "(Ljava/lang/String;)Ljava/lang/String;", canonicalize),
    native(CLASS, "getBooleanAttributes0", "(Ljava/io/File;)I", attributes),
    native(CLASS, "checkAccess", "(Ljava/io/File;I)Z", check_access),
    native(CLASS, "checkAccess0", "(Ljava/io/File;I)Z", check_access),
    native(CLASS, "getLastModifiedTime", "(Ljava/io/File;)J", last_modified),
    native(CLASS, "getLastModifiedTime0", "(Ljava/io/File;)J", last_modified),
    native(CLASS, "getLength", "(Ljava/io/File;)J", length),
    native(CLASS, "getLength0", "(Ljava/io/File;)J", length),
    native(CLASS, "setPermission", "(Ljava/io/File;IZZ)Z", set_permission),
    native(CLASS, "setPermission0", "(Ljava/io/File;IZZ)Z", set_permission),
    native(CLASS, "createFileExclusively", "(Ljava/lang/String;)Z", create_exclusively),
    native(CLASS, "createFileExclusively0", "(Ljava/lang/String;)Z", create_exclusively),
    native(CLASS, "delete0", "(Ljava/io/File;)Z", delete),
    native(CLASS, "list", "(Ljava/io/File;)[Ljava/lang/String;", list),
    native(CLASS, "list0", "(Ljava/io/File;)[Ljava/lang/String;", list),
    native(CLASS, "createDirectory", "(Ljava/io/File;)Z", create_directory),
    native(CLASS, "createDirectory0", "(Ljava/io/File;)Z", create_directory),
    native(CLASS, "rename0", "(Ljava/io/File;Ljava/io/File;)Z", rename),
    native(CLASS, "setLastModifiedTime", "(Ljava/io/File;J)Z", set_last_modified),
    native(CLASS, "setLastModifiedTime0", "(Ljava/io/File;J)Z", set_last_modified),
    native(CLASS, "setReadOnly", "(Ljava/io/File;)Z", set_read_only),
    native(CLASS, "setReadOnly0", "(Ljava/io/File;)Z", set_read_only),
    native(CLASS, "getSpace", "(Ljava/io/File;I)J", space),
    native(CLASS, "getSpace0", "(Ljava/io/File;I)J", space),
    native(CLASS, "getNameMax0", "(Ljava/lang/String;)J", name_max),
];

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// The path of a `java.io.File`.
fn path_of(t: &JavaThread, file: Handle) -> Result<CString, Throw> {
    let file = t.non_null(file)?;
    platform_text(t, get_ref(t, file, "path", "Ljava/lang/String;"))
}

/// What the host makes of a file's path; `None` when the system refuses.
fn about<R>(
    t: &JavaThread,
    file: Handle,
    request: impl FnOnce(&'static dyn Host, &CStr) -> HostResult<R>,
) -> Result<Option<R>, Throw> {
    let path = path_of(t, file)?;
    quiet(ask(t, |host| request(host, &path)))
}

fn canonicalize(t: &JavaThread, _this: Handle, path: Handle) -> Result<Ref, Throw> {
    let path = platform_text(t, path)?;
    match ask(t, |host| canonical(host, path.to_bytes())) {
        Ok(canonical) => platform_string(t, &canonical),
        Err(error) => Err(io_error(&error)),
    }
}

/// Resolves links as far as the path exists, and removes `.` and `..` from the
/// rest by their letters.
fn canonical(host: &dyn Host, path: &[u8]) -> HostResult<Vec<u8>> {
    if path.len() > libc::PATH_MAX as usize {
        return Err(HostError::new("realpath", libc::ENAMETOOLONG));
    }
    let real = |path: &[u8]| host.real_path(&CString::new(path).expect("part of a C string"));
    if let Ok(resolved) = real(path) {
        return Ok(collapse(&resolved));
    }
    let mut end = path.len();
    while let Some(slash) = path[..end].iter().rposition(|&byte| byte == b'/') {
        if slash == 0 {
            break;
        }
        end = slash;
        match real(&path[..end]) {
            Ok(mut resolved) => {
                let rest = &path[end..];
                let doubled = resolved.ends_with(b"/");
                resolved.extend_from_slice(if doubled { &rest[1..] } else { rest });
                return if resolved.len() > libc::PATH_MAX as usize {
                    Err(HostError::new("realpath", libc::ENAMETOOLONG))
                } else {
                    Ok(collapse(&resolved))
                };
            }
            Err(error) => match error.errno() {
                libc::ENOENT | libc::ENOTDIR | libc::EACCES => {}
                _ => return Err(error),
            },
        }
    }
    Ok(collapse(path))
}

/// Removes empty components, `.`, and `..` with what precedes it.
fn collapse(path: &[u8]) -> Vec<u8> {
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let mut collapsed = if path.starts_with(b"/") { b"/".to_vec() } else { Vec::new() };
    collapsed.extend_from_slice(&parts.join(&b'/'));
    collapsed
}

fn attributes(t: &JavaThread, _this: Handle, file: Handle) -> Result<i32, Throw> {
    const EXISTS: i32 = 1;
    const REGULAR: i32 = 2;
    const DIRECTORY: i32 = 4;
    let status = about(t, file, |host, path| host.status(path, true))?;
    Ok(status.map_or(0, |status| {
        EXISTS
            | match status.st_mode & libc::S_IFMT {
                libc::S_IFREG => REGULAR,
                libc::S_IFDIR => DIRECTORY,
                _ => 0,
            }
    }))
}

/// The bits of `FileSystem.ACCESS_…` are those of `access`.
fn check_access(t: &JavaThread, _this: Handle, file: Handle, access: i32) -> Result<bool, Throw> {
    Ok(about(t, file, |host, path| host.check_access(path, access & 7))?.is_some())
}

fn last_modified(t: &JavaThread, _this: Handle, file: Handle) -> Result<i64, Throw> {
    let status = about(t, file, |host, path| host.status(path, true))?;
    Ok(status.map_or(0, |status| status.st_mtime * 1000 + status.st_mtime_nsec / 1_000_000))
}

fn length(t: &JavaThread, _this: Handle, file: Handle) -> Result<i64, Throw> {
    let status = about(t, file, |host, path| host.status(path, true))?;
    Ok(status.map_or(0, |status| status.st_size))
}

fn set_permission(
    t: &JavaThread,
    _this: Handle,
    file: Handle,
    access: i32,
    enable: bool,
    owner_only: bool,
) -> Result<bool, Throw> {
    let owner = (access as u32 & 7) << 6;
    let bits = if owner_only { owner } else { owner | owner >> 3 | owner >> 6 };
    let done = about(t, file, |host, path| {
        let mode = host.status(path, true)?.st_mode;
        host.change_mode(path, if enable { mode | bits } else { mode & !bits })
    })?;
    Ok(done.is_some())
}

fn create_exclusively(t: &JavaThread, _this: Handle, path: Handle) -> Result<bool, Throw> {
    let path = platform_text(t, path)?;
    if path.to_bytes() == b"/" {
        return Ok(false);
    }
    let flags = libc::O_RDWR | libc::O_CREAT | libc::O_EXCL;
    match ask(t, |host| host.close(open_file(host, &path, flags)?)) {
        Ok(()) => Ok(true),
        Err(error) if error.errno() == libc::EEXIST => Ok(false),
        Err(error) => Err(io_error(&error)),
    }
}

fn delete(t: &JavaThread, _this: Handle, file: Handle) -> Result<bool, Throw> {
    let removed = about(t, file, |host, path| match host.remove(libc::AT_FDCWD, path, 0) {
        Err(error) if error.errno() == libc::EISDIR => {
            host.remove(libc::AT_FDCWD, path, libc::AT_REMOVEDIR)
        }
        result => result,
    })?;
    Ok(removed.is_some())
}

fn names_in(host: &dyn Host, path: &CStr) -> HostResult<Vec<Vec<u8>>> {
    let directory = host.open_directory(path)?;
    let mut names = Vec::new();
    // An error in the middle ends the list, as the end would.
    while let Ok(Some(name)) = restart(|| host.next_entry(directory)) {
        if name != b"." && name != b".." {
            names.push(name);
        }
    }
    // SAFETY: opened above and used nowhere else.
    unsafe { host.close_directory(directory) }?;
    Ok(names)
}

fn list(t: &JavaThread, _this: Handle, file: Handle) -> Result<Ref, Throw> {
    let Some(names) = about(t, file, names_in)? else { return Ok(Ref::NULL) };
    let string = t.vm().known.class(KnownClass::String);
    let array = t.handle(t.new_ref_array(string, names.len())?);
    for (at, name) in names.iter().enumerate() {
        let _scope = t.scope();
        let name = platform_string(t, name)?;
        t.set_element(array.get(), at as u32, name);
    }
    Ok(array.get())
}

fn create_directory(t: &JavaThread, _this: Handle, file: Handle) -> Result<bool, Throw> {
    Ok(about(t, file, |host, path| host.make_directory(path, 0o777))?.is_some())
}

fn rename(t: &JavaThread, _this: Handle, from: Handle, to: Handle) -> Result<bool, Throw> {
    let to = path_of(t, to)?;
    let done = about(t, from, |host, from| host.rename(libc::AT_FDCWD, from, libc::AT_FDCWD, &to))?;
    Ok(done.is_some())
}

fn set_last_modified(
    t: &JavaThread,
    _this: Handle,
    file: Handle,
    millis: i64,
) -> Result<bool, Throw> {
    let time = libc::timespec {
        tv_sec: millis.div_euclid(1000),
        tv_nsec: millis.rem_euclid(1000) * 1_000_000,
    };
    // The time of access stays.
    let keep = libc::timespec { tv_sec: 0, tv_nsec: libc::UTIME_OMIT };
    let done =
        about(t, file, |host, path| host.set_times(libc::AT_FDCWD, path, [keep, time], true))?;
    Ok(done.is_some())
}

fn set_read_only(t: &JavaThread, _this: Handle, file: Handle) -> Result<bool, Throw> {
    let done = about(t, file, |host, path| {
        let mode = host.status(path, true)?.st_mode;
        host.change_mode(path, mode & !0o222)
    })?;
    Ok(done.is_some())
}

/// The numbers of `FileSystem.SPACE_…`: total, free, usable.
fn space(t: &JavaThread, _this: Handle, file: Handle, which: i32) -> Result<i64, Throw> {
    let Some(system) = about(t, file, |host, path| host.file_system(path))? else {
        return Ok(0);
    };
    let blocks = match which {
        0 => system.f_blocks,
        1 => system.f_bfree,
        2 => system.f_bavail,
        _ => return Err(Throw::new(VmException::Internal, "unknown kind of space")),
    };
    Ok(i64::try_from(system.f_frsize.saturating_mul(blocks)).unwrap_or(i64::MAX))
}

fn name_max(t: &JavaThread, _this: Handle, path: Handle) -> Result<i64, Throw> {
    /// `NAME_MAX`, for systems that name no limit.
    const NAME_MAX: i64 = 255;
    let path = platform_text(t, path)?;
    Ok(ask(t, |host| host.name_max(&path)).unwrap_or(NAME_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use os::host::SystemHost;

    #[test]
    fn collapsing_removes_dots() {
        assert_eq!(collapse(b"/a/./b/../c//d/"), b"/a/c/d");
        assert_eq!(collapse(b"/../.."), b"/");
        assert_eq!(collapse(b"/"), b"/");
    }

    #[test]
    fn paths_that_do_not_exist_are_resolved_as_far_as_they_do() {
        assert_eq!(canonical(&SystemHost, b"/etc/passwd/../x/./y").unwrap(), b"/etc/x/y");
        assert_eq!(canonical(&SystemHost, b"/no/such/../file").unwrap(), b"/no/file");
        assert_eq!(canonical(&SystemHost, b"/dev/../dev/null").unwrap(), b"/dev/null");
        let long = [&b"/"[..], &[b'x'; 5000]].concat();
        assert_eq!(canonical(&SystemHost, &long).unwrap_err().errno(), libc::ENAMETOOLONG);
    }
}
