//! Shows, searches and compares Java class files, on the VM's own reader of them.
//!
//! - `facts`: who calls, reads, declares, extends what; and indexes of that in files.
//! - `input`: where classes come from; one by name, or all of a jar, an image, a
//!   directory, as a stream that takes bounded memory.
//! - `progress`: how far long work has come.
//! - `console`: where text goes; colour, pager, progress, exit statuses.
//! - `classes`: classes by name, as the verifier asks about them.
//! - `views`: one folder for each; `views::VIEWS` is the table of them.
//! - `symbolic`: constants and instructions with what they refer to resolved.
//! - `text`: names and strings of class files in readable form.

#![forbid(unsafe_code)]

pub mod classes;
pub mod console;
pub mod facts;
pub mod input;
pub mod progress;
pub mod symbolic;
pub mod text;
pub mod views;
