//! `jdk.internal.reflect.ConstantPool`: the constant pool of a class, as the
//! readers of annotations need it, and its classes and members. The pool's
//! object is the class's mirror.

use crate::link;
use crate::model::{ClassKind, ClassRef, KnownClass, SlotValue, Throw, VmException};
use crate::native::reflected::{new_constructor, new_field, new_method};
use crate::native::support::{array_of, class_argument};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use base::CpIndex;
use classfile::{Constant, ConstantPool, MemberRef, PoolError, Tag};
use heap::layout::Ref;

const POOL: &str = "jdk/internal/reflect/ConstantPool";

pub(super) const ROWS: &[NativeRow] = &[
    native(POOL, "getSize0", "(Ljava/lang/Object;)I", size),
    native(POOL, "getTagAt0", "(Ljava/lang/Object;I)B", tag_at),
    native(POOL, "getIntAt0", "(Ljava/lang/Object;I)I", int_at),
    native(POOL, "getLongAt0", "(Ljava/lang/Object;I)J", long_at),
    native(POOL, "getFloatAt0", "(Ljava/lang/Object;I)F", float_at),
    native(POOL, "getDoubleAt0", "(Ljava/lang/Object;I)D", double_at),
    native(POOL, "getStringAt0", "(Ljava/lang/Object;I)Ljava/lang/String;", string_at),
    native(POOL, "getUTF8At0", "(Ljava/lang/Object;I)Ljava/lang/String;", utf8_at),
    native(POOL, "getClassAt0", "(Ljava/lang/Object;I)Ljava/lang/Class;", class_at),
    native(
        POOL,
        "getClassAtIfLoaded0",
        "(Ljava/lang/Object;I)Ljava/lang/Class;",
        class_at_if_loaded,
    ),
    native(POOL, "getClassRefIndexAt0", "(Ljava/lang/Object;I)I", class_ref_index_at),
    native(POOL, "getMethodAt0", "(Ljava/lang/Object;I)Ljava/lang/reflect/Member;", method_at),
    native(
        POOL,
        "getMethodAtIfLoaded0",
        "(Ljava/lang/Object;I)Ljava/lang/reflect/Member;",
        method_at_if_loaded,
    ),
    native(POOL, "getFieldAt0", "(Ljava/lang/Object;I)Ljava/lang/reflect/Field;", field_at),
    native(
        POOL,
        "getFieldAtIfLoaded0",
        "(Ljava/lang/Object;I)Ljava/lang/reflect/Field;",
        field_at_if_loaded,
    ),
    native(
        POOL,
        "getMemberRefInfoAt0",
        "(Ljava/lang/Object;I)[Ljava/lang/String;",
        member_ref_info_at,
    ),
    native(POOL, "getNameAndTypeRefIndexAt0", "(Ljava/lang/Object;I)I", name_and_type_index_at),
    native(
        POOL,
        "getNameAndTypeRefInfoAt0",
        "(Ljava/lang/Object;I)[Ljava/lang/String;",
        name_and_type_info_at,
    ),
];

/// Reads one entry of a pool.
fn read<T>(
    t: &JavaThread,
    pool: Handle,
    index: i32,
    entry: impl FnOnce(&ConstantPool<'static>, CpIndex) -> Result<T, PoolError>,
) -> Result<T, Throw> {
    let class = class_argument(t, pool)?;
    let index = checked(class, index)?;
    entry(&link::constant_pool(class), index).map_err(|_| wrong_type())
}

fn checked(class: ClassRef, index: i32) -> Result<CpIndex, Throw> {
    match u16::try_from(index) {
        Ok(at) if usize::from(at) < class.pool.slots.len() => Ok(CpIndex(at)),
        _ => Err(Throw::new(VmException::IllegalArgument, "Constant pool index out of bounds")),
    }
}

fn wrong_type() -> Throw {
    Throw::new(VmException::IllegalArgument, "Wrong type at constant pool index")
}

fn size(t: &JavaThread, _: Handle, pool: Handle) -> Result<i32, Throw> {
    Ok(class_argument(t, pool)?.pool.slots.len() as i32)
}

fn tag_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<i8, Throw> {
    let tag = read(t, pool, index, |pool, index| Ok(pool.tag(index)))?;
    Ok(tag.map_or(0, |tag: Tag| tag as u8 as i8))
}

fn int_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<i32, Throw> {
    read(t, pool, index, |pool, index| pool.integer(index))
}

fn long_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<i64, Throw> {
    read(t, pool, index, |pool, index| pool.long(index))
}

fn float_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<f32, Throw> {
    read(t, pool, index, |pool, index| pool.float(index))
}

fn double_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<f64, Throw> {
    read(t, pool, index, |pool, index| pool.double(index))
}

fn string_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    let text = read(t, pool, index, |pool, index| pool.string(index))?;
    t.intern_mutf8(text)
}

fn utf8_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    let text = read(t, pool, index, |pool, index| pool.utf8(index))?;
    t.intern_mutf8(text)
}

fn class_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    read(t, pool, index, |pool, index| pool.class_name(index))?;
    let class = link::resolve_class(t, class_argument(t, pool)?, index as u16)?;
    Ok(class.mirror.get())
}

/// The class of an entry if it is loaded, without loading it.
fn class_at_if_loaded(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    read(t, pool, index, |pool, index| pool.class_name(index))?;
    let class = loaded_class(t, class_argument(t, pool)?, index as u16);
    Ok(class.map_or(Ref::NULL, |class| class.mirror.get()))
}

/// The class that a `Class` entry of `caller` names, if it is resolved or its
/// loader has it.
fn loaded_class(t: &JavaThread, caller: ClassRef, index: u16) -> Option<ClassRef> {
    if let SlotValue::Class(class) = caller.pool.slot(index).get() {
        return Some(class);
    }
    let name = link::constant_pool(caller).class_name(CpIndex(index)).ok()?;
    link::find_loaded(caller.loader, t.vm().symbols.lookup(name)?)
}

/// An entry that refers to a member.
fn member_at(t: &JavaThread, pool: Handle, index: i32) -> Result<MemberRef<'static>, Throw> {
    read(t, pool, index, |pool, index| pool.member_ref(index))
}

fn class_ref_index_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<i32, Throw> {
    Ok(i32::from(member_at(t, pool, index)?.class_index.0))
}

/// The class whose members an entry of `caller` refers to: loaded if it must be
/// resolved, else `None` unless it is there already.
fn holder_of(
    t: &JavaThread,
    caller: ClassRef,
    entry: &MemberRef<'_>,
    resolve: bool,
) -> Result<Option<ClassRef>, Throw> {
    match resolve {
        true => link::resolve_class(t, caller, entry.class_index.0).map(Some),
        false => Ok(loaded_class(t, caller, entry.class_index.0)),
    }
}

fn not_found(kind: &str) -> Throw {
    let text = format!("Unable to look up {kind} in target class");
    Throw::new(VmException::Runtime, text)
}

/// The `Method` or `Constructor` that the class of an entry itself declares.
fn declared_method(t: &JavaThread, pool: Handle, index: i32, resolve: bool) -> Result<Ref, Throw> {
    let entry = member_at(t, pool, index)?;
    if entry.tag == Tag::Fieldref {
        return Err(wrong_type());
    }
    let Some(class) = holder_of(t, class_argument(t, pool)?, &entry, resolve)? else {
        return Ok(Ref::NULL);
    };
    let symbols = &t.vm().symbols;
    let found = symbols
        .lookup(entry.name)
        .zip(symbols.lookup(entry.descriptor))
        .filter(|_| matches!(class.kind, ClassKind::Instance))
        .and_then(|(name, descriptor)| class.declared_method(name, descriptor))
        .ok_or_else(|| not_found("method"))?;
    let file = link::class_file(class);
    match found.is_constructor() {
        true => new_constructor(t, file.as_ref(), found),
        false => new_method(t, file.as_ref(), found),
    }
}

fn method_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    declared_method(t, pool, index, true)
}

fn method_at_if_loaded(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    declared_method(t, pool, index, false)
}

/// The `Field` that lookup in the class of an entry finds.
fn visible_field(t: &JavaThread, pool: Handle, index: i32, resolve: bool) -> Result<Ref, Throw> {
    let entry = member_at(t, pool, index)?;
    if entry.tag != Tag::Fieldref {
        return Err(wrong_type());
    }
    let Some(class) = holder_of(t, class_argument(t, pool)?, &entry, resolve)? else {
        return Ok(Ref::NULL);
    };
    let symbols = &t.vm().symbols;
    let found = symbols
        .lookup(entry.name)
        .zip(symbols.lookup(entry.descriptor))
        .and_then(|(name, descriptor)| link::lookup_field(class, name, descriptor))
        .ok_or_else(|| not_found("field"))?;
    new_field(t, link::class_file(found.class).as_ref(), found)
}

fn field_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    visible_field(t, pool, index, true)
}

fn field_at_if_loaded(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    visible_field(t, pool, index, false)
}

/// A `String[]` of texts of the class file.
fn texts(t: &JavaThread, texts: &[&[u8]]) -> Result<Ref, Throw> {
    let mut strings = Vec::with_capacity(texts.len());
    for text in texts {
        strings.push(t.handle(t.new_string_mutf8(text)?));
    }
    array_of(t, KnownClass::String, &strings)
}

/// Internal name of the class, name and descriptor.
fn member_ref_info_at(t: &JavaThread, _: Handle, pool: Handle, index: i32) -> Result<Ref, Throw> {
    let entry = member_at(t, pool, index)?;
    texts(t, &[entry.class, entry.name, entry.descriptor])
}

/// Index of the name and type of a member or an `invokedynamic` call.
fn name_and_type_index_at(
    t: &JavaThread,
    _: Handle,
    pool: Handle,
    index: i32,
) -> Result<i32, Throw> {
    match read(t, pool, index, |pool, index| pool.get(index))? {
        Constant::Member { name_and_type, .. }
        | Constant::Dynamic { tag: Tag::InvokeDynamic, name_and_type, .. } => {
            Ok(i32::from(name_and_type.0))
        }
        _ => Err(wrong_type()),
    }
}

fn name_and_type_info_at(
    t: &JavaThread,
    _: Handle,
    pool: Handle,
    index: i32,
) -> Result<Ref, Throw> {
    let entry = read(t, pool, index, |pool, index| pool.name_and_type(index))?;
    texts(t, &[entry.name, entry.descriptor])
}
