//! `StringConcatFactory.makeConcatWithConstants`: string concatenation. What is
//! written calls the package-private `java.lang.StringConcatHelper` as the method
//! handles of the generic path do; call sites of the same shape and recipe share
//! it.

use super::shape::{Shape, basic};
use super::writer::{ClassWriter, Code};
use super::{ENTRY, Home, Linked, Site, define_hidden, entry_of};
use crate::link::constants;
use crate::link::state::LinkState;
use crate::model::{ClassRef, KnownClass, MethodRef, Throw};
use crate::thread::{JavaThread, Library};
use base::access_flags::AccessFlags;
use base::descriptor::BasicType;
use bytecode::Opcode;
use classfile::Tag;
use dashmap::DashMap;
use heap::layout::Ref;

/// Class, name and descriptor of the bootstrap method.
pub(super) const BOOTSTRAP: (&[u8], &[u8], &[u8]) = (
    b"java/lang/invoke/StringConcatFactory",
    b"makeConcatWithConstants",
    b"(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
);

const HELPER: &[u8] = b"java/lang/StringConcatHelper";
const CLASS_NAME: &[u8] = b"java/lang/StringConcat$$Direct";

/// Stands for an argument in a recipe.
const ARGUMENT: u8 = 1;
/// Stands for a constant that is a static argument.
const CONSTANT: u8 = 2;
/// Most argument slots that `StringConcatFactory` takes.
const MAX_SLOTS: u16 = 200;

/// The methods written so far, by kinds of arguments and recipe.
#[derive(Default)]
pub(in crate::link) struct Concats(DashMap<Vec<u8>, MethodRef>);

/// How an argument gets into the result.
#[derive(Clone, Copy)]
struct Argument {
    /// As the helper takes it: `Z`, `C`, `I`, `J`, or `L` for a string.
    kind: BasicType,
    /// As the call site passes it.
    given: BasicType,
    slot: u16,
}

pub(super) fn link(t: &JavaThread, site: &Site<'_>) -> Result<Option<Linked>, Throw> {
    let _scope = t.scope();
    let mut arguments = site.specifier.arguments.iter();
    let (Some(recipe), None) = (arguments.next(), arguments.next()) else { return Ok(None) };
    let Ok(recipe) = constants::constant_pool(site.caller).string(recipe) else { return Ok(None) };
    let Some(shape) = Shape::load(t, site.caller, site.constant.descriptor)? else {
        return Ok(None);
    };
    let is_string = shape.result == t.vm().known.class(KnownClass::String);
    if !is_string || shows_helper(t, &shape.parameters) {
        return Ok(None);
    }
    let kinds: Vec<BasicType> = shape.parameters.iter().map(|class| basic(*class)).collect();
    Ok(method(t, &kinds, recipe)?.map(|method| (method, t.handle(Ref::NULL))))
}

/// Whether a `toString` that is called for these arguments sees a frame of
/// the generic path: the library of 25 has a class for a single argument.
pub(super) fn shows_helper(t: &JavaThread, parameters: &[ClassRef]) -> bool {
    let [single] = parameters else { return false };
    t.vm().library() == Library::Java25
        && basic(*single) == BasicType::Object
        && *single != t.vm().known.class(KnownClass::String)
}

/// The static method that concatenates arguments of these kinds as the recipe
/// says; `None` for a recipe of another kind.
pub(super) fn method(
    t: &JavaThread,
    kinds: &[BasicType],
    recipe: &[u8],
) -> Result<Option<MethodRef>, Throw> {
    let slots: u16 = kinds.iter().map(|kind| kind.slots()).sum();
    let marks = recipe.iter().filter(|byte| **byte == ARGUMENT).count();
    if slots > MAX_SLOTS || recipe.contains(&CONSTANT) || marks != kinds.len() {
        return Ok(None);
    }
    let key: Vec<u8> = kinds
        .iter()
        .map(|kind| kind.descriptor_char())
        .chain([b')'])
        .chain(recipe.to_vec())
        .collect();
    let known = &LinkState::of(t.vm()).concats.0;
    if let Some(method) = known.get(&key) {
        return Ok(Some(*method.value()));
    }
    let home = Home { loader: t.vm().boot_loader, host: None };
    let class = define_hidden(t, &home, CLASS_NAME, write(t, kinds, recipe))?;
    let method = entry_of(t, class)?;
    Ok(Some(*known.entry(key).or_insert(method)))
}

fn write(t: &JavaThread, kinds: &[BasicType], recipe: &[u8]) -> Vec<u8> {
    let flags = AccessFlags::PUBLIC | AccessFlags::FINAL | AccessFlags::SYNTHETIC;
    let mut writer = ClassWriter::new(flags, CLASS_NAME, &[]);
    let mut slot = 0;
    let mut arguments = Vec::with_capacity(kinds.len());
    for given in kinds {
        let kind = match given {
            BasicType::Byte | BasicType::Short => BasicType::Int,
            BasicType::Float | BasicType::Double => BasicType::Object,
            other => *other,
        };
        arguments.push(Argument { kind, given: *given, slot });
        slot += given.slots();
    }
    // Behind the arguments: the length with the coder, and the buffer.
    let null_prefix = t.vm().library() == Library::Java17;
    let code = Code::new(8, slot + 3);
    let mut body = Body { writer: &mut writer, code, length: slot, null_prefix };
    let constants: Vec<&[u8]> = recipe.split(|byte| *byte == ARGUMENT).collect();
    arguments.iter().for_each(|argument| body.make_string(argument));
    body.measure(&arguments, &constants);
    body.fill(&arguments, &constants);
    let code = body.code;
    let types: Vec<u8> = kinds.iter().flat_map(|kind| type_text(*kind)).copied().collect();
    let text = [b"(", &types[..], b")Ljava/lang/String;"].concat();
    writer.method(AccessFlags::PUBLIC | AccessFlags::STATIC, ENTRY, &text, &code);
    writer.finish()
}

/// The descriptor of an argument: all objects are alike.
fn type_text(kind: BasicType) -> &'static [u8] {
    match kind {
        BasicType::Boolean => b"Z",
        BasicType::Char => b"C",
        BasicType::Byte => b"B",
        BasicType::Short => b"S",
        BasicType::Int => b"I",
        BasicType::Long => b"J",
        BasicType::Float => b"F",
        BasicType::Double => b"D",
        _ => b"Ljava/lang/Object;",
    }
}

/// The descriptor of an argument as the helper takes it.
fn helper_text(kind: BasicType) -> &'static [u8] {
    match kind {
        BasicType::Object => b"Ljava/lang/String;",
        other => type_text(other),
    }
}

/// The method being written.
struct Body<'a> {
    writer: &'a mut ClassWriter,
    code: Code,
    /// Slot of the length; the buffer's is behind it.
    length: u16,
    /// Whether the helper takes `null` for no prefix; that of 25 wants "".
    null_prefix: bool,
}

impl Body<'_> {
    fn call(&mut self, owner: &[u8], name: &[u8], descriptor: &[u8]) {
        let method = self.writer.member(Tag::Methodref, owner, name, descriptor);
        self.code.op16(Opcode::Invokestatic, method);
    }

    fn constant(&mut self, text: &[u8]) {
        let string = self.writer.string(text);
        self.code.op16(Opcode::LdcW, string);
    }

    /// Replaces an argument that the helper does not take by a string.
    fn make_string(&mut self, argument: &Argument) {
        if argument.kind != BasicType::Object {
            return;
        }
        self.code.load(argument.given, argument.slot);
        match argument.given {
            BasicType::Float => {
                self.call(b"java/lang/String", b"valueOf", b"(F)Ljava/lang/String;");
            }
            BasicType::Double => {
                self.call(b"java/lang/String", b"valueOf", b"(D)Ljava/lang/String;");
            }
            _ => self.call(HELPER, b"stringOf", b"(Ljava/lang/Object;)Ljava/lang/String;"),
        }
        self.code.variable(Opcode::Astore, argument.slot);
    }

    fn mix(&mut self, kind: BasicType) {
        let text = [b"(J", helper_text(kind), b")J"].concat();
        self.call(HELPER, b"mix", &text);
    }

    /// Sums up the lengths, and makes the buffer.
    fn measure(&mut self, arguments: &[Argument], constants: &[&[u8]]) {
        self.call(HELPER, b"initialCoder", b"()J");
        for text in constants.iter().filter(|text| !text.is_empty()) {
            self.constant(text);
            self.mix(BasicType::Object);
        }
        for argument in arguments {
            self.code.load(argument.kind, argument.slot);
            self.mix(argument.kind);
        }
        self.code.variable(Opcode::Lstore, self.length).load(BasicType::Long, self.length);
        self.call(HELPER, b"newArray", b"(J)[B");
        self.code.variable(Opcode::Astore, self.length + 2);
    }

    /// Puts a value, which `load` pushes, and the constant before it, in front of
    /// what is in the buffer already.
    fn prepend(&mut self, kind: BasicType, prefix: &[u8], load: impl FnOnce(&mut Self)) {
        self.code.load(BasicType::Long, self.length).load(BasicType::Object, self.length + 2);
        load(self);
        if prefix.is_empty() && self.null_prefix {
            self.code.op(Opcode::AconstNull);
        } else {
            self.constant(prefix);
        }
        let text = [b"(J[B", helper_text(kind), b"Ljava/lang/String;)J"].concat();
        self.call(HELPER, b"prepend", &text);
        self.code.variable(Opcode::Lstore, self.length);
    }

    /// Fills the buffer from its end, and makes the string.
    fn fill(&mut self, arguments: &[Argument], constants: &[&[u8]]) {
        let (last, before) = constants.split_last().expect("splitting gives one part at least");
        if !last.is_empty() {
            self.prepend(BasicType::Object, b"", |body| body.constant(last));
        }
        for (argument, prefix) in arguments.iter().zip(before).rev() {
            let Argument { kind, slot, .. } = *argument;
            self.prepend(kind, prefix, |body| {
                body.code.load(kind, slot);
            });
        }
        self.code.load(BasicType::Object, self.length + 2).load(BasicType::Long, self.length);
        self.call(HELPER, b"newString", b"([BJ)Ljava/lang/String;");
        self.code.leave(BasicType::Object);
    }
}
