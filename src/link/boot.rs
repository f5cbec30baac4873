//! Linking's part of the boot sequence, and what it installs for lower layers.

use super::boot_path::BootPath;
use super::loading;
use super::state::LinkState;
use super::{initialization, lookup};
use crate::model::{ClassRef, KnownClass, KnownMethod, MethodRef, Throw, VmException};
use crate::thread::{JavaThread, Vm};
use archive::jimage::{Image, ImageError};
use base::symbol::Symbol;

/// Well-known classes that only some class libraries have.
const OPTIONAL_CLASSES: &[KnownClass] = &[
    KnownClass::ThreadFieldHolder,
    KnownClass::MagicAccessorImpl,
    KnownClass::DelegatingClassLoader,
];

/// Opens the run-time image of the class library. Before anything is loaded.
///
/// # Errors
///
/// When there is no image or it is damaged.
pub fn open_boot_path(vm: &Vm) -> Result<(), ImageError> {
    let path = BootPath::open(vm)?;
    assert!(LinkState::of(vm).boot_path.set(path).is_ok(), "the boot path is opened once");
    vm.on_unloading(super::call_sites::unload);
    vm.on_unloading(super::constraints::unload);
    Ok(())
}

/// The run-time image.
///
/// # Panics
///
/// Before [`open_boot_path`].
pub fn image(vm: &Vm) -> &'static Image {
    LinkState::of(vm).boot_path.get().expect("boot opens the image first").image()
}

/// Where a package of the boot loader's unnamed module came from: an element of
/// the appended path, if a class of it is loaded.
pub fn appended_location(vm: &Vm, package: Symbol) -> Option<Box<str>> {
    let sources = &LinkState::of(vm).appended_packages;
    sources.get(&package).map(|entry| entry.value().clone())
}

/// Loads what everything else needs: primitive types, `Object`, `Class`, then
/// the other classes of the well-known table. Initializes nothing.
///
/// # Errors
///
/// When a class is missing that every class library has, or memory is.
pub fn preload(t: &JavaThread) -> Result<(), Throw> {
    loading::make_primitive_classes(t)?;
    // `Class` comes as early as its supertypes let it: classes loaded before it
    // get their mirrors when it is there.
    for first in [KnownClass::Object, KnownClass::Class] {
        loading::boot_class(t, first.name())?;
    }
    for known in KnownClass::ALL {
        let name = t.vm().symbols.intern(known.name().as_bytes());
        let found = loading::find_class(t, t.vm().boot_loader, name)?;
        if found.is_none() && !OPTIONAL_CLASSES.contains(known) {
            return Err(Throw::new(VmException::NoClassDefFound, known.name()));
        }
    }
    Ok(())
}

/// `Hooks::known_class`.
///
/// # Errors
///
/// As [`loading::load_class`].
pub fn known_class(t: &JavaThread, class: KnownClass) -> Result<ClassRef, Throw> {
    match t.vm().known.try_class(class) {
        Some(class) => Ok(class),
        None => loading::boot_class(t, class.name()),
    }
}

/// `Hooks::known_method`: finds the method and initializes its class.
///
/// # Errors
///
/// `NoSuchMethodError`, errors of loading and initialization.
pub fn known_method(t: &JavaThread, method: KnownMethod) -> Result<MethodRef, Throw> {
    let (class, name, descriptor) = method.row();
    let class = known_class(t, class)?;
    initialization::ensure_initialized(t, class)?;
    let symbols = &t.vm().symbols;
    let (name, descriptor) =
        (symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()));
    let found = lookup::find_in_superclasses(class, name, descriptor)
        .ok_or_else(|| super::errors::no_such_method(class, name, descriptor))?;
    t.vm().known.set_method(method, found);
    Ok(found)
}
