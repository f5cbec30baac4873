//! The line writer of javap: indentation, a tab stop, and blanks that count only
//! when something follows them.
//!
//! - The indent goes in front of the first character of a line that is not a blank.
//! - A tab moves to column `indent + tab column`, or one blank if that is passed.
//! - Blanks at the end of a line are dropped, and a newline inside any text
//!   starts a new line.
//! - Columns count UTF-16 units.
//!
//! Lines go to the output in large pieces, very long ones in parts, so the text of
//! a class of any size takes a bounded amount of memory.

use std::fmt;
use std::io::{self, Write};

/// Finished lines are handed on when there are so many bytes of them.
const CHUNK: usize = 1 << 16;
/// A line is handed on in parts when it is so long.
const LONG_LINE: usize = 1 << 18;

/// Writes lines to an output.
pub struct LineWriter<'o> {
    out: &'o mut dyn Write,
    buffer: Vec<u8>,
    /// Where the current line starts in `buffer`.
    start: usize,
    /// Columns of the current line that have been handed on.
    columns_before: usize,
    /// Whether the current line has a character that is not a blank.
    begun: bool,
    /// Blanks before that character, not in `buffer` yet.
    leading: usize,
    indent: usize,
    indent_width: usize,
    tab_column: usize,
    pending_newline: bool,
    /// The first failure of the output; later text is dropped.
    error: Option<io::Error>,
}

impl<'o> LineWriter<'o> {
    /// A writer at the start of a line.
    pub fn new(out: &'o mut dyn Write, indent_width: usize, tab_column: usize) -> Self {
        LineWriter {
            out,
            buffer: Vec::with_capacity(CHUNK + CHUNK / 4),
            start: 0,
            columns_before: 0,
            begun: false,
            leading: 0,
            indent: 0,
            indent_width,
            tab_column,
            pending_newline: false,
            error: None,
        }
    }

    /// Appends text.
    pub fn print(&mut self, text: &str) {
        if std::mem::take(&mut self.pending_newline) {
            self.newline();
        }
        let mut rest = text.as_bytes();
        while let Some(at) = newline_in(rest) {
            self.push(&rest[..at]);
            self.newline();
            rest = &rest[at + 1..];
        }
        self.push(rest);
    }

    /// Appends UTF-8 that is known to have no line ends.
    #[inline]
    pub fn plain(&mut self, text: &[u8]) {
        if std::mem::take(&mut self.pending_newline) {
            self.newline();
        }
        self.push(text);
    }

    /// Appends text without line ends.
    #[inline]
    fn push(&mut self, mut text: &[u8]) {
        if !self.begun {
            let blanks = text.iter().take_while(|&&byte| byte == b' ').count();
            self.leading += blanks;
            text = &text[blanks..];
            if text.is_empty() {
                return;
            }
            self.begun = true;
            let blanks = self.leading + self.indent * self.indent_width;
            self.blanks(blanks);
            self.leading = 0;
        }
        self.buffer.extend_from_slice(text);
        if self.buffer.len() >= LONG_LINE {
            self.hand_on_part();
        }
    }

    /// Hands on the current line but for the blanks at its end.
    #[cold]
    fn hand_on_part(&mut self) {
        let blanks = trailing_blanks(&self.buffer[self.start..]);
        let rest = self.buffer.split_off(self.buffer.len() - blanks);
        self.columns_before += columns(&self.buffer[self.start..]);
        self.hand_on();
        self.buffer = rest;
    }

    fn blanks(&mut self, count: usize) {
        self.buffer.resize(self.buffer.len() + count, b' ');
    }

    /// Appends a number.
    pub fn number(&mut self, number: impl Into<i64>) {
        let number = number.into();
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if number < 0 {
            at -= 1;
            digits[at] = b'-';
        }
        self.plain(&digits[at..]);
    }

    /// Appends a number after blanks that make it at least `width` columns wide.
    pub fn padded(&mut self, number: u32, width: usize) {
        let digits = number.checked_ilog10().unwrap_or(0) as usize + 1;
        for _ in digits..width {
            self.plain(b" ");
        }
        self.number(number);
    }

    /// Appends text and ends the line.
    pub fn println(&mut self, text: &str) {
        self.print(text);
        self.newline();
    }

    /// Ends the line.
    pub fn newline(&mut self) {
        self.drop_trailing_blanks();
        self.buffer.push(b'\n');
        self.begun = false;
        self.leading = 0;
        self.columns_before = 0;
        if self.buffer.len() >= CHUNK {
            self.hand_on();
        }
        self.start = self.buffer.len();
    }

    fn drop_trailing_blanks(&mut self) {
        let blanks = trailing_blanks(&self.buffer[self.start..]);
        self.buffer.truncate(self.buffer.len() - blanks);
    }

    /// Puts a whole line in front of the current one.
    pub fn line_before(&mut self, text: &str) {
        let mut line = text.as_bytes().to_vec();
        line.push(b'\n');
        let length = line.len();
        self.buffer.splice(self.start..self.start, line);
        self.start += length;
    }

    /// Changes the indent by this many levels.
    pub fn indent(&mut self, levels: isize) {
        self.indent = self.indent.checked_add_signed(levels).expect("balanced indents");
    }

    /// Moves to the tab stop.
    pub fn tab(&mut self) {
        let stop = self.indent * self.indent_width + self.tab_column;
        let line = &self.buffer[self.start..];
        let length = line.len() - trailing_blanks(line);
        let column = self.columns_before + columns(&line[..length]);
        let blanks = if stop <= column { 1 } else { stop - column };
        if self.begun { self.blanks(blanks) } else { self.leading += blanks }
    }

    /// Asks for an empty line before the next text, or takes that back.
    pub fn request_newline(&mut self, wanted: bool) {
        self.pending_newline = wanted;
    }

    fn hand_on(&mut self) {
        if self.error.is_none() {
            self.error = self.out.write_all(&self.buffer).err();
        }
        self.buffer.clear();
        self.start = 0;
    }

    /// Whether the output takes no more text.
    pub fn has_failed(&self) -> bool {
        self.error.is_some()
    }

    /// Writes out what is left, and ends a line that has begun.
    ///
    /// # Errors
    ///
    /// The first failure of the output.
    pub fn finish(&mut self) -> io::Result<()> {
        if self.begun {
            self.newline();
        }
        self.hand_on();
        match self.error.take() {
            Some(error) => Err(error),
            None => self.out.flush(),
        }
    }
}

impl fmt::Write for LineWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.print(text);
        Ok(())
    }
}

fn trailing_blanks(line: &[u8]) -> usize {
    line.iter().rev().take_while(|&&byte| byte == b' ').count()
}

/// Most texts are a few bytes long, for which a plain loop is fastest.
fn newline_in(bytes: &[u8]) -> Option<usize> {
    if bytes.len() < 16 {
        bytes.iter().position(|&b| b == b'\n')
    } else {
        memchr::memchr(b'\n', bytes)
    }
}

/// UTF-16 units of UTF-8 text.
fn columns(text: &[u8]) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.iter().map(|&byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut LineWriter<'_>)) -> String {
        let mut bytes = Vec::new();
        let mut writer = LineWriter::new(&mut bytes, 2, 40);
        write(&mut writer);
        writer.finish().expect("a vector takes everything");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn indents_tabs_and_blanks() {
        let text = written(|w| {
            w.println("a  ");
            w.indent(1);
            w.print("flags:");
            w.tab();
            w.println("// x");
            w.print("b\nc");
            w.newline();
            w.println("d");
        });
        let tabbed = format!("  flags:{}// x", " ".repeat(34));
        assert_eq!(text, format!("a\n{tabbed}\n  b\n  c\n  d\n"));
    }

    #[test]
    fn a_requested_line_comes_only_before_text() {
        let text = written(|w| {
            w.println("a");
            w.request_newline(true);
            w.print("b");
            w.newline();
            w.request_newline(true);
        });
        assert_eq!(text, "a\n\nb\n");
    }

    #[test]
    fn long_lines_go_in_parts() {
        let long = "x".repeat(LONG_LINE);
        let text = written(|w| {
            w.print(&long);
            w.print("  ");
            w.print(&long);
            w.print("   ");
            w.tab();
            w.println("y  ");
            w.println("z");
        });
        assert!(text == format!("{long}  {long}    y\nz\n"), "{} bytes", text.len());
    }

    #[test]
    fn columns_are_utf16_units() {
        assert_eq!(columns("aé😀".as_bytes()), 4);
    }

    #[test]
    fn numbers_are_padded() {
        let text = written(|w| {
            w.padded(7, 4);
            w.print(":");
            w.number(i64::MIN);
            w.padded(12345, 4);
        });
        assert_eq!(text, "   7:-922337203685477580812345\n");
    }
}
