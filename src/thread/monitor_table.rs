//! The table of inflated monitors.

use super::monitor::{ANONYMOUS, Monitor};
use super::{Handle, JavaThread, Vm};
use heap::layout::{Ref, header};
use parking_lot::{Mutex, MutexGuard};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

const SHARDS: usize = 16;

/// Inflated monitors that are kept without asking whether they are idle.
const KEPT: usize = 4096;

type Shard = HashMap<u32, Vec<Arc<Monitor>>>;

/// The inflated monitors of a VM, by identity hash.
#[derive(Default)]
pub(super) struct Monitors {
    shards: [Mutex<Shard>; SHARDS],
    count: AtomicUsize,
    /// How many were left after the last deflation.
    busy: AtomicUsize,
}

/// The monitor of this object among those of a hash.
fn find_in(monitors: Option<&Vec<Arc<Monitor>>>, object: Ref) -> Option<Arc<Monitor>> {
    monitors?.iter().find(|monitor| monitor.object.get() == object).cloned()
}

impl Monitors {
    fn shard(&self, hash: u32) -> MutexGuard<'_, Shard> {
        self.shards[hash as usize % SHARDS].lock()
    }

    /// Keeps the monitors that the predicate says.
    fn retain(&self, keep: &mut dyn FnMut(&Monitor) -> bool) {
        let mut count = 0;
        for shard in &self.shards {
            shard.lock().retain(|_, monitors| {
                monitors.retain(|monitor| keep(monitor));
                count += monitors.len();
                !monitors.is_empty()
            });
        }
        self.count.store(count, Ordering::Relaxed);
    }

    /// Gives idle monitors back to their headers; at a safepoint.
    pub(super) fn deflate(&self, vm: &Vm, threads: &[Arc<JavaThread>]) {
        for thread in threads {
            thread.recent_monitors.clear();
        }
        self.retain(&mut |monitor| !monitor.deflate(vm));
        self.busy.store(self.count.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// The collector's pass over the objects of inflated monitors.
    pub(super) fn update(&self, update: &mut dyn FnMut(&AtomicU32)) {
        self.retain(&mut |monitor| {
            update(monitor.object.as_atomic());
            !monitor.object.get().is_null()
        });
    }

    /// Whether so many have gathered that it is worth looking for idle ones.
    fn is_crowded(&self) -> bool {
        let busy = self.busy.load(Ordering::Relaxed);
        self.count.load(Ordering::Relaxed) > KEPT + 2 * busy
    }
}

/// The inflated monitors that a thread has used last, by reference: valid until
/// the next safepoint at which monitors are deflated or objects moved.
#[derive(Default)]
pub(super) struct RecentMonitors(RefCell<[Option<RecentMonitor>; RECENT]>);

/// An object and its monitor.
type RecentMonitor = (Ref, Arc<Monitor>);

const RECENT: usize = 4;

impl RecentMonitors {
    fn clear(&self) {
        *self.0.borrow_mut() = Default::default();
    }

    /// What `look` gives for the monitor, which must not reach a safepoint.
    #[inline]
    fn with<T>(&self, object: Ref, look: impl FnOnce(&Arc<Monitor>) -> T) -> Option<T> {
        match &self.0.borrow()[object.0 as usize % RECENT] {
            Some((known, monitor)) if *known == object => Some(look(monitor)),
            _ => None,
        }
    }

    fn note(&self, object: Ref, monitor: &Arc<Monitor>) {
        self.0.borrow_mut()[object.0 as usize % RECENT] = Some((object, Arc::clone(monitor)));
    }
}

impl JavaThread {
    /// The inflated monitor of an object, if it has one.
    pub(super) fn find_monitor(&self, object: Ref) -> Option<Arc<Monitor>> {
        if let Some(monitor) = self.recent_monitors.with(object, Arc::clone) {
            return Some(monitor);
        }
        let monitor = self.vm().find_monitor(object)?;
        self.recent_monitors.note(object, &monitor);
        Some(monitor)
    }

    /// What `look` gives for the inflated monitor of an object, if it has one.
    /// `look` must not reach a safepoint.
    #[inline]
    pub(super) fn with_monitor<T>(&self, object: Ref, look: impl Fn(&Monitor) -> T) -> Option<T> {
        let known = self.recent_monitors.with(object, |monitor| look(monitor));
        known.or_else(|| self.find_monitor(object).map(|monitor| look(&monitor)))
    }

    /// The inflated monitor of an object, made if need be.
    pub(super) fn inflate(&self, object: Handle) -> Arc<Monitor> {
        if let Some(monitor) = self.find_monitor(object.get()) {
            return monitor;
        }
        if self.vm().monitors.is_crowded() {
            self.at_safepoint("DeflateMonitors", |vm, threads| vm.monitors.deflate(vm, threads));
        }
        let target = object.get();
        // SAFETY: read from a handle just now.
        let hash = unsafe { self.vm().heap.identity_hash(target) };
        let mut shard = self.vm().monitors.shard(hash);
        let monitors = shard.entry(hash).or_default();
        if let Some(found) = find_in(Some(monitors), target) {
            return found;
        }
        // All inflation of this object goes through this shard's lock.
        let cell = self.header(target);
        let mut old = cell.load(Ordering::Acquire);
        loop {
            let new = old & !header::LOCK_MASK | header::LOCK_INFLATED;
            match cell.compare_exchange(old, new, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => break,
                Err(seen) => old = seen,
            }
        }
        let held = old & header::LOCK_MASK == header::LOCK_HELD;
        let monitor = Arc::new(Monitor::new(target, if held { ANONYMOUS } else { 0 }));
        self.vm().monitors.count.fetch_add(1, Ordering::Relaxed);
        monitors.push(Arc::clone(&monitor));
        monitor
    }
}

impl Vm {
    /// The inflated monitor of an object, if it has one. The caller runs or
    /// stands at a safepoint.
    pub(super) fn find_monitor(&self, object: Ref) -> Option<Arc<Monitor>> {
        // SAFETY: a current reference, as the callers promise.
        let hash = unsafe { self.heap.identity_hash(object) };
        find_in(self.monitors.shard(hash).get(&hash), object)
    }

    /// Who owns the monitor of an object, at a safepoint.
    pub fn monitor_owner<'a>(
        &self,
        object: Ref,
        threads: &'a [Arc<JavaThread>],
    ) -> Option<&'a Arc<JavaThread>> {
        let known = self.find_monitor(object).map(|monitor| monitor.owner());
        match known {
            Some(0) => None,
            None | Some(ANONYMOUS) => threads
                .iter()
                .find(|thread| thread.waiting_on.get() != object && thread.locked.contains(object)),
            Some(id) => threads.iter().find(|thread| thread.id == id),
        }
    }

    /// Where the inflated monitor of an object is, if it has one.
    pub fn monitor_address(&self, object: Ref) -> Option<usize> {
        self.find_monitor(object).map(|monitor| Arc::as_ptr(&monitor) as usize)
    }

    /// Number of inflated monitors.
    pub fn inflated_monitors(&self) -> usize {
        self.monitors.count.load(Ordering::Relaxed)
    }
}
