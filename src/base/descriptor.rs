//! Names and descriptors of classes, fields and methods (JVMS §4.2, §4.3).
//!
//! Parsing validates once; the views that come out ([`FieldType`],
//! [`MethodDescriptor`]) borrow the text and never fail afterwards.
//!
//! Class files before major version 49 are held to Java identifiers, as the
//! reference implementation does; characters beyond ASCII are all taken for
//! identifier characters there, since deciding needs the Unicode tables of the
//! class library. From 49 on only `. ; [ /` (and `< >` in method names) are barred.

use std::fmt;

use crate::mutf8;

/// The first major version that allows arbitrary characters in names.
const FIRST_RELAXED_MAJOR: u16 = 49;

/// Most words of arguments, `this` included, that a method may take (JVMS §4.3.3).
pub const MAX_ARGUMENT_SLOTS: u16 = 255;

/// Most dimensions of an array type (JVMS §4.3.2).
pub const MAX_DIMENSIONS: usize = 255;

macro_rules! basic_types {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $character:literal, $slots:literal,
        $size:literal, $name:literal;)*) => {
        /// The kinds of value the VM distinguishes. The discriminants of the
        /// primitive types are the type codes of `newarray` (JVMS §6.5.newarray).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum BasicType {
            $($(#[$doc])* $variant = $code,)*
        }

        impl BasicType {
            /// All basic types in order of their codes.
            pub const ALL: &[BasicType] = &[$(BasicType::$variant),*];

            /// The kind that a descriptor starting with `character` denotes.
            #[inline]
            pub const fn from_descriptor_char(character: u8) -> Option<Self> {
                match character {
                    $($character => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// First character of descriptors of this kind.
            pub const fn descriptor_char(self) -> u8 {
                match self { $(Self::$variant => $character,)* }
            }

            /// Slots that a value takes among local variables or on the operand stack.
            #[inline]
            pub const fn slots(self) -> u16 {
                match self { $(Self::$variant => $slots,)* }
            }

            /// Bytes that a field or array element takes in the heap (references: 4).
            #[inline]
            pub const fn element_size(self) -> usize {
                match self { $(Self::$variant => $size,)* }
            }

            /// The Java keyword of a primitive type or `void`; "object", "array" otherwise.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

basic_types! {
    /// `boolean`
    Boolean = 4, b'Z', 1, 1, "boolean";
    /// `char`
    Char = 5, b'C', 1, 2, "char";
    /// `float`
    Float = 6, b'F', 1, 4, "float";
    /// `double`
    Double = 7, b'D', 2, 8, "double";
    /// `byte`
    Byte = 8, b'B', 1, 1, "byte";
    /// `short`
    Short = 9, b'S', 1, 2, "short";
    /// `int`
    Int = 10, b'I', 1, 4, "int";
    /// `long`
    Long = 11, b'J', 2, 8, "long";
    /// A class or interface type.
    Object = 12, b'L', 1, 4, "object";
    /// An array type.
    Array = 13, b'[', 1, 4, "array";
    /// No value (return type only).
    Void = 14, b'V', 0, 0, "void";
}

impl BasicType {
    /// The primitive type of a `newarray` instruction's operand.
    pub fn from_newarray_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.newarray_code() == Some(code))
    }

    /// The operand of `newarray` for arrays of this type.
    pub const fn newarray_code(self) -> Option<u8> {
        if self.is_primitive() { Some(self as u8) } else { None }
    }

    /// Whether this is one of the eight primitive types.
    #[inline]
    pub const fn is_primitive(self) -> bool {
        (self as u8) < Self::Object as u8
    }

    /// Whether values of this kind are references.
    #[inline]
    pub const fn is_reference(self) -> bool {
        matches!(self, Self::Object | Self::Array)
    }

    /// Whether values of this kind take two slots.
    #[inline]
    pub const fn is_category2(self) -> bool {
        self.slots() == 2
    }
}

/// Why a text is not a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DescriptorError {
    /// The text does not follow the grammar of JVMS §4.3.
    Malformed,
    /// A class name inside is empty or has a character that names may not have.
    IllegalClassName,
    /// An array type has more than 255 dimensions.
    TooManyDimensions,
}

impl fmt::Display for DescriptorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "malformed descriptor",
            Self::IllegalClassName => "class name is empty or contains an illegal character",
            Self::TooManyDimensions => "array type has more than 255 dimensions",
        })
    }
}

impl std::error::Error for DescriptorError {}

/// A valid field descriptor, or the return descriptor `V`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FieldType<'a>(&'a [u8]);

impl<'a> FieldType<'a> {
    /// The type `void`, as a return type.
    pub const VOID: FieldType<'static> = FieldType(b"V");

    /// Parses a field descriptor under the rules of current class files.
    pub fn parse(text: &'a [u8]) -> Result<Self, DescriptorError> {
        Self::parse_for(text, u16::MAX)
    }

    /// Parses a field descriptor under the rules of class files of version `major`.
    pub fn parse_for(text: &'a [u8], major: u16) -> Result<Self, DescriptorError> {
        match field_length(text, major)? {
            length if length == text.len() => Ok(Self(text)),
            _ => Err(DescriptorError::Malformed),
        }
    }

    /// The descriptor.
    pub const fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// The kind of value.
    #[inline]
    pub fn basic_type(self) -> BasicType {
        BasicType::from_descriptor_char(self.0[0]).expect("a parsed descriptor starts with a type")
    }

    /// Number of array dimensions, 0 for other types.
    pub fn dimensions(self) -> usize {
        self.0.iter().take_while(|&&b| b == b'[').count()
    }

    /// The component type of an array type.
    pub fn component(self) -> Option<FieldType<'a>> {
        self.0.strip_prefix(b"[").map(Self)
    }

    /// The type left when all dimensions are taken off.
    pub fn element(self) -> FieldType<'a> {
        Self(&self.0[self.dimensions()..])
    }

    /// How a class constant names this reference type: the internal name of a
    /// class, the descriptor of an array (JVMS §4.4.1). `None` for primitives.
    #[inline]
    pub fn class_name(self) -> Option<&'a [u8]> {
        match self.0 {
            [b'L', name @ .., b';'] => Some(name),
            [b'[', ..] => Some(self.0),
            _ => None,
        }
    }
}

impl fmt::Display for FieldType<'_> {
    /// As in Java source: `int`, `java.lang.String[]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let element = self.element();
        match element.class_name() {
            Some(name) => BinaryName(name).fmt(f)?,
            None => f.write_str(element.basic_type().name())?,
        }
        (0..self.dimensions()).try_for_each(|_| f.write_str("[]"))
    }
}

impl fmt::Debug for FieldType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A valid method descriptor.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MethodDescriptor<'a> {
    text: &'a [u8],
    /// Position of the closing parenthesis.
    close: usize,
    /// Saturates; only [`MAX_ARGUMENT_SLOTS`] are legal for a declared method.
    parameter_slots: u16,
    parameter_count: u16,
}

impl<'a> MethodDescriptor<'a> {
    /// Parses a method descriptor under the rules of current class files.
    pub fn parse(text: &'a [u8]) -> Result<Self, DescriptorError> {
        Self::parse_for(text, u16::MAX)
    }

    /// Parses a method descriptor under the rules of class files of version `major`.
    ///
    /// The limit on argument slots is not checked here: it depends on whether
    /// the method is static.
    pub fn parse_for(text: &'a [u8], major: u16) -> Result<Self, DescriptorError> {
        let mut rest = text.strip_prefix(b"(").ok_or(DescriptorError::Malformed)?;
        let (mut parameter_slots, mut parameter_count) = (0u16, 0u16);
        while rest.first().ok_or(DescriptorError::Malformed)? != &b')' {
            let (parameter, tail) = rest.split_at(field_length(rest, major)?);
            parameter_slots = parameter_slots.saturating_add(slots_of(parameter[0]));
            parameter_count = parameter_count.saturating_add(1);
            rest = tail;
        }
        let close = text.len() - rest.len();
        match &rest[1..] {
            b"V" => {}
            other => drop(FieldType::parse_for(other, major)?),
        }
        Ok(Self { text, close, parameter_slots, parameter_count })
    }

    /// The descriptor.
    pub const fn as_bytes(self) -> &'a [u8] {
        self.text
    }

    /// The parameter types in order.
    pub fn parameters(self) -> Parameters<'a> {
        Parameters { rest: &self.text[1..self.close] }
    }

    /// Number of parameters.
    pub const fn parameter_count(self) -> u16 {
        self.parameter_count
    }

    /// Slots taken by the parameters, without `this`.
    pub const fn parameter_slots(self) -> u16 {
        self.parameter_slots
    }

    /// The return type; [`FieldType::VOID`] if there is none.
    pub fn return_type(self) -> FieldType<'a> {
        FieldType(&self.text[self.close + 1..])
    }
}

impl fmt::Debug for MethodDescriptor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", mutf8::to_string_lossy(self.text))
    }
}

/// Iterates over the parameter types of a method descriptor.
#[derive(Clone, Debug)]
pub struct Parameters<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Parameters<'a> {
    type Item = FieldType<'a>;

    #[inline]
    fn next(&mut self) -> Option<FieldType<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let length = parsed_length(self.rest);
        let (parameter, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(FieldType(parameter))
    }
}

/// Length of the first type of a text that is known to be well-formed.
fn parsed_length(text: &[u8]) -> usize {
    let dimensions = text.iter().take_while(|&&b| b == b'[').count();
    match text[dimensions] {
        b'L' => {
            let name = &text[dimensions..];
            let end = name.iter().position(|&b| b == b';').expect("parsed before");
            dimensions + end + 1
        }
        _ => dimensions + 1,
    }
}

fn slots_of(descriptor_char: u8) -> u16 {
    BasicType::from_descriptor_char(descriptor_char).map_or(1, BasicType::slots)
}

/// Length of the field descriptor that `text` starts with, under the rules of
/// the newest class files; `None` if it starts with none.
pub fn first_length(text: &[u8]) -> Option<usize> {
    field_length(text, u16::MAX).ok()
}

/// Length of the field descriptor that `text` starts with.
fn field_length(text: &[u8], major: u16) -> Result<usize, DescriptorError> {
    let dimensions = text.iter().take_while(|&&b| b == b'[').count();
    if dimensions > MAX_DIMENSIONS {
        return Err(DescriptorError::TooManyDimensions);
    }
    let element = &text[dimensions..];
    let length = match element.first() {
        Some(b'L') if major < FIRST_RELAXED_MAJOR => {
            let name = identifier_length(&element[1..], true).ok_or(DescriptorError::Malformed)?;
            match element.get(name + 1) {
                Some(b';') => name + 2,
                _ => return Err(DescriptorError::Malformed),
            }
        }
        Some(b'L') => {
            let end = element.iter().position(|&b| b == b';').ok_or(DescriptorError::Malformed)?;
            if !is_relaxed_name(&element[1..end], NameKind::Class) {
                return Err(DescriptorError::IllegalClassName);
            }
            end + 1
        }
        Some(b'B' | b'C' | b'D' | b'F' | b'I' | b'J' | b'S' | b'Z') => 1,
        _ => return Err(DescriptorError::Malformed),
    };
    Ok(dimensions + length)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NameKind {
    Class,
    Field,
    Method,
}

/// Whether `name` may name a class in a class constant: an internal name or an
/// array descriptor. The error tells array descriptors of too many dimensions apart.
pub fn is_class_name(name: &[u8], major: u16) -> Result<bool, DescriptorError> {
    match name.first() {
        None => Ok(false),
        Some(b'[') => match FieldType::parse_for(name, major) {
            Ok(_) => Ok(true),
            Err(DescriptorError::Malformed) => Ok(false),
            Err(other) => Err(other),
        },
        Some(_) if major < FIRST_RELAXED_MAJOR => {
            Ok(identifier_length(name, true) == Some(name.len()))
        }
        Some(_) => Ok(is_relaxed_name(name, NameKind::Class)),
    }
}

/// Whether `name` may name a field.
pub fn is_field_name(name: &[u8], major: u16) -> bool {
    is_member_name(name, major, NameKind::Field)
}

/// Whether `name` may name a method, `<init>` and `<clinit>` included.
pub fn is_method_name(name: &[u8], major: u16) -> bool {
    match name.first() {
        Some(b'<') => matches!(name, b"<init>" | b"<clinit>"),
        _ => is_member_name(name, major, NameKind::Method),
    }
}

/// Whether `name` may name a module or package, or a part of a class name.
pub fn is_unqualified_name(name: &[u8]) -> bool {
    is_relaxed_name(name, NameKind::Field)
}

fn is_member_name(name: &[u8], major: u16, kind: NameKind) -> bool {
    if major < FIRST_RELAXED_MAJOR {
        !name.is_empty() && identifier_length(name, false) == Some(name.len())
    } else {
        is_relaxed_name(name, kind)
    }
}

/// JVMS §4.2.2; class names are such names separated by single slashes.
fn is_relaxed_name(name: &[u8], kind: NameKind) -> bool {
    let mut previous = b'/';
    for &byte in name {
        let legal = match byte {
            b'.' | b';' | b'[' => false,
            b'/' => kind == NameKind::Class && previous != b'/',
            b'<' | b'>' => kind != NameKind::Method,
            _ => true,
        };
        if !legal {
            return false;
        }
        previous = byte;
    }
    // Rejects the empty name and a trailing slash alike.
    previous != b'/'
}

/// Length of the Java identifier (or slash-separated identifiers) that `text`
/// starts with; `None` if there is none. Up to major version 48.
fn identifier_length(text: &[u8], slashes: bool) -> Option<usize> {
    let mut after_slash = false;
    let mut length = 0;
    for &byte in text {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$' | 0x80.. => after_slash = false,
            b'0'..=b'9' if length > 0 => after_slash = false,
            b'/' if slashes => {
                if after_slash {
                    return None;
                }
                after_slash = true;
            }
            _ => break,
        }
        length += 1;
    }
    (length > 0).then_some(length)
}

/// Displays an internal name with dots: `java.lang.Object`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BinaryName<'a>(pub &'a [u8]);

impl fmt::Display for BinaryName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = mutf8::to_string_lossy(self.0);
        let mut parts = text.split('/');
        f.write_str(parts.next().unwrap_or(""))?;
        parts.try_for_each(|part| write!(f, ".{part}"))
    }
}

/// Displays a method as error messages do:
/// `void p.C.m(int, java.lang.String[])`.
#[derive(Clone, Copy, Debug)]
pub struct ExternalMethod<'a> {
    /// Internal name of the class.
    pub class: &'a [u8],
    /// Name of the method.
    pub name: &'a [u8],
    /// Its descriptor.
    pub descriptor: MethodDescriptor<'a>,
}

impl fmt::Display for ExternalMethod<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = mutf8::to_string_lossy(self.name);
        write!(f, "{} {}.{name}(", self.descriptor.return_type(), BinaryName(self.class))?;
        for (i, parameter) in self.descriptor.parameters().enumerate() {
            let separator = if i == 0 { "" } else { ", " };
            write!(f, "{separator}{parameter}")?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_descriptors() {
        use DescriptorError::{IllegalClassName, Malformed, TooManyDimensions};
        let deep = |n: usize| [vec![b'['; n], b"I".to_vec()].concat();
        let table: &[(&[u8], Result<&str, DescriptorError>)] = &[
            (b"I", Ok("int")),
            (b"[[J", Ok("long[][]")),
            (b"Ljava/lang/String;", Ok("java.lang.String")),
            (b"[Lp/C;", Ok("p.C[]")),
            (b"", Err(Malformed)),
            (b"V", Err(Malformed)),
            (b"[V", Err(Malformed)),
            (b"[", Err(Malformed)),
            (b"II", Err(Malformed)),
            (b"Lp/C", Err(Malformed)),
            (b"L;", Err(IllegalClassName)),
            (b"L/a;", Err(IllegalClassName)),
            (b"La//b;", Err(IllegalClassName)),
            (b"La/;", Err(IllegalClassName)),
            (b"La.b;", Err(IllegalClassName)),
            (b"L[I;", Err(IllegalClassName)),
            (b"La-b;", Ok("a-b")),
        ];
        for (text, expected) in table {
            let actual = FieldType::parse(text).map(|t| t.to_string());
            assert_eq!(actual.as_deref().map_err(|e| *e), *expected, "{text:?}");
        }
        assert!(FieldType::parse(&deep(255)).is_ok_and(|t| t.dimensions() == 255));
        assert_eq!(FieldType::parse(&deep(256)), Err(TooManyDimensions));
        assert_eq!(FieldType::parse_for(b"La-b;", 48), Err(Malformed));
        assert_eq!(FieldType::parse_for(b"L;", 48), Err(Malformed));
        assert!(FieldType::parse_for(b"La/b$1;", 48).is_ok());
    }

    #[test]
    fn method_descriptors() {
        let text = b"(I[Ljava/lang/String;DJ[[D)Ljava/lang/Object;";
        let method = MethodDescriptor::parse(text).unwrap();
        assert_eq!((method.parameter_count(), method.parameter_slots()), (5, 7));
        let kinds: Vec<_> = method.parameters().map(FieldType::basic_type).collect();
        use BasicType::{Array, Double, Int, Long, Object};
        assert_eq!(kinds, [Int, Array, Double, Long, Array]);
        assert_eq!(method.return_type().basic_type(), Object);
        assert_eq!(method.return_type().class_name(), Some(b"java/lang/Object".as_slice()));
        let shown = ExternalMethod { class: b"p/C", name: b"m", descriptor: method }.to_string();
        assert_eq!(
            shown,
            "java.lang.Object p.C.m(int, java.lang.String[], double, long, double[][])"
        );
        assert_eq!(MethodDescriptor::parse(b"()V").unwrap().return_type(), FieldType::VOID);
        for bad in ["", "(", "()", "(V)V", "()VV", "(I", "I", "(Lp)V", "()[V", "(I)I)"] {
            assert!(MethodDescriptor::parse(bad.as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn names() {
        let table: &[(&[u8], bool, bool, bool)] = &[
            // name, class, field, method
            (b"abc", true, true, true),
            (b"a/b", true, false, false),
            (b"a.b", false, false, false),
            (b"", false, false, false),
            (b"<init>", true, true, true),
            (b"<clinit>", true, true, true),
            (b"<x>", true, true, false),
            (b"a<b", true, true, false),
            (b"a b", true, true, true),
            (b"[I", true, false, false),
            (b"[", false, false, false),
        ];
        for &(name, class, field, method) in table {
            assert_eq!(is_class_name(name, 61), Ok(class), "{name:?}");
            assert_eq!((is_field_name(name, 61), is_method_name(name, 61)), (field, method));
        }
        assert!(
            !is_field_name(b"a b", 48) && !is_field_name(b"1a", 48) && is_field_name(b"a1", 48)
        );
        assert_eq!(is_class_name(b"a//b", 48), Ok(false));
    }

    #[test]
    fn basic_type_facts_are_consistent() {
        for &kind in BasicType::ALL {
            assert_eq!(BasicType::from_descriptor_char(kind.descriptor_char()), Some(kind));
            let code = kind.newarray_code();
            assert_eq!(code.is_some(), kind.is_primitive());
            assert_eq!(code.and_then(BasicType::from_newarray_code), code.map(|_| kind));
        }
        assert_eq!(BasicType::from_newarray_code(12), None);
    }
}
