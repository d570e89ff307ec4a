//! A rotation killed at its system calls, each time from the beginning: the next run brings it to its end.

use super::{assert_all_there, primary, with_notes};
use crate::common::World;
use crate::common::kill::kill_sweep;
use crate::common::{Engine, is_full_run};

/// Enough for several batches.
const ROWS: usize = 60;

fn is_finished_by_the_next_run(engine: Engine, args: &[&str]) {
    let template = World::installed(engine);
    with_notes(&template, ROWS);
    let old = primary(&template);
    let swept = kill_sweep(
        || template.duplicate(),
        args,
        |run| run,
        |world, _| {
            world.run(args).succeeds();
            assert_ne!(primary(world), old);
            assert_all_there(world, ROWS);
            let open = world.sql("SELECT count(*) FROM claviger_rotations WHERE finished_at IS NULL");
            assert_eq!(open, [["0"]], "a rotation is still open");
        },
    );
    assert!(swept.killed > if is_full_run() { 100 } else { 20 }, "{swept:?}");
}

#[test]
fn a_killed_rotation_is_finished_by_the_next_run_sqlite() {
    is_finished_by_the_next_run(Engine::Sqlite, &["keyring", "rotate", "--yes", "--batch", "10"]);
}

#[test]
fn a_killed_rotation_is_finished_by_the_next_run_postgres() {
    is_finished_by_the_next_run(Engine::Postgres, &["keyring", "rotate", "--yes", "--batch", "10"]);
}
