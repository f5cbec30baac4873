//! Where indexes are kept, and whether they are of the present state of an input.
//!
//! An index lies in the user's cache directory under a name that the path of its
//! input gives. It carries a fingerprint of the input (sizes and dates of files);
//! when the input has changed since, the index is as good as not there.

use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use archive::MappedFile;
use classfile::{ClassFile, Level};

use super::index::Damaged;
use super::index_writer::Writer;
use super::{ClassFacts, Index, Kind, Kinds, Wanted, collect};
use crate::input::{Input, Source, default_jobs};
use crate::progress::Progress;

/// An index from a file.
pub type Cached = Index<MappedFile>;

/// The file for the index of an input; none for a single class.
pub fn cache_file(input: &Input) -> Option<PathBuf> {
    let path = std::path::absolute(input.path()?).ok()?;
    let mut name = Fnv::default();
    name.write(path.as_os_str().as_encoded_bytes());
    if let Input::Image { module: Some(module), .. } = input {
        name.write(b"!");
        name.write(module.as_bytes());
    }
    let file_name = path.file_name()?.to_string_lossy().into_owned();
    Some(directory()?.join(format!("{file_name}-{:016x}.facts", name.finish())))
}

/// `$XDG_CACHE_HOME/peaberry-inspect`, by default in `~/.cache`.
fn directory() -> Option<PathBuf> {
    let named = |variable| std::env::var_os(variable).map(PathBuf::from);
    let cache = named("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    let cache = cache.or_else(|| Some(named("HOME")?.join(".cache")))?;
    Some(cache.join("peaberry-inspect"))
}

/// What there is of an index.
pub enum Lookup {
    /// None has been made.
    Absent,
    /// The input has changed since.
    Stale,
    /// This file is not an index, or one of another version.
    Damaged(PathBuf),
    /// One of the present state of the input.
    Found(Cached),
}

/// Looks for the index of an input.
pub fn lookup(input: &Input) -> Lookup {
    let Some(file) = cache_file(input) else { return Lookup::Absent };
    // A file that is written is renamed when it is complete and never changed
    // afterwards, so it may be mapped.
    let Ok(bytes) = MappedFile::open(&file) else { return Lookup::Absent };
    match (Index::new(bytes), fingerprint(input)) {
        (Err(Damaged), _) => Lookup::Damaged(file),
        (Ok(index), Ok(state)) if index.fingerprint() == state => Lookup::Found(index),
        _ => Lookup::Stale,
    }
}

/// Makes the index of an input and puts it in its place; returns the file and
/// complaints about classes that cannot be read.
///
/// # Errors
///
/// What is wrong with the input as a whole, or why the index cannot be written.
pub fn build(input: &Input, progress: bool) -> Result<(PathBuf, Vec<String>), String> {
    let file = cache_file(input).ok_or("no directory for indexes: HOME is not set")?;
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let fingerprint = fingerprint(input).map_err(|error| error.to_string())?;
    let mut writer = Writer::default();
    let mut complaints = Vec::new();
    let wanted = Wanted { kinds: Kinds::of(&Kind::ALL), symbol: &|_, _| true };
    let work = |source: Result<Source<'_>, String>| {
        let source = source?;
        match ClassFile::parse(&source.bytes, Level::Scan) {
            Ok(class) => Ok((source.name, collect(&class, wanted))),
            Err(error) => Err(format!("{}: {error}", source.location)),
        }
    };
    let mut progress = Progress::new(progress, "indexing");
    progress.expect(|| input.entries().map_or(0, |entries| entries.len()));
    let consume = |result: Result<(String, ClassFacts), String>| {
        progress.step();
        match result {
            Ok((name, facts)) => writer
                .add(&name, &facts)
                .map_err(|_| io::Error::other("too many classes for one index"))?,
            Err(complaint) => complaints.push(complaint),
        }
        Ok(())
    };
    input.stream(default_jobs(), work, consume)?.map_err(|error| error.to_string())?;
    write(&file, writer, fingerprint).map_err(|error| failed(&error))?;
    Ok((file, complaints))
}

/// Writes under another name first, so that no reader sees an unfinished index.
fn write(file: &Path, writer: Writer, fingerprint: u64) -> io::Result<()> {
    if let Some(directory) = file.parent() {
        fs::create_dir_all(directory)?;
    }
    let unfinished = file.with_extension(format!("{}.tmp", std::process::id()));
    let written = File::create(&unfinished).and_then(|out| {
        let mut out = BufWriter::with_capacity(1 << 20, out);
        writer.write(fingerprint, &mut out)?;
        out.flush()
    });
    let placed = written.and_then(|()| fs::rename(&unfinished, file));
    if placed.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&unfinished);
    }
    placed
}

/// A number that tells the states of an input apart.
fn fingerprint(input: &Input) -> io::Result<u64> {
    let mut hash = Fnv::default();
    match input {
        Input::Directory(path) => {
            let mut files: Vec<PathBuf> = walkdir::WalkDir::new(path)
                .follow_links(true)
                .into_iter()
                .filter_map(Result::ok)
                .filter(|entry| entry.path().extension().is_some_and(|e| e == "class"))
                .map(walkdir::DirEntry::into_path)
                .collect();
            files.sort();
            for file in files {
                hash.write(file.as_os_str().as_encoded_bytes());
                add_state(&mut hash, &file)?;
            }
        }
        other => {
            if let Some(path) = other.path() {
                add_state(&mut hash, path)?;
            }
        }
    }
    Ok(hash.finish())
}

fn add_state(hash: &mut Fnv, path: &Path) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    let changed = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    hash.write_u64(metadata.len());
    hash.write_u64(changed.as_secs());
    hash.write_u32(changed.subsec_nanos());
    Ok(())
}

/// FNV-1a: the same in all builds of the program, unlike the hasher of the
/// standard library.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{ClassFacts, SymbolKind};

    fn sample() -> Vec<u8> {
        let mut writer = Writer::default();
        for name in ["p.B", "p.A"] {
            let facts = ClassFacts {
                name: name.to_owned(),
                major: 61,
                minor: 3,
                members: vec![format!("{name}.m():void")],
                symbols: vec![
                    (SymbolKind::Number, "int 5".to_owned()),
                    (SymbolKind::Class, "java.lang.Object".to_owned()),
                ],
                facts: vec![
                    super::super::collect::Fact {
                        member: u32::MAX,
                        symbol: 1,
                        detail: 0,
                        kind: Kind::Extends,
                    },
                    super::super::collect::Fact {
                        member: 0,
                        symbol: 0,
                        detail: 12,
                        kind: Kind::HasNumber,
                    },
                ],
            };
            writer.add(&format!("{name}.class"), &facts).expect("it is small");
        }
        let mut bytes = Vec::new();
        writer.write(42, &mut bytes).expect("memory takes everything");
        bytes
    }

    fn found(index: &Index<&[u8]>) -> Result<Vec<String>, Damaged> {
        let mut lines = Vec::new();
        index.search::<Damaged>(Kinds::of(&Kind::ALL), &|_, _| true, |hit| {
            lines.push(format!(
                "{} {:?} {} {} {}",
                hit.class.name,
                hit.member,
                hit.detail,
                hit.kind.verb(),
                hit.symbol
            ));
            Ok(())
        })?;
        Ok(lines)
    }

    #[test]
    fn what_is_written_is_found() {
        let bytes = sample();
        let index = Index::new(&bytes[..]).expect("an index");
        assert_eq!((index.fingerprint(), index.class_count(), index.fact_count()), (42, 2, 4));
        let expected = [
            "p.B None 0 extends java.lang.Object",
            "p.B Some(\"p.B.m():void\") 12 has number int 5",
            "p.A None 0 extends java.lang.Object",
            "p.A Some(\"p.A.m():void\") 12 has number int 5",
        ];
        assert_eq!(found(&index).expect("sound"), expected);
    }

    #[test]
    fn damage_is_no_disaster() {
        let bytes = sample();
        for length in 0..bytes.len() {
            assert!(Index::new(&bytes[..length]).is_err());
            assert!(Index::unchecked(&bytes[..length]).is_err());
        }
        for at in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                assert_eq!(Index::new(&damaged[..]).is_err(), damaged != bytes);
                if let Ok(index) = Index::unchecked(&damaged[..]) {
                    // Right or wrong, but it ends.
                    drop(found(&index));
                    let _ = index.classes::<Damaged>(|_| Ok(()));
                }
            }
        }
    }
}
