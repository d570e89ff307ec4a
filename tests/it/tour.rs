//! `claviger tour`: the real commands on an installation of their own.

use std::os::unix::fs::PermissionsExt;

use crate::common::World;

#[test]
fn the_tour_runs_every_command_as_expected_and_leaves_nothing() {
    let world = World::sealed();
    let finished = world.run(&["tour"]).succeeds();
    let transcript = finished.text();
    for line in ["$ claviger init .", "$ claviger secret env .env", "KEY=$(claviger apikey create", "event verify"] {
        assert!(transcript.contains(line), "`{line}` is not in\n{transcript}");
    }
    assert!(transcript.contains("(exit code 10)"), "a revoked key is shown to be refused\n{transcript}");
    let left = std::fs::read_dir(world.root().join("tmp")).unwrap().count();
    assert_eq!(left, 0, "the scratch directory is still there");
}

#[test]
fn a_named_directory_keeps_a_working_installation() {
    let world = World::sealed();
    world.run(&["tour", "demo"]).succeeds();
    world.set("CLAVIGER_CONFIG", world.path("demo/claviger.toml"));
    assert_eq!(world.run(&["user", "list", "-o", "json"]).succeeds().json().as_array().unwrap().len(), 6);
    world.run(&["event", "verify"]).succeeds();
    world.run(&["tour", "demo"]).exits(5);
}

#[test]
fn nothing_of_the_callers_environment_reaches_the_commands() {
    let world = World::sealed();
    world.set("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/production");
    world.set("CLAVIGER_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/production");
    world.run(&["tour", "-q"]).succeeds();
}

#[test]
fn the_tour_stops_at_the_first_failure_with_the_exit_code_of_that_command() {
    let world = World::sealed();
    let blocked = world.path("blocked");
    std::fs::create_dir(&blocked).unwrap();
    std::fs::set_permissions(&blocked, std::fs::Permissions::from_mode(0o700)).unwrap();
    // A program that fails where the real one does not: `current_exe` of the copy is the copy.
    let program = world.path("claviger");
    std::fs::copy(env!("CARGO_BIN_EXE_claviger"), &program).unwrap();
    let limited = world.other_command("/bin/sh", &["-c", "ulimit -f 8; exec ./claviger tour blocked"]).run();
    assert!(limited.code != 0, "files of 4 KiB are too small for a database");
    let error = limited.messages();
    let named = format!("ended with exit code {}", limited.code);
    assert!(error.contains(&named), "the exit code {} is not that of the command:\n{error}", limited.code);
}

#[test]
fn a_dry_run_names_the_commands_and_runs_none() {
    let world = World::sealed();
    let before = world.fingerprint();
    let finished = world.run(&["tour", "--dry-run"]).succeeds();
    assert!(finished.text().lines().count() > 15);
    before.assert_unchanged(&world);
}
