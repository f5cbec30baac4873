//! The control flow of a method: blocks of instructions and where they lead.

use std::collections::BTreeMap;

use bytecode::{Instruction, Instructions};
use classfile::{ClassFile, Code};

use super::model::Graph;
use crate::symbolic::Symbolic;

/// Instructions shown of a block, at most.
const MAX_SHOWN: usize = 60;
/// Characters shown of an instruction, at most.
const MAX_LENGTH: usize = 90;

/// The graph of a method's code.
pub(super) fn graph(class: &ClassFile<'_>, code: &Code<'_, '_>) -> Graph {
    let mut decoded: Vec<Instruction<'_>> = Vec::new();
    let mut error = None;
    for result in Instructions::new(code.bytes) {
        match result {
            Ok(instruction) => decoded.push(instruction),
            Err(problem) => error = Some(problem.to_string()),
        }
    }
    let starts = starts(&decoded, code);
    let mut graph = Graph::default();
    // For each position where a block starts its node.
    let mut nodes: BTreeMap<u32, usize> = BTreeMap::new();
    let mut blocks: Vec<(usize, &[Instruction<'_>])> = Vec::new();
    let mut rest = &decoded[..];
    while let Some(first) = rest.first() {
        let end = 1 + rest[1..].iter().take_while(|i| !starts.contains(&i.bci)).count();
        let (block, tail) = rest.split_at(end);
        let node = graph.add(label(class, block), true);
        nodes.insert(first.bci, node);
        blocks.push((node, block));
        rest = tail;
    }
    let unreadable = error.map(|error| graph.add(vec![error], true));
    for (node, block) in &blocks {
        let last = block[block.len() - 1];
        for target in last.targets() {
            let to = u32::try_from(target).ok().and_then(|target| nodes.get(&target));
            match to {
                Some(&to) => graph.edge(*node, to, false),
                None => {
                    let nowhere = graph.node(&format!("no instruction at {target}"));
                    graph.edge(*node, nowhere, false);
                }
            }
        }
        if !last.opcode.ends_block()
            && let Some(&to) = nodes.get(&last.end()).or(unreadable.as_ref())
        {
            graph.edge(*node, to, false);
        }
        let range = block[0].bci..last.end();
        for handler in code.exception_table.iter() {
            if u32::from(handler.start_pc) < range.end
                && u32::from(handler.end_pc) > range.start
                && let Some(&to) = nodes.get(&handler.handler_pc.into())
            {
                graph.edge(*node, to, true);
            }
        }
    }
    graph
}

/// Where blocks start.
fn starts(decoded: &[Instruction<'_>], code: &Code<'_, '_>) -> std::collections::HashSet<u32> {
    let mut starts = std::collections::HashSet::new();
    for instruction in decoded {
        let targets = instruction.targets();
        if targets.len() > 0 || instruction.opcode.ends_block() {
            starts.insert(instruction.end());
        }
        starts.extend(targets.filter_map(|target| u32::try_from(target).ok()));
    }
    for handler in code.exception_table.iter() {
        starts.extend([handler.start_pc, handler.end_pc, handler.handler_pc].map(u32::from));
    }
    starts
}

fn label(class: &ClassFile<'_>, block: &[Instruction<'_>]) -> Vec<String> {
    let pool = class.constant_pool();
    let line = |instruction: &Instruction<'_>| {
        let text = format!("{}: {}", instruction.bci, Symbolic { pool, instruction });
        match text.char_indices().nth(MAX_LENGTH) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        }
    };
    let mut lines: Vec<String> = block.iter().take(MAX_SHOWN).map(line).collect();
    if block.len() > MAX_SHOWN {
        lines.push(format!("… {} more", block.len() - MAX_SHOWN));
    }
    lines
}
