//! `java.net`: names and addresses of hosts, network interfaces, and the sockets
//! of `jdk.net.usePlainSocketImpl` and `jdk.net.usePlainDatagramSocketImpl` (17).
//! Other sockets are Java code over `sun.nio.ch`.

mod addresses;
mod blocked;
mod datagram_options;
mod interfaces;
mod plain;
mod plain_datagrams;
mod plain_sockets;
mod reachability;
mod settings;
mod socket_streams;

use crate::thread::NativeRow;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[
    addresses::ROWS,
    datagram_options::ROWS,
    interfaces::ROWS,
    plain_datagrams::ROWS,
    plain_sockets::ROWS,
    reachability::ROWS,
    settings::ROWS,
    socket_streams::ROWS,
];
