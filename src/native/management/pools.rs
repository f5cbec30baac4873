//! `sun.management.MemoryPoolImpl`: the spaces of the heap and the metadata, with
//! the names that the Serial collector of `java` gives them.

use super::collectors::{COPY, MARK, METADATA, managers_named};
use super::memory::usage_object;
use super::watch::{Limit, usage_now, watch};
use super::{array_of, call_static};
use crate::model::{Throw, VmException};
use crate::native::platform::{boot_class, get_ref};
use crate::thread::{Handle, JavaThread, NativeRow, Value, Vm, native};
use heap::layout::Ref;
use heap::{CollectionKind, HeapUsage, SpaceUsage};

const POOL: &str = "sun/management/MemoryPoolImpl";
const SENSOR: &str = "sun/management/Sensor";
const FACTORY: &str = "sun/management/ManagementFactoryHelper";

pub(super) const ROWS: &[NativeRow] = &[
    native(POOL, "getUsage0", "()Ljava/lang/management/MemoryUsage;", usage),
    native(POOL, "getPeakUsage0", "()Ljava/lang/management/MemoryUsage;", peak),
    native(POOL, "getCollectionUsage0", "()Ljava/lang/management/MemoryUsage;", left),
    native(POOL, "resetPeakUsage0", "()V", reset_peak),
    native(POOL, "setUsageThreshold0", "(JJ)V", set_usage_threshold),
    native(POOL, "setCollectionThreshold0", "(JJ)V", set_collection_threshold),
    native(POOL, "setPoolUsageSensor", "(Lsun/management/Sensor;)V", set_usage_sensor),
    native(POOL, "setPoolCollectionSensor", "(Lsun/management/Sensor;)V", set_collection_sensor),
    native(POOL, "getMemoryManagers0", "()[Ljava/lang/management/MemoryManagerMXBean;", managers),
];

/// What a pool stands for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// The metadata of classes and their translated code.
    Metadata,
    /// Part of the heap that every collection collects.
    Young(fn(&HeapUsage) -> SpaceUsage),
    /// The old generation, large objects included.
    Old,
}

impl Part {
    /// How much of it is used, if the heap is so used.
    pub(super) fn usage(self, vm: &Vm, heap: &HeapUsage) -> SpaceUsage {
        match self {
            Part::Metadata => {
                let used = vm.metadata.bytes();
                SpaceUsage { used, capacity: used }
            }
            Part::Young(part) => part(heap),
            Part::Old => SpaceUsage {
                used: heap.old.used + heap.large.used,
                capacity: heap.old.capacity + heap.large.capacity,
            },
        }
    }

    /// Whether collections of this kind collect it.
    pub(super) fn is_collected_by(self, kind: CollectionKind) -> bool {
        match self {
            Part::Metadata => false,
            Part::Young(_) => true,
            Part::Old => kind == CollectionKind::Full,
        }
    }

    /// The thresholds of use and of use after collections to begin with: 0, or
    /// -1 where there can be none.
    fn thresholds(self) -> [i64; 2] {
        match self {
            Part::Metadata => [0, -1],
            Part::Young(_) => [-1, 0],
            Part::Old => [0, 0],
        }
    }

    /// Who looks after it.
    fn managers(self) -> &'static [&'static str] {
        match self {
            Part::Metadata => &[METADATA],
            Part::Young(_) => &[COPY, MARK],
            Part::Old => &[MARK],
        }
    }
}

/// The pools: their names and parts.
pub(super) const POOLS: [(&str, Part); 4] = [
    ("Metaspace", Part::Metadata),
    ("Eden Space", Part::Young(|usage| usage.eden)),
    ("Survivor Space", Part::Young(|usage| usage.survivor)),
    ("Tenured Gen", Part::Old),
];

/// All pools as beans, for the class library to keep.
pub(super) fn make_beans(t: &JavaThread) -> Result<Ref, Throw> {
    let mut beans = Vec::with_capacity(POOLS.len());
    for (name, part) in POOLS {
        let name = Value::Object(t.handle(t.new_string(name)?));
        let in_heap = Value::Int(i32::from(!matches!(part, Part::Metadata)));
        let [usage, collection] = part.thresholds().map(Value::Long);
        let arguments = [name, in_heap, usage, collection];
        let descriptor = "(Ljava/lang/String;ZJJ)Ljava/lang/management/MemoryPoolMXBean;";
        let bean = call_static(t, FACTORY, "createMemoryPool", descriptor, &arguments)?;
        beans.push(t.handle(bean));
    }
    array_of(t, "java/lang/management/MemoryPoolMXBean", &beans)
}

/// The beans of the pools that a manager looks after.
pub(super) fn beans_of(t: &JavaThread, manager: &str) -> Result<Ref, Throw> {
    let class = "java/lang/management/MemoryPoolMXBean";
    let all = call_static(
        t,
        "sun/management/MemoryImpl",
        "getMemoryPools",
        "()[Ljava/lang/management/MemoryPoolMXBean;",
        &[],
    )?;
    let all = t.handle(all);
    let mine = |at: &usize| POOLS[*at].1.managers().contains(&manager);
    let beans: Vec<Handle> =
        (0..POOLS.len()).filter(mine).map(|at| t.handle(t.element(all.get(), at as u32))).collect();
    array_of(t, class, &beans)
}

/// Which pool a bean stands for.
fn index(t: &JavaThread, this: Handle) -> Result<usize, Throw> {
    let name = t.string_text(get_ref(t, this, "name", "Ljava/lang/String;"));
    let found = POOLS.iter().position(|(known, _)| *known == name);
    found.ok_or_else(|| Throw::new(VmException::Internal, format!("no memory pool {name}")))
}

/// A `MemoryUsage` of a pool.
pub(super) fn pool_usage(t: &JavaThread, pool: usize, usage: SpaceUsage) -> Result<Ref, Throw> {
    let max = match POOLS[pool].1 {
        Part::Old => t.vm().heap.max_bytes().max(usage.capacity) as i64,
        Part::Metadata | Part::Young(_) => -1,
    };
    usage_object(t, 0, usage, max)
}

fn usage(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let pool = index(t, this)?;
    pool_usage(t, pool, usage_now(t, pool))
}

fn peak(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let pool = index(t, this)?;
    pool_usage(t, pool, watch(t).peak(pool, usage_now(t, pool)))
}

fn reset_peak(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let pool = index(t, this)?;
    watch(t).reset_peak(pool, usage_now(t, pool));
    Ok(())
}

/// Null for a pool that is not collected.
fn left(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let pool = index(t, this)?;
    if matches!(POOLS[pool].1, Part::Metadata) {
        return Ok(Ref::NULL);
    }
    pool_usage(t, pool, watch(t).left(pool).unwrap_or_default())
}

fn set_threshold(t: &JavaThread, this: Handle, limit: Limit, new: i64) -> Result<(), Throw> {
    let pool = index(t, this)?;
    let bytes = usize::try_from(new).unwrap_or(0);
    watch(t).set_threshold(pool, limit, bytes, usage_now(t, pool));
    Ok(())
}

fn set_usage_threshold(t: &JavaThread, this: Handle, _old: i64, new: i64) -> Result<(), Throw> {
    set_threshold(t, this, Limit::Usage, new)
}

fn set_collection_threshold(
    t: &JavaThread,
    this: Handle,
    _old: i64,
    new: i64,
) -> Result<(), Throw> {
    set_threshold(t, this, Limit::Collection, new)
}

fn set_sensor(t: &JavaThread, this: Handle, limit: Limit, sensor: Handle) -> Result<(), Throw> {
    let (pool, watch) = (index(t, this)?, watch(t));
    watch.need_thread(t)?;
    watch.sensor(pool, limit).set(sensor.get());
    Ok(())
}

fn set_usage_sensor(t: &JavaThread, this: Handle, sensor: Handle) -> Result<(), Throw> {
    set_sensor(t, this, Limit::Usage, sensor)
}

fn set_collection_sensor(t: &JavaThread, this: Handle, sensor: Handle) -> Result<(), Throw> {
    set_sensor(t, this, Limit::Collection, sensor)
}

fn managers(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    managers_named(t, POOLS[index(t, this)?].1.managers())
}

/// Tells the sensor of a pool that a threshold was reached with this usage, or
/// that the pool has fallen below it.
pub(super) fn tell_threshold(
    t: &JavaThread,
    pool: usize,
    limit: Limit,
    reached: Option<SpaceUsage>,
) -> Result<(), Throw> {
    let sensor = t.handle(watch(t).sensor(pool, limit).get());
    if sensor.is_null() {
        return Ok(());
    }
    let method = |name: &str, descriptor: &str| {
        let symbols = &t.vm().symbols;
        let (name, kind) = (symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()));
        let class = boot_class(t, SENSOR)?;
        Ok(class.declared_method(name, kind).expect("a method of the class library's sensors"))
    };
    match reached {
        Some(usage) => {
            let usage = t.handle(pool_usage(t, pool, usage)?);
            let trigger = method("trigger", "(ILjava/lang/management/MemoryUsage;)V")?;
            t.call(trigger, &[Value::Object(sensor), Value::Int(1), Value::Object(usage)])?;
        }
        None => {
            t.call(method("clear", "()V")?, &[Value::Object(sensor)])?;
        }
    }
    Ok(())
}
