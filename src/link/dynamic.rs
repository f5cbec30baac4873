//! Resolution that runs Java code: method types, method handles, dynamic
//! constants, call sites (JVMS §5.4.3.5, §5.4.3.6), and calls of
//! signature-polymorphic methods (§2.9.3).
//!
//! The work is done by `java.lang.invoke.MethodHandleNatives`; the VM supplies
//! classes, names and resolved members, and keeps the outcomes.

use super::access;
use super::call_sites::{CallSite, Outcome, Site};
use super::constants;
use super::direct;
use super::errors;
use super::invocation::{InvokeKind, PolymorphicKind, ResolvedCall};
use super::loading;
use super::lookup;
use super::member_name;
use super::resolution::{self, MemberEntry, bad_index};
use super::state::{self, LinkState};
use crate::model::{ClassRef, KnownClass, KnownField, KnownMethod, MethodRef, SlotValue, Throw};
use crate::thread::{Handle, JavaThread, Library, Value};
use base::descriptor::{FieldType, MethodDescriptor};
use base::symbol::Symbol;
use base::{BootstrapIndex, CpIndex};
use classfile::{Constant, Tag};
use heap::layout::{Ref, RootSlot};
use heap::object::Scalar;

/// Reference kind of calls through `invokevirtual` (JVMS table 5.4.3.5-A).
const REF_INVOKE_VIRTUAL: i32 = 5;
/// Reference kinds up to this one name fields.
const LAST_FIELD_KIND: u8 = 4;

/// How to run a call that names a signature-polymorphic method; `None` if the
/// entry does not.
pub(super) fn resolve_polymorphic(
    t: &JavaThread,
    caller: ClassRef,
    index: u16,
    entry: &MemberEntry,
    class: ClassRef,
    kind: InvokeKind,
) -> Result<Option<ResolvedCall>, Throw> {
    let Some(declared) = find_polymorphic(t, class, entry.name) else { return Ok(None) };
    if let Some(intrinsic) = intrinsic_of(declared) {
        access::check_method_access(t, caller, class, declared)?;
        return Ok(Some(ResolvedCall::Intrinsic(intrinsic)));
    }
    if kind != InvokeKind::Virtual {
        return Ok(None);
    }
    access::check_method_access(t, caller, class, declared)?;
    let site = Site::Entry(caller, index);
    let linked = link_once(t, site, |t| link_polymorphic(t, caller, class, entry))?;
    Ok(Some(ResolvedCall::Linked(linked)))
}

/// The signature-polymorphic method of that name (JVMS §2.9.3).
pub fn find_polymorphic(t: &JavaThread, class: ClassRef, name: Symbol) -> Option<MethodRef> {
    let names = LinkState::of(t.vm()).names(t.vm());
    if !class.loader.is_boot()
        || class.name != names.method_handle && class.name != names.var_handle
    {
        return None;
    }
    let class = class.as_ref_static();
    class.methods.iter().find(|m| m.traits.polymorphic && m.name == name).map(MethodRef::from)
}

/// Which of the methods that the interpreter runs itself a polymorphic method is.
pub fn intrinsic_of(method: MethodRef) -> Option<PolymorphicKind> {
    match method.name.as_bytes() {
        b"invokeBasic" => Some(PolymorphicKind::InvokeBasic),
        b"linkToVirtual" => Some(PolymorphicKind::LinkToVirtual),
        b"linkToStatic" => Some(PolymorphicKind::LinkToStatic),
        b"linkToSpecial" => Some(PolymorphicKind::LinkToSpecial),
        b"linkToInterface" => Some(PolymorphicKind::LinkToInterface),
        b"linkToNative" => Some(PolymorphicKind::LinkToNative),
        _ => None,
    }
}

/// Links a site unless it has an outcome.
fn link_once(
    t: &JavaThread,
    site: Site,
    link: impl FnOnce(&JavaThread) -> Result<(MethodRef, Handle), Throw>,
) -> Result<&'static CallSite, Throw> {
    let sites = &LinkState::of(t.vm()).call_sites;
    let _scope = t.scope();
    let known = sites.get(site);
    let fresh = known.is_none();
    let outcome = match known {
        Some(outcome) => outcome,
        None => {
            let outcome = match link(t) {
                Ok((adapter, appendix)) => {
                    let linked = CallSite { adapter, appendix: RootSlot::null() };
                    let linked = site.holder().alloc(linked);
                    linked.appendix.set(appendix.get());
                    Outcome::Linked(linked)
                }
                Err(throw) => {
                    let error = t.handle(t.caught(throw));
                    if !resolution::is_linkage_error(t, error) {
                        return Err(t.throw(error));
                    }
                    let slot = site.holder().alloc(RootSlot::null());
                    slot.set(error.get());
                    Outcome::Failed(slot)
                }
            };
            sites.set(site, outcome)
        }
    };
    match outcome {
        Outcome::Linked(linked) => Ok(linked),
        Outcome::Failed(error) if fresh => Err(t.throw(t.handle(error.get()))),
        Outcome::Failed(error) => Err(resolution::again_without_cause(t, t.handle(error.get()))),
    }
}

/// `MethodHandleNatives.linkMethod`.
fn link_polymorphic(
    t: &JavaThread,
    caller: ClassRef,
    class: ClassRef,
    entry: &MemberEntry,
) -> Result<(MethodRef, Handle), Throw> {
    let kind = t.handle(method_type(t, caller, entry.descriptor.as_bytes())?);
    let name = t.handle(t.intern_mutf8(entry.name.as_bytes())?);
    let appendix = t.handle(t.new_ref_array(t.vm().known.class(KnownClass::Object), 1)?);
    let link = t.known_method(KnownMethod::LinkMethod)?;
    let arguments = [
        Value::Object(t.handle(caller.mirror.get())),
        Value::Int(REF_INVOKE_VIRTUAL),
        Value::Object(t.handle(class.mirror.get())),
        Value::Object(name),
        Value::Object(kind),
        Value::Object(appendix),
    ];
    let member = t.handle(t.call_object(link, &arguments)?);
    adapter_and_appendix(t, member, appendix)
}

fn adapter_and_appendix(
    t: &JavaThread,
    member: Handle,
    appendix: Handle,
) -> Result<(MethodRef, Handle), Throw> {
    let target = (!member.is_null()).then(|| member_name::target(t, member)).flatten();
    let adapter = target.ok_or_else(|| errors::linkage("linkage failed: no adapter method"))?;
    super::ensure_initialized(t, adapter.class)?;
    Ok((adapter, t.handle(t.element(appendix.get(), 0))))
}

/// Links an `invokedynamic` instruction of `caller` (JVMS §5.4.3.6, §6.5).
///
/// # Errors
///
/// `BootstrapMethodError`, errors of resolving the bootstrap method and its
/// arguments, `Error`s that it throws. An attempt that failed with a
/// `LinkageError` fails again with the same one.
pub fn resolve_call_site(
    t: &JavaThread,
    caller: MethodRef,
    bci: u16,
    index: u16,
) -> Result<&'static CallSite, Throw> {
    link_once(t, Site::Instruction(caller, bci), |t| {
        link_dynamic_site(t, caller.class, index).map_err(|throw| wrap_exception(t, throw))
    })
}

fn link_dynamic_site(
    t: &JavaThread,
    caller: ClassRef,
    index: u16,
) -> Result<(MethodRef, Handle), Throw> {
    let constant = constants::constant_pool(caller)
        .dynamic(CpIndex(index))
        .map_err(|_| bad_index(caller, index))?;
    if let Some(specifier) = constants::bootstrap_method(caller, constant.bootstrap)
        && let Some(linked) = direct::link(t, caller, constant, &specifier)?
    {
        return Ok(linked);
    }
    let bootstrap = resolve_bootstrap(
        t,
        caller,
        index,
        constant.bootstrap,
        |t| method_type(t, caller, constant.descriptor),
        constant.name,
    )?;
    let appendix = t.handle(t.new_ref_array(t.vm().known.class(KnownClass::Object), 1)?);
    let member = call_linker(
        t,
        (KnownMethod::LinkCallSite17, KnownMethod::LinkCallSite25),
        caller,
        constant.bootstrap,
        &bootstrap,
        Some(appendix),
    )?;
    adapter_and_appendix(t, member, appendix)
}

/// What the linkage methods are given.
struct Bootstrap {
    method: Handle,
    name: Handle,
    kind: Handle,
    arguments: Handle,
}

fn resolve_bootstrap(
    t: &JavaThread,
    caller: ClassRef,
    index: u16,
    bootstrap: BootstrapIndex,
    kind: impl FnOnce(&JavaThread) -> Result<Ref, Throw>,
    name: &[u8],
) -> Result<Bootstrap, Throw> {
    state::check_native_stack(t)?;
    let specifier =
        constants::bootstrap_method(caller, bootstrap).ok_or_else(|| bad_index(caller, index))?;
    let method = t.handle(resolve_constant(t, caller, specifier.method.0)?);
    let name = t.handle(t.intern_mutf8(name)?);
    let kind = t.handle(kind(t)?);
    let mut arguments = Vec::with_capacity(specifier.arguments.len());
    for argument in specifier.arguments.iter() {
        arguments.push(t.handle(loadable_constant(t, caller, argument)?));
    }
    let arguments = t.handle(pack_arguments(t, &arguments)?);
    Ok(Bootstrap { method, name, kind, arguments })
}

/// Null for none, the argument itself for one that is no array, else an array.
fn pack_arguments(t: &JavaThread, arguments: &[Handle]) -> Result<Ref, Throw> {
    match arguments {
        [] => return Ok(Ref::NULL),
        [only] if !only.is_null() && !t.class_of(only.get()).is_array() => return Ok(only.get()),
        _ => {}
    }
    let array = t.new_ref_array(t.vm().known.class(KnownClass::Object), arguments.len())?;
    for (at, argument) in arguments.iter().enumerate() {
        t.set_element(array, at as u32, argument.get());
    }
    Ok(array)
}

/// Calls `linkCallSite` or `linkDynamicConstant`; those of 17 take the index of
/// the specifier too.
fn call_linker(
    t: &JavaThread,
    (method_17, method_25): (KnownMethod, KnownMethod),
    caller: ClassRef,
    index: BootstrapIndex,
    bootstrap: &Bootstrap,
    appendix: Option<Handle>,
) -> Result<Handle, Throw> {
    let mut arguments = vec![Value::Object(t.handle(caller.mirror.get()))];
    let method = match t.vm().library() {
        Library::Java17 => {
            arguments.push(Value::Int(i32::from(index.0)));
            method_17
        }
        Library::Java25 => method_25,
    };
    let Bootstrap { method: handle, name, kind, arguments: packed } = *bootstrap;
    arguments.extend([handle, name, kind, packed].map(Value::Object));
    arguments.extend(appendix.map(Value::Object));
    let method = t.known_method(method)?;
    Ok(t.handle(t.call_object(method, &arguments)?))
}

/// Exceptions of a bootstrap method that are no `Error`s are wrapped.
fn wrap_exception(t: &JavaThread, throw: Throw) -> Throw {
    let exception = t.handle(t.caught(throw));
    let is_error = loading::boot_class(t, "java/lang/Error")
        .map(|error| t.class_of(exception.get()).is_subclass_of(error));
    match is_error {
        Ok(true) => t.throw(exception),
        Ok(false) => {
            let class = "java/lang/BootstrapMethodError";
            let text = "CallSite bootstrap method initialization exception";
            match t.make_with_cause(class, Some(text), exception) {
                Ok(error) => t.throw(t.handle(error)),
                Err(throw) => throw,
            }
        }
        Err(throw) => throw,
    }
}

/// Resolves a constant that is an object: a string, class, method type, method
/// handle or dynamic constant, the latter boxed if primitive.
///
/// # Errors
///
/// Those of resolution (JVMS §5.4.3).
pub fn resolve_constant(t: &JavaThread, caller: ClassRef, index: u16) -> Result<Ref, Throw> {
    let slot = caller.pool.slots.get(usize::from(index)).ok_or_else(|| bad_index(caller, index))?;
    match slot.get() {
        SlotValue::Object(object) => return Ok(object),
        SlotValue::Null => return Ok(Ref::NULL),
        SlotValue::Class(class) => return Ok(class.mirror.get()),
        SlotValue::Error(error) => return Err(resolution::again(t, t.handle(error))),
        SlotValue::Unresolved | SlotValue::Field(_) | SlotValue::Method(_) => {}
    }
    let pool = constants::constant_pool(caller);
    let constant = pool.get(CpIndex(index)).map_err(|_| bad_index(caller, index))?;
    if let Constant::Class(_) = constant {
        return Ok(resolution::resolve_class(t, caller, index)?.mirror.get());
    }
    let _scope = t.scope();
    let resolved = match constant {
        Constant::String(_) => {
            t.intern_mutf8(pool.string(CpIndex(index)).map_err(|_| bad_index(caller, index))?)
        }
        Constant::MethodType(_) => {
            let text = pool.method_type(CpIndex(index)).map_err(|_| bad_index(caller, index))?;
            method_type(t, caller, text)
        }
        Constant::MethodHandle { kind, reference } => method_handle(t, caller, kind, reference),
        Constant::Dynamic { tag: Tag::Dynamic, .. } => {
            dynamic_constant(t, caller, index).map_err(|throw| wrap_exception(t, throw))
        }
        _ => Err(bad_index(caller, index)),
    };
    match resolved {
        Ok(object) => {
            let value = if object.is_null() { SlotValue::Null } else { SlotValue::Object(object) };
            let kept = slot.set(value);
            caller.remember();
            match kept {
                SlotValue::Object(first) => Ok(first),
                SlotValue::Error(error) => Err(resolution::again(t, t.handle(error))),
                _ => Ok(Ref::NULL),
            }
        }
        Err(throw) => Err(resolution::record_error(t, caller, index, throw)),
    }
}

/// A new box of a number.
pub(super) fn boxed_constant<T: Scalar>(
    t: &JavaThread,
    class: KnownClass,
    field: KnownField,
    value: T,
) -> Result<Ref, Throw> {
    let class = loading::boot_class(t, class.name())?;
    super::ensure_initialized(t, class)?;
    let object = t.new_instance(class)?;
    t.put(object, t.offset(field), value);
    Ok(object)
}

/// A static argument: any loadable constant, numbers boxed.
pub(super) fn loadable_constant(
    t: &JavaThread,
    caller: ClassRef,
    index: CpIndex,
) -> Result<Ref, Throw> {
    let pool = constants::constant_pool(caller);
    match pool.get(index).map_err(|_| bad_index(caller, index.0))? {
        Constant::Integer(value) => {
            boxed_constant(t, KnownClass::Integer, KnownField::IntegerValue, value)
        }
        Constant::Float(value) => {
            boxed_constant(t, KnownClass::Float, KnownField::FloatValue, value)
        }
        Constant::Long(value) => boxed_constant(t, KnownClass::Long, KnownField::LongValue, value),
        Constant::Double(value) => {
            boxed_constant(t, KnownClass::Double, KnownField::DoubleValue, value)
        }
        _ => resolve_constant(t, caller, index.0),
    }
}

fn dynamic_constant(t: &JavaThread, caller: ClassRef, index: u16) -> Result<Ref, Throw> {
    let constant = constants::constant_pool(caller)
        .dynamic(CpIndex(index))
        .map_err(|_| bad_index(caller, index))?;
    let kind = |t: &JavaThread| {
        let kind = FieldType::parse(constant.descriptor).map_err(|_| bad_index(caller, index))?;
        Ok(accessible_class(t, caller, kind)?.mirror.get())
    };
    let bootstrap = resolve_bootstrap(t, caller, index, constant.bootstrap, kind, constant.name)?;
    let linkers = (KnownMethod::LinkDynamicConstant17, KnownMethod::LinkDynamicConstant25);
    let value = call_linker(t, linkers, caller, constant.bootstrap, &bootstrap, None)?;
    Ok(value.get())
}

/// The class of a type in a descriptor, as `caller` may use it.
pub(super) fn accessible_class(
    t: &JavaThread,
    caller: ClassRef,
    kind: FieldType<'_>,
) -> Result<ClassRef, Throw> {
    let class = loading::class_of_type(t, caller.loader, kind)?;
    access::check_class_access(t, caller, class)?;
    Ok(class)
}

/// The `MethodType` of a descriptor whose classes `caller` names (JVMS
/// §5.4.3.5).
///
/// # Errors
///
/// Those of loading and access of the classes.
pub fn method_type(t: &JavaThread, caller: ClassRef, descriptor: &[u8]) -> Result<Ref, Throw> {
    let _scope = t.scope();
    let parsed = MethodDescriptor::parse(descriptor)
        .map_err(|error| errors::linkage(format!("bad method descriptor: {error}")))?;
    let class_class = t.vm().known.class(KnownClass::Class);
    let count = usize::from(parsed.parameter_count());
    let parameters = t.handle(t.new_ref_array(class_class, count)?);
    for (at, kind) in parsed.parameters().enumerate() {
        let class = accessible_class(t, caller, kind)?;
        t.set_element(parameters.get(), at as u32, class.mirror.get());
    }
    let result = accessible_class(t, caller, parsed.return_type())?;
    let find = t.known_method(KnownMethod::FindMethodHandleType)?;
    let result = t.handle(result.mirror.get());
    t.call_object(find, &[Value::Object(result), Value::Object(parameters)])
}

/// That a member is missing is found before the classes of its descriptor are
/// loaded; whether the caller may have it, afterwards by the class library.
fn find_member(
    t: &JavaThread,
    class: ClassRef,
    entry: &MemberEntry,
    is_field: bool,
) -> Result<(), Throw> {
    let MemberEntry { name, descriptor, .. } = *entry;
    if is_field {
        return resolution::find_field(t, class, name, descriptor, None).map(drop);
    }
    let found = match class.is_interface() {
        true => lookup::find_interface_method(t, class, name, descriptor),
        false => lookup::find_method(class, name, descriptor)
            .or_else(|| find_polymorphic(t, class, name)),
    };
    found.map(drop).ok_or_else(|| errors::no_such_method(class, name, descriptor))
}

/// A `MethodHandle` constant (JVMS §5.4.3.5).
fn method_handle(
    t: &JavaThread,
    caller: ClassRef,
    kind: u8,
    reference: CpIndex,
) -> Result<Ref, Throw> {
    let entry = resolution::member_entry(t, caller, reference.0)?;
    let class = resolution::resolve_class(t, caller, entry.class_index)?;
    let is_field = kind <= LAST_FIELD_KIND;
    if !is_field && class.is_interface() != (entry.tag == Tag::InterfaceMethodref) {
        let [is, should] = match class.is_interface() {
            true => ["CONSTANT_MethodRef", "CONSTANT_InterfaceMethodRef"],
            false => ["CONSTANT_InterfaceMethodRef", "CONSTANT_MethodRef"],
        };
        return Err(errors::incompatible(format!(
            "Inconsistent constant pool data in classfile for class {}. Method '{}' at index \
             {reference} is {is} and should be {should}",
            class.binary_name(),
            errors::external_method(class, entry.name, entry.descriptor)
        )));
    }
    find_member(t, class, &entry, is_field)?;
    let kind_of_member = if is_field {
        let parsed = FieldType::parse(entry.descriptor.as_bytes())
            .map_err(|_| bad_index(caller, reference.0))?;
        accessible_class(t, caller, parsed)?.mirror.get()
    } else {
        method_type(t, caller, entry.descriptor.as_bytes())?
    };
    let kind_of_member = t.handle(kind_of_member);
    let name = t.handle(t.intern_mutf8(entry.name.as_bytes())?);
    let link = t.known_method(KnownMethod::LinkMethodHandleConstant)?;
    let arguments = [
        Value::Object(t.handle(caller.mirror.get())),
        Value::Int(i32::from(kind)),
        Value::Object(t.handle(class.mirror.get())),
        Value::Object(name),
        Value::Object(kind_of_member),
    ];
    t.call_object(link, &arguments)
}
