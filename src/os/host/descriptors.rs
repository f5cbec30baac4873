//! What is done with open descriptors: transfer of bytes, position, locks,
//! mapping, waiting for readiness.

use super::{Areas, Fd, HostResult, Source, Target, restart, sys};
use crate::map::page_size;
use std::mem::MaybeUninit;

/// How a file is mapped into memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MapMode {
    /// Shared, read only.
    ReadOnly,
    /// Shared, changes go to the file.
    ReadWrite,
    /// Changes stay in this process.
    Private,
}

/// Sort of a record lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockKind {
    /// Excludes writers.
    Shared,
    /// Excludes everybody.
    Exclusive,
    /// Releases.
    Unlock,
}

/// What an attempt to lock came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LockOutcome {
    /// The lock is held.
    Locked,
    /// Another process holds it.
    Busy,
    /// A signal ended the wait.
    Interrupted,
}

/// `struct epoll_event`, as Java code reads it by offset.
pub type EpollEvent = libc::epoll_event;

/// Operations on open descriptors.
pub trait Descriptors {
    /// `read`; an interrupted call is an error.
    fn read(&self, fd: Fd, into: Target<'_>) -> HostResult<usize> {
        Ok(sys!(read(fd, into.start(), into.len()))? as usize)
    }

    /// `write`; an interrupted call is an error.
    fn write(&self, fd: Fd, from: Source<'_>) -> HostResult<usize> {
        Ok(sys!(write(fd, from.start(), from.len()))? as usize)
    }

    /// `pread`.
    fn read_at(&self, fd: Fd, into: Target<'_>, position: i64) -> HostResult<usize> {
        Ok(sys!(pread(fd, into.start(), into.len(), position))? as usize)
    }

    /// `pwrite`.
    fn write_at(&self, fd: Fd, from: Source<'_>, position: i64) -> HostResult<usize> {
        Ok(sys!(pwrite(fd, from.start(), from.len(), position))? as usize)
    }

    /// `readv`.
    fn read_areas(&self, fd: Fd, areas: Areas) -> HostResult<i64> {
        let (start, count) = areas.parts();
        Ok(sys!(readv(fd, start, count))? as i64)
    }

    /// `writev`.
    fn write_areas(&self, fd: Fd, areas: Areas) -> HostResult<i64> {
        let (start, count) = areas.parts();
        Ok(sys!(writev(fd, start, count))? as i64)
    }

    /// `close`. Never repeated: on Linux the descriptor is gone even when the
    /// call was interrupted.
    fn close(&self, fd: Fd) -> HostResult<()> {
        sys!(close(fd)).map(drop)
    }

    /// `dup`.
    fn duplicate(&self, fd: Fd) -> HostResult<Fd> {
        restart(|| sys!(fcntl(fd, libc::F_DUPFD_CLOEXEC, 0)))
    }

    /// `dup2`, keeping the copy from child processes.
    fn duplicate_onto(&self, fd: Fd, onto: Fd) -> HostResult<()> {
        if fd == onto {
            return sys!(fcntl(fd, libc::F_GETFD)).map(drop);
        }
        restart(|| sys!(dup3(fd, onto, libc::O_CLOEXEC))).map(drop)
    }

    /// `lseek`.
    fn seek(&self, fd: Fd, offset: i64, whence: i32) -> HostResult<i64> {
        sys!(lseek(fd, offset, whence))
    }

    /// `ftruncate`.
    fn set_size(&self, fd: Fd, size: i64) -> HostResult<()> {
        restart(|| sys!(ftruncate(fd, size))).map(drop)
    }

    /// `fallocate`, the whole file up to `size`.
    fn reserve(&self, fd: Fd, offset: i64, len: i64) -> HostResult<()> {
        restart(|| sys!(fallocate(fd, 0, offset, len))).map(drop)
    }

    /// `fsync`, or `fdatasync` when the file's attributes do not matter.
    fn sync(&self, fd: Fd, metadata: bool) -> HostResult<()> {
        if metadata { sys!(fsync(fd)) } else { sys!(fdatasync(fd)) }.map(drop)
    }

    /// `fstat`.
    fn status_of(&self, fd: Fd) -> HostResult<libc::stat> {
        let mut status = MaybeUninit::<libc::stat>::uninit();
        restart(|| sys!(fstat(fd, status.as_mut_ptr())))?;
        // SAFETY: filled by the successful call.
        Ok(unsafe { status.assume_init() })
    }

    /// `fchmod`.
    fn change_mode_of(&self, fd: Fd, mode: u32) -> HostResult<()> {
        restart(|| sys!(fchmod(fd, mode))).map(drop)
    }

    /// `fchown`.
    fn change_owner_of(&self, fd: Fd, user: u32, group: u32) -> HostResult<()> {
        restart(|| sys!(fchown(fd, user, group))).map(drop)
    }

    /// `futimens`: time of access, time of modification.
    fn set_times_of(&self, fd: Fd, times: [libc::timespec; 2]) -> HostResult<()> {
        restart(|| sys!(futimens(fd, times.as_ptr()))).map(drop)
    }

    /// The descriptor's status flags (`F_GETFL`).
    fn status_flags(&self, fd: Fd) -> HostResult<i32> {
        sys!(fcntl(fd, libc::F_GETFL))
    }

    /// Switches `O_NONBLOCK`, `O_DIRECT` and the like.
    fn set_status_flags(&self, fd: Fd, flags: i32) -> HostResult<()> {
        sys!(fcntl(fd, libc::F_SETFL, flags)).map(drop)
    }

    /// Switches between blocking and non-blocking transfers.
    fn set_blocking(&self, fd: Fd, blocking: bool) -> HostResult<()> {
        let flags = self.status_flags(fd)?;
        let wanted = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
        if wanted == flags { Ok(()) } else { self.set_status_flags(fd, wanted) }
    }

    /// Bytes that can be read without blocking (`FIONREAD`).
    fn readable_bytes(&self, fd: Fd) -> HostResult<i32> {
        let mut count: libc::c_int = 0;
        sys!(ioctl(fd, libc::FIONREAD, &raw mut count))?;
        Ok(count)
    }

    /// Size of the block device behind the descriptor.
    fn device_size(&self, fd: Fd) -> HostResult<i64> {
        // The request number of BLKGETSIZE64, which `libc` does not name.
        const BLKGETSIZE64: libc::c_ulong = 0x8008_1272;
        let mut size: u64 = 0;
        sys!(ioctl(fd, BLKGETSIZE64, &raw mut size))?;
        Ok(size as i64)
    }

    /// `isatty`.
    fn is_terminal(&self, fd: Fd) -> bool {
        // SAFETY: takes a number only.
        unsafe { libc::isatty(fd) == 1 }
    }

    /// Switches a terminal's echo, and says whether it was on.
    fn set_echo(&self, fd: Fd, on: bool) -> HostResult<bool> {
        let mut mode = MaybeUninit::<libc::termios>::uninit();
        sys!(tcgetattr(fd, mode.as_mut_ptr()))?;
        // SAFETY: filled by the successful call.
        let mut mode = unsafe { mode.assume_init() };
        let was_on = mode.c_lflag & libc::ECHO != 0;
        mode.c_lflag = if on { mode.c_lflag | libc::ECHO } else { mode.c_lflag & !libc::ECHO };
        sys!(tcsetattr(fd, libc::TCSANOW, &raw const mode))?;
        Ok(was_on)
    }

    /// Sets a record lock; `size` 0 reaches to the end of the file.
    fn lock(
        &self,
        fd: Fd,
        kind: LockKind,
        start: i64,
        size: i64,
        wait: bool,
    ) -> HostResult<LockOutcome> {
        // SAFETY: all-zero is a valid `flock`.
        let mut lock: libc::flock = unsafe { MaybeUninit::zeroed().assume_init() };
        lock.l_whence = libc::SEEK_SET as i16;
        lock.l_start = start;
        lock.l_len = if size == i64::MAX { 0 } else { size };
        lock.l_type = match kind {
            LockKind::Shared => libc::F_RDLCK,
            LockKind::Exclusive => libc::F_WRLCK,
            LockKind::Unlock => libc::F_UNLCK,
        } as i16;
        let command = if wait { libc::F_SETLKW } else { libc::F_SETLK };
        match sys!(fcntl(fd, command, &raw const lock)) {
            Ok(_) => Ok(LockOutcome::Locked),
            Err(error) => match error.errno() {
                libc::EAGAIN | libc::EACCES if !wait => Ok(LockOutcome::Busy),
                libc::EINTR => Ok(LockOutcome::Interrupted),
                _ => Err(error),
            },
        }
    }

    /// Maps a part of a file; the address of its first byte.
    fn map(&self, fd: Fd, mode: MapMode, position: i64, len: usize) -> HostResult<i64> {
        let (protection, flags) = match mode {
            MapMode::ReadOnly => (libc::PROT_READ, libc::MAP_SHARED),
            MapMode::ReadWrite => (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED),
            MapMode::Private => (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE),
        };
        // SAFETY: a fresh mapping at an address of the system's choice.
        let start =
            unsafe { libc::mmap(std::ptr::null_mut(), len, protection, flags, fd, position) };
        if start == libc::MAP_FAILED {
            return Err(super::HostError::last("mmap"));
        }
        Ok(start as usize as i64)
    }

    /// Ends a mapping.
    ///
    /// # Safety
    ///
    /// The range must come from [`Descriptors::map`], and nobody may use it any
    /// more.
    unsafe fn unmap(&self, address: i64, len: usize) -> HostResult<()> {
        sys!(munmap(address as usize as *mut libc::c_void, len)).map(drop)
    }

    /// Writes changed pages of a mapping to the file (`msync`).
    fn sync_mapping(&self, address: i64, len: usize) -> HostResult<()> {
        sys!(msync(address as usize as *mut libc::c_void, len, libc::MS_SYNC)).map(drop)
    }

    /// Advises the system about the use of a mapping (`madvise`).
    ///
    /// # Safety
    ///
    /// The range must come from [`Descriptors::map`]: some advice discards the
    /// content of memory that no file backs.
    unsafe fn advise_mapping(&self, address: i64, len: usize, advice: i32) -> HostResult<()> {
        sys!(madvise(address as usize as *mut libc::c_void, len, advice)).map(drop)
    }

    /// Whether all pages of a mapping are in memory.
    fn is_resident(&self, address: i64, pages: usize) -> HostResult<bool> {
        const CHUNK: usize = 1024;
        let page = page_size();
        let mut resident = [0u8; CHUNK];
        for first in (0..pages).step_by(CHUNK) {
            let count = CHUNK.min(pages - first);
            let start = (address as usize).wrapping_add(first * page) as *mut libc::c_void;
            sys!(mincore(start, count * page, resident.as_mut_ptr()))?;
            if resident[..count].iter().any(|&state| state & 1 == 0) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `sendfile` from a position.
    fn send_file(&self, to: Fd, from: Fd, position: i64, count: usize) -> HostResult<usize> {
        let mut offset = position;
        Ok(sys!(sendfile(to, from, &raw mut offset, count))? as usize)
    }

    /// `copy_file_range`; a position of `None` is the descriptor's own.
    fn copy_range(
        &self,
        from: Fd,
        from_position: Option<i64>,
        to: Fd,
        to_position: Option<i64>,
        count: usize,
    ) -> HostResult<usize> {
        let (mut source, mut target) = (from_position, to_position);
        let source = source.as_mut().map_or(std::ptr::null_mut(), |at| at as *mut i64);
        let target = target.as_mut().map_or(std::ptr::null_mut(), |at| at as *mut i64);
        Ok(sys!(copy_file_range(from, source, to, target, count, 0))? as usize)
    }

    /// `posix_fadvise`; an error number, 0 for success.
    fn advise_file(&self, fd: Fd, offset: i64, len: i64, advice: i32) -> i32 {
        // SAFETY: takes numbers only.
        unsafe { libc::posix_fadvise(fd, offset, len, advice) }
    }

    /// `pipe`, read end first, not inherited.
    fn pipe(&self) -> HostResult<[Fd; 2]> {
        let mut ends = [-1; 2];
        sys!(pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC))?;
        Ok(ends)
    }

    /// `eventfd`, not inherited.
    fn event_counter(&self) -> HostResult<Fd> {
        sys!(eventfd(0, libc::EFD_CLOEXEC))
    }

    /// `epoll_create`, not inherited.
    fn epoll_create(&self) -> HostResult<Fd> {
        sys!(epoll_create1(libc::EPOLL_CLOEXEC))
    }

    /// `epoll_ctl`.
    fn epoll_control(&self, epoll: Fd, operation: i32, fd: Fd, events: u32) -> HostResult<()> {
        let mut event = EpollEvent { events, u64: fd as u32 as u64 };
        sys!(epoll_ctl(epoll, operation, fd, &raw mut event)).map(drop)
    }

    /// `epoll_wait` into an array of events; -1 waits for ever.
    fn epoll_wait(&self, epoll: Fd, into: Target<'_>, timeout: i32) -> HostResult<i32> {
        let count = (into.len() / size_of::<EpollEvent>()) as i32;
        sys!(epoll_wait(epoll, into.start().cast(), count, timeout))
    }

    /// `poll` of one descriptor; the events that are there.
    fn poll_one(&self, fd: Fd, events: i16, timeout: i32) -> HostResult<i16> {
        let mut entry = libc::pollfd { fd, events, revents: 0 };
        let count = sys!(poll(&raw mut entry, 1, timeout))?;
        Ok(if count == 0 { 0 } else { entry.revents })
    }

    /// `poll` of an array of `pollfd` in place.
    fn poll_array(&self, array: Target<'_>, timeout: i32) -> HostResult<i32> {
        let count = array.len() / size_of::<libc::pollfd>();
        sys!(poll(array.start().cast(), count as libc::nfds_t, timeout))
    }

    /// The limit of open descriptors (`RLIMIT_NOFILE`).
    fn descriptor_limit(&self) -> HostResult<i64> {
        let mut limit = MaybeUninit::<libc::rlimit>::uninit();
        sys!(getrlimit(libc::RLIMIT_NOFILE, limit.as_mut_ptr()))?;
        // SAFETY: filled by the successful call.
        let limit = unsafe { limit.assume_init() };
        Ok(i64::try_from(limit.rlim_cur).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::super::SystemHost;
    use super::*;

    #[test]
    fn bytes_pass_through_a_pipe() {
        let host = SystemHost;
        let [read, write] = host.pipe().unwrap();
        assert_eq!(host.write(write, Source::of(b"tea")).unwrap(), 3);
        assert_eq!(host.readable_bytes(read).unwrap(), 3);
        assert_eq!(host.poll_one(read, libc::POLLIN, 0).unwrap(), libc::POLLIN);
        let mut bytes = [0; 8];
        assert_eq!(host.read(read, Target::of(&mut bytes)).unwrap(), 3);
        assert_eq!(&bytes[..3], b"tea");
        host.set_blocking(read, false).unwrap();
        assert_eq!(host.read(read, Target::of(&mut bytes)).unwrap_err().errno(), libc::EAGAIN);
        host.close(read).unwrap();
        host.close(write).unwrap();
    }

    #[test]
    fn a_closed_descriptor_is_an_error() {
        assert_eq!(SystemHost.status_of(-1).unwrap_err().errno(), libc::EBADF);
        assert_eq!(SystemHost.seek(-1, 0, libc::SEEK_SET).unwrap_err().errno(), libc::EBADF);
    }
}
