//! Comparing code by what it does, not by where things lie.
//!
//! Two instructions are alike if operation, locals and resolved constants are;
//! the numbers of pool entries, `ldc` or `ldc_w`, line numbers do not count. After
//! alike instructions have been brought together, branches between them have to
//! lead to instructions that belong together, too.

use std::collections::HashMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use base::CpIndex;
use bytecode::{Instruction, Instructions, Opcode, Operands};
use classfile::{ClassFile, Code, ConstantPool, Tag};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};

use crate::symbolic::{Resolved, Symbolic, UNREADABLE};

/// Instructions shown around a difference.
const CONTEXT: usize = 3;
/// After this time the difference of one method is no longer the smallest.
const DEADLINE: Duration = Duration::from_secs(2);

/// A method's code as lines.
#[derive(Debug, Default)]
struct Listing {
    lines: Vec<Line>,
    /// For each position of an instruction the line.
    positions: HashMap<i64, usize>,
}

#[derive(Debug)]
struct Line {
    /// Position of the instruction; `None` for an exception handler.
    bci: Option<u32>,
    /// What is compared.
    key: String,
    /// Where it leads.
    targets: Vec<i64>,
}

impl Listing {
    fn of(class: &ClassFile<'_>, code: &Code<'_, '_>) -> Listing {
        let mut listing = Listing::default();
        for decoded in Instructions::new(code.bytes) {
            let (bci, key, targets) = match decoded {
                Ok(instruction) => {
                    let targets = instruction.targets().map(i64::from).collect();
                    (instruction.bci, key(class, &instruction), targets)
                }
                Err(error) => (error.bci(), error.to_string(), Vec::new()),
            };
            listing.positions.insert(bci.into(), listing.lines.len());
            listing.lines.push(Line { bci: Some(bci), key, targets });
        }
        listing.positions.insert(code.bytes.len() as i64, listing.lines.len());
        for handler in code.exception_table.iter() {
            let caught = match Resolved::new(class.constant_pool(), handler.catch_type) {
                Some(class) => class.to_string(),
                None => "everything".to_owned(),
            };
            let targets = [handler.start_pc, handler.end_pc, handler.handler_pc];
            listing.lines.push(Line {
                bci: None,
                key: format!("catch {caught}"),
                targets: targets.map(i64::from).to_vec(),
            });
        }
        listing
    }

    fn show(&self, line: usize, mark: char, out: &mut String) {
        let Line { bci, key, targets } = &self.lines[line];
        match bci {
            Some(bci) => write!(out, "{mark}{bci:6}: {key}"),
            None => write!(out, "{mark}        {key}"),
        }
        .expect("a string takes everything");
        let mut targets = targets.iter();
        let list = |targets: &mut dyn Iterator<Item = &i64>| {
            targets.map(i64::to_string).collect::<Vec<_>>().join(", ")
        };
        match bci {
            None => {
                let range = list(&mut targets.by_ref().take(2)).replace(", ", " to ");
                let _ = write!(out, " from {range}: {}", list(&mut targets));
            }
            Some(_) if targets.len() > 0 => {
                let _ = write!(out, " -> {}", list(&mut targets));
            }
            Some(_) => {}
        }
        out.push('\n');
    }
}

/// An instruction without its position and targets.
fn key(class: &ClassFile<'_>, instruction: &Instruction<'_>) -> String {
    let pool = class.constant_pool();
    let name = match instruction.opcode {
        Opcode::LdcW => Opcode::Ldc,
        Opcode::GotoW => Opcode::Goto,
        Opcode::JsrW => Opcode::Jsr,
        _ => instruction.general_opcode(),
    };
    match instruction.operands {
        Operands::Branch(_) => name.to_string(),
        Operands::TableSwitch(switch) => format!("{name} {} to {}", switch.low(), switch.high()),
        Operands::LookupSwitch(switch) => {
            let values: Vec<String> = switch.pairs().map(|(value, _)| value.to_string()).collect();
            format!("{name} {}", values.join(", "))
        }
        Operands::Dynamic { index, .. } => format!("{name} {}", call_site(class, index)),
        Operands::Constant(index) if pool.tag(index) == Some(Tag::Dynamic) => {
            format!("{name} {}", call_site(class, index))
        }
        Operands::Constant(index) if name == Opcode::Ldc => match Resolved::new(pool, index) {
            Some(constant) => format!("{name} {}", constant.quoted()),
            None => format!("{name} {UNREADABLE}"),
        },
        Operands::Increment { local, delta } => format!("{name} {local}, {delta}"),
        _ => match instruction.local() {
            Some(local) => format!("{name} {local}"),
            None => Symbolic { pool, instruction }.to_string(),
        },
    }
}

/// A dynamic call site or constant with its bootstrap method and arguments.
fn call_site(class: &ClassFile<'_>, index: CpIndex) -> String {
    let pool = class.constant_pool();
    let Ok(dynamic) = pool.dynamic(index) else { return UNREADABLE.to_owned() };
    let mut text = format!(
        "{}:{}",
        base::mutf8::to_string_lossy(dynamic.name),
        base::mutf8::to_string_lossy(dynamic.descriptor)
    );
    let methods = class.bootstrap_methods().ok().flatten();
    let method = methods.and_then(|methods| methods.iter().nth(dynamic.bootstrap.as_usize()));
    let Some(method) = method else { return text };
    let show = |index: CpIndex, pool: &ConstantPool<'_>| match pool.get(index) {
        // Its own arguments are not followed: they may form a circle.
        Ok(classfile::Constant::Dynamic { name_and_type, .. }) => {
            Resolved::new(pool, name_and_type).map_or(UNREADABLE.to_owned(), |c| c.to_string())
        }
        _ => Resolved::new(pool, index)
            .map_or(UNREADABLE.to_owned(), |constant| constant.quoted().to_string()),
    };
    let arguments: Vec<String> = method.arguments.iter().map(|a| show(a, pool)).collect();
    let _ = write!(text, " by {}({})", show(method.method, pool), arguments.join(", "));
    text
}

/// The difference of two methods in the form of `diff -u`, empty if they do the
/// same.
pub(super) fn difference(
    old: (&ClassFile<'_>, &Code<'_, '_>),
    new: (&ClassFile<'_>, &Code<'_, '_>),
) -> String {
    let (old, new) = (Listing::of(old.0, old.1), Listing::of(new.0, new.1));
    let edits = edits(&old, &new);
    let mut out = String::new();
    let changed: Vec<usize> = (0..edits.len()).filter(|&at| edits[at].is_change()).collect();
    let mut next = 0;
    while next < changed.len() {
        let mut last = next;
        while last + 1 < changed.len() && changed[last + 1] - changed[last] <= 2 * CONTEXT {
            last += 1;
        }
        let from = changed[next].saturating_sub(CONTEXT);
        let to = (changed[last] + CONTEXT + 1).min(edits.len());
        if from > 0 || next > 0 {
            out.push_str("        ...\n");
        }
        for edit in &edits[from..to] {
            match *edit {
                Edit::Same(_, line) => new.show(line, ' ', &mut out),
                Edit::Removed(line) => old.show(line, '-', &mut out),
                Edit::Added(line) => new.show(line, '+', &mut out),
            }
        }
        if last + 1 == changed.len() && to < edits.len() {
            out.push_str("        ...\n");
        }
        next = last + 1;
    }
    out
}

#[derive(Clone, Copy)]
enum Edit {
    Same(usize, usize),
    Removed(usize),
    Added(usize),
}

impl Edit {
    const fn is_change(self) -> bool {
        !matches!(self, Edit::Same(..))
    }
}

fn edits(old: &Listing, new: &Listing) -> Vec<Edit> {
    let keys = |listing: &Listing| -> Vec<String> {
        listing.lines.iter().map(|line| line.key.clone()).collect()
    };
    let (old_keys, new_keys) = (keys(old), keys(new));
    let deadline = Some(Instant::now() + DEADLINE);
    let operations = capture_diff_slices_deadline(Algorithm::Myers, &old_keys, &new_keys, deadline);
    let mut edits = Vec::new();
    // Which new line belongs to an old one; behind the end of the code as well.
    let mut partner = vec![None; old.lines.len() + 1];
    let instructions = |l: &Listing| l.lines.iter().filter(|line| line.bci.is_some()).count();
    let (old_end, new_end) = (instructions(old), instructions(new));
    for operation in operations {
        match operation {
            DiffOp::Equal { old_index, new_index, len } => {
                for offset in 0..len {
                    partner[old_index + offset] = Some(new_index + offset);
                    edits.push(Edit::Same(old_index + offset, new_index + offset));
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                edits.extend((old_index..old_index + old_len).map(Edit::Removed));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                edits.extend((new_index..new_index + new_len).map(Edit::Added));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                edits.extend((old_index..old_index + old_len).map(Edit::Removed));
                edits.extend((new_index..new_index + new_len).map(Edit::Added));
            }
        }
    }
    // The partner of a line or, if it is gone, that of the next one that has any.
    let mut following = partner.clone();
    for line in (0..old_end).rev() {
        following[line] = following[line].or(following[line + 1].filter(|_| line + 1 < old_end));
    }
    let leads_alike = |(from, to): (&i64, &i64)| {
        match (old.positions.get(from), new.positions.get(to)) {
            (Some(&from), Some(&to)) if from == old_end || to == new_end => {
                from == old_end && to == new_end
            }
            // A target that is gone has its place taken by what follows it.
            (Some(&from), Some(&to)) => match partner[from] {
                Some(partner) => partner == to,
                None => following[from].is_none_or(|partner| partner >= to),
            },
            (None, None) => true,
            _ => false,
        }
    };
    let mut checked = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit {
            Edit::Same(from, to) => {
                let (before, after) = (&old.lines[from].targets, &new.lines[to].targets);
                if before.len() == after.len() && before.iter().zip(after).all(leads_alike) {
                    checked.push(edit);
                } else {
                    checked.extend([Edit::Removed(from), Edit::Added(to)]);
                }
            }
            other => checked.push(other),
        }
    }
    checked
}
