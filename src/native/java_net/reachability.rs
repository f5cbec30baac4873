//! `isReachable0` of `Inet4AddressImpl` and `Inet6AddressImpl`: an ICMP echo
//! where the process may send one, otherwise an attempt to connect to the echo
//! port, where a refusal is an answer too.

use super::addresses::ip_in;
use crate::model::{Throw, VmException};
use crate::native::platform::ask;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Endpoint, Fd, Host, HostError, HostResult, Source, Target};
use std::net::{IpAddr, SocketAddr, SocketAddrV6};

pub(super) const ROWS: &[NativeRow] = &[
    native("java/net/Inet4AddressImpl", "isReachable0", "([BI[BI)Z", is_reachable_4),
    native("java/net/Inet6AddressImpl", "isReachable0", "([BII[BII)Z", is_reachable_6),
];

/// The port of the echo service.
const ECHO_PORT: u16 = 7;
const ECHO_REQUEST_4: u8 = 8;
const ECHO_REPLY_4: u8 = 0;
const ECHO_REQUEST_6: u8 = 128;
const ECHO_REPLY_6: u8 = 129;

/// A question about an address.
struct Question {
    address: SocketAddr,
    /// To send from, if it matters.
    from: Option<SocketAddr>,
    /// Milliseconds.
    timeout: i32,
    /// Most hops; 0 for the system's own number.
    hops: i32,
}

fn is_reachable_4(
    t: &JavaThread,
    _this: Handle,
    address: Handle,
    timeout: i32,
    from: Handle,
    hops: i32,
) -> Result<bool, Throw> {
    let address = SocketAddr::new(ip_in(t, address)?, 0);
    if address.is_ipv6() {
        // Where there is only IPv4.
        return Ok(false);
    }
    let from = match from.is_null() {
        true => None,
        false => Some(SocketAddr::new(ip_in(t, from)?, 0)),
    };
    ask(t, |host| answer(host, &Question { address, from, timeout, hops }))
        .map_err(|error| Throw::new(VmException::Socket, error.text()))
}

fn is_reachable_6(
    t: &JavaThread,
    _this: Handle,
    address: Handle,
    scope: i32,
    timeout: i32,
    from: Handle,
    hops: i32,
    from_scope: i32,
) -> Result<bool, Throw> {
    let with_scope = |ip, scope: i32| match ip {
        IpAddr::V6(v6) => SocketAddr::V6(SocketAddrV6::new(v6, 0, 0, scope.max(0) as u32)),
        v4 => SocketAddr::new(v4, 0),
    };
    let address = with_scope(ip_in(t, address)?, scope);
    let from = match from.is_null() {
        true => None,
        false => Some(with_scope(ip_in(t, from)?, from_scope)),
    };
    ask(t, |host| answer(host, &Question { address, from, timeout, hops }))
        .map_err(|error| Throw::new(VmException::Socket, error.text()))
}

/// A way to find an answer with a socket.
type Method = fn(&dyn Host, Fd, &Question) -> HostResult<bool>;

fn domain(address: SocketAddr) -> i32 {
    if address.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 }
}

/// # Errors
///
/// That no request could be sent.
fn answer(host: &dyn Host, question: &Question) -> HostResult<bool> {
    let protocol =
        if question.address.is_ipv4() { libc::IPPROTO_ICMP } else { libc::IPPROTO_ICMPV6 };
    let domain = domain(question.address);
    let (fd, method): (Fd, Method) = match host.socket(domain, libc::SOCK_RAW, protocol) {
        Ok(fd) => (fd, by_echo),
        Err(_) => match host.socket(domain, libc::SOCK_STREAM, 0) {
            Ok(fd) => (fd, by_connecting),
            Err(_) => return Ok(false),
        },
    };
    let result = match prepare(host, fd, question) {
        Ok(()) => method(host, fd, question),
        Err(_) => Ok(false),
    };
    host.close(fd)?;
    result
}

fn prepare(host: &dyn Host, fd: Fd, question: &Question) -> HostResult<()> {
    if question.hops > 0 {
        let (level, option) = if question.address.is_ipv4() {
            (libc::IPPROTO_IP, libc::IP_TTL)
        } else {
            (libc::IPPROTO_IPV6, libc::IPV6_UNICAST_HOPS)
        };
        host.set_option(fd, level, option, Source::of(&question.hops.to_ne_bytes()))?;
    }
    if let Some(from) = question.from {
        host.bind(fd, &Endpoint::inet(from))?;
    }
    host.set_blocking(fd, false)
}

/// Whether a connection comes about, or is refused by the other side.
fn by_connecting(host: &dyn Host, fd: Fd, question: &Question) -> HostResult<bool> {
    let mut to = question.address;
    to.set_port(ECHO_PORT);
    let error = match host.connect(fd, &Endpoint::inet(to)) {
        Ok(()) => return Ok(true),
        Err(error) => error,
    };
    let errno = match error.errno() {
        libc::EINPROGRESS => {
            if host.poll_one(fd, libc::POLLOUT, question.timeout)? == 0 {
                return Ok(false);
            }
            let mut bytes = [0; 4];
            host.option(fd, libc::SOL_SOCKET, libc::SO_ERROR, Target::of(&mut bytes))?;
            i32::from_ne_bytes(bytes)
        }
        errno => errno,
    };
    Ok(errno == 0 || errno == libc::ECONNREFUSED)
}

/// An echo request that names this process and a number, with its checksum.
fn echo_request(kind: u8, identity: u16, number: u16) -> [u8; 16] {
    let mut packet = [0; 16];
    packet[0] = kind;
    packet[4..6].copy_from_slice(&identity.to_be_bytes());
    packet[6..8].copy_from_slice(&number.to_be_bytes());
    let sum: u32 =
        packet.chunks(2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]]))).sum();
    let folded = (sum & 0xffff) + (sum >> 16);
    packet[2..4].copy_from_slice(&(!(folded as u16)).to_be_bytes());
    packet
}

/// Whether a packet is the reply to a request of `identity`; an IPv4 packet
/// comes with the header of the layer below.
fn is_reply(packet: &[u8], is_ipv4: bool, identity: u16) -> bool {
    let (message, reply) = if is_ipv4 {
        let header = usize::from(packet.first().copied().unwrap_or(0) & 0xf) * 4;
        (packet.get(header..).unwrap_or(&[]), ECHO_REPLY_4)
    } else {
        (packet, ECHO_REPLY_6)
    };
    message.len() >= 8 && message[0] == reply && message[4..6] == identity.to_be_bytes()
}

/// Sends a request each second until the time is over or a reply has come.
fn by_echo(host: &dyn Host, fd: Fd, question: &Question) -> HostResult<bool> {
    let is_ipv4 = question.address.is_ipv4();
    let kind = if is_ipv4 { ECHO_REQUEST_4 } else { ECHO_REQUEST_6 };
    let identity = host.own_process() as u16;
    let to = Endpoint::inet(question.address);
    let deadline = host.monotonic_nanos() + i64::from(question.timeout) * 1_000_000;
    let mut number = 0;
    loop {
        number += 1;
        let request = echo_request(kind, identity, number);
        match host.send_to(fd, Source::of(&request), &to) {
            Ok(_) => {}
            Err(error) => match error.errno() {
                libc::EINPROGRESS => {}
                // What a socket bound to another interface gives.
                libc::EINVAL | libc::EHOSTUNREACH => return Ok(false),
                _ => return Err(error),
            },
        }
        let next = (host.monotonic_nanos() + 1_000_000_000).min(deadline);
        while let Some(left) = millis_until(host, next) {
            if host.poll_one(fd, libc::POLLIN, left)? == 0 {
                break;
            }
            let mut packet = [0; 1500];
            let (count, from) = match host.receive_from(fd, Target::of(&mut packet), 0) {
                Ok(received) => received,
                Err(error) if is_temporary(&error) => continue,
                Err(error) => return Err(error),
            };
            let same = from.to_inet().map(|from| from.ip()) == Some(question.address.ip());
            if same && is_reply(&packet[..count], is_ipv4, identity) {
                return Ok(true);
            }
        }
        if host.monotonic_nanos() >= deadline {
            return Ok(false);
        }
    }
}

fn is_temporary(error: &HostError) -> bool {
    matches!(error.errno(), libc::EAGAIN | libc::EINTR)
}

/// `None` when the time has come.
fn millis_until(host: &dyn Host, time: i64) -> Option<i32> {
    let left = time - host.monotonic_nanos();
    (left > 0).then(|| i32::try_from(left / 1_000_000 + 1).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use os::host::SystemHost;

    #[test]
    fn a_request_sums_to_all_ones() {
        let packet = echo_request(ECHO_REQUEST_4, 0xbeef, 3);
        let sum: u32 =
            packet.chunks(2).map(|pair| u32::from(u16::from_be_bytes([pair[0], pair[1]]))).sum();
        assert_eq!((sum & 0xffff) + (sum >> 16), 0xffff);
    }

    #[test]
    fn replies_are_told_from_other_packets() {
        let mut packet = vec![0x45; 20];
        packet.extend_from_slice(&[ECHO_REPLY_4, 0, 0, 0, 0xbe, 0xef, 0, 1]);
        assert!(is_reply(&packet, true, 0xbeef));
        assert!(!is_reply(&packet, true, 0xbeee));
        assert!(!is_reply(&[], true, 0));
        assert!(is_reply(&packet[20..], false, 0xbeef) == (ECHO_REPLY_4 == ECHO_REPLY_6));
    }

    #[test]
    fn this_machine_can_be_reached() {
        let question = Question {
            address: "127.0.0.1:0".parse().unwrap(),
            from: None,
            timeout: 1000,
            hops: 0,
        };
        assert!(answer(&SystemHost, &question).unwrap());
    }
}
