//! Child processes and what the system tells about others.

use super::{Descriptors, Fd, HostError, HostResult, SystemHost, restart, sys};
use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;
use std::{fs, ptr};

/// What to run and how.
#[derive(Clone, Debug)]
pub struct Spawn {
    /// The program: a path, or a name to look for on the parent's `PATH`.
    pub program: CString,
    /// Arguments, the zeroth included.
    pub arguments: Vec<CString>,
    /// `NAME=value` strings; `None` inherits the parent's.
    pub environment: Option<Vec<CString>>,
    /// Working directory; `None` inherits the parent's.
    pub directory: Option<CString>,
    /// Descriptors that become 0, 1 and 2 of the child.
    pub streams: ChildStreams,
}

/// The child's standard streams. Nothing else is inherited.
#[derive(Clone, Copy, Debug)]
pub struct ChildStreams {
    /// Standard input.
    pub input: Fd,
    /// Standard output.
    pub output: Fd,
    /// Standard error.
    pub error: Fd,
}

/// Why a child was not made.
pub type SpawnFailure = HostError;

/// What waiting for a process came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExitWait {
    /// It exited with this status.
    Exited(i32),
    /// A signal ended it.
    Signalled(i32),
    /// It is not a child of this process.
    NotAChild,
}

/// What the system tells about a process.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProcessInfo {
    /// Its number.
    pub pid: i64,
    /// Number of its parent.
    pub parent: i64,
    /// Milliseconds since 1970 at its start.
    pub start: i64,
    /// Nanoseconds of processor time.
    pub cpu_time: i64,
    /// Its user.
    pub user: u32,
    /// The executable, if it may be known.
    pub command: Option<Vec<u8>>,
    /// The whole command line, arguments each ended by a zero byte.
    pub command_line: Vec<u8>,
}

// SAFETY of the declaration: the GNU C library 2.34 has it with this signature;
// the `libc` crate does not name it.
unsafe extern "C" {
    fn posix_spawn_file_actions_addclosefrom_np(
        actions: *mut libc::posix_spawn_file_actions_t,
        from: libc::c_int,
    ) -> libc::c_int;
    fn posix_spawn_file_actions_addchdir_np(
        actions: *mut libc::posix_spawn_file_actions_t,
        path: *const libc::c_char,
    ) -> libc::c_int;
}

/// Operations on processes.
pub trait Processes {
    /// Starts a child; its number.
    fn spawn(&self, what: &Spawn) -> Result<i32, SpawnFailure> {
        spawn(what)
    }

    /// Waits for the end of a process; `reap` takes its status away, so that
    /// the system forgets it.
    fn wait_for_exit(&self, pid: i32, reap: bool) -> HostResult<ExitWait> {
        let result = if reap { wait_and_reap(pid) } else { wait_only(pid) };
        match result {
            Err(error) if error.errno() == libc::ECHILD => Ok(ExitWait::NotAChild),
            result => result,
        }
    }

    /// `kill`.
    fn send_signal(&self, pid: i32, signal: i32) -> HostResult<()> {
        sys!(kill(pid, signal)).map(drop)
    }

    /// Number of this process.
    fn own_process(&self) -> i32 {
        // SAFETY: no preconditions.
        unsafe { libc::getpid() }
    }

    /// Groups of this process beside its own.
    fn further_groups(&self) -> HostResult<Vec<u32>> {
        let none: *mut libc::gid_t = ptr::null_mut();
        let count = sys!(getgroups(0, none))?;
        let mut groups = vec![0; count as usize];
        let filled = sys!(getgroups(count, groups.as_mut_ptr()))?;
        groups.truncate(filled as usize);
        Ok(groups)
    }

    /// All processes that can be seen.
    fn process_numbers(&self) -> HostResult<Vec<i32>> {
        let list = fs::read_dir("/proc").map_err(|error| {
            HostError::new("opendir", error.raw_os_error().unwrap_or(libc::EIO))
        })?;
        Ok(list.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect())
    }

    /// Parent, start and processor time; `None` if there is no such process.
    fn process_times(&self, pid: i32) -> Option<ProcessInfo> {
        parse_stat(pid, &fs::read(format!("/proc/{pid}/stat")).ok()?)
    }

    /// All that is known of a process; `None` if there is no such process.
    fn process_info(&self, pid: i32) -> Option<ProcessInfo> {
        use std::os::unix::ffi::OsStringExt;
        use std::os::unix::fs::MetadataExt;
        let mut info = self.process_times(pid)?;
        info.user = fs::metadata(format!("/proc/{pid}")).ok()?.uid();
        info.command = fs::read_link(format!("/proc/{pid}/exe"))
            .ok()
            .map(|path| path.into_os_string().into_vec());
        info.command_line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        Some(info)
    }
}

/// The fields of `/proc/PID/stat` that are used; the name in parentheses may
/// contain anything.
fn parse_stat(pid: i32, text: &[u8]) -> Option<ProcessInfo> {
    let after_name = &text[text.iter().rposition(|&byte| byte == b')')? + 1..];
    let text = std::str::from_utf8(after_name).ok()?;
    let fields: Vec<&str> = text.split_ascii_whitespace().collect();
    let number = |index: usize| fields.get(index)?.parse::<i64>().ok();
    // Numbers of proc(5), less the two fields before the split and one.
    let (parent, user_ticks, system_ticks, start_ticks) =
        (number(1)?, number(11)?, number(12)?, number(19)?);
    // SAFETY: no preconditions.
    let per_second = unsafe { libc::sysconf(libc::_SC_CLK_TCK) }.max(1);
    Some(ProcessInfo {
        pid: i64::from(pid),
        parent,
        start: boot_time_millis()? + start_ticks * 1000 / per_second,
        cpu_time: (user_ticks + system_ticks) * (1_000_000_000 / per_second),
        ..ProcessInfo::default()
    })
}

fn boot_time_millis() -> Option<i64> {
    let text = fs::read_to_string("/proc/stat").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("btime "))?;
    Some(line.trim().parse::<i64>().ok()? * 1000)
}

fn wait_and_reap(pid: i32) -> HostResult<ExitWait> {
    let mut status = 0;
    restart(|| sys!(waitpid(pid, &raw mut status, 0)))?;
    Ok(if libc::WIFEXITED(status) {
        ExitWait::Exited(libc::WEXITSTATUS(status))
    } else if libc::WIFSIGNALED(status) {
        ExitWait::Signalled(libc::WTERMSIG(status))
    } else {
        ExitWait::Exited(status)
    })
}

fn wait_only(pid: i32) -> HostResult<ExitWait> {
    let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
    let options = libc::WEXITED | libc::WNOWAIT;
    restart(|| sys!(waitid(libc::P_PID, pid as libc::id_t, info.as_mut_ptr(), options)))?;
    // SAFETY: filled by the successful call.
    let info = unsafe { info.assume_init() };
    // SAFETY: a record about a child has a status.
    let status = unsafe { info.si_status() };
    Ok(if info.si_code == libc::CLD_EXITED {
        ExitWait::Exited(status)
    } else {
        ExitWait::Signalled(status)
    })
}

/// `posix_spawn_file_actions_t` and `posix_spawnattr_t`, destroyed when dropped.
struct Plan {
    actions: libc::posix_spawn_file_actions_t,
    attributes: libc::posix_spawnattr_t,
}

fn planned(call: &'static str, code: i32) -> HostResult<()> {
    if code == 0 { Ok(()) } else { Err(HostError::new(call, code)) }
}

impl Plan {
    fn new() -> HostResult<Plan> {
        let mut actions = MaybeUninit::uninit();
        let mut attributes = MaybeUninit::uninit();
        // SAFETY: each initialises its argument. Neither fails in the GNU C
        // library, so no half-made plan needs to be undone.
        unsafe {
            planned("spawn", libc::posix_spawn_file_actions_init(actions.as_mut_ptr()))?;
            planned("spawn", libc::posix_spawnattr_init(attributes.as_mut_ptr()))?;
            Ok(Plan { actions: actions.assume_init(), attributes: attributes.assume_init() })
        }
    }

    /// The child's streams, directory, and no other descriptor.
    fn arrange(&mut self, streams: [Fd; 3], directory: Option<&CStr>) -> HostResult<()> {
        for (onto, fd) in streams.into_iter().enumerate() {
            // SAFETY: initialised actions, numbers.
            let code = unsafe {
                libc::posix_spawn_file_actions_adddup2(&mut self.actions, fd, onto as i32)
            };
            planned("dup2", code)?;
        }
        if let Some(directory) = directory {
            // SAFETY: initialised actions and a terminated string, which is copied.
            let code = unsafe {
                posix_spawn_file_actions_addchdir_np(&mut self.actions, directory.as_ptr())
            };
            planned("chdir", code)?;
        }
        // SAFETY: initialised actions.
        let code = unsafe { posix_spawn_file_actions_addclosefrom_np(&mut self.actions, 3) };
        planned("closefrom", code)
    }

    /// Default handling of what this process ignores, nothing blocked.
    fn reset_signals(&mut self) -> HostResult<()> {
        let mut defaults = MaybeUninit::uninit();
        let mut mask = MaybeUninit::uninit();
        // SAFETY: initialised sets and attributes.
        unsafe {
            libc::sigemptyset(mask.as_mut_ptr());
            libc::sigemptyset(defaults.as_mut_ptr());
            libc::sigaddset(defaults.as_mut_ptr(), libc::SIGPIPE);
            let attributes = &mut self.attributes;
            planned("spawn", libc::posix_spawnattr_setsigdefault(attributes, defaults.as_ptr()))?;
            planned("spawn", libc::posix_spawnattr_setsigmask(attributes, mask.as_ptr()))?;
            let flags = libc::POSIX_SPAWN_SETSIGDEF | libc::POSIX_SPAWN_SETSIGMASK;
            planned("spawn", libc::posix_spawnattr_setflags(attributes, flags as i16))
        }
    }
}

impl Drop for Plan {
    fn drop(&mut self) {
        // SAFETY: initialised in `new`, destroyed once.
        unsafe {
            libc::posix_spawn_file_actions_destroy(&mut self.actions);
            libc::posix_spawnattr_destroy(&mut self.attributes);
        }
    }
}

/// Copies of the streams above 2, so that arranging one cannot overwrite another.
struct HighStreams([Fd; 3]);

impl HighStreams {
    fn new(streams: ChildStreams) -> HostResult<HighStreams> {
        let mut high = HighStreams([-1; 3]);
        for (at, fd) in [streams.input, streams.output, streams.error].into_iter().enumerate() {
            high.0[at] = sys!(fcntl(fd, libc::F_DUPFD_CLOEXEC, 3))?;
        }
        Ok(high)
    }
}

impl Drop for HighStreams {
    fn drop(&mut self) {
        for fd in self.0.into_iter().filter(|&fd| fd != -1) {
            // Nothing can be done about a failure, and the copy is gone anyway.
            let _ = SystemHost.close(fd);
        }
    }
}

fn pointers(strings: &[CString]) -> Vec<*mut libc::c_char> {
    let all = strings.iter().map(|text| text.as_ptr().cast_mut());
    all.chain([ptr::null_mut()]).collect()
}

fn spawn(what: &Spawn) -> Result<i32, SpawnFailure> {
    let streams = HighStreams::new(what.streams)?;
    let mut plan = Plan::new()?;
    plan.arrange(streams.0, what.directory.as_deref())?;
    plan.reset_signals()?;
    let arguments = pointers(&what.arguments);
    let own_environment = what.environment.as_deref().map(pointers);
    let environment = match &own_environment {
        Some(list) => list.as_ptr(),
        // SAFETY: reading the C library's pointer; Java code never changes the
        // environment of this process.
        None => unsafe { environ.cast_const() },
    };
    let mut failure = libc::ENOENT;
    for candidate in candidates(&what.program) {
        let (program, arguments) = (&candidate, &arguments);
        match exec(program, &plan, arguments.as_ptr(), environment) {
            Err(libc::ENOEXEC) => {
                // A script without a first line that names its interpreter.
                let shell = c"/bin/sh";
                let mut script = vec![shell.as_ptr().cast_mut(), program.as_ptr().cast_mut()];
                script.extend(arguments.iter().skip(1));
                return exec(shell, &plan, script.as_ptr(), environment)
                    .map_err(|errno| HostError::new("execve", errno));
            }
            Ok(pid) => return Ok(pid),
            // As a shell does: another directory may have it, but "not allowed"
            // is the better answer when none has.
            Err(libc::EACCES) => failure = libc::EACCES,
            Err(
                libc::ENOENT
                | libc::ENOTDIR
                | libc::ELOOP
                | libc::ESTALE
                | libc::ENODEV
                | libc::ETIMEDOUT,
            ) if !what.program.to_bytes().contains(&b'/') => {}
            Err(errno) => return Err(HostError::new("execve", errno)),
        }
    }
    reachable(what.directory.as_deref())?;
    Err(HostError::new("execve", failure))
}

/// Whether the child could change to its directory; where it could not, the
/// search for the program has failed for that reason.
fn reachable(directory: Option<&CStr>) -> HostResult<()> {
    let Some(directory) = directory else { return Ok(()) };
    let flags = libc::O_PATH | libc::O_DIRECTORY | libc::O_CLOEXEC;
    SystemHost.close(sys!(open(directory.as_ptr(), flags))?)
}

unsafe extern "C" {
    static environ: *mut *mut libc::c_char;
}

/// The paths to try for a program.
fn candidates(program: &CStr) -> Vec<CString> {
    use std::os::unix::ffi::OsStrExt;
    let name = program.to_bytes();
    if name.contains(&b'/') || name.is_empty() {
        return vec![program.into()];
    }
    let path = std::env::var_os("PATH").unwrap_or_else(|| ":/bin:/usr/bin".into());
    path.as_bytes()
        .split(|&byte| byte == b':')
        .map(|directory| if directory.is_empty() { &b"."[..] } else { directory })
        .filter_map(|directory| {
            let candidate = CString::new([directory, b"/", name].concat()).ok()?;
            // An absolute candidate that is not there need not be tried.
            let skip = directory[0] == b'/' && {
                // SAFETY: a terminated string.
                let there = unsafe { libc::access(candidate.as_ptr(), libc::F_OK) };
                there == -1 && crate::errno() == libc::ENOENT
            };
            (!skip).then_some(candidate)
        })
        .collect()
}

fn exec(
    program: &CStr,
    plan: &Plan,
    arguments: *const *mut libc::c_char,
    environment: *const *mut libc::c_char,
) -> Result<i32, i32> {
    let mut pid = 0;
    // SAFETY: initialised plan, terminated strings, lists ended by null.
    let code = unsafe {
        libc::posix_spawn(
            &mut pid,
            program.as_ptr(),
            &plan.actions,
            &plan.attributes,
            arguments,
            environment,
        )
    };
    if code == 0 { Ok(pid) } else { Err(code) }
}

#[cfg(test)]
mod tests {
    use super::super::Target;
    use super::*;

    fn text(text: &str) -> CString {
        CString::new(text).unwrap()
    }

    #[test]
    fn child_writes_to_its_pipe_and_is_reaped() {
        let host = SystemHost;
        let [read, write] = host.pipe().unwrap();
        let spawn = Spawn {
            program: text("sh"),
            arguments: ["sh", "-c", "pwd; echo $TEA; exit 7"].map(text).to_vec(),
            environment: Some(vec![text("TEA=green")]),
            directory: Some(text("/")),
            streams: ChildStreams { input: read, output: write, error: write },
        };
        let pid = host.spawn(&spawn).unwrap();
        host.close(write).unwrap();
        assert_eq!(host.wait_for_exit(pid, false).unwrap(), ExitWait::Exited(7));
        assert_eq!(host.wait_for_exit(pid, true).unwrap(), ExitWait::Exited(7));
        assert_eq!(host.wait_for_exit(pid, true).unwrap(), ExitWait::NotAChild);
        let mut bytes = [0; 64];
        let count = host.read(read, Target::of(&mut bytes)).unwrap();
        assert_eq!(&bytes[..count], b"/\ngreen\n");
        host.close(read).unwrap();
    }

    #[test]
    fn failures_have_the_errno_of_the_step() {
        let spawn = Spawn {
            program: text("no-such-program-here"),
            arguments: vec![text("x")],
            environment: None,
            directory: None,
            streams: ChildStreams { input: 0, output: 1, error: 2 },
        };
        assert_eq!(SystemHost.spawn(&spawn).unwrap_err().errno(), libc::ENOENT);
        let forbidden = Spawn { program: text("/etc/passwd"), ..spawn.clone() };
        assert_eq!(SystemHost.spawn(&forbidden).unwrap_err().errno(), libc::EACCES);
        let file = Some(text("/etc/passwd"));
        let nowhere = Spawn { program: text("true"), directory: file, ..spawn.clone() };
        assert_eq!(SystemHost.spawn(&nowhere).unwrap_err().errno(), libc::ENOTDIR);
        let nowhere = Spawn { program: text("true"), directory: Some(text("/nope")), ..spawn };
        assert_eq!(SystemHost.spawn(&nowhere).unwrap_err().errno(), libc::ENOENT);
    }

    #[test]
    fn stat_with_a_strange_name() {
        let line = b"7 (a) b) (c) S 3 7 7 0 -1 4 1 2 3 4 50 25 0 0 20 0 1 0 100 1 1";
        let info = parse_stat(7, line).unwrap();
        assert_eq!(info.parent, 3);
        assert_eq!(info.cpu_time, 75 * 10_000_000);
        assert!(parse_stat(7, b"nonsense").is_none());
        assert_eq!(
            SystemHost.process_info(SystemHost.own_process()).unwrap().pid as u32,
            std::process::id()
        );
    }
}
