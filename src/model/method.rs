//! Methods (JVMS §4.6) and the way into them.

use super::{ClassRef, Code, Insn};
use base::access_flags::AccessFlags;
use base::descriptor::BasicType;
use base::symbol::Symbol;
use std::ffi::c_void;
use std::fmt;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};

pub use layout::VTABLE_NONE;

/// Code address of a native's implementation, as the native layer typed it;
/// `None` until it is linked.
pub type NativeEntry = AtomicUsize;

/// A declared method.
///
/// The first members are read by the interpreter's call sequence.
#[derive(Debug)]
#[repr(C)]
pub struct Method {
    /// The only way in (architecture invariant 5): first instruction of the
    /// translate stub, of the translated code, of a native stub, and so on.
    entry: AtomicPtr<Insn>,
    /// Slots of a frame: local variables and operand stack.
    pub frame_slots: u32,
    /// Slots of the arguments, receiver included.
    pub arg_slots: u16,
    /// Slots of the local variables.
    pub max_locals: u16,
    /// Index into the vtable of the class, or [`VTABLE_NONE`]. For an interface
    /// method this is its index among the interface's itable methods.
    pub vtable_index: i32,
    /// Type of the result.
    pub result: BasicType,
    /// The declaring class.
    pub class: ClassRef,
    /// Name.
    pub name: Symbol,
    /// Method descriptor.
    pub descriptor: Symbol,
    /// Access flags as in the class file.
    pub flags: AccessFlags,
    /// What annotations and the VM's tables say of the method.
    pub traits: MethodTraits,
    /// Position among the class file's methods; synthesised ones come after.
    pub slot: u16,
    /// Generic signature, if any.
    pub signature: Option<Symbol>,
    /// `Code`, absent for native and abstract methods.
    pub code: Option<Code>,
    /// Checked exception classes (`Exceptions` attribute), pool indices.
    pub exceptions: &'static [u16],
    /// Translated code and its side tables, owned by the interpreter.
    pub translation: AtomicPtr<c_void>,
    /// Address of the linked native function, 0 before linking.
    pub native: NativeEntry,
    /// Calls and backward branches, for tier decisions.
    pub counter: AtomicU32,
}

/// Marks on a method that come from annotations of the class library or from
/// tables of the VM; honoured in classes of the boot and platform loaders only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MethodTraits {
    /// `@CallerSensitive`.
    pub caller_sensitive: bool,
    /// `@Hidden`, or a method of a hidden LambdaForm class: left out of traces.
    pub hidden: bool,
    /// Signature polymorphic (JVMS §2.9.3).
    pub polymorphic: bool,
    /// `@Scoped` (scoped memory access).
    pub scoped: bool,
    /// `@LambdaForm.Compiled`: code of a lambda form, which nobody counts as a
    /// caller.
    pub lambda_form: bool,
    /// Written by the VM for its own call sites: reflection does not show it.
    pub internal: bool,
    /// Synthesised by the VM to throw an error when selected.
    pub overpass: bool,
}

/// What a method is made from; see [`Method`].
#[derive(Debug)]
#[expect(missing_docs, reason = "the members are those of `Method`")]
pub struct MethodParts {
    pub class: ClassRef,
    pub name: Symbol,
    pub descriptor: Symbol,
    pub flags: AccessFlags,
    pub traits: MethodTraits,
    pub slot: u16,
    pub signature: Option<Symbol>,
    pub code: Option<Code>,
    pub exceptions: &'static [u16],
    pub arg_slots: u16,
    pub result: BasicType,
    pub vtable_index: i32,
    /// The way in until something better is there.
    pub entry: *const Insn,
}

impl Method {
    /// Makes a method.
    pub fn new(parts: MethodParts) -> Method {
        let (max_locals, max_stack) = match &parts.code {
            Some(code) => (code.max_locals, code.max_stack),
            None => (parts.arg_slots, 2),
        };
        Method {
            entry: AtomicPtr::new(parts.entry.cast_mut()),
            frame_slots: u32::from(max_locals) + u32::from(max_stack),
            arg_slots: parts.arg_slots,
            max_locals,
            vtable_index: parts.vtable_index,
            result: parts.result,
            class: parts.class,
            name: parts.name,
            descriptor: parts.descriptor,
            flags: parts.flags,
            traits: parts.traits,
            slot: parts.slot,
            signature: parts.signature,
            code: parts.code,
            exceptions: parts.exceptions,
            translation: AtomicPtr::new(std::ptr::null_mut()),
            native: AtomicUsize::new(0),
            counter: AtomicU32::new(0),
        }
    }

    /// The first instruction to run on a call (acquire).
    #[inline(always)]
    pub fn entry(&self) -> *const Insn {
        self.entry.load(Ordering::Acquire)
    }

    /// Changes the tier: later calls start at `entry` (release).
    pub fn set_entry(&self, entry: *const Insn) {
        self.entry.store(entry.cast_mut(), Ordering::Release);
    }

    /// Whether this is `<init>`.
    pub fn is_constructor(&self) -> bool {
        self.name.as_bytes() == b"<init>"
    }

    /// Whether this is `<clinit>`.
    pub fn is_class_initializer(&self) -> bool {
        self.name.as_bytes() == b"<clinit>"
    }

    /// Whether no overriding can select another method in its place.
    pub fn is_statically_bound(&self) -> bool {
        self.flags.is_private()
            || self.flags.is_static()
            || self.flags.is_final()
            || self.is_constructor()
            || self.class.flags.is_final()
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (class, name) = (self.class.name.as_str_lossy(), self.name.as_str_lossy());
        write!(f, "{class}.{name}{}", self.descriptor.as_str_lossy())
    }
}
