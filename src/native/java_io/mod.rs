//! `java.io`: streams over descriptors, random access, the file system by
//! `java.io.File`, the console, the helper of serialization.

mod console;
mod descriptor;
mod file_system;
mod random_access;
mod streams;

use crate::model::{KnownField, Throw, VmException};
use crate::native::platform::{ask, check_range, fd_of, get_ref, io_error, platform_text, set_fd};
use crate::thread::{Handle, JavaThread, NativeRow};
use os::host::{Fd, Host, HostError, HostResult, Source, Target};
use std::ffi::CStr;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] =
    &[console::ROWS, descriptor::ROWS, file_system::ROWS, random_access::ROWS, streams::ROWS];

/// Descriptor number of a stream's `fd` field.
///
/// # Errors
///
/// `IOException` when the stream is closed.
fn open_fd(t: &JavaThread, stream: Handle) -> Result<Fd, Throw> {
    let descriptor = get_ref(t, stream, "fd", "Ljava/io/FileDescriptor;");
    let fd = if descriptor.is_null() { -1 } else { fd_of(t, descriptor)? };
    if fd == -1 { Err(Throw::new(VmException::Io, "Stream Closed")) } else { Ok(fd) }
}

/// Repeats what a signal interrupted: streams do not react to signals.
fn restart<T>(mut call: impl FnMut() -> HostResult<T>) -> HostResult<T> {
    loop {
        match call() {
            Err(error) if error.errno() == libc::EINTR => {}
            result => return result,
        }
    }
}

/// Opens a file that is not a directory.
fn open_file(host: &dyn Host, path: &CStr, flags: i32) -> HostResult<Fd> {
    let fd = host.open(path, flags, 0o666)?;
    match host.status_of(fd) {
        Ok(status) if status.st_mode & libc::S_IFMT == libc::S_IFDIR => {
            host.close(fd)?;
            Err(HostError::new("open", libc::EISDIR))
        }
        _ => Ok(fd),
    }
}

/// Opens the file of a stream and stores the descriptor.
fn open_stream(t: &JavaThread, stream: Handle, path: Handle, flags: i32) -> Result<(), Throw> {
    let mut name = platform_text(t, path)?.into_bytes();
    // The system would take trailing slashes for a demand that it is a directory.
    while name.len() > 1 && name.ends_with(b"/") {
        name.pop();
    }
    let name = std::ffi::CString::new(name).expect("was a C string before");
    match ask(t, |host| open_file(host, &name, flags)) {
        Ok(fd) => {
            let descriptor = get_ref(t, stream, "fd", "Ljava/io/FileDescriptor;");
            set_fd(t, descriptor, fd)?;
            t.put_known(descriptor, KnownField::FdAppend, u8::from(flags & libc::O_APPEND != 0));
            Ok(())
        }
        Err(error) => {
            let message = format!("{} ({})", t.string_text(path), error.text());
            Err(Throw::new(VmException::FileNotFound, message))
        }
    }
}

/// Reads one byte, -1 at the end.
fn read_byte(t: &JavaThread, stream: Handle) -> Result<i32, Throw> {
    let fd = open_fd(t, stream)?;
    let mut byte = [0u8];
    match ask(t, |host| restart(|| host.read(fd, Target::of(&mut byte)))) {
        Ok(0) => Ok(-1),
        Ok(_) => Ok(i32::from(byte[0])),
        Err(error) => Err(io_error(&error)),
    }
}

/// Largest transfer that needs no memory of its own.
const STACK_BYTES: usize = 8192;

/// Reads into a part of a `byte[]`, -1 at the end.
fn read_bytes(
    t: &JavaThread,
    stream: Handle,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<i32, Throw> {
    check_range(t, array, offset, length)?;
    if length == 0 {
        return Ok(0);
    }
    let mut small = [0u8; STACK_BYTES];
    let mut large = Vec::new();
    let buffer = if length as usize <= STACK_BYTES {
        &mut small[..length as usize]
    } else {
        large.resize(length as usize, 0);
        &mut large[..]
    };
    let fd = open_fd(t, stream)?;
    match ask(t, |host| restart(|| host.read(fd, Target::of(buffer)))) {
        Ok(0) => Ok(-1),
        Ok(count) => {
            t.write_bytes(array, offset as usize, &buffer[..count]);
            Ok(count as i32)
        }
        Err(error) => Err(io_error(&error)),
    }
}

/// Writes all of `bytes`.
fn write_all(t: &JavaThread, stream: Handle, mut bytes: &[u8]) -> Result<(), Throw> {
    while !bytes.is_empty() {
        // Looked up each time: another thread may close the stream meanwhile.
        let fd = open_fd(t, stream)?;
        match ask(t, |host| restart(|| host.write(fd, Source::of(bytes)))) {
            Ok(count) => bytes = &bytes[count..],
            Err(error) => return Err(io_error(&error)),
        }
    }
    Ok(())
}

/// Writes a part of a `byte[]`.
fn write_bytes(
    t: &JavaThread,
    stream: Handle,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<(), Throw> {
    check_range(t, array, offset, length)?;
    let (offset, length) = (offset as usize, length as usize);
    if length <= STACK_BYTES {
        let mut small = [0u8; STACK_BYTES];
        t.read_bytes(array, offset, &mut small[..length]);
        return write_all(t, stream, &small[..length]);
    }
    let mut large = vec![0; length];
    t.read_bytes(array, offset, &mut large);
    write_all(t, stream, &large)
}

/// Size of an open file or block device.
fn file_length(host: &dyn Host, fd: Fd) -> HostResult<i64> {
    let status = host.status_of(fd)?;
    if status.st_mode & libc::S_IFMT == libc::S_IFBLK {
        return host.device_size(fd);
    }
    Ok(status.st_size)
}
