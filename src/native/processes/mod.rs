//! Processes of `java.lang`: `ProcessEnvironment`, `ProcessImpl`,
//! `ProcessHandleImpl`.

mod children;
mod environment;
mod process_handles;

use crate::thread::NativeRow;

/// The tables of these classes.
pub(super) const TABLES: &[&[NativeRow]] =
    &[children::ROWS, environment::ROWS, process_handles::ROWS];
