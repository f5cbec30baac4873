//! The bytes of one class by what they are for. Every byte counts once.

use std::borrow::Cow;
use std::collections::HashSet;

use base::CpIndex;
use bytecode::Instructions;
use classfile::{
    AttributeKind as Kind, Attributes, ClassFile, Constant, ConstantPool, Member, Tag,
};

use crate::classes::readable;
use crate::text::{decoded, dotted};

/// A part that bytes can belong to.
pub(super) struct Part {
    pub(super) name: &'static str,
    /// Its colour in pictures.
    pub(super) colour: &'static str,
}

macro_rules! parts {
    ($($constant:ident $name:literal $colour:literal;)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "positions")]
        enum Position { $($constant,)* }
        $(const $constant: usize = Position::$constant as usize;)*

        /// All parts, in the order of the output.
        pub(super) const PARTS: &[Part] = &[$(Part { name: $name, colour: $colour },)*];
    };
}

parts! {
    UTF8 "constants: Utf8" "#4e79a7";
    CONSTANTS "other constants" "#76a5d0";
    CODE "code" "#e15759";
    HANDLERS "exception tables" "#ff9d9a";
    STACK_MAPS "stack maps" "#f28e2b";
    LINES "line numbers" "#59a14f";
    VARIABLES "local variables" "#8cd17d";
    SIGNATURES "generic signatures" "#b6992d";
    ANNOTATIONS "annotations" "#f1ce63";
    INNER_CLASSES "inner classes and nests" "#b07aa1";
    BOOTSTRAP "bootstrap methods" "#d4a6c8";
    OTHER_ATTRIBUTES "other attributes" "#9d7660";
    MEMBERS "members, headings" "#bab0ac";
}

/// Bytes by part.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts(pub(super) [u64; PARTS.len()]);

impl Parts {
    pub(super) fn add(&mut self, other: &Parts) {
        self.0.iter_mut().zip(other.0).for_each(|(sum, count)| *sum += count);
    }

    pub(super) fn sum(&self) -> u64 {
        self.0.iter().sum()
    }

    /// What `-g:none` would leave out of the attributes.
    pub(super) fn debug(&self) -> u64 {
        self.0[LINES] + self.0[VARIABLES]
    }
}

/// A class and its bytes.
pub(super) struct ClassSize {
    pub(super) name: String,
    pub(super) parts: Parts,
    /// Bytes of code and name of each method that has any.
    pub(super) methods: Vec<(u32, String)>,
    /// Bytes of constants that nothing in the class refers to.
    pub(super) unused: u64,
}

impl ClassSize {
    /// Counts the bytes of a class file; `source` is what errors call it.
    pub(super) fn of(bytes: &[u8], source: &str) -> Result<ClassSize, String> {
        let class = ClassFile::parse(bytes, readable());
        let class = class.map_err(|error| format!("{source}: {error}"))?;
        let mut size = ClassSize {
            name: dotted(&decoded(class.name())).into_owned(),
            parts: Parts::default(),
            methods: Vec::new(),
            unused: 0,
        };
        let pool = class.constant_pool();
        for index in pool.indices() {
            let part = if pool.tag(index) == Some(Tag::Utf8) { UTF8 } else { CONSTANTS };
            size.parts.0[part] += constant_size(pool, index);
        }
        size.attributes(class.attributes());
        class.fields().for_each(|field| size.attributes(field.attributes()));
        for method in class.methods() {
            size.attributes(method.attributes());
            size.code(method);
        }
        let counted = size.parts.sum();
        size.parts.0[MEMBERS] = (bytes.len() as u64).saturating_sub(counted);
        size.unused = unused_constants(&class);
        Ok(size)
    }

    /// Attributes but those of code, whose parts are counted one by one.
    fn attributes(&mut self, attributes: Attributes<'_, '_>) {
        /// Name and length.
        const HEADING: u64 = 6;
        for attribute in attributes {
            let part = match attribute.kind() {
                Some(Kind::Code) => continue,
                Some(Kind::StackMapTable) => STACK_MAPS,
                Some(Kind::LineNumberTable) => LINES,
                Some(Kind::LocalVariableTable | Kind::LocalVariableTypeTable) => VARIABLES,
                Some(Kind::Signature) => SIGNATURES,
                Some(Kind::InnerClasses | Kind::NestHost | Kind::NestMembers) => INNER_CLASSES,
                Some(Kind::BootstrapMethods) => BOOTSTRAP,
                _ if attribute.name.ends_with(b"Annotations") => ANNOTATIONS,
                Some(Kind::AnnotationDefault) => ANNOTATIONS,
                _ => OTHER_ATTRIBUTES,
            };
            self.parts.0[part] += HEADING + attribute.data.len() as u64;
        }
    }

    fn code(&mut self, method: Member<'_, '_>) {
        /// An entry of an exception table.
        const HANDLER: u64 = 8;
        let Ok(Some(code)) = method.code() else { return };
        self.parts.0[CODE] += code.bytes.len() as u64;
        self.parts.0[HANDLERS] += HANDLER * code.exception_table.len() as u64;
        self.attributes(code.attributes());
        let name = format!("{}{}", shortened(method.name()), shortened(method.descriptor()));
        self.methods.push((code.bytes.len() as u32, name));
    }
}

/// A name as text. Many methods can share one very long name, which each must
/// not have a copy of.
fn shortened(name: &[u8]) -> Cow<'_, str> {
    const LONGEST: usize = 100;
    match name.get(..LONGEST) {
        Some(start) => Cow::Owned(format!("{}...", decoded(start))),
        None => decoded(name),
    }
}

/// A set of indices of constants.
struct Indices(Box<[u64; 1 << 10]>);

impl Indices {
    fn has(&self, index: CpIndex) -> bool {
        self.0[usize::from(index.0 >> 6)] & 1 << (index.0 & 63) != 0
    }
}

impl Extend<u16> for Indices {
    fn extend<I: IntoIterator<Item = u16>>(&mut self, indices: I) {
        for index in indices {
            self.0[usize::from(index >> 6)] |= 1 << (index & 63);
        }
    }
}

fn constant_size(pool: &ConstantPool<'_>, index: CpIndex) -> u64 {
    let content = match pool.tag(index) {
        Some(Tag::Utf8) => 2 + pool.utf8(index).map_or(0, <[u8]>::len),
        Some(Tag::Long | Tag::Double) => 8,
        Some(Tag::MethodHandle) => 3,
        Some(Tag::Class | Tag::String | Tag::MethodType | Tag::Module | Tag::Package) => 2,
        Some(_) => 4,
        None => return 0,
    };
    1 + content as u64
}

/// Constants that neither code nor other constants name and whose index occurs in
/// no attribute or member. Attributes are searched for any two bytes with the
/// value of the index, so the figure is a lower bound.
fn unused_constants(class: &ClassFile<'_>) -> u64 {
    let pool = class.constant_pool();
    let mut used = Indices(Box::new([0; 1 << 10]));
    used.extend([class.this_class().0, class.super_class().0]);
    used.extend(class.interfaces().iter().map(|index| index.0));
    for index in pool.indices() {
        let (first, second) = match pool.get(index) {
            Ok(Constant::Class(at) | Constant::String(at) | Constant::MethodType(at)) => (at.0, 0),
            Ok(Constant::Module(at) | Constant::Package(at)) => (at.0, 0),
            Ok(Constant::Member { class, name_and_type, .. }) => (class.0, name_and_type.0),
            Ok(Constant::NameAndType { name, descriptor }) => (name.0, descriptor.0),
            Ok(Constant::MethodHandle { reference, .. }) => (reference.0, 0),
            Ok(Constant::Dynamic { name_and_type, .. }) => (name_and_type.0, 0),
            _ => continue,
        };
        used.extend([first, second]);
    }
    let mut names: HashSet<&[u8]> = HashSet::new();
    mark(class.attributes(), &mut used, &mut names);
    for member in class.fields().chain(class.methods()) {
        used.extend([member.name_index().0, member.descriptor_index().0]);
        mark(member.attributes(), &mut used, &mut names);
    }
    for method in class.methods() {
        let Ok(Some(code)) = method.code() else { continue };
        used.extend(Instructions::new(code.bytes).flatten().filter_map(|i| Some(i.constant()?.0)));
        used.extend(code.exception_table.iter().map(|handler| handler.catch_type.0));
        mark(code.attributes(), &mut used, &mut names);
    }
    let is_name = |index| pool.utf8(index).is_ok_and(|text| names.contains(text));
    let unused = pool.indices().filter(|index| !used.has(*index) && !is_name(*index));
    unused.map(|index| constant_size(pool, index)).sum()
}

fn mark<'a>(attributes: Attributes<'_, 'a>, used: &mut Indices, names: &mut HashSet<&'a [u8]>) {
    for attribute in attributes {
        names.insert(attribute.name);
        if attribute.kind() != Some(Kind::Code) {
            used.extend(
                attribute.data.windows(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])),
            );
        }
    }
}
