//! Reader of `lib/modules`, the container of the JDK's run-time image (jimage).
//!
//! The image is one mapped file: a header, a perfect hash table over resource
//! names, attribute streams, a string table, and the resource contents. Names
//! are modified UTF-8. Integers are in the byte order of the machine that the
//! image was built for, attribute values are big-endian.
//!
//! A lookup allocates nothing and yields a slice of the mapping; only the
//! compressed resources that `jlink --compress` makes are unpacked into memory
//! of their own (`compressed`).
//!
//! Invariant 1: `Image::new` has checked that header, tables, attributes and
//! strings lie inside the file. Everything that an offset inside these regions
//! points at is checked at each use, so a damaged image gives an `ImageError`.

mod compressed;

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::ops::{Deref, Range};
use std::path::Path;

use crate::bytes::{u32_ne, u64_ne};
use crate::map::MappedFile;

const MAGIC: u32 = 0xCAFE_DADA;
const VERSION: u32 = 1 << 16;
const HEADER_SIZE: usize = 28;
/// Multiplier of the name hash, and the seed of its first round.
const HASH_MULTIPLIER: u32 = 0x0100_0193;

/// An open run-time image.
#[derive(Debug)]
pub struct Image {
    bytes: ImageBytes,
    table_length: usize,
    redirects: usize,
    offsets: usize,
    attributes: Range<usize>,
    strings: Range<usize>,
}

#[derive(Debug)]
enum ImageBytes {
    Mapped(MappedFile),
    Owned(Box<[u8]>),
}

impl Deref for ImageBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            ImageBytes::Mapped(map) => map,
            ImageBytes::Owned(bytes) => bytes,
        }
    }
}

impl Image {
    /// Maps and checks the image file at `path`.
    pub fn open(path: &Path) -> Result<Image, ImageError> {
        Image::new(ImageBytes::Mapped(MappedFile::open(path).map_err(ImageError::Io)?))
    }

    /// An image that lies in memory.
    pub fn from_bytes(bytes: impl Into<Box<[u8]>>) -> Result<Image, ImageError> {
        Image::new(ImageBytes::Owned(bytes.into()))
    }

    fn new(bytes: ImageBytes) -> Result<Image, ImageError> {
        let field = |offset| u32_ne(&bytes, offset).ok_or(ImageError::Truncated);
        if field(0)? != MAGIC {
            return Err(ImageError::NotAnImage);
        }
        let version = field(4)?;
        if version != VERSION {
            return Err(ImageError::UnsupportedVersion(version));
        }
        let table_length = field(16)?;
        let attribute_size = field(20)?;
        let string_size = field(24)?;

        // All in u64, where nothing can overflow, and compared with the length
        // of the file before anything is narrowed to usize.
        let redirects = HEADER_SIZE as u64;
        let offsets = redirects + 4 * u64::from(table_length);
        let attributes = offsets + 4 * u64::from(table_length);
        let strings = attributes + u64::from(attribute_size);
        let index_end = strings + u64::from(string_size);
        if index_end > bytes.len() as u64 {
            return Err(ImageError::Truncated);
        }
        Ok(Image {
            table_length: table_length as usize,
            redirects: redirects as usize,
            offsets: offsets as usize,
            attributes: attributes as usize..strings as usize,
            strings: strings as usize..index_end as usize,
            bytes,
        })
    }

    /// The bytes of the whole file, as `NativeImageBuffer.getNativeMap` hands
    /// them to the class library's own reader of images.
    pub fn raw_map(&self) -> &[u8] {
        &self.bytes
    }

    /// The content of the resource `path` (such as `java/lang/Object.class`)
    /// of `module`.
    pub fn find(&self, module: &[u8], path: &[u8]) -> Result<Option<Cow<'_, [u8]>>, ImageError> {
        self.locate(&ResourceName::new(module, path))?
            .map(|location| self.content(&location))
            .transpose()
    }

    /// The class file of the class with this internal name, and the name of the
    /// module that defines its package.
    ///
    /// Whether the boot loader may define classes of that module is the
    /// caller's question.
    pub fn find_class(&self, internal_name: &[u8]) -> Result<Option<FoundClass<'_>>, ImageError> {
        let Some(slash) = internal_name.iter().rposition(|&byte| byte == b'/') else {
            return Ok(None); // no module may contain the unnamed package
        };
        let Some(module) = self.module_of_package(&internal_name[..slash])? else {
            return Ok(None);
        };
        let name = ResourceName { suffix: b".class", ..ResourceName::new(module, internal_name) };
        let Some(location) = self.locate(&name)? else { return Ok(None) };
        Ok(Some(FoundClass { module, bytes: self.content(&location)? }))
    }

    /// The name of the module that defines `package`, given with slashes.
    pub fn module_of_package(&self, package: &[u8]) -> Result<Option<&[u8]>, ImageError> {
        let name = ResourceName { dots: true, ..ResourceName::new(b"packages", package) };
        let Some(location) = self.locate(&name)? else { return Ok(None) };
        let pairs = self.content(&location)?;
        for pair in pairs.chunks_exact(8) {
            let (Some(is_empty), Some(module)) = (u32_ne(pair, 0), u32_ne(pair, 4)) else {
                return Err(ImageError::Truncated);
            };
            // A module for which the package is "empty" merely has sub-packages.
            if is_empty == 0 {
                return self.string(module).map(Some);
            }
        }
        Ok(None)
    }

    /// All resources in the order of the hash table, which is no useful order.
    pub fn resources(&self) -> impl Iterator<Item = Result<Location<'_>, ImageError>> {
        (0..self.table_length).map(|index| self.location(index))
    }

    /// The content of a resource, unpacked if need be.
    pub fn content(&self, location: &Location<'_>) -> Result<Cow<'_, [u8]>, ImageError> {
        let stored = match location.compressed_size {
            0 => location.uncompressed_size,
            size => size,
        };
        let start = (self.strings.end as u64).checked_add(location.content_offset);
        let range = start
            .and_then(|start| Some(start..start.checked_add(stored)?))
            .filter(|range| range.end <= self.bytes.len() as u64)
            .ok_or(ImageError::ContentOutOfRange)?;
        let bytes = &self.bytes[range.start as usize..range.end as usize];
        if location.compressed_size == 0 {
            return Ok(Cow::Borrowed(bytes));
        }
        let content = compressed::unpack(bytes, |offset| self.string(offset))?;
        if content.len() as u64 != location.uncompressed_size {
            return Err(ImageError::BadCompressedResource);
        }
        Ok(content)
    }

    fn locate(&self, name: &ResourceName<'_>) -> Result<Option<Location<'_>>, ImageError> {
        if self.table_length == 0 {
            return Ok(None);
        }
        let slot = name.hash(HASH_MULTIPLIER) as usize % self.table_length;
        let redirect = self.table_entry(self.redirects, slot)? as i32;
        let index = match redirect {
            0 => return Ok(None),
            direct if direct < 0 => (-1 - i64::from(direct)) as usize,
            seed => name.hash(seed as u32) as usize % self.table_length,
        };
        let location = self.location(index)?;
        // The hash is perfect for present names only; an absent name hits
        // whatever happens to be there.
        Ok(location.name_bytes().eq(name.bytes()).then_some(location))
    }

    fn location(&self, index: usize) -> Result<Location<'_>, ImageError> {
        let offset = self.table_entry(self.offsets, index)?;
        let region = &self.bytes[self.attributes.clone()];
        let stream = region.get(offset as usize..).ok_or(ImageError::BadAttributes)?;
        let values = decode_attributes(stream).ok_or(ImageError::BadAttributes)?;
        let text = |kind: AttributeKind| {
            let offset = values[kind as usize];
            u32::try_from(offset).map_err(|_| ImageError::BadString).and_then(|at| self.string(at))
        };
        Ok(Location {
            module: text(AttributeKind::Module)?,
            parent: text(AttributeKind::Parent)?,
            base: text(AttributeKind::Base)?,
            extension: text(AttributeKind::Extension)?,
            content_offset: values[AttributeKind::Offset as usize],
            compressed_size: values[AttributeKind::Compressed as usize],
            uncompressed_size: values[AttributeKind::Uncompressed as usize],
        })
    }

    fn table_entry(&self, table: usize, index: usize) -> Result<u32, ImageError> {
        if index >= self.table_length {
            return Err(ImageError::BadRedirect);
        }
        u32_ne(&self.bytes, table + 4 * index).ok_or(ImageError::Truncated)
    }

    fn string(&self, offset: u32) -> Result<&[u8], ImageError> {
        let strings = &self.bytes[self.strings.clone()];
        let rest = strings.get(offset as usize..).ok_or(ImageError::BadString)?;
        let end = rest.iter().position(|&byte| byte == 0).ok_or(ImageError::BadString)?;
        Ok(&rest[..end])
    }
}

/// A class file of the image together with its module.
#[derive(Debug)]
pub struct FoundClass<'a> {
    /// Name of the module, such as `java.base`.
    pub module: &'a [u8],
    /// The class file.
    pub bytes: Cow<'a, [u8]>,
}

/// Where a resource lies, and its name in the four parts that the image keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location<'a> {
    /// Module name; `modules` and `packages` mark entries of the directory tree.
    pub module: &'a [u8],
    /// Directory inside the module, without a slash at the end; may be empty.
    pub parent: &'a [u8],
    /// File name without its extension.
    pub base: &'a [u8],
    /// Extension without the dot; may be empty.
    pub extension: &'a [u8],
    /// Offset of the content from the end of the index.
    pub content_offset: u64,
    /// Size of the compressed content, 0 if it is stored plain.
    pub compressed_size: u64,
    /// Size of the content.
    pub uncompressed_size: u64,
}

impl<'a> Location<'a> {
    /// The full name, such as `/java.base/java/lang/Object.class`.
    pub fn full_name(&self) -> Vec<u8> {
        self.name_bytes().collect()
    }

    /// Whether this entry belongs to the directory tree that Java code walks,
    /// rather than to a module's content.
    pub fn is_directory_entry(&self) -> bool {
        matches!(self.module, b"" | b"modules" | b"packages")
    }

    fn name_bytes(&self) -> impl Iterator<Item = u8> + use<'a> {
        let present =
            |part: &'a [u8], text: &'static [u8]| if part.is_empty() { b"" } else { text };
        [
            present(self.module, b"/"),
            self.module,
            present(self.module, b"/"),
            self.parent,
            present(self.parent, b"/"),
            self.base,
            present(self.extension, b"."),
            self.extension,
        ]
        .into_iter()
        .flatten()
        .copied()
    }
}

/// `/root/path` and `suffix`, where `dots` turns the slashes of `path` into dots.
struct ResourceName<'a> {
    root: &'a [u8],
    path: &'a [u8],
    suffix: &'static [u8],
    dots: bool,
}

impl<'a> ResourceName<'a> {
    fn new(root: &'a [u8], path: &'a [u8]) -> ResourceName<'a> {
        ResourceName { root, path, suffix: b"", dots: false }
    }

    fn bytes(&self) -> impl Iterator<Item = u8> {
        let dots = self.dots;
        let path = self.path.iter().map(move |&b| if dots && b == b'/' { b'.' } else { b });
        let root = b"/".iter().chain(self.root).chain(b"/").copied();
        root.chain(path).chain(self.suffix.iter().copied())
    }

    fn hash(&self, seed: u32) -> u32 {
        let mix = |hash: u32, byte| hash.wrapping_mul(HASH_MULTIPLIER) ^ u32::from(byte);
        self.bytes().fold(seed, mix) & 0x7FFF_FFFF
    }
}

/// Kinds of attributes of a location; the discriminants are those of the file.
#[derive(Clone, Copy)]
enum AttributeKind {
    Module = 1,
    Parent = 2,
    Base = 3,
    Extension = 4,
    Offset = 5,
    Compressed = 6,
    Uncompressed = 7,
}

/// One more than the largest attribute kind.
const ATTRIBUTE_KINDS: usize = 8;

/// Decodes an attribute stream; kinds that do not occur are 0.
fn decode_attributes(stream: &[u8]) -> Option<[u64; ATTRIBUTE_KINDS]> {
    let mut values = [0; ATTRIBUTE_KINDS];
    let mut rest = stream;
    loop {
        let (&header, tail) = rest.split_first()?;
        if header <= 7 {
            return Some(values);
        }
        let (value, tail) = tail.split_at_checked(usize::from(header & 7) + 1)?;
        *values.get_mut(usize::from(header >> 3))? =
            value.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
        rest = tail;
    }
}

/// What can be wrong with an image.
#[derive(Debug)]
pub enum ImageError {
    /// The file could not be opened or mapped.
    Io(io::Error),
    /// The magic number is missing (or has the other byte order).
    NotAnImage,
    /// A version of the format that no supported JDK uses.
    UnsupportedVersion(u32),
    /// A table reaches beyond the end of the file.
    Truncated,
    /// A string offset points outside the string table, or at a string without end.
    BadString,
    /// An attribute stream is outside its region, has no end, or an unknown kind.
    BadAttributes,
    /// A redirect entry points outside the table.
    BadRedirect,
    /// The content of a resource lies outside the file.
    ContentOutOfRange,
    /// A compressed resource does not unpack to what its header declares.
    BadCompressedResource,
    /// A compressed resource names a method of compression that does not exist.
    UnknownDecompressor(String),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Io(error) => error.fmt(f),
            ImageError::NotAnImage => f.write_str("not a run-time image"),
            ImageError::UnsupportedVersion(version) => {
                write!(f, "unsupported image version {}.{}", version >> 16, version & 0xFFFF)
            }
            ImageError::Truncated => f.write_str("the image is truncated"),
            ImageError::BadString => f.write_str("bad string offset in the image"),
            ImageError::BadAttributes => f.write_str("bad attributes in the image"),
            ImageError::BadRedirect => f.write_str("bad redirect in the image"),
            ImageError::ContentOutOfRange => f.write_str("a resource lies outside the image"),
            ImageError::BadCompressedResource => f.write_str("bad compressed resource"),
            ImageError::UnknownDecompressor(name) => write!(f, "unknown decompressor {name:?}"),
        }
    }
}

impl std::error::Error for ImageError {}
