//! `NetworkInterface`.

use crate::model::{Throw, VmException};
use crate::native::nio_ch::{inet_address, ip_of, only_ipv4};
use crate::native::platform::{
    ask, boot_class, construct, get_ref, new_bytes, platform_string, platform_text, put, put_ref,
};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::{HostError, Interface, InterfaceAddress};
use std::net::IpAddr;

const CLASS: &str = "java/net/NetworkInterface";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "init", "()V", init),
    native(CLASS, "getAll", "()[Ljava/net/NetworkInterface;", all),
    native(CLASS, "getByName0", "(Ljava/lang/String;)Ljava/net/NetworkInterface;", by_name),
    native(CLASS, "getByIndex0", "(I)Ljava/net/NetworkInterface;", by_index),
    native(
        CLASS,
        "getByInetAddress0",
        "(Ljava/net/InetAddress;)Ljava/net/NetworkInterface;",
        by_address,
    ),
    native(CLASS, "boundInetAddress0", "(Ljava/net/InetAddress;)Z", is_bound),
    native(CLASS, "isUp0", "(Ljava/lang/String;I)Z", is_up),
    native(CLASS, "isLoopback0", "(Ljava/lang/String;I)Z", is_loopback),
    native(CLASS, "isP2P0", "(Ljava/lang/String;I)Z", is_point_to_point),
    native(CLASS, "supportsMulticast0", "(Ljava/lang/String;I)Z", supports_multicast),
    native(CLASS, "getMacAddr0", "([BLjava/lang/String;I)[B", hardware_address),
    native(CLASS, "getMTU0", "(Ljava/lang/String;I)I", mtu),
];

fn init(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn refused(what: &str, error: &HostError) -> Throw {
    Throw::new(VmException::Socket, format!("{what}: {}", error.text()))
}

/// The interfaces, the last one of the system first, as are their addresses:
/// the order that programs know.
fn interfaces(t: &JavaThread) -> Result<Vec<Interface>, Throw> {
    let only_ipv4 = only_ipv4(t)?;
    let mut all = ask(t, |host| host.interfaces())
        .map_err(|error| Throw::new(VmException::Socket, error.text()))?;
    for interface in &mut all {
        interface.addresses.retain(|at| at.address.is_ipv4() || !only_ipv4);
        interface.addresses.reverse();
    }
    all.retain(|interface| !interface.addresses.is_empty());
    all.reverse();
    Ok(all)
}

/// The physical interfaces and the subinterfaces of each, named `parent:…`.
fn is_child_of(child: &Interface, parent: &Interface) -> bool {
    child.name.split_once(':').is_some_and(|(name, _)| name == parent.name)
}

fn is_child(interface: &Interface, all: &[Interface]) -> bool {
    all.iter().any(|other| is_child_of(interface, other))
}

/// A new `NetworkInterface`, with its subinterfaces.
fn object_of(t: &JavaThread, interface: &Interface, all: &[Interface]) -> Result<Handle, Throw> {
    let object = construct(t, CLASS, "()V", &[])?;
    let name = t.handle(platform_string(t, interface.name.as_bytes())?);
    put_ref(t, object, "name", "Ljava/lang/String;", name);
    put_ref(t, object, "displayName", "Ljava/lang/String;", name);
    put(t, object, "index", "I", interface.index as i32);
    put(t, object, "virtual", "Z", u8::from(is_child(interface, all)));
    fill_addresses(t, object, &interface.addresses)?;
    let children: Vec<&Interface> =
        all.iter().filter(|other| is_child_of(other, interface)).collect();
    let class = boot_class(t, CLASS)?;
    let array = t.handle(t.new_ref_array(class, children.len())?);
    for (at, child) in children.into_iter().enumerate() {
        let _scope = t.scope();
        // A child has no children of its own: the list is empty.
        let child = object_of(t, child, &[])?;
        put(t, child, "virtual", "Z", 1u8);
        put_ref(t, child, "parent", "Ljava/net/NetworkInterface;", object);
        t.set_element(array.get(), at as u32, child.get());
    }
    put_ref(t, object, "childs", "[Ljava/net/NetworkInterface;", array);
    Ok(object)
}

fn fill_addresses(
    t: &JavaThread,
    object: Handle,
    addresses: &[InterfaceAddress],
) -> Result<(), Throw> {
    let address_class = boot_class(t, "java/net/InetAddress")?;
    let binding_class = boot_class(t, "java/net/InterfaceAddress")?;
    let array = t.handle(t.new_ref_array(address_class, addresses.len())?);
    let bindings = t.handle(t.new_ref_array(binding_class, addresses.len())?);
    let no_name = t.handle(Ref::NULL);
    for (at, part) in addresses.iter().enumerate() {
        let _scope = t.scope();
        let address = inet_address(t, no_name, part.address, part.scope)?;
        if part.scope != 0 && part.address.is_ipv6() {
            let holder =
                get_ref(t, address, "holder6", "Ljava/net/Inet6Address$Inet6AddressHolder;");
            put_ref(t, holder, "scope_ifname", "Ljava/net/NetworkInterface;", object);
        }
        let binding = construct(t, "java/net/InterfaceAddress", "()V", &[])?;
        put_ref(t, binding, "address", "Ljava/net/InetAddress;", address);
        put(t, binding, "maskLength", "S", i16::from(part.prefix));
        if let Some(broadcast) = part.broadcast {
            let broadcast = inet_address(t, no_name, IpAddr::V4(broadcast), 0)?;
            put_ref(t, binding, "broadcast", "Ljava/net/Inet4Address;", broadcast);
        }
        t.set_element(array.get(), at as u32, address.get());
        t.set_element(bindings.get(), at as u32, binding.get());
    }
    put_ref(t, object, "addrs", "[Ljava/net/InetAddress;", array);
    put_ref(t, object, "bindings", "[Ljava/net/InterfaceAddress;", bindings);
    Ok(())
}

/// Null when there is no interface at all.
fn all(t: &JavaThread) -> Result<Ref, Throw> {
    let all = interfaces(t)?;
    if all.is_empty() {
        return Ok(Ref::NULL);
    }
    let top: Vec<&Interface> = all.iter().filter(|one| !is_child(one, &all)).collect();
    let class = boot_class(t, CLASS)?;
    let array = t.handle(t.new_ref_array(class, top.len())?);
    for (at, interface) in top.into_iter().enumerate() {
        let _scope = t.scope();
        let object = object_of(t, interface, &all)?;
        t.set_element(array.get(), at as u32, object.get());
    }
    Ok(array.get())
}

/// The interface that a test finds, or null.
fn find(t: &JavaThread, test: impl Fn(&Interface) -> bool) -> Result<Ref, Throw> {
    let all = interfaces(t)?;
    match all.iter().find(|interface| test(interface)) {
        Some(interface) => Ok(object_of(t, interface, &all)?.get()),
        None => Ok(Ref::NULL),
    }
}

fn by_name(t: &JavaThread, name: Handle) -> Result<Ref, Throw> {
    if name.is_null() {
        return Err(Throw::new(VmException::NullPointer, "network interface name is NULL"));
    }
    let name = t.string_text(name);
    find(t, |interface| interface.name == name)
}

fn by_index(t: &JavaThread, index: i32) -> Result<Ref, Throw> {
    if index <= 0 {
        return Ok(Ref::NULL);
    }
    find(t, |interface| interface.index == index as u32)
}

fn has_address(interface: &Interface, ip: IpAddr, scope: u32) -> bool {
    interface
        .addresses
        .iter()
        .any(|at| at.address == ip && (scope == 0 || at.scope == 0 || at.scope == scope))
}

fn by_address(t: &JavaThread, address: Handle) -> Result<Ref, Throw> {
    let (ip, scope) = ip_of(t, address)?;
    find(t, |interface| has_address(interface, ip, scope))
}

fn is_bound(t: &JavaThread, address: Handle) -> Result<bool, Throw> {
    let (ip, scope) = ip_of(t, address)?;
    Ok(interfaces(t)?.iter().any(|interface| has_address(interface, ip, scope)))
}

fn flags(t: &JavaThread, name: Handle) -> Result<i32, Throw> {
    let name = name_of(t, name)?;
    ask(t, |host| host.interface_flags(&name)).map_err(|error| refused("getFlags() failed", &error))
}

fn name_of(t: &JavaThread, name: Handle) -> Result<String, Throw> {
    if name.is_null() {
        return Err(Throw::new(VmException::NullPointer, "network interface name is NULL"));
    }
    Ok(platform_text(t, name)?.to_string_lossy().into_owned())
}

fn is_up(t: &JavaThread, name: Handle, _index: i32) -> Result<bool, Throw> {
    let both = libc::IFF_UP | libc::IFF_RUNNING;
    Ok(flags(t, name)? & both == both)
}

fn is_loopback(t: &JavaThread, name: Handle, _index: i32) -> Result<bool, Throw> {
    Ok(flags(t, name)? & libc::IFF_LOOPBACK != 0)
}

fn is_point_to_point(t: &JavaThread, name: Handle, _index: i32) -> Result<bool, Throw> {
    Ok(flags(t, name)? & libc::IFF_POINTOPOINT != 0)
}

fn supports_multicast(t: &JavaThread, name: Handle, _index: i32) -> Result<bool, Throw> {
    Ok(flags(t, name)? & libc::IFF_MULTICAST != 0)
}

/// Null for interfaces without one.
fn hardware_address(
    t: &JavaThread,
    _address: Handle,
    name: Handle,
    _index: i32,
) -> Result<Ref, Throw> {
    let name = name_of(t, name)?;
    let address = ask(t, |host| host.interface_hardware(&name))
        .map_err(|error| refused("ioctl(SIOCGIFHWADDR) failed", &error))?;
    if address.iter().all(|&byte| byte == 0) { Ok(Ref::NULL) } else { new_bytes(t, &address) }
}

fn mtu(t: &JavaThread, name: Handle, _index: i32) -> Result<i32, Throw> {
    let name = name_of(t, name)?;
    ask(t, |host| host.interface_mtu(&name))
        .map_err(|error| refused("ioctl(SIOCGIFMTU) failed", &error))
}
