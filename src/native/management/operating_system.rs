//! `com.sun.management.internal.OperatingSystemImpl` and
//! `jdk.internal.platform.CgroupMetrics`: the machine and this process on it.

use crate::model::Throw;
use crate::native::platform::{ask, host};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Host, Target};
use parking_lot::Mutex;
use std::ffi::CStr;

const CLASS: &str = "com/sun/management/internal/OperatingSystemImpl";
const GROUP: &str = "jdk/internal/platform/CgroupMetrics";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initialize0", "()V", initialize),
    native(CLASS, "getCommittedVirtualMemorySize0", "()J", virtual_memory),
    native(CLASS, "getTotalMemorySize0", "()J", total_memory),
    native(CLASS, "getFreeMemorySize0", "()J", free_memory),
    native(CLASS, "getTotalSwapSpaceSize0", "()J", total_swap),
    native(CLASS, "getFreeSwapSpaceSize0", "()J", free_swap),
    native(CLASS, "getOpenFileDescriptorCount0", "()J", open_descriptors),
    native(CLASS, "getMaxFileDescriptorCount0", "()J", most_descriptors),
    native(CLASS, "getProcessCpuTime0", "()J", cpu_time),
    native(CLASS, "getCpuLoad0", "()D", load),
    native(CLASS, "getProcessCpuLoad0", "()D", process_load),
    native(CLASS, "getHostConfiguredCpuCount0", "()I", processors),
    native(CLASS, "getHostOnlineCpuCount0", "()I", processors),
    native(GROUP, "isUseContainerSupport", "()Z", uses_groups),
    native(GROUP, "isContainerized0", "()Z", uses_groups),
    native(GROUP, "getTotalMemorySize0", "()J", total_memory_of_machine),
    native(GROUP, "getTotalSwapSize0", "()J", total_swap_of_machine),
];

fn initialize(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// A small text file of the kernel; empty if it cannot be read.
fn kernel_text(host: &dyn Host, path: &CStr) -> String {
    let Ok(fd) = host.open(path, libc::O_RDONLY, 0) else { return String::new() };
    let mut text = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(count @ 1..) = host.read(fd, Target::of(&mut chunk)) {
        text.extend_from_slice(&chunk[..count]);
    }
    // What was read counts, whatever becomes of the descriptor.
    let _ = host.close(fd);
    String::from_utf8_lossy(&text).into_owned()
}

/// A value of `/proc/meminfo`, in bytes.
fn memory_info(text: &str, name: &str) -> i64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kib = line.and_then(|rest| rest.split_ascii_whitespace().next()?.parse::<i64>().ok());
    kib.unwrap_or(0) << 10
}

fn memory(t: &JavaThread, name: &str) -> i64 {
    memory_info(&ask(t, |host| kernel_text(host, c"/proc/meminfo")), name)
}

fn total_memory(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    total_memory_of_machine(t)
}

fn total_memory_of_machine(t: &JavaThread) -> Result<i64, Throw> {
    Ok(memory(t, "MemTotal"))
}

fn free_memory(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(memory(t, "MemFree"))
}

fn total_swap(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    total_swap_of_machine(t)
}

fn total_swap_of_machine(t: &JavaThread) -> Result<i64, Throw> {
    Ok(memory(t, "SwapTotal"))
}

fn free_swap(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(memory(t, "SwapFree"))
}

/// Address space of this process.
fn virtual_memory(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    let text = ask(t, |host| kernel_text(host, c"/proc/self/statm"));
    let pages = text.split_ascii_whitespace().next().and_then(|word| word.parse::<i64>().ok());
    Ok(pages.unwrap_or(0) * os::map::page_size() as i64)
}

/// -1 if it cannot be found out.
fn open_descriptors(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(ask(t, |host| {
        let directory = host.open_directory(c"/proc/self/fd").ok()?;
        let mut count = 0;
        while let Ok(Some(name)) = host.next_entry(directory) {
            count += i64::from(name[0].is_ascii_digit());
        }
        // SAFETY: opened above, used nowhere else.
        unsafe { host.close_directory(directory) }.ok()?;
        // Not the one that was read.
        Some(count - 1)
    })
    .unwrap_or(-1))
}

fn most_descriptors(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(ask(t, |host| host.descriptor_limit()).unwrap_or(-1))
}

/// Nanoseconds of this process.
fn cpu_time(_: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(os::clock::process_cpu_nanos())
}

fn processors(_: &JavaThread, _this: Handle) -> Result<i32, Throw> {
    Ok(i32::try_from(os::limits::available_processors()).unwrap_or(i32::MAX))
}

fn uses_groups(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}

/// Ticks of all processors: busy and in all.
fn parse_ticks(text: &str) -> Option<(u64, u64)> {
    let line = text.lines().next()?.strip_prefix("cpu ")?;
    let numbers: Vec<u64> =
        line.split_ascii_whitespace().take(8).filter_map(|word| word.parse().ok()).collect();
    let all = numbers.iter().sum();
    // Idle and waiting for devices.
    let idle: u64 = numbers.get(3)? + numbers.get(4)?;
    Some((all - idle, all))
}

/// Two counters that grow, as they were when they were last asked for.
#[derive(Default)]
struct LastLoad(Mutex<[(u64, u64); 2]>);

/// Share of `part` in `whole` since the last question about `which`.
fn share(t: &JavaThread, which: usize, part: u64, whole: u64) -> f64 {
    let mut last = t.vm().extension::<LastLoad>().0.lock();
    let (old_part, old_whole) = last[which];
    last[which] = (part, whole);
    let whole = whole.saturating_sub(old_whole);
    if whole == 0 {
        return 0.0;
    }
    (part.saturating_sub(old_part) as f64 / whole as f64).clamp(0.0, 1.0)
}

/// Load of all processors since the last question; negative if unknown.
fn load(t: &JavaThread, _this: Handle) -> Result<f64, Throw> {
    let text = ask(t, |host| kernel_text(host, c"/proc/stat"));
    Ok(parse_ticks(&text).map_or(-1.0, |(busy, all)| share(t, 0, busy, all)))
}

fn process_load(t: &JavaThread, _this: Handle) -> Result<f64, Throw> {
    let used = os::clock::process_cpu_nanos().max(0) as u64;
    let elapsed = host(t).monotonic_nanos().max(0) as u64;
    let available = elapsed.saturating_mul(os::limits::available_processors() as u64);
    Ok(share(t, 1, used, available))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_texts_are_understood() {
        let text = "MemTotal:       24683520 kB\nMemFree:        100 kB\n";
        assert_eq!(memory_info(text, "MemFree"), 102_400);
        assert_eq!(memory_info(text, "SwapFree"), 0);
        assert_eq!(parse_ticks("cpu  10 0 20 60 10 0 0 0 0 0\ncpu0 1"), Some((30, 100)));
        assert_eq!(parse_ticks(""), None);
    }
}
