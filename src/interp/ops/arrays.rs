//! Array instructions (JVMS §6.5.iaload and its like, arraylength).
//!
//! The array is in `b`, the index in `c`, the value in `a` throughout, so one
//! slow path serves all. References are stored as 32-bit words; `iaload` serves
//! `faload` and `aaload`, `laload` serves `daload`.

use crate::interp::site::{Site, null_pointer};
use crate::interp::state::{handlers, slow_handlers};
use crate::interp::subtype;
use crate::model::{ClassKind, Insn, Throw, VmException};
use heap::layout::{ARRAY_DATA_OFFSET, Ref};
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering};

/// Address of an element, after the checks.
macro_rules! element {
    ($s:ident, $cell:ty) => {{
        let array = $s.reference($s.b());
        let index = $s.int($s.c()) as u32;
        if array == 0 || index >= $s.array_length(array) {
            return $s.tail(bad_access);
        }
        let data = $s.object(array).wrapping_add(ARRAY_DATA_OFFSET as usize);
        let at = data.wrapping_add(index as usize * size_of::<$cell>());
        // SAFETY: the index was checked, elements are aligned to their size.
        unsafe { &*at.cast::<$cell>() }
    }};
}

macro_rules! loads {
    ($($name:ident: $cell:ty, |$bits:ident| $value:expr => $write:ident;)*) => {
        handlers! {$(
            $name(s) {
                let $bits = element!(s, $cell).load(Ordering::Relaxed);
                s.$write(s.a(), $value);
                s.next(1)
            }
        )*}
    };
}

loads! {
    iaload: AtomicU32, |bits| bits as i32 => set_int;
    laload: AtomicU64, |bits| bits as i64 => set_long;
    baload: AtomicU8, |bits| i32::from(bits as i8) => set_int;
    caload: AtomicU16, |bits| i32::from(bits) => set_int;
    saload: AtomicU16, |bits| i32::from(bits as i16) => set_int;
}

handlers! {
    iastore(s) {
        element!(s, AtomicU32).store(s.int(s.a()) as u32, Ordering::Relaxed);
        s.next(1)
    }

    lastore(s) {
        element!(s, AtomicU64).store(s.long(s.a()) as u64, Ordering::Relaxed);
        s.next(1)
    }

    // A boolean array takes the lowest bit only; 0 and 1 need no distinction.
    bastore(s) {
        let cell = element!(s, AtomicU8);
        let value = s.int(s.a()) as u8;
        if value > 1 {
            // SAFETY: the array is not null; class metadata lives.
            let class = unsafe { &*s.class_of(s.reference(s.b())) };
            if subtype::is_boolean_array(class) {
                cell.store(value & 1, Ordering::Relaxed);
                return s.next(1);
            }
        }
        cell.store(value, Ordering::Relaxed);
        s.next(1)
    }

    sastore(s) {
        element!(s, AtomicU16).store(s.int(s.a()) as u16, Ordering::Relaxed);
        s.next(1)
    }

    aastore(s) {
        let cell = element!(s, AtomicU32);
        let value = s.reference(s.a());
        if value != 0 {
            let (class, array) = (s.class_of(value), s.class_of(s.reference(s.b())));
            // SAFETY: classes of live objects live.
            let (class, array) = unsafe { (&*class, &*array) };
            let ClassKind::Array(info) = &array.kind else { return s.tail(aastore_checked) };
            if !subtype::is_surely_subclass(class, info.component.as_ptr()) {
                return s.tail(aastore_checked);
            }
        }
        cell.store(value, Ordering::Release);
        s.note_store(cell, value);
        s.next(1)
    }

    arraylength(s) {
        let array = s.reference(s.b());
        if array == 0 {
            return s.tail(bad_access);
        }
        s.set_int(s.a(), s.array_length(array) as i32);
        s.next(1)
    }
}

slow_handlers! {
    bad_access => throw_bad_access;
    aastore_checked => store_checked;
}

/// The array is null or the index out of bounds.
fn throw_bad_access(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let array = site.reference(site.b());
    if array.is_null() {
        return Err(null_pointer());
    }
    let (index, length) = (site.int(site.c()), site.t.array_length(array));
    let text = format!("Index {index} out of bounds for length {length}");
    Err(Throw::new(VmException::ArrayIndexOutOfBounds, text))
}

/// `aastore` of a value whose class is not the component class itself; the
/// index was checked.
fn store_checked(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let (value, array) = (site.reference(site.a()), site.reference(site.b()));
    let class = site.t.class_of(value);
    let component = site.t.class_of(array).array_info().expect("aastore into an array").component;
    if !class.is_assignable_to(component) {
        return Err(Throw::new(VmException::ArrayStore, class.binary_name()));
    }
    site.t.set_element(array, site.int(site.c()) as u32, Ref(value.0));
    site.after(1)
}
