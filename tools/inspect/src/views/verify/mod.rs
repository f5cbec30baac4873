//! `verify`: what the verifier has against classes, with the instruction, the
//! frames and the reason.

mod report;

use std::io;

use classfile::{ClassFile, Level};
use verify::Failure;

use super::arguments;
use crate::classes::Classes;
use crate::console::{Console, Status};
use crate::input::{self, Input};
use crate::text::{decoded, dotted};

const ABOUT: &str = "Verifies classes as the virtual machine does before it runs them";

/// Runs the view.
///
/// # Errors
///
/// If the output cannot be written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let matches = match arguments::parse(arguments::command("verify", ABOUT), arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, mut status) = arguments::open(&matches, &sources, console)?;
    let mut classes =
        Classes::new(Box::new(|name: &[u8]| input::find_class(&inputs, &sources, name)));
    let mut counts = Counts::default();
    for input in &inputs {
        status = status.and(all_of(input, &mut classes, &mut counts, console)?);
    }
    let Counts { classes, methods, bad_classes, bad_methods } = counts;
    if bad_classes == 0 {
        writeln!(console.out, "valid: {classes} classes with {methods} methods")?;
        return Ok(status);
    }
    writeln!(
        console.out,
        "invalid: {bad_classes} of {classes} classes, {bad_methods} of {methods} methods"
    )?;
    Ok(Status::ERROR)
}

#[derive(Default)]
struct Counts {
    classes: usize,
    methods: usize,
    bad_classes: usize,
    bad_methods: usize,
}

fn all_of(
    input: &Input,
    classes: &mut Classes<'_>,
    counts: &mut Counts,
    console: &mut Console<'_>,
) -> io::Result<Status> {
    let entries = match input.entries() {
        Ok(entries) => entries,
        Err(message) => return console.error(&message),
    };
    let mut status = Status::OK;
    for entry in &entries {
        match input.read(entry) {
            Ok(source) => {
                counts.classes += 1;
                let text = one(&source.bytes, &source.location, classes, counts);
                counts.bad_classes += usize::from(!text.is_empty());
                console.out.write_all(text.as_bytes())?;
            }
            Err(message) => status = console.error(&message)?,
        }
    }
    Ok(status)
}

/// What is wrong with one class; empty if nothing is.
fn one(bytes: &[u8], location: &str, classes: &mut Classes<'_>, counts: &mut Counts) -> String {
    let class = match ClassFile::parse(bytes, Level::Check) {
        Ok(class) => class,
        Err(error) => return format!("{location}\n  ClassFormatError: {error}\n\n"),
    };
    if class.access_flags().is_module() {
        return String::new();
    }
    classes.set_current(&class);
    let mut text = String::new();
    for method in class.methods() {
        counts.methods += 1;
        let Err(failure) = verify::verify_method(&class, method, classes) else { continue };
        counts.bad_methods += 1;
        if text.is_empty() {
            let (name, major) = (decoded(class.name()), class.major_version());
            text = format!("class {} (version {major}), {location}\n", dotted(&name));
        }
        match failure {
            Failure::Invalid { kind, message, .. } => {
                text += &report::invalid(&class, method, kind, &message);
            }
            Failure::Hierarchy(missing) => {
                text += &report::heading(method);
                text += &format!("    cannot be verified: {missing}\n\n");
            }
        }
    }
    text
}

/// What is wrong with the methods of a class, a line for each bad one, as
/// `javap -verify` lists them.
pub(crate) fn lines(class: &ClassFile<'_>, classes: &mut Classes<'_>) -> Vec<String> {
    classes.set_current(class);
    let mut lines = Vec::new();
    for method in class.methods() {
        let Err(failure) = verify::verify_method(class, method, classes) else { continue };
        lines.push(match failure {
            Failure::Invalid { message, .. } => report::line(class, method, &message),
            Failure::Hierarchy(missing) => missing,
        });
    }
    lines
}
