//! The opcodes and what the table says about each.

use std::fmt;

/// How the operand bytes of an instruction are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandFormat {
    /// No operands.
    None,
    /// A signed byte.
    Byte,
    /// A signed 16-bit number.
    Short,
    /// A one-byte constant-pool index.
    ConstantByte,
    /// A two-byte constant-pool index.
    Constant,
    /// A local variable: one byte, or two after `wide`.
    Local,
    /// A local variable and a signed increment, each one byte, or two after `wide`.
    Increment,
    /// A signed 16-bit branch offset.
    Branch,
    /// A signed 32-bit branch offset.
    BranchWide,
    /// Padding, default, low, high, and the offsets of `tableswitch`.
    TableSwitch,
    /// Padding, default, count, and the pairs of `lookupswitch`.
    LookupSwitch,
    /// A constant-pool index, a count and a zero byte.
    Interface,
    /// A constant-pool index and two zero bytes.
    Dynamic,
    /// A primitive type code.
    ArrayType,
    /// A constant-pool index and a number of dimensions.
    MultiArray,
    /// Another instruction follows, with wider operands.
    Wide,
}

impl OperandFormat {
    /// Length of the instruction with its opcode; `None` if that depends on more.
    pub const fn length(self) -> Option<u8> {
        match self {
            Self::None => Some(1),
            Self::Byte | Self::ConstantByte | Self::Local | Self::ArrayType => Some(2),
            Self::Short | Self::Constant | Self::Increment | Self::Branch => Some(3),
            Self::MultiArray => Some(4),
            Self::BranchWide | Self::Interface | Self::Dynamic => Some(5),
            Self::TableSwitch | Self::LookupSwitch | Self::Wide => None,
        }
    }
}

macro_rules! define_opcodes {
    (@throws throws) => { true };
    (@throws -) => { false };
    ($($value:literal $mnemonic:literal $variant:ident $format:ident $pops:literal $pushes:literal
        $throws:tt;)*) => {
        /// An opcode of JVMS §6.5. The discriminant is the byte in the class file.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Opcode {
            $(#[doc = concat!("`", $mnemonic, "`")] $variant = $value,)*
        }

        impl Opcode {
            /// All opcodes in order of their values.
            pub const ALL: &[Opcode] = &[$(Opcode::$variant),*];

            /// The name in JVMS.
            #[inline]
            pub const fn mnemonic(self) -> &'static str {
                match self { $(Self::$variant => $mnemonic,)* }
            }

            /// The layout of the operands.
            #[inline]
            pub const fn format(self) -> OperandFormat {
                FORMATS[self as usize]
            }

            /// What is popped, as letters of the table; top of the stack last.
            #[inline]
            pub const fn pops(self) -> &'static str {
                match self { $(Self::$variant => $pops,)* }
            }

            /// What is pushed, as letters of the table; top of the stack last.
            #[inline]
            pub const fn pushes(self) -> &'static str {
                match self { $(Self::$variant => $pushes,)* }
            }

            /// Whether execution may complete abruptly by itself.
            pub const fn can_throw(self) -> bool {
                match self { $(Self::$variant => define_opcodes!(@throws $throws),)* }
            }
        }

        /// The lengths of instructions by their opcodes; 0 where they differ.
        const LENGTHS: [u8; Opcode::ALL.len()] = [$(match OperandFormat::$format.length() {
            Some(length) => length,
            None => 0,
        }),*];

        const FORMATS: [OperandFormat; Opcode::ALL.len()] = [$(OperandFormat::$format),*];
    };
}
crate::for_each_opcode!(define_opcodes);

/// What an instruction is for (JVMS §2.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants are the groups of JVMS §7")]
pub enum Family {
    /// `nop` and the instructions that push a constant given in the instruction.
    Constant,
    /// `ldc` and its wide forms.
    LoadConstant,
    Load,
    Store,
    ArrayLoad,
    ArrayStore,
    /// `pop` to `swap`.
    Stack,
    Arithmetic,
    Increment,
    Conversion,
    Comparison,
    ConditionalBranch,
    Goto,
    Jsr,
    Ret,
    Switch,
    Return,
    FieldAccess,
    Invoke,
    /// `new` and the instructions that make arrays.
    Creation,
    ArrayLength,
    Throw,
    /// `checkcast` and `instanceof`.
    TypeCheck,
    Monitor,
    Wide,
}

/// The groups of the opcodes, by their values.
const FAMILIES: [Family; Opcode::ALL.len()] = {
    let mut families = [Family::Constant; Opcode::ALL.len()];
    let mut value = 0;
    while value < families.len() {
        families[value] = family_of(value as u8);
        value += 1;
    }
    families
};

const fn family_of(value: u8) -> Family {
    match value {
        0x00..=0x11 => Family::Constant,
        0x12..=0x14 => Family::LoadConstant,
        0x15..=0x2d => Family::Load,
        0x2e..=0x35 => Family::ArrayLoad,
        0x36..=0x4e => Family::Store,
        0x4f..=0x56 => Family::ArrayStore,
        0x57..=0x5f => Family::Stack,
        0x60..=0x83 => Family::Arithmetic,
        0x84 => Family::Increment,
        0x85..=0x93 => Family::Conversion,
        0x94..=0x98 => Family::Comparison,
        0x99..=0xa6 | 0xc6 | 0xc7 => Family::ConditionalBranch,
        0xa7 | 0xc8 => Family::Goto,
        0xa8 | 0xc9 => Family::Jsr,
        0xa9 => Family::Ret,
        0xaa | 0xab => Family::Switch,
        0xac..=0xb1 => Family::Return,
        0xb2..=0xb5 => Family::FieldAccess,
        0xb6..=0xba => Family::Invoke,
        0xbb..=0xbd | 0xc5 => Family::Creation,
        0xbe => Family::ArrayLength,
        0xbf => Family::Throw,
        0xc0 | 0xc1 => Family::TypeCheck,
        0xc2 | 0xc3 => Family::Monitor,
        _ => Family::Wide,
    }
}

impl Opcode {
    /// The group that the opcode belongs to.
    #[inline]
    pub const fn family(self) -> Family {
        FAMILIES[self as usize]
    }

    /// The opcode of a byte; `None` for values that class files may not contain.
    #[inline]
    pub const fn from_u8(byte: u8) -> Option<Self> {
        if (byte as usize) < Self::ALL.len() { Some(Self::ALL[byte as usize]) } else { None }
    }

    /// The length of the instruction, if all with the opcode have the same.
    #[inline]
    pub const fn fixed_length(self) -> Option<u8> {
        match LENGTHS[self as usize] {
            0 => None,
            length => Some(length),
        }
    }

    /// The byte in the class file.
    #[inline]
    pub const fn value(self) -> u8 {
        self as u8
    }

    /// For `iload_2` and its like: the general form and the local variable.
    #[inline]
    pub const fn implicit_local(self) -> Option<(Opcode, u16)> {
        let byte = self as u8;
        let (first, general) = match byte {
            0x1a..=0x2d => (0x1a, Self::Iload as u8),
            0x3b..=0x4e => (0x3b, Self::Istore as u8),
            _ => return None,
        };
        let ordinal = byte - first;
        match Self::from_u8(general + ordinal / 4) {
            Some(opcode) => Some((opcode, (ordinal % 4) as u16)),
            None => None,
        }
    }

    /// Whether control never reaches the next instruction by itself.
    pub const fn ends_block(self) -> bool {
        matches!(
            self.family(),
            Family::Goto
                | Family::Jsr
                | Family::Ret
                | Family::Switch
                | Family::Return
                | Family::Throw
        )
    }

    /// Whether this returns from the method.
    pub const fn is_return(self) -> bool {
        matches!(self.family(), Family::Return)
    }

    /// Whether this branches only if a condition holds.
    pub const fn is_conditional_branch(self) -> bool {
        matches!(self.family(), Family::ConditionalBranch)
    }

    /// Whether this calls a method (`invokedynamic` included).
    pub const fn is_invoke(self) -> bool {
        matches!(self.family(), Family::Invoke)
    }
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.mnemonic())
    }
}

impl fmt::Debug for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mnemonic())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_dense_and_ordered() {
        assert_eq!(Opcode::ALL.len(), 202);
        for (i, &opcode) in Opcode::ALL.iter().enumerate() {
            assert_eq!(opcode.value() as usize, i);
            assert_eq!(Opcode::from_u8(i as u8), Some(opcode));
        }
        assert!((202..=255).all(|byte| Opcode::from_u8(byte).is_none()));
    }

    #[test]
    fn implicit_locals() {
        use Opcode::*;
        for (opcode, expected) in [
            (Iload0, Some((Iload, 0))),
            (Aload3, Some((Aload, 3))),
            (Dstore2, Some((Dstore, 2))),
            (Astore1, Some((Astore, 1))),
            (Iaload, None),
            (Astore, None),
        ] {
            assert_eq!(opcode.implicit_local(), expected);
        }
    }
}
