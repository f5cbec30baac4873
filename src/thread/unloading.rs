//! Unloading of classes that a full collection has not found alive (JLS §12.7).

use super::Vm;
use crate::model::{ClassRef, HolderRef, LoaderRef};
use parking_lot::RwLock;
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};

/// Bytes of metadata at which the first collection is due on their account; as
/// large as HotSpot's.
const FIRST_LIMIT: usize = 21 << 20;

/// Forgets what a higher layer keeps of unloaded classes.
pub type UnloadListener = fn(&Vm, &Unloading);

/// What the VM remembers of unloading.
#[derive(Debug)]
pub(super) struct UnloadingState {
    /// Number of the last full collection.
    collection: AtomicU32,
    unloaded: AtomicU64,
    /// Bytes of metadata at which the next collection is due.
    limit: AtomicUsize,
    listeners: RwLock<Vec<UnloadListener>>,
}

impl Default for UnloadingState {
    fn default() -> UnloadingState {
        UnloadingState {
            collection: AtomicU32::new(0),
            unloaded: AtomicU64::new(0),
            limit: AtomicUsize::new(FIRST_LIMIT),
            listeners: RwLock::default(),
        }
    }
}

/// The classes that are being unloaded. Until the listeners have been told, all
/// metadata can be read.
#[derive(Debug)]
pub struct Unloading {
    collection: u32,
    classes: Vec<ClassRef>,
}

impl Unloading {
    /// The classes, arrays included.
    pub fn classes(&self) -> &[ClassRef] {
        &self.classes
    }

    /// Whether the metadata of a holder goes.
    pub fn covers(&self, holder: HolderRef) -> bool {
        !holder.is_reached(self.collection)
    }
}

impl Vm {
    /// Registers what a higher layer does when classes are unloaded.
    pub fn on_unloading(&self, listener: UnloadListener) {
        self.unloading.listeners.write().push(listener);
    }

    /// Number of classes unloaded so far, arrays not counted.
    pub fn unloaded_classes(&self) -> u64 {
        self.unloading.unloaded.load(Ordering::Relaxed)
    }

    /// Whether so much metadata has been made since the last collection that
    /// another is due.
    pub fn metadata_is_due(&self) -> bool {
        self.metadata.bytes() > self.unloading.limit.load(Ordering::Relaxed)
    }

    /// A number for the next collection, should it be a full one.
    pub(super) fn next_collection(&self) -> u32 {
        self.unloading.collection.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// After a full collection of this number has followed all classes: frees
    /// those that it has not found alive.
    pub(super) fn unload(&self, collection: u32) {
        let is_dead = |holder: &HolderRef| !holder.is_reached(collection);
        let mut loaders: Vec<LoaderRef> = Vec::new();
        let mut hidden: Vec<HolderRef> = Vec::new();
        for loader in self.all_loaders() {
            if is_dead(&loader.holder) {
                debug_assert!(loader.hidden.lock().iter().all(is_dead));
                loaders.push(loader);
            } else {
                hidden.extend(loader.hidden.lock().extract_if(.., |holder| is_dead(holder)));
            }
        }
        if !(loaders.is_empty() && hidden.is_empty()) {
            let mut classes: Vec<ClassRef> =
                loaders.iter().flat_map(|loader| loader.classes()).collect();
            classes.extend(hidden.iter().flat_map(|holder| holder.classes()));
            let unloading = Unloading { collection, classes };
            for listener in self.unloading.listeners.read().iter() {
                listener(self, &unloading);
            }
            let unloaded = unloading.classes.iter().filter(|class| !class.is_array()).count();
            self.unloading.unloaded.fetch_add(unloaded as u64, Ordering::Relaxed);
            unloading.classes.into_iter().for_each(|class| self.discard_class(class));
            loaders.iter().for_each(|loader| self.remove_loader(*loader));
            self.metadata.remembered.retain_classes(|class| !is_dead(&class.holder));
            self.metadata.remembered.retain_holders(|holder| !is_dead(&holder));
            // SAFETY: the collection has proved that no object, frame, handle or
            // living metadata names these; the listeners have forgotten them.
            unsafe {
                hidden.into_iter().for_each(|holder| holder.free());
                loaders.into_iter().for_each(|loader| loader.free());
            }
        }
        let next = self.metadata.bytes().saturating_mul(3) / 2;
        self.unloading.limit.store(next.max(FIRST_LIMIT), Ordering::Relaxed);
    }

    /// Gives back what a class holds in the heap. No object of it may be left.
    pub fn discard_class(&self, class: ClassRef) {
        self.heap.free_class_index(class.index());
        if class.statics_bytes != 0 {
            self.heap.free_statics(class.statics_offset, class.statics_bytes as usize);
        }
    }
}
