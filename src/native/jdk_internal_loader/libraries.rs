//! Native libraries (`System.loadLibrary`). The class library's own ones are
//! built in: their natives are rows of the registry. Raw libraries, whose
//! symbols are only looked up, are the system's; those with Java methods
//! (JNI) are refused.

use crate::model::{Throw, VmException};
use crate::native::platform::{self, ask, platform_text};
use crate::native::support::text_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;
use std::ffi::c_void;

const LIBRARIES: &str = "jdk/internal/loader/NativeLibraries";
const LIBRARY: &str = "jdk/internal/loader/NativeLibrary";
const RAW: &str = "jdk/internal/loader/RawNativeLibraries";

pub(super) const ROWS: &[NativeRow] = &[
    native(LIBRARIES, "findBuiltinLib", "(Ljava/lang/String;)Ljava/lang/String;", find_builtin),
    native(
        LIBRARIES,
        "load",
        "(Ljdk/internal/loader/NativeLibraries$NativeLibraryImpl;Ljava/lang/String;ZZ)Z",
        load,
    ),
    native(
        LIBRARIES,
        "load",
        "(Ljdk/internal/loader/NativeLibraries$NativeLibraryImpl;Ljava/lang/String;ZZZ)Z",
        load_17,
    ),
    native(
        LIBRARIES,
        "findEntry0",
        "(Ljdk/internal/loader/NativeLibraries$NativeLibraryImpl;Ljava/lang/String;)J",
        find_entry_17,
    ),
    native(LIBRARIES, "unload", "(Ljava/lang/String;ZZJ)V", unload_17),
    native(LIBRARIES, "unload", "(Ljava/lang/String;ZJ)V", unload),
    native(LIBRARY, "findEntry0", "(JLjava/lang/String;)J", find_entry),
    native(
        RAW,
        "load0",
        "(Ljdk/internal/loader/RawNativeLibraries$RawNativeLibraryImpl;Ljava/lang/String;)Z",
        load_raw,
    ),
    native(RAW, "unload0", "(Ljava/lang/String;J)V", unload_raw),
];

/// Libraries of the class library whose natives the registry has.
const BUILT_IN: [&str; 13] = [
    "libawt.so",
    "libjava.so",
    "libnet.so",
    "libnio.so",
    "libzip.so",
    "libjimage.so",
    "libextnet.so",
    "libjaas.so",
    "libmanagement.so",
    "libmanagement_agent.so",
    "libmanagement_ext.so",
    "libprefs.so",
    "librmi.so",
];

/// The version that a built-in library's `JNI_OnLoad` would give.
const JNI_VERSION_1_8: i32 = 0x0001_0008;

/// Any handle but 0, which stands for "not loaded".
const BUILT_IN_HANDLE: i64 = 1;

fn find_builtin(t: &JavaThread, name: Handle) -> Result<Ref, Throw> {
    let text = text_argument(t, name)?;
    Ok(if BUILT_IN.contains(&text.as_str()) { name.get() } else { Ref::NULL })
}

fn load_17(
    t: &JavaThread,
    library: Handle,
    name: Handle,
    is_builtin: bool,
    is_jni: bool,
    throws: bool,
) -> Result<bool, Throw> {
    if is_builtin || is_jni {
        load(t, library, name, is_builtin, throws)
    } else {
        open(t, library, name, throws)
    }
}

fn load(
    t: &JavaThread,
    library: Handle,
    name: Handle,
    is_builtin: bool,
    throws: bool,
) -> Result<bool, Throw> {
    let library = t.non_null(library)?;
    if is_builtin {
        platform::put(t, library, "handle", "J", BUILT_IN_HANDLE);
        platform::put(t, library, "jniVersion", "I", JNI_VERSION_1_8);
        return Ok(true);
    }
    if throws {
        let text = format!("{}: JNI libraries are not supported", text_argument(t, name)?);
        return Err(Throw::new(VmException::UnsatisfiedLink, text));
    }
    Ok(false)
}

fn load_raw(t: &JavaThread, library: Handle, name: Handle) -> Result<bool, Throw> {
    open(t, library, name, false)
}

/// Opens a library whose symbols are looked up, and which has no Java methods.
fn open(t: &JavaThread, library: Handle, name: Handle, throws: bool) -> Result<bool, Throw> {
    let library = t.non_null(library)?;
    let path = platform_text(t, t.non_null(name)?)?;
    // SAFETY: the program vouches for the code in the library, as with `java`.
    match ask(t, |host| unsafe { host.open_library(&path) }) {
        Ok(handle) => {
            platform::put(t, library, "handle", "J", handle as usize as i64);
            Ok(true)
        }
        Err(reason) if throws => {
            let text = format!("{}: {reason}", text_argument(t, name)?);
            Err(Throw::new(VmException::UnsatisfiedLink, text))
        }
        Err(_) => Ok(false),
    }
}

fn find_entry_17(t: &JavaThread, library: Handle, name: Handle) -> Result<i64, Throw> {
    let handle = platform::get::<i64>(t, t.non_null(library)?, "handle", "J");
    find_entry(t, handle, name)
}

/// Address of a symbol; 0 if the library has none, as the built-in ones, whose
/// natives are not found by name.
fn find_entry(t: &JavaThread, handle: i64, name: Handle) -> Result<i64, Throw> {
    let name = platform_text(t, t.non_null(name)?)?;
    if handle == 0 || handle == BUILT_IN_HANDLE {
        return Ok(0);
    }
    let library = handle as usize as *mut c_void;
    // SAFETY: the class library asks with handles from `open` that are not closed.
    Ok(ask(t, |host| unsafe { host.library_symbol(library, &name) }) as usize as i64)
}

fn unload_17(
    t: &JavaThread,
    name: Handle,
    is_builtin: bool,
    _is_jni: bool,
    handle: i64,
) -> Result<(), Throw> {
    unload(t, name, is_builtin, handle)
}

fn unload(t: &JavaThread, name: Handle, is_builtin: bool, handle: i64) -> Result<(), Throw> {
    if is_builtin { Ok(()) } else { unload_raw(t, name, handle) }
}

fn unload_raw(t: &JavaThread, _name: Handle, handle: i64) -> Result<(), Throw> {
    if handle != 0 && handle != BUILT_IN_HANDLE {
        // SAFETY: the class library closes what `open` gave it, once.
        ask(t, |host| unsafe { host.close_library(handle as usize as *mut c_void) });
    }
    Ok(())
}
