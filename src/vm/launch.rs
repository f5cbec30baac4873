//! From the command line to a running program.

use super::crash;
use super::properties::{VM_VERSION, vm_properties};
use super::run::{self, Action, Launch, run};
use crate::launcher::{
    self, Command, Flags, LauncherError, MachineOptions, Messages, Options, Process, Program,
    Stream, Task, VM_NAME, Verification,
};
use crate::thread::log::Log;
use crate::thread::{
    AssertionDirective, AssertionTarget, FlagValue, JavaThread, Library, OutOfMemoryActions,
    VmConfig,
};
use archive::jdk_home::{Jdk, NoJdk};
use heap::HeapConfig;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

/// Stack of a Java thread where no option says otherwise, as `java` has it.
const DEFAULT_STACK_BYTES: usize = 1 << 20;

/// Does what the command line of the process says; the exit status.
pub fn main() -> i32 {
    let mut messages = Messages::default();
    let parsed = launcher::parse(&Process::command_line(), &Process, &mut messages);
    say(&messages);
    match parsed {
        Ok(command) => execute(command),
        Err(error) => {
            say(&error.messages);
            i32::from(error.status)
        }
    }
}

fn say(messages: &Messages) {
    for message in &messages.0 {
        write(message.stream, &message.text);
    }
}

/// Writes to a standard stream. That a reader has gone away is no error, as for
/// `java`.
fn write(stream: Stream, text: &str) {
    let _ = match stream {
        Stream::Out => std::io::stdout().write_all(text.as_bytes()),
        Stream::Err => std::io::stderr().write_all(text.as_bytes()),
    };
}

fn execute(command: Command) -> i32 {
    let Command { task, options } = &command;
    match task {
        Task::PrintHelp { stream, text, status } => {
            write(*stream, text);
            return i32::from(*status);
        }
        Task::PrintInternalVersion => {
            println!("{VM_NAME} ({VM_VERSION}) for linux-{} JRE", std::env::consts::ARCH);
            return 0;
        }
        _ => {}
    }
    let jdk = match find_jdk(options) {
        Ok(jdk) => jdk,
        Err(error) => {
            eprintln!("Error: {error}");
            return 1;
        }
    };
    let library = library_of(&jdk);
    if options.machine.flags.print_flags_final {
        write(Stream::Out, &options.machine.flags.listing());
    }
    let log = match open_log(&options.machine) {
        Ok(log) => log,
        Err(error) => {
            say(&error.messages);
            return i32::from(error.status);
        }
    };
    let config = configure(&jdk, library, &command, log);
    crash::install(
        &config,
        jdk.release.version().unwrap_or("unknown").to_owned(),
        Some(options.machine.flags.error_file.clone()).filter(|path| !path.is_empty()),
    );
    let action = match task {
        Task::Run(program) => {
            let (mode, what) = program.launch_mode(library.feature() as u16);
            Action::Run { mode, what: what.to_owned() }
        }
        Task::PrintVersion(stream) => Action::Version { stream: *stream },
        Task::PrintFullVersion(stream) => {
            let version = jdk.release.version().unwrap_or("unknown");
            write(*stream, &format!("{version} \"{VM_VERSION}\"\n"));
            return 0;
        }
        Task::ListModules => Action::ListModules,
        Task::DescribeModule(name) => Action::DescribeModule(name.clone()),
        Task::ValidateModules => Action::Boot,
        Task::PrintHelp { .. } | Task::PrintInternalVersion => {
            eprintln!("Error: {task:?} is not supported");
            return 1;
        }
    };
    run(Launch {
        config,
        action,
        policy: options.own.policy.clone(),
        arguments: arguments(options, task),
        show_version: options.show_version,
        show_settings: options.show_settings.clone(),
        dry_run: options.dry_run,
    })
}

/// The JDK to run with.
fn find_jdk(options: &Options) -> Result<Jdk, NoJdk> {
    let chosen = options.own.jdk.as_deref();
    let variable = |name: &str| std::env::var_os(name);
    let own = std::env::args_os().next().filter(|_| chosen.is_none());
    match own.and_then(|command| Jdk::of_command(&command, variable)) {
        Some(jdk) => Ok(jdk),
        None => Jdk::find(chosen, variable),
    }
}

fn library_of(jdk: &Jdk) -> Library {
    match jdk.release.feature() {
        Some(17) => Library::Java17,
        _ => Library::Java25,
    }
}

fn open_log(machine: &MachineOptions) -> Result<Arc<Log>, LauncherError> {
    Log::open(Instant::now(), &machine.logs, machine.logs_disabled)
        .map(Arc::new)
        .map_err(|error| LauncherError::log_output(&error))
}

/// Boots a VM with options as on a command line, and runs `body` on its main
/// thread. The VM stays until the process ends.
///
/// # Errors
///
/// What is wrong with the options, or why the VM did not start.
pub fn embed<R: Send + 'static>(
    options: &[&str],
    body: impl FnOnce(&JavaThread) -> R + Send + 'static,
) -> Result<thread::JoinHandle<Result<R, String>>, String> {
    // The grammar of command lines wants a program.
    let arguments: Vec<String> = options.iter().chain(&["Main"]).map(|&o| o.to_owned()).collect();
    let wrong = |error: LauncherError| error.messages.text(Stream::Err);
    let command = launcher::parse(&arguments, &Process, &mut Messages::default()).map_err(wrong)?;
    let jdk = find_jdk(&command.options).map_err(|error| error.to_string())?;
    let log = open_log(&command.options.machine).map_err(wrong)?;
    let config = configure(&jdk, library_of(&jdk), &command, log);
    run::embed(config, command.options.own.policy.clone(), body)
}

/// The program's arguments. They are taken as the system gave them, not as text,
/// because they may be in any encoding.
fn arguments(options: &Options, task: &Task) -> Vec<OsString> {
    let raw: Vec<OsString> = std::env::args_os().skip(1).collect();
    let wanted = &options.arguments;
    let matches = raw.len() >= wanted.len()
        && raw[raw.len() - wanted.len()..]
            .iter()
            .zip(wanted)
            .all(|(raw, text)| raw.to_string_lossy() == text.as_str());
    match task {
        // They are the end of the command line unless argument files were there.
        Task::Run(_) if matches => raw[raw.len() - wanted.len()..].to_vec(),
        Task::Run(Program::Source | Program::Class(_) | Program::Jar(_) | Program::Module(_)) => {
            wanted.iter().map(OsString::from).collect()
        }
        _ => Vec::new(),
    }
}

/// Beginnings of the names of properties by which the class library is told to
/// show or change how it links call sites; the VM then leaves that to it.
const OBSERVING_PROPERTIES: &[&str] = &["jdk.internal.lambda.", "java.lang.invoke.", "jdk.invoke."];

fn configure(jdk: &Jdk, library: Library, command: &Command, log: Arc<Log>) -> VmConfig {
    let machine = &command.options.machine;
    let flags = &machine.flags;
    let given = command.properties(library.feature() as u16);
    VmConfig {
        properties: vm_properties(&jdk.home, library, &machine.boot_append, &given),
        java_home: jdk.home.clone(),
        library,
        heap: heap_config(flags),
        stack_bytes: match usize::try_from(flags.thread_stack_size) {
            Ok(kib) if kib > 0 => kib << 10,
            _ => DEFAULT_STACK_BYTES,
        },
        boot_append: machine
            .boot_append
            .split(':')
            .filter(|entry| !entry.is_empty())
            .map(PathBuf::from)
            .collect(),
        assertions: machine.assertions.iter().map(assertion).collect(),
        system_assertions: machine.system_assertions,
        arguments: machine.given.clone(),
        flags: flag_values(flags),
        preview: machine.preview,
        reference_interpreter: flags.use_reference_interpreter,
        direct_call_sites: flags.direct_call_sites
            && !given
                .iter()
                .any(|(name, _)| OBSERVING_PROPERTIES.iter().any(|p| name.starts_with(p))),
        thread_step_limit: flags.thread_step_limit,
        verify_remote: machine.verification != Verification::None
            && flags.bytecode_verification_remote,
        verify_local: machine.verification == Verification::All
            || flags.bytecode_verification_local,
        log,
        on_out_of_memory: on_out_of_memory(flags),
        print_concurrent_locks: flags.print_concurrent_locks,
        print_class_histogram: flags.print_class_histogram,
        print_method_tables: flags.print_method_tables,
        reduce_signals: flags.reduce_signal_usage,
    }
}

fn heap_config(flags: &Flags) -> HeapConfig {
    let memory = match flags.max_ram {
        0 => os::limits::available_memory(),
        set => set,
    };
    let part = |percentage: f64| (memory as f64 * percentage / 100.0) as usize;
    let defaults = HeapConfig::default();
    let size = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
    let max = match flags.max_heap_size {
        0 => part(flags.max_ram_percentage),
        set => size(set),
    }
    .clamp(2 << 20, heap::layout::MAX_HEAP_BYTES - (1 << 30));
    let initial = match flags.initial_heap_size {
        0 => part(flags.initial_ram_percentage).max(8 << 20),
        set => size(set),
    };
    let stress = (flags.gc_stress > 0).then(|| u32::try_from(flags.gc_stress).unwrap_or(u32::MAX));
    HeapConfig {
        initial: initial.min(max),
        max,
        young: (flags.new_size > 0).then(|| size(flags.new_size)),
        stress,
        verify: flags.verify_heap,
        poison: stress.is_some(),
        workers: flags.parallel_gc_threads as usize,
        soft_ms_per_mb: flags.soft_ref_lru_policy_ms_per_mb,
        ..defaults
    }
}

/// The flags with the values in use: sizes that depend on the machine are those
/// that came out.
fn flag_values(flags: &Flags) -> Vec<FlagValue> {
    let heap = heap_config(flags);
    let used = Flags {
        max_heap_size: heap.max as u64,
        initial_heap_size: heap.initial as u64,
        thread_stack_size: match flags.thread_stack_size {
            0 => (DEFAULT_STACK_BYTES >> 10) as i64,
            set => set,
        },
        ..flags.clone()
    };
    let (defaults, used) = (Flags::default().values(), used.values());
    let both = used.into_iter().zip(defaults);
    both.map(|((name, kind, value), (_, _, default))| FlagValue {
        name,
        kind,
        is_default: value == default,
        value,
    })
    .collect()
}

fn on_out_of_memory(flags: &Flags) -> OutOfMemoryActions {
    OutOfMemoryActions {
        dump: flags.heap_dump_on_out_of_memory_error,
        dump_path: flags.heap_dump_path.clone(),
        commands: flags.on_out_of_memory_error.clone(),
        abort: flags.crash_on_out_of_memory_error,
        exit: flags.exit_on_out_of_memory_error,
    }
}

fn assertion(directive: &launcher::AssertionDirective) -> AssertionDirective {
    AssertionDirective {
        enable: directive.enable,
        target: match &directive.target {
            launcher::AssertionTarget::All => AssertionTarget::All,
            launcher::AssertionTarget::Package(name) => AssertionTarget::Package(name.clone()),
            launcher::AssertionTarget::Class(name) => AssertionTarget::Class(name.clone()),
        },
    }
}
