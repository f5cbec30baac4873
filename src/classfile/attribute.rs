//! Attributes (JVMS §4.7): finding them, and their decoded forms.
//!
//! Iterating yields names and raw bytes of all attributes, unknown ones too;
//! [`Attribute::decode`] interprets one on demand. Decoding never nests:
//! attributes inside `Code` and `Record` are again raw until asked for.

use std::fmt;

use base::CpIndex;

use crate::annotation::{Annotations, ElementValue, ParameterAnnotations, TypeAnnotations};
use crate::code::Code;
use crate::cursor::{Cursor, Truncated};
use crate::module::{Hashes, Module};
use crate::pool::ConstantPool;
use crate::record::RecordComponents;
use crate::stack_map::StackMapTable;
use crate::table::{
    CharacterRange, InnerClass, LineNumber, LocalVariable, MethodParameter, Record, Table,
};

macro_rules! attribute_kinds {
    ($($name:ident $spelled:literal,)*) => {
        /// The attributes that have a decoded form.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum AttributeKind {
            $(#[doc = concat!("`", stringify!($name), "`")] $name,)*
        }

        impl AttributeKind {
            /// All kinds.
            pub const ALL: &[AttributeKind] = &[$(AttributeKind::$name),*];

            /// The kind of an attribute of this name.
            pub fn from_name(name: &[u8]) -> Option<Self> {
                match name {
                    $($spelled => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The name in the class file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
        }
    };
}

attribute_kinds! {
    AnnotationDefault b"AnnotationDefault",
    BootstrapMethods b"BootstrapMethods",
    CharacterRangeTable b"CharacterRangeTable",
    Code b"Code",
    CompilationID b"CompilationID",
    ConstantValue b"ConstantValue",
    Deprecated b"Deprecated",
    EnclosingMethod b"EnclosingMethod",
    Exceptions b"Exceptions",
    InnerClasses b"InnerClasses",
    LineNumberTable b"LineNumberTable",
    LocalVariableTable b"LocalVariableTable",
    LocalVariableTypeTable b"LocalVariableTypeTable",
    MethodParameters b"MethodParameters",
    Module b"Module",
    ModuleHashes b"ModuleHashes",
    ModuleMainClass b"ModuleMainClass",
    ModulePackages b"ModulePackages",
    ModuleResolution b"ModuleResolution",
    ModuleTarget b"ModuleTarget",
    NestHost b"NestHost",
    NestMembers b"NestMembers",
    PermittedSubclasses b"PermittedSubclasses",
    Record b"Record",
    RuntimeInvisibleAnnotations b"RuntimeInvisibleAnnotations",
    RuntimeInvisibleParameterAnnotations b"RuntimeInvisibleParameterAnnotations",
    RuntimeInvisibleTypeAnnotations b"RuntimeInvisibleTypeAnnotations",
    RuntimeVisibleAnnotations b"RuntimeVisibleAnnotations",
    RuntimeVisibleParameterAnnotations b"RuntimeVisibleParameterAnnotations",
    RuntimeVisibleTypeAnnotations b"RuntimeVisibleTypeAnnotations",
    Signature b"Signature",
    SourceDebugExtension b"SourceDebugExtension",
    SourceFile b"SourceFile",
    SourceID b"SourceID",
    StackMapTable b"StackMapTable",
    Synthetic b"Synthetic",
}

/// The contents of an attribute do not have the form its name promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedAttribute {
    /// The kind of attribute.
    pub kind: AttributeKind,
    /// Where the attribute starts in the file.
    pub offset: usize,
}

impl fmt::Display for MalformedAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "malformed {} attribute at offset {}", self.kind.name(), self.offset)
    }
}

impl std::error::Error for MalformedAttribute {}

/// One attribute, not interpreted.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// Position of the attribute's name index in the file.
    pub offset: usize,
    /// The entry that names it.
    pub name_index: CpIndex,
    /// Its name; empty if `name_index` is not a `Utf8` entry.
    pub name: &'a [u8],
    /// The bytes after its length.
    pub data: &'a [u8],
}

impl<'a> Attribute<'a> {
    /// The kind, if it has a decoded form.
    pub fn kind(&self) -> Option<AttributeKind> {
        AttributeKind::from_name(self.name)
    }

    /// Position of [`Self::data`] in the file.
    pub const fn data_offset(&self) -> usize {
        self.offset + 6
    }

    /// Interprets the contents.
    pub fn decode<'c>(
        &self,
        pool: &'c ConstantPool<'a>,
    ) -> Result<AttributeData<'c, 'a>, MalformedAttribute> {
        match self.kind() {
            Some(kind) => self.decode_as(kind, pool),
            None => Ok(AttributeData::Unknown(self.data)),
        }
    }

    /// Like [`Self::decode`]; what follows the contents does not matter.
    pub fn decode_start<'c>(
        &self,
        pool: &'c ConstantPool<'a>,
    ) -> Result<AttributeData<'c, 'a>, MalformedAttribute> {
        let Some(kind) = self.kind() else { return Ok(AttributeData::Unknown(self.data)) };
        decode(kind, &mut self.cursor(pool), pool)
            .map_err(|_| MalformedAttribute { kind, offset: self.offset })
    }

    /// At the contents, with the end of the attribute for an end.
    fn cursor(&self, pool: &ConstantPool<'a>) -> Cursor<'a> {
        let end = self.data_offset() + self.data.len();
        Cursor::at(&pool.file_bytes()[..end], self.data_offset())
    }

    /// Interprets the contents of an attribute of this kind.
    fn decode_as<'c>(
        &self,
        kind: AttributeKind,
        pool: &'c ConstantPool<'a>,
    ) -> Result<AttributeData<'c, 'a>, MalformedAttribute> {
        let mut cursor = self.cursor(pool);
        match decode(kind, &mut cursor, pool) {
            Ok(data) if cursor.is_at_end() => Ok(data),
            _ => Err(MalformedAttribute { kind, offset: self.offset }),
        }
    }
}

/// The interpreted contents of an attribute.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the variants are the attributes of JVMS §4.7, by name")]
pub enum AttributeData<'c, 'a> {
    AnnotationDefault(ElementValue<'a>),
    BootstrapMethods(BootstrapMethods<'a>),
    CharacterRangeTable(Table<'a, CharacterRange>),
    Code(Code<'c, 'a>),
    CompilationID(CpIndex),
    ConstantValue(CpIndex),
    Deprecated,
    EnclosingMethod(EnclosingMethod),
    Exceptions(Table<'a, CpIndex>),
    InnerClasses(Table<'a, InnerClass>),
    LineNumberTable(Table<'a, LineNumber>),
    LocalVariableTable(Table<'a, LocalVariable>),
    LocalVariableTypeTable(Table<'a, LocalVariable>),
    MethodParameters(Table<'a, MethodParameter>),
    Module(Module<'a>),
    ModuleHashes(Hashes<'a>),
    ModuleMainClass(CpIndex),
    ModulePackages(Table<'a, CpIndex>),
    ModuleResolution(u16),
    ModuleTarget(CpIndex),
    NestHost(CpIndex),
    NestMembers(Table<'a, CpIndex>),
    PermittedSubclasses(Table<'a, CpIndex>),
    Record(RecordComponents<'c, 'a>),
    RuntimeInvisibleAnnotations(Annotations<'a>),
    RuntimeInvisibleParameterAnnotations(ParameterAnnotations<'a>),
    RuntimeInvisibleTypeAnnotations(TypeAnnotations<'a>),
    RuntimeVisibleAnnotations(Annotations<'a>),
    RuntimeVisibleParameterAnnotations(ParameterAnnotations<'a>),
    RuntimeVisibleTypeAnnotations(TypeAnnotations<'a>),
    Signature(CpIndex),
    SourceDebugExtension(&'a [u8]),
    SourceFile(CpIndex),
    SourceID(CpIndex),
    StackMapTable(StackMapTable<'a>),
    Synthetic,
    Unknown(&'a [u8]),
}

/// Decodes the attribute whose data the cursor is at; it ends where the data ends.
fn decode<'c, 'a>(
    kind: AttributeKind,
    cursor: &mut Cursor<'a>,
    pool: &'c ConstantPool<'a>,
) -> Result<AttributeData<'c, 'a>, Truncated> {
    use AttributeData as Data;
    use AttributeKind as Kind;
    Ok(match kind {
        Kind::AnnotationDefault => Data::AnnotationDefault(ElementValue::read(cursor)?),
        Kind::BootstrapMethods => Data::BootstrapMethods(BootstrapMethods::read(cursor)?),
        Kind::CharacterRangeTable => Data::CharacterRangeTable(counted(cursor)?),
        Kind::Code => Data::Code(Code::read(cursor, pool)?),
        Kind::CompilationID => Data::CompilationID(cursor.index()?),
        Kind::ConstantValue => Data::ConstantValue(cursor.index()?),
        Kind::Deprecated => Data::Deprecated,
        Kind::EnclosingMethod => Data::EnclosingMethod(EnclosingMethod {
            class: cursor.index()?,
            method: cursor.index()?,
        }),
        Kind::Exceptions => Data::Exceptions(counted(cursor)?),
        Kind::InnerClasses => Data::InnerClasses(counted(cursor)?),
        Kind::LineNumberTable => Data::LineNumberTable(counted(cursor)?),
        Kind::LocalVariableTable => Data::LocalVariableTable(counted(cursor)?),
        Kind::LocalVariableTypeTable => Data::LocalVariableTypeTable(counted(cursor)?),
        Kind::MethodParameters => {
            let count = cursor.u8()?;
            Data::MethodParameters(records(cursor, count.into())?)
        }
        Kind::Module => Data::Module(Module::read(cursor)?),
        Kind::ModuleHashes => Data::ModuleHashes(Hashes::read(cursor)?),
        Kind::ModuleMainClass => Data::ModuleMainClass(cursor.index()?),
        Kind::ModulePackages => Data::ModulePackages(counted(cursor)?),
        Kind::ModuleResolution => Data::ModuleResolution(cursor.u16()?),
        Kind::ModuleTarget => Data::ModuleTarget(cursor.index()?),
        Kind::NestHost => Data::NestHost(cursor.index()?),
        Kind::NestMembers => Data::NestMembers(counted(cursor)?),
        Kind::PermittedSubclasses => Data::PermittedSubclasses(counted(cursor)?),
        Kind::Record => Data::Record(RecordComponents::read(cursor, pool)?),
        Kind::RuntimeInvisibleAnnotations => {
            Data::RuntimeInvisibleAnnotations(Annotations::read(cursor)?)
        }
        Kind::RuntimeInvisibleParameterAnnotations => {
            Data::RuntimeInvisibleParameterAnnotations(ParameterAnnotations::read(cursor)?)
        }
        Kind::RuntimeInvisibleTypeAnnotations => {
            Data::RuntimeInvisibleTypeAnnotations(TypeAnnotations::read(cursor)?)
        }
        Kind::RuntimeVisibleAnnotations => {
            Data::RuntimeVisibleAnnotations(Annotations::read(cursor)?)
        }
        Kind::RuntimeVisibleParameterAnnotations => {
            Data::RuntimeVisibleParameterAnnotations(ParameterAnnotations::read(cursor)?)
        }
        Kind::RuntimeVisibleTypeAnnotations => {
            Data::RuntimeVisibleTypeAnnotations(TypeAnnotations::read(cursor)?)
        }
        Kind::Signature => Data::Signature(cursor.index()?),
        Kind::SourceDebugExtension => Data::SourceDebugExtension(cursor.take(cursor.remaining())?),
        Kind::SourceFile => Data::SourceFile(cursor.index()?),
        Kind::SourceID => Data::SourceID(cursor.index()?),
        Kind::StackMapTable => Data::StackMapTable(StackMapTable::read(cursor)?),
        Kind::Synthetic => Data::Synthetic,
    })
}

/// Reads `count` records.
pub(crate) fn records<'a, T: Record>(
    cursor: &mut Cursor<'a>,
    count: usize,
) -> Result<Table<'a, T>, Truncated> {
    cursor.take(count * T::SIZE).map(Table::new)
}

/// Reads a `u16` count and as many records.
pub(crate) fn counted<'a, T: Record>(cursor: &mut Cursor<'a>) -> Result<Table<'a, T>, Truncated> {
    let count = cursor.u16()?;
    records(cursor, count.into())
}

/// Iterates over the attributes of a class, member, `Code` or record component.
#[derive(Clone, Debug)]
pub struct Attributes<'c, 'a> {
    pool: &'c ConstantPool<'a>,
    cursor: Cursor<'a>,
    remaining: u16,
}

impl<'c, 'a> Attributes<'c, 'a> {
    /// Reads the count at the cursor; the attributes must have been scanned.
    pub(crate) fn new(pool: &'c ConstantPool<'a>, mut cursor: Cursor<'a>) -> Self {
        let remaining = cursor.u16().unwrap_or(0);
        Self { pool, cursor, remaining }
    }

    /// Moves the cursor over a counted list of attributes.
    pub(crate) fn skip(cursor: &mut Cursor<'a>) -> Result<(), Truncated> {
        for _ in 0..cursor.u16()? {
            cursor.u16()?;
            let length = cursor.u32()?;
            cursor.take(length as usize)?;
        }
        Ok(())
    }

    /// The constant pool that the attributes refer to.
    pub const fn pool(&self) -> &'c ConstantPool<'a> {
        self.pool
    }

    /// The first attribute of this kind.
    pub fn find_kind(&self, kind: AttributeKind) -> Option<Attribute<'a>> {
        self.clone().find(|attribute| attribute.name == kind.name().as_bytes())
    }

    /// Decodes the first attribute of this kind.
    pub fn decode_kind(
        &self,
        kind: AttributeKind,
    ) -> Result<Option<AttributeData<'c, 'a>>, MalformedAttribute> {
        self.find_kind(kind).map(|attribute| attribute.decode_as(kind, self.pool)).transpose()
    }
}

impl<'a> Iterator for Attributes<'_, 'a> {
    type Item = Attribute<'a>;

    #[inline]
    fn next(&mut self) -> Option<Attribute<'a>> {
        self.remaining = self.remaining.checked_sub(1)?;
        let offset = self.cursor.position();
        let name_index = self.cursor.index().ok()?;
        let length = self.cursor.u32().ok()?;
        let data = self.cursor.take(length as usize).ok()?;
        let name = self.pool.utf8(name_index).unwrap_or(&[]);
        Some(Attribute { offset, name_index, name, data })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.remaining.into()))
    }
}

/// `EnclosingMethod` (JVMS §4.7.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnclosingMethod {
    /// The innermost enclosing class.
    pub class: CpIndex,
    /// The name and type of the enclosing method, or 0.
    pub method: CpIndex,
}

/// One entry of `BootstrapMethods` (JVMS §4.7.23).
#[derive(Clone, Copy, Debug)]
pub struct BootstrapMethod<'a> {
    /// The method handle.
    pub method: CpIndex,
    /// The static arguments.
    pub arguments: Table<'a, CpIndex>,
}

/// `BootstrapMethods` (JVMS §4.7.23).
#[derive(Clone, Copy, Debug)]
pub struct BootstrapMethods<'a> {
    count: u16,
    cursor: Cursor<'a>,
}

impl<'a> BootstrapMethods<'a> {
    fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let count = cursor.u16()?;
        let methods = Self { count, cursor: *cursor };
        for _ in 0..count {
            Self::read_one(cursor)?;
        }
        Ok(methods)
    }

    fn read_one(cursor: &mut Cursor<'a>) -> Result<BootstrapMethod<'a>, Truncated> {
        Ok(BootstrapMethod { method: cursor.index()?, arguments: counted(cursor)? })
    }

    /// Number of entries.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no entries.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The entries in order.
    pub fn iter(&self) -> impl Iterator<Item = BootstrapMethod<'a>> + use<'a> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| Self::read_one(&mut cursor).ok())
    }
}
