//! Verification by inference (JVMS §4.10.2), for class files without stack maps.
//!
//! The types at each instruction are found by following all paths until nothing
//! changes. Subroutines (`jsr`, `ret`) are followed with masks: for each
//! subroutine on the way, the set of local variables that it has touched;
//! a variable it did not touch keeps the type that it had at the call.
//!
//! Rules, order of checks and messages are those of the reference VM's old
//! verifier, which is laxer than JVMS in places.

mod item;
mod masks;
mod merge;
mod method;
mod operands;
mod popping;
mod stack;

use classfile::{ClassFile, Member};

use crate::failure::{ErrorKind, Failure};
use crate::hierarchy::Hierarchy;
use crate::names::Names;
use crate::work::{TOO_COMPLEX, TooComplex, Work};
use method::MethodVerifier;

/// Verifies these methods, which have code.
pub(crate) fn verify_methods<'c, 'a, H: Hierarchy>(
    class: &'c ClassFile<'a>,
    methods: impl Iterator<Item = Member<'c, 'a>>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Error>> {
    let mut names = Names::default();
    let mut work = Work::for_class(class);
    for method in methods {
        MethodVerifier::verify(class, method, &mut names, &mut work, hierarchy)?;
    }
    Ok(())
}

/// How a method fails before its name is added to the message.
enum Fault<E> {
    /// A `VerifyError`.
    Verify(String),
    /// A `ClassFormatError`.
    Format(&'static str),
    Hierarchy(E),
}

impl<E> From<TooComplex> for Fault<E> {
    fn from(_: TooComplex) -> Self {
        Self::verify(TOO_COMPLEX)
    }
}

impl<E> Fault<E> {
    fn verify(what: impl Into<String>) -> Self {
        Self::Verify(what.into())
    }

    fn into_failure(self, method: Member<'_, '_>) -> Failure<E> {
        use base::mutf8::Lossy;
        let (kind, what) = match self {
            Self::Verify(what) => (ErrorKind::Verify, what),
            Self::Format(what) => (ErrorKind::ClassFormat, what.to_owned()),
            Self::Hierarchy(error) => return Failure::Hierarchy(error),
        };
        let message = format!(
            "(class: {}, method: {} signature: {}) {what}",
            Lossy(method.class().name()),
            Lossy(method.name()),
            Lossy(method.descriptor()),
        );
        Failure::Invalid { kind, message, retry: false }
    }
}
