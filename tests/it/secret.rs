//! `secret` over the vault: set, get, list, history, rollback, delete, and `generate`, which needs no installation.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use serde_json::{Value, json};

use crate::common::backends::on_every_engine;
use crate::common::kill::{SYSTEM_CALLS, kill_sweep, kill_sweep_at};
use crate::common::python::python;
use crate::common::{Engine, Finished, World, from_tests_run};

/// Long enough to be searched for, and nowhere else.
const VALUE: &str = "correct horse 42 battery";
const OTHER: &str = "another 77 value of them";

fn set(world: &World, target: &str, value: &str) -> Finished {
    world.command(&["secret", "set", target, "--stdin", "-o", "json"]).stdin(value).run()
}

fn get(world: &World, target: &str) -> Finished {
    world.run(&["secret", "get", target, "-o", "plain"])
}

/// Kind and phase of every event of this room, oldest first.
fn events(world: &World) -> Vec<String> {
    let query =
        "SELECT kind, phase FROM claviger_events WHERE kind LIKE 'secret.%' OR kind LIKE 'operation.%' ORDER BY seq";
    world.sql(query).into_iter().map(|row| row.join(" ")).collect()
}

on_every_engine!(a_secret_is_kept_and_the_same_value_again_changes_nothing, |world| {
    let first =
        world.command(&["secret", "set", "app/db#password", "--stdin", "-o", "json"]).stdin(format!("{VALUE}\n"));
    let first = first.run().succeeds();
    assert_eq!(first.envelope()["changed"], true);
    assert_eq!(first.json(), json!({"path": "app/db", "field": "password", "version": 1}));
    let got = get(world, "app/db#password").succeeds();
    assert_eq!(got.stdout, format!("{VALUE}\n").as_bytes());
    assert_eq!(events(world), ["secret.set intent", "secret.set outcome"]);

    let before = world.fingerprint();
    let again = set(world, "app/db#password", VALUE).succeeds();
    assert_eq!((&again.envelope()["changed"], &again.json()["version"]), (&json!(false), &json!(1)));
    assert_eq!(world.run(&["secret", "set", "app/db#password", "--from", "vault:app/db#password"]).succeeds().code, 0);
    before.assert_unchanged(world);

    assert_eq!(set(world, "app/db#user", "app").succeeds().json()["version"], 2);
    let shown = world.run(&["secret", "get", "app/db#password", "-o", "json"]).succeeds();
    assert_eq!(shown.json(), json!({"path": "app/db", "field": "password", "value": VALUE, "version": 2}));
    assert_eq!(shown.envelope()["changed"], false);
    assert_eq!(world.open_operations(), 0);
    world.secret(VALUE).except_output_of(&got).except_output_of(&shown).assert_nowhere();
});

on_every_engine!(a_path_alone_is_the_field_value_and_several_fields_are_a_list, |world| {
    let nothing = world.run(&["secret", "list", "-o", "json"]).succeeds();
    assert_eq!(nothing.json().as_array().unwrap().len(), 1, "only the keyring: {nothing}");
    set(world, "token", VALUE).succeeds();
    assert_eq!(get(world, "token").plain(), VALUE);
    let one = world.run(&["secret", "get", "token", "-o", "json"]).succeeds().json();
    assert_eq!(one, json!({"path": "token", "field": "value", "value": VALUE, "version": 1}));
    set(world, "vault:token#note", OTHER).succeeds();
    let both = world.run(&["secret", "get", "token", "-o", "json"]).succeeds().json();
    let field = |name: &str, value: &str| json!({"path": "token", "field": name, "value": value, "version": 2});
    assert_eq!(both, json!([field("note", OTHER), field("value", VALUE)]));
    assert_eq!(get(world, "token").text(), format!("{OTHER}\n{VALUE}\n"));
});

on_every_engine!(values_of_any_bytes_keep_every_byte, World::with_sealed_file, |world| {
    let bytes: Vec<u8> = (0..=255).chain([b'\n', b'\n']).collect();
    world.command(&["secret", "set", "bin", "--stdin"]).stdin(&bytes).run().succeeds();
    // One newline is dropped on the way in, one is added on the way out.
    assert_eq!(get(world, "bin").succeeds().stdout, bytes);
    world.run(&["secret", "get", "bin", "--out", "bin.key"]).succeeds();
    assert_eq!(std::fs::read(world.path("bin.key")).unwrap(), bytes[..bytes.len() - 1]);
    let refused = world.run(&["secret", "get", "bin", "-o", "json"]).exits(2);
    assert!(refused.error()["hint"].as_str().unwrap().contains("-o plain"), "{refused}");
    set(world, "empty", "").exits(2);
    world.run(&["secret", "set", "asked"]).exits(2);
    let file = world.write("loose", VALUE);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    world.run(&["secret", "set", "loose", "--file", "loose"]).exits(4);
});

on_every_engine!(what_is_missing_is_exit_3_and_says_what_there_is, |world| {
    set(world, "app/db#password", VALUE).succeeds();
    for target in ["app", "app/db/x", "app/db#user", "none#x"] {
        let missing = world.run(&["secret", "get", target, "-o", "json"]).exits(3);
        assert_eq!(missing.error()["kind"], "not_found");
    }
    let missing = world.run(&["secret", "get", "app/db#user"]).exits(3);
    assert!(missing.messages().contains("it has: password"), "{missing}");
    world.run(&["secret", "get", "app/db#password", "--version", "2"]).exits(3);
    world.run(&["secret", "get", "app/db#password", "--version", "0"]).exits(2);
    world.run(&["secret", "history", "app"]).exits(3);
    world.run(&["secret", "history", "app/db#password"]).exits(2);
    world.run(&["secret", "rollback", "app", "--version", "1"]).exits(3);
    world.run(&["secret", "rollback", "app/db"]).exits(2);
    world.run(&["secret", "delete", "app", "--yes"]).exits(3);
    world.run(&["secret", "delete", "app/db#user", "--yes"]).exits(3);
    world.run(&["secret", "delete", "app", "--destroy", "--yes"]).exits(3);
    assert_eq!(world.run(&["secret", "list", "nowhere", "-o", "json"]).succeeds().json(), json!([]));
    assert_eq!(events(world).len(), 2);
});

on_every_engine!(
    a_missing_secret_comes_from_the_environment_only_when_asked_and_is_recorded,
    World::with_sealed_file,
    |world| {
        world.set("PASSWORD", VALUE);
        world.run(&["secret", "get", "app/db#password"]).exits(3);
        assert!(events(world).is_empty());
        let dry = world.run(&["secret", "get", "app/db#password", "--fallback", "env", "-n", "-o", "json"]).succeeds();
        assert!(dry.json().get("value").is_none(), "{dry}");
        assert!(events(world).is_empty());

        let fell = world.run(&["secret", "get", "app/db#password", "--fallback", "env", "-o", "json"]).succeeds();
        let expected =
            json!({"path": "app/db", "field": "password", "value": VALUE, "version": null, "source": "env:PASSWORD"});
        assert_eq!(fell.json(), expected);
        assert!(fell.envelope()["warnings"][0].as_str().unwrap().contains("`PASSWORD`"), "{fell}");
        assert_eq!(events(world), ["secret.fell_back done"]);
        let named = world.run(&["secret", "get", "app/db", "--fallback", "env:PASSWORD", "-o", "plain"]).succeeds();
        assert_eq!(named.plain(), VALUE);
        world.run(&["secret", "get", "app/db", "--fallback", "env"]).exits(2);
        world.run(&["secret", "get", "app/db#other", "--fallback", "env"]).exits(3);
        world.run(&["secret", "get", "app/db#other", "--fallback", "file"]).exits(2);

        // What is there wins, and a vault that can not be opened is no missing secret.
        set(world, "app/db#password", OTHER).succeeds();
        assert_eq!(world.run(&["secret", "get", "app/db#password", "--fallback", "env", "-o", "plain"]).plain(), OTHER);
        assert_eq!(events(world).iter().filter(|event| event.starts_with("secret.fell_back")).count(), 2);
        let vault = world.installation().join("claviger.vault");
        std::fs::rename(&vault, world.path("away")).unwrap();
        world.run(&["secret", "get", "app/db#password", "--fallback", "env"]).exits(3);
        std::fs::write(&vault, "no vault").unwrap();
        std::fs::set_permissions(&vault, std::fs::Permissions::from_mode(0o600)).unwrap();
        world.run(&["secret", "get", "app/db#password", "--fallback", "env"]).exits(9);
        assert_eq!(events(world).iter().filter(|event| event.starts_with("secret.fell_back")).count(), 2);
        world.secret(VALUE).except_output_of(&fell).except_output_of(&named).assert_nowhere();
    }
);

#[test]
fn a_terminal_shows_a_secret_only_when_asked_to() {
    let world = World::installed(Engine::Sqlite);
    set(&world, "app/db#password", VALUE).succeeds();
    for format in ["table", "json", "plain", "csv"] {
        let masked = world.terminal(&["secret", "get", "app/db#password", "-o", format]).end().succeeds();
        assert!(masked.text().contains("********") && !masked.text().contains(VALUE), "{masked}");
    }
    assert!(world.terminal(&["secret", "get", "app/db"]).end().succeeds().text().contains("--reveal"));
    let revealed = world.terminal(&["secret", "get", "app/db", "--reveal"]).end().succeeds();
    assert!(revealed.text().contains(VALUE), "{revealed}");

    // Typed twice, never shown; different answers change nothing.
    let mut asked = world.terminal(&["secret", "set", "app/typed"]);
    asked.expect("Value: ");
    asked.type_line(OTHER);
    asked.expect("Value again: ");
    asked.type_line(OTHER);
    let asked = asked.end().succeeds();
    assert!(!asked.text().contains(OTHER), "{asked}");
    assert_eq!(get(&world, "app/typed").plain(), OTHER);
}

on_every_engine!(versions_are_listed_and_an_earlier_one_comes_back, |world| {
    for value in ["one", "two", "three"] {
        set(world, "app/db#password", value).succeeds();
    }
    set(world, "app/api#key", "x").succeeds();
    let listed = world.run(&["secret", "list", "app/", "-o", "json"]).succeeds().json();
    let path = |index: usize| (listed[index]["path"].as_str().unwrap(), listed[index]["version"].as_u64().unwrap());
    assert_eq!((path(0), path(1)), (("app/api", 1), ("app/db", 3)));
    assert_eq!(listed[1]["fields"], json!(["password"]));
    assert!(listed[1]["updated_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(world.run(&["secret", "list", "app", "-o", "plain"]).text(), "app/api\napp/db\n");

    let history = world.run(&["secret", "history", "app/db", "-o", "json"]).succeeds().json();
    let versions: Vec<_> = history.as_array().unwrap().iter().map(|one| (&one["version"], &one["state"])).collect();
    let live = json!("live");
    assert_eq!(versions, [(&json!(3), &live), (&json!(2), &live), (&json!(1), &live)]);
    assert_eq!(world.run(&["secret", "get", "app/db#password", "--version", "1", "-o", "plain"]).plain(), "one");

    let back = world.run(&["secret", "rollback", "app/db", "--version", "1", "-o", "json"]).succeeds();
    assert_eq!(back.envelope()["changed"], true);
    assert_eq!(back.json(), json!({"path": "app/db", "version": 4, "from_version": 1}));
    assert_eq!(get(world, "app/db#password").plain(), "one");
    let before = world.fingerprint();
    for version in ["1", "4"] {
        let again = world.run(&["secret", "rollback", "app/db", "--version", version, "-o", "json"]).succeeds();
        assert_eq!((&again.envelope()["changed"], &again.json()["version"]), (&json!(false), &json!(4)));
    }
    before.assert_unchanged(world);
    world.run(&["secret", "rollback", "app/db", "--version", "9"]).exits(3);
    assert_eq!(events(world)[8..], ["secret.rolled_back intent", "secret.rolled_back outcome"]);
});

on_every_engine!(what_is_deleted_can_be_brought_back_and_what_is_destroyed_can_not, |world| {
    set(world, "app/db#password", VALUE).succeeds();
    set(world, "app/db#user", "app").succeeds();
    let unconfirmed = world.run(&["secret", "delete", "app/db#user", "-o", "json"]).exits(12);
    let place = if world.has_server() { "https://127.0.0.1:" } else { "claviger.vault" };
    assert!(unconfirmed.error()["message"].as_str().unwrap().contains(place), "{unconfirmed}");
    assert_eq!(events(world).len(), 4);

    let field = world.run(&["secret", "delete", "app/db#user", "-y", "-o", "json"]).succeeds();
    assert_eq!(field.json(), json!({"path": "app/db", "field": "user", "version": 3, "destroyed": false}));
    assert_eq!(get(world, "app/db").plain(), VALUE);
    // The last field takes the secret with it.
    world.run(&["secret", "delete", "app/db#password", "-y"]).succeeds();
    get(world, "app/db").exits(3);
    let before = world.fingerprint();
    for target in ["app/db", "app/db#password"] {
        let again = world.run(&["secret", "delete", target, "-y", "-o", "json"]).succeeds();
        assert_eq!(again.envelope()["changed"], false);
    }
    before.assert_unchanged(world);
    assert_eq!(world.run(&["secret", "list", "app", "-o", "json"]).json(), json!([]));
    let history = world.run(&["secret", "history", "app/db", "-o", "json"]).succeeds().json();
    assert_eq!((&history[0]["state"], &history[1]["state"]), (&json!("deleted"), &json!("live")));

    world.run(&["secret", "rollback", "app/db", "--version", "3"]).succeeds();
    assert_eq!(get(world, "app/db").plain(), VALUE);
    world.run(&["secret", "delete", "app/db", "-y"]).succeeds();
    set(world, "app/db#password", OTHER).succeeds();
    // Version 3 is deleted and no longer the current one.
    let back = world.run(&["secret", "rollback", "app/db", "--version", "3", "-o", "json"]).succeeds().json();
    assert_eq!(back["version"], 5);
    assert_eq!(get(world, "app/db#password").plain(), VALUE);

    world.run(&["secret", "delete", "app/db", "--destroy"]).exits(12);
    world.run(&["secret", "delete", "app/db#password", "--destroy", "-y"]).exits(2);
    let gone = world.run(&["secret", "delete", "app/db", "--destroy", "-y", "-o", "json"]).succeeds();
    assert_eq!(gone.json(), json!({"path": "app/db", "field": null, "version": null, "destroyed": true}));
    for verb in [["history", "app/db"].as_slice(), &["rollback", "app/db", "--version", "1"], &["get", "app/db"]] {
        world.run(&[&["secret"], verb].concat()).exits(3);
    }
    assert_eq!(events(world).last().unwrap(), "secret.destroyed outcome");
    assert_eq!(world.open_operations(), 0);
    let events = world.sql("SELECT detail FROM claviger_events WHERE kind LIKE 'secret.%'");
    assert!(!format!("{events:?}").contains(VALUE));
});

on_every_engine!(a_dry_run_changes_nothing, |world| {
    set(world, "app/db#password", "one").succeeds();
    set(world, "app/db#password", "two").succeeds();
    world.set("OTHER", OTHER);
    world.write("input", VALUE);
    std::fs::set_permissions(world.path("input"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let before = world.fingerprint();
    for args in [
        ["set", "app/db#password", "--file", "input"].as_slice(),
        &["set", "app/new", "--generate", "hex"],
        &["generate", "hex", "--out", "new.key"],
        &["generate", "hex", "--to", "vault:app/new#key"],
        &["get", "app/db", "--out", "copy"],
        &["get", "app/db", "--to", "vault:app/copy#key"],
        &["get", "none#other", "--fallback", "env"],
        &["rollback", "app/db", "--version", "1"],
        &["delete", "app/db#password"],
        &["delete", "app/db"],
        &["delete", "app/db", "--destroy"],
    ] {
        let args = [&["secret"], args, &["-n"]].concat();
        world.run(&args).exits(0);
        let pending = world.run(&[args.as_slice(), &["--detailed-exitcode", "-o", "json"]].concat()).exits(11);
        assert_eq!((&pending.envelope()["ok"], &pending.envelope()["changed"]), (&json!(true), &json!(false)));
    }
    before.assert_unchanged(world);
    world.secret(OTHER).assert_nowhere();
});

on_every_engine!(of_runs_at_once_each_succeeds_or_is_told_to_look_again, |world| {
    set(world, "app/db#first", "x").succeeds();
    let fields: Vec<String> = (0..8).map(|number| format!("app/db#field{number}")).collect();
    let ended: Vec<i32> = std::thread::scope(|scope| {
        let runs: Vec<_> = fields.iter().map(|field| scope.spawn(|| set(world, field, field).code)).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    assert!(ended.contains(&0) && ended.iter().all(|code| matches!(code, 0 | 5)), "{ended:?}");
    for (field, code) in fields.iter().zip(&ended) {
        // Nothing that was acknowledged is lost, nothing that was refused is there.
        let got = get(world, field);
        assert_eq!(got.code, if *code == 0 { 0 } else { 3 }, "{field} {ended:?}\n{got}");
    }
    let outcomes =
        "SELECT count(*) FROM claviger_events WHERE kind = 'secret.set' AND detail LIKE '%\"outcome\":\"done\"%'";
    let done = 1 + ended.iter().filter(|code| **code == 0).count();
    assert_eq!(world.sql(outcomes)[0][0], done.to_string(), "{:?}", events(world));
    assert!(!events(world).contains(&"operation.settled outcome".to_owned()), "{:?}", events(world));
    assert_eq!(world.open_operations(), 0);
});

#[test]
fn a_run_that_still_lives_is_not_taken_for_one_that_was_killed() {
    // Not SQLite: its own `fsync` would be the one that is held up.
    let world = World::installed(Engine::Postgres);
    set(&world, "app/db#password", "x").succeeds();
    let slow = ["-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync:delay_enter=1500000:when=1", "--"];
    let program = [env!("CARGO_BIN_EXE_claviger"), "secret", "set", "app/db#password", "--stdin"];
    let strace = from_tests_run("CLAVIGER_TEST_STRACE");
    let args = [slow.as_slice(), &program].concat();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| world.other_command(&strace, &args).stdin(VALUE).run());
        while world.open_operations() == 0 {
            assert!(!first.is_finished(), "{}", first.join().unwrap());
        }
        // It waits for the vault, and finds a version that its plan has not seen.
        let second = set(&world, "app/db#password", OTHER).exits(5);
        assert_eq!(second.error()["kind"], "conflict");
        first.join().unwrap().succeeds();
    });
    assert_eq!(get(&world, "app/db#password").plain(), VALUE);
    assert!(!events(&world).contains(&"operation.settled outcome".to_owned()), "{:?}", events(&world));
    assert_settled(&world);
}

on_every_engine!(the_encryption_keys_are_not_changed_from_here, |world| {
    let before = world.fingerprint();
    let path = "claviger/keyring";
    for args in [
        ["set", path, "--generate", "hex"].as_slice(),
        &["generate", "hex", "--to", "vault:claviger/keyring#keyring", "--force"],
        &["rollback", path, "--version", "1"],
        &["delete", path, "-y"],
        &["delete", path, "--destroy", "-y"],
    ] {
        world.run(&[&["secret"], args].concat()).exits(5);
    }
    let user = ["user", "create", "a@example.com", "--generate-password", "--to", "vault:claviger/keyring#password"];
    world.run(&user).exits(5);
    before.assert_unchanged(world);
    let listed = world.run(&["secret", "list", "-o", "plain"]).succeeds();
    assert_eq!(listed.plain(), path);
});

#[test]
fn no_name_makes_it_stumble() {
    let world = World::installed(Engine::Sqlite);
    let strings: Vec<String> = serde_json::from_str(include_str!("data/blns.json")).unwrap();
    let more = ["../etc", "a//b", "a/../b", "a#", "#a", "a#b#c", "\u{1b}[2J", "app/db\n", &"a".repeat(600)];
    let usable = |text: &&str| !text.contains('\0');
    for name in strings.iter().map(String::as_str).step_by(7).chain(more).filter(usable) {
        let finished = world.run(&["secret", "get", "--no-input", "--", name]);
        assert!(matches!(finished.code, 2 | 3), "{finished}");
        assert!(!finished.messages().contains('\u{1b}'), "{finished}");
    }
}

#[test]
fn a_value_is_generated_where_nothing_is_installed_or_everything_is_broken() {
    let world = World::sealed();
    let kinds = ["hex", "base64", "urlsafe", "password", "passphrase", "fernet", "jwt", "uuid", "pin", "totp"];
    for kind in kinds {
        let made = world.run(&["secret", "generate", kind, "--count", "3", "-o", "json"]).succeeds();
        let data = made.json();
        let values: std::collections::BTreeSet<&str> =
            data.as_array().unwrap().iter().map(|one| one["value"].as_str().unwrap()).collect();
        assert_eq!((data.as_array().unwrap().len(), values.len()), (3, 3), "{made}");
        assert_eq!(data[0]["kind"], kind);
        assert!(data[0]["bits"].as_u64().unwrap() >= 19, "{made}");
        let keys: Vec<&String> = data[0].as_object().unwrap().keys().collect();
        assert_eq!(keys, ["bits", "kind", "value"]);
    }
    world.set("CLAVIGER_CONFIG", world.write("claviger.toml", "nonsense = ["));
    world.set("CLAVIGER_NONSENSE", "x");
    let key = world.run(&["secret", "generate", "fernet", "-o", "plain"]).succeeds();
    python("import sys; from cryptography.fernet import Fernet; Fernet(sys.argv[1])", &[key.plain()], b"");
    let key = world.run(&["secret", "generate", "totp", "-o", "plain"]).succeeds();
    python("import sys, pyotp; pyotp.TOTP(sys.argv[1]).now()", &[key.plain()], b"");
    assert_eq!(world.run(&["secret", "generate", "hex", "--bytes", "5", "-o", "plain"]).plain().len(), 10);
    world.run(&["secret", "generate", "hex", "--to", "vault:a#b"]).exits(2);
    for args in [
        ["jwt", "--bytes", "31"].as_slice(),
        &["nonsense"],
        &["hex", "--length", "5"],
        &["hex", "--count", "0"],
        &["hex", "--count", "2", "--out", "f"],
        &["hex", "--to", "env:X"],
        &["hex", "--force"],
        &[],
    ] {
        world.run(&[&["secret", "generate"], args].concat()).exits(2);
    }
}

#[test]
fn a_generated_value_goes_to_a_file_instead_and_never_over_another() {
    let world = World::sealed();
    let made = world.run(&["secret", "generate", "hex", "--out", "key", "-o", "json"]).succeeds();
    assert_eq!((made.envelope()["changed"].clone(), made.json()), (json!(true), json!([{"kind": "hex", "bits": 256}])));
    let value = world.read("key");
    assert_eq!((value.len(), std::fs::metadata(world.path("key")).unwrap().mode() & 0o777), (64, 0o600));
    world.run(&["secret", "generate", "hex", "--to", "file:key"]).exits(5);
    assert_eq!(world.read("key"), value);
    world.run(&["secret", "generate", "hex", "--out", "key", "--force"]).succeeds();
    assert_ne!(world.read("key"), value);
    std::os::unix::fs::symlink(world.path("key"), world.path("link")).unwrap();
    for force in [[].as_slice(), &["--force"]] {
        world.run(&[&["secret", "generate", "hex", "--out", "link"], force].concat()).exits(4);
    }
    world.run(&["secret", "generate", "hex", "--out", "none/key"]).exits(3);
    world.secret(world.read("key")).except_file(world.path("key")).assert_nowhere();
    assert_eq!(std::fs::read_dir(world.path("")).unwrap().count(), 2);
}

on_every_engine!(a_secret_goes_from_place_to_place_without_being_shown, |world| {
    let made = world.run(&["secret", "generate", "jwt", "--to", "vault:app/jwt#key", "-o", "json"]).succeeds();
    assert_eq!((made.envelope()["changed"].clone(), made.json()), (json!(true), json!([{"kind": "jwt", "bits": 512}])));
    world.run(&["secret", "generate", "jwt", "--to", "vault:app/jwt#key"]).exits(5);
    let again =
        world.run(&["secret", "set", "app/jwt#key", "--generate", "jwt", "--bytes", "32", "-o", "json"]).succeeds();
    assert_eq!(again.json(), json!({"path": "app/jwt", "field": "key", "version": 2}));
    world.run(&["secret", "set", "app/jwt#key", "--stdin", "--bytes", "32"]).exits(2);
    world.run(&["secret", "set", "app/jwt#key", "--stdin", "--generate", "hex"]).exits(2);

    let first = world.run(&["secret", "get", "app/jwt#key", "--version", "1", "--out", "jwt.key", "-o", "json"]);
    assert_eq!(first.succeeds().json(), json!({"path": "app/jwt", "field": "key", "version": 1}));
    let value = world.read("jwt.key");
    assert_eq!((value.len(), std::fs::metadata(world.path("jwt.key")).unwrap().mode() & 0o777), (86, 0o600));
    assert_eq!(events(world).last().unwrap(), "secret.exported outcome");
    let before = world.fingerprint();
    let same =
        world.run(&["secret", "get", "app/jwt#key", "--version", "1", "--out", "jwt.key", "-o", "json"]).succeeds();
    assert_eq!(same.envelope()["changed"], false);
    // The current version is another value.
    world.run(&["secret", "get", "app/jwt#key", "--out", "jwt.key"]).exits(5);
    world.run(&["secret", "get", "app/none#key", "--out", "other.key"]).exits(3);
    before.assert_unchanged(world);
    world.run(&["secret", "get", "app/jwt#key", "--out", "jwt.key", "--force"]).succeeds();
    assert_eq!(world.read("jwt.key").len(), 43);

    world.run(&["secret", "get", "app/jwt", "--to", "vault:app/copy#key"]).succeeds();
    assert_eq!(get(world, "app/copy").plain(), world.read("jwt.key"));
    set(world, "app/jwt#other", OTHER).succeeds();
    world.run(&["secret", "get", "app/jwt", "--out", "several"]).exits(2);
    assert_eq!(world.open_operations(), 0);
    world.secret(value).assert_nowhere();
});

/// Insists that what the next run recorded about a killed one, if there was anything to record, is the truth.
pub fn assert_found(world: &World, was_done: bool) {
    let settled = world.sql("SELECT detail FROM claviger_events WHERE kind = 'operation.settled'");
    for detail in settled {
        let detail: Value = serde_json::from_str(&detail[0]).unwrap();
        assert_eq!(detail["outcome"], if was_done { "found done" } else { "found not done" }, "{detail}");
    }
}

/// Whatever a killed run left, the next one finishes it, and the record says how each began and ended.
fn assert_settled(world: &World) {
    assert_eq!(world.open_operations(), 0, "{:?}", events(world));
    let unfinished = world.sql(
        "SELECT operation FROM claviger_events WHERE operation <> '' GROUP BY operation \
         HAVING sum(CASE WHEN phase = 'intent' THEN 1 ELSE 0 END) <> 1 OR count(*) <> 2",
    );
    assert!(unfinished.is_empty(), "{unfinished:?} {:?}", events(world));
}

on_every_engine!(set_can_be_killed_anywhere_and_is_finished_by_the_next_run, |template| {
    set(template, "app/db#password", OTHER).succeeds();
    // Each kill on a server needs a database of its own: there only the calls that write are taken.
    let (calls, least) = match template.database().engine() {
        Engine::Sqlite => (SYSTEM_CALLS, 20),
        Engine::Postgres => (["sendto", "fsync", "?rename", "?renameat", "?renameat2", "linkat"].as_slice(), 5),
    };
    let check = |world: &World, _| {
        let left = get(world, "app/db#password").succeeds();
        assert!([VALUE, OTHER].contains(&left.plain()), "{left}");
        let again = set(world, "app/db#password", VALUE).succeeds();
        assert_eq!(again.envelope()["changed"], left.plain() == OTHER, "{again}");
        assert_eq!(again.json()["version"], 2, "one version, however often it was tried: {again}");
        assert_eq!(get(world, "app/db#password").plain(), VALUE);
        assert_settled(world);
        assert_found(world, left.plain() == VALUE);
        assert_eq!(set(world, "app/db#password", VALUE).succeeds().envelope()["warnings"], json!([]));
    };
    let args = ["secret", "set", "app/db#password", "--stdin"];
    let swept = kill_sweep_at(calls, 4, || template.duplicate(), &args, |run| run.stdin(VALUE), check);
    // In a server the vault has no files that could be caught in the middle.
    let least = if template.has_server() { 4 } else { least };
    assert!(swept.killed >= least, "{swept:?}");
});

#[test]
fn destroy_can_be_killed_anywhere_and_is_finished_by_the_next_run() {
    let template = World::installed(Engine::Sqlite);
    set(&template, "app/db#password", OTHER).succeeds();
    let args = ["secret", "delete", "app/db", "--destroy", "--yes"];
    let swept = kill_sweep(
        || template.duplicate(),
        &args,
        |run| run,
        |world, _| {
            let was_there = get(world, "app/db").code == 0;
            let again = world.run(&[args.as_slice(), &["-o", "json"]].concat());
            // Of a run that was killed behind its outcome nothing is left to be found.
            if was_there || again.code == 0 {
                assert_eq!(again.succeeds().envelope()["changed"], was_there);
            } else {
                again.exits(3);
            }
            get(world, "app/db").exits(3);
            assert_settled(world);
            assert_found(world, !was_there);
        },
    );
    assert!(swept.killed >= 20, "{swept:?}");
}

#[test]
fn a_vault_that_can_not_be_written_keeps_its_secrets_and_the_record_says_so() {
    let world = World::installed(Engine::Postgres);
    set(&world, "app/db#password", OTHER).succeeds();
    // No file may grow, as on a disk that is full; the program gets the error and not the signal.
    let script = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_claviger");
    let full = ["-c", script, program, "secret", "set", "app/db#password", "--stdin", "-o", "json"];
    let refused = world.other_command("/bin/sh", &full).stdin(VALUE).run().exits(6);
    assert_eq!(refused.error()["kind"], "unavailable");
    assert_eq!(get(&world, "app/db#password").plain(), OTHER);
    assert_settled(&world);
    let outcome = world.sql("SELECT detail FROM claviger_events ORDER BY seq DESC LIMIT 1");
    let outcome: Value = serde_json::from_str(&outcome[0][0]).unwrap();
    assert_eq!((&outcome["outcome"], &outcome["error"]), (&json!("failed"), &json!("unavailable")));
    set(&world, "app/db#password", VALUE).succeeds();
}
