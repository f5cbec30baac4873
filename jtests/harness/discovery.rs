//! Finds the tests under `jtests/`.
//!
//! A test is a `.java` file (main class named as the file), a directory with a
//! `run.cfg` (several sources, packages, stages), or one case of a `.cases`
//! file. Its name is the path without extension; `file:case` for cases.

use crate::cases::CaseFile;
use crate::directives::Directives;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Directories of `jtests/` that hold no programs.
const NO_PROGRAMS: &[&str] = &["harness", "lib", ".build"];

/// One test.
#[derive(Debug, Clone)]
pub struct Test {
    /// `bytecode/Ishl`, `launcher/jars.cases:empty`.
    pub name: String,
    /// How to run and compare.
    pub directives: Directives,
    /// Hash of everything that decides its output but the JDK.
    pub key: u64,
    /// Whether it needs the classes of `jtests/lib`.
    pub uses_lib: bool,
    /// What a program with flags of our own has to print.
    pub expected: Option<String>,
    /// Program or case.
    pub kind: Kind,
}

/// What is run.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A program: source files of each compilation stage, main class.
    Program {
        /// Sources of each stage.
        stages: Vec<Vec<PathBuf>>,
        /// Binary name of the main class.
        main: String,
    },
    /// A command line in the directory that its file sets up.
    Case {
        /// The whole file; shared by its cases.
        file: Arc<CaseFile>,
        /// Name of the file's directory in the build directory.
        directory: String,
        /// Arguments of the VM.
        run: Vec<String>,
    },
}

/// Whether `name` matches one of the filters; everything does without any.
#[must_use]
pub fn selected(name: &str, filters: &[String]) -> bool {
    filters.is_empty() || filters.iter().any(|filter| matches(name, filter))
}

/// A filter is a part of the name; `*` matches any text, `^` and `$` anchor.
fn matches(name: &str, filter: &str) -> bool {
    let (anchored, filter) = match filter.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, filter),
    };
    let (closed, filter) = match filter.strip_suffix('$') {
        Some(rest) => (true, rest),
        None => (false, filter),
    };
    let mut parts = filter.split('*');
    let first = parts.next().unwrap_or_default();
    let starts: Vec<usize> =
        if anchored { vec![0] } else { name.match_indices(first).map(|(at, _)| at).collect() };
    starts.into_iter().any(|start| {
        let Some(mut rest) = name.get(start..).and_then(|text| text.strip_prefix(first)) else {
            return false;
        };
        let parts: Vec<&str> = parts.clone().collect();
        for (index, part) in parts.iter().enumerate() {
            if closed && index + 1 == parts.len() {
                return rest.ends_with(part);
            }
            match rest.find(part) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        !closed || rest.is_empty()
    })
}

/// Finds all tests, sorted by name, and the hash of `jtests/lib`.
///
/// # Errors
/// A message that names the unreadable or malformed file.
pub fn discover(root: &Path) -> Result<(Vec<Test>, Vec<PathBuf>, u64), String> {
    let lib = java_files(&root.join("lib"))?;
    let lib_key = hash_files(&lib)?;
    let mut tests = Vec::new();
    for entry in sorted_entries(root)? {
        let name = file_name(&entry);
        if entry.is_dir() && !NO_PROGRAMS.contains(&name.as_str()) {
            walk(&entry, &name, lib_key, &mut tests)?;
        }
    }
    Ok((tests, lib, lib_key))
}

fn walk(dir: &Path, name: &str, lib_key: u64, tests: &mut Vec<Test>) -> Result<(), String> {
    if dir.join("run.cfg").is_file() {
        tests.push(directory_program(dir, name, lib_key)?);
        return Ok(());
    }
    for entry in sorted_entries(dir)? {
        let file = file_name(&entry);
        let qualified = format!("{name}/{file}");
        if entry.is_dir() {
            walk(&entry, &qualified, lib_key, tests)?;
        } else if let Some(stem) = file.strip_suffix(".java") {
            tests.push(file_program(&entry, &format!("{name}/{stem}"), stem, lib_key)?);
        } else if file.ends_with(".cases") {
            command_cases(&entry, &qualified, lib_key, tests)?;
        }
    }
    Ok(())
}

fn file_program(path: &Path, name: &str, stem: &str, lib_key: u64) -> Result<Test, String> {
    let source = read(path)?;
    let directives = Directives::of_source(&source).map_err(|e| format!("{name}: {e}"))?;
    let uses_lib = source.contains("jasm.");
    let expected = match directives.own.is_empty() {
        true => None,
        false => Some(read(&path.with_extension("expected"))?),
    };
    let key = hash(&(&source, uses_lib.then_some(lib_key)));
    let main = directives.main.clone().unwrap_or_else(|| stem.to_owned());
    let kind = Kind::Program { stages: vec![vec![path.to_path_buf()]], main };
    Ok(Test { name: name.to_owned(), directives, key, uses_lib, expected, kind })
}

fn directory_program(dir: &Path, name: &str, lib_key: u64) -> Result<Test, String> {
    let config = read(&dir.join("run.cfg"))?;
    let directives = Directives::of_config(&config).map_err(|e| format!("{name}: {e}"))?;
    let stages = if directives.stages.is_empty() {
        vec![java_files(dir)?]
    } else {
        let stages = directives.stages.iter().map(|stage| java_files(&dir.join(stage)));
        stages.collect::<Result<_, _>>()?
    };
    if !directives.own.is_empty() {
        return Err(format!("{name}: `own:` is for programs of a single file"));
    }
    if stages.iter().any(Vec::is_empty) {
        return Err(format!("{name}: a stage has no sources"));
    }
    let files: Vec<PathBuf> = stages.iter().flatten().cloned().collect();
    let key = hash(&(&config, hash_files(&files)?, lib_key));
    let main = directives.main.clone().unwrap_or_else(|| "Main".to_owned());
    let kind = Kind::Program { stages, main };
    Ok(Test { name: name.to_owned(), directives, key, uses_lib: true, expected: None, kind })
}

fn command_cases(
    path: &Path,
    name: &str,
    lib_key: u64,
    tests: &mut Vec<Test>,
) -> Result<(), String> {
    let file = CaseFile::parse(&read(path)?).map_err(|e| format!("{name}:{e}"))?;
    let uses_lib = file.setup.contains("$LIB");
    let setup_key = hash(&(&file.files, &file.setup, uses_lib.then_some(lib_key)));
    let directory = format!("{}-{setup_key:016x}", name.replace('/', "-"));
    let file = Arc::new(file);
    for case in &file.cases {
        if !case.directives.own.is_empty() {
            return Err(format!("{name}:{}: `own:` is for programs of a single file", case.name));
        }
        let key = hash(&(setup_key, &case.run, format!("{:?}", case.directives)));
        let (directory, run) = (directory.clone(), case.run.clone());
        tests.push(Test {
            name: format!("{name}:{}", case.name),
            directives: case.directives.clone(),
            key,
            uses_lib,
            expected: None,
            kind: Kind::Case { file: Arc::clone(&file), directory, run },
        });
    }
    Ok(())
}

/// All `.java` files below a directory, sorted.
fn java_files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for entry in sorted_entries(dir)? {
        if entry.is_dir() {
            files.extend(java_files(&entry)?);
        } else if entry.extension().is_some_and(|e| e == "java") {
            files.push(entry);
        }
    }
    Ok(files)
}

fn hash_files(files: &[PathBuf]) -> Result<u64, String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file_name(file).hash(&mut hasher);
        read(file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// `DefaultHasher::new` has fixed keys, so the value is the same in each run.
#[must_use]
pub fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn sorted_entries(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let error = |error| format!("{}: {error}", dir.display());
    let entries = std::fs::read_dir(dir).map_err(error)?;
    let entries = entries.map(|entry| entry.map(|e| e.path()));
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(error)?;
    entries.sort();
    Ok(entries)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn filters_are_parts_with_stars_and_anchors() {
        assert!(matches("bytecode/Ishl", "code/I"));
        assert!(matches("bytecode/Ishl", "^byte*shl$"));
        assert!(!matches("bytecode/Ishl", "^Ishl"));
        assert!(!matches("bytecode/Ishl", "Ish$"));
        assert!(matches("a/aa", "aa$"));
    }
}
