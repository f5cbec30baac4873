//! Linked dynamic call sites: `invokedynamic` instructions, and constant-pool
//! entries of calls of signature-polymorphic methods.
//!
//! Invariant: the first outcome recorded for a site stays; its appendix and
//! error are roots for good.

use super::state::LinkState;
use crate::model::{ClassRef, LoaderRef, MethodRef};
use crate::thread::Vm;
use dashmap::DashMap;
use heap::layout::RootSlot;
use std::sync::atomic::AtomicU32;

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
        *self.sites.entry(site).or_insert(outcome)
    }
}

/// The appendices and errors, for the collector.
pub(super) fn visit_roots(vm: &Vm, visit: &mut dyn FnMut(&AtomicU32)) {
    for entry in &LinkState::of(vm).call_sites.sites {
        match entry.value() {
            Outcome::Linked(site) => visit(site.appendix.as_atomic()),
            Outcome::Failed(error) => visit(error.as_atomic()),
        }
    }
}

impl Site {
    /// In whose arena the outcome lives.
    pub(super) fn loader(self) -> LoaderRef {
        match self {
            Site::Instruction(method, _) => method.class.loader,
            Site::Entry(class, _) => class.loader,
        }
    }
}
