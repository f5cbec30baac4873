//! Resolution of methods for the instructions that call them, and selection
//! (JVMS §5.4.3.3, §5.4.3.4, §5.4.6, §6.5.invoke…).
//!
//! Instructions keep what they were resolved to; a second resolution of the same
//! entry ends as the first, since what lookup depends on never changes.

use super::access;
use super::call_sites::CallSite;
use super::constraints;
use super::dispatch;
use super::dynamic;
use super::errors;
use super::lookup::{self, Inherited};
use super::resolution::{member_entry, resolve_class};
use super::state::LinkState;
use crate::model::{ClassRef, Method, MethodRef, Throw, VmException};
use crate::thread::{JavaThread, Library};
use base::symbol::Symbol;
use classfile::Tag;

/// Which instruction calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InvokeKind {
    /// `invokestatic`.
    Static,
    /// `invokespecial`.
    Special,
    /// `invokevirtual`.
    Virtual,
    /// `invokeinterface`.
    Interface,
}

/// A signature-polymorphic method that the interpreter runs itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PolymorphicKind {
    /// `MethodHandle.invokeBasic`.
    InvokeBasic,
    /// `MethodHandle.linkToVirtual`.
    LinkToVirtual,
    /// `MethodHandle.linkToStatic`.
    LinkToStatic,
    /// `MethodHandle.linkToSpecial`.
    LinkToSpecial,
    /// `MethodHandle.linkToInterface`.
    LinkToInterface,
    /// `MethodHandle.linkToNative`.
    LinkToNative,
}

/// How a call runs.
#[derive(Clone, Copy, Debug)]
pub enum ResolvedCall {
    /// Exactly this method. An instance method still wants a receiver that is
    /// not null; the class of a static one is not initialized yet.
    Direct(MethodRef),
    /// The entry of the receiver's vtable. The method is the resolved one.
    Virtual {
        /// As resolved.
        method: MethodRef,
        /// Index into `Class::vtable`.
        vtable_index: u32,
    },
    /// By [`select_interface_method`]; also for private interface methods.
    Interface(MethodRef),
    /// A polymorphic method with the argument types of the call site.
    Intrinsic(PolymorphicKind),
    /// `MethodHandle.invoke`, `invokeExact`, or a method of `VarHandle`: the
    /// arguments, receiver included, and the appendix go to the adapter.
    Linked(&'static CallSite),
}

/// Resolves a method entry for an instruction of `caller` (JVMS §5.4.3.3,
/// §5.4.3.4, §6.5).
///
/// # Errors
///
/// `NoSuchMethodError`, `IllegalAccessError`, `IncompatibleClassChangeError`,
/// `AbstractMethodError`, errors of resolving the class.
pub fn resolve_method(
    t: &JavaThread,
    caller: MethodRef,
    index: u16,
    kind: InvokeKind,
) -> Result<ResolvedCall, Throw> {
    let class = caller.class;
    let entry = member_entry(t, class, index)?;
    let resolved_class = resolve_class(t, class, entry.class_index)?;
    if let Some(call) = dynamic::resolve_polymorphic(t, class, index, &entry, resolved_class, kind)?
    {
        return Ok(call);
    }
    let query = MethodQuery {
        class: resolved_class,
        name: entry.name,
        descriptor: entry.descriptor,
        caller: Some(class),
        tag: Some(entry.tag),
        constraints: true,
    };
    Ok(match kind {
        InvokeKind::Static => ResolvedCall::Direct(find_static(t, &query)?),
        InvokeKind::Special => ResolvedCall::Direct(find_special(t, &query)?),
        InvokeKind::Virtual => virtual_call(resolved_class, find_virtual(t, &query)?)?,
        InvokeKind::Interface => interface_call(find_interface(t, &query)?),
    })
}

/// A method to be resolved.
#[derive(Clone, Copy)]
pub struct MethodQuery {
    /// The class that the reference names.
    pub class: ClassRef,
    /// Name.
    pub name: Symbol,
    /// Descriptor.
    pub descriptor: Symbol,
    /// Whose access is checked, if anybody's.
    pub caller: Option<ClassRef>,
    /// Tag of the constant, if it comes from one.
    pub tag: Option<Tag>,
    /// Whether loading constraints are imposed.
    pub constraints: bool,
}

impl MethodQuery {
    fn text(&self) -> String {
        errors::external_method(self.class, self.name, self.descriptor)
    }

    fn not_found(&self) -> Throw {
        errors::no_such_method(self.class, self.name, self.descriptor)
    }

    /// Access and constraints of the method that lookup has found.
    fn admit(&self, t: &JavaThread, method: MethodRef) -> Result<MethodRef, Throw> {
        let Some(caller) = self.caller else { return Ok(method) };
        access::check_method_access(t, caller, self.class, method)?;
        if self.constraints {
            let constraints = &LinkState::of(t.vm()).constraints;
            let member = ("method", self.name, self.descriptor);
            constraints::check_resolved(t, constraints, caller, method.class, member)?;
        }
        Ok(method)
    }
}

/// Method resolution in a class (JVMS §5.4.3.3).
fn resolve_in_class(
    t: &JavaThread,
    query: &MethodQuery,
    is_virtual: bool,
) -> Result<MethodRef, Throw> {
    if is_virtual && query.class.is_interface() {
        let name = query.class.binary_name();
        return Err(errors::incompatible(format!(
            "Found interface {name}, but class was expected"
        )));
    }
    if query.tag.is_some_and(|tag| tag != Tag::Methodref) {
        let text = format!("Method '{}' must be Methodref constant", query.text());
        return Err(errors::incompatible(text));
    }
    let found = lookup::find_method(query.class, query.name, query.descriptor)
        .ok_or_else(|| query.not_found())?;
    query.admit(t, found)
}

/// Method resolution in an interface (JVMS §5.4.3.4).
fn resolve_in_interface(
    t: &JavaThread,
    query: &MethodQuery,
    allow_static: bool,
) -> Result<MethodRef, Throw> {
    if !query.class.is_interface() {
        let name = query.class.binary_name();
        return Err(errors::incompatible(format!(
            "Found class {name}, but interface was expected"
        )));
    }
    if query.tag.is_some_and(|tag| tag != Tag::InterfaceMethodref) {
        let text = format!("Method '{}' must be InterfaceMethodref constant", query.text());
        return Err(errors::incompatible(text));
    }
    let found = lookup::find_interface_method(t, query.class, query.name, query.descriptor)
        .ok_or_else(|| query.not_found())?;
    if !allow_static && found.flags.is_static() {
        return Err(errors::incompatible(format!(
            "Expected instance not static method '{}'",
            errors::method_text(found)
        )));
    }
    query.admit(t, found)
}

/// What `invokestatic` calls.
///
/// # Errors
///
/// As [`resolve_method`].
pub fn find_static(t: &JavaThread, query: &MethodQuery) -> Result<MethodRef, Throw> {
    let method = match query.class.is_interface() {
        true => resolve_in_interface(t, query, true)?,
        false => resolve_in_class(t, query, false)?,
    };
    if !method.flags.is_static() {
        let text = format!("Expected static method '{}'", errors::method_text(method));
        return Err(errors::incompatible(text));
    }
    Ok(method)
}

/// What `invokespecial` calls (JVMS §6.5.invokespecial).
///
/// # Errors
///
/// As [`resolve_method`].
pub fn find_special(t: &JavaThread, query: &MethodQuery) -> Result<MethodRef, Throw> {
    let method = match query.class.is_interface() {
        true => resolve_in_interface(t, query, false)?,
        false => resolve_in_class(t, query, false)?,
    };
    if method.is_constructor() && method.class != query.class {
        return Err(Throw::new(
            VmException::NoSuchMethod,
            format!(
                "{}: method '{}' not found",
                query.class.binary_name(),
                errors::unqualified_method(method)
            ),
        ));
    }
    if method.flags.is_static() {
        let text = format!("Expecting non-static method '{}'", errors::method_text(method));
        return Err(errors::incompatible(text));
    }
    let selected = match query.caller {
        Some(caller) => select_special(t, query, caller, method)?,
        None => method,
    };
    if selected.flags.is_abstract() {
        return Err(no_special(query));
    }
    Ok(selected)
}

/// `AbstractMethodError` of `invokespecial`.
#[cold]
fn no_special(query: &MethodQuery) -> Throw {
    let method = errors::external_method(query.class, query.name, query.descriptor);
    Throw::new(VmException::AbstractMethod, format!("'{method}'"))
}

fn select_special(
    t: &JavaThread,
    query: &MethodQuery,
    caller: ClassRef,
    method: MethodRef,
) -> Result<MethodRef, Throw> {
    if query.class.is_interface()
        && caller != query.class
        && !caller.interfaces.contains(&query.class)
        && !access::is_magic(t, caller)
    {
        return Err(errors::incompatible(format!(
            "Interface method reference: '{}', is in an indirect superinterface of {}",
            errors::method_text(method),
            caller.binary_name()
        )));
    }
    if query.class.is_interface() && method.class.is_interface() && method.class != query.class {
        return special_of_interfaces(query, query.class);
    }
    let starts_above = !method.is_constructor()
        && !query.class.is_interface()
        && caller != query.class
        && caller.is_subclass_of(query.class);
    let Some(parent) = caller.super_class.filter(|_| starts_above) else {
        return match method.class.is_interface() && !query.class.is_interface() {
            true => special_of_interfaces(query, query.class),
            false => Ok(method),
        };
    };
    if method.flags.is_private() {
        return Ok(method);
    }
    let mut at = Some(parent);
    while let Some(class) = at {
        let declared = class.declared_method(query.name, query.descriptor);
        if let Some(found) = declared.filter(|found| !found.flags.is_static()) {
            return Ok(found);
        }
        at = class.super_class;
    }
    special_of_interfaces(query, parent)
}

/// The last step of JVMS §6.5.invokespecial: the one maximally-specific method
/// of the superinterfaces of `class`.
fn special_of_interfaces(query: &MethodQuery, class: ClassRef) -> Result<MethodRef, Throw> {
    match lookup::inherited_from(class.all_interfaces, query.name, query.descriptor) {
        Inherited::Default(found) => Ok(found),
        Inherited::Conflict(found) => Err(errors::conflict(&found)),
        Inherited::Reabstracted(_) => Err(no_default(class, query.name, query.descriptor)),
        Inherited::Nothing | Inherited::Abstract(_) => Err(no_special(query)),
    }
}

/// The method that `invokevirtual` resolves to, before selection.
///
/// # Errors
///
/// As [`resolve_method`].
pub fn find_virtual(t: &JavaThread, query: &MethodQuery) -> Result<MethodRef, Throw> {
    let method = resolve_in_class(t, query, true)?;
    if method.class.is_interface() && method.flags.is_private() {
        return Err(errors::incompatible(format!(
            "private interface method requires invokeinterface, not invokevirtual: method '{}'",
            errors::method_text(method)
        )));
    }
    if method.flags.is_static() {
        let text = format!("Expecting non-static method '{}'", errors::method_text(method));
        return Err(errors::incompatible(text));
    }
    Ok(method)
}

/// The method that `invokeinterface` resolves to, before selection.
///
/// # Errors
///
/// As [`resolve_method`].
pub fn find_interface(t: &JavaThread, query: &MethodQuery) -> Result<MethodRef, Throw> {
    resolve_in_interface(t, query, false)
}

/// How a call of a method found by [`find_virtual`] in `class` selects.
///
/// # Errors
///
/// `AbstractMethodError`.
pub fn virtual_call(class: ClassRef, method: MethodRef) -> Result<ResolvedCall, Throw> {
    if method.class.is_interface() {
        // Declared by a superinterface only: the class has an entry for it.
        let index = dispatch::vtable_index_of(class, method.name, method.descriptor)
            .ok_or_else(|| errors::abstract_method(Some(class), method, None))?;
        return Ok(ResolvedCall::Virtual { method, vtable_index: index as u32 });
    }
    match u32::try_from(method.vtable_index) {
        Ok(vtable_index) if !method.is_statically_bound() => {
            Ok(ResolvedCall::Virtual { method, vtable_index })
        }
        _ => Ok(ResolvedCall::Direct(method)),
    }
}

/// How a call of a method found by [`find_interface`] selects.
pub fn interface_call(method: MethodRef) -> ResolvedCall {
    match u32::try_from(method.vtable_index) {
        _ if method.class.is_interface() => ResolvedCall::Interface(method),
        Ok(vtable_index) if !method.is_statically_bound() => {
            ResolvedCall::Virtual { method, vtable_index }
        }
        _ => ResolvedCall::Direct(method),
    }
}

/// Selects the method that `invokeinterface` runs on an instance of `class` when
/// the entry at `index` of `caller`'s pool names an interface and resolves to
/// `method` of `Object` (JVMS §6.5.invokeinterface).
///
/// # Errors
///
/// `IncompatibleClassChangeError` if the class does not implement the interface.
pub fn select_object_method(
    t: &JavaThread,
    caller: ClassRef,
    index: u16,
    class: ClassRef,
    method: MethodRef,
) -> Result<MethodRef, Throw> {
    let entry = member_entry(t, caller, index)?;
    let interface = resolve_class(t, caller, entry.class_index)?;
    if !class.is_assignable_to(interface) {
        return Err(errors::not_implementing(class, interface));
    }
    match u32::try_from(method.vtable_index) {
        Ok(index) if !method.is_statically_bound() => Ok(class.vtable[index as usize]),
        _ => Ok(method),
    }
}

/// Checks the receiver of an `invokespecial` of a method other than `<init>` in
/// an interface: its class must be a subtype of the interface, which the verifier
/// does not see to.
///
/// # Errors
///
/// `IllegalAccessError`.
pub fn check_special_receiver(interface: ClassRef, receiver: ClassRef) -> Result<(), Throw> {
    if receiver.is_assignable_to(interface) {
        return Ok(());
    }
    Err(errors::illegal_access(format!(
        "Receiver class {} must be the current class or a subtype of interface {}",
        receiver.binary_name(),
        interface.binary_name()
    )))
}

/// Selects the method that `invokeinterface` of `method`, declared by an
/// interface, runs on an instance of `class` (JVMS §5.4.6).
///
/// # Errors
///
/// `IncompatibleClassChangeError`, `AbstractMethodError`, `IllegalAccessError`.
pub fn select_interface_method(
    t: &JavaThread,
    class: ClassRef,
    method: MethodRef,
) -> Result<MethodRef, Throw> {
    let class = class.as_ref_static();
    if let Some(entry) = class.itable.iter().find(|entry| entry.interface == method.class)
        && let Ok(index) = usize::try_from(method.vtable_index)
        && let Some(Some(selected)) = entry.methods.get(index)
    {
        return Ok(*selected);
    }
    select_without_table(t, ClassRef::from(class), method)
}

#[cold]
fn select_without_table(
    t: &JavaThread,
    class: ClassRef,
    method: MethodRef,
) -> Result<MethodRef, Throw> {
    if !class.implements(method.class) {
        return Err(errors::not_implementing(class, method.class));
    }
    if method.flags.is_private() {
        return Ok(method);
    }
    let inherited = match lookup::select_for_interface(class, method) {
        Inherited::Default(found) if found.flags.is_public() => return Ok(found),
        Inherited::Default(found) => {
            let text = format!("'{}'", errors::method_text(found));
            return Err(errors::illegal_access(text));
        }
        Inherited::Abstract(found) if !found.class.is_interface() => Some(found),
        Inherited::Conflict(_) | Inherited::Reabstracted(_)
            if t.vm().library() >= Library::Java25 =>
        {
            // Interface calls of 17 do not tell these from nothing.
            let index = dispatch::vtable_index_of(class, method.name, method.descriptor);
            match index.map(|index| class.vtable[index]) {
                Some(selected) => return Err(selection_error(Some(class), selected)),
                None => None,
            }
        }
        _ => None,
    };
    Err(errors::abstract_method(Some(class), method, inherited))
}

/// Checks that the method which the vtable of `receiver` selects for `resolved`
/// has code.
///
/// # Errors
///
/// `AbstractMethodError`, `IncompatibleClassChangeError`.
pub fn check_selected(
    receiver: ClassRef,
    resolved: MethodRef,
    selected: MethodRef,
) -> Result<(), Throw> {
    if selected.traits.overpass {
        return Err(selection_error(Some(receiver), selected));
    }
    if selected.flags.is_abstract() {
        return Err(errors::abstract_method(Some(receiver), resolved, Some(selected)));
    }
    Ok(())
}

/// The error of a call whose selected method has no code: an abstract method,
/// or one that stands for a conflict of defaults.
#[cold]
pub fn selection_error(receiver: Option<ClassRef>, selected: MethodRef) -> Throw {
    if selected.traits.overpass {
        let Method { class, name, descriptor, .. } = *selected;
        // In `java` each class below has a method of its own for it.
        let class = receiver.unwrap_or(class);
        if let Inherited::Conflict(methods) =
            lookup::inherited_from(class.all_interfaces, name, descriptor)
        {
            return errors::conflict(&methods);
        }
        return no_default(class, name, descriptor);
    }
    errors::abstract_method(receiver, selected, None)
}

/// The error where the defaults that a class inherits are hidden by abstract
/// methods.
fn no_default(class: ClassRef, name: Symbol, descriptor: Symbol) -> Throw {
    let text = format!("Method {}.{name}{descriptor} is abstract", class.name);
    Throw::new(VmException::AbstractMethod, text)
}
