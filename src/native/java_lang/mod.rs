//! `java.lang`.

pub(super) mod backtrace;
mod class;
mod class_attributes;
mod class_loader;
mod class_members;
mod module;
mod numbers;
mod object;
mod stack_walk;
pub(super) mod strict_math;
mod string;
mod system;
mod thread;
mod throwable;

use crate::thread::NativeRow;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[
    class::ROWS,
    class_attributes::ROWS,
    class_loader::ROWS,
    class_members::ROWS,
    module::ROWS,
    numbers::ROWS,
    object::ROWS,
    stack_walk::ROWS,
    strict_math::ROWS,
    string::ROWS,
    system::ROWS,
    thread::ROWS,
    throwable::ROWS,
];
