//! The class as a whole: heading, declaration, fields and methods.

use std::borrow::Cow;
use std::fmt::Write;

use base::{AccessFlags, CpIndex};
use classfile::{AttributeData, AttributeKind, Attributes, Constant, Member, Tag};
use sha2::{Digest, Sha256};

use super::{Origin, Printer};
use super::{descriptor, signature};
use crate::text::{decoded, dotted, source_literal};

/// Flags of one kind of owner: bit, name in the class file, and the modifier in
/// the Java language, if there is one.
type FlagTable = [(u16, &'static str, &'static str)];

/// The names of bits that have none.
const NUMBERS: [&str; 16] = [
    "0x1", "0x2", "0x4", "0x8", "0x10", "0x20", "0x40", "0x80", "0x100", "0x200", "0x400", "0x800",
    "0x1000", "0x2000", "0x4000", "0x8000",
];

/// The flags of a class or member that are set.
#[derive(Clone, Copy)]
struct Flags {
    /// With their modifiers.
    known: AccessFlags,
    /// Without a meaning, but with a number.
    numbered: u16,
    table: &'static FlagTable,
}

impl Flags {
    /// Those that have names, as names and modifiers.
    fn named(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let set = self.table.iter().filter(move |&&(bit, ..)| self.known.0 & bit != 0);
        set.map(|&(_, name, modifier)| (name, modifier))
    }

    /// All names.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let numbered = (0..16).rev().filter(move |shift| self.numbered & (1 << shift) != 0);
        self.named().map(|(name, _)| name).chain(numbered.map(|shift| NUMBERS[shift]))
    }
}

const CLASS_FLAGS: &FlagTable = &[
    (0x0001, "ACC_PUBLIC", "public"),
    (0x0010, "ACC_FINAL", "final"),
    (0x0020, "ACC_SUPER", ""),
    (0x0200, "ACC_INTERFACE", ""),
    (0x0400, "ACC_ABSTRACT", "abstract"),
    (0x1000, "ACC_SYNTHETIC", ""),
    (0x2000, "ACC_ANNOTATION", ""),
    (0x4000, "ACC_ENUM", ""),
    (0x8000, "ACC_MODULE", ""),
];

/// Those of `InnerClasses`.
const INNER_CLASS_FLAGS: &FlagTable = &[
    (0x0001, "ACC_PUBLIC", "public"),
    (0x0002, "ACC_PRIVATE", "private"),
    (0x0004, "ACC_PROTECTED", "protected"),
    (0x0008, "ACC_STATIC", "static"),
    (0x0010, "ACC_FINAL", "final"),
    (0x0200, "ACC_INTERFACE", ""),
    (0x0400, "ACC_ABSTRACT", "abstract"),
    (0x1000, "ACC_SYNTHETIC", ""),
    (0x2000, "ACC_ANNOTATION", ""),
    (0x4000, "ACC_ENUM", ""),
];

const FIELD_FLAGS: &FlagTable = &[
    (0x0001, "ACC_PUBLIC", "public"),
    (0x0002, "ACC_PRIVATE", "private"),
    (0x0004, "ACC_PROTECTED", "protected"),
    (0x0008, "ACC_STATIC", "static"),
    (0x0010, "ACC_FINAL", "final"),
    (0x0040, "ACC_VOLATILE", "volatile"),
    (0x0080, "ACC_TRANSIENT", "transient"),
    (0x1000, "ACC_SYNTHETIC", ""),
    (0x4000, "ACC_ENUM", ""),
];

const METHOD_FLAGS: &FlagTable = &[
    (0x0001, "ACC_PUBLIC", "public"),
    (0x0002, "ACC_PRIVATE", "private"),
    (0x0004, "ACC_PROTECTED", "protected"),
    (0x0008, "ACC_STATIC", "static"),
    (0x0010, "ACC_FINAL", "final"),
    (0x0020, "ACC_SYNCHRONIZED", "synchronized"),
    (0x0040, "ACC_BRIDGE", ""),
    (0x0080, "ACC_VARARGS", ""),
    (0x0100, "ACC_NATIVE", "native"),
    (0x0400, "ACC_ABSTRACT", "abstract"),
    (0x0800, "ACC_STRICT", "strictfp"),
    (0x1000, "ACC_SYNTHETIC", ""),
];

/// The flags that release 25 does not know where a class file of this version has
/// them (the table of `java.lang.reflect.AccessFlag.Location`).
fn flags_without_meaning(location: &str, major: u16) -> u16 {
    const STRICT: u16 = 0x0800;
    const BRIDGE_AND_VARARGS: u16 = 0x00c0;
    const SYNTHETIC_ANNOTATION_ENUM: u16 = 0x7000;
    const MODULE: u16 = 0x8000;
    let is_method = location == "METHOD";
    let mut without = 0;
    if (45..=48).contains(&major) {
        without |= SYNTHETIC_ANNOTATION_ENUM | if is_method { BRIDGE_AND_VARARGS } else { 0 };
    }
    if (45..=52).contains(&major) {
        without |= MODULE;
    }
    if is_method && !(46..=60).contains(&major) {
        without |= STRICT;
    }
    without
}

/// Interfaces of this version have methods with bodies.
const MAJOR_WITH_DEFAULT_METHODS: u16 = 52;

impl<'a> Printer<'_, '_, 'a> {
    pub(super) fn class_file(&mut self, origin: &Origin<'_>) {
        let options = self.options;
        if options.verbose || options.sysinfo {
            self.heading(origin);
        } else {
            self.compiled_from();
        }
        self.declaration();
        if options.verbose {
            self.w.newline();
            self.numbers();
            self.constant_pool();
        } else {
            self.w.print(" ");
        }
        self.w.println("{");
        self.w.indent(1);
        if self.class.access_flags().is_module() && !options.verbose {
            self.module_directives();
        }
        for field in self.class.fields() {
            self.field(field);
        }
        for method in self.class.methods() {
            self.method(method);
        }
        self.w.request_newline(false);
        self.w.indent(-1);
        self.w.println("}");
        if options.verbose {
            self.attributes(self.class.attributes());
        }
    }

    fn heading(&mut self, origin: &Origin<'_>) {
        self.w.print("Classfile ");
        self.w.println(origin.location);
        self.w.indent(1);
        let size = self.class.bytes().len();
        match origin.modified {
            Some(date) => {
                self.w.println(&format!("Last modified {date}; size {size} bytes"));
            }
            None => self.w.println(&format!("Size {size} bytes")),
        }
        let mut line = String::from("SHA-256 checksum ");
        for byte in Sha256::digest(self.class.bytes()) {
            write!(line, "{byte:02x}").expect("a string takes everything");
        }
        self.w.println(&line);
        self.compiled_from();
        self.w.indent(-1);
    }

    fn compiled_from(&mut self) {
        match self.class.attributes().decode_kind(AttributeKind::SourceFile) {
            Ok(Some(AttributeData::SourceFile(index))) => {
                let name = self.text(index);
                self.w.print("Compiled from \"");
                self.w.print(&name);
                self.w.println("\"");
            }
            Ok(_) => {}
            Err(error) => self.problem(error.to_string()),
        }
    }

    fn declaration(&mut self) {
        let flags = self.class.access_flags();
        let shown = self.flags(flags, CLASS_FLAGS, "CLASS");
        self.modifiers(shown, flags.is_interface());
        if flags.is_module() && self.module_heading() {
            return;
        }
        self.w.print(if flags.is_interface() { "interface " } else { "class " });
        let name = self.name(self.class.this_class());
        self.w.print(&dotted(&name));
        match self.class.signature() {
            Ok(None) => self.supertypes(),
            Ok(Some(text)) => self.generic_supertypes(&decoded(text)),
            Err(error) => self.problem(error.to_string()),
        }
    }

    fn supertypes(&mut self) {
        let is_interface = self.class.access_flags().is_interface();
        let super_class = self.class.super_class();
        if !super_class.is_zero()
            && !is_interface
            && self.class.super_name() != Some(b"java/lang/Object")
        {
            let name = self.name(super_class);
            self.w.print(" extends ");
            self.w.print(&dotted(&name));
        }
        let mut separator = if is_interface { " extends " } else { " implements " };
        for index in self.class.interfaces().iter() {
            let name = self.name(index);
            self.w.print(separator);
            self.w.print(&dotted(&name));
            separator = ",";
        }
    }

    fn generic_supertypes(&mut self, text: &str) {
        let is_interface = self.class.access_flags().is_interface();
        let Ok(parsed) = signature::class(text, self.options.verbose) else {
            return self.problem(format!("malformed class signature {text}"));
        };
        let mut out = parsed.parameters;
        // JDK 17 takes a signature that is only a type for a superclass.
        let only_a_type = out.is_empty() && parsed.interfaces.is_empty() && !self.jdk25();
        if (!is_interface || only_a_type)
            && (self.options.verbose || parsed.superclass != "java/lang/Object")
        {
            out += " extends ";
            out += &parsed.superclass;
        }
        let mut separator = if is_interface { " extends " } else { " implements " };
        for interface in &parsed.interfaces {
            out += separator;
            out += interface;
            separator = ", ";
        }
        self.w.print(&dotted(&out));
    }

    fn numbers(&mut self) {
        let class = self.class;
        self.w.indent(1);
        self.w.print("minor version: ");
        self.w.number(class.minor_version());
        self.w.print("\nmajor version: ");
        self.w.number(class.major_version());
        self.w.newline();
        let shown = self.flags(class.access_flags(), CLASS_FLAGS, "CLASS");
        self.flags_line(class.access_flags(), shown);
        self.w.print("this_class: ");
        self.class_index(class.this_class());
        self.w.print("super_class: ");
        self.class_index(class.super_class());
        let (interfaces, fields) = (class.interfaces().len(), class.fields().len());
        let (methods, attributes) = (class.methods().len(), class.attributes().count());
        self.w.println(&format!(
            "interfaces: {interfaces}, fields: {fields}, methods: {methods}, attributes: {attributes}"
        ));
        self.w.indent(-1);
    }

    /// A class by its index, and unless that is 0 by its name.
    fn class_index(&mut self, index: CpIndex) {
        self.print_index(index);
        if !index.is_zero() {
            self.w.tab();
            self.w.print("// ");
            if self.jdk25() {
                let name = self.name(index);
                self.w.print(&name);
            } else {
                self.value(index);
            }
        }
        self.w.newline();
    }

    /// The flags that are set. Bits without a meaning have numbers, but release
    /// 25, which reports them, has these for classes only.
    fn flags(&mut self, flags: AccessFlags, table: &'static FlagTable, location: &str) -> Flags {
        let mut meant = table.iter().fold(0, |bits, &(bit, ..)| bits | bit);
        if self.jdk25() {
            meant &= !flags_without_meaning(location, self.class.major_version());
        }
        let unknown = flags.0 & !meant;
        if unknown != 0 && self.jdk25() {
            let release = match self.class.major_version() {
                major @ 45..=69 => format!("RELEASE_{}", major - 44),
                _ => "RELEASE_25".to_owned(),
            };
            let text = format!(
                "Access Flags: Unmatched bit position 0x{unknown:x} for location {location} \
                 for class file format {release}"
            );
            self.report(&text);
        }
        let numbered = if !self.jdk25() || location == "CLASS" { unknown } else { 0 };
        Flags { known: AccessFlags(flags.0 & meant), numbered, table }
    }

    fn modifiers(&mut self, flags: Flags, is_interface: bool) {
        for (_, modifier) in flags.named() {
            if modifier.is_empty() || (is_interface && modifier == "abstract") {
                continue;
            }
            self.w.print(modifier);
            self.w.print(" ");
        }
    }

    fn flags_line(&mut self, flags: AccessFlags, shown: Flags) {
        write!(self.w, "flags: (0x{:04x}) ", flags.0).expect("the writer keeps its errors");
        for (at, name) in shown.names().enumerate() {
            self.w.print(if at == 0 { "" } else { ", " });
            self.w.print(name);
        }
        self.w.newline();
    }

    /// The modifiers of an entry of `InnerClasses`.
    pub(super) fn inner_class_modifiers(&mut self, flags: AccessFlags) {
        let shown = self.flags(flags, INNER_CLASS_FLAGS, "INNER_CLASS");
        self.modifiers(shown, flags.is_interface());
    }

    fn field(&mut self, field: Member<'_, 'a>) {
        let (options, flags) = (self.options, field.access_flags());
        if !options.access.shows(flags) {
            return;
        }
        let shown = self.flags(flags, FIELD_FLAGS, "FIELD");
        self.modifiers(shown, false);
        match self.generic_signature(field.attributes()) {
            Some(generic) => self.field_type(&generic),
            None => self.field_descriptor(field),
        }
        self.w.print(" ");
        let name = self.text(field.name_index());
        self.w.print(&name);
        if options.constants {
            self.initial_value(field);
        }
        self.w.println(";");
        self.w.indent(1);
        if options.descriptors {
            self.w.print("descriptor: ");
            let descriptor = self.text(field.descriptor_index());
            self.w.println(&descriptor);
        }
        if options.verbose {
            let shown = self.flags(flags, FIELD_FLAGS, "FIELD");
            self.flags_line(flags, shown);
            self.attributes(field.attributes());
        }
        self.w.indent(-1);
        if options.verbose || options.code || options.lines {
            self.w.newline();
        }
    }

    /// The text of the `Signature` attribute.
    pub(super) fn generic_signature<'x>(
        &mut self,
        attributes: Attributes<'_, 'x>,
    ) -> Option<Cow<'x, str>> {
        match attributes.decode_kind(AttributeKind::Signature) {
            Ok(Some(AttributeData::Signature(index))) => {
                Some(decoded(attributes.pool().utf8(index).ok()?))
            }
            Ok(_) => None,
            Err(error) => {
                self.problem(error.to_string());
                None
            }
        }
    }

    /// A field descriptor or signature as a Java type.
    pub(super) fn field_type(&mut self, text: &str) {
        match signature::field(text, self.options.verbose) {
            Ok(shown) => self.w.print(&dotted(&shown)),
            Err(error) => {
                self.problem(format!("{error} {text}"));
                self.w.print(super::constants::UNREADABLE);
            }
        }
    }

    fn field_descriptor(&mut self, field: Member<'_, '_>) {
        let index = field.descriptor_index();
        match self.pool.utf8(index) {
            Ok(text) => self.type_descriptor(&decoded(text)),
            Err(_) => {
                let shown = self.text(index);
                self.w.print(&shown);
            }
        }
    }

    pub(super) fn type_descriptor(&mut self, text: &str) {
        let fault = if self.jdk25() { descriptor::field_fault(text) } else { None };
        self.types(fault.map_or_else(|| descriptor::types(text, 0, text.len()), Err));
    }

    /// Types of a descriptor, or what is wrong with it.
    fn types(&mut self, types: Result<(String, usize), descriptor::Fault>) {
        match types {
            Ok((shown, _)) => self.w.print(&shown),
            Err(fault) => {
                self.report(&fault);
                self.w.print(super::constants::UNREADABLE);
            }
        }
    }

    fn initial_value(&mut self, field: Member<'_, '_>) {
        let index = match field.constant_value() {
            Ok(None) => return,
            Ok(Some(index)) => index,
            Err(error) => return self.problem(error.to_string()),
        };
        self.w.print(" = ");
        match (self.pool.get(index), field.descriptor()) {
            (Ok(Constant::Integer(value)), b"C") => {
                self.w.print(&source_literal(std::iter::once(value as u16), '\''));
            }
            (Ok(Constant::Integer(value)), b"Z") => {
                self.w.print(if value == 1 { "true" } else { "false" });
            }
            (Ok(Constant::String(text)), _) if self.pool.utf8(text).is_ok() => {
                let bytes = self.pool.utf8(text).expect("just tried");
                self.w.print(&source_literal(base::mutf8::units(bytes), '"'));
            }
            _ => self.value(index),
        }
    }

    fn method(&mut self, method: Member<'_, 'a>) {
        let (options, flags) = (self.options, method.access_flags());
        if !options.access.shows(flags) {
            return;
        }
        // What is wrong with the name comes first.
        let name = self.text(method.name_index());
        let shown = self.flags(flags, METHOD_FLAGS, "METHOD");
        self.modifiers(shown, false);
        let owner = self.class.access_flags();
        if owner.is_interface()
            && !flags.is_abstract()
            && name != "<clinit>"
            && self.class.major_version() >= MAJOR_WITH_DEFAULT_METHODS
            && !flags.is_static()
            && !flags.is_private()
        {
            self.w.print("default ");
        }
        self.method_header(method, &name);
        self.w.println(";");
        self.w.indent(1);
        if options.descriptors {
            self.w.print("descriptor: ");
            let descriptor = self.text(method.descriptor_index());
            self.w.println(&descriptor);
        }
        if options.verbose {
            let shown = self.flags(flags, METHOD_FLAGS, "METHOD");
            self.flags_line(flags, shown);
            self.method_attributes(method);
        } else if options.code || options.lines {
            self.minimal_code(method);
        }
        self.w.indent(-1);
        self.w.request_newline(
            options.code || options.verbose || options.descriptors || options.lines,
        );
    }

    fn method_header(&mut self, method: Member<'_, '_>, name: &str) {
        let Some(text) = self.generic_signature(method.attributes()) else {
            return self.plain_header(method, name);
        };
        let parsed = match signature::method(&text, self.options.verbose) {
            Ok(parsed) => parsed,
            Err(error) => {
                self.problem(format!("{error} {text}"));
                self.w.print(super::constants::UNREADABLE);
                self.w.print(" ");
                return self.w.print(name);
            }
        };
        if !parsed.parameters.is_empty() {
            self.w.print(&dotted(&parsed.parameters));
            self.w.print(" ");
        }
        match name {
            "<init>" => {
                let name = self.name(self.class.this_class());
                self.w.print(&dotted(&name));
            }
            "<clinit>" => self.w.print("{}"),
            _ => {
                self.w.print(&dotted(&parsed.result));
                self.w.print(" ");
                self.w.print(name);
            }
        }
        if name != "<clinit>" {
            let mut arguments = parsed.arguments;
            if method.access_flags().is_varargs() {
                with_ellipsis(&mut arguments);
            }
            self.w.print("(");
            self.w.print(&dotted(&arguments));
            self.w.print(")");
        }
        self.throws(method, &parsed.throws);
    }

    /// The header of a method without a signature.
    fn plain_header(&mut self, method: Member<'_, '_>, name: &str) {
        let index = method.descriptor_index();
        let (text, end) = match self.pool.utf8(index) {
            Ok(text) => (decoded(text), Ok(())),
            Err(_) => ("".into(), Err(self.index_fault(index, Tag::Utf8))),
        };
        let fault = || descriptor::method_fault(&text);
        if self.jdk25()
            && let Some(fault) = end.clone().err().or_else(fault)
        {
            return self.report(&fault);
        }
        let end = end.and_then(|()| descriptor::parameters_end(&text));
        match name {
            "<init>" => {
                let name = self.name(self.class.this_class());
                self.w.print(&dotted(&name));
            }
            "<clinit>" => self.w.print("{}"),
            _ => {
                let result = end.clone().and_then(|end| descriptor::types(&text, end, text.len()));
                self.types(result);
                self.w.print(" ");
                self.w.print(name);
            }
        }
        if name != "<clinit>" {
            let mut parameters = end.and_then(|end| descriptor::types(&text, 0, end));
            if let (true, Ok((shown, _))) = (method.access_flags().is_varargs(), &mut parameters) {
                with_ellipsis(shown);
            }
            self.types(parameters);
        }
        self.throws(method, "");
    }

    fn throws(&mut self, method: Member<'_, '_>, generic: &str) {
        if method.attribute(AttributeKind::Exceptions).is_none() {
            return;
        }
        self.w.print(" throws ");
        if !generic.is_empty() {
            // Release 17 leaves these as they are in the class file.
            return self.w.print(&if self.jdk25() { dotted(generic) } else { generic.into() });
        }
        match method.exceptions() {
            Ok(classes) => {
                for (at, class) in classes.iter().enumerate() {
                    self.w.print(if at == 0 { "" } else { ", " });
                    let name = self.name(class);
                    self.w.print(&dotted(&name));
                }
            }
            Err(error) => self.problem(error.to_string()),
        }
    }
}

/// Shows the last array as a variable number of arguments.
fn with_ellipsis(parameters: &mut String) {
    if let Some(at) = parameters.rfind("[]") {
        parameters.replace_range(at..at + 2, "...");
    }
}
