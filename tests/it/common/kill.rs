//! Killing a command at its system calls: before each write, rename, send, in turn, and looking at what is left.
//!
//! `strace` stops the program at the entry of the n-th call of a kind and sends SIGKILL, so the calls before it
//! happened and it did not. Nothing of the program is changed for it.

use std::collections::BTreeMap;
use std::fmt;
use std::process::{Command, Stdio};

use super::world::Run;
use super::{World, from_tests_run, is_full_run};

/// Exit code of a command that SIGKILL ended.
pub(super) const KILLED: i32 = 128 + 9;

/// The calls whose effect outlives the process, and the few between which an invariant could break.
/// A leading `?` tells `strace` that not every machine has the call.
pub const SYSTEM_CALLS: &[&str] = &[
    "openat",
    "write",
    "writev",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "?rename",
    "?renameat",
    "?renameat2",
    "?link",
    "linkat",
    "?unlink",
    "unlinkat",
    "?mkdir",
    "mkdirat",
    "fchmod",
    "?chmod",
    "sendto",
    "sendmsg",
    "close",
];

/// Where a command was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KillPoint {
    /// The call that did not happen any more.
    pub system_call: &'static str,
    /// Which of its calls, from 1.
    pub nth: usize,
}

impl fmt::Display for KillPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "before `{}` number {}", self.system_call, self.nth)
    }
}

/// What a sweep did; a test should insist on a number of kills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swept {
    /// Runs that were killed and looked at.
    pub killed: usize,
    /// Runs that got to their end, because they made fewer calls than the run that was counted.
    pub finished: usize,
}

/// Kills `claviger ARGS` at sampled points of all calls, each in a world of its own, and hands what is left to `check`.
///
/// The sample is small in an ordinary run and large under `tests/run --full`. `prepare` gives the command input or
/// variables; a check that only wants the plain command passes `|run| run`.
#[track_caller]
pub fn kill_sweep(
    build: impl Fn() -> World,
    args: &[&str],
    prepare: impl for<'a> Fn(Run<'a>) -> Run<'a>,
    check: impl Fn(&World, KillPoint),
) -> Swept {
    kill_sweep_at(SYSTEM_CALLS, 4, build, args, prepare, check)
}

/// The same at chosen calls, with at most `samples` points of each in an ordinary run.
#[track_caller]
pub fn kill_sweep_at(
    calls: &[&'static str],
    samples: usize,
    build: impl Fn() -> World,
    args: &[&str],
    prepare: impl for<'a> Fn(Run<'a>) -> Run<'a>,
    check: impl Fn(&World, KillPoint),
) -> Swept {
    insist_on_tracing();
    let calls: &[&str] = if is_full_run() { SYSTEM_CALLS } else { calls };
    let samples = if is_full_run() { 60 } else { samples };
    let counts = {
        let world = build();
        let trace = world.root().join("trace");
        let set = format!("trace={}", calls.join(","));
        prepare(world.command(args)).traced(&["-o", trace.to_str().unwrap(), "-e", &set]).run().succeeds();
        count_calls(&std::fs::read_to_string(trace).unwrap())
    };
    let mut swept = Swept { killed: 0, finished: 0 };
    for system_call in calls {
        let name = system_call.trim_start_matches('?');
        for nth in sample(counts.get(name).copied().unwrap_or(0), samples) {
            let world = build();
            let inject = format!("inject={system_call}:signal=SIGKILL:when={nth}");
            let set = format!("trace={system_call}");
            let finished = prepare(world.command(args)).traced(&["-o", "/dev/null", "-e", &set, "-e", &inject]).run();
            match finished.code {
                KILLED => swept.killed += 1,
                0 => swept.finished += 1,
                _ => panic!("neither killed nor done, at {name} {nth}:\n{finished}"),
            }
            let point = KillPoint { system_call: name, nth };
            // A check panics with its own message; this one says where the command was killed.
            let place = PlaceOnPanic(point);
            check(&world, point);
            drop(place);
        }
    }
    swept
}

impl Run<'_> {
    /// The same command under `strace`, which ends the way the command ends.
    pub(super) fn traced(mut self, options: &[&str]) -> Self {
        let program = std::mem::replace(&mut self.program, from_tests_run("CLAVIGER_TEST_STRACE").into());
        // Not with --seccomp-bpf: under it `strace` 6.1 does not send the signal.
        let mut args: Vec<_> = ["-f", "-qq"].iter().chain(options).chain(&["--"]).map(Into::into).collect();
        args.push(program.into());
        args.append(&mut self.args);
        self.args = args;
        self
    }
}

/// Says, while a check panics, where the command had been killed.
struct PlaceOnPanic(KillPoint);

impl Drop for PlaceOnPanic {
    #[expect(clippy::print_stderr, reason = "the test runner shows the output of a test that failed")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the command was killed {}", self.0);
        }
    }
}

/// How often each call was made by the thread that made it most: `strace` counts for each thread by itself.
fn count_calls(trace: &str) -> BTreeMap<String, usize> {
    let mut by_thread: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in trace.lines() {
        // `1234  write(3, …) = 5`; the second half of an interrupted call begins with `<...` and is not another call.
        if let Some((thread, rest)) = line.split_once(char::is_whitespace)
            && let Some((call, _)) = rest.trim_start().split_once('(')
            && call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            *by_thread.entry((thread, call)).or_default() += 1;
        }
    }
    let mut counts = BTreeMap::new();
    for ((_, call), count) in by_thread {
        let most = counts.entry(call.to_owned()).or_default();
        *most = count.max(*most);
    }
    counts
}

/// At most `limit` numbers from 1 to `count`, evenly spread, the last one always among them.
fn sample(count: usize, limit: usize) -> impl Iterator<Item = usize> {
    let taken = count.min(limit);
    (1..=taken).map(move |index| index * count / taken)
}

/// Containers often forbid tracing; without it nothing here would be killed, and every check would pass.
pub(super) fn insist_on_tracing() {
    let output = Command::new(from_tests_run("CLAVIGER_TEST_STRACE"))
        .args(["-f", "-o", "/dev/null", "true"])
        .stdin(Stdio::null())
        .output()
        .expect("start strace");
    assert!(
        output.status.success(),
        "this machine does not let `strace` trace a program\nhint: in a container: --cap-add=SYS_PTRACE\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
