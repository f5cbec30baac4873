//! The constant pool (JVMS §4.4), read in place.
//!
//! One `u32` per slot holds the position of the entry in the file; everything
//! else is decoded when asked for. Getters never panic: an index out of range
//! or of the wrong kind is a [`PoolError`], which cannot occur for indices that
//! the format check has passed.

use std::borrow::Cow;
use std::fmt;

use base::{BootstrapIndex, CpIndex, mutf8};

use crate::cursor::{Cursor, u16_at, u32_at};
use crate::error::Problem;

macro_rules! tags {
    ($($(#[$doc:meta])* $variant:ident = $value:literal, $size:literal, $name:literal;)*) => {
        /// The kind of a constant (JVMS table 4.4-A).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Tag {
            $($(#[$doc])* $variant = $value,)*
        }

        impl Tag {
            /// The tag of a byte.
            #[inline]
            pub const fn from_u8(byte: u8) -> Option<Self> {
                match byte {
                    $($value => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// Bytes after the tag; for `Utf8` those before the text.
            #[inline]
            const fn size(self) -> usize {
                match self { $(Self::$variant => $size,)* }
            }

            /// The name without its `CONSTANT_` prefix.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

tags! {
    /// A string in modified UTF-8.
    Utf8 = 1, 2, "Utf8";
    /// An `int`.
    Integer = 3, 4, "Integer";
    /// A `float`.
    Float = 4, 4, "Float";
    /// A `long`; takes two slots.
    Long = 5, 8, "Long";
    /// A `double`; takes two slots.
    Double = 6, 8, "Double";
    /// A class, interface or array type.
    Class = 7, 2, "Class";
    /// A string constant.
    String = 8, 2, "String";
    /// A field.
    Fieldref = 9, 4, "Fieldref";
    /// A method of a class.
    Methodref = 10, 4, "Methodref";
    /// A method of an interface.
    InterfaceMethodref = 11, 4, "InterfaceMethodref";
    /// A name and a descriptor.
    NameAndType = 12, 4, "NameAndType";
    /// A method handle.
    MethodHandle = 15, 3, "MethodHandle";
    /// A method type.
    MethodType = 16, 2, "MethodType";
    /// A dynamically computed constant.
    Dynamic = 17, 4, "Dynamic";
    /// A dynamically computed call site.
    InvokeDynamic = 18, 4, "InvokeDynamic";
    /// A module (in module declarations only).
    Module = 19, 2, "Module";
    /// A package (in module declarations only).
    Package = 20, 2, "Package";
}

impl Tag {
    /// Whether `ldc` and bootstrap arguments may refer to such a constant (JVMS §5.1).
    pub const fn is_loadable(self) -> bool {
        matches!(
            self,
            Self::Integer
                | Self::Float
                | Self::Long
                | Self::Double
                | Self::Class
                | Self::String
                | Self::MethodHandle
                | Self::MethodType
                | Self::Dynamic
        )
    }

    /// The first major version that knows the tag.
    pub const fn since(self) -> u16 {
        match self {
            Self::MethodHandle | Self::MethodType | Self::InvokeDynamic => 51,
            Self::Module | Self::Package => 53,
            Self::Dynamic => 55,
            _ => 45,
        }
    }

    /// Whether this is a field or method reference.
    pub const fn is_member(self) -> bool {
        matches!(self, Self::Fieldref | Self::Methodref | Self::InterfaceMethodref)
    }

    /// Slots taken in the constant pool.
    pub const fn slots(self) -> u16 {
        if matches!(self, Self::Long | Self::Double) { 2 } else { 1 }
    }
}

/// A decoded constant. References to other entries stay indices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant<'a> {
    /// The text, in modified UTF-8.
    Utf8(&'a [u8]),
    /// An `int`.
    Integer(i32),
    /// A `float`.
    Float(f32),
    /// A `long`.
    Long(i64),
    /// A `double`.
    Double(f64),
    /// A class by its name.
    Class(CpIndex),
    /// A string by its text.
    String(CpIndex),
    /// A field, method or interface method, as the tag says.
    Member {
        /// Which of the three.
        tag: Tag,
        /// The class.
        class: CpIndex,
        /// The name and descriptor.
        name_and_type: CpIndex,
    },
    /// A name and a descriptor.
    NameAndType {
        /// The name.
        name: CpIndex,
        /// The descriptor.
        descriptor: CpIndex,
    },
    /// A method handle.
    MethodHandle {
        /// The reference kind, 1 to 9 if well-formed (JVMS table 5.4.3.5-A).
        kind: u8,
        /// The member.
        reference: CpIndex,
    },
    /// A method type by its descriptor.
    MethodType(CpIndex),
    /// `Dynamic` or `InvokeDynamic`, as the tag says.
    Dynamic {
        /// Which of the two.
        tag: Tag,
        /// The entry of `BootstrapMethods`.
        bootstrap: BootstrapIndex,
        /// The name and descriptor.
        name_and_type: CpIndex,
    },
    /// A module by its name.
    Module(CpIndex),
    /// A package by its name.
    Package(CpIndex),
}

/// A constant-pool index did not lead to what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolError {
    /// The index.
    pub index: CpIndex,
}

impl fmt::Display for PoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Invalid constant pool index {}", self.index)
    }
}

impl std::error::Error for PoolError {}

/// A name and a descriptor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameAndType<'a> {
    /// The name.
    pub name: &'a [u8],
    /// The descriptor.
    pub descriptor: &'a [u8],
}

/// A reference to a field or method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberRef<'a> {
    /// Whether it refers to a field, a method or an interface method.
    pub tag: Tag,
    /// The class entry.
    pub class_index: CpIndex,
    /// The name of the class, or the descriptor of an array type.
    pub class: &'a [u8],
    /// The name of the member.
    pub name: &'a [u8],
    /// Its descriptor.
    pub descriptor: &'a [u8],
}

/// A `Dynamic` or `InvokeDynamic` constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DynamicRef<'a> {
    /// Which of the two.
    pub tag: Tag,
    /// The entry of `BootstrapMethods`.
    pub bootstrap: BootstrapIndex,
    /// The name handed to the bootstrap method.
    pub name: &'a [u8],
    /// The field descriptor of a constant, or the method descriptor of a call site.
    pub descriptor: &'a [u8],
}

/// What a scan notices about a constant pool.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Summary {
    /// The highest index into `BootstrapMethods` that a constant has.
    pub(crate) last_bootstrap: Option<u16>,
    /// The tag of the first entry that only module declarations may have.
    pub(crate) module_entry: Option<Tag>,
}

/// The constant pool of a class file.
#[derive(Clone, Debug)]
pub struct ConstantPool<'a> {
    bytes: &'a [u8],
    /// Position of each entry's tag; 0 for slots without an entry.
    offsets: Cow<'a, [u32]>,
}

impl<'a> ConstantPool<'a> {
    /// Reads the count and the entries. Checks positions and that the version
    /// has the tags; of the contents, with `check_utf8`, the encoding of strings.
    pub(crate) fn scan(
        cursor: &mut Cursor<'a>,
        bytes: &'a [u8],
        major: u16,
        check_utf8: bool,
    ) -> Result<(Self, Summary), Problem<'a>> {
        let count = cursor.u16()?;
        if count == 0 {
            return Err(Problem::ConstantPoolSize { size: count });
        }
        // An entry is at least three bytes long, and may be preceded by an
        // empty slot; what the file cannot contain is not reserved.
        let capacity = usize::from(count).min(2 + cursor.remaining() / 3 * 2);
        let mut offsets = Vec::with_capacity(capacity);
        offsets.push(0);
        let mut summary = Summary::default();
        while offsets.len() < usize::from(count) {
            let offset = cursor.position() as u32;
            let byte = cursor.u8()?;
            let tag = Tag::from_u8(byte).ok_or(Problem::UnknownTag { tag: byte })?;
            if major < tag.since() {
                return Err(match tag {
                    Tag::Module | Tag::Package => Problem::UnknownTag { tag: byte },
                    _ => Problem::UnsupportedTag { tag: byte },
                });
            }
            offsets.push(offset);
            if tag.slots() == 2 {
                if offsets.len() == usize::from(count) {
                    return Err(Problem::TruncatedWideConstant { index: count - 1 });
                }
                offsets.push(0);
            }
            let fixed = cursor.take(tag.size())?;
            match tag {
                Tag::Dynamic | Tag::InvokeDynamic => {
                    summary.last_bootstrap = summary.last_bootstrap.max(Some(u16_at(fixed, 0)));
                }
                Tag::Module | Tag::Package => {
                    summary.module_entry = summary.module_entry.or(Some(tag));
                }
                _ => {}
            }
            if tag == Tag::Utf8 {
                let text = cursor.take(usize::from(u16_at(fixed, 0)))?;
                // Something has to follow; that comes before what the text is.
                cursor.require(1)?;
                if check_utf8 && !mutf8::is_valid(text, major) {
                    return Err(Problem::IllegalUtf8);
                }
            }
        }
        Ok((Self { bytes, offsets: Cow::Owned(offsets) }, summary))
    }

    /// The class file.
    pub(crate) const fn file_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The pool of a class file that was scanned before: its bytes and the
    /// positions that [`offset`](Self::offset) gave, 0 for slots without an
    /// entry.
    pub const fn from_parts(bytes: &'a [u8], offsets: &'a [u32]) -> Self {
        Self { bytes, offsets: Cow::Borrowed(offsets) }
    }

    /// One more than the highest index.
    #[inline]
    pub fn count(&self) -> u16 {
        self.offsets.len() as u16
    }

    /// Position of an entry's tag in the file.
    #[inline]
    pub fn offset(&self, index: CpIndex) -> Option<usize> {
        match self.offsets.get(index.as_usize()) {
            None | Some(0) => None,
            Some(&offset) => Some(offset as usize),
        }
    }

    /// The tag of an entry, `None` if there is no entry at that index.
    #[inline]
    pub fn tag(&self, index: CpIndex) -> Option<Tag> {
        Tag::from_u8(self.bytes[self.offset(index)?])
    }

    /// All indices that have an entry.
    pub fn indices(&self) -> impl Iterator<Item = CpIndex> + '_ {
        let entries = self.offsets.iter().enumerate();
        entries.filter(|&(_, &offset)| offset != 0).map(|(index, _)| CpIndex(index as u16))
    }

    /// Position of the entry's contents, if it is of the kind asked for.
    #[inline]
    fn contents(&self, index: CpIndex, tag: Tag) -> Result<usize, PoolError> {
        match self.offset(index) {
            Some(offset) if self.bytes[offset] == tag as u8 => Ok(offset + 1),
            _ => Err(PoolError { index }),
        }
    }

    /// The first item of an entry of the given kind.
    #[inline]
    fn reference(&self, index: CpIndex, tag: Tag) -> Result<CpIndex, PoolError> {
        self.contents(index, tag).map(|at| CpIndex(u16_at(self.bytes, at)))
    }

    /// Decodes the entry at `index`.
    #[inline]
    pub fn get(&self, index: CpIndex) -> Result<Constant<'a>, PoolError> {
        let offset = self.offset(index).ok_or(PoolError { index })?;
        let tag = Tag::from_u8(self.bytes[offset]).ok_or(PoolError { index })?;
        let first = || CpIndex(u16_at(self.bytes, offset + 1));
        let second = || CpIndex(u16_at(self.bytes, offset + 3));
        Ok(match tag {
            Tag::Utf8 => {
                let start = offset + 3;
                Constant::Utf8(&self.bytes[start..start + usize::from(first().0)])
            }
            Tag::Integer => Constant::Integer(u32_at(self.bytes, offset + 1) as i32),
            Tag::Float => Constant::Float(f32::from_bits(u32_at(self.bytes, offset + 1))),
            Tag::Long => Constant::Long(self.u64_at(offset + 1) as i64),
            Tag::Double => Constant::Double(f64::from_bits(self.u64_at(offset + 1))),
            Tag::Class => Constant::Class(first()),
            Tag::String => Constant::String(first()),
            Tag::Fieldref | Tag::Methodref | Tag::InterfaceMethodref => {
                Constant::Member { tag, class: first(), name_and_type: second() }
            }
            Tag::NameAndType => Constant::NameAndType { name: first(), descriptor: second() },
            Tag::MethodHandle => Constant::MethodHandle {
                kind: self.bytes[offset + 1],
                reference: CpIndex(u16_at(self.bytes, offset + 2)),
            },
            Tag::MethodType => Constant::MethodType(first()),
            Tag::Dynamic | Tag::InvokeDynamic => Constant::Dynamic {
                tag,
                bootstrap: BootstrapIndex(first().0),
                name_and_type: second(),
            },
            Tag::Module => Constant::Module(first()),
            Tag::Package => Constant::Package(first()),
        })
    }

    /// The bytes of a `Utf8` entry.
    #[inline]
    pub fn utf8(&self, index: CpIndex) -> Result<&'a [u8], PoolError> {
        let at = self.contents(index, Tag::Utf8)?;
        let length = usize::from(u16_at(self.bytes, at));
        Ok(&self.bytes[at + 2..at + 2 + length])
    }

    /// The value of an `Integer` entry.
    pub fn integer(&self, index: CpIndex) -> Result<i32, PoolError> {
        self.contents(index, Tag::Integer).map(|at| u32_at(self.bytes, at) as i32)
    }

    /// The value of a `Float` entry.
    pub fn float(&self, index: CpIndex) -> Result<f32, PoolError> {
        self.contents(index, Tag::Float).map(|at| f32::from_bits(u32_at(self.bytes, at)))
    }

    /// The value of a `Long` entry.
    pub fn long(&self, index: CpIndex) -> Result<i64, PoolError> {
        self.contents(index, Tag::Long).map(|at| self.u64_at(at) as i64)
    }

    /// The value of a `Double` entry.
    pub fn double(&self, index: CpIndex) -> Result<f64, PoolError> {
        self.contents(index, Tag::Double).map(|at| f64::from_bits(self.u64_at(at)))
    }

    fn u64_at(&self, at: usize) -> u64 {
        u64::from(u32_at(self.bytes, at)) << 32 | u64::from(u32_at(self.bytes, at + 4))
    }

    /// The name of a `Class` entry: an internal name or an array descriptor.
    #[inline]
    pub fn class_name(&self, index: CpIndex) -> Result<&'a [u8], PoolError> {
        self.utf8(self.reference(index, Tag::Class)?)
    }

    /// The text of a `String` entry.
    pub fn string(&self, index: CpIndex) -> Result<&'a [u8], PoolError> {
        self.utf8(self.reference(index, Tag::String)?)
    }

    /// A `NameAndType` entry.
    #[inline]
    pub fn name_and_type(&self, index: CpIndex) -> Result<NameAndType<'a>, PoolError> {
        let at = self.contents(index, Tag::NameAndType)?;
        Ok(NameAndType {
            name: self.utf8(CpIndex(u16_at(self.bytes, at)))?,
            descriptor: self.utf8(CpIndex(u16_at(self.bytes, at + 2)))?,
        })
    }

    /// A field, method or interface-method reference.
    #[inline]
    pub fn member_ref(&self, index: CpIndex) -> Result<MemberRef<'a>, PoolError> {
        let Ok(Constant::Member { tag, class, name_and_type }) = self.get(index) else {
            return Err(PoolError { index });
        };
        let NameAndType { name, descriptor } = self.name_and_type(name_and_type)?;
        let class_name = self.class_name(class)?;
        Ok(MemberRef { tag, class_index: class, class: class_name, name, descriptor })
    }

    /// A `Dynamic` or `InvokeDynamic` entry.
    pub fn dynamic(&self, index: CpIndex) -> Result<DynamicRef<'a>, PoolError> {
        let Ok(Constant::Dynamic { tag, bootstrap, name_and_type }) = self.get(index) else {
            return Err(PoolError { index });
        };
        let NameAndType { name, descriptor } = self.name_and_type(name_and_type)?;
        Ok(DynamicRef { tag, bootstrap, name, descriptor })
    }

    /// The reference kind and member of a `MethodHandle` entry.
    pub fn method_handle(&self, index: CpIndex) -> Result<(u8, CpIndex), PoolError> {
        let at = self.contents(index, Tag::MethodHandle)?;
        Ok((self.bytes[at], CpIndex(u16_at(self.bytes, at + 1))))
    }

    /// The descriptor of a `MethodType` entry.
    pub fn method_type(&self, index: CpIndex) -> Result<&'a [u8], PoolError> {
        self.utf8(self.reference(index, Tag::MethodType)?)
    }

    /// The name of a `Module` entry.
    pub fn module_name(&self, index: CpIndex) -> Result<&'a [u8], PoolError> {
        self.utf8(self.reference(index, Tag::Module)?)
    }

    /// The name of a `Package` entry.
    pub fn package_name(&self, index: CpIndex) -> Result<&'a [u8], PoolError> {
        self.utf8(self.reference(index, Tag::Package)?)
    }

    /// Like [`Self::utf8`] for an index where 0 means "absent".
    pub fn optional_utf8(&self, index: CpIndex) -> Result<Option<&'a [u8]>, PoolError> {
        if index.is_zero() { Ok(None) } else { self.utf8(index).map(Some) }
    }

    /// Like [`Self::class_name`] for an index where 0 means "absent".
    pub fn optional_class_name(&self, index: CpIndex) -> Result<Option<&'a [u8]>, PoolError> {
        if index.is_zero() { Ok(None) } else { self.class_name(index).map(Some) }
    }
}
