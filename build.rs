//! Chooses the interpreter's dispatcher.
//!
//! Handlers that end in sibling calls need an optimising build, because LLVM
//! makes the calls jumps only then, and a target on which all five state
//! parameters travel in registers. `PEABERRY_DISPATCH=switch` asks for the
//! portable dispatcher in any build.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(tail_dispatch)");
    println!("cargo::rerun-if-env-changed=PEABERRY_DISPATCH");
    println!("cargo::rerun-if-changed=build.rs");
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let optimised = variable("OPT_LEVEL") != "0";
    let target = variable("CARGO_CFG_TARGET_ARCH");
    let registers = matches!(target.as_str(), "x86_64" | "aarch64")
        && variable("CARGO_CFG_TARGET_OS") != "windows";
    if optimised && registers && variable("PEABERRY_DISPATCH") != "switch" {
        println!("cargo::rustc-cfg=tail_dispatch");
    }
}
