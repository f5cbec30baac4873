//! `Console`, and in version 25 `jdk.internal.io.JdkConsoleImpl`.

use crate::model::Throw;
use crate::native::platform::{ask, host, io_error};
use crate::thread::{JavaThread, NativeRow, native};
use heap::layout::Ref;

pub(super) const ROWS: &[NativeRow] = &[
    native("java/io/Console", "echo", "(Z)Z", echo),
    native("java/io/Console", "encoding", "()Ljava/lang/String;", encoding),
    native("java/io/Console", "istty", "()Z", is_interactive),
    native("java/io/Console", "ttyStatus", "()I", terminals),
    native("jdk/internal/io/JdkConsoleImpl", "echo", "(Z)Z", echo),
];

fn echo(t: &JavaThread, on: bool) -> Result<bool, Throw> {
    ask(t, |host| host.set_echo(0, on)).map_err(|error| io_error(&error))
}

/// Null: the console has the platform's encoding.
fn encoding(_: &JavaThread) -> Result<Ref, Throw> {
    Ok(Ref::NULL)
}

/// Whether input and output are terminals.
fn is_interactive(t: &JavaThread) -> Result<bool, Throw> {
    let host = host(t);
    Ok(host.is_terminal(0) && host.is_terminal(1))
}

/// Which standard streams are terminals, a bit each.
fn terminals(t: &JavaThread) -> Result<i32, Throw> {
    let host = host(t);
    Ok((0..3).map(|fd| i32::from(host.is_terminal(fd)) << fd).sum())
}
