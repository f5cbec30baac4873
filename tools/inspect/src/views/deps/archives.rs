//! Who has which class: the inputs, the modules of the JDK, the class path.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::rc::Rc;

use archive::classpath;
use archive::jimage::Image;
use base::AccessFlags;
use classfile::{AttributeData, AttributeKind, ClassFile, Level};

use super::super::arguments::scope;
use crate::input::{Scope, Sources};
use crate::text::{decoded, dotted};

/// The packages whose classes have been in older JDKs, a file of the JDK's own tool.
const REMOVED_PACKAGES: (&[u8], &[u8]) =
    (b"jdk.jdeps", b"com/sun/tools/jdeps/resources/jdk8_internals.txt");
/// Its packages are exported, but not meant for anybody.
const UNSUPPORTED: &str = "jdk.unsupported";
pub(super) const NOT_FOUND: &str = "not found";
pub(super) const REMOVED: &str = "JDK removed internal API";

/// A module declaration.
#[derive(Default)]
pub(super) struct Module {
    pub(super) name: String,
    /// Each with its modifiers and the version compiled against.
    pub(super) requires: Vec<String>,
    /// Packages, with the modules that they are exported to; all if there are none.
    exports: HashMap<String, Vec<String>>,
}

impl Module {
    /// The declaration that a class file has, if it is one of a module.
    pub(super) fn of(class: &ClassFile<'_>) -> Option<Module> {
        let pool = class.constant_pool();
        let data = class.attributes().decode_kind(AttributeKind::Module).ok()??;
        let AttributeData::Module(module) = data else { return None };
        let name = |index| pool.module_name(index).map_or(String::new(), text);
        let exports = module.exports.iter().map(|export| {
            let package = pool.package_name(export.package).map_or(String::new(), text);
            (dotted(&package).into_owned(), export.to.iter().map(name).collect())
        });
        let mut requires: Vec<(String, String)> = module
            .requires
            .iter()
            .map(|required| {
                let name = name(required.module);
                let modifiers = modifiers(required.flags);
                let version = pool.utf8(required.version).map(text);
                let version = version.map_or(String::new(), |version| format!(" (@{version})"));
                (name.clone(), format!("requires {modifiers}{name}{version}"))
            })
            .collect();
        requires.sort();
        Some(Module {
            name: name(module.name),
            requires: requires.into_iter().map(|(_, text)| text).collect(),
            exports: exports.collect(),
        })
    }

    fn exports(&self, package: &str, to: &str) -> bool {
        self.exports
            .get(package)
            .is_some_and(|modules| modules.is_empty() || modules.iter().any(|module| module == to))
    }
}

fn text(bytes: &[u8]) -> String {
    decoded(bytes).into_owned()
}

fn modifiers(flags: AccessFlags) -> String {
    let names = [
        (AccessFlags::TRANSITIVE, "transitive "),
        (AccessFlags::STATIC_PHASE, "static "),
        (AccessFlags::SYNTHETIC, "synthetic "),
        (AccessFlags::MANDATED, "mandated "),
    ];
    names.iter().filter(|(bit, _)| flags.0 & bit != 0).map(|(_, name)| *name).collect()
}

/// Classes that come from one place: an input, or a module of an image that is one.
#[derive(Default)]
pub(super) struct Archive {
    /// What it is called.
    pub(super) name: String,
    /// What it is called where others depend on it: directories by their paths.
    pub(super) name_as_target: String,
    /// The file or directory as it was given.
    pub(super) path: String,
    /// The place of a named module.
    pub(super) location: String,
    pub(super) module: Option<Module>,
    /// Whether it is a module of the JDK.
    pub(super) of_jdk: bool,
    /// The names of its classes, as shown: a class of a multi-release jar that is there
    /// for a release only has that in front of its name.
    pub(super) classes: HashMap<String, String>,
    /// Each class with those that it refers to.
    pub(super) found: BTreeMap<String, BTreeSet<String>>,
}

/// Where a class is, seen from an archive.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Target {
    /// What the place is called.
    pub(super) archive: String,
    /// The same, with a remark if the class is not meant to be used from there.
    pub(super) shown: String,
}

/// Looks for classes.
pub(super) struct Resolver {
    image: Option<Image>,
    modules: RefCell<HashMap<String, Rc<Module>>>,
    class_path: Option<Sources>,
    /// The elements of the class path as they are given.
    elements: Vec<String>,
    removed: HashSet<String>,
}

impl Resolver {
    pub(super) fn new(matches: &clap::ArgMatches) -> Result<Resolver, String> {
        let scope = scope(matches);
        let image = scope.jdk(None)?.map(|jdk| jdk.home.join("lib/modules"));
        let image = image.filter(|path| path.is_file());
        let image = image
            .map(|path| Image::open(&path).map_err(|error| format!("{}: {error}", path.display())))
            .transpose()?;
        let elements = classpath::expand_wildcards(scope.class_path.as_deref().unwrap_or_default());
        let elements = classpath::split(&elements).map(str::to_owned).collect();
        let class_path = scope.class_path.is_some().then(|| {
            Sources::new(&Scope { system: Some("none".to_owned()), module: None, ..scope }, None)
        });
        let (module, file) = REMOVED_PACKAGES;
        let removed = image.as_ref().and_then(|image| image.find(module, file).ok()?);
        let removed = removed.map_or(HashSet::new(), |list| {
            let list = String::from_utf8_lossy(&list).into_owned();
            let lines = list.lines().map(str::trim);
            lines.filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
        });
        Ok(Resolver {
            image,
            modules: RefCell::default(),
            class_path: class_path.transpose()?,
            elements,
            removed,
        })
    }

    /// Where the class that `origin` refers to is.
    pub(super) fn resolve(
        &self,
        origin: &Archive,
        class: &str,
        inputs: &HashMap<&str, &Archive>,
    ) -> Target {
        let plain = |name: &str| Target { archive: name.to_owned(), shown: name.to_owned() };
        if origin.classes.contains_key(class) {
            return plain(&origin.name);
        }
        let internal = class.replace('.', "/");
        if let Some(archive) = inputs.get(class) {
            return match &archive.module {
                Some(module) => self.in_module(origin, module, archive.of_jdk, class),
                None => {
                    let (archive, shown) = (&archive.name_as_target, &archive.name);
                    Target { archive: archive.clone(), shown: shown.clone() }
                }
            };
        }
        if let Some(module) = self.module_of(&internal) {
            return self.in_module(origin, &module, true, class);
        }
        if let Some(target) = self.on_class_path(&internal) {
            return target;
        }
        plain(if self.removed.contains(package(class)) { REMOVED } else { NOT_FOUND })
    }

    fn in_module(&self, origin: &Archive, module: &Module, of_jdk: bool, class: &str) -> Target {
        let package = package(class);
        let name = &module.name;
        let own = origin.module.as_ref().map_or("", |module| module.name.as_str());
        let open = module.exports.get(package).is_some_and(Vec::is_empty) && name != UNSUPPORTED;
        let shown = match () {
            () if own == name || open => name.clone(),
            () if of_jdk && !origin.of_jdk => format!("JDK internal API ({name})"),
            () if module.exports(package, own) => format!("{name} (qualified)"),
            () => format!("{name} (internal)"),
        };
        Target { archive: name.clone(), shown }
    }

    /// The module of the JDK that has a class.
    fn module_of(&self, internal: &str) -> Option<Rc<Module>> {
        let image = self.image.as_ref()?;
        let found = image.find_class(internal.as_bytes()).ok()??;
        let name = String::from_utf8_lossy(found.module).into_owned();
        if let Some(known) = self.modules.borrow().get(&name) {
            return Some(Rc::clone(known));
        }
        let declaration = image.find(name.as_bytes(), b"module-info.class").ok().flatten();
        let module =
            declaration.and_then(|bytes| Module::of(&ClassFile::parse(&bytes, Level::Scan).ok()?));
        let unknown = || Module { name: name.clone(), ..Module::default() };
        let module = Rc::new(module.unwrap_or_else(unknown));
        self.modules.borrow_mut().insert(name, Rc::clone(&module));
        Some(module)
    }

    /// The name of the module of the JDK that has a package.
    pub(super) fn module_of_package(&self, package: &str) -> Option<String> {
        let internal = package.replace('.', "/");
        let module = self.image.as_ref()?.module_of_package(internal.as_bytes()).ok()??;
        Some(String::from_utf8_lossy(module).into_owned())
    }

    /// The jar file or directory of the class path that has a class.
    fn on_class_path(&self, internal: &str) -> Option<Target> {
        let source = self.class_path.as_ref()?.class(internal).ok()??;
        let place = match source.location.strip_prefix("jar:file://") {
            Some(url) => url.split("!/").next()?,
            None => source.location.strip_suffix(&format!("/{internal}.class"))?,
        };
        let is_it = |element: &&String| {
            std::path::absolute(element).is_ok_and(|path| path == Path::new(place))
        };
        let given = self.elements.iter().find(is_it).map_or(place, String::as_str);
        Some(Target { archive: name_as_target(Path::new(given)), shown: name(Path::new(given)) })
    }
}

/// What a file or directory is called: the last part of its path.
pub(super) fn name(path: &Path) -> String {
    match path.file_name() {
        Some(name) => name.to_string_lossy().into_owned(),
        None => path.display().to_string(),
    }
}

/// The same where others depend on it.
pub(super) fn name_as_target(path: &Path) -> String {
    if !path.is_dir() {
        return name(path);
    }
    let text = path.display().to_string();
    if text.len() > 1 { text.trim_end_matches('/').to_owned() } else { text }
}

/// The package of a class.
pub(super) fn package(class: &str) -> &str {
    class.rfind('.').map_or("", |dot| &class[..dot])
}
