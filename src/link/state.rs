//! What linking keeps for one VM: where boot classes come from, which thread is
//! loading what, and the locks of class initialization.

use super::boot_path::BootPath;
use super::call_sites::CallSites;
use super::constraints::Constraints;
use super::direct::Concats;
use crate::model::{ClassRef, KnownClass, LoaderRef, Throw, VmException};
use crate::thread::{JavaThread, Vm};
use base::symbol::Symbol;
use dashmap::DashMap;
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

const INIT_SHARDS: usize = 16;

/// The state of the link layer in one VM.
#[derive(Default)]
pub(super) struct LinkState {
    /// Image and appended path; set when the VM boots.
    pub(super) boot_path: OnceLock<BootPath>,
    /// Where the first class of a package came from, of packages that the boot
    /// loader found in the appended path.
    pub(super) appended_packages: DashMap<Symbol, Box<str>>,
    pub(super) constraints: Constraints,
    pub(super) call_sites: CallSites,
    /// Classes whose superclasses are being loaded, by thread, innermost last.
    defining: Mutex<HashMap<u64, Vec<(u32, Symbol)>>>,
    init_locks: [InitLock; INIT_SHARDS],
    known_names: OnceLock<HashMap<Symbol, KnownClass>>,
    names: OnceLock<Names>,
    hidden_classes: AtomicU64,
    lambdas: AtomicU64,
    pub(super) concats: Concats,
    /// Initializers started, counted while they are logged.
    initializations: AtomicU64,
    /// The superinterfaces of all array classes.
    pub(super) array_interfaces: OnceLock<&'static [ClassRef]>,
    /// Held while a loader or module is entered into the VM's tables.
    pub(super) registration: Mutex<()>,
}

/// The lock LC of JVMS §5.5 for the classes that share a shard.
#[derive(Default)]
pub(super) struct InitLock {
    pub(super) lock: Mutex<()>,
    pub(super) changed: Condvar,
}

macro_rules! names {
    ($($field:ident $text:literal;)*) => {
        /// Symbols that linking compares with.
        pub(super) struct Names { $(pub(super) $field: Symbol,)* }

        impl Names {
            fn new(vm: &Vm) -> Names {
                Names { $($field: vm.symbols.intern($text),)* }
            }
        }
    };
}

names! {
    class_init b"<clinit>";
    clone b"clone";
    void_void b"()V";
    method_handle b"java/lang/invoke/MethodHandle";
    var_handle b"java/lang/invoke/VarHandle";
}

impl LinkState {
    /// The state of this VM.
    pub(super) fn of(vm: &Vm) -> &'static LinkState {
        vm.extension::<LinkState>()
    }

    pub(super) fn names(&self, vm: &Vm) -> &Names {
        self.names.get_or_init(|| Names::new(vm))
    }

    /// The well-known class with this internal name.
    pub(super) fn known_class(&self, vm: &Vm, name: Symbol) -> Option<KnownClass> {
        let names = self.known_names.get_or_init(|| {
            let symbol = |known: &KnownClass| vm.symbols.intern(known.name().as_bytes());
            KnownClass::ALL.iter().map(|known| (symbol(known), *known)).collect()
        });
        names.get(&name).copied()
    }

    /// A number that no hidden class of this VM has had.
    pub(super) fn next_hidden(&self) -> u64 {
        self.hidden_classes.fetch_add(1, Ordering::Relaxed)
    }

    /// The number in the name of the next class of a lambda.
    pub(super) fn next_lambda(&self) -> u64 {
        self.lambdas.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The next number in the log of initializations.
    pub(super) fn next_initialization(&self) -> u64 {
        self.initializations.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn init_lock(&self, class: ClassRef) -> &InitLock {
        &self.init_locks[class.index() as usize % INIT_SHARDS]
    }

    /// Whether this thread is loading the supertypes of that class.
    pub(super) fn is_defining(&self, t: &JavaThread, loader: LoaderRef, name: Symbol) -> bool {
        self.defining.lock().get(&t.id).is_some_and(|stack| stack.contains(&(loader.id, name)))
    }

    /// Notes that this thread is about to load the supertypes of a class.
    pub(super) fn enter_definition(
        &'static self,
        t: &JavaThread,
        loader: LoaderRef,
        name: Symbol,
    ) -> Defining {
        self.defining.lock().entry(t.id).or_default().push((loader.id, name));
        Defining { state: self, thread: t.id }
    }
}

/// Ends the note made by [`LinkState::enter_definition`] when dropped.
#[must_use]
pub(super) struct Defining {
    state: &'static LinkState,
    thread: u64,
}

impl Drop for Defining {
    fn drop(&mut self) {
        let mut map = self.state.defining.lock();
        let emptied = map.get_mut(&self.thread).is_some_and(|stack| {
            stack.pop();
            stack.is_empty()
        });
        if emptied {
            map.remove(&self.thread);
        }
    }
}

impl InitLock {
    /// Takes the lock; a thread that has to wait for it counts as blocked.
    pub(super) fn acquire(&self, t: &JavaThread) -> MutexGuard<'_, ()> {
        loop {
            if let Some(guard) = self.lock.try_lock() {
                return guard;
            }
            t.blocking(|| drop(self.lock.lock()));
        }
    }
}

/// Guards recursion that input could make deep.
///
/// # Errors
///
/// `StackOverflowError`.
pub(super) fn check_native_stack(t: &JavaThread) -> Result<(), Throw> {
    if t.has_native_stack() { Ok(()) } else { Err(Throw::bare(VmException::StackOverflow)) }
}
