//! The text for a method that fails: the reason, the code around the failing
//! instruction, and the frames.

use std::collections::VecDeque;
use std::fmt::Write;

use base::MethodDescriptor;
use base::mutf8::Lossy;
use bytecode::Instructions;
use classfile::{ClassFile, Member};
use verify::ErrorKind;

use crate::symbolic::Symbolic;
use crate::text::decoded;

/// Instructions that are shown on either side of the failing one.
const AROUND: usize = 6;

/// The line that names the method.
pub(super) fn heading(method: Member<'_, '_>) -> String {
    format!("  method {}{}\n", Lossy(method.name()), Lossy(method.descriptor()))
}

/// The report for an invalid method. `message` is laid out as the reference VM
/// does it: a headline, then sections with titles.
pub(super) fn invalid(
    class: &ClassFile<'_>,
    method: Member<'_, '_>,
    kind: ErrorKind,
    message: &str,
) -> String {
    let mut text = heading(method);
    let kind = kind.internal_name().trim_start_matches("java/lang/");
    let mut lines = message.lines();
    let _ = writeln!(text, "    {kind}: {}", lines.next().unwrap_or_default());
    let sections = sections(lines);
    for line in section(&sections, "Reason:") {
        let _ = writeln!(text, "    {}", line.trim());
    }
    let bci = section(&sections, "Location:").first().and_then(|line| position(line));
    if let Some(bci) = bci {
        code_around(class, method, bci, &mut text);
    }
    for (title, shown) in [("Current Frame:", "frame at"), ("Stackmap Frame:", "stack map at")] {
        let lines = section(&sections, title);
        let item = |name: &str| {
            let line = lines.iter().find_map(|line| line.trim().strip_prefix(name));
            line.map(|line| line.trim().to_owned())
        };
        let Some(bci) = item("bci: @") else { continue };
        let _ = writeln!(text, "    {shown} {bci}");
        for (name, label) in [("locals:", "locals"), ("stack:", "stack "), ("flags:", "flags ")] {
            if let Some(types) = item(name).filter(|types| name != "flags:" || types != "{ }") {
                let _ = writeln!(text, "      {label} {types}");
            }
        }
    }
    text.push('\n');
    text
}

/// The report in one line: `headline in Class::method(types) @position`.
pub(super) fn line(class: &ClassFile<'_>, method: Member<'_, '_>, message: &str) -> String {
    let mut lines = message.lines();
    let headline = lines.next().unwrap_or_default();
    let simple = |name: &str| name.rsplit(['/', '.']).next().unwrap_or_default().to_owned();
    let types = MethodDescriptor::parse(method.descriptor()).map_or(String::new(), |descriptor| {
        let types = descriptor.parameters().map(|parameter| simple(&parameter.to_string()));
        types.collect::<Vec<_>>().join(",")
    });
    let owner = simple(&decoded(class.name()));
    let mut line = format!("{headline} in {owner}::{}({types})", decoded(method.name()));
    let sections = sections(lines);
    if let Some(bci) = section(&sections, "Location:").first().and_then(|line| position(line)) {
        let _ = write!(line, " @{bci}");
    }
    line
}

/// A title and the lines below it.
type Section<'m> = (&'m str, Vec<&'m str>);

fn sections<'m>(lines: impl Iterator<Item = &'m str>) -> Vec<Section<'m>> {
    let mut sections: Vec<Section<'m>> = Vec::new();
    for line in lines {
        let title = line.trim();
        // Titles stand two columns from the edge, what belongs to them four.
        if line.starts_with("  ") && !line.starts_with("   ") {
            sections.push((title, Vec::new()));
        } else if let Some((_, lines)) = sections.last_mut() {
            lines.push(line);
        }
    }
    sections
}

fn section<'s, 'm>(sections: &'s [Section<'m>], title: &str) -> &'s [&'m str] {
    let found = sections.iter().find(|(name, _)| *name == title);
    found.map_or(&[], |(_, lines)| lines)
}

/// The position in `a/B.c()V @12: areturn`.
fn position(location: &str) -> Option<u32> {
    let (_, rest) = location.rsplit_once(" @")?;
    rest.split(':').next()?.parse().ok()
}

fn code_around(class: &ClassFile<'_>, method: Member<'_, '_>, bci: u32, text: &mut String) {
    let Ok(Some(code)) = method.code() else { return };
    let mut before = VecDeque::new();
    let mut after = 0;
    for instruction in Instructions::new(code.bytes) {
        let start = instruction.as_ref().map_or_else(|error| error.bci(), |found| found.bci);
        before.push_back((start, instruction));
        if start < bci {
            if before.len() > AROUND {
                before.pop_front();
            }
            continue;
        }
        after += 1;
        if after > AROUND {
            break;
        }
    }
    for (start, instruction) in before {
        let shown = match &instruction {
            Ok(instruction) => Symbolic { pool: class.constant_pool(), instruction }.to_string(),
            Err(error) => format!("({error})"),
        };
        let mark = if start == bci { '>' } else { ' ' };
        let line = u16::try_from(start).ok().and_then(|start| code.line_number(start));
        let line = line.map_or(String::new(), |line| format!("line {line}"));
        let _ = writeln!(text, "    {mark} {start:5}: {line:10} {shown}");
    }
}
