//! Types of call sites, as the direct path looks at them.

use super::{attempt, symbol};
use crate::link::{dynamic, member_name};
use crate::model::{ClassKind, ClassRef, Throw};
use crate::thread::JavaThread;
use base::descriptor::{BasicType, MethodDescriptor};

/// The classes that a method descriptor names.
pub(super) struct Shape {
    pub(super) parameters: Vec<ClassRef>,
    pub(super) result: ClassRef,
}

impl Shape {
    /// Loads the classes in the order of the descriptor, as `caller` may use them
    /// (JVMS §5.4.3.5).
    pub(super) fn load(
        t: &JavaThread,
        caller: ClassRef,
        descriptor: &[u8],
    ) -> Result<Option<Shape>, Throw> {
        let Ok(parsed) = MethodDescriptor::parse(descriptor) else { return Ok(None) };
        let mut parameters = Vec::with_capacity(usize::from(parsed.parameter_count()));
        for kind in parsed.parameters() {
            match attempt(t, dynamic::accessible_class(t, caller, kind))? {
                Some(class) => parameters.push(class),
                None => return Ok(None),
            }
        }
        let result = attempt(t, dynamic::accessible_class(t, caller, parsed.return_type()))?;
        Ok(result.map(|result| Shape { parameters, result }))
    }

    /// Slots of the parameters.
    pub(super) fn slots(&self) -> u16 {
        self.parameters.iter().map(|class| basic(*class).slots()).sum()
    }
}

/// The kind of values of a type.
pub(super) fn basic(class: ClassRef) -> BasicType {
    match class.kind {
        ClassKind::Primitive(kind) => kind,
        ClassKind::Array(_) | ClassKind::Instance => BasicType::Object,
    }
}

/// The descriptor of a type.
pub(super) fn descriptor(class: ClassRef) -> Vec<u8> {
    member_name::type_descriptor(class)
}

/// A method descriptor.
pub(super) fn method_descriptor(parameters: &[ClassRef], result: &[u8]) -> Vec<u8> {
    let parameters = parameters.iter().flat_map(|class| descriptor(*class));
    let mut text: Vec<u8> = std::iter::once(b'(').chain(parameters).collect();
    text.push(b')');
    text.extend_from_slice(result);
    text
}

/// A primitive type's wrapper: its class, and how to wrap and unwrap.
pub(super) struct Wrapper {
    /// Internal name.
    pub(super) name: &'static [u8],
    /// The method that unwraps.
    pub(super) unwrap: &'static [u8],
}

impl Wrapper {
    /// The wrapper of a primitive type; none for `void`.
    pub(super) fn of(kind: BasicType) -> Option<Wrapper> {
        let (name, unwrap): (&'static [u8], &'static [u8]) = match kind {
            BasicType::Boolean => (b"java/lang/Boolean", b"booleanValue"),
            BasicType::Byte => (b"java/lang/Byte", b"byteValue"),
            BasicType::Short => (b"java/lang/Short", b"shortValue"),
            BasicType::Char => (b"java/lang/Character", b"charValue"),
            BasicType::Int => (b"java/lang/Integer", b"intValue"),
            BasicType::Long => (b"java/lang/Long", b"longValue"),
            BasicType::Float => (b"java/lang/Float", b"floatValue"),
            BasicType::Double => (b"java/lang/Double", b"doubleValue"),
            _ => return None,
        };
        Some(Wrapper { name, unwrap })
    }

    /// Whether `class` is this wrapper.
    pub(super) fn is(&self, class: ClassRef) -> bool {
        class.loader.is_boot() && class.name.as_bytes() == self.name
    }

    /// The class.
    pub(super) fn class(&self, t: &JavaThread) -> Result<ClassRef, Throw> {
        let boot = t.vm().boot_loader;
        crate::link::load_class(t, boot, symbol(t, self.name))
    }
}
