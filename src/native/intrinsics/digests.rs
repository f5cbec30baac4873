//! `sun.security.provider`: the compression functions of SHA-2, SHA-1 and MD5.

use super::memory::decline;
use crate::model::Throw;
use crate::native::platform::get_ref;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use sha2::digest::generic_array::GenericArray;
use std::sync::LazyLock;

pub(super) const ROWS: &[NativeRow] = &[
    native("sun/security/provider/MD5", "implCompress0", "([BI)V", compress_md5),
    native("sun/security/provider/SHA", "implCompress0", "([BI)V", compress_sha1),
    native("sun/security/provider/SHA2", "implCompress0", "([BI)V", compress_256),
    native("sun/security/provider/SHA5", "implCompress0", "([BI)V", compress_512),
];

/// The block that begins at `offset`.
fn block<const SIZE: usize>(
    t: &JavaThread,
    bytes: Handle,
    offset: i32,
) -> Result<[u8; SIZE], Throw> {
    let length = t.array_length(t.non_null(bytes)?.get()) as usize;
    let offset = usize::try_from(offset).ok().filter(|at| at + SIZE <= length);
    let offset = offset.map_or_else(decline, Ok)?;
    let mut block = [0; SIZE];
    t.read_bytes(bytes, offset, &mut block);
    Ok(block)
}

/// Runs a compression function of 32-bit words on the digest's state.
fn compress<const WORDS: usize>(
    t: &JavaThread,
    this: Handle,
    (bytes, offset): (Handle, i32),
    function: impl FnOnce(&mut [u32; WORDS], &[u8; 64]),
) -> Result<(), Throw> {
    let block = block::<64>(t, bytes, offset)?;
    let array = t.non_null(get_ref(t, this, "state", "[I"))?;
    let mut state: [u32; WORDS] = std::array::from_fn(|at| t.scalar(array.get(), at as u32));
    function(&mut state, &block);
    for (at, word) in state.into_iter().enumerate() {
        t.set_scalar(array.get(), at as u32, word);
    }
    Ok(())
}

fn compress_256(t: &JavaThread, this: Handle, bytes: Handle, offset: i32) -> Result<(), Throw> {
    compress(t, this, (bytes, offset), |state, block| {
        sha2::compress256(state, &[GenericArray::from(*block)]);
    })
}

fn compress_sha1(t: &JavaThread, this: Handle, bytes: Handle, offset: i32) -> Result<(), Throw> {
    compress(t, this, (bytes, offset), |state, block| {
        sha1::compress(state, &[GenericArray::from(*block)]);
    })
}

fn compress_md5(t: &JavaThread, this: Handle, bytes: Handle, offset: i32) -> Result<(), Throw> {
    compress(t, this, (bytes, offset), md5)
}

/// RFC 1321, 3.4.
fn md5(state: &mut [u32; 4], block: &[u8; 64]) {
    /// 2^32 times the absolute sine of 1, 2, …
    static SINES: LazyLock<[u32; 64]> =
        LazyLock::new(|| std::array::from_fn(|n| (((n + 1) as f64).sin().abs() * TWO_32) as u32));
    const TWO_32: f64 = 4_294_967_296.0;
    const ROTATIONS: [[u32; 4]; 4] =
        [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let words: [u32; 16] = std::array::from_fn(|at| {
        let (words, _) = block.as_chunks::<4>();
        u32::from_le_bytes(words[at])
    });
    let [mut a, mut b, mut c, mut d] = *state;
    for n in 0..64 {
        let (mixed, word) = match n / 16 {
            0 => ((b & c) | (!b & d), n),
            1 => ((b & d) | (c & !d), 5 * n + 1),
            2 => (b ^ c ^ d, 3 * n + 5),
            _ => (c ^ (b | !d), 7 * n),
        };
        let sum = a.wrapping_add(mixed).wrapping_add(SINES[n]).wrapping_add(words[word % 16]);
        (a, d, c) = (d, c, b);
        b = b.wrapping_add(sum.rotate_left(ROTATIONS[n / 16][n % 4]));
    }
    for (old, new) in state.iter_mut().zip([a, b, c, d]) {
        *old = old.wrapping_add(new);
    }
}

fn compress_512(t: &JavaThread, this: Handle, bytes: Handle, offset: i32) -> Result<(), Throw> {
    let block = block::<128>(t, bytes, offset)?;
    let array = t.non_null(get_ref(t, this, "state", "[J"))?;
    let mut state: [u64; 8] = std::array::from_fn(|at| t.scalar(array.get(), at as u32));
    sha2::compress512(&mut state, &[GenericArray::from(block)]);
    for (at, word) in state.into_iter().enumerate() {
        t.set_scalar(array.get(), at as u32, word);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn md5_of_nothing() {
        let mut block = [0; 64];
        block[0] = 0x80;
        let mut state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
        md5(&mut state, &block);
        assert_eq!(
            state.map(u32::swap_bytes),
            [0xd41d_8cd9, 0x8f00_b204, 0xe980_0998, 0xecf8_427e]
        );
    }
}
