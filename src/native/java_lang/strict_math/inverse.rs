//! Arc sine, arc cosine, arc tangent.

use super::bits::{high, low, polynomial, truncated};

const PI: f64 = 3.141_592_653_589_793_116_00e+00;
const PI_LOW: f64 = 1.224_646_799_147_353_177_2e-16;
const PI_2: f64 = 1.570_796_326_794_896_558_00e+00;
const PI_2_LOW: f64 = 6.123_233_995_736_766_035_87e-17;
const PI_4: f64 = 7.853_981_633_974_482_789_99e-01;
const TINY: f64 = 1.0e-300;

const P: [f64; 6] = [
    1.666_666_666_666_666_574_15e-01,
    -3.255_658_186_224_009_154_05e-01,
    2.012_125_321_348_629_258_81e-01,
    -4.005_553_450_067_941_140_27e-02,
    7.915_349_942_898_145_321_76e-04,
    3.479_331_075_960_211_675_70e-05,
];
const Q: [f64; 5] = [
    1.0,
    -2.403_394_911_734_414_218_78e+00,
    2.020_945_760_233_505_694_71e+00,
    -6.882_839_716_054_532_930_30e-01,
    7.703_815_055_590_193_527_91e-02,
];

/// The rational approximation that arc sine and arc cosine share.
fn ratio(t: f64) -> f64 {
    t * polynomial(t, &P) / polynomial(t, &Q)
}

pub(super) fn asin(x: f64) -> f64 {
    let ix = high(x) & 0x7fff_ffff;
    if ix >= 0x3ff0_0000 {
        if (ix - 0x3ff0_0000) as u32 | low(x) == 0 {
            return x * PI_2 + x * PI_2_LOW;
        }
        return f64::NAN;
    }
    if ix < 0x3fe0_0000 {
        return if ix < 0x3e40_0000 { x } else { x + x * ratio(x * x) };
    }
    let t = (1.0 - x.abs()) * 0.5;
    let s = t.sqrt();
    let w = ratio(t);
    let result = if ix >= 0x3fef_3333 {
        PI_2 - (2.0 * (s + s * w) - PI_2_LOW)
    } else {
        let root = truncated(s);
        let c = (t - root * root) / (s + root);
        let p = 2.0 * s * w - (PI_2_LOW - 2.0 * c);
        let q = PI_4 - 2.0 * root;
        PI_4 - (p - q)
    };
    if high(x) > 0 { result } else { -result }
}

pub(super) fn acos(x: f64) -> f64 {
    let hx = high(x);
    let ix = hx & 0x7fff_ffff;
    if ix >= 0x3ff0_0000 {
        return match (ix - 0x3ff0_0000) as u32 | low(x) {
            0 if hx > 0 => 0.0,
            0 => PI + 2.0 * PI_2_LOW,
            _ => f64::NAN,
        };
    }
    if ix < 0x3fe0_0000 {
        if ix <= 0x3c60_0000 {
            return PI_2 + PI_2_LOW;
        }
        return PI_2 - (x - (PI_2_LOW - x * ratio(x * x)));
    }
    if hx < 0 {
        let z = (1.0 + x) * 0.5;
        let s = z.sqrt();
        let w = ratio(z) * s - PI_2_LOW;
        return PI - 2.0 * (s + w);
    }
    let z = (1.0 - x) * 0.5;
    let s = z.sqrt();
    let root = truncated(s);
    let c = (z - root * root) / (s + root);
    let w = ratio(z) * s + c;
    2.0 * (root + w)
}

/// Arc tangents of 0.5, 1, 1.5 and infinity, with what each lacks.
const ATAN: [(f64, f64); 4] = [
    (4.636_476_090_008_060_935_15e-01, 2.269_877_745_296_168_709_24e-17),
    (7.853_981_633_974_482_789_99e-01, 3.061_616_997_868_383_017_93e-17),
    (9.827_937_232_473_290_540_82e-01, 1.390_331_103_123_099_845_16e-17),
    (1.570_796_326_794_896_558_00e+00, 6.123_233_995_736_766_035_87e-17),
];
const A: [f64; 11] = [
    3.333_333_333_333_293_180_27e-01,
    -1.999_999_999_987_648_324_76e-01,
    1.428_571_427_250_346_637_11e-01,
    -1.111_111_040_546_235_578_80e-01,
    9.090_887_133_436_506_561_96e-02,
    -7.691_876_205_044_829_994_95e-02,
    6.661_073_137_387_531_206_69e-02,
    -5.833_570_133_790_573_486_45e-02,
    4.976_877_994_615_932_360_17e-02,
    -3.653_157_274_421_691_552_70e-02,
    1.628_582_011_536_578_236_23e-02,
];

pub(super) fn atan(x: f64) -> f64 {
    let hx = high(x);
    let ix = hx & 0x7fff_ffff;
    if ix >= 0x4410_0000 {
        if x.is_nan() {
            return x + x;
        }
        let (head, tail) = ATAN[3];
        return if hx > 0 { head + tail } else { -head - tail };
    }
    let (near, x) = if ix < 0x3fdc_0000 {
        if ix < 0x3e20_0000 {
            return x;
        }
        (None, x)
    } else {
        let x = x.abs();
        if ix < 0x3fe6_0000 {
            (Some(ATAN[0]), (2.0 * x - 1.0) / (2.0 + x))
        } else if ix < 0x3ff3_0000 {
            (Some(ATAN[1]), (x - 1.0) / (x + 1.0))
        } else if ix < 0x4003_8000 {
            (Some(ATAN[2]), (x - 1.5) / (1.0 + 1.5 * x))
        } else {
            (Some(ATAN[3]), -1.0 / x)
        }
    };
    let z = x * x;
    let w = z * z;
    let s1 = z * polynomial(w, &[A[0], A[2], A[4], A[6], A[8], A[10]]);
    let s2 = w * polynomial(w, &[A[1], A[3], A[5], A[7], A[9]]);
    match near {
        None => x - x * (s1 + s2),
        Some((head, tail)) => {
            let z = head - ((x * (s1 + s2) - tail) - x);
            if hx < 0 { -z } else { z }
        }
    }
}

pub(super) fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return x + y;
    }
    if x == 1.0 {
        return atan(y);
    }
    let (hx, hy) = (high(x), high(y));
    let (x_negative, y_negative) = (hx < 0, hy < 0);
    let signed = |value: f64| if y_negative { -value } else { value };
    if y == 0.0 {
        return if x_negative { signed(PI + TINY) } else { y };
    }
    if x == 0.0 {
        return signed(PI_2 + TINY);
    }
    if x.is_infinite() {
        return signed(match (y.is_infinite(), x_negative) {
            (true, false) => PI_4 + TINY,
            (true, true) => 3.0 * PI_4 + TINY,
            (false, false) => 0.0,
            (false, true) => PI + TINY,
        });
    }
    if y.is_infinite() {
        return signed(PI_2 + TINY);
    }
    let k = ((hy & 0x7fff_ffff) - (hx & 0x7fff_ffff)) >> 20;
    let z = match k {
        61.. => PI_2 + 0.5 * PI_LOW,
        ..-60 if x_negative => 0.0,
        _ => atan((y / x).abs()),
    };
    match (x_negative, y_negative) {
        (false, false) => z,
        (false, true) => -z,
        (true, false) => PI - (z - PI_LOW),
        (true, true) => (z - PI_LOW) - PI,
    }
}
