//! `java.lang.reflect`.

mod array;

use crate::link;
use crate::model::{KnownClass, Throw, VmException};
use crate::native::platform::new_bytes;
use crate::native::reflected::{field_of, method_of, new_parameter};
use crate::native::support::array_of;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use classfile::AttributeKind;
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS, array::ROWS, array::ACCESSORS];

const EXECUTABLE: &str = "java/lang/reflect/Executable";

const ROWS: &[NativeRow] = &[
    native(EXECUTABLE, "getParameters0", "()[Ljava/lang/reflect/Parameter;", parameters),
    native(EXECUTABLE, "getTypeAnnotationBytes0", "()[B", method_type_annotations),
    native("java/lang/reflect/Field", "getTypeAnnotationBytes0", "()[B", field_type_annotations),
];

/// What `MethodParameters` says; null without it.
fn parameters(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let method = method_of(t, this);
    let Some(file) = link::class_file(method.class) else { return Ok(Ref::NULL) };
    let Some(member) = file.method(usize::from(method.slot)) else { return Ok(Ref::NULL) };
    let Ok(Some(table)) = member.method_parameters() else { return Ok(Ref::NULL) };
    let mut objects = Vec::new();
    for (index, parameter) in table.iter().enumerate() {
        let name = file.constant_pool().optional_utf8(parameter.name).map_err(|_| {
            Throw::new(VmException::IllegalArgument, "Wrong type at constant pool index")
        })?;
        let object = new_parameter(t, this, index, name, parameter.access_flags)?;
        objects.push(t.handle(object));
    }
    array_of(t, KnownClass::ReflectParameter, &objects)
}

fn method_type_annotations(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let method = method_of(t, this);
    let file = link::class_file(method.class);
    let member = file.as_ref().and_then(|file| file.method(usize::from(method.slot)));
    match member.and_then(|m| m.attribute(AttributeKind::RuntimeVisibleTypeAnnotations)) {
        Some(attribute) => new_bytes(t, attribute.data),
        None => Ok(Ref::NULL),
    }
}

fn field_type_annotations(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let field = field_of(t, this);
    let file = link::class_file(field.class);
    let member = file.as_ref().and_then(|file| file.field(usize::from(field.slot)));
    match member.and_then(|m| m.attribute(AttributeKind::RuntimeVisibleTypeAnnotations)) {
        Some(attribute) => new_bytes(t, attribute.data),
        None => Ok(Ref::NULL),
    }
}
