//! `java.lang.Throwable` and `StackTraceElement`.

use super::backtrace;
use crate::interp::npe_message;
use crate::model::{KnownField, Throw, VmException};
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

pub(super) const ROWS: &[NativeRow] = &[
    native(
        "java/lang/Throwable",
        "fillInStackTrace",
        "(I)Ljava/lang/Throwable;",
        fill_in_stack_trace,
    ),
    native(
        "java/lang/StackTraceElement",
        "initStackTraceElements",
        "([Ljava/lang/StackTraceElement;Ljava/lang/Throwable;)V",
        init_elements_of_throwable,
    ),
    native(
        "java/lang/StackTraceElement",
        "initStackTraceElements",
        "([Ljava/lang/StackTraceElement;Ljava/lang/Object;I)V",
        init_elements_of_backtrace,
    ),
    native(
        "java/lang/NullPointerException",
        "getExtendedNPEMessage",
        "()Ljava/lang/String;",
        extended_message,
    ),
];

fn fill_in_stack_trace(t: &JavaThread, this: Handle, _unused: i32) -> Result<Ref, Throw> {
    let (frames, raised_in_hidden) = backtrace::frames_for_exception(t);
    let packed = backtrace::pack(t, &frames, raised_in_hidden)?;
    t.put_known_ref(this, KnownField::ThrowableBacktrace, packed);
    t.put_known(this, KnownField::ThrowableDepth, frames.len() as i32);
    Ok(this.get())
}

fn init_elements_of_throwable(
    t: &JavaThread,
    elements: Handle,
    throwable: Handle,
) -> Result<(), Throw> {
    let throwable = t.non_null(throwable)?;
    let backtrace = t.handle(t.known_ref(throwable, KnownField::ThrowableBacktrace));
    let depth = t.known::<i32>(throwable, KnownField::ThrowableDepth);
    init_elements_of_backtrace(t, elements, backtrace, depth)
}

fn init_elements_of_backtrace(
    t: &JavaThread,
    elements: Handle,
    backtrace: Handle,
    depth: i32,
) -> Result<(), Throw> {
    let elements = t.non_null(elements)?;
    if backtrace.is_null() {
        // The exception was made without a trace.
        return Ok(());
    }
    if t.array_length(elements.get()) as i32 != depth {
        return Err(Throw::bare(VmException::IndexOutOfBounds));
    }
    for at in 0..depth as u32 {
        let _scope = t.scope();
        let Some(frame) = backtrace::frame_at(t, backtrace, at) else { break };
        let element = t.handle(t.element(elements.get(), at));
        backtrace::fill_element(t, t.non_null(element)?, &frame)?;
    }
    Ok(())
}

/// What was null (JEP 358), by the instruction at the top of the trace; null if
/// that does not throw the exception by itself.
fn extended_message(t: &JavaThread, this: Handle) -> Result<Ref, Throw> {
    let backtrace = t.handle(t.known_ref(this, KnownField::ThrowableBacktrace));
    if backtrace.is_null() {
        return Ok(Ref::NULL);
    }
    let text = backtrace::raising_frame(t, backtrace)
        .filter(|frame| frame.method.code.is_some())
        .and_then(|frame| npe_message::extended_message(frame.method, frame.bci));
    match text {
        Some(text) => t.new_string(&text),
        None => Ok(Ref::NULL),
    }
}
