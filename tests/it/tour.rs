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
    assert_eq!(world.run(&["user", "list", "-o", "json"]).succeeds().json().as_array().unwrap().len(), 2006);
    world.run(&["event", "verify"]).succeeds();
    world.run(&["tour", "demo"]).exits(5);
}

#[test]
fn a_rotation_is_killed_in_the_middle_and_finished_by_the_next_run() {
    let world = World::sealed();
    let steps = world.run(&["tour", "demo", "-o", "json"]).succeeds().json();
    let find = |word: &str| -> Vec<(i64, String, String)> {
        let steps = steps.as_array().unwrap().iter();
        let text = |step: &serde_json::Value, name: &str| step[name].as_str().unwrap().to_owned();
        steps
            .filter(|step| text(step, "command").contains(word))
            .map(|step| (step["exit_code"].as_i64().unwrap(), text(step, "output"), text(step, "messages")))
            .collect()
    };
    let rotations = find("claviger keyring rotate");
    assert_eq!(rotations.iter().map(|(code, ..)| *code).collect::<Vec<_>>(), [137, 0, 0]);
    let states = find("claviger keyring status");
    let numbers = |output: &str| -> Vec<String> {
        let line = output.lines().find(|line| line.contains(" name ")).unwrap().to_owned();
        line.split_whitespace().skip(2).map(str::to_owned).collect()
    };
    assert_eq!(numbers(&states[0].1)[..3], ["2006", "2006", "-"]);
    let middle = numbers(&states[1].1);
    let (current, others): (u64, u64) = (middle[1].parse().unwrap(), middle[3].parse().unwrap());
    assert!(current > 0 && others > 0 && current + others == 2006, "{}", states[1].1);
    let id = states[1].2.split_whitespace().nth(1).unwrap().to_owned();
    for (_, _, messages) in &rotations[1..] {
        assert!(messages.contains(&format!("Going on with rotation {id}")), "{messages}");
    }
    assert!(find("claviger keyring verify")[0].1.contains("2006"));
    world.set("CLAVIGER_CONFIG", world.path("demo/claviger.toml"));
    let keys = world.run(&["keyring", "list", "-o", "json"]).succeeds().json();
    let states: Vec<&str> = keys.as_array().unwrap().iter().map(|key| key["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["retired", "primary"]);
}

#[test]
fn what_a_shell_would_do_beside_the_program_is_what_the_tour_does() {
    let world = World::sealed();
    world.run(&["tour", "demo"]).succeeds();
    std::fs::create_dir(world.path("typed")).unwrap();
    let dry_run = world.run(&["tour", "--dry-run"]).succeeds();
    let typed: Vec<&str> = dry_run.text().lines().filter(|line| line.contains(" >> ")).collect();
    assert_eq!(typed.len(), 2, "{dry_run}");
    world.other_command("/bin/sh", &["-c", &format!("cd typed && {}", typed.join(" && "))]).run().succeeds();
    assert_eq!(world.read("demo/customers.csv"), world.read("typed/customers.csv"));
    assert!(world.read("demo/claviger.toml").ends_with(&world.read("typed/claviger.toml")));
}

#[test]
fn long_commands_show_their_progress_in_a_terminal() {
    let world = World::sealed();
    let mut terminal = world.terminal(&["tour"]);
    terminal.expect("timeout -s KILL 1 claviger keyring rotate");
    terminal.expect("re-encrypting users.name [");
    terminal.expect("(exit code 137)");
    terminal.expect("re-encrypting users.name [");
    terminal.end().succeeds();
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
