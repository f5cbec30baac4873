//! Sine, cosine, tangent.

use super::bits::{high, low, polynomial, truncated, with_high};
use super::reduction::remainder_pi_2;

/// Upper half of π/4.
const PI_4_HIGH: i32 = 0x3fe9_21fb;

pub(in crate::native) fn sin(x: f64) -> f64 {
    let ix = high(x) & 0x7fff_ffff;
    if ix <= PI_4_HIGH {
        return kernel_sin(x, 0.0, false);
    }
    if ix >= 0x7ff0_0000 {
        return f64::NAN;
    }
    let (n, y) = remainder_pi_2(x);
    match n & 3 {
        0 => kernel_sin(y[0], y[1], true),
        1 => kernel_cos(y[0], y[1]),
        2 => -kernel_sin(y[0], y[1], true),
        _ => -kernel_cos(y[0], y[1]),
    }
}

pub(in crate::native) fn cos(x: f64) -> f64 {
    let ix = high(x) & 0x7fff_ffff;
    if ix <= PI_4_HIGH {
        return kernel_cos(x, 0.0);
    }
    if ix >= 0x7ff0_0000 {
        return f64::NAN;
    }
    let (n, y) = remainder_pi_2(x);
    match n & 3 {
        0 => kernel_cos(y[0], y[1]),
        1 => -kernel_sin(y[0], y[1], true),
        2 => -kernel_cos(y[0], y[1]),
        _ => kernel_sin(y[0], y[1], true),
    }
}

pub(in crate::native) fn tan(x: f64) -> f64 {
    let ix = high(x) & 0x7fff_ffff;
    if ix <= PI_4_HIGH {
        return kernel_tan(x, 0.0, true);
    }
    if ix >= 0x7ff0_0000 {
        return f64::NAN;
    }
    let (n, y) = remainder_pi_2(x);
    kernel_tan(y[0], y[1], n & 1 == 0)
}

const S1: f64 = -1.666_666_666_666_663_243_48e-01;
const S: [f64; 5] = [
    8.333_333_333_322_489_461_24e-03,
    -1.984_126_982_985_794_931_34e-04,
    2.755_731_370_707_006_767_89e-06,
    -2.505_076_025_340_686_341_95e-08,
    1.589_690_995_211_550_102_21e-10,
];

/// sin(x + y) for |x| ≤ π/4 and a small tail `y`.
fn kernel_sin(x: f64, y: f64, has_tail: bool) -> f64 {
    if high(x) & 0x7fff_ffff < 0x3e40_0000 {
        return x;
    }
    let z = x * x;
    let v = z * x;
    let r = polynomial(z, &S);
    if has_tail { x - ((z * (0.5 * y - v * r) - y) - v * S1) } else { x + v * (S1 + z * r) }
}

const C: [f64; 6] = [
    4.166_666_666_666_660_190_37e-02,
    -1.388_888_888_887_410_957_49e-03,
    2.480_158_728_947_672_941_78e-05,
    -2.755_731_435_139_066_330_35e-07,
    2.087_572_321_298_174_827_90e-09,
    -1.135_964_755_778_819_482_65e-11,
];

/// cos(x + y), likewise.
fn kernel_cos(x: f64, y: f64) -> f64 {
    let ix = high(x) & 0x7fff_ffff;
    if ix < 0x3e40_0000 {
        return 1.0;
    }
    let z = x * x;
    let r = z * polynomial(z, &C);
    if ix < 0x3fd3_3333 {
        return 1.0 - (0.5 * z - (z * r - x * y));
    }
    let qx = if ix > 0x3fe9_0000 { 0.28125 } else { with_high(0.0, ix - 0x0020_0000) };
    let hz = 0.5 * z - qx;
    let a = 1.0 - qx;
    a - (hz - (z * r - x * y))
}

const T: [f64; 13] = [
    3.333_333_333_333_340_919_86e-01,
    1.333_333_333_332_012_426_99e-01,
    5.396_825_397_622_605_213_77e-02,
    2.186_948_829_485_954_245_99e-02,
    8.863_239_823_599_300_057_37e-03,
    3.592_079_107_591_312_353_56e-03,
    1.456_209_454_325_290_255_16e-03,
    5.880_412_408_202_640_968_74e-04,
    2.464_631_348_184_699_068_12e-04,
    7.817_944_429_395_570_923_00e-05,
    7.140_724_913_826_081_903_05e-05,
    -1.855_863_748_552_754_566_54e-05,
    2.590_730_518_636_337_128_84e-05,
];
const PI_4: f64 = 7.853_981_633_974_482_789_99e-01;
const PI_4_LOW: f64 = 3.061_616_997_868_383_017_93e-17;

/// tan(x + y), or -1/tan(x + y) unless `direct`.
fn kernel_tan(x: f64, y: f64, direct: bool) -> f64 {
    let hx = high(x);
    let ix = hx & 0x7fff_ffff;
    if ix < 0x3e30_0000 && x as i32 == 0 {
        return match direct {
            true => x,
            false if ix as u32 | low(x) == 0 => 1.0 / x.abs(),
            false => negative_inverse(x, y),
        };
    }
    let is_large = ix >= 0x3fe5_9428;
    let (mut x, mut y) = (x, y);
    if is_large {
        if hx < 0 {
            (x, y) = (-x, -y);
        }
        let z = PI_4 - x;
        let w = PI_4_LOW - y;
        (x, y) = (z + w, 0.0);
    }
    let z = x * x;
    let w = z * z;
    let odd = polynomial(w, &[T[1], T[3], T[5], T[7], T[9], T[11]]);
    let even = z * polynomial(w, &[T[2], T[4], T[6], T[8], T[10], T[12]]);
    let s = z * x;
    let mut r = y + z * (s * (odd + even) + y);
    r += T[0] * s;
    let w = x + r;
    if is_large {
        let v = if direct { 1.0 } else { -1.0 };
        let sign = f64::from(1 - ((hx >> 30) & 2));
        return sign * (v - 2.0 * (x - (w * w / (w + v) - r)));
    }
    if direct { w } else { negative_inverse(x, r) }
}

/// -1 / (x + r) with an error below one unit of the last place.
fn negative_inverse(x: f64, r: f64) -> f64 {
    let w = x + r;
    let z = truncated(w);
    let v = r - (z - x);
    let a = -1.0 / w;
    let t = truncated(a);
    let s = 1.0 + t * z;
    t + a * (s + t * v)
}
