//! From a class file to a [`Class`]: fields, methods, run-time constant pool,
//! layout and tables. Nothing here is visible to Java yet.

use super::dispatch::{self, Dispatch};
use super::places;
use super::state::LinkState;
use crate::model::{
    Class, ClassKind, ClassParts, ClassRef, Code, ExceptionEntry, Field, HolderRef, KnownClass,
    KnownField, LoaderRef, Method, MethodParts, MethodTraits, PoolSlot, RuntimePool, Throw,
    VTABLE_NONE, VmException,
};
use crate::thread::{JavaThread, Vm};
use base::CpIndex;
use base::access_flags::AccessFlags;
use base::descriptor::{FieldType, MethodDescriptor};
use base::symbol::Symbol;
use classfile::{AttributeData, AttributeKind, ClassFile, Member};
use heap::layout::{HEADER_SIZE, Shape, Strength, TypeInfo};
use layout::dispatch::NewClass;
use layout::fields::{INJECTED, place_instance_fields, place_static_fields};

/// What a class is built from, its supertypes loaded.
pub(super) struct Blueprint<'a> {
    pub(super) file: &'a ClassFile<'static>,
    /// The name that the class gets; differs from the file's if hidden.
    pub(super) name: Symbol,
    pub(super) loader: LoaderRef,
    /// What the class is unloaded with.
    pub(super) holder: HolderRef,
    pub(super) super_class: Option<ClassRef>,
    pub(super) interfaces: Vec<ClassRef>,
    pub(super) hidden: bool,
    pub(super) trusted: bool,
    /// Whether annotations of the VM are honoured.
    pub(super) vm_annotations: bool,
    /// Whether static methods are the VM's own.
    pub(super) internal_statics: bool,
}

/// Builds the class. It has an index and an entry in the heap's class table.
pub(super) fn build(t: &JavaThread, blueprint: &Blueprint<'_>) -> Result<ClassRef, Throw> {
    let vm = t.vm();
    let index = vm.heap.new_class_index().ok_or_else(|| t.out_of_memory("Metaspace"))?;
    let built = blueprint.holder.alloc_class(|at| Builder { vm, t, blueprint, at }.class(index));
    match built {
        Ok(class) => {
            vm.heap.set_type(index, &raw const class.as_ref_static().type_info);
            Ok(class)
        }
        Err(throw) => {
            vm.heap.free_class_index(index);
            Err(throw)
        }
    }
}

struct Builder<'a> {
    vm: &'static Vm,
    t: &'a JavaThread,
    blueprint: &'a Blueprint<'a>,
    at: ClassRef,
}

/// `ClassFormatError` of a class file that was not checked, or not for this.
#[cold]
fn malformed(what: &str, class: Symbol) -> Throw {
    Throw::new(VmException::ClassFormat, format!("{what} in class file {class}"))
}

/// The package of a class name.
fn package_of(name: &Symbol) -> &[u8] {
    let bytes = name.as_bytes();
    &bytes[..bytes.iter().rposition(|&byte| byte == b'/').unwrap_or(0)]
}

impl Builder<'_> {
    fn class(&self, index: u32) -> Result<Class, Throw> {
        let Blueprint { file, name, loader, holder, super_class, .. } = *self.blueprint;
        let flags = file.effective_flags();
        let all_interfaces = self.all_interfaces();
        let mut methods = self.methods()?;
        let in_package_of =
            |class: ClassRef| class.loader == loader && class.package_name() == package_of(&name);
        let new = NewClass {
            major_version: file.major_version(),
            flags,
            super_class,
            all_interfaces,
            in_package_of: &in_package_of,
        };
        let dispatch = if flags.is_interface() {
            layout::dispatch::number_interface_methods(&mut methods);
            Dispatch::default()
        } else {
            layout::dispatch::compute(&new, &mut methods)
        };
        let conflicts = self.conflict_methods(&dispatch);
        let has_initializer = methods.iter().any(|m| m.name.as_bytes() == b"<clinit>");
        let has_finalizer = self.has_finalizer(&methods);
        let methods = holder.alloc_iter(methods.into_iter().map(Method::new).collect());
        let (vtable, itable) = dispatch::finish(holder, &dispatch, super_class, methods, conflicts);
        let known = self.known_class();
        let mut fields = self.fields(known)?;
        let type_info = self.type_info(index, known, &mut fields)?;
        let (statics_offset, statics_bytes) = self.place_statics(&mut fields)?;
        let is_static_ref = |f: &&Field| f.is_static() && f.kind.is_reference();
        let static_refs: Vec<u32> = fields.iter().filter(is_static_ref).map(|f| f.offset).collect();
        self.vm.heap.note_static_refs(&static_refs);
        let parts = ClassParts {
            type_info,
            vtable,
            has_finalizer,
            has_initializer,
            name,
            flags,
            modifiers: self.modifiers(flags),
            kind: ClassKind::Instance,
            super_class,
            interfaces: holder.alloc_slice(&self.blueprint.interfaces),
            all_interfaces,
            loader,
            holder,
            static_refs: holder.alloc_slice(&static_refs),
            fields: holder.alloc_iter(fields),
            methods,
            pool: self.pool(),
            itable,
            statics_offset,
            statics_bytes,
            bytes: file.bytes(),
            major_version: file.major_version(),
            source_file: self.text(file.source_file().ok().flatten()),
            signature: self.text(file.signature().ok().flatten()),
            hidden: self.blueprint.hidden,
            trusted: self.blueprint.trusted,
        };
        Ok(Class::new(self.at, parts))
    }

    fn symbol(&self, bytes: &[u8]) -> Symbol {
        self.vm.symbols.intern(bytes)
    }

    fn text(&self, bytes: Option<&[u8]>) -> Option<Symbol> {
        bytes.map(|bytes| self.symbol(bytes))
    }

    /// See [`Class::modifiers`].
    fn modifiers(&self, flags: AccessFlags) -> u16 {
        let file = self.blueprint.file;
        let entries = file.inner_classes().unwrap_or_default();
        let is_own = |index| file.constant_pool().class_name(index) == Ok(file.name());
        let own = entries.iter().find(|entry| is_own(entry.inner_class));
        let own = own.filter(|_| self.blueprint.trusted || !file.has_circular_inner_classes());
        own.map_or(flags, |entry| entry.access_flags).0 & !AccessFlags::SUPER
    }

    fn known_class(&self) -> Option<KnownClass> {
        if !self.blueprint.loader.is_boot() || self.blueprint.hidden {
            return None;
        }
        LinkState::of(self.vm).known_class(self.vm, self.blueprint.name)
    }

    /// All superinterfaces: those of the superclass first, each once.
    fn all_interfaces(&self) -> &'static [ClassRef] {
        let inherited =
            self.blueprint.super_class.map_or(&[][..], |p| p.as_ref_static().all_interfaces);
        if self.blueprint.interfaces.is_empty() {
            return inherited;
        }
        let mut all = inherited.to_vec();
        let mut seen: std::collections::HashSet<ClassRef> = all.iter().copied().collect();
        for direct in &self.blueprint.interfaces {
            let closure = direct.as_ref_static().all_interfaces;
            all.extend(closure.iter().chain([direct]).filter(|interface| seen.insert(**interface)));
        }
        if all == inherited { inherited } else { self.blueprint.holder.alloc_slice(&all) }
    }

    fn pool(&self) -> RuntimePool {
        let constants = self.blueprint.file.constant_pool();
        let holder = self.blueprint.holder;
        let count = usize::from(constants.count());
        let offsets: Vec<u32> = (0..count)
            .map(|index| constants.offset(CpIndex(index as u16)).unwrap_or(0) as u32)
            .collect();
        let slots = (0..count).map(|_| PoolSlot::default()).collect();
        RuntimePool { slots: holder.alloc_iter(slots), offsets: holder.alloc_slice(&offsets) }
    }

    fn fields(&self, known: Option<KnownClass>) -> Result<Vec<Field>, Throw> {
        let file = self.blueprint.file;
        let mut fields = Vec::with_capacity(file.fields().len());
        for (slot, member) in file.fields().enumerate() {
            let kind = FieldType::parse(member.descriptor())
                .map_err(|_| malformed("Illegal field descriptor", self.blueprint.name))?;
            let flags = member.effective_field_flags();
            let constant = member.constant_value().ok().flatten().filter(|_| flags.is_static());
            fields.push(Field {
                class: self.at,
                name: self.symbol(member.name()),
                descriptor: self.symbol(member.descriptor()),
                flags,
                kind: kind.basic_type(),
                slot: slot as u16,
                offset: 0,
                constant_value: constant.map_or(0, |index| index.0),
                signature: self.text(member.signature().ok().flatten()),
            });
        }
        let injected = INJECTED.iter().filter(|(class, ..)| {
            known.is_some() && class.as_bytes() == self.blueprint.name.as_bytes()
        });
        for (_, name, descriptor) in injected {
            let kind = FieldType::parse(descriptor.as_bytes()).expect("a row of the table");
            fields.push(Field {
                class: self.at,
                name: self.symbol(name.as_bytes()),
                descriptor: self.symbol(descriptor.as_bytes()),
                flags: AccessFlags(AccessFlags::PRIVATE | AccessFlags::SYNTHETIC),
                kind: kind.basic_type(),
                slot: Field::NO_SLOT,
                offset: 0,
                constant_value: 0,
                signature: None,
            });
        }
        Ok(fields)
    }

    fn type_info(
        &self,
        class_index: u32,
        known: Option<KnownClass>,
        fields: &mut [Field],
    ) -> Result<TypeInfo, Throw> {
        let flags = self.blueprint.file.effective_flags();
        let parent = self.blueprint.super_class.filter(|_| !flags.is_interface());
        let layout = place_instance_fields(&places::inherited(parent), fields)
            .map_err(|_| malformed("Too many instance fields", self.blueprint.name))?;
        let strength = self.strength(known);
        let mut references = layout.references;
        let inherited = parent.map_or(Shape::Instance, |parent| parent.type_info.shape);
        let is_reference = inherited == Shape::Reference || known == Some(KnownClass::Reference);
        if is_reference {
            let own = [
                self.reference_offset(fields, KnownField::ReferenceReferent)?,
                self.reference_offset(fields, KnownField::ReferenceDiscovered)?,
            ];
            references.retain(|offset| !own.contains(offset));
        }
        let is_holder = inherited == Shape::Holder
            || matches!(known, Some(KnownClass::Class | KnownClass::ClassLoader));
        let shape = match () {
            () if is_reference => Shape::Reference,
            () if is_holder => Shape::Holder,
            () => Shape::Instance,
        };
        let runs = self.blueprint.holder.alloc_slice(&places::runs(&references));
        Ok(TypeInfo {
            shape,
            strength,
            element_shift: 0,
            instance_size: layout.size.max(HEADER_SIZE),
            ref_runs: runs.as_ptr(),
            ref_run_count: runs.len() as u32,
            class_index,
        })
    }

    /// Offset of a field of `Reference`: of the class being built if it is that.
    fn reference_offset(&self, fields: &[Field], field: KnownField) -> Result<u32, Throw> {
        if let Some(offset) = self.vm.known.try_offset(field) {
            return Ok(offset);
        }
        let (_, name, _) = field.row();
        let own = fields.iter().find(|own| own.name.as_bytes() == name.as_bytes());
        own.map(|field| field.offset)
            .ok_or_else(|| malformed("A field that the VM needs is missing", self.blueprint.name))
    }

    fn strength(&self, known: Option<KnownClass>) -> Strength {
        match known {
            Some(KnownClass::SoftReference) => Strength::Soft,
            Some(KnownClass::WeakReference) => Strength::Weak,
            Some(KnownClass::FinalReference) => Strength::Final,
            Some(KnownClass::PhantomReference) => Strength::Phantom,
            _ => self.blueprint.super_class.map_or(Strength::Strong, |p| p.type_info.strength),
        }
    }

    /// Start and number of the bytes of the static fields.
    fn place_statics(&self, fields: &mut [Field]) -> Result<(u32, u32), Throw> {
        let bytes = place_static_fields(fields);
        if bytes == 0 {
            return Ok((0, 0));
        }
        let start = self
            .vm
            .heap
            .alloc_statics(bytes as usize)
            .ok_or_else(|| self.t.out_of_memory("Metaspace"))?;
        fields.iter_mut().filter(|field| field.is_static()).for_each(|field| field.offset += start);
        Ok((start, bytes))
    }

    fn methods(&self) -> Result<Vec<MethodParts>, Throw> {
        let members = self.blueprint.file.methods();
        members.enumerate().map(|(slot, member)| self.method(slot as u16, member)).collect()
    }

    fn method(&self, slot: u16, member: Member<'_, 'static>) -> Result<MethodParts, Throw> {
        let name = self.blueprint.name;
        let descriptor = MethodDescriptor::parse(member.descriptor())
            .map_err(|_| malformed("Illegal method descriptor", name))?;
        let flags = member.effective_method_flags();
        let receiver = u16::from(!flags.is_static());
        let arg_slots = descriptor.parameter_slots().saturating_add(receiver);
        let code = self.code(member)?;
        let has_code = !flags.is_abstract() && !flags.is_native();
        if arg_slots > 255 || code.is_some() != has_code {
            return Err(malformed("Absent, superfluous or oversized code", name));
        }
        if code.as_ref().is_some_and(|code| code.max_locals < arg_slots) {
            return Err(malformed("Arguments can't fit into locals", name));
        }
        let exceptions: Vec<u16> = member
            .exceptions()
            .map(|table| table.iter().map(|index| index.0).collect())
            .unwrap_or_default();
        Ok(MethodParts {
            class: self.at,
            name: self.symbol(member.name()),
            descriptor: self.symbol(member.descriptor()),
            flags,
            traits: self.traits(member, flags),
            slot,
            signature: self.text(member.signature().ok().flatten()),
            code,
            exceptions: self.blueprint.holder.alloc_slice(&exceptions),
            arg_slots,
            result: descriptor.return_type().basic_type(),
            vtable_index: VTABLE_NONE,
            entry: self.vm.entry_stubs.for_flags(flags),
        })
    }

    fn code(&self, member: Member<'_, 'static>) -> Result<Option<Code>, Throw> {
        let bad = || malformed("Malformed Code attribute", self.blueprint.name);
        let Some(attribute) = member.attribute(AttributeKind::Code) else { return Ok(None) };
        let Some(code) = member.code().map_err(|_| bad())? else { return Ok(None) };
        let holder = self.blueprint.holder;
        let exceptions: Vec<ExceptionEntry> = code
            .exception_table
            .iter()
            .map(|row| ExceptionEntry {
                start: row.start_pc,
                end: row.end_pc,
                handler: row.handler_pc,
                catch_type: row.catch_type.0,
            })
            .collect();
        let lines: Vec<&'static [u8]> = code
            .attributes()
            .filter(|inner| inner.kind() == Some(AttributeKind::LineNumberTable))
            .map(|inner| inner.data)
            .collect();
        // Behind the code come the count and rows of the exception table.
        let behind = code.offset + code.bytes.len() + 2 + 8 * exceptions.len();
        let attributes = attribute.data.get(behind - attribute.data_offset()..).ok_or_else(bad)?;
        Ok(Some(Code {
            max_stack: code.max_stack,
            max_locals: code.max_locals,
            bytes: code.bytes,
            exceptions: holder.alloc_slice(&exceptions),
            attributes,
            line_numbers: holder.alloc_slice(&lines),
        }))
    }

    fn traits(&self, member: Member<'_, 'static>, flags: AccessFlags) -> MethodTraits {
        // Traces leave out the methods of hidden classes (JEP 371).
        let mut traits = MethodTraits {
            hidden: self.blueprint.hidden,
            internal: self.blueprint.internal_statics && flags.is_static(),
            ..MethodTraits::default()
        };
        if !self.blueprint.vm_annotations {
            return traits;
        }
        let name = self.blueprint.name.as_bytes();
        let is_handle =
            matches!(name, b"java/lang/invoke/MethodHandle" | b"java/lang/invoke/VarHandle");
        traits.polymorphic = is_handle
            && flags.contains(AccessFlags::NATIVE | AccessFlags::VARARGS)
            && member.descriptor().starts_with(b"([Ljava/lang/Object;)");
        let annotations = member.attributes().decode_kind(AttributeKind::RuntimeVisibleAnnotations);
        let Ok(Some(AttributeData::RuntimeVisibleAnnotations(annotations))) = annotations else {
            return traits;
        };
        for annotation in annotations.iter() {
            match member.class().constant_pool().utf8(annotation.type_index) {
                Ok(b"Ljdk/internal/reflect/CallerSensitive;") => traits.caller_sensitive = true,
                Ok(b"Ljdk/internal/vm/annotation/Hidden;") => traits.hidden = true,
                Ok(b"Ljava/lang/invoke/LambdaForm$Compiled;") => traits.lambda_form = true,
                Ok(b"Ljdk/internal/misc/ScopedMemoryAccess$Scoped;") => traits.scoped = true,
                _ => {}
            }
        }
        traits
    }

    /// Methods that stand for conflicts of defaults; selecting one throws.
    fn conflict_methods(&self, dispatch: &Dispatch) -> &'static [Method] {
        let methods = dispatch.conflicts.iter().map(|&(name, descriptor)| {
            let parsed = MethodDescriptor::parse(descriptor.as_bytes())
                .expect("the descriptor of a superinterface's method");
            Method::new(MethodParts {
                class: self.at,
                name,
                descriptor,
                flags: AccessFlags(AccessFlags::PUBLIC | AccessFlags::SYNTHETIC),
                traits: MethodTraits { overpass: true, ..MethodTraits::default() },
                slot: u16::MAX,
                signature: None,
                code: None,
                exceptions: &[],
                arg_slots: parsed.parameter_slots() + 1,
                result: parsed.return_type().basic_type(),
                vtable_index: VTABLE_NONE,
                entry: self.vm.entry_stubs.abstract_method,
            })
        });
        self.blueprint.holder.alloc_iter(methods.collect())
    }

    fn has_finalizer(&self, methods: &[MethodParts]) -> bool {
        let Some(parent) = self.blueprint.super_class else { return false };
        let finalizer = methods.iter().find(|method| {
            method.name.as_bytes() == b"finalize"
                && method.descriptor.as_bytes() == b"()V"
                && !method.flags.is_static()
        });
        match finalizer {
            // One that only returns need not run.
            Some(method) => method.code.as_ref().is_none_or(|code| code.bytes.len() > 1),
            None => parent.has_finalizer,
        }
    }
}
