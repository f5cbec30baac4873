//! Module declarations (JVMS §4.7.25): as source without `-v`, as tables with it.

use std::fmt::Write;

use base::{AccessFlags, CpIndex};
use classfile::module::{Exports, Hashes, Module};
use classfile::{AttributeData, AttributeKind, Table};

use super::Printer;
use crate::text::dotted;

/// Flags of module declarations, with the names that are shown.
const MODULE_FLAGS: &[(u16, &str)] =
    &[(0x0020, " ACC_OPEN"), (0x8000, " ACC_MANDATED"), (0x1000, " ACC_SYNTHETIC")];
const REQUIRES_FLAGS: &[(u16, &str)] = &[
    (0x0020, " ACC_TRANSITIVE"),
    (0x0040, " ACC_STATIC_PHASE"),
    (0x1000, " ACC_SYNTHETIC"),
    (0x8000, " ACC_MANDATED"),
];
const EXPORTS_FLAGS: &[(u16, &str)] = &[(0x8000, " ACC_MANDATED"), (0x1000, " ACC_SYNTHETIC")];
const RESOLUTION_FLAGS: &[(u16, &str)] = &[
    (0x0001, " DO_NOT_RESOLVE_BY_DEFAULT"),
    (0x0002, " WARN_DEPRECATED"),
    (0x0004, " WARN_DEPRECATED_FOR_REMOVAL"),
    (0x0008, " WARN_INCUBATING"),
];

const OPEN: u16 = 0x0020;

impl<'a> Printer<'_, '_, 'a> {
    fn module(&mut self) -> Option<Module<'a>> {
        match self.class.attributes().decode_kind(AttributeKind::Module) {
            Ok(Some(AttributeData::Module(module))) => Some(module),
            Ok(_) => None,
            Err(error) => {
                self.problem(error.to_string());
                None
            }
        }
    }

    /// The declaration's first line; false if there is no `Module` attribute.
    pub(super) fn module_heading(&mut self) -> bool {
        let Some(module) = self.module() else { return false };
        if module.flags.0 & OPEN != 0 {
            self.w.print("open ");
        }
        self.w.print("module ");
        let name = self.name(module.name);
        self.w.print(&name);
        if !module.version.is_zero() {
            self.w.print("@");
            let version = self.text(module.version);
            self.w.print(&version);
        }
        true
    }

    /// The directives in source form.
    pub(super) fn module_directives(&mut self) {
        let Some(module) = self.module() else { return };
        for entry in module.requires.iter() {
            self.w.print("requires");
            if entry.flags.is_static_phase() {
                self.w.print(" static");
            }
            if entry.flags.is_transitive() {
                self.w.print(" transitive");
            }
            self.w.print(" ");
            let name = self.name(entry.module);
            self.w.print(&name);
            self.w.println(";");
        }
        for (keyword, list) in [("exports ", module.exports), ("opens ", module.opens)] {
            for entry in list.iter() {
                self.w.print(keyword);
                self.dotted_name(entry.package);
                self.directive_end(" to", entry.to);
            }
        }
        for service in module.uses.iter() {
            self.w.print("uses ");
            self.dotted_name(service);
            self.w.println(";");
        }
        for entry in module.provides.iter() {
            self.w.print("provides  ");
            self.dotted_name(entry.service);
            self.directive_end(" with", entry.with);
        }
    }

    fn dotted_name(&mut self, index: CpIndex) {
        let name = self.name(index);
        self.w.print(&dotted(&name));
    }

    fn directive_end(&mut self, keyword: &str, names: Table<'_, CpIndex>) {
        for (at, name) in names.iter().enumerate() {
            if at == 0 {
                self.w.println(keyword);
                self.w.indent(1);
            } else {
                self.w.println(",");
            }
            self.dotted_name(name);
        }
        self.w.println(";");
        if !names.is_empty() {
            self.w.indent(-1);
        }
    }

    pub(super) fn module_attribute(&mut self, module: &Module<'a>) {
        self.w.println("Module:");
        self.w.indent(1);
        self.index_and_flags(module.name, module.flags, MODULE_FLAGS);
        self.w.newline();
        self.optional_value(module.version);
        self.count_of(module.requires.len(), "requires");
        for entry in module.requires.iter() {
            self.index_and_flags(entry.module, entry.flags, REQUIRES_FLAGS);
            self.w.newline();
            self.optional_value(entry.version);
        }
        self.w.indent(-1);
        for (name, list) in [("exports", module.exports), ("opens", module.opens)] {
            self.count_of(list.len(), name);
            list.iter().for_each(|entry| self.exports(&entry));
            self.w.indent(-1);
        }
        self.count_of(module.uses.len(), "uses");
        for service in module.uses.iter() {
            self.index_and_value(service);
            self.w.newline();
        }
        self.w.indent(-1);
        self.count_of(module.provides.len(), "provides");
        for entry in module.provides.iter() {
            self.index_and_value(entry.service);
            self.listed(" with ... ", "// ... with ", entry.with);
        }
        self.w.indent(-2);
    }

    fn exports(&mut self, entry: &Exports<'_>) {
        self.index_and_flags(entry.package, entry.flags, EXPORTS_FLAGS);
        if entry.to.is_empty() {
            return self.w.newline();
        }
        self.listed(" to ... ", "// ... to ", entry.to);
    }

    fn listed(&mut self, joint: &str, mark: &str, names: Table<'_, CpIndex>) {
        self.w.print(joint);
        self.w.number(names.len() as u32);
        self.w.newline();
        self.w.indent(1);
        for name in names.iter() {
            self.print_index(name);
            self.w.tab();
            self.w.print(mark);
            self.value(name);
            self.w.newline();
        }
        self.w.indent(-1);
    }

    fn index_and_flags(&mut self, index: CpIndex, flags: AccessFlags, names: &[(u16, &str)]) {
        self.print_index(index);
        write!(self.w, ",{:x}", flags.0).expect("the writer keeps its errors");
        self.w.tab();
        self.w.print("// ");
        self.value(index);
        self.flag_list(flags.0, names);
    }

    fn flag_list(&mut self, flags: u16, names: &[(u16, &str)]) {
        names.iter().filter(|(bit, _)| flags & bit != 0).for_each(|(_, name)| self.w.print(name));
    }

    fn optional_value(&mut self, index: CpIndex) {
        if index.is_zero() {
            self.print_index(index);
        } else {
            self.index_and_value(index);
        }
        self.w.newline();
    }

    /// The heading of a table; what follows is indented.
    fn count_of(&mut self, count: usize, what: &str) {
        self.w.number(count as u32);
        self.w.tab();
        self.w.print("// ");
        self.w.println(what);
        self.w.indent(1);
    }

    pub(super) fn module_hashes(&mut self, hashes: &Hashes<'_>) {
        self.w.println("ModuleHashes:");
        self.w.indent(1);
        self.w.print("algorithm: ");
        self.index_and_text(hashes.algorithm);
        self.w.number(hashes.modules.len() as u32);
        self.w.tab();
        self.w.println("// hashes");
        for entry in hashes.modules.iter() {
            self.print_index(entry.module);
            self.w.tab();
            self.w.print("// ");
            let name = self.name(entry.module);
            self.w.println(&name);
            self.w.println(&format!("hash_length: {}", entry.hash.len()));
            let mut line = String::from("hash: [");
            for byte in entry.hash {
                write!(line, "{byte:02x}").expect("a string takes everything");
            }
            line.push(']');
            self.w.println(&line);
        }
        self.w.indent(-1);
    }

    /// A `Utf8` entry by index and, not escaped, by text.
    pub(super) fn index_and_text(&mut self, index: CpIndex) {
        self.print_index(index);
        self.w.tab();
        self.w.print("// ");
        let text = self.text(index);
        self.w.println(&text);
    }

    pub(super) fn module_packages(&mut self, packages: Table<'_, CpIndex>) {
        self.w.println("ModulePackages:");
        self.w.indent(1);
        for package in packages.iter() {
            self.print_index(package);
            self.w.tab();
            self.w.print("// ");
            self.dotted_name(package);
            self.w.newline();
        }
        self.w.indent(-1);
    }

    pub(super) fn module_resolution(&mut self, flags: u16) {
        self.w.println("ModuleResolution:");
        self.w.indent(1);
        write!(self.w, "{flags:x}").expect("the writer keeps its errors");
        self.w.tab();
        self.w.print("// ");
        self.flag_list(flags, RESOLUTION_FLAGS);
        self.w.newline();
        self.w.indent(-1);
    }
}
