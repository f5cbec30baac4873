//! Java threads: their stacks, handles and states, the calls into and out of
//! Java code, safepoints, monitors, and the state that all threads of one VM
//! share.

mod access;
mod alloc;
mod call;
mod frame;
mod handle;
mod java_thread;
mod lifecycle;
pub mod log;
mod monitor;
mod native_fn;
mod references;
mod roots;
mod safepoint;
mod strings;
mod throwing;
mod vm;

pub use access::MAX_ARRAY_LENGTH;
pub use call::Value;
pub use frame::{Frame, FrameView, Frames, TopFrame};
pub use handle::{Handle, HandleScope};
pub use java_thread::{JavaThread, Parker, ThreadState};
pub use monitor::{Waiter, status};
pub use native_fn::{NativeFn, NativeMethod, NativeRow, native};
pub use strings::StringTable;
pub use vm::{
    AssertionDirective, AssertionTarget, EntryStubs, Hooks, Library, OutOfMemoryActions,
    RootVisitor, Vm, VmConfig,
};
