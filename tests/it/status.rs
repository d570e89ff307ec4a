//! `status`: one screen, also when something on it is broken.

use serde_json::Value;

use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};

fn state<'v>(status: &'v Value, part: &str) -> &'v str {
    status[part]["state"].as_str().unwrap_or_else(|| panic!("no part `{part}`: {status}"))
}

on_every_engine!(a_new_installation_is_well, |world| {
    let status = world.run(&["status", "-o", "json"]).succeeds();
    assert_eq!(status.envelope()["changed"], false);
    let status = status.json();
    for part in ["config", "database", "mapping", "vault", "keyring", "users", "api_keys", "events", "unfinished"] {
        assert_eq!(state(&status, part), "ok", "{status}");
    }
    assert_eq!(status["state"], "ok");
    assert_eq!(status["vault"]["unlocked"], true);
    assert_eq!(status["keyring"]["age_days"], 0);
    assert_eq!(status["users"]["total"], 0);
    assert_eq!(world.run(&["status", "-o", "plain"]).plain(), "ok");
    let table = world.run(&["status"]).succeeds();
    assert!(table.text().starts_with("state       ok\n"), "{table}");
});

on_every_engine!(it_counts_what_is_there, |world| {
    let run = |args: &[&str]| drop(world.run(args).succeeds());
    run(&["user", "create", "ann@example.com", "--role", "admin", "--no-password"]);
    run(&["user", "create", "bob@example.com", "--no-password"]);
    run(&["user", "disable", "bob@example.com", "--yes"]);
    run(&["apikey", "create", "--user", "ann@example.com", "--name", "soon", "--expires", "3d"]);
    run(&["apikey", "create", "--user", "ann@example.com", "--name", "late", "--expires", "never"]);
    let status = world.run(&["status", "-o", "json"]).succeeds().json();
    assert_eq!(status["state"], "warning", "a key that is about to end wants attention");
    let facts = |part: &str, names: &[&str]| names.iter().map(|name| status[part][name].clone()).collect::<Vec<_>>();
    assert_eq!(facts("users", &["total", "active", "administrators"]), [2, 1, 1]);
    assert_eq!(facts("api_keys", &["active", "expiring", "pending"]), [2, 1, 0]);
    let events = world.run(&["event", "list", "-o", "json"]).json();
    let events = events.as_array().unwrap();
    assert_eq!(status["events"]["count"], events.len());
    let last_at = status["events"]["last_at"].as_str().unwrap();
    assert!(events.last().unwrap()["at"].as_str().unwrap().starts_with(last_at.trim_end_matches('Z')), "{last_at}");
});

on_every_engine!(what_wants_attention_is_no_failure, |world| {
    world.run(&["user", "create", "bob@example.com", "--no-password"]).succeeds();
    let time = if world.database().engine() == Engine::Sqlite {
        "'2026-01-02 00:00:00.000000'"
    } else {
        "'2026-01-02 00:00:00'"
    };
    world.execute(&format!(
        "INSERT INTO claviger_journal VALUES ('0123', 'secret.set', 'vault:app/db', '{{}}', {time}, '')"
    ));
    world.execute("DROP TABLE role_permissions");
    let status = world.run(&["status", "-o", "json"]).succeeds().json();
    assert_eq!(state(&status, "users"), "warning", "users without an administrator");
    assert_eq!(state(&status, "unfinished"), "warning");
    assert_eq!(status["unfinished"]["operations"], serde_json::json!(["secret.set of vault:app/db"]));
    assert_eq!(state(&status, "mapping"), "warning");
    assert!(status["mapping"]["missing_names"][0].as_str().unwrap().contains("role_permissions"));
});

on_every_engine!(a_part_that_fails_leaves_the_others_shown, |world| {
    world.execute("DROP TABLE api_keys");
    let finished = world.run(&["status", "-o", "json"]).exits(2);
    assert_eq!(finished.envelope()["ok"], false);
    assert_eq!(finished.error()["kind"], "usage");
    let status = finished.json();
    assert_eq!(status["state"], "failed");
    assert_eq!(state(&status, "api_keys"), "failed");
    assert_eq!(status["api_keys"]["error"], "usage");
    for part in ["database", "vault", "keyring", "users", "events", "unfinished"] {
        assert_eq!(state(&status, part), "ok", "{status}");
    }
});

#[test]
fn a_database_that_is_down_leaves_the_vault_shown() {
    let world = World::installed(Engine::Postgres);
    let down = "postgresql://app:hunter2-4f9c@127.0.0.1:1/app";
    let finished = world.command(&["status", "-o", "json"]).env("CLAVIGER_DATABASE_URL", down).run().exits(6);
    assert_eq!(finished.error()["exit_code"], 6);
    let status = finished.json();
    assert_eq!(state(&status, "database"), "failed");
    assert_eq!(state(&status, "users"), "unknown");
    assert_eq!(state(&status, "events"), "unknown");
    assert_eq!((state(&status, "vault"), state(&status, "keyring")), ("ok", "ok"));
    let finished = world.command(&["status"]).env("CLAVIGER_DATABASE_URL", down).run().exits(6);
    assert!(finished.text().contains("failed: can not connect to database `app` on `127.0.0.1:1`"), "{finished}");
    assert!(finished.messages().contains("error: can not connect"), "{finished}");
    world.assert_secret_nowhere("hunter2-4f9c");
}

#[test]
fn a_server_that_does_not_answer_is_given_up() {
    let world = World::installed(Engine::Sqlite);
    // Connections are taken by the system; nobody ever says a word.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgresql://app@{}/app", silent.local_addr().unwrap());
    let finished = world.command(&["status", "-o", "json"]).env("CLAVIGER_DATABASE_URL", url).run().exits(6);
    let status = finished.json();
    assert!(status["database"]["summary"].as_str().unwrap().contains("does not answer within 5 s"), "{finished}");
    assert_eq!(state(&status, "keyring"), "ok");
}

#[test]
fn a_database_that_is_gone_or_new_says_what_to_do() {
    let world = World::installed(Engine::Sqlite);
    let gone = world.run(&["status", "--database-url", "sqlite:gone.db"]).exits(3);
    assert!(gone.text().contains("unlocked"), "{gone}");
    world.write("new.db", "");
    let new = world.run(&["status", "--database-url", "sqlite:new.db", "-o", "json"]).exits(2);
    assert!(new.error()["hint"].as_str().unwrap().contains("claviger db migrate"), "{new}");
    assert_eq!(state(&new.json(), "events"), "unknown");
}

#[test]
fn a_vault_without_its_key_leaves_the_database_shown() {
    let world = World::installed(Engine::Sqlite);
    std::fs::remove_file(world.installation().join("claviger.key")).unwrap();
    let finished = world.run(&["status", "-o", "json"]).exits(3);
    let status = finished.json();
    assert_eq!((state(&status, "vault"), state(&status, "keyring")), ("failed", "unknown"));
    assert_eq!((state(&status, "database"), state(&status, "users")), ("ok", "ok"));
}

#[test]
fn a_vault_that_only_a_passphrase_opens_is_locked_and_no_failure() {
    let world = World::sealed();
    let init = ["init", "here", "--passphrase", "--stdin"];
    world.command(&init).stdin("correct horse battery staple\n").run().succeeds();
    world.set("CLAVIGER_CONFIG", world.path("here/claviger.toml"));
    let status = world.run(&["status", "-o", "json"]).succeeds().json();
    assert_eq!((state(&status, "vault"), state(&status, "keyring")), ("warning", "unknown"));
    assert_eq!(status["vault"]["unlocked"], false);
    std::fs::remove_file(world.path("here/claviger.vault")).unwrap();
    let status = world.run(&["status", "-o", "json"]).exits(3).json();
    assert_eq!(state(&status, "vault"), "failed");
}

#[test]
fn where_nothing_is_installed_the_way_is_shown() {
    let world = World::sealed();
    let finished = world.run(&["status", "-o", "json"]).exits(2);
    assert!(finished.error()["hint"].as_str().unwrap().contains("claviger init"), "{finished}");
    assert!(finished.stdout.is_empty());
}

#[test]
fn what_is_not_configured_is_no_failure() {
    let world = World::with_database(Engine::Sqlite);
    world.run(&["db", "migrate"]).succeeds();
    let finished = world.run(&["status", "-o", "json"]);
    let status = finished.json();
    for part in ["config", "vault", "keyring"] {
        assert_eq!(state(&status, part), "absent", "{status}");
    }
    // No application has made its tables yet.
    assert_eq!(finished.code, 2);
    assert_eq!(state(&status, "mapping"), "warning");
}
