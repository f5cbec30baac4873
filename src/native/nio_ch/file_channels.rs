//! Mapping and transfer of files: `FileChannelImpl` (17), the dispatchers of 25,
//! `FileKey`, and `java.nio.MappedMemoryUtils`.

use super::{io_status, status_of_errno};
use crate::model::{Throw, VmException};
use crate::native::platform::{ask, fd_of, get_ref, io_error, put};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Fd, HostResult, MapMode};
use os::map::page_size;

const CHANNEL: &str = "sun/nio/ch/FileChannelImpl";
const FILE: &str = "sun/nio/ch/FileDispatcherImpl";
const UNIX_FILE: &str = "sun/nio/ch/UnixFileDispatcherImpl";
const KEY: &str = "sun/nio/ch/FileKey";
const MAPPED: &str = "java/nio/MappedMemoryUtils";

pub(super) const ROWS: &[NativeRow] = &[
    native(CHANNEL, "initIDs", "()J", granularity),
    native(CHANNEL, "map0", "(IJJZ)J", map_17),
    native(CHANNEL, "unmap0", "(JJ)I", unmap),
    native(
        CHANNEL,
        "transferTo0",
        "(Ljava/io/FileDescriptor;JJLjava/io/FileDescriptor;)J",
        transfer_to_17,
    ),
    native(CHANNEL, "maxDirectTransferSize0", "()I", largest_transfer),
    native(FILE, "canTransferToFromOverlappedMap0", "()Z", yes),
    native(
        FILE,
        "transferTo0",
        "(Ljava/io/FileDescriptor;JJLjava/io/FileDescriptor;Z)J",
        transfer_to,
    ),
    native(
        FILE,
        "transferFrom0",
        "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;JJZ)J",
        transfer_from,
    ),
    native(UNIX_FILE, "allocationGranularity0", "()J", granularity),
    native(UNIX_FILE, "map0", "(Ljava/io/FileDescriptor;IJJZ)J", map),
    native(UNIX_FILE, "unmap0", "(JJ)I", unmap),
    native(KEY, "initIDs", "()V", nothing),
    native(KEY, "init", "(Ljava/io/FileDescriptor;)V", key_17),
    native(KEY, "init", "(Ljava/io/FileDescriptor;[J)V", key),
    native(MAPPED, "registerNatives", "()V", nothing),
    native(MAPPED, "isLoaded0", "(JJJ)Z", is_loaded),
    native(MAPPED, "load0", "(JJ)V", load),
    native(MAPPED, "unload0", "(JJ)V", unload),
    native(MAPPED, "force0", "(Ljava/io/FileDescriptor;JJ)V", force),
];

fn nothing(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn yes(_: &JavaThread) -> Result<bool, Throw> {
    Ok(true)
}

fn granularity(_: &JavaThread) -> Result<i64, Throw> {
    Ok(page_size() as i64)
}

/// What one `sendfile` takes at most.
fn largest_transfer(_: &JavaThread) -> Result<i32, Throw> {
    Ok(0x7fff_f000)
}

fn map_17(
    t: &JavaThread,
    this: Handle,
    mode: i32,
    position: i64,
    length: i64,
    sync: bool,
) -> Result<i64, Throw> {
    let descriptor = get_ref(t, this, "fd", "Ljava/io/FileDescriptor;");
    map(t, descriptor, mode, position, length, sync)
}

/// The numbers of `FileChannelImpl`: read-only 0, read-write 1, private 2.
fn map(
    t: &JavaThread,
    descriptor: Handle,
    mode: i32,
    position: i64,
    length: i64,
    sync: bool,
) -> Result<i64, Throw> {
    let fd = fd_of(t, descriptor)?;
    if sync {
        // Only memory that keeps its content without power can do it, and the
        // class library knows none for this platform.
        return Err(Throw::new(VmException::Io, "map with mode MAP_SYNC unsupported"));
    }
    let mode = match mode {
        0 => MapMode::ReadOnly,
        1 => MapMode::ReadWrite,
        2 => MapMode::Private,
        _ => return Err(Throw::new(VmException::Internal, "unknown mapping mode")),
    };
    match ask(t, |host| host.map(fd, mode, position, length as usize)) {
        Ok(address) => Ok(address),
        // The class library collects garbage and tries again.
        Err(error) if error.errno() == libc::ENOMEM => {
            Err(Throw::new(VmException::OutOfMemory, "Map failed"))
        }
        Err(error) => Err(io_error(&error)),
    }
}

fn unmap(t: &JavaThread, address: i64, length: i64) -> Result<i32, Throw> {
    // SAFETY: the class library unmaps what it mapped, when no buffer is left.
    match ask(t, |host| unsafe { host.unmap(address, length as usize) }) {
        Ok(()) => Ok(0),
        Err(error) => Err(io_error(&error)),
    }
}

/// The count of a transfer inside the kernel, or the status why there is none.
fn direct(result: HostResult<usize>) -> Result<i64, Throw> {
    match result {
        Ok(count) => Ok(count as i64),
        Err(error) => match error.errno() {
            libc::EINVAL | libc::ENOSYS | libc::EXDEV | libc::EOPNOTSUPP | libc::EBADF => {
                Ok(i64::from(io_status::UNSUPPORTED_CASE))
            }
            _ => match status_of_errno(&error) {
                Some(status) => Ok(i64::from(status)),
                None => Err(io_error(&error)),
            },
        },
    }
}

fn send(t: &JavaThread, from: Fd, position: i64, count: i64, to: Fd) -> Result<i64, Throw> {
    direct(ask(t, |host| host.send_file(to, from, position, count.max(0) as usize)))
}

fn transfer_to_17(
    t: &JavaThread,
    _this: Handle,
    from: Handle,
    position: i64,
    count: i64,
    to: Handle,
) -> Result<i64, Throw> {
    let (from, to) = (fd_of(t, from)?, fd_of(t, to)?);
    send(t, from, position, count, to)
}

fn transfer_to(
    t: &JavaThread,
    from: Handle,
    position: i64,
    count: i64,
    to: Handle,
    append: bool,
) -> Result<i64, Throw> {
    let (from, to) = (fd_of(t, from)?, fd_of(t, to)?);
    if !append {
        let range = count.max(0) as usize;
        let copied = ask(t, |host| host.copy_range(from, Some(position), to, None, range));
        match direct(copied)? {
            // Not between files: the target is a socket, say.
            status if status == i64::from(io_status::UNSUPPORTED_CASE) => {}
            count => return Ok(count),
        }
    }
    send(t, from, position, count, to)
}

fn transfer_from(
    t: &JavaThread,
    from: Handle,
    to: Handle,
    position: i64,
    count: i64,
    append: bool,
) -> Result<i64, Throw> {
    if append {
        return Ok(i64::from(io_status::UNSUPPORTED_CASE));
    }
    let (from, to) = (fd_of(t, from)?, fd_of(t, to)?);
    let range = count.max(0) as usize;
    direct(ask(t, |host| host.copy_range(from, None, to, Some(position), range)))
}

/// Device and inode of an open file.
fn identity(t: &JavaThread, descriptor: Handle) -> Result<[i64; 2], Throw> {
    let fd = fd_of(t, descriptor)?;
    match ask(t, |host| host.status_of(fd)) {
        Ok(status) => Ok([status.st_dev as i64, status.st_ino as i64]),
        Err(error) => Err(io_error(&error)),
    }
}

fn key_17(t: &JavaThread, this: Handle, descriptor: Handle) -> Result<(), Throw> {
    let [device, inode] = identity(t, descriptor)?;
    put(t, this, "st_dev", "J", device);
    put(t, this, "st_ino", "J", inode);
    Ok(())
}

fn key(t: &JavaThread, descriptor: Handle, into: Handle) -> Result<(), Throw> {
    let parts = identity(t, descriptor)?;
    let into = t.non_null(into)?;
    for (at, part) in parts.into_iter().enumerate() {
        t.set_scalar(into.get(), at as u32, part);
    }
    Ok(())
}

fn is_loaded(t: &JavaThread, address: i64, _length: i64, pages: i64) -> Result<bool, Throw> {
    ask(t, |host| host.is_resident(address, pages.max(0) as usize))
        .map_err(|error| io_error(&error))
}

fn advise(t: &JavaThread, address: i64, length: i64, advice: i32) -> Result<(), Throw> {
    // SAFETY: the class library passes the range of a mapped buffer.
    ask(t, |host| unsafe { host.advise_mapping(address, length as usize, advice) })
        .map_err(|error| io_error(&error))
}

fn load(t: &JavaThread, address: i64, length: i64) -> Result<(), Throw> {
    advise(t, address, length, libc::MADV_WILLNEED)
}

fn unload(t: &JavaThread, address: i64, length: i64) -> Result<(), Throw> {
    advise(t, address, length, libc::MADV_DONTNEED)
}

fn force(t: &JavaThread, _descriptor: Handle, address: i64, length: i64) -> Result<(), Throw> {
    ask(t, |host| host.sync_mapping(address, length as usize)).map_err(|error| io_error(&error))
}
