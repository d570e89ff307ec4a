//! Locks that somebody else holds: waited for, three seconds long, and then the holder is named.

use std::time::{Duration, Instant};

use super::{CREATE_KEY, fails, with_user};
use crate::common::sql::Held;
use crate::common::{Engine, World};

/// Runs a command in the way of which somebody stands, and insists that it waited.
#[track_caller]
fn waits_in_vain(world: &World, command: &[&str], holder: &str) {
    let before = world.dump();
    let started = Instant::now();
    let finished = fails(world.run(command), 5);
    let took = started.elapsed();
    assert!(took >= Duration::from_millis(2900) && took < Duration::from_secs(8), "{took:?}\n{finished}");
    assert!(finished.messages().contains(holder), "`{holder}` is not named:\n{finished}");
    assert_eq!(before, world.dump());
}

fn pid_of(held: &mut Held) -> String {
    let pid = held.rows("SELECT pg_backend_pid()")[0][0].clone();
    format!("process {pid} of the server")
}

#[test]
fn a_locked_file_names_the_process_that_holds_it() {
    let world = with_user(Engine::Sqlite);
    let held = world.hold("BEGIN EXCLUSIVE");
    let holder = format!("process {} (", std::process::id());
    waits_in_vain(&world, CREATE_KEY, &holder);
    // In this mode of the file readers are in nobody's way.
    world.run(&["user", "list"]).succeeds();
    drop(held);
    world.run(CREATE_KEY).succeeds();
}

#[test]
fn a_locked_file_in_the_mode_of_old_databases_names_the_process_too() {
    let world = with_user(Engine::Sqlite);
    assert_eq!(world.sql("PRAGMA journal_mode = DELETE"), [["delete"]]);
    let held = world.hold("BEGIN EXCLUSIVE");
    let holder = format!("process {} (", std::process::id());
    let finished = fails(world.run(&["user", "list"]), 5);
    assert!(finished.messages().contains(&holder), "{finished}");
    drop(held);
    world.run(CREATE_KEY).succeeds();
    assert_eq!(world.sql("PRAGMA journal_mode"), [["delete"]]);
}

#[test]
fn a_locked_table_names_the_session_that_holds_it() {
    let world = with_user(Engine::Postgres);
    let mut held = world.hold("SET application_name = 'nightly report'; BEGIN; LOCK TABLE api_keys IN SHARE MODE");
    let holder = pid_of(&mut held);
    waits_in_vain(&world, CREATE_KEY, &holder);
    let finished = fails(world.run(CREATE_KEY), 5);
    assert!(finished.messages().contains("application `nightly report`"), "{finished}");
    assert!(finished.messages().contains("pg_terminate_backend"), "{finished}");
    drop(held);
    world.run(CREATE_KEY).succeeds();
}

#[test]
fn a_locked_row_names_the_session_that_holds_it_and_not_one_that_waits_for_it() {
    let world = with_user(Engine::Postgres);
    let mut held = world.hold("BEGIN; SELECT * FROM claviger_event_head FOR UPDATE");
    let holder = pid_of(&mut held);
    // Two at once: each of them also holds locks, and is not to blame.
    let started = Instant::now();
    let both = [world.command(CREATE_KEY).start(), world.command(CREATE_KEY).start()];
    for finished in both.map(super::super::common::world::Started::end) {
        assert!(fails(finished.clone(), 5).messages().contains(&holder), "{finished}");
    }
    assert!(started.elapsed() < Duration::from_secs(8));
    drop(held);
    world.run(CREATE_KEY).succeeds();
}

#[test]
fn a_lock_that_is_released_in_time_is_not_noticed() {
    for (engine, statements) in [
        (Engine::Sqlite, "BEGIN EXCLUSIVE"),
        (Engine::Postgres, "BEGIN; LOCK TABLE api_keys, claviger_event_head IN ACCESS EXCLUSIVE MODE"),
    ] {
        let world = with_user(engine);
        let held = world.hold(statements);
        let started = Instant::now();
        let command = world.command(CREATE_KEY).start();
        std::thread::sleep(Duration::from_millis(1200));
        drop(held);
        command.end().succeeds();
        assert!(started.elapsed() >= Duration::from_millis(1200));
    }
}

#[test]
fn a_locked_vault_names_the_process_that_holds_it() {
    let world = with_user(Engine::Sqlite);
    let lock = std::fs::File::create(world.installation().join("claviger.vault.lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let finished = fails(world.command(&["keyring", "encrypt"]).stdin("value").run(), 5);
    assert!(finished.messages().contains(&format!("process {} (", std::process::id())), "{finished}");
    assert_eq!(finished.text(), "");
    drop(lock);
    world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
}
