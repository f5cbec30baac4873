//! What constants mean to the type checker, found out once for each of them.
//!
//! Descriptors are kept by their text's index in the constant pool, so that what
//! is kept is proportional to the class file.

use std::ops::Range;

use base::descriptor::DescriptorError;
use base::{CpIndex, FieldType, MethodDescriptor};
use classfile::{Constant, ConstantPool, MemberRef, Tag};

use super::class::ClassContext;
use super::types::Type;
use crate::failure::Failure;
use crate::hierarchy::Hierarchy;
use crate::names::NameId;

/// A field that instructions access.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) member: MemberRef<'a>,
    pub(super) class: Type,
    pub(super) kind: Type,
    /// Whether the class is a superclass of the one being verified.
    pub(super) is_inherited: bool,
}

/// What a call instruction calls.
#[derive(Clone, Copy)]
pub(super) struct Callee<'a> {
    pub(super) index: CpIndex,
    pub(super) tag: Tag,
    /// The class of the reference; Top for `invokedynamic`.
    pub(super) class_type: Type,
    pub(super) class_name: &'a [u8],
    pub(super) name: &'a [u8],
    pub(super) descriptor_text: &'a [u8],
    pub(super) signature: Signature,
    /// Whether the class is a superclass of the one being verified.
    pub(super) is_inherited: bool,
}

/// A method descriptor; the parameters' types are in the table.
#[derive(Clone, Copy)]
pub(super) struct Signature {
    parameters: (u32, u32),
    /// Slots of the parameters.
    pub(super) slots: u16,
    /// Top for none; tells small integral types apart.
    pub(super) exact_result: Type,
}

impl Signature {
    /// The type of the result on the stack; Top for none.
    pub(super) fn result(self) -> Type {
        self.exact_result.on_stack()
    }

    /// Where the parameters' types are.
    pub(super) fn parameters(self) -> Range<usize> {
        self.parameters.0 as usize..self.parameters.1 as usize
    }
}

/// The constants that were looked at.
#[derive(Default)]
pub(super) struct Constants<'a> {
    /// By index: 0, or one more than a name (classes) or the place in the table
    /// for the kind of constant.
    known: Vec<u32>,
    fields: Vec<Field<'a>>,
    callees: Vec<Callee<'a>>,
    signatures: Vec<Signature>,
    parameters: Vec<Type>,
}

impl Constants<'_> {
    /// Nothing known about a pool, in the memory of the constants of another.
    pub(super) fn reused<'b>(self, pool: &ConstantPool<'_>) -> Constants<'b> {
        let Self { mut known, fields, callees, mut signatures, mut parameters } = self;
        known.clear();
        known.resize(pool.count().into(), 0);
        signatures.clear();
        parameters.clear();
        let (fields, callees) = (emptied(fields), emptied(callees));
        Constants { known, fields, callees, signatures, parameters }
    }

    fn known(&self, index: CpIndex) -> Option<usize> {
        (self.known.get(usize::from(index.0))?.checked_sub(1)).map(|place| place as usize)
    }

    /// The type of a parameter of a signature.
    pub(super) fn parameter(&self, place: usize) -> Type {
        self.parameters[place]
    }
}

/// An empty vector, in the memory of another whose elements have the same layout.
fn emptied<T, U>(mut vector: Vec<T>) -> Vec<U> {
    vector.clear();
    vector.into_iter().map(|_| unreachable!("it is empty")).collect()
}

impl<'a, H: Hierarchy> ClassContext<'_, 'a, H> {
    fn remember(&mut self, index: CpIndex, place: usize) {
        self.constants.known[usize::from(index.0)] = place as u32 + 1;
    }

    /// The type that a class constant names.
    pub(super) fn class_type(&mut self, index: CpIndex) -> Result<Type, Failure<H::Error>> {
        // The index may be that of a constant of another kind.
        let is_class = self.pool.tag(index) == Some(Tag::Class);
        if let Some(id) = self.constants.known(index).filter(|_| is_class) {
            return Ok(Type::Reference(NameId::from_index(id)));
        }
        let name = self.pool.class_name(index).map_err(|error| self.malformed(&error))?;
        let id = self.names.intern(name);
        self.remember(index, id.index());
        Ok(Type::Reference(id))
    }

    /// The field that a `Fieldref` names.
    pub(super) fn field(&mut self, index: CpIndex) -> Result<Field<'a>, Failure<H::Error>> {
        if let Some(place) = self.constants.known(index) {
            return Ok(self.constants.fields[place]);
        }
        let member = self.pool.member_ref(index).map_err(|error| self.malformed(&error))?;
        let class = self.class_type(member.class_index)?;
        let kind = FieldType::parse(member.descriptor).map_err(|error| self.malformed(&error))?;
        let kind = Type::of(kind, &mut self.names);
        self.remember(index, self.constants.fields.len());
        let is_inherited = self.hierarchy.is_superclass_of_current(member.class);
        let field = Field { member, class, kind, is_inherited };
        self.constants.fields.push(field);
        Ok(field)
    }

    /// What a constant of this kind, one of those that are called, names.
    pub(super) fn callee(
        &mut self,
        index: CpIndex,
        tag: Tag,
    ) -> Result<Callee<'a>, Failure<H::Error>> {
        if let Some(place) = self.constants.known(index) {
            return Ok(self.constants.callees[place]);
        }
        let (class, name_and_type) = match self.pool.get(index) {
            Ok(Constant::Member { class, name_and_type, .. }) => (Some(class), name_and_type),
            Ok(Constant::Dynamic { name_and_type, .. }) => (None, name_and_type),
            _ => return Err(self.malformed(&"Bad reference")),
        };
        let Ok(Constant::NameAndType { name, descriptor }) = self.pool.get(name_and_type) else {
            return Err(self.malformed(&"Bad name and type"));
        };
        let class_type = class.map_or(Ok(Type::Top), |class| self.class_type(class))?;
        let signature = self.signature(descriptor)?;
        let text = |index| self.pool.utf8(index).map_err(|error| self.malformed(&error));
        let class_name = class
            .map_or(Ok(&[][..]), |class| self.pool.class_name(class))
            .map_err(|error| self.malformed(&error))?;
        let (name, descriptor_text) = (text(name)?, text(descriptor)?);
        let is_inherited = class.is_some() && self.hierarchy.is_superclass_of_current(class_name);
        let callee = Callee {
            index,
            tag,
            class_type,
            class_name,
            name,
            descriptor_text,
            signature,
            is_inherited,
        };
        self.remember(index, self.constants.callees.len());
        self.constants.callees.push(callee);
        Ok(callee)
    }

    /// The method descriptor that a constant is.
    pub(super) fn signature(&mut self, index: CpIndex) -> Result<Signature, Failure<H::Error>> {
        let text = self.pool.utf8(index).map_err(|error| self.malformed(&error))?;
        if let Some(place) = self.constants.known(index) {
            return Ok(self.constants.signatures[place]);
        }
        let Some(signature) = self.read_signature(text) else {
            let error = MethodDescriptor::parse(text).err().unwrap_or(DescriptorError::Malformed);
            return Err(self.malformed(&error));
        };
        self.remember(index, self.constants.signatures.len());
        self.constants.signatures.push(signature);
        Ok(signature)
    }

    /// Reads a method descriptor. The format check has seen to the names in it.
    fn read_signature(&mut self, text: &[u8]) -> Option<Signature> {
        let mut rest = text.strip_prefix(b"(")?;
        let start = self.constants.parameters.len() as u32;
        let mut slots = 0u16;
        while *rest.first()? != b')' {
            let (kind, tail) = self.first_type(rest)?;
            slots = slots.saturating_add(if kind.second().is_some() { 2 } else { 1 });
            self.constants.parameters.push(kind.on_stack());
            rest = tail;
        }
        let exact_result = match &rest[1..] {
            b"V" => Type::Top,
            result => self.first_type(result).filter(|(_, tail)| tail.is_empty())?.0,
        };
        let parameters = (start, self.constants.parameters.len() as u32);
        Some(Signature { parameters, slots, exact_result })
    }

    /// The exact type that a descriptor begins with, and what follows it.
    fn first_type<'t>(&mut self, text: &'t [u8]) -> Option<(Type, &'t [u8])> {
        let kind = match *text.first()? {
            b'Z' => Type::Boolean,
            b'B' => Type::Byte,
            b'C' => Type::Char,
            b'S' => Type::Short,
            b'I' => Type::Integer,
            b'J' => Type::Long,
            b'F' => Type::Float,
            b'D' => Type::Double,
            b'L' => {
                let end = text.iter().position(|&byte| byte == b';')?;
                return Some((Type::Reference(self.names.intern(&text[1..end])), &text[end + 1..]));
            }
            b'[' => {
                let length = base::descriptor::first_length(text)?;
                let (array, tail) = text.split_at(length);
                return Some((Type::Reference(self.names.intern(array)), tail));
            }
            _ => return None,
        };
        Some((kind, &text[1..]))
    }
}
