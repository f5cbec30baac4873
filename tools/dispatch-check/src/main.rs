//! Checks that the interpreter's handlers leave by jumps.
//!
//! The tail dispatcher relies on LLVM turning each handler's last call into a
//! jump. Where it does not, every executed instruction keeps a native frame and
//! the stack overflows sooner or later. This tool disassembles a built
//! `peaberry` and fails if a handler returns, or calls another handler.

use iced_x86::{Decoder, DecoderOptions, FlowControl};
use object::{Object, ObjectSection, ObjectSymbol, SymbolKind};
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;

/// The table that the dispatcher jumps through; its entries are the handlers.
const TABLE: &str = "peaberry::interp::dispatch::by_tail_call::TABLE";

/// Handlers whose business is to leave the interpreter.
const MAY_RETURN: &[&str] = &["peaberry::interp::ops::stubs::halt"];

/// Fewer handlers than this means that the names have changed.
const LEAST_HANDLERS: usize = 100;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: peaberry-dispatch-check BINARY");
        return ExitCode::FAILURE;
    };
    match check(&path) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn check(path: &str) -> Result<String, Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let file = object::File::parse(&*bytes)?;
    let mut functions = BTreeMap::new();
    let mut table = None;
    for symbol in file.symbols() {
        let name = format!("{:#}", rustc_demangle::demangle(symbol.name()?));
        match (symbol.kind(), symbol.section_index()) {
            (SymbolKind::Data, _) if name == TABLE => {
                table = Some(symbol.address()..symbol.address() + symbol.size());
            }
            (SymbolKind::Text, Some(section)) => {
                functions.insert(symbol.address(), (name, symbol.size(), section));
            }
            _ => {}
        }
    }
    let table = table.ok_or_else(|| format!("no symbol {TABLE}"))?;
    let relocations = file.dynamic_relocations().ok_or("not a position-independent executable")?;
    let entries = relocations.filter(|(address, _)| table.contains(address));
    let handlers: BTreeMap<u64, _> = entries
        .filter_map(|(_, relocation)| {
            let address = relocation.addend() as u64;
            Some((address, functions.get(&address)?))
        })
        .collect();
    if handlers.len() < LEAST_HANDLERS {
        return Err(format!("only {} handlers found in {TABLE}", handlers.len()).into());
    }
    let mut faults = Vec::new();
    let mut calling = 0;
    for (&address, (name, size, section)) in &handlers {
        let section = file.section_by_index(*section)?;
        let code = section.data_range(address, *size)?.ok_or("a handler outside of its section")?;
        let mut calls = false;
        for instruction in Decoder::with_ip(64, code, address, DecoderOptions::NONE) {
            match instruction.flow_control() {
                FlowControl::Return if !MAY_RETURN.contains(&name.as_str()) => {
                    faults.push(format!("{name} returns at {:#x}", instruction.ip()));
                }
                FlowControl::Call | FlowControl::IndirectCall => {
                    calls = true;
                    if let Some((callee, ..)) = handlers.get(&instruction.near_branch_target()) {
                        faults.push(format!("{name} calls {callee} at {:#x}", instruction.ip()));
                    }
                }
                _ => {}
            }
        }
        calling += usize::from(calls);
    }
    if faults.is_empty() {
        let count = handlers.len();
        Ok(format!("{count} handlers leave by jumps; {calling} of them call slow paths"))
    } else {
        Err(faults.join("\n").into())
    }
}
