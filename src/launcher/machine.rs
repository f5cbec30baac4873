//! The options of the virtual machine, in the order in which they count:
//! `JAVA_TOOL_OPTIONS`, the command line, `_JAVA_OPTIONS`.

use super::Surroundings;
use super::arguments::vm_words;
use super::flags::Flags;
use super::log::{self, LogRequest};
use super::message::{LauncherError, Messages};
use super::options::{self, Action, MachineAction, ModuleProperty};
use super::size::parse_unsigned;
use crate::thread::log::{Level, LogConfig};

/// How methods are executed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mode {
    /// Interpreted, and compiled when hot.
    #[default]
    Mixed,
    /// Always interpreted.
    Interpreted,
    /// Compiled before the first call.
    Compiled,
}

/// Whether shared class data is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sharing {
    /// If there is some.
    #[default]
    Auto,
    /// It must be.
    On,
    /// It is not.
    Off,
}

/// Which class files are verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// All.
    All,
    /// Those that do not come from the boot loader.
    Remote,
    /// None.
    None,
}

/// What an assertion option is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssertionTarget {
    /// All classes outside the class library.
    All,
    /// A package and its subpackages, with dots; empty for the unnamed package.
    Package(String),
    /// A class, with dots.
    Class(String),
}

/// One `-ea` or `-da`; of several that apply to a class the most specific counts,
/// of equally specific ones the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssertionDirective {
    /// What it is about.
    pub target: AssertionTarget,
    /// Whether assertions are enabled there.
    pub enable: bool,
}

/// An agent to load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// Where it comes from.
    pub kind: AgentKind,
    /// The name of the library, the path, or the jar.
    pub name: String,
    /// What stands behind `=`.
    pub options: Option<String>,
}

/// Where an agent comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgentKind {
    /// A native library by its short name.
    Library,
    /// A native library by its path.
    Path,
    /// A jar.
    Java,
}

/// What the options ask of the virtual machine.
#[derive(Debug, Clone, PartialEq)]
pub struct MachineOptions {
    /// The options as given.
    pub given: Vec<String>,
    /// System properties in order, without duplicates; modules included.
    pub properties: Vec<(String, String)>,
    /// The flags.
    pub flags: Flags,
    /// How methods are executed.
    pub mode: Mode,
    /// Whether shared class data is used.
    pub sharing: Sharing,
    /// Which class files are verified.
    pub verification: Verification,
    /// The `-ea` and `-da` options in order.
    pub assertions: Vec<AssertionDirective>,
    /// Whether assertions of the class library are enabled.
    pub system_assertions: bool,
    /// Where to search for classes after the class library; may be empty.
    pub boot_append: String,
    /// Whether uses of the native interface are checked.
    pub check_jni: bool,
    /// Whether preview features are allowed.
    pub preview: bool,
    /// Whether to print the internal version and exit.
    pub internal_version: bool,
    /// What to log, in order.
    pub logs: Vec<LogConfig>,
    /// Whether warnings are not logged either (`-Xlog:disable`).
    pub logs_disabled: bool,
    /// Whether to explain `-Xlog` and exit.
    pub log_help: bool,
    /// Agents in order.
    pub agents: Vec<Agent>,
}

impl Default for MachineOptions {
    fn default() -> MachineOptions {
        MachineOptions {
            given: Vec::new(),
            properties: Vec::new(),
            flags: Flags::default(),
            mode: Mode::Mixed,
            sharing: Sharing::Auto,
            verification: Verification::Remote,
            assertions: Vec::new(),
            system_assertions: false,
            boot_append: String::new(),
            check_jni: false,
            preview: false,
            internal_version: false,
            logs: Vec::new(),
            logs_disabled: false,
            log_help: false,
            agents: Vec::new(),
        }
    }
}

impl MachineOptions {
    /// The value of a system property that was set.
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Sets a property; one that is there keeps its place.
    fn set_property(&mut self, name: &str, value: &str) {
        match self.properties.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.to_owned(),
            None => self.properties.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Reads the options in `command_line` and those in the environment.
    pub(super) fn parse(
        command_line: Vec<String>,
        surroundings: &dyn Surroundings,
        messages: &mut Messages,
    ) -> Result<MachineOptions, LauncherError> {
        let mut arguments = variable("JAVA_TOOL_OPTIONS", surroundings, messages)?;
        arguments.extend(expand_options_files(command_line, surroundings)?);
        arguments.extend(variable("_JAVA_OPTIONS", surroundings, messages)?);

        let mut machine = MachineOptions::default();
        // These two count wherever they stand.
        for argument in &arguments {
            match argument.as_str() {
                "-XX:+IgnoreUnrecognizedVMOptions" => machine.flags.ignore_unrecognized = true,
                "-XX:-IgnoreUnrecognizedVMOptions" => machine.flags.ignore_unrecognized = false,
                other => {
                    if let Some(file) = other.strip_prefix("-XX:Flags=") {
                        machine.read_flags(file, surroundings)?;
                    }
                }
            }
        }
        let mut parser = MachineParser { machine, messages, counts: Vec::new(), warned: false };
        for argument in &arguments {
            parser.option(argument)?;
        }
        parser.old_log_flags();
        let machine = MachineOptions { given: arguments, ..parser.machine };
        machine.check_sizes()?;
        Ok(machine)
    }

    /// Applies the flags in a settings file, one per word.
    fn read_flags(
        &mut self,
        file: &str,
        surroundings: &dyn Surroundings,
    ) -> Result<(), LauncherError> {
        let bytes = surroundings
            .read_file(file)
            .map_err(|_| LauncherError::vm(format!("Could not open settings file {file}")))?;
        for line in String::from_utf8_lossy(&bytes).lines() {
            let flags = line.split('#').next().unwrap_or_default();
            flags.split_whitespace().try_for_each(|flag| self.flags.set(flag))?;
        }
        Ok(())
    }

    fn check_sizes(&self) -> Result<(), LauncherError> {
        let Flags { max_heap_size, initial_heap_size, thread_stack_size, .. } = self.flags;
        if (1..MIN_HEAP).contains(&max_heap_size) && initial_heap_size <= max_heap_size {
            return Err(LauncherError::initialization("Too small maximum heap"));
        }
        if max_heap_size != 0 && initial_heap_size > max_heap_size {
            let text = "Initial heap size set to a larger value than the maximum heap size";
            return Err(LauncherError::initialization(text));
        }
        if (1..MIN_STACK_KIB).contains(&thread_stack_size) {
            return Err(LauncherError::vm_on_out(format!(
                "\nThe Java thread stack size specified is too small. Specify at least \
                 {MIN_STACK_KIB}k"
            )));
        }
        Ok(())
    }
}

/// The smallest heap that makes sense.
const MIN_HEAP: u64 = 2 << 20;
/// The smallest stack, in KiB; the class library needs about as much to start.
const MIN_STACK_KIB: i64 = 136;
const MAX_STACK: u64 = 1 << 30;

/// The options in an environment variable of the virtual machine.
fn variable(
    name: &str,
    surroundings: &dyn Surroundings,
    messages: &mut Messages,
) -> Result<Vec<String>, LauncherError> {
    let Some(value) = surroundings.variable(name) else { return Ok(Vec::new()) };
    messages.err(format!("Picked up {name}: {value}"));
    expand_options_files(vm_words(&value, name)?, surroundings)
}

/// Puts the options of `-XX:VMOptionsFile=` files in their place.
fn expand_options_files(
    arguments: Vec<String>,
    surroundings: &dyn Surroundings,
) -> Result<Vec<String>, LauncherError> {
    const OPTION: &str = "-XX:VMOptionsFile=";
    let mut expanded = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let Some(file) = argument.strip_prefix(OPTION) else {
            expanded.push(argument);
            continue;
        };
        let bytes = surroundings
            .read_file(file)
            .map_err(|_| LauncherError::vm(format!("Could not open options file '{file}'")))?;
        let words = vm_words(&String::from_utf8_lossy(&bytes), file)?;
        if words.iter().any(|word| word.starts_with(OPTION)) {
            return Err(LauncherError::vm(format!(
                "A VM options file may not refer to a VM options file. Specification of \
                 '{OPTION}<file-name>' in the options file '{argument}' in options container \
                 'cmd_line_args' is an error."
            )));
        }
        expanded.extend(words);
    }
    Ok(expanded)
}

struct MachineParser<'a> {
    machine: MachineOptions,
    messages: &'a mut Messages,
    /// How often each numbered module option has occurred.
    counts: Vec<(&'static str, usize)>,
    /// Whether the warning about reserved properties has been given.
    warned: bool,
}

impl MachineParser<'_> {
    fn option(&mut self, argument: &str) -> Result<(), LauncherError> {
        let Some((row, value)) = options::find(argument) else {
            return self.unrecognized(argument);
        };
        match (row.action, value) {
            (Action::Machine(action), value) => {
                self.act(action, argument, value.unwrap_or_default())
            }
            (Action::Module(property), Some(value)) => self.module_option(property, value),
            // The launcher's options mean nothing to the machine, nor does the
            // form whose value is the next argument.
            (Action::Module(_) | Action::Launcher(_), _) => self.unrecognized(argument),
        }
    }

    fn unrecognized(&self, argument: &str) -> Result<(), LauncherError> {
        if self.machine.flags.ignore_unrecognized {
            return Ok(());
        }
        Err(LauncherError::vm(format!("Unrecognized option: {argument}")))
    }

    fn act(
        &mut self,
        action: MachineAction,
        argument: &str,
        value: &str,
    ) -> Result<(), LauncherError> {
        use MachineAction as A;
        let machine = &mut self.machine;
        match action {
            A::Property => return self.property(value, argument),
            A::Verbose => self.verbose(value),
            A::Assertions { enable } => machine.assertions.push(assertion(value, enable)),
            A::SystemAssertions { enable } => machine.system_assertions = enable,
            A::AgentLibrary { separator } => {
                machine.agents.push(agent(AgentKind::Library, value, separator));
            }
            A::AgentPath => machine.agents.push(agent(AgentKind::Path, value, '=')),
            A::JavaAgent => {
                machine.agents.push(agent(AgentKind::Java, value, '='));
                self.numbered("jdk.module.addmods", "java.instrument");
            }
            A::Mode(mode) => machine.mode = mode,
            A::Share(sharing) => machine.sharing = sharing,
            A::MaxHeap => {
                machine.flags.max_heap_size = size(value, 1, "maximum heap", argument)?;
            }
            A::InitialHeap => {
                machine.flags.initial_heap_size = size(value, 0, "initial heap", argument)?;
            }
            A::YoungSize => {
                let size = size(value, 1, "initial young generation", argument)?;
                (machine.flags.new_size, machine.flags.max_new_size) = (size, size);
            }
            A::StackSize => machine.flags.thread_stack_size = stack_size(value, argument)?,
            A::Flag => return self.flag(value, argument),
            A::SetsFlag(flag) => return machine.flags.set(flag),
            A::Check => match value {
                ":jni" => machine.check_jni = true,
                _ => {
                    return Err(LauncherError::vm(format!(
                        "Unrecognized check option: {argument}"
                    )));
                }
            },
            A::Verify => return self.verify(value, argument),
            A::BootAppend => {
                if !machine.boot_append.is_empty() {
                    machine.boot_append.push(':');
                }
                machine.boot_append.push_str(value);
            }
            A::BootReplaced(name) => {
                let text = format!("{name} is no longer a supported option.");
                return Err(LauncherError::vm_on_out(text));
            }
            A::Log => return self.log(value, argument),
            A::LogGc => {
                let text = format!("-Xloggc is deprecated. Will use -Xlog:gc:{value} instead.");
                self.messages.log("warning", "gc", &text);
                return self.log(&format!(":gc:{value}"), argument);
            }
            A::ReduceSignals => machine.flags.reduce_signal_usage = true,
            A::Preview => machine.preview = true,
            A::InternalVersion => machine.internal_version = true,
            A::Nothing => {}
            A::Removed(release) => self
                .messages
                .warn(&format!("Ignoring option {argument}; support was removed in {release}")),
            A::Named(name) => machine.set_property(name, value),
        }
        Ok(())
    }

    /// `-Dname=value`.
    fn property(&mut self, text: &str, argument: &str) -> Result<(), LauncherError> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        match name {
            "java.ext.dirs" => {
                return Err(LauncherError::vm_on_out(format!(
                    "{argument} is not supported.  Use -classpath instead."
                )));
            }
            "java.endorsed.dirs" => {
                return Err(LauncherError::vm_on_out(format!(
                    "{argument} is not supported. Endorsed standards and standalone APIs\nin \
                     modular form will be supported via the concept of upgradeable modules."
                )));
            }
            _ if is_reserved(name) => {
                if !std::mem::replace(&mut self.warned, true) {
                    self.messages.warn(
                        "Ignoring system property options whose names match the \
                         '-Djdk.module.*'. names that are reserved for internal use.",
                    );
                }
            }
            _ => self.machine.set_property(name, value),
        }
        Ok(())
    }

    fn module_option(
        &mut self,
        property: &ModuleProperty,
        value: &str,
    ) -> Result<(), LauncherError> {
        if property.property == "jdk.module.patch" && !value.contains('=') {
            return Err(LauncherError::vm_on_out("Missing '=' in --patch-module specification"));
        }
        if property.numbered {
            self.numbered(property.property, value);
        } else {
            self.machine.set_property(property.property, value);
        }
        Ok(())
    }

    /// Sets `name.N`, where N counts the occurrences.
    fn numbered(&mut self, name: &'static str, value: &str) {
        let index = self.counts.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            self.counts.push((name, 0));
            self.counts.len() - 1
        });
        let count = &mut self.counts[index].1;
        self.machine.set_property(&format!("{name}.{count}"), value);
        *count += 1;
    }

    fn verbose(&mut self, part: &str) {
        let tags: &[(&[&str], Level)] = match part {
            "" | "class" => {
                &[(&["class", "load"], Level::Info), (&["class", "unload"], Level::Info)]
            }
            "module" => &[(&["module", "load"], Level::Info), (&["module", "unload"], Level::Info)],
            "gc" => &[(&["gc"], Level::Info)],
            "jni" => &[(&["jni", "resolve"], Level::Debug)],
            _ => &[],
        };
        let configs = tags.iter().map(|(tags, level)| log::to_stdout(tags, *level));
        self.machine.logs.extend(configs);
    }

    /// The flags that asked for logs before there was `-Xlog`.
    fn old_log_flags(&mut self) {
        let flags = &self.machine.flags;
        let (details, plain) = (flags.print_gc_details, flags.print_gc);
        let mut warn = |flag: &str, option: &str| {
            let text = format!("-XX:+{flag} is deprecated. Will use -Xlog:{option} instead.");
            self.messages.log("warning", "gc", &text);
        };
        if details {
            warn("PrintGCDetails", "gc*");
            self.machine.logs.push(log::all_to_stdout(&["gc"], Level::Info));
        } else if plain {
            warn("PrintGC", "gc");
            self.machine.logs.push(log::to_stdout(&["gc"], Level::Info));
        }
    }

    fn flag(&mut self, text: &str, argument: &str) -> Result<(), LauncherError> {
        // Read before everything else.
        if text.starts_with("Flags=") {
            return Ok(());
        }
        // The sizes of the heap are checked as the options that are short for them.
        let flags = &mut self.machine.flags;
        match text.split_once('=') {
            Some(("MaxHeapSize", value)) => {
                flags.max_heap_size = size(value, 1, "maximum heap", argument)?;
                Ok(())
            }
            Some(("InitialHeapSize", value)) => {
                flags.initial_heap_size = size(value, 0, "initial heap", argument)?;
                Ok(())
            }
            _ => flags.set(text),
        }
    }

    fn verify(&mut self, value: &str, argument: &str) -> Result<(), LauncherError> {
        self.machine.verification = match value {
            "" | ":all" => Verification::All,
            ":remote" => Verification::Remote,
            ":none" => {
                self.messages.warn(
                    "Options -Xverify:none and -noverify were deprecated in JDK 13 and will \
                     likely be removed in a future release.",
                );
                Verification::None
            }
            _ => {
                let text = format!("Unrecognized verification option: {argument}");
                return Err(LauncherError::vm(text));
            }
        };
        Ok(())
    }

    fn log(&mut self, value: &str, argument: &str) -> Result<(), LauncherError> {
        match log::parse(value, self.messages) {
            Some(LogRequest::Configure(config)) => {
                let option = argument.to_owned();
                self.machine.logs.push(LogConfig { option, ..config });
            }
            Some(LogRequest::Disable) => {
                self.machine.logs.clear();
                self.machine.logs_disabled = true;
            }
            Some(LogRequest::Help) => self.machine.log_help = true,
            Some(LogRequest::Async) => {}
            None => {
                return Err(LauncherError::vm(format!(
                    "Invalid -Xlog option '{argument}', see error log for details."
                )));
            }
        }
        Ok(())
    }
}

/// Properties that only the module options may set.
fn is_reserved(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("jdk.module.") else { return false };
    let numbered =
        ["addexports", "addopens", "addreads", "addmods", "patch", "enable.native.access"];
    let with_number = |stem: &&str| {
        rest.strip_prefix(*stem).is_some_and(|tail| tail.is_empty() || tail.starts_with('.'))
    };
    matches!(rest, "limitmods" | "path" | "upgrade.path") || numbered.iter().any(with_number)
}

fn assertion(value: &str, enable: bool) -> AssertionDirective {
    let target = match value.strip_suffix("...") {
        Some(package) => AssertionTarget::Package(package.replace('/', ".")),
        None if value.is_empty() => AssertionTarget::All,
        None => AssertionTarget::Class(value.replace('/', ".")),
    };
    AssertionDirective { target, enable }
}

fn agent(kind: AgentKind, value: &str, separator: char) -> Agent {
    match value.split_once(separator) {
        Some((name, options)) => Agent { kind, name: name.into(), options: Some(options.into()) },
        None => Agent { kind, name: value.into(), options: None },
    }
}

fn size(value: &str, least: u64, what: &str, argument: &str) -> Result<u64, LauncherError> {
    let size = parse_unsigned(value).filter(|&size| size >= least);
    size.ok_or_else(|| LauncherError::vm(format!("Invalid {what} size: {argument}")))
}

/// The stack size in KiB, rounded up.
fn stack_size(value: &str, argument: &str) -> Result<i64, LauncherError> {
    let invalid = format!("Invalid thread stack size: {argument}");
    match parse_unsigned(value) {
        None => Err(LauncherError::vm(invalid)),
        Some(size) if size > MAX_STACK => Err(LauncherError::vm(format!(
            "{invalid}\nThe specified size exceeds the maximum representable size."
        ))),
        Some(size) => Ok(size.div_ceil(1024) as i64),
    }
}
