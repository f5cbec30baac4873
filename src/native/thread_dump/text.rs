//! The thread dump as text, in the shape of `java`'s (`kill -QUIT`, `jstack`).

use super::{Locks, Synchronizers, ThreadSnapshot, cycles, take};
use crate::insight::{gc_log, histogram};
use crate::model::{KnownClass, KnownField};
use crate::thread::{Handle, JavaThread, Library, Vm, status};
use heap::layout::Ref;
use std::fmt::{self, Write};
use std::io::Write as _;
use std::sync::Arc;

/// The dump of all threads, at one moment.
pub(crate) fn dump(t: &JavaThread) -> String {
    let _scope = t.scope();
    let mut text = t.at_safepoint("PrintThreads", |vm, threads| {
        let listed = vm.config.print_concurrent_locks;
        let synchronizers = if listed { Synchronizers::Listed } else { Synchronizers::Ignored };
        let snapshots = take(t, vm, threads, synchronizers, &|_| true);
        let mut text = String::new();
        let writer = Writer { t, vm, snapshots: &snapshots, listed };
        writer.all(&mut text).expect("a string takes everything");
        text
    });
    if t.vm().config.print_class_histogram {
        text.push_str(&histogram::table(t));
        text.push('\n');
    }
    text
}

/// Prints the dump. A reader that has gone away loses it.
pub(crate) fn print(t: &JavaThread) {
    let _ = std::io::stdout().write_all(dump(t).as_bytes());
}

struct Writer<'a> {
    t: &'a JavaThread,
    vm: &'a Vm,
    snapshots: &'a [ThreadSnapshot],
    listed: bool,
}

impl Writer<'_> {
    fn all(&self, out: &mut String) -> fmt::Result {
        let property = |name: &str| {
            let all = &self.vm.config.properties;
            all.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
        };
        let (name, version) = (property("java.vm.name"), property("java.vm.version"));
        writeln!(out, "{}", os::clock::local_time_text())?;
        writeln!(out, "Full thread dump {name} ({version} {}):\n", property("java.vm.info"))?;
        self.list(out)?;
        for thread in self.snapshots {
            self.thread(out, thread)?;
        }
        writeln!(out, "JNI global refs: 0, weak refs: 0\n")?;
        self.deadlocks(out)?;
        writeln!(out, "{}", gc_log::summary(self.vm))
    }

    /// The addresses of all threads, under the name that `java` has for it.
    fn list(&self, out: &mut String) -> fmt::Result {
        let addresses: Vec<usize> =
            self.snapshots.iter().map(|thread| Arc::as_ptr(&thread.native) as usize).collect();
        let (list, length) = (addresses.as_ptr() as usize, addresses.len());
        writeln!(out, "Threads class SMR info:")?;
        write!(out, "_java_thread_list={list:#018x}, length={length}, elements={{")?;
        for (at, address) in addresses.iter().enumerate() {
            let before = match at {
                0 => "\n",
                _ if at % 4 == 0 => ",\n",
                _ => ", ",
            };
            write!(out, "{before}{address:#018x}")?;
        }
        writeln!(out, "\n}}\n")
    }

    fn thread(&self, out: &mut String, thread: &ThreadSnapshot) -> fmt::Result {
        self.title(out, thread)?;
        writeln!(out, "   java.lang.Thread.State: {}", state_text(thread.status))?;
        self.stack(out, thread)?;
        if self.listed {
            writeln!(out, "\n   Locked ownable synchronizers:")?;
            if thread.synchronizers.is_empty() {
                writeln!(out, "\t- None")?;
            }
            for object in &thread.synchronizers {
                writeln!(out, "\t- {}", self.object(*object))?;
            }
        }
        writeln!(out)
    }

    /// The line with name, numbers and times.
    fn title(&self, out: &mut String, thread: &ThreadSnapshot) -> fmt::Result {
        let (t, native) = (self.t, &thread.native);
        let id = t.known::<i64>(thread.thread, KnownField::ThreadTid);
        write!(out, "\"{}\" #{id} ", t.thread_name(thread.thread))?;
        let system_id = native.times.system_id();
        let is_17 = self.vm.library() == Library::Java17;
        if !is_17 {
            write!(out, "[{system_id}] ")?;
        }
        if t.is_daemon(thread.thread) {
            out.push_str("daemon ");
        }
        let cpu = os::clock::cpu_nanos_of(system_id).unwrap_or(0) as f64 / 1e6;
        let elapsed = native.times.started.elapsed().as_secs_f64();
        let address = Arc::as_ptr(native) as usize;
        write!(out, "prio={} os_prio=0 cpu={cpu:.2}ms ", t.priority(thread.thread))?;
        write!(out, "elapsed={elapsed:.2}s tid={address:#018x} ")?;
        match is_17 {
            true => write!(out, "nid={system_id:#x} ")?,
            false => write!(out, "nid={system_id} ")?,
        }
        let stack = native.top.get().regs as usize & !0xfff;
        let activity = match native.waits_in_vm() {
            true => "waiting on condition ",
            false => activity(thread.status, !thread.waiting_on.is_null()),
        };
        writeln!(out, "{activity} [{stack:#018x}]")
    }

    fn stack(&self, out: &mut String, thread: &ThreadSnapshot) -> fmt::Result {
        for (depth, frame) in thread.frames.iter().enumerate() {
            writeln!(out, "\tat {}", frame.at)?;
            if depth == 0 {
                self.waits_for(out, thread)?;
            }
            for object in &frame.locked {
                writeln!(out, "\t- locked {}", self.object(*object))?;
            }
        }
        Ok(())
    }

    /// What the top frame waits for.
    fn waits_for(&self, out: &mut String, thread: &ThreadSnapshot) -> fmt::Result {
        if !thread.waiting_on.is_null() {
            let how = match thread.status {
                status::BLOCKED => "waiting to re-lock in wait()",
                _ => "waiting on",
            };
            writeln!(out, "\t- {how} {}", self.object(thread.waiting_on))?;
        } else if !thread.park_blocker.is_null() {
            writeln!(out, "\t- parking to wait for  {}", self.object(thread.park_blocker))?;
        }
        if !thread.blocked_on.is_null() {
            writeln!(out, "\t- waiting to lock {}", self.object(thread.blocked_on))?;
        }
        Ok(())
    }

    fn address(&self, object: Ref) -> usize {
        self.vm.heap.base() as usize + object.byte_offset()
    }

    /// Address and class: `<0x…> (a java.lang.Object)`.
    fn object(&self, object: Handle) -> String {
        format!("<{:#018x}> (a {})", self.address(object.get()), self.class_text(object.get()))
    }

    fn class_text(&self, object: Ref) -> String {
        let class = self.t.class_of(object);
        if class == self.vm.known.class(KnownClass::Class) {
            let described = self.t.class_of_mirror(object);
            return format!("java.lang.Class for {}", described.binary_name());
        }
        class.binary_name()
    }

    fn deadlocks(&self, out: &mut String) -> fmt::Result {
        let cycles = cycles(self.snapshots, Locks::All);
        if !cycles.is_empty() {
            writeln!(out)?;
        }
        for cycle in &cycles {
            self.deadlock(out, cycle)?;
        }
        match cycles.len() {
            0 => Ok(()),
            1 => writeln!(out, "Found 1 deadlock.\n"),
            many => writeln!(out, "Found {many} deadlocks.\n"),
        }
    }

    fn deadlock(&self, out: &mut String, cycle: &[usize]) -> fmt::Result {
        let name = |at: usize| self.t.thread_name(self.snapshots[at].thread);
        write!(out, "Found one Java-level deadlock:\n{}", "=".repeat(29))?;
        for (position, &at) in cycle.iter().enumerate() {
            let owner = cycle[(position + 1) % cycle.len()];
            writeln!(out, "\n\"{}\":", name(at))?;
            writeln!(out, "{},", self.wanted_lock(&self.snapshots[at]))?;
            writeln!(out, "  which is held by \"{}\"", name(owner))?;
        }
        writeln!(out, "\nJava stack information for the threads listed above:")?;
        writeln!(out, "{}", "=".repeat(51))?;
        for &at in cycle {
            writeln!(out, "\"{}\":", name(at))?;
            self.stack(out, &self.snapshots[at])?;
        }
        writeln!(out)
    }

    fn wanted_lock(&self, thread: &ThreadSnapshot) -> String {
        let object = thread.blocker();
        let (address, class) = (self.address(object.get()), self.class_text(object.get()));
        if thread.is_parked() {
            return format!("  waiting for ownable synchronizer {address:#018x}, (a {class})");
        }
        let monitor = self.vm.monitor_address(object.get()).unwrap_or(0);
        format!("  waiting to lock monitor {monitor:#018x} (object {address:#018x}, a {class})")
    }
}

/// What the thread does for the system, in the words of `java`.
fn activity(status: i32, waits: bool) -> &'static str {
    match status {
        // Notified, and not yet back from `Object.wait`.
        status::BLOCKED if waits => "in Object.wait() ",
        status::NEW => "allocated ",
        status::BLOCKED => "waiting for monitor entry ",
        status::WAITING | status::WAITING_TIMED => "in Object.wait() ",
        status::PARKED | status::PARKED_TIMED | status::SLEEPING => "waiting on condition ",
        _ => "runnable ",
    }
}

fn state_text(status: i32) -> &'static str {
    match status {
        status::NEW => "NEW",
        status::SLEEPING => "TIMED_WAITING (sleeping)",
        status::WAITING => "WAITING (on object monitor)",
        status::WAITING_TIMED => "TIMED_WAITING (on object monitor)",
        status::PARKED => "WAITING (parking)",
        status::PARKED_TIMED => "TIMED_WAITING (parking)",
        status::BLOCKED => "BLOCKED (on object monitor)",
        status::TERMINATED => "TERMINATED",
        _ => "RUNNABLE",
    }
}
