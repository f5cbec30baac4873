//! Loading of classes by name (JVMS §5.3).

use super::define::{self, Definition};
use super::errors;
use super::state::{self, LinkState};
use crate::model::{
    ArrayInfo, Class, ClassKind, ClassParts, ClassRef, HolderRef, KnownClass, KnownField,
    KnownMethod, LoaderRef, RuntimePool, Throw, VmException,
};
use crate::thread::{Handle, JavaThread, Value};
use base::access_flags::AccessFlags;
use base::descriptor::{BasicType, FieldType, MAX_DIMENSIONS};
use base::symbol::Symbol;
use heap::layout::{Ref, RefRun, Shape, Strength, TypeInfo};
use std::collections::HashMap;

/// Loads a class as linking does: by internal name or array descriptor.
///
/// # Errors
///
/// `NoClassDefFoundError`, with the loader's `ClassNotFoundException` as its
/// cause; other errors of loading.
pub fn load_class(t: &JavaThread, loader: LoaderRef, name: Symbol) -> Result<ClassRef, Throw> {
    match find_class(t, loader, name) {
        Ok(Some(class)) => Ok(class),
        Ok(None) => Err(errors::no_class_def(name)),
        Err(throw) => Err(not_found_to_no_definition(t, name, throw)),
    }
}

/// Loads a class as `Class.forName` does.
///
/// # Errors
///
/// `ClassNotFoundException`, other errors of loading.
pub fn load_class_for_name(
    t: &JavaThread,
    loader: LoaderRef,
    name: Symbol,
) -> Result<ClassRef, Throw> {
    // No loader is asked for what cannot be a class's name, and the text is the
    // internal form. A slash at the end is the loader's matter, as with HotSpot.
    let checked = name.as_bytes().strip_suffix(b"/").unwrap_or(name.as_bytes());
    if !matches!(base::descriptor::is_class_name(checked, u16::MAX), Ok(true)) {
        return Err(Throw::new(VmException::ClassNotFound, name.to_string()));
    }
    find_class(t, loader, name)?.ok_or_else(|| errors::class_not_found(name))
}

/// A class of the boot loader, by internal name.
///
/// # Errors
///
/// As [`load_class`].
pub fn boot_class(t: &JavaThread, name: &str) -> Result<ClassRef, Throw> {
    load_class(t, t.vm().boot_loader, t.vm().symbols.intern(name.as_bytes()))
}

/// Loads a class; `None` if the boot loader has none of that name or another
/// loader answered with null or something else.
///
/// # Errors
///
/// What loading throws.
pub fn find_class(
    t: &JavaThread,
    loader: LoaderRef,
    name: Symbol,
) -> Result<Option<ClassRef>, Throw> {
    if name.as_bytes().first() == Some(&b'[') {
        return find_array_class(t, loader, name);
    }
    if let Some(class) = find_loaded(loader, name) {
        return Ok(Some(class));
    }
    if LinkState::of(t.vm()).is_defining(t, loader, name) {
        return Err(define::circular(name));
    }
    state::check_native_stack(t)?;
    if loader.is_boot() { find_boot_class(t, name) } else { ask_loader(t, loader, name) }
}

/// The class of which `loader` was recorded as an initiating loader.
pub fn find_loaded(loader: LoaderRef, name: Symbol) -> Option<ClassRef> {
    loader.dictionary.get(&name).map(|entry| *entry.value())
}

/// The class of a field descriptor or of `V`, primitive types included.
///
/// # Errors
///
/// As [`load_class`].
pub fn class_of_type(
    t: &JavaThread,
    loader: LoaderRef,
    kind: FieldType<'_>,
) -> Result<ClassRef, Throw> {
    match kind.class_name() {
        Some(name) => load_class(t, loader, t.vm().symbols.intern(name)),
        None => Ok(t.vm().primitive(kind.basic_type().descriptor_char())),
    }
}

fn find_array_class(
    t: &JavaThread,
    loader: LoaderRef,
    name: Symbol,
) -> Result<Option<ClassRef>, Throw> {
    let Ok(kind) = FieldType::parse(name.as_bytes()) else { return Ok(None) };
    let element = kind.element();
    let element_class = match element.class_name() {
        None => Some(t.vm().primitive(element.basic_type().descriptor_char())),
        Some(element) => {
            let element = t.vm().symbols.intern(element);
            match find_class(t, loader, element)? {
                None => return Err(errors::class_not_found(element)),
                found => found,
            }
        }
    };
    let Some(mut class) = element_class else { return Ok(None) };
    for _ in 0..kind.dimensions() {
        class = array_class(t, class)?;
    }
    Ok(Some(class))
}

fn find_boot_class(t: &JavaThread, name: Symbol) -> Result<Option<ClassRef>, Throw> {
    let vm = t.vm();
    let path = LinkState::of(vm).boot_path.get().expect("boot opens the image first");
    let Some(found) = path.find(vm, name.as_bytes())? else { return Ok(None) };
    let definition = Definition {
        loader: vm.boot_loader,
        name: Some(name.as_bytes()),
        bytes: found.bytes,
        protection_domain: None,
        source: &found.source,
        trusted: found.trusted && !vm.config.verify_local,
        hidden: None,
    };
    let class = define::define_class(t, definition)?;
    if !found.trusted {
        let package = vm.symbols.intern(class.as_ref_static().package_name());
        let sources = &LinkState::of(vm).appended_packages;
        sources.entry(package).or_insert_with(|| found.source.into());
    }
    Ok((class.name == name).then_some(class))
}

/// Calls `ClassLoader.loadClass` and checks the answer.
fn ask_loader(t: &JavaThread, loader: LoaderRef, name: Symbol) -> Result<Option<ClassRef>, Throw> {
    let _scope = t.scope();
    let object = t.handle(loader.object.get());
    let locked = !is_parallel_capable(t, object);
    if locked {
        t.monitor_enter(object);
    }
    let answer = call_load_class(t, object, name);
    // Nothing else may keep the class alive until it is recorded.
    let mirror = answer.as_ref().ok().copied().map(|mirror| t.handle(mirror));
    if locked {
        t.monitor_exit(object, 0)?;
    }
    answer?;
    let Some(mirror) = mirror.filter(|mirror| !mirror.is_null()) else { return Ok(None) };
    let class = t.class_of_mirror(mirror.get());
    if class.name != name || class.hidden {
        return Ok(None);
    }
    if class.loader != loader && !LinkState::of(t.vm()).constraints.admit(loader, class) {
        return Err(errors::linkage(format!(
            "loader constraint violation: loader {} wants to load class {}. A different class \
             with the same name was previously loaded by another loader.",
            errors::loader_text(t, loader),
            class.binary_name()
        )));
    }
    Ok(Some(loader.record(class)))
}

fn is_parallel_capable(t: &JavaThread, object: Handle) -> bool {
    !t.known_ref(object, KnownField::LoaderParallelLockMap).is_null()
}

/// The mirror that the loader has answered with.
fn call_load_class(t: &JavaThread, object: Handle, name: Symbol) -> Result<Ref, Throw> {
    let declared = t.known_method(KnownMethod::LoadClass)?;
    let method = t.select_virtual(declared, object)?;
    let binary_name: Vec<u8> =
        name.as_bytes().iter().map(|&byte| if byte == b'/' { b'.' } else { byte }).collect();
    let text = t.handle(t.new_string_mutf8(&binary_name)?);
    t.call_object(method, &[Value::Object(object), Value::Object(text)])
}

/// `NoClassDefFoundError` for a `ClassNotFoundException`; other throwables pass.
fn not_found_to_no_definition(t: &JavaThread, name: Symbol, throw: Throw) -> Throw {
    let _scope = t.scope();
    let exception = t.handle(t.caught(throw));
    let class = t.class_of(exception.get());
    let is_not_found = match boot_class(t, "java/lang/ClassNotFoundException") {
        Ok(not_found) => class.is_subclass_of(not_found),
        Err(failure) => return failure,
    };
    if !is_not_found {
        return t.throw(exception);
    }
    let no_class_def = "java/lang/NoClassDefFoundError";
    match t.make_with_cause(no_class_def, Some(&name.as_str_lossy()), exception) {
        Ok(error) => {
            let error = t.handle(error);
            t.throw(error)
        }
        Err(throw) => throw,
    }
}

/// The class of arrays with this component type.
///
/// # Errors
///
/// `OutOfMemoryError`; `IllegalArgumentException` for `void` and for more than
/// 255 dimensions.
pub fn array_class(t: &JavaThread, component: ClassRef) -> Result<ClassRef, Throw> {
    if let Some(array) = component.known_array_class() {
        return Ok(array);
    }
    let dimensions = component.array_info().map_or(1, |info| usize::from(info.dimensions) + 1);
    let is_void = matches!(component.kind, ClassKind::Primitive(BasicType::Void));
    if is_void || dimensions > MAX_DIMENSIONS {
        return Err(Throw::bare(VmException::IllegalArgument));
    }
    let array = make_array_class(t, component, dimensions as u8)?;
    let _scope = t.scope();
    if let Some(module) = component.module.get() {
        let _ = array.module.set(module);
    }
    let mirror = super::mirror::new_mirror(t, array, None)?;
    if let Some(mirror) = mirror {
        array.mirror.set(mirror.get());
    }
    let published = component.publish_array_class(array);
    if published == array {
        array.holder.publish(array);
    } else {
        array.mirror.set(heap::layout::Ref::NULL);
        t.vm().discard_class(array);
    }
    Ok(published)
}

fn make_array_class(
    t: &JavaThread,
    component: ClassRef,
    dimensions: u8,
) -> Result<ClassRef, Throw> {
    let vm = t.vm();
    let index = vm.heap.new_class_index().ok_or_else(|| t.out_of_memory("Metaspace"))?;
    let element = component.array_info().map_or(component, |info| info.element);
    let element_type = match component.kind {
        ClassKind::Primitive(kind) => Some(kind),
        _ => None,
    };
    let type_info = TypeInfo {
        shape: if element_type.is_some() { Shape::PrimitiveArray } else { Shape::RefArray },
        strength: Strength::Strong,
        element_shift: element_type.map_or(4, BasicType::element_size).trailing_zeros() as u8,
        instance_size: 0,
        ref_runs: std::ptr::null::<RefRun>(),
        ref_run_count: 0,
        class_index: index,
    };
    let object = vm.known.class(KnownClass::Object);
    let interfaces = array_interfaces(t)?;
    let visible = AccessFlags::PUBLIC;
    let flags = element.flags.0 & visible | AccessFlags::FINAL | AccessFlags::ABSTRACT;
    let info = ArrayInfo { component, element, dimensions };
    let parts = ClassParts {
        vtable: object.as_ref_static().vtable,
        itable: object.as_ref_static().itable,
        super_class: Some(object),
        interfaces,
        all_interfaces: interfaces,
        ..synthetic_parts(
            array_name(t, component),
            (element.loader, element.holder),
            ClassKind::Array(info),
            type_info,
        )
    };
    let parts = ClassParts { flags: AccessFlags(flags), ..parts };
    let made = element.holder.alloc_class(|at| Ok::<_, Throw>(Class::new(at, parts)))?;
    made.set_state(crate::model::InitState::Initialized);
    vm.heap.set_type(index, &raw const made.as_ref_static().type_info);
    Ok(made)
}

fn array_interfaces(t: &JavaThread) -> Result<&'static [ClassRef], Throw> {
    let known = |class: KnownClass| boot_class(t, class.name());
    let state = LinkState::of(t.vm());
    if let Some(interfaces) = state.array_interfaces.get() {
        return Ok(interfaces);
    }
    let both = [known(KnownClass::Cloneable)?, known(KnownClass::Serializable)?];
    Ok(state.array_interfaces.get_or_init(|| t.vm().boot_loader.holder.alloc_slice(&both)))
}

fn array_name(t: &JavaThread, component: ClassRef) -> Symbol {
    let name = component.name.as_bytes();
    let descriptor = match &component.kind {
        ClassKind::Primitive(kind) => vec![b'[', kind.descriptor_char()],
        ClassKind::Array(_) => [b"[", name].concat(),
        ClassKind::Instance => [b"[L", name, b";"].concat(),
    };
    t.vm().symbols.intern(&descriptor)
}

/// Parts of a class without a class file.
fn synthetic_parts(
    name: Symbol,
    (loader, holder): (LoaderRef, HolderRef),
    kind: ClassKind,
    type_info: TypeInfo,
) -> ClassParts {
    ClassParts {
        type_info,
        vtable: &[],
        has_finalizer: false,
        has_initializer: false,
        name,
        flags: AccessFlags(AccessFlags::PUBLIC | AccessFlags::FINAL | AccessFlags::ABSTRACT),
        modifiers: 0,
        kind,
        super_class: None,
        interfaces: &[],
        all_interfaces: &[],
        loader,
        holder,
        fields: &[],
        methods: &[],
        pool: RuntimePool::default(),
        itable: &[],
        statics_offset: 0,
        statics_bytes: 0,
        static_refs: &[],
        bytes: &[],
        major_version: 0,
        source_file: None,
        signature: None,
        hidden: false,
        trusted: true,
    }
}

/// Makes the classes of the primitive types and `void`; first thing at boot.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn make_primitive_classes(t: &JavaThread) -> Result<(), Throw> {
    let vm = t.vm();
    let mut classes = HashMap::new();
    for &kind in BasicType::ALL.iter().filter(|kind| !kind.is_reference()) {
        let index = vm.heap.new_class_index().ok_or_else(|| t.out_of_memory("Metaspace"))?;
        let type_info = TypeInfo {
            shape: Shape::Instance,
            strength: Strength::Strong,
            element_shift: 0,
            instance_size: 0,
            ref_runs: std::ptr::null::<RefRun>(),
            ref_run_count: 0,
            class_index: index,
        };
        let name = vm.symbols.intern(kind.name().as_bytes());
        let owner = (vm.boot_loader, vm.boot_loader.holder);
        let parts = synthetic_parts(name, owner, ClassKind::Primitive(kind), type_info);
        let class = owner.1.alloc_class(|at| Ok::<_, Throw>(Class::new(at, parts)))?;
        class.set_state(crate::model::InitState::Initialized);
        vm.heap.set_type(index, &raw const class.as_ref_static().type_info);
        classes.insert(kind.descriptor_char(), class);
    }
    assert!(vm.primitives.set(classes).is_ok(), "primitive classes are made once");
    Ok(())
}

/// Binary name with dots to internal name; `None` if it has a slash, which no
/// binary name has.
pub fn internal_name(binary_name: &[u8]) -> Option<Vec<u8>> {
    if binary_name.contains(&b'/') {
        return None;
    }
    Some(binary_name.iter().map(|&byte| if byte == b'.' { b'/' } else { byte }).collect())
}
