//! `jdk.internal.vm` and `jdk.internal.perf`.

mod perf;

use crate::model::Throw;
use crate::native::support::nothing;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the packages.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS, perf::ROWS];

const VECTORS: &str = "jdk/internal/vm/vector/VectorSupport";

const ROWS: &[NativeRow] = &[
    native("jdk/internal/vm/ContinuationSupport", "isSupported0", "()Z", no),
    native("jdk/internal/vm/Continuation", "registerNatives", "()V", nothing),
    native("jdk/internal/vm/ForeignLinkerSupport", "isSupported0", "()Z", no),
    native(VECTORS, "registerNatives", "()I", vectors_ready),
    native(VECTORS, "getMaxLaneCount", "(Ljava/lang/Class;)I", max_lane_count),
    native(VECTORS, "getCPUFeatures", "()Ljava/lang/String;", cpu_features),
];

/// Without continuations a virtual thread is bound to a thread of its own, and
/// without a native linker foreign calls go through the fallback linker.
fn no(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}

/// Vector operations run as the Java code that stands for them.
fn vectors_ready(_: &JavaThread) -> Result<i32, Throw> {
    Ok(0)
}

/// -1: there are no vector registers to count lanes in.
fn max_lane_count(_: &JavaThread, _element: Handle) -> Result<i32, Throw> {
    Ok(-1)
}

fn cpu_features(t: &JavaThread) -> Result<Ref, Throw> {
    t.new_string("")
}
