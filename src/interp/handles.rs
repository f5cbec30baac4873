//! What the signature-polymorphic calls read of method handles and member names
//! (JVMS §2.9.3): `MethodHandle.form.vmentry` and `MemberName.method`.

use crate::model::{ClassRef, KnownField, Method, MethodRef};
use crate::thread::JavaThread;
use heap::layout::Ref;
use heap::object;

/// The method that `invokeBasic` on a non-null handle calls; null if the handle
/// is not complete.
#[inline(never)]
pub(super) fn entry_of_handle(th: *const JavaThread, handle: u32) -> *const Method {
    // SAFETY: invariant 1 of `state`: the running thread.
    let t = unsafe { &*th };
    method_of_handle(t, Ref(handle)).map_or(std::ptr::null(), MethodRef::as_ptr)
}

/// The method that `invokeBasic` on a non-null handle calls.
pub(super) fn method_of_handle(t: &JavaThread, handle: Ref) -> Option<MethodRef> {
    let form = t.get_ref(handle, t.offset(KnownField::HandleForm));
    if form.is_null() {
        return None;
    }
    method_of_member(t, t.get_ref(form, t.offset(KnownField::FormEntry)))
}

/// The method that a member name stands for; null if there is none.
#[inline(never)]
pub(super) fn target_of_member(th: *const JavaThread, member: u32) -> *const Method {
    // SAFETY: as above.
    let t = unsafe { &*th };
    method_of_member(t, Ref(member)).map_or(std::ptr::null(), MethodRef::as_ptr)
}

/// The method that a member name stands for.
pub(super) fn method_of_member(t: &JavaThread, member: Ref) -> Option<MethodRef> {
    if member.is_null() {
        return None;
    }
    let resolved = t.get_ref(member, t.offset(KnownField::MemberMethod));
    if resolved.is_null() {
        return None;
    }
    let target: u64 = t.get(resolved, t.offset(KnownField::ResolvedTarget));
    let class = (target >> 32) as u32;
    if class == 0 {
        return None;
    }
    // SAFETY: the upper half of a set target is the index of a live class, whose
    // table entry is the start of a `Class`.
    let class = unsafe { ClassRef::from_ptr(object::type_at(t.heap_base, class).cast()) };
    class.method_at(target as u32 as usize)
}

/// The vtable or itable index of a member name; negative if it has none.
pub(super) fn index_of_member(t: &JavaThread, member: Ref) -> i64 {
    t.get(member, t.offset(KnownField::MemberIndex))
}
