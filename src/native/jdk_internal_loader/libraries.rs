//! Native libraries (`System.loadLibrary`). The class library's own ones are
//! built in: their natives are rows of the registry.

use crate::model::{Throw, VmException};
use crate::native::platform;
use crate::native::support::text_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

const LIBRARIES: &str = "jdk/internal/loader/NativeLibraries";

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
        load_for_jni,
    ),
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

fn load_for_jni(
    t: &JavaThread,
    library: Handle,
    name: Handle,
    is_builtin: bool,
    _is_jni: bool,
    throws: bool,
) -> Result<bool, Throw> {
    load(t, library, name, is_builtin, throws)
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
