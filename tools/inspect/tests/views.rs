//! The text of each view for small classes, compared with the files in `golden`.
//! With `PEABERRY_BLESS=1` these are written instead.
//!
//! `data/A.class` is `public class A { int x; class B{} public static void
//! main(String[] a){} }`; in `Bad.class` the constructor calls that of its
//! superclass on `null`.

use std::fs;
use std::path::{Path, PathBuf};

use peaberry_inspect::console::{Console, Status};
use peaberry_inspect::views;

/// A directory of this test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("peaberry-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("the directory of temporary files is writable");
        Scratch(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("in the directory")).expect("a directory");
        fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("our directory");
    }
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).display().to_string()
}

/// Runs a command; both outputs and the status as one text, without the places
/// of files.
fn shown(arguments: &[&str], directory: &Path) -> String {
    let arguments: Vec<String> = arguments.iter().map(|&a| a.to_owned()).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let Status(status) = views::run(&arguments, &mut Console::plain(&mut out, &mut err));
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let all = format!("{}{}status {status}\n", text(out), text(err));
    let own = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    all.replace(&own, "DATA").replace(&directory.display().to_string(), "DIR")
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
fn hex() {
    let scratch = Scratch::new("hex");
    compare("hex.txt", &shown(&["hex", &data("A.class")], &scratch.0));
    let whole = fs::read(data("A.class")).expect("test data");
    let cut = scratch.file("Cut.class", &whole[..250]);
    compare("hex-cut.txt", &shown(&["hex", &cut], &scratch.0));
    let mut wrong = whole;
    wrong[0x2a] = 99;
    let wrong = scratch.file("Tag.class", &wrong);
    compare("hex-tag.txt", &shown(&["hex", &wrong], &scratch.0));
}

#[test]
fn size() {
    let scratch = Scratch::new("size");
    let svg = scratch.0.join("A.svg").display().to_string();
    compare("size.txt", &shown(&["size", "--svg", &svg, &data("A.class")], &scratch.0));
    compare("size.svg", &fs::read_to_string(&svg).expect("the picture"));
}

#[test]
fn stats() {
    let scratch = Scratch::new("stats");
    compare("stats.txt", &shown(&["stats", &data("A.class"), "no.such.Thing"], &scratch.0));
}

#[test]
fn verify() {
    let scratch = Scratch::new("verify");
    compare("verify.txt", &shown(&["verify", &data("A.class")], &scratch.0));
    compare("verify-bad.txt", &shown(&["verify", &data("Bad.class")], &scratch.0));
    let alone = ["verify", "--system", "none", &data("Bad.class")];
    compare("verify-alone.txt", &shown(&alone, &scratch.0));
}

/// A class without code: its methods are native, those of an interface abstract.
fn class(
    name: &str,
    above: Option<&str>,
    interfaces: &[&str],
    flags: u16,
    fields: &[(u16, &str, &str)],
    methods: &[(u16, &str, &str)],
) -> Vec<u8> {
    const NATIVE: u16 = 0x0100;
    let mut pool: Vec<Vec<u8>> = Vec::new();
    let mut utf8 = |text: &str| {
        pool.push([&[1], &(text.len() as u16).to_be_bytes()[..], text.as_bytes()].concat());
        pool.len() as u16
    };
    let names = [Some(name), above].into_iter().flatten().chain(interfaces.iter().copied());
    let names: Vec<u16> = names.map(&mut utf8).collect();
    let mut member = |flags: u16, name: &str, descriptor: &str| {
        [flags, utf8(name), utf8(descriptor), 0].map(u16::to_be_bytes).concat()
    };
    let is_interface = flags & 0x0200 != 0;
    let fields: Vec<_> = fields.iter().map(|&(f, name, kind)| member(f, name, kind)).collect();
    let own = if is_interface { 0 } else { NATIVE };
    let methods: Vec<_> =
        methods.iter().map(|&(f, name, kind)| member(f | own, name, kind)).collect();
    let first = pool.len() as u16 + 1;
    pool.extend(names.iter().map(|name| [&[7], &name.to_be_bytes()[..]].concat()));
    let class_at = |position: usize| first + position as u16;
    let mut file = vec![0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61];
    file.extend((pool.len() as u16 + 1).to_be_bytes());
    file.extend(pool.concat());
    let super_class = above.map_or(0, |_| class_at(1));
    let supers = usize::from(above.is_some()) + 1;
    let mut words = vec![flags, class_at(0), super_class, interfaces.len() as u16];
    words.extend((0..interfaces.len()).map(|at| class_at(supers + at)));
    words.push(fields.len() as u16);
    file.extend(words.iter().flat_map(|word| word.to_be_bytes()));
    file.extend(fields.concat());
    file.extend((methods.len() as u16).to_be_bytes());
    file.extend(methods.concat());
    file.extend([0, 0]);
    file
}

#[test]
fn layout() {
    let scratch = Scratch::new("layout");
    let object = "java/lang/Object";
    let methods = [(1, "toString", "()Ljava/lang/String;"), (0x11, "getClass", "()V")];
    let _ = scratch.file("java/lang/Object.class", &class(object, None, &[], 0x21, &[], &methods));
    let interface = [(0x401, "run", "()V"), (0x401, "other", "(I)I")];
    let bytes = class("w/I", Some(object), &[], 0x601, &[], &interface);
    let _ = scratch.file("w/I.class", &bytes);
    let fields = [(0, "b", "B"), (0, "l", "J"), (0, "s", "Ljava/lang/String;"), (8, "c", "I")];
    let methods = [(1, "run", "()V"), (1, "name", "()V"), (0, "hidden", "()V")];
    let bytes = class("w/P", Some(object), &[], 0x421, &fields, &methods);
    let _ = scratch.file("w/P.class", &bytes);
    let fields = [(0, "x", "S"), (0, "o", "[[Ljava/lang/Object;"), (8, "d", "D"), (8, "z", "Z")];
    let methods = [(1, "name", "()V"), (1, "own", "()V"), (1, "toString", "()Ljava/lang/String;")];
    let bytes = class("w/Q", Some("w/P"), &["w/I"], 0x421, &fields, &methods);
    let _ = scratch.file("w/Q.class", &bytes);
    let place = scratch.0.display().to_string();
    let options = ["--system", "none", "-cp", &place];
    let arguments = [&["layout"], &options[..], &["w.Q", "w.I", "w.Missing"]].concat();
    compare("layout.txt", &shown(&arguments, &scratch.0));
    let arguments = [&["layout", "--fields"], &options[..], &["w.P"]].concat();
    compare("layout-fields.txt", &shown(&arguments, &scratch.0));
}
