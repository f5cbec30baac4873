//! Each target, for a few seconds in all.

use peaberry_fuzz::memory::Counting;
use peaberry_fuzz::run::{self, Inputs};
use peaberry_fuzz::{TARGETS, seeds};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Executions of each target.
const EXECUTIONS: u64 = 2_000;

// One test, since memory is counted over all threads.
#[test]
fn no_target_fails() {
    for target in TARGETS {
        for seed in seeds::of(target) {
            run::execute(target, &seed).unwrap_or_else(|fault| panic!("{}: {fault}", target.name));
        }
        let inputs = Inputs::new(target, 7);
        for execution in 0..EXECUTIONS {
            run::execute(target, &inputs.get(execution)).unwrap_or_else(|fault| {
                panic!("{} --seed 7 --first {execution}: {fault}", target.name)
            });
        }
    }
}
