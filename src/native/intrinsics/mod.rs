//! Methods of the class library that are Java code and run as Rust here, because
//! they are what cryptography spends its time in: each is an
//! `@IntrinsicCandidate`, and its row gives the result of its Java code.

mod big_integer;
mod digests;

use crate::thread::NativeRow;

/// The tables of replaced methods.
pub(super) const TABLES: &[&[NativeRow]] = &[big_integer::ROWS, digests::ROWS];
