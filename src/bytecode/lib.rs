//! The instructions of the class file: table, decoder, text form (JVMS §6).
//!
//! Decoding borrows the code array and allocates nothing; it is total on any
//! bytes. What an instruction's operands refer to, and whether the code is
//! well-typed, is not decided here.

mod decode;
mod opcode;
mod table;

pub use decode::{
    DecodeError, Instruction, Instructions, LookupSwitch, Operands, SwitchTargets, TableSwitch,
    length_at,
};
pub use opcode::{Family, Opcode, OperandFormat};

/// Code arrays are shorter than this (JVMS §4.9.1).
pub const MAX_CODE_LENGTH: usize = 65_535;
