//! This process, by a name that no other has: so that a later run can tell whether it still runs.

use std::fmt::Write as _;

use rustix::{process, system};

/// What the kernel calls this boot of the machine.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// `HOST BOOT PID START`: the id alone is given to another process sooner or later.
#[must_use]
pub fn identity() -> String {
    let pid = process::getpid().as_raw_nonzero().get();
    let mut identity = here();
    // Writing to a string can not fail.
    let _ = write!(identity, " {pid} {}", start_of(pid).unwrap_or_default());
    identity
}

/// Whether the process of that name still runs; none where this machine can not know.
#[must_use]
pub fn is_running(identity: &str) -> Option<bool> {
    let [host, boot, pid, start] = identity.split(' ').collect::<Vec<_>>().try_into().ok()?;
    if here() != format!("{host} {boot}") {
        // The same machine after a restart runs nothing that ran before; of another one nothing is known.
        return (host == host_name()).then_some(false);
    }
    let start: u64 = start.parse().ok()?;
    Some(start_of(pid.parse().ok()?) == Some(start))
}

fn here() -> String {
    let boot = std::fs::read_to_string(BOOT).unwrap_or_default();
    format!("{} {}", host_name(), boot.trim())
}

fn host_name() -> String {
    system::uname().nodename().to_string_lossy().replace(' ', "_")
}

/// When a process started, in ticks since the machine did: the 22nd field of `/proc/PID/stat`. The second one is the
/// program's name in brackets, which may itself hold blanks and brackets.
fn start_of(pid: i32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    rest.split_whitespace().nth(19)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_runs_and_an_earlier_one_of_the_same_number_does_not() {
        let identity = identity();
        assert_eq!(is_running(&identity), Some(true));
        let (rest, start) = identity.rsplit_once(' ').unwrap();
        assert!(start.parse::<u64>().unwrap() > 0);
        assert_eq!(is_running(&format!("{rest} 1")), Some(false));
    }

    #[test]
    fn a_restart_ends_everything_and_other_machines_are_not_known() {
        let host = host_name();
        assert_eq!(is_running(&format!("{host} another-boot 1 1")), Some(false));
        assert_eq!(is_running("another-host boot 1 1"), None);
        assert_eq!(is_running(""), None);
    }
}
