//! Command line of the conformance harness: `cargo run -p jtests-harness -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    jtests_harness::main_with(std::env::args().skip(1).collect())
}
