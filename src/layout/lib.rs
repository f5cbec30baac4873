//! How classes are laid out: offsets of fields, tables of virtual and interface
//! methods.
//!
//! The crate is pure: it knows classes by the traits [`Field`], [`ClassLike`],
//! [`MethodLike`] and [`Declared`] only, so that the VM and tools can use it alike.

#![forbid(unsafe_code)]

pub mod dispatch;
pub mod fields;
pub mod select;
pub mod show;

use std::hash::Hash;

use base::access_flags::AccessFlags;
use base::symbol::Symbol;

pub use fields::{Field, HEADER_SIZE, INJECTED};

/// `vtable_index` of a method that is not selected through a vtable.
pub const VTABLE_NONE: i32 = -1;

/// A finished class or interface: all tables are there.
pub trait ClassLike: Copy + Eq + Hash {
    /// A reference to a method of such a class.
    type Method: MethodLike<Class = Self>;

    /// The internal name.
    fn label(&self) -> Symbol;
    /// The superclass.
    fn parent(&self) -> Option<Self>;
    /// Whether it is an interface.
    fn interface(&self) -> bool;
    /// All superinterfaces, those of the superclass first, each once.
    fn superinterfaces(&self) -> &[Self];
    /// The table of virtual methods.
    fn virtual_table(&self) -> &[Self::Method];
    /// The interfaces for which there are tables of methods, with these.
    fn interface_tables(&self) -> impl Iterator<Item = (Self, &[Option<Self::Method>])>;
    /// The methods of an interface that tables have entries for, in order.
    fn table_methods(&self) -> impl Iterator<Item = Self::Method>;
    /// The declared method with this name and descriptor.
    fn own_method(&self, name: Symbol, descriptor: Symbol) -> Option<Self::Method>;
}

/// A method of a finished class.
pub trait MethodLike: Copy + Eq {
    /// A reference to a class.
    type Class;

    /// The declaring class.
    fn owner(&self) -> Self::Class;
    /// The name.
    fn symbol(&self) -> Symbol;
    /// The descriptor.
    fn type_symbol(&self) -> Symbol;
    /// The access flags.
    fn access(&self) -> AccessFlags;
    /// Whether it was synthesised to throw an error when selected.
    fn overpass(&self) -> bool;
}

/// A method of a class whose tables are being computed.
pub trait Declared {
    /// The name.
    fn symbol(&self) -> Symbol;
    /// The descriptor.
    fn type_symbol(&self) -> Symbol;
    /// The access flags.
    fn access(&self) -> AccessFlags;
    /// The index into the vtable, [`VTABLE_NONE`] at first.
    fn table_index(&mut self) -> &mut i32;
}
