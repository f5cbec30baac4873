//! Agreement of `LocalVariableTable` and `LocalVariableTypeTable` of one method.
//!
//! Both may come in several parts. No variable may be listed twice, and each
//! entry with a generic type needs one without. Lists are sorted to find
//! duplicates, so the work is bounded even for hostile tables.

use base::CpIndex;
use base::mutf8::Lossy;

use crate::attribute::AttributeKind;
use crate::error::Problem;
use crate::pool::ConstantPool;
use crate::table::LocalVariable;

/// Range, name and slot of a variable, which identify it.
type Key = u64;

fn key(entry: LocalVariable) -> Key {
    [entry.start_pc, entry.length, entry.name.0, entry.index]
        .iter()
        .fold(0, |key, &part| key << 16 | u64::from(part))
}

fn name_of(key: Key) -> CpIndex {
    CpIndex((key >> 16) as u16)
}

/// The entries of all tables of one method, in the order of the file.
#[derive(Default)]
pub(super) struct LocalTables {
    variables: Vec<Key>,
    types: Vec<Key>,
}

impl LocalTables {
    /// Adds an entry of one of the tables.
    pub(super) fn add(&mut self, entry: LocalVariable, with_type: bool) {
        let list = if with_type { &mut self.types } else { &mut self.variables };
        list.push(key(entry));
    }

    /// Checks the tables against each other. Without variables, the types are
    /// not looked at.
    pub(super) fn check<'a>(&self, pool: &ConstantPool<'a>, major: u16) -> Result<(), Problem<'a>> {
        if self.variables.is_empty() {
            return Ok(());
        }
        let duplicate = |key: Key, kind: AttributeKind| {
            let name = Lossy(pool.utf8(name_of(key)).unwrap_or_default());
            Problem::DuplicateLocal { name, table: kind.name() }
        };
        let (variables, repeated) = sorted(&self.variables);
        if let Some(position) = repeated
            && major >= 49
        {
            let key = self.variables[position];
            return Err(duplicate(key, AttributeKind::LocalVariableTable));
        }
        let (_, repeated) = sorted(&self.types);
        for (position, key) in self.types.iter().enumerate() {
            if variables.binary_search(key).is_err() {
                let name = Lossy(pool.utf8(name_of(*key)).unwrap_or_default());
                return Err(Problem::UnmatchedLocalType { name });
            }
            if repeated == Some(position) {
                return Err(duplicate(*key, AttributeKind::LocalVariableTypeTable));
            }
        }
        Ok(())
    }
}

/// The keys in order, and the position in `keys` of the first that repeats an earlier one.
fn sorted(keys: &[Key]) -> (Vec<Key>, Option<usize>) {
    let mut positions: Vec<(Key, usize)> = keys.iter().copied().zip(0..).collect();
    positions.sort_unstable();
    let repeats = positions.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let first = repeats.map(|pair| pair[1].1).min();
    (positions.into_iter().map(|(key, _)| key).collect(), first)
}
