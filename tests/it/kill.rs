//! `kill -9` at any instruction: what is left is the state before, the state after, or something that the next run
//! finishes; and the record agrees with it.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::common::backends::on_every_engine;
use crate::common::kill::{SYSTEM_CALLS, Swept, kill_sweep_at};
use crate::common::{Engine, World};
use crate::events::assert_chain;
use crate::faults::{CREATE_KEY, with_user};

/// The calls through which a database is changed, or the output written.
const WRITING_CALLS: &[&str] = &["write", "pwrite64", "fsync", "fdatasync", "?unlink", "ftruncate", "sendto"];

/// How many points of each call are taken in an ordinary run: a server is written to with one call alone.
const fn samples(engine: Engine) -> usize {
    match engine {
        Engine::Sqlite => 5,
        Engine::Postgres => 9,
    }
}

#[track_caller]
fn sweep(template: &World, args: &[&str], check: impl Fn(&World)) -> Swept {
    let engine = template.database().engine();
    let swept = kill_sweep_at(
        WRITING_CALLS,
        samples(engine),
        || template.duplicate(),
        args,
        |run| run,
        |world, _| {
            check(world);
            assert_chain(world);
        },
    );
    assert!(swept.killed >= 10, "{swept:?}");
    swept
}

/// The hashes of the keys that the last command printed whole.
fn printed(world: &World) -> BTreeSet<String> {
    let last = world.runs().pop().unwrap();
    last.text().lines().map(|line| data_encoding::HEXLOWER.encode(&Sha256::digest(line))).collect()
}

fn column(world: &World, query: &str) -> BTreeSet<String> {
    world.sql(query).into_iter().map(|mut row| row.remove(0)).collect()
}

#[track_caller]
fn count(world: &World, query: &str) -> usize {
    world.sql(&format!("SELECT count(*) FROM {query}"))[0][0].parse().unwrap()
}

/// Every valid key was printed; what is waiting is cleared away when its time has come, and the journal with it.
#[track_caller]
fn keys_are_held_or_cleared_away(world: &World, held: &BTreeSet<String>) {
    let active = column(world, "SELECT key_hash FROM api_keys WHERE is_active = true");
    assert!(active.is_subset(held), "a valid key that nobody holds");
    world.run(CREATE_KEY).succeeds();
    world.run(&["apikey", "list"]).succeeds();
    // One that is waiting may still be in somebody's hands for a while.
    let waiting = count(world, "api_keys WHERE is_active = false");
    world.run(&["apikey", "prune"]).succeeds();
    assert_eq!(count(world, "api_keys WHERE is_active = false"), waiting);
    world.execute("UPDATE api_keys SET created_at = '2020-01-01 00:00:00' WHERE is_active = false");
    world.run(&["apikey", "prune"]).succeeds();
    assert_eq!(count(world, "api_keys WHERE is_active = false"), 0);
    assert_eq!(count(world, "claviger_journal"), 0);
    assert_eq!(count(world, "claviger_api_key_state"), count(world, "api_keys"));
}

fn a_key_is_valid_only_when_it_was_printed(engine: Engine) {
    let template = with_user(engine);
    let outcomes = std::cell::RefCell::new(BTreeSet::new());
    sweep(&template, &[CREATE_KEY, &["-o", "plain"]].concat(), |world| {
        let held = printed(world);
        outcomes.borrow_mut().insert((
            held.len(),
            count(world, "api_keys"),
            count(world, "api_keys WHERE is_active = true"),
        ));
        keys_are_held_or_cleared_away(world, &held);
    });
    // Printed, stored, valid: the sweep must have seen nothing at all, a key that waits, and one that is valid.
    let seen = outcomes.into_inner();
    assert!(seen.contains(&(0, 0, 0)) && seen.contains(&(0, 1, 0)), "{seen:?}");
    assert!(seen.iter().any(|(printed, stored, _)| (*printed, *stored) == (1, 1)), "{seen:?}");
}

#[test]
fn a_killed_apikey_create_leaves_no_valid_key_that_nobody_holds_sqlite() {
    a_key_is_valid_only_when_it_was_printed(Engine::Sqlite);
}

#[test]
fn a_killed_apikey_create_leaves_no_valid_key_that_nobody_holds_postgres() {
    a_key_is_valid_only_when_it_was_printed(Engine::Postgres);
}

fn the_old_key_ends_only_when_the_new_one_is_valid(engine: Engine) {
    let template = with_user(engine);
    let old = template.run(&[CREATE_KEY, &["-o", "json"]].concat()).succeeds().json();
    let prefix = old["prefix"].as_str().unwrap().to_owned();
    let end = "SELECT expires_at FROM api_keys WHERE id = 1";
    let before = template.sql(end);
    let first = column(&template, "SELECT key_hash FROM api_keys");
    sweep(&template, &["apikey", "rotate", &prefix, "--overlap", "1h", "-o", "plain"], |world| {
        let held: BTreeSet<String> = printed(world).union(&first).cloned().collect();
        let has_successor = count(world, "api_keys WHERE is_active = true AND id <> 1") == 1;
        assert_eq!(world.sql(end) != before, has_successor, "the old key ends without a successor");
        assert_eq!(count(world, "api_keys WHERE is_active = true AND id = 1"), 1);
        world.run(&["apikey", "rotate", &prefix]).succeeds();
        keys_are_held_or_cleared_away(world, &column(world, "SELECT key_hash FROM api_keys WHERE is_active = true"));
        assert!(held.len() <= 2);
    });
}

#[test]
fn a_killed_apikey_rotate_ends_the_old_key_only_with_a_new_one_sqlite() {
    the_old_key_ends_only_when_the_new_one_is_valid(Engine::Sqlite);
}

#[test]
fn a_killed_apikey_rotate_ends_the_old_key_only_with_a_new_one_postgres() {
    the_old_key_ends_only_when_the_new_one_is_valid(Engine::Postgres);
}

fn a_user_is_there_with_his_event_or_not_at_all(engine: Engine) {
    let template = World::installed(engine);
    let args = ["user", "create", "ada@example.com", "--no-password", "-o", "plain"];
    sweep(&template, &args, |world| {
        let there = count(world, "users");
        assert_eq!(there, count(world, "claviger_events WHERE kind = 'user.created'"));
        let again = world.run(&["user", "create", "ada@example.com", "--no-password", "--if-missing", "-o", "json"]);
        assert_eq!(again.succeeds().envelope()["changed"], there == 0);
    });
}

#[test]
fn a_killed_user_create_leaves_a_user_with_his_event_or_neither_sqlite() {
    a_user_is_there_with_his_event_or_not_at_all(Engine::Sqlite);
}

#[test]
fn a_killed_user_create_leaves_a_user_with_his_event_or_neither_postgres() {
    a_user_is_there_with_his_event_or_not_at_all(Engine::Postgres);
}

fn a_user_and_all_that_is_his_go_together(engine: Engine) {
    let template = with_user(engine);
    template.run(CREATE_KEY).succeeds();
    template.run(&["user", "disable", "ada@example.com", "--yes", "--until", "1h"]).succeeds();
    sweep(&template, &["user", "delete", "ada@example.com", "--yes"], |world| {
        let there = count(world, "users");
        for rest in ["api_keys", "claviger_api_key_state", "claviger_user_state"] {
            assert_eq!(count(world, rest), there, "{rest}");
        }
        assert_eq!(count(world, "claviger_events WHERE kind = 'user.deleted'"), 1 - there);
        world.run(&["user", "delete", "ada@example.com", "--yes"]).exits(if there == 1 { 0 } else { 3 });
    });
}

#[test]
fn a_killed_user_delete_leaves_everything_or_nothing_sqlite() {
    a_user_and_all_that_is_his_go_together(Engine::Sqlite);
}

#[test]
fn a_killed_user_delete_leaves_everything_or_nothing_postgres() {
    a_user_and_all_that_is_his_go_together(Engine::Postgres);
}

fn an_installation_is_finished_by_the_next_run(engine: Engine) {
    let swept = kill_sweep_at(
        SYSTEM_CALLS,
        2,
        || World::with_database(engine),
        &["init", "installation", "--database-url"],
        |run| {
            let url = run.world.database().url();
            run.arg(url)
        },
        |world, _| {
            let url = world.database().url();
            let init = ["init", "installation", "--database-url", &url, "-o", "json"];
            world.run(&init).succeeds();
            assert_eq!(world.run(&init).succeeds().envelope()["changed"], false);
            world.set("CLAVIGER_CONFIG", world.path("installation/claviger.toml"));
            assert_eq!(world.run(&["keyring", "list", "-o", "json"]).succeeds().json().as_array().unwrap().len(), 1);
            world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
            world.run(&["user", "create", "ada@example.com", "--no-password"]).succeeds();
            world.run(CREATE_KEY).succeeds();
            assert_eq!(count(world, "claviger_events WHERE kind = 'db.migrated'"), 1);
            assert_eq!(count(world, "claviger_journal"), 0, "an operation that nobody closed");
            assert_chain(world);
        },
    );
    assert!(swept.killed >= 15, "{swept:?}");
}

#[test]
fn a_killed_init_is_finished_by_the_next_one_sqlite() {
    an_installation_is_finished_by_the_next_run(Engine::Sqlite);
}

#[test]
fn a_killed_init_is_finished_by_the_next_one_postgres() {
    an_installation_is_finished_by_the_next_run(Engine::Postgres);
}

fn a_token_is_printed_only_by_a_ring_that_knows_it_is_used(engine: Engine) {
    let template = World::installed(engine);
    let swept = kill_sweep_at(
        SYSTEM_CALLS,
        2,
        || template.duplicate(),
        &["keyring", "encrypt"],
        |run| run.stdin("one\ntwo"),
        |world, _| {
            let tokens = world.runs().pop().unwrap().text().to_owned();
            let next = world.command(&["keyring", "encrypt", "-o", "json"]).stdin("three").run().succeeds();
            assert!(
                tokens.is_empty() || next.envelope()["changed"] == false,
                "a token of a ring that counts as unused"
            );
            if !tokens.is_empty() {
                let decrypted = world.command(&["keyring", "decrypt"]).stdin(&tokens).run().succeeds();
                assert_eq!(decrypted.text(), "one\ntwo\n");
            }
            assert_eq!(count(world, "claviger_journal"), 0, "an operation that nobody closed");
            assert_eq!(world.run(&["keyring", "list", "-o", "json"]).succeeds().json().as_array().unwrap().len(), 1);
            assert_chain(world);
        },
    );
    assert!(swept.killed >= 12, "{swept:?}");
}

#[test]
fn a_killed_first_use_of_the_keyring_is_known_to_the_next_one_sqlite() {
    a_token_is_printed_only_by_a_ring_that_knows_it_is_used(Engine::Sqlite);
}

#[test]
fn a_killed_first_use_of_the_keyring_is_known_to_the_next_one_postgres() {
    a_token_is_printed_only_by_a_ring_that_knows_it_is_used(Engine::Postgres);
}

on_every_engine!(an_operation_that_may_still_be_going_on_is_left_alone, World::installed, |world| {
    let start = |operation: &str, process: &str, at: &str| {
        world.execute(&format!(
            "INSERT INTO claviger_journal (operation, kind, target, detail, holder, started_at) \
             VALUES ('{operation}', 'keyring.first_used', 'claviger/keyring', '{{}}', '{process}', '{at}')"
        ));
    };
    let identity = claviger::base::holder::this_process();
    start("here", &identity, "2020-01-01 00:00:00");
    start("elsewhere", "another-host another-boot 1 1", "2999-01-01 00:00:00");
    start("long ago", "another-host another-boot 1 1", "2020-01-01 00:00:00");
    let (number, _) = identity.rsplit_once(' ').unwrap();
    start("killed", &format!("{number} 1"), "2999-01-01 00:00:00");
    let finished = world.command(&["keyring", "encrypt"]).stdin("value").run().succeeds();
    assert_eq!(finished.messages().matches("was interrupted").count(), 2, "{finished}");
    assert_eq!(
        column(world, "SELECT operation FROM claviger_journal"),
        BTreeSet::from(["here", "elsewhere"].map(String::from))
    );
    let settled = column(world, "SELECT operation FROM claviger_events WHERE kind = 'operation.settled'");
    assert_eq!(settled, BTreeSet::from(["killed", "long ago"].map(String::from)));
    assert_chain(world);
});
