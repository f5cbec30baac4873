//! The exponential function, and that minus one.

use super::bits::{INVERSE_LN2, LN2_HIGH, LN2_LOW, add_exponent, high, polynomial, with_high};

/// From here on the result overflows.
const OVERFLOW: f64 = 7.097_827_128_933_839_730_96e+02;
/// Below this it is zero.
const UNDERFLOW: f64 = -7.451_332_191_019_411_084_20e+02;

const P: [f64; 5] = [
    1.666_666_666_666_660_190_37e-01,
    -2.777_777_777_701_559_338_42e-03,
    6.613_756_321_437_934_361_17e-05,
    -1.653_390_220_546_525_153_90e-06,
    4.138_136_797_057_238_460_39e-08,
];

pub(super) fn exp(x: f64) -> f64 {
    if x.is_nan() {
        return x + x;
    }
    if x > OVERFLOW {
        return f64::INFINITY;
    }
    if x < UNDERFLOW {
        return 0.0;
    }
    let ix = high(x) & 0x7fff_ffff;
    let sign = if high(x) < 0 { -1.0 } else { 1.0 };
    let (mut k, mut head, mut tail, mut reduced) = (0, 0.0, 0.0, x);
    if ix > 0x3fd6_2e42 {
        if ix < 0x3ff0_a2b2 {
            k = sign as i32;
            head = x - sign * LN2_HIGH;
            tail = sign * LN2_LOW;
        } else {
            k = (INVERSE_LN2 * x + sign * 0.5) as i32;
            let multiple = f64::from(k);
            head = x - multiple * LN2_HIGH;
            tail = multiple * LN2_LOW;
        }
        reduced = head - tail;
    } else if ix < 0x3e30_0000 {
        return 1.0 + x;
    }
    let x = reduced;
    let t = x * x;
    let c = x - t * polynomial(t, &P);
    if k == 0 {
        return 1.0 - ((x * c) / (c - 2.0) - x);
    }
    let y = 1.0 - ((tail - (x * c) / (2.0 - c)) - head);
    if k >= -1021 {
        return add_exponent(y, k);
    }
    add_exponent(y, k + 1000) * f64::from_bits((1023 - 1000) << 52)
}

const Q: [f64; 6] = [
    1.0,
    -3.333_333_333_333_313_164_28e-02,
    1.587_301_587_254_814_601_65e-03,
    -7.936_507_578_674_879_424_73e-05,
    4.008_217_827_329_362_395_52e-06,
    -2.010_992_181_836_243_713_26e-07,
];

pub(super) fn expm1(x: f64) -> f64 {
    let hx = high(x) & 0x7fff_ffff;
    let negative = high(x) < 0;
    if hx >= 0x4043_687a {
        if x.is_nan() {
            return x + x;
        }
        if hx >= 0x4086_2e42 && x > OVERFLOW {
            return f64::INFINITY;
        }
        if negative {
            return 1.0e-300 - 1.0;
        }
    }
    let (mut k, mut c, mut reduced) = (0, 0.0, x);
    if hx > 0x3fd6_2e42 {
        let (head, tail);
        if hx < 0x3ff0_a2b2 {
            let sign = if negative { -1.0 } else { 1.0 };
            k = sign as i32;
            head = x - sign * LN2_HIGH;
            tail = sign * LN2_LOW;
        } else {
            k = (INVERSE_LN2 * x + if negative { -0.5 } else { 0.5 }) as i32;
            let multiple = f64::from(k);
            head = x - multiple * LN2_HIGH;
            tail = multiple * LN2_LOW;
        }
        reduced = head - tail;
        c = (head - reduced) - tail;
    } else if hx < 0x3c90_0000 {
        return x;
    }
    let x = reduced;
    let hfx = 0.5 * x;
    let hxs = x * hfx;
    let r1 = polynomial(hxs, &Q);
    let t = 3.0 - r1 * hfx;
    let mut e = hxs * ((r1 - t) / (6.0 - x * t));
    if k == 0 {
        return x - (x * e - hxs);
    }
    e = x * (e - c) - c;
    e -= hxs;
    match k {
        -1 => 0.5 * (x - e) - 0.5,
        1 if x < -0.25 => -2.0 * (e - (x + 0.5)),
        1 => 1.0 + 2.0 * (x - e),
        ..=-2 | 57.. => add_exponent(1.0 - (e - x), k) - 1.0,
        2..20 => {
            let t = with_high(0.0, 0x3ff0_0000 - (0x20_0000 >> k));
            add_exponent(t - (e - x), k)
        }
        _ => {
            let t = with_high(0.0, (0x3ff - k) << 20);
            add_exponent((x - (e + t)) + 1.0, k)
        }
    }
}
