//! `sun.nio.ch`: channels, selectors, and the sockets that `java.net` is built on.
//!
//! Transfers go to and from native memory that Java code names by address. What
//! is not an error of its own (end, nothing there yet, interrupted) is one of the
//! numbers of [`io_status`].

mod addresses;
mod datagrams;
mod dispatchers;
mod file_channels;
mod inherited;
mod multicast;
mod native_threads;
pub(super) mod options;
mod selectors;
mod sockets;
mod unix_sockets;
mod utilities;

pub(super) use addresses::{endpoint, from_endpoint, inet_address, ip_of, only_ipv4};
pub(super) use dispatchers::ended_socket;
pub(super) use multicast::request_4;
pub(super) use sockets::accept_one;
use sockets::has_ipv6;

use crate::model::{Throw, VmException};
use crate::native::platform::{ask, io_error};
use crate::thread::{JavaThread, NativeRow};
use os::host::{Areas, Host, HostError, HostResult, Source, Target};

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[
    addresses::ROWS,
    datagrams::ROWS,
    dispatchers::ROWS,
    file_channels::ROWS,
    inherited::ROWS,
    multicast::ROWS,
    native_threads::ROWS,
    options::ROWS,
    selectors::ROWS,
    sockets::ROWS,
    unix_sockets::ROWS,
    utilities::ROWS,
];

/// The numbers of `sun.nio.ch.IOStatus`.
pub(super) mod io_status {
    /// End of the stream.
    pub(in crate::native) const EOF: i32 = -1;
    /// Nothing there, or no room, right now.
    pub(in crate::native) const UNAVAILABLE: i32 = -2;
    /// A signal came.
    pub(in crate::native) const INTERRUPTED: i32 = -3;
    /// Not possible for these descriptors.
    pub(in crate::native) const UNSUPPORTED_CASE: i32 = -6;
}

/// Which way bytes go, as far as a count of 0 means something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Reading,
    Writing,
}

/// A count, or the status that stands for a failure that is none.
fn transferred(result: HostResult<i64>, direction: Direction) -> Result<i64, Throw> {
    match result {
        Ok(0) if direction == Direction::Reading => Ok(i64::from(io_status::EOF)),
        Ok(count) => Ok(count),
        Err(error) => match status_of_errno(&error) {
            Some(status) => Ok(i64::from(status)),
            None => Err(io_error(&error)),
        },
    }
}

/// The status of a failure that only means "later".
fn status_of_errno(error: &HostError) -> Option<i32> {
    match error.errno() {
        libc::EAGAIN => Some(io_status::UNAVAILABLE),
        libc::EINTR => Some(io_status::INTERRUPTED),
        _ => None,
    }
}

/// The exception of `java.net` for a failed socket call.
fn socket_error(error: &HostError) -> Throw {
    remarked_error(error, "")
}

/// [`socket_error`] with a remark behind the system's text.
fn remarked_error(error: &HostError, remark: &str) -> Throw {
    if let HostError::Denied(text) = error {
        return Throw::new(VmException::Socket, text.to_string());
    }
    let class = match error.errno() {
        libc::EPROTO => "java/net/ProtocolException",
        libc::ECONNREFUSED | libc::ETIMEDOUT | libc::ENOTCONN => "java/net/ConnectException",
        libc::EHOSTUNREACH => "java/net/NoRouteToHostException",
        libc::EADDRINUSE | libc::EADDRNOTAVAIL | libc::EACCES | libc::EPERM => {
            "java/net/BindException"
        }
        _ => "java/net/SocketException",
    };
    Throw::named(class, error.text() + remark)
}

/// Asks the host; its failure is an exception of `java.net`.
fn socket_call<R>(
    t: &JavaThread,
    request: impl FnOnce(&'static dyn Host) -> HostResult<R>,
) -> Result<R, Throw> {
    ask(t, request).map_err(|error| socket_error(&error))
}

/// Asks the host; its failure is an `IOException`.
fn io_call<R>(
    t: &JavaThread,
    request: impl FnOnce(&'static dyn Host) -> HostResult<R>,
) -> Result<R, Throw> {
    ask(t, request).map_err(|error| io_error(&error))
}

/// Memory to fill, named by address and length.
fn target(address: i64, length: i32) -> Target<'static> {
    // SAFETY: the class library passes a part of a direct buffer that it keeps
    // for the time of the call.
    unsafe { Target::at(address, length.max(0) as usize) }
}

/// Memory to send, named by address and length.
fn source(address: i64, length: i32) -> Source<'static> {
    // SAFETY: as in `target`.
    unsafe { Source::at(address, length.max(0) as usize) }
}

/// A list of areas.
fn areas(address: i64, count: i32) -> Areas {
    // SAFETY: as in `target`, for the list and what it names.
    unsafe { Areas::at(address, count) }
}
