//! `InheritedChannel`: a socket that a super-server left as descriptor 0.

use super::{inet_address, io_call, socket_call};
use crate::model::Throw;
use crate::native::platform::{ask, host, new_bytes, platform_text};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::{Endpoint, Fd};
use std::net::SocketAddr;

const CLASS: &str = "sun/nio/ch/InheritedChannel";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initIDs", "()V", init_ids),
    native(CLASS, "open0", "(Ljava/lang/String;I)I", open),
    native(CLASS, "close0", "(I)V", close),
    native(CLASS, "dup", "(I)I", duplicate),
    native(CLASS, "dup2", "(II)V", duplicate_onto),
    native(CLASS, "soType0", "(I)I", socket_type),
    native(CLASS, "addressFamily", "(I)I", address_family),
    native(CLASS, "isConnected", "(I)Z", is_connected),
    native(CLASS, "inetPeerAddress0", "(I)Ljava/net/InetAddress;", peer_address),
    native(CLASS, "unixPeerAddress0", "(I)[B", peer_path),
    native(CLASS, "peerPort0", "(I)I", peer_port),
];

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// The numbers of `InheritedChannel.O_…` are the system's.
fn open(t: &JavaThread, path: Handle, flags: i32) -> Result<i32, Throw> {
    let path = platform_text(t, path)?;
    io_call(t, |host| host.open(&path, flags & libc::O_ACCMODE, 0))
}

fn close(t: &JavaThread, fd: i32) -> Result<(), Throw> {
    io_call(t, |host| host.close(fd))
}

fn duplicate(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    io_call(t, |host| host.duplicate(fd))
}

fn duplicate_onto(t: &JavaThread, fd: i32, onto: i32) -> Result<(), Throw> {
    io_call(t, |host| host.duplicate_onto(fd, onto))
}

/// The numbers of `InheritedChannel`: unknown -1, stream 1, datagram 2.
fn socket_type(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    let host = host(t);
    Ok(match super::options::int_option(host, fd, libc::SOL_SOCKET, libc::SO_TYPE) {
        Ok(libc::SOCK_STREAM) => 1,
        Ok(libc::SOCK_DGRAM) => 2,
        _ => -1,
    })
}

/// The numbers of `InheritedChannel`: unknown -1, Internet 1, Unix domain 2.
fn address_family(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    Ok(match ask(t, |host| host.local_endpoint(fd)).map(|at| at.family()) {
        Ok(libc::AF_INET | libc::AF_INET6) => 1,
        Ok(libc::AF_UNIX) => 2,
        _ => -1,
    })
}

fn is_connected(t: &JavaThread, fd: i32) -> Result<bool, Throw> {
    Ok(ask(t, |host| host.peer_endpoint(fd)).is_ok())
}

fn peer(t: &JavaThread, fd: Fd) -> Result<Endpoint, Throw> {
    socket_call(t, |host| host.peer_endpoint(fd))
}

fn peer_address(t: &JavaThread, fd: i32) -> Result<Ref, Throw> {
    let Some(address) = peer(t, fd)?.to_inet() else { return Ok(Ref::NULL) };
    let scope = if let SocketAddr::V6(v6) = address { v6.scope_id() } else { 0 };
    let no_name = t.handle(Ref::NULL);
    Ok(inet_address(t, no_name, address.ip(), scope)?.get())
}

fn peer_path(t: &JavaThread, fd: i32) -> Result<Ref, Throw> {
    let peer = peer(t, fd)?;
    new_bytes(t, peer.unix_path().unwrap_or(&[]))
}

/// -1 if it has none.
fn peer_port(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    let address = ask(t, |host| host.peer_endpoint(fd)).ok().and_then(|peer| peer.to_inet());
    Ok(address.map_or(-1, |address| i32::from(address.port())))
}
