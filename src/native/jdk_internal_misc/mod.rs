//! `jdk.internal.misc`.

mod cds;
mod scoped;
mod signal;
mod unsafe_;
mod unsafe_memory;
mod vm;

pub(in crate::native) use unsafe_::{field_offset, place};
pub(in crate::native) use vm::runtime_arguments;

use crate::thread::NativeRow;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[
    cds::ROWS,
    scoped::ROWS,
    signal::ROWS,
    unsafe_::ACCESSORS,
    unsafe_::ROWS,
    unsafe_memory::ROWS,
    vm::ROWS,
];
