//! Control flow: comparisons fused with branches, loops turned round, switches.

use super::emit::{Entry, Fixup, Place, Translator, UNPLACED};
use crate::interp::insn::{self, Op};
use bytecode::{LookupSwitch, Opcode, TableSwitch};

/// How two values are related. `Nlt` and `Nle`: not less, not less or equal, which
/// NaN makes different from greater or equal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Relation {
    Equal,
    Differ,
    Lt,
    Ge,
    Gt,
    Le,
    Nlt,
    Nle,
}

use Relation::{Differ, Equal, Ge, Gt, Le, Lt, Nle, Nlt};

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Operands {
    /// `int`s or references in slots.
    Ints(u16, u16),
    /// An `int` with an immediate.
    IntImmediate(u16, i16),
    Longs(u16, u16),
    LongImmediate(u16, i16),
    Floats(u16, u16),
    Doubles(u16, u16),
}

/// A condition to branch on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Condition {
    pub(super) relation: Relation,
    pub(super) operands: Operands,
}

impl Condition {
    fn negated(self) -> Condition {
        let floating = matches!(self.operands, Operands::Floats(..) | Operands::Doubles(..));
        let relation = match (self.relation, floating) {
            (Equal, _) => Differ,
            (Differ, _) => Equal,
            (Lt, false) => Ge,
            (Ge, _) => Lt,
            (Gt, _) => Le,
            (Le, false) => Gt,
            (Lt, true) => Nlt,
            (Le, true) => Nle,
            (Nlt, _) => Lt,
            (Nle, _) => Le,
        };
        Condition { relation, ..self }
    }

    /// The instruction and its operands. Its forms stand in the table in a fixed
    /// order: relations, then the same with polls.
    fn encode(self, polls: bool) -> (Op, u16, u16) {
        let at = |order: &[Relation], relation: Relation| {
            let at = order.iter().position(|candidate| *candidate == relation);
            let at = at.expect("conditions are brought to relations that exist");
            (if polls { at + order.len() } else { at }) as u16
        };
        let form = |first: Op, offset: u16| {
            Op::from_number(first as u16 + offset).expect("the table has all forms")
        };
        // Registers can change places, so four relations do.
        let pair = |first: Op, a: u16, b: u16| match self.relation {
            Gt => (form(first, at(&[Equal, Differ, Lt, Ge], Lt)), b, a),
            Le => (form(first, at(&[Equal, Differ, Lt, Ge], Ge)), b, a),
            relation => (form(first, at(&[Equal, Differ, Lt, Ge], relation)), a, b),
        };
        let immediate = |first: Op, a: u16, value: i16| {
            (form(first, at(&[Equal, Differ, Lt, Ge, Gt, Le], self.relation)), a, value as u16)
        };
        let floating = |first: Op, a: u16, b: u16| {
            (form(first, at(&[Lt, Le, Equal, Differ, Nlt, Nle], self.relation)), a, b)
        };
        match self.operands {
            Operands::Ints(a, b) => pair(Op::IfIeq, a, b),
            Operands::IntImmediate(a, value) => immediate(Op::IfIeqI, a, value),
            Operands::Longs(a, b) => pair(Op::IfLeq, a, b),
            Operands::LongImmediate(a, value) => immediate(Op::IfLeqI, a, value),
            Operands::Floats(a, b) => floating(Op::IfFlt, a, b),
            Operands::Doubles(a, b) => floating(Op::IfDlt, a, b),
        }
    }
}

/// The relation that a conditional branch tests.
pub(super) fn relation_of(opcode: Opcode) -> Option<Relation> {
    Some(match opcode {
        Opcode::Ifeq | Opcode::IfIcmpeq | Opcode::IfAcmpeq | Opcode::Ifnull => Equal,
        Opcode::Ifne | Opcode::IfIcmpne | Opcode::IfAcmpne | Opcode::Ifnonnull => Differ,
        Opcode::Iflt | Opcode::IfIcmplt => Lt,
        Opcode::Ifge | Opcode::IfIcmpge => Ge,
        Opcode::Ifgt | Opcode::IfIcmpgt => Gt,
        Opcode::Ifle | Opcode::IfIcmple => Le,
        _ => return None,
    })
}

fn mirrored(relation: Relation) -> Relation {
    match relation {
        Lt => Gt,
        Gt => Lt,
        Le => Ge,
        Ge => Le,
        other => other,
    }
}

fn small(value: i64) -> Option<i16> {
    i16::try_from(value).ok()
}

impl Translator {
    /// The condition that a branch at the top of the stack tests, and the slots
    /// it pops.
    pub(super) fn condition(&mut self, opcode: Opcode, relation: Relation) -> (Condition, usize) {
        let n = self.depth();
        match opcode {
            Opcode::Ifeq
            | Opcode::Ifne
            | Opcode::Iflt
            | Opcode::Ifge
            | Opcode::Ifgt
            | Opcode::Ifle
            | Opcode::Ifnull
            | Opcode::Ifnonnull => {
                let operands = Operands::IntImmediate(self.operand(n - 1), 0);
                (Condition { relation, operands }, 1)
            }
            _ => (self.int_condition(relation), 2),
        }
    }

    fn int_condition(&mut self, relation: Relation) -> Condition {
        let n = self.depth();
        if let Entry::Int(value) = self.stack[n - 1]
            && let Some(value) = small(i64::from(value))
        {
            let operands = Operands::IntImmediate(self.operand(n - 2), value);
            return Condition { relation, operands };
        }
        if let Entry::Int(value) = self.stack[n - 2]
            && let Some(value) = small(i64::from(value))
        {
            let operands = Operands::IntImmediate(self.operand(n - 1), value);
            return Condition { relation: mirrored(relation), operands };
        }
        let operands = Operands::Ints(self.operand(n - 2), self.operand(n - 1));
        Condition { relation, operands }
    }

    /// The condition that `lcmp`, `fcmpg` and their like make together with the
    /// branch that tests their result against 0, and the slots they pop.
    fn compared(&mut self, compare: Opcode, relation: Relation) -> (Condition, usize) {
        let n = self.depth();
        match compare {
            Opcode::Lcmp => {
                if let Entry::Long(value) = self.stack[n - 2]
                    && let Some(value) = small(value)
                {
                    let operands = Operands::LongImmediate(self.operand(n - 4), value);
                    return (Condition { relation, operands }, 4);
                }
                let operands = Operands::Longs(self.operand(n - 4), self.operand(n - 2));
                (Condition { relation, operands }, 4)
            }
            Opcode::Fcmpl | Opcode::Fcmpg => {
                let (a, b) = (self.operand(n - 2), self.operand(n - 1));
                let (relation, a, b) = floating(compare == Opcode::Fcmpg, relation, a, b);
                (Condition { relation, operands: Operands::Floats(a, b) }, 2)
            }
            _ => {
                let (a, b) = (self.operand(n - 4), self.operand(n - 2));
                let (relation, a, b) = floating(compare == Opcode::Dcmpg, relation, a, b);
                (Condition { relation, operands: Operands::Doubles(a, b) }, 4)
            }
        }
    }

    /// Fuses a comparison with the branch behind it, if there is one.
    pub(super) fn compare_and_branch(&mut self, at: usize, compare: Opcode) -> bool {
        let Some(next) = self.fusible_next(at) else { return false };
        let tests_zero = matches!(
            next.insn.opcode,
            Opcode::Ifeq | Opcode::Ifne | Opcode::Iflt | Opcode::Ifge | Opcode::Ifgt | Opcode::Ifle
        );
        let (Some(relation), Some(target)) =
            (relation_of(next.insn.opcode), next.insn.branch_target())
        else {
            return false;
        };
        let Some(target) = self.analysis.node_at(target).filter(|_| tests_zero) else {
            return false;
        };
        let (condition, pops) = self.compared(compare, relation);
        self.branch_if(condition, pops, target);
        // Branches into the middle are impossible: the node is no leader.
        self.places[at + 1] = self.words.len() as u32;
        true
    }

    /// Pops the operands and branches to `target` if the condition holds.
    pub(super) fn branch_if(&mut self, condition: Condition, pops: usize, target: usize) {
        self.flush(pops);
        self.emit_branch(condition, target);
        self.pop(pops);
    }

    fn emit_branch(&mut self, condition: Condition, target: usize) {
        let place = self.places[target];
        if self.form.far {
            let (op, a, b) = condition.negated().encode(false);
            self.emit(op, a, b, 2);
            self.emit_goto(target);
            return;
        }
        let polls = place != UNPLACED;
        if polls && self.fuse_increment(condition, target) {
            return;
        }
        let from = self.words.len() as u32;
        let (op, a, b) = condition.encode(polls);
        self.emit(op, a, b, 0);
        self.fixups.push(Fixup { from, place: Place::C, node: target });
    }

    /// `i++` just before a branch back that tests `i < n`.
    fn fuse_increment(&mut self, condition: Condition, target: usize) -> bool {
        let Condition { relation: Lt, operands: Operands::Ints(a, b) } = condition else {
            return false;
        };
        let increments = self.words.get(self.last_insn).is_some_and(|last| {
            last.op == Op::IaddI as u16 && (last.a, last.b, last.c) == (a, a, 1)
        });
        let ends_with_it = self.last_insn + 1 == self.words.len();
        if a == b || !increments || !ends_with_it || self.last_label == self.words.len() {
            return false;
        }
        self.retract_last();
        let from = self.words.len() as u32;
        self.emit(Op::IncIfIltP, a, b, 0);
        self.fixups.push(Fixup { from, place: Place::C, node: target });
        true
    }

    fn emit_goto(&mut self, target: usize) {
        let from = self.words.len() as u32;
        let op = if self.places[target] == UNPLACED { Op::Goto } else { Op::GotoP };
        self.emit_wide(op, 0, 0);
        self.fixups.push(Fixup { from, place: Place::Wide, node: target });
    }

    /// `goto`. A jump back to a loop's test becomes the test itself, turned round,
    /// which saves an instruction in every turn of the loop.
    pub(super) fn goto(&mut self, target: usize) -> Result<(), super::Failure> {
        self.flush(0);
        let backward = self.places[target] != UNPLACED;
        if backward && self.is_loop_test(target) {
            return self.repeat_test(target);
        }
        self.emit_goto(target);
        Ok(())
    }

    /// Whether the block at a node is a short test without side effects that ends
    /// in a conditional branch, all of it translated already.
    fn is_loop_test(&self, start: usize) -> bool {
        const MAX_TEST: usize = 8;
        for at in start..(start + MAX_TEST).min(self.analysis.nodes.len()) {
            let node = &self.analysis.nodes[at];
            if at > start && node.leader {
                return false;
            }
            let opcode = node.insn.opcode;
            if opcode.is_conditional_branch() {
                let after = self.places.get(at + 1).is_some_and(|place| *place != UNPLACED);
                return after;
            }
            let byte = opcode.value();
            let load_or_constant = byte <= Opcode::Aload3.value();
            let arithmetic = (Opcode::Iadd.value()..=Opcode::Dcmpg.value()).contains(&byte)
                && opcode != Opcode::Iinc;
            let access = matches!(
                opcode,
                Opcode::Getfield
                    | Opcode::Getstatic
                    | Opcode::Arraylength
                    | Opcode::Iaload
                    | Opcode::Baload
                    | Opcode::Caload
            );
            if !(load_or_constant || arithmetic || access) {
                return false;
            }
        }
        false
    }

    /// Translates the loop's test again, branching back into the loop if it goes
    /// on and to the exit if not.
    fn repeat_test(&mut self, start: usize) -> Result<(), super::Failure> {
        let mut at = start;
        loop {
            let node = self.analysis.nodes[at];
            self.bci = node.bci();
            let opcode = node.insn.opcode;
            let (condition, pops, branch) = match relation_of(opcode) {
                Some(relation) => {
                    let (condition, pops) = self.condition(opcode, relation);
                    (condition, pops, at)
                }
                None => {
                    let next = self.analysis.nodes.get(at + 1).map(|next| next.insn.opcode);
                    let relation = next.and_then(relation_of);
                    let compares =
                        (Opcode::Lcmp.value()..=Opcode::Dcmpg.value()).contains(&opcode.value());
                    match relation.filter(|_| compares) {
                        Some(relation) => {
                            let (condition, pops) = self.compared(opcode, relation);
                            (condition, pops, at + 1)
                        }
                        None => {
                            self.translate(at)?;
                            at += 1;
                            continue;
                        }
                    }
                }
            };
            let exit = self.analysis.nodes[branch].insn.branch_target();
            let exit = exit.and_then(|target| self.analysis.node_at(target));
            let exit = exit.expect("the analysis has checked all targets");
            self.flush(pops);
            self.emit_branch(condition.negated(), branch + 1);
            self.pop(pops);
            self.emit_goto(exit);
            return Ok(());
        }
    }

    pub(super) fn tableswitch(&mut self, switch: &TableSwitch<'_>) {
        let key = self.operand(self.depth() - 1);
        self.flush(1);
        let from = self.words.len() as u32;
        let count = switch.targets().len();
        self.emit_wide(Op::Tableswitch, key, count as u32);
        self.pop(1);
        self.push_raw(insn::literal(u64::from(switch.low() as u32)));
        self.switch_target(from, from + 1, 1, switch.default_target());
        for (n, target) in switch.targets().enumerate() {
            if n % 2 == 0 {
                self.push_raw(insn::literal(0));
            }
            let word = from + 2 + (n / 2) as u32;
            self.switch_target(from, word, (n % 2) as u32, target);
        }
    }

    pub(super) fn lookupswitch(&mut self, switch: &LookupSwitch<'_>) {
        let key = self.operand(self.depth() - 1);
        self.flush(1);
        let from = self.words.len() as u32;
        // Verified code has the pairs in order; of equal keys the first counts.
        let mut pairs: Vec<(i32, i32)> = switch.pairs().collect();
        pairs.sort_by_key(|pair| pair.0);
        pairs.dedup_by_key(|pair| pair.0);
        self.emit_wide(Op::Lookupswitch, key, pairs.len() as u32);
        self.pop(1);
        self.push_raw(insn::literal(0));
        self.switch_target(from, from + 1, 0, switch.default_target());
        for (n, (value, target)) in pairs.into_iter().enumerate() {
            self.push_raw(insn::literal(u64::from(value as u32)));
            self.switch_target(from, from + 2 + n as u32, 1, target);
        }
    }

    fn switch_target(&mut self, from: u32, word: u32, half: u32, target: i32) {
        let node = self.analysis.node_at(target).expect("the analysis has checked all targets");
        self.fixups.push(Fixup { from, place: Place::Half(word, half), node });
    }
}

/// The relation between `a` and `b` that holds when a comparison's result is
/// related to 0 as given. `greater`: NaN counts as greater (`fcmpg`), else as
/// less.
fn floating(greater: bool, relation: Relation, a: u16, b: u16) -> (Relation, u16, u16) {
    match (relation, greater) {
        (Equal | Differ, _) => (relation, a, b),
        (Lt, true) => (Lt, a, b),
        (Le, true) => (Le, a, b),
        (Gt, true) => (Nle, a, b),
        (Ge, true) => (Nlt, a, b),
        (Lt, false) => (Nle, b, a),
        (Le, false) => (Nlt, b, a),
        (Gt, false) => (Lt, b, a),
        (Ge, false) => (Le, b, a),
        (Nlt | Nle, _) => (relation, a, b),
    }
}
