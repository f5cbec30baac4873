//! `sun.net`: settings of the system's network.

use crate::model::Throw;
use crate::native::platform::{ask, platform_string};
use crate::thread::{JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::{Host, HostResult, Target};

const PORTS: &str = "sun/net/PortConfig";

pub(super) const ROWS: &[NativeRow] = &[
    native(PORTS, "getLower0", "()I", lower),
    native(PORTS, "getUpper0", "()I", upper),
    native("sun/net/spi/DefaultProxySelector", "init", "()Z", has_system_proxies),
    native(
        "sun/net/dns/ResolverConfigurationImpl",
        "fallbackDomain0",
        "()Ljava/lang/String;",
        fallback_domain,
    ),
];

/// Whether the desktop's settings of proxies can be read: no library for that
/// is loaded, so Java code goes by the system properties.
fn has_system_proxies(_: &JavaThread) -> Result<bool, Throw> {
    Ok(false)
}

/// The domain in the name of the machine, for a resolver configuration that names
/// none; null if the name has no domain.
fn fallback_domain(t: &JavaThread) -> Result<Ref, Throw> {
    let Ok(name) = ask(t, |host| host.machine_name()) else { return Ok(Ref::NULL) };
    match name.to_bytes().iter().position(|byte| *byte == b'.') {
        Some(dot) => platform_string(t, &name.to_bytes()[dot + 1..]),
        None => Ok(Ref::NULL),
    }
}

/// First and last port that the system gives out by itself.
fn port_range(host: &dyn Host) -> HostResult<Option<(i32, i32)>> {
    let fd = host.open(c"/proc/sys/net/ipv4/ip_local_port_range", libc::O_RDONLY, 0)?;
    let mut text = [0; 64];
    let count = host.read(fd, Target::of(&mut text));
    host.close(fd)?;
    Ok(parse_range(&text[..count?]))
}

fn parse_range(text: &[u8]) -> Option<(i32, i32)> {
    let mut words = std::str::from_utf8(text).ok()?.split_ascii_whitespace();
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// -1 when it is not known.
fn lower(t: &JavaThread) -> Result<i32, Throw> {
    Ok(ask(t, port_range).ok().flatten().map_or(-1, |range| range.0))
}

fn upper(t: &JavaThread) -> Result<i32, Throw> {
    Ok(ask(t, port_range).ok().flatten().map_or(-1, |range| range.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_two_numbers() {
        assert_eq!(parse_range(b"32768\t60999\n"), Some((32768, 60999)));
        assert_eq!(parse_range(b"32768"), None);
    }
}
