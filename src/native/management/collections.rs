//! `com.sun.management.internal.GcInfoBuilder`, `GarbageCollectorExtImpl`: what
//! the last collection did, and listeners that are told of each.

use super::memory::{POOLS, usage_object};
use super::{array_of, call_static, method_of};
use crate::insight::gc_history::{Collected, History};
use crate::model::Throw;
use crate::native::platform::{boot_class, construct, get_ref};
use crate::native::start_system_thread;
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::layout::{ARRAY_DATA_OFFSET, Ref};
use heap::{CollectionKind, HeapUsage};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const BUILDER: &str = "com/sun/management/internal/GcInfoBuilder";
const BEAN: &str = "com/sun/management/internal/GarbageCollectorExtImpl";
const INFO: &str = "com/sun/management/GcInfo";

pub(super) const ROWS: &[NativeRow] = &[
    native(
        BUILDER,
        "getNumGcExtAttributes",
        "(Ljava/lang/management/GarbageCollectorMXBean;)I",
        more_attributes,
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
    native(
        BEAN,
        "setNotificationEnabled",
        "(Lcom/sun/management/GarbageCollectorMXBean;Z)V",
        set_notification,
    ),
];

/// The number of threads, as with `java`.
fn more_attributes(_: &JavaThread, _this: Handle, _bean: Handle) -> Result<i32, Throw> {
    Ok(1)
}

fn describe_attributes(
    t: &JavaThread,
    _this: Handle,
    _bean: Handle,
    _count: i32,
    names: Handle,
    kinds: Handle,
    texts: Handle,
) -> Result<(), Throw> {
    let name = t.handle(t.new_string("GcThreadCount")?);
    let text = t.handle(t.new_string("Number of GC threads")?);
    t.set_element(t.non_null(names)?.get(), 0, name.get());
    t.set_element(t.non_null(texts)?.get(), 0, text.get());
    let kinds = t.non_null(kinds)?.get();
    if t.array_length(kinds) > 0 {
        t.put(kinds, ARRAY_DATA_OFFSET, u16::from(b'I'));
    }
    Ok(())
}

fn last_info(
    t: &JavaThread,
    this: Handle,
    _bean: Handle,
    _count: i32,
    _values: Handle,
    _kinds: Handle,
    _before: Handle,
    _after: Handle,
) -> Result<Ref, Throw> {
    match History::of(t.vm()).last() {
        Some(last) => Ok(info(t, this, &last)?.get()),
        None => Ok(Ref::NULL),
    }
}

fn millis(time: Duration) -> Value {
    Value::Long(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// Sizes of all pools, in their order.
fn usages(t: &JavaThread, heap: &HeapUsage) -> Result<Handle, Throw> {
    let mut all = Vec::with_capacity(POOLS.len());
    for (_, part) in POOLS {
        all.push(t.handle(usage_object(t, 0, part.of(t.vm(), heap), -1)?));
    }
    Ok(t.handle(array_of(t, "java/lang/management/MemoryUsage", &all)?))
}

/// A `GcInfo` about a collection.
fn info(t: &JavaThread, builder: Handle, of: &Collected) -> Result<Handle, Throw> {
    let before = usages(t, &of.before)?;
    let after = usages(t, &of.after)?;
    let workers = [Value::Int(of.workers as i32)];
    let workers =
        call_static(t, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", &workers)?;
    let workers = t.handle(workers);
    let values = t.handle(array_of(t, "java/lang/Object", &[workers])?);
    let arguments = [
        Value::Object(builder),
        // `java` counts from 1.
        Value::Long(of.id as i64 + 1),
        millis(of.start),
        millis(of.end),
        Value::Object(before),
        Value::Object(after),
        Value::Object(values),
    ];
    construct(
        t,
        INFO,
        "(Lcom/sun/management/internal/GcInfoBuilder;JJJ[Ljava/lang/management/MemoryUsage;\
         [Ljava/lang/management/MemoryUsage;[Ljava/lang/Object;)V",
        &arguments,
    )
}

/// Whether the thread that tells of collections was started.
#[derive(Default)]
struct Teller(AtomicBool);

fn set_notification(
    t: &JavaThread,
    _this: Handle,
    _bean: Handle,
    enabled: bool,
) -> Result<(), Throw> {
    let vm = t.vm();
    History::of(vm).tell(enabled);
    if enabled && !vm.extension::<Teller>().0.swap(true, Ordering::AcqRel) {
        start_system_thread(t, "Notification Thread", tell)?;
    }
    Ok(())
}

/// What the thread does.
fn tell(t: &JavaThread) {
    loop {
        let collected = t.waiting_in_vm(|| History::of(t.vm()).wait());
        let _scope = t.scope();
        if let Err(throw) = notify(t, &collected) {
            t.dispatch_uncaught(throw);
        }
    }
}

/// Hands a notification to the bean, which has the listeners.
fn notify(t: &JavaThread, collected: &Collected) -> Result<(), Throw> {
    let beans = "()[Ljava/lang/management/MemoryManagerMXBean;";
    let beans =
        t.handle(call_static(t, "sun/management/MemoryImpl", "getMemoryManagers", beans, &[])?);
    let bean = t.handle(t.element(beans.get(), 0));
    let class = boot_class(t, BEAN)?;
    let builder =
        method_of(t, class, "getGcInfoBuilder", "()Lcom/sun/management/internal/GcInfoBuilder;");
    let builder = t.handle(t.call_object(builder, &[Value::Object(bean)])?);
    let info = info(t, builder, collected)?;
    let action = match collected.kind {
        CollectionKind::Young => "end of minor GC",
        CollectionKind::Full => "end of major GC",
    };
    let name = get_ref(t, bean, "name", "Ljava/lang/String;");
    let action = t.handle(t.new_string(action)?);
    let cause = t.handle(t.new_string(collected.cause.text())?);
    let now = crate::native::platform::host(t).wall_time();
    let arguments = [
        Value::Object(bean),
        millis(now),
        Value::Object(name),
        Value::Object(action),
        Value::Object(cause),
        Value::Object(info),
    ];
    let descriptor = "(JLjava/lang/String;Ljava/lang/String;Ljava/lang/String;\
                      Lcom/sun/management/GcInfo;)V";
    t.call(method_of(t, class, "createGCNotification", descriptor), &arguments).map(drop)
}
