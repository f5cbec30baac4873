//! The reference interpreter: plain bytecode, an instruction at a time.
//!
//! It runs methods with subroutines (`jsr`, JVMS §6.5), methods whose frames
//! exceed the encoding of the register IR, and every method when asked to, as
//! the oracle of differential tests. It is one instruction of the engine: calls
//! and returns go through the engine's frames, so it does not recurse.
//!
//! A frame has, between local variables and operand stack, a state word (bytecode
//! index in bits 0 to 15, depth of the operand stack in bits 16 to 31) and one
//! tag bit per slot that says whether the slot holds a reference. Tags are exact
//! on every way through subroutines, where no static map is. Above the operand
//! stack nothing can be: callees' frames begin inside it.
//!
//! The code of such a method is `Interpret` three times: the start; the
//! instruction that stands for the one at the state's bytecode index; and, two
//! words behind as for any call, where a call that it made returns to.

mod calls;
mod execute;

use super::insn::{Op, word};
use super::ops::stubs;
use super::site::Site;
use super::stack_limit;
use super::translate;
use super::translation::Translation;
use super::types;
use crate::model::{Code, Insn, MethodRef, Throw};
use bytecode::Instruction;

pub(super) use execute::run;

/// Operand `a` of `Interpret`.
const START: u16 = 0;
const STEP: u16 = 1;
const RETURNED: u16 = 2;

/// The code of a method that is interpreted.
pub(super) fn code_words(is_synchronized: bool) -> Vec<Insn> {
    let mut words = Vec::new();
    if is_synchronized {
        words.push(word(Op::EnterSync, 0, 0, 0));
    }
    words.push(word(Op::Interpret, START, 0, 0));
    words.push(word(Op::Interpret, STEP, 0, 0));
    words.push(word(Op::Nop, 0, 0, 0));
    words.push(word(Op::Interpret, RETURNED, 0, 0));
    words
}

/// Words of the code behind the one that steps.
pub(super) const WORDS_BEHIND_STEP: usize = 2;

/// Runs the instruction `Interpret`.
pub(super) fn execute(site: &Site<'_>) -> Result<*const Insn, Throw> {
    match site.a() {
        START => start(site),
        STEP => run(site, false),
        _ => run(site, true),
    }
}

/// Prepares the frame: state, and the tags of the arguments.
fn start(site: &Site<'_>) -> Result<*const Insn, Throw> {
    let method = site.method();
    stubs::note_locks(site.t, site.cf);
    let slots = method.frame_slots as usize + extra_slots(method);
    stack_limit::check_end(site.t, site.r.wrapping_add(slots))?;
    site.t.take_step()?;
    let frame = ReferenceFrame::of(method, site.r);
    frame.set_state(0, 0);
    frame.clear_tags();
    for (slot, reference) in types::argument_references(method).into_iter().enumerate() {
        frame.set_tag(slot, reference);
    }
    Ok(site.translation().step_pc())
}

/// Slots of the frame beyond `Method::frame_slots`.
pub(super) fn extra_slots(method: MethodRef) -> usize {
    1 + (method.frame_slots as usize).div_ceil(64)
}

/// The frame of an interpreted method. Slots are numbered without what lies
/// between locals and operand stack.
#[derive(Clone, Copy)]
pub(super) struct ReferenceFrame {
    r: *mut u64,
    locals: usize,
    slots: usize,
}

impl ReferenceFrame {
    /// The frame that starts at `r`, which belongs to an interpreted method.
    fn of(method: MethodRef, r: *mut u64) -> ReferenceFrame {
        let (locals, slots) = (method.max_locals as usize, method.frame_slots as usize);
        ReferenceFrame { r, locals, slots }
    }

    fn word(self, index: usize) -> *mut u64 {
        // SAFETY: `start` checked the frame with its extra slots.
        unsafe { self.r.add(index) }
    }

    /// Where in memory a slot is, counted from the start of the frame.
    fn place(self, slot: usize) -> usize {
        let between = 1 + self.slots.div_ceil(64);
        if slot < self.locals { slot } else { slot + between }
    }

    fn address(self, slot: usize) -> *mut u64 {
        assert!(slot < self.slots, "slot outside of the frame");
        self.word(self.place(slot))
    }

    fn get(self, slot: usize) -> u64 {
        // SAFETY: a slot of the frame.
        unsafe { self.address(slot).read() }
    }

    fn set(self, slot: usize, value: u64, reference: bool) {
        // SAFETY: a slot of the frame.
        unsafe { self.address(slot).write(value) };
        self.set_tag(slot, reference);
    }

    fn tag_word(self, at: usize) -> *mut u64 {
        self.word(self.locals + 1 + at)
    }

    fn tag(self, slot: usize) -> bool {
        // SAFETY: there is a tag for every slot.
        let tags = unsafe { self.tag_word(slot / 64).read() };
        tags >> (slot % 64) & 1 != 0
    }

    fn set_tag(self, slot: usize, reference: bool) {
        let word = self.tag_word(slot / 64);
        // SAFETY: there is a tag for every slot.
        unsafe {
            let tags = word.read() & !(1 << (slot % 64));
            word.write(tags | u64::from(reference) << (slot % 64));
        }
    }

    fn clear_tags(self) {
        for at in 0..self.slots.div_ceil(64) {
            // SAFETY: as above.
            unsafe { self.tag_word(at).write(0) };
        }
    }

    fn state(self) -> (u16, usize) {
        // SAFETY: the word above the locals.
        let state = unsafe { self.word(self.locals).read() };
        (state as u16, (state >> 16) as u16 as usize)
    }

    fn set_state(self, bci: u16, depth: usize) {
        // SAFETY: the word above the locals.
        unsafe { self.word(self.locals).write(u64::from(bci) | (depth as u64) << 16) };
    }
}

/// Bytecode index of an interpreted frame.
pub(super) fn bci(method: MethodRef, r: *mut u64) -> u16 {
    ReferenceFrame::of(method, r).state().0
}

/// Makes an interpreted frame go on in an exception handler; where that is.
pub(super) fn enter_handler(
    translation: &Translation,
    method: MethodRef,
    r: *mut u64,
    handler: u16,
    exception: u64,
) -> *const Insn {
    let frame = ReferenceFrame::of(method, r);
    frame.set(frame.locals, exception, true);
    frame.set_state(handler, 1);
    translation.step_pc()
}

/// Visits the slots that hold references. `calling`: a call is under way, its
/// arguments belong to the callee.
pub(super) fn frame_roots(
    method: MethodRef,
    r: *mut u64,
    calling: bool,
    visit: &mut dyn FnMut(usize),
) {
    let frame = ReferenceFrame::of(method, r);
    let (bci, mut depth) = frame.state();
    if calling {
        depth = depth.saturating_sub(popped_at(method, bci));
    }
    let slots = (0..frame.locals + depth).filter(|slot| frame.tag(*slot));
    slots.map(|slot| frame.place(slot)).for_each(visit);
}

/// Slots that the instruction at a bytecode index pops.
fn popped_at(method: MethodRef, bci: u16) -> usize {
    let code = code_of(method);
    let insn = Instruction::decode(code.bytes, u32::from(bci)).ok();
    let effect = insn.and_then(|insn| translate::effect(method, &insn));
    effect.map_or(0, |(pops, _)| pops as usize)
}

fn code_of(method: MethodRef) -> &'static Code {
    // SAFETY: metadata lives as long as anything runs its code.
    let code = unsafe { (*method.as_ptr()).code.as_ref() };
    code.expect("interpreted methods have code")
}
