//! `jdk.internal.misc.Unsafe`: single values in objects and in memory, and the
//! questions where they lie. Blocks of memory are in `unsafe_memory`.
//!
//! A place is a base and an offset: the distance from the object's header for
//! fields and elements, an address when the base is null. The base of a static
//! field is its class's mirror, and its offset carries [`STATICS_TAG`]: it then
//! counts from the start of the static area. [`place`] is the only code that
//! knows this.
//!
//! What Java code passes here is trusted as the method's name says.

use crate::model::{ClassRef, Field, KnownClass, KnownField, Throw, VmException};
use crate::native::support::{class_argument, nothing, text_argument};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::{ARRAY_DATA_OFFSET, Ref};
use heap::object;
use std::sync::atomic::{
    AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::AcqRel, Ordering::Acquire,
    Ordering::SeqCst, fence,
};

const UNSAFE: &str = "jdk/internal/misc/Unsafe";

/// Set in the offset of a static field.
const STATICS_TAG: i64 = 1 << 40;

/// The address of a place; stale after the next safepoint.
#[inline(always)]
pub(in crate::native) fn place(t: &JavaThread, base: Handle, offset: i64) -> *mut u8 {
    let object = base.get();
    if object.is_null() {
        return offset as *mut u8;
    }
    if offset >= STATICS_TAG {
        return t.vm().statics().wrapping_add((offset - STATICS_TAG) as usize);
    }
    t.heap_base.wrapping_add(object.byte_offset()).wrapping_add(offset as usize)
}

/// The offset by which `Unsafe` names a field.
pub(in crate::native) fn field_offset(field: &Field) -> i64 {
    let tag = if field.is_static() { STATICS_TAG } else { 0 };
    i64::from(field.offset) + tag
}

/// The write barrier after a reference was stored.
#[inline(always)]
fn note_store(t: &JavaThread, base: Handle, offset: i64, value: Handle) {
    if !base.is_null() {
        let distance = place(t, base, offset) as isize - t.heap_base as isize;
        // SAFETY: a static field, or a field or element of a live object.
        unsafe { object::note_store(t.heap_base, distance, value.get()) };
    }
}

/// The natives for one primitive type: plain get and put, volatile get and put.
macro_rules! accessors {
    ($($get:ident $put:ident $get_volatile:ident $put_volatile:ident: $type:ty, $cell:ty,
       |$bits:ident| $from:expr, |$value:ident| $to:expr;)*) => {$(
        fn $get(t: &JavaThread, _: Handle, base: Handle, offset: i64) -> Result<$type, Throw> {
            // SAFETY: the caller vouches for the place (module doc). Java's
            // unaligned views may use any alignment.
            let $bits = unsafe { place(t, base, offset).cast::<Bits<$cell>>().read_unaligned() };
            Ok($from)
        }

        fn $put(
            t: &JavaThread,
            _: Handle,
            base: Handle,
            offset: i64,
            $value: $type,
        ) -> Result<(), Throw> {
            // SAFETY: as for reading.
            unsafe { place(t, base, offset).cast::<Bits<$cell>>().write_unaligned($to) };
            Ok(())
        }

        fn $get_volatile(t: &JavaThread, _: Handle, base: Handle, offset: i64) -> Result<$type, Throw> {
            // SAFETY: the caller vouches for the place and its alignment.
            let $bits = unsafe { &*place(t, base, offset).cast::<$cell>() }.load(SeqCst);
            Ok($from)
        }

        fn $put_volatile(
            t: &JavaThread,
            _: Handle,
            base: Handle,
            offset: i64,
            $value: $type,
        ) -> Result<(), Throw> {
            // SAFETY: the caller vouches for the place and its alignment.
            unsafe { &*place(t, base, offset).cast::<$cell>() }.store($to, SeqCst);
            Ok(())
        }
    )*};
}

/// An atomic type and the integer it holds.
trait Cell {
    type Integer;
}
type Bits<C> = <C as Cell>::Integer;
impl Cell for AtomicU8 {
    type Integer = u8;
}
impl Cell for AtomicU16 {
    type Integer = u16;
}
impl Cell for AtomicU32 {
    type Integer = u32;
}
impl Cell for AtomicU64 {
    type Integer = u64;
}

accessors! {
    get_boolean put_boolean get_boolean_volatile put_boolean_volatile:
        bool, AtomicU8, |bits| bits != 0, |value| u8::from(value);
    get_byte put_byte get_byte_volatile put_byte_volatile:
        i8, AtomicU8, |bits| bits as i8, |value| value as u8;
    get_short put_short get_short_volatile put_short_volatile:
        i16, AtomicU16, |bits| bits as i16, |value| value as u16;
    get_char put_char get_char_volatile put_char_volatile:
        u16, AtomicU16, |bits| bits, |value| value;
    get_int put_int get_int_volatile put_int_volatile:
        i32, AtomicU32, |bits| bits as i32, |value| value as u32;
    get_long put_long get_long_volatile put_long_volatile:
        i64, AtomicU64, |bits| bits as i64, |value| value as u64;
    get_float put_float get_float_volatile put_float_volatile:
        f32, AtomicU32, |bits| f32::from_bits(bits), |value| value.to_bits();
    get_double put_double get_double_volatile put_double_volatile:
        f64, AtomicU64, |bits| f64::from_bits(bits), |value| value.to_bits();
}

/// Rows of the natives that `accessors!` makes.
macro_rules! accessor_rows {
    ($($name:literal $type:literal: $get:ident $put:ident $get_volatile:ident $put_volatile:ident;)*) => {
        /// Gets and puts, plain and volatile.
        pub(super) const ACCESSORS: &[NativeRow] = &[$(
            native(UNSAFE, concat!("get", $name), concat!("(Ljava/lang/Object;J)", $type), $get),
            native(UNSAFE, concat!("put", $name), concat!("(Ljava/lang/Object;J", $type, ")V"), $put),
            native(
                UNSAFE,
                concat!("get", $name, "Volatile"),
                concat!("(Ljava/lang/Object;J)", $type),
                $get_volatile,
            ),
            native(
                UNSAFE,
                concat!("put", $name, "Volatile"),
                concat!("(Ljava/lang/Object;J", $type, ")V"),
                $put_volatile,
            ),
        )*];
    };
}

accessor_rows! {
    "Boolean" "Z": get_boolean put_boolean get_boolean_volatile put_boolean_volatile;
    "Byte" "B": get_byte put_byte get_byte_volatile put_byte_volatile;
    "Short" "S": get_short put_short get_short_volatile put_short_volatile;
    "Char" "C": get_char put_char get_char_volatile put_char_volatile;
    "Int" "I": get_int put_int get_int_volatile put_int_volatile;
    "Long" "J": get_long put_long get_long_volatile put_long_volatile;
    "Float" "F": get_float put_float get_float_volatile put_float_volatile;
    "Double" "D": get_double put_double get_double_volatile put_double_volatile;
    "Reference" "Ljava/lang/Object;":
        get_reference put_reference get_reference_volatile put_reference_volatile;
}

/// A reference's cell.
///
/// # Safety
///
/// The place must hold a reference.
#[inline(always)]
unsafe fn reference_cell<'a>(t: &JavaThread, base: Handle, offset: i64) -> &'a AtomicU32 {
    // SAFETY: the caller's promise.
    unsafe { &*place(t, base, offset).cast::<AtomicU32>() }
}

fn get_reference(t: &JavaThread, _: Handle, base: Handle, offset: i64) -> Result<Ref, Throw> {
    // SAFETY: the caller of the native vouches for the place.
    Ok(Ref(unsafe { reference_cell(t, base, offset) }.load(Acquire)))
}

fn get_reference_volatile(
    t: &JavaThread,
    _: Handle,
    base: Handle,
    offset: i64,
) -> Result<Ref, Throw> {
    // SAFETY: as in `get_reference`.
    Ok(Ref(unsafe { reference_cell(t, base, offset) }.load(SeqCst)))
}

/// Plain stores release too: whoever reads the reference sees at least the
/// object's header.
fn put_reference(
    t: &JavaThread,
    this: Handle,
    base: Handle,
    offset: i64,
    value: Handle,
) -> Result<(), Throw> {
    put_reference_volatile(t, this, base, offset, value)
}

fn put_reference_volatile(
    t: &JavaThread,
    _: Handle,
    base: Handle,
    offset: i64,
    value: Handle,
) -> Result<(), Throw> {
    // SAFETY: as in `get_reference`.
    unsafe { reference_cell(t, base, offset) }.store(value.get().0, SeqCst);
    note_store(t, base, offset, value);
    Ok(())
}

/// The natives for compare-and-exchange of one type.
macro_rules! exchanges {
    ($($exchange:ident $set:ident: $type:ty, $cell:ty;)*) => {$(
        fn $exchange(
            t: &JavaThread,
            _: Handle,
            base: Handle,
            offset: i64,
            expected: $type,
            new: $type,
        ) -> Result<$type, Throw> {
            // SAFETY: the caller vouches for the place and its alignment.
            let cell = unsafe { &*place(t, base, offset).cast::<$cell>() };
            let witness = cell.compare_exchange(expected as _, new as _, SeqCst, SeqCst);
            Ok(witness.unwrap_or_else(|now| now) as $type)
        }

        fn $set(
            t: &JavaThread,
            this: Handle,
            base: Handle,
            offset: i64,
            expected: $type,
            new: $type,
        ) -> Result<bool, Throw> {
            Ok($exchange(t, this, base, offset, expected, new)? == expected)
        }
    )*};
}

exchanges! {
    exchange_int set_int: i32, AtomicU32;
    exchange_long set_long: i64, AtomicU64;
}

fn exchange_reference(
    t: &JavaThread,
    _: Handle,
    base: Handle,
    offset: i64,
    expected: Handle,
    new: Handle,
) -> Result<Ref, Throw> {
    // SAFETY: as in `get_reference`.
    let cell = unsafe { reference_cell(t, base, offset) };
    match cell.compare_exchange(expected.get().0, new.get().0, SeqCst, SeqCst) {
        Ok(witness) => {
            note_store(t, base, offset, new);
            Ok(Ref(witness))
        }
        Err(witness) => Ok(Ref(witness)),
    }
}

fn set_reference(
    t: &JavaThread,
    this: Handle,
    base: Handle,
    offset: i64,
    expected: Handle,
    new: Handle,
) -> Result<bool, Throw> {
    Ok(exchange_reference(t, this, base, offset, expected, new)? == expected.get())
}

fn full_fence(_: &JavaThread, _this: Handle) -> Result<(), Throw> {
    fence(SeqCst);
    Ok(())
}

fn acquire_release_fence(_: &JavaThread, _this: Handle) -> Result<(), Throw> {
    fence(AcqRel);
    Ok(())
}

fn array_base_offset(t: &JavaThread, _: Handle, class: Handle) -> Result<i32, Throw> {
    array_class(t, class)?;
    Ok(ARRAY_DATA_OFFSET as i32)
}

fn array_index_scale(t: &JavaThread, _: Handle, class: Handle) -> Result<i32, Throw> {
    Ok(1 << array_class(t, class)?.type_info.element_shift)
}

fn array_class(t: &JavaThread, class: Handle) -> Result<ClassRef, Throw> {
    let class = class_argument(t, class)?;
    if class.is_array() {
        return Ok(class);
    }
    Err(Throw::named("java/io/InvalidClassException", class.external_name()))
}

/// The offset of a declared field, static or not, by its name.
fn object_field_offset_by_name(
    t: &JavaThread,
    _: Handle,
    class: Handle,
    name: Handle,
) -> Result<i64, Throw> {
    let class = class_argument(t, class)?;
    let name = text_argument(t, name)?;
    match class.fields.iter().find(|field| field.name.as_bytes() == name.as_bytes()) {
        Some(field) => Ok(field_offset(field)),
        None => Err(Throw::new(VmException::Internal, name)),
    }
}

/// The field that a `java.lang.reflect.Field` stands for.
fn reflected_field(t: &JavaThread, field: Handle) -> Result<&'static Field, Throw> {
    let field = t.non_null(field)?;
    let class = t.class_of_mirror(t.known_ref(field, KnownField::FieldClazz));
    let slot = t.known::<i32>(field, KnownField::FieldSlot);
    Ok(&class.as_ref_static().fields[slot as usize])
}

fn offset_of_reflected(t: &JavaThread, _: Handle, field: Handle) -> Result<i64, Throw> {
    Ok(field_offset(reflected_field(t, field)?))
}

fn static_field_base(t: &JavaThread, _: Handle, field: Handle) -> Result<Ref, Throw> {
    Ok(reflected_field(t, field)?.class.mirror.get())
}

fn ensure_class_initialized(t: &JavaThread, _: Handle, class: Handle) -> Result<(), Throw> {
    (t.vm().hooks().initialize)(t, class_argument(t, class)?)
}

fn should_be_initialized(t: &JavaThread, _: Handle, class: Handle) -> Result<bool, Throw> {
    let class = class_argument(t, class)?;
    Ok(!class.is_array() && !class.is_primitive() && !class.is_initialized())
}

fn allocate_instance(t: &JavaThread, _: Handle, class: Handle) -> Result<Ref, Throw> {
    let class = class_argument(t, class)?;
    if t.vm().known.class(KnownClass::Class) == class {
        return Err(Throw::new(VmException::IllegalAccessException, class.binary_name()));
    }
    if class.type_info.instance_size == 0 || class.flags.is_abstract() || class.is_interface() {
        return Err(Throw::new(VmException::InstantiationException, class.external_name()));
    }
    (t.vm().hooks().initialize)(t, class)?;
    t.new_instance(class)
}

fn throw_exception(t: &JavaThread, _: Handle, exception: Handle) -> Result<(), Throw> {
    Err(t.throw(t.non_null(exception)?))
}

pub(super) const ROWS: &[NativeRow] = &[
    native(UNSAFE, "registerNatives", "()V", nothing),
    native(UNSAFE, "compareAndSetInt", "(Ljava/lang/Object;JII)Z", set_int),
    native(UNSAFE, "compareAndSetLong", "(Ljava/lang/Object;JJJ)Z", set_long),
    native(
        UNSAFE,
        "compareAndSetReference",
        "(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)Z",
        set_reference,
    ),
    native(UNSAFE, "compareAndExchangeInt", "(Ljava/lang/Object;JII)I", exchange_int),
    native(UNSAFE, "compareAndExchangeLong", "(Ljava/lang/Object;JJJ)J", exchange_long),
    native(
        UNSAFE,
        "compareAndExchangeReference",
        "(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
        exchange_reference,
    ),
    native(UNSAFE, "fullFence", "()V", full_fence),
    native(UNSAFE, "loadFence", "()V", acquire_release_fence),
    native(UNSAFE, "storeFence", "()V", acquire_release_fence),
    native(UNSAFE, "arrayBaseOffset0", "(Ljava/lang/Class;)I", array_base_offset),
    native(UNSAFE, "arrayIndexScale0", "(Ljava/lang/Class;)I", array_index_scale),
    native(
        UNSAFE,
        "objectFieldOffset1",
        "(Ljava/lang/Class;Ljava/lang/String;)J",
        object_field_offset_by_name,
    ),
    native(UNSAFE, "objectFieldOffset0", "(Ljava/lang/reflect/Field;)J", offset_of_reflected),
    native(UNSAFE, "staticFieldOffset0", "(Ljava/lang/reflect/Field;)J", offset_of_reflected),
    native(
        UNSAFE,
        "staticFieldBase0",
        "(Ljava/lang/reflect/Field;)Ljava/lang/Object;",
        static_field_base,
    ),
    native(UNSAFE, "ensureClassInitialized0", "(Ljava/lang/Class;)V", ensure_class_initialized),
    native(UNSAFE, "shouldBeInitialized0", "(Ljava/lang/Class;)Z", should_be_initialized),
    native(UNSAFE, "allocateInstance", "(Ljava/lang/Class;)Ljava/lang/Object;", allocate_instance),
    native(UNSAFE, "throwException", "(Ljava/lang/Throwable;)V", throw_exception),
];
