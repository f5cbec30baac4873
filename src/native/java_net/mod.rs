//! `java.net`: names and addresses of hosts, network interfaces. (Sockets are
//! Java code over `sun.nio.ch`.)

mod addresses;
mod interfaces;
mod reachability;
mod settings;

use crate::thread::NativeRow;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] =
    &[addresses::ROWS, interfaces::ROWS, reachability::ROWS, settings::ROWS];
