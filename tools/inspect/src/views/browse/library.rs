//! The classes of the inputs: their names are known from the start, a class is read when
//! it is looked at.

use std::collections::{BTreeMap, HashMap};

use classfile::{ClassFile, Level};

use super::page::Page;
use crate::input::{Entry, Input, Sources};

/// Parts of paths in front of the packages in archives of several kinds.
const PREFIXES: [&str; 3] = ["classes/", "WEB-INF/classes/", "BOOT-INF/classes/"];

/// The name of a package, and its classes: name and number of the entry.
pub(super) type Package = (String, Vec<(String, usize)>);

/// All classes, by package.
pub(super) struct Library<'i> {
    pub(super) inputs: &'i [Input],
    sources: &'i Sources,
    entries: Vec<(&'i Input, Entry<'i>)>,
    pub(super) packages: Vec<Package>,
    by_name: HashMap<String, usize>,
}

impl<'i> Library<'i> {
    /// Lists the classes.
    ///
    /// # Errors
    ///
    /// What is wrong with an input.
    pub(super) fn new(inputs: &'i [Input], sources: &'i Sources) -> Result<Library<'i>, String> {
        let mut packages: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
        let (mut entries, mut by_name) = (Vec::new(), HashMap::new());
        for input in inputs {
            for entry in input.entries()? {
                let name = class_name(input, &entry.name);
                let (package, _) = name.rsplit_once('.').unwrap_or(("", &name));
                packages.entry(package.to_owned()).or_default().push((name.clone(), entries.len()));
                by_name.entry(name).or_insert(entries.len());
                entries.push((input, entry));
            }
        }
        let mut packages: Vec<_> = packages.into_iter().collect();
        packages.iter_mut().for_each(|(_, classes)| classes.sort());
        Ok(Library { inputs, sources, entries, packages, by_name })
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The names of all classes, by package.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.packages.iter().flat_map(|(_, classes)| classes).map(|(name, at)| (name.as_str(), *at))
    }

    /// The entry of the class called `name`.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The page of an entry.
    pub(super) fn page(&self, entry: usize) -> Page {
        let (input, entry) = &self.entries[entry];
        match input.read(entry) {
            Ok(source) => page_of(&source.bytes, &entry.name),
            Err(message) => Page::problem(&entry.name, &message),
        }
    }

    /// The page of a class, of an input or from where classes are found by name.
    pub(super) fn page_of_class(&self, name: &str) -> Page {
        if let Some(entry) = self.find(name) {
            return self.page(entry);
        }
        match self.sources.class(&name.replace('.', "/")) {
            Ok(Some(source)) => page_of(&source.bytes, name),
            Ok(None) => Page::problem(name, "This class is neither in the inputs nor in the JDK."),
            Err(message) => Page::problem(name, &message),
        }
    }
}

fn page_of(bytes: &[u8], name: &str) -> Page {
    match ClassFile::parse(bytes, Level::Scan) {
        Ok(class) => Page::of(&class),
        Err(error) => Page::problem(name, &error.to_string()),
    }
}

/// The name that an entry's class should have.
fn class_name(input: &Input, entry: &str) -> String {
    let path = match input {
        Input::Image { .. } => entry.splitn(3, '/').nth(2).unwrap_or(entry),
        // One file may lie anywhere.
        Input::Class(source) => {
            let class = ClassFile::parse(&source.bytes, Level::Scan);
            return class.map_or(entry.to_owned(), |class| crate::facts::class_text(class.name()));
        }
        _ => PREFIXES.iter().find_map(|prefix| entry.strip_prefix(prefix)).unwrap_or(entry),
    };
    path.strip_suffix(".class").unwrap_or(path).replace('/', ".")
}
