//! `Thread.threadStatus`: what Java code sees of a thread's state, in the bits of
//! JVMTI.

use super::JavaThread;
use crate::model::KnownField;
use heap::layout::Ref;

/// Not started.
pub const NEW: i32 = 0;
/// Running or ready.
pub const RUNNABLE: i32 = 0x5;
/// Waiting to enter a monitor.
pub const BLOCKED: i32 = 0x401;
/// In `Object.wait`.
pub const WAITING: i32 = 0x191;
/// In `Object.wait` with a time-out.
pub const WAITING_TIMED: i32 = 0x1A1;
/// Parked.
pub const PARKED: i32 = 0x291;
/// Parked with a time-out.
pub const PARKED_TIMED: i32 = 0x2A1;
/// In `Thread.sleep`.
pub const SLEEPING: i32 = 0xE1;
/// Ended.
pub const TERMINATED: i32 = 0x2;

impl JavaThread {
    /// Where the status of a `java.lang.Thread` is kept; `None` while its
    /// constructor has not come that far.
    fn status_cell(&self, object: Ref) -> Option<(Ref, u32)> {
        let known = &self.vm().known;
        let (holder, offset) = match known.try_offset(KnownField::ThreadStatus) {
            Some(offset) => (object, offset),
            None => {
                let holder = self.get_ref(object, known.offset(KnownField::ThreadHolder));
                (holder, known.offset(KnownField::HolderStatus))
            }
        };
        (!holder.is_null()).then_some((holder, offset))
    }

    /// Sets the Java-visible status of the running thread; the one before.
    pub fn set_java_status(&self, status: i32) -> i32 {
        let object = self.object.get();
        if object.is_null() {
            return RUNNABLE;
        }
        let Some((object, offset)) = self.status_cell(object) else { return RUNNABLE };
        let old = self.get::<i32>(object, offset);
        self.put(object, offset, status);
        old
    }

    /// The status of a `java.lang.Thread`.
    pub fn status_of(&self, object: Ref) -> i32 {
        self.status_cell(object).map_or(NEW, |(object, offset)| self.get(object, offset))
    }

    /// Sets the status of a `java.lang.Thread`.
    pub(super) fn set_status_of(&self, object: Ref, value: i32) {
        if let Some((object, offset)) = self.status_cell(object) {
            self.put(object, offset, value);
        }
    }
}
