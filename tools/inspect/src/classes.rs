//! Classes by name with what they say about themselves, read when first asked
//! for: the world that the verifier asks about.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use base::AccessFlags;
use classfile::{ClassFile, Level, Member, Options};
use verify::{Hierarchy, MemberKind};

use crate::text::decoded;

/// How classes are parsed to be looked at: what can be read is, whatever the
/// version says.
pub fn readable<'a>() -> Options<'a> {
    Options { any_version: true, ..Level::Scan.into() }
}

/// Finds the bytes of the class with an internal name.
pub type Find<'s> = dyn Fn(&[u8]) -> Result<Option<Cow<'s, [u8]>>, String> + 's;

/// What a class says about itself.
struct Info {
    flags: AccessFlags,
    super_name: Option<Box<[u8]>>,
    interfaces: Vec<Box<[u8]>>,
    fields: Vec<Declared>,
    methods: Vec<Declared>,
}

struct Declared {
    flags: AccessFlags,
    name: Box<[u8]>,
    descriptor: Box<[u8]>,
}

impl Info {
    fn of(class: &ClassFile<'_>) -> Info {
        let declared = |member: Member<'_, '_>| Declared {
            flags: member.access_flags(),
            name: member.name().into(),
            descriptor: member.descriptor().into(),
        };
        Info {
            flags: class.access_flags(),
            super_name: class.super_name().map(Into::into),
            interfaces: class.interface_names().map(Into::into).collect(),
            fields: class.fields().map(declared).collect(),
            methods: class.methods().map(declared).collect(),
        }
    }
}

/// Classes found by name. The class being verified is what is found by its own
/// name too.
pub struct Classes<'s> {
    find: Box<Find<'s>>,
    known: HashMap<Box<[u8]>, Rc<Info>>,
    current: Box<[u8]>,
    current_super: Option<Box<[u8]>>,
}

impl<'s> Classes<'s> {
    /// The classes that `find` finds.
    pub fn new(find: Box<Find<'s>>) -> Classes<'s> {
        Classes { find, known: HashMap::new(), current: Box::default(), current_super: None }
    }

    /// Names the class that is verified next.
    pub fn set_current(&mut self, class: &ClassFile<'_>) {
        self.current = class.name().into();
        self.current_super = class.super_name().map(Into::into);
    }

    fn find(&mut self, name: &[u8]) -> Result<Rc<Info>, String> {
        if let Some(known) = self.known.get(name) {
            return Ok(Rc::clone(known));
        }
        let info = match (self.find)(name)? {
            // Damaged classes ask for many names that lead nowhere; those are not kept.
            None => return Err(format!("class not found: {}", decoded(name))),
            Some(bytes) => {
                let class = ClassFile::parse(&bytes, Level::Scan);
                Rc::new(Info::of(&class.map_err(|error| error.to_string())?))
            }
        };
        self.known.insert(name.into(), Rc::clone(&info));
        Ok(info)
    }

    /// The superclasses of a class, from the nearest; each once, should they be
    /// circular.
    fn superclasses(&mut self, mut next: Option<Box<[u8]>>) -> Vec<Box<[u8]>> {
        let mut found: Vec<Box<[u8]>> = Vec::new();
        while let Some(class) = next.take().filter(|class| !found.contains(class)) {
            next = self.find(&class).ok().and_then(|info| info.super_name.clone());
            found.push(class);
        }
        found
    }

    fn find_member(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        kind: MemberKind,
    ) -> Option<(AccessFlags, Box<[u8]>)> {
        for class in self.superclasses(Some(class.into())) {
            let info = self.find(&class).ok()?;
            let members = match kind {
                MemberKind::Field => &info.fields,
                MemberKind::Method => &info.methods,
            };
            let found = members.iter().find(|m| &*m.name == name && &*m.descriptor == descriptor);
            if let Some(member) = found {
                return Some((member.flags, class));
            }
        }
        None
    }
}

fn package(name: &[u8]) -> &[u8] {
    &name[..name.iter().rposition(|&byte| byte == b'/').unwrap_or(0)]
}

impl Hierarchy for Classes<'_> {
    /// What is missing.
    type Error = String;

    fn is_interface(&mut self, class: &[u8]) -> Result<bool, String> {
        Ok(self.find(class)?.flags.is_interface())
    }

    fn is_subclass(&mut self, class: &[u8], ancestor: &[u8]) -> Result<bool, String> {
        self.find(class)?;
        self.find(ancestor)?;
        let mut seen: Vec<Box<[u8]>> = Vec::new();
        let mut pending: Vec<Box<[u8]>> = vec![class.into()];
        while let Some(name) = pending.pop() {
            if &*name == ancestor {
                return Ok(true);
            }
            if seen.contains(&name) {
                continue;
            }
            let info = self.find(&name)?;
            pending.extend(info.super_name.iter().chain(&info.interfaces).cloned());
            seen.push(name);
        }
        Ok(false)
    }

    fn superclass(&mut self, class: &[u8]) -> Result<Option<Box<[u8]>>, String> {
        Ok(self.find(class)?.super_name.clone())
    }

    fn is_superclass_of_current(&mut self, name: &[u8]) -> bool {
        let above = self.current_super.clone();
        self.superclasses(above).iter().any(|class| &**class == name)
    }

    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        member: MemberKind,
    ) -> Result<bool, String> {
        let found = self.find_member(class, name, descriptor, member);
        Ok(found.is_some_and(|(flags, owner)| {
            flags.is_protected() && package(&owner) != package(&self.current)
        }))
    }
}
