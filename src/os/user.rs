//! Which user a process belongs to.

use std::io;
use std::os::fd::RawFd;

/// The effective user of this process.
pub fn effective() -> u32 {
    // SAFETY: the call has no conditions and cannot fail.
    unsafe { libc::geteuid() }
}

/// The effective user of the process at the other end of a local socket.
///
/// # Errors
///
/// Those of `getsockopt`, for what is no such socket.
pub fn peer(socket: RawFd) -> io::Result<u32> {
    let mut peer = libc::ucred { pid: 0, uid: 0, gid: 0 };
    let mut size = size_of::<libc::ucred>() as libc::socklen_t;
    // SAFETY: the buffer has the type and size that the option asks for.
    let code = unsafe {
        let place = (&raw mut peer).cast();
        libc::getsockopt(socket, libc::SOL_SOCKET, libc::SO_PEERCRED, place, &raw mut size)
    };
    if code == 0 { Ok(peer.uid) } else { Err(io::Error::last_os_error()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsRawFd;
    use std::os::unix::net::UnixStream;

    #[test]
    fn own_peer_is_the_own_user() {
        let (one, _other) = UnixStream::pair().unwrap();
        assert_eq!(peer(one.as_raw_fd()).unwrap(), effective());
        assert!(peer(-1).is_err());
    }
}
