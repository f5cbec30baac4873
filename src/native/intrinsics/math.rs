//! `java.lang.Math`: what the class library leaves to the machine. HotSpot has
//! code of its own for these methods, with results that lie closer to the true
//! ones than those of `StrictMath`, which the Java code would give; `java.lang.Math`
//! allows one unit in the last place.
//!
//! The C library's functions err, like HotSpot's, by little more than half a unit,
//! so that both nearly always give the same number (docs/conformance.md says how
//! often they do not); the common logarithm and the cube root are made here, as the
//! C library's are worse than that.

use super::super::java_lang::strict_math::trigonometric;
use super::memory::decline;
use crate::model::Throw;
use crate::thread::{JavaThread, Library, NativeRow, native};
use std::f64::consts::{LOG10_2, LOG10_E};

const MATH: &str = "java/lang/Math";

/// Intrinsics that are a function of one `double`.
macro_rules! functions {
    ($($name:literal $native:ident = $function:expr;)*) => {
        $(
            fn $native(_: &JavaThread, x: f64) -> Result<f64, Throw> {
                Ok($function(x))
            }
        )*

        pub(super) const ROWS: &[NativeRow] = &[
            $(native(MATH, $name, "(D)D", $native),)*
            native(MATH, "pow", "(DD)D", pow),
            native(MATH, "fma", "(DDD)D", fma),
            native(MATH, "fma", "(FFF)F", fma_float),
            native(MATH, "cbrt", "(D)D", cbrt),
        ];
    };
}

functions! {
    "sin" sin = |x: f64| checked(x.sin(), trigonometric::sin(x));
    "cos" cos = |x: f64| checked(x.cos(), trigonometric::cos(x));
    "exp" exp = f64::exp;
    "log" log = f64::ln;
    "log10" log10 = common_logarithm;
    "sqrt" sqrt = f64::sqrt;
    "floor" floor = f64::floor;
    "ceil" ceil = f64::ceil;
    "rint" rint = f64::round_ties_even;
}

/// The C library is many units off where a large argument lies next to a multiple
/// of π/2; fdlibm is not off by one anywhere.
fn checked(result: f64, strict: f64) -> f64 {
    if result.to_bits().abs_diff(strict.to_bits()) <= 1 { result } else { strict }
}

fn pow(_: &JavaThread, x: f64, y: f64) -> Result<f64, Throw> {
    Ok(power(x, y))
}

fn fma(_: &JavaThread, a: f64, b: f64, c: f64) -> Result<f64, Throw> {
    Ok(a.mul_add(b, c))
}

fn fma_float(_: &JavaThread, a: f32, b: f32, c: f32) -> Result<f32, Throw> {
    Ok(a.mul_add(b, c))
}

/// Release 17 has fdlibm's cube root only.
fn cbrt(t: &JavaThread, x: f64) -> Result<f64, Throw> {
    if t.vm().library() >= Library::Java25 { Ok(cube_root(x)) } else { decline() }
}

/// C gives 1 for a base of 1 and for −1 with an infinite exponent, Java NaN.
fn power(x: f64, y: f64) -> f64 {
    let undefined = y.is_nan() || (y.is_infinite() && x.abs() == 1.0);
    if undefined { f64::NAN } else { x.powf(y) }
}

/// The C library's, and one step of Newton's with the exact remainder.
fn cube_root(x: f64) -> f64 {
    let root = x.cbrt();
    if root == 0.0 || !root.is_finite() || x.is_subnormal() {
        return root;
    }
    let square = Double::product(root, root);
    let cube = square.times(Double::from(root));
    let rest = (x - cube.high) - cube.low;
    root + rest / (3.0 * square.high)
}

/// A number as the sum of two, the second of which is less than a unit in the
/// last place of the first.
#[derive(Debug, Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

impl From<f64> for Double {
    fn from(high: f64) -> Double {
        Double { high, low: 0.0 }
    }
}

impl Double {
    /// The exact sum; `a` is not the smaller one.
    fn sum(a: f64, b: f64) -> Double {
        let high = a + b;
        Double { high, low: b - (high - a) }
    }

    /// The exact product.
    fn product(a: f64, b: f64) -> Double {
        let high = a * b;
        Double { high, low: a.mul_add(b, -high) }
    }

    fn times(self, other: Double) -> Double {
        let exact = Double::product(self.high, other.high);
        Double::sum(exact.high, exact.low + (self.high * other.low + self.low * other.high))
    }

    /// `self` is not the smaller one.
    fn plus(self, other: Double) -> Double {
        let exact = Double::sum(self.high, other.high);
        Double::sum(exact.high, exact.low + (self.low + other.low))
    }

    /// The quotient of an exact number.
    fn quotient(a: f64, b: Double) -> Double {
        let high = a / b.high;
        let rest = (-high).mul_add(b.high, a) - high * b.low;
        Double::sum(high, rest / b.high)
    }
}

/// With `x = m · 2^k` and `s = (m − 1) / (m + 1)` the natural logarithm of `m` is
/// `2 · (s + s³/3 + s⁵/5 + …)`.
fn common_logarithm(x: f64) -> f64 {
    /// The logarithms of 2 and of e in two parts.
    const OF_TWO: Double = Double { high: LOG10_2, low: -2.803_728_127_785_170_4e-18 };
    const OF_E: Double = Double { high: LOG10_E, low: 1.098_319_650_216_765e-17 };
    const THIRD: Double = Double { high: 1.0 / 3.0, low: 1.850_371_707_708_594e-17 };
    if x.is_nan() || x <= 0.0 || x.is_infinite() {
        return x.log10();
    }
    let (mantissa, exponent) = split(x);
    let s = Double::quotient(mantissa - 1.0, Double::sum(mantissa.max(1.0), mantissa.min(1.0)));
    let square = s.times(s);
    let z = square.high;
    let tail = (0..13).rev().fold(0.0, |sum, n| sum * z + 1.0 / f64::from(5 + 2 * n)) * z * z;
    let factor = Double::from(1.0).plus(square.times(THIRD).plus(Double::from(tail)));
    let half = s.times(factor);
    let fraction = Double { high: 2.0 * half.high, low: 2.0 * half.low }.times(OF_E);
    let whole = OF_TWO.times(Double::from(f64::from(exponent)));
    let sum = if exponent == 0 { fraction } else { whole.plus(fraction) };
    sum.high + sum.low
}

/// A positive finite number as mantissa, between √½ and √2, and exponent.
fn split(x: f64) -> (f64, i32) {
    const SCALE: f64 = 18_014_398_509_481_984.0; // 2^54
    let (x, shift) = if x < f64::MIN_POSITIVE { (x * SCALE, 54) } else { (x, 0) };
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i32 - 1023 - shift;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52));
    if mantissa > std::f64::consts::SQRT_2 {
        (mantissa / 2.0, exponent + 1)
    } else {
        (mantissa, exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_have_whole_logarithms() {
        for n in -300..=308_i32 {
            let power: f64 = format!("1e{n}").parse().unwrap();
            assert_eq!(common_logarithm(power), f64::from(n));
        }
        assert_eq!(common_logarithm(1.0).to_bits(), 0);
        assert_eq!(common_logarithm(5e-324), -323.306_215_343_115_8);
        assert!(common_logarithm(-1.0).is_nan());
        assert_eq!(common_logarithm(0.0), f64::NEG_INFINITY);
    }

    #[test]
    fn cube_roots_of_cubes_are_whole() {
        for n in -1000..1000_i32 {
            assert_eq!(cube_root(f64::from(n * n * n)), f64::from(n));
        }
        assert_eq!(cube_root(-0.0).to_bits(), (-0.0_f64).to_bits());
        assert_eq!(cube_root(f64::INFINITY), f64::INFINITY);
    }

    #[test]
    fn powers_without_a_value() {
        assert!(power(1.0, f64::NAN).is_nan());
        assert!(power(-1.0, f64::INFINITY).is_nan());
        assert_eq!(power(f64::NAN, 0.0), 1.0);
        assert_eq!(power(-8.0, 3.0), -512.0);
    }
}
