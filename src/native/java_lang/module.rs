//! `java.lang.Module` (JVMS §5.3.6).

use crate::link::modules::{self, ExportTarget, ModuleDefinition};
use crate::model::{Throw, VmException};
use crate::native::support::elements;
use crate::thread::{Handle, JavaThread, NativeRow, native};

const MODULE: &str = "java/lang/Module";

pub(super) const ROWS: &[NativeRow] = &[
    native(
        MODULE,
        "defineModule0",
        "(Ljava/lang/Module;ZLjava/lang/String;Ljava/lang/String;[Ljava/lang/Object;)V",
        define_module,
    ),
    native(MODULE, "addReads0", "(Ljava/lang/Module;Ljava/lang/Module;)V", add_reads),
    native(
        MODULE,
        "addExports0",
        "(Ljava/lang/Module;Ljava/lang/String;Ljava/lang/Module;)V",
        add_exports,
    ),
    native(
        MODULE,
        "addExportsToAll0",
        "(Ljava/lang/Module;Ljava/lang/String;)V",
        add_exports_to_all,
    ),
    native(
        MODULE,
        "addExportsToAllUnnamed0",
        "(Ljava/lang/Module;Ljava/lang/String;)V",
        add_exports_to_all_unnamed,
    ),
];

fn define_module(
    t: &JavaThread,
    module: Handle,
    is_open: bool,
    version: Handle,
    location: Handle,
    packages: Handle,
) -> Result<(), Throw> {
    let text = |string: Handle| (!string.is_null()).then(|| t.string_text(string));
    let mut names = Vec::new();
    if !packages.is_null() {
        for package in elements(t, packages) {
            names.push(package_name(t, package)?);
        }
    }
    let definition = ModuleDefinition {
        object: t.non_null(module)?,
        is_open,
        version: text(version),
        location: text(location),
        packages: &names,
    };
    modules::define_module(t, definition)
}

/// The internal name of a package that Java code gave by its binary name.
fn package_name(t: &JavaThread, package: Handle) -> Result<Vec<u8>, Throw> {
    if package.is_null() {
        return Err(Throw::new(VmException::NullPointer, "package is null"));
    }
    let mut name = t.string_mutf8(package);
    name.iter_mut().filter(|byte| **byte == b'.').for_each(|byte| *byte = b'/');
    Ok(name)
}

fn add_reads(t: &JavaThread, from: Handle, to: Handle) -> Result<(), Throw> {
    modules::add_reads(t, from, to)
}

fn add_exports(t: &JavaThread, from: Handle, package: Handle, to: Handle) -> Result<(), Throw> {
    let package = package_name(t, package)?;
    modules::add_export(t, from, &package, ExportTarget::Module(to))
}

fn add_exports_to_all(t: &JavaThread, from: Handle, package: Handle) -> Result<(), Throw> {
    let package = package_name(t, package)?;
    modules::add_export(t, from, &package, ExportTarget::All)
}

fn add_exports_to_all_unnamed(t: &JavaThread, from: Handle, package: Handle) -> Result<(), Throw> {
    let package = package_name(t, package)?;
    modules::add_export(t, from, &package, ExportTarget::AllUnnamed)
}
