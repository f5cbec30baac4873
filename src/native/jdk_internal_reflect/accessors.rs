//! The natives behind `Method.invoke` and `Constructor.newInstance`.

use crate::link;
use crate::model::{ClassKind, ClassRef, KnownClass, KnownField, MethodRef, Throw, VmException};
use crate::native::platform::construct;
use crate::native::primitive::{Primitive, mismatch};
use crate::native::reflected::method_of;
use crate::native::support::elements;
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::layout::Ref;

const INVOKE: &str =
    "(Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;";
const NEW_INSTANCE: &str = "(Ljava/lang/reflect/Constructor;[Ljava/lang/Object;)Ljava/lang/Object;";

pub(super) const ROWS: &[NativeRow] = &[
    native("jdk/internal/reflect/NativeMethodAccessorImpl", "invoke0", INVOKE, invoke),
    native(
        "jdk/internal/reflect/DirectMethodHandleAccessor$NativeAccessor",
        "invoke0",
        INVOKE,
        invoke,
    ),
    native(
        "jdk/internal/reflect/NativeConstructorAccessorImpl",
        "newInstance0",
        NEW_INSTANCE,
        new_instance,
    ),
    native(
        "jdk/internal/reflect/DirectConstructorHandleAccessor$NativeAccessor",
        "newInstance0",
        NEW_INSTANCE,
        new_instance,
    ),
];

fn illegal(text: &str) -> Throw {
    Throw::new(VmException::IllegalArgument, text)
}

fn invoke(
    t: &JavaThread,
    method: Handle,
    receiver: Handle,
    arguments: Handle,
) -> Result<Ref, Throw> {
    let reflected = t.non_null(method)?;
    let method = method_of(t, reflected);
    let parameters = t.handle(t.known_ref(reflected, KnownField::MethodParameterTypes));
    let mut values = Vec::new();
    let target = if method.flags.is_static() {
        link::ensure_initialized(t, method.class)?;
        method
    } else {
        if !t.class_of(t.non_null(receiver)?.get()).is_assignable_to(method.class) {
            return Err(illegal("object is not an instance of declaring class"));
        }
        values.push(Value::Object(receiver));
        select(t, method, receiver).map_err(|throw| wrapped(t, throw))?
    };
    push_arguments(t, parameters, arguments, &mut values)?;
    let result = t.call(target, &values).map_err(|throw| wrapped(t, throw))?;
    match Primitive::of_result(target.result, result) {
        Some(value) => value.boxed(t),
        None if target.result.is_reference() => Ok(Ref(result as u32)),
        None => Ok(Ref::NULL),
    }
}

/// The method that runs for this receiver.
fn select(t: &JavaThread, method: MethodRef, receiver: Handle) -> Result<MethodRef, Throw> {
    let class = t.class_of(receiver.get());
    let selected = match method.class.is_interface() && !method.flags.is_private() {
        true => link::select_interface_method(t, class, method).map_err(|throw| match throw {
            Throw::New(VmException::AbstractMethod, _) => is_abstract(class, method),
            other => other,
        })?,
        false if method.is_statically_bound() => method,
        false => t.select_virtual(method, receiver)?,
    };
    if selected.flags.is_abstract() {
        return Err(is_abstract(class, selected));
    }
    Ok(selected)
}

/// The error of a reflective call that has selected no code.
fn is_abstract(class: ClassRef, method: MethodRef) -> Throw {
    let (class, name, descriptor) = (class.binary_name(), method.name, method.descriptor);
    let text = format!("Method {class}.{name}{descriptor} is abstract");
    Throw::new(VmException::AbstractMethod, text)
}

/// `InvocationTargetException` around what the target has thrown.
fn wrapped(t: &JavaThread, throw: Throw) -> Throw {
    let cause = t.handle(t.caught(throw));
    let class = VmException::InvocationTarget.class_name();
    match construct(t, class, "(Ljava/lang/Throwable;)V", &[Value::Object(cause)]) {
        Ok(exception) => t.throw(exception),
        Err(throw) => throw,
    }
}

/// Checks and converts the arguments; `parameters` is a `Class[]`.
fn push_arguments(
    t: &JavaThread,
    parameters: Handle,
    arguments: Handle,
    values: &mut Vec<Value>,
) -> Result<(), Throw> {
    let given = if arguments.is_null() { Vec::new() } else { elements(t, arguments) };
    let count = t.array_length(parameters.get()) as usize;
    if given.len() != count {
        return Err(illegal("wrong number of arguments"));
    }
    for (at, argument) in given.into_iter().enumerate() {
        let parameter = t.class_of_mirror(t.element(parameters.get(), at as u32));
        values.push(convert(t, parameter, argument)?);
    }
    Ok(())
}

fn convert(t: &JavaThread, parameter: ClassRef, argument: Handle) -> Result<Value, Throw> {
    if let ClassKind::Primitive(kind) = parameter.kind {
        if argument.is_null() {
            return Err(Throw::bare(VmException::IllegalArgument));
        }
        let value = Primitive::unbox(t, argument).and_then(|value| value.widen(kind));
        return Ok(value.ok_or_else(mismatch)?.argument());
    }
    if !argument.is_null() && !t.class_of(argument.get()).is_assignable_to(parameter) {
        return Err(mismatch());
    }
    Ok(Value::Object(argument))
}

fn new_instance(t: &JavaThread, constructor: Handle, arguments: Handle) -> Result<Ref, Throw> {
    let reflected = t.non_null(constructor)?;
    let method = method_of(t, reflected);
    let class = method.class;
    let parameters = t.handle(t.known_ref(reflected, KnownField::ConstructorParameterTypes));
    if class.flags.is_abstract() || class.is_interface() {
        return Err(Throw::bare(VmException::InstantiationException));
    }
    if t.vm().known.class(KnownClass::Class) == class {
        return Err(Throw::new(VmException::IllegalAccessException, class.binary_name()));
    }
    link::ensure_initialized(t, class)?;
    let object = t.handle(t.new_instance(class)?);
    let mut values = vec![Value::Object(object)];
    push_arguments(t, parameters, arguments, &mut values)?;
    t.call(method, &values).map_err(|throw| wrapped(t, throw))?;
    Ok(object.get())
}
