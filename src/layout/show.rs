//! The tables of methods as text: what a tool and the VM itself print, so that the
//! two can be compared.

use std::io::{self, Write};

use base::mutf8::to_string_lossy;

use crate::{ClassLike, MethodLike};

/// The name of a class with dots.
pub fn class_name<C: ClassLike>(class: C) -> String {
    to_string_lossy(class.label().as_bytes()).replace('/', ".")
}

/// Prints the methods of an interface, or the tables of a class.
///
/// # Errors
///
/// Those of `out`.
pub fn method_tables<C: ClassLike>(class: C, out: &mut dyn Write) -> io::Result<()> {
    if class.interface() {
        let methods: Vec<_> = class.table_methods().collect();
        writeln!(out, "  interface methods: {}", methods.len())?;
        for (at, method) in methods.iter().enumerate() {
            writeln!(out, "    {at:4}  {}", signature(*method))?;
        }
        return Ok(());
    }
    let vtable = class.virtual_table();
    writeln!(out, "  vtable: {} entries", vtable.len())?;
    let parent = class.parent();
    let above = parent.as_ref().map_or(&[][..], |above| above.virtual_table());
    for (at, method) in vtable.iter().enumerate() {
        let change = match above.get(at) {
            _ if method.overpass() => "throws",
            // An entry for a method of an interface that the class lacks.
            None if method.owner() != class => "interface",
            None => "new",
            Some(old) if old != method => "overrides",
            Some(_) => "",
        };
        writeln!(out, "    {at:4}  {change:9}  {}", selected(*method))?;
    }
    for (interface, methods) in class.interface_tables() {
        writeln!(out, "  itable of {}: {} entries", class_name(interface), methods.len())?;
        for (at, (declared, selection)) in interface.table_methods().zip(methods).enumerate() {
            let selection = selection.map_or_else(|| "AbstractMethodError".to_owned(), selected);
            writeln!(out, "    {at:4}  {} -> {selection}", signature(declared))?;
        }
    }
    Ok(())
}

fn signature(method: impl MethodLike) -> String {
    let text = |symbol: base::symbol::Symbol| to_string_lossy(symbol.as_bytes()).into_owned();
    text(method.symbol()) + &text(method.type_symbol())
}

fn selected<M: MethodLike<Class: ClassLike>>(method: M) -> String {
    format!("{}.{}", class_name(method.owner()), signature(method))
}
