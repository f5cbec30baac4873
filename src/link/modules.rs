//! The VM's side of the module system (JVMS §5.3.6) and the records of class
//! loaders.

use super::access::is_magic;
use super::errors;
use super::state::LinkState;
use crate::model::{
    ClassRef, Export, KnownField, LoaderRef, Module, ModuleRef, Throw, VmException,
};
use crate::thread::{Handle, JavaThread};
use base::symbol::Symbol;
use dashmap::{DashMap, DashSet};
use heap::layout::RootSlot;
use std::sync::atomic::{AtomicBool, Ordering};

/// What `Module.defineModule0` is given.
pub struct ModuleDefinition<'a> {
    /// The `java.lang.Module` object.
    pub object: Handle,
    /// Whether all packages are open.
    pub is_open: bool,
    /// Version in the module descriptor.
    pub version: Option<String>,
    /// Location, such as `jrt:/java.base`.
    pub location: Option<String>,
    /// Internal names of the packages.
    pub packages: &'a [Vec<u8>],
}

fn illegal_argument(message: impl Into<String>) -> Throw {
    Throw::new(VmException::IllegalArgument, message)
}

/// The record of a class loader, made at its first use; the boot loader for
/// null.
pub fn loader_of(t: &JavaThread, object: Handle) -> LoaderRef {
    let vm = t.vm();
    if object.is_null() {
        return vm.boot_loader;
    }
    let find = || {
        let id = t.known::<i32>(object, KnownField::LoaderId);
        (id != 0).then(|| vm.loader(id as u32 - 1).expect("a recorded loader exists"))
    };
    if let Some(loader) = find() {
        return loader;
    }
    let state = LinkState::of(vm);
    // Nothing below can stop for a collection, so the lock is held shortly.
    let _guard = state.registration.lock();
    find().unwrap_or_else(|| {
        let class = t.class_of(object.get());
        let is = |name: &[u8]| class.loader.is_boot() && class.name.as_bytes() == name;
        let platform = is(b"jdk/internal/loader/ClassLoaders$PlatformClassLoader");
        let builtin = platform || is(b"jdk/internal/loader/ClassLoaders$AppClassLoader");
        let loader = vm.add_loader(builtin, platform);
        loader.object.set(object.get());
        loader.holder.remember();
        t.put_known(object, KnownField::LoaderId, loader.id as i32 + 1);
        loader
    })
}

/// The record of the unnamed module of a loader, `None` until the loader or the
/// module system is ready.
pub fn unnamed_module(t: &JavaThread, loader: LoaderRef) -> Option<ModuleRef> {
    if let Some(module) = loader.unnamed_module.get() {
        return Some(*module);
    }
    if loader.is_boot() {
        return None;
    }
    let _scope = t.scope();
    let object = t.handle(loader.object.get());
    let module = t.handle(t.known_ref(object, KnownField::LoaderUnnamedModule));
    if module.is_null() {
        return None;
    }
    Some(
        *loader
            .unnamed_module
            .get_or_init(|| new_module(t, module, loader, None, None, None, true)),
    )
}

fn new_module(
    t: &JavaThread,
    object: Handle,
    loader: LoaderRef,
    name: Option<Symbol>,
    version: Option<String>,
    location: Option<String>,
    open: bool,
) -> ModuleRef {
    let module = t.vm().add_module(|id| Module {
        id,
        name,
        version: version.map(String::into_boxed_str),
        location: location.map(String::into_boxed_str),
        loader,
        open,
        object: RootSlot::null(),
        reads_all_unnamed: AtomicBool::new(false),
        reads: DashSet::new(),
        exports: DashMap::new(),
    });
    module.object.set(object.get());
    loader.holder.remember();
    t.put_known(object, KnownField::ModuleId, module.id as i32 + 1);
    module
}

/// The record of a `java.lang.Module`; `None` for one the VM was not told of.
pub fn module_of(t: &JavaThread, object: Handle) -> Option<ModuleRef> {
    let id = t.known::<i32>(object, KnownField::ModuleId);
    if id != 0 {
        return t.vm().module(id as u32 - 1);
    }
    if !t.known_ref(object, KnownField::ModuleName).is_null() {
        return None;
    }
    // An unnamed module, met before any class of its loader.
    let loader = loader_of(t, t.handle(t.known_ref(object, KnownField::ModuleLoader)));
    unnamed_module(t, loader).filter(|module| module.object.get() == object.get())
}

/// Gives a new class its module: the named one that has its package in its
/// loader, else the loader's unnamed one. Before java.base is defined it has
/// none yet.
pub(super) fn assign_module(t: &JavaThread, class: ClassRef) {
    // Generated accessors have loaders of their own, but belong to the package
    // of their superclass.
    let holder = if is_magic(t, class) { t.vm().boot_loader } else { class.loader };
    let named = t
        .vm()
        .symbols
        .lookup(class.package_name())
        .and_then(|package| holder.packages.get(&package).map(|entry| *entry.value()));
    // Boot classes that come before java.base is defined are all of java.base.
    if class.loader.is_boot() && t.vm().java_base.get().is_none() {
        return;
    }
    if let Some(module) = named.or_else(|| unnamed_module(t, class.loader)) {
        let _ = class.module.set(module);
    }
}

/// `Module.defineModule0`.
///
/// # Errors
///
/// `IllegalArgumentException`, `IllegalStateException`.
pub fn define_module(t: &JavaThread, definition: ModuleDefinition<'_>) -> Result<(), Throw> {
    let _scope = t.scope();
    let vm = t.vm();
    let ModuleDefinition { object, is_open, version, location, packages } = definition;
    let name = t.handle(t.known_ref(object, KnownField::ModuleName));
    if name.is_null() {
        return Err(illegal_argument("Module name cannot be null"));
    }
    let name = vm.symbols.intern(&t.string_mutf8(name));
    let loader = loader_of(t, t.handle(t.known_ref(object, KnownField::ModuleLoader)));
    let is_java_base = name.as_bytes() == b"java.base";
    if is_java_base && vm.java_base.get().is_some() {
        return Err(Throw::new(VmException::Internal, "Module java.base is already defined"));
    }
    let packages = checked_packages(t, loader, name, packages)?;
    let module = {
        let _guard = LinkState::of(vm).registration.lock();
        if loader.modules.lock().iter().any(|module| module.name == Some(name)) {
            return Err(illegal_state(format!("Module {name} is already defined")));
        }
        for package in &packages {
            if let Some(owner) = loader.packages.get(package).map(|entry| *entry.value()) {
                return Err(illegal_state(package_taken(*package, name, owner)));
            }
        }
        let module = new_module(t, object, loader, Some(name), version, location, is_open);
        for package in packages {
            loader.packages.insert(package, module);
        }
        module
    };
    if is_java_base {
        adopt_boot_classes(t, module);
    }
    Ok(())
}

fn illegal_state(message: String) -> Throw {
    Throw::new(VmException::IllegalState, message)
}

fn package_taken(package: Symbol, module: Symbol, owner: ModuleRef) -> String {
    let package = package.to_string().replace('/', ".");
    let owner = owner.name.map_or_else(String::new, |name| name.to_string());
    format!(
        "Package {package} for module {module} is already in another module, {owner}, defined to the class loader"
    )
}

fn checked_packages(
    t: &JavaThread,
    loader: LoaderRef,
    module: Symbol,
    packages: &[Vec<u8>],
) -> Result<Vec<Symbol>, Throw> {
    let mut symbols = Vec::with_capacity(packages.len());
    for package in packages {
        let shown = || base::mutf8::to_string_lossy(package).into_owned();
        if !package.split(|&byte| byte == b'/').all(base::descriptor::is_unqualified_name) {
            let text = format!("Invalid package name: {} for module: {module}", shown());
            return Err(illegal_argument(text));
        }
        let in_java = package == b"java" || package.starts_with(b"java/");
        if in_java && !loader.trusts_vm_annotations {
            let dotted = shown().replace('/', ".");
            return Err(illegal_argument(format!(
                "Class loader (instance of): {} tried to define prohibited package name: {dotted}",
                errors::loader_text(t, loader)
            )));
        }
        symbols.push(t.vm().symbols.intern(package));
    }
    Ok(symbols)
}

/// The classes that were loaded before java.base was defined belong to it.
fn adopt_boot_classes(t: &JavaThread, module: ModuleRef) {
    let vm = t.vm();
    assert!(vm.java_base.set(module).is_ok(), "checked before");
    let loaded = vm.boot_loader.classes();
    let primitives = vm.primitives.get().into_iter().flat_map(|map| map.values().copied());
    for class in loaded.into_iter().chain(primitives) {
        if class.module.set(module).is_ok() && !class.mirror.get().is_null() {
            let offset = t.offset(KnownField::ClassModule);
            t.put_ref(class.mirror.get(), offset, module.object.get());
        }
    }
}

/// `BootLoader.setBootLoaderUnnamedModule0`.
///
/// # Errors
///
/// `IllegalArgumentException` if it was set before or has a name.
pub fn set_boot_unnamed_module(t: &JavaThread, object: Handle) -> Result<(), Throw> {
    let boot = t.vm().boot_loader;
    if !t.known_ref(object, KnownField::ModuleName).is_null() {
        return Err(illegal_argument("boot loader's unnamed module's java.lang.Module has a name"));
    }
    let module = new_module(t, object, boot, None, None, None, true);
    match boot.unnamed_module.set(module) {
        Ok(()) => Ok(()),
        Err(_) => Err(Throw::new(VmException::Internal, "unnamed module is already set")),
    }
}

fn known_module(t: &JavaThread, object: Handle, what: &str) -> Result<ModuleRef, Throw> {
    t.non_null(object)?;
    module_of(t, object).ok_or_else(|| illegal_argument(format!("{what} module cannot be found")))
}

/// `Module.addReads0`; a null `to` stands for all unnamed modules.
///
/// # Errors
///
/// `IllegalArgumentException`.
pub fn add_reads(t: &JavaThread, from: Handle, to: Handle) -> Result<(), Throw> {
    let from = known_module(t, from, "from_module")?;
    if to.is_null() {
        from.reads_all_unnamed.store(true, Ordering::Release);
    } else {
        from.reads.insert(known_module(t, to, "to_module")?.id);
    }
    Ok(())
}

/// To whom a package is to be exported.
#[derive(Clone, Copy, Debug)]
pub enum ExportTarget {
    /// `addExportsToAll0`.
    All,
    /// `addExportsToAllUnnamed0`.
    AllUnnamed,
    /// `addExports0`.
    Module(Handle),
}

/// The natives that export a package, by internal name.
///
/// # Errors
///
/// `IllegalArgumentException`.
pub fn add_export(
    t: &JavaThread,
    from: Handle,
    package: &[u8],
    to: ExportTarget,
) -> Result<(), Throw> {
    let from = known_module(t, from, "from_module")?;
    let Some(name) = from.name else { return Ok(()) };
    let symbol = t.vm().symbols.intern(package);
    let owner = from.loader.packages.get(&symbol).map(|entry| entry.value().id);
    if owner != Some(from.id) {
        let package = base::mutf8::to_string_lossy(package).replace('/', ".");
        return Err(illegal_argument(match owner {
            None => format!("Package {package} not found in from_module {name}"),
            Some(_) => format!("Package: {package} found in module other than from_module: {name}"),
        }));
    }
    let target = match to {
        ExportTarget::Module(to) => Some(known_module(t, to, "to_module")?.id),
        _ => None,
    };
    let export: dashmap::mapref::one::Ref<'_, Symbol, Export> =
        from.exports.entry(symbol).or_default().downgrade();
    match (to, target) {
        (ExportTarget::All, _) => export.to_all.store(true, Ordering::Release),
        (ExportTarget::AllUnnamed, _) => export.to_all_unnamed.store(true, Ordering::Release),
        (ExportTarget::Module(_), Some(id)) => drop(export.to.insert(id)),
        (ExportTarget::Module(_), None) => {}
    }
    Ok(())
}

/// `BootLoader.getSystemPackageNames`: internal names of the packages in which
/// the boot loader has defined classes that it found itself. Classes of modules
/// without a location, such as those of proxies, came from elsewhere.
pub fn system_packages(t: &JavaThread) -> Vec<Vec<u8>> {
    let vm = t.vm();
    let is_located = |class: &ClassRef| {
        let package = vm.symbols.lookup(class.as_ref_static().package_name());
        let module = package
            .and_then(|package| vm.boot_loader.packages.get(&package).map(|entry| *entry.value()));
        module.is_none_or(|module| module.location.is_some())
    };
    let classes = vm.boot_loader.classes();
    let mut names: Vec<Vec<u8>> = classes
        .iter()
        .filter(|class| !class.is_array() && is_located(class))
        .map(|class| class.as_ref_static().package_name().to_vec())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}
