//! The operating system as the VM uses it: every system call of the VM is here.
//!
//! Thin wrappers: they keep the meaning of the call, turn failure into
//! [`OsError`] with the name of the call, and hold no state.
//! What a program can reach of the outside world is [`host::Host`].

pub mod clock;
mod error;
pub mod fault;
pub mod futex;
pub mod host;
pub mod limits;
pub mod map;
pub mod signal;
pub mod signal_queue;
pub mod thread;
pub mod user;

pub use error::{OsError, OsResult, errno, errno_text};
