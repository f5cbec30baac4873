//! Creation of classes from class files (JVMS §5.3.5), hidden ones included
//! (JEP 371).

use super::access;
use super::build::{self, Blueprint};
use super::constants;
use super::errors;
use super::loading;
use super::mirror;
use super::state::LinkState;
use crate::model::{ClassRef, HolderRef, InitState, LoaderRef, Throw, VmException};
use crate::thread::log::{self, Topic};
use crate::thread::{Handle, JavaThread, Library};
use base::descriptor::BinaryName;
use base::symbol::Symbol;
use classfile::{ClassFile, ErrorClass, FormatError, Level, Options};
use heap::Cause;
use std::borrow::Cow;

/// A request to define a class.
pub struct Definition<'a> {
    /// The defining loader.
    pub loader: LoaderRef,
    /// Internal name that the class must have, if the definer knows it.
    pub name: Option<&'a [u8]>,
    /// The class file.
    pub bytes: Cow<'static, [u8]>,
    /// The `ProtectionDomain`.
    pub protection_domain: Option<Handle>,
    /// Where the class file comes from, for logs.
    pub source: &'a str,
    /// Whether the class file is part of the class library's image: it is then
    /// neither checked nor verified.
    pub trusted: bool,
    /// What makes a hidden class.
    pub hidden: Option<Hidden>,
}

/// What `Lookup.defineHiddenClass` asks for.
#[derive(Clone, Copy, Debug)]
pub struct Hidden {
    /// The class whose nest the new class joins.
    pub nest_host: Option<ClassRef>,
    /// The content of `Class.classData`.
    pub class_data: Option<Handle>,
    /// Whether annotations of the VM are honoured.
    pub vm_annotations: bool,
    /// Whether the class lives as long as its loader.
    pub strong: bool,
    /// Whether static methods are the VM's own, for its call sites.
    pub internal_statics: bool,
}

/// Defines a class (JVMS §5.3.5). A hidden class that is not strong lives as long
/// as something keeps its mirror.
///
/// # Errors
///
/// `LinkageError`s, or what loading supertypes throws.
pub fn define_class(t: &JavaThread, definition: Definition<'_>) -> Result<ClassRef, Throw> {
    let vm = t.vm();
    if vm.metadata_is_due() {
        t.collect(Cause::Metadata);
    }
    let loader = definition.loader;
    if definition.hidden.is_none_or(|hidden| hidden.strong) {
        return define_in(t, loader.holder, &definition);
    }
    let holder = HolderRef::of_hidden(loader);
    let defined = define_in(t, holder, &definition);
    // From here on the caller keeps the class alive by its mirror; what could not
    // be defined goes with the next full collection.
    holder.release();
    defined
}

fn define_in(
    t: &JavaThread,
    holder: HolderRef,
    definition: &Definition<'_>,
) -> Result<ClassRef, Throw> {
    let vm = t.vm();
    let Definition { loader, trusted, hidden, .. } = *definition;
    let (file, name) = parse(t, holder, definition)?;
    // Several threads may ask for a class of the boot loader at once; for other
    // loaders, whatever is wrong with a duplicate takes precedence.
    if loader.is_boot()
        && hidden.is_none()
        && let Some(existing) = loader.dictionary.get(&name).map(|entry| *entry.value())
    {
        return Ok(existing);
    }
    let supertypes = load_supertypes(t, &file, loader, name)?;
    check_package(t, &file, loader)?;
    let blueprint = Blueprint {
        file: &file,
        name,
        loader,
        holder,
        super_class: supertypes.super_class,
        interfaces: supertypes.interfaces,
        hidden: hidden.is_some(),
        trusted,
        internal_statics: hidden.is_some_and(|hidden| hidden.internal_statics),
        vm_annotations: hidden.map_or(loader.trusts_vm_annotations, |h| h.vm_annotations),
    };
    let class = build::build(t, &blueprint)?;
    match finish(t, class, definition) {
        Ok(first) if first == class => {
            mirror::record_known(t, class)?;
            log_load(t, class, definition.source);
            Ok(class)
        }
        other => {
            class.mirror.set(heap::layout::Ref::NULL);
            vm.discard_class(class);
            other
        }
    }
}

/// Checks a built class against its supertypes and makes it visible. The result
/// is another class if another thread was first.
fn finish(t: &JavaThread, class: ClassRef, definition: &Definition<'_>) -> Result<ClassRef, Throw> {
    let _scope = t.scope();
    let vm = t.vm();
    super::modules::assign_module(t, class);
    check_supertypes(t, class, definition.trusted)?;
    if let Some(hidden) = definition.hidden {
        let this_class = constants::this_class(class);
        class.pool.slot(this_class).set(crate::model::SlotValue::Class(class));
        if let Some(host) = hidden.nest_host {
            class.holder.need(host.holder);
            let _ = class.nest_host.set(host);
        }
    }
    // The mirror is made before anybody can see the class; no collection may
    // come between storing it and publishing.
    let mirror = mirror::new_mirror(t, class, definition.protection_domain)?;
    if let Some(mirror) = mirror {
        let class_data = definition.hidden.and_then(|hidden| hidden.class_data);
        mirror::set_class_data(t, mirror, class_data);
        class.mirror.set(mirror.get());
    }
    if let Some(domain) = definition.protection_domain {
        class.protection_domain.set(domain.get());
    }
    let loader = definition.loader;
    if definition.hidden.is_none() {
        if !LinkState::of(vm).constraints.admit(loader, class) {
            return Err(constraint_on_definition(t, loader, class));
        }
        let first = loader.record(class);
        if first != class {
            return duplicate(t, loader, first);
        }
    }
    class.holder.publish(class);
    Ok(class)
}

/// Another definition was first. For the boot loader, which several threads may
/// ask for a class at once, that one is the answer.
fn duplicate(t: &JavaThread, loader: LoaderRef, existing: ClassRef) -> Result<ClassRef, Throw> {
    if loader.is_boot() {
        return Ok(existing);
    }
    let place = errors::place_with_parent(t, existing);
    Err(errors::linkage(format!(
        "loader {} attempted duplicate {} definition for {}. ({place})",
        errors::loader_text(t, loader),
        errors::external_kind(existing),
        existing.binary_name(),
    )))
}

fn constraint_on_definition(t: &JavaThread, loader: LoaderRef, class: ClassRef) -> Throw {
    errors::linkage(format!(
        "loader constraint violation: loader {} wants to load class {}. A different class with \
         the same name was previously loaded by another loader.",
        errors::loader_text(t, loader),
        class.binary_name(),
    ))
}

/// The class file and the name that the class gets. That of a hidden class is
/// put into the file: other mentions of its old name mean other classes.
fn parse(
    t: &JavaThread,
    holder: HolderRef,
    definition: &Definition<'_>,
) -> Result<(ClassFile<'static>, Symbol), Throw> {
    let options = |level| Options {
        level,
        name: definition.name,
        require_name: definition.hidden.is_none() && definition.name.is_some(),
        relaxed_names: definition.loader.trusts_vm_annotations,
        max_major: t.vm().library().major_version(),
        any_version: false,
        preview: t.vm().config.preview,
        modules: false,
        any_names: false,
    };
    let to_throw = |error: FormatError<'_>| {
        let class = match error.error_class() {
            ErrorClass::ClassFormat => VmException::ClassFormat,
            ErrorClass::UnsupportedClassVersion => VmException::UnsupportedClassVersion,
            ErrorClass::NoClassDefFound => VmException::NoClassDefFound,
        };
        Throw::new(class, error.to_string())
    };
    let accepted = || Options { name: None, require_name: false, ..options(Level::Scan) };
    if !definition.trusted
        && let Err(error) = ClassFile::parse(&definition.bytes, options(Level::Check))
    {
        let supertypes =
            ClassFile::supertypes_before_fault(&definition.bytes, options(Level::Check));
        if let Some((name, interfaces)) = supertypes {
            let symbol = |name: &[u8]| t.vm().symbols.intern(name);
            let (name, interfaces) = (symbol(name), interfaces.into_iter().map(symbol));
            let _defining = LinkState::of(t.vm()).enter_definition(t, definition.loader, name);
            load_interfaces(t, definition.loader, name, interfaces)?;
        }
        return Err(to_throw(error));
    }
    // Only what was found good is kept with the metadata.
    let keep = |bytes: &[u8]| -> &'static [u8] { holder.alloc_slice(bytes) };
    let symbols = &t.vm().symbols;
    if definition.hidden.is_some() {
        let file = ClassFile::parse(&definition.bytes, accepted()).map_err(to_throw)?;
        // The definer may name it otherwise than its file does.
        let name = hidden_name(t, symbols.intern(definition.name.unwrap_or(file.name())));
        let Some(renamed) = file.renamed(name.as_bytes()) else {
            return Err(Throw::new(VmException::ClassFormat, format!("Class too large: {name}")));
        };
        let file = ClassFile::parse(keep(&renamed), accepted()).map_err(to_throw)?;
        return Ok((file, name));
    }
    let bytes: &'static [u8] = match definition.bytes {
        Cow::Borrowed(bytes) => bytes,
        Cow::Owned(ref bytes) => keep(bytes),
    };
    let file = ClassFile::parse(bytes, accepted()).map_err(to_throw)?;
    let name = symbols.intern(file.name());
    Ok((file, name))
}

/// Only the boot and platform loaders may define classes of `java` packages.
fn check_package(t: &JavaThread, file: &ClassFile<'_>, loader: LoaderRef) -> Result<(), Throw> {
    let name = file.name();
    if loader.trusts_vm_annotations || !name.starts_with(b"java/") {
        return Ok(());
    }
    let end = name.iter().rposition(|&byte| byte == b'/').expect("starts with `java/`");
    let package = BinaryName(&name[..end]);
    Err(Throw::new(
        VmException::Security,
        format!(
            "Class loader (instance of): {} tried to load prohibited package name: {package}",
            errors::loader_text(t, loader)
        ),
    ))
}

fn hidden_name(t: &JavaThread, name: Symbol) -> Symbol {
    let number = LinkState::of(t.vm()).next_hidden();
    // Looks like the address that the reference implementation shows.
    let suffix = format!("+0x{:016x}", 0x1c00_0000 + number * 0x400);
    t.vm().symbols.intern(&[name.as_bytes(), suffix.as_bytes()].concat())
}

struct Supertypes {
    super_class: Option<ClassRef>,
    interfaces: Vec<ClassRef>,
}

/// Loads the direct supertypes and checks what needs no knowledge of the class
/// itself (JVMS §5.3.5 steps 3 and 4).
fn load_supertypes(
    t: &JavaThread,
    file: &ClassFile<'static>,
    loader: LoaderRef,
    name: Symbol,
) -> Result<Supertypes, Throw> {
    let symbol = |name: &[u8]| t.vm().symbols.intern(name);
    let _defining = LinkState::of(t.vm()).enter_definition(t, loader, name);
    let shown = || BinaryName(name.as_bytes()).to_string();
    // Interfaces come first, as loaders written in Java can tell.
    let interfaces = load_interfaces(t, loader, name, file.interface_names().map(symbol))?;
    let super_name = file.super_name().map(symbol);
    if super_name == Some(name) {
        return Err(circular(name));
    }
    let super_class = super_name.map(|name| loading::load_class(t, loader, name)).transpose()?;
    if let Some(parent) = super_class {
        if parent.is_interface() {
            return Err(errors::incompatible(format!(
                "class {} has interface {} as super class",
                shown(),
                parent.binary_name()
            )));
        }
        if parent.flags.is_final() {
            return Err(errors::incompatible(format!(
                "class {} cannot inherit from final class {}",
                shown(),
                parent.binary_name()
            )));
        }
    }
    Ok(Supertypes { super_class, interfaces })
}

/// Loads the direct superinterfaces of the class `name`.
fn load_interfaces(
    t: &JavaThread,
    loader: LoaderRef,
    name: Symbol,
    interfaces: impl Iterator<Item = Symbol>,
) -> Result<Vec<ClassRef>, Throw> {
    let load = |interface: Symbol| {
        if interface == name {
            return Err(circular(name));
        }
        let interface = loading::load_class(t, loader, interface)?;
        if !interface.is_interface() {
            return Err(errors::incompatible(format!(
                "class {} can not implement {}, because it is not an interface ({})",
                BinaryName(name.as_bytes()),
                interface.binary_name(),
                errors::place_text(t, interface)
            )));
        }
        Ok(interface)
    };
    interfaces.map(load).collect()
}

/// `ClassCircularityError`.
#[cold]
pub(super) fn circular(name: Symbol) -> Throw {
    Throw::new(VmException::ClassCircularity, name.to_string())
}

/// The checks of supertypes that depend on the class: sealing, access, final
/// methods.
fn check_supertypes(t: &JavaThread, class: ClassRef, trusted: bool) -> Result<(), Throw> {
    if trusted {
        return Ok(());
    }
    if let Some(parent) = class.super_class {
        check_sealing(t, parent, class, "inherit from sealed class")?;
        check_reflection_superclass(t, class, parent)?;
        check_supertype_access(t, class, parent, "superclass")?;
    }
    for interface in class.interfaces {
        check_sealing(t, *interface, class, "implement sealed interface")?;
        check_supertype_access(t, class, *interface, "superinterface")?;
    }
    class.super_class.map_or(Ok(()), |parent| check_final_overrides(class, parent))
}

/// The package whose classes are the superclasses of generated accessors, which
/// are not verified.
const REFLECTION: &[u8] = b"jdk/internal/reflect";

/// The loader of generated accessors.
const ACCESSOR_LOADER: &[u8] = b"jdk/internal/reflect/DelegatingClassLoader";

/// Only the boot loader and that of generated accessors define subclasses of the
/// classes of core reflection.
fn check_reflection_superclass(
    t: &JavaThread,
    class: ClassRef,
    parent: ClassRef,
) -> Result<(), Throw> {
    let loader = class.loader;
    if loader.is_boot()
        || parent.as_ref_static().package_name() != REFLECTION
        || t.class_of(loader.object.get()).name.as_bytes() == ACCESSOR_LOADER
    {
        return Ok(());
    }
    Err(errors::illegal_access(format!(
        "class {} loaded by {} cannot access jdk/internal/reflect superclass {}",
        class.binary_name(),
        errors::loader_text(t, loader),
        parent.binary_name()
    )))
}

/// JVMS §5.3.5: a sealed class permits its subclass.
fn check_sealing(
    t: &JavaThread,
    parent: ClassRef,
    class: ClassRef,
    relation: &str,
) -> Result<(), Throw> {
    let Some(permitted) = constants::permitted_subclasses(parent) else { return Ok(()) };
    // The class is not marked as hidden yet where HotSpot looks at this.
    let names = (class.name.as_str_lossy().replace('/', "."), parent.binary_name());
    let module = |class: ClassRef| class.module.get().map(|module| module.id);
    let problem = if module(parent) != module(class) {
        let of = |class: ClassRef| {
            let name = class.module.get().and_then(|module| module.name);
            let name = name.map_or_else(|| "unnamed module".to_owned(), |name| name.to_string());
            format!("is in module '{name}' with loader {}", errors::loader_text(t, class.loader))
        };
        let (own, other) = (of(class), of(parent));
        format!(
            "Failed same module check: subclass {} {own}, and sealed class {} {other}",
            names.0, names.1
        )
    } else if !class.flags.is_public() && !class.same_package(&parent) {
        let of = |class: ClassRef| {
            let package = class.as_ref_static().package_name();
            let package: &[u8] = if package.is_empty() { b"unnamed" } else { package };
            let package = BinaryName(package);
            let loader = errors::loader_text(t, class.loader);
            format!("is in package '{package}' with classloader {loader}")
        };
        let (own, other) = (of(class), of(parent));
        format!(
            "Failed same package check: non-public subclass {} {own}, and sealed class {} {other}",
            names.0, names.1
        )
    } else if !permitted.contains(&class.name.as_bytes()) {
        format!(
            "Failed listed permitted subclass check: class {} is not a permitted subclass of {}",
            names.0, names.1
        )
    } else {
        return Ok(());
    };
    Err(errors::incompatible(match t.vm().library() {
        Library::Java17 => format!("class {} cannot {relation} {}", names.0, names.1),
        Library::Java25 => problem,
    }))
}

fn check_supertype_access(
    t: &JavaThread,
    class: ClassRef,
    parent: ClassRef,
    what: &str,
) -> Result<(), Throw> {
    match access::class_access_problem(t, class, parent) {
        None => Ok(()),
        Some(Some(reason)) => {
            // The reference VM words this differently for the two.
            let check = if what == "superclass" { "access check" } else { "check" };
            Err(errors::illegal_access(format!("{what} {check} failed: {reason}")))
        }
        Some(None) => {
            let is_abstract = parent.flags.is_abstract() && !parent.is_interface();
            Err(errors::illegal_access(format!(
                "class {} cannot access its {}{what} {} ({})",
                class.binary_name(),
                if is_abstract { "abstract " } else { "" },
                parent.binary_name(),
                errors::places_text(t, class, parent)
            )))
        }
    }
}

/// JVMS §5.4.2 final: no method overrides a final one.
fn check_final_overrides(class: ClassRef, parent: ClassRef) -> Result<(), Throw> {
    for method in class.methods {
        if method.flags.is_private() || method.flags.is_static() || method.is_constructor() {
            continue;
        }
        let mut at = Some(parent);
        while let Some(ancestor) = at {
            let found = ancestor.declared_method(method.name, method.descriptor);
            if let Some(found) = found
                && found.flags.is_final()
                && !found.flags.is_static()
                && !found.flags.is_private()
                && (!found.flags.is_package_private() || ancestor.same_package(&class))
            {
                return Err(errors::incompatible(format!(
                    "class {} overrides final method {}.{}{}",
                    class.binary_name(),
                    ancestor.binary_name(),
                    method.name,
                    method.descriptor
                )));
            }
            at = ancestor.super_class;
        }
    }
    Ok(())
}

fn log_load(t: &JavaThread, class: ClassRef, source: &str) {
    if t.vm().logs(Topic::ClassLoad, log::Level::Info) {
        let line = format_args!("{} source: {source}", class.binary_name());
        t.vm().log(Topic::ClassLoad, line);
    }
    debug_assert_eq!(class.state(), InitState::Loaded);
}
