//! What can be wrong with a class file, and how the reference VM words it.
//!
//! A [`Problem`] holds data only; texts are composed when displayed. One table
//! gives for each problem the Java error it becomes and the message, so that
//! Java programs see what they would see elsewhere.

use std::fmt;

use base::CpIndex;
use base::descriptor::BinaryName;
use base::mutf8::Lossy;

use crate::cursor::Truncated;
use crate::pool::PoolError;

/// The class of the Java error that a problem raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorClass {
    /// `java.lang.ClassFormatError`
    ClassFormat,
    /// `java.lang.UnsupportedClassVersionError`
    UnsupportedClassVersion,
    /// `java.lang.NoClassDefFoundError`
    NoClassDefFound,
}

impl ErrorClass {
    /// The internal name of the error class.
    pub const fn internal_name(self) -> &'static str {
        match self {
            Self::ClassFormat => "java/lang/ClassFormatError",
            Self::UnsupportedClassVersion => "java/lang/UnsupportedClassVersionError",
            Self::NoClassDefFound => "java/lang/NoClassDefFoundError",
        }
    }
}

macro_rules! problems {

    ($class:ident; $($(#[$doc:meta])*
        $variant:ident $({ $($field:ident: $kind:ty),* })? => $error:ident, $text:literal;)*
    ) => {
        /// Why bytes are not a legal class file. See the table for the messages.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the message of a variant says what its fields are")]
        pub enum Problem<'a> {
            $($(#[$doc])* $variant $({ $($field: $kind),* })?,)*
        }

        impl Problem<'_> {
            /// The Java error that this is reported as.
            pub const fn error_class(&self) -> ErrorClass {
                match self { $(Self::$variant { .. } => ErrorClass::$error,)* }
            }
        }

        impl fmt::Display for FormatError<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let $class = Lossy(self.class_name);
                match &self.problem {
                    $(Problem::$variant $({ $($field),* })? => {
                        let _ = $class;
                        write!(f, $text)
                    })*
                }
            }
        }
    };
}

problems! { class;
    /// The bytes end too early.
    Truncated => ClassFormat, "Truncated class file";
    /// More than 2 GiB cannot be a class file.
    TooLarge => ClassFormat, "Class file {class} is too large";
    BadMagic { magic: u32 } => ClassFormat, "Incompatible magic value {magic} in class file {class}";
    OldVersion { major: u16, minor: u16 } => UnsupportedClassVersion,
        "{class} (class file version {major}.{minor}) was compiled with an invalid major version";
    NewVersion { major: u16, minor: u16, limit: u16 } => UnsupportedClassVersion,
        "{class} has been compiled by a more recent version of the Java Runtime (class file version {major}.{minor}), this version of the Java Runtime only recognizes class file versions up to {limit}.0";
    OtherPreview { major: u16, minor: u16, limit: u16 } => UnsupportedClassVersion,
        "{class} (class file version {major}.{minor}) was compiled with preview features that are unsupported. This version of the Java Runtime only recognizes preview features for class file version {limit}.65535";
    PreviewDisabled { major: u16, minor: u16 } => UnsupportedClassVersion,
        "Preview features are not enabled for {class} (class file version {major}.{minor}). Try running with '--enable-preview'";
    BadMinor { major: u16, minor: u16 } => UnsupportedClassVersion,
        "{class} (class file version {major}.{minor}) was compiled with an invalid non-zero minor version";
    IsModule => NoClassDefFound, "{class} is not a class because access_flag ACC_MODULE is set";
    WrongName { found: Lossy<'a> } => NoClassDefFound, "{class} (wrong name: {found})";

    // Constant pool
    ConstantPoolSize { size: u16 } => ClassFormat, "Illegal constant pool size {size} in class file {class}";
    UnknownTag { tag: u8 } => ClassFormat, "Unknown constant tag {tag} in class file {class}";
    UnsupportedTag { tag: u8 } => ClassFormat, "Class file version does not support constant tag {tag} in class file {class}";
    TruncatedWideConstant { index: u16 } => ClassFormat, "Invalid constant pool entry {index} in class file {class}";
    IllegalUtf8 => ClassFormat, "Illegal UTF8 string in constant pool in class file {class}";
    BadIndex { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} in class file {class}";
    NotAField { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} in class file {class} (not a field)";
    NotAMethod { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} in class file {class} (not a method)";
    NotAnInterfaceMethod { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} in class file {class} (not an interface method)";
    BadHandleKind { index: CpIndex } => ClassFormat, "Bad method handle kind at constant pool index {index} in class file {class}";
    BadMethodRefName { index: CpIndex } => ClassFormat, "Bad method name at constant pool index {index} in class file {class}";
    BadConstructorRefName { index: CpIndex } => ClassFormat, "Bad constructor name at constant pool index {index} in class file {class}";
    EmptyName { index: CpIndex } => ClassFormat, "Illegal zero length constant pool entry at {index} in class {class}";

    // Names and descriptors
    IllegalClassName { name: Lossy<'a> } => ClassFormat, "Illegal class name \"{name}\" in class file {class}";
    IllegalFieldName { name: Lossy<'a> } => ClassFormat, "Illegal field name \"{name}\" in class {class}";
    IllegalMethodName { name: Lossy<'a> } => ClassFormat, "Illegal method name \"{name}\" in class {class}";
    IllegalDescriptor { kind: &'static str, name: Lossy<'a>, descriptor: Lossy<'a> } => ClassFormat,
        "{kind} \"{name}\" in class {class} has illegal signature \"{descriptor}\"";
    IllegalNameInDescriptor => ClassFormat, "Class name is empty or contains illegal character in descriptor in class file {class}";
    TooManyDimensions => ClassFormat, "Array type descriptor has more than 255 dimensions in class file {class}";

    // The class itself
    ClassModifiers { flags: u16 } => ClassFormat, "Illegal class modifiers in class {class}: 0x{flags:X}";
    BadThisClass { index: CpIndex } => ClassFormat, "Invalid this class index {index} in constant pool in class file {class}";
    ArrayAsThisClass => ClassFormat, "Bad class name in class file {class}";
    BadSuperClass { index: CpIndex } => ClassFormat, "Invalid superclass index {index} in class file {class}";
    ArrayAsSuperClass => ClassFormat, "Bad superclass name in class file {class}";
    InterfaceSuperClass => ClassFormat, "Interfaces must have java.lang.Object as superclass in class file {class}";
    ObjectInterfaces => ClassFormat, "java.lang.Object cannot implement an interface in class file {class}";
    BadInterface { index: CpIndex } => ClassFormat, "Interface name has bad constant pool index {index} in class file {class}";
    ArrayAsInterface => ClassFormat, "Bad interface name in class file {class}";
    DuplicateInterface { name: Lossy<'a> } => ClassFormat, "Duplicate interface name \"{name}\" in class file {class}";
    ExtraBytes => ClassFormat, "Extra bytes at the end of class file {class}";

    // Fields
    FieldModifiers { flags: u16 } => ClassFormat, "Illegal field modifiers in class {class}: 0x{flags:X}";
    BadFieldName { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} for field name in class file {class}";
    BadFieldDescriptor { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} for field signature in class file {class}";
    DuplicateField { name: Lossy<'a>, descriptor: BinaryName<'a> } => ClassFormat,
        "Duplicate field name \"{name}\" with signature \"{descriptor}\" in class file {class}";
    BadFieldAttributeName { index: CpIndex } => ClassFormat, "Invalid field attribute index {index} in class file {class}";
    DuplicateConstantValue => ClassFormat, "Duplicate ConstantValue attribute in class file {class}";
    ConstantValueLength { length: u32 } => ClassFormat, "Invalid ConstantValue field attribute length {length} in class file {class}";
    BadConstantValue { index: CpIndex } => ClassFormat, "Bad initial value index {index} in ConstantValue attribute in class file {class}";
    ConstantValueType => ClassFormat, "Inconsistent constant value type in class file {class}";
    ConstantValueString => ClassFormat, "Bad string initial value in class file {class}";
    ConstantValueImpossible { index: CpIndex } => ClassFormat, "Unable to set initial value {index} in class file {class}";
    FieldSignatureLength { length: u32 } => ClassFormat, "Wrong size {length} for field's Signature attribute in class file {class}";

    // Methods
    MethodModifiers { name: Lossy<'a>, flags: u16 } => ClassFormat, "Method {name} in class {class} has illegal modifiers: 0x{flags:X}";
    BadMethodName { index: CpIndex } => ClassFormat, "Illegal constant pool index {index} for method name in class file {class}";
    BadMethodDescriptor { index: CpIndex } => ClassFormat, "Illegal constant pool index {index} for method signature in class file {class}";
    ClassInitializerNotStatic => ClassFormat, "Method <clinit> is not static in class file {class}";
    InterfaceConstructor => ClassFormat, "Interface cannot have a method named <init>, class file {class}";
    TooManyArguments => ClassFormat, "Too many arguments in method signature in class file {class}";
    DuplicateMethod { name: Lossy<'a>, descriptor: BinaryName<'a> } => ClassFormat,
        "Duplicate method name \"{name}\" with signature \"{descriptor}\" in class file {class}";
    BadMethodAttributeName { index: CpIndex } => ClassFormat, "Invalid method attribute name index {index} in class file {class}";
    AbsentCode => ClassFormat, "Absent Code attribute in method that is not native or abstract in class file {class}";
    UnexpectedCode => ClassFormat, "Code attribute in native or abstract methods in class file {class}";
    ExceptionsLength => ClassFormat, "Exceptions attribute has wrong length in class file {class}";
    BadException { index: CpIndex } => ClassFormat, "Exception name has bad type at constant pool {index} in class file {class}";
    MethodParametersLength { length: u32 } => ClassFormat, "Invalid MethodParameters method attribute length {length} in class file";
    SignatureLength { length: u32 } => ClassFormat, "Invalid Signature attribute length {length} in class file {class}";

    // Code
    ArgumentsExceedLocals => ClassFormat, "Arguments can't fit into locals in class file {class}";
    CodeLength { length: u32 } => ClassFormat, "Invalid method Code length {length} in class file {class}";
    CodeAttributeLength => ClassFormat, "Code segment has wrong length in class file {class}";
    BadCodeAttributeName { index: CpIndex } => ClassFormat, "Invalid code attribute name index {index} in class file {class}";
    HandlerRange => ClassFormat, "Illegal exception table range in class file {class}";
    HandlerTarget => ClassFormat, "Illegal exception table handler in class file {class}";
    HandlerType => ClassFormat, "Catch type in exception table has bad constant type in class file {class}";
    LineNumbersLength => ClassFormat, "LineNumberTable attribute has wrong length in class file {class}";
    LineNumberPc => ClassFormat, "Invalid pc in LineNumberTable in class file {class}";
    LocalsLength { table: &'static str } => ClassFormat, "{table} has wrong length in class file {class}";
    LocalStart { start: u16, table: &'static str } => ClassFormat, "Invalid start_pc {start} in {table} in class file {class}";
    LocalLength { length: u16, table: &'static str } => ClassFormat, "Invalid length {length} in {table} in class file {class}";
    LocalName { index: CpIndex, table: &'static str } => ClassFormat, "Name index {index} in {table} has bad constant type in class file {class}";
    LocalDescriptor { index: CpIndex, table: &'static str } => ClassFormat, "Signature index {index} in {table} has bad constant type in class file {class}";
    LocalIndex { index: u16, table: &'static str } => ClassFormat, "Invalid index {index} in {table} in class file {class}";
    DuplicateLocal { name: Lossy<'a>, table: &'static str } => ClassFormat, "Duplicated {table} attribute entry for '{name}' in class file {class}";
    UnmatchedLocalType { name: Lossy<'a> } => ClassFormat, "LVTT entry for '{name}' in class file {class} does not match any LVT entry";

    // Attributes in general; `owner` is like " for field", and empty for classes
    Multiple { attribute: &'static str, owner: &'static str } => ClassFormat, "Multiple {attribute} attributes{owner} in class file {class}";
    MarkerLength { attribute: &'static str, owner: &'static str, length: u32 } => ClassFormat,
        "Invalid {attribute} {owner} attribute length {length} in class file {class}";
    BadSignature { index: CpIndex } => ClassFormat, "Invalid Signature attribute at constant pool index {index} in class file {class}";

    // Class attributes
    BadClassAttributeName { index: CpIndex } => ClassFormat, "Attribute name has bad constant pool index {index} in class file {class}";
    ClassAttributeLength { attribute: &'static str } => ClassFormat, "Wrong {attribute} attribute length in class file {class}";
    BadSourceFile { index: CpIndex } => ClassFormat, "Invalid SourceFile attribute at constant pool index {index} in class file {class}";
    ClassSignatureLength { length: u32 } => ClassFormat, "Wrong Signature attribute length {length} in class file {class}";
    BadClassSignature { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} in Signature attribute in class file {class}";
    EnclosingMethodLength { length: u32 } => ClassFormat, "Wrong EnclosingMethod attribute length {length} in class file {class}";
    NoEnclosingClass => ClassFormat, "Invalid class index in EnclosingMethod attribute in class file {class}";
    BadEnclosingClass => ClassFormat, "Invalid or out-of-bounds class index in EnclosingMethod attribute in class file {class}";
    BadEnclosingMethod => ClassFormat, "Invalid or out-of-bounds method index in EnclosingMethod attribute in class file {class}";
    BootstrapLength { length: u32 } => ClassFormat, "Invalid BootstrapMethods attribute length {length} in class file {class}";
    BootstrapShort => ClassFormat, "Short length on BootstrapMethods in class file {class}";
    BadBootstrapMethod { index: CpIndex } => ClassFormat, "bootstrap_method_index {index} has bad constant type in class file {class}";
    BootstrapCounts => ClassFormat, "Invalid BootstrapMethods num_bootstrap_methods or num_bootstrap_arguments value in class file {class}";
    BadBootstrapArgument { index: CpIndex } => ClassFormat, "argument_index {index} has bad constant type in class file {class}";
    BootstrapTotal => ClassFormat, "Bad length on BootstrapMethods in class file {class}";
    BootstrapMissing => ClassFormat, "Missing BootstrapMethods attribute in class file {class}";
    NestConflict { first: &'static str, second: &'static str } => ClassFormat, "Conflicting {first} and {second} attributes in class file {class}";
    BadNestHost { index: CpIndex } => ClassFormat, "Nest-host class_info_index {index} has bad constant type in class file {class}";
    BadNestMember { index: CpIndex } => ClassFormat, "Nest member class_info_index {index} has bad constant type in class file {class}";
    BadPermittedSubclass { index: CpIndex } => ClassFormat, "Permitted subclass class_info_index {index} has bad constant type in class file {class}";
    PermittedSubclassesOfFinal => ClassFormat, "PermittedSubclasses attribute in final class file {class}";
    BadInnerClass { index: CpIndex } => ClassFormat, "inner_class_info_index {index} has bad constant type in class file {class}";
    BadOuterClass { index: CpIndex } => ClassFormat, "outer_class_info_index {index} has bad constant type in class file {class}";
    ArrayAsOuterClass => ClassFormat, "Outer class is an array class in class file {class}";
    BadInnerName { index: CpIndex } => ClassFormat, "inner_name_index {index} has bad constant type in class file {class}";
    InnerIsOuter => ClassFormat, "Class is both outer and inner class in class file {class}";
    DuplicateInnerClass => ClassFormat, "Duplicate entry in InnerClasses attribute in class file {class}";
    RecordLength => ClassFormat, "Record attribute has wrong length in class file {class}";
    BadRecordName { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} for name in Record attribute in class file {class}";
    BadRecordDescriptor { index: CpIndex } => ClassFormat, "Invalid constant pool index {index} for descriptor in Record attribute in class file {class}";
    BadRecordAttributeName { index: CpIndex } => ClassFormat, "Invalid Record attribute name index {index} in class file {class}";
    RecordSignatureLength { length: u32 } => ClassFormat, "Invalid Signature attribute length {length} in Record component in class file {class}";
}

impl From<Truncated> for Problem<'_> {
    fn from(_: Truncated) -> Self {
        Self::Truncated
    }
}

impl From<PoolError> for Problem<'_> {
    fn from(error: PoolError) -> Self {
        Self::BadIndex { index: error.index }
    }
}

/// A [`Problem`] and the class it was found in. Displays the reference VM's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatError<'a> {
    /// The name that messages give to the class: the one asked for, the one
    /// that the file declares, or `<Unknown>` if neither is known yet.
    pub class_name: &'a [u8],
    /// What is wrong.
    pub problem: Problem<'a>,
}

impl FormatError<'_> {
    /// The Java error that this is reported as.
    pub const fn error_class(&self) -> ErrorClass {
        self.problem.error_class()
    }
}

impl std::error::Error for FormatError<'_> {}
