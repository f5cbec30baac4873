//! `java.util.zip.Deflater`. The compressed bytes are those of the JDK, whose
//! zlib it is (`docs/decisions/0006-zlib-itself.md`).

use super::inflater::WINDOW_BITS;
use super::zlib::{Part, Place, Stream, packed};
use crate::model::{Throw, VmException};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use libz_sys::{
    Z_BUF_ERROR, Z_DEFLATED, Z_OK, Z_STREAM_END, Z_STREAM_ERROR, deflate, deflateEnd,
    deflateInit2_, deflateParams, deflateReset, deflateSetDictionary, z_stream, zlibVersion,
};

const CLASS: &str = "java/util/zip/Deflater";

pub(super) const ROWS: &[NativeRow] = &[
    native(CLASS, "init", "(IIZ)J", init),
    native(CLASS, "setDictionary", "(J[BII)V", set_dictionary),
    native(CLASS, "setDictionaryBuffer", "(JJI)V", set_dictionary_buffer),
    native(CLASS, "deflateBytesBytes", "(J[BII[BIIII)J", bytes_to_bytes),
    native(CLASS, "deflateBytesBuffer", "(J[BIIJIII)J", bytes_to_buffer),
    native(CLASS, "deflateBufferBytes", "(JJI[BIIII)J", buffer_to_bytes),
    native(CLASS, "deflateBufferBuffer", "(JJIJIII)J", buffer_to_buffer),
    native(CLASS, "getAdler", "(J)I", checksum),
    native(CLASS, "reset", "(J)V", reset),
    native(CLASS, "end", "(J)V", end),
];

/// zlib's own default use of memory.
const MEMORY_LEVEL: i32 = 8;

fn init(_: &JavaThread, level: i32, strategy: i32, raw: bool) -> Result<i64, Throw> {
    let bits = if raw { -WINDOW_BITS } else { WINDOW_BITS };
    // SAFETY: a fresh stream, and the library's own version and size.
    Stream::allocate(|stream| unsafe {
        deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            bits,
            MEMORY_LEVEL,
            strategy,
            zlibVersion(),
            size_of::<z_stream>() as i32,
        )
    })
}

fn dictionary(t: &JavaThread, address: i64, place: Place, length: i32) -> Result<(), Throw> {
    let stream = Stream::at(address)?;
    let part = Part::of(t, place, length)?;
    // SAFETY: the class library's stream, and a part that is valid now.
    match unsafe { deflateSetDictionary(stream.raw(), part.start, part.length) } {
        Z_OK => Ok(()),
        Z_STREAM_ERROR => Err(Throw::bare(VmException::IllegalArgument)),
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

/// How to compress: what to flush, and changed parameters, if any, as bits:
/// 0 there are some, 1 and 2 the strategy, from 3 on the level.
#[derive(Clone, Copy)]
struct Manner {
    flush: i32,
    parameters: i32,
}

fn run(
    t: &JavaThread,
    address: i64,
    input: (Place, i32),
    output: (Place, i32),
    manner: Manner,
) -> Result<i64, Throw> {
    let stream = Stream::at(address)?;
    let input = Part::of(t, input.0, input.1)?;
    let output = Part::of(t, output.0, output.1)?;
    let parameters = manner.parameters;
    if parameters & 1 != 0 {
        let (strategy, level) = (parameters >> 1 & 3, parameters >> 3);
        // SAFETY: the class library's stream, and parts that are valid now.
        let outcome =
            stream.run(input, output, |stream| unsafe { deflateParams(stream, level, strategy) });
        return match outcome.code {
            // Bit 63: the parameters are still to be set.
            Z_OK => Ok(packed(outcome.consumed, outcome.produced, false, false)),
            Z_BUF_ERROR => Ok(packed(outcome.consumed, outcome.produced, false, true)),
            _ => Err(stream.internal_error()),
        };
    }
    // SAFETY: as before.
    let outcome = stream.run(input, output, |stream| unsafe { deflate(stream, manner.flush) });
    match outcome.code {
        Z_OK => Ok(packed(outcome.consumed, outcome.produced, false, false)),
        Z_STREAM_END => Ok(packed(outcome.consumed, outcome.produced, true, false)),
        Z_BUF_ERROR => Ok(packed(0, 0, false, false)),
        _ => Err(stream.internal_error()),
    }
}

#[expect(clippy::too_many_arguments, reason = "those of the Java method")]
fn bytes_to_bytes(
    t: &JavaThread,
    _this: Handle,
    address: i64,
    input: Handle,
    input_offset: i32,
    input_length: i32,
    output: Handle,
    output_offset: i32,
    output_length: i32,
    flush: i32,
    parameters: i32,
) -> Result<i64, Throw> {
    let input = (Place::Array(input, input_offset), input_length);
    let output = (Place::Array(output, output_offset), output_length);
    run(t, address, input, output, Manner { flush, parameters })
}

#[expect(clippy::too_many_arguments, reason = "those of the Java method")]
fn bytes_to_buffer(
    t: &JavaThread,
    _this: Handle,
    address: i64,
    input: Handle,
    input_offset: i32,
    input_length: i32,
    output: i64,
    output_length: i32,
    flush: i32,
    parameters: i32,
) -> Result<i64, Throw> {
    let input = (Place::Array(input, input_offset), input_length);
    let output = (Place::Memory(output), output_length);
    run(t, address, input, output, Manner { flush, parameters })
}

#[expect(clippy::too_many_arguments, reason = "those of the Java method")]
fn buffer_to_bytes(
    t: &JavaThread,
    _this: Handle,
    address: i64,
    input: i64,
    input_length: i32,
    output: Handle,
    output_offset: i32,
    output_length: i32,
    flush: i32,
    parameters: i32,
) -> Result<i64, Throw> {
    let output = (Place::Array(output, output_offset), output_length);
    let manner = Manner { flush, parameters };
    run(t, address, (Place::Memory(input), input_length), output, manner)
}

#[expect(clippy::too_many_arguments, reason = "those of the Java method")]
fn buffer_to_buffer(
    t: &JavaThread,
    _this: Handle,
    address: i64,
    input: i64,
    input_length: i32,
    output: i64,
    output_length: i32,
    flush: i32,
    parameters: i32,
) -> Result<i64, Throw> {
    let output = (Place::Memory(output), output_length);
    let manner = Manner { flush, parameters };
    run(t, address, (Place::Memory(input), input_length), output, manner)
}

fn checksum(_: &JavaThread, address: i64) -> Result<i32, Throw> {
    Ok(Stream::at(address)?.checksum())
}

fn reset(_: &JavaThread, address: i64) -> Result<(), Throw> {
    let stream = Stream::at(address)?;
    // SAFETY: the class library's stream.
    match unsafe { deflateReset(stream.raw()) } {
        Z_OK => Ok(()),
        _ => Err(stream.internal_error()),
    }
}

fn end(_: &JavaThread, address: i64) -> Result<(), Throw> {
    // SAFETY: the class library's stream, ended once.
    Stream::at(address)?.free(|stream| unsafe { deflateEnd(stream) })
}
