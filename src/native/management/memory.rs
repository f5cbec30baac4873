//! `sun.management.MemoryImpl`, `MemoryPoolImpl`, `MemoryManagerImpl`,
//! `GarbageCollectorImpl`: the heap's spaces and the collector.

use super::{array_of, call_static};
use crate::insight::gc_history::History;
use crate::model::{Throw, VmException};
use crate::native::platform::{boot_class, construct, get_ref};
use crate::thread::{Handle, JavaThread, NativeRow, Value, Vm, native};
use heap::layout::Ref;
use heap::{HeapUsage, SpaceUsage};

const MEMORY: &str = "sun/management/MemoryImpl";
const POOL: &str = "sun/management/MemoryPoolImpl";
const MANAGER: &str = "sun/management/MemoryManagerImpl";
const COLLECTOR: &str = "sun/management/GarbageCollectorImpl";
const FACTORY: &str = "sun/management/ManagementFactoryHelper";
const EXTENDED: &str = "com/sun/management/internal/GarbageCollectorExtImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(MEMORY, "getMemoryUsage0", "(Z)Ljava/lang/management/MemoryUsage;", usage),
    native(MEMORY, "getMemoryPools0", "()[Ljava/lang/management/MemoryPoolMXBean;", pools),
    native(MEMORY, "getMemoryManagers0", "()[Ljava/lang/management/MemoryManagerMXBean;", managers),
    native(POOL, "getUsage0", "()Ljava/lang/management/MemoryUsage;", pool_usage),
    native(POOL, "getPeakUsage0", "()Ljava/lang/management/MemoryUsage;", peak_usage),
    native(POOL, "resetPeakUsage0", "()V", reset_peak),
    native(POOL, "getCollectionUsage0", "()Ljava/lang/management/MemoryUsage;", usage_after),
    native(
        POOL,
        "getMemoryManagers0",
        "()[Ljava/lang/management/MemoryManagerMXBean;",
        managers_of_pool,
    ),
    native(
        MANAGER,
        "getMemoryPools0",
        "()[Ljava/lang/management/MemoryPoolMXBean;",
        pools_of_manager,
    ),
    native(COLLECTOR, "getCollectionCount", "()J", collections),
    native(COLLECTOR, "getCollectionTime", "()J", collection_time),
];

/// What a pool stands for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Part of the heap.
    Heap(fn(&mut HeapUsage) -> &mut SpaceUsage),
    /// The metadata of classes and their translated code.
    Metadata,
}

impl Part {
    /// The part, when these are the sizes of the heap. Metadata only grows or
    /// stays while classes are not unloaded, and is not kept for earlier times.
    pub(super) fn of(self, vm: &Vm, heap: &HeapUsage) -> SpaceUsage {
        match self {
            Part::Heap(part) => *part(&mut heap.clone()),
            Part::Metadata => {
                let used = vm.metadata.bytes();
                SpaceUsage { used, capacity: used }
            }
        }
    }
}

/// The pools: their names and parts.
pub(super) const POOLS: [(&str, Part); 5] = [
    ("Metaspace", Part::Metadata),
    ("Eden Space", Part::Heap(|usage| &mut usage.eden)),
    ("Survivor Space", Part::Heap(|usage| &mut usage.survivor)),
    ("Tenured Gen", Part::Heap(|usage| &mut usage.old)),
    ("Large Objects", Part::Heap(|usage| &mut usage.large)),
];

/// The one collector, which collects all of them.
const COLLECTOR_NAME: &str = "Peaberry";

pub(super) fn usage_object(
    t: &JavaThread,
    initial: i64,
    part: SpaceUsage,
    max: i64,
) -> Result<Ref, Throw> {
    let used = part.used as i64;
    let arguments = [
        Value::Long(initial),
        Value::Long(used),
        Value::Long((part.capacity as i64).max(used)),
        Value::Long(max),
    ];
    Ok(construct(t, "java/lang/management/MemoryUsage", "(JJJJ)V", &arguments)?.get())
}

/// Of the heap, or of what is not in it.
fn usage(t: &JavaThread, _this: Handle, of_heap: bool) -> Result<Ref, Throw> {
    let vm = t.vm();
    if of_heap {
        let used = vm.heap.used_bytes();
        let part = SpaceUsage { used, capacity: vm.heap.total_bytes() };
        let max = vm.heap.max_bytes().max(part.capacity.max(used)) as i64;
        return usage_object(t, vm.config.heap.initial as i64, part, max);
    }
    usage_object(t, 0, Part::Metadata.of(vm, &HeapUsage::default()), -1)
}

fn pools(t: &JavaThread) -> Result<Ref, Throw> {
    let mut beans = Vec::with_capacity(POOLS.len());
    for (name, part) in POOLS {
        let name = Value::Object(t.handle(t.new_string(name)?));
        // -1: thresholds are not supported.
        let in_heap = Value::Int(i32::from(matches!(part, Part::Heap(_))));
        let arguments = [name, in_heap, Value::Long(-1), Value::Long(-1)];
        let descriptor = "(Ljava/lang/String;ZJJ)Ljava/lang/management/MemoryPoolMXBean;";
        let bean = call_static(t, FACTORY, "createMemoryPool", descriptor, &arguments)?;
        beans.push(t.handle(bean));
    }
    array_of(t, "java/lang/management/MemoryPoolMXBean", &beans)
}

fn managers(t: &JavaThread) -> Result<Ref, Throw> {
    let name = Value::Object(t.handle(t.new_string(COLLECTOR_NAME)?));
    let kind = Value::Object(t.handle(Ref::NULL));
    let descriptor = "(Ljava/lang/String;Ljava/lang/String;)\
                      Ljava/lang/management/GarbageCollectorMXBean;";
    // With module jdk.management the bean also tells of collections.
    let factory = if boot_class(t, EXTENDED).is_ok() { EXTENDED } else { FACTORY };
    let bean = call_static(t, factory, "createGarbageCollector", descriptor, &[name, kind])?;
    let bean = t.handle(bean);
    array_of(t, "java/lang/management/MemoryManagerMXBean", &[bean])
}

/// The collector manages every pool: the class library's own lists are the
/// answers.
fn managers_of_pool(t: &JavaThread, _this: Handle) -> Result<Ref, Throw> {
    let descriptor = "()[Ljava/lang/management/MemoryManagerMXBean;";
    call_static(t, MEMORY, "getMemoryManagers", descriptor, &[])
}

fn pools_of_manager(t: &JavaThread, _this: Handle) -> Result<Ref, Throw> {
    let descriptor = "()[Ljava/lang/management/MemoryPoolMXBean;";
    call_static(t, MEMORY, "getMemoryPools", descriptor, &[])
}

/// What a bean of a pool stands for.
fn part_of(t: &JavaThread, pool: Handle) -> Result<Part, Throw> {
    let name = t.string_text(get_ref(t, pool, "name", "Ljava/lang/String;"));
    match POOLS.into_iter().find(|(known, _)| *known == name) {
        Some((_, part)) => Ok(part),
        None => Err(Throw::new(VmException::Internal, format!("no memory pool {name}"))),
    }
}

fn pool_usage(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let part = part_of(t, this)?.of(t.vm(), &t.vm().heap.usage());
    usage_object(t, 0, part, -1)
}

fn peak_usage(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let vm = t.vm();
    let peak = History::of(vm).peak(&vm.heap.usage());
    usage_object(t, 0, part_of(t, this)?.of(vm, &peak), -1)
}

fn reset_peak(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let vm = t.vm();
    if let Part::Heap(part) = part_of(t, this)? {
        History::of(vm).reset_peak(&vm.heap.usage(), |peak, now| {
            *part(peak) = *part(&mut now.clone());
        });
    }
    Ok(())
}

/// After the last collection, or nothing before the first; null for a pool that
/// no collection covers.
fn usage_after(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let part = part_of(t, this)?;
    if matches!(part, Part::Metadata) {
        return Ok(Ref::NULL);
    }
    let after = History::of(t.vm()).last().map(|last| last.after).unwrap_or_default();
    usage_object(t, 0, part.of(t.vm(), &after), -1)
}

fn collections(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(t.vm().collections() as i64)
}

/// Milliseconds.
fn collection_time(t: &JavaThread, _this: Handle) -> Result<i64, Throw> {
    Ok(i64::try_from(t.vm().collection_time().as_millis()).unwrap_or(i64::MAX))
}
