//! Class files as JSON: one document for each class, one line for each document.
//!
//! Everything that a class file has is in its document, so that other programs
//! need no reader of their own. `schema.json` describes the documents.

mod access;
mod annotations;
mod attributes;
mod code;
mod model;
mod modules;
mod sequences;

use std::io::{self, BufWriter, Write};

use base::mutf8::Lossy;
use clap::{Arg, ArgAction};
use classfile::{ClassFile, Level};
use serde::Serialize;

use self::access::names;
use self::attributes::{attributes, list, optional};
use self::model::{Class, Document, FORMAT, Start, Unreadable};
use self::sequences::{Members, PoolEntries};
use super::arguments;
use crate::console::{Console, Status};
use crate::input::{Input, Source, default_jobs};
use crate::progress::Progress;

/// The JSON Schema of the documents.
pub const SCHEMA: &str = include_str!("schema.json");

/// Runs the view.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let command = arguments::command("json", "Shows class files as JSON, one line for each class")
        .arg(
            Arg::new("pretty")
                .long("pretty")
                .action(ArgAction::SetTrue)
                .help("Indents the documents, which then take several lines"),
        )
        .arg(
            Arg::new("schema")
                .long("schema")
                .action(ArgAction::SetTrue)
                .help("Prints the JSON Schema of the documents and ends"),
        );
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    if matches.get_flag("schema") {
        console.out.write_all(SCHEMA.as_bytes())?;
        return Ok(Status::OK);
    }
    let inputs = arguments::inputs(&matches);
    if inputs.is_empty() {
        console.error("no input is given; see --help")?;
        return Ok(Status::MISUSE);
    }
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let pretty = matches.get_flag("pretty");
    let mut status = Status::OK;
    let mut progress = Progress::new(console.progress && !console.out_is_terminal, "reading");
    for name in &inputs {
        let found = match sources.find_all(name) {
            Ok(found) => found,
            Err(message) => {
                status = console.error(&message)?;
                continue;
            }
        };
        let work = |source: Result<Source<'_>, String>| match source {
            Ok(source) => document(&source.location, &source.bytes, pretty),
            Err(error) => unreadable(name, None, error, pretty),
        };
        for input in found {
            if let Input::Class(source) = &input {
                let mut out = BufWriter::new(&mut *console.out);
                if !write(&source.location, &source.bytes, pretty, &mut out)? {
                    status = Status::ERROR;
                }
                out.flush()?;
                continue;
            }
            progress.expect(|| input.entries().map_or(0, |entries| entries.len()));
            let streamed = input.stream(default_jobs(), work, |(text, complete)| {
                progress.step();
                if !complete {
                    status = Status::ERROR;
                }
                console.out.write_all(&text)
            });
            match streamed {
                Ok(written) => written?,
                Err(message) => status = console.error(&message)?,
            }
        }
    }
    Ok(status)
}

/// The document of a class file with the line's end, and whether the file could
/// be read.
pub fn document(location: &str, bytes: &[u8], pretty: bool) -> (Vec<u8>, bool) {
    let mut text = Vec::new();
    let complete = write(location, bytes, pretty, &mut text).expect("memory takes everything");
    (text, complete)
}

/// Writes the document of a class file, which may be much longer than the file,
/// piece by piece. Returns whether the file could be read.
fn write(location: &str, bytes: &[u8], pretty: bool, out: &mut dyn Write) -> io::Result<bool> {
    let class = match ClassFile::parse(bytes, Level::Scan) {
        Ok(class) => class,
        Err(error) => {
            let (text, complete) =
                unreadable(location, Some(bytes.len()), error.to_string(), pretty);
            out.write_all(&text)?;
            return Ok(complete);
        }
    };
    let pool = class.constant_pool();
    let trailing = bytes.len() - class.end_offset();
    let document = Document::Class(Box::new(Class {
        format: FORMAT,
        location,
        size: bytes.len(),
        minor_version: class.minor_version(),
        major_version: class.major_version(),
        access: names(class.access_flags(), access::CLASS),
        name: Start(Lossy(class.name())),
        this_class: class.this_class().0,
        super_class: optional(pool, class.super_class()),
        interfaces: list(pool, class.interfaces()),
        constant_pool: PoolEntries(pool),
        fields: Members { class: &class, methods: false },
        methods: Members { class: &class, methods: true },
        attributes: attributes(class.attributes()),
        trailing_bytes: (trailing > 0).then_some(trailing),
    }));
    text(&document, pretty, out)?;
    Ok(trailing == 0)
}

fn unreadable(location: &str, size: Option<usize>, error: String, pretty: bool) -> (Vec<u8>, bool) {
    let document = Document::Unreadable(Unreadable { format: FORMAT, location, size, error });
    let mut written = Vec::new();
    text(&document, pretty, &mut written).expect("memory takes everything");
    (written, false)
}

fn text(document: &impl Serialize, pretty: bool, out: &mut dyn Write) -> io::Result<()> {
    match pretty {
        true => serde_json::to_writer_pretty(&mut *out, document)?,
        false => serde_json::to_writer(&mut *out, document)?,
    }
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use classfile::AttributeKind;

    use super::*;

    #[test]
    fn the_schema_knows_every_attribute() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).expect("JSON");
        let content = schema["$defs"]["Attribute"]["oneOf"].as_array().expect("an array");
        let kinds: Vec<_> =
            content.iter().filter_map(|one| one["properties"]["kind"]["const"].as_str()).collect();
        for kind in AttributeKind::ALL {
            assert!(kinds.contains(&kind.name()), "{}", kind.name());
        }
    }

    #[test]
    fn what_is_no_class_file_is_reported() {
        let (text, complete) = document("a.class", b"\xca\xfe\xba\xbe", false);
        let document: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        assert!(!complete && document["error"].is_string());
        assert_eq!((&document["format"], &document["size"]), (&1.into(), &4.into()));
    }
}
