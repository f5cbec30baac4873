//! Conformance harness: runs the Java programs under `jtests/` on Peaberry and
//! on the JDK's own `java`, and demands equal standard output, exit code and
//! (normalised) standard error.
//!
//! The steps of a run, one module each: [`options`] reads the command line,
//! [`discovery`] finds programs and cases with their [`directives`],
//! [`compile`] brings class files up to date, [`runner`] executes and compares,
//! using [`process`], [`reference`](mod@reference), [`normalise`] and [`diff`];
//! [`expected`] is the list of known failures.
//!
//! Only the standard library is used, so that the harness builds everywhere
//! the VM does.

pub mod cases;
pub mod compile;
pub mod diff;
pub mod directives;
pub mod discovery;
pub mod expected;
pub mod jdk;
pub mod normalise;
pub mod options;
pub mod process;
pub mod reference;
pub mod runner;

use std::process::ExitCode;

/// Runs the harness with the given command-line arguments.
#[must_use]
pub fn main_with(arguments: Vec<String>) -> ExitCode {
    match options::parse(arguments).and_then(|parsed| match parsed {
        options::Parsed::Help => {
            print!("{}", options::HELP);
            Ok(true)
        }
        options::Parsed::Run(options) => runner::run(&options),
    }) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("jtests: {message}");
            ExitCode::from(2)
        }
    }
}
