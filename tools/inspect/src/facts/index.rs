//! An index of facts in a file, mapped into memory and read in place.
//!
//! All numbers are little-endian, of four bytes unless it says otherwise:
//!
//! | part | contents |
//! |--|--|
//! | head | magic, version, fingerprint (8 bytes), counts of the parts, end of each kind of symbol |
//! | text ends | for each symbol, after a 0: where its text ends |
//! | starts | for each symbol, and at the end: where its facts start in the next part |
//! | by symbol | positions of facts |
//! | facts | place, detail (2 bytes), kind (1 byte), 0; in the order of the classes |
//! | places | class, symbol of the member or [`NONE`] |
//! | classes | symbols of name and entry, version |
//! | supertypes | positions and symbols of the facts about superclasses and superinterfaces |
//! | methods | positions and symbols of the facts that declare methods which may override |
//! | texts | of the symbols, by kind and then in order |
//! | checksum | CRC-32 of everything before |
//!
//! The checksum is checked when an index is opened. Every number in the index is
//! checked where it is used nevertheless: a checksum is no proof.

use std::ops::Range;

use super::{ClassInfo, Hit, Kind, Kinds, SUPERTYPES, SymbolKind};

pub(super) const MAGIC: &[u8; 8] = b"pbfacts\n";
/// Changes with the format, and with what is collected.
pub(super) const VERSION: u32 = 3;
/// Stands for a symbol that is not there.
pub(super) const NONE: u32 = u32::MAX;
pub(super) const SECTIONS: usize = 7;
pub(super) const FACT_SIZE: usize = 8;
pub(super) const CHECKSUM_SIZE: usize = 4;
const HEAD_SIZE: usize = 8 + 4 + 8 + 4 * (SECTIONS + SymbolKind::ALL.len());

/// The head of an index, without what makes it one.
pub(super) struct Header {
    /// Tells the state of the input that the index was made from.
    pub(super) fingerprint: u64,
    /// Symbols, bytes of texts, facts, places, classes, supertypes, methods.
    pub(super) sizes: [u32; SECTIONS],
    /// Where the symbols of each kind end.
    pub(super) kinds: [u32; SymbolKind::ALL.len()],
}

/// The index does not have the form that it should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("damaged index")
    }
}

/// An index that is open.
pub struct Index<B> {
    bytes: B,
    header: Header,
    text_ends: usize,
    starts: usize,
    by_symbol: usize,
    facts: usize,
    places: usize,
    classes: usize,
    supertypes: usize,
    methods: usize,
    texts: usize,
}

impl<B: std::ops::Deref<Target = [u8]>> Index<B> {
    /// Opens an index. One of another version is as good as damaged.
    ///
    /// # Errors
    ///
    /// If these are not the bytes of an index.
    pub fn new(bytes: B) -> Result<Self, Damaged> {
        let end = bytes.len().checked_sub(CHECKSUM_SIZE).ok_or(Damaged)?;
        if u32_at(&bytes, end)? != crc32fast::hash(&bytes[..end]) {
            return Err(Damaged);
        }
        Self::unchecked(bytes)
    }

    /// Opens an index whatever its checksum is.
    pub(super) fn unchecked(bytes: B) -> Result<Self, Damaged> {
        if bytes.get(..8) != Some(&MAGIC[..]) || u32_at(&bytes, 8) != Ok(VERSION) {
            return Err(Damaged);
        }
        let head = bytes.get(..HEAD_SIZE).ok_or(Damaged)?;
        let fingerprint = u64::from_le_bytes(head[12..20].try_into().map_err(|_| Damaged)?);
        let mut numbers = head[20..].as_chunks::<4>().0.iter().map(|&n| u32::from_le_bytes(n));
        let sizes = std::array::from_fn(|_| numbers.next().unwrap_or(0));
        let kinds = std::array::from_fn(|_| numbers.next().unwrap_or(0));
        // The parts are less than 2^32 records of at most 12 bytes: no overflow.
        let [symbols, text, facts, places, classes, supertypes, methods] =
            sizes.map(|size| size as usize);
        let text_ends = HEAD_SIZE;
        let starts = text_ends + 4 * (symbols + 1);
        let by_symbol = starts + 4 * (symbols + 1);
        let facts_at = by_symbol + 4 * facts;
        let places_at = facts_at + FACT_SIZE * facts;
        let classes_at = places_at + 8 * places;
        let supertypes_at = classes_at + 12 * classes;
        let methods_at = supertypes_at + 8 * supertypes;
        let texts = methods_at + 8 * methods;
        if texts + text + CHECKSUM_SIZE != bytes.len() {
            return Err(Damaged);
        }
        Ok(Index {
            header: Header { fingerprint, sizes, kinds },
            bytes,
            text_ends,
            starts,
            by_symbol,
            facts: facts_at,
            places: places_at,
            classes: classes_at,
            supertypes: supertypes_at,
            methods: methods_at,
            texts,
        })
    }

    /// Tells the state of the input that the index was made from.
    pub fn fingerprint(&self) -> u64 {
        self.header.fingerprint
    }

    /// Number of classes.
    pub fn class_count(&self) -> usize {
        self.header.sizes[4] as usize
    }

    /// Number of facts.
    pub fn fact_count(&self) -> usize {
        self.header.sizes[2] as usize
    }

    /// Hands on the facts of these kinds about the symbols that `wanted` likes,
    /// in the order of the classes.
    ///
    /// # Errors
    ///
    /// If the index is damaged, or that of `found`.
    pub fn search<E: From<Damaged>>(
        &self,
        kinds: Kinds,
        wanted: &dyn Fn(SymbolKind, &str) -> bool,
        mut found: impl FnMut(Hit<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        if kinds == Kinds::of(SUPERTYPES) {
            return self.listed(self.supertypes, self.header.sizes[5], |hit| {
                if wanted(hit.symbol_kind, hit.symbol) { found(hit) } else { Ok(()) }
            });
        }
        let mut facts: Vec<(u32, u32)> = Vec::new();
        let mut start = 0;
        for (kind, &end) in SymbolKind::ALL.iter().zip(&self.header.kinds) {
            let symbols = start..end;
            start = end;
            if !may_be_about(kinds, *kind) {
                continue;
            }
            for symbol in symbols {
                if wanted(*kind, self.text(symbol)?) {
                    for at in self.facts_about(symbol)? {
                        // Each fact is about one symbol.
                        if facts.len() == self.fact_count() {
                            return Err(Damaged.into());
                        }
                        facts.push((u32_at(&self.bytes, self.by_symbol + 4 * at)?, symbol));
                    }
                }
            }
        }
        facts.sort_unstable();
        for (fact, symbol) in facts {
            let hit = self.hit(fact, symbol)?;
            if kinds.has(hit.kind) {
                found(hit)?;
            }
        }
        Ok(())
    }

    /// Hands on the declarations of methods that may override others, in the order of
    /// the classes.
    ///
    /// # Errors
    ///
    /// If the index is damaged, or that of `found`.
    pub fn methods<E: From<Damaged>>(
        &self,
        found: impl FnMut(Hit<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.listed(self.methods, self.header.sizes[6], found)
    }

    /// Hands on the facts of one of the lists.
    fn listed<E: From<Damaged>>(
        &self,
        list: usize,
        count: u32,
        mut found: impl FnMut(Hit<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for number in 0..count as usize {
            let at = list + 8 * number;
            let (fact, symbol) = (u32_at(&self.bytes, at)?, u32_at(&self.bytes, at + 4)?);
            found(self.hit(fact, symbol)?)?;
        }
        Ok(())
    }

    /// The classes in order.
    ///
    /// # Errors
    ///
    /// If the index is damaged, or that of `found`.
    pub fn classes<E: From<Damaged>>(
        &self,
        mut found: impl FnMut(ClassInfo<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        (0..self.header.sizes[4]).try_for_each(|class| found(self.class(class)?))
    }

    fn hit(&self, fact: u32, symbol: u32) -> Result<Hit<'_>, Damaged> {
        let at = self.record(self.facts, fact, self.header.sizes[2], FACT_SIZE)?;
        let place = u32_at(&self.bytes, at)?;
        let detail = u32_at(&self.bytes, at + 4)?;
        let kind = *Kind::ALL.get((detail >> 16) as usize).ok_or(Damaged)?;
        let at = self.record(self.places, place, self.header.sizes[3], 8)?;
        let class = self.class(u32_at(&self.bytes, at)?)?;
        let member = match u32_at(&self.bytes, at + 4)? {
            NONE => None,
            member => Some(self.text(member)?),
        };
        let symbol_kind = self.header.kinds.iter().position(|&end| symbol < end).ok_or(Damaged)?;
        Ok(Hit {
            class,
            member,
            detail: detail as u16,
            kind,
            symbol_kind: SymbolKind::ALL[symbol_kind],
            symbol: self.text(symbol)?,
        })
    }

    fn class(&self, class: u32) -> Result<ClassInfo<'_>, Damaged> {
        let at = self.record(self.classes, class, self.header.sizes[4], 12)?;
        let version = u32_at(&self.bytes, at + 8)?;
        Ok(ClassInfo {
            name: self.text(u32_at(&self.bytes, at)?)?,
            entry: self.text(u32_at(&self.bytes, at + 4)?)?,
            major: (version >> 16) as u16,
            minor: version as u16,
        })
    }

    /// Position of a record of one of the parts.
    fn record(&self, part: usize, number: u32, count: u32, size: usize) -> Result<usize, Damaged> {
        if number < count { Ok(part + size * number as usize) } else { Err(Damaged) }
    }

    fn facts_about(&self, symbol: u32) -> Result<Range<usize>, Damaged> {
        let at = self.record(self.starts, symbol, self.header.sizes[0], 4)?;
        let range = u32_at(&self.bytes, at)? as usize..u32_at(&self.bytes, at + 4)? as usize;
        if range.start <= range.end && range.end <= self.header.sizes[2] as usize {
            Ok(range)
        } else {
            Err(Damaged)
        }
    }

    fn text(&self, symbol: u32) -> Result<&str, Damaged> {
        let at = self.record(self.text_ends, symbol, self.header.sizes[0], 4)?;
        let (start, end) =
            (u32_at(&self.bytes, at)? as usize, u32_at(&self.bytes, at + 4)? as usize);
        let text = self.bytes[self.texts..].get(start..end).ok_or(Damaged)?;
        std::str::from_utf8(text).map_err(|_| Damaged)
    }
}

/// Whether facts of any of these kinds are about symbols of this kind.
fn may_be_about(kinds: Kinds, symbol: SymbolKind) -> bool {
    match symbol {
        SymbolKind::Class => kinds.has_any(&[
            Kind::Instantiates,
            Kind::Mentions,
            Kind::Extends,
            Kind::Implements,
            Kind::Declares,
            Kind::Annotated,
        ]),
        SymbolKind::Field => {
            kinds.has_any(&[Kind::Reads, Kind::Writes, Kind::Handles, Kind::Declares])
        }
        SymbolKind::Method => kinds.has_any(&[Kind::Calls, Kind::Handles, Kind::Declares]),
        SymbolKind::String => kinds.has(Kind::HasString),
        SymbolKind::Number => kinds.has(Kind::HasNumber),
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Damaged> {
    let number = bytes.get(at..at + 4).ok_or(Damaged)?;
    Ok(u32::from_le_bytes(number.try_into().map_err(|_| Damaged)?))
}
