//! Prompts, progress and widths on a real terminal: each test starts itself again in a pseudo-terminal and there
//! plays the part of the program.

use std::io;
use std::os::fd::AsFd as _;
use std::process::Command;

use rexpect::session::{PtySession, spawn_command};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize};

use super::*;
use crate::base::env::Env;
use crate::output::Prompter;

const ROLE: &str = "CLAVIGER_TEST_ROLE";

/// In the pseudo-terminal: runs `program`, reports what it returned and whether the echo is on, and gives nothing.
/// Outside: a session in which the test `name` does that.
fn session(name: &str, program: impl FnOnce() -> String) -> Option<PtySession> {
    if Env::of_process().get(ROLE).is_some() {
        // The session switches the echo off for its own comfort; people have it on.
        let mut modes = tcgetattr(io::stdin().as_fd()).unwrap();
        modes.local_modes |= LocalModes::ECHO;
        tcsetattr(io::stdin().as_fd(), OptionalActions::Now, &modes).unwrap();
        let outcome = program();
        let echo = tcgetattr(io::stdin().as_fd()).unwrap().local_modes.contains(LocalModes::ECHO);
        let env = Env::default();
        Printer::new(options(Format::Table), &env).say(&format!("outcome={outcome} echo={echo}"));
        return None;
    }
    let (_, module) = module_path!().split_once("::").unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("{module}::{name}"), "--nocapture", "--test-threads=1"]);
    command.env(ROLE, "program").env("TERM", "xterm").env_remove("NO_COLOR");
    Some(spawn_command(command, Some(20_000)).unwrap())
}

fn outcome<T>(result: crate::base::Result<T>) -> String {
    result.map_or_else(|error| error.kind().name().to_owned(), |_| "ok".to_owned())
}

fn ask() -> String {
    outcome(Prompter::new(false, false).confirm("Revoke 3 keys of app at db.example?"))
}

#[test]
fn a_confirmation_is_given_by_typing_yes() {
    let Some(mut terminal) = session("a_confirmation_is_given_by_typing_yes", ask) else { return };
    terminal.exp_string("Revoke 3 keys of app at db.example? [y/N]: ").unwrap();
    terminal.send_line("yes").unwrap();
    terminal.exp_string("outcome=ok echo=true").unwrap();
}

#[test]
fn enter_alone_declines() {
    let Some(mut terminal) = session("enter_alone_declines", ask) else { return };
    terminal.exp_string("[y/N]: ").unwrap();
    terminal.send_line("").unwrap();
    terminal.exp_string("outcome=unconfirmed echo=true").unwrap();
}

#[test]
fn a_typed_confirmation_wants_the_word() {
    let typed = || {
        let prompter = Prompter::new(false, false);
        let one = outcome(prompter.confirm_typed("End every session?", "everybody"));
        format!("{one},{}", outcome(prompter.confirm_typed("End every session?", "everybody")))
    };
    let Some(mut terminal) = session("a_typed_confirmation_wants_the_word", typed) else { return };
    terminal.exp_string("Type `everybody` to go on: ").unwrap();
    terminal.send_line("yes").unwrap();
    terminal.exp_string("Type `everybody` to go on: ").unwrap();
    terminal.send_line("everybody").unwrap();
    terminal.exp_string("outcome=unconfirmed,ok echo=true").unwrap();
}

#[test]
fn ctrl_c_at_a_question_ends_the_program_and_hides_no_cursor() {
    let name = "ctrl_c_at_a_question_ends_the_program_and_hides_no_cursor";
    let Some(mut terminal) = session(name, ask) else { return };
    terminal.exp_string("[y/N]: ").unwrap();
    terminal.send_control('c').unwrap();
    let rest = terminal.exp_eof().unwrap();
    assert!(!rest.contains("\u{1b}[?25l"), "{rest:?}");
    let ended = format!("{:?}", terminal.process_mut().wait().unwrap());
    assert!(ended.starts_with("Signaled") && ended.contains("SIGINT"), "{ended}");
}

#[test]
fn no_input_asks_nothing_on_a_terminal() {
    let ask = || outcome(Prompter::new(true, false).confirm("Revoke?"));
    let Some(mut terminal) = session("no_input_asks_nothing_on_a_terminal", ask) else { return };
    terminal.exp_string("outcome=unconfirmed echo=true").unwrap();
}

fn hidden() -> String {
    match Prompter::new(false, false).read_hidden_twice("new password") {
        Ok(secret) => format!("{} bytes", secret.len()),
        Err(error) => error.kind().name().to_owned(),
    }
}

#[test]
fn a_secret_is_typed_twice_without_echo() {
    let Some(mut terminal) = session("a_secret_is_typed_twice_without_echo", hidden) else { return };
    terminal.exp_string("new password: ").unwrap();
    // Longer than the 4095 bytes of a line that the terminal itself would edit.
    let secret = "s3cret".repeat(1000);
    terminal.send_line(&secret).unwrap();
    let between = terminal.exp_string("new password again: ").unwrap();
    terminal.send_line(&secret).unwrap();
    let after = terminal.exp_string("outcome=6000 bytes echo=true").unwrap();
    assert!(!between.contains("s3cret") && !after.contains("s3cret"), "{between:?} {after:?}");
}

#[test]
fn ctrl_c_at_a_secret_gives_the_echo_back() {
    let Some(mut terminal) = session("ctrl_c_at_a_secret_gives_the_echo_back", hidden) else { return };
    terminal.exp_string("new password: ").unwrap();
    terminal.send("half").unwrap();
    terminal.send_control('c').unwrap();
    terminal.exp_string("outcome=interrupted echo=true").unwrap();
}

#[test]
fn a_bar_shows_how_far_it_is_and_lines_stand_above_it() {
    let work = || {
        let printer = Printer::new(options(Format::Json), &Env::default());
        let progress = printer.progress("re-encrypting", Some(1500));
        progress.advance(1200);
        std::thread::sleep(std::time::Duration::from_millis(700));
        printer.warn("a row lost the race");
        printer.show(Status::Done, false, &View::text("")).unwrap();
        printer.warn("another one");
        progress.finish();
        "ok".to_owned()
    };
    let name = "a_bar_shows_how_far_it_is_and_lines_stand_above_it";
    let Some(mut terminal) = session(name, work) else { return };
    terminal.exp_string("re-encrypting [").unwrap();
    terminal.exp_string("1,200/1,500 ").unwrap();
    terminal.exp_string(" left").unwrap();
    terminal.exp_string("a row lost the race").unwrap();
    terminal.exp_string("warning:").unwrap();
    terminal.exp_string("another one").unwrap();
    terminal.exp_string("outcome=ok echo=true").unwrap();
}

#[test]
fn a_table_fits_the_width_of_the_terminal() {
    let show = || {
        let mut size = tcgetwinsize(io::stdout().as_fd()).unwrap();
        size.ws_col = 70;
        tcsetwinsize(io::stdout().as_fd(), size).unwrap();
        let printer = Printer::new(options(Format::Table), &Env::default());
        let key = Key { is_active: false, ..Key::new("1", &"long name ".repeat(20)) };
        printer.show(Status::Done, false, &View::list(vec![key])).unwrap();
        "ok".to_owned()
    };
    let Some(mut terminal) = session("a_table_fits_the_width_of_the_terminal", show) else { return };
    terminal.exp_string("IS ACTIVE").unwrap();
    let (_, row) = terminal.exp_regex("\r\n[^\r]*no\r\n").unwrap();
    let row: String = row.replace("\u{1b}[36m", "").replace("\u{1b}[31m", "").replace("\u{1b}[0m", "");
    // The session reads bytes, so the three of `…` come as three characters.
    let row = row.trim().replace("\u{e2}\u{80}\u{a6}", "…");
    assert!(row.contains("long name") && row.contains('…') && row.chars().count() <= 70, "{row:?}");
    terminal.exp_string("outcome=ok").unwrap();
}
