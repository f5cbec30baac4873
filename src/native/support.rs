//! What natives of several packages share.

use super::platform;
use crate::model::{ClassRef, KnownClass, KnownField, Throw, VmException};
use crate::thread::{Handle, JavaThread, Library, Value};
use heap::layout::Ref;

/// A static native that has nothing to do: what the class library registers or
/// prepares by it is there already.
pub(super) fn nothing(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// The class that a non-null `java.lang.Class` argument stands for.
///
/// # Errors
///
/// `NullPointerException`.
pub(super) fn class_argument(t: &JavaThread, mirror: Handle) -> Result<ClassRef, Throw> {
    Ok(t.class_of_mirror(t.non_null(mirror)?.get()))
}

/// The class that the receiver of a native of `java.lang.Class` stands for.
pub(super) fn class_of(t: &JavaThread, mirror: Handle) -> ClassRef {
    t.class_of_mirror(mirror.get())
}

/// The `java.lang.Class` object of a class, or null.
pub(super) fn mirror_or_null(class: Option<ClassRef>) -> Ref {
    class.map_or(Ref::NULL, |class| class.mirror.get())
}

/// The text of a non-null string argument.
///
/// # Errors
///
/// `NullPointerException`.
pub(super) fn text_argument(t: &JavaThread, string: Handle) -> Result<String, Throw> {
    Ok(t.string_text(t.non_null(string)?))
}

/// The elements of a non-null reference array, held.
pub(super) fn elements(t: &JavaThread, array: Handle) -> Vec<Handle> {
    (0..t.array_length(array.get())).map(|at| t.handle(t.element(array.get(), at))).collect()
}

/// A new array of these objects.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn array_of(
    t: &JavaThread,
    component: KnownClass,
    items: &[Handle],
) -> Result<Ref, Throw> {
    let array = t.new_ref_array(t.vm().known.class(component), items.len())?;
    for (at, item) in items.iter().enumerate() {
        t.set_element(array, at as u32, item.get());
    }
    Ok(array)
}

/// A new `Object[]`, `Class[]` and the like of objects that outlive the call:
/// mirrors and interned strings.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn mirrors_array(t: &JavaThread, classes: &[ClassRef]) -> Result<Ref, Throw> {
    let array = t.new_ref_array(t.vm().known.class(KnownClass::Class), classes.len())?;
    for (at, class) in classes.iter().enumerate() {
        t.set_element(array, at as u32, class.mirror.get());
    }
    Ok(array)
}

/// A new `String[]`.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn string_array(t: &JavaThread, texts: &[Option<&str>]) -> Result<Ref, Throw> {
    let array = t.new_ref_array(t.vm().known.class(KnownClass::String), texts.len())?;
    let array = t.handle(array);
    for (at, text) in texts.iter().enumerate() {
        if let Some(text) = text {
            let string = t.new_string(text)?;
            t.set_element(array.get(), at as u32, string);
        }
    }
    Ok(array.get())
}

/// The bytes of a range of a `byte[]` that Java code supplied.
///
/// # Errors
///
/// `ArrayIndexOutOfBoundsException`, `NullPointerException`.
pub(super) fn byte_range(
    t: &JavaThread,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<Vec<u8>, Throw> {
    let total = t.array_length(t.non_null(array)?.get()) as usize;
    if length < 0 {
        return Err(Throw::bare(VmException::ArrayIndexOutOfBounds));
    }
    let end = i64::from(offset) + i64::from(length);
    let start = usize::try_from(offset).ok().filter(|_| end <= total as i64);
    let Some(start) = start else {
        let text = format!("Array region {offset}..{end} out of bounds for length {total}");
        return Err(Throw::new(VmException::ArrayIndexOutOfBounds, text));
    };
    let mut bytes = vec![0; length as usize];
    t.read_bytes(array, start, &mut bytes);
    Ok(bytes)
}

/// Name of a class as its `Class.getName` gives it; the string is interned and
/// kept in the mirror's field.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn class_name_string(t: &JavaThread, class: ClassRef) -> Result<Ref, Throw> {
    let mirror = t.handle(class.mirror.get());
    let known = t.known_ref(mirror, KnownField::ClassName);
    if !known.is_null() {
        return Ok(known);
    }
    let name = t.intern_text(&class.binary_name())?;
    t.put_known_ref(mirror, KnownField::ClassName, name);
    Ok(name)
}

/// A new direct `ByteBuffer` over memory that outlives it.
///
/// # Errors
///
/// `OutOfMemoryError`, or what the constructor throws.
pub(super) fn direct_buffer(t: &JavaThread, address: i64, bytes: i64) -> Result<Ref, Throw> {
    let class = "java/nio/DirectByteBuffer";
    let buffer = match t.vm().library() {
        Library::Java17 => platform::construct(
            t,
            class,
            "(JI)V",
            &[Value::Long(address), Value::Int(bytes as i32)],
        ),
        Library::Java25 => {
            platform::construct(t, class, "(JJ)V", &[Value::Long(address), Value::Long(bytes)])
        }
    }?;
    Ok(buffer.get())
}
