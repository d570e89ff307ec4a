//! A process that is measured: how long it ran, and the most memory it had.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Between two looks at the memory. The kernel keeps the highest mark itself, so only growth in the last moments is
/// missed.
const LOOK: Duration = Duration::from_millis(5);

/// What a run came to.
pub(crate) struct Finished {
    pub(crate) time: Duration,
    /// The most memory it had, in KiB; 0 when it was gone before the first look.
    pub(crate) peak_kib: u32,
    pub(crate) output: String,
}

/// Runs a program to its end. What it prints must fit into a pipe.
pub(crate) fn measured(command: &mut Command) -> Finished {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = Instant::now();
    let child = command.spawn().expect("the program starts");
    let (pid, is_over) = (child.id(), AtomicBool::new(false));
    let (finished, time, peak_kib) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0;
            while !is_over.load(Ordering::Relaxed) {
                peak = peak_of(pid).unwrap_or(0).max(peak);
                std::thread::sleep(LOOK);
            }
            peak
        });
        let finished = child.wait_with_output().expect("the program is waited for");
        let time = start.elapsed();
        is_over.store(true, Ordering::Relaxed);
        (finished, time, watch.join().expect("the watch does not panic"))
    });
    // Only the program: its arguments hold addresses with passwords.
    let program = command.get_program().display();
    assert!(finished.status.success(), "{program}: {}", String::from_utf8_lossy(&finished.stderr));
    Finished { time, peak_kib, output: String::from_utf8_lossy(&finished.stdout).into_owned() }
}

fn peak_of(pid: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
