//! Tables of virtual and interface methods (JVMS §5.4.5, §5.4.6), computed when
//! a class is defined.
//!
//! The vtable of a class starts with that of its superclass. A method takes the
//! entries of all methods that it overrides, and one of its own if it overrides
//! none. Behind come entries for superinterface methods that no class declares:
//! the default method, the abstract method, or a synthesised one where several
//! defaults conflict or abstract methods hide the defaults. Methods that are final and override nothing have no entry.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use base::access_flags::AccessFlags;
use base::symbol::Symbol;

use crate::select::{self, Inherited};
use crate::{ClassLike, Declared, MethodLike, VTABLE_NONE};

/// From this class-file version on overriding is transitive across packages
/// (JVMS §5.4.5).
const TRANSITIVE_OVERRIDE_VERSION: u16 = 51;

/// Name and descriptor of a method.
pub type Signature = (Symbol, Symbol);

/// What the tables are computed for.
pub struct NewClass<'a, C> {
    /// The class-file version.
    pub major_version: u16,
    /// Its access flags.
    pub flags: AccessFlags,
    /// The superclass.
    pub super_class: Option<C>,
    /// All superinterfaces, those of the superclass first, each once.
    pub all_interfaces: &'a [C],
    /// Whether it lies in the run-time package of a class.
    pub in_package_of: &'a dyn Fn(C) -> bool,
}

/// An entry of a table while the methods of the class do not exist yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry<M> {
    /// A method of a superclass or superinterface.
    Existing(M),
    /// A declared method, by position.
    Own(usize),
    /// A method to be synthesised, by position in [`Dispatch::conflicts`].
    Conflict(usize),
}

/// The tables of a class.
#[derive(Debug)]
pub struct Dispatch<C: ClassLike> {
    /// The methods that calls of class methods select.
    pub vtable: Vec<Entry<C::Method>>,
    /// Those that calls of interface methods select, for each interface that has any.
    pub itable: Vec<ItableEntry<C>>,
    /// Methods for which several defaults are maximally specific, or none but
    /// some are overridden by abstract ones.
    pub conflicts: Vec<Signature>,
}

impl<C: ClassLike> Default for Dispatch<C> {
    fn default() -> Self {
        Dispatch { vtable: Vec::new(), itable: Vec::new(), conflicts: Vec::new() }
    }
}

/// The methods by which the class implements one interface.
#[derive(Debug)]
pub enum ItableEntry<C: ClassLike> {
    /// Those of the superclass, by position among its tables.
    Inherited(usize),
    /// New ones.
    New(C, Vec<Option<Entry<C::Method>>>),
}

/// Hashes symbols, which are addresses.
#[derive(Default, Clone, Copy)]
struct AddressHasher(u64);

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
fn is_virtual(method: &impl Declared) -> bool {
    let flags = method.access();
    !flags.is_private() && !flags.is_static() && !method.symbol().as_bytes().starts_with(b"<")
}

/// Numbers the methods of an interface that need an entry in itables.
pub fn number_interface_methods(methods: &mut [impl Declared]) {
    for (index, method) in methods.iter_mut().filter(|method| is_virtual(*method)).enumerate() {
        *method.table_index() = index as i32;
    }
}

/// Computes the tables of a class that is no interface and sets the
/// `table_index` of its methods.
pub fn compute<C: ClassLike, D: Declared>(
    class: &NewClass<'_, C>,
    methods: &mut [D],
) -> Dispatch<C> {
    let mut builder = Builder {
        class,
        own: methods
            .iter()
            .enumerate()
            .filter(|(_, method)| is_virtual(*method))
            .map(|(at, method)| ((method.symbol(), method.type_symbol()), at))
            .collect(),
        from_interfaces: BySignature::default(),
        result: Dispatch::default(),
    };
    builder.declared_methods(methods);
    builder.interface_methods();
    builder.itables(methods);
    builder.result
}

struct Builder<'a, C: ClassLike> {
    class: &'a NewClass<'a, C>,
    /// Declared methods that tables can select.
    own: BySignature<usize>,
    /// Entries for superinterface methods that no class implements.
    from_interfaces: BySignature<Entry<C::Method>>,
    result: Dispatch<C>,
}

impl<C: ClassLike> Builder<'_, C> {
    /// Overrides inherited entries and appends new ones.
    fn declared_methods(&mut self, methods: &mut [impl Declared]) {
        let Some(parent) = self.class.super_class else {
            return self.append_all(methods);
        };
        let inherited = parent.virtual_table();
        self.result.vtable.extend(inherited.iter().map(|method| Entry::Existing(*method)));
        if self.own.is_empty() {
            return;
        }
        for (index, old) in inherited.iter().enumerate() {
            let Some(&at) = self.own.get(&(old.symbol(), old.type_symbol())) else { continue };
            if self.overrides(parent, index) {
                self.result.vtable[index] = Entry::Own(at);
                // A package-private method keeps an entry of its own for those
                // that override it in its package.
                if !methods[at].access().is_package_private() {
                    *methods[at].table_index() = index as i32;
                }
            }
        }
        self.append_all(methods);
    }

    fn append_all(&mut self, methods: &mut [impl Declared]) {
        let final_class = self.class.flags.is_final();
        for (at, method) in methods.iter_mut().enumerate() {
            let is_new = is_virtual(method) && *method.table_index() == VTABLE_NONE;
            if is_new && !final_class && !method.access().is_final() {
                *method.table_index() = self.result.vtable.len() as i32;
                self.result.vtable.push(Entry::Own(at));
            }
        }
    }

    /// Whether a method of the class overrides the one at `index` of the
    /// superclass's vtable, directly or through another that does.
    fn overrides(&self, parent: C, index: usize) -> bool {
        let mut at = Some(parent);
        while let Some(class) = at {
            let Some(method) = class.virtual_table().get(index) else { return false };
            if self.overrides_directly(*method) {
                return true;
            }
            if self.class.major_version < TRANSITIVE_OVERRIDE_VERSION {
                return false;
            }
            at = class.parent();
        }
        false
    }

    fn overrides_directly(&self, method: C::Method) -> bool {
        if !method.access().is_package_private() {
            return !method.access().is_private();
        }
        (self.class.in_package_of)(method.owner())
    }

    /// Adds or replaces entries for superinterface methods without a class that
    /// implements them.
    fn interface_methods(&mut self) {
        let inherited = self.class.super_class.as_ref().map_or(&[][..], C::superinterfaces);
        if self.class.all_interfaces == inherited {
            return;
        }
        let mut places: BySignature<usize> = BySignature::default();
        for (index, entry) in self.result.vtable.iter().enumerate() {
            if let Entry::Existing(method) = entry
                && (method.owner().interface() || method.overpass())
            {
                places.insert((method.symbol(), method.type_symbol()), index);
            }
        }
        let mut seen: HashSet<Signature, BuildHasherDefault<AddressHasher>> = HashSet::default();
        for interface in self.class.all_interfaces {
            for method in interface.table_methods() {
                let signature = (method.symbol(), method.type_symbol());
                if seen.insert(signature) && !self.is_implemented(signature) {
                    self.add_interface_method(signature, places.get(&signature).copied());
                }
            }
        }
    }

    fn is_implemented(&self, signature: Signature) -> bool {
        self.own.contains_key(&signature) || self.implemented_above(signature).is_some()
    }

    fn implemented_above(&self, (name, descriptor): Signature) -> Option<C::Method> {
        select::find_overriding(self.class.super_class?, name, descriptor)
    }

    fn add_interface_method(&mut self, signature: Signature, place: Option<usize>) {
        let (name, descriptor) = signature;
        let entry = match select::inherited_from(self.class.all_interfaces, name, descriptor) {
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

    fn itables(&mut self, methods: &[impl Declared]) {
        let inherited: Vec<_> = self
            .class
            .super_class
            .as_ref()
            .map(|parent| parent.interface_tables().collect())
            .unwrap_or_default();
        let mut tables = Vec::with_capacity(self.class.all_interfaces.len());
        for interface in self.class.all_interfaces {
            let above = inherited.iter().position(|(inherited, _)| inherited == interface);
            let table: Vec<Option<Entry<C::Method>>> = match above {
                Some(above) => interface
                    .table_methods()
                    .zip(inherited[above].1)
                    .map(|(method, above)| self.implementation_below(methods, method, *above))
                    .collect(),
                None => interface
                    .table_methods()
                    .map(|method| self.implementation(methods, method))
                    .collect(),
            };
            if table.is_empty() {
                continue;
            }
            let unchanged = |above: &usize| {
                let same = |(new, old): (&Option<Entry<C::Method>>, &Option<C::Method>)| {
                    *new == old.map(Entry::Existing)
                };
                table.iter().zip(inherited[*above].1).all(same)
            };
            tables.push(match above.filter(unchanged) {
                Some(above) => ItableEntry::Inherited(above),
                None => ItableEntry::New(*interface, table),
            });
        }
        self.result.itable = tables;
    }

    /// The implementation of a method for which the superclass has `above`.
    fn implementation_below(
        &self,
        methods: &[impl Declared],
        method: C::Method,
        above: Option<C::Method>,
    ) -> Option<Entry<C::Method>> {
        let signature = (method.symbol(), method.type_symbol());
        if self.own.contains_key(&signature) {
            return self.implementation(methods, method);
        }
        match above {
            Some(implementation) if !implementation.owner().interface() => {
                Some(Entry::Existing(implementation))
            }
            above if self.from_interfaces.is_empty() => above.map(Entry::Existing),
            _ => self.implementation(methods, method),
        }
    }

    /// Selection (JVMS §5.4.6); `None` where it ends in an error.
    fn implementation(
        &self,
        methods: &[impl Declared],
        method: C::Method,
    ) -> Option<Entry<C::Method>> {
        let signature = (method.symbol(), method.type_symbol());
        let callable = |flags: AccessFlags| flags.is_public() && !flags.is_abstract();
        if let Some(&at) = self.own.get(&signature) {
            return callable(methods[at].access()).then_some(Entry::Own(at));
        }
        if let Some(above) = self.implemented_above(signature) {
            return callable(above.access()).then_some(Entry::Existing(above));
        }
        let entry = *self.from_interfaces.get(&signature)?;
        match entry {
            Entry::Existing(found) => callable(found.access()).then_some(entry),
            Entry::Own(_) | Entry::Conflict(_) => None,
        }
    }
}
