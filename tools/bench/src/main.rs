//! Compares Java virtual machines on small programs by CPU time.
//!
//! Machines are noisy, so runs of all VMs are interleaved, the figure of a cell
//! is the minimum over the rounds, and what is reported are ratios to the first
//! VM. Wall time is not measured.

use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{fs, io, mem, ptr};

/// Compare Java virtual machines on the kernels in a folder.
#[derive(Parser)]
struct Arguments {
    /// A VM as NAME=COMMAND, with spaces between words; the first is the base
    /// of the ratios.
    #[arg(long = "vm", required = true, value_parser = parse_vm)]
    vms: Vec<(String, Vec<String>)>,
    /// Folder of Java programs, each a class with `main`.
    #[arg(long, default_value = "benches/kernels")]
    kernels: PathBuf,
    /// Only programs whose name contains this.
    #[arg(long, default_value = "")]
    only: String,
    /// Rounds; the minimum counts.
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// The compiler.
    #[arg(long, default_value = "javac")]
    javac: String,
}

fn parse_vm(text: &str) -> Result<(String, Vec<String>), String> {
    let (name, command) = text.split_once('=').ok_or("expected NAME=COMMAND")?;
    let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() { Err("empty command".into()) } else { Ok((name.to_owned(), words)) }
}

/// What one run cost.
#[derive(Clone, Copy)]
struct Cost {
    /// User and system time in seconds.
    cpu: f64,
    /// Peak resident set in KiB.
    peak: i64,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("peaberry-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    let classes = std::env::temp_dir().join(format!("peaberry-bench-{}", std::process::id()));
    let names = compile(arguments, &classes)?;
    let mut costs = vec![vec![None::<Cost>; arguments.vms.len()]; names.len()];
    for _ in 0..arguments.rounds {
        for (row, name) in names.iter().enumerate() {
            for (column, (_, command)) in arguments.vms.iter().enumerate() {
                let cost = measure(command, &classes, name)?;
                let cell = &mut costs[row][column];
                *cell = Some(cell.map_or(cost, |old| Cost {
                    cpu: old.cpu.min(cost.cpu),
                    peak: old.peak.min(cost.peak),
                }));
            }
        }
    }
    fs::remove_dir_all(&classes)?;
    report(arguments, &names, &costs);
    Ok(())
}

fn compile(arguments: &Arguments, into: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let mut command = Command::new(&arguments.javac);
    command.arg("-d").arg(into);
    for entry in fs::read_dir(&arguments.kernels)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if path.extension().is_some_and(|ending| ending == "java") && name.contains(&arguments.only)
        {
            names.push(name.to_owned());
            command.arg(&path);
        }
    }
    names.sort();
    if names.is_empty() {
        return Err(io::Error::other("no program to run"));
    }
    if !command.status()?.success() {
        return Err(io::Error::other("the programs do not compile"));
    }
    Ok(names)
}

fn measure(command: &[String], classes: &Path, name: &str) -> io::Result<Cost> {
    let child = Command::new(&command[0])
        .args(&command[1..])
        .arg("-cp")
        .arg(classes)
        .arg(name)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()?;
    let pid = libc::pid_t::try_from(child.id()).map_err(io::Error::other)?;
    let (mut status, mut usage) = (0, mem::MaybeUninit::<libc::rusage>::uninit());
    // SAFETY: both out-parameters are valid; the child is ours and unreaped.
    let reaped = unsafe { libc::wait4(pid, ptr::from_mut(&mut status), 0, usage.as_mut_ptr()) };
    if reaped != pid {
        return Err(io::Error::last_os_error());
    }
    if status != 0 {
        return Err(io::Error::other(format!("{} {name} ended with status {status}", command[0])));
    }
    // SAFETY: wait4 succeeded, so it filled the structure.
    let usage = unsafe { usage.assume_init() };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    Ok(Cost { cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: usage.ru_maxrss })
}

fn report(arguments: &Arguments, names: &[String], costs: &[Vec<Option<Cost>>]) {
    print!("| program |");
    for (vm, _) in &arguments.vms {
        print!(" {vm} s |");
    }
    for (vm, _) in arguments.vms.iter().skip(1) {
        print!(" {vm} ratio |");
    }
    println!(" peak MiB |");
    println!("|--|{}", "--:|".repeat(arguments.vms.len() * 2));
    let mut logs = vec![0.0; arguments.vms.len()];
    for (name, row) in names.iter().zip(costs) {
        let row: Vec<Cost> = row.iter().flatten().copied().collect();
        print!("| {name} |");
        for cost in &row {
            print!(" {:.3} |", cost.cpu);
        }
        for (column, cost) in row.iter().enumerate().skip(1) {
            let ratio = cost.cpu / row[0].cpu;
            logs[column] += ratio.ln();
            print!(" {ratio:.2} |");
        }
        let peaks: Vec<String> = row.iter().map(|cost| (cost.peak >> 10).to_string()).collect();
        println!(" {} |", peaks.join(" / "));
    }
    for (column, (vm, _)) in arguments.vms.iter().enumerate().skip(1) {
        let mean = (logs[column] / names.len() as f64).exp();
        println!("geometric mean of {vm} to {}: {mean:.3}", arguments.vms[0].0);
    }
}
