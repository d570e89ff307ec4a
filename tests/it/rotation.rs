//! `keyring rotate`, `reencrypt`, `verify`, `status` and `rollback`: every value comes under the new key, with its content
//! and its time, and nothing else changes.

mod at_once;
mod killed;
mod limits;
mod python;
mod shapes;

use std::fmt::Write as _;

use crate::common::backends::{on_every_backend, on_every_engine};
use crate::common::{Engine, Finished, World};

/// A world whose table `notes` holds values `value 1` to `value N` under the primary key, declared.
pub fn with_notes(world: &World, count: usize) {
    world.execute("CREATE TABLE notes (id integer PRIMARY KEY, owner varchar(40) NOT NULL, secret text)");
    let values: Vec<String> = (1..=count).map(|number| format!("value {number}")).collect();
    insert(world, "notes", "id, owner, secret", &values, |number| format!("{number}, 'owner {number}', "));
    declare(world, "[[encrypted]]\ntable = \"notes\"\ncolumns = [\"secret\"]\n");
}

/// Inserts the tokens of values behind what stands before them in each row.
pub fn insert(world: &World, table: &str, columns: &str, values: &[String], before: impl Fn(usize) -> String) {
    for (chunk, tokens) in tokens(world, values).chunks(500).enumerate() {
        let mut sql = format!("INSERT INTO {table} ({columns}) VALUES ");
        for (index, token) in tokens.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(sql, "{comma}({}'{token}')", before(chunk * 500 + index + 1)).unwrap();
        }
        world.execute(&sql);
    }
}

/// The tokens of values under the primary key.
pub fn tokens(world: &World, values: &[String]) -> Vec<String> {
    let input = values.join("\n");
    let tokens = world.command(&["keyring", "encrypt", "-q"]).stdin(input).run().succeeds();
    tokens.text().lines().map(str::to_owned).collect()
}

/// What tokens hold.
#[track_caller]
pub fn contents(world: &World, tokens: &[String]) -> Vec<String> {
    let input = tokens.join("\n");
    let values = world.command(&["keyring", "decrypt", "-q"]).stdin(input).run().succeeds();
    values.text().lines().map(str::to_owned).collect()
}

/// Adds to the configuration.
pub fn declare(world: &World, sections: &str) {
    let path = world.installation().join("claviger.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{text}\n{sections}")).unwrap();
}

/// One column of a table, in the order of another.
pub fn column(world: &World, query: &str) -> Vec<String> {
    world.sql(query).into_iter().flatten().collect()
}

/// The fingerprint of the primary key.
pub fn primary(world: &World) -> String {
    let listed = world.run(&["keyring", "list", "-o", "json"]).succeeds();
    let keys = listed.json();
    let key = keys.as_array().unwrap().iter().find(|key| key["state"] == "primary").unwrap();
    key["fingerprint"].as_str().unwrap().to_owned()
}

/// What became of one column.
#[track_caller]
pub fn counts(finished: &Finished, table: &str, column: &str) -> serde_json::Value {
    let data = finished.json();
    let columns = data["columns"].as_array().unwrap();
    let found = columns.iter().find(|line| line["table"] == table && line["column"] == column);
    found.unwrap_or_else(|| panic!("no {table}.{column} in {data}")).clone()
}

pub const SECRETS: &str = "SELECT secret FROM notes ORDER BY id";

/// Every value of `notes` is `value N`, under the primary key.
#[track_caller]
pub fn assert_all_there(world: &World, count: usize) {
    let expected: Vec<String> = (1..=count).map(|number| format!("value {number}")).collect();
    assert_eq!(contents(world, &column(world, SECRETS)), expected);
    world.run(&["keyring", "verify", "-q"]).succeeds();
}

/// The time of a token, as its text carries it.
fn head(token: &str) -> &str {
    &token[..12]
}

on_every_backend!(every_value_comes_under_the_new_key_and_nothing_else_changes, |world| {
    with_notes(world, 1200);
    world.execute("INSERT INTO notes VALUES (2000, 'nobody', NULL), (2001, 'plain', 'no token at all')");
    let before = column(world, SECRETS);
    let others = world.sql("SELECT id, owner FROM notes ORDER BY id");
    let old = primary(world);
    let rotated = world.run(&["keyring", "rotate", "--yes", "-o", "json"]).succeeds_with(true);
    assert_ne!(primary(world), old);
    let data = rotated.json();
    assert_eq!((&data["retired"], &data["complete"]), (&true.into(), &true.into()));
    assert_eq!(data["fingerprint"], primary(world));
    let notes = counts(&rotated, "notes", "secret");
    for (name, expected) in [
        ("rows", 1202),
        ("reencrypted", 1200),
        ("already_current", 0),
        ("skipped_null", 1),
        ("plaintext", 1),
        ("undecryptable", 0),
        ("lost_races", 0),
    ] {
        assert_eq!(notes[name], expected, "{name} of {notes}");
    }
    let after = column(world, SECRETS);
    for (before, after) in before.iter().zip(&after).take(1200) {
        assert_ne!(before, after);
        assert_eq!(head(before), head(after), "a token keeps its time");
    }
    assert_eq!(contents(world, &after[..1200]), (1..=1200).map(|n| format!("value {n}")).collect::<Vec<_>>());
    assert_eq!(after[1200..], ["NULL", "no token at all"]);
    assert_eq!(world.sql("SELECT id, owner FROM notes ORDER BY id"), others);
    world.run_in_vain(&["keyring", "verify", "-o", "json"]).succeeds_with(false);
    // Nothing is left to do.
    let again = world.run_in_vain(&["keyring", "reencrypt", "--yes", "-o", "json"]).succeeds_with(false);
    assert_eq!(counts(&again, "notes", "secret")["already_current"], 1200);
    assert_eq!(column(world, SECRETS), after);
});

on_every_engine!(a_young_key_is_not_rotated, |world| {
    with_notes(world, 3);
    let run = |flags: &[&str]| world.command(&["keyring", "rotate", "--yes", "-o", "json"]).args(flags);
    let young = run(&["--if-older-than", "30d"]).run_in_vain().succeeds_with(false);
    assert_eq!(young.json()["columns"], serde_json::json!([]));
    run(&["--if-older-than", "0s"]).run().succeeds_with(true);
});

on_every_engine!(a_dry_run_counts_and_changes_nothing, |world| {
    with_notes(world, 30);
    let dry = world.run_in_vain(&["keyring", "rotate", "-n", "-o", "json"]).succeeds_with(false);
    assert_eq!(counts(&dry, "notes", "secret")["rows"], 30);
    world.run_in_vain(&["keyring", "rotate", "-n", "--detailed-exitcode"]).exits(11);
    world.run_in_vain(&["keyring", "rotate", "--no-input"]).exits(12);
});

on_every_engine!(old_keys_are_kept_as_long_as_asked_and_retired_by_a_later_run, |world| {
    with_notes(world, 30);
    let rotate =
        |after: &str| world.run(&["keyring", "rotate", "--retire-after", after, "--yes", "-o", "json"]).succeeds();
    let first = rotate("7d");
    assert_eq!(first.json()["retired"], false);
    let new = primary(world);
    let waiting = rotate("7d");
    assert_eq!(
        (waiting.envelope()["changed"].clone(), waiting.json()["retired"].clone()),
        (false.into(), false.into())
    );
    // No second rotation begins beside the first, which is finished now.
    let second = rotate("0s");
    assert_eq!((&second.json()["retired"], &second.json()["rotation"]), (&true.into(), &first.json()["rotation"]));
    assert_eq!(primary(world), new);
    assert_ne!(rotate("0s").json()["rotation"], first.json()["rotation"]);
});

on_every_engine!(what_can_not_be_handled_is_listed_and_left_as_it_is, |world| {
    with_notes(world, 300);
    let foreign = tokens(&World::installed(Engine::Sqlite), &["foreign".to_owned()]).remove(0);
    let mut damaged = column(world, "SELECT secret FROM notes WHERE id = 7").remove(0);
    damaged.replace_range(40..44, "AAAA");
    let cut = &damaged[..30];
    for (id, value) in [(7, damaged.as_str()), (8, &foreign), (9, cut)] {
        world.execute(&format!("UPDATE notes SET secret = '{value}' WHERE id = {id}"));
    }
    let run = |flags: &[&str]| world.command(&["keyring", "rotate", "--yes", "-o", "json"]).args(flags).run();
    // A dry run counts them, and makes no list.
    let dry = world.run_in_vain(&["keyring", "reencrypt", "-n", "-o", "json"]).exits(9);
    assert_eq!((&dry.json()["failures"], &dry.json()["report"]), (&3.into(), &serde_json::Value::Null));
    assert!(std::fs::read_dir(world.path(".")).unwrap().next().is_none(), "a dry run left a file");
    let rotated = run(&["--report", "unhandled.csv"]).exits(9);
    let data = rotated.json();
    assert_eq!(
        (&data["failures"], &data["report"], &data["retired"]),
        (&3.into(), &"unhandled.csv".into(), &false.into())
    );
    assert_eq!(counts(&rotated, "notes", "secret")["undecryptable"], 3);
    let report = world.read("unhandled.csv");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "table,column,key,reason,detail");
    for (line, id) in lines[1..].iter().zip([7, 8, 9]) {
        assert!(line.starts_with(&format!("notes,secret,{id},undecryptable,")), "{report}");
    }
    assert_eq!(column(world, "SELECT secret FROM notes WHERE id IN (7, 8, 9) ORDER BY id"), [&damaged, &foreign, cut]);
    world.run(&["keyring", "verify", "-q"]).exits(9);
    // All others are done, and the rotation goes on where it is told that these may stay.
    let again = run(&["--max-failures", "3"]).succeeds();
    assert_eq!((&again.json()["retired"], &again.json()["rotation"]), (&true.into(), &data["rotation"]));
});

on_every_engine!(status_tells_the_keys_of_every_column, |world| {
    with_notes(world, 20);
    let old = primary(world);
    world.run(&["keyring", "rotate", "--retire-after", "1d", "--yes"]).succeeds();
    let late = "INSERT INTO notes SELECT 500, 'late', NULL";
    world.execute(late);
    let status = world.run_in_vain(&["keyring", "status", "-o", "json"]).succeeds_with(false);
    let lines = status.json();
    let notes = lines.as_array().unwrap().iter().find(|line| line["table"] == "notes").unwrap().clone();
    assert_eq!((&notes["keys"][primary(world)], &notes["keys"][&old]), (&20.into(), &0.into()));
    assert_eq!((&notes["rows"], &notes["null"], &notes["plaintext"]), (&21.into(), &1.into(), &0.into()));
    // claviger's own columns are there without being declared.
    let own = lines.as_array().unwrap().iter().find(|line| line["table"] == "users").unwrap();
    assert_eq!((&own["column"], &own["own"]), (&"mfa_secret".into(), &true.into()));
});

on_every_engine!(a_rotation_is_undone, |world| {
    with_notes(world, 400);
    world.run(&["keyring", "rollback", "--yes", "-o", "json"]).fails_as("not_found", 3);
    let old = primary(world);
    world.run(&["keyring", "rotate", "--yes"]).succeeds();
    assert_ne!(primary(world), old);
    let back = world.run(&["keyring", "rollback", "--yes", "-o", "json"]).succeeds_with(true);
    assert_eq!(primary(world), old);
    assert_eq!(counts(&back, "notes", "secret")["reencrypted"], 400);
    assert_all_there(world, 400);
    world.run(&["keyring", "rollback", "--yes", "-o", "json"]).fails_as("conflict", 5);
});

on_every_engine!(what_arrives_under_the_old_key_comes_over_too, |world| {
    with_notes(world, 50);
    let late = tokens(world, &["value 51".to_owned()]).remove(0);
    world.run(&["keyring", "rotate", "--retire-after", "1d", "--yes"]).succeeds();
    world.execute(&format!("INSERT INTO notes VALUES (51, 'late', '{late}')"));
    let found = world.run(&["keyring", "verify", "-o", "json"]).exits(10);
    assert_eq!(counts(&found, "notes", "secret")["already_current"], 50);
    let over = world.run(&["keyring", "reencrypt", "--yes", "-o", "json"]).succeeds_with(true);
    assert_eq!(counts(&over, "notes", "secret")["reencrypted"], 1);
    assert_all_there(world, 51);
});

on_every_engine!(a_compromised_key_is_left_at_once, |world| {
    with_notes(world, 50);
    let old = primary(world);
    let done = world.run(&["keyring", "rotate", "--compromised", &old, "--yes", "-o", "json"]).succeeds_with(true);
    assert_eq!(done.json()["retired"], true);
    assert_ne!(primary(world), old);
    assert_all_there(world, 50);
    world.run(&["keyring", "rotate", "--compromised", "0000", "--yes", "-o", "json"]).fails_as("not_found", 3);
});

/// Bytes as SQL and Python take them.
pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
