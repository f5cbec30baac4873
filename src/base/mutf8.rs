//! Modified UTF-8, the string encoding of class files and JNI (JVMS §4.4.7).
//!
//! It differs from UTF-8 in two ways: U+0000 is the two bytes `C0 80`, and
//! supplementary characters are two three-byte surrogates. Because surrogates
//! are encoded one by one, every sequence of UTF-16 units has an encoding,
//! unpaired surrogates included; [`encode`] and [`units`] round-trip all of them.
//!
//! Decoding is total: bytes that [`is_valid`] rejects decode to U+FFFD.

use std::borrow::Cow;
use std::fmt;

/// Classes of this major version and later may not use overlong encodings.
const FIRST_STRICT_MAJOR: u16 = 48;

/// Whether `bytes` is legal in a class file of major version `major`.
///
/// Overlong two- and three-byte forms (other than `C0 80`) are accepted up to
/// major version 47, as the reference implementation does.
pub fn is_valid(bytes: &[u8], major: u16) -> bool {
    let mut rest = bytes;
    loop {
        // Class-file strings are nearly always ASCII: test eight bytes at once.
        while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
            let word = u64::from_ne_bytes(*chunk);
            let zero_or_high = word.wrapping_sub(0x0101_0101_0101_0101) | word;
            if zero_or_high & 0x8080_8080_8080_8080 != 0 {
                break;
            }
            rest = tail;
        }
        let Some((unit, length)) = next_unit(rest) else { return rest.is_empty() };
        let overlong = match length {
            1 => unit == 0,
            2 => unit < 0x80 && unit != 0,
            _ => unit < 0x800,
        };
        if overlong && (length == 1 || major >= FIRST_STRICT_MAJOR) {
            return false;
        }
        rest = &rest[length..];
    }
}

/// Decodes one unit and its encoded length; `None` at the end or for a malformed sequence.
#[inline]
fn next_unit(bytes: &[u8]) -> Option<(u16, usize)> {
    let continuation = |i: usize| match bytes.get(i) {
        Some(&b) if b & 0xc0 == 0x80 => Some(u16::from(b & 0x3f)),
        _ => None,
    };
    let first = *bytes.first()?;
    match first {
        0x00..=0x7f => Some((u16::from(first), 1)),
        0xc0..=0xdf => Some((u16::from(first & 0x1f) << 6 | continuation(1)?, 2)),
        0xe0..=0xef => {
            Some((u16::from(first & 0xf) << 12 | continuation(1)? << 6 | continuation(2)?, 3))
        }
        _ => None,
    }
}

/// Iterates over the UTF-16 units of `bytes`.
pub fn units(bytes: &[u8]) -> Units<'_> {
    Units { rest: bytes }
}

/// The iterator made by [`units`].
#[derive(Clone, Debug)]
pub struct Units<'a> {
    rest: &'a [u8],
}

impl Iterator for Units<'_> {
    type Item = u16;

    #[inline]
    fn next(&mut self) -> Option<u16> {
        if self.rest.is_empty() {
            return None;
        }
        let (unit, length) = next_unit(self.rest).unwrap_or((0xfffd, 1));
        self.rest = &self.rest[length..];
        Some(unit)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.rest.len().div_ceil(3), Some(self.rest.len()))
    }
}

/// Decodes to UTF-16 units.
pub fn decode(bytes: &[u8]) -> Vec<u16> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(units(bytes));
    out
}

/// Number of UTF-16 units that `bytes` decodes to.
pub fn utf16_len(bytes: &[u8]) -> usize {
    if bytes.is_ascii() { bytes.len() } else { units(bytes).count() }
}

/// Number of bytes that [`encode`] needs for `units`.
pub fn encoded_len(units: &[u16]) -> usize {
    units.iter().map(|&u| unit_len(u)).sum()
}

#[inline]
const fn unit_len(unit: u16) -> usize {
    match unit {
        0x01..=0x7f => 1,
        0 | 0x80..=0x7ff => 2,
        _ => 3,
    }
}

/// Encodes UTF-16 units; unpaired surrogates are kept.
pub fn encode(units: &[u16]) -> Vec<u8> {
    let mut out = Vec::with_capacity(encoded_len(units));
    units.iter().for_each(|&unit| push_unit(&mut out, unit));
    out
}

/// Appends the encoding of one UTF-16 unit.
#[inline]
pub fn push_unit(out: &mut Vec<u8>, unit: u16) {
    let low = |shift: u32| 0x80 | (unit >> shift & 0x3f) as u8;
    match unit_len(unit) {
        1 => out.push(unit as u8),
        2 => out.extend([0xc0 | (unit >> 6) as u8, low(0)]),
        _ => out.extend([0xe0 | (unit >> 12) as u8, low(6), low(0)]),
    }
}

/// Encodes a Rust string; borrows when the two encodings agree.
pub fn from_str(text: &str) -> Cow<'_, [u8]> {
    if text.bytes().all(|b| (1..0x80).contains(&b)) {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut out = Vec::with_capacity(text.len() + 8);
    text.encode_utf16().for_each(|unit| push_unit(&mut out, unit));
    Cow::Owned(out)
}

/// For display: unpaired surrogates and malformed bytes become U+FFFD.
pub fn to_string_lossy(bytes: &[u8]) -> Cow<'_, str> {
    // Modified UTF-8 without surrogates and NUL is UTF-8, and what differs is
    // not valid UTF-8, so the standard check decides which case this is.
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(
            char::decode_utf16(units(bytes))
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
        ),
    }
}

/// Displays modified UTF-8 as [`to_string_lossy`] converts it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lossy<'a>(pub &'a [u8]);

impl fmt::Display for Lossy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&to_string_lossy(self.0))
    }
}

impl fmt::Debug for Lossy<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", to_string_lossy(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_by_version() {
        // (bytes, legal up to major 47, legal from major 48)
        let table: &[(&[u8], bool, bool)] = &[
            (b"", true, true),
            (b"plain ascii text", true, true),
            (&[0xc0, 0x80], true, true),
            (&[0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], true, true),
            (&[0xed, 0xa0, 0xbd], true, true),
            (&[0xed, 0xb8, 0x80], true, true),
            (&[0], false, false),
            (b"1234567\0", false, false),
            (&[0xf0, 0x9f, 0x98, 0x80], false, false),
            (&[0xc1, 0x81], true, false),
            (&[0xe0, 0x81, 0x81], true, false),
            (&[0xc3], false, false),
            (&[0xe2, 0x82], false, false),
            (&[0xc3, 0x41], false, false),
            (&[0x80], false, false),
            (&[0xff], false, false),
        ];
        for &(bytes, old, new) in table {
            assert_eq!(is_valid(bytes, 47), old, "{bytes:x?} in 47");
            assert_eq!(is_valid(bytes, 48), new, "{bytes:x?} in 48");
            // The word-at-a-time path must agree with the byte path.
            let padded = [b"abcdefgh".as_slice(), bytes, b"abcdefghijk"].concat();
            assert_eq!(is_valid(&padded, 48), new, "padded {bytes:x?}");
        }
    }

    #[test]
    fn every_unit_round_trips() {
        let all: Vec<u16> = (0..=u16::MAX).collect();
        let bytes = encode(&all);
        assert_eq!(bytes.len(), encoded_len(&all));
        assert!(is_valid(&bytes, 65));
        assert_eq!(decode(&bytes), all);
        assert_eq!(utf16_len(&bytes), all.len());
    }

    #[test]
    fn strings() {
        for text in ["", "abc", "grün", "a\0b", "😀"] {
            let bytes = from_str(text);
            assert!(is_valid(&bytes, 65), "{text:?}");
            assert_eq!(to_string_lossy(&bytes), text);
        }
        assert_eq!(to_string_lossy(&[b'a', 0xed, 0xa0, 0xbd, 0xff]), "a\u{fffd}\u{fffd}");
        assert_eq!(decode(&[0xe2, 0x82]), [0xfffd, 0xfffd]);
    }
}
