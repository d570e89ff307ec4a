//! A crash writes no memory to the disk, and nobody else reads the memory of a process that holds a secret.

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::canary::{Canary, Net, fresh_text};
use crate::common::redaction::files_under;
use crate::common::{Engine, World, from_tests_run};

/// Runs a program that reads a secret and waits for more, lets a signal end it that makes a core dump, and says how it
/// ended and in which files of the world the secret is then.
fn crash(world: &World, signal: Signal, command: &[&str]) -> (ExitStatus, Vec<String>) {
    let secret = fresh_text();
    let mut child = Command::new("/bin/sh")
        .args(["-c", "ulimit -c \"$(ulimit -H -c)\"; exec \"$@\"", "sh"])
        .args(command)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", world.root().join("home"))
        .env("CLAVIGER_CONFIG", world.variable("CLAVIGER_CONFIG").unwrap())
        .current_dir(world.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pid = Pid::from_child(&child);
    let mut input = child.stdin.take().unwrap();
    input.write_all(secret.as_bytes()).unwrap();
    input.flush().unwrap();
    // Once the pipe is empty the secret is in the memory of the program.
    let started = Instant::now();
    while rustix::io::ioctl_fionread(&input).unwrap() > 0 {
        let ended = child.try_wait().unwrap();
        assert!(ended.is_none() && started.elapsed() < Duration::from_secs(20), "{command:?} did not read: {ended:?}");
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(100));
    // Rust's own handler takes the first SIGSEGV for one that comes again, since a fault would.
    let status = loop {
        kill_process(pid, signal).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{command:?} does not end");
    };
    let net = Net::new(&[Canary { name: String::new(), bytes: secret.into(), runs: Vec::new(), files: Vec::new() }]);
    let holds = |path: &std::path::PathBuf| !net.search(&std::fs::read(path).unwrap()).is_empty();
    let files = files_under(world.root()).into_iter().filter(holds);
    (status, files.map(|path| path.display().to_string()).collect())
}

#[test]
fn a_crash_leaves_no_secret_on_the_disk() {
    let world = World::installed(Engine::Sqlite);
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    let program = env!("CARGO_BIN_EXE_claviger");
    for verb in [
        &["user", "set-password", "ada@example.com", "--stdin"][..],
        &["apikey", "verify", "--stdin"],
        &["keyring", "encrypt"],
        &["secret", "set", "app/db#password", "--stdin"],
    ] {
        for signal in [Signal::SEGV, Signal::ABORT] {
            let (status, files) = crash(&world, signal, &[&[program], verb].concat());
            assert_eq!(status.signal(), Some(signal.as_raw()), "{verb:?}: {status}");
            assert!(!status.core_dumped(), "{verb:?} left a core dump");
            assert!(files.is_empty(), "{verb:?}: {files:?}");
        }
    }
    // Of a program that takes no care there is one, where the machine writes them at all.
    let careless = "import sys; held = sys.stdin.buffer.read(20) + sys.stdin.buffer.raw.read(100); sys.stdin.read()";
    let (status, files) = crash(&world, Signal::SEGV, &["python3", "-c", careless]);
    let pattern = std::fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    if status.core_dumped() && !pattern.starts_with(['|', '/']) {
        assert!(!files.is_empty(), "no core dump was searched");
    }
}

#[test]
fn core_dumps_are_forbidden_before_anything_is_read() {
    let world = World::installed(Engine::Sqlite);
    let trace = world.root().join("trace");
    let options = ["-f", "-qq", "-e", "trace=prctl,openat", "-o", trace.to_str().unwrap(), "--"];
    let strace = from_tests_run("CLAVIGER_TEST_STRACE");
    let command = world.other_command(strace, &options).arg(env!("CARGO_BIN_EXE_claviger"));
    command.args(&["user", "list"]).run().succeeds();
    let calls = std::fs::read_to_string(trace).unwrap();
    let place = |what: &str| calls.find(what).unwrap_or_else(|| panic!("no {what} in\n{calls}"));
    assert!(place("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE) = 0") < place("claviger.toml"), "{calls}");
}
