//! Compares command lines of the javap view with those of the JDK's tool: both
//! outputs and the exit status. All are run in one process of the JDK, since it
//! takes long to start.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use archive::jdk_home::Jdk;
use peaberry_inspect::console::Console;
use peaberry_inspect::views::javap::run::run;

/// Runs the lines of the file `lines`, whose words are separated by tabs, and writes
/// what each gives to `N.out`, `N.err` and `N.status`.
const BATCH: &str = r#"
import java.io.*;
import java.lang.reflect.Method;
import java.nio.file.*;

public class Batch {
    public static void main(String[] args) throws Exception {
        Class<?> task = Class.forName("com.sun.tools.javap.JavapTask");
        Method run = task.getDeclaredMethod("run", String[].class);
        run.setAccessible(true);
        int number = 0;
        for (String line : Files.readAllLines(Path.of("lines"))) {
            try (PrintStream out = new PrintStream(number + ".out"); PrintStream err = new PrintStream(number + ".err")) {
                System.setOut(out);
                System.setErr(err);
                Object status = run.invoke(task.getConstructor().newInstance(), (Object) line.split("\t"));
                Files.writeString(Path.of(number + ".status"), "" + status);
            }
            number++;
        }
    }
}
"#;

/// The command lines. `DIR` is a directory with `A.class` in it and in `a b`, and
/// `mr.jar`, which has it for releases 8 and 11, and damaged ones; `JDK` the home of
/// the JDK.
const LINES: &[&str] = &[
    "A",
    "-v DIR/A.class",
    "-sysinfo A",
    "A.B",
    "A NoSuch",
    "NoSuch A",
    "no/such.class",
    "java.util.Map.Entry",
    "java.util.Map$Entry",
    "-p -constants java.lang.Integer",
    "-public -s java.lang.Object",
    "-package java.lang.Object",
    "-protected -l java.lang.Object",
    "-private -c java.lang.Object",
    "-public -p A",
    "-p -private A",
    "-foo A",
    "-v",
    "-cp",
    "-m",
    "--multi-release",
    "--system",
    "-XDdetails:x A",
    "-XDdetails -c -p java.util.HashMap$TreeNode",
    "-XDdetails:all,-source -v -p java.util.concurrent.ConcurrentHashMap",
    "-XDdetails:source,tryBlocks -c A",
    "-XDinner A",
    "-XDindent:4 -v A",
    "-XDtab:9 -v A",
    "-XDfoo A",
    "--system none java.lang.Object",
    "--system none -m java.base java.lang.Object",
    "--system=/nonexistent A",
    "--system JDK -m java.base java.lang.Object",
    "-m java.base -v java.lang.Object",
    "-m no.such java.lang.Object",
    "--module=java.base java.lang.Object",
    "-m java.base module-info",
    "-bootclasspath . java.lang.Object",
    "-Xbootclasspath:. java.lang.Object",
    "-Xbootclasspath/p:. java.lang.Object",
    "-Xbootclasspath/a:. A",
    "-Djava.ext.dirs=. A",
    "--multi-release 8 -v -cp DIR/mr.jar A",
    "--multi-release 11 -v -cp DIR/mr.jar A",
    "--multi-release 10 -cp DIR/mr.jar A",
    "--multi-release runtime -cp DIR/mr.jar A",
    "--multi-release x -cp DIR/mr.jar A",
    "--multi-release 011 -cp DIR/mr.jar A",
    "-v jar:file:DIR/mr.jar!/A.class",
    "-v jar:file:DIR/mr.jar!/META-INF/versions/11/A.class",
    "jar:file:DIR/mr.jar!/B.class",
    "jar:file:DIR/no.jar!/B.class",
    "-v file:DIR/a%20b/A.class",
    "file:DIR/none/A.class",
    "-v jrt:/java.base/java/lang/Object.class",
    "jrt:/java.base/no/X.class",
    "jrt:/java.base",
    "-v DIR/Empty.class",
    "-v DIR/Version.class",
    "-v DIR/Tag.class",
    "-v DIR/Cut100.class",
    "-v DIR/Cut200.class",
    "-v DIR/Cut250.class",
];

fn test_data(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)).expect("ours")
}

/// A directory for one JDK with what the command lines name.
fn directory(release: u16) -> PathBuf {
    let name = format!("peaberry-command-lines-{release}-{}", std::process::id());
    let directory = std::env::temp_dir().join(name);
    fs::create_dir_all(directory.join("a b")).expect("temporary files");
    let class = test_data("A.class");
    fs::write(directory.join("A.class"), &class).expect("our directory");
    fs::write(directory.join("a b/A.class"), &class).expect("our directory");
    let damaged = |name: &str, length: usize, changed: Option<(usize, u8)>| {
        let mut bytes = class[..length].to_vec();
        changed.into_iter().for_each(|(at, byte)| bytes[at] = byte);
        fs::write(directory.join(name), bytes).expect("our directory");
    };
    damaged("Empty.class", 0, None);
    damaged("Version.class", class.len(), Some((7, 99)));
    damaged("Tag.class", class.len(), Some((0x2a, 99)));
    for length in [100, 200, 250] {
        damaged(&format!("Cut{length}.class"), length, None);
    }
    fs::write(directory.join("mr.jar"), test_data("mr.jar")).expect("our directory");
    fs::write(directory.join("Batch.java"), BATCH).expect("our directory");
    directory
}

fn compare(release: u16) {
    let Some(jdk) = Jdk::of_release(release) else {
        return eprintln!("no JDK {release} is installed; nothing compared");
    };
    let directory = directory(release);
    let place = directory.display().to_string();
    let home = jdk.home.display().to_string();
    let lines = LINES.iter().map(|line| {
        let line = format!("-cp {place} {line}");
        line.replace("DIR", &place).replace("JDK", &home).replace(' ', "\t")
    });
    let lines: Vec<String> = lines.collect();
    fs::write(directory.join("lines"), lines.join("\n")).expect("our directory");
    let batch = Command::new(jdk.home.join("bin/java"))
        .args(["-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--add-opens"])
        .args(["jdk.jdeps/com.sun.tools.javap=ALL-UNNAMED", "--add-modules", "jdk.jdeps"])
        .arg("Batch.java")
        .current_dir(&directory)
        .env("LC_ALL", "C.UTF-8")
        .env("TZ", "UTC")
        .output()
        .expect("the JDK's java");
    assert!(batch.status.success(), "{}", String::from_utf8_lossy(&batch.stderr));
    let mut differences = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let arguments = ["--as", &release.to_string()].map(str::to_owned).into_iter();
        let arguments: Vec<String> = arguments.chain(line.split('\t').map(str::to_owned)).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(&arguments, &mut Console::plain(&mut out, &mut err)).expect("vectors");
        for (what, ours) in
            [("out", out), ("err", err), ("status", status.0.to_string().into_bytes())]
        {
            let theirs = fs::read(directory.join(format!("{number}.{what}"))).expect("written");
            if theirs != ours {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let (theirs, ours) = (text(&theirs), text(&ours));
                differences.push(format!("{line} ({what}):\n{theirs}\nours:\n{ours}"));
            }
        }
    }
    fs::remove_dir_all(&directory).expect("our directory");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn as_17() {
    compare(17);
}

#[test]
fn as_25() {
    compare(25);
}
