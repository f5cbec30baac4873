//! `NativeThread`: waking threads that are blocked in a system call, so that
//! channels can be closed and threads interrupted while they wait.

use crate::model::{Throw, VmException};
use crate::native::platform::io_error;
use crate::thread::{JavaThread, NativeRow, native};

const CLASS: &str = "sun/nio/ch/NativeThread";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "init", "()V", init),
    native(CLASS, "current", "()J", current),
    native(CLASS, "current0", "()J", current),
    native(CLASS, "signal", "(J)V", signal),
    native(CLASS, "signal0", "(J)V", signal),
    native(CLASS, "supportPendingSignals0", "()Z", supports_pending_signals),
];

fn init(_: &JavaThread) -> Result<(), Throw> {
    os::host::install_wake_signal()
        .map_err(|error| Throw::new(VmException::Internal, error.to_string()))
}

fn current(_: &JavaThread) -> Result<i64, Throw> {
    Ok(os::host::current_thread())
}

fn signal(_: &JavaThread, thread: i64) -> Result<(), Throw> {
    // SAFETY: the class library signals threads only while they are registered
    // with a channel, from inside a blocking operation.
    unsafe { os::host::wake_thread(thread) }.map_err(|error| io_error(&error))
}

/// Whether a signal that comes before the call still ends it.
fn supports_pending_signals(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}
