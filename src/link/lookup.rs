//! Finding members by name and descriptor: the lookup steps of JVMS §5.4.3.2 to
//! §5.4.3.4 and the selection of §5.4.6, without access checks.

use crate::model::{ClassRef, FieldRef, KnownClass, MethodRef};
use crate::thread::JavaThread;
use base::symbol::Symbol;
use layout::select::find_overriding;

pub use layout::select::inherited_from;

/// The field that lookup finds in `class` (JVMS §5.4.3.2). Fields that the VM
/// injects have no name for Java.
pub fn find_field(class: ClassRef, name: Symbol, descriptor: Symbol) -> Option<FieldRef> {
    find_any_field(class, name, descriptor).filter(|field| field.slot != u16::MAX)
}

fn find_any_field(class: ClassRef, name: Symbol, descriptor: Symbol) -> Option<FieldRef> {
    let mut at = Some(class);
    while let Some(class) = at {
        if let Some(field) = class.declared_field(name, descriptor) {
            return Some(field);
        }
        // Superinterfaces come before the superclass. `all_interfaces` has the
        // inherited ones too, but those of the superclass would be searched next
        // anyhow, before anything else of it can be.
        for interface in class.interfaces {
            if let Some(field) = find_interface_field(*interface, name, descriptor) {
                return Some(field);
            }
        }
        at = class.super_class.filter(|_| !class.is_interface());
    }
    None
}

fn find_interface_field(interface: ClassRef, name: Symbol, descriptor: Symbol) -> Option<FieldRef> {
    let own = interface.declared_field(name, descriptor);
    own.or_else(|| {
        // The set has each superinterface once, so the search is linear where
        // recursion over the graph could be exponential.
        interface.all_interfaces.iter().find_map(|parent| parent.declared_field(name, descriptor))
    })
}

/// The method that a class or its superclasses declare, whatever its flags.
pub fn find_in_superclasses(
    class: ClassRef,
    name: Symbol,
    descriptor: Symbol,
) -> Option<MethodRef> {
    let mut at = Some(class);
    while let Some(class) = at {
        if let Some(method) = class.declared_method(name, descriptor) {
            return Some(method);
        }
        at = class.super_class;
    }
    None
}

/// What superinterfaces say about a name and descriptor.
pub type Inherited = layout::select::Inherited<MethodRef>;

/// Any superinterface method that is neither private nor static.
fn any_inherited(class: ClassRef, name: Symbol, descriptor: Symbol) -> Option<MethodRef> {
    match inherited_from(class.all_interfaces, name, descriptor) {
        Inherited::Nothing => None,
        Inherited::Default(method)
        | Inherited::Abstract(method)
        | Inherited::Reabstracted(method) => Some(method),
        Inherited::Conflict(methods) => methods.first().copied(),
    }
}

/// Method lookup in a class (JVMS §5.4.3.3 steps 2 and 3).
pub fn find_method(class: ClassRef, name: Symbol, descriptor: Symbol) -> Option<MethodRef> {
    find_in_superclasses(class, name, descriptor).or_else(|| any_inherited(class, name, descriptor))
}

/// Method lookup in an interface (JVMS §5.4.3.4 steps 2 to 5).
pub fn find_interface_method(
    t: &JavaThread,
    interface: ClassRef,
    name: Symbol,
    descriptor: Symbol,
) -> Option<MethodRef> {
    interface
        .declared_method(name, descriptor)
        .or_else(|| {
            let object = t.vm().known.class(KnownClass::Object);
            let declared = object.declared_method(name, descriptor);
            declared.filter(|m| m.flags.is_public() && !m.flags.is_static())
        })
        .or_else(|| any_inherited(interface, name, descriptor))
}

/// Selection (JVMS §5.4.6) of the method that a call of the public interface
/// method `resolved` runs on an instance of `class`.
pub(super) fn select_for_interface(class: ClassRef, resolved: MethodRef) -> Inherited {
    match find_overriding(class, resolved.name, resolved.descriptor) {
        Some(method) if method.flags.is_abstract() => Inherited::Abstract(method),
        Some(method) => Inherited::Default(method),
        None => inherited_from(class.all_interfaces, resolved.name, resolved.descriptor),
    }
}
