//! `jdk.internal.perf.Perf`: performance counters. Nobody outside can read
//! them; to the class library each is a direct buffer that it counts in.

use crate::model::Throw;
use crate::native::platform::host;
use crate::native::support::nothing;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

const PERF: &str = "jdk/internal/perf/Perf";

pub(super) const ROWS: &[NativeRow] = &[
    native(PERF, "registerNatives", "()V", nothing),
    native(PERF, "highResCounter", "()J", counter),
    native(PERF, "highResFrequency", "()J", frequency),
    native(PERF, "createLong", "(Ljava/lang/String;IIJ)Ljava/nio/ByteBuffer;", create_long),
];

fn counter(t: &JavaThread, _: Handle) -> Result<i64, Throw> {
    Ok(host(t).monotonic_nanos())
}

fn frequency(_: &JavaThread, _: Handle) -> Result<i64, Throw> {
    Ok(1_000_000_000)
}

fn create_long(
    t: &JavaThread,
    _: Handle,
    _name: Handle,
    _variability: i32,
    _units: i32,
    value: i64,
) -> Result<Ref, Throw> {
    // Counters live as long as the process, as the class library expects.
    let cell = Box::leak(Box::new(value));
    crate::native::support::direct_buffer(t, std::ptr::from_mut(cell) as i64, 8)
}
