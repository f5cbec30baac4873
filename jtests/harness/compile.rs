//! Brings the class files of all selected programs up to date.
//!
//! Each program has its own output directory `.build/classes/<name>` with the
//! key of its content beside it, so nothing is compiled twice and programs may
//! use the same class names. All stale programs go through one JVM that runs
//! `Compile.java`.

use crate::discovery::{Kind, Test, hash};
use crate::jdk::Jdk;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One compilation: a program or the library.
struct Unit {
    name: String,
    key: String,
    options: Vec<String>,
    stages: Vec<Vec<PathBuf>>,
}

/// Directory of a program's classes.
#[must_use]
pub fn classes(build: &Path, name: &str) -> PathBuf {
    build.join("classes").join(name)
}

/// Directory of the classes of `jtests/lib`.
#[must_use]
pub fn lib_classes(build: &Path) -> PathBuf {
    build.join("classes/lib")
}

/// Compiles the library and the stale ones among `tests`; returns the
/// diagnostics of those that failed, by name.
///
/// # Errors
/// A message when the compiler cannot run or the library does not compile.
pub fn bring_up_to_date(
    build: &Path,
    jdk: &Jdk,
    tests: &[&Test],
    lib: &[PathBuf],
    lib_key: u64,
    jobs: usize,
) -> Result<BTreeMap<String, String>, String> {
    let driver = build.join("Compile.java");
    let io = |error: std::io::Error| format!("{}: {error}", build.display());
    std::fs::create_dir_all(build).map_err(io)?;
    std::fs::write(&driver, include_str!("Compile.java")).map_err(io)?;
    if !lib.is_empty() {
        let key = format!("{:016x}", hash(&(lib_key, &jdk.version)));
        let stages = vec![lib.to_vec()];
        let unit = Unit { name: "lib".to_owned(), key, options: Vec::new(), stages };
        if let Some((_, text)) = run(build, jdk, &driver, vec![unit], 1)?.into_iter().next() {
            return Err(format!("jtests/lib does not compile\n{text}"));
        }
    }
    let units = tests.iter().filter_map(|test| unit(build, jdk, test)).collect();
    run(build, jdk, &driver, units, jobs)
}

fn unit(build: &Path, jdk: &Jdk, test: &Test) -> Option<Unit> {
    let Kind::Program { stages, .. } = &test.kind else { return None };
    let mut class_path = classes(build, &test.name).display().to_string();
    if test.uses_lib {
        class_path = format!("{class_path}:{}", lib_classes(build).display());
    }
    let mut options = vec!["-cp".to_owned(), class_path];
    options.extend(test.directives.javac.iter().cloned());
    let key = format!("{:016x}", hash(&(test.key, &options, &jdk.version)));
    Some(Unit { name: test.name.clone(), key, options, stages: stages.clone() })
}

fn key_file(build: &Path, name: &str) -> PathBuf {
    build.join("keys").join(name.replace('/', "-"))
}

fn run(
    build: &Path,
    jdk: &Jdk,
    driver: &Path,
    units: Vec<Unit>,
    jobs: usize,
) -> Result<BTreeMap<String, String>, String> {
    let mut stale = Vec::new();
    let mut input = String::new();
    for unit in units {
        let key = std::fs::read_to_string(key_file(build, &unit.name)).unwrap_or_default();
        if key == unit.key {
            continue;
        }
        let output = classes(build, &unit.name);
        // Absent at the first run; any other trouble shows at the next line.
        let _ = std::fs::remove_dir_all(&output);
        std::fs::create_dir_all(&output).map_err(|e| format!("{}: {e}", output.display()))?;
        let stages: Vec<String> = unit.stages.iter().map(|stage| join(stage)).collect();
        let options = unit.options.join("\u{1f}");
        input.push_str(&format!("{}\t{options}\t{}\n", output.display(), stages.join("\u{1e}")));
        stale.push(unit);
    }
    if stale.is_empty() {
        return Ok(BTreeMap::new());
    }
    if stale.len() > 1 {
        eprintln!("compiling {} programs", stale.len());
    }
    let mut failures = compile(jdk, driver, &input, jobs, build)?;
    for unit in stale {
        if failures.contains_key(&unit.name) {
            continue;
        }
        let file = key_file(build, &unit.name);
        let parent = file.parent().expect("a key file lies in a directory");
        let written =
            std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&file, unit.key));
        if let Err(error) = written {
            failures.insert(unit.name, format!("{}: {error}", file.display()));
        }
    }
    Ok(failures)
}

fn join(files: &[PathBuf]) -> String {
    files.iter().map(|f| f.display().to_string()).collect::<Vec<_>>().join("\u{1f}")
}

fn compile(
    jdk: &Jdk,
    driver: &Path,
    input: &str,
    jobs: usize,
    build: &Path,
) -> Result<BTreeMap<String, String>, String> {
    let mut command = Command::new(jdk.tool("java"));
    command.arg("-XX:TieredStopAtLevel=1").arg(driver).arg(jobs.to_string());
    command.stderr(Stdio::inherit());
    let limit = std::time::Duration::from_secs(3600);
    let outcome = crate::process::run(&mut command, input, limit)?;
    if outcome.status != "exit 0" {
        return Err(format!("{}: {}\n{}", driver.display(), outcome.status, outcome.stderr));
    }
    let classes = build.join("classes");
    let mut failures = BTreeMap::new();
    let mut text = String::new();
    for line in outcome.stdout.lines() {
        match line.split_once('\t') {
            Some(("ok", _)) => text.clear(),
            Some(("failed", output)) => {
                let name = Path::new(output).strip_prefix(&classes).unwrap_or(Path::new(output));
                failures.insert(name.display().to_string(), std::mem::take(&mut text));
            }
            _ => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    Ok(failures)
}
