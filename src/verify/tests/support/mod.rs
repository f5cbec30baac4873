//! A class hierarchy read from class files, for tests.

#[allow(dead_code, reason = "not all tests make classes by hand")]
pub(crate) mod assembler;

use std::collections::HashMap;
use std::rc::Rc;

use archive::jdk_home::Jdk;
use archive::jimage::Image;
use base::AccessFlags;
use classfile::{ClassFile, Level};
use peaberry_verify::{Hierarchy, MemberKind};

/// What a class says about itself.
struct Info {
    flags: AccessFlags,
    super_name: Option<Box<[u8]>>,
    interfaces: Vec<Box<[u8]>>,
    fields: Vec<Member>,
    methods: Vec<Member>,
}

/// Flags, name and descriptor.
type Member = (AccessFlags, Box<[u8]>, Box<[u8]>);

impl Info {
    fn read(bytes: &[u8]) -> Info {
        let class = ClassFile::parse(bytes, Level::Scan).expect("a good class");
        let member = |m: classfile::Member<'_, '_>| {
            (m.access_flags(), m.name().into(), m.descriptor().into())
        };
        Info {
            flags: class.access_flags(),
            super_name: class.super_name().map(Into::into),
            interfaces: class.interface_names().map(Into::into).collect(),
            fields: class.fields().map(member).collect(),
            methods: class.methods().map(member).collect(),
        }
    }
}

/// The classes of the JDK, and others in front of them.
pub(crate) struct Classes {
    pub(crate) image: Image,
    own: HashMap<Vec<u8>, Vec<u8>>,
    known: HashMap<Vec<u8>, Option<Rc<Info>>>,
    /// The class being verified.
    current: Vec<u8>,
}

impl Classes {
    pub(crate) fn new() -> Classes {
        let jdk = Jdk::find(None, |name| std::env::var_os(name)).expect("these tests need a JDK");
        let image = Image::open(&jdk.image()).expect("the JDK's image");
        Classes { image, own: HashMap::new(), known: HashMap::new(), current: Vec::new() }
    }

    /// Sets the class being verified.
    pub(crate) fn set_current(&mut self, name: &[u8]) {
        self.current = name.to_vec();
    }

    /// Adds or replaces a class.
    #[allow(dead_code, reason = "not all tests have classes of their own")]
    pub(crate) fn define(&mut self, name: &[u8], bytes: &[u8]) {
        self.own.insert(name.to_vec(), bytes.to_vec());
        self.known.remove(name);
    }

    fn find(&mut self, name: &[u8]) -> Result<Rc<Info>, String> {
        if !self.known.contains_key(name) {
            let info = match self.own.get(name) {
                Some(bytes) => Some(Rc::new(Info::read(bytes))),
                None => {
                    let found = self.image.find_class(name).expect("a good image");
                    found.map(|found| Rc::new(Info::read(&found.bytes)))
                }
            };
            self.known.insert(name.to_vec(), info);
        }
        self.known[name].clone().ok_or_else(|| String::from_utf8_lossy(name).into_owned())
    }

    /// Whether following superclasses and interfaces leads back to the class.
    #[allow(dead_code, reason = "good classes are not circular")]
    pub(crate) fn is_circular(&mut self, class: &[u8]) -> bool {
        let mut seen: Vec<Box<[u8]>> = Vec::new();
        let mut pending: Vec<Box<[u8]>> = vec![class.into()];
        while let Some(name) = pending.pop() {
            let Ok(info) = self.find(&name) else { continue };
            for next in info.super_name.iter().chain(&info.interfaces) {
                if &**next == class {
                    return true;
                }
                if !seen.contains(next) {
                    seen.push(next.clone());
                    pending.push(next.clone());
                }
            }
        }
        false
    }

    fn superclasses(&mut self, name: &[u8]) -> Vec<Box<[u8]>> {
        let mut all = Vec::new();
        let mut next = self.find(name).ok().and_then(|info| info.super_name.clone());
        while let Some(name) = next {
            next = self.find(&name).ok().and_then(|info| info.super_name.clone());
            all.push(name);
        }
        all
    }

    fn find_field(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
    ) -> Option<(AccessFlags, Vec<u8>)> {
        let info = self.find(class).ok()?;
        if let Some(f) = info.fields.iter().find(|f| &*f.1 == name && &*f.2 == descriptor) {
            return Some((f.0, class.to_vec()));
        }
        for interface in &info.interfaces {
            if let Some(found) = self.find_field(interface, name, descriptor) {
                return Some(found);
            }
        }
        self.find_field(info.super_name.as_ref()?, name, descriptor)
    }

    fn find_method(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
    ) -> Option<(AccessFlags, Vec<u8>)> {
        let info = self.find(class).ok()?;
        if let Some(m) = info.methods.iter().find(|m| &*m.1 == name && &*m.2 == descriptor) {
            return Some((m.0, class.to_vec()));
        }
        self.find_method(info.super_name.as_ref()?, name, descriptor)
    }
}

fn package(name: &[u8]) -> &[u8] {
    let end = name.iter().rposition(|&b| b == b'/').unwrap_or(0);
    &name[..end]
}

impl Hierarchy for Classes {
    /// The class that is missing.
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
        let current = self.current.clone();
        self.superclasses(&current).iter().any(|n| &**n == name)
    }

    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        member: MemberKind,
    ) -> Result<bool, String> {
        let found = match member {
            MemberKind::Field => self.find_field(class, name, descriptor),
            MemberKind::Method => self.find_method(class, name, descriptor),
        };
        Ok(found.is_some_and(|(flags, owner)| {
            flags.is_protected() && package(&owner) != package(&self.current)
        }))
    }
}
