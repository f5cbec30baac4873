//! The two halves of a `double`, and polynomials.

/// The upper half of the bits: sign, exponent, 20 bits of the significand.
pub(super) fn high(x: f64) -> i32 {
    (x.to_bits() >> 32) as i32
}

/// The lower half of the bits.
pub(super) fn low(x: f64) -> u32 {
    x.to_bits() as u32
}

/// `x` with another upper half.
pub(super) fn with_high(x: f64, high: i32) -> f64 {
    f64::from_bits(u64::from(high as u32) << 32 | u64::from(low(x)))
}

/// `x` with the lower half cleared.
pub(super) fn truncated(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & !0xffff_ffff)
}

/// `x` with `k` added to its exponent, which must not overflow.
pub(super) fn add_exponent(x: f64, k: i32) -> f64 {
    with_high(x, high(x).wrapping_add(k << 20))
}

/// `c[0] + z (c[1] + z (c[2] + …))`, from the inside out.
pub(super) fn polynomial(z: f64, coefficients: &[f64]) -> f64 {
    let (last, rest) = coefficients.split_last().expect("a polynomial has coefficients");
    rest.iter().rev().fold(*last, |sum, c| c + z * sum)
}

/// ln 2, upper part.
pub(super) const LN2_HIGH: f64 = 6.931_471_803_691_238_164_90e-01;
/// ln 2, what the upper part lacks.
pub(super) const LN2_LOW: f64 = 1.908_214_929_270_587_700_02e-10;
/// 1 / ln 2.
pub(super) const INVERSE_LN2: f64 = 1.442_695_040_888_963_387_00e+00;
/// 2^54.
pub(super) const TWO_54: f64 = 1.801_439_850_948_198_400_00e+16;
