//! The `Module` attribute (JVMS §4.7.25) and the JDK's `ModuleHashes`.

use base::{AccessFlags, CpIndex};

use crate::attribute::counted;
use crate::cursor::{Cursor, Truncated};
use crate::table::Table;

/// The declaration of a module.
#[derive(Clone, Copy, Debug)]
pub struct Module<'a> {
    /// The module's name.
    pub name: CpIndex,
    /// Open, synthetic, mandated.
    pub flags: AccessFlags,
    /// Its version, or 0.
    pub version: CpIndex,
    /// What it depends on.
    pub requires: List<'a, Requires>,
    /// Packages whose public types others may use.
    pub exports: List<'a, Exports<'a>>,
    /// Packages that others may reflect on.
    pub opens: List<'a, Exports<'a>>,
    /// Service interfaces that it looks up.
    pub uses: Table<'a, CpIndex>,
    /// Services that it offers.
    pub provides: List<'a, Provides<'a>>,
}

impl<'a> Module<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        Ok(Self {
            name: cursor.index()?,
            flags: cursor.index()?,
            version: cursor.index()?,
            requires: List::read(cursor)?,
            exports: List::read(cursor)?,
            opens: List::read(cursor)?,
            uses: counted(cursor)?,
            provides: List::read(cursor)?,
        })
    }
}

/// An item of variable size.
pub trait Item<'a>: Sized {
    #[doc(hidden)]
    fn read(cursor: &mut ItemCursor<'a>) -> Option<Self>;
}

/// Where a [`List`] reads its items; of no use outside of this crate.
#[derive(Clone, Copy, Debug)]
pub struct ItemCursor<'a>(Cursor<'a>);

/// A counted list of items of variable size, checked when read and decoded lazily.
#[derive(Clone, Copy, Debug)]
pub struct List<'a, T> {
    count: u16,
    cursor: ItemCursor<'a>,
    item: std::marker::PhantomData<fn() -> T>,
}

impl<'a, T: Item<'a>> List<'a, T> {
    fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        let count = cursor.u16()?;
        let start = ItemCursor(*cursor);
        let mut items = start;
        for _ in 0..count {
            T::read(&mut items).ok_or(Truncated)?;
        }
        *cursor = items.0;
        Ok(Self { count, cursor: start, item: std::marker::PhantomData })
    }

    /// Number of items.
    pub const fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are no items.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + use<'a, T> {
        let mut cursor = self.cursor;
        (0..self.count).map_while(move |_| T::read(&mut cursor))
    }
}

/// A dependence on another module.
#[derive(Clone, Copy, Debug)]
pub struct Requires {
    /// The other module.
    pub module: CpIndex,
    /// Transitive, static, synthetic, mandated.
    pub flags: AccessFlags,
    /// The version compiled against, or 0.
    pub version: CpIndex,
}

impl<'a> Item<'a> for Requires {
    fn read(ItemCursor(c): &mut ItemCursor<'a>) -> Option<Self> {
        Some(Self { module: c.index().ok()?, flags: c.index().ok()?, version: c.index().ok()? })
    }
}

/// An exported or opened package.
#[derive(Clone, Copy, Debug)]
pub struct Exports<'a> {
    /// The package.
    pub package: CpIndex,
    /// Synthetic, mandated.
    pub flags: AccessFlags,
    /// The modules it is exported to; all if empty.
    pub to: Table<'a, CpIndex>,
}

impl<'a> Item<'a> for Exports<'a> {
    fn read(ItemCursor(c): &mut ItemCursor<'a>) -> Option<Self> {
        Some(Self { package: c.index().ok()?, flags: c.index().ok()?, to: counted(c).ok()? })
    }
}

/// A service and its providers.
#[derive(Clone, Copy, Debug)]
pub struct Provides<'a> {
    /// The service interface.
    pub service: CpIndex,
    /// The classes that implement it.
    pub with: Table<'a, CpIndex>,
}

impl<'a> Item<'a> for Provides<'a> {
    fn read(ItemCursor(c): &mut ItemCursor<'a>) -> Option<Self> {
        Some(Self { service: c.index().ok()?, with: counted(c).ok()? })
    }
}

/// `ModuleHashes`: digests of the modules that this one was linked with.
#[derive(Clone, Copy, Debug)]
pub struct Hashes<'a> {
    /// Name of the digest algorithm.
    pub algorithm: CpIndex,
    /// The digests.
    pub modules: List<'a, ModuleHash<'a>>,
}

impl<'a> Hashes<'a> {
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Truncated> {
        Ok(Self { algorithm: cursor.index()?, modules: List::read(cursor)? })
    }
}

/// The digest of one module.
#[derive(Clone, Copy, Debug)]
pub struct ModuleHash<'a> {
    /// The module's name.
    pub module: CpIndex,
    /// The digest.
    pub hash: &'a [u8],
}

impl<'a> Item<'a> for ModuleHash<'a> {
    fn read(ItemCursor(c): &mut ItemCursor<'a>) -> Option<Self> {
        let module = c.index().ok()?;
        let length = c.u16().ok()?;
        Some(Self { module, hash: c.take(length.into()).ok()? })
    }
}
