//! `java.util.zip.Inflater`.

use super::zlib::{Part, Place, Stream, packed};
use crate::model::{Throw, VmException};
use crate::native::platform::put;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use libz_sys::{
    Z_BUF_ERROR, Z_DATA_ERROR, Z_MEM_ERROR, Z_NEED_DICT, Z_OK, Z_STREAM_END, Z_STREAM_ERROR,
    Z_SYNC_FLUSH, inflate, inflateEnd, inflateInit2_, inflateReset, inflateSetDictionary, z_stream,
    zlibVersion,
};

const CLASS: &str = "java/util/zip/Inflater";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "initIDs", "()V", init_ids),
    native(CLASS, "init", "(Z)J", init),
    native(CLASS, "setDictionary", "(J[BII)V", set_dictionary),
    native(CLASS, "setDictionaryBuffer", "(JJI)V", set_dictionary_buffer),
    native(CLASS, "inflateBytesBytes", "(J[BII[BII)J", bytes_to_bytes),
    native(CLASS, "inflateBytesBuffer", "(J[BIIJI)J", bytes_to_buffer),
    native(CLASS, "inflateBufferBytes", "(JJI[BII)J", buffer_to_bytes),
    native(CLASS, "inflateBufferBuffer", "(JJIJI)J", buffer_to_buffer),
    native(CLASS, "getAdler", "(J)I", checksum),
    native(CLASS, "reset", "(J)V", reset),
    native(CLASS, "end", "(J)V", end),
];

/// The largest window of the format.
pub(super) const WINDOW_BITS: i32 = 15;

fn init_ids(_: &JavaThread) -> Result<(), Throw> {
    Ok(())
}

/// `raw`: without header and checksum.
fn init(_: &JavaThread, raw: bool) -> Result<i64, Throw> {
    let bits = if raw { -WINDOW_BITS } else { WINDOW_BITS };
    // SAFETY: a fresh stream, and the library's own version and size.
    Stream::allocate(|stream| unsafe {
        inflateInit2_(stream, bits, zlibVersion(), size_of::<z_stream>() as i32)
    })
}

fn dictionary(t: &JavaThread, address: i64, place: Place, length: i32) -> Result<(), Throw> {
    let stream = Stream::at(address)?;
    let part = Part::of(t, place, length)?;
    // SAFETY: the class library's stream, and a part that is valid now.
    match unsafe { inflateSetDictionary(stream.raw(), part.start, part.length) } {
        Z_OK => Ok(()),
        Z_STREAM_ERROR | Z_DATA_ERROR => {
            Err(Throw::New(VmException::IllegalArgument, stream.message()))
        }
        _ => Err(stream.internal_error()),
    }
}

fn set_dictionary(
    t: &JavaThread,
    address: i64,
    array: Handle,
    offset: i32,
    length: i32,
) -> Result<(), Throw> {
    dictionary(t, address, Place::Array(array, offset), length)
}

fn set_dictionary_buffer(
    t: &JavaThread,
    address: i64,
    buffer: i64,
    length: i32,
) -> Result<(), Throw> {
    dictionary(t, address, Place::Memory(buffer), length)
}

fn run(
    t: &JavaThread,
    this: Handle,
    address: i64,
    input: (Place, i32),
    output: (Place, i32),
) -> Result<i64, Throw> {
    let stream = Stream::at(address)?;
    let input = Part::of(t, input.0, input.1)?;
    let output = Part::of(t, output.0, output.1)?;
    // SAFETY: the class library's stream, and parts that are valid now.
    let outcome = stream.run(input, output, |stream| unsafe { inflate(stream, Z_SYNC_FLUSH) });
    let (consumed, produced) = (outcome.consumed, outcome.produced);
    match outcome.code {
        Z_BUF_ERROR => Ok(packed(0, 0, false, false)),
        Z_OK => Ok(packed(consumed, produced, false, false)),
        Z_STREAM_END => Ok(packed(consumed, produced, true, false)),
        Z_NEED_DICT => Ok(packed(consumed, produced, false, true)),
        Z_DATA_ERROR => {
            put(t, this, "inputConsumed", "I", consumed as i32);
            put(t, this, "outputConsumed", "I", produced as i32);
            Err(Throw::Named("java/util/zip/DataFormatException", stream.message()))
        }
        Z_MEM_ERROR => Err(Throw::bare(VmException::OutOfMemory)),
        _ => Err(stream.internal_error()),
    }
}

#[expect(clippy::too_many_arguments, reason = "those of the Java method")]
fn bytes_to_bytes(
    t: &JavaThread,
    this: Handle,
    address: i64,
    input: Handle,
    input_offset: i32,
    input_length: i32,
    output: Handle,
    output_offset: i32,
    output_length: i32,
) -> Result<i64, Throw> {
    let input = (Place::Array(input, input_offset), input_length);
    run(t, this, address, input, (Place::Array(output, output_offset), output_length))
}

fn bytes_to_buffer(
    t: &JavaThread,
    this: Handle,
    address: i64,
    input: Handle,
    input_offset: i32,
    input_length: i32,
    output: i64,
    output_length: i32,
) -> Result<i64, Throw> {
    let input = (Place::Array(input, input_offset), input_length);
    run(t, this, address, input, (Place::Memory(output), output_length))
}

fn buffer_to_bytes(
    t: &JavaThread,
    this: Handle,
    address: i64,
    input: i64,
    input_length: i32,
    output: Handle,
    output_offset: i32,
    output_length: i32,
) -> Result<i64, Throw> {
    let output = (Place::Array(output, output_offset), output_length);
    run(t, this, address, (Place::Memory(input), input_length), output)
}

fn buffer_to_buffer(
    t: &JavaThread,
    this: Handle,
    address: i64,
    input: i64,
    input_length: i32,
    output: i64,
    output_length: i32,
) -> Result<i64, Throw> {
    let output = (Place::Memory(output), output_length);
    run(t, this, address, (Place::Memory(input), input_length), output)
}

fn checksum(_: &JavaThread, address: i64) -> Result<i32, Throw> {
    Ok(Stream::at(address)?.checksum())
}

fn reset(_: &JavaThread, address: i64) -> Result<(), Throw> {
    let stream = Stream::at(address)?;
    // SAFETY: the class library's stream.
    match unsafe { inflateReset(stream.raw()) } {
        Z_OK => Ok(()),
        _ => Err(Throw::bare(VmException::Internal)),
    }
}

fn end(_: &JavaThread, address: i64) -> Result<(), Throw> {
    // SAFETY: the class library's stream, ended once.
    Stream::at(address)?.free(|stream| unsafe { inflateEnd(stream) })
}
