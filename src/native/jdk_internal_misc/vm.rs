//! `jdk.internal.misc.VM`.

use crate::link;
use crate::model::Throw;
use crate::native::platform::host;
use crate::native::support::{nothing, string_array};
use crate::thread::{JavaThread, NativeRow, native};
use heap::layout::Ref;

const VM: &str = "jdk/internal/misc/VM";

pub(super) const ROWS: &[NativeRow] = &[
    native(VM, "initialize", "()V", nothing),
    native(VM, "getRuntimeArguments", "()[Ljava/lang/String;", runtime_arguments),
    native(VM, "getNanoTimeAdjustment", "(J)J", nano_time_adjustment),
    native(VM, "getuid", "()J", uid),
    native(VM, "geteuid", "()J", euid),
    native(VM, "getgid", "()J", gid),
    native(VM, "getegid", "()J", egid),
    native(VM, "latestUserDefinedLoader0", "()Ljava/lang/ClassLoader;", latest_user_defined_loader),
];

/// The options that the VM was started with.
pub(in crate::native) fn runtime_arguments(t: &JavaThread) -> Result<Ref, Throw> {
    let texts: Vec<Option<&str>> = t.vm().config.user_options().map(Some).collect();
    string_array(t, &texts)
}

/// Least distance in seconds that is too far: below it nanoseconds fit with room
/// to spare.
const MAX_OFFSET_SECONDS: i64 = 1 << 32;

/// Nanoseconds from `offset_seconds` after the epoch until now; -1 if that is
/// too far away.
fn nano_time_adjustment(_: &JavaThread, offset_seconds: i64) -> Result<i64, Throw> {
    let (seconds, nanos) = os::clock::realtime();
    let distance = seconds.wrapping_sub(offset_seconds);
    if distance <= -MAX_OFFSET_SECONDS || distance >= MAX_OFFSET_SECONDS {
        return Ok(-1);
    }
    Ok(distance * 1_000_000_000 + i64::from(nanos))
}

fn uid(t: &JavaThread) -> Result<i64, Throw> {
    Ok(i64::from(host(t).user_ids().user))
}

fn euid(t: &JavaThread) -> Result<i64, Throw> {
    Ok(i64::from(host(t).user_ids().effective_user))
}

fn gid(t: &JavaThread) -> Result<i64, Throw> {
    Ok(i64::from(host(t).user_ids().group))
}

fn egid(t: &JavaThread) -> Result<i64, Throw> {
    Ok(i64::from(host(t).user_ids().effective_group))
}

/// The loader of the nearest frame whose class comes from neither the boot nor
/// the platform loader; null if there is none.
fn latest_user_defined_loader(t: &JavaThread) -> Result<Ref, Throw> {
    let found = t
        .frames()
        .map(|frame| frame.method.class)
        // Accessors that core reflection generates are no code of a user.
        .filter(|class| !link::is_magic(t, *class))
        .map(|class| class.loader)
        .find(|loader| !loader.trusts_vm_annotations);
    Ok(found.map_or(Ref::NULL, |loader| loader.object.get()))
}
