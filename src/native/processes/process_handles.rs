//! `java.lang.ProcessHandleImpl`. A process is known by its number and the time
//! of its start, as the system uses numbers again.

use crate::model::{KnownClass, Throw, VmException};
use crate::native::platform::{ask, host, platform_string, put, put_ref};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::host::{ExitWait, ProcessInfo};

const CLASS: &str = "java/lang/ProcessHandleImpl";
const INFO: &str = "java/lang/ProcessHandleImpl$Info";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initNative", "()V", init),
    native(CLASS, "getCurrentPid0", "()J", own),
    native(CLASS, "isAlive0", "(J)J", start_time),
    native(CLASS, "parent0", "(JJ)J", parent),
    native(CLASS, "getProcessPids0", "(J[J[J[J)I", children),
    native(CLASS, "destroy0", "(JJZ)Z", destroy),
    native(CLASS, "waitForProcessExit0", "(JZ)I", wait_for_exit),
    native(INFO, "initIDs", "()V", init),
    native(INFO, "info0", "(J)V", info),
];

/// What a process that a signal ended is said to have exited with, less the
/// signal.
const SIGNALLED: i32 = 0x80;
const NOT_A_CHILD: i32 = -2;

fn init(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

fn own(t: &JavaThread) -> Result<i64, Throw> {
    Ok(i64::from(host(t).own_process()))
}

fn times(t: &JavaThread, pid: i64) -> Option<ProcessInfo> {
    let pid = i32::try_from(pid).ok()?;
    ask(t, |host| host.process_times(pid))
}

/// -1 if there is no such process.
fn start_time(t: &JavaThread, pid: i64) -> Result<i64, Throw> {
    Ok(times(t, pid).map_or(-1, |info| info.start))
}

/// -1 if there is no such process any more.
fn parent(t: &JavaThread, pid: i64, start: i64) -> Result<i64, Throw> {
    Ok(times(t, pid)
        .filter(|info| start == 0 || info.start == 0 || info.start == start)
        .map_or(-1, |info| info.parent))
}

/// Children of a process, or all processes for 0; fills what fits, and says how
/// many there are.
fn children(
    t: &JavaThread,
    of: i64,
    pids: Handle,
    parents: Handle,
    starts: Handle,
) -> Result<i32, Throw> {
    let length = t.array_length(t.non_null(pids)?.get());
    for other in [parents, starts] {
        if !other.is_null() && t.array_length(other.get()) != length {
            return Err(Throw::new(VmException::IllegalArgument, "array sizes not equal"));
        }
    }
    let found: Vec<ProcessInfo> = ask(t, |host| {
        let all = host.process_numbers()?;
        let infos = all.into_iter().filter_map(|pid| host.process_times(pid));
        Ok(infos.filter(|info| of == 0 || info.parent == of).collect())
    })
    .map_err(|error: os::host::HostError| Throw::new(VmException::Runtime, error.text()))?;
    for (at, info) in (0..length).zip(&found) {
        t.set_scalar(pids.get(), at, info.pid);
        if !parents.is_null() {
            t.set_scalar(parents.get(), at, info.parent);
        }
        if !starts.is_null() {
            t.set_scalar(starts.get(), at, info.start);
        }
    }
    Ok(found.len() as i32)
}

fn destroy(t: &JavaThread, pid: i64, start: i64, force: bool) -> Result<bool, Throw> {
    let signal = if force { libc::SIGKILL } else { libc::SIGTERM };
    let now = times(t, pid).map_or(-1, |info| info.start);
    if now != start && now != 0 && start != 0 {
        return Ok(false);
    }
    let Ok(pid) = i32::try_from(pid) else { return Ok(false) };
    Ok(ask(t, |host| host.send_signal(pid, signal)).is_ok())
}

fn wait_for_exit(t: &JavaThread, pid: i64, reap: bool) -> Result<i32, Throw> {
    let Ok(pid) = i32::try_from(pid) else { return Ok(NOT_A_CHILD) };
    Ok(match ask(t, |host| host.wait_for_exit(pid, reap)) {
        Ok(ExitWait::Exited(status)) => status,
        Ok(ExitWait::Signalled(signal)) => SIGNALLED + signal,
        Ok(ExitWait::NotAChild) => NOT_A_CHILD,
        Err(_) => -1,
    })
}

/// Fills what is known; the rest stays as it is.
fn info(t: &JavaThread, this: Handle, pid: i64) -> Result<(), Throw> {
    let Ok(number) = i32::try_from(pid) else { return Ok(()) };
    let found = ask(t, |host| {
        let info = host.process_info(number)?;
        let user = host.user_name(info.user).ok().flatten();
        Some((info, user))
    });
    let Some((info, user)) = found else { return Ok(()) };
    put(t, this, "startTime", "J", info.start);
    put(t, this, "totalTime", "J", info.cpu_time);
    if let Some(user) = user {
        put_text(t, this, "user", user.to_bytes())?;
    }
    let Some(command) = info.command else { return Ok(()) };
    put_text(t, this, "command", &command)?;
    let line = info.command_line.strip_suffix(b"\0").unwrap_or(&info.command_line);
    let arguments: Vec<&[u8]> = line.split(|&byte| byte == 0).skip(1).collect();
    let string = t.vm().known.class(KnownClass::String);
    let array = t.handle(t.new_ref_array(string, arguments.len())?);
    for (at, argument) in arguments.iter().enumerate() {
        let _scope = t.scope();
        let argument = platform_string(t, argument)?;
        t.set_element(array.get(), at as u32, argument);
    }
    put_ref(t, this, "arguments", "[Ljava/lang/String;", array);
    Ok(())
}

fn put_text(t: &JavaThread, this: Handle, field: &'static str, text: &[u8]) -> Result<(), Throw> {
    let text = t.handle(platform_string(t, text)?);
    put_ref(t, this, field, "Ljava/lang/String;", text);
    Ok(())
}
