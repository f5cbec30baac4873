//! Runs targets and judges what they do.
//!
//! The input of an execution depends on the seed and the number of the
//! execution alone, so a failure can be had again by these two.

use std::any::Any;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use crate::random::Random;
use crate::targets::{Format, Target};
use crate::{class_mutator, memory, mutate, seeds};

/// The longest time that an execution may take, in a build without optimisation.
pub const MAX_TIME: Duration = Duration::from_secs(20);

/// How an execution failed.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It panicked, with this message.
    Panic(String),
    /// It took longer than [`MAX_TIME`].
    Slow(Duration),
    /// It took more memory than the target may.
    Memory(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Panic(message) => write!(f, "panic: {message}"),
            Fault::Slow(time) => write!(f, "took {:.1} s", time.as_secs_f64()),
            Fault::Memory(bytes) => write!(f, "took {} KiB of memory", bytes >> 10),
        }
    }
}

/// The inputs of a target in the order of executions.
#[derive(Debug)]
pub struct Inputs {
    format: Format,
    seeds: Vec<Vec<u8>>,
    seed: u64,
}

impl Inputs {
    /// Inputs made from the target's own seeds.
    pub fn new(target: &Target, seed: u64) -> Inputs {
        Inputs { format: target.format, seeds: seeds::of(target), seed }
    }

    /// Inputs made from these class files, which must not be none.
    pub fn from_classes(seeds: Vec<Vec<u8>>, seed: u64) -> Inputs {
        assert!(!seeds.is_empty(), "mutation needs something to start from");
        Inputs { format: Format::Class, seeds, seed }
    }

    /// The input of one execution.
    pub fn get(&self, execution: u64) -> Vec<u8> {
        self.get_from(execution).1
    }

    /// The number of the seed, and the input of one execution made from it.
    pub fn get_from(&self, execution: u64) -> (usize, Vec<u8>) {
        let mut random = Random::new(self.seed, execution);
        let number = random.below(self.seeds.len());
        let start = &self.seeds[number];
        let other = &self.seeds[random.below(self.seeds.len())];
        let input = match self.format {
            Format::Class if random.chance(90) => class_mutator::mutate(start, &mut random),
            _ => mutate::bytes(start, other, &mut random),
        };
        (number, input)
    }
}

/// Runs a target on one input.
pub fn execute(target: &Target, input: &[u8]) -> Result<(), Fault> {
    let start = Instant::now();
    let mut outcome: Result<(), Box<dyn Any + Send>> = Ok(());
    let memory = memory::peak_of(|| {
        outcome = panic::catch_unwind(AssertUnwindSafe(|| (target.run)(input)));
    });
    let time = start.elapsed();
    match outcome {
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
            Err(Fault::Panic(text.unwrap_or("no message").to_owned()))
        }
        Ok(()) if time > MAX_TIME => Err(Fault::Slow(time)),
        Ok(()) if memory > (target.memory)(input.len()) => Err(Fault::Memory(memory)),
        Ok(()) => Ok(()),
    }
}
