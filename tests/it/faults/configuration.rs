//! Configuration that is damaged, or that somebody else could have written.

use super::{fails, give_away, is_root, set_mode, with_user};
use crate::common::{Engine, World};

/// A world whose configuration file is replaced by `text`.
fn with_configuration(text: &str) -> World {
    let world = with_user(Engine::Sqlite);
    std::fs::write(world.installation().join("claviger.toml"), text).unwrap();
    world
}

#[test]
fn a_damaged_file_is_an_error_of_usage_that_names_the_line_and_repeats_nothing() {
    for text in [
        "database_url = ",
        "database_url = 'sqlite:app.db'\n[vault",
        "database_url = 'postgresql://u:never-shown-9Zq@h/d\nvault = 'file:x'",
        "password.scheme = 7",
        "database_url = ['sqlite:app.db']",
        "databse_url = 'sqlite:never-shown-9Zq.db'",
        "[profiles]\nstaging = 'never-shown-9Zq'",
        "\u{0}\u{1}\u{2}",
    ] {
        let world = with_configuration(text);
        let finished = world.run(&["user", "list", "-v"]).exits(2);
        assert!(finished.messages().contains("error:") && finished.messages().contains("claviger.toml"), "{finished}");
        assert!(!finished.messages().contains("never-shown-9Zq"), "{finished}");
    }
}

#[test]
fn bytes_that_are_no_text_are_an_error_of_usage() {
    let world = with_user(Engine::Sqlite);
    std::fs::write(world.installation().join("claviger.toml"), [0xff, 0xfe, b'a']).unwrap();
    world.run(&["user", "list"]).exits(2);
}

#[test]
fn a_file_that_is_named_and_absent_is_an_error_of_usage() {
    let world = with_user(Engine::Sqlite);
    fails(world.run(&["user", "list", "--config", "absent.toml"]), 2);
    // Everybody can write it.
    fails(world.run(&["user", "list", "--config", "/dev/null"]), 4);
    let directory = world.path("");
    world.run(&["user", "list", "--config", directory.to_str().unwrap()]).exits(2);
}

#[test]
fn a_file_that_others_can_write_is_denied() {
    let world = with_user(Engine::Sqlite);
    let path = world.installation().join("claviger.toml");
    for mode in [0o620, 0o602, 0o666, 0o777] {
        set_mode(&path, mode);
        fails(world.run(&["user", "list"]), 4);
    }
    set_mode(&path, 0o644);
    world.run(&["user", "list"]).succeeds();
}

#[test]
fn a_file_of_another_user_is_denied() {
    if is_root() {
        let world = with_user(Engine::Sqlite);
        give_away(&world.installation().join("claviger.toml"));
        fails(world.run(&["user", "list"]), 4);
    }
}

#[test]
fn a_file_that_can_not_be_read_is_denied() {
    let world = with_user(Engine::Sqlite);
    world.give_to_nobody();
    let path = world.installation().join("claviger.toml");
    set_mode(&path, 0o000);
    world.run_as_nobody(&["user", "list"]).exits(4);
    set_mode(&path, 0o600);
    world.run_as_nobody(&["user", "list"]).succeeds();
}
