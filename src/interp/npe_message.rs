//! The detail message of a `NullPointerException` that the VM raised (JEP 358):
//! what could not be done, and which expression was null.
//!
//! The expression is found by simulating, over the bytecode, which instruction
//! pushed each stack slot. Where ways with different sources meet, the source is
//! unknown and the second part of the message is left out or shorter.

use super::pool;
use super::translate::{Analysis, NONE};
use super::types::rearranged;
use crate::model::{Code, MethodRef};
use base::descriptor::{BinaryName, FieldType, MethodDescriptor};
use bytecode::{Instruction, Opcode};

/// How deep an expression is described.
const MAX_DETAIL: u32 = 5;

/// How deep indices of arrays nest in indices before they are cut short.
const MAX_NESTING: u32 = 16;

/// Slots times instructions beyond which no message is worked out.
const MAX_WORK: usize = 1 << 22;

/// The message for a `NullPointerException` raised by the instruction at `bci`;
/// `None` if that raises none by itself.
pub fn extended_message(method: MethodRef, bci: u16) -> Option<String> {
    let code = method.code.as_ref()?;
    let analysis = Analysis::of(method, code).ok()?;
    if analysis.nodes.len() * (usize::from(code.max_stack) + 1) > MAX_WORK {
        return None;
    }
    let at = analysis.node_at(i32::from(bci))?;
    let writer = Writer { method, code, sources: Sources::find(code, &analysis), analysis };
    let (mut text, slot) = writer.failed_action(&writer.analysis.nodes[at].insn)?;
    if let Some(cause) = writer.describe(bci, slot, MAX_DETAIL, 0) {
        let is_call = writer.source_insn(bci, slot).is_some_and(|insn| insn.opcode.is_invoke());
        let prefix = if is_call { " because the return value of \"" } else { " because \"" };
        text += prefix;
        text += &cause;
        text += "\" is null";
    }
    Some(text)
}

/// Which instruction pushed each stack slot, and which locals were written.
#[derive(Clone, PartialEq, Eq, Debug)]
struct State {
    /// Bytecode index of the source; [`NONE`] if unknown.
    stack: Vec<u16>,
    /// The first 64 locals.
    written: u64,
}

/// The states before all instructions that are reached.
struct Sources(Vec<Option<State>>);

impl Sources {
    fn find(code: &Code, analysis: &Analysis) -> Sources {
        let mut this = Sources(vec![None; analysis.nodes.len()]);
        let mut work = Vec::new();
        this.flow(0, State { stack: Vec::new(), written: 0 }, &mut work);
        while let Some(at) = work.pop() {
            let Some(before) = this.0[at].clone() else { continue };
            let node = &analysis.nodes[at];
            for entry in code.exceptions {
                if (entry.start..entry.end).contains(&node.bci())
                    && let Some(handler) = analysis.node_at(i32::from(entry.handler))
                {
                    let state = State { stack: vec![NONE], written: before.written };
                    this.flow(handler, state, &mut work);
                }
            }
            let after = step(analysis, at, before);
            for target in node.insn.targets() {
                if let Some(target) = analysis.node_at(target) {
                    this.flow(target, after.clone(), &mut work);
                }
            }
            if !node.insn.opcode.ends_block() && at + 1 < analysis.nodes.len() {
                this.flow(at + 1, after, &mut work);
            }
        }
        this
    }

    fn flow(&mut self, to: usize, state: State, work: &mut Vec<usize>) {
        match &mut self.0[to] {
            None => {
                self.0[to] = Some(state);
                work.push(to);
            }
            Some(known) => {
                let before = known.clone();
                known.written |= state.written;
                for (mine, other) in known.stack.iter_mut().zip(&state.stack) {
                    if *mine != *other {
                        *mine = NONE;
                    }
                }
                if *known != before {
                    work.push(to);
                }
            }
        }
    }
}

fn step(analysis: &Analysis, at: usize, mut state: State) -> State {
    let node = &analysis.nodes[at];
    let opcode = general(node.insn.opcode);
    if opcode == Opcode::Checkcast {
        return state;
    }
    let bottom = state.stack.len().saturating_sub(node.pops as usize);
    let popped = state.stack.split_off(bottom);
    match rearranged(opcode) {
        Some(order) => {
            let moved = order.iter().map(|from| popped.get(*from).copied().unwrap_or(NONE));
            state.stack.extend(moved);
        }
        None => state.stack.extend((0..node.pushes).map(|_| node.bci())),
    }
    let is_store = (Opcode::Istore.value()..=Opcode::Astore.value()).contains(&opcode.value());
    if let Some(local) = node.insn.local().filter(|_| is_store || opcode == Opcode::Iinc) {
        state.written |= 1u64.checked_shl(u32::from(local)).unwrap_or(0);
    }
    state
}

fn general(opcode: Opcode) -> Opcode {
    opcode.implicit_local().map_or(opcode, |(general, _)| general)
}

/// What an array instruction calls its element type.
fn element_name(opcode: Opcode) -> Option<(&'static str, bool)> {
    use Opcode::*;
    Some(match opcode {
        Iaload => ("int", false),
        Laload => ("long", false),
        Faload => ("float", false),
        Daload => ("double", false),
        Aaload => ("object", false),
        Baload => ("byte/boolean", false),
        Caload => ("char", false),
        Saload => ("short", false),
        Iastore => ("int", true),
        Lastore => ("long", true),
        Fastore => ("float", true),
        Dastore => ("double", true),
        Aastore => ("object", true),
        Bastore => ("byte/boolean", true),
        Castore => ("char", true),
        Sastore => ("short", true),
        _ => return None,
    })
}

struct Writer<'a> {
    method: MethodRef,
    code: &'a Code,
    analysis: Analysis,
    sources: Sources,
}

impl Writer<'_> {
    /// The first part of the message, and how far below the top of the stack the
    /// null is.
    fn failed_action(&self, insn: &Instruction<'_>) -> Option<(String, usize)> {
        let class = self.method.class;
        let index = insn.constant().map_or(0, |index| index.0);
        if let Some((element, store)) = element_name(insn.opcode) {
            return Some(if store {
                let wide = matches!(insn.opcode, Opcode::Lastore | Opcode::Dastore);
                (format!("Cannot store to {element} array"), if wide { 3 } else { 2 })
            } else {
                (format!("Cannot load from {element} array"), 1)
            });
        }
        Some(match insn.opcode {
            Opcode::Arraylength => ("Cannot read the array length".to_owned(), 0),
            Opcode::Athrow => ("Cannot throw exception".to_owned(), 0),
            Opcode::Monitorenter => ("Cannot enter synchronized block".to_owned(), 0),
            Opcode::Monitorexit => ("Cannot exit synchronized block".to_owned(), 0),
            Opcode::Getfield => (format!("Cannot read field \"{}\"", self.field_name(index)?), 0),
            Opcode::Putfield => {
                let slots = pool::field_kind(class, index)?.slots() as usize;
                (format!("Cannot assign field \"{}\"", self.field_name(index)?), slots)
            }
            Opcode::Invokevirtual | Opcode::Invokespecial | Opcode::Invokeinterface => {
                let (_, name, _) = pool::member(class, index)?;
                if name == b"<init>" {
                    return None;
                }
                let (parameters, _) = pool::signature(class, index)?;
                (format!("Cannot invoke \"{}\"", self.method_name(index)?), parameters as usize)
            }
            _ => return None,
        })
    }

    /// Bytecode index of what pushed the slot `below` the top before `bci`.
    fn source(&self, bci: u16, below: usize) -> Option<u16> {
        let state = self.sources.0[self.analysis.node_at(i32::from(bci))?].as_ref()?;
        let at = state.stack.len().checked_sub(below + 1)?;
        Some(state.stack[at]).filter(|source| *source != NONE)
    }

    fn source_insn(&self, bci: u16, below: usize) -> Option<&Instruction<'static>> {
        let source = self.analysis.node_at(i32::from(self.source(bci, below)?))?;
        Some(&self.analysis.nodes[source].insn)
    }

    /// The expression that gave the slot `below` the top of the stack before
    /// `bci` its value. `nesting`: how many array indices it is inside of.
    fn describe(&self, bci: u16, below: usize, detail: u32, nesting: u32) -> Option<String> {
        if detail == 0 || nesting > MAX_NESTING {
            return None;
        }
        let insn = self.source_insn(bci, below)?;
        let source = insn.bci as u16;
        let index = insn.constant().map_or(0, |index| index.0);
        if let Some(value) = insn.int_constant() {
            return Some(value.to_string());
        }
        Some(match general(insn.opcode) {
            Opcode::AconstNull => "null".to_owned(),
            Opcode::Iload | Opcode::Aload => self.local_name(source, insn.local()?),
            Opcode::Getstatic => {
                let (class, name, _) = pool::member(self.method.class, index)?;
                let class = pool::class_name(self.method.class, class)?;
                format!("{}.{}", short_name(class), text(name))
            }
            Opcode::Getfield => {
                let field = self.field_name(index)?;
                match self.describe(source, 0, detail - 1, nesting) {
                    Some(object) => format!("{object}.{field}"),
                    None => field,
                }
            }
            Opcode::Invokevirtual
            | Opcode::Invokespecial
            | Opcode::Invokestatic
            | Opcode::Invokeinterface => self.method_name(index)?,
            opcode if element_name(opcode).is_some_and(|(_, store)| !store) => {
                let array = self.describe(source, 1, detail - 1, nesting);
                let array = array.unwrap_or_else(|| "<array>".to_owned());
                let index = self.describe(source, 0, detail, nesting + 1);
                format!("{array}[{}]", index.unwrap_or_else(|| "...".to_owned()))
            }
            _ => return None,
        })
    }

    fn field_name(&self, index: u16) -> Option<String> {
        pool::member(self.method.class, index).map(|(_, name, _)| text(name))
    }

    /// `p.C.m(int, String)`.
    fn method_name(&self, index: u16) -> Option<String> {
        let (class, name, descriptor) = pool::member(self.method.class, index)?;
        let class = pool::class_name(self.method.class, class)?;
        let descriptor = MethodDescriptor::parse(descriptor).ok()?;
        let parameters: Vec<String> = descriptor.parameters().map(parameter_name).collect();
        Some(format!("{}.{}({})", short_name(class), text(name), parameters.join(", ")))
    }

    fn local_name(&self, bci: u16, local: u16) -> String {
        if let Some(name) = self.variable_table_name(bci, local) {
            return name;
        }
        let node = self.analysis.node_at(i32::from(bci));
        let written = node.and_then(|node| self.sources.0[node].as_ref()).is_none_or(|state| {
            1u64.checked_shl(u32::from(local)).is_none_or(|bit| state.written & bit != 0)
        });
        let is_static = self.method.flags.is_static();
        if !is_static && local == 0 && !written {
            return "this".to_owned();
        }
        match self.parameter_at(local) {
            Some(number) if !written => format!("<parameter{number}>"),
            _ => format!("<local{local}>"),
        }
    }

    /// Number of the parameter, from 1, that starts in a local variable.
    fn parameter_at(&self, local: u16) -> Option<usize> {
        let descriptor = MethodDescriptor::parse(self.method.descriptor.as_bytes()).ok()?;
        let mut slot = u16::from(!self.method.flags.is_static());
        for (number, parameter) in descriptor.parameters().enumerate() {
            let end = slot + parameter.basic_type().slots();
            if (slot..end).contains(&local) {
                return Some(number + 1);
            }
            slot = end;
        }
        None
    }

    /// The name in the `LocalVariableTable` (JVMS §4.7.13).
    fn variable_table_name(&self, bci: u16, local: u16) -> Option<String> {
        let class = self.method.class;
        let (count, mut rest) = self.code.attributes.split_at_checked(2)?;
        for _ in 0..u16::from_be_bytes(count.try_into().ok()?) {
            let (header, tail) = rest.split_at_checked(6)?;
            let name = u16::from_be_bytes([header[0], header[1]]);
            let length = u32::from_be_bytes([header[2], header[3], header[4], header[5]]);
            let (body, tail) = tail.split_at_checked(length as usize)?;
            rest = tail;
            if pool::utf8(class, name) != Some(b"LocalVariableTable") {
                continue;
            }
            for row in body.get(2..)?.chunks_exact(10) {
                let number = |at: usize| u16::from_be_bytes([row[at], row[at + 1]]);
                let (start, length) = (u32::from(number(0)), u32::from(number(2)));
                if number(8) == local && (start..start + length).contains(&u32::from(bci)) {
                    return pool::utf8(class, number(4)).map(text);
                }
            }
        }
        None
    }
}

fn text(bytes: &[u8]) -> String {
    base::mutf8::to_string_lossy(bytes).into_owned()
}

/// External name of a class, with two abbreviations.
fn short_name(class: &[u8]) -> String {
    match class {
        b"java/lang/Object" => "Object".to_owned(),
        b"java/lang/String" => "String".to_owned(),
        _ => BinaryName(class).to_string(),
    }
}

fn parameter_name(parameter: FieldType<'_>) -> String {
    let element = parameter.element();
    match element.class_name() {
        Some(class) => short_name(class) + &"[]".repeat(parameter.dimensions()),
        None => parameter.to_string(),
    }
}
