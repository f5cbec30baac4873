//! One bytecode instruction at a time.

use super::Failure;
use super::analysis::is_wide;
use super::branches::relation_of;
use super::emit::{Entry, Translator};
use crate::interp::insn::Op;
use crate::interp::pool::{self, Loadable};
use base::descriptor::BasicType;
use bytecode::{Opcode, Operands};

/// The general form of `iload_2` and its like.
fn general(opcode: Opcode) -> Opcode {
    opcode.implicit_local().map_or(opcode, |(general, _)| general)
}

/// Operations of an arithmetic instruction: with registers, and with an
/// immediate right operand if there is one; whether operands may change places.
fn int_ops(opcode: Opcode) -> Option<(Op, Option<Op>, bool)> {
    Some(match opcode {
        Opcode::Iadd => (Op::Iadd, Some(Op::IaddI), true),
        Opcode::Isub => (Op::Isub, None, false),
        Opcode::Imul => (Op::Imul, Some(Op::ImulI), true),
        Opcode::Idiv => (Op::Idiv, Some(Op::IdivI), false),
        Opcode::Irem => (Op::Irem, Some(Op::IremI), false),
        Opcode::Ishl => (Op::Ishl, Some(Op::IshlI), false),
        Opcode::Ishr => (Op::Ishr, Some(Op::IshrI), false),
        Opcode::Iushr => (Op::Iushr, Some(Op::IushrI), false),
        Opcode::Iand => (Op::Iand, Some(Op::IandI), true),
        Opcode::Ior => (Op::Ior, Some(Op::IorI), true),
        Opcode::Ixor => (Op::Ixor, Some(Op::IxorI), true),
        _ => return None,
    })
}

fn long_ops(opcode: Opcode) -> Option<(Op, Option<Op>, bool)> {
    Some(match opcode {
        Opcode::Ladd => (Op::Ladd, Some(Op::LaddI), true),
        Opcode::Lsub => (Op::Lsub, None, false),
        Opcode::Lmul => (Op::Lmul, Some(Op::LmulI), true),
        Opcode::Ldiv => (Op::Ldiv, Some(Op::LdivI), false),
        Opcode::Lrem => (Op::Lrem, Some(Op::LremI), false),
        Opcode::Land => (Op::Land, Some(Op::LandI), true),
        Opcode::Lor => (Op::Lor, Some(Op::LorI), true),
        Opcode::Lxor => (Op::Lxor, Some(Op::LxorI), true),
        _ => return None,
    })
}

/// Shifts of a `long` by an `int`.
fn long_shift(opcode: Opcode) -> Option<(Op, Op)> {
    Some(match opcode {
        Opcode::Lshl => (Op::Lshl, Op::LshlI),
        Opcode::Lshr => (Op::Lshr, Op::LshrI),
        Opcode::Lushr => (Op::Lushr, Op::LushrI),
        _ => return None,
    })
}

/// Floating-point arithmetic and comparisons: the operation, and whether operands
/// and result are of category 2.
fn plain_binary(opcode: Opcode) -> Option<(Op, bool, bool)> {
    Some(match opcode {
        Opcode::Fadd => (Op::Fadd, false, false),
        Opcode::Fsub => (Op::Fsub, false, false),
        Opcode::Fmul => (Op::Fmul, false, false),
        Opcode::Fdiv => (Op::Fdiv, false, false),
        Opcode::Frem => (Op::Frem, false, false),
        Opcode::Dadd => (Op::Dadd, true, true),
        Opcode::Dsub => (Op::Dsub, true, true),
        Opcode::Dmul => (Op::Dmul, true, true),
        Opcode::Ddiv => (Op::Ddiv, true, true),
        Opcode::Drem => (Op::Drem, true, true),
        Opcode::Lcmp => (Op::Lcmp, true, false),
        Opcode::Fcmpl => (Op::Fcmpl, false, false),
        Opcode::Fcmpg => (Op::Fcmpg, false, false),
        Opcode::Dcmpl => (Op::Dcmpl, true, false),
        Opcode::Dcmpg => (Op::Dcmpg, true, false),
        _ => return None,
    })
}

/// Negations and conversions, likewise.
fn plain_unary(opcode: Opcode) -> Option<(Op, bool, bool)> {
    Some(match opcode {
        Opcode::Ineg => (Op::Ineg, false, false),
        Opcode::Lneg => (Op::Lneg, true, true),
        Opcode::Fneg => (Op::Fneg, false, false),
        Opcode::Dneg => (Op::Dneg, true, true),
        Opcode::I2l => (Op::I2l, false, true),
        Opcode::I2f => (Op::I2f, false, false),
        Opcode::I2d => (Op::I2d, false, true),
        Opcode::L2i => (Op::L2i, true, false),
        Opcode::L2f => (Op::L2f, true, false),
        Opcode::L2d => (Op::L2d, true, true),
        Opcode::F2i => (Op::F2i, false, false),
        Opcode::F2l => (Op::F2l, false, true),
        Opcode::F2d => (Op::F2d, false, true),
        Opcode::D2i => (Op::D2i, true, false),
        Opcode::D2l => (Op::D2l, true, true),
        Opcode::D2f => (Op::D2f, true, false),
        Opcode::I2b => (Op::I2b, false, false),
        Opcode::I2c => (Op::I2c, false, false),
        Opcode::I2s => (Op::I2s, false, false),
        Opcode::Arraylength => (Op::Arraylength, false, false),
        _ => return None,
    })
}

/// Array loads: the operation, and whether the element is of category 2.
fn array_load(opcode: Opcode) -> Option<(Op, bool)> {
    Some(match opcode {
        Opcode::Iaload | Opcode::Faload | Opcode::Aaload => (Op::Iaload, false),
        Opcode::Laload | Opcode::Daload => (Op::Laload, true),
        Opcode::Baload => (Op::Baload, false),
        Opcode::Caload => (Op::Caload, false),
        Opcode::Saload => (Op::Saload, false),
        _ => return None,
    })
}

fn array_store(opcode: Opcode) -> Option<(Op, usize)> {
    Some(match opcode {
        Opcode::Iastore | Opcode::Fastore => (Op::Iastore, 1),
        Opcode::Lastore | Opcode::Dastore => (Op::Lastore, 2),
        Opcode::Aastore => (Op::Aastore, 1),
        Opcode::Bastore => (Op::Bastore, 1),
        Opcode::Castore | Opcode::Sastore => (Op::Sastore, 1),
        _ => return None,
    })
}

/// For the `dup` family: slots looked at, and which of them (0 is the lowest)
/// are there afterwards.
fn shuffle(opcode: Opcode) -> Option<(usize, &'static [usize])> {
    Some(match opcode {
        Opcode::Dup => (1, &[0, 0]),
        Opcode::DupX1 => (2, &[1, 0, 1]),
        Opcode::DupX2 => (3, &[2, 0, 1, 2]),
        Opcode::Dup2 => (2, &[0, 1, 0, 1]),
        Opcode::Dup2X1 => (3, &[1, 2, 0, 1, 2]),
        Opcode::Dup2X2 => (4, &[2, 3, 0, 1, 2, 3]),
        _ => return None,
    })
}

impl Translator {
    /// Translates the instruction of a node.
    pub(super) fn translate(&mut self, at: usize) -> Result<(), Failure> {
        let node = self.analysis.nodes[at];
        let (insn, opcode) = (node.insn, general(node.insn.opcode));
        if self.translate_plain(at, opcode) {
            return Ok(());
        }
        let index = insn.constant().map_or(0, |index| index.0);
        match opcode {
            Opcode::Nop => {}
            Opcode::AconstNull => self.push(Entry::Int(0)),
            Opcode::Lconst0 | Opcode::Lconst1 => {
                self.push_long(i64::from(opcode.value() - Opcode::Lconst0.value()));
            }
            Opcode::Fconst0 | Opcode::Fconst1 | Opcode::Fconst2 => {
                let value = f32::from(opcode.value() - Opcode::Fconst0.value());
                self.push(Entry::Int(value.to_bits() as i32));
            }
            Opcode::Dconst0 | Opcode::Dconst1 => {
                let value = f64::from(opcode.value() - Opcode::Dconst0.value());
                self.push_long(value.to_bits() as i64);
            }
            Opcode::Ldc | Opcode::LdcW | Opcode::Ldc2W => self.load_constant(index)?,
            Opcode::Iload | Opcode::Fload | Opcode::Aload => {
                self.push(Entry::Local(insn.local().unwrap_or_default()));
            }
            Opcode::Lload | Opcode::Dload => {
                self.push(Entry::Local(insn.local().unwrap_or_default()));
                self.push(Entry::Half);
            }
            Opcode::Istore | Opcode::Fstore | Opcode::Astore => {
                self.store_local(insn.local().unwrap_or_default(), 1);
            }
            Opcode::Lstore | Opcode::Dstore => {
                self.store_local(insn.local().unwrap_or_default(), 2);
            }
            Opcode::Iinc => {
                if let Operands::Increment { local, delta } = insn.operands {
                    self.release_local(local, self.depth());
                    self.emit(Op::IaddI, local, local, delta as u16);
                }
            }
            Opcode::Pop => self.pop(1),
            Opcode::Pop2 => self.pop(2),
            Opcode::Swap => self.swap(),
            Opcode::Goto | Opcode::GotoW => {
                let target = self.target_of(insn.branch_target());
                self.goto(target)?;
            }
            Opcode::Tableswitch | Opcode::Lookupswitch => match insn.operands {
                Operands::TableSwitch(switch) => self.tableswitch(&switch),
                Operands::LookupSwitch(switch) => self.lookupswitch(&switch),
                _ => {}
            },
            Opcode::Ireturn
            | Opcode::Lreturn
            | Opcode::Freturn
            | Opcode::Dreturn
            | Opcode::Areturn
            | Opcode::Return => self.return_from(opcode),
            Opcode::Getstatic | Opcode::Putstatic | Opcode::Getfield | Opcode::Putfield => {
                self.field(opcode, index)?;
            }
            Opcode::Invokevirtual
            | Opcode::Invokespecial
            | Opcode::Invokestatic
            | Opcode::Invokeinterface
            | Opcode::Invokedynamic => self.call(opcode, node.pops, index)?,
            Opcode::New => self.define(Op::NewU, 0, 0, 0, false),
            Opcode::Newarray | Opcode::Anewarray => {
                let length = self.operand(self.depth() - 1);
                self.define(Op::NewarrayU, 1, length, 0, false);
            }
            Opcode::Multianewarray => {
                let dims = node.pops as usize;
                let bottom = self.depth() - dims;
                self.flush_range(bottom..self.depth());
                self.emit(Op::Multianewarray, self.own_slot(bottom), 0, node.pops);
                self.pop(dims);
                self.push_slot(false);
            }
            Opcode::Athrow => {
                let exception = self.operand(self.depth() - 1);
                self.emit(Op::Athrow, exception, 0, 0);
                self.pop(1);
            }
            Opcode::Checkcast => {
                // Null is of every type; the value stays where it is.
                if self.stack[self.depth() - 1] != Entry::Int(0) {
                    let value = self.operand(self.depth() - 1);
                    self.emit(Op::CheckcastU, value, 0, 0);
                }
            }
            Opcode::Instanceof => {
                let value = self.operand(self.depth() - 1);
                self.define(Op::InstanceofU, 1, value, 0, false);
            }
            Opcode::Monitorenter | Opcode::Monitorexit => {
                let op = match opcode {
                    Opcode::Monitorenter => Op::Monitorenter,
                    _ => Op::Monitorexit,
                };
                let object = self.operand(self.depth() - 1);
                self.emit(op, object, 0, 0);
                self.pop(1);
            }
            _ => return Err(Failure::malformed(self.bci, "Bad instruction")),
        }
        Ok(())
    }

    /// Instructions that tables describe; no if this is none of them.
    fn translate_plain(&mut self, at: usize, opcode: Opcode) -> bool {
        let insn = self.analysis.nodes[at].insn;
        let n = self.depth();
        if let Some(value) = insn.int_constant() {
            self.push(Entry::Int(value));
        } else if let Some((op, immediate, commutes)) = int_ops(opcode) {
            self.int_binary(op, immediate, commutes);
        } else if let Some((op, immediate, commutes)) = long_ops(opcode) {
            self.long_binary(op, immediate, commutes);
        } else if let Some((op, immediate)) = long_shift(opcode) {
            let value = self.operand(n - 3);
            if let Entry::Int(distance) = self.stack[n - 1] {
                self.define(immediate, 3, value, (distance & 63) as u16, true);
            } else {
                let distance = self.operand(n - 1);
                self.define(op, 3, value, distance, true);
            }
        } else if let Some((op, wide_operands, wide)) = plain_binary(opcode) {
            let is_comparison = opcode.value() >= Opcode::Lcmp.value();
            if is_comparison && self.compare_and_branch(at, opcode) {
                return true;
            }
            let each = if wide_operands { 2 } else { 1 };
            let (a, b) = (self.operand(n - 2 * each), self.operand(n - each));
            self.define(op, 2 * each, a, b, wide);
        } else if let Some((op, wide_operand, wide)) = plain_unary(opcode) {
            let pops = if wide_operand { 2 } else { 1 };
            let a = self.operand(n - pops);
            self.define(op, pops, a, 0, wide);
        } else if let Some((op, wide)) = array_load(opcode) {
            let (array, index) = (self.operand(n - 2), self.operand(n - 1));
            self.define(op, 2, array, index, wide);
        } else if let Some((op, value_slots)) = array_store(opcode) {
            let value = self.operand(n - value_slots);
            let (array, index) =
                (self.operand(n - value_slots - 2), self.operand(n - value_slots - 1));
            self.emit(op, value, array, index);
            self.pop(value_slots + 2);
        } else if let Some((slots, order)) = shuffle(opcode) {
            self.shuffle(slots, order);
        } else if let Some(relation) = relation_of(opcode) {
            let target = self.target_of(insn.branch_target());
            let (condition, pops) = self.condition(opcode, relation);
            self.branch_if(condition, pops, target);
        } else {
            return false;
        }
        true
    }

    fn target_of(&self, target: Option<i32>) -> usize {
        let node = target.and_then(|bci| self.analysis.node_at(bci));
        node.expect("the analysis has checked all targets")
    }

    fn int_binary(&mut self, op: Op, immediate: Option<Op>, commutes: bool) {
        let n = self.depth();
        if commutes && matches!(self.stack[n - 2], Entry::Int(_)) {
            // A constant has no place, so it can change sides freely.
            if let Entry::Slot = self.stack[n - 1] {
                // The right value is in the slot above: read it there.
                let Entry::Int(value) = self.stack[n - 2] else { return };
                if let (Some(op), Ok(value)) = (immediate, i16::try_from(value)) {
                    let right = self.own_slot(n - 1);
                    self.define(op, 2, right, value as u16, false);
                    return;
                }
            } else {
                self.stack.swap(n - 2, n - 1);
            }
        }
        if let Entry::Int(value) = self.stack[n - 1] {
            let (op, value) = match op {
                Op::Isub => (Some(Op::IaddI), value.checked_neg()),
                Op::Idiv | Op::Irem if value == 0 => (None, None),
                Op::Ishl | Op::Ishr | Op::Iushr => (immediate, Some(value & 31)),
                _ => (immediate, Some(value)),
            };
            if let (Some(op), Some(Ok(value))) = (op, value.map(i16::try_from)) {
                let left = self.operand(n - 2);
                self.define(op, 2, left, value as u16, false);
                return;
            }
        }
        let (a, b) = (self.operand(n - 2), self.operand(n - 1));
        self.define(op, 2, a, b, false);
    }

    fn long_binary(&mut self, op: Op, immediate: Option<Op>, commutes: bool) {
        let n = self.depth();
        if commutes
            && let (Entry::Long(_), Entry::Local(_)) = (self.stack[n - 4], self.stack[n - 2])
        {
            self.stack.swap(n - 4, n - 2);
        }
        if let Entry::Long(value) = self.stack[n - 2] {
            let (op, value) = match op {
                Op::Lsub => (Some(Op::LaddI), value.checked_neg()),
                Op::Ldiv | Op::Lrem if value == 0 => (None, None),
                _ => (immediate, Some(value)),
            };
            if let (Some(op), Some(Ok(value))) = (op, value.map(i16::try_from)) {
                let left = self.operand(n - 4);
                self.define(op, 4, left, value as u16, true);
                return;
            }
        }
        let (a, b) = (self.operand(n - 4), self.operand(n - 2));
        self.define(op, 4, a, b, true);
    }

    /// Pops `slots` slots into a local variable.
    fn store_local(&mut self, local: u16, slots: usize) {
        let value = self.depth() - slots;
        let own = self.own_slot(value);
        let before = self.words.len();
        self.release_local(local, value);
        if slots == 2 {
            // The second half ends the life of what was there, for the collector.
            self.release_local(local + 1, value);
        }
        let retarget = self.last_def.filter(|def| {
            before == self.words.len()
                && self.stack[value] == Entry::Slot
                && self.words[*def].a == own
        });
        match retarget {
            Some(def) => self.words[def].a = local,
            None => self.copy_to(local, value),
        }
        self.last_def = None;
        self.pop(slots);
    }

    /// Copies entries as the `dup` family does: `order` tells for each entry
    /// afterwards which it was before.
    fn shuffle(&mut self, slots: usize, order: &[usize]) {
        let bottom = self.depth() - slots;
        let before: Vec<Entry> = self.stack[bottom..].to_vec();
        self.stack.truncate(bottom);
        self.stack.extend(order.iter().map(|from| before[*from]));
        // From the top down: what is overwritten was copied upward before. The
        // lowest entries repeat the topmost, which are in place by then.
        let repeated = order.len() - slots;
        for to in (0..order.len()).rev() {
            if self.stack[bottom + to] != Entry::Slot {
                continue;
            }
            let from =
                if to < repeated && order.len() > 2 * repeated { to + slots } else { order[to] };
            let (to, from) = (self.own_slot(bottom + to), self.own_slot(bottom + from));
            if to != from {
                self.emit(Op::Mov, to, from, 0);
                let top = self.own_slot(self.depth() - 1);
                self.last_def = (to == top).then(|| self.words.len() - 1);
            }
        }
    }

    fn swap(&mut self) {
        let n = self.depth();
        let (low, high) = (self.own_slot(n - 2), self.own_slot(n - 1));
        match (self.stack[n - 2], self.stack[n - 1]) {
            (Entry::Slot, Entry::Slot) => self.emit(Op::Swap, low, high, 0),
            (Entry::Slot, _) => self.emit(Op::Mov, high, low, 0),
            (_, Entry::Slot) => self.emit(Op::Mov, low, high, 0),
            _ => {}
        }
        self.stack.swap(n - 2, n - 1);
    }

    fn load_constant(&mut self, index: u16) -> Result<(), Failure> {
        match pool::loadable(self.method.class, index) {
            Some(Loadable::Int(value)) => self.push(Entry::Int(value)),
            Some(Loadable::Long(value)) => self.push_long(value),
            Some(Loadable::Resolved(kind)) => self.define(Op::LdcU, 0, 0, 0, is_wide(kind)),
            None => return Err(Failure::malformed(self.bci, "Bad constant")),
        }
        Ok(())
    }

    fn field(&mut self, opcode: Opcode, index: u16) -> Result<(), Failure> {
        let kind = pool::field_kind(self.method.class, index)
            .ok_or(Failure::malformed(self.bci, "Bad field reference"))?;
        let (n, slots) = (self.depth(), kind.slots() as usize);
        match opcode {
            Opcode::Getstatic => self.define(Op::GetstaticU, 0, 0, 0, is_wide(kind)),
            Opcode::Getfield => {
                let object = self.operand(n - 1);
                self.define(Op::GetfieldU, 1, object, 0, is_wide(kind));
            }
            Opcode::Putstatic => {
                let value = self.operand(n - slots);
                self.emit(Op::PutstaticU, value, 0, 0);
                self.pop(slots);
            }
            _ => {
                let value = self.operand(n - slots);
                let object = self.operand(n - slots - 1);
                self.emit(Op::PutfieldU, value, object, 0);
                self.pop(slots + 1);
            }
        }
        Ok(())
    }

    /// A call: the arguments go to their own slots, where the result will be.
    fn call(&mut self, opcode: Opcode, arguments: u16, index: u16) -> Result<(), Failure> {
        let (_, result) = pool::signature(self.method.class, index)
            .ok_or(Failure::malformed(self.bci, "Bad method reference"))?;
        let op = match opcode {
            Opcode::Invokevirtual => Op::InvokevirtualU,
            Opcode::Invokespecial => Op::InvokespecialU,
            Opcode::Invokestatic => Op::InvokestaticU,
            Opcode::Invokeinterface => Op::InvokeinterfaceU,
            _ => Op::InvokedynamicU,
        };
        let bottom = self.depth() - arguments as usize;
        self.flush_range(bottom..self.depth());
        self.emit_literal(op, [self.own_slot(bottom), arguments, 0], 0);
        self.pop(arguments as usize);
        match result {
            BasicType::Void => {}
            kind => self.push_slot(is_wide(kind)),
        }
        Ok(())
    }

    fn return_from(&mut self, opcode: Opcode) {
        let n = self.depth();
        let value = match opcode {
            Opcode::Return => None,
            Opcode::Lreturn | Opcode::Dreturn => Some(n - 2),
            _ => Some(n - 1),
        };
        let narrows = match (opcode, self.method.result) {
            (Opcode::Ireturn, BasicType::Boolean) => Some(Op::ReturnZ),
            (Opcode::Ireturn, BasicType::Byte) => Some(Op::ReturnB),
            (Opcode::Ireturn, BasicType::Char) => Some(Op::ReturnC),
            (Opcode::Ireturn, BasicType::Short) => Some(Op::ReturnS),
            _ => None,
        };
        // Settled before the monitor is left, which may throw.
        let constant = match value.map(|depth| self.stack[depth]) {
            Some(Entry::Int(constant)) if narrows.is_none() => Some(constant),
            _ => None,
        };
        let slot = match value {
            Some(depth) if constant.is_none() => Some(self.operand(depth)),
            _ => None,
        };
        if self.notes_locks {
            self.emit(Op::ExitLocks, 0, 0, 0);
        }
        if self.method.flags.is_synchronized() {
            self.emit(Op::ExitSync, 0, 0, 0);
        }
        match (slot, constant) {
            (Some(slot), _) => self.emit(narrows.unwrap_or(Op::ReturnValue), slot, 0, 0),
            (None, Some(constant)) => self.emit_wide(Op::ReturnI, 0, constant as u32),
            (None, None) => {
                let class = self.method.class.name.as_bytes();
                if self.method.is_constructor() && class == b"java/lang/Object" {
                    self.emit(Op::RegisterFinalizer, 0, 0, 0);
                }
                self.emit(Op::Return, 0, 0, 0);
            }
        }
        self.pop(value.map_or(0, |depth| n - depth));
    }
}
