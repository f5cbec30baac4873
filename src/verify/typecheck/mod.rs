//! Verification by type checking (JVMS §4.10.1).
//!
//! One pass over each method. The types after an instruction follow from those
//! before; where control joins, the `StackMapTable` gives them, and every path
//! that leads there is checked against it.

mod class;
mod constructors;
mod error;
mod frame;
mod instructions;
mod invoke;
mod method;
mod stack_map;
mod types;

use classfile::ClassFile;

use crate::failure::Failure;
use crate::hierarchy::Hierarchy;
use class::ClassContext;
use method::MethodChecker;

/// Verifies all methods that have code.
pub(crate) fn verify_class<H: Hierarchy>(
    class: &ClassFile<'_>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Error>> {
    let mut context = ClassContext::new(class, hierarchy);
    for method in class.methods() {
        let flags = method.effective_method_flags();
        if !flags.is_native() && !flags.is_abstract() {
            MethodChecker::verify(&mut context, method)?;
        }
    }
    Ok(())
}
