//! Where the boot loader finds class files: the packages of the run-time image,
//! then the appended class path (`-Xbootclasspath/a`).

use crate::model::{Throw, VmException};
use crate::thread::Vm;
use archive::classpath::ClassPath;
use archive::jimage::{Image, ImageError};
use std::borrow::Cow;

/// The run-time image and the appended path of one VM.
pub(super) struct BootPath {
    image: Image,
    append: ClassPath,
    feature: u16,
}

/// A class file for the boot loader.
pub(super) struct BootClassFile {
    pub(super) bytes: Cow<'static, [u8]>,
    /// Where it comes from, as `-Xlog:class+load` prints it.
    pub(super) source: String,
    /// Whether it is part of the class library's image, hence trusted.
    pub(super) trusted: bool,
}

impl BootPath {
    /// Opens the image of the configured class library.
    pub(super) fn open(vm: &Vm) -> Result<BootPath, ImageError> {
        let image = Image::open(&vm.config.java_home.join("lib/modules"))?;
        let mut append = ClassPath::default();
        for element in &vm.config.boot_append {
            append.push(&element.to_string_lossy());
        }
        Ok(BootPath { image, append, feature: vm.library().feature() as u16 })
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
            let defined = vm.symbols.lookup(package).and_then(|package| {
                vm.boot_loader.packages.get(&package).map(|entry| *entry.value())
            });
            defined.and_then(|module| module.name).is_some_and(|name| name.as_bytes() == *module)
        });
        Ok(usable)
    }

    /// The class file of a class, by internal name.
    pub(super) fn find(
        &'static self,
        vm: &Vm,
        name: &[u8],
    ) -> Result<Option<BootClassFile>, Throw> {
        let package_end = name.iter().rposition(|&byte| byte == b'/').unwrap_or(0);
        if let Some(module) = self.module_of_package(vm, &name[..package_end])? {
            let path = [name, b".class"].concat();
            let Some(bytes) = self.image.find(module, &path).map_err(unreadable)? else {
                return Ok(None);
            };
            let source = format!("jrt:/{}", String::from_utf8_lossy(module));
            return Ok(Some(BootClassFile { bytes, source, trusted: true }));
        }
        self.find_appended(name)
    }

    fn find_appended(&self, name: &[u8]) -> Result<Option<BootClassFile>, Throw> {
        if self.append.is_empty() {
            return Ok(None);
        }
        let Ok(name) = std::str::from_utf8(name) else { return Ok(None) };
        let found = self.append.find(&format!("{name}.class"), self.feature);
        // A jar that cannot be read counts as having nothing, as in the
        // reference implementation.
        Ok(found.ok().flatten().map(|found| BootClassFile {
            bytes: Cow::Owned(found.bytes),
            source: found.element.display().to_string(),
            trusted: false,
        }))
    }
}

fn unreadable(error: ImageError) -> Throw {
    Throw::new(VmException::Internal, format!("the run-time image is damaged: {error}"))
}
