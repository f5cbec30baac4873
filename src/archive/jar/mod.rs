//! Reader of jar (zip) files for the class path.
//!
//! Opening reads the central directory into memory in one piece and indexes it
//! in place: no name is copied, nothing is allocated per entry. An entry is
//! read with one positioned read of its local header and data. The file is not
//! mapped, because a program may replace a jar of its class path while it runs
//! and a truncated mapping would be a fatal signal.
//!
//! The rules are those of `java.util.zip.ZipFile`, so that both find the same
//! class: the last entry of several with one name wins, bytes before the first
//! entry are skipped, an encrypted entry or an unknown method makes the whole
//! file invalid, a directory is found without its slash. As there, checksums are
//! not compared, sizes are.
//!
//! Invariant 1: `directory` has been walked once by `index_entries`; every
//! position in `slots` starts a complete entry header with its name and extra
//! field inside the buffer.

mod directory;

use std::fmt;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::OnceLock;

use crate::bytes::{u16_le, u32_le};
use crate::inflate::{Format, MAX_SIZE, inflate};
use crate::manifest::{Manifest, ManifestError};
use directory::{DIRECTORY_HEADER_SIZE, Slot, index_entries};

/// Name of the manifest's entry.
pub const MANIFEST_NAME: &[u8] = b"META-INF/MANIFEST.MF";
/// Where multi-release jars keep the entries for one version.
const VERSIONS: &[u8] = b"META-INF/versions/";
/// The first feature release that knows multi-release jars.
const FIRST_VERSION: u16 = 9;

const LOCAL_HEADER_SIZE: u64 = 30;
const LOCAL_SIGNATURE: u32 = 0x0403_4B50;

/// An open jar file.
#[derive(Debug)]
pub struct Jar {
    file: File,
    /// Offset of the first local header, from which all offsets count.
    origin: u64,
    directory: Box<[u8]>,
    slots: Box<[Slot]>,
    /// Heads of the hash chains through `slots`; the length is a power of two.
    buckets: Box<[u32]>,
    /// Versions under `META-INF/versions`, ascending.
    versions: Box<[u16]>,
    multi_release: OnceLock<bool>,
}

impl Jar {
    /// Opens and indexes the jar file at `path`.
    pub fn open(path: &Path) -> Result<Jar, JarError> {
        let file = File::open(path).map_err(JarError::Io)?;
        let place = directory::find(&file)?;
        let mut bytes = vec![0; place.size];
        file.read_exact_at(&mut bytes, place.position).map_err(JarError::Io)?;
        let index = index_entries(&bytes)?;
        Ok(Jar {
            file,
            origin: place.origin,
            directory: bytes.into(),
            slots: index.slots,
            buckets: index.buckets,
            versions: index.versions,
            multi_release: OnceLock::new(),
        })
    }

    /// Number of entries, those with equal names counted one by one.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether the jar has no entry.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// All entries in the order of the central directory.
    pub fn entries(&self) -> impl Iterator<Item = JarEntry<'_>> {
        self.slots.iter().map(|slot| self.entry(slot))
    }

    /// The entry called `name`, or the directory called `name/`.
    pub fn find(&self, name: &[u8]) -> Option<JarEntry<'_>> {
        self.find_in_chain(&[name]).or_else(|| match name.last() {
            None | Some(b'/') => None,
            Some(_) => self.find_in_chain(&[name, b"/"]),
        })
    }

    /// The entry that stands for `name` on a Java of release `feature`: in a
    /// multi-release jar the one of the highest version that is not above it.
    ///
    /// The manifest is read if the jar has versions; a manifest that cannot be
    /// read makes the jar an ordinary one.
    pub fn find_versioned(&self, name: &[u8], feature: u16) -> Option<JarEntry<'_>> {
        if !self.versions.is_empty() && !name.starts_with(b"META-INF/") && self.is_multi_release() {
            let usable = self.versions.iter().rev().filter(|&&version| version <= feature);
            for version in usable {
                let version = version.to_string();
                let parts = [VERSIONS, version.as_bytes(), b"/", name];
                if let Some(entry) = self.find_in_chain(&parts) {
                    return Some(entry);
                }
            }
        }
        self.find(name)
    }

    /// Whether the manifest says `Multi-Release: true`.
    pub fn is_multi_release(&self) -> bool {
        *self.multi_release.get_or_init(|| {
            let manifest = self.manifest().ok().flatten();
            let value = manifest.as_ref().and_then(|manifest| manifest.main().get("Multi-Release"));
            value.is_some_and(|value| value.eq_ignore_ascii_case("true"))
        })
    }

    /// The manifest, if there is one.
    pub fn manifest(&self) -> Result<Option<Manifest>, JarError> {
        let Some(entry) = self.find(MANIFEST_NAME) else { return Ok(None) };
        let bytes = self.read(&entry)?;
        Manifest::parse(&bytes).map(Some).map_err(JarError::Manifest)
    }

    /// The content of `entry`, an entry of this jar.
    pub fn read(&self, entry: &JarEntry<'_>) -> Result<Vec<u8>, JarError> {
        let mut stored = self.stored_bytes(entry)?;
        match entry.method {
            Method::Stored if entry.compressed_size == entry.size => {
                stored.shrink_to_fit();
                Ok(stored)
            }
            Method::Stored => Err(JarError::BadEntry),
            Method::Deflated => inflate(&stored, entry.size, Format::Raw).ok_or(JarError::BadEntry),
        }
    }

    /// The bytes of `entry` as they are in the file.
    fn stored_bytes(&self, entry: &JarEntry<'_>) -> Result<Vec<u8>, JarError> {
        let header_at = self.origin.checked_add(entry.local_offset).ok_or(JarError::BadEntry)?;
        let length = self.file.metadata().map_err(JarError::Io)?.len();
        let available = length.saturating_sub(header_at).saturating_sub(LOCAL_HEADER_SIZE);
        if entry.compressed_size > available.min(MAX_SIZE) {
            return Err(JarError::BadEntry);
        }

        // Name and extra field of the local header may differ in length from
        // those of the directory. Usually they do not; so one read gets all.
        let guess = LOCAL_HEADER_SIZE as usize + entry.name.len() + entry.compressed_size as usize;
        let mut bytes = vec![0; guess];
        let got = read_up_to(&self.file, &mut bytes, header_at).map_err(JarError::Io)?;
        let header = &bytes[..got];
        let (Some(signature), Some(name), Some(extra)) =
            (u32_le(header, 0), u16_le(header, 26), u16_le(header, 28))
        else {
            return Err(JarError::BadEntry);
        };
        if signature != LOCAL_SIGNATURE {
            return Err(JarError::BadEntry);
        }
        let start = LOCAL_HEADER_SIZE as usize + usize::from(name) + usize::from(extra);
        let size = entry.compressed_size as usize;
        if start + size <= got {
            bytes.truncate(start + size);
            bytes.drain(..start);
        } else {
            bytes.resize(size, 0);
            let data_at = header_at + start as u64;
            self.file.read_exact_at(&mut bytes, data_at).map_err(JarError::Io)?;
        }
        Ok(bytes)
    }

    fn entry(&self, slot: &Slot) -> JarEntry<'_> {
        directory::entry_at(&self.directory, slot.position as usize)
            .expect("index_entries checked every slot (invariant 1)")
    }

    /// Looks up the name whose concatenated `parts` are given.
    fn find_in_chain(&self, parts: &[&[u8]]) -> Option<JarEntry<'_>> {
        let hash = directory::hash(parts.iter().copied().flatten());
        let mut next = self.buckets[hash as usize & (self.buckets.len() - 1)];
        while let Some(slot) = self.slots.get(next as usize) {
            if slot.hash == hash {
                let start = slot.position as usize + DIRECTORY_HEADER_SIZE;
                let name = &self.directory[start..start + usize::from(slot.name_length)];
                if name.iter().eq(parts.iter().copied().flatten()) {
                    return Some(self.entry(slot));
                }
            }
            next = slot.next;
        }
        None
    }
}

/// Reads until `buffer` is full or the file ends.
fn read_up_to(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match file.read_at(&mut buffer[filled..], position + filled as u64) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// How the bytes of an entry are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// As they are.
    Stored,
    /// Deflated.
    Deflated,
}

/// An entry of a jar file, as its central directory describes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JarEntry<'a> {
    /// Name with slashes; UTF-8 in all jars that Java tools write.
    pub name: &'a [u8],
    /// Size of the content.
    pub size: u64,
    /// Size in the file.
    pub compressed_size: u64,
    /// How the content is kept.
    pub method: Method,
    /// CRC-32 of the content.
    pub crc: u32,
    /// The day of the last change in the writer's local time, as MS-DOS packs it:
    /// years since 1980, month (4 bits), day (5 bits).
    pub dos_date: u16,
    /// Offset of the local header from the first one of the file.
    local_offset: u64,
}

impl JarEntry<'_> {
    /// Whether the entry stands for a directory.
    pub fn is_directory(&self) -> bool {
        self.name.ends_with(b"/")
    }
}

/// What can be wrong with a jar file.
#[derive(Debug)]
pub enum JarError {
    /// The file could not be opened or read.
    Io(io::Error),
    /// There is no end-of-directory record, so this is no zip file.
    NotAJar,
    /// The end record points outside the file.
    BadEnd,
    /// The central directory is damaged, or has an encrypted entry or one of a
    /// method that Java does not know.
    BadDirectory,
    /// An entry's local header or data is damaged.
    BadEntry,
    /// The manifest is damaged.
    Manifest(ManifestError),
}

impl fmt::Display for JarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JarError::Io(error) => error.fmt(f),
            JarError::NotAJar => f.write_str("zip END header not found"),
            JarError::BadEnd => f.write_str("invalid END header"),
            JarError::BadDirectory => f.write_str("invalid central directory"),
            JarError::BadEntry => f.write_str("invalid entry"),
            JarError::Manifest(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for JarError {}
