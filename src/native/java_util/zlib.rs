//! A zlib stream as `Inflater` and `Deflater` hold it: its address in a `long`.
//!
//! Data is compressed in place, between parts of arrays or direct buffers.
//! Arrays do not move meanwhile: the thread neither allocates in the Java heap
//! nor polls until the operation is over.

use crate::model::{Throw, VmException};
use crate::thread::{Handle, JavaThread};
use libz_sys::z_stream;
use std::ffi::CStr;
use std::mem::MaybeUninit;

/// Where bytes come from or go to.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// A part of a `byte[]`.
    Array(Handle, i32),
    /// Native memory.
    Memory(i64),
}

/// A part of memory that stays valid during one operation.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) start: *mut u8,
    pub(super) length: u32,
}

impl Part {
    /// `length` bytes at a place; valid until the next allocation or poll.
    ///
    /// # Errors
    ///
    /// `IndexOutOfBoundsException` if an array has no such part.
    pub(super) fn of(t: &JavaThread, place: Place, length: i32) -> Result<Part, Throw> {
        let start = match place {
            Place::Memory(address) => address as usize as *mut u8,
            Place::Array(array, offset) => {
                let bytes = i64::from(t.array_length(t.non_null(array)?.get()));
                if offset < 0 || length < 0 || i64::from(offset) + i64::from(length) > bytes {
                    return Err(Throw::bare(VmException::IndexOutOfBounds));
                }
                // SAFETY: the offset was just checked.
                unsafe { t.array_data(array.get()).add(offset as usize) }
            }
        };
        Ok(Part { start, length: length.max(0) as u32 })
    }

    /// The bytes, for reading.
    ///
    /// # Safety
    ///
    /// The part must be valid still (see [`Part::of`]).
    pub(super) unsafe fn bytes<'a>(self) -> &'a [u8] {
        if self.length == 0 {
            return &[];
        }
        // SAFETY: the caller's promise. Java code that writes the memory
        // meanwhile makes the result arbitrary.
        unsafe { std::slice::from_raw_parts(self.start, self.length as usize) }
    }
}

/// What a `long` of Java code is the address of: all zero, which for zlib means
/// "the usual allocator", until it fills it. Zero is no value of the fields that
/// are functions, hence the wrapper.
type Owned = MaybeUninit<z_stream>;

/// A stream that Java code owns.
#[derive(Clone, Copy)]
pub(super) struct Stream(*mut z_stream);

/// What is left of the two parts after an operation, and its code.
pub(super) struct Outcome {
    pub(super) code: i32,
    pub(super) consumed: u32,
    pub(super) produced: u32,
}

impl Stream {
    /// A stream that `initialize` makes ready.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`, `IllegalArgumentException` for parameters that zlib
    /// refuses.
    pub(super) fn allocate(initialize: impl FnOnce(*mut z_stream) -> i32) -> Result<i64, Throw> {
        let stream = Box::into_raw(Box::new(Owned::zeroed())).cast::<z_stream>();
        match initialize(stream) {
            libz_sys::Z_OK => Ok(stream as usize as i64),
            code => {
                // SAFETY: made above and given to nobody.
                drop(unsafe { Box::from_raw(stream.cast::<Owned>()) });
                Err(match code {
                    libz_sys::Z_MEM_ERROR => Throw::bare(VmException::OutOfMemory),
                    libz_sys::Z_STREAM_ERROR => Throw::bare(VmException::IllegalArgument),
                    _ => Throw::bare(VmException::Internal),
                })
            }
        }
    }

    /// The stream with this address.
    ///
    /// # Errors
    ///
    /// `NullPointerException` for address 0.
    pub(super) fn at(address: i64) -> Result<Stream, Throw> {
        if address == 0 {
            return Err(Throw::bare(VmException::NullPointer));
        }
        Ok(Stream(address as usize as *mut z_stream))
    }

    pub(super) fn raw(self) -> *mut z_stream {
        self.0
    }

    /// Frees the stream after `end` has freed what it refers to.
    pub(super) fn free(self, end: impl FnOnce(*mut z_stream) -> i32) -> Result<(), Throw> {
        if end(self.raw()) == libz_sys::Z_STREAM_ERROR {
            return Err(Throw::bare(VmException::Internal));
        }
        // SAFETY: made by `allocate`; the class library ends a stream once.
        drop(unsafe { Box::from_raw(self.0.cast::<Owned>()) });
        Ok(())
    }

    /// Runs an operation from one part to another.
    pub(super) fn run(
        self,
        input: Part,
        output: Part,
        operation: impl FnOnce(*mut z_stream) -> i32,
    ) -> Outcome {
        // SAFETY: the class library uses a stream from one thread at a time and
        // not after its end.
        let stream = unsafe { &mut *self.raw() };
        stream.next_in = input.start;
        stream.avail_in = input.length;
        stream.next_out = output.start;
        stream.avail_out = output.length;
        let code = operation(self.raw());
        // SAFETY: as before.
        let stream = unsafe { &mut *self.raw() };
        // Nothing may refer to the heap after the operation.
        stream.next_in = std::ptr::null_mut();
        stream.next_out = std::ptr::null_mut();
        Outcome {
            code,
            consumed: input.length - stream.avail_in,
            produced: output.length - stream.avail_out,
        }
    }

    /// zlib's message about the last failure.
    pub(super) fn message(self) -> Option<Box<str>> {
        // SAFETY: as in `run`.
        let message = unsafe { (*self.raw()).msg };
        if message.is_null() {
            return None;
        }
        // SAFETY: zlib's messages are terminated constants.
        Some(unsafe { CStr::from_ptr(message) }.to_string_lossy().into())
    }

    /// `InternalError` with zlib's message.
    pub(super) fn internal_error(self) -> Throw {
        Throw::New(VmException::Internal, self.message())
    }

    /// The checksum of what has passed so far.
    pub(super) fn checksum(self) -> i32 {
        // SAFETY: as in `run`.
        unsafe { (*self.raw()).adler as i32 }
    }
}

/// The two counts and two flags of an operation, in one `long`.
pub(super) fn packed(consumed: u32, produced: u32, bit_62: bool, bit_63: bool) -> i64 {
    i64::from(consumed)
        | i64::from(produced) << 31
        | i64::from(bit_62) << 62
        | i64::from(bit_63) << 63
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_flags_do_not_mix() {
        let most = i32::MAX as u32;
        let all = packed(most, most, true, true);
        assert_eq!(all, -1);
        assert_eq!(packed(5, 7, false, true) as u64 >> 63, 1);
        assert_eq!(packed(5, 7, true, false) & 0x7fff_ffff, 5);
        assert_eq!(packed(5, 7, true, false) >> 31 & 0x7fff_ffff, 7);
    }
}
