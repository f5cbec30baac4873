//! Reading big-endian items from bytes, bounds first.

/// The bytes ended before an item did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Truncated;

/// A position in a byte slice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    position: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// Starts at `position`, which may lie beyond the end.
    pub(crate) const fn at(bytes: &'a [u8], position: usize) -> Self {
        Self { bytes, position }
    }

    pub(crate) const fn position(&self) -> usize {
        self.position
    }

    pub(crate) const fn remaining(&self) -> usize {
        self.bytes.len().saturating_sub(self.position)
    }

    pub(crate) const fn is_at_end(&self) -> bool {
        self.remaining() == 0
    }

    /// Checks that `length` bytes follow.
    pub(crate) const fn require(&self, length: usize) -> Result<(), Truncated> {
        if self.remaining() < length { Err(Truncated) } else { Ok(()) }
    }

    #[inline]
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Truncated> {
        let rest = self.bytes.get(self.position..).ok_or(Truncated)?;
        let taken = rest.get(..length).ok_or(Truncated)?;
        self.position += length;
        Ok(taken)
    }

    #[inline]
    fn array<const N: usize>(&mut self) -> Result<[u8; N], Truncated> {
        let rest = self.bytes.get(self.position..).ok_or(Truncated)?;
        let taken = rest.first_chunk::<N>().ok_or(Truncated)?;
        self.position += N;
        Ok(*taken)
    }

    #[inline]
    pub(crate) fn u8(&mut self) -> Result<u8, Truncated> {
        self.array().map(u8::from_be_bytes)
    }

    #[inline]
    pub(crate) fn u16(&mut self) -> Result<u16, Truncated> {
        self.array().map(u16::from_be_bytes)
    }

    #[inline]
    pub(crate) fn u32(&mut self) -> Result<u32, Truncated> {
        self.array().map(u32::from_be_bytes)
    }

    /// A `u16` as a typed index.
    #[inline]
    pub(crate) fn index<I: From<u16>>(&mut self) -> Result<I, Truncated> {
        self.u16().map(I::from)
    }
}

/// Reads the big-endian `u16` at `at`; the caller has checked the length.
#[inline]
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([bytes[at], bytes[at + 1]])
}

/// Reads the big-endian `u32` at `at`; the caller has checked the length.
#[inline]
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
