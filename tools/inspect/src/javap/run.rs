//! The command: options in, text and exit status out.

use std::io::{self, Write};
use std::path::Path;

use archive::jar::Jar;
use archive::jdk_home::Jdk;
use archive::jimage::Image;
use classfile::{AttributeKind, ClassFile, Level};

use super::line::LineWriter;
use super::options::{self, Command, Options};
use super::source::{self, Found, Source, Sources};
use super::text::decoded;
use super::{Origin, Printer, Release};

/// All went well.
pub const OK: u8 = 0;
/// A class could not be found or read.
pub const ERROR: u8 = 1;
/// The command line was wrong.
pub const MISUSE: u8 = 2;

const USAGE: &str = "Usage: javap <options> <classes>\nuse --help for a list of possible options\n";
const HELP: &str = include_str!("help.txt");

/// Runs the command and returns its exit status.
pub fn run(arguments: &[String], out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let (mut options, release_given, classes) = match options::parse(arguments) {
        Ok(Command::Show { options, release_given, classes }) => (options, release_given, classes),
        Ok(Command::Help(wanted)) => {
            out.write_all(HELP.as_bytes())?;
            return Ok(if wanted { OK } else { MISUSE });
        }
        Err(misuse) => {
            writeln!(err, "Error: {}", misuse.message)?;
            if misuse.show_usage {
                out.write_all(USAGE.as_bytes())?;
            }
            return Ok(MISUSE);
        }
    };
    let jdk = jdk(&options, release_given);
    if let (false, Some(jdk)) = (release_given, &jdk) {
        let feature = jdk.release.feature();
        options.release =
            if feature.is_some_and(|f| f >= 25) { Release::Jdk25 } else { Release::Jdk17 };
    }
    if options.lines && !options.code && !options.verbose && options.release == Release::Jdk25 {
        writeln!(
            err,
            "Warning: bad combination of options: -l without -c, line number and local variable \
             tables will not be printed"
        )?;
    }
    let sources = match Sources::new(&options, jdk.as_ref()) {
        Ok(sources) => sources,
        Err(message) => {
            writeln!(err, "Error: {message}")?;
            return Ok(ERROR);
        }
    };
    let mut session = Session { options: &options, sources: &sources, err, status: OK };
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

/// The JDK whose classes are found by name: the one of `--system`, or one of the
/// release that is imitated, or any.
fn jdk(options: &Options, release_given: bool) -> Option<Jdk> {
    if let Some(home) = &options.system {
        return Jdk::at(Path::new(home)).ok();
    }
    let any = Jdk::find(None, |name| std::env::var_os(name)).ok();
    if !release_given {
        return any;
    }
    let wanted = match options.release {
        Release::Jdk17 => 17,
        Release::Jdk25 => 25,
    };
    let fits = |jdk: &Jdk| jdk.release.feature() == Some(wanted);
    any.clone().filter(fits).or_else(|| Jdk::of_release(wanted)).or(any)
}

struct Session<'s> {
    options: &'s Options,
    sources: &'s Sources,
    err: &'s mut dyn Write,
    status: u8,
}

impl Session<'_> {
    fn error(&mut self, message: &str) -> io::Result<()> {
        self.status = ERROR;
        writeln!(self.err, "Error: {message}")
    }

    fn show(&mut self, name: &str, w: &mut LineWriter<'_>) -> io::Result<()> {
        match self.sources.find(name) {
            Err(message) => self.error(&message),
            Ok(None) => self.error(&format!("class not found: {name}")),
            Ok(Some(Found::Class(source))) => {
                // As with the JDK's tool, the last class decides.
                self.status = OK;
                self.class(name, &source, w)
            }
            Ok(Some(Found::Jar(jar, path))) => self.jar(&jar, &path, w),
            Ok(Some(Found::Image(image, path))) => self.image(&image, &path, w),
        }
    }

    fn class(&mut self, name: &str, source: &Source, w: &mut LineWriter<'_>) -> io::Result<()> {
        let class = match ClassFile::parse(&source.bytes, Level::Scan) {
            Ok(class) => class,
            Err(error) => return self.error(&format!("{name}: {error}")),
        };
        self.parsed(name, &class, source, w)
    }

    fn parsed(
        &mut self,
        name: &str,
        class: &ClassFile<'_>,
        source: &Source,
        w: &mut LineWriter<'_>,
    ) -> io::Result<()> {
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
            self.status = ERROR;
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

    fn jar(&mut self, jar: &Jar, path: &Path, w: &mut LineWriter<'_>) -> io::Result<()> {
        let is_class = |name: &[u8]| name.ends_with(b".class");
        let mut entries: Vec<_> = jar.entries().filter(|entry| is_class(entry.name)).collect();
        entries.sort_by_key(|entry| entry.name);
        for entry in entries {
            let name = String::from_utf8_lossy(entry.name);
            let bytes = match jar.read(&entry) {
                Ok(bytes) => bytes,
                Err(error) => {
                    self.error(&format!("{}: {name}: {error}", path.display()))?;
                    continue;
                }
            };
            let location = source::jar_location(path, &name);
            let source = Source { bytes, location, modified: source::entry_date(&entry) };
            self.class(&name, &source, w)?;
            if w.has_failed() {
                break;
            }
        }
        Ok(())
    }

    fn image(&mut self, image: &Image, path: &Path, w: &mut LineWriter<'_>) -> io::Result<()> {
        let wanted = self.options.module.as_deref().map(str::as_bytes);
        let mut names = Vec::new();
        for location in image.resources() {
            match location {
                Ok(l) if l.extension == b"class" && !l.is_directory_entry() => {
                    if wanted.is_none_or(|module| module == l.module) {
                        names.push((l.full_name(), l));
                    }
                }
                Ok(_) => {}
                Err(error) => return self.error(&format!("{}: {error}", path.display())),
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        let modified = source::modified(path);
        for (name, location) in names {
            let name = String::from_utf8_lossy(&name).into_owned();
            match image.content(&location) {
                Ok(bytes) => {
                    let location = format!("jrt:{name}");
                    let source =
                        Source { bytes: bytes.into_owned(), location, modified: modified.clone() };
                    self.class(&name, &source, w)?;
                }
                Err(error) => self.error(&format!("{name}: {error}"))?,
            }
            if w.has_failed() {
                break;
            }
        }
        Ok(())
    }
}
