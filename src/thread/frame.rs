//! Frames (JVMS §2.6) and how to walk them.
//!
//! Each thread has two regions: the *value stack*, where a frame's local
//! variables and operand stack lie in 8-byte slots, and the *call stack* of
//! [`Frame`] entries. A callee's first local is the caller's first argument
//! slot, so arguments are not copied. Java calls do not recurse on the native
//! stack.
//!
//! Invariant 1: an entry's `caller_regs` and `return_pc` are those of the entry
//! below it; the top entry's own are in the thread's [`TopFrame`] whenever the
//! thread is not executing interpreter code.
//!
//! Invariant 2: an entry without a method marks the way from Rust into Java;
//! its `aux` is not a monitor count but the engine's own.

use super::{JavaThread, Vm};
use crate::model::{Insn, Method, MethodRef};
use heap::layout::Ref;

/// An entry of the call stack.
#[derive(Debug)]
#[repr(C)]
pub struct Frame {
    /// The method that runs; null at a boundary.
    pub method: *const Method,
    /// First slot of the caller's frame.
    pub caller_regs: *mut u64,
    /// Where the caller goes on.
    pub return_pc: *const Insn,
    /// The engine's own: monitor of a synchronised method, and so on.
    pub aux: u64,
}

/// Where a thread is while it is not executing interpreter code.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct TopFrame {
    /// Instruction that called out.
    pub pc: *const Insn,
    /// First slot of the top frame.
    pub regs: *mut u64,
    /// The top entry of the call stack.
    pub frame: *mut Frame,
}

/// One frame with a method, as a walk finds it.
#[derive(Debug, Clone, Copy)]
pub struct FrameView {
    /// The method; native ones have frames too.
    pub method: MethodRef,
    /// Where it is: the calling instruction or behind it, see `is_top`.
    pub pc: *const Insn,
    /// First slot of the local variables.
    pub regs: *mut u64,
    /// The entry.
    pub frame: *mut Frame,
    /// Whether `pc` is the instruction itself; else it is where the frame goes
    /// on after the call.
    pub is_top: bool,
}

impl FrameView {
    /// Bytecode index of the instruction being executed; 0 for native methods.
    pub fn bci(&self, vm: &Vm) -> u16 {
        if self.method.flags.is_native() { 0 } else { (vm.hooks().bci)(self) }
    }

    /// The reference in a slot of the local variables.
    ///
    /// # Safety
    ///
    /// The slot must hold a reference at the instruction that the frame is at.
    pub unsafe fn local_reference(&self, slot: usize) -> Ref {
        // SAFETY: a slot of the frame; references are in the lower half.
        Ref(unsafe { *self.regs.add(slot) } as u32)
    }

    /// Source line, if known.
    pub fn line_number(&self, vm: &Vm) -> Option<u16> {
        self.method.code.as_ref()?.line_number(self.bci(vm))
    }
}

/// Which entries of the thread's lock stack a frame has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameLocks {
    /// None.
    None,
    /// Those from this height on, up to the next younger frame's.
    From(usize),
    /// The last of this object: the monitor of a synchronised method.
    Own(Ref),
}

/// Iterator over the frames with methods, from the top down.
pub struct Frames {
    at: TopFrame,
    base: *mut Frame,
    is_top: bool,
}

impl Iterator for Frames {
    type Item = FrameView;

    fn next(&mut self) -> Option<FrameView> {
        while self.at.frame > self.base {
            let here = self.at;
            // SAFETY: entries between the base and the top are initialised, and
            // the thread they belong to does not change them during the walk.
            let entry = unsafe { &*here.frame };
            self.at = TopFrame {
                pc: entry.return_pc,
                regs: entry.caller_regs,
                // SAFETY: the top is above the base.
                frame: unsafe { here.frame.sub(1) },
            };
            let is_top = std::mem::replace(&mut self.is_top, false);
            if entry.method.is_null() {
                continue;
            }
            // SAFETY: frames keep their methods' loaders alive.
            let method = unsafe { MethodRef::from_ptr(entry.method) };
            return Some(FrameView {
                method,
                pc: here.pc,
                regs: here.regs,
                frame: here.frame,
                is_top,
            });
        }
        None
    }
}

impl JavaThread {
    /// The frames of this thread, from the top down. Only for the thread itself
    /// or while it is stopped.
    pub fn frames(&self) -> Frames {
        self.frames_from(self.top.get())
    }

    /// The frames from this one down, which must be one of the thread's.
    pub fn frames_from(&self, top: TopFrame) -> Frames {
        Frames { at: top, base: self.frame_base(), is_top: true }
    }

    /// Whether these could be a top frame of this thread, as far as the addresses
    /// tell.
    pub fn is_plausible(&self, top: &TopFrame) -> bool {
        let frames = self.frame_base() as usize..self.frame_limit as usize;
        let values = self.value_base() as usize..self.real_stack_limit() as usize;
        frames.contains(&(top.frame as usize)) && values.contains(&(top.regs as usize))
    }
}
