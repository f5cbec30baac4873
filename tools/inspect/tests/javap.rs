//! Compares the javap view with the JDK's tool on a sample of the JDK's own
//! classes, or, when told so, on all of them and on jar files:
//!
//! - `PEABERRY_JAVAP_SEED` chooses another sample, `PEABERRY_JAVAP_SAMPLE` its size
//!   (0: all classes).
//! - `PEABERRY_JAVAP_JARS` is a list of jar files, separated by colons, to take the
//!   classes from instead.
//! - `PEABERRY_JAVAP_OPTIONS` is a list of option sets, separated by semicolons.
//! - `PEABERRY_JAVAP_CACHE` is a directory where digests of what the JDK's tool gives
//!   are kept for the next time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use archive::jar::Jar;
use archive::jdk_home::Jdk;
use archive::jimage::Image;
use peaberry_inspect::console::Console;
use peaberry_inspect::views::javap::run::run;
use sha2::{Digest, Sha256};

/// Classes of one process of the JDK, whose tool needs hundreds to become warm.
const BATCH: usize = 4000;
/// Classes of a sample.
const SAMPLE: u64 = 300;
const OPTION_SETS: &str = "-v -p -c;-p -c -l -s;-constants -sysinfo -protected";
/// Differences that are shown.
const SHOWN: usize = 20;

/// When class files are said to have changed.
const DAY: Duration = Duration::from_secs(1_600_000_000);

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
    java: PathBuf,
    release: String,
    compared: usize,
    differences: Vec<String>,
}

impl Comparison {
    fn with(jdk: &Jdk, release: u16) -> Comparison {
        let directory = match cache() {
            // The texts have the paths of the class files in them.
            Some(cache) => cache.join(format!("classes-{release}")),
            None => scratch(&release.to_string()),
        };
        Comparison {
            directory,
            java: jdk.home.join("bin/java"),
            release: release.to_string(),
            compared: 0,
            differences: Vec::new(),
        }
    }

    fn finish(self) {
        let Comparison { release, compared, differences, .. } = self;
        println!("release {release}: {compared} texts compared, {} differ", differences.len());
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
            let sets: Vec<&str> = sets.split(';').collect();
            let theirs = self.theirs(&sets, batch, &files);
            let lines = sets.iter().flat_map(|set| files.iter().map(move |file| (set, file)));
            for ((set, file), theirs) in lines.zip(theirs.lines()) {
                self.compare(&set.split_whitespace().collect::<Vec<_>>(), file, theirs);
            }
            fs::remove_dir_all(&self.directory).expect("our directory");
        }
    }

    /// What the JDK's tool gives, as lines of `Javap.java`.
    fn theirs(&self, sets: &[&str], batch: &[Class], files: &[String]) -> String {
        let cached = cache().map(|cache| cache.join(self.key(sets, batch)));
        if let Some(known) = cached.as_ref().and_then(|path| fs::read_to_string(path).ok()) {
            return known;
        }
        let list = self.directory.join("list of files");
        fs::write(&list, files.join("\n")).expect("our directory");
        let output = self
            .java()
            .args(["--add-opens", "jdk.jdeps/com.sun.tools.javap=ALL-UNNAMED"])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/Javap.java"))
            .arg(list)
            .args(sets)
            .output()
            .expect("the JDK's java");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).expect("our program prints ASCII");
        assert_eq!(lines.lines().count(), sets.len() * files.len(), "a line for each text");
        if let Some(path) = cached {
            fs::write(path, &lines).expect("the directory of known digests is writable");
        }
        lines
    }

    fn java(&self) -> Command {
        let mut java = Command::new(&self.java);
        java.args(["-XX:+UseSerialGC", "-XX:-UsePerfData", "--add-modules", "jdk.jdeps"])
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC");
        java
    }

    /// What tells a batch from all others.
    fn key(&self, sets: &[&str], batch: &[Class]) -> String {
        let mut digest = Sha256::new();
        for part in [&self.release].into_iter().map(String::as_str).chain(sets.iter().copied()) {
            digest.update(part);
            digest.update([0]);
        }
        for (name, bytes) in batch {
            digest.update(name);
            digest.update(Sha256::digest(bytes));
        }
        hex(&digest.finalize())
    }

    fn compare(&mut self, options: &[&str], file: &str, theirs: &str) {
        let (status, out, err) = self.ours(options, file);
        let digests = format!(" {} {}", hex(&Sha256::digest(&out)), hex(&Sha256::digest(&err)));
        self.compared += 1;
        if theirs.strip_suffix(&digests).is_some_and(|theirs| {
            // For damage that it tells of in the text the JDK's tool may still end with 0.
            let told = memchr::memmem::find(&out, b"Error: ").is_some();
            theirs == status.to_string() || (theirs, status, told) == ("0", 1, true)
        }) {
            return;
        }
        // The texts are of interest for the first differences only.
        if self.differences.len() >= SHOWN {
            return self.differences.push(String::new());
        }
        let expected = self
            .java()
            .args(["-m", "jdk.jdeps/com.sun.tools.javap.Main"])
            .args(options)
            .arg(file)
            .output()
            .expect("the JDK's java");
        let streams = [("out", &expected.stdout, &out), ("err", &expected.stderr, &err)];
        let texts = streams
            .iter()
            .filter(|(_, theirs, ours)| theirs != ours)
            .map(|(name, theirs, ours)| format!("({name}) {}", first_difference(theirs, ours)));
        let texts = texts.collect::<Vec<_>>().join("\n");
        let codes = format!("{:?} {status}", expected.status.code());
        self.differences.push(format!("{file} {options:?}: exit {codes} {texts}"));
    }

    fn ours(&self, options: &[&str], file: &str) -> (u8, Vec<u8>, Vec<u8>) {
        let mut arguments = vec!["--as", self.release.as_str()];
        arguments.extend(options);
        arguments.push(file);
        let arguments: Vec<String> = arguments.into_iter().map(str::to_owned).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let console = &mut Console::plain(&mut out, &mut err);
        let status = run(&arguments, console).expect("vectors take everything");
        (status.0, out, err)
    }
}

/// Where digests of what the JDK's tool gives are kept.
fn cache() -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("PEABERRY_JAVAP_CACHE")?);
    fs::create_dir_all(&path).expect("a directory for digests");
    Some(path)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(directory: &Path, classes: &[Class]) -> Vec<String> {
    let file = |(name, bytes): &Class| {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().expect("in the directory")).expect("a directory");
        fs::write(&path, bytes).expect("a file");
        let file = fs::File::options().write(true).open(&path).expect("a file");
        // The texts have the day in them.
        file.set_modified(SystemTime::UNIX_EPOCH + DAY).expect("a file of ours");
        path.display().to_string()
    };
    classes.iter().map(file).collect()
}

fn first_difference(expected: &[u8], ours: &[u8]) -> String {
    let lines = |text| String::from_utf8_lossy(text).into_owned();
    let (expected, ours) = (lines(expected), lines(ours));
    let end = || std::iter::once("(end)");
    let (expected, ours) = (expected.lines().chain(end()), ours.lines().chain(end()));
    let mut pairs = expected.zip(ours).enumerate();
    match pairs.find(|(_, (expected, ours))| expected != ours) {
        Some((at, (expected, ours))) => {
            format!("line {}:\n  javap {expected}\n  ours  {ours}", at + 1)
        }
        None => "the ends of lines".to_owned(),
    }
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
