//! Classes, interfaces, array classes and primitive types (JVMS §2.4, §5.3).
//!
//! Invariant 1: `type_info` is the first member, so that an entry of the heap's
//! class table is a pointer to the `Class`.
//!
//! Invariant 2: everything but atomics, locks and root slots is fixed when the
//! class is defined; the superclass and all superinterfaces are defined before.

use super::members::MemberIndex;
use super::remembered::Mark;
use super::{
    ClassRef, Field, FieldRef, HolderRef, LoaderRef, Method, MethodRef, ModuleRef, RuntimePool,
};
use base::access_flags::AccessFlags;
use base::descriptor::BasicType;
use base::symbol::Symbol;
use heap::layout::{RootSlot, TypeInfo};
use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicU64, Ordering};

/// Number of superclasses found by one load in a subclass test.
pub(super) const DISPLAY_LEN: usize = 8;

/// What sort of type a [`Class`] stands for.
#[derive(Debug)]
pub enum ClassKind {
    /// A class or interface with a class file.
    Instance,
    /// An array class.
    Array(ArrayInfo),
    /// A primitive type or `void`.
    Primitive(BasicType),
}

/// What an array class is an array of.
#[derive(Debug, Clone, Copy)]
pub struct ArrayInfo {
    /// Type of the elements: `int[]` for `int[][]`.
    pub component: ClassRef,
    /// Type behind all dimensions: `int` for `int[][]`.
    pub element: ClassRef,
    /// Number of dimensions.
    pub dimensions: u8,
}

/// Progress of a class through JVMS §5.4 and §5.5.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum InitState {
    /// Defined, not linked.
    Loaded,
    /// Verified and prepared.
    Linked,
    /// A thread runs the initializer.
    BeingInitialized,
    /// Fully initialized.
    Initialized,
    /// Initialization failed.
    Erroneous,
}

impl InitState {
    const ALL: [InitState; 5] = [
        InitState::Loaded,
        InitState::Linked,
        InitState::BeingInitialized,
        InitState::Initialized,
        InitState::Erroneous,
    ];
}

/// The methods by which a class implements one interface, in the order of the
/// interface's itable indices.
#[derive(Debug, Clone, Copy)]
pub struct ItableEntry {
    /// The interface.
    pub interface: ClassRef,
    /// Selected method per itable index; `None` where selection fails and the
    /// error must be found by JVMS §5.4.6 again.
    pub methods: &'static [Option<MethodRef>],
}

/// A class, interface, array class or primitive type.
#[repr(C)]
pub struct Class {
    /// What the collector knows; first, by invariant 1.
    pub type_info: TypeInfo,
    /// Methods selected by vtable index; address and length are read by the
    /// interpreter.
    pub vtable: &'static [MethodRef],
    /// Superclasses by depth, this class included; see [`Class::is_subclass_of`].
    pub display: [Option<ClassRef>; DISPLAY_LEN],
    /// Number of superclasses.
    pub depth: u32,
    state: AtomicU8,
    /// Whether instances need `Finalizer.register`.
    pub has_finalizer: bool,
    /// Whether a mutable `<clinit>`-free class can skip running code.
    pub has_initializer: bool,
    /// The `java.lang.Class` object.
    pub mirror: RootSlot,
    /// Internal name; array classes by descriptor, primitives by keyword.
    pub name: Symbol,
    /// Access flags as in the class file (JVMS table 4.1-B); for array classes
    /// those of the element with `final` and `abstract`.
    pub flags: AccessFlags,
    /// Flags as the `InnerClasses` attribute gives them for a member class, else
    /// as `flags`, without `ACC_SUPER`; unused for arrays and primitives.
    pub modifiers: u16,
    /// Class, array or primitive.
    pub kind: ClassKind,
    /// The superclass; `None` for `Object`, interfaces' is `Object`.
    pub super_class: Option<ClassRef>,
    /// Direct superinterfaces in class-file order.
    pub interfaces: &'static [ClassRef],
    /// All superinterfaces, inherited ones included, without repetition.
    pub all_interfaces: &'static [ClassRef],
    /// The defining loader.
    pub loader: LoaderRef,
    /// What the class is unloaded with.
    pub holder: HolderRef,
    /// Declared fields, in class-file order, then injected ones.
    pub fields: &'static [Field],
    /// Declared methods, in class-file order, then synthesised ones.
    pub methods: &'static [Method],
    field_index: MemberIndex,
    method_index: MemberIndex,
    /// The run-time constant pool; empty for arrays and primitives.
    pub pool: RuntimePool,
    /// One entry per interface in `all_interfaces` that has selectable methods.
    pub itable: &'static [ItableEntry],
    /// Start of the static fields in the heap's static area, in bytes.
    pub statics_offset: u32,
    /// Bytes of static fields.
    pub statics_bytes: u32,
    /// Byte offsets, as in `Field::offset`, of the static reference fields.
    pub static_refs: &'static [u32],
    pub(super) is_remembered: Mark,
    /// The class file; empty for arrays and primitives.
    pub bytes: &'static [u8],
    /// Major version of the class file.
    pub major_version: u16,
    /// `SourceFile`.
    pub source_file: Option<Symbol>,
    /// Generic signature.
    pub signature: Option<Symbol>,
    /// For hidden classes (JEP 371), what distinguishes the name.
    pub hidden: bool,
    /// The module of the class; set when the module system knows it.
    pub module: OnceLock<ModuleRef>,
    /// The nest host once found (JVMS §5.4.4).
    pub nest_host: OnceLock<ClassRef>,
    /// The class of arrays with this component.
    array_class: AtomicPtr<Class>,
    /// Thread that runs the initializer, by thread id; 0 if none.
    pub initializing_thread: AtomicU64,
    /// Error that made initialization fail, for later `NoClassDefFoundError`s.
    pub init_error: RootSlot,
    /// `ProtectionDomain` given at definition.
    pub protection_domain: RootSlot,
    /// `signers` array given by `setSigners`.
    pub signers: RootSlot,
    /// Whether verification is to be left out (see `link`).
    pub trusted: bool,
    /// Whether some class has overridden a method of this class since it was
    /// linked; lets a compiler bind calls.
    pub has_subclass: AtomicBool,
}

/// What the definer of a class supplies; see [`Class`].
#[expect(missing_docs, reason = "the members are those of `Class`")]
pub struct ClassParts {
    pub type_info: TypeInfo,
    pub vtable: &'static [MethodRef],
    pub has_finalizer: bool,
    pub has_initializer: bool,
    pub name: Symbol,
    pub flags: AccessFlags,
    pub modifiers: u16,
    pub kind: ClassKind,
    pub super_class: Option<ClassRef>,
    pub interfaces: &'static [ClassRef],
    pub all_interfaces: &'static [ClassRef],
    pub loader: LoaderRef,
    pub holder: HolderRef,
    pub fields: &'static [Field],
    pub methods: &'static [Method],
    pub pool: RuntimePool,
    pub itable: &'static [ItableEntry],
    pub statics_offset: u32,
    pub statics_bytes: u32,
    pub static_refs: &'static [u32],
    pub bytes: &'static [u8],
    pub major_version: u16,
    pub source_file: Option<Symbol>,
    pub signature: Option<Symbol>,
    pub hidden: bool,
    pub trusted: bool,
}

impl Class {
    /// Makes the class that will live at `at`, in state `Loaded`.
    pub fn new(at: ClassRef, parts: ClassParts) -> Class {
        let mut display = [None; DISPLAY_LEN];
        let mut depth = 0;
        if let Some(parent) = parts.super_class {
            display = parent.display;
            depth = parent.depth + 1;
            parent.has_subclass.store(true, Ordering::Relaxed);
        }
        if let Some(own) = display.get_mut(depth as usize) {
            *own = Some(at);
        }
        Class {
            type_info: parts.type_info,
            vtable: parts.vtable,
            display,
            depth,
            state: AtomicU8::new(InitState::Loaded as u8),
            has_finalizer: parts.has_finalizer,
            has_initializer: parts.has_initializer,
            mirror: RootSlot::null(),
            name: parts.name,
            flags: parts.flags,
            modifiers: parts.modifiers,
            kind: parts.kind,
            super_class: parts.super_class,
            interfaces: parts.interfaces,
            all_interfaces: parts.all_interfaces,
            loader: parts.loader,
            holder: parts.holder,
            fields: parts.fields,
            methods: parts.methods,
            field_index: MemberIndex::new(parts.holder, parts.fields),
            method_index: MemberIndex::new(parts.holder, parts.methods),
            pool: parts.pool,
            itable: parts.itable,
            statics_offset: parts.statics_offset,
            statics_bytes: parts.statics_bytes,
            static_refs: parts.static_refs,
            is_remembered: Mark::raised(),
            bytes: parts.bytes,
            major_version: parts.major_version,
            source_file: parts.source_file,
            signature: parts.signature,
            hidden: parts.hidden,
            module: OnceLock::new(),
            nest_host: OnceLock::new(),
            array_class: AtomicPtr::new(std::ptr::null_mut()),
            initializing_thread: AtomicU64::new(0),
            init_error: RootSlot::null(),
            protection_domain: RootSlot::null(),
            signers: RootSlot::null(),
            trusted: parts.trusted,
            has_subclass: AtomicBool::new(false),
        }
    }

    /// Index of the class in headers and in the class table.
    pub fn index(&self) -> u32 {
        self.type_info.class_index
    }

    /// Progress of linking and initialization (acquire).
    #[inline(always)]
    pub fn state(&self) -> InitState {
        InitState::ALL[self.state.load(Ordering::Acquire) as usize]
    }

    /// Moves the class on; only linking and initialization do.
    pub fn set_state(&self, state: InitState) {
        self.state.store(state as u8, Ordering::Release);
    }

    /// Whether the class is fully initialized: the fast path of every check.
    #[inline(always)]
    pub fn is_initialized(&self) -> bool {
        self.state.load(Ordering::Acquire) == InitState::Initialized as u8
    }

    /// Whether this is an interface.
    #[inline(always)]
    pub fn is_interface(&self) -> bool {
        self.flags.is_interface()
    }

    /// Whether this is an array class.
    pub fn is_array(&self) -> bool {
        matches!(self.kind, ClassKind::Array(_))
    }

    /// Whether this is a primitive type or `void`.
    pub fn is_primitive(&self) -> bool {
        matches!(self.kind, ClassKind::Primitive(_))
    }

    /// What this array class is an array of.
    pub fn array_info(&self) -> Option<&ArrayInfo> {
        match &self.kind {
            ClassKind::Array(info) => Some(info),
            _ => None,
        }
    }

    /// The class of arrays with this component, if it was made already.
    #[inline(always)]
    pub fn known_array_class(&self) -> Option<ClassRef> {
        let pointer = self.array_class.load(Ordering::Acquire);
        // SAFETY: only `publish_array_class` stores here, from a `ClassRef`.
        (!pointer.is_null()).then(|| unsafe { ClassRef::from_ptr(pointer) })
    }

    /// Records the class of arrays with this component; the first one wins and
    /// is returned.
    pub fn publish_array_class(&self, array: ClassRef) -> ClassRef {
        let null = std::ptr::null_mut();
        let new = array.as_ptr().cast_mut();
        match self.array_class.compare_exchange(null, new, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => array,
            // SAFETY: as in `known_array_class`.
            Err(first) => unsafe { ClassRef::from_ptr(first) },
        }
    }

    /// Whether this is `other` or has it as a superclass; not for interfaces.
    #[inline(always)]
    pub fn is_subclass_of(&self, other: ClassRef) -> bool {
        let depth = other.depth as usize;
        if depth < DISPLAY_LEN {
            return self.display[depth] == Some(other);
        }
        self.supers_beyond_display(other)
    }

    #[cold]
    fn supers_beyond_display(&self, other: ClassRef) -> bool {
        let mut class = self;
        while class.depth > other.depth {
            match &class.super_class {
                Some(parent) => class = parent,
                None => return false,
            }
        }
        std::ptr::eq(class, other.as_ptr())
    }

    /// Whether this class or interface has `interface` among its superinterfaces
    /// or is it.
    pub fn implements(&self, interface: ClassRef) -> bool {
        std::ptr::eq(self, interface.as_ptr()) || self.all_interfaces.contains(&interface)
    }

    /// Assignment compatibility of a value of this class to a variable of class
    /// `target`, as `checkcast` and `instanceof` test it (JVMS §6.5).
    pub fn is_assignable_to(&self, target: ClassRef) -> bool {
        if std::ptr::eq(self, target.as_ptr()) {
            return true;
        }
        match (&self.kind, &target.kind) {
            (ClassKind::Primitive(_), _) | (_, ClassKind::Primitive(_)) => false,
            (ClassKind::Array(from), ClassKind::Array(to)) => {
                from.component.is_assignable_to(to.component)
            }
            (_, ClassKind::Array(_)) => false,
            _ if target.is_interface() => self.implements(target),
            _ => self.is_subclass_of(target),
        }
    }

    /// The declared method with this name and descriptor.
    pub fn declared_method(&self, name: Symbol, descriptor: Symbol) -> Option<MethodRef> {
        let found = self.method_index.find(self.methods, (name, descriptor))?;
        Some(MethodRef::from(found))
    }

    /// The declared method at `slot` of the class file.
    pub fn method_at(&self, slot: usize) -> Option<MethodRef> {
        // SAFETY: methods of a class are in its holder's arena.
        self.methods.get(slot).map(|method| unsafe { MethodRef::from_ptr(method) })
    }

    /// The declared field with this name and descriptor.
    pub fn declared_field(&self, name: Symbol, descriptor: Symbol) -> Option<FieldRef> {
        let found = self.field_index.find(self.fields, (name, descriptor))?;
        Some(FieldRef::from(found))
    }

    /// The declared field at `slot` of the class file.
    pub fn field_at(&self, slot: usize) -> Option<FieldRef> {
        // SAFETY: fields of a class are in its holder's arena.
        self.fields.get(slot).map(|field| unsafe { FieldRef::from_ptr(field) })
    }

    /// `Class.getModifiers`; for arrays from the element.
    pub fn java_modifiers(&self) -> u16 {
        let fixed = AccessFlags::FINAL | AccessFlags::ABSTRACT;
        match &self.kind {
            ClassKind::Instance => self.modifiers,
            ClassKind::Primitive(_) => AccessFlags::PUBLIC | fixed,
            ClassKind::Array(info) => {
                let access = AccessFlags::PUBLIC | AccessFlags::PRIVATE | AccessFlags::PROTECTED;
                info.element.java_modifiers() & access | fixed
            }
        }
    }

    /// Name as in `Class.getName`: `java.lang.String`, `[I`, `int`.
    pub fn binary_name(&self) -> String {
        let name = self.name.as_str_lossy().replace('/', ".");
        let hidden = match &self.kind {
            ClassKind::Array(info) => info.element.hidden,
            _ => self.hidden,
        };
        match (hidden, name.rfind('+')) {
            // A hidden class is named `p.C/suffix`; its symbol is `p/C+suffix`.
            (true, Some(at)) => format!("{}/{}", &name[..at], &name[at + 1..]),
            _ => name,
        }
    }

    /// Name as in messages: array types with brackets, `int[]`, `p.C[][]`.
    pub fn external_name(&self) -> String {
        match &self.kind {
            ClassKind::Array(info) => {
                let brackets = "[]".repeat(info.dimensions as usize);
                info.element.binary_name() + &brackets
            }
            _ => self.binary_name(),
        }
    }

    /// Package part of the internal name, without the slash; empty for the
    /// unnamed package. For array classes that of the element.
    pub fn package_name(&self) -> &[u8] {
        if let ClassKind::Array(info) = &self.kind {
            return info.element.as_ref_static().package_name();
        }
        let name = self.name.as_bytes();
        name.iter().rposition(|&byte| byte == b'/').map_or(&[], |at| &name[..at])
    }

    /// Whether both have the same run-time package (JVMS §5.3).
    pub fn same_package(&self, other: &Class) -> bool {
        self.loader == other.loader && self.package_name() == other.package_name()
    }
}

impl ClassRef {
    /// The class for as long as metadata lives (module invariant of `refs`).
    pub fn as_ref_static(self) -> &'static Class {
        // SAFETY: the invariant of `refs`: whoever holds a `ClassRef` keeps the
        // loader alive for as long as the borrow is used.
        unsafe { &*self.as_ptr() }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.external_name())
    }
}
