//! Work on many items by several threads, with the results in the items' order.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Items that a thread takes at a time.
const BATCH: usize = 16;
/// Batches for each thread that may wait to be consumed.
const WINDOW: usize = 4;

/// How many threads work unless the user says otherwise.
pub fn default_jobs() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

struct State<T> {
    /// The next batch that nobody has taken.
    next: usize,
    /// The batch whose results are consumed next.
    wanted: usize,
    done: BTreeMap<usize, Vec<T>>,
    /// Nobody wants the rest.
    over: bool,
}

struct Shared<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // The state is consistent at every point where a thread can panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'g>(&self, guard: MutexGuard<'g, State<T>>) -> MutexGuard<'g, State<T>> {
        self.changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the work of the others: that of a worker if it panics, that of the
/// consumer always.
struct OnEnd<'s, T> {
    shared: &'s Shared<T>,
    only_panic: bool,
}

impl<T> Drop for OnEnd<'_, T> {
    fn drop(&mut self) {
        if !self.only_panic || thread::panicking() {
            self.shared.lock().over = true;
            self.shared.changed.notify_all();
        }
    }
}

/// Applies `work` to all items, on `jobs` threads, and hands the results to
/// `consume` on the calling thread, in order. At most a few batches of results
/// wait at any time. A failure of `consume` ends the work.
///
/// # Errors
///
/// That of `consume`.
pub fn ordered<I: Sync, T: Send>(
    items: &[I],
    jobs: usize,
    work: impl Fn(&I) -> T + Sync,
    mut consume: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let batches = items.len().div_ceil(BATCH);
    let jobs = jobs.min(batches);
    if jobs <= 1 {
        return items.iter().try_for_each(|item| consume(work(item)));
    }
    let state = State { next: 0, wanted: 0, done: BTreeMap::new(), over: false };
    let shared = Shared { state: Mutex::new(state), changed: Condvar::new() };
    let worker = || {
        let _end = OnEnd { shared: &shared, only_panic: true };
        loop {
            let mut state = shared.lock();
            while !state.over && state.next < batches && state.next >= state.wanted + WINDOW * jobs
            {
                state = shared.wait(state);
            }
            if state.over || state.next >= batches {
                return;
            }
            let batch = state.next;
            state.next += 1;
            drop(state);
            let end = items.len().min((batch + 1) * BATCH);
            let results = items[batch * BATCH..end].iter().map(&work).collect();
            shared.lock().done.insert(batch, results);
            shared.changed.notify_all();
        }
    };
    thread::scope(|scope| {
        (0..jobs).for_each(|_| drop(scope.spawn(worker)));
        let _end = OnEnd { shared: &shared, only_panic: false };
        for wanted in 0..batches {
            let mut state = shared.lock();
            state.wanted = wanted;
            shared.changed.notify_all();
            let results = loop {
                if let Some(results) = state.done.remove(&wanted) {
                    break results;
                }
                // A worker has panicked; the scope passes that on.
                if state.over {
                    return Ok(());
                }
                state = shared.wait(state);
            };
            drop(state);
            results.into_iter().try_for_each(&mut consume)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let items: Vec<usize> = (0..1000).collect();
        for jobs in [1, 2, 7] {
            let mut results = Vec::new();
            ordered(
                &items,
                jobs,
                |item| item * 2,
                |result| {
                    results.push(result);
                    Ok(())
                },
            )
            .expect("nothing fails");
            assert!(results.iter().copied().eq((0..1000).map(|item| item * 2)));
        }
    }

    #[test]
    fn a_failure_of_the_consumer_ends_it() {
        let items: Vec<usize> = (0..1000).collect();
        let mut consumed = 0;
        let result = ordered(
            &items,
            3,
            |&item| item,
            |item| {
                consumed += 1;
                if item == 100 { Err(io::Error::other("enough")) } else { Ok(()) }
            },
        );
        assert!(result.is_err());
        assert_eq!(consumed, 101);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_of_a_worker_is_passed_on() {
        let items: Vec<usize> = (0..1000).collect();
        let work = |&item: &usize| assert!(item != 500, "as wanted");
        ordered(&items, 2, work, Ok).expect("it panics");
    }
}
