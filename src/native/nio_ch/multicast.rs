//! `Net`: groups of receivers, and the interfaces that reach them.

use super::options::{int_option, set_int_option};
use super::{io_status, remarked_error, socket_error};
use crate::model::Throw;
use crate::native::platform::{ask, fd_of};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Endpoint, HostResult, Source, Target};
use std::net::{Ipv6Addr, SocketAddr};

const NET: &str = "sun/nio/ch/Net";

pub(super) const ROWS: &[NativeRow] = &[
    native(NET, "joinOrDrop4", "(ZLjava/io/FileDescriptor;III)I", join_or_drop_4),
    native(NET, "blockOrUnblock4", "(ZLjava/io/FileDescriptor;III)I", block_or_unblock_4),
    native(NET, "joinOrDrop6", "(ZLjava/io/FileDescriptor;[BI[B)I", join_or_drop_6),
    native(NET, "blockOrUnblock6", "(ZLjava/io/FileDescriptor;[BI[B)I", block_or_unblock_6),
    native(NET, "setInterface4", "(Ljava/io/FileDescriptor;I)V", set_interface_4),
    native(NET, "getInterface4", "(Ljava/io/FileDescriptor;)I", interface_4),
    native(NET, "setInterface6", "(Ljava/io/FileDescriptor;I)V", set_interface_6),
    native(NET, "getInterface6", "(Ljava/io/FileDescriptor;)I", interface_6),
];

/// 0, or the status for a system that cannot filter by source.
fn membership(result: HostResult<()>, may_be_missing: bool, remark: &str) -> Result<i32, Throw> {
    match result {
        Ok(()) => Ok(0),
        Err(error) => match error.errno() {
            libc::ENOPROTOOPT | libc::EOPNOTSUPP if may_be_missing => Ok(io_status::UNAVAILABLE),
            _ => Err(remarked_error(&error, remark)),
        },
    }
}

/// `struct ip_mreq` or `ip_mreq_source`: the addresses come in network order.
pub(in crate::native) fn request_4(group: i32, interface: i32, source: i32) -> Vec<u8> {
    let mut request = [group.to_be_bytes(), interface.to_be_bytes()].concat();
    if source != 0 {
        request.extend_from_slice(&source.to_be_bytes());
    }
    request
}

fn join_or_drop_4(
    t: &JavaThread,
    join: bool,
    descriptor: Handle,
    group: i32,
    interface: i32,
    source: i32,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let option = match (join, source) {
        (true, 0) => libc::IP_ADD_MEMBERSHIP,
        (false, 0) => libc::IP_DROP_MEMBERSHIP,
        (true, _) => libc::IP_ADD_SOURCE_MEMBERSHIP,
        (false, _) => libc::IP_DROP_SOURCE_MEMBERSHIP,
    };
    let request = request_4(group, interface, source);
    let result = ask(t, |host| host.set_option(fd, libc::IPPROTO_IP, option, Source::of(&request)));
    membership(result, join && source != 0, " (setsockopt failed)")
}

fn block_or_unblock_4(
    t: &JavaThread,
    block: bool,
    descriptor: Handle,
    group: i32,
    interface: i32,
    source: i32,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let option = if block { libc::IP_BLOCK_SOURCE } else { libc::IP_UNBLOCK_SOURCE };
    let mut request = request_4(group, interface, 0);
    request.extend_from_slice(&source.to_be_bytes());
    let result = ask(t, |host| host.set_option(fd, libc::IPPROTO_IP, option, Source::of(&request)));
    membership(result, block, "")
}

/// The 16 bytes of an IPv6 address; `None` for null.
fn address_6(t: &JavaThread, array: Handle) -> Option<Ipv6Addr> {
    if array.is_null() {
        return None;
    }
    let mut octets = [0; 16];
    t.read_bytes(array, 0, &mut octets);
    Some(Ipv6Addr::from(octets))
}

/// `struct group_source_req`: the interface, padding to the alignment of an
/// address, group and source each in a `sockaddr_storage`.
fn request_6(index: i32, group: Ipv6Addr, source: Ipv6Addr) -> Vec<u8> {
    let storage = size_of::<libc::sockaddr_storage>();
    let align = align_of::<libc::sockaddr_storage>();
    let mut request = index.to_ne_bytes().to_vec();
    request.resize(align, 0);
    for ip in [group, source] {
        let from = request.len();
        request.extend_from_slice(Endpoint::inet(SocketAddr::new(ip.into(), 0)).as_bytes());
        request.resize(from + storage, 0);
    }
    request
}

fn join_or_drop_6(
    t: &JavaThread,
    join: bool,
    descriptor: Handle,
    group: Handle,
    index: i32,
    source: Handle,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let group_ip = address_6(t, t.non_null(group)?).expect("not null");
    let source_ip = address_6(t, source);
    let (option, request) = match source_ip {
        None => {
            let option = if join { libc::IPV6_ADD_MEMBERSHIP } else { libc::IPV6_DROP_MEMBERSHIP };
            (option, [&group_ip.octets()[..], &index.to_ne_bytes()[..]].concat())
        }
        Some(source) => {
            let option = if join { MCAST_JOIN_SOURCE_GROUP } else { MCAST_LEAVE_SOURCE_GROUP };
            (option, request_6(index, group_ip, source))
        }
    };
    let result =
        ask(t, |host| host.set_option(fd, libc::IPPROTO_IPV6, option, Source::of(&request)));
    membership(result, join && source_ip.is_some(), " (setsockopt failed)")
}

// Option numbers of the kernel's `in.h` that `libc` does not name.
const MCAST_BLOCK_SOURCE: i32 = 43;
const MCAST_UNBLOCK_SOURCE: i32 = 44;
const MCAST_JOIN_SOURCE_GROUP: i32 = 46;
const MCAST_LEAVE_SOURCE_GROUP: i32 = 47;

fn block_or_unblock_6(
    t: &JavaThread,
    block: bool,
    descriptor: Handle,
    group: Handle,
    index: i32,
    source: Handle,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let group = address_6(t, t.non_null(group)?).expect("not null");
    let source = address_6(t, t.non_null(source)?).expect("not null");
    let option = if block { MCAST_BLOCK_SOURCE } else { MCAST_UNBLOCK_SOURCE };
    let request = request_6(index, group, source);
    let result =
        ask(t, |host| host.set_option(fd, libc::IPPROTO_IPV6, option, Source::of(&request)));
    membership(result, block, "")
}

fn set_interface_4(t: &JavaThread, descriptor: Handle, address: i32) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    let bytes = address.to_be_bytes();
    ask(t, |host| host.set_option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_IF, Source::of(&bytes)))
        .map_err(|error| socket_error(&error))
}

fn interface_4(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let mut bytes = [0; 4];
    ask(t, |host| host.option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_IF, Target::of(&mut bytes)))
        .map_err(|error| socket_error(&error))?;
    Ok(i32::from_be_bytes(bytes))
}

fn set_interface_6(t: &JavaThread, descriptor: Handle, index: i32) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    ask(t, |host| set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_IF, index))
        .map_err(|error| socket_error(&error))
}

fn interface_6(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    ask(t, |host| int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_IF))
        .map_err(|error| socket_error(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_have_the_systems_layout() {
        assert_eq!(request_4(0xe000_0001_u32 as i32, 0x7f00_0001, 0), [224, 0, 0, 1, 127, 0, 0, 1]);
        assert_eq!(request_4(1, 2, 3).len(), size_of::<libc::ip_mreq_source>());
        let request = request_6(7, Ipv6Addr::LOCALHOST, Ipv6Addr::UNSPECIFIED);
        assert_eq!(request.len(), 8 + 2 * 128);
        assert_eq!(request[..4], 7i32.to_ne_bytes());
        assert_eq!(request[8 + 8 + 15], 1);
    }
}
