//! Unpacking of compressed image resources.
//!
//! A compressed resource is a stack of layers, each with a 29-byte header that
//! names its decompressor: `zip` is one zlib stream, `compact-cp` a class file
//! whose constant pool shares strings with the image. Installed JDKs have none;
//! `jlink --compress` makes them.
//!
//! Memory is bounded by what the input can really unpack to: a layer may claim
//! any size, but the output grows with the input only.

use std::borrow::Cow;

use super::{ImageError, u32_ne, u64_ne};
use crate::bytes::u16_be;
use crate::inflate::{Format, inflate};

const MAGIC: u32 = 0xCAFE_FAFA;
const HEADER_SIZE: usize = 29;
/// `jlink` stacks each of its two methods at most once.
const MAX_LAYERS: usize = 4;

/// Removes all layers of compression from `bytes`. `string` reads the string
/// table of the image.
pub(super) fn unpack<'a, 's>(
    bytes: &'a [u8],
    string: impl Fn(u32) -> Result<&'s [u8], ImageError>,
) -> Result<Cow<'a, [u8]>, ImageError> {
    let mut content = Cow::Borrowed(bytes);
    for _ in 0..MAX_LAYERS {
        let Some(layer) = Layer::parse(&content)? else { return Ok(content) };
        let unpacked = match string(layer.decompressor)? {
            b"zip" => inflate(layer.body, layer.uncompressed_size, Format::Zlib)
                .ok_or(ImageError::BadCompressedResource)?,
            b"compact-cp" => expand_constant_pool(layer.body, layer.uncompressed_size, &string)?,
            other => {
                let name = String::from_utf8_lossy(other).into_owned();
                return Err(ImageError::UnknownDecompressor(name));
            }
        };
        if unpacked.len() as u64 != layer.uncompressed_size {
            return Err(ImageError::BadCompressedResource);
        }
        content = Cow::Owned(unpacked);
    }
    Err(ImageError::BadCompressedResource)
}

struct Layer<'a> {
    decompressor: u32,
    uncompressed_size: u64,
    body: &'a [u8],
}

impl Layer<'_> {
    /// The outermost layer, or none if the content is plain.
    fn parse(bytes: &[u8]) -> Result<Option<Layer<'_>>, ImageError> {
        if u32_ne(bytes, 0) != Some(MAGIC) {
            return Ok(None);
        }
        let parse = || {
            let size = usize::try_from(u64_ne(bytes, 4)?).ok()?;
            Some(Layer {
                uncompressed_size: u64_ne(bytes, 12)?,
                decompressor: u32_ne(bytes, 20)?,
                body: bytes.get(HEADER_SIZE..)?.get(..size)?,
            })
        };
        parse().map(Some).ok_or(ImageError::BadCompressedResource)
    }
}

/// Tags of the two constants that `compact-cp` adds to those of JVMS §4.4.
const EXTERNAL_STRING: u8 = 23;
const EXTERNAL_DESCRIPTOR: u8 = 25;
/// `CONSTANT_Utf8`, the only constant of variable length.
const UTF8: u8 = 1;
/// Each reference of a few bytes can stand for a string of 64 KiB, and the size
/// in the header is a claim. No real class file comes near this.
const MAX_EXPANDED: u64 = 64 << 20;
/// Size of everything before the constant pool of a class file.
const POOL_START: usize = 10;

/// Writes the class file anew, of `size` bytes, with its shared strings copied in.
fn expand_constant_pool<'s>(
    body: &[u8],
    size: u64,
    string: impl Fn(u32) -> Result<&'s [u8], ImageError>,
) -> Result<Vec<u8>, ImageError> {
    let (Some(header), Some(count)) = (body.get(..POOL_START), u16_be(body, 8)) else {
        return Err(bad_resource());
    };
    let mut output = Vec::with_capacity(body.len() + body.len() / 2);
    output.extend_from_slice(header);
    let mut input = &body[POOL_START..];
    let mut index = 1;
    while index < count {
        let Some((&tag, rest)) = input.split_first() else { return Err(bad_resource()) };
        match tag {
            EXTERNAL_STRING => {
                let (offset, rest) = compressed_int(rest).ok_or(bad_resource())?;
                push_utf8(&mut output, |out| {
                    out.extend_from_slice(string(offset)?);
                    Ok(())
                })?;
                input = rest;
            }
            EXTERNAL_DESCRIPTOR => {
                let (template, rest) = compressed_int(rest).ok_or(bad_resource())?;
                let (length, rest) = compressed_int(rest).ok_or(bad_resource())?;
                let (names, rest) = rest.split_at_checked(length as usize).ok_or(bad_resource())?;
                let template = string(template)?;
                push_utf8(&mut output, |out| expand_descriptor(out, template, names, &string))?;
                input = rest;
            }
            _ => {
                let size = match tag {
                    UTF8 => 3 + usize::from(u16_be(rest, 0).ok_or(bad_resource())?),
                    7 | 8 | 16 | 19 | 20 => 3,
                    15 => 4,
                    3 | 4 | 9..=12 | 17 | 18 => 5,
                    5 | 6 => 9,
                    _ => return Err(bad_resource()),
                };
                let (constant, rest) = input.split_at_checked(size).ok_or(bad_resource())?;
                output.extend_from_slice(constant);
                input = rest;
            }
        }
        if output.len() as u64 > size.min(MAX_EXPANDED) {
            return Err(bad_resource());
        }
        // A long or double takes two indices (JVMS §4.4.5).
        index += if matches!(tag, 5 | 6) { 2 } else { 1 };
    }
    output.extend_from_slice(input);
    Ok(output)
}

fn bad_resource() -> ImageError {
    ImageError::BadCompressedResource
}

/// Appends a `CONSTANT_Utf8` with the bytes that `write` appends.
fn push_utf8(
    output: &mut Vec<u8>,
    write: impl FnOnce(&mut Vec<u8>) -> Result<(), ImageError>,
) -> Result<(), ImageError> {
    output.extend_from_slice(&[UTF8, 0, 0]);
    let start = output.len();
    write(output)?;
    let length = u16::try_from(output.len() - start).map_err(|_| bad_resource())?;
    output[start - 2..start].copy_from_slice(&length.to_be_bytes());
    Ok(())
}

/// Appends `template` with the class names put back behind each `L`; `names` is
/// a flow of compressed string offsets, package and class name in turn.
fn expand_descriptor<'s>(
    output: &mut Vec<u8>,
    template: &[u8],
    mut names: &[u8],
    string: impl Fn(u32) -> Result<&'s [u8], ImageError>,
) -> Result<(), ImageError> {
    let limit = output.len() + usize::from(u16::MAX);
    for &byte in template {
        output.push(byte);
        if byte != b'L' || names.is_empty() {
            continue;
        }
        let (package, rest) = compressed_int(names).ok_or(bad_resource())?;
        let (class, rest) = compressed_int(rest).ok_or(bad_resource())?;
        names = rest;
        let package = string(package)?;
        output.extend_from_slice(package);
        if !package.is_empty() {
            output.push(b'/');
        }
        output.extend_from_slice(string(class)?);
        if output.len() > limit {
            return Err(bad_resource());
        }
    }
    Ok(())
}

/// Reads an integer of one to four bytes and returns what follows it.
///
/// With the top bit of the first byte set, two bits give the total number of
/// bytes and five are the high bits of the value; else it is a plain `int`.
fn compressed_int(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let first = *bytes.first()?;
    let length = if first & 0x80 == 0 { 4 } else { usize::from(first >> 5 & 3) };
    let (encoded, rest) = bytes.split_at_checked(length)?;
    let (&head, tail) = encoded.split_first()?;
    let head = if head & 0x80 == 0 { head } else { head & 0x1F };
    let value = tail.iter().fold(u32::from(head), |sum, &byte| sum << 8 | u32::from(byte));
    Some((value, rest))
}
