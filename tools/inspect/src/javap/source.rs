//! Where classes come from: the image of a JDK, the class path, files, archives.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use archive::classpath;
use archive::jar::{Jar, JarEntry};
use archive::jdk_home::Jdk;
use archive::jimage::Image;

use super::options::Options;

/// A class file and what is known of its origin.
pub struct Source {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The path or URL that is shown.
    pub location: String,
    /// The day when it changed.
    pub modified: Option<String>,
}

/// What a class name or file leads to.
pub enum Found {
    /// One class.
    Class(Source),
    /// All classes of a jar file.
    Jar(Jar, PathBuf),
    /// All classes of an image, of one module if `--module` is given.
    Image(Box<Image>, PathBuf),
}

/// Looks classes up.
pub struct Sources {
    system: Option<(Image, PathBuf)>,
    class_path: Vec<PathBuf>,
    module: Option<String>,
    feature: u16,
}

/// Releases without multi-release jars.
const BASE_FEATURE: u16 = 8;

impl Sources {
    /// The places that the options name.
    pub fn new(options: &Options, jdk: Option<&Jdk>) -> Result<Sources, String> {
        let image = jdk.map(Jdk::image);
        let system = match image {
            Some(path) => {
                let image = Image::open(&path).map_err(|e| format!("{}: {e}", path.display()))?;
                Some((image, path))
            }
            None => None,
        };
        let class_path = options.class_path.as_deref().unwrap_or(".");
        let class_path = classpath::expand_wildcards(class_path);
        Ok(Sources {
            system,
            class_path: classpath::split(&class_path).map(PathBuf::from).collect(),
            module: options.module.clone(),
            feature: options.multi_release.unwrap_or(BASE_FEATURE),
        })
    }

    /// What `name` stands for, as `javap` tries it: a class name, one with
    /// dots for the dollar signs of nested classes, a file, a URL.
    pub fn find(&self, name: &str) -> Result<Option<Found>, String> {
        let mut candidate = name.to_owned();
        loop {
            if let Some(source) = self.class(&candidate.replace('.', "/"))? {
                return Ok(Some(Found::Class(source)));
            }
            let Some(dot) = candidate.rfind('.') else { break };
            candidate.replace_range(dot..=dot, "$");
        }
        if let Some(url) = name.strip_prefix("jar:file:") {
            return self.jar_url(name, url);
        }
        let path = Path::new(name.strip_prefix("file://").unwrap_or(name));
        if !path.is_file() {
            return Ok(None);
        }
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("class") => file(path).map(Found::Class).map(Some).map_err(|e| failed(&e)),
            Some("jar" | "zip" | "war") => {
                let jar = Jar::open(path).map_err(|e| failed(&e))?;
                Ok(Some(Found::Jar(jar, path.to_owned())))
            }
            _ => {
                let image = Image::open(path).map_err(|e| failed(&e))?;
                Ok(Some(Found::Image(Box::new(image), path.to_owned())))
            }
        }
    }

    /// The class with this internal name.
    fn class(&self, internal_name: &str) -> Result<Option<Source>, String> {
        if let Some((image, path)) = &self.system {
            let failed = |error| format!("{}: {error}", path.display());
            let found = match &self.module {
                Some(module) => image
                    .find(module.as_bytes(), format!("{internal_name}.class").as_bytes())
                    .map_err(failed)?
                    .map(|bytes| (module.clone(), bytes)),
                None => image
                    .find_class(internal_name.as_bytes())
                    .map_err(failed)?
                    .map(|c| (String::from_utf8_lossy(c.module).into_owned(), c.bytes)),
            };
            if let Some((module, bytes)) = found {
                return Ok(Some(Source {
                    bytes: bytes.into_owned(),
                    location: format!("jrt:/{module}/{internal_name}.class"),
                    modified: modified(path),
                }));
            }
        }
        if self.module.is_some() {
            return Ok(None);
        }
        for element in &self.class_path {
            if element.is_dir() {
                let path = element.join(format!("{internal_name}.class"));
                if path.is_file() {
                    return file(&path).map(Some).map_err(|e| format!("{}: {e}", path.display()));
                }
            } else if let Ok(jar) = Jar::open(element)
                && let Some(source) = self.jar_class(&jar, element, internal_name)?
            {
                return Ok(Some(source));
            }
        }
        Ok(None)
    }

    fn jar_class(&self, jar: &Jar, path: &Path, name: &str) -> Result<Option<Source>, String> {
        let entry = format!("{name}.class");
        let Some(entry) = jar.find_versioned(entry.as_bytes(), self.feature) else {
            return Ok(None);
        };
        let bytes = jar.read(&entry).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = String::from_utf8_lossy(entry.name);
        Ok(Some(Source {
            bytes,
            location: jar_location(path, &name),
            modified: entry_date(&entry),
        }))
    }

    fn jar_url(&self, url: &str, rest: &str) -> Result<Option<Found>, String> {
        let Some((path, entry)) = rest.split_once("!/") else { return Ok(None) };
        let path = Path::new(path.strip_prefix("//").unwrap_or(path));
        let failed = |error| format!("{}: {error}", path.display());
        let jar = Jar::open(path).map_err(failed)?;
        let Some(entry) = jar.find(entry.as_bytes()) else { return Ok(None) };
        let bytes = jar.read(&entry).map_err(failed)?;
        Ok(Some(Found::Class(Source { bytes, location: url.to_owned(), modified: modified(path) })))
    }
}

/// The URL of an entry of a jar file.
pub fn jar_location(path: &Path, entry: &str) -> String {
    format!("jar:file://{}!/{entry}", absolute(path).display())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn file(path: &Path) -> io::Result<Source> {
    Ok(Source {
        bytes: fs::read(path)?,
        location: absolute(path).display().to_string(),
        modified: modified(path),
    })
}

/// When a file changed.
pub fn modified(path: &Path) -> Option<String> {
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
pub fn entry_date(entry: &JarEntry<'_>) -> Option<String> {
    let packed = u32::from(entry.dos_date);
    let (year, month, day) = (1980 + (packed >> 9), packed >> 5 & 0xf, packed & 0x1f);
    let date = chrono::NaiveDate::from_ymd_opt(year as i32, month, day)?;
    Some(date.format("%b %-d, %Y").to_string())
}
