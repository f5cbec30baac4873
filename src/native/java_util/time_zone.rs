//! `java.util.TimeZone`: the name of the system's time zone.

use crate::model::Throw;
use crate::native::platform::{ask, host, platform_string};
use crate::thread::{Handle, JavaThread, Library, NativeRow, native};
use heap::layout::Ref;
use os::host::{Fd, Host, HostResult, Target};
use std::ffi::{CStr, CString};

const CLASS: &str = "java/util/TimeZone";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getSystemTimeZoneID", "(Ljava/lang/String;)Ljava/lang/String;", zone),
    native(CLASS, "getSystemGMTOffsetID", "()Ljava/lang/String;", offset),
];

const ZONES: &str = "/usr/share/zoneinfo";
const LOCAL: &CStr = c"/etc/localtime";
/// Largest file that is taken for a description of a zone.
const LARGEST_ZONE: usize = 1 << 20;

/// Null when the system has no name for it.
fn zone(t: &JavaThread, _java_home: Handle) -> Result<Ref, Throw> {
    let library = t.vm().library();
    match ask(t, |host| zone_name(host, library)) {
        Some(name) => platform_string(t, &name),
        None => Ok(Ref::NULL),
    }
}

fn zone_name(host: &dyn Host, library: Library) -> Option<Vec<u8>> {
    let name = match host.variable("TZ").filter(|name| !name.is_empty()) {
        Some(name) => name,
        None => platform_zone(host, library)?,
    };
    let name = name.strip_prefix(b":").unwrap_or(&name);
    let name = name.strip_prefix(b"posix/").unwrap_or(name);
    Some(name.to_vec())
}

fn platform_zone(host: &dyn Host, library: Library) -> Option<Vec<u8>> {
    if library == Library::Java17
        && let Ok(text) = read_file(host, c"/etc/timezone")
        && let Some(line) = text.split(|&byte| byte == b'\n').next().filter(|line| !line.is_empty())
    {
        return Some(line.to_vec());
    }
    if let Ok(target) = host.read_link(LOCAL) {
        let marker = b"zoneinfo/";
        let at = target.windows(marker.len()).position(|part| part == marker);
        if let Some(at) = at {
            return Some(target[at + marker.len()..].to_vec());
        }
    }
    let wanted = read_file(host, LOCAL).ok()?;
    // Names that many zones share their description with come first.
    for name in ["UTC", "GMT"] {
        let path = CString::new(format!("{ZONES}/{name}")).ok()?;
        if read_file(host, &path).is_ok_and(|found| found == wanted) {
            return Some(name.into());
        }
    }
    let path = find_zone(host, ZONES.as_bytes(), &wanted, 0)?;
    Some(path[ZONES.len() + 1..].to_vec())
}

fn read_file(host: &dyn Host, path: &CStr) -> HostResult<Vec<u8>> {
    let fd = host.open(path, libc::O_RDONLY, 0)?;
    let result = read_all(host, fd);
    host.close(fd)?;
    result
}

fn read_all(host: &dyn Host, fd: Fd) -> HostResult<Vec<u8>> {
    let mut content = Vec::new();
    let mut chunk = [0; 4096];
    while content.len() < LARGEST_ZONE {
        match host.read(fd, Target::of(&mut chunk))? {
            0 => break,
            count => content.extend_from_slice(&chunk[..count]),
        }
    }
    Ok(content)
}

/// The file below `directory` with this content.
fn find_zone(host: &dyn Host, directory: &[u8], wanted: &[u8], depth: u32) -> Option<Vec<u8>> {
    /// Deeper than any time zone is named.
    const DEEPEST: u32 = 8;
    let stream = host.open_directory(&CString::new(directory).ok()?).ok()?;
    let mut names = Vec::new();
    while let Ok(Some(name)) = host.next_entry(stream) {
        names.push(name);
    }
    // SAFETY: opened above, used nowhere else.
    unsafe { host.close_directory(stream) }.ok()?;
    for name in names {
        // Not zones, or other names of the local one.
        let skip = [&b"ROC"[..], b"posixrules", b"localtime"].contains(&&name[..]);
        if skip || name.starts_with(b".") {
            continue;
        }
        let path = [directory, b"/", &name].concat();
        let Ok(text) = CString::new(path.clone()) else { continue };
        let Ok(status) = host.status(&text, true) else { continue };
        match status.st_mode & libc::S_IFMT {
            libc::S_IFDIR if depth < DEEPEST => {
                if let Some(found) = find_zone(host, &path, wanted, depth + 1) {
                    return Some(found);
                }
            }
            libc::S_IFREG
                if status.st_size == wanted.len() as i64
                    && read_file(host, &text).is_ok_and(|content| content == wanted) =>
            {
                return Some(path);
            }
            _ => {}
        }
    }
    None
}

/// The present offset, for zones without a name.
fn offset(t: &JavaThread) -> Result<Ref, Throw> {
    let seconds = host(t).local_offset();
    t.new_string(&offset_name(seconds))
}

fn offset_name(seconds: i64) -> String {
    if seconds == 0 {
        return "GMT".to_owned();
    }
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("GMT{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_hours_and_minutes() {
        assert_eq!(offset_name(0), "GMT");
        assert_eq!(offset_name(5 * 3600 + 1800), "GMT+05:30");
        assert_eq!(offset_name(-3 * 3600), "GMT-03:00");
    }
}
