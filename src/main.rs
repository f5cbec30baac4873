//! The `peaberry` command.

fn main() {
    std::process::exit(peaberry::vm::main());
}
