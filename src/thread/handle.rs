//! Handles: how Rust code holds objects while the collector may move them.
//!
//! A handle is the address of a slot that the collector rewrites. Slots are in
//! a thread's handle stack, in the arguments of a native frame, or in a root
//! that lives longer.
//!
//! Invariant: a handle is used only by its thread and only until the scope it
//! was made in is closed; every native runs inside a scope of its own, so a
//! native may keep handles in locals and must not store them elsewhere.

use heap::layout::{Ref, RootSlot};
use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::ptr::NonNull;
use std::sync::atomic::AtomicU32;

use super::JavaThread;

/// A held object, or null.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Handle(NonNull<RootSlot>);

impl Handle {
    /// The handle that lies in this slot.
    ///
    /// # Safety
    ///
    /// The slot must be one that the collector visits for as long as the handle
    /// is used.
    #[inline(always)]
    pub unsafe fn from_slot(slot: *const RootSlot) -> Handle {
        // SAFETY: a slot is not at address 0.
        Handle(unsafe { NonNull::new_unchecked(slot.cast_mut()) })
    }

    /// The reference as it is now: stale after the next allocation, call into
    /// Java, or safepoint.
    #[inline(always)]
    pub fn get(self) -> Ref {
        // SAFETY: the module's invariant.
        unsafe { self.0.as_ref() }.get()
    }

    /// Makes the handle hold another object.
    #[inline(always)]
    pub fn set(self, value: Ref) {
        // SAFETY: the module's invariant.
        unsafe { self.0.as_ref() }.set(value);
    }

    /// Whether it holds null.
    #[inline(always)]
    pub fn is_null(self) -> bool {
        self.get().is_null()
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({:?})", self.get())
    }
}

const CHUNK: usize = 128;

/// The handle stack of one thread: chunks that never move.
#[derive(Default)]
pub(super) struct HandleStack {
    #[expect(clippy::vec_box, reason = "slots must not move when the vector grows")]
    chunks: UnsafeCell<Vec<Box<[RootSlot; CHUNK]>>>,
    top: Cell<usize>,
}

impl HandleStack {
    fn push(&self, value: Ref) -> Handle {
        let at = self.top.get();
        // SAFETY: the stack belongs to one thread, and no borrow of `chunks`
        // outlives a call of this module.
        let chunks = unsafe { &mut *self.chunks.get() };
        if at / CHUNK == chunks.len() {
            chunks.push(Box::new([const { RootSlot::null() }; CHUNK]));
        }
        let slot = &chunks[at / CHUNK][at % CHUNK];
        slot.set(value);
        self.top.set(at + 1);
        // SAFETY: slots below `top` are visited by `for_each`.
        unsafe { Handle::from_slot(slot) }
    }

    /// Visits the slots in use; at a safepoint or on the own thread.
    pub(super) fn for_each(&self, visit: &mut dyn FnMut(&AtomicU32)) {
        // SAFETY: as in `push`; at a safepoint the owner does not run.
        let chunks = unsafe { &*self.chunks.get() };
        for at in 0..self.top.get() {
            visit(chunks[at / CHUNK][at % CHUNK].as_atomic());
        }
    }
}

/// Closes its handles when dropped.
#[must_use = "a scope that is dropped at once holds nothing"]
pub struct HandleScope<'t> {
    thread: &'t JavaThread,
    top: usize,
}

impl Drop for HandleScope<'_> {
    fn drop(&mut self) {
        debug_assert!(self.thread.handles.top.get() >= self.top);
        self.thread.handles.top.set(self.top);
    }
}

impl JavaThread {
    /// Opens a scope: handles made from now on live until it is dropped. For
    /// loops inside a native; the native itself has a scope already.
    pub fn scope(&self) -> HandleScope<'_> {
        HandleScope { thread: self, top: self.handles.top.get() }
    }

    /// Holds an object.
    pub fn handle(&self, object: Ref) -> Handle {
        self.handles.push(object)
    }

    /// Mark of the handle stack, for the interpreter's native stubs.
    #[inline(always)]
    pub fn handle_mark(&self) -> usize {
        self.handles.top.get()
    }

    /// Closes all handles made since `mark`.
    #[inline(always)]
    pub fn release_handles(&self, mark: usize) {
        debug_assert!(self.handles.top.get() >= mark);
        self.handles.top.set(mark);
    }
}
