//! A whole virtual machine: putting the layers together, booting the class
//! library, running a program, ending.

mod boot;
mod crash;
mod launch;
mod properties;
mod run;
mod signals;

pub use boot::BootError;
pub use launch::{embed, main};
pub use run::{Action, Launch, run};
