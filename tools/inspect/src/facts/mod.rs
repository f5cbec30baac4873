//! What classes say about others: calls, accesses, declarations, constants.
//!
//! A fact joins a place (a class, perhaps a member and a source line) with a
//! symbol (a class, member, string or number) and tells how the one relates to
//! the other. The same facts are collected from class files (`collect`) and read
//! from an index (`index`), so that a search finds the same with and without.

mod cache;
mod collect;
mod index;
mod index_writer;
mod symbol;

use base::AccessFlags;

pub use cache::{Cached, Lookup, build, cache_file, lookup};
pub use collect::{ClassFacts, Wanted, collect};
pub use index::{Damaged, Index};
pub use symbol::{class_text, field_text, member_text, method_text};

/// How a place relates to a symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Calls a method.
    Calls,
    /// Has a method handle of a method or field, as lambdas and method references do.
    Handles,
    /// Reads a field.
    Reads,
    /// Writes a field.
    Writes,
    /// Makes an object or array.
    Instantiates,
    /// Names a class: in a cast, test, class literal, descriptor, handler or `throws`.
    Mentions,
    /// Has it as superclass.
    Extends,
    /// Has it as direct superinterface.
    Implements,
    /// Declares a class or member. Instead of a line the fact has the access flags.
    Declares,
    /// Uses a string constant.
    HasString,
    /// Uses a number.
    HasNumber,
    /// Is annotated.
    Annotated,
}

impl Kind {
    /// All kinds by their numbers.
    pub const ALL: [Kind; 12] = [
        Kind::Calls,
        Kind::Handles,
        Kind::Reads,
        Kind::Writes,
        Kind::Instantiates,
        Kind::Mentions,
        Kind::Extends,
        Kind::Implements,
        Kind::Declares,
        Kind::HasString,
        Kind::HasNumber,
        Kind::Annotated,
    ];

    /// The verb between place and symbol.
    pub const fn verb(self) -> &'static str {
        match self {
            Kind::Calls => "calls",
            Kind::Handles => "has a handle of",
            Kind::Reads => "reads",
            Kind::Writes => "writes",
            Kind::Instantiates => "instantiates",
            Kind::Mentions => "mentions",
            Kind::Extends => "extends",
            Kind::Implements => "implements",
            Kind::Declares => "declares",
            Kind::HasString => "has string",
            Kind::HasNumber => "has number",
            Kind::Annotated => "is annotated with",
        }
    }
}

/// What a class stands on.
pub const SUPERTYPES: &[Kind] = &[Kind::Extends, Kind::Implements];

/// Whether a method, whose name starts with a dot, may override others.
pub fn is_virtual(name: &str, flags: AccessFlags) -> bool {
    !flags.is_private() && !flags.is_static() && !name.starts_with(".<")
}

/// A set of kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Kinds(u16);

impl Kinds {
    /// These kinds.
    pub fn of(kinds: &[Kind]) -> Kinds {
        Kinds(kinds.iter().fold(0, |bits, &kind| bits | 1 << kind as u16))
    }

    /// Whether `kind` is among them.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u16 != 0
    }

    /// Whether any of these is among them.
    pub fn has_any(self, kinds: &[Kind]) -> bool {
        self.0 & Kinds::of(kinds).0 != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// What a symbol stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[repr(u8)]
pub enum SymbolKind {
    /// A class: `java.util.Map$Entry`, `int[]`.
    Class,
    /// A field: `java.lang.System.out:java.io.PrintStream`.
    Field,
    /// A method: `java.lang.String.valueOf(int):java.lang.String`.
    Method,
    /// A string, as it is.
    String,
    /// A number with its type: `long 42`.
    Number,
}

impl SymbolKind {
    /// All kinds by their numbers.
    pub const ALL: [SymbolKind; 5] = [
        SymbolKind::Class,
        SymbolKind::Field,
        SymbolKind::Method,
        SymbolKind::String,
        SymbolKind::Number,
    ];
}

/// A fact of a search result.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'f> {
    /// The class of the place.
    pub class: ClassInfo<'f>,
    /// The member of the place, as a symbol's text.
    pub member: Option<&'f str>,
    /// The source line, 0 if it is not known; the access flags of a declaration.
    pub detail: u16,
    /// How the place relates to the symbol.
    pub kind: Kind,
    /// What the symbol stands for.
    pub symbol_kind: SymbolKind,
    /// The symbol.
    pub symbol: &'f str,
}

/// What is known of each class.
#[derive(Clone, Copy, Debug)]
pub struct ClassInfo<'f> {
    /// Its name with dots.
    pub name: &'f str,
    /// The entry that it was read from, such as `/java.base/java/lang/Object.class`.
    pub entry: &'f str,
    /// Major version of the class file.
    pub major: u16,
    /// Minor version of the class file.
    pub minor: u16,
}
