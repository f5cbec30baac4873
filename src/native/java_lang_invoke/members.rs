//! `MethodHandleNatives.getMembers`: the members of a class that match a name, a
//! type and a kind, as `MemberName`s.

use crate::link::member_name::{self, flags};
use crate::link::{self};
use crate::model::{ClassKind, ClassRef, FieldRef, KnownClass, MethodRef, Throw};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use base::symbol::Symbol;

pub(super) const ROWS: &[NativeRow] = &[native(
    "java/lang/invoke/MethodHandleNatives",
    "getMembers",
    "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;ILjava/lang/Class;I[Ljava/lang/invoke/MemberName;)I",
    members,
)];

/// Bit of the match flags: inherited members of superclasses count.
const SEARCH_SUPERCLASSES: i32 = 0x10_0000;
/// Bit of the match flags: members of superinterfaces count.
const SEARCH_INTERFACES: i32 = 0x20_0000;
/// What is answered for a type that has no members to name.
const NO_CLASS: i32 = -1;
/// What is answered when the array has no `MemberName` where one is to be filled.
const NO_NAME_TO_FILL: i32 = -99;
/// Matches beyond the array are counted up to this many at least.
const OVERFLOW_LIMIT: usize = 1000;

/// A member that matches.
enum Found {
    Field(FieldRef),
    Method(MethodRef),
}

/// What is looked for. Without a name or type any will do.
struct Query {
    name: Option<Symbol>,
    descriptor: Option<Symbol>,
    kinds: i32,
}

impl Query {
    fn wants(&self, kind: i32) -> bool {
        self.kinds & kind != 0
    }

    fn fits(&self, name: Symbol, descriptor: Symbol) -> bool {
        self.name.is_none_or(|wanted| wanted == name)
            && self.descriptor.is_none_or(|wanted| wanted == descriptor)
    }

    fn fits_method(&self, method: MethodRef) -> bool {
        let kind = match method.is_constructor() {
            true => flags::IS_CONSTRUCTOR,
            false => flags::IS_METHOD,
        };
        // Class initializers are shown only to those who ask by name.
        let shown = !method.is_class_initializer() || self.name.is_some();
        self.wants(kind) && shown && self.fits(method.name, method.descriptor)
    }
}

/// A string that class files may mention; `Err` for one that none does.
fn mentioned(t: &JavaThread, text: Handle) -> Result<Option<Symbol>, ()> {
    if text.is_null() {
        return Ok(None);
    }
    let symbol = t.vm().symbols.lookup(&t.string_mutf8(text));
    symbol.filter(|symbol| !symbol.as_bytes().is_empty()).map(Some).ok_or(())
}

/// The class itself, then its superclasses, then the superinterfaces.
fn searched(class: ClassRef, match_flags: i32) -> Vec<ClassRef> {
    let mut classes = vec![class];
    if match_flags & (SEARCH_SUPERCLASSES | SEARCH_INTERFACES) != 0 {
        classes.extend(std::iter::successors(class.super_class, |parent| parent.super_class));
    }
    if match_flags & SEARCH_INTERFACES != 0 {
        classes.extend(class.all_interfaces.iter().filter(|interface| **interface != class));
    }
    classes
}

fn matches(classes: &[ClassRef], query: &Query) -> Vec<Found> {
    let classes = || classes.iter().map(|class| class.as_ref_static());
    let mut found = Vec::new();
    if query.wants(flags::IS_FIELD) {
        let fields = classes().flat_map(|class| class.fields).map(FieldRef::from);
        // Fields that the VM injects have no name for Java.
        let visible = fields.filter(|field| field.slot != u16::MAX);
        found.extend(
            visible.filter(|field| query.fits(field.name, field.descriptor)).map(Found::Field),
        );
    }
    let methods = classes().flat_map(|class| class.methods).map(MethodRef::from);
    let declared = methods.filter(|method| !method.traits.overpass && !method.traits.internal);
    found.extend(declared.filter(|method| query.fits_method(*method)).map(Found::Method));
    found
}

/// Fills `results` with the matches after the first `skip`; how many there are.
fn members(
    t: &JavaThread,
    class: Handle,
    name: Handle,
    signature: Handle,
    match_flags: i32,
    _caller: Handle,
    skip: i32,
    results: Handle,
) -> Result<i32, Throw> {
    let (Some(class), false) = (instance_class(t, class), results.is_null()) else {
        return Ok(NO_CLASS);
    };
    link::link_class(t, class)?;
    let (Ok(name), Ok(descriptor)) = (mentioned(t, name), mentioned(t, signature)) else {
        return Ok(0);
    };
    let excluded = match descriptor {
        None => 0,
        Some(text) if text.as_bytes().starts_with(b"(") => flags::IS_FIELD,
        Some(_) => flags::IS_METHOD | flags::IS_CONSTRUCTOR,
    };
    let query = Query { name, descriptor, kinds: match_flags & !excluded };
    let found = matches(&searched(class, match_flags), &query);
    let room = t.array_length(results.get());
    let mut filled = 0;
    let mut rest = found.into_iter().skip(skip.max(0) as usize);
    for member in rest.by_ref().take(room as usize) {
        let _scope = t.scope();
        let object = t.handle(t.element(results.get(), filled));
        if object.is_null() || !t.is_instance(object.get(), KnownClass::MemberName) {
            return Ok(NO_NAME_TO_FILL);
        }
        match member {
            Found::Field(field) => member_name::init_field(t, object, field, false),
            Found::Method(method) => member_name::init_method(t, object, method.class, method)?,
        }
        filled += 1;
    }
    let beyond = rest.take(OVERFLOW_LIMIT.max(room as usize)).count();
    Ok(filled as i32 + beyond as i32)
}

/// The class of a mirror, if it is neither null nor that of an array or
/// primitive type.
fn instance_class(t: &JavaThread, mirror: Handle) -> Option<ClassRef> {
    let class = (!mirror.is_null()).then(|| t.class_of_mirror(mirror.get()))?;
    matches!(class.kind, ClassKind::Instance).then_some(class)
}
