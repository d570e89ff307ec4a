//! Running one command of the tour as a process of its own, as a shell would.
//!
//! No shell is started: what one would do beside running claviger (a redirection, a signal) is done here, and the tests
//! hold it against a real shell.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::{Error, Kind, Result, Secret, files};
use crate::context::Context;
use crate::output::{Cell, Record};

/// Between two looks at a command that is to be killed in the middle.
const LOOK: Duration = Duration::from_millis(50);

/// What a shell says of a command that SIGKILL ended: 128 and the number of the signal.
pub(super) const KILLED: u8 = 137;

/// One command and what is expected of it.
pub(super) struct Step {
    /// What it shows, one sentence.
    pub(super) about: &'static str,
    /// What it does.
    pub(super) job: Job,
    /// The name under which its output is kept for later steps.
    pub(super) keeps: Option<&'static str>,
    /// What it reads; `$NAME` stands for what an earlier step kept.
    pub(super) stdin: Option<&'static str>,
    /// Its exit code when all is well.
    pub(super) expects: u8,
}

/// What is done.
pub(super) enum Job {
    /// claviger, with these arguments; `$NAME` stands for what an earlier step kept.
    Command(Vec<String>),
    /// The same, with what it says and its progress on the terminal of the tour, where there is one.
    LongCommand(Vec<String>),
    /// A long command that brings values under another key, and is killed when a part of them is there.
    KilledCommand(Vec<String>),
    /// Text at the end of a file of the installation, and the line of a shell that puts it there.
    Append { file: &'static str, text: String, line: &'static str },
}

impl Step {
    /// The command line as somebody would type it.
    pub(super) fn line(&self) -> String {
        let command = match &self.job {
            Job::Append { line, .. } => (*line).to_owned(),
            Job::Command(args) | Job::LongCommand(args) => claviger(args),
            Job::KilledCommand(args) => format!("timeout -s KILL 1 {}", claviger(args)),
        };
        let command = self.stdin.map_or(command.clone(), |text| format!("printf %s {} | {command}", quoted(text)));
        self.keeps.map_or(command.clone(), |name| format!("{name}=$({command})"))
    }

    /// What stands above its output.
    pub(super) fn heading(&self) -> String {
        format!("# {}\n$ {}\n", self.about, self.line())
    }
}

fn claviger(args: &[String]) -> String {
    let words: Vec<String> = args.iter().map(|arg| quoted(arg)).collect();
    format!("claviger {}", words.join(" "))
}

fn quoted(word: &str) -> String {
    if word.starts_with('$') {
        return format!("\"{word}\"");
    }
    if word.contains([' ', '*', '|']) { format!("'{word}'") } else { word.to_owned() }
}

/// What a command did.
#[derive(Serialize)]
pub(super) struct Outcome {
    about: &'static str,
    command: String,
    exit_code: u8,
    expected: u8,
    output: String,
    messages: String,
}

impl Outcome {
    /// What stands below the command in a terminal.
    pub(super) fn transcript(&self) -> String {
        let code = match self.exit_code {
            0 => String::new(),
            code => format!("(exit code {code})\n"),
        };
        format!("{}{}{code}", self.output, self.messages)
    }

    /// The error that ends the tour; none when the command did what it should.
    pub(super) fn failure(&self) -> Option<Error> {
        if self.exit_code == self.expected {
            return None;
        }
        let message = format!("`{}` ended with exit code {}, not {}", self.command, self.exit_code, self.expected);
        let kind = Kind::of_exit_code(self.exit_code).unwrap_or(Kind::Internal);
        Some(Error::new(kind, message).hint("its output stands above"))
    }
}

impl Record for Outcome {
    const COLUMNS: &'static [&'static str] = &["command", "exit_code", "output"];

    fn cells(&self) -> Vec<Cell> {
        vec![Cell::text(&self.command), Cell::number(self.exit_code), Cell::text(&self.output)]
    }

    fn plain(&self) -> Vec<Secret> {
        vec![Secret::from_text(self.command.clone())]
    }
}

/// A line of `keyring status -o csv`, as far as it matters here.
#[derive(Deserialize)]
struct Column {
    rows: u64,
    current: u64,
    other_keys: String,
}

/// The installation that the commands work on, and what they left for each other.
pub(super) struct Tour {
    program: PathBuf,
    directory: PathBuf,
    variables: Vec<(&'static str, PathBuf)>,
    kept: BTreeMap<&'static str, String>,
    /// Whether long commands may speak to the terminal themselves.
    lends_terminal: bool,
}

impl Tour {
    pub(super) fn new(directory: &Path, lends_terminal: bool, cx: &Context) -> Result<Self> {
        let program = std::env::current_exe().map_err(|cause| Error::io("find the program itself", cause))?;
        // SECURITY: the environment of the caller may name a real database and a real vault; nothing of it is passed
        // on but what a process needs to start.
        let mut variables: Vec<(&'static str, PathBuf)> = ["PATH", "HOME", "LANG", "TERM", "TMPDIR", "USER"]
            .into_iter()
            .filter_map(|name| Some((name, cx.env.path(name)?)))
            .collect();
        variables.push(("CLAVIGER_CONFIG", directory.join("claviger.toml")));
        Ok(Self { program, directory: directory.to_owned(), variables, kept: BTreeMap::new(), lends_terminal })
    }

    /// Runs a step to its end.
    pub(super) fn run(&mut self, step: &Step) -> Result<Outcome> {
        let mut outcome = Outcome {
            about: step.about,
            command: step.line(),
            exit_code: 0,
            expected: step.expects,
            output: String::new(),
            messages: String::new(),
        };
        let (args, is_long) = match &step.job {
            Job::Append { file, text, .. } => {
                self.append(file, text)?;
                return Ok(outcome);
            }
            Job::Command(args) => (args, false),
            Job::LongCommand(args) | Job::KilledCommand(args) => (args, true),
        };
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if is_long && self.lends_terminal {
            command.stderr(Stdio::inherit());
        }
        let mut child = command.spawn().map_err(fail)?;
        if let Some(mut input) = child.stdin.take()
            && let Some(text) = step.stdin
        {
            input.write_all(self.expand(text).as_bytes()).map_err(fail)?;
        }
        if matches!(step.job, Job::KilledCommand(_)) {
            self.kill_in_the_middle(&mut child)?;
        }
        let output = child.wait_with_output().map_err(fail)?;
        outcome.output = String::from_utf8_lossy(&output.stdout).into_owned();
        outcome.messages = String::from_utf8_lossy(&output.stderr).into_owned();
        outcome.exit_code = exit_code(output.status);
        if let Some(name) = step.keeps {
            self.kept.insert(name, outcome.output.trim_end().to_owned());
        }
        Ok(outcome)
    }

    fn command(&self, args: &[String]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(args.iter().map(|arg| self.expand(arg))).current_dir(&self.directory);
        command.env_clear().envs(self.variables.iter().cloned());
        if args.first().is_some_and(|verb| verb == "init") {
            command.env_remove("CLAVIGER_CONFIG");
        }
        command
    }

    fn append(&self, file: &str, text: &str) -> Result<()> {
        let mut options = OpenOptions::new();
        options.append(true).create(true).mode(files::PRIVATE);
        let mut file = files::open_without_links(&self.directory.join(file), &mut options)?;
        file.write_all(text.as_bytes()).map_err(|cause| Error::io("write a file of the tour", cause))
    }

    /// Kills a command when a quarter of a column is under the new key, and the rest is not. One that ends before that
    /// has not done what it was to show, which its exit code tells.
    fn kill_in_the_middle(&self, child: &mut Child) -> Result<()> {
        while child.try_wait().map_err(fail)?.is_none() {
            if self.is_in_the_middle()? {
                return child.kill().map_err(fail);
            }
            std::thread::sleep(LOOK);
        }
        Ok(())
    }

    fn is_in_the_middle(&self) -> Result<bool> {
        let args = ["keyring", "status", "-o", "csv"].map(str::to_owned);
        let output = self.command(&args).stdin(Stdio::null()).output().map_err(fail)?;
        let mut columns = csv::Reader::from_reader(output.stdout.as_slice());
        // A look that failed says nothing: the next one may.
        let is_half_done = |column: Column| column.current >= column.rows / 4 && !column.other_keys.is_empty();
        Ok(columns.deserialize().any(|column| column.is_ok_and(is_half_done)))
    }

    /// Puts what earlier steps kept in the place of their names. A step's `$KEY_PREFIX` is the public part of `$KEY`.
    fn expand(&self, text: &str) -> String {
        let mut expanded = text.to_owned();
        for (name, value) in self.kept.iter().rev() {
            let prefix: String = value.chars().take(12).collect();
            expanded = expanded.replace(&format!("${{{name}:0:12}}"), &prefix).replace(&format!("${name}"), value);
        }
        expanded
    }
}

fn fail(cause: std::io::Error) -> Error {
    Error::io("run a command of the tour", cause)
}

/// As a shell would tell it.
fn exit_code(status: ExitStatus) -> u8 {
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1)
}
