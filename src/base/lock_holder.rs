//! Which process holds a lock on a file, as the kernel tells in `/proc/locks`.

use std::fmt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{major, minor};

/// A process that holds a lock.
#[derive(Debug, PartialEq, Eq)]
pub struct Process {
    /// Its id.
    pub pid: u32,
    /// The name of its program, as far as the kernel tells (15 characters).
    pub name: String,
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            write!(f, "process {}", self.pid)
        } else {
            write!(f, "process {} (`{}`)", self.pid, self.name)
        }
    }
}

/// The process that holds a lock for writing on `path`; none where there is none, or it can not be told (another
/// namespace, another system).
#[must_use]
pub fn find(path: &Path) -> Option<Process> {
    let meta = std::fs::metadata(path).ok()?;
    let file = format!("{:02x}:{:02x}:{}", major(meta.dev()), minor(meta.dev()), meta.ino());
    let locks = std::fs::read("/proc/locks").ok()?;
    let pid = String::from_utf8_lossy(&locks).lines().find_map(|line| holder(line, &file))?;
    let name = std::fs::read(format!("/proc/{pid}/comm")).unwrap_or_default();
    Some(Process { pid, name: String::from_utf8_lossy(&name).trim().to_owned() })
}

/// The process in a line such as `3: POSIX  ADVISORY  WRITE 4242 fe:00:1234 120 120`, if it is about `file`. A lock
/// that is waited for has an arrow after the number, and is nobody's yet.
fn holder(line: &str, file: &str) -> Option<u32> {
    let mut words = line.split_whitespace().skip(3);
    match (words.next()?, words.next()?, words.next()?) {
        ("WRITE", pid, place) if place == file => pid.parse().ok().filter(|pid| *pid > 0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_held_lock_for_writing_has_a_holder() {
        let file = "fe:00:1234";
        assert_eq!(holder("3: POSIX  ADVISORY  WRITE 4242 fe:00:1234 120 120", file), Some(4242));
        assert_eq!(holder("3: POSIX  ADVISORY  READ 4242 fe:00:1234 120 120", file), None);
        assert_eq!(holder("3: -> POSIX  ADVISORY  WRITE 4242 fe:00:1234 120 120", file), None);
        assert_eq!(holder("3: POSIX  ADVISORY  WRITE 4242 fe:00:12345 0 EOF", file), None);
        assert_eq!(holder("3: OFDLCK ADVISORY  WRITE -1 fe:00:1234 0 EOF", file), None);
        assert_eq!(holder("", file), None);
    }

    #[test]
    fn this_process_is_found_by_the_lock_it_holds() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        let lock = super::super::lock::hold(&path).unwrap();
        let found = find(&path).unwrap();
        assert_eq!(found.pid, std::process::id());
        drop(lock);
        assert_eq!(find(&path), None);
    }
}
