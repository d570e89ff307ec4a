//! `db migrate`: claviger's own tables, and nothing else.

use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};
use crate::statements::{MAPPING, foreign_world};

/// The tables of a database, claviger's own or the others.
fn tables(world: &World, own: bool) -> Vec<String> {
    let query = match world.database().engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
        Engine::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    };
    world.sql(query).into_iter().flatten().filter(|name| name.starts_with("claviger_") == own).collect()
}

on_every_engine!(an_empty_database_gets_only_our_own_tables, World::with_database, |world| {
    let migrated = world.run(&["db", "migrate", "-o", "json"]).succeeds().envelope();
    assert_eq!(migrated["changed"], true);
    assert_eq!(migrated["data"]["applied"], serde_json::json!(["own_tables", "break_glass", "rotations"]));
    assert_eq!(migrated["data"]["version"], migrated["data"]["newest"]);
    assert_eq!(tables(world, false), [""; 0]);
    assert!(tables(world, true).contains(&"claviger_events".to_owned()));
    assert_eq!(world.run(&["event", "list", "-o", "plain"]).plain(), "1");
    let before = world.fingerprint();
    let again = world.run(&["db", "migrate", "-o", "json"]).succeeds().envelope();
    assert_eq!(again["changed"], false);
    assert_eq!(again["data"]["applied"], serde_json::json!([]));
    world.run(&["db", "migrate", "--check"]).succeeds();
    before.assert_unchanged(world);
});

on_every_engine!(a_check_and_a_dry_run_change_nothing, World::with_database, |world| {
    let before = world.fingerprint();
    let check = world.run(&["db", "migrate", "--check", "-o", "json"]).exits(11);
    assert_eq!(check.envelope()["ok"], true);
    assert_eq!(check.json()["pending"], serde_json::json!(["own_tables", "break_glass", "rotations"]));
    assert_eq!(check.json()["version"], 0);
    world.run(&["db", "migrate", "--dry-run"]).succeeds();
    world.run(&["db", "migrate", "--dry-run", "--detailed-exitcode"]).exits(11);
    world.run(&["user", "list"]).exits(2);
    before.assert_unchanged(world);
});

on_every_engine!(names_that_lead_nowhere_are_reported, World::with_database, |world| {
    world.execute("CREATE TABLE users (id integer PRIMARY KEY, email text)");
    let migrated = world.run(&["db", "migrate", "-o", "json"]).succeeds().envelope();
    let warnings = migrated["warnings"].to_string();
    for name in ["table `api_keys` (tables.api_keys.table)", "column `role` of `users` (tables.users.role)"] {
        assert!(warnings.contains(name), "{warnings}");
    }
    assert!(!warnings.contains("column `email`"), "{warnings}");
    assert!(migrated["data"]["missing_names"].as_array().unwrap().len() > 3);
    assert!(world.run(&["db", "migrate"]).messages().contains("warning: the mapping names what is not there"));
});

on_every_engine!(the_tables_of_an_application_stay_as_they_are, foreign_world, |world| {
    world.write("claviger.toml", MAPPING);
    let before = tables(world, false);
    let migrated = world.run(&["db", "migrate", "--config", "claviger.toml", "-o", "json"]).succeeds().envelope();
    assert_eq!(migrated["warnings"], serde_json::json!([]));
    assert_eq!(tables(world, false), before);
    world.run(&["user", "create", "a@example.com", "--no-password", "--config", "claviger.toml"]).succeeds();
});

on_every_engine!(a_newer_database_is_refused, |world| {
    let later = match world.database().engine() {
        Engine::Sqlite => "'2026-01-02'",
        Engine::Postgres => "now()",
    };
    world.execute(&format!("INSERT INTO claviger_migrations VALUES (900, 'from_the_future', {later})"));
    let before = world.fingerprint();
    for args in [&["db", "migrate"][..], &["db", "migrate", "--check"], &["db", "migrate", "-n"]] {
        let refused = world.run(args).exits(2);
        assert!(refused.messages().contains("newer claviger"), "{refused}");
    }
    before.assert_unchanged(world);
});

on_every_engine!(two_migrations_at_once_are_one, World::with_database, |world| {
    let outcomes = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| world.run(&["db", "migrate", "-o", "json"]))).collect();
        runs.into_iter().map(|run| run.join().unwrap().succeeds().envelope()["changed"].clone()).collect::<Vec<_>>()
    });
    assert_eq!(outcomes.iter().filter(|changed| **changed == true).count(), 1, "{outcomes:?}");
    world.run(&["event", "verify"]).succeeds();
});

#[test]
fn a_database_that_does_not_exist_is_not_made() {
    let world = World::sealed();
    world.run(&["db", "migrate", "--database-url", "sqlite:nowhere.db"]).exits(3);
    assert!(!world.path("nowhere.db").exists());
    world.run(&["db", "migrate"]).exits(2);
}
