//! Tables of virtual and interface methods: from the shape that `layout` computes
//! to the tables of a class.

use crate::model::{ClassRef, HolderRef, ItableEntry, Method, MethodParts, MethodRef};
use base::access_flags::AccessFlags;
use base::symbol::Symbol;
use layout::dispatch::{Entry, ItableEntry as NewEntry};
use layout::{ClassLike, Declared, MethodLike};

/// The tables of a class whose methods do not exist yet.
pub(super) type Dispatch = layout::dispatch::Dispatch<ClassRef>;

impl ClassLike for ClassRef {
    type Method = MethodRef;

    fn label(&self) -> Symbol {
        self.name
    }

    fn parent(&self) -> Option<ClassRef> {
        self.super_class
    }

    fn interface(&self) -> bool {
        self.flags.is_interface()
    }

    fn superinterfaces(&self) -> &[ClassRef] {
        self.as_ref_static().all_interfaces
    }

    fn virtual_table(&self) -> &[MethodRef] {
        self.as_ref_static().vtable
    }

    fn interface_tables(&self) -> impl Iterator<Item = (ClassRef, &[Option<MethodRef>])> {
        self.as_ref_static().itable.iter().map(|entry| (entry.interface, entry.methods))
    }

    fn table_methods(&self) -> impl Iterator<Item = MethodRef> {
        itable_methods(*self)
    }

    fn own_method(&self, name: Symbol, descriptor: Symbol) -> Option<MethodRef> {
        self.declared_method(name, descriptor)
    }
}

impl MethodLike for MethodRef {
    type Class = ClassRef;

    fn owner(&self) -> ClassRef {
        self.class
    }

    fn symbol(&self) -> Symbol {
        self.name
    }

    fn type_symbol(&self) -> Symbol {
        self.descriptor
    }

    fn access(&self) -> AccessFlags {
        self.flags
    }

    fn overpass(&self) -> bool {
        self.traits.overpass
    }
}

impl Declared for MethodParts {
    fn symbol(&self) -> Symbol {
        self.name
    }

    fn type_symbol(&self) -> Symbol {
        self.descriptor
    }

    fn access(&self) -> AccessFlags {
        self.flags
    }

    fn table_index(&mut self) -> &mut i32 {
        &mut self.vtable_index
    }
}

/// The methods of an interface that itables have entries for, in order.
pub(super) fn itable_methods(interface: ClassRef) -> impl Iterator<Item = MethodRef> {
    let class = interface.as_ref_static();
    class.methods.iter().filter(|method| method.vtable_index >= 0).map(MethodRef::from)
}

/// Index of the vtable entry of `class` for a method that a superinterface
/// declares and no class implements.
pub(super) fn vtable_index_of(class: ClassRef, name: Symbol, descriptor: Symbol) -> Option<usize> {
    class.vtable.iter().position(|method| {
        method.name == name
            && method.descriptor == descriptor
            && (method.class.is_interface() || method.traits.overpass)
    })
}

/// Makes the entries of a finished class from the computed ones.
pub(super) fn finish(
    holder: HolderRef,
    dispatch: &Dispatch,
    super_class: Option<ClassRef>,
    own: &'static [Method],
    conflicts: &'static [Method],
) -> (&'static [MethodRef], &'static [ItableEntry]) {
    let method = |entry: Entry<MethodRef>| match entry {
        Entry::Existing(method) => method,
        Entry::Own(at) => MethodRef::from(&own[at]),
        Entry::Conflict(at) => MethodRef::from(&conflicts[at]),
    };
    let vtable: Vec<MethodRef> = dispatch.vtable.iter().map(|entry| method(*entry)).collect();
    let itable: Vec<ItableEntry> = dispatch
        .itable
        .iter()
        .map(|entry| match entry {
            NewEntry::Inherited(position) => {
                super_class.expect("the superclass has it").as_ref_static().itable[*position]
            }
            NewEntry::New(interface, entries) => {
                let methods: Vec<_> = entries.iter().map(|entry| entry.map(method)).collect();
                ItableEntry { interface: *interface, methods: holder.alloc_slice(&methods) }
            }
        })
        .collect();
    (holder.alloc_slice(&vtable), holder.alloc_slice(&itable))
}
