//! Constants by index, in a pool that may be damaged.

use std::fmt::Write;

use crate::symbolic::handle_kind;
use crate::text::{decoded, escaped};

/// Characters of a constant that are shown.
const SHOWN: usize = 60;

/// Where the constants are that can be found.
pub(super) struct Pool<'b> {
    bytes: &'b [u8],
    /// Offset of the tag by index; 0 where there is no constant.
    offsets: Vec<u32>,
}

/// Bytes of a constant behind its tag, if they do not depend on its content.
pub(crate) const fn fixed_length(tag: u8) -> Option<usize> {
    Some(match tag {
        7 | 8 | 16 | 19 | 20 => 2,
        15 => 3,
        3 | 4 | 9..=12 | 17 | 18 => 4,
        5 | 6 => 8,
        _ => return None,
    })
}

impl<'b> Pool<'b> {
    /// Finds the constants up to the first that is damaged.
    pub(super) fn find(bytes: &'b [u8]) -> Pool<'b> {
        let mut pool = Pool { bytes, offsets: vec![0] };
        let count = pool.u16(8).unwrap_or(0);
        let mut at = 10;
        while pool.offsets.len() < count.into() {
            let Some(&tag) = bytes.get(at) else { break };
            let length = match tag {
                1 => pool.u16(at + 1).map(|length| 2 + usize::from(length)),
                _ => fixed_length(tag),
            };
            let Some(length) = length.filter(|length| at + 1 + length <= bytes.len()) else {
                break;
            };
            pool.offsets.push(at as u32);
            if matches!(tag, 5 | 6) {
                pool.offsets.push(0);
            }
            at += 1 + length;
        }
        pool
    }

    fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_be_bytes(self.bytes.get(at..at + 2)?.try_into().ok()?))
    }

    fn offset(&self, index: u16) -> Option<usize> {
        self.offsets.get(usize::from(index)).map(|&at| at as usize).filter(|&at| at > 0)
    }

    /// The bytes of a `Utf8` constant.
    pub(super) fn utf8(&self, index: u16) -> Option<&'b [u8]> {
        let at = self.offset(index).filter(|&at| self.bytes[at] == 1)?;
        let length = usize::from(self.u16(at + 1)?);
        self.bytes.get(at + 3..at + 3 + length)
    }

    /// `#7` and what that stands for.
    pub(super) fn show(&self, index: u16) -> String {
        let mut text = format!("#{index}");
        if index != 0 {
            text.push(' ');
            self.resolve(index, 4, &mut text);
        }
        text
    }

    /// Appends the value; `depth` bounds how many references are followed.
    pub(super) fn resolve(&self, index: u16, depth: u32, text: &mut String) {
        let (Some(at), Some(left)) = (self.offset(index), depth.checked_sub(1)) else {
            return text.push_str("(there is no such constant)");
        };
        let part = |offset: usize| self.u16(at + offset).unwrap_or(0);
        let eight = || {
            let bytes = self.bytes.get(at + 1..at + 9).and_then(|bytes| bytes.try_into().ok());
            u64::from_be_bytes(bytes.unwrap_or_default())
        };
        let four = || (u32::from(part(1)) << 16) | u32::from(part(3));
        let mut pair = |between: &str| {
            self.resolve(part(1), left, text);
            text.push_str(between);
            self.resolve(part(3), left, text);
        };
        let _ = match self.bytes[at] {
            1 => {
                text.push_str(&self.text(index));
                Ok(())
            }
            3 => write!(text, "{}", four() as i32),
            4 => write!(text, "{:?}f", f32::from_bits(four())),
            5 => write!(text, "{}l", eight() as i64),
            6 => write!(text, "{:?}d", f64::from_bits(eight())),
            7 | 8 | 16 | 19 | 20 => {
                self.resolve(part(1), left, text);
                Ok(())
            }
            9..=11 => {
                pair(".");
                Ok(())
            }
            12 => {
                pair(":");
                Ok(())
            }
            15 => {
                text.push_str(handle_kind(self.bytes[at + 1]));
                text.push(' ');
                self.resolve(part(2), left, text);
                Ok(())
            }
            17 | 18 => {
                let _ = write!(text, "bootstrap method {} ", part(1));
                self.resolve(part(3), left, text);
                Ok(())
            }
            _ => Ok(()),
        };
    }

    fn text(&self, index: u16) -> String {
        let bytes = self.utf8(index).unwrap_or_default();
        // Many references to one long constant must not take the time for all of it.
        let text = decoded(&bytes[..bytes.len().min(4 * SHOWN)]);
        let shown = escaped(&text);
        if shown.chars().count() <= SHOWN {
            return shown.into_owned();
        }
        shown.chars().take(SHOWN).chain("...".chars()).collect()
    }
}
