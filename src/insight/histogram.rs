//! Instances and bytes of each class, in the shape of `jmap -histo`.

use crate::model::ClassRef;
use crate::thread::JavaThread;
use heap::object;
use std::collections::HashMap;
use std::fmt::Write;

/// One class's part of the heap.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The class.
    pub class: ClassRef,
    /// Number of objects.
    pub instances: u64,
    /// Their size in bytes, headers and padding included.
    pub bytes: u64,
}

/// Counts the objects of every class, dead ones that have not been collected
/// included; most bytes first.
pub fn count(t: &JavaThread) -> Vec<Entry> {
    let mut entries: HashMap<u32, Entry> = HashMap::new();
    t.at_safepoint("ClassHistogram", |vm, threads| {
        super::close_buffers(threads);
        let base = vm.heap.base();
        // SAFETY: all threads stand at a safepoint with closed buffers; objects
        // that the walk visits are sound.
        unsafe {
            vm.heap.for_each_object(&mut |object| {
                let class = t.class_of(object);
                let new = || Entry { class, instances: 0, bytes: 0 };
                let entry = entries.entry(class.index()).or_insert_with(new);
                entry.instances += 1;
                entry.bytes += object::size_of(base, object) as u64;
            });
        }
    });
    let mut entries: Vec<Entry> = entries.into_values().collect();
    entries.sort_by(|a, b| {
        let order = b.bytes.cmp(&a.bytes).then(b.instances.cmp(&a.instances));
        order.then_with(|| a.class.name.as_bytes().cmp(b.class.name.as_bytes()))
    });
    entries
}

/// The table that `jmap -histo` and `GC.class_histogram` print.
pub fn table(t: &JavaThread) -> String {
    let entries = count(t);
    let mut text = String::from(
        " num     #instances         #bytes  class name (module)\n\
         -------------------------------------------------------\n",
    );
    for (at, entry) in entries.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:4}: {:14} {:14}  {}{}",
            at + 1,
            entry.instances,
            entry.bytes,
            entry.class.binary_name(),
            module_of(entry.class),
        );
    }
    let sum = |part: fn(&Entry) -> u64| entries.iter().map(part).sum::<u64>();
    let _ = writeln!(text, "Total {:14} {:14}", sum(|e| e.instances), sum(|e| e.bytes));
    text
}

/// The named module as the table shows it: ` (java.base@17.0.15)`.
fn module_of(class: ClassRef) -> String {
    let class = class.array_info().map_or(class, |info| info.element);
    let Some(module) = class.module.get() else { return String::new() };
    match (module.name, &module.version) {
        (None, _) => String::new(),
        (Some(name), None) => format!(" ({name})"),
        (Some(name), Some(version)) => format!(" ({name}@{version})"),
    }
}
