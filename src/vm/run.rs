//! Running a program: what `java` does between its command line and its exit
//! status.

use super::boot::{self, BootError};
use crate::insight;
use crate::interp;
use crate::launcher::Stream;
use crate::link;
use crate::model::{ClassRef, KnownClass, KnownMethod, Throw};
use crate::native;
use crate::thread::{Handle, Hooks, JavaThread, Library, Value, Vm, VmConfig};
use os::host::{Policy, RestrictedHost};
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::thread;

/// Native stack of the main thread; touched only as far as used.
const MAIN_STACK_BYTES: usize = 64 << 20;

/// What a VM is started for.
#[derive(Clone, Debug)]
pub enum Action {
    /// Run a program: mode and name as `LauncherHelper.checkAndLoadMain` takes
    /// them.
    Run {
        /// 1 class, 2 jar, 3 module, 4 source file.
        mode: i32,
        /// The name.
        what: String,
    },
    /// Print the version.
    Version {
        /// `-version` goes to standard error, `--version` to standard output.
        stream: Stream,
    },
    /// `--list-modules`.
    ListModules,
    /// `--describe-module`.
    DescribeModule(String),
    /// Only boot.
    Boot,
}

/// A VM to start and what to do with it.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The options.
    pub config: VmConfig,
    /// What to do.
    pub action: Action,
    /// What of the outside world the program may not reach.
    pub policy: Policy,
    /// Arguments for `main`.
    pub arguments: Vec<OsString>,
    /// Print the version before.
    pub show_version: Option<Stream>,
    /// Print settings before, as the launcher helper takes the option.
    pub show_settings: Option<String>,
    /// Load the main class but do not run it.
    pub dry_run: bool,
}

/// What the launcher of `java` says when its helper ends with an exception.
const HELPER_FAILED: &str =
    "Error: A JNI error has occurred, please check your installation and try again";

/// Starts a VM, runs the program, waits for its user threads, runs the shutdown
/// hooks. The result is the exit status of the process; a program that calls
/// `System.exit` ends the process without coming back here.
pub fn run(launch: Launch) -> i32 {
    let vm = match new_vm(&launch.config, &launch.policy) {
        Ok(vm) => vm,
        Err(error) => {
            print_initialization_error(&error);
            return 1;
        }
    };
    let main = move || vm.attach(true, |t| run_main(t, &launch));
    let outcome = thread::Builder::new()
        .name("main".into())
        .stack_size(MAIN_STACK_BYTES)
        .spawn(main)
        .map(thread::JoinHandle::join);
    match outcome {
        Ok(Ok(Ok(status))) => status,
        Ok(Ok(Err(error))) => {
            print_initialization_error(&error.to_string());
            1
        }
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => {
            print_initialization_error(&error.to_string());
            1
        }
    }
}

/// A VM that is ready to boot.
fn new_vm(config: &VmConfig, policy: &Policy) -> Result<&'static Vm, String> {
    let vm = Vm::new(config.clone(), interp::ENTRY_STUBS).map_err(|error| error.to_string())?;
    // Java threads may outlive the caller when the process exits.
    let vm: &'static Vm = Box::leak(vm);
    install(vm);
    if !policy.is_empty() {
        let policy = with_needs(policy.clone(), config);
        native::install_host(vm, Box::new(RestrictedHost::new(policy)));
    }
    link::boot::open_boot_path(vm).map_err(|error| error.to_string())?;
    insight::gc_log::start(vm);
    Ok(vm)
}

/// Boots a VM and runs `body` on its main thread, which is a thread of its own;
/// what goes on in the VM then is up to `body`. The VM stays until the process
/// ends.
///
/// # Errors
///
/// Why the VM did not start.
pub(super) fn embed<R: Send + 'static>(
    config: VmConfig,
    policy: Policy,
    body: impl FnOnce(&JavaThread) -> R + Send + 'static,
) -> Result<thread::JoinHandle<Result<R, String>>, String> {
    let vm = new_vm(&config, &policy)?;
    let main = move || {
        let booted = |t: &JavaThread| boot::boot(t).map_err(|error| format!("{error:?}"));
        let result = vm.attach(true, |t| booted(t).map(|()| body(t)));
        result.unwrap_or_else(|error| Err(error.to_string()))
    };
    let main = thread::Builder::new().name("main".into()).stack_size(MAIN_STACK_BYTES).spawn(main);
    main.map_err(|error| error.to_string())
}

fn install(vm: &Vm) {
    vm.on_unloading(interp::unload);
    vm.install_hooks(Hooks {
        invoke: interp::invoke,
        bci: interp::bci,
        frame_locks: interp::frame_locks,
        frame_roots: interp::frame_roots,
        initialize: link::ensure_initialized,
        known_class: link::boot::known_class,
        known_method: link::boot::known_method,
        boot_class: link::boot_class,
        array_class: link::array_class,
        note_collection: native::note_collection,
        out_of_memory: insight::out_of_memory::act,
    });
    vm.install_natives(&[&native::tables()[..], native::intrinsics()].concat());
}

/// The policy, with leave to read what any program needs: the class library,
/// which may have its parts elsewhere by links, its own class path, the system's
/// randomness and time zones.
fn with_needs(mut policy: Policy, config: &VmConfig) -> Policy {
    const OF_SYSTEM: [&str; 5] =
        ["/dev/random", "/dev/urandom", "/etc/localtime", "/etc/timezone", "/usr/share/zoneinfo"];
    const PATHS: [&str; 3] = ["java.class.path", "jdk.module.path", "jdk.module.upgrade.path"];
    policy.needs(&config.java_home);
    for part in ["conf", "lib"] {
        need_links(&mut policy, &config.java_home.join(part), 0);
    }
    for path in OF_SYSTEM {
        policy.needs(Path::new(path));
    }
    let paths = config.properties.iter().filter(|(name, _)| PATHS.contains(&name.as_str()));
    let entries = paths.flat_map(|(_, value)| value.split(':'));
    for entry in entries.filter(|entry| !entry.is_empty()) {
        policy.needs(Path::new(entry));
    }
    policy
}

/// Leave to read what links below a directory lead to.
fn need_links(policy: &mut Policy, directory: &Path, depth: u32) {
    const DEEPEST: u32 = 4;
    for entry in std::fs::read_dir(directory).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => policy.needs(&entry.path()),
            Ok(kind) if kind.is_dir() && depth < DEEPEST => {
                need_links(policy, &entry.path(), depth + 1);
            }
            _ => {}
        }
    }
}

fn run_main(t: &JavaThread, launch: &Launch) -> i32 {
    if let Err(error) = boot::boot(t) {
        if let BootError::Thrown(throw) = error {
            report_boot_failure(t, throw);
        }
        return 1;
    }
    let status = match run_program(t, launch) {
        Ok(status) => status,
        Err(throw) => {
            t.dispatch_uncaught(throw);
            1
        }
    };
    destroy(t);
    insight::gc_log::exit(t.vm());
    insight::method_tables::exit(t.vm());
    crate::native::attach::end();
    status
}

/// Waits for the other user threads, then runs the shutdown hooks.
fn destroy(t: &JavaThread) {
    t.vm().wait_for_user_threads(t, 1);
    let shutdown =
        t.known_method(KnownMethod::ShutdownShutdown).and_then(|method| t.call(method, &[]));
    if let Err(throw) = shutdown {
        t.dispatch_uncaught(throw);
    }
}

/// Prints an exception that came before there was a Java console, to standard
/// output as `java` does.
fn report_boot_failure(t: &JavaThread, throw: Throw) {
    let _scope = t.scope();
    let exception = t.handle(t.caught(throw));
    print_initialization_error(&native::text_of_failure(t, exception));
}

fn print_initialization_error(text: &str) {
    // A closed standard output is no reason to end otherwise.
    let _ = writeln!(std::io::stdout(), "Error occurred during initialization of VM\n{text}");
}

fn run_program(t: &JavaThread, launch: &Launch) -> Result<i32, Throw> {
    let helper = t.vm().known.try_class(KnownClass::LauncherHelper);
    let helper = match helper {
        Some(class) => class,
        None => (t.vm().hooks().known_class)(t, KnownClass::LauncherHelper)?,
    };
    link::ensure_initialized(t, helper)?;
    if let Some(stream) = launch.show_version {
        print_version(t, stream)?;
    }
    if let Some(settings) = &launch.show_settings {
        show_settings(t, helper, settings)?;
    }
    let (mode, what) = match &launch.action {
        Action::Run { mode, what } => (*mode, what),
        Action::Version { stream } => {
            print_version(t, *stream)?;
            return Ok(0);
        }
        Action::ListModules => {
            call_helper(t, helper, "listModules", "()V", &[])?;
            return Ok(0);
        }
        Action::DescribeModule(module) => {
            let name = Value::Object(t.handle(t.new_string(module)?));
            call_helper(t, helper, "describeModule", "(Ljava/lang/String;)V", &[name])?;
            return Ok(0);
        }
        Action::Boot => return Ok(0),
    };
    let what = t.handle(platform_string(t, helper, what.as_ref())?);
    let check = t.known_method(KnownMethod::CheckAndLoadMain)?;
    // The helper reports what is wrong with the program by itself.
    let mirror = t
        .call_object(check, &[Value::Int(1), Value::Int(mode), Value::Object(what)])
        .inspect_err(|_| eprintln!("{HELPER_FAILED}"))?;
    let class = t.class_of_mirror(mirror);
    if launch.dry_run {
        return Ok(0);
    }
    let arguments = main_arguments(t, helper, &launch.arguments)?;
    call_main(t, class, arguments)?;
    Ok(0)
}

fn call_main(t: &JavaThread, class: ClassRef, arguments: Handle) -> Result<(), Throw> {
    link::ensure_initialized(t, class)?;
    let symbols = &t.vm().symbols;
    let (name, descriptor) = (symbols.intern(b"main"), symbols.intern(b"([Ljava/lang/String;)V"));
    let mut at = Some(class);
    while let Some(holder) = at {
        if let Some(main) = holder.declared_method(name, descriptor) {
            t.call(main, &[Value::Object(arguments)])?;
            return Ok(());
        }
        at = holder.super_class;
    }
    unreachable!("the launcher helper has checked that main exists")
}

/// `-XshowSettings`: the option's text and the sizes that the VM knows.
fn show_settings(t: &JavaThread, helper: ClassRef, settings: &str) -> Result<(), Throw> {
    let option = Value::Object(t.handle(t.new_string(settings)?));
    let config = &t.vm().config;
    let arguments = [
        Value::Int(1),
        option,
        Value::Long(config.heap.initial as i64),
        Value::Long(config.heap.max as i64),
        Value::Long(config.stack_bytes as i64),
    ];
    call_helper(t, helper, "showSettings", "(ZLjava/lang/String;JJJ)V", &arguments)?;
    Ok(())
}

fn print_version(t: &JavaThread, stream: Stream) -> Result<(), Throw> {
    let class = (t.vm().hooks().boot_class)(t, "java/lang/VersionProps")?;
    link::ensure_initialized(t, class)?;
    let to_error = Value::Int(i32::from(stream == Stream::Err));
    // `-version` and `--version` differ in wording and stream; JDK 25 has one method for both.
    let both = t.vm().library() == Library::Java25 || stream == Stream::Err;
    let name = if both { "print" } else { "println" };
    call_helper(t, class, name, "(Z)V", &[to_error])?;
    Ok(())
}

fn call_helper(
    t: &JavaThread,
    class: ClassRef,
    name: &str,
    descriptor: &str,
    arguments: &[Value],
) -> Result<u64, Throw> {
    let symbols = &t.vm().symbols;
    let method = class
        .declared_method(symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()))
        .ok_or_else(|| {
            Throw::new(
                crate::model::VmException::NoSuchMethod,
                format!("{}.{name}{descriptor}", class.binary_name()),
            )
        })?;
    t.call(method, arguments)
}

/// A command-line argument as the class library decodes it.
fn platform_string(
    t: &JavaThread,
    helper: ClassRef,
    text: &std::ffi::OsStr,
) -> Result<heap::layout::Ref, Throw> {
    if let Some(text) = text.to_str()
        && text.is_ascii()
    {
        return t.new_string(text);
    }
    let _scope = t.scope();
    let raw = text.as_encoded_bytes();
    let bytes = t.handle(t.new_primitive_array(b'B', raw.len())?);
    t.write_bytes(bytes, 0, raw);
    let arguments = [Value::Int(1), Value::Object(bytes)];
    let descriptor = "(Z[B)Ljava/lang/String;";
    Ok(heap::layout::Ref(
        call_helper(t, helper, "makePlatformString", descriptor, &arguments)? as u32
    ))
}

fn main_arguments(
    t: &JavaThread,
    helper: ClassRef,
    arguments: &[OsString],
) -> Result<Handle, Throw> {
    let string = t.vm().known.class(KnownClass::String);
    let array = t.handle(t.new_ref_array(string, arguments.len())?);
    for (at, argument) in arguments.iter().enumerate() {
        let _scope = t.scope();
        let text = platform_string(t, helper, argument)?;
        t.set_element(array.get(), at as u32, text);
    }
    Ok(array)
}
