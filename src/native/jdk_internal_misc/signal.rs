//! `jdk.internal.misc.Signal`: signals that Java code handles. The handler only
//! queues the number; the Signal Dispatcher thread calls `Signal.dispatch`.

use crate::model::Throw;
use crate::native::platform::host;
use crate::native::support::text_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use os::signal_queue::{self, Disposition};

const SIGNAL: &str = "jdk/internal/misc/Signal";

pub(super) const ROWS: &[NativeRow] = &[
    native(SIGNAL, "findSignal0", "(Ljava/lang/String;)I", find_signal),
    native(SIGNAL, "handle0", "(IJ)J", handle),
    native(SIGNAL, "raise0", "(I)V", raise),
];

/// Signals by name without `SIG`.
const NAMES: &[(&str, i32)] = &[
    ("HUP", libc::SIGHUP),
    ("INT", libc::SIGINT),
    ("QUIT", libc::SIGQUIT),
    ("ILL", libc::SIGILL),
    ("TRAP", libc::SIGTRAP),
    ("ABRT", libc::SIGABRT),
    ("IOT", libc::SIGIOT),
    ("BUS", libc::SIGBUS),
    ("FPE", libc::SIGFPE),
    ("KILL", libc::SIGKILL),
    ("USR1", libc::SIGUSR1),
    ("SEGV", libc::SIGSEGV),
    ("USR2", libc::SIGUSR2),
    ("PIPE", libc::SIGPIPE),
    ("ALRM", libc::SIGALRM),
    ("TERM", libc::SIGTERM),
    ("STKFLT", libc::SIGSTKFLT),
    ("CHLD", libc::SIGCHLD),
    ("CLD", libc::SIGCHLD),
    ("CONT", libc::SIGCONT),
    ("STOP", libc::SIGSTOP),
    ("TSTP", libc::SIGTSTP),
    ("TTIN", libc::SIGTTIN),
    ("TTOU", libc::SIGTTOU),
    ("URG", libc::SIGURG),
    ("XCPU", libc::SIGXCPU),
    ("XFSZ", libc::SIGXFSZ),
    ("VTALRM", libc::SIGVTALRM),
    ("PROF", libc::SIGPROF),
    ("WINCH", libc::SIGWINCH),
    ("POLL", libc::SIGPOLL),
    ("IO", libc::SIGIO),
    ("PWR", libc::SIGPWR),
    ("SYS", libc::SIGSYS),
];

/// Signals that the VM keeps for itself.
const RESERVED: [i32; 4] = [libc::SIGFPE, libc::SIGILL, libc::SIGSEGV, libc::SIGQUIT];

/// Signals whose being ignored when the process started is respected.
const SHUTDOWN: [i32; 3] = [libc::SIGHUP, libc::SIGINT, libc::SIGTERM];

/// How Java codes a disposition: default, ignored, handled by `dispatch`.
const DEFAULT: i64 = 0;
const IGNORE: i64 = 1;
const DISPATCH: i64 = 2;
const REFUSED: i64 = -1;

fn find_signal(t: &JavaThread, name: Handle) -> Result<i32, Throw> {
    let name = text_argument(t, name)?;
    Ok(NAMES.iter().find(|(known, _)| *known == name).map_or(REFUSED as i32, |(_, number)| *number))
}

fn handle(t: &JavaThread, signal: i32, handler: i64) -> Result<i64, Throw> {
    let reduced = t.vm().config.reduce_signals && SHUTDOWN.contains(&signal);
    if RESERVED.contains(&signal) || reduced {
        return Ok(REFUSED);
    }
    if SHUTDOWN.contains(&signal)
        && signal_queue::current(signal).is_ok_and(|now| now == Disposition::Ignore)
    {
        return Ok(IGNORE);
    }
    let wanted = match handler {
        DEFAULT => Disposition::Default,
        IGNORE => Disposition::Ignore,
        DISPATCH => Disposition::Queue,
        _ => return Ok(REFUSED),
    };
    Ok(match signal_queue::set(signal, wanted) {
        Ok(Disposition::Default) => DEFAULT,
        Ok(Disposition::Ignore) => IGNORE,
        Ok(Disposition::Queue) => DISPATCH,
        Ok(Disposition::Other) => DEFAULT,
        Err(_) => REFUSED,
    })
}

fn raise(t: &JavaThread, signal: i32) -> Result<(), Throw> {
    host(t).raise(signal);
    Ok(())
}
