//! `event`: the record as it is listed, and the chain that nobody breaks unnoticed.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::common::backends::on_every_engine;
use crate::common::{Engine, World, is_full_run};

/// An installation with a handful of events of several kinds.
fn busy(engine: Engine) -> World {
    let world = World::installed(engine);
    world.set("USER", "ann");
    let run = |args: &[&str]| drop(world.run(args).succeeds());
    run(&["user", "create", "ann@example.com", "--role", "admin", "--no-password"]);
    run(&["user", "create", "bob@example.com", "--no-password", "--reason", "joined the team"]);
    run(&["apikey", "create", "--user", "bob@example.com", "--name", "ci"]);
    world
        .command(&["user", "disable", "bob@example.com", "--reason", "left", "--yes"])
        .env("SSH_CLIENT", "192.0.2.7 50000 22")
        .run()
        .succeeds();
    world
}

fn list(world: &World, filter: &[&str]) -> Vec<Value> {
    let args: Vec<&str> = ["event", "list", "-o", "json"].iter().chain(filter).copied().collect();
    world.run(&args).succeeds().json().as_array().unwrap().clone()
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["kind"].as_str().unwrap()).collect()
}

on_every_engine!(the_record_is_listed_oldest_first_with_who_and_why, busy, |world| {
    let events = list(world, &[]);
    let seqs: Vec<i64> = events.iter().map(|event| event["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, (1..=i64::try_from(events.len()).unwrap()).collect::<Vec<_>>());
    assert_eq!(kinds(&events)[..1], ["db.migrated"]);
    let last = events.last().unwrap();
    assert_eq!(last["kind"], "user.disabled");
    assert_eq!(last["phase"], "done");
    assert_eq!(last["operation"], Value::Null);
    assert_eq!(last["target"], "bob@example.com");
    assert_eq!(last["reason"], "left");
    assert_eq!(last["actor"]["user"], "ann");
    assert_eq!(last["actor"]["ssh_client"], "192.0.2.7");
    assert_eq!(last["detail"]["id"], "2");
    assert_eq!(last["hash"].as_str().unwrap().len(), 64);
    assert_eq!(last["at"].as_str().unwrap().len(), "2026-01-02T03:04:05.000000Z".len());
    let intent = events.iter().find(|event| event["phase"] == "intent").unwrap();
    let outcome = events.iter().find(|event| event["phase"] == "outcome").unwrap();
    assert_eq!(intent["operation"], outcome["operation"]);
    let table = world.run(&["event", "list"]).succeeds();
    let line = table.text().lines().last().unwrap();
    assert!(line.contains("user.disabled") && line.contains("from 192.0.2.7") && line.ends_with("left"), "{table}");
    assert_eq!(world.run(&["event", "list", "-o", "plain"]).text().lines().count(), events.len());
});

on_every_engine!(filters_narrow_the_list, busy, |world| {
    let all = list(world, &[]);
    assert_eq!(kinds(&list(world, &["--type", "apikey"])), ["apikey.created", "apikey.created"]);
    assert_eq!(list(world, &["--type", "user.created"]).len(), 2);
    assert_eq!(kinds(&list(world, &["--ip", "192.0.2.7"])), ["user.disabled"]);
    assert!(list(world, &["--ip", "192.0.2.70"]).is_empty());
    let about_bob = ["user.created", "apikey.created", "apikey.created", "user.disabled"];
    for bob in ["bob@example.com", "BOB@example.com", "2"] {
        assert_eq!(kinds(&list(world, &["--user", bob])), about_bob, "{bob}");
    }
    assert_eq!(kinds(&list(world, &["--user", "bob@example.com", "--type", "user.d"])), ["user.disabled"]);
    assert_eq!(list(world, &["--since", "1h"]), all);
    assert!(list(world, &["--since", "2099-01-01"]).is_empty());
    let third = all[2]["at"].as_str().unwrap();
    assert_eq!(list(world, &["--since", third]), all[2..]);
    world.run(&["event", "list", "--since", "yesterday"]).exits(2);
    world.run(&["event", "list", "--ip", "192.0.2.0/24"]).exits(2);
});

on_every_engine!(who_is_gone_is_still_in_the_record, busy, |world| {
    world.run(&["user", "create", "eve@example.com", "--no-password"]).succeeds();
    world.run(&["user", "delete", "eve@example.com", "--yes"]).succeeds();
    assert_eq!(kinds(&list(world, &["--user", "eve@example.com"])), ["user.created", "user.deleted"]);
    assert_eq!(kinds(&list(world, &["--user", "3"])), ["user.created", "user.deleted"]);
    assert!(list(world, &["--user", "nobody@example.com"]).is_empty());
});

on_every_engine!(a_cut_list_keeps_the_newest_and_says_so, busy, |world| {
    let all = list(world, &[]);
    assert_eq!(list(world, &["--limit", "3"]), all[all.len() - 3..]);
    assert_eq!(list(world, &["--limit", "0"]), all);
    let said = |limit: &str| world.run(&["event", "list", "--limit", limit]).messages().contains("left out");
    assert!(said("3") && !said("0") && !said(&all.len().to_string()));
});

fn verify(world: &World) -> (i32, Value) {
    let finished = world.run(&["event", "verify", "-o", "json"]);
    let envelope = finished.envelope();
    assert_eq!(envelope["ok"], finished.code == 0, "{finished}");
    (finished.code, envelope["data"].clone())
}

on_every_engine!(an_untouched_chain_is_intact, busy, |world| {
    let (code, report) = verify(world);
    assert_eq!(code, 0, "{report}");
    let events = list(world, &[]);
    assert_eq!(report["intact"], true);
    assert_eq!(report["events"], events.len());
    assert_eq!(report["head"]["seq"], events.len());
    assert_eq!(report["head"]["hash"], events.last().unwrap()["hash"]);
    assert_eq!(report["problems"], serde_json::json!([]));
    assert_eq!(report["first_broken_seq"], Value::Null);
});

/// Keeps the record beside itself, so that it can be put back.
fn keep(world: &World) {
    world.execute("CREATE TABLE kept AS SELECT * FROM claviger_events");
    world.execute("CREATE TABLE kept_head AS SELECT * FROM claviger_event_head");
}

fn put_back(world: &World) {
    world.execute("DELETE FROM claviger_events");
    world.execute("INSERT INTO claviger_events SELECT * FROM kept");
    world.execute("DELETE FROM claviger_event_head");
    world.execute("INSERT INTO claviger_event_head SELECT * FROM kept_head");
}

/// Tampers, verifies, and puts the record back.
#[track_caller]
fn finds(world: &World, tampering: &str, seq: impl Into<Value>, problem: &str) {
    world.execute(tampering);
    let (code, report) = verify(world);
    assert_eq!(code, 9, "{tampering}: {report}");
    assert_eq!(report["intact"], false);
    assert_eq!(report["first_broken_seq"], seq.into(), "{tampering}: {report}");
    assert_eq!(report["problems"][0]["problem"], problem, "{tampering}: {report}");
    put_back(world);
}

on_every_engine!(every_edited_column_is_found_where_it_was_edited, busy, |world| {
    keep(world);
    for column in ["at", "kind", "phase", "operation", "actor", "target", "reason", "detail", "previous", "hash"] {
        for seq in [1, 4] {
            let edit = format!("UPDATE claviger_events SET {column} = {column} || 'x' WHERE seq = {seq}");
            finds(world, &edit, seq, "edited");
        }
    }
    finds(world, "UPDATE claviger_events SET seq = 900 WHERE seq = 4", 4, "missing");
    assert_eq!(verify(world).0, 0);
});

on_every_engine!(what_was_deleted_inserted_or_moved_is_found, busy, |world| {
    keep(world);
    let last = list(world, &[]).len();
    finds(world, "DELETE FROM claviger_events WHERE seq = 4", 4, "missing");
    finds(world, "DELETE FROM claviger_events WHERE seq IN (3, 4, 5)", 3, "missing");
    finds(world, "DELETE FROM claviger_events WHERE seq = 1", 1, "missing");
    finds(world, &format!("DELETE FROM claviger_events WHERE seq = {last}"), last, "missing");
    finds(world, "DELETE FROM claviger_events WHERE seq > 3", 4, "missing");
    finds(world, "DELETE FROM claviger_events", 1, "missing");
    let reset = "DELETE FROM claviger_events; UPDATE claviger_event_head SET seq = 0, \
                 hash = '0000000000000000000000000000000000000000000000000000000000000000'";
    finds(world, reset, 1, "missing");
    let copy = |seq: &str| {
        format!(
            "INSERT INTO claviger_events SELECT {seq}, at, kind, phase, operation, actor, target, reason, detail, \
             previous, hash FROM claviger_events WHERE seq = 4"
        )
    };
    finds(world, &copy(&(last + 1).to_string()), last + 1, "edited");
    finds(world, &copy("0"), 0, "misplaced");
    finds(world, &copy("-9223372036854775808"), i64::MIN, "misplaced");
    let insert = format!(
        "UPDATE claviger_events SET seq = -1 - seq WHERE seq > 4; \
                          UPDATE claviger_events SET seq = -seq WHERE seq < 0; {}",
        copy("5")
    );
    finds(world, &insert, 5, "edited");
    let swap = "UPDATE claviger_events SET seq = -4 WHERE seq = 4; UPDATE claviger_events SET seq = 4 WHERE seq = 6; \
                UPDATE claviger_events SET seq = 6 WHERE seq = -4";
    finds(world, swap, 4, "edited");
});

on_every_engine!(a_tampered_record_of_the_end_is_found, busy, |world| {
    keep(world);
    let last = list(world, &[]).len();
    finds(world, "DELETE FROM claviger_event_head", last, "head_missing");
    finds(world, "UPDATE claviger_event_head SET hash = hash || 'x'", last, "head_mismatch");
    finds(world, "UPDATE claviger_event_head SET seq = seq + 1", last + 1, "missing");
    finds(world, "UPDATE claviger_event_head SET seq = seq - 1", last, "head_mismatch");
    let (code, report) = verify(world);
    assert_eq!(code, 0, "{report}");
});

on_every_engine!(the_findings_are_told_to_a_person, busy, |world| {
    world.execute("DELETE FROM claviger_events WHERE seq IN (3, 4)");
    let finished = world.run(&["event", "verify"]).exits(9);
    assert!(finished.messages().contains("event 3: events 3 to 4 are missing"), "{finished}");
    assert!(finished.text().contains("1 problem"), "{finished}");
    let quiet = world.run(&["event", "verify", "-q", "-o", "plain"]).exits(9);
    assert_eq!((quiet.plain(), quiet.messages()), ("false", ""));
});

#[test]
fn a_place_that_is_taken_twice_is_found() {
    let world = busy(Engine::Postgres);
    world.execute("ALTER TABLE claviger_events DROP CONSTRAINT claviger_events_pkey");
    keep(&world);
    finds(&world, "INSERT INTO claviger_events SELECT * FROM claviger_events WHERE seq = 3", 3, "duplicate");
    world.execute("ALTER TABLE claviger_events ALTER seq DROP NOT NULL");
    finds(&world, "UPDATE claviger_events SET seq = NULL WHERE seq = 3", 3, "missing");
    let nameless = "INSERT INTO claviger_events SELECT NULL, at, kind, phase, operation, actor, target, reason, \
                    detail, previous, hash FROM claviger_events WHERE seq = 3";
    finds(&world, nameless, Value::Null, "unreadable");
}

#[test]
fn what_is_no_text_is_found_and_breaks_nothing() {
    let world = busy(Engine::Sqlite);
    keep(&world);
    for value in ["x'ff00'", "CAST(x'c328' AS TEXT)"] {
        world.execute(&format!("UPDATE claviger_events SET target = {value} WHERE seq = 4"));
        world.run(&["event", "list"]).exits(9);
        put_back(&world);
        finds(&world, &format!("UPDATE claviger_events SET target = {value} WHERE seq = 4"), 4, "unreadable");
    }
    // A document that somebody broke is still shown.
    world.execute("UPDATE claviger_events SET detail = '{broken' WHERE seq = 4");
    assert_eq!(list(&world, &[])[3]["detail"], "{broken");
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

/// One thing that somebody with the rights of the owner might do.
fn random_tampering(dice: &mut Dice, last: usize) -> String {
    const COLUMNS: [&str; 10] =
        ["at", "kind", "phase", "operation", "actor", "target", "reason", "detail", "previous", "hash"];
    let column = COLUMNS[dice.roll(10)];
    let (one, other) = (1 + dice.roll(last), 1 + dice.roll(last));
    let of_other = |column: &str| format!("(SELECT {column} FROM kept WHERE seq = {other})");
    match dice.roll(9) {
        0 => format!("UPDATE claviger_events SET {column} = '' WHERE seq = {one}"),
        1 => format!("UPDATE claviger_events SET {column} = {column} || ' ' WHERE seq = {one}"),
        2 => format!("UPDATE claviger_events SET {column} = {} WHERE seq = {one}", of_other(column)),
        3 => format!("UPDATE claviger_events SET {column} = upper({column}) WHERE seq BETWEEN {one} AND {other}"),
        4 => format!("DELETE FROM claviger_events WHERE seq BETWEEN {one} AND {other}"),
        5 => format!("DELETE FROM claviger_events WHERE seq >= {one}"),
        6 => {
            let columns: Vec<String> = COLUMNS.iter().map(|name| format!("{name} = {}", of_other(name))).collect();
            format!("UPDATE claviger_events SET {} WHERE seq = {one}", columns.join(", "))
        }
        7 => format!("UPDATE claviger_event_head SET hash = {}", of_other("hash")),
        _ => format!("UPDATE claviger_event_head SET seq = {one}"),
    }
}

on_every_engine!(no_random_tampering_goes_unnoticed, busy, |world| {
    keep(world);
    let state =
        || (world.sql("SELECT * FROM claviger_events ORDER BY seq"), world.sql("SELECT * FROM claviger_event_head"));
    let untouched = state();
    let wanted = match (world.database().engine(), is_full_run()) {
        (Engine::Sqlite, false) => 120,
        (Engine::Postgres, false) => 20,
        (_, true) => 1000,
    };
    let mut dice = Dice(20_260_102);
    let mut different = BTreeSet::new();
    let mut done = 0;
    while done < wanted {
        let tampering = random_tampering(&mut dice, untouched.0.len());
        world.execute(&tampering);
        // What happens to change nothing is no tampering.
        if state() != untouched {
            let (code, report) = verify(world);
            assert_eq!(code, 9, "{tampering}: {report}");
            different.insert(tampering);
            done += 1;
            put_back(world);
        }
    }
    assert!(different.len() * 10 > wanted * 7, "{} of {wanted} differ", different.len());
    assert_eq!(verify(world).0, 0);
});

on_every_engine!(verifying_while_others_append_finds_nothing, busy, |world| {
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for number in 0..12 {
                let email = format!("user{number}@example.com");
                world.run(&["user", "create", &email, "--no-password"]).succeeds();
            }
        });
        let mut rounds = 0;
        while !writer.is_finished() || rounds == 0 {
            let (code, report) = verify(world);
            assert_eq!(code, 0, "{report}");
            rounds += 1;
        }
    });
});
