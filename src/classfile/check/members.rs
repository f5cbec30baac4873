//! Checks of fields and methods.

use std::collections::HashSet;

use base::descriptor::{BinaryName, MAX_ARGUMENT_SLOTS};
use base::mutf8::Lossy;
use base::{AccessFlags, BasicType, CpIndex, FieldType};

use super::code::CodeChecker;
use super::{Seen, marker};
use crate::attribute::AttributeKind as Kind;
use crate::cursor::u16_at;
use crate::error::Problem;
use crate::parser::{FIELD_FLAGS, MemberKind, Members, effective_method_flags};
use crate::pool::{ConstantPool, Tag};

/// Finds pairs of texts that occur twice.
pub(crate) struct Duplicates<'a>(HashSet<(&'a [u8], &'a [u8])>);

impl<'a> Duplicates<'a> {
    /// For about `expected` pairs, which the caller need not be right about.
    pub(crate) fn new(expected: usize) -> Self {
        Self(HashSet::with_capacity(expected.min(256)))
    }

    /// Whether the pair is new.
    pub(crate) fn insert(&mut self, first: &'a [u8], second: &'a [u8]) -> bool {
        self.0.insert((first, second))
    }
}

fn has_illegal_visibility(flags: AccessFlags) -> bool {
    let both = AccessFlags::PUBLIC | AccessFlags::PRIVATE | AccessFlags::PROTECTED;
    (flags.0 & both).count_ones() > 1
}

fn check_field_flags<'a>(
    flags: AccessFlags,
    in_interface: bool,
    major: u16,
) -> Result<(), Problem<'a>> {
    const CONSTANT: u16 = AccessFlags::PUBLIC | AccessFlags::STATIC | AccessFlags::FINAL;
    const MUTABLE: u16 = AccessFlags::PRIVATE
        | AccessFlags::PROTECTED
        | AccessFlags::VOLATILE
        | AccessFlags::TRANSIENT;
    let illegal = if in_interface {
        !flags.contains(CONSTANT) || flags.intersects(MUTABLE) || major >= 49 && flags.is_enum()
    } else {
        has_illegal_visibility(flags) || flags.is_final() && flags.is_volatile()
    };
    if illegal { Err(Problem::FieldModifiers { flags: flags.0 }) } else { Ok(()) }
}

fn has_illegal_method_flags(
    flags: AccessFlags,
    in_interface: bool,
    name: &[u8],
    major: u16,
) -> bool {
    // From Java 17 on, strictfp is meaningless and therefore harmless.
    let strict_abstract = major < 61 && flags.is_strict();
    if in_interface {
        return match major {
            52.. => {
                flags.is_public() == flags.is_private()
                    || flags.is_native()
                    || flags.is_protected()
                    || flags.is_final()
                    || flags.is_synchronized()
                    || flags.is_abstract()
                        && (flags.is_private() || flags.is_static() || strict_abstract)
            }
            49..52 => {
                !flags.contains(AccessFlags::PUBLIC | AccessFlags::ABSTRACT)
                    || flags.intersects(
                        AccessFlags::PRIVATE
                            | AccessFlags::PROTECTED
                            | AccessFlags::STATIC
                            | AccessFlags::FINAL
                            | AccessFlags::SYNCHRONIZED
                            | AccessFlags::NATIVE
                            | AccessFlags::STRICT,
                    )
            }
            _ => {
                !flags.contains(AccessFlags::PUBLIC | AccessFlags::ABSTRACT)
                    || flags
                        .intersects(AccessFlags::STATIC | AccessFlags::FINAL | AccessFlags::NATIVE)
            }
        };
    }
    if has_illegal_visibility(flags) {
        true
    } else if name == b"<init>" {
        flags.intersects(
            AccessFlags::STATIC
                | AccessFlags::FINAL
                | AccessFlags::SYNCHRONIZED
                | AccessFlags::NATIVE
                | AccessFlags::ABSTRACT,
        ) || major >= 49 && flags.is_bridge()
    } else {
        flags.is_abstract()
            && (flags.intersects(
                AccessFlags::FINAL
                    | AccessFlags::NATIVE
                    | AccessFlags::PRIVATE
                    | AccessFlags::STATIC,
            ) || major >= 49 && (flags.is_synchronized() || strict_abstract))
    }
}

impl<'a> Members<'_, 'a> {
    /// Reads and checks a field.
    pub(crate) fn check_field(&mut self) -> Result<(), Problem<'a>> {
        self.cursor.require(8)?;
        let flags = AccessFlags(self.cursor.u16()? & FIELD_FLAGS);
        check_field_flags(flags, self.flags.is_interface(), self.names.major)?;
        let name = self.name(MemberKind::Field)?;
        self.names.field(name)?;
        let descriptor = self.descriptor(MemberKind::Field)?;
        let kind = self.names.field_descriptor(name, descriptor)?;
        let mut seen = Seen::default();
        for _ in 0..self.cursor.u16()? {
            self.check_field_attribute(flags, kind, &mut seen)?;
        }
        Ok(())
    }

    /// Reads the header of an attribute: its kind, if known, and length.
    pub(crate) fn attribute_header(
        &mut self,
        bad_name: fn(CpIndex) -> Problem<'a>,
    ) -> Result<(Option<Kind>, u32), Problem<'a>> {
        self.cursor.require(6)?;
        let index = self.cursor.index()?;
        let length = self.cursor.u32()?;
        let name = self.pool.utf8(index).map_err(|_| bad_name(index))?;
        Ok((Kind::from_name(name), length))
    }

    fn check_field_attribute(
        &mut self,
        flags: AccessFlags,
        field: FieldType<'a>,
        seen: &mut Seen,
    ) -> Result<(), Problem<'a>> {
        let (kind, length) =
            self.attribute_header(|index| Problem::BadFieldAttributeName { index })?;
        match kind {
            Some(Kind::ConstantValue) if flags.is_static() => {
                if seen.contains(Kind::ConstantValue) {
                    return Err(Problem::DuplicateConstantValue);
                }
                seen.once(Kind::ConstantValue, "")?;
                if length != 2 {
                    return Err(Problem::ConstantValueLength { length });
                }
                return check_constant_value(self.pool, self.cursor.index()?, field);
            }
            Some(kind @ (Kind::Synthetic | Kind::Deprecated)) => marker(kind, "field", length)?,
            Some(Kind::Signature) if self.names.major >= 49 => {
                seen.once(Kind::Signature, " for field")?;
                if length != 2 {
                    return Err(Problem::FieldSignatureLength { length });
                }
                return self.check_signature();
            }
            Some(kind) if self.names.major >= 49 && is_annotation_list(kind) => {
                seen.once(kind, " for field")?;
            }
            _ => {}
        }
        self.cursor.take(length as usize)?;
        Ok(())
    }

    /// Reads the contents of a `Signature` attribute of a member.
    pub(crate) fn check_signature(&mut self) -> Result<(), Problem<'a>> {
        let index = self.cursor.index()?;
        self.pool.utf8(index).map(drop).map_err(|_| Problem::BadSignature { index })
    }

    /// Reads and checks a method.
    pub(crate) fn check_method(&mut self) -> Result<(), Problem<'a>> {
        self.cursor.require(8)?;
        let major = self.names.major;
        let raw_flags = AccessFlags(self.cursor.u16()?);
        let name = self.name(MemberKind::Method)?;
        self.names.method(name)?;
        let descriptor = self.descriptor(MemberKind::Method)?;
        let in_interface = self.flags.is_interface();
        if name == b"<clinit>" {
            if major >= 51 && !raw_flags.is_static() {
                return Err(Problem::ClassInitializerNotStatic);
            }
        } else if has_illegal_method_flags(raw_flags, in_interface, name, major) {
            return Err(Problem::MethodModifiers { name: Lossy(name), flags: raw_flags.0 });
        }
        if name == b"<init>" && in_interface {
            return Err(Problem::InterfaceConstructor);
        }
        let flags = effective_method_flags(raw_flags, name, major);
        let descriptor = self.names.method_descriptor(name, descriptor)?;
        let this = u16::from(!flags.is_static());
        let arguments = descriptor.parameter_slots().saturating_add(this);
        if arguments > MAX_ARGUMENT_SLOTS {
            return Err(Problem::TooManyArguments);
        }
        let mut method = MethodAttributes { flags, arguments, seen: Seen::default() };
        for _ in 0..self.cursor.u16()? {
            self.check_method_attribute(&mut method)?;
        }
        let has_body = !flags.is_native() && !flags.is_abstract();
        if has_body && !method.seen.contains(Kind::Code) {
            return Err(Problem::AbsentCode);
        }
        Ok(())
    }

    fn check_method_attribute(&mut self, method: &mut MethodAttributes) -> Result<(), Problem<'a>> {
        let (kind, length) =
            self.attribute_header(|index| Problem::BadMethodAttributeName { index })?;
        match kind {
            Some(Kind::Code) => {
                if method.flags.is_native() || method.flags.is_abstract() {
                    return Err(Problem::UnexpectedCode);
                }
                method.seen.once(Kind::Code, "")?;
                return CodeChecker::check(self, method.arguments, length);
            }
            Some(Kind::Exceptions) => {
                method.seen.once(Kind::Exceptions, "")?;
                return self.check_exceptions(length);
            }
            Some(Kind::MethodParameters) => {
                method.seen.once(Kind::MethodParameters, "")?;
                let count = usize::from(self.cursor.u8()?);
                if length as usize != 1 + count * 4 {
                    return Err(Problem::MethodParametersLength { length });
                }
                self.cursor.take(count * 4)?;
                return Ok(());
            }
            Some(kind @ (Kind::Synthetic | Kind::Deprecated)) => marker(kind, "method", length)?,
            Some(Kind::Signature) if self.names.major >= 49 => {
                method.seen.once(Kind::Signature, " for method")?;
                if length != 2 {
                    return Err(Problem::SignatureLength { length });
                }
                return self.check_signature();
            }
            Some(kind) if self.names.major >= 49 && is_method_annotation(kind) => {
                method.seen.once(kind, " for method")?;
            }
            _ => {}
        }
        self.cursor.take(length as usize)?;
        Ok(())
    }

    fn check_exceptions(&mut self, length: u32) -> Result<(), Problem<'a>> {
        let count = self.cursor.u16()?;
        self.cursor.require(usize::from(count) * 2)?;
        for _ in 0..count {
            let index = self.cursor.index()?;
            if self.pool.tag(index) != Some(Tag::Class) {
                return Err(Problem::BadException { index });
            }
        }
        if length != 2 + 2 * u32::from(count) {
            return Err(Problem::ExceptionsLength);
        }
        Ok(())
    }

    /// Checks that no two members have the same name and descriptor.
    pub(crate) fn check_duplicates(
        &self,
        kind: MemberKind,
        offsets: &[u32],
    ) -> Result<(), Problem<'a>> {
        let bytes = self.pool.file_bytes();
        let mut seen = Duplicates::new(offsets.len());
        for &offset in offsets {
            let text = |at: usize| self.pool.utf8(CpIndex(u16_at(bytes, offset as usize + at)));
            let (name, descriptor) = (text(2)?, text(4)?);
            if !seen.insert(name, descriptor) {
                let (name, descriptor) = (Lossy(name), BinaryName(descriptor));
                return Err(match kind {
                    MemberKind::Field => Problem::DuplicateField { name, descriptor },
                    MemberKind::Method => Problem::DuplicateMethod { name, descriptor },
                });
            }
        }
        Ok(())
    }
}

/// What the attributes of a method are checked against.
struct MethodAttributes {
    flags: AccessFlags,
    /// Slots, `this` included.
    arguments: u16,
    seen: Seen,
}

/// The annotation attributes that every owner may have once.
pub(crate) const fn is_annotation_list(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RuntimeVisibleAnnotations
            | Kind::RuntimeInvisibleAnnotations
            | Kind::RuntimeVisibleTypeAnnotations
            | Kind::RuntimeInvisibleTypeAnnotations
    )
}

const fn is_method_annotation(kind: Kind) -> bool {
    is_annotation_list(kind)
        || matches!(
            kind,
            Kind::RuntimeVisibleParameterAnnotations
                | Kind::RuntimeInvisibleParameterAnnotations
                | Kind::AnnotationDefault
        )
}

/// Checks that a constant suits a field (JVMS table 4.7.2-A).
fn check_constant_value<'a>(
    pool: &ConstantPool<'a>,
    index: CpIndex,
    field: FieldType<'a>,
) -> Result<(), Problem<'a>> {
    if index.is_zero() || index.0 >= pool.count() {
        return Err(Problem::BadConstantValue { index });
    }
    let tag = pool.tag(index);
    let expected = match field.basic_type() {
        BasicType::Long => Tag::Long,
        BasicType::Float => Tag::Float,
        BasicType::Double => Tag::Double,
        BasicType::Object => {
            return match field.as_bytes() == b"Ljava/lang/String;" && tag == Some(Tag::String) {
                true => Ok(()),
                false => Err(Problem::ConstantValueString),
            };
        }
        BasicType::Array | BasicType::Void => {
            return Err(Problem::ConstantValueImpossible { index });
        }
        _ => Tag::Integer,
    };
    if tag == Some(expected) { Ok(()) } else { Err(Problem::ConstantValueType) }
}
