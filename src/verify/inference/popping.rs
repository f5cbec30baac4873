//! What instructions take off the operand stack.

use base::BasicType;
use bytecode::{Family, Opcode};

use super::Fault;
use super::item::Element::Primitive;
use super::item::{Element, Item};
use super::method::{MethodVerifier, Outcome, State};
use super::operands::{Checked, Operand};
use crate::hierarchy::Hierarchy;

impl<H: Hierarchy> MethodVerifier<'_, '_, H> {
    /// What an instruction expects on the stack, top last.
    fn expectations(&mut self, checked: &Checked) -> Outcome<Vec<Expect>, H> {
        let opcode = checked.opcode;
        let mut expected = Vec::new();
        match (&checked.operand, opcode.family()) {
            (&Operand::Constant(index), Family::FieldAccess) => {
                if matches!(opcode, Opcode::Getfield | Opcode::Putfield) {
                    expected.push(Expect::Reference);
                }
                if matches!(opcode, Opcode::Putfield | Opcode::Putstatic) {
                    let kind = Item::of(self.field(index)?.1, self.names);
                    expected.push(Expect::of(kind));
                }
            }
            (&Operand::Call(index, _), _) => {
                if opcode != Opcode::Invokestatic {
                    let init = checked.is_init;
                    expected.push(if init { Expect::Uninitialized } else { Expect::Reference });
                }
                for parameter in self.callee(index)?.1.parameters() {
                    let kind = Item::of(parameter, self.names);
                    expected.push(Expect::of(kind));
                }
            }
            (&Operand::MultiArray(_, dimensions), _) => {
                expected.resize(dimensions.into(), Expect::Item(Item::Integer));
            }
            (_, Family::ArrayLength) => expected.push(Expect::Array(b'?')),
            (_, Family::Throw) => expected.push(Expect::Object),
            (_, Family::ArrayLoad | Family::ArrayStore) => {
                expected.push(Expect::Array(opcode.mnemonic().as_bytes()[0]));
                expected.extend(opcode.pops().bytes().skip(1).map(Expect::of_letter));
            }
            _ => expected.extend(opcode.pops().bytes().map(Expect::of_letter)),
        }
        Ok(expected)
    }

    /// Pops what the instruction expects; returns it, deepest first.
    pub(super) fn pop_operands(
        &mut self,
        checked: &Checked,
        before: &State,
        after: &mut State,
    ) -> Outcome<Vec<Item>, H> {
        if checked.opcode.family() == Family::Stack {
            return self.pop_shuffled(checked.opcode, after);
        }
        let mut popped = Vec::new();
        for expected in self.expectations(checked)?.into_iter().rev() {
            let Some((mut found, rest)) = self.pool.pop(after.stack) else {
                return Err(Fault::verify("Unable to pop operand off an empty stack"));
            };
            if let Some(what) = expected.complaint(found)
                && !self.is_exempt(checked, expected, &mut found)?
            {
                return Err(Fault::verify(what));
            }
            popped.push(found);
            after.stack = rest;
            after.stack_size = after.stack_size.saturating_sub(expected.size());
        }
        debug_assert!(before.stack_size >= after.stack_size);
        popped.reverse();
        Ok(popped)
    }

    /// References that are not initialised or no objects may be used by few instructions.
    fn is_exempt(
        &mut self,
        checked: &Checked,
        expected: Expect,
        found: &mut Item,
    ) -> Outcome<bool, H> {
        if expected != Expect::Reference {
            return Ok(false);
        }
        Ok(match (*found, checked.opcode) {
            (Item::ReturnAddress(_), Opcode::Astore) => true,
            (
                Item::NewObject(_) | Item::InitObject,
                Opcode::Astore | Opcode::Ifnull | Opcode::Ifnonnull,
            ) => true,
            (Item::InitObject, Opcode::Putfield) => {
                // A constructor may assign the class's own fields before it calls super().
                let Operand::Constant(index) = checked.operand else { return Ok(false) };
                let field = self.field(index)?.0;
                let mut fields = self.class.fields();
                let own = field.class == self.class.name()
                    && fields.any(|f| f.name() == field.name && f.descriptor() == field.descriptor);
                if own {
                    *found = self.this;
                }
                own
            }
            _ => false,
        })
    }

    /// `pop` to `swap`: a digit stands for a value, `+` before a digit allows the
    /// two to be one value of two slots. The result is indexed by the digits.
    fn pop_shuffled(&mut self, opcode: Opcode, after: &mut State) -> Outcome<Vec<Item>, H> {
        let (pattern, _) = shuffle_patterns(opcode);
        let mut values = vec![Item::Bogus; 4];
        let mut rest = pattern;
        while let [front @ .., digit] = rest {
            let Some((found, below)) = self.pool.pop(after.stack) else {
                return Err(Fault::verify("Unable to pop operand off an empty stack"));
            };
            let slot = usize::from(digit - b'1');
            rest = front;
            match (found.second(), front) {
                (Some(second), [more @ .., lower, b'+']) => {
                    values[slot] = second;
                    values[usize::from(lower - b'1')] = found;
                    rest = more;
                }
                (Some(_), _) => {
                    let what = "Attempt to split long or double on the stack";
                    return Err(Fault::verify(what));
                }
                (None, [more @ .., b'+']) => {
                    values[slot] = found;
                    rest = more;
                }
                (None, _) => values[slot] = found,
            }
            after.stack = below;
            after.stack_size = after.stack_size.saturating_sub(found.size());
        }
        Ok(values)
    }
}

/// The patterns of the instructions that only move values: what is popped, what
/// is pushed, top last. See `pop_shuffled`.
pub(super) fn shuffle_patterns(opcode: Opcode) -> (&'static [u8], &'static [u8]) {
    match opcode {
        Opcode::Pop => (b"1", b""),
        Opcode::Pop2 => (b"2+1", b""),
        Opcode::Dup => (b"1", b"11"),
        Opcode::DupX1 => (b"21", b"121"),
        Opcode::DupX2 => (b"3+21", b"1321"),
        Opcode::Dup2 => (b"2+1", b"2121"),
        Opcode::Dup2X1 => (b"32+1", b"21321"),
        Opcode::Dup2X2 => (b"4+32+1", b"214321"),
        _ => (b"21", b"12"),
    }
}

/// What must be on the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// Exactly this primitive.
    Item(Item),
    /// An object or array.
    Reference,
    /// An object, no array.
    Object,
    /// An object whose constructor has not run.
    Uninitialized,
    /// An array of the type that the first letter of the mnemonic stands for, or any (`?`).
    Array(u8),
}

impl Expect {
    fn of(kind: Item) -> Self {
        if kind.is_reference() { Self::Reference } else { Self::Item(kind) }
    }

    /// A letter of the opcode table.
    fn of_letter(letter: u8) -> Self {
        Self::Item(match letter {
            b'i' => Item::Integer,
            b'l' => Item::Long,
            b'f' => Item::Float,
            b'd' => Item::Double,
            _ => return Self::Reference,
        })
    }

    fn size(self) -> u32 {
        match self {
            Self::Item(item) => item.size(),
            _ => 1,
        }
    }

    /// What is wrong with `found`, if anything is.
    fn complaint(self, found: Item) -> Option<&'static str> {
        let (fits, what) = match self {
            Self::Item(Item::Float) => (found == Item::Float, "Expecting to find float on stack"),
            Self::Item(Item::Long) => (found == Item::Long, "Expecting to find long on stack"),
            Self::Item(Item::Double) => {
                (found == Item::Double, "Expecting to find double on stack")
            }
            Self::Item(item) => (found == item, "Expecting to find integer on stack"),
            Self::Reference => (found.is_reference(), "Expecting to find object/array on stack"),
            Self::Object => {
                (matches!(found, Item::Class(_) | Item::Null), "Expecting to find object on stack")
            }
            Self::Uninitialized => (
                matches!(found, Item::NewObject(_) | Item::InitObject),
                "Expecting to find unitialized object on stack",
            ),
            Self::Array(_) if found == Item::Null => (true, ""),
            Self::Array(b'?') => (found.array_dimensions() > 0, "Expecting to find array on stack"),
            Self::Array(b'a') => (
                found.array_dimensions() > 1 || matches!(found, Item::Array(1, Element::Class(_))),
                "Expecting to find array of objects or arrays on stack",
            ),
            Self::Array(b'b') => (
                matches!(found, Item::Array(1, Primitive(BasicType::Byte | BasicType::Boolean))),
                "Expecting to find array of bytes or Booleans on stack",
            ),
            Self::Array(letter) => {
                let (kind, what) = match letter {
                    b'i' => (BasicType::Int, "Expecting to find array of ints on stack"),
                    b'l' => (BasicType::Long, "Expecting to find array of longs on stack"),
                    b'f' => (BasicType::Float, "Expecting to find array of floats on stack"),
                    b'd' => (BasicType::Double, "Expecting to find array of doubles on stack"),
                    b'c' => (BasicType::Char, "Expecting to find array of chars on stack"),
                    _ => (BasicType::Short, "Expecting to find array of shorts on stack"),
                };
                (found == Item::Array(1, Primitive(kind)), what)
            }
        };
        (!fits).then_some(what)
    }
}
