//! Methods of the class library that are Java code and run as Rust here, because
//! programs spend their time in them. A row gives the result of the Java code.
//!
//! Invariant: a function throws before it has changed anything, and only to
//! decline: the interpreter then runs the Java code, which throws what is to be
//! thrown, with its own frames. It calls no Java code.

mod arrays;
mod big_integer;
mod digests;
mod math;
mod memory;
mod numbers;
mod strings;

use crate::thread::NativeRow;

/// The tables of replaced methods.
pub(super) const TABLES: &[&[NativeRow]] =
    &[arrays::ROWS, big_integer::ROWS, digests::ROWS, math::ROWS, numbers::ROWS, strings::ROWS];
