//! Calls from Rust into Java.

use super::{Handle, JavaThread};
use crate::model::{KnownMethod, MethodRef, Throw};
use base::descriptor::BasicType;
use heap::layout::Ref;

/// An argument of a Java call.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// `boolean`, `byte`, `char`, `short` or `int`.
    Int(i32),
    /// `long`.
    Long(i64),
    /// `float`.
    Float(f32),
    /// `double`.
    Double(f64),
    /// A reference.
    Object(Handle),
}

impl JavaThread {
    /// Calls exactly this method (no selection), with the receiver first. The
    /// result is the raw 64-bit slot; see the typed forms.
    ///
    /// Initializes nothing: the caller has done what JVMS §5.5 asks.
    ///
    /// # Errors
    ///
    /// What the method throws; the exception is then pending.
    pub fn call(&self, method: MethodRef, arguments: &[Value]) -> Result<u64, Throw> {
        debug_assert_eq!(
            arguments.iter().map(|a| if a.is_wide() { 2 } else { 1 }).sum::<u16>(),
            method.arg_slots
        );
        (self.vm().hooks().invoke)(self, method, arguments)
    }

    /// Calls a method that returns a reference.
    ///
    /// # Errors
    ///
    /// As [`JavaThread::call`].
    pub fn call_object(&self, method: MethodRef, arguments: &[Value]) -> Result<Ref, Throw> {
        debug_assert!(matches!(method.result, BasicType::Object | BasicType::Array));
        Ok(Ref(self.call(method, arguments)? as u32))
    }

    /// Calls a method that returns an `int` or smaller.
    ///
    /// # Errors
    ///
    /// As [`JavaThread::call`].
    pub fn call_int(&self, method: MethodRef, arguments: &[Value]) -> Result<i32, Throw> {
        Ok(self.call(method, arguments)? as i32)
    }

    /// A method of the well-known table, its class initialized.
    ///
    /// # Errors
    ///
    /// When the class cannot be loaded or initialized or has no such method.
    pub fn known_method(&self, method: KnownMethod) -> Result<MethodRef, Throw> {
        match self.vm().known.try_method(method) {
            Some(found) => Ok(found),
            None => (self.vm().hooks().known_method)(self, method),
        }
    }
}

impl Value {
    /// Whether it takes two slots.
    pub fn is_wide(self) -> bool {
        matches!(self, Value::Long(_) | Value::Double(_))
    }

    /// The bits as a frame slot holds them: ints zero-extended.
    pub fn to_slot(self) -> u64 {
        match self {
            Value::Int(value) => u64::from(value as u32),
            Value::Long(value) => value as u64,
            Value::Float(value) => u64::from(value.to_bits()),
            Value::Double(value) => value.to_bits(),
            Value::Object(handle) => u64::from(handle.get().0),
        }
    }
}
