//! `jdk.net`: socket options of this platform.

use super::nio_ch::options::{int_option, set_int_option};
use super::platform::{ask, host};
use crate::model::{Throw, VmException};
use crate::thread::{JavaThread, NativeRow, native};
use os::host::{Fd, Host, HostError, HostResult, Target};

const CLASS: &str = "jdk/net/LinuxSocketOptions";

/// The tables of the module.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const ROWS: &[NativeRow] = &[
    native(CLASS, "keepAliveOptionsSupported0", "()Z", has_keep_alive),
    native(CLASS, "quickAckSupported0", "()Z", has_quick_ack),
    native(CLASS, "incomingNapiIdSupported0", "()Z", has_napi_id),
    native(CLASS, "setTcpKeepAliveProbes0", "(II)V", set_probes),
    native(CLASS, "getTcpKeepAliveProbes0", "(I)I", probes),
    native(CLASS, "setTcpKeepAliveTime0", "(II)V", set_time),
    native(CLASS, "getTcpKeepAliveTime0", "(I)I", time),
    native(CLASS, "setTcpKeepAliveIntvl0", "(II)V", set_interval),
    native(CLASS, "getTcpKeepAliveIntvl0", "(I)I", interval),
    native(CLASS, "setQuickAck0", "(IZ)V", set_quick_ack),
    native(CLASS, "getQuickAck0", "(I)Z", quick_ack),
    native(CLASS, "getIncomingNapiId0", "(I)I", napi_id),
    native(CLASS, "setIpDontFragment0", "(IZZ)V", set_dont_fragment),
    native(CLASS, "getIpDontFragment0", "(IZ)Z", dont_fragment),
    native(CLASS, "getSoPeerCred0", "(I)J", peer_credentials),
];

/// Whether a fresh TCP socket has an option.
fn is_supported(t: &JavaThread, level: i32, name: i32) -> bool {
    let host = host(t);
    let Ok(fd) = host.socket(libc::AF_INET, libc::SOCK_STREAM, libc::IPPROTO_TCP) else {
        return false;
    };
    let known = match int_option(host, fd, level, name) {
        Ok(_) => true,
        Err(error) => error.errno() != libc::ENOPROTOOPT,
    };
    host.close(fd).is_ok() && known
}

fn has_keep_alive(t: &JavaThread) -> Result<bool, Throw> {
    let options = [libc::TCP_KEEPIDLE, libc::TCP_KEEPCNT, libc::TCP_KEEPINTVL];
    Ok(options.into_iter().all(|name| is_supported(t, libc::IPPROTO_TCP, name)))
}

fn has_quick_ack(t: &JavaThread) -> Result<bool, Throw> {
    Ok(is_supported(t, libc::IPPROTO_TCP, libc::TCP_QUICKACK))
}

fn has_napi_id(t: &JavaThread) -> Result<bool, Throw> {
    Ok(is_supported(t, libc::SOL_SOCKET, libc::SO_INCOMING_NAPI_ID))
}

fn option_error(error: &HostError) -> Throw {
    match error.errno() {
        libc::ENOPROTOOPT => {
            Throw::new(VmException::UnsupportedOperation, "unsupported socket option")
        }
        _ => Throw::new(VmException::Socket, error.text()),
    }
}

fn read<R>(
    t: &JavaThread,
    request: impl FnOnce(&'static dyn Host) -> HostResult<R>,
) -> Result<R, Throw> {
    ask(t, request).map_err(|error| option_error(&error))
}

fn tcp(t: &JavaThread, fd: Fd, name: i32) -> Result<i32, Throw> {
    read(t, |host| int_option(host, fd, libc::IPPROTO_TCP, name))
}

fn set_tcp(t: &JavaThread, fd: Fd, name: i32, value: i32) -> Result<(), Throw> {
    read(t, |host| set_int_option(host, fd, libc::IPPROTO_TCP, name, value))
}

fn probes(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    tcp(t, fd, libc::TCP_KEEPCNT)
}

fn set_probes(t: &JavaThread, fd: i32, value: i32) -> Result<(), Throw> {
    set_tcp(t, fd, libc::TCP_KEEPCNT, value)
}

fn time(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    tcp(t, fd, libc::TCP_KEEPIDLE)
}

fn set_time(t: &JavaThread, fd: i32, value: i32) -> Result<(), Throw> {
    set_tcp(t, fd, libc::TCP_KEEPIDLE, value)
}

fn interval(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    tcp(t, fd, libc::TCP_KEEPINTVL)
}

fn set_interval(t: &JavaThread, fd: i32, value: i32) -> Result<(), Throw> {
    set_tcp(t, fd, libc::TCP_KEEPINTVL, value)
}

fn quick_ack(t: &JavaThread, fd: i32) -> Result<bool, Throw> {
    Ok(tcp(t, fd, libc::TCP_QUICKACK)? != 0)
}

fn set_quick_ack(t: &JavaThread, fd: i32, on: bool) -> Result<(), Throw> {
    set_tcp(t, fd, libc::TCP_QUICKACK, i32::from(on))
}

fn napi_id(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    read(t, |host| int_option(host, fd, libc::SOL_SOCKET, libc::SO_INCOMING_NAPI_ID))
}

fn set_dont_fragment(t: &JavaThread, fd: i32, on: bool, is_ipv6: bool) -> Result<(), Throw> {
    let value = if on { libc::IP_PMTUDISC_DO } else { libc::IP_PMTUDISC_DONT };
    read(t, |host| {
        set_int_option(host, fd, libc::IPPROTO_IP, libc::IP_MTU_DISCOVER, value)?;
        if is_ipv6 {
            set_int_option(host, fd, libc::IPPROTO_IPV6, libc::IPV6_MTU_DISCOVER, value)?;
        }
        Ok(())
    })
}

fn dont_fragment(t: &JavaThread, fd: i32, _is_ipv6: bool) -> Result<bool, Throw> {
    let value = read(t, |host| int_option(host, fd, libc::IPPROTO_IP, libc::IP_MTU_DISCOVER))?;
    Ok(value == libc::IP_PMTUDISC_DO)
}

/// User and group at the other end of a Unix-domain socket, -1 if unknown.
fn peer_credentials(t: &JavaThread, fd: i32) -> Result<i64, Throw> {
    // `struct ucred`: process, user, group.
    let mut bytes = [0; size_of::<libc::ucred>()];
    let filled = Target::of(&mut bytes);
    read(t, |host| host.option(fd, libc::SOL_SOCKET, libc::SO_PEERCRED, filled))?;
    let word = |at: usize| u32::from_ne_bytes(std::array::from_fn(|byte| bytes[at + byte]));
    let (user, group) = (word(4), word(8));
    if user == u32::MAX {
        return Ok(-1);
    }
    Ok(i64::from(user) << 32 | i64::from(group))
}
