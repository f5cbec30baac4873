//! Where views write to: the standard streams of the process, or buffers in tests.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How a run ended, as the shell sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Status(pub u8);

impl Status {
    /// All went well.
    pub const OK: Status = Status(0);
    /// Something could not be found or read, or a check failed.
    pub const ERROR: Status = Status(1);
    /// The command line was wrong.
    pub const MISUSE: Status = Status(2);

    /// The worse of two.
    #[must_use]
    pub fn and(self, other: Status) -> Status {
        Status(self.0.max(other.0))
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status.0)
    }
}

/// How a piece of text looks on a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Of less interest.
    Dim,
    /// Headings.
    Strong,
    /// Names of operations.
    Keyword,
    /// What constants stand for.
    Comment,
    /// Strings.
    Literal,
    /// Problems.
    Bad,
}

impl Style {
    /// The text with what makes a terminal show it like this.
    pub fn paint(self, text: &str) -> impl std::fmt::Display {
        use anstyle::{AnsiColor, Style as Ansi};
        let style = match self {
            Style::Dim => Ansi::new().dimmed(),
            Style::Strong => Ansi::new().bold(),
            Style::Keyword => AnsiColor::Blue.on_default(),
            Style::Comment => AnsiColor::Green.on_default(),
            Style::Literal => AnsiColor::Yellow.on_default(),
            Style::Bad => AnsiColor::Red.on_default().bold(),
        };
        format!("{style}{text}{style:#}")
    }
}

/// The outputs of a run.
pub struct Console<'c> {
    /// For what was asked for.
    pub out: &'c mut dyn Write,
    /// For complaints and progress.
    pub err: &'c mut dyn Write,
    /// Whether `out` is a terminal that shows colours, unless an option decides.
    pub colour: bool,
    /// Whether progress of long work may be shown.
    pub progress: bool,
    /// Whether `out` is a terminal: results that come one by one are progress enough.
    pub out_is_terminal: bool,
}

impl<'c> Console<'c> {
    /// The standard streams, `out` and `err`. Colours are for terminals only, and
    /// not if the environment has `NO_COLOR` or a terminal without capabilities.
    pub fn for_process(out: &'c mut dyn Write, err: &'c mut dyn Write) -> Console<'c> {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Console {
            out,
            err,
            colour: io::stdout().is_terminal() && !unwanted,
            progress: io::stderr().is_terminal() && !unwanted,
            out_is_terminal: io::stdout().is_terminal(),
        }
    }

    /// Without colours or progress.
    pub fn plain(out: &'c mut dyn Write, err: &'c mut dyn Write) -> Console<'c> {
        Console { out, err, colour: false, progress: false, out_is_terminal: false }
    }

    /// Reports something that could not be done; returns the status to end with.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn error(&mut self, message: &str) -> io::Result<Status> {
        writeln!(self.err, "Error: {message}")?;
        Ok(Status::ERROR)
    }
}
