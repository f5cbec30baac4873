//! The class file of a class, read again at run time.

use crate::model::ClassRef;
use classfile::{BootstrapMethod, ClassFile, ConstantPool, Level};

/// The class file of a class; none for arrays and primitives.
pub fn class_file(class: ClassRef) -> Option<ClassFile<'static>> {
    // A class file that was accepted once is accepted again.
    ClassFile::parse(class.as_ref_static().bytes, Level::Scan).ok()
}

/// The constant pool of a class.
pub fn constant_pool(class: ClassRef) -> ConstantPool<'static> {
    let class = class.as_ref_static();
    ConstantPool::from_parts(class.bytes, class.pool.offsets)
}

/// Constant-pool index of the class itself.
pub(super) fn this_class(class: ClassRef) -> u16 {
    class_file(class).map_or(0, |file| file.this_class().0)
}

/// The names in `PermittedSubclasses`, `None` if the class is not sealed.
pub(super) fn permitted_subclasses(class: ClassRef) -> Option<Vec<&'static [u8]>> {
    let file = class_file(class)?;
    let permitted = file.permitted_subclasses().ok().flatten()?;
    let pool = constant_pool(class);
    Some(permitted.iter().filter_map(|index| pool.class_name(index).ok()).collect())
}

/// Constant-pool index in `NestHost`.
pub(super) fn nest_host(class: ClassRef) -> Option<u16> {
    class_file(class)?.nest_host().ok().flatten().map(|index| index.0)
}

/// The names in `NestMembers`.
pub(super) fn nest_members(class: ClassRef) -> Vec<&'static [u8]> {
    let Some(file) = class_file(class) else { return Vec::new() };
    let pool = constant_pool(class);
    let members = file.nest_members().unwrap_or_default();
    members.iter().filter_map(|index| pool.class_name(index).ok()).collect()
}

/// An entry of `BootstrapMethods`.
pub(super) fn bootstrap_method(
    class: ClassRef,
    index: base::BootstrapIndex,
) -> Option<BootstrapMethod<'static>> {
    let methods = class_file(class)?.bootstrap_methods().ok().flatten()?;
    methods.iter().nth(usize::from(index.0))
}
