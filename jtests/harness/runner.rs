//! Executes the selected tests on both VMs, compares, reports.

use crate::compile::{bring_up_to_date, classes, lib_classes};
use crate::diff::unified;
use crate::discovery::{Kind, Test, discover, hash, selected};
use crate::expected::Expected;
use crate::jdk::Jdk;
use crate::normalise;
use crate::options::Options;
use crate::process::{self, Outcome};
use crate::reference::Cache;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Everything the worker threads share.
struct Session<'a> {
    options: &'a Options,
    jdk: Jdk,
    build: PathBuf,
    cache: Cache,
    expected: Expected,
    broken: BTreeMap<String, String>,
    /// Set-up directories of case files by name: prepared once, under the lock.
    prepared: Mutex<BTreeMap<String, Result<PathBuf, String>>>,
    totals: Mutex<Totals>,
}

#[derive(Default)]
struct Totals {
    passed: usize,
    failed: Vec<String>,
    expected: usize,
    times: Vec<(Duration, String)>,
}

/// Which VM a run is for.
#[derive(Clone, Copy)]
enum Side {
    Reference,
    Tested,
}

/// Runs the harness; whether everything passed.
///
/// # Errors
/// A message when the run itself is impossible.
pub fn run(options: &Options) -> Result<bool, String> {
    let jdk = Jdk::find(options.jdk.as_deref())?;
    let (all, lib, lib_key) = discover(&options.root)?;
    let tests: Vec<&Test> = all
        .iter()
        .filter(|test| {
            selected(&test.name, &options.filters)
                && test.directives.jdk.contains(jdk.feature)
                && (test.expected.is_none() || options.vm.is_some())
        })
        .collect();
    if options.list {
        tests.iter().for_each(|test| println!("{}", test.name));
        return Ok(true);
    }
    if tests.is_empty() {
        return Err("no program matches".to_owned());
    }
    if let Some(vm) = options.vm.as_ref().filter(|vm| !vm.is_file()) {
        return Err(format!("{}: no such VM; build it or give --vm", vm.display()));
    }
    // Results of different JDKs lie side by side.
    let build = options.root.join(".build").join(jdk.feature.to_string());
    let broken = bring_up_to_date(&build, &jdk, &tests, &lib, lib_key, options.jobs)?;
    let expected = if options.no_expected || options.vm.is_none() {
        Expected::default()
    } else {
        Expected::read(&options.root.join("expected-failures.txt"), jdk.feature)?
    };
    for name in expected.names() {
        if !all.iter().any(|test| test.name == name) {
            return Err(format!("expected-failures.txt: there is no test {name}"));
        }
    }
    let cache = Cache::new(&build);
    let (prepared, totals) = Default::default();
    let session = Session { options, jdk, build, cache, expected, broken, prepared, totals };
    session.run_all(&tests);
    Ok(session.summary())
}

impl Session<'_> {
    fn run_all(&self, tests: &[&Test]) {
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..self.options.jobs {
                scope.spawn(|| {
                    while let Some(test) = tests.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let verdict = self.run_one(test);
                        self.report(test, verdict);
                    }
                });
            }
        });
    }

    /// `Ok` with the tested VM's time, or `Err` with what differs.
    fn run_one(&self, test: &Test) -> Result<Duration, String> {
        if let Some(diagnostics) = self.broken.get(&test.name) {
            return Err(format!("does not compile\n{diagnostics}"));
        }
        let reference = match &test.expected {
            Some(text) => Outcome::printed(text),
            None => self.reference(test)?,
        };
        let tested = self.execute(test, Side::Tested)?;
        let difference = self.compare(test, &reference, &tested);
        if difference.is_empty() { Ok(tested.duration) } else { Err(difference) }
    }

    /// What the JDK's `java` does, from the cache where it is known.
    fn reference(&self, test: &Test) -> Result<Outcome, String> {
        let key = hash(&(test.key, &self.jdk.version));
        if let Some(outcome) = self.cache.get(&test.name, key) {
            return Ok(outcome);
        }
        let outcome = self.execute(test, Side::Reference)?;
        if outcome.status == "timeout" {
            return Err("the reference does not end".to_owned());
        }
        self.cache.put(&test.name, key, &outcome)?;
        Ok(outcome)
    }

    fn execute(&self, test: &Test, side: Side) -> Result<Outcome, String> {
        let (java, own_flags) = match (side, &self.options.vm) {
            (Side::Reference, _) => (self.jdk.tool("java"), Vec::new()),
            (Side::Tested, Some(vm)) => (vm.clone(), self.options.vm_flags.clone()),
            (Side::Tested, None) => (self.jdk.tool("java"), vec!["-Xint".to_owned()]),
        };
        let mut command = Command::new(java);
        process::clean_environment(&mut command, &self.jdk.home);
        command.envs(test.directives.env.iter().map(|(name, value)| (name, value)));
        match &test.kind {
            Kind::Program { main, .. } => {
                command.args(own_flags).args(&test.directives.own).args(&test.directives.flags);
                command.arg("-cp").arg(self.class_path(test)).arg(main);
                command.args(&test.directives.args);
                command.current_dir(self.fresh_directory(&test.name, side)?);
            }
            Kind::Case { run, directory, .. } => {
                // The command line is the test: no flags for the reference's sake.
                if self.options.vm.is_some() {
                    command.args(own_flags);
                }
                command.args(run).current_dir(self.prepared(test, directory)?);
            }
        }
        let limit = test.directives.timeout.unwrap_or(self.options.timeout);
        process::run(&mut command, &test.directives.stdin, limit)
    }

    fn class_path(&self, test: &Test) -> String {
        let own = classes(&self.build, &test.name).display().to_string();
        if test.uses_lib { format!("{own}:{}", lib_classes(&self.build).display()) } else { own }
    }

    /// An empty working directory for one run.
    fn fresh_directory(&self, name: &str, side: Side) -> Result<PathBuf, String> {
        let side = match side {
            Side::Reference => "reference",
            Side::Tested => "tested",
        };
        let directory = self.build.join("run").join(side).join(name);
        // Absent at the first run; any other trouble shows at the next line.
        let _ = std::fs::remove_dir_all(&directory);
        std::fs::create_dir_all(&directory)
            .map_err(|error| format!("{}: {error}", directory.display()))?;
        Ok(directory)
    }

    /// The directory of a case file, set up at its first use.
    fn prepared(&self, test: &Test, name: &str) -> Result<PathBuf, String> {
        let Kind::Case { file, .. } = &test.kind else { unreachable!("only cases are prepared") };
        let mut prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        let directory = prepared.entry(name.to_owned()).or_insert_with(|| {
            let directory = self.build.join("cases").join(name);
            let done = self.build.join("cases").join(format!("{name}.done"));
            if !done.is_file() {
                // Left-overs of a set-up that failed or was interrupted.
                let _ = std::fs::remove_dir_all(&directory);
                let bin = self.jdk.home.join("bin");
                file.prepare(&directory, &bin, &lib_classes(&self.build))?;
                std::fs::write(&done, "").map_err(|e| format!("{}: {e}", done.display()))?;
            }
            Ok(directory)
        });
        directory.clone()
    }

    fn compare(&self, test: &Test, reference: &Outcome, tested: &Outcome) -> String {
        let mut report = String::new();
        if reference.status != tested.status {
            report.push_str(&format!("  {} instead of {}\n", tested.status, reference.status));
        }
        if test.directives.exit_only {
            return report;
        }
        let lines = self.options.diff_lines;
        if !test.directives.ignore_stdout {
            section(&mut report, "stdout", &reference.stdout, &tested.stdout, lines);
        }
        let (wanted, got) =
            (normalise::stderr(&reference.stderr), normalise::stderr(&tested.stderr));
        if !test.directives.ignore_stderr {
            section(&mut report, "stderr", &wanted, &got, lines);
        } else if !report.is_empty() {
            section(&mut report, "stderr (not compared)", &wanted, &got, lines);
        }
        report
    }

    fn report(&self, test: &Test, verdict: Result<Duration, String>) {
        let mut totals = self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        let name = &test.name;
        match (verdict, self.expected.reason(name)) {
            (Ok(time), None) => {
                totals.passed += 1;
                totals.times.push((time, name.clone()));
                if self.options.verbose {
                    println!("ok    {name} ({} ms)", time.as_millis());
                }
            }
            (Ok(_), Some(reason)) => {
                totals.failed.push(name.clone());
                println!("FAIL  {name}: passes unexpectedly; expected to fail: {reason}");
            }
            (Err(report), None) => {
                totals.failed.push(name.clone());
                println!("FAIL  {name}\n{}", report.trim_end_matches('\n'));
            }
            (Err(_), Some(reason)) => {
                totals.expected += 1;
                if self.options.verbose {
                    println!("xfail {name}: {reason}");
                }
            }
        }
    }

    fn summary(&self) -> bool {
        let mut totals = self.totals.lock().unwrap_or_else(PoisonError::into_inner);
        totals.times.sort_by(|a, b| b.cmp(a));
        for (time, name) in totals.times.iter().take(self.options.slowest) {
            println!("{:6} ms  {name}", time.as_millis());
        }
        totals.failed.sort();
        if !totals.failed.is_empty() {
            println!("failures:");
            totals.failed.iter().for_each(|name| println!("    {name}"));
        }
        let expected = match totals.expected {
            0 => String::new(),
            count => format!(", {count} failed as expected"),
        };
        println!("{} passed, {} failed{expected}", totals.passed, totals.failed.len());
        totals.failed.is_empty()
    }
}

fn section(report: &mut String, title: &str, reference: &str, tested: &str, lines: usize) {
    let difference = unified(reference, tested, lines);
    if !difference.is_empty() {
        report.push_str(&format!("  {title}: - reference, + tested\n{difference}"));
    }
}
