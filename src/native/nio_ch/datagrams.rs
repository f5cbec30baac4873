//! `DatagramChannelImpl`.

use super::{socket_error, source, status_of_errno, target};
use crate::model::Throw;
use crate::native::platform::{ask, fd_of};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Endpoint, HostError};

const CLASS: &str = "sun/nio/ch/DatagramChannelImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "disconnect0", "(Ljava/io/FileDescriptor;Z)V", disconnect),
    native(CLASS, "receive0", "(Ljava/io/FileDescriptor;JIJZ)I", receive),
    native(CLASS, "send0", "(Ljava/io/FileDescriptor;JIJI)I", send),
];

/// Longest datagram.
const LONGEST: i32 = 65536;

fn disconnect(t: &JavaThread, descriptor: Handle, _is_ipv6: bool) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    match ask(t, |host| host.connect(fd, &Endpoint::unspecified())) {
        // Some systems say this although they have disconnected the socket.
        Err(error) if error.errno() != libc::EAFNOSUPPORT => Err(socket_error(&error)),
        _ => Ok(()),
    }
}

/// The status or exception for a datagram that was not transferred.
fn failure(error: &HostError) -> Result<i32, Throw> {
    match (status_of_errno(error), error.errno()) {
        (Some(status), _) => Ok(status),
        (None, libc::ECONNREFUSED) => Err(Throw::Named("java/net/PortUnreachableException", None)),
        _ => Err(socket_error(error)),
    }
}

fn receive(
    t: &JavaThread,
    descriptor: Handle,
    address: i64,
    length: i32,
    sender: i64,
    connected: bool,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let into = target(address, length.min(LONGEST));
    let result = ask(t, |host| {
        loop {
            match host.receive_from(fd, into, 0) {
                // An earlier datagram to somebody else was refused.
                Err(error) if !connected && error.errno() == libc::ECONNREFUSED => {}
                result => return result,
            }
        }
    });
    match result {
        Ok((count, from)) => {
            let bytes = from.as_bytes();
            // SAFETY: the class library's memory for an address takes either
            // family's; a socket of these channels has no other.
            unsafe {
                let room = size_of::<libc::sockaddr_in6>();
                std::ptr::copy_nonoverlapping(
                    bytes.as_ptr(),
                    sender as usize as *mut u8,
                    bytes.len().min(room),
                );
            }
            Ok(count as i32)
        }
        Err(error) => failure(&error),
    }
}

fn send(
    t: &JavaThread,
    descriptor: Handle,
    address: i64,
    length: i32,
    to: i64,
    to_length: i32,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let from = source(address, length.min(LONGEST));
    // SAFETY: the class library's memory holds an address of this length.
    let bytes =
        unsafe { std::slice::from_raw_parts(to as usize as *const u8, to_length.max(0) as usize) };
    let Some(to) = Endpoint::from_bytes(bytes) else {
        return Err(socket_error(&HostError::new("sendto", libc::EINVAL)));
    };
    match ask(t, |host| host.send_to(fd, from, &to)) {
        Ok(count) => Ok(count as i32),
        Err(error) => failure(&error),
    }
}
