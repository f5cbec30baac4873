//! `java.util.zip.CRC32` and `Adler32`. (`CRC32C` is Java code.)

use super::zlib::{Part, Place};
use crate::model::Throw;
use crate::thread::{Handle, JavaThread, NativeRow, native};

const CRC: &str = "java/util/zip/CRC32";
const ADLER: &str = "java/util/zip/Adler32";

pub(super) const ROWS: &[NativeRow] = &[
    native(CRC, "update", "(II)I", crc_of_byte),
    native(CRC, "updateBytes0", "(I[BII)I", crc_of_array),
    native(CRC, "updateByteBuffer0", "(IJII)I", crc_of_buffer),
    native(ADLER, "update", "(II)I", adler_of_byte),
    native(ADLER, "updateBytes", "(I[BII)I", adler_of_array),
    native(ADLER, "updateByteBuffer", "(IJII)I", adler_of_buffer),
];

/// Goes on from a checksum.
type Update = fn(i32, &[u8]) -> i32;

fn crc(start: i32, bytes: &[u8]) -> i32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(start as u32);
    hasher.update(bytes);
    hasher.finalize() as i32
}

fn adler(start: i32, bytes: &[u8]) -> i32 {
    // A null buffer would mean the checksum's start.
    if bytes.is_empty() {
        return start;
    }
    let start = std::ffi::c_ulong::from(start as u32);
    // SAFETY: the slice's own memory and length.
    unsafe { libz_rs_sys::adler32_z(start, bytes.as_ptr(), bytes.len()) as i32 }
}

fn of_place(
    t: &JavaThread,
    update: Update,
    start: i32,
    place: Place,
    length: i32,
) -> Result<i32, Throw> {
    let part = Part::of(t, place, length)?;
    // SAFETY: the part is valid: nothing happened since it was made.
    Ok(update(start, unsafe { part.bytes() }))
}

fn crc_of_byte(_: &JavaThread, start: i32, byte: i32) -> Result<i32, Throw> {
    Ok(crc(start, &[byte as u8]))
}

fn crc_of_array(
    t: &JavaThread,
    start: i32,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<i32, Throw> {
    of_place(t, crc, start, Place::Array(array, offset), length)
}

fn crc_of_buffer(
    t: &JavaThread,
    start: i32,
    address: i64,
    offset: i32,
    length: i32,
) -> Result<i32, Throw> {
    of_place(t, crc, start, Place::Memory(address + i64::from(offset)), length)
}

fn adler_of_byte(_: &JavaThread, start: i32, byte: i32) -> Result<i32, Throw> {
    Ok(adler(start, &[byte as u8]))
}

fn adler_of_array(
    t: &JavaThread,
    start: i32,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<i32, Throw> {
    of_place(t, adler, start, Place::Array(array, offset), length)
}

fn adler_of_buffer(
    t: &JavaThread,
    start: i32,
    address: i64,
    offset: i32,
    length: i32,
) -> Result<i32, Throw> {
    of_place(t, adler, start, Place::Memory(address + i64::from(offset)), length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_of_the_usual_text() {
        assert_eq!(crc(0, b"123456789") as u32, 0xcbf4_3926);
        assert_eq!(adler(1, b"Wikipedia") as u32, 0x11e6_0398);
        assert_eq!(crc(crc(0, b"1234"), b"56789") as u32, 0xcbf4_3926);
        assert_eq!(adler(adler(1, b"Wiki"), b"pedia") as u32, 0x11e6_0398);
        assert_eq!(adler(17, b""), 17);
    }
}
