//! The state that all threads of one VM share. There are no globals: a process
//! may hold several of these.

use super::lifecycle::UserThreads;
use super::log::{Level, Log, Topic};
use super::monitor_table::Monitors;
use super::references::PendingReferences;
use super::safepoint::Safepoint;
use super::stacks::StackPool;
use super::strings::StringTable;
use super::unloading::UnloadingState;
use super::{FrameLocks, FrameView, JavaThread, NativeRow, Value};
use crate::model::{
    ClassRef, Insn, KnownClass, KnownItems, KnownMethod, LoaderRef, Metadata, MethodRef, Module,
    ModuleRef, Throw,
};
use base::access_flags::AccessFlags;
use base::symbol::SymbolTable;
use dashmap::DashMap;
use heap::layout::{Ref, RootSlot};
use heap::{CollectionReport, Heap, HeapConfig};
use parking_lot::{Mutex, RwLock};
use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use std::time::Instant;

/// A supported version of the class library; differences between them are rows
/// of tables that name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Library {
    /// JDK 17.
    Java17,
    /// JDK 25.
    Java25,
}

impl Library {
    /// Newest class-file major version that it accepts.
    pub const fn major_version(self) -> u16 {
        match self {
            Library::Java17 => 61,
            Library::Java25 => 69,
        }
    }

    /// Its feature release number.
    pub const fn feature(self) -> u32 {
        self.major_version() as u32 - 44
    }
}

/// What the launcher or embedder decides before a VM starts, as far as the
/// lower layers must know.
#[derive(Clone, Debug)]
pub struct VmConfig {
    /// Home of the JDK whose class library is used.
    pub java_home: std::path::PathBuf,
    /// Version of the class library.
    pub library: Library,
    /// The heap's options.
    pub heap: HeapConfig,
    /// Bytes of a thread's stacks (`-Xss`).
    pub stack_bytes: usize,
    /// `-Xbootclasspath/a`.
    pub boot_append: Vec<std::path::PathBuf>,
    /// VM-supplied system properties, in order (`vmProperties`, §3.4).
    pub properties: Vec<(String, String)>,
    /// The options as given, without those of the launcher alone.
    pub arguments: Vec<String>,
    /// The flags of the VM, for the management beans.
    pub flags: Vec<FlagValue>,
    /// `-ea`/`-da` directives in order.
    pub assertions: Vec<AssertionDirective>,
    /// `-esa`.
    pub system_assertions: bool,
    /// Whether methods run in the reference interpreter.
    pub reference_interpreter: bool,
    /// Whether the VM links lambdas, concatenations and the methods of records
    /// itself.
    pub direct_call_sites: bool,
    /// How many calls and blocks of code a user thread other than the first may
    /// execute; 0 for any number.
    pub thread_step_limit: u64,
    /// Whether classes of user loaders are verified.
    pub verify_remote: bool,
    /// Whether classes of the boot loader are verified.
    pub verify_local: bool,
    /// `--enable-preview`.
    pub preview: bool,
    /// `-Xlog`.
    pub log: Arc<Log>,
    /// What to do at `OutOfMemoryError`.
    pub on_out_of_memory: OutOfMemoryActions,
    /// `-XX:+PrintConcurrentLocks`.
    pub print_concurrent_locks: bool,
    /// `-XX:+PrintClassHistogram`.
    pub print_class_histogram: bool,
    /// `-XX:+PrintMethodTables`.
    pub print_method_tables: bool,
    /// `-Xrs`: signals that end the process, and SIGQUIT, are not handled.
    pub reduce_signals: bool,
}

/// Properties by which the launcher passes what is no argument of the VM.
const LAUNCHER_PROPERTIES: [&str; 3] =
    ["-Djava.class.path", "-Dsun.java.command", "-Dsun.java.launcher"];

impl VmConfig {
    /// The options that the VM was started with, as the user wrote them.
    pub fn user_options(&self) -> impl Iterator<Item = &str> {
        let is_option =
            |text: &&str| !LAUNCHER_PROPERTIES.iter().any(|name| text.starts_with(name));
        self.arguments.iter().map(String::as_str).filter(is_option)
    }
}

/// What to do when the heap is exhausted, besides throwing.
#[derive(Clone, Debug, Default)]
pub struct OutOfMemoryActions {
    /// Write a heap dump, the first time.
    pub dump: bool,
    /// Where to: a file or a directory; empty for the working directory.
    pub dump_path: String,
    /// Run these commands, the first time.
    pub commands: Vec<String>,
    /// Abort the process.
    pub abort: bool,
    /// Exit with status 3.
    pub exit: bool,
}

/// A flag (`-XX:`) as the management beans show it.
#[derive(Clone, Debug)]
pub struct FlagValue {
    /// Its name.
    pub name: &'static str,
    /// HotSpot's name of its type, such as `bool` or `uint64_t`.
    pub kind: &'static str,
    /// The value, as text.
    pub value: String,
    /// Whether the command line or the machine made it another than the default.
    pub is_default: bool,
}

/// One `-ea` or `-da` option.
#[derive(Clone, Debug)]
pub struct AssertionDirective {
    /// Whether it enables.
    pub enable: bool,
    /// To what it applies.
    pub target: AssertionTarget,
}

/// To what an assertion directive applies.
#[derive(Clone, Debug)]
pub enum AssertionTarget {
    /// All classes but system classes.
    All,
    /// A class, by binary name with dots.
    Class(String),
    /// A package and its subpackages, with dots; empty for the unnamed package.
    Package(String),
}

/// What higher layers install, so that lower ones can reach them.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::type_complexity, reason = "each is used once, here")]
pub struct Hooks {
    /// Runs a method (interpreter): see `JavaThread::call`.
    pub invoke: fn(&JavaThread, MethodRef, &[Value]) -> Result<u64, Throw>,
    /// Bytecode index of a frame that is not native (interpreter).
    pub bci: fn(&FrameView) -> u16,
    /// Which monitors a frame has entered (interpreter).
    pub frame_locks: fn(&FrameView) -> FrameLocks,
    /// Visits the references in a frame's slots (interpreter).
    pub frame_roots: fn(&JavaThread, &FrameView, &mut dyn FnMut(&AtomicU32)),
    /// Initializes a class (link, JVMS §5.5).
    pub initialize: fn(&JavaThread, ClassRef) -> Result<(), Throw>,
    /// Loads a class of the well-known table by the boot loader (link).
    pub known_class: fn(&JavaThread, KnownClass) -> Result<ClassRef, Throw>,
    /// Finds a method of the well-known table and initializes its class (link).
    pub known_method: fn(&JavaThread, KnownMethod) -> Result<MethodRef, Throw>,
    /// Loads a class by internal name by the boot loader (link).
    pub boot_class: fn(&JavaThread, &str) -> Result<ClassRef, Throw>,
    /// The class of arrays with this component (link).
    pub array_class: fn(&JavaThread, ClassRef) -> Result<ClassRef, Throw>,
    /// Keeps what a collection has done, and logs it (native).
    pub note_collection: fn(&Vm, &CollectionReport),
    /// Does what `VmConfig::on_out_of_memory` says before `OutOfMemoryError`
    /// with this text is thrown (insight).
    pub out_of_memory: fn(&JavaThread, &str),
}

/// First instructions of methods that have not run yet, by kind; the
/// interpreter's, in static memory.
#[derive(Clone, Copy, Debug)]
pub struct EntryStubs {
    /// Translates a method with code, or arranges for the slow interpreter.
    pub translate: *const Insn,
    /// Links and calls a native method.
    pub native: *const Insn,
    /// Throws `AbstractMethodError`.
    pub abstract_method: *const Insn,
}

// SAFETY: the instructions are constant.
unsafe impl Send for EntryStubs {}
// SAFETY: as above.
unsafe impl Sync for EntryStubs {}

impl EntryStubs {
    /// The stub that a new method with these flags starts at.
    pub fn for_flags(&self, flags: AccessFlags) -> *const Insn {
        match () {
            () if flags.is_native() => self.native,
            () if flags.is_abstract() => self.abstract_method,
            () => self.translate,
        }
    }
}

/// One Java virtual machine.
pub struct Vm {
    /// When the VM was made; its uptime counts from here.
    pub started: Instant,
    /// The options that lower layers know.
    pub config: VmConfig,
    /// The heap.
    pub heap: Heap,
    /// Interned names.
    pub symbols: SymbolTable,
    /// Well-known classes, fields and methods.
    pub known: KnownItems,
    /// Interned strings.
    pub strings: StringTable,
    /// The boot loader.
    pub boot_loader: LoaderRef,
    /// What concerns the metadata of all classes.
    pub metadata: Arc<Metadata>,
    loaders: RwLock<BTreeMap<u32, LoaderRef>>,
    modules: RwLock<BTreeMap<u32, ModuleRef>>,
    next_loader: AtomicU32,
    next_module: AtomicU32,
    pub(super) unloading: UnloadingState,
    /// Primitive classes by descriptor character.
    pub primitives: OnceLock<HashMap<u8, ClassRef>>,
    /// All threads, safepoints.
    pub(super) safepoint: Safepoint,
    /// Inflated monitors.
    pub(super) monitors: Monitors,
    /// Whether it is measured how long threads are blocked and wait
    /// (`ThreadMXBean.setThreadContentionMonitoringEnabled`).
    pub times_contention: AtomicBool,
    hooks: OnceLock<Hooks>,
    /// Stacks of ended threads.
    pub(super) stacks: Arc<StackPool>,
    /// Where new methods start; the interpreter supplies it when the VM is made.
    pub entry_stubs: EntryStubs,
    natives: OnceLock<HashMap<(&'static str, &'static str, &'static str), NativeRow>>,
    extensions: DashMap<TypeId, &'static (dyn Any + Send + Sync)>,
    pub(super) next_thread_id: AtomicU64,
    /// Head of the pending `Reference` list, linked through `discovered`, and a
    /// flag that it changed: see `references`.
    pub(super) pending: PendingReferences,
    /// Set by `Class` mirrors of boot classes until java.base is defined.
    pub java_base: OnceLock<ModuleRef>,
    /// Serialises exits.
    pub exit_lock: Mutex<()>,
    pub(super) user_threads: UserThreads,
    collections: AtomicU64,
    collection_nanos: AtomicU64,
    root_visitors: RwLock<Vec<RootVisitor>>,
    weak_root_visitors: RwLock<Vec<RootVisitor>>,
    prepared: OnceLock<Vec<(&'static str, RootSlot)>>,
}

/// Visits root slots that a higher layer keeps.
pub type RootVisitor = fn(&Vm, &mut dyn FnMut(&AtomicU32));

impl Vm {
    /// A VM without classes or threads. It is never moved: threads and classes
    /// refer to it.
    ///
    /// # Errors
    ///
    /// When the heap cannot be reserved.
    pub fn new(config: VmConfig, entry_stubs: EntryStubs) -> Result<Box<Vm>, heap::HeapError> {
        let heap = Heap::new(config.heap.clone())?;
        let metadata = Arc::<Metadata>::default();
        let boot_loader = LoaderRef::create(0, true, true, &metadata);
        Ok(Box::new(Vm {
            started: Instant::now(),
            config,
            heap,
            symbols: SymbolTable::new(),
            known: KnownItems::default(),
            strings: StringTable::default(),
            boot_loader,
            metadata,
            loaders: RwLock::new(BTreeMap::from([(0, boot_loader)])),
            modules: RwLock::default(),
            next_loader: AtomicU32::new(1),
            next_module: AtomicU32::new(0),
            unloading: UnloadingState::default(),
            primitives: OnceLock::new(),
            safepoint: Safepoint::default(),
            monitors: Monitors::default(),
            times_contention: AtomicBool::new(false),
            hooks: OnceLock::new(),
            entry_stubs,
            stacks: Arc::default(),
            natives: OnceLock::new(),
            extensions: DashMap::new(),
            next_thread_id: AtomicU64::new(1),
            pending: PendingReferences::default(),
            java_base: OnceLock::new(),
            exit_lock: Mutex::new(()),
            user_threads: UserThreads::default(),
            collections: AtomicU64::new(0),
            collection_nanos: AtomicU64::new(0),
            root_visitors: RwLock::new(Vec::new()),
            weak_root_visitors: RwLock::new(Vec::new()),
            prepared: OnceLock::new(),
        }))
    }

    /// Whether a message of this topic and level would be written somewhere.
    #[inline]
    pub fn logs(&self, topic: Topic, level: Level) -> bool {
        self.config.log.is_on(topic, level)
    }

    /// Writes a message at level `info` where `-Xlog` wants it.
    pub fn log(&self, topic: Topic, message: fmt::Arguments<'_>) {
        self.config.log.write(topic, Level::Info, message);
    }

    /// The version of the class library.
    pub fn library(&self) -> Library {
        self.config.library
    }

    /// What the higher layers have installed.
    ///
    /// # Panics
    ///
    /// Before boot has installed them.
    #[inline]
    pub fn hooks(&self) -> &Hooks {
        self.hooks.get().expect("boot installs the hooks before anything runs")
    }

    /// Installs the higher layers' entry points; once.
    pub fn install_hooks(&self, hooks: Hooks) {
        assert!(self.hooks.set(hooks).is_ok(), "hooks are installed once");
    }

    /// Installs the tables of natives; once.
    pub fn install_natives(&self, tables: &[&[NativeRow]]) {
        let mut map = HashMap::new();
        for row in tables.iter().copied().flatten() {
            let earlier = map.insert((row.class, row.name, row.descriptor), *row);
            assert!(earlier.is_none(), "two rows for {}.{}{}", row.class, row.name, row.descriptor);
        }
        assert!(self.natives.set(map).is_ok(), "natives are installed once");
    }

    /// The native of a method of the class library, if there is one.
    pub fn find_native(&self, method: MethodRef) -> Option<NativeRow> {
        // Natives trust that their classes are what the class library declares.
        if !method.class.loader.is_boot() {
            return None;
        }
        let class = method.class.name.as_str_lossy();
        let (name, descriptor) = (method.name.as_str_lossy(), method.descriptor.as_str_lossy());
        let natives = self.natives.get()?;
        // The key's lifetime is only that of the comparison.
        natives
            .get(&(class.as_ref(), name.as_ref(), descriptor.as_ref()) as &(&str, &str, &str))
            .copied()
    }

    /// Makes the record of a loader; it lives until it is unloaded.
    pub fn add_loader(&self, builtin: bool, trusts_vm_annotations: bool) -> LoaderRef {
        let id = self.next_loader.fetch_add(1, Ordering::Relaxed);
        let loader = LoaderRef::create(id, builtin, trusts_vm_annotations, &self.metadata);
        self.loaders.write().insert(id, loader);
        loader
    }

    /// The loader with this number.
    pub fn loader(&self, id: u32) -> Option<LoaderRef> {
        self.loaders.read().get(&id).copied()
    }

    /// All loaders.
    pub fn all_loaders(&self) -> Vec<LoaderRef> {
        self.loaders.read().values().copied().collect()
    }

    /// Registers a module that `make` builds with its new number.
    pub fn add_module(&self, make: impl FnOnce(u32) -> Module) -> ModuleRef {
        let id = self.next_module.fetch_add(1, Ordering::Relaxed);
        let module = Module::leak(make(id));
        module.loader.modules.lock().push(module);
        self.modules.write().insert(id, module);
        module
    }

    /// The module with this number.
    pub fn module(&self, id: u32) -> Option<ModuleRef> {
        self.modules.read().get(&id).copied()
    }

    /// Forgets a loader and its modules.
    pub(super) fn remove_loader(&self, loader: LoaderRef) {
        self.loaders.write().remove(&loader.id);
        let mut modules = self.modules.write();
        for module in loader.modules.lock().iter() {
            modules.remove(&module.id);
        }
    }

    /// The state of a higher layer, by its type; made on first use.
    pub fn extension<T: Any + Send + Sync + Default>(&self) -> &'static T {
        let id = TypeId::of::<T>();
        let known = self.extensions.get(&id).map(|entry| *entry.value());
        let state = known.unwrap_or_else(|| {
            // Made outside the map, whose shard may be asked for another type.
            let made: &'static (dyn Any + Send + Sync) = Box::leak(Box::new(T::default()));
            *self.extensions.entry(id).or_insert(made)
        });
        state.downcast_ref::<T>().expect("stored under its own type")
    }

    /// The class of a primitive type or `void`, by descriptor character.
    pub fn primitive(&self, descriptor_char: u8) -> ClassRef {
        self.primitives.get().expect("boot makes the primitive classes first")[&descriptor_char]
    }

    /// A number for a new thread.
    pub fn new_thread_id(&self) -> u64 {
        self.next_thread_id.fetch_add(1, Ordering::Relaxed)
    }

    /// Start of the static fields of all classes; `Field::offset` of a static
    /// field counts from here.
    #[inline(always)]
    pub fn statics(&self) -> *mut u8 {
        self.heap.base().wrapping_sub(heap::layout::STATICS_DISTANCE)
    }

    /// Primitive classes made so far.
    pub(super) fn primitive_classes(&self) -> Vec<ClassRef> {
        self.primitives.get().map(|map| map.values().copied().collect()).unwrap_or_default()
    }

    /// Number of collections so far.
    pub fn collections(&self) -> u64 {
        self.collections.load(Ordering::Acquire)
    }

    /// Time that they took.
    pub fn collection_time(&self) -> Duration {
        Duration::from_nanos(self.collection_nanos.load(Ordering::Relaxed))
    }

    pub(super) fn note_collection(&self, report: &CollectionReport) {
        let nanos = u64::try_from(report.duration.as_nanos()).unwrap_or(u64::MAX);
        self.collection_nanos.fetch_add(nanos, Ordering::Relaxed);
        self.collections.fetch_add(1, Ordering::AcqRel);
        (self.hooks().note_collection)(self, report);
    }

    /// Registers slots that a higher layer keeps: strong roots.
    pub fn add_roots(&self, visitor: RootVisitor) {
        self.root_visitors.write().push(visitor);
    }

    /// Registers slots that the collector clears when their objects die.
    pub fn add_weak_roots(&self, visitor: RootVisitor) {
        self.weak_root_visitors.write().push(visitor);
    }

    /// Visits the slots that no thread, class or module holds.
    pub fn extra_roots(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        for visitor in self.root_visitors.read().iter() {
            visitor(self, visit);
        }
        for (_, slot) in self.prepared.get().into_iter().flatten() {
            visit(slot.as_atomic());
        }
    }

    pub(super) fn extra_weak_roots(&self, update: &mut dyn FnMut(&AtomicU32)) {
        for visitor in self.weak_root_visitors.read().iter() {
            visitor(self, update);
        }
    }

    /// Keeps errors that are thrown when making one is impossible, by text.
    pub fn set_prepared_errors(&self, errors: Vec<(&'static str, Ref)>) {
        let slots = errors.into_iter().map(|(text, error)| {
            let slot = RootSlot::null();
            slot.set(error);
            (text, slot)
        });
        assert!(self.prepared.set(slots.collect()).is_ok(), "errors are prepared once");
    }

    /// The prepared `OutOfMemoryError` with this text.
    pub(super) fn prepared_error(&self, text: &str) -> Option<Ref> {
        let (_, slot) = self.prepared.get()?.iter().find(|(known, _)| *known == text)?;
        Some(slot.get())
    }
}
