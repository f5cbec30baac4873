//! The command: options in, text and exit status out.

use std::borrow::Cow;
use std::io::{self, Write};

use classfile::{AttributeKind, ClassFile, Level};

use crate::classes::Classes;
use crate::console::{Console, Status};
use crate::input::{self, Input, Source, Sources};
use crate::text::decoded;
use crate::views::verify;

use super::line::LineWriter;
use super::options::{self, Command, Options, Version};
use super::{Origin, Printer, Release};

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
    // A wrong `--system` leaves no system classes to be found.
    let jdk = options.scope.jdk(wanted).unwrap_or(None);
    if let (false, Some(jdk)) = (release_given, &jdk) {
        let feature = jdk.release.feature();
        options.release =
            if feature.is_some_and(|f| f >= 25) { Release::Jdk25 } else { Release::Jdk17 };
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
        match self.sources.find(name) {
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

    fn class(&mut self, source: &Source<'_>, w: &mut LineWriter<'_>) -> io::Result<()> {
        let class = match ClassFile::parse(&source.bytes, Level::Scan) {
            Ok(class) => class,
            Err(error) => return self.error(&format!("{}: {error}", source.name)),
        };
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
        let problems = Printer::new(w, class, self.options).print(&origin);
        // What release 25 complains of in its text is not repeated.
        let in_text = |problem: &&String| !problem.starts_with("Access Flags: ");
        for problem in problems.iter().filter(in_text) {
            writeln!(self.err, "Error: {name}: {problem}")?;
        }
        if !problems.is_empty() {
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
