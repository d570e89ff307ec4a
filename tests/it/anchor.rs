//! Anchors: whoever owns the database can make its record look whole, and is found by what is kept elsewhere.

mod killed;
mod random;

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::backends::{on_every_backend, on_every_engine};
use crate::common::python::python;
use crate::common::{Engine, VaultKind, World};

/// All events with their hashes, in order.
const ALL: &str = "SELECT seq, at, kind, phase, operation, actor, target, reason, detail, previous, hash \
    FROM claviger_events ORDER BY seq";

/// An installation with ten events.
fn busy(engine: Engine) -> World {
    let world = World::installed(engine);
    add_users(&world, 1..=7);
    world
}

fn add_users(world: &World, numbers: impl IntoIterator<Item = usize>) {
    for number in numbers {
        let email = format!("user{number}@example.com");
        world.run(&["user", "create", &email, "--no-password", "--reason", "joined"]).succeeds();
    }
}

/// The same, anchored at event 10, and three events more.
fn anchored(engine: Engine) -> World {
    let world = busy(engine);
    anchor(&world, &["--out", "anchors.jsonl"]);
    add_users(&world, 8..=10);
    world
}

#[track_caller]
fn anchor(world: &World, flags: &[&str]) -> Value {
    world.run(&[&["event", "anchor", "-o", "json"], flags].concat()).succeeds().envelope()
}

fn verify(world: &World, flags: &[&str]) -> (i32, Value) {
    let finished = world.run(&[&["event", "verify", "-o", "json"], flags].concat());
    if finished.text().is_empty() {
        return (finished.code, Value::Null);
    }
    (finished.code, finished.envelope()["data"].clone())
}

/// Whether the chain by itself looks whole.
fn looks_whole(world: &World) -> bool {
    verify(world, &[]).0 == 0
}

/// Computes all hashes from an event on anew and sets the record of the end, as the owner of the database can.
fn compute_anew(world: &World, first: i64) {
    let mut previous = "0".repeat(64);
    let mut updates = String::new();
    let mut last = 0;
    for row in world.sql(ALL) {
        let seq: i64 = row[0].parse().unwrap();
        if seq >= first {
            let mut fields: Vec<Value> = vec![seq.into()];
            fields.extend(row[1..9].iter().map(|field| Value::from(field.as_str())));
            let digest = Sha256::digest([previous.as_bytes(), Value::from(fields).to_string().as_bytes()].concat());
            let hash = data_encoding::HEXLOWER.encode(&digest);
            write!(updates, "UPDATE claviger_events SET previous = '{previous}', hash = '{hash}' WHERE seq = {seq};")
                .unwrap();
            previous = hash;
        } else {
            previous.clone_from(&row[10]);
        }
        last = seq;
    }
    world.execute(&format!("{updates} UPDATE claviger_event_head SET seq = {last}, hash = '{previous}'"));
}

/// Keeps the record beside itself, so that it can be put back.
fn keep(world: &World) {
    world.execute("CREATE TABLE kept AS SELECT * FROM claviger_events");
    world.execute("CREATE TABLE kept_head AS SELECT * FROM claviger_event_head");
}

fn put_back(world: &World) {
    world.execute(
        "DELETE FROM claviger_events; INSERT INTO claviger_events SELECT * FROM kept; \
         DELETE FROM claviger_event_head; INSERT INTO claviger_event_head SELECT * FROM kept_head",
    );
}

on_every_backend!(what_is_anchored_is_intact_and_an_edit_by_the_owner_is_found, |world| {
    add_users(world, 1..=3);
    let first = anchor(world, &["--out", "anchors.jsonl"]);
    assert_eq!(first["changed"], true);
    let head = &world.sql("SELECT seq, hash FROM claviger_event_head")[0];
    assert_eq!(first["data"]["seq"].to_string(), head[0]);
    assert_eq!(first["data"]["hash"], head[1].as_str());
    assert_eq!(first["data"]["events"], first["data"]["seq"]);
    assert_eq!(first["data"]["vault"], "vault:claviger/keyring-anchors");
    assert_eq!(first["data"]["version"], 1);
    assert_eq!(world.read("anchors.jsonl"), format!("{}\n", first["data"]["line"].as_str().unwrap()));
    assert_eq!(anchor(world, &["--out", "anchors.jsonl"])["changed"], false);
    add_users(world, 4..=5);
    let second = anchor(world, &[]);
    assert_eq!([&second["data"]["events"], &second["data"]["version"]], [2, 2]);
    add_users(world, 6..=6);
    for flags in [&["--anchor"][..], &["--anchor", "anchors.jsonl"]] {
        let (code, report) = verify(world, flags);
        assert_eq!(code, 0, "{report}");
        let expected = serde_json::json!({
            "count": 2, "holding": 2, "contradicted": 0, "refused": 0, "superseded": 0,
            "last_seq": second["data"]["seq"], "last_at": second["data"]["at"], "events_since": 1,
        });
        assert_eq!(report["anchors"], expected);
    }
    world.execute("UPDATE claviger_events SET target = 'nobody@example.com' WHERE seq = 5");
    compute_anew(world, 5);
    assert!(looks_whole(world), "the chain alone must not tell");
    for flags in [&["--anchor"][..], &["--anchor", "anchors.jsonl"]] {
        let (code, report) = verify(world, flags);
        assert_eq!(code, 9, "{report}");
        assert_eq!(report["problems"][0]["problem"], "anchor_contradicted");
        assert_eq!(report["anchors"]["contradicted"], 2);
    }
    let before = world.fingerprint();
    let refused = world.run(&["event", "anchor", "--out", "anchors.jsonl"]).exits(9);
    assert!(refused.messages().contains("nothing was anchored"), "{refused}");
    before.assert_unchanged(world);
});

on_every_engine!(what_the_owner_makes_look_whole_is_found_at_the_anchor, anchored, |world| {
    keep(world);
    let moved = |from: usize, by: &str| {
        format!(
            "UPDATE claviger_events SET seq = -seq WHERE seq >= {from}; \
             UPDATE claviger_events SET seq = -seq {by} WHERE seq < 0"
        )
    };
    let insert = format!(
        "{}; INSERT INTO claviger_events SELECT 5, at, kind, phase, operation, actor, 'mallory', reason, detail, \
         previous, hash FROM kept WHERE seq = 4",
        moved(5, "+ 1")
    );
    let delete = format!("DELETE FROM claviger_events WHERE seq = 4; {}", moved(5, "- 1"));
    let swap = "UPDATE claviger_events SET seq = -4 WHERE seq = 4; UPDATE claviger_events SET seq = 4 WHERE seq = 6; \
                UPDATE claviger_events SET seq = 6 WHERE seq = -4";
    for (name, tampering, seq, words) in [
        ("an edit", "UPDATE claviger_events SET reason = 'left' WHERE seq = 5", 10, "computed anew"),
        ("an edit of the last anchored", "UPDATE claviger_events SET reason = '' WHERE seq = 10", 10, "computed anew"),
        ("an edit of the first", "UPDATE claviger_events SET at = at || '0' WHERE seq = 1", 1, "another database"),
        ("an insertion", insert.as_str(), 10, "computed anew"),
        ("a deletion", delete.as_str(), 10, "computed anew"),
        ("a swap", swap, 10, "computed anew"),
        ("a tail cut off", "DELETE FROM claviger_events WHERE seq > 9", 10, "ends before event 10"),
        ("a long tail cut off", "DELETE FROM claviger_events WHERE seq > 2", 3, "ends before event 10"),
        ("a new whole chain", "UPDATE claviger_events SET actor = '{}'", 1, "whole record was replaced"),
        ("everything but the first", "DELETE FROM claviger_events WHERE seq > 1", 2, "ends before event 10"),
    ] {
        world.execute(tampering);
        compute_anew(world, 1);
        assert!(looks_whole(world), "{name}: the chain alone must not tell");
        for flags in [&["--anchor"][..], &["--anchor", "anchors.jsonl"]] {
            let (code, report) = verify(world, flags);
            assert_eq!(code, 9, "{name}: {report}");
            assert_eq!(report["first_broken_seq"], seq, "{name}: {report}");
            assert_eq!(report["problem_count"], 1, "{name}: {report}");
            assert!(report["problems"][0]["meaning"].as_str().unwrap().contains(words), "{name}: {report}");
        }
        let refused = world.run(&["event", "anchor"]);
        // What was changed between two anchors is seen when the next is verified, not when it is made.
        let is_before_the_last = seq == 10 && name != "an edit of the last anchored" || words.contains("ends before");
        assert!(refused.code == 9 || !is_before_the_last, "{name}: {refused}");
        put_back(world);
    }
    assert_eq!(verify(world, &["--anchor"]).0, 0);
});

on_every_engine!(what_breaks_the_chain_is_found_with_anchors_as_without, anchored, |world| {
    keep(world);
    for tampering in [
        "UPDATE claviger_events SET reason = 'left' WHERE seq = 5",
        "DELETE FROM claviger_events WHERE seq = 12",
        "DELETE FROM claviger_events WHERE seq > 11",
        "DELETE FROM claviger_events",
        "DELETE FROM claviger_event_head",
        "UPDATE claviger_event_head SET hash = 'x'",
        "UPDATE claviger_events SET seq = 99 WHERE seq = 10",
    ] {
        world.execute(tampering);
        assert_eq!(verify(world, &["--anchor"]).0, 9, "{tampering}");
        put_back(world);
    }
    for tampering in ["UPDATE claviger_events SET reason = 'left' WHERE seq = 12", "DELETE FROM claviger_event_head"] {
        world.execute(tampering);
        let refused = world.run(&["event", "anchor", "-o", "json"]).exits(9);
        assert_eq!(refused.text(), "", "{tampering}");
        put_back(world);
    }
    anchor(world, &[]);
});

on_every_engine!(a_record_that_is_gone_is_a_finding, anchored, |world| {
    world.execute("DROP TABLE claviger_events");
    for verb in [&["event", "verify", "--anchor"][..], &["event", "anchor"]] {
        let finished = world.run(verb).exits(9);
        assert!(finished.messages().contains("was anchored up to event 10"), "{finished}");
    }
    world.execute("DROP TABLE claviger_migrations");
    for verb in [&["event", "verify", "--anchor"][..], &["event", "anchor"]] {
        let finished = world.run(verb).exits(9);
        assert!(finished.messages().contains("the record is gone"), "{finished}");
    }
    world.run(&["event", "verify"]).exits(2);
});

on_every_engine!(an_old_copy_is_found_and_goes_on_after_a_restart, busy, |world| {
    keep(world);
    add_users(world, 8..=9);
    anchor(world, &["--out", "anchors.jsonl"]);
    put_back(world);
    assert!(looks_whole(world));
    let (code, report) = verify(world, &["--anchor"]);
    assert_eq!((code, &report["first_broken_seq"]), (9, &Value::from(11)), "{report}");
    // The copy goes on, past the place of the anchor.
    add_users(world, 10..=14);
    assert!(looks_whole(world));
    assert_eq!(verify(world, &["--anchor"]).1["first_broken_seq"], 12);
    let before = world.fingerprint();
    world.run(&["event", "anchor"]).exits(9);
    world.run(&["event", "anchor", "--restart"]).exits(2);
    before.assert_unchanged(world);
    let restart = ["--restart", "--reason", "restored a backup", "--out", "anchors.jsonl"];
    let begun = anchor(world, &restart);
    assert_eq!([&begun["data"]["series"], &begun["data"]["events"]], [2, 15]);
    assert!(begun["data"]["line"].as_str().unwrap().contains("restored a backup"));
    assert_eq!(anchor(world, &restart)["changed"], false);
    let (code, report) = verify(world, &["--anchor", "anchors.jsonl"]);
    assert_eq!(code, 0, "{report}");
    assert_eq!([&report["anchors"]["count"], &report["anchors"]["superseded"]], [1, 1]);
    // A restart is no way around a chain that is broken in itself.
    world.execute("UPDATE claviger_events SET reason = 'left' WHERE seq IN (2, 15)");
    world.run(&[&["event", "anchor"], &restart[..]].concat()).exits(9);
});

on_every_engine!(a_forged_or_edited_line_is_a_finding_of_its_own, anchored, |world| {
    let line = world.read("anchors.jsonl").trim().to_owned();
    let (seq, hash) = (10, world.sql("SELECT hash FROM claviger_events WHERE seq = 9")[0][0].clone());
    let of_ten = world.sql("SELECT hash FROM claviger_events WHERE seq = 10")[0][0].clone();
    let other_key = {
        let other = World::installed(Engine::Sqlite);
        anchor(&other, &[])["data"]["line"].as_str().unwrap().to_owned()
    };
    for (forged, words) in [
        (line.replace(&format!("\"seq\":{seq}"), "\"seq\":9"), "forged or edited"),
        (line.replace(&of_ten, &hash), "forged or edited"),
        (line.replace("\"series\":1", "\"series\":2"), "forged or edited"),
        (line.replace("\"claviger_anchor\":1", "\"claviger_anchor\":9"), "newer claviger"),
        (line.replace("\"reason\":\"\"", "\"reason\":\"-\""), "forged or edited"),
        (line.replace("\"reason\":\"\",", ""), "is no anchor"),
        (other_key, "made under another key"),
        ("hello".to_owned(), "is no anchor"),
    ] {
        assert_ne!(forged, line);
        world.write("forged.jsonl", format!("Jan  1 00:00:00 host claviger: {line}\n\n{forged}\n"));
        let (code, report) = verify(world, &["--anchor", "forged.jsonl"]);
        assert_eq!(code, 9, "{forged}: {report}");
        assert_eq!(report["problems"][0]["problem"], "anchor_forged");
        let meaning = report["problems"][0]["meaning"].as_str().unwrap();
        assert!(meaning.starts_with("line 3 of `forged.jsonl`") && meaning.contains(words), "{meaning}");
        assert_eq!([&report["anchors"]["refused"], &report["anchors"]["holding"]], [1, 1]);
        let refused = world.run(&["event", "anchor", "--out", "forged.jsonl"]);
        assert!([2, 9].contains(&refused.code), "{refused}");
    }
});

on_every_engine!(a_missing_anchor_is_said, busy, |world| {
    let finished = world.run(&["event", "verify", "--anchor"]).exits(3);
    assert!(finished.messages().contains("there is no anchor at `vault:claviger/keyring-anchors`"), "{finished}");
    assert!(finished.messages().contains("claviger event anchor"), "{finished}");
    anchor(world, &[]);
    world.run(&["event", "verify", "--anchor", "none.jsonl"]).exits(3);
    world.write("empty.jsonl", "\n");
    let finished = world.run(&["event", "verify", "--anchor", "empty.jsonl"]).exits(3);
    assert!(finished.messages().contains("there is no anchor in `empty.jsonl`"), "{finished}");
});

on_every_engine!(the_line_goes_where_it_is_sent, busy, |world| {
    let printed = world.run(&["event", "anchor", "--out", "-"]).succeeds();
    let line = printed.text().trim_end().to_owned();
    assert!(line.starts_with("{\"claviger_anchor\":1,") && line.lines().count() == 1, "{printed}");
    assert!(printed.messages().contains("The first anchor"), "{printed}");
    assert_eq!(world.run(&["event", "anchor", "-o", "plain"]).succeeds().plain(), line);
    assert_eq!(world.run(&["event", "anchor", "--out", "-"]).succeeds().text().trim_end(), line);
    world.run(&["event", "anchor", "--out", "none/anchors"]).exits(3);
    world.write("notes", "something else\n");
    world.run(&["event", "anchor", "--out", "notes"]).exits(2);
    assert_eq!(world.read("notes"), "something else\n");
    // A dry run shows what would be anchored, and no line, which only the key can make.
    add_users(world, 20..=20);
    let before = world.fingerprint();
    let dry = world.run(&["event", "anchor", "-n", "--out", "anchors.jsonl", "-o", "json"]).succeeds();
    assert_eq!(
        [&dry.json()["events"], &dry.json()["line"], &dry.json()["version"]],
        [&Value::from(1), &Value::Null, &Value::Null]
    );
    before.assert_unchanged(world);
});

on_every_backend!(the_document_is_changed_by_nothing_else, |world| {
    anchor(world, &[]);
    let path = "claviger/keyring-anchors";
    world.command(&["secret", "set", &format!("{path}#key"), "--stdin"]).stdin("mine").run().exits(5);
    world.run(&["secret", "delete", path, "--yes"]).exits(5);
    world.run(&["secret", "rollback", path, "--version", "1"]).exits(5);
    assert_eq!(verify(world, &["--anchor"]).0, 0);
});

#[test]
fn anchors_deleted_from_the_vault_are_a_finding() {
    let world = World::installed_on(Engine::Postgres, VaultKind::OpenBao);
    let line = anchor(&world, &["--out", "anchors.jsonl"])["data"]["line"].clone();
    let path = "claviger/keyring-anchors";
    world.mount().must("DELETE", &format!("data/{path}"), &Value::Null);
    for verb in [&["event", "anchor"][..], &["event", "verify", "--anchor"]] {
        let finished = world.run(verb).exits(9);
        assert!(finished.messages().contains("were deleted"), "{finished}");
        assert!(
            finished.messages().contains(&format!("-mount={} -versions=1 {path}", world.mount().name)),
            "{finished}"
        );
    }
    world.mount().must("POST", &format!("undelete/{path}"), &serde_json::json!({ "versions": [1] }));
    assert_eq!(anchor(&world, &[])["data"]["line"], line);
    world.mount().must("PUT", &format!("destroy/{path}"), &serde_json::json!({ "versions": [1] }));
    let finished = world.run(&["event", "anchor"]).exits(9);
    assert!(finished.messages().contains("were destroyed") && finished.messages().contains("--restart"), "{finished}");
    // Begun anew, with another key: what the old one made is known for that.
    let begun = anchor(&world, &["--restart", "--reason", "somebody destroyed the key"]);
    assert_eq!(begun["data"]["version"], 2);
    assert_eq!(verify(&world, &["--anchor"]).0, 0);
    let (code, report) = verify(&world, &["--anchor", "anchors.jsonl"]);
    assert!(code == 9 && report["problems"][0]["meaning"].as_str().unwrap().contains("another key"), "{report}");
}

on_every_engine!(a_line_can_be_checked_in_python_from_its_description, busy, |world| {
    let reason = "é \" \\ 日本 🔑 \u{1b}[31m \u{7f}\u{85}\u{200b}\u{202e}";
    let printed = world.run(&["event", "anchor", "--out", "-", "--reason", reason]).succeeds();
    let line = printed.text();
    assert_eq!(world.run(&["event", "anchor", "-o", "plain"]).succeeds().text(), line);
    assert_eq!(anchor(world, &[])["data"]["line"], line.trim_end());
    let key = world.run(&["secret", "get", "claviger/keyring-anchors#key", "-o", "plain"]).succeeds();
    let code = "
import base64, hashlib, hmac, json, sys
key = base64.b64decode(sys.argv[1])
anchor = json.loads(sys.stdin.buffer.read())
mac = anchor.pop('mac')
assert list(anchor) == ['claviger_anchor', 'series', 'seq', 'hash', 'at', 'origin', 'database', 'reason', 'key']
fields = json.dumps(list(anchor.values()), ensure_ascii=False, separators=(',', ':')).encode()
print(mac == hmac.new(key, b'claviger event anchor v1\\0' + fields, 'sha256').hexdigest())
print(anchor['key'] == hashlib.sha256(b'claviger anchor key fingerprint v1\\0' + key).hexdigest()[:16])
";
    assert_eq!(python(code, &[key.plain()], line.as_bytes()), "True\nTrue\n");
});

on_every_backend!(only_the_newest_anchors_are_kept, |world| {
    for number in 1..=66 {
        let reason = format!("{number}");
        world.run(&["user", "create", &format!("user{number}@example.com"), "--no-password"]).succeeds();
        anchor(world, &["--reason", &reason]);
    }
    assert_eq!(verify(world, &["--anchor"]).1["anchors"]["count"], 64);
});

on_every_engine!(runs_at_the_same_time_make_one_anchor, busy, |world| {
    let changed: usize = std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..6).map(|_| scope.spawn(|| anchor(world, &["--out", "anchors.jsonl"])["changed"] == true)).collect();
        runs.into_iter().map(|run| usize::from(run.join().unwrap())).sum()
    });
    assert!(changed >= 1);
    let lines = world.read("anchors.jsonl");
    assert_eq!(lines.lines().count(), 1, "{lines}");
    assert_eq!(anchor(world, &["--out", "anchors.jsonl"])["data"]["version"], 1);
    assert_eq!(verify(world, &["--anchor", "anchors.jsonl"]).1["anchors"]["count"], 1);
});
