//! Text that was made to do harm: it is kept as it is, and shown without being obeyed.

use crate::common::World;
use crate::common::backends::on_every_engine;

/// Naughty strings that can stand in an argument: no NUL, nothing empty, short enough for the column.
fn naughty() -> Vec<String> {
    let strings: Vec<String> = serde_json::from_str(include_str!("../data/blns.json")).unwrap();
    let is_name = |text: &String| !text.is_empty() && !text.contains('\0') && text.chars().count() <= 255;
    let is_special = |text: &String| {
        text.chars().any(|c| !c.is_ascii_graphic() && c != ' ') || text.starts_with(['=', '-', '+', '@', '\''])
    };
    strings.into_iter().filter(is_name).filter(is_special).step_by(6).collect()
}

/// Nothing that moves the cursor, hides or reorders text, but the ends of the lines.
#[track_caller]
fn assert_harmless(text: &str) {
    let unsafe_one = |c: &char| *c != '\n' && claviger::base::text::is_unsafe(*c);
    assert_eq!(text.chars().find(unsafe_one), None, "{text:?}");
}

on_every_engine!(naughty_names_are_kept_as_they_are_and_shown_harmless, |world| {
    let mut names = naughty();
    assert!(names.len() > 20, "{}", names.len());
    names.extend(
        [
            "=HYPERLINK(\"http://x\")",
            "\u{1b}[2J\u{1b}]0;owned\u{7}",
            "a\nb\tc\r",
            "\u{202e}txt.exe",
            "'; DROP TABLE users; --",
        ]
        .map(str::to_owned),
    );
    for (number, name) in names.iter().enumerate() {
        let email = format!("u{number}@example.com");
        let args = ["user", "create", &email, "--no-password", "-o", "json"];
        let created = world.command(&args).arg(format!("--name={name}")).run().succeeds_with(true);
        assert_eq!(created.json()["name"], name.as_str());
        assert_harmless(created.text());
    }
    let list = |format: &str| world.run(&["user", "list", "-o", format]).succeeds();
    let json = list("json");
    assert_harmless(json.text());
    let listed: Vec<String> =
        json.json().as_array().unwrap().iter().map(|user| user["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed, names);
    let stored: Vec<String> = world.sql("SELECT name FROM users ORDER BY id").into_iter().flatten().collect();
    assert_eq!(stored, names);
    for format in ["table", "csv", "jsonl"] {
        let shown = list(format);
        assert_harmless(shown.text());
        let headings = usize::from(format != "jsonl");
        assert_eq!(shown.text().lines().count(), names.len() + headings, "{format}");
    }
    let csv = list("csv");
    for line in csv.text().lines().skip(1) {
        let name = line.splitn(3, ',').nth(2).unwrap().trim_start_matches('"');
        assert!(!name.starts_with(['=', '+', '@']), "a spreadsheet would run {line}");
    }
    let mut terminal = world.terminal(&["user", "list", "--color", "never"]).end().succeeds();
    terminal.stdout.retain(|byte| *byte != b'\r');
    assert_harmless(terminal.text());
});

on_every_engine!(a_hostile_reason_is_recorded_and_not_obeyed, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ada@example.com", "user");
    let reason = "\u{1b}[31m'; DROP TABLE users; --\n\u{202e}";
    let args = ["user", "disable", "ada@example.com", "--yes", "--reason", reason];
    assert_harmless(world.run(&args).succeeds().text());
    assert_eq!(world.user("ada@example.com")["disabled_reason"], reason);
    assert_eq!(world.sql("SELECT reason FROM claviger_events ORDER BY seq DESC LIMIT 1"), [[reason]]);
    assert_harmless(world.run(&["user", "show", "ada@example.com"]).succeeds().text());
});

on_every_engine!(hostile_targets_name_nobody, |world| {
    world.with_user("root@example.com", "admin");
    for target in [
        "' OR 1=1 --",
        "root@example.com' --",
        "%@%",
        "1 OR 1=1",
        "\u{1b}[2J",
        "-1",
        "1.0",
        "１",
        "99999999999999999999",
    ] {
        for verb in [&["show"] as &[&str], &["delete", "--yes"], &["disable", "--yes"]] {
            let args = [&["user"], verb, &["-o", "json", "--", target]].concat();
            let refused = world.run_in_vain(&args).fails_as("not_found", 3);
            assert_harmless(refused.messages());
        }
    }
});

#[test]
fn an_argument_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStringExt;
    let world = World::sealed();
    let bytes = std::ffi::OsString::from_vec(b"a\xff@example.com".to_vec());
    let refused = world.command(&["user", "show"]).arg(bytes).run().exits(2);
    assert_harmless(refused.messages());
}

#[test]
fn a_password_in_the_wrong_place_is_not_repeated() {
    let world = World::sealed();
    let secret = "plum-teapot-ledger-42-voyage";
    for args in [
        &["user", "set-password", "ada@example.com", secret] as &[&str],
        &["user", "check-password", "ada@example.com", secret, "-o", "json"],
        &["user", "set-password", "ada@example.com", &format!("--stdin={secret}")],
        &["user", "set-password", "ada@example.com", &format!("--password={secret}")],
        &["user", "set-password", "ada@example.com", "--from", secret],
        &["user", "create", "ada@example.com", "--generate-password", "--to", secret],
    ] {
        let refused = world.run(args).exits(2);
        assert!(!refused.messages().contains(secret), "{}", refused.messages());
    }
}
