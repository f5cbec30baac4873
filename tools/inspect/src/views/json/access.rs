//! The names of access flags where they stand.

use base::AccessFlags;

use super::model::Access;
use crate::symbolic::MODULE_OPEN;

/// Bits and what they are called.
pub(super) type Names = &'static [(u16, &'static str)];

pub(super) const CLASS: Names = &[
    (AccessFlags::PUBLIC, "public"),
    (AccessFlags::PRIVATE, "private"),
    (AccessFlags::PROTECTED, "protected"),
    (AccessFlags::STATIC, "static"),
    (AccessFlags::FINAL, "final"),
    (AccessFlags::SUPER, "super"),
    (AccessFlags::INTERFACE, "interface"),
    (AccessFlags::ABSTRACT, "abstract"),
    (AccessFlags::SYNTHETIC, "synthetic"),
    (AccessFlags::ANNOTATION, "annotation"),
    (AccessFlags::ENUM, "enum"),
    (AccessFlags::MODULE, "module"),
];

pub(super) const FIELD: Names = &[
    (AccessFlags::PUBLIC, "public"),
    (AccessFlags::PRIVATE, "private"),
    (AccessFlags::PROTECTED, "protected"),
    (AccessFlags::STATIC, "static"),
    (AccessFlags::FINAL, "final"),
    (AccessFlags::VOLATILE, "volatile"),
    (AccessFlags::TRANSIENT, "transient"),
    (AccessFlags::SYNTHETIC, "synthetic"),
    (AccessFlags::ENUM, "enum"),
];

pub(super) const METHOD: Names = &[
    (AccessFlags::PUBLIC, "public"),
    (AccessFlags::PRIVATE, "private"),
    (AccessFlags::PROTECTED, "protected"),
    (AccessFlags::STATIC, "static"),
    (AccessFlags::FINAL, "final"),
    (AccessFlags::SYNCHRONIZED, "synchronized"),
    (AccessFlags::BRIDGE, "bridge"),
    (AccessFlags::VARARGS, "varargs"),
    (AccessFlags::NATIVE, "native"),
    (AccessFlags::ABSTRACT, "abstract"),
    (AccessFlags::STRICT, "strictfp"),
    (AccessFlags::SYNTHETIC, "synthetic"),
];

/// Of parameters, modules, and what modules export and open.
pub(super) const PARAMETER: Names = &[
    (AccessFlags::FINAL, "final"),
    (AccessFlags::SYNTHETIC, "synthetic"),
    (AccessFlags::MANDATED, "mandated"),
];

pub(super) const MODULE: Names = &[
    (MODULE_OPEN, "open"),
    (AccessFlags::SYNTHETIC, "synthetic"),
    (AccessFlags::MANDATED, "mandated"),
];

pub(super) const REQUIRES: Names = &[
    (AccessFlags::TRANSITIVE, "transitive"),
    (AccessFlags::STATIC_PHASE, "static"),
    (AccessFlags::SYNTHETIC, "synthetic"),
    (AccessFlags::MANDATED, "mandated"),
];

/// The flags with the names that they have in their place.
pub(super) fn names(flags: AccessFlags, names: Names) -> Access {
    let set = names.iter().filter(|(bit, _)| flags.intersects(*bit));
    Access { flags: flags.0, names: set.map(|&(_, name)| name).collect() }
}
