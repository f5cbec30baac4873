//! `java.lang.System`, `Runtime` and `Shutdown`.

use super::object::identity_hash;
use crate::insight::{gc_log, method_tables};
use crate::model::{ClassKind, ClassRef, KnownClass, Throw, VmException};
use crate::native::platform::host;
use crate::native::support::{nothing, text_argument};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::Cause;
use heap::layout::{Ref, Shape};
use heap::object;

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/System", "registerNatives", "()V", nothing),
    native(
        "java/lang/System",
        "arraycopy",
        "(Ljava/lang/Object;ILjava/lang/Object;II)V",
        arraycopy,
    ),
    native("java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I", identity_hash_code),
    native("java/lang/System", "nanoTime", "()J", nano_time),
    native("java/lang/System", "currentTimeMillis", "()J", current_time_millis),
    native(
        "java/lang/System",
        "mapLibraryName",
        "(Ljava/lang/String;)Ljava/lang/String;",
        map_library_name,
    ),
    native("java/lang/System", "setIn0", "(Ljava/io/InputStream;)V", set_in),
    native("java/lang/System", "setOut0", "(Ljava/io/PrintStream;)V", set_out),
    native("java/lang/System", "setErr0", "(Ljava/io/PrintStream;)V", set_err),
    native("java/lang/Runtime", "availableProcessors", "()I", available_processors),
    native("java/lang/Runtime", "freeMemory", "()J", free_memory),
    native("java/lang/Runtime", "totalMemory", "()J", total_memory),
    native("java/lang/Runtime", "maxMemory", "()J", max_memory),
    native("java/lang/Runtime", "gc", "()V", gc),
    native("java/lang/Shutdown", "beforeHalt", "()V", nothing),
    native("java/lang/Shutdown", "halt0", "(I)V", halt),
];

fn identity_hash_code(t: &JavaThread, object: Handle) -> Result<i32, Throw> {
    Ok(identity_hash(t, object))
}

fn nano_time(_: &JavaThread) -> Result<i64, Throw> {
    Ok(os::clock::monotonic_nanos())
}

fn current_time_millis(_: &JavaThread) -> Result<i64, Throw> {
    Ok(os::clock::realtime_millis())
}

fn map_library_name(t: &JavaThread, name: Handle) -> Result<Ref, Throw> {
    let name = text_argument(t, name)?;
    t.new_string(&format!("lib{name}.so"))
}

fn set_in(t: &JavaThread, stream: Handle) -> Result<(), Throw> {
    set_stream(t, "in", "Ljava/io/InputStream;", stream)
}

fn set_out(t: &JavaThread, stream: Handle) -> Result<(), Throw> {
    set_stream(t, "out", "Ljava/io/PrintStream;", stream)
}

fn set_err(t: &JavaThread, stream: Handle) -> Result<(), Throw> {
    set_stream(t, "err", "Ljava/io/PrintStream;", stream)
}

/// Assigns one of the final stream fields.
fn set_stream(t: &JavaThread, name: &str, descriptor: &str, stream: Handle) -> Result<(), Throw> {
    let symbols = &t.vm().symbols;
    let system = t.vm().known.class(KnownClass::System);
    let field = system
        .declared_field(symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()))
        .expect("System has its three streams");
    t.put_static_ref(field.offset, stream.get());
    Ok(())
}

fn available_processors(_: &JavaThread, _: Handle) -> Result<i32, Throw> {
    Ok(os::limits::available_processors() as i32)
}

fn free_memory(t: &JavaThread, _: Handle) -> Result<i64, Throw> {
    Ok(t.vm().heap.free_bytes() as i64)
}

fn total_memory(t: &JavaThread, _: Handle) -> Result<i64, Throw> {
    Ok(t.vm().heap.total_bytes() as i64)
}

fn max_memory(t: &JavaThread, _: Handle) -> Result<i64, Throw> {
    Ok(t.vm().heap.max_bytes() as i64)
}

fn gc(t: &JavaThread, _: Handle) -> Result<(), Throw> {
    t.collect(Cause::SystemGc);
    Ok(())
}

/// Ends the process at once. The launcher flushes nothing of Java's: that is
/// what `halt` means.
fn halt(t: &JavaThread, status: i32) -> Result<(), Throw> {
    // Never unlocked: a second exit waits until the first has ended everything.
    let _only_one = t.vm().exit_lock.lock();
    gc_log::exit(t.vm());
    method_tables::exit(t.vm());
    crate::native::attach::end();
    host(t).exit(status)
}

/// `System.arraycopy`: the checks in the order, and with the texts, of the
/// reference implementation.
fn arraycopy(
    t: &JavaThread,
    source: Handle,
    source_at: i32,
    target: Handle,
    target_at: i32,
    length: i32,
) -> Result<(), Throw> {
    let (from, to) = (t.non_null(source)?.get(), t.non_null(target)?.get());
    let (source_class, target_class) = (t.class_of(from), t.class_of(to));
    if source_class != target_class
        || source_class.type_info.shape != Shape::PrimitiveArray
            && source_class.type_info.shape != Shape::RefArray
    {
        check_array_types(source_class, target_class)?;
    }
    let range = CopyRange { source_at, target_at, length };
    range.check(t, from, to, source_class, target_class)?;
    if length == 0 {
        return Ok(());
    }
    if source_class.type_info.shape == Shape::PrimitiveArray {
        let shift = source_class.type_info.element_shift;
        // SAFETY: both ranges were checked to lie inside their arrays, which
        // nothing moves meanwhile.
        unsafe {
            let start = t.array_data(from).add((source_at as usize) << shift);
            let end = t.array_data(to).add((target_at as usize) << shift);
            std::ptr::copy(start, end, (length as usize) << shift);
        }
        return Ok(());
    }
    let (Some(have), Some(want)) = (source_class.array_info(), target_class.array_info()) else {
        unreachable!("both were checked to be arrays");
    };
    if have.component.is_assignable_to(want.component) {
        // SAFETY: both ranges lie inside their arrays; every element is of the
        // target's component type because the source's component type is.
        unsafe {
            object::move_elements_ref(
                t.heap_base,
                from,
                source_at as u32,
                to,
                target_at as u32,
                length as u32,
            );
        }
        return Ok(());
    }
    copy_checked(t, from, to, &range, have.component, want.component)
}

/// Copies element by element up to the first that does not fit.
fn copy_checked(
    t: &JavaThread,
    from: Ref,
    to: Ref,
    range: &CopyRange,
    have: ClassRef,
    want: ClassRef,
) -> Result<(), Throw> {
    // The arrays differ in type, so they do not overlap.
    for at in 0..range.length {
        let element = t.element(from, (range.source_at + at) as u32);
        if !element.is_null() && !t.class_of(element).is_assignable_to(want) {
            let (from, to) = (have.external_name(), want.external_name());
            let text = if want.is_assignable_to(have) {
                format!(
                    "arraycopy: element type mismatch: can not cast one of the elements of {from}[] \
                     to the type of the destination array, {to}"
                )
            } else {
                format!("arraycopy: type mismatch: can not copy {from}[] into {to}[]")
            };
            return Err(Throw::new(VmException::ArrayStore, text));
        }
        t.set_element(to, (range.target_at + at) as u32, element);
    }
    Ok(())
}

/// The ranges of one `arraycopy`.
struct CopyRange {
    source_at: i32,
    target_at: i32,
    length: i32,
}

impl CopyRange {
    #[inline]
    fn check(
        &self,
        t: &JavaThread,
        from: Ref,
        to: Ref,
        source: ClassRef,
        target: ClassRef,
    ) -> Result<(), Throw> {
        let (have, room) = (t.array_length(from), t.array_length(to));
        let fits = |at: i32, total: u32| {
            (at | self.length) >= 0 && at as u32 + self.length as u32 <= total
        };
        if fits(self.source_at, have) && fits(self.target_at, room) {
            return Ok(());
        }
        Err(self.out_of_bounds(have, room, source, target))
    }

    #[cold]
    fn out_of_bounds(&self, have: u32, room: u32, source: ClassRef, target: ClassRef) -> Throw {
        let (source, target) = (array_text(source), array_text(target));
        let text = if self.source_at < 0 {
            format!("source index {} out of bounds for {source}[{have}]", self.source_at)
        } else if self.target_at < 0 {
            format!("destination index {} out of bounds for {target}[{room}]", self.target_at)
        } else if self.length < 0 {
            format!("length {} is negative", self.length)
        } else if self.source_at as u32 + self.length as u32 > have {
            let last = self.source_at as u32 + self.length as u32;
            format!("last source index {last} out of bounds for {source}[{have}]")
        } else {
            let last = self.target_at as u32 + self.length as u32;
            format!("last destination index {last} out of bounds for {target}[{room}]")
        };
        Throw::new(VmException::ArrayIndexOutOfBounds, format!("arraycopy: {text}"))
    }
}

/// How `arraycopy` calls the elements of an array class.
fn array_text(class: ClassRef) -> String {
    match class.array_info() {
        Some(info) if matches!(info.component.kind, ClassKind::Primitive(_)) => {
            info.component.external_name()
        }
        _ => "object array".to_owned(),
    }
}

fn check_array_types(source: ClassRef, target: ClassRef) -> Result<(), Throw> {
    let mismatch = |text: String| Err(Throw::new(VmException::ArrayStore, text));
    if !source.is_array() {
        return mismatch(format!(
            "arraycopy: source type {} is not an array",
            source.external_name()
        ));
    }
    if !target.is_array() {
        return mismatch(format!(
            "arraycopy: destination type {} is not an array",
            target.external_name()
        ));
    }
    let both_references =
        source.type_info.shape == Shape::RefArray && target.type_info.shape == Shape::RefArray;
    if source == target || both_references {
        return Ok(());
    }
    let (source, target) = (array_text(source), array_text(target));
    mismatch(format!("arraycopy: type mismatch: can not copy {source}[] into {target}[]"))
}
