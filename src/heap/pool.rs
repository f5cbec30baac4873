//! Work that parallel workers pass to each other.
//!
//! A worker gives part of its stack away while others starve; tracing ends when
//! every worker starves and nothing is left here.

use parking_lot::{Condvar, Mutex};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Items passed on at a time.
pub(crate) const CHUNK: usize = 256;

/// The shared store of one collection.
pub(crate) struct Pool {
    state: Mutex<State>,
    changed: Condvar,
    /// Starving workers; read without the lock as a hint.
    starving: AtomicUsize,
}

#[derive(Default)]
struct State {
    chunks: Vec<Vec<u64>>,
    workers: usize,
    waiting: usize,
    done: bool,
}

impl Pool {
    pub(crate) fn new(workers: usize) -> Pool {
        Pool {
            state: Mutex::new(State { workers, ..State::default() }),
            changed: Condvar::new(),
            starving: AtomicUsize::new(0),
        }
    }

    /// One worker less takes part: its thread could not be started.
    pub(crate) fn leave(&self) {
        self.state.lock().workers -= 1;
    }

    /// A worker has failed: the others stop waiting for it.
    pub(crate) fn abandon(&self) {
        self.state.lock().done = true;
        self.changed.notify_all();
    }

    /// Whether some worker has nothing to do.
    #[inline(always)]
    pub(crate) fn is_hungry(&self) -> bool {
        self.starving.load(Relaxed) != 0
    }

    /// Gives away the older part of a stack, which tends to lead to more.
    pub(crate) fn share(&self, stack: &mut Vec<u64>) {
        let given = stack.len() / 2;
        let rest = stack.split_off(given);
        let chunk = std::mem::replace(stack, rest);
        let mut state = self.state.lock();
        state.chunks.push(chunk);
        self.changed.notify_one();
    }

    /// Waits for work; `false` once all workers have run out.
    pub(crate) fn take(&self, stack: &mut Vec<u64>) -> bool {
        let mut state = self.state.lock();
        state.waiting += 1;
        self.starving.store(state.waiting, Relaxed);
        loop {
            if let Some(chunk) = state.chunks.pop() {
                state.waiting -= 1;
                self.starving.store(state.waiting, Relaxed);
                *stack = chunk;
                return true;
            }
            if state.waiting == state.workers {
                state.done = true;
                self.changed.notify_all();
            }
            if state.done {
                // What follows is done by one worker, who must keep its work.
                self.starving.store(0, Relaxed);
                return false;
            }
            self.changed.wait(&mut state);
        }
    }
}
