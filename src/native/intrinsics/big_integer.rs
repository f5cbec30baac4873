//! `java.math.BigInteger`: products of magnitudes, and Montgomery's reduction.
//!
//! A magnitude is an `int[]`, the most significant word first. The arithmetic is
//! done on 64-bit limbs, the least significant first.

use super::memory::decline;
use crate::model::Throw;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

const CLASS: &str = "java/math/BigInteger";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "implMultiplyToLen", "([II[II[I)[I", multiply_to_len),
    native(CLASS, "implSquareToLen", "([II[II)[I", square_to_len),
    native(CLASS, "implMulAdd", "([I[IIII)I", multiply_add),
    native(CLASS, "implMontgomeryMultiply", "([I[I[IIJ[I)[I", montgomery_multiply),
    native(CLASS, "implMontgomerySquare", "([I[IIJ[I)[I", montgomery_square),
];

/// The first `count` words of an array.
fn words(t: &JavaThread, array: Handle, count: i32) -> Result<Vec<u32>, Throw> {
    let count = checked_length(t, array, count)?;
    let mut bytes = vec![0; count * 4];
    t.read_bytes(array, 0, &mut bytes);
    let (words, _) = bytes.as_chunks::<4>();
    Ok(words.iter().map(|word| u32::from_ne_bytes(*word)).collect())
}

fn checked_length(t: &JavaThread, array: Handle, count: i32) -> Result<usize, Throw> {
    let length = t.array_length(t.non_null(array)?.get()) as usize;
    usize::try_from(count).ok().filter(|count| *count <= length).map_or_else(decline, Ok)
}

/// Stores words from the start of an array that has room for them.
fn store(t: &JavaThread, array: Handle, words: &[u32]) -> Result<(), Throw> {
    checked_length(t, array, words.len() as i32)?;
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_ne_bytes()).collect();
    t.write_bytes(array, 0, &bytes);
    Ok(())
}

fn to_limbs(words: &[u32]) -> Vec<u64> {
    let limb = |pair: &[u32]| {
        let high = if let [high, _] = pair { u64::from(*high) } else { 0 };
        high << 32 | u64::from(*pair.last().expect("a chunk is not empty"))
    };
    words.rchunks(2).map(limb).collect()
}

/// The lowest `count` words of a number.
fn to_words(limbs: &[u64], count: usize) -> Vec<u32> {
    let word = |at: usize| limbs.get(at / 2).map_or(0, |limb| (limb >> (32 * (at % 2))) as u32);
    (0..count).rev().map(word).collect()
}

/// `sum + a * b + carry`: the low limb, and the carry.
fn multiply_add_limb(sum: u64, a: u64, b: u64, carry: u64) -> (u64, u64) {
    let all = u128::from(a) * u128::from(b) + u128::from(sum) + u128::from(carry);
    (all as u64, (all >> 64) as u64)
}

fn multiply(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut product = vec![0; a.len() + b.len()];
    for (at, &x) in a.iter().enumerate() {
        let mut carry = 0;
        for (place, &y) in product[at..].iter_mut().zip(b) {
            (*place, carry) = multiply_add_limb(*place, x, y, carry);
        }
        product[at + b.len()] = carry;
    }
    product
}

/// `value / 2^(64 * n.len()) mod n`, for a value below `n * 2^(64 * n.len())`;
/// `inverse * n` is -1 modulo 2^64.
fn montgomery_reduce(mut value: Vec<u64>, n: &[u64], inverse: u64) -> Vec<u64> {
    value.push(0);
    for at in 0..n.len() {
        let factor = value[at].wrapping_mul(inverse);
        let mut carry = 0;
        for (place, &limb) in value[at..].iter_mut().zip(n) {
            (*place, carry) = multiply_add_limb(*place, factor, limb, carry);
        }
        for place in &mut value[at + n.len()..] {
            let overflow;
            (*place, overflow) = place.overflowing_add(carry);
            carry = u64::from(overflow);
            if carry == 0 {
                break;
            }
        }
    }
    let mut result = value.split_off(n.len());
    // The quotient is below 2^(64 * n.len()) + n: at most twice.
    while result[n.len()] != 0 {
        subtract(&mut result, n);
    }
    if result[..n.len()].iter().rev().ge(n.iter().rev()) {
        subtract(&mut result, n);
    }
    result.truncate(n.len());
    result
}

fn subtract(from: &mut [u64], n: &[u64]) {
    let mut borrow = false;
    for (at, place) in from.iter_mut().enumerate() {
        let (less, first) = place.overflowing_sub(n.get(at).copied().unwrap_or(0));
        let (less, second) = less.overflowing_sub(u64::from(borrow));
        (*place, borrow) = (less, first || second);
    }
}

/// Stores a product into `into`, or into a new array if that is too short.
fn store_product(
    t: &JavaThread,
    into: Handle,
    product: &[u64],
    count: usize,
) -> Result<Ref, Throw> {
    let has_room = !into.is_null() && t.array_length(into.get()) as usize >= count;
    let into = if has_room { into } else { t.handle(t.new_primitive_array(b'I', count)?) };
    store(t, into, &to_words(product, count))?;
    Ok(into.get())
}

fn multiply_to_len(
    t: &JavaThread,
    x: Handle,
    x_length: i32,
    y: Handle,
    y_length: i32,
    into: Handle,
) -> Result<Ref, Throw> {
    let (x, y) = (words(t, x, x_length)?, words(t, y, y_length)?);
    let product = multiply(&to_limbs(&x), &to_limbs(&y));
    store_product(t, into, &product, x.len() + y.len())
}

fn square_to_len(
    t: &JavaThread,
    x: Handle,
    length: i32,
    into: Handle,
    _into_length: i32,
) -> Result<Ref, Throw> {
    let x = words(t, x, length)?;
    let limbs = to_limbs(&x);
    store_product(t, into, &multiply(&limbs, &limbs), 2 * x.len())
}

/// Adds `factor` times the first words of `x` to the words of `into` that end
/// `offset` before its end; the carry.
fn multiply_add(
    t: &JavaThread,
    into: Handle,
    x: Handle,
    offset: i32,
    length: i32,
    factor: i32,
) -> Result<i32, Throw> {
    let x = words(t, x, length)?;
    let all = t.array_length(t.non_null(into)?.get()) as i32;
    let end = all.checked_sub(offset).filter(|end| *end <= all).map_or_else(decline, Ok)?;
    let start = end.checked_sub(x.len() as i32).filter(|at| *at >= 0).map_or_else(decline, Ok)?;
    let mut carry = 0;
    for (at, &word) in x.iter().enumerate().rev() {
        let place = start as u32 + at as u32;
        let sum = u64::from(t.scalar::<i32>(into.get(), place) as u32);
        let sum = u64::from(word) * u64::from(factor as u32) + sum + carry;
        t.set_scalar(into.get(), place, sum as i32);
        carry = sum >> 32;
    }
    Ok(carry as i32)
}

fn montgomery(
    t: &JavaThread,
    (a, b, n): (Handle, Handle, Handle),
    length: i32,
    inverse: i64,
    product: Handle,
) -> Result<Ref, Throw> {
    let n = words(t, n, length)?;
    if n.len() % 2 != 0 {
        return decline();
    }
    let (a, b) = (words(t, a, length)?, words(t, b, length)?);
    let value = multiply(&to_limbs(&a), &to_limbs(&b));
    let reduced = montgomery_reduce(value, &to_limbs(&n), inverse as u64);
    store(t, product, &to_words(&reduced, n.len()))?;
    Ok(product.get())
}

fn montgomery_multiply(
    t: &JavaThread,
    a: Handle,
    b: Handle,
    n: Handle,
    length: i32,
    inverse: i64,
    product: Handle,
) -> Result<Ref, Throw> {
    montgomery(t, (a, b, n), length, inverse, product)
}

fn montgomery_square(
    t: &JavaThread,
    a: Handle,
    n: Handle,
    length: i32,
    inverse: i64,
    product: Handle,
) -> Result<Ref, Throw> {
    montgomery(t, (a, a, n), length, inverse, product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_limbs_are_the_same_number() {
        assert_eq!(to_limbs(&[1, 2, 3]), [2 << 32 | 3, 1]);
        assert_eq!(to_words(&[2 << 32 | 3, 1], 4), [0, 1, 2, 3]);
        assert_eq!(to_words(&[u64::MAX], 3), [0, u32::MAX, u32::MAX]);
    }

    #[test]
    fn products() {
        let square = multiply(&[u64::MAX, u64::MAX], &[u64::MAX, u64::MAX]);
        assert_eq!(square, [1, 0, u64::MAX - 1, u64::MAX]);
        assert_eq!(multiply(&[3], &[5, 7]), [15, 21, 0]);
    }

    #[test]
    fn reduction_divides_by_the_power() {
        // Modulo 2^64 - 59, whose negative inverse comes from Newton's method.
        let n = 0u64.wrapping_sub(59);
        let mut inverse = n;
        for _ in 0..6 {
            inverse = inverse.wrapping_mul(2u64.wrapping_sub(n.wrapping_mul(inverse)));
        }
        let negative = inverse.wrapping_neg();
        // 12345 * 2^64 reduces to 12345, also when it comes as a residue.
        assert_eq!(montgomery_reduce(vec![0, 12345], &[n], negative), [12345]);
        assert_eq!(montgomery_reduce(vec![n, n - 1], &[n], negative), [n - 1]);
    }
}
