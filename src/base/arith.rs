//! The arithmetic of the Java virtual machine as pure functions (JVMS §6.5).
//!
//! Interpreter, compiler and constant folding must agree bit for bit, so the
//! definitions exist once. Division by zero is the caller's to detect: the
//! `*div`/`*rem` functions of the integral types require a non-zero divisor.

/// `idiv`: `MIN / -1` wraps to `MIN`. `b` must not be zero.
#[inline(always)]
pub const fn idiv(a: i32, b: i32) -> i32 {
    a.wrapping_div(b)
}

/// `irem`: `MIN % -1` is 0. `b` must not be zero.
#[inline(always)]
pub const fn irem(a: i32, b: i32) -> i32 {
    a.wrapping_rem(b)
}

/// `ldiv`: `MIN / -1` wraps to `MIN`. `b` must not be zero.
#[inline(always)]
pub const fn ldiv(a: i64, b: i64) -> i64 {
    a.wrapping_div(b)
}

/// `lrem`: `MIN % -1` is 0. `b` must not be zero.
#[inline(always)]
pub const fn lrem(a: i64, b: i64) -> i64 {
    a.wrapping_rem(b)
}

/// `ishl`: only the low five bits of the distance count.
#[inline(always)]
pub const fn ishl(a: i32, distance: i32) -> i32 {
    a.wrapping_shl(distance as u32)
}

/// `ishr`: arithmetic shift, low five bits of the distance.
#[inline(always)]
pub const fn ishr(a: i32, distance: i32) -> i32 {
    a.wrapping_shr(distance as u32)
}

/// `iushr`: logical shift, low five bits of the distance.
#[inline(always)]
pub const fn iushr(a: i32, distance: i32) -> i32 {
    (a as u32).wrapping_shr(distance as u32) as i32
}

/// `lshl`: only the low six bits of the distance count.
#[inline(always)]
pub const fn lshl(a: i64, distance: i32) -> i64 {
    a.wrapping_shl(distance as u32)
}

/// `lshr`: arithmetic shift, low six bits of the distance.
#[inline(always)]
pub const fn lshr(a: i64, distance: i32) -> i64 {
    a.wrapping_shr(distance as u32)
}

/// `lushr`: logical shift, low six bits of the distance.
#[inline(always)]
pub const fn lushr(a: i64, distance: i32) -> i64 {
    (a as u64).wrapping_shr(distance as u32) as i64
}

/// `i2b`.
#[inline(always)]
pub const fn i2b(a: i32) -> i32 {
    a as i8 as i32
}

/// `i2c`.
#[inline(always)]
pub const fn i2c(a: i32) -> i32 {
    a as u16 as i32
}

/// `i2s`.
#[inline(always)]
pub const fn i2s(a: i32) -> i32 {
    a as i16 as i32
}

/// `f2i`: NaN is 0, out-of-range values saturate.
#[inline(always)]
pub const fn f2i(a: f32) -> i32 {
    a as i32
}

/// `f2l`: NaN is 0, out-of-range values saturate.
#[inline(always)]
pub const fn f2l(a: f32) -> i64 {
    a as i64
}

/// `d2i`: NaN is 0, out-of-range values saturate.
#[inline(always)]
pub const fn d2i(a: f64) -> i32 {
    a as i32
}

/// `d2l`: NaN is 0, out-of-range values saturate.
#[inline(always)]
pub const fn d2l(a: f64) -> i64 {
    a as i64
}

/// `frem`: C's `fmod`, not the IEEE remainder; the result has the dividend's sign.
#[inline]
pub fn frem(a: f32, b: f32) -> f32 {
    a % b
}

/// `drem`: C's `fmod`, not the IEEE remainder; the result has the dividend's sign.
#[inline]
pub fn drem(a: f64, b: f64) -> f64 {
    a % b
}

/// `lcmp`.
#[inline(always)]
pub const fn lcmp(a: i64, b: i64) -> i32 {
    (a > b) as i32 - (a < b) as i32
}

/// `fcmpl`: -1 if either operand is NaN.
#[inline(always)]
pub fn fcmpl(a: f32, b: f32) -> i32 {
    // Without NaN `!(a >= b)` is `a < b`; with NaN it is true.
    i32::from(a > b) - i32::from(!matches!(a.partial_cmp(&b), Some(o) if o.is_ge()))
}

/// `fcmpg`: 1 if either operand is NaN.
#[inline(always)]
pub fn fcmpg(a: f32, b: f32) -> i32 {
    i32::from(!matches!(a.partial_cmp(&b), Some(o) if o.is_le())) - i32::from(a < b)
}

/// `dcmpl`: -1 if either operand is NaN.
#[inline(always)]
pub fn dcmpl(a: f64, b: f64) -> i32 {
    i32::from(a > b) - i32::from(!matches!(a.partial_cmp(&b), Some(o) if o.is_ge()))
}

/// `dcmpg`: 1 if either operand is NaN.
#[inline(always)]
pub fn dcmpg(a: f64, b: f64) -> i32 {
    i32::from(!matches!(a.partial_cmp(&b), Some(o) if o.is_le())) - i32::from(a < b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integral_corner_cases() {
        assert_eq!(idiv(i32::MIN, -1), i32::MIN);
        assert_eq!(irem(i32::MIN, -1), 0);
        assert_eq!(ldiv(i64::MIN, -1), i64::MIN);
        assert_eq!(lrem(i64::MIN, -1), 0);
        assert_eq!((idiv(-7, 2), irem(-7, 2)), (-3, -1));
        assert_eq!((idiv(7, -2), irem(7, -2)), (-3, 1));
    }

    #[test]
    fn shift_distances_are_masked() {
        assert_eq!(ishl(1, 33), 2);
        assert_eq!(ishr(-8, 33), -4);
        assert_eq!(iushr(-1, 28 + 32), 15);
        assert_eq!(iushr(-1, -4), 15);
        assert_eq!(lshl(1, 65), 2);
        assert_eq!(lshr(-8, 65), -4);
        assert_eq!(lushr(-1, 60), 15);
    }

    #[test]
    fn narrowing() {
        for (a, b, c, s) in
            [(0x1_80, -128, 0x180, 0x180), (-1, -1, 0xffff, -1), (0x1_8000, 0, 0x8000, -0x8000)]
        {
            assert_eq!((i2b(a), i2c(a), i2s(a)), (b, c, s), "{a:#x}");
        }
    }

    #[test]
    fn float_to_integral_saturates() {
        assert_eq!((f2i(f32::NAN), f2l(f32::NAN)), (0, 0));
        assert_eq!((d2i(f64::NAN), d2l(f64::NAN)), (0, 0));
        assert_eq!((f2i(1e20), f2l(1e20)), (i32::MAX, i64::MAX));
        assert_eq!((f2i(-1e20), f2l(-1e20)), (i32::MIN, i64::MIN));
        assert_eq!((d2i(f64::INFINITY), d2l(f64::NEG_INFINITY)), (i32::MAX, i64::MIN));
        assert_eq!((d2i(-0.9), d2l(0.9)), (0, 0));
    }

    #[test]
    fn floating_remainder() {
        assert_eq!(drem(-7.5, 2.0), -1.5);
        assert_eq!(drem(7.5, -2.0), 1.5);
        assert_eq!(drem(1.0, f64::INFINITY), 1.0);
        assert!(drem(1.0, 0.0).is_nan() && frem(f32::INFINITY, 2.0).is_nan());
        assert!(drem(-4.0, 2.0).is_sign_negative() && frem(-0.0, 2.0).is_sign_negative());
    }

    #[test]
    fn comparisons() {
        assert_eq!((lcmp(1, 2), lcmp(2, 2), lcmp(i64::MAX, i64::MIN)), (-1, 0, 1));
        let nan = f64::NAN;
        for (a, b, l, g) in [
            (1.0, 2.0, -1, -1),
            (2.0, 1.0, 1, 1),
            (0.0, -0.0, 0, 0),
            (nan, 1.0, -1, 1),
            (1.0, nan, -1, 1),
            (nan, nan, -1, 1),
        ] {
            assert_eq!((dcmpl(a, b), dcmpg(a, b)), (l, g), "{a} {b}");
            assert_eq!((fcmpl(a as f32, b as f32), fcmpg(a as f32, b as f32)), (l, g));
        }
    }
}
