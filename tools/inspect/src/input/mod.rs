//! Where classes come from: the image of a JDK, the class path, files, archives,
//! directories.
//!
//! An [`Input`] is what a word of the command line stands for. It lists its
//! classes without reading them ([`Input::entries`]) and reads one at a time, so
//! that the memory for a jar of any size is that of its directory and of the
//! classes in work ([`Input::stream`]).

mod parallel;
mod sources;
mod urls;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{fmt, fs};

use archive::jar::{Jar, JarEntry};
use archive::jimage::{Image, Location};
use classfile::{ClassFile, Level};

use crate::text::decoded;

pub use parallel::{default_jobs, ordered};
pub use sources::{Scope, Sources};
pub use urls::UrlError;

/// A class file and what is known of its origin.
pub struct Source<'i> {
    /// What the class was called on the command line, or the entry's name.
    pub name: String,
    /// The bytes.
    pub bytes: Cow<'i, [u8]>,
    /// The path or URL that is shown.
    pub location: String,
    /// The day when it changed.
    pub modified: Option<String>,
}

/// What a class name, file or directory stands for.
pub enum Input {
    /// One class.
    Class(Source<'static>),
    /// All classes of a jar or jmod file.
    Jar(Jar, PathBuf),
    /// All classes of an image, or of one of its modules.
    Image {
        /// The image.
        image: Box<Image>,
        /// Its file.
        path: PathBuf,
        /// The only module to read.
        module: Option<String>,
    },
    /// All class files below a directory.
    Directory(PathBuf),
}

/// A class of an input that has not been read yet.
pub struct Entry<'i> {
    /// What it is called there, such as `java/lang/Object.class`; in an image
    /// `/java.base/java/lang/Object.class`.
    pub name: String,
    place: EntryPlace<'i>,
}

enum EntryPlace<'i> {
    Given(&'i Source<'static>),
    Jar(JarEntry<'i>),
    Image(Location<'i>),
    File(PathBuf),
}

impl Input {
    /// The file or directory; none for a single class.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::Class(_) => None,
            Input::Jar(_, path) | Input::Image { path, .. } | Input::Directory(path) => Some(path),
        }
    }

    /// The classes, sorted by name.
    ///
    /// # Errors
    ///
    /// What is wrong with the file or directory.
    pub fn entries(&self) -> Result<Vec<Entry<'_>>, String> {
        let mut entries = match self {
            Input::Class(source) => {
                vec![Entry { name: source.name.clone(), place: EntryPlace::Given(source) }]
            }
            Input::Jar(jar, _) => jar_entries(jar),
            Input::Image { image, path, module } => {
                image_entries(image, module.as_deref()).map_err(|error| failed(path, &error))?
            }
            Input::Directory(path) => directory_entries(path, "class")?,
        };
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// Reads one of the classes.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub fn read<'i>(&'i self, entry: &Entry<'i>) -> Result<Source<'i>, String> {
        let name = entry.name.clone();
        Ok(match (&entry.place, self) {
            (EntryPlace::Given(source), _) => Source {
                name,
                bytes: Cow::Borrowed(&source.bytes),
                location: source.location.clone(),
                modified: source.modified.clone(),
            },
            (EntryPlace::Jar(at), Input::Jar(jar, path)) => {
                let read = jar.read(at);
                let bytes = read.map_err(|error| format!("{}: {name}: {error}", path.display()))?;
                let location = jar_location(path, &name);
                Source { name, bytes: bytes.into(), location, modified: entry_date(at) }
            }
            (EntryPlace::Image(at), Input::Image { image, path, .. }) => {
                let bytes = image.content(at).map_err(|error| format!("{name}: {error}"))?;
                let location = format!("jrt:{name}");
                Source { name, bytes, location, modified: modified(path) }
            }
            (EntryPlace::File(path), _) => {
                Source { name, ..file(path).map_err(|error| failed(path, &error))? }
            }
            _ => unreachable!("an entry is read from the input that listed it"),
        })
    }

    /// The class with an internal name, if the input has it.
    ///
    /// # Errors
    ///
    /// Why it is there but cannot be read.
    pub fn class(&self, internal_name: &[u8]) -> Result<Option<Cow<'_, [u8]>>, String> {
        let file_name = [internal_name, b".class"].concat();
        match self {
            Input::Class(source) => {
                let class = ClassFile::parse(&source.bytes, Level::Scan);
                let it = class.is_ok_and(|class| class.name() == internal_name);
                Ok(it.then_some(Cow::Borrowed(&*source.bytes)))
            }
            Input::Jar(jar, path) => {
                let Some(entry) = jar.find(&file_name) else { return Ok(None) };
                let bytes = jar.read(&entry).map_err(|error| failed(path, &error))?;
                Ok(Some(bytes.into()))
            }
            Input::Image { image, path, .. } => {
                let found = image.find_class(internal_name).map_err(|e| failed(path, &e))?;
                Ok(found.map(|found| found.bytes))
            }
            Input::Directory(path) => {
                let path = path.join(decoded(&file_name).as_ref());
                if !path.is_file() {
                    return Ok(None);
                }
                Ok(Some(fs::read(&path).map_err(|error| failed(&path, &error))?.into()))
            }
        }
    }

    /// Reads and works on all classes, on `jobs` threads, and hands the results
    /// on in the order of the entries. `consume` ends it with an error. The
    /// number of results that wait to be consumed is bounded.
    ///
    /// # Errors
    ///
    /// That of `consume`, or what is wrong with the input as a whole.
    pub fn stream<T: Send>(
        &self,
        jobs: usize,
        work: impl Fn(Result<Source<'_>, String>) -> T + Sync,
        consume: impl FnMut(T) -> io::Result<()>,
    ) -> Result<io::Result<()>, String> {
        let entries = self.entries()?;
        Ok(ordered(&entries, jobs, |entry| work(self.read(entry)), consume))
    }
}

fn jar_entries(jar: &Jar) -> Vec<Entry<'_>> {
    let classes = jar.entries().filter(|entry| entry.name.ends_with(b".class"));
    classes
        .map(|entry| Entry {
            name: String::from_utf8_lossy(entry.name).into_owned(),
            place: EntryPlace::Jar(entry),
        })
        .collect()
}

fn image_entries<'i>(
    image: &'i Image,
    module: Option<&str>,
) -> Result<Vec<Entry<'i>>, archive::jimage::ImageError> {
    let mut entries = Vec::new();
    for location in image.resources() {
        let location = location?;
        let wanted = module.is_none_or(|module| module.as_bytes() == location.module);
        if wanted && location.extension == b"class" && !location.is_directory_entry() {
            let name = String::from_utf8_lossy(&location.full_name()).into_owned();
            entries.push(Entry { name, place: EntryPlace::Image(location) });
        }
    }
    Ok(entries)
}

/// The files below `directory` whose names end in this extension.
fn directory_entries(directory: &Path, extension: &str) -> Result<Vec<Entry<'static>>, String> {
    let mut entries = Vec::new();
    for found in walkdir::WalkDir::new(directory).follow_links(true) {
        let found = found.map_err(|error| error.to_string())?;
        if found.file_type().is_file() && found.path().extension().is_some_and(|e| e == extension) {
            let below = found.path().strip_prefix(directory).unwrap_or(found.path());
            let name = below.to_string_lossy().into_owned();
            entries.push(Entry { name, place: EntryPlace::File(found.into_path()) });
        }
    }
    Ok(entries)
}

fn failed(path: &Path, error: &dyn fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The URL of an entry of a jar file.
fn jar_location(path: &Path, entry: &str) -> String {
    format!("jar:file://{}!/{entry}", absolute(path).display())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn file(path: &Path) -> io::Result<Source<'static>> {
    Ok(Source {
        name: path.display().to_string(),
        bytes: fs::read(path)?.into(),
        location: absolute(path).display().to_string(),
        modified: modified(path),
    })
}

/// When a file changed.
fn modified(path: &Path) -> Option<String> {
    let time = fs::metadata(path).ok()?.modified().ok()?;
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Some(medium_date(i64::try_from(seconds).ok()?))
}

/// The local date in the form `Apr 1, 2025`.
fn medium_date(seconds: i64) -> String {
    use chrono::{Local, TimeZone};
    match Local.timestamp_opt(seconds, 0) {
        chrono::LocalResult::Single(time) | chrono::LocalResult::Ambiguous(time, _) => {
            time.format("%b %-d, %Y").to_string()
        }
        chrono::LocalResult::None => seconds.to_string(),
    }
}

/// The day when an entry of a jar file changed.
fn entry_date(entry: &JarEntry<'_>) -> Option<String> {
    let packed = u32::from(entry.dos_date);
    let (year, month, day) = (1980 + (packed >> 9), packed >> 5 & 0xf, packed & 0x1f);
    let date = chrono::NaiveDate::from_ymd_opt(year as i32, month, day)?;
    Some(date.format("%b %-d, %Y").to_string())
}

/// Finds classes by internal name among inputs, and then where `sources` looks.
///
/// # Errors
///
/// Why a class is there but cannot be read.
pub fn find_class<'i>(
    inputs: &'i [Input],
    sources: &Sources,
    internal_name: &[u8],
) -> Result<Option<Cow<'i, [u8]>>, String> {
    for input in inputs {
        if let Some(bytes) = input.class(internal_name)? {
            return Ok(Some(bytes));
        }
    }
    Ok(sources.class(&decoded(internal_name))?.map(|source| source.bytes))
}
