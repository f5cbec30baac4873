//! Java threads: their stacks, handles and states, the calls into and out of
//! Java code, safepoints, monitors, and the state that all threads of one VM
//! share.

mod access;
mod alloc;
mod call;
mod current;
mod event;
mod frame;
mod handle;
mod java_thread;
mod lifecycle;
mod lock_stack;
pub mod log;
mod monitor;
mod monitor_table;
mod native_fn;
mod references;
mod roots;
mod safepoint;
mod sleeping;
mod stacks;
pub mod status;
mod steps;
mod strings;
mod suspension;
mod throwing;
mod times;
mod unloading;
mod vm;

pub use access::MAX_ARRAY_LENGTH;
pub use call::Value;
pub use frame::{Frame, FrameLocks, FrameView, Frames, TopFrame};
pub use handle::{Handle, HandleScope};
pub use java_thread::{JavaThread, ThreadState};
pub use monitor::Waiter;
pub use native_fn::{NativeFn, NativeMethod, NativeRow, native};
pub use safepoint::ThreadCounts;
pub use strings::StringTable;
pub use times::{Tally, ThreadTimes};
pub use unloading::{UnloadListener, Unloading};
pub use vm::{
    AssertionDirective, AssertionTarget, EntryStubs, FlagValue, Hooks, Library, OutOfMemoryActions,
    RootVisitor, Vm, VmConfig,
};
