//! Constants as text, with everything that they refer to resolved.

use std::fmt;

use base::CpIndex;
use base::mutf8::Lossy;
use bytecode::{Instruction, Operands};
use classfile::{Constant, ConstantPool, Tag};

/// The flag of a module declaration whose packages are all open (JVMS table 4.7.25).
pub const MODULE_OPEN: u16 = 0x0020;

/// What stands for something that cannot be read.
pub const UNREADABLE: &str = "???";

/// Shows an entry of a constant pool: `java/lang/Object.<init>:()V`.
#[derive(Clone, Copy)]
pub struct Resolved<'c, 'a> {
    pool: &'c ConstantPool<'a>,
    constant: Constant<'a>,
    quoted: bool,
}

impl<'c, 'a> Resolved<'c, 'a> {
    /// The entry at `index`, if there is one. Strings are shown as they are.
    pub fn new(pool: &'c ConstantPool<'a>, index: CpIndex) -> Option<Self> {
        let constant = pool.get(index).ok()?;
        Some(Self { pool, constant, quoted: false })
    }

    /// With strings in quotes and numbers with the letter of their type, so that
    /// the text tells what kind of constant it is.
    #[must_use]
    pub fn quoted(self) -> Self {
        Self { quoted: true, ..self }
    }

    fn utf8(&self, index: CpIndex) -> Lossy<'a> {
        Lossy(self.pool.utf8(index).unwrap_or(UNREADABLE.as_bytes()))
    }

    fn name_and_type(&self, index: CpIndex, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pool.name_and_type(index) {
            Ok(pair) => write!(f, "{}:{}", Lossy(pair.name), Lossy(pair.descriptor)),
            Err(_) => f.write_str(UNREADABLE),
        }
    }

    fn member(
        &self,
        class: CpIndex,
        name_and_type: CpIndex,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let class = self.pool.class_name(class).unwrap_or(UNREADABLE.as_bytes());
        write!(f, "{}.", Lossy(class))?;
        self.name_and_type(name_and_type, f)
    }
}

impl fmt::Display for Resolved<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |letter: &'static str| if self.quoted { letter } else { "" };
        match self.constant {
            Constant::Utf8(text) => write!(f, "{}", Lossy(text)),
            Constant::String(text) if self.quoted => {
                write!(f, "{}", Quoted(self.pool.utf8(text).unwrap_or(UNREADABLE.as_bytes())))
            }
            Constant::String(text) => write!(f, "{}", self.utf8(text)),
            Constant::Integer(value) => write!(f, "{value}"),
            Constant::Long(value) => write!(f, "{value}{}", letter("l")),
            Constant::Float(value) => write!(f, "{value:?}{}", letter("f")),
            Constant::Double(value) => write!(f, "{value:?}{}", letter("d")),
            Constant::Class(name)
            | Constant::MethodType(name)
            | Constant::Module(name)
            | Constant::Package(name) => write!(f, "{}", self.utf8(name)),
            Constant::Member { class, name_and_type, .. } => self.member(class, name_and_type, f),
            Constant::NameAndType { name, descriptor } => {
                write!(f, "{}:{}", self.utf8(name), self.utf8(descriptor))
            }
            Constant::MethodHandle { kind, reference } => {
                write!(f, "{} ", handle_kind(kind))?;
                match self.pool.get(reference) {
                    Ok(Constant::Member { class, name_and_type, .. }) => {
                        self.member(class, name_and_type, f)
                    }
                    _ => f.write_str(UNREADABLE),
                }
            }
            Constant::Dynamic { bootstrap, name_and_type, .. } => {
                write!(f, "#{}:", bootstrap.0)?;
                self.name_and_type(name_and_type, f)
            }
        }
    }
}

/// The name of a kind of method handle (JVMS table 5.4.3.5-A).
pub const fn handle_kind(kind: u8) -> &'static str {
    match kind {
        1 => "REF_getField",
        2 => "REF_getStatic",
        3 => "REF_putField",
        4 => "REF_putStatic",
        5 => "REF_invokeVirtual",
        6 => "REF_invokeStatic",
        7 => "REF_invokeSpecial",
        8 => "REF_newInvokeSpecial",
        9 => "REF_invokeInterface",
        _ => UNREADABLE,
    }
}

/// A string in quotes, on one line and without control characters.
pub struct Quoted<'a>(pub &'a [u8]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", crate::text::escaped(&crate::text::decoded(self.0)))
    }
}

/// An instruction with its constant resolved: `invokespecial java/lang/Object.<init>:()V`.
pub struct Symbolic<'c, 'a, 'i> {
    /// The pool that the instruction refers to.
    pub pool: &'c ConstantPool<'a>,
    /// The instruction.
    pub instruction: &'i Instruction<'a>,
}

impl fmt::Display for Symbolic<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(index) = self.instruction.constant() else {
            return write!(f, "{}", self.instruction);
        };
        f.write_str(self.instruction.opcode.mnemonic())?;
        match Resolved::new(self.pool, index) {
            Some(constant) => write!(f, " {}", constant.quoted())?,
            None => write!(f, " {UNREADABLE}")?,
        }
        match self.instruction.operands {
            Operands::MultiArray { dimensions, .. } => write!(f, ", {dimensions}"),
            _ => Ok(()),
        }
    }
}

/// Whether a constant is of a kind that has a value of its own: a number or string.
pub const fn is_value(tag: Tag) -> bool {
    matches!(tag, Tag::Integer | Tag::Float | Tag::Long | Tag::Double | Tag::String)
}
