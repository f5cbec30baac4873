//! The interactive view in a terminal: a pseudo-terminal whose other side is emulated.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

const ROWS: NonZero<u16> = NonZero::new(24).expect("some");
const COLUMNS: NonZero<u16> = NonZero::new(110).expect("some");
/// After this a screen that is waited for will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program on a terminal.
struct Terminal {
    keys: File,
    screen: Arc<Mutex<vt100::Parser>>,
    program: Child,
}

impl Terminal {
    fn start(arguments: &[&str]) -> Terminal {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&master).expect("ours");
        unlockpt(&master).expect("ours");
        let name = ptsname(&master, Vec::new()).expect("its name");
        let name = name.to_str().expect("text");
        let slave = OpenOptions::new().read(true).write(true).open(name).expect("its other side");
        let size =
            Winsize { ws_row: ROWS.get(), ws_col: COLUMNS.get(), ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&master, size).expect("a size");
        let side = || OwnedFd::from(slave.try_clone().expect("a descriptor"));
        let program = Command::new(env!("CARGO_BIN_EXE_peaberry-inspect"))
            .args(arguments)
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .stdin(side())
            .stdout(side())
            .stderr(side())
            .spawn()
            .expect("the program");
        drop(slave);
        let keys = File::from(master);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(ROWS, COLUMNS, 0)));
        let (mut output, shown) = (keys.try_clone().expect("a descriptor"), Arc::clone(&screen));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // The end of the program is an error here.
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shown.lock().unwrap_or_else(PoisonError::into_inner).process(&bytes[..count]);
            }
        });
        Terminal { keys, screen, program }
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap_or_else(PoisonError::into_inner).screen().contents()
    }

    /// Presses keys and waits until the screen has all of these texts.
    fn press(&mut self, keys: &str, expected: &[&str]) -> String {
        self.keys.write_all(keys.as_bytes()).expect("the program reads keys");
        let start = Instant::now();
        loop {
            let text = self.text();
            if expected.iter().all(|part| text.contains(part)) {
                return text;
            }
            assert!(start.elapsed() < PATIENCE, "after {keys:?} no {expected:?} in\n{text}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Presses a key that ends the program; returns its exit status.
    fn end(mut self, key: &str) -> Option<i32> {
        self.keys.write_all(key.as_bytes()).expect("the program reads keys");
        let start = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().expect("a child") {
                return status.code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended, unless a test has failed.
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";
const BACKSPACE: &str = "\x7f";

#[test]
fn a_walk_through_a_directory() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browse");
    fs::create_dir_all(directory.join("p")).expect("a directory");
    for (from, to) in
        [("A.class", "A.class"), ("Bad.class", "Bad.class"), ("Damaged.class", "p/Damaged.class")]
    {
        fs::copy(data.join(from), directory.join(to)).expect("a copy");
    }
    let directory = directory.to_str().expect("a name");
    let mut terminal = Terminal::start(&["browse", "--system", "none", directory]);
    terminal.press("", &["classes; ? for help", "▸ (no package)", "▸ p  (1)"]);
    terminal.press("?", &["who refers to this class or member"]);
    terminal.press("?", &["▸ p  (1)"]);
    // Open the package, then the class.
    terminal.press(&[DOWN, ENTER].concat(), &["▾ p  (1)", "▸ Damaged"]);
    terminal.press(
        &[DOWN, ENTER].concat(),
        &["public class p.Damaged", "implements java.lang.Comparable", "Damaged.java", "compareTo"],
    );
    // Code with constants in line; its link below.
    terminal.press("/println\r", &["→ java.io.PrintStream.println(java.lang.String):void"]);
    terminal.press(
        "x",
        &["references to java.io.PrintStream.println", "lambda$compareTo$0(", ": calls", "1 place"],
    );
    terminal.press(ENTER, &["lambda$compareTo$0", "invokevirtual java.io.PrintStream.println"]);
    // What is not there.
    terminal.press(ENTER, &["is not declared", "neither in the inputs nor in the JDK"]);
    terminal
        .press(&[BACKSPACE, BACKSPACE].concat(), &["references to java.io.PrintStream.println"]);
    terminal.press("s^text\r", &["constants like ^text", "has string \"text"]);
    terminal.press("fbad\r", &["1 classes with bad", "▸ Bad"]);
    terminal.press(ENTER, &["class A", "invokespecial java.lang.Object.<init>():void"]);
    assert_eq!(terminal.end("q"), Some(0));
}

#[test]
fn a_terminal_is_needed() {
    let output = Command::new(env!("CARGO_BIN_EXE_peaberry-inspect"))
        .args(["browse", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/A.class")])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stderr, b"Error: browse needs a terminal\n");
}
