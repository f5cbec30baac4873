//! Lists that are made while they are written, so that a document never lies in
//! memory as a whole.

use base::mutf8::{self, Lossy};
use bytecode::{DecodeError, Instruction, Instructions, Operands};
use classfile::{ClassFile, Code, Constant, ConstantPool, Tag, module};
use serde::{Serialize, Serializer};

use super::access::{self, names};
use super::attributes::{attributes, reference};
use super::code;
use super::model::{Composite, Entry, Floating, Member, PoolEntry, Start};
use crate::symbolic::Resolved;

/// A list whose items are made when they are written, one after the other.
pub(super) struct Each<'c, T>(Box<Items<'c, T>>);

type Items<'c, T> = dyn Fn() -> Box<dyn Iterator<Item = T> + 'c> + 'c;

impl<'c, T> Each<'c, T> {
    /// The items that an iterator gives.
    pub(super) fn of<I: Iterator<Item = T> + 'c>(items: impl Fn() -> I + 'c) -> Self {
        Each(Box::new(move || Box::new(items())))
    }
}

/// The items of a list of variable size.
pub(super) fn each<'c, 'a: 'c, R, T>(
    list: module::List<'a, R>,
    model: impl Fn(R) -> T + Copy + 'c,
) -> Each<'c, T>
where
    R: module::Item<'a> + 'c,
{
    Each::of(move || list.iter().map(model))
}

impl<T: Serialize> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// The entries of a constant pool.
pub(super) struct PoolEntries<'c, 'a>(pub(super) &'c ConstantPool<'a>);

impl Serialize for PoolEntries<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pool = self.0;
        serializer.collect_seq(pool.indices().filter_map(|index| {
            let (offset, constant) = (pool.offset(index)?, pool.get(index).ok()?);
            let value = Resolved::new(pool, index)?;
            Some(PoolEntry { index: index.0, offset, entry: entry(constant, value) })
        }))
    }
}

fn entry<'c, 'a>(constant: Constant<'a>, value: Resolved<'c, 'a>) -> Entry<'c, 'a> {
    let composite = |refers: &[u16]| Composite { refers: refers.to_vec(), value: Start(value) };
    match constant {
        Constant::Utf8(bytes) => {
            let text = mutf8::to_string_lossy(bytes);
            let whole =
                std::str::from_utf8(bytes).is_ok() || text.encode_utf16().eq(mutf8::units(bytes));
            Entry::Utf8 { value: text, utf16: (!whole).then(|| mutf8::decode(bytes)) }
        }
        Constant::Integer(value) => Entry::Integer { value },
        Constant::Float(value) => Entry::Float {
            value: Floating::from(f64::from(value)),
            bits: format!("{:08x}", value.to_bits()),
        },
        Constant::Long(value) => Entry::Long { value: value.to_string() },
        Constant::Double(value) => {
            Entry::Double { value: value.into(), bits: format!("{:016x}", value.to_bits()) }
        }
        Constant::Class(name) => Entry::Class(composite(&[name.0])),
        Constant::String(text) => Entry::String(composite(&[text.0])),
        Constant::Member { tag, class, name_and_type } => {
            let composite = composite(&[class.0, name_and_type.0]);
            match tag {
                Tag::Fieldref => Entry::Fieldref(composite),
                Tag::Methodref => Entry::Methodref(composite),
                _ => Entry::InterfaceMethodref(composite),
            }
        }
        Constant::NameAndType { name, descriptor } => {
            Entry::NameAndType(composite(&[name.0, descriptor.0]))
        }
        Constant::MethodHandle { kind, reference } => {
            Entry::MethodHandle { kind, composite: composite(&[reference.0]) }
        }
        Constant::MethodType(descriptor) => Entry::MethodType(composite(&[descriptor.0])),
        Constant::Dynamic { tag, bootstrap, name_and_type } => {
            let (bootstrap, composite) = (bootstrap.0, composite(&[name_and_type.0]));
            match tag {
                Tag::Dynamic => Entry::Dynamic { bootstrap, composite },
                _ => Entry::InvokeDynamic { bootstrap, composite },
            }
        }
        Constant::Module(name) => Entry::Module(composite(&[name.0])),
        Constant::Package(name) => Entry::Package(composite(&[name.0])),
    }
}

/// The fields or methods of a class.
pub(super) struct Members<'c, 'a> {
    pub(super) class: &'c ClassFile<'a>,
    pub(super) methods: bool,
}

impl Serialize for Members<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.methods {
            serializer.collect_seq(self.class.methods().map(|m| member(m, access::METHOD)))
        } else {
            serializer.collect_seq(self.class.fields().map(|m| member(m, access::FIELD)))
        }
    }
}

fn member<'c, 'a>(member: classfile::Member<'c, 'a>, flags: access::Names) -> Member<'c, 'a> {
    Member {
        offset: member.offset(),
        access: names(member.access_flags(), flags),
        name: Start(Lossy(member.name())),
        name_index: member.name_index().0,
        descriptor: Start(Lossy(member.descriptor())),
        descriptor_index: member.descriptor_index().0,
        attributes: attributes(member.attributes()),
    }
}

/// The instructions of a method.
pub(super) struct InstructionList<'c, 'a> {
    pub(super) code: Code<'c, 'a>,
    pub(super) pool: &'c ConstantPool<'a>,
}

impl Serialize for InstructionList<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let instructions = Instructions::new(self.code.bytes);
        serializer.collect_seq(instructions.map(|decoded| match decoded {
            Ok(instruction) => instruction_model(&instruction, self.pool),
            Err(error) => undecodable(error),
        }))
    }
}

fn undecodable<'c, 'a>(error: DecodeError) -> code::Instruction<'c, 'a> {
    code::Instruction {
        pc: error.bci(),
        error: Some(error.to_string()),
        ..code::Instruction::default()
    }
}

fn instruction_model<'c, 'a>(
    instruction: &Instruction<'a>,
    pool: &'c ConstantPool<'a>,
) -> code::Instruction<'c, 'a> {
    let mut model = code::Instruction {
        pc: instruction.bci,
        op: Some(instruction.opcode.mnemonic()),
        wide: instruction.wide,
        constant: instruction.constant().map(|index| reference(pool, index)),
        local: instruction.local(),
        ..code::Instruction::default()
    };
    match instruction.operands {
        Operands::Immediate(value) => model.immediate = Some(value),
        Operands::Increment { delta, .. } => model.delta = Some(delta),
        Operands::Branch(target) => model.target = Some(target),
        Operands::TableSwitch(switch) => {
            model.default = Some(switch.default_target());
            model.cases = Some(code::Cases::Table(switch));
        }
        Operands::LookupSwitch(switch) => {
            model.default = Some(switch.default_target());
            model.cases = Some(code::Cases::Lookup(switch));
        }
        Operands::Interface { count, .. } => model.count = Some(count),
        Operands::ArrayType(code) => {
            model.array_type = Some(
                instruction
                    .array_type()
                    .map_or_else(|| code.to_string().into(), |basic| basic.name().into()),
            );
        }
        Operands::MultiArray { dimensions, .. } => model.dimensions = Some(dimensions),
        Operands::None | Operands::Constant(_) | Operands::Local(_) | Operands::Dynamic { .. } => {}
    }
    model
}
