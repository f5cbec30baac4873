//! Verification by type checking (JVMS §4.10.1).
//!
//! One pass over each method. The types after an instruction follow from those
//! before; where control joins, the `StackMapTable` gives them, and every path
//! that leads there is checked against it.

mod class;
mod constants;
mod constructors;
mod error;
mod frame;
mod instructions;
mod invoke;
mod method;
mod stack_map;
mod steps;
mod types;

use classfile::{ClassFile, Member};

use crate::failure::Failure;
use crate::hierarchy::Hierarchy;
use class::ClassContext;
pub(crate) use class::Remains;
use method::MethodChecker;

/// Verifies these methods, which have code.
pub(crate) fn verify_methods<'c, 'a, H: Hierarchy>(
    class: &'c ClassFile<'a>,
    methods: impl Iterator<Item = Member<'c, 'a>>,
    hierarchy: &mut H,
    remains: &mut Remains,
) -> Result<(), Failure<H::Error>> {
    let mut context = ClassContext::new(class, hierarchy, remains);
    for method in methods {
        MethodChecker::verify(&mut context, method)?;
    }
    context.end(remains);
    Ok(())
}
