//! What selectors wait with: `EPoll`, `EventFD`, `PollSelectorImpl`.

use super::{Direction, io_call, io_status, target, transferred};
use crate::model::Throw;
use crate::native::platform::{ask, io_error};
use crate::thread::{JavaThread, NativeRow, native};
use os::host::{EpollEvent, HostResult, Source};
use std::mem::offset_of;

const EPOLL: &str = "sun/nio/ch/EPoll";
const COUNTER: &str = "sun/nio/ch/EventFD";

pub(super) const ROWS: &[NativeRow] = &[
    native(EPOLL, "eventSize", "()I", event_size),
    native(EPOLL, "eventsOffset", "()I", events_offset),
    native(EPOLL, "dataOffset", "()I", data_offset),
    native(EPOLL, "create", "()I", create),
    native(EPOLL, "ctl", "(IIII)I", control),
    native(EPOLL, "wait", "(IJII)I", wait),
    native(COUNTER, "eventfd0", "()I", counter),
    native(COUNTER, "set0", "(I)I", count),
    native("sun/nio/ch/PollSelectorImpl", "poll", "(JII)I", poll),
];

fn event_size(_: &JavaThread) -> Result<i32, Throw> {
    Ok(size_of::<EpollEvent>() as i32)
}

fn events_offset(_: &JavaThread) -> Result<i32, Throw> {
    Ok(offset_of!(EpollEvent, events) as i32)
}

fn data_offset(_: &JavaThread) -> Result<i32, Throw> {
    Ok(offset_of!(EpollEvent, u64) as i32)
}

fn create(t: &JavaThread) -> Result<i32, Throw> {
    io_call(t, |host| host.epoll_create())
}

/// 0, or the `errno`.
fn control(t: &JavaThread, epoll: i32, operation: i32, fd: i32, events: i32) -> Result<i32, Throw> {
    let result = ask(t, |host| host.epoll_control(epoll, operation, fd, events as u32));
    Ok(result.map_or_else(|error| error.errno(), |()| 0))
}

fn ready(result: HostResult<i32>) -> Result<i32, Throw> {
    match result {
        Err(error) if error.errno() == libc::EINTR => Ok(io_status::INTERRUPTED),
        result => result.map_err(|error| io_error(&error)),
    }
}

fn wait(t: &JavaThread, epoll: i32, events: i64, count: i32, timeout: i32) -> Result<i32, Throw> {
    let bytes = count.saturating_mul(size_of::<EpollEvent>() as i32);
    ready(ask(t, |host| host.epoll_wait(epoll, target(events, bytes), timeout)))
}

fn counter(t: &JavaThread) -> Result<i32, Throw> {
    io_call(t, |host| host.event_counter())
}

fn count(t: &JavaThread, fd: i32) -> Result<i32, Throw> {
    let result = ask(t, |host| host.write(fd, Source::of(&1u64.to_ne_bytes())));
    Ok(transferred(result.map(|count| count as i64), Direction::Writing)? as i32)
}

fn poll(t: &JavaThread, entries: i64, count: i32, timeout: i32) -> Result<i32, Throw> {
    let bytes = count.saturating_mul(size_of::<libc::pollfd>() as i32);
    ready(ask(t, |host| host.poll_array(target(entries, bytes), timeout)))
}
