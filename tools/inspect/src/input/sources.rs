//! Looking up what the words of a command line stand for.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use archive::classpath;
use archive::jar::Jar;
use archive::jdk_home::Jdk;
use archive::jimage::{Image, ImageError};
use classfile::{AttributeData, AttributeKind, ClassFile, Level};

use crate::text::decoded;

use super::urls::{self, UrlError};
use super::{
    Entry, EntryPlace, Input, Source, directory_entries, entry_date, failed, file, jar_location,
    modified,
};

/// Releases without multi-release jars.
const BASE_FEATURE: u16 = 8;
/// Files that are read as jars.
const JAR_EXTENSIONS: [&str; 4] = ["jar", "zip", "war", "jmod"];

/// Where to look, as options say.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// `--class-path`.
    pub class_path: Option<String>,
    /// `--module`.
    pub module: Option<String>,
    /// `--module-path`.
    pub module_path: Option<String>,
    /// `--upgrade-module-path`.
    pub upgrade_module_path: Option<String>,
    /// `-bootclasspath`: searched before the classes of the JDK.
    pub boot_class_path: Option<String>,
    /// Whether these take the place of those of the JDK.
    pub without_system: bool,
    /// `-Xbootclasspath/a:`, searched after the classes of the JDK.
    pub appended_boot_class_path: Option<String>,
    /// `-extdirs`: directories of jars that are searched after those of the JDK.
    pub extension_directories: Option<String>,
    /// `--system`; `none` for no JDK.
    pub system: Option<String>,
    /// `--multi-release`.
    pub multi_release: Option<u16>,
    /// Whether no jar on a path can be read, since what `--multi-release` says is no
    /// release.
    pub without_jars: bool,
    /// Whether locations do not tell which version of a class was found in a jar.
    pub versions_hidden: bool,
}

impl Scope {
    /// The JDK whose classes are found by name: the one of `--system`, or one of
    /// the release that is wanted, or any.
    ///
    /// # Errors
    ///
    /// What is wrong with the directory that `--system` names.
    pub fn jdk(&self, wanted: Option<u16>) -> Result<Option<Jdk>, String> {
        if let Some(home) = &self.system {
            if home == "none" {
                return Ok(None);
            }
            return Jdk::at(Path::new(home)).map(Some).map_err(|error| error.to_string());
        }
        let any = Jdk::find(None, |name| std::env::var_os(name)).ok();
        let Some(wanted) = wanted else { return Ok(any) };
        let fits = |jdk: &Jdk| jdk.release.feature() == Some(wanted);
        Ok(any.clone().filter(fits).or_else(|| Jdk::of_release(wanted)).or(any))
    }
}

/// A directory or jar of a path; the jar is opened when first asked for.
struct Place {
    path: PathBuf,
    jar: OnceLock<Option<Jar>>,
}

impl From<PathBuf> for Place {
    fn from(path: PathBuf) -> Place {
        Place { path, jar: OnceLock::new() }
    }
}

impl Place {
    /// One that, if it is no directory, has nothing.
    fn without_jar(path: PathBuf) -> Place {
        Place { path, jar: OnceLock::from(None) }
    }

    /// What does not exist, or is no jar, is passed over.
    fn jar(&self) -> Option<&Jar> {
        self.jar.get_or_init(|| Jar::open(&self.path).ok()).as_ref()
    }
}

/// Looks classes up.
pub struct Sources {
    /// The image of the JDK.
    system: Option<(Image, PathBuf)>,
    /// Directories and jars that are searched before the image, and after it.
    before_system: Vec<Place>,
    after_system: Vec<Place>,
    /// Where modules are looked for before those of the image, and after.
    upgraded_modules: Vec<PathBuf>,
    modules: Vec<PathBuf>,
    class_path: Vec<Place>,
    module: Option<String>,
    feature: u16,
    versions_hidden: bool,
}

impl Sources {
    /// The places that the options name, with the classes of `jdk`.
    ///
    /// # Errors
    ///
    /// What is wrong with the image of the JDK.
    pub fn new(scope: &Scope, jdk: Option<&Jdk>) -> Result<Sources, String> {
        let image = jdk.filter(|_| !scope.without_system).map(Jdk::image);
        let system = match image {
            Some(path) => Some((Image::open(&path).map_err(|e| failed(&path, &e))?, path)),
            None => None,
        };
        let elements = |path: &Option<String>| -> Vec<PathBuf> {
            let path = classpath::expand_wildcards(path.as_deref().unwrap_or_default());
            let elements = classpath::split(&path).filter(|element| !element.is_empty());
            elements.map(PathBuf::from).collect()
        };
        let place = if scope.without_jars { Place::without_jar } else { Place::from };
        let places = |paths: Vec<PathBuf>| paths.into_iter().map(place).collect();
        let directories = scope.extension_directories.as_deref().unwrap_or_default();
        let extensions = classpath::split(directories).map(|directory| format!("{directory}/*"));
        let extensions = Some(extensions.collect::<Vec<_>>().join(":"));
        let mut after_system = elements(&scope.appended_boot_class_path);
        after_system.extend(elements(&extensions));
        let class_path = scope.class_path.as_deref().unwrap_or(".");
        let class_path = classpath::expand_wildcards(class_path);
        Ok(Sources {
            system,
            before_system: places(elements(&scope.boot_class_path)),
            after_system: places(after_system),
            upgraded_modules: elements(&scope.upgrade_module_path),
            modules: elements(&scope.module_path),
            class_path: places(classpath::split(&class_path).map(PathBuf::from).collect()),
            module: scope.module.clone(),
            feature: scope.multi_release.unwrap_or(BASE_FEATURE),
            versions_hidden: scope.versions_hidden,
        })
    }

    /// Whether there is a module of this name.
    ///
    /// # Errors
    ///
    /// What is wrong with the image.
    pub fn has_module(&self, name: &str) -> Result<bool, String> {
        let found = match &self.system {
            Some((image, path)) => image
                .find(name.as_bytes(), b"module-info.class")
                .map_err(|error| failed(path, &error))?
                .is_some(),
            None => false,
        };
        let places = self.upgraded_modules.iter().chain(&self.modules);
        Ok(found || places.filter_map(|place| root_of(place, name)).next().is_some())
    }

    /// What `name` stands for, as `javap` tries it: a class name, one with dots
    /// for the dollar signs of nested classes, a file, a URL; and a directory.
    ///
    /// # Errors
    ///
    /// Why it is there but cannot be read.
    pub fn find(&self, name: &str) -> Result<Option<Input>, String> {
        if let Some(source) = self.find_class(name)? {
            return Ok(Some(Input::Class(source)));
        }
        if let Some(input) = self.find_file(name)? {
            return Ok(Some(input));
        }
        self.find_url(name).map(|found| found.map(Input::Class)).map_err(|e| e.to_string())
    }

    /// The file or directory of this name.
    ///
    /// # Errors
    ///
    /// Why it is there but cannot be read.
    pub fn find_file(&self, name: &str) -> Result<Option<Input>, String> {
        let path = Path::new(name);
        if path.is_dir() {
            return Ok(Some(Input::Directory(path.to_owned())));
        }
        if !path.is_file() {
            return Ok(None);
        }
        let mut input = self.file(path)?;
        if let Some(Input::Class(source)) = &mut input {
            name.clone_into(&mut source.name);
        }
        Ok(input)
    }

    /// The class file that a URL names.
    ///
    /// # Errors
    ///
    /// Why it cannot be had.
    pub fn find_url(&self, url: &str) -> Result<Option<Source<'static>>, UrlError> {
        urls::open(url, self)
    }

    /// The inputs that `name` stands for: what [`Sources::find`] finds, and for a
    /// directory all jar files in it too.
    ///
    /// # Errors
    ///
    /// As for `find`, or that there is nothing.
    pub fn find_all(&self, name: &str) -> Result<Vec<Input>, String> {
        let Some(input) = self.find(name)? else {
            return Err(format!("class not found: {name}"));
        };
        let mut inputs = Vec::new();
        if let Input::Directory(directory) = &input {
            for extension in JAR_EXTENSIONS {
                for Entry { place, .. } in directory_entries(directory, extension)? {
                    let EntryPlace::File(path) = place else { continue };
                    inputs.extend(self.file(&path)?);
                }
            }
        }
        inputs.insert(0, input);
        Ok(inputs)
    }

    /// The class called `name`, its nested classes separated by dollar signs or
    /// dots.
    ///
    /// # Errors
    ///
    /// Why it is there but cannot be read.
    pub fn find_class(&self, name: &str) -> Result<Option<Source<'static>>, String> {
        let mut candidate = name.to_owned();
        loop {
            if let Some(source) = self.class(&candidate.replace('.', "/"))? {
                return Ok(Some(Source { name: name.to_owned(), ..source }));
            }
            let Some(dot) = candidate.rfind('.') else { return Ok(None) };
            candidate.replace_range(dot..=dot, "$");
        }
    }

    /// A file by its kind; `None` if it is of another.
    fn file(&self, path: &Path) -> Result<Option<Input>, String> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        Ok(Some(match extension {
            Some("class") => file(path).map(Input::Class).map_err(|e| failed(path, &e))?,
            Some(extension) if JAR_EXTENSIONS.contains(&extension) => {
                let jar = Jar::open(path).map_err(|e| failed(path, &e))?;
                Input::Jar(jar, path.to_owned())
            }
            _ => match Image::open(path) {
                Ok(image) => Input::Image {
                    image: Box::new(image),
                    path: path.to_owned(),
                    module: self.module.clone(),
                },
                Err(ImageError::NotAnImage) => return Ok(None),
                Err(error) => return Err(failed(path, &error)),
            },
        }))
    }

    /// A resource of a module of the image.
    ///
    /// # Errors
    ///
    /// What is wrong with the image.
    pub(super) fn resource(&self, module: &str, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some((image, path)) = &self.system else { return Ok(None) };
        let found = image.find(module.as_bytes(), name.as_bytes());
        Ok(found.map_err(|error| failed(path, &error))?.map(Cow::into_owned))
    }

    /// The class with this internal name.
    ///
    /// # Errors
    ///
    /// Why it is there but cannot be read.
    pub fn class(&self, internal_name: &str) -> Result<Option<Source<'static>>, String> {
        if let Some(module) = &self.module {
            let roots = |places: &[PathBuf]| -> Vec<Place> {
                places.iter().filter_map(|place| root_of(place, module)).map(Place::from).collect()
            };
            if let Some(found) = self.on_path(&roots(&self.upgraded_modules), internal_name)? {
                return Ok(Some(found));
            }
            if let Some(found) = self.system_class(internal_name)? {
                return Ok(Some(found));
            }
            return self.on_path(&roots(&self.modules), internal_name);
        }
        if let Some(found) = self.on_path(&self.before_system, internal_name)? {
            return Ok(Some(found));
        }
        if let Some(found) = self.system_class(internal_name)? {
            return Ok(Some(found));
        }
        match self.on_path(&self.after_system, internal_name)? {
            Some(found) => Ok(Some(found)),
            None => self.on_path(&self.class_path, internal_name),
        }
    }

    /// A class of the image.
    fn system_class(&self, internal_name: &str) -> Result<Option<Source<'static>>, String> {
        let Some((image, path)) = &self.system else { return Ok(None) };
        let failed = |error| failed(path, &error);
        let found = match &self.module {
            Some(module) => image
                .find(module.as_bytes(), format!("{internal_name}.class").as_bytes())
                .map_err(failed)?
                .map(|bytes| (module.clone(), bytes)),
            None => image
                .find_class(internal_name.as_bytes())
                .map_err(failed)?
                .map(|c| (String::from_utf8_lossy(c.module).into_owned(), c.bytes)),
        };
        Ok(found.map(|(module, bytes)| Source {
            name: internal_name.to_owned(),
            bytes: bytes.into_owned().into(),
            location: format!("jrt:/{module}/{internal_name}.class"),
            modified: modified(path),
        }))
    }

    /// A class in one of these directories and jars.
    fn on_path(
        &self,
        elements: &[Place],
        internal_name: &str,
    ) -> Result<Option<Source<'static>>, String> {
        for element in elements {
            if element.path.is_dir() {
                let path = element.path.join(format!("{internal_name}.class"));
                if path.is_file() {
                    return file(&path).map(Some).map_err(|e| failed(&path, &e));
                }
            } else if let Some(jar) = element.jar()
                && let Some(source) = self.jar_class(jar, &element.path, internal_name)?
            {
                return Ok(Some(source));
            }
        }
        Ok(None)
    }

    /// The content of a file on the class path.
    pub fn text_on_class_path(&self, path: &str) -> Option<String> {
        let bytes = self.class_path.iter().find_map(|place| match place.path.is_dir() {
            true => std::fs::read(place.path.join(path)).ok(),
            false => {
                let jar = place.jar()?;
                jar.read(&jar.find(path.as_bytes())?).ok()
            }
        });
        bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn jar_class(
        &self,
        jar: &Jar,
        path: &Path,
        internal_name: &str,
    ) -> Result<Option<Source<'static>>, String> {
        let name = format!("{internal_name}.class");
        let Some(entry) = jar.find_versioned(name.as_bytes(), self.feature) else {
            return Ok(None);
        };
        let shown = if self.versions_hidden { name.as_bytes() } else { entry.name };
        let bytes = jar.read(&entry).map_err(|e| failed(path, &e))?;
        Ok(Some(Source {
            name: internal_name.to_owned(),
            bytes: bytes.into(),
            location: jar_location(path, &String::from_utf8_lossy(shown)),
            modified: entry_date(&entry),
        }))
    }
}

/// The directory or jar of the module `name` at an element of a module path: the
/// element itself, or what lies in that directory.
fn root_of(element: &Path, name: &str) -> Option<PathBuf> {
    let is_it = |path: &PathBuf| module_name(path).is_some_and(|found| found == name);
    let own = element.to_owned();
    if is_it(&own) {
        return Some(own);
    }
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(element).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    inside.sort();
    inside.into_iter().find(is_it)
}

/// The name of the module that a directory or jar has.
fn module_name(path: &Path) -> Option<String> {
    const DESCRIPTOR: &str = "module-info.class";
    let bytes = if path.is_dir() {
        std::fs::read(path.join(DESCRIPTOR)).ok()?
    } else {
        let jar = Jar::open(path).ok()?;
        jar.read(&jar.find(DESCRIPTOR.as_bytes())?).ok()?
    };
    let class = ClassFile::parse(&bytes, Level::Scan).ok()?;
    let module = match class.attributes().decode_kind(AttributeKind::Module) {
        Ok(Some(AttributeData::Module(module))) => module,
        _ => return None,
    };
    Some(decoded(class.constant_pool().module_name(module.name).ok()?).into_owned())
}
