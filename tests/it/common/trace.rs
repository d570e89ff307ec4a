//! The system calls of a run, in order, as the points at which it can be killed or refused something.

use std::collections::{BTreeMap, BTreeSet};

use super::kill::SYSTEM_CALLS;

/// What a command may also be refused, or be killed before, though nobody else sees it.
const PASSING: &[&str] = &["openat", "close", "read", "pread64", "recvfrom", "connect", "flock", "fcntl"];

/// The file and network calls; a leading `?` tells `strace` that not every machine has the call.
pub fn calls() -> Vec<&'static str> {
    SYSTEM_CALLS.iter().chain(PASSING.iter().filter(|call| !SYSTEM_CALLS.contains(call))).copied().collect()
}

/// One call of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its name.
    pub call: String,
    /// Which of its calls, from 1, in its thread.
    pub nth: usize,
    /// What it works on.
    pub target: Target,
}

/// What a call works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A file of the world.
    File,
    /// A connection.
    Socket,
    /// The output.
    Output,
    /// Anything else: libraries, the machinery of the runtime.
    Other,
}

impl Point {
    /// Whether what it does is seen by others.
    pub fn is_lasting(&self) -> bool {
        !PASSING.contains(&self.call.as_str()) && self.target != Target::Other
    }

    /// The errors that the system may answer here.
    pub fn errors(&self) -> &'static [&'static str] {
        match (self.call.as_str(), self.target) {
            ("write" | "pwrite64" | "writev", Target::File | Target::Output) => &["ENOSPC", "EIO"],
            ("fsync" | "fdatasync" | "ftruncate", Target::File) => &["EIO", "ENOSPC"],
            ("rename" | "renameat" | "renameat2" | "link" | "linkat" | "mkdir" | "mkdirat", _) => &["ENOSPC", "EACCES"],
            ("openat", Target::File) => &["EIO", "EMFILE"],
            ("sendto" | "sendmsg" | "write" | "writev", Target::Socket) => &["EPIPE", "ECONNRESET"],
            ("recvfrom" | "read", Target::Socket) => &["ECONNRESET", "ETIMEDOUT"],
            ("connect", Target::Socket) => &["ECONNREFUSED", "ETIMEDOUT"],
            _ => &[],
        }
    }
}

/// The calls of a trace that `strace -f -y` wrote, each number of a call once, in the order of the first thread.
///
/// `strace` counts for each thread by itself, so that one number may stand for a call of several threads: it is one of
/// the runtime's machinery if any of them is, which nobody can refuse.
pub fn points(trace: &str, root: &str) -> Vec<Point> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut points: Vec<Point> = Vec::new();
    let mut seen = BTreeSet::new();
    for line in trace.lines() {
        // `1234  write(3<…>, …) = 5`; the second half of an interrupted call begins with `<...` and is not another one.
        if let Some((thread, rest)) = line.split_once(char::is_whitespace)
            && let Some((call, args)) = rest.trim_start().split_once('(')
            && call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            let nth = counts.entry((thread, call)).or_default();
            *nth += 1;
            let target = target(args, root);
            if seen.insert((call, *nth)) {
                points.push(Point { call: call.to_owned(), nth: *nth, target });
            } else if target == Target::Other {
                let same = points.iter_mut().find(|point| point.call == call && point.nth == *nth);
                same.unwrap().target = Target::Other;
            }
        }
    }
    points
}

fn target(args: &str, root: &str) -> Target {
    if args.starts_with("1<") || args.starts_with("2<") {
        return Target::Output;
    }
    if args.starts_with("AT_FDCWD") {
        let path = args.split('"').nth(1).unwrap_or("/");
        return if path.contains(root) || !path.starts_with('/') { Target::File } else { Target::Other };
    }
    let first = args.split_once('>').map_or(args, |(first, _)| first);
    if first.contains("<socket:") || first.contains("<TCP") || first.contains("<UNIX") {
        Target::Socket
    } else if first.contains(root) || args.contains(&format!("\"{root}")) {
        Target::File
    } else {
        Target::Other
    }
}

/// At most `limit` of them, evenly spread, the last one among them; of one only, one where the work is being done.
pub fn sample<T: Clone>(all: &[T], limit: usize) -> Vec<T> {
    if limit == 1 {
        return all.get(all.len() * 3 / 4).into_iter().cloned().collect();
    }
    let taken = all.len().min(limit);
    (1..=taken).map(|index| all[index * all.len() / taken - 1].clone()).collect()
}
