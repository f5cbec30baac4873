//! Shows, searches and compares Java class files.
//!
//! The first argument is the view, the rest belongs to it. Exit status: 0 if all
//! went well, 1 if something could not be found or read, 2 if the command line
//! is wrong.

#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::process::ExitCode;

use peaberry_inspect::javap;

const USAGE: &str = "\
Usage: peaberry-inspect <view> <arguments>

  javap    class files as the JDK's javap shows them

Each view explains itself with --help.
";

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let result = match arguments.split_first() {
        Some((view, rest)) if view == "javap" => javap::run::run(rest, &mut out, &mut err),
        Some((view, _)) if view != "--help" && view != "-h" => {
            write!(err, "Error: unknown view: {view}\n{USAGE}").map(|()| javap::run::MISUSE)
        }
        help => {
            let status = if help.is_some() { javap::run::OK } else { javap::run::MISUSE };
            out.write_all(USAGE.as_bytes()).map(|()| status)
        }
    };
    match result {
        Ok(status) => ExitCode::from(status),
        // The reader of a pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error}");
            ExitCode::from(javap::run::ERROR)
        }
    }
}
