//! The options of `javap`, in its own syntax, and `--as` for the release.

use std::path::Path;

use base::AccessFlags;

use crate::console::Status;
use crate::input::Scope;

use super::Release;
use super::details::Details;

/// Which members are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Only public ones.
    Public,
    /// Public and protected ones.
    Protected,
    /// All but private ones.
    Package,
    /// All.
    Private,
}

impl Access {
    /// Whether something with these flags is shown.
    pub fn shows(self, flags: AccessFlags) -> bool {
        // Should there be several, the narrowest counts.
        let level = match () {
            () if flags.is_private() => Access::Private,
            () if flags.is_protected() => Access::Protected,
            () if flags.is_public() => Access::Public,
            () => Access::Package,
        };
        level as u8 <= self as u8
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whose output is imitated; by default that of the JDK in use.
    pub release: Release,
    /// `-v`.
    pub verbose: bool,
    /// `-c`.
    pub code: bool,
    /// `-l`.
    pub lines: bool,
    /// `-s`, implied by `-v`.
    pub descriptors: bool,
    /// `-constants`.
    pub constants: bool,
    /// `-sysinfo`.
    pub sysinfo: bool,
    /// `-verify`, of release 25 only.
    pub verify: bool,
    /// `-XDinner`.
    pub inner: bool,
    /// `-XDdetails`.
    pub details: Details,
    /// `-public` to `-private`.
    pub access: Access,
    /// `-XDindent:`.
    pub indent_width: usize,
    /// `-XDtab:`.
    pub tab_column: usize,
    /// Where classes are.
    pub scope: Scope,
}

/// What the command line says.
#[derive(Debug)]
pub enum Command {
    /// Show how it is used; the flag tells whether that was asked for.
    Help(bool),
    /// Show classes.
    Show {
        /// Which version texts to show first.
        version: Option<Version>,
        /// How.
        options: Box<Options>,
        /// Whether `--as` was given.
        release_given: bool,
        /// Which, in order.
        classes: Vec<String>,
    },
}

/// What is shown of the release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Version {
    /// `-version`.
    Short,
    /// `-fullversion`.
    Full,
}

/// The command line is wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct Misuse {
    /// What is wrong.
    pub message: String,
    /// Whether the usage should be shown.
    pub show_usage: bool,
    /// The exit status.
    pub status: Status,
}

fn misuse<T>(message: String, show_usage: bool) -> Result<T, Misuse> {
    Err(Misuse { message, show_usage, status: Status::MISUSE })
}

/// The release that stands for that of the tool.
pub const RUNTIME: u16 = u16::MAX;

/// Wider indents are not of any use, but would take memory.
const MAX_COLUMNS: usize = 10_000;

/// Reads the command line.
pub fn parse(arguments: &[String]) -> Result<Command, Misuse> {
    let mut options = Options {
        release: Release::Jdk17,
        verbose: false,
        code: false,
        lines: false,
        descriptors: false,
        constants: false,
        sysinfo: false,
        verify: false,
        inner: false,
        details: Details::default(),
        access: Access::Package,
        indent_width: 2,
        tab_column: 40,
        scope: Scope::default(),
    };
    let (mut release_given, mut help, mut version) = (false, false, None);
    let mut access_given: Vec<&str> = Vec::new();
    let mut rest = arguments.iter();
    let mut classes = Vec::new();
    while let Some(argument) = rest.next() {
        if !argument.starts_with('-') {
            classes.push(argument.clone());
            classes.extend(rest.cloned());
            break;
        }
        let (name, mut joined) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        let joined_value = joined.is_some();
        let joined_module = name == "--module" && joined_value;
        let mut value = || match joined.take().or_else(|| rest.next().cloned()) {
            Some(value) => Ok(value),
            // Options that Java's file managers take have another message.
            None if matches!(name, "--module" | "-m" | "--as") => {
                misuse(format!("no value given for {name}"), true)
            }
            None => misuse(format!("invalid use of option: {name}"), true),
        };
        match name {
            "-help" | "--help" | "-?" | "-h" => help = true,
            "-version" => version = version.or(Some(Version::Short)),
            "-fullversion" => version = Some(Version::Full),
            "-v" | "-verbose" | "-all" => {
                options.verbose = true;
                options.descriptors = true;
            }
            "-c" => options.code = true,
            "-l" => options.lines = true,
            "-s" => options.descriptors = true,
            "-constants" => options.constants = true,
            "-sysinfo" => options.sysinfo = true,
            "-XDinner" => options.inner = true,
            "-XDdetails" => options.details = Details::ALL,
            _ if name.starts_with("-XDdetails:") => {
                let list = &name["-XDdetails:".len()..];
                if let Err(item) = options.details.change(list) {
                    return misuse(format!("invalid argument for option: {item}"), false);
                }
            }
            "-public" | "-protected" | "-package" | "-p" | "-private" => {
                options.access = match name {
                    "-public" => Access::Public,
                    "-protected" => Access::Protected,
                    "-package" => Access::Package,
                    _ => Access::Private,
                };
                let is_private = |name: &str| matches!(name, "-p" | "-private");
                if !access_given.iter().any(|&g| g == name || is_private(g) && is_private(name)) {
                    access_given.push(name);
                }
            }
            "-verify" => options.verify = true,
            "--module" | "-m" if !joined_module => options.scope.module = Some(value()?),
            "--class-path" | "-classpath" | "-cp" => options.scope.class_path = Some(value()?),
            "--module-path" => options.scope.module_path = Some(value()?),
            "--upgrade-module-path" => options.scope.upgrade_module_path = Some(value()?),
            "-bootclasspath" => {
                options.scope.boot_class_path = Some(value()?);
                options.scope.without_system = true;
            }
            _ if name.starts_with("-Xbootclasspath") => match name.split_once(':') {
                Some(("-Xbootclasspath", path)) => {
                    options.scope.boot_class_path = Some(path.to_owned());
                    options.scope.without_system = true;
                }
                Some(("-Xbootclasspath/p", path)) => {
                    options.scope.boot_class_path = Some(path.to_owned());
                }
                Some(("-Xbootclasspath/a", path)) => {
                    options.scope.appended_boot_class_path = Some(path.to_owned());
                }
                _ => return misuse(format!("unknown option: {argument}"), true),
            },
            "-extdirs" => options.scope.extension_directories = Some(value()?),
            _ if name.starts_with("-Djava.ext.dirs=") => {
                let directories = name.split_once('=').expect("just seen").1;
                options.scope.extension_directories = Some(directories.to_owned());
            }
            // Of no consequence to class files.
            "-encoding" | "-endorseddirs" => drop(value()?),
            _ if name.starts_with("-Djava.endorsed.dirs=") => {}
            "--system" => {
                let home = value()?;
                if home != "none" && !Path::new(&home).join("lib/modules").is_file() {
                    let shown = if joined_value { argument } else { name };
                    return misuse(format!("invalid use of option: {shown}"), true);
                }
                options.scope.system = Some(home);
            }
            "--multi-release" => {
                let wanted = release_number(&value()?);
                options.scope.without_jars = wanted.is_none();
                options.scope.multi_release = wanted;
            }
            "--as" => {
                release_given = true;
                options.release = match value()?.as_str() {
                    "17" => Release::Jdk17,
                    "25" => Release::Jdk25,
                    other => return misuse(format!("--as takes 17 or 25, not {other}"), false),
                };
            }
            _ if name.starts_with("-XDindent:") || name.starts_with("-XDtab:") => {
                let (name, number) = name.split_once(':').expect("just seen");
                if let Some(number) = number.parse().ok().filter(|n| (1..=MAX_COLUMNS).contains(n))
                {
                    match name {
                        "-XDindent" => options.indent_width = number,
                        _ => options.tab_column = number,
                    }
                }
            }
            "-J" => {
                let message = "The -J option should not be followed by a space.".to_owned();
                return Err(Misuse { message, show_usage: false, status: Status::ERROR });
            }
            // Options of the virtual machine, of which there is none here.
            _ if name.starts_with("-J") => {}
            _ => return misuse(format!("unknown option: {argument}"), true),
        }
    }
    if access_given.len() > 1 {
        let given = access_given.join(" ");
        return misuse(format!("bad combination of options: {given}"), false);
    }
    if arguments.is_empty() || help {
        return Ok(Command::Help(help));
    }
    if options.verify && release_given && options.release == Release::Jdk17 {
        return misuse("unknown option: -verify".to_owned(), true);
    }
    if classes.is_empty() && version.is_none() {
        return misuse("no classes specified".to_owned(), false);
    }
    Ok(Command::Show { version, options: Box::new(options), release_given, classes })
}

/// What `--multi-release` says: `runtime` or a number. With anything else the
/// JDK's tool cannot read jars.
fn release_number(text: &str) -> Option<u16> {
    if text == "runtime" {
        return Some(RUNTIME);
    }
    let number: i32 = text.parse().ok()?;
    let plain = text.starts_with(|c: char| matches!(c, '1'..='9'));
    plain.then(|| u16::try_from(number).unwrap_or(u16::MAX).min(RUNTIME - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, Misuse> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_and_classes() {
        let Ok(Command::Show { options, classes, .. }) = parsed("-v -p --as=25 -cp x A -B") else {
            panic!("a valid command");
        };
        assert!(options.verbose && options.descriptors);
        assert_eq!((options.access, options.release), (Access::Private, Release::Jdk25));
        assert_eq!(options.scope.class_path.as_deref(), Some("x"));
        assert_eq!(classes, ["A", "-B"]);
    }

    #[test]
    fn misuses() {
        for (line, message) in [
            ("-foo A", "unknown option: -foo"),
            ("-public -p A", "bad combination of options: -public -p"),
            ("-v", "no classes specified"),
            ("-cp", "invalid use of option: -cp"),
            ("-m", "no value given for -m"),
            ("-XDdetails:x A", "invalid argument for option: x"),
            ("--module=java.base A", "unknown option: --module=java.base"),
            ("-bootclasspath", "invalid use of option: -bootclasspath"),
            ("--system /nonexistent A", "invalid use of option: --system"),
            ("-J A", "The -J option should not be followed by a space."),
        ] {
            assert_eq!(parsed(line).expect_err("misuse").message, message);
        }
        assert!(matches!(parsed("-p -private A"), Ok(Command::Show { .. })));
        assert!(matches!(parsed(""), Ok(Command::Help(false))));
    }
}
