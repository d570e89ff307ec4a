//! Which process is at work on something, written down so that another run can tell whether it still lives.
//!
//! A process is named by the boot of its machine, its PID namespace, its id and the moment it started: an id alone is
//! given to another process sooner or later.

use std::fs;

use rustix::process;

/// What became of the process that wrote a holder down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It is still there.
    Alive,
    /// It has ended.
    Ended,
    /// It ran on another machine, before a restart, or in another container: from here nobody can tell.
    Elsewhere,
}

/// This process: `BOOT NAMESPACE PID START`. Parts that `/proc` does not tell are `?`.
#[must_use]
pub fn this_process() -> String {
    let pid = process::getpid().as_raw_nonzero().to_string();
    let start = start_of(&pid).unwrap_or_else(|| "?".to_owned());
    format!("{} {pid} {start}", surroundings())
}

/// What became of the process that [`this_process`] named.
#[must_use]
pub fn life_of(holder: &str) -> Life {
    let parts: Vec<&str> = holder.split(' ').collect();
    let [boot, namespace, pid, start] = parts.as_slice() else { return Life::Elsewhere };
    if format!("{boot} {namespace}") != surroundings() || holder.contains('?') {
        return Life::Elsewhere;
    }
    // A zombie still has its line in `/proc`, but does nothing any more.
    if start_of(pid).as_deref() == Some(start) { Life::Alive } else { Life::Ended }
}

fn surroundings() -> String {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id");
    let boot = boot.map_or_else(|_| "?".to_owned(), |text| text.trim().to_owned());
    let namespace = fs::read_link("/proc/self/ns/pid");
    let namespace = namespace.map_or_else(|_| "?".to_owned(), |link| link.display().to_string());
    format!("{boot} {namespace}")
}

/// When a process started, in ticks since the machine did; none when there is no such process, or only its remains.
fn start_of(pid: &str) -> Option<String> {
    let line = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is the name in parentheses, which may hold blanks and parentheses. proc_pid_stat(5): the state
    // is the third field, the start time the twenty-second.
    let (_, fields) = line.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let state = fields.first()?;
    (!matches!(*state, "Z" | "X")).then(|| fields.get(19).map(|start| (*start).to_owned()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_told_from_a_later_one_with_its_id() {
        let this = this_process();
        assert_eq!(life_of(&this), Life::Alive);
        let (name, start) = this.rsplit_once(' ').unwrap();
        let later: u64 = start.parse::<u64>().unwrap() + 1;
        assert_eq!(life_of(&format!("{name} {later}")), Life::Ended);
    }

    #[test]
    fn a_process_that_ended_is_known_to_have_ended() {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let start = start_of(&child.id().to_string()).unwrap_or_else(|| "1".to_owned());
        child.wait().unwrap();
        assert_eq!(life_of(&format!("{} {} {start}", surroundings(), child.id())), Life::Ended);
    }

    #[test]
    fn of_another_machine_nothing_is_claimed() {
        let this = this_process();
        let (_, rest) = this.split_once(' ').unwrap();
        for holder in [format!("b0071d {rest}"), String::new(), "one two".to_owned(), "? ? 1 1".to_owned()] {
            assert_eq!(life_of(&holder), Life::Elsewhere, "{holder}");
        }
    }
}
