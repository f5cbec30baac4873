//! Shows, searches and compares Java class files, on the VM's own reader of them.

#![forbid(unsafe_code)]

pub mod javap;
