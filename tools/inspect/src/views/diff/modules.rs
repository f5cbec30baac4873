//! What others see of a module declaration (JLS 13.3).

use std::collections::{BTreeMap, BTreeSet};

use base::{AccessFlags, CpIndex};
use classfile::module::{Exports, List};
use classfile::{AttributeData, AttributeKind, ClassFile, ConstantPool};

use super::change::{Changes, Effect};
use crate::symbolic::MODULE_OPEN;
use crate::text::{decoded, dotted};

/// A module declaration by its directives.
pub(super) struct ModuleApi {
    pub(super) name: String,
    open: bool,
    /// Packages, with the modules that they are exported to; all if there are none.
    exports: BTreeMap<String, BTreeSet<String>>,
    opens: BTreeMap<String, BTreeSet<String>>,
    /// Modules, and whether whoever reads this one reads them too.
    requires: BTreeMap<String, bool>,
    uses: BTreeSet<String>,
    /// Services with their providers.
    provides: BTreeMap<String, BTreeSet<String>>,
}

impl ModuleApi {
    /// The declaration that a class file has, if it is one of a module.
    pub(super) fn of(class: &ClassFile<'_>) -> Option<ModuleApi> {
        let pool = class.constant_pool();
        let data = class.attributes().decode_kind(AttributeKind::Module).ok()??;
        let AttributeData::Module(module) = data else { return None };
        let text = |bytes: &[u8]| dotted(&decoded(bytes)).into_owned();
        let package = |index| pool.package_name(index).map_or(String::new(), text);
        let class_name = |index| pool.class_name(index).map_or(String::new(), text);
        let packages = |table: List<'_, Exports<'_>>| {
            table.iter().map(|e| (package(e.package), modules(pool, e.to.iter()))).collect()
        };
        Some(ModuleApi {
            name: format!("module {}", module_name(pool, module.name)),
            open: module.flags.intersects(MODULE_OPEN),
            exports: packages(module.exports),
            opens: packages(module.opens),
            requires: module
                .requires
                .iter()
                .map(|r| {
                    let transitive = r.flags.intersects(AccessFlags::TRANSITIVE);
                    (module_name(pool, r.module), transitive)
                })
                .collect(),
            uses: module.uses.iter().map(class_name).collect(),
            provides: module
                .provides
                .iter()
                .map(|p| (class_name(p.service), p.with.iter().map(class_name).collect()))
                .collect(),
        })
    }

    /// What a module declaration is called.
    pub(super) fn symbol(class: &ClassFile<'_>) -> Option<String> {
        ModuleApi::of(class).map(|module| module.name)
    }

    /// The packages that every module may use.
    pub(super) fn exported_to_all(&self) -> impl Iterator<Item = &str> {
        self.exports.iter().filter(|(_, to)| to.is_empty()).map(|(package, _)| package.as_str())
    }
}

fn module_name(pool: &ConstantPool<'_>, index: CpIndex) -> String {
    pool.module_name(index).map_or(String::new(), |name| decoded(name).into_owned())
}

fn modules(pool: &ConstantPool<'_>, indices: impl Iterator<Item = CpIndex>) -> BTreeSet<String> {
    indices.map(|index| module_name(pool, index)).collect()
}

const SECTION: &str = "13.3";

impl Changes<'_> {
    /// A module declaration (JLS §13.3).
    pub(super) fn module(&mut self, old: &ModuleApi, new: &ModuleApi) {
        if old.open != new.open {
            let (what, effect) = match new.open {
                true => ("is open now", Effect::Compatible),
                false => ("is no longer open", Effect::Behavioural),
            };
            self.add(what, effect, SECTION);
        }
        self.packages("exports", &old.exports, &new.exports, Effect::Binary);
        self.packages("opens", &old.opens, &new.opens, Effect::Behavioural);
        for (module, transitive) in &old.requires {
            match new.requires.get(module) {
                // Those who read this module no longer read the other.
                None if *transitive => {
                    let what = format!("no longer requires {module} transitively");
                    self.add(what, Effect::Binary, SECTION);
                }
                None => {
                    self.add(format!("no longer requires {module}"), Effect::Compatible, SECTION)
                }
                Some(now) if now != transitive => {
                    let (adverb, effect) = match now {
                        true => ("transitively now", Effect::Compatible),
                        false => ("no longer transitively", Effect::Binary),
                    };
                    self.add(format!("requires {module} {adverb}"), effect, SECTION);
                }
                Some(_) => {}
            }
        }
        for module in new.requires.keys().filter(|module| !old.requires.contains_key(*module)) {
            self.add(format!("requires {module} now"), Effect::Compatible, SECTION);
        }
        for service in old.uses.difference(&new.uses) {
            self.add(format!("no longer uses {service}"), Effect::Behavioural, SECTION);
        }
        for service in new.uses.difference(&old.uses) {
            self.add(format!("uses {service} now"), Effect::Behavioural, SECTION);
        }
        let none = BTreeSet::new();
        let services: BTreeSet<&String> = old.provides.keys().chain(new.provides.keys()).collect();
        for service in services {
            let before = old.provides.get(service).unwrap_or(&none);
            let after = new.provides.get(service).unwrap_or(&none);
            for class in before.difference(after) {
                let what = format!("no longer provides {service} with {class}");
                self.add(what, Effect::Behavioural, SECTION);
            }
            for class in after.difference(before) {
                let what = format!("provides {service} with {class} now");
                self.add(what, Effect::Behavioural, SECTION);
            }
        }
    }

    fn packages(
        &mut self,
        verb: &str,
        old: &BTreeMap<String, BTreeSet<String>>,
        new: &BTreeMap<String, BTreeSet<String>>,
        lost: Effect,
    ) {
        let to = |modules: &BTreeSet<String>| match modules.is_empty() {
            true => "all modules".to_owned(),
            false => modules.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        };
        // Exports to some modules are an affair among friends.
        let own_visible = self.visible;
        for (package, before) in old {
            self.visible = own_visible
                && (before.is_empty() || new.get(package).is_some_and(BTreeSet::is_empty));
            match new.get(package) {
                None => {
                    // Only those that are named have lost anything.
                    let effect = if before.is_empty() { lost } else { Effect::Compatible };
                    self.add(
                        format!("no longer {verb} {package} to {}", to(before)),
                        effect,
                        SECTION,
                    );
                }
                Some(after) if after != before => {
                    let effect = if before.is_empty() { lost } else { Effect::Compatible };
                    let what =
                        format!("{verb} {package} to {}, it was to {}", to(after), to(before));
                    self.add(what, effect, SECTION);
                }
                Some(_) => {}
            }
        }
        for (package, after) in new.iter().filter(|(package, _)| !old.contains_key(*package)) {
            self.visible = own_visible && after.is_empty();
            self.add(format!("{verb} {package} to {} now", to(after)), Effect::Compatible, SECTION);
        }
        self.visible = own_visible;
    }
}
