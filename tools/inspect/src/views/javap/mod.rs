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
pub mod line;
mod module;
mod numbers;
pub mod options;
pub mod run;
mod signature;

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
    problems: Vec<String>,
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
        Printer { w, class, pool: class.constant_pool(), options, problems: Vec::new() }
    }

    /// Prints the class; returns what is wrong with it.
    pub fn print(mut self, origin: &Origin<'_>) -> Vec<String> {
        self.class_file(origin);
        self.problems
    }

    /// Notes that something cannot be read.
    fn problem(&mut self, text: String) {
        if self.problems.len() < MAX_PROBLEMS && !self.problems.contains(&text) {
            self.problems.push(text);
        }
    }

    fn jdk25(&self) -> bool {
        self.options.release == Release::Jdk25
    }
}
