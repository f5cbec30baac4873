//! Native threads that run Java: attaching, starting, ending.

use super::{Handle, JavaThread, Value, Vm, status};
use crate::model::{KnownField, KnownMethod, Throw, VmException};
use heap::layout::Ref;
use os::signal::AlternateStack;
use parking_lot::{Condvar, Mutex};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// How many user threads are left, and a bell for when it is none.
#[derive(Default)]
pub(super) struct UserThreads {
    count: Mutex<usize>,
    changed: Condvar,
}

impl UserThreads {
    fn add(&self) {
        *self.count.lock() += 1;
    }

    fn remove(&self) {
        *self.count.lock() -= 1;
        self.changed.notify_all();
    }
}

/// Native stack of a thread that runs Java: Java frames are not on it, but
/// natives, class loading and calls from Rust into Java are.
const NATIVE_STACK_BYTES: usize = 4 << 20;

/// Kept free below the limit for Rust code that does not check.
const NATIVE_RESERVE: usize = 256 << 10;

const NO_THREAD: &str =
    "unable to create native thread: possibly out of memory or process/resource limits reached";

impl Vm {
    /// Makes the calling native thread a Java thread of this VM, runs `body`,
    /// and takes it off again. It has no `java.lang.Thread` until `body` sets
    /// one.
    ///
    /// # Errors
    ///
    /// When the system has no memory for the stacks.
    pub fn attach<R>(
        &'static self,
        user: bool,
        body: impl FnOnce(&JavaThread) -> R,
    ) -> Result<R, os::OsError> {
        let thread =
            Arc::new(JavaThread::new(self, self.new_thread_id(), self.config.stack_bytes)?);
        if user {
            self.user_threads.add();
        }
        let signals = thread.adopt_native_thread();
        thread.enter();
        let result = body(&thread);
        thread.leave();
        thread.release_native_thread(signals);
        if user {
            self.user_threads.remove();
        }
        Ok(result)
    }

    /// Waits until `remaining` user threads are left.
    pub fn wait_for_user_threads(&self, thread: &JavaThread, remaining: usize) {
        thread.blocking(|| {
            let mut count = self.user_threads.count.lock();
            while *count > remaining {
                self.user_threads.changed.wait(&mut count);
            }
        });
    }
}

impl JavaThread {
    /// Makes the calling native thread this thread's; the stack for its signals.
    fn adopt_native_thread(self: &Arc<JavaThread>) -> Option<AlternateStack> {
        self.set_native_limit();
        self.times.note_system_id();
        self.note_current();
        self.waiter.thread.store(Arc::as_ptr(self).cast_mut(), Ordering::Release);
        let (start, bytes) = self.signal_stack();
        // SAFETY: the thread's own memory, which outlives `release_native_thread`.
        // Without it only the report of a native overflow is lost.
        unsafe { AlternateStack::install(start, bytes) }.ok()
    }

    fn release_native_thread(&self, signals: Option<AlternateStack>) {
        drop(signals);
        JavaThread::forget_current();
    }

    fn set_native_limit(&self) {
        if let Ok((low, _)) = os::thread::current_stack() {
            self.native_limit.set(low + NATIVE_RESERVE);
        }
    }

    /// Whether the native stack has room for another call into Java.
    #[inline]
    pub fn has_native_stack(&self) -> bool {
        let here = 0u8;
        (&raw const here) as usize > self.native_limit.get()
    }

    /// `Thread.start0`: starts the native thread of a `java.lang.Thread`.
    ///
    /// # Errors
    ///
    /// `IllegalThreadStateException`, `OutOfMemoryError` when the system has no
    /// thread left.
    pub fn start_thread(&self, object: Handle) -> Result<(), Throw> {
        self.start_native(object, JavaThread::run_thread)
    }

    /// Starts a native thread for a `java.lang.Thread` whose `run` is not what
    /// it does: `body` is. When `body` returns the thread ends.
    ///
    /// # Errors
    ///
    /// As [`JavaThread::start_thread`].
    pub fn start_native(&self, object: Handle, body: fn(&JavaThread)) -> Result<(), Throw> {
        if self.known::<i64>(object, KnownField::ThreadEetop) != 0 {
            return Err(Throw::bare(VmException::IllegalThreadState));
        }
        let vm = self.vm();
        let wanted = self.wanted_stack_size(object);
        let stack = if wanted > 0 { wanted } else { vm.config.stack_bytes };
        let started = JavaThread::new(vm, vm.new_thread_id(), stack)
            .map_err(|_| self.out_of_memory(NO_THREAD))?;
        let started = Arc::new(started);
        // Off the list nobody visits the slot, so no collection may come
        // between filling it and entering the list.
        {
            let mut list = self.threads();
            started.object.set(object.get());
            list.push(Arc::clone(&started));
            vm.safepoint.note_threads(list.len());
        }
        self.put_known::<i64>(object, KnownField::ThreadEetop, Arc::as_ptr(&started) as i64);
        self.set_status_of(object.get(), status::RUNNABLE);
        let user = !self.is_daemon(object);
        if user {
            vm.user_threads.add();
        }
        let name = self.thread_name(object);
        let child = Arc::clone(&started);
        let native_stack = NATIVE_STACK_BYTES;
        let spawned = os::thread::spawn(native_stack, move || {
            os::thread::set_current_name(&name);
            let signals = child.adopt_native_thread();
            child.run_again();
            if user {
                child.limit_steps(vm.config.thread_step_limit);
            }
            body(&child);
            child.lift_step_limit();
            child.end_java_thread();
            child.leave();
            child.release_native_thread(signals);
            if user {
                child.vm().user_threads.remove();
            }
        });
        if spawned.is_err() {
            started.leave();
            if user {
                vm.user_threads.remove();
            }
            self.put_known::<i64>(object, KnownField::ThreadEetop, 0);
            return Err(self.out_of_memory(NO_THREAD));
        }
        Ok(())
    }

    /// `Thread.run` of this thread's object, with its uncaught exceptions.
    fn run_thread(&self) {
        let _scope = self.scope();
        let object = self.object_handle();
        let stillborn = self.vm().known.try_offset(KnownField::ThreadStillborn);
        if stillborn.is_some_and(|offset| self.get::<u8>(object.get(), offset) != 0) {
            // Stopped before it was started.
            return;
        }
        let outcome = self
            .known_method(KnownMethod::ThreadRun)
            .and_then(|run| self.select_virtual(run, object))
            .and_then(|run| self.call(run, &[Value::Object(object)]));
        if let Err(throw) = outcome {
            self.dispatch_uncaught(throw);
        }
    }

    /// The method that a vtable call of `method` on `receiver` selects.
    ///
    /// # Errors
    ///
    /// None today; a result for symmetry with interface selection.
    pub fn select_virtual(
        &self,
        method: crate::model::MethodRef,
        receiver: Handle,
    ) -> Result<crate::model::MethodRef, Throw> {
        if method.vtable_index < 0 || method.class.is_interface() {
            return Ok(method);
        }
        Ok(self.class_of(receiver.get()).as_ref_static().vtable[method.vtable_index as usize])
    }

    /// Hands an uncaught exception to the thread's handler (JLS §11.3).
    pub fn dispatch_uncaught(&self, throw: Throw) {
        self.lift_step_limit();
        let _scope = self.scope();
        let exception = self.handle(self.caught(throw));
        let object = self.object_handle();
        let outcome = self.known_method(KnownMethod::DispatchUncaught).and_then(|dispatch| {
            self.call(dispatch, &[Value::Object(object), Value::Object(exception)])
        });
        if let Err(nested) = outcome {
            let nested = self.caught(nested);
            let class = self.class_of(nested).binary_name();
            let name = self.thread_name(object);
            eprintln!(
                "\nException: {class} thrown from the UncaughtExceptionHandler in thread \"{name}\""
            );
        }
    }

    /// The last steps of a thread: `Thread.exit`, the status, and the wake-up of
    /// those who `join`.
    pub fn end_java_thread(&self) {
        let _scope = self.scope();
        let object = self.object_handle();
        if object.is_null() {
            return;
        }
        let exited = self
            .known_method(KnownMethod::ThreadExit)
            .and_then(|exit| self.call(exit, &[Value::Object(object)]));
        if let Err(throw) = exited {
            // `Thread.exit` only drops references; what it throws (memory,
            // stack) has nobody left to go to.
            let _ = self.caught(throw);
        }
        self.monitor_enter(object);
        self.set_status_of(object.get(), status::TERMINATED);
        self.put_known::<i64>(object, KnownField::ThreadEetop, 0);
        // Whoever has joined must not find it among the live ones.
        self.object.set(Ref::NULL);
        self.monitor_notify(object, true).expect("entered above");
        self.monitor_exit(object, 0).expect("entered above");
    }

    /// Whether a `java.lang.Thread` is a daemon.
    pub fn is_daemon(&self, object: Handle) -> bool {
        let known = &self.vm().known;
        match known.try_offset(KnownField::ThreadDaemon) {
            Some(offset) => self.get::<u8>(object.get(), offset) != 0,
            None => {
                let holder = self.known_ref(object, KnownField::ThreadHolder);
                self.get::<u8>(holder, known.offset(KnownField::HolderDaemon)) != 0
            }
        }
    }

    /// Priority of a `java.lang.Thread`.
    pub fn priority(&self, object: Handle) -> i32 {
        let known = &self.vm().known;
        match known.try_offset(KnownField::ThreadPriority) {
            Some(offset) => self.get::<i32>(object.get(), offset),
            None => {
                let holder = self.known_ref(object, KnownField::ThreadHolder);
                self.get::<i32>(holder, known.offset(KnownField::HolderPriority))
            }
        }
    }

    fn wanted_stack_size(&self, object: Handle) -> usize {
        let known = &self.vm().known;
        let size = match known.try_offset(KnownField::ThreadStackSize) {
            Some(offset) => self.get::<i64>(object.get(), offset),
            None => {
                let holder = self.known_ref(object, KnownField::ThreadHolder);
                self.get::<i64>(holder, known.offset(KnownField::HolderStackSize))
            }
        };
        usize::try_from(size).unwrap_or(0).min(1 << 30)
    }

    /// Name of a `java.lang.Thread`.
    pub fn thread_name(&self, object: Handle) -> String {
        let _scope = self.scope();
        let name = self.handle(self.known_ref(object, KnownField::ThreadName));
        if name.is_null() { String::new() } else { self.string_text(name) }
    }

    /// The native side of a started and not ended `java.lang.Thread`.
    pub fn native_thread(&self, object: Handle) -> Option<Arc<JavaThread>> {
        let list = self.threads();
        list.iter().find(|thread| thread.object.get() == object.get()).cloned()
    }
}
