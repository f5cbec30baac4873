//! The whole way of a class: it is defined, linked and initialized in a virtual
//! machine of this process, and its methods run with a limit to their steps.
//!
//! Classes are hidden ones, so any number of one name can be there.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, OnceLock, PoisonError};

use base::{BasicType, FieldType, MethodDescriptor};
use classfile::{ClassFile, Level, Tag};
use heap::layout::Ref;
use peaberry::link::{self, Definition, Hidden};
use peaberry::model::{ClassRef, KnownMethod, LoaderRef, MethodRef, Throw};
use peaberry::thread::{Handle, JavaThread, Value};
use peaberry::vm;

/// Blocks of code that one class may execute.
const STEPS: u64 = 20_000;

/// The machine's options: a small heap, nothing outside, and a limit for threads
/// that classes start.
const OPTIONS: &[&str] = &["-Xmx64m", "-XX:ThreadStepLimit=20000", "--deny=net,process,write"];

/// Names of methods that end the process.
const ENDS: [&[u8]; 3] = [b"exit", b"halt", b"halt0"];

/// How many classes were good enough to run.
static RUN: AtomicU64 = AtomicU64::new(0);

/// How many classes of all executions were good enough to run.
pub fn classes_run() -> u64 {
    RUN.load(Ordering::Relaxed)
}

/// The way to the machine's main thread and back.
struct Machine {
    classes: Sender<Vec<u8>>,
    done: Receiver<()>,
}

/// Defines a class and runs what is in it.
pub(crate) fn execute(bytes: &[u8]) {
    if may_end_process(bytes) {
        return;
    }
    static MACHINE: OnceLock<Mutex<Machine>> = OnceLock::new();
    let machine = MACHINE.get_or_init(|| Mutex::new(start()));
    let machine = machine.lock().unwrap_or_else(PoisonError::into_inner);
    let alive = machine.classes.send(bytes.to_vec()).is_ok() && machine.done.recv().is_ok();
    assert!(alive, "the virtual machine survives any class");
}

fn may_end_process(bytes: &[u8]) -> bool {
    let Ok(class) = ClassFile::parse(bytes, Level::Scan) else { return false };
    let pool = class.constant_pool();
    let mut texts = pool.indices().filter(|&index| pool.tag(index) == Some(Tag::Utf8));
    texts.any(|index| pool.utf8(index).is_ok_and(|text| ENDS.contains(&text)))
}

fn start() -> Machine {
    let (classes, to_machine) = mpsc::channel();
    let (from_machine, done) = mpsc::channel();
    let body = move |t: &JavaThread| serve(t, &to_machine, &from_machine);
    // The thread ends with the process.
    drop(vm::embed(OPTIONS, body).unwrap_or_else(|error| panic!("no virtual machine: {error}")));
    Machine { classes, done }
}

fn serve(t: &JavaThread, classes: &Receiver<Vec<u8>>, done: &Sender<()>) {
    quietly(t, silence(t)).expect("the class library works");
    // Collections of other threads go on while this one waits.
    while let Ok(bytes) = t.blocking(|| classes.recv()) {
        let _scope = t.scope();
        quietly(t, run(t, bytes));
        if done.send(()).is_err() {
            return;
        }
    }
}

/// Takes the output away that classes would write to.
fn silence(t: &JavaThread) -> Result<(), Throw> {
    let _scope = t.scope();
    let find = |class, name: &str, descriptor: &str| -> Result<(ClassRef, MethodRef), Throw> {
        let class: ClassRef = (t.vm().hooks().boot_class)(t, class)?;
        link::ensure_initialized(t, class)?;
        let symbols = &t.vm().symbols;
        let (name, descriptor) = (name.as_bytes(), descriptor.as_bytes());
        let method = class.declared_method(symbols.intern(name), symbols.intern(descriptor));
        Ok((class, method.expect("a method of the specification")))
    };
    let stream = "(Ljava/io/PrintStream;)V";
    let (_, nowhere) =
        find("java/io/OutputStream", "nullOutputStream", "()Ljava/io/OutputStream;")?;
    let (printer, initializer) =
        find("java/io/PrintStream", "<init>", "(Ljava/io/OutputStream;)V")?;
    let nowhere = t.handle(t.call_object(nowhere, &[])?);
    let silent = t.handle(t.new_instance(printer)?);
    t.call(initializer, &[Value::Object(silent), Value::Object(nowhere)])?;
    for name in ["setOut", "setErr"] {
        let (_, set) = find("java/lang/System", name, stream)?;
        t.call(set, &[Value::Object(silent)])?;
    }
    Ok(())
}

/// What classes throw is their own affair.
fn quietly<R>(t: &JavaThread, result: Result<R, Throw>) -> Option<R> {
    result
        .map_err(|throw| {
            t.caught(throw);
        })
        .ok()
}

fn run(t: &JavaThread, bytes: Vec<u8>) -> Result<(), Throw> {
    let definition = Definition {
        loader: system_loader(t)?,
        name: None,
        bytes: Cow::Owned(bytes),
        protection_domain: None,
        source: "a fuzz target",
        trusted: false,
        hidden: Some(Hidden {
            nest_host: None,
            class_data: None,
            vm_annotations: false,
            strong: false,
            internal_statics: false,
        }),
    };
    let class = link::define_class(t, definition)?;
    link::link_class(t, class)?;
    RUN.fetch_add(1, Ordering::Relaxed);
    t.with_step_limit(STEPS, || run_methods(t, class));
    Ok(())
}

fn system_loader(t: &JavaThread) -> Result<LoaderRef, Throw> {
    let method = t.known_method(KnownMethod::GetSystemClassLoader)?;
    let object = t.handle(t.call_object(method, &[])?);
    Ok(link::loader_of(t, object))
}

fn run_methods(t: &JavaThread, class: ClassRef) {
    if quietly(t, link::ensure_initialized(t, class)).is_none() {
        return;
    }
    let can_be_made = !class.is_interface() && !class.flags.is_abstract();
    let receiver = can_be_made.then(|| quietly(t, t.new_instance(class))).flatten();
    let receiver = t.handle(receiver.unwrap_or(Ref::NULL));
    for slot in 0..class.methods.len() {
        let method = class.method_at(slot).expect("below the number of methods");
        let runs = !method.flags.is_abstract() && !method.is_class_initializer();
        if runs && (method.flags.is_static() || !receiver.is_null()) {
            let _scope = t.scope();
            if let Some(arguments) = arguments(t, method, receiver) {
                quietly(t, t.call(method, &arguments));
            }
        }
    }
}

/// Zeros and nulls.
fn arguments(t: &JavaThread, method: MethodRef, receiver: Handle) -> Option<Vec<Value>> {
    let descriptor = MethodDescriptor::parse(method.descriptor.as_bytes()).ok()?;
    let null = t.handle(Ref::NULL);
    let zero = |kind: FieldType<'_>| match kind.basic_type() {
        BasicType::Long => Value::Long(0),
        BasicType::Float => Value::Float(0.0),
        BasicType::Double => Value::Double(0.0),
        kind if kind.is_reference() => Value::Object(null),
        _ => Value::Int(0),
    };
    let receiver = (!method.flags.is_static()).then_some(Value::Object(receiver));
    Some(receiver.into_iter().chain(descriptor.parameters().map(zero)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A class of Java 5 with one static method, which has this code, one local
    /// variable, a stack of one, and a handler for everything in it.
    fn class_with(code: &[u8], handler: Option<u8>) -> Vec<u8> {
        let mut bytes = b"\xca\xfe\xba\xbe\0\0\0\x31\0\x0a".to_vec();
        for text in ["E", "java/lang/Object", "m", "()V", "Code"] {
            bytes.push(1);
            bytes.extend((text.len() as u16).to_be_bytes());
            bytes.extend(text.as_bytes());
        }
        // Two classes, and the method itself.
        bytes.extend([7, 0, 1, 7, 0, 2, 12, 0, 3, 0, 4, 10, 0, 6, 0, 8]);
        // Public; no interfaces, no fields, one method.
        bytes.extend([0, 0x21, 0, 6, 0, 7, 0, 0, 0, 0, 0, 1]);
        let table: Vec<u8> = match handler {
            Some(at) => vec![0, 1, 0, 0, 0, code.len() as u8, 0, at, 0, 0],
            None => vec![0, 0],
        };
        bytes.extend([0, 9, 0, 3, 0, 4, 0, 1, 0, 5]);
        bytes.extend((8 + code.len() as u32 + table.len() as u32 + 2).to_be_bytes());
        bytes.extend([0, 1, 0, 1]);
        bytes.extend((code.len() as u32).to_be_bytes());
        bytes.extend(code);
        bytes.extend(table);
        // No attributes of the code, none of the class.
        bytes.extend([0; 4]);
        bytes
    }

    #[test]
    fn what_never_ends_is_ended() {
        const GOTO: u8 = 0xa7;
        let before = classes_run();
        // A loop, a loop that catches what ends it, a method that calls itself.
        execute(&class_with(&[GOTO, 0, 0], None));
        execute(&class_with(&[GOTO, 0, 0, 0x57, GOTO, 0xff, 0xfc], Some(3)));
        execute(&class_with(&[0xb8, 0, 9, 0xb1], None));
        execute(&class_with(&[0xb8, 0, 9, 0xb1, 0x57, GOTO, 0xff, 0xfb], Some(4)));
        assert_eq!(classes_run() - before, 4, "they are good classes");
    }
}
