//! The outside world as one interface: files, sockets, processes, the
//! environment, clocks, random numbers, native libraries.
//!
//! Natives reach the system through [`Host`] only, so that an embedder can
//! deny, redirect or record what a program does. The methods' bodies are the
//! real system; [`SystemHost`] overrides none of them, and a restricting host
//! overrides those that name something outside. An open descriptor is a
//! capability: what is done with it is not checked again.
//!
//! Invariant: a memory argument is a [`Target`] or [`Source`], whose makers
//! answer for the memory, and a path is a terminated string; so every system
//! call of this module has valid arguments whatever the numbers in it are.

mod descriptors;
mod files;
mod identity;
mod network;
mod processes;
mod restricted;
mod surroundings;

pub use descriptors::{Descriptors, EpollEvent, LockKind, LockOutcome, MapMode};
pub use files::{DirectoryStream, Files, MountEntry, MountTable};
pub use identity::{Identity, LocaleNames, UserIds};
pub use network::{Endpoint, Interface, InterfaceAddress, LookupError, Network};
pub use processes::{ChildStreams, ExitWait, ProcessInfo, Processes, Spawn, SpawnFailure};
pub use restricted::{Policy, Realm, RestrictedHost};
pub use surroundings::{
    Surroundings, current_thread, install_wake_signal, wake_signal, wake_thread,
};

use crate::error::OsError;
use std::fmt;
use std::marker::PhantomData;

/// A file descriptor as Java code holds it: any number, open or not.
pub type Fd = i32;

/// The outside world of one VM.
pub trait Host:
    Descriptors + Files + Identity + Network + Processes + Surroundings + Send + Sync + 'static
{
}

/// The real system, all of it.
#[derive(Clone, Copy, Default, Debug)]
pub struct SystemHost;

impl Descriptors for SystemHost {}
impl Files for SystemHost {}
impl Identity for SystemHost {}
impl Network for SystemHost {}
impl Processes for SystemHost {}
impl Surroundings for SystemHost {}
impl Host for SystemHost {}

/// Why the host did not do what it was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HostError {
    /// The system call failed.
    System(OsError),
    /// The host's policy forbids it; the text says what and why.
    Denied(Box<str>),
}

/// Result of a request to the host.
pub type HostResult<T> = Result<T, HostError>;

impl HostError {
    /// The `errno` value: that of the call, `EACCES` for a denial.
    pub fn errno(&self) -> i32 {
        match self {
            HostError::System(error) => error.errno,
            HostError::Denied(_) => libc::EACCES,
        }
    }

    /// The C library's text for the failure, or the policy's.
    pub fn text(&self) -> String {
        match self {
            HostError::System(error) => crate::errno_text(error.errno),
            HostError::Denied(text) => text.to_string(),
        }
    }

    /// The failure of `call` with this `errno`.
    pub fn new(call: &'static str, errno: i32) -> HostError {
        HostError::System(OsError { call, errno })
    }

    pub(crate) fn last(call: &'static str) -> HostError {
        HostError::System(OsError::last(call))
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HostError::System(error) => error.fmt(f),
            HostError::Denied(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for HostError {}

/// Memory that a system call fills.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    start: *mut u8,
    len: usize,
    memory: PhantomData<&'a mut [u8]>,
}

/// Memory that a system call reads.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    start: *const u8,
    len: usize,
    memory: PhantomData<&'a [u8]>,
}

impl<'a> Target<'a> {
    /// The memory of a slice.
    pub fn of(slice: &'a mut [u8]) -> Target<'a> {
        Target { start: slice.as_mut_ptr(), len: slice.len(), memory: PhantomData }
    }

    /// Memory outside the Java heap that Java code names by address.
    ///
    /// # Safety
    ///
    /// The memory must stay writable while the value is used; others may write
    /// it meanwhile.
    pub unsafe fn at(address: i64, len: usize) -> Target<'static> {
        Target { start: address as usize as *mut u8, len, memory: PhantomData }
    }

    pub(crate) fn start(self) -> *mut libc::c_void {
        self.start.cast()
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether there is no byte.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

impl<'a> Source<'a> {
    /// The memory of a slice.
    pub fn of(slice: &'a [u8]) -> Source<'a> {
        Source { start: slice.as_ptr(), len: slice.len(), memory: PhantomData }
    }

    /// Memory outside the Java heap that Java code names by address.
    ///
    /// # Safety
    ///
    /// The memory must stay readable while the value is used.
    pub unsafe fn at(address: i64, len: usize) -> Source<'static> {
        Source { start: address as usize as *const u8, len, memory: PhantomData }
    }

    pub(crate) fn start(self) -> *const libc::c_void {
        self.start.cast()
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether there is no byte.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// A list of memory areas for `readv` and `writev`, laid out as the system's
/// `iovec` array in memory outside the Java heap.
#[derive(Clone, Copy, Debug)]
pub struct Areas {
    start: *const libc::iovec,
    count: i32,
}

impl Areas {
    /// The array at this address.
    ///
    /// # Safety
    ///
    /// `count` entries must be readable there and name memory that stays valid,
    /// for `readv` writable, while the value is used.
    pub unsafe fn at(address: i64, count: i32) -> Areas {
        Areas { start: address as usize as *const libc::iovec, count }
    }

    pub(crate) fn parts(self) -> (*const libc::iovec, i32) {
        (self.start, self.count)
    }
}

/// Makes a system call and turns "-1 and errno" into an error.
macro_rules! sys {
    ($name:ident($($argument:expr),* $(,)?)) => {{
        // SAFETY: the module's invariant: pointers come from types that vouch
        // for the memory, and numbers are for the system to judge.
        let result = unsafe { libc::$name($($argument),*) };
        if result == -1 { Err($crate::host::HostError::last(stringify!($name))) } else { Ok(result) }
    }};
}
pub(crate) use sys;

/// Repeats a call as long as signals interrupt it.
pub(crate) fn restart<T>(mut call: impl FnMut() -> HostResult<T>) -> HostResult<T> {
    loop {
        match call() {
            Err(HostError::System(OsError { errno: libc::EINTR, .. })) => {}
            result => return result,
        }
    }
}
