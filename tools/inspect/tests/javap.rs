//! Compares the javap view with the JDK's tool on a sample of the JDK's own classes.
//!
//! `PEABERRY_JAVAP_SEED` chooses another sample, `PEABERRY_JAVAP_SAMPLE` its size
//! (0: all classes).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use archive::jdk_home::Jdk;
use archive::jimage::Image;
use peaberry_inspect::console::Console;
use peaberry_inspect::views::javap::run::run;

/// Classes of one call of the JDK's tool.
const BATCH: usize = 300;
const OPTION_SETS: &[&[&str]] =
    &[&["-v", "-p", "-c"], &["-p", "-c", "-l", "-s"], &["-constants", "-sysinfo", "-protected"]];

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// The names of a sample of the image's classes, the same for the same seed.
fn sample(image: &Image, count: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
    let mut classes: Vec<_> = image
        .resources()
        .map(|location| location.expect("a sound image"))
        .filter(|l| l.extension == b"class" && !l.is_directory_entry())
        .map(|l| (l.full_name(), l))
        .collect();
    classes.sort_by(|a, b| a.0.cmp(&b.0));
    let mut state = setting("PEABERRY_JAVAP_SEED", 1);
    let mut next = move || {
        // The generator of Knuth's MMIX.
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize
    };
    let count = if count == 0 { classes.len() } else { count.min(classes.len()) };
    for at in 0..count {
        let other = at + next() % (classes.len() - at);
        classes.swap(at, other);
    }
    classes.truncate(count);
    let content = |l| image.content(l).expect("a sound image").into_owned();
    classes.iter().map(|(name, location)| (name.clone(), content(location))).collect()
}

fn compare(release: u16) {
    let Some(jdk) = Jdk::of_release(release) else {
        return eprintln!("no JDK {release} is installed; nothing compared");
    };
    let image = Image::open(&jdk.image()).expect("the JDK's image");
    let directory =
        std::env::temp_dir().join(format!("peaberry-javap-{release}-{}", std::process::id()));
    let classes = sample(&image, setting("PEABERRY_JAVAP_SAMPLE", BATCH as u64) as usize);
    for batch in classes.chunks(BATCH) {
        let files = write(&directory, batch);
        for options in OPTION_SETS {
            let expected = Command::new(jdk.home.join("bin/javap"))
                .args(*options)
                .args(&files)
                .env("LC_ALL", "C.UTF-8")
                .env("TZ", "UTC")
                .output()
                .expect("the JDK's javap");
            let mut arguments = vec!["--as".to_owned(), release.to_string()];
            arguments.extend(options.iter().map(|&option| option.to_owned()));
            arguments.extend(files.iter().map(|file| file.display().to_string()));
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let console = &mut Console::plain(&mut out, &mut err);
            let status = run(&arguments, console).expect("vectors take everything");
            assert_eq!(expected.status.code(), Some(status.0.into()), "{options:?}");
            assert_same(&expected.stdout, &out, options);
        }
        fs::remove_dir_all(&directory).expect("our directory");
    }
}

fn write(directory: &Path, classes: &[(Vec<u8>, Vec<u8>)]) -> Vec<PathBuf> {
    let path = |name: &[u8]| directory.join(String::from_utf8_lossy(&name[1..]).as_ref());
    classes
        .iter()
        .map(|(name, bytes)| {
            let path = path(name);
            fs::create_dir_all(path.parent().expect("in a module")).expect("a directory");
            fs::write(&path, bytes).expect("a file");
            path
        })
        .collect()
}

fn assert_same(expected: &[u8], actual: &[u8], options: &[&str]) {
    if expected == actual {
        return;
    }
    let (expected, actual) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(actual));
    let mut heading = "";
    for (line, (expected, actual)) in expected.lines().zip(actual.lines()).enumerate() {
        if expected.starts_with("Classfile ") {
            heading = expected;
        }
        assert_eq!(expected, actual, "line {} with {options:?}, {heading}", line + 1);
    }
    panic!("one text is longer with {options:?}");
}

#[test]
fn as_17() {
    compare(17);
}

#[test]
fn as_25() {
    compare(25);
}
