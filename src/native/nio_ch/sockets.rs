//! `Net`: making, binding, connecting and accepting sockets, and waiting for one.

use super::addresses::{endpoint, from_endpoint};
use super::options::{pending_error, set_int_option};
use super::{
    Direction, io_status, only_ipv4, socket_call, socket_error, status_of_errno, transferred,
};
use crate::model::Throw;
use crate::native::platform::{ask, construct, fd_of, set_fd};
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::layout::Ref;
use os::host::{Endpoint, Fd, Host, HostError, HostResult, Source};
use std::net::SocketAddr;

const NET: &str = "sun/nio/ch/Net";

pub(super) const ROWS: &[NativeRow] = &[
    native(NET, "initIDs", "()V", init_ids),
    native(NET, "isIPv6Available0", "()Z", is_ipv6_available),
    native(NET, "isReusePortAvailable0", "()Z", yes),
    native(NET, "isExclusiveBindAvailable", "()I", exclusive_bind),
    native(NET, "shouldSetBothIPv4AndIPv6Options0", "()Z", yes),
    native(NET, "canIPv6SocketJoinIPv4Group0", "()Z", yes),
    native(NET, "canJoin6WithIPv4Group0", "()Z", no),
    native(NET, "canUseIPv6OptionsWithIPv4LocalAddress0", "()Z", yes),
    native(NET, "shouldShutdownWriteBeforeClose0", "()Z", no),
    native(NET, "socket0", "(ZZZZ)I", socket),
    native(NET, "bind0", "(Ljava/io/FileDescriptor;ZZLjava/net/InetAddress;I)V", bind),
    native(NET, "listen", "(Ljava/io/FileDescriptor;I)V", listen),
    native(NET, "connect0", "(ZLjava/io/FileDescriptor;Ljava/net/InetAddress;I)I", connect),
    native(
        NET,
        "accept",
        "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I",
        accept,
    ),
    native(NET, "shutdown", "(Ljava/io/FileDescriptor;I)V", shutdown),
    native(NET, "available", "(Ljava/io/FileDescriptor;)I", available),
    native(NET, "localPort", "(Ljava/io/FileDescriptor;)I", local_port),
    native(
        NET,
        "localInetAddress",
        "(Ljava/io/FileDescriptor;)Ljava/net/InetAddress;",
        local_address,
    ),
    native(NET, "remotePort", "(Ljava/io/FileDescriptor;)I", remote_port),
    native(
        NET,
        "remoteInetAddress",
        "(Ljava/io/FileDescriptor;)Ljava/net/InetAddress;",
        remote_address,
    ),
    native(NET, "poll", "(Ljava/io/FileDescriptor;IJ)I", poll),
    native(NET, "pollConnect", "(Ljava/io/FileDescriptor;J)Z", poll_connect),
    native(NET, "pollinValue", "()S", poll_in),
    native(NET, "polloutValue", "()S", poll_out),
    native(NET, "pollconnValue", "()S", poll_out),
    native(NET, "pollerrValue", "()S", poll_error),
    native(NET, "pollhupValue", "()S", poll_hang_up),
    native(NET, "pollnvalValue", "()S", poll_invalid),
    native(NET, "sendOOB", "(Ljava/io/FileDescriptor;B)I", send_urgent),
    native(NET, "discardOOB", "(Ljava/io/FileDescriptor;)Z", discards_urgent),
];

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn yes(_: &JavaThread) -> Result<bool, Throw> {
    Ok(true)
}

fn no(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}

/// Not a notion of this platform.
fn exclusive_bind(_: &JavaThread) -> Result<i32, Throw> {
    Ok(-1)
}

fn discards_urgent(_: &JavaThread, _descriptor: Handle) -> Result<bool, Throw> {
    Ok(false)
}

fn poll_in(_: &JavaThread) -> Result<i16, Throw> {
    Ok(libc::POLLIN)
}

fn poll_out(_: &JavaThread) -> Result<i16, Throw> {
    Ok(libc::POLLOUT)
}

fn poll_error(_: &JavaThread) -> Result<i16, Throw> {
    Ok(libc::POLLERR)
}

fn poll_hang_up(_: &JavaThread) -> Result<i16, Throw> {
    Ok(libc::POLLHUP)
}

fn poll_invalid(_: &JavaThread) -> Result<i16, Throw> {
    Ok(libc::POLLNVAL)
}

fn is_ipv6_available(t: &JavaThread) -> Result<bool, Throw> {
    Ok(!only_ipv4(t)?)
}

/// Whether the system has IPv6: a socket can be made and an interface has an
/// address.
pub(in crate::native) fn has_ipv6(host: &dyn Host) -> bool {
    let Ok(fd) = host.socket(libc::AF_INET6, libc::SOCK_STREAM, 0) else { return false };
    let closed = host.close(fd).is_ok();
    let has_address =
        |interface: &os::host::Interface| interface.addresses.iter().any(|at| at.address.is_ipv6());
    closed && host.interfaces().is_ok_and(|all| all.iter().any(has_address))
}

/// What a new socket needs beside its making; on failure it is closed.
fn prepare(host: &dyn Host, fd: Fd, domain: i32, stream: bool, reuse: bool) -> HostResult<()> {
    if domain == libc::AF_INET6 {
        // One socket serves both families.
        set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_V6ONLY, 0)?;
    }
    if reuse {
        set_int_option(host, fd, libc::SOL_SOCKET, libc::SO_REUSEADDR, 1)?;
    }
    if stream {
        return Ok(());
    }
    // Only groups that this socket joined; systems without the option behave so.
    match set_int_option(host, fd, libc::IPPROTO_IP, libc::IP_MULTICAST_ALL, 0) {
        Err(error) if error.errno() != libc::ENOPROTOOPT => return Err(error),
        _ => {}
    }
    if domain == libc::AF_INET6 {
        set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS, 1)?;
        match set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_ALL, 0) {
            Err(error) if error.errno() != libc::ENOPROTOOPT => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn socket(
    t: &JavaThread,
    prefer_ipv6: bool,
    stream: bool,
    reuse: bool,
    _fast_loopback: bool,
) -> Result<i32, Throw> {
    let domain = if prefer_ipv6 && is_ipv6_available(t)? { libc::AF_INET6 } else { libc::AF_INET };
    let kind = if stream { libc::SOCK_STREAM } else { libc::SOCK_DGRAM };
    socket_call(t, |host| {
        let fd = host.socket(domain, kind, 0)?;
        match prepare(host, fd, domain, stream, reuse) {
            Ok(()) => Ok(fd),
            Err(error) => {
                host.close(fd)?;
                Err(error)
            }
        }
    })
}

fn bind(
    t: &JavaThread,
    descriptor: Handle,
    prefer_ipv6: bool,
    _exclusive: bool,
    address: Handle,
    port: i32,
) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    let to = endpoint(t, address, port, prefer_ipv6)?;
    if let Some(SocketAddr::V4(v4)) = to.to_inet()
        && let [127, _, _, 255] = v4.ip().octets()
    {
        // The system would let a broadcast address of the loopback network be
        // bound to.
        return Err(socket_error(&HostError::new("bind", libc::EADDRNOTAVAIL)));
    }
    socket_call(t, |host| host.bind(fd, &to))
}

fn listen(t: &JavaThread, descriptor: Handle, backlog: i32) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    socket_call(t, |host| host.listen(fd, backlog))
}

/// 1, or the status of a connection that is not there yet.
pub(super) fn connection_status(result: HostResult<()>) -> Result<i32, Throw> {
    match result {
        Ok(()) => Ok(1),
        Err(error) => match error.errno() {
            libc::EINPROGRESS | libc::EAGAIN => Ok(io_status::UNAVAILABLE),
            libc::EINTR => Ok(io_status::INTERRUPTED),
            _ => Err(socket_error(&error)),
        },
    }
}

fn connect(
    t: &JavaThread,
    prefer_ipv6: bool,
    descriptor: Handle,
    address: Handle,
    port: i32,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let to = endpoint(t, address, port, prefer_ipv6)?;
    connection_status(ask(t, |host| host.connect(fd, &to)))
}

/// Accepts a connection; one that was given up before it was accepted is not an
/// error.
pub(in crate::native) fn accept_one(host: &dyn Host, fd: Fd) -> HostResult<(Fd, Endpoint)> {
    loop {
        match host.accept(fd) {
            Err(error) if error.errno() == libc::ECONNABORTED => {}
            result => return result,
        }
    }
}

fn accept(
    t: &JavaThread,
    descriptor: Handle,
    new_descriptor: Handle,
    addresses: Handle,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let (accepted, peer) = match ask(t, |host| accept_one(host, fd)) {
        Ok(accepted) => accepted,
        Err(error) => {
            return match status_of_errno(&error) {
                Some(status) => Ok(status),
                None => Err(socket_error(&error)),
            };
        }
    };
    set_fd(t, new_descriptor, accepted)?;
    let (address, port) = from_endpoint(t, &peer)?;
    let arguments = [Value::Object(address), Value::Int(port)];
    let descriptor = "(Ljava/net/InetAddress;I)V";
    let socket_address = construct(t, "java/net/InetSocketAddress", descriptor, &arguments)?;
    t.set_element(t.non_null(addresses)?.get(), 0, socket_address.get());
    Ok(1)
}

fn shutdown(t: &JavaThread, descriptor: Handle, how: i32) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    // The numbers of `Net.SHUT_…` are the system's.
    match ask(t, |host| host.shutdown(fd, how)) {
        Err(error) if error.errno() != libc::ENOTCONN => Err(socket_error(&error)),
        _ => Ok(()),
    }
}

fn available(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    socket_call(t, |host| host.readable_bytes(fd))
}

fn local(t: &JavaThread, descriptor: Handle) -> Result<Endpoint, Throw> {
    let fd = fd_of(t, descriptor)?;
    socket_call(t, |host| host.local_endpoint(fd))
}

fn remote(t: &JavaThread, descriptor: Handle) -> Result<Endpoint, Throw> {
    let fd = fd_of(t, descriptor)?;
    socket_call(t, |host| host.peer_endpoint(fd))
}

fn port_of(endpoint: &Endpoint) -> i32 {
    endpoint.to_inet().map_or(0, |address| i32::from(address.port()))
}

fn local_port(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    Ok(port_of(&local(t, descriptor)?))
}

fn remote_port(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    Ok(port_of(&remote(t, descriptor)?))
}

fn local_address(t: &JavaThread, descriptor: Handle) -> Result<Ref, Throw> {
    Ok(from_endpoint(t, &local(t, descriptor)?)?.0.get())
}

fn remote_address(t: &JavaThread, descriptor: Handle) -> Result<Ref, Throw> {
    Ok(from_endpoint(t, &remote(t, descriptor)?)?.0.get())
}

fn millis(timeout: i64) -> i32 {
    i32::try_from(timeout).unwrap_or(if timeout < 0 { -1 } else { i32::MAX })
}

/// The events that are there; 0 after a signal.
fn poll(t: &JavaThread, descriptor: Handle, events: i32, timeout: i64) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    match ask(t, |host| host.poll_one(fd, events as i16, millis(timeout))) {
        Ok(events) => Ok(i32::from(events)),
        Err(error) if error.errno() == libc::EINTR => Ok(0),
        Err(error) => Err(socket_error(&error)),
    }
}

/// Waits for a connection; throws what made it fail.
fn poll_connect(t: &JavaThread, descriptor: Handle, timeout: i64) -> Result<bool, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| {
        let events = host.poll_one(fd, libc::POLLOUT, millis(timeout))?;
        if events == 0 {
            return Ok(false);
        }
        match pending_error(host, fd)? {
            0 if events & libc::POLLHUP != 0 => Err(HostError::new("connect", libc::ENOTCONN)),
            0 => Ok(true),
            errno => Err(HostError::new("connect", errno)),
        }
    });
    match result {
        Err(error) if error.errno() == libc::EINTR => Ok(false),
        result => result.map_err(|error| socket_error(&error)),
    }
}

fn send_urgent(t: &JavaThread, descriptor: Handle, byte: i8) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.send(fd, Source::of(&[byte as u8]), libc::MSG_OOB));
    Ok(transferred(result.map(|count| count as i64), Direction::Writing)? as i32)
}
