//! `java.lang.Float` and `java.lang.Double`: values as bits (JLS §4.2.3).

use crate::model::Throw;
use crate::thread::{JavaThread, NativeRow, native};

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/Float", "floatToRawIntBits", "(F)I", float_to_raw_int_bits),
    native("java/lang/Float", "intBitsToFloat", "(I)F", int_bits_to_float),
    native("java/lang/Double", "doubleToRawLongBits", "(D)J", double_to_raw_long_bits),
    native("java/lang/Double", "longBitsToDouble", "(J)D", long_bits_to_double),
];

fn float_to_raw_int_bits(_: &JavaThread, value: f32) -> Result<i32, Throw> {
    Ok(value.to_bits() as i32)
}

fn int_bits_to_float(_: &JavaThread, bits: i32) -> Result<f32, Throw> {
    Ok(f32::from_bits(bits as u32))
}

fn double_to_raw_long_bits(_: &JavaThread, value: f64) -> Result<i64, Throw> {
    Ok(value.to_bits() as i64)
}

fn long_bits_to_double(_: &JavaThread, bits: i64) -> Result<f64, Throw> {
    Ok(f64::from_bits(bits as u64))
}
