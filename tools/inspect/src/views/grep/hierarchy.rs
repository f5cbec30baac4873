//! Questions about supertypes: who is a subtype, who overrides.
//!
//! Supertypes outside of the inputs are looked for in the JDK and on the class
//! path; what is not there either has no supertypes and declares nothing.

use std::collections::{HashMap, HashSet};
use std::io;

use base::AccessFlags;
use classfile::{ClassFile, Level};

use super::engine::{Consumer, Failure, Place};
use super::query::Pattern;
use crate::facts::{
    ClassInfo, Hit, Kind, Kinds, SUPERTYPES, SymbolKind, Wanted, collect, is_virtual,
};
use crate::input::Sources;
use crate::progress::Progress;

const METHODS_TOO: &[Kind] = &[Kind::Extends, Kind::Implements, Kind::Declares];

/// Supertypes and methods of a class.
#[derive(Default)]
struct Class {
    supertypes: Vec<String>,
    /// Name and type of each method that may override others, with its flags.
    methods: HashMap<String, AccessFlags>,
}

impl Class {
    fn add(&mut self, name: &str, kind: Kind, symbol_kind: SymbolKind, symbol: &str, detail: u16) {
        match (kind, symbol_kind) {
            (Kind::Extends | Kind::Implements, _) => self.supertypes.push(symbol.to_owned()),
            (Kind::Declares, SymbolKind::Method) => {
                if let Some(method) = symbol.strip_prefix(name)
                    && is_virtual(method, AccessFlags(detail))
                {
                    self.methods.insert(method.to_owned(), AccessFlags(detail));
                }
            }
            _ => {}
        }
    }
}

/// The classes of the inputs, and those that they stand on.
pub(super) struct Hierarchy<'s> {
    /// In order, with the entry that each was read from and the number of its input.
    own: Vec<(String, String, usize)>,
    classes: HashMap<String, Class>,
    sources: &'s Sources,
    kinds: Kinds,
    input: usize,
    progress: Progress,
    messages: Vec<String>,
}

impl Consumer for Hierarchy<'_> {
    fn class(&mut self, class: ClassInfo<'_>) -> io::Result<()> {
        self.progress.step();
        self.own.push((class.name.to_owned(), class.entry.to_owned(), self.input));
        Ok(())
    }

    fn hit(&mut self, hit: Hit<'_>) -> io::Result<()> {
        let name = hit.class.name;
        if !self.classes.contains_key(name) {
            self.classes.insert(name.to_owned(), Class::default());
        }
        let class = self.classes.get_mut(name).expect("it is there now");
        class.add(name, hit.kind, hit.symbol_kind, hit.symbol, hit.detail);
        Ok(())
    }

    fn unreadable(&mut self, message: &str) -> io::Result<()> {
        self.messages.push(message.to_owned());
        Ok(())
    }
}

/// A subtype or overriding method.
pub(super) struct Found<'h> {
    /// The number of the input.
    pub(super) input: usize,
    /// The class.
    pub(super) class: &'h str,
    /// The entry that it was read from.
    pub(super) entry: &'h str,
    /// The method.
    pub(super) member: Option<String>,
    /// How it relates to the symbol.
    pub(super) verb: &'static str,
    /// The supertype or the method that is overridden.
    pub(super) symbol: String,
}

impl<'s> Hierarchy<'s> {
    /// Reads the hierarchy of the inputs, and the methods with the names of those that
    /// `overridden` fits (or more); returns complaints too.
    pub(super) fn of(
        places: &[Place],
        sources: &'s Sources,
        overridden: Option<&Pattern>,
        progress: Progress,
    ) -> Result<(Hierarchy<'s>, Vec<String>), Failure> {
        let mut hierarchy = Hierarchy {
            own: Vec::new(),
            classes: HashMap::new(),
            sources,
            kinds: Kinds::of(if overridden.is_some() { METHODS_TOO } else { SUPERTYPES }),
            input: 0,
            progress,
            messages: Vec::new(),
        };
        for (number, place) in places.iter().enumerate() {
            hierarchy.input = number;
            hierarchy.progress.expect(|| place.classes_to_read());
            // The methods of an index come later, when it is known which are needed.
            let kinds = if place.is_indexed() { Kinds::of(SUPERTYPES) } else { hierarchy.kinds };
            let wanted = |kind, _: &str| kind != SymbolKind::Field;
            place.search(kinds, &wanted, true, &mut hierarchy)?;
        }
        let messages = std::mem::take(&mut hierarchy.messages);
        hierarchy.progress.clear();
        hierarchy.complete();
        if let Some(pattern) = overridden {
            hierarchy.add_indexed_methods(places, pattern)?;
        }
        Ok((hierarchy, messages))
    }

    /// Adds the methods of indexes that may have to do with those that the pattern fits.
    fn add_indexed_methods(&mut self, places: &[Place], pattern: &Pattern) -> Result<(), Failure> {
        let mut names: HashSet<String> =
            self.overridden_names(pattern).into_iter().map(str::to_owned).collect();
        let name_of = |hit: &Hit<'_>| -> Option<usize> {
            hit.symbol.starts_with(hit.class.name).then_some(hit.class.name.len())
        };
        for place in places {
            place.indexed_methods(&mut |hit| {
                if let Some(at) = name_of(&hit)
                    && !names.contains(&hit.symbol[at..])
                    && pattern.fits(SymbolKind::Method, hit.symbol)
                {
                    names.insert(hit.symbol[at..].to_owned());
                }
            })?;
        }
        for place in places {
            place.indexed_methods(&mut |hit| {
                if name_of(&hit).is_some_and(|at| names.contains(&hit.symbol[at..])) {
                    let class = self.classes.entry(hit.class.name.to_owned()).or_default();
                    class.add(hit.class.name, hit.kind, hit.symbol_kind, hit.symbol, hit.detail);
                }
            })?;
        }
        Ok(())
    }

    /// The names and types of known methods that the pattern fits.
    fn overridden_names(&self, pattern: &Pattern) -> HashSet<&str> {
        let mut names: HashSet<&str> = HashSet::new();
        for (class, info) in &self.classes {
            let fits = |name: &&String| pattern.fits(SymbolKind::Method, &format!("{class}{name}"));
            names.extend(info.methods.keys().filter(fits).map(String::as_str));
        }
        names
    }

    /// Looks for supertypes that no input has.
    fn complete(&mut self) {
        let named = |class: &Class| class.supertypes.clone();
        let mut open: Vec<String> = self.classes.values().flat_map(named).collect();
        while let Some(name) = open.pop() {
            if !self.classes.contains_key(&name) {
                let class = self.outside(&name);
                open.extend(class.supertypes.iter().cloned());
                self.classes.insert(name, class);
            }
        }
    }

    fn outside(&self, name: &str) -> Class {
        let mut class = Class::default();
        if let Ok(Some(source)) = self.sources.find_class(name)
            && let Ok(file) = ClassFile::parse(&source.bytes, Level::Scan)
        {
            let wanted = Wanted { kinds: self.kinds, symbol: &|_, _| true };
            let facts = collect(&file, wanted);
            for fact in &facts.facts {
                let (kind, symbol) = &facts.symbols[fact.symbol as usize];
                class.add(name, fact.kind, *kind, symbol, fact.detail);
            }
        }
        class
    }

    /// All supertypes of a class, near ones first.
    fn supertypes<'h>(&'h self, name: &'h str) -> Vec<&'h str> {
        let mut all: Vec<&str> = Vec::new();
        let mut seen = HashSet::from([name]);
        let mut at = 0;
        let mut of = name;
        loop {
            let direct = self.classes.get(of).map_or(&[][..], |class| &class.supertypes[..]);
            all.extend(direct.iter().map(String::as_str).filter(|name| seen.insert(*name)));
            match all.get(at) {
                Some(&next) => of = next,
                None => return all,
            }
            at += 1;
        }
    }

    /// Classes with a supertype that the pattern fits.
    pub(super) fn subtypes(&self, pattern: &Pattern, transitive: bool) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        for (class, entry, input) in &self.own {
            let supertypes = if transitive {
                self.supertypes(class)
            } else {
                let class = self.classes.get(class);
                class.map_or(Vec::new(), |c| c.supertypes.iter().map(String::as_str).collect())
            };
            for symbol in supertypes.into_iter().filter(|s| pattern.fits(SymbolKind::Class, s)) {
                let (input, symbol) = (*input, symbol.to_owned());
                let verb = "is a subtype of";
                found.push(Found { input, class, entry, member: None, verb, symbol });
            }
        }
        found
    }

    /// The methods that calls may name which select one that the pattern fits, or a
    /// method that overrides it: as a member of each subtype of its class, and of
    /// supertypes that declare it.
    pub(super) fn named_by_calls(&self, pattern: &Pattern) -> HashSet<String> {
        let mut declared: HashMap<&str, Vec<&str>> = HashMap::new();
        for (class, info) in &self.classes {
            let fits = |name: &&String| pattern.fits(SymbolKind::Method, &format!("{class}{name}"));
            let names: Vec<&str> = info.methods.keys().filter(fits).map(String::as_str).collect();
            if !names.is_empty() {
                declared.insert(class, names);
            }
        }
        let mut found = HashSet::new();
        for class in self.classes.keys() {
            for supertype in self.supertypes(class) {
                let inherited = declared.get(supertype).into_iter().flatten();
                found.extend(inherited.map(|name| format!("{class}{name}")));
                let Some(above) = self.classes.get(supertype) else { continue };
                let own = declared.get(class.as_str()).into_iter().flatten();
                let known = own.filter(|name| above.methods.contains_key(**name));
                found.extend(known.map(|name| format!("{supertype}{name}")));
            }
        }
        found
    }

    /// Methods that override one that the pattern fits (JVMS §5.4.5).
    pub(super) fn overriders(&self, pattern: &Pattern) -> Vec<Found<'_>> {
        // Few methods of a few names are asked for, as a rule.
        let names = self.overridden_names(pattern);
        let mut found = Vec::new();
        for (class, entry, input) in &self.own {
            let Some(own) = self.classes.get(class) else { continue };
            let mut methods: Vec<&String> =
                own.methods.keys().filter(|name| names.contains(name.as_str())).collect();
            if methods.is_empty() {
                continue;
            }
            methods.sort();
            let supertypes = self.supertypes(class);
            for name in methods {
                for supertype in &supertypes {
                    let overridden = self.classes.get(*supertype).and_then(|c| c.methods.get(name));
                    let Some(&flags) = overridden else { continue };
                    let accessible =
                        !flags.is_package_private() || package(class) == package(supertype);
                    let symbol = format!("{supertype}{name}");
                    if accessible && pattern.fits(SymbolKind::Method, &symbol) {
                        let (input, member) = (*input, Some(format!("{class}{name}")));
                        found.push(Found {
                            input,
                            class,
                            entry,
                            member,
                            verb: "overrides",
                            symbol,
                        });
                    }
                }
            }
        }
        found
    }
}

fn package(class: &str) -> &str {
    class.rfind('.').map_or("", |dot| &class[..dot])
}
