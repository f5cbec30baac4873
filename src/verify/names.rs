//! Class names interned for the time of one verification.
//!
//! Verification types then are small and compared as integers.

use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;

/// An interned internal name or array descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NameId(u32);

/// Few classes have more names than that.
const USUAL: usize = 56;

/// All names that the verification of a class has met.
pub(crate) struct Names {
    ids: HashMap<Rc<[u8]>, NameId, RandomState>,
    names: Vec<Rc<[u8]>>,
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

impl Names {
    pub(crate) fn new() -> Self {
        let ids = HashMap::with_capacity_and_hasher(USUAL, RandomState::default());
        let mut names = Self { ids, names: Vec::with_capacity(USUAL) };
        for (expected, name) in (0..).zip(KNOWN) {
            assert_eq!(names.intern(name), NameId(expected), "known names come first");
        }
        names
    }

    /// The id of a name.
    pub(crate) fn intern(&mut self, name: &[u8]) -> NameId {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = NameId(self.names.len() as u32);
        let shared: Rc<[u8]> = name.into();
        self.names.push(Rc::clone(&shared));
        self.ids.insert(shared, id);
        id
    }

    /// The name of an id.
    pub(crate) fn text(&self, id: NameId) -> &[u8] {
        &self.names[id.0 as usize]
    }

    /// The name of an id, independent of `self`.
    pub(crate) fn shared(&self, id: NameId) -> Rc<[u8]> {
        Rc::clone(&self.names[id.0 as usize])
    }
}
