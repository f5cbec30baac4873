//! Values of primitive types as reflection handles them: boxing, unboxing,
//! widening (JLS §5.1.2, §5.1.7).

use crate::model::{KnownClass, KnownField, Throw, VmException};
use crate::thread::{Handle, JavaThread, Value};
use base::descriptor::BasicType;
use heap::layout::{ARRAY_DATA_OFFSET, Ref};

/// A value of a primitive type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Primitive {
    Boolean(bool),
    Char(u16),
    Byte(i8),
    Short(i16),
    Int(i32),
    Long(i64),
    Float(f32),
    Double(f64),
}

/// The box classes with their value fields.
const BOXES: [(BasicType, KnownClass, KnownField); 8] = [
    (BasicType::Boolean, KnownClass::Boolean, KnownField::BooleanValue),
    (BasicType::Char, KnownClass::Character, KnownField::CharacterValue),
    (BasicType::Byte, KnownClass::Byte, KnownField::ByteValue),
    (BasicType::Short, KnownClass::Short, KnownField::ShortValue),
    (BasicType::Int, KnownClass::Integer, KnownField::IntegerValue),
    (BasicType::Long, KnownClass::Long, KnownField::LongValue),
    (BasicType::Float, KnownClass::Float, KnownField::FloatValue),
    (BasicType::Double, KnownClass::Double, KnownField::DoubleValue),
];

/// `IllegalArgumentException` for a value that does not convert.
pub(super) fn mismatch() -> Throw {
    Throw::new(VmException::IllegalArgument, "argument type mismatch")
}

impl Primitive {
    fn kind(self) -> BasicType {
        match self {
            Primitive::Boolean(_) => BasicType::Boolean,
            Primitive::Char(_) => BasicType::Char,
            Primitive::Byte(_) => BasicType::Byte,
            Primitive::Short(_) => BasicType::Short,
            Primitive::Int(_) => BasicType::Int,
            Primitive::Long(_) => BasicType::Long,
            Primitive::Float(_) => BasicType::Float,
            Primitive::Double(_) => BasicType::Double,
        }
    }

    /// The value at a byte offset of an object. The kind must be primitive.
    fn load(t: &JavaThread, kind: BasicType, object: Ref, offset: u32) -> Primitive {
        match kind {
            BasicType::Boolean => Primitive::Boolean(t.get::<u8>(object, offset) != 0),
            BasicType::Char => Primitive::Char(t.get(object, offset)),
            BasicType::Byte => Primitive::Byte(t.get(object, offset)),
            BasicType::Short => Primitive::Short(t.get(object, offset)),
            BasicType::Int => Primitive::Int(t.get(object, offset)),
            BasicType::Long => Primitive::Long(t.get(object, offset)),
            BasicType::Float => Primitive::Float(t.get(object, offset)),
            BasicType::Double => Primitive::Double(t.get(object, offset)),
            BasicType::Object | BasicType::Array | BasicType::Void => {
                unreachable!("not a primitive type")
            }
        }
    }

    fn store(self, t: &JavaThread, object: Ref, offset: u32) {
        match self {
            Primitive::Boolean(value) => t.put(object, offset, u8::from(value)),
            Primitive::Char(value) => t.put(object, offset, value),
            Primitive::Byte(value) => t.put(object, offset, value),
            Primitive::Short(value) => t.put(object, offset, value),
            Primitive::Int(value) => t.put(object, offset, value),
            Primitive::Long(value) => t.put(object, offset, value),
            Primitive::Float(value) => t.put(object, offset, value),
            Primitive::Double(value) => t.put(object, offset, value),
        }
    }

    /// The element of a primitive array; the index was checked.
    pub(super) fn of_element(
        t: &JavaThread,
        kind: BasicType,
        array: Handle,
        index: u32,
    ) -> Primitive {
        assert!(index < t.array_length(array.get()));
        let offset = ARRAY_DATA_OFFSET + index * kind.element_size() as u32;
        Primitive::load(t, kind, array.get(), offset)
    }

    /// Stores the value, which has the array's type; the index was checked.
    pub(super) fn store_element(self, t: &JavaThread, array: Handle, index: u32) {
        assert!(index < t.array_length(array.get()));
        let offset = ARRAY_DATA_OFFSET + index * self.kind().element_size() as u32;
        self.store(t, array.get(), offset);
    }

    /// The value in a box; `None` for null and objects of other classes.
    pub(super) fn unbox(t: &JavaThread, object: Handle) -> Option<Primitive> {
        if object.is_null() {
            return None;
        }
        let class = t.class_of(object.get());
        let known = &t.vm().known;
        let (kind, _, field) =
            BOXES.iter().find(|(_, box_class, _)| known.try_class(*box_class) == Some(class))?;
        Some(Primitive::load(t, *kind, object.get(), t.offset(*field)))
    }

    /// A new box of the value.
    pub(super) fn boxed(self, t: &JavaThread) -> Result<Ref, Throw> {
        let (_, class, field) =
            BOXES.iter().find(|(kind, ..)| *kind == self.kind()).expect("every kind has a box");
        let class = t.vm().known.class(*class);
        (t.vm().hooks().initialize)(t, class)?;
        let object = t.new_instance(class)?;
        self.store(t, object, t.offset(*field));
        Ok(object)
    }

    /// The value converted by identity or widening; `None` if that is not
    /// possible.
    pub(super) fn widen(self, to: BasicType) -> Option<Primitive> {
        use Primitive as P;
        if self.kind() == to {
            return Some(self);
        }
        let whole = match self {
            P::Byte(value) => Some(i64::from(value)),
            P::Short(value) => Some(i64::from(value)),
            P::Char(value) => Some(i64::from(value)),
            P::Int(value) => Some(i64::from(value)),
            P::Long(value) => Some(value),
            P::Boolean(_) | P::Float(_) | P::Double(_) => None,
        };
        Some(match (self, to, whole) {
            (P::Byte(value), BasicType::Short, _) => P::Short(i16::from(value)),
            (P::Byte(_) | P::Short(_) | P::Char(_), BasicType::Int, Some(value)) => {
                P::Int(value as i32)
            }
            (_, BasicType::Long, Some(value)) => P::Long(value),
            (_, BasicType::Float, Some(value)) => P::Float(value as f32),
            (_, BasicType::Double, Some(value)) => P::Double(value as f64),
            (P::Float(value), BasicType::Double, _) => P::Double(f64::from(value)),
            _ => return None,
        })
    }

    /// The value as an argument of a call.
    pub(super) fn argument(self) -> Value {
        match self {
            Primitive::Boolean(value) => Value::Int(i32::from(value)),
            Primitive::Char(value) => Value::Int(i32::from(value)),
            Primitive::Byte(value) => Value::Int(i32::from(value)),
            Primitive::Short(value) => Value::Int(i32::from(value)),
            Primitive::Int(value) => Value::Int(value),
            Primitive::Long(value) => Value::Long(value),
            Primitive::Float(value) => Value::Float(value),
            Primitive::Double(value) => Value::Double(value),
        }
    }

    /// The result of a call, from its raw slot; `None` for references and void.
    pub(super) fn of_result(kind: BasicType, slot: u64) -> Option<Primitive> {
        Some(match kind {
            BasicType::Boolean => Primitive::Boolean(slot & 1 != 0),
            BasicType::Char => Primitive::Char(slot as u16),
            BasicType::Byte => Primitive::Byte(slot as i8),
            BasicType::Short => Primitive::Short(slot as i16),
            BasicType::Int => Primitive::Int(slot as i32),
            BasicType::Long => Primitive::Long(slot as i64),
            BasicType::Float => Primitive::Float(f32::from_bits(slot as u32)),
            BasicType::Double => Primitive::Double(f64::from_bits(slot)),
            BasicType::Object | BasicType::Array | BasicType::Void => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Primitive as P;
    use base::descriptor::BasicType as B;

    #[test]
    fn widening_follows_the_language() {
        assert_eq!(P::Byte(-1).widen(B::Short), Some(P::Short(-1)));
        assert_eq!(P::Char(0xffff).widen(B::Int), Some(P::Int(0xffff)));
        assert_eq!(P::Long(i64::MAX).widen(B::Float), Some(P::Float(i64::MAX as f32)));
        assert_eq!(P::Float(0.5).widen(B::Double), Some(P::Double(0.5)));
        for (from, to) in [
            (P::Byte(1), B::Char),
            (P::Char(1), B::Short),
            (P::Int(1), B::Short),
            (P::Double(1.0), B::Float),
            (P::Boolean(true), B::Int),
            (P::Int(1), B::Boolean),
        ] {
            assert_eq!(from.widen(to), None, "{from:?} to {to:?}");
        }
    }
}
