//! Environment variables, clocks, random numbers, native libraries, and the
//! signal that wakes a thread from a blocking call.

use super::{HostError, HostResult};
use std::ffi::{CStr, CString, c_void};
use std::mem::MaybeUninit;
use std::os::unix::ffi::OsStringExt;
use std::ptr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What surrounds the process.
pub trait Surroundings {
    /// The environment: names and values.
    fn environment(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        std::env::vars_os().map(|(name, value)| (name.into_vec(), value.into_vec())).collect()
    }

    /// One environment variable.
    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        std::env::var_os(name).map(OsStringExt::into_vec)
    }

    /// Name of the character encoding that the environment's locale asks for
    /// (`nl_langinfo(CODESET)`); that of the C locale if it is not installed.
    fn locale_codeset(&self) -> String {
        // SAFETY: terminated strings; a null base makes a new locale.
        let locale = unsafe { libc::newlocale(libc::LC_CTYPE_MASK, c"".as_ptr(), ptr::null_mut()) };
        if locale.is_null() {
            return "ANSI_X3.4-1968".to_owned();
        }
        // SAFETY: a valid locale, whose texts live as long as it does.
        let name = unsafe { CStr::from_ptr(libc::nl_langinfo_l(libc::CODESET, locale)) };
        let name = name.to_string_lossy().into_owned();
        // SAFETY: made above, freed once.
        unsafe { libc::freelocale(locale) };
        name
    }

    /// Seconds that the local time is ahead of UTC now.
    fn local_offset(&self) -> i64 {
        let now = self.wall_time().as_secs() as libc::time_t;
        let mut local = MaybeUninit::<libc::tm>::zeroed();
        // SAFETY: valid time and writable result; all-zero is a valid `tm` should
        // the call fail.
        let local = unsafe {
            libc::localtime_r(&now, local.as_mut_ptr());
            local.assume_init()
        };
        local.tm_gmtoff
    }

    /// Time since 1970; before that, zero.
    fn wall_time(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    /// Nanoseconds of a clock that never goes back.
    fn monotonic_nanos(&self) -> i64 {
        let mut time = MaybeUninit::<libc::timespec>::uninit();
        // SAFETY: writable; this clock always exists.
        let time = unsafe {
            libc::clock_gettime(libc::CLOCK_MONOTONIC, time.as_mut_ptr());
            time.assume_init()
        };
        time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    /// Fills memory with random bytes from the system.
    fn fill_random(&self, into: &mut [u8]) -> HostResult<()> {
        let mut done = 0;
        while done < into.len() {
            let rest = &mut into[done..];
            // SAFETY: writable for the length given.
            let count = unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) };
            match count {
                -1 if crate::errno() == libc::EINTR => {}
                -1 => return Err(HostError::last("getrandom")),
                count => done += count as usize,
            }
        }
        Ok(())
    }

    /// Loads a native library; the text is the loader's own.
    ///
    /// # Errors
    ///
    /// The loader's message.
    ///
    /// # Safety
    ///
    /// The library's initialisers run: its code must be trusted.
    unsafe fn open_library(&self, path: &CStr) -> Result<*mut c_void, String> {
        // SAFETY: a terminated string; what the library does is the caller's
        // promise.
        let handle = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_LAZY) };
        if !handle.is_null() {
            return Ok(handle);
        }
        // SAFETY: after a failure the loader has a terminated message.
        let message = unsafe { libc::dlerror() };
        if message.is_null() {
            return Err("dlopen failed".to_owned());
        }
        // SAFETY: as before.
        Err(unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned())
    }

    /// Address of a symbol; null if the library has none.
    ///
    /// # Safety
    ///
    /// The handle must be one of an open library.
    unsafe fn library_symbol(&self, library: *mut c_void, name: &CStr) -> *mut c_void {
        // SAFETY: a terminated string; the handle is the caller's promise.
        unsafe { libc::dlsym(library, name.as_ptr()) }
    }

    /// Unloads a library.
    ///
    /// # Safety
    ///
    /// Nothing of the library may be used any more.
    unsafe fn close_library(&self, library: *mut c_void) {
        // SAFETY: the caller's promise.
        unsafe { libc::dlclose(library) };
    }

    /// A setting of the system (`confstr`, `sysconf` style) is read from files;
    /// this is the node, release and machine of `uname`.
    fn system_name(&self) -> HostResult<(CString, CString, CString)> {
        let mut name = MaybeUninit::<libc::utsname>::uninit();
        super::sys!(uname(name.as_mut_ptr()))?;
        // SAFETY: filled by the successful call.
        let name = unsafe { name.assume_init() };
        // SAFETY: the fields are terminated.
        let text = |field: &[libc::c_char]| unsafe { CStr::from_ptr(field.as_ptr()) }.into();
        Ok((text(&name.sysname), text(&name.release), text(&name.machine)))
    }
}

/// The signal that wakes a thread from a blocking call: without `SA_RESTART`,
/// so that the call ends with `EINTR`, and one that nobody else uses.
pub fn wake_signal() -> i32 {
    libc::SIGRTMAX() - 2
}

extern "C" fn ignore(_: libc::c_int) {}

/// Installs the handler of [`wake_signal`], which does nothing.
///
/// # Errors
///
/// When the system refuses.
pub fn install_wake_signal() -> HostResult<()> {
    // SAFETY: all-zero is a valid `sigaction`.
    let mut action: libc::sigaction = unsafe { MaybeUninit::zeroed().assume_init() };
    action.sa_sigaction = ignore as *const () as usize;
    super::sys!(sigaction(wake_signal(), &raw const action, ptr::null_mut())).map(drop)
}

/// Wakes a thread, named by its `pthread_t` as a number, from a blocking call.
///
/// # Safety
///
/// The thread must not have ended.
///
/// # Errors
///
/// When the system refuses.
pub unsafe fn wake_thread(thread: i64) -> HostResult<()> {
    // SAFETY: the caller's promise.
    match unsafe { libc::pthread_kill(thread as libc::pthread_t, wake_signal()) } {
        0 => Ok(()),
        errno => Err(HostError::new("pthread_kill", errno)),
    }
}

/// The calling thread as [`wake_thread`] takes it.
pub fn current_thread() -> i64 {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as i64 }
}

#[cfg(test)]
mod tests {
    use super::super::{Descriptors, SystemHost, Target};
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn random_bytes_and_clocks() {
        let mut bytes = [0; 64];
        SystemHost.fill_random(&mut bytes).unwrap();
        assert!(bytes.iter().any(|&byte| byte != 0));
        assert!(SystemHost.monotonic_nanos() <= SystemHost.monotonic_nanos());
        assert!(SystemHost.wall_time().as_secs() > 1_600_000_000);
    }

    #[test]
    fn the_wake_signal_interrupts_a_read() {
        install_wake_signal().unwrap();
        let [read, write] = SystemHost.pipe().unwrap();
        let (sender, receiver) = mpsc::channel();
        let reader = std::thread::spawn(move || {
            sender.send(current_thread()).unwrap();
            let mut byte = [0];
            SystemHost.read(read, Target::of(&mut byte)).unwrap_err().errno()
        });
        let thread = receiver.recv().unwrap();
        while !reader.is_finished() {
            // SAFETY: the thread is joined later.
            unsafe { wake_thread(thread) }.unwrap();
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(reader.join().unwrap(), libc::EINTR);
        SystemHost.close(read).unwrap();
        SystemHost.close(write).unwrap();
    }
}
