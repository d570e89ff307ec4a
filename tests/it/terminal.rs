//! The program in front of a person: what is asked, what is shown while they type, in which colours, and what is left
//! of the terminal afterwards. And without a person: nothing waits for an answer that nobody gives.

use rexpect::process::Signal;

use crate::common::world::Run;
use crate::common::{Engine, Finished, World};
use crate::faults::{CREATE_KEY, with_user};

const PASSPHRASE: &str = "correct horse battery staple";

/// A world whose vault opens with a passphrase.
fn with_passphrase() -> World {
    let world = World::sealed();
    let mut terminal = world.terminal(&["init", "installation", "--passphrase"]);
    terminal.expect("Passphrase for the secrets file: ");
    terminal.type_line(PASSPHRASE);
    terminal.expect("Passphrase for the secrets file again: ");
    terminal.type_line(PASSPHRASE);
    let finished = terminal.end().succeeds();
    assert!(!finished.text().contains(PASSPHRASE), "{finished}");
    world.set("CLAVIGER_CONFIG", world.path("installation/claviger.toml"));
    world
}

/// Answers the question for the passphrase.
fn unlock<'a>(command: Run<'a>, passphrase: &str) -> crate::common::terminal::Terminal<'a> {
    let mut terminal = command.in_terminal();
    terminal.expect("Passphrase of the vault: ");
    terminal.type_line(passphrase);
    terminal
}

#[test]
fn a_vault_with_a_passphrase_asks_once_and_shows_nothing_of_it() {
    let world = with_passphrase();
    let finished = unlock(world.command(&["keyring", "list"]), PASSPHRASE).end().succeeds();
    assert!(finished.text().contains("primary"), "{finished}");
    unlock(world.command(&["keyring", "list"]), "wrong horse battery").end().exits(4);
    // The same vault is written and read in one command: still one question.
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    unlock(world.command(&[CREATE_KEY, &["--to", "vault:ci/key#value"]].concat()), PASSPHRASE).end().succeeds();
    let file = world.write("passphrase", format!("{PASSPHRASE}\n"));
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    world.command(&["keyring", "list"]).env("CLAVIGER_VAULT_AUTH_PASSPHRASE_FILE", &file).run().succeeds();
    world.secret(PASSPHRASE).except_file(&file).assert_nowhere();
    world.assert_secret_nowhere("wrong horse battery");
}

#[test]
fn two_different_answers_make_no_vault() {
    let world = World::sealed();
    let mut terminal = world.terminal(&["init", "installation", "--passphrase"]);
    terminal.expect("secrets file: ");
    terminal.type_line(PASSPHRASE);
    terminal.expect("again: ");
    terminal.type_line("something else");
    terminal.end().exits(2);
    assert!(!world.path("installation/claviger.vault").exists());
    let mut again = world.terminal(&["init", "installation", "--passphrase"]);
    again.expect("secrets file: ");
    again.type_line(PASSPHRASE);
    again.expect("again: ");
    again.type_line(PASSPHRASE);
    again.end().succeeds();
}

#[test]
fn a_passphrase_is_not_waited_for_where_there_is_no_terminal() {
    let world = with_passphrase();
    for command in [world.command(&["keyring", "list"]), world.command(&["keyring", "encrypt"]).stdin(PASSPHRASE)] {
        let finished = command.run().exits(2);
        assert!(finished.messages().contains("no terminal to ask for"), "{finished}");
        assert!(
            finished.messages().contains("passphrase_file") || finished.messages().contains("--stdin"),
            "{finished}"
        );
    }
    world.command(&["init", "elsewhere", "--passphrase"]).run().exits(2);
    world.command(&["init", "elsewhere", "--passphrase", "--stdin"]).stdin(PASSPHRASE).run().succeeds();
}

/// Runs a command in a terminal and lets `stty` tell afterwards how it left it.
fn and_then_stty<'a>(world: &'a World, args: &[&str]) -> Run<'a> {
    let script = "\"$@\"; code=$?; echo; stty -a; exit $code";
    world
        .other_command("/bin/sh", &["-c", script, "sh", env!("CARGO_BIN_EXE_claviger")])
        .args(args)
        .env("TERM", "xterm-256color")
}

#[track_caller]
fn terminal_is_as_it_was(finished: &Finished) {
    let settings = finished.text().rsplit_once("speed ").expect("what `stty` says").1;
    for setting in ["echo", "icanon", "isig", "iexten", "opost", "icrnl"] {
        let is_on = settings.split_whitespace().any(|word| word == setting);
        assert!(is_on, "`{setting}` is off after\n{finished}");
    }
    let (hidden, shown) = (finished.text().rfind("\u{1b}[?25l"), finished.text().rfind("\u{1b}[?25h"));
    assert!(hidden <= shown, "the cursor is hidden after\n{finished}");
}

#[test]
fn an_interrupt_at_a_hidden_question_restores_the_terminal() {
    let world = with_user(Engine::Sqlite);
    let before = world.fingerprint();
    // By chance alone it would work every other time.
    for _ in 0..3 {
        let mut terminal = and_then_stty(&world, &["user", "set-password", "ada@example.com"]).in_terminal();
        terminal.expect("New password: ");
        terminal.press_control('c');
        terminal_is_as_it_was(&terminal.end().exits(130));
    }
    // Half typed, and in the second question.
    let mut terminal = and_then_stty(&world, &["user", "set-password", "ada@example.com"]).in_terminal();
    terminal.expect("New password: ");
    terminal.type_line("lattice-oboe-71-fern");
    terminal.expect("again: ");
    terminal.press_control('c');
    let finished = terminal.end().exits(130);
    terminal_is_as_it_was(&finished);
    assert!(!finished.text().contains("lattice"), "{finished}");
    // The end of the input is no answer.
    let mut terminal = and_then_stty(&world, &["user", "set-password", "ada@example.com"]).in_terminal();
    terminal.expect("New password: ");
    terminal.press_control('d');
    terminal_is_as_it_was(&terminal.end().exits(12));
    before.assert_unchanged(&world);
}

#[test]
fn an_interrupt_at_a_confirmation_restores_the_terminal_and_does_nothing() {
    let world = with_user(Engine::Sqlite);
    let before = world.fingerprint();
    for _ in 0..3 {
        let mut terminal = and_then_stty(&world, &["user", "delete", "ada@example.com"]).in_terminal();
        terminal.expect("[y/N]");
        terminal.press_control('c');
        terminal_is_as_it_was(&terminal.end().exits(130));
    }
    before.assert_unchanged(&world);
}

#[test]
fn a_signal_from_elsewhere_ends_a_question_too() {
    let world = with_user(Engine::Sqlite);
    for (args, question) in [
        (&["user", "set-password", "ada@example.com"][..], "New password: "),
        (&["user", "delete", "ada@example.com"], "[y/N]"),
    ] {
        let mut terminal = world.terminal(args);
        terminal.expect(question);
        terminal.signal(Signal::SIGINT);
        terminal.end().exits(130);
    }
}

#[test]
fn a_confirmation_names_what_where_and_takes_only_yes() {
    let world = with_user(Engine::Sqlite);
    let before = world.fingerprint();
    for answer in ["", "n", "no", "yess", "quit"] {
        let mut terminal = world.terminal(&["user", "delete", "ada@example.com"]);
        let asked = terminal.expect("[y/N]");
        assert!(asked.contains("ada@example.com") && asked.contains("app.db"), "{asked}");
        terminal.type_line(answer);
        terminal.end().exits(12);
    }
    world
        .command(&["user", "delete", "ada@example.com", "--no-input"])
        .env("TERM", "dumb")
        .in_terminal()
        .end()
        .exits(12);
    before.assert_unchanged(&world);
    let mut terminal = world.terminal(&["user", "delete", "ada@example.com"]);
    terminal.expect("[y/N]");
    terminal.type_line("y");
    terminal.end().succeeds();
    assert_eq!(world.sql("SELECT count(*) FROM users"), [["0"]]);
}

#[test]
fn what_touches_everybody_is_typed_out() {
    let world = with_user(Engine::Postgres);
    world.run(CREATE_KEY).succeeds();
    let revoke = |answer: &str| {
        let mut terminal = world.terminal(&["apikey", "revoke", "--all"]);
        let asked = terminal.expect("Type `revoke all` to go on");
        assert!(asked.contains("everybody") && asked.contains("127.0.0.1"), "{asked}");
        terminal.type_line(answer);
        terminal.end()
    };
    for answer in ["y", "yes", "", "revoke"] {
        revoke(answer).exits(12);
    }
    assert_eq!(world.sql("SELECT count(*) FROM api_keys WHERE is_active = true"), [["1"]]);
    revoke("revoke all").succeeds();
    assert_eq!(world.sql("SELECT count(*) FROM api_keys WHERE is_active = true"), [["0"]]);
}

#[test]
fn an_answer_out_of_a_pipe_was_given_by_nobody() {
    let world = with_user(Engine::Sqlite);
    world.run(CREATE_KEY).succeeds();
    let before = world.fingerprint();
    for args in [
        &["user", "delete", "ada@example.com"][..],
        &["user", "disable", "ada@example.com"],
        &["apikey", "revoke", "--user", "ada@example.com"],
        &["apikey", "revoke", "--all"],
    ] {
        let finished = world.command(args).stdin("y\nyes\nrevoke all\n").run().exits(12);
        assert!(finished.messages().contains("--yes"), "{finished}");
    }
    for args in [&["user", "set-password", "ada@example.com"][..], &["user", "create", "bob@example.com"]] {
        let finished = world.command(args).stdin("lattice-oboe-71-fern\n").run().exits(2);
        assert!(finished.messages().contains("--stdin"), "{finished}");
    }
    before.assert_unchanged(&world);
}

const ESCAPE: &str = "\u{1b}[";

#[test]
fn colours_are_for_terminals_unless_somebody_says_otherwise() {
    let world = with_user(Engine::Sqlite);
    let in_terminal = |args: &[&str], no_color: &str| {
        world.command(args).env("TERM", "xterm-256color").env("NO_COLOR", no_color).in_terminal().end().succeeds()
    };
    let list = ["user", "list"];
    assert!(in_terminal(&list, "").text().contains(ESCAPE));
    assert!(!in_terminal(&list, "1").text().contains(ESCAPE));
    assert!(!in_terminal(&["user", "list", "--color", "never"], "").text().contains(ESCAPE));
    // What was asked for by name is stronger than what the environment prefers.
    assert!(in_terminal(&["user", "list", "--color", "always"], "1").text().contains(ESCAPE));
    assert!(!world.run(&list).succeeds().text().contains(ESCAPE));
    assert!(world.run(&["user", "list", "--color", "always"]).succeeds().text().contains(ESCAPE));
    assert!(!world.run(&["user", "show", "nobody@example.com"]).exits(3).messages().contains(ESCAPE));
    assert!(world.run(&["user", "show", "nobody@example.com", "--color=always"]).exits(3).messages().contains(ESCAPE));
    // Machine formats have none, whoever asks.
    for format in ["json", "jsonl", "csv", "plain"] {
        assert!(!world.run(&["user", "list", "--color", "always", "-o", format]).succeeds().text().contains(ESCAPE));
    }
    world.run(&["user", "list", "--color", "sometimes"]).exits(2);
    // A terminal that knows no colours.
    let dumb = world.command(&list).env("TERM", "dumb").in_terminal().end().succeeds();
    assert!(!dumb.text().contains(ESCAPE), "{dumb}");
}

#[test]
fn what_others_wrote_does_not_reach_the_terminal_as_it_is() {
    let world = with_user(Engine::Sqlite);
    let name = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\rada\u{202e}";
    world.run(&["user", "create", "eve@example.com", "--no-password", "--name", name]).succeeds();
    world.run(&["apikey", "create", "--user", "eve@example.com", "--name", name]).succeeds();
    for args in
        [&["user", "list"][..], &["apikey", "list"], &["user", "show", "eve@example.com"], &["user", "show", name]]
    {
        let shown = world.command(args).args(&["--color", "never"]).env("TERM", "xterm").in_terminal().end();
        let bad = shown.text().chars().find(|&character| character.is_control() && !"\r\n\t".contains(character));
        assert_eq!(bad, None, "{shown:#}");
        assert!(!shown.text().contains('\u{202e}') && !shown.text().contains("\rada"), "{shown}");
    }
}

#[test]
fn a_new_key_is_shown_to_a_person_as_to_a_script() {
    let world = with_user(Engine::Sqlite);
    let shown = world.terminal(CREATE_KEY).end().succeeds();
    let start = shown.text().find("clv_").unwrap();
    assert!(shown.text()[start..].contains("this once"), "{shown}");
    let plain = world.terminal(&[CREATE_KEY, &["-o", "plain"]].concat()).end().succeeds();
    let key = plain.text().lines().next().unwrap().trim_end();
    assert_eq!(key.len(), 52, "{plain}");
    world.command(&["apikey", "verify", "--stdin"]).stdin(key).run().succeeds();
}
