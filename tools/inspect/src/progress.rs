//! A line on the terminal that tells how far long work has come.

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Work that takes less than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(400);
/// Between two drawings.
const PERIOD: Duration = Duration::from_millis(100);
/// Columns of the bar.
const WIDTH: usize = 30;

/// The progress of one piece of work. Nothing is shown unless that is wanted, and the
/// line is gone when the work is over.
pub struct Progress<W: Write = io::Stderr> {
    out: Option<W>,
    what: &'static str,
    total: usize,
    done: usize,
    next: Instant,
    drawn: bool,
}

impl Progress {
    /// For work on an unknown number of things, on the standard error output.
    pub fn new(wanted: bool, what: &'static str) -> Progress {
        Progress::on(wanted.then(io::stderr), what, PATIENCE)
    }
}

impl<W: Write> Progress<W> {
    fn on(out: Option<W>, what: &'static str, patience: Duration) -> Progress<W> {
        Progress { out, what, total: 0, done: 0, next: Instant::now() + patience, drawn: false }
    }

    /// Tells how many things there are; the number is not asked for if nobody sees it.
    pub fn expect(&mut self, number: impl FnOnce() -> usize) {
        if self.out.is_some() {
            self.total += number();
        }
    }

    /// One thing is done.
    pub fn step(&mut self) {
        self.done += 1;
        if self.out.is_some() && Instant::now() >= self.next {
            self.draw();
        }
    }

    fn draw(&mut self) {
        let Some(out) = &mut self.out else { return };
        let Progress { what, total, done, .. } = self;
        let line = match done.checked_mul(WIDTH).and_then(|part| part.checked_div(*total)) {
            Some(part) => {
                let bar = "#".repeat(part.min(WIDTH));
                format!("{what} [{bar:WIDTH$}] {done} of {total}")
            }
            None => format!("{what} {done}"),
        };
        // Whoever writes next starts at the left. Progress that cannot be shown is no error.
        let _ = write!(out, "\r\x1b[K{line}\r").and_then(|()| out.flush());
        self.drawn = true;
        self.next = Instant::now() + PERIOD;
    }

    /// Makes room for other output.
    pub fn clear(&mut self) {
        if self.drawn
            && let Some(out) = &mut self.out
        {
            let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
            self.drawn = false;
        }
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_appears_and_disappears() {
        let mut out = Vec::new();
        let mut progress = Progress::on(Some(&mut out), "reading", Duration::ZERO);
        progress.expect(|| 60);
        (0..20).for_each(|_| progress.step());
        progress.draw();
        drop(progress);
        let text = String::from_utf8(out).expect("text");
        let last = "\r\x1b[Kreading [##########                    ] 20 of 60\r\r\x1b[K";
        assert!(text.ends_with(last), "{text:?}");
    }

    #[test]
    fn work_is_not_counted_for_nobody() {
        let mut progress = Progress::<Vec<u8>>::on(None, "reading", Duration::ZERO);
        progress.expect(|| panic!("nobody sees it"));
        progress.step();
    }
}
