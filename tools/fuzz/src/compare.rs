//! Gives the same mutated classes to two virtual machines and compares what
//! they throw, step by step.
//!
//! The classes go through one process in batches, by the Java program
//! `driver/Mutants.java`, which writes a line for each. Where a process ends or
//! stands still before the last line, the class it was at is at fault, and a new
//! process takes the rest.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use crate::isolate;
use crate::outcome::Outcome;
use crate::run::Inputs;

const DRIVER: &str = include_str!("../driver/Mutants.java");

/// A process that writes nothing for this long hangs.
const HANG: Duration = Duration::from_secs(180);

/// What a process may take, whatever the classes: the heap, and as much again.
const MAX_RESIDENT_KB: u64 = 1 << 20;

/// With this option `java` has the names of methods at other addresses, by which it
/// chooses the order of verifying them.
const OTHER_ANSWER: &str = "-Xshare:off";

/// Options of both machines.
const HEAP: &str = "-Xmx384m";

/// A class to start from, and the folder that has the classes it refers to; an
/// empty path for a class of the JDK.
#[derive(Clone, Debug)]
pub struct Start {
    /// The class file.
    pub bytes: Vec<u8>,
    /// Root of its package.
    pub root: PathBuf,
}

/// The number of the class it was made from, and the class file.
type Mutant = (usize, Vec<u8>);

/// A virtual machine and its options.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The program and its options.
    pub command: Vec<OsString>,
    /// Whether the methods of accepted classes run too.
    pub execute: bool,
}

/// What is compared.
#[derive(Debug)]
pub struct Comparison {
    starts: Vec<Start>,
    inputs: Inputs,
    scratch: Scratch,
    /// Mutants in one process.
    pub batch: u64,
    /// Where to write mutants that are judged differently.
    pub artifacts: Option<PathBuf>,
    /// Summary so far.
    pub summary: Summary,
}

/// Counts over all mutants.
#[derive(Debug, Default)]
pub struct Summary {
    /// Mutants tried.
    pub total: u64,
    /// Those that both machines accept in every step.
    pub accepted: u64,
    /// Those with the same error classes in the same steps.
    pub same: u64,
    /// Those with another answer of the other machine when it is asked once more without
    /// its archive of classes, which is that of the machine under test.
    pub other_answer: u64,
    /// Those with several bad methods, where the machine under test reports what the other
    /// reports about one of them alone, and about each alone they agree.
    pub order: u64,
    /// Those with the same texts as well.
    pub same_text: u64,
    /// Those that harmed the machine under test.
    pub harmed: u64,
    /// Those whose methods ended by themselves, and those ended by the limit.
    pub executed: (u64, u64),
    /// The greatest resident memory of the machine under test.
    pub resident_kb: u64,
    /// Numbers of mutants by the way they differ.
    pub differences: BTreeMap<String, Vec<u64>>,
    /// Numbers of mutants by the way in which their texts differ.
    pub texts: BTreeMap<String, Vec<u64>>,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Summary { total, accepted, same, other_answer, order, same_text, .. } = self;
        let Summary { harmed, executed, .. } = self;
        for (kind, numbers) in &self.texts {
            writeln!(f, "text {:6} {kind}: {:?}", numbers.len(), &numbers[..numbers.len().min(3)])?;
        }
        for (kind, numbers) in &self.differences {
            writeln!(f, "{:6} {kind}: {:?}", numbers.len(), &numbers[..numbers.len().min(3)])?;
        }
        let percent = |part: &u64| *part as f64 * 100.0 / (*total).max(1) as f64;
        writeln!(f, "{total} mutants, {accepted} accepted by both")?;
        writeln!(
            f,
            "{same} with the same error classes in the same steps ({:.3} %)",
            percent(same)
        )?;
        writeln!(
            f,
            "{other_answer} as the other machine answers with {OTHER_ANSWER} ({:.3} %)",
            percent(other_answer)
        )?;
        writeln!(
            f,
            "{order} as the other machine answers about one of several bad methods, \
             and the same about each ({:.3} %)",
            percent(order)
        )?;
        writeln!(f, "{same_text} with the same texts as well ({:.3} %)", percent(same_text))?;
        let (done, limited) = executed;
        writeln!(f, "{done} run to their end, {limited} up to a limit")?;
        writeln!(f, "{harmed} harmed the machine; greatest memory {} MB", self.resident_kb >> 10)
    }
}

/// A folder of this process, removed at the end of its use.
#[derive(Debug)]
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> io::Result<Scratch> {
        let path = env::temp_dir().join(format!("peaberry-fuzz-{}", process::id()));
        fs::create_dir_all(path.join("empty"))?;
        Ok(Scratch(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing depends on the folder being gone.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// How a process with a part of a batch ended.
enum End {
    Finished,
    /// Not by itself; the reason.
    Stopped(String),
}

impl Comparison {
    /// Compiles the driver with the `javac` beside `java`.
    ///
    /// # Errors
    ///
    /// When the folder for temporary files or the compiler does not work.
    pub fn new(starts: Vec<Start>, seed: u64, javac: &Path) -> io::Result<Comparison> {
        let scratch = Scratch::new()?;
        let source = scratch.0.join("Mutants.java");
        fs::write(&source, DRIVER)?;
        let compiled = Command::new(javac).arg("-d").arg(&scratch.0).arg(&source).status()?;
        if !compiled.success() {
            return Err(io::Error::other(format!("{}: {compiled}", javac.display())));
        }
        let inputs =
            Inputs::from_classes(starts.iter().map(|start| start.bytes.clone()).collect(), seed);
        let (batch, artifacts, summary) = (1000, None, Summary::default());
        Ok(Comparison { starts, inputs, scratch, batch, artifacts, summary })
    }

    /// Compares mutants from `first` on.
    ///
    /// # Errors
    ///
    /// When files cannot be written or processes not be started.
    pub fn run(&mut self, machines: [&Machine; 2], first: u64, count: u64) -> io::Result<()> {
        let mut at = first;
        while at < first + count {
            let end = (first + count).min(at + self.batch);
            let mutants: Vec<_> = (at..end).map(|number| self.inputs.get_from(number)).collect();
            let outcomes = self.both(machines, &mutants)?;
            for (number, (mutant, [ours, theirs])) in (at..end).zip(mutants.iter().zip(&outcomes)) {
                self.judge(machines, number, mutant, [ours, theirs])?;
            }
            println!("{end} done, {} the same", self.summary.same);
            at = end;
        }
        Ok(())
    }

    /// What both machines make of mutants.
    fn both(
        &mut self,
        machines: [&Machine; 2],
        mutants: &[Mutant],
    ) -> io::Result<Vec<[Outcome; 2]>> {
        let pack = self.pack(mutants)?;
        let (ours, theirs) = thread::scope(|scope| {
            let theirs = scope.spawn(|| self.outcomes(machines[1], &pack, mutants.len()));
            let ours = self.outcomes(machines[0], &pack, mutants.len());
            (ours, theirs.join().expect("does not panic"))
        });
        let ((ours, resident), (theirs, _)) = (ours?, theirs?);
        self.summary.resident_kb = self.summary.resident_kb.max(resident);
        Ok(ours.into_iter().zip(theirs).map(|(ours, theirs)| [ours, theirs]).collect())
    }

    /// Writes mutants behind each other: the length and text of the root, the
    /// length and bytes of the class.
    fn pack(&self, mutants: &[Mutant]) -> io::Result<PathBuf> {
        let path = self.scratch.0.join("pack");
        let mut pack = io::BufWriter::new(File::create(&path)?);
        for (start, bytes) in mutants {
            let root = self.starts[*start].root.to_string_lossy();
            for part in [root.as_bytes(), bytes] {
                pack.write_all(&(part.len() as u32).to_be_bytes())?;
                pack.write_all(part)?;
            }
        }
        pack.flush()?;
        Ok(path)
    }

    /// What a machine makes of the mutants of a pack, and its greatest memory.
    fn outcomes(
        &self,
        machine: &Machine,
        pack: &Path,
        count: usize,
    ) -> io::Result<(Vec<Outcome>, u64)> {
        let (mut outcomes, mut resident): (Vec<Outcome>, u64) = (Vec::new(), 0);
        while outcomes.len() < count {
            let (text, end, memory) = self.process(machine, pack, outcomes.len())?;
            resident = resident.max(memory);
            outcomes.extend(text.lines().filter_map(Outcome::parse));
            match end {
                End::Finished if outcomes.len() == count => {}
                End::Finished => return Err(io::Error::other("the driver left out a class")),
                End::Stopped(reason) => outcomes.push(Outcome::harmed(reason)),
            }
        }
        Ok((outcomes, resident))
    }

    /// One process with the mutants from `first` on.
    fn process(
        &self,
        machine: &Machine,
        pack: &Path,
        first: usize,
    ) -> io::Result<(String, End, u64)> {
        let name = if machine.execute { "execute" } else { "link" };
        let unique = machine.command[0].to_string_lossy().replace('/', "_");
        let file = |suffix: &str| self.scratch.0.join(format!("{unique}.{suffix}"));
        let (out, err) = (file("out"), file("err"));
        File::create(&out)?;
        let mut child = Command::new(&machine.command[0])
            .args(&machine.command[1..])
            .args([HEAP, "-cp"])
            .arg(&self.scratch.0)
            .arg("Mutants")
            .arg(pack)
            .args([&first.to_string(), name])
            .arg(&out)
            .current_dir(self.scratch.0.join("empty"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&err)?)
            .spawn()?;
        let (reason, memory) = watch(&mut child, &out)?;
        let text = String::from_utf8_lossy(&fs::read(&out)?).into_owned();
        let end = match reason {
            None if text.ends_with("end\n") => End::Finished,
            reason => {
                let said = String::from_utf8_lossy(&fs::read(&err)?).into_owned();
                let last: Vec<&str> = said.lines().take(6).collect();
                let reason = reason.unwrap_or_else(|| "ends early".to_owned());
                End::Stopped(format!("{reason}: {}", last.join(" | ")))
            }
        };
        // A line that was cut off is no outcome.
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        Ok((text[..whole].to_owned(), end, memory))
    }

    fn judge(
        &mut self,
        machines: [&Machine; 2],
        number: u64,
        mutant: &Mutant,
        outcomes: [&Outcome; 2],
    ) -> io::Result<()> {
        let alone;
        let [mut ours, mut theirs] = outcomes;
        if ours.difference(theirs).is_some() && !ours.is_harmed() {
            // What earlier mutants left behind depends on collections.
            alone = self.both(machines, std::slice::from_ref(mutant))?;
            [ours, theirs] = alone[0].each_ref();
        }
        let difference = ours.difference(theirs);
        let at_link = difference.is_some() && (ours.stops_at_link() || theirs.stops_at_link());
        let answered = at_link && self.has_other_answer(machines[1], mutant, ours)?;
        let ordered = at_link && !answered && self.agree_on_each_method(machines, mutant, ours)?;
        let summary = &mut self.summary;
        summary.total += 1;
        summary.harmed += u64::from(ours.is_harmed());
        summary.accepted += u64::from(ours.steps.is_empty() && theirs.steps.is_empty());
        match ours.execution.as_deref() {
            Some("done" | "threw") => summary.executed.0 += 1,
            Some(_) => summary.executed.1 += 1,
            None => {}
        }
        match difference {
            Some(_) if answered => summary.other_answer += 1,
            Some(_) if ordered => summary.order += 1,
            None => {
                summary.same += 1;
                match ours.difference_of_texts(theirs) {
                    None => summary.same_text += 1,
                    Some(kind) => summary.texts.entry(kind).or_default().push(number),
                }
            }
            Some(kind) => {
                summary.differences.entry(kind).or_default().push(number);
                if let Some(directory) = &self.artifacts {
                    fs::write(directory.join(format!("{number:07}.class")), &mutant.1)?;
                    let text = format!("ours\n{ours}\ntheirs\n{theirs}\n");
                    fs::write(directory.join(format!("{number:07}.txt")), text)?;
                }
            }
        }
        Ok(())
    }

    /// Whether a machine that is asked in its other way says what is expected.
    fn has_other_answer(
        &self,
        machine: &Machine,
        mutant: &Mutant,
        expected: &Outcome,
    ) -> io::Result<bool> {
        let mut machine = machine.clone();
        machine.command.push(OTHER_ANSWER.into());
        let pack = self.pack(std::slice::from_ref(mutant))?;
        let (outcomes, _) = self.outcomes(&machine, &pack, 1)?;
        Ok(expected.difference(&outcomes[0]).is_none())
    }

    /// Whether the machines agree about the mutant with one method at a time, and the
    /// other says about one of these what is expected about the whole.
    fn agree_on_each_method(
        &mut self,
        machines: [&Machine; 2],
        (start, bytes): &Mutant,
        expected: &Outcome,
    ) -> io::Result<bool> {
        let variants = isolate::one_method_each(bytes);
        let variants: Vec<Mutant> = variants.into_iter().map(|bytes| (*start, bytes)).collect();
        if variants.len() < 2 {
            return Ok(false);
        }
        let outcomes = self.both(machines, &variants)?;
        let agree = outcomes.iter().all(|[ours, theirs]| ours.difference(theirs).is_none());
        Ok(agree && outcomes.iter().any(|[_, theirs]| expected.difference(theirs).is_none()))
    }
}

/// Waits for a process. Why it was stopped, if it did not end well, and its
/// greatest resident memory in KB.
fn watch(child: &mut Child, out: &Path) -> io::Result<(Option<String>, u64)> {
    let (mut length, mut since, mut memory) = (0, Instant::now(), 0);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(((!status.success()).then(|| status.to_string()), memory));
        }
        memory = memory.max(resident_kb(child.id()));
        let now = fs::metadata(out)?.len();
        if now != length {
            (length, since) = (now, Instant::now());
        }
        let reason = match () {
            () if memory > MAX_RESIDENT_KB => format!("takes {} MB", memory >> 10),
            () if since.elapsed() > HANG => "hangs".to_owned(),
            () => {
                thread::sleep(Duration::from_millis(50));
                continue;
            }
        };
        child.kill()?;
        child.wait()?;
        return Ok((Some(reason), memory));
    }
}

/// 0 where the system does not tell.
fn resident_kb(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
