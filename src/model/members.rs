//! Finding declared fields and methods by name and descriptor.

use super::{Field, HolderRef, Method};
use base::symbol::Symbol;

/// Up to this many members a walk over them is as fast as a search.
const WALKABLE: usize = 16;

/// A field or method.
pub(super) trait Member {
    /// Its name and descriptor.
    fn signature(&self) -> (Symbol, Symbol);
}

impl Member for Field {
    fn signature(&self) -> (Symbol, Symbol) {
        (self.name, self.descriptor)
    }
}

impl Member for Method {
    fn signature(&self) -> (Symbol, Symbol) {
        (self.name, self.descriptor)
    }
}

/// Positions of the members of a class in the order of their signatures'
/// addresses; empty if they are few.
#[derive(Debug, Clone, Copy)]
pub(super) struct MemberIndex(&'static [u32]);

fn order<T: Member>(member: &T) -> (usize, usize) {
    let (name, descriptor) = member.signature();
    (name.address(), descriptor.address())
}

impl MemberIndex {
    /// The index of all members of a class.
    pub(super) fn new<T: Member>(holder: HolderRef, members: &[T]) -> MemberIndex {
        if members.len() <= WALKABLE {
            return MemberIndex(&[]);
        }
        let mut positions: Vec<u32> = (0..members.len() as u32).collect();
        // Stable, so that of equal signatures the first is found.
        positions.sort_by_key(|&at| order(&members[at as usize]));
        MemberIndex(holder.alloc_slice(&positions))
    }

    /// The first member with this signature; `members` are those of `new`.
    pub(super) fn find<'a, T: Member>(
        &self,
        members: &'a [T],
        signature: (Symbol, Symbol),
    ) -> Option<&'a T> {
        if members.len() <= WALKABLE {
            return members.iter().find(|member| member.signature() == signature);
        }
        let wanted = (signature.0.address(), signature.1.address());
        let at = self.0.partition_point(|&at| order(&members[at as usize]) < wanted);
        let found = &members[*self.0.get(at)? as usize];
        (found.signature() == signature).then_some(found)
    }
}
