//! `ObjectMethods.bootstrap`: `toString`, `hashCode` and `equals` of records.

use super::shape::{Shape, basic, descriptor};
use super::writer::{ClassWriter, Code};
use super::{ENTRY, Home, Linked, Site, attempt, concat, define_hidden, entry_of, symbol};
use crate::link::constants;
use crate::link::resolution;
use crate::model::{ClassRef, FieldRef, SlotValue, Throw};
use crate::thread::{JavaThread, Library};
use base::CpIndex;
use base::access_flags::AccessFlags;
use base::descriptor::BasicType;
use bytecode::Opcode;
use classfile::Tag;
use heap::layout::Ref;

/// Class, name and descriptor of the bootstrap method.
pub(super) const BOOTSTRAP: (&[u8], &[u8], &[u8]) = (
    b"java/lang/runtime/ObjectMethods",
    b"bootstrap",
    b"(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/TypeDescriptor;Ljava/lang/Class;Ljava/lang/String;[Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;",
);

/// Reference kind of instance fields (JVMS table 5.4.3.5-A).
const REF_GET_FIELD: u8 = 1;

/// Most components with which `toString` goes this way: each takes up to two of
/// the slots of a concatenation.
const MAX_COMPONENTS: usize = 100;

/// A component: its field and the type of it.
struct Component {
    field: FieldRef,
    class: ClassRef,
    kind: BasicType,
}

pub(super) fn link(t: &JavaThread, site: &Site<'_>) -> Result<Option<Linked>, Throw> {
    let _scope = t.scope();
    let class = site.caller;
    let Some(components) = components(t, site)? else { return Ok(None) };
    let name = [class.name.as_bytes(), b"$$ObjectMethods"].concat();
    let mut writer = ClassWriter::new(AccessFlags::FINAL | AccessFlags::SYNTHETIC, &name, &[]);
    let own = descriptor(class);
    let takes = |result: &[u8]| [b"(", &own[..], b")", result].concat();
    let mut body = Body { writer: &mut writer, class, components: &components };
    let wanted = (site.constant.name, site.constant.descriptor);
    let (code, concatenation) = if wanted == (b"hashCode", &takes(b"I")) {
        (body.hash_code(), None)
    } else if wanted == (b"equals", &[b"(", &own[..], b"Ljava/lang/Object;)Z"].concat()) {
        (body.equals(), None)
    } else if wanted == (b"toString", &takes(b"Ljava/lang/String;")) {
        let classes: Vec<ClassRef> = components.iter().map(|component| component.class).collect();
        if concat::shows_helper(t, &classes) {
            return Ok(None);
        }
        let kinds: Vec<BasicType> = classes.iter().map(|class| basic(*class)).collect();
        let Some(recipe) = recipe(class, &components) else { return Ok(None) };
        let Some(concatenation) = concat::method(t, &kinds, &recipe)? else { return Ok(None) };
        let helper = (concatenation.class, concatenation.descriptor);
        let stringify = t.vm().library() == Library::Java17;
        let (code, index) = body.text_of(stringify, helper.0.name.as_bytes(), helper.1.as_bytes());
        (code, Some((index, helper.0)))
    } else {
        return Ok(None);
    };
    writer.method(AccessFlags::STATIC, ENTRY, site.constant.descriptor, &code);
    let home = Home { loader: class.loader, host: Some(class) };
    let written = define_hidden(t, &home, &name, writer.finish())?;
    if let Some((index, helper)) = concatenation {
        // Its name would not lead to it.
        written.pool.slot(index).set(SlotValue::Class(helper));
    }
    Ok(Some((entry_of(t, written)?, t.handle(Ref::NULL))))
}

/// The components, if the static arguments are those that `javac` gives: the
/// record itself, the names, and getters of fields of those names.
fn components(t: &JavaThread, site: &Site<'_>) -> Result<Option<Vec<Component>>, Throw> {
    let class = site.caller;
    let pool = constants::constant_pool(class);
    let arguments: Vec<CpIndex> = site.specifier.arguments.iter().collect();
    let [record, names, getters @ ..] = &arguments[..] else { return Ok(None) };
    let (Ok(record_name), Ok(names)) = (pool.class_name(*record), pool.string(*names)) else {
        return Ok(None);
    };
    let names: Vec<&[u8]> = match names.is_empty() {
        true => Vec::new(),
        false => names.split(|byte| *byte == b';').collect(),
    };
    if Shape::load(t, class, site.constant.descriptor)?.is_none()
        || record_name != class.name.as_bytes()
        || names.len() != getters.len()
        || names.len() > MAX_COMPONENTS
    {
        return Ok(None);
    }
    let resolved = resolution::resolve_class(t, class, record.0);
    if attempt(t, resolved)? != Some(class) {
        return Ok(None);
    }
    let mut found = Vec::with_capacity(names.len());
    for (name, getter) in names.iter().zip(getters) {
        let Ok((REF_GET_FIELD, field)) = pool.method_handle(*getter) else { return Ok(None) };
        let Ok(field) = pool.member_ref(field) else { return Ok(None) };
        if field.class != record_name || field.name != *name {
            return Ok(None);
        }
        let text = [b"(", field.descriptor, b")V"].concat();
        let Some(shape) = Shape::load(t, class, &text)? else { return Ok(None) };
        let declared = class.declared_field(symbol(t, field.name), symbol(t, field.descriptor));
        match declared.filter(|field| !field.is_static()) {
            Some(field) => {
                let class = shape.parameters[0];
                found.push(Component { field, class, kind: basic(class) });
            }
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}

/// `Point[x=\1, y=\1]`; `None` for names that mean something else in a recipe or
/// in the format string of the generic path.
fn recipe(class: ClassRef, components: &[Component]) -> Option<Vec<u8>> {
    let mut recipe = simple_name(class);
    recipe.push(b'[');
    for (at, component) in components.iter().enumerate() {
        if at > 0 {
            recipe.extend_from_slice(b", ");
        }
        recipe.extend_from_slice(component.field.name.as_bytes());
        recipe.extend_from_slice(b"=\x01");
    }
    recipe.push(b']');
    let plain = !recipe.contains(&b'%') && !recipe.contains(&2);
    let marks = recipe.iter().filter(|byte| **byte == 1).count();
    (plain && marks == components.len()).then_some(recipe)
}

/// As `Class.getSimpleName` says.
fn simple_name(class: ClassRef) -> Vec<u8> {
    let name = class.as_ref_static().name.as_bytes();
    let inner = constants::class_file(class).and_then(|file| {
        let entry = file.inner_classes().ok()?.iter().find(|entry| {
            file.constant_pool().class_name(entry.inner_class).is_ok_and(|inner| inner == name)
        })?;
        let inner = file.constant_pool().optional_utf8(entry.inner_name).ok()?;
        Some(inner.unwrap_or_default().to_vec())
    });
    inner.unwrap_or_else(|| name.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_vec())
}

/// The method being written.
struct Body<'a> {
    writer: &'a mut ClassWriter,
    class: ClassRef,
    components: &'a [Component],
}

impl Body<'_> {
    /// Pushes a component of the record in a variable.
    fn load(&mut self, code: &mut Code, variable: u16, component: &Component) {
        let (name, kind) = (component.field.name, component.field.descriptor);
        let owner = self.class.name.as_bytes();
        let field = self.writer.member(Tag::Fieldref, owner, name.as_bytes(), kind.as_bytes());
        code.load(BasicType::Object, variable).op16(Opcode::Getfield, field);
    }

    fn call(&mut self, code: &mut Code, owner: &[u8], name: &[u8], descriptor: &[u8]) {
        let method = self.writer.member(Tag::Methodref, owner, name, descriptor);
        code.op16(Opcode::Invokestatic, method);
    }

    /// Hands the components to the method that concatenates them, as strings if
    /// asked for; also the pool index of its class.
    fn text_of(&mut self, stringify: bool, helper: &[u8], descriptor: &[u8]) -> (Code, u16) {
        let slots: u16 = self.components.iter().map(|component| component.kind.slots()).sum();
        let mut code = Code::new(slots + 2, 1);
        for component in self.components {
            self.load(&mut code, 0, component);
            if stringify && component.kind == BasicType::Object {
                let text = b"(Ljava/lang/Object;)Ljava/lang/String;";
                self.call(&mut code, b"java/util/Objects", b"toString", text);
            }
        }
        self.call(&mut code, helper, ENTRY, descriptor);
        code.leave(BasicType::Object);
        (code, self.writer.class(helper))
    }

    /// `31 * (31 * 0 + hash of the first) + hash of the second`, and so on.
    fn hash_code(&mut self) -> Code {
        let mut code = Code::new(5, 1);
        code.op(Opcode::Iconst0);
        for component in self.components {
            code.op16(Opcode::Sipush, 31).op(Opcode::Imul);
            self.load(&mut code, 0, component);
            let (owner, text): (&[u8], &[u8]) = match component.kind {
                BasicType::Boolean => (b"java/lang/Boolean", b"(Z)I"),
                BasicType::Byte => (b"java/lang/Byte", b"(B)I"),
                BasicType::Short => (b"java/lang/Short", b"(S)I"),
                BasicType::Char => (b"java/lang/Character", b"(C)I"),
                BasicType::Int => (b"java/lang/Integer", b"(I)I"),
                BasicType::Long => (b"java/lang/Long", b"(J)I"),
                BasicType::Float => (b"java/lang/Float", b"(F)I"),
                BasicType::Double => (b"java/lang/Double", b"(D)I"),
                _ => (b"java/util/Objects", b"(Ljava/lang/Object;)I"),
            };
            self.call(&mut code, owner, b"hashCode", text);
            code.op(Opcode::Iadd);
        }
        code.leave(BasicType::Int);
        code
    }

    /// Compares the components, the last one first as the generic path does.
    fn equals(&mut self) -> Code {
        let mut code = Code::new(4, 2);
        let class = self.writer.class(self.class.name.as_bytes());
        code.load(BasicType::Object, 0).load(BasicType::Object, 1);
        let other = code.branch(Opcode::IfAcmpne);
        code.op(Opcode::Iconst1).leave(BasicType::Int);
        code.land(other);
        code.load(BasicType::Object, 1).op16(Opcode::Instanceof, class);
        let mut unequal = vec![code.branch(Opcode::Ifeq)];
        code.load(BasicType::Object, 1).op16(Opcode::Checkcast, class);
        code.variable(Opcode::Astore, 1);
        for component in self.components.iter().rev() {
            self.load(&mut code, 0, component);
            self.load(&mut code, 1, component);
            let test = match component.kind {
                BasicType::Long => {
                    code.op(Opcode::Lcmp);
                    Opcode::Ifne
                }
                BasicType::Float => {
                    self.call(&mut code, b"java/lang/Float", b"compare", b"(FF)I");
                    Opcode::Ifne
                }
                BasicType::Double => {
                    self.call(&mut code, b"java/lang/Double", b"compare", b"(DD)I");
                    Opcode::Ifne
                }
                BasicType::Object => {
                    let text = b"(Ljava/lang/Object;Ljava/lang/Object;)Z";
                    self.call(&mut code, b"java/util/Objects", b"equals", text);
                    Opcode::Ifeq
                }
                _ => Opcode::IfIcmpne,
            };
            unequal.push(code.branch(test));
        }
        code.op(Opcode::Iconst1).leave(BasicType::Int);
        for branch in unequal {
            code.land(branch);
        }
        code.op(Opcode::Iconst0).leave(BasicType::Int);
        code
    }
}
