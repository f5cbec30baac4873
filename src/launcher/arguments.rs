//! Where arguments come from before they are looked at: argument files
//! (`@file`) and environment variables.
//!
//! `@file` is expanded only in front of the main class; what follows it belongs
//! to the program. So the expansion has to know which options take the next
//! argument, and asks the table of options.

use super::Surroundings;
use super::message::{LauncherError, Messages};
use super::options::{self, Follows};

/// The variable whose options the launcher puts in front of the command line.
const LAUNCHER_VARIABLE: &str = "JDK_JAVA_OPTIONS";

/// Expands argument files and `JDK_JAVA_OPTIONS`.
pub(super) fn expand(
    command_line: &[String],
    surroundings: &dyn Surroundings,
    messages: &mut Messages,
) -> Result<Vec<String>, LauncherError> {
    let mut expansion = Expansion {
        surroundings,
        arguments: Vec::new(),
        scan: Scan::default(),
        expand_files: true,
    };
    if let Some(value) = surroundings.variable(LAUNCHER_VARIABLE) {
        messages.err(format!("NOTE: Picked up {LAUNCHER_VARIABLE}: {value}"));
        expansion.add_variable(&value)?;
    }
    for argument in command_line {
        expansion.add(argument)?;
    }
    Ok(expansion.arguments)
}

/// The options in a variable that the virtual machine reads, such as
/// `JAVA_TOOL_OPTIONS`, or in a file named by `-XX:VMOptionsFile`.
pub(super) fn vm_words(text: &str, origin: &str) -> Result<Vec<String>, LauncherError> {
    words(text).ok_or_else(|| LauncherError::vm(format!("Unmatched quote in {origin}")))
}

/// Splits at white space. Quotes group, and go; there is no escape. `None` if a
/// quote is not closed.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let mut word = String::new();
        loop {
            let end = rest.find(|c| is_space(c) || c == '"' || c == '\'').unwrap_or(rest.len());
            word.push_str(&rest[..end]);
            rest = &rest[end..];
            let Some(quote @ ('"' | '\'')) = rest.chars().next() else { break };
            let (quoted, after) = rest[1..].split_once(quote)?;
            word.push_str(quoted);
            rest = after;
        }
        words.push(word);
        rest = rest.trim_start_matches(is_space);
    }
    Some(words)
}

/// White space as C's `isspace` sees it.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0B' | '\x0C')
}

/// Follows the arguments to see where the main class is.
#[derive(Default)]
struct Scan {
    /// The last option takes the next argument as its value.
    expects_value: bool,
    /// The main class has been seen; all that follows is the program's.
    past_main: bool,
}

impl Scan {
    fn see(&mut self, argument: &str) {
        if self.past_main {
            return;
        }
        if argument.starts_with('-') && !self.expects_value {
            match options::follows(argument) {
                Follows::Nothing => {}
                Follows::Value => self.expects_value = true,
                // The argument names what to run, or the next one does.
                Follows::Program => self.past_main = argument.contains('='),
            }
        } else {
            self.past_main = !self.expects_value;
            self.expects_value = false;
        }
    }
}

struct Expansion<'a> {
    surroundings: &'a dyn Surroundings,
    arguments: Vec<String>,
    scan: Scan,
    expand_files: bool,
}

impl Expansion<'_> {
    /// Adds one argument of the command line.
    fn add(&mut self, argument: &str) -> Result<(), LauncherError> {
        match self.file_named_by(argument) {
            Some(file) => {
                for argument in read_file(file, self.surroundings)? {
                    self.push(argument);
                }
            }
            None => self.push_unescaped(argument),
        }
        Ok(())
    }

    /// Adds the arguments in `JDK_JAVA_OPTIONS`, which must not say what to run.
    fn add_variable(&mut self, value: &str) -> Result<(), LauncherError> {
        let words = words(value).ok_or_else(|| {
            let text =
                format!("Error: Unmatched quote in environment variable {LAUNCHER_VARIABLE}");
            LauncherError::usage(text)
        })?;
        let forbidden = |option: &str, place: &str| {
            LauncherError::usage(format!(
                "Error: Option {option}{place} is not allowed in environment variable \
                 {LAUNCHER_VARIABLE}"
            ))
        };
        for word in words {
            match self.file_named_by(&word) {
                Some(file) => {
                    for argument in read_file(file, self.surroundings)? {
                        if options::is_terminal(&argument) {
                            return Err(forbidden(&argument, &format!(" in {word}")));
                        }
                        self.push(argument);
                    }
                }
                None if options::is_terminal(&word) => return Err(forbidden(&word, "")),
                None => self.push_unescaped(&word),
            }
            if self.scan.past_main {
                return Err(LauncherError::usage(format!(
                    "Error: Cannot specify main class in environment variable {LAUNCHER_VARIABLE}"
                )));
            }
        }
        Ok(())
    }

    /// The file to put in place of `argument`, if it is `@file`.
    fn file_named_by<'a>(&self, argument: &'a str) -> Option<&'a str> {
        let file = argument.strip_prefix('@')?;
        let names_file = !file.is_empty() && !file.starts_with('@');
        (names_file && self.expand_files && !self.scan.past_main).then_some(file)
    }

    /// Adds an argument that is no file; `@@x` stands for `@x`.
    fn push_unescaped(&mut self, argument: &str) {
        let escaped = self.expand_files && !self.scan.past_main && argument.starts_with("@@");
        self.push(argument[usize::from(escaped)..].to_owned());
    }

    fn push(&mut self, argument: String) {
        if !self.scan.past_main && options::stops_expansion(&argument) {
            self.expand_files = false;
            return;
        }
        self.scan.see(&argument);
        self.arguments.push(argument);
    }
}

fn read_file(file: &str, surroundings: &dyn Surroundings) -> Result<Vec<String>, LauncherError> {
    use std::io::ErrorKind::IsADirectory;
    let bytes = surroundings.read_file(file).map_err(|error| {
        LauncherError::usage(match error.kind() {
            IsADirectory => format!("Error: loading: {file}"),
            _ => format!("Error: could not open `{file}'"),
        })
    })?;
    let mut words = file_words(&String::from_utf8_lossy(&bytes));
    // A zero ends an argument, as it does in C.
    for word in &mut words {
        word.truncate(word.find('\0').unwrap_or(word.len()));
    }
    Ok(words)
}

/// The arguments in the text of an argument file.
///
/// White space separates; `#` at the start of a word begins a comment; quotes
/// group, and inside them a backslash escapes, and at the end of a line joins it
/// with the next without its leading blanks. A line end closes an open quote.
fn file_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\n' | '\r' if quote.is_some() => {
                quote = None;
                words.extend(word.take());
            }
            '\\' if quote.is_some() => {
                let word = word.get_or_insert_default();
                match chars.next() {
                    Some(end @ ('\n' | '\r')) => {
                        if end == '\r' {
                            chars.next_if_eq(&'\n');
                        }
                        while chars.next_if(|c| matches!(c, ' ' | '\t' | '\x0C')).is_some() {}
                    }
                    Some(escaped) => word.push(unescape(escaped)),
                    None => {}
                }
            }
            c if quote == Some(c) => quote = None,
            c if quote.is_some() => word.get_or_insert_default().push(c),
            '"' | '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            c if is_space(c) => words.extend(word.take()),
            '#' => {
                // Inside a word it takes the word with it, as in `java`.
                word = None;
                while chars.next_if(|&c| c != '\n' && c != '\r').is_some() {}
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The character that a backslash and `c` stand for inside quotes.
fn unescape(c: char) -> char {
    match c {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'f' => '\x0C',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_variables() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(words(text).as_deref(), Some(expected.map_strings().as_slice()), "{text:?}");
        };
        check("", &[]);
        check(" \t ", &[]);
        check("-Dq=\"a b\" '-Dr=x y'", &["-Dq=a b", "-Dr=x y"]);
        check("a\\ b", &["a\\", "b"]);
        check("x'y'\"z\"w ''", &["xyzw", ""]);
        assert_eq!(words("-Dq=\"a b"), None);
    }

    #[test]
    fn words_of_files() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(file_words(text), expected.map_strings(), "{text:?}");
        };
        check("", &[]);
        check(
            "H a\\b \"c d\\n\" 'e\\\\f' g # comment\n\"i \\\n   j\" k",
            &["H", "a\\b", "c d\n", "e\\f", "g", "i j", "k"],
        );
        // Inside a word a comment takes the word with it.
        check("-Da=1 -Db=g#h -Dc=3\nH", &["-Da=1", "H"]);
        check("-Dq=\"unterminated\nH", &["-Dq=unterminated", "H"]);
        check("-Dq=x\"y z\"w H", &["-Dq=xy zw", "H"]);
        check("\x0C-cp\r\n.\tH", &["-cp", ".", "H"]);
        check("H \"\" x", &["H", "", "x"]);
        check("\"\\q\\t\\f\\r\\\\\"", &["q\t\x0C\r\\"]);
        check("\"H", &["H"]);
        check("# only a comment", &[]);
    }

    trait MapStrings {
        fn map_strings(&self) -> Vec<String>;
    }

    impl MapStrings for [&str] {
        fn map_strings(&self) -> Vec<String> {
            self.iter().map(|&text| text.to_owned()).collect()
        }
    }
}
