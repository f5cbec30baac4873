//! Peaberry's own options, which `java` does not have.
//!
//! They follow the usual grammar of long options, so `clap` defines, parses and
//! explains them. The table of options has a row for each as well, so that the
//! grammar of `java` knows where they end.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use os::host::{Policy, Realm};

use super::flags::Flags;
use super::message::LauncherError;

const JDK: &str = "jdk";
const DENY: &str = "deny";
const ALLOW_READ: &str = "allow-read";
const ALLOW_WRITE: &str = "allow-write";

/// Values of Peaberry's own options.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnOptions {
    /// The JDK whose class library is to be run.
    pub jdk: Option<PathBuf>,
    /// What of the outside world the program may not reach.
    pub policy: Policy,
}

fn command() -> Command {
    let jdk = Arg::new(JDK)
        .long(JDK)
        .value_name("DIR")
        .value_parser(value_parser!(PathBuf))
        .action(ArgAction::Set)
        .help("The JDK whose class library to run [env: PEABERRY_JDK, JAVA_HOME]");
    let realms: Vec<&str> = Realm::NAMES.iter().map(|(name, _)| *name).collect();
    let deny = Arg::new(DENY)
        .long(DENY)
        .value_name("LIST")
        .action(ArgAction::Append)
        .help(format!("What the program may not use: {}, files, all", realms.join(", ")));
    let directory = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append)
            .help(help)
    };
    Command::new("peaberry")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(jdk)
        .arg(deny)
        .arg(directory(ALLOW_READ, "Where alone the program may read files (repeatable)"))
        .arg(directory(ALLOW_WRITE, "Where alone the program may change files (repeatable)"))
}

impl OwnOptions {
    /// Applies one option, `--name=value` or with its value as the next argument.
    pub(super) fn apply(&mut self, arguments: &[&str]) -> Result<(), LauncherError> {
        let matches = command()
            .no_binary_name(true)
            .try_get_matches_from(arguments)
            .map_err(|error| LauncherError::usage(error.to_string().trim_end()))?;
        if let Some(jdk) = matches.get_one::<PathBuf>(JDK) {
            self.jdk = Some(jdk.clone());
        }
        for list in matches.get_many::<String>(DENY).into_iter().flatten() {
            self.policy.deny(list).map_err(|name| {
                LauncherError::usage(format!("error: '{name}' is nothing that --deny knows"))
            })?;
        }
        for directory in matches.get_many::<PathBuf>(ALLOW_READ).into_iter().flatten() {
            self.policy.allow_read(directory);
        }
        for directory in matches.get_many::<PathBuf>(ALLOW_WRITE).into_iter().flatten() {
            self.policy.allow_write(directory);
        }
        Ok(())
    }
}

/// What the help says about these options, and about Peaberry's own flags.
pub(super) fn help() -> String {
    let options = command().help_template("{options}").render_help().to_string();
    let mut text = format!("Options of Peaberry:\n{}\n", options.trim_end());
    for (name, doc) in Flags::DOCS {
        if let Some(doc) = doc.trim_start().strip_prefix("Peaberry: ") {
            text.push_str(&format!("  -XX:{name}\n          {doc}\n"));
        }
    }
    text
}
