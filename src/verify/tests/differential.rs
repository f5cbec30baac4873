//! Damaged classes must fail as they do in the reference VM, message included.
//!
//! Samples are compiled with the JDK's compiler, damaged in thousands of ways,
//! and linked by the JDK's VM in one process. The number of mutants for each
//! class can be raised with the variable `MUTANTS`.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use archive::jdk_home::Jdk;
use classfile::{ClassFile, Level, Options};
use peaberry_verify::{Failure, verify};
use support::Classes;
use support::assembler::{Assembled, assemble};

/// The Java error and its message; the empty name if there is none.
type Verdict = (String, String);

/// xorshift64*; the tests must fail in the same way each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }
}

fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    // Mostly the part after the constant pool, where the code is.
    let pool_end = bytes.len() / 2;
    let at = match random.below(4) {
        0 => random.below(pool_end - 10) + 10,
        _ => random.below(bytes.len() - pool_end) + pool_end,
    };
    match random.below(8) {
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = bytes[at].wrapping_add(1),
        2 => bytes[at] = bytes[at].wrapping_sub(1),
        3 => bytes[at] = 0,
        4 => bytes[at] = random.below(202) as u8,
        5 => bytes.swap(at, at - 1),
        6 => bytes[at] = bytes[random.below(pool_end)],
        _ => bytes[at] = random.below(256) as u8,
    }
    bytes
}

/// What this crate and the reader of class files say.
fn our_verdict(name: &str, bytes: &[u8], classes: &mut Classes) -> Verdict {
    let options = Options {
        level: Level::Check,
        name: Some(name.as_bytes()),
        require_name: true,
        relaxed_names: false,
        max_major: 61,
        any_version: false,
        preview: false,
        modules: false,
        any_names: false,
    };
    let dotted = |internal: &str| internal.replace('/', ".");
    let class = match ClassFile::parse(bytes, options) {
        Ok(class) => class,
        Err(error) => return (dotted(error.error_class().internal_name()), error.to_string()),
    };
    classes.define(name.as_bytes(), bytes);
    classes.set_current(name.as_bytes());
    if classes.is_circular(name.as_bytes()) {
        return ("java.lang.ClassCircularityError".into(), name.into());
    }
    match verify(&class, classes) {
        Ok(()) => (String::new(), String::new()),
        Err(Failure::Invalid { kind, message, .. }) => (dotted(kind.internal_name()), message),
        Err(Failure::Hierarchy(missing)) => ("java.lang.NoClassDefFoundError".into(), missing),
    }
}

fn tool(jdk: &Jdk, name: &str) -> Command {
    let mut command = Command::new(jdk.home.join("bin").join(name));
    command.env_remove("JAVA_TOOL_OPTIONS").env_remove("_JAVA_OPTIONS");
    command
}

/// A directory that is empty at the start.
fn fresh(path: &Path) -> PathBuf {
    if path.exists() {
        fs::remove_dir_all(path).expect("the target directory is writable");
    }
    fs::create_dir_all(path).expect("the target directory is writable");
    path.to_owned()
}

/// Compiles the samples for a release; returns class names and bytes.
fn compile(jdk: &Jdk, release: &str, output: &Path) -> BTreeMap<String, Vec<u8>> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let mut javac = tool(jdk, "javac");
    javac.args(["-nowarn", "-g", "-Xlint:-options", "--release", release, "-d"]).arg(output);
    javac.arg(samples.join("Samples.java"));
    if release != "7" {
        javac.arg(samples.join("Modern.java"));
    }
    let status = javac.status();
    assert!(status.expect("the JDK has a compiler").success());
    let mut classes = BTreeMap::new();
    for entry in fs::read_dir(output).expect("just written") {
        let path = entry.expect("readable").path();
        let name = path.file_stem().expect("a class file").to_string_lossy().into_owned();
        classes.insert(name, fs::read(&path).expect("readable"));
    }
    classes
}

/// Differences that have other causes than the format check and the verifier.
fn is_excused(ours: &Verdict, theirs: &Verdict) -> bool {
    let checked = ["java.lang.ClassFormatError", "java.lang.VerifyError", "none"];
    // Errors of loading superclasses, of class hierarchies, of reflection.
    if !checked.contains(&theirs.0.as_str()) && !theirs.1.contains("wrong name") {
        return true;
    }
    // Which of two bad methods is found first depends on addresses there.
    if ours.0 == theirs.0 && method(&ours.1) != method(&theirs.1) {
        return true;
    }
    // The reference VM has opcodes of its own, which it takes for known ones.
    theirs.1.starts_with("Bad instruction")
        || ours.1.starts_with("Bad instruction")
        || ours.0 == "java.lang.NoClassDefFoundError"
}

/// The first lines, and the first that differ.
fn difference(ours: &Verdict, theirs: &Verdict) -> String {
    let mut lines = format!("  ours:   {} {}\n", ours.0, ours.1.lines().next().unwrap_or(""));
    lines += &format!("  theirs: {} {}\n", theirs.0, theirs.1.lines().next().unwrap_or(""));
    let location = ours.1.lines().nth(3).unwrap_or("");
    lines += &format!("  {location}\n");
    match ours.1.lines().zip(theirs.1.lines()).skip(1).find(|(ours, theirs)| ours != theirs) {
        Some((ours, theirs)) => lines + &format!("  ours:   {ours}\n  theirs: {theirs}\n"),
        None => lines,
    }
}

/// The method that a message is about.
fn method(message: &str) -> Option<&str> {
    let rest = message
        .split_once("Location:\n    ")
        .or_else(|| message.split_once(", method: "))
        .or_else(|| message.split_once(" in method "))?
        .1;
    rest.split(['\n', '@']).next().map(|text| text.split(") ").next().unwrap_or(text))
}

/// The JDK to compare with. The messages are those of Java 17.
fn reference() -> Option<Jdk> {
    let jdk = Jdk::find(None, |name| std::env::var_os(name)).expect("these tests need a JDK");
    Some(jdk).filter(|jdk| jdk.release.feature() == Some(17))
}

fn scratch(label: &str) -> PathBuf {
    fresh(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("differential-{label}")))
}

fn mutants() -> usize {
    std::env::var("MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

/// Damages the compiled samples, labelled as of version `major`.
fn compare_samples(release: &str, major: u8) {
    let Some(jdk) = reference() else { return };
    let scratch = scratch(&major.to_string());
    let good = fresh(&scratch.join("good"));
    let mut samples = compile(&jdk, release, &good);
    samples.values_mut().for_each(|bytes| bytes[7] = major);
    compare(&jdk, &samples, &scratch, mutants());
}

/// Damages the classes of `scratch/good`, each `count` times.
fn compare(jdk: &Jdk, samples: &BTreeMap<String, Vec<u8>>, scratch: &Path, count: usize) {
    let (good, bad) = (scratch.join("good"), fresh(&scratch.join("bad")));
    let mut classes = Classes::new();
    for (name, bytes) in samples {
        classes.define(name.as_bytes(), bytes);
    }
    let mut random = Random(0x5eed_cafe);
    let mut ours = BTreeMap::new();
    for (name, bytes) in samples {
        for number in 0..count {
            let mutant = mutate(bytes, &mut random);
            let file = format!("{number}.{name}.class");
            fs::write(bad.join(&file), &mutant).expect("the target directory is writable");
            ours.insert(file, our_verdict(name, &mutant, &mut classes));
        }
        classes.define(name.as_bytes(), bytes);
    }
    let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/Driver.java");
    let output = tool(jdk, "java").arg(driver).arg(&good).arg(&bad).output();
    let output = output.expect("the JDK has a launcher");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (mut different, mut failures) = (Vec::new(), 0);
    for line in String::from_utf8(output.stdout).expect("ASCII").lines() {
        let mut parts = line.split(' ');
        let (file, class) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let message = String::from_utf8_lossy(&base64(parts.next().unwrap_or(""))).into_owned();
        let theirs = (class.to_owned(), message);
        let ours = &ours[file];
        failures += usize::from(class != "none");
        let same = if ours.0.is_empty() { class == "none" } else { *ours == theirs };
        if !same && !is_excused(ours, &theirs) {
            different.push(format!("{file}:\n{}", difference(ours, &theirs)));
        }
    }
    assert!(failures > samples.len() * count / 4, "only {failures} mutants fail");
    let shown = different.len().min(20);
    let list = different[..shown].join("\n");
    assert!(different.is_empty(), "{} of {} differ\n{list}", different.len(), ours.len());
}

fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<u32> = text
        .bytes()
        .filter_map(|b| ALPHABET.iter().position(|&a| a == b).map(|digit| digit as u32))
        .collect();
    let mut bytes = Vec::new();
    for group in digits.chunks(4) {
        let word = group.iter().fold(0, |word, digit| word << 6 | digit) << (6 * (4 - group.len()));
        bytes.extend(word.to_be_bytes()[1..group.len()].iter());
    }
    bytes
}

#[test]
fn type_checker_of_java_17() {
    compare_samples("17", 61);
}

#[test]
fn both_verifiers_of_version_50() {
    compare_samples("7", 50);
}

#[test]
fn inference_of_version_49() {
    compare_samples("7", 49);
}

/// Methods with subroutines, which no compiler makes any more.
const SUBROUTINES: &[Assembled<'_>] = &[
    // A subroutine that changes a local variable under a value on the stack.
    Assembled::old(
        "(I)I",
        2,
        2,
        &[0x1a, 0xa8, 0, 7, 0x1a, 0x60, 0xac, 0, 0x4c, 0x84, 0, 1, 0xa9, 1],
        &[],
    ),
    // Two calls, between which a local variable has different types.
    Assembled::old(
        "(Ljava/lang/Object;)Ljava/lang/Object;",
        1,
        3,
        &[
            0x2a, 0xc6, 0, 12, 0x03, 0x3d, 0xa8, 0, 14, 0x1c, 0x57, 0x2a, 0xb0, 0x01, 0x4d, 0xa8,
            0, 5, 0x2c, 0xb0, 0x4c, 0x00, 0xa9, 1,
        ],
        &[],
    ),
    // A subroutine that calls another, also from a handler.
    Assembled::old(
        "()V",
        1,
        3,
        &[
            0xa8, 0, 6, 0xb1, 0, 0, 0x4b, 0xa8, 0, 5, 0xa9, 0, 0x4c, 0x03, 0x57, 0xa9, 1, 0x4d,
            0xa8, 0xff, 0xf4, 0x2c, 0xbf,
        ],
        &[[0, 3, 17, 0]],
    ),
    // The wide forms.
    Assembled::old("()V", 1, 4, &[0xc9, 0, 0, 0, 6, 0xb1, 0x3a, 3, 0xc4, 0xa9, 0, 3], &[]),
];

#[test]
fn subroutines() {
    let Some(jdk) = reference() else { return };
    let scratch = scratch("subroutines");
    let good = fresh(&scratch.join("good"));
    let mut samples = BTreeMap::new();
    for (number, method) in SUBROUTINES.iter().enumerate() {
        let name = format!("Subroutine{number}");
        let bytes = assemble(&name, 46, std::slice::from_ref(method));
        let mut classes = Classes::new();
        let verdict = our_verdict(&name, &bytes, &mut classes);
        assert_eq!(verdict, (String::new(), String::new()), "{name}");
        fs::write(good.join(format!("{name}.class")), &bytes).expect("writable");
        samples.insert(name, bytes);
    }
    compare(&jdk, &samples, &scratch, mutants() * 3);
}
