//! `java.util.Arrays` and what is behind it: hash codes, comparisons, filling.

use super::memory::{Room, decline, part, whole};
use crate::model::Throw;
use crate::native::jdk_internal_misc::place;
use crate::thread::{Handle, JavaThread, NativeRow, native};

const ARRAYS: &str = "java/util/Arrays";
const SUPPORT: &str = "jdk/internal/util/ArraysSupport";

pub(super) const ROWS: &[NativeRow] = &[
    native(ARRAYS, "hashCode", "([B)I", hash_bytes),
    native(ARRAYS, "hashCode", "([C)I", hash_chars),
    native(ARRAYS, "hashCode", "([S)I", hash_shorts),
    native(ARRAYS, "hashCode", "([I)I", hash_ints),
    native(ARRAYS, "hashCode", "([J)I", hash_longs),
    native(ARRAYS, "fill", "([BB)V", fill_bytes),
    native(ARRAYS, "fill", "([ZZ)V", fill_booleans),
    native(ARRAYS, "fill", "([CC)V", fill_chars),
    native(ARRAYS, "fill", "([II)V", fill_ints),
    native(ARRAYS, "fill", "([JJ)V", fill_longs),
    native(ARRAYS, "fill", "([DD)V", fill_doubles),
    native(ARRAYS, "fill", "([BIIB)V", fill_bytes_between),
    native(ARRAYS, "fill", "([CIIC)V", fill_chars_between),
    native(ARRAYS, "fill", "([IIII)V", fill_ints_between),
    native(SUPPORT, "vectorizedHashCode", "(Ljava/lang/Object;IIII)I", hash_part),
    native(SUPPORT, "vectorizedMismatch", "(Ljava/lang/Object;JLjava/lang/Object;JII)I", mismatch),
];

/// The polynomial of `List.hashCode`, on from `start`.
pub(super) fn hash(start: i32, values: impl Iterator<Item = i32>) -> i32 {
    values.fold(start, |hash, value| hash.wrapping_mul(31).wrapping_add(value))
}

fn hash_bytes(t: &JavaThread, array: Handle) -> Result<i32, Throw> {
    Ok(hash(1, whole::<1>(t, array)?.iter().map(|[byte]| i32::from(*byte as i8))))
}

fn hash_chars(t: &JavaThread, array: Handle) -> Result<i32, Throw> {
    Ok(hash(1, whole::<2>(t, array)?.iter().map(|unit| i32::from(u16::from_ne_bytes(*unit)))))
}

fn hash_shorts(t: &JavaThread, array: Handle) -> Result<i32, Throw> {
    Ok(hash(1, whole::<2>(t, array)?.iter().map(|unit| i32::from(i16::from_ne_bytes(*unit)))))
}

fn hash_ints(t: &JavaThread, array: Handle) -> Result<i32, Throw> {
    Ok(hash(1, whole::<4>(t, array)?.iter().map(|word| i32::from_ne_bytes(*word))))
}

fn hash_longs(t: &JavaThread, array: Handle) -> Result<i32, Throw> {
    let folded = |word: &[u8; 8]| {
        let value = i64::from_ne_bytes(*word);
        (value ^ (value as u64 >> 32) as i64) as i32
    };
    Ok(hash(1, whole::<8>(t, array)?.iter().map(folded)))
}

/// The polynomial over a part of an array. `kind` says what the elements are, by
/// the numbers of `newarray` (JVMS §6.5): bytes are unsigned where it says
/// `boolean`.
fn hash_part(
    t: &JavaThread,
    array: Handle,
    from: i32,
    length: i32,
    start: i32,
    kind: i32,
) -> Result<i32, Throw> {
    Ok(match kind {
        4 => hash(start, part::<1>(t, array, from, length)?.iter().map(|[b]| i32::from(*b))),
        8 => hash(start, part::<1>(t, array, from, length)?.iter().map(|[b]| i32::from(*b as i8))),
        5 => {
            let units = part::<2>(t, array, from, length)?.iter();
            hash(start, units.map(|unit| i32::from(u16::from_ne_bytes(*unit))))
        }
        9 => {
            let units = part::<2>(t, array, from, length)?.iter();
            hash(start, units.map(|unit| i32::from(i16::from_ne_bytes(*unit))))
        }
        10 => {
            let words = part::<4>(t, array, from, length)?.iter();
            hash(start, words.map(|word| i32::from_ne_bytes(*word)))
        }
        _ => return decline(),
    })
}

/// Compares memory, each place an array and an offset in it, or no array and an
/// address: the index of the first difference, or the complement of the elements
/// that were not compared (none).
fn mismatch(
    t: &JavaThread,
    a: Handle,
    a_offset: i64,
    b: Handle,
    b_offset: i64,
    length: i32,
    log2_size: i32,
) -> Result<i32, Throw> {
    let Ok(count) = usize::try_from(length) else { return decline() };
    let bytes = count << log2_size;
    // SAFETY: as with `Unsafe`, whose users these are, the class library checks
    // the places. Nothing moves before the end.
    let (a, b) = unsafe {
        (
            std::slice::from_raw_parts(place(t, a, a_offset), bytes),
            std::slice::from_raw_parts(place(t, b, b_offset), bytes),
        )
    };
    Ok(first_difference(a, b).map_or(!0, |at| (at >> log2_size) as i32))
}

/// Compares in blocks, which the machine is quick at.
fn first_difference(a: &[u8], b: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let blocks = a.chunks(BLOCK).zip(b.chunks(BLOCK));
    let block = blocks.enumerate().find(|(_, (x, y))| x != y);
    let (number, (x, y)) = block?;
    x.iter().zip(y).position(|(x, y)| x != y).map(|at| number * BLOCK + at)
}

fn fill<const WIDTH: usize>(
    t: &JavaThread,
    array: Handle,
    element: [u8; WIDTH],
) -> Result<(), Throw> {
    let length = whole::<WIDTH>(t, array)?.len() as i32;
    Room::of(t, array, 0, length)?.fill(std::iter::repeat(element));
    Ok(())
}

fn fill_between<const WIDTH: usize>(
    t: &JavaThread,
    array: Handle,
    (from, until): (i32, i32),
    element: [u8; WIDTH],
) -> Result<(), Throw> {
    if from < 0 || from > until {
        return decline();
    }
    Room::of(t, array, from, until - from)?.fill(std::iter::repeat(element));
    Ok(())
}

fn fill_bytes(t: &JavaThread, array: Handle, value: i8) -> Result<(), Throw> {
    fill(t, array, value.to_ne_bytes())
}

fn fill_booleans(t: &JavaThread, array: Handle, value: bool) -> Result<(), Throw> {
    fill(t, array, [u8::from(value)])
}

fn fill_chars(t: &JavaThread, array: Handle, value: u16) -> Result<(), Throw> {
    fill(t, array, value.to_ne_bytes())
}

fn fill_ints(t: &JavaThread, array: Handle, value: i32) -> Result<(), Throw> {
    fill(t, array, value.to_ne_bytes())
}

fn fill_longs(t: &JavaThread, array: Handle, value: i64) -> Result<(), Throw> {
    fill(t, array, value.to_ne_bytes())
}

fn fill_doubles(t: &JavaThread, array: Handle, value: f64) -> Result<(), Throw> {
    fill(t, array, value.to_ne_bytes())
}

fn fill_bytes_between(
    t: &JavaThread,
    array: Handle,
    from: i32,
    until: i32,
    value: i8,
) -> Result<(), Throw> {
    fill_between(t, array, (from, until), value.to_ne_bytes())
}

fn fill_chars_between(
    t: &JavaThread,
    array: Handle,
    from: i32,
    until: i32,
    value: u16,
) -> Result<(), Throw> {
    fill_between(t, array, (from, until), value.to_ne_bytes())
}

fn fill_ints_between(
    t: &JavaThread,
    array: Handle,
    from: i32,
    until: i32,
    value: i32,
) -> Result<(), Throw> {
    fill_between(t, array, (from, until), value.to_ne_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences() {
        let a: Vec<u8> = (0..200).collect();
        for at in [0, 1, 63, 64, 65, 128, 199] {
            let mut b = a.clone();
            b[at] ^= 1;
            assert_eq!(first_difference(&a, &b), Some(at));
        }
        assert_eq!(first_difference(&a, &a), None);
        assert_eq!(first_difference(&[], &[]), None);
    }
}
