//! Objects (JVMS §6.5.new, newarray, checkcast, instanceof, ldc, athrow,
//! monitorenter).

use crate::interp::insn::Op;
use crate::interp::ops::stubs;
use crate::interp::pool::{self, Loadable};
use crate::interp::rewrite::{Operands, rewrite};
use crate::interp::site::{Site, null_pointer};
use crate::interp::state::{State, handlers, slow_handlers};
use crate::interp::subtype;
use crate::link;
use crate::model::{Class, ClassRef, Insn, KnownField, SlotValue, Throw, VmException};
use crate::thread::Handle;
use base::descriptor::BasicType;
use bytecode::Opcode;
use heap::layout::{ARRAY_LENGTH_OFFSET, Ref, TypeInfo, header};
use std::sync::atomic::{AtomicU32, Ordering};

/// Longest array that the fast path allocates.
const MAX_FAST_LENGTH: u32 = 1 << 12;

/// Takes zeroed memory from the thread's buffer and makes an object of it; null
/// if the buffer has no room.
#[inline(always)]
fn allocate(s: &State, class: &Class, size: usize) -> *mut u8 {
    // SAFETY: the buffer belongs to the running thread.
    let tlab = unsafe { &mut *s.thread().tlab.get() };
    let object = tlab.alloc_fast(size);
    if !object.is_null() {
        // SAFETY: fresh memory of the object's size.
        unsafe { object.cast::<u64>().write(header::new(class.type_info.class_index)) };
    }
    object
}

/// Puts a reference to a new object into a slot.
#[inline(always)]
fn set_object(s: &State, slot: usize, object: *mut u8) {
    let offset = object as usize - s.hb as usize;
    s.set_int(slot, (offset / heap::layout::OBJECT_ALIGNMENT) as i32);
}

handlers! {
    monitorenter(s) {
        let object = s.reference(s.a());
        // SAFETY: invariant 1 of `state`.
        if object != 0 && unsafe { &*s.th }.try_monitor_enter(Ref(object)) {
            return s.next(1);
        }
        s.tail(monitorenter_slow)
    }

    monitorexit(s) {
        let object = s.reference(s.a());
        // SAFETY: invariant 1 of `state`; the method has noted its floor.
        let (thread, floor) = unsafe { (&*s.th, stubs::lock_floor(s.cf)) };
        if object != 0 && thread.try_monitor_exit(Ref(object), floor) {
            return s.next(1);
        }
        s.tail(monitorexit_slow)
    }

    new(s) {
        // SAFETY: the index of a live class.
        let class = unsafe { &*s.class_at(s.wide()) };
        let object = allocate(&s, class, class.type_info.instance_size as usize);
        if object.is_null() {
            return s.tail(new_slow);
        }
        set_object(&s, s.a(), object);
        s.next(1)
    }

    newarray(s) {
        // SAFETY: the literal is the address of a live array class.
        let class = unsafe { &*(s.literal(1) as *const Class) };
        let length = s.int(s.b()) as u32;
        if length > MAX_FAST_LENGTH {
            return s.tail(newarray_slow);
        }
        let object = allocate(&s, class, TypeInfo::array_size(class.type_info.element_shift, length));
        if object.is_null() {
            return s.tail(newarray_slow);
        }
        // SAFETY: an array has its length there.
        unsafe { object.add(ARRAY_LENGTH_OFFSET as usize).cast::<u32>().write(length) };
        set_object(&s, s.a(), object);
        s.next(2)
    }

    checkcast(s) {
        let object = s.reference(s.a());
        if object != 0 {
            // SAFETY: the class of a live object lives.
            let class = unsafe { &*s.class_of(object) };
            if !subtype::is_surely_subclass(class, s.class_at(s.wide())) {
                return s.tail(checkcast_full);
            }
        }
        s.next(1)
    }

    instanceof(s) {
        let object = s.reference(s.b());
        let mut result = false;
        if object != 0 {
            // SAFETY: the class of a live object lives.
            let class = unsafe { &*s.class_of(object) };
            if !subtype::is_surely_subclass(class, s.literal(1) as *const Class) {
                return s.tail(instanceof_full);
            }
            result = true;
        }
        s.set_int(s.a(), i32::from(result));
        s.next(2)
    }

    // The literal is the address of a root slot.
    ldc(s) {
        // SAFETY: root slots of classes live as long as the class.
        let reference = unsafe { &*(s.literal(1) as *const AtomicU32) }.load(Ordering::Acquire);
        s.set_int(s.a(), reference as i32);
        s.next(2)
    }
}

slow_handlers! {
    new_slow => |site| {
        let class = class_at(site, site.wide());
        let object = site.t.new_instance(class)?;
        site.set_reference(site.a(), object);
        site.after(1)
    };
    newarray_slow => |site| {
        // SAFETY: the literal is the address of a live array class.
        let class = unsafe { ClassRef::from_ptr(site.literal(1) as *const Class) };
        let array = site.t.new_array(class, site.int(site.b()))?;
        site.set_reference(site.a(), array);
        site.after(2)
    };
    new_u => resolve_new;
    newarray_u => resolve_newarray;
    multianewarray => new_multi_array;
    checkcast_u => resolve_checkcast;
    checkcast_full => |site| {
        let (class, target) = (site.t.class_of(site.reference(site.a())), class_at(site, site.wide()));
        if class.is_assignable_to(target) {
            return site.after(1);
        }
        Err(link::class_cast(site.t, class, target))
    };
    instanceof_u => resolve_instanceof;
    instanceof_full => |site| {
        // SAFETY: the literal is the address of a live class.
        let target = unsafe { ClassRef::from_ptr(site.literal(1) as *const Class) };
        let class = site.t.class_of(site.reference(site.b()));
        site.set_long(site.a(), u64::from(class.is_assignable_to(target)));
        site.after(2)
    };
    ldc_u => resolve_ldc;
    monitorenter_slow => |site| {
        let object = non_null(site)?;
        site.t.monitor_enter(object);
        site.after(1)
    };
    monitorexit_slow => |site| {
        let object = non_null(site)?;
        stubs::exit_entered(site.t, site.cf, object)?;
        site.after(1)
    };
    athrow => |site| {
        let exception = non_null(site)?;
        Err(site.t.throw(exception))
    };
}

fn non_null(site: &Site<'_>) -> Result<Handle, Throw> {
    let object = site.handle(site.a());
    if object.is_null() { Err(null_pointer()) } else { Ok(object) }
}

fn class_at(site: &Site<'_>, index: u32) -> ClassRef {
    // SAFETY: the index of a live class, whose entry is the start of a `Class`.
    unsafe { ClassRef::from_ptr(heap::object::type_at(site.t.heap_base, index).cast()) }
}

fn resolve_new(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let class = link::resolve_class(site.t, site.class(), site.pool_index())?;
    if class.type_info.instance_size == 0 || class.flags.is_abstract() || class.is_interface() {
        return Err(link::instantiation(class));
    }
    if !class.is_initialized() {
        link::ensure_initialized(site.t, class)?;
        if !class.is_initialized() {
            let object = site.t.new_instance(class)?;
            site.set_reference(site.a(), object);
            return site.after(1);
        }
    }
    rewrite(site, Op::NewU, Op::New, &Operands::Wide(class.index()));
    site.again()
}

/// The component of the arrays that a `newarray` or `anewarray` makes.
fn component(site: &Site<'_>) -> Result<ClassRef, Throw> {
    let method = site.method();
    let code = method.code.as_ref().expect("translated methods have code");
    let at = site.bci() as usize;
    if code.bytes[at] == Opcode::Newarray.value() {
        let kind = BasicType::from_newarray_code(code.bytes[at + 1]);
        let kind = kind.expect("the translator has checked the type code");
        Ok(site.t.vm().primitive(kind.descriptor_char()))
    } else {
        link::resolve_class(site.t, method.class, site.pool_index())
    }
}

fn resolve_newarray(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let component = component(site)?;
    let class = link::array_class(site.t, component)?;
    rewrite(site, Op::NewarrayU, Op::Newarray, &Operands::Literal(class.as_ptr() as u64));
    site.again()
}

/// Makes nested arrays; the lengths are in `c` slots from `a` on.
fn new_multi_array(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let class = link::resolve_class(site.t, site.class(), site.pool_index())?;
    let lengths: Vec<i32> = (0..site.c()).map(|n| site.int(site.a() + n)).collect();
    let array = new_nested(site, class, &lengths)?;
    site.set_reference(site.a(), array);
    site.after(1)
}

/// An array of this class with arrays in it, as deep as there are lengths.
pub(in crate::interp) fn new_nested(
    site: &Site<'_>,
    class: ClassRef,
    lengths: &[i32],
) -> Result<Ref, Throw> {
    // A negative length throws even if an earlier one is zero.
    match lengths.iter().find(|length| **length < 0) {
        Some(negative) => Err(Throw::new(VmException::NegativeArraySize, negative.to_string())),
        None => nested_arrays(site, class, lengths),
    }
}

fn nested_arrays(site: &Site<'_>, class: ClassRef, lengths: &[i32]) -> Result<Ref, Throw> {
    let (length, inner) = lengths.split_first().expect("at least one dimension");
    let _scope = site.t.scope();
    let array = site.t.handle(site.t.new_array(class, *length)?);
    if !inner.is_empty() {
        let component = class.array_info().expect("verified: enough dimensions").component;
        for index in 0..*length as u32 {
            let element = nested_arrays(site, component, inner)?;
            site.t.set_element(array.get(), index, element);
        }
    }
    Ok(array.get())
}

fn resolve_checkcast(site: &Site<'_>) -> Result<*const Insn, Throw> {
    if site.reference(site.a()).is_null() {
        return site.after(1);
    }
    let class = link::resolve_class(site.t, site.class(), site.pool_index())?;
    rewrite(site, Op::CheckcastU, Op::Checkcast, &Operands::Wide(class.index()));
    site.again()
}

fn resolve_instanceof(site: &Site<'_>) -> Result<*const Insn, Throw> {
    if site.reference(site.b()).is_null() {
        site.set_long(site.a(), 0);
        return site.after(2);
    }
    let class = link::resolve_class(site.t, site.class(), site.pool_index())?;
    let operands = Operands::Literal(class.as_ptr() as u64);
    rewrite(site, Op::InstanceofU, Op::Instanceof, &operands);
    site.again()
}

/// Resolves the constant. Objects are read from the constant pool or the class,
/// where the collector keeps them current.
fn resolve_ldc(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let (class, index) = (site.class(), site.pool_index());
    let object = link::resolve_constant(site.t, class, index)?;
    let kind = match pool::loadable(class, index) {
        Some(Loadable::Resolved(kind)) => kind,
        _ => BasicType::Object,
    };
    if kind.is_primitive() {
        let bits = unboxed(site, object, kind);
        rewrite(site, Op::LdcU, Op::Const64, &Operands::Literal(bits));
        return site.again();
    }
    let slot = class.pool.slot(index);
    let root = match slot.get() {
        SlotValue::Class(class) => Some(class.as_ref_static().mirror.as_atomic()),
        _ => slot.root(),
    };
    match root {
        Some(root) => {
            let address = std::ptr::from_ref(root) as u64;
            rewrite(site, Op::LdcU, Op::Ldc, &Operands::Literal(address));
        }
        None => rewrite(site, Op::LdcU, Op::Const64, &Operands::Literal(0)),
    }
    site.again()
}

/// The value of a box, as a slot holds it.
pub(in crate::interp) fn unboxed(site: &Site<'_>, object: Ref, kind: BasicType) -> u64 {
    let field = match kind {
        BasicType::Boolean => KnownField::BooleanValue,
        BasicType::Byte => KnownField::ByteValue,
        BasicType::Char => KnownField::CharacterValue,
        BasicType::Short => KnownField::ShortValue,
        BasicType::Float => KnownField::FloatValue,
        BasicType::Long => KnownField::LongValue,
        BasicType::Double => KnownField::DoubleValue,
        _ => KnownField::IntegerValue,
    };
    let (t, offset) = (site.t, site.t.offset(field));
    match kind {
        BasicType::Boolean => u64::from(t.get::<u8>(object, offset)),
        BasicType::Byte => u64::from(i32::from(t.get::<i8>(object, offset)) as u32),
        BasicType::Char => u64::from(t.get::<u16>(object, offset)),
        BasicType::Short => u64::from(i32::from(t.get::<i16>(object, offset)) as u32),
        BasicType::Long | BasicType::Double => t.get(object, offset),
        _ => u64::from(t.get::<u32>(object, offset)),
    }
}
