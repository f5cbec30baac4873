//! The references in a frame, exactly, for the collector.
//!
//! A map is computed when the first collection finds a frame at an instruction,
//! and kept. The types come from a data-flow analysis of the bytecode; which
//! operand-stack entries are in their slots comes from translating again up to
//! the instruction.
//!
//! `FrameView::pc` of the top frame is its instruction; that of a caller is behind
//! it. One word less leads to the last word of a call, whose arguments belong to
//! the callee, or (below a boundary, where `enter` added one) to the instruction
//! that a Rust helper executes, whose operands are still this frame's.

use super::reference;
use super::translate::{self, Analysis};
use super::translation::Translation;
use super::types;
use crate::model::{Insn, MethodRef};
use crate::thread::{FrameView, JavaThread};
use std::sync::atomic::AtomicU32;

/// The word that a frame stands at.
fn pc_of(view: &FrameView) -> *const Insn {
    if view.is_top { view.pc } else { view.pc.wrapping_sub(1) }
}

/// Bytecode index of the instruction that a frame executes.
pub(super) fn bci(view: &FrameView) -> u16 {
    bci_at(view.method, view.regs, pc_of(view))
}

/// Bytecode index of the instruction at `pc` of a frame; 0 before the first.
pub(super) fn bci_at(method: MethodRef, regs: *mut u64, pc: *const Insn) -> u16 {
    let Some(translation) = Translation::of(method) else { return 0 };
    if !translation.is_interpreted() {
        return translation.bci_at(pc);
    }
    match translation.word_at(pc) {
        Some(word) if word >= translation.step_word() => reference::bci(method, regs),
        _ => 0,
    }
}

/// Visits the references in a frame.
pub(super) fn frame_roots(_: &JavaThread, view: &FrameView, visit: &mut dyn FnMut(&AtomicU32)) {
    let method = view.method;
    if method.flags.is_synchronized() {
        // SAFETY: the entry of a live frame; `aux` holds the locked object's
        // reference or null in its lower half (see `ops::stubs`).
        visit(unsafe { &*(&raw const (*view.frame).aux).cast::<AtomicU32>() });
    }
    let mut visit_slot = |slot: usize| {
        // SAFETY: the slot is inside the frame; references are in the lower half.
        visit(unsafe { &*view.regs.add(slot).cast::<AtomicU32>() });
    };
    let translation = Translation::of(method);
    let place = translation.and_then(|code| Some((code, code.word_at(pc_of(view))?)));
    match place {
        Some((translation, word)) if translation.is_interpreted() => {
            let step = translation.step_word();
            if word < step {
                visit_arguments(method, &mut visit_slot);
            } else {
                reference::frame_roots(method, view.regs, word > step, &mut visit_slot);
            }
        }
        Some((translation, word)) => {
            let map = translation.map(word, || reference_slots(method, translation, word));
            map.iter().for_each(|slot| visit_slot(*slot as usize));
        }
        // A native method, or one that has not begun: the arguments.
        None => visit_arguments(method, &mut visit_slot),
    }
}

fn visit_arguments(method: MethodRef, visit: &mut dyn FnMut(usize)) {
    let arguments = types::argument_references(method);
    let slots = arguments.iter().enumerate().filter(|(_, reference)| **reference);
    slots.for_each(|(slot, _)| visit(slot));
}

/// The slots that hold references at a word of a translation.
fn reference_slots(method: MethodRef, translation: &Translation, word: u32) -> Vec<u16> {
    let snapshot = translate::snapshot(method, translation.form(), word)
        .expect("a translation can be repeated up to any of its words");
    let method_ref = method;
    let code = method_ref.code.as_ref().expect("translated methods have code");
    let analysis = Analysis::of(method, code).unwrap_or_else(|failure| {
        panic!("{} was translated and is now {failure:?}", &*method);
    });
    let types = types::before(method, code, &analysis, snapshot.bci)
        .expect("only reachable instructions are translated");
    let node = analysis.node_at(i32::from(snapshot.bci)).expect("an instruction is there");
    let arguments = if snapshot.inside { analysis.nodes[node].pops as usize } else { 0 };
    let depth = types.stack.len().min(snapshot.own_slot.len()).saturating_sub(arguments);
    let base = translation.stack_base();
    let locals = types.locals.iter().enumerate().filter(|(_, reference)| **reference);
    let stack = (0..depth).filter(|at| types.stack[*at] && snapshot.own_slot[*at]);
    locals.map(|(slot, _)| slot as u16).chain(stack.map(|at| (base + at) as u16)).collect()
}
