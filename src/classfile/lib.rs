//! Reading class files (JVMS chapter 4).
//!
//! [`ClassFile::parse`] makes one pass over the bytes and keeps only positions;
//! names, constants and attributes are views into the bytes, decoded when asked
//! for. There are three depths of trust:
//!
//! 1. [`Level::Scan`] checks that everything lies within the bytes and that
//!    class, members and supertypes have names: enough for classes of the
//!    run-time image.
//! 2. [`Level::Check`] rejects in addition what the reference VM rejects when
//!    it loads a class, with the same errors.
//! 3. Attributes are interpreted by [`Attribute::decode`]. This may fail for
//!    attributes that a VM does not look at when it loads a class.
//!
//! The reader is total: no input makes it panic, recurse without bound, or
//! allocate more than a small multiple of the input's size.

#![forbid(unsafe_code)]

pub mod annotation;
mod attribute;
mod check;
mod class_file;
mod code;
mod cursor;
mod error;
pub mod module;
mod parser;
mod pool;
mod record;
mod stack_map;
mod table;

pub use attribute::{
    Attribute, AttributeData, AttributeKind, Attributes, BootstrapMethod, BootstrapMethods,
    EnclosingMethod, MalformedAttribute,
};
pub use class_file::{ClassFile, Member};
pub use code::Code;
pub use error::{ErrorClass, FormatError, Problem};
pub use parser::{Level, Options, UNREADABLE};
pub use pool::{Constant, ConstantPool, DynamicRef, MemberRef, NameAndType, PoolError, Tag};
pub use record::{RecordComponent, RecordComponents};
pub use stack_map::{
    FrameKind, StackMap, StackMapFrame, StackMapTable, VerificationType, VerificationTypes,
    WholeFrame,
};
pub use table::{
    CharacterRange, ExceptionHandler, InnerClass, LineNumber, LocalVariable, LocalVariableRange,
    MethodParameter, Record, Table,
};

/// The newest class-file version that is understood: that of Java 25.
pub const LATEST_MAJOR: u16 = 69;
