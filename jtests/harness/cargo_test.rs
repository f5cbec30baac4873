//! Entry for `cargo test`: builds the `peaberry` binary of the same profile
//! and runs every conformance program with it. The arguments after `--` are
//! those of the harness binary.

use std::path::Path;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let needs_vm =
        !arguments.iter().any(|a| a == "--vm" || a == "--reference-only" || a == "--list");
    if needs_vm && !build_vm() {
        eprintln!("jtests: the VM does not build");
        return ExitCode::FAILURE;
    }
    jtests_harness::main_with(arguments)
}

/// `cargo test` builds only what the test links with, so the VM is built here.
fn build_vm() -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(root).args(["build", "--quiet", "--bin", "peaberry"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command.status().is_ok_and(|status| status.success())
}
