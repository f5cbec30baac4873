//! The pass before translation: decodes a method once, finds block leaders and
//! the depth of the operand stack at every reachable instruction.
//!
//! Total: code that is not well-formed gives a [`Failure`]. Types are not
//! checked; that is the verifier's work.

use super::Failure;
use crate::interp::pool;
use crate::model::{Code, MethodRef};
use base::descriptor::BasicType;
use bytecode::{Instruction, Instructions, Opcode, Operands};

/// No instruction starts here, or none is reached.
pub(in crate::interp) const NONE: u16 = u16::MAX;

/// A decoded instruction.
#[derive(Clone, Copy)]
pub(in crate::interp) struct Node {
    pub(in crate::interp) insn: Instruction<'static>,
    /// Slots popped and pushed.
    pub(in crate::interp) pops: u16,
    pub(in crate::interp) pushes: u16,
    /// Depth of the operand stack before; [`NONE`] if unreachable.
    pub(in crate::interp) depth: u16,
    /// Whether control comes here from elsewhere than the instruction before.
    pub(in crate::interp) leader: bool,
}

impl Node {
    pub(in crate::interp) fn bci(&self) -> u16 {
        self.insn.bci as u16
    }

    pub(in crate::interp) fn reachable(&self) -> bool {
        self.depth != NONE
    }
}

/// The instructions of a method.
pub(in crate::interp) struct Analysis {
    pub(in crate::interp) nodes: Vec<Node>,
    /// Number of the instruction that starts at a bytecode index.
    index: Vec<u16>,
}

impl Analysis {
    /// Number of the instruction at `bci`.
    pub(in crate::interp) fn node_at(&self, bci: i32) -> Option<usize> {
        let node = *self.index.get(usize::try_from(bci).ok()?)?;
        (node != NONE).then_some(node as usize)
    }

    /// Analyses a method's code.
    pub(in crate::interp) fn of(method: MethodRef, code: &Code) -> Result<Analysis, Failure> {
        let mut this = decode(method, code)?;
        this.find_depths(code)?;
        Ok(this)
    }

    fn find_depths(&mut self, code: &Code) -> Result<(), Failure> {
        let mut work = Vec::new();
        self.reach(0, 0, 0, &mut work)?;
        let mut waiting: Vec<_> = code.exceptions.iter().collect();
        loop {
            while let Some(at) = work.pop() {
                self.follow(at, code, &mut work)?;
            }
            // A handler is reachable if something that it protects is.
            let mut still_waiting = Vec::new();
            for entry in waiting {
                let mut range = self.nodes.iter().filter(|node| {
                    (entry.start..entry.end).contains(&node.bci()) && node.reachable()
                });
                match range.next().map(Node::bci) {
                    Some(bci) => {
                        let handler = self.target(i32::from(entry.handler), bci)?;
                        self.nodes[handler].leader = true;
                        if code.max_stack == 0 {
                            return Err(Failure::malformed(bci, "Operand stack overflow"));
                        }
                        self.reach(handler, 1, bci, &mut work)?;
                    }
                    None => still_waiting.push(entry),
                }
            }
            waiting = still_waiting;
            if work.is_empty() {
                return Ok(());
            }
        }
    }

    /// Carries the depth from an instruction to its successors.
    fn follow(&mut self, at: usize, code: &Code, work: &mut Vec<usize>) -> Result<(), Failure> {
        let node = self.nodes[at];
        let bci = node.bci();
        let Some(left) = node.depth.checked_sub(node.pops) else {
            return Err(Failure::malformed(bci, "Operand stack underflow"));
        };
        let depth = left + node.pushes;
        if depth > code.max_stack {
            return Err(Failure::malformed(bci, "Operand stack overflow"));
        }
        if !node.insn.opcode.ends_block() {
            if at + 1 == self.nodes.len() {
                return Err(Failure::malformed(bci, "Control flow falls through code end"));
            }
            self.reach(at + 1, depth, bci, work)?;
        }
        for target in node.insn.targets() {
            let target = self.target(target, bci)?;
            self.nodes[target].leader = true;
            self.reach(target, depth, bci, work)?;
        }
        Ok(())
    }

    fn target(&self, target: i32, bci: u16) -> Result<usize, Failure> {
        self.node_at(target).ok_or(Failure::malformed(bci, "Illegal target of jump or branch"))
    }

    fn reach(
        &mut self,
        at: usize,
        depth: u16,
        from: u16,
        work: &mut Vec<usize>,
    ) -> Result<(), Failure> {
        let node = &mut self.nodes[at];
        if node.depth == NONE {
            node.depth = depth;
            work.push(at);
        } else if node.depth != depth {
            return Err(Failure::malformed(from, "Inconsistent stackmap frames"));
        }
        Ok(())
    }
}

fn decode(method: MethodRef, code: &Code) -> Result<Analysis, Failure> {
    let mut nodes = Vec::with_capacity(code.bytes.len() / 2 + 1);
    let mut index = vec![NONE; code.bytes.len()];
    for insn in Instructions::new(code.bytes) {
        let insn = insn.map_err(|_| Failure::malformed(0, "Bad instruction"))?;
        let bci = insn.bci as u16;
        if matches!(insn.opcode, Opcode::Jsr | Opcode::JsrW | Opcode::Ret) {
            return Err(Failure::Interpret);
        }
        if let Some(local) = insn.local()
            && u32::from(local) + local_slots(insn.opcode) > u32::from(code.max_locals)
        {
            return Err(Failure::malformed(bci, "Local variable index out of range"));
        }
        let (pops, pushes) =
            effect(method, &insn).ok_or(Failure::malformed(bci, "Bad constant or operand"))?;
        index[bci as usize] = nodes.len() as u16;
        nodes.push(Node { insn, pops, pushes, depth: NONE, leader: false });
    }
    if nodes.is_empty() {
        return Err(Failure::malformed(0, "Code is empty"));
    }
    Ok(Analysis { nodes, index })
}

/// Slots of the local variable that an instruction names.
fn local_slots(opcode: Opcode) -> u32 {
    let general = opcode.implicit_local().map_or(opcode, |(general, _)| general);
    match general {
        Opcode::Lload | Opcode::Dload | Opcode::Lstore | Opcode::Dstore => 2,
        _ => 1,
    }
}

/// Slots that the letters of the opcode table stand for.
const fn slots(letters: &str) -> u16 {
    let bytes = letters.as_bytes();
    let (mut total, mut at) = (0, 0);
    while at < bytes.len() {
        total += match bytes[at] {
            b'l' | b'd' => 2,
            _ => 1,
        };
        at += 1;
    }
    total
}

static EFFECTS: [(u16, u16); Opcode::ALL.len()] = {
    let mut effects = [(0, 0); Opcode::ALL.len()];
    let mut at = 0;
    while at < effects.len() {
        effects[at] = (slots(Opcode::ALL[at].pops()), slots(Opcode::ALL[at].pushes()));
        at += 1;
    }
    effects
};

/// Slots that an instruction pops and pushes.
pub(in crate::interp) fn effect(method: MethodRef, insn: &Instruction<'_>) -> Option<(u16, u16)> {
    let class = method.class;
    let index = insn.constant().map_or(0, |index| index.0);
    let call = |receiver: u16| {
        let (parameters, result) = pool::signature(class, index)?;
        Some((parameters.saturating_add(receiver), result.slots()))
    };
    Some(match insn.opcode {
        Opcode::Getstatic => (0, pool::field_kind(class, index)?.slots()),
        Opcode::Putstatic => (pool::field_kind(class, index)?.slots(), 0),
        Opcode::Getfield => (1, pool::field_kind(class, index)?.slots()),
        Opcode::Putfield => (1 + pool::field_kind(class, index)?.slots(), 0),
        Opcode::Invokestatic | Opcode::Invokedynamic => call(0)?,
        Opcode::Invokevirtual | Opcode::Invokespecial | Opcode::Invokeinterface => call(1)?,
        Opcode::Ldc | Opcode::LdcW | Opcode::Ldc2W => {
            let pushed = match pool::loadable(class, index)? {
                pool::Loadable::Int(_) => 1,
                pool::Loadable::Long(_) => 2,
                pool::Loadable::Resolved(kind) => kind.slots(),
            };
            (0, pushed)
        }
        Opcode::Multianewarray => match insn.operands {
            Operands::MultiArray { dimensions, .. } if dimensions > 0 => (u16::from(dimensions), 1),
            _ => return None,
        },
        Opcode::Newarray => {
            insn.array_type()?;
            (1, 1)
        }
        // A return leaves nothing that matters behind.
        opcode => EFFECTS[opcode as usize],
    })
}

/// Whether values of this kind take two slots.
pub(super) fn is_wide(kind: BasicType) -> bool {
    kind.slots() == 2
}
