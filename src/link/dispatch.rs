//! Tables of virtual and interface methods (JVMS §5.4.5, §5.4.6), computed when
//! a class is defined.
//!
//! The vtable of a class starts with that of its superclass. A method takes the
//! entries of all methods that it overrides, and one of its own if it overrides
//! none. Behind come entries for superinterface methods that no class declares:
//! the default method, the abstract method, or a synthesised one where several
//! defaults conflict or abstract methods hide the defaults. Methods that are final and override nothing have no entry.

use super::lookup::{self, Inherited};
use crate::model::{
    ClassRef, HolderRef, ItableEntry, LoaderRef, Method, MethodParts, MethodRef, VTABLE_NONE,
};
use base::access_flags::AccessFlags;
use base::symbol::Symbol;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// From this class-file version on overriding is transitive across packages
/// (JVMS §5.4.5).
const TRANSITIVE_OVERRIDE_VERSION: u16 = 51;

/// Name and descriptor of a method.
pub(super) type Signature = (Symbol, Symbol);

/// What the tables are computed for.
pub(super) struct NewClass<'a> {
    pub(super) name: Symbol,
    pub(super) loader: LoaderRef,
    pub(super) major_version: u16,
    pub(super) flags: AccessFlags,
    pub(super) super_class: Option<ClassRef>,
    pub(super) all_interfaces: &'a [ClassRef],
}

/// An entry of a table while the methods of the class do not exist yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Entry {
    /// A method of a superclass or superinterface.
    Existing(MethodRef),
    /// A declared method, by position.
    Own(usize),
    /// A method to be synthesised, by position in [`Dispatch::conflicts`].
    Conflict(usize),
}

/// The tables of a class.
#[derive(Debug, Default)]
pub(super) struct Dispatch {
    pub(super) vtable: Vec<Entry>,
    pub(super) itable: Vec<NewItableEntry>,
    /// Methods for which several defaults are maximally specific, or none but
    /// some are overridden by abstract ones.
    pub(super) conflicts: Vec<Signature>,
}

/// The methods by which the class implements one interface.
#[derive(Debug)]
pub(super) enum NewItableEntry {
    /// Those of the superclass.
    Inherited(ItableEntry),
    /// New ones.
    New(ClassRef, Vec<Option<Entry>>),
}

/// Hashes symbols, which are addresses.
#[derive(Default, Clone, Copy)]
pub(super) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_usize(usize::from(byte)));
    }

    fn write_usize(&mut self, address: usize) {
        let mixed = (self.0 ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ mixed >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type BySignature<V> = HashMap<Signature, V, BuildHasherDefault<AddressHasher>>;

/// Whether a method with these flags and name is selected by a table.
fn is_virtual(method: &MethodParts) -> bool {
    let flags = method.flags;
    !flags.is_private() && !flags.is_static() && method.name.as_bytes()[0] != b'<'
}

/// Numbers the methods of an interface that need an entry in itables.
pub(super) fn number_interface_methods(methods: &mut [MethodParts]) {
    for (index, method) in methods.iter_mut().filter(|method| is_virtual(method)).enumerate() {
        method.vtable_index = index as i32;
    }
}

/// The methods of an interface that itables have entries for, in order.
pub(super) fn itable_methods(interface: ClassRef) -> impl Iterator<Item = MethodRef> {
    let class = interface.as_ref_static();
    class.methods.iter().filter(|method| method.vtable_index >= 0).map(MethodRef::from)
}

/// Computes the tables of a class that is no interface and sets the
/// `vtable_index` of its methods.
pub(super) fn compute(class: &NewClass<'_>, methods: &mut [MethodParts]) -> Dispatch {
    let mut builder = Builder {
        class,
        own: methods
            .iter()
            .enumerate()
            .filter(|(_, method)| is_virtual(method))
            .map(|(at, method)| ((method.name, method.descriptor), at))
            .collect(),
        from_interfaces: BySignature::default(),
        result: Dispatch::default(),
    };
    builder.declared_methods(methods);
    builder.interface_methods();
    builder.itables(methods);
    builder.result
}

struct Builder<'a> {
    class: &'a NewClass<'a>,
    /// Declared methods that tables can select.
    own: BySignature<usize>,
    /// Entries for superinterface methods that no class implements.
    from_interfaces: BySignature<Entry>,
    result: Dispatch,
}

impl Builder<'_> {
    /// Overrides inherited entries and appends new ones.
    fn declared_methods(&mut self, methods: &mut [MethodParts]) {
        let Some(parent) = self.class.super_class else {
            return self.append_all(methods);
        };
        let inherited = parent.as_ref_static().vtable;
        self.result.vtable.extend(inherited.iter().map(|method| Entry::Existing(*method)));
        if self.own.is_empty() {
            return;
        }
        for (index, old) in inherited.iter().enumerate() {
            let Some(&at) = self.own.get(&(old.name, old.descriptor)) else { continue };
            if self.overrides(parent, index) {
                self.result.vtable[index] = Entry::Own(at);
                // A package-private method keeps an entry of its own for those
                // that override it in its package.
                if !methods[at].flags.is_package_private() {
                    methods[at].vtable_index = index as i32;
                }
            }
        }
        self.append_all(methods);
    }

    fn append_all(&mut self, methods: &mut [MethodParts]) {
        let final_class = self.class.flags.is_final();
        for (at, method) in methods.iter_mut().enumerate() {
            let is_new = is_virtual(method) && method.vtable_index == VTABLE_NONE;
            if is_new && !final_class && !method.flags.is_final() {
                method.vtable_index = self.result.vtable.len() as i32;
                self.result.vtable.push(Entry::Own(at));
            }
        }
    }

    /// Whether a method of the class overrides the one at `index` of the
    /// superclass's vtable, directly or through another that does.
    fn overrides(&self, parent: ClassRef, index: usize) -> bool {
        let mut at = Some(parent);
        while let Some(class) = at {
            let Some(method) = class.vtable.get(index) else { return false };
            if self.overrides_directly(*method) {
                return true;
            }
            if self.class.major_version < TRANSITIVE_OVERRIDE_VERSION {
                return false;
            }
            at = class.super_class;
        }
        false
    }

    fn overrides_directly(&self, method: MethodRef) -> bool {
        if !method.flags.is_package_private() {
            return !method.flags.is_private();
        }
        method.class.loader == self.class.loader
            && method.class.package_name() == package_of(self.class.name)
    }

    /// Adds or replaces entries for superinterface methods without a class that
    /// implements them.
    fn interface_methods(&mut self) {
        let inherited =
            self.class.super_class.map_or(&[][..], |p| p.as_ref_static().all_interfaces);
        if self.class.all_interfaces == inherited {
            return;
        }
        let mut places: BySignature<usize> = BySignature::default();
        for (index, entry) in self.result.vtable.iter().enumerate() {
            if let Entry::Existing(method) = entry
                && (method.class.is_interface() || method.traits.overpass)
            {
                places.insert((method.name, method.descriptor), index);
            }
        }
        let mut seen: HashSet<Signature, BuildHasherDefault<AddressHasher>> = HashSet::default();
        for interface in self.class.all_interfaces {
            for method in itable_methods(*interface) {
                let signature = (method.name, method.descriptor);
                if seen.insert(signature) && !self.is_implemented(signature) {
                    self.add_interface_method(signature, places.get(&signature).copied());
                }
            }
        }
    }

    fn is_implemented(&self, signature: Signature) -> bool {
        self.own.contains_key(&signature) || self.implemented_above(signature).is_some()
    }

    fn implemented_above(&self, (name, descriptor): Signature) -> Option<MethodRef> {
        lookup::find_overriding(self.class.super_class?, name, descriptor)
    }

    fn add_interface_method(&mut self, signature: Signature, place: Option<usize>) {
        let (name, descriptor) = signature;
        let entry = match lookup::inherited_from(self.class.all_interfaces, name, descriptor) {
            Inherited::Nothing => return,
            Inherited::Default(method) | Inherited::Abstract(method) => Entry::Existing(method),
            Inherited::Reabstracted(_) | Inherited::Conflict(_) => {
                self.result.conflicts.push(signature);
                Entry::Conflict(self.result.conflicts.len() - 1)
            }
        };
        match place {
            Some(index) => self.result.vtable[index] = entry,
            None => self.result.vtable.push(entry),
        }
        self.from_interfaces.insert(signature, entry);
    }

    fn itables(&mut self, methods: &[MethodParts]) {
        let inherited = self.class.super_class.map_or(&[][..], |p| p.as_ref_static().itable);
        let mut tables = Vec::with_capacity(self.class.all_interfaces.len());
        for interface in self.class.all_interfaces {
            let above = inherited.iter().find(|entry| entry.interface == *interface);
            let table: Vec<Option<Entry>> = match above {
                Some(above) => itable_methods(*interface)
                    .zip(above.methods)
                    .map(|(method, above)| self.implementation_below(methods, method, *above))
                    .collect(),
                None => itable_methods(*interface)
                    .map(|method| self.implementation(methods, method))
                    .collect(),
            };
            if table.is_empty() {
                continue;
            }
            let unchanged = |above: &&ItableEntry| {
                let same = |(new, old): (&Option<Entry>, &Option<MethodRef>)| {
                    *new == old.map(Entry::Existing)
                };
                table.iter().zip(above.methods).all(same)
            };
            tables.push(match above.filter(unchanged) {
                Some(above) => NewItableEntry::Inherited(*above),
                None => NewItableEntry::New(*interface, table),
            });
        }
        self.result.itable = tables;
    }

    /// The implementation of a method for which the superclass has `above`.
    fn implementation_below(
        &self,
        methods: &[MethodParts],
        method: MethodRef,
        above: Option<MethodRef>,
    ) -> Option<Entry> {
        let signature = (method.name, method.descriptor);
        if self.own.contains_key(&signature) {
            return self.implementation(methods, method);
        }
        match above {
            Some(implementation) if !implementation.class.is_interface() => {
                Some(Entry::Existing(implementation))
            }
            above if self.from_interfaces.is_empty() => above.map(Entry::Existing),
            _ => self.implementation(methods, method),
        }
    }

    /// Selection (JVMS §5.4.6); `None` where it ends in an error.
    fn implementation(&self, methods: &[MethodParts], method: MethodRef) -> Option<Entry> {
        let signature = (method.name, method.descriptor);
        let callable = |flags: AccessFlags| flags.is_public() && !flags.is_abstract();
        if let Some(&at) = self.own.get(&signature) {
            return callable(methods[at].flags).then_some(Entry::Own(at));
        }
        if let Some(above) = self.implemented_above(signature) {
            return callable(above.flags).then_some(Entry::Existing(above));
        }
        let entry = *self.from_interfaces.get(&signature)?;
        match entry {
            Entry::Existing(found) => callable(found.flags).then_some(entry),
            Entry::Own(_) | Entry::Conflict(_) => None,
        }
    }
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

fn package_of(name: Symbol) -> Vec<u8> {
    let bytes = name.as_bytes();
    let end = bytes.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
    bytes[..end].to_vec()
}

/// Makes the entries of a finished class from the computed ones.
pub(super) fn finish(
    holder: HolderRef,
    dispatch: &Dispatch,
    own: &'static [Method],
    conflicts: &'static [Method],
) -> (&'static [MethodRef], &'static [ItableEntry]) {
    let method = |entry: Entry| match entry {
        Entry::Existing(method) => method,
        Entry::Own(at) => MethodRef::from(&own[at]),
        Entry::Conflict(at) => MethodRef::from(&conflicts[at]),
    };
    let vtable: Vec<MethodRef> = dispatch.vtable.iter().map(|entry| method(*entry)).collect();
    let itable: Vec<ItableEntry> = dispatch
        .itable
        .iter()
        .map(|entry| match entry {
            NewItableEntry::Inherited(entry) => *entry,
            NewItableEntry::New(interface, entries) => {
                let methods: Vec<_> = entries.iter().map(|entry| entry.map(method)).collect();
                ItableEntry { interface: *interface, methods: holder.alloc_slice(&methods) }
            }
        })
        .collect();
    (holder.alloc_slice(&vtable), holder.alloc_slice(&itable))
}
