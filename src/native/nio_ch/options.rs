//! `Net`: socket options.

use crate::model::{Throw, VmException};
use crate::native::nio_ch::only_ipv4;
use crate::native::platform::{ask, fd_of};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Fd, Host, HostError, HostResult, Source, Target};

pub(super) const ROWS: &[NativeRow] = &[
    native("sun/nio/ch/Net", "getIntOption0", "(Ljava/io/FileDescriptor;ZII)I", option),
    native("sun/nio/ch/Net", "setIntOption0", "(Ljava/io/FileDescriptor;ZIIIZ)V", set_option),
];

/// Least receive buffer; the system's own minimum makes it useless.
const LEAST_BUFFER: i32 = 1024;

/// An `int` option.
pub(in crate::native) fn int_option(
    host: &dyn Host,
    fd: Fd,
    level: i32,
    name: i32,
) -> HostResult<i32> {
    let mut bytes = [0; 4];
    host.option(fd, level, name, Target::of(&mut bytes))?;
    Ok(i32::from_ne_bytes(bytes))
}

/// Sets an `int` option.
pub(in crate::native) fn set_int_option(
    host: &dyn Host,
    fd: Fd,
    level: i32,
    name: i32,
    value: i32,
) -> HostResult<()> {
    host.set_option(fd, level, name, Source::of(&value.to_ne_bytes()))
}

/// The error that a socket met in the background; reading it clears it.
pub(in crate::native) fn pending_error(host: &dyn Host, fd: Fd) -> HostResult<i32> {
    int_option(host, fd, libc::SOL_SOCKET, libc::SO_ERROR)
}

fn is_byte_option(level: i32, name: i32) -> bool {
    level == libc::IPPROTO_IP && matches!(name, libc::IP_MULTICAST_TTL | libc::IP_MULTICAST_LOOP)
}

fn option_error(error: &HostError) -> Throw {
    Throw::new(VmException::Socket, error.text())
}

/// An option as Java code sees it: the seconds of `SO_LINGER`, or -1.
pub(in crate::native) fn read_option(
    host: &dyn Host,
    fd: Fd,
    convert: bool,
    (level, name): (i32, i32),
) -> HostResult<i32> {
    if is_byte_option(level, name) {
        let mut byte = [0];
        host.option(fd, level, name, Target::of(&mut byte))?;
        return Ok(i32::from(byte[0]));
    }
    if (level, name) == (libc::SOL_SOCKET, libc::SO_LINGER) {
        // Whether it is on, and the seconds.
        let mut bytes = [0; 8];
        host.option(fd, level, name, Target::of(&mut bytes))?;
        let word = |at| i32::from_ne_bytes(std::array::from_fn(|byte| bytes[at + byte]));
        return Ok(if word(0) == 0 { -1 } else { word(4) });
    }
    let value = int_option(host, fd, level, name)?;
    // The system answers twice what was asked for, its own use included.
    let doubled = matches!(name, libc::SO_SNDBUF | libc::SO_RCVBUF);
    let halve = convert && level == libc::SOL_SOCKET && doubled;
    Ok(if halve { value / 2 } else { value })
}

fn option(
    t: &JavaThread,
    descriptor: Handle,
    convert: bool,
    level: i32,
    name: i32,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    ask(t, |host| read_option(host, fd, convert, (level, name)))
        .map_err(|error| option_error(&error))
}

/// Sets an option to what Java code says; -1 turns `SO_LINGER` off.
pub(in crate::native) fn write_option(
    host: &dyn Host,
    fd: Fd,
    convert: Convert,
    (level, name): (i32, i32),
    mut value: i32,
) -> HostResult<()> {
    if is_byte_option(level, name) {
        return host.set_option(fd, level, name, Source::of(&[value as u8]));
    }
    if (level, name) == (libc::SOL_SOCKET, libc::SO_LINGER) {
        let (on, seconds) = if value >= 0 { (1i32, value) } else { (0, 0) };
        let bytes = [on.to_ne_bytes(), seconds.to_ne_bytes()].concat();
        return host.set_option(fd, level, name, Source::of(&bytes));
    }
    if convert != Convert::No && (level, name) == (libc::SOL_SOCKET, libc::SO_RCVBUF) {
        value = value.max(LEAST_BUFFER);
    }
    if convert == Convert::ForBoth && (level, name) == (libc::IPPROTO_IP, libc::IP_TOS) {
        // Either may be refused, as the socket is of one family.
        let _ = set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_TCLASS, value);
    }
    set_int_option(host, fd, level, name, value)
}

/// Whether a value that Java code gives is adapted to the system.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::native) enum Convert {
    No,
    /// For a system with IPv4 only.
    ForIpv4,
    /// For both families.
    ForBoth,
}

fn set_option(
    t: &JavaThread,
    descriptor: Handle,
    convert: bool,
    level: i32,
    name: i32,
    value: i32,
    is_ipv6: bool,
) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    let with_ipv6 = !only_ipv4(t)?;
    let convert = match (convert, with_ipv6) {
        (false, _) => Convert::No,
        (true, false) => Convert::ForIpv4,
        (true, true) => Convert::ForBoth,
    };
    ask(t, |host| {
        write_option(host, fd, convert, (level, name), value)?;
        if is_ipv6 && (level, name) == (libc::IPPROTO_IPV6, libc::IPV6_TCLASS) {
            // For packets to IPv4-mapped addresses; refused on some systems.
            let _ = set_int_option(host, fd, libc::IPPROTO_IP, libc::IP_TOS, value);
        }
        Ok(())
    })
    .map_err(|error| option_error(&error))
}
