//! Threads of the VM's own, which run Rust code and may call into Java.

use crate::model::{KnownClass, KnownField, KnownMethod, Throw};
use crate::thread::{Handle, JavaThread, Value};

/// Priority that `java` gives the VM's own threads.
const PRIORITY: i32 = 9;

/// Starts a daemon of the system thread group that runs `body`.
///
/// # Errors
///
/// What making the thread throws.
pub(crate) fn start(t: &JavaThread, name: &str, body: fn(&JavaThread)) -> Result<(), Throw> {
    let _scope = t.scope();
    let class = t.vm().known.class(KnownClass::Thread);
    let thread = t.handle(t.new_instance(class)?);
    let name = t.handle(t.new_string(name)?);
    let group = system_group(t);
    let arguments = [Value::Object(thread), Value::Object(group), Value::Object(name)];
    t.call(t.known_method(KnownMethod::ThreadInit)?, &arguments)?;
    let known = &t.vm().known;
    match known.try_offset(KnownField::ThreadDaemon) {
        Some(daemon) => {
            t.put(thread.get(), daemon, 1u8);
            t.put_known(thread, KnownField::ThreadPriority, PRIORITY);
        }
        None => {
            let holder = t.handle(t.known_ref(thread, KnownField::ThreadHolder));
            t.put_known(holder, KnownField::HolderDaemon, 1u8);
            t.put_known(holder, KnownField::HolderPriority, PRIORITY);
        }
    }
    t.start_native(thread, body)
}

/// The group of the VM's own threads: the outermost that the running thread's
/// belongs to.
fn system_group(t: &JavaThread) -> Handle {
    let running = t.object_handle();
    let known = &t.vm().known;
    let group = match known.try_offset(KnownField::ThreadGroupOf) {
        Some(offset) => t.get_ref(running.get(), offset),
        None => {
            let holder = t.known_ref(running, KnownField::ThreadHolder);
            t.get_ref(holder, known.offset(KnownField::HolderGroup))
        }
    };
    let mut group = t.handle(group);
    loop {
        let parent = t.known_ref(group, KnownField::ThreadGroupParent);
        if parent.is_null() {
            return group;
        }
        group = t.handle(parent);
    }
}
