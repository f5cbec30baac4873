//! What the checks of all methods of a class share; assignability.

use std::collections::HashMap;

use base::FieldType;
use classfile::{ClassFile, ConstantPool};
use foldhash::fast::RandomState;

use super::constants::Constants;
use super::method::Buffers;
use super::types::Type;
use crate::failure::{ErrorKind, Failure};
use crate::hierarchy::Hierarchy;
use crate::names::{NameId, Names};
use crate::work::Work;

/// The class being verified.
pub(crate) struct ClassContext<'v, 'a, H> {
    pub(crate) class: &'v ClassFile<'a>,
    pub(crate) pool: &'v ConstantPool<'a>,
    pub(crate) hierarchy: &'v mut H,
    pub(crate) names: Names,
    pub(crate) work: Work,
    /// The type of `this`.
    pub(crate) this_type: Type,
    pub(super) constants: Constants<'a>,
    pub(super) buffers: Buffers,
    assignable: Answers,
}

/// Answers about assignability, the last argument included.
type Answers = HashMap<(NameId, NameId, bool), bool, RandomState>;

/// So many answers are kept at most.
const MAX_ANSWERS: usize = 1 << 14;

/// So many names are kept from one class to the next.
const MAX_NAMES: usize = 1 << 12;

/// What the verification of one class leaves to that of the next, so that memory
/// is asked for, and common names are looked at, once.
#[derive(Default)]
pub(crate) struct Remains {
    names: Names,
    constants: Constants<'static>,
    buffers: Buffers,
    assignable: Answers,
}

impl<'v, 'a, H: Hierarchy> ClassContext<'v, 'a, H> {
    pub(crate) fn new(
        class: &'v ClassFile<'a>,
        hierarchy: &'v mut H,
        remains: &mut Remains,
    ) -> Self {
        let Remains { mut names, constants, buffers, mut assignable } = std::mem::take(remains);
        if names.len() > MAX_NAMES {
            names = Names::default();
        }
        // Another class may be in another loader.
        assignable.clear();
        let this_type = Type::Reference(names.intern(class.name()));
        let (pool, work) = (class.constant_pool(), Work::for_class(class));
        let constants = constants.reused(pool);
        Self { class, pool, hierarchy, names, work, this_type, constants, buffers, assignable }
    }

    /// Leaves what can be used again.
    pub(crate) fn end(self, remains: &mut Remains) {
        let Self { pool, names, constants, buffers, assignable, .. } = self;
        let constants = constants.reused(pool);
        *remains = Remains { names, constants, buffers, assignable };
    }

    /// Whether a value of type `from` may be used where `to` is expected
    /// (JVMS §4.10.1.2). With `protected`, `from` is the type of an object
    /// whose protected member is accessed.
    pub(crate) fn is_assignable(
        &mut self,
        from: Type,
        to: Type,
        protected: bool,
    ) -> Result<bool, Failure<H::Error>> {
        if from == to {
            return Ok(true);
        }
        Ok(match to {
            Type::Top => true,
            Type::Category1 => from.is_category1(),
            Type::Category2 => matches!(from, Type::Long | Type::Double),
            Type::AnyReference => from.is_reference() || from.is_uninitialized(),
            Type::Boolean | Type::Byte | Type::Char | Type::Short => from == Type::Integer,
            Type::Reference(to) => match from {
                Type::Null => true,
                Type::Reference(from) => return self.is_reference_assignable(from, to, protected),
                _ => false,
            },
            _ => false,
        })
    }

    fn is_reference_assignable(
        &mut self,
        from: NameId,
        to: NameId,
        protected: bool,
    ) -> Result<bool, Failure<H::Error>> {
        if to == NameId::OBJECT {
            return Ok(true);
        }
        let question = (from, to, protected);
        if let Some(&answer) = self.assignable.get(&question) {
            return Ok(answer);
        }
        let answer = self.find_assignable(from, to, protected)?;
        if self.assignable.len() >= MAX_ANSWERS {
            self.assignable.clear();
        }
        self.assignable.insert(question, answer);
        Ok(answer)
    }

    fn find_assignable(
        &mut self,
        from: NameId,
        to: NameId,
        protected: bool,
    ) -> Result<bool, Failure<H::Error>> {
        let (from, to) = (self.names.text(from).to_vec(), self.names.text(to).to_vec());
        let (mut from, mut to): (&[u8], &[u8]) = (&from, &to);
        // Each round takes one dimension off both arrays.
        loop {
            if from == to || to == b"java/lang/Object" {
                return Ok(true);
            }
            if !to.starts_with(b"[") {
                return self.is_class_assignable(from, to, protected);
            }
            let components = from.strip_prefix(b"[").zip(to.strip_prefix(b"["));
            let Some((Ok(from_component), Ok(to_component))) =
                components.map(|(from, to)| (FieldType::parse(from), FieldType::parse(to)))
            else {
                return Ok(false);
            };
            match from_component.class_name().zip(to_component.class_name()) {
                Some(names) => (from, to) = names,
                // At least one is primitive: such components must be the same.
                None => return Ok(from_component == to_component),
            }
        }
    }

    /// `to` is a class or interface other than `java.lang.Object`.
    fn is_class_assignable(
        &mut self,
        from: &[u8],
        to: &[u8],
        protected: bool,
    ) -> Result<bool, Failure<H::Error>> {
        let from_is_array = from.starts_with(b"[");
        let is_interface = self.hierarchy.is_interface(to).map_err(Failure::Hierarchy)?;
        if is_interface && !(protected && from == b"java/lang/Object") {
            // Interfaces count as java.lang.Object here; what is called through
            // them is checked at run time (JVMS §4.10.1.2).
            let array_interface = to == b"java/lang/Cloneable" || to == b"java/io/Serializable";
            return Ok(!from_is_array || array_interface);
        }
        if from_is_array {
            return Ok(false);
        }
        self.hierarchy.is_subclass(from, to).map_err(Failure::Hierarchy)
    }

    /// The failure for contents of a class file that cannot be interpreted
    /// although they passed the format check, which happens for unchecked classes only.
    pub(crate) fn malformed(&self, what: &dyn std::fmt::Display) -> Failure<H::Error> {
        let class = base::descriptor::BinaryName(self.class.name());
        let message = format!("{what} in class file {class}");
        Failure::Invalid { kind: ErrorKind::ClassFormat, message, retry: false }
    }
}
