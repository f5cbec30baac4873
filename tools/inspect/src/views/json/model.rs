//! The documents, one type for each kind of object in them.
//!
//! The JSON Schema in `schema.json` describes what these types become. A change that
//! takes something away or gives it another meaning raises [`FORMAT`].

use std::borrow::Cow;
use std::fmt::{self, Write};

use base::mutf8::Lossy;
use serde::Serialize;

use super::attributes::Attribute;
use super::sequences::{Each, Members, PoolEntries};
use crate::symbolic::Resolved;

/// The version of the form of the documents.
pub(super) const FORMAT: u32 = 1;

/// Gives the types what every part of a document has.
macro_rules! records {
    ($($item:item)*) => { $(
        #[derive(serde::Serialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        $item
    )* };
}
pub(super) use records;

/// The same for choices, which keep the names of their variants.
macro_rules! choices {
    ($($item:item)*) => { $(
        #[derive(serde::Serialize)]
        #[serde(rename_all_fields = "camelCase")]
        $item
    )* };
}
pub(super) use choices;

/// One line of the output.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Document<'c, 'a> {
    /// A class file.
    Class(Box<Class<'c, 'a>>),
    /// A file that cannot be read as one.
    Unreadable(Unreadable<'c>),
}

records! {
    /// A class file (JVMS §4.1). Offsets count bytes from its start.
    pub(super) struct Class<'c, 'a> {
        /// Version of the form of this document.
        pub(super) format: u32,
        /// Path or URL of the class file.
        pub(super) location: &'c str,
        /// Bytes of the class file.
        pub(super) size: usize,
        pub(super) minor_version: u16,
        pub(super) major_version: u16,
        pub(super) access: Access,
        /// Internal name.
        pub(super) name: Start<Lossy<'a>>,
        /// Index of the entry that names the class.
        pub(super) this_class: u16,
        /// The direct superclass; not there for `java/lang/Object` and module declarations.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) super_class: Option<Ref<'c, 'a>>,
        pub(super) interfaces: Each<'c, Ref<'c, 'a>>,
        pub(super) constant_pool: PoolEntries<'c, 'a>,
        pub(super) fields: Members<'c, 'a>,
        pub(super) methods: Members<'c, 'a>,
        pub(super) attributes: Each<'c, Attribute<'c, 'a>>,
        /// Bytes behind the end of the class; not there if there are none, as it should be.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) trailing_bytes: Option<usize>,
    }

    /// A file that is no class file, or a damaged one.
    pub(super) struct Unreadable<'c> {
        /// Version of the form of this document.
        pub(super) format: u32,
        /// Path or URL of the file.
        pub(super) location: &'c str,
        /// Bytes of the file, if it could be read at all.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) size: Option<usize>,
        /// What is wrong.
        pub(super) error: String,
    }

    /// Access flags.
    pub(super) struct Access {
        /// All sixteen bits.
        pub(super) flags: u16,
        /// The names of those that have one where they stand.
        pub(super) names: Vec<&'static str>,
    }

    /// A reference to an entry of the constant pool.
    pub(super) struct Ref<'c, 'a> {
        pub(super) index: u16,
        /// What the entry stands for, as text; not there if there is no such entry.
        /// Of a long text only the start, followed by `…`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) value: Option<Start<Resolved<'c, 'a>>>,
    }

    /// An entry of the constant pool (JVMS §4.4).
    pub(super) struct PoolEntry<'c, 'a> {
        pub(super) index: u16,
        pub(super) offset: usize,
        #[serde(flatten)]
        pub(super) entry: Entry<'c, 'a>,
    }

    /// A field or method (JVMS §4.5, §4.6).
    pub(super) struct Member<'c, 'a> {
        pub(super) offset: usize,
        pub(super) access: Access,
        pub(super) name: Start<Lossy<'a>>,
        pub(super) name_index: u16,
        pub(super) descriptor: Start<Lossy<'a>>,
        pub(super) descriptor_index: u16,
        pub(super) attributes: Each<'c, Attribute<'c, 'a>>,
    }

    /// What a constant that refers to others is made of.
    pub(super) struct Composite<'c, 'a> {
        /// Indices of the entries that it refers to, in the order of the class file.
        pub(super) refers: Vec<u16>,
        /// What it stands for, as text; of a long text only the start, followed by `…`.
        pub(super) value: Start<Resolved<'c, 'a>>,
    }
}

choices! {
    /// The contents of an entry of the constant pool.
    #[serde(tag = "tag")]
    pub(super) enum Entry<'c, 'a> {
        /// A string in modified UTF-8.
        Utf8 {
            /// The text; U+FFFD stands for what Unicode cannot express.
            value: Cow<'a, str>,
            /// The UTF-16 units, if `value` does not have all of the text.
            #[serde(skip_serializing_if = "Option::is_none")]
            utf16: Option<Vec<u16>>,
        },
        Integer { value: i32 },
        Float { value: Floating, bits: String },
        /// The value is text since many readers of JSON keep 53 bits only.
        Long { value: String },
        Double { value: Floating, bits: String },
        Class(Composite<'c, 'a>),
        String(Composite<'c, 'a>),
        Fieldref(Composite<'c, 'a>),
        Methodref(Composite<'c, 'a>),
        InterfaceMethodref(Composite<'c, 'a>),
        NameAndType(Composite<'c, 'a>),
        MethodHandle {
            /// Kind of reference, 1 to 9.
            kind: u8,
            #[serde(flatten)]
            composite: Composite<'c, 'a>,
        },
        MethodType(Composite<'c, 'a>),
        Dynamic {
            /// Index into the `BootstrapMethods` attribute.
            bootstrap: u16,
            #[serde(flatten)]
            composite: Composite<'c, 'a>,
        },
        InvokeDynamic {
            /// Index into the `BootstrapMethods` attribute.
            bootstrap: u16,
            #[serde(flatten)]
            composite: Composite<'c, 'a>,
        },
        Module(Composite<'c, 'a>),
        Package(Composite<'c, 'a>),
    }
}

/// A number, or text where JSON has no number for it.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Floating {
    /// A finite number.
    Finite(f64),
    /// `NaN`, `Infinity` or `-Infinity`.
    Special(&'static str),
}

impl From<f64> for Floating {
    fn from(value: f64) -> Self {
        match value {
            _ if value.is_finite() => Floating::Finite(value),
            _ if value.is_nan() => Floating::Special("NaN"),
            _ if value > 0.0 => Floating::Special("Infinity"),
            _ => Floating::Special("-Infinity"),
        }
    }
}

/// The start of a constant's text. The pool has the whole, and a file that
/// refers to a long text thousands of times must not become as long a document.
pub(super) struct Start<T>(pub(super) T);

/// Bytes of a constant's text that a reference repeats.
const MAX_REPEATED: usize = 1000;

impl<T: fmt::Display> Serialize for Start<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<T: fmt::Display> fmt::Display for Start<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut limited = Limited { f, left: MAX_REPEATED, cut: false };
        write!(limited, "{}", self.0)?;
        if limited.cut { f.write_char('…') } else { Ok(()) }
    }
}

/// Passes on what fits.
struct Limited<'f, 'b> {
    f: &'f mut fmt::Formatter<'b>,
    left: usize,
    cut: bool,
}

impl Write for Limited<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let part = &text[..text.floor_char_boundary(self.left)];
        self.cut |= part.len() < text.len();
        self.left = if self.cut { 0 } else { self.left - part.len() };
        self.f.write_str(part)
    }
}
