//! Class loaders as the VM sees them: who defined which class, and who was asked
//! for which.

use super::holder::{HolderRef, Metadata};
use super::{ClassRef, Module, ModuleRef};
use base::symbol::Symbol;
use dashmap::DashMap;
use heap::layout::RootSlot;
use parking_lot::Mutex;
use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;
use std::sync::{Arc, OnceLock};

/// The VM's record of one class loader.
pub struct Loader {
    /// Number of the loader in its VM; 0 is the boot loader.
    pub id: u32,
    /// The `java.lang.ClassLoader` object; null for the boot loader.
    pub object: RootSlot,
    /// Whether this is the boot, platform or application loader.
    pub builtin: bool,
    /// Whether this is the boot or the platform loader, whose classes may use
    /// the VM's own annotations.
    pub trusts_vm_annotations: bool,
    /// Classes by internal name of which this is an initiating loader (JVMS
    /// §5.3), defined ones included.
    pub dictionary: DashMap<Symbol, ClassRef>,
    /// The named module of each package, by internal package name.
    pub packages: DashMap<Symbol, ModuleRef>,
    /// The unnamed module.
    pub unnamed_module: OnceLock<ModuleRef>,
    /// All modules of the loader.
    pub modules: Mutex<Vec<ModuleRef>>,
    /// The metadata of the classes defined here.
    pub holder: HolderRef,
    /// The metadata of hidden classes defined here that may be unloaded before
    /// the loader.
    pub hidden: Mutex<Vec<HolderRef>>,
}

/// Shards of the maps of a loader that a program makes: there may be many, and
/// few threads use one.
const SHARDS: usize = 4;

impl Loader {
    /// Whether this is the boot loader.
    pub fn is_boot(&self) -> bool {
        self.id == 0
    }

    /// All classes defined here, hidden ones and arrays included; those of the
    /// loader's own holder in order of definition.
    pub fn classes(&self) -> Vec<ClassRef> {
        let mut classes = self.holder.classes();
        for hidden in self.hidden.lock().iter() {
            classes.extend(hidden.classes());
        }
        classes
    }

    /// Records this as an initiating loader of a class (JVMS §5.3); the class
    /// that is recorded under its name, which is another if that was first.
    pub fn record(&self, class: ClassRef) -> ClassRef {
        self.holder.need(class.holder);
        *self.dictionary.entry(class.name).or_insert(class)
    }
}

impl fmt::Debug for Loader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Loader({})", self.id)
    }
}

/// A copyable reference to a loader; lives as metadata does (see `refs`).
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LoaderRef(NonNull<Loader>);

impl LoaderRef {
    /// The record of a loader, which [`LoaderRef::free`] takes back. The
    /// built-in ones are never unloaded.
    pub fn create(
        id: u32,
        builtin: bool,
        trusts_vm_annotations: bool,
        metadata: &Arc<Metadata>,
    ) -> LoaderRef {
        let holder = HolderRef::create(builtin, metadata);
        fn map<T>(builtin: bool) -> DashMap<Symbol, T> {
            if builtin { DashMap::new() } else { DashMap::with_shard_amount(SHARDS) }
        }
        let loader = Loader {
            id,
            object: RootSlot::null(),
            builtin,
            trusts_vm_annotations,
            dictionary: map(builtin),
            packages: map(builtin),
            unnamed_module: OnceLock::new(),
            modules: Mutex::new(Vec::new()),
            holder,
            hidden: Mutex::new(Vec::new()),
        };
        let loader = LoaderRef(NonNull::from(Box::leak(Box::new(loader))));
        holder.belong_to(loader);
        loader
    }

    /// Frees the record, its modules and the metadata of all its classes.
    ///
    /// # Safety
    ///
    /// Nothing refers to any of that any more.
    pub unsafe fn free(self) {
        // SAFETY: `create` made it from a box, `Module::create` the modules; the
        // caller's promise covers them and the holders.
        unsafe {
            let loader = Box::from_raw(self.0.as_ptr());
            for module in loader.modules.lock().drain(..) {
                Module::free(module);
            }
            for hidden in loader.hidden.lock().drain(..) {
                hidden.free();
            }
            loader.holder.free();
        }
    }
}

impl Deref for LoaderRef {
    type Target = Loader;
    fn deref(&self) -> &Loader {
        // SAFETY: the promise made at `from_ptr`.
        unsafe { self.0.as_ref() }
    }
}

impl fmt::Debug for LoaderRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", **self)
    }
}

// SAFETY: a loader is locks, concurrent maps and atomics.
unsafe impl Send for LoaderRef {}
// SAFETY: as above.
unsafe impl Sync for LoaderRef {}
