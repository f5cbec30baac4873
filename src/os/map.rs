//! Memory maps: address space is reserved first and committed in parts.
//!
//! A reservation is inaccessible and costs nothing; [`commit`] makes pages
//! readable and writable, zero at first touch; [`decommit`] gives their memory
//! back and makes them zero again.

use crate::error::{OsError, OsResult, check};
use std::ptr;

/// What a range of pages allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protection {
    /// Any access faults.
    None,
    /// Loads only.
    Read,
    /// Loads and stores.
    ReadWrite,
    /// Loads and instruction fetches.
    ReadExecute,
}

impl Protection {
    fn bits(self) -> libc::c_int {
        match self {
            Protection::None => libc::PROT_NONE,
            Protection::Read => libc::PROT_READ,
            Protection::ReadWrite => libc::PROT_READ | libc::PROT_WRITE,
            Protection::ReadExecute => libc::PROT_READ | libc::PROT_EXEC,
        }
    }
}

/// Bytes of a page.
pub fn page_size() -> usize {
    // SAFETY: `sysconf` has no preconditions.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(size).expect("a system has a page size")
}

/// An owned range of address space, unmapped when dropped.
#[derive(Debug)]
pub struct Reservation {
    start: *mut u8,
    len: usize,
}

// SAFETY: the range belongs to the value; the methods only change the mapping
// through system calls, which are thread-safe.
unsafe impl Send for Reservation {}
// SAFETY: as above.
unsafe impl Sync for Reservation {}

impl Reservation {
    /// Reserves `len` bytes, rounded up to pages, without access and without
    /// memory or swap set aside.
    pub fn new(len: usize) -> OsResult<Reservation> {
        Reservation::with_access(len, Protection::None)
    }

    /// As [`Reservation::new`], readable and writable from the beginning. Little
    /// of it will be touched: never in huge pages.
    pub fn sparse(len: usize) -> OsResult<Reservation> {
        let reservation = Reservation::with_access(len, Protection::ReadWrite)?;
        // SAFETY: a mapping of this value. A hint: a system without huge pages
        // refuses it.
        unsafe { libc::madvise(reservation.start.cast(), reservation.len, libc::MADV_NOHUGEPAGE) };
        Ok(reservation)
    }

    fn with_access(len: usize, protection: Protection) -> OsResult<Reservation> {
        let page = page_size();
        let Some(len) = len.max(1).checked_next_multiple_of(page) else {
            return Err(OsError { call: "mmap", errno: libc::ENOMEM });
        };
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new anonymous mapping at an address of the system's choice
        // touches no existing memory.
        let start = unsafe { libc::mmap(ptr::null_mut(), len, protection.bits(), flags, -1, 0) };
        if start == libc::MAP_FAILED {
            return Err(OsError::last("mmap"));
        }
        Ok(Reservation { start: start.cast(), len })
    }

    /// First byte.
    #[inline]
    pub fn start(&self) -> *mut u8 {
        self.start
    }

    /// Length in bytes, a multiple of the page size.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the range is empty; never, as a reservation has at least a page.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The address `offset` bytes in, after a check that the part lies inside.
    fn part(&self, offset: usize, len: usize) -> *mut libc::c_void {
        assert!(
            offset.checked_add(len).is_some_and(|end| end <= self.len),
            "part outside the reservation"
        );
        // SAFETY: just checked to lie inside the mapping.
        unsafe { self.start.add(offset) }.cast()
    }

    /// Makes a part readable and writable. Pages that were never touched, or
    /// were decommitted, read as zero.
    pub fn commit(&self, offset: usize, len: usize) -> OsResult<()> {
        self.protect(offset, len, Protection::ReadWrite)
    }

    /// Changes the protection of a part. Whole pages only.
    pub fn protect(&self, offset: usize, len: usize, protection: Protection) -> OsResult<()> {
        let start = self.part(offset, len);
        // SAFETY: the part lies in a mapping that this value owns; whoever uses
        // the memory through raw pointers answers for their validity.
        check("mprotect", unsafe { libc::mprotect(start, len, protection.bits()) })
    }

    /// Gives the memory of a part back to the system; it stays accessible and
    /// reads as zero afterwards. Whole pages only.
    pub fn decommit(&self, offset: usize, len: usize) -> OsResult<()> {
        let start = self.part(offset, len);
        // SAFETY: the part lies in a private anonymous mapping of this value.
        check("madvise", unsafe { libc::madvise(start, len, libc::MADV_DONTNEED) })
    }

    /// Asks for huge pages in a part. A hint: a system without them ignores it.
    pub fn advise_huge_pages(&self, offset: usize, len: usize) {
        let start = self.part(offset, len);
        // SAFETY: the advice changes no content; the part lies in this mapping.
        unsafe { libc::madvise(start, len, libc::MADV_HUGEPAGE) };
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // SAFETY: the mapping belongs to this value, which ends here.
        unsafe { libc::munmap(self.start.cast(), self.len) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_pages_hold_data_until_decommitted() {
        let page = page_size();
        let range = Reservation::new(64 * page).unwrap();
        range.commit(page, 2 * page).unwrap();
        // SAFETY: committed above.
        unsafe {
            let p = range.start().add(page);
            assert_eq!(p.read(), 0);
            p.write(7);
            assert_eq!(p.read(), 7);
            range.decommit(page, page).unwrap();
            assert_eq!(p.read(), 0);
        }
    }

    #[test]
    fn absurd_reservation_is_an_error() {
        assert_eq!(Reservation::new(usize::MAX).unwrap_err().errno, libc::ENOMEM);
        assert!(Reservation::new(1 << 60).is_err());
    }
}
