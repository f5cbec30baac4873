//! The run-time structures of JVMS §2.5 and §5.1: classes, methods, fields,
//! run-time constant pools, loaders, and the tables of well-known items.
//!
//! Everything here lives outside the collected heap, in arenas that belong to
//! the defining loader or a hidden class of its, and is immutable after definition except for the state
//! that is an atomic or a lock. Nothing here executes Java code.

mod class;
mod code;
mod field;
mod holder;
mod loader;
mod members;
mod method;
mod module;
mod pool;
mod refs;
mod remembered;
mod throw;
mod well_known;

pub use class::{ArrayInfo, Class, ClassKind, ClassParts, InitState, ItableEntry};
pub use code::{Code, ExceptionEntry, Insn};
pub use field::Field;
pub use holder::{Holder, HolderRef, Metadata};
pub use loader::{Loader, LoaderRef};
pub use method::{Method, MethodParts, MethodTraits, NativeEntry, VTABLE_NONE};
pub use module::{Export, Module, ModuleRef};
pub use pool::{PoolSlot, RuntimePool, SlotValue};
pub use refs::{ClassRef, FieldRef, MethodRef};
pub use remembered::Remembered;
pub use throw::{Throw, VmException};
pub use well_known::{KnownClass, KnownField, KnownItems, KnownMethod};
