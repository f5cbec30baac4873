//! A limit to how much a thread may execute, for running code that may never
//! end (`-XX:ThreadStepLimit`).
//!
//! Code counts a step at the start of each of its blocks, so at calls and in
//! loops. A thread without steps left gets an `InternalError` at each further
//! one. Handlers and `finally` blocks run, so that locks are left, until the thread
//! has been told too often; then nothing catches the error any more.

use super::JavaThread;
use crate::model::{Throw, VmException};

/// What a thread may still do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Steps {
    /// `None` for any number.
    left: Option<u64>,
    /// How often the thread wanted a step when there was none left.
    refused: u32,
}

/// How often a thread without steps left may catch the error.
const PATIENCE: u32 = 1000;

impl JavaThread {
    /// Sets the limit; 0 for none.
    pub(super) fn limit_steps(&self, steps: u64) {
        self.steps.set(Steps { left: (steps > 0).then_some(steps), refused: 0 });
    }

    /// Takes the limit away, for the last calls of the thread.
    pub(super) fn lift_step_limit(&self) {
        self.limit_steps(0);
    }

    /// Runs something with a limit to the steps of Java code in it; only in a VM
    /// with `ThreadStepLimit` does code count them.
    pub fn with_step_limit<R>(&self, steps: u64, body: impl FnOnce() -> R) -> R {
        self.limit_steps(steps);
        let result = body();
        self.lift_step_limit();
        result
    }

    /// Counts a step.
    ///
    /// # Errors
    ///
    /// `InternalError` if the thread may make no more steps.
    pub fn take_step(&self) -> Result<(), Throw> {
        let steps = self.steps.get();
        match steps.left {
            None => Ok(()),
            Some(0) => Err(self.refuse_step(steps)),
            Some(left) => {
                self.steps.set(Steps { left: Some(left - 1), ..steps });
                Ok(())
            }
        }
    }

    #[cold]
    fn refuse_step(&self, steps: Steps) -> Throw {
        // Making the error calls Java code.
        self.lift_step_limit();
        let text = "limit of steps of the thread reached".to_owned();
        let throw = self.pend(Throw::new(VmException::Internal, text));
        self.steps.set(Steps { left: Some(0), refused: steps.refused.saturating_add(1) });
        throw
    }

    /// Whether the thread has gone on for so long that nothing may catch what it
    /// throws.
    pub fn is_beyond_steps(&self) -> bool {
        self.steps.get().refused > PATIENCE
    }
}
