//! `NativeSocketAddress`, and the way between `java.net.InetAddress` and the
//! system's addresses.

use super::has_ipv6;
use crate::model::{Throw, VmException};
use crate::native::platform::{boot_class, construct, get, get_ref, host, new_bytes};
use crate::thread::{Handle, JavaThread, Library, NativeRow, Value, native};
use os::host::Endpoint;
use std::mem::offset_of;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};
use std::sync::OnceLock;

const CLASS: &str = "sun/nio/ch/NativeSocketAddress";

/// A native that answers a constant.
macro_rules! constants {
    ($($function:ident = $value:expr;)*) => {
        $(
            fn $function(_: &JavaThread) -> Result<i32, Throw> {
                Ok($value as i32)
            }
        )*
    };
}

constants! {
    family_4 = libc::AF_INET;
    family_6 = libc::AF_INET6;
    size_4 = size_of::<libc::sockaddr_in>();
    size_6 = size_of::<libc::sockaddr_in6>();
    size_of_family = size_of::<libc::sa_family_t>();
    family_offset = offset_of!(libc::sockaddr, sa_family);
    port_4 = offset_of!(libc::sockaddr_in, sin_port);
    address_4 = offset_of!(libc::sockaddr_in, sin_addr);
    port_6 = offset_of!(libc::sockaddr_in6, sin6_port);
    address_6 = offset_of!(libc::sockaddr_in6, sin6_addr);
    scope_6 = offset_of!(libc::sockaddr_in6, sin6_scope_id);
    flow_6 = offset_of!(libc::sockaddr_in6, sin6_flowinfo);
}

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "AFINET", "()I", family_4),
    native(CLASS, "AFINET6", "()I", family_6),
    native(CLASS, "sizeofSockAddr4", "()I", size_4),
    native(CLASS, "sizeofSockAddr6", "()I", size_6),
    native(CLASS, "sizeofFamily", "()I", size_of_family),
    native(CLASS, "offsetFamily", "()I", family_offset),
    native(CLASS, "offsetSin4Port", "()I", port_4),
    native(CLASS, "offsetSin4Addr", "()I", address_4),
    native(CLASS, "offsetSin6Port", "()I", port_6),
    native(CLASS, "offsetSin6Addr", "()I", address_6),
    native(CLASS, "offsetSin6ScopeId", "()I", scope_6),
    native(CLASS, "offsetSin6FlowInfo", "()I", flow_6),
];

/// What [`only_ipv4`] answers, found out once.
#[derive(Default)]
struct Preference(OnceLock<bool>);

/// Whether there is only IPv4: because the program wants it so
/// (`java.net.preferIPv4Stack`), or the system has no other.
///
/// # Errors
///
/// What reading the system property throws.
pub(in crate::native) fn only_ipv4(t: &JavaThread) -> Result<bool, Throw> {
    let slot = &t.vm().extension::<Preference>().0;
    if let Some(known) = slot.get() {
        return Ok(*known);
    }
    // Where there may be a security manager, the program needs no permission for this.
    let (class, method): (_, &[u8]) = match t.vm().library() {
        Library::Java17 => ("sun/security/action/GetBooleanAction", b"privilegedGetProperty"),
        Library::Java25 => ("java/lang/Boolean", b"getBoolean"),
    };
    let class = boot_class(t, class)?;
    let symbols = &t.vm().symbols;
    let get_boolean = class
        .declared_method(symbols.intern(method), symbols.intern(b"(Ljava/lang/String;)Z"))
        .expect("the class library has this method");
    let name = t.handle(t.new_string("java.net.preferIPv4Stack")?);
    let preferred = t.call_int(get_boolean, &[Value::Object(name)])? != 0;
    Ok(*slot.get_or_init(|| preferred || !has_ipv6(host(t))))
}

/// The address and scope of an `InetAddress`.
///
/// # Errors
///
/// `NullPointerException`.
pub(in crate::native) fn ip_of(t: &JavaThread, address: Handle) -> Result<(IpAddr, u32), Throw> {
    const IPV4: i32 = 1;
    let address = t.non_null(address)?;
    let holder = get_ref(t, address, "holder", "Ljava/net/InetAddress$InetAddressHolder;");
    if get::<i32>(t, holder, "family", "I") == IPV4 {
        let bits = get::<i32>(t, holder, "address", "I") as u32;
        return Ok((IpAddr::V4(Ipv4Addr::from(bits)), 0));
    }
    let holder = get_ref(t, address, "holder6", "Ljava/net/Inet6Address$Inet6AddressHolder;");
    let bytes = get_ref(t, holder, "ipaddress", "[B");
    let mut octets = [0; 16];
    t.read_bytes(t.non_null(bytes)?, 0, &mut octets);
    let scope = get::<i32>(t, holder, "scope_id", "I") as u32;
    Ok((IpAddr::V6(Ipv6Addr::from(octets)), scope))
}

/// The system's address for an `InetAddress` and a port. With `mapped`, an IPv4
/// address takes the form that an IPv6 socket understands.
///
/// # Errors
///
/// `SocketException` for an IPv6 address where there is only IPv4.
pub(in crate::native) fn endpoint(
    t: &JavaThread,
    address: Handle,
    port: i32,
    mapped: bool,
) -> Result<Endpoint, Throw> {
    let (ip, scope) = ip_of(t, address)?;
    let port = port as u16;
    let only_ipv4 = only_ipv4(t)?;
    let socket_address = match ip {
        IpAddr::V4(v4) if only_ipv4 || !mapped => SocketAddr::new(IpAddr::V4(v4), port),
        // The wildcard is the other family's wildcard, not a mapped address.
        IpAddr::V4(v4) if v4.is_unspecified() => {
            SocketAddr::new(IpAddr::V6(Ipv6Addr::UNSPECIFIED), port)
        }
        IpAddr::V4(v4) => SocketAddr::new(IpAddr::V6(v4.to_ipv6_mapped()), port),
        IpAddr::V6(_) if only_ipv4 => {
            return Err(Throw::new(VmException::Socket, "Protocol family unavailable"));
        }
        IpAddr::V6(v6) => SocketAddr::V6(SocketAddrV6::new(v6, port, 0, scope)),
    };
    Ok(Endpoint::inet(socket_address))
}

/// A new `InetAddress` without a host name, or with one.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(in crate::native) fn inet_address(
    t: &JavaThread,
    host: Handle,
    ip: IpAddr,
    scope: u32,
) -> Result<Handle, Throw> {
    let host = Value::Object(host);
    let ip = match ip {
        // What an IPv6 socket says of an IPv4 peer.
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(IpAddr::V6(v6), IpAddr::V4),
        v4 => v4,
    };
    match ip {
        IpAddr::V4(v4) => {
            let bits = Value::Int(u32::from(v4) as i32);
            construct(t, "java/net/Inet4Address", "(Ljava/lang/String;I)V", &[host, bits])
        }
        IpAddr::V6(v6) => {
            let bytes = Value::Object(t.handle(new_bytes(t, &v6.octets())?));
            // -1: without a scope, which is not the scope 0.
            let scope = Value::Int(if scope == 0 { -1 } else { scope as i32 });
            let descriptor = "(Ljava/lang/String;[BI)V";
            construct(t, "java/net/Inet6Address", descriptor, &[host, bytes, scope])
        }
    }
}

/// The `InetAddress` and port of a system's address.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(in crate::native) fn from_endpoint(
    t: &JavaThread,
    endpoint: &Endpoint,
) -> Result<(Handle, i32), Throw> {
    let null = t.handle(heap::layout::Ref::NULL);
    let Some(address) = endpoint.to_inet() else { return Ok((null, 0)) };
    let scope = if let SocketAddr::V6(v6) = address { v6.scope_id() } else { 0 };
    Ok((inet_address(t, null, address.ip(), scope)?, i32::from(address.port())))
}
