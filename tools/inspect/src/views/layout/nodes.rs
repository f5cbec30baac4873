//! Classes with their layouts, computed from class files by the same code that
//! the virtual machine uses.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use base::descriptor::BasicType;
use base::symbol::{Symbol, SymbolTable};
use base::{AccessFlags, FieldType};
use bumpalo::Bump;
use classfile::{ClassFile, Level};
use layout::dispatch::{self, Entry, ItableEntry, NewClass};
use layout::fields::{self, INJECTED, Inherited};
use layout::{ClassLike, Declared, Field, MethodLike, VTABLE_NONE};

use crate::classes::Find;
use crate::text::decoded;

/// Longer chains of superclasses are taken for hostile.
const MAX_DEPTH: usize = 500;

/// A field and where it lies.
pub(super) struct FieldNode {
    pub(super) name: Symbol,
    pub(super) descriptor: Symbol,
    pub(super) kind: BasicType,
    pub(super) is_static: bool,
    /// Whether the virtual machine adds it.
    pub(super) injected: bool,
    pub(super) offset: u32,
}

impl Field for FieldNode {
    fn basic_type(&self) -> BasicType {
        self.kind
    }

    fn belongs_to_class(&self) -> bool {
        self.is_static
    }

    fn place(&self) -> u32 {
        self.offset
    }

    fn set_place(&mut self, offset: u32) {
        self.offset = offset;
    }
}

/// A method.
pub(super) struct MethodNode<'a> {
    pub(super) name: Symbol,
    pub(super) descriptor: Symbol,
    pub(super) flags: AccessFlags,
    overpass: bool,
    index: i32,
    owner: OnceCell<Class<'a>>,
}

impl MethodNode<'_> {
    fn new(name: Symbol, descriptor: Symbol, flags: AccessFlags, overpass: bool) -> Self {
        let owner = OnceCell::new();
        MethodNode { name, descriptor, flags, overpass, index: VTABLE_NONE, owner }
    }
}

impl Declared for MethodNode<'_> {
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
        &mut self.index
    }
}

/// The methods by which a class implements its interfaces.
type Itables<'a> = &'a [(Class<'a>, &'a [Option<Method<'a>>])];

/// A class with all its tables.
pub(super) struct ClassNode<'a> {
    pub(super) name: Symbol,
    pub(super) flags: AccessFlags,
    pub(super) major_version: u16,
    pub(super) super_class: Option<Class<'a>>,
    all_interfaces: &'a [Class<'a>],
    pub(super) fields: &'a [FieldNode],
    methods: &'a [MethodNode<'a>],
    pub(super) instance_size: u32,
    pub(super) static_size: u32,
    pub(super) vtable: &'a [Method<'a>],
    itable: Itables<'a>,
}

macro_rules! node_ref {
    ($(#[$doc:meta])* $name:ident => $target:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub(super) struct $name<'a>(pub(super) &'a $target<'a>);

        impl PartialEq for $name<'_> {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.0, other.0)
            }
        }

        impl Eq for $name<'_> {}

        impl Hash for $name<'_> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                std::ptr::hash(self.0, state);
            }
        }
    };
}

node_ref! {
    /// A class, equal to itself only.
    Class => ClassNode
}
node_ref! {
    /// A method, equal to itself only.
    Method => MethodNode
}

impl<'a> ClassLike for Class<'a> {
    type Method = Method<'a>;

    fn label(&self) -> Symbol {
        self.0.name
    }

    fn parent(&self) -> Option<Self> {
        self.0.super_class
    }

    fn interface(&self) -> bool {
        self.0.flags.is_interface()
    }

    fn superinterfaces(&self) -> &[Self] {
        self.0.all_interfaces
    }

    fn virtual_table(&self) -> &[Method<'a>] {
        self.0.vtable
    }

    fn interface_tables(&self) -> impl Iterator<Item = (Self, &[Option<Method<'a>>])> {
        self.0.itable.iter().copied()
    }

    fn table_methods(&self) -> impl Iterator<Item = Method<'a>> {
        self.0.methods.iter().filter(|method| method.index >= 0).map(Method)
    }

    fn own_method(&self, name: Symbol, descriptor: Symbol) -> Option<Method<'a>> {
        let fits = |m: &&MethodNode<'_>| m.name == name && m.descriptor == descriptor;
        self.0.methods.iter().find(fits).map(Method)
    }
}

impl<'a> MethodLike for Method<'a> {
    type Class = Class<'a>;

    fn owner(&self) -> Class<'a> {
        *self.0.owner.get().expect("set when the class was made")
    }

    fn symbol(&self) -> Symbol {
        self.0.name
    }

    fn type_symbol(&self) -> Symbol {
        self.0.descriptor
    }

    fn access(&self) -> AccessFlags {
        self.0.flags
    }

    fn overpass(&self) -> bool {
        self.0.overpass
    }
}

/// The classes that have been laid out.
pub(super) struct Library<'a, 's> {
    arena: &'a Bump,
    symbols: SymbolTable,
    find: Box<Find<'s>>,
    /// `None` while a class is being laid out.
    known: HashMap<Symbol, Option<Class<'a>>>,
}

impl<'a, 's> Library<'a, 's> {
    pub(super) fn new(arena: &'a Bump, find: Box<Find<'s>>) -> Self {
        Library { arena, symbols: SymbolTable::default(), find, known: HashMap::new() }
    }

    /// Lays out the class of a class file; `None` for that of a module.
    pub(super) fn of_bytes(&mut self, bytes: &[u8]) -> Result<Option<Class<'a>>, String> {
        let file = ClassFile::parse(bytes, Level::Check).map_err(|error| error.to_string())?;
        if file.access_flags().is_module() {
            return Ok(None);
        }
        let name = self.symbols.intern(file.name());
        if let Some(Some(class)) = self.known.get(&name) {
            return Ok(Some(*class));
        }
        self.of_file(name, &file, 0).map(Some)
    }

    fn of_name(&mut self, name: &[u8], depth: usize) -> Result<Class<'a>, String> {
        let symbol = self.symbols.intern(name);
        match self.known.get(&symbol) {
            Some(Some(class)) => return Ok(*class),
            Some(None) => return Err(format!("{} is its own ancestor", decoded(name))),
            None if depth > MAX_DEPTH => return Err("too many ancestors".to_owned()),
            None => {}
        }
        let bytes = (self.find)(name)?;
        let bytes = bytes.ok_or_else(|| format!("class not found: {}", decoded(name)))?;
        let file = ClassFile::parse(&bytes, Level::Check);
        let file = file.map_err(|error| format!("{}: {error}", decoded(name)))?;
        self.of_file(symbol, &file, depth)
    }

    fn of_file(
        &mut self,
        name: Symbol,
        file: &ClassFile<'_>,
        depth: usize,
    ) -> Result<Class<'a>, String> {
        self.known.insert(name, None);
        let class = self.build(name, file, depth);
        match &class {
            Ok(class) => self.known.insert(name, Some(*class)),
            Err(_) => self.known.remove(&name),
        };
        class
    }

    fn build(
        &mut self,
        name: Symbol,
        file: &ClassFile<'_>,
        depth: usize,
    ) -> Result<Class<'a>, String> {
        let above = file.super_name().map(|name| self.of_name(name, depth + 1)).transpose()?;
        let direct: Result<Vec<_>, _> =
            file.interface_names().map(|name| self.of_name(name, depth + 1)).collect();
        let all_interfaces = self.all_interfaces(above, &direct?);
        let flags = file.effective_flags();

        let mut fields = self.fields(name, file)?;
        let parent = above.filter(|_| !flags.is_interface());
        let places = fields::place_instance_fields(&inherited(parent), &mut fields)
            .map_err(|_| "too many instance fields".to_owned())?;
        let static_size = fields::place_static_fields(&mut fields);

        let mut methods: Vec<MethodNode<'a>> = file
            .methods()
            .map(|method| {
                let name = self.symbols.intern(method.name());
                let descriptor = self.symbols.intern(method.descriptor());
                MethodNode::new(name, descriptor, method.effective_method_flags(), false)
            })
            .collect();
        let in_package_of = |class: Class<'a>| package(&class.0.name) == package(&name);
        let new = NewClass {
            major_version: file.major_version(),
            flags,
            super_class: above,
            all_interfaces,
            in_package_of: &in_package_of,
        };
        let tables = if flags.is_interface() {
            dispatch::number_interface_methods(&mut methods);
            dispatch::Dispatch::default()
        } else {
            dispatch::compute(&new, &mut methods)
        };
        let public = AccessFlags(AccessFlags::PUBLIC | AccessFlags::SYNTHETIC);
        let conflicts = tables
            .conflicts
            .iter()
            .map(|&(name, descriptor)| MethodNode::new(name, descriptor, public, true))
            .collect::<Vec<_>>();
        let conflicts: &'a [_] = self.arena.alloc_slice_fill_iter(conflicts);
        let methods: &'a [_] = self.arena.alloc_slice_fill_iter(methods);
        let (vtable, itable) = self.tables(&tables, above, methods, conflicts);
        let class = Class(self.arena.alloc(ClassNode {
            name,
            flags,
            major_version: file.major_version(),
            super_class: above,
            all_interfaces,
            fields: self.arena.alloc_slice_fill_iter(fields),
            methods,
            instance_size: places.size.max(fields::HEADER_SIZE),
            static_size,
            vtable,
            itable,
        }));
        for method in methods.iter().chain(conflicts) {
            let first = method.owner.set(class).is_ok();
            assert!(first, "a method gets its class once");
        }
        Ok(class)
    }

    fn all_interfaces(&self, above: Option<Class<'a>>, direct: &[Class<'a>]) -> &'a [Class<'a>] {
        let mut all = above.map_or(Vec::new(), |above| above.0.all_interfaces.to_vec());
        for interface in direct {
            for &one in interface.0.all_interfaces.iter().chain([interface]) {
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        self.arena.alloc_slice_copy(&all)
    }

    fn fields(&self, class: Symbol, file: &ClassFile<'_>) -> Result<Vec<FieldNode>, String> {
        let node = |name: &[u8], descriptor: &[u8], is_static, injected| {
            let kind = FieldType::parse(descriptor).map_err(|_| "malformed field descriptor")?;
            Ok(FieldNode {
                name: self.symbols.intern(name),
                descriptor: self.symbols.intern(descriptor),
                kind: kind.basic_type(),
                is_static,
                injected,
                offset: 0,
            })
        };
        let declared = file.fields().map(|field| {
            let is_static = field.effective_field_flags().is_static();
            node(field.name(), field.descriptor(), is_static, false)
        });
        let injected = INJECTED.iter().filter(|(owner, ..)| owner.as_bytes() == class.as_bytes());
        let injected = injected
            .map(|(_, name, descriptor)| node(name.as_bytes(), descriptor.as_bytes(), false, true));
        declared.chain(injected).collect()
    }

    fn tables(
        &self,
        tables: &dispatch::Dispatch<Class<'a>>,
        above: Option<Class<'a>>,
        own: &'a [MethodNode<'a>],
        conflicts: &'a [MethodNode<'a>],
    ) -> (&'a [Method<'a>], Itables<'a>) {
        let method = |entry: &Entry<Method<'a>>| match *entry {
            Entry::Existing(method) => method,
            Entry::Own(at) => Method(&own[at]),
            Entry::Conflict(at) => Method(&conflicts[at]),
        };
        let vtable: Vec<_> = tables.vtable.iter().map(method).collect();
        let mut itable = Vec::new();
        for entry in &tables.itable {
            itable.push(match entry {
                ItableEntry::Inherited(at) => above.expect("it has the table").0.itable[*at],
                ItableEntry::New(interface, entries) => {
                    let methods: Vec<_> =
                        entries.iter().map(|entry| entry.as_ref().map(method)).collect();
                    (*interface, &*self.arena.alloc_slice_copy(&methods))
                }
            });
        }
        (self.arena.alloc_slice_copy(&vtable), self.arena.alloc_slice_copy(&itable))
    }
}

/// What a superclass takes of an instance.
fn inherited(parent: Option<Class<'_>>) -> Inherited {
    let mut inherited = Inherited::nothing();
    if let Some(parent) = parent {
        inherited.size = parent.0.instance_size;
    }
    let mut at = parent;
    while let Some(class) = at {
        inherited.add(class.0.fields);
        at = class.0.super_class;
    }
    inherited
}

fn package(name: &Symbol) -> &[u8] {
    let bytes = name.as_bytes();
    &bytes[..bytes.iter().rposition(|&byte| byte == b'/').unwrap_or(0)]
}
