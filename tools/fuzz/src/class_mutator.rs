//! Changes to class files that keep most of them well-formed, so that what
//! comes after the parser is reached: opcodes, operands, constants, names,
//! stack maps, flags, and attributes, handlers, members and instructions that
//! vanish, double or change places.
//!
//! Class files hold no positions in the file, so a piece of any length can be
//! replaced if the counts and lengths around it are set right.

use std::ops::Range;

use bytecode::{Instructions, Opcode};
use classfile::{
    Attribute, AttributeKind, Attributes, ClassFile, Code, FrameKind, Level, StackMapFrame,
};

use crate::random::Random;

/// Makes one to four changes; `bytes` that are no class file stay as they are.
pub fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let changes = 1 + if random.chance(50) { 0 } else { random.below(4) };
    for _ in 0..changes {
        let Ok(class) = ClassFile::parse(&bytes, Level::Scan) else { break };
        let sites = Sites::of(&class);
        bytes = sites.change(&class, random);
    }
    bytes
}

/// A piece that can be taken out or repeated.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    /// Where the `u16` number of such pieces is.
    count: Option<usize>,
    /// Where the `u32` lengths of what contains the piece are.
    lengths: Vec<usize>,
}

/// Where a class file can be changed, by kind of change.
#[derive(Debug, Default)]
struct Sites {
    opcodes: Vec<usize>,
    operands: Vec<Range<usize>>,
    /// `u16` indices of constants.
    indices: Vec<usize>,
    /// Flags, maxima, positions in code.
    shorts: Vec<usize>,
    /// Tags and contents of constants.
    constants: Vec<usize>,
    /// Bytes of `Utf8` constants.
    texts: Vec<Range<usize>>,
    frame_tags: Vec<usize>,
    verification_types: Vec<usize>,
    instructions: Vec<Piece>,
    attributes: Vec<Piece>,
    frames: Vec<Piece>,
    handlers: Vec<Piece>,
    members: Vec<Piece>,
}

impl Sites {
    fn of(class: &ClassFile<'_>) -> Sites {
        // The version, class, superclass and interfaces.
        let flags = class.access_flags_offset();
        let mut sites = Sites { shorts: vec![4, 6, flags], ..Sites::default() };
        sites.indices.extend((1..=2 + class.interfaces().len()).map(|n| match n {
            1 | 2 => flags + 2 * n,
            _ => flags + 2 * n + 2,
        }));
        sites.add_constants(class);
        let fields_at = flags + 8 + 2 * class.interfaces().len();
        let fields_end = class.fields().map(|f| member_end(&f)).last().unwrap_or(fields_at + 2);
        for (members, count) in [
            (class.fields().collect(), fields_at),
            (class.methods().collect::<Vec<_>>(), fields_end),
        ] {
            let members: Vec<classfile::Member<'_, '_>> = members;
            for member in &members {
                let range = member.offset()..member_end(member);
                sites.members.push(Piece { range, count: Some(count), lengths: Vec::new() });
                sites.shorts.push(member.offset());
                sites.indices.extend([member.offset() + 2, member.offset() + 4]);
                sites.add_attributes(class, member.attributes(), &[]);
            }
        }
        sites.add_attributes(class, class.attributes(), &[]);
        sites
    }

    fn add_constants(&mut self, class: &ClassFile<'_>) {
        let pool = class.constant_pool();
        for index in pool.indices() {
            let Some(at) = pool.offset(index) else { continue };
            self.constants.push(at);
            match pool.utf8(index) {
                Ok(text) => self.texts.push(at + 3..at + 3 + text.len()),
                Err(_) => self.indices.push(at + 1),
            }
        }
    }

    /// `lengths` are those of the attributes that contain these.
    fn add_attributes(
        &mut self,
        class: &ClassFile<'_>,
        attributes: Attributes<'_, '_>,
        lengths: &[usize],
    ) {
        let mut count = None;
        for attribute in attributes {
            // The count stands before the first one.
            let count = *count.get_or_insert(attribute.offset - 2);
            let range = attribute.offset..attribute.data_offset() + attribute.data.len();
            let data = attribute.data_offset()..range.end;
            let piece = Piece { range, count: Some(count), lengths: lengths.to_vec() };
            self.attributes.push(piece);
            self.indices.push(attribute.offset);
            let inside = [lengths, &[attribute.offset + 2]].concat();
            match attribute.kind() {
                Some(AttributeKind::Code) => {
                    if let Ok(classfile::AttributeData::Code(code)) =
                        attribute.decode(class.constant_pool())
                    {
                        self.add_code(class, &code, &inside);
                    }
                }
                Some(AttributeKind::StackMapTable) => {
                    self.add_frames(class, &attribute, &inside);
                }
                _ => self.indices.extend(data.step_by(2).take(64)),
            }
        }
    }

    fn add_code(&mut self, class: &ClassFile<'_>, code: &Code<'_, '_>, lengths: &[usize]) {
        let start = code.offset;
        self.shorts.extend([start - 8, start - 6]);
        let inside = [lengths, &[start - 4]].concat();
        for instruction in Instructions::new(code.bytes).map_while(Result::ok) {
            let at = start + instruction.bci as usize;
            let end = at + instruction.length as usize;
            self.opcodes.push(at);
            if end > at + 1 {
                self.operands.push(at + 1..end);
            }
            self.instructions.push(Piece { range: at..end, count: None, lengths: inside.clone() });
        }
        let table = start + code.bytes.len();
        for index in 0..code.exception_table.len() {
            let at = table + 2 + 8 * index;
            self.shorts.extend([at, at + 2, at + 4]);
            self.indices.push(at + 6);
            let (count, lengths) = (Some(table), lengths.to_vec());
            self.handlers.push(Piece { range: at..at + 8, count, lengths });
        }
        self.add_attributes(class, code.attributes(), lengths);
    }

    fn add_frames(&mut self, class: &ClassFile<'_>, map: &Attribute<'_>, lengths: &[usize]) {
        let Ok(classfile::AttributeData::StackMapTable(table)) = map.decode(class.constant_pool())
        else {
            return;
        };
        let end = map.data_offset() + map.data.len();
        let frames: Vec<StackMapFrame<'_>> = table.iter().collect();
        for (index, frame) in frames.iter().enumerate() {
            let end = frames.get(index + 1).map_or(end, |next| next.offset);
            let (count, lengths) = (Some(map.data_offset()), lengths.to_vec());
            self.frames.push(Piece { range: frame.offset..end, count, lengths });
            self.frame_tags.push(frame.offset);
            let long = usize::from(frame.tag >= 247);
            if long == 1 {
                self.shorts.push(frame.offset + 1);
            }
            let mut at = frame.offset + 1 + 2 * long;
            let lists = match frame.kind {
                FrameKind::Same | FrameKind::Chop(_) => Vec::new(),
                FrameKind::SameLocals1(kind) => vec![vec![kind]],
                FrameKind::Append(types) => vec![types.iter().collect()],
                FrameKind::Full { locals, stack } => {
                    vec![locals.iter().collect(), stack.iter().collect()]
                }
            };
            for types in lists {
                at += if frame.tag == 255 { 2 } else { 0 };
                for kind in types {
                    self.verification_types.push(at);
                    let wide = matches!(
                        kind,
                        classfile::VerificationType::Object(_)
                            | classfile::VerificationType::Uninitialized { .. }
                    );
                    if wide {
                        self.indices.push(at + 1);
                    }
                    at += if wide { 3 } else { 1 };
                }
            }
        }
    }

    /// The class file with one change.
    fn change(&self, class: &ClassFile<'_>, random: &mut Random) -> Vec<u8> {
        let mut bytes = class.bytes().to_vec();
        match random.below(20) {
            0..=3 => self.change_opcode(&mut bytes, random),
            4..=5 => {
                if let Some(range) = random.pick(&self.operands) {
                    bytes[range.start + random.below(range.len())] = number(random) as u8;
                }
            }
            6..=8 => self.change_index(class, &mut bytes, random),
            9 => {
                if let Some(&at) = random.pick(&self.shorts) {
                    let old = u16::from_be_bytes([bytes[at], bytes[at + 1]]);
                    let new = if random.chance(50) {
                        old ^ 1 << random.below(16)
                    } else {
                        number(random)
                    };
                    bytes[at..at + 2].copy_from_slice(&new.to_be_bytes());
                }
            }
            10 => self.change_constant(&mut bytes, random),
            11..=12 => self.change_text(&mut bytes, random),
            13 => {
                if let Some(&at) = random.pick(&self.frame_tags) {
                    bytes[at] = random.below(256) as u8;
                }
            }
            14 => {
                if let Some(&at) = random.pick(&self.verification_types) {
                    // Types with an operand and those without have two lengths.
                    bytes[at] =
                        if bytes[at] >= 7 { 7 + random.below(2) } else { random.below(7) } as u8;
                }
            }
            15 => splice(&self.instructions, &mut bytes, random),
            16 => splice(&self.attributes, &mut bytes, random),
            17 => splice(&self.frames, &mut bytes, random),
            18 => splice(&self.handlers, &mut bytes, random),
            _ => splice(&self.members, &mut bytes, random),
        }
        bytes
    }

    fn change_opcode(&self, bytes: &mut [u8], random: &mut Random) {
        let Some(&at) = random.pick(&self.opcodes) else { return };
        let Some(old) = Opcode::from_u8(bytes[at]) else { return };
        let by_format = random.chance(60);
        let alike: Vec<Opcode> = Opcode::ALL
            .iter()
            .copied()
            .filter(|new| match by_format {
                true => new.format() == old.format(),
                false => new.format().length() == old.format().length(),
            })
            .collect();
        if let Some(new) = random.pick(&alike) {
            bytes[at] = new.value();
        }
    }

    fn change_index(&self, class: &ClassFile<'_>, bytes: &mut [u8], random: &mut Random) {
        let Some(&at) = random.pick(&self.indices) else { return };
        let Some(place) = bytes.get_mut(at..at + 2) else { return };
        let pool = class.constant_pool();
        let old = base::CpIndex(u16::from_be_bytes([place[0], place[1]]));
        let alike: Vec<base::CpIndex> = match pool.tag(old) {
            Some(tag) if random.chance(70) => {
                pool.indices().filter(|&index| pool.tag(index) == Some(tag)).collect()
            }
            _ => Vec::new(),
        };
        let new = match random.pick(&alike) {
            Some(index) => index.0,
            None => random.below(usize::from(pool.count()) + 1) as u16,
        };
        place.copy_from_slice(&new.to_be_bytes());
    }

    /// Another tag for contents of the same size, or other contents.
    fn change_constant(&self, bytes: &mut [u8], random: &mut Random) {
        let Some(&at) = random.pick(&self.constants) else { return };
        let same_size: &[u8] = match bytes[at] {
            3 | 4 | 9..=12 | 17 | 18 => &[3, 4, 9, 10, 11, 12, 17, 18],
            5 | 6 => &[5, 6],
            7 | 8 | 16 | 19 | 20 => &[7, 8, 16, 19, 20],
            _ => &[],
        };
        match random.pick(same_size) {
            Some(&tag) if random.chance(60) => bytes[at] = tag,
            _ => bytes[at + 1 + random.below(2)] = number(random) as u8,
        }
    }

    fn change_text(&self, bytes: &mut Vec<u8>, random: &mut Random) {
        let (Some(range), Some(other)) = (random.pick(&self.texts), random.pick(&self.texts))
        else {
            return;
        };
        let mut text = bytes[range.clone()].to_vec();
        match random.below(4) {
            0 => text = bytes[other.clone()].to_vec(),
            1 => text.insert(0, b"[L(<\0"[random.below(5)]),
            2 if !text.is_empty() => {
                let at = random.below(text.len());
                text[at] = b"[;/.)IJV<\xed"[random.below(10)];
            }
            _ => text.truncate(random.below(text.len() + 1)),
        }
        let Ok(length) = u16::try_from(text.len()) else { return };
        bytes[range.start - 2..range.start].copy_from_slice(&length.to_be_bytes());
        bytes.splice(range.clone(), text);
    }
}

fn member_end(member: &classfile::Member<'_, '_>) -> usize {
    let end = |attribute: Attribute<'_>| attribute.data_offset() + attribute.data.len();
    member.attributes().last().map_or(member.offset() + 8, end)
}

/// A number that is often small or at the end of a range.
fn number(random: &mut Random) -> u16 {
    match random.below(4) {
        0 => random.below(16) as u16,
        1 => 0u16.wrapping_sub(random.below(16) as u16),
        2 => [0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000][random.below(6)],
        _ => random.below(1 << 16) as u16,
    }
}

/// Removes a piece, repeats it, or replaces it with another of the kind.
fn splice(pieces: &[Piece], bytes: &mut Vec<u8>, random: &mut Random) {
    let (Some(piece), Some(other)) = (random.pick(pieces), random.pick(pieces)) else { return };
    let old = bytes[piece.range.clone()].to_vec();
    let (new, added) = match random.below(3) {
        0 => (Vec::new(), -1),
        1 => (old.repeat(2), 1),
        _ => (bytes[other.range.clone()].to_vec(), 0),
    };
    if let Some(at) = piece.count {
        let count = u16::from_be_bytes([bytes[at], bytes[at + 1]]).wrapping_add_signed(added);
        bytes[at..at + 2].copy_from_slice(&count.to_be_bytes());
    }
    for &at in &piece.lengths {
        let word = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        let length = u32::from_be_bytes(word) + new.len() as u32 - old.len() as u32;
        bytes[at..at + 4].copy_from_slice(&length.to_be_bytes());
    }
    bytes.splice(piece.range.clone(), new);
}
