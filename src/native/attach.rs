//! Attaching: how `jcmd`, `jstack`, `jmap` and `jinfo` of the JDK reach a
//! running VM.
//!
//! The client makes a file `.attach_pid<pid>` in the working directory or in
//! `/tmp` and sends SIGQUIT; the VM then listens on the socket
//! `/tmp/.java_pid<pid>`. A request is the version of the protocol (1), the name
//! of an operation and three arguments, each ended by a zero byte; the answer a
//! number, a line feed, and text up to the end of the stream.

use super::{commands, thread_dump};
use crate::thread::JavaThread;
use std::fs::{self, Permissions};
use std::io::{self, Read, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Name of the thread.
pub(crate) const THREAD: &str = "Attach Listener";

const VERSION: &[u8] = b"1";
/// Strings of a request: version, operation, three arguments.
const PARTS: usize = 5;
/// Longest request.
const MAX_REQUEST: usize = 16 + 3 * 1025 + 32;
/// A client that says nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(10);

const BAD_VERSION: i32 = 101;
const FAILED: i32 = -1;

/// Where a client that knows the process expects the socket.
fn socket_path() -> PathBuf {
    PathBuf::from(format!("/tmp/.java_pid{}", std::process::id()))
}

/// Whether somebody wants to attach, and not to see a thread dump: the file is
/// there, and made by this user.
pub(crate) fn is_wanted() -> bool {
    let name = format!(".attach_pid{}", std::process::id());
    let ours = |path: &Path| {
        fs::symlink_metadata(path)
            .is_ok_and(|file| file.is_file() && file.uid() == os::user::effective())
    };
    ours(Path::new(&name)) || ours(&Path::new("/tmp").join(&name))
}

/// Whether the socket is there for clients to find.
pub(crate) fn is_listening() -> bool {
    fs::symlink_metadata(socket_path()).is_ok()
}

/// Opens the socket under another name first, so that nobody finds it before
/// only this user may use it.
fn listen() -> io::Result<UnixListener> {
    let path = socket_path();
    let initial = path.with_extension(format!("java_pid{}.tmp", std::process::id()));
    for stale in [&path, &initial] {
        match fs::remove_file(stale) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let listener = UnixListener::bind(&initial)?;
    fs::set_permissions(&initial, Permissions::from_mode(0o600))?;
    fs::rename(&initial, &path)?;
    Ok(listener)
}

/// Removes the socket at the end of the VM.
pub(crate) fn end() {
    // It is there only if somebody has attached.
    let _ = fs::remove_file(socket_path());
}

/// What the thread does: serves one client after the other, until the socket is
/// taken away.
pub(crate) fn serve(t: &JavaThread) {
    let Ok(listener) = t.blocking(listen) else { return };
    while let Ok((stream, _)) = t.blocking(|| listener.accept()) {
        let _scope = t.scope();
        if converse(t, stream).is_err() {
            // The client has gone away or talks nonsense; the next may not.
        }
        if !is_listening() {
            return; // removed by somebody: the next SIGQUIT makes another
        }
    }
}

fn converse(t: &JavaThread, mut stream: UnixStream) -> io::Result<()> {
    let user = os::user::peer(stream.as_raw_fd())?;
    if user != 0 && user != os::user::effective() {
        return Ok(());
    }
    stream.set_read_timeout(Some(PATIENCE))?;
    let request = t.blocking(|| read_request(&mut stream))?;
    let (code, text) = match request {
        Ok([operation, arguments @ ..]) => match operate(t, &operation, &arguments) {
            Ok(text) => (0, text),
            Err((code, text)) => (code, text),
        },
        Err(code) => (code, String::new()),
    };
    // Properties are in Latin-1, everything else is in ASCII or UTF-8.
    t.blocking(|| {
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.write_all(format!("{code}\n").as_bytes())?;
        stream.write_all(text.as_bytes())
    })
}

/// Operation and arguments, or the code of what is wrong.
fn read_request(stream: &mut impl Read) -> io::Result<Result<[String; PARTS - 1], i32>> {
    let mut bytes = Vec::new();
    while bytes.iter().filter(|&&byte| byte == 0).count() < PARTS {
        let mut piece = [0; 512];
        let count = stream.read(&mut piece)?;
        if count == 0 || bytes.len() + count > MAX_REQUEST {
            return Ok(Err(FAILED));
        }
        bytes.extend(&piece[..count]);
        let version = bytes.split(|&byte| byte == 0).next().unwrap_or_default();
        if bytes.contains(&0) && version != VERSION {
            return Ok(Err(BAD_VERSION));
        }
    }
    let mut parts = bytes.split(|&byte| byte == 0).skip(1);
    Ok(Ok(std::array::from_fn(|_| {
        String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned()
    })))
}

fn operate(t: &JavaThread, operation: &str, arguments: &[String]) -> Result<String, (i32, String)> {
    let argument = |at: usize| arguments.get(at).map_or("", String::as_str);
    let failed = |text| (FAILED, text);
    match operation {
        "properties" => commands::properties(t).map_err(failed),
        "threaddump" => Ok(thread_dump::dump(t)),
        "datadump" => {
            thread_dump::print(t);
            Ok(String::new())
        }
        "inspectheap" => Ok(commands::instances(t, argument(0) != "-all")),
        "dumpheap" => commands::dump(t, argument(0), argument(1) != "-all", true).map_err(failed),
        "jcmd" => commands::run(t, argument(0)).map_err(failed),
        "printflag" => commands::flag(t, argument(0)).map_err(failed),
        "setflag" => {
            let text = format!("only 'writeable' flags can be set, and {} is none\n", argument(0));
            Err(failed(text))
        }
        "load" => Err(failed("Agents are not supported by this VM\n".to_owned())),
        other => Err(failed(format!("Operation {other} not recognized!\n"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_taken_apart() {
        let read = |bytes: &[u8]| read_request(&mut &bytes[..]).unwrap();
        let parts = read(b"1\0jcmd\0VM.version\0\0\0").unwrap();
        assert_eq!(parts, ["jcmd", "VM.version", "", ""]);
        assert_eq!(read(b"2\0jcmd\0\0\0\0"), Err(BAD_VERSION));
        assert_eq!(read(b"1\0jcmd\0"), Err(FAILED));
        assert_eq!(read(&[b'1'; 4000]), Err(FAILED));
    }
}
