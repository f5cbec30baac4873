//! Remainders: of division by π/2, and the IEEE 754 remainder.

use super::bits::{TWO_54, high, low, with_high};

/// 2/π in units of 24 bits.
const TWO_OVER_PI: [i32; 66] = [
    0xA2F983, 0x6E4E44, 0x1529FC, 0x2757D1, 0xF534DD, 0xC0DB62, 0x95993C, 0x439041, 0xFE5163,
    0xABDEBB, 0xC561B7, 0x246E3A, 0x424DD2, 0xE00649, 0x2EEA09, 0xD1921C, 0xFE1DEB, 0x1CB129,
    0xA73EE8, 0x8235F5, 0x2EBB44, 0x84E99C, 0x7026B4, 0x5F7E41, 0x3991D6, 0x398353, 0x39F49C,
    0x845F8B, 0xBDF928, 0x3B1FF8, 0x97FFDE, 0x05980F, 0xEF2F11, 0x8B5A0A, 0x6D1F6D, 0x367ECF,
    0x27CB09, 0xB74F46, 0x3F669E, 0x5FEA2D, 0x7527BA, 0xC7EBE5, 0xF17B3D, 0x0739F7, 0x8A5292,
    0xEA6BFB, 0x5FB11F, 0x8D5D08, 0x560330, 0x46FC7B, 0x6BABF0, 0xCFBC20, 0x9AF436, 0x1DA9E3,
    0x91615E, 0xE61B08, 0x659985, 0x5F14A0, 0x68408D, 0xFFD880, 0x4D7327, 0x310606, 0x1556CA,
    0x73A8C9, 0x60E27B, 0xC08C6B,
];

/// π/2 in units of 24 bits.
const PI_2: [f64; 8] = [
    1.570_796_251_296_997_070_31e+00,
    7.549_789_415_861_596_353_35e-08,
    5.390_302_529_957_764_765_54e-15,
    3.282_003_415_807_912_941_23e-22,
    1.270_655_753_080_676_073_49e-29,
    1.229_333_089_811_113_289_32e-36,
    2.733_700_538_164_645_596_24e-44,
    2.167_416_838_778_048_194_44e-51,
];

const INVERSE_PI_2: f64 = 6.366_197_723_675_813_824_33e-01;
/// The first 33 bits of π/2, the next 33 and the next, each with what is then
/// missing.
const PI_2_PARTS: [(f64, f64); 3] = [
    (1.570_796_326_734_125_614_17e+00, 6.077_100_506_506_192_249_32e-11),
    (6.077_100_506_303_965_976_60e-11, 2.022_266_248_795_950_631_54e-21),
    (2.022_266_248_711_166_455_80e-21, 8.478_427_660_368_899_569_97e-32),
];
const TWO_24: f64 = 16_777_216.0;
const TWO_MINUS_24: f64 = 1.0 / TWO_24;

/// The multiple of π/2 that lies next to `x`, modulo some power of two that is
/// at least 8, and the rest in two parts. `x` is finite and not small.
pub(super) fn remainder_pi_2(x: f64) -> (i32, [f64; 2]) {
    let hx = high(x);
    let ix = hx & 0x7fff_ffff;
    if ix <= 0x3fe9_21fb {
        return (0, [x, 0.0]);
    }
    if ix < 0x4002_d97c {
        let near_pi_2 = ix == 0x3ff9_21fb;
        return match hx > 0 {
            true => (1, less_one_multiple(x, near_pi_2)),
            false => {
                let [head, tail] = less_one_multiple(-x, near_pi_2);
                (-1, [-head, -tail])
            }
        };
    }
    let (n, y) = if ix <= 0x4139_21fb { medium(x.abs()) } else { large(x.abs()) };
    if hx < 0 { (-n, [-y[0], -y[1]]) } else { (n, y) }
}

/// `x` - π/2 in two parts, where the result is not tiny or `near` is set.
fn less_one_multiple(x: f64, near: bool) -> [f64; 2] {
    let (first, first_tail) = PI_2_PARTS[0];
    let mut z = x - first;
    let mut tail = first_tail;
    if near {
        z -= PI_2_PARTS[1].0;
        tail = PI_2_PARTS[1].1;
    }
    let head = z - tail;
    [head, (z - head) - tail]
}

/// Up to 2^19 π/2: subtracts the multiple in up to three steps, as cancellation
/// asks for.
fn medium(x: f64) -> (i32, [f64; 2]) {
    let n = (x * INVERSE_PI_2 + 0.5) as i32;
    let multiple = f64::from(n);
    let ix = high(x);
    let mut r = x - multiple * PI_2_PARTS[0].0;
    let mut w = multiple * PI_2_PARTS[0].1;
    let mut head = r - w;
    // Within 32 multiples cancellation is harmless unless the upper halves of
    // `x` and of the multiple are the same.
    let is_near = high(multiple * std::f64::consts::FRAC_PI_2) == ix;
    if n >= 32 || is_near {
        let exponent = ix >> 20;
        for (bits, (part, tail)) in [16, 49].into_iter().zip(&PI_2_PARTS[1..]) {
            let lost = exponent - ((high(head) >> 20) & 0x7ff);
            if lost <= bits {
                break;
            }
            let t = r;
            w = multiple * part;
            r = t - w;
            w = multiple * tail - ((t - r) - w);
            head = r - w;
        }
    }
    (n, [head, (r - head) - w])
}

/// Any greater number: multiplies by as much of 2/π as matters (Payne and
/// Hanek).
fn large(x: f64) -> (i32, [f64; 2]) {
    let ix = high(x);
    let exponent = (ix >> 20) - 1046;
    let mut z = with_high(x, ix - (exponent << 20));
    let mut digits = [0.0; 3];
    for digit in &mut digits[..2] {
        *digit = f64::from(z as i32);
        z = (z - *digit) * TWO_24;
    }
    digits[2] = z;
    let count = digits.iter().rposition(|&digit| digit != 0.0).map_or(1, |last| last + 1);
    Product::new(&digits[..count], exponent).reduce()
}

/// Digits of the result that are computed at first.
const FIRST_DIGITS: usize = 4;

/// The product of a number, in 24-bit digits, and 2/π.
struct Product<'a> {
    digits: &'a [f64],
    /// First digit of 2/π that matters.
    skipped: i32,
    /// Exponent of the last computed digit.
    scale: i32,
    /// Digits of the product, not yet normalised.
    q: [f64; 20],
    /// Digits of the fraction, normalised, least significant first.
    iq: [i32; 20],
    /// Index of the last digit of `q`.
    last: usize,
}

impl<'a> Product<'a> {
    fn new(digits: &'a [f64], exponent: i32) -> Product<'a> {
        let skipped = ((exponent - 3) / 24).max(0);
        let scale = exponent - 24 * (skipped + 1);
        let last = FIRST_DIGITS;
        let mut product = Product { digits, skipped, scale, q: [0.0; 20], iq: [0; 20], last };
        for at in 0..=FIRST_DIGITS {
            product.q[at] = product.digit(at);
        }
        product
    }

    fn digit(&self, at: usize) -> f64 {
        let factor =
            |index: i32| usize::try_from(index).map_or(0.0, |index| f64::from(TWO_OVER_PI[index]));
        let first = self.skipped + at as i32;
        self.digits.iter().zip(0..).fold(0.0, |sum, (x, j)| sum + x * factor(first - j))
    }

    fn reduce(mut self) -> (i32, [f64; 2]) {
        loop {
            let (n, half, mut rest) = self.split();
            if half > 0 {
                rest = self.complement(half, rest);
            }
            if rest == 0.0 && self.needs_more_digits() {
                continue;
            }
            self.normalise(rest);
            let parts = self.times_pi_2(half != 0);
            let n = if half > 0 { n + 1 } else { n };
            return (n & 7, parts);
        }
    }

    /// Integer part modulo 8, whether the fraction is at least one half (above
    /// 0), and what is left of the first digit.
    fn split(&mut self) -> (i32, i32, f64) {
        let mut z = self.q[self.last];
        for (at, j) in (1..=self.last).rev().enumerate() {
            let carry = f64::from((TWO_MINUS_24 * z) as i32);
            self.iq[at] = (z - TWO_24 * carry) as i32;
            z = self.q[j - 1] + carry;
        }
        z = scale(z, self.scale);
        z -= 8.0 * (z * 0.125).floor();
        let mut n = z as i32;
        z -= f64::from(n);
        let mut half = 0;
        if self.scale > 0 {
            let top = self.iq[self.last - 1] >> (24 - self.scale);
            n += top;
            self.iq[self.last - 1] -= top << (24 - self.scale);
            half = self.iq[self.last - 1] >> (23 - self.scale);
        } else if self.scale == 0 {
            half = self.iq[self.last - 1] >> 23;
        } else if z >= 0.5 {
            half = 2;
        }
        (n, half, z)
    }

    /// Replaces the fraction by one minus it.
    fn complement(&mut self, half: i32, rest: f64) -> f64 {
        let mut borrowed = false;
        for digit in &mut self.iq[..self.last] {
            if borrowed {
                *digit = 0xff_ffff - *digit;
            } else if *digit != 0 {
                borrowed = true;
                *digit = 0x100_0000 - *digit;
            }
        }
        match self.scale {
            1 => self.iq[self.last - 1] &= 0x7f_ffff,
            2 => self.iq[self.last - 1] &= 0x3f_ffff,
            _ => {}
        }
        if half != 2 {
            return rest;
        }
        let rest = 1.0 - rest;
        if borrowed { rest - scale(1.0, self.scale) } else { rest }
    }

    /// Whether all digits so far have cancelled; then more are computed.
    fn needs_more_digits(&mut self) -> bool {
        if self.iq[FIRST_DIGITS..self.last].iter().any(|&digit| digit != 0) {
            return false;
        }
        let more = (1..=FIRST_DIGITS).find(|k| self.iq[FIRST_DIGITS - k] != 0);
        let more = more.expect("no number is that near to a multiple of π/2");
        for at in self.last + 1..=self.last + more {
            self.q[at] = self.digit(at);
        }
        self.last += more;
        true
    }

    /// Drops leading zeros, or adds what is left of the first digit.
    fn normalise(&mut self, rest: f64) {
        if rest == 0.0 {
            self.last -= 1;
            self.scale -= 24;
            while self.iq[self.last] == 0 {
                self.last -= 1;
                self.scale -= 24;
            }
            return;
        }
        let z = scale(rest, -self.scale);
        if z < TWO_24 {
            self.iq[self.last] = z as i32;
            return;
        }
        let carry = f64::from((TWO_MINUS_24 * z) as i32);
        self.iq[self.last] = (z - TWO_24 * carry) as i32;
        self.last += 1;
        self.scale += 24;
        self.iq[self.last] = carry as i32;
    }

    /// The fraction times π/2 in two parts.
    fn times_pi_2(&mut self, negative: bool) -> [f64; 2] {
        let last = self.last;
        let mut unit = scale(1.0, self.scale);
        for at in (0..=last).rev() {
            self.q[at] = unit * f64::from(self.iq[at]);
            unit *= TWO_MINUS_24;
        }
        let mut sums = [0.0; 20];
        for at in (0..=last).rev() {
            let terms = PI_2[..=FIRST_DIGITS].iter().zip(&self.q[at..=last]);
            sums[last - at] = terms.fold(0.0, |sum, (part, q)| sum + part * q);
        }
        let head = sums[..=last].iter().rev().fold(0.0, |sum, term| sum + term);
        let tail = sums[1..=last].iter().fold(sums[0] - head, |sum, term| sum + term);
        if negative { [-head, -tail] } else { [head, tail] }
    }
}

/// `x` times 2 to the power `n`; neither overflows here, and `x` is normal.
fn scale(x: f64, n: i32) -> f64 {
    if x == 0.0 {
        return x;
    }
    let exponent = ((high(x) >> 20) & 0x7ff) + n;
    if exponent > 0 {
        return with_high(x, (high(x) & !0x7ff0_0000) | exponent << 20);
    }
    // Below the normal numbers: round once.
    with_high(x, (high(x) & !0x7ff0_0000) | (exponent + 54) << 20) / TWO_54
}

/// The IEEE 754 remainder: exact.
pub(super) fn ieee_remainder(x: f64, p: f64) -> f64 {
    if p == 0.0 || !x.is_finite() || p.is_nan() {
        return f64::NAN;
    }
    let sign = high(x) & i32::MIN;
    let hp = high(p) & 0x7fff_ffff;
    let p = p.abs();
    // Twice the divisor may overflow; then the dividend is smaller anyway.
    let x = if hp <= 0x7fdf_ffff { x % (p + p) } else { x };
    if high(x) & 0x7fff_ffff == hp && low(x) == low(p) {
        return 0.0 * x;
    }
    let mut x = x.abs();
    if hp < 0x0020_0000 {
        if x + x > p {
            x -= p;
            if x + x >= p {
                x -= p;
            }
        }
    } else {
        let half = 0.5 * p;
        if x > half {
            x -= p;
            if x >= half {
                x -= p;
            }
        }
    }
    with_high(x, high(x) ^ sign)
}
