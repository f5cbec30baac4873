//! Making exceptions: from [`Throw`] to a `Throwable` object.

use super::{Handle, JavaThread, Value};
use crate::model::{ClassRef, KnownMethod, Throw};
use heap::layout::Ref;

/// Exceptions thrown by making an exception, one after the other, after which it
/// is given up. Usually they get simpler until memory or stack is the reason.
const NESTED_FAILURES: usize = 8;

impl JavaThread {
    /// Makes `object` the pending exception.
    pub fn throw(&self, object: Handle) -> Throw {
        debug_assert!(!object.is_null());
        self.exception.set(object.get());
        Throw::Pending
    }

    /// Takes the pending exception.
    pub fn take_exception(&self) -> Ref {
        let exception = self.exception.get();
        self.exception.set(Ref::NULL);
        exception
    }

    /// Turns any [`Throw`] into its `Throwable`, which is no longer pending.
    /// Runs the exception's constructor now, so the trace starts at the top
    /// frame; if that fails, what it threw is the result.
    pub fn caught(&self, throw: Throw) -> Ref {
        let mut throw = throw;
        for _ in 0..NESTED_FAILURES {
            let made = match throw {
                Throw::Pending => return self.pending_exception(),
                Throw::New(class, message) => {
                    self.make_exception(class.class_name(), message.as_deref())
                }
                Throw::Named(class, message) => self.make_exception(class, message.as_deref()),
            };
            match made {
                Ok(exception) => return exception,
                Err(nested) => throw = nested,
            }
        }
        // Not even the errors of the VM can be made: their classes failed to be
        // initialized for want of memory.
        let _ = self.out_of_memory("Java heap space");
        self.pending_exception()
    }

    fn pending_exception(&self) -> Ref {
        let exception = self.take_exception();
        assert!(!exception.is_null(), "`Throw::Pending` without a pending exception");
        exception
    }

    /// Makes a `Throw` pending, whatever it was.
    pub fn pend(&self, throw: Throw) -> Throw {
        let exception = self.caught(throw);
        self.exception.set(exception);
        Throw::Pending
    }

    /// A new exception with a cause (`initCause`).
    ///
    /// # Errors
    ///
    /// What making it throws.
    pub fn make_with_cause(
        &self,
        class: &str,
        message: Option<&str>,
        cause: Handle,
    ) -> Result<Ref, Throw> {
        let _scope = self.scope();
        let exception = self.handle(self.make_exception(class, message)?);
        let init_cause = self.known_method(KnownMethod::InitCause)?;
        self.call(init_cause, &[Value::Object(exception), Value::Object(cause)])?;
        Ok(exception.get())
    }

    fn make_exception(&self, class: &str, message: Option<&str>) -> Result<Ref, Throw> {
        let _scope = self.scope();
        let class = (self.vm().hooks().boot_class)(self, class)?;
        (self.vm().hooks().initialize)(self, class)?;
        self.construct_exception(class, message)
    }

    /// A new exception of this initialized class, made by its constructor
    /// `()V` or `(String)V`.
    ///
    /// # Errors
    ///
    /// What the constructor throws.
    pub fn construct_exception(
        &self,
        class: ClassRef,
        message: Option<&str>,
    ) -> Result<Ref, Throw> {
        let _scope = self.scope();
        let exception = self.handle(self.new_instance(class)?);
        let symbols = &self.vm().symbols;
        let name = symbols.intern(b"<init>");
        let with_message = class.declared_method(name, symbols.intern(b"(Ljava/lang/String;)V"));
        match (message, with_message) {
            (Some(text), Some(constructor)) => {
                let text = self.handle(self.new_string(text)?);
                self.call(constructor, &[Value::Object(exception), Value::Object(text)])?;
            }
            _ => {
                let constructor = class
                    .declared_method(name, symbols.intern(b"()V"))
                    .expect("exceptions of the VM have a constructor without parameters");
                self.call(constructor, &[Value::Object(exception)])?;
                if let Some(text) = message {
                    // Some classes, such as ExceptionInInitializerError's
                    // relatives, take a message only through the field.
                    let text = self.new_string(text)?;
                    self.put_known_ref(exception, crate::model::KnownField::ThrowableMessage, text);
                }
            }
        }
        Ok(exception.get())
    }
}
