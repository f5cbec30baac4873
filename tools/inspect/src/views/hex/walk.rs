//! From the first byte of a class file to the last (JVMS §4.1).

use super::dump::Dump;
use super::pool::{Pool, fixed_length};

/// The input ends, or makes no sense, at the current position.
#[derive(Debug)]
pub(super) struct Broken(pub(super) String);

pub(super) type Step<T = ()> = Result<T, Broken>;

/// Whose attributes are read: some may nest in some only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Class,
    Field,
    Method,
    Code,
    Component,
}

/// A position in the class file.
pub(super) struct Walk<'b, 'd, 'o> {
    pub(super) bytes: &'b [u8],
    pub(super) pool: Pool<'b>,
    dump: &'d mut Dump<'b, 'o>,
    pub(super) at: usize,
    /// Where the structure that is being read ends.
    pub(super) end: usize,
    pub(super) depth: usize,
    sound: bool,
}

impl<'b, 'd, 'o> Walk<'b, 'd, 'o> {
    pub(super) fn new(bytes: &'b [u8], dump: &'d mut Dump<'b, 'o>) -> Self {
        let pool = Pool::find(bytes);
        Walk { bytes, pool, dump, at: 0, end: bytes.len(), depth: 0, sound: true }
    }

    /// Dumps everything; whether the class file is sound as far as this looks.
    pub(super) fn class(&mut self) -> bool {
        match self.structure() {
            Ok(()) if self.at < self.bytes.len() => {
                let rest = self.bytes.len() - self.at;
                self.problem(&format!("{rest} bytes behind the end of the class"));
            }
            Ok(()) => {}
            Err(Broken(why)) => self.problem(&why),
        }
        self.depth = 0;
        self.stretch(self.bytes.len(), "(not read)");
        self.sound
    }

    pub(super) fn problem(&mut self, why: &str) {
        self.sound = false;
        self.dump.remark(&format!("{:08x}  *** {why}", self.at));
    }

    fn structure(&mut self) -> Step {
        let magic = self.peek(4).map(|b| u32::from_be_bytes(b.try_into().expect("four bytes")))?;
        self.take(4, "magic")?;
        if magic != 0xcafe_babe {
            return Err(Broken("no class file begins like this".to_owned()));
        }
        self.u16(|_, minor| format!("minor version {minor}"))?;
        self.u16(|_, major| format!("major version {major}"))?;
        self.constants()?;
        self.u16(|_, flags| format!("access flags {flags:#06x}"))?;
        self.index("this class")?;
        self.index("superclass")?;
        self.list("interfaces", |walk, _| walk.index("interface").map(drop))?;
        self.list("fields", |walk, at| walk.member("field", at, Owner::Field))?;
        self.list("methods", |walk, at| walk.member("method", at, Owner::Method))?;
        self.attributes(Owner::Class)
    }

    fn constants(&mut self) -> Step {
        let count = self.u16(|_, count| format!("constant pool: indices below {count}"))?;
        self.depth += 1;
        let mut index = 1u16;
        while index < count {
            let tag = self.peek(1)?[0];
            let (name, length) = match tag {
                1 => {
                    let length = self.peek(3)?;
                    ("Utf8", 2 + usize::from(u16::from_be_bytes([length[1], length[2]])))
                }
                _ => match (tag_name(tag), fixed_length(tag)) {
                    (Some(name), Some(length)) => (name, length),
                    _ => {
                        return Err(Broken(format!("constant #{index} has the unknown tag {tag}")));
                    }
                },
            };
            let mut text = format!("#{index} {name} ");
            self.pool.resolve(index, 4, &mut text);
            self.take(1 + length, &text)?;
            index = index.saturating_add(if matches!(tag, 5 | 6) { 2 } else { 1 });
        }
        self.depth -= 1;
        Ok(())
    }

    fn member(&mut self, what: &str, at: usize, owner: Owner) -> Step {
        self.u16(|_, flags| format!("{what} {at}, access flags {flags:#06x}"))?;
        self.depth += 1;
        self.index("name")?;
        self.index("descriptor")?;
        self.attributes(owner)?;
        self.depth -= 1;
        Ok(())
    }

    /// The next `count` bytes, without moving.
    pub(super) fn peek(&self, count: usize) -> Step<&'b [u8]> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.end);
        match end {
            Some(end) => Ok(&self.bytes[self.at..end]),
            None if self.end == self.bytes.len() => {
                Err(Broken(format!("the file ends where {count} more bytes are needed")))
            }
            None => Err(Broken(format!("the attribute ends where {count} more bytes are needed"))),
        }
    }

    /// Dumps bytes and moves behind them.
    pub(super) fn take(&mut self, count: usize, meaning: &str) -> Step<&'b [u8]> {
        let bytes = self.peek(count)?;
        self.stretch(self.at + count, meaning);
        Ok(bytes)
    }

    /// Dumps what is left up to `end`.
    pub(super) fn stretch(&mut self, end: usize, meaning: &str) {
        self.dump.stretch(self.at, end, self.depth, meaning);
        self.at = end;
    }

    pub(super) fn u8(&mut self, meaning: impl FnOnce(&Self, u8) -> String) -> Step<u8> {
        let value = self.peek(1)?[0];
        let meaning = meaning(self, value);
        self.take(1, &meaning)?;
        Ok(value)
    }

    pub(super) fn u16(&mut self, meaning: impl FnOnce(&Self, u16) -> String) -> Step<u16> {
        let bytes = self.peek(2)?;
        let value = u16::from_be_bytes([bytes[0], bytes[1]]);
        let meaning = meaning(self, value);
        self.take(2, &meaning)?;
        Ok(value)
    }

    pub(super) fn u32(&mut self, meaning: impl FnOnce(&Self, u32) -> String) -> Step<u32> {
        let bytes = self.peek(4)?;
        let value = u32::from_be_bytes(bytes.try_into().expect("four bytes"));
        let meaning = meaning(self, value);
        self.take(4, &meaning)?;
        Ok(value)
    }

    /// The index of a constant.
    pub(super) fn index(&mut self, what: &str) -> Step<u16> {
        self.u16(|walk, index| format!("{what} {}", walk.pool.show(index)))
    }

    /// A count of two bytes and as many items.
    pub(super) fn list(&mut self, what: &str, item: impl FnMut(&mut Self, usize) -> Step) -> Step {
        let count = self.u16(|_, count| format!("{count} {what}"))?;
        self.items(count.into(), item)
    }

    pub(super) fn items(
        &mut self,
        count: usize,
        mut item: impl FnMut(&mut Self, usize) -> Step,
    ) -> Step {
        self.depth += 1;
        for at in 0..count {
            if self.dump.has_failed() {
                break;
            }
            item(self, at)?;
        }
        self.depth -= 1;
        Ok(())
    }
}

fn tag_name(tag: u8) -> Option<&'static str> {
    Some(match tag {
        3 => "Integer",
        4 => "Float",
        5 => "Long",
        6 => "Double",
        7 => "Class",
        8 => "String",
        9 => "Fieldref",
        10 => "Methodref",
        11 => "InterfaceMethodref",
        12 => "NameAndType",
        15 => "MethodHandle",
        16 => "MethodType",
        17 => "Dynamic",
        18 => "InvokeDynamic",
        19 => "Module",
        20 => "Package",
        _ => return None,
    })
}
