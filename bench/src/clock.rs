//! The processor's time that a piece of work took.
//!
//! On a machine that does other things as well, the time on the wall says more about those. Linux
//! counts the nanoseconds that a thread ran; where there is no such count, the wall's clock is
//! what there is.

use std::fs;
use std::time::{Duration, Instant};

/// Measures from when it is made.
#[derive(Debug)]
pub(crate) struct Stopwatch {
    wall: Instant,
    ran: Option<Duration>,
}

impl Stopwatch {
    /// Starts to measure this thread.
    pub(crate) fn start() -> Self {
        let ran = ran_this_thread();
        Self { wall: Instant::now(), ran }
    }

    /// How long this thread has run since.
    pub(crate) fn elapsed(&self) -> Duration {
        let wall = self.wall.elapsed();
        match (ran_this_thread(), self.ran) {
            (Some(now), Some(then)) => now.saturating_sub(then),
            _ => wall,
        }
    }
}

/// How long a process of one thread has run. It may have ended, but nobody may have waited for it.
pub(crate) fn ran(process: u32) -> Option<Duration> {
    read(&format!("/proc/{process}/schedstat"))
}

fn ran_this_thread() -> Option<Duration> {
    // The count is brought up to date when the thread is left, not when it is read.
    std::thread::sleep(Duration::from_micros(1));
    read("/proc/thread-self/schedstat")
}

fn read(file: &str) -> Option<Duration> {
    let counts = fs::read_to_string(file).ok()?;
    counts.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
