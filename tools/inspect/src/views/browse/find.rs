//! Searches that run beside the view: who refers to a symbol, where a constant is.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Scope;

use regex::Regex;

use super::super::grep::engine::{Consumer, search_input};
use super::library::Library;
use super::page::Link;
use crate::facts::{ClassInfo, Hit, Kind, Kinds, SymbolKind};
use crate::input::Input;
use crate::text::escaped;

/// Results after which a search ends: nobody reads more.
const MAX_FOUND: usize = 20_000;

/// What is searched for.
pub(super) enum Wanted {
    /// References to a class or member, by its symbol.
    References(String),
    /// Strings, and numbers with their types, that a pattern fits.
    Constants(Regex),
}

impl Wanted {
    fn kinds(&self) -> Kinds {
        match self {
            Wanted::References(_) => Kinds::of(&[
                Kind::Calls,
                Kind::Handles,
                Kind::Reads,
                Kind::Writes,
                Kind::Instantiates,
                Kind::Mentions,
                Kind::Extends,
                Kind::Implements,
                Kind::Annotated,
            ]),
            Wanted::Constants(_) => Kinds::of(&[Kind::HasString, Kind::HasNumber]),
        }
    }

    fn fits(&self, kind: SymbolKind, text: &str) -> bool {
        match self {
            // References to a class are those to its arrays and members as well.
            Wanted::References(symbol) => text.strip_prefix(symbol.as_str()).is_some_and(|rest| {
                rest.is_empty()
                    || !symbol.contains(':') && (rest.starts_with('[') || is_member(rest))
            }),
            Wanted::Constants(pattern) => {
                matches!(kind, SymbolKind::String | SymbolKind::Number) && pattern.is_match(text)
            }
        }
    }
}

/// Whether this, behind the name of a class, names a member of it.
fn is_member(rest: &str) -> bool {
    let Some(member) = rest.strip_prefix('.') else { return false };
    let end = member.find(['(', ':']).unwrap_or(0);
    end > 0 && !member[..end].contains('.')
}

/// A search at work.
pub(super) struct Search {
    results: Receiver<(String, Link)>,
    over: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
}

impl Search {
    /// Starts a search over all inputs.
    pub(super) fn start<'s, 'i: 's>(
        scope: &'s Scope<'s, '_>,
        library: &Library<'i>,
        wanted: Wanted,
    ) -> Search {
        let (sender, results) = channel();
        let over = Arc::new(AtomicBool::new(false));
        let done = Arc::new(AtomicUsize::new(0));
        let search = Search { results, over: Arc::clone(&over), done: Arc::clone(&done) };
        let inputs: &'i [Input] = library.inputs;
        scope.spawn(move || {
            let mut collector =
                Collector { wanted: &wanted, sender, over: &over, done: &done, found: 0 };
            for input in inputs {
                let fits = |kind, text: &str| wanted.fits(kind, text);
                let ended = search_input(input, wanted.kinds(), &fits, &mut collector);
                // The view shows what has been found; what cannot be read has nothing.
                if ended.is_err() && over.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        search
    }

    /// What has been found since the last call; `None` if there will be no more.
    pub(super) fn take(&self) -> Option<Vec<(String, Link)>> {
        use std::sync::mpsc::TryRecvError;
        let mut found = Vec::new();
        loop {
            match self.results.try_recv() {
                Ok(place) => found.push(place),
                Err(TryRecvError::Empty) => return Some(found),
                Err(TryRecvError::Disconnected) if found.is_empty() => return None,
                Err(TryRecvError::Disconnected) => return Some(found),
            }
        }
    }

    /// How many classes have been looked at.
    pub(super) fn progress(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

struct Collector<'c> {
    wanted: &'c Wanted,
    sender: Sender<(String, Link)>,
    over: &'c AtomicBool,
    done: &'c AtomicUsize,
    found: usize,
}

impl Collector<'_> {
    /// An error ends the search.
    fn go_on(&self) -> io::Result<()> {
        if self.over.load(Ordering::Relaxed) || self.found >= MAX_FOUND {
            self.over.store(true, Ordering::Relaxed);
            return Err(io::Error::other("nobody wants more"));
        }
        Ok(())
    }
}

impl Consumer for Collector<'_> {
    fn class(&mut self, _: ClassInfo<'_>) -> io::Result<()> {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.go_on()
    }

    fn hit(&mut self, hit: Hit<'_>) -> io::Result<()> {
        if !self.wanted.fits(hit.symbol_kind, hit.symbol) {
            return Ok(());
        }
        self.found += 1;
        let place = hit.member.unwrap_or(hit.class.name);
        let line = if hit.detail == 0 { String::new() } else { format!(":{}", hit.detail) };
        let quote = if hit.symbol_kind == SymbolKind::String { "\"" } else { "" };
        let (verb, symbol) = (hit.kind.verb(), escaped(hit.symbol));
        // What everybody refers to is in the title.
        let symbol = match self.wanted {
            Wanted::References(wanted) if wanted == hit.symbol => String::new(),
            _ => format!(" {quote}{symbol}{quote}"),
        };
        let text = format!("{}{line}: {verb}{symbol}", escaped(place));
        let link = Link::Place {
            class: hit.class.name.to_owned(),
            member: hit.member.map(str::to_owned),
            line: hit.detail,
        };
        // Nobody listens any more: the view has ended.
        self.sender.send((text, link)).map_err(io::Error::other)?;
        self.go_on()
    }

    fn unreadable(&mut self, _: &str) -> io::Result<()> {
        self.go_on()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_a_class_are_those_to_its_members() {
        let wanted = Wanted::References("p.C".to_owned());
        for text in ["p.C", "p.C[][]", "p.C.m(int):void", "p.C.f:int"] {
            assert!(wanted.fits(SymbolKind::Class, text), "{text}");
        }
        for text in ["p.CD", "p.C$D", "p.C.D", "p.C.D.m():void", "q.p.C", "p"] {
            assert!(!wanted.fits(SymbolKind::Class, text), "{text}");
        }
        let wanted = Wanted::References("p.C.m():void".to_owned());
        assert!(wanted.fits(SymbolKind::Method, "p.C.m():void"));
        assert!(!wanted.fits(SymbolKind::Method, "p.C.m():void[]"));
    }
}
