//! The attributes with `-v` (JVMS §4.7), except those that have files of their own.

use std::borrow::Cow;
use std::fmt::Write;

use base::CpIndex;
use classfile::{
    Attribute, AttributeData, AttributeKind, Attributes, BootstrapMethods, CharacterRange,
    Constant, EnclosingMethod, FrameKind, InnerClass, LineNumber, LocalVariable, Member,
    MethodParameter, RecordComponents, StackMap, StackMapTable, Table, Tag, VerificationType,
    VerificationTypes,
};

use super::Printer;
use crate::text::{decoded, dotted, escaped};

/// What a character range covers.
const RANGE_FLAGS: &[(u16, &str)] = &[
    (0x001, ", statement"),
    (0x002, ", block"),
    (0x004, ", assignment"),
    (0x008, ", flow-controller"),
    (0x010, ", flow-target"),
    (0x020, ", invoke"),
    (0x040, ", create"),
    (0x080, ", branch-true"),
    (0x100, ", branch-false"),
];

/// Why an attribute is shown byte by byte: nobody knows it, or it cannot be read.
const UNKNOWN: &str = "unknown attribute";
const FAILED: &str = "java.lang.reflect.InvocationTargetException";

/// Bytes in a line of an attribute that is not known.
const DUMP_WIDTH: usize = 16;

impl<'a> Printer<'_, '_, 'a> {
    /// Prints attributes that do not belong to a method.
    pub(super) fn attributes(&mut self, attributes: Attributes<'_, 'a>) {
        attributes.for_each(|attribute| self.attribute(&attribute, None));
    }

    pub(super) fn method_attributes(&mut self, method: Member<'_, 'a>) {
        method.attributes().for_each(|attribute| self.attribute(&attribute, Some(method)));
    }

    pub(super) fn attribute(&mut self, attribute: &Attribute<'a>, method: Option<Member<'_, 'a>>) {
        if self.w.has_failed() {
            return;
        }
        // Release 17 takes no notice of bytes behind what it reads.
        let decoded = match self.jdk25() {
            true => attribute.decode(self.pool),
            false => attribute.decode_start(self.pool),
        };
        let data = match decoded {
            Ok(data) => data,
            Err(error) => {
                if method.is_some() && error.kind == AttributeKind::Code && !self.jdk25() {
                    self.report("Unexpected or invalid value for Code attribute");
                }
                self.problem(error.to_string());
                return self.dump(attribute, FAILED);
            }
        };
        use AttributeData as D;
        match data {
            D::AnnotationDefault(value) => self.default_value(&value),
            D::BootstrapMethods(methods) => self.bootstrap_methods(&methods),
            D::CharacterRangeTable(table) => self.character_ranges(table),
            D::Code(code) => match method {
                Some(method) => self.verbose_code(method, &code),
                None => {
                    self.problem(format!(
                        "Code outside of a method at offset {}",
                        attribute.offset
                    ));
                    self.dump(attribute, UNKNOWN);
                }
            },
            D::CompilationID(index) | D::SourceID(index) => self.reference(index),
            D::ConstantValue(index) => {
                self.w.print("ConstantValue: ");
                self.reference(index);
                self.w.newline();
            }
            D::Deprecated => self.w.println("Deprecated: true"),
            D::EnclosingMethod(enclosing) => self.enclosing_method(enclosing),
            D::Exceptions(classes) => self.exceptions(classes),
            D::InnerClasses(table) => self.inner_classes(table),
            D::LineNumberTable(table) => self.line_numbers(table),
            D::LocalVariableTable(table) => self.local_variables("LocalVariableTable:", table),
            D::LocalVariableTypeTable(table) => {
                self.local_variables("LocalVariableTypeTable:", table);
            }
            D::MethodParameters(table) => self.parameters(table),
            D::Module(module) => self.module_attribute(&module),
            D::ModuleHashes(hashes) => self.module_hashes(&hashes),
            D::ModuleMainClass(index) => {
                self.w.print("ModuleMainClass: ");
                self.print_index(index);
                self.w.tab();
                let name = self.name(index);
                self.w.print("// ");
                self.w.println(&dotted(&name));
            }
            D::ModulePackages(packages) => self.module_packages(packages),
            D::ModuleResolution(flags) => self.module_resolution(flags),
            D::ModuleTarget(index) => {
                self.w.println("ModuleTarget:");
                self.w.indent(1);
                self.w.print("target_platform: ");
                self.index_and_text(index);
                self.w.indent(-1);
            }
            D::NestHost(index) => {
                self.w.print("NestHost: ");
                self.reference(index);
                self.w.newline();
            }
            D::NestMembers(classes) => self.class_list("NestMembers:", classes),
            D::PermittedSubclasses(classes) => self.class_list("PermittedSubclasses:", classes),
            // A Record attribute means something to a class only; elsewhere it
            // could nest without limit.
            D::Record(components) if self.is_class_attribute(attribute) => self.record(&components),
            D::Record(_) => self.dump(attribute, UNKNOWN),
            D::RuntimeVisibleAnnotations(a) => self.annotations("RuntimeVisibleAnnotations:", &a),
            D::RuntimeInvisibleAnnotations(a) => {
                self.annotations("RuntimeInvisibleAnnotations:", &a);
            }
            D::RuntimeVisibleTypeAnnotations(a) => {
                self.type_annotations("RuntimeVisibleTypeAnnotations:", &a);
            }
            D::RuntimeInvisibleTypeAnnotations(a) => {
                self.type_annotations("RuntimeInvisibleTypeAnnotations:", &a);
            }
            D::RuntimeVisibleParameterAnnotations(a) => {
                self.parameter_annotations("RuntimeVisibleParameterAnnotations:", &a);
            }
            D::RuntimeInvisibleParameterAnnotations(a) => {
                self.parameter_annotations("RuntimeInvisibleParameterAnnotations:", &a);
            }
            D::Signature(index) => {
                self.w.print("Signature: ");
                self.index_and_text(index);
            }
            D::SourceDebugExtension(text) => self.source_debug_extension(text),
            D::SourceFile(index) => {
                let name = self.text(index);
                self.w.println(&format!("SourceFile: \"{name}\""));
            }
            D::StackMapTable(table) => self.stack_map(&table),
            D::Synthetic => self.w.println("Synthetic: true"),
            D::Unknown(data) if attribute.name == b"StackMap" && !self.jdk25() => {
                match StackMap::read(data) {
                    Some(map) => self.old_stack_map(&map),
                    None => self.dump(attribute, FAILED),
                }
            }
            D::Unknown(_) => self.dump(attribute, UNKNOWN),
        }
    }

    fn is_class_attribute(&self, attribute: &Attribute<'_>) -> bool {
        self.class.attributes().any(|other| other.offset == attribute.offset)
    }

    /// An attribute that is not known or cannot be read, byte by byte.
    fn dump(&mut self, attribute: &Attribute<'_>, reason: &str) {
        let length = attribute.data.len();
        self.w.print("  ");
        let reason: Cow<'_, str> = match self.pool.utf8(attribute.name_index) {
            _ if self.jdk25() => {
                self.w.print(&decoded(attribute.name));
                UNKNOWN.into()
            }
            Ok(_) => {
                self.w.print(&decoded(attribute.name));
                reason.into()
            }
            Err(_) => {
                let fault = self.index_fault(attribute.name_index, Tag::Utf8);
                self.report(&fault);
                self.w.print("attribute name = ");
                self.print_index(attribute.name_index);
                let kind = match self.pool.tag(attribute.name_index) {
                    None => "InvalidIndex",
                    Some(_) => "UnexpectedEntry",
                };
                format!("com.sun.tools.classfile.ConstantPool${kind}: {fault}").into()
            }
        };
        self.w.print(&format!(": length = 0x{length:X} ({reason})\n   "));
        let mut text = String::with_capacity(3 * DUMP_WIDTH);
        for line in attribute.data.chunks(DUMP_WIDTH) {
            text.clear();
            for byte in line {
                write!(text, "{byte:02X} ").expect("a string takes everything");
            }
            self.w.print(&text);
            if line.len() == DUMP_WIDTH {
                self.w.newline();
                self.w.print("   ");
            }
        }
        self.w.newline();
    }

    fn bootstrap_methods(&mut self, methods: &BootstrapMethods<'_>) {
        self.w.println("BootstrapMethods:");
        for (at, method) in methods.iter().enumerate() {
            self.w.indent(1);
            self.w.number(at as u32);
            self.w.print(": ");
            self.print_index(method.method);
            self.w.print(" ");
            self.value(method.method);
            self.w.newline();
            self.w.indent(1);
            self.w.println("Method arguments:");
            self.w.indent(1);
            for argument in method.arguments.iter() {
                self.print_index(argument);
                self.w.print(" ");
                self.value(argument);
                self.w.newline();
            }
            self.w.indent(-3);
        }
    }

    fn character_ranges(&mut self, table: Table<'_, CharacterRange>) {
        self.w.println("CharacterRangeTable:");
        self.w.indent(1);
        for range in table.iter() {
            let (from, to) = (range.start_pc, range.end_pc);
            let (start, end) = (range.range_start, range.range_end);
            let flags = range.flags;
            self.w.print(&format!("    {from:2}, {to:2}, {start:6x}, {end:6x}, {flags:4x}"));
            self.w.tab();
            let position = |at: u32| format!("{:4}:{:02}", at as i32 >> 10, at & 0x3ff);
            let (start, end) = (position(start), position(end));
            self.w.print(&format!("// {from:2}, {to:2}, {start}, {end}"));
            for (bit, name) in RANGE_FLAGS {
                if flags & bit != 0 {
                    self.w.print(name);
                }
            }
            self.w.newline();
        }
        self.w.indent(-1);
    }

    fn enclosing_method(&mut self, enclosing: EnclosingMethod) {
        self.w.print("EnclosingMethod: ");
        self.print_index(enclosing.class);
        self.w.print(".");
        self.print_index(enclosing.method);
        self.w.tab();
        self.w.print("// ");
        let class = self.name(enclosing.class);
        self.w.print(&dotted(&class));
        if !enclosing.method.is_zero() {
            self.w.print(".");
            let name = match self.pool.get(enclosing.method) {
                Ok(Constant::NameAndType { name, .. }) => self.text(name),
                _ => self.name_of(enclosing.method, Tag::NameAndType),
            };
            self.w.print(&name);
        }
        self.w.newline();
    }

    fn exceptions(&mut self, classes: Table<'_, CpIndex>) {
        self.w.println("Exceptions:");
        self.w.indent(1);
        self.w.print("throws ");
        for (at, class) in classes.iter().enumerate() {
            self.w.print(if at == 0 { "" } else { ", " });
            let name = self.name(class);
            self.w.print(&dotted(&name));
        }
        self.w.newline();
        self.w.indent(-1);
    }

    fn inner_classes(&mut self, table: Table<'_, InnerClass>) {
        let access = self.options.access;
        let mut shown = table.iter().filter(|c| access.shows(c.access_flags)).peekable();
        if shown.peek().is_none() {
            return;
        }
        self.w.println("InnerClasses:");
        self.w.indent(1);
        for class in shown {
            self.inner_class_modifiers(class.access_flags);
            if !class.inner_name.is_zero() {
                self.print_index(class.inner_name);
                self.w.print("= ");
            }
            self.print_index(class.inner_class);
            if !class.outer_class.is_zero() {
                self.w.print(" of ");
                self.print_index(class.outer_class);
            }
            self.w.print(";");
            self.w.tab();
            self.w.print("// ");
            if !class.inner_name.is_zero() {
                let name = self.text(class.inner_name);
                self.w.print(&name);
                self.w.print("=");
            }
            self.reference(class.inner_class);
            if !class.outer_class.is_zero() {
                self.w.print(" of ");
                self.reference(class.outer_class);
            }
            self.w.newline();
        }
        self.w.indent(-1);
    }

    pub(super) fn line_numbers(&mut self, table: Table<'_, LineNumber>) {
        self.w.println("LineNumberTable:");
        self.w.indent(1);
        for entry in table.iter() {
            self.w.print("line ");
            self.w.number(entry.line);
            self.w.print(": ");
            self.w.number(entry.start_pc);
            self.w.newline();
        }
        self.w.indent(-1);
    }

    pub(super) fn local_variables(&mut self, title: &str, table: Table<'_, LocalVariable>) {
        self.w.println(title);
        self.w.indent(1);
        self.w.println("Start  Length  Slot  Name   Signature");
        for variable in table.iter() {
            self.w.padded(variable.start_pc.into(), 5);
            self.w.print(" ");
            self.w.padded(variable.length.into(), 7);
            self.w.print(" ");
            self.w.padded(variable.index.into(), 5);
            self.w.print(" ");
            let name = self.text(variable.name);
            let name = escaped(&name);
            for _ in name.encode_utf16().take(5).count()..5 {
                self.w.print(" ");
            }
            self.w.print(&name);
            self.w.print("   ");
            let descriptor = self.text(variable.descriptor);
            self.w.println(&escaped(&descriptor));
        }
        self.w.indent(-1);
    }

    fn parameters(&mut self, table: Table<'_, MethodParameter>) {
        self.w.println("MethodParameters:");
        self.w.indent(1);
        self.w.println("Name                           Flags");
        for parameter in table.iter() {
            let name = match parameter.name {
                CpIndex(0) => "<no name>".into(),
                index => self.text(index),
            };
            let name = escaped(&name);
            self.w.print(&name);
            for _ in name.encode_utf16().count()..31 {
                self.w.print(" ");
            }
            let flags = parameter.access_flags;
            for (set, name) in [
                (flags.0 & 0x0010 != 0, "final "),
                (flags.0 & 0x8000 != 0, "mandated "),
                (flags.0 & 0x1000 != 0, "synthetic"),
            ] {
                self.w.print(if set { name } else { "" });
            }
            self.w.newline();
        }
        self.w.indent(-1);
    }

    fn class_list(&mut self, title: &str, classes: Table<'_, CpIndex>) {
        self.w.println(title);
        self.w.indent(1);
        for class in classes.iter() {
            self.value(class);
            self.w.newline();
        }
        self.w.indent(-1);
    }

    fn record(&mut self, components: &RecordComponents<'_, 'a>) {
        self.w.println("Record:");
        self.w.indent(1);
        for component in components.iter() {
            let generic = self.generic_signature(component.attributes());
            let descriptor = self.text(component.descriptor);
            self.field_type(&generic.unwrap_or_else(|| descriptor.clone()));
            self.w.print(" ");
            let name = self.text(component.name);
            self.w.print(&name);
            self.w.println(";");
            self.w.indent(1);
            self.w.print("descriptor: ");
            self.w.println(&descriptor);
            self.attributes(component.attributes());
            self.w.newline();
            self.w.indent(-1);
        }
        self.w.indent(-1);
    }

    fn source_debug_extension(&mut self, text: &[u8]) {
        self.w.println("SourceDebugExtension:");
        self.w.indent(1);
        let text = utf8_as_java(text);
        let mut lines: Vec<&str> = Vec::new();
        let mut after_end = false;
        for line in text.split(['\r', '\n']) {
            // Several line ends in a row count as one, but one at the start
            // leaves an empty line before it.
            if !line.is_empty() || !after_end && lines.is_empty() {
                lines.push(line);
            }
            after_end = true;
        }
        // Nothing but line ends is no line.
        if text.is_empty() || lines.iter().any(|line| !line.is_empty()) {
            lines.iter().for_each(|line| self.w.println(line));
        }
        self.w.indent(-1);
    }

    fn stack_map(&mut self, table: &StackMapTable<'_>) {
        self.w.println(&format!("StackMapTable: number_of_entries = {}", table.len()));
        self.w.indent(1);
        for frame in table.iter() {
            self.w.print("frame_type = ");
            self.w.number(frame.tag);
            self.w.println(match frame.tag {
                0..64 => " /* same */",
                64..128 => " /* same_locals_1_stack_item */",
                247 => " /* same_locals_1_stack_item_frame_extended */",
                248..=250 => " /* chop */",
                251 => " /* same_frame_extended */",
                252..=254 => " /* append */",
                _ => " /* full_frame */",
            });
            self.w.indent(1);
            if frame.tag >= 128 {
                self.w.print("offset_delta = ");
                self.w.number(frame.offset_delta);
                self.w.newline();
            }
            match frame.kind {
                FrameKind::Same | FrameKind::Chop(_) => {}
                FrameKind::SameLocals1(entry) => self.verification_types("stack", [entry]),
                FrameKind::Append(locals) => self.verification_list("locals", locals),
                FrameKind::Full { locals, stack } => {
                    self.verification_list("locals", locals);
                    self.verification_list("stack", stack);
                }
            }
            self.w.indent(-1);
        }
        self.w.indent(-1);
    }

    /// The predecessor of `StackMapTable`, which release 17 knows.
    fn old_stack_map(&mut self, map: &StackMap<'_>) {
        self.w.println(&format!("StackMap: number_of_entries = {}", map.len()));
        self.w.indent(1);
        for frame in map.iter() {
            self.w.println(&format!("frame_type = 255 offset = {}", frame.position));
            self.w.indent(1);
            self.verification_list("locals", frame.locals);
            self.verification_list("stack", frame.stack);
            self.w.indent(-1);
        }
        self.w.indent(-1);
    }

    fn verification_list(&mut self, name: &str, types: VerificationTypes<'_>) {
        self.verification_types(name, types.iter());
    }

    fn verification_types(
        &mut self,
        name: &str,
        types: impl IntoIterator<Item = VerificationType>,
    ) {
        self.w.print(name);
        self.w.print(" = [");
        let mut types = types.into_iter().peekable();
        while let Some(entry) = types.next() {
            self.w.print(" ");
            match entry {
                VerificationType::Top => self.w.print("top"),
                VerificationType::Integer => self.w.print("int"),
                VerificationType::Float => self.w.print("float"),
                VerificationType::Double => self.w.print("double"),
                VerificationType::Long => self.w.print("long"),
                VerificationType::Null => self.w.print("null"),
                VerificationType::UninitializedThis => self.w.print("this"),
                VerificationType::Object(class) => self.reference(class),
                VerificationType::Uninitialized { offset } => {
                    self.w.print("uninitialized ");
                    self.w.number(offset);
                }
            }
            self.w.print(if types.peek().is_some() { "," } else { " " });
        }
        self.w.println("]");
    }
}

/// UTF-8 as Java decodes it: a surrogate of three bytes is one malformed character.
fn utf8_as_java(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let error = match std::str::from_utf8(rest) {
            Ok(valid) => return text + valid,
            Err(error) => error,
        };
        let (valid, behind) = rest.split_at(error.valid_up_to());
        text.push_str(std::str::from_utf8(valid).expect("it is valid up to there"));
        text.push(char::REPLACEMENT_CHARACTER);
        rest = match *behind {
            [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..] => &behind[3..],
            _ => &behind[error.error_len().unwrap_or(behind.len())..],
        };
    }
}
