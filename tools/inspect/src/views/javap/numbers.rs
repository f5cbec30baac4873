//! `float` and `double` constants as `Float.toString` and `Double.toString`
//! print them, in the two forms that class libraries have had.
//!
//! Up to JDK 18 the digits come from a digit-by-digit conversion that stops by a
//! test on the next digit and so does not always find the shortest form
//! (`2.0E-3` prints well, `2.0E23` as `1.9999999999999998E23`). From JDK 19 on
//! they are the shortest decimal that reads back as the same number, of at least
//! two digits, nearest to it, ties to even.

use num_bigint::BigUint;
use std::cmp::Ordering;

/// Which conversion to imitate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Digits {
    /// JDK 18 and before.
    Classic,
    /// JDK 19 and after.
    Shortest,
}

/// `Double.toString`.
pub(super) fn double(value: f64, digits: Digits) -> String {
    match digits {
        Digits::Classic => classic_double(value),
        Digits::Shortest => special(value).unwrap_or_else(|| shortest(value)),
    }
}

/// `Float.toString`.
pub(super) fn float(value: f32, digits: Digits) -> String {
    match digits {
        Digits::Classic => classic_float(value),
        Digits::Shortest => special(f64::from(value)).unwrap_or_else(|| shortest(value)),
    }
}

/// Values without digits to find.
fn special(value: f64) -> Option<String> {
    let sign = if value.is_sign_negative() { "-" } else { "" };
    match value {
        _ if value.is_nan() => Some("NaN".to_owned()),
        _ if value.is_infinite() => Some(format!("{sign}Infinity")),
        _ if value == 0.0 => Some(format!("{sign}0.0")),
        _ => None,
    }
}

/// A sign, digits `d1 d2 …`, and the exponent of `0.d1d2…`.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i32,
}

impl Decimal {
    /// Lays the digits out as Java does: plain from 10^-3 to 10^7, otherwise
    /// with an exponent, and always with a digit on either side of the point.
    fn layout(&self) -> String {
        let text =
            |digits: &[u8]| -> String { digits.iter().map(|d| char::from(b'0' + d)).collect() };
        let mut out = String::from(if self.negative { "-" } else { "" });
        let count = self.digits.len();
        match self.exponent {
            1..=7 => {
                let whole = (self.exponent as usize).min(count);
                out += &text(&self.digits[..whole]);
                out += &"0".repeat(self.exponent as usize - whole);
                out.push('.');
                out += &text(&self.digits[whole..]);
                if whole == count {
                    out.push('0');
                }
            }
            -2..=0 => {
                out += "0.";
                out += &"0".repeat(-self.exponent as usize);
                out += &text(&self.digits);
            }
            _ => {
                out += &text(&self.digits[..1]);
                out.push('.');
                out += if count > 1 { text(&self.digits[1..]) } else { "0".to_owned() }.as_str();
                out += &format!("E{}", self.exponent - 1);
            }
        }
        out
    }
}

/// What the shortest form needs of `f32` and `f64`.
trait Shortest: Copy + PartialEq + std::fmt::LowerExp + std::str::FromStr {}
impl Shortest for f32 {}
impl Shortest for f64 {}

fn shortest<T: Shortest>(value: T) -> String {
    let plain = format!("{value:e}");
    let length = plain.bytes().take_while(|&b| b != b'e').filter(u8::is_ascii_digit).count();
    // Of the decimals of that length the nearest reads back if any does; the
    // plain form does not break ties to even. One digit becomes two.
    let nearest = format!("{value:.*e}", length.max(2) - 1);
    let reads_back = nearest.parse::<T>().is_ok_and(|read| read == value);
    let chosen = if reads_back { nearest } else { plain };
    let (mantissa, exponent) = chosen.split_once('e').expect("exponent notation has an exponent");
    let mut digits: Vec<u8> =
        mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    while digits.len() > 1 && digits.last() == Some(&0) {
        digits.pop();
    }
    let exponent = exponent.parse::<i32>().expect("a decimal exponent") + 1;
    Decimal { negative: mantissa.starts_with('-'), digits, exponent }.layout()
}

const EXPONENT_SHIFT: i32 = 52;
const FRACTION_MASK: u64 = (1 << EXPONENT_SHIFT) - 1;

fn classic_double(value: f64) -> String {
    if let Some(text) = special(value) {
        return text;
    }
    let bits = value.to_bits();
    let mut fraction = bits & FRACTION_MASK;
    let mut exponent = (bits >> EXPONENT_SHIFT) as i32 & 0x7ff;
    let significant;
    if exponent == 0 {
        let shift = fraction.leading_zeros() as i32 - (63 - EXPONENT_SHIFT);
        significant = 64 - fraction.leading_zeros() as i32;
        fraction <<= shift;
        exponent = 1 - shift;
    } else {
        fraction |= 1 << EXPONENT_SHIFT;
        significant = EXPONENT_SHIFT + 1;
    }
    classic(value.is_sign_negative(), exponent - 1023, fraction, significant).layout()
}

fn classic_float(value: f32) -> String {
    if let Some(text) = special(f64::from(value)) {
        return text;
    }
    let bits = value.to_bits();
    let mut fraction = bits & 0x7f_ffff;
    let mut exponent = (bits >> 23) as i32 & 0xff;
    let significant;
    if exponent == 0 {
        let shift = fraction.leading_zeros() as i32 - 8;
        significant = 32 - fraction.leading_zeros() as i32;
        fraction <<= shift;
        exponent = 1 - shift;
    } else {
        fraction |= 1 << 23;
        significant = 24;
    }
    let fraction = u64::from(fraction) << (EXPONENT_SHIFT - 23);
    classic(value.is_sign_negative(), exponent - 127, fraction, significant).layout()
}

/// Bits of 5^n, as the classic conversion estimates sizes.
fn bits_of_pow5(n: i32) -> i32 {
    match n {
        0 => 0,
        1..=26 => 64 - 5u64.pow(n as u32).leading_zeros() as i32,
        _ => n * 3,
    }
}

/// The classic conversion of `fraction * 2^(exponent - 52)`, where the top bit
/// of `fraction` is bit 52 and `significant` bits of it count.
fn classic(negative: bool, exponent: i32, mut fraction: u64, significant: i32) -> Decimal {
    let tail_zeros = fraction.trailing_zeros() as i32;
    let fraction_bits = EXPONENT_SHIFT + 1 - tail_zeros;
    let tiny_bits = (fraction_bits - exponent - 1).max(0);
    if (-21..=62).contains(&exponent) && tiny_bits == 0 && fraction_bits < 64 {
        // A whole number that fits 63 bits; digits beyond the precision go.
        let spare = exponent - significant - 1;
        let insignificant = if exponent > significant && spare > 1 {
            (f64::from(spare) * std::f64::consts::LOG10_2).floor() as u32
        } else {
            0
        };
        let whole = if exponent >= EXPONENT_SHIFT {
            fraction << (exponent - EXPONENT_SHIFT)
        } else {
            fraction >> (EXPONENT_SHIFT - exponent)
        };
        return whole_number(negative, whole, insignificant);
    }
    let mut decimal_exponent = estimate(fraction, exponent);
    let b5 = (-decimal_exponent).max(0);
    let mut b2 = b5 + tiny_bits + exponent;
    let s5 = decimal_exponent.max(0);
    let mut s2 = s5 + tiny_bits;
    let mut m2 = b2 - significant;
    fraction >>= tail_zeros;
    b2 -= fraction_bits - 1;
    let common = b2.min(s2);
    b2 -= common;
    s2 -= common;
    m2 -= common;
    if fraction_bits == 1 {
        // The gap below a power of two is half as wide.
        m2 -= 1;
    }
    if m2 < 0 {
        b2 -= m2;
        s2 -= m2;
        m2 = 0;
    }
    // The conversion in machine words and the one in big integers differ in
    // whether the upper bound itself counts as too high, and the former's sums
    // wrap around.
    let bits = (fraction_bits + b2 + bits_of_pow5(b5)).max(s2 + 1 + bits_of_pow5(s5 + 1));
    let word = match bits {
        ..32 => Some(32),
        32..64 => Some(64),
        _ => None,
    };

    let power = |five: i32, two: i32| BigUint::from(5u32).pow(five as u32) << two as usize;
    let mut b = BigUint::from(fraction) * power(b5, b2);
    let s = power(s5, s2);
    let mut m = power(b5, m2);
    let tens = &s * 10u32;
    let mut digits = Vec::with_capacity(18);
    let step = |b: &mut BigUint, m: &mut BigUint| -> (u8, bool, bool) {
        let quotient = &*b / &s;
        *b = (&*b - &quotient * &s) * 10u32;
        *m *= 10u32;
        let digit = u8::try_from(&quotient).expect("a decimal digit");
        let Some(word) = word else { return (digit, *b < *m, &*b + &*m >= tens) };
        if wrapped(m, word) <= 0 {
            // The margin has overflowed: it is larger than anything else.
            return (digit, true, true);
        }
        let low = wrapped(b, word) < wrapped(m, word);
        (digit, low, wrapped(&(&*b + &*m), word) > wrapped(&tens, word))
    };
    let (digit, mut low, mut high) = step(&mut b, &mut m);
    if digit == 0 && !high {
        decimal_exponent -= 1;
    } else {
        digits.push(digit);
    }
    if !(-3..8).contains(&decimal_exponent) {
        // The form with an exponent wants two digits.
        (low, high) = (false, false);
    }
    while !low && !high {
        let digit;
        (digit, low, high) = step(&mut b, &mut m);
        digits.push(digit);
    }
    let mut exponent = decimal_exponent + 1;
    let up = match (high, low) {
        (true, true) => {
            let twice = b << 1usize;
            let order = match word {
                None => twice.cmp(&tens),
                // The difference is taken in the machine word.
                Some(32) => {
                    let low = |n: &BigUint| wrapped(n, 32) as i32;
                    low(&twice).wrapping_sub(low(&tens)).cmp(&0)
                }
                Some(_) => wrapped(&twice, 64).wrapping_sub(wrapped(&tens, 64)).cmp(&0),
            };
            match order {
                Ordering::Equal => digits.last().is_some_and(|last| last & 1 != 0),
                order => order == Ordering::Greater,
            }
        }
        (high, _) => high,
    };
    if up {
        round_up(&mut digits, &mut exponent);
    }
    Decimal { negative, digits, exponent }
}

/// The number as a signed word of 32 or 64 bits that has wrapped around.
fn wrapped(number: &BigUint, word: u32) -> i64 {
    let low = number.iter_u64_digits().next().unwrap_or(0);
    if word == 32 { i64::from(low as i32) } else { low as i64 }
}

fn whole_number(negative: bool, mut whole: u64, insignificant: u32) -> Decimal {
    let mut exponent = 0;
    if insignificant != 0 {
        let unit = 10u64.pow(insignificant);
        let residue = whole % unit;
        whole = whole / unit + u64::from(residue >= unit / 2);
        exponent = insignificant as i32;
    }
    let text = whole.to_string();
    exponent += text.len() as i32;
    let digits = text.trim_end_matches('0').bytes().map(|digit| digit - b'0').collect();
    Decimal { negative, digits, exponent }
}

/// Estimate of the decimal exponent from a tangent of the logarithm.
#[allow(clippy::approx_constant, reason = "the conversion uses this rounded value")]
fn estimate(fraction: u64, exponent: i32) -> i32 {
    let mantissa = f64::from_bits(1023 << EXPONENT_SHIFT | fraction & FRACTION_MASK);
    let log =
        (mantissa - 1.5) * 0.289529654 + 0.176091259 + f64::from(exponent) * 0.301029995663981;
    log.floor() as i32
}

fn round_up(digits: &mut [u8], exponent: &mut i32) {
    let nines = digits.iter().rev().take_while(|&&digit| digit == 9).count();
    let kept = digits.len() - nines;
    digits[kept..].fill(0);
    match kept.checked_sub(1) {
        Some(last) => digits[last] += 1,
        None => {
            *exponent += 1;
            digits[0] = 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_in_both_forms() {
        for (value, classic, shortest) in [
            (0.0, "0.0", "0.0"),
            (-0.0, "-0.0", "-0.0"),
            (1.0, "1.0", "1.0"),
            (-123.456, "-123.456", "-123.456"),
            (1e7, "1.0E7", "1.0E7"),
            (9999999.0, "9999999.0", "9999999.0"),
            (0.001, "0.001", "0.001"),
            (0.0001, "1.0E-4", "1.0E-4"),
            (2e23, "1.9999999999999998E23", "2.0E23"),
            (f64::from_bits(1), "4.9E-324", "4.9E-324"),
            (f64::from_bits(2), "1.0E-323", "9.9E-324"),
            (f64::MAX, "1.7976931348623157E308", "1.7976931348623157E308"),
            (f64::NAN, "NaN", "NaN"),
            (f64::NEG_INFINITY, "-Infinity", "-Infinity"),
            (2.2250738585072014E-308, "2.2250738585072014E-308", "2.2250738585072014E-308"),
            (9007199254740993.0, "9.007199254740992E15", "9.007199254740992E15"),
        ] {
            assert_eq!(double(value, Digits::Classic), classic);
            assert_eq!(double(value, Digits::Shortest), shortest);
        }
    }

    #[test]
    fn floats_in_both_forms() {
        for (value, classic, shortest) in [
            (1.0737418e9_f32, "1.07374182E9", "1.0737418E9"),
            (0.1, "0.1", "0.1"),
            (5.4442826E25, "5.4442825E25", "5.4442826E25"),
            (f32::MIN_POSITIVE, "1.17549435E-38", "1.1754944E-38"),
            (f32::MAX, "3.4028235E38", "3.4028235E38"),
            (f32::from_bits(1), "1.4E-45", "1.4E-45"),
            (16777216.0, "1.6777216E7", "1.6777216E7"),
            (3.0e10, "3.0000001E10", "3.0E10"),
        ] {
            assert_eq!(float(value, Digits::Classic), classic);
            assert_eq!(float(value, Digits::Shortest), shortest);
        }
    }
}
