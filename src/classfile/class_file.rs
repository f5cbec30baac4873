//! The class file as a whole, and its fields and methods.

use base::{AccessFlags, CpIndex};

use crate::attribute::{
    Attribute, AttributeData, AttributeKind, Attributes, BootstrapMethods, EnclosingMethod,
    MalformedAttribute,
};
use crate::check::attributes;
use crate::code::Code;
use crate::cursor::{Cursor, u16_at};
use crate::error::FormatError;
use crate::parser::{self, Options, UNREADABLE};
use crate::pool::{ConstantPool, Tag};
use crate::record::RecordComponents;
use crate::table::{InnerClass, MethodParameter, Table};

/// Position of the count of the constant pool.
const POOL_COUNT: usize = 8;

/// A class file that has passed the checks of some [`Level`](crate::Level).
#[derive(Clone, Debug)]
pub struct ClassFile<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) minor: u16,
    pub(crate) major: u16,
    pub(crate) pool: ConstantPool<'a>,
    pub(crate) flags: AccessFlags,
    pub(crate) flags_offset: usize,
    pub(crate) this_class: CpIndex,
    pub(crate) super_class: CpIndex,
    pub(crate) interfaces: Table<'a, CpIndex>,
    /// Positions of the fields.
    pub(crate) fields: Box<[u32]>,
    /// Positions of the methods.
    pub(crate) methods: Box<[u32]>,
    /// Position of the count of class attributes.
    pub(crate) attributes: usize,
    pub(crate) end: usize,
}

impl<'a> ClassFile<'a> {
    /// Parses a class file; `options` may be just a [`Level`](crate::Level).
    pub fn parse(
        bytes: &'a [u8],
        options: impl Into<Options<'a>>,
    ) -> Result<Self, FormatError<'a>> {
        parser::parse(bytes, &options.into())
    }

    /// For a file that [`ClassFile::parse`] rejects: the class's name and those of
    /// its direct superinterfaces, if these come before what is wrong. The
    /// reference VM loads the superinterfaces when it has read their names, so
    /// what their loading throws takes precedence over what is wrong behind.
    pub fn supertypes_before_fault(
        bytes: &'a [u8],
        options: impl Into<Options<'a>>,
    ) -> Option<(&'a [u8], Vec<&'a [u8]>)> {
        parser::supertypes_before_fault(bytes, &options.into())
    }

    /// The bytes of the file.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The same class file with another name for the class that it defines. Other
    /// entries that mention the old name stay. `None` if there is no room for the
    /// name.
    pub fn renamed(&self, name: &[u8]) -> Option<Vec<u8>> {
        let index = self.pool.count();
        let count = index.checked_add(1)?;
        let length = u16::try_from(name.len()).ok()?;
        let entry = self.pool.offset(self.this_class)?;
        let (pool, rest) = self.bytes.split_at(self.flags_offset);
        let mut bytes = Vec::with_capacity(self.bytes.len() + 3 + name.len());
        bytes.extend_from_slice(pool);
        bytes[POOL_COUNT..POOL_COUNT + 2].copy_from_slice(&count.to_be_bytes());
        bytes[entry + 1..entry + 3].copy_from_slice(&index.to_be_bytes());
        bytes.push(Tag::Utf8 as u8);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(name);
        bytes.extend_from_slice(rest);
        Some(bytes)
    }

    /// The minor version.
    pub const fn minor_version(&self) -> u16 {
        self.minor
    }

    /// The major version.
    pub const fn major_version(&self) -> u16 {
        self.major
    }

    /// The constant pool.
    pub const fn constant_pool(&self) -> &ConstantPool<'a> {
        &self.pool
    }

    /// The flags as they are in the file.
    pub const fn access_flags(&self) -> AccessFlags {
        self.flags
    }

    /// The flags as the VM uses them: unknown ones dropped, and interfaces of
    /// old class files made abstract.
    pub fn effective_flags(&self) -> AccessFlags {
        parser::effective_class_flags(self.flags, self.major)
    }

    /// The entry of this class.
    pub const fn this_class(&self) -> CpIndex {
        self.this_class
    }

    /// The entry of the superclass, 0 for `java.lang.Object` and module declarations.
    pub const fn super_class(&self) -> CpIndex {
        self.super_class
    }

    /// The internal name of this class.
    #[inline]
    pub fn name(&self) -> &'a [u8] {
        self.pool.class_name(self.this_class).unwrap_or(UNREADABLE)
    }

    /// The internal name of the superclass.
    pub fn super_name(&self) -> Option<&'a [u8]> {
        self.pool.optional_class_name(self.super_class).unwrap_or(Some(UNREADABLE))
    }

    /// The entries of the direct superinterfaces.
    pub const fn interfaces(&self) -> Table<'a, CpIndex> {
        self.interfaces
    }

    /// The names of the direct superinterfaces.
    pub fn interface_names(&self) -> impl ExactSizeIterator<Item = &'a [u8]> + '_ {
        let name = |index| self.pool.class_name(index).unwrap_or(UNREADABLE);
        self.interfaces.iter().map(name)
    }

    /// The fields in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = Member<'_, 'a>> + Clone {
        self.fields.iter().map(|&offset| Member { class: self, offset: offset as usize })
    }

    /// The methods in order.
    pub fn methods(&self) -> impl ExactSizeIterator<Item = Member<'_, 'a>> + Clone {
        self.methods.iter().map(|&offset| Member { class: self, offset: offset as usize })
    }

    /// The field at a position of the table.
    pub fn field(&self, index: usize) -> Option<Member<'_, 'a>> {
        let &offset = self.fields.get(index)?;
        Some(Member { class: self, offset: offset as usize })
    }

    /// The method at a position of the table.
    pub fn method(&self, index: usize) -> Option<Member<'_, 'a>> {
        let &offset = self.methods.get(index)?;
        Some(Member { class: self, offset: offset as usize })
    }

    /// The attributes of the class.
    pub fn attributes(&self) -> Attributes<'_, 'a> {
        Attributes::new(&self.pool, Cursor::at(self.bytes, self.attributes))
    }

    /// Position of the access flags, which follow the constant pool.
    pub const fn access_flags_offset(&self) -> usize {
        self.flags_offset
    }

    /// Position of the count of class attributes.
    pub const fn attributes_offset(&self) -> usize {
        self.attributes
    }

    /// Position of the byte after the class. Only a [`Scan`](crate::Level::Scan)
    /// lets it be less than the number of bytes.
    pub const fn end_offset(&self) -> usize {
        self.end
    }

    /// Whether `InnerClasses` contradicts itself (a class encloses itself or
    /// occurs twice). The reference VM then ignores the attribute.
    pub fn has_circular_inner_classes(&self) -> bool {
        let circular = |entries| attributes::is_circular(&self.pool, self.major, &entries);
        self.inner_classes().is_ok_and(|entries| circular(entries).unwrap_or(true))
    }

    /// The entries of `InnerClasses`, empty if there is no such attribute.
    pub fn inner_classes(&self) -> Result<Table<'a, InnerClass>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::InnerClasses)? {
            Some(AttributeData::InnerClasses(table)) => Ok(table),
            _ => Ok(Table::default()),
        }
    }

    /// The entries of `InnerClasses`, empty if the VM ignores the attribute.
    pub fn effective_inner_classes(&self) -> Table<'a, InnerClass> {
        if self.has_circular_inner_classes() {
            return Table::default();
        }
        self.inner_classes().unwrap_or_default()
    }

    /// The `BootstrapMethods` attribute.
    pub fn bootstrap_methods(&self) -> Result<Option<BootstrapMethods<'a>>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::BootstrapMethods)? {
            Some(AttributeData::BootstrapMethods(methods)) => Ok(Some(methods)),
            _ => Ok(None),
        }
    }

    /// The `EnclosingMethod` attribute. Like `java`, not without `InnerClasses`, which
    /// compilers write beside it.
    pub fn enclosing_method(&self) -> Result<Option<EnclosingMethod>, MalformedAttribute> {
        if self.attributes().find_kind(AttributeKind::InnerClasses).is_none() {
            return Ok(None);
        }
        match self.attributes().decode_kind(AttributeKind::EnclosingMethod)? {
            Some(AttributeData::EnclosingMethod(method)) => Ok(Some(method)),
            _ => Ok(None),
        }
    }

    /// An attribute that the VM looks at from a major version on.
    fn since(
        &self,
        major: u16,
        kind: AttributeKind,
    ) -> Result<Option<AttributeData<'_, 'a>>, MalformedAttribute> {
        if self.major < major {
            return Ok(None);
        }
        self.attributes().decode_kind(kind)
    }

    /// The components of a record class.
    pub fn record_components(
        &self,
    ) -> Result<Option<RecordComponents<'_, 'a>>, MalformedAttribute> {
        match self.since(60, AttributeKind::Record)? {
            Some(AttributeData::Record(components)) => Ok(Some(components)),
            _ => Ok(None),
        }
    }

    /// The host named by `NestHost`.
    pub fn nest_host(&self) -> Result<Option<CpIndex>, MalformedAttribute> {
        match self.since(55, AttributeKind::NestHost)? {
            Some(AttributeData::NestHost(host)) => Ok(Some(host)),
            _ => Ok(None),
        }
    }

    /// The classes listed by `NestMembers`.
    pub fn nest_members(&self) -> Result<Table<'a, CpIndex>, MalformedAttribute> {
        match self.since(55, AttributeKind::NestMembers)? {
            Some(AttributeData::NestMembers(members)) => Ok(members),
            _ => Ok(Table::default()),
        }
    }

    /// The classes listed by `PermittedSubclasses`; `None` if the class is not sealed.
    pub fn permitted_subclasses(&self) -> Result<Option<Table<'a, CpIndex>>, MalformedAttribute> {
        match self.since(61, AttributeKind::PermittedSubclasses)? {
            Some(AttributeData::PermittedSubclasses(classes)) => Ok(Some(classes)),
            _ => Ok(None),
        }
    }

    /// The generic signature.
    pub fn signature(&self) -> Result<Option<&'a [u8]>, MalformedAttribute> {
        text(&self.attributes(), &self.pool, AttributeKind::Signature)
    }

    /// The name of the source file.
    pub fn source_file(&self) -> Result<Option<&'a [u8]>, MalformedAttribute> {
        text(&self.attributes(), &self.pool, AttributeKind::SourceFile)
    }
}

/// The text that a `Signature` or `SourceFile` attribute refers to.
fn text<'a>(
    attributes: &Attributes<'_, 'a>,
    pool: &ConstantPool<'a>,
    kind: AttributeKind,
) -> Result<Option<&'a [u8]>, MalformedAttribute> {
    let Some(attribute) = attributes.find_kind(kind) else { return Ok(None) };
    let malformed = MalformedAttribute { kind, offset: attribute.offset };
    match attribute.decode(pool)? {
        AttributeData::Signature(index) | AttributeData::SourceFile(index) => {
            pool.utf8(index).map(Some).map_err(|_| malformed)
        }
        _ => Err(malformed),
    }
}

/// A field or method.
#[derive(Clone, Copy, Debug)]
pub struct Member<'c, 'a> {
    class: &'c ClassFile<'a>,
    offset: usize,
}

impl<'c, 'a> Member<'c, 'a> {
    /// The class file that declares it.
    pub const fn class(&self) -> &'c ClassFile<'a> {
        self.class
    }

    /// Position of the member in the file.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The flags as they are in the file.
    #[inline]
    pub fn access_flags(&self) -> AccessFlags {
        AccessFlags(u16_at(self.class.bytes, self.offset))
    }

    /// A field's flags as the VM uses them.
    pub fn effective_field_flags(&self) -> AccessFlags {
        AccessFlags(self.access_flags().0 & parser::FIELD_FLAGS)
    }

    /// A method's flags as the VM uses them: unknown ones dropped, and all but
    /// `static` (and `strictfp`) dropped from a class initializer.
    #[inline]
    pub fn effective_method_flags(&self) -> AccessFlags {
        parser::effective_method_flags(self.access_flags(), self.name(), self.class.major)
    }

    /// The entry of the name.
    #[inline]
    pub fn name_index(&self) -> CpIndex {
        CpIndex(u16_at(self.class.bytes, self.offset + 2))
    }

    /// The entry of the descriptor.
    #[inline]
    pub fn descriptor_index(&self) -> CpIndex {
        CpIndex(u16_at(self.class.bytes, self.offset + 4))
    }

    /// The name.
    #[inline]
    pub fn name(&self) -> &'a [u8] {
        self.class.pool.utf8(self.name_index()).unwrap_or(UNREADABLE)
    }

    /// The descriptor.
    #[inline]
    pub fn descriptor(&self) -> &'a [u8] {
        self.class.pool.utf8(self.descriptor_index()).unwrap_or(UNREADABLE)
    }

    /// The attributes.
    pub fn attributes(&self) -> Attributes<'c, 'a> {
        Attributes::new(&self.class.pool, Cursor::at(self.class.bytes, self.offset + 6))
    }

    /// The first attribute of this kind, not interpreted.
    pub fn attribute(&self, kind: AttributeKind) -> Option<Attribute<'a>> {
        self.attributes().find_kind(kind)
    }

    /// The code of a method.
    pub fn code(&self) -> Result<Option<Code<'c, 'a>>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::Code)? {
            Some(AttributeData::Code(code)) => Ok(Some(code)),
            _ => Ok(None),
        }
    }

    /// The initial value of a field.
    pub fn constant_value(&self) -> Result<Option<CpIndex>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::ConstantValue)? {
            Some(AttributeData::ConstantValue(index)) => Ok(Some(index)),
            _ => Ok(None),
        }
    }

    /// The classes of a method's `Exceptions` attribute.
    pub fn exceptions(&self) -> Result<Table<'a, CpIndex>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::Exceptions)? {
            Some(AttributeData::Exceptions(classes)) => Ok(classes),
            _ => Ok(Table::default()),
        }
    }

    /// The `MethodParameters` attribute.
    pub fn method_parameters(
        &self,
    ) -> Result<Option<Table<'a, MethodParameter>>, MalformedAttribute> {
        match self.attributes().decode_kind(AttributeKind::MethodParameters)? {
            Some(AttributeData::MethodParameters(parameters)) => Ok(Some(parameters)),
            _ => Ok(None),
        }
    }

    /// The generic signature.
    pub fn signature(&self) -> Result<Option<&'a [u8]>, MalformedAttribute> {
        text(&self.attributes(), &self.class.pool, AttributeKind::Signature)
    }
}
