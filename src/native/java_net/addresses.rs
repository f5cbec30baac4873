//! `InetAddress` and its implementations: looking up hosts and addresses.

use crate::model::{ClassRef, Throw, VmException};
use crate::native::nio_ch::{inet_address, only_ipv4};
use crate::native::platform::{
    ask, boot_class, bytes_of, field, host, io_error, platform_string, platform_text,
};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::Host;
use std::net::IpAddr;

const V4: &str = "java/net/Inet4AddressImpl";
const V6: &str = "java/net/Inet6AddressImpl";
const UNKNOWN_HOST: &str = "java/net/UnknownHostException";

pub(super) const ROWS: &[NativeRow] = &[
    native("java/net/InetAddress", "init", "()V", init),
    native("java/net/InetAddress", "isIPv4Available", "()Z", is_ipv4_available),
    native("java/net/InetAddress", "isIPv6Supported", "()Z", is_ipv6_supported),
    native("java/net/InetAddressImplFactory", "isIPv6Supported", "()Z", is_ipv6_supported),
    native("java/net/Inet4Address", "init", "()V", init),
    native("java/net/Inet6Address", "init", "()V", init),
    native("java/net/DatagramPacket", "init", "()V", init),
    native(V4, "getLocalHostName", "()Ljava/lang/String;", local_host_name),
    native(V4, "getHostByAddr", "([B)Ljava/lang/String;", host_by_address),
    native(V4, "lookupAllHostAddr", "(Ljava/lang/String;)[Ljava/net/InetAddress;", look_up_v4),
    native(V6, "getLocalHostName", "()Ljava/lang/String;", local_host_name),
    native(V6, "getHostByAddr", "([B)Ljava/lang/String;", host_by_address),
    native(V6, "lookupAllHostAddr", "(Ljava/lang/String;)[Ljava/net/InetAddress;", look_up_17),
    native(V6, "lookupAllHostAddr", "(Ljava/lang/String;I)[Ljava/net/InetAddress;", look_up_25),
];

fn init(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn is_ipv4_available(t: &JavaThread) -> Result<bool, Throw> {
    let host = host(t);
    match host.socket(libc::AF_INET, libc::SOCK_STREAM, 0) {
        Ok(fd) => Ok(host.close(fd).is_ok()),
        Err(_) => Ok(false),
    }
}

fn is_ipv6_supported(t: &JavaThread) -> Result<bool, Throw> {
    Ok(!only_ipv4(t)?)
}

fn local_host_name(t: &JavaThread, _this: Handle) -> Result<Ref, Throw> {
    let name = ask(t, |host| host.machine_name()).map_err(|error| io_error(&error))?;
    platform_string(t, name.to_bytes())
}

/// The address in an array of 4 or 16 bytes.
pub(super) fn ip_in(t: &JavaThread, array: Handle) -> Result<IpAddr, Throw> {
    let bytes = bytes_of(t, array)?;
    if let Ok(octets) = <[u8; 4]>::try_from(&bytes[..]) {
        return Ok(IpAddr::from(octets));
    }
    match <[u8; 16]>::try_from(&bytes[..]) {
        Ok(octets) => Ok(IpAddr::from(octets)),
        Err(_) => Err(Throw::named(UNKNOWN_HOST, "addr is of illegal length")),
    }
}

fn host_by_address(t: &JavaThread, _this: Handle, address: Handle) -> Result<Ref, Throw> {
    let ip = ip_in(t, address)?;
    match ask(t, |host| host.look_up_name(ip)) {
        Ok(name) => platform_string(t, name.to_bytes()),
        Err(_) => Err(Throw::Named(UNKNOWN_HOST, None)),
    }
}

/// Which family's addresses come first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    V4First,
    V6First,
    AsResolved,
}

fn look_up(t: &JavaThread, name: Handle, family: i32, order: Order) -> Result<Ref, Throw> {
    if name.is_null() {
        return Err(Throw::new(VmException::NullPointer, "host argument is null"));
    }
    let text = platform_text(t, name)?;
    let mut found = ask(t, |host: &dyn Host| host.look_up(&text, family)).map_err(|error| {
        Throw::named(UNKNOWN_HOST, format!("{}: {}", t.string_text(name), error.text))
    })?;
    match order {
        Order::V4First => found.sort_by_key(|(ip, _)| ip.is_ipv6()),
        Order::V6First => found.sort_by_key(|(ip, _)| ip.is_ipv4()),
        Order::AsResolved => {}
    }
    let class = boot_class(t, "java/net/InetAddress")?;
    let array = t.handle(t.new_ref_array(class, found.len())?);
    for (at, (ip, scope)) in found.into_iter().enumerate() {
        let _scope = t.scope();
        let address = inet_address(t, name, ip, scope)?;
        t.set_element(array.get(), at as u32, address.get());
    }
    Ok(array.get())
}

fn look_up_v4(t: &JavaThread, _this: Handle, name: Handle) -> Result<Ref, Throw> {
    look_up(t, name, libc::AF_INET, Order::AsResolved)
}

fn look_up_17(t: &JavaThread, _this: Handle, name: Handle) -> Result<Ref, Throw> {
    let class: ClassRef = boot_class(t, "java/net/InetAddress")?;
    // The numbers of `InetAddress.PREFER_…`.
    let order = match t.get_static::<i32>(field(t, class, "preferIPv6Address", "I")) {
        0 => Order::V4First,
        1 => Order::V6First,
        _ => Order::AsResolved,
    };
    look_up(t, name, libc::AF_UNSPEC, order)
}

fn look_up_25(t: &JavaThread, _this: Handle, name: Handle, policy: i32) -> Result<Ref, Throw> {
    // The bits of `InetAddressResolver.LookupPolicy`.
    const IPV4: i32 = 1;
    const IPV6: i32 = 2;
    const IPV4_FIRST: i32 = 4;
    const IPV6_FIRST: i32 = 8;
    let family = match policy & (IPV4 | IPV6) {
        IPV4 => libc::AF_INET,
        IPV6 => libc::AF_INET6,
        _ => libc::AF_UNSPEC,
    };
    let order = if policy & IPV6_FIRST != 0 {
        Order::V6First
    } else if policy & IPV4_FIRST != 0 {
        Order::V4First
    } else {
        Order::AsResolved
    };
    look_up(t, name, family, order)
}
