//! The VM's log, as `-Xlog` configures it: which messages are written, with what
//! in front of them, and where to.
//!
//! The model is HotSpot's (JEP 158): every message has a set of tags and a
//! level; every output has a level for each set of tags.

mod output;

use output::Sink;
use std::fmt;
use std::time::{Duration, Instant};

/// How much is logged, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    Off,
    /// Faults.
    Error,
    /// Faults and warnings.
    Warning,
    /// What users want to know.
    Info,
    /// What developers want to know.
    Debug,
    /// Everything.
    Trace,
}

/// Names of the levels.
pub const LEVELS: [(&str, Level); 6] = [
    ("off", Level::Off),
    ("trace", Level::Trace),
    ("debug", Level::Debug),
    ("info", Level::Info),
    ("warning", Level::Warning),
    ("error", Level::Error),
];

impl Level {
    /// The level's name in options and messages.
    pub fn name(self) -> &'static str {
        LEVELS.iter().find(|(_, level)| *level == self).map_or("", |(name, _)| name)
    }
}

/// What stands in front of a logged message, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decorator {
    /// Local date and time.
    Time,
    /// Date and time in UTC.
    UtcTime,
    /// Seconds since the start.
    Uptime,
    /// Milliseconds since 1970.
    TimeMillis,
    /// Milliseconds since the start.
    UptimeMillis,
    /// Nanoseconds of an arbitrary clock.
    TimeNanos,
    /// Nanoseconds since the start.
    UptimeNanos,
    /// Name of the machine.
    HostName,
    /// Process id.
    Pid,
    /// Thread id.
    Tid,
    /// Level of the message.
    Level,
    /// Tags of the message.
    Tags,
}

/// Where messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
    /// A file; `%p` and `%t` in its name stand for process id and start time.
    File {
        /// Its name.
        name: String,
        /// Start a new file at this size; `None` for the default.
        size: Option<u64>,
        /// Number of old files to keep; `None` for the default.
        count: Option<u64>,
    },
}

/// Which messages are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The tags; none at all stands for every message.
    pub tags: Vec<String>,
    /// Whether further tags may be there.
    pub wildcard: bool,
    /// Up to which level.
    pub level: Level,
}

impl Selection {
    fn selects(&self, topic: Topic) -> bool {
        let tags = topic.tags();
        let all_named = self.tags.iter().all(|tag| tags.contains(&tag.as_str()));
        all_named && (self.wildcard || self.tags.len() == tags.len())
    }
}

/// One `-Xlog` option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogConfig {
    /// Which messages; of two selections that meet a message the later counts.
    pub selections: Vec<Selection>,
    /// Where to.
    pub output: Output,
    /// With what in front of them.
    pub decorators: Vec<Decorator>,
    /// The option as it was given.
    pub option: String,
}

macro_rules! topics {
    ($($(#[doc = $doc:literal])+ $name:ident $tags:expr;)*) => {
        /// The sets of tags that messages of this VM have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Topic {
            $($(#[doc = $doc])+ $name,)*
        }

        impl Topic {
            /// All of them.
            pub const ALL: &'static [Topic] = &[$(Topic::$name),*];

            /// The tags, in the order in which they are written.
            pub fn tags(self) -> &'static [&'static str] {
                const TAGS: &[&[&str]] = &[$(&$tags),*];
                TAGS[self as usize]
            }
        }
    };
}

topics! {
    /// A line for each collection.
    Gc ["gc"];
    /// Sizes at the start.
    GcInit ["gc", "init"];
    /// That a collection starts.
    GcStart ["gc", "start"];
    /// The spaces before and after a collection.
    GcHeap ["gc", "heap"];
    /// The spaces at the end.
    GcHeapExit ["gc", "heap", "exit"];
    /// Processor time of a collection.
    GcCpu ["gc", "cpu"];
    /// Threads that collect.
    GcTask ["gc", "task"];
    /// References that a collection has found.
    GcRef ["gc", "ref"];
    /// The age from which objects are promoted.
    GcAge ["gc", "age"];
    /// What a collection spends its processor time on.
    GcPhases ["gc", "phases"];
    /// Stops of all threads.
    Safepoint ["safepoint"];
    /// Classes that are defined.
    ClassLoad ["class", "load"];
    /// Classes that are unloaded.
    ClassUnload ["class", "unload"];
    /// Classes that are initialized.
    ClassInit ["class", "init"];
}

/// An output that cannot be opened.
#[derive(Debug, Clone)]
pub struct OutputError {
    /// What was asked for.
    pub config: LogConfig,
    /// The name of the file and why it cannot be opened, as `java` says it.
    pub fault: String,
}

/// The log of one VM.
#[derive(Debug)]
pub struct Log {
    started: Instant,
    sinks: Vec<Sink>,
    /// The most detailed level that some output wants, by topic.
    levels: Vec<Level>,
}

impl Log {
    /// Opens the outputs. Warnings and errors go to standard output unless
    /// `configs` say otherwise or `disabled` is set.
    ///
    /// # Errors
    ///
    /// When a file cannot be opened.
    pub fn open(
        started: Instant,
        configs: &[LogConfig],
        disabled: bool,
    ) -> Result<Log, Box<OutputError>> {
        let default = if disabled { Level::Off } else { Level::Warning };
        let open = |config: &LogConfig| {
            let error = |fault| Box::new(OutputError { config: config.clone(), fault });
            Sink::new(&config.output, Level::Off).map_err(error)
        };
        let mut sinks = vec![Sink::standard_output(default)];
        for config in configs {
            let known = sinks.iter().position(|sink| sink.output() == &config.output);
            let at = known.unwrap_or(sinks.len());
            if known.is_none() {
                sinks.push(open(config)?);
            }
            sinks[at].configure(config);
        }
        let most = |topic: &Topic| {
            let levels = sinks.iter().map(|sink| sink.level(*topic));
            levels.max().unwrap_or(Level::Off)
        };
        let levels = Topic::ALL.iter().map(most).collect();
        Ok(Log { started, sinks, levels })
    }

    /// A log of which nothing is asked.
    pub fn quiet() -> Log {
        Log::open(Instant::now(), &[], true).expect("standard output is always open")
    }

    /// Whether a message would be written somewhere.
    #[inline]
    pub fn is_on(&self, topic: Topic, level: Level) -> bool {
        self.levels[topic as usize] >= level
    }

    /// Writes a message where it is wanted.
    pub fn write(&self, topic: Topic, level: Level, message: fmt::Arguments<'_>) {
        if self.is_on(topic, level) {
            self.write_at(self.started.elapsed(), topic, level, message);
        }
    }

    /// Writes a message that belongs to an earlier moment, as time since the
    /// start.
    pub fn write_at(
        &self,
        uptime: Duration,
        topic: Topic,
        level: Level,
        message: fmt::Arguments<'_>,
    ) {
        for sink in self.sinks.iter().filter(|sink| sink.level(topic) >= level) {
            sink.write(uptime, topic, level, message);
        }
    }

    /// Time since the start of the VM.
    pub fn uptime(&self) -> Duration {
        self.started.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(tags: &[&str], wildcard: bool, level: Level) -> LogConfig {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let selections = vec![Selection { tags, wildcard, level }];
        LogConfig {
            selections,
            output: Output::Stdout,
            decorators: Vec::new(),
            option: String::new(),
        }
    }

    #[test]
    fn the_later_selection_counts() {
        let configs =
            [config(&["gc"], true, Level::Debug), config(&["gc", "heap"], false, Level::Off)];
        let log = Log::open(Instant::now(), &configs, false).unwrap();
        assert!(log.is_on(Topic::Gc, Level::Debug));
        assert!(log.is_on(Topic::GcCpu, Level::Info));
        assert!(!log.is_on(Topic::GcHeap, Level::Error));
        assert!(log.is_on(Topic::ClassLoad, Level::Warning));
        assert!(!log.is_on(Topic::ClassLoad, Level::Info));
    }

    #[test]
    fn without_a_star_the_tags_are_all_there_are() {
        let log = Log::open(Instant::now(), &[config(&["gc"], false, Level::Info)], true).unwrap();
        assert!(log.is_on(Topic::Gc, Level::Info));
        assert!(!log.is_on(Topic::GcHeap, Level::Info));
        assert!(!log.is_on(Topic::ClassLoad, Level::Error));
    }
}
