//! What goes into a heap dump: classes, stacks, roots, objects.

use super::records::{Body, Id, Records};
use crate::model::{Class, ClassKind, ClassRef, Field};
use crate::thread::{FrameView, JavaThread, Vm};
use base::descriptor::BasicType;
use base::symbol::Symbol;
use heap::layout::{ARRAY_DATA_OFFSET, Ref, Shape};
use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Tags of sub-records.
mod sub {
    pub(super) const ROOT_UNKNOWN: u8 = 0xff;
    pub(super) const ROOT_JNI_LOCAL: u8 = 0x02;
    pub(super) const ROOT_JAVA_FRAME: u8 = 0x03;
    pub(super) const ROOT_STICKY_CLASS: u8 = 0x05;
    pub(super) const ROOT_THREAD_OBJECT: u8 = 0x08;
    pub(super) const CLASS: u8 = 0x20;
    pub(super) const INSTANCE: u8 = 0x21;
    pub(super) const OBJECT_ARRAY: u8 = 0x22;
    pub(super) const PRIMITIVE_ARRAY: u8 = 0x23;
}

/// Number of the stack trace without frames, for everything that has none.
const NO_TRACE: u32 = 1;
/// The trace of the thread at index 0; the others follow.
const FIRST_TRACE: u32 = NO_TRACE + 1;
/// Line number of a native frame.
const NATIVE: u32 = -3i32 as u32;
/// Arrays of at least this many bytes are written in pieces of that size.
const PIECE_BYTES: usize = 64 << 10;
/// Bytes in front of the elements in an array's sub-record.
const ARRAY_HEAD: usize = 32;

/// Writes everything but the end.
pub(super) fn dump(
    t: &JavaThread,
    vm: &Vm,
    threads: &[Arc<JavaThread>],
    records: &mut Records,
) -> io::Result<()> {
    let classes: Vec<ClassRef> = {
        let of_loader = |loader: crate::model::LoaderRef| loader.classes.lock().clone();
        vm.all_loaders().into_iter().flat_map(of_loader).collect()
    };
    let mut walk = Walk {
        t,
        vm,
        records,
        strings: HashSet::new(),
        serials: HashMap::new(),
        mirrors: HashSet::new(),
        layouts: HashMap::new(),
    };
    walk.records.header(os::clock::realtime_millis() as u64)?;
    for (at, &class) in classes.iter().enumerate() {
        walk.load_class(class, at as u32 + 1)?;
    }
    walk.records.trace(NO_TRACE, 0, &[])?;
    let mut frame_number = 0;
    for (at, thread) in threads.iter().enumerate() {
        walk.stack(thread, at as u32, &mut frame_number)?;
    }
    for (at, thread) in threads.iter().enumerate() {
        walk.thread_roots(thread, at as u32)?;
    }
    walk.other_roots(&classes)?;
    for &class in &classes {
        walk.class(class)?;
    }
    walk.objects()
}

/// Place and type of an instance's field.
type FieldPlace = (u32, BasicType);

struct Walk<'a> {
    t: &'a JavaThread,
    vm: &'a Vm,
    records: &'a mut Records,
    /// Identifiers of the strings written so far.
    strings: HashSet<u64>,
    /// Numbers of classes, by class index.
    serials: HashMap<u32, u32>,
    /// The `Class` objects of the classes dumped.
    mirrors: HashSet<Ref>,
    /// Fields in dump order and size of their values, by class index.
    layouts: HashMap<u32, (Vec<FieldPlace>, usize)>,
}

fn object_id(object: Ref) -> Id {
    Id(object.byte_offset() as u64)
}

/// Size of a value in the dump, and its type's code there.
fn value_type(kind: BasicType) -> (usize, u8) {
    match kind {
        BasicType::Boolean => (1, 4),
        BasicType::Char => (2, 5),
        BasicType::Float => (4, 6),
        BasicType::Double => (8, 7),
        BasicType::Byte => (1, 8),
        BasicType::Short => (2, 9),
        BasicType::Int => (4, 10),
        BasicType::Long => (8, 11),
        _ => (8, 2),
    }
}

/// The fields that a class file declared, static ones or others.
fn fields_of(class: &Class, is_static: bool) -> impl Iterator<Item = &'static Field> {
    let fields = class.fields.iter();
    fields.filter(move |field| field.is_static() == is_static && !field.is_injected())
}

impl Walk<'_> {
    /// The identifier of a string, which is written if it has not been.
    fn string(&mut self, text: Symbol) -> io::Result<Id> {
        let id = Id(text.address() as u64);
        if self.strings.insert(id.0) {
            self.records.string(id, text.as_bytes())?;
        }
        Ok(id)
    }

    fn load_class(&mut self, class: ClassRef, serial: u32) -> io::Result<()> {
        let name = self.string(class.name)?;
        self.serials.insert(class.index(), serial);
        let mirror = class.mirror.get();
        self.mirrors.insert(mirror);
        self.records.load_class(serial, object_id(mirror), name)
    }

    /// Frames and trace of a thread.
    fn stack(&mut self, thread: &JavaThread, at: u32, number: &mut u64) -> io::Result<()> {
        let mut ids = Vec::new();
        for frame in thread.frames() {
            *number += 1;
            let id = Id(*number);
            self.frame(id, &frame)?;
            ids.push(id);
        }
        self.records.trace(FIRST_TRACE + at, at + 1, &ids)
    }

    fn frame(&mut self, id: Id, frame: &FrameView) -> io::Result<()> {
        let method = frame.method;
        let (name, descriptor) = (self.string(method.name)?, self.string(method.descriptor)?);
        let source = method.class.source_file.map(|file| self.string(file)).transpose()?;
        let serial = self.serials.get(&method.class.index()).copied().unwrap_or(0);
        let line = match frame.line_number(self.vm) {
            _ if method.flags.is_native() => NATIVE,
            Some(line) => u32::from(line),
            None => 0,
        };
        let body = Body::default().id(id).id(name).id(descriptor).id(source.unwrap_or(Id(0)));
        self.records.frame(body.u4(serial).u4(line))
    }

    fn thread_roots(&mut self, thread: &JavaThread, at: u32) -> io::Result<()> {
        let object = thread.object.get();
        if !object.is_null() {
            let body = Body::default().u1(sub::ROOT_THREAD_OBJECT).id(object_id(object));
            self.records.sub_record(body.u4(at + 1).u4(FIRST_TRACE + at))?;
        }
        for (depth, frame) in thread.frames().enumerate() {
            let visitor = self.vm.hooks().frame_roots;
            let roots = collect(|visit| visitor(thread, &frame, visit));
            self.stack_roots(sub::ROOT_JAVA_FRAME, &roots, at + 1, depth as u32)?;
        }
        let locals = collect(|visit| thread.local_roots(visit));
        self.stack_roots(sub::ROOT_JNI_LOCAL, &locals, at + 1, u32::MAX)
    }

    fn stack_roots(&mut self, tag: u8, roots: &[Ref], thread: u32, depth: u32) -> io::Result<()> {
        roots.iter().try_for_each(|&root| {
            let body = Body::default().u1(tag).id(object_id(root)).u4(thread).u4(depth);
            self.records.sub_record(body)
        })
    }

    /// Classes of the loaders that never go, modules, and what layers of the VM
    /// hold on to.
    fn other_roots(&mut self, classes: &[ClassRef]) -> io::Result<()> {
        for class in classes.iter().filter(|class| class.loader.builtin) {
            let mirror = object_id(class.mirror.get());
            self.records.sub_record(Body::default().u1(sub::ROOT_STICKY_CLASS).id(mirror))?;
        }
        let mut roots = collect(|visit| self.vm.extra_roots(visit));
        roots.extend(self.vm.all_modules().iter().map(|module| module.object.get()));
        for root in roots.into_iter().filter(|root| !root.is_null()) {
            let body = Body::default().u1(sub::ROOT_UNKNOWN).id(object_id(root));
            self.records.sub_record(body)?;
        }
        Ok(())
    }

    fn class(&mut self, class: ClassRef) -> io::Result<()> {
        let parent = class.super_class.map_or(Ref::NULL, |parent| parent.mirror.get());
        let mut body = Body::default().u1(sub::CLASS).id(object_id(class.mirror.get()));
        body = body.u4(NO_TRACE).id(object_id(parent)).id(object_id(class.loader.object.get()));
        body = body.id(object_id(class.signers.get()));
        body = body.id(object_id(class.protection_domain.get())).id(Id(0)).id(Id(0));
        body = body.u4(self.layout(class).1 as u32).u2(0);
        body = self.statics(class, body)?;
        let declared: Vec<&Field> = fields_of(&class, false).collect();
        body = body.u2(declared.len() as u16);
        for field in declared {
            body = body.id(self.string(field.name)?).u1(value_type(field.kind).1);
        }
        self.records.sub_record(body)
    }

    /// The static fields, and after them what the constant pool has resolved to.
    fn statics(&mut self, class: ClassRef, mut body: Body) -> io::Result<Body> {
        let linked = class.state() >= crate::model::InitState::Linked;
        let fields: Vec<&Field> = fields_of(&class, true).filter(|_| linked).collect();
        let resolved: Vec<Ref> = {
            let roots = class.pool.slots.iter().filter_map(|slot| slot.root());
            let objects = roots.map(|root| Ref(root.load(Ordering::Relaxed)));
            objects.take(usize::from(u16::MAX) - fields.len()).collect()
        };
        body = body.u2((fields.len() + resolved.len()) as u16);
        for field in fields {
            let (size, code) = value_type(field.kind);
            body = body.id(self.string(field.name)?).u1(code);
            // SAFETY: the offset names the field in the static area, which its
            // class keeps.
            let address = unsafe { self.vm.statics().add(field.offset as usize) };
            body = body.bytes(&value_bytes(address, field.kind, size));
        }
        let name = self.string(self.vm.symbols.intern(b"<resolved_references>"))?;
        let object = value_type(BasicType::Object).1;
        Ok(resolved
            .iter()
            .fold(body, |body, &object_ref| body.id(name).u1(object).id(object_id(object_ref))))
    }

    /// Fields of the class and its superclasses in dump order, and the size of
    /// their values.
    fn layout(&mut self, class: ClassRef) -> &(Vec<FieldPlace>, usize) {
        self.layouts.entry(class.index()).or_insert_with(|| {
            let mut places = Vec::new();
            let mut at = matches!(class.kind, ClassKind::Instance).then_some(class);
            while let Some(holder) = at {
                places.extend(fields_of(&holder, false).map(|field| (field.offset, field.kind)));
                at = holder.super_class;
            }
            let bytes = places.iter().map(|(_, kind)| value_type(*kind).0).sum();
            (places, bytes)
        })
    }

    fn objects(&mut self) -> io::Result<()> {
        let mut result = Ok(());
        let heap = &self.vm.heap;
        // SAFETY: all threads stand at a safepoint with closed buffers; nothing
        // here allocates objects.
        unsafe {
            heap.for_each_object(&mut |object| {
                if result.is_ok() {
                    result = self.object(object);
                }
            });
        }
        result
    }

    fn object(&mut self, object: Ref) -> io::Result<()> {
        if self.mirrors.contains(&object) {
            return Ok(()); // the class dump stands for it
        }
        let class = self.t.class_of(object);
        match class.type_info.shape {
            Shape::Instance | Shape::Reference => self.instance(object, class),
            Shape::RefArray => self.object_array(object, class),
            Shape::PrimitiveArray => self.primitive_array(object, class),
        }
    }

    fn instance(&mut self, object: Ref, class: ClassRef) -> io::Result<()> {
        let base = self.vm.heap.base();
        let (places, bytes) = self.layout(class);
        let mut body = Body::default().u1(sub::INSTANCE).id(object_id(object)).u4(NO_TRACE);
        body = body.id(object_id(class.mirror.get())).u4(*bytes as u32);
        for &(offset, kind) in places {
            // SAFETY: the object is sound and has the fields of its class.
            let address = unsafe { base.add(object.byte_offset() + offset as usize) };
            body = body.bytes(&value_bytes(address, kind, value_type(kind).0));
        }
        self.records.sub_record(body)
    }

    fn object_array(&mut self, array: Ref, class: ClassRef) -> io::Result<()> {
        const ID_BYTES: usize = 8;
        let most = (u32::MAX as usize - ARRAY_HEAD) / ID_BYTES;
        let length = (self.t.array_length(array) as usize).min(most);
        let head = Body::default().u1(sub::OBJECT_ARRAY).id(object_id(array)).u4(NO_TRACE);
        let head = head.u4(length as u32).id(object_id(class.mirror.get()));
        let elements = |range: std::ops::Range<usize>| -> Vec<u8> {
            let ids = range.map(|at| object_id(self.t.element(array, at as u32)).0);
            ids.flat_map(u64::to_be_bytes).collect()
        };
        if length * ID_BYTES < PIECE_BYTES {
            return self.records.sub_record(head.bytes(&elements(0..length)));
        }
        let mut pieces = pieces_of(length, PIECE_BYTES / ID_BYTES).map(elements);
        self.records.large_sub_record(head, length * ID_BYTES, &mut pieces)
    }

    fn primitive_array(&mut self, array: Ref, class: ClassRef) -> io::Result<()> {
        let size = 1 << class.type_info.element_shift;
        let most = (u32::MAX as usize - ARRAY_HEAD) / size;
        let length = (self.t.array_length(array) as usize).min(most);
        let code = match class.array_info().map(|info| &info.component.kind) {
            Some(ClassKind::Primitive(kind)) => value_type(*kind).1,
            _ => unreachable!("the shape says that the elements are primitive"),
        };
        let head = Body::default().u1(sub::PRIMITIVE_ARRAY).id(object_id(array)).u4(NO_TRACE);
        let head = head.u4(length as u32).u1(code);
        let start = array.byte_offset() + ARRAY_DATA_OFFSET as usize;
        let base = self.vm.heap.base();
        let elements = |range: std::ops::Range<usize>| -> Vec<u8> {
            // SAFETY: the range lies inside the array, which nobody writes at a
            // safepoint.
            let bytes = unsafe {
                std::slice::from_raw_parts(base.add(start + range.start * size), range.len() * size)
            };
            bytes.chunks_exact(size).flat_map(|value| value.iter().rev().copied()).collect()
        };
        if length * size < PIECE_BYTES {
            return self.records.sub_record(head.bytes(&elements(0..length)));
        }
        let mut pieces = pieces_of(length, PIECE_BYTES / size).map(elements);
        self.records.large_sub_record(head, length * size, &mut pieces)
    }
}

/// Splits `0..length` into ranges of at most `piece`.
fn pieces_of(length: usize, piece: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    (0..length).step_by(piece).map(move |start| start..(start + piece).min(length))
}

/// A field's value as the dump has it.
fn value_bytes(address: *const u8, kind: BasicType, size: usize) -> Vec<u8> {
    // SAFETY: callers pass the address of a field of this type at a safepoint.
    unsafe {
        if matches!(value_type(kind), (8, 2)) {
            let object = Ref(address.cast::<u32>().read());
            return object_id(object).0.to_be_bytes().to_vec();
        }
        let bytes = std::slice::from_raw_parts(address, size);
        bytes.iter().rev().copied().collect()
    }
}

/// The references in the slots that `visit_all` visits, without nulls.
fn collect(visit_all: impl FnOnce(&mut dyn FnMut(&AtomicU32))) -> Vec<Ref> {
    let mut found = Vec::new();
    visit_all(&mut |slot| {
        let object = Ref(slot.load(Ordering::Relaxed));
        if !object.is_null() {
            found.push(object);
        }
    });
    found
}
