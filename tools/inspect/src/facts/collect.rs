//! Reading the facts off a class file.
//!
//! What is damaged has no facts; the rest of the class is read all the same.

use std::collections::HashMap;

use base::descriptor::{FieldType, MethodDescriptor};
use base::{AccessFlags, CpIndex, mutf8};
use bytecode::{Instruction, Instructions, Opcode};
use classfile::annotation::{Annotation, ElementValue};
use classfile::{
    AttributeData, AttributeKind, Attributes, BootstrapMethod, ClassFile, Code, Constant,
    ConstantPool, Member, Tag,
};

use super::{Kind, Kinds, SymbolKind, class_text, member_text};

/// Which facts are collected.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// Facts of these kinds.
    pub kinds: Kinds,
    /// About these symbols.
    pub symbol: &'w (dyn Fn(SymbolKind, &str) -> bool + Sync),
}

/// The facts of one class, in the order of the class file.
#[derive(Debug, Default)]
pub struct ClassFacts {
    /// The name of the class with dots.
    pub name: String,
    /// Major version.
    pub major: u16,
    /// Minor version.
    pub minor: u16,
    /// The members that facts are about or are in.
    pub members: Vec<String>,
    /// The symbols that facts are about.
    pub symbols: Vec<(SymbolKind, String)>,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A fact that refers to the lists of its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Index into `members`, or [`Fact::NO_MEMBER`].
    pub member: u32,
    /// Index into `symbols`.
    pub symbol: u32,
    /// See [`super::Hit::detail`].
    pub detail: u16,
    /// How they relate.
    pub kind: Kind,
}

impl Fact {
    /// For facts about the class itself.
    pub const NO_MEMBER: u32 = u32::MAX;
}

/// Bytes of the texts of symbols looked up for one class, at most. Real classes need a
/// hundredth; one made for the purpose could name millions in each of thousands of members.
const BUDGET: usize = 64 << 20;
/// What a symbol costs beside its text.
const SYMBOL_COST: usize = 16;
/// Static arguments of a bootstrap method, at most (JVMS §4.4.10 lets no method
/// have more parameters).
const MAX_ARGUMENTS: usize = 255;

/// Collects the facts of a class.
pub fn collect(class: &ClassFile<'_>, wanted: Wanted<'_>) -> ClassFacts {
    let pool = class.constant_pool();
    let mut collector = Collector {
        pool,
        wanted,
        by_index: vec![Seen::Unknown; usize::from(pool.count())],
        by_text: HashMap::new(),
        member: None,
        member_number: Fact::NO_MEMBER,
        bootstraps: None,
        budget: BUDGET,
        facts: ClassFacts {
            name: class_text(class.name()),
            major: class.major_version(),
            minor: class.minor_version(),
            ..ClassFacts::default()
        },
    };
    collector.class(class);
    collector.facts
}

/// What is known of a pool entry or text.
#[derive(Clone, Copy)]
enum Seen {
    Unknown,
    Unwanted,
    Symbol(u32),
}

struct Collector<'c, 'a, 'w> {
    pool: &'c ConstantPool<'a>,
    wanted: Wanted<'w>,
    by_index: Vec<Seen>,
    by_text: HashMap<(SymbolKind, String), Seen>,
    /// The member at work.
    member: Option<Member<'c, 'a>>,
    /// Its number, once it has one.
    member_number: u32,
    /// The entries of `BootstrapMethods`, once they are needed.
    bootstraps: Option<Vec<BootstrapMethod<'a>>>,
    /// Bytes of symbols that may still be looked up.
    budget: usize,
    facts: ClassFacts,
}

const REFERENCES_OF_CODE: &[Kind] = &[
    Kind::Calls,
    Kind::Handles,
    Kind::Reads,
    Kind::Writes,
    Kind::Instantiates,
    Kind::Mentions,
    Kind::HasString,
    Kind::HasNumber,
];

impl<'c, 'a> Collector<'c, 'a, '_> {
    fn class(&mut self, class: &'c ClassFile<'a>) {
        self.declares(SymbolKind::Class, class_text(class.name()), class.access_flags());
        if let Some(name) = class.super_name() {
            self.fact_of_class(Kind::Extends, name);
        }
        for name in class.interface_names() {
            self.fact_of_class(Kind::Implements, name);
        }
        self.attributes(class.attributes());
        for field in class.fields() {
            self.member(class, field, SymbolKind::Field);
        }
        for method in class.methods() {
            self.member(class, method, SymbolKind::Method);
        }
    }

    fn member(&mut self, class: &ClassFile<'a>, member: Member<'c, 'a>, kind: SymbolKind) {
        (self.member, self.member_number) = (Some(member), Fact::NO_MEMBER);
        if self.wanted.kinds.has(Kind::Declares) {
            let text = member_text(class.name(), member.name(), member.descriptor());
            self.declares(kind, text, member.access_flags());
        }
        self.types_of(member.descriptor());
        self.attributes(member.attributes());
        if self.wanted.kinds.has_any(REFERENCES_OF_CODE)
            && let Ok(Some(code)) = member.code()
        {
            self.code(&code);
        }
        self.member = None;
        self.member_number = Fact::NO_MEMBER;
    }

    fn declares(&mut self, kind: SymbolKind, text: String, flags: AccessFlags) {
        if self.wanted.kinds.has(Kind::Declares) {
            let symbol = self.symbol(kind, text);
            self.push(Kind::Declares, symbol, flags.0);
        }
    }

    /// Classes that a descriptor names.
    fn types_of(&mut self, descriptor: &[u8]) {
        if !self.wanted.kinds.has(Kind::Mentions) || self.budget == 0 {
            return;
        }
        let mut mention = |field_type: FieldType<'_>| {
            if let Some(name) = field_type.element().class_name() {
                self.fact_of_class(Kind::Mentions, name);
            }
        };
        if let Ok(method) = MethodDescriptor::parse(descriptor) {
            method.parameters().chain([method.return_type()]).for_each(mention);
        } else if let Ok(field) = FieldType::parse(descriptor) {
            mention(field);
        }
    }

    fn attributes(&mut self, attributes: Attributes<'c, 'a>) {
        for attribute in attributes {
            let kind = match attribute.kind() {
                None | Some(AttributeKind::Code) => continue,
                Some(kind) => kind,
            };
            // Decoding is the greater part of the work; what nobody wants is left alone.
            let relevant = match kind {
                AttributeKind::ConstantValue => {
                    self.wanted.kinds.has_any(&[Kind::HasString, Kind::HasNumber])
                }
                AttributeKind::Exceptions
                | AttributeKind::PermittedSubclasses
                | AttributeKind::Record => self.wanted.kinds.has_any(&[
                    Kind::Mentions,
                    Kind::Annotated,
                    Kind::HasString,
                    Kind::HasNumber,
                ]),
                _ => self.wanted.kinds.has_any(&[
                    Kind::Annotated,
                    Kind::Mentions,
                    Kind::HasString,
                    Kind::HasNumber,
                ]),
            };
            if relevant
                && self.budget > 0
                && let Ok(data) = attribute.decode(self.pool)
            {
                self.attribute(data);
            }
        }
    }

    fn attribute(&mut self, data: AttributeData<'c, 'a>) {
        match data {
            AttributeData::ConstantValue(index) => self.constant(index, 0),
            AttributeData::Exceptions(classes) | AttributeData::PermittedSubclasses(classes) => {
                classes.iter().for_each(|class| self.fact(Kind::Mentions, class, 0));
            }
            AttributeData::Record(components) => {
                components.iter().for_each(|component| self.attributes(component.attributes()));
            }
            AttributeData::AnnotationDefault(value) => self.element(value),
            AttributeData::RuntimeVisibleAnnotations(list)
            | AttributeData::RuntimeInvisibleAnnotations(list) => {
                list.iter().for_each(|annotation| self.annotation(annotation));
            }
            AttributeData::RuntimeVisibleParameterAnnotations(list)
            | AttributeData::RuntimeInvisibleParameterAnnotations(list) => {
                list.iter().flat_map(|parameter| parameter.iter()).for_each(|a| self.annotation(a));
            }
            AttributeData::RuntimeVisibleTypeAnnotations(list)
            | AttributeData::RuntimeInvisibleTypeAnnotations(list) => {
                list.iter().for_each(|one| self.annotation(one.annotation));
            }
            _ => {}
        }
    }

    fn annotation(&mut self, annotation: Annotation<'a>) {
        if let Ok(descriptor) = self.pool.utf8(annotation.type_index)
            && let Some(name) = FieldType::parse(descriptor).ok().and_then(FieldType::class_name)
        {
            self.fact_of_class(Kind::Annotated, name);
        }
        annotation.elements().for_each(|(_, value)| self.element(value));
    }

    /// The reader has bounded the depth of the recursion.
    fn element(&mut self, value: ElementValue<'a>) {
        match value {
            ElementValue::Constant { tag: b's', index } => {
                if self.wanted.kinds.has(Kind::HasString)
                    && let Ok(text) = self.pool.utf8(index)
                {
                    let symbol =
                        self.symbol(SymbolKind::String, mutf8::to_string_lossy(text).into_owned());
                    self.push(Kind::HasString, symbol, 0);
                }
            }
            ElementValue::Constant { index, .. } => self.constant(index, 0),
            ElementValue::Enum { type_name: index, .. } | ElementValue::Class(index) => {
                if let Ok(descriptor) = self.pool.utf8(index) {
                    self.types_of(descriptor);
                }
            }
            ElementValue::Annotation(nested) => self.annotation(nested),
            ElementValue::Array(values) => values.iter().for_each(|value| self.element(value)),
        }
    }

    fn code(&mut self, code: &Code<'c, 'a>) {
        let lines = Lines::of(code, self.pool);
        for instruction in Instructions::new(code.bytes).map_while(Result::ok) {
            self.instruction(&instruction, &lines);
        }
        for handler in code.exception_table.iter().filter(|h| !h.catch_type.is_zero()) {
            self.fact(Kind::Mentions, handler.catch_type, lines.at(handler.handler_pc.into()));
        }
        self.attributes(code.attributes());
    }

    fn instruction(&mut self, instruction: &Instruction<'a>, lines: &Lines) {
        let line = || lines.at(instruction.bci);
        let Some(index) = instruction.constant() else {
            if self.wanted.kinds.has(Kind::HasNumber)
                && let Some(text) = immediate(instruction)
            {
                let symbol = self.symbol(SymbolKind::Number, text);
                self.push(Kind::HasNumber, symbol, line());
            }
            if instruction.opcode == Opcode::Newarray
                && self.wanted.kinds.has(Kind::Instantiates)
                && let Some(element) = instruction.array_type()
            {
                let symbol = self.symbol(SymbolKind::Class, format!("{}[]", element.name()));
                self.push(Kind::Instantiates, symbol, line());
            }
            return;
        };
        match instruction.opcode {
            Opcode::Getfield | Opcode::Getstatic => self.fact(Kind::Reads, index, line()),
            Opcode::Putfield | Opcode::Putstatic => self.fact(Kind::Writes, index, line()),
            Opcode::Invokedynamic => self.bootstrap(index, line()),
            opcode if opcode.is_invoke() => self.fact(Kind::Calls, index, line()),
            Opcode::New | Opcode::Multianewarray => self.fact(Kind::Instantiates, index, line()),
            Opcode::Anewarray => {
                if self.wanted.kinds.has(Kind::Instantiates)
                    && let Ok(name) = self.pool.class_name(index)
                {
                    let symbol = self.symbol(SymbolKind::Class, class_text(name) + "[]");
                    self.push(Kind::Instantiates, symbol, line());
                }
            }
            Opcode::Checkcast | Opcode::Instanceof => self.fact(Kind::Mentions, index, line()),
            _ => self.constant(index, line()),
        }
    }

    /// A constant that `ldc` loads or an attribute gives.
    fn constant(&mut self, index: CpIndex, line: u16) {
        match self.pool.tag(index) {
            Some(Tag::String) => self.fact(Kind::HasString, index, line),
            Some(Tag::Integer | Tag::Float | Tag::Long | Tag::Double) => {
                self.fact(Kind::HasNumber, index, line);
            }
            Some(Tag::Class) => self.fact(Kind::Mentions, index, line),
            Some(Tag::MethodHandle) => self.handle(index, line),
            Some(Tag::Dynamic) => self.bootstrap(index, line),
            _ => {}
        }
    }

    fn handle(&mut self, index: CpIndex, line: u16) {
        if let Ok((_, member)) = self.pool.method_handle(index) {
            self.fact(Kind::Handles, member, line);
        }
    }

    /// The handles that a dynamic call site or constant is made with.
    fn bootstrap(&mut self, index: CpIndex, line: u16) {
        if !self.wanted.kinds.has_any(&[Kind::Handles, Kind::HasString]) {
            return;
        }
        let (Some(member), Ok(dynamic)) = (self.member, self.pool.dynamic(index)) else { return };
        let bootstraps =
            self.bootstraps.get_or_insert_with(|| match member.class().bootstrap_methods() {
                Ok(Some(methods)) => methods.iter().collect(),
                _ => Vec::new(),
            });
        let Some(&method) = bootstraps.get(dynamic.bootstrap.as_usize()) else { return };
        self.handle(method.method, line);
        for argument in method.arguments.iter().take(MAX_ARGUMENTS) {
            // Dynamic arguments are left out: they may form a long chain.
            match self.pool.tag(argument) {
                Some(Tag::MethodHandle) => self.handle(argument, line),
                Some(Tag::String) => self.fact(Kind::HasString, argument, line),
                _ => {}
            }
        }
    }

    fn fact_of_class(&mut self, kind: Kind, name: &[u8]) {
        if self.wanted.kinds.has(kind) {
            let symbol = self.symbol(SymbolKind::Class, class_text(name));
            self.push(kind, symbol, 0);
        }
    }

    /// A fact about an entry of the pool.
    fn fact(&mut self, kind: Kind, index: CpIndex, detail: u16) {
        if !self.wanted.kinds.has(kind) {
            return;
        }
        let seen = match self.by_index.get(index.as_usize()) {
            None => return,
            Some(Seen::Unknown) => {
                let seen = match entry_text(self.pool, index) {
                    Some((kind, text)) => self.symbol(kind, text),
                    None => Seen::Unwanted,
                };
                self.by_index[index.as_usize()] = seen;
                seen
            }
            Some(&seen) => seen,
        };
        self.push(kind, seen, detail);
    }

    fn symbol(&mut self, kind: SymbolKind, text: String) -> Seen {
        if !self.spend(text.len()) {
            return Seen::Unwanted;
        }
        let key = (kind, text);
        if let Some(&seen) = self.by_text.get(&key) {
            return seen;
        }
        let seen = if (self.wanted.symbol)(kind, &key.1) {
            self.facts.symbols.push(key.clone());
            Seen::Symbol(self.facts.symbols.len() as u32 - 1)
        } else {
            Seen::Unwanted
        };
        self.by_text.insert(key, seen);
        seen
    }

    /// Whether another text of this length is within the bounds.
    fn spend(&mut self, length: usize) -> bool {
        self.budget = self.budget.saturating_sub(length + SYMBOL_COST);
        self.budget > 0
    }

    fn push(&mut self, kind: Kind, symbol: Seen, detail: u16) {
        let Seen::Symbol(symbol) = symbol else { return };
        if let (Some(member), Fact::NO_MEMBER) = (self.member, self.member_number) {
            let class = member.class().name();
            let text = member_text(class, member.name(), member.descriptor());
            if !self.spend(text.len()) {
                return;
            }
            self.member_number = self.facts.members.len() as u32;
            self.facts.members.push(text);
        }
        self.facts.facts.push(Fact { member: self.member_number, symbol, detail, kind });
    }
}

/// The symbol that an entry of the pool stands for.
fn entry_text(pool: &ConstantPool<'_>, index: CpIndex) -> Option<(SymbolKind, String)> {
    Some(match pool.get(index).ok()? {
        Constant::Class(name) => (SymbolKind::Class, class_text(pool.utf8(name).ok()?)),
        Constant::Member { tag, .. } => {
            let member = pool.member_ref(index).ok()?;
            let kind = if tag == Tag::Fieldref { SymbolKind::Field } else { SymbolKind::Method };
            (kind, member_text(member.class, member.name, member.descriptor))
        }
        Constant::String(text) => {
            (SymbolKind::String, mutf8::to_string_lossy(pool.utf8(text).ok()?).into_owned())
        }
        Constant::Integer(value) => (SymbolKind::Number, format!("int {value}")),
        Constant::Long(value) => (SymbolKind::Number, format!("long {value}")),
        Constant::Float(value) => (SymbolKind::Number, format!("float {value:?}")),
        Constant::Double(value) => (SymbolKind::Number, format!("double {value:?}")),
        _ => return None,
    })
}

/// The number that an instruction pushes without the help of the pool.
fn immediate(instruction: &Instruction<'_>) -> Option<String> {
    let from = |first: Opcode| instruction.opcode.value() - first.value();
    Some(match instruction.opcode {
        Opcode::Lconst0 | Opcode::Lconst1 => format!("long {}", from(Opcode::Lconst0)),
        Opcode::Fconst0 | Opcode::Fconst1 | Opcode::Fconst2 => {
            format!("float {}.0", from(Opcode::Fconst0))
        }
        Opcode::Dconst0 | Opcode::Dconst1 => format!("double {}.0", from(Opcode::Dconst0)),
        _ => format!("int {}", instruction.int_constant()?),
    })
}

/// The lines of a method, for looking up many.
struct Lines(Vec<(u16, u16)>);

impl Lines {
    fn of(code: &Code<'_, '_>, pool: &ConstantPool<'_>) -> Lines {
        let mut lines = Vec::new();
        for attribute in code.attributes() {
            if attribute.kind() == Some(AttributeKind::LineNumberTable)
                && let Ok(AttributeData::LineNumberTable(table)) = attribute.decode(pool)
            {
                lines.extend(table.iter().map(|entry| (entry.start_pc, entry.line)));
            }
        }
        // Stable, so that of several lines for a position the last one counts.
        lines.sort_by_key(|&(start, _)| start);
        Lines(lines)
    }

    /// The line of the instruction at `bci`, 0 if it is not known.
    fn at(&self, bci: u32) -> u16 {
        let after = self.0.partition_point(|&(start, _)| u32::from(start) <= bci);
        after.checked_sub(1).map_or(0, |at| self.0[at].1)
    }
}
