//! Cached results of the JDK's `java`, by content: a reference run happens
//! once for each version of a program and JDK.

use crate::process::Outcome;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The cache directory.
#[derive(Debug)]
pub struct Cache {
    directory: PathBuf,
}

impl Cache {
    /// The cache in the build directory.
    #[must_use]
    pub fn new(build: &Path) -> Cache {
        Cache { directory: build.join("reference") }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.directory.join(name.replace(['/', ':'], "-"))
    }

    /// The stored outcome, when it was stored under the same key.
    #[must_use]
    pub fn get(&self, name: &str, key: u64) -> Option<Outcome> {
        decode(&std::fs::read_to_string(self.file(name)).ok()?, key)
    }

    /// Stores an outcome.
    ///
    /// # Errors
    /// A message when the file cannot be written.
    pub fn put(&self, name: &str, key: u64, outcome: &Outcome) -> Result<(), String> {
        let file = self.file(name);
        std::fs::create_dir_all(&self.directory)
            .and_then(|()| std::fs::write(&file, encode(outcome, key)))
            .map_err(|error| format!("{}: {error}", file.display()))
    }
}

fn encode(outcome: &Outcome, key: u64) -> String {
    let Outcome { status, stdout, stderr, duration } = outcome;
    format!("{key:016x}\n{status}\n{}\n{}\n{stdout}{stderr}", duration.as_millis(), stdout.len())
}

fn decode(text: &str, key: u64) -> Option<Outcome> {
    let mut parts = text.splitn(5, '\n');
    if parts.next()? != format!("{key:016x}") {
        return None;
    }
    let status = parts.next()?.to_owned();
    let duration = Duration::from_millis(parts.next()?.parse().ok()?);
    let length = parts.next()?.parse().ok()?;
    let rest = parts.next()?;
    let (stdout, stderr) = (rest.get(..length)?.to_owned(), rest.get(length..)?.to_owned());
    Some(Outcome { status, stdout, stderr, duration })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_survives_the_cache() {
        let outcome = Outcome {
            status: "exit 1".to_owned(),
            stdout: "a\nb".to_owned(),
            stderr: "c\n".to_owned(),
            duration: Duration::from_millis(7),
        };
        let read = decode(&encode(&outcome, 5), 5).unwrap();
        assert_eq!(
            (read.status, read.stdout, read.stderr),
            ("exit 1".into(), "a\nb".into(), "c\n".into())
        );
        assert!(decode(&encode(&outcome, 5), 6).is_none());
    }
}
