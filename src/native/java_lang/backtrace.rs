//! Stack traces: the walk over the frames, its compact form in
//! `Throwable.backtrace`, and `StackTraceElement`s.
//!
//! A backtrace is `Object[] { long[] frames, Class[] holders }`. A frame is the
//! method's slot in its class and the bytecode index in one word; the holders
//! also keep the classes from being unloaded.

use crate::model::{ClassRef, KnownClass, KnownField, MethodRef, Throw};
use crate::native::support::{array_of, class_name_string};
use crate::thread::{FrameView, Frames, Handle, JavaThread, Vm};
use bytecode::Opcode;
use heap::layout::Ref;
use std::fmt::{self, Write};

/// Frames recorded at most, as the default of `-XX:MaxJavaStackTraceDepth`.
pub(super) const MAX_DEPTH: usize = 1024;

/// Set in the word of the first frame if frames above it were left out as
/// hidden: the exception was not raised in it.
const BELOW_HIDDEN: i64 = 1 << 32;

/// `StackTraceElement.lineNumber` of a native method.
const NATIVE_LINE: i32 = -2;

/// Where a frame is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TraceFrame {
    /// The method that runs.
    pub(crate) method: MethodRef,
    /// Bytecode index of the instruction.
    pub(crate) bci: u16,
}

impl TraceFrame {
    /// Where this frame is.
    pub(crate) fn of(vm: &Vm, frame: &FrameView) -> TraceFrame {
        TraceFrame { method: frame.method, bci: frame.bci(vm) }
    }

    /// Where this frame of a thread that stands still is. As in `java`, a thread
    /// that waits to enter a monitor is behind its `monitorenter`.
    pub(crate) fn of_stopped(vm: &Vm, frame: &FrameView) -> TraceFrame {
        let mut at = TraceFrame::of(vm, frame);
        let code = frame.method.code.as_ref();
        let opcode = code.and_then(|code| code.bytes.get(usize::from(at.bci)));
        if frame.is_top && opcode == Some(&(Opcode::Monitorenter as u8)) {
            at.bci += 1;
        }
        at
    }

    fn pack(&self) -> i64 {
        i64::from(self.method.slot) << 16 | i64::from(self.bci)
    }

    /// `None` for a method that is in no class file.
    fn unpack(word: i64, holder: ClassRef) -> Option<TraceFrame> {
        let slot = (word >> 16) as u16;
        let method = holder.method_at(usize::from(slot))?;
        Some(TraceFrame { method, bci: word as u16 })
    }

    /// The line as `StackTraceElement` codes it.
    fn line_number(&self) -> i32 {
        if self.method.flags.is_native() {
            return NATIVE_LINE;
        }
        let line = self.method.code.as_ref().and_then(|code| code.line_number(self.bci));
        line.map_or(-1, i32::from)
    }
}

/// As `java` itself prints a frame: `p.C.m(module@version/C.java:7)`.
impl fmt::Display for TraceFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.method.class;
        write!(f, "{}.{}(", class.binary_name(), self.method.name.as_str_lossy())?;
        if let Some(module) = class.module.get()
            && let Some(name) = module.name
        {
            f.write_str(&name.as_str_lossy())?;
            if let Some(version) = &module.version {
                write!(f, "@{version}")?;
            }
            f.write_str("/")?;
        }
        let line = self.method.code.as_ref().and_then(|code| code.line_number(self.bci));
        match (class.source_file, line) {
            _ if self.method.flags.is_native() => f.write_str("Native Method)"),
            (Some(file), Some(line)) => write!(f, "{}:{line})", file.as_str_lossy()),
            (Some(file), None) => write!(f, "{})", file.as_str_lossy()),
            (None, _) => f.write_str("Unknown Source)"),
        }
    }
}

/// The frames that traces of a thread that stands still show, from the top.
pub(super) fn visible_frames(vm: &Vm, frames: Frames) -> impl Iterator<Item = TraceFrame> {
    frames
        .filter(|frame| !frame.method.traits.hidden)
        .map(move |frame| TraceFrame::of_stopped(vm, &frame))
        .take(MAX_DEPTH)
}

/// The frames of this thread without those that make the exception: the calls
/// of `fillInStackTrace` and then the constructors of its classes; and whether
/// the frame that raised it is hidden.
pub(super) fn frames_for_exception(t: &JavaThread) -> (Vec<TraceFrame>, bool) {
    let throwable = t.vm().known.class(KnownClass::Throwable);
    let mut filling = true;
    let mut constructing = true;
    let own = |frame: &FrameView| {
        let method = frame.method;
        filling &= method.name.as_bytes() == b"fillInStackTrace";
        if filling {
            return true;
        }
        constructing &= method.is_constructor() && method.class.is_subclass_of(throwable);
        constructing
    };
    let mut frames = t.frames().skip_while(own).peekable();
    let raised_in_hidden = frames.peek().is_some_and(|frame| frame.method.traits.hidden);
    let shown = frames
        .filter(|frame| !frame.method.traits.hidden)
        .map(|frame| TraceFrame::of(t.vm(), &frame))
        .take(MAX_DEPTH)
        .collect();
    (shown, raised_in_hidden)
}

/// Packs frames for `Throwable.backtrace`.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn pack(
    t: &JavaThread,
    frames: &[TraceFrame],
    raised_in_hidden: bool,
) -> Result<Ref, Throw> {
    let words = t.handle(t.new_primitive_array(b'J', frames.len())?);
    let holders = t.new_ref_array(t.vm().known.class(KnownClass::Class), frames.len())?;
    for (at, frame) in frames.iter().enumerate() {
        let mark = if raised_in_hidden && at == 0 { BELOW_HIDDEN } else { 0 };
        t.set_scalar(words.get(), at as u32, frame.pack() | mark);
        t.set_element(holders, at as u32, frame.method.class.mirror.get());
    }
    let holders = t.handle(holders);
    array_of(t, KnownClass::Object, &[words, holders])
}

/// The frame at `at` of a packed backtrace, if it is that long.
pub(super) fn frame_at(t: &JavaThread, backtrace: Handle, at: u32) -> Option<TraceFrame> {
    let words = t.element(backtrace.get(), 0);
    if at >= t.array_length(words) {
        return None;
    }
    let holder = t.element(t.element(backtrace.get(), 1), at);
    TraceFrame::unpack(t.scalar(words, at), t.class_of_mirror(holder))
}

/// The frame that raised the exception, if the trace shows it.
pub(super) fn raising_frame(t: &JavaThread, backtrace: Handle) -> Option<TraceFrame> {
    let words = t.element(backtrace.get(), 0);
    if t.array_length(words) == 0 || t.scalar::<i64>(words, 0) & BELOW_HIDDEN != 0 {
        return None;
    }
    frame_at(t, backtrace, 0)
}

/// A new `StackTraceElement[]` of these frames.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(in crate::native) fn elements_of(t: &JavaThread, frames: &[TraceFrame]) -> Result<Ref, Throw> {
    let class = t.vm().known.class(KnownClass::StackTraceElement);
    let array = t.handle(t.new_ref_array(class, frames.len())?);
    for (at, frame) in frames.iter().enumerate() {
        let _scope = t.scope();
        let element = t.handle(t.new_instance(class)?);
        fill_element(t, element, frame)?;
        t.set_element(array.get(), at as u32, element.get());
    }
    Ok(array.get())
}

/// Fills a `StackTraceElement`.
///
/// # Errors
///
/// `OutOfMemoryError`.
pub(super) fn fill_element(
    t: &JavaThread,
    element: Handle,
    frame: &TraceFrame,
) -> Result<(), Throw> {
    let class = frame.method.class;
    t.put_known_ref(element, KnownField::SteClass, class.mirror.get());
    let name = class_name_string(t, class)?;
    t.put_known_ref(element, KnownField::SteDeclaringClass, name);
    let method = t.intern_mutf8(frame.method.name.as_bytes())?;
    t.put_known_ref(element, KnownField::SteMethodName, method);
    if let Some(file) = class.source_file {
        let file = t.intern_mutf8(file.as_bytes())?;
        t.put_known_ref(element, KnownField::SteFileName, file);
    }
    t.put_known(element, KnownField::SteLineNumber, frame.line_number());
    let loader = class.loader.object.get();
    if !loader.is_null() {
        let name = t.get_ref(loader, t.offset(KnownField::LoaderName));
        t.put_known_ref(element, KnownField::SteLoaderName, name);
    }
    let Some(module) = class.module.get() else { return Ok(()) };
    let Some(name) = module.name else { return Ok(()) };
    let name = t.intern_mutf8(name.as_bytes())?;
    t.put_known_ref(element, KnownField::SteModuleName, name);
    if let Some(version) = &module.version {
        let version = t.intern_text(version)?;
        t.put_known_ref(element, KnownField::SteModuleVersion, version);
    }
    Ok(())
}

/// An exception with its causes, as `java` prints one that came before there was a Java console.
pub(crate) fn text_of_failure(t: &JavaThread, exception: Handle) -> String {
    /// Causes shown at most; they may form a ring.
    const MAX_CAUSES: u32 = 100;
    let mut text = String::new();
    let mut at = exception;
    for _ in 0..MAX_CAUSES {
        text.push_str(&t.class_of(at.get()).binary_name());
        let message = t.handle(t.known_ref(at, KnownField::ThrowableMessage));
        if !message.is_null() {
            let _ = write!(text, ": {}", t.string_text(message));
        }
        text.push('\n');
        let backtrace = t.handle(t.known_ref(at, KnownField::ThrowableBacktrace));
        let frames = (0..).map_while(|index| frame_at(t, backtrace, index));
        for frame in frames.take(if backtrace.is_null() { 0 } else { MAX_DEPTH }) {
            let _ = writeln!(text, "\tat {frame}");
        }
        let cause = t.known_ref(at, KnownField::ThrowableCause);
        if cause.is_null() || cause == at.get() {
            break;
        }
        at = t.handle(cause);
        text.push_str("Caused by: ");
    }
    text
}
