//! `deps`: which packages or classes depend on which, and where those are; the text of
//! the JDK's `jdeps`.

mod archives;
mod collect;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches};
use classfile::{ClassFile, Level};

use self::archives::{Archive, Module, Resolver, Target, package};
use super::arguments;
use crate::console::{Console, Status};
use crate::facts::class_text;
use crate::input::{Entry, Input, Source, default_jobs, ordered};
use crate::progress::Progress;

const ABOUT: &str = "Shows which packages or classes depend on which, as jdeps does";
/// Where the versions of classes for releases lie in a jar.
const VERSIONS: &str = "META-INF/versions/";
const BASE: &str = "java.base";
/// What `jdeps` calls these options.
const SPELLINGS: &[(&str, &str)] = &[
    ("-summary", "--summary"),
    ("-verbose", "--verbose"),
    ("-verbose:class", "--classes"),
    ("-verbose:package", "--packages"),
    ("-filter:none", "--filter=none"),
    ("-filter:package", "--filter=package"),
    ("-filter:archive", "--filter=archive"),
];

/// Which dependences are left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    None,
    SamePackage,
    SameArchive,
}

#[derive(Clone, Copy)]
struct Options {
    summary: bool,
    classes: bool,
    filter: Filter,
}

impl Options {
    fn of(matches: &ArgMatches) -> Options {
        let verbose = matches.get_flag("verbose");
        let filter = match matches.get_one::<String>("filter").map(String::as_str) {
            Some("none") => Filter::None,
            Some("archive") => Filter::SameArchive,
            None if verbose => Filter::None,
            _ => Filter::SamePackage,
        };
        Options {
            summary: matches.get_flag("summary"),
            classes: verbose || matches.get_flag("classes"),
            filter,
        }
    }
}

/// Runs the view.
///
/// # Errors
///
/// If the output cannot be written.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    let command = arguments::command("deps", ABOUT)
        .after_help("The long options are known by the names that jdeps gives them, too.")
        .next_help_heading("What is shown")
        .arg(flag("summary", "Jars and modules only").short('s'))
        .arg(flag("packages", "Packages; so it is without an option"))
        .arg(flag("classes", "Classes").conflicts_with_all(["summary", "packages"]))
        .arg(
            flag("verbose", "Classes, those in the same package too")
                .short('v')
                .conflicts_with_all(["summary", "packages"]),
        )
        .arg(
            Arg::new("filter")
                .long("filter")
                .value_name("WHICH")
                .value_parser(["none", "package", "archive"])
                .help("Leaves out what lies in the same package (by default) or archive"),
        );
    let spelled = |argument: &String| {
        let known = SPELLINGS.iter().find(|(theirs, _)| theirs == argument);
        known.map_or(argument.clone(), |(_, ours)| (*ours).to_owned())
    };
    let arguments: Vec<String> = arguments.iter().map(spelled).collect();
    let matches = match arguments::parse(command, &arguments, console)? {
        Ok(matches) => matches,
        Err(status) => return Ok(status),
    };
    let sources = match arguments::sources(&matches) {
        Ok(sources) => sources,
        Err(message) => return console.error(&message),
    };
    let (inputs, mut status) = arguments::open(&matches, &sources, console)?;
    let resolver = match Resolver::new(&matches) {
        Ok(resolver) => resolver,
        Err(message) => return console.error(&message),
    };
    let mut archives = Vec::new();
    let mut problems = Vec::new();
    let release = matches.get_one::<u16>("multi-release").copied();
    for (input, word) in inputs.iter().zip(names(&inputs)) {
        match read(input, &word, release, console.progress, &mut problems) {
            Ok(read) => archives.extend(read),
            Err(message) => problems.push(message),
        }
    }
    for problem in &problems {
        status = status.and(console.error(problem)?);
    }
    archives.sort_by(|a, b| a.name.cmp(&b.name));
    let mut out = BufWriter::new(&mut *console.out);
    print(&archives, &resolver, Options::of(&matches), &mut out)?;
    out.flush()?;
    Ok(status)
}

/// What the inputs are called: the last part of their paths.
fn names(inputs: &[Input]) -> Vec<String> {
    let last = archives::name;
    let name = |input: &Input| match input {
        Input::Class(source) => last(Path::new(&source.location)),
        other => other.path().map_or(String::new(), last),
    };
    inputs.iter().map(name).collect()
}

/// What is known of one class file.
struct Read {
    /// The module of an image that it lies in.
    module: String,
    /// The release that it is for, if not for all.
    release: Option<u16>,
    name: String,
    declaration: Option<Module>,
    dependencies: BTreeSet<String>,
}

/// Reads the classes of an input: one archive, or one for each module of an image.
fn read(
    input: &Input,
    name: &str,
    release: Option<u16>,
    progress: bool,
    problems: &mut Vec<String>,
) -> Result<Vec<Archive>, String> {
    let entries = versioned(input.entries()?, release);
    let image = matches!(input, Input::Image { .. });
    let mut archives: BTreeMap<String, Archive> = BTreeMap::new();
    let mut progress = Progress::new(progress, "reading");
    progress.expect(|| entries.len());
    let work = |(entry, release): &(Entry<'_>, Option<u16>)| {
        let source = input.read(entry)?;
        let mut read = read_class(&source)?;
        read.release = *release;
        if image && let Some(module) = entry.name.split('/').nth(1) {
            module.clone_into(&mut read.module);
        }
        Ok(read)
    };
    let consume = |result: Result<Read, String>| {
        progress.step();
        match result {
            Ok(read) => add(archives.entry(read.module.clone()).or_default(), read),
            Err(message) => problems.push(message),
        }
        Ok(())
    };
    ordered(&entries, default_jobs(), work, consume).map_err(|error| error.to_string())?;
    let path = input.path().and_then(|path| std::path::absolute(path).ok());
    for (module, archive) in &mut archives {
        archive.of_jdk = image;
        archive.name = match &archive.module {
            Some(module) => module.name.clone(),
            None if image => module.clone(),
            None => name.to_owned(),
        };
        archive.name_as_target = match input.path() {
            Some(path) if archive.module.is_none() => archives::name_as_target(path),
            _ => archive.name.clone(),
        };
        archive.path = input.path().map_or(String::new(), |path| path.display().to_string());
        archive.location = match &path {
            Some(path) if !image => format!("file://{}", path.display()),
            _ => format!("jrt:/{module}"),
        };
    }
    Ok(archives.into_values().collect())
}

fn read_class(source: &Source<'_>) -> Result<Read, String> {
    let class = ClassFile::parse(&source.bytes, Level::Scan)
        .map_err(|error| format!("{}: {error}", source.location))?;
    let declaration = Module::of(&class);
    Ok(Read {
        module: String::new(),
        release: None,
        name: class_text(class.name()),
        dependencies: match declaration {
            Some(_) => BTreeSet::new(),
            None => collect::dependencies(&class),
        },
        declaration,
    })
}

fn add(archive: &mut Archive, read: Read) {
    if let Some(module) = read.declaration {
        archive.module = Some(module);
        return;
    }
    let shown = match read.release {
        Some(release) => format!("{release}/{}", read.name),
        None => read.name.clone(),
    };
    archive.found.insert(read.name.clone(), read.dependencies);
    archive.classes.insert(read.name, shown);
}

/// Of the versions of each class in a jar the one for `release`; without a release those
/// that are for all.
fn versioned(entries: Vec<Entry<'_>>, release: Option<u16>) -> Vec<(Entry<'_>, Option<u16>)> {
    let mut chosen: BTreeMap<String, (Entry<'_>, Option<u16>)> = BTreeMap::new();
    for entry in entries {
        let version = entry.name.strip_prefix(VERSIONS).and_then(|rest| rest.split_once('/'));
        let (number, name) = match version {
            None => (None, entry.name.clone()),
            Some((number, name)) => match number.parse::<u16>() {
                Ok(number) if release.is_some_and(|release| number <= release) => {
                    (Some(number), name.to_owned())
                }
                _ => continue,
            },
        };
        if chosen.get(&name).is_none_or(|(_, other)| *other < number) {
            chosen.insert(name, (entry, number));
        }
    }
    chosen.into_values().collect()
}

fn print(
    archives: &[Archive],
    resolver: &Resolver,
    options: Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut inputs: HashMap<&str, &Archive> = HashMap::new();
    for archive in archives {
        for class in archive.classes.keys() {
            inputs.entry(class.as_str()).or_insert(archive);
        }
    }
    for (package, places) in split_packages(archives, resolver) {
        writeln!(out, "Warning: split package: {package} {}", places.join(" "))?;
    }
    for archive in archives {
        let (summary, rows) = rows(archive, resolver, options, &inputs);
        if !options.summary
            && let Some(module) = &archive.module
        {
            writeln!(out, "{}\n [{}]", module.name, archive.location)?;
            module.requires.iter().try_for_each(|line| writeln!(out, "   {line}"))?;
        }
        for (_, target) in &summary {
            writeln!(out, "{} -> {target}", archive.name)?;
        }
        if options.summary {
            continue;
        }
        for ((origin, target), places) in &rows {
            let named = |name: &str| match name {
                "" => "<unnamed>".to_owned(),
                name => name.to_owned(),
            };
            for place in places {
                writeln!(out, "   {:50} -> {:50} {place}", named(origin), named(target))?;
            }
        }
    }
    Ok(())
}

/// The archives that an archive depends on: their names, and how they are shown.
type Summary = BTreeSet<(String, String)>;
/// Who depends on whom, and where that is.
/// A package may lie in several places, which are in the order of the classes found there.
type Rows = BTreeMap<(String, String), Vec<String>>;

/// Packages of the inputs that modules of the JDK have as well, with the places of both.
fn split_packages(archives: &[Archive], resolver: &Resolver) -> BTreeMap<String, Vec<String>> {
    let mut split: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for archive in archives.iter().filter(|archive| archive.module.is_none()) {
        let packages: BTreeSet<&str> = archive.found.keys().map(|class| package(class)).collect();
        for package in packages {
            if let Some(module) = resolver.module_of_package(package) {
                let places = split.entry(package.to_owned()).or_default();
                if places.is_empty() {
                    places.push(format!("jrt:/{module}"));
                }
                places.push(archive.path.clone());
            }
        }
    }
    split
}

/// The archives that an archive depends on, and the packages or classes.
fn rows(
    archive: &Archive,
    resolver: &Resolver,
    options: Options,
    inputs: &HashMap<&str, &Archive>,
) -> (Summary, Rows) {
    let mut known: HashMap<&str, Target> = HashMap::new();
    let (mut summary, mut rows) = (BTreeSet::new(), Rows::new());
    for (origin, targets) in &archive.found {
        for class in targets {
            let target =
                known.entry(class).or_insert_with(|| resolver.resolve(archive, class, inputs));
            let left_out = match options.filter {
                Filter::None => false,
                Filter::SamePackage => package(origin) == package(class),
                Filter::SameArchive => target.archive == archive.name,
            };
            if left_out {
                continue;
            }
            if target.archive != archive.name {
                // In the order of the names, also where a path is shown.
                let name = archives::name(Path::new(&target.archive));
                summary.insert((name, target.archive.clone()));
            }
            let (from, to) = match options.classes {
                true => {
                    let own = |name: &String| archive.classes.get(name).unwrap_or(name).clone();
                    (own(origin), own(class))
                }
                false => (package(origin).to_owned(), package(class).to_owned()),
            };
            let places = rows.entry((from, to)).or_default();
            if !places.contains(&target.shown) {
                places.push(target.shown.clone());
            }
        }
    }
    if summary.is_empty() && archive.name == BASE {
        // The only module that depends on none is said to depend on itself.
        summary.insert((BASE.to_owned(), BASE.to_owned()));
    }
    (summary, rows)
}
