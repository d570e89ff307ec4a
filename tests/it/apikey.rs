//! `apikey`: made, shown, verified, rotated, revoked, pruned.

mod confirmation;
mod delivery;
mod killed;
mod lifetime;
mod revoking;

use crate::common::World;
use crate::common::backends::on_every_engine;
use crate::common::python::python;

impl World {
    /// A new key of a user, as `-o plain` prints it.
    #[track_caller]
    pub fn with_key(&self, owner: &str, name: &str) -> String {
        let args = ["apikey", "create", "--user", owner, "--name", name, "-o", "plain"];
        self.run(&args).succeeds().plain().to_owned()
    }

    /// The exit code of `apikey verify --stdin`.
    #[track_caller]
    pub fn verify(&self, key: impl AsRef<[u8]>) -> i32 {
        self.command(&["apikey", "verify", "--stdin"]).stdin(key).run().code
    }

    /// The keys as `apikey list` has them.
    #[track_caller]
    pub fn keys(&self, args: &[&str]) -> Vec<serde_json::Value> {
        let listed = self.run(&[&["apikey", "list", "-o", "json"], args].concat()).succeeds_with(false);
        listed.json().as_array().unwrap().clone()
    }

    /// The ids that `apikey list` names.
    #[track_caller]
    pub fn key_ids(&self, args: &[&str]) -> String {
        let listed = self.run(&[&["apikey", "list", "-o", "plain"], args].concat()).succeeds();
        listed.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The public part of a key.
pub fn prefix(key: &str) -> &str {
    &key[..12]
}

/// A key that is well formed, and that nobody made.
pub fn stranger() -> String {
    let body = "clv_Stranger_0123456789abcdefghijABCDEFGHIJ01";
    let code = "
import sys, zlib
number, alphabet, text = zlib.crc32(sys.argv[1].encode()), '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', ''
while number:
    number, digit = divmod(number, 62)
    text = alphabet[digit] + text
print(text.rjust(6, '0'), end='')
";
    format!("{body}_{}", python(code, &[body], b""))
}

const FIELDS: [&str; 12] = [
    "created_at",
    "expires_at",
    "id",
    "last_used",
    "name",
    "predecessor",
    "prefix",
    "revoked_at",
    "revoked_reason",
    "scopes",
    "status",
    "user",
];

on_every_engine!(the_way_of_a_key_through_a_shell, |world| {
    world.with_user("ci@example.com", "user");
    let script = "set -eu
KEY=$(claviger apikey create --user ci@example.com --name deploy --scope deploy --scope read:orders -o plain)
printf %s \"$KEY\" | claviger apikey verify --stdin -q >/dev/null
printf %s \"$KEY\" | sha256sum | cut -d ' ' -f 1
claviger apikey revoke \"${KEY:0:12}\" --reason leaked --yes -q >/dev/null
printf %s \"$KEY\" | claviger apikey verify --stdin -q >/dev/null && exit 90 || test $? -eq 10
printf %s \"$KEY\" >&2
";
    let directory = std::path::Path::new(env!("CARGO_BIN_EXE_claviger")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", directory.display());
    let run = world.other_command("/bin/bash", &["-c", script]).env("PATH", path).run().succeeds();
    let (hash, key) = (run.plain(), run.messages().rsplit('\n').next().unwrap());
    let stored = world.sql("SELECT key_hash FROM api_keys");
    assert_eq!(stored, [[hash]]);
    let code = "import hashlib, sys; print(hashlib.sha256(sys.argv[1].encode()).hexdigest())";
    assert_eq!(python(code, &[key], b"").trim_end(), hash);
    world.secret(key).except_output_of(&run).assert_nowhere();
});

on_every_engine!(a_key_is_created_with_all_that_is_known_of_it, |world| {
    world.with_user("ci@example.com", "user");
    let args = ["apikey", "create", "--user", "CI@example.com", "--name", "deploy", "--scope", "b", "--scope", "a:c"];
    let (created, events) = world.events_of(|| world.command(&args).arg("-o").arg("json").run().succeeds_with(true));
    assert_eq!(created.fields(), ["created_at", "expires_at", "id", "key", "name", "prefix", "scopes", "user"]);
    let data = created.json();
    let key = data["key"].as_str().unwrap();
    let form = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let parts: Vec<&str> = key.split('_').collect();
    assert!(parts[0] == "clv" && form(parts[1], 8) && form(parts[2], 32) && form(parts[3], 6), "{key}");
    assert_eq!(parts.len(), 4);
    assert_eq!((&data["id"], &data["prefix"]), (&1.into(), &prefix(key).into()));
    assert_eq!((&data["name"], &data["user"]), (&"deploy".into(), &"ci@example.com".into()));
    assert_eq!(data["scopes"], serde_json::json!(["b", "a:c"]));
    // Exactly 90 days, unless something else is said.
    let code = "
import datetime, sys
created, expires = (datetime.datetime.fromisoformat(text.replace('Z', '+00:00')) for text in sys.argv[1:])
assert expires - created == datetime.timedelta(days=90), expires - created
assert abs(datetime.datetime.now(datetime.timezone.utc) - created) < datetime.timedelta(minutes=5)
";
    python(code, &[data["created_at"].as_str().unwrap(), data["expires_at"].as_str().unwrap()], b"");
    let target = format!("apikey.created {}", prefix(key));
    assert_eq!(events, [format!("{target} (intent)"), format!("{target} (outcome)")]);
    let row = world.sql("SELECT user_id, name, is_active, last_used FROM api_keys");
    assert_eq!(row, [["1", "deploy", "1", "NULL"]]);
    assert_eq!(world.open_operations(), 0);
    world.secret(key).except_output_of(&created).assert_nowhere();
    // What lists and logs show is the prefix.
    let shown = world.run_in_vain(&["apikey", "show", prefix(key), "-o", "json"]).succeeds_with(false);
    assert_eq!(shown.fields(), FIELDS);
    let shown = shown.json();
    for field in ["id", "prefix", "name", "user", "scopes", "created_at", "expires_at"] {
        assert_eq!(shown[field], data[field], "{field}");
    }
    assert_eq!(shown["status"], "active");
    assert_eq!(world.run(&["apikey", "show", "1", "-o", "plain"]).succeeds().plain(), "1");
});

on_every_engine!(every_key_is_another_and_names_are_labels, |world| {
    world.with_user("ci@example.com", "user");
    let (first, second) = (world.with_key("1", "same"), world.with_key("ci@example.com", "same"));
    assert_ne!(prefix(&first), prefix(&second));
    assert_eq!((world.verify(&first), world.verify(&second)), (0, 0));
    assert_eq!(world.key_ids(&[]), "1 2");
});

on_every_engine!(a_dry_run_makes_no_key, |world| {
    world.with_user("ci@example.com", "user");
    let args = ["apikey", "create", "--user", "ci@example.com", "--name", "deploy", "-n", "-o", "json"];
    let shown = world.run_in_vain(&args).succeeds_with(false);
    assert!(shown.json().get("key").is_none() && shown.json().get("id").is_none(), "{shown}");
    assert_eq!(shown.json()["name"], "deploy");
    world.run_in_vain(&[&args[..], &["--detailed-exitcode"]].concat()).exits(11);
    let key = world.with_key("ci@example.com", "deploy");
    for verb in [&["rotate"] as &[&str], &["revoke", "--yes"], &["prune", "--older-than", "0s"]] {
        let target = if verb[0] == "prune" { vec![] } else { vec![prefix(&key)] };
        let args = [&["apikey"], verb, &target, &["-n", "--detailed-exitcode"]].concat();
        let code = if verb[0] == "prune" { 0 } else { 11 };
        world.run_in_vain(&args).exits(code);
    }
});

on_every_engine!(the_answer_to_a_presented_key_is_an_exit_code, |world| {
    world.with_user("root@example.com", "admin");
    world.with_user("ci@example.com", "user");
    let key = world.with_key("ci@example.com", "deploy");
    let verify =
        |input: &[u8]| world.command(&["apikey", "verify", "--stdin", "-o", "json"]).stdin(input).run_in_vain();
    let valid = verify(key.as_bytes()).succeeds_with(false);
    let mut fields = FIELDS.to_vec();
    fields.push("valid");
    assert_eq!(valid.fields(), fields);
    assert_eq!((&valid.json()["valid"], &valid.json()["status"]), (&true.into(), &"active".into()));
    // Exactly one newline is dropped.
    verify(format!("{key}\n").as_bytes()).succeeds();
    verify(format!("{key}\r\n").as_bytes()).succeeds();
    verify(format!("{key}\n\n").as_bytes()).fails_as("usage", 2);
    verify(b"").fails_as("usage", 2);
    verify(b"\n").fails_as("usage", 2);
    // One changed character, wherever it is; a cut; something added.
    for at in [4, 12, 13, 30, 45, 51] {
        let mut bytes = key.clone().into_bytes();
        bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
        let refused = verify(&bytes).fails_as("usage", 2);
        assert!(!refused.messages().contains(&key[13..30]), "{refused}");
    }
    verify(&key.as_bytes()[..51]).fails_as("usage", 2);
    verify(format!("{key}x").as_bytes()).fails_as("usage", 2);
    verify(b"clv_").fails_as("usage", 2);
    // Well formed, and of nobody; no key of ours; bytes that are no text.
    verify(stranger().as_bytes()).fails_as("not_found", 3);
    verify(b"some-other-secret").fails_as("not_found", 3);
    verify(&key.to_lowercase().into_bytes()).exits(2);
    verify(b"\xff\0\xfe").fails_as("not_found", 3);
    world.run(&["user", "disable", "ci@example.com", "--yes"]).succeeds();
    let known = verify(key.as_bytes()).exits(10);
    let envelope = known.envelope();
    assert_eq!((&envelope["ok"], &envelope["data"]["valid"]), (&true.into(), &false.into()));
    assert_eq!(envelope["data"]["status"], "user_disabled");
    world.run(&["user", "enable", "ci@example.com"]).succeeds();
    verify(key.as_bytes()).succeeds();
    world.run(&["apikey", "revoke", prefix(&key), "--yes"]).succeeds();
    assert_eq!(verify(key.as_bytes()).exits(10).json()["status"], "revoked");
    assert_eq!(
        world.command(&["apikey", "verify", "--stdin", "-o", "plain"]).stdin(&key).run().exits(10).plain(),
        "revoked"
    );
});

on_every_engine!(a_damaged_key_is_refused_without_asking_the_database, |world| {
    let unreachable = match world.database().engine() {
        crate::common::Engine::Sqlite => "sqlite:/no/such/file.db",
        crate::common::Engine::Postgres => "postgresql://nobody@127.0.0.1:1/none",
    };
    let verify = |key: String| {
        let run = world.command(&["apikey", "verify", "--stdin"]).env("CLAVIGER_DATABASE_URL", unreachable);
        run.stdin(key).run().code
    };
    let mut damaged = stranger();
    damaged.replace_range(20..21, "z");
    assert_eq!(verify(damaged), 2);
    assert_ne!(verify(stranger()), 2);
});

on_every_engine!(a_key_without_structure_is_made_and_verified_like_those_of_the_guide, |world| {
    world.with_user("ci@example.com", "user");
    let args = ["apikey", "create", "--user", "1", "--name", "x", "--format", "urlsafe", "-o", "json"];
    let created = world.run(&args).succeeds_with(true).json();
    let key = created["key"].as_str().unwrap();
    assert_eq!(key.len(), 43);
    assert!(created["prefix"].is_null());
    assert_eq!(world.verify(key), 0);
    // A key that the application made has no side row at all.
    let code = "
import hashlib, secrets
key = secrets.token_urlsafe(32)
print(key, hashlib.sha256(key.encode()).hexdigest())
";
    let made = python(code, &[], b"");
    let (theirs, hash) = made.trim_end().split_once(' ').unwrap();
    world.execute(&format!(
        "INSERT INTO api_keys (key_hash, user_id, name, created_at, is_active) VALUES ('{hash}', 1, 'app', '2026-01-01 10:00:00.5', true)"
    ));
    assert_eq!(world.verify(theirs), 0);
    let shown = world.run(&["apikey", "show", "2", "-o", "json"]).succeeds().json();
    assert_eq!((&shown["created_at"], &shown["scopes"]), (&"2026-01-01T10:00:00.5Z".into(), &serde_json::json!([])));
    world.run(&["apikey", "revoke", "2", "--yes", "--reason", "old"]).succeeds();
    assert_eq!(world.verify(theirs), 10);
    assert_eq!(world.run(&["apikey", "show", "2", "-o", "json"]).succeeds().json()["revoked_reason"], "old");
    let rotated = world.run(&["apikey", "rotate", "1", "-o", "plain"]).succeeds();
    assert_eq!(rotated.plain().len(), 43);
    // Switched off by the application: revoked, without a time.
    world.execute("UPDATE api_keys SET is_active = false WHERE id = 1");
    assert_eq!(world.verify(key), 10);
    world.run_in_vain(&["apikey", "revoke", "1", "--yes", "-o", "json"]).succeeds_with(false);
});

on_every_engine!(keys_are_listed_oldest_first_in_all_states, |world| {
    let nothing = world.run_in_vain(&["apikey", "list"]).succeeds();
    assert_eq!((nothing.text(), nothing.messages()), ("", "No API key matches\n"));
    world.with_user("root@example.com", "admin");
    world.with_user("ci@example.com", "user");
    let create = |owner: &str, expires: &str| {
        world.run(&["apikey", "create", "--user", owner, "--name", expires, "--expires", expires]).succeeds();
    };
    create("ci@example.com", "1h");
    create("ci@example.com", "never");
    create("root@example.com", "10d");
    create("ci@example.com", "20d");
    create("ci@example.com", "2199-12-31T23:59:59Z");
    world.execute("UPDATE api_keys SET expires_at = '2020-01-01 00:00:00' WHERE id = 1");
    world.execute("UPDATE api_keys SET created_at = '2020-01-01 00:00:00' WHERE id = 5");
    world.execute("UPDATE api_keys SET created_at = '2020-01-02 00:00:00', last_used = created_at WHERE id = 3");
    world.run(&["apikey", "revoke", "2", "--yes"]).succeeds();
    assert_eq!(world.key_ids(&[]), "5 3 1 2 4");
    let states: Vec<_> = world.keys(&[]).iter().map(|key| key["status"].as_str().unwrap().to_owned()).collect();
    assert_eq!(states, ["active", "active", "expired", "revoked", "active"]);
    assert_eq!(world.key_ids(&["--user", "root@example.com"]), "3");
    assert_eq!(world.key_ids(&["--user", "2"]), "5 1 2 4");
    assert_eq!(world.key_ids(&["--expired"]), "1");
    assert_eq!(world.key_ids(&["--revoked"]), "2");
    assert_eq!(world.key_ids(&["--expiring-in", "14d"]), "3");
    assert_eq!(world.key_ids(&["--expiring-in", "30d"]), "3 4");
    assert_eq!(world.key_ids(&["--unused-for", "0s"]), "5 3 4");
    assert_eq!(world.key_ids(&["--unused-for", "90d"]), "5");
    assert_eq!(world.key_ids(&["--user", "ci@example.com", "--expiring-in", "30d"]), "4");
    world.run_in_vain(&["apikey", "list", "--user", "nobody@example.com"]).exits(3);
    let csv = world.run(&["apikey", "list", "-o", "csv"]).succeeds();
    let heading = "id,prefix,name,user,scopes,status,created_at,expires_at,last_used";
    assert_eq!(csv.text().lines().next(), Some(heading));
    let lines = world.run(&["apikey", "list", "-o", "jsonl"]).succeeds();
    assert_eq!(lines.text().lines().count(), 5);
    // A key without scopes has an empty cell, not a hole.
    let table = world.run(&["apikey", "list", "--expired"]).succeeds();
    assert!(table.text().contains("  ci@example.com  -"), "{table}");
});

on_every_engine!(what_can_not_be_a_key_is_refused_before_anything_is_done, |world| {
    world.with_user("ci@example.com", "user");
    let key = world.with_key("ci@example.com", "deploy");
    let create = ["apikey", "create", "--user", "ci@example.com", "--name", "x"];
    let long = "n".repeat(101);
    for (args, kind, code) in [
        (&["apikey", "create", "--user", "nobody@example.com", "--name", "x"] as &[&str], "not_found", 3),
        (&["apikey", "create", "--user", "ci@example.com"], "usage", 2),
        (&["apikey", "create", "--name", "x"], "usage", 2),
        (&["apikey", "create", "--user", "ci@example.com", "--name", ""], "usage", 2),
        (&["apikey", "create", "--user", "ci@example.com", "--name", &long], "usage", 2),
        (&[&create[..], &["--scope", "two words"]].concat(), "usage", 2),
        (&[&create[..], &["--scope", ""]].concat(), "usage", 2),
        (&[&create[..], &["--scope", "\u{1b}[2J"]].concat(), "usage", 2),
        (&[&create[..], &["--expires", "2020-01-01"]].concat(), "usage", 2),
        (&[&create[..], &["--expires", "0s"]].concat(), "usage", 2),
        (&[&create[..], &["--expires", "1y"]].concat(), "usage", 2),
        (&[&create[..], &["--format", "uuid"]].concat(), "usage", 2),
        (&["apikey", "show", "clv_Nobodys1"], "not_found", 3),
        (&["apikey", "show", "no-key"], "not_found", 3),
        (&["apikey", "show", "99"], "not_found", 3),
        (&["apikey", "show", &key], "usage", 2),
        (&["apikey", "rotate", "clv_Nobodys1"], "not_found", 3),
        (&["apikey", "rotate", "1", "--overlap", "-1h"], "usage", 2),
        (&["apikey", "revoke", "clv_Nobodys1", "--yes"], "not_found", 3),
        (&["apikey", "revoke", "1", "clv_Nobodys1", "--yes"], "not_found", 3),
        (&["apikey", "revoke"], "usage", 2),
        (&["apikey", "revoke", "1", "--all"], "usage", 2),
        (&["apikey", "revoke", "--user", "nobody@example.com", "--yes"], "not_found", 3),
        (&["apikey", "revoke", "--stdin", "--yes"], "usage", 2),
        (&["apikey", "verify", &key], "usage", 2),
        (&["apikey", "verify"], "usage", 2),
        (&["apikey", "verify", "--from", "env:NOT_SET"], "not_found", 3),
        (&["apikey", "list", "--expiring-in", "soon"], "usage", 2),
        (&["apikey", "prune", "--older-than", "long"], "usage", 2),
    ] {
        let refused = world.run_in_vain(&[args, &["-o", "json"]].concat()).fails_as(kind, code);
        // A whole key on a command line is a mistake that error logs must not keep.
        assert!(!refused.messages().contains(&key), "{}", refused.messages());
    }
    world.run(&["user", "create", "root@example.com", "--role", "admin", "--no-password"]).succeeds();
    world.run(&["user", "disable", "ci@example.com", "--yes"]).succeeds();
    let refused = world.run_in_vain(&[&create[..], &["-o", "json"]].concat()).fails_as("conflict", 5);
    assert_eq!(refused.error()["hint"], "claviger user enable ci@example.com");
    world.run_in_vain(&["apikey", "rotate", "1"]).exits(5);
});

on_every_engine!(a_name_of_a_hundred_characters_is_kept_whole, |world| {
    world.with_user("ci@example.com", "user");
    let name = format!("{}=HYPERLINK\u{1b}[2J", "ß".repeat(86));
    let args = ["apikey", "create", "--user", "1", "--name", &name, "-o", "json"];
    assert_eq!(world.run(&args).succeeds_with(true).json()["name"], name.as_str());
    assert_eq!(world.sql("SELECT name FROM api_keys"), [[name]]);
    assert!(!world.run(&["apikey", "list"]).succeeds().text().contains('\u{1b}'));
});
