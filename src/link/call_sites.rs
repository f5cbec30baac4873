//! Linked dynamic call sites: `invokedynamic` instructions, and constant-pool
//! entries of calls of signature-polymorphic methods.
//!
//! Invariant: the first outcome recorded for a site stays until the class of the
//! site is unloaded. The outcome lies in the class's metadata, which keeps its
//! appendix or error and its adapter alive.

use super::state::LinkState;
use crate::model::{ClassRef, HolderRef, MethodRef};
use crate::thread::{Unloading, Vm};
use dashmap::DashMap;
use heap::layout::RootSlot;

/// How a dynamic call runs: push the arguments, then the appendix if it is not
/// null, and call the static adapter.
#[derive(Debug)]
pub struct CallSite {
    /// The adapter.
    pub adapter: MethodRef,
    /// The trailing argument, or null.
    pub appendix: RootSlot,
}

/// The outcome of linking a site.
#[derive(Clone, Copy)]
pub(super) enum Outcome {
    Linked(&'static CallSite),
    /// Every attempt fails with this error.
    Failed(&'static RootSlot),
}

/// Names a site.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Site {
    /// An `invokedynamic` instruction, by bytecode index.
    Instruction(MethodRef, u16),
    /// A constant-pool entry.
    Entry(ClassRef, u16),
}

/// The sites of one VM.
#[derive(Default)]
pub(super) struct CallSites {
    sites: DashMap<Site, Outcome>,
}

impl CallSites {
    pub(super) fn get(&self, site: Site) -> Option<Outcome> {
        self.sites.get(&site).map(|entry| *entry.value())
    }

    /// Records an outcome unless there is one; the outcome that holds. The slots
    /// of `outcome` must have been filled since the last safepoint.
    pub(super) fn set(&self, site: Site, outcome: Outcome) -> Outcome {
        *self.sites.entry(site).or_insert_with(|| {
            let holder = site.holder();
            match outcome {
                Outcome::Linked(linked) => {
                    holder.add_slot(&linked.appendix);
                    holder.need(linked.adapter.class.holder);
                }
                Outcome::Failed(error) => holder.add_slot(error),
            }
            outcome
        })
    }
}

/// Forgets the sites of unloaded classes.
pub(super) fn unload(vm: &Vm, unloading: &Unloading) {
    LinkState::of(vm).call_sites.sites.retain(|site, _| !unloading.covers(site.holder()));
}

impl Site {
    /// In whose metadata the outcome lies.
    pub(super) fn holder(self) -> HolderRef {
        match self {
            Site::Instruction(method, _) => method.class.holder,
            Site::Entry(class, _) => class.holder,
        }
    }
}
