//! `java.lang.Object`.

use crate::model::{KnownClass, KnownMethod, Throw, VmException};
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::layout::{ARRAY_DATA_OFFSET, HEADER_SIZE, Ref, Shape};
use heap::object;

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/Object", "getClass", "()Ljava/lang/Class;", get_class),
    native("java/lang/Object", "hashCode", "()I", hash_code),
    native("java/lang/Object", "clone", "()Ljava/lang/Object;", clone),
    native("java/lang/Object", "notify", "()V", notify),
    native("java/lang/Object", "notifyAll", "()V", notify_all),
    native("java/lang/Object", "wait", "(J)V", wait),
    native("java/lang/Object", "wait0", "(J)V", wait),
];

fn get_class(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    Ok(t.class_of(this.get()).mirror.get())
}

fn hash_code(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    Ok(identity_hash(t, this))
}

/// The identity hash of an object; 0 for null.
pub(super) fn identity_hash(t: &JavaThread, object: Handle) -> i32 {
    if object.is_null() {
        return 0;
    }
    // SAFETY: not null, and read from the handle just now.
    unsafe { t.vm().heap.identity_hash(object.get()) as i32 }
}

fn clone(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = t.class_of(this.get());
    let cloneable = t.vm().known.class(KnownClass::Cloneable);
    if !class.is_array() && !class.implements(cloneable) {
        return Err(Throw::new(VmException::CloneNotSupported, class.binary_name()));
    }
    let info = &class.as_ref_static().type_info;
    let copy = match info.shape {
        Shape::Instance | Shape::Reference | Shape::Holder => t.new_instance(class)?,
        Shape::RefArray | Shape::PrimitiveArray => {
            t.new_array(class, t.array_length(this.get()) as i32)?
        }
    };
    copy_content(t, this.get(), copy);
    if class.has_finalizer {
        let copy = t.handle(copy);
        let register = t.known_method(KnownMethod::FinalizerRegister)?;
        t.call(register, &[Value::Object(copy)])?;
        return Ok(copy.get());
    }
    Ok(copy)
}

/// Copies the fields or elements between two objects of the same class and size.
fn copy_content(t: &JavaThread, from: Ref, to: Ref) {
    let start = if t.class_of(from).is_array() { ARRAY_DATA_OFFSET } else { HEADER_SIZE } as usize;
    // SAFETY: both are live objects of the same size, whose fields or elements
    // begin at `start`; nothing can move them in between. The copy may lie in
    // the old generation, hence the barrier.
    unsafe {
        let bytes = object::size_of(t.heap_base, from) - start;
        let source = object::addr(t.heap_base, from).add(start).cast::<u64>();
        let target = object::addr(t.heap_base, to).add(start).cast::<u64>();
        std::ptr::copy_nonoverlapping(source, target, bytes / 8);
        object::card_mark_range(t.heap_base, to.byte_offset() + start, bytes);
    }
}

fn notify(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    t.monitor_notify(this, false)
}

fn notify_all(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    t.monitor_notify(this, true)
}

fn wait(t: &JavaThread, this: Handle, millis: i64) -> Result<(), Throw> {
    if millis < 0 {
        return Err(Throw::new(VmException::IllegalArgument, "timeout value is negative"));
    }
    t.monitor_wait(this, millis)
}
