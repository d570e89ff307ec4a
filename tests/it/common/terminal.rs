//! The program in a real terminal: what a person would see, and what the terminal would show of their typing.

use std::process::Command;

use rexpect::process::{Signal, WaitStatus};
use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};

use super::world::Run;
use super::{Finished, World};

/// How long a text that is waited for may take.
const PATIENCE_MILLISECONDS: u64 = 30_000;

impl World {
    /// Starts claviger in a terminal of 100 columns.
    pub fn terminal(&self, args: &[&str]) -> Terminal<'_> {
        self.command(args).env("TERM", "xterm-256color").in_terminal()
    }
}

impl<'a> Run<'a> {
    /// Starts the command in a terminal instead of running it to its end.
    pub fn in_terminal(mut self) -> Terminal<'a> {
        // The library behind this turns the terminal's echo off, under which every prompt looks like a hidden one.
        let program = std::mem::replace(&mut self.program, "/bin/sh".into());
        let line = self.line();
        let wrapper = ["-c", "stty echo rows 40 columns 100 && exec \"$@\"", "sh"];
        let mut args: Vec<_> = wrapper.iter().map(Into::into).collect();
        args.push(program.into());
        args.append(&mut self.args);
        self.args = args;
        Terminal { session: spawn(self.prepare()), world: self.world, line, transcript: String::new() }
    }
}

fn spawn(command: Command) -> PtySession {
    spawn_with_options(command, Options::new().timeout_ms(Some(PATIENCE_MILLISECONDS))).expect("a terminal")
}

/// A command that runs in a terminal.
pub struct Terminal<'a> {
    session: PtySession,
    world: &'a World,
    line: String,
    transcript: String,
}

impl Terminal<'_> {
    /// Waits until `text` shows up, and gives back what stood before it.
    #[track_caller]
    pub fn expect(&mut self, text: &str) -> String {
        match self.session.exp_string(&to_bytewise(text)) {
            Ok(before) => {
                let before = from_bytewise(&before);
                self.transcript.push_str(&before);
                self.transcript.push_str(text);
                before
            }
            Err(cause) => panic!("`{text}` did not show up in `{}`: {cause}\nseen: {}", self.line, self.transcript),
        }
    }

    /// Types a line and presses Enter.
    #[track_caller]
    pub fn type_line(&mut self, line: &str) {
        self.session.send_line(line).unwrap_or_else(|cause| panic!("type into `{}`: {cause}", self.line));
    }

    /// Presses Ctrl and a letter.
    #[track_caller]
    pub fn press_control(&mut self, letter: char) {
        self.session.send_control(letter).unwrap_or_else(|cause| panic!("type into `{}`: {cause}", self.line));
    }

    /// Sends a signal, as `kill` would.
    #[track_caller]
    pub fn signal(&mut self, signal: Signal) {
        self.session.process_mut().signal(signal).unwrap();
    }

    /// Waits for the end. Everything that the terminal showed is in `stdout`.
    #[track_caller]
    pub fn end(mut self) -> Finished {
        match self.session.exp_eof() {
            Ok(rest) => self.transcript.push_str(&from_bytewise(&rest)),
            Err(cause) => panic!("`{}` did not end: {cause}\nseen: {}", self.line, self.transcript),
        }
        let code = match self.session.process().wait().expect("the end of the command") {
            WaitStatus::Exited(_, code) => code,
            WaitStatus::Signaled(_, signal, _) => 128 + signal as i32,
            other => panic!("`{}` ended as {other:?}", self.line),
        };
        self.world.record(Finished {
            number: 0,
            line: self.line,
            code,
            stdout: self.transcript.into_bytes(),
            stderr: Vec::new(),
        })
    }
}

/// The library takes every byte for a character of its own.
fn to_bytewise(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

fn from_bytewise(text: &str) -> String {
    let bytes: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
