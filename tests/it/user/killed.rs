//! Killed at its system calls: what is left is before or after, and the same command finishes the work.

use std::cell::RefCell;

use crate::common::kill::kill_sweep;
use crate::common::{Engine, World};

fn with_ada(engine: Engine) -> World {
    let world = World::installed(engine);
    world.with_user("ada@example.com", "user");
    world
}

/// What is stored of Ada's password. Hashing is slow, and this is looked at often.
fn stored(world: &World) -> String {
    world.sql("SELECT password_hash FROM users WHERE email = 'ada@example.com'").remove(0).remove(0)
}

/// A change and its event stand or fall together.
#[track_caller]
fn assert_recorded(world: &World, happened: bool, event: &str) {
    let recorded = world.events().iter().any(|one| one == event);
    assert_eq!(recorded, happened, "{event}: {:?}", world.events());
}

fn creating_sweep(engine: Engine) {
    let args = ["user", "create", "bob@example.com", "--generate-password", "-o", "plain"];
    let swept = kill_sweep(
        || World::installed(engine),
        &args,
        |run| run,
        |world, _| {
            let is_there = !world.sql("SELECT id FROM users").is_empty();
            assert_recorded(world, is_there, "user.created bob@example.com");
            let killed = world.runs().last().unwrap().clone();
            if is_there {
                // Nobody is there whose password nobody got.
                assert_eq!(world.check("bob@example.com", killed.plain()), 0);
                world.run(&args).exits(5);
            } else {
                world.run(&args).succeeds();
            }
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}

#[test]
fn creating_a_user_is_all_or_nothing_in_sqlite() {
    creating_sweep(Engine::Sqlite);
}

#[test]
fn creating_a_user_is_all_or_nothing_in_postgresql() {
    creating_sweep(Engine::Postgres);
}

fn password_sweep(engine: Engine) {
    let args = ["user", "set-password", "ada@example.com", "--generate-password", "-o", "plain"];
    let before = RefCell::new(String::new());
    let build = || {
        let world = with_ada(engine);
        *before.borrow_mut() = stored(&world);
        world
    };
    let swept = kill_sweep(
        build,
        &args,
        |run| run,
        |world, _| {
            let killed = world.runs().last().unwrap().clone();
            let is_new = stored(world) != *before.borrow();
            assert_recorded(world, is_new, "user.password_set ada@example.com");
            if is_new {
                assert_eq!(world.check("ada@example.com", killed.plain()), 0);
            }
            world.run(&args).succeeds();
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}

#[test]
fn a_password_is_the_old_or_the_new_one_in_sqlite() {
    password_sweep(Engine::Sqlite);
}

#[test]
fn a_password_is_the_old_or_the_new_one_in_postgresql() {
    password_sweep(Engine::Postgres);
}

#[test]
fn a_password_for_the_vault_is_delivered_by_the_second_run() {
    let args = ["user", "set-password", "ada@example.com", "--generate-password", "--to", "vault:people/ada#password"];
    let check = ["user", "check-password", "ada@example.com", "--from", "vault:people/ada#password"];
    let swept = kill_sweep(
        || with_ada(Engine::Sqlite),
        &args,
        |run| run,
        |world, _| {
            let is_finished = world.events().iter().any(|event| event == "user.password_set ada@example.com (outcome)");
            if is_finished {
                // Finished work is not taken for a leftover.
                world.run_in_vain(&args).exits(5);
            } else {
                world.run(&args).succeeds();
            }
            assert_eq!(world.open_operations(), 0);
            world.run(&check).succeeds();
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
}
