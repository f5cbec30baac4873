//! `java.lang.ClassLoader`, and the natives of `java.lang.Class` that load.

use crate::link::{self, Definition, Hidden, access};
use crate::model::{ClassRef, KnownClass, KnownField, Throw, VmException};
use crate::native::support::{byte_range, class_argument, nothing};
use crate::thread::{AssertionTarget, Handle, JavaThread, Library, NativeRow, native};
use base::descriptor::{FieldType, is_unqualified_name};
use base::symbol::Symbol;
use heap::layout::Ref;
use std::borrow::Cow;

const LOADER: &str = "java/lang/ClassLoader";

pub(super) const ROWS: &[NativeRow] = &[
    native(LOADER, "registerNatives", "()V", nothing),
    native(
        LOADER,
        "defineClass0",
        "(Ljava/lang/ClassLoader;Ljava/lang/Class;Ljava/lang/String;[BIILjava/security/ProtectionDomain;ZILjava/lang/Object;)Ljava/lang/Class;",
        define_for_lookup,
    ),
    native(
        LOADER,
        "defineClass1",
        "(Ljava/lang/ClassLoader;Ljava/lang/String;[BIILjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;",
        define_from_array,
    ),
    native(
        LOADER,
        "defineClass2",
        "(Ljava/lang/ClassLoader;Ljava/lang/String;Ljava/nio/ByteBuffer;IILjava/security/ProtectionDomain;Ljava/lang/String;)Ljava/lang/Class;",
        define_from_buffer,
    ),
    native(
        LOADER,
        "findBootstrapClass",
        "(Ljava/lang/String;)Ljava/lang/Class;",
        find_bootstrap_class,
    ),
    native(LOADER, "findLoadedClass0", "(Ljava/lang/String;)Ljava/lang/Class;", find_loaded_class),
    native(
        LOADER,
        "retrieveDirectives",
        "()Ljava/lang/AssertionStatusDirectives;",
        retrieve_directives,
    ),
    native(
        "java/lang/Class",
        "forName0",
        "(Ljava/lang/String;ZLjava/lang/ClassLoader;Ljava/lang/Class;)Ljava/lang/Class;",
        for_name,
    ),
    native(
        "jdk/internal/misc/Unsafe",
        "defineClass0",
        "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)Ljava/lang/Class;",
        define_for_unsafe,
    ),
];

/// Longest name that a class file can have (`CONSTANT_Utf8`, JVMS §4.4.7).
const MAX_NAME_BYTES: usize = u16::MAX as usize;

/// The internal form of a name that Java code gave, in modified UTF-8; null for
/// none.
fn given_name(t: &JavaThread, name: Handle) -> Option<Vec<u8>> {
    if name.is_null() {
        return None;
    }
    let mut bytes = t.string_mutf8(name);
    for byte in &mut bytes {
        if *byte == b'.' {
            *byte = b'/';
        }
    }
    Some(bytes)
}

/// As [`given_name`], as a symbol; `None` also for names that no class has.
fn given_symbol(t: &JavaThread, name: Handle) -> Option<Symbol> {
    let binary_name = t.string_mutf8(name);
    if binary_name.contains(&b'/') || binary_name.len() > MAX_NAME_BYTES {
        return None;
    }
    given_name(t, name).map(|name| t.vm().symbols.intern(&name))
}

fn source_text(t: &JavaThread, source: Handle) -> String {
    if source.is_null() { "__JVM_DefineClass__".to_owned() } else { t.string_text(source) }
}

fn optional(handle: Handle) -> Option<Handle> {
    (!handle.is_null()).then_some(handle)
}

fn define_from_array(
    t: &JavaThread,
    loader: Handle,
    name: Handle,
    bytes: Handle,
    offset: i32,
    length: i32,
    protection_domain: Handle,
    source: Handle,
) -> Result<Ref, Throw> {
    let bytes = byte_range(t, bytes, offset, length)?;
    define(t, loader, name, bytes, protection_domain, &source_text(t, source))
}

fn define_from_buffer(
    t: &JavaThread,
    loader: Handle,
    name: Handle,
    buffer: Handle,
    offset: i32,
    length: i32,
    protection_domain: Handle,
    source: Handle,
) -> Result<Ref, Throw> {
    let buffer = t.non_null(buffer)?;
    let address: i64 = t.known(buffer, KnownField::BufferAddress);
    let capacity: i32 = t.known(buffer, KnownField::BufferCapacity);
    if offset < 0 || length < 0 || i64::from(offset) + i64::from(length) > i64::from(capacity) {
        return Err(Throw::bare(VmException::ArrayIndexOutOfBounds));
    }
    // SAFETY: a direct buffer's memory is there for its capacity, and the range
    // was checked against it; the buffer is held by the caller.
    let bytes = unsafe {
        let start = (address as *const u8).add(offset as usize);
        std::slice::from_raw_parts(start, length as usize).to_vec()
    };
    define(t, loader, name, bytes, protection_domain, &source_text(t, source))
}

fn define_for_unsafe(
    t: &JavaThread,
    _: Handle,
    name: Handle,
    bytes: Handle,
    offset: i32,
    length: i32,
    loader: Handle,
    protection_domain: Handle,
) -> Result<Ref, Throw> {
    let bytes = byte_range(t, bytes, offset, length)?;
    define(t, loader, name, bytes, protection_domain, "__JVM_DefineClass__")
}

fn define(
    t: &JavaThread,
    loader: Handle,
    name: Handle,
    bytes: Vec<u8>,
    protection_domain: Handle,
    source: &str,
) -> Result<Ref, Throw> {
    let name = given_name(t, name);
    let class = link::define_class(
        t,
        Definition {
            loader: link::loader_of(t, loader),
            name: name.as_deref(),
            bytes: Cow::Owned(bytes),
            protection_domain: optional(protection_domain),
            source,
            trusted: false,
            hidden: None,
        },
    )?;
    Ok(class.mirror.get())
}

/// Bits of the flags of `defineClass0`.
mod lookup_flags {
    /// The class joins the nest of the lookup class.
    pub(super) const NESTMATE: i32 = 1;
    /// The class is hidden.
    pub(super) const HIDDEN: i32 = 2;
    /// The class lives as long as its loader.
    pub(super) const STRONG: i32 = 4;
    /// The VM's own annotations count.
    pub(super) const VM_ANNOTATIONS: i32 = 8;
}

/// `Lookup.defineClass` and `Lookup.defineHiddenClass` (JEP 371).
#[expect(clippy::too_many_arguments, reason = "the native has as many")]
fn define_for_lookup(
    t: &JavaThread,
    loader: Handle,
    lookup: Handle,
    name: Handle,
    bytes: Handle,
    offset: i32,
    length: i32,
    protection_domain: Handle,
    initialize: bool,
    flags: i32,
    class_data: Handle,
) -> Result<Ref, Throw> {
    let lookup = class_argument(t, lookup)?;
    let bytes = byte_range(t, bytes, offset, length)?;
    let is_hidden = flags & lookup_flags::HIDDEN != 0;
    let nest_host = match is_hidden && flags & lookup_flags::NESTMATE != 0 {
        true => Some(access::nest_host(t, lookup)?),
        false => None,
    };
    if !is_hidden && !class_data.is_null() {
        return Err(Throw::new(
            VmException::IllegalArgument,
            "classData is only applicable for hidden classes",
        ));
    }
    let hidden = is_hidden.then(|| Hidden {
        nest_host,
        class_data: optional(class_data),
        vm_annotations: flags & lookup_flags::VM_ANNOTATIONS != 0,
        strong: flags & lookup_flags::STRONG != 0,
        internal_statics: false,
    });
    let name = given_name(t, name);
    let class = link::define_class(
        t,
        Definition {
            loader: link::loader_of(t, loader),
            name: name.as_deref(),
            bytes: Cow::Owned(bytes),
            protection_domain: optional(protection_domain),
            source: "__JVM_LookupDefineClass__",
            trusted: false,
            hidden,
        },
    )?;
    // In 25 `MethodHandleProxies` defines hidden classes in packages of their own.
    let anywhere = t.vm().library() == Library::Java25 && is_hidden;
    if !anywhere && !lookup.same_package(&class) {
        let text = "Lookup class and defined class are in different package";
        return Err(Throw::new(VmException::IllegalArgument, text));
    }
    // All that keeps a hidden class alive.
    let mirror = t.handle(class.mirror.get());
    match initialize {
        true => link::ensure_initialized(t, class)?,
        false => link::link_class(t, class)?,
    }
    Ok(mirror.get())
}

fn find_bootstrap_class(t: &JavaThread, name: Handle) -> Result<Ref, Throw> {
    if name.is_null() {
        return Ok(Ref::NULL);
    }
    let found = match given_symbol(t, name) {
        Some(name) if name.as_bytes().first() != Some(&b'[') => {
            link::find_class(t, t.vm().boot_loader, name)?
        }
        _ => None,
    };
    Ok(found.map_or(Ref::NULL, |class| class.mirror.get()))
}

fn find_loaded_class(t: &JavaThread, this: Handle, name: Handle) -> Result<Ref, Throw> {
    if name.is_null() {
        return Ok(Ref::NULL);
    }
    let loader = link::loader_of(t, this);
    let found: Option<ClassRef> =
        given_symbol(t, name).and_then(|name| link::find_loaded(loader, name));
    Ok(found.map_or(Ref::NULL, |class| class.mirror.get()))
}

/// Whether an internal name can be that of a class or array type.
fn is_class_or_array_name(name: &[u8]) -> bool {
    match name.first() {
        Some(b'[') => FieldType::parse(name).is_ok(),
        _ => name.split(|&byte| byte == b'/').all(is_unqualified_name),
    }
}

/// A name with a dot at its end goes to the loader, as with HotSpot.
fn without_last_slash(name: &[u8]) -> &[u8] {
    name.strip_suffix(b"/").unwrap_or(name)
}

fn for_name(
    t: &JavaThread,
    name: Handle,
    initialize: bool,
    loader: Handle,
    _caller: Handle,
) -> Result<Ref, Throw> {
    let no_such_class =
        |name: &[u8]| Throw::new(VmException::ClassNotFound, base::mutf8::to_string_lossy(name));
    let symbol =
        given_symbol(t, t.non_null(name)?).ok_or_else(|| no_such_class(&t.string_mutf8(name)))?;
    if !is_class_or_array_name(without_last_slash(symbol.as_bytes())) {
        return Err(no_such_class(symbol.as_bytes()));
    }
    let class = link::load_class_for_name(t, link::loader_of(t, loader), symbol)?;
    if initialize {
        link::ensure_initialized(t, class)?;
    }
    Ok(class.mirror.get())
}

/// The `-ea` and `-da` options for classes of user loaders, in their order, so
/// that later ones win.
fn retrieve_directives(t: &JavaThread) -> Result<Ref, Throw> {
    let config = &t.vm().config;
    let (mut classes, mut packages) = (Vec::new(), Vec::new());
    let mut default = false;
    for directive in &config.assertions {
        match &directive.target {
            AssertionTarget::All => default = directive.enable,
            AssertionTarget::Class(name) => classes.push((name.as_str(), directive.enable)),
            AssertionTarget::Package(name) => packages.push((name.as_str(), directive.enable)),
        }
    }
    let directives =
        t.handle(t.new_instance(t.vm().known.class(KnownClass::AssertionStatusDirectives))?);
    let tables = [
        (classes, KnownField::AssertClasses, KnownField::AssertClassEnabled),
        (packages, KnownField::AssertPackages, KnownField::AssertPackageEnabled),
    ];
    for (entries, names_field, enabled_field) in tables {
        let string = t.vm().known.class(KnownClass::String);
        let names = t.handle(t.new_ref_array(string, entries.len())?);
        let enabled = t.handle(t.new_primitive_array(b'Z', entries.len())?);
        for (at, (name, enable)) in entries.iter().enumerate() {
            let name = t.new_string(name)?;
            t.set_element(names.get(), at as u32, name);
            t.set_scalar(enabled.get(), at as u32, u8::from(*enable));
        }
        t.put_known_ref(directives, names_field, names.get());
        t.put_known_ref(directives, enabled_field, enabled.get());
    }
    t.put_known(directives, KnownField::AssertDefault, u8::from(default));
    Ok(directives.get())
}
