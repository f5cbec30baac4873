//! `peaberry-fuzz TARGET`: runs a fuzz target on many inputs, or compares what
//! two virtual machines make of mutated classes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, io, panic, thread};

use archive::jdk_home::Jdk;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use classfile::{ClassFile, Level};
use peaberry_fuzz::compare::{Comparison, Machine, Start};
use peaberry_fuzz::memory::Counting;
use peaberry_fuzz::run::{self, Inputs};
use peaberry_fuzz::{TARGETS, Target, execute, seeds};

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
    let program = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_parser(value_parser!(OsString)).help(help)
    };
    let names = TARGETS.iter().map(|target| target.name).chain(["compare"]);
    Command::new("peaberry-fuzz")
        .about("Runs a fuzz target; `compare` compares two virtual machines instead")
        .arg(Arg::new("target").required(true).value_parser(names.collect::<Vec<_>>()))
        .arg(number("executions", "100000", "How many inputs to try"))
        .arg(number("seed", "1", "Which inputs these are"))
        .arg(number("first", "0", "Number of the first execution"))
        .arg(directory("artifacts", "Where to write inputs that fail"))
        .arg(
            directory("from", "compare: folder of class files to start from, beside the JDK's")
                .action(ArgAction::Append),
        )
        .arg(program("vm", "compare: the virtual machine"))
        .arg(
            program("vm-option", "compare: an option for it")
                .action(ArgAction::Append)
                .allow_hyphen_values(true),
        )
        .arg(
            Arg::new("execute")
                .long("execute")
                .action(ArgAction::SetTrue)
                .help("compare: run the methods of what is accepted, on our side"),
        )
}

fn main() -> ExitCode {
    let arguments = command().get_matches();
    let name = arguments.get_one::<String>("target").expect("required");
    let outcome = match peaberry_fuzz::target(name) {
        Some(target) => fuzz(target, &arguments),
        None => compare(&arguments),
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
    if execute::classes_run() > 0 {
        println!("{} classes were run", execute::classes_run());
    }
    Ok(if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Classes of this size are compared.
const MAX_COMPARED_SIZE: usize = 12_000;

/// Of how many classes of the image one is compared.
const COMPARED_STRIDE: usize = 5;

/// Gives mutants of the JDK's classes and of those in `--from` to two machines.
fn compare(arguments: &ArgMatches) -> io::Result<ExitCode> {
    let jdk = Jdk::find(None, |name| env::var_os(name)).map_err(io::Error::other)?;
    // Nobody but the boot loader may define classes of `java`.
    let definable = |package: &[u8]| !package.starts_with(b"java/");
    let jdk_classes = seeds::jdk_classes(MAX_COMPARED_SIZE, COMPARED_STRIDE, definable);
    let mut starts: Vec<Start> =
        jdk_classes.into_iter().map(|bytes| Start { bytes, root: PathBuf::new() }).collect();
    let of_jdk = starts.len();
    for from in arguments.get_many::<PathBuf>("from").into_iter().flatten() {
        read_classes(&fs::canonicalize(from)?, &mut starts)?;
    }
    println!("{of_jdk} classes of the JDK, {} others", starts.len() - of_jdk);
    // For the verifier of old, and for the one that may fall back on it.
    for (number, major) in (0..starts.len()).step_by(3).zip([49, 50].into_iter().cycle()) {
        let Start { bytes, root } = starts[number].clone();
        starts.push(Start { bytes: seeds::of_version(&bytes, major), root });
    }
    let of = |name: &str| arguments.get_many::<OsString>(name).into_iter().flatten().cloned();
    let execute = arguments.get_flag("execute");
    let vm: Result<Vec<_>, _> = of("vm").map(fs::canonicalize).collect();
    let vm = vm?.into_iter().map(PathBuf::into_os_string);
    let ours = Machine { command: vm.chain(of("vm-option")).collect(), execute };
    let mut java = vec![jdk.home.join("bin/java").into_os_string()];
    java.extend(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"].map(OsString::from));
    let theirs = Machine { command: java, execute: false };
    if ours.command.is_empty() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "compare needs --vm"));
    }
    let javac = jdk.home.join("bin/javac");
    let mut comparison = Comparison::new(starts, number(arguments, "seed"), &javac)?;
    comparison.artifacts = arguments.get_one::<PathBuf>("artifacts").cloned();
    let (first, executions) = (number(arguments, "first"), number(arguments, "executions"));
    let machines = [&ours, &theirs];
    comparison.run(machines, first, executions)?;
    print!("{}", comparison.summary);
    Ok(if comparison.summary.harmed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The class files below a directory, in the order of their names.
fn read_classes(directory: &Path, classes: &mut Vec<Start>) -> io::Result<()> {
    let entries: io::Result<Vec<_>> = fs::read_dir(directory)?.collect();
    let mut paths: Vec<PathBuf> = entries?.iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_classes(&path, classes)?;
        } else if path.extension().is_some_and(|extension| extension == "class") {
            let bytes = fs::read(&path)?;
            if let Ok(class) = ClassFile::parse(&bytes, Level::Scan) {
                let depth = class.name().iter().filter(|&&byte| byte == b'/').count() + 1;
                let root = path.ancestors().nth(depth).unwrap_or(directory).to_owned();
                classes.push(Start { bytes, root });
            }
        }
    }
    Ok(())
}
