//! The checks of single instructions, before any types are known.

use std::collections::HashMap;
use std::rc::Rc;

use base::{CpIndex, MethodDescriptor};
use bytecode::{DecodeError, Family, Instruction, Instructions, Opcode, Operands};
use classfile::{ClassFile, Code, ConstantPool, Tag};

use super::Fault;
use super::item::Item;
use crate::hierarchy::{Hierarchy, MemberKind};
use crate::names::Names;

/// From this version on, `ldc` may push classes.
const FIRST_WITH_CLASS_CONSTANTS: u16 = 49;
/// Branches reach no further (JVMS §4.11).
const MAX_BRANCH: i64 = 65_535;

/// What an instruction works on, in the form that the data flow wants.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    None,
    Constant(CpIndex),
    Local(u16),
    /// An instruction number.
    Target(u32),
    /// The instruction numbers that a switch leads to.
    Targets(Rc<[u32]>),
    /// The type that is pushed, or of which an object is made.
    Type(Item),
    MultiArray(Item, u8),
    /// A method reference and its class.
    Call(CpIndex, Item),
}

/// An instruction with its operand checked.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) opcode: Opcode,
    pub(super) operand: Operand,
    /// Whether `invokespecial` calls a constructor.
    pub(super) is_init: bool,
    /// Whether the member is protected and in another package.
    pub(super) is_protected: bool,
}

/// Checks operands of the instructions of one method.
pub(super) struct OperandChecker<'m, 'a, H> {
    pub(super) class: &'m ClassFile<'a>,
    pub(super) code: &'m Code<'m, 'a>,
    pub(super) names: &'m mut Names,
    pub(super) hierarchy: &'m mut H,
    /// Instruction numbers by position.
    pub(super) numbers: HashMap<u32, u32>,
}

impl<'m, 'a, H: Hierarchy> OperandChecker<'m, 'a, H> {
    fn pool(&self) -> &'m ConstantPool<'a> {
        self.class.constant_pool()
    }

    /// Numbers the instructions and checks all of them.
    pub(super) fn check_all(&mut self) -> Result<Vec<Checked>, Fault<H::Error>> {
        let mut instructions = Vec::new();
        for instruction in Instructions::new(self.code.bytes) {
            let instruction = instruction.map_err(|error| self.undecodable(error))?;
            self.numbers.insert(instruction.bci, instructions.len() as u32);
            instructions.push(instruction);
        }
        if instructions.is_empty() {
            return Err(Fault::verify("Empty code"));
        }
        instructions.iter().map(|instruction| self.check(instruction)).collect()
    }

    fn undecodable(&self, error: DecodeError) -> Fault<H::Error> {
        let bci = error.bci();
        // What has no length is not an instruction; otherwise the code ends within it.
        let has_length = matches!(error, DecodeError::Truncated { .. })
            && match Opcode::from_u8(self.code.bytes[bci as usize]) {
                Some(Opcode::Tableswitch | Opcode::Lookupswitch) => self.has_switch_length(bci),
                Some(Opcode::Wide) => self.is_wide_form(bci),
                _ => true,
            };
        Fault::verify(match has_length {
            true => format!("Code stops in the middle of instruction  starting at offset {bci}"),
            false => format!("Illegal instruction found at offset {bci}"),
        })
    }

    /// Whether the switch at `bci` has a header, with a sensible number of targets.
    fn has_switch_length(&self, bci: u32) -> bool {
        let bytes = self.code.bytes;
        let aligned = (bci as usize / 4 + 1) * 4;
        let item = |number: usize| {
            let rest = bytes.get(aligned + number * 4..)?;
            rest.first_chunk::<4>().map(|item| i64::from(i32::from_be_bytes(*item)))
        };
        match (bytes[bci as usize] == Opcode::Tableswitch.value(), item(1), item(2)) {
            (true, Some(low), Some(high)) => (0..=65_535).contains(&(high - low)),
            (false, Some(pairs), _) => (0..65_536).contains(&pairs),
            _ => false,
        }
    }

    fn is_wide_form(&self, bci: u32) -> bool {
        let modified = self.code.bytes.get(bci as usize + 1).copied().and_then(Opcode::from_u8);
        modified.is_some_and(|opcode| {
            use bytecode::OperandFormat::{Increment, Local};
            matches!(opcode.format(), Local | Increment)
        })
    }

    /// The instruction number of a branch target.
    fn target(&self, from: u32, target: i32, what: &str) -> Result<u32, Fault<H::Error>> {
        let distance = i64::from(target) - i64::from(from);
        u32::try_from(target)
            .ok()
            .filter(|_| distance.abs() <= MAX_BRANCH)
            .and_then(|target| self.numbers.get(&target).copied())
            .ok_or_else(|| Fault::verify(what))
    }

    fn expect(&self, index: CpIndex, tags: &[Tag]) -> Result<(), Fault<H::Error>> {
        if index.is_zero() || index.0 >= self.pool().count() {
            return Err(Fault::verify("Illegal constant pool index"));
        }
        match self.pool().tag(index) {
            Some(tag) if tags.contains(&tag) => Ok(()),
            _ => Err(Fault::verify("Illegal type in constant pool")),
        }
    }

    fn check(&mut self, instruction: &Instruction<'_>) -> Result<Checked, Fault<H::Error>> {
        let opcode = instruction.general_opcode();
        let mut checked =
            Checked { opcode, operand: Operand::None, is_init: false, is_protected: false };
        let index = instruction.constant().unwrap_or_default();
        match opcode.family() {
            Family::ConditionalBranch | Family::Goto | Family::Jsr => {
                let target = instruction.branch_target().unwrap_or(-1);
                let what = "Illegal target of jump or branch";
                checked.operand = Operand::Target(self.target(instruction.bci, target, what)?);
            }
            Family::Switch => {
                checked.operand = Operand::Targets(self.check_switch(instruction)?.into())
            }
            Family::LoadConstant => {
                self.check_ldc(opcode, index)?;
                checked.operand = Operand::Constant(index);
            }
            Family::FieldAccess => {
                self.expect(index, &[Tag::Fieldref])?;
                if matches!(opcode, Opcode::Getfield | Opcode::Putfield) {
                    checked.is_protected = self.is_protected(index, MemberKind::Field)?;
                }
                checked.operand = Operand::Constant(index);
            }
            Family::Invoke => self.check_call(instruction, &mut checked)?,
            Family::TypeCheck | Family::Creation => {
                checked.operand = self.check_type(instruction, index)?;
            }
            Family::Load | Family::Store | Family::Increment | Family::Ret => {
                let local = instruction.local().unwrap_or_default();
                let wide = matches!(opcode.mnemonic().as_bytes()[0], b'l' | b'd');
                if u32::from(local) + u32::from(wide) >= u32::from(self.code.max_locals) {
                    return Err(Fault::verify("Illegal local variable number"));
                }
                checked.operand = Operand::Local(local);
            }
            _ => {}
        }
        Ok(checked)
    }

    fn check_switch(&self, instruction: &Instruction<'_>) -> Result<Vec<u32>, Fault<H::Error>> {
        let (padding, sorted) = match instruction.operands {
            Operands::TableSwitch(switch) => (switch.padding(), true),
            Operands::LookupSwitch(switch) => {
                let keys = switch.pairs().map(|(key, _)| key);
                (switch.padding(), keys.is_sorted_by(|a, b| a < b))
            }
            _ => (&[][..], true),
        };
        if padding.iter().any(|&byte| byte != 0) {
            return Err(Fault::verify("Non zero padding bytes in switch"));
        }
        if !sorted {
            return Err(Fault::verify("Unsorted lookup switch"));
        }
        let mut what = "Illegal default target in switch";
        let mut targets = Vec::new();
        for target in instruction.targets() {
            targets.push(self.target(instruction.bci, target, what)?);
            what = "Illegal branch in tableswitch";
        }
        Ok(targets)
    }

    fn check_ldc(&self, opcode: Opcode, index: CpIndex) -> Result<(), Fault<H::Error>> {
        if opcode == Opcode::Ldc2W {
            return self.expect(index, &[Tag::Double, Tag::Long]);
        }
        let tags = [Tag::Integer, Tag::Float, Tag::String, Tag::Class];
        let classes = self.class.major_version() >= FIRST_WITH_CLASS_CONSTANTS;
        self.expect(index, if classes { &tags } else { &tags[..3] })
    }

    /// The instructions that name a class, and `newarray`.
    fn check_type(
        &mut self,
        instruction: &Instruction<'_>,
        index: CpIndex,
    ) -> Result<Operand, Fault<H::Error>> {
        if instruction.opcode == Opcode::Newarray {
            let Some(kind) = instruction.array_type() else {
                return Err(Fault::verify("Bad type passed to newarray"));
            };
            let element = super::item::Element::Primitive(kind);
            return Ok(Operand::Type(Item::Array(1, element)));
        }
        self.expect(index, &[Tag::Class])?;
        let class = self.class_item(self.pool().class_name(index).unwrap_or_default())?;
        if class == Item::Bogus {
            return Err(Fault::verify("Illegal type"));
        }
        match instruction.operands {
            Operands::MultiArray { dimensions, .. } => {
                if dimensions == 0 || dimensions > class.array_dimensions() {
                    return Err(Fault::verify("Illegal dimension argument"));
                }
                Ok(Operand::MultiArray(class, dimensions))
            }
            _ if instruction.opcode == Opcode::Anewarray => match class.array_of() {
                Some(array) => Ok(Operand::Type(array)),
                None => Err(Fault::verify("Array with too many dimensions")),
            },
            _ if instruction.opcode == Opcode::New && class.array_dimensions() > 0 => {
                Err(Fault::verify("Illegal creation of multi-dimensional array"))
            }
            _ => Ok(Operand::Type(class)),
        }
    }

    fn class_item(&mut self, name: &[u8]) -> Result<Item, Fault<H::Error>> {
        Ok(Item::of_class_name(name, self.names))
    }

    fn check_call(
        &mut self,
        instruction: &Instruction<'_>,
        checked: &mut Checked,
    ) -> Result<(), Fault<H::Error>> {
        let opcode = instruction.opcode;
        let index = instruction.constant().unwrap_or_default();
        if opcode == Opcode::Invokedynamic {
            let what = "invokedynamic bytecode is not supported in this class file version";
            return Err(Fault::verify(what));
        }
        let is_interface = opcode == Opcode::Invokeinterface;
        let tag = if is_interface { Tag::InterfaceMethodref } else { Tag::Methodref };
        self.expect(index, &[tag])?;
        let method = self
            .pool()
            .member_ref(index)
            .map_err(|_| Fault::verify("Illegal constant pool index"))?;
        let class = self.class_item(method.class)?;
        checked.operand = Operand::Call(index, class);
        checked.is_init = method.name == b"<init>";
        if checked.is_init {
            if opcode != Opcode::Invokespecial {
                return Err(Fault::verify("Must call initializers using invokespecial"));
            }
        } else if method.name.starts_with(b"<") {
            return Err(Fault::verify("Illegal call to internal method"));
        } else if opcode == Opcode::Invokespecial
            && method.class != self.class.name()
            && !self.hierarchy.is_superclass_of_current(method.class)
        {
            return Err(Fault::verify("Illegal use of nonvirtual function call"));
        }
        if let Operands::Interface { count, zero, .. } = instruction.operands {
            let slots =
                MethodDescriptor::parse(method.descriptor).map_or(0, |d| d.parameter_slots());
            if slots + 1 != u16::from(count) {
                return Err(Fault::verify("Inconsistent args_size for invokeinterface"));
            }
            if zero != 0 {
                let what = "Fourth operand byte of invokeinterface must be zero";
                return Err(Fault::verify(what));
            }
        } else if opcode != Opcode::Invokestatic {
            checked.is_protected = self.is_protected(index, MemberKind::Method)?;
        }
        Ok(())
    }

    fn is_protected(&mut self, index: CpIndex, kind: MemberKind) -> Result<bool, Fault<H::Error>> {
        let Ok(member) = self.pool().member_ref(index) else { return Ok(false) };
        if !self.hierarchy.is_superclass_of_current(member.class) {
            return Ok(false);
        }
        let (class, name, descriptor) = (member.class, member.name, member.descriptor);
        self.hierarchy
            .is_protected_elsewhere(class, name, descriptor, kind)
            .map_err(Fault::Hierarchy)
    }
}
