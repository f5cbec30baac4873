//! Search: who calls, reads, writes, overrides, implements, instantiates, has.
//!
//! As with `grep`, the exit status is 0 if something is found, 1 if nothing is,
//! and 2 if there was an error.

pub(super) mod engine;
mod hierarchy;
mod query;

use std::io::{self, BufWriter, Write};

use clap::{Arg, ArgAction, ArgMatches, Command};

use self::engine::{Consumer, Failure, Place};
use self::hierarchy::Hierarchy;
use self::query::{Query, TERM_OPTIONS, untyped};
use super::arguments;
use crate::console::{Console, Status};
use crate::facts::{ClassInfo, Hit, Kind, SymbolKind};
use crate::input::Input;
use crate::progress::Progress;
use crate::text::escaped;

const FOUND: Status = Status(0);
const NOTHING_FOUND: Status = Status(1);
const FAILED: Status = Status(2);

/// Runs `grep`.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    search(
        command("grep", "Searches classes; without a search option for PATTERN everywhere"),
        arguments,
        console,
        false,
    )
}

/// Runs `xref`, which finds references only.
pub fn run_xref(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    search(
        command("xref", "Finds references to the classes and members that PATTERN fits"),
        arguments,
        console,
        true,
    )
}

fn command(name: &'static str, about: &'static str) -> Command {
    let flag = |name: &'static str, letter: char, help: &'static str| {
        Arg::new(name).long(name).short(letter).action(ArgAction::SetTrue).help(help)
    };
    let pattern = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("PATTERN").action(ArgAction::Append).help(help)
    };
    let one = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    arguments::command(name, about)
        .override_usage(format!(
            "peaberry-inspect {name} [OPTIONS] PATTERN INPUT...\n       \
             peaberry-inspect {name} [OPTIONS] SEARCH-OPTION... INPUT..."
        ))
        .after_help(
            "A PATTERN is a regular expression for a symbol such as\n  \
             java.util.Map$Entry\n  \
             java.lang.System.out:java.io.PrintStream\n  \
             java.lang.String.valueOf(int):java.lang.String\n\
             Exit status: 0 if something is found, 1 if nothing is, 2 after an error.",
        )
        .next_help_heading("Search options; a place that fits any of them is found")
        .args(TERM_OPTIONS.iter().map(|option| pattern(option.name, option.help)))
        .arg(
            pattern("number", "Number constants equal to this (an int, long, float or double)")
                .value_name("NUMBER")
                .allow_negative_numbers(true),
        )
        .arg(one("implements", "PATTERN", "Classes that extend or implement another"))
        .arg(
            Arg::new("transitive")
                .long("transitive")
                .action(ArgAction::SetTrue)
                .requires("implements")
                .help("With --implements: indirect subtypes too"),
        )
        .arg(
            Arg::new("dispatch")
                .long("dispatch")
                .action(ArgAction::SetTrue)
                .requires("calls")
                .help(
                    "With --calls: calls through subtypes of the method's class too, and through \
                 supertypes that declare it",
                ),
        )
        .arg(one("overrides", "PATTERN", "Methods that override or implement a method"))
        .arg(
            one("native", "PATTERN", "Native methods")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value(""),
        )
        .arg(one("class-version", "RANGE", "Classes of these major versions: 52, 50..52, 61.."))
        .next_help_heading("Patterns")
        .arg(flag("fixed", 'F', "Patterns are plain text"))
        .arg(flag("ignore-case", 'i', "Upper and lower case are the same"))
        .arg(flag("whole", 'x', "A pattern has to fit the whole symbol; the type may be left out"))
        .next_help_heading("Output")
        .arg(flag("count", 'c', "Prints the number of places only"))
        .arg(flag("classes", 'l', "Prints the names of classes only"))
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Prints a JSON object for each place, one a line"),
        )
        .arg(
            Arg::new("no-index")
                .long("no-index")
                .action(ArgAction::SetTrue)
                .help("Reads the classes even if there is an index of them"),
        )
}

fn search(
    command: Command,
    arguments: &[String],
    console: &mut Console<'_>,
    only_uses: bool,
) -> io::Result<Status> {
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let mut inputs = arguments::inputs(&matches);
    let mut query = match Query::from_options(&matches) {
        Ok(Some(query)) => query,
        Ok(None) if inputs.is_empty() => {
            return misuse(console, "nothing to search for; see --help");
        }
        Ok(None) => match Query::for_pattern(&inputs.remove(0), &matches, only_uses) {
            Ok(query) => query,
            Err(message) => return misuse(console, &message),
        },
        Err(message) => return misuse(console, &message),
    };
    if inputs.is_empty() {
        return misuse(console, "no input is given; see --help");
    }
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return misuse(console, &message),
    };
    let mut places = Vec::new();
    let mut status = NOTHING_FOUND;
    for name in &inputs {
        match sources.find_all(name) {
            Ok(found) => {
                for input in found {
                    let (place, warning) = Place::new(input, !matches.get_flag("no-index"));
                    places.push(place);
                    if let Some(warning) = warning {
                        writeln!(console.err, "Warning: {warning}")?;
                    }
                }
            }
            Err(message) => status = misuse(console, &message)?,
        }
    }
    let dispatched = add_dispatched(&mut query, &places, &sources);
    let form = Form::of(&matches);
    let progress = console.progress && (!console.out_is_terminal || form == Form::Nothing);
    let mut out = BufWriter::new(&mut *console.out);
    let mut printer = Printer {
        query: &query,
        out: &mut out,
        err: &mut *console.err,
        form,
        colour: console.colour,
        label: None,
        in_image: false,
        last_class: String::new(),
        count: 0,
        failed: false,
        progress: Progress::new(progress, "searching"),
    };
    match dispatched.and_then(|()| print_all(&mut printer, &places, &sources)) {
        Ok(()) => {}
        Err(Failure::Io(error)) => return Err(error),
        Err(Failure::Damaged) => {
            printer.unreadable("the index is damaged; `index` makes it anew")?;
        }
        Err(Failure::Input(message)) => printer.unreadable(&message)?,
    }
    let (count, failed) = (printer.count, printer.failed);
    if matches.get_flag("count") {
        writeln!(out, "{count}")?;
    }
    out.flush()?;
    if failed || status == FAILED {
        return Ok(FAILED);
    }
    Ok(if count > 0 { FOUND } else { NOTHING_FOUND })
}

fn misuse(console: &mut Console<'_>, message: &str) -> io::Result<Status> {
    console.error(message)?;
    Ok(FAILED)
}

/// Finds out by which other names methods are called whose calls through other types
/// are wanted too. Complaints about classes come when these are searched.
fn add_dispatched(
    query: &mut Query,
    places: &[Place],
    sources: &crate::input::Sources,
) -> Result<(), Failure> {
    for pattern in std::mem::take(&mut query.dispatched) {
        let progress = Progress::new(false, "");
        let (hierarchy, _) = Hierarchy::of(places, sources, Some(&pattern), progress)?;
        query.add_calls(hierarchy.named_by_calls(&pattern));
    }
    Ok(())
}

fn print_all(
    printer: &mut Printer<'_>,
    places: &[Place],
    sources: &crate::input::Sources,
) -> Result<(), Failure> {
    let several = places.iter().filter(|place| label(&place.input).is_some()).count() > 1;
    let label = |place: &Place| label(&place.input).filter(|_| several);
    let query = printer.query;
    if !query.kinds().is_empty() || query.versions.is_some() {
        for place in places {
            printer.place(place, label(place));
            let symbol = |kind, text: &str| query.symbol(kind, text);
            printer.progress.expect(|| place.classes_to_read());
            place.search(query.kinds(), &symbol, query.versions.is_some(), printer)?;
        }
    }
    if query.supertypes.is_none() && query.overrides.is_none() {
        return Ok(());
    }
    let progress = std::mem::replace(&mut printer.progress, Progress::new(false, ""));
    let (hierarchy, messages) = Hierarchy::of(places, sources, query.overrides.as_ref(), progress)?;
    messages.iter().try_for_each(|message| printer.unreadable(message))?;
    let mut found = Vec::new();
    if let Some((pattern, transitive)) = &query.supertypes {
        found.extend(hierarchy.subtypes(pattern, *transitive));
    }
    if let Some(pattern) = &query.overrides {
        found.extend(hierarchy.overriders(pattern));
    }
    for found in found {
        let place = &places[found.input];
        printer.place(place, label(place));
        printer.print(&Line {
            class: found.class,
            entry: found.entry,
            member: found.member.as_deref(),
            line: 0,
            verb: found.verb,
            symbol: &found.symbol,
            quoted: false,
        })?;
    }
    Ok(())
}

/// What an input is called when there are several.
fn label(input: &Input) -> Option<String> {
    input.path().map(|path| path.display().to_string())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    Classes,
    Nothing,
    Json,
}

impl Form {
    fn of(matches: &ArgMatches) -> Form {
        match () {
            () if matches.get_flag("count") => Form::Nothing,
            () if matches.get_flag("classes") => Form::Classes,
            () if matches.get_flag("json") => Form::Json,
            () => Form::Lines,
        }
    }
}

/// Prints what is found.
struct Printer<'p> {
    query: &'p Query,
    out: &'p mut dyn Write,
    err: &'p mut dyn Write,
    form: Form,
    colour: bool,
    label: Option<String>,
    /// Whether entries start with the name of their module.
    in_image: bool,
    last_class: String,
    count: u64,
    failed: bool,
    progress: Progress,
}

/// A line of the output.
struct Line<'l> {
    class: &'l str,
    entry: &'l str,
    member: Option<&'l str>,
    line: u16,
    verb: &'l str,
    symbol: &'l str,
    quoted: bool,
}

impl Consumer for Printer<'_> {
    fn class(&mut self, class: ClassInfo<'_>) -> io::Result<()> {
        self.progress.step();
        let Some(versions) = &self.query.versions else { return Ok(()) };
        if !versions.contains(&class.major) {
            return Ok(());
        }
        self.print(&Line {
            class: class.name,
            entry: class.entry,
            member: None,
            line: 0,
            verb: "has version",
            symbol: &format!("{}.{}", class.major, class.minor),
            quoted: false,
        })
    }

    fn hit(&mut self, hit: Hit<'_>) -> io::Result<()> {
        if !self.query.hit(&hit) {
            return Ok(());
        }
        self.print(&Line {
            class: hit.class.name,
            entry: hit.class.entry,
            member: hit.member,
            line: if hit.kind == Kind::Declares { 0 } else { hit.detail },
            verb: hit.kind.verb(),
            symbol: hit.symbol,
            quoted: hit.symbol_kind == SymbolKind::String,
        })
    }

    fn unreadable(&mut self, message: &str) -> io::Result<()> {
        self.failed = true;
        self.progress.clear();
        writeln!(self.err, "Error: {message}")
    }
}

impl Printer<'_> {
    /// What follows is found here.
    fn place(&mut self, place: &Place, label: Option<String>) {
        self.label = label;
        self.in_image = matches!(place.input, Input::Image { .. });
    }

    /// The module that an entry of an image lies in.
    fn module<'e>(&self, entry: &'e str) -> Option<&'e str> {
        entry.strip_prefix('/').filter(|_| self.in_image)?.split('/').next()
    }

    fn print(&mut self, line: &Line<'_>) -> io::Result<()> {
        self.count += 1;
        match self.form {
            Form::Nothing => Ok(()),
            Form::Json => self.json(line),
            Form::Classes => {
                let class = format!("{}{}", self.prefix(line), line.class);
                if class == self.last_class {
                    return Ok(());
                }
                writeln!(self.out, "{}", escaped(&class))?;
                self.last_class = class;
                Ok(())
            }
            Form::Lines => self.line(line),
        }
    }

    /// The input, if there are several, and the module.
    fn prefix(&self, line: &Line<'_>) -> String {
        let mut prefix = self.label.as_ref().map_or(String::new(), |label| format!("{label}:"));
        if let Some(module) = self.module(line.entry) {
            prefix.push_str(module);
            prefix.push('/');
        }
        prefix
    }

    fn line(&mut self, line: &Line<'_>) -> io::Result<()> {
        let colour = |code: &str| if self.colour { format!("\x1b[{code}m") } else { String::new() };
        let (place_colour, line_colour, symbol_colour) = (colour("35"), colour("32"), colour("1"));
        let plain = colour("0");
        let place = line.member.map_or(line.class, untyped);
        let prefix = self.prefix(line);
        write!(self.out, "{place_colour}{}{}{plain}:", escaped(&prefix), escaped(place))?;
        if line.line != 0 {
            write!(self.out, "{line_colour}{}{plain}:", line.line)?;
        }
        let quote = if line.quoted { "\"" } else { "" };
        let symbol = escaped(line.symbol);
        writeln!(self.out, " {} {symbol_colour}{quote}{symbol}{quote}{plain}", line.verb)
    }

    fn json(&mut self, line: &Line<'_>) -> io::Result<()> {
        #[derive(serde::Serialize)]
        struct Place<'l> {
            #[serde(skip_serializing_if = "Option::is_none")]
            input: Option<&'l str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            module: Option<&'l str>,
            class: &'l str,
            #[serde(skip_serializing_if = "Option::is_none")]
            member: Option<&'l str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<u16>,
            relation: &'l str,
            symbol: &'l str,
        }
        let module = self.module(line.entry);
        serde_json::to_writer(
            &mut *self.out,
            &Place {
                input: self.label.as_deref(),
                module,
                class: line.class,
                member: line.member,
                line: (line.line != 0).then_some(line.line),
                relation: line.verb,
                symbol: line.symbol,
            },
        )?;
        writeln!(self.out)
    }
}
