//! What the old sockets and datagram sockets share: exceptions, and options by
//! the numbers of `java.net.SocketOptions`.

use crate::model::{Throw, VmException};
use crate::native::nio_ch::options::{Convert, read_option, write_option};
use crate::native::nio_ch::{endpoint, from_endpoint, only_ipv4};
use crate::native::platform::{ask, get_ref};
use crate::thread::{Handle, JavaThread};
use os::host::{Endpoint, Fd, Host, HostError, HostResult};

pub(super) const CLOSED: &str = "Socket closed";

/// Numbers of `java.net.SocketOptions`.
pub(super) mod socket_option {
    pub(in crate::native::java_net) const TCP_NODELAY: i32 = 0x1;
    pub(in crate::native::java_net) const IP_TOS: i32 = 0x3;
    pub(in crate::native::java_net) const SO_REUSEADDR: i32 = 0x4;
    pub(in crate::native::java_net) const SO_KEEPALIVE: i32 = 0x8;
    pub(in crate::native::java_net) const SO_REUSEPORT: i32 = 0xe;
    pub(in crate::native::java_net) const SO_BINDADDR: i32 = 0xf;
    pub(in crate::native::java_net) const IP_MULTICAST_IF: i32 = 0x10;
    pub(in crate::native::java_net) const IP_MULTICAST_LOOP: i32 = 0x12;
    pub(in crate::native::java_net) const IP_MULTICAST_IF2: i32 = 0x1f;
    pub(in crate::native::java_net) const SO_BROADCAST: i32 = 0x20;
    pub(in crate::native::java_net) const SO_LINGER: i32 = 0x80;
    pub(in crate::native::java_net) const SO_SNDBUF: i32 = 0x1001;
    pub(in crate::native::java_net) const SO_RCVBUF: i32 = 0x1002;
    pub(in crate::native::java_net) const SO_OOBINLINE: i32 = 0x1003;
    pub(in crate::native::java_net) const SO_TIMEOUT: i32 = 0x1006;
}

/// The system's level and number of an option; `None` for one that sockets do
/// not have.
fn system_option(option: i32) -> Option<(i32, i32)> {
    use socket_option::*;
    Some(match option {
        TCP_NODELAY => (libc::IPPROTO_TCP, libc::TCP_NODELAY),
        IP_TOS => (libc::IPPROTO_IP, libc::IP_TOS),
        SO_REUSEADDR => (libc::SOL_SOCKET, libc::SO_REUSEADDR),
        SO_KEEPALIVE => (libc::SOL_SOCKET, libc::SO_KEEPALIVE),
        SO_REUSEPORT => (libc::SOL_SOCKET, libc::SO_REUSEPORT),
        SO_BROADCAST => (libc::SOL_SOCKET, libc::SO_BROADCAST),
        SO_LINGER => (libc::SOL_SOCKET, libc::SO_LINGER),
        SO_SNDBUF => (libc::SOL_SOCKET, libc::SO_SNDBUF),
        SO_RCVBUF => (libc::SOL_SOCKET, libc::SO_RCVBUF),
        SO_OOBINLINE => (libc::SOL_SOCKET, libc::SO_OOBINLINE),
        _ => return None,
    })
}

/// An exception with the system's text and what failed.
pub(super) fn failure(class: &'static str, what: &str, error: &HostError) -> Throw {
    match error {
        HostError::Denied(text) => Throw::new(VmException::Socket, text.to_string()),
        HostError::System(_) => Throw::named(class, format!("{} ({what})", error.text())),
    }
}

/// An exception with the system's text only.
pub(super) fn bare_failure(class: &'static str, error: &HostError) -> Throw {
    match error {
        HostError::Denied(text) => Throw::new(VmException::Socket, text.to_string()),
        HostError::System(_) => Throw::named(class, error.text()),
    }
}

/// `SocketException` with the system's text only.
pub(super) fn bare_socket_failure(error: HostError) -> Throw {
    bare_failure("java/net/SocketException", &error)
}

/// `SocketException` with the system's text and what failed.
pub(super) fn socket_failure(what: &str, error: &HostError) -> Throw {
    failure("java/net/SocketException", what, error)
}

/// `SocketException` with this text.
pub(super) fn socket_exception(text: &str) -> Throw {
    Throw::new(VmException::Socket, text)
}

pub(super) fn closed() -> Throw {
    socket_exception(CLOSED)
}

/// The descriptor object of a socket.
pub(super) fn descriptor_of(t: &JavaThread, socket: Handle) -> Handle {
    get_ref(t, socket, "fd", "Ljava/io/FileDescriptor;")
}

/// The number in a descriptor object.
///
/// # Errors
///
/// `SocketException` when there is none: the socket is closed.
pub(super) fn open_descriptor(t: &JavaThread, descriptor: Handle) -> Result<Fd, Throw> {
    if descriptor.is_null() {
        return Err(closed());
    }
    match crate::native::platform::fd_of(t, descriptor)? {
        -1 => Err(closed()),
        fd => Ok(fd),
    }
}

/// The open descriptor of a socket.
pub(super) fn open_fd(t: &JavaThread, socket: Handle) -> Result<Fd, Throw> {
    open_descriptor(t, descriptor_of(t, socket))
}

/// Whether sockets are made for both families.
pub(super) fn uses_ipv6(t: &JavaThread) -> Result<bool, Throw> {
    Ok(!only_ipv4(t)?)
}

/// A new socket that, with IPv6, serves both families.
pub(super) fn new_socket(host: &dyn Host, ipv6: bool, kind: i32) -> HostResult<Fd> {
    let domain = if ipv6 { libc::AF_INET6 } else { libc::AF_INET };
    host.socket(domain, kind, 0)
}

/// Binds a socket; the port that it has then.
pub(super) fn bind(t: &JavaThread, fd: Fd, address: Handle, port: i32) -> Result<i32, Throw> {
    let to = endpoint(t, address, port, uses_ipv6(t)?)?;
    ask(t, |host| host.bind(fd, &to)).map_err(|error| match error.errno() {
        libc::EADDRINUSE | libc::EADDRNOTAVAIL | libc::EPERM | libc::EACCES => {
            failure("java/net/BindException", "Bind failed", &error)
        }
        _ => socket_failure("Bind failed", &error),
    })?;
    if port != 0 {
        return Ok(port);
    }
    let local = ask(t, |host| host.local_endpoint(fd))
        .map_err(|error| socket_failure("Error getting socket name", &error))?;
    Ok(port_of(&local))
}

pub(super) fn port_of(endpoint: &Endpoint) -> i32 {
    endpoint.to_inet().map_or(0, |address| i32::from(address.port()))
}

/// The local address of a socket.
pub(super) fn local_address(t: &JavaThread, fd: Fd) -> Result<Handle, Throw> {
    let local = ask(t, |host| host.local_endpoint(fd))
        .map_err(|error| socket_failure("Error getting socket name", &error))?;
    Ok(from_endpoint(t, &local)?.0)
}

/// Reads an option of the socket.
pub(super) fn get_option(t: &JavaThread, fd: Fd, option: i32) -> Result<i32, Throw> {
    let place = system_option(option).ok_or_else(|| socket_exception("Invalid option"))?;
    ask(t, |host| read_option(host, fd, true, place)).map_err(bare_socket_failure)
}

/// Sets an option of the socket.
pub(super) fn set_option(t: &JavaThread, fd: Fd, option: i32, value: i32) -> Result<(), Throw> {
    let place = system_option(option).ok_or_else(|| socket_exception("Invalid option"))?;
    let convert = if uses_ipv6(t)? { Convert::ForBoth } else { Convert::ForIpv4 };
    ask(t, |host| write_option(host, fd, convert, place, value)).map_err(bare_socket_failure)
}
