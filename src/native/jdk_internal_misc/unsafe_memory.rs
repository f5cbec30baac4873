//! `jdk.internal.misc.Unsafe`: blocks of memory, parking, and the rest that is
//! not about one value.

use super::unsafe_::place;
use crate::model::Throw;
use crate::native::platform::host;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use std::time::{Duration, Instant};

const UNSAFE: &str = "jdk/internal/misc/Unsafe";

pub(super) const ROWS: &[NativeRow] = &[
    native(UNSAFE, "allocateMemory0", "(J)J", allocate_memory),
    native(UNSAFE, "reallocateMemory0", "(JJ)J", reallocate_memory),
    native(UNSAFE, "freeMemory0", "(J)V", free_memory),
    native(UNSAFE, "setMemory0", "(Ljava/lang/Object;JJB)V", set_memory),
    native(UNSAFE, "copyMemory0", "(Ljava/lang/Object;JLjava/lang/Object;JJ)V", copy_memory),
    native(
        UNSAFE,
        "copySwapMemory0",
        "(Ljava/lang/Object;JLjava/lang/Object;JJJ)V",
        copy_swap_memory,
    ),
    native(UNSAFE, "park", "(ZJ)V", park),
    native(UNSAFE, "unpark", "(Ljava/lang/Object;)V", unpark),
    native(UNSAFE, "getLoadAverage0", "([DI)I", load_average),
];

/// 0 when there is no memory left; Java turns that into `OutOfMemoryError`.
fn allocate_memory(_: &JavaThread, _: Handle, bytes: i64) -> Result<i64, Throw> {
    // SAFETY: any size may be asked for.
    Ok(unsafe { libc::malloc(bytes as usize) } as i64)
}

fn reallocate_memory(_: &JavaThread, _: Handle, address: i64, bytes: i64) -> Result<i64, Throw> {
    // SAFETY: the caller vouches that the address came from these natives.
    Ok(unsafe { libc::realloc(address as *mut libc::c_void, bytes as usize) } as i64)
}

fn free_memory(_: &JavaThread, _: Handle, address: i64) -> Result<(), Throw> {
    // SAFETY: as in `reallocate_memory`.
    unsafe { libc::free(address as *mut libc::c_void) };
    Ok(())
}

fn set_memory(
    t: &JavaThread,
    _: Handle,
    base: Handle,
    offset: i64,
    bytes: i64,
    value: i8,
) -> Result<(), Throw> {
    // SAFETY: the caller vouches for the range.
    unsafe { std::ptr::write_bytes(place(t, base, offset), value as u8, bytes as usize) };
    Ok(())
}

fn copy_memory(
    t: &JavaThread,
    _: Handle,
    source: Handle,
    source_offset: i64,
    target: Handle,
    target_offset: i64,
    bytes: i64,
) -> Result<(), Throw> {
    let (from, to) = (place(t, source, source_offset), place(t, target, target_offset));
    // SAFETY: the caller vouches for both ranges, which hold no references;
    // they may overlap.
    unsafe { std::ptr::copy(from, to, bytes as usize) };
    Ok(())
}

/// Copies elements of 2, 4 or 8 bytes and reverses the bytes of each.
fn copy_swap_memory(
    t: &JavaThread,
    _: Handle,
    source: Handle,
    source_offset: i64,
    target: Handle,
    target_offset: i64,
    bytes: i64,
    element_size: i64,
) -> Result<(), Throw> {
    let (from, to) = (place(t, source, source_offset), place(t, target, target_offset));
    // SAFETY: the caller vouches for both ranges. Elements are moved through a
    // copy of the source, so that overlap does no harm.
    unsafe {
        let mut elements = std::slice::from_raw_parts(from, bytes as usize).to_vec();
        elements.chunks_exact_mut(element_size as usize).for_each(<[u8]>::reverse);
        std::ptr::copy_nonoverlapping(elements.as_ptr(), to, elements.len());
    }
    Ok(())
}

/// `time` is nanoseconds from now, 0 for no limit, or if `absolute` milliseconds
/// since the epoch.
fn park(t: &JavaThread, _: Handle, absolute: bool, time: i64) -> Result<(), Throw> {
    let wait = match (absolute, time) {
        (false, 0) => None,
        (true, time) => {
            let left = time.saturating_sub(os::clock::realtime_millis());
            Some(Duration::from_millis(left.max(0) as u64))
        }
        (false, time) => Some(Duration::from_nanos(time.max(0) as u64)),
    };
    if wait == Some(Duration::ZERO) {
        return Ok(());
    }
    // A deadline beyond what the clock can express is none.
    t.park(wait.and_then(|wait| Instant::now().checked_add(wait)));
    Ok(())
}

fn unpark(t: &JavaThread, _: Handle, thread: Handle) -> Result<(), Throw> {
    if !thread.is_null()
        && let Some(thread) = t.native_thread(thread)
    {
        thread.unpark();
    }
    Ok(())
}

fn load_average(t: &JavaThread, _: Handle, averages: Handle, wanted: i32) -> Result<i32, Throw> {
    let found = host(t).load_averages();
    if found.is_empty() {
        return Ok(-1);
    }
    let count = found.len().min(usize::try_from(wanted).unwrap_or(0));
    for (at, average) in found[..count].iter().enumerate() {
        t.set_scalar(averages.get(), at as u32, *average);
    }
    Ok(count as i32)
}
