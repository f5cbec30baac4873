//! `hex`: every byte of a class file with what it means; of a damaged one up to
//! where it breaks, and again from the next place that is known.

mod annotations;
mod attributes;
mod code;
mod dump;
mod pool;
mod walk;

use std::io;

pub(crate) use pool::fixed_length as constant_length;

use super::arguments;
use crate::console::{Console, Status};
use dump::Dump;
use walk::Walk;

const ABOUT: &str = "Shows every byte of class files with its meaning";

/// Runs the view.
///
/// # Errors
///
/// If the output cannot be written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let matches = match arguments::parse(arguments::command("hex", ABOUT), arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, mut status) = arguments::open(&matches, &sources, console)?;
    for input in &inputs {
        let entries = match input.entries() {
            Ok(entries) => entries,
            Err(message) => {
                status = console.error(&message)?;
                continue;
            }
        };
        for entry in &entries {
            let source = match input.read(entry) {
                Ok(source) => source,
                Err(message) => {
                    status = console.error(&message)?;
                    continue;
                }
            };
            writeln!(console.out, "{}, {} bytes", source.location, source.bytes.len())?;
            let sound = class(&source.bytes, console.colour, console.out)?;
            status = status.and(if sound { Status::OK } else { Status::ERROR });
        }
    }
    Ok(status)
}

/// Dumps one class file; whether all of it could be read.
///
/// # Errors
///
/// If the output cannot be written.
pub fn class(bytes: &[u8], colour: bool, out: &mut dyn io::Write) -> io::Result<bool> {
    let mut dump = Dump::new(bytes, colour, out);
    let mut walk = Walk::new(bytes, &mut dump);
    let sound = walk.class();
    dump.finish()?;
    Ok(sound)
}
