//! `sun.nio.fs`: the default file-system provider of `java.nio.file`.
//!
//! Paths come as addresses of terminated strings that Java code keeps in native
//! memory for the time of the call; failures are `UnixException`s with the
//! `errno`, which Java code turns into the exceptions of `java.nio.file`.

mod attributes;
mod copying;
mod directories;
mod files;
mod mounts;
mod watch;

use crate::model::Throw;
use crate::native::platform::{ask, construct};
use crate::thread::{JavaThread, NativeRow, Value};
use os::host::{Host, HostError, HostResult};

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] =
    &[attributes::ROWS, copying::ROWS, directories::ROWS, files::ROWS, mounts::ROWS, watch::ROWS];

const DISPATCHER: &str = "sun/nio/fs/UnixNativeDispatcher";
const UNIX_EXCEPTION: &str = "sun/nio/fs/UnixException";

/// `UnixException` for a failure of the host.
fn unix_error(t: &JavaThread, error: &HostError) -> Throw {
    let made = match error {
        HostError::System(error) => {
            construct(t, UNIX_EXCEPTION, "(I)V", &[Value::Int(error.errno)])
        }
        HostError::Denied(text) => t.new_string(text).and_then(|text| {
            let arguments = [Value::Object(t.handle(text))];
            construct(t, UNIX_EXCEPTION, "(Ljava/lang/String;)V", &arguments)
        }),
    };
    match made {
        Ok(exception) => t.throw(exception),
        Err(throw) => throw,
    }
}

/// Asks the host; its failure is a `UnixException`.
fn unix<R>(
    t: &JavaThread,
    request: impl FnOnce(&'static dyn Host) -> HostResult<R>,
) -> Result<R, Throw> {
    ask(t, request).map_err(|error| unix_error(t, &error))
}
