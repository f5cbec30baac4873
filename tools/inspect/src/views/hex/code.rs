//! Code and stack maps (JVMS §4.7.3, §4.7.4).

use bytecode::Instructions;

use super::walk::{Broken, Owner, Step, Walk};

impl Walk<'_, '_, '_> {
    pub(super) fn code(&mut self) -> Step {
        self.u16(|_, stack| format!("stack of {stack}"))?;
        self.u16(|_, locals| format!("{locals} locals"))?;
        let length = self.u32(|_, length| format!("{length} bytes of code"))? as usize;
        let bytes = self.peek(length)?;
        let start = self.at;
        self.depth += 1;
        for instruction in Instructions::new(bytes) {
            match instruction {
                Ok(instruction) => {
                    let mut text = format!("{}: {instruction}", instruction.bci);
                    if let Some(index) = instruction.constant() {
                        text += "  ";
                        self.pool.resolve(index.0, 4, &mut text);
                    }
                    self.stretch(start + instruction.end() as usize, &text);
                }
                Err(error) => self.problem(&error.to_string()),
            }
        }
        self.stretch(start + length, "(no instruction)");
        self.depth -= 1;
        self.list("handlers", |walk, _| {
            let bytes = walk.peek(8)?;
            let part = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
            let class = match part(6) {
                0 => "anything".to_owned(),
                index => walk.pool.show(index),
            };
            let (from, to, handler) = (part(0), part(2), part(4));
            walk.take(8, &format!("from {from} to {to}: at {handler} for {class}")).map(drop)
        })?;
        self.attributes(Owner::Code)
    }

    pub(super) fn stack_map(&mut self) -> Step {
        let mut offset: i64 = -1;
        self.list("frames", |walk, _| {
            let tag = walk.peek(1)?[0];
            let (name, delta) = match tag {
                0..=63 => ("same", Some(tag)),
                64..=127 => ("same locals, one on the stack", Some(tag - 64)),
                128..=246 => return Err(Broken(format!("no frame has the tag {tag}"))),
                247 => ("same locals, one on the stack", None),
                248..=250 => ("fewer locals", None),
                251 => ("same", None),
                252..=254 => ("more locals", None),
                255 => ("full", None),
            };
            let delta = match delta {
                Some(delta) => {
                    offset += i64::from(delta) + 1;
                    walk.u8(|_, tag| format!("{tag}: frame at {offset}: {name}"))?;
                    return if tag < 64 { Ok(()) } else { walk.verification_type() };
                }
                None => {
                    walk.u8(|_, tag| format!("{tag}: frame: {name}"))?;
                    let bytes = walk.peek(2)?;
                    u16::from_be_bytes([bytes[0], bytes[1]])
                }
            };
            offset += i64::from(delta) + 1;
            walk.u16(|_, delta| format!("{delta}: at {offset}"))?;
            match tag {
                247 => walk.items(1, |walk, _| walk.verification_type()),
                252..=254 => walk.items(usize::from(tag) - 251, |walk, _| walk.verification_type()),
                255 => {
                    walk.list("locals", |walk, _| walk.verification_type())?;
                    walk.list("on the stack", |walk, _| walk.verification_type())
                }
                _ => Ok(()),
            }
        })
    }

    fn verification_type(&mut self) -> Step {
        const NAMES: [&str; 7] =
            ["top", "int", "float", "double", "long", "null", "uninitialized this"];
        let tag = self.peek(1)?[0];
        match tag {
            7 => {
                let bytes = self.peek(3)?;
                let class = u16::from_be_bytes([bytes[1], bytes[2]]);
                self.take(3, &self.pool.show(class)).map(drop)
            }
            8 => {
                let bytes = self.peek(3)?;
                let pc = u16::from_be_bytes([bytes[1], bytes[2]]);
                self.take(3, &format!("uninitialized, made at {pc}")).map(drop)
            }
            _ => match NAMES.get(usize::from(tag)) {
                Some(name) => self.take(1, name).map(drop),
                None => Err(Broken(format!("no type has the tag {tag}"))),
            },
        }
    }
}
