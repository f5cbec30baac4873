//! `-XX:+HeapDumpOnOutOfMemoryError` and the other options that act when the
//! heap is exhausted.

use super::hprof;
use crate::thread::{JavaThread, OutOfMemoryActions};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Exit status of `-XX:+ExitOnOutOfMemoryError`.
const EXIT_STATUS: i32 = 3;

#[derive(Default)]
struct State {
    /// Dump and commands come once.
    done: AtomicBool,
    /// Number of dumps, for their names.
    dumps: AtomicU32,
}

/// Does what the options say before an `OutOfMemoryError` with this text is
/// thrown.
pub fn act(t: &JavaThread, text: &str) {
    let actions = &t.vm().config.on_out_of_memory;
    let state: &State = t.vm().extension();
    let first =
        (actions.dump || !actions.commands.is_empty()) && !state.done.swap(true, Ordering::AcqRel);
    if first && actions.dump {
        println!("java.lang.OutOfMemoryError: {text}");
        dump(t, actions, state);
    }
    if first && !actions.commands.is_empty() {
        run_commands(t, actions, text);
    }
    if actions.abort {
        println!("Aborting due to java.lang.OutOfMemoryError: {text}");
        std::process::abort();
    }
    if actions.exit {
        println!("Terminating due to java.lang.OutOfMemoryError: {text}");
        std::process::exit(EXIT_STATUS);
    }
}

fn dump(t: &JavaThread, actions: &OutOfMemoryActions, state: &State) {
    let number = state.dumps.fetch_add(1, Ordering::Relaxed);
    let path = hprof::default_path(&actions.dump_path, number);
    println!("Dumping heap to {} ...", path.display());
    match hprof::write(t, &path) {
        Ok(written) => println!(
            "Heap dump file created [{} bytes in {:.3} secs]",
            written.bytes,
            written.duration.as_secs_f64()
        ),
        Err(error) => println!(
            "Unable to create {}: {}",
            path.display(),
            os::errno_text(error.raw_os_error().unwrap_or(0))
        ),
    }
}

/// Runs the commands one after the other, with `%p` replaced by the process id.
fn run_commands(t: &JavaThread, actions: &OutOfMemoryActions, text: &str) {
    let given = actions.commands.join("\n");
    println!("#\n# java.lang.OutOfMemoryError: {text}");
    println!("# -XX:OnOutOfMemoryError=\"{}\"", given.replace('\n', ";"));
    for command in given.split(['\n', ';']).filter(|command| !command.trim().is_empty()) {
        let command = command.replace("%p", &std::process::id().to_string());
        println!("#   Executing /bin/sh -c \"{command}\"...");
        let result = t.blocking(|| Command::new("/bin/sh").arg("-c").arg(&command).status());
        if let Err(error) = result {
            eprintln!("os::fork_and_exec failed: {error}");
        }
    }
}
