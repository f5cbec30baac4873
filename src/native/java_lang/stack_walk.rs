//! `java.lang.StackWalker`: `StackStreamFactory` and `StackFrameInfo`.
//!
//! A walk is under way from `callStackWalk`, which calls back into Java, until
//! that returns; the frames below do not change meanwhile. The `anchor` that
//! Java passes around is the number of the walk.

use super::backtrace::{TraceFrame, fill_element};
use crate::link::member_name::{self, flags as member_flags};
use crate::model::{ClassRef, KnownField, KnownMethod, MethodRef, Throw, VmException};
use crate::native::platform;
use crate::native::support::mirrors_array;
use crate::thread::{FrameView, Handle, JavaThread, Library, NativeRow, Value, native};
use dashmap::DashMap;
use heap::layout::Ref;
use std::sync::atomic::{AtomicI64, Ordering};

const WALKER: &str = "java/lang/StackStreamFactory$AbstractStackWalker";

pub(super) const ROWS: &[NativeRow] = &[
    native("java/lang/StackStreamFactory", "checkStackWalkModes", "()Z", check_modes),
    native(
        WALKER,
        "callStackWalk",
        "(JIII[Ljava/lang/Object;)Ljava/lang/Object;",
        call_stack_walk_17,
    ),
    native(WALKER, "fetchStackFrames", "(JJII[Ljava/lang/Object;)I", fetch_17),
    native(
        WALKER,
        "callStackWalk",
        "(IILjdk/internal/vm/ContinuationScope;Ljdk/internal/vm/Continuation;II[Ljava/lang/Object;)Ljava/lang/Object;",
        call_stack_walk_25,
    ),
    native(WALKER, "fetchStackFrames", "(IJIII[Ljava/lang/Object;)I", fetch_25),
    native("java/lang/SecurityManager", "getClassContext", "()[Ljava/lang/Class;", class_context),
    native("java/lang/StackFrameInfo", "expandStackFrameInfo", "()V", expand_frame_info),
    native(
        "java/lang/StackTraceElement",
        "initStackTraceElement",
        "(Ljava/lang/StackTraceElement;Ljava/lang/StackFrameInfo;)V",
        init_element,
    ),
];

/// Bits of the walker's mode.
mod mode {
    /// Only the classes of the frames are wanted.
    pub(super) const CLASS_ONLY: i64 = 0x2;
    /// `StackWalker.getCallerClass` (17).
    pub(super) const GET_CALLER_CLASS: i64 = 0x4;
    /// Hidden frames are wanted too.
    pub(super) const SHOW_HIDDEN: i64 = 0x20;
}

/// Where a walk is.
struct Walk {
    /// Address of the frame of the `callStackWalk` that began it.
    start: usize,
    /// Frames from there on that were looked at.
    passed: usize,
}

/// The walks under way in one VM.
#[derive(Default)]
struct Walks {
    next: AtomicI64,
    by_anchor: DashMap<i64, Walk>,
}

/// The bits above are those of the class library.
fn check_modes(_: &JavaThread) -> Result<bool, Throw> {
    Ok(true)
}

/// The frames of a walk that are still to come.
fn rest(t: &JavaThread, walk: &Walk) -> impl Iterator<Item = FrameView> + use<> {
    let start = walk.start;
    t.frames().skip_while(move |frame| frame.frame as usize != start).skip(walk.passed)
}

fn begin(
    t: &JavaThread,
    walker: Handle,
    mode: i64,
    skip: i32,
    batch: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<Ref, Throw> {
    let buffer = t.non_null(buffer)?;
    let top = t.frames().next().expect("the native itself has a frame");
    let mut walk = Walk { start: top.frame as usize, passed: 0 };
    // The walker's own frames come first.
    walk.passed = rest(t, &walk).take_while(|frame| is_walkers(frame.method)).count();
    walk.passed += usize::try_from(skip).unwrap_or(0);
    let filled = fill(t, mode, &mut walk, batch, start_index, buffer)?;
    if batch > 0 && filled == 0 {
        return Err(Throw::new(VmException::Internal, "stack walk: decode failed"));
    }
    let walks = t.vm().extension::<Walks>();
    let anchor = walks.next.fetch_add(1, Ordering::Relaxed) + 1;
    walks.by_anchor.insert(anchor, walk);
    let do_stack_walk = t.known_method(KnownMethod::DoStackWalk);
    let count = if t.vm().library() >= Library::Java25 { filled } else { batch };
    let arguments = [
        Value::Object(walker),
        Value::Long(anchor),
        Value::Int(skip),
        Value::Int(count),
        Value::Int(start_index),
        Value::Int(start_index + filled),
    ];
    let result = do_stack_walk.and_then(|method| t.call_object(method, &arguments));
    walks.by_anchor.remove(&anchor);
    result
}

fn is_walkers(method: MethodRef) -> bool {
    let is_abstract_walker = |name: &[u8]| name == WALKER.as_bytes();
    let class = method.class;
    let name = class.name.as_bytes();
    class.loader.is_boot()
        && (name == b"java/lang/StackWalker"
            || is_abstract_walker(name)
            || class.super_class.is_some_and(|above| is_abstract_walker(above.name.as_bytes())))
}

/// Puts the next frames into the buffer; how many.
fn fill(
    t: &JavaThread,
    mode: i64,
    walk: &mut Walk,
    batch: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<i32, Throw> {
    let wanted = usize::try_from(batch).unwrap_or(0);
    let first = usize::try_from(start_index).unwrap_or(0);
    if first + wanted > t.array_length(buffer.get()) as usize {
        return Err(Throw::new(VmException::IllegalArgument, "not enough space in buffers"));
    }
    let shows_hidden = mode & mode::SHOW_HIDDEN != 0 && mode & mode::GET_CALLER_CLASS == 0;
    let mut found = Vec::with_capacity(wanted);
    for frame in rest(t, walk) {
        if found.len() == wanted {
            break;
        }
        walk.passed += 1;
        if shows_hidden || !frame.method.traits.hidden {
            found.push(TraceFrame::of(t.vm(), &frame));
        }
    }
    for (at, frame) in found.iter().enumerate() {
        let index = (first + at) as u32;
        let _scope = t.scope();
        if t.vm().library() >= Library::Java25 {
            let info = t.handle(t.element(buffer.get(), index));
            fill_info_25(t, t.non_null(info)?, frame, mode & mode::CLASS_ONLY != 0)?;
        } else if mode & mode::CLASS_ONLY != 0 {
            if mode & mode::GET_CALLER_CLASS != 0
                && index as i32 == start_index
                && frame.method.traits.caller_sensitive
            {
                return Err(caller_sensitive_caller(frame.method));
            }
            t.set_element(buffer.get(), index, frame.method.class.mirror.get());
        } else {
            let info = t.handle(t.element(buffer.get(), index));
            fill_info_17(t, t.non_null(info)?, frame)?;
        }
    }
    Ok(found.len() as i32)
}

fn caller_sensitive_caller(method: MethodRef) -> Throw {
    let method = crate::link::external_method(method.class, method.name, method.descriptor);
    let text =
        format!("StackWalker::getCallerClass called from @CallerSensitive '{method}' method");
    Throw::new(VmException::UnsupportedOperation, text)
}

fn fill_info_17(t: &JavaThread, info: Handle, frame: &TraceFrame) -> Result<(), Throw> {
    let member = t.handle(t.known_ref(info, KnownField::FrameMember));
    member_name::init_method(t, t.non_null(member)?, frame.method.class, frame.method)?;
    t.put_known(info, KnownField::FrameBci, i32::from(frame.bci));
    Ok(())
}

/// Fills a `ClassFrameInfo` or, unless only the class is wanted, a
/// `StackFrameInfo`.
fn fill_info_25(
    t: &JavaThread,
    info: Handle,
    frame: &TraceFrame,
    class_only: bool,
) -> Result<(), Throw> {
    let method = frame.method;
    let mut flags: i32 = platform::get(t, info, "flags", "I");
    flags |= i32::from(method.flags.0);
    if method.traits.caller_sensitive {
        flags |= member_flags::CALLER_SENSITIVE;
    }
    if method.traits.hidden {
        flags |= member_flags::HIDDEN_MEMBER;
    }
    platform::put(t, info, "flags", "I", flags);
    let target = match class_only {
        true => method.class.mirror.get(),
        false => member_name::new_resolved_method(t, method)?,
    };
    let target = t.handle(target);
    platform::put_ref(t, info, "classOrMemberName", "Ljava/lang/Object;", target);
    if !class_only {
        t.put_known(info, KnownField::FrameBci, i32::from(frame.bci));
    }
    Ok(())
}

fn call_stack_walk_17(
    t: &JavaThread,
    this: Handle,
    mode: i64,
    skip: i32,
    batch: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<Ref, Throw> {
    begin(t, this, mode, skip, batch, start_index, buffer)
}

#[expect(clippy::too_many_arguments, reason = "the native has as many")]
fn call_stack_walk_25(
    t: &JavaThread,
    this: Handle,
    mode: i32,
    skip: i32,
    _scope: Handle,
    _continuation: Handle,
    buffer_size: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<Ref, Throw> {
    let batch = buffer_size.saturating_sub(start_index);
    begin(t, this, i64::from(mode), skip, batch, start_index, buffer)
}

/// Fills the buffer again; how many frames there were.
fn fetch(
    t: &JavaThread,
    mode: i64,
    anchor: i64,
    batch: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<i32, Throw> {
    let buffer = t.non_null(buffer)?;
    let walks = t.vm().extension::<Walks>();
    let corrupted = || Throw::new(VmException::Internal, "doStackWalk: corrupted buffers");
    let (_, mut walk) = walks.by_anchor.remove(&anchor).ok_or_else(corrupted)?;
    let filled = fill(t, mode, &mut walk, batch, start_index, buffer);
    walks.by_anchor.insert(anchor, walk);
    filled
}

/// The index behind the last frame.
fn fetch_17(
    t: &JavaThread,
    _: Handle,
    mode: i64,
    anchor: i64,
    batch: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<i32, Throw> {
    Ok(start_index + fetch(t, mode, anchor, batch, start_index, buffer)?)
}

/// The number of frames. In 25 the size of the buffer counts from its start.
fn fetch_25(
    t: &JavaThread,
    _: Handle,
    mode: i32,
    anchor: i64,
    _last_batch: i32,
    buffer_size: i32,
    start_index: i32,
    buffer: Handle,
) -> Result<i32, Throw> {
    let batch = buffer_size.saturating_sub(start_index);
    fetch(t, i64::from(mode), anchor, batch, start_index, buffer)
}

/// The method of a `StackFrameInfo`.
fn method_of_info(t: &JavaThread, info: Handle) -> Result<MethodRef, Throw> {
    let method = if t.vm().library() >= Library::Java25 {
        let target = platform::get_ref(t, info, "classOrMemberName", "Ljava/lang/Object;");
        let is_resolved = t.is_instance(target.get(), crate::model::KnownClass::ResolvedMethodName);
        is_resolved.then(|| member_name::method_of(t, target.get())).flatten()
    } else {
        let member = t.handle(t.known_ref(info, KnownField::FrameMember));
        member_name::target(t, member)
    };
    method.ok_or_else(|| Throw::new(VmException::Internal, "frame without a method"))
}

fn expand_frame_info(t: &JavaThread, this: Handle) -> Result<(), Throw> {
    let method = method_of_info(t, this)?;
    let name = t.handle(t.intern_mutf8(method.name.as_bytes())?);
    platform::put_ref(t, this, "name", "Ljava/lang/String;", name);
    let descriptor = t.handle(t.intern_mutf8(method.descriptor.as_bytes())?);
    platform::put_ref(t, this, "type", "Ljava/lang/Object;", descriptor);
    Ok(())
}

fn init_element(t: &JavaThread, element: Handle, info: Handle) -> Result<(), Throw> {
    let (element, info) = (t.non_null(element)?, t.non_null(info)?);
    let method = method_of_info(t, info)?;
    let bci = t.known::<i32>(info, KnownField::FrameBci);
    fill_element(t, element, &TraceFrame { method, bci: bci as u16 })
}

/// The classes of the frames below the receiver's own, natives left out.
fn class_context(t: &JavaThread, _: Handle) -> Result<Ref, Throw> {
    let classes: Vec<ClassRef> = t
        .frames()
        .map(|frame| frame.method)
        .filter(|method| !method.traits.hidden && !method.flags.is_native())
        .map(|method| method.class)
        .collect();
    mirrors_array(t, &classes)
}
