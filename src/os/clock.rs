//! Clocks.

use std::time::Duration;

fn read(clock: libc::clockid_t) -> libc::timespec {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is writable. The clocks used here always exist, so the
    // call cannot fail.
    unsafe { libc::clock_gettime(clock, &mut time) };
    time
}

fn nanos(clock: libc::clockid_t) -> i64 {
    let time = read(clock);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// Nanoseconds of a clock that never goes back (`System.nanoTime`).
pub fn monotonic_nanos() -> i64 {
    nanos(libc::CLOCK_MONOTONIC)
}

/// Seconds and nanoseconds since 1970-01-01T00:00Z.
pub fn realtime() -> (i64, u32) {
    let time = read(libc::CLOCK_REALTIME);
    (time.tv_sec, time.tv_nsec as u32)
}

/// Milliseconds since 1970-01-01T00:00Z (`System.currentTimeMillis`).
pub fn realtime_millis() -> i64 {
    let (seconds, nanos) = realtime();
    seconds * 1000 + i64::from(nanos) / 1_000_000
}

/// The time now as ISO 8601 has it, to the millisecond, in local time or UTC:
/// `2024-02-29T12:00:00.000+0100`.
pub fn calendar_text(local: bool) -> String {
    let (seconds, nanos) = realtime();
    let mut parts = std::mem::MaybeUninit::<libc::tm>::zeroed();
    // SAFETY: both calls read the time and write the parts, of which zeros are
    // a value too.
    let parts = unsafe {
        if local {
            libc::localtime_r(&seconds, parts.as_mut_ptr());
        } else {
            libc::gmtime_r(&seconds, parts.as_mut_ptr());
        }
        parts.assume_init()
    };
    let offset = parts.tm_gmtoff / 60;
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}{:02}{:02}",
        parts.tm_year + 1900,
        parts.tm_mon + 1,
        parts.tm_mday,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec,
        nanos / 1_000_000,
        if offset < 0 { '-' } else { '+' },
        offset.abs() / 60,
        offset.abs() % 60,
    )
}

/// Local date and time, as `2026-11-21 15:33:28`.
pub fn local_time_text() -> String {
    const TO_SECONDS: usize = 19;
    calendar_text(true).chars().take(TO_SECONDS).collect::<String>().replace('T', " ")
}

/// CPU time of a thread of this process by its system number; `None` if it has
/// ended.
pub fn cpu_nanos_of(thread: i32) -> Option<i64> {
    // How Linux numbers the CPU clocks of threads: `clock_getcpuclockid(3)` of
    // the thread's number, with the bits for a thread and for scheduled time.
    const PER_THREAD: libc::clockid_t = 4;
    const SCHEDULED: libc::clockid_t = 2;
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    let clock = !thread << 3 | PER_THREAD | SCHEDULED;
    // SAFETY: `time` is writable; a clock that does not exist is refused.
    let code = unsafe { libc::clock_gettime(clock, &mut time) };
    (thread > 0 && code == 0).then_some(time.tv_sec * 1_000_000_000 + time.tv_nsec)
}

/// CPU time of a thread of this process outside the system, as exact as the
/// system counts it; `None` if the thread has ended.
pub fn user_cpu_nanos_of(thread: i32) -> Option<i64> {
    const USER_TIME: usize = 11; // among the numbers behind the name
    let text = std::fs::read_to_string(format!("/proc/self/task/{thread}/stat")).ok()?;
    let (_, numbers) = text.rsplit_once(") ")?;
    let ticks: i64 = numbers.split(' ').nth(USER_TIME)?.parse().ok()?;
    // SAFETY: no preconditions.
    let per_second = unsafe { libc::sysconf(libc::_SC_CLK_TCK) };
    Some(ticks * 1_000_000_000 / per_second.max(1))
}

/// CPU time of the calling thread.
pub fn thread_cpu_nanos() -> i64 {
    nanos(libc::CLOCK_THREAD_CPUTIME_ID)
}

/// CPU time of the process, all threads.
pub fn process_cpu_nanos() -> i64 {
    nanos(libc::CLOCK_PROCESS_CPUTIME_ID)
}

/// CPU time of the process split into (user, system).
pub fn process_cpu_times() -> (Duration, Duration) {
    let usage = crate::limits::usage();
    let duration = |t: libc::timeval| {
        Duration::new(t.tv_sec.max(0) as u64, (t.tv_usec.clamp(0, 999_999) * 1000) as u32)
    };
    (duration(usage.ru_utime), duration(usage.ru_stime))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_has_fixed_width() {
        let text = calendar_text(false);
        assert_eq!((text.len(), &text[23..]), (28, "+0000"));
        assert_eq!(calendar_text(true).len(), 28);
    }

    #[test]
    fn clocks_advance_and_agree() {
        let start = monotonic_nanos();
        assert!(monotonic_nanos() >= start);
        let (seconds, _) = realtime();
        assert!((realtime_millis() / 1000 - seconds).abs() <= 1);
        assert!(process_cpu_nanos() >= thread_cpu_nanos() / 2);
        let own = cpu_nanos_of(crate::thread::current_id()).expect("this thread lives");
        assert!(own <= thread_cpu_nanos() && cpu_nanos_of(0).is_none());
        assert!(user_cpu_nanos_of(crate::thread::current_id()).is_some());
        assert_eq!(local_time_text().len(), "2026-11-21 15:33:28".len());
    }
}
