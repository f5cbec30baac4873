//! Which locals and operand-stack slots hold references before an instruction:
//! a data-flow analysis of the bytecode (JVMS §4.10.2 without the classes).
//!
//! Used at safepoints only, for exact maps. Relies on verified code: a value
//! that is a reference on one way and not on the other is used on neither.

use super::pool::{self, Loadable};
use super::translate::{Analysis, NONE};
use crate::model::{Code, MethodRef};
use base::descriptor::{BasicType, MethodDescriptor};
use bytecode::{Opcode, Operands};

/// What is a reference at a point: locals, then the operand stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Types {
    pub(super) locals: Vec<bool>,
    pub(super) stack: Vec<bool>,
}

impl Types {
    /// Keeps what is a reference in both; whether anything changed.
    fn merge(&mut self, other: &Types) -> bool {
        let mut changed = false;
        let mine = self.locals.iter_mut().chain(&mut self.stack);
        for (mine, other) in mine.zip(other.locals.iter().chain(&other.stack)) {
            changed |= *mine && !*other;
            *mine &= *other;
        }
        changed
    }
}

/// The reference slots among the arguments of a method, receiver first.
pub(super) fn argument_references(method: MethodRef) -> Vec<bool> {
    let mut slots = Vec::with_capacity(method.arg_slots as usize);
    if !method.flags.is_static() {
        slots.push(true);
    }
    if let Ok(descriptor) = MethodDescriptor::parse(method.descriptor.as_bytes()) {
        for parameter in descriptor.parameters() {
            let kind = parameter.basic_type();
            slots.push(kind.is_reference());
            if kind.is_category2() {
                slots.push(false);
            }
        }
    }
    slots
}

/// The types before the instruction at `bci`; `None` if it is not reached.
pub(super) fn before(
    method: MethodRef,
    code: &Code,
    analysis: &Analysis,
    bci: u16,
) -> Option<Types> {
    let target = analysis.node_at(i32::from(bci))?;
    let states = block_states(method, code, analysis);
    // The state at the start of the block that the instruction is in.
    let start = (0..=target).rev().find(|at| analysis.nodes[*at].leader || *at == 0)?;
    let mut types = states[start].clone()?;
    for at in start..target {
        step(method, analysis, at, &mut types);
    }
    Some(types)
}

/// The state at each leader.
fn block_states(method: MethodRef, code: &Code, analysis: &Analysis) -> Vec<Option<Types>> {
    let nodes = &analysis.nodes;
    let mut states: Vec<Option<Types>> = vec![None; nodes.len()];
    let mut locals = argument_references(method);
    locals.resize(code.max_locals as usize, false);
    let mut work = vec![0];
    states[0] = Some(Types { locals, stack: Vec::new() });
    while let Some(start) = work.pop() {
        let Some(mut types) = states[start].clone() else { continue };
        let mut at = start;
        loop {
            let node = &nodes[at];
            for entry in code.exceptions {
                if (entry.start..entry.end).contains(&node.bci())
                    && let Some(handler) = analysis.node_at(i32::from(entry.handler))
                {
                    let state = Types { locals: types.locals.clone(), stack: vec![true] };
                    flow(&mut states, &mut work, handler, &state);
                }
            }
            step(method, analysis, at, &mut types);
            for target in node.insn.targets() {
                if let Some(target) = analysis.node_at(target) {
                    flow(&mut states, &mut work, target, &types);
                }
            }
            if node.insn.opcode.ends_block() || at + 1 == nodes.len() {
                break;
            }
            at += 1;
            if nodes[at].leader {
                flow(&mut states, &mut work, at, &types);
                break;
            }
            if nodes[at].depth == NONE {
                break;
            }
        }
    }
    states
}

fn flow(states: &mut [Option<Types>], work: &mut Vec<usize>, to: usize, types: &Types) {
    match &mut states[to] {
        Some(known) => {
            if known.merge(types) {
                work.push(to);
            }
        }
        unknown => {
            *unknown = Some(types.clone());
            work.push(to);
        }
    }
}

/// The effect of one instruction.
fn step(method: MethodRef, analysis: &Analysis, at: usize, types: &mut Types) {
    let node = &analysis.nodes[at];
    let opcode = node.insn.opcode.implicit_local().map_or(node.insn.opcode, |(general, _)| general);
    let stack = &mut types.stack;
    if let Some(order) = rearranged(opcode) {
        let bottom = stack.len().saturating_sub(node.pops as usize);
        let before = stack.split_off(bottom);
        stack.extend(order.iter().map(|from| before.get(*from).copied().unwrap_or(false)));
        return;
    }
    let local = node.insn.local().map_or(0, usize::from);
    let loaded = opcode == Opcode::Aload && types.locals.get(local).copied().unwrap_or(false);
    let stored = opcode == Opcode::Astore && stack.last().copied().unwrap_or(false);
    stack.truncate(stack.len().saturating_sub(node.pops as usize));
    match opcode {
        Opcode::Aload => stack.push(loaded),
        Opcode::Istore | Opcode::Fstore | Opcode::Astore => set(&mut types.locals, local, stored),
        Opcode::Lstore | Opcode::Dstore => {
            set(&mut types.locals, local, false);
            set(&mut types.locals, local + 1, false);
        }
        _ => {
            let reference = pushes_reference(method, &node.insn, opcode);
            stack.extend((0..node.pushes).map(|_| reference));
        }
    }
}

fn set(locals: &mut [bool], local: usize, reference: bool) {
    if let Some(slot) = locals.get_mut(local) {
        *slot = reference;
    }
}

/// For instructions that move values: which of those popped, counted from the
/// lowest, are pushed.
pub(super) fn rearranged(opcode: Opcode) -> Option<&'static [usize]> {
    Some(match opcode {
        Opcode::Dup => &[0, 0],
        Opcode::DupX1 => &[1, 0, 1],
        Opcode::DupX2 => &[2, 0, 1, 2],
        Opcode::Dup2 => &[0, 1, 0, 1],
        Opcode::Dup2X1 => &[1, 2, 0, 1, 2],
        Opcode::Dup2X2 => &[2, 3, 0, 1, 2, 3],
        Opcode::Swap => &[1, 0],
        _ => return None,
    })
}

/// Whether what an instruction pushes, if anything, is a reference.
fn pushes_reference(method: MethodRef, insn: &bytecode::Instruction<'_>, opcode: Opcode) -> bool {
    let class = method.class;
    let index = insn.constant().map_or(0, |index| index.0);
    let kind = match opcode {
        Opcode::Getstatic | Opcode::Getfield => pool::field_kind(class, index),
        Opcode::Ldc | Opcode::LdcW | Opcode::Ldc2W => match pool::loadable(class, index) {
            Some(Loadable::Resolved(kind)) => Some(kind),
            _ => None,
        },
        _ if opcode.is_invoke() => pool::signature(class, index).map(|(_, result)| result),
        _ => {
            let one_reference =
                opcode.pushes() == "a" || matches!(insn.operands, Operands::MultiArray { .. });
            return one_reference;
        }
    };
    kind.is_some_and(BasicType::is_reference)
}
