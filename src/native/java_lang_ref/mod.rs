//! `java.lang.ref`.

use crate::model::{KnownField, Throw};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS];

const ROWS: &[NativeRow] = &[
    native(
        "java/lang/ref/Reference",
        "getAndClearReferencePendingList",
        "()Ljava/lang/ref/Reference;",
        take_pending_list,
    ),
    native("java/lang/ref/Reference", "hasReferencePendingList", "()Z", has_pending_list),
    native("java/lang/ref/Reference", "waitForReferencePendingList", "()V", wait_for_pending_list),
    native("java/lang/ref/Reference", "refersTo0", "(Ljava/lang/Object;)Z", refers_to),
    native("java/lang/ref/Reference", "clear0", "()V", clear),
    native("java/lang/ref/PhantomReference", "refersTo0", "(Ljava/lang/Object;)Z", refers_to),
    native("java/lang/ref/PhantomReference", "clear0", "()V", clear),
    native("java/lang/ref/Finalizer", "isFinalizationEnabled", "()Z", is_finalization_enabled),
    native("java/lang/ref/Finalizer", "reportComplete", "(Ljava/lang/Object;)V", report_complete),
];

fn take_pending_list(t: &JavaThread) -> Result<Ref, Throw> {
    Ok(t.take_pending_references())
}

fn has_pending_list(t: &JavaThread) -> Result<bool, Throw> {
    Ok(t.has_pending_references())
}

fn wait_for_pending_list(t: &JavaThread) -> Result<(), Throw> {
    t.wait_for_pending_references();
    Ok(())
}

/// The collector stops the world, so the referent of a phantom reference can be
/// compared as any other.
fn refers_to(t: &JavaThread, this: Handle, object: Handle) -> Result<bool, Throw> {
    Ok(t.known_ref(this, KnownField::ReferenceReferent) == object.get())
}

fn clear(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    t.put_known_ref(this, KnownField::ReferenceReferent, Ref::NULL);
    Ok(())
}

fn is_finalization_enabled(_: &JavaThread) -> Result<bool, Throw> {
    Ok(true)
}

/// Statistics for flight recording, which this VM does not keep.
fn report_complete(_: &JavaThread, _finalized: Handle) -> Result<(), Throw> {
    Ok(())
}
