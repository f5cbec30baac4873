//! Making an index from the facts of many classes.

use std::collections::HashMap;
use std::io::{self, Write};

use base::AccessFlags;

use super::index::{CHECKSUM_SIZE, FACT_SIZE, Header, MAGIC, NONE, SECTIONS, VERSION};
use super::{ClassFacts, Kind, SUPERTYPES, SymbolKind, is_virtual};

/// Gathers facts; they are written at the end.
#[derive(Default)]
pub(super) struct Writer {
    numbers: HashMap<(SymbolKind, Box<str>), u32>,
    symbols: Vec<(SymbolKind, Box<str>)>,
    /// For each class: its name and entry as symbols, the version.
    classes: Vec<[u32; 3]>,
    /// For each place: the class, and the member as a symbol.
    places: Vec<[u32; 2]>,
    /// In the order of the classes.
    facts: Vec<FactRecord>,
}

struct FactRecord {
    place: u32,
    symbol: u32,
    detail: u16,
    kind: u8,
}

/// The index would be larger than its format allows.
#[derive(Debug)]
pub(super) struct TooLarge;

impl Writer {
    fn symbol(&mut self, kind: SymbolKind, text: &str) -> u32 {
        let key = (kind, Box::from(text));
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = self.symbols.len() as u32;
        self.symbols.push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    /// Adds the facts of a class.
    pub(super) fn add(&mut self, entry: &str, class: &ClassFacts) -> Result<(), TooLarge> {
        if self.facts.len() + class.facts.len() >= NONE as usize
            || self.symbols.len() + class.symbols.len() + class.members.len() >= NONE as usize - 2
        {
            return Err(TooLarge);
        }
        let name = self.symbol(SymbolKind::Class, &class.name);
        let entry = self.symbol(SymbolKind::String, entry);
        let version = u32::from(class.major) << 16 | u32::from(class.minor);
        let number = self.classes.len() as u32;
        self.classes.push([name, entry, version]);
        let own = self.places.len() as u32;
        self.places.push([number, NONE]);
        for member in &class.members {
            let kind = if member.contains('(') { SymbolKind::Method } else { SymbolKind::Field };
            let member = self.symbol(kind, member);
            self.places.push([number, member]);
        }
        let symbols: Vec<u32> =
            class.symbols.iter().map(|(kind, text)| self.symbol(*kind, text)).collect();
        self.facts.extend(class.facts.iter().map(|fact| FactRecord {
            // `NO_MEMBER` is one less than zero.
            place: own.wrapping_add(fact.member.wrapping_add(1)),
            symbol: symbols[fact.symbol as usize],
            detail: fact.detail,
            kind: fact.kind as u8,
        }));
        Ok(())
    }

    /// Writes the index.
    pub(super) fn write(mut self, fingerprint: u64, out: &mut dyn Write) -> io::Result<()> {
        let numbers = self.sort_symbols();
        let bytes: usize = self.symbols.iter().map(|(_, text)| text.len()).sum();
        let too_large = || io::Error::other("the index would be too large");
        let text_size = u32::try_from(bytes).map_err(|_| too_large())?;
        let kinds = SymbolKind::ALL
            .map(|kind| self.symbols.partition_point(|(other, _)| *other <= kind) as u32);
        let is_supertype =
            |fact: &FactRecord| SUPERTYPES.iter().any(|&kind| fact.kind == kind as u8);
        let supertypes: Vec<_> = self.list(is_supertype).collect();
        let methods: Vec<_> = self.list(|fact| self.overrides(fact, &numbers)).collect();
        let header = Header {
            fingerprint,
            sizes: [
                self.symbols.len() as u32,
                text_size,
                self.facts.len() as u32,
                self.places.len() as u32,
                self.classes.len() as u32,
                supertypes.len() as u32,
                methods.len() as u32,
            ],
            kinds,
        };
        let mut out = Sink { out, checksum: crc32fast::Hasher::new() };
        out.bytes(MAGIC)?;
        out.number(VERSION)?;
        out.bytes(&header.fingerprint.to_le_bytes())?;
        header.sizes.iter().chain(&header.kinds).try_for_each(|&n| out.number(n))?;
        debug_assert_eq!(header.sizes.len(), SECTIONS);

        let mut end = 0;
        out.number(end)?;
        for (_, text) in &self.symbols {
            end += text.len() as u32;
            out.number(end)?;
        }
        self.write_postings(&numbers, &mut out)?;
        for fact in &self.facts {
            out.number(fact.place)?;
            let [low, high] = fact.detail.to_le_bytes();
            out.bytes(&[low, high, fact.kind, 0])?;
        }
        debug_assert_eq!(FACT_SIZE, 8);
        let number = |symbol: u32| numbers.get(symbol as usize).copied().unwrap_or(NONE);
        for &[class, member] in &self.places {
            out.number(class)?;
            out.number(number(member))?;
        }
        for &[name, entry, version] in &self.classes {
            out.number(number(name))?;
            out.number(number(entry))?;
            out.number(version)?;
        }
        for (fact, symbol) in supertypes.into_iter().chain(methods) {
            out.number(fact)?;
            out.number(number(symbol))?;
        }
        self.symbols.iter().try_for_each(|(_, text)| out.bytes(text.as_bytes()))?;
        let checksum = out.checksum.clone().finalize();
        debug_assert_eq!(CHECKSUM_SIZE, size_of_val(&checksum));
        out.number(checksum)
    }

    /// Positions and symbols of some facts.
    fn list(&self, wanted: impl Fn(&FactRecord) -> bool) -> impl Iterator<Item = (u32, u32)> {
        let facts = (0..).zip(&self.facts);
        facts.filter(move |(_, fact)| wanted(fact)).map(|(position, fact)| (position, fact.symbol))
    }

    /// Whether a fact declares a method that may override others; `numbers` are those
    /// of the sorted symbols.
    fn overrides(&self, fact: &FactRecord, numbers: &[u32]) -> bool {
        let symbol = |number: u32| &self.symbols[numbers[number as usize] as usize];
        let (kind, text) = symbol(fact.symbol);
        if fact.kind != Kind::Declares as u8 || *kind != SymbolKind::Method {
            return false;
        }
        let [class, _] = self.places[fact.place as usize];
        let (_, class) = symbol(self.classes[class as usize][0]);
        let name = text.strip_prefix(&**class);
        name.is_some_and(|name| is_virtual(name, AccessFlags(fact.detail)))
    }

    /// Brings symbols of a kind together, in the order of their texts; returns
    /// the new numbers.
    fn sort_symbols(&mut self) -> Vec<u32> {
        self.numbers = HashMap::new();
        let mut order: Vec<u32> = (0..self.symbols.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| self.symbols[a as usize].cmp(&self.symbols[b as usize]));
        let mut numbers = vec![0; order.len()];
        for (number, &old) in order.iter().enumerate() {
            numbers[old as usize] = number as u32;
        }
        self.symbols.sort_unstable();
        numbers
    }

    /// For each symbol where its facts start in the list of facts by symbol, and
    /// that list.
    fn write_postings(&self, numbers: &[u32], out: &mut Sink<'_>) -> io::Result<()> {
        let mut starts = vec![0u32; self.symbols.len() + 1];
        for fact in &self.facts {
            starts[numbers[fact.symbol as usize] as usize + 1] += 1;
        }
        for symbol in 1..starts.len() {
            starts[symbol] += starts[symbol - 1];
        }
        starts.iter().try_for_each(|&start| out.number(start))?;
        let mut list = vec![0u32; self.facts.len()];
        for (position, fact) in self.facts.iter().enumerate() {
            let next = &mut starts[numbers[fact.symbol as usize] as usize];
            list[*next as usize] = position as u32;
            *next += 1;
        }
        list.iter().try_for_each(|&fact| out.number(fact))
    }
}

struct Sink<'o> {
    out: &'o mut dyn Write,
    checksum: crc32fast::Hasher,
}

impl Sink<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.out.write_all(bytes)
    }

    fn number(&mut self, number: u32) -> io::Result<()> {
        self.bytes(&number.to_le_bytes())
    }
}
