//! Resolution of classes and fields (JVMS §5.4.3.1, §5.4.3.2), and what all
//! resolution shares.
//!
//! Outcomes are kept in the run-time constant pool: the first one wins. What
//! failed to resolve fails again with a new error of the same class and message.
//! The checks that depend on the instruction are made at each use.

use super::access;
use super::constants;
use super::constraints;
use super::errors;
use super::loading;
use super::lookup;
use super::state::LinkState;
use crate::model::{ClassRef, FieldRef, KnownField, MethodRef, SlotValue, Throw, VmException};
use crate::thread::{Handle, JavaThread};
use base::CpIndex;
use base::symbol::Symbol;
use classfile::Tag;

/// An index that does not lead to an entry of the kind: the class file was not
/// checked, or the index comes from elsewhere.
#[cold]
pub(super) fn bad_index(class: ClassRef, index: u16) -> Throw {
    let text = format!("Invalid constant pool index {index} in class file {}", class.name);
    Throw::new(VmException::ClassFormat, text)
}

/// Resolves a `Class` entry of `caller`'s constant pool (JVMS §5.4.3.1).
///
/// # Errors
///
/// `NoClassDefFoundError`, `IllegalAccessError`, other errors of loading.
pub fn resolve_class(t: &JavaThread, caller: ClassRef, index: u16) -> Result<ClassRef, Throw> {
    let slot = caller.pool.slots.get(usize::from(index)).ok_or_else(|| bad_index(caller, index))?;
    match slot.get() {
        SlotValue::Class(class) => return Ok(class),
        SlotValue::Error(_) => return Err(repeat_error(t, caller, index)),
        _ => {}
    }
    let name = constants::constant_pool(caller)
        .class_name(CpIndex(index))
        .map_err(|_| bad_index(caller, index))?;
    let name = t.vm().symbols.intern(name);
    let resolved = loading::load_class(t, caller.loader, name).and_then(|class| {
        access::check_class_access(t, caller, class)?;
        Ok(class)
    });
    match resolved {
        Ok(class) => match slot.set(SlotValue::Class(class)) {
            SlotValue::Class(first) => Ok(first),
            _ => Err(repeat_error(t, caller, index)),
        },
        Err(throw) => {
            let throw = record_error(t, caller, index, throw);
            // If another thread has succeeded meanwhile, so has this one.
            match slot.get() {
                SlotValue::Class(class) => {
                    t.caught(throw);
                    Ok(class)
                }
                _ => Err(throw),
            }
        }
    }
}

/// Keeps a `LinkageError` as the outcome of an entry; other throwables may not
/// happen again.
pub(super) fn record_error(t: &JavaThread, caller: ClassRef, index: u16, throw: Throw) -> Throw {
    let _scope = t.scope();
    let error = t.handle(t.caught(throw));
    if is_linkage_error(t, error) {
        let slot = caller.pool.slot(index);
        let kept = slot.set(SlotValue::Error(error.get()));
        caller.remember();
        match kept {
            SlotValue::Error(_) => {}
            // Another thread has succeeded; this one reports what it saw.
            _ => return t.throw(error),
        }
    }
    t.throw(error)
}

pub(super) fn is_linkage_error(t: &JavaThread, error: Handle) -> bool {
    match loading::boot_class(t, "java/lang/LinkageError") {
        Ok(linkage) => t.class_of(error.get()).is_subclass_of(linkage),
        Err(throw) => {
            // Without LinkageError nothing can be one.
            let _ = t.caught(throw);
            false
        }
    }
}

/// Drops a `LinkageError`; passes on anything else.
///
/// # Errors
///
/// Throwables that are not `LinkageError`s.
pub fn ignore_linkage_error(t: &JavaThread, throw: Throw) -> Result<(), Throw> {
    let _scope = t.scope();
    let error = t.handle(t.caught(throw));
    if is_linkage_error(t, error) { Ok(()) } else { Err(t.throw(error)) }
}

/// Throws again the error that an entry failed with.
#[cold]
fn repeat_error(t: &JavaThread, caller: ClassRef, index: u16) -> Throw {
    let SlotValue::Error(error) = caller.pool.slot(index).get() else {
        return bad_index(caller, index);
    };
    let error = t.handle(error);
    again(t, error)
}

/// A new error of the same class and message, with a cause likewise.
pub(super) fn again(t: &JavaThread, first: Handle) -> Throw {
    let _scope = t.scope();
    let error = match like(t, first) {
        Ok(error) => error,
        Err(throw) => return throw,
    };
    let cause = t.handle(t.known_ref(first, KnownField::ThrowableCause));
    // A throwable whose cause is not set names itself.
    if !cause.is_null() && cause.get() != first.get() {
        match like(t, cause) {
            Ok(cause) => t.put_known_ref(error, KnownField::ThrowableCause, cause.get()),
            Err(throw) => return throw,
        }
    }
    t.throw(error)
}

/// A new error of the same class and message.
pub(super) fn again_without_cause(t: &JavaThread, first: Handle) -> Throw {
    let _scope = t.scope();
    match like(t, first) {
        Ok(error) => t.throw(error),
        Err(throw) => throw,
    }
}

/// A throwable of the same class and message; the same one if its class is not
/// the class library's, or has not the usual constructor.
fn like(t: &JavaThread, first: Handle) -> Result<Handle, Throw> {
    let class = t.class_of(first.get());
    let symbols = &t.vm().symbols;
    let (name, text) = (symbols.intern(b"<init>"), symbols.intern(b"(Ljava/lang/String;)V"));
    if !class.loader.is_boot() || class.declared_method(name, text).is_none() {
        return Ok(first);
    }
    let message = t.handle(t.known_ref(first, KnownField::ThrowableMessage));
    let text = (!message.is_null()).then(|| t.string_text(message));
    Ok(t.handle(t.construct_exception(class, text.as_deref())?))
}

/// A name and descriptor as symbols, with the class entry, of a member entry.
pub(super) struct MemberEntry {
    pub(super) tag: Tag,
    pub(super) class_index: u16,
    pub(super) name: Symbol,
    pub(super) descriptor: Symbol,
}

pub(super) fn member_entry(
    t: &JavaThread,
    caller: ClassRef,
    index: u16,
) -> Result<MemberEntry, Throw> {
    let entry = constants::constant_pool(caller)
        .member_ref(CpIndex(index))
        .map_err(|_| bad_index(caller, index))?;
    let symbols = &t.vm().symbols;
    Ok(MemberEntry {
        tag: entry.tag,
        class_index: entry.class_index.0,
        name: symbols.intern(entry.name),
        descriptor: symbols.intern(entry.descriptor),
    })
}

/// What an instruction does to a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldUse {
    /// `getstatic` or `putstatic`.
    pub is_static: bool,
    /// `putfield` or `putstatic`.
    pub is_put: bool,
}

/// Resolves a `Fieldref` for an instruction of `method` (JVMS §5.4.3.2). The
/// class of a static field is not initialized here.
///
/// # Errors
///
/// `NoSuchFieldError`, `IllegalAccessError`, `IncompatibleClassChangeError`,
/// errors of resolving the class.
pub fn resolve_field(
    t: &JavaThread,
    method: MethodRef,
    index: u16,
    usage: FieldUse,
) -> Result<FieldRef, Throw> {
    let caller = method.class;
    let slot = caller.pool.slots.get(usize::from(index)).ok_or_else(|| bad_index(caller, index))?;
    let field = match slot.get() {
        SlotValue::Field(field) => field,
        _ => {
            let entry = member_entry(t, caller, index)?;
            let class = resolve_class(t, caller, entry.class_index)?;
            let field = find_field(t, class, entry.name, entry.descriptor, Some(caller))?;
            slot.set(SlotValue::Field(field));
            field
        }
    };
    check_field_use(method, field, usage)?;
    Ok(field)
}

/// Field resolution (JVMS §5.4.3.2), with access check and constraints if there
/// is a caller.
///
/// # Errors
///
/// `NoSuchFieldError`, `IllegalAccessError`, `LinkageError`.
pub fn find_field(
    t: &JavaThread,
    class: ClassRef,
    name: Symbol,
    descriptor: Symbol,
    caller: Option<ClassRef>,
) -> Result<FieldRef, Throw> {
    let field = lookup::find_field(class, name, descriptor)
        .ok_or_else(|| errors::no_such_field(t, class, name, descriptor))?;
    if let Some(caller) = caller {
        access::check_field_access(t, caller, class, field)?;
        let constraints = &LinkState::of(t.vm()).constraints;
        let member = ("field", name, descriptor);
        constraints::check_resolved(t, constraints, caller, field.class, member)?;
    }
    Ok(field)
}

fn check_field_use(method: MethodRef, field: FieldRef, usage: FieldUse) -> Result<(), Throw> {
    if field.is_static() != usage.is_static {
        let expected = if usage.is_static { "static" } else { "non-static" };
        return Err(errors::incompatible(format!(
            "Expected {expected} field {}.{}",
            field.class.binary_name(),
            field.name
        )));
    }
    if usage.is_put && field.flags.is_final() {
        check_final_put(method, field)?;
    }
    Ok(())
}

/// JVMS §6.5.putfield, §6.5.putstatic: who may assign a final field.
fn check_final_put(method: MethodRef, field: FieldRef) -> Result<(), Throw> {
    let kind = if field.is_static() { "static" } else { "non-static" };
    let (class, name) = (field.class.binary_name(), field.name);
    if method.class != field.class {
        return Err(errors::illegal_access(format!(
            "Update to {kind} final field {class}.{name} attempted from a different class ({}) \
             than the field's declaring class",
            method.class.binary_name()
        )));
    }
    // Before version 53 any method of the class could.
    let allowed = match field.is_static() {
        true => method.is_class_initializer(),
        false => method.is_constructor(),
    };
    if method.class.major_version >= 53 && !allowed {
        let initializer = if field.is_static() { "<clinit>" } else { "<init>" };
        return Err(errors::illegal_access(format!(
            "Update to {kind} final field {class}.{name} attempted from a different method ({}) \
             than the initializer method {initializer} ",
            method.name
        )));
    }
    Ok(())
}
