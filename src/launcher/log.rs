//! `-Xlog`: what is logged, how, and where.
//!
//! The syntax is `-Xlog[:[selections][:[output][:[decorators][:options]]]]`. A
//! selection is `tag[+tag…][*][=level]`; without the star only messages with
//! exactly these tags are meant.

use super::flags::similarity;
use super::message::Messages;
use super::size::parse_unsigned;
use crate::thread::log::{Decorator, LEVELS, Level, LogConfig, Output, Selection, Topic};

const DECORATORS: [(&str, &str, Decorator); 12] = [
    ("time", "t", Decorator::Time),
    ("utctime", "utc", Decorator::UtcTime),
    ("uptime", "u", Decorator::Uptime),
    ("timemillis", "tm", Decorator::TimeMillis),
    ("uptimemillis", "um", Decorator::UptimeMillis),
    ("timenanos", "tn", Decorator::TimeNanos),
    ("uptimenanos", "un", Decorator::UptimeNanos),
    ("hostname", "hn", Decorator::HostName),
    ("pid", "p", Decorator::Pid),
    ("tid", "ti", Decorator::Tid),
    ("level", "l", Decorator::Level),
    ("tags", "tg", Decorator::Tags),
];

const DEFAULT_DECORATORS: [Decorator; 3] = [Decorator::Uptime, Decorator::Level, Decorator::Tags];

/// What `-Xlog` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LogRequest {
    Configure(LogConfig),
    /// Forget all that was configured before, warnings included.
    Disable,
    Help,
    /// Write in the background, which has no effect here.
    Async,
}

/// The tags that HotSpot 17 and 25 know; others are mistakes.
const TAGS: &str = include_str!("log_tags.txt");
const MAX_TAGS: usize = 5;
const MAX_FILE_COUNT: u64 = 1000;

/// What `-Xlog:help` prints.
pub(super) fn help() -> String {
    let levels = LEVELS.map(|(name, _)| name).join(", ");
    let decorators = DECORATORS.map(|(name, short, _)| format!("{name} ({short})")).join(", ");
    let written: Vec<String> = Topic::ALL.iter().map(|topic| topic.tags().join("+")).collect();
    let known = TAGS.split_ascii_whitespace().collect::<Vec<_>>().join(", ");
    format!(
        "\
Usage: -Xlog[:[selections][:[output][:[decorators][:output-options]]]]

A selection is tag[+tag...][*][=level]. Without the star only messages with exactly these
tags are meant; `all` means every message. Several selections are separated by commas.

Levels: {levels}

Decorators: {decorators}, none

Outputs: stdout, stderr, file=NAME (%p in the name stands for the process, %t for the time
of the start), with the options filesize=SIZE and filecount=NUMBER

Messages that are written: {}

Tags that are accepted: {known}

Other forms: -Xlog:disable forgets all that was configured, warnings included; -Xlog:async
is accepted without effect; -Xlog alone is -Xlog:all=info:stdout:uptime,level,tags

Examples:
  -Xlog:gc                             one line for each collection
  -Xlog:gc*=debug:file=gc.txt:uptime   all of collections into a file
  -Xlog:safepoint,class+load           stops of all threads, and classes that are loaded
",
        written.join(", ")
    )
}

/// A configuration that sends `tags` up to `level` to standard output.
pub(super) fn to_stdout(tags: &[&str], level: Level) -> LogConfig {
    let tags: Vec<String> = tags.iter().map(|&tag| tag.to_owned()).collect();
    let selections = vec![Selection { wildcard: tags.is_empty(), tags, level }];
    LogConfig {
        selections,
        output: Output::Stdout,
        decorators: DEFAULT_DECORATORS.into(),
        option: String::new(),
    }
}

/// As [`to_stdout`], for messages with further tags too.
pub(super) fn all_to_stdout(tags: &[&str], level: Level) -> LogConfig {
    let mut config = to_stdout(tags, level);
    config.selections[0].wildcard = true;
    config
}

/// Parses what stands behind `-Xlog`. On a fault the reason is a message, as the
/// log's own error, and the answer is `None`.
pub(super) fn parse(text: &str, messages: &mut Messages) -> Option<LogRequest> {
    let Some(text) = text.strip_prefix(':') else {
        let all = to_stdout(&[], Level::Info);
        return text.is_empty().then_some(LogRequest::Configure(all));
    };
    match text {
        "help" => return Some(LogRequest::Help),
        "disable" => return Some(LogRequest::Disable),
        "async" => return Some(LogRequest::Async),
        _ => {}
    }
    let mut parts = Parts { rest: Some(text) };
    let result = config(&mut parts);
    if let Some(excess) = parts.rest {
        messages.log("warning", "logging", &format!("Ignoring excess -Xlog options: \"{excess}\""));
    }
    match result {
        Ok(config) => Some(LogRequest::Configure(config)),
        Err(faults) => {
            faults.iter().for_each(|fault| messages.log("error", "logging", fault));
            None
        }
    }
}

/// The parts of the text between colons. A quoted file name may have colons.
struct Parts<'a> {
    rest: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn next(&mut self) -> &'a str {
        let Some(text) = self.rest else { return "" };
        let mut quoted = false;
        let colon = text.find(|c| {
            quoted ^= c == '"';
            c == ':' && !quoted
        });
        self.rest = colon.map(|colon| &text[colon + 1..]);
        &text[..colon.unwrap_or(text.len())]
    }
}

/// Messages about what is wrong.
type Faults = Vec<String>;

fn config(parts: &mut Parts<'_>) -> Result<LogConfig, Faults> {
    let selections = parts.next();
    let output = parts.next();
    let decorators = parts.next();
    let options = parts.next();
    let selections = match selections {
        "" => vec![Selection { tags: Vec::new(), wildcard: true, level: Level::Info }],
        text => text.split(',').map(selection).collect::<Result<_, _>>()?,
    };
    Ok(LogConfig {
        selections,
        decorators: parse_decorators(decorators)?,
        output: parse_output(output, options)?,
        option: String::new(),
    })
}

fn selection(text: &str) -> Result<Selection, Faults> {
    let (tags, level) = match text.split_once('=') {
        Some((tags, level)) => (tags, parse_level(level)?),
        None => (text, Level::Info),
    };
    if tags == "all" {
        return Ok(Selection { tags: Vec::new(), wildcard: true, level });
    }
    let (tags, wildcard) = match tags.strip_suffix('*') {
        Some(tags) => (tags, true),
        None => (tags, false),
    };
    let mut chosen: Vec<String> = Vec::new();
    for tag in tags.split('+') {
        if !TAGS.split_ascii_whitespace().any(|known| known == tag) {
            // Only one star is a wildcard; in `tag**` both are taken for the tag's.
            let star = if tag.ends_with('*') { "*" } else { "" };
            let hint = did_you_mean(tag, TAGS.split_ascii_whitespace());
            return Err(vec![format!("Invalid tag '{tag}{star}' in log selection.{hint}")]);
        }
        if chosen.iter().any(|known| known == tag) {
            return Err(vec![format!("Log selection contains duplicates of tag {tag}.")]);
        }
        chosen.push(tag.to_owned());
    }
    if chosen.len() > MAX_TAGS {
        return Err(vec![format!(
            "Too many tags in log selection '{text}' (can only have up to {MAX_TAGS} tags)."
        )]);
    }
    Ok(Selection { tags: chosen, wildcard, level })
}

fn parse_level(text: &str) -> Result<Level, Faults> {
    let known = LEVELS.iter().find(|(name, _)| *name == text);
    known.map(|&(_, level)| level).ok_or_else(|| {
        let hint = did_you_mean(text, LEVELS.iter().map(|&(name, _)| name));
        vec![format!("Invalid level '{text}' in log selection.{hint}")]
    })
}

/// Similarity from which a name is offered in place of an unknown one.
const SIMILAR: f64 = 0.5;

fn did_you_mean<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> String {
    let scored = names.map(|name| (similarity(name, text), name));
    match scored.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((score, name)) if score >= SIMILAR => format!(" Did you mean '{name}'?"),
        _ => String::new(),
    }
}

fn parse_decorators(text: &str) -> Result<Vec<Decorator>, Faults> {
    match text {
        "" => return Ok(DEFAULT_DECORATORS.into()),
        "none" => return Ok(Vec::new()),
        _ => {}
    }
    let decorator = |name: &str| {
        let known = DECORATORS.iter().find(|(long, short, _)| *long == name || *short == name);
        known.map(|known| known.2).ok_or_else(|| vec![format!("Invalid decorator '{name}'.")])
    };
    text.split(',').map(decorator).collect()
}

fn parse_output(text: &str, options: &str) -> Result<Output, Faults> {
    let name = match text {
        "" | "stdout" => return Ok(Output::Stdout),
        "stderr" => return Ok(Output::Stderr),
        text => text.strip_prefix("file=").unwrap_or(text),
    };
    let name = name.trim_matches('"').to_owned();
    let failed = |fault: String, shown: &str| {
        vec![
            fault,
            format!("Initialization of output 'file={name}' using options '{shown}' failed."),
        ]
    };
    if name.is_empty() {
        let fault = "Error opening log file '': No such file or directory".to_owned();
        return Err(failed(fault, if options.is_empty() { "(null)" } else { options }));
    }
    let (mut size, mut count) = (None, None);
    for option in options.split(',').filter(|option| !option.is_empty()) {
        let (key, value) = option.split_once('=').unwrap_or((option, ""));
        let (target, limit) = match key {
            "filesize" if key != option => (&mut size, u64::MAX),
            "filecount" if key != option => (&mut count, MAX_FILE_COUNT),
            _ => {
                return Err(failed(
                    format!("Invalid option '{key}' for log file output."),
                    options,
                ));
            }
        };
        *target = parse_unsigned(value).filter(|&value| value <= limit);
        if target.is_none() {
            let fault = format!("Invalid option: {key} must be in range [0, {limit}]");
            return Err(failed(fault, options));
        }
    }
    Ok(Output::File { name, size, count })
}

#[cfg(test)]
mod tests {
    use super::super::message::Stream;
    use super::*;

    fn config_of(text: &str) -> LogConfig {
        let mut messages = Messages::default();
        match parse(text, &mut messages) {
            Some(LogRequest::Configure(config)) => config,
            other => panic!("{text}: {other:?}, {}", messages.text(Stream::Out)),
        }
    }

    fn fault_of(text: &str) -> String {
        let mut messages = Messages::default();
        assert_eq!(parse(text, &mut messages), None, "{text}");
        messages.text(Stream::Out)
    }

    #[test]
    fn every_part_may_be_left_out() {
        assert_eq!(
            config_of("").selections,
            [Selection { tags: vec![], wildcard: true, level: Level::Info }]
        );
        assert_eq!(config_of("::").output, Output::Stdout);
        let config = config_of(":gc*=debug,class+load:stderr:u,pid");
        assert_eq!(config.selections.len(), 2);
        assert!(config.selections[0].wildcard);
        assert_eq!(config.selections[0].level, Level::Debug);
        assert_eq!(config.selections[1].tags, ["class", "load"]);
        assert_eq!(config.output, Output::Stderr);
        assert_eq!(config.decorators, [Decorator::Uptime, Decorator::Pid]);
        assert!(config_of(":all=trace::none").decorators.is_empty());
    }

    #[test]
    fn files_have_options() {
        let output = |text| config_of(text).output;
        let file = |name: &str, size, count| Output::File { name: name.into(), size, count };
        assert_eq!(output(":gc:x.log"), file("x.log", None, None));
        assert_eq!(
            output(":gc:file=\"a:b\"::filesize=2k,filecount=3"),
            file("a:b", Some(2048), Some(3))
        );
    }

    #[test]
    fn faults_are_those_of_java() {
        let check = |text: &str, expected: &str| {
            assert_eq!(
                fault_of(text).lines().next(),
                Some(expected).map(|e| format!("[0.000s][error][logging] {e}")).as_deref(),
                "{text}"
            );
        };
        check(":foo", "Invalid tag 'foo' in log selection.");
        check(":gc+", "Invalid tag '' in log selection.");
        check(":gc**", "Invalid tag 'gc**' in log selection.");
        check(":class+loads", "Invalid tag 'loads' in log selection. Did you mean 'load'?");
        check(":gc=foo", "Invalid level 'foo' in log selection.");
        check(
            ":gc=info=debug",
            "Invalid level 'info=debug' in log selection. Did you mean 'debug'?",
        );
        check(":gc+gc", "Log selection contains duplicates of tag gc.");
        check(":gc:foo:foo", "Invalid decorator 'foo'.");
        check(
            ":gc:file=x.log::filesize=1x",
            "Invalid option: filesize must be in range [0, 18446744073709551615]",
        );
        check(":gc:file=x.log::foo=1", "Invalid option 'foo' for log file output.");
        check(":gc:file=", "Error opening log file '': No such file or directory");
        check(":gc:x::filecount=1001", "Invalid option: filecount must be in range [0, 1000]");
        assert_eq!(fault_of("foo"), "");
    }
}
