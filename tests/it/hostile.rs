//! Text that breaks programs: the big list of naughty strings, escape sequences, formulas of spreadsheets, as names,
//! addresses, scopes, reasons and everything else that can be given. It is kept as it is or refused, it breaks
//! nothing, and no output shows it raw.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::common::backends::on_every_engine;
use crate::common::{Engine, Finished, World, is_full_run};
use crate::events::assert_chain;

/// Beside the list: what terminals obey, what spreadsheets compute, what makes two names look alike.
const OURS: &[&str] = &[
    "\u{1b}]0;title\u{7}",
    "\u{1b}[2J\u{1b}[1;1H",
    "\u{1b}]52;c;aGVsbG8=\u{7}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{9b}31mC1",
    "\u{90}DCS\u{9c}",
    "over\rwritten",
    "back\u{8}\u{8}space",
    "bell\u{7}",
    "delete\u{7f}",
    "line\nbreak",
    "line\u{2028}separator",
    "tab\tstop",
    "vertical\u{b}form\u{c}",
    "\u{202e}gnp.exe",
    "\u{2066}isolate",
    "zero\u{200b}width",
    "\u{feff}mark",
    "tag\u{e0041}",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\u{ff1d}1",
    "\",=1,\"",
    "'; DROP TABLE users; --",
    "$1 $2 {users} {?users.name} {/}",
    "%s %n {} {0}",
    "\\x41 \\u{1b} \\n \\",
    "`hint`",
    "--yes",
    "-",
];

/// All of the list that is ours, and of the big list one in `step`.
fn strings(step: usize) -> Vec<String> {
    let list: Vec<String> = serde_json::from_str(include_str!("data/blns.json")).unwrap();
    let step = if is_full_run() { 1 } else { step };
    list.into_iter().step_by(step).chain(OURS.iter().map(|text| (*text).to_owned())).collect()
}

/// Insists on one of these exit codes, and on output that a terminal can be shown.
#[track_caller]
fn harmless(finished: Finished, codes: &[i32]) -> Finished {
    assert!(codes.contains(&finished.code), "expected one of {codes:?} of\n{finished}");
    assert_clean(finished.text(), &finished);
    assert_clean(finished.messages(), &finished);
    assert!(!finished.messages().contains("SQLite:") && !finished.messages().contains("PostgreSQL:"), "{finished}");
    finished
}

#[track_caller]
fn assert_clean(text: &str, finished: &Finished) {
    let bad = text.chars().find(|character| *character != '\n' && claviger::base::text::is_unsafe(*character));
    assert!(bad.is_none(), "{bad:?} in the output of\n{finished}");
}

/// Runs `work` for every string, several at once.
fn each(strings: &[String], work: impl Fn(usize, &str) + Sync) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..3)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(text) = strings.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let index = strings.iter().position(|known| std::ptr::eq(known, text)).unwrap();
                        work(index, text);
                    }
                })
            })
            .collect();
        for worker in workers {
            // The message of a failed assertion stands above already.
            assert!(worker.join().is_ok(), "a string broke something");
        }
    });
}

on_every_engine!(naughty_strings_are_kept_as_they_are_or_refused_and_never_shown_raw, World::installed, |world| {
    // A connection to a server takes longer, and the SQL is the same.
    let strings = strings(if world.database().engine() == Engine::Postgres { 4 } else { 1 });
    world.run(&["user", "create", "owner@example.com", "--no-password"]).succeeds();
    each(&strings, |index, text| {
        let (name, reason) = (format!("--name={text}"), format!("--reason={text}"));
        let mut user = format!("user{index}@example.com");
        if is_full_run() || index % 4 == 0 || OURS.contains(&text) {
            let strange = format!("{text}@example.com");
            let created = world.run(&["user", "create", "--no-password", &reason, &name, "--", &strange]);
            if harmless(created, &[0, 2, 5]).code == 0 {
                user = strange;
            } else {
                harmless(world.run(&["user", "create", "--no-password", &reason, &name, "--", &user]), &[0]);
            }
            let scope = format!("--scope={text}");
            harmless(world.run(&["apikey", "create", "--user=owner@example.com", "--name=x", &scope]), &[0, 2]);
            harmless(world.run(&["apikey", "show", "--", text]), &[0, 2, 3]);
            harmless(world.run(&["user", "show", "-o", "json", "--", text]), &[0, 2, 3]);
        } else {
            harmless(world.run(&["user", "create", "--no-password", &reason, &name, "--", &user]), &[0]);
        }
        let owner = format!("--user={user}");
        harmless(world.run(&["apikey", "create", &owner, &name, &reason]), &[0, 2]);
    });
    let wanted: BTreeSet<&str> = strings.iter().map(String::as_str).collect();
    let column = |query: &str| world.sql(query).into_iter().map(|mut row| row.remove(0)).collect::<BTreeSet<_>>();
    let kept = column("SELECT name FROM users WHERE name IS NOT NULL");
    assert_eq!(kept.iter().map(String::as_str).collect::<BTreeSet<_>>(), wanted, "names of users are not as given");
    let reasons = column("SELECT reason FROM claviger_events WHERE kind = 'user.created'");
    assert!(wanted.iter().all(|text| reasons.contains(*text)), "reasons are not as given");
    let labels = column("SELECT name FROM api_keys WHERE name <> 'x'");
    let fitting = wanted.iter().filter(|text| (1..=100).contains(&text.chars().count()));
    assert_eq!(labels.iter().map(String::as_str).collect::<BTreeSet<_>>(), fitting.copied().collect::<BTreeSet<_>>());
    lists_are_clean(world, &wanted);
    assert_chain(world);
});

/// Every list in every format: clean, well-formed, and in JSON the same text again.
fn lists_are_clean(world: &World, wanted: &BTreeSet<&str>) {
    for (noun, verb) in [("user", "list"), ("apikey", "list"), ("event", "list")] {
        if !crate::examples::verbs_of_the_command_line().contains(&format!("{noun} {verb}")) {
            continue;
        }
        for format in ["table", "json", "jsonl", "csv", "plain"] {
            let listed = harmless(world.run(&[noun, verb, "-o", format]), &[0]);
            if format == "json" && noun == "user" {
                let data = listed.json();
                let names: BTreeSet<&str> =
                    data.as_array().unwrap().iter().filter_map(|user| user["name"].as_str()).collect();
                assert_eq!(&names, wanted);
            }
            if format == "jsonl" {
                for line in listed.text().lines() {
                    serde_json::from_str::<serde_json::Value>(line).unwrap();
                }
            }
            if format == "csv" {
                let mut rows = 0;
                for row in csv::Reader::from_reader(listed.stdout.as_slice()).records() {
                    for cell in &row.unwrap() {
                        let first = cell.chars().next().unwrap_or('x');
                        assert!(!"=+-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first), "a formula: {cell}");
                    }
                    rows += 1;
                }
                assert!(rows >= wanted.len(), "{rows} rows");
            }
        }
    }
}

#[test]
fn naughty_strings_in_every_other_place_are_refused_or_not_found() {
    let world = World::installed(Engine::Sqlite);
    let chosen: Vec<String> = strings(5);
    let before = world.dump();
    each(&chosen, |index, text| {
        let flags = [
            "--output",
            "--color",
            "--config",
            "--profile",
            "--database-url",
            "--timeout",
            "--role",
            "--expires",
            "--user",
        ];
        let flag = flags[index % flags.len()];
        let given = format!("{flag}={text}");
        let args = match flag {
            "--role" => vec!["user", "create", "new@example.com", "--no-password", &given],
            "--expires" | "--user" => vec!["apikey", "create", "--user=nobody@example.com", "--name=x", &given],
            _ => vec!["user", "list", &given],
        };
        // An empty value of some flags is the same as none.
        let codes: &[i32] = if text.is_empty() { &[0, 2, 3] } else { &[2, 3] };
        let finished = world.run(&args);
        assert!(codes.contains(&finished.code), "{finished}");
        assert_clean(finished.messages(), &finished);
        let as_noun = world.run(&["--", text]);
        harmless(as_noun, &[2]);
    });
    assert_eq!(before, world.dump());
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    use std::os::unix::ffi::OsStringExt;
    let world = World::installed(Engine::Sqlite);
    let bytes = || std::ffi::OsString::from_vec(b"--name=\xff\xfe".to_vec());
    let finished = world.command(&["user", "create", "ada@example.com", "--no-password"]).arg(bytes()).run();
    harmless(finished, &[2]);
    harmless(world.command(&["user", "show"]).arg(std::ffi::OsString::from_vec(vec![0xff])).run(), &[2]);
    let path = std::ffi::OsString::from_vec(b"no\xffsuch".to_vec());
    harmless(world.command(&["user", "list", "--config"]).arg(path).run(), &[2]);
    // Of the environment only what is known is looked at.
    world.command(&["user", "list"]).env("OTHER", std::ffi::OsString::from_vec(vec![0xff])).run().succeeds();
}

on_every_engine!(what_an_application_stored_is_made_harmless_too, World::installed, |world| {
    // Nobody asked claviger before these were written.
    let insert = |email: &str, role: &str| {
        let quoted = [email, role].map(|text| text.replace('\'', "''"));
        world.execute(&format!(
            "INSERT INTO users (email, password_hash, role, is_active, mfa_enabled, created_at) \
             VALUES ('{}', 'x', '{}', true, false, '2026-01-01 00:00:00')",
            quoted[0], quoted[1]
        ));
    };
    for (index, text) in OURS.iter().enumerate() {
        insert(&format!("{text}{index}"), text);
    }
    for format in ["table", "json", "jsonl", "csv", "plain"] {
        harmless(world.run(&["user", "list", "-o", format]), &[0]);
    }
    let id = world.sql("SELECT min(id) FROM users")[0][0].clone();
    for args in [
        &["user", "show", &id][..],
        &["user", "disable", &id, "--yes"],
        &["apikey", "create", "--user", &id, "--name", "x"],
    ] {
        harmless(world.run(args), &[0, 5]);
    }
    let confirm = world.run(&["user", "delete", &id]).exits(12);
    assert_clean(confirm.messages(), &confirm);
    assert_chain(world);
});
