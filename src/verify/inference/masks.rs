//! Which local variables the subroutines on the way have touched.

use std::rc::Rc;

/// A subroutine that has been entered and not left.
#[derive(Clone)]
pub(super) struct Mask {
    /// Instruction number of its first instruction.
    pub(super) entry: u32,
    touched: Rc<[u64]>,
}

impl Mask {
    /// A subroutine that has touched none of `locals` variables.
    pub(super) fn new(entry: u32, locals: usize) -> Self {
        Self { entry, touched: vec![0; locals.div_ceil(64)].into() }
    }

    pub(super) fn contains(&self, local: usize) -> bool {
        self.touched.get(local / 64).is_some_and(|word| word >> (local % 64) & 1 != 0)
    }

    /// Adds a variable.
    pub(super) fn insert(&mut self, local: usize) {
        if let Some(word) = Rc::make_mut(&mut self.touched).get_mut(local / 64) {
            *word |= 1 << (local % 64);
        }
    }

    /// Adds what the other has touched; says whether any is new.
    fn unite(&mut self, other: &Mask) -> bool {
        let adds = |(mine, theirs): (&u64, &u64)| !mine & theirs != 0;
        if Rc::ptr_eq(&self.touched, &other.touched)
            || !self.touched.iter().zip(&*other.touched).any(adds)
        {
            return false;
        }
        let mine = Rc::make_mut(&mut self.touched);
        mine.iter_mut().zip(&*other.touched).for_each(|(mine, theirs)| *mine |= theirs);
        true
    }

    /// Words that a comparison looks at.
    pub(super) fn words(&self) -> usize {
        self.touched.len()
    }
}

/// Merges two ways to an instruction: keeps the subroutines that both are in,
/// in order. Returns `None` if nothing changes.
pub(super) fn merge(old: &[Mask], new: &[Mask]) -> Option<Vec<Mask>> {
    let mut merged = Vec::with_capacity(old.len().min(new.len()));
    let mut changed = false;
    let mut rest = new;
    for mask in old {
        if let Some(at) = rest.iter().position(|other| other.entry == mask.entry) {
            let mut both = mask.clone();
            changed |= both.unite(&rest[at]);
            merged.push(both);
            rest = &rest[at + 1..];
        }
    }
    (changed || merged.len() < old.len()).then_some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(entry: u32, locals: &[usize]) -> Mask {
        let mut mask = Mask::new(entry, 100);
        locals.iter().for_each(|&local| mask.insert(local));
        mask
    }

    #[test]
    fn common_subroutines_remain() {
        let old = [mask(1, &[0]), mask(2, &[70]), mask(3, &[])];
        assert!(merge(&old, &old).is_none());
        let merged = merge(&old, &[mask(1, &[5]), mask(4, &[]), mask(3, &[])]).expect("changes");
        assert_eq!(merged.iter().map(|m| m.entry).collect::<Vec<_>>(), [1, 3]);
        assert!(merged[0].contains(0) && merged[0].contains(5) && !merged[0].contains(70));
    }
}
