//! Interned byte strings: the names and descriptors of one VM.
//!
//! A [`Symbol`] is a thin pointer to its bytes, compared and hashed by address.
//! Lookups take a shard's read lock only; insertions are serialised by the lock
//! of the arena that holds the bytes.
//!
//! Invariant 1: a symbol's bytes are written once, before the symbol is
//! published, and are neither moved nor freed while its table exists.
//!
//! Invariant 2: a `Symbol` never outlives the [`SymbolTable`] that made it. The
//! VM drops its table last; this keeps symbols `Copy` and free of lifetimes.

use std::alloc::Layout;
use std::borrow::{Borrow, Cow};
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher};
use std::ptr::NonNull;

use bumpalo::Bump;
use dashmap::DashMap;
use parking_lot::Mutex;

use crate::mutf8;

/// Precedes the bytes of a symbol in the arena.
#[repr(C)]
struct Header {
    length: u32,
}

/// An interned byte string (modified UTF-8 in practice).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Symbol(NonNull<Header>);

// SAFETY: by invariant 1 the pointee is immutable once a symbol exists.
unsafe impl Send for Symbol {}
// SAFETY: as above.
unsafe impl Sync for Symbol {}

impl Symbol {
    /// The interned bytes.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        // SAFETY: by invariants 1 and 2 the header is alive and initialised.
        let length = unsafe { self.0.as_ref() }.length as usize;
        // SAFETY: the bytes follow the header in the same allocation.
        let start = unsafe { self.0.as_ptr().add(1) }.cast::<u8>();
        // SAFETY: `length` bytes were written there before publication
        // (invariant 1) and live as long as the table (invariant 2).
        unsafe { std::slice::from_raw_parts(start, length) }
    }

    /// The text for messages; malformed parts become U+FFFD.
    pub fn as_str_lossy(&self) -> Cow<'_, str> {
        mutf8::to_string_lossy(self.as_bytes())
    }

    /// Address of the symbol: unique in its VM, good for hashing and ordering only.
    #[inline]
    pub fn address(self) -> usize {
        self.0.addr().get()
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.as_str_lossy())
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str_lossy())
    }
}

impl PartialEq<[u8]> for Symbol {
    fn eq(&self, other: &[u8]) -> bool {
        self.as_bytes() == other
    }
}

impl<const N: usize> PartialEq<&[u8; N]> for Symbol {
    fn eq(&self, other: &&[u8; N]) -> bool {
        self.as_bytes() == *other
    }
}

/// A symbol as a map key: compared and hashed by content.
struct ByContent(Symbol);

impl Borrow<[u8]> for ByContent {
    fn borrow(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl PartialEq for ByContent {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes() == other.0.as_bytes()
    }
}

impl Eq for ByContent {}

impl Hash for ByContent {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_bytes().hash(state);
    }
}

/// Multiply-and-fold over words: several times faster than the standard hasher
/// on short names. The seed is random per table, so colliding names cannot be
/// prepared in a class file.
#[derive(Clone)]
struct SeededFold {
    seed: u64,
}

impl BuildHasher for SeededFold {
    type Hasher = FoldHasher;

    fn build_hasher(&self) -> FoldHasher {
        FoldHasher { state: self.seed, seed: self.seed | 1 }
    }
}

struct FoldHasher {
    state: u64,
    seed: u64,
}

impl FoldHasher {
    #[inline]
    fn fold(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(0x9e37_79b9_7f4a_7c15 ^ self.seed);
        self.state = (product as u64) ^ (product >> 64) as u64;
    }
}

impl Hasher for FoldHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, tail) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.fold(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..tail.len()].copy_from_slice(tail);
        self.fold(u64::from_le_bytes(last));
    }

    #[inline]
    fn write_usize(&mut self, word: usize) {
        self.fold(word as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.state
    }
}

/// The symbols of one VM.
pub struct SymbolTable {
    // Field order: the map, whose keys point into the arena, is dropped first.
    map: DashMap<ByContent, (), SeededFold>,
    arena: Mutex<Bump>,
}

impl SymbolTable {
    /// An empty table.
    pub fn new() -> Self {
        let seed = RandomState::new().hash_one(0u8);
        Self {
            map: DashMap::with_capacity_and_hasher(16 * 1024, SeededFold { seed }),
            arena: Mutex::new(Bump::new()),
        }
    }

    /// The symbol of `bytes`, made if there is none yet.
    ///
    /// # Panics
    ///
    /// If `bytes` is longer than 4 GiB or memory is exhausted.
    pub fn intern(&self, bytes: &[u8]) -> Symbol {
        if let Some(symbol) = self.lookup(bytes) {
            return symbol;
        }
        let arena = self.arena.lock();
        // All insertions hold the arena lock: ask again before making one.
        if let Some(symbol) = self.lookup(bytes) {
            return symbol;
        }
        let symbol = allocate(&arena, bytes);
        self.map.insert(ByContent(symbol), ());
        symbol
    }

    /// The symbol of `bytes` if it has been interned.
    #[inline]
    pub fn lookup(&self, bytes: &[u8]) -> Option<Symbol> {
        self.map.get(bytes).map(|entry| entry.key().0)
    }

    /// Number of symbols.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Whether no symbol has been made.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Bytes of memory reserved for symbol contents.
    pub fn arena_bytes(&self) -> usize {
        self.arena.lock().allocated_bytes()
    }
}

impl Default for SymbolTable {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for SymbolTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SymbolTable").field("len", &self.len()).finish()
    }
}

/// Copies `bytes` behind a header into the arena.
fn allocate(arena: &Bump, bytes: &[u8]) -> Symbol {
    let length = u32::try_from(bytes.len()).expect("a symbol is shorter than 4 GiB");
    let (layout, offset) = Layout::array::<u8>(bytes.len())
        .and_then(|content| Layout::new::<Header>().extend(content))
        .expect("the sum fits in isize");
    assert_eq!(offset, size_of::<Header>(), "bytes follow the header at once");
    let header = arena.alloc_layout(layout).cast::<Header>();
    // SAFETY: the allocation is fresh, exclusive, and sized and aligned by `layout`.
    unsafe { header.write(Header { length }) };
    // SAFETY: one header past the start is still inside the allocation.
    let start = unsafe { header.add(1) }.cast::<u8>();
    // SAFETY: `layout` reserved `bytes.len()` bytes there; source and target are disjoint.
    unsafe { start.copy_from_nonoverlapping(NonNull::from(bytes).cast(), bytes.len()) };
    Symbol(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_bytes_same_symbol() {
        let table = SymbolTable::new();
        assert_eq!(table.lookup(b"java/lang/Object"), None);
        let object = table.intern(b"java/lang/Object");
        assert_eq!(table.intern(b"java/lang/Object"), object);
        assert_eq!(table.lookup(b"java/lang/Object"), Some(object));
        assert_ne!(table.intern(b"java/lang/Objects"), object);
        assert_eq!(table.intern(b"").as_bytes(), b"");
        assert_eq!(object, b"java/lang/Object");
        assert_eq!(object.to_string(), "java/lang/Object");
        assert_eq!(table.len(), 3);
        assert_eq!(size_of::<Option<Symbol>>(), size_of::<usize>());
    }

    #[test]
    fn threads_agree_on_symbols() {
        let table = SymbolTable::new();
        let name = |i: usize| format!("name{}", i % 500).into_bytes();
        let all: Vec<Vec<Symbol>> = std::thread::scope(|scope| {
            let run = || (0..5_000).map(|i| table.intern(&name(i))).collect();
            let handles: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
            handles.into_iter().map(|h| h.join().unwrap()).collect()
        });
        assert!(all.iter().all(|symbols| *symbols == all[0]));
        assert_eq!(table.len(), 500);
        assert!(all[0].iter().enumerate().all(|(i, s)| s.as_bytes() == name(i)));
    }
}
