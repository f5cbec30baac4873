//! The constant pool, and constants where others refer to them (JVMS §4.4).
//!
//! What a damaged pool does not have is shown as `???`, with a line before that says
//! what is wrong.

use std::borrow::Cow;

use base::CpIndex;
use classfile::{Constant, Tag};

use super::numbers::{self, Digits};
use super::{Printer, Release};
use crate::text::{checked_name, decoded, escaped};

/// A method handle leads to a member, that to a class, and that to its name.
const LEVELS: u8 = 3;

/// In place of what cannot be read.
pub(super) const UNREADABLE: &str = "???";

/// Which form a name takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Escaped, as the value of a string.
    Escaped,
    /// Quoted unless it is a Java name.
    Name,
    /// As it is.
    Raw,
}

/// What is known of a text, which is printed many times over.
#[derive(Clone, Copy)]
struct Shape(u8);

impl Shape {
    const KNOWN: u8 = 1;
    /// Nothing in it needs an escape.
    const PLAIN: u8 = 2;
    /// It is a Java name.
    const NAME: u8 = 4;

    fn of(bytes: &[u8]) -> Shape {
        let plain = |&byte: &u8| (b' '..=b'~').contains(&byte) && !b"\"'\\".contains(&byte);
        let mut shape = Shape::KNOWN;
        if bytes.iter().all(plain) {
            shape |= Shape::PLAIN;
            if matches!(checked_name(&decoded(bytes)), Cow::Borrowed(_)) {
                shape |= Shape::NAME;
            }
        }
        Shape(shape)
    }

    fn is_as_it_is(self, form: Form) -> bool {
        let needed = if form == Form::Name { Shape::NAME } else { Shape::PLAIN };
        self.0 & needed != 0
    }
}

/// The shapes of the texts of a class, found when first asked for.
pub(super) struct Texts(Vec<Shape>);

impl Texts {
    pub(super) fn new(count: u16) -> Texts {
        Texts(vec![Shape(0); count.into()])
    }

    fn shape(&mut self, index: CpIndex, bytes: &[u8]) -> Shape {
        let shape = &mut self.0[usize::from(index.0)];
        if shape.0 == 0 {
            *shape = Shape::of(bytes);
        }
        *shape
    }
}

impl<'a> Printer<'_, '_, 'a> {
    /// Prints the section `Constant pool:`.
    pub(super) fn constant_pool(&mut self) {
        self.w.println("Constant pool:");
        self.w.indent(1);
        let count = self.pool.count();
        let width = count.to_string().len() + 1;
        for index in self.pool.indices() {
            let digits = index.0.ilog10() as usize + 1;
            for _ in digits + 1..width {
                self.w.plain(b" ");
            }
            self.print_index(index);
            self.entry(index);
        }
        self.w.indent(-1);
    }

    fn entry(&mut self, index: CpIndex) {
        let Ok(constant) = self.pool.get(index) else {
            self.problem(format!("constant {index} cannot be read"));
            return self.w.println(UNREADABLE);
        };
        let tag = self.pool.tag(index).expect("an entry has a tag");
        let unknown = self.options.release == Release::Jdk25;
        if unknown && let Some(missing) = self.missing_part(index, LEVELS) {
            self.report(&bad_index(missing));
            return self.w.println(UNREADABLE);
        }
        let name = match tag {
            Tag::Module | Tag::Package if unknown => "Unknown",
            _ => tag.name(),
        };
        self.w.plain(b" = ");
        self.w.plain(name.as_bytes());
        self.w.plain(&b"                   "[..19 - name.len()]);
        match constant {
            Constant::Utf8(_)
            | Constant::Integer(_)
            | Constant::Float(_)
            | Constant::Long(_)
            | Constant::Double(_) => {
                self.value(index);
                return self.w.newline();
            }
            Constant::Class(name)
            | Constant::String(name)
            | Constant::MethodType(name)
            | Constant::Module(name)
            | Constant::Package(name) => self.print_index(name),
            Constant::Member { class, name_and_type, .. } => {
                self.print_index(class);
                self.w.plain(b".");
                self.print_index(name_and_type);
            }
            Constant::NameAndType { name, descriptor } => {
                self.print_index(name);
                self.w.plain(b":");
                self.print_index(descriptor);
            }
            Constant::MethodHandle { kind, reference } => {
                self.w.number(kind);
                self.w.plain(b":");
                self.print_index(reference);
            }
            Constant::Dynamic { bootstrap, name_and_type, .. } => {
                self.w.print("#");
                self.w.number(bootstrap.0);
                self.w.plain(b":");
                self.print_index(name_and_type);
            }
        }
        self.w.tab();
        self.w.plain(if tag == Tag::MethodType { b"//  " } else { &b"// "[..] });
        self.value(index);
        self.w.newline();
    }

    /// Prints `#` and the index.
    pub(super) fn print_index(&mut self, index: CpIndex) {
        self.w.plain(b"#");
        self.w.number(index.0);
    }

    /// Prints the index, a tab, `// ` and the value.
    pub(super) fn index_and_value(&mut self, index: CpIndex) {
        self.print_index(index);
        self.w.tab();
        self.w.plain(b"// ");
        self.value(index);
    }

    /// Prints the kind and the value of a constant; members of this class
    /// without their class.
    pub(super) fn reference(&mut self, index: CpIndex) {
        if index.is_zero() {
            return self.w.print("#0");
        }
        let Ok(constant) = self.pool.get(index) else {
            if self.jdk25() {
                self.report(&bad_index(index));
            } else {
                self.problems.in_text = true;
                self.print_index(index);
            }
            return;
        };
        let tag = self.pool.tag(index).expect("an entry has a tag");
        let jdk17 = self.options.release == Release::Jdk17;
        let name = match tag {
            Tag::Utf8 => "Utf8",
            Tag::Integer => "int",
            Tag::Float => "float",
            Tag::Long => "long",
            Tag::Double => "double",
            Tag::Class => "class",
            Tag::String => "String",
            Tag::Fieldref => "Field",
            Tag::Methodref => "Method",
            Tag::InterfaceMethodref => "InterfaceMethod",
            Tag::Module if !jdk17 => "(unknown tag 19)",
            Tag::Package if !jdk17 => "(unknown tag 20)",
            other => other.name(),
        };
        self.w.plain(name.as_bytes());
        self.w.plain(b" ");
        match constant {
            Constant::Member { class, name_and_type, .. }
                if class == self.class.this_class() && self.pool.get(name_and_type).is_ok() =>
            {
                self.value(name_and_type);
            }
            _ => self.value(index),
        }
    }

    /// Prints the value of a constant.
    pub(super) fn value(&mut self, index: CpIndex) {
        let Ok(constant) = self.pool.get(index) else { return self.not_a(index, Tag::Utf8) };
        match constant {
            Constant::Utf8(_) => self.utf8(index, Form::Escaped),
            Constant::String(text) => self.utf8(text, Form::Escaped),
            Constant::Integer(value) => self.w.number(value),
            Constant::Long(value) => {
                self.w.number(value);
                self.w.print("l");
            }
            Constant::Float(value) => {
                self.w.print(&numbers::float(value, self.digits()));
                self.w.print("f");
            }
            Constant::Double(value) => {
                self.w.print(&numbers::double(value, self.digits()));
                self.w.print("d");
            }
            Constant::Class(name) | Constant::Module(name) | Constant::Package(name) => {
                self.utf8(name, Form::Name);
            }
            Constant::Member { class, name_and_type, .. } => {
                match self.pool.get(class) {
                    Ok(Constant::Class(name)) => self.utf8(name, Form::Name),
                    _ => self.not_a(class, Tag::Class),
                }
                self.w.plain(b".");
                self.name_and_type(name_and_type);
            }
            Constant::NameAndType { .. } => self.name_and_type(index),
            Constant::MethodHandle { kind, reference } => match self.pool.get(reference) {
                Ok(Constant::Member { .. }) => {
                    self.w.print(reference_kind(kind));
                    self.w.print(" ");
                    self.value(reference);
                }
                _ => self.not_a(reference, Tag::Methodref),
            },
            Constant::MethodType(descriptor) => self.utf8(descriptor, Form::Raw),
            Constant::Dynamic { bootstrap, name_and_type, .. } => {
                match self.pool.get(name_and_type) {
                    Ok(Constant::NameAndType { .. }) => {
                        self.w.print("#");
                        self.w.number(bootstrap.0);
                        self.w.plain(b":");
                        self.name_and_type(name_and_type);
                    }
                    _ => self.not_a(name_and_type, Tag::NameAndType),
                }
            }
        }
    }

    /// The first of the constants that this one is made of that is not there at all,
    /// down to so many levels (in a damaged pool a constant may lead to itself).
    fn missing_part(&self, index: CpIndex, levels: u8) -> Option<CpIndex> {
        let missing = |index| match self.pool.get(index) {
            Ok(_) => self.missing_part(index, levels.checked_sub(1)?),
            Err(_) => Some(index),
        };
        match self.pool.get(index).ok()? {
            Constant::Class(name)
            | Constant::String(name)
            | Constant::MethodType(name)
            | Constant::Module(name)
            | Constant::Package(name) => self.pool.get(name).is_err().then_some(name),
            Constant::NameAndType { name, descriptor } => {
                [name, descriptor].into_iter().find(|&part| self.pool.get(part).is_err())
            }
            Constant::Member { class, name_and_type, .. } => {
                [class, name_and_type].into_iter().find_map(missing)
            }
            Constant::Dynamic { name_and_type, .. } => missing(name_and_type),
            Constant::MethodHandle { reference, .. } => missing(reference),
            Constant::Utf8(_)
            | Constant::Integer(_)
            | Constant::Float(_)
            | Constant::Long(_)
            | Constant::Double(_) => None,
        }
    }

    fn digits(&self) -> Digits {
        match self.options.release {
            Release::Jdk17 => Digits::Classic,
            Release::Jdk25 => Digits::Shortest,
        }
    }

    fn name_and_type(&mut self, index: CpIndex) {
        let Ok(Constant::NameAndType { name, descriptor }) = self.pool.get(index) else {
            return self.not_a(index, Tag::NameAndType);
        };
        self.utf8(name, Form::Name);
        self.w.plain(b":");
        self.utf8(descriptor, Form::Raw);
    }

    fn utf8(&mut self, index: CpIndex, form: Form) {
        let Ok(bytes) = self.pool.utf8(index) else { return self.not_a(index, Tag::Utf8) };
        if self.texts.shape(index, bytes).is_as_it_is(form) {
            return self.w.plain(bytes);
        }
        let text = decoded(bytes);
        match form {
            Form::Escaped => self.w.print(&escaped(&text)),
            Form::Name => self.w.print(&checked_name(&text)),
            Form::Raw => self.w.print(&text),
        }
    }

    /// Shows that a constant cannot be read, and says why.
    fn not_a(&mut self, index: CpIndex, tag: Tag) {
        self.report_index(index, tag);
        self.w.print(UNREADABLE);
    }

    /// Says in the text that there is no constant of this kind.
    fn report_index(&mut self, index: CpIndex, tag: Tag) {
        let fault = self.index_fault(index, tag);
        self.report(&fault);
    }

    /// Why a constant is not one of this kind.
    pub(super) fn index_fault(&self, index: CpIndex, tag: Tag) -> String {
        match self.pool.tag(index) {
            _ if self.jdk25() => bad_index(index),
            None => format!("invalid index #{index}"),
            Some(found) => {
                let (expected, found) = (tag as u8, found as u8);
                format!("unexpected entry at #{index} -- expected tag {expected}, found {found}")
            }
        }
    }

    /// The text of a `Utf8` entry.
    pub(super) fn text(&mut self, index: CpIndex) -> Cow<'a, str> {
        match self.pool.utf8(index) {
            Ok(bytes) => decoded(bytes),
            Err(_) => {
                self.report_index(index, Tag::Utf8);
                UNREADABLE.into()
            }
        }
    }

    /// The name that a class, module or package entry refers to.
    pub(super) fn name(&mut self, index: CpIndex) -> Cow<'a, str> {
        self.name_of(index, Tag::Class)
    }

    /// The name that an entry refers to which should be of this kind.
    pub(super) fn name_of(&mut self, index: CpIndex, tag: Tag) -> Cow<'a, str> {
        match self.pool.get(index) {
            Ok(Constant::Class(name) | Constant::Module(name) | Constant::Package(name)) => {
                self.text(name)
            }
            _ => {
                self.report_index(index, tag);
                UNREADABLE.into()
            }
        }
    }
}

/// What release 25 says of an index without an entry.
fn bad_index(index: CpIndex) -> String {
    format!("Bad CP index: {index}")
}

fn reference_kind(kind: u8) -> &'static str {
    match kind {
        1 => "REF_getField",
        2 => "REF_getStatic",
        3 => "REF_putField",
        4 => "REF_putStatic",
        5 => "REF_invokeVirtual",
        6 => "REF_invokeStatic",
        7 => "REF_invokeSpecial",
        8 => "REF_newInvokeSpecial",
        9 => "REF_invokeInterface",
        _ => UNREADABLE,
    }
}
