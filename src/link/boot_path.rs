//! Where the boot loader finds class files: what `--patch-module` puts before a
//! module, the packages of the run-time image, then the appended class path
//! (`-Xbootclasspath/a`).

use crate::model::{Throw, VmException};
use crate::thread::Vm;
use archive::classpath::ClassPath;
use archive::jimage::{Image, ImageError};
use base::symbol::Symbol;
use std::borrow::Cow;
use std::collections::HashMap;

/// The run-time image and the appended path of one VM.
pub(super) struct BootPath {
    image: Image,
    append: ClassPath,
    /// By module.
    patches: HashMap<Vec<u8>, ClassPath>,
    feature: u16,
}

/// A class file for the boot loader.
pub(super) struct BootClassFile {
    pub(super) bytes: Cow<'static, [u8]>,
    /// Where it comes from, as `-Xlog:class+load` prints it.
    pub(super) source: String,
    pub(super) origin: Origin,
}

/// Which of the boot loader's places has a class file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The class library's image, hence trusted.
    Image,
    /// A patch of a module.
    Patch,
    /// The appended class path.
    Appended,
}

impl BootPath {
    /// Opens the image of the configured class library.
    pub(super) fn open(vm: &Vm) -> Result<BootPath, ImageError> {
        let image = Image::open(&vm.config.java_home.join("lib/modules"))?;
        let mut append = ClassPath::default();
        for element in &vm.config.boot_append {
            append.push(&element.to_string_lossy());
        }
        let feature = vm.library().feature() as u16;
        Ok(BootPath { image, append, patches: patches(&vm.config.properties), feature })
    }

    /// The mapped image.
    pub(super) fn image(&self) -> &Image {
        &self.image
    }

    /// The module of the image that has this package, if the boot loader may
    /// define classes of it.
    pub(super) fn module_of_package(
        &self,
        vm: &Vm,
        package: &[u8],
    ) -> Result<Option<&[u8]>, Throw> {
        let module = self.image.module_of_package(package).map_err(unreadable)?;
        let usable = module.filter(|module| {
            // Before the module system defines modules there is java.base only.
            if vm.java_base.get().is_none() {
                return *module == b"java.base";
            }
            defined_module(vm, package).is_some_and(|name| name.as_bytes() == *module)
        });
        Ok(usable)
    }

    /// The class file from a patch of the module that the boot loader defines the
    /// package's classes in.
    fn find_patch(
        &self,
        vm: &Vm,
        package: &[u8],
        name: &[u8],
    ) -> Result<Option<BootClassFile>, Throw> {
        if self.patches.is_empty() {
            return Ok(None);
        }
        let defined = defined_module(vm, package);
        let module = match defined.as_ref().map(Symbol::as_bytes) {
            None => self.module_of_package(vm, package)?,
            module => module,
        };
        let patch = module.and_then(|module| self.patches.get(module));
        Ok(patch.and_then(|patch| self.find_file(patch, name, Origin::Patch)))
    }

    /// The class file of a class, by internal name.
    pub(super) fn find(
        &'static self,
        vm: &Vm,
        name: &[u8],
    ) -> Result<Option<BootClassFile>, Throw> {
        let package_end = name.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
        let package = &name[..package_end];
        if let Some(patched) = self.find_patch(vm, package, name)? {
            return Ok(Some(patched));
        }
        if let Some(module) = self.module_of_package(vm, package)? {
            let path = [name, b".class"].concat();
            let Some(bytes) = self.image.find(module, &path).map_err(unreadable)? else {
                return Ok(None);
            };
            let source = format!("jrt:/{}", String::from_utf8_lossy(module));
            return Ok(Some(BootClassFile { bytes, source, origin: Origin::Image }));
        }
        Ok(self.find_file(&self.append, name, Origin::Appended))
    }

    fn find_file(&self, path: &ClassPath, name: &[u8], origin: Origin) -> Option<BootClassFile> {
        if path.is_empty() {
            return None;
        }
        let name = std::str::from_utf8(name).ok()?;
        // A jar that cannot be read counts as having nothing, as in the
        // reference implementation.
        let found = path.find(&format!("{name}.class"), self.feature).ok().flatten()?;
        Some(BootClassFile {
            source: found.element.display().to_string(),
            bytes: Cow::Owned(found.bytes),
            origin,
        })
    }
}

/// The name of the module that the boot loader defines the package's classes in.
fn defined_module(vm: &Vm, package: &[u8]) -> Option<Symbol> {
    let package = vm.symbols.lookup(package)?;
    vm.boot_loader.packages.get(&package).and_then(|entry| entry.value().name)
}

/// The values of `--patch-module`, as the launcher hands them over.
fn patches(properties: &[(String, String)]) -> HashMap<Vec<u8>, ClassPath> {
    let mut patches: HashMap<Vec<u8>, ClassPath> = HashMap::new();
    for (name, value) in properties {
        if !name.starts_with("jdk.module.patch.") {
            continue;
        }
        let Some((module, path)) = value.split_once('=') else { continue };
        let patch = patches.entry(module.as_bytes().to_vec()).or_default();
        path.split(':').for_each(|element| patch.push(element));
    }
    patches
}

fn unreadable(error: ImageError) -> Throw {
    Throw::new(VmException::Internal, format!("the run-time image is damaged: {error}"))
}
