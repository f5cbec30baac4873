//! `FileInputStream`, `FileOutputStream`, and `ObjectStreamClass`.

use super::{
    file_length, open_fd, open_stream, read_byte, read_bytes, restart, write_all, write_bytes,
};
use crate::link;
use crate::model::Throw;
use crate::native::platform::{ask, fd_of, io_error};
use crate::native::support::class_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{Fd, Host, HostResult};

const INPUT: &str = "java/io/FileInputStream";
const OUTPUT: &str = "java/io/FileOutputStream";
const SERIAL: &str = "java/io/ObjectStreamClass";

pub(super) const ROWS: &[NativeRow] = &[
    native(INPUT, "initIDs", "()V", nothing),
    native(INPUT, "open0", "(Ljava/lang/String;)V", open_input),
    native(INPUT, "read0", "()I", read_byte),
    native(INPUT, "readBytes", "([BII)I", read_bytes),
    native(INPUT, "length0", "()J", length),
    native(INPUT, "position0", "()J", position),
    native(INPUT, "skip0", "(J)J", skip),
    native(INPUT, "available0", "()I", available),
    native(INPUT, "isRegularFile0", "(Ljava/io/FileDescriptor;)Z", is_regular_file),
    native(OUTPUT, "initIDs", "()V", nothing),
    native(OUTPUT, "open0", "(Ljava/lang/String;Z)V", open_output),
    native(OUTPUT, "write", "(IZ)V", write_byte),
    native(OUTPUT, "writeBytes", "([BIIZ)V", write_part),
    native(SERIAL, "initNative", "()V", nothing),
    native(SERIAL, "hasStaticInitializer", "(Ljava/lang/Class;)Z", has_static_initializer),
];

fn nothing(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn open_input(t: &JavaThread, this: Handle, path: Handle) -> Result<(), Throw> {
    open_stream(t, this, path, libc::O_RDONLY)
}

fn open_output(t: &JavaThread, this: Handle, path: Handle, append: bool) -> Result<(), Throw> {
    let how = if append { libc::O_APPEND } else { libc::O_TRUNC };
    open_stream(t, this, path, libc::O_WRONLY | libc::O_CREAT | how)
}

fn length(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| file_length(host, fd)).map_err(|error| io_error(&error))
}

fn position(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| host.seek(fd, 0, libc::SEEK_CUR)).map_err(|error| io_error(&error))
}

fn skip(t: &JavaThread, this: Handle, count: i64) -> Result<i64, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| {
        let from = host.seek(fd, 0, libc::SEEK_CUR)?;
        Ok(host.seek(fd, count, libc::SEEK_CUR)? - from)
    })
    .map_err(|error| io_error(&error))
}

fn available(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| bytes_ahead(host, fd))
        .map(|count| count.clamp(0, i64::from(i32::MAX)) as i32)
        .map_err(|error| io_error(&error))
}

/// Bytes that can be read without blocking: what the system says of pipes and
/// terminals, the rest of a file.
fn bytes_ahead(host: &dyn Host, fd: Fd) -> HostResult<i64> {
    let status = host.status_of(fd)?;
    if let libc::S_IFCHR | libc::S_IFIFO | libc::S_IFSOCK = status.st_mode & libc::S_IFMT
        && let Ok(count) = host.readable_bytes(fd)
    {
        return Ok(i64::from(count));
    }
    let position = host.seek(fd, 0, libc::SEEK_CUR)?;
    let mut size = status.st_size;
    if size < position {
        // Special files have no size until one asks for their end.
        size = host.seek(fd, 0, libc::SEEK_END)?;
        host.seek(fd, position, libc::SEEK_SET)?;
    }
    Ok(size - position)
}

fn is_regular_file(t: &JavaThread, _this: Handle, descriptor: Handle) -> Result<bool, Throw> {
    let fd = fd_of(t, descriptor)?;
    match ask(t, |host| restart(|| host.status_of(fd))) {
        Ok(status) => Ok(status.st_mode & libc::S_IFMT == libc::S_IFREG),
        Err(error) => Err(io_error(&error)),
    }
}

fn write_byte(t: &JavaThread, this: Handle, byte: i32, _append: bool) -> Result<(), Throw> {
    write_all(t, this, &[byte as u8])
}

fn write_part(
    t: &JavaThread,
    this: Handle,
    array: Handle,
    offset: i32,
    length: i32,
    _append: bool,
) -> Result<(), Throw> {
    write_bytes(t, this, array, offset, length)
}

/// Whether the class itself, not a superclass, has an initializer. Looking a
/// static method up by name initializes the class, here too.
fn has_static_initializer(t: &JavaThread, class: Handle) -> Result<bool, Throw> {
    let class = class_argument(t, class)?;
    link::ensure_initialized(t, class)?;
    let symbols = &t.vm().symbols;
    Ok(class.declared_method(symbols.intern(b"<clinit>"), symbols.intern(b"()V")).is_some())
}
