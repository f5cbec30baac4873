//! The system properties that the VM itself supplies
//! (`SystemProps.Raw.vmProperties`); everything else the class library adds.

use crate::launcher::VM_NAME;
use crate::thread::Library;
use std::path::Path;

/// `java.vm.vendor`.
const VM_VENDOR: &str = "Peaberry";
/// `java.vm.version`.
pub(super) const VM_VERSION: &str = env!("CARGO_PKG_VERSION");
/// Where `java` searches for native libraries after `LD_LIBRARY_PATH`.
const LIBRARY_PATH: &str = "/usr/java/packages/lib:/usr/lib64:/lib64:/lib:/usr/lib";

/// Properties that no option changes.
const UNCHANGEABLE: &[&str] = &[
    "java.vm.specification.name",
    "java.vm.specification.vendor",
    "java.vm.specification.version",
    "java.vm.version",
    "java.vm.name",
    "java.vm.vendor",
    "java.vm.info",
    "java.home",
    "jdk.debug",
];

/// `java.vm.info`.
pub(super) fn vm_information() -> &'static str {
    "interpreted mode"
}

/// All properties of the VM in the order in which `java` has them. `given` are
/// those of the command line.
pub(super) fn vm_properties(
    home: &Path,
    library: Library,
    boot_append: &str,
    given: &[(String, String)],
) -> Vec<(String, String)> {
    let home = home.to_string_lossy();
    let feature = library.feature().to_string();
    let boot_libraries = format!("{home}/lib");
    let class_path =
        given.iter().find(|(key, _)| key == "java.class.path").map_or("", |(_, value)| value);
    let libraries = match std::env::var("LD_LIBRARY_PATH") {
        Ok(first) if !first.is_empty() => format!("{first}:{LIBRARY_PATH}"),
        _ => LIBRARY_PATH.to_owned(),
    };
    let fixed = [
        ("java.vm.specification.name", "Java Virtual Machine Specification"),
        ("java.vm.version", VM_VERSION),
        ("java.vm.name", VM_NAME),
        ("jdk.debug", "release"),
        ("sun.boot.library.path", &boot_libraries),
        ("java.library.path", &libraries),
        ("java.home", &home),
        ("java.class.path", class_path),
        ("jdk.boot.class.path.append", boot_append),
        ("java.vm.info", vm_information()),
        ("java.vm.specification.vendor", "Oracle Corporation"),
        ("java.vm.specification.version", &feature),
        ("java.vm.vendor", VM_VENDOR),
    ];
    let mut properties: Vec<(String, String)> =
        fixed.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    let changeable = |key: &str| !UNCHANGEABLE.contains(&key);
    for (key, value) in given.iter().filter(|(key, _)| changeable(key)) {
        match properties.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => old.clone_from(value),
            None => properties.push((key.clone(), value.clone())),
        }
    }
    properties
}
