//! The execution engine: translation of bytecode into a register IR at the first
//! call, and its execution (JVMS §2.11, §6).
//!
//! | file | what it does |
//! |--|--|
//! | `insn` | the table of instructions |
//! | `dispatch`, `state`, `ops` | execution; the ways out of a handler |
//! | `site`, `rewrite` | slow paths in Rust; rewriting resolved instructions |
//! | `translate`, `translation` | from bytecode to instructions and side tables |
//! | `enter`, `unwind`, `stack_limit` | calls from Rust, exceptions, overflow |
//! | `types`, `gc_map` | exact reference maps of frames |
//! | `reference` | a slow interpreter of plain bytecode |
//! | `npe_message` | helpful texts of `NullPointerException` (JEP 358) |
//!
//! Not here: resolution, linking and initialization (`link`), the stacks and the
//! walk over them (`thread`).

mod dispatch;
mod enter;
mod gc_map;
mod handles;
mod insn;
pub mod npe_message;
mod ops;
mod pool;
mod reference;
mod rewrite;
mod site;
mod stack_limit;
mod state;
mod subtype;
#[cfg(test)]
mod tests;
mod translate;
mod translation;
mod types;
mod unwind;

use crate::model::{Insn, MethodRef, Throw};
use crate::thread::{
    Frame, FrameLocks, FrameView, JavaThread, NativeMethod, TopFrame, Unloading, Value, Vm,
};
use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;

pub use ops::stubs::ENTRY_STUBS;

/// Runs a method: the hook behind `JavaThread::call`.
///
/// # Errors
///
/// What the method throws; the exception is then pending.
pub fn invoke(t: &JavaThread, method: MethodRef, arguments: &[Value]) -> Result<u64, Throw> {
    enter::invoke(t, method, arguments)
}

/// Bytecode index of the instruction that a frame executes: a hook of the thread
/// layer.
pub fn bci(view: &FrameView) -> u16 {
    gc_map::bci(view)
}

/// Visits the references in a frame: a hook of the thread layer.
pub fn frame_roots(t: &JavaThread, view: &FrameView, visit: &mut dyn FnMut(&AtomicU32)) {
    gc_map::frame_roots(t, view, visit);
}

/// Which monitors a frame has entered: a hook of the thread layer.
pub fn frame_locks(view: &FrameView) -> FrameLocks {
    ops::stubs::frame_locks(view)
}

/// Frees the code of unloaded classes: a listener of the thread layer.
pub fn unload(vm: &Vm, unloading: &Unloading) {
    translation::unload(vm, unloading);
}

/// The top frame of a thread that a signal has interrupted in a handler, told by
/// the machine's registers; `None` if it was elsewhere. A handler has its state
/// in the registers of the first arguments (see `state`).
pub fn interrupted_at(
    thread: &JavaThread,
    register: impl Fn(&'static str) -> usize,
) -> Option<TopFrame> {
    let top = TopFrame {
        pc: register("RDI") as *const Insn,
        regs: register("RSI") as *mut u64,
        frame: register("RCX") as *mut Frame,
    };
    let own = register("RDX") == std::ptr::from_ref(thread) as usize;
    (own && thread.is_plausible(&top)).then_some(top)
}

/// The code of a method as text, if it has been translated.
pub fn dump(method: MethodRef) -> Option<String> {
    translation::Translation::of(method).map(translation::Translation::dump)
}

/// Finds the function of a native method that is not in the VM's own table
/// (JNI); `None` if there is none.
pub type FindNative = fn(&JavaThread, MethodRef) -> Result<Option<NativeMethod>, Throw>;

/// What the foreign interface installs to link native methods.
#[derive(Debug, Default)]
pub struct NativeLinker(OnceLock<FindNative>);

impl NativeLinker {
    /// Installs the foreign interface's linker; once.
    pub fn install(vm: &Vm, find: FindNative) {
        assert!(vm.extension::<NativeLinker>().0.set(find).is_ok(), "one foreign interface");
    }

    fn get(&self) -> Option<FindNative> {
        self.0.get().copied()
    }
}
