//! `java.lang.String` objects, and the table of interned ones (JVMS §5.1,
//! `String.intern`).
//!
//! Strings are compact (JEP 254): `value` is a `byte[]` of Latin-1 bytes
//! (coder 0) or of UTF-16 units in native order (coder 1).

use super::{Handle, JavaThread};
use crate::model::{KnownClass, KnownField, Throw};
use heap::layout::{Ref, RootSlot};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::AtomicU32;

const SHARDS: usize = 16;

/// Interned strings by hash of their content; weak roots.
#[derive(Default)]
pub struct StringTable {
    shards: [Mutex<HashMap<u64, Vec<RootSlot>>>; SHARDS],
}

impl StringTable {
    /// Visits all slots; those that the collector cleared are dropped.
    pub(super) fn update(&self, update: &mut dyn FnMut(&AtomicU32)) {
        for shard in &self.shards {
            shard.lock().retain(|_, slots| {
                slots.retain(|slot| {
                    update(slot.as_atomic());
                    !slot.get().is_null()
                });
                !slots.is_empty()
            });
        }
    }
}

fn content_hash(units: &[u16]) -> u64 {
    let mut hasher = DefaultHasher::new();
    units.hash(&mut hasher);
    hasher.finish()
}

impl JavaThread {
    /// A new string of these UTF-16 units.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn new_string_utf16(&self, units: &[u16]) -> Result<Ref, Throw> {
        let latin1 = units.iter().all(|&unit| unit < 0x100);
        let length = if latin1 { units.len() } else { units.len() * 2 };
        let _scope = self.scope();
        let value = self.handle(self.new_primitive_array(b'B', length)?);
        if latin1 {
            let bytes: Vec<u8> = units.iter().map(|&unit| unit as u8).collect();
            self.write_bytes(value, 0, &bytes);
        } else {
            let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_ne_bytes()).collect();
            self.write_bytes(value, 0, &bytes);
        }
        let string = self.new_instance(self.vm().known.class(KnownClass::String))?;
        self.put_ref(string, self.offset(KnownField::StringValue), value.get());
        self.put(string, self.offset(KnownField::StringCoder), i8::from(!latin1));
        Ok(string)
    }

    /// A new string of this text.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn new_string(&self, text: &str) -> Result<Ref, Throw> {
        self.new_string_utf16(&text.encode_utf16().collect::<Vec<u16>>())
    }

    /// A new string of modified UTF-8 that was checked before.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn new_string_mutf8(&self, bytes: &[u8]) -> Result<Ref, Throw> {
        self.new_string_utf16(&base::mutf8::decode(bytes))
    }

    /// The UTF-16 units of a string.
    pub fn string_units(&self, string: Handle) -> Vec<u16> {
        let value = self.known_ref(string, KnownField::StringValue);
        let length = self.array_length(value);
        if self.known::<i8>(string, KnownField::StringCoder) == 0 {
            (0..length).map(|at| u16::from(self.scalar::<u8>(value, at))).collect()
        } else {
            let unit =
                |at| [self.scalar::<u8>(value, at * 2), self.scalar::<u8>(value, at * 2 + 1)];
            (0..length / 2).map(|at| u16::from_ne_bytes(unit(at))).collect()
        }
    }

    /// The text of a string; unpaired surrogates become U+FFFD.
    pub fn string_text(&self, string: Handle) -> String {
        String::from_utf16_lossy(&self.string_units(string))
    }

    /// The text of a string as modified UTF-8, exact.
    pub fn string_mutf8(&self, string: Handle) -> Vec<u8> {
        base::mutf8::encode(&self.string_units(string))
    }

    /// The interned string equal to this one.
    pub fn intern(&self, string: Handle) -> Ref {
        let units = self.string_units(string);
        let hash = content_hash(&units);
        let mut shard = self.vm().strings.shards[hash as usize % SHARDS].lock();
        let slots = shard.entry(hash).or_default();
        let _scope = self.scope();
        for slot in slots.iter() {
            let candidate = self.handle(slot.get());
            if self.string_units(candidate) == units {
                return candidate.get();
            }
        }
        let slot = RootSlot::null();
        slot.set(string.get());
        slots.push(slot);
        string.get()
    }

    /// The interned string with this text.
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn intern_text(&self, text: &str) -> Result<Ref, Throw> {
        let _scope = self.scope();
        let string = self.handle(self.new_string(text)?);
        Ok(self.intern(string))
    }

    /// The interned string of a constant (modified UTF-8).
    ///
    /// # Errors
    ///
    /// `OutOfMemoryError`.
    pub fn intern_mutf8(&self, bytes: &[u8]) -> Result<Ref, Throw> {
        let _scope = self.scope();
        let string = self.handle(self.new_string_mutf8(bytes)?);
        Ok(self.intern(string))
    }
}
