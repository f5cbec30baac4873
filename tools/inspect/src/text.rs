//! Names and strings of class files as text: decoding, escapes, and the quoting
//! of names that are not Java identifiers.

use std::borrow::Cow;
use std::fmt::Write;

use base::mutf8;
use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// Decodes modified UTF-8; what UTF-8 cannot express (unpaired surrogates) and
/// malformed bytes become `?`, as when Java prints them.
pub fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            Cow::Owned(char::decode_utf16(mutf8::units(bytes)).map(|c| c.unwrap_or('?')).collect())
        }
    }
}

/// Internal names and descriptors with dots for slashes.
pub fn dotted(name: &str) -> Cow<'_, str> {
    if name.contains('/') { Cow::Owned(name.replace('/', ".")) } else { Cow::Borrowed(name) }
}

/// The text of a `Utf8` constant, control and quote characters escaped.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '"' | '\'' | '\\') && !c.is_control();
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match short_escape(c) {
            Some(escape) => out.push_str(escape),
            None if c.is_control() => push_unicode_escape(&mut out, c as u16),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A character or string constant as `-constants` shows it in source form.
pub fn source_literal(units: impl Iterator<Item = u16>, quote: char) -> String {
    let mut out = String::from(quote);
    for unit in units {
        let c = char::from_u32(unit.into()).unwrap_or(char::REPLACEMENT_CHARACTER);
        match short_escape(c) {
            Some(_) if matches!(c, '"' | '\'') && c != quote => out.push(c),
            Some(escape) => out.push_str(escape),
            None if (' '..='~').contains(&c) => out.push(c),
            None => push_unicode_escape(&mut out, unit),
        }
    }
    out.push(quote);
    out
}

fn short_escape(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        '"' => "\\\"",
        '\'' => "\\'",
        '\\' => "\\\\",
        _ => return None,
    })
}

fn push_unicode_escape(out: &mut String, unit: u16) {
    write!(out, "\\u{unit:04x}").expect("a string takes everything");
}

/// A name as it is if its parts between slashes are Java identifiers, otherwise
/// in quotes.
pub fn checked_name(name: &str) -> Cow<'_, str> {
    if is_plain_name(name) {
        return Cow::Borrowed(name);
    }
    let mut out = String::from('"');
    for c in name.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ => out.push(c),
        }
    }
    out.push('"');
    Cow::Owned(out)
}

fn is_plain_name(name: &str) -> bool {
    let mut at_start = true;
    for c in name.chars() {
        if c == '/' && !at_start {
            at_start = true;
            continue;
        }
        if !(if at_start { is_identifier_start(c) } else { is_identifier_part(c) }) {
            return false;
        }
        at_start = false;
    }
    !name.is_empty()
}

fn is_identifier_start(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || c == '_' || c == '$';
    }
    use Category as C;
    matches!(
        get_general_category(c),
        C::UppercaseLetter
            | C::LowercaseLetter
            | C::TitlecaseLetter
            | C::ModifierLetter
            | C::OtherLetter
            | C::LetterNumber
            | C::CurrencySymbol
            | C::ConnectorPunctuation
    )
}

fn is_identifier_part(c: char) -> bool {
    if is_identifier_start(c) || c.is_ascii_digit() {
        return true;
    }
    match c {
        '\0'..='\u{8}' | '\u{e}'..='\u{1b}' | '\u{7f}'..='\u{9f}' => true,
        _ if c.is_ascii() => false,
        _ => matches!(
            get_general_category(c),
            Category::DecimalNumber
                | Category::NonspacingMark
                | Category::SpacingMark
                | Category::Format
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_not_identifiers_are_quoted() {
        for name in ["a", "java/lang/Object", "ä$1_", "x\u{7f}", "a/b1"] {
            assert_eq!(checked_name(name), name);
        }
        for (name, shown) in [
            ("", "\"\""),
            ("<init>", "\"<init>\""),
            ("[I", "\"[I\""),
            ("1a", "\"1a\""),
            ("/a", "\"/a\""),
            ("a\n\"", "\"a\\n\\\"\""),
            ("module-info", "\"module-info\""),
        ] {
            assert_eq!(checked_name(name), shown);
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(escaped("a'\"\\\n\u{1}\u{85}é"), "a\\'\\\"\\\\\\n\\u0001\\u0085é");
        assert_eq!(source_literal("a'\"é\n".encode_utf16(), '"'), "\"a'\\\"\\u00e9\\n\"");
        assert_eq!(decoded(&[b'a', 0xed, 0xa0, 0xbd]), "a?");
    }
}
