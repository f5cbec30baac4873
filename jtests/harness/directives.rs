//! Directives: what a program says about how it is compiled and run.
//!
//! In a single-file program they are `// key: value` lines among the comment
//! lines that open the file, after the first, which is its title; in a directory they are the lines of `run.cfg`
//! (`key: value`, `#` opens a comment); in a command case, the lines of the
//! case. A key that is not in [`Directives::set`] is an error, so that a
//! misspelt directive cannot pass for prose.

use std::time::Duration;

/// How a program is compiled and run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directives {
    /// `flags:` VM flags, given to both VMs.
    pub flags: Vec<String>,
    /// `own:` flags that the JDK's `java` does not have. Such a program is not
    /// run by it: what it has to print is in the file `NAME.expected`.
    pub own: Vec<String>,
    /// `args:` arguments of the program.
    pub args: Vec<String>,
    /// `javac:` compiler flags.
    pub javac: Vec<String>,
    /// `main:` main class, when it is not the name of the file or `Main`.
    pub main: Option<String>,
    /// `stdin:` standard input, with `\n`, `\t` and `\\` escapes.
    pub stdin: String,
    /// `env:` NAME=value, repeatable.
    pub env: Vec<(String, String)>,
    /// `stages:` sub-directories compiled one after the other into the same
    /// output, so that later stages replace classes of earlier ones.
    pub stages: Vec<String>,
    /// `exit-only` compares the exit code only.
    pub exit_only: bool,
    /// `stderr: ignore`.
    pub ignore_stderr: bool,
    /// `stdout: ignore`.
    pub ignore_stdout: bool,
    /// `timeout:` seconds.
    pub timeout: Option<Duration>,
    /// `jdk:` the feature releases that run this program, as `21` (and later) or `17-23`.
    pub jdk: Releases,
}

/// A range of feature releases; all of them by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Releases {
    oldest: u32,
    newest: Option<u32>,
}

impl Releases {
    fn parse(text: &str) -> Option<Releases> {
        let (oldest, newest) = match text.split_once('-') {
            Some((oldest, newest)) => (oldest, Some(newest.parse().ok()?)),
            None => (text, None),
        };
        Some(Releases { oldest: oldest.parse().ok()?, newest })
    }

    /// Whether `feature` is one of them.
    pub fn contains(&self, feature: u32) -> bool {
        self.oldest <= feature && self.newest.is_none_or(|newest| feature <= newest)
    }
}

impl Directives {
    /// Reads the directives from the opening comment lines of a source file.
    ///
    /// # Errors
    /// A message that names the bad directive.
    pub fn of_source(source: &str) -> Result<Directives, String> {
        let mut directives = Directives::default();
        // The first line is the title, which may look like a directive.
        for line in source.lines().skip(1) {
            let line = line.trim();
            let Some(comment) = line.strip_prefix("//") else {
                if line.is_empty() {
                    continue;
                }
                break;
            };
            directives.line(comment.trim(), false)?;
        }
        Ok(directives)
    }

    /// Reads the directives of a `run.cfg` file.
    ///
    /// # Errors
    /// A message that names the bad directive.
    pub fn of_config(text: &str) -> Result<Directives, String> {
        let mut directives = Directives::default();
        for line in text.lines().map(str::trim) {
            if !line.is_empty() && !line.starts_with('#') {
                directives.line(line, true)?;
            }
        }
        Ok(directives)
    }

    /// Takes one line. Prose is accepted unless `strict`: a directive is a
    /// single lower-case word before a colon, or `exit-only` alone.
    ///
    /// # Errors
    /// A message when the line is a directive with an unknown key or bad value.
    pub fn line(&mut self, line: &str, strict: bool) -> Result<(), String> {
        if line == "exit-only" {
            self.exit_only = true;
            return Ok(());
        }
        match line.split_once(':') {
            Some((key, value)) if is_key(key) => self.set(key, value.trim()),
            _ if strict => Err(format!("not a directive: `{line}`")),
            _ => Ok(()),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "flags" => self.flags.extend(words(value)?),
            "own" => self.own.extend(words(value)?),
            "args" => self.args.extend(words(value)?),
            "javac" => self.javac.extend(words(value)?),
            "main" => self.main = Some(value.to_owned()),
            "stdin" => self.stdin.push_str(&unescape(value)),
            "env" => {
                let (name, value) = value.split_once('=').ok_or("env: NAME=value expected")?;
                self.env.push((name.to_owned(), value.to_owned()));
            }
            "stages" => self.stages.extend(words(value)?),
            "stderr" if value == "ignore" => self.ignore_stderr = true,
            "stdout" if value == "ignore" => self.ignore_stdout = true,
            "timeout" => {
                let seconds = value.parse().map_err(|_| format!("timeout: `{value}`"))?;
                self.timeout = Some(Duration::from_secs(seconds));
            }
            "jdk" => self.jdk = Releases::parse(value).ok_or_else(|| format!("jdk: `{value}`"))?,
            _ => return Err(format!("unknown directive `{key}: {value}`")),
        }
        Ok(())
    }
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// Splits at blanks as a shell does; `'…'` and `"…"` quote, `''` is an empty
/// word. `\xNN` is left alone: bytes outside UTF-8 are made by [`unescape`].
///
/// # Errors
/// A message when a quote is not closed.
pub fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    if quote.is_some() {
        return Err(format!("unclosed quote in `{text}`"));
    }
    words.extend(word);
    Ok(words)
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_not_a_directive_and_misspelling_is_an_error() {
        let source = "// Arithmetic of int: all of it.\n// flags: -Xss1m '-Da=b c'\nclass A {}";
        let directives = Directives::of_source(source).unwrap();
        assert_eq!(directives.flags, ["-Xss1m", "-Da=b c"]);
        assert!(Directives::of_source("// T\n// flag: -Xss1m\n").is_err());
    }

    #[test]
    fn words_keep_quoted_and_empty_ones() {
        assert_eq!(words("a '' \"b c\"d").unwrap(), ["a", "", "b cd"]);
        assert!(words("'a").is_err());
    }
}
