//! The JDK that compiles the programs and serves as the reference.

use std::path::{Path, PathBuf};
use std::process::Command;

/// An installed JDK.
#[derive(Debug)]
pub struct Jdk {
    /// Its home directory, symbolic links resolved.
    pub home: PathBuf,
    /// Its full version text; part of every cache key.
    pub version: String,
    /// Its feature release: 17, 25.
    pub feature: u32,
}

impl Jdk {
    /// Finds the JDK: the directory given, else `JAVA_HOME`, else that of the
    /// `javac` on the `PATH`.
    ///
    /// # Errors
    /// A message when there is none or it does not work.
    pub fn find(given: Option<&Path>) -> Result<Jdk, String> {
        let home = match given {
            Some(home) => home.to_path_buf(),
            None => match std::env::var_os("JAVA_HOME") {
                Some(home) if !home.is_empty() => home.into(),
                _ => home_of_javac().ok_or("no JDK: set JAVA_HOME or put javac on the PATH")?,
            },
        };
        let home = home.canonicalize().map_err(|error| format!("{}: {error}", home.display()))?;
        let java = home.join("bin/java");
        let output = Command::new(&java)
            .arg("-version")
            .output()
            .map_err(|error| format!("{}: {error}", java.display()))?;
        let version = String::from_utf8_lossy(&output.stderr).into_owned();
        let feature = version
            .split('"')
            .nth(1)
            .and_then(|text| text.split(['.', '-', '+']).next())
            .and_then(|text| text.parse().ok())
            .ok_or(format!("{}: cannot read the version from `{version}`", java.display()))?;
        Ok(Jdk { home, version, feature })
    }

    /// Path of one of the JDK's programs.
    #[must_use]
    pub fn tool(&self, name: &str) -> PathBuf {
        self.home.join("bin").join(name)
    }
}

fn home_of_javac() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let javac = std::env::split_paths(&path).map(|dir| dir.join("javac")).find(|f| f.is_file())?;
    Some(javac.canonicalize().ok()?.parent()?.parent()?.to_path_buf())
}
