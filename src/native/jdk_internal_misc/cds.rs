//! `jdk.internal.misc.CDS`: class-data sharing, which this VM does not have;
//! and `PreviewFeatures`.

use crate::model::Throw;
use crate::thread::{Handle, JavaThread, NativeRow, native};

const CDS: &str = "jdk/internal/misc/CDS";

pub(super) const ROWS: &[NativeRow] = &[
    native(CDS, "isDumpingClassList0", "()Z", no),
    native(CDS, "isDumpingArchive0", "()Z", no),
    native(CDS, "isSharingEnabled0", "()Z", no),
    native(CDS, "getCDSConfigStatus", "()I", config_status),
    native(CDS, "getRandomSeedForDumping", "()J", random_seed),
    native(CDS, "initializeFromArchive", "(Ljava/lang/Class;)V", initialize_from_archive),
    native(CDS, "needsClassInitBarrier0", "(Ljava/lang/Class;)Z", needs_init_barrier),
    native("jdk/internal/misc/PreviewFeatures", "isPreviewEnabled", "()Z", is_preview_enabled),
];

fn no(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}

/// No bit set: neither uses an archive nor makes one.
fn config_status(_: &JavaThread) -> Result<i32, Throw> {
    Ok(0)
}

/// 0 lets the class library choose its seed by itself.
fn random_seed(_: &JavaThread) -> Result<i64, Throw> {
    Ok(0)
}

/// Leaves the static fields as they are: the class then initializes them.
fn initialize_from_archive(_: &JavaThread, _class: Handle) -> Result<(), Throw> {
    Ok(())
}

fn needs_init_barrier(_: &JavaThread, _class: Handle) -> Result<bool, Throw> {
    Ok(false)
}

fn is_preview_enabled(t: &JavaThread) -> Result<bool, Throw> {
    Ok(t.vm().config.preview)
}
