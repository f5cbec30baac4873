//! `java.lang.Class`: declared members.

use crate::link;
use crate::model::{ClassKind, ClassRef, KnownClass, MethodRef, Throw};
use crate::native::reflected::{
    ComponentParts, new_constructor, new_field, new_method, new_record_component,
};
use crate::native::support::{array_of, class_of};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use classfile::{AttributeData, AttributeKind, ClassFile};
use heap::layout::Ref;

const CLASS: &str = "java/lang/Class";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getDeclaredMethods0", "(Z)[Ljava/lang/reflect/Method;", methods),
    native(CLASS, "getDeclaredConstructors0", "(Z)[Ljava/lang/reflect/Constructor;", constructors),
    native(CLASS, "getDeclaredFields0", "(Z)[Ljava/lang/reflect/Field;", fields),
    native(
        CLASS,
        "getRecordComponents0",
        "()[Ljava/lang/reflect/RecordComponent;",
        record_components,
    ),
    native(CLASS, "isRecord0", "()Z", is_record),
];

/// Links a class before its members are shown. Arrays and primitive types have
/// none.
fn linked(t: &JavaThread, this: Handle) -> Result<Option<ClassRef>, Throw> {
    let class = class_of(t, this);
    if !matches!(class.kind, ClassKind::Instance) {
        return Ok(None);
    }
    link::link_class(t, class)?;
    Ok(Some(class))
}

/// How `reflected` makes the object of a method.
type MakeMethod = fn(&JavaThread, Option<&ClassFile<'_>>, MethodRef) -> Result<Ref, Throw>;

fn executables(
    t: &JavaThread,
    this: Handle,
    component: KnownClass,
    wanted: impl Fn(&MethodRef) -> bool,
    make: MakeMethod,
) -> Result<Ref, Throw> {
    let Some(class) = linked(t, this)? else { return array_of(t, component, &[]) };
    let file = link::class_file(class);
    let count = class.methods.len();
    let chosen = (0..count).filter_map(|slot| class.method_at(slot)).filter(wanted);
    let mut objects = Vec::new();
    for method in chosen {
        let object = t.handle(Ref::NULL);
        let _scope = t.scope();
        object.set(make(t, file.as_ref(), method)?);
        objects.push(object);
    }
    array_of(t, component, &objects)
}

fn methods(t: &JavaThread, this: Handle, public_only: bool) -> Result<Ref, Throw> {
    let wanted = |method: &MethodRef| {
        !method.is_constructor()
            && !method.is_class_initializer()
            && !method.traits.overpass
            && !method.traits.internal
            && (!public_only || method.flags.is_public())
    };
    executables(t, this, KnownClass::ReflectMethod, wanted, new_method)
}

fn constructors(t: &JavaThread, this: Handle, public_only: bool) -> Result<Ref, Throw> {
    let wanted = |method: &MethodRef| {
        method.is_constructor()
            && !method.flags.is_static()
            && (!public_only || method.flags.is_public())
    };
    executables(t, this, KnownClass::ReflectConstructor, wanted, new_constructor)
}

fn fields(t: &JavaThread, this: Handle, public_only: bool) -> Result<Ref, Throw> {
    let Some(class) = linked(t, this)? else { return array_of(t, KnownClass::ReflectField, &[]) };
    let file = link::class_file(class);
    let count = class.fields.len();
    let mut objects = Vec::new();
    for field in (0..count).filter_map(|slot| class.field_at(slot)) {
        // What the VM has injected has no place in the class file.
        if field.slot == u16::MAX || public_only && !field.flags.is_public() {
            continue;
        }
        let object = t.handle(Ref::NULL);
        let _scope = t.scope();
        object.set(new_field(t, file.as_ref(), field)?);
        objects.push(object);
    }
    array_of(t, KnownClass::ReflectField, &objects)
}

/// Whether the class is a record: final, with `Record` as its superclass and
/// with the attribute.
fn is_record(t: &JavaThread, this: Handle) -> Result<bool, Throw> {
    let class = class_of(t, this);
    let record = t.vm().known.class(KnownClass::Record);
    if !class.flags.is_final() || class.super_class != Some(record) {
        return Ok(false);
    }
    let file = link::class_file(class);
    Ok(file.is_some_and(|file| file.attributes().find_kind(AttributeKind::Record).is_some()))
}

fn record_components(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let Some(file) = link::class_file(class) else { return Ok(Ref::NULL) };
    let Ok(Some(components)) = file.record_components() else { return Ok(Ref::NULL) };
    let pool = file.constant_pool();
    let mut objects = Vec::new();
    for component in components.iter() {
        let (Ok(name), Ok(descriptor)) =
            (pool.utf8(component.name), pool.utf8(component.descriptor))
        else {
            continue;
        };
        let attributes = component.attributes();
        let signature = match attributes.decode_kind(AttributeKind::Signature) {
            Ok(Some(AttributeData::Signature(index))) => pool.utf8(index).ok(),
            _ => None,
        };
        let object = t.handle(Ref::NULL);
        let _scope = t.scope();
        let parts = ComponentParts { name, descriptor, signature };
        object.set(new_record_component(t, &file, class, &parts, &attributes)?);
        objects.push(object);
    }
    array_of(t, KnownClass::RecordComponent, &objects)
}
