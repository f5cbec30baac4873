//! Loading constraints (JVMS §5.3.4): that a name stands for the same class in
//! several loaders.
//!
//! Invariant: for one name, a loader is in at most one group; a group's class,
//! once known, is the class of that name for every loader of the group that has
//! one.

use super::errors;
use super::state::LinkState;
use crate::model::{ClassRef, LoaderRef, MethodRef, Throw};
use crate::thread::{JavaThread, Unloading, Vm};
use base::descriptor::{BinaryName, FieldType, MethodDescriptor};
use base::symbol::Symbol;
use parking_lot::Mutex;
use std::collections::HashMap;

/// The constraints of one VM.
#[derive(Default)]
pub(super) struct Constraints {
    groups: Mutex<HashMap<Symbol, Vec<Group>>>,
}

struct Group {
    loaders: Vec<LoaderRef>,
    class: Option<ClassRef>,
}

/// The name that two loaders were found to disagree on.
pub(super) struct Conflict {
    pub(super) name: Symbol,
}

impl Constraints {
    /// Requires `name` to mean the same class in both loaders; no if it does
    /// not or cannot any more.
    fn unite(&self, name: Symbol, a: LoaderRef, b: LoaderRef) -> bool {
        let known = |loader: LoaderRef| loader.dictionary.get(&name).map(|entry| *entry.value());
        let (class_a, class_b) = (known(a), known(b));
        let mut groups = self.groups.lock();
        let groups = groups.entry(name).or_default();
        let mut merged = Group { loaders: vec![a, b], class: None };
        let mut classes: Vec<ClassRef> = class_a.into_iter().chain(class_b).collect();
        let joins = |group: &Group| group.loaders.contains(&a) || group.loaders.contains(&b);
        for group in groups.iter().filter(|group| joins(group)) {
            classes.extend(group.class);
        }
        if classes.windows(2).any(|pair| pair[0] != pair[1]) {
            return false;
        }
        merged.class = classes.first().copied();
        groups.retain(|group| {
            if !joins(group) {
                return true;
            }
            merged.loaders.extend(group.loaders.iter().copied());
            false
        });
        merged.loaders.sort_by_key(|loader| loader.id);
        merged.loaders.dedup();
        groups.push(merged);
        true
    }

    /// Notes that `loader` is about to have `class` under its name; no if a
    /// constraint forbids it.
    pub(super) fn admit(&self, loader: LoaderRef, class: ClassRef) -> bool {
        let mut groups = self.groups.lock();
        let Some(groups) = groups.get_mut(&class.name) else { return true };
        match groups.iter_mut().find(|group| group.loaders.contains(&loader)) {
            None => true,
            Some(group) => *group.class.get_or_insert(class) == class,
        }
    }

    /// Requires the classes named by a field or method descriptor to be the same
    /// in both loaders.
    pub(super) fn check_descriptor(
        &self,
        t: &JavaThread,
        descriptor: Symbol,
        a: LoaderRef,
        b: LoaderRef,
    ) -> Result<(), Conflict> {
        if a == b {
            return Ok(());
        }
        for name in class_names(descriptor.as_bytes()) {
            // No user loader can define a class of a `java` package, so all
            // loaders that have one have the same.
            if name.starts_with(b"java/") {
                continue;
            }
            let name = t.vm().symbols.intern(name);
            if !self.unite(name, a, b) {
                return Err(Conflict { name });
            }
        }
        Ok(())
    }
}

/// Forgets unloaded loaders and classes.
pub(super) fn unload(vm: &Vm, unloading: &Unloading) {
    LinkState::of(vm).constraints.groups.lock().retain(|_, groups| {
        groups.retain_mut(|group| {
            group.loaders.retain(|loader| !unloading.covers(loader.holder));
            group.class = group.class.filter(|class| !unloading.covers(class.holder));
            group.loaders.len() > 1
        });
        !groups.is_empty()
    });
}

/// Element class names that a field or method descriptor mentions.
fn class_names(descriptor: &[u8]) -> Vec<&[u8]> {
    let types: Vec<FieldType<'_>> = match MethodDescriptor::parse(descriptor) {
        Ok(method) => method.parameters().chain([method.return_type()]).collect(),
        Err(_) => FieldType::parse(descriptor).into_iter().collect(),
    };
    types.into_iter().filter_map(|kind| kind.element().class_name()).collect()
}

/// Checks the constraints of a member that `caller` has resolved in `owner`'s
/// loader (JVMS §5.4.3.2, §5.4.3.3).
///
/// # Errors
///
/// `LinkageError`.
pub(super) fn check_resolved(
    t: &JavaThread,
    constraints: &Constraints,
    caller: ClassRef,
    owner: ClassRef,
    member: (&'static str, Symbol, Symbol),
) -> Result<(), Throw> {
    let (what, name, descriptor) = member;
    constraints.check_descriptor(t, descriptor, caller.loader, owner.loader).map_err(|conflict| {
        let kind = BinaryName(conflict.name.as_bytes());
        let (shown, signature, classes) = match what {
            "method" => {
                let method = errors::external_method(owner, name, descriptor);
                let signature = format!("the type {kind} used in the signature");
                (format!("'{method}'"), signature, [caller, owner].map(|c| c.name.to_string()))
            }
            _ => {
                let shown = format!("\"{name}\" of type {kind},");
                (shown, format!("type {kind}"), [caller, owner].map(|c| c.binary_name()))
            }
        };
        errors::linkage(format!(
            "loader constraint violation: when resolving {what} {shown} the class loader {} of \
             the current class, {}, and the class loader {} for the {what}'s defining class, {}, \
             have different Class objects for {signature} ({}; {})",
            errors::loader_text(t, caller.loader),
            classes[0],
            errors::loader_text(t, owner.loader),
            classes[1],
            errors::place_with_parent(t, caller),
            errors::place_with_parent(t, owner),
        ))
    })
}

/// Checks the constraints between the method by which `class` implements one of
/// an interface, and that one (JVMS §5.4.2).
///
/// # Errors
///
/// `LinkageError`.
pub(super) fn check_implementation(
    t: &JavaThread,
    constraints: &Constraints,
    class: ClassRef,
    method: MethodRef,
    implemented: MethodRef,
) -> Result<(), Throw> {
    let (a, b) = (implemented.class.loader, method.class.loader);
    constraints.check_descriptor(t, method.descriptor, a, b).map_err(|conflict| {
        let kind = if method.class.is_interface() { "interface" } else { "class" };
        errors::linkage(format!(
            "loader constraint violation in interface itable initialization for class {}: when \
             selecting method '{}' the class loader {} for super interface {}, and the class \
             loader {} of the selected method's {kind}, {} have different Class objects for the \
             type {} used in the signature ({}; {})",
            class.binary_name(),
            errors::method_text(implemented),
            errors::loader_text(t, a),
            implemented.class.binary_name(),
            errors::loader_text(t, b),
            method.class.binary_name(),
            BinaryName(conflict.name.as_bytes()),
            errors::place_with_parent(t, implemented.class),
            errors::place_with_parent(t, method.class),
        ))
    })
}

/// Checks the constraints between a method of `class` and the one of a
/// superclass that it overrides (JVMS §5.4.2).
///
/// # Errors
///
/// `LinkageError`.
pub(super) fn check_override(
    t: &JavaThread,
    constraints: &Constraints,
    class: ClassRef,
    method: MethodRef,
    overridden: MethodRef,
) -> Result<(), Throw> {
    let (a, b) = (method.class.loader, overridden.class.loader);
    constraints.check_descriptor(t, method.descriptor, a, b).map_err(|conflict| {
        errors::linkage(format!(
            "loader constraint violation for class {}: when selecting overriding method '{}' the \
             class loader {} of the selected method's type {}, and the class loader {} for its \
             super type {} have different Class objects for the type {} used in the signature ({}; {})",
            class.binary_name(),
            errors::method_text(method),
            errors::loader_text(t, a),
            method.class.binary_name(),
            errors::loader_text(t, b),
            overridden.class.binary_name(),
            BinaryName(conflict.name.as_bytes()),
            errors::place_with_parent(t, method.class),
            errors::place_with_parent(t, overridden.class),
        ))
    })
}
