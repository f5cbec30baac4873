//! The tables of methods that the inspection tool shows are those of the running
//! virtual machine, for all classes of the JDK that a run of its compiler loads.

use std::collections::BTreeMap;
use std::process::Command;

use peaberry_inspect::console::{Console, Status};
use peaberry_inspect::views;

/// Classes of one call of the tool.
const BATCH: usize = 200;

/// The tables of each class in a text: what is indented below its heading.
fn tables(text: &str) -> BTreeMap<String, String> {
    let mut tables = BTreeMap::new();
    let mut name = String::new();
    let mut in_tables = false;
    for line in text.lines() {
        let mut words = line.split(' ');
        if let (Some("class" | "interface"), Some(class)) = (words.next(), words.next()) {
            name = class.to_owned();
            in_tables = false;
        }
        // The tool shows fields before.
        in_tables |= ["  vtable: ", "  interface methods: "].iter().any(|s| line.starts_with(s));
        if in_tables && !line.is_empty() {
            let table: &mut String = tables.entry(name.clone()).or_default();
            table.push_str(line);
            table.push('\n');
        }
    }
    tables
}

fn of_machine() -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_peaberry"))
        .args(["-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintMethodTables"])
        .args(["-m", "jdk.compiler/com.sun.tools.javac.Main", "-version"])
        .output()
        .expect("the virtual machine");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tables(&String::from_utf8(output.stdout).expect("text"))
}

fn of_tool(classes: &[String]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for batch in classes.chunks(BATCH) {
        let arguments: Vec<String> =
            std::iter::once("layout".to_owned()).chain(batch.iter().cloned()).collect();
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = views::run(&arguments, &mut Console::plain(&mut out, &mut err));
        assert!(status == Status::OK, "{}", String::from_utf8_lossy(&err));
        all.extend(tables(&String::from_utf8(out).expect("text")));
    }
    all
}

#[test]
fn the_tool_shows_the_tables_of_the_machine() {
    let machine = of_machine();
    // Generated classes are in no file.
    let generated = |name: &str| name.contains(['/', '+']) || name.contains("$$");
    let names: Vec<String> = machine.keys().filter(|name| !generated(name)).cloned().collect();
    let tool = of_tool(&names);
    let different: Vec<&String> =
        names.iter().filter(|name| machine.get(*name) != tool.get(*name)).collect();
    assert!(names.len() > 400, "{} classes", names.len());
    assert!(different.is_empty(), "of {}, these differ: {different:?}", names.len());
}
