//! `LinuxWatchService`, over inotify.

use super::files::path;
use super::unix;
use crate::model::Throw;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use os::host::Target;
use std::mem::offset_of;

const CLASS: &str = "sun/nio/fs/LinuxWatchService";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "eventSize", "()I", event_size),
    native(CLASS, "eventOffsets", "()[I", event_offsets),
    native(CLASS, "inotifyInit", "()I", start),
    native(CLASS, "inotifyAddWatch", "(IJI)I", add),
    native(CLASS, "inotifyRmWatch", "(II)V", remove),
    native(CLASS, "configureBlocking", "(IZ)V", configure_blocking),
    native(CLASS, "socketpair", "([I)V", socket_pair),
    native(CLASS, "poll", "(II)I", poll),
];

/// `struct inotify_event` without the name that follows it.
type Event = libc::inotify_event;

fn event_size(_: &JavaThread) -> Result<i32, Throw> {
    Ok(size_of::<Event>() as i32)
}

fn event_offsets(t: &JavaThread) -> Result<Ref, Throw> {
    let offsets = [
        offset_of!(Event, wd),
        offset_of!(Event, mask),
        offset_of!(Event, cookie),
        offset_of!(Event, len),
        size_of::<Event>(),
    ];
    let array = t.new_primitive_array(b'I', offsets.len())?;
    for (at, offset) in offsets.into_iter().enumerate() {
        t.set_scalar(array, at as u32, offset as i32);
    }
    Ok(array)
}

fn start(t: &JavaThread) -> Result<i32, Throw> {
    unix(t, |host| host.watch_start())
}

fn add(t: &JavaThread, watcher: i32, at: i64, mask: i32) -> Result<i32, Throw> {
    let path = path(at)?;
    unix(t, |host| host.watch_add(watcher, path, mask as u32))
}

fn remove(t: &JavaThread, watcher: i32, watch: i32) -> Result<(), Throw> {
    unix(t, |host| host.watch_remove(watcher, watch))
}

fn configure_blocking(t: &JavaThread, fd: i32, blocking: bool) -> Result<(), Throw> {
    unix(t, |host| host.set_blocking(fd, blocking))
}

fn socket_pair(t: &JavaThread, ends: Handle) -> Result<(), Throw> {
    let ends = t.non_null(ends)?;
    let pair = unix(t, |host| host.socket_pair())?;
    for (at, fd) in pair.into_iter().enumerate() {
        t.set_scalar(ends.get(), at as u32, fd);
    }
    Ok(())
}

/// Waits for either descriptor to be readable; how many are, 0 if a signal came.
fn poll(t: &JavaThread, first: i32, second: i32) -> Result<i32, Throw> {
    let entry = |fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
    let mut entries = [entry(first), entry(second)];
    let address = entries.as_mut_ptr() as usize as i64;
    // SAFETY: the array outlives the call.
    let target = unsafe { Target::at(address, size_of_val(&entries)) };
    unix(t, |host| match host.poll_array(target, -1) {
        Err(error) if error.errno() == libc::EINTR => Ok(0),
        result => result,
    })
}
