//! Initialization of classes and interfaces (JVMS §5.5).
//!
//! The twelve steps appear as comments with their numbers. The lock LC is
//! shared by some classes; it is held only to look at and change states, never
//! while code runs or objects are made.
//!
//! Invariant: `initializing_thread` is the thread that is on its way through
//! steps 7 to 12 while the state is `BeingInitialized`, else 0.

use super::linking;
use super::lookup;
use super::state::{self, LinkState};
use crate::model::{ClassRef, InitState, KnownField, Throw};
use crate::thread::log::{Level, Topic};
use crate::thread::{Handle, JavaThread};
use std::sync::atomic::Ordering;

/// Initializes a class unless it is initialized or the calling thread is doing
/// so already.
///
/// # Errors
///
/// `ExceptionInInitializerError`, `NoClassDefFoundError`, errors of linking and
/// of the initializer.
#[inline]
pub fn ensure_initialized(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    if class.is_initialized() { Ok(()) } else { initialize(t, class) }
}

/// Whether code of this thread may use the class now: it is initialized, or
/// this thread is running its initializer.
pub fn is_usable(t: &JavaThread, class: ClassRef) -> bool {
    class.is_initialized()
        || class.state() == InitState::BeingInitialized
            && class.initializing_thread.load(Ordering::Acquire) == t.id
}

enum Step {
    /// Initialized, or being so by this thread.
    Done,
    /// Initialization failed before.
    Erroneous,
    /// This thread has to do it.
    Proceed,
}

/// As [`ensure_initialized`], for a class that may not be initialized yet.
///
/// # Errors
///
/// As [`ensure_initialized`].
#[cold]
pub fn initialize(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    state::check_native_stack(t)?;
    linking::link_class(t, class)?;
    match claim(t, class) {
        Step::Done => return Ok(()),
        Step::Erroneous => return Err(no_definition(t, class)),
        Step::Proceed => {}
    }
    let _scope = t.scope();
    // 7.
    if let Err(throw) = initialize_supertypes(t, class) {
        let exception = t.handle(t.caught(throw));
        return Err(fail(t, class, exception, exception));
    }
    log_init(t, class);
    // 8. Whether assertions are enabled is asked by the class's own code.
    // 9.
    match run_initializer(t, class) {
        // 10.
        Ok(()) => {
            settle(t, class, InitState::Initialized);
            Ok(())
        }
        // 11, 12.
        Err(throw) => {
            let original = t.handle(t.caught(throw));
            let exception = wrap(t, original);
            Err(fail(t, class, original, exception))
        }
    }
}

/// Steps 1 to 6.
fn claim(t: &JavaThread, class: ClassRef) -> Step {
    let lock = LinkState::of(t.vm()).init_lock(class);
    loop {
        // 1.
        let guard = lock.acquire(t);
        match class.state() {
            InitState::BeingInitialized => {
                // 3.
                if class.initializing_thread.load(Ordering::Acquire) == t.id {
                    return Step::Done;
                }
                // 2. The lock is given up before the thread can stop for a
                // collection, and taken again as a blocked thread.
                drop(guard);
                t.blocking(|| {
                    let mut guard = lock.lock.lock();
                    while class.state() == InitState::BeingInitialized {
                        lock.changed.wait(&mut guard);
                    }
                });
            }
            // 4.
            InitState::Initialized => return Step::Done,
            // 5.
            InitState::Erroneous => return Step::Erroneous,
            // 6. The fields with constants were set by preparation.
            InitState::Loaded | InitState::Linked => {
                class.initializing_thread.store(t.id, Ordering::Release);
                class.set_state(InitState::BeingInitialized);
                return Step::Proceed;
            }
        }
    }
}

/// Step 7: the superclass, and superinterfaces that declare instance methods
/// with code.
fn initialize_supertypes(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    if class.is_interface() {
        return Ok(());
    }
    if let Some(parent) = class.super_class {
        ensure_initialized(t, parent)?;
    }
    for interface in class.all_interfaces {
        let has_default = |interface: ClassRef| {
            interface.methods.iter().any(|m| !m.flags.is_abstract() && !m.flags.is_static())
        };
        if !interface.is_initialized() && has_default(*interface) {
            ensure_initialized(t, *interface)?;
        }
    }
    Ok(())
}

fn run_initializer(t: &JavaThread, class: ClassRef) -> Result<(), Throw> {
    if !class.has_initializer {
        return Ok(());
    }
    let names = LinkState::of(t.vm()).names(t.vm());
    match class.declared_method(names.class_init, names.void_void) {
        Some(initializer) if initializer.flags.is_static() => t.call(initializer, &[]).map(drop),
        // Before version 51 any method of that name and type counted; one that
        // is not static is no initializer (JVMS §2.9.2).
        _ => Ok(()),
    }
}

fn settle(t: &JavaThread, class: ClassRef, state: InitState) {
    let lock = LinkState::of(t.vm()).init_lock(class);
    let _guard = lock.acquire(t);
    debug_assert_eq!(class.state(), InitState::BeingInitialized);
    class.set_state(state);
    class.initializing_thread.store(0, Ordering::Release);
    lock.changed.notify_all();
}

/// Steps 11 and 12: the class is erroneous from now on because of `original`;
/// `exception` goes on.
fn fail(t: &JavaThread, class: ClassRef, original: Handle, exception: Handle) -> Throw {
    // Prepared now because the exception itself may keep much alive.
    match remembered_error(t, original) {
        Ok(error) => {
            class.init_error.set(error.get());
            class.remember();
        }
        // Without memory for it, later errors have no cause.
        Err(throw) => {
            let _ = t.caught(throw);
        }
    }
    settle(t, class, InitState::Erroneous);
    t.throw(exception)
}

/// Step 10 of the JVMS text: anything but an `Error` is wrapped.
fn wrap(t: &JavaThread, exception: Handle) -> Handle {
    let wrapped = super::boot_class(t, "java/lang/Error").and_then(|error| {
        if t.class_of(exception.get()).is_subclass_of(error) {
            return Ok(exception.get());
        }
        let class = super::boot_class(t, "java/lang/ExceptionInInitializerError")?;
        ensure_initialized(t, class)?;
        let symbols = &t.vm().symbols;
        let (name, descriptor) =
            (symbols.intern(b"<init>"), symbols.intern(b"(Ljava/lang/Throwable;)V"));
        let constructor = lookup::find_in_superclasses(class, name, descriptor)
            .expect("ExceptionInInitializerError has a constructor with a cause");
        let wrapper = t.handle(t.new_instance(class)?);
        let arguments = [wrapper, exception].map(crate::thread::Value::Object);
        t.call(constructor, &arguments)?;
        Ok(wrapper.get())
    });
    match wrapped {
        Ok(object) => t.handle(object),
        Err(throw) => t.handle(t.caught(throw)),
    }
}

/// What is kept of a failed initialization: an `ExceptionInInitializerError`
/// that names the original exception and has its stack trace.
fn remembered_error(t: &JavaThread, original: Handle) -> Result<Handle, Throw> {
    let class = t.class_of(original.get()).binary_name();
    let message = t.handle(t.known_ref(original, KnownField::ThrowableMessage));
    let detail =
        if message.is_null() { String::new() } else { format!(": {}", t.string_text(message)) };
    let thread = t.handle(t.object.get());
    let thread = if thread.is_null() { String::new() } else { t.thread_name(thread) };
    let text = format!("Exception {class}{detail} [in thread \"{thread}\"]");
    let class = super::boot_class(t, "java/lang/ExceptionInInitializerError")?;
    ensure_initialized(t, class)?;
    let error = t.handle(t.construct_exception(class, Some(&text))?);
    for field in [KnownField::ThrowableBacktrace, KnownField::ThrowableStackTrace] {
        t.put_known_ref(error, field, t.known_ref(original, field));
    }
    t.put_known(
        error,
        KnownField::ThrowableDepth,
        t.known::<i32>(original, KnownField::ThrowableDepth),
    );
    Ok(error)
}

/// Step 5: `NoClassDefFoundError` for a class that failed before.
fn no_definition(t: &JavaThread, class: ClassRef) -> Throw {
    let _scope = t.scope();
    let text = format!("Could not initialize class {}", class.binary_name());
    let cause = t.handle(class.init_error.get());
    if cause.is_null() {
        return Throw::new(crate::model::VmException::NoClassDefFound, text);
    }
    match t.make_with_cause("java/lang/NoClassDefFoundError", Some(&text), cause) {
        Ok(error) => t.throw(t.handle(error)),
        Err(throw) => throw,
    }
}

fn log_init(t: &JavaThread, class: ClassRef) {
    if t.vm().logs(Topic::ClassInit, Level::Info) {
        let number = LinkState::of(t.vm()).next_initialization();
        let name = class.name;
        let kind = if class.has_initializer { "" } else { "(no method)" };
        t.vm().log(Topic::ClassInit, format_args!("{number} Initializing '{name}'{kind}"));
    }
}
