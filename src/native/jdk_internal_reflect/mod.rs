//! `jdk.internal.reflect`.

mod accessors;
mod constant_pool;

use crate::link::access;
use crate::model::{KnownClass, MethodRef, Throw, VmException};
use crate::native::support::class_argument;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::Ref;

/// The tables of the package.
pub(super) const TABLES: &[&[NativeRow]] = &[ROWS, accessors::ROWS, constant_pool::ROWS];

const REFLECTION: &str = "jdk/internal/reflect/Reflection";

const ROWS: &[NativeRow] = &[
    native(REFLECTION, "getCallerClass", "()Ljava/lang/Class;", caller_class),
    native(REFLECTION, "getClassAccessFlags", "(Ljava/lang/Class;)I", class_access_flags),
    native(REFLECTION, "areNestMates", "(Ljava/lang/Class;Ljava/lang/Class;)Z", are_nest_mates),
];

/// The class whose method called the caller-sensitive method that calls this.
fn caller_class(t: &JavaThread) -> Result<Ref, Throw> {
    // The first frame is this native's.
    let mut frames = t.frames().skip(1).map(|frame| frame.method);
    if !frames.next().is_some_and(|method| method.traits.caller_sensitive) {
        let text = "CallerSensitive annotation expected at frame 1";
        return Err(Throw::new(VmException::Internal, text));
    }
    let caller = frames.find(|method| !is_plumbing(t, *method));
    Ok(caller.map_or(Ref::NULL, |method| method.class.mirror.get()))
}

/// Whether the frame belongs to the machinery of reflection or method handles.
fn is_plumbing(t: &JavaThread, method: MethodRef) -> bool {
    let class = method.class;
    let known = &t.vm().known;
    let is_accessor =
        |magic: KnownClass| known.try_class(magic).is_some_and(|magic| class.is_subclass_of(magic));
    method.traits.lambda_form
        || Some(class) == known.try_class(KnownClass::ReflectMethod)
            && method.name.as_bytes() == b"invoke"
        || is_accessor(KnownClass::MagicAccessorImpl)
}

fn class_access_flags(t: &JavaThread, class: Handle) -> Result<i32, Throw> {
    Ok(i32::from(class_argument(t, class)?.flags.0))
}

fn are_nest_mates(t: &JavaThread, class: Handle, other: Handle) -> Result<bool, Throw> {
    let (class, other) = (class_argument(t, class)?, class_argument(t, other)?);
    access::is_nestmate(t, class, other)
}
