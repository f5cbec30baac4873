//! Objects of `java.lang.reflect` made from the VM's metadata: `Method`,
//! `Constructor`, `Field`, `Parameter`, `RecordComponent`.

use crate::link::member_name::is_trusted_final;
use crate::link::{self};
use crate::model::{ClassRef, FieldRef, KnownClass, KnownField, MethodRef, Throw};
use crate::native::platform::new_bytes;
use crate::native::support::mirrors_array;
use crate::thread::{Handle, JavaThread};
use base::access_flags::AccessFlags;
use base::descriptor::{FieldType, MethodDescriptor};
use base::symbol::Symbol;
use classfile::{AttributeKind, Attributes, ClassFile};
use heap::layout::Ref;

/// Flags that `getModifiers` of a method shows.
const METHOD_MODIFIERS: u16 = 0x1dff;
/// Flags that `getModifiers` of a field shows.
const FIELD_MODIFIERS: u16 = 0x50df;

/// The types of the parameters and of the result of a method, in this order.
///
/// # Errors
///
/// What loading the classes throws.
pub(super) fn method_types(
    t: &JavaThread,
    method: MethodRef,
) -> Result<(Vec<ClassRef>, ClassRef), Throw> {
    let loader = method.class.loader;
    let descriptor = MethodDescriptor::parse(method.descriptor.as_bytes())
        .expect("descriptors are checked when the class is defined");
    let parameters = descriptor
        .parameters()
        .map(|kind| link::class_of_type(t, loader, kind))
        .collect::<Result<Vec<ClassRef>, Throw>>()?;
    Ok((parameters, link::class_of_type(t, loader, descriptor.return_type())?))
}

/// The type of a field.
///
/// # Errors
///
/// What loading the class throws.
pub(super) fn field_type(t: &JavaThread, field: FieldRef) -> Result<ClassRef, Throw> {
    let kind = FieldType::parse(field.descriptor.as_bytes())
        .expect("descriptors are checked when the class is defined");
    link::class_of_type(t, field.class.loader, kind)
}

fn exception_types(t: &JavaThread, method: MethodRef) -> Result<Vec<ClassRef>, Throw> {
    method.exceptions.iter().map(|&index| link::resolve_class(t, method.class, index)).collect()
}

fn put_signature(
    t: &JavaThread,
    object: Handle,
    field: KnownField,
    signature: Option<Symbol>,
) -> Result<(), Throw> {
    if let Some(signature) = signature {
        let text = t.intern_mutf8(signature.as_bytes())?;
        t.put_known_ref(object, field, text);
    }
    Ok(())
}

/// Puts the bytes of an attribute, if it is there, into a field.
fn put_attribute(
    t: &JavaThread,
    object: Handle,
    field: KnownField,
    attributes: &Attributes<'_, '_>,
    kind: AttributeKind,
) -> Result<(), Throw> {
    if let Some(attribute) = attributes.find_kind(kind) {
        let bytes = new_bytes(t, attribute.data)?;
        t.put_known_ref(object, field, bytes);
    }
    Ok(())
}

/// A new `java.lang.reflect.Method`.
///
/// # Errors
///
/// What loading the method's types throws; `OutOfMemoryError`.
pub(super) fn new_method(
    t: &JavaThread,
    file: Option<&ClassFile<'_>>,
    method: MethodRef,
) -> Result<Ref, Throw> {
    let (parameters, result) = method_types(t, method)?;
    let exceptions = exception_types(t, method)?;
    let object = t.handle(t.new_instance(t.vm().known.class(KnownClass::ReflectMethod))?);
    t.put_known_ref(object, KnownField::MethodClazz, method.class.mirror.get());
    t.put_known(object, KnownField::MethodSlot, i32::from(method.slot));
    let modifiers = i32::from(method.flags.0 & METHOD_MODIFIERS);
    t.put_known(object, KnownField::MethodModifiers, modifiers);
    let name = t.intern_mutf8(method.name.as_bytes())?;
    t.put_known_ref(object, KnownField::MethodName, name);
    t.put_known_ref(object, KnownField::MethodReturnType, result.mirror.get());
    let parameters = mirrors_array(t, &parameters)?;
    t.put_known_ref(object, KnownField::MethodParameterTypes, parameters);
    let exceptions = mirrors_array(t, &exceptions)?;
    t.put_known_ref(object, KnownField::MethodExceptionTypes, exceptions);
    put_signature(t, object, KnownField::MethodSignature, method.signature)?;
    if let Some(member) = file.and_then(|file| file.method(usize::from(method.slot))) {
        let attributes = member.attributes();
        for (field, kind) in [
            (KnownField::MethodAnnotations, AttributeKind::RuntimeVisibleAnnotations),
            (
                KnownField::MethodParameterAnnotations,
                AttributeKind::RuntimeVisibleParameterAnnotations,
            ),
            (KnownField::MethodAnnotationDefault, AttributeKind::AnnotationDefault),
        ] {
            put_attribute(t, object, field, &attributes, kind)?;
        }
    }
    Ok(object.get())
}

/// A new `java.lang.reflect.Constructor`.
///
/// # Errors
///
/// As [`new_method`].
pub(super) fn new_constructor(
    t: &JavaThread,
    file: Option<&ClassFile<'_>>,
    method: MethodRef,
) -> Result<Ref, Throw> {
    let (parameters, _) = method_types(t, method)?;
    let exceptions = exception_types(t, method)?;
    let object = t.handle(t.new_instance(t.vm().known.class(KnownClass::ReflectConstructor))?);
    t.put_known_ref(object, KnownField::ConstructorClazz, method.class.mirror.get());
    t.put_known(object, KnownField::ConstructorSlot, i32::from(method.slot));
    let modifiers = i32::from(method.flags.0 & METHOD_MODIFIERS);
    t.put_known(object, KnownField::ConstructorModifiers, modifiers);
    let parameters = mirrors_array(t, &parameters)?;
    t.put_known_ref(object, KnownField::ConstructorParameterTypes, parameters);
    let exceptions = mirrors_array(t, &exceptions)?;
    t.put_known_ref(object, KnownField::ConstructorExceptionTypes, exceptions);
    put_signature(t, object, KnownField::ConstructorSignature, method.signature)?;
    if let Some(member) = file.and_then(|file| file.method(usize::from(method.slot))) {
        let attributes = member.attributes();
        for (field, kind) in [
            (KnownField::ConstructorAnnotations, AttributeKind::RuntimeVisibleAnnotations),
            (
                KnownField::ConstructorParameterAnnotations,
                AttributeKind::RuntimeVisibleParameterAnnotations,
            ),
        ] {
            put_attribute(t, object, field, &attributes, kind)?;
        }
    }
    Ok(object.get())
}

/// A new `java.lang.reflect.Field`.
///
/// # Errors
///
/// As [`new_method`].
pub(super) fn new_field(
    t: &JavaThread,
    file: Option<&ClassFile<'_>>,
    field: FieldRef,
) -> Result<Ref, Throw> {
    let kind = field_type(t, field)?;
    let object = t.handle(t.new_instance(t.vm().known.class(KnownClass::ReflectField))?);
    t.put_known_ref(object, KnownField::FieldClazz, field.class.mirror.get());
    t.put_known(object, KnownField::FieldSlot, i32::from(field.slot));
    let modifiers = i32::from(field.flags.0 & FIELD_MODIFIERS);
    t.put_known(object, KnownField::FieldModifiers, modifiers);
    t.put_known(object, KnownField::FieldTrustedFinal, u8::from(is_trusted_final(field)));
    let name = t.intern_mutf8(field.name.as_bytes())?;
    t.put_known_ref(object, KnownField::FieldName, name);
    t.put_known_ref(object, KnownField::FieldType, kind.mirror.get());
    put_signature(t, object, KnownField::FieldSignature, field.signature)?;
    if let Some(member) = file.and_then(|file| file.field(usize::from(field.slot))) {
        let kind = AttributeKind::RuntimeVisibleAnnotations;
        put_attribute(t, object, KnownField::FieldAnnotations, &member.attributes(), kind)?;
    }
    Ok(object.get())
}

/// A new `java.lang.reflect.Parameter`.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn new_parameter(
    t: &JavaThread,
    executable: Handle,
    index: usize,
    name: Option<&[u8]>,
    flags: AccessFlags,
) -> Result<Ref, Throw> {
    let object = t.handle(t.new_instance(t.vm().known.class(KnownClass::ReflectParameter))?);
    if let Some(name) = name {
        let name = t.new_string_mutf8(name)?;
        t.put_known_ref(object, KnownField::ParameterName, name);
    }
    t.put_known(object, KnownField::ParameterModifiers, i32::from(flags.0));
    t.put_known_ref(object, KnownField::ParameterExecutable, executable.get());
    t.put_known(object, KnownField::ParameterIndex, index as i32);
    Ok(object.get())
}

/// What a class file says of a record component.
pub(super) struct ComponentParts<'a> {
    /// Name.
    pub(super) name: &'a [u8],
    /// Descriptor.
    pub(super) descriptor: &'a [u8],
    /// Generic signature.
    pub(super) signature: Option<&'a [u8]>,
}

/// A new `java.lang.reflect.RecordComponent`.
///
/// # Errors
///
/// As [`new_method`].
pub(super) fn new_record_component(
    t: &JavaThread,
    file: &ClassFile<'_>,
    class: ClassRef,
    parts: &ComponentParts<'_>,
    attributes: &Attributes<'_, '_>,
) -> Result<Ref, Throw> {
    let symbols = &t.vm().symbols;
    let object = t.handle(t.new_instance(t.vm().known.class(KnownClass::RecordComponent))?);
    t.put_known_ref(object, KnownField::ComponentClazz, class.mirror.get());
    let name = t.intern_mutf8(parts.name)?;
    t.put_known_ref(object, KnownField::ComponentName, name);
    if let Ok(kind) = FieldType::parse(parts.descriptor) {
        let kind = link::class_of_type(t, class.loader, kind)?;
        t.put_known_ref(object, KnownField::ComponentType, kind.mirror.get());
    }
    let accessor = symbols.intern(&[b"()", parts.descriptor].concat());
    let accessor = class
        .declared_method(symbols.intern(parts.name), accessor)
        .filter(|method| method.flags.is_public() && !method.flags.is_static());
    if let Some(accessor) = accessor {
        let accessor = new_method(t, Some(file), accessor)?;
        t.put_known_ref(object, KnownField::ComponentAccessor, accessor);
    }
    let signature = parts.signature.map(|signature| symbols.intern(signature));
    put_signature(t, object, KnownField::ComponentSignature, signature)?;
    for (field, kind) in [
        (KnownField::ComponentAnnotations, AttributeKind::RuntimeVisibleAnnotations),
        (KnownField::ComponentTypeAnnotations, AttributeKind::RuntimeVisibleTypeAnnotations),
    ] {
        put_attribute(t, object, field, attributes, kind)?;
    }
    Ok(object.get())
}

/// The method that a `java.lang.reflect.Method` or `Constructor` stands for.
pub(super) fn method_of(t: &JavaThread, executable: Handle) -> MethodRef {
    let is_method = t.is_instance(executable.get(), KnownClass::ReflectMethod);
    let (class, slot) = match is_method {
        true => (KnownField::MethodClazz, KnownField::MethodSlot),
        false => (KnownField::ConstructorClazz, KnownField::ConstructorSlot),
    };
    let class = t.class_of_mirror(t.known_ref(executable, class));
    let slot = t.known::<i32>(executable, slot);
    class.method_at(slot as usize).expect("reflection objects name methods that exist")
}

/// The field that a `java.lang.reflect.Field` stands for.
pub(super) fn field_of(t: &JavaThread, field: Handle) -> FieldRef {
    let class = t.class_of_mirror(t.known_ref(field, KnownField::FieldClazz));
    let slot = t.known::<i32>(field, KnownField::FieldSlot);
    class.field_at(slot as usize).expect("reflection objects name fields that exist")
}
