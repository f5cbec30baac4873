//! `-XX:+PrintMethodTables`: the tables of methods of all classes, as the layout view
//! of the inspection tool shows them.

use crate::model::ClassRef;
use crate::thread::Vm;
use layout::show;
use std::io::{self, Write};

/// Prints the tables of the loaded classes, in the order of their names, to standard
/// output, if that is asked for.
pub fn exit(vm: &Vm) {
    if vm.config.print_method_tables {
        let mut out = io::BufWriter::new(io::stdout().lock());
        // A closed standard output is no reason to end otherwise.
        let _ = print(vm, &mut out).and_then(|()| out.flush());
    }
}

fn print(vm: &Vm, out: &mut dyn Write) -> io::Result<()> {
    let loaded = vm.all_loaders().into_iter().flat_map(|loader| loader.classes());
    let shown = |class: &ClassRef| class.array_info().is_none() && !class.is_primitive();
    let mut classes: Vec<ClassRef> = loaded.filter(shown).collect();
    classes.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
    for class in classes {
        let what = if class.is_interface() { "interface" } else { "class" };
        writeln!(out, "{what} {}", show::class_name(class))?;
        show::method_tables(class, out)?;
    }
    Ok(())
}
