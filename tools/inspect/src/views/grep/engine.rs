//! Searching an input, by its index or class by class.

use std::io;

use classfile::{ClassFile, Level};

use crate::facts::{
    self, Cached, ClassFacts, ClassInfo, Damaged, Hit, Kinds, Lookup, SymbolKind, Wanted, collect,
};
use crate::input::{Input, Source, default_jobs};

/// Why a search ended early.
pub(in crate::views) enum Failure {
    /// The results could not be written.
    Io(io::Error),
    /// The index is damaged.
    Damaged,
    /// The input as a whole cannot be read.
    Input(String),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Io(error)
    }
}

impl From<Damaged> for Failure {
    fn from(_: Damaged) -> Self {
        Failure::Damaged
    }
}

/// What to do with results.
pub(in crate::views) trait Consumer {
    /// A class has been looked at. Classes come in order, each before its facts
    /// if there is no index; with one all come before.
    fn class(&mut self, class: ClassInfo<'_>) -> io::Result<()>;
    /// A fact of the kinds asked for about a symbol asked for.
    fn hit(&mut self, hit: Hit<'_>) -> io::Result<()>;
    /// A class cannot be read.
    fn unreadable(&mut self, message: &str) -> io::Result<()>;
}

/// An input with its index, if it has one.
pub(super) struct Place {
    pub(super) input: Input,
    index: Option<Cached>,
}

impl Place {
    /// Returns a warning as well if there is an index that cannot be used.
    pub(super) fn new(input: Input, use_index: bool) -> (Place, Option<String>) {
        let found = if use_index { facts::lookup(&input) } else { Lookup::Absent };
        let (index, warning) = match found {
            Lookup::Found(index) => (Some(index), None),
            Lookup::Absent => (None, None),
            Lookup::Stale => (None, Some("has changed since its index was made".to_owned())),
            Lookup::Damaged(file) => {
                let what = "has a damaged index, or one of another version";
                (None, Some(format!("{what} ({})", file.display())))
            }
        };
        let warning = warning.zip(input.path()).map(|(warning, path)| {
            let remedy = "its classes are read; `index` makes the index anew";
            format!("{} {warning}; {remedy}", path.display())
        });
        (Place { input, index }, warning)
    }

    /// How many classes a search has to read.
    pub(super) fn classes_to_read(&self) -> usize {
        match self.index {
            Some(_) => 0,
            None => self.input.entries().map_or(0, |entries| entries.len()),
        }
    }

    /// Whether there is an index.
    pub(super) fn is_indexed(&self) -> bool {
        self.index.is_some()
    }

    /// Hands on the declarations of methods that may override others, if there is an
    /// index, which has a list of them.
    pub(super) fn indexed_methods(&self, found: &mut dyn FnMut(Hit<'_>)) -> Result<(), Failure> {
        let Some(index) = &self.index else { return Ok(()) };
        index.methods::<Failure>(|hit| {
            found(hit);
            Ok(())
        })
    }

    /// Hands all facts that are asked for to `consumer`.
    pub(super) fn search(
        &self,
        kinds: Kinds,
        symbol: &(dyn Fn(SymbolKind, &str) -> bool + Sync),
        with_classes: bool,
        consumer: &mut dyn Consumer,
    ) -> Result<(), Failure> {
        match &self.index {
            Some(index) => by_index(index, kinds, symbol, with_classes, consumer),
            None => scan(&self.input, Wanted { kinds, symbol }, consumer),
        }
    }
}

/// Hands the facts of an input that are asked for to `consumer`, from an index if there is
/// one that can be used.
pub(in crate::views) fn search_input(
    input: &Input,
    kinds: Kinds,
    symbol: &(dyn Fn(SymbolKind, &str) -> bool + Sync),
    consumer: &mut dyn Consumer,
) -> Result<(), Failure> {
    match facts::lookup(input) {
        Lookup::Found(index) => by_index(&index, kinds, symbol, true, consumer),
        _ => scan(input, Wanted { kinds, symbol }, consumer),
    }
}

fn by_index(
    index: &Cached,
    kinds: Kinds,
    symbol: &(dyn Fn(SymbolKind, &str) -> bool + Sync),
    with_classes: bool,
    consumer: &mut dyn Consumer,
) -> Result<(), Failure> {
    if with_classes {
        index.classes::<Failure>(|class| Ok(consumer.class(class)?))?;
    }
    if kinds.is_empty() {
        return Ok(());
    }
    index.search::<Failure>(kinds, symbol, |hit| Ok(consumer.hit(hit)?))
}

fn scan(input: &Input, wanted: Wanted<'_>, consumer: &mut dyn Consumer) -> Result<(), Failure> {
    let work = |source: Result<Source<'_>, String>| {
        let source = source?;
        match ClassFile::parse(&source.bytes, Level::Scan) {
            Ok(class) => Ok((source.name, collect(&class, wanted))),
            Err(error) => Err(format!("{}: {error}", source.location)),
        }
    };
    let consume = |result: Result<(String, ClassFacts), String>| match result {
        Ok((entry, facts)) => hits(&entry, &facts, consumer),
        Err(message) => consumer.unreadable(&message),
    };
    input.stream(default_jobs(), work, consume).map_err(Failure::Input)??;
    Ok(())
}

fn hits(entry: &str, facts: &ClassFacts, consumer: &mut dyn Consumer) -> io::Result<()> {
    let class = ClassInfo { name: &facts.name, entry, major: facts.major, minor: facts.minor };
    consumer.class(class)?;
    for fact in &facts.facts {
        let (symbol_kind, symbol) = &facts.symbols[fact.symbol as usize];
        consumer.hit(Hit {
            class,
            member: facts.members.get(fact.member as usize).map(String::as_str),
            detail: fact.detail,
            kind: fact.kind,
            symbol_kind: *symbol_kind,
            symbol,
        })?;
    }
    Ok(())
}
