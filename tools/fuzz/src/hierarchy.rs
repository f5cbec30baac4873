//! The classes of the JDK as the verifier asks about them, without a VM.

use std::collections::HashMap;
use std::rc::Rc;

use archive::jimage::Image;
use base::AccessFlags;
use classfile::{ClassFile, Level, Member};
use verify::{Hierarchy, MemberKind};

/// What a class says about itself.
#[derive(Debug)]
struct Info {
    flags: AccessFlags,
    super_name: Option<Box<[u8]>>,
    interfaces: Vec<Box<[u8]>>,
    fields: Vec<Declared>,
    methods: Vec<Declared>,
}

#[derive(Debug)]
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

/// The classes of an image; the class being verified is the only other one.
///
/// Since the image's classes are not circular and the class being verified is
/// looked at in the image too, following superclasses always ends.
#[derive(Debug)]
pub(crate) struct ImageClasses {
    image: Rc<Image>,
    known: HashMap<Box<[u8]>, Rc<Info>>,
    current: Box<[u8]>,
    current_super: Option<Box<[u8]>>,
}

impl ImageClasses {
    pub(crate) fn new(image: Rc<Image>) -> ImageClasses {
        let (current, current_super) = (Box::default(), None);
        ImageClasses { image, known: HashMap::new(), current, current_super }
    }

    /// Names the class that is verified next.
    pub(crate) fn set_current(&mut self, class: &ClassFile<'_>) {
        self.current = class.name().into();
        self.current_super = class.super_name().map(Into::into);
    }

    fn find(&mut self, name: &[u8]) -> Result<Rc<Info>, String> {
        if let Some(known) = self.known.get(name) {
            return Ok(Rc::clone(known));
        }
        let found = self.image.find_class(name).map_err(|error| error.to_string())?;
        let info = match found {
            // Mutants ask for many names that lead nowhere; those are not kept.
            None => return Err(String::from_utf8_lossy(name).into_owned()),
            Some(found) => {
                let class = ClassFile::parse(&found.bytes, Level::Scan);
                Rc::new(Info::of(&class.map_err(|error| error.to_string())?))
            }
        };
        self.known.insert(name.into(), Rc::clone(&info));
        Ok(info)
    }

    fn find_member(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        kind: MemberKind,
    ) -> Option<(AccessFlags, Box<[u8]>)> {
        let mut next: Option<Box<[u8]>> = Some(class.into());
        while let Some(class) = next {
            let info = self.find(&class).ok()?;
            let members = match kind {
                MemberKind::Field => &info.fields,
                MemberKind::Method => &info.methods,
            };
            let found = members.iter().find(|m| &*m.name == name && &*m.descriptor == descriptor);
            if let Some(member) = found {
                return Some((member.flags, class));
            }
            next = info.super_name.clone();
        }
        None
    }
}

fn package(name: &[u8]) -> &[u8] {
    &name[..name.iter().rposition(|&byte| byte == b'/').unwrap_or(0)]
}

impl Hierarchy for ImageClasses {
    /// What is missing.
    type Error = String;

    fn is_interface(&mut self, class: &[u8]) -> Result<bool, String> {
        Ok(self.find(class)?.flags.is_interface())
    }

    fn is_subclass(&mut self, class: &[u8], ancestor: &[u8]) -> Result<bool, String> {
        self.find(class)?;
        self.find(ancestor)?;
        let mut pending: Vec<Box<[u8]>> = vec![class.into()];
        while let Some(name) = pending.pop() {
            if &*name == ancestor {
                return Ok(true);
            }
            let info = self.find(&name)?;
            pending.extend(info.super_name.iter().chain(&info.interfaces).cloned());
        }
        Ok(false)
    }

    fn superclass(&mut self, class: &[u8]) -> Result<Option<Box<[u8]>>, String> {
        Ok(self.find(class)?.super_name.clone())
    }

    fn is_superclass_of_current(&mut self, name: &[u8]) -> bool {
        let mut next = self.current_super.clone();
        while let Some(class) = next {
            if &*class == name {
                return true;
            }
            next = self.find(&class).ok().and_then(|info| info.super_name.clone());
        }
        false
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
