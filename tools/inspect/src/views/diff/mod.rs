//! Compares two classes, jars, directories or images: what has changed for those
//! who use them (JLS 13), and what the code does differently.
//!
//! As with `diff`, the exit status is 0 if there is no difference, 1 if there is
//! one, 2 after an error.

mod api;
mod body;
mod change;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, BufWriter, Write};

use clap::{Arg, ArgAction, ArgMatches};
use classfile::{ClassFile, Level};

use self::api::{Api, MemberApi, MemberKey};
use self::change::{Change, Changes, Effect, Supertypes, visible_in_either};
use super::arguments;
use crate::console::{Console, Status};
use crate::input::{Entry, Input, Source, Sources, default_jobs, ordered};
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
    let mut report = Report { options, colour: console.colour, counts: BTreeMap::new() };
    let mut errors = Vec::new();
    ordered(
        &pairs(&old, &new),
        default_jobs(),
        |pair| compare(pair, &old, &new, options),
        |result| match result {
            Ok(changes) => report.class(&changes, &mut out),
            Err(message) => {
                errors.push(message);
                Ok(())
            }
        },
    )?;
    report.summary(&mut out)?;
    out.flush()?;
    drop(out);
    for message in &errors {
        console.error(message)?;
    }
    Ok(match () {
        () if !errors.is_empty() => FAILED,
        () if report.counts.is_empty() => SAME,
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

/// One of the two inputs.
struct Side<'i> {
    input: &'i Input,
    sources: &'i Sources,
    /// By the name of the class file within its module.
    entries: BTreeMap<String, Entry<'i>>,
}

impl<'i> Side<'i> {
    fn of(input: &'i Input, sources: &'i Sources) -> Result<Side<'i>, String> {
        let entries = input.entries()?;
        let single = matches!(input, Input::Class(_));
        let key = |name: &str| match name {
            // Two single classes are compared whatever they are called.
            _ if single => String::new(),
            // `/java.base/java/lang/Object.class` of an image.
            _ if name.starts_with('/') => name.splitn(3, '/').nth(2).unwrap_or(name).to_owned(),
            _ => name.strip_prefix("classes/").unwrap_or(name).to_owned(),
        };
        let entries = entries.into_iter().map(|entry| {
            // Module declarations of an image have the same name in all modules.
            let module_info = !single && entry.name.ends_with("/module-info.class");
            let key = if module_info { entry.name.clone() } else { key(&entry.name) };
            (key, entry)
        });
        Ok(Side { input, sources, entries: entries.collect() })
    }

    /// The API of a class of this side, or of the JDK and class path.
    fn api(&self, name: &str) -> Option<Api> {
        let file = name.replace('.', "/") + ".class";
        let read =
            |bytes: &[u8]| ClassFile::parse(bytes, Level::Scan).ok().map(|class| Api::of(&class));
        match self.entries.get(&file) {
            Some(entry) => read(&self.input.read(entry).ok()?.bytes),
            None => read(&self.sources.find_class(name).ok()??.bytes),
        }
    }
}

/// What the supertypes of one class are; read when they are asked for.
struct Hierarchy<'s, 'i> {
    side: &'s Side<'i>,
    read: RefCell<HashMap<String, Option<std::rc::Rc<Api>>>>,
}

impl<'s, 'i> Hierarchy<'s, 'i> {
    fn new(side: &'s Side<'i>) -> Self {
        Hierarchy { side, read: RefCell::default() }
    }

    fn api(&self, name: &str) -> Option<std::rc::Rc<Api>> {
        if let Some(api) = self.read.borrow().get(name) {
            return api.clone();
        }
        let api = self.side.api(name).map(std::rc::Rc::new);
        self.read.borrow_mut().insert(name.to_owned(), api.clone());
        api
    }

    /// Visits supertypes, near ones first, until `stop` says so.
    fn visit(&self, class: &Api, mut stop: impl FnMut(&str, Option<&Api>) -> bool) -> bool {
        let mut seen: HashSet<String> = HashSet::from([class.name.clone()]);
        let mut open: Vec<String> = class.supertypes().map(str::to_owned).collect();
        let mut at = 0;
        while let Some(name) = open.get(at).cloned() {
            at += 1;
            if seen.insert(name.clone()) {
                let api = self.api(&name);
                if stop(&name, api.as_deref()) {
                    return true;
                }
                open.extend(api.iter().flat_map(|api| api.supertypes()).map(str::to_owned));
            }
        }
        false
    }
}

impl Supertypes for Hierarchy<'_, '_> {
    fn all(&self, class: &Api) -> HashSet<String> {
        let mut all = HashSet::new();
        self.visit(class, |name, _| {
            all.insert(name.to_owned());
            false
        });
        all
    }

    fn inherits(&self, class: &Api, member: &MemberApi, key: (&[u8], &[u8])) -> bool {
        let key: MemberKey = (key.0.to_vec(), key.1.to_vec());
        self.visit(class, |_, api| {
            let found = api.and_then(|api| api.methods.get(&key).or_else(|| api.fields.get(&key)));
            found.is_some_and(|found| {
                found.flags.is_static() == member.flags.is_static()
                    && (found.flags.is_public()
                        || found.flags.is_protected() && !member.flags.is_public())
            })
        })
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

/// The changes of one class.
fn compare<'s>(
    pair: &Pair<'s>,
    old: &'s Side<'s>,
    new: &'s Side<'s>,
    options: Options,
) -> Result<Vec<Change>, String> {
    let read = |side: &'s Side<'s>, entry: Option<&'s Entry<'s>>| {
        entry.map(|entry| side.input.read(entry)).transpose()
    };
    let (old_source, new_source) = (read(old, pair.old)?, read(new, pair.new)?);
    if let (Some(old), Some(new)) = (&old_source, &new_source)
        && old.bytes == new.bytes
    {
        return Ok(Vec::new());
    }
    let (old_types, new_types) = (Hierarchy::new(old), Hierarchy::new(new));
    let mut changes = Changes {
        list: Vec::new(),
        visible: false,
        symbol: String::new(),
        old_types: &old_types,
        new_types: &new_types,
    };
    match (parse(old_source.as_ref())?, parse(new_source.as_ref())?) {
        (Some((api, _)), None) => {
            (changes.visible, changes.symbol) = (api.is_visible(), api.name);
            changes.whole_class(false);
        }
        (None, Some((api, _))) => {
            (changes.visible, changes.symbol) = (api.is_visible(), api.name);
            changes.whole_class(true);
        }
        (Some((old, old_class)), Some((new, new_class))) => {
            let visible = old.is_visible() || new.is_visible();
            (changes.visible, changes.symbol) = (visible, new.name.clone());
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
    Ok(changes.list)
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
            changes.visible = visible && member.is_visible();
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
}

impl Report {
    fn class(&mut self, changes: &[Change], out: &mut dyn Write) -> io::Result<()> {
        for change in changes {
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
