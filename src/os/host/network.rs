//! Sockets, name look-up and network interfaces.

use super::{Fd, HostError, HostResult, Source, Target, restart, sys};
use std::ffi::{CStr, CString};
use std::fmt;
use std::mem::{MaybeUninit, offset_of};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::ptr;

/// The address of a socket: Internet or Unix domain.
#[derive(Clone, Copy)]
pub struct Endpoint {
    storage: libc::sockaddr_storage,
    len: libc::socklen_t,
}

/// Offset of the path in a Unix-domain address.
const UNIX_PATH: usize = offset_of!(libc::sockaddr_un, sun_path);

impl Endpoint {
    fn empty() -> Endpoint {
        // SAFETY: all-zero is a valid `sockaddr_storage`.
        let storage = unsafe { MaybeUninit::zeroed().assume_init() };
        Endpoint { storage, len: size_of::<libc::sockaddr_storage>() as libc::socklen_t }
    }

    /// The address laid out by the system's structures; `None` if it is longer
    /// than any.
    pub fn from_bytes(bytes: &[u8]) -> Option<Endpoint> {
        let mut endpoint = Endpoint::empty();
        if bytes.len() > size_of::<libc::sockaddr_storage>() {
            return None;
        }
        endpoint.len = bytes.len() as libc::socklen_t;
        // SAFETY: fits, as just checked, and any bytes are valid.
        unsafe {
            ptr::copy_nonoverlapping(
                bytes.as_ptr(),
                (&raw mut endpoint.storage).cast(),
                bytes.len(),
            );
        }
        Some(endpoint)
    }

    /// An Internet address.
    pub fn inet(address: SocketAddr) -> Endpoint {
        fn bytes_of<T>(value: &T) -> &[u8] {
            // SAFETY: used for the two address structures, which have no padding.
            unsafe { std::slice::from_raw_parts(ptr::from_ref(value).cast(), size_of::<T>()) }
        }
        match address {
            SocketAddr::V4(v4) => Endpoint::from_bytes(bytes_of(&libc::sockaddr_in {
                sin_family: libc::AF_INET as libc::sa_family_t,
                sin_port: v4.port().to_be(),
                sin_addr: libc::in_addr { s_addr: u32::from_ne_bytes(v4.ip().octets()) },
                sin_zero: [0; 8],
            })),
            SocketAddr::V6(v6) => Endpoint::from_bytes(bytes_of(&libc::sockaddr_in6 {
                sin6_family: libc::AF_INET6 as libc::sa_family_t,
                sin6_port: v6.port().to_be(),
                sin6_flowinfo: v6.flowinfo(),
                sin6_addr: libc::in6_addr { s6_addr: v6.ip().octets() },
                sin6_scope_id: v6.scope_id(),
            })),
        }
        .expect("both fit")
    }

    /// The address that unconnects a datagram socket.
    pub fn unspecified() -> Endpoint {
        let mut endpoint = Endpoint::empty();
        endpoint.storage.ss_family = libc::AF_UNSPEC as libc::sa_family_t;
        endpoint.len = size_of::<libc::sockaddr_in6>() as libc::socklen_t;
        endpoint
    }

    /// A Unix-domain address; `None` when the path is too long. An empty path
    /// asks the system for a name.
    pub fn unix(path: &[u8]) -> Option<Endpoint> {
        if path.len() >= size_of::<libc::sockaddr_un>() - UNIX_PATH {
            return None;
        }
        let mut bytes = [0u8; size_of::<libc::sockaddr_un>()];
        bytes[..2].copy_from_slice(&(libc::AF_UNIX as libc::sa_family_t).to_ne_bytes());
        bytes[UNIX_PATH..UNIX_PATH + path.len()].copy_from_slice(path);
        let len = if path.is_empty() { UNIX_PATH } else { UNIX_PATH + path.len() + 1 };
        Endpoint::from_bytes(&bytes[..len])
    }

    /// The bytes as the system lays them out.
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: `len` never exceeds the structure, whose bytes are all set.
        unsafe {
            std::slice::from_raw_parts(ptr::from_ref(&self.storage).cast(), self.len as usize)
        }
    }

    /// The address family (`AF_INET` and so on).
    pub fn family(&self) -> i32 {
        i32::from(self.storage.ss_family)
    }

    /// The address, if it is an Internet one; IPv4-mapped ones as they are.
    pub fn to_inet(&self) -> Option<SocketAddr> {
        let start = &raw const self.storage;
        match self.family() {
            libc::AF_INET => {
                // SAFETY: the family says which structure it is; the storage is
                // large and aligned enough for any.
                let raw = unsafe { &*start.cast::<libc::sockaddr_in>() };
                let ip = Ipv4Addr::from(raw.sin_addr.s_addr.to_ne_bytes());
                Some(SocketAddrV4::new(ip, u16::from_be(raw.sin_port)).into())
            }
            libc::AF_INET6 => {
                // SAFETY: as before.
                let raw = unsafe { &*start.cast::<libc::sockaddr_in6>() };
                let ip = Ipv6Addr::from(raw.sin6_addr.s6_addr);
                let port = u16::from_be(raw.sin6_port);
                Some(SocketAddrV6::new(ip, port, raw.sin6_flowinfo, raw.sin6_scope_id).into())
            }
            _ => None,
        }
    }

    /// The path, if it is a Unix-domain address; empty for an unnamed one.
    pub fn unix_path(&self) -> Option<&[u8]> {
        if self.family() != libc::AF_UNIX {
            return None;
        }
        let path = self.as_bytes().get(UNIX_PATH..).unwrap_or(&[]);
        let end = path.iter().position(|&byte| byte == 0).unwrap_or(path.len());
        Some(&path[..end])
    }

    fn start(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }

    /// Fills a fresh address by a call that takes pointer and length.
    fn filled(
        mut call: impl FnMut(*mut libc::sockaddr, *mut libc::socklen_t) -> HostResult<i64>,
    ) -> HostResult<(i64, Endpoint)> {
        let mut endpoint = Endpoint::empty();
        let mut len = endpoint.len;
        let result = call((&raw mut endpoint.storage).cast(), &raw mut len)?;
        endpoint.len = len.min(endpoint.len);
        Ok((result, endpoint))
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_inet() {
            Some(address) => address.fmt(f),
            None => f.debug_tuple("Endpoint").field(&self.as_bytes()).finish(),
        }
    }
}

/// A failed name look-up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LookupError {
    /// The resolver's code (`EAI_…`).
    pub code: i32,
    /// Its text, or the policy's.
    pub text: String,
}

/// An address of a network interface.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InterfaceAddress {
    /// The address.
    pub address: IpAddr,
    /// Its scope, for link-local IPv6 addresses.
    pub scope: u32,
    /// Broadcast address of the network.
    pub broadcast: Option<Ipv4Addr>,
    /// Number of leading bits that are the network's.
    pub prefix: u8,
}

/// A network interface that has addresses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interface {
    /// Its name; with a colon for a subinterface.
    pub name: String,
    /// The system's number.
    pub index: u32,
    /// Addresses, IPv4 first, in the system's order.
    pub addresses: Vec<InterfaceAddress>,
}

/// Operations of sockets, and questions about the network.
pub trait Network {
    /// `socket`, not inherited.
    fn socket(&self, domain: i32, kind: i32, protocol: i32) -> HostResult<Fd> {
        sys!(socket(domain, kind | libc::SOCK_CLOEXEC, protocol))
    }

    /// `socketpair` of connected Unix-domain sockets, not inherited.
    fn socket_pair(&self) -> HostResult<[Fd; 2]> {
        let mut ends = [-1; 2];
        let kind = libc::SOCK_STREAM | libc::SOCK_CLOEXEC;
        sys!(socketpair(libc::PF_UNIX, kind, 0, ends.as_mut_ptr()))?;
        Ok(ends)
    }

    /// `bind`.
    fn bind(&self, fd: Fd, to: &Endpoint) -> HostResult<()> {
        sys!(bind(fd, to.start(), to.len)).map(drop)
    }

    /// `connect`; an interrupted call is an error.
    fn connect(&self, fd: Fd, to: &Endpoint) -> HostResult<()> {
        sys!(connect(fd, to.start(), to.len)).map(drop)
    }

    /// `listen`.
    fn listen(&self, fd: Fd, backlog: i32) -> HostResult<()> {
        sys!(listen(fd, backlog)).map(drop)
    }

    /// `accept`, not inherited.
    fn accept(&self, fd: Fd) -> HostResult<(Fd, Endpoint)> {
        let (fd, peer) = Endpoint::filled(|address, len| {
            sys!(accept4(fd, address, len, libc::SOCK_CLOEXEC)).map(i64::from)
        })?;
        Ok((fd as Fd, peer))
    }

    /// `shutdown`.
    fn shutdown(&self, fd: Fd, how: i32) -> HostResult<()> {
        sys!(shutdown(fd, how)).map(drop)
    }

    /// `getsockname`.
    fn local_endpoint(&self, fd: Fd) -> HostResult<Endpoint> {
        Endpoint::filled(|address, len| sys!(getsockname(fd, address, len)).map(i64::from))
            .map(|(_, endpoint)| endpoint)
    }

    /// `getpeername`.
    fn peer_endpoint(&self, fd: Fd) -> HostResult<Endpoint> {
        Endpoint::filled(|address, len| sys!(getpeername(fd, address, len)).map(i64::from))
            .map(|(_, endpoint)| endpoint)
    }

    /// `getsockopt`; the number of bytes filled.
    fn option(&self, fd: Fd, level: i32, name: i32, into: Target<'_>) -> HostResult<usize> {
        let mut len = into.len() as libc::socklen_t;
        sys!(getsockopt(fd, level, name, into.start(), &raw mut len))?;
        Ok(len as usize)
    }

    /// `setsockopt`.
    fn set_option(&self, fd: Fd, level: i32, name: i32, value: Source<'_>) -> HostResult<()> {
        let len = value.len() as libc::socklen_t;
        sys!(setsockopt(fd, level, name, value.start(), len)).map(drop)
    }

    /// `send`.
    fn send(&self, fd: Fd, from: Source<'_>, flags: i32) -> HostResult<usize> {
        Ok(sys!(send(fd, from.start(), from.len(), flags))? as usize)
    }

    /// `sendto`.
    fn send_to(&self, fd: Fd, from: Source<'_>, to: &Endpoint) -> HostResult<usize> {
        Ok(sys!(sendto(fd, from.start(), from.len(), 0, to.start(), to.len))? as usize)
    }

    /// `recv`.
    fn receive(&self, fd: Fd, into: Target<'_>, flags: i32) -> HostResult<usize> {
        Ok(sys!(recv(fd, into.start(), into.len(), flags))? as usize)
    }

    /// `recvfrom`.
    fn receive_from(&self, fd: Fd, into: Target<'_>, flags: i32) -> HostResult<(usize, Endpoint)> {
        let (count, from) = Endpoint::filled(|address, len| {
            Ok(sys!(recvfrom(fd, into.start(), into.len(), flags, address, len))? as i64)
        })?;
        Ok((count as usize, from))
    }

    /// Addresses of a host, in the resolver's order, without repetition;
    /// `family` is `AF_INET`, `AF_INET6` or `AF_UNSPEC`.
    fn look_up(&self, host: &CStr, family: i32) -> Result<Vec<(IpAddr, u32)>, LookupError> {
        // SAFETY: all-zero is a valid `addrinfo`.
        let mut hints: libc::addrinfo = unsafe { MaybeUninit::zeroed().assume_init() };
        hints.ai_flags = libc::AI_CANONNAME;
        hints.ai_family = family;
        let mut list = ptr::null_mut();
        // SAFETY: a terminated string, valid hints, a writable result.
        let code =
            unsafe { libc::getaddrinfo(host.as_ptr(), ptr::null(), &raw const hints, &mut list) };
        if code != 0 {
            return Err(lookup_error(code));
        }
        let mut found = Vec::new();
        let mut next = list;
        while !next.is_null() {
            // SAFETY: a list that the successful call made.
            let entry = unsafe { &*next };
            // SAFETY: an entry's address is readable for its length.
            let bytes = unsafe {
                std::slice::from_raw_parts(entry.ai_addr.cast(), entry.ai_addrlen as usize)
            };
            let address = match Endpoint::from_bytes(bytes).and_then(|at| at.to_inet()) {
                Some(SocketAddr::V6(v6)) => Some((IpAddr::V6(*v6.ip()), v6.scope_id())),
                Some(SocketAddr::V4(v4)) => Some((IpAddr::V4(*v4.ip()), 0)),
                None => None,
            };
            // The same address comes once per type of socket.
            found.extend(address.filter(|address| !found.contains(address)));
            next = entry.ai_next;
        }
        // SAFETY: the list of the successful call, freed once.
        unsafe { libc::freeaddrinfo(list) };
        Ok(found)
    }

    /// Name of an address.
    fn look_up_name(&self, address: IpAddr) -> Result<CString, LookupError> {
        let endpoint = Endpoint::inet(SocketAddr::new(address, 0));
        let mut name = [0 as libc::c_char; libc::NI_MAXHOST as usize + 1];
        // SAFETY: a valid address, and room for the name.
        let code = unsafe {
            libc::getnameinfo(
                endpoint.start(),
                endpoint.len,
                name.as_mut_ptr(),
                name.len() as libc::socklen_t,
                ptr::null_mut(),
                0,
                libc::NI_NAMEREQD,
            )
        };
        if code != 0 {
            return Err(lookup_error(code));
        }
        // SAFETY: terminated by the successful call.
        Ok(unsafe { CStr::from_ptr(name.as_ptr()) }.into())
    }

    /// Name of this machine.
    fn machine_name(&self) -> HostResult<CString> {
        let mut name = [0 as libc::c_char; libc::NI_MAXHOST as usize + 1];
        sys!(gethostname(name.as_mut_ptr(), name.len() - 1))?;
        // SAFETY: the last byte was kept zero.
        Ok(unsafe { CStr::from_ptr(name.as_ptr()) }.into())
    }

    /// The interfaces that have addresses, in the system's order.
    fn interfaces(&self) -> HostResult<Vec<Interface>> {
        let mut list = ptr::null_mut();
        sys!(getifaddrs(&raw mut list))?;
        let mut found: Vec<Interface> = Vec::new();
        let mut next = list;
        while !next.is_null() {
            // SAFETY: a list that the successful call made.
            let entry = unsafe { &*next };
            next = entry.ifa_next;
            add_ipv4_address(&mut found, entry);
        }
        // SAFETY: the list of the successful call, freed once.
        unsafe { libc::freeifaddrs(list) };
        // The kernel's own table, for its order. Without IPv6 there is none.
        for line in std::fs::read_to_string("/proc/net/if_inet6").unwrap_or_default().lines() {
            if let Some((name, index, address)) = parse_ipv6_line(line) {
                named(&mut found, name, || index).addresses.push(address);
            }
        }
        Ok(found)
    }

    /// Number of an interface, 0 if there is none.
    fn interface_index(&self, name: &CStr) -> u32 {
        // SAFETY: a terminated string.
        unsafe { libc::if_nametoindex(name.as_ptr()) }
    }

    /// Flags of an interface (`IFF_…`).
    fn interface_flags(&self, name: &str) -> HostResult<i32> {
        let request = interface_request(name, libc::SIOCGIFFLAGS)?;
        // SAFETY: the member that this request fills.
        Ok(i32::from(unsafe { request.ifr_ifru.ifru_flags }))
    }

    /// Largest packet of an interface.
    fn interface_mtu(&self, name: &str) -> HostResult<i32> {
        let request = interface_request(name, libc::SIOCGIFMTU)?;
        // SAFETY: the member that this request fills.
        Ok(unsafe { request.ifr_ifru.ifru_mtu })
    }

    /// Hardware address of an interface.
    fn interface_hardware(&self, name: &str) -> HostResult<[u8; 6]> {
        let request = interface_request(name, libc::SIOCGIFHWADDR)?;
        // SAFETY: the member that this request fills.
        let data = unsafe { request.ifr_ifru.ifru_hwaddr.sa_data };
        Ok(std::array::from_fn(|at| data[at] as u8))
    }
}

fn lookup_error(code: i32) -> LookupError {
    let text = if code == libc::EAI_SYSTEM {
        crate::errno_text(crate::errno())
    } else {
        // SAFETY: the C library answers every code with a terminated string.
        unsafe { CStr::from_ptr(libc::gai_strerror(code)) }.to_string_lossy().into_owned()
    };
    LookupError { code, text }
}

/// The address behind a pointer of `getifaddrs`.
///
/// # Safety
///
/// Null, or an address of the structure that its family says.
unsafe fn endpoint_at(address: *const libc::sockaddr) -> Option<Endpoint> {
    if address.is_null() {
        return None;
    }
    // SAFETY: not null, by the caller's promise readable.
    let len = match i32::from(unsafe { (*address).sa_family }) {
        libc::AF_INET => size_of::<libc::sockaddr_in>(),
        libc::AF_INET6 => size_of::<libc::sockaddr_in6>(),
        _ => return None,
    };
    // SAFETY: as before.
    Endpoint::from_bytes(unsafe { std::slice::from_raw_parts(address.cast(), len) })
}

/// The entry with this name, made if it is not there.
fn named<'f>(
    found: &'f mut Vec<Interface>,
    name: &str,
    index: impl FnOnce() -> u32,
) -> &'f mut Interface {
    let at = found.iter().position(|interface| interface.name == name).unwrap_or_else(|| {
        found.push(Interface { name: name.to_owned(), index: index(), addresses: Vec::new() });
        found.len() - 1
    });
    &mut found[at]
}

fn add_ipv4_address(found: &mut Vec<Interface>, entry: &libc::ifaddrs) {
    // SAFETY: addresses of an entry of `getifaddrs`.
    let (address, mask, broadcast) = unsafe {
        (endpoint_at(entry.ifa_addr), endpoint_at(entry.ifa_netmask), endpoint_at(entry.ifa_ifu))
    };
    let ipv4 = |endpoint: Option<Endpoint>| match endpoint?.to_inet()? {
        SocketAddr::V4(v4) => Some(*v4.ip()),
        SocketAddr::V6(_) => None,
    };
    let Some(address) = ipv4(address) else { return };
    let prefix = ipv4(mask).map_or(0, |mask| u32::from(mask).leading_ones() as u8);
    let has_broadcast = entry.ifa_flags & libc::IFF_BROADCAST as u32 != 0;
    let broadcast = ipv4(broadcast).filter(|_| has_broadcast);
    // SAFETY: an entry's name is a terminated string.
    let name = unsafe { CStr::from_ptr(entry.ifa_name) };
    // SAFETY: a terminated string.
    let index = || unsafe { libc::if_nametoindex(name.as_ptr()) };
    let interface = named(found, &name.to_string_lossy(), index);
    let address = IpAddr::V4(address);
    interface.addresses.push(InterfaceAddress { address, scope: 0, broadcast, prefix });
}

/// A line of `/proc/net/if_inet6`: address, interface number, prefix length,
/// kind of scope, flags, name; numbers in hexadecimal.
fn parse_ipv6_line(line: &str) -> Option<(&str, u32, InterfaceAddress)> {
    let mut words = line.split_ascii_whitespace();
    let address = u128::from_str_radix(words.next()?, 16).ok()?;
    let index = u32::from_str_radix(words.next()?, 16).ok()?;
    let prefix = u8::from_str_radix(words.next()?, 16).ok()?;
    let name = words.nth(2)?;
    let address = IpAddr::V6(Ipv6Addr::from(address));
    // The scope of an address is its interface.
    Some((name, index, InterfaceAddress { address, scope: index, broadcast: None, prefix }))
}

fn interface_request(name: &str, request: libc::c_ulong) -> HostResult<libc::ifreq> {
    // SAFETY: all-zero is a valid `ifreq`.
    let mut record: libc::ifreq = unsafe { MaybeUninit::zeroed().assume_init() };
    if name.len() >= record.ifr_name.len() {
        return Err(HostError::new("ioctl", libc::ENODEV));
    }
    for (to, byte) in record.ifr_name.iter_mut().zip(name.bytes()) {
        *to = byte as libc::c_char;
    }
    let fd = sys!(socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0))
        .or_else(|_| sys!(socket(libc::AF_INET6, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0)))?;
    let result = restart(|| sys!(ioctl(fd, request, &raw mut record)));
    // SAFETY: our own descriptor, closed once.
    unsafe { libc::close(fd) };
    result.map(|_| record)
}

#[cfg(test)]
mod tests {
    use super::super::{Descriptors, SystemHost};
    use super::*;

    #[test]
    fn endpoints_keep_what_they_were_made_of() {
        for text in ["127.0.0.1:80", "[::1]:8080", "[fe80::1%3]:9"] {
            let address: SocketAddr = text.parse().unwrap();
            assert_eq!(Endpoint::inet(address).to_inet(), Some(address));
        }
        assert_eq!(Endpoint::unix(b"/tmp/x").unwrap().unix_path(), Some(&b"/tmp/x"[..]));
        assert_eq!(Endpoint::unix(b"").unwrap().unix_path(), Some(&b""[..]));
        assert!(Endpoint::unix(&[b'x'; 108]).is_none());
        assert!(Endpoint::from_bytes(&[0; 4096]).is_none());
    }

    #[test]
    fn a_connection_over_loopback() {
        let host = SystemHost;
        let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
        let server = host.socket(libc::AF_INET, libc::SOCK_STREAM, 0).unwrap();
        host.bind(server, &Endpoint::inet(any)).unwrap();
        host.listen(server, 1).unwrap();
        let at = host.local_endpoint(server).unwrap();
        let client = host.socket(libc::AF_INET, libc::SOCK_STREAM, 0).unwrap();
        host.connect(client, &at).unwrap();
        let (peer, from) = host.accept(server).unwrap();
        assert_eq!(from.to_inet(), host.local_endpoint(client).unwrap().to_inet());
        assert_eq!(host.send(peer, Source::of(b"hi"), 0).unwrap(), 2);
        let mut bytes = [0; 4];
        assert_eq!(host.receive(client, Target::of(&mut bytes), 0).unwrap(), 2);
        for fd in [peer, client, server] {
            host.close(fd).unwrap();
        }
    }

    #[test]
    fn loopback_is_an_interface() {
        let all = SystemHost.interfaces().unwrap();
        let lo = all.iter().find(|interface| interface.name == "lo").unwrap();
        assert_eq!(lo.addresses[0].prefix, 8);
        assert!(SystemHost.interface_flags("lo").unwrap() & libc::IFF_LOOPBACK != 0);
        assert!(SystemHost.interface_flags("no-such-0").is_err());
    }

    #[test]
    fn the_table_of_ipv6_addresses_is_understood() {
        let line = "fe8000000000000000fc00fffe000001 04 40 20 80     eth0";
        let (name, index, address) = parse_ipv6_line(line).unwrap();
        assert_eq!((name, index, address.prefix, address.scope), ("eth0", 4, 64, 4));
        assert_eq!(address.address.to_string(), "fe80::fc:ff:fe00:1");
        assert!(parse_ipv6_line("nonsense").is_none());
    }

    #[test]
    fn unknown_names_have_the_resolvers_text() {
        let error = SystemHost.look_up(c"no.such.host.invalid", libc::AF_UNSPEC).unwrap_err();
        assert!(!error.text.is_empty());
        let found = SystemHost.look_up(c"127.0.0.1", libc::AF_UNSPEC).unwrap();
        assert_eq!(found, [(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)]);
    }
}
