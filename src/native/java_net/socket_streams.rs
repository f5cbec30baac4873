//! `SocketInputStream` and `SocketOutputStream` (17).

use super::blocked::{interruptible, wait};
use super::plain::{closed, open_descriptor, socket_failure};
use crate::model::Throw;
use crate::native::platform::check_range;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{HostError, Source, Target};

pub(super) const ROWS: &[NativeRow] = &[
    native("java/net/SocketInputStream", "socketRead0", "(Ljava/io/FileDescriptor;[BIII)I", read),
    native("java/net/SocketOutputStream", "socketWrite0", "(Ljava/io/FileDescriptor;[BII)V", write),
];

/// The most bytes of one transfer.
const MOST: usize = 128 * 1024;

fn transfer_failure(what: &str, error: &HostError) -> Throw {
    match error.errno() {
        libc::EBADF => closed(),
        _ => socket_failure(what, error),
    }
}

fn reset() -> Throw {
    Throw::named("sun/net/ConnectionResetException", "Connection reset")
}

/// How many bytes came; 0 at the end.
fn read(
    t: &JavaThread,
    _this: Handle,
    descriptor: Handle,
    array: Handle,
    offset: i32,
    length: i32,
    timeout: i32,
) -> Result<i32, Throw> {
    let fd = open_descriptor(t, descriptor)?;
    check_range(t, array, offset, length)?;
    if timeout > 0 {
        let ready = wait(t, fd, libc::POLLIN, timeout)
            .map_err(|error| transfer_failure("select/poll failed", &error))?;
        if !ready {
            return Err(Throw::named("java/net/SocketTimeoutException", "Read timed out"));
        }
    }
    let mut buffer = vec![0; (length as usize).min(MOST)];
    let result = interruptible(t, fd, |host| host.receive(fd, Target::of(&mut buffer), 0));
    let count = result.map_err(|error| match error.errno() {
        libc::ECONNRESET | libc::EPIPE => reset(),
        _ => transfer_failure("Read failed", &error),
    })?;
    t.write_bytes(array, offset as usize, &buffer[..count]);
    Ok(count as i32)
}

fn write(
    t: &JavaThread,
    _this: Handle,
    descriptor: Handle,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<(), Throw> {
    let fd = open_descriptor(t, descriptor)?;
    check_range(t, array, offset, length)?;
    let (mut at, end) = (offset as usize, (offset + length) as usize);
    let mut buffer = vec![0; (end - at).min(MOST)];
    while at < end {
        let part = &mut buffer[..(end - at).min(MOST)];
        t.read_bytes(array, at, part);
        let sent = interruptible(t, fd, |host| host.send(fd, Source::of(part), 0));
        at += sent.map_err(|error| match error.errno() {
            libc::ECONNRESET => reset(),
            _ => transfer_failure("Write failed", &error),
        })?;
    }
    Ok(())
}
