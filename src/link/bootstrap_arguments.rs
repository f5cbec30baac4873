//! What `MethodHandleNatives.copyOutBootstrapArguments` answers: the bootstrap
//! method, name, type and static arguments of a call site or dynamic constant,
//! piece by piece.

use super::constants;
use super::dynamic;
use crate::model::{ClassRef, KnownClass, KnownField, SlotValue, Throw, VmException};
use crate::thread::{Handle, JavaThread};
use base::CpIndex;
use base::descriptor::FieldType;
use classfile::{BootstrapMethod, Constant, DynamicRef};
use heap::layout::Ref;
use std::ops::Range;

/// What comes before the arguments has negative numbers: the bootstrap method,
/// the name, the type, the number of arguments.
const FIRST_PSEUDO_ARGUMENT: i32 = -4;

/// A request for arguments.
pub struct CopyOut {
    /// Whose constant pool it is.
    pub caller: ClassRef,
    /// The number of arguments as the requester knows it, and the index of the
    /// `InvokeDynamic` or `Dynamic` entry.
    pub index_info: [i32; 2],
    /// Which arguments.
    pub range: Range<i32>,
    /// Where the first one goes in the buffer.
    pub position: i32,
    /// Whether arguments are resolved that are not yet.
    pub resolve: bool,
}

fn illegal(text: &str) -> Throw {
    Throw::new(VmException::IllegalArgument, text)
}

/// Copies the arguments that `request` names into `buffer`. What is not resolved
/// and shall not be is `if_not_available`.
///
/// # Errors
///
/// `IllegalArgumentException`, `LinkageError` for a range out of bounds; those of
/// resolution.
pub fn copy_out_bootstrap_arguments(
    t: &JavaThread,
    request: &CopyOut,
    buffer: Handle,
    if_not_available: Handle,
) -> Result<(), Throw> {
    let caller = request.caller;
    let [count, index] = request.index_info;
    let (constant, specifier) = u16::try_from(index)
        .ok()
        .and_then(|index| constants::constant_pool(caller).dynamic(CpIndex(index)).ok())
        .and_then(|constant| {
            Some((constant, constants::bootstrap_method(caller, constant.bootstrap)?))
        })
        .filter(|(_, specifier)| i32::try_from(specifier.arguments.len()) == Ok(count))
        .ok_or_else(|| illegal("bad index info (1)"))?;
    let room = t.array_length(buffer.get()) as i32;
    let Range { mut start, end } = request.range;
    let mut position = request.position;
    while (FIRST_PSEUDO_ARGUMENT..0).contains(&start)
        && start < end
        && (0..room).contains(&position)
    {
        let value = pseudo_argument(t, caller, &constant, &specifier, start)?;
        t.set_element(buffer.get(), position as u32, value);
        position += 1;
        start += 1;
    }
    let end = if end < 0 { count } else { end };
    let fits = 0 <= start
        && start <= end
        && end <= count
        && 0 <= position
        && i64::from(position) + i64::from(end - start) <= i64::from(room);
    if !fits {
        return Err(super::errors::linkage("bad BSM argument access"));
    }
    for (at, argument) in
        specifier.arguments.iter().enumerate().skip(start as usize).take((end - start) as usize)
    {
        let value = match request.resolve {
            true => dynamic::loadable_constant(t, caller, argument)?,
            false => available(t, caller, argument)?.unwrap_or_else(|| if_not_available.get()),
        };
        t.set_element(buffer.get(), position as u32 + (at as u32 - start as u32), value);
    }
    Ok(())
}

/// Bootstrap method (-4), name (-3), type (-2), number of arguments (-1).
fn pseudo_argument(
    t: &JavaThread,
    caller: ClassRef,
    constant: &DynamicRef<'_>,
    specifier: &BootstrapMethod<'_>,
    number: i32,
) -> Result<Ref, Throw> {
    match number {
        FIRST_PSEUDO_ARGUMENT => dynamic::resolve_constant(t, caller, specifier.method.0),
        -3 => t.intern_mutf8(constant.name),
        -2 if constant.descriptor.starts_with(b"(") => {
            dynamic::method_type(t, caller, constant.descriptor)
        }
        -2 => {
            let kind =
                FieldType::parse(constant.descriptor).map_err(|_| illegal("bad index info (1)"))?;
            Ok(dynamic::accessible_class(t, caller, kind)?.mirror.get())
        }
        _ => {
            let count = specifier.arguments.len() as i32;
            dynamic::boxed_constant(t, KnownClass::Integer, KnownField::IntegerValue, count)
        }
    }
}

/// The value of a constant if it needs no resolution any more: numbers never do.
fn available(t: &JavaThread, caller: ClassRef, index: CpIndex) -> Result<Option<Ref>, Throw> {
    let needs_none = matches!(
        constants::constant_pool(caller).get(index),
        Ok(Constant::Integer(_) | Constant::Float(_) | Constant::Long(_) | Constant::Double(_))
    );
    let resolved = matches!(
        caller.pool.slot(index.0).get(),
        SlotValue::Object(_) | SlotValue::Null | SlotValue::Class(_)
    );
    match needs_none || resolved {
        true => dynamic::loadable_constant(t, caller, index).map(Some),
        false => Ok(None),
    }
}
