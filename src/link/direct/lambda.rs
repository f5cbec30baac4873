//! `LambdaMetafactory.metafactory`: lambdas and method references. The class that
//! is written has the members that `java.lang.invoke` gives it, and a static
//! method for the call site that reflection does not show.

use super::shape::{Shape, Wrapper, basic, descriptor, method_descriptor};
use super::writer::{ClassWriter, Code};
use super::{ENTRY, Home, Linked, Site, attempt, define_hidden, entry_of};
use crate::link::invocation::{self, MethodQuery};
use crate::link::state::LinkState;
use crate::link::{constants, resolution};
use crate::model::{ClassRef, KnownClass, MethodRef, Throw};
use crate::thread::{JavaThread, Library};
use base::CpIndex;
use base::access_flags::AccessFlags;
use base::descriptor::{BasicType, MAX_ARGUMENT_SLOTS};
use bytecode::Opcode;
use classfile::Tag;
use heap::layout::Ref;

/// Class, name and descriptor of the bootstrap method.
pub(super) const BOOTSTRAP: (&[u8], &[u8], &[u8]) = (
    b"java/lang/invoke/LambdaMetafactory",
    b"metafactory",
    b"(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
);

/// Reference kinds (JVMS table 5.4.3.5-A).
mod kind {
    pub(super) const VIRTUAL: u8 = 5;
    pub(super) const STATIC: u8 = 6;
    pub(super) const SPECIAL: u8 = 7;
    pub(super) const NEW: u8 = 8;
    pub(super) const INTERFACE: u8 = 9;
}

/// The method that the lambda runs.
struct Implementation {
    /// How it is called.
    call: Opcode,
    /// The class that the reference names.
    class: ClassRef,
    /// Its entry, to be written again in the class of the lambda.
    tag: Tag,
    name: &'static [u8],
    descriptor: &'static [u8],
    /// Receiver included.
    parameters: Vec<ClassRef>,
    result: ClassRef,
}

/// A lambda that can be written.
struct Lambda {
    interface: ClassRef,
    /// Name and type of the interface's method.
    name: &'static [u8],
    erased: Shape,
    erased_text: &'static [u8],
    /// What is captured.
    captured: Vec<ClassRef>,
    implementation: Implementation,
    /// The types that the parameters and the result are known to have.
    instantiated: Shape,
}

pub(super) fn link(t: &JavaThread, site: &Site<'_>) -> Result<Option<Linked>, Throw> {
    let _scope = t.scope();
    let Some(lambda) = read(t, site)? else { return Ok(None) };
    let Some(bytes) = lambda.write(t, site)? else { return Ok(None) };
    let caller = site.caller;
    let suffix = match t.vm().library() {
        Library::Java17 => format!("$$Lambda${}", LinkState::of(t.vm()).next_lambda()),
        Library::Java25 => "$$Lambda".to_owned(),
    };
    let name = [caller.name.as_bytes(), suffix.as_bytes()].concat();
    let home = Home { loader: caller.loader, host: Some(caller) };
    let class = define_hidden(t, &home, &name, bytes)?;
    let entry = entry_of(t, class)?;
    let appendix = match lambda.captured.is_empty() {
        // One that captures nothing is made once.
        true => t.new_instance(class)?,
        false => Ref::NULL,
    };
    Ok(Some((entry, t.handle(appendix))))
}

/// Resolves what the call site names, in the order of the generic path; `None`
/// for anything that it shall look at itself.
fn read(t: &JavaThread, site: &Site<'_>) -> Result<Option<Lambda>, Throw> {
    let caller = site.caller;
    let arguments: Vec<CpIndex> = site.specifier.arguments.iter().collect();
    let [erased_index, handle_index, instantiated_index] = arguments[..] else { return Ok(None) };
    let pool = constants::constant_pool(caller);
    let (Ok(erased_text), Ok((kind, reference)), Ok(instantiated_text)) = (
        pool.method_type(erased_index),
        pool.method_handle(handle_index),
        pool.method_type(instantiated_index),
    ) else {
        return Ok(None);
    };
    let Some(factory) = Shape::load(t, caller, site.constant.descriptor)? else { return Ok(None) };
    let Some(erased) = Shape::load(t, caller, erased_text)? else { return Ok(None) };
    let Some(implementation) = implementation(t, caller, kind, reference)? else { return Ok(None) };
    let Some(instantiated) = Shape::load(t, caller, instantiated_text)? else { return Ok(None) };
    let interface = factory.result;
    let is_plain = interface.is_interface()
        && !interface.hidden
        && constants::permitted_subclasses(interface).is_none()
        && !site.constant.name.starts_with(b"<");
    let same_result = adapts(basic(erased.result), erased.result, instantiated.result);
    let lambda = Lambda {
        interface,
        name: site.constant.name,
        erased,
        erased_text,
        captured: factory.parameters,
        implementation,
        instantiated,
    };
    Ok(Some(lambda).filter(|lambda| is_plain && same_result && lambda.fits()))
}

/// Whether a result or parameter of type `from` is one of type `to` without
/// change of representation.
fn adapts(kind: BasicType, to: ClassRef, from: ClassRef) -> bool {
    match kind {
        BasicType::Object => basic(from) == BasicType::Object && from.is_assignable_to(to),
        _ => to == from,
    }
}

/// The implementation that a method handle names.
fn implementation(
    t: &JavaThread,
    caller: ClassRef,
    kind: u8,
    reference: CpIndex,
) -> Result<Option<Implementation>, Throw> {
    let Ok(entry) = constants::constant_pool(caller).member_ref(reference) else { return Ok(None) };
    let resolved = resolution::resolve_class(t, caller, entry.class_index.0);
    let Some(class) = attempt(t, resolved)? else { return Ok(None) };
    if class.is_array()
        || class.hidden
        || class.is_interface() != (entry.tag == Tag::InterfaceMethodref)
    {
        return Ok(None);
    }
    let Some(shape) = Shape::load(t, caller, entry.descriptor)? else { return Ok(None) };
    let symbols = &t.vm().symbols;
    let query = MethodQuery {
        class,
        name: symbols.intern(entry.name),
        descriptor: symbols.intern(entry.descriptor),
        caller: Some(caller),
        tag: Some(entry.tag),
        constraints: true,
    };
    let found = match kind {
        kind::VIRTUAL => invocation::find_virtual(t, &query),
        kind::STATIC => invocation::find_static(t, &query),
        kind::INTERFACE => invocation::find_interface(t, &query),
        kind::SPECIAL | kind::NEW => invocation::find_special(t, &query),
        _ => return Ok(None),
    };
    let Some(method) = attempt(t, found)? else { return Ok(None) };
    let Some(call) = call_of(kind, caller, class, method) else { return Ok(None) };
    let (mut parameters, mut result) = (shape.parameters, shape.result);
    match kind {
        kind::STATIC => {}
        kind::NEW => result = class,
        _ => parameters.insert(0, class),
    }
    let (tag, name, descriptor) = (entry.tag, entry.name, entry.descriptor);
    Ok(Some(Implementation { call, class, tag, name, descriptor, parameters, result }))
}

/// How the class of the lambda calls the method; `None` if the generic path goes
/// through a method handle, or may.
fn call_of(kind: u8, caller: ClassRef, class: ClassRef, method: MethodRef) -> Option<Opcode> {
    let needs_handle = method.traits.caller_sensitive
        || method.traits.polymorphic
        || method.flags.is_protected() && !method.class.same_package(&caller)
        || method.is_constructor() != (kind == kind::NEW);
    if needs_handle {
        return None;
    }
    match kind {
        kind::VIRTUAL => Some(Opcode::Invokevirtual),
        kind::STATIC => Some(Opcode::Invokestatic),
        kind::INTERFACE => Some(Opcode::Invokeinterface),
        kind::NEW if !class.flags.is_abstract() => Some(Opcode::Invokespecial),
        // Compilers from before nest mates call private methods so.
        kind::SPECIAL if method.flags.is_private() && class == caller => {
            Some(match class.is_interface() {
                true => Opcode::Invokeinterface,
                false => Opcode::Invokevirtual,
            })
        }
        _ => None,
    }
}

impl Lambda {
    /// Whether the numbers of parameters and the captured types agree.
    fn fits(&self) -> bool {
        let Implementation { parameters, class, call, .. } = &self.implementation;
        let has_receiver = !matches!(call, Opcode::Invokestatic | Opcode::Invokespecial);
        let captured_fits = |(at, captured): (usize, &ClassRef)| match at == 0 && has_receiver {
            true => captured.is_assignable_to(*class),
            false => parameters.get(at) == Some(captured),
        };
        let types = self
            .captured
            .iter()
            .chain(&self.erased.parameters)
            .chain(&self.instantiated.parameters);
        parameters.len() == self.captured.len() + self.instantiated.parameters.len()
            && self.erased.parameters.len() == self.instantiated.parameters.len()
            && self.captured.iter().enumerate().all(captured_fits)
            && types.chain([&self.erased.result]).all(|class| !element_is_hidden(*class))
            && self.captured_slots() < MAX_ARGUMENT_SLOTS
    }

    fn captured_slots(&self) -> u16 {
        self.captured.iter().map(|class| basic(*class).slots()).sum()
    }

    /// The class file; `None` if values must change in ways that the generic path
    /// knows better.
    fn write(&self, t: &JavaThread, site: &Site<'_>) -> Result<Option<Vec<u8>>, Throw> {
        let flags = AccessFlags::FINAL | AccessFlags::SYNTHETIC;
        let own = site.caller.name.as_bytes();
        let own = &[own, b"$$Lambda"].concat();
        let mut writer = ClassWriter::new(flags, own, &[self.interface.name.as_bytes()]);
        for (at, class) in self.captured.iter().enumerate() {
            let flags = AccessFlags::PRIVATE | AccessFlags::FINAL;
            writer.field(flags, &field_name(at), &descriptor(*class));
        }
        self.write_constructor(&mut writer, own);
        let Some(code) = self.forward(t, &mut writer, own)? else { return Ok(None) };
        writer.method(AccessFlags::PUBLIC, self.name, self.erased_text, &code);
        self.write_entry(&mut writer, own);
        Ok(Some(writer.finish()))
    }

    fn constructor_descriptor(&self) -> Vec<u8> {
        method_descriptor(&self.captured, b"V")
    }

    fn write_constructor(&self, writer: &mut ClassWriter, own: &[u8]) {
        let mut code = Code::new(3, 1 + self.captured_slots());
        let parent = writer.member(Tag::Methodref, b"java/lang/Object", b"<init>", b"()V");
        code.load(BasicType::Object, 0).op16(Opcode::Invokespecial, parent);
        let mut slot = 1;
        for (at, class) in self.captured.iter().enumerate() {
            let field = writer.member(Tag::Fieldref, own, &field_name(at), &descriptor(*class));
            let kind = basic(*class);
            code.load(BasicType::Object, 0).load(kind, slot).op16(Opcode::Putfield, field);
            slot += kind.slots();
        }
        code.leave(BasicType::Void);
        writer.method(AccessFlags::PRIVATE, b"<init>", &self.constructor_descriptor(), &code);
    }

    /// What the call site runs: makes a lambda, or passes on the one there is.
    fn write_entry(&self, writer: &mut ClassWriter, own: &[u8]) {
        let slots = self.captured_slots();
        let mut code = Code::new(2 + slots, slots.max(1));
        if self.captured.is_empty() {
            code.load(BasicType::Object, 0).leave(BasicType::Object);
            let same = b"(Ljava/lang/Object;)Ljava/lang/Object;";
            writer.method(AccessFlags::STATIC, ENTRY, same, &code);
            return;
        }
        let class = writer.class(own);
        let constructor =
            writer.member(Tag::Methodref, own, b"<init>", &self.constructor_descriptor());
        code.op16(Opcode::New, class).op(Opcode::Dup);
        let mut slot = 0;
        for class in &self.captured {
            code.load(basic(*class), slot);
            slot += basic(*class).slots();
        }
        code.op16(Opcode::Invokespecial, constructor).leave(BasicType::Object);
        let text = method_descriptor(&self.captured, &descriptor(self.interface));
        writer.method(AccessFlags::STATIC, ENTRY, &text, &code);
    }

    /// The code of the interface's method.
    fn forward(
        &self,
        t: &JavaThread,
        writer: &mut ClassWriter,
        own: &[u8],
    ) -> Result<Option<Code>, Throw> {
        let Implementation { call, class, tag, name, descriptor: text, parameters, result } =
            &self.implementation;
        let slots: u16 = parameters.iter().map(|class| basic(*class).slots()).sum();
        let mut code = Code::new(slots + 4, 1 + self.erased.slots());
        let is_new = *call == Opcode::Invokespecial;
        if is_new {
            let class = writer.class(class.name.as_bytes());
            code.op16(Opcode::New, class).op(Opcode::Dup);
        }
        for (at, class) in self.captured.iter().enumerate() {
            let field = writer.member(Tag::Fieldref, own, &field_name(at), &descriptor(*class));
            code.load(BasicType::Object, 0).op16(Opcode::Getfield, field);
        }
        let wanted = &parameters[self.captured.len()..];
        let mut slot = 1;
        for ((given, known), wanted) in
            self.erased.parameters.iter().zip(&self.instantiated.parameters).zip(wanted)
        {
            code.load(basic(*given), slot);
            slot += basic(*given).slots();
            if !argument(t, writer, &mut code, [*given, *known, *wanted])? {
                return Ok(None);
            }
        }
        let method = writer.member(*tag, class.name.as_bytes(), name, text);
        match call {
            Opcode::Invokeinterface => code.invoke_interface(method, slots),
            _ => code.op16(*call, method),
        };
        let done = self.result(t, writer, &mut code, *result)?;
        Ok(done.then_some(code))
    }

    /// Turns the result of the implementation into that of the interface's
    /// method and returns it; false if that is not simple.
    fn result(
        &self,
        t: &JavaThread,
        writer: &mut ClassWriter,
        code: &mut Code,
        from: ClassRef,
    ) -> Result<bool, Throw> {
        let to = self.erased.result;
        match (basic(from), basic(to)) {
            (BasicType::Object, BasicType::Object) => {
                if !from.is_assignable_to(to) {
                    code.op16(Opcode::Checkcast, writer.class(to.name.as_bytes()));
                }
            }
            (BasicType::Void, BasicType::Void) => {}
            (kind, BasicType::Void) => {
                code.op(if kind.is_category2() { Opcode::Pop2 } else { Opcode::Pop });
            }
            (kind, BasicType::Object) => {
                let Some(wrapper) = Wrapper::of(kind) else { return Ok(false) };
                if !wrapper.class(t)?.is_assignable_to(self.instantiated.result) {
                    return Ok(false);
                }
                wrap(writer, code, kind, &wrapper);
            }
            (kind, same) if kind == same => {}
            _ => return Ok(false),
        }
        code.leave(basic(to));
        Ok(true)
    }
}

/// Turns an argument of the given type, which is known to be of a second type,
/// into one of the wanted type; false if that is not simple.
fn argument(
    t: &JavaThread,
    writer: &mut ClassWriter,
    code: &mut Code,
    [given, known, wanted]: [ClassRef; 3],
) -> Result<bool, Throw> {
    let kind = basic(given);
    if !adapts(kind, given, known) {
        return Ok(false);
    }
    match (kind, basic(wanted)) {
        (BasicType::Object, BasicType::Object) => {
            let is_object = known == t.vm().known.class(KnownClass::Object);
            if given != known && !is_object {
                code.op16(Opcode::Checkcast, writer.class(known.name.as_bytes()));
            }
            Ok(known.is_assignable_to(wanted))
        }
        (BasicType::Object, kind) => {
            let Some(wrapper) = Wrapper::of(kind).filter(|wrapper| wrapper.is(known)) else {
                return Ok(false);
            };
            if given != known {
                code.op16(Opcode::Checkcast, writer.class(wrapper.name));
            }
            let text = [b"()", [kind.descriptor_char()].as_slice()].concat();
            let unwrap = writer.member(Tag::Methodref, wrapper.name, wrapper.unwrap, &text);
            code.op16(Opcode::Invokevirtual, unwrap);
            Ok(true)
        }
        (kind, BasicType::Object) => {
            let Some(wrapper) = Wrapper::of(kind) else { return Ok(false) };
            wrap(writer, code, kind, &wrapper);
            Ok(wrapper.class(t)?.is_assignable_to(wanted))
        }
        (kind, same) => Ok(kind == same),
    }
}

fn wrap(writer: &mut ClassWriter, code: &mut Code, kind: BasicType, wrapper: &Wrapper) {
    let text = [b"(", [kind.descriptor_char()].as_slice(), b")L", wrapper.name, b";"].concat();
    let value_of = writer.member(Tag::Methodref, wrapper.name, b"valueOf", &text);
    code.op16(Opcode::Invokestatic, value_of);
}

/// Whether the type cannot be named in a class file.
fn element_is_hidden(class: ClassRef) -> bool {
    match &class.kind {
        crate::model::ClassKind::Array(info) => info.element.hidden,
        _ => class.hidden,
    }
}

/// `arg$1`, `arg$2`, …
fn field_name(at: usize) -> Vec<u8> {
    format!("arg${}", at + 1).into_bytes()
}
