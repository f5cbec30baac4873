//! The text of the view.

use std::io::{self, Write};

use base::FieldType;
use layout::fields::HEADER_SIZE;
use layout::{ClassLike, MethodLike};

use super::nodes::{Class, FieldNode, Method};
use crate::text::{decoded, dotted};

/// A stretch of an object.
struct Row<'a> {
    offset: u32,
    size: u32,
    kind: String,
    name: String,
    owner: Option<Class<'a>>,
}

pub(super) fn class(class: Class<'_>, tables: bool, out: &mut dyn Write) -> io::Result<()> {
    let what = if class.interface() { "interface" } else { "class" };
    write!(out, "{what} {}", name_of(class))?;
    if let Some(parent) = class.parent().filter(|_| !class.interface()) {
        write!(out, " extends {}", name_of(parent))?;
    }
    writeln!(out, " (version {})", class.0.major_version)?;
    if !class.interface() {
        objects(class, out)?;
    }
    statics(class, out)?;
    if tables {
        method_tables(class, out)?;
    }
    Ok(())
}

fn name_of(class: Class<'_>) -> String {
    dotted(&decoded(class.0.name.as_bytes())).into_owned()
}

fn type_of(field: &FieldNode) -> String {
    let parsed = FieldType::parse(field.descriptor.as_bytes());
    parsed.map_or_else(|_| field.descriptor.to_string(), |parsed| parsed.to_string())
}

fn row<'a>(field: &FieldNode, owner: Class<'a>) -> Row<'a> {
    let mut name = decoded(field.name.as_bytes()).into_owned();
    if field.injected {
        name += "  (made by the VM)";
    }
    let size = field.kind.element_size() as u32;
    Row { offset: field.offset, size, kind: type_of(field), name, owner: Some(owner) }
}

fn objects(class: Class<'_>, out: &mut dyn Write) -> io::Result<()> {
    let none = |offset, size, kind: &str| Row {
        offset,
        size,
        kind: kind.to_owned(),
        name: String::new(),
        owner: None,
    };
    let mut rows = vec![none(0, HEADER_SIZE, "(header)")];
    let mut at = Some(class);
    while let Some(owner) = at {
        let instance = owner.0.fields.iter().filter(|field| !field.is_static);
        rows.extend(instance.map(|field| row(field, owner)));
        at = owner.parent();
    }
    rows.sort_by_key(|row| row.offset);
    let size = class.0.instance_size;
    let mut end = 0;
    let mut all = Vec::new();
    for row in rows {
        if row.offset > end {
            all.push(none(end, row.offset - end, "(unused)"));
        }
        end = row.offset + row.size;
        all.push(row);
    }
    if end < size {
        all.push(none(end, size - end, "(unused)"));
    }
    let unused: u32 = all.iter().filter(|row| row.kind == "(unused)").map(|row| row.size).sum();
    writeln!(out, "  object: {size} bytes, {unused} of them unused")?;
    print_rows(&all, class, out)
}

fn statics(class: Class<'_>, out: &mut dyn Write) -> io::Result<()> {
    let fields = class.0.fields.iter().filter(|field| field.is_static);
    let mut rows: Vec<Row<'_>> = fields.map(|field| row(field, class)).collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|row| row.offset);
    writeln!(out, "  static fields: {} bytes", class.0.static_size)?;
    print_rows(&rows, class, out)
}

fn print_rows<'a>(rows: &[Row<'a>], class: Class<'a>, out: &mut dyn Write) -> io::Result<()> {
    let width = rows.iter().map(|row| row.kind.chars().count()).max().unwrap_or(0);
    let names = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0);
    writeln!(out, "    offset size")?;
    for Row { offset, size, kind, name, owner } in rows {
        let from = owner.filter(|owner| *owner != class);
        let from = from.map_or(String::new(), |owner| format!("  from {}", name_of(owner)));
        let line = format!("    {offset:6} {size:4}  {kind:width$}  {name:names$}{from}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn method_tables(class: Class<'_>, out: &mut dyn Write) -> io::Result<()> {
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
    let above = class.parent().map_or(&[][..], |above| above.0.vtable);
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
        writeln!(out, "  itable of {}: {} entries", name_of(interface), methods.len())?;
        for (at, (declared, selection)) in interface.table_methods().zip(methods).enumerate() {
            let selection = selection.map_or_else(|| "AbstractMethodError".to_owned(), selected);
            writeln!(out, "    {at:4}  {} -> {selection}", signature(declared))?;
        }
    }
    Ok(())
}

fn signature(method: Method<'_>) -> String {
    format!("{}{}", decoded(method.0.name.as_bytes()), decoded(method.0.descriptor.as_bytes()))
}

fn selected(method: Method<'_>) -> String {
    format!("{}.{}", name_of(method.owner()), signature(method))
}
