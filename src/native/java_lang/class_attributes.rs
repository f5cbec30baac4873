//! `java.lang.Class`: what the attributes of the class file say. Attributes
//! that are malformed count as absent: they were either checked when the class
//! was defined or nothing depends on them.

use crate::link::{self, access};
use crate::model::{ClassRef, KnownClass, KnownField, Throw, VmException};
use crate::native::platform::new_bytes;
use crate::native::support::{array_of, class_of, mirrors_array};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use classfile::{AttributeKind, ClassFile, InnerClass};
use heap::layout::Ref;

const CLASS: &str = "java/lang/Class";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "getModifiers", "()I", modifiers),
    native(CLASS, "getClassAccessFlagsRaw0", "()I", raw_access_flags),
    native(CLASS, "getClassFileVersion0", "()I", class_file_version),
    native(CLASS, "getGenericSignature0", "()Ljava/lang/String;", generic_signature),
    native(CLASS, "getRawAnnotations", "()[B", raw_annotations),
    native(CLASS, "getRawTypeAnnotations", "()[B", raw_type_annotations),
    native(CLASS, "getConstantPool", "()Ljdk/internal/reflect/ConstantPool;", constant_pool),
    native(CLASS, "getDeclaredClasses0", "()[Ljava/lang/Class;", declared_classes),
    native(CLASS, "getDeclaringClass0", "()Ljava/lang/Class;", declaring_class),
    native(CLASS, "getSimpleBinaryName0", "()Ljava/lang/String;", simple_binary_name),
    native(CLASS, "getEnclosingMethod0", "()[Ljava/lang/Object;", enclosing_method),
    native(CLASS, "getNestHost0", "()Ljava/lang/Class;", nest_host),
    native(CLASS, "getNestMembers0", "()[Ljava/lang/Class;", nest_members),
    native(CLASS, "getPermittedSubclasses0", "()[Ljava/lang/Class;", permitted_subclasses),
];

fn modifiers(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    Ok(i32::from(class_of(t, this).java_modifiers()))
}

/// Flags as in the class file; of the VM's own making for other types.
fn raw_access_flags(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    Ok(i32::from(class_of(t, this).flags.0))
}

/// Minor version in the upper half, major in the lower; 0 without a class file.
fn class_file_version(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    let file = link::class_file(class_of(t, this));
    Ok(file
        .map_or(0, |file| i32::from(file.minor_version()) << 16 | i32::from(file.major_version())))
}

fn generic_signature(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    match class_of(t, this).signature {
        Some(signature) => t.new_string_mutf8(signature.as_bytes()),
        None => Ok(Ref::NULL),
    }
}

/// The bytes of an attribute of the class, or null.
fn attribute_bytes(t: &JavaThread, this: Handle, kind: AttributeKind) -> Result<Ref, Throw> {
    let file = link::class_file(class_of(t, this));
    match file.as_ref().and_then(|file| file.attributes().find_kind(kind)) {
        Some(attribute) => new_bytes(t, attribute.data),
        None => Ok(Ref::NULL),
    }
}

fn raw_annotations(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    attribute_bytes(t, this, AttributeKind::RuntimeVisibleAnnotations)
}

fn raw_type_annotations(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    attribute_bytes(t, this, AttributeKind::RuntimeVisibleTypeAnnotations)
}

/// A `ConstantPool`, which names its class.
fn constant_pool(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let pool = t.handle(t.new_instance(t.vm().known.class(KnownClass::ConstantPool))?);
    t.put_known_ref(pool, KnownField::PoolOop, this.get());
    Ok(pool.get())
}

/// The entries of `InnerClasses`.
fn inner_classes(file: &ClassFile<'static>) -> Vec<InnerClass> {
    file.effective_inner_classes().iter().collect()
}

/// Whether a `Class` entry is `class`: it is resolved if it has the name.
fn is_class(
    t: &JavaThread,
    owner: ClassRef,
    file: &ClassFile<'static>,
    index: base::CpIndex,
    class: ClassRef,
) -> Result<bool, Throw> {
    // A hidden class has another name than its file says.
    if owner == class && index == file.this_class() {
        return Ok(true);
    }
    let name = file.constant_pool().class_name(index);
    Ok(name.is_ok_and(|name| name == class.name.as_bytes())
        && link::resolve_class(t, owner, index.0)? == class)
}

/// The entry of `InnerClasses` about the class itself.
fn own_entry(
    t: &JavaThread,
    file: &ClassFile<'static>,
    class: ClassRef,
) -> Result<Option<InnerClass>, Throw> {
    for entry in inner_classes(file) {
        if is_class(t, class, file, entry.inner_class, class)? {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// `IncompatibleClassChangeError` unless `outer` says itself that `inner` is one
/// of its members, or a class declared somewhere in its code.
fn check_agreement(
    t: &JavaThread,
    outer: ClassRef,
    inner: ClassRef,
    is_member: bool,
) -> Result<(), Throw> {
    if let Some(file) = link::class_file(outer) {
        for entry in inner_classes(&file) {
            let outer_fits = match is_member {
                true => is_class(t, outer, &file, entry.outer_class, outer)?,
                false => entry.outer_class.is_zero(),
            };
            if outer_fits && is_class(t, outer, &file, entry.inner_class, inner)? {
                return Ok(());
            }
        }
    }
    let text = format!(
        "{} and {} disagree on InnerClasses attribute",
        outer.binary_name(),
        inner.binary_name()
    );
    Err(Throw::new(VmException::IncompatibleClassChange, text))
}

fn declared_classes(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let mut members = Vec::new();
    if let Some(file) = link::class_file(class) {
        for entry in inner_classes(&file) {
            if !entry.inner_class.is_zero() && is_class(t, class, &file, entry.outer_class, class)?
            {
                let inner = link::resolve_class(t, class, entry.inner_class.0)?;
                check_agreement(t, class, inner, true)?;
                members.push(inner);
            }
        }
    }
    mirrors_array(t, &members)
}

/// The class that declares this one as a member. For a local class there is none,
/// but its enclosing class must agree all the same.
fn declaring_class(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let Some(file) = link::class_file(class) else { return Ok(Ref::NULL) };
    let Some(entry) = own_entry(t, &file, class)? else { return Ok(Ref::NULL) };
    let is_member = !entry.outer_class.is_zero();
    let outer = match file.enclosing_method() {
        _ if is_member => entry.outer_class,
        Ok(Some(enclosing)) => enclosing.class,
        _ => return Ok(Ref::NULL),
    };
    let outer = link::resolve_class(t, class, outer.0)?;
    check_agreement(t, outer, class, is_member)?;
    Ok(if is_member { outer.mirror.get() } else { Ref::NULL })
}

fn simple_binary_name(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let Some(file) = link::class_file(class) else { return Ok(Ref::NULL) };
    let name = own_entry(t, &file, class)?
        .and_then(|entry| file.constant_pool().optional_utf8(entry.inner_name).ok().flatten());
    match name {
        Some(name) => t.new_string_mutf8(name),
        None => Ok(Ref::NULL),
    }
}

/// Enclosing class, and name and descriptor of the enclosing method if there is
/// one; null for a class that is not local.
fn enclosing_method(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let Some(file) = link::class_file(class) else { return Ok(Ref::NULL) };
    let Ok(Some(enclosing)) = file.enclosing_method() else { return Ok(Ref::NULL) };
    let outer = link::resolve_class(t, class, enclosing.class.0)?;
    let items = [t.handle(outer.mirror.get()), t.handle(Ref::NULL), t.handle(Ref::NULL)];
    if let Ok(method) = file.constant_pool().name_and_type(enclosing.method) {
        items[1].set(t.intern_mutf8(method.name)?);
        items[2].set(t.intern_mutf8(method.descriptor)?);
    }
    array_of(t, KnownClass::Object, &items)
}

fn nest_host(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    Ok(access::nest_host(t, class_of(t, this))?.mirror.get())
}

/// Resolves the classes of a list; those that cannot be resolved are left out.
fn resolvable(
    t: &JavaThread,
    class: ClassRef,
    indices: impl Iterator<Item = base::CpIndex>,
) -> Result<Vec<ClassRef>, Throw> {
    let mut found = Vec::new();
    for index in indices {
        match link::resolve_class(t, class, index.0) {
            Ok(member) => found.push(member),
            Err(throw) => link::ignore_linkage_error(t, throw)?,
        }
    }
    Ok(found)
}

/// The host first, then those listed members that name it as their host.
fn nest_members(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let host = access::nest_host(t, class_of(t, this))?;
    let mut members = vec![host];
    if let Some(table) = link::class_file(host).and_then(|file| file.nest_members().ok()) {
        for member in resolvable(t, host, table.iter())? {
            if access::nest_host(t, member)? == host {
                members.push(member);
            }
        }
    }
    mirrors_array(t, &members)
}

fn permitted_subclasses(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let class = class_of(t, this);
    let table = link::class_file(class).and_then(|file| file.permitted_subclasses().ok().flatten());
    match table {
        Some(table) => {
            let classes = resolvable(t, class, table.iter())?;
            mirrors_array(t, &classes)
        }
        None => Ok(Ref::NULL),
    }
}
