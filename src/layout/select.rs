//! Selection of methods (JVMS §5.4.6) and what superinterfaces say about a name.

use base::symbol::Symbol;

use crate::{ClassLike, MethodLike};

/// The instance method that a class or its superclasses declare and that can
/// override an inherited one: neither private nor static.
pub fn find_overriding<C: ClassLike>(
    class: C,
    name: Symbol,
    descriptor: Symbol,
) -> Option<C::Method> {
    let mut at = Some(class);
    while let Some(class) = at {
        let declared = class.own_method(name, descriptor);
        if let Some(method) = declared.filter(is_instance_method) {
            return Some(method);
        }
        at = class.parent();
    }
    None
}

fn is_instance_method<M: MethodLike>(method: &M) -> bool {
    !method.access().is_private() && !method.access().is_static()
}

/// What superinterfaces say about a name and descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inherited<M> {
    /// No superinterface has such a method.
    Nothing,
    /// The one maximally-specific method that is not abstract.
    Default(M),
    /// All maximally-specific methods are abstract; the first of them.
    Abstract(M),
    /// As `Abstract`, and they hide methods that are not.
    Reabstracted(M),
    /// Several maximally-specific methods are not abstract.
    Conflict(Vec<M>),
}

/// The maximally-specific superinterface methods (JVMS §5.4.3.3) among the
/// methods of `interfaces`, a set closed under superinterfaces.
pub fn inherited_from<C: ClassLike>(
    interfaces: &[C],
    name: Symbol,
    descriptor: Symbol,
) -> Inherited<C::Method> {
    let mut candidates: Vec<C::Method> = Vec::new();
    let mut any_default = false;
    for interface in interfaces {
        let declared = interface.own_method(name, descriptor);
        let Some(method) = declared.filter(is_instance_method) else { continue };
        any_default |= !method.access().is_abstract();
        if candidates.iter().any(|other| extends(other.owner(), method.owner())) {
            continue;
        }
        candidates.retain(|other| !extends(method.owner(), other.owner()));
        candidates.push(method);
    }
    let Some(first) = candidates.first().copied() else { return Inherited::Nothing };
    candidates.retain(|method| !method.access().is_abstract());
    match candidates.as_slice() {
        [] if any_default => Inherited::Reabstracted(first),
        [] => Inherited::Abstract(first),
        [only] => Inherited::Default(*only),
        _ => Inherited::Conflict(candidates),
    }
}

/// Whether an interface is `other` or has it as a superinterface.
fn extends<C: ClassLike>(interface: C, other: C) -> bool {
    interface == other || interface.superinterfaces().contains(&other)
}
