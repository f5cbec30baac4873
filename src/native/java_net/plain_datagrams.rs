//! `PlainDatagramSocketImpl`: making, binding, sending and receiving (17).

use super::blocked::{self, Close, interruptible, wait};
use super::plain::{
    bare_failure, bare_socket_failure, bind, closed, descriptor_of, new_socket, open_fd,
    socket_failure, uses_ipv6,
};
use crate::model::{Throw, VmException};
use crate::native::nio_ch::options::set_int_option;
use crate::native::nio_ch::{endpoint, from_endpoint, ip_of};
use crate::native::platform::{ask, check_range, fd_of, get, get_ref, put, put_ref, set_fd};
use crate::native::support::nothing;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Endpoint, Fd, Host, HostError, HostResult, Source, Target};

const CLASS: &str = "java/net/PlainDatagramSocketImpl";
const ADDRESS: &str = "Ljava/net/InetAddress;";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "init", "()V", nothing),
    native(CLASS, "datagramSocketCreate", "()V", create),
    native(CLASS, "datagramSocketClose", "()V", close),
    native(CLASS, "bind0", "(ILjava/net/InetAddress;)V", socket_bind),
    native(CLASS, "connect0", "(Ljava/net/InetAddress;I)V", connect),
    native(CLASS, "disconnect0", "(I)V", disconnect),
    native(CLASS, "send0", "(Ljava/net/DatagramPacket;)V", send),
    native(CLASS, "peek", "(Ljava/net/InetAddress;)I", peek),
    native(CLASS, "peekData", "(Ljava/net/DatagramPacket;)I", peek_data),
    native(CLASS, "receive0", "(Ljava/net/DatagramPacket;)V", receive_packet),
    native(CLASS, "dataAvailable", "()I", available),
];

/// Longest datagram.
const LONGEST: usize = 65536;

/// What a new datagram socket needs beside its making.
fn prepare(host: &dyn Host, fd: Fd, ipv6: bool) -> HostResult<()> {
    set_int_option(host, fd, libc::SOL_SOCKET, libc::SO_BROADCAST, 1)?;
    // Only groups that this socket joined.
    set_int_option(host, fd, libc::IPPROTO_IP, libc::IP_MULTICAST_ALL, 0)?;
    if ipv6 {
        set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_V6ONLY, 0)?;
        set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS, 1)?;
        set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_ALL, 0)?;
    }
    Ok(())
}

fn create(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    // Sockets are closed under threads that wait for them: see `blocked`.
    os::host::install_wake_signal()
        .map_err(|error| Throw::new(VmException::Internal, error.to_string()))?;
    let descriptor = descriptor_of(t, this);
    if descriptor.is_null() {
        return Err(closed());
    }
    let ipv6 = uses_ipv6(t)?;
    let made = ask(t, |host| new_socket(host, ipv6, libc::SOCK_DGRAM));
    let fd = made.map_err(bare_socket_failure)?;
    if let Err(error) = ask(t, |host| prepare(host, fd, ipv6)) {
        ask(t, |host| host.close(fd)).map_err(bare_socket_failure)?;
        return Err(bare_socket_failure(error));
    }
    set_fd(t, descriptor, fd)
}

fn close(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let descriptor = descriptor_of(t, this);
    if descriptor.is_null() {
        return Ok(());
    }
    let fd = fd_of(t, descriptor)?;
    if fd == -1 {
        return Ok(());
    }
    set_fd(t, descriptor, -1)?;
    blocked::close(t, fd, Close::Now).map_err(bare_socket_failure)
}

fn socket_bind(t: &JavaThread, this: Handle, port: i32, address: Handle) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if address.is_null() {
        return Err(Throw::new(VmException::NullPointer, "iaObj is null."));
    }
    let port = bind(t, fd, address, port)?;
    put(t, this, "localPort", "I", port);
    Ok(())
}

fn connect(t: &JavaThread, this: Handle, address: Handle, port: i32) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if address.is_null() {
        return Err(Throw::new(VmException::NullPointer, "address"));
    }
    let to = endpoint(t, address, port, uses_ipv6(t)?)?;
    ask(t, |host| host.connect(fd, &to))
        .map_err(|error| bare_failure("java/net/ConnectException", &error))
}

/// Disconnects; the system then forgets the port, which is bound again.
fn disconnect(t: &JavaThread, this: Handle, _family: i32) -> Result<(), Throw> {
    // A closed socket has nothing to disconnect; the class library ignores
    // failures here too.
    let Ok(fd) = open_fd(t, this) else { return Ok(()) };
    let local = ask(t, |host| {
        let _ = host.connect(fd, &Endpoint::unspecified());
        host.local_endpoint(fd)
    });
    if let Ok(Some(mut local)) = local.map(|endpoint| endpoint.to_inet())
        && local.port() == 0
    {
        local.set_port(get::<i32>(t, this, "localPort", "I") as u16);
        let _ = ask(t, |host| host.bind(fd, &Endpoint::inet(local)));
    }
    Ok(())
}

fn unreachable() -> Throw {
    Throw::named("java/net/PortUnreachableException", "ICMP Port Unreachable")
}

fn buffer_of(t: &JavaThread, packet: Handle) -> Result<Handle, Throw> {
    let buffer = get_ref(t, packet, "buf", "[B");
    if buffer.is_null() {
        return Err(Throw::new(VmException::NullPointer, "packet buffer"));
    }
    Ok(buffer)
}

fn send(t: &JavaThread, this: Handle, packet: Handle) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    let packet = t.non_null(packet)?;
    let (buffer, address) = (buffer_of(t, packet)?, get_ref(t, packet, "address", ADDRESS));
    let offset: i32 = get(t, packet, "offset", "I");
    let length: i32 = get(t, packet, "length", "I");
    check_range(t, buffer, offset, length)?;
    let connected = get::<u8>(t, this, "connected", "Z") != 0;
    let to = if connected {
        None
    } else {
        let address = t.non_null(address)?;
        Some(endpoint(t, address, get(t, packet, "port", "I"), uses_ipv6(t)?)?)
    };
    let mut bytes = vec![0; (length as usize).min(LONGEST)];
    t.read_bytes(buffer, offset as usize, &mut bytes);
    let sent = interruptible(t, fd, |host| match &to {
        None => host.send(fd, Source::of(&bytes), 0),
        Some(to) => host.send_to(fd, Source::of(&bytes), to),
    });
    sent.map(drop).map_err(|error| match error.errno() {
        libc::ECONNREFUSED => unreachable(),
        libc::EBADF => closed(),
        _ => bare_failure("java/io/IOException", &error),
    })
}

/// Who asks for a datagram, for the texts of failures.
struct Receipt {
    /// Of the exception when the time is over.
    late: &'static str,
    failed: &'static str,
    flags: i32,
}

const RECEIVE: Receipt = Receipt { late: "Receive timed out", failed: "Receive failed", flags: 0 };
const PEEK: Receipt =
    Receipt { late: "Peek timed out", failed: "Peek failed", flags: libc::MSG_PEEK };

/// The next datagram and its sender.
fn next(
    t: &JavaThread,
    this: Handle,
    most: usize,
    how: &Receipt,
) -> Result<(Vec<u8>, Endpoint), Throw> {
    let fd = open_fd(t, this)?;
    let connected = get::<u8>(t, this, "connected", "Z") != 0;
    let failed = |error: HostError| match error.errno() {
        libc::EBADF => closed(),
        libc::ECONNREFUSED => unreachable(),
        _ => socket_failure(how.failed, &error),
    };
    let timeout: i32 = get(t, this, "timeout", "I");
    if timeout > 0 && !wait(t, fd, libc::POLLIN, timeout).map_err(failed)? {
        return Err(Throw::named("java/net/SocketTimeoutException", how.late));
    }
    let mut bytes = vec![0; most.min(LONGEST)];
    let result = interruptible(t, fd, |host| {
        loop {
            match host.receive_from(fd, Target::of(&mut bytes), how.flags) {
                // An earlier datagram to somebody else was refused.
                Err(error) if !connected && error.errno() == libc::ECONNREFUSED => {}
                result => return result,
            }
        }
    });
    let (count, from) = result.map_err(failed)?;
    bytes.truncate(count);
    Ok((bytes, from))
}

/// Stores the sender into an address object that the caller supplies.
fn peek(t: &JavaThread, this: Handle, address: Handle) -> Result<i32, Throw> {
    open_fd(t, this)?;
    if address.is_null() {
        return Err(Throw::new(VmException::NullPointer, "Null address in peek()"));
    }
    let (_, from) = next(t, this, 1, &PEEK)?;
    let (sender, port) = from_endpoint(t, &from)?;
    let holder = "Ljava/net/InetAddress$InetAddressHolder;";
    let (from, into) =
        (get_ref(t, sender, "holder", holder), get_ref(t, address, "holder", holder));
    put(t, into, "address", "I", get::<i32>(t, from, "address", "I"));
    put(t, into, "family", "I", get::<i32>(t, from, "family", "I"));
    Ok(port)
}

/// Fills a packet; the sender's port.
fn fill(t: &JavaThread, this: Handle, packet: Handle, how: &Receipt) -> Result<i32, Throw> {
    open_fd(t, this)?;
    let packet = t.non_null(packet)?;
    let buffer = buffer_of(t, packet)?;
    let offset: i32 = get(t, packet, "offset", "I");
    let room: i32 = get(t, packet, "bufLength", "I");
    check_range(t, buffer, offset, room)?;
    let (bytes, from) = next(t, this, room as usize, how)?;
    let (sender, port) = from_endpoint(t, &from)?;
    let known = get_ref(t, packet, "address", ADDRESS);
    if known.is_null() || sender.is_null() || ip_of(t, known)? != ip_of(t, sender)? {
        put_ref(t, packet, "address", ADDRESS, sender);
    }
    put(t, packet, "port", "I", port);
    t.write_bytes(buffer, offset as usize, &bytes);
    put(t, packet, "length", "I", bytes.len() as i32);
    Ok(port)
}

fn peek_data(t: &JavaThread, this: Handle, packet: Handle) -> Result<i32, Throw> {
    fill(t, this, packet, &PEEK)
}

fn receive_packet(t: &JavaThread, this: Handle, packet: Handle) -> Result<(), Throw> {
    fill(t, this, packet, &RECEIVE).map(drop)
}

/// Bytes that can be read; -1 if that is not known.
fn available(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    let Ok(fd) = open_fd(t, this) else { return Ok(-1) };
    Ok(ask(t, |host| host.readable_bytes(fd)).unwrap_or(-1))
}
