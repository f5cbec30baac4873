//! Looking up what the words of a command line stand for.

use std::path::{Path, PathBuf};

use archive::classpath;
use archive::jar::Jar;
use archive::jdk_home::Jdk;
use archive::jimage::Image;

use super::{
    Entry, Input, Place, Source, absolute, directory_entries, entry_date, failed, file,
    jar_location, modified,
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
    /// `--system`.
    pub system: Option<String>,
    /// `--multi-release`.
    pub multi_release: Option<u16>,
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
            return Jdk::at(Path::new(home)).map(Some).map_err(|error| error.to_string());
        }
        let any = Jdk::find(None, |name| std::env::var_os(name)).ok();
        let Some(wanted) = wanted else { return Ok(any) };
        let fits = |jdk: &Jdk| jdk.release.feature() == Some(wanted);
        Ok(any.clone().filter(fits).or_else(|| Jdk::of_release(wanted)).or(any))
    }
}

/// Looks classes up.
pub struct Sources {
    system: Option<(Image, PathBuf)>,
    class_path: Vec<PathBuf>,
    module: Option<String>,
    feature: u16,
}

impl Sources {
    /// The places that the options name, with the classes of `jdk`.
    ///
    /// # Errors
    ///
    /// What is wrong with the image of the JDK.
    pub fn new(scope: &Scope, jdk: Option<&Jdk>) -> Result<Sources, String> {
        let image = jdk.map(Jdk::image);
        let system = match image {
            Some(path) => Some((Image::open(&path).map_err(|e| failed(&path, &e))?, path)),
            None => None,
        };
        let class_path = scope.class_path.as_deref().unwrap_or(".");
        let class_path = classpath::expand_wildcards(class_path);
        Ok(Sources {
            system,
            class_path: classpath::split(&class_path).map(PathBuf::from).collect(),
            module: scope.module.clone(),
            feature: scope.multi_release.unwrap_or(BASE_FEATURE),
        })
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
        if let Some(url) = name.strip_prefix("jar:file:") {
            return jar_url(name, url);
        }
        let path = Path::new(name.strip_prefix("file://").unwrap_or(name));
        if path.is_dir() {
            return Ok(Some(Input::Directory(path.to_owned())));
        }
        if !path.is_file() {
            return Ok(None);
        }
        let mut input = self.file(path)?;
        if let Input::Class(source) = &mut input {
            name.clone_into(&mut source.name);
        }
        Ok(Some(input))
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
                    let Place::File(path) = place else { continue };
                    inputs.push(self.file(&path)?);
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

    fn file(&self, path: &Path) -> Result<Input, String> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            Some("class") => file(path).map(Input::Class).map_err(|e| failed(path, &e)),
            Some(extension) if JAR_EXTENSIONS.contains(&extension) => {
                let jar = Jar::open(path).map_err(|e| failed(path, &e))?;
                Ok(Input::Jar(jar, path.to_owned()))
            }
            _ => {
                let image = Box::new(Image::open(path).map_err(|e| failed(path, &e))?);
                Ok(Input::Image { image, path: path.to_owned(), module: self.module.clone() })
            }
        }
    }

    /// The class with this internal name.
    fn class(&self, internal_name: &str) -> Result<Option<Source<'static>>, String> {
        if let Some((image, path)) = &self.system {
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
            if let Some((module, bytes)) = found {
                return Ok(Some(Source {
                    name: internal_name.to_owned(),
                    bytes: bytes.into_owned().into(),
                    location: format!("jrt:/{module}/{internal_name}.class"),
                    modified: modified(path),
                }));
            }
        }
        if self.module.is_some() {
            return Ok(None);
        }
        for element in &self.class_path {
            if element.is_dir() {
                let path = element.join(format!("{internal_name}.class"));
                if path.is_file() {
                    return file(&path).map(Some).map_err(|e| failed(&path, &e));
                }
            } else if let Ok(jar) = Jar::open(element)
                && let Some(source) = self.jar_class(&jar, element, internal_name)?
            {
                return Ok(Some(source));
            }
        }
        Ok(None)
    }

    fn jar_class(
        &self,
        jar: &Jar,
        path: &Path,
        internal_name: &str,
    ) -> Result<Option<Source<'static>>, String> {
        let entry = format!("{internal_name}.class");
        let Some(entry) = jar.find_versioned(entry.as_bytes(), self.feature) else {
            return Ok(None);
        };
        let bytes = jar.read(&entry).map_err(|e| failed(path, &e))?;
        Ok(Some(Source {
            name: internal_name.to_owned(),
            bytes: bytes.into(),
            location: jar_location(path, &String::from_utf8_lossy(entry.name)),
            modified: entry_date(&entry),
        }))
    }
}

fn jar_url(url: &str, rest: &str) -> Result<Option<Input>, String> {
    let Some((path, entry)) = rest.split_once("!/") else { return Ok(None) };
    let path = Path::new(path.strip_prefix("//").unwrap_or(path));
    let failed = |error| failed(path, &error);
    let jar = Jar::open(path).map_err(failed)?;
    let Some(entry) = jar.find(entry.as_bytes()) else { return Ok(None) };
    let bytes = jar.read(&entry).map_err(failed)?;
    Ok(Some(Input::Class(Source {
        name: url.to_owned(),
        bytes: bytes.into(),
        location: url.to_owned(),
        modified: modified(&absolute(path)),
    })))
}
