//! Command-line options of the harness.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Text of `--help`.
pub const HELP: &str = "\
usage: jtests [options] [filter...]

Runs the conformance programs whose name matches one of the filters (all
without a filter). A filter is a part of the name; `*` matches anything, `^`
and `$` at the ends anchor.

  --vm PATH          the VM under test (default: target/<profile>/peaberry)
  --vm-flag FLAG     a flag for the VM under test only (repeatable)
  --jdk DIR          the JDK to compare with (default: JAVA_HOME, else that of
                     `javac` on the PATH)
  --reference-only   compare `java` with `java -Xint`: checks the programs
  --jobs N           programs run at a time (default 2)
  --timeout SECONDS  limit for each run (default 60)
  --no-expected      ignore the list of expected failures
  --slowest N        report the N slowest runs
  --diff-lines N     lines of difference shown for each failure (default 40)
  --verbose          one line for each program
  --list             print the names and stop
";

/// What the command line asks for.
#[derive(Debug)]
pub enum Parsed {
    /// Print [`HELP`].
    Help,
    /// Run with these options.
    Run(Box<Options>),
}

/// Options of one run.
#[derive(Debug)]
pub struct Options {
    /// The `jtests` directory.
    pub root: PathBuf,
    /// The VM under test; `None` when the reference is tested against itself.
    pub vm: Option<PathBuf>,
    /// Flags for the VM under test only.
    pub vm_flags: Vec<String>,
    /// The JDK named on the command line.
    pub jdk: Option<PathBuf>,
    /// Programs run at a time.
    pub jobs: usize,
    /// Limit for each run without a limit of its own.
    pub timeout: Duration,
    /// Whether the list of expected failures is ignored.
    pub no_expected: bool,
    /// Number of slow runs to report.
    pub slowest: usize,
    /// Lines of difference shown for each failure.
    pub diff_lines: usize,
    /// Whether passing programs are reported too.
    pub verbose: bool,
    /// Whether to list only.
    pub list: bool,
    /// Name filters; none selects everything.
    pub filters: Vec<String>,
}

/// Parses the command line.
///
/// # Errors
/// A message that names the wrong option.
pub fn parse(arguments: Vec<String>) -> Result<Parsed, String> {
    let mut options = Options::default();
    let mut reference_only = false;
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{argument} requires a value"));
        match argument.as_str() {
            "--help" | "-h" => return Ok(Parsed::Help),
            "--vm" => options.vm = Some(absolute(&value()?)?),
            "--vm-flag" => options.vm_flags.push(value()?),
            "--jdk" => options.jdk = Some(absolute(&value()?)?),
            "--reference-only" => reference_only = true,
            "--jobs" => options.jobs = number(&argument, &value()?)?.max(1),
            "--timeout" => {
                options.timeout = Duration::from_secs(number(&argument, &value()?)? as u64);
            }
            "--no-expected" => options.no_expected = true,
            "--slowest" => options.slowest = number(&argument, &value()?)?,
            "--diff-lines" => options.diff_lines = number(&argument, &value()?)?,
            "--verbose" | "-v" => options.verbose = true,
            "--list" => options.list = true,
            // Passed by `cargo test`; has no meaning here.
            "--nocapture" | "--quiet" | "-q" => {}
            _ if argument.starts_with('-') => {
                return Err(format!("unknown option {argument}; see --help"));
            }
            _ => options.filters.push(argument),
        }
    }
    if reference_only {
        options.vm = None;
    } else if options.vm.is_none() {
        options.vm = Some(default_vm(&options.root));
    }
    Ok(Parsed::Run(Box::new(options)))
}

impl Default for Options {
    fn default() -> Options {
        let harness = Path::new(env!("CARGO_MANIFEST_DIR"));
        Options {
            root: harness.parent().unwrap_or(harness).to_path_buf(),
            vm: None,
            vm_flags: Vec::new(),
            jdk: None,
            jobs: 2,
            timeout: Duration::from_secs(60),
            no_expected: false,
            slowest: 0,
            diff_lines: 40,
            verbose: false,
            list: false,
            filters: Vec::new(),
        }
    }
}

fn number(option: &str, text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("{option}: `{text}` is not a number"))
}

fn absolute(path: &str) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| format!("{path}: {error}"))
}

/// The binary of the profile the harness itself was built with: both lie in
/// the same target directory.
fn default_vm(root: &Path) -> PathBuf {
    let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
    let beside = std::env::current_exe().ok().and_then(|exe| {
        exe.ancestors().find(|dir| dir.ends_with(profile)).map(|dir| dir.join("peaberry"))
    });
    beside.unwrap_or_else(|| root.join("../target").join(profile).join("peaberry"))
}
