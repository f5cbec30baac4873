//! Command cases: tests whose command line is the point (bad jars, missing
//! classes, unknown options). A `.cases` file holds, in any order:
//!
//! ```text
//! # comment
//! file dir/Hello.java:
//!     indented text, written to the working directory of the file's cases
//! setup:
//!     indented lines of sh; $JAVA $JAVAC $JAR are the JDK's, $LIB jtests/lib
//! case name:
//!     run: -cp . Hello        the command line after the VM's own name
//!     env: CLASSPATH=x        and the other directives of a program
//! ```
//!
//! The set-up runs once for each content of the file; the cases only read.

use crate::directives::{Directives, words};
use std::path::Path;
use std::process::{Command, Stdio};

/// One command line.
#[derive(Debug, Clone)]
pub struct Case {
    /// Name within its file.
    pub name: String,
    /// Arguments of the VM.
    pub run: Vec<String>,
    /// How to run and compare.
    pub directives: Directives,
}

/// A `.cases` file.
#[derive(Debug, Clone, Default)]
pub struct CaseFile {
    /// Files to write: name and text.
    pub files: Vec<(String, String)>,
    /// Shell script to run after the files are written.
    pub setup: String,
    /// The cases in order.
    pub cases: Vec<Case>,
}

enum Section {
    None,
    File,
    Setup,
    Case,
}

impl CaseFile {
    /// Parses the text of a `.cases` file.
    ///
    /// # Errors
    /// A message with the line that is wrong.
    pub fn parse(text: &str) -> Result<CaseFile, String> {
        let mut file = CaseFile::default();
        let mut section = Section::None;
        for (number, line) in text.lines().enumerate() {
            file.line(line, &mut section).map_err(|error| format!("{}: {error}", number + 1))?;
        }
        match file.cases.iter().find(|case| case.run.is_empty()) {
            Some(case) => Err(format!("case {} has no run line", case.name)),
            None => Ok(file),
        }
    }

    fn line(&mut self, line: &str, section: &mut Section) -> Result<(), String> {
        let indented = line.strip_prefix("    ").or(line.is_empty().then_some(""));
        match (indented, &section) {
            (Some(text), Section::File) => {
                let (_, content) = self.files.last_mut().expect("the section begins with a file");
                content.push_str(text);
                content.push('\n');
            }
            (Some(text), Section::Setup) => {
                self.setup.push_str(text);
                self.setup.push('\n');
            }
            (Some(text), Section::Case) => self.case_line(text.trim())?,
            (Some(""), Section::None) => {}
            _ if line.starts_with('#') => {}
            _ => *section = self.header(line)?,
        }
        Ok(())
    }

    fn case_line(&mut self, text: &str) -> Result<(), String> {
        let case = self.cases.last_mut().expect("the section begins with a case");
        if let Some(run) = text.strip_prefix("run:") {
            case.run = words(run)?;
        } else if !text.is_empty() && !text.starts_with('#') {
            case.directives.line(text, true)?;
        }
        Ok(())
    }

    fn header(&mut self, line: &str) -> Result<Section, String> {
        let wrong = || format!("`file NAME:`, `setup:` or `case NAME:` expected: `{line}`");
        let header = line.strip_suffix(':').ok_or_else(wrong)?;
        if header == "setup" {
            Ok(Section::Setup)
        } else if let Some(name) = header.strip_prefix("file ") {
            self.files.push((name.to_owned(), String::new()));
            Ok(Section::File)
        } else if let Some(name) = header.strip_prefix("case ") {
            let case =
                Case { name: name.to_owned(), run: Vec::new(), directives: Directives::default() };
            self.cases.push(case);
            Ok(Section::Case)
        } else {
            Err(wrong())
        }
    }

    /// Writes the files and runs the set-up in the new directory `at`.
    ///
    /// # Errors
    /// A message with the output of the script when it fails.
    pub fn prepare(&self, at: &Path, jdk_bin: &Path, lib: &Path) -> Result<(), String> {
        let io = |error: std::io::Error| format!("{}: {error}", at.display());
        std::fs::create_dir_all(at).map_err(io)?;
        for (name, content) in &self.files {
            let path = at.join(name);
            std::fs::create_dir_all(path.parent().unwrap_or(at)).map_err(io)?;
            std::fs::write(path, content).map_err(io)?;
        }
        if self.setup.is_empty() {
            return Ok(());
        }
        let output = Command::new("sh")
            .args(["-e", "-u", "-c", &self.setup])
            .current_dir(at)
            .env("JAVA", jdk_bin.join("java"))
            .env("JAVAC", jdk_bin.join("javac"))
            .env("JAR", jdk_bin.join("jar"))
            .env("LIB", lib)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("sh: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let (out, err) = (output.stdout, output.stderr);
        Err(format!(
            "setup failed\n{}{}",
            String::from_utf8_lossy(&out),
            String::from_utf8_lossy(&err)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_read() {
        let text = "# c\nfile a/B.java:\n    class B {\n      int x;\n    }\n\nsetup:\n    mkdir d\n\
                    case one:\n    run: -cp . 'a b'\n    exit-only\n";
        let file = CaseFile::parse(text).unwrap();
        assert_eq!(file.files[0].1, "class B {\n  int x;\n}\n\n");
        assert_eq!(file.setup, "mkdir d\n");
        assert_eq!(file.cases[0].run, ["-cp", ".", "a b"]);
        assert!(file.cases[0].directives.exit_only);
        assert!(CaseFile::parse("case one:\n").is_err());
    }
}
