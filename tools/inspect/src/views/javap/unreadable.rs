//! What the JDK's tools say of class files that they cannot read at all.

use classfile::{ClassFile, FormatError, Problem};

use super::Release;
use crate::text::decoded;
use crate::views::hex::constant_length;

/// The newest class files that the tool of release 25 reads; that of release 17
/// reads all.
const LATEST_MAJOR_OF_25: u16 = 69;

/// What stops reading.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// A constant of no known kind; the position is that behind the tag.
    Tag { index: u16, tag: u8, position: usize },
    /// A text that release 17 does not take for modified UTF-8.
    Text(String),
    /// An attribute that is longer than the file.
    Attribute { name: String, length: u32 },
    /// The end of the file.
    End,
}

/// What is said of a class file whose version is not read, if that is so.
pub(super) fn version_message(release: Release, bytes: &[u8]) -> Option<String> {
    let major = u16::from_be_bytes([*bytes.get(6)?, *bytes.get(7)?]);
    let unknown =
        release == Release::Jdk25 && bytes.starts_with(&MAGIC) && major > LATEST_MAJOR_OF_25;
    unknown.then(|| format!("Fatal error: Unsupported class file version: {major}"))
}

const MAGIC: [u8; 4] = [0xca, 0xfe, 0xba, 0xbe];

/// What release 17 says of a class file with a text that is not modified UTF-8.
pub(super) fn text_message(release: Release, name: &str, class: &ClassFile<'_>) -> Option<String> {
    let pool = class.constant_pool();
    let bad = |text: &[u8]| !text.is_ascii() && text_fault(text).is_some();
    if release == Release::Jdk25 || !pool.indices().any(|index| pool.utf8(index).is_ok_and(bad)) {
        return None;
    }
    match Walk::of(release, class.bytes()).class() {
        Err(Fault::Text(fault)) => Some(io_error(name, &fault)),
        _ => None,
    }
}

fn io_error(name: &str, fault: &str) -> String {
    format!("IO error reading {name}: {fault}")
}

/// What `DataInput.readUTF` has against a text.
fn text_fault(text: &[u8]) -> Option<String> {
    let continues = |at: usize| text[at] & 0xc0 == 0x80;
    let mut at = 0;
    while at < text.len() {
        let length = match text[at] >> 4 {
            0..=7 => 1,
            12 | 13 => 2,
            14 => 3,
            _ => return Some(format!("malformed input around byte {at}")),
        };
        at += length;
        if at > text.len() {
            return Some("malformed input: partial character at end".to_owned());
        }
        if !(at + 1 - length..at).all(continues) {
            // The last byte of two, the one before of three.
            let around = if length == 2 { at } else { at - 1 };
            return Some(format!("malformed input around byte {around}"));
        }
    }
    None
}

/// What is said of a class file that the parser rejects.
pub(super) fn message(
    release: Release,
    name: &str,
    bytes: &[u8],
    error: &FormatError<'_>,
) -> String {
    let jdk25 = release == Release::Jdk25;
    if jdk25 && !bytes.starts_with(&MAGIC) {
        return "Fatal error: Bad magic number".to_owned();
    }
    if !matches!(error.problem, Problem::Truncated | Problem::UnknownTag { .. }) {
        return format!("{name}: {error}");
    }
    let too_big = |length: u32| jdk25 || i32::try_from(length).is_err();
    match Walk::of(release, bytes).class() {
        Err(Fault::Text(fault)) => io_error(name, &fault),
        Err(Fault::Tag { index, tag, position }) if jdk25 => format!(
            "error while reading constant pool for {name}: Bad tag ({tag}) at index ({index}) \
             position ({position})"
        ),
        Err(Fault::Tag { index, tag, .. }) => {
            format!(
                "error while reading constant pool for {name}: unexpected tag at #{index}: {tag}"
            )
        }
        Err(Fault::Attribute { name, length }) if too_big(length) => {
            format!("Fatal error: attribute {name} too big to handle")
        }
        _ if jdk25 => "Fatal error: Reading beyond classfile bounds".to_owned(),
        _ => format!("unexpected end of file while reading {name}"),
    }
}

/// A walk over the lengths in a class file.
struct Walk<'b> {
    /// Whether texts are looked at.
    checks_texts: bool,
    bytes: &'b [u8],
    at: usize,
    /// Where the contents of `Utf8` constants are, by index; 0 for others.
    texts: Vec<u32>,
}

impl<'b> Walk<'b> {
    fn of(release: Release, bytes: &'b [u8]) -> Self {
        Walk { checks_texts: release == Release::Jdk17, bytes, at: 8, texts: Vec::new() }
    }

    fn class(mut self) -> Result<(), Fault> {
        self.constants()?;
        self.skip(6)?;
        let interfaces = self.u16()?;
        self.skip(2 * usize::from(interfaces))?;
        for _ in 0..2 {
            for _ in 0..self.u16()? {
                self.skip(6)?;
                self.attributes()?;
            }
        }
        self.attributes()
    }

    fn constants(&mut self) -> Result<(), Fault> {
        let count = self.u16()?;
        self.texts.push(0);
        while self.texts.len() < count.into() {
            let index = self.texts.len() as u16;
            let tag = self.take(1)?[0];
            let position = self.at;
            let length = match tag {
                UTF8 => {
                    self.texts.push(self.at as u32);
                    self.u16()?.into()
                }
                _ => {
                    self.texts.push(0);
                    constant_length(tag).ok_or(Fault::Tag { index, tag, position })?
                }
            };
            if matches!(tag, LONG | DOUBLE) {
                self.texts.push(0);
            }
            let checked = self.checks_texts && tag == UTF8;
            let contents = self.take(length)?;
            if let Some(fault) = checked.then(|| text_fault(contents)).flatten() {
                return Err(Fault::Text(fault));
            }
        }
        Ok(())
    }

    fn attributes(&mut self) -> Result<(), Fault> {
        for _ in 0..self.u16()? {
            let name = self.u16()?;
            let length = self.take(4)?;
            let length = u32::from_be_bytes(length.try_into().expect("four bytes"));
            if self.skip(length as usize).is_err() {
                return Err(Fault::Attribute { name: self.text(name), length });
            }
        }
        Ok(())
    }

    fn text(&self, index: u16) -> String {
        let at = self.texts.get(usize::from(index)).map_or(0, |&at| at as usize);
        let length = self.bytes.get(at..at + 2).filter(|_| at != 0);
        let length =
            length.map_or(0, |length| usize::from(u16::from_be_bytes([length[0], length[1]])));
        decoded(self.bytes.get(at + 2..at + 2 + length).unwrap_or_default()).into_owned()
    }

    fn take(&mut self, count: usize) -> Result<&'b [u8], Fault> {
        let bytes = self.bytes.get(self.at..self.at + count).ok_or(Fault::End)?;
        self.at += count;
        Ok(bytes)
    }

    fn skip(&mut self, count: usize) -> Result<(), Fault> {
        self.take(count).map(drop)
    }

    fn u16(&mut self) -> Result<u16, Fault> {
        self.take(2).map(|bytes| u16::from_be_bytes([bytes[0], bytes[1]]))
    }
}

const UTF8: u8 = 1;
const LONG: u8 = 5;
const DOUBLE: u8 = 6;
