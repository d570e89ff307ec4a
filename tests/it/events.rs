//! The record: every event is chained to the one before it, is committed with its change and never without it, and
//! says who did what to whom and why. The chain is recomputed here and in Python from its description alone.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::backends::on_every_engine;
use crate::common::python::python;
use crate::common::sql::Dump;
use crate::common::{Engine, World};
use crate::examples::{Example, events, examples, prepare, verbs_of_the_command_line};
use crate::faults::database::refuse;

/// All events, all columns, in order.
const ALL: &str = "SELECT seq, at, kind, phase, operation, actor, target, reason, detail, previous, hash \
    FROM claviger_events ORDER BY seq";

/// Recomputes the chain: from 64 zeros on, each hash is the SHA-256 of the previous one in hex, followed by the JSON
/// array of the nine fields, and the head names the last. Takes all events and the rows of the head; says what is
/// wrong, if anything is.
pub fn find_break_of_chain(rows: &[Vec<String>], head: &[Vec<String>]) -> Option<String> {
    let mut previous = "0".repeat(64);
    for (index, row) in rows.iter().enumerate() {
        if row[0] != (index + 1).to_string() {
            return Some(format!("a gap in the chain before event {}", row[0]));
        }
        if row[9] != previous {
            return Some(format!("event {} is chained to another one", row[0]));
        }
        let mut fields: Vec<Value> = vec![row[0].parse::<i64>().unwrap().into()];
        fields.extend(row[1..9].iter().map(|field| Value::from(field.as_str())));
        let digest = Sha256::digest([previous.as_bytes(), Value::from(fields).to_string().as_bytes()].concat());
        previous = digest.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        if row[10] != previous {
            return Some(format!("the hash of event {} is another one", row[0]));
        }
    }
    let expected = ["1", &rows.len().to_string(), &previous];
    (head != [expected]).then(|| format!("the head is {head:?} and not {expected:?}"))
}

/// Insists on a chain without a break.
#[track_caller]
pub fn assert_chain(world: &World) {
    let head = world.sql("SELECT id, seq, hash FROM claviger_event_head");
    assert_eq!(find_break_of_chain(&world.sql(ALL), &head), None);
}

/// Text that every layer between the shell and the hash could spoil.
const AWKWARD: &str =
    "quote \" and ' back\\slash \u{1b}[31m tab\t line\nfeed \u{7f}\u{85}\u{2028}\u{202e} é 日本 🔑 </script>";

on_every_engine!(the_chain_can_be_recomputed_in_python_from_its_description, World::installed, |world| {
    world.run(&["user", "create", "ada@example.com", "--no-password", "--reason", AWKWARD]).succeeds();
    for name in [AWKWARD, "=cmd|'/C calc'!A0", "NULL", "\u{feff}"] {
        world.run(&["apikey", "create", "--user", "ada@example.com", "--name", name, "--reason", name]).succeeds();
    }
    world.command(&["keyring", "encrypt"]).stdin("x").run().succeeds();
    let rows = serde_json::to_vec(&world.sql(ALL)).unwrap();
    let code = "
import hashlib, json, sys
previous = '0' * 64
rows = json.load(sys.stdin)
for number, row in enumerate(rows, 1):
    assert int(row[0]) == number and row[9] == previous, row
    fields = json.dumps([number, *row[1:9]], ensure_ascii=False, separators=(',', ':'))
    previous = hashlib.sha256((previous + fields).encode()).hexdigest()
    assert row[10] == previous, row
print(len(rows), previous)
";
    let head = &world.sql("SELECT seq, hash FROM claviger_event_head")[0];
    assert_eq!(python(code, &[], &rows), format!("{} {}\n", head[0], head[1]));
    assert_chain(world);
});

on_every_engine!(an_event_says_who_what_and_why, World::installed, |world| {
    world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
    world
        .command(&["user", "disable", "ada@example.com", "--yes", "--reason", AWKWARD])
        .env("USER", "grace")
        .env("SUDO_USER", "root\u{1b}[2J")
        .env("SSH_CLIENT", "192.0.2.7 50000 22")
        .env("GITHUB_RUN_ID", "4711")
        .env("GITHUB_REPOSITORY", "example/app")
        .run()
        .succeeds();
    let row = world.sql(ALL).pop().unwrap();
    assert_eq!(
        [&row[2], &row[3], &row[4], &row[6], &row[7]],
        ["user.disabled", "done", "", "ada@example.com", AWKWARD]
    );
    let actor: Value = serde_json::from_str(&row[5]).unwrap();
    assert_eq!(actor["user"], "grace");
    assert_eq!(actor["uid"], rustix::process::getuid().as_raw());
    assert_eq!(actor["sudo_user"], "root\u{1b}[2J");
    assert_eq!(actor["ssh_client"], "192.0.2.7");
    assert_eq!(actor["ci_run"], "github example/app run 4711");
    let role = (world.database().engine() == Engine::Postgres).then_some("postgres");
    assert_eq!(actor.get("database_role").and_then(Value::as_str), role);
    assert!(row[1].ends_with('Z') && row[1].len() == "2026-01-02T03:04:05.123456Z".len(), "{}", row[1]);
    let detail: Value = serde_json::from_str(&row[8]).unwrap();
    assert_eq!(detail["id"], "1");
});

/// A dump without what moves also in a transaction that is rolled back.
pub fn without_counters(dump: Dump) -> Dump {
    dump.into_iter().filter(|(name, _)| !name.contains("pg_sequences")).collect()
}

/// A password is handed over before it is in force: what was printed then never was.
fn is_handed_over_first(verb: &str, example: &Example) -> bool {
    example.args.contains("--generate-password") || verb == "user break-glass"
}

on_every_engine!(where_no_event_can_be_recorded_nothing_is_changed, |engine: Engine| engine, |engine| {
    let prepared = prepare(*engine);
    let world = &prepared.world;
    refuse(world, "claviger_events", "INSERT");
    let before = without_counters(world.dump());
    let mut count = 0;
    for (verb, example) in examples().filter(|(_, example)| !example.events.is_empty()) {
        let finished = prepared.run(verb, example, &["--yes"]).exits(5);
        assert!(finished.messages().contains("refused by a trigger"), "{finished}");
        assert!(
            is_handed_over_first(verb, example) || finished.text().is_empty(),
            "a secret of something that was not done"
        );
        assert_eq!(before, without_counters(world.dump()), "{finished}");
        count += 1;
    }
    assert!(count >= 18, "only {count} examples ran");
});

on_every_engine!(where_a_change_is_refused_no_event_is_left, |engine: Engine| engine, |engine| {
    let prepared = prepare(*engine);
    let world = &prepared.world;
    for table in ["users", "api_keys"] {
        for what in ["INSERT", "UPDATE", "DELETE"] {
            refuse_one(world, table, what);
        }
    }
    let before = without_counters(world.dump());
    let mut count = 0;
    // An export changes none of the tables.
    let of_database = examples()
        .filter(|(verb, _)| (verb.starts_with("user ") || verb.starts_with("apikey ")) && *verb != "user export");
    // What hands something over before the change says in its outcome that it failed; `kill` and `faults` look there.
    let is_one_transaction = |events: &[(&str, &str)]| events.iter().all(|(_, phase)| *phase == "done");
    for (verb, example) in of_database.filter(|(_, example)| is_one_transaction(example.events)) {
        // A line that the database refuses is a fault of the file.
        let code = if verb.ends_with(" import") { 2 } else { 5 };
        let finished = prepared.run(verb, example, &["--yes"]).exits(code);
        assert!(
            is_handed_over_first(verb, example) || finished.text().is_empty(),
            "a secret of something that was not done"
        );
        assert_eq!(before, without_counters(world.dump()), "{finished}");
        count += 1;
    }
    assert!(count >= 12, "only {count} examples ran");
    assert_chain(world);
});

/// Each kind of statement needs a trigger of its own name.
fn refuse_one(world: &World, table: &str, what: &str) {
    let trigger = match world.database().engine() {
        Engine::Sqlite => "BEGIN SELECT RAISE(ABORT, 'refused by a trigger'); END".to_owned(),
        Engine::Postgres => "FOR EACH ROW EXECUTE FUNCTION refuse()".to_owned(),
    };
    if world.database().engine() == Engine::Postgres {
        world.execute(
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN RAISE EXCEPTION ''refused by a trigger''; END'",
        );
    }
    world.execute(&format!("CREATE TRIGGER refuse_{table}_{what} BEFORE {what} ON {table} {trigger}"));
}

on_every_engine!(questions_leave_no_event, |engine: Engine| engine, |engine| {
    let prepared = prepare(*engine);
    let world = &prepared.world;
    let before = world.fingerprint();
    for args in [
        &["user", "list"][..],
        &["user", "show", "plain@example.com"],
        &["apikey", "list"],
        &["apikey", "show", "1"],
        &["keyring", "list"],
        &["status"],
        &["config", "show"],
        &["event", "list"],
        &["event", "verify"],
        &["secret", "list"],
    ] {
        if verbs_of_the_command_line().contains(&args[..args.len().min(2)].join(" ")) {
            world.run(args).succeeds();
        }
    }
    world.command(&["apikey", "verify", "--stdin"]).stdin("unknown").run().exits(3);
    world.command(&["user", "check-password", "old@example.com", "--stdin"]).stdin("wrong").run().exits(10);
    before.assert_unchanged(world);
});

on_every_engine!(an_installation_is_on_record, World::installed, |world| {
    let expected = [("db.migrated", "done"), ("keyring.created", "intent"), ("keyring.created", "outcome")]
        .map(|(kind, phase)| (kind.to_owned(), phase.to_owned()));
    assert_eq!(events(world), expected);
    assert_chain(world);
});
