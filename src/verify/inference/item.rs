//! The types of verification by inference and how they merge.

use base::{BasicType, FieldType};

use crate::hierarchy::Hierarchy;
use crate::names::{NameId, Names};

/// The type of a local variable slot or of a value on the stack. On the stack, a
/// value of category 2 is one item; among the locals, two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Unusable.
    Bogus,
    Integer,
    Float,
    Long,
    Long2,
    Double,
    Double2,
    Null,
    /// A class or interface.
    Class(NameId),
    Array(u8, Element),
    /// `this` before its constructor has called another.
    InitObject,
    /// Made by the `new` with this instruction number, not yet constructed.
    NewObject(u32),
    /// Pushed by a `jsr` to this instruction number.
    ReturnAddress(u32),
}

/// What the innermost arrays of an array type hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Primitive(BasicType),
    Class(NameId),
}

impl Item {
    pub(super) const OBJECT: Item = Item::Class(NameId::OBJECT);
    pub(super) const THROWABLE: Item = Item::Class(NameId::THROWABLE);

    /// The second local variable of a value of category 2.
    pub(super) const fn second(self) -> Option<Item> {
        match self {
            Self::Long => Some(Self::Long2),
            Self::Double => Some(Self::Double2),
            _ => None,
        }
    }

    /// Stack slots that the item takes.
    pub(super) const fn size(self) -> u32 {
        if self.second().is_some() { 2 } else { 1 }
    }

    /// An initialised object, array or null.
    pub(super) const fn is_reference(self) -> bool {
        matches!(self, Self::Null | Self::Class(_) | Self::Array(..))
    }

    const fn dimensions(self) -> u8 {
        match self {
            Self::Array(dimensions, _) => dimensions,
            _ => 0,
        }
    }

    /// Like a primitive array one dimension down: what all such arrays are.
    const fn as_object_array(self) -> Item {
        match self {
            Self::Array(dimensions, Element::Primitive(_)) => Self::objects(dimensions - 1),
            _ => self,
        }
    }

    /// An array of `java.lang.Object`, or `Object` itself.
    const fn objects(dimensions: u8) -> Item {
        Self::array(dimensions, NameId::OBJECT)
    }

    const fn array(dimensions: u8, class: NameId) -> Item {
        match dimensions {
            0 => Self::Class(class),
            _ => Self::Array(dimensions, Element::Class(class)),
        }
    }

    /// The class at the bottom of an array or class type.
    const fn base(self) -> Item {
        match self {
            Self::Array(_, Element::Class(class)) => Self::Class(class),
            _ => self,
        }
    }

    const fn is_array_interface(self) -> bool {
        matches!(self, Self::Class(id) if id.equals(NameId::CLONEABLE) || id.equals(NameId::SERIALIZABLE))
    }

    /// The type of a value with this descriptor.
    pub(super) fn of(descriptor: FieldType<'_>, names: &mut Names) -> Item {
        let element = descriptor.element();
        let dimensions = descriptor.dimensions() as u8;
        match element.basic_type() {
            BasicType::Object => {
                let name = element.class_name().expect("an object type has a name");
                Self::array(dimensions, names.intern(name))
            }
            primitive if dimensions > 0 => Self::Array(dimensions, Element::Primitive(primitive)),
            BasicType::Float => Self::Float,
            BasicType::Long => Self::Long,
            BasicType::Double => Self::Double,
            BasicType::Void | BasicType::Array => Self::Bogus,
            _ => Self::Integer,
        }
    }

    /// The type that a class constant names: a class or an array descriptor.
    pub(super) fn of_class_name(name: &[u8], names: &mut Names) -> Item {
        match FieldType::parse(name) {
            Ok(array) if name.starts_with(b"[") => Self::of(array, names),
            _ if name.starts_with(b"[") => Self::Bogus,
            _ => Self::Class(names.intern(name)),
        }
    }

    /// An array of this, if there is such a type.
    pub(super) fn array_of(self) -> Option<Item> {
        match self {
            Self::Class(class) => Some(Self::array(1, class)),
            Self::Array(dimensions, element) => {
                dimensions.checked_add(1).map(|dimensions| Self::Array(dimensions, element))
            }
            _ => None,
        }
    }

    /// What an array holds; small integral types are `Integer`.
    pub(super) fn component(self, names: &mut Names) -> Item {
        match self {
            Self::Array(1, Element::Primitive(kind)) => {
                let descriptor = [kind.descriptor_char()];
                FieldType::parse(&descriptor).map_or(Self::Bogus, |kind| Self::of(kind, names))
            }
            Self::Array(1, Element::Class(class)) => Self::Class(class),
            Self::Array(dimensions, element) => Self::Array(dimensions - 1, element),
            _ => Self::Null,
        }
    }

    /// Dimensions of an array type, 0 for others.
    pub(super) const fn array_dimensions(self) -> u8 {
        self.dimensions()
    }
}

/// Whether a value of type `from` may be used where `to` is expected.
pub(super) fn is_assignable<H: Hierarchy>(
    from: Item,
    to: Item,
    names: &mut Names,
    hierarchy: &mut H,
) -> Result<bool, H::Error> {
    Ok(from == to || merge(from, to, true, names, hierarchy)? == to)
}

/// The closest type that both values are of. Interfaces count as
/// `java.lang.Object`. With `assignment`, only whether the result is `target`
/// matters, and interfaces accept every object.
pub(super) fn merge<H: Hierarchy>(
    value: Item,
    target: Item,
    assignment: bool,
    names: &mut Names,
    hierarchy: &mut H,
) -> Result<Item, H::Error> {
    match (value, target) {
        _ if value == target => Ok(value),
        _ if !value.is_reference() || !target.is_reference() => Ok(Item::Bogus),
        (Item::Null, other) | (other, Item::Null) => Ok(other),
        (_, Item::OBJECT) => Ok(target),
        (Item::OBJECT, Item::Class(class)) if assignment => {
            let is_interface = hierarchy.is_interface(names.text(class))?;
            Ok(if is_interface { target } else { value })
        }
        (Item::OBJECT, _) => Ok(value),
        (Item::Class(value), Item::Class(target)) => {
            merge_classes(value, target, assignment, names, hierarchy)
        }
        _ => merge_arrays(value, target, assignment, names, hierarchy),
    }
}

/// At least one is an array; neither is null or `java.lang.Object`.
fn merge_arrays<H: Hierarchy>(
    value: Item,
    target: Item,
    assignment: bool,
    names: &mut Names,
    hierarchy: &mut H,
) -> Result<Item, H::Error> {
    if target.is_array_interface() {
        return Ok(target);
    }
    if value.is_array_interface() {
        return Ok(value);
    }
    let (value, target) = (value.as_object_array(), target.as_object_array());
    let (value_dimensions, target_dimensions) = (value.dimensions(), target.dimensions());
    if value_dimensions == target_dimensions {
        // The bases are classes, so this does not come back here.
        return Ok(match merge(value.base(), target.base(), assignment, names, hierarchy)? {
            Item::Class(class) => Item::array(value_dimensions, class),
            _ => Item::Bogus,
        });
    }
    let shallow = if value_dimensions < target_dimensions { value } else { target };
    if shallow.base().is_array_interface() {
        return Ok(shallow);
    }
    Ok(Item::objects(shallow.dimensions()))
}

/// Two different classes or interfaces, neither `java.lang.Object`.
fn merge_classes<H: Hierarchy>(
    value: NameId,
    target: NameId,
    assignment: bool,
    names: &mut Names,
    hierarchy: &mut H,
) -> Result<Item, H::Error> {
    let (value_name, target_name) = (names.text(value).to_vec(), names.text(target).to_vec());
    if hierarchy.is_interface(&target_name)? {
        return Ok(if assignment { Item::Class(target) } else { Item::OBJECT });
    }
    if hierarchy.is_interface(&value_name)? {
        return Ok(Item::OBJECT);
    }
    if hierarchy.is_subclass(&value_name, &target_name)? {
        return Ok(Item::Class(target));
    }
    if assignment {
        return Ok(Item::OBJECT);
    }
    // The first superclass of the one that the other is a subclass of.
    let mut next = Some(Box::from(&*value_name));
    while let Some(class) = next {
        if hierarchy.is_subclass(&target_name, &class)? {
            return Ok(Item::Class(names.intern(&class)));
        }
        next = hierarchy.superclass(&class)?;
    }
    Ok(Item::OBJECT)
}
