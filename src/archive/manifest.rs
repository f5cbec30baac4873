//! Jar manifests: attributes in sections, as `java.util.jar.Manifest` reads them.
//!
//! A line is ended by CR LF, LF or CR. A line that starts with a space continues
//! the value of the line before it, byte by byte: a character may be split. The
//! main section ends at the first empty line; each further section starts with
//! `Name:`.

use std::collections::HashMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::jar::JarError;

/// The most that a manifest may have, as in the class library's `JarFile`.
const MAX_SIZE: u64 = i32::MAX as u64;

/// A parsed manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    main: Attributes,
    sections: HashMap<String, Attributes>,
}

/// The attributes of one section. Names are equal if they differ in case only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(String, String)>);

impl Manifest {
    /// Parses the content of `META-INF/MANIFEST.MF`.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, ManifestError> {
        let mut fields = Fields { lines: Lines(bytes), line_number: 0 };
        let mut manifest =
            Manifest { main: fields.section(Attributes::default())?, sections: HashMap::new() };
        while let Some((name, value)) = fields.section_start()? {
            if !name.eq_ignore_ascii_case("Name") {
                return Err(ManifestError { line: fields.line_number, kind: Fault::NoSectionName });
            }
            // Sections of one name are one section.
            let before = manifest.sections.remove(&value).unwrap_or_default();
            manifest.sections.insert(value, fields.section(before)?);
        }
        Ok(manifest)
    }

    /// The attributes of the main section.
    pub fn main(&self) -> &Attributes {
        &self.main
    }

    /// The attributes of the section for the entry called `name`.
    pub fn section(&self, name: &str) -> Option<&Attributes> {
        self.sections.get(name)
    }

    /// The trimmed value of `Main-Class`.
    pub fn main_class(&self) -> Option<&str> {
        self.main.get("Main-Class").map(str::trim)
    }
}

/// The manifest of the jar file at `path`, for a program that looks at nothing
/// else in it, such as the launcher.
pub fn of_jar(path: &Path) -> Result<Option<Manifest>, JarError> {
    let mut file = File::open(path).map_err(JarError::Io)?;
    if !has_end_record(&mut file).map_err(|_| JarError::NotAJar)? {
        return Err(JarError::NotAJar);
    }
    let mut jar = ZipArchive::new(BufReader::new(file)).map_err(|_| JarError::NotAJar)?;
    let entry = match jar.by_name("META-INF/MANIFEST.MF") {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(JarError::BadEntry),
    };
    let mut bytes = Vec::new();
    entry.take(MAX_SIZE).read_to_end(&mut bytes).map_err(|_| JarError::BadEntry)?;
    Manifest::parse(&bytes).map(Some).map_err(JarError::Manifest)
}

/// Whether the archive's end record, with its comment, is the end of the file.
/// The class library also reads archives with something behind it, but `java`
/// does not start them.
fn has_end_record(file: &mut File) -> io::Result<bool> {
    const RECORD: usize = 22;
    let size = file.seek(SeekFrom::End(0))?;
    let tail = size.min((RECORD + usize::from(u16::MAX)) as u64);
    file.seek(SeekFrom::Start(size - tail))?;
    let mut bytes = Vec::new();
    file.take(tail).read_to_end(&mut bytes)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(bytes.windows(RECORD).enumerate().any(|(at, record)| {
        let comment = usize::from(u16::from_le_bytes([record[20], record[21]]));
        record.starts_with(b"PK\x05\x06") && at + RECORD + comment == bytes.len()
    }))
}

impl Attributes {
    /// The value of an attribute; the last of several with one name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// All attributes in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Splits bytes into lines without their ends.
struct Lines<'a>(&'a [u8]);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let end = self.0.iter().position(|&byte| matches!(byte, b'\r' | b'\n'));
        let (line, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        let terminator = if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
        self.0 = &rest[terminator..];
        Some(line)
    }
}

/// Reads fields, and counts lines for messages.
struct Fields<'a> {
    lines: Lines<'a>,
    line_number: usize,
}

impl<'a> Fields<'a> {
    /// Adds the fields up to the next empty line to `attributes`.
    fn section(&mut self, mut attributes: Attributes) -> Result<Attributes, ManifestError> {
        while let Some(line) = self.next_line() {
            if line.is_empty() {
                break;
            }
            attributes.0.push(self.field(line)?);
        }
        Ok(attributes)
    }

    /// The first field behind any number of empty lines.
    fn section_start(&mut self) -> Result<Option<(String, String)>, ManifestError> {
        while let Some(line) = self.next_line() {
            if !line.is_empty() {
                return self.field(line).map(Some);
            }
        }
        Ok(None)
    }

    /// The field that starts with `line`, with its continuation lines.
    fn field(&mut self, line: &[u8]) -> Result<(String, String), ManifestError> {
        let error = |kind| ManifestError { line: self.line_number, kind };
        if line.starts_with(b" ") {
            return Err(error(Fault::MisplacedContinuation));
        }
        let colon = line.iter().position(|&byte| byte == b':');
        let (name, value) = colon
            .and_then(|colon| Some((&line[..colon], line[colon + 1..].strip_prefix(b" ")?)))
            .ok_or(error(Fault::InvalidHeaderField))?;
        let valid = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if name.is_empty() || name.len() > 70 || !name.iter().all(valid) {
            return Err(error(Fault::InvalidHeaderName));
        }
        let name = String::from_utf8_lossy(name).into_owned();
        let mut value = value.to_vec();
        while let Some(more) = self.lines.0.strip_prefix(b" ") {
            self.lines.0 = more;
            value.extend_from_slice(self.next_line().unwrap_or_default());
        }
        Ok((name, String::from_utf8_lossy(&value).into_owned()))
    }

    fn next_line(&mut self) -> Option<&'a [u8]> {
        self.line_number += 1;
        self.lines.next()
    }
}

/// A manifest that does not have the format of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManifestError {
    line: usize,
    kind: Fault,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    InvalidHeaderField,
    InvalidHeaderName,
    MisplacedContinuation,
    NoSectionName,
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.kind {
            Fault::InvalidHeaderField => "invalid header field",
            Fault::InvalidHeaderName => "invalid header field name",
            Fault::MisplacedContinuation => "misplaced continuation line",
            Fault::NoSectionName => "invalid manifest format",
        };
        write!(f, "{text} (line {})", self.line)
    }
}

impl std::error::Error for ManifestError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Manifest {
        Manifest::parse(text.as_bytes()).expect("a good manifest")
    }

    #[test]
    fn names_ignore_case_and_the_last_wins() {
        let manifest = parse("Main-Class: a.B \nmain-class: c.D \r\n\r\n");
        assert_eq!(manifest.main().get("MAIN-CLASS"), Some("c.D "));
        assert_eq!(manifest.main_class(), Some("c.D"));
        assert_eq!(manifest.main().iter().count(), 2);
    }

    #[test]
    fn every_line_end_ends_a_line() {
        for end in ["\n", "\r", "\r\n"] {
            let text = format!("A: 1{end}B: 2{end}{end}{end}Name: x{end}C: 3");
            let manifest = parse(&text);
            assert_eq!(manifest.main().get("B"), Some("2"), "{end:?}");
            assert_eq!(manifest.section("x").and_then(|x| x.get("C")), Some("3"), "{end:?}");
        }
    }

    #[test]
    fn continuation_lines_join_bytes() {
        let bytes = b"Class-Path: a.jar b\r\n .jar \xC3\r\n \xA4\r\n \r\n c\r\n";
        let manifest = Manifest::parse(bytes).expect("a good manifest");
        assert_eq!(manifest.main().get("Class-Path"), Some("a.jar b.jar \u{e4}c"));
    }

    #[test]
    fn sections_of_one_name_are_one() {
        let manifest = parse("\nName: x\nA: 1\n\nName: y\n\nName: x\nA: 2\nB: 3\n");
        let x = manifest.section("x").expect("there");
        assert_eq!((x.get("A"), x.get("B")), (Some("2"), Some("3")));
        assert_eq!(manifest.section("y"), Some(&Attributes::default()));
        assert_eq!(manifest.section("z"), None);
    }

    #[test]
    fn faults_name_their_line() {
        let fault =
            |text: &str| Manifest::parse(text.as_bytes()).expect_err("a bad manifest").to_string();
        assert_eq!(fault("A: 1\nnonsense\n"), "invalid header field (line 2)");
        assert_eq!(fault("A:1\n"), "invalid header field (line 1)");
        assert_eq!(fault("A b: 1\n"), "invalid header field name (line 1)");
        assert_eq!(fault(" A: 1\n"), "misplaced continuation line (line 1)");
        assert_eq!(fault("A: 1\n\nB: 2\n"), "invalid manifest format (line 3)");
    }
}
