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
    /// The module of the class.
    module: String,
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
        let module = name.split(|byte| *byte == b'/').nth(1).unwrap_or_default();
        let bytes = image.content(&location).expect("an installed image is sound");
        let file = ClassFile::parse(&bytes, Level::Scan).expect("class files of the JDK are sound");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        for method in file.methods().filter(|method| method.access_flags().is_native()) {
            let key = (text(file.name()), text(method.name()), text(method.descriptor()));
            let is_static = method.access_flags().is_static();
            natives.insert(key, Native { is_static, module: text(module) });
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
fn intrinsics_are_methods_of_the_class_library() {
    let images: Vec<Image> = homes()
        .iter()
        .map(|(_, home)| Image::open(&home.join("lib/modules")).expect("an installed image"))
        .collect();
    for row in super::intrinsics().iter().copied().flatten() {
        let found: Vec<bool> =
            images.iter().filter_map(|image| is_static_there(image, row)).collect();
        let name = format!("{}.{}{}", row.class, row.name, row.descriptor);
        assert!(!found.is_empty() || images.len() < 2, "{name}: no such method");
        assert!(found.iter().all(|is_static| row.matches_descriptor(*is_static)), "{name}");
    }
}

/// Whether the method of a row is static in an image; `None` if it is not there.
fn is_static_there(image: &Image, row: &NativeRow) -> Option<bool> {
    let path = format!("{}.class", row.class);
    let found = image.find(b"java.base", path.as_bytes());
    let bytes = found.expect("an installed image is sound")?;
    let file = ClassFile::parse(&bytes, Level::Scan).expect("class files of the JDK are sound");
    let is_it = |name: &[u8], descriptor: &[u8]| {
        name == row.name.as_bytes() && descriptor == row.descriptor.as_bytes()
    };
    let method = file.methods().find(|method| is_it(method.name(), method.descriptor()))?;
    Some(method.access_flags().is_static())
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

/// Whether the interpreter runs a native itself: those that are signature
/// polymorphic (JVMS §2.9.3).
fn is_interpreted((class, _, descriptor): &Key) -> bool {
    ["java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle"].contains(&class.as_str())
        && descriptor.starts_with("([Ljava/lang/Object;)")
}

/// How many of a group of natives there are, and the others.
#[derive(Default)]
struct Progress {
    done: usize,
    missing: Vec<String>,
}

/// Sums natives up by a group that they belong to.
fn progress<'a>(
    declared: &'a Declared,
    have: &BTreeSet<Key>,
    group: impl Fn(&'a Key, &'a Native) -> Option<&'a str>,
) -> BTreeMap<&'a str, Progress> {
    let mut groups: BTreeMap<&str, Progress> = BTreeMap::new();
    for (key, native) in declared {
        let Some(group) = group(key, native) else { continue };
        let entry = groups.entry(group).or_default();
        if have.contains(key) || is_interpreted(key) {
            entry.done += 1;
        } else {
            entry.missing.push(format!("`{}{}`", key.1, key.2));
        }
    }
    groups
}

/// The report on one class library.
fn report_on(library: Library, declared: &Declared, have: &BTreeSet<Key>) -> String {
    let modules = progress(declared, have, |_, native| Some(native.module.as_str()));
    let mut text =
        format!("\n## JDK {}\n\n| module | done | missing |\n|--|--:|--:|\n", library.feature());
    for (module, Progress { done, missing }) in &modules {
        let _ = writeln!(text, "| {module} | {done} | {} |", missing.len());
    }
    text.push_str("\nThe classes of java.base:\n\n| class | done | missing |\n|--|--:|--|\n");
    let classes = progress(declared, have, |(class, ..), native| {
        (native.module == "java.base").then_some(class.as_str())
    });
    for (class, Progress { done, missing }) in &classes {
        let _ = writeln!(text, "| `{class}` | {done} | {} |", missing.join(", "));
    }
    text
}

/// The report on all class libraries.
fn report(declared: &[(Library, Declared)]) -> String {
    let have: BTreeSet<Key> = all_rows().iter().map(key_of).collect();
    let mut text = String::from(
        "# Natives\n\n\
         Which `native` methods of the class library the registry (`src/native/`) implements. A \
         native without a row throws `UnsatisfiedLinkError` when it is called. The \
         signature-polymorphic methods of `MethodHandle` and `VarHandle` count as done: the \
         interpreter runs them itself. Written by the tests of `src/native`: after a change, run \
         `BLESS=1 cargo test -p peaberry --lib native`.\n",
    );
    for (library, natives) in declared {
        text.push_str(&report_on(*library, natives, &have));
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
