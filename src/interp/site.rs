//! Where slow paths run: Rust helpers on behalf of one instruction.
//!
//! A helper may allocate, load classes and call into Java. It reads operands
//! from the frame's slots, which the collector keeps current, and says where
//! execution goes on. Restarting the instruction is the usual answer.

use super::insn::{self, Op};
use super::translation::Translation;
use crate::model::{ClassRef, Insn, MethodRef, Throw, VmException};
use crate::thread::{Frame, Handle, JavaThread, TopFrame};
use heap::layout::{Ref, RootSlot};
use std::cell::Cell;

static CALL_PREPARED: Insn = insn::word(Op::CallPrepared, 0, 0, 0);

/// A helper: where to go on, or why not.
pub(super) type Helper = fn(&Site<'_>) -> Result<*const Insn, Throw>;

/// An instruction that is being executed by a helper.
pub(super) struct Site<'t> {
    pub(super) t: &'t JavaThread,
    pub(super) pc: *const Insn,
    pub(super) r: *mut u64,
    pub(super) cf: *mut Frame,
    _own_thread_only: Cell<()>,
}

impl<'t> Site<'t> {
    /// Runs a helper. Null if it threw: the exception is then pending.
    #[inline(never)]
    pub(super) fn run(
        th: *const JavaThread,
        pc: *const Insn,
        r: *mut u64,
        cf: *mut Frame,
        helper: Helper,
    ) -> *const Insn {
        // SAFETY: invariant 1 of `state`: the running thread.
        let t = unsafe { &*th };
        t.top.set(TopFrame { pc, regs: r, frame: cf });
        let site = Site { t, pc, r, cf, _own_thread_only: Cell::new(()) };
        match helper(&site) {
            Ok(next) => next,
            Err(throw) => {
                // What is pending says it all.
                let _ = t.pend(throw);
                std::ptr::null()
            }
        }
    }

    /// The operation as it is now.
    pub(super) fn op(&self) -> Op {
        // SAFETY: invariant 1 of `state`.
        let number = unsafe { insn::op_at(self.pc) };
        Op::from_number(number).expect("translated code holds operations of the table only")
    }

    /// Operand `a`, which is never rewritten.
    pub(super) fn a(&self) -> u16 {
        // SAFETY: invariant 1 of `state`; `op` may change meanwhile, so the
        // members are read one by one.
        unsafe { (&raw const (*self.pc).a).read() }
    }

    /// Operand `b`, of instructions that do not rewrite it.
    pub(super) fn b(&self) -> u16 {
        // SAFETY: as in `a`.
        unsafe { (&raw const (*self.pc).b).read() }
    }

    /// Operand `c`, of instructions that do not rewrite it.
    pub(super) fn c(&self) -> u16 {
        // SAFETY: as in `a`.
        unsafe { (&raw const (*self.pc).c).read() }
    }

    /// The 32-bit number in `b` and `c`, of instructions that are not rewritten.
    pub(super) fn wide(&self) -> u32 {
        u32::from(self.b()) | u32::from(self.c()) << 16
    }

    /// The literal word `n` words behind a resolved instruction.
    pub(super) fn literal(&self, n: usize) -> u64 {
        // SAFETY: the instruction's length covers it.
        unsafe { self.pc.add(n).cast::<u64>().read() }
    }

    /// The running method.
    pub(super) fn method(&self) -> MethodRef {
        // SAFETY: instructions run in frames that have a method.
        unsafe { MethodRef::from_ptr((*self.cf).method) }
    }

    /// The class whose constant pool the instruction refers to.
    pub(super) fn class(&self) -> ClassRef {
        self.method().class
    }

    /// The code that is being executed.
    pub(super) fn translation(&self) -> &'static Translation {
        Translation::of(self.method()).expect("the instruction belongs to translated code")
    }

    /// Bytecode index of the instruction.
    pub(super) fn bci(&self) -> u16 {
        self.translation().bci_at(self.pc)
    }

    /// The constant-pool index that the bytecode instruction names.
    pub(super) fn pool_index(&self) -> u16 {
        let method = self.method();
        let code = method.code.as_ref().expect("translated methods have code");
        let at = self.bci() as usize;
        let bytes = &code.bytes[at..];
        if bytes[0] == bytecode::Opcode::Ldc.value() {
            u16::from(bytes[1])
        } else {
            u16::from_be_bytes([bytes[1], bytes[2]])
        }
    }

    /// This instruction again.
    pub(super) fn again(&self) -> Result<*const Insn, Throw> {
        Ok(self.pc)
    }

    /// The instruction `words` further on.
    pub(super) fn after(&self, words: usize) -> Result<*const Insn, Throw> {
        // SAFETY: stays inside the code, as in `State::next`.
        Ok(unsafe { self.pc.add(words) })
    }

    /// Calls `method` with the arguments of this call instruction.
    pub(super) fn call(&self, method: MethodRef) -> Result<*const Insn, Throw> {
        Ok(self.call_from(method, self.a() as usize, self.pc))
    }

    /// Calls `method` with the arguments from `slot` on as if `pc` did.
    pub(super) fn call_from(&self, method: MethodRef, slot: usize, pc: *const Insn) -> *const Insn {
        self.t.scratch.set([method.as_ptr() as u64, slot as u64, pc as u64, 0]);
        &raw const CALL_PREPARED
    }

    /// Lets the thread's top frame stand at another instruction of its code.
    pub(super) fn stand_at(&self, pc: *const Insn) {
        self.t.top.set(TopFrame { pc, regs: self.r, frame: self.cf });
    }

    /// The slot as the collector sees it. The slot must hold a reference by the
    /// frame's map at this instruction.
    pub(super) fn handle(&self, slot: u16) -> Handle {
        // SAFETY: the frame's map covers the operands of the instruction for as
        // long as it is executed.
        unsafe { Handle::from_slot(self.r.add(slot as usize).cast::<RootSlot>()) }
    }

    /// The reference in a slot, stale after the next collection.
    pub(super) fn reference(&self, slot: u16) -> Ref {
        Ref(self.long(slot) as u32)
    }

    /// All 64 bits of a slot.
    pub(super) fn long(&self, slot: u16) -> u64 {
        // SAFETY: invariant 1 of `state`.
        unsafe { self.r.add(slot as usize).read() }
    }

    /// Sets all 64 bits of a slot.
    pub(super) fn set_long(&self, slot: u16, value: u64) {
        // SAFETY: invariant 1 of `state`.
        unsafe { self.r.add(slot as usize).write(value) }
    }

    /// The `int` in a slot.
    pub(super) fn int(&self, slot: u16) -> i32 {
        self.long(slot) as i32
    }

    /// Sets a slot to a reference.
    pub(super) fn set_reference(&self, slot: u16, value: Ref) {
        self.set_long(slot, u64::from(value.0));
    }
}

/// A `NullPointerException` without text; `getMessage` works the text out when
/// it is asked for (JEP 358).
pub(super) fn null_pointer() -> Throw {
    Throw::bare(VmException::NullPointer)
}
