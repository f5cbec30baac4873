//! Fields (JVMS §4.5) with their place in objects or among the statics.

use super::ClassRef;
use base::access_flags::AccessFlags;
use base::descriptor::BasicType;
use base::symbol::Symbol;
use std::fmt;

/// A declared field.
#[derive(Debug)]
pub struct Field {
    /// The declaring class.
    pub class: ClassRef,
    /// Unqualified name.
    pub name: Symbol,
    /// Field descriptor.
    pub descriptor: Symbol,
    /// Access flags as in the class file.
    pub flags: AccessFlags,
    /// Type of the value, from the descriptor.
    pub kind: BasicType,
    /// Position among the class file's fields; injected fields have none.
    pub slot: u16,
    /// Where the value lies, in bytes: from the object's header for instance
    /// fields, from the start of the heap's static area for static fields.
    pub offset: u32,
    /// Constant-pool index of the `ConstantValue`, or 0.
    pub constant_value: u16,
    /// Generic signature, if any.
    pub signature: Option<Symbol>,
}

impl Field {
    /// The `slot` of injected fields.
    pub const NO_SLOT: u16 = u16::MAX;

    /// Whether this is a static field.
    pub fn is_static(&self) -> bool {
        self.flags.is_static()
    }

    /// Whether the VM has added the field.
    pub fn is_injected(&self) -> bool {
        self.slot == Field::NO_SLOT
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.class.name.as_str_lossy(), self.name.as_str_lossy())
    }
}
