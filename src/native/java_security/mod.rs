//! `java.security`: `AccessController`, which only JDK 17 has natives for. The
//! security manager is not supported, so every caller has all permissions.

use crate::model::{KnownField, Throw};
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

/// Null stands for a stack of privileged system code only.
fn stack_context(_: &JavaThread) -> Result<Ref, Throw> {
    Ok(Ref::NULL)
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
