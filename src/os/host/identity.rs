//! Who and where the process is: user, directory, locale, system load; and how
//! it ends or signals itself.

use std::ffi::{CStr, CString};
use std::mem::MaybeUninit;
use std::ptr;

/// Language settings of the environment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocaleNames {
    /// The locale for messages as `LC_MESSAGES` has it, such as `de_CH.UTF-8`;
    /// `C` if it is not installed.
    pub messages: String,
    /// The locale for formats, likewise, by `LC_CTYPE`.
    pub formats: String,
}

/// The user that a process runs as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UserIds {
    /// Real user.
    pub user: u32,
    /// Effective user.
    pub effective_user: u32,
    /// Real group.
    pub group: u32,
    /// Effective group.
    pub effective_group: u32,
}

/// The process as such.
pub trait Identity {
    /// Ends the process.
    fn exit(&self, status: i32) -> ! {
        std::process::exit(status)
    }

    /// Sends the process a signal; whether there is one with this number.
    fn raise(&self, signal: i32) -> bool {
        // SAFETY: a number without a signal is an error that `raise` reports.
        unsafe { libc::raise(signal) == 0 }
    }

    /// The user and group numbers.
    fn user_ids(&self) -> UserIds {
        // SAFETY: these calls cannot fail.
        unsafe {
            UserIds {
                user: libc::getuid(),
                effective_user: libc::geteuid(),
                group: libc::getgid(),
                effective_group: libc::getegid(),
            }
        }
    }

    /// Name and home directory of the user, if the system knows it.
    fn user_entry(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut entry = MaybeUninit::<libc::passwd>::zeroed();
        let mut texts = vec![0 as libc::c_char; 16 << 10];
        let mut found = ptr::null_mut();
        // SAFETY: all pointers are to live memory of the sizes given.
        unsafe {
            let buffer = (texts.as_mut_ptr(), texts.len());
            libc::getpwuid_r(libc::getuid(), entry.as_mut_ptr(), buffer.0, buffer.1, &mut found);
        }
        if found.is_null() {
            return None;
        }
        // SAFETY: the call filled `entry` with terminated strings in `texts`.
        unsafe {
            let entry = entry.assume_init();
            let text = |start| CStr::from_ptr(start).to_bytes().to_vec();
            Some((text(entry.pw_name), text(entry.pw_dir)))
        }
    }

    /// The current directory.
    fn current_directory(&self) -> Option<Vec<u8>> {
        use std::os::unix::ffi::OsStringExt;
        std::env::current_dir().ok().map(|path| path.into_os_string().into_vec())
    }

    /// Load averages over 1, 5 and 15 minutes, as many as the system has.
    fn load_averages(&self) -> Vec<f64> {
        let mut averages = [0.0; 3];
        // SAFETY: room for three values.
        let count = unsafe { libc::getloadavg(averages.as_mut_ptr(), 3) };
        averages[..usize::try_from(count).unwrap_or(0)].to_vec()
    }

    /// The language settings.
    fn locale_names(&self) -> LocaleNames {
        if !all_installed() {
            // `setlocale` sets all categories or none.
            return LocaleNames { messages: "C".to_owned(), formats: "C".to_owned() };
        }
        LocaleNames {
            messages: installed_locale(libc::LC_MESSAGES_MASK, "LC_MESSAGES"),
            formats: installed_locale(libc::LC_CTYPE_MASK, "LC_CTYPE"),
        }
    }
}

/// Whether the locales that the environment names are installed, those of all
/// categories.
fn all_installed() -> bool {
    // SAFETY: a terminated name; a null base makes a new locale.
    let locale = unsafe { libc::newlocale(libc::LC_ALL_MASK, c"".as_ptr(), ptr::null_mut()) };
    if locale.is_null() {
        return false;
    }
    // SAFETY: made above, freed once.
    unsafe { libc::freelocale(locale) };
    true
}

/// The locale that the environment names for a category, if it is installed.
fn installed_locale(mask: libc::c_int, category: &str) -> String {
    let named = ["LC_ALL", category, "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| CString::new(value).ok());
    let Some(name) = named else { return "C".to_owned() };
    // SAFETY: a valid mask and a terminated name; a null base makes a new one.
    let locale = unsafe { libc::newlocale(mask, name.as_ptr(), ptr::null_mut()) };
    if locale.is_null() {
        return "C".to_owned();
    }
    // SAFETY: made above, freed once.
    unsafe { libc::freelocale(locale) };
    name.to_string_lossy().into_owned()
}
