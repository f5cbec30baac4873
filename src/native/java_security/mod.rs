//! `java.security`: `AccessController`, which only JDK 17 has natives for.

use crate::model::{KnownField, Throw};
use crate::native::platform::{boot_class, put, put_ref};
use crate::native::support::class_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const CONTROLLER: &str = "java/security/AccessController";

const ROWS: &[NativeRow] = &[
    native(
        CONTROLLER,
        "getStackAccessControlContext",
        "()Ljava/security/AccessControlContext;",
        stack_context,
    ),
    native(
        CONTROLLER,
        "getInheritedAccessControlContext",
        "()Ljava/security/AccessControlContext;",
        inherited_context,
    ),
    native(
        CONTROLLER,
        "getProtectionDomain",
        "(Ljava/lang/Class;)Ljava/security/ProtectionDomain;",
        protection_domain,
    ),
    native(
        CONTROLLER,
        "ensureMaterializedForStackWalk",
        "(Ljava/lang/Object;)V",
        ensure_materialized,
    ),
];

/// Slots of the arguments of `AccessController.executePrivileged`.
mod privileged {
    /// The context that limits the action, or null.
    pub(super) const CONTEXT: u16 = 1;
    /// The class that asked for privileges.
    pub(super) const CALLER: u16 = 2;
}

/// The protection domains on the stack, down to the nearest privileged frame.
struct Stack {
    domains: Vec<Handle>,
    /// The context of the privileged frame, if there is one.
    privileged: Option<Handle>,
}

fn walk_stack(t: &JavaThread) -> Result<Stack, Throw> {
    let controller = boot_class(t, CONTROLLER)?;
    let mut stack = Stack { domains: Vec::new(), privileged: None };
    for frame in t.frames() {
        let method = frame.method;
        let is_privileged =
            method.class == controller && method.name.as_bytes() == b"executePrivileged";
        let class = match is_privileged {
            true => t.class_of_mirror(frame.reference_argument(privileged::CALLER)),
            false => method.class,
        };
        let domain = class.protection_domain.get();
        let is_last = stack.domains.last().is_some_and(|last| last.get() == domain);
        if !domain.is_null() && !is_last {
            stack.domains.push(t.handle(domain));
        }
        if is_privileged {
            stack.privileged = Some(t.handle(frame.reference_argument(privileged::CONTEXT)));
            break;
        }
    }
    Ok(stack)
}

/// The context of the calling thread without what it has inherited; null stands
/// for a stack of privileged system code only.
fn stack_context(t: &JavaThread) -> Result<Ref, Throw> {
    let Stack { domains, privileged } = walk_stack(t)?;
    if domains.is_empty() && privileged.is_some_and(Handle::is_null) {
        return Ok(Ref::NULL);
    }
    let class = boot_class(t, "java/security/AccessControlContext")?;
    let context = t.handle(t.new_instance(class)?);
    if !domains.is_empty() {
        let domain_class = boot_class(t, "java/security/ProtectionDomain")?;
        let array = t.handle(t.new_ref_array(domain_class, domains.len())?);
        for (at, domain) in domains.iter().enumerate() {
            t.set_element(array.get(), at as u32, domain.get());
        }
        put_ref(t, context, "context", "[Ljava/security/ProtectionDomain;", array);
    }
    if let Some(limit) = privileged {
        let descriptor = "Ljava/security/AccessControlContext;";
        put_ref(t, context, "privilegedContext", descriptor, limit);
    }
    put(t, context, "isPrivileged", "Z", u8::from(privileged.is_some()));
    put(t, context, "isAuthorized", "Z", 1u8);
    Ok(context.get())
}

fn inherited_context(t: &JavaThread) -> Result<Ref, Throw> {
    let thread = t.object_handle();
    Ok(t.known_ref(thread, KnownField::ThreadInheritedAcc))
}

fn protection_domain(t: &JavaThread, class: Handle) -> Result<Ref, Throw> {
    if class.is_null() {
        return Ok(Ref::NULL);
    }
    Ok(class_argument(t, class)?.protection_domain.get())
}

/// Frames always hold their objects: nothing was optimised away.
fn ensure_materialized(_: &JavaThread, _object: Handle) -> Result<(), Throw> {
    Ok(())
}
