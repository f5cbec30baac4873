//! Compares two classes, jars, directories or images: what has changed for those
//! who use them (JLS 13), and what the code does differently.
//!
//! As with `diff`, the exit status is 0 if there is no difference, 1 if there is
//! one, 2 after an error.

mod api;
mod body;
mod change;
mod modules;
mod side;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use clap::{Arg, ArgAction, ArgMatches};
use classfile::{ClassFile, Level};

use self::api::{Api, MemberApi, MemberKey};
use self::change::{Change, Changes, Effect, visible_in_either};
use self::modules::ModuleApi;
use self::side::{Hierarchy, Side};
use super::arguments;
use crate::console::{Console, Status};
use crate::input::{Entry, Source, default_jobs, ordered};
use crate::progress::Progress;
use crate::text::escaped;

const SAME: Status = Status(0);
const DIFFERENT: Status = Status(1);
const FAILED: Status = Status(2);

/// Runs the view.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let command = arguments::command("diff", "Compares two classes, jars, directories or images")
        .override_usage("peaberry-inspect diff [OPTIONS] OLD NEW")
        .after_help(
            "Each change is binary incompatible, source incompatible, behavioural or compatible, \
             with the section of the Java Language Specification (17) that says so.\n\
             Exit status: 0 if nothing differs, 1 if something does, 2 after an error.",
        )
        .arg(flag("all", "Changes that other packages cannot see, too"))
        .arg(flag("api", "Declarations only, no code"))
        .arg(flag("breaking", "Binary and source incompatible changes only"))
        .arg(flag("brief", "Without the differences of code"))
        .arg(flag("json", "A JSON object for each change, one a line"));
    let matches = match arguments::parse(command, arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let inputs = arguments::inputs(&matches);
    let [old, new] = &inputs[..] else {
        return failed(console, "two inputs are needed; see --help");
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return failed(console, &message),
    };
    let find = |name: &str| match sources.find(name) {
        Ok(Some(input)) => Ok(input),
        Ok(None) => Err(format!("class not found: {name}")),
        Err(message) => Err(message),
    };
    let (old, new) = match (find(old), find(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(message), _) | (_, Err(message)) => return failed(console, &message),
    };
    let sides = Side::of(&old, &sources).and_then(|old| Ok((old, Side::of(&new, &sources)?)));
    let (old, new) = match sides {
        Ok(sides) => sides,
        Err(message) => return failed(console, &message),
    };
    let options = Options::of(&matches);
    let mut out = BufWriter::new(&mut *console.out);
    let mut report = Report {
        options,
        colour: console.colour,
        counts: BTreeMap::new(),
        versions: BTreeMap::new(),
    };
    let mut errors = Vec::new();
    let pairs = pairs(&old, &new);
    let mut progress = Progress::new(console.progress && !console.out_is_terminal, "comparing");
    progress.expect(|| pairs.len());
    ordered(
        &pairs,
        default_jobs(),
        |pair| compare(pair, &old, &new, options),
        |result| {
            progress.step();
            match result {
                Ok(compared) => report.class(&compared, &mut out)?,
                Err(message) => errors.push(message),
            }
            Ok(())
        },
    )?;
    drop(progress);
    report.summary(&mut out)?;
    out.flush()?;
    drop(out);
    for message in &errors {
        console.error(message)?;
    }
    Ok(match () {
        () if !errors.is_empty() => FAILED,
        () if report.counts.is_empty() && report.versions.is_empty() => SAME,
        () => DIFFERENT,
    })
}

fn failed(console: &mut Console<'_>, message: &str) -> io::Result<Status> {
    console.error(message)?;
    Ok(FAILED)
}

#[derive(Clone, Copy)]
struct Options {
    all: bool,
    api: bool,
    breaking: bool,
    brief: bool,
    json: bool,
}

impl Options {
    fn of(matches: &ArgMatches) -> Options {
        let flag = |name| matches.get_flag(name);
        Options {
            all: flag("all"),
            api: flag("api") || flag("breaking"),
            breaking: flag("breaking"),
            brief: flag("brief"),
            json: flag("json"),
        }
    }

    fn shows(self, change: &Change) -> bool {
        (self.all || change.visible) && (!self.breaking || change.effect >= Effect::Source)
    }
}

/// A class of one or both sides.
struct Pair<'s> {
    old: Option<&'s Entry<'s>>,
    new: Option<&'s Entry<'s>>,
}

fn pairs<'s>(old: &'s Side<'_>, new: &'s Side<'_>) -> Vec<Pair<'s>> {
    let mut pairs: BTreeMap<&str, Pair<'s>> = BTreeMap::new();
    for (key, entry) in &old.entries {
        pairs.insert(key, Pair { old: Some(entry), new: None });
    }
    for (key, entry) in &new.entries {
        pairs.entry(key).or_insert(Pair { old: None, new: None }).new = Some(entry);
    }
    pairs.into_values().collect()
}

/// What has changed in one class.
#[derive(Default)]
struct Compared {
    changes: Vec<Change>,
    /// The versions of the class file, if they differ and are not among the changes.
    versions: Option<(u16, u16)>,
}

/// The changes of one class.
fn compare<'s>(
    pair: &Pair<'s>,
    old: &'s Side<'s>,
    new: &'s Side<'s>,
    options: Options,
) -> Result<Compared, String> {
    let read = |side: &'s Side<'s>, entry: Option<&'s Entry<'s>>| {
        entry.map(|entry| side.input.read(entry)).transpose()
    };
    let (old_source, new_source) = (read(old, pair.old)?, read(new, pair.new)?);
    if let (Some(old), Some(new)) = (&old_source, &new_source)
        && old.bytes == new.bytes
    {
        return Ok(Compared::default());
    }
    let mut versions = None;
    let exported = pair.old.is_some_and(|entry| old.exports(entry))
        || pair.new.is_some_and(|entry| new.exports(entry));
    let (old_types, new_types) = (Hierarchy::new(old), Hierarchy::new(new));
    let mut changes = Changes {
        list: Vec::new(),
        visible: false,
        symbol: String::new(),
        old_types: &old_types,
        new_types: &new_types,
    };
    match (parse(old_source.as_ref())?, parse(new_source.as_ref())?) {
        (Some((api, class)), None) => {
            changes.visible = exported && old_types.is_visible(&api);
            changes.symbol = ModuleApi::symbol(&class).unwrap_or(api.name);
            changes.whole_class(false);
        }
        (None, Some((api, class))) => {
            changes.visible = exported && new_types.is_visible(&api);
            changes.symbol = ModuleApi::symbol(&class).unwrap_or(api.name);
            changes.whole_class(true);
        }
        (Some((old, old_class)), Some((new, new_class))) => {
            let visible = exported && (old_types.is_visible(&old) || new_types.is_visible(&new));
            (changes.visible, changes.symbol) = (visible, new.name.clone());
            if let (Some(old), Some(new)) = (ModuleApi::of(&old_class), ModuleApi::of(&new_class)) {
                changes.symbol = new.name.clone();
                changes.visible = true;
                changes.module(&old, &new);
            }
            if old.major != new.major {
                if options.all || options.json {
                    changes.version(old.major, new.major);
                } else if !options.breaking {
                    versions = Some((old.major, new.major));
                }
            }
            changes.class(&old, &new);
            members(&mut changes, (&old, &old.fields), (&new, &new.fields), visible);
            for ((old, new), symbol) in common(&old.fields, &new.fields) {
                (changes.visible, changes.symbol) =
                    (visible && visible_in_either(old, new), symbol);
                changes.field(old, new);
            }
            members(&mut changes, (&old, &old.methods), (&new, &new.methods), visible);
            for ((old_method, new_method), symbol) in common(&old.methods, &new.methods) {
                changes.visible = visible && visible_in_either(old_method, new_method);
                changes.symbol = symbol;
                changes.method(&new, old_method, new_method);
                if !options.api {
                    let code = difference_of_code(
                        (&old_class, old_method.index),
                        (&new_class, new_method.index),
                    );
                    if !code.is_empty() {
                        changes.body(code);
                    }
                }
            }
        }
        (None, None) => {}
    }
    changes.list.retain(|change| options.shows(change));
    Ok(Compared { changes: changes.list, versions })
}

fn parse<'c>(source: Option<&'c Source<'_>>) -> Result<Option<(Api, ClassFile<'c>)>, String> {
    let Some(source) = source else { return Ok(None) };
    let class = ClassFile::parse(&source.bytes, Level::Scan)
        .map_err(|error| format!("{}: {error}", source.location))?;
    Ok(Some((Api::of(&class), class)))
}

/// The difference of two methods that both have code.
fn difference_of_code(old: (&ClassFile<'_>, usize), new: (&ClassFile<'_>, usize)) -> String {
    let old_code = old.0.method(old.1).and_then(|method| method.code().ok()?);
    let new_code = new.0.method(new.1).and_then(|method| method.code().ok()?);
    match (&old_code, &new_code) {
        (Some(old_code), Some(new_code)) => body::difference((old.0, old_code), (new.0, new_code)),
        _ => String::new(),
    }
}

type Members = BTreeMap<MemberKey, MemberApi>;

/// Members that only one side has.
fn members(
    changes: &mut Changes<'_>,
    (_, old): (&Api, &Members),
    (class, new): (&Api, &Members),
    visible: bool,
) {
    for (own, other, added) in [(old, new, false), (new, old, true)] {
        for (key, member) in own.iter().filter(|(key, _)| !other.contains_key(*key)) {
            let hidden = member.flags.is_protected() && class.flags.is_final();
            changes.visible = visible && member.is_visible() && !hidden;
            changes.symbol.clone_from(&member.text);
            changes.one_sided(class, (&key.0, &key.1), member, added);
        }
    }
}

/// Members that both sides have.
fn common<'m>(
    old: &'m Members,
    new: &'m Members,
) -> impl Iterator<Item = ((&'m MemberApi, &'m MemberApi), String)> {
    old.iter().filter_map(|(key, member)| {
        let other = new.get(key)?;
        Some(((member, other), other.text.clone()))
    })
}

/// Prints changes and counts them.
struct Report {
    options: Options,
    colour: bool,
    counts: BTreeMap<Effect, u64>,
    /// How many classes have changed from one version of class files to another.
    versions: BTreeMap<(u16, u16), u64>,
}

impl Report {
    fn class(&mut self, compared: &Compared, out: &mut dyn Write) -> io::Result<()> {
        if let Some(versions) = compared.versions {
            *self.versions.entry(versions).or_default() += 1;
        }
        for change in &compared.changes {
            *self.counts.entry(change.effect).or_default() += 1;
            if self.options.json {
                serde_json::to_writer(&mut *out, change)?;
                writeln!(out)?;
            } else {
                self.change(change, out)?;
            }
        }
        Ok(())
    }

    fn change(&self, change: &Change, out: &mut dyn Write) -> io::Result<()> {
        let (code, plain) = match (self.colour, change.effect) {
            (false, _) => ("", ""),
            (true, Effect::Binary) => ("\x1b[31m", "\x1b[0m"),
            (true, Effect::Source) => ("\x1b[33m", "\x1b[0m"),
            (true, Effect::Behavioural) => ("\x1b[36m", "\x1b[0m"),
            (true, Effect::Compatible) => ("\x1b[32m", "\x1b[0m"),
        };
        let (symbol, what) = (escaped(&change.symbol), escaped(&change.what));
        let (effect, section) = (change.effect.text(), change.section);
        writeln!(out, "{symbol}: {what}: {code}{effect}{plain} (JLS {section})")?;
        if self.options.brief {
            return Ok(());
        }
        for line in change.code.lines() {
            let (code, plain) = match (self.colour, line.as_bytes().first()) {
                (true, Some(b'-')) => ("\x1b[31m", "\x1b[0m"),
                (true, Some(b'+')) => ("\x1b[32m", "\x1b[0m"),
                _ => ("", ""),
            };
            writeln!(out, "    {code}{line}{plain}")?;
        }
        Ok(())
    }

    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        for ((old, new), count) in &self.versions {
            let classes = if *count == 1 { "class" } else { "classes" };
            writeln!(out, "class-file version was {old}, is {new}: {count} {classes}")?;
        }
        if self.options.json || self.counts.is_empty() {
            return Ok(());
        }
        let counts: Vec<String> = self
            .counts
            .iter()
            .rev()
            .map(|(effect, count)| format!("{count} {}", effect.text()))
            .collect();
        writeln!(out, "changes: {}", counts.join(", "))
    }
}
