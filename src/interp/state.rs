//! The state of the machine between two instructions, and the ways out of a
//! handler.
//!
//! A handler is a function of the five state words that ends by handing them,
//! changed, to the next handler ([`State::next`], [`State::jump`]) or to a slow
//! path of the same signature ([`State::tail`]). With the tail dispatcher each
//! of these is a sibling call, that is a jump; with the switch dispatcher they
//! return the new state to the loop.
//!
//! Invariant 1: a `State` exists only inside a handler that dispatch entered:
//! `pc` is an instruction of the running method's code or of a stub, `r` the
//! first slot of its frame, `th` the running thread, `cf` its top frame entry,
//! `hb` the thread's heap base. The translator checked every slot operand
//! against the frame's size, and calls check the frame against the stack.
//!
//! Invariant 2: handlers keep no reference to an object across a slow path:
//! they read it from its slot again.
//!
//! Rules that keep the sibling calls: no local whose address is taken, nothing
//! with a destructor, and no call that can panic, in a handler. What needs any of
//! these is a helper that is called through [`State::step`].

use super::dispatch::{self, Exit, Handler};
use super::insn::{self, Op};
use super::site::{Helper, Site};
use super::unwind;
use crate::model::{Class, Insn};
use crate::thread::{Frame, JavaThread};
use heap::Ref;
use heap::layout::{ARRAY_LENGTH_OFFSET, CLASS_TABLE_DISTANCE, STATICS_DISTANCE, header};
use heap::object;
use std::sync::atomic::{AtomicU32, Ordering};

/// The five state words.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) pc: *const Insn,
    pub(super) r: *mut u64,
    pub(super) th: *const JavaThread,
    pub(super) cf: *mut Frame,
    pub(super) hb: *mut u8,
}

/// Defines handlers: `name(s) { body }`, where `s` is the [`State`].
macro_rules! handlers {
    ($($(#[$attribute:meta])* $name:ident($s:ident) $body:block)*) => {$(
        $(#[$attribute])*
        pub(in crate::interp) unsafe extern "C" fn $name(
            pc: *const $crate::model::Insn,
            r: *mut u64,
            th: *const $crate::thread::JavaThread,
            cf: *mut $crate::thread::Frame,
            hb: *mut u8,
        ) -> $crate::interp::dispatch::Exit {
            let $s = $crate::interp::state::State { pc, r, th, cf, hb };
            $body
        }
    )*};
}

/// Defines handlers and slow paths that run a helper: `name => helper`.
macro_rules! slow_handlers {
    ($($(#[$attribute:meta])* $name:ident => $helper:expr;)*) => {
        $crate::interp::state::handlers! {$(
            $(#[$attribute])*
            #[cold]
            #[inline(never)]
            $name(s) { s.step($helper) }
        )*}
    };
}
pub(super) use {handlers, slow_handlers};

impl State {
    // --- The ways out -----------------------------------------------------

    /// Goes on `words` behind this instruction.
    #[inline(always)]
    pub(super) fn next(self, words: usize) -> Exit {
        // SAFETY: invariant 1; the translator ends code with an instruction that
        // does not fall through.
        self.jump(unsafe { self.pc.add(words) })
    }

    /// Goes on at `pc`.
    #[inline(always)]
    pub(super) fn jump(self, pc: *const Insn) -> Exit {
        // SAFETY: invariant 1 holds for the changed state, as callers give
        // addresses within the same code.
        unsafe { dispatch::go(State { pc, ..self }) }
    }

    /// Goes on at the instruction `words` away, forward or backward.
    #[inline(always)]
    pub(super) fn branch(self, words: i32) -> Exit {
        // SAFETY: branch offsets stay inside the code.
        self.jump(unsafe { self.pc.offset(words as isize) })
    }

    /// Leaves the handler for a function that takes over.
    #[inline(always)]
    pub(super) fn tail(self, slow: Handler) -> Exit {
        // SAFETY: invariant 1.
        unsafe { slow(self.pc, self.r, self.th, self.cf, self.hb) }
    }

    /// Runs a helper as this instruction, with the thread's top frame set, and
    /// goes on where it says, or unwinds.
    #[inline(always)]
    pub(super) fn step(self, helper: Helper) -> Exit {
        let pc = Site::run(self.th, self.pc, self.r, self.cf, helper);
        if pc.is_null() { self.tail(unwind::unwind) } else { self.jump(pc) }
    }

    // --- Operands -----------------------------------------------------------

    /// Operand `a`.
    #[inline(always)]
    pub(super) fn a(&self) -> usize {
        // SAFETY: invariant 1. The field is read alone: `op` may be written
        // by another thread at this moment.
        unsafe { (&raw const (*self.pc).a).read() as usize }
    }

    /// Operand `b`.
    #[inline(always)]
    pub(super) fn b(&self) -> usize {
        // SAFETY: as in `a`.
        unsafe { (&raw const (*self.pc).b).read() as usize }
    }

    /// Operand `c`.
    #[inline(always)]
    pub(super) fn c(&self) -> usize {
        // SAFETY: as in `a`.
        unsafe { (&raw const (*self.pc).c).read() as usize }
    }

    /// Operand `b` as a signed number.
    #[inline(always)]
    pub(super) fn b_signed(&self) -> i32 {
        i32::from(self.b() as i16)
    }

    /// Operand `c` as a signed number.
    #[inline(always)]
    pub(super) fn c_signed(&self) -> i32 {
        i32::from(self.c() as i16)
    }

    /// The 32-bit number in operands `b` and `c`.
    #[inline(always)]
    pub(super) fn wide(&self) -> u32 {
        // SAFETY: invariant 1; `b` and `c` are the aligned upper half of the word.
        unsafe { (&raw const (*self.pc).b).cast::<u32>().read() }
    }

    /// The literal word `n` words behind the instruction.
    #[inline(always)]
    pub(super) fn literal(&self, n: usize) -> u64 {
        // SAFETY: the instruction's length covers it.
        unsafe { self.pc.add(n).cast::<u64>().read() }
    }

    // --- Slots ----------------------------------------------------------------

    /// Address of a slot.
    #[inline(always)]
    pub(super) fn slot(&self, index: usize) -> *mut u64 {
        // SAFETY: invariant 1.
        unsafe { self.r.add(index) }
    }

    /// All 64 bits of a slot.
    #[inline(always)]
    pub(super) fn long(&self, index: usize) -> i64 {
        // SAFETY: invariant 1.
        unsafe { self.slot(index).read() as i64 }
    }

    /// Sets all 64 bits of a slot.
    #[inline(always)]
    pub(super) fn set_long(&self, index: usize, value: i64) {
        // SAFETY: invariant 1.
        unsafe { self.slot(index).write(value as u64) }
    }

    /// The `int` in a slot.
    #[inline(always)]
    pub(super) fn int(&self, index: usize) -> i32 {
        // SAFETY: invariant 1; the lower half comes first.
        unsafe { self.slot(index).cast::<i32>().read() }
    }

    /// Sets a slot to an `int`. Always all 64 bits, so that a later read of the
    /// whole slot need not wait for two stores.
    #[inline(always)]
    pub(super) fn set_int(&self, index: usize, value: i32) {
        self.set_long(index, i64::from(value as u32));
    }

    /// The reference in a slot.
    #[inline(always)]
    pub(super) fn reference(&self, index: usize) -> u32 {
        self.int(index) as u32
    }

    #[inline(always)]
    pub(super) fn float(&self, index: usize) -> f32 {
        f32::from_bits(self.int(index) as u32)
    }

    #[inline(always)]
    pub(super) fn set_float(&self, index: usize, value: f32) {
        self.set_int(index, value.to_bits() as i32);
    }

    #[inline(always)]
    pub(super) fn double(&self, index: usize) -> f64 {
        f64::from_bits(self.long(index) as u64)
    }

    #[inline(always)]
    pub(super) fn set_double(&self, index: usize, value: f64) {
        self.set_long(index, value.to_bits() as i64);
    }

    // --- Objects ----------------------------------------------------------------

    /// Address of an object.
    #[inline(always)]
    pub(super) fn object(&self, reference: u32) -> *mut u8 {
        // SAFETY: heap invariant 1.
        unsafe { self.hb.add(reference as usize * 8) }
    }

    /// The class of a non-null object.
    #[inline(always)]
    pub(super) fn class_of(&self, reference: u32) -> *const Class {
        // SAFETY: heap invariants 1 and 2.
        let word = unsafe { (*self.object(reference).cast::<AtomicU32>()).load(Ordering::Relaxed) };
        self.class_at(word >> header::CLASS_SHIFT)
    }

    /// The class with this index.
    #[inline(always)]
    pub(super) fn class_at(&self, index: u32) -> *const Class {
        // SAFETY: the class table lies below the heap base; the index is in use.
        unsafe {
            self.hb.sub(CLASS_TABLE_DISTANCE).cast::<*const Class>().add(index as usize).read()
        }
    }

    /// Length of a non-null array.
    #[inline(always)]
    pub(super) fn array_length(&self, reference: u32) -> u32 {
        // SAFETY: verified code applies this to arrays only.
        unsafe { self.object(reference).add(ARRAY_LENGTH_OFFSET as usize).cast::<u32>().read() }
    }

    /// Address of static field data.
    #[inline(always)]
    pub(super) fn statics(&self, offset: u32) -> *mut u8 {
        // SAFETY: offsets of static fields lie in the static area.
        unsafe { self.hb.sub(STATICS_DISTANCE).add(offset as usize) }
    }

    /// The write barrier for a reference stored in an object or a static field.
    #[inline(always)]
    pub(super) fn note_store(&self, at: &AtomicU32, value: u32) {
        let at = (&raw const *at).cast::<u8>();
        // SAFETY: the card table covers the heap and the static fields below it.
        unsafe { object::note_store(self.hb, at as isize - self.hb as isize, Ref(value)) };
    }

    // --- The thread -----------------------------------------------------------

    /// The running thread.
    #[inline(always)]
    pub(super) fn thread(&self) -> &JavaThread {
        // SAFETY: invariant 1.
        unsafe { &*self.th }
    }

    /// Whether the thread is asked to stop.
    #[inline(always)]
    pub(super) fn polled(&self) -> bool {
        self.thread().poll.load(Ordering::Relaxed) != 0
    }

    /// The operation at `pc`.
    #[inline(always)]
    pub(super) fn op(&self) -> u16 {
        // SAFETY: invariant 1.
        unsafe { insn::op_at(self.pc) }
    }
}

const _: () = assert!(Op::Translate as u16 == 0);
