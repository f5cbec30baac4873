//! `sun.management.MemoryImpl`: the memory of the VM as a whole.

use super::{collectors, pools};
use crate::model::Throw;
use crate::native::platform::construct;
use crate::thread::{Handle, JavaThread, NativeRow, Value, native};
use heap::SpaceUsage;
use heap::layout::Ref;

const MEMORY: &str = "sun/management/MemoryImpl";

pub(super) const ROWS: &[NativeRow] = &[
    native(MEMORY, "getMemoryUsage0", "(Z)Ljava/lang/management/MemoryUsage;", usage),
    native(
        MEMORY,
        "getMemoryPools0",
        "()[Ljava/lang/management/MemoryPoolMXBean;",
        pools::make_beans,
    ),
    native(
        MEMORY,
        "getMemoryManagers0",
        "()[Ljava/lang/management/MemoryManagerMXBean;",
        collectors::make_beans,
    ),
];

/// A `MemoryUsage`; -1 stands for what is not known.
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
    let used = vm.metadata.bytes();
    usage_object(t, 0, SpaceUsage { used, capacity: used }, -1)
}
