//! Documents of module declarations (JVMS §4.7.25).

use classfile::ConstantPool;
use classfile::module as raw;

use super::access::{self, names};
use super::attributes::{Hex, list, optional, reference};
use super::model::{Access, Ref, records};
use super::sequences::{Each, each};

records! {
    /// The declaration of a module.
    pub(super) struct ModuleModel<'c, 'a> {
        pub(super) module: Ref<'c, 'a>,
        pub(super) access: Access,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) version: Option<Ref<'c, 'a>>,
        pub(super) requires: Each<'c, Requires<'c, 'a>>,
        pub(super) exports: Each<'c, Exports<'c, 'a>>,
        pub(super) opens: Each<'c, Exports<'c, 'a>>,
        pub(super) uses: Each<'c, Ref<'c, 'a>>,
        pub(super) provides: Each<'c, Provides<'c, 'a>>,
    }

    /// A dependence on another module.
    pub(super) struct Requires<'c, 'a> {
        pub(super) module: Ref<'c, 'a>,
        pub(super) access: Access,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(super) version: Option<Ref<'c, 'a>>,
    }

    /// A package that is exported or opened.
    pub(super) struct Exports<'c, 'a> {
        pub(super) package: Ref<'c, 'a>,
        pub(super) access: Access,
        /// The modules that it is for; all if empty.
        pub(super) to: Each<'c, Ref<'c, 'a>>,
    }

    /// A service and the classes that provide it.
    pub(super) struct Provides<'c, 'a> {
        pub(super) service: Ref<'c, 'a>,
        pub(super) with: Each<'c, Ref<'c, 'a>>,
    }

    /// The digest of a module.
    pub(super) struct ModuleHash<'c, 'a> {
        pub(super) module: Ref<'c, 'a>,
        pub(super) hash: Hex<'a>,
    }
}

pub(super) fn module<'c, 'a>(
    data: &raw::Module<'a>,
    pool: &'c ConstantPool<'a>,
) -> ModuleModel<'c, 'a> {
    let exports = move |entry: raw::Exports<'a>| Exports {
        package: reference(pool, entry.package),
        access: names(entry.flags, access::PARAMETER),
        to: list(pool, entry.to),
    };
    let requires = move |entry: raw::Requires| Requires {
        module: reference(pool, entry.module),
        access: names(entry.flags, access::REQUIRES),
        version: optional(pool, entry.version),
    };
    let provides = move |entry: raw::Provides<'a>| Provides {
        service: reference(pool, entry.service),
        with: list(pool, entry.with),
    };
    ModuleModel {
        module: reference(pool, data.name),
        access: names(data.flags, access::MODULE),
        version: optional(pool, data.version),
        requires: each(data.requires, requires),
        exports: each(data.exports, exports),
        opens: each(data.opens, exports),
        uses: list(pool, data.uses),
        provides: each(data.provides, provides),
    }
}

pub(super) fn hashes<'c, 'a>(
    data: &raw::Hashes<'a>,
    pool: &'c ConstantPool<'a>,
) -> Each<'c, ModuleHash<'c, 'a>> {
    let model = move |entry: raw::ModuleHash<'a>| ModuleHash {
        module: reference(pool, entry.module),
        hash: Hex(entry.hash),
    };
    each(data.modules, model)
}
