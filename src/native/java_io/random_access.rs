//! `RandomAccessFile`. Version 25 of the class library names several natives
//! with a final `0`.

use super::{file_length, open_fd, open_stream, read_byte, read_bytes, write_all, write_bytes};
use crate::model::{Throw, VmException};
use crate::native::platform::{ask, io_error};
use crate::thread::{Handle, JavaThread, NativeRow, native};

const CLASS: &str = "java/io/RandomAccessFile";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initIDs", "()V", init_ids),
    native(CLASS, "open0", "(Ljava/lang/String;I)V", open),
    native(CLASS, "read0", "()I", read_byte),
    native(CLASS, "readBytes", "([BII)I", read_bytes),
    native(CLASS, "readBytes0", "([BII)I", read_bytes),
    native(CLASS, "write0", "(I)V", write_byte),
    native(CLASS, "writeBytes", "([BII)V", write_bytes),
    native(CLASS, "writeBytes0", "([BII)V", write_bytes),
    native(CLASS, "getFilePointer", "()J", position),
    native(CLASS, "seek0", "(J)V", seek),
    native(CLASS, "length", "()J", length),
    native(CLASS, "length0", "()J", length),
    native(CLASS, "setLength", "(J)V", set_length),
    native(CLASS, "setLength0", "(J)V", set_length),
];

/// The bits of `RandomAccessFile.O_…`.
mod mode {
    pub(super) const READ_ONLY: i32 = 1;
    pub(super) const READ_WRITE: i32 = 2;
    pub(super) const SYNC: i32 = 4;
    pub(super) const DATA_SYNC: i32 = 8;
}

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn open(t: &JavaThread, this: Handle, path: Handle, mode: i32) -> Result<(), Throw> {
    let flags = if mode & mode::READ_ONLY != 0 {
        libc::O_RDONLY
    } else if mode & mode::READ_WRITE == 0 {
        0
    } else if mode & mode::SYNC != 0 {
        libc::O_RDWR | libc::O_CREAT | libc::O_SYNC
    } else if mode & mode::DATA_SYNC != 0 {
        libc::O_RDWR | libc::O_CREAT | libc::O_DSYNC
    } else {
        libc::O_RDWR | libc::O_CREAT
    };
    open_stream(t, this, path, flags)
}

fn write_byte(t: &JavaThread, this: Handle, byte: i32) -> Result<(), Throw> {
    write_all(t, this, &[byte as u8])
}

fn position(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| host.seek(fd, 0, libc::SEEK_CUR)).map_err(|error| io_error(&error))
}

fn seek(t: &JavaThread, this: Handle, position: i64) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    if position < 0 {
        return Err(Throw::new(VmException::Io, "Negative seek offset"));
    }
    ask(t, |host| host.seek(fd, position, libc::SEEK_SET)).map(drop).map_err(|e| io_error(&e))
}

fn length(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| file_length(host, fd)).map_err(|error| io_error(&error))
}

fn set_length(t: &JavaThread, this: Handle, length: i64) -> Result<(), Throw> {
    let fd = open_fd(t, this)?;
    ask(t, |host| {
        let position = host.seek(fd, 0, libc::SEEK_CUR)?;
        host.set_size(fd, length)?;
        // The position moves only if it would lie behind the end.
        host.seek(fd, position.min(length), libc::SEEK_SET)
    })
    .map(drop)
    .map_err(|error| io_error(&error))
}
