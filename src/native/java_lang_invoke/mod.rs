//! `java.lang.invoke`: the VM's part of method handles.

mod members;

use crate::link::member_name::{self, flags};
use crate::link::{self, CopyOut};
use crate::model::{ClassKind, ClassRef, Field, KnownClass, KnownField, Throw, VmException};
use crate::native::jdk_internal_misc::field_offset;
use crate::native::primitive::Primitive;
use crate::native::reflected::{field_of, method_of};
use crate::native::support::{array_of, class_argument, nothing};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS, members::ROWS];

const NATIVES: &str = "java/lang/invoke/MethodHandleNatives";

const ROWS: &[NativeRow] = &[
    native(NATIVES, "registerNatives", "()V", nothing),
    native(NATIVES, "init", "(Ljava/lang/invoke/MemberName;Ljava/lang/Object;)V", init),
    native(NATIVES, "expand", "(Ljava/lang/invoke/MemberName;)V", expand),
    native(
        NATIVES,
        "resolve",
        "(Ljava/lang/invoke/MemberName;Ljava/lang/Class;IZ)Ljava/lang/invoke/MemberName;",
        resolve,
    ),
    native(NATIVES, "objectFieldOffset", "(Ljava/lang/invoke/MemberName;)J", instance_offset),
    native(NATIVES, "staticFieldOffset", "(Ljava/lang/invoke/MemberName;)J", static_offset),
    native(
        NATIVES,
        "staticFieldBase",
        "(Ljava/lang/invoke/MemberName;)Ljava/lang/Object;",
        static_base,
    ),
    native(
        NATIVES,
        "setCallSiteTargetNormal",
        "(Ljava/lang/invoke/CallSite;Ljava/lang/invoke/MethodHandle;)V",
        set_call_site_target,
    ),
    native(
        NATIVES,
        "setCallSiteTargetVolatile",
        "(Ljava/lang/invoke/CallSite;Ljava/lang/invoke/MethodHandle;)V",
        set_call_site_target,
    ),
    native(
        NATIVES,
        "clearCallSiteContext",
        "(Ljava/lang/invoke/MethodHandleNatives$CallSiteContext;)V",
        clear_call_site_context,
    ),
    native(
        NATIVES,
        "getMemberVMInfo",
        "(Ljava/lang/invoke/MemberName;)Ljava/lang/Object;",
        member_info,
    ),
    native(
        NATIVES,
        "copyOutBootstrapArguments",
        "(Ljava/lang/Class;[III[Ljava/lang/Object;IZLjava/lang/Object;)V",
        copy_out_bootstrap_arguments,
    ),
    native(NATIVES, "getNamedCon", "(I[Ljava/lang/Object;)I", named_constant),
    native(
        "java/lang/invoke/MethodHandle",
        "invoke",
        "([Ljava/lang/Object;)Ljava/lang/Object;",
        invoke_reflectively,
    ),
    native(
        "java/lang/invoke/MethodHandle",
        "invokeExact",
        "([Ljava/lang/Object;)Ljava/lang/Object;",
        invoke_exact_reflectively,
    ),
];

/// Fills a `MemberName` from a `Method`, `Constructor` or `Field`.
fn init(t: &JavaThread, member: Handle, reflected: Handle) -> Result<(), Throw> {
    let member = t.non_null(member)?;
    let object = t.non_null(reflected)?.get();
    if t.is_instance(object, KnownClass::ReflectField) {
        member_name::init_field(t, member, field_of(t, reflected), false);
        return Ok(());
    }
    if t.is_instance(object, KnownClass::ReflectMethod)
        || t.is_instance(object, KnownClass::ReflectConstructor)
    {
        let method = method_of(t, reflected);
        link::link_class(t, method.class)?;
        return member_name::init_method(t, member, method.class, method);
    }
    let text = format!("unrecognized type {}", t.class_of(object).binary_name());
    Err(Throw::new(VmException::Internal, text))
}

fn expand(t: &JavaThread, member: Handle) -> Result<(), Throw> {
    member_name::expand(t, t.non_null(member)?)
}

/// The member itself if it could be resolved. A `speculative` attempt answers
/// null where others throw a `LinkageError`.
fn resolve(
    t: &JavaThread,
    member: Handle,
    caller: Handle,
    lookup_mode: i32,
    speculative: bool,
) -> Result<Ref, Throw> {
    let member = t.non_null(member)?;
    let caller: Option<ClassRef> = match caller.is_null() {
        true => None,
        false => Some(class_argument(t, caller)?),
    };
    match member_name::resolve(t, member, caller, lookup_mode) {
        Ok(true) => Ok(member.get()),
        Ok(false) if speculative => Ok(Ref::NULL),
        Ok(false) => Err(unresolved(t, member)),
        Err(throw) if speculative => {
            link::ignore_linkage_error(t, throw)?;
            Ok(Ref::NULL)
        }
        Err(throw) => Err(throw),
    }
}

fn unresolved(t: &JavaThread, member: Handle) -> Throw {
    let bits: i32 = t.known(member, KnownField::MemberFlags);
    if bits & flags::IS_FIELD != 0 {
        Throw::new(VmException::NoSuchField, "field resolution failed")
    } else if bits & (flags::IS_METHOD | flags::IS_CONSTRUCTOR) != 0 {
        Throw::new(VmException::NoSuchMethod, "method resolution failed")
    } else {
        Throw::new(VmException::Linkage, "resolution failed")
    }
}

/// The field that a resolved `MemberName` stands for, if it is static or not as
/// wanted.
fn member_field(t: &JavaThread, member: Handle, is_static: bool) -> Result<&'static Field, Throw> {
    let member = t.non_null(member)?;
    let class = t.known_ref(member, KnownField::MemberClazz);
    let bits: i32 = t.known(member, KnownField::MemberFlags);
    let offset: i64 = t.known(member, KnownField::MemberIndex);
    let field = (bits & flags::IS_FIELD != 0 && !class.is_null())
        .then(|| t.class_of_mirror(class).as_ref_static())
        .and_then(|class| {
            let wanted = |field: &&Field| {
                field.is_static() == is_static && i64::from(field.offset) == offset
            };
            class.fields.iter().find(wanted)
        });
    let kind = if is_static { "static" } else { "non-static" };
    field.ok_or_else(|| Throw::new(VmException::Internal, format!("{kind} field required")))
}

fn instance_offset(t: &JavaThread, member: Handle) -> Result<i64, Throw> {
    Ok(field_offset(member_field(t, member, false)?))
}

fn static_offset(t: &JavaThread, member: Handle) -> Result<i64, Throw> {
    Ok(field_offset(member_field(t, member, true)?))
}

fn static_base(t: &JavaThread, member: Handle) -> Result<Ref, Throw> {
    Ok(member_field(t, member, true)?.class.mirror.get())
}

/// What assertions of the class library look at: the index as a `Long`, and the
/// class of a field or the name itself of a method.
fn member_info(t: &JavaThread, member: Handle) -> Result<Ref, Throw> {
    let member = t.non_null(member)?;
    let bits: i32 = t.known(member, KnownField::MemberFlags);
    let index: i64 = t.known(member, KnownField::MemberIndex);
    let index = t.handle(Primitive::Long(index).boxed(t)?);
    let target = match bits & flags::IS_FIELD != 0 {
        true => t.known_ref(member, KnownField::MemberClazz),
        false if member_name::target(t, member).is_some() => member.get(),
        false => Ref::NULL,
    };
    let target = t.handle(target);
    array_of(t, KnownClass::Object, &[index, target])
}

/// Every execution of a call site reads the target, so storing it is all.
fn set_call_site_target(t: &JavaThread, site: Handle, target: Handle) -> Result<(), Throw> {
    t.put_known_ref(t.non_null(site)?, KnownField::CallSiteTarget, target.get());
    Ok(())
}

/// No code depends on the targets of call sites, so nothing is recorded in
/// their contexts.
fn clear_call_site_context(_: &JavaThread, _context: Handle) -> Result<(), Throw> {
    Ok(())
}

/// The constants of the class library are compared with the VM's when
/// assertions are on: there is none that this VM gives by number.
fn named_constant(_: &JavaThread, _which: i32, _name: Handle) -> Result<i32, Throw> {
    Ok(0)
}

/// Arguments of the bootstrap method of a call site or dynamic constant, for
/// bootstrap methods that ask for them one by one.
#[expect(clippy::too_many_arguments, reason = "the native has as many")]
fn copy_out_bootstrap_arguments(
    t: &JavaThread,
    caller: Handle,
    index_info: Handle,
    start: i32,
    end: i32,
    buffer: Handle,
    position: i32,
    resolve: bool,
    if_not_available: Handle,
) -> Result<(), Throw> {
    let illegal = |text: &str| Throw::new(VmException::IllegalArgument, text);
    let caller = (!caller.is_null())
        .then(|| t.class_of_mirror(caller.get()))
        .filter(|class| matches!(class.kind, ClassKind::Instance))
        .ok_or_else(|| illegal("bad caller"))?;
    if index_info.is_null() || t.array_length(index_info.get()) < 2 {
        return Err(illegal("bad index info (0)"));
    }
    let index_info = [t.scalar(index_info.get(), 0), t.scalar(index_info.get(), 1)];
    let request = CopyOut { caller, index_info, range: start..end, position, resolve };
    let buffer = t.non_null(buffer)?;
    link::copy_out_bootstrap_arguments(t, &request, buffer, if_not_available)
}

fn no_reflection(name: &str) -> Throw {
    let text = format!("MethodHandle.{name} cannot be invoked reflectively");
    Throw::new(VmException::UnsupportedOperation, text)
}

fn invoke_reflectively(_: &JavaThread, _: Handle, _arguments: Handle) -> Result<Ref, Throw> {
    Err(no_reflection("invoke"))
}

fn invoke_exact_reflectively(_: &JavaThread, _: Handle, _arguments: Handle) -> Result<Ref, Throw> {
    Err(no_reflection("invokeExact"))
}
