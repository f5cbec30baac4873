//! Compares the javap view with the JDK's tool on a sample of the JDK's own
//! classes, or, when told so, on all of them and on jar files:
//!
//! - `PEABERRY_JAVAP_SEED` chooses another sample, `PEABERRY_JAVAP_SAMPLE` its size
//!   (0: all classes).
//! - `PEABERRY_JAVAP_JARS` is a list of jar files, separated by colons, to take the
//!   classes from instead.
//! - `PEABERRY_JAVAP_OPTIONS` is a list of option sets, separated by semicolons.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use archive::jar::Jar;
use archive::jdk_home::Jdk;
use archive::jimage::Image;
use peaberry_inspect::console::Console;
use peaberry_inspect::views::javap::run::run;

/// Classes of one call of the JDK's tool, which takes a second to start.
const BATCH: usize = 2000;
/// Classes of a sample.
const SAMPLE: u64 = 300;
const OPTION_SETS: &str = "-v -p -c;-p -c -l -s;-constants -sysinfo -protected";
/// Differences that are shown.
const SHOWN: usize = 20;

/// The name of a class file and its bytes.
type Class = (String, Vec<u8>);

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// The names of a sample of the image's classes, the same for the same seed, and
/// how to read them.
fn classes_of_image(image: &Image) -> Vec<Class> {
    let mut classes: Vec<_> = image
        .resources()
        .map(|location| location.expect("a sound image"))
        .filter(|l| l.extension == b"class" && !l.is_directory_entry())
        .map(|l| (String::from_utf8(l.full_name()).expect("a sound image"), l))
        .collect();
    classes.sort_by(|a, b| a.0.cmp(&b.0));
    let mut state = number("PEABERRY_JAVAP_SEED", 1);
    let mut next = move || {
        // The generator of Knuth's MMIX.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize
    };
    let count = match number("PEABERRY_JAVAP_SAMPLE", SAMPLE) as usize {
        0 => classes.len(),
        count => count.min(classes.len()),
    };
    for at in 0..count {
        let other = at + next() % (classes.len() - at);
        classes.swap(at, other);
    }
    classes.truncate(count);
    let content = |l| image.content(l).expect("a sound image").into_owned();
    classes.iter().map(|(name, location)| (name[1..].to_owned(), content(location))).collect()
}

fn classes_of_jar(path: &Path) -> Vec<Class> {
    let jar = Jar::open(path).expect("a jar file");
    let classes = jar.entries().filter(|entry| entry.name.ends_with(b".class"));
    classes
        .map(|entry| {
            let name = String::from_utf8(entry.name.to_vec()).expect("a sound jar");
            (name, jar.read(&entry).expect("a sound jar"))
        })
        .collect()
}

/// Classes with what those of the JDK do not have, made by a Java program.
fn made_classes() -> Vec<Class> {
    let Some(jdk) = Jdk::of_release(17) else { return Vec::new() };
    let directory = scratch("corpus");
    fs::create_dir_all(&directory).expect("the directory of temporary files is writable");
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/Corpus.java");
    let made = Command::new(jdk.home.join("bin/java"))
        .args(["-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--add-exports"])
        .arg("java.base/jdk.internal.org.objectweb.asm=ALL-UNNAMED")
        .args([&program, &directory])
        .output()
        .expect("the JDK's java");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut classes: Vec<Class> = fs::read_dir(&directory)
        .expect("our directory")
        .map(|entry| entry.expect("our directory").path())
        .map(|path| {
            let name = path.file_name().expect("a file").to_string_lossy().into_owned();
            (name, fs::read(&path).expect("our file"))
        })
        .collect();
    fs::remove_dir_all(&directory).expect("our directory");
    classes.sort();
    classes
}

/// A directory that no other test uses, nor another run.
fn scratch(name: &str) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("peaberry-javap-{name}-{}-{number}", std::process::id());
    std::env::temp_dir().join(name)
}

fn compare(release: u16) {
    let Some(jdk) = Jdk::of_release(release) else {
        return eprintln!("no JDK {release} is installed; nothing compared");
    };
    let mut comparison = Comparison::with(&jdk, release);
    match std::env::var("PEABERRY_JAVAP_JARS") {
        Err(_) => {
            let image = Image::open(&jdk.image()).expect("the JDK's image");
            comparison.all(&classes_of_image(&image));
        }
        Ok(jars) => {
            for jar in jars.split(':') {
                comparison.all(&classes_of_jar(Path::new(jar)));
            }
        }
    }
    comparison.finish();
}

fn compare_made(release: u16) {
    let Some(jdk) = Jdk::of_release(release) else {
        return eprintln!("no JDK {release} is installed; nothing compared");
    };
    let has = |(_, bytes): &Class, text: &[u8]| memchr::memmem::find(bytes, text).is_some();
    let mut classes = made_classes();
    if release == 25 {
        // Its tool does not get to the end of a `tableswitch` up to the largest `int`.
        classes.retain(|class| !has(class, b"i/Instructions"));
    }
    let mut comparison = Comparison::with(&jdk, release);
    comparison.all_with(&classes, "-p -c -l -s;-constants -sysinfo -protected;-public");
    const VERBOSE: &str = "-v -p -c -l -s -constants";
    if release == 17 {
        comparison.all_with(&classes, VERBOSE);
    }
    // At malformed descriptors the tool of release 25 leaves out code and loses its
    // indentation with `-v`, and that of release 17 ends with `-XDdetails`.
    let malformed: [&[u8]; 4] = [b")[Ln/;", b")[Ln/a;b;", b")[Ln/[I;", b")[Ln/<init;"];
    classes.retain(|class| !malformed.iter().any(|text| has(class, text)));
    comparison.all_with(&classes, &format!("{VERBOSE};-XDdetails:all,-source -p -c"));
    comparison.finish();
}

struct Comparison {
    directory: PathBuf,
    javap: PathBuf,
    release: String,
    compared: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn with(jdk: &Jdk, release: u16) -> Comparison {
        Comparison {
            directory: scratch(&release.to_string()),
            javap: jdk.home.join("bin/javap"),
            release: release.to_string(),
            compared: 0,
            differences: Vec::new(),
        }
    }

    fn finish(self) {
        let Comparison { release, compared, differences, .. } = self;
        println!("release {release}: {compared} texts compared");
        let shown = differences.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
        assert!(differences.is_empty(), "{} of {compared} differ:\n{shown}", differences.len());
    }

    fn all(&mut self, classes: &[Class]) {
        let sets = std::env::var("PEABERRY_JAVAP_OPTIONS");
        self.all_with(classes, sets.as_deref().unwrap_or(OPTION_SETS));
    }

    fn all_with(&mut self, classes: &[Class], sets: &str) {
        for batch in classes.chunks(BATCH) {
            let files = write(&self.directory, batch);
            for options in sets.split(';') {
                self.batch(&options.split_whitespace().collect::<Vec<_>>(), &files);
            }
            fs::remove_dir_all(&self.directory).expect("our directory");
        }
    }

    fn batch(&mut self, options: &[&str], files: &[String]) {
        let expected = Command::new(&self.javap)
            .args(["-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1", "-J-XX:-UsePerfData"])
            .args(options)
            .args(files)
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .output()
            .expect("the JDK's javap");
        let before = self.differences.len();
        let mut rest = &expected.stdout[..];
        let mut status = 0;
        let mut in_step = true;
        for file in files {
            let text = self.ours(options, file, &mut status);
            if !in_step {
                // The rest of the text of the class before is of no interest.
                let start = &text[..text.len().min(200)];
                let Some(at) = memchr::memmem::find(rest, start) else { continue };
                rest = &rest[at..];
            }
            in_step = rest.starts_with(&text);
            if in_step {
                rest = &rest[text.len()..];
            } else {
                self.differences.push(first_difference(file, options, rest, &text));
            }
            self.compared += 1;
        }
        if self.differences.len() == before {
            assert_eq!(rest.len(), 0, "text is missing at the end with {options:?}");
            assert_eq!(expected.status.code(), Some(status.into()), "{options:?}");
        }
    }

    fn ours(&self, options: &[&str], file: &str, status: &mut u8) -> Vec<u8> {
        let mut arguments = vec!["--as", self.release.as_str()];
        arguments.extend(options);
        arguments.push(file);
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let console = &mut Console::plain(&mut out, &mut err);
        *status = run(&arguments, console).expect("vectors take everything").0;
        out
    }
}

fn write(directory: &Path, classes: &[Class]) -> Vec<String> {
    let file = |(name, bytes): &Class| {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().expect("in the directory")).expect("a directory");
        fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    };
    classes.iter().map(file).collect()
}

fn first_difference(file: &str, options: &[&str], expected: &[u8], ours: &[u8]) -> String {
    let lines = |text| String::from_utf8_lossy(text).into_owned();
    let (expected, ours) = (lines(&expected[..expected.len().min(ours.len() + 400)]), lines(ours));
    let mut pairs = expected.lines().zip(ours.lines().chain(std::iter::once("(end)"))).enumerate();
    let Some((at, (expected, ours))) = pairs.find(|(_, (expected, ours))| expected != ours) else {
        return format!("{file} {options:?}: ours is longer");
    };
    format!("{file} {options:?} line {}:\n  javap {expected}\n  ours  {ours}", at + 1)
}

#[test]
fn as_17() {
    compare(17);
}

#[test]
fn as_25() {
    compare(25);
}

#[test]
fn made_as_17() {
    compare_made(17);
}

#[test]
fn made_as_25() {
    compare_made(25);
}
