//! Class files by URL: `file:`, `jar:file:` and `jrt:`, with what `java.net.URI`
//! has against the spelling and what its URL handlers say of what is not there.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use archive::jar::{Jar, JarError};

use super::{Source, Sources, absolute, file, medium_date, modified};

/// Why the class of a URL cannot be had.
#[derive(Debug, PartialEq, Eq)]
pub enum UrlError {
    /// There is no such file, or it cannot be read.
    File {
        /// What is known of it.
        message: String,
    },
    /// The jar has no such entry.
    Entry {
        /// The entry.
        entry: String,
        /// The jar.
        jar: PathBuf,
    },
    /// Another reason.
    Other {
        /// The URL.
        url: String,
        /// The reason.
        message: String,
    },
}

impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UrlError::File { message } => write!(f, "file not found: {message}"),
            UrlError::Entry { entry, jar } => {
                let jar = jar.display();
                write!(f, "file not found: JAR entry {entry} not found in {jar}")
            }
            UrlError::Other { url, message } => write!(f, "IO error reading {url}: {message}"),
        }
    }
}

/// The class file that a URL names; `None` if the text is no URL, or none of those
/// that are known here.
pub(super) fn open(url: &str, sources: &Sources) -> Result<Option<Source<'static>>, UrlError> {
    if !url.ends_with(".class") || !is_uri(url) {
        return Ok(None);
    }
    if let Some(rest) = url.strip_prefix("jar:file:") {
        let Some((jar, entry)) = rest.split_once("!/") else { return Ok(None) };
        return match (path_of(jar), decoded(entry)) {
            (Some(jar), Some(entry)) => jar_entry(url, Path::new(&jar), &entry).map(Some),
            _ => Ok(None),
        };
    }
    if let Some(rest) = url.strip_prefix("file:") {
        return path_of(rest).map(|path| plain_file(url, rest, &path)).transpose();
    }
    let Some(rest) = url.strip_prefix("jrt:/") else { return Ok(None) };
    match decoded(rest) {
        Some(name) => resource(url, &name, sources).map(Some),
        None => Ok(None),
    }
}

fn plain_file(url: &str, rest: &str, path: &str) -> Result<Source<'static>, UrlError> {
    let mut source = file(Path::new(path)).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "No such file or directory".to_owned(),
            ErrorKind::PermissionDenied => "Permission denied".to_owned(),
            ErrorKind::IsADirectory => "Is a directory".to_owned(),
            _ => error.to_string(),
        };
        UrlError::File { message: format!("{path} ({why})") }
    })?;
    // A URI whose path is relative has none for Java.
    source.location = if rest.starts_with('/') { path.to_owned() } else { "null".to_owned() };
    Ok(Source { name: url.to_owned(), ..source })
}

fn jar_entry(url: &str, path: &Path, entry: &str) -> Result<Source<'static>, UrlError> {
    let jar = Jar::open(path).map_err(|error| match error {
        JarError::Io(error) if error.kind() == ErrorKind::NotFound => {
            UrlError::File { message: path.display().to_string() }
        }
        error => UrlError::Other { url: url.to_owned(), message: error.to_string() },
    })?;
    let Some(found) = jar.find(entry.as_bytes()) else {
        return Err(UrlError::Entry { entry: entry.to_owned(), jar: path.to_owned() });
    };
    let bytes = jar
        .read(&found)
        .map_err(|error| UrlError::Other { url: url.to_owned(), message: error.to_string() })?;
    Ok(Source {
        name: url.to_owned(),
        bytes: bytes.into(),
        location: url.to_owned(),
        modified: modified(&absolute(path)),
    })
}

fn resource(url: &str, name: &str, sources: &Sources) -> Result<Source<'static>, UrlError> {
    let failed = |message: String| UrlError::Other { url: url.to_owned(), message };
    let (module, file) = name.split_once('/').unwrap_or((name, ""));
    match sources.resource(module, file).map_err(failed)? {
        Some(bytes) => Ok(Source {
            name: url.to_owned(),
            bytes: bytes.into(),
            location: url.to_owned(),
            // Its connection does not know a date.
            modified: Some(medium_date(0)),
        }),
        None => Err(failed(format!("{name} not found"))),
    }
}

/// Whether Java's `URI` takes the text.
fn is_uri(text: &str) -> bool {
    text.chars().all(|c| !c.is_ascii_control() && !" \"<>\\^`{|}".contains(c))
        && decoded(text).is_some()
}

/// The path of what stands behind the scheme; a host in it must be empty.
fn path_of(rest: &str) -> Option<String> {
    let path = match rest.strip_prefix("//") {
        Some(behind) => behind.strip_prefix("localhost").unwrap_or(behind),
        None => rest,
    };
    if path.is_empty() || (rest.starts_with("//") && !path.starts_with('/')) {
        return None;
    }
    decoded(path)
}

/// Text without percent escapes.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert_eq!(path_of("/a%20b/C").as_deref(), Some("/a b/C"));
        assert_eq!(path_of("///a/C").as_deref(), Some("/a/C"));
        assert_eq!(path_of("//localhost/a/C").as_deref(), Some("/a/C"));
        assert_eq!(path_of("C").as_deref(), Some("C"));
        assert_eq!(path_of("//host/C"), None);
        assert!(is_uri("file:/%c3%a9/\u{e9}") && !is_uri("file:/a b") && !is_uri("file:/%zz"));
    }

    #[test]
    fn messages() {
        let entry = UrlError::Entry { entry: "p/C.class".into(), jar: "/a.jar".into() };
        let expected = "file not found: JAR entry p/C.class not found in /a.jar";
        assert_eq!(entry.to_string(), expected);
    }
}
