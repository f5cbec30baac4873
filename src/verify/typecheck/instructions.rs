//! The rules for all instructions but field access and calls (JVMS §4.10.1.9).

use base::CpIndex;
use base::descriptor::MAX_DIMENSIONS;
use bytecode::{Family, Instruction, Opcode, Operands};
use classfile::Tag;

use super::error::{Fault, Origin, Place};
use super::frame::FrameError;
use super::method::{Checked, Flow, MethodChecker, constant_of};
use super::types::Type;
use crate::hierarchy::Hierarchy;
use crate::names::NameId;

/// Later class files may have anything between a switch and its operands.
const FIRST_WITH_FREE_PADDING: u16 = 51;

impl<H: Hierarchy> MethodChecker<'_, '_, '_, H> {
    /// Checks one instruction and changes the current frame as it does.
    pub(super) fn check_instruction(
        &mut self,
        instruction: &Instruction<'_>,
        this_initialized: &mut bool,
    ) -> Checked<Flow, H> {
        let opcode = instruction.opcode;
        match opcode.family() {
            Family::LoadConstant => self.check_ldc(opcode, constant_of(instruction))?,
            Family::Load => self.check_load(instruction)?,
            Family::Store => self.check_store(instruction)?,
            Family::Increment => {
                let local = instruction.local().unwrap_or_default();
                self.read_local(local, Type::Integer)?;
            }
            Family::ArrayLoad => self.check_array_load(opcode)?,
            Family::ArrayStore => self.check_array_store(opcode)?,
            Family::Stack => self.check_stack(opcode)?,
            Family::ConditionalBranch => {
                for &kind in EFFECTS[opcode as usize].pops() {
                    let reference = kind == Type::Null;
                    self.pop_slot(if reference { Type::AnyReference } else { Type::Integer })?;
                }
                self.check_branch(instruction)?;
            }
            Family::Goto => {
                self.check_branch(instruction)?;
                return Ok(Flow::Ends);
            }
            Family::Switch => {
                self.check_switch(instruction)?;
                return Ok(Flow::Ends);
            }
            Family::Return => {
                self.check_return(opcode)?;
                return Ok(Flow::Ends);
            }
            Family::Throw => {
                self.pop_slot(Type::THROWABLE)?;
                return Ok(Flow::Ends);
            }
            Family::FieldAccess => self.check_field_access(instruction)?,
            Family::Invoke => self.check_call(instruction, this_initialized)?,
            Family::Creation => self.check_creation(instruction)?,
            Family::ArrayLength => {
                let array = self.pop_slot(Type::AnyReference)?;
                if array != Type::Null && !array.is_array(&self.context.names) {
                    return Err(self.bad_operand(opcode, None));
                }
                self.push(Type::Integer)?;
            }
            Family::TypeCheck => {
                let index = constant_of(instruction);
                self.expect_class(index)?;
                self.pop_slot(Type::OBJECT)?;
                let target = self.class_type(index)?;
                let is_cast = opcode == Opcode::Checkcast;
                self.push(if is_cast { target } else { Type::Integer })?;
            }
            Family::Monitor => drop(self.pop_slot(Type::AnyReference)?),
            Family::Jsr | Family::Ret | Family::Wide => {
                let what = format!("Bad instruction: {:02x}", opcode.value());
                return Err(self.bad_code(instruction.bci, what));
            }
            Family::Constant | Family::Arithmetic | Family::Conversion | Family::Comparison => {
                self.check_effect(opcode)?;
            }
        }
        Ok(Flow::Next)
    }

    /// Applies what the opcode table says about the stack.
    fn check_effect(&mut self, opcode: Opcode) -> Checked<(), H> {
        let effect = &EFFECTS[opcode as usize];
        for &kind in effect.pops().iter().rev() {
            self.pop_fixed(kind)?;
        }
        match effect.pushed {
            Type::Top => Ok(()),
            kind => self.push(kind),
        }
    }

    /// "Bad type on operand stack" about the slot popped last.
    pub(super) fn bad_operand(
        &self,
        opcode: Opcode,
        expected: Option<Origin>,
    ) -> Box<crate::Failure<H::Error>> {
        let fault = Fault::WrongType(self.stack_top(), expected);
        self.error(fault, format_args!("Bad type on operand stack in {opcode}"))
    }

    /// The constant must exist and be of one of these kinds.
    pub(super) fn expect_constant(&mut self, index: CpIndex, tags: &[Tag]) -> Checked<Tag, H> {
        match self.context.pool.tag(index) {
            Some(tag) if tags.contains(&tag) => Ok(tag),
            _ => Err(self.bad_constant(index)),
        }
    }

    #[cold]
    fn bad_constant(&self, index: CpIndex) -> Box<crate::Failure<H::Error>> {
        let class = base::descriptor::BinaryName(self.context.class.name());
        let what = if index.is_zero() || index.0 >= self.context.pool.count() {
            format!("Illegal constant pool index {index} in class {class}")
        } else {
            format!("Illegal type at constant pool entry {index} in class {class}")
        };
        self.error(Fault::BadConstantIndex(index.0), what)
    }

    pub(super) fn expect_class(&mut self, index: CpIndex) -> Checked<(), H> {
        self.expect_constant(index, &[Tag::Class]).map(drop)
    }

    fn check_ldc(&mut self, opcode: Opcode, index: CpIndex) -> Checked<(), H> {
        const NARROW: &[Tag] = &[
            Tag::Integer,
            Tag::Float,
            Tag::String,
            Tag::Class,
            Tag::MethodHandle,
            Tag::MethodType,
            Tag::Dynamic,
        ];
        const WIDE: &[Tag] = &[Tag::Double, Tag::Long, Tag::Dynamic];
        let is_wide = opcode == Opcode::Ldc2W;
        let tag = self.expect_constant(index, if is_wide { WIDE } else { NARROW })?;
        let kind = match tag {
            Tag::Integer => Type::Integer,
            Tag::Float => Type::Float,
            Tag::Long => Type::Long,
            Tag::Double => Type::Double,
            Tag::String => Type::Reference(NameId::STRING),
            Tag::Class => Type::Reference(NameId::CLASS),
            Tag::MethodHandle => Type::Reference(NameId::METHOD_HANDLE),
            Tag::MethodType => Type::Reference(NameId::METHOD_TYPE),
            _ => {
                let kind = self.dynamic_type(index)?;
                if kind.second().is_some() != is_wide {
                    // The constant is of the wrong size for the instruction.
                    self.expect_constant(index, &[])?;
                }
                return self.push_by_slots(kind);
            }
        };
        self.push(kind)
    }

    fn dynamic_type(&mut self, index: CpIndex) -> Checked<Type, H> {
        let constant = match self.context.pool.dynamic(index) {
            Ok(constant) => constant,
            Err(error) => return Err(Box::new(self.context.malformed(&error))),
        };
        match base::FieldType::parse(constant.descriptor) {
            Ok(kind) => Ok(Type::of(kind, &mut self.context.names)),
            Err(error) => Err(Box::new(self.context.malformed(&error))),
        }
    }

    /// The type of a local variable, which must be assignable to `expected`.
    fn read_local(&mut self, index: u16, expected: Type) -> Checked<Type, H> {
        let Some(second) = expected.second() else {
            return self.read_local_slot(index, expected);
        };
        if usize::from(index) + 1 >= self.frame.locals_size {
            return Err(self.frame_failure(FrameError::LocalPair(index)));
        }
        let found = self.read_local_slot(index, expected)?;
        self.read_local_slot(index + 1, second)?;
        Ok(found)
    }

    fn read_local_slot(&mut self, index: u16, expected: Type) -> Checked<Type, H> {
        let kind = self.frame.local(index).map_err(|error| self.frame_failure(error))?;
        if self.is_assignable(kind, expected, false)? {
            return Ok(kind);
        }
        let place = Place::Local(index.into(), self.frame.snapshot());
        let fault = Fault::WrongType(Origin { kind, place }, Some(Origin::implicit(expected)));
        Err(self.error(fault, "Bad local variable type"))
    }

    fn check_load(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        let local = instruction.local().unwrap_or_default();
        let expected = accessed_type(instruction.opcode);
        let found = self.read_local(local, expected)?;
        self.push(if expected == Type::AnyReference { found } else { expected })
    }

    fn check_store(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        let local = instruction.local().unwrap_or_default();
        let found = self.pop_fixed(accessed_type(instruction.opcode))?;
        self.frame.set_local(local, found).map_err(|error| self.frame_failure(error))
    }

    fn check_array_load(&mut self, opcode: Opcode) -> Checked<(), H> {
        self.pop_slot(Type::Integer)?;
        let array = self.pop_array(opcode)?;
        if opcode != Opcode::Aaload {
            return self.push(EFFECTS[opcode as usize].pushed);
        }
        if array == Type::Null {
            return self.push(Type::Null);
        }
        let component = array.component(&mut self.context.names);
        self.push(component)
    }

    fn check_array_store(&mut self, opcode: Opcode) -> Checked<(), H> {
        match opcode {
            // That the element fits the array is checked at run time.
            Opcode::Aastore => drop(self.pop_slot(Type::OBJECT)?),
            _ => drop(self.pop_fixed(EFFECTS[opcode as usize].pops[2])?),
        }
        self.pop_slot(Type::Integer)?;
        self.pop_array(opcode).map(drop)
    }

    /// Pops the array that an array instruction accesses.
    fn pop_array(&mut self, opcode: Opcode) -> Checked<Type, H> {
        use Opcode::*;
        let array = self.pop_slot(Type::AnyReference)?;
        let (components, descriptor): (&[u8], &[u8]) = match opcode {
            Iaload | Iastore => (b"I", b"[I"),
            Laload | Lastore => (b"J", b"[J"),
            Faload | Fastore => (b"F", b"[F"),
            Daload | Dastore => (b"D", b"[D"),
            Caload | Castore => (b"C", b"[C"),
            Saload | Sastore => (b"S", b"[S"),
            Baload | Bastore => (b"ZB", b""),
            _ => (b"L[", b""),
        };
        if array.is_array_of(&self.context.names, components) {
            return Ok(array);
        }
        let expected = match opcode {
            Baload | Bastore => None,
            Aaload | Aastore => Some(Type::AnyReference),
            _ => Some(Type::Reference(self.context.names.intern(descriptor))),
        };
        Err(self.bad_operand(opcode, expected.map(Origin::implicit)))
    }

    /// Pops two slots: two values of category 1 or one of category 2. Returns
    /// the upper and the lower.
    fn pop_two(&mut self, opcode: Opcode) -> Checked<(Type, Type), H> {
        let upper = self.pop_any()?;
        let lower = if upper.is_category1() {
            self.pop_slot(Type::Category1)?
        } else if upper.is_category2_second() {
            self.pop_slot(Type::Category2)?
        } else {
            return Err(self.bad_operand(opcode, None));
        };
        Ok((upper, lower))
    }

    fn check_stack(&mut self, opcode: Opcode) -> Checked<(), H> {
        use Opcode::*;
        let pushed: &[Type] = match opcode {
            Pop => {
                self.pop_slot(Type::Category1)?;
                &[]
            }
            Pop2 => {
                self.pop_two(opcode)?;
                &[]
            }
            Dup => {
                let a = self.pop_slot(Type::Category1)?;
                &[a, a]
            }
            DupX1 => {
                let a = self.pop_slot(Type::Category1)?;
                let b = self.pop_slot(Type::Category1)?;
                &[a, b, a]
            }
            DupX2 => {
                let a = self.pop_slot(Type::Category1)?;
                let (b, c) = self.pop_two(opcode)?;
                &[a, c, b, a]
            }
            Dup2 => {
                let (a, b) = self.pop_two(opcode)?;
                &[b, a, b, a]
            }
            Dup2X1 => {
                let (a, b) = self.pop_two(opcode)?;
                let c = self.pop_slot(Type::Category1)?;
                &[b, a, c, b, a]
            }
            Dup2X2 => {
                let (a, b) = self.pop_two(opcode)?;
                let (c, d) = self.pop_two(opcode)?;
                &[b, a, d, c, b, a]
            }
            _ => {
                let a = self.pop_slot(Type::Category1)?;
                let b = self.pop_slot(Type::Category1)?;
                &[a, b]
            }
        };
        for &kind in pushed {
            self.frame.push_slot(kind).map_err(|error| self.frame_failure(error))?;
        }
        Ok(())
    }

    fn check_branch(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        let target = instruction.branch_target().expect("a branch has a target");
        self.check_target(target)
    }

    fn check_switch(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        let padding = match instruction.operands {
            _ if self.context.class.major_version() >= FIRST_WITH_FREE_PADDING => &[],
            Operands::TableSwitch(switch) => switch.padding(),
            Operands::LookupSwitch(switch) => switch.padding(),
            _ => &[],
        };
        if padding.iter().any(|&byte| byte != 0) {
            let what = "Nonzero padding byte in lookupswitch or tableswitch";
            return Err(self.bad_code(instruction.bci, what));
        }
        self.pop_slot(Type::Integer)?;
        if let Operands::LookupSwitch(switch) = instruction.operands
            && !switch.pairs().map(|(value, _)| value).is_sorted_by(|a, b| a < b)
        {
            return Err(self.bad_code(instruction.bci, "Bad lookupswitch instruction"));
        }
        instruction.targets().try_for_each(|target| self.check_target(target))
    }

    fn check_return(&mut self, opcode: Opcode) -> Checked<(), H> {
        if opcode == Opcode::Return {
            if self.return_type != Type::Top {
                return Err(self.bad_code(self.frame.bci, "Method expects a return value"));
            }
            if self.is_constructor() && self.frame.this_uninitialized {
                let what = "Constructor must call super() or this() before return";
                return Err(self.bad_code(self.frame.bci, what));
            }
            return Ok(());
        }
        let found = self.pop(accessed_type(opcode))?;
        let expected = self.return_type;
        let headline = match expected {
            Type::Top => "Method does not expect a return value",
            _ if self.is_assignable(found, expected, false)? => return Ok(()),
            _ => "Bad return type",
        };
        let fault = Fault::WrongType(self.stack_top(), Some(Origin::signature(expected)));
        Err(self.error(fault, headline))
    }

    fn check_creation(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        match instruction.opcode {
            Opcode::New => {
                let index = constant_of(instruction);
                self.expect_class(index)?;
                let kind = self.class_type(index)?;
                if !kind.is_object(&self.context.names) {
                    let fault = Fault::WrongType(Origin::constant(index.0, kind), None);
                    return Err(self.error(fault, "Illegal new instruction"));
                }
                self.push(Type::Uninitialized(instruction.bci as u16))
            }
            Opcode::Newarray => {
                let Some(element) = instruction.array_type() else {
                    return Err(self.bad_code(instruction.bci, "Illegal newarray instruction"));
                };
                self.pop_slot(Type::Integer)?;
                let name = self.context.names.intern(&[b'[', element.descriptor_char()]);
                self.push(Type::Reference(name))
            }
            Opcode::Anewarray => self.check_anewarray(constant_of(instruction)),
            _ => self.check_multianewarray(instruction),
        }
    }

    fn check_anewarray(&mut self, index: CpIndex) -> Checked<(), H> {
        self.expect_class(index)?;
        self.pop_slot(Type::Integer)?;
        let name = match self.context.pool.class_name(index) {
            Ok(name) => name,
            Err(error) => return Err(Box::new(self.context.malformed(&error))),
        };
        let array = if name.starts_with(b"[") {
            if name.iter().take_while(|&&b| b == b'[').count() >= MAX_DIMENSIONS {
                let what = "Illegal anewarray instruction, array has more than 255 dimensions";
                return Err(self.bad_code(self.frame.bci, what));
            }
            [b"[", name].concat()
        } else {
            [b"[L", name, b";"].concat()
        };
        let array = Type::Reference(self.context.names.intern(&array));
        self.push(array)
    }

    fn check_multianewarray(&mut self, instruction: &Instruction<'_>) -> Checked<(), H> {
        let Operands::MultiArray { index, dimensions } = instruction.operands else {
            unreachable!("the decoder pairs opcode and operands")
        };
        self.expect_class(index)?;
        let array = self.class_type(index)?;
        if !array.is_array(&self.context.names) {
            let fault = Fault::WrongType(Origin::constant(index.0, array), None);
            let what = "Illegal constant pool index in multianewarray instruction";
            return Err(self.error(fault, what));
        }
        if dimensions == 0 || array.dimensions(&self.context.names) < usize::from(dimensions) {
            let what = format!("Illegal dimension in multianewarray instruction: {dimensions}");
            return Err(self.bad_code(instruction.bci, what));
        }
        for _ in 0..dimensions {
            self.pop_slot(Type::Integer)?;
        }
        self.push(array)
    }
}

/// What the opcode table says about an instruction, in types.
struct Effect {
    /// What it pops, top of the stack last; the rest is Top.
    pops: [Type; 3],
    /// What it pushes; Top for nothing.
    pushed: Type,
    /// The type that a load, store or return accesses.
    accessed: Type,
}

impl Effect {
    fn pops(&self) -> &[Type] {
        let count = self.pops.iter().take_while(|&&kind| kind != Type::Top).count();
        &self.pops[..count]
    }

    /// Instructions with rules of their own are not described fully.
    const fn of(opcode: Opcode) -> Effect {
        let mut pops = [Type::Top; 3];
        let letters = opcode.pops().as_bytes();
        let mut at = 0;
        while at < letters.len() && at < pops.len() {
            pops[at] = type_of_letter(letters[at]);
            at += 1;
        }
        let pushed = match opcode.pushes().as_bytes() {
            [letter] => type_of_letter(*letter),
            _ => Type::Top,
        };
        let accessed = match type_of_letter(opcode.mnemonic().as_bytes()[0]) {
            Type::Null => Type::AnyReference,
            kind => kind,
        };
        Effect { pops, pushed, accessed }
    }
}

/// By opcode.
static EFFECTS: [Effect; Opcode::ALL.len()] = {
    let mut effects = [const { Effect::of(Opcode::Nop) }; Opcode::ALL.len()];
    let mut at = 0;
    while at < effects.len() {
        effects[at] = Effect::of(Opcode::ALL[at]);
        at += 1;
    }
    effects
};

/// The type that a letter of the opcode table stands for; Top if it is none of
/// those that always mean the same.
const fn type_of_letter(letter: u8) -> Type {
    match letter {
        b'i' => Type::Integer,
        b'l' => Type::Long,
        b'f' => Type::Float,
        b'd' => Type::Double,
        b'a' => Type::Null,
        _ => Type::Top,
    }
}

/// The type that a load, store or return accesses.
fn accessed_type(opcode: Opcode) -> Type {
    EFFECTS[opcode as usize].accessed
}
