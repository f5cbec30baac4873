//! The "Signal Dispatcher" thread: takes queued signals and hands them to
//! `jdk.internal.misc.Signal.dispatch`. SIGQUIT is the VM's own: it prints a
//! thread dump to standard output, or starts to listen for those who want to
//! attach.

use crate::model::{KnownMethod, Throw};
use crate::native::{attach, print_thread_dump, system_threads};
use crate::thread::{FlagValue, JavaThread, Value, Vm};
use os::signal_queue::{self, Disposition};

/// Starts the dispatcher as a daemon of the system thread group.
///
/// # Errors
///
/// What making the thread throws.
pub(super) fn start_dispatcher(t: &JavaThread) -> Result<(), Throw> {
    system_threads::start(t, "Signal Dispatcher", dispatch)?;
    if !t.vm().config.reduce_signals {
        // Without it the signal keeps the system's meaning; nobody can be told.
        let _ = signal_queue::set(libc::SIGQUIT, Disposition::Queue);
    }
    Ok(())
}

/// SIGQUIT has come.
fn quit(t: &JavaThread) {
    let disabled = |vm: &Vm| {
        let named = |flag: &&FlagValue| flag.name == "DisableAttachMechanism";
        vm.config.flags.iter().find(named).is_some_and(|flag| flag.value == "true")
    };
    if disabled(t.vm()) || !attach::is_wanted() {
        print_thread_dump(t);
    } else if !attach::is_listening()
        && let Err(throw) = system_threads::start(t, attach::THREAD, attach::serve)
    {
        t.dispatch_uncaught(throw);
    }
}

fn dispatch(t: &JavaThread) {
    loop {
        let signal = match t.waiting_in_vm(os::signal_queue::wait) {
            Ok(signal) => signal,
            // Without an event descriptor no signal can come.
            Err(_) => return,
        };
        if signal == libc::SIGQUIT {
            quit(t);
            continue;
        }
        let dispatched = t
            .known_method(KnownMethod::SignalDispatch)
            .and_then(|method| t.call(method, &[Value::Int(signal)]));
        if let Err(throw) = dispatched {
            t.dispatch_uncaught(throw);
        }
    }
}
