//! The format checks of the reference VM, in its order and with its verdicts.

pub(crate) mod attributes;
mod code;
mod locals;
pub(crate) mod members;
pub(crate) mod pool;

use base::descriptor::{self, DescriptorError, FieldType, MethodDescriptor};
use base::mutf8::Lossy;

use crate::attribute::AttributeKind;
use crate::error::Problem;

/// The rules for names and descriptors that hold in a class file.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    pub(crate) major: u16,
    /// Whether names (not descriptors) may have any form.
    pub(crate) relaxed: bool,
}

impl Names {
    pub(crate) fn class<'a>(self, name: &'a [u8]) -> Result<(), Problem<'a>> {
        if self.relaxed {
            return Ok(());
        }
        match descriptor::is_class_name(name, self.major) {
            Ok(true) => Ok(()),
            Ok(false) | Err(DescriptorError::Malformed) => {
                Err(Problem::IllegalClassName { name: Lossy(name) })
            }
            Err(DescriptorError::IllegalClassName) => Err(Problem::IllegalNameInDescriptor),
            Err(DescriptorError::TooManyDimensions) => Err(Problem::TooManyDimensions),
        }
    }

    pub(crate) fn field<'a>(self, name: &'a [u8]) -> Result<(), Problem<'a>> {
        if self.relaxed || descriptor::is_field_name(name, self.major) {
            Ok(())
        } else {
            Err(Problem::IllegalFieldName { name: Lossy(name) })
        }
    }

    pub(crate) fn method<'a>(self, name: &'a [u8]) -> Result<(), Problem<'a>> {
        if self.relaxed || descriptor::is_method_name(name, self.major) {
            Ok(())
        } else {
            Err(Problem::IllegalMethodName { name: Lossy(name) })
        }
    }

    pub(crate) fn field_descriptor<'a>(
        self,
        name: &'a [u8],
        descriptor: &'a [u8],
    ) -> Result<FieldType<'a>, Problem<'a>> {
        FieldType::parse_for(descriptor, self.major)
            .map_err(|error| descriptor_problem(error, "Field", name, descriptor))
    }

    pub(crate) fn method_descriptor<'a>(
        self,
        name: &'a [u8],
        descriptor: &'a [u8],
    ) -> Result<MethodDescriptor<'a>, Problem<'a>> {
        let illegal = illegal_descriptor("Method", name, descriptor);
        if name == b"<clinit>" && descriptor != b"()V" && self.major >= 51 {
            return Err(illegal);
        }
        let parsed = MethodDescriptor::parse_for(descriptor, self.major)
            .map_err(|error| descriptor_problem(error, "Method", name, descriptor))?;
        if name.starts_with(b"<") && parsed.return_type() != FieldType::VOID {
            return Err(illegal);
        }
        Ok(parsed)
    }
}

pub(crate) fn illegal_descriptor<'a>(
    kind: &'static str,
    name: &'a [u8],
    descriptor: &'a [u8],
) -> Problem<'a> {
    Problem::IllegalDescriptor { kind, name: Lossy(name), descriptor: Lossy(descriptor) }
}

fn descriptor_problem<'a>(
    error: DescriptorError,
    kind: &'static str,
    name: &'a [u8],
    descriptor: &'a [u8],
) -> Problem<'a> {
    match error {
        DescriptorError::Malformed => illegal_descriptor(kind, name, descriptor),
        DescriptorError::IllegalClassName => Problem::IllegalNameInDescriptor,
        DescriptorError::TooManyDimensions => Problem::TooManyDimensions,
    }
}

/// Which attributes a list has shown so far.
#[derive(Default)]
pub(crate) struct Seen(u64);

impl Seen {
    pub(crate) const fn contains(&self, kind: AttributeKind) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// Notes a kind that may occur once.
    pub(crate) fn once<'a>(
        &mut self,
        kind: AttributeKind,
        owner: &'static str,
    ) -> Result<(), Problem<'a>> {
        if self.contains(kind) {
            return Err(Problem::Multiple { attribute: kind.name(), owner });
        }
        self.0 |= 1 << kind as u8;
        Ok(())
    }
}

const _: () = assert!(AttributeKind::ALL.len() <= 64, "one bit for each kind");

/// `Synthetic` and `Deprecated` have no contents.
pub(crate) fn marker<'a>(
    kind: AttributeKind,
    owner: &'static str,
    length: u32,
) -> Result<(), Problem<'a>> {
    if length == 0 {
        Ok(())
    } else {
        Err(Problem::MarkerLength { attribute: kind.name(), owner, length })
    }
}
