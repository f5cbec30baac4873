//! Class paths: lists of directories and jar files.
//!
//! Elements are separated by `:`; an empty element is the current directory; an
//! element that does not exist, or is no jar, is passed over in silence. All
//! three are what `java` does. Wildcards (`dir/*`) are the launcher's business:
//! it expands them before anybody else sees the path.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::jar::{Jar, JarError};

/// What separates the elements of a path.
pub const SEPARATOR: char = ':';

/// The elements of a class path, empty ones included.
pub fn split(path: &str) -> impl Iterator<Item = &str> {
    path.split(SEPARATOR)
}

/// Replaces each element `*` and `dir/*` by the jars of that directory, in the
/// order in which the file system lists them, as `java` does.
///
/// An element stays as it is if a file of that very name exists, or if the
/// directory has no jar. Only names that end in `.jar` or `.JAR` count.
pub fn expand_wildcards(path: &str) -> String {
    if !path.contains('*') {
        return path.to_owned();
    }
    let elements: Vec<String> = split(path).map(expand_element).collect();
    elements.join(":")
}

fn expand_element(element: &str) -> String {
    let jars = wildcard_directory(element).map(jars_of).unwrap_or_default();
    if jars.is_empty() { element.to_owned() } else { jars.join(":") }
}

/// The directory part of a wildcard, with its slash, or empty for `*` alone.
fn wildcard_directory(element: &str) -> Option<&str> {
    let directory = element.strip_suffix('*')?;
    let is_wildcard = directory.is_empty() || directory.ends_with('/');
    (is_wildcard && !Path::new(element).exists()).then_some(directory)
}

/// Paths of the jars of `directory`, none if it cannot be read.
fn jars_of(directory: &str) -> Vec<String> {
    let place = if directory.is_empty() { "." } else { directory };
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_jar = |name: &String| {
        // A name that is only an extension is no jar; `:` would split the path.
        let stem = name.strip_suffix(".jar").or_else(|| name.strip_suffix(".JAR"));
        stem.is_some_and(|stem| !stem.is_empty()) && !name.contains(SEPARATOR)
    };
    names.filter(is_jar).map(|name| format!("{directory}{name}")).collect()
}

/// A class path to search. Jars are opened when a search first reaches them.
#[derive(Debug, Default)]
pub struct ClassPath {
    elements: Vec<Element>,
}

#[derive(Debug)]
struct Element {
    path: PathBuf,
    kind: OnceLock<Kind>,
}

#[derive(Debug)]
enum Kind {
    Directory,
    Jar(Jar),
    /// Does not exist, cannot be read, or is neither of the above.
    Nothing,
}

impl ClassPath {
    /// The class path that `path` spells, without touching any file.
    pub fn parse(path: &str) -> ClassPath {
        let mut class_path = ClassPath::default();
        split(path).for_each(|element| class_path.push(element));
        class_path
    }

    /// Adds an element at the end.
    pub fn push(&mut self, element: &str) {
        let path = PathBuf::from(if element.is_empty() { "." } else { element });
        self.elements.push(Element { path, kind: OnceLock::new() });
    }

    /// Whether there is nothing to search.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The first resource called `name` (such as `a/b/C.class`), and the element
    /// that has it. Multi-release jars are searched as for release `feature`.
    pub fn find(&self, name: &str, feature: u16) -> Result<Option<Found<'_>>, ClassPathError> {
        for element in &self.elements {
            let bytes = element.read(name, feature).map_err(|error| ClassPathError {
                path: element.path.clone(),
                name: name.to_owned(),
                error,
            })?;
            if let Some(bytes) = bytes {
                return Ok(Some(Found { bytes, element: &element.path }));
            }
        }
        Ok(None)
    }
}

impl Element {
    fn read(&self, name: &str, feature: u16) -> Result<Option<Vec<u8>>, JarError> {
        match self.kind.get_or_init(|| Kind::of(&self.path)) {
            Kind::Nothing => Ok(None),
            Kind::Jar(jar) => {
                let entry = jar.find_versioned(name.as_bytes(), feature);
                entry.map(|entry| jar.read(&entry)).transpose()
            }
            Kind::Directory if !stays_inside(name) => Ok(None),
            Kind::Directory => match fs::read(self.path.join(name)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if is_absence(&error) => Ok(None),
                Err(error) => Err(JarError::Io(error)),
            },
        }
    }
}

impl Kind {
    fn of(path: &Path) -> Kind {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Kind::Directory,
            Ok(_) => Jar::open(path).map_or(Kind::Nothing, Kind::Jar),
            Err(_) => Kind::Nothing,
        }
    }
}

/// Whether `name` cannot lead out of the directory that it is looked up in.
fn stays_inside(name: &str) -> bool {
    !name.contains('\0') && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Whether the error means that there is no such file.
fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | IsADirectory | InvalidFilename)
}

/// A resource found on a class path.
#[derive(Debug)]
pub struct Found<'a> {
    /// Its content.
    pub bytes: Vec<u8>,
    /// The directory or jar that has it.
    pub element: &'a Path,
}

/// A resource that is there but cannot be read.
#[derive(Debug)]
pub struct ClassPathError {
    /// The element of the class path.
    pub path: PathBuf,
    /// The name that was looked up.
    pub name: String,
    /// Why it cannot be read.
    pub error: JarError,
}

impl fmt::Display for ClassPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read {} of {}: {}", self.name, self.path.display(), self.error)
    }
}

impl std::error::Error for ClassPathError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory of the test's own, removed at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str, files: &[&str]) -> Scratch {
            let unique = format!("peaberry-{name}-{}", std::process::id());
            let root = std::env::temp_dir().join(unique);
            for file in files {
                let path = root.join(file);
                fs::create_dir_all(path.parent().expect("below root")).expect("writable");
                fs::write(path, file).expect("writable");
            }
            Scratch(root)
        }

        fn path(&self, rest: &str) -> String {
            format!("{}/{rest}", self.0.display())
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn wildcards_give_the_jars_of_their_directory() {
        let scratch = Scratch::new("wildcards", &["a.jar", "b.JAR", "c.Jar", ".jar", "d.zip"]);
        let path = format!("x:{}:*x:", scratch.path("*"));
        let expanded = expand_wildcards(&path);
        let mut elements: Vec<&str> = split(&expanded).collect();
        assert_eq!(
            (elements.remove(0), elements.pop(), elements.pop()),
            ("x", Some(""), Some("*x"))
        );
        elements.sort_unstable();
        assert_eq!(elements, [scratch.path("a.jar"), scratch.path("b.JAR")]);
    }

    #[test]
    fn other_stars_stay() {
        let scratch = Scratch::new("stars", &["a.jar", "sub/*"]);
        for path in ["sub/*", "nope/*", "a*", "*/", ""] {
            let path = scratch.path(path);
            assert_eq!(expand_wildcards(&path), path);
        }
    }

    #[test]
    fn the_first_element_that_has_it_wins() {
        let scratch = Scratch::new("search", &["one/a/B", "two/a/B", "two/C", "junk.jar"]);
        let path = ["nope", "junk.jar", "one", "two"].map(|element| scratch.path(element));
        let path = ClassPath::parse(&path.join(":"));
        let find = |name| path.find(name, 17).expect("readable").map(|found| found.bytes);
        assert_eq!(find("a/B").as_deref(), Some(b"one/a/B".as_slice()));
        assert_eq!(find("C").as_deref(), Some(b"two/C".as_slice()));
        for name in ["a", "", "nope", "../junk.jar", "/etc/passwd", "a/B/c", "a//B", "x\0"] {
            assert_eq!(find(name), None, "{name:?}");
        }
    }
}
