//! Field access (JVMS §6.5.getfield, putfield, getstatic, putstatic).
//!
//! Plain fields are accessed with relaxed atomics, volatile ones with sequential
//! consistency (JLS §17.4). A resolved static access needs no initialization
//! check: the instruction is rewritten only when the class is initialized.

use crate::interp::insn::Op;
use crate::interp::rewrite::{Operands, rewrite};
use crate::interp::site::{Site, null_pointer};
use crate::interp::state::{handlers, slow_handlers};
use crate::link::{self, FieldUse};
use crate::model::{FieldRef, Insn, Throw};
use base::descriptor::BasicType;
use heap::layout::Ref;
use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering, fence};

/// The cell of an instance field, after the null check.
macro_rules! instance {
    ($s:ident, $cell:ty) => {{
        let object = $s.reference($s.b());
        if object == 0 {
            return $s.tail(null_object);
        }
        let at = $s.object(object).wrapping_add($s.c());
        // SAFETY: the offset is that of a field of the object's class, with
        // the size and alignment of the cell.
        unsafe { &*at.cast::<$cell>() }
    }};
}

/// The cell of a static field.
macro_rules! statically {
    ($s:ident, $cell:ty) => {{
        // SAFETY: as in `instance`, for the static area.
        unsafe { &*$s.statics($s.wide()).cast::<$cell>() }
    }};
}

macro_rules! loads {
    ($($instance:ident $instance_volatile:ident $static:ident $static_volatile:ident:
        $cell:ty, |$bits:ident| $value:expr => $write:ident;)*) => {
        handlers! {$(
            $instance(s) {
                let $bits = instance!(s, $cell).load(Ordering::Relaxed);
                s.$write(s.a(), $value);
                s.next(1)
            }
            $instance_volatile(s) {
                let $bits = instance!(s, $cell).load(Ordering::SeqCst);
                s.$write(s.a(), $value);
                s.next(1)
            }
            $static(s) {
                let $bits = statically!(s, $cell).load(Ordering::Relaxed);
                s.$write(s.a(), $value);
                s.next(1)
            }
            $static_volatile(s) {
                let $bits = statically!(s, $cell).load(Ordering::SeqCst);
                s.$write(s.a(), $value);
                s.next(1)
            }
        )*}
    };
}

loads! {
    getfield_b getfield_vb getstatic_b getstatic_vb:
        AtomicU8, |bits| i32::from(bits as i8) => set_int;
    getfield_c getfield_vc getstatic_c getstatic_vc:
        AtomicU16, |bits| i32::from(bits) => set_int;
    getfield_s getfield_vs getstatic_s getstatic_vs:
        AtomicU16, |bits| i32::from(bits as i16) => set_int;
    getfield_i getfield_vi getstatic_i getstatic_vi:
        AtomicU32, |bits| bits as i32 => set_int;
    getfield_j getfield_vj getstatic_j getstatic_vj:
        AtomicU64, |bits| bits as i64 => set_long;
}

macro_rules! stores {
    ($($instance:ident $instance_volatile:ident $static:ident $static_volatile:ident:
        $cell:ty, $read:ident |$value:ident| $bits:expr;)*) => {
        handlers! {$(
            $instance(s) {
                let $value = s.$read(s.a());
                instance!(s, $cell).store($bits, Ordering::Relaxed);
                s.next(1)
            }
            $instance_volatile(s) {
                let $value = s.$read(s.a());
                instance!(s, $cell).store($bits, Ordering::SeqCst);
                s.next(1)
            }
            $static(s) {
                let $value = s.$read(s.a());
                statically!(s, $cell).store($bits, Ordering::Relaxed);
                s.next(1)
            }
            $static_volatile(s) {
                let $value = s.$read(s.a());
                statically!(s, $cell).store($bits, Ordering::SeqCst);
                s.next(1)
            }
        )*}
    };
}

stores! {
    putfield_z putfield_vz putstatic_z putstatic_vz: AtomicU8, int |value| value as u8 & 1;
    putfield_b putfield_vb putstatic_b putstatic_vb: AtomicU8, int |value| value as u8;
    putfield_s putfield_vs putstatic_s putstatic_vs: AtomicU16, int |value| value as u16;
    putfield_i putfield_vi putstatic_i putstatic_vi: AtomicU32, int |value| value as u32;
    putfield_j putfield_vj putstatic_j putstatic_vj: AtomicU64, long |value| value as u64;
}

handlers! {
    // References are published with release order: a reader on another thread
    // sees at least the header and zeroed fields of a new object.
    putfield_a(s) {
        let cell = instance!(s, AtomicU32);
        let value = s.reference(s.a());
        cell.store(value, Ordering::Release);
        s.note_store(cell, value);
        s.next(1)
    }

    putfield_va(s) {
        let cell = instance!(s, AtomicU32);
        let value = s.reference(s.a());
        cell.store(value, Ordering::SeqCst);
        s.note_store(cell, value);
        s.next(1)
    }

    putstatic_a(s) {
        let cell = statically!(s, AtomicU32);
        let value = s.reference(s.a());
        cell.store(value, Ordering::Release);
        s.note_store(cell, value);
        s.next(1)
    }

    putstatic_va(s) {
        let cell = statically!(s, AtomicU32);
        let value = s.reference(s.a());
        cell.store(value, Ordering::SeqCst);
        s.note_store(cell, value);
        s.next(1)
    }
}

slow_handlers! {
    null_object => |_| Err(null_pointer());
    getfield_u => resolve_getfield;
    putfield_u => resolve_putfield;
    getstatic_u => resolve_getstatic;
    putstatic_u => resolve_putstatic;
}

fn resolve(site: &Site<'_>, is_static: bool, is_put: bool) -> Result<FieldRef, Throw> {
    let usage = FieldUse { is_static, is_put };
    link::resolve_field(site.t, site.method(), site.pool_index(), usage)
}

/// The form for fields of this kind among forms for 1, 2 (`char`), 2 (`short`),
/// 4 and 8 bytes.
fn load_form(kind: BasicType, forms: [Op; 5]) -> Op {
    let at = match kind {
        BasicType::Boolean | BasicType::Byte => 0,
        BasicType::Char => 1,
        BasicType::Short => 2,
        BasicType::Long | BasicType::Double => 4,
        _ => 3,
    };
    forms[at]
}

/// Likewise among `boolean`, 1, 2, 4, 8 bytes and references.
fn store_form(kind: BasicType, forms: [Op; 6]) -> Op {
    let at = match kind {
        BasicType::Boolean => 0,
        BasicType::Byte => 1,
        BasicType::Char | BasicType::Short => 2,
        BasicType::Long | BasicType::Double => 4,
        BasicType::Object | BasicType::Array => 5,
        _ => 3,
    };
    forms[at]
}

fn resolve_getfield(site: &Site<'_>) -> Result<*const Insn, Throw> {
    use Op::*;
    let field = resolve(site, false, false)?;
    let Ok(offset) = u16::try_from(field.offset) else {
        let object = site.reference(site.b());
        if object.is_null() {
            return Err(null_pointer());
        }
        let value = load_instance(site, object, &field);
        site.set_long(site.a(), value);
        return site.after(1);
    };
    let forms = if field.flags.is_volatile() {
        [GetfieldVB, GetfieldVC, GetfieldVS, GetfieldVI, GetfieldVJ]
    } else {
        [GetfieldB, GetfieldC, GetfieldS, GetfieldI, GetfieldJ]
    };
    rewrite(site, GetfieldU, load_form(field.kind, forms), &Operands::C(offset));
    site.again()
}

fn resolve_putfield(site: &Site<'_>) -> Result<*const Insn, Throw> {
    use Op::*;
    let field = resolve(site, false, true)?;
    let Ok(offset) = u16::try_from(field.offset) else {
        let object = site.reference(site.b());
        if object.is_null() {
            return Err(null_pointer());
        }
        store_instance(site, object, &field, site.long(site.a()));
        return site.after(1);
    };
    let forms = if field.flags.is_volatile() {
        [PutfieldVZ, PutfieldVB, PutfieldVS, PutfieldVI, PutfieldVJ, PutfieldVA]
    } else {
        [PutfieldZ, PutfieldB, PutfieldS, PutfieldI, PutfieldJ, PutfieldA]
    };
    rewrite(site, PutfieldU, store_form(field.kind, forms), &Operands::C(offset));
    site.again()
}

/// Initializes the class of a static field; whether that is finished, so that
/// the access needs no check any more.
fn initialized(site: &Site<'_>, field: FieldRef) -> Result<bool, Throw> {
    if !field.class.is_initialized() {
        link::ensure_initialized(site.t, field.class)?;
    }
    Ok(field.class.is_initialized())
}

fn resolve_getstatic(site: &Site<'_>) -> Result<*const Insn, Throw> {
    use Op::*;
    let field = resolve(site, true, false)?;
    if !initialized(site, field)? {
        let value = load_static(site, &field);
        site.set_long(site.a(), value);
        return site.after(1);
    }
    let forms = if field.flags.is_volatile() {
        [GetstaticVB, GetstaticVC, GetstaticVS, GetstaticVI, GetstaticVJ]
    } else {
        [GetstaticB, GetstaticC, GetstaticS, GetstaticI, GetstaticJ]
    };
    rewrite(site, GetstaticU, load_form(field.kind, forms), &Operands::Wide(field.offset));
    site.again()
}

fn resolve_putstatic(site: &Site<'_>) -> Result<*const Insn, Throw> {
    use Op::*;
    let field = resolve(site, true, true)?;
    if !initialized(site, field)? {
        store_static(site, &field, site.long(site.a()));
        return site.after(1);
    }
    let forms = if field.flags.is_volatile() {
        [PutstaticVZ, PutstaticVB, PutstaticVS, PutstaticVI, PutstaticVJ, PutstaticVA]
    } else {
        [PutstaticZ, PutstaticB, PutstaticS, PutstaticI, PutstaticJ, PutstaticA]
    };
    rewrite(site, PutstaticU, store_form(field.kind, forms), &Operands::Wide(field.offset));
    site.again()
}

/// Accesses outside of the resolved forms are relaxed; fences on both sides
/// make those to volatile fields sequentially consistent.
fn fence_if_volatile(field: &FieldRef) {
    if field.flags.is_volatile() {
        fence(Ordering::SeqCst);
    }
}

/// An instance field as a slot holds it, however the field is declared.
pub(in crate::interp) fn load_instance(site: &Site<'_>, object: Ref, field: &FieldRef) -> u64 {
    let (t, offset) = (site.t, field.offset);
    fence_if_volatile(field);
    let int = |value: i32| u64::from(value as u32);
    let value = match field.kind {
        BasicType::Boolean | BasicType::Byte => int(i32::from(t.get::<i8>(object, offset))),
        BasicType::Char => int(i32::from(t.get::<u16>(object, offset))),
        BasicType::Short => int(i32::from(t.get::<i16>(object, offset))),
        BasicType::Long | BasicType::Double => t.get(object, offset),
        _ => u64::from(t.get::<u32>(object, offset)),
    };
    fence_if_volatile(field);
    value
}

/// Stores a slot's value into an instance field.
pub(in crate::interp) fn store_instance(
    site: &Site<'_>,
    object: Ref,
    field: &FieldRef,
    value: u64,
) {
    let (t, offset) = (site.t, field.offset);
    fence_if_volatile(field);
    match field.kind {
        BasicType::Boolean => t.put(object, offset, value as u8 & 1),
        BasicType::Byte => t.put(object, offset, value as u8),
        BasicType::Char | BasicType::Short => t.put(object, offset, value as u16),
        BasicType::Long | BasicType::Double => t.put(object, offset, value),
        BasicType::Object | BasicType::Array => t.put_ref(object, offset, Ref(value as u32)),
        _ => t.put(object, offset, value as u32),
    }
    fence_if_volatile(field);
}

/// A static field as a slot holds it.
pub(in crate::interp) fn load_static(site: &Site<'_>, field: &FieldRef) -> u64 {
    let (t, offset) = (site.t, field.offset);
    fence_if_volatile(field);
    let int = |value: i32| u64::from(value as u32);
    let value = match field.kind {
        BasicType::Boolean | BasicType::Byte => int(i32::from(t.get_static::<i8>(offset))),
        BasicType::Char => int(i32::from(t.get_static::<u16>(offset))),
        BasicType::Short => int(i32::from(t.get_static::<i16>(offset))),
        BasicType::Long | BasicType::Double => t.get_static(offset),
        _ => u64::from(t.get_static::<u32>(offset)),
    };
    fence_if_volatile(field);
    value
}

/// Stores a slot's value into a static field.
pub(in crate::interp) fn store_static(site: &Site<'_>, field: &FieldRef, value: u64) {
    let (t, offset) = (site.t, field.offset);
    fence_if_volatile(field);
    match field.kind {
        BasicType::Boolean => t.put_static(offset, value as u8 & 1),
        BasicType::Byte => t.put_static(offset, value as u8),
        BasicType::Char | BasicType::Short => t.put_static(offset, value as u16),
        BasicType::Long | BasicType::Double => t.put_static(offset, value),
        _ => t.put_static_ref(offset, Ref(value as u32)),
    }
    fence_if_volatile(field);
}
