//! `jdk.internal.loader`, and the image of the class library as
//! `jdk.internal.jimage` sees it.

mod libraries;

use crate::link::{boot, modules};
use crate::model::Throw;
use crate::native::support::{direct_buffer, string_array, text_argument};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the packages.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS, libraries::ROWS];

const BOOT: &str = "jdk/internal/loader/BootLoader";

const ROWS: &[NativeRow] = &[
    native(BOOT, "setBootLoaderUnnamedModule0", "(Ljava/lang/Module;)V", set_unnamed_module),
    native(BOOT, "getSystemPackageNames", "()[Ljava/lang/String;", system_package_names),
    native(
        BOOT,
        "getSystemPackageLocation",
        "(Ljava/lang/String;)Ljava/lang/String;",
        system_package_location,
    ),
    native(
        "jdk/internal/jimage/NativeImageBuffer",
        "getNativeMap",
        "(Ljava/lang/String;)Ljava/nio/ByteBuffer;",
        native_map,
    ),
];

fn set_unnamed_module(t: &JavaThread, module: Handle) -> Result<(), Throw> {
    modules::set_boot_unnamed_module(t, t.non_null(module)?)
}

fn system_package_names(t: &JavaThread) -> Result<Ref, Throw> {
    let names: Vec<String> = modules::system_packages(t)
        .iter()
        .map(|name| base::mutf8::to_string_lossy(name).into_owned())
        .collect();
    string_array(t, &names.iter().map(|name| Some(name.as_str())).collect::<Vec<_>>())
}

/// Location of the module of a package that has a class of the boot loader, or
/// the element of the appended path that it came from; null if there is none.
fn system_package_location(t: &JavaThread, package: Handle) -> Result<Ref, Throw> {
    let package = text_argument(t, package)?;
    let vm = t.vm();
    let Some(symbol) = vm.symbols.lookup(package.as_bytes()) else { return Ok(Ref::NULL) };
    let module = vm.boot_loader.packages.get(&symbol).map(|entry| *entry.value());
    let location = match module {
        Some(module) => module
            .location
            .clone()
            .filter(|_| modules::system_packages(t).iter().any(|name| name == package.as_bytes())),
        None => boot::appended_location(vm, symbol),
    };
    match location {
        Some(location) => t.new_string(&location),
        None => Ok(Ref::NULL),
    }
}

/// The mapped image, if `path` is that of the class library in use; else null,
/// and the class library reads the file itself.
fn native_map(t: &JavaThread, path: Handle) -> Result<Ref, Throw> {
    let path = text_argument(t, path)?;
    let own = t.vm().config.java_home.join("lib/modules");
    if std::path::Path::new(&path) != own {
        return Ok(Ref::NULL);
    }
    let bytes = boot::image(t.vm()).raw_map();
    match i32::try_from(bytes.len()) {
        Ok(_) => direct_buffer(t, bytes.as_ptr() as i64, bytes.len() as i64),
        Err(_) => Ok(Ref::NULL),
    }
}
