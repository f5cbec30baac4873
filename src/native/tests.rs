//! Compares the registry with the class files of installed JDKs, and writes the
//! report `docs/natives.md`.

use super::tables;
use crate::thread::{Library, NativeRow};
use archive::jimage::Image;
use classfile::{ClassFile, Level};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Names a native: class, method, descriptor.
type Key = (String, String, String);

/// The natives that one JDK declares.
type Declared = BTreeMap<Key, Native>;

/// What a class file says of a native.
struct Native {
    is_static: bool,
    /// Whether the class belongs to java.base.
    in_base: bool,
}

/// Homes of installed class libraries, where there are any.
fn homes() -> Vec<(Library, PathBuf)> {
    [
        (Library::Java17, "JAVA17_HOME", "/usr/lib/jvm/java-17-openjdk-amd64"),
        (Library::Java25, "JAVA25_HOME", "/usr/lib/jvm/temurin-25-jdk-amd64"),
    ]
    .into_iter()
    .map(|(library, variable, usual)| {
        (library, std::env::var_os(variable).map_or_else(|| usual.into(), PathBuf::from))
    })
    .filter(|(_, home)| home.join("lib/modules").exists())
    .collect()
}

fn declared_by(home: &Path) -> Declared {
    let image = Image::open(&home.join("lib/modules")).expect("an installed JDK has an image");
    let mut natives = Declared::new();
    for location in image.resources() {
        let location = location.expect("an installed image is sound");
        let name = location.full_name();
        if !name.ends_with(b".class") {
            continue;
        }
        let in_base = name.starts_with(b"/java.base/");
        let bytes = image.content(&location).expect("an installed image is sound");
        let file = ClassFile::parse(&bytes, Level::Scan).expect("class files of the JDK are sound");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        for method in file.methods().filter(|method| method.access_flags().is_native()) {
            let key = (text(file.name()), text(method.name()), text(method.descriptor()));
            let is_static = method.access_flags().is_static();
            natives.insert(key, Native { is_static, in_base });
        }
    }
    natives
}

fn all_rows() -> Vec<NativeRow> {
    tables().into_iter().flatten().copied().collect()
}

fn key_of(row: &NativeRow) -> Key {
    (row.class.to_owned(), row.name.to_owned(), row.descriptor.to_owned())
}

#[test]
fn no_native_has_two_rows() {
    let mut seen = BTreeSet::new();
    for row in all_rows() {
        assert!(seen.insert(key_of(&row)), "{}.{}{}", row.class, row.name, row.descriptor);
    }
}

#[test]
fn rows_are_natives_of_the_class_library() {
    let homes = homes();
    let declared: Vec<(Library, Declared)> =
        homes.iter().map(|(library, home)| (*library, declared_by(home))).collect();
    let mut wrong = String::new();
    for row in all_rows() {
        let key = key_of(&row);
        let found: Vec<bool> =
            declared.iter().filter_map(|(_, natives)| Some(natives.get(&key)?.is_static)).collect();
        if found.is_empty() && declared.len() == 2 {
            let _ = writeln!(wrong, "{}.{}{}: no such native", row.class, row.name, row.descriptor);
        }
        if !found.iter().all(|is_static| row.matches_descriptor(*is_static)) {
            let _ = writeln!(
                wrong,
                "{}.{}{}: the function takes {:?} and returns {:?}; static: {found:?}",
                row.class, row.name, row.descriptor, row.parameters, row.result
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The natives of one class library that have no row, as a Markdown list by
/// class.
fn missing(declared: &Declared, have: &BTreeSet<Key>) -> String {
    let mut by_class: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let in_base = declared.iter().filter(|(_, native)| native.in_base);
    for ((class, name, descriptor), _) in in_base {
        if !have.contains(&(class.clone(), name.clone(), descriptor.clone())) {
            by_class.entry(class).or_default().push(format!("`{name}{descriptor}`"));
        }
    }
    let mut text = String::new();
    for (class, methods) in by_class {
        let _ = writeln!(text, "- `{class}`: {}", methods.join(", "));
    }
    text
}

/// The report on all class libraries.
fn report(declared: &[(Library, Declared)]) -> String {
    let have: BTreeSet<Key> = all_rows().iter().map(key_of).collect();
    let mut text = String::from(
        "# Natives\n\n\
         Which `native` methods of `java.base` the registry (`src/native/`) implements. A native \
         without a row throws `UnsatisfiedLinkError` when it is called. The \
         signature-polymorphic methods of `MethodHandle` and `VarHandle` have no rows because the \
         interpreter runs them itself. Written by the tests of `src/native`: after a change, run \
         `BLESS=1 cargo test -p peaberry --lib native`.\n",
    );
    for (library, natives) in declared {
        let in_base = natives.iter().filter(|(_, native)| native.in_base).map(|(key, _)| key);
        let count = in_base.clone().filter(|key| have.contains(*key)).count();
        let _ = write!(
            text,
            "\n## JDK {}\n\n{count} of {} natives. Missing:\n\n{}",
            library.feature(),
            in_base.count(),
            missing(natives, &have)
        );
    }
    text
}

#[test]
fn the_report_is_current() {
    let declared: Vec<(Library, Declared)> =
        homes().iter().map(|(library, home)| (*library, declared_by(home))).collect();
    if declared.len() < 2 {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/natives.md");
    let report = report(&declared);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &report).expect("docs is writable");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == report, "docs/natives.md is out of date; BLESS=1 rewrites it:\n{report}");
}
