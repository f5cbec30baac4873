//! `GarbageCollectorImpl`, `com.sun.management.internal.GarbageCollectorExtImpl`
//! and `GcInfoBuilder`: the collectors, under the names that the Serial collector
//! of `java` gives them, what they have done last, and notifications of it.

use super::pools::{self, POOLS, pool_usage};
use super::watch::{Past, watch};
use super::{array_of, call_static};
use crate::model::{Throw, VmException};
use crate::native::platform::{boot_class, construct, get_ref};
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::CollectionKind;
use heap::layout::Ref;

const MEMORY: &str = "sun/management/MemoryImpl";
const MANAGER: &str = "sun/management/MemoryManagerImpl";
const COLLECTOR: &str = "sun/management/GarbageCollectorImpl";
const EXTENDED: &str = "com/sun/management/internal/GarbageCollectorExtImpl";
const BUILDER: &str = "com/sun/management/internal/GcInfoBuilder";
const FACTORY: &str = "sun/management/ManagementFactoryHelper";

/// Who does young collections.
pub(super) const COPY: &str = "Copy";
/// Who does full collections.
pub(super) const MARK: &str = "MarkSweepCompact";
/// Who manages metadata.
pub(super) const METADATA: &str = "Metaspace Manager";

/// All managers, in the order of `java`.
const MANAGERS: [&str; 3] = [METADATA, COPY, MARK];

pub(super) const ROWS: &[NativeRow] = &[
    native(MANAGER, "getMemoryPools0", "()[Ljava/lang/management/MemoryPoolMXBean;", pools_of),
    native(COLLECTOR, "getCollectionCount", "()J", collections),
    native(COLLECTOR, "getCollectionTime", "()J", collection_time),
    native(
        EXTENDED,
        "setNotificationEnabled",
        "(Lcom/sun/management/GarbageCollectorMXBean;Z)V",
        set_notification,
    ),
    native(
        BUILDER,
        "getNumGcExtAttributes",
        "(Ljava/lang/management/GarbageCollectorMXBean;)I",
        attribute_count,
    ),
    native(
        BUILDER,
        "fillGcAttributeInfo",
        "(Ljava/lang/management/GarbageCollectorMXBean;I[Ljava/lang/String;[C[Ljava/lang/String;)V",
        describe_attributes,
    ),
    native(
        BUILDER,
        "getLastGcInfo0",
        "(Ljava/lang/management/GarbageCollectorMXBean;I[Ljava/lang/Object;[C\
         [Ljava/lang/management/MemoryUsage;[Ljava/lang/management/MemoryUsage;)\
         Lcom/sun/management/GcInfo;",
        last_info,
    ),
];

/// All managers as beans, for the class library to keep. Collectors have more to
/// tell where the module jdk.management is there.
pub(super) fn make_beans(t: &JavaThread) -> Result<Ref, Throw> {
    let extended = match boot_class(t, EXTENDED) {
        Ok(_) => true,
        Err(throw) => {
            // Only the module is missing.
            t.caught(throw);
            false
        }
    };
    let mut beans = Vec::with_capacity(MANAGERS.len());
    for name in MANAGERS {
        let text = Value::Object(t.handle(t.new_string(name)?));
        let bean = if name == METADATA {
            let descriptor = "(Ljava/lang/String;)Ljava/lang/management/MemoryManagerMXBean;";
            call_static(t, FACTORY, "createMemoryManager", descriptor, &[text])?
        } else {
            let class = if extended { EXTENDED } else { FACTORY };
            let descriptor = "(Ljava/lang/String;Ljava/lang/String;)\
                              Ljava/lang/management/GarbageCollectorMXBean;";
            let none = Value::Object(t.handle(Ref::NULL));
            call_static(t, class, "createGarbageCollector", descriptor, &[text, none])?
        };
        beans.push(t.handle(bean));
    }
    array_of(t, "java/lang/management/MemoryManagerMXBean", &beans)
}

/// The beans of some managers.
pub(super) fn managers_named(t: &JavaThread, names: &[&str]) -> Result<Ref, Throw> {
    let descriptor = "()[Ljava/lang/management/MemoryManagerMXBean;";
    let all = t.handle(call_static(t, MEMORY, "getMemoryManagers", descriptor, &[])?);
    let beans: Vec<Handle> = (0..MANAGERS.len())
        .filter(|&at| names.contains(&MANAGERS[at]))
        .map(|at| t.handle(t.element(all.get(), at as u32)))
        .collect();
    array_of(t, "java/lang/management/MemoryManagerMXBean", &beans)
}

fn name_of(t: &JavaThread, manager: Handle) -> String {
    t.string_text(get_ref(t, manager, "name", "Ljava/lang/String;"))
}

fn pools_of(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    pools::beans_of(t, &name_of(t, this))
}

/// What a collector's collections are.
fn kind_of(t: &JavaThread, collector: Handle) -> Result<CollectionKind, Throw> {
    match name_of(t, t.non_null(collector)?).as_str() {
        COPY => Ok(CollectionKind::Young),
        MARK => Ok(CollectionKind::Full),
        name => Err(Throw::new(VmException::Internal, format!("no collector {name}"))),
    }
}

fn collections(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    Ok(watch(t).collections(kind_of(t, this)?).0 as i64)
}

/// Milliseconds.
fn collection_time(t: &JavaThread, this: Handle) -> Result<i64, Throw> {
    let (_, time) = watch(t).collections(kind_of(t, this)?);
    Ok(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

fn set_notification(
    t: &JavaThread,
    _this: Handle,
    collector: Handle,
    on: bool,
) -> Result<(), Throw> {
    watch(t).tell(t, kind_of(t, collector)?, collector, on)
}

fn attribute_count(_: &JavaThread, _this: Handle, _collector: Handle) -> Result<i32, Throw> {
    Ok(1)
}

/// The one attribute of our own is the number of threads, as with `java`.
fn describe_attributes(
    t: &JavaThread,
    _this: Handle,
    _collector: Handle,
    _count: i32,
    names: Handle,
    types: Handle,
    descriptions: Handle,
) -> Result<(), Throw> {
    let name = t.new_string("GcThreadCount")?;
    t.set_element(t.non_null(names)?.get(), 0, name);
    t.set_scalar(t.non_null(types)?.get(), 0, u16::from(b'I'));
    let description = t.new_string("Number of GC threads")?;
    t.set_element(t.non_null(descriptions)?.get(), 0, description);
    Ok(())
}

/// The values of our own attributes.
fn attributes(t: &JavaThread, past: &Past) -> Result<Handle, Throw> {
    construct(t, "java/lang/Integer", "(I)V", &[Value::Int(past.workers as i32)])
}

/// The `MemoryUsage`s of all pools before and after a collection.
fn usages(t: &JavaThread, past: &Past) -> Result<[Vec<Handle>; 2], Throw> {
    let mut all = [Vec::new(), Vec::new()];
    for (usages, heap) in all.iter_mut().zip([&past.before, &past.after]) {
        for (pool, (_, part)) in POOLS.into_iter().enumerate() {
            let usage = pool_usage(t, pool, part.usage(t.vm(), heap))?;
            usages.push(t.handle(usage));
        }
    }
    Ok(all)
}

/// The `GcInfo` of a collection.
fn info(
    t: &JavaThread,
    builder: Handle,
    past: &Past,
    [before, after, attributes]: [Handle; 3],
) -> Result<Handle, Throw> {
    let millis = |time: std::time::Duration| Value::Long(time.as_millis() as i64);
    let arguments = [
        Value::Object(builder),
        Value::Long(past.number as i64),
        millis(past.start),
        millis(past.end),
        Value::Object(before),
        Value::Object(after),
        Value::Object(attributes),
    ];
    let descriptor = "(Lcom/sun/management/internal/GcInfoBuilder;JJJ\
                      [Ljava/lang/management/MemoryUsage;[Ljava/lang/management/MemoryUsage;\
                      [Ljava/lang/Object;)V";
    construct(t, "com/sun/management/GcInfo", descriptor, &arguments)
}

/// Null if the collector has not collected yet.
fn last_info(
    t: &JavaThread,
    this: Handle,
    collector: Handle,
    _count: i32,
    values: Handle,
    _types: Handle,
    before: Handle,
    after: Handle,
) -> Result<Ref, Throw> {
    let Some(past) = watch(t).last(kind_of(t, collector)?) else { return Ok(Ref::NULL) };
    let arrays = [t.non_null(before)?, t.non_null(after)?, t.non_null(values)?];
    for (array, usages) in arrays.into_iter().zip(usages(t, &past)?) {
        for (at, usage) in usages.into_iter().enumerate() {
            t.set_element(array.get(), at as u32, usage.get());
        }
    }
    let workers = attributes(t, &past)?;
    t.set_element(arrays[2].get(), 0, workers.get());
    Ok(info(t, this, &past, arrays)?.get())
}

/// Tells the listeners of a collector's bean of a collection.
pub(super) fn tell_collection(
    t: &JavaThread,
    kind: CollectionKind,
    past: Past,
) -> Result<(), Throw> {
    let bean = t.handle(watch(t).bean(kind).get());
    if bean.is_null() {
        return Ok(());
    }
    let method = |name: &str, descriptor: &str| {
        let symbols = &t.vm().symbols;
        let (name, kind) = (symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()));
        let class = boot_class(t, EXTENDED)?;
        Ok(class.declared_method(name, kind).expect("a method of the class library's collectors"))
    };
    let builder = method("getGcInfoBuilder", "()Lcom/sun/management/internal/GcInfoBuilder;")?;
    let builder = t.handle(t.call_object(builder, &[Value::Object(bean)])?);
    let mut arrays = Vec::with_capacity(3);
    for usages in usages(t, &past)? {
        arrays.push(t.handle(array_of(t, "java/lang/management/MemoryUsage", &usages)?));
    }
    let workers = attributes(t, &past)?;
    let values = t.handle(array_of(t, "java/lang/Object", &[workers])?);
    let info = info(t, builder, &past, [arrays[0], arrays[1], values])?;
    let (name, action) = match kind {
        CollectionKind::Young => (COPY, "end of minor GC"),
        CollectionKind::Full => (MARK, "end of major GC"),
    };
    let mut arguments = vec![Value::Object(bean), Value::Long(now_millis(t))];
    for text in [name, action, past.cause.text()] {
        arguments.push(Value::Object(t.handle(t.new_string(text)?)));
    }
    arguments.push(Value::Object(info));
    let descriptor = "(JLjava/lang/String;Ljava/lang/String;Ljava/lang/String;\
                      Lcom/sun/management/GcInfo;)V";
    t.call(method("createGCNotification", descriptor)?, &arguments)?;
    Ok(())
}

fn now_millis(t: &JavaThread) -> i64 {
    let now = crate::native::platform::host(t).wall_time();
    i64::try_from(now.as_millis()).unwrap_or(i64::MAX)
}
