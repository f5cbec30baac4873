//! `java.lang.ProcessImpl`: starting a child process.

use crate::model::{Throw, VmException};
use crate::native::platform::{ask, bytes_of};
use crate::thread::{Handle, JavaThread, Library, NativeRow, native};
use os::host::{ChildStreams, Fd, Host, HostError, HostResult, Spawn};
use std::ffi::CString;

const CLASS: &str = "java/lang/ProcessImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "init", "()V", init),
    native(CLASS, "forkAndExec", "(I[B[B[BI[BI[B[IZ)I", start),
];

fn init(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// The strings of a block in which each ends with a zero byte.
fn strings(block: &[u8], count: i32) -> Vec<CString> {
    block
        .split(|&byte| byte == 0)
        .take(count.max(0) as usize)
        .map(|text| CString::new(text).expect("split at zero bytes"))
        .collect()
}

/// A single string that ends with a zero byte.
fn string(bytes: &[u8]) -> CString {
    let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    CString::new(&bytes[..end]).expect("cut at the first zero byte")
}

/// Pipes to the child, for the streams that are not given. All ends are closed
/// unless they are taken.
struct Pipes<'h> {
    host: &'h dyn Host,
    ends: Vec<Fd>,
}

impl Pipes<'_> {
    fn new_pipe(&mut self) -> HostResult<[Fd; 2]> {
        let pipe = self.host.pipe()?;
        self.ends.extend(pipe);
        Ok(pipe)
    }

    /// Leaves an end open.
    fn take(&mut self, fd: Fd) {
        self.ends.retain(|&end| end != fd);
    }
}

impl Drop for Pipes<'_> {
    fn drop(&mut self) {
        for &fd in &self.ends {
            // Our own pipe, which nobody else knows: closing it cannot fail in
            // a way that matters.
            let _ = self.host.close(fd);
        }
    }
}

/// Starts the child. `fds` are descriptors for it, or -1 for pipes, whose other
/// ends replace them.
fn spawn(
    host: &dyn Host,
    mut spawn: Spawn,
    fds: &mut [Fd; 3],
    error_to_output: bool,
) -> HostResult<i32> {
    let mut pipes = Pipes { host, ends: Vec::new() };
    let (mut kept, mut given) = ([-1; 3], *fds);
    for at in 0..3 {
        if fds[at] == -1 {
            let [read, write] = pipes.new_pipe()?;
            (given[at], kept[at]) = if at == 0 { (read, write) } else { (write, read) };
        }
    }
    let error = if error_to_output { given[1] } else { given[2] };
    spawn.streams = ChildStreams { input: given[0], output: given[1], error };
    let pid = host.spawn(&spawn)?;
    for fd in kept.into_iter().filter(|&fd| fd != -1) {
        pipes.take(fd);
    }
    *fds = kept;
    Ok(pid)
}

/// The text that the class library's users see.
fn failure(t: &JavaThread, error: &HostError) -> Throw {
    let text = match (error, t.vm().library()) {
        (HostError::Denied(text), _) => text.to_string(),
        (error, Library::Java17) => format!("error={}, {}", error.errno(), error.text()),
        (error, Library::Java25) => {
            format!("Exec failed, error: {} ({}) ", error.errno(), error.text())
        }
    };
    Throw::new(VmException::Io, text)
}

#[expect(clippy::too_many_arguments, reason = "those of the Java method")]
fn start(
    t: &JavaThread,
    _this: Handle,
    _mechanism: i32,
    _helper: Handle,
    program: Handle,
    arguments: Handle,
    argument_count: i32,
    environment: Handle,
    environment_count: i32,
    directory: Handle,
    descriptors: Handle,
    error_to_output: bool,
) -> Result<i32, Throw> {
    let program = string(&bytes_of(t, program)?);
    let mut all = vec![program.clone()];
    all.extend(strings(&bytes_of(t, arguments)?, argument_count));
    let environment = match environment.is_null() {
        true => None,
        false => Some(strings(&bytes_of(t, environment)?, environment_count)),
    };
    let directory = match directory.is_null() {
        true => None,
        false => Some(string(&bytes_of(t, directory)?)),
    };
    let mut fds: [Fd; 3] = std::array::from_fn(|at| t.scalar(descriptors.get(), at as u32));
    let what = Spawn {
        program,
        arguments: all,
        environment,
        directory,
        streams: ChildStreams { input: -1, output: -1, error: -1 },
    };
    let result = ask(t, |host| spawn(host, what, &mut fds, error_to_output));
    let pid = result.map_err(|error| failure(t, &error))?;
    for (at, fd) in fds.into_iter().enumerate() {
        t.set_scalar(descriptors.get(), at as u32, fd);
    }
    Ok(pid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use os::host::{Descriptors, ExitWait, Processes, Source, SystemHost, Target};

    #[test]
    fn blocks_are_split_at_zero_bytes() {
        assert_eq!(strings(b"a\0\0b c\0", 3), [c"a", c"", c"b c"].map(CString::from));
        assert_eq!(string(b"ls\0"), CString::from(c"ls"));
        assert!(strings(b"", 0).is_empty());
    }

    #[test]
    fn a_child_talks_through_its_pipes() {
        let what = Spawn {
            program: c"cat".into(),
            arguments: vec![c"cat".into()],
            environment: None,
            directory: None,
            streams: ChildStreams { input: -1, output: -1, error: -1 },
        };
        let mut fds = [-1; 3];
        let pid = spawn(&SystemHost, what, &mut fds, true).unwrap();
        SystemHost.write(fds[0], Source::of(b"purr")).unwrap();
        SystemHost.close(fds[0]).unwrap();
        let mut bytes = [0; 16];
        assert_eq!(SystemHost.read(fds[1], Target::of(&mut bytes)).unwrap(), 4);
        assert_eq!(SystemHost.read(fds[2], Target::of(&mut bytes)).unwrap(), 0);
        assert_eq!(SystemHost.wait_for_exit(pid, true).unwrap(), ExitWait::Exited(0));
        SystemHost.close(fds[1]).unwrap();
        SystemHost.close(fds[2]).unwrap();
    }
}
