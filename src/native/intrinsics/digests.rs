//! `sun.security.provider`: the compression functions of SHA-2.

use super::memory::decline;
use crate::model::Throw;
use crate::native::platform::get_ref;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use sha2::digest::generic_array::GenericArray;

pub(super) const ROWS: &[NativeRow] = &[
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

fn compress_256(t: &JavaThread, this: Handle, bytes: Handle, offset: i32) -> Result<(), Throw> {
    let block = block::<64>(t, bytes, offset)?;
    let array = t.non_null(get_ref(t, this, "state", "[I"))?;
    let mut state: [u32; 8] = std::array::from_fn(|at| t.scalar(array.get(), at as u32));
    sha2::compress256(&mut state, &[GenericArray::from(block)]);
    for (at, word) in state.into_iter().enumerate() {
        t.set_scalar(array.get(), at as u32, word);
    }
    Ok(())
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
