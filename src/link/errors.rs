//! The errors of linking, with the texts that Java programs print.

use crate::model::{
    ClassKind, ClassRef, FieldRef, KnownField, LoaderRef, MethodRef, Throw, VmException,
};
use crate::thread::{JavaThread, Library};
use base::descriptor::{BinaryName, ExternalMethod, FieldType, MethodDescriptor};
use base::symbol::Symbol;

/// `IncompatibleClassChangeError`.
#[cold]
pub(super) fn incompatible(message: impl Into<String>) -> Throw {
    Throw::new(VmException::IncompatibleClassChange, message)
}

/// `LinkageError`.
#[cold]
pub(super) fn linkage(message: impl Into<String>) -> Throw {
    Throw::new(VmException::Linkage, message)
}

/// `IllegalAccessError`.
#[cold]
pub(super) fn illegal_access(message: impl Into<String>) -> Throw {
    Throw::new(VmException::IllegalAccess, message)
}

/// A method as messages show it: `void p.C.m(int)`.
pub fn external_method(class: ClassRef, name: Symbol, descriptor: Symbol) -> String {
    let class_name = class.binary_name().replace('.', "/");
    match MethodDescriptor::parse(descriptor.as_bytes()) {
        Ok(parsed) => ExternalMethod {
            class: class_name.as_bytes(),
            name: name.as_bytes(),
            descriptor: parsed,
        }
        .to_string(),
        Err(_) => format!("{}.{name}{descriptor}", class.binary_name()),
    }
}

pub(super) fn method_text(method: MethodRef) -> String {
    external_method(method.class, method.name, method.descriptor)
}

/// A method without its class: `void m(int)`.
pub(super) fn unqualified_method(method: MethodRef) -> String {
    let text = method_text(method);
    let class = method.class.binary_name();
    text.replacen(&format!(" {class}.{}(", method.name), &format!(" {}(", method.name), 1)
}

/// A class loader as messages show it: `'app'`, `'named' @2a139a55`, `L$1 @659e0bfd`.
pub fn loader_text(t: &JavaThread, loader: LoaderRef) -> String {
    if loader.is_boot() {
        return "'bootstrap'".to_owned();
    }
    let _scope = t.scope();
    let object = t.handle(loader.object.get());
    let text = t.handle(t.known_ref(object, KnownField::LoaderNameAndId));
    if text.is_null() { t.class_of(object.get()).binary_name() } else { t.string_text(text) }
}

/// The module of a class as messages show it: `module java.base of loader
/// 'bootstrap'`, `unnamed module of loader 'app'`.
fn module_of_loader_text(t: &JavaThread, class: ClassRef) -> String {
    let element = element_of(class);
    let loader = loader_text(t, element.loader);
    match element.module.get().map(|module| (module.name, module)) {
        Some((Some(name), module)) => {
            // Versions of the JDK's own modules are left out.
            let version = module
                .version
                .as_deref()
                .filter(|_| module.location.as_deref().is_none_or(|at| !at.starts_with("jrt:/")))
                .map(|version| format!("@{version}"))
                .unwrap_or_default();
            format!("module {name}{version} of loader {loader}")
        }
        None if element.loader.is_boot() => format!("module java.base of loader {loader}"),
        _ => format!("unnamed module of loader {loader}"),
    }
}

fn element_of(class: ClassRef) -> ClassRef {
    match &class.kind {
        ClassKind::Array(info) => info.element,
        _ => class,
    }
}

/// `A is in module … of loader …`.
pub fn place_text(t: &JavaThread, class: ClassRef) -> String {
    format!("{} is in {}", class.binary_name(), module_of_loader_text(t, class))
}

/// Where two classes are, as the tail of a message has it:
/// `A and B are in …` or `A is in …; B is in …`.
pub fn places_text(t: &JavaThread, first: ClassRef, second: ClassRef) -> String {
    let (a, b) = (element_of(first), element_of(second));
    let module = |class: ClassRef| class.module.get().map(|module| module.id);
    if a.loader == b.loader && module(a) == module(b) {
        let place = module_of_loader_text(t, first);
        format!("{} and {} are in {place}", first.binary_name(), second.binary_name())
    } else {
        format!("{}; {}", place_text(t, first), place_text(t, second))
    }
}

/// `interface`, `abstract class` or `class`.
pub(super) fn external_kind(class: ClassRef) -> &'static str {
    match class.flags {
        flags if flags.is_interface() => "interface",
        flags if flags.is_abstract() => "abstract class",
        _ => "class",
    }
}

/// `ClassCastException` of a failed `checkcast`.
#[cold]
pub fn class_cast(t: &JavaThread, from: ClassRef, to: ClassRef) -> Throw {
    let message = format!(
        "class {} cannot be cast to class {} ({})",
        from.binary_name(),
        to.binary_name(),
        places_text(t, from, to)
    );
    Throw::new(VmException::ClassCast, message)
}

/// `AbstractMethodError`: selection for `resolved` on a receiver of class
/// `receiver` has found `selected`, or nothing.
#[cold]
pub fn abstract_method(
    receiver: Option<ClassRef>,
    resolved: MethodRef,
    selected: Option<MethodRef>,
) -> Throw {
    let mut text = match receiver {
        Some(class) => format!(
            "Receiver class {} does not define or inherit an implementation of the resolved method",
            class.binary_name()
        ),
        None => "Missing implementation of resolved method".to_owned(),
    };
    let mark = |method: MethodRef| if method.flags.is_abstract() { "abstract " } else { "" };
    text += &format!(
        " '{}{}' of {} {}.",
        mark(resolved),
        unqualified_method(resolved),
        external_kind(resolved.class),
        resolved.class.binary_name()
    );
    if let Some(selected) = selected.filter(|selected| *selected != resolved) {
        text += &format!(" Selected method is '{}{}'.", mark(selected), method_text(selected));
    }
    Throw::new(VmException::AbstractMethod, text)
}

/// `NoSuchFieldError`.
#[cold]
pub(super) fn no_such_field(
    t: &JavaThread,
    class: ClassRef,
    name: Symbol,
    descriptor: Symbol,
) -> Throw {
    let text = match t.vm().library() {
        Library::Java17 => name.to_string(),
        Library::Java25 => {
            let kind = FieldType::parse(descriptor.as_bytes())
                .map(|kind| kind.to_string())
                .unwrap_or_else(|_| descriptor.to_string());
            format!("Class {} does not have member field '{kind} {name}'", class.binary_name())
        }
    };
    Throw::new(VmException::NoSuchField, text)
}

/// `NoSuchMethodError`.
#[cold]
pub(super) fn no_such_method(class: ClassRef, name: Symbol, descriptor: Symbol) -> Throw {
    let text = format!("'{}'", external_method(class, name, descriptor));
    Throw::new(VmException::NoSuchMethod, text)
}

/// `NoClassDefFoundError` with the internal name.
#[cold]
pub(super) fn no_class_def(name: Symbol) -> Throw {
    Throw::new(VmException::NoClassDefFound, name.to_string())
}

/// `ClassNotFoundException` with the binary name.
#[cold]
pub(super) fn class_not_found(name: Symbol) -> Throw {
    Throw::new(VmException::ClassNotFound, BinaryName(name.as_bytes()).to_string())
}

/// `IllegalAccessError` for a field; `nests` is what is to be said of nest hosts.
#[cold]
pub(super) fn field_access(
    t: &JavaThread,
    caller: ClassRef,
    field: FieldRef,
    nests: &str,
) -> Throw {
    let mark = match field.flags {
        flags if flags.is_private() => "private ",
        flags if flags.is_protected() => "protected ",
        _ => "",
    };
    illegal_access(format!(
        "class {} tried to access {mark}field {}.{} ({}){nests}",
        caller.binary_name(),
        field.class.binary_name(),
        field.name,
        places_text(t, caller, field.class)
    ))
}

/// `IllegalAccessError` for a method; `nests` as for fields.
#[cold]
pub(super) fn method_access(
    t: &JavaThread,
    caller: ClassRef,
    method: MethodRef,
    nests: &str,
) -> Throw {
    let flags = method.flags;
    let mut mark = String::new();
    for (set, word) in [
        (flags.is_abstract(), "abstract "),
        (flags.is_protected(), "protected "),
        (flags.is_private(), "private "),
    ] {
        if set {
            mark += word;
        }
    }
    illegal_access(format!(
        "class {} tried to access {mark}method '{}' ({}){nests}",
        caller.binary_name(),
        method_text(method),
        places_text(t, caller, method.class)
    ))
}

/// `IncompatibleClassChangeError`: the receiver of `invokeinterface` is of a
/// class without the interface.
#[cold]
pub fn not_implementing(receiver: ClassRef, interface: ClassRef) -> Throw {
    incompatible(format!(
        "Class {} does not implement the requested interface {}",
        receiver.binary_name(),
        interface.binary_name()
    ))
}

/// `InstantiationError`: `new` of something without instances.
#[cold]
pub fn instantiation(class: ClassRef) -> Throw {
    Throw::new(VmException::Instantiation, class.binary_name())
}

/// `IncompatibleClassChangeError`: several default methods are maximally
/// specific.
#[cold]
pub(super) fn conflict(found: &[MethodRef]) -> Throw {
    let names = found.iter().map(|method| format!(" {}.{}", method.class.name, method.name));
    incompatible(format!("Conflicting default methods:{}", names.collect::<String>()))
}

/// As [`place_text`] with the loader's parent, as errors of definition have it.
pub(super) fn place_with_parent(t: &JavaThread, class: ClassRef) -> String {
    let mut text = place_text(t, class);
    if !class.loader.builtin {
        let _scope = t.scope();
        let object = t.handle(class.loader.object.get());
        let parent = t.handle(t.known_ref(object, KnownField::LoaderParent));
        let parent = super::modules::loader_of(t, parent);
        text += &format!(", parent loader {}", loader_text(t, parent));
    }
    text
}
