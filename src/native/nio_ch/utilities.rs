//! `IOUtil` and `UnixAsynchronousSocketChannelImpl`.

use super::options::pending_error;
use super::{Direction, io_call, io_status, socket_error, transferred};
use crate::model::Throw;
use crate::native::platform::{ask, fd_of, host, io_error, set_fd};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{HostError, Source, Target};

const CLASS: &str = "sun/nio/ch/IOUtil";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initIDs", "()V", init_ids),
    native(CLASS, "iovMax", "()I", areas_max),
    native(CLASS, "writevMax", "()J", write_max),
    native(CLASS, "fdVal", "(Ljava/io/FileDescriptor;)I", fd_of),
    native(CLASS, "setfdVal", "(Ljava/io/FileDescriptor;I)V", set_fd),
    native(CLASS, "fdLimit", "()I", descriptor_limit),
    native(CLASS, "configureBlocking", "(Ljava/io/FileDescriptor;Z)V", configure_blocking),
    native(CLASS, "makePipe", "(Z)J", make_pipe),
    native(CLASS, "drain", "(I)Z", drain),
    native(CLASS, "drain1", "(I)I", drain_one),
    native(CLASS, "write1", "(IB)I", write_one),
    native(CLASS, "randomBytes", "([B)Z", random_bytes),
    native("sun/nio/ch/UnixAsynchronousSocketChannelImpl", "checkConnect", "(I)V", check_connect),
];

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// Entries of a list of areas that one call takes.
fn areas_max(_: &JavaThread) -> Result<i32, Throw> {
    Ok(libc::UIO_MAXIOV)
}

/// Bytes that one call takes.
fn write_max(_: &JavaThread) -> Result<i64, Throw> {
    Ok(i64::from(i32::MAX))
}

fn descriptor_limit(t: &JavaThread) -> Result<i32, Throw> {
    let limit = io_call(t, |host| host.descriptor_limit())?;
    Ok(i32::try_from(limit).unwrap_or(i32::MAX))
}

fn configure_blocking(t: &JavaThread, descriptor: Handle, blocking: bool) -> Result<(), Throw> {
    let fd = fd_of(t, descriptor)?;
    io_call(t, |host| host.set_blocking(fd, blocking))
}

/// Both ends in one number, the read end in the upper half.
fn make_pipe(t: &JavaThread, blocking: bool) -> Result<i64, Throw> {
    let [read, write] = io_call(t, |host| {
        let ends = host.pipe()?;
        if !blocking {
            for fd in ends {
                host.set_blocking(fd, false)?;
            }
        }
        Ok(ends)
    })?;
    Ok(i64::from(read) << 32 | i64::from(write as u32))
}

/// Reads what is there; whether there was something.
fn drain(t: &JavaThread, fd: i32) -> Result<bool, Throw> {
    io_call(t, |host| {
        let mut bytes = [0; 128];
        let mut any = false;
        loop {
            match host.read(fd, Target::of(&mut bytes)) {
                Ok(count) => {
                    any |= count > 0;
                    if count < bytes.len() {
                        return Ok(any);
                    }
                }
                Err(error) if error.errno() == libc::EAGAIN => return Ok(any),
                Err(error) => return Err(error),
            }
        }
    })
}

fn drain_one(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    match ask(t, |host| host.read(fd, Target::of(&mut [0]))) {
        Ok(count) => Ok(count as i32),
        Err(error) => match error.errno() {
            libc::EAGAIN => Ok(0),
            libc::EINTR => Ok(io_status::INTERRUPTED),
            _ => Err(io_error(&error)),
        },
    }
}

fn write_one(t: &JavaThread, fd: i32, byte: i8) -> Result<i32, Throw> {
    let result = ask(t, |host| host.write(fd, Source::of(&[byte as u8])));
    Ok(transferred(result.map(|count| count as i64), Direction::Writing)? as i32)
}

fn random_bytes(t: &JavaThread, array: Handle) -> Result<bool, Throw> {
    let mut bytes = vec![0; t.array_length(t.non_null(array)?.get()) as usize];
    host(t).fill_random(&mut bytes).map_err(|error| io_error(&error))?;
    t.write_bytes(array, 0, &bytes);
    Ok(true)
}

/// Throws what made a connection fail in the background.
fn check_connect(t: &JavaThread, fd: i32) -> Result<(), Throw> {
    match io_call(t, |host| pending_error(host, fd))? {
        0 => Ok(()),
        errno => Err(socket_error(&HostError::new("connect", errno))),
    }
}
