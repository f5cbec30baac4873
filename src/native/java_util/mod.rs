//! `java.util`: compression and checksums of `java.util.zip`, the time zone of
//! the system.

mod checksums;
mod deflater;
mod inflater;
mod time_zone;
mod zlib;

use crate::model::Throw;
use crate::thread::{JavaThread, NativeRow, native};

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] =
    &[checksums::ROWS, deflater::ROWS, inflater::ROWS, time_zone::ROWS, ATOMIC];

const ATOMIC: &[NativeRow] =
    &[native("java/util/concurrent/atomic/AtomicLong", "VMSupportsCS8", "()Z", has_long_atomics)];

/// Whether a `long` can be exchanged atomically.
fn has_long_atomics(_: &JavaThread) -> Result<bool, Throw> {
    Ok(true)
}
