//! What the command lines of the views have in common (that of `javap` has its
//! own rules).

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::console::{Console, Status};
use crate::input::{Input, Scope, Sources};

/// A command that takes inputs, and the options that say where to look for them.
pub fn command(name: &'static str, about: &'static str) -> Command {
    Command::new(name)
        .bin_name(format!("peaberry-inspect {name}"))
        .about(about)
        .disable_version_flag(true)
        .arg(
            Arg::new("inputs")
                .value_name("INPUT")
                .action(ArgAction::Append)
                .help("Class name, .class file, jar: URL, jar, jmod, lib/modules, or directory"),
        )
        .next_help_heading("Where classes are")
        .arg(
            Arg::new("class-path")
                .long("class-path")
                .visible_alias("cp")
                .value_name("PATH")
                .help("Where classes are found by name; also -cp"),
        )
        .arg(
            Arg::new("module")
                .long("module")
                .short('m')
                .value_name("MODULE")
                .help("The module that has the classes; of an image only this one is read"),
        )
        .arg(Arg::new("system").long("system").value_name("JDK").help("The JDK to look in"))
        .arg(
            Arg::new("multi-release")
                .long("multi-release")
                .value_name("N")
                .value_parser(clap::value_parser!(u16))
                .help("Release that selects among versions of a class found by name in a jar"),
        )
        .next_help_heading("Output")
        .arg(
            Arg::new("color")
                .long("color")
                .alias("colour")
                .value_name("WHEN")
                .value_parser(["auto", "always", "never"])
                .default_value("auto")
                .help("Whether to use colours"),
        )
        .next_help_heading(None)
}

/// Reads a command line; an error is the status to end with at once.
///
/// # Errors
///
/// The outer one: the answer could not be written.
pub fn parse(
    command: Command,
    arguments: &[String],
    console: &mut Console<'_>,
) -> std::io::Result<Result<ArgMatches, Status>> {
    // The JDK's tools take these long options with one dash.
    let arguments = arguments.iter().map(|argument| match argument.as_str() {
        "-cp" | "-classpath" => "--class-path",
        other => other,
    });
    match command.no_binary_name(true).try_get_matches_from(arguments) {
        Ok(matches) => {
            match matches.get_one::<String>("color").map(String::as_str) {
                Some("always") => console.colour = true,
                Some("never") => console.colour = false,
                _ => {}
            }
            Ok(Ok(matches))
        }
        Err(answer) if answer.use_stderr() => {
            write!(console.err, "{answer}")?;
            Ok(Err(Status::MISUSE))
        }
        Err(answer) => {
            write!(console.out, "{answer}")?;
            Ok(Err(Status::OK))
        }
    }
}

/// The values of `INPUT`.
pub fn inputs(matches: &ArgMatches) -> Vec<String> {
    matches.get_many::<String>("inputs").into_iter().flatten().cloned().collect()
}

/// Where the options say that classes are.
pub fn scope(matches: &ArgMatches) -> Scope {
    let text = |name| matches.get_one::<String>(name).cloned();
    Scope {
        class_path: text("class-path"),
        module: text("module"),
        system: text("system"),
        multi_release: matches.get_one("multi-release").copied(),
        ..Scope::default()
    }
}

/// The places that the options name, with any JDK that is installed.
///
/// # Errors
///
/// What is wrong with one of them.
pub fn sources(matches: &ArgMatches) -> Result<Sources, String> {
    let scope = scope(matches);
    let jdk = scope.jdk(None)?;
    Sources::new(&scope, jdk.as_ref())
}

/// Opens what the values of `INPUT` stand for; what cannot be is reported.
///
/// # Errors
///
/// If that cannot be written.
pub fn open(
    matches: &ArgMatches,
    sources: &Sources,
    console: &mut Console<'_>,
) -> std::io::Result<(Vec<Input>, Status)> {
    let (mut opened, mut status) = (Vec::new(), Status::OK);
    let words = inputs(matches);
    if words.is_empty() {
        writeln!(console.err, "Error: no inputs; see --help")?;
        status = Status::MISUSE;
    }
    for word in words {
        match sources.find_all(&word) {
            Ok(inputs) => opened.extend(inputs),
            Err(message) => status = status.and(console.error(&message)?),
        }
    }
    Ok((opened, status))
}
