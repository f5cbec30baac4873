//! A host that forbids parts of the outside world, and leaves the rest as the
//! system has it.
//!
//! Names of files are judged after all links in them are resolved; an opened
//! file is judged once more by what the system says it is, so that a link that
//! changes in between gains nothing.

use super::{
    Descriptors, Endpoint, Fd, Files, Host, HostError, HostResult, Identity, Interface,
    LookupError, Network, ProcessInfo, Processes, Source, Spawn, SpawnFailure, Surroundings,
    SystemHost,
};
use std::ffi::{CStr, CString, OsStr, c_void};
use std::net::IpAddr;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Component, Path, PathBuf};

/// A part of the outside world that can be forbidden as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Realm {
    /// Reading files, directories and their attributes.
    Read,
    /// Changing files, directories and their attributes.
    Write,
    /// Sockets and name look-up.
    Net,
    /// Starting, watching and ending other processes.
    Process,
    /// Environment variables.
    Env,
    /// Native libraries.
    Library,
}

impl Realm {
    /// All of them with the names that options use.
    pub const NAMES: &'static [(&'static str, Realm)] = &[
        ("read", Realm::Read),
        ("write", Realm::Write),
        ("net", Realm::Net),
        ("process", Realm::Process),
        ("env", Realm::Env),
        ("library", Realm::Library),
    ];

    fn name(self) -> &'static str {
        Realm::NAMES.iter().find(|(_, realm)| *realm == self).map_or("", |(name, _)| name)
    }
}

/// What is forbidden.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    denied: Vec<Realm>,
    readable: Option<Vec<PathBuf>>,
    writable: Option<Vec<PathBuf>>,
    always_readable: Vec<PathBuf>,
}

impl Policy {
    /// Whether nothing is forbidden.
    pub fn is_empty(&self) -> bool {
        self.denied.is_empty() && self.readable.is_none() && self.writable.is_none()
    }

    /// Forbids what a list such as `net,process` names; `files` is both reading
    /// and writing, `all` is everything.
    ///
    /// # Errors
    ///
    /// The first name that is none.
    pub fn deny(&mut self, list: &str) -> Result<(), String> {
        for name in list.split(',') {
            match name {
                "files" => self.denied.extend([Realm::Read, Realm::Write]),
                "all" => self.denied.extend(Realm::NAMES.iter().map(|(_, realm)| *realm)),
                _ => match Realm::NAMES.iter().find(|(known, _)| *known == name) {
                    Some((_, realm)) => self.denied.push(*realm),
                    None => return Err(name.to_owned()),
                },
            }
        }
        Ok(())
    }

    /// Allows reading below a directory, and, once used, nowhere else.
    pub fn allow_read(&mut self, directory: &Path) {
        self.readable.get_or_insert_default().push(real(directory));
    }

    /// Allows writing below a directory, and, once used, nowhere else.
    pub fn allow_write(&mut self, directory: &Path) {
        self.writable.get_or_insert_default().push(real(directory));
    }

    /// Allows reading what the VM itself needs: the class library, the class
    /// path. No rule takes it back.
    pub fn needs(&mut self, path: &Path) {
        self.always_readable.push(real(path));
    }

    fn refuse<T>(&self, realm: Realm, what: &str) -> HostResult<T> {
        let limit = match realm {
            Realm::Read if self.readable.is_some() => "--allow-read".to_owned(),
            Realm::Write if self.writable.is_some() => "--allow-write".to_owned(),
            _ => format!("--deny={}", realm.name()),
        };
        Err(HostError::Denied(format!("{what} is denied by {limit}").into()))
    }

    fn check(&self, realm: Realm, what: &str) -> HostResult<()> {
        if self.denied.contains(&realm) { self.refuse(realm, what) } else { Ok(()) }
    }

    fn check_path(&self, realm: Realm, path: &Path) -> HostResult<()> {
        let (listed, verb) = match realm {
            Realm::Write => (&self.writable, "writing"),
            _ => (&self.readable, "reading"),
        };
        let name = || format!("{verb} {}", path.display());
        if shows_process(path, "mem") {
            return Err(HostError::Denied(
                format!("{} is denied to restricted programs", name()).into(),
            ));
        }
        if shows_process(path, "environ") {
            self.check(Realm::Env, &name())?;
        }
        let inside = |directories: &[PathBuf]| directories.iter().any(|dir| path.starts_with(dir));
        let allowed = match listed {
            Some(directories) => inside(directories),
            None => !self.denied.contains(&realm),
        };
        if allowed || realm == Realm::Read && inside(&self.always_readable) {
            return Ok(());
        }
        self.refuse(realm, &name())
    }
}

/// A path without links; of one that does not exist, as far as it does.
fn real(path: &Path) -> PathBuf {
    /// As many as the system follows.
    const LINKS: u32 = 40;
    real_through(path, LINKS)
}

/// [`real`] through so many links that lead to nothing: a file that is made
/// through one of them is made where it leads.
fn real_through(path: &Path, links: u32) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (absolute.parent(), absolute.components().next_back()) {
        (Some(parent), Some(Component::Normal(name))) => {
            let parent = real_through(parent, links);
            let found = parent.join(name);
            match found.read_link() {
                Ok(target) if links > 0 => real_through(&parent.join(target), links - 1),
                _ => found,
            }
        }
        (Some(parent), Some(Component::ParentDir)) => {
            let mut above = real_through(parent, links);
            above.pop();
            above
        }
        _ => absolute,
    }
}

/// Whether this is memory or the environment of a process as a file: the first
/// would let a program change the virtual machine, the second shows what
/// `--deny=env` hides.
fn shows_process(path: &Path, file: &str) -> bool {
    path.starts_with("/proc") && path.file_name().is_some_and(|name| name == file)
}

/// The system, less what a policy forbids.
#[derive(Clone, Debug)]
pub struct RestrictedHost {
    policy: Policy,
}

impl RestrictedHost {
    /// A host with this policy.
    pub fn new(policy: Policy) -> RestrictedHost {
        RestrictedHost { policy }
    }

    /// The path that a call means, links resolved; of the last name's own only
    /// if they are followed.
    fn resolve(&self, directory: Fd, path: &CStr, follow: bool) -> PathBuf {
        // The system follows a link before a last `/` or `/.` in any case.
        let follow = follow || [&b"/"[..], b"/."].iter().any(|end| path.to_bytes().ends_with(end));
        let path = Path::new(OsStr::from_bytes(path.to_bytes()));
        let whole = if path.is_absolute() || directory == libc::AT_FDCWD {
            path.to_owned()
        } else {
            path_of(directory).unwrap_or_else(|| PathBuf::from("/")).join(path)
        };
        if follow {
            return real(&whole);
        }
        let whole = std::path::absolute(&whole).unwrap_or(whole);
        match (whole.parent(), whole.file_name()) {
            (Some(parent), Some(name)) => real(parent).join(name),
            _ => real(&whole),
        }
    }

    fn may(&self, realm: Realm, directory: Fd, path: &CStr, follow: bool) -> HostResult<()> {
        self.policy.check_path(realm, &self.resolve(directory, path, follow))
    }

    fn may_open(&self, path: &Path, flags: i32) -> HostResult<()> {
        let access = flags & libc::O_ACCMODE;
        if access != libc::O_WRONLY {
            self.policy.check_path(Realm::Read, path)?;
        }
        if access != libc::O_RDONLY || flags & (libc::O_CREAT | libc::O_TRUNC) != 0 {
            self.policy.check_path(Realm::Write, path)?;
        }
        Ok(())
    }

    /// Whether attributes of an open file may be changed, which the system lets
    /// those do who have opened it for reading.
    fn may_change(&self, fd: Fd) -> HostResult<()> {
        match path_of(fd) {
            Some(path) if path.is_absolute() => self.policy.check_path(Realm::Write, &path),
            _ => Ok(()),
        }
    }

    /// Whether data may be exchanged with who listens at a Unix-domain address.
    fn may_reach(&self, to: &Endpoint) -> HostResult<()> {
        let Some(path) = to.unix_path().filter(|path| !path.is_empty()) else { return Ok(()) };
        let path = CString::new(path).expect("cut at the first zero byte");
        self.may(Realm::Read, libc::AT_FDCWD, &path, true)?;
        self.may(Realm::Write, libc::AT_FDCWD, &path, true)
    }

    /// Judges an opened file once more, and closes it if it is another one.
    fn opened(&self, fd: Fd, flags: i32) -> HostResult<Fd> {
        let judged = match path_of(fd) {
            Some(path) if path.is_absolute() => self.may_open(&path, flags),
            // A pipe or socket, which has no name that could be forbidden.
            _ => Ok(()),
        };
        match judged {
            Ok(()) => Ok(fd),
            Err(error) => {
                SystemHost.close(fd)?;
                Err(error)
            }
        }
    }
}

/// What an open descriptor is called.
fn path_of(fd: Fd) -> Option<PathBuf> {
    let link = CString::new(format!("/proc/self/fd/{fd}")).ok()?;
    let target = SystemHost.read_link(&link).ok()?;
    Some(PathBuf::from(std::ffi::OsString::from_vec(target)))
}

impl Host for RestrictedHost {}
impl Identity for RestrictedHost {}

impl Descriptors for RestrictedHost {
    fn change_mode_of(&self, fd: Fd, mode: u32) -> HostResult<()> {
        self.may_change(fd)?;
        SystemHost.change_mode_of(fd, mode)
    }

    fn change_owner_of(&self, fd: Fd, user: u32, group: u32) -> HostResult<()> {
        self.may_change(fd)?;
        SystemHost.change_owner_of(fd, user, group)
    }

    fn set_times_of(&self, fd: Fd, times: [libc::timespec; 2]) -> HostResult<()> {
        self.may_change(fd)?;
        SystemHost.set_times_of(fd, times)
    }
}

/// Overrides of calls that need one or two paths judged first.
macro_rules! judged {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty:
        $($realm:ident of ($directory:expr, $path:ident, $follow:expr)),+;)*) => {
        $(
            fn $name(&self, $($argument: $type),*) -> HostResult<$result> {
                $(self.may(Realm::$realm, $directory, $path, $follow)?;)+
                SystemHost.$name($($argument),*)
            }
        )*
    };
}

impl Files for RestrictedHost {
    fn open(&self, path: &CStr, flags: i32, mode: u32) -> HostResult<Fd> {
        self.open_at(libc::AT_FDCWD, path, flags, mode)
    }

    fn open_at(&self, directory: Fd, path: &CStr, flags: i32, mode: u32) -> HostResult<Fd> {
        let follow = flags & libc::O_NOFOLLOW == 0;
        self.may_open(&self.resolve(directory, path, follow), flags)?;
        let fd = SystemHost.open_at(directory, path, flags, mode)?;
        self.opened(fd, flags)
    }

    fn birth_time(&self, directory: Fd, path: &CStr, flags: i32) -> Option<(i64, u32)> {
        let follow = flags & libc::AT_SYMLINK_NOFOLLOW == 0;
        if !path.is_empty() {
            self.may(Realm::Read, directory, path, follow).ok()?;
        }
        SystemHost.birth_time(directory, path, flags)
    }

    fn set_attribute(&self, fd: Fd, name: &CStr, value: Source<'_>) -> HostResult<()> {
        self.may_change(fd)?;
        SystemHost.set_attribute(fd, name, value)
    }

    fn remove_attribute(&self, fd: Fd, name: &CStr) -> HostResult<()> {
        self.may_change(fd)?;
        SystemHost.remove_attribute(fd, name)
    }

    fn name_max(&self, path: &CStr) -> Option<i64> {
        self.may(Realm::Read, libc::AT_FDCWD, path, true).ok()?;
        SystemHost.name_max(path)
    }

    judged! {
        status(path: &CStr, follow: bool) -> libc::stat:
            Read of (libc::AT_FDCWD, path, follow);
        status_at(directory: Fd, path: &CStr, flags: i32) -> libc::stat:
            Read of (directory, path, flags & libc::AT_SYMLINK_NOFOLLOW == 0);
        check_access(path: &CStr, mode: i32) -> ():
            Read of (libc::AT_FDCWD, path, true);
        change_mode(path: &CStr, mode: u32) -> ():
            Write of (libc::AT_FDCWD, path, true);
        change_mode_at(directory: Fd, path: &CStr, mode: u32, flags: i32) -> ():
            Write of (directory, path, flags & libc::AT_SYMLINK_NOFOLLOW == 0);
        change_owner(path: &CStr, user: u32, group: u32, follow: bool) -> ():
            Write of (libc::AT_FDCWD, path, follow);
        set_times(directory: Fd, path: &CStr, times: [libc::timespec; 2], follow: bool) -> ():
            Write of (directory, path, follow);
        make_directory(path: &CStr, mode: u32) -> ():
            Write of (libc::AT_FDCWD, path, false);
        make_node(path: &CStr, mode: u32, device: u64) -> ():
            Write of (libc::AT_FDCWD, path, false);
        remove(directory: Fd, path: &CStr, flags: i32) -> ():
            Write of (directory, path, false);
        rename(from_directory: Fd, from: &CStr, to_directory: Fd, to: &CStr) -> ():
            Read of (from_directory, from, false), Write of (from_directory, from, false),
            Write of (to_directory, to, false);
        link(existing: &CStr, new: &CStr) -> ():
            Read of (libc::AT_FDCWD, existing, false), Write of (libc::AT_FDCWD, existing, false),
            Write of (libc::AT_FDCWD, new, false);
        symlink(target: &CStr, new: &CStr) -> ():
            Write of (libc::AT_FDCWD, new, false);
        read_link(path: &CStr) -> Vec<u8>:
            Read of (libc::AT_FDCWD, path, false);
        real_path(path: &CStr) -> Vec<u8>:
            Read of (libc::AT_FDCWD, path, true);
        file_system(path: &CStr) -> libc::statvfs:
            Read of (libc::AT_FDCWD, path, true);
        open_directory(path: &CStr) -> super::DirectoryStream:
            Read of (libc::AT_FDCWD, path, true);
        open_mounts(table: &CStr, mode: &CStr) -> super::MountTable:
            Read of (libc::AT_FDCWD, table, true);
        watch_add(watcher: Fd, path: &CStr, mask: u32) -> i32:
            Read of (libc::AT_FDCWD, path, true);
    }
}

impl Network for RestrictedHost {
    fn socket(&self, domain: i32, kind: i32, protocol: i32) -> HostResult<Fd> {
        self.policy.check(Realm::Net, "the network")?;
        SystemHost.socket(domain, kind, protocol)
    }

    fn bind(&self, fd: Fd, to: &Endpoint) -> HostResult<()> {
        if let Some(path) = to.unix_path().filter(|path| !path.is_empty()) {
            let path = CString::new(path).expect("cut at the first zero byte");
            self.may(Realm::Write, libc::AT_FDCWD, &path, false)?;
        }
        SystemHost.bind(fd, to)
    }

    fn connect(&self, fd: Fd, to: &Endpoint) -> HostResult<()> {
        self.may_reach(to)?;
        SystemHost.connect(fd, to)
    }

    fn send_to(&self, fd: Fd, from: Source<'_>, to: &Endpoint) -> HostResult<usize> {
        self.may_reach(to)?;
        SystemHost.send_to(fd, from, to)
    }

    fn look_up(&self, host: &CStr, family: i32) -> Result<Vec<(IpAddr, u32)>, LookupError> {
        // A number needs no look-up.
        if host.to_str().is_ok_and(|text| text.parse::<IpAddr>().is_err()) {
            self.policy.check(Realm::Net, "name look-up").map_err(refused_look_up)?;
        }
        SystemHost.look_up(host, family)
    }

    fn look_up_name(&self, address: IpAddr) -> Result<CString, LookupError> {
        self.policy.check(Realm::Net, "name look-up").map_err(refused_look_up)?;
        SystemHost.look_up_name(address)
    }

    fn interfaces(&self) -> HostResult<Vec<Interface>> {
        self.policy.check(Realm::Net, "the network")?;
        SystemHost.interfaces()
    }

    fn interface_index(&self, name: &CStr) -> u32 {
        let denied = self.policy.denied.contains(&Realm::Net);
        if denied { 0 } else { SystemHost.interface_index(name) }
    }

    fn interface_flags(&self, name: &str) -> HostResult<i32> {
        self.policy.check(Realm::Net, "the network")?;
        SystemHost.interface_flags(name)
    }

    fn interface_mtu(&self, name: &str) -> HostResult<i32> {
        self.policy.check(Realm::Net, "the network")?;
        SystemHost.interface_mtu(name)
    }

    fn interface_hardware(&self, name: &str) -> HostResult<[u8; 6]> {
        self.policy.check(Realm::Net, "the network")?;
        SystemHost.interface_hardware(name)
    }
}

fn refused_look_up(error: HostError) -> LookupError {
    LookupError { code: libc::EAI_FAIL, text: error.text() }
}

impl Processes for RestrictedHost {
    fn spawn(&self, what: &Spawn) -> Result<i32, SpawnFailure> {
        self.policy.check(Realm::Process, "starting a process")?;
        if what.environment.is_none() && self.policy.denied.contains(&Realm::Env) {
            // A child does not inherit what the program may not see.
            return SystemHost.spawn(&Spawn { environment: Some(Vec::new()), ..what.clone() });
        }
        SystemHost.spawn(what)
    }

    fn send_signal(&self, pid: i32, signal: i32) -> HostResult<()> {
        self.policy.check(Realm::Process, "signalling a process")?;
        SystemHost.send_signal(pid, signal)
    }

    fn process_numbers(&self) -> HostResult<Vec<i32>> {
        if self.policy.denied.contains(&Realm::Process) {
            return Ok(vec![self.own_process()]);
        }
        SystemHost.process_numbers()
    }

    fn process_times(&self, pid: i32) -> Option<ProcessInfo> {
        let hidden = pid != self.own_process() && self.policy.denied.contains(&Realm::Process);
        if hidden { None } else { SystemHost.process_times(pid) }
    }

    fn process_info(&self, pid: i32) -> Option<ProcessInfo> {
        let hidden = pid != self.own_process() && self.policy.denied.contains(&Realm::Process);
        if hidden { None } else { SystemHost.process_info(pid) }
    }
}

impl Surroundings for RestrictedHost {
    fn environment(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        if self.policy.denied.contains(&Realm::Env) {
            return Vec::new();
        }
        SystemHost.environment()
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        if self.policy.denied.contains(&Realm::Env) {
            return None;
        }
        SystemHost.variable(name)
    }

    unsafe fn open_library(&self, path: &CStr) -> Result<*mut c_void, String> {
        self.policy
            .check(Realm::Library, "loading a native library")
            .map_err(|error| error.text())?;
        // SAFETY: the caller's promise.
        unsafe { SystemHost.open_library(path) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &Path) -> CString {
        CString::new(path.as_os_str().as_bytes()).unwrap()
    }

    fn host(prepare: impl FnOnce(&mut Policy)) -> RestrictedHost {
        let mut policy = Policy::default();
        prepare(&mut policy);
        RestrictedHost::new(policy)
    }

    fn denied<T: std::fmt::Debug>(result: HostResult<T>) -> String {
        match result {
            Err(HostError::Denied(text)) => text.into(),
            other => panic!("{other:?} is no denial"),
        }
    }

    #[test]
    fn realms_are_named() {
        let mut policy = Policy::default();
        assert!(policy.is_empty());
        policy.deny("net,process").unwrap();
        assert_eq!(policy.denied, [Realm::Net, Realm::Process]);
        assert_eq!(policy.deny("net,tea"), Err("tea".to_owned()));
    }

    #[test]
    fn nothing_is_started_and_nobody_is_called() {
        let host = host(|policy| policy.deny("net,process,env").unwrap());
        assert_eq!(
            denied(host.socket(libc::AF_INET, libc::SOCK_STREAM, 0)),
            "the network is denied by --deny=net"
        );
        assert!(host.look_up(c"localhost", libc::AF_UNSPEC).is_err());
        assert!(host.look_up(c"127.0.0.1", libc::AF_UNSPEC).is_ok());
        assert!(host.environment().is_empty());
        assert_eq!(host.process_numbers().unwrap(), [host.own_process()]);
    }

    #[test]
    fn reading_is_kept_to_the_directories_given() {
        let base = std::env::temp_dir().join(format!("peaberry-policy-{}", std::process::id()));
        let inside = base.join("inside");
        std::fs::create_dir_all(&inside).unwrap();
        std::fs::write(inside.join("file"), "x").unwrap();
        std::fs::write(base.join("secret"), "x").unwrap();
        std::os::unix::fs::symlink(base.join("secret"), inside.join("link")).unwrap();
        let host = host(|policy| {
            policy.allow_read(&inside);
            policy.deny("write").unwrap();
        });
        let open = |path: &Path| host.open(&text(path), libc::O_RDONLY, 0);
        SystemHost.close(open(&inside.join("file")).unwrap()).unwrap();
        denied(open(&inside.join("link")));
        denied(open(&inside.join("../secret")));
        denied(open(&base.join("no-such-file")));
        denied(host.open(&text(&inside.join("new")), libc::O_WRONLY | libc::O_CREAT, 0o666));
        denied(host.remove(libc::AT_FDCWD, &text(&inside.join("file")), 0));
        assert_eq!(open(&inside.join("missing")).unwrap_err().errno(), libc::ENOENT);
        denied(open(Path::new("/proc/self/mem")));
        std::fs::remove_dir_all(&base).unwrap();
    }
    #[test]
    fn writing_is_kept_to_the_directories_given() {
        let base = std::env::temp_dir().join(format!("peaberry-writing-{}", std::process::id()));
        let inside = base.join("inside");
        std::fs::create_dir_all(&inside).unwrap();
        std::fs::write(base.join("other"), "x").unwrap();
        std::os::unix::fs::symlink(base.join("new"), inside.join("dangling")).unwrap();
        std::os::unix::fs::symlink(&base, inside.join("up")).unwrap();
        let host = host(|policy| policy.allow_write(&inside));
        let create = libc::O_WRONLY | libc::O_CREAT;
        denied(host.open(&text(&inside.join("dangling")), create, 0o666));
        assert!(!base.join("new").exists(), "made through a link that leads to nothing");
        let dotted = CString::new([inside.as_os_str().as_bytes(), b"/up/."].concat()).unwrap();
        denied(host.change_owner(&dotted, 0, 0, false));
        let fd = host.open(&text(&base.join("other")), libc::O_RDONLY, 0).unwrap();
        denied(host.change_mode_of(fd, 0o600));
        denied(host.set_attribute(fd, c"user.a", Source::of(b"b")));
        denied(host.link(&text(&base.join("other")), &text(&inside.join("hard"))));
        SystemHost.close(fd).unwrap();
        std::fs::remove_dir_all(&base).unwrap();
    }
}
