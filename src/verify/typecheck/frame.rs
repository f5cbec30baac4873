//! The types of local variables and operand stack at one point of a method.

use super::types::Type;

/// The current types during the pass over a method.
///
/// Slots beyond the sizes keep their old contents; an error message shows the
/// stack as it was before the instruction popped its operands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// The instruction that the frame is at.
    pub(crate) bci: u32,
    /// Whether `this` has not been constructed yet.
    pub(crate) this_uninitialized: bool,
    /// As many as the method has slots.
    pub(crate) locals: Vec<Type>,
    /// Locals up to here have been given a type.
    pub(crate) locals_size: usize,
    /// As many as the method's `max_stack`.
    pub(crate) stack: Vec<Type>,
    pub(crate) stack_size: usize,
    /// `stack_size` before the current instruction.
    pub(crate) stack_mark: usize,
    /// Counts changes of local variables.
    pub(crate) changes: u64,
}

/// Why a frame does not permit what an instruction does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FrameError {
    StackOverflow,
    StackUnderflow,
    /// No such local variable.
    LocalIndex(u16),
    /// The same for the first of two.
    LocalPair(u16),
}

impl Frame {
    /// Makes it the empty frame of a method.
    pub(crate) fn reset(&mut self, max_locals: u16, max_stack: u16) {
        let mut locals = std::mem::take(&mut self.locals);
        let mut stack = std::mem::take(&mut self.stack);
        for (types, max) in [(&mut locals, max_locals), (&mut stack, max_stack)] {
            types.clear();
            types.resize(max.into(), Type::Top);
        }
        let changes = self.changes + 1;
        *self = Self { locals, stack, changes, ..Self::default() };
    }

    /// The instruction at `bci` begins.
    #[inline]
    pub(crate) fn begin(&mut self, bci: u32) {
        self.bci = bci;
        self.stack_mark = self.stack_size;
    }

    #[inline]
    pub(crate) fn push(&mut self, kind: Type) -> Result<(), FrameError> {
        let needed = if kind.second().is_some() { 2 } else { 1 };
        if self.stack_size + needed > self.stack.len() {
            return Err(FrameError::StackOverflow);
        }
        self.stack[self.stack_size] = kind;
        if let Some(second) = kind.second() {
            self.stack[self.stack_size + 1] = second;
        }
        self.stack_size += needed;
        Ok(())
    }

    /// The uppermost slot of the stack.
    #[inline]
    pub(crate) fn top(&self) -> Option<Type> {
        self.stack[..self.stack_size].last().copied()
    }

    /// Pops these slots and pushes a value (Top: none), if the slots have just these
    /// types (or any reference where that will do) and there is room; otherwise changes nothing.
    #[inline]
    pub(crate) fn exchange(&mut self, pops: &[Type], push: Type) -> bool {
        let Some(rest) = self.stack_size.checked_sub(pops.len()) else { return false };
        let popped = &self.stack[rest..self.stack_size];
        if !popped.iter().zip(pops).all(|(found, expected)| found.is_as_popped(*expected)) {
            return false;
        }
        if push == Type::Top {
            self.stack_size = rest;
            return true;
        }
        let Some(slot) = self.stack.get_mut(rest) else { return false };
        let Some(second) = push.second() else {
            *slot = push;
            self.stack_size = rest + 1;
            return true;
        };
        let Some([first, next]) = self.stack.get_mut(rest..rest + 2) else { return false };
        (*first, *next) = (push, second);
        self.stack_size = rest + 2;
        true
    }

    /// Pushes a local variable of just this type, or any reference where that is
    /// expected; changes nothing if it is not of that type or there is no room.
    #[inline]
    pub(crate) fn load(&mut self, local: usize, expected: Type) -> bool {
        let Some(&found) = self.locals.get(local) else { return false };
        if !found.is_as_popped(expected) {
            return false;
        }
        if let Some(second) = expected.second()
            && (local + 1 >= self.locals_size || self.locals[local + 1] != second)
        {
            return false;
        }
        self.push(found).is_ok()
    }

    /// Pops a value into a local variable, under the same conditions.
    #[inline]
    pub(crate) fn store(&mut self, local: usize, expected: Type) -> bool {
        let slots = if expected.second().is_some() { 2 } else { 1 };
        let Some(rest) = self.stack_size.checked_sub(slots) else { return false };
        let found = self.stack[rest];
        let fits = found.is_as_popped(expected)
            && expected.second().is_none_or(|second| self.stack[rest + 1] == second);
        let Ok(local) = u16::try_from(local) else { return false };
        if !fits || self.set_local(local, found).is_err() {
            return false;
        }
        self.stack_size = rest;
        true
    }

    /// Pushes one slot, which may be half of a value.
    #[inline]
    pub(crate) fn push_slot(&mut self, kind: Type) -> Result<(), FrameError> {
        if self.stack_size >= self.stack.len() {
            return Err(FrameError::StackOverflow);
        }
        self.stack[self.stack_size] = kind;
        self.stack_size += 1;
        Ok(())
    }

    /// Pops one slot.
    #[inline]
    pub(crate) fn pop_slot(&mut self) -> Result<Type, FrameError> {
        self.stack_size = self.stack_size.checked_sub(1).ok_or(FrameError::StackUnderflow)?;
        Ok(self.stack[self.stack_size])
    }

    /// The type of a local variable of one slot.
    #[inline]
    pub(crate) fn local(&self, index: u16) -> Result<Type, FrameError> {
        self.locals.get(usize::from(index)).copied().ok_or(FrameError::LocalIndex(index))
    }

    /// Gives a local variable a type; breaks pairs that it was part of.
    pub(crate) fn set_local(&mut self, index: u16, kind: Type) -> Result<(), FrameError> {
        let at = usize::from(index);
        let last = at + usize::from(kind.second().is_some());
        if last >= self.locals.len() {
            return Err(FrameError::LocalIndex(index));
        }
        if self.locals[last].second().is_some()
            && let Some(orphan) = self.locals.get_mut(last + 1)
        {
            *orphan = Type::Top;
        }
        if self.locals[at].is_category2_second() && at > 0 {
            self.locals[at - 1] = Type::Top;
        }
        self.locals[at] = kind;
        if let Some(second) = kind.second() {
            self.locals[last] = second;
        }
        self.locals_size = self.locals_size.max(last + 1);
        self.changes += 1;
        Ok(())
    }

    /// A constructor has run: the object is initialised wherever it is.
    pub(crate) fn initialize(&mut self, old: Type, new: Type) {
        let stack = &mut self.stack[..self.stack_size];
        for slot in self.locals.iter_mut().chain(stack).filter(|slot| **slot == old) {
            *slot = new;
        }
        if old == Type::UninitializedThis {
            self.this_uninitialized = false;
        }
        self.changes += 1;
    }

    /// A copy for an error message.
    pub(crate) fn snapshot(&self) -> MapFrame {
        MapFrame {
            bci: self.bci,
            this_uninitialized: self.this_uninitialized,
            locals: self.locals[..self.locals_size].to_vec(),
            stack: self.stack[..self.stack_mark].to_vec(),
        }
    }
}

/// A frame written out: one of the stack map, or a copy for a message.
#[derive(Clone, Debug, Default)]
pub(crate) struct MapFrame {
    pub(crate) bci: u32,
    pub(crate) this_uninitialized: bool,
    pub(crate) locals: Vec<Type>,
    pub(crate) stack: Vec<Type>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(max_locals: u16, max_stack: u16) -> Frame {
        let mut frame = Frame::default();
        frame.reset(max_locals, max_stack);
        frame
    }

    #[test]
    fn stores_break_pairs() {
        let mut frame = frame(4, 0);
        frame.set_local(0, Type::Long).unwrap();
        frame.set_local(2, Type::Double).unwrap();
        frame.set_local(1, Type::Float).unwrap();
        assert_eq!(frame.locals, [Type::Top, Type::Float, Type::Double, Type::Double2]);
        frame.set_local(1, Type::Long).unwrap();
        assert_eq!(frame.locals, [Type::Top, Type::Long, Type::Long2, Type::Top]);
        assert!(matches!(frame.set_local(3, Type::Long), Err(FrameError::LocalIndex(3))));
        assert!(matches!(frame.set_local(4, Type::Float), Err(FrameError::LocalIndex(4))));
    }

    #[test]
    fn the_stack_has_bounds() {
        let mut frame = frame(0, 2);
        frame.push(Type::Integer).unwrap();
        assert!(matches!(frame.push(Type::Long), Err(FrameError::StackOverflow)));
        assert_eq!(frame.pop_slot().unwrap(), Type::Integer);
        assert!(matches!(frame.pop_slot(), Err(FrameError::StackUnderflow)));
    }
}
