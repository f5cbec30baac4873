//! Read-only file mappings.
//!
//! The only `unsafe` of this crate. Invariant 1: a mapped file is not truncated
//! while the mapping lives. That holds for the files of an installed JDK, which
//! every Java VM maps in this way; files that a program may replace at any time
//! (jars of the class path) are read with positioned reads instead, see `jar`.

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

/// The bytes of a file, mapped read-only and shared.
#[derive(Debug)]
pub struct MappedFile(Mmap);

impl MappedFile {
    /// Maps the whole of the file at `path`.
    pub fn open(path: &Path) -> io::Result<MappedFile> {
        let file = File::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        // SAFETY: the mapping is read-only and the file stays as it is by
        // invariant 1; nothing else is asked of the caller of `map`.
        let map = unsafe { Mmap::map(&file) }?;
        Ok(MappedFile(map))
    }
}

impl Deref for MappedFile {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}
