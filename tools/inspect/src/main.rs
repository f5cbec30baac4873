//! The command `peaberry-inspect`: the first argument is the view, the rest
//! belongs to it. Without the name of a view all arguments are those of `javap`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use peaberry_inspect::console::Console;
use peaberry_inspect::views;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr());
    let mut console = Console::for_process(&mut out, &mut err);
    ExitCode::from(views::run(&arguments, &mut console))
}
