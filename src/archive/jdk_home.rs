//! Finding the JDK whose class library is to run.
//!
//! The search order is: the directory that the user names, `PEABERRY_JDK`, the
//! JDK whose `bin/java` is Peaberry itself, `JAVA_HOME`, the `java` on the
//! `PATH`, and the places where Linux distributions install JDKs. The first two
//! are orders, so a directory that does not serve is an error; the others are
//! hints, and what does not serve is passed over and named in the message if
//! nothing is found at all.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Feature releases whose class library Peaberry can run, the preferred first.
pub const SUPPORTED_FEATURES: [u16; 2] = [17, 25];

/// Directories whose subdirectories are installed JDKs.
const INSTALL_ROOTS: [&str; 4] = ["/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt/java"];

/// An installed JDK with a class library that Peaberry can run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jdk {
    /// The value of `java.home`.
    pub home: PathBuf,
    /// Its `release` file.
    pub release: Release,
}

impl Jdk {
    /// The JDK in `home`, if it is one that can be used.
    pub fn at(home: &Path) -> Result<Jdk, Unusable> {
        let unusable = |why| Unusable { home: home.to_owned(), why };
        let home = fs::canonicalize(home).map_err(|error| unusable(Reason::Io(error)))?;
        if !home.join("lib/modules").is_file() {
            return Err(unusable(Reason::NoImage));
        }
        let text = fs::read_to_string(home.join("release"))
            .map_err(|error| unusable(Reason::NoRelease(error)))?;
        let release = Release::parse(&text);
        match release.feature() {
            Some(feature) if SUPPORTED_FEATURES.contains(&feature) => Ok(Jdk { home, release }),
            _ => Err(unusable(Reason::Version(release.version().unwrap_or("unknown").to_owned()))),
        }
    }

    /// The image that has the class library.
    pub fn image(&self) -> PathBuf {
        self.home.join("lib/modules")
    }

    /// Searches for a JDK. `chosen` is the directory that the user named on the
    /// command line, `environment` looks up environment variables.
    pub fn find(
        chosen: Option<&Path>,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Jdk, NoJdk> {
        let variable = |name| environment(name).filter(|value| !value.is_empty());
        let order = chosen.map(Path::to_owned).or(variable("PEABERRY_JDK").map(PathBuf::from));
        if let Some(home) = order {
            return Jdk::at(&home).map_err(|unusable| NoJdk::Ordered(Box::new(unusable)));
        }
        let hints = variable("JAVA_HOME").map(PathBuf::from).into_iter();
        let hints = hints.chain(variable("PATH").and_then(|path| java_on_path(&path)));
        let mut rejected = Vec::new();
        for home in hints {
            match Jdk::at(&home) {
                Ok(jdk) => return Ok(jdk),
                Err(unusable) => rejected.push(unusable),
            }
        }
        installed(INSTALL_ROOTS.iter().map(Path::new)).ok_or(NoJdk::Nowhere(rejected))
    }
}

impl Jdk {
    /// The JDK that a command belongs to by its place, `HOME/bin/java`: the way
    /// in which `java` finds its own. `command` is what the process was started
    /// as; links count where they lie, not where they lead. `None` if the
    /// environment orders another JDK.
    pub fn of_command(
        command: &OsStr,
        environment: impl Fn(&str) -> Option<OsString>,
    ) -> Option<Jdk> {
        if environment("PEABERRY_JDK").is_some_and(|value| !value.is_empty()) {
            return None;
        }
        let place = if command.as_encoded_bytes().contains(&b'/') {
            PathBuf::from(command)
        } else {
            let path = environment("PATH")?;
            std::env::split_paths(&path).map(|dir| dir.join(command)).find(|at| at.is_file())?
        };
        Jdk::at(place.parent()?.parent()?).ok()
    }

    /// An installed JDK of the release `feature`.
    pub fn of_release(feature: u16) -> Option<Jdk> {
        let entries = INSTALL_ROOTS.iter().filter_map(|root| fs::read_dir(root).ok()).flatten();
        let jdks = entries.filter_map(|entry| Jdk::at(&entry.ok()?.path()).ok());
        let fits = jdks.filter(|jdk| jdk.release.feature() == Some(feature));
        fits.max_by(|a, b| a.home.cmp(&b.home))
    }
}

/// The home of the first `java` on the search path, through all links.
fn java_on_path(path: &OsStr) -> Option<PathBuf> {
    let commands = std::env::split_paths(path).map(|directory| directory.join("java"));
    let java =
        commands.filter(|java| java.is_file()).find_map(|java| fs::canonicalize(java).ok())?;
    Some(java.parent()?.parent()?.to_owned())
}

/// The JDK of the most preferred release below `roots`; of several of one
/// release the one whose path sorts last, which is usually the newest.
fn installed<'a>(roots: impl Iterator<Item = &'a Path>) -> Option<Jdk> {
    let entries = roots.filter_map(|root| fs::read_dir(root).ok()).flatten();
    let jdks = entries.filter_map(|entry| Jdk::at(&entry.ok()?.path()).ok());
    let preference = |jdk: &Jdk| {
        let rank =
            SUPPORTED_FEATURES.iter().position(|&known| Some(known) == jdk.release.feature());
        std::cmp::Reverse(rank.unwrap_or(SUPPORTED_FEATURES.len()))
    };
    jdks.max_by(|a, b| (preference(a), &a.home).cmp(&(preference(b), &b.home)))
}

/// The `release` file of a JDK: lines of the form `NAME="value"`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Release {
    fields: Vec<(String, String)>,
}

impl Release {
    /// Parses the file; lines of another form are ignored.
    pub fn parse(text: &str) -> Release {
        let field = |line: &str| {
            let (name, value) = line.split_once('=')?;
            let value = value.trim();
            let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
            Some((name.trim().to_owned(), bare.unwrap_or(value).to_owned()))
        };
        Release { fields: text.lines().filter_map(field).collect() }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The version, such as `17.0.15`.
    pub fn version(&self) -> Option<&str> {
        self.get("JAVA_VERSION")
    }

    /// The feature release, such as 17.
    pub fn feature(&self) -> Option<u16> {
        let version = self.version()?;
        version.split(['.', '-', '+']).next()?.parse().ok()
    }

    /// The version of the class library with build and vendor additions, such as
    /// `17.0.15+6-Debian-1deb12u1`.
    pub fn runtime_version(&self) -> Option<&str> {
        self.get("JAVA_RUNTIME_VERSION").or_else(|| self.version())
    }

    /// The day of the release, such as `2025-04-15`.
    pub fn date(&self) -> Option<&str> {
        self.get("JAVA_VERSION_DATE")
    }

    /// Who built it, such as `Debian`.
    pub fn vendor(&self) -> Option<&str> {
        self.get("IMPLEMENTOR")
    }

    /// The vendor's name for the build, such as `Temurin-25.0.3+9`.
    pub fn vendor_version(&self) -> Option<&str> {
        self.get("IMPLEMENTOR_VERSION")
    }

    /// The modules of the image.
    pub fn modules(&self) -> impl Iterator<Item = &str> {
        self.get("MODULES").unwrap_or_default().split_whitespace()
    }
}

/// A directory that is not a JDK that can be used.
#[derive(Debug)]
pub struct Unusable {
    /// The directory.
    pub home: PathBuf,
    why: Reason,
}

#[derive(Debug)]
enum Reason {
    Io(io::Error),
    NoImage,
    NoRelease(io::Error),
    Version(String),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let home = self.home.display();
        match &self.why {
            Reason::Io(error) => write!(f, "{home}: {error}"),
            Reason::NoImage => write!(f, "{home} has no lib/modules"),
            Reason::NoRelease(error) => write!(f, "{home}/release: {error}"),
            Reason::Version(version) => {
                write!(f, "{home} is of version {version}, which is not supported")
            }
        }
    }
}

/// No JDK to run with.
#[derive(Debug)]
pub enum NoJdk {
    /// The one that the user named does not serve.
    Ordered(Box<Unusable>),
    /// There is none; these were looked at first.
    Nowhere(Vec<Unusable>),
}

impl fmt::Display for NoJdk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoJdk::Ordered(unusable) => writeln!(f, "Error: no usable JDK: {unusable}")?,
            NoJdk::Nowhere(rejected) => {
                writeln!(f, "Error: no usable JDK found")?;
                for unusable in rejected {
                    writeln!(f, "  {unusable}")?;
                }
            }
        }
        let features = SUPPORTED_FEATURES.map(|feature| feature.to_string()).join(" or ");
        writeln!(f, "Peaberry runs the class library of an installed JDK {features}.")?;
        f.write_str(
            "Install one (Debian and Ubuntu: apt-get install openjdk-17-jdk-headless), or name its \
             directory with --jdk DIR, PEABERRY_JDK or JAVA_HOME.",
        )
    }
}

impl std::error::Error for NoJdk {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_files_are_parsed() {
        let release = Release::parse(
            "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.15\"\nnonsense\nMODULES=\"a b\"\nX=\"",
        );
        assert_eq!(release.feature(), Some(17));
        assert_eq!(release.vendor(), Some("Debian"));
        assert_eq!(release.runtime_version(), Some("17.0.15"));
        assert_eq!(release.modules().collect::<Vec<_>>(), ["a", "b"]);
        let feature = |text: &str| Release::parse(&format!("JAVA_VERSION={text}")).feature();
        assert_eq!(feature("25"), Some(25));
        assert_eq!(feature("26-ea"), Some(26));
        assert_eq!(feature("1.8.0_292"), Some(1));
        assert_eq!(feature("x"), None);
    }

    #[test]
    fn a_named_directory_must_serve() {
        let nothing = |_: &str| None;
        let error = Jdk::find(Some(Path::new("/nonexistent")), nothing).expect_err("not there");
        let text = error.to_string();
        assert!(text.starts_with("Error: no usable JDK: /nonexistent: "), "{text}");
        assert!(text.contains("openjdk-17-jdk-headless"), "{text}");
        let ordered = |name: &str| (name == "PEABERRY_JDK").then(|| OsString::from("/tmp"));
        let text = Jdk::find(None, ordered).expect_err("no JDK").to_string();
        assert!(text.contains("/tmp has no lib/modules"), "{text}");
    }

    #[test]
    fn a_command_belongs_to_the_home_it_lies_in() {
        let root = std::env::temp_dir().join(format!("peaberry-home-{}", std::process::id()));
        fs::create_dir_all(root.join("bin")).expect("writable");
        fs::create_dir_all(root.join("lib")).expect("writable");
        fs::write(root.join("lib/modules"), "").expect("writable");
        fs::write(root.join("release"), "JAVA_VERSION=\"17.0.1\"").expect("writable");
        std::os::unix::fs::symlink("/bin/sh", root.join("bin/java")).expect("writable");
        let path = |name: &str| (name == "PATH").then(|| root.join("bin").into_os_string());
        let home = fs::canonicalize(&root).expect("there");
        let found = |command: &OsStr| Jdk::of_command(command, path).map(|jdk| jdk.home);
        assert_eq!(found(root.join("bin/java").as_os_str()), Some(home.clone()));
        assert_eq!(found(OsStr::new("java")), Some(home));
        assert_eq!(found(OsStr::new("/bin/sh")), None);
        assert_eq!(found(OsStr::new("absent")), None);
        let ordered = |_: &str| Some(OsString::from("/elsewhere"));
        assert!(Jdk::of_command(root.join("bin/java").as_os_str(), ordered).is_none());
        fs::remove_dir_all(&root).expect("ours");
    }

    #[test]
    fn java_on_the_path_leads_home_through_links() {
        let root = std::env::temp_dir().join(format!("peaberry-path-{}", std::process::id()));
        let (bin, links) = (root.join("jdk/bin"), root.join("links"));
        fs::create_dir_all(&bin).expect("writable");
        fs::create_dir_all(&links).expect("writable");
        fs::write(bin.join("java"), "").expect("writable");
        std::os::unix::fs::symlink(bin.join("java"), links.join("java")).expect("writable");
        let path = std::env::join_paths([root.join("absent"), links]).expect("no colon");
        let home = fs::canonicalize(root.join("jdk")).expect("there");
        assert_eq!(java_on_path(&path), Some(home));
        assert_eq!(installed([root.as_path()].into_iter()), None);
        fs::remove_dir_all(&root).expect("ours");
    }
}
