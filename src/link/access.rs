//! Access control (JVMS §5.4.4): classes across packages and modules, members,
//! nests.

use super::constants;
use super::errors;
use super::resolution;
use super::state::LinkState;
use crate::model::{
    ClassKind, ClassRef, FieldRef, KnownClass, KnownField, MethodRef, ModuleRef, Throw,
};
use crate::thread::JavaThread;
use base::CpIndex;
use base::access_flags::AccessFlags;
use base::descriptor::BinaryName;

/// Checks that `class` is accessible to `caller` (JVMS §5.4.4). Of an array
/// class, that its element type is.
///
/// # Errors
///
/// `IllegalAccessError`.
pub fn check_class_access(t: &JavaThread, caller: ClassRef, class: ClassRef) -> Result<(), Throw> {
    let class = match &class.kind {
        ClassKind::Array(info) => info.element,
        _ => class,
    };
    if class.is_primitive() {
        return Ok(());
    }
    match class_access_problem(t, caller, class) {
        None => Ok(()),
        Some(Some(reason)) => Err(errors::illegal_access(reason)),
        Some(None) => Err(errors::illegal_access(format!(
            "failed to access class {} from class {} ({})",
            class.binary_name(),
            caller.binary_name(),
            errors::places_text(t, class, caller)
        ))),
    }
}

/// Whether `class` (not an array) is accessible to `caller`.
pub fn can_access_class(t: &JavaThread, caller: ClassRef, class: ClassRef) -> bool {
    matches!(class_access(t, caller, class), ClassAccess::Allowed)
}

#[derive(Clone, Copy)]
enum ClassAccess {
    Allowed,
    NotReadable(ModuleRef, ModuleRef),
    NotExported(ModuleRef, ModuleRef),
    NotPublic,
}

fn class_access(t: &JavaThread, caller: ClassRef, class: ClassRef) -> ClassAccess {
    if caller == class || caller.same_package(&class) || is_magic(t, caller) {
        return ClassAccess::Allowed;
    }
    if !class.flags.is_public() {
        return ClassAccess::NotPublic;
    }
    let (Some(from), Some(to)) = (caller.module.get().copied(), class.module.get().copied()) else {
        // Until java.base is defined there are no modules to keep apart.
        return ClassAccess::Allowed;
    };
    if !from.can_read(to) {
        return ClassAccess::NotReadable(from, to);
    }
    let package = t.vm().symbols.intern(class.package_name());
    if to.is_exported(package, from) {
        ClassAccess::Allowed
    } else {
        ClassAccess::NotExported(from, to)
    }
}

/// Why `class` (not an array) is not accessible to `caller`, if so: the text if
/// modules are the reason, else it is not public.
pub(super) fn class_access_problem(
    t: &JavaThread,
    caller: ClassRef,
    class: ClassRef,
) -> Option<Option<String>> {
    let (from, to, reason) = match class_access(t, caller, class) {
        ClassAccess::Allowed => return None,
        ClassAccess::NotPublic => return Some(None),
        ClassAccess::NotReadable(from, to) => {
            let (a, b) = (module_text(t, from), module_text(t, to));
            (from, to, format!("{a} does not read {b}"))
        }
        ClassAccess::NotExported(from, to) => {
            let (a, b) = (module_text(t, from), module_text(t, to));
            let package = BinaryName(class.as_ref_static().package_name());
            (from, to, format!("{b} does not export {package} to {a}"))
        }
    };
    Some(Some(format!(
        "class {} (in {}) cannot access class {} (in {}) because {reason}",
        caller.binary_name(),
        module_text(t, from),
        class.binary_name(),
        module_text(t, to),
    )))
}

/// `module java.base`, `unnamed module @0x4114b3ea`.
fn module_text(t: &JavaThread, module: ModuleRef) -> String {
    match module.name {
        Some(name) => format!("module {name}"),
        None => {
            let object = module.object.get();
            let hash = if object.is_null() { 0 } else { t.identity_hash(object) };
            format!("unnamed module @0x{hash:x}")
        }
    }
}

/// Whether the class is a generated accessor of core reflection, to which
/// everything is accessible and which is not verified.
pub fn is_magic(t: &JavaThread, class: ClassRef) -> bool {
    let known = t.vm().known.try_class(KnownClass::MagicAccessorImpl);
    known.is_some_and(|magic| class.is_subclass_of(magic))
}

/// Whether a member of `owner` with these flags, found through `resolved`, is
/// accessible to `caller` (JVMS §5.4.4).
///
/// # Errors
///
/// What loading nest hosts throws that is no `LinkageError`.
pub fn can_access_member(
    t: &JavaThread,
    caller: ClassRef,
    resolved: ClassRef,
    owner: ClassRef,
    flags: AccessFlags,
) -> Result<bool, Throw> {
    if flags.is_public() || caller == owner {
        return Ok(true);
    }
    if flags.is_private() {
        return Ok(is_nestmate(t, caller, owner)? || is_magic(t, caller));
    }
    if flags.is_protected() && caller.is_subclass_of(owner) {
        let related = flags.is_static()
            || resolved == caller
            || resolved.is_subclass_of(caller)
            || caller.is_subclass_of(resolved);
        if related {
            return Ok(true);
        }
    }
    Ok(caller.same_package(&owner) || is_magic(t, caller))
}

/// Checks access to a resolved field.
///
/// # Errors
///
/// `IllegalAccessError`.
pub(super) fn check_field_access(
    t: &JavaThread,
    caller: ClassRef,
    resolved: ClassRef,
    field: FieldRef,
) -> Result<(), Throw> {
    if can_access_member(t, caller, resolved, field.class, field.flags)? {
        Ok(())
    } else {
        let nests = private_problems(t, caller, field.class, field.flags)?;
        Err(errors::field_access(t, caller, field, &nests))
    }
}

/// Checks access to a resolved method.
///
/// # Errors
///
/// `IllegalAccessError`.
pub(super) fn check_method_access(
    t: &JavaThread,
    caller: ClassRef,
    resolved: ClassRef,
    method: MethodRef,
) -> Result<(), Throw> {
    let names = LinkState::of(t.vm()).names(t.vm());
    if resolved.is_array() && method.name == names.clone {
        // JVMS §4.9.2: `clone` counts as public in arrays.
        return Ok(());
    }
    if can_access_member(t, caller, resolved, method.class, method.flags)? {
        Ok(())
    } else {
        let nests = private_problems(t, caller, method.class, method.flags)?;
        Err(errors::method_access(t, caller, method, &nests))
    }
}

/// Whether both classes have the same nest host (JVMS §5.4.4).
pub fn is_nestmate(t: &JavaThread, a: ClassRef, b: ClassRef) -> Result<bool, Throw> {
    Ok(a == b || nest_host(t, a)? == nest_host(t, b)?)
}

/// The nest host of a class (JVMS §5.4.4). A host that cannot be found, is in
/// another package, or does not list the class makes the class its own host.
///
/// # Errors
///
/// What loading the host throws that is no `LinkageError`.
pub fn nest_host(t: &JavaThread, class: ClassRef) -> Result<ClassRef, Throw> {
    if let Some(host) = class.nest_host.get() {
        return Ok(*host);
    }
    let host = match declared_host(t, class)? {
        Some(Ok(host)) => host,
        Some(Err(_)) | None => class,
    };
    Ok(*class.nest_host.get_or_init(|| host))
}

/// The host that `NestHost` names, or why it is not the host; `None` without
/// the attribute.
fn declared_host(
    t: &JavaThread,
    class: ClassRef,
) -> Result<Option<Result<ClassRef, String>>, Throw> {
    let Some(index) = constants::nest_host(class) else { return Ok(None) };
    let host = match resolution::resolve_class(t, class, index) {
        Ok(host) => host,
        Err(throw) => return Ok(Some(Err(failed_host(t, class, index, throw)?))),
    };
    let problem = if host.is_array() {
        "host is not an instance class"
    } else if !class.same_package(&host) {
        "types are in different packages"
    } else if !constants::nest_members(host).contains(&class.name.as_bytes()) {
        "current type is not listed as a nest member"
    } else {
        return Ok(Some(Ok(host)));
    };
    Ok(Some(Err(format!(
        "Type {} (loader: {}) is not a nest member of type {} (loader: {}): {problem}",
        class.binary_name(),
        errors::loader_text(t, class.loader),
        host.binary_name(),
        errors::loader_text(t, host.loader),
    ))))
}

fn failed_host(t: &JavaThread, class: ClassRef, index: u16, throw: Throw) -> Result<String, Throw> {
    let _scope = t.scope();
    let error = t.handle(t.caught(throw));
    if !resolution::is_linkage_error(t, error) {
        return Err(t.throw(error));
    }
    let message = t.handle(t.known_ref(error, KnownField::ThrowableMessage));
    let message = match message.is_null() {
        true => String::new(),
        false => format!(": {}", t.string_text(message)),
    };
    let host = constants::constant_pool(class).class_name(CpIndex(index)).unwrap_or_default();
    Ok(format!(
        "Nest host resolution of {} with host {} failed: {}{message}",
        class.binary_name(),
        BinaryName(host),
        t.class_of(error.get()).binary_name()
    ))
}

/// What went wrong with the nest hosts of two classes, as the tail of an
/// `IllegalAccessError` for a private member; empty if nothing did.
fn private_problems(
    t: &JavaThread,
    first: ClassRef,
    second: ClassRef,
    flags: AccessFlags,
) -> Result<String, Throw> {
    if !flags.is_private() {
        return Ok(String::new());
    }
    let mut problems = Vec::new();
    for class in [first, second] {
        if let Some(Err(problem)) = declared_host(t, class)? {
            problems.push(problem);
        }
    }
    Ok(if problems.is_empty() { String::new() } else { format!(", ({})", problems.join(", ")) })
}
