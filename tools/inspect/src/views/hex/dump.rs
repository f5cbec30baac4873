//! The lines: offset, bytes, meaning.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::console::Style;

/// Bytes in a line.
const WIDTH: usize = 8;
/// Finished text is handed on in pieces of about this size.
const CHUNK: usize = 1 << 16;

/// Writes stretches of bytes. What is written first is `bytes[0]`, and each
/// stretch begins where the one before ended.
pub(super) struct Dump<'b, 'o> {
    bytes: &'b [u8],
    colour: bool,
    out: &'o mut dyn Write,
    text: String,
    error: Option<io::Error>,
}

impl<'b, 'o> Dump<'b, 'o> {
    pub(super) fn new(bytes: &'b [u8], colour: bool, out: &'o mut dyn Write) -> Self {
        Dump { bytes, colour, out, text: String::new(), error: None }
    }

    /// The bytes from `start` to `end`, which mean this.
    pub(super) fn stretch(&mut self, start: usize, end: usize, depth: usize, meaning: &str) {
        let mut lines = (start..end).step_by(WIDTH).peekable();
        if lines.peek().is_none() {
            return;
        }
        for (number, from) in lines.enumerate() {
            let piece = &self.bytes[from..end.min(from + WIDTH)];
            let offset = format!("{from:08x}");
            self.push(Style::Dim, &offset);
            self.text.push_str("  ");
            for byte in piece {
                let _ = write!(self.text, "{byte:02x} ");
            }
            if number == 0 {
                let blanks = 3 * (WIDTH - piece.len()) + 1 + 2 * depth;
                self.text.extend(std::iter::repeat_n(' ', blanks));
                self.text.push_str(meaning);
            }
            self.end_line();
        }
    }

    /// A remark between stretches.
    pub(super) fn remark(&mut self, text: &str) {
        self.push(Style::Bad, text);
        self.end_line();
    }

    fn push(&mut self, style: Style, text: &str) {
        if self.colour {
            let _ = write!(self.text, "{}", style.paint(text));
        } else {
            self.text.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        self.text.push('\n');
        if self.text.len() >= CHUNK {
            self.hand_on();
        }
    }

    fn hand_on(&mut self) {
        if self.error.is_none() {
            self.error = self.out.write_all(self.text.as_bytes()).err();
        }
        self.text.clear();
    }

    /// Whether the output takes no more text.
    pub(super) fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.hand_on();
        self.error.map_or(Ok(()), Err)
    }
}
