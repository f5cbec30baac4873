//! `UnixDomainSockets`.

use super::sockets::{accept_one, connection_status};
use super::{socket_call, socket_error, status_of_errno};
use crate::model::{Throw, VmException};
use crate::native::platform::{ask, bytes_of, fd_of, host, new_bytes, set_fd};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::{Endpoint, HostError};

const CLASS: &str = "sun/nio/ch/UnixDomainSockets";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "init", "()Z", init),
    native(CLASS, "socket0", "()I", socket),
    native(CLASS, "bind0", "(Ljava/io/FileDescriptor;[B)V", bind),
    native(CLASS, "connect0", "(Ljava/io/FileDescriptor;[B)I", connect),
    native(
        CLASS,
        "accept0",
        "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/lang/Object;)I",
        accept,
    ),
    native(CLASS, "localAddress0", "(Ljava/io/FileDescriptor;)[B", local_address),
];

/// Whether the system has such sockets; where they are denied, opening one says
/// so.
fn init(t: &JavaThread) -> Result<bool, Throw> {
    let host = host(t);
    match host.socket(libc::AF_UNIX, libc::SOCK_STREAM, 0) {
        Ok(fd) => Ok(host.close(fd).is_ok()),
        Err(HostError::Denied(_)) => Ok(true),
        Err(HostError::System(_)) => Ok(false),
    }
}

fn socket(t: &JavaThread) -> Result<i32, Throw> {
    socket_call(t, |host| host.socket(libc::AF_UNIX, libc::SOCK_STREAM, 0))
}

/// The address of a path; null is the unnamed address.
fn endpoint(t: &JavaThread, path: Handle) -> Result<Endpoint, Throw> {
    let path = if path.is_null() { Vec::new() } else { bytes_of(t, path)? };
    Endpoint::unix(&path)
        .ok_or_else(|| Throw::new(VmException::Socket, "Unix domain path too long"))
}

fn bind(t: &JavaThread, descriptor: Handle, path: Handle) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    let to = endpoint(t, path)?;
    socket_call(t, |host| host.bind(fd, &to))
}

fn connect(t: &JavaThread, descriptor: Handle, path: Handle) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let to = endpoint(t, path)?;
    connection_status(ask(t, |host| host.connect(fd, &to)))
}

fn accept(
    t: &JavaThread,
    descriptor: Handle,
    new_descriptor: Handle,
    paths: Handle,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    match ask(t, |host| accept_one(host, fd)) {
        Ok((accepted, peer)) => {
            set_fd(t, new_descriptor, accepted)?;
            let path = new_bytes(t, peer.unix_path().unwrap_or(&[]))?;
            t.set_element(t.non_null(paths)?.get(), 0, path);
            Ok(1)
        }
        Err(error) => match status_of_errno(&error) {
            Some(status) => Ok(status),
            None => Err(socket_error(&error)),
        },
    }
}

fn local_address(t: &JavaThread, descriptor: Handle) -> Result<Ref, Throw> {
    let fd = fd_of(t, descriptor)?;
    let at = socket_call(t, |host| host.local_endpoint(fd))?;
    new_bytes(t, at.unix_path().unwrap_or(&[]))
}
