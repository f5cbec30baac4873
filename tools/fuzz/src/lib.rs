//! Fuzzing of everything that reads bytes from outside.
//!
//! [`TARGETS`] lists the functions, [`run`] makes inputs for them with mutators
//! that know class files ([`class_mutator`]) or only bytes ([`mutate`]), and
//! judges panics, time and memory. All of it works on the stable toolchain;
//! the functions are also fit to be called by `libFuzzer`.

pub mod class_mutator;
pub mod compare;
mod decode;
pub mod execute;
pub mod isolate;
pub mod memory;
pub mod mutate;
pub mod outcome;
pub mod random;
pub mod run;
pub mod seeds;
pub mod targets;

pub use targets::{Format, TARGETS, Target};

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
