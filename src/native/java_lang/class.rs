//! `java.lang.Class`: what kind of type it is, how it relates to others, its
//! name, assertions. Members and attributes are in `class_members` and
//! `class_attributes`.

use crate::link;
use crate::model::{ClassKind, ClassRef, Throw, VmException};
use crate::native::support::{
    class_argument, class_name_string, class_of, mirror_or_null, mirrors_array, nothing,
    text_argument,
};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/Class", "registerNatives", "()V", nothing),
    native("java/lang/Class", "desiredAssertionStatus0", "(Ljava/lang/Class;)Z", assertion_status),
    native(
        "java/lang/Class",
        "getPrimitiveClass",
        "(Ljava/lang/String;)Ljava/lang/Class;",
        primitive_class,
    ),
    native("java/lang/Class", "initClassName", "()Ljava/lang/String;", init_class_name),
    native("java/lang/Class", "isInstance", "(Ljava/lang/Object;)Z", is_instance),
    native("java/lang/Class", "isAssignableFrom", "(Ljava/lang/Class;)Z", is_assignable_from),
    native("java/lang/Class", "isInterface", "()Z", is_interface),
    native("java/lang/Class", "isArray", "()Z", is_array),
    native("java/lang/Class", "isPrimitive", "()Z", is_primitive),
    native("java/lang/Class", "isHidden", "()Z", is_hidden),
    native("java/lang/Class", "getSuperclass", "()Ljava/lang/Class;", superclass),
    native("java/lang/Class", "getInterfaces0", "()[Ljava/lang/Class;", interfaces),
    native("java/lang/Class", "getSigners", "()[Ljava/lang/Object;", signers),
    native("java/lang/Class", "setSigners", "([Ljava/lang/Object;)V", set_signers),
    native(
        "java/lang/Class",
        "getProtectionDomain0",
        "()Ljava/security/ProtectionDomain;",
        protection_domain,
    ),
];

fn assertion_status(t: &JavaThread, class: Handle) -> Result<bool, Throw> {
    let class = class_argument(t, class)?;
    let has_code = !class.is_primitive() && !class.is_array();
    Ok(has_code && link::desired_assertion_status(t, class))
}

fn primitive_class(t: &JavaThread, name: Handle) -> Result<Ref, Throw> {
    let name = text_argument(t, name)?;
    let primitives = t.vm().primitives.get().expect("primitive classes are made first");
    let found = primitives.values().find(|class| class.name.as_bytes() == name.as_bytes());
    match found {
        Some(class) => Ok(class.mirror.get()),
        None => Err(Throw::new(VmException::ClassNotFound, name)),
    }
}

fn init_class_name(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    class_name_string(t, class_of(t, this))
}

fn is_instance(t: &JavaThread, this: Handle, object: Handle) -> Result<bool, Throw> {
    if object.is_null() {
        return Ok(false);
    }
    Ok(t.class_of(object.get()).is_assignable_to(class_of(t, this)))
}

fn is_assignable_from(t: &JavaThread, this: Handle, other: Handle) -> Result<bool, Throw> {
    let other = class_argument(t, other)?;
    Ok(other.is_assignable_to(class_of(t, this)))
}

fn is_interface(t: &JavaThread, this: Handle) -> Result<bool, Throw> {
    Ok(class_of(t, this).is_interface())
}

fn is_array(t: &JavaThread, this: Handle) -> Result<bool, Throw> {
    Ok(class_of(t, this).is_array())
}

fn is_primitive(t: &JavaThread, this: Handle) -> Result<bool, Throw> {
    Ok(class_of(t, this).is_primitive())
}

fn is_hidden(t: &JavaThread, this: Handle) -> Result<bool, Throw> {
    Ok(class_of(t, this).hidden)
}

fn superclass(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let visible = class.super_class.filter(|_| !class.is_interface());
    Ok(mirror_or_null(visible))
}

fn interfaces(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    // Array classes list `Cloneable` and `Serializable` themselves.
    let direct: &[ClassRef] = match class.kind {
        ClassKind::Primitive(_) => &[],
        ClassKind::Array(_) | ClassKind::Instance => class.interfaces,
    };
    mirrors_array(t, direct)
}

fn signers(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let signers = t.handle(class.signers.get());
    if signers.is_null() {
        return Ok(Ref::NULL);
    }
    // A copy: the program may change what it gets.
    let length = t.array_length(signers.get());
    let copy = t.new_array(t.class_of(signers.get()), length as i32)?;
    for at in 0..length {
        t.set_element(copy, at, t.element(signers.get(), at));
    }
    Ok(copy)
}

fn set_signers(t: &JavaThread, this: Handle, signers: Handle) -> Result<(), Throw> {
    let class = class_of(t, this);
    if matches!(class.kind, ClassKind::Instance) {
        class.signers.set(signers.get());
        class.remember();
    }
    Ok(())
}

fn protection_domain(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    Ok(class_of(t, this).protection_domain.get())
}
