//! Class files in the text form of `javap`, byte for byte that of the JDK's tool
//! of release 17 or 25.
//!
//! A damaged class is shown as far as it can be read; every place that cannot be
//! is `???` in the text, and what is wrong with it is in the list of problems.

mod annotation;
mod attribute;
mod class;
mod code;
mod constants;
mod descriptor;
mod details;
pub mod line;
mod module;
mod numbers;
pub mod options;
mod processor;
pub mod run;
mod signature;
mod unreadable;

use classfile::{ClassFile, ConstantPool};

use line::LineWriter;
use options::Options;

/// Whose output is imitated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Release {
    /// That of JDK 17.
    Jdk17,
    /// That of JDK 25.
    Jdk25,
}

/// More problems of one class are not listed.
const MAX_PROBLEMS: usize = 20;

/// Prints one class.
pub struct Printer<'p, 'o, 'a> {
    w: &'p mut LineWriter<'o>,
    class: &'p ClassFile<'a>,
    pool: &'p ConstantPool<'a>,
    options: &'p Options,
    /// Lines of the source file, for `-XDdetails:source`.
    source: &'p [String],
    /// Why there are none.
    source_error: Option<&'static str>,
    problems: Problems,
    texts: constants::Texts,
}

/// What is wrong with a class.
#[derive(Debug, Default)]
pub struct Problems {
    /// What the text does not tell.
    pub listed: Vec<String>,
    /// Whether the text tells of others, as that of the JDK's tool does.
    pub in_text: bool,
}

/// What is printed of the origin of a class with `-v` and `-sysinfo`.
pub struct Origin<'s> {
    /// The path or URL.
    pub location: &'s str,
    /// The day when the file changed.
    pub modified: Option<&'s str>,
}

impl<'p, 'o, 'a> Printer<'p, 'o, 'a> {
    /// A printer of `class`.
    pub fn new(w: &'p mut LineWriter<'o>, class: &'p ClassFile<'a>, options: &'p Options) -> Self {
        let pool = class.constant_pool();
        Printer {
            w,
            class,
            pool,
            options,
            source: &[],
            source_error: None,
            problems: Problems::default(),
            texts: constants::Texts::new(pool.count()),
        }
    }

    /// With the lines of the source file, the first of them empty, or the reason
    /// why there are none.
    pub fn with_source(self, source: Result<&'p [String], &'static str>) -> Self {
        let source_error = source.err();
        Printer { source: source.unwrap_or_default(), source_error, ..self }
    }

    /// Prints the class; returns what is wrong with it.
    pub fn print(mut self, origin: &Origin<'_>) -> Problems {
        self.check_texts();
        self.class_file(origin);
        self.problems
    }

    /// Notes constants that are not modified UTF-8. What old class files may have is
    /// not among them.
    fn check_texts(&mut self) {
        const OLD: u16 = 45;
        let pool = self.pool;
        let malformed = pool.indices().filter(|&index| {
            let text = pool.utf8(index).unwrap_or_default();
            !text.is_ascii() && !base::mutf8::is_valid(text, OLD)
        });
        for index in malformed.take(MAX_PROBLEMS) {
            let offset = pool.offset(index).unwrap_or_default();
            self.problem(format!("constant {index} at offset {offset} is not modified UTF-8"));
        }
    }

    /// Notes that something cannot be read.
    fn problem(&mut self, text: String) {
        let listed = &mut self.problems.listed;
        if listed.len() < MAX_PROBLEMS && !listed.contains(&text) {
            listed.push(text);
        }
    }

    /// Says in the text, in front of the current line, what is wrong.
    fn report(&mut self, message: &str) {
        self.w.line_before(&format!("Error: {message}"));
        self.problems.in_text = true;
    }

    fn jdk25(&self) -> bool {
        self.options.release == Release::Jdk25
    }
}
