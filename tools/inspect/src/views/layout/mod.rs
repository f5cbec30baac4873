//! `layout`: where the fields of objects lie and what calls select, as the
//! virtual machine lays classes out.

mod nodes;
mod print;

use std::io;

use bumpalo::Bump;
use clap::{Arg, ArgAction};

use super::arguments;
use crate::console::{Console, Status};
use crate::input;
use nodes::Library;

const ABOUT: &str = "Shows the fields of objects with their offsets, and the method tables";

/// Runs the view.
///
/// # Errors
///
/// If the output cannot be written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let command = arguments::command("layout", ABOUT).arg(
        Arg::new("fields").long("fields").action(ArgAction::SetTrue).help("Without the tables"),
    );
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, mut status) = arguments::open(&matches, &sources, console)?;
    let arena = Bump::new();
    let find = |name: &[u8]| input::find_class(&inputs, &sources, name);
    let mut library = Library::new(&arena, Box::new(find));
    let tables = !matches.get_flag("fields");
    let mut first = true;
    for input in &inputs {
        let entries = match input.entries() {
            Ok(entries) => entries,
            Err(message) => {
                status = console.error(&message)?;
                continue;
            }
        };
        for entry in &entries {
            let node = input.read(entry).and_then(|source| library.of_bytes(&source.bytes));
            match node {
                Ok(Some(node)) => {
                    if !std::mem::take(&mut first) {
                        writeln!(console.out)?;
                    }
                    print::class(node, tables, console.out)?;
                }
                // Modules have no layout.
                Ok(None) => {}
                Err(message) => status = console.error(&format!("{}: {message}", entry.name))?,
            }
        }
    }
    Ok(status)
}
