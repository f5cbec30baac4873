//! The translator's state: the code made so far, the abstract stack, and the
//! branches that wait for their targets.

use super::analysis::{Analysis, Node};
use super::{Failure, Form, MAX_FRAME_SLOTS, Output};
use crate::interp::insn::{self, Op, word, word_wide};
use crate::model::{Code, Insn, MethodRef};
use bytecode::Opcode;

/// Where a value of the operand stack is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Entry {
    /// In its own slot.
    Slot,
    /// In a local variable that has not been written since.
    Local(u16),
    /// Nowhere: the constant, 32 bits (`int`, `float`, null).
    Int(i32),
    /// Nowhere: the constant, 64 bits (`long`, `double`).
    Long(i64),
    /// The second half of a value of category 2.
    Half,
}

/// The abstract stack at an instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::interp) struct Snapshot {
    /// Bytecode index of the instruction.
    pub(in crate::interp) bci: u16,
    /// Whether the word asked for lies behind the first one of the instruction:
    /// a call is under way, its arguments belong to the callee.
    pub(in crate::interp) inside: bool,
    /// For each entry of the operand stack whether it is in its own slot.
    pub(in crate::interp) own_slot: Vec<bool>,
}

/// A branch whose target has no place yet.
#[derive(Clone, Copy)]
pub(super) struct Fixup {
    /// The instruction that offsets count from.
    pub(super) from: u32,
    /// Where the offset goes.
    pub(super) place: Place,
    /// The instruction branched to.
    pub(super) node: usize,
}

/// Where an offset is stored.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Operand `c` of the branch.
    C,
    /// Operands `b` and `c` of this word.
    Wide,
    /// Half of a literal word: its number, and 0 for the lower half.
    Half(u32, u32),
}

/// Blocks times slots of a method that is translated.
const MAX_MAP_WORK: usize = 1 << 24;

pub(super) const UNPLACED: u32 = u32::MAX;

/// One pass over a method.
pub(super) struct Translator {
    pub(super) method: MethodRef,
    pub(super) code: &'static Code,
    pub(super) analysis: Analysis,
    pub(super) words: Vec<Insn>,
    bcis: Vec<u16>,
    pub(super) stack: Vec<Entry>,
    /// First word of each bytecode instruction.
    pub(super) places: Vec<u32>,
    pub(super) fixups: Vec<Fixup>,
    pub(super) stack_base: u16,
    pub(super) bci: u16,
    pub(super) form: Form,
    pub(super) notes_locks: bool,
    /// The last instruction, if it writes the top of the stack's own slot.
    pub(super) last_def: Option<usize>,
    /// Start of the last instruction, and the length of the code at the last
    /// place that something may branch to.
    pub(super) last_insn: usize,
    pub(super) last_label: usize,
    wanted: Option<u32>,
    snapshot: Option<Snapshot>,
}

impl Translator {
    pub(super) fn new(
        method: MethodRef,
        form: Form,
        wanted: Option<u32>,
    ) -> Result<Translator, Failure> {
        // SAFETY: metadata lives as long as anything runs its code.
        let code = unsafe { (*method.as_ptr()).code.as_ref() };
        let code = code.ok_or(Failure::malformed(0, "Method has no code"))?;
        // An empty frame would let calls go on without using up stack.
        let stack_base = code.max_locals.max(1);
        if u32::from(stack_base) + u32::from(code.max_stack) > MAX_FRAME_SLOTS {
            return Err(Failure::Interpret);
        }
        let analysis = Analysis::of(method, code)?;
        let nodes = analysis.nodes.len();
        // Maps of references are made per block: a hostile method could ask for
        // gigabytes. The reference interpreter needs no maps.
        let blocks = analysis.nodes.iter().filter(|node| node.leader).count();
        if blocks * (usize::from(stack_base) + usize::from(code.max_stack)) > MAX_MAP_WORK {
            return Err(Failure::Interpret);
        }
        let locks = [Opcode::Monitorenter, Opcode::Monitorexit];
        let enters = |node: &Node| locks.contains(&node.insn.opcode) && node.reachable();
        let notes_locks = analysis.nodes.iter().any(enters);
        Ok(Translator {
            notes_locks,
            method,
            code,
            analysis,
            words: Vec::with_capacity(code.bytes.len() / 2 + 2),
            bcis: Vec::with_capacity(code.bytes.len() / 2 + 2),
            stack: Vec::with_capacity(code.max_stack as usize),
            places: vec![UNPLACED; nodes],
            fixups: Vec::new(),
            stack_base,
            bci: 0,
            form,
            last_def: None,
            last_insn: 0,
            last_label: 0,
            wanted,
            snapshot: None,
        })
    }

    /// Translates everything; whether all branches reach their targets.
    pub(super) fn run(&mut self) -> Result<bool, Failure> {
        if self.method.flags.is_synchronized() {
            self.emit(Op::EnterSync, 0, 0, 0);
        }
        if self.notes_locks {
            self.emit(Op::EnterLocks, 0, 0, 0);
        }
        // Whether the instruction before goes on with the next one.
        let mut falls_in = true;
        for at in 0..self.analysis.nodes.len() {
            if self.snapshot.is_some() {
                return Ok(true);
            }
            let node = self.analysis.nodes[at];
            if !node.reachable() {
                falls_in = false;
                continue;
            }
            self.bci = node.bci();
            if node.leader || at == 0 {
                if falls_in {
                    self.flush(0);
                }
                self.begin_block(node.depth);
            } else if self.places[at] != UNPLACED {
                // Fused with the instruction before.
                falls_in = true;
                continue;
            }
            self.places[at] = self.words.len() as u32;
            if self.form.counts_steps && (node.leader || at == 0) {
                self.emit(Op::CountStep, 0, 0, 0);
                self.last_label = self.words.len();
            }
            self.translate(at)?;
            falls_in = !node.insn.opcode.ends_block();
        }
        Ok(self.resolve_fixups())
    }

    /// Starts a block: all entries are in their own slots.
    fn begin_block(&mut self, depth: u16) {
        self.stack.clear();
        self.stack.resize(depth as usize, Entry::Slot);
        self.last_def = None;
        self.last_label = self.words.len();
    }

    fn resolve_fixups(&mut self) -> bool {
        for fixup in std::mem::take(&mut self.fixups) {
            let target = self.places[fixup.node];
            if target == UNPLACED {
                // Only a snapshot stops before the target is placed.
                continue;
            }
            let offset = target as i32 - fixup.from as i32;
            match fixup.place {
                Place::C => match i16::try_from(offset) {
                    Ok(offset) => self.words[fixup.from as usize].c = offset as u16,
                    Err(_) => return false,
                },
                Place::Wide => {
                    let at = &mut self.words[fixup.from as usize];
                    (at.b, at.c) = (offset as u16, (offset as u32 >> 16) as u16);
                }
                Place::Half(word, half) => {
                    let at = &mut self.words[word as usize];
                    let (low, high) = (offset as u16, (offset as u32 >> 16) as u16);
                    if half == 0 {
                        (at.op, at.a) = (low, high);
                    } else {
                        (at.b, at.c) = (low, high);
                    }
                }
            }
        }
        true
    }

    /// The finished translation.
    pub(super) fn finish(self) -> Output {
        let mut handlers = Vec::new();
        for entry in self.code.exceptions {
            let node = self.analysis.node_at(i32::from(entry.handler));
            let place = node.map_or(UNPLACED, |node| self.places[node]);
            if place != UNPLACED {
                handlers.push((entry.handler, place));
            }
        }
        handlers.sort_unstable();
        handlers.dedup();
        Output {
            words: self.words,
            bcis: self.bcis,
            handlers,
            stack_base: self.stack_base,
            form: self.form,
            notes_locks: self.notes_locks,
        }
    }

    pub(super) fn take_snapshot(&mut self) -> Option<Snapshot> {
        self.snapshot.take()
    }

    // --- Emission ---------------------------------------------------------

    /// Appends an instruction word.
    pub(super) fn emit(&mut self, op: Op, a: u16, b: u16, c: u16) {
        self.emit_word(word(op, a, b, c), op.words().max(1));
    }

    /// Appends an instruction word with a 32-bit number.
    pub(super) fn emit_wide(&mut self, op: Op, a: u16, number: u32) {
        self.emit_word(word_wide(op, a, number), op.words().max(1));
    }

    /// Appends an instruction with a literal word.
    pub(super) fn emit_literal(&mut self, op: Op, [a, b, c]: [u16; 3], literal: u64) {
        debug_assert_eq!(op.words(), 2);
        self.emit_word(word(op, a, b, c), 2);
        self.push_raw(insn::literal(literal));
    }

    fn emit_word(&mut self, word: Insn, words: usize) {
        let at = self.words.len();
        if let Some(wanted) = self.wanted
            && self.snapshot.is_none()
            && (at..at + words).contains(&(wanted as usize))
        {
            self.snapshot = Some(Snapshot {
                bci: self.bci,
                inside: wanted as usize != at,
                own_slot: self.stack.iter().map(|entry| *entry == Entry::Slot).collect(),
            });
        }
        self.last_insn = at;
        self.last_def = None;
        self.push_raw(word);
    }

    /// Appends a word that is not the first of an instruction.
    pub(super) fn push_raw(&mut self, word: Insn) {
        self.words.push(word);
        self.bcis.push(self.bci);
    }

    /// Takes the last instruction back; nothing may branch behind it.
    pub(super) fn retract_last(&mut self) {
        self.words.truncate(self.last_insn);
        self.bcis.truncate(self.last_insn);
        self.last_def = None;
    }

    // --- The abstract stack -------------------------------------------------

    pub(super) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The slot that belongs to a depth.
    pub(super) fn own_slot(&self, depth: usize) -> u16 {
        self.stack_base + depth as u16
    }

    /// The slot in which the value at `depth` can be read.
    pub(super) fn operand(&mut self, depth: usize) -> u16 {
        if let Entry::Local(local) = self.stack[depth] {
            return local;
        }
        self.settle(depth);
        self.own_slot(depth)
    }

    /// Puts the value at `depth` into its own slot.
    pub(super) fn settle(&mut self, depth: usize) {
        let own = self.own_slot(depth);
        self.copy_to(own, depth);
        if self.stack[depth] != Entry::Half {
            self.stack[depth] = Entry::Slot;
        }
    }

    /// Emits what brings the value at `depth` to `slot`, if it is not there.
    pub(super) fn copy_to(&mut self, slot: u16, depth: usize) {
        let own = self.own_slot(depth);
        match self.stack[depth] {
            Entry::Slot if slot != own => self.emit(Op::Mov, slot, own, 0),
            Entry::Local(local) if slot != local => self.emit(Op::Mov, slot, local, 0),
            Entry::Int(value) => self.emit_wide(Op::ConstI, slot, value as u32),
            Entry::Long(value) => match i32::try_from(value) {
                Ok(small) => self.emit_wide(Op::ConstL, slot, small as u32),
                Err(_) => self.emit_literal(Op::Const64, [slot, 0, 0], value as u64),
            },
            Entry::Slot | Entry::Local(_) | Entry::Half => {}
        }
    }

    /// Puts the values from `depth` on upward into their own slots.
    pub(super) fn flush_range(&mut self, depths: std::ops::Range<usize>) {
        let mut at = depths.start;
        while at < depths.end {
            // Adjacent loads of local variables go in pairs.
            if at + 1 < depths.end
                && let (Entry::Local(first), Entry::Local(second)) =
                    (self.stack[at], self.stack[at + 1])
            {
                let own = self.own_slot(at);
                self.emit(Op::Mov2, own, first, second);
                self.stack[at] = Entry::Slot;
                self.stack[at + 1] = Entry::Slot;
                at += 2;
                continue;
            }
            self.settle(at);
            at += 1;
        }
    }

    /// Puts all values but the `above` topmost ones into their own slots.
    pub(super) fn flush(&mut self, above: usize) {
        self.flush_range(0..self.depth() - above);
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.stack.push(entry);
    }

    /// Pushes a value in the next own slot.
    pub(super) fn push_slot(&mut self, wide: bool) {
        self.push(Entry::Slot);
        if wide {
            self.push(Entry::Half);
        }
    }

    /// Pushes a 64-bit constant.
    pub(super) fn push_long(&mut self, value: i64) {
        self.push(Entry::Long(value));
        self.push(Entry::Half);
    }

    pub(super) fn pop(&mut self, slots: usize) {
        self.stack.truncate(self.depth() - slots);
    }

    /// Emits an instruction that replaces the `pops` topmost slots by a value in
    /// the own slot of the lowest of them.
    pub(super) fn define(&mut self, op: Op, pops: usize, b: u16, c: u16, wide: bool) {
        let dest = self.own_slot(self.depth() - pops);
        let at = self.words.len();
        if op.words() == 2 {
            self.emit_literal(op, [dest, b, c], 0);
        } else {
            self.emit(op, dest, b, c);
        }
        self.pop(pops);
        self.push_slot(wide);
        self.last_def = Some(at);
    }

    /// Copies stack entries that stand for a local variable to their own slots,
    /// below `below`, as the variable is about to be written.
    pub(super) fn release_local(&mut self, local: u16, below: usize) {
        for depth in 0..below {
            if self.stack[depth] == Entry::Local(local) {
                self.settle(depth);
            }
        }
    }

    /// The node behind `at` if it may be fused with it: reached from there only.
    pub(super) fn fusible_next(&self, at: usize) -> Option<Node> {
        let next = *self.analysis.nodes.get(at + 1)?;
        (!next.leader).then_some(next)
    }
}
