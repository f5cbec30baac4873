//! Subtype tests as handlers make them: a few loads, no calls. The full test is
//! `Class::is_assignable_to`.

use crate::model::{Class, ClassKind};
use base::descriptor::BasicType;

/// Whether `class` is `target` or has it among its nearest superclasses. A `false`
/// decides nothing: interfaces, arrays and deep hierarchies need the full test.
#[inline(always)]
pub(super) fn is_surely_subclass(class: &Class, target: *const Class) -> bool {
    if std::ptr::eq(class, target) {
        return true;
    }
    // SAFETY: callers pass the address of live metadata.
    let depth = unsafe { (*target).depth } as usize;
    match class.display.get(depth) {
        Some(Some(at_depth)) => std::ptr::eq(at_depth.as_ptr(), target),
        _ => false,
    }
}

/// Whether this is `boolean[]`.
#[inline(always)]
pub(super) fn is_boolean_array(class: &Class) -> bool {
    match &class.kind {
        ClassKind::Array(info) => {
            matches!(info.component.as_ref_static().kind, ClassKind::Primitive(BasicType::Boolean))
        }
        _ => false,
    }
}
