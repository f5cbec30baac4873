//! The command line: what `java` accepts, with the same words for what it does
//! not, and Peaberry's own options.
//!
//! Parsing is pure: files and the environment are reached through
//! [`Surroundings`], and nothing is printed; the outcome is a [`Command`] or a
//! [`LauncherError`], with [`Messages`] for the streams. The order of events is
//! that of `java`: argument files and `JDK_JAVA_OPTIONS`, the launcher's own
//! options (`command`), the jar of `-jar`, then the options of the virtual
//! machine with `JAVA_TOOL_OPTIONS` and `_JAVA_OPTIONS` (`machine`).
//!
//! Not here: finding the JDK (`archive::jdk_home`), and doing what the command
//! says.

mod arguments;
mod command;
mod flags;
mod help;
mod log;
mod machine;
mod message;
mod options;
mod own;
mod size;
#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

use archive::jar::JarError;
use archive::{classpath, manifest};

pub use command::{Command, Options, Program, Task, parse};
pub use flags::Flags;
pub use machine::{
    Agent, AgentKind, AssertionDirective, AssertionTarget, MachineOptions, Mode, Sharing,
    Verification,
};
pub use message::{LauncherError, Message, Messages, Stream, VM_NAME};
pub use own::OwnOptions;

/// What parsing needs to know of the world.
pub trait Surroundings {
    /// The value of an environment variable.
    fn variable(&self, name: &str) -> Option<String>;
    /// The content of a file with options.
    fn read_file(&self, path: &str) -> io::Result<Vec<u8>>;
    /// Whether there is such a file.
    fn exists(&self, path: &str) -> bool;
    /// A class path with its wildcards expanded.
    fn expand_class_path(&self, path: &str) -> String;
    /// Whether the jar that is to be run can be opened and has a manifest.
    fn check_jar(&self, path: &str) -> Result<(), JarFault>;
}

/// Why a jar cannot be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JarFault {
    /// It is not there, or cannot be read.
    Inaccessible,
    /// It is no jar, or has no manifest.
    Corrupt,
}

/// The process and its file system.
///
/// Arguments and variables that are not UTF-8 get replacement characters, as
/// Java gives them in a UTF-8 locale.
#[derive(Debug, Clone, Copy, Default)]
pub struct Process;

impl Process {
    /// The arguments of the process without the program's name.
    pub fn command_line() -> Vec<String> {
        std::env::args_os().skip(1).map(|text| text.to_string_lossy().into_owned()).collect()
    }
}

impl Surroundings for Process {
    fn variable(&self, name: &str) -> Option<String> {
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn exists(&self, path: &str) -> bool {
        Path::new(path).exists()
    }

    fn expand_class_path(&self, path: &str) -> String {
        classpath::expand_wildcards(path)
    }

    fn check_jar(&self, path: &str) -> Result<(), JarFault> {
        match manifest::of_jar(Path::new(path)) {
            Ok(Some(_)) => Ok(()),
            Err(JarError::Io(_)) => Err(JarFault::Inaccessible),
            Ok(None) | Err(_) => Err(JarFault::Corrupt),
        }
    }
}
