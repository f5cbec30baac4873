//! The rules of the source tree that no compiler checks.
//!
//! Each check looks at one file and returns its complaints, so that a run shows
//! all of them; each has a test with a text that breaks the rule.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules of the main package from the bottom up. A module may use those on
/// lower layers, none on its own or a higher one, so there are no cycles. The
/// layers below are crates, where Cargo sees to it.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["thread"],
    &["link"],
    &["interp", "jit", "jni"],
    &["insight"],
    &["native"],
    &["launcher"],
    &["vm"],
];

/// Where `unsafe` may be written in `src`: files, and folders with a slash at
/// the end. Whatever is not listed is safe Rust.
const UNSAFE: &[(&str, &str)] = &[
    ("src/os/", "system calls"),
    ("src/heap/", "objects in raw memory"),
    ("src/base/symbol.rs", "symbols that live as long as their table"),
    ("src/archive/map.rs", "file mappings"),
    ("src/model/", "metadata that lives as long as its loader"),
    ("src/thread/", "frames, handles and the threads themselves"),
    ("src/interp/", "frame slots, and operands resolved in place"),
    ("src/jit/", "machine code"),
    ("src/jni/", "an interface of C"),
    ("src/insight/", "walks over stopped heaps"),
    ("src/native/platform.rs", "the typed view of memory that natives share"),
    ("src/native/intrinsics/", "elements of arrays"),
    ("src/native/java_io/file_system.rs", "strings of the system"),
    ("src/native/java_lang/class_loader.rs", "class files in direct buffers"),
    ("src/native/java_lang/object.rs", "copies of objects"),
    ("src/native/java_lang/system.rs", "copies of arrays"),
    ("src/native/java_lang/thread.rs", "slots of frames"),
    ("src/native/java_net/blocked.rs", "signals to threads"),
    ("src/native/java_security/", "slots of frames"),
    ("src/native/java_util/", "buffers of zlib and of the system"),
    ("src/native/management/diagnostic.rs", "a descriptor of the system"),
    ("src/native/management/operating_system.rs", "a directory of the system"),
    ("src/native/nio_ch/", "buffers of channels"),
    ("src/native/nio_fs/", "names and structures of the file system"),
    ("src/native/jdk_internal_loader/libraries.rs", "libraries of the system"),
    ("src/native/jdk_internal_misc/", "Unsafe itself"),
];

/// Natives that reach the system other than through the VM's host, which a
/// program's restrictions do not hold for, with the reason.
const PAST_THE_HOST: &[(&str, &str)] = &[
    ("src/native/attach.rs", "the socket of the user who watches the VM"),
    ("src/native/commands.rs", "what that user asks for"),
    ("src/native/jdk_internal_misc/unsafe_memory.rs", "memory"),
    ("src/native/management/diagnostic.rs", "a file that the host has opened"),
    ("src/native/tests.rs", "a test"),
];

/// The most lines that a file may have.
const MAX_LINES: usize = 800;

/// Files that may be longer, with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// A Rust file of the project.
struct Source {
    /// Path from the root of the project.
    path: String,
    text: String,
}

impl Source {
    /// The path of the module in the main package, such as `native::java_io`.
    /// Files of other crates have none.
    fn module(&self) -> Option<Vec<&str>> {
        let path = self.path.strip_prefix("src/")?.strip_suffix(".rs")?;
        let mut parts: Vec<&str> = path.split('/').collect();
        if parts.last() == Some(&"mod") {
            parts.pop();
        }
        layer(parts.first()?).map(|_| parts)
    }

    /// The lines with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate();
        lines.map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
    }
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Whether `path` is one of `places` or lies in a folder among them.
fn is_listed(path: &str, places: &[(&str, &str)]) -> bool {
    let covers = |place: &str| path == place || (place.ends_with('/') && path.starts_with(place));
    places.iter().any(|(place, _)| covers(place))
}

/// The words that follow `prefix` in a line.
fn words_after<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(prefix).map(move |(at, _)| {
        let rest = &line[at + prefix.len()..];
        &rest[..rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())]
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn modules_use_lower_layers(source: &Source) -> Vec<String> {
    let Some(own) = source.module() else { return Vec::new() };
    let mut complaints = Vec::new();
    for (number, line) in source.code() {
        for used in words_after(line, "crate::") {
            if used != own[0] && layer(used) >= layer(own[0]) && layer(used).is_some() {
                complaints.push(format!("line {number}: `{}` must not use `{used}`", own[0]));
            }
        }
    }
    complaints
}

fn no_way_around_the_layers(source: &Source) -> Vec<String> {
    let Some(own) = source.module() else { return Vec::new() };
    let mut complaints = Vec::new();
    for (number, line) in source.code() {
        if line.contains("crate::{") {
            complaints.push(format!("line {number}: name the module, not `crate::{{…}}`"));
        }
        // Inside an inline module (indented) one more `super` is still inside.
        let inline = usize::from(line.starts_with(' '));
        if line.contains(&"super::".repeat(own.len() + inline)) {
            complaints.push(format!("line {number}: `super` climbs to the root; say `crate::`"));
        }
    }
    complaints
}

fn opens_with_its_purpose(source: &Source) -> Vec<String> {
    if source.text.starts_with("//! ") {
        return Vec::new();
    }
    vec!["does not open with `//!` and what it is for".to_owned()]
}

fn unsafe_is_where_it_may_be(source: &Source) -> Vec<String> {
    if !source.path.starts_with("src/") || is_listed(&source.path, UNSAFE) {
        return Vec::new();
    }
    let is_keyword = |line: &str, at: usize| {
        let before = line[..at].chars().next_back();
        let after = line[at + "unsafe".len()..].chars().next();
        ![before, after].into_iter().flatten().any(|c| is_word(c) || matches!(c, '"' | '\'' | '`'))
    };
    let lines = source.code();
    let found =
        lines.filter(|(_, line)| line.match_indices("unsafe").any(|(at, _)| is_keyword(line, at)));
    found.map(|(number, _)| format!("line {number}: `unsafe` outside the list")).collect()
}

fn natives_ask_the_host(source: &Source) -> Vec<String> {
    if !source.path.starts_with("src/native/") || is_listed(&source.path, PAST_THE_HOST) {
        return Vec::new();
    }
    let ways = ["std::fs", "std::process", "env::var", "Command::new", "TcpStream", "UdpSocket"];
    let calls_system = |line: &str| {
        line.match_indices("libc::").any(|(at, prefix)| {
            let rest = &line[at + prefix.len()..];
            let name = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
            rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest[name..].starts_with('(')
        })
    };
    let goes_past = |line: &str| ways.iter().any(|way| line.contains(way)) || calls_system(line);
    let found = source.code().filter(|(_, line)| goes_past(line));
    found.map(|(number, _)| format!("line {number}: reaches the system past the host")).collect()
}

fn is_not_too_long(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    if lines <= MAX_LINES || is_listed(&source.path, LONG_FILES) {
        return Vec::new();
    }
    vec![format!("{lines} lines; more than {MAX_LINES} need a reason in LONG_FILES")]
}

fn leaves_nothing_for_later(source: &Source) -> Vec<String> {
    let marks = ["TODO", "FIXME", "XXX"];
    let is_marked = |line: &str| {
        line.find("//").is_some_and(|at| marks.iter().any(|mark| line[at..].contains(mark)))
    };
    let lines = source.text.lines().enumerate().filter(|(_, line)| is_marked(line));
    lines.map(|(index, _)| format!("line {}: left for later", index + 1)).collect()
}

/// Asserts that no file of the project breaks the rule.
fn check(rule: fn(&Source) -> Vec<String>) {
    let sources = sources();
    assert!(sources.len() > 50, "the sources were not found");
    let complaints: Vec<String> = sources
        .iter()
        .flat_map(|source| rule(source).into_iter().map(|text| format!("{}: {text}", source.path)))
        .collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "tools", "jtests", "benches"] {
        collect(&root.join(folder), root, &mut sources);
    }
    sources
}

fn collect(folder: &Path, root: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path: PathBuf = entry.expect("a readable folder").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && !name.starts_with('.') {
            collect(&path, root, sources);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).expect("a readable file");
            let path = path.strip_prefix(root).expect("below the root").to_string_lossy();
            sources.push(Source { path: path.into_owned(), text });
        }
    }
}

#[test]
fn modules_respect_the_layers() {
    check(modules_use_lower_layers);
    check(no_way_around_the_layers);
}

#[test]
fn files_open_with_their_purpose() {
    check(opens_with_its_purpose);
}

#[test]
fn unsafe_is_confined() {
    check(unsafe_is_where_it_may_be);
}

#[test]
fn natives_reach_the_system_through_the_host() {
    check(natives_ask_the_host);
}

#[test]
fn files_are_not_too_long() {
    check(is_not_too_long);
}

#[test]
fn nothing_is_left_for_later() {
    check(leaves_nothing_for_later);
}

#[test]
fn every_module_of_the_main_package_has_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("src/lib.rs")).expect("the main package");
    let modules = text.lines().flat_map(|line| words_after(line, "mod ").collect::<Vec<_>>());
    let missing: Vec<&str> = modules.filter(|module| layer(module).is_none()).collect();
    assert!(missing.is_empty(), "not in LAYERS: {missing:?}");
}

#[test]
fn the_lists_name_what_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (place, _) in UNSAFE.iter().chain(LONG_FILES).chain(PAST_THE_HOST) {
        // A folder may be listed before its layer is written.
        assert!(place.ends_with('/') || root.join(place).is_file(), "{place} is gone");
    }
}

#[test]
fn broken_rules_are_noticed() {
    let complains = |rule: fn(&Source) -> Vec<String>, path: &str, text: &str| {
        !rule(&Source { path: path.to_owned(), text: text.to_owned() }).is_empty()
    };
    let layers = modules_use_lower_layers;
    assert!(complains(layers, "src/model/class.rs", "use crate::interp::Frame;"));
    assert!(complains(layers, "src/interp/mod.rs", "fn f() { crate::jni::call() }"));
    assert!(!complains(layers, "src/vm.rs", "use crate::native::Registry;"));
    assert!(!complains(layers, "src/model/class.rs", "// as crate::interp does"));
    assert!(!complains(layers, "src/archive/jar/mod.rs", "use crate::native::x;"), "another crate");
    let around = no_way_around_the_layers;
    assert!(complains(around, "src/model/class.rs", "use crate::{interp, jni};"));
    assert!(complains(around, "src/model/class.rs", "use super::super::interp;"));
    assert!(complains(around, "src/model/mod.rs", "use super::interp;"));
    assert!(!complains(around, "src/model/class.rs", "    use super::super::*;"));
    assert!(complains(opens_with_its_purpose, "src/vm.rs", "use std::fmt;"));
    let confined = unsafe_is_where_it_may_be;
    assert!(complains(confined, "src/link/mod.rs", "let x = unsafe { f() };"));
    assert!(complains(confined, "src/link/mod.rs", "unsafe"));
    assert!(!complains(confined, "src/os/map.rs", "unsafe { f() }"));
    assert!(!complains(confined, "src/link/mod.rs", "mod unsafe_; // unsafe\nlet x = \"unsafe\";"));
    let past = natives_ask_the_host;
    assert!(complains(past, "src/native/java_io/mod.rs", "unsafe { libc::open(path, 0) }"));
    assert!(complains(past, "src/native/java_io/mod.rs", "use std::fs::File;"));
    assert!(!complains(past, "src/native/java_io/mod.rs", "f(libc::O_RDONLY as libc::c_int)"));
    assert!(complains(is_not_too_long, "src/vm.rs", &"\n".repeat(MAX_LINES + 1)));
    assert!(complains(leaves_nothing_for_later, "src/vm.rs", concat!("// TO", "DO: more")));
    assert!(!complains(leaves_nothing_for_later, "src/vm.rs", "let x = \"TODO\";"));
}
