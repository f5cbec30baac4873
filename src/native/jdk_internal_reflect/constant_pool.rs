//! `jdk.internal.reflect.ConstantPool`: the constant pool of a class, as the
//! readers of annotations need it. The pool's object is the class's mirror.

use crate::link;
use crate::model::{ClassRef, Throw, VmException};
use crate::native::support::class_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use base::CpIndex;
use classfile::{ConstantPool, PoolError, Tag};
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
