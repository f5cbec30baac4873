//! `java.lang.StrictMath`: results are those of fdlibm to the last bit, as the
//! class demands. From JDK 18 on these are Java code.
//!
//! The functions evaluate fdlibm's approximations (argument reductions and
//! polynomial coefficients) in its order of operations: each rounding is part
//! of the result.

#![expect(clippy::excessive_precision, reason = "coefficients as fdlibm writes them")]
#![allow(clippy::approx_constant, reason = "constants as fdlibm splits them")]

mod bits;
mod exponential;
mod hyperbolic;
mod inverse;
mod logarithm;
mod reduction;
pub(in crate::native) mod trigonometric;

use crate::model::Throw;
use crate::thread::{JavaThread, NativeRow, native};

const STRICT_MATH: &str = "java/lang/StrictMath";

/// Natives that are a function of one or two `double`s.
macro_rules! functions {
    ($($name:literal $native:ident($($argument:ident),*) = $function:path;)*) => {
        $(
            fn $native(_: &JavaThread, $($argument: f64),*) -> Result<f64, Throw> {
                Ok($function($($argument),*))
            }
        )*

        pub(super) const ROWS: &[NativeRow] = &[
            $(native(STRICT_MATH, $name, functions!(@descriptor $($argument)*), $native),)*
        ];
    };
    (@descriptor $a:ident) => { "(D)D" };
    (@descriptor $a:ident $b:ident) => { "(DD)D" };
}

functions! {
    "sin" sin(x) = trigonometric::sin;
    "cos" cos(x) = trigonometric::cos;
    "tan" tan(x) = trigonometric::tan;
    "asin" asin(x) = inverse::asin;
    "acos" acos(x) = inverse::acos;
    "atan" atan(x) = inverse::atan;
    "atan2" atan2(y, x) = inverse::atan2;
    "log" log(x) = logarithm::log;
    "log10" log10(x) = logarithm::log10;
    "log1p" log1p(x) = logarithm::log1p;
    "expm1" expm1(x) = exponential::expm1;
    "sinh" sinh(x) = hyperbolic::sinh;
    "cosh" cosh(x) = hyperbolic::cosh;
    "tanh" tanh(x) = hyperbolic::tanh;
    "sqrt" sqrt(x) = f64::sqrt;
    "IEEEremainder" ieee_remainder(x, p) = reduction::ieee_remainder;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function and its results, as bits, for `ARGUMENTS`; logarithms take
    /// their absolute values.
    type Row = (fn(f64) -> f64, [u64; 5]);

    const ARGUMENTS: [f64; 5] = [0.3, -2.5, 1e-9, 1e22, 700.25];

    /// As the reference implementation computes them.
    const RESULTS: [Row; 11] = [
        (
            trigonometric::sin,
            [
                0x3fd2_e9cd_95ba_ba33,
                0xbfe3_26af_0dcf_cab0,
                0x3e11_2e0b_e826_d695,
                0xbfeb_453a_b76b_f397,
                0x3fd4_7211_0407_7214,
            ],
        ),
        (
            trigonometric::cos,
            [
                0x3fee_921d_d42f_09ba,
                0xbfe9_a2f7_ef85_8b7d,
                0x3ff0_0000_0000_0000,
                0x3fe0_be2c_ef01_c8f4,
                0xbfee_52bb_4696_a584,
            ],
        ),
        (
            trigonometric::tan,
            [
                0x3fd3_cc2a_44e2_9998,
                0x3fe7_e79b_4e00_bb15,
                0x3e11_2e0b_e826_d695,
                0xbffa_0f79_c1b6_b258,
                0xbfd5_9380_d175_0185,
            ],
        ),
        (
            inverse::atan,
            [
                0x3fd2_a73a_661e_af06,
                0xbff3_0b6d_796a_4da8,
                0x3e11_2e0b_e826_d695,
                0x3ff9_21fb_5444_2d18,
                0x3ff9_1c21_e636_46b1,
            ],
        ),
        (
            logarithm::log1p,
            [
                0x3fd0_ca93_7be1_b9dc,
                0x3ff4_0b51_2eb5_3d60,
                0x3e11_2e0b_e801_f1d9,
                0x4049_5414_6219_54fe,
                0x401a_3622_19a4_f0f6,
            ],
        ),
        (
            exponential::expm1,
            [
                0x3fd6_6416_3230_6a56,
                0xbfed_5f8f_47ed_617c,
                0x3e11_2e0b_e84b_bb51,
                0x7ff0_0000_0000_0000,
                0x7f12_fd8e_4cbf_a413,
            ],
        ),
        (
            hyperbolic::sinh,
            [
                0x3fd3_7d42_af54_b926,
                0xc018_3368_cdb0_b6d3,
                0x3e11_2e0b_e826_d695,
                0x7ff0_0000_0000_0000,
                0x7f02_fd8e_4cbf_a413,
            ],
        ),
        (
            hyperbolic::cosh,
            [
                0x3ff0_b9b4_e0b6_ec4c,
                0x4018_8776_e4b3_0aa3,
                0x3ff0_0000_0000_0000,
                0x7ff0_0000_0000_0000,
                0x7f02_fd8e_4cbf_a413,
            ],
        ),
        (
            hyperbolic::tanh,
            [
                0x3fd2_a4dd_a7d9_14fa,
                0xbfef_9258_260a_71c2,
                0x3e11_2e0b_e826_d695,
                0x3ff0_0000_0000_0000,
                0x3ff0_0000_0000_0000,
            ],
        ),
        (
            logarithm::log,
            [
                0xbff3_4378_fcbd_a721,
                0x3fed_5240_f0e0_e078,
                0xc034_b927_f32b_ffb8,
                0x4049_5414_6219_54fe,
                0x401a_34ac_026e_1799,
            ],
        ),
        (
            logarithm::log10,
            [
                0xbfe0_bb6c_34d8_1502,
                0x3fd9_77d9_5ec1_0c02,
                0xc022_0000_0000_0000,
                0x4036_0000_0000_0000,
                0x4006_c314_1103_e2a8,
            ],
        ),
    ];

    #[test]
    fn results_are_those_of_the_reference_to_the_last_bit() {
        for (row, (function, results)) in RESULTS.iter().enumerate() {
            for (argument, result) in ARGUMENTS.iter().zip(results) {
                let is_logarithm = row == 4 || row > 8;
                let argument = if is_logarithm { argument.abs() } else { *argument };
                let found = function(argument).to_bits();
                assert_eq!(found, *result, "function {row} of {argument}: {found:#x}");
            }
        }
    }
}
