//! Numbers to text and back: decimal digits of integers, floating-point numbers
//! in decimal notation.

use super::memory::{Room, all_bytes, decline};
use super::strings::content;
use crate::model::Throw;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use std::str::FromStr;

const FLOATING: &str = "jdk/internal/math/FloatingDecimal";

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/Integer", "getChars", "(II[B)I", digits_of_int),
    native("java/lang/Long", "getChars", "(JI[B)I", digits_of_long),
    native(FLOATING, "parseDouble", "(Ljava/lang/String;)D", parse_double),
    native(FLOATING, "parseFloat", "(Ljava/lang/String;)F", parse_float),
];

fn digits_of_int(t: &JavaThread, number: i32, until: i32, into: Handle) -> Result<i32, Throw> {
    digits(t, i64::from(number), until, into)
}

fn digits_of_long(t: &JavaThread, number: i64, until: i32, into: Handle) -> Result<i32, Throw> {
    digits(t, number, until, into)
}

/// Stores the digits of a number so that they end before `until`: where they begin.
fn digits(t: &JavaThread, number: i64, until: i32, into: Handle) -> Result<i32, Throw> {
    let mut text = [0; 20];
    let mut at = text.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        text[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        at -= 1;
        text[at] = b'-';
    }
    let text = &text[at..];
    let from = until.wrapping_sub(text.len() as i32);
    Room::<1>::of(t, into, from, text.len() as i32)?.fill(text.iter().map(|digit| [*digit]));
    Ok(from)
}

fn parse_double(t: &JavaThread, string: Handle) -> Result<f64, Throw> {
    parse(t, string)
}

fn parse_float(t: &JavaThread, string: Handle) -> Result<f32, Throw> {
    parse(t, string)
}

/// Both languages round the decimal number to the nearest, ties to even.
fn parse<T: FromStr>(t: &JavaThread, string: Handle) -> Result<T, Throw> {
    if string.get().is_null() {
        return decline();
    }
    let (value, wide) = content(t, string.get());
    let text = all_bytes(t, value)?;
    let plain = !wide && is_decimal(text);
    let number =
        if plain { str::from_utf8(text).ok().and_then(|text| text.parse().ok()) } else { None };
    number.map_or_else(decline, Ok)
}

/// Digits with an optional sign, point and exponent. Java also knows white space
/// around the number, a letter for the type, `NaN`, `Infinity` and hexadecimal
/// numbers: those are left to the Java code.
fn is_decimal(text: &[u8]) -> bool {
    fn digits(text: &[u8]) -> (usize, &[u8]) {
        let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count, &text[count..])
    }
    fn unsigned(text: &[u8]) -> &[u8] {
        text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text)
    }
    let (whole, rest) = digits(unsigned(text));
    let (fraction, rest) = rest.strip_prefix(b".").map_or((0, rest), digits);
    let exponent = match rest {
        [] => true,
        [b'e' | b'E', rest @ ..] => matches!(digits(unsigned(rest)), (1.., [])),
        _ => false,
    };
    whole + fraction > 0 && exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_numbers() {
        for text in ["0", "-1.5", "+.5", "5.", "1e10", "1.E-3", "00.10e+05"] {
            assert!(is_decimal(text.as_bytes()), "{text}");
            assert!(text.parse::<f64>().is_ok(), "{text}");
        }
        for text in
            ["", ".", "-", "e5", "1e", "1e+", "1f", " 1", "0x1p0", "NaN", "inf", "1.2.3", "--1"]
        {
            assert!(!is_decimal(text.as_bytes()), "{text}");
        }
    }
}
