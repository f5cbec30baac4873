//! Files by name: opening, attributes, directories, links, extended attributes,
//! mount points, change notification.

use super::{Fd, HostError, HostResult, Source, Target, restart, sys};
use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;
use std::ptr;

/// An open directory: the `DIR *` that Java code holds as a `long`.
#[derive(Clone, Copy, Debug)]
pub struct DirectoryStream(*mut libc::DIR);

impl DirectoryStream {
    /// The stream as a number.
    pub fn address(self) -> i64 {
        self.0 as usize as i64
    }

    /// The stream behind a number.
    ///
    /// # Safety
    ///
    /// The number must come from [`DirectoryStream::address`] of a stream that
    /// is not closed.
    pub unsafe fn at(address: i64) -> DirectoryStream {
        DirectoryStream(address as usize as *mut libc::DIR)
    }
}

/// An open table of mounted file systems.
#[derive(Clone, Copy, Debug)]
pub struct MountTable(*mut libc::FILE);

impl MountTable {
    /// The table as a number.
    pub fn address(self) -> i64 {
        self.0 as usize as i64
    }

    /// The table behind a number.
    ///
    /// # Safety
    ///
    /// The number must come from [`MountTable::address`] of a table that is not
    /// closed.
    pub unsafe fn at(address: i64) -> MountTable {
        MountTable(address as usize as *mut libc::FILE)
    }
}

/// One line of a mount table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MountEntry {
    /// The device.
    pub name: Vec<u8>,
    /// Where it is mounted.
    pub directory: Vec<u8>,
    /// Type of the file system.
    pub kind: Vec<u8>,
    /// Mount options.
    pub options: Vec<u8>,
}

/// Operations that name files.
pub trait Files {
    /// `open`, not inherited by child processes.
    fn open(&self, path: &CStr, flags: i32, mode: u32) -> HostResult<Fd> {
        restart(|| sys!(open(path.as_ptr(), flags | libc::O_CLOEXEC, mode)))
    }

    /// `openat`, not inherited by child processes.
    fn open_at(&self, directory: Fd, path: &CStr, flags: i32, mode: u32) -> HostResult<Fd> {
        restart(|| sys!(openat(directory, path.as_ptr(), flags | libc::O_CLOEXEC, mode)))
    }

    /// `stat`, or `lstat` when links are not followed.
    fn status(&self, path: &CStr, follow: bool) -> HostResult<libc::stat> {
        let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
        self.status_at(libc::AT_FDCWD, path, flags)
    }

    /// `fstatat`.
    fn status_at(&self, directory: Fd, path: &CStr, flags: i32) -> HostResult<libc::stat> {
        let mut status = MaybeUninit::<libc::stat>::uninit();
        restart(|| sys!(fstatat(directory, path.as_ptr(), status.as_mut_ptr(), flags)))?;
        // SAFETY: filled by the successful call.
        Ok(unsafe { status.assume_init() })
    }

    /// Time of creation, from file systems that keep it. An empty path with
    /// `AT_EMPTY_PATH` asks about the descriptor itself.
    fn birth_time(&self, directory: Fd, path: &CStr, flags: i32) -> Option<(i64, u32)> {
        let mut status = MaybeUninit::<libc::statx>::uninit();
        let (path, mask) = (path.as_ptr(), libc::STATX_BTIME);
        restart(|| sys!(statx(directory, path, flags, mask, status.as_mut_ptr()))).ok()?;
        // SAFETY: filled by the successful call.
        let status = unsafe { status.assume_init() };
        let known = status.stx_mask & libc::STATX_BTIME != 0;
        known.then_some((status.stx_btime.tv_sec, status.stx_btime.tv_nsec))
    }

    /// `access`.
    fn check_access(&self, path: &CStr, mode: i32) -> HostResult<()> {
        restart(|| sys!(access(path.as_ptr(), mode))).map(drop)
    }

    /// `chmod`.
    fn change_mode(&self, path: &CStr, mode: u32) -> HostResult<()> {
        restart(|| sys!(chmod(path.as_ptr(), mode))).map(drop)
    }

    /// `fchmodat`.
    fn change_mode_at(&self, directory: Fd, path: &CStr, mode: u32, flags: i32) -> HostResult<()> {
        restart(|| sys!(fchmodat(directory, path.as_ptr(), mode, flags))).map(drop)
    }

    /// `chown`, or `lchown` when links are not followed.
    fn change_owner(&self, path: &CStr, user: u32, group: u32, follow: bool) -> HostResult<()> {
        let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
        restart(|| sys!(fchownat(libc::AT_FDCWD, path.as_ptr(), user, group, flags))).map(drop)
    }

    /// `utimensat`: time of access, time of modification.
    fn set_times(
        &self,
        directory: Fd,
        path: &CStr,
        times: [libc::timespec; 2],
        follow: bool,
    ) -> HostResult<()> {
        let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
        restart(|| sys!(utimensat(directory, path.as_ptr(), times.as_ptr(), flags))).map(drop)
    }

    /// `mkdir`.
    fn make_directory(&self, path: &CStr, mode: u32) -> HostResult<()> {
        restart(|| sys!(mkdir(path.as_ptr(), mode))).map(drop)
    }

    /// `mknod`.
    fn make_node(&self, path: &CStr, mode: u32, device: u64) -> HostResult<()> {
        restart(|| sys!(mknod(path.as_ptr(), mode, device))).map(drop)
    }

    /// `unlink`, or with `AT_REMOVEDIR` `rmdir`.
    fn remove(&self, directory: Fd, path: &CStr, flags: i32) -> HostResult<()> {
        restart(|| sys!(unlinkat(directory, path.as_ptr(), flags))).map(drop)
    }

    /// `renameat`.
    fn rename(
        &self,
        from_directory: Fd,
        from: &CStr,
        to_directory: Fd,
        to: &CStr,
    ) -> HostResult<()> {
        restart(|| sys!(renameat(from_directory, from.as_ptr(), to_directory, to.as_ptr())))
            .map(drop)
    }

    /// `link`.
    fn link(&self, existing: &CStr, new: &CStr) -> HostResult<()> {
        restart(|| sys!(link(existing.as_ptr(), new.as_ptr()))).map(drop)
    }

    /// `symlink`.
    fn symlink(&self, target: &CStr, new: &CStr) -> HostResult<()> {
        sys!(symlink(target.as_ptr(), new.as_ptr())).map(drop)
    }

    /// `readlink`.
    fn read_link(&self, path: &CStr) -> HostResult<Vec<u8>> {
        let mut target = vec![0u8; libc::PATH_MAX as usize + 1];
        let len = sys!(readlink(path.as_ptr(), target.as_mut_ptr().cast(), target.len()))?;
        target.truncate(len as usize);
        Ok(target)
    }

    /// `realpath`.
    fn real_path(&self, path: &CStr) -> HostResult<Vec<u8>> {
        let mut resolved = vec![0u8; libc::PATH_MAX as usize + 1];
        // SAFETY: a terminated string, and room for the longest path.
        let result = unsafe { libc::realpath(path.as_ptr(), resolved.as_mut_ptr().cast()) };
        if result.is_null() {
            return Err(HostError::last("realpath"));
        }
        let len = resolved.iter().position(|&byte| byte == 0).unwrap_or(resolved.len());
        resolved.truncate(len);
        Ok(resolved)
    }

    /// `statvfs`.
    fn file_system(&self, path: &CStr) -> HostResult<libc::statvfs> {
        let mut status = MaybeUninit::<libc::statvfs>::uninit();
        restart(|| sys!(statvfs(path.as_ptr(), status.as_mut_ptr())))?;
        // SAFETY: filled by the successful call.
        Ok(unsafe { status.assume_init() })
    }

    /// Longest name in a directory; `None` when there is no limit.
    fn name_max(&self, path: &CStr) -> Option<i64> {
        sys!(pathconf(path.as_ptr(), libc::_PC_NAME_MAX)).ok()
    }

    /// `opendir`.
    fn open_directory(&self, path: &CStr) -> HostResult<DirectoryStream> {
        // SAFETY: a terminated string.
        stream("opendir", unsafe { libc::opendir(path.as_ptr()) })
    }

    /// `fdopendir`: the stream takes over the descriptor.
    fn directory_of(&self, fd: Fd) -> HostResult<DirectoryStream> {
        // SAFETY: takes a number only.
        stream("fdopendir", unsafe { libc::fdopendir(fd) })
    }

    /// Next name of a directory, `None` at its end.
    fn next_entry(&self, directory: DirectoryStream) -> HostResult<Option<Vec<u8>>> {
        // SAFETY: the calling thread's `errno`; `readdir` reports an error only
        // through it.
        unsafe { *libc::__errno_location() = 0 };
        // SAFETY: an open stream, by its type.
        let entry = unsafe { libc::readdir(directory.0) };
        if entry.is_null() {
            return match crate::errno() {
                0 => Ok(None),
                _ => Err(HostError::last("readdir")),
            };
        }
        // SAFETY: the entry lives until the next call, and its name is terminated.
        Ok(Some(unsafe { CStr::from_ptr((*entry).d_name.as_ptr()) }.to_bytes().to_vec()))
    }

    /// `rewinddir`.
    fn rewind_directory(&self, directory: DirectoryStream) {
        // SAFETY: an open stream, by its type.
        unsafe { libc::rewinddir(directory.0) };
    }

    /// `closedir`.
    ///
    /// # Safety
    ///
    /// The stream must not be used any more.
    unsafe fn close_directory(&self, directory: DirectoryStream) -> HostResult<()> {
        sys!(closedir(directory.0)).map(drop)
    }

    /// `fgetxattr`; an empty target asks for the size.
    fn attribute(&self, fd: Fd, name: &CStr, into: Target<'_>) -> HostResult<usize> {
        Ok(sys!(fgetxattr(fd, name.as_ptr(), into.start(), into.len()))? as usize)
    }

    /// `fsetxattr`.
    fn set_attribute(&self, fd: Fd, name: &CStr, value: Source<'_>) -> HostResult<()> {
        sys!(fsetxattr(fd, name.as_ptr(), value.start(), value.len(), 0)).map(drop)
    }

    /// `fremovexattr`.
    fn remove_attribute(&self, fd: Fd, name: &CStr) -> HostResult<()> {
        sys!(fremovexattr(fd, name.as_ptr())).map(drop)
    }

    /// `flistxattr`; an empty target asks for the size.
    fn attribute_names(&self, fd: Fd, into: Target<'_>) -> HostResult<usize> {
        Ok(sys!(flistxattr(fd, into.start().cast(), into.len()))? as usize)
    }

    /// `setmntent`.
    fn open_mounts(&self, table: &CStr, mode: &CStr) -> HostResult<MountTable> {
        // SAFETY: terminated strings.
        let file = unsafe { libc::setmntent(table.as_ptr(), mode.as_ptr()) };
        if file.is_null() { Err(HostError::last("setmntent")) } else { Ok(MountTable(file)) }
    }

    /// `getmntent`.
    fn next_mount(&self, table: MountTable) -> Option<MountEntry> {
        // Longer lines than this are cut, as the C library does.
        let mut line = vec![0 as libc::c_char; 16 * 1024];
        let mut entry = MaybeUninit::<libc::mntent>::uninit();
        // SAFETY: an open table by its type, room for the entry and its line.
        let found = unsafe {
            libc::getmntent_r(table.0, entry.as_mut_ptr(), line.as_mut_ptr(), line.len() as i32)
        };
        if found.is_null() {
            return None;
        }
        // SAFETY: filled by the successful call with terminated strings in `line`.
        let text =
            |pointer: *const libc::c_char| unsafe { CStr::from_ptr(pointer) }.to_bytes().to_vec();
        // SAFETY: as before.
        let entry = unsafe { entry.assume_init() };
        Some(MountEntry {
            name: text(entry.mnt_fsname),
            directory: text(entry.mnt_dir),
            kind: text(entry.mnt_type),
            options: text(entry.mnt_opts),
        })
    }

    /// Length of the table's next line, its end included; `None` at the end.
    fn mount_line_length(&self, table: MountTable) -> Option<usize> {
        let (mut line, mut size) = (ptr::null_mut(), 0);
        // SAFETY: an open table by its type; the C library allocates the line.
        let length = unsafe { libc::getline(&mut line, &mut size, table.0) };
        // SAFETY: allocated by the call above, or null.
        unsafe { libc::free(line.cast()) };
        usize::try_from(length).ok()
    }

    /// `rewind` of the table.
    fn rewind_mounts(&self, table: MountTable) {
        // SAFETY: an open table, by its type.
        unsafe { libc::rewind(table.0) };
    }

    /// `endmntent`.
    ///
    /// # Safety
    ///
    /// The table must not be used any more.
    unsafe fn close_mounts(&self, table: MountTable) {
        // SAFETY: an open table, by its type and the caller's promise.
        unsafe { libc::endmntent(table.0) };
    }

    /// `inotify_init`, not inherited.
    fn watch_start(&self) -> HostResult<Fd> {
        sys!(inotify_init1(libc::IN_CLOEXEC))
    }

    /// `inotify_add_watch`.
    fn watch_add(&self, watcher: Fd, path: &CStr, mask: u32) -> HostResult<i32> {
        sys!(inotify_add_watch(watcher, path.as_ptr(), mask))
    }

    /// `inotify_rm_watch`.
    fn watch_remove(&self, watcher: Fd, watch: i32) -> HostResult<()> {
        sys!(inotify_rm_watch(watcher, watch)).map(drop)
    }

    /// `getcwd`.
    fn working_directory(&self) -> HostResult<Vec<u8>> {
        let mut path = vec![0u8; libc::PATH_MAX as usize + 1];
        // SAFETY: writable for the length given.
        let result = unsafe { libc::getcwd(path.as_mut_ptr().cast(), path.len()) };
        if result.is_null() {
            return Err(HostError::last("getcwd"));
        }
        path.truncate(path.iter().position(|&byte| byte == 0).unwrap_or(path.len()));
        Ok(path)
    }

    /// Name of a user.
    fn user_name(&self, user: u32) -> HostResult<Option<CString>> {
        account("getpwuid_r", |record: *mut libc::passwd, buffer, len, found| {
            // SAFETY: `account` passes room for the record and its strings.
            unsafe { libc::getpwuid_r(user, record, buffer, len, found) }
        })
        // SAFETY: a filled record's name is a terminated string in the buffer.
        .map(|found| found.map(|(record, _text)| unsafe { CStr::from_ptr(record.pw_name) }.into()))
    }

    /// Name of a group.
    fn group_name(&self, group: u32) -> HostResult<Option<CString>> {
        account("getgrgid_r", |record: *mut libc::group, buffer, len, found| {
            // SAFETY: as in `user_name`.
            unsafe { libc::getgrgid_r(group, record, buffer, len, found) }
        })
        // SAFETY: as in `user_name`.
        .map(|found| found.map(|(record, _text)| unsafe { CStr::from_ptr(record.gr_name) }.into()))
    }

    /// Number of a user.
    fn user_number(&self, name: &CStr) -> HostResult<Option<u32>> {
        account("getpwnam_r", |record: *mut libc::passwd, buffer, len, found| {
            // SAFETY: as in `user_name`, and a terminated string.
            unsafe { libc::getpwnam_r(name.as_ptr(), record, buffer, len, found) }
        })
        .map(|found| found.map(|(record, _)| record.pw_uid))
    }

    /// Number of a group.
    fn group_number(&self, name: &CStr) -> HostResult<Option<u32>> {
        account("getgrnam_r", |record: *mut libc::group, buffer, len, found| {
            // SAFETY: as in `user_number`.
            unsafe { libc::getgrnam_r(name.as_ptr(), record, buffer, len, found) }
        })
        .map(|found| found.map(|(record, _)| record.gr_gid))
    }
}

fn stream(call: &'static str, result: *mut libc::DIR) -> HostResult<DirectoryStream> {
    if result.is_null() { Err(HostError::last(call)) } else { Ok(DirectoryStream(result)) }
}

/// A record of the account database and the memory that its strings are in.
type Account<R> = (R, Vec<libc::c_char>);

fn account<R>(
    call: &'static str,
    mut query: impl FnMut(*mut R, *mut libc::c_char, usize, *mut *mut R) -> i32,
) -> HostResult<Option<Account<R>>> {
    let mut text = vec![0 as libc::c_char; 1024];
    loop {
        let mut record = MaybeUninit::<R>::uninit();
        let mut found = ptr::null_mut();
        match query(record.as_mut_ptr(), text.as_mut_ptr(), text.len(), &mut found) {
            0 if found.is_null() => return Ok(None),
            // SAFETY: success with a result means that the record is filled.
            0 => return Ok(Some((unsafe { record.assume_init() }, text))),
            libc::EINTR => {}
            libc::ERANGE if text.len() < 1 << 20 => text.resize(text.len() * 2, 0),
            // What the C library documents as "not found" beside success.
            libc::ENOENT | libc::ESRCH | libc::EBADF | libc::EPERM => return Ok(None),
            errno => return Err(HostError::new(call, errno)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Descriptors, SystemHost};
    use super::*;

    #[test]
    fn a_directory_lists_what_was_made_in_it() {
        let host = SystemHost;
        let base = std::env::temp_dir().join(format!("peaberry-files-{}", std::process::id()));
        let path = CString::new(base.to_str().unwrap()).unwrap();
        host.make_directory(&path, 0o777).unwrap();
        let file = CString::new(base.join("leaf").to_str().unwrap()).unwrap();
        let fd = host.open(&file, libc::O_CREAT | libc::O_RDWR, 0o666).unwrap();
        host.close(fd).unwrap();
        let directory = host.open_directory(&path).unwrap();
        let mut names = Vec::new();
        while let Some(name) = host.next_entry(directory).unwrap() {
            names.push(name);
        }
        // SAFETY: not used again.
        unsafe { host.close_directory(directory) }.unwrap();
        assert!(names.contains(&b"leaf".to_vec()));
        assert_eq!(
            host.remove(libc::AT_FDCWD, &path, libc::AT_REMOVEDIR).unwrap_err().errno(),
            libc::ENOTEMPTY
        );
        host.remove(libc::AT_FDCWD, &file, 0).unwrap();
        host.remove(libc::AT_FDCWD, &path, libc::AT_REMOVEDIR).unwrap();
        assert_eq!(host.status(&path, true).unwrap_err().errno(), libc::ENOENT);
    }

    #[test]
    fn root_is_a_known_account() {
        assert_eq!(SystemHost.user_number(c"root").unwrap(), Some(0));
        assert_eq!(SystemHost.user_name(0).unwrap().as_deref(), Some(c"root"));
        assert_eq!(SystemHost.user_number(c"no such user").unwrap(), None);
    }

    #[test]
    fn mounts_can_be_listed() {
        let table = SystemHost.open_mounts(c"/proc/mounts", c"r").unwrap();
        let mut roots = 0;
        while let Some(entry) = SystemHost.next_mount(table) {
            roots += usize::from(entry.directory == b"/");
        }
        // SAFETY: not used again.
        unsafe { SystemHost.close_mounts(table) };
        assert!(roots > 0);
    }
}
