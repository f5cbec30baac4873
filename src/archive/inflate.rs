//! Inflating a piece of memory whose unpacked size is declared.
//!
//! The declared size is a claim of the input. It is believed only as far as the
//! compressed bytes can back it: deflate expands at most about 1032 times, so a
//! small input can never make the reader allocate much.

use flate2::{Decompress, FlushDecompress, Status};

/// What surrounds the deflate stream.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Nothing, as in jar files.
    Raw,
    /// The header and checksum of zlib.
    Zlib,
}

/// Deflate's greatest possible expansion, rounded up.
const MAX_EXPANSION: u64 = 1040;
/// No Java array, and so no class file or resource, is longer.
pub(crate) const MAX_SIZE: u64 = i32::MAX as u64;

/// Inflates all of `input`, which must give exactly `size` bytes.
pub(crate) fn inflate(input: &[u8], size: u64, format: Format) -> Option<Vec<u8>> {
    let possible = (input.len() as u64).saturating_mul(MAX_EXPANSION);
    if size > possible || size > MAX_SIZE {
        return None;
    }
    // One byte more, so that a stream that goes on is noticed.
    let mut output = Vec::with_capacity(size as usize + 1);
    let mut stream = Decompress::new(format == Format::Zlib);
    let status = stream.decompress_vec(input, &mut output, FlushDecompress::Finish).ok()?;
    (status == Status::StreamEnd && output.len() as u64 == size).then_some(output)
}
