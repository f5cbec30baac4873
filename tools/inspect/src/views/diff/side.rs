//! One of the two inputs, and what its classes inherit.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use classfile::{ClassFile, Level};

use super::api::{Api, MemberApi, MemberKey};
use super::change::Supertypes;
use super::modules::ModuleApi;
use crate::input::{Entry, Input, Sources};

/// One of the two inputs.
pub(super) struct Side<'i> {
    pub(super) input: &'i Input,
    sources: &'i Sources,
    /// By the name of the class file within its module.
    pub(super) entries: BTreeMap<String, Entry<'i>>,
    /// Of an image: packages that are exported to everybody, as in `/java.base/java/lang`.
    exported: Option<HashSet<String>>,
}

impl<'i> Side<'i> {
    pub(super) fn of(input: &'i Input, sources: &'i Sources) -> Result<Side<'i>, String> {
        let entries = input.entries()?;
        let single = matches!(input, Input::Class(_));
        let key = |name: &str| match name {
            // Two single classes are compared whatever they are called.
            _ if single => String::new(),
            // `/java.base/java/lang/Object.class` of an image.
            _ if name.starts_with('/') => name.splitn(3, '/').nth(2).unwrap_or(name).to_owned(),
            _ => name.strip_prefix("classes/").unwrap_or(name).to_owned(),
        };
        let entries = entries.into_iter().map(|entry| {
            // Module declarations of an image have the same name in all modules.
            let module_info = !single && entry.name.ends_with("/module-info.class");
            let key = if module_info { entry.name.clone() } else { key(&entry.name) };
            (key, entry)
        });
        let mut side = Side { input, sources, entries: entries.collect(), exported: None };
        if matches!(input, Input::Image { .. }) {
            side.exported = Some(side.exported_packages()?);
        }
        Ok(side)
    }

    fn exported_packages(&self) -> Result<HashSet<String>, String> {
        let mut packages = HashSet::new();
        for (key, entry) in &self.entries {
            let Some(module) = key.strip_suffix("/module-info.class") else { continue };
            let source = self.input.read(entry)?;
            let class = ClassFile::parse(&source.bytes, Level::Scan);
            let api = class.ok().and_then(|class| ModuleApi::of(&class));
            let exports = api.iter().flat_map(ModuleApi::exported_to_all);
            packages
                .extend(exports.map(|package| format!("{module}/{}", package.replace('.', "/"))));
        }
        Ok(packages)
    }

    /// Whether other modules may use a class, as far as its module has a say.
    pub(super) fn exports(&self, entry: &Entry<'_>) -> bool {
        let Some(exported) = &self.exported else { return true };
        entry.name.rsplit_once('/').is_some_and(|(package, _)| exported.contains(package))
    }

    /// The API of a class of this side, or of the JDK and class path.
    fn api(&self, name: &str) -> Option<Api> {
        let file = name.replace('.', "/") + ".class";
        let read =
            |bytes: &[u8]| ClassFile::parse(bytes, Level::Scan).ok().map(|class| Api::of(&class));
        match self.entries.get(&file) {
            Some(entry) => read(&self.input.read(entry).ok()?.bytes),
            None => read(&self.sources.find_class(name).ok()??.bytes),
        }
    }
}

/// What the supertypes of one class are; read when they are asked for.
pub(super) struct Hierarchy<'s, 'i> {
    side: &'s Side<'i>,
    read: RefCell<HashMap<String, Option<Rc<Api>>>>,
}

impl<'s, 'i> Hierarchy<'s, 'i> {
    pub(super) fn new(side: &'s Side<'i>) -> Self {
        Hierarchy { side, read: RefCell::default() }
    }

    fn api(&self, name: &str) -> Option<Rc<Api>> {
        if let Some(api) = self.read.borrow().get(name) {
            return api.clone();
        }
        let api = self.side.api(name).map(Rc::new);
        self.read.borrow_mut().insert(name.to_owned(), api.clone());
        api
    }

    /// Whether other packages can name a class: it and those it is nested in are public
    /// or protected.
    pub(super) fn is_visible(&self, class: &Api) -> bool {
        let visible = |name: &String| self.api(name).is_none_or(|api| api.is_visible());
        class.is_visible() && class.enclosing.iter().all(visible)
    }

    /// Visits supertypes, near ones first, until `stop` says so.
    fn visit(&self, class: &Api, mut stop: impl FnMut(&str, Option<&Api>) -> bool) -> bool {
        let mut seen: HashSet<String> = HashSet::from([class.name.clone()]);
        let mut open: Vec<String> = class.supertypes().map(str::to_owned).collect();
        let mut at = 0;
        while let Some(name) = open.get(at).cloned() {
            at += 1;
            if seen.insert(name.clone()) {
                let api = self.api(&name);
                if stop(&name, api.as_deref()) {
                    return true;
                }
                open.extend(api.iter().flat_map(|api| api.supertypes()).map(str::to_owned));
            }
        }
        false
    }
}

impl Supertypes for Hierarchy<'_, '_> {
    fn all(&self, class: &Api) -> HashSet<String> {
        let mut all = HashSet::new();
        self.visit(class, |name, _| {
            all.insert(name.to_owned());
            false
        });
        all
    }

    fn inherits(&self, class: &Api, member: &MemberApi, key: (&[u8], &[u8])) -> bool {
        let key: MemberKey = (key.0.to_vec(), key.1.to_vec());
        self.visit(class, |_, api| {
            let found = api.and_then(|api| api.methods.get(&key).or_else(|| api.fields.get(&key)));
            found.is_some_and(|found| {
                found.flags.is_static() == member.flags.is_static()
                    && (found.flags.is_public()
                        || found.flags.is_protected() && !member.flags.is_public())
            })
        })
    }

    fn is_unchecked(&self, exception: &str) -> bool {
        let unchecked = ["java.lang.RuntimeException", "java.lang.Error"];
        unchecked.contains(&exception)
            || self
                .api(exception)
                .is_some_and(|class| self.visit(&class, |name, _| unchecked.contains(&name)))
    }
}
