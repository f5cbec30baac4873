//! The pass over a class file.
//!
//! At [`Level::Check`] each item is checked where it is read, in the order of
//! the reference VM, so that of several problems the same one is reported.
//!
//! Invariant: what a scan lets pass makes every infallible accessor of
//! `ClassFile` and `Member` safe: class, superclass, interfaces, member names
//! and descriptors lead to `Utf8` entries (but where unreadable ones are asked
//! for), and all attributes lie in the file.

use base::{AccessFlags, CpIndex};

use crate::LATEST_MAJOR;
use crate::attribute::{Attributes, records};
use crate::check::attributes::ClassAttributes;
use crate::check::members::Duplicates;
use crate::check::{Names, pool};
use crate::class_file::ClassFile;
use crate::cursor::Cursor;
use crate::error::{FormatError, Problem};
use crate::pool::{ConstantPool, PoolError, Summary};

/// How much of a class file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Structure only.
    Scan,
    /// Everything that the reference VM checks when it loads an untrusted class.
    Check,
}

/// How to parse a class file.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// How much is checked.
    pub level: Level,
    /// The name that the class is expected to have; messages mention it.
    pub name: Option<&'a [u8]>,
    /// Whether a class of another name is an error. Not so for hidden classes.
    pub require_name: bool,
    /// Whether names may have any form, as the reference VM allows for classes
    /// of its platform loader.
    pub relaxed_names: bool,
    /// The newest major version accepted.
    pub max_major: u16,
    /// Whether the version may be any at all; it is read as if it were supported.
    pub any_version: bool,
    /// Whether classes that depend on preview features are accepted.
    pub preview: bool,
    /// Whether module declarations are accepted.
    pub modules: bool,
    /// Whether what should be a name or descriptor may be something else, and is
    /// [`UNREADABLE`] then. For tools only, with [`Level::Scan`].
    pub any_names: bool,
}

/// In place of names that cannot be read.
pub const UNREADABLE: &[u8] = b"???";

impl From<Level> for Options<'_> {
    /// For tools: any name, preview features and module declarations included.
    fn from(level: Level) -> Self {
        Self {
            level,
            name: None,
            require_name: false,
            relaxed_names: false,
            max_major: LATEST_MAJOR,
            any_version: false,
            preview: true,
            modules: true,
            any_names: false,
        }
    }
}

const MAGIC: u32 = 0xcafe_babe;
const PREVIEW_MINOR: u16 = 0xffff;
/// The flags of classes, fields and methods that have a meaning to the VM.
const CLASS_FLAGS: u16 = 0x7631;
pub(crate) const FIELD_FLAGS: u16 = 0x50df;
const METHOD_FLAGS: u16 = 0x1dff;

/// See [`ClassFile::effective_flags`].
pub(crate) fn effective_class_flags(flags: AccessFlags, major: u16) -> AccessFlags {
    let module = if major >= 53 { AccessFlags::MODULE } else { 0 };
    let known = flags.0 & (CLASS_FLAGS | module);
    AccessFlags(known | if flags.is_interface() && major < 50 { AccessFlags::ABSTRACT } else { 0 })
}

/// See `Member::effective_method_flags`.
#[inline]
pub(crate) fn effective_method_flags(flags: AccessFlags, name: &[u8], major: u16) -> AccessFlags {
    if name != b"<clinit>" {
        return AccessFlags(flags.0 & METHOD_FLAGS);
    }
    match major {
        ..51 => AccessFlags(AccessFlags::STATIC),
        51..=60 => AccessFlags(flags.0 & (AccessFlags::STATIC | AccessFlags::STRICT)),
        _ => AccessFlags(flags.0 & AccessFlags::STATIC),
    }
}

/// Parses `bytes`; see [`ClassFile::parse`].
pub(crate) fn parse<'a>(
    bytes: &'a [u8],
    options: &Options<'a>,
) -> Result<ClassFile<'a>, FormatError<'a>> {
    let mut class_name = options.name.unwrap_or(b"<Unknown>");
    parse_file(bytes, options, &mut class_name)
        .map_err(|problem| FormatError { class_name, problem })
}

/// See [`ClassFile::supertypes_before_fault`].
pub(crate) fn supertypes_before_fault<'a>(
    bytes: &'a [u8],
    options: &Options<'a>,
) -> Option<(&'a [u8], Vec<&'a [u8]>)> {
    let mut class_name = options.name.unwrap_or_default();
    let Head { mut cursor, pool, this_class, .. } =
        parse_head(bytes, options, &mut class_name).ok()?;
    let count = cursor.u16().ok()?;
    let names = (0..count).map_while(|_| pool.class_name(cursor.index().ok()?).ok());
    let names = names.take_while(|name| !name.starts_with(b"[")).collect();
    Some((pool.class_name(this_class).ok()?, names))
}

/// What comes before the interfaces.
struct Head<'a> {
    /// At the number of interfaces.
    cursor: Cursor<'a>,
    minor: u16,
    major: u16,
    pool: ConstantPool<'a>,
    summary: Summary,
    names: Names,
    raw_flags: AccessFlags,
    flags: AccessFlags,
    flags_offset: usize,
    this_class: CpIndex,
    super_class: CpIndex,
}

/// Sets `class_name` when the file tells it, for messages.
fn parse_head<'a>(
    bytes: &'a [u8],
    options: &Options<'a>,
    class_name: &mut &'a [u8],
) -> Result<Head<'a>, Problem<'a>> {
    if i32::try_from(bytes.len()).is_err() {
        return Err(Problem::TooLarge);
    }
    let check = options.level == Level::Check;
    let mut cursor = Cursor::new(bytes);
    let (major, minor) = parse_version(&mut cursor, options)?;
    let pool_major = if options.any_version { LATEST_MAJOR } else { major };
    let (pool, summary) = ConstantPool::scan(&mut cursor, bytes, pool_major, check)?;
    let names = Names { major, relaxed: options.relaxed_names };
    // Module and Package entries are reported after ACC_MODULE, as they belong together.
    let module_entry = summary.module_entry.filter(|_| !options.modules);
    if check && module_entry.is_none() {
        pool::check(&pool, names)?;
    }
    let flags_offset = cursor.position();
    let raw_flags = AccessFlags(cursor.u16()?);
    let flags = effective_class_flags(raw_flags, major);
    if flags.is_module() && !options.modules {
        return Err(Problem::IsModule);
    }
    if check && !flags.is_module() {
        check_class_flags(flags, major)?;
    }
    if let Some(tag) = module_entry {
        return Err(Problem::UnknownTag { tag: tag as u8 });
    }
    let this_class = parse_this_class(&mut cursor, &pool, options, class_name)?;
    let super_class = parse_super_class(&mut cursor, &pool, options, class_name, flags)?;
    Ok(Head {
        cursor,
        minor,
        major,
        pool,
        summary,
        names,
        raw_flags,
        flags,
        flags_offset,
        this_class,
        super_class,
    })
}

fn parse_file<'a>(
    bytes: &'a [u8],
    options: &Options<'a>,
    class_name: &mut &'a [u8],
) -> Result<ClassFile<'a>, Problem<'a>> {
    let check = options.level == Level::Check;
    let Head {
        mut cursor,
        minor,
        major,
        pool,
        summary,
        names,
        raw_flags,
        flags,
        flags_offset,
        this_class,
        super_class,
    } = parse_head(bytes, options, class_name)?;
    let interfaces = parse_interfaces(&mut cursor, &pool, options)?;

    let any_names = options.any_names;
    let mut members = Members { cursor, pool: &pool, names, flags, check, any_names };
    let fields = members.parse(MemberKind::Field)?;
    let methods = members.parse(MemberKind::Method)?;
    let mut cursor = members.cursor;

    let attributes = cursor.position();
    if check {
        let checker = ClassAttributes { pool: &pool, summary, names, flags, bytes };
        checker.check(&mut cursor)?;
        if !cursor.is_at_end() {
            return Err(Problem::ExtraBytes);
        }
        if *class_name == b"java/lang/Object" && !interfaces.is_empty() {
            return Err(Problem::ObjectInterfaces);
        }
        let super_name = pool.optional_class_name(super_class)?;
        if flags.is_interface() && super_name.is_some_and(|n| n != b"java/lang/Object") {
            return Err(Problem::InterfaceSuperClass);
        }
    } else {
        Attributes::skip(&mut cursor)?;
    }
    Ok(ClassFile {
        bytes,
        minor,
        major,
        flags: raw_flags,
        flags_offset,
        this_class,
        super_class,
        interfaces,
        fields,
        methods,
        attributes,
        end: cursor.position(),
        pool,
    })
}

/// Reads magic and version.
fn parse_version<'a>(
    cursor: &mut Cursor<'a>,
    options: &Options<'a>,
) -> Result<(u16, u16), Problem<'a>> {
    cursor.require(8)?;
    let magic = cursor.u32()?;
    if magic != MAGIC {
        return Err(Problem::BadMagic { magic });
    }
    let (minor, major) = (cursor.u16()?, cursor.u16()?);
    if options.any_version {
        return Ok((major, minor));
    }
    let limit = options.max_major;
    if major < 45 {
        return Err(Problem::OldVersion { major, minor });
    }
    if major > limit {
        return Err(Problem::NewVersion { major, minor, limit });
    }
    if major >= 56 && minor != 0 {
        if minor != PREVIEW_MINOR {
            return Err(Problem::BadMinor { major, minor });
        }
        if major != limit {
            return Err(Problem::OtherPreview { major, minor, limit });
        }
        if !options.preview {
            return Err(Problem::PreviewDisabled { major, minor });
        }
    }
    Ok((major, minor))
}

fn check_class_flags<'a>(flags: AccessFlags, major: u16) -> Result<(), Problem<'a>> {
    let modern = major >= 49;
    let illegal = flags.is_abstract() && flags.is_final()
        || flags.is_interface() && !flags.is_abstract()
        || flags.is_interface() && modern && (flags.is_super() || flags.is_enum())
        || !flags.is_interface() && modern && flags.is_annotation();
    if illegal { Err(Problem::ClassModifiers { flags: flags.0 }) } else { Ok(()) }
}

/// [`check_class_flags`] for an entry of `InnerClasses`.
pub(crate) fn check_inner_class_flags<'a>(
    flags: AccessFlags,
    major: u16,
) -> Result<(), Problem<'a>> {
    const INNER: u16 = AccessFlags::PRIVATE | AccessFlags::PROTECTED | AccessFlags::STATIC;
    let effective = AccessFlags(effective_class_flags(flags, major).0 | flags.0 & INNER);
    if effective.is_module() {
        return Err(Problem::IsModule);
    }
    check_class_flags(effective, major)
}

/// The name if there is one.
fn name_or<'a>(
    name: Result<&'a [u8], PoolError>,
    any_names: bool,
    problem: Problem<'a>,
) -> Result<&'a [u8], Problem<'a>> {
    match name {
        Err(_) if any_names => Ok(UNREADABLE),
        other => other.map_err(|_| problem),
    }
}

fn parse_this_class<'a>(
    cursor: &mut Cursor<'a>,
    pool: &ConstantPool<'a>,
    options: &Options<'a>,
    class_name: &mut &'a [u8],
) -> Result<CpIndex, Problem<'a>> {
    cursor.require(6)?;
    let index = cursor.index()?;
    let name = name_or(pool.class_name(index), options.any_names, Problem::BadThisClass { index })?;
    if options.level == Level::Check && name.starts_with(b"[") {
        return Err(Problem::ArrayAsThisClass);
    }
    match options.name {
        Some(expected) if options.require_name && expected != name => {
            return Err(Problem::WrongName { found: base::mutf8::Lossy(name) });
        }
        Some(_) => {}
        None => *class_name = name,
    }
    Ok(index)
}

fn parse_super_class<'a>(
    cursor: &mut Cursor<'a>,
    pool: &ConstantPool<'a>,
    options: &Options<'a>,
    class_name: &[u8],
    flags: AccessFlags,
) -> Result<CpIndex, Problem<'a>> {
    let check = options.level == Level::Check;
    let index: CpIndex = cursor.index()?;
    let bad = Problem::BadSuperClass { index };
    if index.is_zero() {
        let root = class_name == b"java/lang/Object" || flags.is_module();
        return if root || !check { Ok(index) } else { Err(bad) };
    }
    let name = name_or(pool.class_name(index), options.any_names, bad)?;
    if check && name.starts_with(b"[") {
        return Err(Problem::ArrayAsSuperClass);
    }
    Ok(index)
}

fn parse_interfaces<'a>(
    cursor: &mut Cursor<'a>,
    pool: &ConstantPool<'a>,
    options: &Options<'a>,
) -> Result<crate::Table<'a, CpIndex>, Problem<'a>> {
    let check = options.level == Level::Check;
    let count = cursor.u16()?;
    let mut items = *cursor;
    let mut seen = Duplicates::new(usize::from(count));
    let mut duplicate = None;
    for _ in 0..count {
        let index = items.index()?;
        let bad = Problem::BadInterface { index };
        let name = name_or(pool.class_name(index), options.any_names, bad)?;
        if check && name.starts_with(b"[") {
            return Err(Problem::ArrayAsInterface);
        }
        if check && !seen.insert(name, b"") {
            duplicate.get_or_insert(name);
        }
    }
    if let Some(name) = duplicate {
        return Err(Problem::DuplicateInterface { name: base::mutf8::Lossy(name) });
    }
    Ok(records(cursor, count.into())?)
}

/// Which table of members is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MemberKind {
    Field,
    Method,
}

/// The fields or methods while they are read.
pub(crate) struct Members<'p, 'a> {
    pub(crate) cursor: Cursor<'a>,
    pub(crate) pool: &'p ConstantPool<'a>,
    pub(crate) names: Names,
    /// Of the class.
    pub(crate) flags: AccessFlags,
    check: bool,
    any_names: bool,
}

impl<'a> Members<'_, 'a> {
    /// Reads a counted table of members; returns their positions.
    fn parse(&mut self, kind: MemberKind) -> Result<Box<[u32]>, Problem<'a>> {
        let count = usize::from(self.cursor.u16()?);
        let mut offsets = Vec::with_capacity(count.min(self.cursor.remaining() / 8));
        for _ in 0..count {
            offsets.push(self.cursor.position() as u32);
            match kind {
                _ if !self.check => self.scan(kind)?,
                MemberKind::Field => self.check_field()?,
                MemberKind::Method => self.check_method()?,
            }
        }
        if self.check && count > 1 {
            self.check_duplicates(kind, &offsets)?;
        }
        Ok(offsets.into_boxed_slice())
    }

    /// Reads a member without looking at its contents.
    fn scan(&mut self, kind: MemberKind) -> Result<(), Problem<'a>> {
        self.cursor.u16()?;
        self.name(kind)?;
        self.descriptor(kind)?;
        Ok(Attributes::skip(&mut self.cursor)?)
    }

    /// Reads the name of a member.
    pub(crate) fn name(&mut self, kind: MemberKind) -> Result<&'a [u8], Problem<'a>> {
        let index = self.cursor.index()?;
        let problem = match kind {
            MemberKind::Field => Problem::BadFieldName { index },
            MemberKind::Method => Problem::BadMethodName { index },
        };
        name_or(self.pool.utf8(index), self.any_names, problem)
    }

    /// Reads the descriptor of a member.
    pub(crate) fn descriptor(&mut self, kind: MemberKind) -> Result<&'a [u8], Problem<'a>> {
        let index = self.cursor.index()?;
        let problem = match kind {
            MemberKind::Field => Problem::BadFieldDescriptor { index },
            MemberKind::Method => Problem::BadMethodDescriptor { index },
        };
        name_or(self.pool.utf8(index), self.any_names, problem)
    }
}
