//! The Peaberry virtual machine.

pub mod insight;
pub mod interp;
pub mod launcher;
pub mod link;
pub mod model;
pub mod native;
pub mod thread;
pub mod vm;
