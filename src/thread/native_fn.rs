//! Native methods written in Rust: typed functions in tables.
//!
//! A native is `fn(&JavaThread, …) -> Result<R, Throw>`, where the parameters
//! are those of the Java method: a `Handle` for the receiver of an instance
//! method, then `i32 i64 f32 f64 bool i8 i16 u16` (char) or `Handle` for each
//! argument, and `R` is one of these with `Ref` for references and `()` for
//! void. [`native`] wraps it; the wrapper reads the arguments from the frame and
//! is checked against the descriptor.

use super::{Handle, JavaThread};
use crate::model::Throw;
use base::descriptor::BasicType;
use heap::layout::{Ref, RootSlot};

/// The code of a native as the engines call it: the thread and the first slot
/// of the arguments; the result as a raw slot.
pub type NativeMethod = fn(&JavaThread, *mut u64) -> Result<u64, Throw>;

/// A row of a table of natives.
#[derive(Clone, Copy, Debug)]
pub struct NativeRow {
    /// Internal name of the class.
    pub class: &'static str,
    /// Name of the method.
    pub name: &'static str,
    /// Its descriptor.
    pub descriptor: &'static str,
    /// The code.
    pub code: NativeMethod,
    /// Types of the parameters, the receiver included, as the function has them.
    pub parameters: &'static [BasicType],
    /// Type of the result.
    pub result: BasicType,
}

/// A type that a native takes.
pub trait Argument: Copy {
    /// The Java type.
    const TYPE: BasicType;
    /// Reads the argument at `slot`.
    ///
    /// # Safety
    ///
    /// `slot` must be an argument slot of this type in a live native frame.
    unsafe fn read(slot: *mut u64) -> Self;
}

/// A type that a native returns.
pub trait Outcome {
    /// The Java type.
    const TYPE: BasicType;
    /// The bits as a frame slot holds them.
    fn to_slot(self) -> u64;
}

macro_rules! scalar {
    ($type:ty, $kind:ident, $read:expr, $write:expr) => {
        impl Argument for $type {
            const TYPE: BasicType = BasicType::$kind;
            #[inline(always)]
            unsafe fn read(slot: *mut u64) -> $type {
                // SAFETY: the caller's promise.
                let bits = unsafe { *slot };
                $read(bits)
            }
        }
        impl Outcome for $type {
            const TYPE: BasicType = BasicType::$kind;
            #[inline(always)]
            fn to_slot(self) -> u64 {
                $write(self)
            }
        }
    };
}

scalar!(i32, Int, |bits: u64| bits as i32, |value: i32| u64::from(value as u32));
scalar!(i64, Long, |bits: u64| bits as i64, |value: i64| value as u64);
scalar!(f32, Float, |bits: u64| f32::from_bits(bits as u32), |v: f32| u64::from(v.to_bits()));
scalar!(f64, Double, f64::from_bits, f64::to_bits);
scalar!(bool, Boolean, |bits: u64| bits & 1 != 0, u64::from);
scalar!(i8, Byte, |bits: u64| bits as i8, |value: i8| u64::from(i32::from(value) as u32));
scalar!(i16, Short, |bits: u64| bits as i16, |value: i16| u64::from(i32::from(value) as u32));
scalar!(u16, Char, |bits: u64| bits as u16, u64::from);

impl Argument for Handle {
    const TYPE: BasicType = BasicType::Object;
    #[inline(always)]
    unsafe fn read(slot: *mut u64) -> Handle {
        // SAFETY: the lower half of a little-endian argument slot holds the
        // reference, and the collector visits it as long as the frame lives.
        unsafe { Handle::from_slot(slot.cast::<RootSlot>()) }
    }
}

impl Outcome for Ref {
    const TYPE: BasicType = BasicType::Object;
    #[inline(always)]
    fn to_slot(self) -> u64 {
        u64::from(self.0)
    }
}

impl Outcome for () {
    const TYPE: BasicType = BasicType::Void;
    #[inline(always)]
    fn to_slot(self) -> u64 {
        0
    }
}

/// A Rust function that can be a native method. `Args` tells apart the arities.
pub trait NativeFn<Args>: Copy + 'static {
    /// Types of the parameters, receiver included.
    const PARAMETERS: &'static [BasicType];
    /// Type of the result.
    const RESULT: BasicType;
    /// Reads the arguments and calls the function.
    ///
    /// # Errors
    ///
    /// Those of the function.
    ///
    /// # Safety
    ///
    /// `slots` must be the arguments of a live native frame whose method has
    /// these types.
    unsafe fn call(self, thread: &JavaThread, slots: *mut u64) -> Result<u64, Throw>;
}

macro_rules! native_arity {
    ($($argument:ident)*) => {
        impl<F, R, $($argument,)*> NativeFn<(R, $($argument,)*)> for F
        where
            F: Fn(&JavaThread, $($argument),*) -> Result<R, Throw> + Copy + 'static,
            R: Outcome,
            $($argument: Argument,)*
        {
            const PARAMETERS: &'static [BasicType] = &[$($argument::TYPE,)*];
            const RESULT: BasicType = R::TYPE;

            #[allow(unused_mut, unused_variables, unused_assignments, reason = "the smallest arity")]
            #[allow(non_snake_case, reason = "type names double as variables")]
            #[inline(always)]
            unsafe fn call(self, thread: &JavaThread, slots: *mut u64) -> Result<u64, Throw> {
                let mut at = slots;
                $(
                    // SAFETY: the caller's promise about the types of the slots.
                    let $argument = unsafe { <$argument as Argument>::read(at) };
                    // SAFETY: stays within the arguments or one behind them.
                    at = unsafe { at.add(<$argument as Argument>::TYPE.slots() as usize) };
                )*
                Ok(self(thread, $($argument),*)?.to_slot())
            }
        }
    };
}

native_arity!();
native_arity!(A);
native_arity!(A B);
native_arity!(A B C);
native_arity!(A B C D);
native_arity!(A B C D E);
native_arity!(A B C D E G);
native_arity!(A B C D E G H);
native_arity!(A B C D E G H I);
native_arity!(A B C D E G H I J);
native_arity!(A B C D E G H I J K);
native_arity!(A B C D E G H I J K L);
native_arity!(A B C D E G H I J K L M);

fn entry<F: NativeFn<Args>, Args>(thread: &JavaThread, slots: *mut u64) -> Result<u64, Throw> {
    const { assert!(size_of::<F>() == 0, "a native is a function item, not a pointer or closure") };
    // SAFETY: a type without size has one value, and it needs no memory.
    let function: F = unsafe { std::mem::zeroed() };
    // SAFETY: engines call a native's code only for a method whose descriptor
    // was compared with `PARAMETERS` when it was linked.
    unsafe { function.call(thread, slots) }
}

/// Makes a table row of a Rust function.
pub const fn native<F: NativeFn<Args>, Args>(
    class: &'static str,
    name: &'static str,
    descriptor: &'static str,
    _function: F,
) -> NativeRow {
    NativeRow {
        class,
        name,
        descriptor,
        code: entry::<F, Args>,
        parameters: F::PARAMETERS,
        result: F::RESULT,
    }
}

impl NativeRow {
    /// Whether the function's types are those of the descriptor.
    pub fn matches_descriptor(&self, is_static: bool) -> bool {
        let Ok(descriptor) = base::descriptor::MethodDescriptor::parse(self.descriptor.as_bytes())
        else {
            return false;
        };
        let erase =
            |kind: BasicType| if kind == BasicType::Array { BasicType::Object } else { kind };
        let receiver = (!is_static).then_some(BasicType::Object);
        let declared = descriptor.parameters().map(|parameter| erase(parameter.basic_type()));
        erase(descriptor.return_type().basic_type()) == self.result
            && receiver.into_iter().chain(declared).eq(self.parameters.iter().copied())
    }
}
