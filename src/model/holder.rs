//! What is unloaded as a whole: the metadata of one class loader, or of one
//! hidden class that its loader does not hold strongly (JEP 371).
//!
//! Invariant: everything that metadata of a holder points to belongs to the
//! holder itself, to one that it [needs](Holder::need), or to a loader that is
//! never unloaded. So a holder that is alive keeps alive all that it can reach.

use super::remembered::Mark;
use super::{Class, ClassRef, LoaderRef, Remembered};
use bumpalo::Bump;
use heap::layout::RootSlot;
use parking_lot::Mutex;
use std::alloc::Layout;
use std::fmt;
use std::ops::Deref;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// What concerns the metadata of all holders of a VM.
#[derive(Debug, Default)]
pub struct Metadata {
    bytes: AtomicUsize,
    /// What a young collection must look at.
    pub remembered: Remembered,
}

impl Metadata {
    /// The bytes of all metadata now.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }
}

/// A holder of metadata: the arena in which it lies, and what the collector must
/// know of it.
pub struct Holder {
    loader: OnceLock<LoaderRef>,
    arena: Mutex<Bump>,
    classes: Mutex<Vec<ClassRef>>,
    /// Slots in the arena besides those of the classes.
    slots: Mutex<Vec<&'static RootSlot>>,
    needs: Mutex<Vec<HolderRef>>,
    /// Bytes counted in `metadata`.
    bytes: AtomicUsize,
    metadata: Arc<Metadata>,
    pub(super) is_remembered: Mark,
    /// Whether it is alive whatever the collector finds: its loader is never
    /// unloaded, or its class is being made.
    kept: AtomicBool,
    /// Number of the last full collection that has found it alive.
    reached: AtomicU32,
}

impl Holder {
    fn new(kept: bool, metadata: Arc<Metadata>) -> Holder {
        Holder {
            loader: OnceLock::new(),
            arena: Mutex::new(Bump::new()),
            classes: Mutex::new(Vec::new()),
            slots: Mutex::new(Vec::new()),
            needs: Mutex::new(Vec::new()),
            bytes: AtomicUsize::new(0),
            metadata,
            is_remembered: Mark::default(),
            kept: AtomicBool::new(kept),
            reached: AtomicU32::new(0),
        }
    }

    /// The loader whose classes these are.
    pub fn loader(&self) -> LoaderRef {
        *self.loader.get().expect("set when the holder was made")
    }

    pub(super) fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Whether these are all classes of the loader but such hidden ones as have
    /// a holder of their own.
    pub fn is_loaders_own(&self) -> bool {
        std::ptr::eq(self.loader().holder.as_ptr(), self)
    }

    /// Runs `body` with the arena and counts what it takes from there.
    fn in_arena<R>(&self, body: impl FnOnce(&Bump) -> R) -> R {
        let arena = self.arena.lock();
        let before = arena.allocated_bytes();
        let result = body(&arena);
        self.count_bytes((arena.allocated_bytes() - before) as isize);
        result
    }

    /// Counts bytes that belong to this metadata but lie elsewhere.
    pub fn count_bytes(&self, difference: isize) {
        self.bytes.fetch_add(difference as usize, Ordering::Relaxed);
        self.metadata.bytes.fetch_add(difference as usize, Ordering::Relaxed);
    }

    /// Copies a slice into the arena.
    pub fn alloc_slice<T: Copy>(&self, items: &[T]) -> &'static [T] {
        let copy: *const [T] = self.in_arena(|arena| &raw const *arena.alloc_slice_copy(items));
        // SAFETY: the arena's memory stays in place until the holder is freed,
        // which is what `'static` stands for in metadata (invariant of `refs`).
        unsafe { &*copy }
    }

    /// Moves items into the arena; they are not dropped with it.
    pub fn alloc_iter<T>(&self, items: Vec<T>) -> &'static [T] {
        let moved: *const [T] =
            self.in_arena(|arena| &raw const *arena.alloc_slice_fill_iter(items));
        // SAFETY: as in `alloc_slice`.
        unsafe { &*moved }
    }

    /// Moves one value into the arena; it is not dropped with it.
    pub fn alloc<T>(&self, value: T) -> &'static T {
        let moved: *const T = self.in_arena(|arena| &raw const *arena.alloc(value));
        // SAFETY: as in `alloc_slice`.
        unsafe { &*moved }
    }

    /// Sets memory aside for a class and lets `build` make the class that will
    /// lie there: its members can name it before it exists. `build` must not
    /// look through the `ClassRef` it gets.
    ///
    /// # Errors
    ///
    /// Those of `build`; the memory is then lost until the holder is freed.
    pub fn alloc_class<E>(
        &self,
        build: impl FnOnce(ClassRef) -> Result<Class, E>,
    ) -> Result<ClassRef, E> {
        let layout = Layout::new::<Class>();
        let place = self.in_arena(|arena| arena.alloc_layout(layout)).cast::<Class>();
        // SAFETY: the memory belongs to the arena; it is filled below before
        // anybody but `build` sees the reference, and `build` does not read it.
        let class = unsafe { ClassRef::from_ptr(place.as_ptr()) };
        let built = build(class)?;
        // SAFETY: freshly allocated with the layout of a `Class`.
        unsafe { place.as_ptr().write(built) };
        Ok(class)
    }

    /// Makes a finished class known to the collector.
    pub fn publish(&self, class: ClassRef) {
        self.classes.lock().push(class);
        class.list_from_now_on();
    }

    /// The published classes, in order of definition.
    pub fn classes(&self) -> Vec<ClassRef> {
        self.classes.lock().clone()
    }

    /// Calls `visit` for every published class.
    pub fn for_each_class(&self, visit: impl FnMut(&ClassRef)) {
        self.classes.lock().iter().for_each(visit);
    }

    /// Calls `visit` for the slots of [`HolderRef::add_slot`].
    pub fn for_each_slot(&self, visit: impl FnMut(&&'static RootSlot)) {
        self.slots.lock().iter().for_each(visit);
    }

    /// Notes that metadata of this holder is about to point to metadata of
    /// another.
    pub fn need(&self, other: HolderRef) {
        let is_constant =
            std::ptr::eq(self, other.as_ptr()) || other.is_kept() && other.is_loaders_own();
        if is_constant {
            return;
        }
        let mut needs = self.needs.lock();
        if !needs.contains(&other) {
            needs.push(other);
        }
    }

    /// Calls `visit` for the other holders that this one keeps alive.
    pub fn for_each_need(&self, mut visit: impl FnMut(HolderRef)) {
        self.needs.lock().iter().for_each(|need| visit(*need));
    }

    /// Whether it is alive whatever the collector finds.
    pub fn is_kept(&self) -> bool {
        self.kept.load(Ordering::Acquire)
    }

    /// Leaves it to the collector from now on.
    pub fn release(&self) {
        self.kept.store(false, Ordering::Release);
    }

    /// Notes that a full collection, by its number, has found the holder alive;
    /// whether this is news.
    pub fn reach(&self, collection: u32) -> bool {
        self.reached.swap(collection, Ordering::AcqRel) != collection
    }

    /// Whether that collection has found it alive.
    pub fn is_reached(&self, collection: u32) -> bool {
        self.reached.load(Ordering::Acquire) == collection
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.metadata.bytes.fetch_sub(*self.bytes.get_mut(), Ordering::Relaxed);
    }
}

/// A copyable reference to a holder; lives as metadata does (see `refs`).
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct HolderRef(NonNull<Holder>);

impl HolderRef {
    /// A holder that [`HolderRef::free`] takes back.
    pub(super) fn create(kept: bool, metadata: &Arc<Metadata>) -> HolderRef {
        HolderRef(NonNull::from(Box::leak(Box::new(Holder::new(kept, Arc::clone(metadata))))))
    }

    /// Makes the collector visit a slot in the arena that has been filled since
    /// the last safepoint.
    pub fn add_slot(self, slot: &'static RootSlot) {
        self.slots.lock().push(slot);
        self.remember();
    }

    /// A holder for one class of a loader, kept until it is released.
    pub fn of_hidden(loader: LoaderRef) -> HolderRef {
        let holder = HolderRef::create(true, &loader.holder.metadata);
        holder.belong_to(loader);
        holder.need(loader.holder);
        loader.hidden.lock().push(holder);
        holder
    }

    pub(super) fn belong_to(self, loader: LoaderRef) {
        assert!(self.loader.set(loader).is_ok(), "a holder is given its loader once");
    }

    /// Frees the metadata.
    ///
    /// # Safety
    ///
    /// Nothing refers to the holder or to anything in it any more.
    pub unsafe fn free(self) {
        // SAFETY: `create` made it from a box; the caller's promise.
        drop(unsafe { Box::from_raw(self.0.as_ptr()) });
    }

    fn as_ptr(self) -> *const Holder {
        self.0.as_ptr()
    }
}

impl Deref for HolderRef {
    type Target = Holder;
    fn deref(&self) -> &Holder {
        // SAFETY: the invariant of `refs`.
        unsafe { self.0.as_ref() }
    }
}

impl fmt::Debug for HolderRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Holder({:p})", self.0)
    }
}

// SAFETY: a holder is locks and atomics.
unsafe impl Send for HolderRef {}
// SAFETY: as above.
unsafe impl Sync for HolderRef {}
