//! What the launcher has to say, and to which stream.
//!
//! Parsing prints nothing itself: it collects messages, so that it can be tested
//! and fuzzed, and so that an embedder decides where they go.

use crate::thread::log::{Output, OutputError};

/// The name that the virtual machine goes by in its messages.
pub const VM_NAME: &str = "Peaberry VM";

/// A standard stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// A piece of text for a stream; it has its own line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Where the text goes.
    pub stream: Stream,
    /// The text.
    pub text: String,
}

/// The messages so far, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Messages(pub Vec<Message>);

impl Messages {
    /// Adds a line for standard error.
    pub(super) fn err(&mut self, line: impl Into<String>) {
        self.push(Stream::Err, line.into());
    }

    /// Adds a warning of the virtual machine.
    pub(super) fn warn(&mut self, text: &str) {
        self.err(format!("{VM_NAME} warning: {text}"));
    }

    /// Adds a line of the logging framework, which writes to standard output.
    pub(super) fn log(&mut self, level: &str, tag: &str, text: &str) {
        self.push(Stream::Out, format!("[0.000s][{level}][{tag}] {text}"));
    }

    fn push(&mut self, stream: Stream, mut text: String) {
        text.push('\n');
        self.0.push(Message { stream, text });
    }

    /// All text for `stream`.
    pub fn text(&self, stream: Stream) -> String {
        let texts = self.0.iter().filter(|message| message.stream == stream);
        texts.map(|message| message.text.as_str()).collect()
    }
}

/// Why nothing can be run, in the words of `java`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LauncherError {
    /// What to print last.
    pub messages: Messages,
    /// The status to exit with.
    pub status: u8,
}

impl LauncherError {
    /// A fault that the launcher itself sees.
    pub(super) fn usage(line: impl Into<String>) -> LauncherError {
        LauncherError::with(Stream::Err, line.into())
    }

    /// A fault in the options of the virtual machine.
    pub(super) fn vm(line: impl Into<String>) -> LauncherError {
        LauncherError::usage(line).and_no_vm()
    }

    /// The same, for texts that come from where the machine's own output goes.
    pub(super) fn vm_on_out(text: impl Into<String>) -> LauncherError {
        LauncherError::with(Stream::Out, text.into()).and_no_vm()
    }

    /// A fault found while the virtual machine starts.
    pub(super) fn initialization(line: &str) -> LauncherError {
        let text = format!("Error occurred during initialization of VM\n{line}");
        LauncherError::with(Stream::Out, text)
    }

    /// An output of the log that cannot be opened.
    pub fn log_output(error: &OutputError) -> LauncherError {
        let name = match &error.config.output {
            Output::File { name, .. } => name.as_str(),
            Output::Stdout | Output::Stderr => "",
        };
        let mut messages = Messages::default();
        messages.log("error", "logging", &error.fault);
        let text = format!("Initialization of output 'file={name}' using options '(null)' failed.");
        messages.log("error", "logging", &text);
        let option = &error.config.option;
        messages.err(format!("Invalid -Xlog option '{option}', see error log for details."));
        LauncherError { messages, status: 1 }.and_no_vm()
    }

    /// Adds the usual help.
    pub(super) fn with_usage(mut self) -> LauncherError {
        self.messages.err(super::help::text(false).trim_end());
        self
    }

    fn with(stream: Stream, line: String) -> LauncherError {
        let mut messages = Messages::default();
        messages.push(stream, line);
        LauncherError { messages, status: 1 }
    }

    /// Adds the two lines with which `java` gives up.
    fn and_no_vm(mut self) -> LauncherError {
        self.messages.err("Error: Could not create the Java Virtual Machine.");
        self.messages.err("Error: A fatal exception has occurred. Program will exit.");
        self
    }
}
