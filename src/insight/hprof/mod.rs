//! Heap dumps in the format that `hprof` has given them: "JAVA PROFILE 1.0.2",
//! as Eclipse MAT, VisualVM and others read it.
//!
//! An identifier has 8 bytes. That of an object is its distance from the base of
//! the heap; a class has that of its mirror; those of strings are addresses of
//! symbols, a space of their own.

mod records;
mod walk;

use crate::thread::JavaThread;
use records::Records;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A dump that was written.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// Size of the file.
    pub bytes: u64,
    /// How long it took.
    pub duration: Duration,
}

/// Where a dump goes: `configured` is a file, a directory, or empty for the
/// working directory. `number` counts earlier dumps of this process.
pub fn default_path(configured: &str, number: u32) -> PathBuf {
    let name = format!("java_pid{}.hprof", std::process::id());
    let path = match configured {
        "" => PathBuf::from(name),
        given if Path::new(given).is_dir() => Path::new(given).join(name),
        given => PathBuf::from(given),
    };
    if number == 0 {
        return path;
    }
    let mut numbered = path.into_os_string();
    numbered.push(format!(".{number}"));
    numbered.into()
}

/// Writes a dump of all objects to a new file; see [`write_to`].
///
/// # Errors
///
/// When the file exists already or cannot be written; what was written of it
/// is removed.
pub fn write(t: &JavaThread, path: &Path) -> io::Result<Written> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    write_to(t, file).inspect_err(|_| {
        // The first error is the one to report.
        let _ = std::fs::remove_file(path);
    })
}

/// Writes a dump of all objects, dead ones that have not been collected
/// included; for live ones only collect before. All threads are stopped
/// meanwhile.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write_to(t: &JavaThread, file: File) -> io::Result<Written> {
    let started = Instant::now();
    let bytes = t.at_safepoint("HeapDumper", |vm, threads| {
        super::close_buffers(threads);
        let mut records = Records::new(file);
        walk::dump(t, vm, threads, &mut records)?;
        records.finish()
    })?;
    Ok(Written { bytes, duration: started.elapsed() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_dumps_are_numbered() {
        let own = format!("java_pid{}.hprof", std::process::id());
        assert_eq!(default_path("", 0), Path::new(&own));
        assert_eq!(default_path("/", 0), Path::new("/").join(&own));
        assert_eq!(default_path("x.hprof", 2), Path::new("x.hprof.2"));
    }
}
