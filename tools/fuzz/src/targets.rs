//! What is fuzzed: functions that take any bytes and must return.
//!
//! What they return does not matter; a panic, a hang and much memory do.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, io, process};

use archive::jar::Jar;
use archive::jdk_home::Jdk;
use archive::jimage::{Image, ImageError};
use archive::manifest::Manifest;
use base::descriptor::{self, BinaryName, ExternalMethod};
use base::{FieldType, MethodDescriptor, mutf8};
use classfile::{ClassFile, Level};
use peaberry::launcher::{self, JarFault, Messages, Surroundings};
use peaberry_inspect::classes::Classes;
use peaberry_inspect::console::Console;
use peaberry_inspect::views;

use crate::decode::decode_all;

/// How inputs of a target are made from its seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// By changing bytes.
    Bytes,
    /// As class files, and by changing bytes.
    Class,
}

/// A function that must cope with any bytes.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// What the command line calls it.
    pub name: &'static str,
    /// What its inputs look like.
    pub format: Format,
    /// The function.
    pub run: fn(&[u8]),
    /// The most memory that it may have at once, by the length of the input.
    pub memory: fn(usize) -> usize,
}

/// What most targets may have.
fn much(_: usize) -> usize {
    256 << 20
}

/// Ten times the input, and what empty inputs take too.
fn ten_times(length: usize) -> usize {
    10 * length + (512 << 10)
}

impl Target {
    /// Runs the function on an input.
    pub fn run_on(&self, input: &[u8]) {
        (self.run)(input);
    }
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "classfile", format: Format::Class, run: class_file, memory: much },
    Target { name: "verify", format: Format::Class, run: verify_class, memory: much },
    Target { name: "execute", format: Format::Class, run: execute, memory: much },
    Target { name: "inspect", format: Format::Class, run: inspect, memory: ten_times },
    Target { name: "inspect-whole", format: Format::Class, run: inspect_whole, memory: much },
    Target { name: "inspect-world", format: Format::Class, run: inspect_world, memory: much },
    Target { name: "jimage", format: Format::Bytes, run: jimage, memory: much },
    Target { name: "jar", format: Format::Bytes, run: jar, memory: much },
    Target { name: "manifest", format: Format::Bytes, run: manifest, memory: much },
    Target { name: "names", format: Format::Bytes, run: names, memory: much },
    Target { name: "launcher", format: Format::Bytes, run: command_line, memory: much },
];

/// The image of the JDK that the tests use.
pub fn jdk_image() -> Image {
    let jdk = Jdk::find(None, |name| env::var_os(name));
    let jdk = jdk.unwrap_or_else(|error| panic!("fuzzing needs a JDK\n{error}"));
    Image::open(&jdk.image()).unwrap_or_else(|error| panic!("the JDK's image: {error}"))
}

/// The class-file parser at both levels, with everything decoded and printed.
pub fn class_file(bytes: &[u8]) {
    for level in [Level::Scan, Level::Check] {
        match ClassFile::parse(bytes, level) {
            Ok(class) => drop(black_box(decode_all(&class))),
            Err(error) => drop(black_box(error.to_string())),
        }
    }
}

thread_local! {
    /// Reading the JDK's classes anew each time would take most of the time.
    static CLASSES: RefCell<Classes<'static>> = RefCell::new({
        let image = jdk_image();
        Classes::new(Box::new(move |name| {
            let found = image.find_class(name).map_err(|error| error.to_string())?;
            Ok(found.map(|found| found.bytes.into_owned().into()))
        }))
    });
}

/// The verifier, with the JDK's classes around the input.
pub fn verify_class(bytes: &[u8]) {
    let Ok(class) = ClassFile::parse(bytes, Level::Check) else { return };
    CLASSES.with_borrow_mut(|classes| {
        classes.set_current(&class);
        let _ = black_box(verify::verify(&class, classes));
    });
}

/// A virtual machine that defines, links and runs the input.
pub fn execute(bytes: &[u8]) {
    crate::execute::execute(bytes);
}

/// The views of the inspection tool that look at a class alone.
pub fn inspect(bytes: &[u8]) {
    let file = Scratch::new(bytes, "class").expect("the directory of temporary files is writable");
    for view in [
        "javap --as 17 -v -p -c",
        "javap --as 25 -v -p -c",
        "javap --as 17 -p -c -l -s -constants",
        "hex",
        "size",
        "stats",
        "json",
        "json --pretty",
    ] {
        view_of(view, &file);
    }
}

/// Those for whole jars: what a class refers to, and how it differs from another.
pub fn inspect_whole(bytes: &[u8]) {
    const OTHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../inspect/tests/data/Damaged.class");
    let file = Scratch::new(bytes, "class").expect("the directory of temporary files is writable");
    let diff = format!("diff --all {OTHER}");
    for view in [
        "grep --no-index .",
        "grep --no-index --overrides . --system none",
        "graph --hierarchy",
        "graph --packages --svg",
        "graph --calls",
        "graph --flow <init> --svg",
        "deps -v --system none",
        &diff,
    ] {
        view_of(view, &file);
    }
}

/// Those that look at other classes too.
pub fn inspect_world(bytes: &[u8]) {
    let file = Scratch::new(bytes, "class").expect("the directory of temporary files is writable");
    for view in ["verify", "layout", "javap --as 25 -verify -p"] {
        view_of(view, &file);
    }
}

fn view_of(view: &str, file: &Scratch) {
    let mut arguments: Vec<String> = view.split(' ').map(str::to_owned).collect();
    arguments.push(file.0.display().to_string());
    let (mut out, mut err) = (io::sink(), io::sink());
    black_box(views::run(&arguments, &mut Console::plain(&mut out, &mut err)));
}

/// The reader of run-time images.
pub fn jimage(bytes: &[u8]) {
    let read_all = || -> Result<(), ImageError> {
        let image = Image::from_bytes(bytes)?;
        for name in [b"a/b/C".as_slice(), b"a/b/D", b"a/b/E"] {
            let _ = black_box(image.find_class(name));
        }
        let _ = black_box(image.module_of_package(b"a/b"));
        // Entries can be many and share one large content.
        for location in image.resources().take(64) {
            let location = location?;
            let _ = black_box((location.full_name(), location.is_directory_entry()));
            let _ = black_box(image.content(&location));
        }
        Ok(())
    };
    if let Err(error) = read_all() {
        black_box(error.to_string());
    }
}

/// A file of this process, removed at the end of its use.
struct Scratch(PathBuf);

impl Scratch {
    fn new(bytes: &[u8], extension: &str) -> io::Result<Scratch> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("peaberry-fuzz-{}-{number}.{extension}", process::id());
        let scratch = Scratch(env::temp_dir().join(name));
        fs::write(&scratch.0, bytes)?;
        Ok(scratch)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing depends on the file being gone.
        let _ = fs::remove_file(&self.0);
    }
}

/// The jar reader.
pub fn jar(bytes: &[u8]) {
    let scratch = Scratch::new(bytes, "jar").expect("the directory of temporary files is writable");
    let jar = match Jar::open(&scratch.0) {
        Ok(jar) => jar,
        Err(error) => return drop(black_box(error.to_string())),
    };
    black_box((jar.len(), jar.is_multi_release()));
    let _ = black_box(jar.manifest());
    for feature in [8, 11, 17, u16::MAX] {
        black_box(jar.find_versioned(b"a/B.class", feature).is_some());
    }
    for entry in jar.entries().take(64) {
        black_box(jar.find(entry.name).is_some());
        if let Err(error) = jar.read(&entry) {
            black_box(error.to_string());
        }
    }
}

/// The parser of manifests.
pub fn manifest(bytes: &[u8]) {
    match Manifest::parse(bytes) {
        Ok(manifest) => {
            black_box((manifest.main_class(), manifest.section("a/B.class").is_some()));
            black_box(manifest.main().iter().count());
        }
        Err(error) => drop(black_box(error.to_string())),
    }
}

/// Descriptors, names and modified UTF-8. Where the input is valid, decoding
/// and encoding must lead back to it.
pub fn names(bytes: &[u8]) {
    for major in [45, 48, 49, 61] {
        if let Ok(mut field) = FieldType::parse_for(bytes, major) {
            black_box((field.class_name(), field.element(), field.dimensions(), field.to_string()));
            while let Some(component) = field.component() {
                field = component;
            }
        }
        if let Ok(method) = MethodDescriptor::parse_for(bytes, major) {
            assert_eq!(method.parameters().count(), usize::from(method.parameter_count()));
            let method = ExternalMethod { class: bytes, name: bytes, descriptor: method };
            black_box(method.to_string());
        }
        let _ = black_box(descriptor::is_class_name(bytes, major));
        black_box(descriptor::is_field_name(bytes, major));
        black_box(descriptor::is_method_name(bytes, major));
        let valid = mutf8::is_valid(bytes, major);
        let units = mutf8::decode(bytes);
        assert_eq!(units.len(), mutf8::utf16_len(bytes));
        let encoded = mutf8::encode(&units);
        assert_eq!(encoded.len(), mutf8::encoded_len(&units));
        assert!(mutf8::is_valid(&encoded, 61));
        assert_eq!(mutf8::decode(&encoded), units, "what was encoded decodes to the same");
        assert!(!valid || major < 48 || encoded.len() <= 2 * bytes.len());
    }
    black_box((descriptor::is_unqualified_name(bytes), BinaryName(bytes).to_string()));
    let mut text = String::new();
    let _ = write!(text, "{}", mutf8::Lossy(bytes));
    black_box(mutf8::from_str(&text));
}

/// The parts of an input of the launcher, separated by zero bytes.
struct World<'a> {
    /// Content of every file whose name has no "missing" in it.
    file: &'a [u8],
    launcher_options: String,
    tool_options: String,
}

impl Surroundings for World<'_> {
    fn variable(&self, name: &str) -> Option<String> {
        let value = match name {
            "JDK_JAVA_OPTIONS" => &self.launcher_options,
            "JAVA_TOOL_OPTIONS" => &self.tool_options,
            _ => return None,
        };
        (!value.is_empty()).then(|| value.clone())
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        if self.exists(path) { Ok(self.file.to_vec()) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn exists(&self, path: &str) -> bool {
        !path.contains("missing")
    }

    fn expand_class_path(&self, path: &str) -> String {
        path.replace('*', "all")
    }

    fn check_jar(&self, path: &str) -> Result<(), JarFault> {
        match path {
            _ if !self.exists(path) => Err(JarFault::Inaccessible),
            _ if path.contains("corrupt") => Err(JarFault::Corrupt),
            _ => Ok(()),
        }
    }
}

/// The launcher: arguments one on a line, a zero byte, the content of argument
/// files, and after further zero bytes the values of environment variables.
pub fn command_line(bytes: &[u8]) {
    let mut parts = bytes.splitn(4, |&byte| byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let arguments: Vec<String> = part().split(|&byte| byte == b'\n').map(text).collect();
    let file = part();
    let (launcher_options, tool_options) = (text(part()), text(part()));
    let world = World { file, launcher_options, tool_options };
    let mut messages = Messages::default();
    let _ = black_box(launcher::parse(&arguments, &world, &mut messages));
}
