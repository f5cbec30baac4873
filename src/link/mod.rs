//! Loading, linking, resolution, initialization and access control (JVMS
//! chapter 5).
//!
//! Nothing here executes bytecode: initializers, class loaders and the linkage
//! methods of `java.lang.invoke` run through `JavaThread::call`.
//!
//! Invariant: an object is held by a handle across anything that can allocate,
//! block or call Java; a bare `Ref` goes into a handle, a slot or a field before
//! the next such call.

pub mod access;
mod assertions;
pub mod boot;
mod boot_path;
mod bootstrap_arguments;
mod build;
mod call_sites;
mod constants;
mod constraints;
mod define;
mod direct;
mod dispatch;
mod dynamic;
mod errors;
mod initialization;
mod invocation;
mod linking;
mod loading;
mod lookup;
pub mod member_name;
mod mirror;
pub mod modules;
mod places;
mod resolution;
mod state;
mod verification;

pub use access::is_magic;
pub use assertions::desired_assertion_status;
pub use bootstrap_arguments::{CopyOut, copy_out_bootstrap_arguments};
pub use call_sites::CallSite;
pub use constants::{class_file, constant_pool};
pub use define::{Definition, Hidden, define_class};
pub use dynamic::{
    find_polymorphic, intrinsic_of, method_type, resolve_call_site, resolve_constant,
};
pub use errors::{
    abstract_method, class_cast, external_method, instantiation, loader_text, not_implementing,
    place_text, places_text,
};
pub use initialization::{ensure_initialized, initialize, is_usable};
pub use invocation::{
    InvokeKind, MethodQuery, PolymorphicKind, ResolvedCall, check_selected, check_special_receiver,
    find_interface, find_special, find_static, find_virtual, interface_call, resolve_method,
    select_interface_method, select_object_method, selection_error, virtual_call,
};
pub use linking::link_class;
pub use loading::{
    array_class, boot_class, class_of_type, find_class, find_loaded, internal_name, load_class,
    load_class_for_name,
};
pub use lookup::{
    Inherited, find_field as lookup_field, find_in_superclasses, find_interface_method,
    find_method, inherited_from,
};
pub use modules::loader_of;
pub use resolution::{FieldUse, find_field, ignore_linkage_error, resolve_class, resolve_field};

#[cfg(test)]
mod tests;
