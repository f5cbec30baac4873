//! Verification of class files (JVMS §4.10).
//!
//! [`verify`] takes a class file that has passed the format check, asks a
//! [`Hierarchy`] about other classes, and reports what the reference VM would
//! report, text included. Class files of major version 50 and later are
//! type-checked against their stack maps (§4.10.1); older ones, and those of
//! version 50 whose stack maps fail, are verified by inference (§4.10.2).
//!
//! The crate is pure: it loads nothing and keeps nothing, so that the VM and
//! tools can use it alike.

#![forbid(unsafe_code)]

mod failure;
mod hierarchy;
mod inference;
mod names;
mod typecheck;
mod work;

pub use failure::{ErrorKind, Failure};
pub use hierarchy::{Hierarchy, MemberKind};

use classfile::{ClassFile, Member};

/// The first major version whose classes have stack maps.
const FIRST_WITH_STACK_MAPS: u16 = 50;

/// From this version on, wrong stack maps are final.
const FIRST_WITHOUT_RETRY: u16 = 51;

/// Verifies classes one after the other; what it keeps from one to the next is
/// memory, and no answer depends on it.
#[derive(Default)]
pub struct Verifier(typecheck::Remains);

impl Verifier {
    /// Verifies all methods of a class.
    ///
    /// # Errors
    ///
    /// What is wrong with the first bad method.
    pub fn verify<H: Hierarchy>(
        &mut self,
        class: &ClassFile<'_>,
        hierarchy: &mut H,
    ) -> Result<(), Failure<H::Error>> {
        verify_methods(class, class.methods(), hierarchy, &mut self.0)
    }
}

/// Verifies all methods of a class.
///
/// # Errors
///
/// What is wrong with the first bad method.
pub fn verify<H: Hierarchy>(
    class: &ClassFile<'_>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Error>> {
    Verifier::default().verify(class, hierarchy)
}

/// Verifies one method of a class, as if it had no other.
///
/// # Errors
///
/// What is wrong with it.
pub fn verify_method<'c, 'a, H: Hierarchy>(
    class: &'c ClassFile<'a>,
    method: Member<'c, 'a>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Error>> {
    verify_methods(class, std::iter::once(method), hierarchy, &mut typecheck::Remains::default())
}

fn verify_methods<'c, 'a, H: Hierarchy>(
    class: &'c ClassFile<'a>,
    methods: impl Iterator<Item = Member<'c, 'a>> + Clone,
    hierarchy: &mut H,
    remains: &mut typecheck::Remains,
) -> Result<(), Failure<H::Error>> {
    let has_code = |method: &Member<'_, '_>| {
        let flags = method.effective_method_flags();
        !flags.is_native() && !flags.is_abstract()
    };
    let methods = methods.filter(has_code);
    let major = class.major_version();
    if major < FIRST_WITH_STACK_MAPS {
        return inference::verify_methods(class, methods, hierarchy);
    }
    match typecheck::verify_methods(class, methods.clone(), hierarchy, remains) {
        Err(Failure::Invalid { message, retry: true, .. }) if major < FIRST_WITHOUT_RETRY => {
            match inference::verify_methods(class, methods, hierarchy) {
                // The second attempt decides, the first one has the better message.
                Err(Failure::Invalid { kind, .. }) => {
                    Err(Failure::Invalid { kind, message, retry: false })
                }
                other => other,
            }
        }
        other => other,
    }
}
