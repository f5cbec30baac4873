//! `java.security`: `AccessController`, which only JDK 17 has natives for. It
//! decides from the protection domains of the classes on the stack.

use crate::model::{ClassRef, KnownField, Throw};
use crate::native::platform::{boot_class, put, put_ref};
use crate::native::support::class_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const CONTROLLER: &str = "java/security/AccessController";
const CONTEXT: &str = "java/security/AccessControlContext";

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

/// What the stack says about permissions: the domains of its classes down to
/// the nearest `doPrivileged`, system code left out.
#[derive(Default)]
struct StackDomains {
    /// The protection domains; a run of equal ones counts once.
    domains: Vec<Handle>,
    /// Whether there was a `doPrivileged`.
    privileged: bool,
    /// The context that it was given, if any.
    context: Option<Handle>,
}

impl StackDomains {
    fn collect(t: &JavaThread) -> StackDomains {
        let mut found = StackDomains::default();
        for frame in t.frames() {
            let method = frame.method;
            let is_controller = method.class.loader.is_boot()
                && method.class.name.as_bytes() == CONTROLLER.as_bytes();
            if !is_controller || method.name.as_bytes() != b"executePrivileged" {
                found.push(t, method.class);
                continue;
            }
            found.privileged = true;
            // SAFETY: the method's parameters are the action, the context and the
            // caller's class; it keeps them until it returns.
            let (context, caller) = unsafe { (frame.local_reference(1), frame.local_reference(2)) };
            found.context = (!context.is_null()).then(|| t.handle(context));
            found.push(t, t.class_of_mirror(caller));
            break;
        }
        found
    }

    fn push(&mut self, t: &JavaThread, class: ClassRef) {
        let domain = class.protection_domain.get();
        let is_repeated = self.domains.last().is_some_and(|last| last.get() == domain);
        if !domain.is_null() && !is_repeated {
            self.domains.push(t.handle(domain));
        }
    }
}

/// The `AccessControlContext` of the caller; null for system code only.
fn stack_context(t: &JavaThread) -> Result<Ref, Throw> {
    let found = StackDomains::collect(t);
    if found.domains.is_empty() && found.privileged && found.context.is_none() {
        return Ok(Ref::NULL);
    }
    let result = t.handle(t.new_instance(boot_class(t, CONTEXT)?)?);
    if !found.domains.is_empty() {
        let class = boot_class(t, "java/security/ProtectionDomain")?;
        let array = t.handle(t.new_ref_array(class, found.domains.len())?);
        for (at, domain) in found.domains.iter().enumerate() {
            t.set_element(array.get(), at as u32, domain.get());
        }
        put_ref(t, result, "context", "[Ljava/security/ProtectionDomain;", array);
    }
    if let Some(context) = found.context {
        put_ref(t, result, "privilegedContext", "Ljava/security/AccessControlContext;", context);
    }
    put(t, result, "isPrivileged", "Z", u8::from(found.privileged));
    put(t, result, "isAuthorized", "Z", 1u8);
    Ok(result.get())
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
