//! Modules as the VM's own access checks need them (JVMS §5.3.6, §5.4.4).

use super::LoaderRef;
use base::symbol::Symbol;
use dashmap::{DashMap, DashSet};
use heap::layout::RootSlot;
use std::sync::atomic::{AtomicBool, Ordering};

/// A module, named or not. The record lives as long as its loader.
pub type ModuleRef = &'static Module;

/// To whom a package is exported.
#[derive(Debug, Default)]
pub struct Export {
    /// To every module.
    pub to_all: AtomicBool,
    /// To every unnamed module.
    pub to_all_unnamed: AtomicBool,
    /// To these modules, by `Module::id`.
    pub to: DashSet<u32>,
}

/// A module.
#[derive(Debug)]
pub struct Module {
    /// Number of the module in its VM.
    pub id: u32,
    /// Name; `None` for unnamed modules.
    pub name: Option<Symbol>,
    /// Version as given by the module descriptor.
    pub version: Option<Box<str>>,
    /// Location as given to `defineModule0`, such as `jrt:/java.base`.
    pub location: Option<Box<str>>,
    /// The loader whose classes are in the module.
    pub loader: LoaderRef,
    /// Whether all packages are open.
    pub open: bool,
    /// The `java.lang.Module` object.
    pub object: RootSlot,
    /// Whether all unnamed modules are read.
    pub reads_all_unnamed: AtomicBool,
    /// Modules read, by `Module::id`.
    pub reads: DashSet<u32>,
    /// Exports by internal package name.
    pub exports: DashMap<Symbol, Export>,
}

impl Module {
    /// Moves a module to where it stays until it is freed.
    pub fn leak(module: Module) -> ModuleRef {
        Box::leak(Box::new(module))
    }

    /// Frees a module made by [`Module::leak`].
    ///
    /// # Safety
    ///
    /// Nothing refers to it any more.
    pub(super) unsafe fn free(module: ModuleRef) {
        // SAFETY: `leak` made it from a box; the caller's promise.
        drop(unsafe { Box::from_raw(std::ptr::from_ref(module).cast_mut()) });
    }

    /// Whether this is an unnamed module.
    pub fn is_unnamed(&self) -> bool {
        self.name.is_none()
    }

    /// Whether this module reads `other`.
    pub fn can_read(&self, other: &Module) -> bool {
        self.id == other.id
            || self.is_unnamed()
            || other.is_unnamed() && self.reads_all_unnamed.load(Ordering::Acquire)
            || self.reads.contains(&other.id)
    }

    /// Whether this module exports `package` to `other`.
    pub fn is_exported(&self, package: Symbol, other: &Module) -> bool {
        if self.id == other.id || self.is_unnamed() || self.open {
            return true;
        }
        self.exports.get(&package).is_some_and(|export| {
            export.to_all.load(Ordering::Acquire)
                || other.is_unnamed() && export.to_all_unnamed.load(Ordering::Acquire)
                || export.to.contains(&other.id)
        })
    }
}
