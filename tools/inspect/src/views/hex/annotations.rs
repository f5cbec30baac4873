//! Annotations (JVMS §4.7.16 to §4.7.22).

use super::walk::{Broken, Step, Walk};

/// Deeper nesting is not read.
const MAX_DEPTH: usize = 64;

impl Walk<'_, '_, '_> {
    pub(super) fn annotation(&mut self, nesting: usize) -> Step {
        self.index("annotation")?;
        self.list("elements", |walk, _| {
            walk.index("element")?;
            walk.element_value(nesting)
        })
    }

    pub(super) fn element_value(&mut self, nesting: usize) -> Step {
        if nesting > MAX_DEPTH {
            return Err(Broken("annotations are nested too deeply".to_owned()));
        }
        let tag = self.peek(1)?[0];
        match tag {
            b'B' | b'C' | b'D' | b'F' | b'I' | b'J' | b'S' | b'Z' | b's' | b'c' => {
                let bytes = self.peek(3)?;
                let index = u16::from_be_bytes([bytes[1], bytes[2]]);
                let text = format!("{}: {}", char::from(tag), self.pool.show(index));
                self.take(3, &text).map(drop)
            }
            b'e' => {
                self.take(1, "e: enum constant")?;
                self.index("of type")?;
                self.index("called").map(drop)
            }
            b'@' => {
                self.take(1, "@: annotation")?;
                self.annotation(nesting + 1)
            }
            b'[' => {
                self.take(1, "[: array")?;
                self.list("values", |walk, _| walk.element_value(nesting + 1))
            }
            _ => Err(Broken(format!("no value has the tag {tag}"))),
        }
    }

    pub(super) fn type_annotation(&mut self) -> Step {
        let target = self.u8(|_, target| format!("annotation on a type, target {target:#04x}"))?;
        self.depth += 1;
        match target {
            0x00 | 0x01 => drop(self.u8(|_, at| format!("type parameter {at}"))?),
            0x10 => drop(self.u16(|_, at| format!("supertype {at}"))?),
            0x11 | 0x12 => {
                self.u8(|_, at| format!("type parameter {at}"))?;
                self.u8(|_, at| format!("bound {at}"))?;
            }
            0x13..=0x15 => {}
            0x16 => drop(self.u8(|_, at| format!("formal parameter {at}"))?),
            0x17 => drop(self.u16(|_, at| format!("throws {at}"))?),
            0x40 | 0x41 => self.list("ranges", |walk, _| {
                walk.u16(|_, pc| format!("from {pc}"))?;
                walk.u16(|_, length| format!("for {length} bytes"))?;
                walk.u16(|_, slot| format!("in local {slot}")).map(drop)
            })?,
            0x42 => drop(self.u16(|_, at| format!("handler {at}"))?),
            0x43..=0x46 => drop(self.u16(|_, pc| format!("at {pc}"))?),
            0x47..=0x4b => {
                self.u16(|_, pc| format!("at {pc}"))?;
                self.u8(|_, at| format!("type argument {at}"))?;
            }
            _ => return Err(Broken(format!("no target has the type {target:#04x}"))),
        }
        let length = self.u8(|_, length| format!("path of {length}"))?;
        for _ in 0..length {
            let step = self.peek(2)?;
            let kind = ["array element", "nested type", "wildcard bound", "type argument"];
            let name = kind.get(usize::from(step[0])).copied().unwrap_or("unknown step");
            self.take(2, &format!("{name} {}", step[1]))?;
        }
        self.depth -= 1;
        self.annotation(0)
    }
}
