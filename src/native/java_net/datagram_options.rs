//! `PlainDatagramSocketImpl`: options, and groups of receivers (17).

use super::plain::{
    bare_socket_failure, get_option, local_address, open_fd, set_option, socket_exception,
    socket_option, uses_ipv6,
};
use super::plain_sockets::int_value;
use crate::model::{ClassRef, Throw, VmException};
use crate::native::nio_ch::options::{int_option, set_int_option};
use crate::native::nio_ch::{inet_address, ip_of, request_4};
use crate::native::platform::{ask, boot_class, construct, get, get_ref};
use crate::native::primitive::Primitive;
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::layout::Ref;
use os::host::{Fd, HostResult, Source, Target};
use std::net::{IpAddr, Ipv4Addr};

const CLASS: &str = "java/net/PlainDatagramSocketImpl";
const INTERFACE: &str = "java/net/NetworkInterface";
const ADDRESS: &str = "java/net/InetAddress";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "setTimeToLive", "(I)V", set_hops),
    native(CLASS, "getTimeToLive", "()I", hops),
    native(CLASS, "setTTL", "(B)V", set_hops_byte),
    native(CLASS, "getTTL", "()B", hops_byte),
    native(CLASS, "join", "(Ljava/net/InetAddress;Ljava/net/NetworkInterface;)V", join),
    native(CLASS, "leave", "(Ljava/net/InetAddress;Ljava/net/NetworkInterface;)V", leave),
    native(CLASS, "socketSetOption0", "(ILjava/lang/Object;)V", set_socket_option),
    native(CLASS, "socketGetOption", "(I)Ljava/lang/Object;", socket_option_of),
];

/// How many routers multicast datagrams pass, for both families.
fn set_hops(t: &JavaThread, this: Handle, hops: i32) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    let ipv6 = uses_ipv6(t)?;
    ask(t, |host| {
        let byte = [hops as u8];
        host.set_option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_TTL, Source::of(&byte))?;
        if ipv6 {
            set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS, hops)?;
        }
        Ok(())
    })
    .map_err(bare_socket_failure)
}

fn hops(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    let fd = open_fd(t, this)?;
    if uses_ipv6(t)? {
        return ask(t, |host| int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_HOPS))
            .map_err(bare_socket_failure);
    }
    let mut byte = [0];
    ask(t, |host| host.option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_TTL, Target::of(&mut byte)))
        .map_err(bare_socket_failure)?;
    Ok(i32::from(byte[0]))
}

fn set_hops_byte(t: &JavaThread, this: Handle, hops: i8) -> Result<(), Throw> {
    set_hops(t, this, i32::from(hops as u8))
}

fn hops_byte(t: &JavaThread, this: Handle) -> Result<i8, Throw> {
    Ok(hops(t, this)? as i8)
}

/// The interface that multicast datagrams leave by: its number, 0 for the
/// system's choice; only for sockets of both families.
fn chosen_index(t: &JavaThread, fd: Fd) -> Result<i32, Throw> {
    ask(t, |host| int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_IF))
        .map_err(bare_socket_failure)
}

/// The same by its address, for sockets of one family.
fn chosen_address(t: &JavaThread, fd: Fd) -> Result<Ipv4Addr, Throw> {
    let mut octets = [0; 4];
    ask(t, |host| {
        host.option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_IF, Target::of(&mut octets))
    })
    .map_err(bare_socket_failure)?;
    Ok(Ipv4Addr::from(octets))
}

fn index_of(t: &JavaThread, interface: Handle) -> i32 {
    get(t, interface, "index", "I")
}

/// What the system is asked to join or leave: level and the bytes.
fn membership(
    t: &JavaThread,
    fd: Fd,
    group: Handle,
    interface: Handle,
) -> Result<(i32, Vec<u8>), Throw> {
    let ipv6 = uses_ipv6(t)?;
    let (ip, scope) = ip_of(t, group)?;
    let index = match (interface.is_null(), ipv6) {
        (false, _) => index_of(t, interface),
        (true, true) if ip.is_ipv6() && scope != 0 => scope as i32,
        (true, true) => chosen_index(t, fd)?,
        (true, false) => 0,
    };
    match ip {
        IpAddr::V4(group) => {
            let mut request = match interface.is_null() && !ipv6 {
                true => {
                    request_4(u32::from(group) as i32, u32::from(chosen_address(t, fd)?) as i32, 0)
                }
                false => request_4(u32::from(group) as i32, 0, 0),
            };
            // `struct ip_mreqn`: the interface by its number.
            request.extend_from_slice(&index.to_ne_bytes());
            Ok((libc::IPPROTO_IP, request))
        }
        IpAddr::V6(group) => {
            let request = [&group.octets()[..], &index.to_ne_bytes()[..]].concat();
            Ok((libc::IPPROTO_IPV6, request))
        }
    }
}

fn join(t: &JavaThread, this: Handle, group: Handle, interface: Handle) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if group.is_null() {
        return Err(Throw::new(VmException::NullPointer, "address"));
    }
    let (level, request) = membership(t, fd, group, interface)?;
    let option = match level {
        libc::IPPROTO_IP => libc::IP_ADD_MEMBERSHIP,
        _ => libc::IPV6_ADD_MEMBERSHIP,
    };
    ask(t, |host| host.set_option(fd, level, option, Source::of(&request)))
        .map_err(bare_socket_failure)
}

fn leave(t: &JavaThread, this: Handle, group: Handle, interface: Handle) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if group.is_null() {
        return Err(Throw::new(VmException::NullPointer, "address"));
    }
    let (level, request) = membership(t, fd, group, interface)?;
    let option = match level {
        libc::IPPROTO_IP => libc::IP_DROP_MEMBERSHIP,
        _ => libc::IPV6_DROP_MEMBERSHIP,
    };
    ask(t, |host| host.set_option(fd, level, option, Source::of(&request))).map_err(|error| {
        match error.errno() {
            libc::ENOENT => socket_exception("Not a member of the multicast group"),
            _ => bare_socket_failure(error),
        }
    })
}

fn bool_value(t: &JavaThread, value: Handle) -> Result<bool, Throw> {
    match Primitive::unbox(t, value) {
        Some(Primitive::Boolean(value)) => Ok(value),
        _ => Err(Throw::new(VmException::IllegalArgument, "not a Boolean")),
    }
}

/// `true` turns the loop off: multicast datagrams do not come back.
fn set_loop_off(t: &JavaThread, fd: Fd, off: bool) -> Result<(), Throw> {
    let ipv6 = uses_ipv6(t)?;
    ask(t, |host| {
        let byte = [u8::from(!off)];
        host.set_option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_LOOP, Source::of(&byte))?;
        if ipv6 {
            let value = i32::from(!off);
            set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_LOOP, value)?;
        }
        Ok(())
    })
    .map_err(bare_socket_failure)
}

fn is_loop_off(t: &JavaThread, fd: Fd) -> Result<bool, Throw> {
    let ipv6 = uses_ipv6(t)?;
    let on = ask(t, |host| -> HostResult<bool> {
        if ipv6 {
            let on = int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_LOOP)?;
            return Ok(on != 0);
        }
        let mut byte = [0];
        host.option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_LOOP, Target::of(&mut byte))?;
        Ok(byte[0] != 0)
    });
    Ok(!on.map_err(bare_socket_failure)?)
}

/// Sends multicast datagrams by the interface with this number, or address.
fn choose(t: &JavaThread, fd: Fd, index: i32, address: Ipv4Addr) -> Result<(), Throw> {
    let ipv6 = uses_ipv6(t)?;
    ask(t, |host| {
        // `struct ip_mreqn`; the group does not matter.
        let request = [&[0; 4][..], &address.octets()[..], &index.to_ne_bytes()[..]].concat();
        host.set_option(fd, libc::IPPROTO_IP, libc::IP_MULTICAST_IF, Source::of(&request))?;
        if ipv6 {
            set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MULTICAST_IF, index)?;
        }
        Ok(())
    })
    .map_err(bare_socket_failure)
}

/// Calls a static method of `NetworkInterface` or `InetAddress`.
fn call_static(
    t: &JavaThread,
    class: &str,
    name: &str,
    descriptor: &str,
    arguments: &[Value],
) -> Result<Handle, Throw> {
    let class: ClassRef = boot_class(t, class)?;
    let symbols = &t.vm().symbols;
    let method = class
        .declared_method(symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()))
        .expect("a method of the class library of JDK 17");
    Ok(t.handle(t.call_object(method, arguments)?))
}

/// The interface that has this address; null if there is none.
fn interface_at(t: &JavaThread, address: Handle) -> Result<Handle, Throw> {
    let descriptor = "(Ljava/net/InetAddress;)Ljava/net/NetworkInterface;";
    call_static(t, INTERFACE, "getByInetAddress", descriptor, &[Value::Object(address)])
}

fn choose_by_address(t: &JavaThread, fd: Fd, address: Handle) -> Result<(), Throw> {
    let (ip, _) = ip_of(t, address)?;
    if ip.is_unspecified() {
        return choose(t, fd, 0, Ipv4Addr::UNSPECIFIED);
    }
    let found = interface_at(t, address)?;
    if found.is_null() {
        let text = "bad argument for IP_MULTICAST_IF: address not bound to any interface";
        return Err(socket_exception(text));
    }
    choose(t, fd, index_of(t, found), Ipv4Addr::UNSPECIFIED)
}

fn set_socket_option(
    t: &JavaThread,
    this: Handle,
    option: i32,
    value: Handle,
) -> Result<(), Throw> {
    use socket_option::*;
    let fd = open_fd(t, this)?;
    if value.is_null() {
        return Err(Throw::new(VmException::NullPointer, "value argument"));
    }
    match option {
        IP_MULTICAST_IF => choose_by_address(t, fd, value),
        IP_MULTICAST_IF2 => choose(t, fd, index_of(t, value), Ipv4Addr::UNSPECIFIED),
        IP_MULTICAST_LOOP => set_loop_off(t, fd, bool_value(t, value)?),
        SO_SNDBUF | SO_RCVBUF | IP_TOS => set_option(t, fd, option, int_value(t, value)?),
        SO_REUSEADDR | SO_REUSEPORT | SO_BROADCAST => {
            set_option(t, fd, option, i32::from(bool_value(t, value)?))
        }
        _ => Err(socket_exception("Socket option not supported by PlainDatagramSocketImp")),
    }
}

fn array_of_one(t: &JavaThread, class: &str, item: Handle) -> Result<Handle, Throw> {
    let array = t.handle(t.new_ref_array(boot_class(t, class)?, 1)?);
    t.set_element(array.get(), 0, item.get());
    Ok(array)
}

/// The chosen interface; one without a name, with the number 0 and the wildcard
/// address, if the system chooses.
fn chosen_interface(t: &JavaThread, fd: Fd) -> Result<Handle, Throw> {
    let no_name = t.handle(Ref::NULL);
    if uses_ipv6(t)? {
        let index = chosen_index(t, fd)?;
        if index > 0 {
            let descriptor = "(I)Ljava/net/NetworkInterface;";
            return call_static(t, INTERFACE, "getByIndex", descriptor, &[Value::Int(index)]);
        }
    } else {
        let address = chosen_address(t, fd)?;
        if !address.is_unspecified() {
            return interface_at(t, inet_address(t, no_name, address.into(), 0)?);
        }
    }
    let descriptor = "()Ljava/net/InetAddress;";
    let wildcard = call_static(t, ADDRESS, "anyLocalAddress", descriptor, &[])?;
    let addresses = array_of_one(t, ADDRESS, wildcard)?;
    let descriptor = "(Ljava/lang/String;I[Ljava/net/InetAddress;)V";
    let arguments = [Value::Object(no_name), Value::Int(0), Value::Object(addresses)];
    construct(t, INTERFACE, descriptor, &arguments)
}

fn socket_option_of(t: &JavaThread, this: Handle, option: i32) -> Result<Ref, Throw> {
    use socket_option::*;
    let fd = open_fd(t, this)?;
    match option {
        IP_MULTICAST_IF2 => Ok(chosen_interface(t, fd)?.get()),
        IP_MULTICAST_IF => {
            let interface = t.non_null(chosen_interface(t, fd)?)?;
            let addresses = get_ref(t, interface, "addrs", "[Ljava/net/InetAddress;");
            match t.array_length(t.non_null(addresses)?.get()) {
                0 => Err(socket_exception(
                    "bad argument for IP_MULTICAST_IF2: No IP addresses bound to interface",
                )),
                _ => Ok(t.element(addresses.get(), 0)),
            }
        }
        IP_MULTICAST_LOOP => Primitive::Boolean(is_loop_off(t, fd)?).boxed(t),
        SO_BINDADDR => Ok(local_address(t, fd)?.get()),
        SO_REUSEADDR | SO_REUSEPORT | SO_BROADCAST => {
            Primitive::Boolean(get_option(t, fd, option)? != 0).boxed(t)
        }
        _ => Primitive::Int(get_option(t, fd, option)?).boxed(t),
    }
}
