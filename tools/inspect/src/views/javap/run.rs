//! The command: options in, text and exit status out.

use std::borrow::Cow;
use std::io::{self, Write};

use classfile::{AttributeData, AttributeKind, ClassFile, Options as Reading};

use crate::classes::{Classes, readable};
use crate::console::{Console, Status};
use crate::input::{self, Input, Source, Sources, UrlError};
use crate::text::decoded;
use crate::views::verify;

use super::details;
use super::line::LineWriter;
use super::options::{self, Command, Options, Version};
use super::{Origin, Printer, Release, unreadable};

const USAGE: &str = "Usage: javap <options> <classes>\nuse --help for a list of possible options\n";
const HELP: &str = include_str!("help.txt");

/// Runs the command and returns its exit status.
pub fn run(arguments: &[String], console: &mut Console<'_>) -> io::Result<Status> {
    let (out, err) = (&mut *console.out, &mut *console.err);
    let (version, mut options, release_given, classes) = match options::parse(arguments) {
        Ok(Command::Show { version, options, release_given, classes }) => {
            (version, options, release_given, classes)
        }
        Ok(Command::Help(wanted)) => {
            out.write_all(HELP.as_bytes())?;
            return Ok(if wanted { Status::OK } else { Status::MISUSE });
        }
        Err(misuse) => {
            writeln!(err, "Error: {}", misuse.message)?;
            if misuse.show_usage {
                out.write_all(USAGE.as_bytes())?;
            }
            return Ok(misuse.status);
        }
    };
    let wanted = release_given.then_some(match options.release {
        Release::Jdk17 => 17,
        Release::Jdk25 => 25,
    });
    // To the JDK's tool the option means something for modules only; without
    // `--as` it tells whose tool to be.
    let named = options.scope.system.as_deref();
    if options.scope.module.is_none() && (release_given || named == Some("none")) {
        options.scope.system = None;
    }
    // A wrong `--system` leaves no system classes to be found.
    let jdk = options.scope.jdk(wanted).unwrap_or(None);
    if let (false, Some(jdk)) = (release_given, &jdk) {
        let feature = jdk.release.feature();
        options.release =
            if feature.is_some_and(|f| f >= 25) { Release::Jdk25 } else { Release::Jdk17 };
    }
    let scope = &mut options.scope;
    let is_17 = options.release == Release::Jdk17;
    scope.versions_hidden = is_17;
    scope.without_system &= is_17 && scope.module.is_none();
    if scope.multi_release == Some(options::RUNTIME) {
        scope.multi_release = Some(if is_17 { 17 } else { 25 });
    }
    if let Some(version) = version {
        let release = jdk.as_ref().map(|jdk| &jdk.release);
        let text = match version {
            Version::Short => release.and_then(|release| release.version()),
            Version::Full => release.and_then(|release| release.runtime_version()),
        };
        writeln!(out, "{}", text.unwrap_or("unknown"))?;
    }
    if options.lines && !options.code && !options.verbose && options.release == Release::Jdk25 {
        writeln!(
            err,
            "Warning: bad combination of options: -l without -c, line number and local variable \
             tables will not be printed"
        )?;
    }
    let sources = Sources::new(&options.scope, jdk.as_ref()).and_then(|sources| {
        match &options.scope.module {
            Some(module) if !sources.has_module(module)? => {
                Err(format!("Cannot find module {module}"))
            }
            _ => Ok(sources),
        }
    });
    let sources = match sources {
        Ok(sources) => sources,
        Err(message) => {
            writeln!(err, "Error: {message}")?;
            return Ok(Status::ERROR);
        }
    };
    let mut session = Session { options: &options, sources: &sources, err, status: Status::OK };
    let mut w = LineWriter::new(out, options.indent_width, options.tab_column);
    for name in &classes {
        session.show(name, &mut w)?;
        if w.has_failed() {
            break;
        }
    }
    w.finish()?;
    Ok(session.status)
}

struct Session<'s> {
    options: &'s Options,
    sources: &'s Sources,
    err: &'s mut dyn Write,
    status: Status,
}

impl Session<'_> {
    fn error(&mut self, message: &str) -> io::Result<()> {
        self.status = Status::ERROR;
        writeln!(self.err, "Error: {message}")
    }

    fn show(&mut self, name: &str, w: &mut LineWriter<'_>) -> io::Result<()> {
        match self.find(name) {
            Err(message) => self.error(&message),
            Ok(None) => self.error(&format!("class not found: {name}")),
            Ok(Some(Input::Class(source))) => {
                // As with the JDK's tool, the last class decides.
                self.status = Status::OK;
                self.class(&source, w)
            }
            Ok(Some(input)) => self.all(&input, w),
        }
    }

    fn find(&self, name: &str) -> Result<Option<Input>, String> {
        if let Some(source) = self.sources.find_class(name)? {
            return Ok(Some(Input::Class(source)));
        }
        if let Some(input) = self.sources.find_file(name)? {
            return Ok(Some(input));
        }
        match self.sources.find_url(name) {
            Ok(found) => Ok(found.map(Input::Class)),
            Err(UrlError::Entry { .. }) if self.options.release == Release::Jdk25 => {
                Err("file not found: JAR entry not found in jar file".to_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    fn class(&mut self, source: &Source<'_>, w: &mut LineWriter<'_>) -> io::Result<()> {
        let release = self.options.release;
        if let Some(message) = unreadable::version_message(release, &source.bytes) {
            return self.error(&message);
        }
        let reading = Reading { any_names: true, ..readable() };
        let class = match ClassFile::parse(&source.bytes, reading) {
            Ok(class) => class,
            Err(error) => {
                let name = &source.name;
                return self.error(&unreadable::message(release, name, &source.bytes, &error));
            }
        };
        if let Some(message) = unreadable::text_message(release, &source.name, &class) {
            return self.error(&message);
        }
        self.parsed(&class, source, w)
    }

    fn parsed(
        &mut self,
        class: &ClassFile<'_>,
        source: &Source<'_>,
        w: &mut LineWriter<'_>,
    ) -> io::Result<()> {
        let name = source.name.as_str();
        let shown = |name: &str| name.replace(['/', '$'], ".");
        if !name.ends_with(".class") && shown(&decoded(class.name())) != shown(name) {
            let location = &source.location;
            writeln!(self.err, "Warning: File {location} does not contain class {name}")?;
        }
        let origin = Origin { location: &source.location, modified: source.modified.as_deref() };
        let text = self.source_text(class).map(|text| details::source_lines(&text));
        let text = text.as_deref().map_err(|error| *error);
        let problems = Printer::new(w, class, self.options).with_source(text).print(&origin);
        for problem in &problems.listed {
            writeln!(self.err, "Error: {name}: {problem}")?;
        }
        if problems.in_text || !problems.listed.is_empty() {
            self.status = Status::ERROR;
        }
        if self.options.verify {
            let find = |name: &[u8]| {
                let own = (name == class.name()).then(|| Cow::Borrowed(class.bytes()));
                match own {
                    Some(bytes) => Ok(Some(bytes)),
                    None => input::find_class(&[], self.sources, name),
                }
            };
            let lines = verify::lines(class, &mut Classes::new(Box::new(find)));
            if !lines.is_empty() {
                self.status = Status::ERROR;
                w.newline();
            }
            lines.iter().for_each(|line| w.println(line));
        }
        if self.options.inner {
            self.inner_classes(class, w)?;
        }
        Ok(())
    }

    /// The text of the source file, if it is wanted.
    fn source_text(&self, class: &ClassFile<'_>) -> Result<String, &'static str> {
        let wanted = self.options.details.source() && (self.options.code || self.options.verbose);
        if !wanted {
            return Ok(String::new());
        }
        let file = match class.attributes().decode_kind(AttributeKind::SourceFile) {
            Ok(Some(AttributeData::SourceFile(index))) => class.constant_pool().utf8(index).ok(),
            _ => None,
        };
        let file = decoded(file.ok_or("no SourceFile attribute")?);
        let name = decoded(class.name());
        let package = name.rfind('/').map_or("", |at| &name[..=at]);
        let path = format!("{package}{}.java", file.strip_suffix(".java").unwrap_or(&file));
        self.sources.text_on_class_path(&path).ok_or("source file not found")
    }

    /// `-XDinner`: the member classes too, in their order.
    fn inner_classes(&mut self, class: &ClassFile<'_>, w: &mut LineWriter<'_>) -> io::Result<()> {
        if class.attributes().find_kind(AttributeKind::InnerClasses).is_none() {
            return Ok(());
        }
        let Ok(table) = class.inner_classes() else {
            return self
                .error(&format!("bad InnerClasses attribute for {}", decoded(class.name())));
        };
        let pool = class.constant_pool();
        for entry in table.iter() {
            let outer = pool.optional_class_name(entry.outer_class);
            let (Ok(Some(outer)), Ok(inner)) = (outer, pool.class_name(entry.inner_class)) else {
                continue;
            };
            // A class that names itself its member would be shown for ever.
            if outer == class.name() && inner.len() > outer.len() {
                let inner = decoded(inner);
                w.println(&format!("// inner class {}", inner.replace(['/', '$'], ".")));
                w.newline();
                self.show(&inner, w)?;
            }
        }
        Ok(())
    }

    /// All classes of an archive or directory.
    fn all(&mut self, input: &Input, w: &mut LineWriter<'_>) -> io::Result<()> {
        let entries = match input.entries() {
            Ok(entries) => entries,
            Err(message) => return self.error(&message),
        };
        for entry in entries {
            match input.read(&entry) {
                Ok(source) => self.class(&source, w)?,
                Err(message) => self.error(&message)?,
            }
            if w.has_failed() {
                break;
            }
        }
        Ok(())
    }
}
