//! `jdk.internal.misc.ScopedMemoryAccess`: closing shared memory scopes.

use crate::model::Throw;
use crate::native::support::nothing;
use crate::thread::{Handle, JavaThread, NativeRow, native};
use heap::layout::RootSlot;

const SCOPED: &str = "jdk/internal/misc/ScopedMemoryAccess";

pub(super) const ROWS: &[NativeRow] = &[
    native(SCOPED, "registerNatives", "()V", nothing),
    native(
        SCOPED,
        "closeScope0",
        "(Ljdk/internal/misc/ScopedMemoryAccess$Scope;Ljdk/internal/misc/ScopedMemoryAccess$Scope$ScopedAccessError;)Z",
        close_if_unused,
    ),
    native(
        SCOPED,
        "closeScope0",
        "(Ljdk/internal/foreign/MemorySessionImpl;Ljdk/internal/misc/ScopedMemoryAccess$ScopedAccessError;)V",
        wait_until_unused,
    ),
];

/// Whether a thread is inside an access to the scope: a frame of a scoped
/// method that holds the scope in one of its local variables counts.
fn is_in_use(t: &JavaThread, scope: Handle) -> bool {
    t.at_safepoint("CloseScopedMemory", |_, threads| {
        let holds = |slot: *mut u64| {
            // SAFETY: a slot of a live frame of a stopped thread; its lower half
            // is a reference if the slot holds one.
            unsafe { &*slot.cast::<RootSlot>() }.get() == scope.get()
        };
        threads.iter().flat_map(|thread| thread.frames()).any(|frame| {
            frame.method.traits.scoped
                && (0..usize::from(frame.method.max_locals))
                    .any(|slot| holds(frame.regs.wrapping_add(slot)))
        })
    })
}

/// JDK 17: the scope may be closed only if this answers that nobody uses it.
fn close_if_unused(
    t: &JavaThread,
    _: Handle,
    scope: Handle,
    _error: Handle,
) -> Result<bool, Throw> {
    Ok(!is_in_use(t, t.non_null(scope)?))
}

/// JDK 25: the session is closed already, so no new access begins; those that
/// are under way are short, and their memory is there until this returns.
fn wait_until_unused(
    t: &JavaThread,
    _: Handle,
    session: Handle,
    _error: Handle,
) -> Result<(), Throw> {
    let session = t.non_null(session)?;
    while is_in_use(t, session) {
        t.blocking(os::thread::yield_now);
    }
    Ok(())
}
