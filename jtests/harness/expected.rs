//! The list of expected failures, `jtests/expected-failures.txt`: a test name
//! and the reason on each line, `#` comments. A name may be followed by
//! `[17]` or `[25]` to mean one feature release only.

use std::collections::BTreeMap;
use std::path::Path;

/// Test names with the reason why they are known to fail.
#[derive(Debug, Default)]
pub struct Expected {
    reasons: BTreeMap<String, String>,
}

impl Expected {
    /// Reads the list, keeping what holds for the given feature release.
    ///
    /// # Errors
    /// A message when the file cannot be read or a line has no reason.
    pub fn read(path: &Path, feature: u32) -> Result<Expected, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        Expected::parse(&text, feature)
    }

    fn parse(text: &str, feature: u32) -> Result<Expected, String> {
        let mut reasons = BTreeMap::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, mut reason) =
                line.split_once(char::is_whitespace).ok_or(format!("no reason: `{line}`"))?;
            reason = reason.trim();
            if let Some((only, rest)) = reason.strip_prefix('[').and_then(|r| r.split_once(']')) {
                if only != feature.to_string() {
                    continue;
                }
                reason = rest.trim();
            }
            if reason.is_empty() {
                return Err(format!("no reason: `{line}`"));
            }
            reasons.insert(name.to_owned(), reason.to_owned());
        }
        Ok(Expected { reasons })
    }

    /// The reason why the test is expected to fail.
    #[must_use]
    pub fn reason(&self, name: &str) -> Option<&str> {
        self.reasons.get(name).map(String::as_str)
    }

    /// All names on the list.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.reasons.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_needs_a_reason_and_may_name_a_release() {
        let expected = Expected::parse("a/B why not\n# c\nd [25] later\n", 17).unwrap();
        assert_eq!(expected.reason("a/B"), Some("why not"));
        assert_eq!(expected.reason("d"), None);
        assert!(Expected::parse("a/B\n", 17).is_err());
    }
}
