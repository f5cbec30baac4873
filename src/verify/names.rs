//! Class names interned for the time of one verification.
//!
//! Verification types then are small and compared as integers.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// An interned internal name or array descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NameId(u32);

/// Few classes have more names than that.
const USUAL: usize = 56;

/// All names that the verification of a class has met.
pub(crate) struct Names {
    ids: HashTable<NameId>,
    hasher: RandomState,
    /// All names behind each other.
    text: Vec<u8>,
    /// Where each name ends.
    ends: Vec<usize>,
}

macro_rules! known_names {
    ($($constant:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only numbers the names")]
        enum Known { $($constant,)* }

        impl NameId {
            $(pub(crate) const $constant: NameId = NameId(Known::$constant as u32);)*
        }

        const KNOWN: &[&[u8]] = &[$($text),*];
    };
}

known_names! {
    OBJECT = b"java/lang/Object",
    STRING = b"java/lang/String",
    CLASS = b"java/lang/Class",
    THROWABLE = b"java/lang/Throwable",
    METHOD_HANDLE = b"java/lang/invoke/MethodHandle",
    METHOD_TYPE = b"java/lang/invoke/MethodType",
    CLONEABLE = b"java/lang/Cloneable",
    SERIALIZABLE = b"java/io/Serializable",
}

impl NameId {
    /// The number of the name.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// The name with this number, which one has.
    pub(crate) const fn from_index(index: usize) -> NameId {
        NameId(index as u32)
    }

    /// `==` for constants.
    pub(crate) const fn equals(self, other: NameId) -> bool {
        self.0 == other.0
    }
}

impl Default for Names {
    fn default() -> Self {
        let mut names = Self {
            ids: HashTable::with_capacity(USUAL),
            hasher: RandomState::default(),
            text: Vec::with_capacity(USUAL * 32),
            ends: Vec::with_capacity(USUAL),
        };
        for (expected, name) in (0..).zip(KNOWN) {
            assert_eq!(names.intern(name), NameId(expected), "known names come first");
        }
        names
    }
}

impl Names {
    /// Number of names.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The id of a name.
    pub(crate) fn intern(&mut self, name: &[u8]) -> NameId {
        let hash = self.hasher.hash_one(name);
        if let Some(&id) = self.ids.find(hash, |&id| self.text(id) == name) {
            return id;
        }
        let id = NameId(self.ends.len() as u32);
        self.text.extend_from_slice(name);
        self.ends.push(self.text.len());
        let (hasher, ends, text) = (&self.hasher, &self.ends, &self.text);
        self.ids.insert_unique(hash, id, |&id| hasher.hash_one(name_of(text, ends, id)));
        id
    }

    /// The name of an id.
    pub(crate) fn text(&self, id: NameId) -> &[u8] {
        name_of(&self.text, &self.ends, id)
    }
}

fn name_of<'n>(text: &'n [u8], ends: &[usize], id: NameId) -> &'n [u8] {
    let index = id.index();
    let start = index.checked_sub(1).map_or(0, |before| ends[before]);
    &text[start..ends[index]]
}
