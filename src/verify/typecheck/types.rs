//! Verification types (JVMS §4.10.1.2).

use base::mutf8::Lossy;
use base::{BasicType, FieldType};

use crate::names::{NameId, Names};

/// The type of a local variable or stack slot. Values of category 2 take two
/// slots, of which the second has a type of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Unusable.
    Top,
    Null,
    /// Return and component types only; on the stack they are `Integer`.
    Boolean,
    Byte,
    Short,
    Char,
    Integer,
    Float,
    Long,
    Long2,
    Double,
    Double2,
    /// A class, interface or array.
    Reference(NameId),
    /// Made by the `new` at this position, not yet constructed.
    Uninitialized(u16),
    UninitializedThis,
    /// Expectation: any reference, initialised or not.
    AnyReference,
    /// Expectation: any value of one slot.
    Category1,
    /// Expectation: the first half of a value of two slots.
    Category2,
}

impl Type {
    pub(crate) const OBJECT: Type = Type::Reference(NameId::OBJECT);
    pub(crate) const THROWABLE: Type = Type::Reference(NameId::THROWABLE);

    /// Whether a value of this type may be used as `to` whatever the classes are.
    /// That holds for nearly all pairs that are compared.
    #[inline]
    pub(crate) fn fits(self, to: Type) -> bool {
        self == to
            || match to {
                Self::Top => true,
                Self::Reference(NameId::OBJECT) => self.is_reference(),
                Self::Reference(_) => self == Self::Null,
                Self::AnyReference => self.is_reference() || self.is_uninitialized(),
                _ => false,
            }
    }

    /// Whether this is just the type that an instruction pops or reads, or any
    /// reference where that is what it wants.
    #[inline]
    pub(crate) fn is_as_popped(self, expected: Type) -> bool {
        self == expected
            || expected == Self::AnyReference && (self.is_reference() || self.is_uninitialized())
    }

    /// The second slot of a value of category 2.
    #[inline]
    pub(crate) const fn second(self) -> Option<Type> {
        match self {
            Self::Long => Some(Self::Long2),
            Self::Double => Some(Self::Double2),
            _ => None,
        }
    }

    #[inline]
    pub(crate) const fn is_category1(self) -> bool {
        !matches!(self, Self::Top | Self::Long | Self::Long2 | Self::Double | Self::Double2)
    }

    #[inline]
    pub(crate) const fn is_category2_second(self) -> bool {
        matches!(self, Self::Long2 | Self::Double2)
    }

    #[inline]
    pub(crate) const fn is_uninitialized(self) -> bool {
        matches!(self, Self::Uninitialized(_) | Self::UninitializedThis)
    }

    #[inline]
    pub(crate) const fn is_reference(self) -> bool {
        matches!(self, Self::Reference(_) | Self::Null)
    }

    /// A class or interface, not an array.
    pub(crate) fn is_object(self, names: &Names) -> bool {
        matches!(self, Self::Reference(id) if !names.text(id).starts_with(b"["))
    }

    pub(crate) fn is_array(self, names: &Names) -> bool {
        matches!(self, Self::Reference(id) if names.text(id).starts_with(b"["))
    }

    /// Null, or an array whose components start with one of `components`.
    pub(crate) fn is_array_of(self, names: &Names, components: &[u8]) -> bool {
        match self {
            Self::Null => true,
            Self::Reference(id) => match names.text(id) {
                [b'[', component, ..] => components.contains(component),
                _ => false,
            },
            _ => false,
        }
    }

    /// Dimensions of an array type.
    pub(crate) fn dimensions(self, names: &Names) -> usize {
        match self {
            Self::Reference(id) => names.text(id).iter().take_while(|&&b| b == b'[').count(),
            _ => 0,
        }
    }

    /// The type of a value with this descriptor on the stack.
    pub(crate) fn of(descriptor: FieldType<'_>, names: &mut Names) -> Type {
        match descriptor.basic_type() {
            BasicType::Boolean
            | BasicType::Byte
            | BasicType::Char
            | BasicType::Short
            | BasicType::Int => Self::Integer,
            BasicType::Float => Self::Float,
            BasicType::Long => Self::Long,
            BasicType::Double => Self::Double,
            BasicType::Void => Self::Top,
            BasicType::Object | BasicType::Array => Self::reference(descriptor, names),
        }
    }

    /// Like [`Self::of`], but tells small integral types apart.
    pub(crate) fn exact(descriptor: FieldType<'_>, names: &mut Names) -> Type {
        match descriptor.basic_type() {
            BasicType::Boolean => Self::Boolean,
            BasicType::Byte => Self::Byte,
            BasicType::Char => Self::Char,
            BasicType::Short => Self::Short,
            _ => Self::of(descriptor, names),
        }
    }

    /// The type of a value on the stack whose exact type this is.
    pub(crate) const fn on_stack(self) -> Type {
        match self {
            Self::Boolean | Self::Byte | Self::Short | Self::Char => Self::Integer,
            other => other,
        }
    }

    fn reference(descriptor: FieldType<'_>, names: &mut Names) -> Type {
        let name = descriptor.class_name().expect("a reference type has a name");
        Self::Reference(names.intern(name))
    }

    /// The component type of an array; Top if this is none.
    pub(crate) fn component(self, names: &mut Names) -> Type {
        let Self::Reference(id) = self else { return Self::Top };
        let name = names.text(id).to_vec();
        match name.strip_prefix(b"[").map(FieldType::parse) {
            Some(Ok(component)) => Self::exact(component, names),
            _ => Self::Top,
        }
    }

    /// Appends the type as messages show it.
    pub(crate) fn show(self, names: &Names, out: &mut String) {
        use std::fmt::Write;
        let fixed = match self {
            Self::Top => "top",
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Char => "char",
            Self::Integer => "integer",
            Self::Float => "float",
            Self::Long => "long",
            Self::Long2 => "long_2nd",
            Self::Double => "double",
            Self::Double2 => "double_2nd",
            Self::UninitializedThis => "uninitializedThis",
            Self::AnyReference => "reference type",
            Self::Category1 => "category1 type",
            Self::Category2 => "category2 type",
            Self::Reference(id) => {
                let _ = write!(out, "'{}'", Lossy(names.text(id)));
                return;
            }
            Self::Uninitialized(bci) => {
                let _ = write!(out, "uninitialized {bci}");
                return;
            }
        };
        out.push_str(fixed);
    }
}
