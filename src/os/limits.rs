//! How much of the machine the process may use: memory, processors, limits of
//! the control group it runs in (cgroup version 1 and 2).

use std::fs;
use std::mem::MaybeUninit;
use std::path::{Path, PathBuf};

/// Bytes of physical memory.
pub fn physical_memory() -> u64 {
    // SAFETY: `sysconf` has no preconditions.
    let (pages, size) =
        unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
    pages.max(0) as u64 * size.max(0) as u64
}

/// Bytes of memory that the process may use: physical memory or the control
/// group's limit, whichever is less.
pub fn available_memory() -> u64 {
    let physical = physical_memory();
    cgroup_memory_limit().map_or(physical, |limit| limit.min(physical))
}

/// Processors that the process may use: the affinity mask, reduced to the
/// control group's quota (rounded up, at least 1), which is how the class
/// library's `availableProcessors` counts.
pub fn available_processors() -> usize {
    let affinity = affinity_processors();
    match cgroup_cpu_quota() {
        Some((quota, period)) if period > 0 => {
            let limit = quota.div_ceil(period).max(1);
            affinity.min(usize::try_from(limit).unwrap_or(usize::MAX))
        }
        _ => affinity,
    }
}

fn affinity_processors() -> usize {
    let mut set = MaybeUninit::<libc::cpu_set_t>::zeroed();
    // SAFETY: `set` is writable for the size given, and all-zero is an empty set.
    let count = unsafe {
        let size = size_of::<libc::cpu_set_t>();
        if libc::sched_getaffinity(0, size, set.as_mut_ptr()) == 0 {
            libc::CPU_COUNT(&set.assume_init())
        } else {
            libc::sysconf(libc::_SC_NPROCESSORS_ONLN) as libc::c_int
        }
    };
    count.max(1) as usize
}

/// Greatest size of a core dump of this process; 0 if there are to be none.
pub fn core_dump_bytes() -> u64 {
    let mut limit = MaybeUninit::<libc::rlimit>::zeroed();
    // SAFETY: `limit` is writable, and all-zero is a valid value should the call
    // fail.
    unsafe {
        libc::getrlimit(libc::RLIMIT_CORE, limit.as_mut_ptr());
        limit.assume_init().rlim_cur
    }
}

/// Peak resident set of the process in bytes.
pub fn peak_resident_set() -> u64 {
    usage().ru_maxrss.max(0) as u64 * 1024
}

/// One line on the machine: model, processors, memory, name of the system.
pub fn machine_text() -> String {
    let value = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(key))?;
        Some(
            line.trim_matches(|c: char| c.is_whitespace() || c == ':' || c == '=' || c == '"')
                .to_owned(),
        )
    };
    let unknown = || "unknown".to_owned();
    format!(
        "{}, {} cores, {}G, {}",
        value("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
        available_processors(),
        physical_memory() >> 30,
        value("/etc/os-release", "PRETTY_NAME").unwrap_or_else(unknown)
    )
}

/// Name of the machine; empty if it has none.
pub fn host_name() -> String {
    let mut name = [0u8; 256];
    // SAFETY: the buffer is writable for the length given.
    let result = unsafe { libc::gethostname(name.as_mut_ptr().cast(), name.len()) };
    let length = name.iter().position(|&byte| byte == 0).unwrap_or(name.len());
    if result == 0 { String::from_utf8_lossy(&name[..length]).into_owned() } else { String::new() }
}

pub(crate) fn usage() -> libc::rusage {
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    // SAFETY: `usage` is writable, and all-zero is a valid value should the
    // call fail, which it cannot with these arguments.
    unsafe {
        libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr());
        usage.assume_init()
    }
}

fn cgroup_memory_limit() -> Option<u64> {
    let mut least = None;
    for dir in cgroup_dirs("memory") {
        for file in ["memory.max", "memory.limit_in_bytes"] {
            let limit = read_number(&dir.join(file));
            least = [least, limit].into_iter().flatten().min();
        }
    }
    least
}

fn cgroup_cpu_quota() -> Option<(u64, u64)> {
    let mut least: Option<(u64, u64)> = None;
    for dir in cgroup_dirs("cpu") {
        let quota = read_cpu_max(&dir.join("cpu.max")).or_else(|| {
            let quota = read_number(&dir.join("cpu.cfs_quota_us"))?;
            Some((quota, read_number(&dir.join("cpu.cfs_period_us"))?))
        });
        least = match (least, quota) {
            (Some(a), Some(b))
                if u128::from(a.0) * u128::from(b.1) <= u128::from(b.0) * u128::from(a.1) =>
            {
                Some(a)
            }
            (a, None) => a,
            (_, b) => b,
        };
    }
    least
}

/// The directories of the process's control group for `controller`, from the
/// group itself up to the root, as a limit may be set at any level.
fn cgroup_dirs(controller: &str) -> Vec<PathBuf> {
    let Ok(text) = fs::read_to_string("/proc/self/cgroup") else { return Vec::new() };
    let mut dirs = Vec::new();
    for line in text.lines() {
        let mut parts = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(path)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let root = if controllers.is_empty() {
            PathBuf::from("/sys/fs/cgroup")
        } else if controllers.split(',').any(|c| c == controller) {
            Path::new("/sys/fs/cgroup").join(controller)
        } else {
            continue;
        };
        // Inside a container the path may name a directory of the host's
        // hierarchy; then only the root exists here, and it is the container's.
        let group = root.join(path.trim_start_matches('/'));
        dirs.extend(group.ancestors().take_while(|d| d.starts_with(&root)).map(Path::to_owned));
    }
    dirs
}

/// A file with one number; "max" and negative numbers mean no limit.
fn read_number(path: &Path) -> Option<u64> {
    fs::read_to_string(path).ok()?.trim().parse().ok()
}

fn read_cpu_max(path: &Path) -> Option<(u64, u64)> {
    parse_cpu_max(&fs::read_to_string(path).ok()?)
}

fn parse_cpu_max(text: &str) -> Option<(u64, u64)> {
    let mut words = text.split_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpu_max_in_its_two_forms() {
        assert_eq!(parse_cpu_max("150000 100000\n"), Some((150_000, 100_000)));
        assert_eq!(parse_cpu_max("max 100000\n"), None);
    }

    #[test]
    fn machine_has_memory_and_processors() {
        assert!(available_memory() > 1 << 20);
        assert!(available_memory() <= physical_memory());
        assert!(available_processors() >= 1);
        assert!(peak_resident_set() > 0);
    }
}
