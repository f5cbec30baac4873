//! `java.lang.reflect.Array`.

use crate::link;
use crate::model::{ClassKind, ClassRef, Throw, VmException};
use crate::native::primitive::{Primitive, mismatch};
use crate::native::support::class_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use base::descriptor::BasicType;
use heap::layout::Ref;

const ARRAY: &str = "java/lang/reflect/Array";

/// The natives for one primitive element type.
macro_rules! element_accessors {
    ($($name:literal $type:literal: $get:ident $set:ident $kind:ident $rust:ty;)*) => {
        $(
            fn $get(t: &JavaThread, array: Handle, index: i32) -> Result<$rust, Throw> {
                let (kind, at) = primitive_place(t, array, index)?;
                match Primitive::of_element(t, kind, array, at).widen(BasicType::$kind) {
                    Some(Primitive::$kind(value)) => Ok(value),
                    _ => Err(mismatch()),
                }
            }

            fn $set(
                t: &JavaThread,
                array: Handle,
                index: i32,
                value: $rust,
            ) -> Result<(), Throw> {
                let (kind, at) = primitive_place(t, array, index)?;
                let value = Primitive::$kind(value).widen(kind).ok_or_else(mismatch)?;
                value.store_element(t, array, at);
                Ok(())
            }
        )*

        /// Gets and sets of primitive elements.
        pub(super) const ACCESSORS: &[NativeRow] = &[$(
            native(ARRAY, concat!("get", $name), concat!("(Ljava/lang/Object;I)", $type), $get),
            native(ARRAY, concat!("set", $name), concat!("(Ljava/lang/Object;I", $type, ")V"), $set),
        )*];
    };
}

element_accessors! {
    "Boolean" "Z": get_boolean set_boolean Boolean bool;
    "Byte" "B": get_byte set_byte Byte i8;
    "Char" "C": get_char set_char Char u16;
    "Short" "S": get_short set_short Short i16;
    "Int" "I": get_int set_int Int i32;
    "Long" "J": get_long set_long Long i64;
    "Float" "F": get_float set_float Float f32;
    "Double" "D": get_double set_double Double f64;
}

pub(super) const ROWS: &[NativeRow] = &[
    native(ARRAY, "getLength", "(Ljava/lang/Object;)I", get_length),
    native(ARRAY, "get", "(Ljava/lang/Object;I)Ljava/lang/Object;", get),
    native(ARRAY, "set", "(Ljava/lang/Object;ILjava/lang/Object;)V", set),
    native(ARRAY, "newArray", "(Ljava/lang/Class;I)Ljava/lang/Object;", new_array),
    native(ARRAY, "multiNewArray", "(Ljava/lang/Class;[I)Ljava/lang/Object;", multi_new_array),
];

fn illegal(text: &str) -> Throw {
    Throw::new(VmException::IllegalArgument, text)
}

/// The component type of an argument that must be an array.
fn component_of(t: &JavaThread, array: Handle) -> Result<ClassRef, Throw> {
    match t.class_of(t.non_null(array)?.get()).array_info() {
        Some(info) => Ok(info.component),
        None => Err(illegal("Argument is not an array")),
    }
}

fn check_index(t: &JavaThread, array: Handle, index: i32) -> Result<u32, Throw> {
    match u32::try_from(index) {
        Ok(at) if at < t.array_length(array.get()) => Ok(at),
        _ => Err(Throw::bare(VmException::ArrayIndexOutOfBounds)),
    }
}

/// The element type and checked index in a primitive array.
fn primitive_place(t: &JavaThread, array: Handle, index: i32) -> Result<(BasicType, u32), Throw> {
    match component_of(t, array)?.kind {
        ClassKind::Primitive(kind) => Ok((kind, check_index(t, array, index)?)),
        _ => Err(illegal("Argument is not an array of primitive type")),
    }
}

fn get_length(t: &JavaThread, array: Handle) -> Result<i32, Throw> {
    component_of(t, array)?;
    Ok(t.array_length(array.get()) as i32)
}

fn get(t: &JavaThread, array: Handle, index: i32) -> Result<Ref, Throw> {
    let component = component_of(t, array)?;
    let at = check_index(t, array, index)?;
    match component.kind {
        ClassKind::Primitive(kind) => Primitive::of_element(t, kind, array, at).boxed(t),
        _ => Ok(t.element(array.get(), at)),
    }
}

fn set(t: &JavaThread, array: Handle, index: i32, value: Handle) -> Result<(), Throw> {
    let component = component_of(t, array)?;
    if let ClassKind::Primitive(kind) = component.kind {
        let value = match Primitive::unbox(t, value) {
            Some(value) => value,
            None if value.is_null() => return Err(Throw::bare(VmException::IllegalArgument)),
            None => return Err(mismatch()),
        };
        let at = check_index(t, array, index)?;
        value.widen(kind).ok_or_else(mismatch)?.store_element(t, array, at);
        return Ok(());
    }
    if !value.is_null() && !t.class_of(value.get()).is_assignable_to(component) {
        return Err(illegal("array element type mismatch"));
    }
    let at = check_index(t, array, index)?;
    t.set_element(array.get(), at, value.get());
    Ok(())
}

fn new_array(t: &JavaThread, component: Handle, length: i32) -> Result<Ref, Throw> {
    let component = class_argument(t, component)?;
    let class = link::array_class(t, component)?;
    t.new_array(class, length)
}

fn multi_new_array(t: &JavaThread, component: Handle, lengths: Handle) -> Result<Ref, Throw> {
    let component = class_argument(t, component)?;
    let count = t.array_length(t.non_null(lengths)?.get());
    if count == 0 {
        return Err(Throw::bare(VmException::IllegalArgument));
    }
    let lengths: Vec<i32> = (0..count).map(|at| t.scalar(lengths.get(), at)).collect();
    let mut class = component;
    for _ in 0..count {
        class = link::array_class(t, class)?;
    }
    if let Some(negative) = lengths.iter().find(|length| **length < 0) {
        return Err(Throw::new(VmException::NegativeArraySize, negative.to_string()));
    }
    nested(t, class, &lengths)
}

/// An array of arrays. The lengths are at most 255, so recursion ends soon.
fn nested(t: &JavaThread, class: ClassRef, lengths: &[i32]) -> Result<Ref, Throw> {
    let array = t.handle(t.new_array(class, lengths[0])?);
    if lengths.len() > 1 {
        let component = class.array_info().expect("one array class per length").component;
        for at in 0..lengths[0] as u32 {
            let _scope = t.scope();
            let element = nested(t, component, &lengths[1..])?;
            t.set_element(array.get(), at, element);
        }
    }
    Ok(array.get())
}
