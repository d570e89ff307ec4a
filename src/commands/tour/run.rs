//! Running one command of the tour as a process of its own, as a shell would.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Serialize;

use crate::base::{Error, Kind, Result, Secret};
use crate::context::Context;
use crate::output::{Cell, Record};

/// One command and what is expected of it.
pub(super) struct Step {
    /// What it shows, one sentence.
    pub(super) about: &'static str,
    /// The arguments; `$NAME` stands for what an earlier step kept.
    pub(super) args: Vec<String>,
    /// The name under which its output is kept for later steps.
    pub(super) keeps: Option<&'static str>,
    /// What it reads; `$NAME` stands for what an earlier step kept.
    pub(super) stdin: Option<&'static str>,
    /// Its exit code when all is well.
    pub(super) expects: u8,
}

impl Step {
    /// The command line as somebody would type it.
    pub(super) fn line(&self) -> String {
        let words: Vec<String> = self.args.iter().map(|arg| quoted(arg)).collect();
        let command = format!("claviger {}", words.join(" "));
        let command = self.stdin.map_or(command.clone(), |text| format!("printf %s {} | {command}", quoted(text)));
        self.keeps.map_or(command.clone(), |name| format!("{name}=$({command})"))
    }
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
    /// As it would stand in a terminal.
    pub(super) fn transcript(&self) -> String {
        let code = match self.exit_code {
            0 => String::new(),
            code => format!("(exit code {code})\n"),
        };
        format!("# {}\n$ {}\n{}{}{code}", self.about, self.command, self.output, self.messages)
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

/// The installation that the commands work on, and what they left for each other.
pub(super) struct Tour {
    program: PathBuf,
    directory: PathBuf,
    variables: Vec<(&'static str, PathBuf)>,
    kept: BTreeMap<&'static str, String>,
}

impl Tour {
    pub(super) fn new(directory: &Path, cx: &Context) -> Result<Self> {
        let program = std::env::current_exe().map_err(|cause| Error::io("find the program itself", cause))?;
        // SECURITY: the environment of the caller may name a real database and a real vault; nothing of it is passed
        // on but what a process needs to start.
        let mut variables: Vec<(&'static str, PathBuf)> = ["PATH", "HOME", "LANG", "TERM", "TMPDIR", "USER"]
            .into_iter()
            .filter_map(|name| Some((name, cx.env.path(name)?)))
            .collect();
        variables.push(("CLAVIGER_CONFIG", directory.join("claviger.toml")));
        Ok(Self { program, directory: directory.to_owned(), variables, kept: BTreeMap::new() })
    }

    /// Runs a command to its end.
    pub(super) fn run(&mut self, step: &Step) -> Result<Outcome> {
        let mut command = Command::new(&self.program);
        command.args(step.args.iter().map(|arg| self.expand(arg))).current_dir(&self.directory);
        command.env_clear().envs(self.variables.iter().cloned());
        if step.args.first().is_some_and(|verb| verb == "init") {
            command.env_remove("CLAVIGER_CONFIG");
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let fail = |cause| Error::io("run a command of the tour", cause);
        let mut child = command.spawn().map_err(fail)?;
        if let Some(mut input) = child.stdin.take()
            && let Some(text) = step.stdin
        {
            input.write_all(self.expand(text).as_bytes()).map_err(fail)?;
        }
        let output = child.wait_with_output().map_err(fail)?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        if let Some(name) = step.keeps {
            self.kept.insert(name, text.trim_end().to_owned());
        }
        Ok(Outcome {
            about: step.about,
            command: step.line(),
            // A command that a signal ended has no code.
            exit_code: output.status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1),
            expected: step.expects,
            output: text,
            messages: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
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
