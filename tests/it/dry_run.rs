//! `--dry-run` of every verb that changes something: the database and the vault stay as they are, byte for byte.

use crate::common::backends::on_every_engine;
use crate::common::{Engine, World};
use crate::examples::{self, changed, examples, prepare, verbs_of_the_command_line};

/// The bytes of an embedded database and of whatever lies beside it: the fingerprint looks at its rows only.
fn bytes_of_database(world: &World) -> Vec<(String, Vec<u8>)> {
    let Some(path) = world.database().url().strip_prefix("sqlite:").map(str::to_owned) else { return Vec::new() };
    let directory = std::path::Path::new(&path).parent().unwrap().to_owned();
    let name = std::path::Path::new(&path).file_name().unwrap().to_str().unwrap().to_owned();
    let mut files: Vec<_> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_name().to_str().unwrap().starts_with(&name))
        .map(|entry| (entry.file_name().to_str().unwrap().to_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[track_caller]
fn assert_dry(world: &World, run: impl Fn(&[&str]) -> crate::common::Finished) {
    let (before, bytes) = (world.fingerprint(), bytes_of_database(world));
    let finished = run(&["--dry-run", "-o", "json"]).succeeds();
    assert!(!changed(&finished), "{finished}");
    run(&["-n", "--detailed-exitcode"]).exits(11);
    before.assert_unchanged(world);
    // Looked at after the rows, so that a page that was only moved about by the test itself is not taken for a change.
    assert!(bytes == bytes_of_database(world), "the bytes of the database changed:\n{finished}");
}

on_every_engine!(a_dry_run_of_any_verb_changes_nothing_and_asks_nothing, |engine: Engine| engine, |engine| {
    let prepared = prepare(*engine);
    let mut count = 0;
    for (verb, example) in examples() {
        assert_dry(&prepared.world, |flags| prepared.run(verb, example, flags));
        count += 1;
    }
    assert!(count >= 20, "only {count} examples ran");
});

on_every_engine!(a_dry_run_of_db_migrate_changes_nothing, World::with_database, |world| {
    if verbs_of_the_command_line().contains("db migrate") {
        assert_dry(world, |flags| world.command(&["db", "migrate"]).args(flags).run());
    }
});

#[test]
fn a_dry_run_of_the_first_installation_changes_nothing() {
    let world = World::sealed();
    let before = world.fingerprint();
    world.run(&["init", "--dry-run", "--detailed-exitcode"]).exits(11);
    world.run(&["init", "-n", "-o", "json"]).succeeds();
    world.command(&["init", "--passphrase", "--stdin", "-n"]).stdin("correct horse battery").run().succeeds();
    before.assert_unchanged(&world);
}

on_every_engine!(a_dry_run_of_what_is_done_already_reports_no_change, |engine: Engine| engine, |engine| {
    let prepared = prepare(*engine);
    let disable = ["user", "disable", "disabled@example.com", "-n", "--detailed-exitcode"];
    prepared.world.run(&disable).succeeds();
    let there = ["user", "create", "plain@example.com", "--no-password", "--if-missing", "-n", "--detailed-exitcode"];
    prepared.world.run(&there).succeeds();
    assert_eq!(examples::events(&prepared.world).iter().filter(|(kind, _)| kind == "user.disabled").count(), 2);
});
