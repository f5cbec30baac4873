//! `stats`: how often which opcodes, class-file versions, attributes and kinds of
//! constants occur.

use std::collections::BTreeMap;
use std::io;

use bytecode::{Instructions, Opcode};
use classfile::{Attributes, ClassFile, Member};

use super::arguments;
use crate::classes::readable;
use crate::console::{Console, Status};
use crate::input::default_jobs;
use crate::text::decoded;

const ABOUT: &str = "Counts opcodes, attributes, constants and class-file versions";
/// Columns of the bar for the most frequent.
const BAR: usize = 30;

/// What has been counted.
#[derive(Default)]
struct Counts {
    classes: u64,
    fields: u64,
    methods: u64,
    bytes: u64,
    code_bytes: u64,
    instructions: u64,
    opcodes: BTreeMap<&'static str, u64>,
    versions: BTreeMap<(u16, u16), u64>,
    attributes: BTreeMap<String, u64>,
    constants: BTreeMap<&'static str, u64>,
    problems: Vec<String>,
}

/// Runs the view.
///
/// # Errors
///
/// If the output cannot be written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let command = arguments::command("stats", ABOUT);
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, mut status) = arguments::open(&matches, &sources, console)?;
    let mut total = Counts::default();
    for input in &inputs {
        let streamed = input.stream(
            default_jobs(),
            |source| match source {
                Ok(source) => Counts::of_class(&source.bytes, &source.location),
                Err(message) => Counts { problems: vec![message], ..Counts::default() },
            },
            |counts| {
                total.add(counts);
                Ok(())
            },
        );
        match streamed {
            Ok(done) => done?,
            Err(message) => total.problems.push(message),
        }
    }
    for problem in &total.problems {
        status = status.and(console.error(problem)?);
    }
    total.print(console)?;
    Ok(status)
}

impl Counts {
    fn of_class(bytes: &[u8], location: &str) -> Counts {
        let mut counts = Counts::default();
        let class = match ClassFile::parse(bytes, readable()) {
            Ok(class) => class,
            Err(error) => {
                counts.problems.push(format!("{location}: {error}"));
                return counts;
            }
        };
        counts.classes = 1;
        counts.bytes = bytes.len() as u64;
        counts.fields = class.fields().len() as u64;
        counts.methods = class.methods().len() as u64;
        *counts.versions.entry((class.major_version(), class.minor_version())).or_default() += 1;
        let pool = class.constant_pool();
        for tag in pool.indices().filter_map(|index| pool.tag(index)) {
            *counts.constants.entry(tag.name()).or_default() += 1;
        }
        counts.attributes(class.attributes());
        class.fields().for_each(|field| counts.attributes(field.attributes()));
        for method in class.methods() {
            counts.attributes(method.attributes());
            counts.code(method, location);
        }
        counts
    }

    fn attributes(&mut self, attributes: Attributes<'_, '_>) {
        for attribute in attributes {
            *self.attributes.entry(decoded(attribute.name).into_owned()).or_default() += 1;
        }
    }

    fn code(&mut self, method: Member<'_, '_>, location: &str) {
        let code = match method.code() {
            Ok(None) => return,
            Ok(Some(code)) => code,
            Err(error) => return self.problems.push(format!("{location}: {error}")),
        };
        self.code_bytes += code.bytes.len() as u64;
        self.attributes(code.attributes());
        for instruction in Instructions::new(code.bytes) {
            match instruction {
                Ok(instruction) => {
                    self.instructions += 1;
                    if instruction.wide {
                        *self.opcodes.entry(Opcode::Wide.mnemonic()).or_default() += 1;
                    }
                    *self.opcodes.entry(instruction.opcode.mnemonic()).or_default() += 1;
                }
                Err(error) => {
                    let method = decoded(method.name());
                    self.problems.push(format!("{location}: {method}: {error}"));
                }
            }
        }
    }

    fn add(&mut self, other: Counts) {
        fn merge<K: Ord>(into: &mut BTreeMap<K, u64>, from: BTreeMap<K, u64>) {
            for (key, count) in from {
                *into.entry(key).or_default() += count;
            }
        }
        self.classes += other.classes;
        self.fields += other.fields;
        self.methods += other.methods;
        self.bytes += other.bytes;
        self.code_bytes += other.code_bytes;
        self.instructions += other.instructions;
        merge(&mut self.opcodes, other.opcodes);
        merge(&mut self.versions, other.versions);
        merge(&mut self.attributes, other.attributes);
        merge(&mut self.constants, other.constants);
        self.problems.extend(other.problems);
    }

    fn print(&self, console: &mut Console<'_>) -> io::Result<()> {
        let Counts { classes, fields, methods, bytes, code_bytes, instructions, .. } = self;
        writeln!(console.out, "{classes} classes, {fields} fields, {methods} methods")?;
        writeln!(console.out, "{bytes} bytes, {code_bytes} of them code")?;
        writeln!(console.out, "{instructions} instructions")?;
        let versions = self.versions.iter().map(|(&(major, minor), &count)| {
            let java = match major {
                49.. => format!("Java {}", major - 44),
                _ => format!("Java 1.{}", major.saturating_sub(44).max(1)),
            };
            (format!("{major}.{minor} ({java})"), count)
        });
        table("class-file versions", versions.collect(), console)?;
        let by_count = |map: &BTreeMap<&'static str, u64>| {
            let mut rows: Vec<(String, u64)> =
                map.iter().map(|(&name, &count)| (name.to_owned(), count)).collect();
            rows.sort_by_key(|row| std::cmp::Reverse(row.1));
            rows
        };
        table("opcodes", by_count(&self.opcodes), console)?;
        table("constants", by_count(&self.constants), console)?;
        let mut attributes: Vec<(String, u64)> =
            self.attributes.iter().map(|(name, &count)| (name.clone(), count)).collect();
        attributes.sort_by_key(|row| std::cmp::Reverse(row.1));
        table("attributes", attributes, console)
    }
}

fn table(title: &str, rows: Vec<(String, u64)>, console: &mut Console<'_>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(console.out, "\n{title}:")?;
    let total: u64 = rows.iter().map(|row| row.1).sum();
    let most = rows.iter().map(|row| row.1).max().unwrap_or(1).max(1);
    let width = rows.iter().map(|row| row.0.chars().count()).max().unwrap_or(0);
    for (name, count) in rows {
        let share = 100.0 * count as f64 / total as f64;
        let bar = "#".repeat((count as u128 * BAR as u128).div_ceil(most as u128) as usize);
        writeln!(console.out, "  {name:width$} {count:10} {share:6.2} %  {bar}")?;
    }
    Ok(())
}
