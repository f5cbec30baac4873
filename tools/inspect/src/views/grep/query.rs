//! What is searched for.

use std::collections::HashSet;

use base::AccessFlags;
use clap::ArgMatches;
use regex::{Regex, RegexBuilder};

use crate::facts::{Hit, Kind, Kinds, SymbolKind};

/// References to classes and members.
const REFERENCES: &[Kind] = &[
    Kind::Calls,
    Kind::Handles,
    Kind::Reads,
    Kind::Writes,
    Kind::Instantiates,
    Kind::Mentions,
    Kind::Extends,
    Kind::Implements,
    Kind::Annotated,
];

const CALLS: &[Kind] = &[Kind::Calls, Kind::Handles];

/// An option that takes a pattern, what it is about, and its help.
pub(super) struct TermOption {
    pub(super) name: &'static str,
    pub(super) kinds: &'static [Kind],
    pub(super) help: &'static str,
}

pub(super) const TERM_OPTIONS: &[TermOption] = &[
    TermOption {
        name: "uses",
        kinds: REFERENCES,
        help: "References of any kind to a class or member",
    },
    TermOption {
        name: "calls",
        kinds: CALLS,
        help: "Calls of a method, and method handles of it (lambdas, method references)",
    },
    TermOption { name: "reads", kinds: &[Kind::Reads], help: "Reads of a field" },
    TermOption { name: "writes", kinds: &[Kind::Writes], help: "Writes of a field" },
    TermOption {
        name: "instantiates",
        kinds: &[Kind::Instantiates],
        help: "Where objects of a class or array type are made",
    },
    TermOption {
        name: "mentions",
        kinds: &[Kind::Mentions],
        help: "Casts, tests, class literals, descriptors, handlers, throws clauses",
    },
    TermOption { name: "string", kinds: &[Kind::HasString], help: "String constants" },
    TermOption {
        name: "annotated",
        kinds: &[Kind::Annotated],
        help: "Classes and members with an annotation",
    },
    TermOption {
        name: "declares",
        kinds: &[Kind::Declares],
        help: "Declarations of classes and members",
    },
];

/// A pattern for the texts of symbols.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    regex: Regex,
    whole: bool,
}

impl Pattern {
    /// Reads a pattern as the options say.
    pub(super) fn new(text: &str, matches: &ArgMatches) -> Result<Pattern, String> {
        let mut text =
            if matches.get_flag("fixed") { regex::escape(text) } else { text.to_owned() };
        let whole = matches.get_flag("whole");
        if whole {
            text = format!("^(?:{text})$");
        }
        let regex = RegexBuilder::new(&text)
            .case_insensitive(matches.get_flag("ignore-case"))
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Pattern { regex, whole })
    }

    /// Whether it fits a symbol. The type of a member may be left out even if
    /// the pattern is for the whole.
    pub(super) fn fits(&self, kind: SymbolKind, text: &str) -> bool {
        self.regex.is_match(text)
            || self.whole
                && matches!(kind, SymbolKind::Field | SymbolKind::Method)
                && self.regex.is_match(untyped(text))
    }
}

/// A member without its type: `p.C.m(int)` for `p.C.m(int):void`.
pub(super) fn untyped(member: &str) -> &str {
    let colon = match member.rfind("):") {
        Some(parenthesis) => Some(parenthesis + 1),
        None => member.rfind(':'),
    };
    &member[..colon.unwrap_or(member.len())]
}

/// One of the things that are searched for.
struct Term {
    kinds: Kinds,
    what: What,
}

enum What {
    Symbols(Pattern),
    /// Numbers by their texts.
    Numbers(Vec<String>),
    /// Native methods.
    Native(Pattern),
    /// Methods by their texts.
    Methods(HashSet<String>),
}

impl Term {
    fn symbol(&self, kind: SymbolKind, text: &str) -> bool {
        match &self.what {
            What::Symbols(pattern) => pattern.fits(kind, text),
            What::Numbers(numbers) => {
                kind == SymbolKind::Number && numbers.iter().any(|number| number == text)
            }
            What::Native(pattern) => kind == SymbolKind::Method && pattern.fits(kind, text),
            What::Methods(methods) => kind == SymbolKind::Method && methods.contains(text),
        }
    }

    fn hit(&self, hit: &Hit<'_>) -> bool {
        let flags = !matches!(self.what, What::Native(_)) || AccessFlags(hit.detail).is_native();
        self.kinds.has(hit.kind) && flags && self.symbol(hit.symbol_kind, hit.symbol)
    }
}

/// Everything that is searched for; a hit of any is a hit.
pub(super) struct Query {
    terms: Vec<Term>,
    /// Major versions of class files.
    pub(super) versions: Option<std::ops::RangeInclusive<u16>>,
    /// Methods that are overridden.
    pub(super) overrides: Option<Pattern>,
    /// Methods whose calls through other types are wanted too.
    pub(super) dispatched: Vec<Pattern>,
    /// Supertypes, and whether those of supertypes count.
    pub(super) supertypes: Option<(Pattern, bool)>,
}

impl Query {
    /// Reads the options; `None` if there are none that search.
    pub(super) fn from_options(matches: &ArgMatches) -> Result<Option<Query>, String> {
        let one = |name: &str| matches.get_one::<String>(name);
        let pattern = |name: &str| one(name).map(|text| Pattern::new(text, matches)).transpose();
        let mut query = Query {
            terms: Vec::new(),
            versions: one("class-version").map(|text| version_range(text)).transpose()?,
            overrides: pattern("overrides")?,
            dispatched: Vec::new(),
            supertypes: pattern("implements")?
                .map(|pattern| (pattern, matches.get_flag("transitive"))),
        };
        for option in TERM_OPTIONS {
            for text in matches.get_many::<String>(option.name).into_iter().flatten() {
                if option.kinds == CALLS && matches.get_flag("dispatch") {
                    query.dispatched.push(Pattern::new(text, matches)?);
                }
                query.add(option.kinds, What::Symbols(Pattern::new(text, matches)?));
            }
        }
        if let Some(pattern) = pattern("native")? {
            query.add(&[Kind::Declares], What::Native(pattern));
        }
        for text in matches.get_many::<String>("number").into_iter().flatten() {
            query.add(&[Kind::HasNumber], What::Numbers(numbers(text)?));
        }
        let searches = !query.terms.is_empty()
            || query.versions.is_some()
            || query.overrides.is_some()
            || query.supertypes.is_some();
        Ok(searches.then_some(query))
    }

    /// A query for everything that a pattern fits.
    pub(super) fn for_pattern(
        text: &str,
        matches: &ArgMatches,
        only_uses: bool,
    ) -> Result<Query, String> {
        let mut query = Query {
            terms: Vec::new(),
            versions: None,
            overrides: None,
            dispatched: Vec::new(),
            supertypes: None,
        };
        let kinds = if only_uses { REFERENCES } else { &Kind::ALL[..] };
        query.add(kinds, What::Symbols(Pattern::new(text, matches)?));
        Ok(query)
    }

    /// Calls of these methods are wanted too.
    pub(super) fn add_calls(&mut self, methods: HashSet<String>) {
        self.add(CALLS, What::Methods(methods));
    }

    fn add(&mut self, kinds: &[Kind], what: What) {
        self.terms.push(Term { kinds: Kinds::of(kinds), what });
    }

    /// The kinds of facts that are asked for.
    pub(super) fn kinds(&self) -> Kinds {
        self.terms.iter().fold(Kinds::default(), |all, term| all.and(term.kinds))
    }

    /// Whether facts about a symbol may be hits.
    pub(super) fn symbol(&self, kind: SymbolKind, text: &str) -> bool {
        self.terms.iter().any(|term| term.symbol(kind, text))
    }

    /// Whether a fact is a hit.
    pub(super) fn hit(&self, hit: &Hit<'_>) -> bool {
        self.terms.iter().any(|term| term.hit(hit))
    }
}

/// The texts of the numbers of all types that a literal stands for.
fn numbers(text: &str) -> Result<Vec<String>, String> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let hex = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X"));
    let integer = match hex {
        Some(digits) => {
            // As in Java, hexadecimal digits stand for bits.
            let bits = u64::from_str_radix(digits, 16).ok();
            bits.map(|bits| match u32::try_from(bits) {
                Ok(bits) if digits.len() == 8 => i64::from(bits as i32),
                _ => bits as i64,
            })
            .map(|value| if text.starts_with('-') { value.wrapping_neg() } else { value })
        }
        None => text.parse::<i64>().ok(),
    };
    let mut texts = Vec::new();
    if let Some(value) = integer {
        texts.extend([format!("int {value}"), format!("long {value}")]);
    }
    if let Ok(value) = text.parse::<f64>() {
        texts.extend([format!("double {value:?}"), format!("float {:?}", value as f32)]);
    }
    if texts.is_empty() { Err(format!("not a number: {text}")) } else { Ok(texts) }
}

/// A range of major versions: `52`, `50..52`, `61..`, `..48`.
fn version_range(text: &str) -> Result<std::ops::RangeInclusive<u16>, String> {
    let bad = |_| format!("not a range of class-file versions: {text}");
    let number = |part: &str, default: u16| {
        if part.is_empty() { Ok(default) } else { part.parse().map_err(bad) }
    };
    match text.split_once("..") {
        Some((low, high)) => Ok(number(low, 0)?..=number(high, u16::MAX)?),
        None => text.parse().map(|one| one..=one).map_err(bad),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_types() {
        assert_eq!(
            numbers("42").expect("a number"),
            ["int 42", "long 42", "double 42.0", "float 42.0"]
        );
        assert_eq!(numbers("0xFFFFFFFF").expect("a number"), ["int -1", "long -1"]);
        assert_eq!(numbers("-0x2a").expect("a number"), ["int -42", "long -42"]);
        assert_eq!(numbers("0.1").expect("a number"), ["double 0.1", "float 0.1"]);
        assert!(numbers("x").is_err());
    }

    #[test]
    fn ranges_of_versions() {
        for (text, range) in
            [("52", 52..=52), ("50..52", 50..=52), ("61..", 61..=u16::MAX), ("..48", 0..=48)]
        {
            assert_eq!(version_range(text), Ok(range));
        }
        assert!(version_range("a..b").is_err());
    }

    #[test]
    fn types_may_be_left_out() {
        assert_eq!(untyped("p.C.m(int):void"), "p.C.m(int)");
        assert_eq!(untyped("p.C.f:int"), "p.C.f");
        assert_eq!(untyped("p.C.m"), "p.C.m");
    }
}
