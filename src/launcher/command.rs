//! The launcher's part of the command line: what is to be run, and how.

use super::arguments;
use super::machine::MachineOptions;
use super::message::{LauncherError, Messages, Stream};
use super::options::{self, Action, Form, LauncherAction, ModuleProperty, Row};
use super::own::OwnOptions;
use super::{JarFault, Surroundings};

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// What to do.
    pub task: Task,
    /// How.
    pub options: Options,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Run a program.
    Run(Program),
    /// Print the version.
    PrintVersion(Stream),
    /// Print the full version in one line.
    PrintFullVersion(Stream),
    /// Print more about the version than users want to know.
    PrintInternalVersion,
    /// Print this text, with this status.
    PrintHelp {
        /// Where to.
        stream: Stream,
        /// What.
        text: String,
        /// The exit status: 1 if the user did not ask for help.
        status: u8,
    },
    /// List the modules.
    ListModules,
    /// Describe a module.
    DescribeModule(String),
    /// Only boot, with all modules checked.
    ValidateModules,
}

/// A program to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// The main class, as written.
    Class(String),
    /// A jar with a manifest that names the main class.
    Jar(String),
    /// `module` or `module/class`.
    Module(String),
    /// The source file that is the first of the arguments, if there is one.
    Source,
}

impl Program {
    /// What `LauncherHelper.checkAndLoadMain` is given: its mode, and the name.
    pub fn launch_mode(&self, feature: u16) -> (i32, &str) {
        match self {
            Program::Class(name) => (1, name),
            Program::Jar(path) => (2, path),
            Program::Module(name) => (3, name),
            Program::Source => (4, source_launcher(feature)),
        }
    }
}

/// The module and class that run source files in release `feature`.
fn source_launcher(feature: u16) -> &'static str {
    match feature {
        ..22 => "jdk.compiler/com.sun.tools.javac.launcher.Main",
        _ => "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher",
    }
}

/// How to do it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Peaberry's own options.
    pub own: OwnOptions,
    /// Options of the virtual machine.
    pub machine: MachineOptions,
    /// Arguments for the program.
    pub arguments: Vec<String>,
    /// Print the version first.
    pub show_version: Option<Stream>,
    /// Print settings first: all of them or, behind a colon, some.
    pub show_settings: Option<String>,
    /// Load the main class, do not run it.
    pub dry_run: bool,
}

impl Command {
    /// The system properties for a class library of release `feature`: those of
    /// the options, and those that say what is run.
    pub fn properties(&self, feature: u16) -> Vec<(String, String)> {
        let mut properties = self.options.machine.properties.clone();
        let mut add = |name: &str, value: String| properties.push((name.to_owned(), value));
        if let Task::Run(program) = &self.task {
            let (_, name) = program.launch_mode(feature);
            if matches!(program, Program::Module(_) | Program::Source) {
                let (module, class) = match name.split_once('/') {
                    Some((module, class)) => (module, Some(class)),
                    None => (name, None),
                };
                add("jdk.module.main", module.to_owned());
                if let Some(class) = class {
                    add("jdk.module.main.class", class.to_owned());
                }
            }
            let words =
                std::iter::once(name).chain(self.options.arguments.iter().map(String::as_str));
            add("sun.java.command", words.collect::<Vec<_>>().join(" "));
        }
        add("sun.java.launcher", "SUN_STANDARD".to_owned());
        properties
    }
}

/// Parses the arguments behind the program's name. What is to be said in any
/// case is added to `messages`; an error has its own.
pub fn parse(
    command_line: &[String],
    surroundings: &dyn Surroundings,
    messages: &mut Messages,
) -> Result<Command, LauncherError> {
    let arguments = arguments::expand(command_line, surroundings, messages)?;
    let mut parser = Parser::new(surroundings, messages);
    let rest = parser.options(&arguments)?;
    let task = parser.task(rest)?;
    if let Task::Run(Program::Jar(path)) = &task {
        surroundings.check_jar(path).map_err(|fault| {
            LauncherError::usage(match fault {
                JarFault::Inaccessible => format!("Error: Unable to access jarfile {path}"),
                JarFault::Corrupt => format!("Error: Invalid or corrupt jarfile {path}"),
            })
        })?;
    }
    // These need no virtual machine, so its options do not matter.
    let (machine_arguments, mut options) = (parser.machine, parser.options);
    if !matches!(task, Task::PrintFullVersion(_)) {
        options.machine = MachineOptions::parse(machine_arguments, surroundings, messages)?;
    }
    let task = match () {
        () if options.machine.log_help => {
            Task::PrintHelp { stream: Stream::Out, text: super::log::help(), status: 0 }
        }
        () if options.machine.internal_version => Task::PrintInternalVersion,
        () => task,
    };
    Ok(Command { task, options })
}

/// What kind of program the options have asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The name will tell.
    Unknown,
    Class,
    Jar,
    Module,
    Source,
}

struct Parser<'a> {
    surroundings: &'a dyn Surroundings,
    messages: &'a mut Messages,
    options: Options,
    /// Arguments for the virtual machine.
    machine: Vec<String>,
    kind: Kind,
    /// What to do instead of running a program.
    task: Option<Task>,
    class_path: Option<String>,
}

impl<'a> Parser<'a> {
    fn new(surroundings: &'a dyn Surroundings, messages: &'a mut Messages) -> Parser<'a> {
        let mut parser = Parser {
            surroundings,
            messages,
            options: Options::default(),
            machine: Vec::new(),
            kind: Kind::Unknown,
            task: None,
            class_path: None,
        };
        if let Some(path) = surroundings.variable("CLASSPATH") {
            parser.set_class_path(&path);
        }
        parser
    }

    /// Reads options up to the first argument that is none, and returns the rest.
    fn options<'b>(&mut self, mut arguments: &'b [String]) -> Result<&'b [String], LauncherError> {
        while let [argument, rest @ ..] = arguments
            && argument.starts_with('-')
        {
            arguments = rest;
            let Some((row, value)) = options::find(argument) else {
                self.machine.push(argument.clone()); // the machine will complain
                continue;
            };
            let takes_next = row.form == Form::Value && value.is_none();
            let value = match rest.split_first() {
                Some((next, after)) if takes_next => {
                    arguments = after;
                    Some(next.as_str())
                }
                _ => value,
            };
            match row.action {
                Action::Machine(_) => self.machine.push(argument.clone()),
                Action::Module(property) => self.module(row, property, argument, value)?,
                Action::Launcher(action) => {
                    if let Some(end) = self.act(action, argument, value, arguments)? {
                        return Ok(end);
                    }
                }
            }
        }
        Ok(arguments)
    }

    /// Acts on an option. If it is the last one that counts, the answer is what
    /// belongs to the program.
    fn act<'b>(
        &mut self,
        action: LauncherAction,
        argument: &str,
        value: Option<&str>,
        rest: &'b [String],
    ) -> Result<Option<&'b [String]>, LauncherError> {
        use LauncherAction as A;
        let missing =
            |what: &str| LauncherError::usage(format!("Error: {argument} requires {what}"));
        match action {
            A::Jar if rest.is_empty() => {
                return Err(missing("jar file specification").with_usage());
            }
            A::Jar if self.kind == Kind::Source => {
                let text = format!("Error: Option {argument} is not allowed with --source");
                return Err(LauncherError::usage(text));
            }
            A::Jar => self.kind = Kind::Jar,
            A::MainModule => {
                let module = value.filter(|value| !value.is_empty());
                let module = module.ok_or_else(|| missing("module name"))?;
                self.kind = Kind::Module;
                self.task.get_or_insert(Task::Run(Program::Module(module.to_owned())));
                return Ok(Some(rest));
            }
            A::Source => {
                let release = value.filter(|value| !value.is_empty());
                let release = release.ok_or_else(|| missing("source version"))?;
                self.machine.push(format!("-Djdk.internal.javac.source={release}"));
                self.kind = Kind::Source;
            }
            A::ClassPath => {
                let path = value.ok_or_else(|| missing("class path specification"))?;
                self.set_class_path(path);
                if self.kind == Kind::Unknown {
                    self.kind = Kind::Class;
                }
            }
            A::DescribeModule => {
                let module = value.ok_or_else(|| missing("module name"))?;
                self.task = Some(Task::DescribeModule(module.to_owned()));
            }
            A::ListModules => self.task = Some(Task::ListModules),
            A::ValidateModules => {
                self.machine.push("-Djdk.module.validation=true".to_owned());
                self.task = Some(Task::ValidateModules);
            }
            A::DryRun => self.options.dry_run = true,
            A::Help { stream, extra } => {
                let text = super::help::text(extra);
                self.task = Some(Task::PrintHelp { stream, text, status: 0 });
                return Ok(Some(&[]));
            }
            A::Version(stream) => {
                self.task = Some(Task::PrintVersion(stream));
                return Ok(Some(&[]));
            }
            A::FullVersion(stream) => {
                self.task = Some(Task::PrintFullVersion(stream));
                return Ok(Some(&[]));
            }
            A::ShowVersion(stream) => self.options.show_version = Some(stream),
            A::ShowSettings => {
                self.options.show_settings = Some(value.unwrap_or_default().to_owned());
            }
            A::Means(option) => self.machine.push(option.to_owned()),
            A::DeprecatedFor(option) => {
                self.messages.err(format!(
                    "Warning: {argument} option is deprecated and may be removed in a future release."
                ));
                self.machine.push(option.to_owned());
            }
            A::LacksX => self.machine.push(format!("-X{}", &argument[1..])),
            A::Unsupported => {
                self.messages.err(format!("Warning: {argument} option is no longer supported."));
            }
            A::OtherVersion => {
                let lines = "Error: Specifying an alternate JDK/JRE version is no longer supported.\n  \
                             The use of the flag '-version:' is no longer valid.\n  \
                             Please download and execute the appropriate version.";
                self.messages.err(lines);
                self.machine.push(argument.to_owned());
            }
            A::Own => match value {
                Some(value) if !argument.contains('=') => {
                    self.options.own.apply(&[argument, value])?;
                }
                _ => self.options.own.apply(&[argument])?,
            },
            A::Nothing | A::StopsExpansion => {}
        }
        Ok(None)
    }

    /// An option of the module system: the machine reads `--name=value`.
    fn module(
        &mut self,
        row: &Row,
        property: &ModuleProperty,
        argument: &str,
        value: Option<&str>,
    ) -> Result<(), LauncherError> {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            let what =
                if argument.ends_with('=') { "modules to be specified" } else { property.requires };
            return Err(LauncherError::usage(format!("Error: {argument} requires {what}")));
        };
        let name = row.names.last().expect("every row has a name");
        self.machine.push(format!("{name}={value}"));
        Ok(())
    }

    fn set_class_path(&mut self, path: &str) {
        self.class_path = Some(self.surroundings.expand_class_path(path));
    }

    /// What to do, now that `rest` begins with what is to be run, if anything.
    fn task(&mut self, rest: &[String]) -> Result<Task, LauncherError> {
        if let Some(task) = self.task.take() {
            self.options.arguments = rest.to_vec();
            self.push_class_path();
            return Ok(task);
        }
        let (name, after) = match rest.split_first() {
            Some((name, after)) => (Some(name.clone()), after),
            None => (None, rest),
        };
        if self.kind == Kind::Unknown && name.is_some() && self.class_path.is_none() {
            self.class_path = Some(".".to_owned());
        }
        let is_source = |name: &str| name.ends_with(".java") && self.surroundings.exists(name);
        let program = match (self.kind, name) {
            (Kind::Source, _) => Program::Source,
            (Kind::Unknown | Kind::Class, Some(name)) if is_source(&name) => Program::Source,
            (Kind::Jar, Some(path)) => {
                self.class_path = Some(path.clone());
                Program::Jar(path)
            }
            (_, Some(name)) => Program::Class(name),
            (_, None) => {
                self.push_class_path();
                let text = super::help::text(false);
                let stream = self.options.show_version.unwrap_or(Stream::Err);
                return Ok(Task::PrintHelp { stream, text, status: 1 });
            }
        };
        if program == Program::Source {
            self.machine.push("--add-modules=ALL-DEFAULT".to_owned());
            self.options.arguments = rest.to_vec();
        } else {
            self.options.arguments = after.to_vec();
        }
        self.push_class_path();
        Ok(Task::Run(program))
    }

    /// The class path comes first, so that `-Djava.class.path` overrides it.
    fn push_class_path(&mut self) {
        if let Some(path) = &self.class_path {
            self.machine.insert(0, format!("-Djava.class.path={path}"));
        }
    }
}
