//! `java.lang.invoke.MemberName`: the names by which method handles reach
//! members, and their resolution for `MethodHandleNatives`.
//!
//! The target of a resolved method is in the injected fields: `MemberName.method`
//! is a `ResolvedMethodName` with class index and method slot; the index is that
//! of the vtable or itable, or -1 for direct calls. For fields it is the offset.

use super::dynamic;
use super::invocation::{self, MethodQuery, ResolvedCall};
use super::linking;
use super::lookup;
use super::resolution;
use crate::model::{
    ClassKind, ClassRef, FieldRef, KnownClass, KnownField, MethodRef, Throw, VmException,
};
use crate::thread::{Handle, JavaThread, Library};
use base::access_flags::AccessFlags;
use base::symbol::Symbol;
use heap::layout::Ref;

/// Bits of `MemberName.flags` above the modifiers.
pub mod flags {
    /// A method.
    pub const IS_METHOD: i32 = 0x1_0000;
    /// A constructor.
    pub const IS_CONSTRUCTOR: i32 = 0x2_0000;
    /// A field.
    pub const IS_FIELD: i32 = 0x4_0000;
    /// `@CallerSensitive`.
    pub const CALLER_SENSITIVE: i32 = 0x10_0000;
    /// A final field that not even reflection changes.
    pub const TRUSTED_FINAL: i32 = 0x20_0000;
    /// A method that stack traces leave out (25).
    pub const HIDDEN_MEMBER: i32 = 0x40_0000;
    /// Lowest bit of the reference kind.
    pub const KIND_SHIFT: u32 = 24;
    /// Mask of the reference kind after the shift.
    pub const KIND_MASK: i32 = 0xf;
}

/// Reference kinds (JVMS table 5.4.3.5-A).
pub mod kind {
    /// `getField`.
    pub const GET_FIELD: i32 = 1;
    /// `getStatic`.
    pub const GET_STATIC: i32 = 2;
    /// `putField`.
    pub const PUT_FIELD: i32 = 3;
    /// `putStatic`.
    pub const PUT_STATIC: i32 = 4;
    /// `invokeVirtual`.
    pub const INVOKE_VIRTUAL: i32 = 5;
    /// `invokeStatic`.
    pub const INVOKE_STATIC: i32 = 6;
    /// `invokeSpecial`.
    pub const INVOKE_SPECIAL: i32 = 7;
    /// `newInvokeSpecial`.
    pub const NEW_INVOKE_SPECIAL: i32 = 8;
    /// `invokeInterface`.
    pub const INVOKE_INTERFACE: i32 = 9;
}

/// `Lookup.UNCONDITIONAL`: no loading constraints.
const MODE_UNCONDITIONAL: i32 = 32;

/// Index of methods that are called directly.
const DIRECT: i64 = -1;

/// The method that a resolved `MemberName` stands for.
pub fn target(t: &JavaThread, member: Handle) -> Option<MethodRef> {
    let resolved = t.known_ref(member, KnownField::MemberMethod);
    (!resolved.is_null()).then(|| method_of(t, resolved)).flatten()
}

/// The method of a `ResolvedMethodName`.
pub fn method_of(t: &JavaThread, resolved: Ref) -> Option<MethodRef> {
    let target: i64 = t.get(resolved, t.offset(KnownField::ResolvedTarget));
    t.class_at((target >> 32) as u32).method_at((target & 0xffff_ffff) as usize)
}

/// A new `ResolvedMethodName`.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub fn new_resolved_method(t: &JavaThread, method: MethodRef) -> Result<Ref, Throw> {
    let class = super::boot::known_class(t, KnownClass::ResolvedMethodName)?;
    let object = t.new_instance(class)?;
    let target = i64::from(method.class.index()) << 32 | i64::from(method.slot);
    t.put(object, t.offset(KnownField::ResolvedTarget), target);
    if let Some(offset) = t.vm().known.try_offset(KnownField::ResolvedHolder) {
        t.put_ref(object, offset, method.class.mirror.get());
    }
    Ok(object)
}

/// `MethodHandleNatives.init` for a method or constructor found in `class`.
/// Signature-polymorphic methods are left for Java to name.
///
/// # Errors
///
/// `OutOfMemoryError`, `AbstractMethodError`.
pub fn init_method(
    t: &JavaThread,
    member: Handle,
    class: ClassRef,
    method: MethodRef,
) -> Result<(), Throw> {
    if method.traits.polymorphic {
        return Ok(());
    }
    let call = if method.flags.is_static() || method.is_statically_bound() {
        ResolvedCall::Direct(method)
    } else if class.is_interface() {
        invocation::interface_call(method)
    } else {
        invocation::virtual_call(class, method)?
    };
    fill_method(t, member, class, call)
}

/// Makes `member` the name of a call that was resolved in `class`.
fn fill_method(
    t: &JavaThread,
    member: Handle,
    class: ClassRef,
    call: ResolvedCall,
) -> Result<(), Throw> {
    let (method, bits, index, holder) = match call {
        ResolvedCall::Interface(method) if !method.flags.is_private() => {
            let bits = flags::IS_METHOD | kind::INVOKE_INTERFACE << flags::KIND_SHIFT;
            (method, bits, i64::from(method.vtable_index), method.class)
        }
        ResolvedCall::Virtual { method, vtable_index } => {
            let bits = flags::IS_METHOD | kind::INVOKE_VIRTUAL << flags::KIND_SHIFT;
            // An index of a vtable means nothing without a class.
            let holder = match method.class.is_interface() {
                true if class.is_interface() => t.vm().known.class(KnownClass::Object),
                true => class,
                false => method.class,
            };
            (method, bits, i64::from(vtable_index), holder)
        }
        ResolvedCall::Direct(method) | ResolvedCall::Interface(method) => {
            let bits = match method.flags.is_static() {
                true => flags::IS_METHOD | kind::INVOKE_STATIC << flags::KIND_SHIFT,
                false if method.is_constructor() => {
                    flags::IS_CONSTRUCTOR | kind::INVOKE_SPECIAL << flags::KIND_SHIFT
                }
                false => flags::IS_METHOD | kind::INVOKE_SPECIAL << flags::KIND_SHIFT,
            };
            (method, bits, DIRECT, method.class)
        }
        // Named by Java itself.
        ResolvedCall::Intrinsic(_) | ResolvedCall::Linked(_) => return Ok(()),
    };
    let mut bits = bits | i32::from(named_flags(method).0);
    if method.traits.caller_sensitive {
        bits |= flags::CALLER_SENSITIVE;
    }
    if method.traits.hidden && t.vm().library() >= Library::Java25 {
        bits |= flags::HIDDEN_MEMBER;
    }
    let _scope = t.scope();
    let resolved = t.handle(new_resolved_method(t, method)?);
    t.put_known(member, KnownField::MemberFlags, bits);
    t.put_known(member, KnownField::MemberIndex, index);
    t.put_known_ref(member, KnownField::MemberMethod, resolved.get());
    t.put_known_ref(member, KnownField::MemberClazz, holder.mirror.get());
    Ok(())
}

/// The flags that a name shows: for what the interpreter runs itself those of a
/// method of one type, which takes no variable number of arguments.
fn named_flags(method: MethodRef) -> AccessFlags {
    if !method.traits.polymorphic {
        return method.flags;
    }
    let shown = AccessFlags::NATIVE | AccessFlags::SYNTHETIC | AccessFlags::FINAL;
    AccessFlags(shown | method.flags.0 & AccessFlags::STATIC)
}

/// Makes `member` the name of a field.
pub fn init_field(t: &JavaThread, member: Handle, field: FieldRef, is_setter: bool) {
    let reference_kind = match (field.is_static(), is_setter) {
        (false, false) => kind::GET_FIELD,
        (true, false) => kind::GET_STATIC,
        (false, true) => kind::PUT_FIELD,
        (true, true) => kind::PUT_STATIC,
    };
    let mut bits = i32::from(field.flags.0) | flags::IS_FIELD | reference_kind << flags::KIND_SHIFT;
    if is_trusted_final(field) {
        bits |= flags::TRUSTED_FINAL;
    }
    t.put_known(member, KnownField::MemberFlags, bits);
    t.put_known(member, KnownField::MemberIndex, i64::from(field.offset));
    t.put_known_ref(member, KnownField::MemberMethod, Ref::NULL);
    t.put_known_ref(member, KnownField::MemberClazz, field.class.mirror.get());
}

/// Whether a field is final even to reflection: static, or of a hidden class or
/// record.
pub fn is_trusted_final(field: FieldRef) -> bool {
    let is_record = field.class.super_class.is_some_and(|parent| {
        parent.loader.is_boot() && parent.name.as_bytes() == KnownClass::Record.name().as_bytes()
    });
    field.flags.is_final() && (field.is_static() || field.class.hidden || is_record)
}

/// `MethodHandleNatives.resolve`: whether the name could be resolved. A failure
/// without an error means that there is nothing of that name to resolve.
///
/// # Errors
///
/// The `LinkageError` of resolution, `IllegalArgumentException` for a name that
/// is incomplete.
pub fn resolve(
    t: &JavaThread,
    member: Handle,
    caller: Option<ClassRef>,
    lookup_mode: i32,
) -> Result<bool, Throw> {
    let _scope = t.scope();
    let class = t.handle(t.known_ref(member, KnownField::MemberClazz));
    let name = t.handle(t.known_ref(member, KnownField::MemberNameField));
    let kind_object = t.handle(t.known_ref(member, KnownField::MemberType));
    if class.is_null() || name.is_null() || kind_object.is_null() {
        return Err(Throw::new(VmException::IllegalArgument, "nothing to resolve"));
    }
    let bits: i32 = t.known(member, KnownField::MemberFlags);
    let class = match t.class_of_mirror(class.get()) {
        class if class.is_array() => t.vm().known.class(KnownClass::Object),
        class if class.is_primitive() => return Ok(false),
        class => class,
    };
    linking::link_class(t, class)?;
    // A name that no class file has mentioned names nothing.
    let Some(name) = t.vm().symbols.lookup(&t.string_mutf8(name)) else {
        return missing(t, class, member);
    };
    if name.as_bytes() == b"<clinit>" {
        return Ok(false);
    }
    let descriptor = t.vm().symbols.intern(&descriptor_text(t, kind_object)?);
    let reference_kind = bits >> flags::KIND_SHIFT & flags::KIND_MASK;
    if bits & flags::IS_FIELD != 0 {
        let field = resolution::find_field(t, class, name, descriptor, None)?;
        let is_setter = matches!(reference_kind, kind::PUT_FIELD | kind::PUT_STATIC);
        init_field(t, member, field, is_setter);
        return Ok(true);
    }
    let query = MethodQuery {
        class,
        name,
        descriptor,
        caller,
        tag: None,
        constraints: lookup_mode & MODE_UNCONDITIONAL == 0,
    };
    resolve_method(t, member, &query, reference_kind)
}

fn resolve_method(
    t: &JavaThread,
    member: Handle,
    query: &MethodQuery,
    reference_kind: i32,
) -> Result<bool, Throw> {
    if let Some(method) = dynamic::find_polymorphic(t, query.class, query.name) {
        if dynamic::intrinsic_of(method).is_none() {
            return Ok(false);
        }
        fill_method(t, member, query.class, ResolvedCall::Direct(method))?;
        return Ok(true);
    }
    let call = match reference_kind {
        kind::INVOKE_STATIC => ResolvedCall::Direct(invocation::find_static(t, query)?),
        kind::INVOKE_INTERFACE => invocation::interface_call(invocation::find_interface(t, query)?),
        kind::INVOKE_SPECIAL | kind::NEW_INVOKE_SPECIAL => {
            ResolvedCall::Direct(invocation::find_special(t, query)?)
        }
        kind::INVOKE_VIRTUAL => {
            invocation::virtual_call(query.class, invocation::find_virtual(t, query)?)?
        }
        _ => return Err(Throw::new(VmException::Internal, "unrecognized MemberName format")),
    };
    fill_method(t, member, query.class, call)?;
    Ok(true)
}

/// The error for a name that is in no class file.
fn missing(t: &JavaThread, class: ClassRef, member: Handle) -> Result<bool, Throw> {
    let name = t.handle(t.known_ref(member, KnownField::MemberNameField));
    let kind_object = t.handle(t.known_ref(member, KnownField::MemberType));
    let bits: i32 = t.known(member, KnownField::MemberFlags);
    let name = t.vm().symbols.intern(&t.string_mutf8(name));
    let descriptor = t.vm().symbols.intern(&descriptor_text(t, kind_object)?);
    Err(match bits & flags::IS_FIELD != 0 {
        true => super::errors::no_such_field(t, class, name, descriptor),
        false => super::errors::no_such_method(class, name, descriptor),
    })
}

/// The descriptor of a `MethodType`, a `Class`, or a string that is one.
///
/// # Errors
///
/// `InternalError` for any other object.
pub fn descriptor_text(t: &JavaThread, kind_object: Handle) -> Result<Vec<u8>, Throw> {
    let object = kind_object.get();
    if t.is_instance(object, KnownClass::String) {
        return Ok(t.string_mutf8(kind_object));
    }
    if t.is_instance(object, KnownClass::Class) {
        return Ok(type_descriptor(t.class_of_mirror(object)));
    }
    if !t.is_instance(object, KnownClass::MethodType) {
        return Err(Throw::new(VmException::Internal, "unrecognized type"));
    }
    let parameters = t.known_ref(kind_object, KnownField::TypeParameters);
    let mut text = vec![b'('];
    for at in 0..t.array_length(parameters) {
        text.extend(type_descriptor(t.class_of_mirror(t.element(parameters, at))));
    }
    text.push(b')');
    let result = t.known_ref(kind_object, KnownField::TypeReturn);
    text.extend(type_descriptor(t.class_of_mirror(result)));
    Ok(text)
}

/// The field descriptor of a class, `V` for `void`.
pub fn type_descriptor(class: ClassRef) -> Vec<u8> {
    let name = class.name.as_bytes();
    match &class.kind {
        ClassKind::Primitive(kind) => vec![kind.descriptor_char()],
        ClassKind::Array(_) => name.to_vec(),
        ClassKind::Instance => [b"L", name, b";"].concat(),
    }
}

/// `MethodHandleNatives.expand`: fills in what a resolved name lacks.
///
/// # Errors
///
/// `OutOfMemoryError`, `IllegalArgumentException` if nothing is resolved.
pub fn expand(t: &JavaThread, member: Handle) -> Result<(), Throw> {
    let _scope = t.scope();
    let (class, name, descriptor) = named(t, member)
        .ok_or_else(|| Throw::new(VmException::IllegalArgument, "nothing to expand"))?;
    if t.known_ref(member, KnownField::MemberClazz).is_null() {
        t.put_known_ref(member, KnownField::MemberClazz, class.mirror.get());
    }
    if t.known_ref(member, KnownField::MemberNameField).is_null() {
        let text = t.intern_mutf8(name.as_bytes())?;
        t.put_known_ref(member, KnownField::MemberNameField, text);
    }
    if t.known_ref(member, KnownField::MemberType).is_null() {
        let text = t.intern_mutf8(descriptor.as_bytes())?;
        t.put_known_ref(member, KnownField::MemberType, text);
    }
    Ok(())
}

fn named(t: &JavaThread, member: Handle) -> Option<(ClassRef, Symbol, Symbol)> {
    let bits: i32 = t.known(member, KnownField::MemberFlags);
    if bits & flags::IS_FIELD == 0 {
        let method = target(t, member)?;
        return Some((method.class, method.name, method.descriptor));
    }
    let class = t.known_ref(member, KnownField::MemberClazz);
    if class.is_null() {
        return None;
    }
    let class = t.class_of_mirror(class);
    let offset: i64 = t.known(member, KnownField::MemberIndex);
    let is_static = AccessFlags(bits as u16).is_static();
    let field = field_at_offset(class, offset as u32, is_static)?;
    Some((class, field.name, field.descriptor))
}

fn field_at_offset(class: ClassRef, offset: u32, is_static: bool) -> Option<FieldRef> {
    let class = class.as_ref_static();
    let found = class.fields.iter().find(|f| f.offset == offset && f.is_static() == is_static);
    found.map(FieldRef::from)
}

/// The reference kind of a name.
pub fn reference_kind(t: &JavaThread, member: Handle) -> i32 {
    t.known::<i32>(member, KnownField::MemberFlags) >> flags::KIND_SHIFT & flags::KIND_MASK
}

/// Selects what `linkToVirtual` or `linkToInterface` calls on a receiver.
///
/// # Errors
///
/// As [`invocation::select_interface_method`].
pub fn select(
    t: &JavaThread,
    member: Handle,
    receiver: ClassRef,
) -> Result<Option<MethodRef>, Throw> {
    let Some(method) = target(t, member) else { return Ok(None) };
    let index: i64 = t.known(member, KnownField::MemberIndex);
    if index == DIRECT {
        return Ok(Some(method));
    }
    if reference_kind(t, member) == kind::INVOKE_INTERFACE {
        return invocation::select_interface_method(t, receiver, method).map(Some);
    }
    Ok(receiver
        .vtable
        .get(index as usize)
        .copied()
        .or_else(|| lookup::find_in_superclasses(receiver, method.name, method.descriptor)))
}
