//! Verification (JVMS §4.10, §5.4.1): answers the verifier's questions about
//! other classes by loading them.

use super::access;
use super::constants;
use super::loading;
use super::lookup;
use crate::model::{ClassRef, Throw, VmException};
use crate::thread::JavaThread;
use base::access_flags::AccessFlags;
use std::cell::Cell;
use verify::{ErrorKind, Failure, Hierarchy, MemberKind, Verifier};

thread_local! {
    /// What this thread verifies with.
    static VERIFIER: Cell<Option<Box<Verifier>>> = const { Cell::new(None) };
}

/// Verifies a class unless it is trusted or the options leave it out.
///
/// # Errors
///
/// `VerifyError`, `ClassFormatError`, and what loading of the classes throws
/// that the verifier has to look at.
pub(super) fn verify(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    if !is_wanted(t, class) {
        return Ok(());
    }
    let Some(file) = constants::class_file(class) else { return Ok(()) };
    let mut loaded = Loaded { t, class };
    // A class that is verified meanwhile, by Java code that loads classes, finds none.
    let mut verifier = VERIFIER.take().unwrap_or_default();
    let outcome = verifier.verify(&file, &mut loaded);
    VERIFIER.set(Some(verifier));
    outcome.map_err(|failure| match failure {
        Failure::Hierarchy(throw) => throw,
        Failure::Invalid { kind, message, .. } => {
            let error = match kind {
                ErrorKind::Verify => VmException::Verify,
                ErrorKind::ClassFormat => VmException::ClassFormat,
            };
            Throw::new(error, message)
        }
    })
}

fn is_wanted(t: &JavaThread, class: ClassRef) -> bool {
    let config = &t.vm().config;
    let by_loader = if class.loader.is_boot() { config.verify_local } else { config.verify_remote };
    by_loader && !class.trusted && !access::is_magic(t, class)
}

/// The classes as the one being verified sees them.
struct Loaded<'a> {
    t: &'a JavaThread,
    class: ClassRef,
}

impl Loaded<'_> {
    fn load(&self, name: &[u8]) -> Result<ClassRef, Throw> {
        if name == self.class.name.as_bytes() {
            return Ok(self.class);
        }
        loading::load_class(self.t, self.class.loader, self.t.vm().symbols.intern(name))
    }

    /// A superclass, which is loaded already.
    fn loaded_superclass(&self, name: &[u8]) -> Option<ClassRef> {
        let mut at = self.class.super_class;
        while let Some(class) = at.filter(|class| class.name.as_bytes() != name) {
            at = class.super_class;
        }
        at
    }
}

impl Hierarchy for Loaded<'_> {
    type Error = Throw;

    fn is_interface(&mut self, class: &[u8]) -> Result<bool, Throw> {
        Ok(self.load(class)?.is_interface())
    }

    fn is_subclass(&mut self, class: &[u8], ancestor: &[u8]) -> Result<bool, Throw> {
        let ancestor = self.load(ancestor)?;
        Ok(self.load(class)?.is_assignable_to(ancestor))
    }

    fn superclass(&mut self, class: &[u8]) -> Result<Option<Box<[u8]>>, Throw> {
        Ok(self.load(class)?.super_class.map(|class| class.name.as_bytes().into()))
    }

    fn is_superclass_of_current(&mut self, name: &[u8]) -> bool {
        self.loaded_superclass(name).is_some()
    }

    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        name: &[u8],
        descriptor: &[u8],
        member: MemberKind,
    ) -> Result<bool, Throw> {
        let symbols = &self.t.vm().symbols;
        let (name, descriptor) = (symbols.intern(name), symbols.intern(descriptor));
        let class = match self.loaded_superclass(class) {
            Some(class) => class,
            None => self.load(class)?,
        };
        let elsewhere = |owner: ClassRef, flags: AccessFlags| {
            flags.is_protected() && !owner.same_package(&self.class)
        };
        Ok(match member {
            MemberKind::Field => lookup::find_field(class, name, descriptor)
                .is_some_and(|field| elsewhere(field.class, field.flags)),
            MemberKind::Method => lookup::find_in_superclasses(class, name, descriptor)
                .is_some_and(|method| elsewhere(method.class, method.flags)),
        })
    }
}
