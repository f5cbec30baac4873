//! The views of whole jars and directories, on classes that the JDK's compiler
//! makes of two states of a small program.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use archive::jdk_home::Jdk;
use peaberry_inspect::console::Console;
use peaberry_inspect::views;

const OLD: &str = r#"
package p;
public class Shape implements Comparable<Shape> {
    public static final int SIDES = 4;
    public String name() { return "square"; }
    public double area() { return side * side; }
    protected double side = 1.5;
    public void gone() {}
    public int compareTo(Shape other) { return Double.compare(area(), other.area()); }
    public int loop(int n) { int s = 0; for (int i = 0; i < n; i++) s += i; return s; }
    void hidden() {}
}
"#;

const NEW: &str = r#"
package p;
public class Shape implements Comparable<Shape> {
    public static final int SIDES = 5;
    public String name() { return "rectangle"; }
    public final double area() { return side * side; }
    protected double side = 1.5;
    public int compareTo(Shape other) { return Double.compare(area(), other.area()); }
    public int loop(int n) { int s = 0; for (int i = 0; i < n; i++) s += i; return s; }
    public native int fresh();
    @Deprecated int hidden(int more) { Runnable r = System::gc; r.run(); return 65599; }
}
"#;

/// The directories of the two states; none without a JDK.
fn states() -> Option<&'static (PathBuf, PathBuf)> {
    static STATES: OnceLock<Option<(PathBuf, PathBuf)>> = OnceLock::new();
    STATES
        .get_or_init(|| {
            let Some(jdk) = Jdk::of_release(17) else {
                eprintln!("no JDK 17 is installed; nothing tested");
                return None;
            };
            let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("views");
            let compile = |name: &str, text: &str| {
                let directory = root.join(name);
                fs::create_dir_all(&directory).expect("a directory");
                let source = directory.join("Shape.java");
                fs::write(&source, text).expect("a source");
                let status = Command::new(jdk.home.join("bin/javac"))
                    .args(["-g:lines", "-d"])
                    .args([&directory, &source])
                    .status()
                    .expect("javac");
                assert!(status.success());
                directory
            };
            Some((compile("old", OLD), compile("new", NEW)))
        })
        .as_ref()
}

fn run(arguments: &[&str]) -> (u8, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|&a| a.to_owned()).collect();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = views::run(&arguments, &mut Console::plain(&mut out, &mut err));
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status.0, text(out), text(err))
}

#[test]
fn search_finds_places() {
    let Some((_, new)) = states() else { return };
    let new = new.to_str().expect("a name");
    let found = |options: &[&str]| {
        let (status, out, err) = run(&[&["grep", "--no-index"], options, &[new]].concat());
        assert_eq!((status, err.as_str()), (0, ""), "{options:?}");
        out
    };
    assert_eq!(
        found(&["--calls", r"Double\.compare"]),
        "p.Shape.compareTo(p.Shape):8: calls java.lang.Double.compare(double,double):int\n"
    );
    assert_eq!(
        found(&["-x", "-F", "--calls", "java.lang.System.gc()"]),
        "p.Shape.hidden(int):11: has a handle of java.lang.System.gc():void\n"
    );
    assert_eq!(
        found(&["--writes", "side"]),
        "p.Shape.<init>():7: writes p.Shape.side:double\n"
    );
    assert_eq!(found(&["--string", "^rect"]), "p.Shape.name():5: has string \"rectangle\"\n");
    assert_eq!(found(&["--number", "65599"]), "p.Shape.hidden(int):11: has number int 65599\n");
    assert_eq!(found(&["--native"]), "p.Shape.fresh(): declares p.Shape.fresh():int\n");
    assert_eq!(
        found(&["--annotated", "Deprecated"]),
        "p.Shape.hidden(int): is annotated with java.lang.Deprecated\n"
    );
    assert_eq!(found(&["--class-version", "61.."]), "p.Shape: has version 61.0\n");
    assert_eq!(
        found(&["--implements", "Comparable"]),
        "p.Shape: is a subtype of java.lang.Comparable\n"
    );
    assert_eq!(
        found(&["--overrides", "-F", "Comparable.compareTo"]),
        "p.Shape.compareTo(java.lang.Object): overrides \
         java.lang.Comparable.compareTo(java.lang.Object):int\n"
    );
    assert_eq!(found(&["-c", "--reads", "side"]), "2\n");
    assert_eq!(found(&["-l", "-F", "rectangle"]), "p.Shape\n");
    assert_eq!(
        found(&["--json", "--string", "rectangle"]),
        "{\"class\":\"p.Shape\",\"member\":\"p.Shape.name():java.lang.String\",\"line\":5,\
         \"relation\":\"has string\",\"symbol\":\"rectangle\"}\n"
    );
}

#[test]
fn search_ends_as_grep_does() {
    let Some((_, new)) = states() else { return };
    let new = new.to_str().expect("a name");
    assert_eq!(run(&["grep", "--calls", "nobody", new]), (1, String::new(), String::new()));
    assert_eq!(run(&["grep", "--calls", "(", new]).0, 2);
    let (status, _, err) = run(&["grep", "x", "/no/such.jar"]);
    assert_eq!((status, err.as_str()), (2, "Error: class not found: /no/such.jar\n"));
}

#[test]
fn changes_are_told_by_their_kind() {
    let Some((old, new)) = states() else { return };
    let (old, new) = (old.to_str().expect("a name"), new.to_str().expect("a name"));
    let (status, out, err) = run(&["diff", old, new]);
    assert_eq!((status, err.as_str()), (1, ""));
    for line in [
        "p.Shape.gone():void: has been removed: binary incompatible (JLS 13.4.12)\n",
        "p.Shape.fresh():int: has been added: compatible (JLS 13.4.12)\n",
        "p.Shape.area():double: is final now: binary incompatible (JLS 13.4.17)\n",
        "p.Shape.SIDES:int: value was 4, is 5: behavioural (JLS 13.4.9)\n",
        "p.Shape.name():java.lang.String: code has changed: behavioural (JLS 13.4.22)\n    \
         -     0: ldc \"square\"\n    +     0: ldc \"rectangle\"\n          2: areturn\n",
        "changes: 2 binary incompatible, 2 behavioural, 1 compatible\n",
    ] {
        assert!(out.contains(line), "{line}\nis not in\n{out}");
    }
    assert!(!out.contains("hidden"));
    assert!(run(&["diff", "--all", old, new]).1.contains("hidden"));
    assert_eq!(run(&["diff", new, new]), (0, String::new(), String::new()));
    assert_eq!(run(&["diff", new]).0, 2);
}

#[test]
fn graphs_of_a_class() {
    let Some((_, new)) = states() else { return };
    let new = new.to_str().expect("a name");
    let (status, out, err) = run(&["graph", "--hierarchy", new]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "digraph {\n  node [shape=box, fontname=monospace];\n  n0 [label=\"p.Shape\"];\n  \
         n1 [label=\"java.lang.Object\", style=dashed];\n  \
         n2 [label=\"java.lang.Comparable\", style=dashed];\n  \
         n0 -> n1;\n  n0 -> n2 [style=dashed];\n}\n"
    );
    let class = format!("{new}/p/Shape.class");
    let (status, out, _) = run(&["graph", "--flow", "loop", &class]);
    assert_eq!((status, out.matches("[label=").count(), out.matches("->").count()), (0, 4, 4));
    let (status, svg, _) = run(&["graph", "--flow", "loop", "--svg", &class]);
    assert_eq!((status, svg.matches("<rect").count()), (0, 5));
    assert_eq!(run(&["graph", "--flow", "nothing", &class]).0, 1);
    assert_eq!(run(&["graph", new]).0, 2);
}

#[test]
fn documents_are_json() {
    let Some((_, new)) = states() else { return };
    let (status, out, err) = run(&["json", new.to_str().expect("a name")]);
    assert_eq!((status, err.as_str(), out.lines().count()), (0, "", 1));
    let document: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(document["name"], "p/Shape");
    assert_eq!(document["format"], 1);
    assert_eq!(document["superClass"]["value"], "java/lang/Object");
    let methods = document["methods"].as_array().expect("an array");
    let name = methods.iter().find(|m| m["name"] == "name").expect("the method");
    assert_eq!(name["attributes"][0]["kind"], "Code");
    assert_eq!(name["attributes"][0]["instructions"][0]["constant"]["value"], "rectangle");
}
