//! The jar reader against the `zip` crate as writer and as second opinion, and
//! against damaged files.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use peaberry_archive::jar::{Jar, JarError, MANIFEST_NAME};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A file of the test's own, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, bytes: &[u8]) -> Scratch {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, bytes).expect("the target directory is writable");
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

const STORED: SimpleFileOptions =
    SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
const DEFLATED: SimpleFileOptions =
    SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);

fn write_jar(entries: &[(&str, &[u8], SimpleFileOptions)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content, options) in entries {
        writer.start_file(*name, *options).expect("a fresh name");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn sample() -> Vec<u8> {
    let long = b"abracadabra ".repeat(5000);
    write_jar(&[
        ("META-INF/MANIFEST.MF", b"Main-Class: a.B\r\nMulti-Release: TRUE\r\n\r\n", DEFLATED),
        ("a/B.class", b"base", STORED),
        ("a/empty", b"", DEFLATED),
        ("a/long", &long, DEFLATED),
        ("a/wide", &long, DEFLATED.large_file(true)),
        ("dir/", b"", STORED),
        ("META-INF/versions/11/a/B.class", b"eleven", DEFLATED),
        ("META-INF/versions/17/a/B.class", b"seventeen", STORED),
        ("META-INF/versions/8/a/B.class", b"eight", STORED),
    ])
}

fn open(name: &str, bytes: &[u8]) -> Result<Jar, JarError> {
    Jar::open(&Scratch::new(name, bytes).0)
}

/// Content of the entry that `find` gives for `name`.
fn content(jar: &Jar, name: &str) -> Option<Vec<u8>> {
    jar.find(name.as_bytes()).map(|entry| jar.read(&entry).expect("a good entry"))
}

/// Reads `path` with both readers and compares.
fn compare(path: &Path) {
    let jar = Jar::open(path).expect("a good jar");
    let mut oracle = ZipArchive::new(File::open(path).expect("a file")).expect("a good jar");
    assert_eq!(jar.len(), oracle.len());
    for index in 0..oracle.len() {
        let mut expected = Vec::new();
        let mut file = oracle.by_index(index).expect("a good entry");
        file.read_to_end(&mut expected).expect("a good entry");
        let entry = jar.find(file.name_raw()).expect("the same entries");
        assert_eq!(entry.crc, file.crc32());
        assert_eq!(entry.is_directory(), file.is_dir());
        assert!(jar.read(&entry).expect("a good entry") == expected, "entry {index}");
    }
}

#[test]
fn both_readers_agree_on_a_written_jar() {
    let mut prefixed = b"#!/bin/sh\nexec java -jar $0\n".to_vec();
    compare(&Scratch::new("plain.jar", &sample()).0);
    prefixed.extend(sample());
    compare(&Scratch::new("prefixed.jar", &prefixed).0);

    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .set_comment("a comment with PK\u{5}\u{6} in it, and much behind it ............")
        .expect("short");
    writer.start_file("x", DEFLATED).expect("a fresh name");
    let commented = writer.finish().expect("memory").into_inner();
    compare(&Scratch::new("commented.jar", &commented).0);
}

#[test]
fn both_readers_agree_on_many_entries() {
    // More than 65535 entries need the zip64 end record.
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..66_000 {
        writer.start_file(format!("p{}/C{number}.class", number % 100), STORED).expect("fresh");
    }
    let bytes = writer.finish().expect("memory").into_inner();
    compare(&Scratch::new("many.jar", &bytes).0);
}

#[test]
fn names_find_their_entries() {
    let jar = open("names.jar", &sample()).expect("a good jar");
    assert_eq!(content(&jar, "a/B.class").as_deref(), Some(b"base".as_slice()));
    assert_eq!(content(&jar, "a/long").map(|bytes| bytes.len()), Some(60_000));
    assert!(jar.find(b"dir").expect("found without its slash").is_directory());
    for absent in ["a", "", "/", "a/B", "a/B.class/", "A/B.class"] {
        assert!(jar.find(absent.as_bytes()).is_none(), "{absent}");
    }
    assert_eq!(jar.entries().next().expect("an entry").name, MANIFEST_NAME);
    let manifest = jar.manifest().expect("a good manifest").expect("there");
    assert_eq!(manifest.main_class(), Some("a.B"));
}

#[test]
fn the_version_decides_in_a_multi_release_jar() {
    let jar = open("versions.jar", &sample()).expect("a good jar");
    let content = |feature| {
        let entry = jar.find_versioned(b"a/B.class", feature).expect("there");
        String::from_utf8(jar.read(&entry).expect("a good entry")).expect("ASCII")
    };
    assert_eq!(
        [8, 10, 11, 16, 17, 25].map(content),
        ["base", "base", "eleven", "eleven", "seventeen", "seventeen"]
    );

    let plain = write_jar(&[
        ("META-INF/MANIFEST.MF", b"Multi-Release: no\n", STORED),
        ("x", b"base", STORED),
        ("META-INF/versions/9/x", b"nine", STORED),
    ]);
    let jar = open("no-versions.jar", &plain).expect("a good jar");
    assert_eq!(jar.find_versioned(b"x", 17).expect("there").name, b"x");
}

#[test]
fn the_last_of_equal_names_wins() {
    let mut bytes = write_jar(&[("one", b"first", STORED), ("two", b"second", STORED)]);
    for position in 0..bytes.len() - 3 {
        if &bytes[position..position + 3] == b"one" {
            bytes[position..position + 3].copy_from_slice(b"two");
        }
    }
    let jar = open("equal.jar", &bytes).expect("a good jar");
    assert_eq!(jar.len(), 2);
    assert_eq!(content(&jar, "two").as_deref(), Some(b"second".as_slice()));
}

#[test]
fn damaged_jars_are_errors() {
    let mut good = write_jar(&[
        ("META-INF/MANIFEST.MF", b"Multi-Release: true\n", DEFLATED),
        ("META-INF/versions/9/a", b"nine nine nine nine nine", DEFLATED.large_file(true)),
        ("b", b"bee", STORED),
    ]);
    let exercise = |bytes: &[u8]| -> Result<(), JarError> {
        let jar = open("damaged.jar", bytes)?;
        jar.find_versioned(b"a", 17);
        jar.manifest()?;
        for entry in jar.entries() {
            jar.read(&entry)?;
        }
        Ok(())
    };
    exercise(&good).expect("undamaged, it is good");
    for length in 0..good.len() {
        exercise(&good[..length]).expect_err("the end record is missing");
    }
    for position in 0..good.len() {
        let before = good[position];
        for value in [0, 1, 0x7F, 0xFF] {
            good[position] = value;
            let _ = exercise(&good);
        }
        good[position] = before;
    }
    assert!(matches!(open("empty.jar", b""), Err(JarError::NotAJar)));
    assert!(matches!(Jar::open(Path::new("/")), Err(JarError::NotAJar)));
    assert!(matches!(Jar::open(Path::new("/nope.jar")), Err(JarError::Io(_))));
}
