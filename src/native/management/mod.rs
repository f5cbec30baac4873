//! Modules java.management and jdk.management: what the VM tells of itself.
//!
//! What this VM does not measure is declared as not supported, so that the
//! beans say so instead of giving made-up numbers.

mod collectors;
mod commands;
mod diagnostic;
mod flags;
mod machine;
mod memory;
mod operating_system;
mod pools;
mod threads;
mod watch;

pub(crate) use watch::note_collection;

use crate::model::Throw;
use crate::native::platform::boot_class;
use crate::thread::{Handle, JavaThread, NativeRow, Value};
use heap::layout::Ref;

/// The tables of these modules.
pub(super) const TABLES: &[&[NativeRow]] = &[
    collectors::ROWS,
    commands::ROWS,
    diagnostic::ROWS,
    flags::ROWS,
    machine::ROWS,
    memory::ROWS,
    operating_system::ROWS,
    pools::ROWS,
    threads::ROWS,
];

/// Calls a static method of a boot class that returns an object.
pub(super) fn call_static(
    t: &JavaThread,
    class: &str,
    name: &str,
    descriptor: &str,
    arguments: &[Value],
) -> Result<Ref, Throw> {
    let found = boot_class(t, class)?;
    let symbols = &t.vm().symbols;
    let method = found
        .declared_method(symbols.intern(name.as_bytes()), symbols.intern(descriptor.as_bytes()))
        .unwrap_or_else(|| panic!("{class} has no method {name}{descriptor}"));
    t.call_object(method, arguments)
}

/// A new array of a boot class with these elements.
fn array_of(t: &JavaThread, class: &str, items: &[Handle]) -> Result<Ref, Throw> {
    let class = boot_class(t, class)?;
    let array = t.new_ref_array(class, items.len())?;
    for (at, item) in items.iter().enumerate() {
        t.set_element(array, at as u32, item.get());
    }
    Ok(array)
}
