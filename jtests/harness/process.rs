//! Runs one child process with a time limit and bounded output.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A runaway program is cut off at this much output on one stream.
const OUTPUT_LIMIT: u64 = 32 << 20;

/// What a process left behind.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// `exit 0`, `signal 11`, `timeout`.
    pub status: String,
    /// Standard output, lossily decoded.
    pub stdout: String,
    /// Standard error, lossily decoded.
    pub stderr: String,
    /// Wall-clock time.
    pub duration: Duration,
}

impl Outcome {
    /// That of a program which prints this and ends well.
    #[must_use]
    pub fn printed(text: &str) -> Outcome {
        let (stdout, stderr) = (text.to_owned(), String::new());
        Outcome { status: "exit 0".to_owned(), stdout, stderr, duration: Duration::ZERO }
    }
}

/// Environment common to all runs: nothing of the user's settings may change
/// what a program prints.
pub fn clean_environment(command: &mut Command, java_home: &Path) {
    let path = std::env::var_os("PATH");
    command.env_clear().env("LANG", "C.UTF-8").env("TZ", "UTC").env("JAVA_HOME", java_home);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    if let Some(home) = std::env::var_os("HOME") {
        command.env("HOME", home);
    }
}

/// Runs `command` to its end or to the time limit.
///
/// # Errors
/// A message when the process cannot be started.
pub fn run(command: &mut Command, stdin: &str, limit: Duration) -> Result<Outcome, String> {
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let mut input = child.stdin.take().expect("stdin is piped");
    let stdin = stdin.as_bytes().to_vec();
    // A program that ends without reading its input breaks the pipe: no error.
    let writer = thread::spawn(move || drop(input.write_all(&stdin)));
    let stdout = collect(child.stdout.take().expect("stdout is piped"));
    let stderr = collect(child.stderr.take().expect("stderr is piped"));
    let status = wait(&mut child, started, limit);
    let outcome = Outcome {
        status,
        stdout: stdout.join().expect("the reader does not panic"),
        stderr: stderr.join().expect("the reader does not panic"),
        duration: started.elapsed(),
    };
    writer.join().expect("the writer does not panic");
    Ok(outcome)
}

fn collect(stream: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let mut limited = stream.take(OUTPUT_LIMIT);
        // What arrived before a read error is still worth comparing.
        let _ = limited.read_to_end(&mut bytes);
        if limited.limit() == 0 {
            bytes.extend_from_slice(b"\n<output cut off>\n");
        }
        crate::normalise::without_counter_warnings(&String::from_utf8_lossy(&bytes))
    })
}

fn wait(child: &mut Child, started: Instant, limit: Duration) -> String {
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return describe(status),
            Ok(None) if started.elapsed() < limit => {
                thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(20));
            }
            Ok(None) => {
                // Fails only when the process has ended meanwhile.
                let _ = child.kill();
                let _ = child.wait();
                return "timeout".to_owned();
            }
            Err(error) => return format!("wait: {error}"),
        }
    }
}

fn describe(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    match status.code() {
        Some(code) => format!("exit {code}"),
        None => status.to_string(),
    }
}
