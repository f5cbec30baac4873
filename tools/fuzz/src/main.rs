//! `peaberry-fuzz TARGET`: runs a fuzz target on many inputs, or writes mutated
//! classes for a virtual machine to load.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{fs, io, panic, thread};

use clap::{Arg, ArgMatches, Command, value_parser};
use peaberry_fuzz::memory::Counting;
use peaberry_fuzz::run::{self, Inputs};
use peaberry_fuzz::{TARGETS, Target};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// After this time an execution is taken to hang.
const HANG: Duration = Duration::from_secs(120);

fn command() -> Command {
    let number = |name: &'static str, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64);
        Arg::new(name).long(name).value_parser(parser).default_value(default).help(help)
    };
    let directory = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_parser(value_parser!(PathBuf)).help(help)
    };
    let names = TARGETS.iter().map(|target| target.name).chain(["mutants"]);
    Command::new("peaberry-fuzz")
        .about("Runs a fuzz target; `mutants` writes mutated classes instead")
        .arg(Arg::new("target").required(true).value_parser(names.collect::<Vec<_>>()))
        .arg(number("executions", "100000", "How many inputs to try"))
        .arg(number("seed", "1", "Which inputs these are"))
        .arg(number("first", "0", "Number of the first execution"))
        .arg(directory("artifacts", "Where to write inputs that fail"))
        .arg(directory("from", "mutants: class files to start from"))
        .arg(directory("to", "mutants: where to write the mutated ones"))
}

fn main() -> ExitCode {
    let arguments = command().get_matches();
    let name = arguments.get_one::<String>("target").expect("required");
    let outcome = match peaberry_fuzz::target(name) {
        Some(target) => fuzz(target, &arguments),
        None => write_mutants(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("peaberry-fuzz: {error}");
        ExitCode::FAILURE
    })
}

fn number(arguments: &ArgMatches, name: &str) -> u64 {
    *arguments.get_one(name).expect("has a default")
}

fn fuzz(target: &'static Target, arguments: &ArgMatches) -> io::Result<ExitCode> {
    let (seed, first) = (number(arguments, "seed"), number(arguments, "first"));
    let executions = number(arguments, "executions");
    let artifacts = arguments.get_one::<PathBuf>("artifacts").cloned();
    // Panics are counted, not printed as they come.
    panic::set_hook(Box::new(|_| {}));
    let current = Arc::new(AtomicU64::new(first));
    let start = Instant::now();
    let worker = {
        let current = Arc::clone(&current);
        thread::spawn(move || -> io::Result<u64> {
            let inputs = Inputs::new(target, seed);
            let mut failures = 0;
            for execution in first..first.saturating_add(executions) {
                current.store(execution, Ordering::Relaxed);
                let input = inputs.get(execution);
                if let Err(fault) = run::execute(target, &input) {
                    failures += 1;
                    println!("{} --seed {seed} --first {execution}: {fault}", target.name);
                    if let Some(directory) = &artifacts {
                        let name = format!("{}-{seed}-{execution}", target.name);
                        fs::write(directory.join(name), &input)?;
                    }
                }
            }
            Ok(failures)
        })
    };
    let (mut seen, mut since) = (first, Instant::now());
    while !worker.is_finished() {
        thread::sleep(Duration::from_millis(20));
        let now = current.load(Ordering::Relaxed);
        if now != seen {
            (seen, since) = (now, Instant::now());
        } else if since.elapsed() > HANG {
            println!("{} --seed {seed} --first {now}: hangs", target.name);
            return Ok(ExitCode::FAILURE);
        }
    }
    let Ok(failures) = worker.join() else {
        println!("{} --seed {seed} --first {seen}: making the input panics", target.name);
        return Ok(ExitCode::FAILURE);
    };
    let failures = failures?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{}: {executions} executions in {seconds:.1} s, {failures} failures", target.name);
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn write_mutants(arguments: &ArgMatches) -> io::Result<ExitCode> {
    let directory = |name: &str| {
        arguments.get_one::<PathBuf>(name).ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, format!("mutants needs --{name}"))
        })
    };
    let (from, to) = (directory("from")?, directory("to")?);
    let mut seeds = Vec::new();
    read_classes(from, &mut seeds)?;
    if seeds.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "no class files to start from"));
    }
    let inputs = Inputs::from_classes(seeds, number(arguments, "seed"));
    let first = number(arguments, "first");
    let executions = first..first.saturating_add(number(arguments, "executions"));
    fs::create_dir_all(to)?;
    for execution in executions {
        fs::write(to.join(format!("{execution:07}.class")), inputs.get(execution))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The class files below a directory, in the order of their names.
fn read_classes(directory: &Path, classes: &mut Vec<Vec<u8>>) -> io::Result<()> {
    let entries: io::Result<Vec<_>> = fs::read_dir(directory)?.collect();
    let mut paths: Vec<PathBuf> = entries?.iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_classes(&path, classes)?;
        } else if path.extension().is_some_and(|extension| extension == "class") {
            classes.push(fs::read(path)?);
        }
    }
    Ok(())
}
