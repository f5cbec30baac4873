//! Writes the small class files of the direct path (JVMS chapter 4).

use base::access_flags::AccessFlags;
use base::descriptor::BasicType;
use bytecode::Opcode;
use classfile::Tag;
use std::collections::HashMap;

/// Version of the class files that `java.lang.invoke` of JDK 17 writes.
const MAJOR_VERSION: u16 = 59;

/// A class file in the making.
pub(super) struct ClassWriter {
    pool: Vec<u8>,
    count: u16,
    known: HashMap<Vec<u8>, u16>,
    header: [u16; 3],
    interfaces: Vec<u16>,
    fields: Vec<u8>,
    field_count: u16,
    methods: Vec<u8>,
    method_count: u16,
}

impl ClassWriter {
    /// A class without members that extends `Object`.
    pub(super) fn new(flags: u16, name: &[u8], interfaces: &[&[u8]]) -> ClassWriter {
        let mut writer = ClassWriter {
            pool: Vec::with_capacity(512),
            count: 1,
            known: HashMap::new(),
            header: [0; 3],
            interfaces: Vec::new(),
            fields: Vec::new(),
            field_count: 0,
            methods: Vec::new(),
            method_count: 0,
        };
        let this = writer.class(name);
        let parent = writer.class(b"java/lang/Object");
        writer.header = [flags | AccessFlags::SUPER, this, parent];
        writer.interfaces = interfaces.iter().map(|name| writer.class(name)).collect();
        writer
    }

    fn entry(&mut self, tag: Tag, parts: &[&[u8]]) -> u16 {
        let mut bytes = vec![tag as u8];
        parts.iter().for_each(|part| bytes.extend_from_slice(part));
        if let Some(index) = self.known.get(&bytes) {
            return *index;
        }
        let index = self.count;
        self.pool.extend_from_slice(&bytes);
        self.known.insert(bytes, index);
        self.count += tag.slots();
        index
    }

    fn utf8(&mut self, text: &[u8]) -> u16 {
        let length = u16::try_from(text.len()).expect("texts come from class files");
        self.entry(Tag::Utf8, &[&length.to_be_bytes(), text])
    }

    /// A `Class` entry.
    pub(super) fn class(&mut self, name: &[u8]) -> u16 {
        let name = self.utf8(name);
        self.entry(Tag::Class, &[&name.to_be_bytes()])
    }

    /// A `String` entry.
    pub(super) fn string(&mut self, text: &[u8]) -> u16 {
        let text = self.utf8(text);
        self.entry(Tag::String, &[&text.to_be_bytes()])
    }

    /// A `Fieldref`, `Methodref` or `InterfaceMethodref` entry.
    pub(super) fn member(&mut self, tag: Tag, owner: &[u8], name: &[u8], descriptor: &[u8]) -> u16 {
        let owner = self.class(owner);
        let (name, descriptor) = (self.utf8(name), self.utf8(descriptor));
        let both = [name.to_be_bytes(), descriptor.to_be_bytes()];
        let name_and_type = self.entry(Tag::NameAndType, &[&both[0], &both[1]]);
        self.entry(tag, &[&owner.to_be_bytes(), &name_and_type.to_be_bytes()])
    }

    /// Adds a field.
    pub(super) fn field(&mut self, flags: u16, name: &[u8], descriptor: &[u8]) {
        let parts = [flags, self.utf8(name), self.utf8(descriptor), 0];
        put(&mut self.fields, &parts);
        self.field_count += 1;
    }

    /// Adds a method with code.
    pub(super) fn method(&mut self, flags: u16, name: &[u8], descriptor: &[u8], code: &Code) {
        let attribute = self.utf8(b"Code");
        let parts = [flags, self.utf8(name), self.utf8(descriptor), 1, attribute];
        put(&mut self.methods, &parts);
        let length = code.bytes.len() as u32;
        self.methods.extend_from_slice(&(12 + length).to_be_bytes());
        put(&mut self.methods, &[code.max_stack, code.max_locals]);
        self.methods.extend_from_slice(&length.to_be_bytes());
        self.methods.extend_from_slice(&code.bytes);
        put(&mut self.methods, &[0, 0]);
        self.method_count += 1;
    }

    /// The class file.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut file = 0xcafe_babe_u32.to_be_bytes().to_vec();
        put(&mut file, &[0, MAJOR_VERSION, self.count]);
        file.extend_from_slice(&self.pool);
        put(&mut file, &self.header);
        put(&mut file, &[self.interfaces.len() as u16]);
        put(&mut file, &self.interfaces);
        put(&mut file, &[self.field_count]);
        file.extend_from_slice(&self.fields);
        put(&mut file, &[self.method_count]);
        file.extend_from_slice(&self.methods);
        put(&mut file, &[0]);
        file
    }
}

fn put(bytes: &mut Vec<u8>, values: &[u16]) {
    values.iter().for_each(|value| bytes.extend_from_slice(&value.to_be_bytes()));
}

/// The code of a method in the making.
pub(super) struct Code {
    bytes: Vec<u8>,
    max_stack: u16,
    max_locals: u16,
}

impl Code {
    /// No instructions yet.
    pub(super) fn new(max_stack: u16, max_locals: u16) -> Code {
        Code { bytes: Vec::new(), max_stack, max_locals }
    }

    /// An instruction without operands.
    pub(super) fn op(&mut self, opcode: Opcode) -> &mut Code {
        self.bytes.push(opcode.value());
        self
    }

    /// An instruction with a 16-bit operand, a pool index for most.
    pub(super) fn op16(&mut self, opcode: Opcode, operand: u16) -> &mut Code {
        self.bytes.push(opcode.value());
        put(&mut self.bytes, &[operand]);
        self
    }

    /// `invokeinterface` with its count of argument slots, receiver included.
    pub(super) fn invoke_interface(&mut self, method: u16, slots: u16) -> &mut Code {
        self.op16(Opcode::Invokeinterface, method);
        self.bytes.extend_from_slice(&[slots as u8, 0]);
        self
    }

    /// Loads a local variable.
    pub(super) fn load(&mut self, kind: BasicType, slot: u16) -> &mut Code {
        let opcode = match kind {
            BasicType::Long => Opcode::Lload,
            BasicType::Float => Opcode::Fload,
            BasicType::Double => Opcode::Dload,
            BasicType::Object => Opcode::Aload,
            _ => Opcode::Iload,
        };
        self.variable(opcode, slot)
    }

    /// An instruction on a local variable.
    pub(super) fn variable(&mut self, opcode: Opcode, slot: u16) -> &mut Code {
        let slot = u8::try_from(slot).expect("methods here have few variables");
        self.bytes.extend_from_slice(&[opcode.value(), slot]);
        self
    }

    /// Returns a value, or nothing.
    pub(super) fn leave(&mut self, kind: BasicType) -> &mut Code {
        self.op(match kind {
            BasicType::Void => Opcode::Return,
            BasicType::Long => Opcode::Lreturn,
            BasicType::Float => Opcode::Freturn,
            BasicType::Double => Opcode::Dreturn,
            BasicType::Object => Opcode::Areturn,
            _ => Opcode::Ireturn,
        })
    }

    /// Where the next instruction goes.
    pub(super) fn position(&self) -> usize {
        self.bytes.len()
    }

    /// A branch whose target is set later by [`Code::land`].
    pub(super) fn branch(&mut self, opcode: Opcode) -> usize {
        let at = self.position();
        self.op16(opcode, 0);
        at
    }

    /// Makes a branch go to the next instruction.
    pub(super) fn land(&mut self, branch: usize) {
        let offset = (self.position() - branch) as u16;
        self.bytes[branch + 1..branch + 3].copy_from_slice(&offset.to_be_bytes());
    }
}
