//! Documents of attributes (JVMS §4.7).

use std::borrow::Cow;

use base::mutf8::Lossy;
use base::{CpIndex, mutf8};
use classfile::{AttributeData, Attributes, ConstantPool, RecordComponent, Table};
use serde::Serialize;

use super::access::{self, names};
use super::annotations::{
    Annotation, ElementValue, TypeAnnotation, annotations, element_value, parameters,
    type_annotations,
};
use super::code::{CodeModel, Frame, Variable, code, frames};
use super::model::{Access, Ref, Start, choices, records};
use super::modules::{ModuleHash, ModuleModel, hashes, module};
use super::sequences::Each;
use crate::symbolic::Resolved;

records! {
    /// An attribute of a class, member, code or record component.
    pub(super) struct Attribute<'c, 'a> {
        /// Position of the attribute in the file.
        pub(super) offset: usize,
        /// Its name in the file.
        pub(super) name: Start<Lossy<'a>>,
        pub(super) name_index: u16,
        /// Bytes of its contents.
        pub(super) length: usize,
        #[serde(flatten)]
        pub(super) content: Content<'c, 'a>,
    }

    /// A bootstrap method and its static arguments.
    pub(super) struct Bootstrap<'c, 'a> {
        pub(super) method: Ref<'c, 'a>,
        pub(super) arguments: Each<'c, Ref<'c, 'a>>,
    }

    /// An entry of `InnerClasses`.
    pub(super) struct Inner<'c, 'a> {
        pub(super) inner_class: Ref<'c, 'a>,
        /// Not there if the class is no member of another.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) outer_class: Option<Ref<'c, 'a>>,
        /// Not there if the class is anonymous.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) inner_name: Option<Ref<'c, 'a>>,
        pub(super) access: Access,
    }

    /// Where a source line starts.
    pub(super) struct Line {
        pub(super) start_pc: u16,
        pub(super) line: u16,
    }

    /// A parameter of a method.
    pub(super) struct Parameter<'c, 'a> {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) name: Option<Ref<'c, 'a>>,
        pub(super) access: Access,
    }

    /// A component of a record class.
    pub(super) struct Component<'c, 'a> {
        pub(super) offset: usize,
        pub(super) name: Ref<'c, 'a>,
        pub(super) descriptor: Ref<'c, 'a>,
        pub(super) attributes: Each<'c, Attribute<'c, 'a>>,
    }

    /// Source positions of a range of code.
    pub(super) struct CharacterRange {
        pub(super) start_pc: u16,
        pub(super) end_pc: u16,
        pub(super) start_line: u32,
        pub(super) start_column: u32,
        pub(super) end_line: u32,
        pub(super) end_column: u32,
        pub(super) flags: u16,
    }
}

choices! {
    /// What an attribute says.
    #[serde(tag = "kind")]
    pub(super) enum Content<'c, 'a> {
        AnnotationDefault { value: ElementValue<'c, 'a> },
        BootstrapMethods { methods: Each<'c, Bootstrap<'c, 'a>> },
        CharacterRangeTable { ranges: Each<'c, CharacterRange> },
        Code(CodeModel<'c, 'a>),
        CompilationID { id: Ref<'c, 'a> },
        ConstantValue { constant: Ref<'c, 'a> },
        Deprecated,
        EnclosingMethod {
            class: Ref<'c, 'a>,
            #[serde(skip_serializing_if = "Option::is_none")]
            method: Option<Ref<'c, 'a>>,
        },
        Exceptions { classes: Each<'c, Ref<'c, 'a>> },
        InnerClasses { classes: Each<'c, Inner<'c, 'a>> },
        LineNumberTable { lines: Each<'c, Line> },
        LocalVariableTable { variables: Each<'c, Variable<'c, 'a>> },
        LocalVariableTypeTable { variables: Each<'c, Variable<'c, 'a>> },
        MethodParameters { parameters: Each<'c, Parameter<'c, 'a>> },
        Module(ModuleModel<'c, 'a>),
        ModuleHashes { algorithm: Ref<'c, 'a>, modules: Each<'c, ModuleHash<'c, 'a>> },
        ModuleMainClass { class: Ref<'c, 'a> },
        ModulePackages { packages: Each<'c, Ref<'c, 'a>> },
        ModuleResolution { flags: u16 },
        ModuleTarget { target: Ref<'c, 'a> },
        NestHost { class: Ref<'c, 'a> },
        NestMembers { classes: Each<'c, Ref<'c, 'a>> },
        PermittedSubclasses { classes: Each<'c, Ref<'c, 'a>> },
        Record { components: Each<'c, Component<'c, 'a>> },
        RuntimeInvisibleAnnotations { annotations: Each<'c, Annotation<'c, 'a>> },
        RuntimeInvisibleParameterAnnotations { parameters: Each<'c, Each<'c, Annotation<'c, 'a>>> },
        RuntimeInvisibleTypeAnnotations { annotations: Each<'c, TypeAnnotation<'c, 'a>> },
        RuntimeVisibleAnnotations { annotations: Each<'c, Annotation<'c, 'a>> },
        RuntimeVisibleParameterAnnotations { parameters: Each<'c, Each<'c, Annotation<'c, 'a>>> },
        RuntimeVisibleTypeAnnotations { annotations: Each<'c, TypeAnnotation<'c, 'a>> },
        Signature { signature: Ref<'c, 'a> },
        SourceDebugExtension { text: Cow<'a, str> },
        SourceFile { file: Ref<'c, 'a> },
        SourceID { id: Ref<'c, 'a> },
        StackMapTable { frames: Each<'c, Frame<'c, 'a>> },
        Synthetic,
        /// No attribute of JVMS or of the JDK's tools.
        Unknown { bytes: Hex<'a> },
        /// Its contents do not have the form that its name promises.
        Malformed { bytes: Hex<'a> },
    }
}

/// Bytes as hexadecimal digits.
pub(super) struct Hex<'a>(pub(super) &'a [u8]);

impl Serialize for Hex<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A reference to an entry.
pub(super) fn reference<'c, 'a>(pool: &'c ConstantPool<'a>, index: CpIndex) -> Ref<'c, 'a> {
    Ref { index: index.0, value: Resolved::new(pool, index).map(Start) }
}

/// A reference to an entry where 0 means that there is none.
pub(super) fn optional<'c, 'a>(pool: &'c ConstantPool<'a>, index: CpIndex) -> Option<Ref<'c, 'a>> {
    (!index.is_zero()).then(|| reference(pool, index))
}

/// References to the entries of a table.
pub(super) fn list<'c, 'a>(
    pool: &'c ConstantPool<'a>,
    table: Table<'a, CpIndex>,
) -> Each<'c, Ref<'c, 'a>> {
    Each::of(move || table.iter().map(move |index| reference(pool, index)))
}

/// The documents of attributes. The depth of this recursion is two: a class has
/// record components, a method has code, and neither is looked for elsewhere.
pub(super) fn attributes<'c, 'a>(attributes: Attributes<'c, 'a>) -> Each<'c, Attribute<'c, 'a>> {
    let pool = attributes.pool();
    let model = move |attribute: classfile::Attribute<'a>| Attribute {
        offset: attribute.offset,
        name: Start(Lossy(attribute.name)),
        name_index: attribute.name_index.0,
        length: attribute.data.len(),
        content: match attribute.decode(pool) {
            Ok(data) => content(data, pool),
            Err(_) => Content::Malformed { bytes: Hex(attribute.data) },
        },
    };
    Each::of(move || attributes.clone().map(model))
}

fn content<'c, 'a>(data: AttributeData<'c, 'a>, pool: &'c ConstantPool<'a>) -> Content<'c, 'a> {
    use AttributeData as Data;
    let one = |index| reference(pool, index);
    let all = |table| list(pool, table);
    match data {
        Data::AnnotationDefault(value) => {
            Content::AnnotationDefault { value: element_value(value, pool) }
        }
        Data::CompilationID(id) => Content::CompilationID { id: one(id) },
        Data::ConstantValue(constant) => Content::ConstantValue { constant: one(constant) },
        Data::Deprecated => Content::Deprecated,
        Data::EnclosingMethod(method) => Content::EnclosingMethod {
            class: one(method.class),
            method: optional(pool, method.method),
        },
        Data::Exceptions(classes) => Content::Exceptions { classes: all(classes) },
        Data::Module(data) => Content::Module(module(&data, pool)),
        Data::ModuleHashes(data) => {
            Content::ModuleHashes { algorithm: one(data.algorithm), modules: hashes(&data, pool) }
        }
        Data::ModuleMainClass(class) => Content::ModuleMainClass { class: one(class) },
        Data::ModulePackages(packages) => Content::ModulePackages { packages: all(packages) },
        Data::ModuleResolution(flags) => Content::ModuleResolution { flags },
        Data::ModuleTarget(target) => Content::ModuleTarget { target: one(target) },
        Data::NestHost(class) => Content::NestHost { class: one(class) },
        Data::NestMembers(classes) => Content::NestMembers { classes: all(classes) },
        Data::PermittedSubclasses(classes) => {
            Content::PermittedSubclasses { classes: all(classes) }
        }
        Data::RuntimeInvisibleAnnotations(list) => {
            Content::RuntimeInvisibleAnnotations { annotations: annotations(list, pool) }
        }
        Data::RuntimeInvisibleParameterAnnotations(list) => {
            Content::RuntimeInvisibleParameterAnnotations { parameters: parameters(list, pool) }
        }
        Data::RuntimeInvisibleTypeAnnotations(list) => {
            Content::RuntimeInvisibleTypeAnnotations { annotations: type_annotations(list, pool) }
        }
        Data::RuntimeVisibleAnnotations(list) => {
            Content::RuntimeVisibleAnnotations { annotations: annotations(list, pool) }
        }
        Data::RuntimeVisibleParameterAnnotations(list) => {
            Content::RuntimeVisibleParameterAnnotations { parameters: parameters(list, pool) }
        }
        Data::RuntimeVisibleTypeAnnotations(list) => {
            Content::RuntimeVisibleTypeAnnotations { annotations: type_annotations(list, pool) }
        }
        Data::Signature(signature) => Content::Signature { signature: one(signature) },
        Data::SourceDebugExtension(text) => {
            Content::SourceDebugExtension { text: mutf8::to_string_lossy(text) }
        }
        Data::SourceFile(file) => Content::SourceFile { file: one(file) },
        Data::SourceID(id) => Content::SourceID { id: one(id) },
        Data::Synthetic => Content::Synthetic,
        Data::Unknown(bytes) => Content::Unknown { bytes: Hex(bytes) },
        tables => table(tables, pool),
    }
}

/// The attributes that are tables.
fn table<'c, 'a>(data: AttributeData<'c, 'a>, pool: &'c ConstantPool<'a>) -> Content<'c, 'a> {
    use AttributeData as Data;
    match data {
        Data::BootstrapMethods(methods) => {
            let bootstrap = move |method: classfile::BootstrapMethod<'a>| Bootstrap {
                method: reference(pool, method.method),
                arguments: list(pool, method.arguments),
            };
            Content::BootstrapMethods { methods: Each::of(move || methods.iter().map(bootstrap)) }
        }
        Data::CharacterRangeTable(ranges) => Content::CharacterRangeTable {
            ranges: Each::of(move || ranges.iter().map(character_range)),
        },
        Data::Code(data) => Content::Code(code(data, pool)),
        Data::InnerClasses(classes) => {
            let inner = move |entry: classfile::InnerClass| Inner {
                inner_class: reference(pool, entry.inner_class),
                outer_class: optional(pool, entry.outer_class),
                inner_name: optional(pool, entry.inner_name),
                access: names(entry.access_flags, access::CLASS),
            };
            Content::InnerClasses { classes: Each::of(move || classes.iter().map(inner)) }
        }
        Data::LineNumberTable(lines) => {
            let line = |l: classfile::LineNumber| Line { start_pc: l.start_pc, line: l.line };
            Content::LineNumberTable { lines: Each::of(move || lines.iter().map(line)) }
        }
        Data::LocalVariableTable(table) => {
            Content::LocalVariableTable { variables: variables(table, pool) }
        }
        Data::LocalVariableTypeTable(table) => {
            Content::LocalVariableTypeTable { variables: variables(table, pool) }
        }
        Data::MethodParameters(table) => {
            let parameter = move |entry: classfile::MethodParameter| Parameter {
                name: optional(pool, entry.name),
                access: names(entry.access_flags, access::PARAMETER),
            };
            Content::MethodParameters { parameters: Each::of(move || table.iter().map(parameter)) }
        }
        Data::Record(components) => {
            let component = move |component: RecordComponent<'c, 'a>| Component {
                offset: component.offset,
                name: reference(pool, component.name),
                descriptor: reference(pool, component.descriptor),
                attributes: attributes(component.attributes()),
            };
            Content::Record { components: Each::of(move || components.iter().map(component)) }
        }
        Data::StackMapTable(table) => Content::StackMapTable { frames: frames(table, pool) },
        other => unreachable!("no table: {other:?}"),
    }
}

fn variables<'c, 'a>(
    table: Table<'a, classfile::LocalVariable>,
    pool: &'c ConstantPool<'a>,
) -> Each<'c, Variable<'c, 'a>> {
    let variable = move |entry: classfile::LocalVariable| Variable {
        start_pc: entry.start_pc,
        length: entry.length,
        name: reference(pool, entry.name),
        descriptor: reference(pool, entry.descriptor),
        index: entry.index,
    };
    Each::of(move || table.iter().map(variable))
}

fn character_range(range: classfile::CharacterRange) -> CharacterRange {
    /// Bits of a position that are its column.
    const COLUMN_BITS: u32 = 10;
    let column = |position: u32| position & ((1 << COLUMN_BITS) - 1);
    CharacterRange {
        start_pc: range.start_pc,
        end_pc: range.end_pc,
        start_line: range.range_start >> COLUMN_BITS,
        start_column: column(range.range_start),
        end_line: range.range_end >> COLUMN_BITS,
        end_column: column(range.range_end),
        flags: range.flags,
    }
}
