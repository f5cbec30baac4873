//! The loop of the reference interpreter (JVMS §6.5).

use super::calls::Next;
use super::{ReferenceFrame, code_of};
use crate::interp::insn::{Op, word};
use crate::interp::ops::{objects, stubs};
use crate::interp::pool::{self, Loadable};
use crate::interp::site::Site;
use crate::interp::subtype;
use crate::interp::translate;
use crate::link;
use crate::model::{ClassRef, Code, Insn, KnownMethod, MethodRef, Throw, VmException};
use crate::thread::{Handle, Value};
use base::arith;
use base::descriptor::BasicType;
use bytecode::{Instruction, Opcode, Operands};
use heap::layout::{Ref, RootSlot};

static RETURN: Insn = word(Op::Return, 0, 0, 0);

/// The registers of the interpreter while it runs.
pub(super) struct Machine<'s, 't> {
    pub(super) site: &'s Site<'t>,
    pub(super) method: MethodRef,
    pub(super) bci: u16,
    code: &'static Code,
    frame: ReferenceFrame,
    depth: usize,
}

/// Runs bytecode until a call or return. `returned`: a call has just returned.
pub(in crate::interp) fn run(site: &Site<'_>, returned: bool) -> Result<*const Insn, Throw> {
    let method = site.method();
    let frame = ReferenceFrame::of(method, site.r);
    let (bci, depth) = frame.state();
    let mut machine = Machine { site, method, bci, code: code_of(method), frame, depth };
    site.stand_at(machine.step_pc());
    if returned {
        let insn = machine.decode()?;
        let arguments = machine.popped(&insn)?;
        let index = insn.constant().map_or(0, |index| index.0);
        let (_, result) = pool::signature(method.class, index).ok_or_else(|| machine.bad_code())?;
        machine.finish_call(arguments, result);
        machine.bci = insn.end() as u16;
    }
    loop {
        machine.frame.set_state(machine.bci, machine.depth);
        let insn = machine.decode()?;
        machine.check(&insn)?;
        let target = match machine.step(&insn)? {
            Next::Sequential => insn.end() as u16,
            Next::At(target) => target,
            Next::Leave(pc) => return Ok(pc),
        };
        let backward = target <= machine.bci;
        machine.bci = target;
        if backward {
            machine.frame.set_state(machine.bci, machine.depth);
            if site.t.poll.load(std::sync::atomic::Ordering::Relaxed) != 0 {
                site.t.safepoint_poll()?;
            }
            site.t.take_step()?;
        }
    }
}

impl Machine<'_, '_> {
    fn decode(&self) -> Result<Instruction<'static>, Throw> {
        Instruction::decode(self.code.bytes, u32::from(self.bci)).map_err(|_| self.bad_code())
    }

    #[cold]
    fn bad_code(&self) -> Throw {
        Throw::new(
            VmException::Verify,
            format!("bad bytecode in {} at {}", &*self.method, self.bci),
        )
    }

    fn popped(&self, insn: &Instruction<'_>) -> Result<usize, Throw> {
        let effect = translate::effect(self.method, insn);
        effect.map(|(pops, _)| pops as usize).ok_or_else(|| self.bad_code())
    }

    /// Checks depth and local variable, so that nothing below can leave the
    /// frame, verified or not.
    fn check(&self, insn: &Instruction<'_>) -> Result<(), Throw> {
        let (pops, pushes) = translate::effect(self.method, insn).ok_or_else(|| self.bad_code())?;
        let left = self.depth.checked_sub(pops as usize).ok_or_else(|| self.bad_code())?;
        let local = insn.local().map_or(0, |local| usize::from(local) + 1);
        if left + pushes as usize > self.code.max_stack as usize
            || local > self.code.max_locals.into()
        {
            return Err(self.bad_code());
        }
        Ok(())
    }

    /// The instruction that stands for the current one.
    pub(super) fn step_pc(&self) -> *const Insn {
        self.site.translation().step_pc()
    }

    // --- The operand stack --------------------------------------------------

    /// The slot `count` below the top of the stack.
    pub(super) fn slot_of(&self, count: usize) -> usize {
        self.frame.locals + self.depth - count
    }

    /// The slot under `below` others, counted from the top.
    pub(super) fn peek(&self, below: usize) -> u64 {
        self.frame.get(self.slot_of(below + 1))
    }

    /// Where a callee's frame begins that has `arguments` slots of arguments.
    pub(super) fn callee_base(&self, arguments: usize) -> usize {
        self.frame.place(self.slot_of(arguments))
    }

    /// The result of a call with `arguments` slots of arguments.
    pub(super) fn call_result(&self, arguments: usize) -> u64 {
        // SAFETY: the result of a call is at most one slot behind the frame.
        unsafe { self.frame.word(self.callee_base(arguments)).read() }
    }

    /// Puts the appendix of a dynamic call behind the stack.
    pub(super) fn append(&mut self, value: u64) {
        // SAFETY: the value goes where the callee's frame is; the slack of the
        // stack limit covers it.
        unsafe { self.frame.word(self.callee_base(0)).write(value) };
    }

    pub(super) fn pop(&mut self, slots: usize) {
        self.depth -= slots;
    }

    fn push(&mut self, value: u64, reference: bool) {
        let slot = self.frame.locals + self.depth;
        self.frame.set(slot, value, reference);
        self.depth += 1;
    }

    /// Pushes a value of a kind, which may be `void`.
    pub(super) fn push_kind(&mut self, kind: BasicType, value: u64) {
        match kind.slots() {
            0 => {}
            1 => self.push(value, kind.is_reference()),
            _ => self.push_wide(value),
        }
    }

    fn push_wide(&mut self, value: u64) {
        self.push(value, false);
        self.push(0, false);
    }

    fn push_int(&mut self, value: i32) {
        self.push(u64::from(value as u32), false);
    }

    fn int(&self, below: usize) -> i32 {
        self.peek(below) as i32
    }

    fn long(&self, below: usize) -> i64 {
        self.peek(below + 1) as i64
    }

    fn float(&self, below: usize) -> f32 {
        f32::from_bits(self.peek(below) as u32)
    }

    fn double(&self, below: usize) -> f64 {
        f64::from_bits(self.peek(below + 1))
    }

    fn reference(&self, below: usize) -> Ref {
        Ref(self.peek(below) as u32)
    }

    fn handle(&self, below: usize) -> Handle {
        let slot = self.frame.address(self.slot_of(below + 1));
        // SAFETY: the slot is tagged and on the stack while the instruction runs.
        unsafe { Handle::from_slot(slot.cast::<RootSlot>()) }
    }

    // --- Instructions ---------------------------------------------------------

    fn step(&mut self, insn: &Instruction<'static>) -> Result<Next, Throw> {
        let opcode = insn.opcode.implicit_local().map_or(insn.opcode, |(general, _)| general);
        if let Some(value) = insn.int_constant() {
            self.push_int(value);
            return Ok(Next::Sequential);
        }
        if self.arithmetic(opcode)? || self.local_or_stack(insn, opcode) {
            return Ok(Next::Sequential);
        }
        if let Some(next) = self.branch(insn, opcode) {
            return Ok(next);
        }
        self.object(insn, opcode)
    }

    fn int_binary(&mut self, result: i32) -> bool {
        self.pop(2);
        self.push_int(result);
        true
    }

    fn long_result(&mut self, pops: usize, result: i64) -> bool {
        self.pop(pops);
        self.push_wide(result as u64);
        true
    }

    fn float_result(&mut self, pops: usize, result: f32) -> bool {
        self.pop(pops);
        self.push(u64::from(result.to_bits()), false);
        true
    }

    fn double_result(&mut self, pops: usize, result: f64) -> bool {
        self.pop(pops);
        self.push_wide(result.to_bits());
        true
    }

    fn int_result(&mut self, pops: usize, result: i32) -> bool {
        self.pop(pops);
        self.push_int(result);
        true
    }

    /// Arithmetic, conversions, comparisons; whether it was one.
    fn arithmetic(&mut self, opcode: Opcode) -> Result<bool, Throw> {
        use Opcode::*;
        let zero_divisor = match opcode {
            Idiv | Irem => self.int(0) == 0,
            Ldiv | Lrem => self.long(0) == 0,
            _ => false,
        };
        if zero_divisor {
            return Err(Throw::new(VmException::Arithmetic, "/ by zero"));
        }
        let op = opcode.value();
        if !(Iadd.value()..=Dcmpg.value()).contains(&op) || opcode == Iinc {
            return Ok(false);
        }
        Ok(match opcode {
            Iadd | Isub | Imul | Idiv | Irem | Ishl | Ishr | Iushr | Iand | Ior | Ixor => {
                let (a, b) = (self.int(1), self.int(0));
                self.int_binary(match opcode {
                    Iadd => a.wrapping_add(b),
                    Isub => a.wrapping_sub(b),
                    Imul => a.wrapping_mul(b),
                    Idiv => arith::idiv(a, b),
                    Irem => arith::irem(a, b),
                    Ishl => arith::ishl(a, b),
                    Ishr => arith::ishr(a, b),
                    Iushr => arith::iushr(a, b),
                    Iand => a & b,
                    Ior => a | b,
                    _ => a ^ b,
                })
            }
            Ladd | Lsub | Lmul | Ldiv | Lrem | Land | Lor | Lxor => {
                let (a, b) = (self.long(2), self.long(0));
                self.long_result(
                    4,
                    match opcode {
                        Ladd => a.wrapping_add(b),
                        Lsub => a.wrapping_sub(b),
                        Lmul => a.wrapping_mul(b),
                        Ldiv => arith::ldiv(a, b),
                        Lrem => arith::lrem(a, b),
                        Land => a & b,
                        Lor => a | b,
                        _ => a ^ b,
                    },
                )
            }
            Lshl => self.long_result(3, arith::lshl(self.long(1), self.int(0))),
            Lshr => self.long_result(3, arith::lshr(self.long(1), self.int(0))),
            Lushr => self.long_result(3, arith::lushr(self.long(1), self.int(0))),
            Fadd => self.float_result(2, self.float(1) + self.float(0)),
            Fsub => self.float_result(2, self.float(1) - self.float(0)),
            Fmul => self.float_result(2, self.float(1) * self.float(0)),
            Fdiv => self.float_result(2, self.float(1) / self.float(0)),
            Frem => self.float_result(2, arith::frem(self.float(1), self.float(0))),
            Dadd => self.double_result(4, self.double(2) + self.double(0)),
            Dsub => self.double_result(4, self.double(2) - self.double(0)),
            Dmul => self.double_result(4, self.double(2) * self.double(0)),
            Ddiv => self.double_result(4, self.double(2) / self.double(0)),
            Drem => self.double_result(4, arith::drem(self.double(2), self.double(0))),
            Ineg => self.int_result(1, self.int(0).wrapping_neg()),
            Lneg => self.long_result(2, self.long(0).wrapping_neg()),
            Fneg => self.float_result(1, -self.float(0)),
            Dneg => self.double_result(2, -self.double(0)),
            I2l => self.long_result(1, i64::from(self.int(0))),
            I2f => self.float_result(1, self.int(0) as f32),
            I2d => self.double_result(1, f64::from(self.int(0))),
            L2i => self.int_result(2, self.long(0) as i32),
            L2f => self.float_result(2, self.long(0) as f32),
            L2d => self.double_result(2, self.long(0) as f64),
            F2i => self.int_result(1, arith::f2i(self.float(0))),
            F2l => self.long_result(1, arith::f2l(self.float(0))),
            F2d => self.double_result(1, f64::from(self.float(0))),
            D2i => self.int_result(2, arith::d2i(self.double(0))),
            D2l => self.long_result(2, arith::d2l(self.double(0))),
            D2f => self.float_result(2, self.double(0) as f32),
            I2b => self.int_result(1, arith::i2b(self.int(0))),
            I2c => self.int_result(1, arith::i2c(self.int(0))),
            I2s => self.int_result(1, arith::i2s(self.int(0))),
            Lcmp => self.int_result(4, arith::lcmp(self.long(2), self.long(0))),
            Fcmpl => self.int_result(2, arith::fcmpl(self.float(1), self.float(0))),
            Fcmpg => self.int_result(2, arith::fcmpg(self.float(1), self.float(0))),
            Dcmpl => self.int_result(4, arith::dcmpl(self.double(2), self.double(0))),
            Dcmpg => self.int_result(4, arith::dcmpg(self.double(2), self.double(0))),
            _ => false,
        })
    }

    /// Loads, stores, constants without resolution, stack moves; whether it was
    /// one.
    fn local_or_stack(&mut self, insn: &Instruction<'_>, opcode: Opcode) -> bool {
        use Opcode::*;
        let local = insn.local().map_or(0, usize::from);
        match opcode {
            Nop => {}
            AconstNull => self.push(0, true),
            Lconst0 | Lconst1 => self.push_wide(u64::from(opcode.value() - Lconst0.value())),
            Fconst0 | Fconst1 | Fconst2 => {
                let value = f32::from(opcode.value() - Fconst0.value());
                self.push(u64::from(value.to_bits()), false);
            }
            Dconst0 | Dconst1 => {
                self.push_wide(f64::from(opcode.value() - Dconst0.value()).to_bits());
            }
            Iload | Fload | Aload => self.push(self.frame.get(local), self.frame.tag(local)),
            Lload | Dload => self.push_wide(self.frame.get(local)),
            Istore | Fstore | Astore => {
                let tag = self.frame.tag(self.slot_of(1));
                self.frame.set(local, self.peek(0), tag);
                self.pop(1);
            }
            Lstore | Dstore => {
                self.frame.set(local, self.peek(1), false);
                if local + 1 < self.frame.locals {
                    self.frame.set_tag(local + 1, false);
                }
                self.pop(2);
            }
            Iinc => {
                if let Operands::Increment { delta, .. } = insn.operands {
                    let value = (self.frame.get(local) as i32).wrapping_add(i32::from(delta));
                    self.frame.set(local, u64::from(value as u32), false);
                }
            }
            Pop => self.pop(1),
            Pop2 => self.pop(2),
            Dup => self.rearrange(1, &[0, 0]),
            DupX1 => self.rearrange(2, &[1, 0, 1]),
            DupX2 => self.rearrange(3, &[2, 0, 1, 2]),
            Dup2 => self.rearrange(2, &[0, 1, 0, 1]),
            Dup2X1 => self.rearrange(3, &[1, 2, 0, 1, 2]),
            Dup2X2 => self.rearrange(4, &[2, 3, 0, 1, 2, 3]),
            Swap => self.rearrange(2, &[1, 0]),
            _ => return false,
        }
        true
    }

    fn rearrange(&mut self, slots: usize, order: &[usize]) {
        let bottom = self.slot_of(slots);
        let before: Vec<(u64, bool)> =
            (bottom..bottom + slots).map(|at| (self.frame.get(at), self.frame.tag(at))).collect();
        self.pop(slots);
        for from in order {
            let (value, reference) = before[*from];
            self.push(value, reference);
        }
    }

    fn branch(&mut self, insn: &Instruction<'static>, opcode: Opcode) -> Option<Next> {
        use Opcode::*;
        let taken = match opcode {
            Goto | GotoW => true,
            Ifeq | Ifne | Iflt | Ifge | Ifgt | Ifle | Ifnull | Ifnonnull => {
                let value = self.int(0);
                self.pop(1);
                match opcode {
                    Ifeq | Ifnull => value == 0,
                    Ifne | Ifnonnull => value != 0,
                    Iflt => value < 0,
                    Ifge => value >= 0,
                    Ifgt => value > 0,
                    _ => value <= 0,
                }
            }
            IfIcmpeq | IfIcmpne | IfIcmplt | IfIcmpge | IfIcmpgt | IfIcmple | IfAcmpeq
            | IfAcmpne => {
                let (a, b) = (self.int(1), self.int(0));
                self.pop(2);
                match opcode {
                    IfIcmpeq | IfAcmpeq => a == b,
                    IfIcmpne | IfAcmpne => a != b,
                    IfIcmplt => a < b,
                    IfIcmpge => a >= b,
                    IfIcmpgt => a > b,
                    _ => a <= b,
                }
            }
            Jsr | JsrW => {
                self.push(u64::from(insn.end()), false);
                true
            }
            Ret => return Some(Next::At(self.frame.get(insn.local()? as usize) as u16)),
            Tableswitch | Lookupswitch => {
                let key = self.int(0);
                self.pop(1);
                let target = match insn.operands {
                    Operands::TableSwitch(switch) => switch.target(key),
                    Operands::LookupSwitch(switch) => switch
                        .pairs()
                        .find(|pair| pair.0 == key)
                        .map_or(switch.default_target(), |pair| pair.1),
                    _ => return None,
                };
                return Some(Next::At(target as u16));
            }
            _ => return None,
        };
        Some(match insn.branch_target() {
            Some(target) if taken => Next::At(target as u16),
            _ => Next::Sequential,
        })
    }

    fn object(&mut self, insn: &Instruction<'static>, opcode: Opcode) -> Result<Next, Throw> {
        use Opcode::*;
        let (t, class) = (self.site.t, self.method.class);
        let index = insn.constant().map_or(0, |index| index.0);
        match opcode {
            Ldc | LdcW | Ldc2W => self.load_constant(index)?,
            Getstatic | Putstatic | Getfield | Putfield => return self.field(opcode, index),
            Invokevirtual | Invokespecial | Invokestatic | Invokeinterface | Invokedynamic => {
                let arguments = self.popped(insn)?;
                return self.call(opcode, index, arguments);
            }
            New => {
                let class = link::resolve_class(t, class, index)?;
                if class.type_info.instance_size == 0 || class.flags.is_abstract() {
                    return Err(link::instantiation(class));
                }
                link::ensure_initialized(t, class)?;
                let object = t.new_instance(class)?;
                self.push(u64::from(object.0), true);
            }
            Newarray | Anewarray => {
                let component = match insn.array_type() {
                    Some(kind) => t.vm().primitive(kind.descriptor_char()),
                    None => link::resolve_class(t, class, index)?,
                };
                let array_class = link::array_class(t, component)?;
                let array = t.new_array(array_class, self.int(0))?;
                self.pop(1);
                self.push(u64::from(array.0), true);
            }
            Multianewarray => self.multi_array(insn, index)?,
            Arraylength => {
                let array = self.non_null(0)?;
                self.pop(1);
                self.push_int(t.array_length(array) as i32);
            }
            Checkcast => self.checkcast(index)?,
            Instanceof => {
                let mut result = false;
                if !self.reference(0).is_null() {
                    let target = link::resolve_class(t, class, index)?;
                    result = t.class_of(self.reference(0)).is_assignable_to(target);
                }
                self.pop(1);
                self.push_int(i32::from(result));
            }
            Monitorenter => {
                self.non_null(0)?;
                t.monitor_enter(self.handle(0));
                self.pop(1);
            }
            Monitorexit => {
                self.non_null(0)?;
                stubs::exit_entered(t, self.site.cf, self.handle(0))?;
                self.pop(1);
            }
            Athrow => {
                self.non_null(0)?;
                return Err(t.throw(self.handle(0)));
            }
            _ if opcode.is_return() => return self.return_from(opcode),
            _ => self.array_element(opcode)?,
        }
        Ok(Next::Sequential)
    }

    fn load_constant(&mut self, index: u16) -> Result<(), Throw> {
        match pool::loadable(self.method.class, index) {
            Some(Loadable::Int(value)) => self.push_int(value),
            Some(Loadable::Long(value)) => self.push_wide(value as u64),
            Some(Loadable::Resolved(kind)) => {
                let object = link::resolve_constant(self.site.t, self.method.class, index)?;
                let value = if kind.is_primitive() {
                    objects::unboxed(self.site, object, kind)
                } else {
                    u64::from(object.0)
                };
                self.push_kind(kind, value);
            }
            None => return Err(self.bad_code()),
        }
        Ok(())
    }

    fn multi_array(&mut self, insn: &Instruction<'_>, index: u16) -> Result<(), Throw> {
        let class = link::resolve_class(self.site.t, self.method.class, index)?;
        let dimensions = self.popped(insn)?;
        let lengths: Vec<i32> = (0..dimensions).rev().map(|below| self.int(below)).collect();
        let array = objects::new_nested(self.site, class, &lengths)?;
        self.pop(dimensions);
        self.push(u64::from(array.0), true);
        Ok(())
    }

    fn checkcast(&mut self, index: u16) -> Result<(), Throw> {
        let t = self.site.t;
        if self.reference(0).is_null() {
            return Ok(());
        }
        let target = link::resolve_class(t, self.method.class, index)?;
        let class = t.class_of(self.reference(0));
        if class.is_assignable_to(target) {
            return Ok(());
        }
        Err(link::class_cast(t, class, target))
    }

    /// The array and index under `value_slots` slots, checked.
    fn element(&self, value_slots: usize) -> Result<(Ref, u32), Throw> {
        let index = self.int(value_slots);
        let array = self.non_null(value_slots + 1)?;
        let length = self.site.t.array_length(array);
        if index as u32 >= length {
            let text = format!("Index {index} out of bounds for length {length}");
            return Err(Throw::new(VmException::ArrayIndexOutOfBounds, text));
        }
        Ok((array, index as u32))
    }

    fn array_element(&mut self, opcode: Opcode) -> Result<(), Throw> {
        use Opcode::*;
        let t = self.site.t;
        let int = |value: i32| u64::from(value as u32);
        let value_slots = match opcode {
            Lastore | Dastore => 2,
            Iastore | Fastore | Aastore | Bastore | Castore | Sastore => 1,
            Iaload | Laload | Faload | Daload | Aaload | Baload | Caload | Saload => 0,
            _ => return Err(self.bad_code()),
        };
        let (array, index) = self.element(value_slots)?;
        if value_slots == 0 {
            let value = match opcode {
                Laload | Daload => t.scalar::<u64>(array, index),
                Baload => int(i32::from(t.scalar::<i8>(array, index))),
                Caload => int(i32::from(t.scalar::<u16>(array, index))),
                Saload => int(i32::from(t.scalar::<i16>(array, index))),
                _ => u64::from(t.scalar::<u32>(array, index)),
            };
            self.pop(2);
            match opcode {
                Laload | Daload => self.push_wide(value),
                _ => self.push(value, opcode == Aaload),
            }
            return Ok(());
        }
        let value = self.peek(value_slots - 1);
        match opcode {
            Lastore | Dastore => t.set_scalar::<u64>(array, index, value),
            Castore | Sastore => t.set_scalar::<u16>(array, index, value as u16),
            Bastore => {
                let boolean = subtype::is_boolean_array(&t.class_of(array));
                t.set_scalar::<u8>(
                    array,
                    index,
                    if boolean { value as u8 & 1 } else { value as u8 },
                );
            }
            Aastore => self.store_reference(array, index, Ref(value as u32))?,
            _ => t.set_scalar::<u32>(array, index, value as u32),
        }
        self.pop(value_slots + 2);
        Ok(())
    }

    fn store_reference(&self, array: Ref, index: u32, value: Ref) -> Result<(), Throw> {
        let t = self.site.t;
        let component: Option<ClassRef> = t.class_of(array).array_info().map(|info| info.component);
        if !value.is_null() {
            let class = t.class_of(value);
            if !component.is_some_and(|component| class.is_assignable_to(component)) {
                return Err(Throw::new(VmException::ArrayStore, class.binary_name()));
            }
        }
        t.set_element(array, index, value);
        Ok(())
    }

    fn return_from(&mut self, opcode: Opcode) -> Result<Next, Throw> {
        let t = self.site.t;
        let class = self.method.class.name.as_bytes();
        if self.method.is_constructor() && class == b"java/lang/Object" {
            let object = Ref(self.frame.get(0) as u32);
            if !object.is_null() && t.class_of(object).has_finalizer {
                let register = t.known_method(KnownMethod::FinalizerRegister)?;
                let object = t.handle(object);
                t.call(register, &[Value::Object(object)])?;
            }
        }
        stubs::balance_locks(t, self.site.cf)?;
        if self.method.flags.is_synchronized() {
            stubs::unlock(t, self.site.cf)?;
        }
        let value = match opcode {
            Opcode::Return => return Ok(Next::Leave(&raw const RETURN)),
            Opcode::Lreturn | Opcode::Dreturn => self.peek(1),
            _ => self.peek(0),
        };
        let int = |value: i32| u64::from(value as u32);
        let narrowed = match self.method.result {
            _ if opcode != Opcode::Ireturn => value,
            BasicType::Boolean => value & 1,
            BasicType::Byte => int(i32::from(value as i8)),
            BasicType::Char => u64::from(value as u16),
            BasicType::Short => int(i32::from(value as i16)),
            _ => value,
        };
        // SAFETY: the first word of the frame is where the caller takes the result;
        // a method without locals has it too.
        unsafe { self.frame.word(0).write(narrowed) };
        Ok(Next::Leave(&raw const RETURN))
    }
}
