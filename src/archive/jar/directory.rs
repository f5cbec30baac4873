//! The end records and the central directory of a zip file.
//!
//! Layouts are those of PKWARE's APPNOTE §4.3; all integers are little-endian.

use std::fs::File;
use std::os::unix::fs::FileExt;

use super::{FIRST_VERSION, JarEntry, JarError, Method, VERSIONS};
use crate::bytes::{u16_le, u32_le, u64_le};

const END_SIZE: usize = 22;
const END_SIGNATURE: u32 = 0x0605_4B50;
const MAX_COMMENT: usize = 0xFFFF;
const ZIP64_LOCATOR_SIZE: u64 = 20;
const ZIP64_LOCATOR_SIGNATURE: u32 = 0x0706_4B50;
const ZIP64_END_SIZE: usize = 56;
const ZIP64_END_SIGNATURE: u32 = 0x0606_4B50;
/// Size of the fixed part of an entry of the central directory.
pub(super) const DIRECTORY_HEADER_SIZE: usize = 46;
const DIRECTORY_SIGNATURE: u32 = 0x0201_4B50;
const LOCAL_SIGNATURE: u32 = super::LOCAL_SIGNATURE;
const FLAG_ENCRYPTED: u16 = 1;
const ZIP64_EXTRA: u16 = 1;
/// A 32-bit field with this value has its real value in the zip64 extra field.
const IN_ZIP64: u32 = u32::MAX;

/// Where the central directory lies.
pub(super) struct DirectoryPlace {
    pub(super) position: u64,
    pub(super) size: usize,
    pub(super) origin: u64,
}

/// Finds the central directory by the end record at the end of the file.
pub(super) fn find(file: &File) -> Result<DirectoryPlace, JarError> {
    let metadata = file.metadata().map_err(JarError::Io)?;
    if !metadata.is_file() {
        return Err(JarError::NotAJar);
    }
    let length = metadata.len();
    // Nearly always there is no comment and the last 22 bytes are the record.
    for tail_size in [END_SIZE, END_SIZE + MAX_COMMENT] {
        let size = length.min(tail_size as u64) as usize;
        let start = length - size as u64;
        let mut tail = vec![0; size];
        file.read_exact_at(&mut tail, start).map_err(JarError::Io)?;
        for offset in (0..=size.saturating_sub(END_SIZE)).rev() {
            if let Some(end) = EndRecord::parse(&tail, offset, start + offset as u64)
                && (end.is_last(length) || end.is_plausible(file))
            {
                return end.place(file);
            }
        }
    }
    Err(JarError::NotAJar)
}

/// The end-of-directory record.
struct EndRecord {
    position: u64,
    comment: u16,
    entries: u16,
    directory_size: u32,
    directory_offset: u32,
}

impl EndRecord {
    fn parse(tail: &[u8], offset: usize, position: u64) -> Option<EndRecord> {
        if u32_le(tail, offset)? != END_SIGNATURE {
            return None;
        }
        Some(EndRecord {
            position,
            entries: u16_le(tail, offset + 10)?,
            directory_size: u32_le(tail, offset + 12)?,
            directory_offset: u32_le(tail, offset + 16)?,
            comment: u16_le(tail, offset + 20)?,
        })
    }

    /// Whether record and comment end exactly where the file does.
    fn is_last(&self, length: u64) -> bool {
        self.position + END_SIZE as u64 + u64::from(self.comment) == length
    }

    /// Whether headers lie where a record with something behind it says, so
    /// that it is no accident inside a comment.
    fn is_plausible(&self, file: &File) -> bool {
        let signature = |position| {
            let mut bytes = [0; 4];
            file.read_exact_at(&mut bytes, position).ok().map(|()| u32::from_le_bytes(bytes))
        };
        let directory = self.position.checked_sub(u64::from(self.directory_size));
        let origin = directory.and_then(|at| at.checked_sub(u64::from(self.directory_offset)));
        directory.and_then(signature) == Some(DIRECTORY_SIGNATURE)
            && origin.and_then(signature) == Some(LOCAL_SIGNATURE)
    }

    fn place(&self, file: &File) -> Result<DirectoryPlace, JarError> {
        let mut end = self.position;
        let mut size = u64::from(self.directory_size);
        let mut offset = u64::from(self.directory_offset);
        if self.directory_size == IN_ZIP64
            || self.directory_offset == IN_ZIP64
            || self.entries == u16::MAX
        {
            // The values may also just happen to be all ones; then there is no
            // such record and they are meant.
            if let Some(zip64) = Zip64End::find(file, self.position) {
                (end, size, offset) = (zip64.position, zip64.size, zip64.offset);
            }
        }
        let position = end.checked_sub(size).ok_or(JarError::BadEnd)?;
        let origin = position.checked_sub(offset).ok_or(JarError::BadEnd)?;
        // Slots keep positions in 32 bits; no jar comes near that.
        let size = u32::try_from(size).map_err(|_| JarError::BadEnd)? as usize;
        Ok(DirectoryPlace { position, size, origin })
    }
}

/// The zip64 end-of-directory record.
struct Zip64End {
    position: u64,
    size: u64,
    offset: u64,
}

impl Zip64End {
    fn find(file: &File, end_position: u64) -> Option<Zip64End> {
        let mut locator = [0; ZIP64_LOCATOR_SIZE as usize];
        file.read_exact_at(&mut locator, end_position.checked_sub(ZIP64_LOCATOR_SIZE)?).ok()?;
        if u32_le(&locator, 0)? != ZIP64_LOCATOR_SIGNATURE {
            return None;
        }
        let position = u64_le(&locator, 8)?;
        if position >= end_position {
            return None;
        }
        let mut record = [0; ZIP64_END_SIZE];
        file.read_exact_at(&mut record, position).ok()?;
        if u32_le(&record, 0)? != ZIP64_END_SIGNATURE {
            return None;
        }
        Some(Zip64End { position, size: u64_le(&record, 40)?, offset: u64_le(&record, 48)? })
    }
}

/// One entry of the index. `next` is the next slot of its hash chain.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) hash: u32,
    pub(super) next: u32,
    pub(super) position: u32,
    pub(super) name_length: u16,
}

/// End of a hash chain.
const NO_SLOT: u32 = u32::MAX;

/// The index over a central directory.
pub(super) struct Index {
    pub(super) slots: Box<[Slot]>,
    pub(super) buckets: Box<[u32]>,
    pub(super) versions: Box<[u16]>,
}

/// Walks the directory once, checks every entry, and chains them by hash.
///
/// The record's own count of entries is not used: it is 16 bits wide and wraps
/// in jars that were written without zip64.
pub(super) fn index_entries(directory: &[u8]) -> Result<Index, JarError> {
    let mut slots = Vec::with_capacity(directory.len() / (DIRECTORY_HEADER_SIZE + 24));
    let mut versions = Vec::new();
    let mut position = 0;
    while position < directory.len() {
        let entry = entry_at(directory, position).ok_or(JarError::BadDirectory)?;
        if let Some(version) = version_of(entry.name)
            && versions.last() != Some(&version)
        {
            versions.push(version);
        }
        slots.push(Slot {
            hash: hash(entry.name),
            next: NO_SLOT,
            position: position as u32,
            name_length: entry.name.len() as u16,
        });
        position += entry_length(directory, position).ok_or(JarError::BadDirectory)?;
    }

    let mut buckets = vec![NO_SLOT; slots.len().next_power_of_two()];
    let mask = buckets.len() - 1;
    // Later entries go to the front of their chain, so the last of several with
    // one name is the one that is found.
    for (number, slot) in slots.iter_mut().enumerate() {
        let bucket = &mut buckets[slot.hash as usize & mask];
        slot.next = std::mem::replace(bucket, number as u32);
    }
    versions.sort_unstable();
    versions.dedup();
    Ok(Index { slots: slots.into(), buckets: buckets.into(), versions: versions.into() })
}

/// Length of header, name, extra field and comment of the entry at `position`,
/// if all of it is there.
fn entry_length(directory: &[u8], position: usize) -> Option<usize> {
    let length = |offset| u16_le(directory, position + offset).map(usize::from);
    let total = DIRECTORY_HEADER_SIZE + length(28)? + length(30)? + length(32)?;
    (total <= directory.len() - position).then_some(total)
}

/// Decodes the entry at `position`.
pub(super) fn entry_at(directory: &[u8], position: usize) -> Option<JarEntry<'_>> {
    let entry = directory.get(position..)?;
    let entry = entry.get(..entry_length(directory, position)?)?;
    if u32_le(entry, 0)? != DIRECTORY_SIGNATURE || u16_le(entry, 8)? & FLAG_ENCRYPTED != 0 {
        return None;
    }
    let method = match u16_le(entry, 10)? {
        0 => Method::Stored,
        8 => Method::Deflated,
        _ => return None,
    };
    let (name, rest) =
        entry[DIRECTORY_HEADER_SIZE..].split_at_checked(u16_le(entry, 28)?.into())?;
    let extra = rest.get(..usize::from(u16_le(entry, 30)?))?;

    // The zip64 field has the values that did not fit, in this order.
    let mut wide = zip64_extra(extra);
    let mut value = |offset| {
        let narrow = u32_le(entry, offset)?;
        let (IN_ZIP64, Some(bytes)) = (narrow, wide) else { return Some(u64::from(narrow)) };
        wide = bytes.get(8..);
        u64_le(bytes, 0).or(Some(u64::from(narrow)))
    };
    let size = value(24)?;
    let compressed_size = value(20)?;
    let local_offset = value(42)?;
    let (dos_date, crc) = (u16_le(entry, 14)?, u32_le(entry, 16)?);
    Some(JarEntry { name, size, compressed_size, method, crc, dos_date, local_offset })
}

/// The content of the zip64 field of an extra field.
fn zip64_extra(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (tag, size) = (u16_le(extra, 0)?, usize::from(u16_le(extra, 2)?));
        let field = extra.get(4..4 + size)?;
        if tag == ZIP64_EXTRA {
            return Some(field);
        }
        extra = &extra[4 + size..];
    }
}

/// The version whose directory of a multi-release jar `name` is in.
fn version_of(name: &[u8]) -> Option<u16> {
    let rest = name.strip_prefix(VERSIONS)?;
    let digits = &rest[..rest.iter().position(|&byte| byte == b'/')?];
    let version: u16 = str::from_utf8(digits).ok()?.parse().ok()?;
    (version >= FIRST_VERSION).then_some(version)
}

/// FNV-1a.
pub(super) fn hash<'a>(name: impl IntoIterator<Item = &'a u8>) -> u32 {
    name.into_iter()
        .fold(0x811C_9DC5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
