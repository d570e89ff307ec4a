//! Killed at its system calls: no key is valid that nobody holds, and the same command finishes the work.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::prefix;
use crate::common::kill::kill_sweep;
use crate::common::{Engine, World};

fn with_owner(engine: Engine) -> World {
    let world = World::installed(engine);
    world.with_user("ci@example.com", "user");
    world
}

/// What the killed run printed.
fn printed(world: &World) -> Option<String> {
    let killed = world.runs().last().unwrap().clone();
    (!killed.stdout.is_empty()).then(|| killed.plain().to_owned())
}

fn creating_sweep(engine: Engine) {
    let args = ["apikey", "create", "--user", "ci@example.com", "--name", "deploy", "-o", "plain"];
    let seen = RefCell::new(BTreeSet::new());
    let swept = kill_sweep(
        || with_owner(engine),
        &args,
        |run| run,
        |world, _| {
            let printed = printed(world);
            let active = world.sql("SELECT id FROM api_keys WHERE is_active").len();
            assert!(active <= usize::from(printed.is_some()), "a valid key that nobody holds");
            seen.borrow_mut().insert((world.sql("SELECT id FROM api_keys").len(), active));
            let again = world.run(&args).succeeds();
            assert_eq!(world.verify(again.plain()), 0);
            if let (Some(key), 1) = (printed, active) {
                assert_eq!(world.verify(key), 0);
            }
            // What was left over goes away in time.
            world.execute("UPDATE api_keys SET created_at = '2020-01-01 00:00:00' WHERE NOT is_active");
            world.run(&["apikey", "prune"]).succeeds();
            assert!(world.keys(&[]).iter().all(|key| key["status"] == "active"));
            assert_eq!(world.open_operations(), 0);
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
    assert!(seen.borrow().contains(&(1, 0)), "no run was killed between storing and activating: {seen:?}");
}

#[test]
fn no_key_is_valid_that_nobody_holds_in_sqlite() {
    creating_sweep(Engine::Sqlite);
}

#[test]
fn no_key_is_valid_that_nobody_holds_in_postgresql() {
    creating_sweep(Engine::Postgres);
}

#[test]
fn a_key_for_the_vault_is_delivered_by_the_second_run() {
    let args = ["apikey", "create", "--user", "1", "--name", "deploy", "--to", "vault:ci/deploy#api_key"];
    let swept = kill_sweep(
        || with_owner(Engine::Sqlite),
        &args,
        |run| run,
        |world, _| {
            let is_finished =
                world.events().iter().any(|event| event.ends_with("(outcome)") && event.contains("apikey."));
            if is_finished {
                world.run_in_vain(&args).exits(5);
            } else {
                world.run(&args).succeeds();
            }
            world.run(&["apikey", "verify", "--from", "vault:ci/deploy#api_key"]).succeeds();
            // Neither an open operation nor a key that waits for its handover is left.
            assert_eq!(world.open_operations(), 0);
            assert_eq!(world.sql("SELECT id FROM api_keys").len(), 1);
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}

#[test]
fn a_rotation_leaves_at_least_one_valid_key() {
    let rotate = ["apikey", "rotate", "1", "--overlap", "0s", "-o", "plain"];
    let old = RefCell::new(String::new());
    let build = || {
        let world = with_owner(Engine::Sqlite);
        *old.borrow_mut() = world.with_key("1", "deploy");
        world
    };
    let swept = kill_sweep(
        build,
        &rotate,
        |run| run,
        |world, _| {
            let printed = printed(world);
            let is_new = printed.is_some_and(|key| world.verify(key) == 0);
            assert!(is_new || world.verify(&*old.borrow()) == 0, "neither the old key nor its successor is valid");
            assert_eq!(world.sql("SELECT id FROM api_keys WHERE is_active AND id > 1").len(), usize::from(is_new));
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}

#[test]
fn a_revocation_and_its_event_stand_or_fall_together() {
    let key = RefCell::new(String::new());
    let build = || {
        let world = with_owner(Engine::Sqlite);
        *key.borrow_mut() = world.with_key("1", "deploy");
        world
    };
    let swept = kill_sweep(
        build,
        &["apikey", "revoke", "1", "--yes"],
        |run| run,
        |world, _| {
            let event = format!("apikey.revoked {}", prefix(&key.borrow()));
            let is_revoked = world.verify(&*key.borrow()) == 10;
            assert_eq!(world.events().contains(&event), is_revoked);
            world.run(&["apikey", "revoke", "1", "--yes"]).succeeds();
            assert_eq!(world.events().iter().filter(|one| **one == event).count(), 1);
            assert_eq!(world.verify(&*key.borrow()), 10);
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}
