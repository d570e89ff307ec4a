//! What `user` asks a person: questions that can be declined, and passwords that are not shown.

use super::PASSWORD;
use crate::common::World;
use crate::common::backends::on_every_engine;

on_every_engine!(what_keeps_somebody_out_is_asked_for, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    for (args, question) in [
        (["user", "disable", "ada@example.com"], "Disable `ada@example.com` in"),
        (["user", "delete", "ada@example.com"], "Delete `ada@example.com` and 0 API keys in"),
    ] {
        let refused = world.run_in_vain(&[&args[..], &["-o", "json"]].concat()).fails_as("unconfirmed", 12);
        let message = refused.error()["message"].as_str().unwrap().to_owned();
        assert!(message.contains(question), "{refused}");
        // Which database, so that nobody disables a user of production by mistake.
        let place = match world.database().url().strip_prefix("sqlite:") {
            Some(path) => path.to_owned(),
            None => world.database().url().rsplit('/').next().unwrap().to_owned(),
        };
        assert!(message.contains(&place), "{message} does not name {place}");
        assert_eq!(refused.error()["hint"], "pass --yes");
        world.run_in_vain(&[&args[..], &["--no-input"]].concat()).exits(12);
    }
});

on_every_engine!(a_question_in_a_terminal_is_declined_unless_it_is_answered_with_yes, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    let before = world.fingerprint();
    for answer in ["", "n", "no", "ada@example.com", "yess"] {
        let mut terminal = world.terminal(&["user", "disable", "ada@example.com"]);
        terminal.expect("Disable `ada@example.com` in");
        terminal.expect("[y/N]");
        terminal.type_line(answer);
        assert!(terminal.end().exits(12).text().contains("declined"));
    }
    let mut terminal = world.terminal(&["user", "delete", "ada@example.com"]);
    terminal.expect("This can not be undone. [y/N]");
    terminal.press_control('c');
    terminal.end().exits(130);
    before.assert_unchanged(world);
    let mut terminal = world.terminal(&["user", "disable", "ada@example.com"]);
    terminal.expect("[y/N]");
    terminal.type_line("y");
    terminal.end().succeeds();
    assert_eq!(world.user("ada@example.com")["status"], "disabled");
    let mut terminal = world.terminal(&["user", "delete", "ada@example.com"]);
    terminal.expect("[y/N]");
    terminal.type_line("YES");
    terminal.end().succeeds();
    assert_eq!(world.sql("SELECT email FROM users"), [["root@example.com"]]);
});

#[test]
fn a_password_is_asked_for_twice_and_not_shown() {
    let world = World::installed(crate::common::Engine::Sqlite);
    let mut terminal = world.terminal(&["user", "create", "ada@example.com"]);
    terminal.expect("Password: ");
    terminal.type_line(PASSWORD);
    terminal.expect("Password again: ");
    terminal.type_line(PASSWORD);
    terminal.end().succeeds();
    let mut terminal = world.terminal(&["user", "check-password", "ada@example.com"]);
    terminal.expect("Password: ");
    terminal.type_line(PASSWORD);
    assert!(terminal.end().succeeds().text().contains("argon2id"));
    world.assert_secret_nowhere(PASSWORD);

    let before = world.fingerprint();
    let mut terminal = world.terminal(&["user", "set-password", "ada@example.com"]);
    terminal.expect("New password: ");
    terminal.type_line("orbit-lantern-mosaic-77-kettle");
    terminal.expect("New password again: ");
    terminal.type_line("orbit-lantern-mosaic-77-kettl");
    assert!(terminal.end().exits(2).text().contains("the two answers differ"));
    // Nobody types a password for a user who can not be made, or is not there.
    for args in [
        &["user", "create", "ADA@example.com"] as &[&str],
        &["user", "create", "bob@example.com", "--role", "amdin"],
        &["user", "set-password", "nobody@example.com"],
    ] {
        let refused = world.terminal(args).end();
        assert!(refused.code == 5 || refused.code == 3, "{refused}");
        assert!(!refused.text().contains("assword"), "{refused}");
    }
    before.assert_unchanged(&world);
}

#[test]
fn yes_answers_a_question_but_types_no_password() {
    let world = World::installed(crate::common::Engine::Sqlite);
    let refused = world.run_in_vain(&["user", "create", "ada@example.com", "--yes", "-o", "json"]).fails_as("usage", 2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("--generate-password"), "{refused}");
    world.run_in_vain(&["user", "check-password", "ada@example.com", "--yes"]).exits(2);
}
