//! The report of a crash: `hs_err_pid….log`, in the shape of `java`'s.
//!
//! It is written by the thread that crashed, in its signal handler or panic hook,
//! so it takes nothing for granted: each part stands alone, and what fails ends
//! the process with what has been written so far.

use super::properties::{VM_VERSION, vm_information};
use crate::interp;
use crate::launcher::VM_NAME;
use crate::thread::{FrameView, JavaThread, ThreadState, Vm, VmConfig};
use os::fault::{self, Fault, RawOutput};
use std::ffi::CString;
use std::fmt::{self, Write};
use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// What a report says that is known from the beginning.
struct Context {
    command_line: String,
    started: Instant,
    jdk_version: String,
    /// `-XX:ErrorFile`.
    error_file: Option<String>,
}

static CONTEXT: OnceLock<Context> = OnceLock::new();

/// Makes faults and panics of this process write reports; once.
pub(super) fn install(config: &VmConfig, jdk_version: String, error_file: Option<String>) {
    const COMMAND: &str = "sun.java.command";
    let command = config.properties.iter().find(|(name, _)| name == COMMAND);
    let words = config.user_options().chain(command.map(|(_, value)| value.as_str()));
    let command_line = words.collect::<Vec<_>>().join(" ");
    let context = Context { command_line, started: Instant::now(), jdk_version, error_file };
    if CONTEXT.set(context).is_err() {
        return;
    }
    std::panic::set_hook(Box::new(report_panic));
    // Without handlers a fault ends the process without a report.
    let _ = fault::install(report_fault);
}

/// Why the process ends.
enum Cause<'a> {
    Fault(&'a Fault),
    Panic { place: String, message: String },
}

fn report_fault(fault: &Fault) {
    report(&Cause::Fault(fault));
}

fn report_panic(info: &PanicHookInfo<'_>) {
    fault::begin_report();
    let place = info.location().map_or_else(String::new, |at| {
        let file = at.file().rsplit('/').next().unwrap_or_default();
        format!("{file}:{}", at.line())
    });
    let message = info.payload_as_str().unwrap_or("unknown").to_owned();
    report(&Cause::Panic { place, message });
    fault::abort();
}

/// Writes the head of the report to standard output and all of it to the file.
fn report(cause: &Cause<'_>) {
    let Some(context) = CONTEXT.get() else { return };
    JavaThread::with_current(|thread| {
        let report = Report { context, cause, thread };
        let mut out = RawOutput::STDOUT;
        let _ = report.head(&mut out);
        let file = report.open_file();
        let _ = match &file {
            Some((path, _)) => write!(
                out,
                "# An error report file with more information is saved as:\n# {}\n#\n",
                path.display()
            ),
            None => writeln!(out, "# Can not save log file\n#"),
        };
        if let Some((_, mut file)) = file {
            let _ = report.head(&mut file);
            let _ = report.body(&mut file);
        }
    });
}

struct Report<'a> {
    context: &'static Context,
    cause: &'a Cause<'a>,
    thread: Option<&'a JavaThread>,
}

impl Report<'_> {
    /// The file of the report: where the option says, in the working directory,
    /// or in that for temporary files.
    fn open_file(&self) -> Option<(PathBuf, RawOutput)> {
        let pid = std::process::id().to_string();
        let name = format!("hs_err_pid{pid}.log");
        let given = self.context.error_file.as_ref();
        let given = given.map(|path| PathBuf::from(path.replace("%p", &pid)));
        let here = std::env::current_dir().ok().map(|directory| directory.join(&name));
        let places = [given, here, Some(PathBuf::from("/tmp").join(&name))];
        places.into_iter().flatten().find_map(|path| {
            let raw = CString::new(path.as_os_str().as_encoded_bytes()).ok()?;
            Some((path, RawOutput::create(&raw)?))
        })
    }

    /// What both standard output and the file say.
    fn head(&self, out: &mut RawOutput) -> fmt::Result {
        let (pid, tid) = (std::process::id(), os::thread::current_id());
        writeln!(out, "#\n# A fatal error has been detected by the Java Runtime Environment:\n#")?;
        match self.cause {
            Cause::Fault(fault) => {
                let (name, number, pc) = (fault.signal_name(), fault.signal, fault.pc);
                let sent = if fault.was_sent() { " (sent by kill)" } else { "" };
                writeln!(
                    out,
                    "#  {name} ({number:#x}) at pc={pc:#018x}{sent}, pid={pid}, tid={tid}"
                )?;
            }
            Cause::Panic { place, message } => {
                writeln!(out, "#  Internal Error ({place}), pid={pid}, tid={tid}")?;
                writeln!(out, "#  Error: {message}")?;
            }
        }
        let version = &self.context.jdk_version;
        writeln!(out, "#\n# JRE version: OpenJDK Runtime Environment ({version})")?;
        let mode = vm_information();
        let machine = std::env::consts::ARCH;
        writeln!(out, "# Java VM: {VM_NAME} ({VM_VERSION}, {mode}, linux-{machine})")?;
        if let Cause::Fault(fault) = self.cause {
            writeln!(out, "# Problematic frame:")?;
            match fault::library_of(fault.pc) {
                Some((name, offset)) => {
                    let own = name.starts_with("peaberry");
                    let kind = if own { 'V' } else { 'C' };
                    writeln!(out, "# {kind}  [{name}+{offset:#x}]")?;
                }
                None => writeln!(out, "# C  {:#018x}", fault.pc)?,
            }
        }
        writeln!(out, "#")?;
        match os::limits::core_dump_bytes() {
            0 => writeln!(
                out,
                "# No core dump will be written. Core dumps have been disabled. To enable core \
                 dumping, try \"ulimit -c unlimited\" before starting Java again\n#"
            ),
            _ => writeln!(out, "# Core dump will be written.\n#"),
        }
    }

    fn body(&self, out: &mut RawOutput) -> fmt::Result {
        writeln!(out, "\n---------------  S U M M A R Y ------------\n")?;
        writeln!(out, "Command Line: {}\n", self.context.command_line)?;
        writeln!(out, "Host: {}", os::limits::machine_text())?;
        let elapsed = self.context.started.elapsed();
        let (whole, now) = (elapsed.as_secs(), os::clock::local_time_text());
        let (days, hours, minutes) = (whole / 86400, whole / 3600 % 24, whole / 60 % 60);
        let seconds = whole % 60;
        writeln!(
            out,
            "Time: {now} elapsed time: {:.6} seconds ({days}d {hours}h {minutes}m {seconds}s)\n",
            elapsed.as_secs_f64()
        )?;
        writeln!(out, "---------------  T H R E A D  ---------------\n")?;
        self.current_thread(out)?;
        if let Cause::Fault(fault) = self.cause {
            registers(out, fault)?;
        }
        writeln!(out, "\n---------------  P R O C E S S  ---------------\n")?;
        if let Some(thread) = self.thread {
            self.all_threads(out, thread.vm())?;
            heap(out, thread.vm())?;
        }
        self.libraries(out)?;
        writeln!(out, "---------------  S Y S T E M  ---------------\n")?;
        let processors = os::limits::available_processors();
        writeln!(out, "CPU: total {processors}\n")?;
        writeln!(out, "END.")
    }

    fn current_thread(&self, out: &mut RawOutput) -> fmt::Result {
        let Some(thread) = self.thread else {
            return writeln!(out, "Current thread: not a Java thread\n");
        };
        write!(out, "Current thread ({:#018x}):  ", std::ptr::from_ref(thread) as usize)?;
        describe(out, thread)?;
        writeln!(out, "\nJava frames: (J=compiled Java code, j=interpreted, Vv=VM code)")?;
        let interrupted = match self.cause {
            Cause::Fault(fault) => interp::interrupted_at(thread, |name| fault.register(name)),
            Cause::Panic { .. } => None,
        };
        let top = interrupted.unwrap_or_else(|| thread.top.get());
        for view in thread.frames_from(top) {
            frame(out, thread.vm(), &view)?;
        }
        writeln!(out)
    }

    fn all_threads(&self, out: &mut RawOutput, vm: &Vm) -> fmt::Result {
        writeln!(out, "Java Threads: ( => current thread )")?;
        let Some(threads) = vm.threads_if_unlocked() else {
            return writeln!(out, "  [the list of threads is in use]\n");
        };
        for thread in &threads {
            let current = self.thread.is_some_and(|own| own.id == thread.id);
            let mark = if current { "=>" } else { "  " };
            write!(out, "{mark}{:#018x} ", Arc::as_ptr(thread) as usize)?;
            describe(out, thread)?;
        }
        writeln!(out)
    }

    fn libraries(&self, out: &mut RawOutput) -> fmt::Result {
        writeln!(out, "Dynamic libraries:")?;
        match std::fs::read_to_string("/proc/self/maps") {
            Ok(maps) => writeln!(out, "{maps}"),
            Err(error) => writeln!(out, "[{error}]\n"),
        }
    }
}

/// `JavaThread "main" [_thread_in_vm, id=7]`; the name as the system has it, as
/// objects may be on the move.
fn describe(out: &mut RawOutput, thread: &JavaThread) -> fmt::Result {
    let id = thread.times.system_id();
    let name = os::thread::name_of(id).unwrap_or_default();
    let state = match thread.state() {
        ThreadState::Running => "_thread_in_Java",
        ThreadState::Blocked => "_thread_blocked",
        ThreadState::Outside => "_thread_new",
    };
    writeln!(out, "JavaThread \"{name}\" [{state}, id={id}]")
}

/// `j  p.C.m(I)V+7 java.base@17`.
fn frame(out: &mut RawOutput, vm: &Vm, view: &FrameView) -> fmt::Result {
    let (method, class) = (view.method, view.method.class);
    let (name, descriptor) = (method.name.as_str_lossy(), method.descriptor.as_str_lossy());
    write!(out, "j  {}.{name}{descriptor}+{}", class.binary_name(), view.bci(vm))?;
    if let Some(module) = class.module.get()
        && let Some(name) = module.name
    {
        write!(out, " {}", name.as_str_lossy())?;
        if let Some(version) = &module.version {
            write!(out, "@{version}")?;
        }
    }
    writeln!(out)
}

fn registers(out: &mut RawOutput, fault: &Fault) -> fmt::Result {
    let (name, code) = (fault.signal_name(), fault.code_name());
    write!(
        out,
        "siginfo: si_signo: {} ({name}), si_code: {} ({code}), ",
        fault.signal, fault.code
    )?;
    match fault.was_sent() {
        true => writeln!(out, "sent by kill")?,
        false => writeln!(out, "si_addr: {:#018x}", fault.address)?,
    }
    write!(out, "\nRegisters:")?;
    for (at, (name, value)) in fault.registers.iter().enumerate() {
        let separator = if at % 4 == 0 { "\n" } else { ", " };
        write!(out, "{separator}{name:<3}={value:#018x}")?;
    }
    writeln!(out)
}

fn heap(out: &mut RawOutput, vm: &Vm) -> fmt::Result {
    let config = &vm.config.heap;
    writeln!(
        out,
        "Heap address: {:#018x}, size: {} MB",
        vm.heap.base() as usize,
        config.max >> 20
    )?;
    writeln!(out, "Collections: {}\n", vm.collections())
}
