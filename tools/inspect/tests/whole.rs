//! The views of whole directories, on the classes of `corpus/compat`: two states of a
//! library with one class for each kind of change, and users of them. Their text is
//! compared with the files in `golden`; with `PEABERRY_BLESS=1` these are written instead.
//!
//! What `diff` says is compared with what happens to the users: with the new library they
//! run into a linkage error, do not compile, or neither.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use archive::jdk_home::Jdk;
use peaberry_inspect::console::Console;
use peaberry_inspect::views;

/// The compiled classes, and what has become of the users.
struct Compiled {
    jdk: Jdk,
    directory: PathBuf,
    users: String,
}

/// None without a JDK.
fn compiled() -> Option<&'static Compiled> {
    static COMPILED: OnceLock<Option<Compiled>> = OnceLock::new();
    let compile = || {
        let Some(jdk) = Jdk::of_release(17) else {
            eprintln!("no JDK 17 is installed; nothing tested");
            return None;
        };
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/compat");
        let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("compat");
        let run = Command::new(jdk.home.join("bin/java"))
            .args(["-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"])
            .args([&sources.join("Compat.java"), &sources, &directory])
            .output()
            .expect("java");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        Some(Compiled { jdk, directory, users: String::from_utf8(run.stdout).expect("text") })
    };
    COMPILED.get_or_init(compile).as_ref()
}

impl Compiled {
    fn path(&self, name: &str) -> String {
        self.directory.join(name).display().to_string()
    }

    /// Runs a command whose words may start with `DIR`, the directory of the classes.
    fn run(&self, arguments: &[&str]) -> (u8, String, String) {
        let directory = self.directory.display().to_string();
        let arguments: Vec<String> =
            arguments.iter().map(|argument| argument.replace("DIR", &directory)).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = views::run(&arguments, &mut Console::plain(&mut out, &mut err));
        let text = |bytes| String::from_utf8(bytes).expect("text").replace(&directory, "DIR");
        (status.0, text(out), text(err))
    }

    /// The words of some commands and what they print, as one text.
    fn shown(&self, commands: &[&[&str]]) -> String {
        let mut all = String::new();
        for arguments in commands {
            let (status, out, err) = self.run(arguments);
            all += &format!("$ {}\n{out}{err}status {status}\n\n", arguments.join(" "));
        }
        all
    }
}

fn compare(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("PEABERRY_BLESS").is_some() {
        fs::write(&path, actual).expect("the golden file");
    }
    let expected = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(expected == actual, "{name} differs, now:\n{actual}");
}

#[test]
fn json() {
    let Some(classes) = compiled() else { return };
    let class = "DIR/new/p/Lib$MethodSame.class";
    compare("json.txt", &classes.shown(&[&["json", "--pretty", class], &["json", "DIR/none"]]));
}

#[test]
fn grep() {
    let Some(classes) = compiled() else { return };
    let all = ["grep", "--no-index", "DIR/users"];
    let commands: [&[&str]; 26] = [
        &["--calls", r"Lib\$Method.*\.m\("],
        &["-Fx", "--calls", "p.Lib$FieldGeneric.<init>()"],
        &["-i", "--calls", "METHODSTATIC"],
        &["--reads", "Lib"],
        &["--writes", r"\.f:int"],
        &["--uses", r"^p\.Lib\$EnumConstantAdded"],
        &["--instantiates", "RecordChanged"],
        &["--mentions", "IOException"],
        &["--declares", r"Sealed"],
        &["--annotated", "AnnotationDefault"],
        &["--string", "^$"],
        &["--number", "3"],
        &["--number", "0x4"],
        &["--implements", r"^p\.Lib\$Interface"],
        &["--implements", "Object$", "-c"],
        &["--implements", "Lib.MethodFinal", "--transitive"],
        &["-cp", "DIR/old", "--overrides", r"\.m\("],
        &["--class-version", "..60"],
        &["--class-version", "61", "-l", "--native"],
        &["-c", "--calls", "Lib"],
        &["-l", "--reads", "Lib"],
        &["--json", "--calls", "MethodFinal", "--reads", "FieldVolatile"],
        &["--calls", "nobody"],
        &["--calls", "("],
        &["--number", "many"],
        &["--class-version", "new"],
    ];
    let commands: Vec<Vec<&str>> = commands.iter().map(|rest| [&all, *rest].concat()).collect();
    let mut commands: Vec<&[&str]> = commands.iter().map(Vec::as_slice).collect();
    commands.extend([
        &["grep", "--no-index", "--native", "DIR/new", "DIR/old"][..],
        &["grep", "--no-index", "--string", "none", "DIR/new", "DIR/old"],
        &["grep", "MethodSame", "DIR/new/p/Lib$MethodSame.class"],
        &["xref", "--no-index", r"Lib\$Sealed\b", "DIR/users", "DIR/new"],
        &["grep", "x", "DIR/none.jar"],
        &["grep", "x"],
        &["grep"],
    ]);
    compare("grep.txt", &classes.shown(&commands));
}

#[test]
fn diff() {
    let Some(classes) = compiled() else { return };
    compare(
        "diff.txt",
        &classes.shown(&[
            &["diff", "DIR/old", "DIR/new"],
            &[
                "diff",
                "--all",
                "--brief",
                "DIR/old/p/Lib$Hidden.class",
                "DIR/new/p/Lib$Hidden.class",
            ],
            &["diff", "--breaking", "DIR/old", "DIR/new"],
            &["diff", "--json", "DIR/old/p/Lib$MethodBody.class", "DIR/new/p/Lib$MethodBody.class"],
            &["diff", "DIR/old", "DIR/old"],
            &["diff", "DIR/old"],
            &["diff", "DIR/old", "DIR/none"],
        ]),
    );
}

/// The worst effect of the changes of each nested class of the library.
fn effects(classes: &Compiled) -> BTreeMap<String, String> {
    let (status, out, err) = classes.run(&["diff", "--json", "--api", "DIR/old", "DIR/new"]);
    assert_eq!((status, err.as_str()), (1, ""));
    let mut effects: BTreeMap<String, String> = BTreeMap::new();
    for line in out.lines() {
        let change: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let symbol = change["symbol"].as_str().expect("a symbol");
        let Some(nested) = symbol.strip_prefix("p.Lib$") else { continue };
        let end = nested.find(['.', ':', '$']).unwrap_or(nested.len());
        let worst = effects.entry(nested[..end].to_owned()).or_default();
        let effect = change["effect"].as_str().expect("an effect");
        let rank = |effect: &str| {
            ["compatible", "behavioural", "source", "binary"].iter().position(|&e| e == effect)
        };
        if rank(effect) > rank(worst) {
            effect.clone_into(worst);
        }
    }
    effects
}

#[test]
fn users_break_where_changes_are_called_incompatible() {
    // What a user cannot show: javac looks for exceptions that nothing throws only in
    // files without other errors; to permit more classes breaks a `switch`, in Java 21.
    const WITHOUT_A_USER: [&str; 2] = ["MethodThrows", "NoLongerSealed"];
    let Some(classes) = compiled() else { return };
    let effects = effects(classes);
    let mut seen = 0;
    for line in classes.users.lines() {
        let (name, end) = line.split_once(' ').expect("a name and what happened");
        let effect = effects.get(name).map_or("none", String::as_str);
        match end {
            "does not compile" => {
                assert!(["source", "binary"].contains(&effect), "{name}: {effect}");
            }
            "runs" => assert_ne!(effect, "binary", "{name}"),
            error => assert_eq!(effect, "binary", "{name}: {error}"),
        }
        seen += 1;
    }
    assert!(seen > 70, "{seen} lines");
    for (name, _) in effects.iter().filter(|(_, effect)| *effect == "source") {
        let expected = format!("{name} does not compile");
        let breaks = classes.users.lines().any(|line| line == expected);
        assert!(breaks || WITHOUT_A_USER.contains(&name.as_str()), "{name} compiles");
    }
}

#[test]
fn graph() {
    let Some(classes) = compiled() else { return };
    let class = "DIR/new/p/Lib$MethodBody.class";
    compare(
        "graph.txt",
        &classes.shown(&[
            &["graph", "--hierarchy", "--from", r"^p\.Lib\$Sealed", "--to", "DIR/new", "DIR/users"],
            &["graph", "--packages", "DIR/new", "DIR/users"],
            &["graph", "--calls", "--from", r"Users\$MethodSame\.run", "DIR/new", "DIR/users"],
            &["graph", "--calls", "--from", r"Users\$M.*\.run", "--depth", "1", "DIR/users"],
            &["graph", "--flow", "m", class],
            &["graph", "--flow", "nothing", class],
            &["graph", "--flow", "m"],
            &["graph", "DIR/new"],
            &["graph", "--calls", "--from", "(", "DIR/new"],
        ]),
    );
    let (status, svg, err) = classes.run(&["graph", "--flow", "m", "--svg", class]);
    assert_eq!((status, err.as_str()), (0, ""));
    compare("graph.svg", &svg);
    renders(&svg);
    let hierarchy = ["graph", "--hierarchy", "--svg", "DIR/new", "DIR/users"];
    renders(&classes.run(&hierarchy).1);
}

/// The treemap has all classes in colours.
#[test]
fn treemap() {
    let Some(classes) = compiled() else { return };
    let file = classes.path("treemap.svg");
    let (status, _, err) = classes.run(&["size", "--svg", &file, "DIR/new"]);
    assert_eq!((status, err.as_str()), (0, ""));
    renders(&fs::read_to_string(file).expect("it is written"));
}

/// A picture is XML whose nodes lie inside of it, and a renderer that is none of ours
/// shows all the colours that it has.
fn renders(svg: &str) {
    let document = roxmltree::Document::parse(svg).expect("XML");
    let number = |node: roxmltree::Node<'_, '_>, name: &str| -> f64 {
        node.attribute(name).expect("a number").parse().expect("a number")
    };
    let root = document.root_element();
    let (width, height) = (number(root, "width"), number(root, "height"));
    let boxes = root.children().filter(|node| node.attribute("rx").is_some());
    for node in boxes {
        let (x, y) = (number(node, "x"), number(node, "y"));
        assert!(x >= 0.0 && x + number(node, "width") <= width, "{node:?}");
        assert!(y >= 0.0 && y + number(node, "height") <= height, "{node:?}");
    }
    let tree = resvg::usvg::Tree::from_str(svg, &resvg::usvg::Options::default()).expect("SVG");
    let mut picture =
        resvg::tiny_skia::Pixmap::new(width.ceil() as u32, height.ceil() as u32).expect("a size");
    resvg::render(&tree, resvg::tiny_skia::Transform::default(), &mut picture.as_mut());
    let seen: BTreeSet<String> = picture
        .pixels()
        .iter()
        .map(|p| format!("#{:02x}{:02x}{:02x}", p.red(), p.green(), p.blue()))
        .collect();
    let shapes = document.descendants().filter(|node| node.has_tag_name("rect"));
    let fills: BTreeSet<String> =
        shapes.filter_map(|node| node.attribute("fill")).map(six_digits).collect();
    let missing: Vec<_> = fills.difference(&seen).collect();
    assert!(!fills.is_empty() && missing.is_empty(), "not in the picture: {missing:?}");
}

/// A colour with two digits for each part.
fn six_digits(colour: &str) -> String {
    match colour.strip_prefix('#') {
        Some(short) if short.len() == 3 => {
            std::iter::once('#').chain(short.chars().flat_map(|digit| [digit, digit])).collect()
        }
        _ => colour.to_owned(),
    }
}

/// Lines that differ in the archive only, which the JDK's tool has in any order (it
/// changes with the name of the directory), in one order.
fn settled(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    let without_archive = |line: &&str| line.rfind("  ").unwrap_or(0);
    let same = |a: &&str, b: &&str| {
        let (end_a, end_b) = (without_archive(a), without_archive(b));
        end_a > 0 && a[..end_a].trim_end() == b[..end_b].trim_end()
    };
    lines.chunk_by_mut(same).for_each(<[&str]>::sort_unstable);
    lines
}

/// The text of the JDK's own tool.
#[test]
fn deps() {
    let Some(classes) = compiled() else { return };
    let (new, users) = (classes.path("new"), classes.path("users"));
    for options in [&["-s"][..], &["-v"], &[], &["-verbose:class", "-filter:archive"]] {
        let arguments = [options, &[&new, &users]].concat();
        let theirs = Command::new(classes.jdk.home.join("bin/jdeps"))
            .args(&arguments)
            .output()
            .expect("jdeps");
        let (status, ours, err) = classes.run(&[&["deps"], &arguments[..]].concat());
        assert_eq!((status, err.as_str()), (0, ""));
        let theirs = String::from_utf8(theirs.stdout).expect("text");
        let theirs = theirs.replace(&classes.directory.display().to_string(), "DIR");
        assert!(theirs.lines().count() > 2, "{theirs}");
        assert_eq!(settled(&ours), settled(&theirs), "{options:?}");
    }
    compare(
        "deps.txt",
        &classes.shown(&[
            &["deps", "DIR/users"],
            &["deps", "-s", "-cp", "DIR/new", "DIR/users/u/Users$Sealed.class"],
            &["deps", "-v", "-s", "DIR/users"],
            &["deps", "DIR/none.jar"],
            &["deps"],
        ]),
    );
}

/// An index finds what a look at the classes finds, is told from one that is out of date,
/// and does no harm when it is damaged.
#[test]
fn index() {
    let Some(classes) = compiled() else { return };
    let cache = classes.directory.join("cache");
    drop(fs::remove_dir_all(&cache));
    let binary = env!("CARGO_BIN_EXE_peaberry-inspect");
    let run = |arguments: &[&str]| {
        let output = Command::new(binary)
            .args(arguments)
            .env("XDG_CACHE_HOME", &cache)
            .output()
            .expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    // A copy, since it is changed.
    let input = classes.path("indexed");
    fs::create_dir_all(&input).expect("a directory");
    for entry in fs::read_dir(classes.path("users/u")).expect("classes") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), Path::new(&input).join(entry.file_name())).expect("a copy");
    }
    let old = classes.path("old");
    let queries: [&[&str]; 7] = [
        &["grep", "Lib", &input],
        &["xref", "Method", &input],
        &["grep", "-cp", &old, "--overrides", "", &input],
        &["grep", "-cp", &old, "--dispatch", "--calls", "toString|run|m", &input],
        &["grep", "--implements", "Object", "--transitive", &input],
        &["grep", "--class-version", "50..", &input],
        &["grep", "--number", "1", &input],
    ];
    let without = queries.map(run);
    assert!(without.iter().all(|(status, out, err)| {
        *status == Some(0) && out.lines().count() > 1 && err.is_empty()
    }));
    let (status, out, err) = run(&["index", &input]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let (file, rest) = out.split_once(": ").expect("the file");
    assert!(rest.starts_with("5") && rest.contains(" classes, "), "{rest}");
    // Without an index the classes of each query come first in the same order.
    assert_eq!(queries.map(run), without);

    let sound = fs::read(file).expect("the index");
    let mut damaged = sound.clone();
    damaged[sound.len() / 2] ^= 1;
    for bytes in [&damaged[..], &sound[..sound.len() / 3], b""] {
        fs::write(file, bytes).expect("the index");
        for (query, (status, out, _)) in queries.iter().zip(&without) {
            let (now_status, now_out, err) = run(query);
            assert_eq!((now_status, &now_out), (*status, out));
            assert!(err.contains("has a damaged index") && err.contains(file), "{err}");
        }
    }
    fs::write(file, &sound).expect("the index");
    fs::remove_file(Path::new(&input).join("Users$Sealed.class")).expect("the class");
    let (status, out, err) = run(queries[0]);
    assert_eq!(status, Some(0));
    assert!(err.contains("has changed since its index was made"), "{err}");
    assert!(without[0].1.contains("u.Users$Sealed:") && !out.contains("u.Users$Sealed:"));
    assert_eq!(run(&["index", &input]).0, Some(0));
    assert_eq!(run(queries[0]), (Some(0), out, String::new()));
}
