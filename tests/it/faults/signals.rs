//! Ctrl-C, time limits and broken connections in the middle of something: nothing is half done.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{CREATE_KEY, fails, with_user};
use crate::common::{Engine, World};
use crate::events::without_counters;

/// Long enough for a command to come to the place where it waits.
const SETTLE: Duration = Duration::from_millis(700);

fn locked(engine: Engine) -> (World, &'static str) {
    let statements = match engine {
        Engine::Sqlite => "BEGIN EXCLUSIVE",
        Engine::Postgres => "BEGIN; LOCK TABLE claviger_event_head IN ACCESS EXCLUSIVE MODE",
    };
    (with_user(engine), statements)
}

#[test]
fn an_interrupt_while_a_lock_is_waited_for_leaves_nothing() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (world, statements) = locked(engine);
        let before = world.dump();
        let held = world.hold(statements);
        let command = world.command(CREATE_KEY).start();
        std::thread::sleep(SETTLE);
        let started = Instant::now();
        command.signal(Signal::INT);
        let finished = fails(command.end(), 130);
        assert!(started.elapsed() < Duration::from_secs(2), "{finished}");
        assert_eq!(finished.text(), "");
        drop(held);
        assert_eq!(without_counters(before), without_counters(world.dump()));
        world.run(CREATE_KEY).succeeds();
    }
}

#[test]
fn a_time_limit_holds_while_a_lock_is_waited_for() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (world, statements) = locked(engine);
        let before = world.dump();
        let held = world.hold(statements);
        let started = Instant::now();
        let finished = fails(world.run(&[CREATE_KEY, &["--timeout", "1s"]].concat()), 6);
        assert!(started.elapsed() < Duration::from_millis(2500), "{:?}\n{finished}", started.elapsed());
        drop(held);
        assert_eq!(without_counters(before), without_counters(world.dump()));
    }
}

#[test]
fn a_connection_that_the_server_ends_is_unavailable_and_leaves_nothing() {
    let (world, statements) = locked(Engine::Postgres);
    let before = world.dump();
    let mut held = world.hold(statements);
    let command = world.command(CREATE_KEY).start();
    std::thread::sleep(SETTLE);
    let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE datname = current_database() AND application_name = 'claviger'";
    assert_eq!(held.rows(end), [["1"]]);
    fails(command.end(), 6);
    drop(held);
    assert_eq!(without_counters(before), without_counters(world.dump()));
}

#[test]
fn an_interrupt_or_a_time_limit_ends_the_wait_for_input() {
    let world = with_user(Engine::Sqlite);
    for args in [
        &["apikey", "verify", "--stdin"][..],
        &["apikey", "revoke", "--stdin", "--yes"],
        &["user", "set-password", "ada@example.com", "--stdin"],
        &["keyring", "encrypt"],
        &["keyring", "decrypt"],
    ] {
        // By chance alone it would work every other time.
        for _ in 0..3 {
            let command = world.command(args).start_with_silent_input();
            std::thread::sleep(Duration::from_millis(300));
            command.signal(Signal::INT);
            let finished = command.end().exits(130);
            assert_eq!(finished.text(), "");
        }
        let started = Instant::now();
        let limited = [args, &["--timeout", "1s"]].concat();
        fails(world.command(&limited).start_with_silent_input().end(), 6);
        assert!(started.elapsed() < Duration::from_secs(3));
    }
}

#[test]
fn a_termination_leaves_nothing_either() {
    let (world, statements) = locked(Engine::Sqlite);
    let before = world.dump();
    let held = world.hold(statements);
    let command = world.command(CREATE_KEY).start();
    std::thread::sleep(SETTLE);
    command.signal(Signal::TERM);
    command.end().exits(143);
    drop(held);
    assert_eq!(before, world.dump());
    world.run(CREATE_KEY).succeeds();
}
