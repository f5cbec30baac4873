//! A direct path for the call sites that `javac` writes: lambdas and method
//! references, string concatenation, the methods of records.
//!
//! The generic path runs the bootstrap method in Java, which spins method
//! handles and lambda forms for each new shape of call site. Here the VM writes
//! the code itself that the site is to run, with what can be observed unchanged:
//! the classes of lambdas and their members, the order in which classes are
//! loaded, the frames in stack traces, the errors.
//!
//! Whatever is unusual is left to the generic path: [`link`] answers `None`, as
//! it does when an entry does not resolve, and the generic path throws the error.

mod concat;
mod lambda;
mod record;
mod shape;
mod writer;

pub(super) use concat::Concats;

use super::constants;
use super::define::{self, Definition, Hidden};
use super::initialization;
use super::{access, resolution};
use crate::model::{ClassRef, LoaderRef, MethodRef, Throw};
use crate::thread::{Handle, JavaThread};
use base::access_flags::AccessFlags;
use base::symbol::Symbol;
use classfile::{BootstrapMethod, DynamicRef};
use std::borrow::Cow;

/// Reference kind of static methods (JVMS table 5.4.3.5-A).
const REF_INVOKE_STATIC: u8 = 6;

/// Name, in a class written here, of the static method that a call site runs.
const ENTRY: &[u8] = b"link";

/// What a call site runs: a static adapter and its trailing argument.
type Linked = (MethodRef, Handle);

/// What is known of a call site, from the constant pool of its class.
struct Site<'a> {
    caller: ClassRef,
    constant: DynamicRef<'static>,
    specifier: &'a BootstrapMethod<'static>,
}

/// Links a call site in `caller` if it is of a kind that is known here.
///
/// # Errors
///
/// What code of the program throws that runs meanwhile and is no `LinkageError`.
pub(super) fn link(
    t: &JavaThread,
    caller: ClassRef,
    constant: DynamicRef<'static>,
    specifier: &BootstrapMethod<'static>,
) -> Result<Option<Linked>, Throw> {
    if caller.hidden || !t.vm().config.direct_call_sites {
        return Ok(None);
    }
    let pool = constants::constant_pool(caller);
    let Ok((REF_INVOKE_STATIC, method)) = pool.method_handle(specifier.method) else {
        return Ok(None);
    };
    let Ok(method) = pool.member_ref(method) else { return Ok(None) };
    let site = Site { caller, constant, specifier };
    match (method.class, method.name, method.descriptor) {
        lambda::BOOTSTRAP => lambda::link(t, &site),
        concat::BOOTSTRAP => concat::link(t, &site),
        record::BOOTSTRAP => record::link(t, &site),
        _ => Ok(None),
    }
}

/// The outcome of a step; `None` for a `LinkageError`, which the generic path
/// will meet again.
fn attempt<T>(t: &JavaThread, outcome: Result<T, Throw>) -> Result<Option<T>, Throw> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(throw) => resolution::ignore_linkage_error(t, throw).map(|()| None),
    }
}

/// Where a class that was written here belongs.
struct Home {
    loader: LoaderRef,
    /// The class whose nest and protection domain it shares.
    host: Option<ClassRef>,
}

/// Defines a hidden class whose static methods are the VM's own.
fn define_hidden(
    t: &JavaThread,
    home: &Home,
    name: &[u8],
    bytes: Vec<u8>,
) -> Result<ClassRef, Throw> {
    let nest_host = home.host.map(|host| access::nest_host(t, host)).transpose()?;
    let domain = home.host.map(|host| t.handle(host.protection_domain.get()));
    define::define_class(
        t,
        Definition {
            loader: home.loader,
            name: Some(name),
            bytes: Cow::Owned(bytes),
            protection_domain: domain.filter(|domain| !domain.is_null()),
            source: "__JVM_LookupDefineClass__",
            trusted: true,
            hidden: Some(Hidden {
                nest_host,
                class_data: None,
                vm_annotations: false,
                internal_statics: true,
                strong: true,
            }),
        },
    )
}

/// The static method of a class written here that call sites run.
fn entry_of(t: &JavaThread, class: ClassRef) -> Result<MethodRef, Throw> {
    initialization::ensure_initialized(t, class)?;
    let entry = class.as_ref_static().methods.iter().find(|method| {
        method.flags.contains(AccessFlags::STATIC) && method.name.as_bytes() == ENTRY
    });
    Ok(MethodRef::from(entry.expect("every class written here has an entry")))
}

/// Interns a text of a class file.
fn symbol(t: &JavaThread, text: &[u8]) -> Symbol {
    t.vm().symbols.intern(text)
}
