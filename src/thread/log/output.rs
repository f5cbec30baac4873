//! One output of the log: its levels, decorations and, for files, rotation.

use super::{Decorator, Level, LogConfig, Output, Topic};
use parking_lot::Mutex;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Size from which a log file is put away, where no option says otherwise.
const DEFAULT_FILE_BYTES: u64 = 20 << 20;
/// Number of files that are kept besides the current one.
const DEFAULT_FILE_COUNT: u64 = 5;

/// Where messages go, and which.
#[derive(Debug)]
pub(super) struct Sink {
    output: Output,
    decorators: Vec<Decorator>,
    levels: Vec<Level>,
    writer: Mutex<Writer>,
}

#[derive(Debug)]
struct Writer {
    target: Target,
    /// Widths of the decorations so far: they grow, so that messages line up.
    widths: [usize; DECORATION_COUNT],
}

const DECORATION_COUNT: usize = Decorator::Tags as usize + 1;

#[derive(Debug)]
enum Target {
    Stdout,
    Stderr,
    File(Rotating),
}

impl Sink {
    /// Standard output, which takes everything up to `level`.
    pub(super) fn standard_output(level: Level) -> Sink {
        Sink::with(Output::Stdout, Target::Stdout, level)
    }

    /// Opens an output that takes everything up to `level`.
    ///
    /// # Errors
    ///
    /// Why a file cannot be opened.
    pub(super) fn new(output: &Output, level: Level) -> Result<Sink, String> {
        let target = match output {
            Output::Stdout => Target::Stdout,
            Output::Stderr => Target::Stderr,
            Output::File { name, size, count } => Target::File(Rotating::open(
                name,
                size.unwrap_or(DEFAULT_FILE_BYTES),
                count.unwrap_or(DEFAULT_FILE_COUNT),
            )?),
        };
        Ok(Sink::with(output.clone(), target, level))
    }

    fn with(output: Output, target: Target, level: Level) -> Sink {
        Sink {
            output,
            decorators: vec![Decorator::Uptime, Decorator::Level, Decorator::Tags],
            levels: vec![level; Topic::ALL.len()],
            writer: Mutex::new(Writer { target, widths: [0; DECORATION_COUNT] }),
        }
    }

    pub(super) fn output(&self) -> &Output {
        &self.output
    }

    /// Changes the levels of the messages that `config` selects.
    pub(super) fn configure(&mut self, config: &LogConfig) {
        // Whatever the order in the option, messages have that of the type.
        self.decorators.clone_from(&config.decorators);
        self.decorators.sort_unstable();
        self.decorators.dedup();
        for (&topic, level) in Topic::ALL.iter().zip(&mut self.levels) {
            for selection in &config.selections {
                if selection.selects(topic) {
                    *level = selection.level;
                }
            }
        }
    }

    pub(super) fn level(&self, topic: Topic) -> Level {
        self.levels[topic as usize]
    }

    /// Writes one message, each of its lines decorated. A reader that has gone
    /// away or a full disk loses it, as it does for `java`.
    pub(super) fn write(
        &self,
        uptime: Duration,
        topic: Topic,
        level: Level,
        message: fmt::Arguments<'_>,
    ) {
        let mut writer = self.writer.lock();
        let mut text = String::new();
        for line in message.to_string().split('\n') {
            for &decorator in &self.decorators {
                let shown = decoration(decorator, uptime, topic, level);
                let width = &mut writer.widths[decorator as usize];
                *width = shown.len().max(*width);
                text.push_str(&format!("[{shown:<0$}]", *width));
            }
            if !self.decorators.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
            text.push('\n');
        }
        let _ = match &mut writer.target {
            Target::Stdout => io::stdout().lock().write_all(text.as_bytes()),
            Target::Stderr => io::stderr().lock().write_all(text.as_bytes()),
            Target::File(file) => file.write(text.as_bytes()),
        };
    }
}

fn decoration(decorator: Decorator, uptime: Duration, topic: Topic, level: Level) -> String {
    match decorator {
        Decorator::Time => os::clock::calendar_text(true),
        Decorator::UtcTime => os::clock::calendar_text(false),
        Decorator::Uptime => format!("{:.3}s", uptime.as_secs_f64()),
        Decorator::TimeMillis => format!("{}ms", os::clock::realtime_millis()),
        Decorator::UptimeMillis => format!("{}ms", uptime.as_millis()),
        Decorator::TimeNanos => format!("{}ns", os::clock::monotonic_nanos()),
        Decorator::UptimeNanos => format!("{}ns", uptime.as_nanos()),
        Decorator::HostName => os::limits::host_name(),
        Decorator::Pid => std::process::id().to_string(),
        Decorator::Tid => os::thread::current_id().to_string(),
        Decorator::Level => level.name().to_owned(),
        Decorator::Tags => topic.tags().join(","),
    }
}

/// A file that is put away under a number when it has grown.
#[derive(Debug)]
struct Rotating {
    path: PathBuf,
    file: File,
    written: u64,
    /// 0 for no limit.
    most: u64,
    /// 0 for no rotation.
    count: u64,
    next: u64,
}

impl Rotating {
    fn open(name: &str, most: u64, count: u64) -> Result<Rotating, String> {
        let path = PathBuf::from(file_name(name));
        let next = first_number(&path, count);
        if count > 0 && path.is_file() {
            // What cannot be put away is overwritten, as by `java`.
            let _ = fs::rename(&path, archived(&path, next, count));
        }
        let next = if count > 0 { (next + 1) % count } else { 0 };
        let file = create(&path).map_err(|error| {
            format!(
                "Error opening log file '{}': {}",
                path.display(),
                os::errno_text(error.raw_os_error().unwrap_or(0))
            )
        })?;
        Ok(Rotating { path, file, written: 0, most, count, next })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.written += bytes.len() as u64;
        if self.count > 0 && self.most > 0 && self.written >= self.most {
            fs::rename(&self.path, archived(&self.path, self.next, self.count))?;
            self.next = (self.next + 1) % self.count;
            self.file = create(&self.path)?;
            self.written = 0;
        }
        Ok(())
    }
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).open(path)
}

/// The name with `%p` and `%t` replaced.
fn file_name(name: &str) -> String {
    if !name.contains('%') {
        return name.to_owned();
    }
    let started = os::clock::calendar_text(true);
    let started: String = started.chars().take(19).collect();
    let started = started.replace('T', "_").replace(':', "-");
    name.replace("%p", &std::process::id().to_string()).replace("%t", &started)
}

/// The name of a file that was put away: the number has as many digits as the
/// greatest one.
fn archived(path: &Path, number: u64, count: u64) -> PathBuf {
    let digits = count.saturating_sub(1).max(1).to_string().len();
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number:0digits$}"));
    PathBuf::from(name)
}

/// The first number that is free, else that of the oldest file.
fn first_number(path: &Path, count: u64) -> u64 {
    let age = |number: &u64| {
        let file = archived(path, *number, count);
        fs::metadata(file).and_then(|data| data.modified()).ok()
    };
    // `None` is less than any time.
    (0..count).min_by_key(age).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_archives_have_equal_width() {
        let name = |number, count| archived(Path::new("x.log"), number, count);
        assert_eq!(name(3, 5), Path::new("x.log.3"));
        assert_eq!(name(3, 11), Path::new("x.log.03"));
    }

    #[test]
    fn files_rotate() {
        let directory = std::env::temp_dir().join(format!("peaberry-log-{}", std::process::id()));
        fs::create_dir_all(&directory).unwrap();
        let path = directory.join("gc.log");
        let mut file = Rotating::open(path.to_str().unwrap(), 10, 2).unwrap();
        for line in ["first line\n", "second line\n", "third line\n", "4\n"] {
            file.write(line.as_bytes()).unwrap();
        }
        let read = |name: &str| fs::read_to_string(directory.join(name)).unwrap();
        assert_eq!(read("gc.log"), "4\n");
        assert_eq!(
            (read("gc.log.0").as_str(), read("gc.log.1").as_str()),
            ("third line\n", "second line\n")
        );
        fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn decorations_line_up() {
        let sink = Sink::new(&Output::Stdout, Level::Info).unwrap();
        assert_eq!(sink.level(Topic::Gc), Level::Info);
        let tags = decoration(Decorator::Tags, Duration::ZERO, Topic::GcHeap, Level::Info);
        assert_eq!(tags, "gc,heap");
        let uptime = Duration::from_millis(1234);
        assert_eq!(decoration(Decorator::Uptime, uptime, Topic::Gc, Level::Info), "1.234s");
    }
}
