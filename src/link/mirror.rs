//! The `java.lang.Class` objects of classes, and the record of well-known
//! classes and fields.
//!
//! Classes that are loaded before `java.lang.Class` get their objects when it
//! is.

use super::state::LinkState;
use crate::model::{ClassKind, ClassRef, KnownClass, KnownField, Throw};
use crate::thread::{Handle, JavaThread};
use heap::ReferenceLayout;

/// A new mirror for a class that has none, `None` while `java.lang.Class` is
/// not loaded.
pub(super) fn new_mirror(
    t: &JavaThread,
    class: ClassRef,
    protection_domain: Option<Handle>,
) -> Result<Option<Handle>, Throw> {
    let known = &t.vm().known;
    let Some(class_class) = known.try_class(KnownClass::Class) else { return Ok(None) };
    let mirror = t.handle(t.new_instance(class_class)?);
    t.put_known(mirror, KnownField::ClassIndex, class.index());
    t.put_known_ref(mirror, KnownField::ClassLoaderOfClass, class.loader.object.get());
    if let ClassKind::Array(info) = &class.kind {
        t.put_known_ref(mirror, KnownField::ClassComponentType, info.component.mirror.get());
    }
    if let Some(module) = class.module.get() {
        t.put_known_ref(mirror, KnownField::ClassModule, module.object.get());
    }
    if let Some(offset) = known.try_offset(KnownField::ClassModifiers) {
        t.put(mirror.get(), offset, class.java_modifiers());
    }
    if let Some(offset) = known.try_offset(KnownField::ClassPrimitive) {
        t.put(mirror.get(), offset, u8::from(class.is_primitive()));
    }
    if let (Some(offset), Some(domain)) =
        (known.try_offset(KnownField::ClassProtectionDomain), protection_domain)
    {
        t.put_ref(mirror.get(), offset, domain.get());
    }
    Ok(Some(mirror))
}

/// Stores the `classData` of a hidden class.
pub(super) fn set_class_data(t: &JavaThread, mirror: Handle, data: Option<Handle>) {
    if let Some(data) = data {
        t.put_known_ref(mirror, KnownField::ClassClassData, data.get());
    }
}

/// Gives a class that was made before `java.lang.Class` its mirror.
fn add_mirror(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    let _scope = t.scope();
    if class.mirror.get().is_null()
        && let Some(mirror) = new_mirror(t, class, None)?
    {
        class.mirror.set_if_null(mirror.get());
        class.remember();
    }
    Ok(())
}

/// Records a class of the well-known table and its fields.
pub(super) fn record_known(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    let vm = t.vm();
    if !class.loader.is_boot() || class.hidden {
        return Ok(());
    }
    let Some(known) = LinkState::of(vm).known_class(vm, class.name) else { return Ok(()) };
    for field in KnownField::ALL.iter().filter(|field| field.row().0 == known) {
        let (_, name, descriptor) = field.row();
        let found = class.fields.iter().find(|own| {
            own.name.as_bytes() == name.as_bytes()
                && own.descriptor.as_bytes() == descriptor.as_bytes()
        });
        match found {
            Some(own) => vm.known.set_offset(*field, own.offset),
            None => assert!(
                !field.is_required(),
                "the class library has no field {}.{name} of type {descriptor}",
                known.name()
            ),
        }
    }
    vm.known.set_class(known, class);
    match known {
        KnownClass::Class => add_missing_mirrors(t)?,
        KnownClass::Reference | KnownClass::SoftReference => record_reference_layout(t),
        _ => {}
    }
    Ok(())
}

fn add_missing_mirrors(t: &JavaThread) -> Result<(), Throw> {
    let vm = t.vm();
    let loaded = vm.boot_loader.classes();
    let primitives = vm.primitives.get().into_iter().flat_map(|map| map.values().copied());
    // Component types come before their arrays, so their mirrors are there.
    for class in primitives.chain(loaded) {
        add_mirror(t, class)?;
    }
    Ok(())
}

fn record_reference_layout(t: &JavaThread) {
    let known = &t.vm().known;
    let layout = (|| {
        Some(ReferenceLayout {
            referent: known.try_offset(KnownField::ReferenceReferent)?,
            next: known.try_offset(KnownField::ReferenceNext)?,
            discovered: known.try_offset(KnownField::ReferenceDiscovered)?,
            timestamp: known.try_offset(KnownField::SoftTimestamp)?,
            clock: known.try_offset(KnownField::SoftClock)?,
        })
    })();
    if let Some(layout) = layout {
        t.vm().heap.set_reference_layout(layout);
    }
}
