//! Measures opening a jar and reading its classes: this crate's reader against
//! the `zip` crate. The figures of the decision on the jar reader come from
//! here: `cargo run --release -p peaberry-archive --example open_jar FILE.jar`.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, Read};
use std::path::Path;
use std::time::{Duration, Instant};

use archive::jar::Jar;
use peaberry_archive as archive;

const ROUNDS: usize = 51;

fn main() {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: open_jar FILE.jar");
        std::process::exit(1);
    };
    let path = Path::new(&path);
    let entries = Jar::open(path).expect("a jar").len();
    println!("{}: {entries} entries, medians of {ROUNDS} rounds", path.display());

    let own = |read: fn(&Jar)| median(|| read(&Jar::open(path).expect("a jar")));
    report("own, open", own(|_| {}));
    report("own, open and read manifest", own(|jar| drop(black_box(jar.manifest()))));
    report("own, open and read all", own(own_read_all));

    let zip = |read: fn(&mut Zip)| {
        median(|| {
            let file = BufReader::new(File::open(path).expect("a file"));
            read(&mut zip::ZipArchive::new(file).expect("a jar"));
        })
    };
    report("zip, open", zip(|_| {}));
    report("zip, open and read manifest", zip(zip_read_manifest));
    report("zip, open and read all", zip(zip_read_all));
}

type Zip = zip::ZipArchive<BufReader<File>>;

fn own_read_all(jar: &Jar) {
    for entry in jar.entries() {
        black_box(jar.read(&entry).expect("a good entry"));
    }
}

fn zip_read_manifest(jar: &mut Zip) {
    let mut bytes = Vec::new();
    if let Ok(mut entry) = jar.by_name("META-INF/MANIFEST.MF") {
        entry.read_to_end(&mut bytes).expect("a good entry");
    }
    black_box(bytes);
}

fn zip_read_all(jar: &mut Zip) {
    for index in 0..jar.len() {
        let mut entry = jar.by_index(index).expect("a good entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("a good entry");
        black_box(bytes);
    }
}

fn median(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn report(what: &str, time: Duration) {
    println!("{what:<32}{:>10.1} µs", time.as_secs_f64() * 1e6);
}
