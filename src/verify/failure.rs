//! How verification fails.

/// The class of the Java error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `java.lang.VerifyError`
    Verify,
    /// `java.lang.ClassFormatError`
    ClassFormat,
}

impl ErrorKind {
    /// The internal name of the error class.
    pub const fn internal_name(self) -> &'static str {
        match self {
            Self::Verify => "java/lang/VerifyError",
            Self::ClassFormat => "java/lang/ClassFormatError",
        }
    }
}

/// The outcome of a verification that did not succeed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure<E> {
    /// The class is not valid.
    Invalid {
        /// The error to throw.
        kind: ErrorKind,
        /// Its detail message, exactly as the reference VM words it.
        message: String,
        /// Whether verification by inference may still accept a class file of version 50.
        retry: bool,
    },
    /// A class that had to be looked at could not be: an error of the
    /// [`Hierarchy`](crate::Hierarchy).
    Hierarchy(E),
}
