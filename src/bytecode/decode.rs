//! Decoding instructions from a code array.
//!
//! Invariant: every index into the code is checked against its length before
//! use, and nothing is sized by a number found in the code.

use std::fmt;

use base::{BasicType, CpIndex};

use crate::opcode::{Opcode, OperandFormat};

/// Why the bytes at a position are not an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// No opcode has this value.
    UnknownOpcode {
        /// Position of the byte.
        bci: u32,
        /// The byte.
        value: u8,
    },
    /// The code ends within the instruction.
    Truncated {
        /// Position of the instruction.
        bci: u32,
    },
    /// `wide` precedes an instruction that has no wide form.
    BadWide {
        /// Position of `wide`.
        bci: u32,
    },
    /// `tableswitch` with low above high, or `lookupswitch` with a negative count.
    BadSwitch {
        /// Position of the instruction.
        bci: u32,
    },
}

impl DecodeError {
    /// Position of the instruction that cannot be decoded.
    pub const fn bci(self) -> u32 {
        match self {
            Self::UnknownOpcode { bci, .. }
            | Self::Truncated { bci }
            | Self::BadWide { bci }
            | Self::BadSwitch { bci } => bci,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOpcode { bci, value } => write!(f, "unknown opcode {value:#04x} at {bci}"),
            Self::Truncated { bci } => write!(f, "truncated instruction at {bci}"),
            Self::BadWide { bci } => write!(f, "illegal use of wide at {bci}"),
            Self::BadSwitch { bci } => write!(f, "malformed switch at {bci}"),
        }
    }
}

impl std::error::Error for DecodeError {}

/// One decoded instruction.
#[derive(Clone, Copy, Debug)]
pub struct Instruction<'a> {
    /// Index of the first byte (of `wide`, if there is one) in the code array.
    pub bci: u32,
    /// Length in bytes, `wide` and padding included.
    pub length: u32,
    /// The operation; never [`Opcode::Wide`].
    pub opcode: Opcode,
    /// Whether a `wide` prefix was present.
    pub wide: bool,
    /// The operands.
    pub operands: Operands<'a>,
}

/// The operands of an instruction, branch offsets already turned into targets.
#[derive(Clone, Copy, Debug)]
pub enum Operands<'a> {
    /// No operands.
    None,
    /// The number that `bipush` or `sipush` pushes.
    Immediate(i32),
    /// A constant-pool entry.
    Constant(CpIndex),
    /// A local variable.
    Local(u16),
    /// `iinc`.
    Increment {
        /// The local variable.
        local: u16,
        /// What is added to it.
        delta: i16,
    },
    /// Target of a branch. May lie outside of the code; saturates.
    Branch(i32),
    /// `tableswitch`.
    TableSwitch(TableSwitch<'a>),
    /// `lookupswitch`.
    LookupSwitch(LookupSwitch<'a>),
    /// `invokeinterface`.
    Interface {
        /// The method reference.
        index: CpIndex,
        /// Argument slots, the receiver included.
        count: u8,
        /// Must be zero.
        zero: u8,
    },
    /// `invokedynamic`.
    Dynamic {
        /// The call site specifier.
        index: CpIndex,
        /// Must be zero.
        zero: u16,
    },
    /// The type code of `newarray`; see [`Instruction::array_type`].
    ArrayType(u8),
    /// `multianewarray`.
    MultiArray {
        /// The array type.
        index: CpIndex,
        /// Dimensions to create.
        dimensions: u8,
    },
}

/// The length of the instruction at `bci`, which must be less than the code's length.
///
/// # Errors
///
/// As [`Instruction::decode`].
#[inline]
pub fn length_at(code: &[u8], bci: u32) -> Result<u32, DecodeError> {
    let fixed = Opcode::from_u8(code[bci as usize]).and_then(Opcode::fixed_length);
    match fixed.map(u32::from) {
        Some(length) if (bci + length) as usize <= code.len() => Ok(length),
        _ => Instruction::decode(code, bci).map(|instruction| instruction.length),
    }
}

impl<'a> Instruction<'a> {
    /// Decodes the instruction at `bci`, which must be less than the code's length.
    #[inline]
    pub fn decode(code: &'a [u8], bci: u32) -> Result<Self, DecodeError> {
        let bytes = code.get(bci as usize..).unwrap_or(&[]);
        let truncated = DecodeError::Truncated { bci };
        let &value = bytes.first().ok_or(truncated)?;
        let opcode = Opcode::from_u8(value).ok_or(DecodeError::UnknownOpcode { bci, value })?;
        let format = opcode.format();
        let Some(length) = opcode.fixed_length() else {
            return match format {
                OperandFormat::Wide => decode_wide(bytes, bci),
                OperandFormat::TableSwitch => decode_table(bytes, bci),
                _ => decode_lookup(bytes, bci),
            };
        };
        let b = bytes.get(..length as usize).ok_or(truncated)?;
        let short = || i16::from_be_bytes([b[1], b[2]]);
        let index = || CpIndex(u16::from_be_bytes([b[1], b[2]]));
        let target = |offset: i32| Operands::Branch((bci as i32).saturating_add(offset));
        let operands = match format {
            OperandFormat::Byte => Operands::Immediate(i32::from(b[1] as i8)),
            OperandFormat::Short => Operands::Immediate(i32::from(short())),
            OperandFormat::ConstantByte => Operands::Constant(CpIndex(u16::from(b[1]))),
            OperandFormat::Constant => Operands::Constant(index()),
            OperandFormat::Local => Operands::Local(u16::from(b[1])),
            OperandFormat::Increment => {
                Operands::Increment { local: u16::from(b[1]), delta: i16::from(b[2] as i8) }
            }
            OperandFormat::Branch => target(i32::from(short())),
            OperandFormat::BranchWide => target(i32::from_be_bytes([b[1], b[2], b[3], b[4]])),
            OperandFormat::Interface => {
                Operands::Interface { index: index(), count: b[3], zero: b[4] }
            }
            OperandFormat::Dynamic => {
                Operands::Dynamic { index: index(), zero: u16::from_be_bytes([b[3], b[4]]) }
            }
            OperandFormat::ArrayType => Operands::ArrayType(b[1]),
            OperandFormat::MultiArray => Operands::MultiArray { index: index(), dimensions: b[3] },
            _ => Operands::None,
        };
        Ok(Self { bci, length: u32::from(length), opcode, wide: false, operands })
    }

    /// Index of the byte after the instruction.
    #[inline]
    pub const fn end(&self) -> u32 {
        self.bci + self.length
    }

    /// The local variable that is read or written, implicit ones (`iload_1`) included.
    #[inline]
    pub fn local(&self) -> Option<u16> {
        match self.operands {
            Operands::Local(local) | Operands::Increment { local, .. } => Some(local),
            _ => self.opcode.implicit_local().map(|(_, local)| local),
        }
    }

    /// The opcode with implicit operands made explicit: `iload` for `iload_1`.
    pub fn general_opcode(&self) -> Opcode {
        self.opcode.implicit_local().map_or(self.opcode, |(general, _)| general)
    }

    /// The constant-pool entry referred to.
    #[inline]
    pub fn constant(&self) -> Option<CpIndex> {
        match self.operands {
            Operands::Constant(index)
            | Operands::Interface { index, .. }
            | Operands::Dynamic { index, .. }
            | Operands::MultiArray { index, .. } => Some(index),
            _ => None,
        }
    }

    /// The target of a branch or subroutine call (not of a switch).
    #[inline]
    pub fn branch_target(&self) -> Option<i32> {
        match self.operands {
            Operands::Branch(target) => Some(target),
            _ => None,
        }
    }

    /// All targets other than the next instruction; a switch's default comes first.
    #[inline]
    pub fn targets(&self) -> SwitchTargets<'a> {
        match self.operands {
            Operands::Branch(target) => SwitchTargets::new(self.bci, Some(target), &[], 4),
            Operands::TableSwitch(s) => s.all_targets(),
            Operands::LookupSwitch(s) => s.all_targets(),
            _ => SwitchTargets::new(self.bci, None, &[], 4),
        }
    }

    /// The element type of `newarray`, if its code is legal.
    pub fn array_type(&self) -> Option<BasicType> {
        match self.operands {
            Operands::ArrayType(code) => BasicType::from_newarray_code(code),
            _ => None,
        }
    }

    /// The number pushed by `iconst_<n>`, `bipush` or `sipush`.
    pub fn int_constant(&self) -> Option<i32> {
        match self.operands {
            Operands::Immediate(value) => Some(value),
            _ if (Opcode::IconstM1..=Opcode::Iconst5).contains(&self.opcode) => {
                Some(i32::from(self.opcode.value()) - i32::from(Opcode::Iconst0.value()))
            }
            _ => None,
        }
    }
}

fn decode_wide(bytes: &[u8], bci: u32) -> Result<Instruction<'_>, DecodeError> {
    let &[_, value, high, low, ref rest @ ..] = bytes else {
        return Err(DecodeError::Truncated { bci });
    };
    let opcode = Opcode::from_u8(value).ok_or(DecodeError::BadWide { bci })?;
    let local = u16::from_be_bytes([high, low]);
    let (length, operands) = match (opcode.format(), rest) {
        (OperandFormat::Local, _) => (4, Operands::Local(local)),
        (OperandFormat::Increment, &[high, low, ..]) => {
            (6, Operands::Increment { local, delta: i16::from_be_bytes([high, low]) })
        }
        (OperandFormat::Increment, _) => return Err(DecodeError::Truncated { bci }),
        _ => return Err(DecodeError::BadWide { bci }),
    };
    Ok(Instruction { bci, length, opcode, wide: true, operands })
}

/// Splits the operands of a switch into padding and the aligned rest.
fn switch_operands(bytes: &[u8], bci: u32) -> Result<(&[u8], &[u8]), DecodeError> {
    let padding = (3 - bci % 4) as usize;
    bytes[1..].split_at_checked(padding).ok_or(DecodeError::Truncated { bci })
}

fn decode_table(bytes: &[u8], bci: u32) -> Result<Instruction<'_>, DecodeError> {
    let truncated = DecodeError::Truncated { bci };
    let (padding, rest) = switch_operands(bytes, bci)?;
    let (header, rest) = rest.split_at_checked(12).ok_or(truncated)?;
    let [default, low, high] = [0, 4, 8].map(|at| read_i32(&header[at..]));
    let count = i64::from(high) - i64::from(low) + 1;
    if count <= 0 {
        return Err(DecodeError::BadSwitch { bci });
    }
    // At most 2^32 entries of 4 bytes: no overflow in 64 bits.
    let offsets = usize::try_from(count * 4).ok().and_then(|n| rest.get(..n)).ok_or(truncated)?;
    let length = (1 + padding.len() + 12 + offsets.len()) as u32;
    let switch = TableSwitch { bci, padding, default, low, high, offsets };
    let operands = Operands::TableSwitch(switch);
    Ok(Instruction { bci, length, opcode: Opcode::Tableswitch, wide: false, operands })
}

fn decode_lookup(bytes: &[u8], bci: u32) -> Result<Instruction<'_>, DecodeError> {
    let truncated = DecodeError::Truncated { bci };
    let (padding, rest) = switch_operands(bytes, bci)?;
    let (header, rest) = rest.split_at_checked(8).ok_or(truncated)?;
    let (default, count) = (read_i32(header), read_i32(&header[4..]));
    let count = u64::try_from(count).map_err(|_| DecodeError::BadSwitch { bci })?;
    let pairs = usize::try_from(count * 8).ok().and_then(|n| rest.get(..n)).ok_or(truncated)?;
    let length = (1 + padding.len() + 8 + pairs.len()) as u32;
    let operands = Operands::LookupSwitch(LookupSwitch { bci, padding, default, pairs });
    Ok(Instruction { bci, length, opcode: Opcode::Lookupswitch, wide: false, operands })
}

/// Reads the first four bytes of `bytes`, which the caller has made sure of.
#[inline]
fn read_i32(bytes: &[u8]) -> i32 {
    i32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// The operands of `tableswitch`, read in place.
#[derive(Clone, Copy, Debug)]
pub struct TableSwitch<'a> {
    bci: u32,
    padding: &'a [u8],
    default: i32,
    low: i32,
    high: i32,
    offsets: &'a [u8],
}

impl<'a> TableSwitch<'a> {
    /// The padding bytes (zero in class files before major version 51).
    pub const fn padding(&self) -> &'a [u8] {
        self.padding
    }

    /// Where values outside of the table lead.
    pub const fn default_target(&self) -> i32 {
        (self.bci as i32).saturating_add(self.default)
    }

    /// The lowest value in the table.
    pub const fn low(&self) -> i32 {
        self.low
    }

    /// The highest value in the table; not less than [`Self::low`].
    pub const fn high(&self) -> i32 {
        self.high
    }

    /// The targets of the values from low to high.
    #[inline]
    pub fn targets(&self) -> SwitchTargets<'a> {
        SwitchTargets::new(self.bci, None, self.offsets, 4)
    }

    /// The default target and then the targets of the values.
    pub fn all_targets(&self) -> SwitchTargets<'a> {
        SwitchTargets::new(self.bci, Some(self.default_target()), self.offsets, 4)
    }

    /// Where `value` leads.
    pub fn target(&self, value: i32) -> i32 {
        let index = i64::from(value) - i64::from(self.low);
        let entry = usize::try_from(index * 4).ok().and_then(|at| self.offsets.get(at..at + 4));
        entry.map_or(self.default_target(), |e| (self.bci as i32).saturating_add(read_i32(e)))
    }
}

/// The operands of `lookupswitch`, read in place.
#[derive(Clone, Copy, Debug)]
pub struct LookupSwitch<'a> {
    bci: u32,
    padding: &'a [u8],
    default: i32,
    pairs: &'a [u8],
}

impl<'a> LookupSwitch<'a> {
    /// The padding bytes (zero in class files before major version 51).
    pub const fn padding(&self) -> &'a [u8] {
        self.padding
    }

    /// Where values without a pair lead.
    pub const fn default_target(&self) -> i32 {
        (self.bci as i32).saturating_add(self.default)
    }

    /// Number of pairs.
    pub const fn len(&self) -> usize {
        self.pairs.len() / 8
    }

    /// Whether there are no pairs.
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The pairs of match value and target. Sorted in verified code only.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = (i32, i32)> + Clone + use<'a> {
        let bci = self.bci as i32;
        let entries = self.pairs.as_chunks::<8>().0.iter();
        entries.map(move |pair| (read_i32(pair), bci.saturating_add(read_i32(&pair[4..]))))
    }

    /// The default target and then the targets of the pairs.
    pub fn all_targets(&self) -> SwitchTargets<'a> {
        SwitchTargets::new(self.bci, Some(self.default_target()), self.pairs, 8)
    }
}

/// Iterates over the targets of a branch or switch.
#[derive(Clone, Debug)]
pub struct SwitchTargets<'a> {
    bci: u32,
    first: Option<i32>,
    entries: &'a [u8],
    stride: usize,
}

impl<'a> SwitchTargets<'a> {
    /// The offset is the last four bytes of each entry of `stride` bytes.
    fn new(bci: u32, first: Option<i32>, entries: &'a [u8], stride: usize) -> Self {
        debug_assert_eq!(entries.len() % stride, 0);
        Self { bci, first, entries, stride }
    }
}

impl Iterator for SwitchTargets<'_> {
    type Item = i32;

    fn next(&mut self) -> Option<i32> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        let (entry, rest) = self.entries.split_at_checked(self.stride)?;
        self.entries = rest;
        Some((self.bci as i32).saturating_add(read_i32(&entry[self.stride - 4..])))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let count = self.entries.len() / self.stride + usize::from(self.first.is_some());
        (count, Some(count))
    }
}

impl ExactSizeIterator for SwitchTargets<'_> {}

/// Iterates over the instructions of a code array; ends after the first error.
#[derive(Clone, Debug)]
pub struct Instructions<'a> {
    code: &'a [u8],
    bci: u32,
}

impl<'a> Instructions<'a> {
    /// All instructions of `code`.
    pub fn new(code: &'a [u8]) -> Self {
        Self::starting_at(code, 0)
    }

    /// The instructions from `bci` on.
    pub fn starting_at(code: &'a [u8], bci: u32) -> Self {
        assert!(u32::try_from(code.len()).is_ok_and(|n| n <= i32::MAX as u32), "code too long");
        Self { code, bci }
    }
}

impl<'a> Iterator for Instructions<'a> {
    type Item = Result<Instruction<'a>, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.bci as usize >= self.code.len() {
            return None;
        }
        let decoded = Instruction::decode(self.code, self.bci);
        self.bci = decoded.as_ref().map_or(self.code.len() as u32, Instruction::end);
        Some(decoded)
    }
}

impl fmt::Display for Instruction<'_> {
    /// Without resolved constants: `iinc 3, -1`, `goto 12`, `getfield #7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.opcode.mnemonic())?;
        if self.wide {
            f.write_str("_w")?;
        }
        match self.operands {
            Operands::None => Ok(()),
            Operands::Immediate(value) => write!(f, " {value}"),
            Operands::Constant(index) => write!(f, " #{index}"),
            Operands::Local(local) => write!(f, " {local}"),
            Operands::Increment { local, delta } => write!(f, " {local}, {delta}"),
            Operands::Branch(target) => write!(f, " {target}"),
            Operands::TableSwitch(s) => {
                write!(f, " {{")?;
                for (value, target) in (i64::from(s.low)..).zip(s.targets()) {
                    write!(f, " {value}: {target}")?;
                }
                write!(f, " default: {} }}", s.default_target())
            }
            Operands::LookupSwitch(s) => {
                write!(f, " {{")?;
                for (value, target) in s.pairs() {
                    write!(f, " {value}: {target}")?;
                }
                write!(f, " default: {} }}", s.default_target())
            }
            Operands::Interface { index, count, .. } => write!(f, " #{index}, {count}"),
            Operands::Dynamic { index, .. } => write!(f, " #{index}"),
            Operands::ArrayType(code) => match self.array_type() {
                Some(kind) => write!(f, " {}", kind.name()),
                None => write!(f, " {code}"),
            },
            Operands::MultiArray { index, dimensions } => write!(f, " #{index}, {dimensions}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(code: &[u8]) -> Vec<String> {
        Instructions::new(code)
            .map(|i| i.map_or_else(|e| e.to_string(), |i| format!("{} {i}", i.bci)))
            .collect()
    }

    #[test]
    fn instructions_of_every_format() {
        let table: &[(&[u8], &str)] = &[
            (&[0x00], "0 nop"),
            (&[0x10, 0xff], "0 bipush -1"),
            (&[0x11, 0x80, 0x00], "0 sipush -32768"),
            (&[0x12, 0xff], "0 ldc #255"),
            (&[0x13, 1, 2], "0 ldc_w #258"),
            (&[0x15, 200], "0 iload 200"),
            (&[0xc4, 0x15, 1, 0], "0 iload_w 256"),
            (&[0x84, 3, 0xff], "0 iinc 3, -1"),
            (&[0xc4, 0x84, 1, 0, 0xff, 0xfe], "0 iinc_w 256, -2"),
            (&[0xa7, 0xff, 0xff], "0 goto -1"),
            (&[0xc8, 0, 1, 0, 0], "0 goto_w 65536"),
            (&[0xb9, 0, 5, 2, 0], "0 invokeinterface #5, 2"),
            (&[0xba, 0, 5, 0, 0], "0 invokedynamic #5"),
            (&[0xbc, 10], "0 newarray int"),
            (&[0xbc, 3], "0 newarray 3"),
            (&[0xc5, 0, 9, 3], "0 multianewarray #9, 3"),
            (
                &[
                    0xaa, 0, 0, 0, 0, 0, 0, 9, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0,
                    8,
                ],
                "0 tableswitch { -1: 7 0: 8 default: 9 }",
            ),
            (
                &[0xab, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 7],
                "0 lookupswitch { 256: 7 default: 9 }",
            ),
            (&[0xca], "unknown opcode 0xca at 0"),
            (&[0xff], "unknown opcode 0xff at 0"),
            (&[0x11, 0], "truncated instruction at 0"),
            (&[0xc4], "truncated instruction at 0"),
            (&[0xc4, 0x84, 0, 0, 0], "truncated instruction at 0"),
            (&[0xc4, 0x60, 0, 0], "illegal use of wide at 0"),
            (&[0xc4, 0xc4, 0, 0], "illegal use of wide at 0"),
            (&[0xaa], "truncated instruction at 0"),
            (&[0xaa, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0], "malformed switch at 0"),
            (
                &[0xaa, 0, 0, 0, 0, 0, 0, 9, 0x80, 0, 0, 0, 0x7f, 255, 255, 255],
                "truncated instruction at 0",
            ),
            (
                &[0xab, 0, 0, 0, 0, 0, 0, 9, 0x7f, 255, 255, 255, 0, 0, 0, 0],
                "truncated instruction at 0",
            ),
            (&[0xab, 0, 0, 0, 0, 0, 0, 9, 255, 255, 255, 255], "malformed switch at 0"),
        ];
        for (code, expected) in table {
            assert_eq!(text(code), [*expected], "{code:x?}");
        }
    }

    #[test]
    fn padding_depends_on_position() {
        for before in 0..8usize {
            let padding = 3 - before % 4;
            let mut code = vec![0; before];
            code.push(0xab);
            code.extend(vec![1; padding]);
            code.extend([0, 0, 0, 5, 0, 0, 0, 0]);
            code.push(0xb1);
            let all: Vec<_> = Instructions::new(&code).map(Result::unwrap).collect();
            assert_eq!(all.len(), before + 2);
            let Operands::LookupSwitch(s) = all[before].operands else { panic!("a switch") };
            assert_eq!((s.padding().len(), s.default_target()), (padding, before as i32 + 5));
            assert_eq!(all[before + 1].end() as usize, code.len());
        }
    }

    #[test]
    fn switch_lookup() {
        let code =
            [0xaa, 0, 0, 0, 0, 0, 0, 9, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 8];
        let switch = Instruction::decode(&code, 0).unwrap();
        let Operands::TableSwitch(s) = switch.operands else { panic!("a switch") };
        for (value, target) in [(-2, 9), (-1, 7), (0, 8), (1, 9), (i32::MIN, 9), (i32::MAX, 9)] {
            assert_eq!(s.target(value), target, "{value}");
        }
        assert_eq!(switch.targets().collect::<Vec<_>>(), [9, 7, 8]);
    }

    #[test]
    fn no_bytes_panic() {
        // Every opcode at the end of the code, at every alignment.
        for value in 0..=255u8 {
            for before in 0..4 {
                for after in 0..24 {
                    let mut code = vec![0; before];
                    code.push(value);
                    code.extend(vec![0x7f; after]);
                    let consumed: u32 = Instructions::new(&code).flatten().map(|i| i.length).sum();
                    assert!(consumed as usize <= code.len());
                }
            }
        }
    }
}
