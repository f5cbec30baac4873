//! Sleeping on a word of memory until another thread wakes the sleeper
//! (`futex(2)`).

use std::ptr;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

/// Sleeps if the word is `expected`, until a wake-up, a signal or the time-out.
/// The caller looks at its condition again, whatever the reason was.
pub fn wait(word: &AtomicU32, expected: u32, timeout: Option<Duration>) {
    let time = timeout.map(|timeout| libc::timespec {
        tv_sec: libc::time_t::try_from(timeout.as_secs()).unwrap_or(libc::time_t::MAX),
        tv_nsec: libc::c_long::from(timeout.subsec_nanos() as i32),
    });
    let time = time.as_ref().map_or(ptr::null(), ptr::from_ref);
    let operation = libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG;
    // SAFETY: an aligned word that lives during the call, and a time or none.
    unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), operation, expected, time) };
}

/// Wakes one thread that sleeps on the word.
pub fn wake_one(word: &AtomicU32) {
    let operation = libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG;
    // SAFETY: the address only names the queue; nothing is read or written.
    unsafe { libc::syscall(libc::SYS_futex, word.as_ptr(), operation, 1) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::Ordering;
    use std::time::Instant;

    #[test]
    fn a_sleeper_is_woken_or_gives_up() {
        let word = AtomicU32::new(7);
        wait(&word, 8, None); // not the expected value: returns at once
        let start = Instant::now();
        wait(&word, 7, Some(Duration::from_millis(20)));
        assert!(start.elapsed() >= Duration::from_millis(1));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while word.load(Ordering::Acquire) == 7 {
                    wait(&word, 7, None);
                }
            });
            word.store(9, Ordering::Release);
            wake_one(&word);
        });
    }
}
