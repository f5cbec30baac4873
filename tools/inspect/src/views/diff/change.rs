//! Changes and what they mean for those who use a class (JLS 13).

use std::collections::HashSet;

use base::AccessFlags;

use super::api::{Api, MemberApi, is_visible};

/// What a change does to users of the class.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Effect {
    /// Nothing that they would notice.
    Compatible,
    /// Compiled users go on to link, but may behave differently.
    Behavioural,
    /// Users may have to be changed when they are compiled again.
    Source,
    /// Compiled users may fail to link; nor do they compile.
    Binary,
}

impl Effect {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Effect::Compatible => "compatible",
            Effect::Behavioural => "behavioural",
            Effect::Source => "source incompatible",
            Effect::Binary => "binary incompatible",
        }
    }
}

/// A difference between two states of a class.
#[derive(Debug, serde::Serialize)]
pub(super) struct Change {
    /// The class or member.
    pub(super) symbol: String,
    pub(super) what: String,
    pub(super) effect: Effect,
    /// The section of JLS (17) that tells so.
    pub(super) section: &'static str,
    /// Whether users outside of the package can see it.
    pub(super) visible: bool,
    /// The difference of the code.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) code: String,
}

/// All supertypes of a class with their interfaces, as one of the states has them.
pub(super) trait Supertypes {
    /// Names of all supertypes.
    fn all(&self, class: &Api) -> HashSet<String>;
    /// Whether a supertype has a member of this name and descriptor that is
    /// visible as far as `flags` says.
    fn inherits(&self, class: &Api, member: &MemberApi, key: (&[u8], &[u8])) -> bool;
    /// Whether a class is an exception that no `throws` clause has to name.
    fn is_unchecked(&self, exception: &str) -> bool;
}

/// Gathers the changes of one class.
pub(super) struct Changes<'s> {
    pub(super) list: Vec<Change>,
    pub(super) visible: bool,
    pub(super) symbol: String,
    pub(super) old_types: &'s dyn Supertypes,
    pub(super) new_types: &'s dyn Supertypes,
}

impl Changes<'_> {
    /// Adds a change of what `symbol` names.
    pub(super) fn add(&mut self, what: impl Into<String>, effect: Effect, section: &'static str) {
        self.list.push(Change {
            symbol: self.symbol.clone(),
            what: what.into(),
            // Nobody outside of the package notices changes of what is not visible.
            effect: if self.visible { effect } else { Effect::Compatible },
            section,
            visible: self.visible,
            code: String::new(),
        });
    }

    /// If a flag has been added or removed.
    fn flag(
        &mut self,
        (old, new): (AccessFlags, AccessFlags),
        (bit, name): (u16, &str),
        (added, removed): (Effect, Effect),
        section: &'static str,
    ) {
        match (old.intersects(bit), new.intersects(bit)) {
            (false, true) => self.add(format!("is {name} now"), added, section),
            (true, false) => self.add(format!("is no longer {name}"), removed, section),
            _ => {}
        }
    }

    /// If access has become narrower or wider.
    fn access(
        &mut self,
        (old, new): (AccessFlags, AccessFlags),
        (narrower, wider): (Effect, Effect),
        section: &'static str,
    ) {
        let (before, after) = (access(old), access(new));
        if before != after {
            let effect = if rank(after) < rank(before) { narrower } else { wider };
            self.add(format!("was {before}, is {after}"), effect, section);
        }
    }

    fn annotations(&mut self, old: &[String], new: &[String]) {
        for annotation in new.iter().filter(|a| !old.contains(a)) {
            self.add(format!("is annotated with {annotation} now"), Effect::Compatible, "13.4");
        }
        for annotation in old.iter().filter(|a| !new.contains(a)) {
            let what = format!("is no longer annotated with {annotation}");
            self.add(what, Effect::Compatible, "13.4");
        }
    }

    /// The class itself (JLS §13.4.1 to §13.4.5, §13.5.1 to §13.5.3).
    pub(super) fn class(&mut self, old: &Api, new: &Api) {
        use Effect::{Behavioural, Binary, Compatible, Source};
        let flags = (old.flags, new.flags);
        let kind = |flags: AccessFlags| match () {
            () if flags.is_annotation() => "an annotation interface",
            () if flags.is_interface() => "an interface",
            () if flags.is_enum() => "an enum",
            () => "a class",
        };
        if kind(old.flags) != kind(new.flags) {
            // Compiled users see interfaces apart from classes, and nothing else.
            let same = old.flags.is_interface() == new.flags.is_interface();
            let effect = if same { Source } else { Binary };
            self.add(format!("was {}, is {}", kind(old.flags), kind(new.flags)), effect, "13.4");
        }
        // A protected class is a public one once it is compiled.
        let hidden = !is_visible(new.flags);
        let narrower = if hidden { Binary } else { Source };
        let section = if old.flags.is_interface() { "13.5.1" } else { "13.4.3" };
        self.access((old.flags, new.flags), (narrower, Compatible), section);
        if !old.flags.is_interface() {
            let is_enum = old.flags.is_enum() && new.flags.is_enum();
            let effect = if is_enum { Compatible } else { Binary };
            self.flag(flags, (AccessFlags::ABSTRACT, "abstract"), (effect, Compatible), "13.4.1");
            self.flag(flags, (AccessFlags::FINAL, "final"), (effect, Compatible), "13.4.2.3");
        }
        // Constructors of inner classes have other descriptors, which is told there.
        self.flag(flags, (AccessFlags::STATIC, "static"), (Source, Source), "13.4");
        self.sealed(old, new);
        let old_supertypes = self.old_types.all(old);
        let new_supertypes = self.new_types.all(new);
        let supertypes = if old.flags.is_interface() { "13.5.3" } else { "13.4.4" };
        let mut lost: Vec<_> = old_supertypes.difference(&new_supertypes).collect();
        lost.sort();
        for name in lost {
            self.add(format!("is no longer a subtype of {name}"), Binary, supertypes);
        }
        let mut gained: Vec<_> = new_supertypes.difference(&old_supertypes).collect();
        gained.sort();
        for name in gained {
            self.add(format!("is a subtype of {name} now"), Compatible, supertypes);
        }
        if old.super_class != new.super_class {
            let name = |class: &Option<String>| class.clone().unwrap_or_else(|| "none".to_owned());
            let what =
                format!("superclass was {}, is {}", name(&old.super_class), name(&new.super_class));
            self.add(what, Behavioural, "13.4.4");
        }
        if old.signature != new.signature {
            self.add("generic signature has changed", Source, "13.4.5");
        }
        if old.components != new.components && old.components.is_some() {
            self.add("record components have changed", Source, "13.4.27");
        }
        self.annotations(&old.annotations, &new.annotations);
    }

    /// The version of the class file.
    pub(super) fn version(&mut self, old: u16, new: u16) {
        self.add(format!("class-file version was {old}, is {new}"), Effect::Compatible, "13.1");
    }

    /// Sealed classes and interfaces (JLS §13.4.2, §13.5.2).
    fn sealed(&mut self, old: &Api, new: &Api) {
        let interface = new.flags.is_interface();
        let section = if interface { "13.5.2" } else { "13.4.2.1" };
        match (&old.permitted, &new.permitted) {
            (None, Some(_)) => {
                // Nobody has extended a final class.
                let final_before = old.flags.is_final();
                let effect = if final_before { Effect::Compatible } else { Effect::Binary };
                self.add("is sealed now", effect, section);
            }
            (Some(_), None) => {
                let section = if interface { "13.5.2" } else { "13.4.2.2" };
                self.add("is no longer sealed", Effect::Source, section);
            }
            (Some(before), Some(after)) => {
                for name in after.iter().filter(|name| !before.contains(name)) {
                    // A switch over the subclasses may no longer be exhaustive.
                    self.add(format!("permits {name} now"), Effect::Source, section);
                }
                for name in before.iter().filter(|name| !after.contains(name)) {
                    self.add(format!("no longer permits {name}"), Effect::Binary, section);
                }
            }
            (None, None) => {}
        }
    }

    /// A member that only one of the states has.
    pub(super) fn one_sided(
        &mut self,
        class: &Api,
        key: (&[u8], &[u8]),
        member: &MemberApi,
        added: bool,
    ) {
        let is_method = key.1.starts_with(b"(");
        let (effect, section) = match (is_method, added) {
            (false, true) => (Effect::Compatible, "13.4.8"),
            // Compiled users have the value in line and do not look for the field.
            (false, false) if member.constant.is_some() && member.flags.is_static() => {
                (Effect::Source, "13.4.9")
            }
            (false, false) => (Effect::Binary, "13.4.8"),
            (true, true) if !member.flags.is_abstract() => {
                let interface = class.flags.is_interface();
                (Effect::Compatible, if interface { "13.5.4" } else { "13.4.12" })
            }
            // Those who implement the class lack the method, unless none can.
            (true, true) if class.flags.is_annotation() && member.has_default => {
                (Effect::Compatible, "13.5.8")
            }
            (true, true) if class.permitted.is_some() => (Effect::Compatible, "13.4.12"),
            (true, true) if class.flags.is_annotation() => (Effect::Source, "13.5.8"),
            (true, true) if class.flags.is_interface() => (Effect::Source, "13.5.4"),
            (true, true) => (Effect::Source, "13.4.12"),
            (true, false) => (Effect::Binary, "13.4.12"),
        };
        if added {
            self.add("has been added", effect, section);
        } else if key.0 != b"<init>" && self.new_types.inherits(class, member, key) {
            self.add("has moved to a supertype", Effect::Compatible, section);
        } else {
            self.add("has been removed", effect, section);
        }
    }

    /// A field that both states have (JLS §13.4.7 to §13.4.11).
    pub(super) fn field(&mut self, old: &MemberApi, new: &MemberApi) {
        use Effect::{Behavioural, Binary, Compatible, Source};
        let flags = (old.flags, new.flags);
        self.access(flags, (Binary, Compatible), "13.4.7");
        self.flag(flags, (AccessFlags::FINAL, "final"), (Binary, Compatible), "13.4.9");
        self.flag(flags, (AccessFlags::STATIC, "static"), (Binary, Binary), "13.4.10");
        let behaviour = (Behavioural, Behavioural);
        self.flag(flags, (AccessFlags::TRANSIENT, "transient"), behaviour, "13.4.11");
        self.flag(flags, (AccessFlags::VOLATILE, "volatile"), behaviour, "13.4.8");
        if old.constant != new.constant {
            let value = |constant: &Option<String>| match constant {
                Some(constant) => constant.clone(),
                None => "no constant".to_owned(),
            };
            // Compiled users have the old value in line.
            let what = format!("value was {}, is {}", value(&old.constant), value(&new.constant));
            self.add(what, Behavioural, "13.4.9");
        }
        if old.signature != new.signature {
            self.add("generic type has changed", Source, "13.4.8");
        }
        self.annotations(&old.annotations, &new.annotations);
    }

    /// A method that both states have (JLS §13.4.12 to §13.4.22).
    pub(super) fn method(&mut self, class: &Api, old: &MemberApi, new: &MemberApi) {
        use Effect::{Behavioural, Binary, Compatible, Source};
        let flags = (old.flags, new.flags);
        // Who overrides a protected method with one must not do so with a public one.
        let overridable = !old.is_constructor()
            && !old.flags.is_static()
            && !old.flags.is_final()
            && !class.flags.is_final()
            && is_visible(old.flags);
        let wider = if overridable { Source } else { Compatible };
        self.access(flags, (Binary, wider), "13.4.7");
        let section = if class.flags.is_interface() { "13.5.7" } else { "13.4.16" };
        self.flag(flags, (AccessFlags::ABSTRACT, "abstract"), (Binary, Compatible), section);
        // A final static method can only no longer be hidden.
        let finality = if old.flags.is_static() { Source } else { Binary };
        let finality = if class.flags.is_final() { Compatible } else { finality };
        self.flag(flags, (AccessFlags::FINAL, "final"), (finality, Compatible), "13.4.17");
        self.flag(flags, (AccessFlags::NATIVE, "native"), (Compatible, Compatible), "13.4.18");
        self.flag(flags, (AccessFlags::STATIC, "static"), (Binary, Binary), "13.4.19");
        let synchronized = (AccessFlags::SYNCHRONIZED, "synchronized");
        self.flag(flags, synchronized, (Behavioural, Behavioural), "13.4.20");
        self.flag(flags, (AccessFlags::VARARGS, "variable-arity"), (Compatible, Source), "13.4.14");
        if old.exceptions != new.exceptions {
            let list = |names: &[String]| {
                if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
            };
            let what = format!("threw {}, throws {}", list(&old.exceptions), list(&new.exceptions));
            let mut changed = (old.exceptions.iter().filter(|e| !new.exceptions.contains(e)))
                .chain(new.exceptions.iter().filter(|e| !old.exceptions.contains(e)));
            let unchecked =
                changed.all(|e| self.new_types.is_unchecked(e) || self.old_types.is_unchecked(e));
            self.add(what, if unchecked { Compatible } else { Source }, "13.4.21");
        }
        if old.signature != new.signature {
            self.add("generic signature has changed", Source, "13.4.13");
        }
        match (old.has_default, new.has_default) {
            (true, false) => self.add("has no default value any more", Source, "13.5.8"),
            (false, true) => self.add("has a default value now", Compatible, "13.5.8"),
            _ => {}
        }
        self.annotations(&old.annotations, &new.annotations);
    }

    /// The code of a method has changed (JLS §13.4.22).
    pub(super) fn body(&mut self, code: String) {
        self.add("code has changed", Effect::Behavioural, "13.4.22");
        if let Some(change) = self.list.last_mut() {
            change.code = code;
        }
    }

    /// A class that only one of the states has (JLS §13.3).
    pub(super) fn whole_class(&mut self, added: bool) {
        if added {
            self.add("has been added", Effect::Compatible, "13.3");
        } else {
            self.add("has been removed", Effect::Binary, "13.3");
        }
    }
}

fn access(flags: AccessFlags) -> &'static str {
    match () {
        () if flags.is_public() => "public",
        () if flags.is_protected() => "protected",
        () if flags.is_private() => "private",
        () => "package-private",
    }
}

fn rank(access: &str) -> usize {
    ["private", "package-private", "protected", "public"]
        .iter()
        .position(|&other| other == access)
        .unwrap_or(0)
}

/// Whether a member is visible in either state.
pub(super) fn visible_in_either(old: &MemberApi, new: &MemberApi) -> bool {
    is_visible(old.flags) || is_visible(new.flags)
}
