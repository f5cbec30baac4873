//! The text of the view.

use std::io::{self, Write};

use base::FieldType;
use layout::fields::HEADER_SIZE;
use layout::{ClassLike, show};

use super::nodes::{Class, FieldNode};
use crate::text::decoded;

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
    write!(out, "{what} {}", show::class_name(class))?;
    if let Some(parent) = class.parent().filter(|_| !class.interface()) {
        write!(out, " extends {}", show::class_name(parent))?;
    }
    writeln!(out, " (version {})", class.0.major_version)?;
    if !class.interface() {
        objects(class, out)?;
    }
    statics(class, out)?;
    if tables {
        show::method_tables(class, out)?;
    }
    Ok(())
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
        let from =
            from.map_or(String::new(), |owner| format!("  from {}", show::class_name(owner)));
        let line = format!("    {offset:6} {size:4}  {kind:width$}  {name:names$}{from}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
