//! Reading and writing by descriptor: `FileDispatcherImpl` (17),
//! `UnixFileDispatcherImpl`, `UnixDispatcher` and `FileDispatcherImpl` (25),
//! `SocketDispatcher`, `DatagramDispatcher`.

use super::{Direction, areas, io_call, io_status, source, status_of_errno, target, transferred};
use crate::model::Throw;
use crate::native::platform::{ask, fd_of, io_error};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Fd, Host, HostResult, LockKind, LockOutcome};
use std::sync::OnceLock;

const FILE_17: &str = "sun/nio/ch/FileDispatcherImpl";
const FILE_25: &str = "sun/nio/ch/UnixFileDispatcherImpl";
const UNIX_25: &str = "sun/nio/ch/UnixDispatcher";
const SOCKET: &str = "sun/nio/ch/SocketDispatcher";
const DATAGRAM: &str = "sun/nio/ch/DatagramDispatcher";

/// Rows that versions 17 and 25 have under different classes.
macro_rules! file_rows {
    ($($name:literal $descriptor:literal $function:ident;)* => $($row:expr,)*) => {
        &[
            $(
                native(FILE_17, $name, $descriptor, $function),
                native(FILE_25, $name, $descriptor, $function),
            )*
            $($row,)*
        ]
    };
}

pub(super) const ROWS: &[NativeRow] = file_rows! {
    "read0" "(Ljava/io/FileDescriptor;JI)I" read;
    "readv0" "(Ljava/io/FileDescriptor;JI)J" read_areas;
    "write0" "(Ljava/io/FileDescriptor;JI)I" write;
    "writev0" "(Ljava/io/FileDescriptor;JI)J" write_areas;
    "pread0" "(Ljava/io/FileDescriptor;JIJ)I" read_at;
    "pwrite0" "(Ljava/io/FileDescriptor;JIJ)I" write_at;
    "seek0" "(Ljava/io/FileDescriptor;J)J" seek;
    "force0" "(Ljava/io/FileDescriptor;Z)I" force;
    "truncate0" "(Ljava/io/FileDescriptor;J)I" truncate;
    "size0" "(Ljava/io/FileDescriptor;)J" size;
    "lock0" "(Ljava/io/FileDescriptor;ZJJZ)I" lock;
    "release0" "(Ljava/io/FileDescriptor;JJ)V" release;
    "closeIntFD" "(I)V" close_number;
    "setDirect0" "(Ljava/io/FileDescriptor;)I" set_direct;
    =>
    native(FILE_17, "init", "()V", init),
    native(FILE_17, "init0", "()V", init),
    native(FILE_17, "close0", "(Ljava/io/FileDescriptor;)V", close),
    native(FILE_17, "preClose0", "(Ljava/io/FileDescriptor;)V", pre_close),
    native(FILE_17, "dup0", "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;)V", duplicate),
    native(FILE_25, "available0", "(Ljava/io/FileDescriptor;)I", available),
    native(FILE_25, "isOther0", "(Ljava/io/FileDescriptor;)Z", is_other),
    native(UNIX_25, "init", "()V", init),
    native(UNIX_25, "close0", "(Ljava/io/FileDescriptor;)V", close),
    native(UNIX_25, "preClose0", "(Ljava/io/FileDescriptor;)V", pre_close),
    native(SOCKET, "read0", "(Ljava/io/FileDescriptor;JI)I", socket_read),
    native(SOCKET, "readv0", "(Ljava/io/FileDescriptor;JI)J", socket_read_areas),
    native(SOCKET, "write0", "(Ljava/io/FileDescriptor;JI)I", write),
    native(SOCKET, "writev0", "(Ljava/io/FileDescriptor;JI)J", write_areas),
    native(DATAGRAM, "read0", "(Ljava/io/FileDescriptor;JI)I", datagram_read),
    native(DATAGRAM, "readv0", "(Ljava/io/FileDescriptor;JI)J", datagram_read_areas),
    native(DATAGRAM, "write0", "(Ljava/io/FileDescriptor;JI)I", datagram_write),
    native(DATAGRAM, "writev0", "(Ljava/io/FileDescriptor;JI)J", datagram_write_areas),
    native(DATAGRAM, "dup0", "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;)V", duplicate),
};

fn init(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn read(t: &JavaThread, descriptor: Handle, address: i64, length: i32) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.read(fd, target(address, length)));
    Ok(transferred(result.map(|count| count as i64), Direction::Reading)? as i32)
}

fn write(t: &JavaThread, descriptor: Handle, address: i64, length: i32) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.write(fd, source(address, length)));
    Ok(transferred(result.map(|count| count as i64), Direction::Writing)? as i32)
}

fn read_areas(t: &JavaThread, descriptor: Handle, list: i64, count: i32) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.read_areas(fd, areas(list, count)));
    transferred(result, Direction::Reading)
}

fn write_areas(t: &JavaThread, descriptor: Handle, list: i64, count: i32) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.write_areas(fd, areas(list, count)));
    transferred(result, Direction::Writing)
}

fn read_at(
    t: &JavaThread,
    descriptor: Handle,
    address: i64,
    length: i32,
    position: i64,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.read_at(fd, target(address, length), position));
    Ok(transferred(result.map(|count| count as i64), Direction::Reading)? as i32)
}

fn write_at(
    t: &JavaThread,
    descriptor: Handle,
    address: i64,
    length: i32,
    position: i64,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.write_at(fd, source(address, length), position));
    Ok(transferred(result.map(|count| count as i64), Direction::Writing)? as i32)
}

/// A negative offset asks for the position.
fn seek(t: &JavaThread, descriptor: Handle, offset: i64) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    let (offset, whence) = if offset < 0 { (0, libc::SEEK_CUR) } else { (offset, libc::SEEK_SET) };
    interruptible(ask(t, |host| host.seek(fd, offset, whence)))
}

/// The value, or the status of an interrupted call.
fn interruptible(result: HostResult<i64>) -> Result<i64, Throw> {
    match result {
        Err(error) if error.errno() == libc::EINTR => Ok(i64::from(io_status::INTERRUPTED)),
        result => result.map_err(|error| io_error(&error)),
    }
}

fn force(t: &JavaThread, descriptor: Handle, metadata: bool) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    Ok(interruptible(ask(t, |host| host.sync(fd, metadata)).map(|()| 0))? as i32)
}

fn truncate(t: &JavaThread, descriptor: Handle, size: i64) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    Ok(interruptible(ask(t, |host| host.set_size(fd, size)).map(|()| 0))? as i32)
}

fn file_size(host: &dyn Host, fd: Fd) -> HostResult<i64> {
    let status = host.status_of(fd)?;
    if status.st_mode & libc::S_IFMT == libc::S_IFBLK {
        return host.device_size(fd);
    }
    Ok(status.st_size)
}

fn size(t: &JavaThread, descriptor: Handle) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    interruptible(ask(t, |host| file_size(host, fd)))
}

/// The numbers of `FileDispatcher`: no lock -1, locked 0, interrupted 2.
fn lock(
    t: &JavaThread,
    descriptor: Handle,
    wait: bool,
    position: i64,
    size: i64,
    shared: bool,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let kind = if shared { LockKind::Shared } else { LockKind::Exclusive };
    let outcome = io_call(t, |host| host.lock(fd, kind, position, size, wait))?;
    Ok(match outcome {
        LockOutcome::Locked => 0,
        LockOutcome::Busy => -1,
        LockOutcome::Interrupted => 2,
    })
}

fn release(t: &JavaThread, descriptor: Handle, position: i64, size: i64) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    io_call(t, |host| host.lock(fd, LockKind::Unlock, position, size, false)).map(drop)
}

fn close_number(t: &JavaThread, fd: i32) -> Result<(), Throw> {
    if fd < 0 {
        return Ok(());
    }
    io_call(t, |host| host.close(fd))
}

fn close(t: &JavaThread, descriptor: Handle) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    close_number(t, fd)
}

/// A socket that is at its end: what a descriptor becomes before it is closed,
/// so that threads blocked on it see the end and nobody else gets its number.
#[derive(Default)]
struct EndedSocket(OnceLock<Fd>);

/// The descriptor of [`EndedSocket`].
pub(in crate::native) fn ended_socket(t: &JavaThread, host: &dyn Host) -> HostResult<Fd> {
    let ended = &t.vm().extension::<EndedSocket>().0;
    if let Some(fd) = ended.get() {
        return Ok(*fd);
    }
    let [kept, other] = host.socket_pair()?;
    host.close(other)?;
    let first = *ended.get_or_init(|| kept);
    if first != kept {
        host.close(kept)?;
    }
    Ok(first)
}

fn pre_close(t: &JavaThread, descriptor: Handle) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    io_call(t, |host| host.duplicate_onto(ended_socket(t, host)?, fd))
}

fn duplicate(t: &JavaThread, from: Handle, onto: Handle) -> Result<(), Throw> {
    let (from, onto) = (fd_of(t, from)?, fd_of(t, onto)?);
    io_call(t, |host| host.duplicate_onto(from, onto))
}

/// Unbuffered transfer; the alignment that it asks for.
fn set_direct(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    io_call(t, |host| {
        let flags = host.status_flags(fd)?;
        host.set_status_flags(fd, flags | libc::O_DIRECT)?;
        Ok(host.status_of(fd)?.st_blksize as i32)
    })
}

fn available(t: &JavaThread, descriptor: Handle) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    io_call(t, |host| {
        let status = host.status_of(fd)?;
        if let libc::S_IFCHR | libc::S_IFIFO | libc::S_IFSOCK = status.st_mode & libc::S_IFMT
            && let Ok(count) = host.readable_bytes(fd)
        {
            return Ok(count);
        }
        let ahead = status.st_size - host.seek(fd, 0, libc::SEEK_CUR)?;
        Ok(ahead.clamp(0, i64::from(i32::MAX)) as i32)
    })
}

fn is_other(t: &JavaThread, descriptor: Handle) -> Result<bool, Throw> {
    let fd = fd_of(t, descriptor)?;
    let status = io_call(t, |host| host.status_of(fd))?;
    Ok(!matches!(status.st_mode & libc::S_IFMT, libc::S_IFREG | libc::S_IFDIR | libc::S_IFLNK))
}

/// A read from a socket: a reset is an exception of its own.
fn from_socket(result: HostResult<i64>) -> Result<i64, Throw> {
    match result {
        Err(error) if matches!(error.errno(), libc::ECONNRESET | libc::EPIPE) => {
            Err(Throw::named("sun/net/ConnectionResetException", "Connection reset"))
        }
        result => transferred(result, Direction::Reading),
    }
}

fn socket_read(t: &JavaThread, descriptor: Handle, address: i64, len: i32) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.read(fd, target(address, len)));
    Ok(from_socket(result.map(|count| count as i64))? as i32)
}

fn socket_read_areas(
    t: &JavaThread,
    descriptor: Handle,
    list: i64,
    count: i32,
) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    from_socket(ask(t, |host| host.read_areas(fd, areas(list, count))))
}

/// A transfer of a connected datagram socket: nobody listening is an exception
/// of its own, and an empty datagram is not the end.
fn datagram(result: HostResult<i64>) -> Result<i64, Throw> {
    match result {
        Err(error) if error.errno() == libc::ECONNREFUSED => {
            Err(Throw::Named("java/net/PortUnreachableException", None))
        }
        Err(error) => match status_of_errno(&error) {
            Some(status) => Ok(i64::from(status)),
            None => Err(io_error(&error)),
        },
        Ok(count) => Ok(count),
    }
}

fn datagram_read(t: &JavaThread, descriptor: Handle, address: i64, len: i32) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.receive(fd, target(address, len), 0));
    Ok(datagram(result.map(|count| count as i64))? as i32)
}

fn datagram_write(
    t: &JavaThread,
    descriptor: Handle,
    address: i64,
    len: i32,
) -> Result<i32, Throw> {
    let fd = fd_of(t, descriptor)?;
    let result = ask(t, |host| host.send(fd, source(address, len), 0));
    Ok(datagram(result.map(|count| count as i64))? as i32)
}

fn datagram_read_areas(
    t: &JavaThread,
    descriptor: Handle,
    list: i64,
    count: i32,
) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    datagram(ask(t, |host| host.read_areas(fd, areas(list, count))))
}

fn datagram_write_areas(
    t: &JavaThread,
    descriptor: Handle,
    list: i64,
    count: i32,
) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    datagram(ask(t, |host| host.write_areas(fd, areas(list, count))))
}
