//! Faults: signals that say that the process itself is broken, and the means to
//! report them from inside the handler.
//!
//! Process-wide by nature: the first reporter that is installed stays.

use crate::error::OsResult;
use crate::signal;
use std::ffi::CStr;
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, Ordering};

/// Signals that stand for a broken process.
const FAULTS: [i32; 4] = [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE];

/// Seconds after which a report that does not come to its end is given up.
const REPORT_SECONDS: u32 = 20;

/// A fault as the handler gets it.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Number of the signal.
    pub signal: i32,
    /// What the system says of it.
    pub code: i32,
    /// The address that was used, or the sender of the signal.
    pub address: usize,
    /// The instruction.
    pub pc: usize,
    /// Registers of the machine by name.
    pub registers: Vec<(&'static str, usize)>,
}

/// Reports a fault; the process is aborted afterwards.
pub type Reporter = fn(&Fault);

static REPORTER: OnceLock<Reporter> = OnceLock::new();

/// The thread that reports, 0 if none does.
static REPORTING: AtomicI32 = AtomicI32::new(0);

/// Installs handlers for all faults. Threads that shall report even when their
/// stack is used up need an [`signal::AlternateStack`].
///
/// # Errors
///
/// When the system refuses.
pub fn install(reporter: Reporter) -> OsResult<()> {
    if REPORTER.set(reporter).is_err() {
        return Ok(());
    }
    for signal in FAULTS {
        // SAFETY: the handler ends the process. What it calls may be unsafe in a
        // signal handler; then the alarm or a second fault ends it.
        unsafe { signal::install(signal, handle) }?;
    }
    Ok(())
}

/// Begins a report in the calling thread; it must end with [`abort`]. Other
/// threads that come here wait for the end of the process; a report that fails
/// itself ends it.
pub fn begin_report() {
    let own = crate::thread::current_id();
    match REPORTING.compare_exchange(0, own, Ordering::AcqRel, Ordering::Acquire) {
        // SAFETY: the handler only aborts. Without it the alarm ends the process
        // all the same.
        Ok(_) => unsafe {
            let _ = signal::install(libc::SIGALRM, give_up);
            libc::alarm(REPORT_SECONDS);
        },
        Err(first) if first == own => {
            write(libc::STDOUT_FILENO, b"\n# [error occurred during error reporting]\n");
            abort();
        }
        Err(_) => loop {
            // SAFETY: no preconditions.
            unsafe { libc::pause() };
        },
    }
}

/// Ends the process by SIGABRT.
pub fn abort() -> ! {
    std::process::abort()
}

extern "C" fn give_up(_: libc::c_int, _: *mut libc::siginfo_t, _: *mut libc::c_void) {
    abort();
}

extern "C" fn handle(number: libc::c_int, info: *mut libc::siginfo_t, context: *mut libc::c_void) {
    begin_report();
    // SAFETY: the system passes both to a handler installed with SA_SIGINFO.
    let (code, address) = unsafe { ((*info).si_code, (*info).si_addr() as usize) };
    // SAFETY: as above.
    let (pc, registers) = unsafe { machine_state(context) };
    let fault = Fault { signal: number, code, address, pc, registers };
    if let Some(report) = REPORTER.get() {
        report(&fault);
    }
    abort();
}

/// The instruction and the registers at the fault.
///
/// # Safety
///
/// The context that the system passed to a signal handler.
#[cfg(target_arch = "x86_64")]
unsafe fn machine_state(context: *mut libc::c_void) -> (usize, Vec<(&'static str, usize)>) {
    const NAMES: [(&str, libc::c_int); 17] = [
        ("RAX", libc::REG_RAX),
        ("RBX", libc::REG_RBX),
        ("RCX", libc::REG_RCX),
        ("RDX", libc::REG_RDX),
        ("RSP", libc::REG_RSP),
        ("RBP", libc::REG_RBP),
        ("RSI", libc::REG_RSI),
        ("RDI", libc::REG_RDI),
        ("R8", libc::REG_R8),
        ("R9", libc::REG_R9),
        ("R10", libc::REG_R10),
        ("R11", libc::REG_R11),
        ("R12", libc::REG_R12),
        ("R13", libc::REG_R13),
        ("R14", libc::REG_R14),
        ("R15", libc::REG_R15),
        ("RIP", libc::REG_RIP),
    ];
    // SAFETY: the caller's promise.
    let registers = unsafe { &(*context.cast::<libc::ucontext_t>()).uc_mcontext.gregs };
    let value = |index: libc::c_int| registers[index as usize] as usize;
    (value(libc::REG_RIP), NAMES.map(|(name, index)| (name, value(index))).to_vec())
}

/// On other machines nothing is known.
///
/// # Safety
///
/// None is needed.
#[cfg(not(target_arch = "x86_64"))]
unsafe fn machine_state(_: *mut libc::c_void) -> (usize, Vec<(&'static str, usize)>) {
    (0, Vec::new())
}

impl Fault {
    /// The register of this name; 0 if there is none.
    pub fn register(&self, name: &str) -> usize {
        self.registers.iter().find(|(known, _)| *known == name).map_or(0, |(_, value)| *value)
    }

    /// `SIGSEGV` and so on.
    pub fn signal_name(&self) -> &'static str {
        match self.signal {
            libc::SIGSEGV => "SIGSEGV",
            libc::SIGBUS => "SIGBUS",
            libc::SIGILL => "SIGILL",
            libc::SIGFPE => "SIGFPE",
            _ => "signal",
        }
    }

    /// What the code means.
    pub fn code_name(&self) -> &'static str {
        const MAPERR: i32 = 1;
        const ACCERR: i32 = 2;
        match (self.signal, self.code) {
            (_, libc::SI_USER) => "SI_USER",
            (_, libc::SI_TKILL) => "SI_TKILL",
            (_, libc::SI_KERNEL) => "SI_KERNEL",
            (libc::SIGSEGV, MAPERR) => "SEGV_MAPERR",
            (libc::SIGSEGV, ACCERR) => "SEGV_ACCERR",
            (libc::SIGBUS, libc::BUS_ADRALN) => "BUS_ADRALN",
            (libc::SIGBUS, libc::BUS_ADRERR) => "BUS_ADRERR",
            _ => "unknown",
        }
    }

    /// Whether another process, or the program itself, has sent the signal.
    pub fn was_sent(&self) -> bool {
        matches!(self.code, libc::SI_USER | libc::SI_TKILL)
    }
}

/// The file that an instruction belongs to, with the distance from its start.
pub fn library_of(pc: usize) -> Option<(String, usize)> {
    let mut info = std::mem::MaybeUninit::<libc::Dl_info>::zeroed();
    // SAFETY: any address may be asked about; the result place is valid.
    let info = unsafe {
        if libc::dladdr(pc as *const libc::c_void, info.as_mut_ptr()) == 0 {
            return None;
        }
        info.assume_init()
    };
    if info.dli_fname.is_null() {
        return None;
    }
    // SAFETY: a terminated string that lives as long as the library.
    let path = unsafe { CStr::from_ptr(info.dli_fname) }.to_string_lossy();
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    Some((name, pc.wrapping_sub(info.dli_fbase as usize)))
}

/// Writes to a descriptor as far as that goes.
fn write(descriptor: i32, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        // SAFETY: valid memory of that length.
        let written = unsafe { libc::write(descriptor, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(written) {
            Ok(count) if count > 0 => bytes = &bytes[count..],
            _ => return,
        }
    }
}

/// Text straight to a descriptor, without locks or buffers.
#[derive(Clone, Copy, Debug)]
pub struct RawOutput(i32);

impl RawOutput {
    /// Standard output.
    pub const STDOUT: RawOutput = RawOutput(libc::STDOUT_FILENO);

    /// A new file, which stays open; `None` if it cannot be made.
    pub fn create(path: &CStr) -> Option<RawOutput> {
        let flags = libc::O_CREAT | libc::O_TRUNC | libc::O_WRONLY | libc::O_CLOEXEC;
        // SAFETY: a terminated path.
        let descriptor = unsafe { libc::open(path.as_ptr(), flags, 0o644) };
        (descriptor >= 0).then_some(RawOutput(descriptor))
    }
}

impl fmt::Write for RawOutput {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        write(self.0, text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_code_is_found() {
        let (name, offset) = library_of(library_of as *const () as usize).expect("in a file");
        assert!(!name.is_empty() && offset > 0);
        assert_eq!(library_of(8), None);
    }

    #[test]
    fn names_of_signals() {
        let registers = vec![("RIP", 5)];
        let mut fault = Fault { signal: libc::SIGSEGV, code: 1, address: 8, pc: 5, registers };
        assert_eq!((fault.signal_name(), fault.code_name()), ("SIGSEGV", "SEGV_MAPERR"));
        assert_eq!((fault.register("RIP"), fault.register("R99")), (5, 0));
        assert!(!fault.was_sent());
        fault.code = libc::SI_USER;
        assert!(fault.was_sent());
    }
}
