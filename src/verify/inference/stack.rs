//! Operand stacks as linked lists that share their lower parts.
//!
//! All lists of a method live in one pool and are dropped together.

use super::item::Item;

/// A stack: the index of its top in the pool, or `EMPTY`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stack(u32);

impl Stack {
    pub(super) const EMPTY: Stack = Stack(u32::MAX);
}

#[derive(Default)]
pub(super) struct StackPool {
    nodes: Vec<(Item, Stack)>,
}

impl StackPool {
    pub(super) fn push(&mut self, stack: Stack, item: Item) -> Stack {
        self.nodes.push((item, stack));
        Stack((self.nodes.len() - 1) as u32)
    }

    /// The top and the rest.
    pub(super) fn pop(&self, stack: Stack) -> Option<(Item, Stack)> {
        self.nodes.get(stack.0 as usize).copied()
    }

    /// The items, top first.
    pub(super) fn items(&self, mut stack: Stack) -> impl Iterator<Item = Item> + '_ {
        std::iter::from_fn(move || {
            let (item, rest) = self.pop(stack)?;
            stack = rest;
            Some(item)
        })
    }

    /// A stack of these items, top first.
    pub(super) fn build(&mut self, items: &[Item]) -> Stack {
        items.iter().rev().fold(Stack::EMPTY, |stack, &item| self.push(stack, item))
    }
}
