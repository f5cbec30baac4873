//! `java.lang.String` and the classes behind it: Latin-1 and UTF-16 in bytes.
//!
//! Of two versions of the class library some methods mean different things; the
//! functions say so.

use super::memory::{Room, all_bytes, decline, part, whole};
use crate::model::{KnownClass, KnownField, Throw};
use crate::thread::{Handle, JavaThread, Library, NativeRow, native};
use heap::layout::Ref;

const STRING: &str = "java/lang/String";
const LATIN1: &str = "java/lang/StringLatin1";
const UTF16: &str = "java/lang/StringUTF16";
const CODING: &str = "java/lang/StringCoding";

pub(super) const ROWS: &[NativeRow] = &[
    native(STRING, "equals", "(Ljava/lang/Object;)Z", equals),
    native(STRING, "charAt", "(I)C", char_at),
    native(STRING, "length", "()I", length),
    native(LATIN1, "equals", "([B[B)Z", same_bytes),
    native(LATIN1, "hashCode", "([B)I", hash_latin1),
    native(LATIN1, "compareTo", "([B[B)I", compare_latin1),
    native(LATIN1, "indexOfChar", "([BIII)I", index_of_byte),
    native(LATIN1, "indexOf", "([BI[BII)I", index_of_latin1),
    native(LATIN1, "inflate", "([BI[CII)V", inflate),
    native(LATIN1, "inflate", "([BI[BII)V", inflate),
    native(UTF16, "hashCode", "([B)I", hash_utf16),
    native(UTF16, "compareTo", "([B[B)I", compare_utf16),
    native(UTF16, "compress", "([CI[BII)I", compress),
    native(UTF16, "compress", "([BI[BII)I", compress),
    native(UTF16, "getChars", "([BII[CI)V", get_units),
    native(UTF16, "putChars", "([BI[CII)V", put_units),
    native(CODING, "hasNegatives", "([BII)Z", has_negatives),
    native(CODING, "countPositives", "([BII)I", count_positives),
    native(CODING, "implEncodeISOArray", "([BI[BII)I", encode_latin1),
    native(CODING, "implEncodeAsciiArray", "([CI[BII)I", encode_ascii),
    native("sun/nio/cs/ISO_8859_1$Encoder", "implEncodeISOArray", "([CI[BII)I", encode_latin1),
];

/// The array of a string, and whether it is UTF-16.
pub(super) fn content(t: &JavaThread, string: Ref) -> (Ref, bool) {
    let coder: i8 = t.get(string, t.offset(KnownField::StringCoder));
    (t.get_ref(string, t.offset(KnownField::StringValue)), coder != 0)
}

fn equals(t: &JavaThread, this: Handle, other: Handle) -> Result<bool, Throw> {
    let (this, other) = (this.get(), other.get());
    if this == other {
        return Ok(true);
    }
    if other.is_null() || t.class_of(other) != t.vm().known.class(KnownClass::String) {
        return Ok(false);
    }
    let ((a, a_wide), (b, b_wide)) = (content(t, this), content(t, other));
    Ok(a_wide == b_wide && (a == b || all_bytes(t, a)? == all_bytes(t, b)?))
}

fn char_at(t: &JavaThread, this: Handle, index: i32) -> Result<u16, Throw> {
    let (value, wide) = content(t, this.get());
    let bytes = all_bytes(t, value)?;
    let index = index as usize;
    if wide {
        let unit = bytes.as_chunks::<2>().0.get(index);
        unit.map_or_else(decline, |unit| Ok(u16::from_ne_bytes(*unit)))
    } else {
        bytes.get(index).map_or_else(decline, |byte| Ok(u16::from(*byte)))
    }
}

fn length(t: &JavaThread, this: Handle) -> Result<i32, Throw> {
    let (value, wide) = content(t, this.get());
    Ok(all_bytes(t, value)?.len() as i32 >> i32::from(wide))
}

fn same_bytes(t: &JavaThread, a: Handle, b: Handle) -> Result<bool, Throw> {
    Ok(all_bytes(t, a.get())? == all_bytes(t, b.get())?)
}

fn hash_latin1(t: &JavaThread, value: Handle) -> Result<i32, Throw> {
    let bytes = all_bytes(t, value.get())?;
    Ok(super::arrays::hash(0, bytes.iter().map(|byte| i32::from(*byte))))
}

/// Copies units of a string into an array of chars.
fn get_units(
    t: &JavaThread,
    value: Handle,
    from: i32,
    until: i32,
    into: Handle,
    into_from: i32,
) -> Result<(), Throw> {
    let units = part::<2>(t, value, from, until.wrapping_sub(from))?;
    Room::<2>::of(t, into, into_from, units.len() as i32)?.fill(units.iter().copied());
    Ok(())
}

/// Copies chars into the units of a string that is being made.
fn put_units(
    t: &JavaThread,
    value: Handle,
    index: i32,
    chars: Handle,
    from: i32,
    until: i32,
) -> Result<(), Throw> {
    let units = part::<2>(t, chars, from, until.wrapping_sub(from))?;
    Room::<2>::of(t, value, index, units.len() as i32)?.fill(units.iter().copied());
    Ok(())
}

fn hash_utf16(t: &JavaThread, value: Handle) -> Result<i32, Throw> {
    let units = whole::<2>(t, value)?;
    Ok(super::arrays::hash(0, units.iter().map(|unit| i32::from(u16::from_ne_bytes(*unit)))))
}

/// The difference of the first elements that differ, otherwise that of the
/// lengths.
fn compare<T: Copy + PartialEq>(a: &[T], b: &[T], value: impl Fn(T) -> i32) -> i32 {
    match a.iter().zip(b).find(|(x, y)| x != y) {
        Some((x, y)) => value(*x) - value(*y),
        None => a.len() as i32 - b.len() as i32,
    }
}

fn compare_latin1(t: &JavaThread, a: Handle, b: Handle) -> Result<i32, Throw> {
    Ok(compare(all_bytes(t, a.get())?, all_bytes(t, b.get())?, i32::from))
}

fn compare_utf16(t: &JavaThread, a: Handle, b: Handle) -> Result<i32, Throw> {
    Ok(compare(whole::<2>(t, a)?, whole::<2>(t, b)?, |unit| i32::from(u16::from_ne_bytes(unit))))
}

fn position(found: Option<usize>, from: i32) -> Result<i32, Throw> {
    Ok(found.map_or(-1, |at| at as i32 + from))
}

fn index_of_byte(
    t: &JavaThread,
    value: Handle,
    byte: i32,
    from: i32,
    until: i32,
) -> Result<i32, Throw> {
    if from >= until {
        return decline();
    }
    position(
        memchr::memchr(byte as u8, part::<1>(t, value, from, until - from)?.as_flattened()),
        from,
    )
}

/// Searches the first `count` bytes of `value`, from `from` on, for the first
/// `wanted_count` of `wanted`.
fn index_of_latin1(
    t: &JavaThread,
    value: Handle,
    count: i32,
    wanted: Handle,
    wanted_count: i32,
    from: i32,
) -> Result<i32, Throw> {
    if wanted_count < 1 || from < 0 || from >= count {
        return decline();
    }
    let place = part::<1>(t, value, from, count - from)?.as_flattened();
    let wanted = part::<1>(t, wanted, 0, wanted_count)?.as_flattened();
    position(memchr::memmem::find(place, wanted), from)
}

/// Copies Latin-1 into units, which `into` holds as chars or bytes.
fn inflate(
    t: &JavaThread,
    value: Handle,
    from: i32,
    into: Handle,
    into_from: i32,
    length: i32,
) -> Result<(), Throw> {
    let bytes = part::<1>(t, value, from, length)?;
    let room = Room::<2>::of(t, into, into_from, length)?;
    room.fill(bytes.iter().map(|[byte]| u16::from(*byte).to_ne_bytes()));
    Ok(())
}

/// Units from the start of `units` that are below `limit`.
fn units_below(units: &[[u8; 2]], limit: u16) -> usize {
    let found = units.iter().position(|unit| u16::from_ne_bytes(*unit) >= limit);
    found.unwrap_or(units.len())
}

/// Stores the low bytes of units.
fn narrow(units: &[[u8; 2]], room: Room<1>) {
    room.fill(units.iter().map(|unit| [u16::from_ne_bytes(*unit) as u8]));
}

/// Copies units that are Latin-1 into bytes: how many. JDK 17's result is 0 where
/// a unit is not.
fn compress(
    t: &JavaThread,
    value: Handle,
    from: i32,
    into: Handle,
    into_from: i32,
    length: i32,
) -> Result<i32, Throw> {
    let units = part::<2>(t, value, from, length)?;
    let room = Room::<1>::of(t, into, into_from, length)?;
    let count = units_below(units, 0x100);
    narrow(&units[..count], room);
    let all = count == units.len() || t.vm().library() >= Library::Java25;
    Ok(if all { count as i32 } else { 0 })
}

fn encode_below(
    t: &JavaThread,
    limit: u16,
    (value, from): (Handle, i32),
    (into, into_from): (Handle, i32),
    length: i32,
) -> Result<i32, Throw> {
    let units = part::<2>(t, value, from, length)?;
    let room = Room::<1>::of(t, into, into_from, length)?;
    let count = units_below(units, limit);
    narrow(&units[..count], room);
    Ok(count as i32)
}

fn encode_latin1(
    t: &JavaThread,
    value: Handle,
    from: i32,
    into: Handle,
    into_from: i32,
    length: i32,
) -> Result<i32, Throw> {
    encode_below(t, 0x100, (value, from), (into, into_from), length)
}

fn encode_ascii(
    t: &JavaThread,
    value: Handle,
    from: i32,
    into: Handle,
    into_from: i32,
    length: i32,
) -> Result<i32, Throw> {
    encode_below(t, 0x80, (value, from), (into, into_from), length)
}

fn has_negatives(t: &JavaThread, value: Handle, from: i32, length: i32) -> Result<bool, Throw> {
    Ok(!part::<1>(t, value, from, length)?.as_flattened().is_ascii())
}

fn count_positives(t: &JavaThread, value: Handle, from: i32, length: i32) -> Result<i32, Throw> {
    let bytes = part::<1>(t, value, from, length)?.as_flattened();
    let negative = if bytes.is_ascii() { None } else { bytes.iter().position(|b| *b >= 0x80) };
    Ok(negative.map_or(length, |at| at as i32))
}
