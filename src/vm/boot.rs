//! The boot sequence: from an empty VM to `VM.initLevel(4)`.
//!
//! The order is the class library's: it finds its own classes half made if
//! steps are swapped. Steps that only one version of the class library has say
//! so.

use crate::link;
use crate::model::{ClassRef, KnownClass, KnownField, KnownMethod, Throw};
use crate::thread::{Handle, JavaThread, Library, Value, status};

/// Classes of the exceptions that the VM throws, initialized before they are
/// needed so that throwing them later runs no initializer.
const EARLY_EXCEPTIONS: &[&str] = &[
    "java/lang/OutOfMemoryError",
    "java/lang/NullPointerException",
    "java/lang/ClassCastException",
    "java/lang/ArrayStoreException",
    "java/lang/ArithmeticException",
    "java/lang/ArrayIndexOutOfBoundsException",
    "java/lang/StackOverflowError",
    "java/lang/IllegalMonitorStateException",
    "java/lang/IllegalArgumentException",
];

/// Texts of the `OutOfMemoryError`s that are made before memory is short.
const PREPARED_ERRORS: &[&str] = &[
    "Java heap space",
    "Requested array size exceeds VM limit",
    "unable to create native thread: possibly out of memory or process/resource limits reached",
    "Metaspace",
];

/// Why a VM did not start.
#[derive(Debug)]
pub enum BootError {
    /// An exception that nothing in Java handled yet.
    Thrown(Throw),
    /// The module system did not start; Java has said why.
    BootLayer,
}

impl From<Throw> for BootError {
    fn from(throw: Throw) -> BootError {
        BootError::Thrown(throw)
    }
}

/// Boots the class library on the main thread of the VM.
///
/// # Errors
///
/// The exception that stopped it, or that the module system could not start.
pub(super) fn boot(t: &JavaThread) -> Result<(), BootError> {
    link::boot::preload(t)?;
    for class in
        ["java/lang/String", "java/lang/System", "java/lang/Class", "java/lang/ThreadGroup"]
    {
        initialize(t, class)?;
    }
    t.put_static(t.offset(KnownField::StringCompactStrings), 1u8);
    make_main_thread(t)?;
    initialize(t, "java/lang/Module")?;
    set_unsafe_constants(t)?;
    initialize(t, "java/lang/reflect/Method")?;
    initialize(t, "java/lang/ref/Finalizer")?;
    call_static(t, KnownMethod::InitPhase1, &[])?;
    for class in EARLY_EXCEPTIONS {
        initialize(t, class)?;
    }
    prepare_errors(t)?;
    super::signals::start_dispatcher(t)?;
    for class in [
        "java/lang/invoke/MethodHandle",
        "java/lang/invoke/ResolvedMethodName",
        "java/lang/invoke/MemberName",
        "java/lang/invoke/MethodHandleNatives",
    ] {
        initialize(t, class)?;
    }
    // Errors go to standard output, without a stack trace, as `java` has it.
    let method = t.known_method(KnownMethod::InitPhase2)?;
    if t.call_int(method, &[Value::Int(0), Value::Int(0)])? != 0 {
        return Err(BootError::BootLayer);
    }
    call_static(t, KnownMethod::InitPhase3, &[])?;
    if t.vm().library() == Library::Java17 {
        initialize(t, "java/lang/invoke/StringConcatFactory")?;
    }
    call_static(t, KnownMethod::GetSystemClassLoader, &[])?;
    Ok(())
}

fn initialize(t: &JavaThread, class: &str) -> Result<ClassRef, Throw> {
    let hooks = t.vm().hooks();
    let class = (hooks.boot_class)(t, class)?;
    (hooks.initialize)(t, class)?;
    Ok(class)
}

fn call_static(t: &JavaThread, method: KnownMethod, arguments: &[Value]) -> Result<u64, Throw> {
    let method = t.known_method(method)?;
    t.call(method, arguments)
}

/// Makes the system and main thread groups and the `Thread` of this thread.
fn make_main_thread(t: &JavaThread) -> Result<(), Throw> {
    let _scope = t.scope();
    let known = &t.vm().known;
    let group_class = known.class(KnownClass::ThreadGroup);
    let system = t.handle(t.new_instance(group_class)?);
    call_static(t, KnownMethod::ThreadGroupInitSystem, &[Value::Object(system)])?;
    let main_group = t.handle(t.new_instance(group_class)?);
    let name = t.handle(t.intern_text("main")?);
    let arguments = [Value::Object(main_group), Value::Object(system), Value::Object(name)];
    call_static(t, KnownMethod::ThreadGroupInit, &arguments)?;

    let class = initialize(t, "java/lang/Thread")?;
    let thread = t.handle(t.new_instance(class)?);
    t.put_known(thread, KnownField::ThreadEetop, std::ptr::from_ref(t) as i64);
    if let Some(offset) = known.try_offset(KnownField::ThreadPriority) {
        t.put::<i32>(thread.get(), offset, 5);
    }
    // The constructor asks for the current thread and must get this one.
    t.object.set(thread.get());
    let arguments = [Value::Object(thread), Value::Object(main_group), Value::Object(name)];
    call_static(t, KnownMethod::ThreadInit, &arguments)?;
    t.set_java_status(status::RUNNABLE);
    if t.vm().library() == Library::Java17 {
        let arguments = [Value::Object(main_group), Value::Object(thread)];
        call_static(t, KnownMethod::ThreadGroupAdd, &arguments)?;
    }
    Ok(())
}

/// Sets the statics of `UnsafeConstants`, which its initializer leaves at
/// neutral values.
fn set_unsafe_constants(t: &JavaThread) -> Result<(), Throw> {
    let class = initialize(t, "jdk/internal/misc/UnsafeConstants")?;
    for field in class.fields {
        match field.name.as_bytes() {
            b"ADDRESS_SIZE0" => t.put_static(field.offset, 8i32),
            b"PAGE_SIZE" => t.put_static(field.offset, os::map::page_size() as i32),
            b"BIG_ENDIAN" => t.put_static(field.offset, u8::from(cfg!(target_endian = "big"))),
            b"UNALIGNED_ACCESS" => t.put_static(field.offset, 1u8),
            b"DATA_CACHE_LINE_FLUSH_SIZE" => t.put_static(field.offset, 0i32),
            _ => {}
        }
    }
    Ok(())
}

/// Makes the errors that are thrown when there is no memory to make one.
fn prepare_errors(t: &JavaThread) -> Result<(), Throw> {
    let _scope = t.scope();
    let class = initialize(t, "java/lang/OutOfMemoryError")?;
    let mut errors: Vec<(&'static str, Handle)> = Vec::new();
    for text in PREPARED_ERRORS {
        errors.push((text, t.handle(t.construct_exception(class, Some(text))?)));
    }
    t.vm().set_prepared_errors(errors.into_iter().map(|(text, h)| (text, h.get())).collect());
    Ok(())
}
