//! A Java thread: what the engines read at fixed offsets, its stacks, and its
//! state.
//!
//! Invariant 1: a `JavaThread` does not move and lives until its native thread
//! has left the VM's list of threads.
//!
//! Invariant 2: members that are not atomics or locks are touched by the
//! thread itself, or by another while this one is stopped at a safepoint.

use super::event::Event;
use super::frame::{Frame, TopFrame};
use super::handle::HandleStack;
use super::lock_stack::LockStack;
use super::monitor::Waiter;
use super::monitor_table::RecentMonitors;
use super::stacks::Stacks;
use super::steps::Steps;
use super::times::ThreadTimes;
use super::{Handle, Vm};
use heap::Tlab;
use heap::layout::RootSlot;
use std::cell::{Cell, UnsafeCell};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, Ordering};

/// What a thread is doing, as safepoints see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ThreadState {
    /// Not yet started, or ended.
    Outside,
    /// Executing Java code or VM code: must stop at a poll.
    Running,
    /// In code that touches no object: a blocking call, a wait. May not go back
    /// to `Running` while a safepoint is on.
    Blocked,
}

/// One thread of Java execution. The first members are read and written by the
/// engines.
#[repr(C)]
pub struct JavaThread {
    /// `Heap::base`, constant.
    pub heap_base: *mut u8,
    /// Non-zero asks the thread to enter the slow path of its next poll.
    pub poll: AtomicU8,
    /// A frame must end below this address; set to null to make the next call
    /// take the slow path too.
    pub stack_limit: AtomicPtr<u64>,
    /// Where the call stack ends: entries must stay below.
    pub frame_limit: *mut Frame,
    /// Allocation buffer.
    pub tlab: UnsafeCell<Tlab>,
    /// Where the thread is while not in interpreter code.
    pub top: Cell<TopFrame>,
    /// The pending exception; null if none.
    pub exception: RootSlot,
    /// A result wider than a handler can return, between engine and stub.
    pub scratch: Cell<[u64; 4]>,
    vm: *const Vm,
    /// The `java.lang.Thread` object.
    pub object: RootSlot,
    /// The thread's cache of scoped values (25); null if none.
    pub scoped_value_cache: RootSlot,
    pub(super) handles: HandleStack,
    state: AtomicU8,
    /// Number of the thread in its VM, from 1; also its identity in locks.
    pub id: u64,
    stacks: Stacks,
    /// The limit that `stack_limit` normally has.
    real_limit: *mut u64,
    /// The monitors that the thread has entered.
    pub(super) locked: LockStack,
    /// Inflated monitors that it has used last.
    pub(super) recent_monitors: RecentMonitors,
    /// The object whose monitor it waits to enter; null if none.
    pub blocked_on: RootSlot,
    /// The object in whose `wait` it is; null if none.
    pub waiting_on: RootSlot,
    /// Whether it waits for something of the VM's own.
    waits_in_vm: AtomicBool,
    /// What `Thread.stop` wants it to throw; null if nothing.
    pub(super) stop_with: RootSlot,
    /// Whether `Thread.suspend` wants it to stand still.
    pub(super) suspended: AtomicBool,
    /// The permit of `Unsafe.park`.
    pub(super) permit: Event,
    /// When it started, how often it was blocked, and so on.
    pub times: ThreadTimes,
    /// `Thread.interrupt` was called; mirrors the Java field for waits.
    pub interrupted: AtomicBool,
    /// What the thread listens to while it waits or sleeps.
    pub(super) waiter: Arc<Waiter>,
    /// Steps that the thread may still make, and how often it wanted more.
    pub(super) steps: Cell<Steps>,
    /// Address that the native stack must stay above for calls into Java.
    pub(super) native_limit: Cell<usize>,
}

// SAFETY: invariant 2.
unsafe impl Send for JavaThread {}
// SAFETY: invariant 2.
unsafe impl Sync for JavaThread {}

/// Slots kept back above the limit, so that throwing `StackOverflowError` can
/// call Java code.
const RESERVE_SLOTS: usize = 8 * 1024;

impl JavaThread {
    /// A thread with stacks of `stack_bytes`, not yet in the VM's list.
    ///
    /// # Errors
    ///
    /// When the system has no memory for the stacks.
    pub fn new(vm: &Vm, id: u64, stack_bytes: usize) -> Result<JavaThread, os::OsError> {
        let slots = (stack_bytes / 8).max(4 * 1024) + RESERVE_SLOTS;
        // A frame advances the value stack by at least one slot, so this many
        // entries cannot be used up before the value stack is; boundaries have
        // entries of their own, hence the addition.
        let entries = slots + 1024;
        let stacks = Stacks::new(&vm.stacks, slots, entries)?;
        let first = stacks.values();
        // SAFETY: both stay inside the mapping.
        let (real_limit, frame_limit) =
            unsafe { (first.add(slots - RESERVE_SLOTS), stacks.frames().add(entries - 512)) };
        Ok(JavaThread {
            heap_base: vm.heap.base(),
            poll: AtomicU8::new(0),
            stack_limit: AtomicPtr::new(real_limit),
            frame_limit,
            tlab: UnsafeCell::new(Tlab::new()),
            top: Cell::new(TopFrame { pc: ptr::null(), regs: first, frame: stacks.frames() }),
            exception: RootSlot::null(),
            scratch: Cell::new([0; 4]),
            vm,
            object: RootSlot::null(),
            scoped_value_cache: RootSlot::null(),
            handles: HandleStack::default(),
            state: AtomicU8::new(ThreadState::Outside as u8),
            id,
            stacks,
            real_limit,
            locked: LockStack::default(),
            recent_monitors: RecentMonitors::default(),
            blocked_on: RootSlot::null(),
            waiting_on: RootSlot::null(),
            waits_in_vm: AtomicBool::new(false),
            stop_with: RootSlot::null(),
            suspended: AtomicBool::new(false),
            permit: Event::default(),
            times: ThreadTimes::default(),
            interrupted: AtomicBool::new(false),
            steps: Cell::default(),
            native_limit: Cell::new(0),
            waiter: Arc::default(),
        })
    }

    /// The VM of this thread.
    #[inline(always)]
    pub fn vm(&self) -> &'static Vm {
        // SAFETY: a VM outlives its threads.
        unsafe { &*self.vm }
    }

    /// First slot of the value stack.
    pub fn value_base(&self) -> *mut u64 {
        self.stacks.values()
    }

    /// The entry below the first frame; it is never used.
    pub fn frame_base(&self) -> *mut Frame {
        self.stacks.frames()
    }

    /// Memory for the thread's signal handlers: first byte and length.
    pub(super) fn signal_stack(&self) -> (*mut u8, usize) {
        self.stacks.signal_stack()
    }

    /// The limit for frames, whatever the polls have made of `stack_limit`.
    pub fn real_stack_limit(&self) -> *mut u64 {
        self.real_limit
    }

    /// End of the value stack with the reserve that only the throwing of
    /// `StackOverflowError` may use.
    pub fn reserve_limit(&self) -> *mut u64 {
        // SAFETY: the reserve belongs to the mapping.
        unsafe { self.real_limit.add(RESERVE_SLOTS - 1024) }
    }

    /// What the thread is doing.
    pub fn state(&self) -> ThreadState {
        match self.state.load(Ordering::SeqCst) {
            0 => ThreadState::Outside,
            1 => ThreadState::Running,
            _ => ThreadState::Blocked,
        }
    }

    pub(super) fn set_state(&self, state: ThreadState) {
        self.state.store(state as u8, Ordering::SeqCst);
    }

    /// Whether it waits for something of the VM's own, not of the program.
    pub fn waits_in_vm(&self) -> bool {
        self.waits_in_vm.load(Ordering::Relaxed)
    }

    /// As [`JavaThread::blocking`], for a wait of the VM's own.
    pub fn waiting_in_vm<R>(&self, body: impl FnOnce() -> R) -> R {
        self.blocking(|| {
            self.waits_in_vm.store(true, Ordering::Relaxed);
            let result = body();
            self.waits_in_vm.store(false, Ordering::Relaxed);
            result
        })
    }

    /// The `java.lang.Thread` object, held.
    pub fn object_handle(&self) -> Handle {
        self.handle(self.object.get())
    }
}
