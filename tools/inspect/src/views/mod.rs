//! What the tool can show, one folder for each view.

pub mod arguments;
pub mod browse;
pub mod deps;
pub mod diff;
pub mod graph;
pub mod grep;
pub mod hex;
pub mod index;
pub mod javap;
pub mod json;
pub mod layout;
pub mod size;
pub mod stats;
pub mod verify;

use std::io;

use crate::console::{Console, Status};

/// A way of looking at class files.
pub struct View {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// Runs it with the arguments behind its name.
    pub run: fn(&[String], &mut Console<'_>) -> io::Result<Status>,
}

/// All views, in the order of the help text.
pub const VIEWS: &[View] = &[
    View {
        name: "javap",
        about: "class files as the JDK's javap shows them (this name may be left out)",
        run: javap::run::run,
    },
    View { name: "verify", about: "what the verifier has against classes", run: verify::run },
    View { name: "layout", about: "fields of objects, method tables", run: layout::run },
    View { name: "size", about: "what the bytes of classes consist of", run: size::run },
    View { name: "stats", about: "counts of opcodes, attributes, constants", run: stats::run },
    View { name: "hex", about: "every byte of class files with its meaning", run: hex::run },
    View { name: "json", about: "everything in class files, as JSON", run: json::run },
    View { name: "grep", about: "search for calls, accesses, constants …", run: grep::run },
    View { name: "xref", about: "references to classes and members", run: grep::run_xref },
    View { name: "index", about: "makes grep and xref answer at once", run: index::run },
    View { name: "diff", about: "compares classes, jars, JDKs: API and code", run: diff::run },
    View { name: "deps", about: "dependences of packages or classes, as jdeps", run: deps::run },
    View { name: "browse", about: "classes on the terminal, with links", run: browse::run },
    View {
        name: "graph",
        about: "hierarchy, packages, calls, control flow: DOT, SVG",
        run: graph::run,
    },
];

/// Runs the view that the first argument names, or `javap`.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> Status {
    let result = match arguments.split_first() {
        None => console.out.write_all(usage().as_bytes()).map(|()| Status::MISUSE),
        Some((name, [])) if matches!(name.as_str(), "--help" | "-h" | "help") => {
            console.out.write_all(usage().as_bytes()).map(|()| Status::OK)
        }
        Some((name, rest)) => match VIEWS.iter().find(|view| view.name == name) {
            Some(view) => (view.run)(rest, console),
            None => javap::run::run(arguments, console),
        },
    };
    let result = result.and_then(|status| console.out.flush().map(|()| status));
    match result {
        Ok(status) => status,
        // The reader of a pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::OK,
        Err(error) => {
            // Where the message cannot be written either, the status tells.
            let _ = writeln!(console.err, "Error: {error}");
            Status::ERROR
        }
    }
}

fn usage() -> String {
    let mut text = String::from("Usage: peaberry-inspect <view> <arguments>\n\n");
    for View { name, about, .. } in VIEWS {
        text += &format!("  {name:10} {about}\n");
    }
    text += "\nEach view explains itself with --help.\n";
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status_and_text(arguments: &[&str]) -> (Status, String, String) {
        let arguments: Vec<String> = arguments.iter().map(|&a| a.to_owned()).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(&arguments, &mut Console::plain(&mut out, &mut err));
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (status, text(out), text(err))
    }

    #[test]
    fn the_usage_names_every_view() {
        let (status, out, _) = status_and_text(&["--help"]);
        assert_eq!(status, Status::OK);
        assert!(VIEWS.iter().all(|view| out.contains(view.name)));
        assert_eq!(status_and_text(&[]).0, Status::MISUSE);
    }

    #[test]
    fn javap_is_the_default() {
        let (status, _, err) = status_and_text(&["-v", "--foo"]);
        assert_eq!((status, err.as_str()), (Status::MISUSE, "Error: unknown option: --foo\n"));
    }
}
