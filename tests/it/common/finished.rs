//! What a command left: its exit code, what it printed, and ways to insist on either.

use std::fmt;
use std::os::unix::process::ExitStatusExt;
use std::process::Output;

use serde_json::Value;

/// A command that ran to its end.
#[derive(Clone)]
pub struct Finished {
    /// Which command of its world this was, from 0.
    pub number: usize,
    /// The command line.
    pub line: String,
    /// The exit code; 128 and the signal's number where a signal ended it, as shells say it.
    pub code: i32,
    /// What it wrote to stdout.
    pub stdout: Vec<u8>,
    /// What it wrote to stderr.
    pub stderr: Vec<u8>,
}

impl Finished {
    pub(super) fn new(line: String, output: Output) -> Self {
        let code = output.status.code().unwrap_or_else(|| 128 + output.status.signal().unwrap());
        Self { number: 0, line, code, stdout: output.stdout, stderr: output.stderr }
    }

    /// Insists on exit code 0.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        self.exits(0)
    }

    /// Insists on an exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert!(self.code == code, "expected exit code {code} of\n{self}");
        self
    }

    /// Stdout as text.
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap_or_else(|_| panic!("stdout is not UTF-8:\n{self}"))
    }

    /// Stderr as text.
    #[track_caller]
    pub fn messages(&self) -> &str {
        std::str::from_utf8(&self.stderr).unwrap_or_else(|_| panic!("stderr is not UTF-8:\n{self}"))
    }

    /// The one value that `-o plain` printed.
    #[track_caller]
    pub fn plain(&self) -> &str {
        let text = self.text();
        let value = text.strip_suffix('\n').unwrap_or_else(|| panic!("stdout does not end in a newline:\n{self}"));
        assert!(!value.contains('\n'), "more than one line in stdout:\n{self}");
        value
    }

    /// The object that `-o json` printed, envelope and all.
    #[track_caller]
    pub fn envelope(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|cause| panic!("stdout is no JSON: {cause}\n{self}"))
    }

    /// The `data` of what `-o json` printed.
    #[track_caller]
    pub fn json(&self) -> Value {
        let mut envelope = self.envelope();
        envelope.get_mut("data").unwrap_or_else(|| panic!("no `data` in stdout:\n{self}")).take()
    }

    /// The `error` that a failure under `-o json` printed on stderr.
    #[track_caller]
    pub fn error(&self) -> Value {
        let mut object: Value =
            serde_json::from_slice(&self.stderr).unwrap_or_else(|cause| panic!("stderr is no JSON: {cause}\n{self}"));
        object.get_mut("error").unwrap_or_else(|| panic!("no `error` in stderr:\n{self}")).take()
    }
}

impl fmt::Display for Finished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "$ {}\nexit code: {}", self.line, self.code)?;
        for (name, bytes) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            writeln!(f, "----- {name} -----\n{}", String::from_utf8_lossy(bytes).trim_end())?;
        }
        Ok(())
    }
}
