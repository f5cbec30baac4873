//! What is shown of one class: its declaration, its members, their code with constants
//! in line; and lists of places.
//!
//! A line has links: to classes and members that it names, and to other lines.

use std::collections::HashMap;

use base::mutf8::to_string_lossy;
use base::{AccessFlags, CpIndex};
use bytecode::{Instruction, Instructions, Operands};
use classfile::{
    AttributeData, AttributeKind, ClassFile, Code, Constant, ConstantPool, Member, Tag,
};

use crate::console::Style;
use crate::facts::{class_text, field_text, member_text};
use crate::symbolic::{Resolved, Symbolic};
use crate::text::escaped;

/// Characters of a string constant that are shown.
const MAX_TEXT: usize = 200;
/// Bytes of the text of a page, at most; real classes have a tenth.
const MAX_SIZE: usize = 64 << 20;

/// Something that a link leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Link {
    /// A line of the same page.
    Line(usize),
    /// A class, by its name with dots.
    Class(String),
    /// A member: its class, and the symbol, as in `p.C.m(int):void`.
    Member(String, String),
    /// A place in a class: perhaps a member, perhaps a source line.
    Place { class: String, member: Option<String>, line: u16 },
}

/// A line of text.
#[derive(Clone, Default, Debug)]
pub(super) struct Line {
    pub(super) text: Vec<(Option<Style>, String)>,
    pub(super) links: Vec<Link>,
    /// The symbol of the member that this line declares.
    pub(super) declares: Option<String>,
    /// The source line of an instruction.
    pub(super) source_line: u16,
}

impl Line {
    fn plain(text: impl Into<String>) -> Line {
        Line { text: vec![(None, text.into())], ..Line::default() }
    }

    fn with(mut self, style: Option<Style>, text: impl Into<String>) -> Line {
        self.text.push((style, text.into()));
        self
    }

    fn linked(mut self, link: Link) -> Line {
        if !self.links.contains(&link) {
            self.links.push(link);
        }
        self
    }

    /// Its text without styles.
    pub(super) fn plain_text(&self) -> String {
        self.text.iter().map(|(_, text)| text.as_str()).collect()
    }
}

/// Lines with a title.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: String,
    /// The class that it shows, if it shows one.
    pub(super) class: Option<String>,
    /// Whether it has the places that a search finds.
    pub(super) results: bool,
    pub(super) lines: Vec<Line>,
    /// Bytes of text so far, while the page is made.
    size: usize,
}

impl Page {
    /// A page that says why there is nothing to show.
    pub(super) fn problem(title: &str, message: &str) -> Page {
        let line = Line::default().with(Some(Style::Bad), message);
        Page { title: title.to_owned(), class: None, results: false, lines: vec![line], size: 0 }
    }

    /// A page for the places that a search will find.
    pub(super) fn results(title: String) -> Page {
        Page { title, class: None, results: true, lines: Vec::new(), size: 0 }
    }

    /// The same with more places.
    pub(super) fn with(&self, places: Vec<(String, Link)>) -> Page {
        let more = places.into_iter().map(|(text, link)| Line::plain(text).linked(link));
        let lines = self.lines.iter().cloned().chain(more).collect();
        Page { title: self.title.clone(), class: None, results: true, lines, size: 0 }
    }

    /// The line that declares a member, with or without its type.
    pub(super) fn declaration(&self, member: &str) -> Option<usize> {
        self.lines.iter().position(|line| line.declares.as_deref() == Some(member))
    }

    /// The first instruction of a member, or of the class, that is of a source line.
    pub(super) fn place(&self, member: Option<&str>, line: u16) -> Option<usize> {
        let start = member.and_then(|member| self.declaration(member)).unwrap_or(0);
        let found = self.lines[start..]
            .iter()
            .enumerate()
            .take_while(|(at, other)| *at == 0 || other.declares.is_none())
            .find(|(_, other)| line != 0 && other.source_line == line);
        Some(found.map_or(start, |(at, _)| start + at))
    }

    /// Everything in a class.
    pub(super) fn of(class: &ClassFile<'_>) -> Page {
        let name = class_text(class.name());
        let mut page = Page {
            title: name.clone(),
            class: Some(name),
            results: false,
            lines: Vec::new(),
            size: 0,
        };
        page.head(class);
        for field in class.fields() {
            if page.size < MAX_SIZE {
                page.field(class, field);
            }
        }
        for method in class.methods() {
            if page.size >= MAX_SIZE {
                let text = "The rest is too long to be shown.";
                page.lines.push(Line::default().with(Some(Style::Bad), text));
                break;
            }
            page.lines.push(Line::default());
            page.method(class, method);
        }
        page
    }

    /// Adds a line whose size counts.
    fn push(&mut self, line: Line) {
        self.size += line.text.iter().map(|(_, text)| text.len()).sum::<usize>();
        // Links have the texts once more.
        self.size += line.links.len() * line.text.last().map_or(0, |(_, text)| text.len());
        self.lines.push(line);
    }

    fn head(&mut self, class: &ClassFile<'_>) {
        let flags = class.access_flags();
        let kind = match () {
            () if flags.is_module() => "module",
            () if flags.is_annotation() => "@interface",
            () if flags.is_interface() => "interface",
            () if flags.is_enum() => "enum",
            () => "class",
        };
        let words = keywords(flags, CLASS_WORDS);
        let name = class_text(class.name());
        self.lines.push(
            Line::default()
                .with(Some(Style::Keyword), format!("{words}{kind} "))
                .with(Some(Style::Strong), escaped(&name)),
        );
        let mut supertype = |word: &str, name: &[u8]| {
            let name = class_text(name);
            self.lines.push(
                Line::default()
                    .with(Some(Style::Keyword), format!("    {word} "))
                    .with(None, escaped(&name))
                    .linked(Link::Class(name)),
            );
        };
        class.super_name().into_iter().for_each(|name| supertype("extends", name));
        class.interface_names().for_each(|name| supertype("implements", name));
        let pool = class.constant_pool();
        if let Ok(Some(AttributeData::PermittedSubclasses(classes))) =
            class.attributes().decode_kind(AttributeKind::PermittedSubclasses)
        {
            let names = classes.iter().filter_map(|class| pool.class_name(class).ok());
            names.for_each(|name| supertype("permits", name));
        }
        let mut facts = format!(
            "    version {}.{}, {} constants",
            class.major_version(),
            class.minor_version(),
            pool.count().saturating_sub(1)
        );
        if let Ok(Some(AttributeData::SourceFile(file))) =
            class.attributes().decode_kind(AttributeKind::SourceFile)
            && let Ok(file) = pool.utf8(file)
        {
            facts += &format!(", from {}", escaped(&to_string_lossy(file)));
        }
        self.lines.push(Line::default().with(Some(Style::Dim), facts));
        self.lines.push(Line::default());
    }

    fn field(&mut self, class: &ClassFile<'_>, field: Member<'_, '_>) {
        let symbol = field_text(class.name(), field.name(), field.descriptor());
        let (_, kind) = symbol.rsplit_once(':').unwrap_or(("", ""));
        let words = keywords(field.access_flags(), FIELD_WORDS);
        let mut line = Line::default()
            .with(Some(Style::Keyword), words)
            .with(None, format!("{} ", escaped(kind)))
            .with(Some(Style::Strong), escaped(&to_string_lossy(field.name())));
        let pool = class.constant_pool();
        if let Some(value) = field.constant_value().ok().flatten()
            && let Some(value) = Resolved::new(pool, value)
        {
            let value = shortened(&value.quoted().to_string());
            line = line.with(None, " = ").with(Some(Style::Literal), value);
        }
        line = link_of_type(line, kind);
        line.declares = Some(symbol);
        self.push(line);
    }

    fn method(&mut self, class: &ClassFile<'_>, method: Member<'_, '_>) {
        let symbol = member_text(class.name(), method.name(), method.descriptor());
        let (head, kind) = symbol.rsplit_once(':').unwrap_or((&symbol, ""));
        let parameters = head.find('(').map_or("", |at| &head[at..]);
        let words = keywords(method.access_flags(), METHOD_WORDS);
        let mut line = Line::default()
            .with(Some(Style::Keyword), words)
            .with(None, format!("{} ", escaped(kind)))
            .with(Some(Style::Strong), escaped(&to_string_lossy(method.name())))
            .with(None, escaped(parameters));
        let pool = class.constant_pool();
        let thrown = method.exceptions().unwrap_or_default();
        let thrown: Vec<String> =
            thrown.iter().filter_map(|c| pool.class_name(c).ok()).map(class_text).collect();
        if !thrown.is_empty() {
            line =
                line.with(Some(Style::Keyword), " throws ").with(None, escaped(&thrown.join(", ")));
        }
        line = link_of_type(line, kind);
        for parameter in parameters.trim_matches(['(', ')']).split(',') {
            line = link_of_type(line, parameter);
        }
        line = thrown.into_iter().fold(line, |line, class| line.linked(Link::Class(class)));
        line.declares = Some(symbol.clone());
        self.push(line);
        match method.code() {
            Ok(Some(code)) => self.code(class, &code),
            Ok(None) => {}
            Err(error) => {
                self.lines.push(Line::default().with(Some(Style::Bad), format!("    {error}")));
            }
        }
    }

    fn code(&mut self, class: &ClassFile<'_>, code: &Code<'_, '_>) {
        let pool = class.constant_pool();
        let source_lines = source_lines(code, pool);
        let mut positions: HashMap<i64, usize> = HashMap::new();
        let mut branches: Vec<(usize, Vec<i64>)> = Vec::new();
        let mut shown_line = 0;
        for decoded in Instructions::new(code.bytes) {
            if self.size >= MAX_SIZE {
                break;
            }
            let instruction = match decoded {
                Ok(instruction) => instruction,
                Err(error) => {
                    let text = format!("      {error}");
                    self.lines.push(Line::default().with(Some(Style::Bad), text));
                    break;
                }
            };
            positions.insert(instruction.bci.into(), self.lines.len());
            let targets: Vec<i64> = instruction.targets().map(i64::from).collect();
            if !targets.is_empty() {
                branches.push((self.lines.len(), targets));
            }
            let at =
                source_lines.partition_point(|&(start, _)| u32::from(start) <= instruction.bci);
            let line = at.checked_sub(1).map_or(0, |at| source_lines[at].1);
            let margin = if line == shown_line || line == 0 {
                "      ".to_owned()
            } else {
                format!("{line:5} ")
            };
            shown_line = line;
            let mut text = instruction_line(class, &instruction, margin);
            text.source_line = line;
            self.push(text);
        }
        for handler in code.exception_table.iter() {
            let caught =
                pool.class_name(handler.catch_type).map_or("everything".to_owned(), class_text);
            let range = format!("{} to {}", handler.start_pc, handler.end_pc);
            let mut line = Line::default()
                .with(Some(Style::Keyword), "       catch ")
                .with(None, escaped(&caught))
                .with(Some(Style::Dim), format!(" from {range}: {}", handler.handler_pc));
            if !handler.catch_type.is_zero() {
                line = line.linked(Link::Class(caught));
            }
            branches.push((self.lines.len(), vec![handler.handler_pc.into()]));
            self.lines.push(line);
        }
        for (line, targets) in branches {
            for target in targets.iter().filter_map(|target| positions.get(target)) {
                let link = Link::Line(*target);
                if !self.lines[line].links.contains(&link) {
                    self.lines[line].links.push(link);
                }
            }
        }
    }
}

/// Where source lines start.
fn source_lines(code: &Code<'_, '_>, pool: &ConstantPool<'_>) -> Vec<(u16, u16)> {
    let mut lines = Vec::new();
    for attribute in code.attributes() {
        if let Ok(AttributeData::LineNumberTable(table)) = attribute.decode(pool) {
            lines.extend(table.iter().map(|entry| (entry.start_pc, entry.line)));
        }
    }
    lines.sort_by_key(|&(start, _)| start);
    lines
}

fn instruction_line(class: &ClassFile<'_>, instruction: &Instruction<'_>, margin: String) -> Line {
    let pool = class.constant_pool();
    let name = instruction.opcode.mnemonic();
    let line = Line::default()
        .with(Some(Style::Dim), format!("{margin}{:5}: ", instruction.bci))
        .with(Some(Style::Keyword), name);
    if let Some(index) = instruction.constant() {
        let line = constant(class, index, line.with(None, " "));
        return match instruction.operands {
            Operands::MultiArray { dimensions, .. } => line.with(None, format!(", {dimensions}")),
            _ => line,
        };
    }
    let text = Symbolic { pool, instruction }.to_string();
    line.with(None, shortened(text.strip_prefix(name).unwrap_or(&text)))
}

/// A constant as code shows it, with its link.
fn constant(class: &ClassFile<'_>, index: CpIndex, line: Line) -> Line {
    let pool = class.constant_pool();
    match pool.get(index) {
        Ok(Constant::Class(name)) => {
            let name = pool.utf8(name).map_or(String::new(), class_text);
            link_of_type(line.with(Some(Style::Comment), escaped(&name)), &name)
        }
        Ok(Constant::Member { .. }) => member(pool, index, line),
        Ok(Constant::Dynamic { .. }) => dynamic(class, index, line),
        Ok(Constant::MethodHandle { .. }) => match pool.method_handle(index) {
            Ok((_, reference)) => member(pool, reference, line.with(None, "handle of ")),
            Err(_) => line,
        },
        _ => {
            let text = Resolved::new(pool, index).map(|text| text.quoted().to_string());
            line.with(Some(Style::Literal), shortened(&text.unwrap_or_default()))
        }
    }
}

fn member(pool: &ConstantPool<'_>, index: CpIndex, line: Line) -> Line {
    let Ok(found) = pool.member_ref(index) else { return line };
    let symbol = member_text(found.class, found.name, found.descriptor);
    let link = Link::Member(class_text(found.class), symbol.clone());
    line.with(Some(Style::Comment), escaped(&symbol)).linked(link)
}

/// A call site with the handles that it is made with.
fn dynamic(class: &ClassFile<'_>, index: CpIndex, line: Line) -> Line {
    let pool = class.constant_pool();
    let Ok(dynamic) = pool.dynamic(index) else { return line };
    let text = format!("{}:{}", to_string_lossy(dynamic.name), to_string_lossy(dynamic.descriptor));
    let mut line = line.with(Some(Style::Comment), escaped(&text));
    let methods = class.bootstrap_methods().ok().flatten();
    let method = methods.and_then(|methods| methods.iter().nth(dynamic.bootstrap.as_usize()));
    let Some(method) = method else { return line };
    for argument in method.arguments.iter().chain([method.method]) {
        match pool.tag(argument) {
            Some(Tag::MethodHandle) => {
                if let Ok((_, reference)) = pool.method_handle(argument) {
                    line = member(pool, reference, line.with(Some(Style::Dim), " · "));
                }
            }
            Some(Tag::String) => {
                let text = Resolved::new(pool, argument).map(|text| text.quoted().to_string());
                line = line
                    .with(Some(Style::Dim), " · ")
                    .with(Some(Style::Literal), shortened(&text.unwrap_or_default()));
            }
            _ => {}
        }
    }
    line
}

/// Links to the class of a type such as `p.C[]`; primitive types have none.
fn link_of_type(line: Line, name: &str) -> Line {
    let element = name.trim_end_matches("[]");
    let primitive = ["int", "long", "byte", "short", "char", "boolean", "float", "double", "void"];
    if element.is_empty() || primitive.contains(&element) {
        return line;
    }
    line.linked(Link::Class(element.to_owned()))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_TEXT) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

type Words = &'static [(u16, &'static str)];

const CLASS_WORDS: Words = &[
    (AccessFlags::PUBLIC, "public "),
    (AccessFlags::ABSTRACT, "abstract "),
    (AccessFlags::FINAL, "final "),
    (AccessFlags::SYNTHETIC, "synthetic "),
];

const MEMBER_WORDS: Words = &[
    (AccessFlags::PUBLIC, "public "),
    (AccessFlags::PROTECTED, "protected "),
    (AccessFlags::PRIVATE, "private "),
    (AccessFlags::STATIC, "static "),
    (AccessFlags::FINAL, "final "),
];

const FIELD_WORDS: Words = &[
    (AccessFlags::VOLATILE, "volatile "),
    (AccessFlags::TRANSIENT, "transient "),
    (AccessFlags::SYNTHETIC, "synthetic "),
    (AccessFlags::ENUM, "enum "),
];

const METHOD_WORDS: Words = &[
    (AccessFlags::SYNCHRONIZED, "synchronized "),
    (AccessFlags::BRIDGE, "bridge "),
    (AccessFlags::VARARGS, "varargs "),
    (AccessFlags::NATIVE, "native "),
    (AccessFlags::ABSTRACT, "abstract "),
    (AccessFlags::SYNTHETIC, "synthetic "),
];

fn keywords(flags: AccessFlags, words: Words) -> String {
    let common = if words == CLASS_WORDS { &[][..] } else { MEMBER_WORDS };
    let all = common.iter().chain(words);
    all.filter(|(bit, _)| flags.0 & bit != 0).map(|(_, word)| *word).collect()
}

#[cfg(test)]
mod tests {
    use classfile::Level;

    use super::*;

    const DAMAGED: &[u8] = include_bytes!("../../../tests/data/Damaged.class");

    fn page(bytes: &[u8]) -> Option<Page> {
        Some(Page::of(&ClassFile::parse(bytes, Level::Scan).ok()?))
    }

    #[test]
    fn lines_have_links() {
        let page = page(DAMAGED).expect("a class");
        let text: Vec<String> = page.lines.iter().map(Line::plain_text).collect();
        assert_eq!(text[0], "public class p.Damaged");
        let class = |name: &str| Link::Class(name.to_owned());
        assert_eq!(page.lines[1].links, [class("java.lang.Object")]);
        assert_eq!(page.lines[2].links, [class("java.lang.Comparable")]);
        assert!(text.contains(&"static final long LONG = 1099511627776l".to_owned()), "{text:?}");

        let method = "p.Damaged.compareTo(java.lang.Object):int";
        let declared = page.declaration(method).expect("it is declared");
        assert_eq!(text[declared], "public int compareTo(java.lang.Object)");
        let call = &page.lines[declared + 2];
        assert!(call.plain_text().contains("1: invokevirtual java.lang.Object.hashCode():int"));
        let symbol = "java.lang.Object.hashCode():int".to_owned();
        assert_eq!(call.links, [Link::Member("java.lang.Object".to_owned(), symbol)]);
        let switch = &page.lines[declared + 3];
        assert!(matches!(switch.links[..], [Link::Line(_), ..]), "{switch:?}");
        assert_eq!(page.place(Some(method), 0), Some(declared));
        let first = page.lines[declared + 1].source_line;
        assert_eq!(page.place(Some(method), first), Some(declared + 1));
    }

    #[test]
    fn damage_is_no_disaster() {
        let mut pages = 0;
        for at in 0..DAMAGED.len() {
            for change in [1, 0x80, 0xff] {
                let mut damaged = DAMAGED.to_vec();
                damaged[at] ^= change;
                pages += usize::from(page(&damaged).is_some());
            }
        }
        assert!(pages > DAMAGED.len(), "{pages}");
    }
}
