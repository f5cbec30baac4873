//! Whether assertions are enabled (`Class.desiredAssertionStatus0`, `-ea`, `-da`).

use crate::model::ClassRef;
use crate::thread::{AssertionTarget, JavaThread};

/// The status that the command line asks for: system classes have their own
/// switch, for others the last directive that names the class, else the last
/// that names the nearest package, else the last general one.
pub fn desired_assertion_status(t: &JavaThread, class: ClassRef) -> bool {
    let config = &t.vm().config;
    let name = class.binary_name();
    let directives = || config.assertions.iter().rev();
    let of_class = directives().find_map(|directive| match &directive.target {
        AssertionTarget::Class(target) if *target == name => Some(directive.enable),
        _ => None,
    });
    if let Some(enable) = of_class {
        return enable;
    }
    let mut package = name.rsplit_once('.').map_or("", |(package, _)| package);
    loop {
        let of_package = directives().find_map(|directive| match &directive.target {
            AssertionTarget::Package(target) if target == package => Some(directive.enable),
            _ => None,
        });
        if let Some(enable) = of_package {
            return enable;
        }
        match package.rsplit_once('.') {
            Some((outer, _)) => package = outer,
            None => break,
        }
    }
    if class.loader.is_boot() {
        return config.system_assertions;
    }
    directives()
        .find_map(|directive| match directive.target {
            AssertionTarget::All => Some(directive.enable),
            _ => None,
        })
        .unwrap_or(false)
}
