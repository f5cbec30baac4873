//! Diagnostic commands: what `jcmd` asks a running VM, and what the programs
//! `jstack`, `jmap` and `jinfo` have it do.

use super::management::call_static;
use super::platform::bytes_of;
use super::thread_dump;
use crate::insight::{gc_log, histogram, hprof};
use crate::thread::JavaThread;
use heap::Cause;
use std::fmt::Write;
use std::path::Path;

/// What a command answers, or the text of the exception that it ends with.
pub(crate) type Answer = Result<String, String>;

/// A command.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) impact: &'static str,
    /// What stands behind the name in the syntax.
    pub(crate) operands: &'static str,
    run: fn(&JavaThread, &Operands) -> Answer,
}

/// All commands, by name.
pub(crate) const COMMANDS: &[Command] = &[
    Command {
        name: "GC.class_histogram",
        description: "Provide statistics about the Java heap usage.",
        impact: "High: Depends on Java heap size and content.",
        operands: "[-all]",
        run: class_histogram,
    },
    Command {
        name: "GC.heap_dump",
        description: "Generate a HPROF format dump of the Java heap.",
        impact: "High: Depends on Java heap size and content. Request a full GC unless the \
                 '-all' option is specified.",
        operands: "[-all] [-overwrite] <filename>",
        run: heap_dump,
    },
    Command {
        name: "GC.heap_info",
        description: "Provide generic Java heap information.",
        impact: "Medium",
        operands: "",
        run: heap_info,
    },
    Command {
        name: "GC.run",
        description: "Call java.lang.System.gc().",
        impact: "Medium: Depends on Java heap size and content.",
        operands: "",
        run: collect,
    },
    Command {
        name: "GC.run_finalization",
        description: "Call java.lang.System.runFinalization().",
        impact: "Medium: Depends on Java content.",
        operands: "",
        run: finalize,
    },
    Command {
        name: "Thread.print",
        description: "Print all threads with stacktraces.",
        impact: "Medium: Depends on the number of threads.",
        operands: "[-l] [-e]",
        run: threads,
    },
    Command {
        name: "VM.command_line",
        description: "Print the command line used to start this VM instance.",
        impact: "Low",
        operands: "",
        run: command_line,
    },
    Command {
        name: "VM.flags",
        description: "Print VM flag options and their current values.",
        impact: "Low",
        operands: "[-all]",
        run: flags,
    },
    Command {
        name: "VM.system_properties",
        description: "Print system properties.",
        impact: "Low",
        operands: "",
        run: system_properties,
    },
    Command {
        name: "VM.uptime",
        description: "Print VM uptime.",
        impact: "Low",
        operands: "",
        run: uptime,
    },
    Command {
        name: "VM.version",
        description: "Print JVM version information.",
        impact: "Low",
        operands: "",
        run: version,
    },
    Command {
        name: "help",
        description: "For more information about a specific command use 'help <command>'. With \
                      no argument this will show a list of available commands. 'help all' will \
                      show help for all commands.",
        impact: "Low",
        operands: "[<command>]",
        run: help,
    },
];

/// What stands behind a command's name.
struct Operands {
    options: Vec<String>,
    names: Vec<String>,
}

impl Operands {
    fn has(&self, option: &str) -> bool {
        self.options.iter().any(|given| given == option)
    }
}

impl Command {
    /// Sorts what was given into options that the command has and names.
    fn operands(&self, given: impl Iterator<Item = String>) -> Result<Operands, String> {
        let mut operands = Operands { options: Vec::new(), names: Vec::new() };
        let takes_name = self.operands.contains('<');
        for text in given {
            let known = self.operands.split(' ').any(|part| part.trim_matches(['[', ']']) == text);
            if text.starts_with('-') && known {
                operands.options.push(text);
            } else if takes_name && !text.starts_with('-') && operands.names.is_empty() {
                operands.names.push(text);
            } else {
                return Err(illegal(&format!("Unknown argument '{text}' in diagnostic command.")));
            }
        }
        Ok(operands)
    }

    fn help(&self) -> String {
        let Command { name, description, impact, operands, .. } = self;
        let syntax = format!("{name} {operands}");
        format!("{name}\n{description}\n\nImpact: {impact}\n\nSyntax: {}\n", syntax.trim_end())
    }
}

/// What stands before the reason in the answer to a wrong command.
pub(crate) const ILLEGAL: &str = "java.lang.IllegalArgumentException: ";

fn illegal(text: &str) -> String {
    format!("{ILLEGAL}{text}\n")
}

/// Carries out a command line.
pub(crate) fn run(t: &JavaThread, line: &str) -> Answer {
    let mut words = words(line).into_iter();
    let Some(name) = words.next() else { return Ok(String::new()) };
    let command = COMMANDS.iter().find(|command| command.name == name);
    let command = command.ok_or_else(|| illegal("Unknown diagnostic command"))?;
    (command.run)(t, &command.operands(words)?)
}

/// The words of a line; quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(end) if c == end => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn class_histogram(t: &JavaThread, operands: &Operands) -> Answer {
    Ok(instances(t, !operands.has("-all")))
}

/// The table of instances, of reachable ones only if `live`.
pub(crate) fn instances(t: &JavaThread, live: bool) -> String {
    if live {
        t.collect(Cause::HeapInspection);
    }
    histogram::table(t)
}

fn heap_dump(t: &JavaThread, operands: &Operands) -> Answer {
    let [name] = operands.names.as_slice() else {
        return Err(illegal("The argument 'filename' is mandatory."));
    };
    dump(t, name, !operands.has("-all"), operands.has("-overwrite"))
}

/// Writes a heap dump, of reachable objects only if `live`.
pub(crate) fn dump(t: &JavaThread, name: &str, live: bool, overwrite: bool) -> Answer {
    let path = Path::new(name);
    let mut text = format!("Dumping heap to {name} ...\n");
    if !overwrite && path.exists() {
        let _ = writeln!(text, "Unable to create {name}: File exists");
        return Ok(text);
    }
    if live {
        t.collect(Cause::HeapInspection);
    }
    let _ = match hprof::write(t, path) {
        Ok(written) => writeln!(
            text,
            "Heap dump file created [{} bytes in {:.3} secs]",
            written.bytes,
            written.duration.as_secs_f64()
        ),
        Err(error) => {
            let reason = os::errno_text(error.raw_os_error().unwrap_or(0));
            writeln!(text, "Unable to create {name}: {reason}")
        }
    };
    Ok(text)
}

fn heap_info(t: &JavaThread, _: &Operands) -> Answer {
    let text = gc_log::summary(t.vm());
    Ok(text.strip_prefix("Heap\n").unwrap_or(&text).to_owned())
}

fn collect(t: &JavaThread, _: &Operands) -> Answer {
    t.collect(Cause::SystemGc);
    Ok(String::new())
}

fn finalize(t: &JavaThread, _: &Operands) -> Answer {
    let class = super::platform::boot_class(t, "java/lang/System");
    let symbols = &t.vm().symbols;
    let method = class.map(|class| {
        class.declared_method(symbols.intern(b"runFinalization"), symbols.intern(b"()V"))
    });
    let called = method.and_then(|method| match method {
        Some(method) => t.call(method, &[]).map(|_| ()),
        None => Ok(()),
    });
    called.map(|()| String::new()).map_err(|throw| failure(t, throw))
}

fn failure(t: &JavaThread, throw: crate::model::Throw) -> String {
    let _scope = t.scope();
    let exception = t.handle(t.caught(throw));
    format!("{}\n", t.class_of(exception.get()).binary_name())
}

fn threads(t: &JavaThread, _: &Operands) -> Answer {
    Ok(thread_dump::dump(t))
}

fn property<'a>(t: &'a JavaThread, name: &str) -> &'a str {
    let all = &t.vm().config.properties;
    all.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

fn command_line(t: &JavaThread, _: &Operands) -> Answer {
    let mut text = String::from("VM Arguments:\n");
    let options: Vec<&str> = t.vm().config.user_options().collect();
    if !options.is_empty() {
        let _ = writeln!(text, "jvm_args: {} ", options.join(" "));
    }
    let class_path = match property(t, "java.class.path") {
        "" => "<not set>",
        path => path,
    };
    let _ = writeln!(
        text,
        "java_command: {}\njava_class_path (initial): {class_path}\nLauncher Type: SUN_STANDARD",
        property(t, "sun.java.command"),
    );
    Ok(text)
}

fn flags(t: &JavaThread, operands: &Operands) -> Answer {
    let all = operands.has("-all");
    let chosen = t.vm().config.flags.iter().filter(|flag| all || !flag.is_default);
    let texts: Vec<String> =
        chosen.map(|flag| flag_text(flag.name, flag.kind, &flag.value)).collect();
    Ok(format!("{} \n", texts.join(" ")))
}

/// A flag as the command line would set it.
fn flag_text(name: &str, kind: &str, value: &str) -> String {
    match (kind, value) {
        ("bool", "true") => format!("-XX:+{name}"),
        ("bool", _) => format!("-XX:-{name}"),
        _ => format!("-XX:{name}={value}"),
    }
}

/// One flag, for `jinfo -flag`.
pub(crate) fn flag(t: &JavaThread, name: &str) -> Answer {
    let found = t.vm().config.flags.iter().find(|flag| flag.name == name);
    match found {
        Some(flag) => Ok(format!("{}\n", flag_text(flag.name, flag.kind, &flag.value))),
        None => Err(format!("no such flag '{name}'\n")),
    }
}

fn system_properties(t: &JavaThread, _: &Operands) -> Answer {
    let _scope = t.scope();
    let serialized =
        call_static(t, "jdk/internal/vm/VMSupport", "serializePropertiesToByteArray", "()[B", &[]);
    let bytes = serialized.and_then(|array| bytes_of(t, t.handle(array)));
    // The format escapes everything but Latin-1.
    let text = bytes.map(|bytes| bytes.into_iter().map(char::from).collect());
    text.map_err(|throw| failure(t, throw))
}

/// The system properties in the format of `Properties.store`.
pub(crate) fn properties(t: &JavaThread) -> Answer {
    system_properties(t, &Operands { options: Vec::new(), names: Vec::new() })
}

fn uptime(t: &JavaThread, _: &Operands) -> Answer {
    Ok(format!("{:.3} s\n", t.vm().config.log.uptime().as_secs_f64()))
}

fn version(t: &JavaThread, _: &Operands) -> Answer {
    let jdk = property(t, "java.version");
    let (name, version) = (property(t, "java.vm.name"), property(t, "java.vm.version"));
    Ok(format!("{name} version {version}\nJDK {jdk}\n"))
}

fn help(_: &JavaThread, operands: &Operands) -> Answer {
    match operands.names.first().map(String::as_str) {
        None => {
            let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
            Ok(format!(
                "The following commands are available:\n{}\n\nFor more information about a \
                 specific command use 'help <command>'.\n",
                names.join("\n")
            ))
        }
        Some("all") => Ok(COMMANDS.iter().map(|command| command.help() + "\n").collect::<String>()),
        Some(name) => match COMMANDS.iter().find(|command| command.name == name) {
            Some(command) => Ok(command.help()),
            None => Ok(format!("Help unavailable : '{name}' : No such command\n")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_in_order_and_words_are_split() {
        assert!(COMMANDS.is_sorted_by_key(|command| command.name));
        assert_eq!(words(" a 'b c' \"\" d\"e f\" "), ["a", "b c", "", "de f"]);
    }

    #[test]
    fn options_are_those_of_the_command() {
        let dump = COMMANDS.iter().find(|command| command.name == "GC.heap_dump").unwrap();
        let operands = |line: &str| dump.operands(words(line).into_iter());
        let given = operands("-all x.hprof").unwrap();
        assert!(given.has("-all") && !given.has("-overwrite"));
        assert_eq!(given.names, ["x.hprof"]);
        assert!(operands("-al x").is_err());
        assert!(operands("x y").is_err());
    }
}
