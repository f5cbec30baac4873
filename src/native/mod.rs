//! The native methods of the class library, by Java package: one module per
//! package, one file per class that is worth it.
//!
//! Each file has a table `ROWS`; each package lists its tables in `TABLES`, and
//! [`tables`] lists the packages. A native without a row throws
//! `UnsatisfiedLinkError` when it is called: there are no rows that only throw.
//!
//! Invariant: a `Ref` never lives across an allocation, a call into Java, a
//! monitor operation or blocking; natives hold objects by `Handle`.

pub(crate) mod attach;
mod commands;
mod desktop;
mod intrinsics;
mod java_io;
mod java_lang;
mod java_lang_invoke;
mod java_lang_ref;
mod java_lang_reflect;
mod java_net;
mod java_security;
mod java_util;
mod jdk_internal_loader;
mod jdk_internal_misc;
mod jdk_internal_reflect;
mod jdk_internal_util;
mod jdk_internal_vm;
mod jdk_net;
mod management;
mod nio_ch;
mod nio_fs;
mod platform;
mod primitive;
mod processes;
mod reflected;
mod small_modules;
mod support;
pub(crate) mod system_threads;
mod thread_dump;

pub(crate) use java_lang::backtrace::text_of_failure;
pub(crate) use management::note_collection;
pub use platform::install_host;
pub(crate) use thread_dump::print as print_thread_dump;

use crate::thread::NativeRow;

/// The tables of every package.
const PACKAGES: &[&[&[NativeRow]]] = &[
    desktop::TABLES,
    java_io::TABLES,
    java_lang::TABLES,
    java_lang_invoke::TABLES,
    java_lang_ref::TABLES,
    java_lang_reflect::TABLES,
    java_net::TABLES,
    java_security::TABLES,
    java_util::TABLES,
    jdk_internal_loader::TABLES,
    jdk_internal_misc::TABLES,
    jdk_internal_reflect::TABLES,
    jdk_internal_util::TABLES,
    jdk_internal_vm::TABLES,
    jdk_net::TABLES,
    management::TABLES,
    nio_ch::TABLES,
    nio_fs::TABLES,
    processes::TABLES,
    small_modules::TABLES,
];

/// The tables of methods of the class library that are Java code and run as Rust,
/// for `Vm::install_natives` too.
pub fn intrinsics() -> &'static [&'static [NativeRow]] {
    intrinsics::TABLES
}

/// All tables of natives, for `Vm::install_natives`.
pub fn tables() -> Vec<&'static [NativeRow]> {
    PACKAGES.concat()
}

#[cfg(test)]
mod tests;
