//! Class loaders as the VM sees them: who defined which class, who was asked
//! for which, and the arena that holds the metadata.

use super::{Class, ClassRef, ModuleRef};
use base::symbol::Symbol;
use bumpalo::Bump;
use dashmap::DashMap;
use heap::layout::RootSlot;
use parking_lot::Mutex;
use std::alloc::Layout;
use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;
use std::sync::OnceLock;

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
    /// Classes defined here, hidden ones and arrays included, in order of
    /// definition.
    pub classes: Mutex<Vec<ClassRef>>,
    /// The named module of each package, by internal package name.
    pub packages: DashMap<Symbol, ModuleRef>,
    /// The unnamed module.
    pub unnamed_module: OnceLock<ModuleRef>,
    arena: Mutex<Bump>,
}

impl Loader {
    /// A loader without classes.
    pub fn new(id: u32, builtin: bool, trusts_vm_annotations: bool) -> Loader {
        Loader {
            id,
            object: RootSlot::null(),
            builtin,
            trusts_vm_annotations,
            dictionary: DashMap::new(),
            classes: Mutex::new(Vec::new()),
            packages: DashMap::new(),
            unnamed_module: OnceLock::new(),
            arena: Mutex::new(Bump::new()),
        }
    }

    /// Whether this is the boot loader.
    pub fn is_boot(&self) -> bool {
        self.id == 0
    }

    /// Copies a slice into the arena.
    pub fn alloc_slice<T: Copy>(&self, items: &[T]) -> &'static [T] {
        let arena = self.arena.lock();
        let copy: *const [T] = arena.alloc_slice_copy(items);
        // SAFETY: the arena's memory stays in place until the loader is freed,
        // which is what `'static` stands for in metadata (invariant of `refs`).
        unsafe { &*copy }
    }

    /// Moves items into the arena; they are not dropped with it.
    pub fn alloc_iter<T>(&self, items: Vec<T>) -> &'static [T] {
        let arena = self.arena.lock();
        let moved: *const [T] = arena.alloc_slice_fill_iter(items);
        // SAFETY: as in `alloc_slice`.
        unsafe { &*moved }
    }

    /// Moves one value into the arena; it is not dropped with it.
    pub fn alloc<T>(&self, value: T) -> &'static T {
        let arena = self.arena.lock();
        let moved: *const T = arena.alloc(value);
        // SAFETY: as in `alloc_slice`.
        unsafe { &*moved }
    }

    /// Sets memory aside for a class and lets `build` make the class that will
    /// lie there: its members can name it before it exists. `build` must not
    /// look through the `ClassRef` it gets.
    ///
    /// # Errors
    ///
    /// Those of `build`; the memory is then lost until the loader is freed.
    pub fn alloc_class<E>(
        &self,
        build: impl FnOnce(ClassRef) -> Result<Class, E>,
    ) -> Result<ClassRef, E> {
        let place = self.arena.lock().alloc_layout(Layout::new::<Class>()).cast::<Class>();
        // SAFETY: the memory belongs to the arena; it is filled below before
        // anybody but `build` sees the reference, and `build` does not read it.
        let class = unsafe { ClassRef::from_ptr(place.as_ptr()) };
        let built = build(class)?;
        // SAFETY: freshly allocated with the layout of a `Class`.
        unsafe { place.as_ptr().write(built) };
        Ok(class)
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
    /// Wraps a loader that stays where it is until it is unloaded.
    ///
    /// # Safety
    ///
    /// The loader must outlive every use of the reference.
    pub unsafe fn from_ptr(pointer: *const Loader) -> LoaderRef {
        // SAFETY: a pointer to a live loader is not null.
        LoaderRef(unsafe { NonNull::new_unchecked(pointer.cast_mut()) })
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
