//! The handlers, by the modules that the table of `insn` names. Common paths
//! are short and free of calls; everything else is a slow path beside them.

pub(super) mod arith;
pub(super) mod arrays;
pub(super) mod branch;
pub(super) mod calls;
pub(super) mod fields;
pub(super) mod moves;
pub(super) mod objects;
pub(super) mod stubs;
