//! Numbers and sizes as options write them: decimal or `0x…`, with a suffix of
//! `k`, `m`, `g` or `t` for powers of 1024.

/// Parses a number that is not negative.
pub(super) fn parse_unsigned(text: &str) -> Option<u64> {
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let (digits, suffix) = digits.split_at(end);
    let shift = match suffix {
        "" => 0,
        "k" | "K" => 10,
        "m" | "M" => 20,
        "g" | "G" => 30,
        "t" | "T" => 40,
        _ => return None,
    };
    u64::from_str_radix(digits, radix).ok()?.checked_mul(1 << shift)
}

/// Parses a number that may be negative.
pub(super) fn parse_signed(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(text) => 0i64.checked_sub_unsigned(parse_unsigned(text)?),
        None => parse_unsigned(text)?.try_into().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let check = |text, expected| assert_eq!(parse_unsigned(text), expected, "{text:?}");
        check("0", Some(0));
        check("16m", Some(16 << 20));
        check("0x10K", Some(16 << 10));
        check("1T", Some(1 << 40));
        check("18446744073709551615", Some(u64::MAX));
        for bad in ["", "m", "foo", "-1", "+1", "16x", "16mm", "16 m", "0x", "1_0", "99999999t"] {
            check(bad, None);
        }
        check("18446744073709551616", None);
        assert_eq!(parse_signed("-2k"), Some(-2048));
        assert_eq!(parse_signed("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(parse_signed("9223372036854775808"), None);
        assert_eq!(parse_signed("--1"), None);
    }
}
