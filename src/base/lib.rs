//! Vocabulary shared by every layer: the pure, VM-independent facts of JVMS.
//!
//! Nothing here knows classes, objects or threads. The only state is the
//! symbol table, of which every VM owns one; there are no globals.

pub mod access_flags;
pub mod arith;
pub mod descriptor;
pub mod index;
pub mod mutf8;
pub mod symbol;

pub use access_flags::AccessFlags;
pub use descriptor::{BasicType, DescriptorError, FieldType, MethodDescriptor};
pub use index::{BootstrapIndex, CpIndex};
pub use symbol::{Symbol, SymbolTable};
