//! Merging the types after an instruction into those before a successor.

use std::rc::Rc;

use bytecode::Family;

use super::Fault;
use super::item::{self, Item};
use super::masks;
use super::method::{Flags, MethodVerifier, Outcome, State};
use super::operands::Operand;
use crate::hierarchy::Hierarchy;

impl<H: Hierarchy> MethodVerifier<'_, '_, H> {
    /// Merges `new`, which instruction `from` leaves, into the state before `to`.
    pub(super) fn merge_into(
        &mut self,
        from: u32,
        to: u32,
        new: &State,
        flags: Flags,
        is_exception: bool,
    ) -> Outcome<(), H> {
        let family = self.nodes[from as usize].checked.opcode.family();
        let mut new = new.clone();
        if matches!(family, Family::Jsr | Family::Ret) {
            self.forget_new_objects(&mut new)?;
        }
        if family == Family::Ret && !is_exception {
            match self.return_to(from, to, &new)? {
                Some(joined) => new = joined,
                // The call has not been reached; when it is, `from` is looked at again.
                None => return Ok(()),
            }
        }
        self.merge_state(to, &new)?;
        let node = &mut self.nodes[to as usize];
        let merged = Flags { all: node.flags.all & flags.all, any: node.flags.any | flags.any };
        if merged != node.flags {
            node.flags = merged;
            node.changed = true;
        }
        Ok(())
    }

    /// Uninitialised objects can pass neither into nor out of a subroutine.
    fn forget_new_objects(&mut self, state: &mut State) -> Outcome<(), H> {
        let forget = |item: &Item| match item {
            Item::NewObject(_) => Item::Bogus,
            other => *other,
        };
        let is_new = |item: &Item| matches!(item, Item::NewObject(_));
        let items: Vec<Item> = self.pool.items(state.stack).collect();
        self.spend(items.len() + state.locals.len())?;
        if items.iter().any(is_new) {
            let items: Vec<Item> = items.iter().map(forget).collect();
            state.stack = self.pool.build(&items);
        }
        if state.locals.iter().any(is_new) {
            state.locals = state.locals.iter().map(forget).collect();
        }
        Ok(())
    }

    /// The state after the `jsr` before `to`, to which the `ret` at `from`
    /// returns: variables that the subroutine touched are as it left them, the
    /// others as they were at the call.
    fn return_to(&mut self, from: u32, to: u32, new: &State) -> Outcome<Option<State>, H> {
        let Operand::Local(local) = self.nodes[from as usize].checked.operand else {
            return Ok(None);
        };
        let Some(&Item::ReturnAddress(entry)) = new.locals.get(usize::from(local)) else {
            return Ok(None);
        };
        let call = &mut self.nodes[to as usize - 1];
        if call.returned_from.is_some_and(|ret| ret != from) {
            return Err(Fault::verify("Multiple returns to single jsr"));
        }
        call.returned_from = Some(from);
        let Some(before) = call.state.clone() else { return Ok(None) };
        let Some(depth) = new.masks.iter().rposition(|mask| mask.entry == entry) else {
            return Err(Fault::verify("Illegal return from subroutine"));
        };
        let touched = &new.masks[depth];
        let count = before.locals.len().max(new.locals.len());
        self.spend(count)?;
        let locals = (0..count).map(|local| {
            let source = if touched.contains(local) { &new.locals } else { &before.locals };
            source.get(local).copied().unwrap_or(Item::Bogus)
        });
        let locals: Rc<[Item]> = locals.collect();
        Ok(Some(State { locals, masks: new.masks[..depth].into(), ..*new }))
    }

    fn merge_state(&mut self, to: u32, new: &State) -> Outcome<(), H> {
        let node = &mut self.nodes[to as usize];
        let Some(old) = node.state.clone() else {
            node.state = Some(new.clone());
            node.changed = true;
            return Ok(());
        };
        let mut merged = old.clone();
        let mut changed = false;
        if let Some(stack) = self.merge_stacks(&old, new)? {
            merged.stack = self.pool.build(&stack);
            changed = true;
        }
        if let Some(locals) = self.merge_locals(&old.locals, &new.locals)? {
            merged.locals = locals.into();
            changed = true;
        }
        if !old.masks.is_empty() {
            let words: usize = old.masks.iter().map(masks::Mask::words).sum();
            self.spend(words + old.masks.len() * new.masks.len())?;
            if let Some(masks) = masks::merge(&old.masks, &new.masks) {
                merged.masks = masks.into();
                changed = true;
            }
        }
        if changed {
            let node = &mut self.nodes[to as usize];
            node.state = Some(merged);
            node.changed = true;
        }
        Ok(())
    }

    /// The merged items, top first; `None` if the old ones cover the new.
    fn merge_stacks(&mut self, old: &State, new: &State) -> Outcome<Option<Vec<Item>>, H> {
        if new.stack_size != old.stack_size {
            let (new, old) = (new.stack_size, old.stack_size);
            return Err(Fault::verify(format!("Inconsistent stack height {new} != {old}")));
        }
        if new.stack == old.stack {
            return Ok(None);
        }
        let olds: Vec<Item> = self.pool.items(old.stack).collect();
        let news: Vec<Item> = self.pool.items(new.stack).collect();
        self.spend(olds.len())?;
        let mut covered = true;
        for (&old, &new) in olds.iter().zip(&news) {
            if !self.is_assignable(new, old)? {
                covered = false;
                break;
            }
        }
        if covered {
            return Ok(None);
        }
        let mut merged = Vec::with_capacity(olds.len());
        for (&old, &new) in olds.iter().zip(&news) {
            match self.merge_items(old, new)? {
                Item::Bogus => return Err(Fault::verify("Mismatched stack types")),
                item => merged.push(item),
            }
        }
        if olds.len() != news.len() {
            return Err(Fault::verify("Mismatched stack types"));
        }
        Ok(Some(merged))
    }

    fn merge_items(&mut self, value: Item, target: Item) -> Outcome<Item, H> {
        item::merge(value, target, false, self.names, self.hierarchy).map_err(Fault::Hierarchy)
    }

    /// The merged variables; `None` if the old ones cover the new.
    fn merge_locals(
        &mut self,
        old: &Rc<[Item]>,
        new: &Rc<[Item]>,
    ) -> Outcome<Option<Vec<Item>>, H> {
        if Rc::ptr_eq(old, new) {
            return Ok(None);
        }
        let count = old.len().min(new.len());
        self.spend(count)?;
        let mut merged = old[..count].to_vec();
        let mut first = count;
        for (at, (&old, &new)) in old.iter().zip(&**new).enumerate() {
            if !self.is_assignable(new, old)? {
                first = at;
                break;
            }
        }
        if first == count {
            return Ok((count < old.len()).then_some(merged));
        }
        for at in first..count {
            merged[at] = self.merge_items(new[at], old[at])?;
        }
        while merged.last() == Some(&Item::Bogus) {
            merged.pop();
        }
        Ok(Some(merged))
    }
}
