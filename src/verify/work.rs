//! A limit on the work of verifying a class.
//!
//! Contrived code makes verification quadratic and worse: every instruction may
//! be covered by every handler, and each check compares all local variables.
//! The limit grows with the size of the class file. No class of the JDK takes more
//! than 15 steps for each byte, or 250,000 in all.

use classfile::ClassFile;

/// Steps (types compared or copied) allowed for any class.
const BASE: u64 = 1 << 26;
/// Steps allowed for each byte of the class file.
const PER_BYTE: u64 = 256;

/// What is said about a class that exceeds the limit.
pub(crate) const TOO_COMPLEX: &str = "Class is too complex to be verified";

/// The limit has been exceeded.
pub(crate) struct TooComplex;

/// The work that may still be done.
pub(crate) struct Work {
    left: u64,
}

impl Work {
    pub(crate) fn for_class(class: &ClassFile<'_>) -> Self {
        Self { left: BASE + PER_BYTE * class.bytes().len() as u64 }
    }

    /// Counts steps, and one for the call.
    #[inline]
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), TooComplex> {
        self.left = self.left.checked_sub(steps as u64 + 1).ok_or(TooComplex)?;
        Ok(())
    }
}
