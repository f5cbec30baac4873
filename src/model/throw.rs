//! Why a piece of VM code could not complete: the exceptions that the VM itself
//! throws, written once.

macro_rules! vm_exceptions {
    ($($variant:ident $name:literal;)*) => {
        /// A class of exception that the VM throws by itself.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[expect(missing_docs, reason = "each is the Java class of that name")]
        pub enum VmException { $($variant,)* }

        impl VmException {
            /// All of them.
            pub const ALL: &'static [VmException] = &[$(VmException::$variant,)*];

            /// Internal name of the class.
            pub const fn class_name(self) -> &'static str {
                match self { $(VmException::$variant => $name,)* }
            }
        }
    };
}

vm_exceptions! {
    AbstractMethod "java/lang/AbstractMethodError";
    Arithmetic "java/lang/ArithmeticException";
    ArrayIndexOutOfBounds "java/lang/ArrayIndexOutOfBoundsException";
    ArrayStore "java/lang/ArrayStoreException";
    BootstrapMethod "java/lang/BootstrapMethodError";
    ClassCast "java/lang/ClassCastException";
    ClassCircularity "java/lang/ClassCircularityError";
    ClassFormat "java/lang/ClassFormatError";
    ClassNotFound "java/lang/ClassNotFoundException";
    CloneNotSupported "java/lang/CloneNotSupportedException";
    Error "java/lang/Error";
    ExceptionInInitializer "java/lang/ExceptionInInitializerError";
    FileNotFound "java/io/FileNotFoundException";
    IllegalAccess "java/lang/IllegalAccessError";
    IllegalAccessException "java/lang/IllegalAccessException";
    IllegalArgument "java/lang/IllegalArgumentException";
    IllegalMonitorState "java/lang/IllegalMonitorStateException";
    IllegalState "java/lang/IllegalStateException";
    IllegalThreadState "java/lang/IllegalThreadStateException";
    IncompatibleClassChange "java/lang/IncompatibleClassChangeError";
    IndexOutOfBounds "java/lang/IndexOutOfBoundsException";
    Instantiation "java/lang/InstantiationError";
    InstantiationException "java/lang/InstantiationException";
    Internal "java/lang/InternalError";
    Interrupted "java/lang/InterruptedException";
    InvocationTarget "java/lang/reflect/InvocationTargetException";
    Io "java/io/IOException";
    Linkage "java/lang/LinkageError";
    NegativeArraySize "java/lang/NegativeArraySizeException";
    NoClassDefFound "java/lang/NoClassDefFoundError";
    NoSuchField "java/lang/NoSuchFieldError";
    NoSuchMethod "java/lang/NoSuchMethodError";
    NullPointer "java/lang/NullPointerException";
    OutOfMemory "java/lang/OutOfMemoryError";
    Runtime "java/lang/RuntimeException";
    Security "java/lang/SecurityException";
    Socket "java/net/SocketException";
    StackOverflow "java/lang/StackOverflowError";
    StringIndexOutOfBounds "java/lang/StringIndexOutOfBoundsException";
    UnsatisfiedLink "java/lang/UnsatisfiedLinkError";
    UnsupportedClassVersion "java/lang/UnsupportedClassVersionError";
    UnsupportedOperation "java/lang/UnsupportedOperationException";
    Verify "java/lang/VerifyError";
}

/// The reason a piece of VM code could not complete normally.
///
/// A `New` becomes an object, with its stack trace, no later than the native or
/// instruction that raised it ends; until then the frame that raised it is still
/// the top one.
#[derive(Debug)]
#[must_use]
pub enum Throw {
    /// Raise a new exception of this class with this detail message, in Java's
    /// own text.
    New(VmException, Option<Box<str>>),
    /// Raise a new exception of a class given by internal name, found by the
    /// boot loader: for the many exception classes of the class library that
    /// only one native throws.
    Named(&'static str, Option<Box<str>>),
    /// An exception object is pending in the thread; pass it on.
    Pending,
}

impl Throw {
    /// A new exception with a detail message.
    #[cold]
    pub fn new(class: VmException, message: impl Into<String>) -> Throw {
        Throw::New(class, Some(message.into().into_boxed_str()))
    }

    /// A new exception without a detail message.
    #[cold]
    pub fn bare(class: VmException) -> Throw {
        Throw::New(class, None)
    }

    /// A new exception of a class that only this place throws.
    #[cold]
    pub fn named(class: &'static str, message: impl Into<String>) -> Throw {
        Throw::Named(class, Some(message.into().into_boxed_str()))
    }
}

const _: () = assert!(size_of::<Throw>() <= 40, "keep Result<(), Throw> cheap to return");
